"""What two people have between them: contacts, what was sent, what came. Frozen values.

Ids of messages are 32 hex digits, the same on both sides; ids of contacts are this journal's own.
Which state follows which stands here, in two tables, and is asked of nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NewType

from reflect.model import EntryId, KeptId

ContactId = NewType("ContactId", str)
MessageId = NewType("MessageId", str)


class Ask(StrEnum):
    """What somebody who shares would like to have back."""

    LISTEN = "just-listen"
    EXPERIENCE = "your-experience"
    IDEAS = "ideas-welcome"
    CHEER = "cheer-me-on"
    NO_REPLY = "no-reply"


class ContactState(StrEnum):
    INVITED = "invited"
    """Pairing has begun; the other side has not answered yet."""
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    BLOCKED = "blocked"


class ShareState(StrEnum):
    """What is known of something that was sent."""

    WAITING = "waiting"
    STORED = "stored"
    """A relay has it."""
    DELIVERED = "delivered"
    """The other side says that it has committed it."""
    READ = "read"
    DELETION_ASKED = "deletion-asked"
    DELETION_CONFIRMED = "deletion-confirmed"
    UNKNOWN = "unknown"
    """Sent once, and nobody is there any more who could say."""


_C, _S = ContactState, ShareState

CONTACT_STEPS: Final[Mapping[ContactState, frozenset[ContactState]]] = MappingProxyType(
    {
        _C.INVITED: frozenset({_C.ACTIVE, _C.ENDED, _C.BLOCKED}),
        _C.ACTIVE: frozenset({_C.PAUSED, _C.ENDED, _C.BLOCKED}),
        _C.PAUSED: frozenset({_C.ACTIVE, _C.ENDED, _C.BLOCKED}),
        # Mailboxes and keys are gone: only a new invitation leads back.
        _C.ENDED: frozenset({_C.INVITED, _C.BLOCKED}),
        _C.BLOCKED: frozenset({_C.ENDED}),
    }
)

SHARE_STEPS: Final[Mapping[ShareState, frozenset[ShareState]]] = MappingProxyType(
    {
        _S.WAITING: frozenset({_S.STORED, _S.DELIVERED, _S.READ, _S.DELETION_ASKED, _S.UNKNOWN}),
        # Back to waiting: the other side, or this one, was restored and it has to go again.
        _S.STORED: frozenset({_S.WAITING, _S.DELIVERED, _S.READ, _S.DELETION_ASKED, _S.UNKNOWN}),
        _S.DELIVERED: frozenset({_S.WAITING, _S.READ, _S.DELETION_ASKED, _S.UNKNOWN}),
        _S.READ: frozenset({_S.WAITING, _S.DELETION_ASKED, _S.UNKNOWN}),
        _S.DELETION_ASKED: frozenset({_S.DELETION_CONFIRMED, _S.UNKNOWN}),
        # It was thought never to have left, and did: this journal was set back unnoticed.
        _S.DELETION_CONFIRMED: frozenset({_S.DELETION_ASKED}),
        _S.UNKNOWN: frozenset(
            {_S.WAITING, _S.DELIVERED, _S.READ, _S.DELETION_ASKED, _S.DELETION_CONFIRMED}
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Contact:
    id: ContactId
    name: str
    state: ContactState
    made_at: datetime
    root: bytes | None = None
    """32 bytes; None until their card is known."""
    stable_id: str | None = None
    """64 hex digits."""
    theirs: ContactState = ContactState.ACTIVE
    """What they last said of their side: active, paused or ended."""
    verified_at: datetime | None = None
    """When the two compared their safety numbers."""
    new_root: bytes | None = None
    """Somebody with another root came in their name: nothing is sent or taken before comparing."""
    list_version: int = 0
    list_data: bytes | None = field(default=None, repr=False)
    list_signature: bytes | None = field(default=None, repr=False)
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def may_send(self) -> bool:
        return self.state is ContactState.ACTIVE and self.new_root is None


@dataclass(frozen=True, slots=True)
class PeerDevice:
    """A device of a contact. Ids in hex, keys as bytes."""

    id: str
    contact: ContactId
    curve: bytes
    ed: bytes
    incarnation: str | None = None
    epoch: int = 0
    seal: bytes | None = field(default=None, repr=False)
    fallback: bytes | None = field(default=None, repr=False)
    unopened: int = 0
    """Envelopes since the last success that no session opened."""
    healed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnDevice:
    id: str
    incarnation: str
    account: str = field(repr=False)
    pickle_key: bytes = field(repr=False)
    made_at: datetime
    fallback: bytes | None = field(default=None, repr=False)
    """The public half of its fallback key."""
    fallback_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnRoot:
    seed: bytes = field(repr=False)
    list_version: int = 0
    list_data: bytes | None = field(default=None, repr=False)
    list_signature: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SealSecret:
    epoch: int
    secret: bytes = field(repr=False)
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox. With `secret`: this side waits there; without: the other side does."""

    address: str
    contact: ContactId | None
    secret: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: str
    device: str
    pickle: str = field(repr=False)
    decrypted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation: made here (`mine`), or accepted here and not answered yet."""

    id: str
    mine: bool
    secret: bytes = field(repr=False)
    """K, 16 bytes."""
    card_hash: str
    made_at: datetime
    expires_at: datetime
    contact: ContactId | None = None
    used_at: datetime | None = None
    used_by: str | None = None
    """Hash of the card that used it."""
    withdrawn_at: datetime | None = None
    tries: int = 0
    """How often it was tried again after it was used, over or withdrawn."""

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Share:
    """One message that was sent to one contact, or waits to be."""

    id: MessageId
    contact: ContactId
    kind: str
    body: Mapping[str, Any] = field(repr=False)
    made_at: datetime
    state: ShareState = ShareState.WAITING
    state_at: datetime | None = None
    entry_id: EntryId | None = None
    answers: MessageId | None = None
    """The message that it belongs under."""
    ask: Ask | None = None
    expires_at: datetime | None = None
    sealed_at: datetime | None = None
    """When it was last sealed; None: it has to be."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one contact holds of me, and what is known of it."""

    share: Share
    name: str
    """The contact's."""
    relays: int
    """On how many relays it lies, as far as they say."""


@dataclass(frozen=True, slots=True)
class Arrival:
    id: MessageId
    contact: ContactId
    kind: str
    body: Mapping[str, Any] = field(repr=False)
    sent_at: datetime
    """By the sender's clock."""
    received_at: datetime
    answers: MessageId | None = None
    expires_at: datetime | None = None
    read_at: datetime | None = None
    adopted: KeptId | None = None
    """The card that was made of it."""
    asked_at: datetime | None = None
    """When they asked for it to be deleted."""
    deleted_at: datetime | None = None
    """From then on `body` is empty."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Sealed bytes that wait for a relay."""

    num: int
    name: str
    """SHA-256 in hex."""
    device: str
    mailbox: str
    number: int
    data: bytes = field(repr=False)
    share: MessageId | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Parked:
    name: str
    layer: str
    """`envelope` (sealed) or `message`."""
    data: bytes = field(repr=False)
    contact: ContactId | None = None


@dataclass(frozen=True, slots=True)
class RelayRow:
    address: str
    reached_at: datetime | None = None
    next_at: datetime | None = None
    """Not before then."""
    tries: int = 0
    """Since it was last reached."""

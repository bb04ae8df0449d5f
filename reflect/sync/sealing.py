"""What goes: messages that wait are sealed, each in one transaction with the ratchets.

A message is named and kept in the journal first (`wait`), and sealed when its turn comes: at once,
again after a day without an acknowledgement, again after a restore, always under the same id.
Sealed bytes lie in the outbox until each relay has them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from reflect.crypto import envelope, identity
from reflect.errors import BadEnvelope, BadMessage, BadValue
from reflect.journal.post import Post
from reflect.model import NOTHING, Changes, EntryId
from reflect.shares import (
    Ask,
    ContactId,
    ContactState,
    Envelope,
    MessageId,
    PeerDevice,
    Share,
    ShareState,
)
from reflect.sync import keyring, message
from reflect.sync.keyring import Keyring
from reflect.worker import breathe

AT_ONCE: Final = 20
"""Messages that are sealed in one transaction: whoever else asks the journal waits no longer."""
BREATHES: Final = 5
"""Messages that are sealed between two breaths: the window goes on meanwhile."""
REACHABLE: Final = frozenset({ContactState.ACTIVE, ContactState.PAUSED})

_TICK: Final = timedelta(milliseconds=1)


def wait(
    post: Post,
    contact: ContactId,
    kind: str,
    body: Mapping[str, Any],
    now: datetime,
    *,
    entry: EntryId | None = None,
    answers: MessageId | None = None,
    ask: Ask | None = None,
    expires_at: datetime | None = None,
) -> Share:
    """A new message to a contact, which goes when its turn comes."""
    made = now.replace(microsecond=now.microsecond // 1000 * 1000)
    last = post.newest_share(contact)
    if last is not None and last >= made:
        # The other side puts them in order by this.
        made = last + _TICK
    share = Share(
        MessageId(secrets.token_hex(16)), contact, kind, body, made,
        entry_id=entry, answers=answers, ask=ask, expires_at=expires_at,
    )  # fmt: skip
    post.add_share(share)
    return share


def wait_once(post: Post, contact: ContactId, kind: str, now: datetime) -> None:
    """The same for what is made only when it is sealed: one that waits already will do."""
    if not post.waits(contact, kind):
        wait(post, contact, kind, {}, now)


def seal_some(post: Post, now: datetime) -> tuple[int, Changes]:
    """Seals some of what waits; how many messages were. Where that is 0 nothing waits that can go.
    Raises StorageFull: nothing is changed then."""
    relays = tuple(each.address for each in post.relays())
    if not relays:
        return 0, NOTHING
    changes = NOTHING
    with keyring.held(post) as ring:
        waiting = post.to_seal(now, AT_ONCE)
        for number, share in enumerate(waiting):
            if number % BREATHES == BREATHES - 1:
                breathe()
            changes |= _seal(ring, post, share, now, relays)
        told = 0 if waiting else _acknowledge(ring, post, now, relays)
    return len(waiting) + told, changes


def seal_now(ring: Keyring, post: Post, share: Share, now: datetime) -> None:
    """This one at once, on the session that the ring has just begun."""
    _seal(ring, post, share, now, tuple(each.address for each in post.relays()))


def _seal(ring: Keyring, post: Post, share: Share, now: datetime, relays: Sequence[str]) -> Changes:
    if share.expires_at is not None and share.expires_at <= now:
        # Its time was over before it left.
        return post.move(share.id, ShareState.UNKNOWN)
    found: list[Envelope] = []
    try:
        for device in post.devices(share.contact):
            if device.seal is not None:
                body = _body(ring, post, share)
                found += _envelopes(
                    ring, post, share.contact, device, share.id, share.made_at, body
                )
    except (BadEnvelope, BadMessage, BadValue, msgspec.ValidationError):
        # It can never go: that must not keep the others.
        return post.move(share.id, ShareState.UNKNOWN)
    post.put_envelopes(found, relays, share=share.id)
    return NOTHING


def _acknowledge(ring: Keyring, post: Post, now: datetime, relays: Sequence[str]) -> int:
    told = 0
    for contact, ids in post.to_acknowledge().items():
        state = post.contact(contact)
        if state.state is ContactState.BLOCKED or state.new_root is not None:
            continue
        some = ids[: message.MOST_IDS]
        body = message.Ack(some, ring.own.incarnation)
        found: list[Envelope] = []
        try:
            for device in post.devices(contact):
                if device.seal is not None:
                    id = MessageId(secrets.token_hex(16))
                    found += _envelopes(ring, post, contact, device, id, now, body)
        except BadEnvelope:
            # Their keys are none: that must not keep the others.
            continue
        if found:
            post.put_envelopes(found, relays)
            post.told(contact, some)
            told += 1
    return told


def _body(ring: Keyring, post: Post, share: Share) -> message.Body:
    """What the message says, now that it goes."""
    if share.kind == "keys":
        keys = keyring.own_keys(ring, post, identity.ONE_TIME_KEYS)
        return message.Keys(keys, keyring.own_list(post))
    if share.kind == "have":
        return message.Have(
            ring.own.incarnation, post.applied(share.contact), bool(share.body.get("asks"))
        )
    body: message.Body = msgspec.convert(dict(share.body), message.KINDS[share.kind])
    return body


def _envelopes(
    ring: Keyring,
    post: Post,
    contact: ContactId,
    device: PeerDevice,
    id: MessageId,
    at: datetime,
    body: message.Body,
) -> list[Envelope]:
    root = post.contact(contact).root
    boxes = post.mailboxes(mine=False, contact=contact)
    if root is None or not boxes:
        raise BadEnvelope(reason="no mailbox")
    said = message.Message(
        id, ring.me, message.Party(root, device.id), ring.own.incarnation, _millis(at), body
    )
    found = []
    for plain in envelope.parts(bytes.fromhex(id), message.encode(said)):
        number, data = ring.sealed(device, plain)
        name = envelope.name_of(data)
        found.append(Envelope(0, name, device.id, boxes[-1].address, number, data))
    return found


def _millis(at: datetime) -> int:
    return round(at.timestamp() * 1000)

"""What comes: sealed bytes from strangers' hands, opened and taken in, each of them once.

Two steps. `unsealed` needs the secret sealing keys alone and runs beside the journal: junk ends
there, and a batch is put in the order in which it was sent. `take` runs on the journal's thread:
ratchet, message, what was seen and what is to be acknowledged are one transaction. What a hostile
peer or relay can do is to be refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from reflect.crypto import envelope, identity
from reflect.crypto.envelope import Inner, SealKey
from reflect.crypto.identity import DeviceList, Signed
from reflect.errors import (
    BadEnvelope,
    BadMessage,
    BadValue,
    PairingRefused,
    UnknownEnvelope,
    UnknownId,
    UnknownMessage,
)
from reflect.journal.post import IN_LEDGER, Post
from reflect.model import NOTHING, Changes
from reflect.shares import (
    Arrival,
    Contact,
    ContactId,
    ContactState,
    MessageId,
    PeerDevice,
    ShareState,
)
from reflect.sync import keyring, message, pairing, sealing
from reflect.sync.keyring import Keyring
from reflect.sync.message import Message
from reflect.worker import breathe

REFUSED: Final = (BadEnvelope, BadMessage, BadValue, UnknownId, PairingRefused)
"""What an envelope that is not as it should be raises."""
AT_ONCE: Final = 20
"""Envelopes that are taken in one transaction."""
BREATHES: Final = 2
"""Envelopes that are opened, or taken in, between two breaths: the window goes on meanwhile."""
UNOPENED: Final = 8
"""Envelopes of a device that no session opened, before a new session is begun."""
HEAL_EVERY: Final = timedelta(hours=1)
FOR_PEOPLE: Final = frozenset(IN_LEDGER) | {"ask-again"}
"""Kinds that a person reads."""
AHEAD: Final = timedelta(hours=1)
"""A clock that was further ahead has been put right since."""
HAVE_AT: Final = "have-at"
STATE_AT: Final = "state-at"
"""Details of a contact: when they last said what they have, and how it is with them; in thousandths
of a second by their clock."""
OLDEST: Final = timedelta(days=60)
"""A sender's clock is believed so far back; forward not at all."""


@dataclass(frozen=True, slots=True)
class Came:
    """Bytes that lay in one of my mailboxes."""

    mailbox: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unsealed:
    mailbox: str
    name: str
    inner: Inner


@dataclass(frozen=True, slots=True)
class Batch:
    """What came, looked at from outside."""

    opened: tuple[Unsealed, ...] = ()
    """In the order in which each device sent."""
    unknown: tuple[Came, ...] = ()
    """Of a later version or suite."""
    junk: tuple[Came, ...] = ()


@dataclass(slots=True)
class Taken:
    """What became of a batch."""

    received: int = 0
    """New things to read."""
    refused: int = 0
    changes: Changes = NOTHING
    done: list[str] = field(default_factory=list)
    """Names of envelopes that the relay may forget."""
    hard: int = 0
    """New entries whose writer calls them hard."""

    def add(self, other: Taken) -> None:
        self.received += other.received
        self.refused += other.refused
        self.changes |= other.changes
        self.done += other.done
        self.hard += other.hard


def openers(secrets: Iterable[bytes]) -> tuple[Any, ...]:
    """Sealing keys, ready to open with; newest first."""
    return tuple(SealKey(secret).opener() for secret in secrets)


def unsealed(came: Iterable[Came], keys: Sequence[Any]) -> Batch:
    """Opens what HPKE opens, and sorts it: a ratchet keeps few keys of what it jumped over."""
    opened: list[Unsealed] = []
    unknown: list[Came] = []
    junk: list[Came] = []
    for number, each in enumerate(came):
        if number % BREATHES == BREATHES - 1:
            breathe()
        try:
            opened.append(
                Unsealed(each.mailbox, each.name, envelope.open_envelope(each.data, keys))
            )
        except UnknownEnvelope:
            unknown.append(each)
        except BadEnvelope:
            junk.append(each)
    opened.sort(key=lambda one: (one.inner.device, one.inner.number))
    return Batch(tuple(opened), tuple(unknown), tuple(junk))


def take_rest(post: Post, batch: Batch) -> Taken:
    """Notes what did not open, and keeps what a newer Reflect may open."""
    taken = Taken(
        refused=len(batch.junk), done=[each.name for each in (*batch.junk, *batch.unknown)]
    )
    if taken.done:
        with post.transaction():
            for each in batch.junk:
                post.saw(each.name)
            for each in batch.unknown:
                box = post.mailbox(each.mailbox)
                post.park(each.name, "envelope", each.data, contact=box.contact if box else None)
                post.saw(each.name)
    return taken


def take(post: Post, some: Sequence[Unsealed], clock: Callable[[], datetime]) -> Taken:
    """Takes in a few envelopes in one transaction. Raises StorageFull: nothing was taken then, no
    ratchet went on, and the relay still has them."""
    taken = Taken()
    try:
        with keyring.held(post) as ring:
            hand = _Hand(ring, post, clock, taken)
            for number, each in enumerate(some):
                if number % BREATHES == BREATHES - 1:
                    breathe()
                if post.was_seen(each.name):
                    taken.done.append(each.name)
                else:
                    _take(hand, each)
    except REFUSED:
        # What cannot be kept is found by taking each alone; the others go on.
        taken = Taken()
        if len(some) == 1:
            post.saw(some[0].name)
            return Taken(refused=1, done=[some[0].name])
        for each in some:
            taken.add(take(post, [each], clock))
    return taken


def try_parked(post: Post, clock: Callable[[], datetime]) -> Taken:
    """After an update: what an older Reflect did not know is looked at again."""
    taken = Taken()
    for each in post.parked():
        if each.layer == "envelope":
            box = next(
                (box for box in post.mailboxes(mine=True) if box.contact == each.contact), None
            )
            keys = openers(key.secret for key in post.seal_keys())
            batch = unsealed([Came(box.address if box else "", each.name, each.data)], keys)
            if batch.unknown:
                continue
            with post.transaction():
                taken.add(take(post, batch.opened, clock))
                post.unpark(each.name)
        else:
            with keyring.held(post) as ring:
                hand = _Hand(ring, post, clock, taken)
                try:
                    said = message.decode(each.data)
                    device = post.device(said.sender.device)
                    contact = post.contact(device.contact)
                    if contact.id == each.contact and contact.new_root is None:
                        with post.transaction():
                            _heard(hand, contact, device, said)
                except UnknownMessage:
                    continue
                except REFUSED:
                    taken.refused += 1
                post.unpark(each.name)
    return taken


@dataclass(slots=True)
class _Hand:
    """What taking in an envelope needs."""

    ring: Keyring
    post: Post
    clock: Callable[[], datetime]
    taken: Taken
    at: int = 0
    """Of the message that is being taken in: by its sender's clock, in thousandths."""
    _last: datetime | None = None

    @property
    def now(self) -> datetime:
        return self.clock()

    def received_at(self) -> datetime:
        """Later for each arrival than for the one before, unless the clock was ahead then."""
        last, now = self._last or self.post.newest_arrival(), self.now
        if last is None or last > now + AHEAD:
            self._last = now
        else:
            self._last = max(now, last + timedelta(microseconds=1))
        return self._last


def _take(hand: _Hand, came: Unsealed) -> None:
    post, taken = hand.post, hand.taken
    box = post.mailbox(came.mailbox)
    if box is None or box.contact is None or box.secret is None:
        # A mailbox that was given up meanwhile.
        taken.done.append(came.name)
        return
    contact = post.contact(box.contact)
    if contact.state is ContactState.BLOCKED:
        taken.done.append(came.name)
        return
    if contact.new_root is not None:
        # Nothing is taken before the two have compared; it stays where it lies.
        return
    try:
        # A step back undoes what was written for this one; the ratchet has gone on all the same.
        with post.transaction():
            if not _opened(hand, contact, came.inner):
                taken.refused += 1
    except REFUSED as refused:
        taken.refused += 1
        if refused.facts.get("reason") == identity.GOES_BACK:
            taken.changes |= _warn(post, contact.id, hand.now)
    if post.is_stopped(came.mailbox):
        # This very one said so: it is taken once the two have compared.
        return
    post.saw(came.name)
    taken.done.append(came.name)


def _warn(post: Post, contact: ContactId, now: datetime) -> Changes:
    """Their list of devices went back, signed as it was: the person is told, once."""
    details = post.contact(contact).details
    if pairing.LIST_BACK in details:
        return NOTHING
    return post.set_details(contact, {**details, pairing.LIST_BACK: now.isoformat()})


def _opened(hand: _Hand, contact: Contact, inner: Inner) -> bool:
    """Whether it was what it said it is."""
    ring, post = hand.ring, hand.post
    try:
        device = post.device(inner.device.hex())
    except UnknownId:
        return _stranger(hand, contact, inner)
    if device.contact != contact.id:
        # Somebody with whom it ended, and whose answers were still waited for, begins again.
        ended = post.contact(device.contact).state is ContactState.ENDED
        begins = ended and contact.state is ContactState.INVITED
        return begins and _stranger(hand, contact, inner)
    found = ring.opened(device, inner)
    if found is None:
        _not_opened(hand, contact, device)
        return False
    plain, begun = found
    if begun:
        # One of the spare keys is spent by it, as a rule.
        sealing.wait_once(post, contact.id, "keys", hand.now)
    part = envelope.read_part(plain)
    pieces = post.keep_part(
        device.id, MessageId(part.message.hex()), part.index, part.count, part.data
    )
    whole = None if pieces is None else envelope.joined(pieces, part.count)
    if whole is None:
        return True
    try:
        said = message.decode(whole)
    except UnknownMessage:
        # Never acknowledged: it is not applied.
        post.park(hashlib.sha256(whole).hexdigest(), "message", whole, contact=contact.id)
        return True
    if said.id != part.message.hex():
        raise BadMessage(reason="id")
    _heard(hand, contact, device, said)
    return True


def _not_opened(hand: _Hand, contact: Contact, device: PeerDevice) -> None:
    """Now and then a device is answered by a new session: its owner, or this one, went back in
    time. That is proven by who can begin one; nobody acts on a request."""
    post = hand.post
    many = post.not_opened(device.id)
    rested = device.healed_at is None or not device.healed_at - HEAL_EVERY < hand.now < (
        device.healed_at + HEAL_EVERY
    )
    if many < UNOPENED or not rested or device.seal is None:
        return
    hand.ring.begin(device, by_fallback=True)
    share = sealing.wait(post, contact.id, "have", {"asks": True}, hand.now)
    sealing.seal_now(hand.ring, post, share, hand.now)
    post.healed(device.id)


def _stranger(hand: _Hand, contact: Contact, inner: Inner) -> bool:
    """From a device that is not known: an answer to an invitation, or a new device of a contact
    whose root signed it. Anything else is nobody's."""
    if inner.kind != 0:
        return False
    ring, post = hand.ring, hand.post
    curve = envelope.sender_of(inner.message)
    begun = ring.begun_by(curve, inner)
    if begun is None:
        return False
    session, plain = begun
    taken = False
    try:
        part = envelope.read_part(plain)
        if part.count != 1:
            return False
        said = message.decode(part.data)
        _is_for_me(ring, said)
        if said.sender.device != inner.device.hex() or said.id != part.message.hex():
            raise BadMessage(reason="sender")
        body = said.body
        if isinstance(body, message.Hello):
            hello = pairing.take_hello(ring, post, contact, said, body, curve, hand.now)
            if hello is None:
                return False
            contact = hello
        elif isinstance(body, message.Keys) and body.list is not None:
            if contact.root is None:
                return False
            if said.sender.root != contact.root:
                return _another_root(hand, contact, said, body.list)
            if not _new_device(post, contact, said, body, body.list, curve):
                return False
        else:
            return False
        ring.take_over(session, said.sender.device)
        taken = True
        hand.taken.changes |= Changes(kept=frozenset({"contact"}))
        post.apply(contact.id, MessageId(said.id))
        sealing.wait_once(post, contact.id, "keys", hand.now)
        return True
    finally:
        if not taken:
            ring.forget()


def _another_root(hand: _Hand, contact: Contact, said: Message, listed: Signed) -> bool:
    """Somebody with another root writes where this contact does. The contact is stopped until the
    two have compared; nothing else is believed."""
    identity.check_list(said.sender.root, listed)
    hand.taken.changes |= hand.post.root_changed(contact.id, said.sender.root)
    return False


def _new_device(
    post: Post, contact: Contact, said: Message, body: message.Keys, listed: Signed, curve: bytes
) -> bool:
    devices = _learned_list(post, contact, listed)
    known = identity.check_keys(devices, body.keys)
    one = next((each for each in devices.devices if each.id.hex() == said.sender.device), None)
    if one is None or one.curve25519 != curve or known.device != one.id:
        raise BadMessage(reason="unknown device")
    set_keys(post, known)
    return True


def _learned_list(post: Post, contact: Contact, listed: Signed) -> DeviceList:
    """Their list, where it follows what is known. Raises BadMessage, BadValue."""
    assert contact.root is not None
    former = (
        Signed(contact.list_data, contact.list_signature)
        if contact.list_data is not None and contact.list_signature is not None
        else None
    )
    devices = identity.check_list(contact.root, listed, former)
    if listed != former:
        set_list(post, contact.id, devices, listed)
    return devices


def set_list(post: Post, contact: ContactId, devices: DeviceList, listed: Signed) -> None:
    """A verified list into the journal."""
    post.set_list(
        contact,
        devices.version,
        listed.data,
        listed.signature,
        [PeerDevice(each.id.hex(), contact, each.curve25519, each.ed25519)
         for each in devices.devices],
    )  # fmt: skip


def set_keys(post: Post, known: identity.DeviceKeys) -> None:
    """Verified keys into the journal."""
    post.set_keys(
        known.device.hex(),
        incarnation=known.incarnation.hex(),
        epoch=known.epoch,
        seal=known.seal,
        one_time=known.one_time,
        fallback=known.fallback or None,
    )


def _is_for_me(ring: Keyring, said: Message) -> None:
    """Nobody can hand on to me what was said to somebody else."""
    if said.recipient != ring.me:
        raise BadMessage(reason="recipient")


# -- messages --------------------------------------------------------------------------------------


def _heard(hand: _Hand, contact: Contact, device: PeerDevice, said: Message) -> None:
    """A message that a session opened. Raises BadMessage, BadValue."""
    post, ring = hand.post, hand.ring
    _is_for_me(ring, said)
    if said.sender.root != contact.root or said.sender.device != device.id:
        raise BadMessage(reason="sender")
    body, kind = said.body, message.kind_of(said.body)
    if isinstance(body, message.Ack):
        current = body.incarnation == said.incarnation == device.incarnation
        # One from before they said what they have may speak of what they lost since.
        if current and said.at >= contact.details.get(HAVE_AT, 0):
            ids = tuple(MessageId(id) for id in body.ids)
            hand.taken.changes |= post.acknowledged(contact.id, ids)
        return
    if kind in FOR_PEOPLE and contact.state is ContactState.ENDED:
        # Not kept, and so not acknowledged either.
        return
    id = MessageId(said.id)
    if not post.apply(contact.id, id):
        return
    hand.at = said.at
    if kind in FOR_PEOPLE:
        _arrived(hand, contact, said, kind)
    else:
        hand.taken.changes |= _DO[type(body)](hand, contact, device, body)


def _arrived(hand: _Hand, contact: Contact, said: Message, kind: str) -> None:
    sent = datetime.fromtimestamp(said.at / 1000, UTC)
    body = msgspec.to_builtins(said.body)
    expires_at = getattr(said.body, "expires_at", None)
    ends = None if expires_at is None else datetime.fromtimestamp(expires_at, UTC)
    if ends is not None and ends <= hand.now:
        return
    received = hand.received_at()
    arrival = Arrival(
        MessageId(said.id),
        contact.id,
        kind,
        body,
        min(max(sent, received - OLDEST), received),
        received,
        answers=getattr(said.body, "to", None),
        expires_at=ends,
    )
    hand.taken.changes |= hand.post.arrive(arrival)
    hand.taken.received += 1
    if isinstance(said.body, message.Entry) and said.body.hard:
        hand.taken.hard += 1


def _welcome(hand: _Hand, contact: Contact, _: PeerDevice, body: message.Welcome) -> Changes:
    return pairing.take_welcome(hand.post, contact, body)


def _hello(_hand: _Hand, _contact: Contact, _device: PeerDevice, _body: message.Hello) -> Changes:
    # From a device that is known: the answer to it is on its way.
    return NOTHING


def _keys(hand: _Hand, contact: Contact, device: PeerDevice, body: message.Keys) -> Changes:
    post = hand.post
    if body.list is not None:
        devices = _learned_list(post, contact, body.list)
    else:
        assert contact.root is not None and contact.list_data and contact.list_signature
        devices = identity.check_list(
            contact.root, Signed(contact.list_data, contact.list_signature)
        )
    known = identity.check_keys(devices, body.keys)
    if known.device.hex() != device.id:
        raise BadMessage(reason="unknown device")
    set_keys(post, known)
    return NOTHING


def _have(hand: _Hand, contact: Contact, _: PeerDevice, body: message.Have) -> Changes:
    changes = NOTHING
    if _is_newest(hand, contact, HAVE_AT):
        ids = [MessageId(id) for id in body.ids]
        changes = hand.post.send_again(contact.id, ids)
        changes |= pairing.retract_what_left(hand.post, contact, ids, hand.now)
    if body.asks:
        sealing.wait(hand.post, contact.id, "have", {}, hand.now)
    return changes


def _is_newest(hand: _Hand, contact: Contact, what: str) -> bool:
    """Whether nothing later of the same kind was heard before. What is said to be of tomorrow is of
    now: a clock that was put right must not keep everything after it from being heard."""
    if hand.at < contact.details.get(what, 0):
        return False
    at = min(hand.at, int(hand.now.timestamp() * 1000))
    hand.post.set_details(contact.id, {**contact.details, what: at})
    return True


def _retract(hand: _Hand, contact: Contact, _: PeerDevice, body: message.Retract) -> Changes:
    post, id = hand.post, MessageId(body.to)
    try:
        found = post.arrival(contact.id, id)
    except UnknownId:
        # It has not come yet: now it never will.
        post.apply(contact.id, id)
        sealing.wait(post, contact.id, "retracted", {"to": id, "deleted": True}, hand.now)
        return NOTHING
    if found.deleted_at is not None:
        sealing.wait(post, contact.id, "retracted", {"to": id, "deleted": True}, hand.now)
        return NOTHING
    return post.asked_to_delete(contact.id, id)


def _retracted(hand: _Hand, contact: Contact, _: PeerDevice, body: message.Retracted) -> Changes:
    if not body.deleted:
        return NOTHING
    return hand.post.move_where_it_follows(
        contact.id, [MessageId(body.to)], ShareState.DELETION_CONFIRMED
    )


def _read(hand: _Hand, contact: Contact, _: PeerDevice, body: message.Read) -> Changes:
    return hand.post.move_where_it_follows(contact.id, [MessageId(body.to)], ShareState.READ)


def _state(hand: _Hand, contact: Contact, _: PeerDevice, body: message.State) -> Changes:
    if not _is_newest(hand, contact, STATE_AT):
        return NOTHING
    contact = hand.post.contact(contact.id)
    return pairing.they_said(hand.post, contact, body, hand.now)


_DO: Final[dict[type[message.Body], Callable[[_Hand, Contact, PeerDevice, Any], Changes]]] = {
    message.Hello: _hello,
    message.Welcome: _welcome,
    message.Keys: _keys,
    message.Have: _have,
    message.Retract: _retract,
    message.Retracted: _retracted,
    message.Read: _read,
    message.State: _state,
}

"""Two who share, and what a peer with a program of their own could send: for tests of sharing."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from reflect.crypto import envelope, identity
from reflect.crypto.envelope import Inner, SealKey
from reflect.crypto.identity import Device, Signed
from reflect.journal.post import Post
from reflect.shares import PeerDevice
from reflect.sync import keyring, message, sharing
from reflect.sync.message import Party
from tests.hostile_relay import NONE, HostileRelay, MemoryRelay
from tests.people import Clock, Person, pair

TEXT = message.Entry(text="from nobody")


@dataclass
class Two:
    """Ana and Bea, each other's contact, and the relay between them."""

    ana: Person
    bea: Person
    relay: HostileRelay
    clock: Clock
    place: Path
    stack: ExitStack

    def back_and_forth(self, times: int = 2) -> None:
        for _ in range(times):
            self.ana.sync()
            self.bea.sync()

    def third(self, name: str) -> Person:
        made = Person.new(name, self.place / name, self.clock, ("one",), lambda *_: self.relay)
        self.stack.callback(made.close)
        return made


# -- what a peer with a program of their own can send ----------------------------------------------


def office(person: Person) -> Post:
    return person.vault.journal.post


def mailbox(person: Person, of: str) -> str:
    """Where `person` waits for somebody."""
    return office(person).mailboxes(mine=True, contact=person.knows(of).id)[-1].address


def device_of(person: Person, name: str) -> PeerDevice:
    """As `person` knows it."""
    return office(person).devices(person.knows(name).id)[0]


def sealed(person: Person, to: str, id: str, data: bytes) -> list[bytes]:
    """Any bytes as a message from `person`, by the real ratchet."""
    with keyring.held(office(person)) as ring:
        device = device_of(person, to)
        return [ring.sealed(device, plain)[1] for plain in envelope.parts(bytes.fromhex(id), data)]


def says(person: Person, to: str, body: message.Body, **changed: Any) -> list[bytes]:
    """A message with whatever is to be wrong in it."""
    contact, own = person.knows(to), office(person).own_device()
    root = office(person).own_root()
    assert contact.root is not None and own is not None and root is not None
    said = message.Message(
        secrets.token_hex(16),
        Party(identity.root_from(root.seed).public, own.id),
        Party(contact.root, device_of(person, to).id),
        own.incarnation,
        int(person.clock().timestamp() * 1000),
        body,
    )
    said = msgspec.structs.replace(said, **changed)
    return sealed(person, to, said.id, message.encode(said))


def give(two: Two, person: Person, of: str, *envelopes: bytes) -> None:
    """Into the mailbox where `person` waits for somebody."""
    for each in envelopes:
        two.relay.put(mailbox(person, of), each, 0)


def rows(person: Person, table: str) -> int:
    return int(office(person)._store.value(f"SELECT count(*) FROM {table}"))


def all_of(person: Person, table: str) -> list[Any]:
    return office(person)._store.run(f"SELECT * FROM {table}")


def states(person: Person) -> list[str]:
    return [line.share.state for line in sharing.ledger(person.vault)]


def by_fallback(two: Two, text: str, *, by_fallback: bool = True) -> tuple[Inner, bytes]:
    """A first message from Bea to Ana by Ana's fallback key (or by a one-time key): its inside, and
    Ana's sealing key."""
    post, device = office(two.bea), device_of(two.bea, "Ana")
    own, contact = post.own_device(), two.bea.knows("Ana")
    assert own is not None and device.seal is not None and contact.root is not None
    with keyring.held(post) as ring:
        ring.begin(device, by_fallback=by_fallback)
        said = message.Message(
            secrets.token_hex(16), ring.me, Party(contact.root, device.id), own.incarnation,
            int(two.clock().timestamp() * 1000), message.Entry(text=text),
        )  # fmt: skip
        (plain,) = envelope.parts(bytes.fromhex(said.id), message.encode(said))
        session = ring._sessions(device.id)[0].session
        kind, data = session.encrypt(plain)
    return Inner(bytes.fromhex(own.id), 900, kind, data), device.seal


def ack(person: Person, to: str, ids: Sequence[str], **changed: Any) -> list[bytes]:
    own = office(person).own_device()
    assert own is not None
    incarnation = changed.pop("named", own.incarnation)
    return says(person, to, message.Ack(tuple(ids), incarnation), **changed)


def listing(two: Two, devices: Sequence[Device], **changed: Any) -> Signed:
    """A device list of Bea's, signed by her root."""
    root = office(two.bea).own_root()
    assert root is not None and root.list_data is not None and root.list_signature is not None
    former = Signed(root.list_data, root.list_signature)
    return identity.device_list(
        identity.root_from(root.seed),
        devices,
        changed.get("version", root.list_version + 1),
        changed.get("prev", former),
        int(two.clock().timestamp()),
    )


def own_device(person: Person) -> Device:
    with keyring.held(office(person)) as ring:
        return ring.device


def keys_with(two: Two, listed: Signed) -> message.Keys:
    with keyring.held(office(two.bea)) as ring:
        return message.Keys(keyring.own_keys(ring, office(two.bea), 1), listed)


def second_device(two: Two, device: Device, listed: Signed) -> bytes:
    """Bea's second device writes to Ana for the first time."""
    theirs = device_of(two.bea, "Ana")
    root, root_of_ana = office(two.bea).own_root(), two.bea.knows("Ana").root
    assert theirs.seal and theirs.fallback and root is not None and root_of_ana is not None
    incarnation = secrets.token_bytes(16)
    seal = SealKey.new()
    keys = identity.device_keys(
        device, incarnation, 1, seal.public, device.take_one_time(5), device.fallback()
    )
    said = message.Message(
        secrets.token_hex(16), Party(identity.root_from(root.seed).public, device.id.hex()),
        Party(root_of_ana, theirs.id), incarnation.hex(),
        int(two.clock().timestamp() * 1000), message.Keys(keys, listed),
    )  # fmt: skip
    (plain,) = envelope.parts(bytes.fromhex(said.id), message.encode(said))
    kind, data = envelope.outbound(device, theirs.curve, theirs.fallback).encrypt(plain)
    return envelope.seal(Inner(device.id, 1, kind, data), theirs.seal)


# -- the two ---------------------------------------------------------------------------------------


def made_pair(place: Path) -> tuple[Path, datetime]:
    """Folders `Ana` and `Bea` in `place`, each other's contact and at rest; and when it is there.
    They are copied for each test: to become contacts takes longer."""
    relay, clock = MemoryRelay(), Clock()
    both = [
        Person.new(name, place / name, clock, ("one",), lambda *_: relay) for name in ("Ana", "Bea")
    ]
    pair(*both)
    for each in both:
        each.sync()
    for each in both:
        each.close()
    return place, clock.now


@contextmanager
def opened(folders: Path, now: datetime, place: Path) -> Iterator[Two]:
    """Copies of what `made_pair` made, and an honest relay that can be made worse."""
    clock, relay = Clock(), HostileRelay(1, NONE)
    clock.now = now
    with ExitStack() as stack:
        people = []
        for name in ("Ana", "Bea"):
            shutil.copytree(folders / name, place / name)
            each = Person(name, place / name, clock, lambda *_: relay)
            each.open()
            stack.callback(each.close)
            people.append(each)
        yield Two(people[0], people[1], relay, clock, place, stack)

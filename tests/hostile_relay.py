"""A relay in memory, and one that does everything a relay must not do, by the dice of one seed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reflect.crypto.envelope import ENVELOPES, name_of
from reflect.errors import RelayUnreachable
from reflect.sync.relays import PAGE, Page


class MemoryRelay:
    """Does what it says."""

    def __init__(self, address: str = "memory") -> None:
        self.address = address
        self.boxes: dict[str, dict[str, bytes]] = {}
        self.fetched = 0

    def know(self, secrets: Mapping[str, bytes]) -> None:
        """Nothing is asked of who fetches."""

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        self.boxes.setdefault(mailbox, {})[name_of(envelope)] = envelope

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        self.fetched += 1
        names = sorted(self.boxes.get(mailbox, {}))
        rest = [name for name in names if cursor is None or name > cursor]
        some = rest[:limit]
        return Page(
            tuple((name, self.boxes[mailbox][name]) for name in some),
            some[-1] if len(rest) > limit else None,
        )

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        for name in names:
            self.boxes.get(mailbox, {}).pop(name, None)

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        return False

    def close(self) -> None:
        """Nothing is held."""

    def all(self, mailbox: str) -> list[bytes]:
        return list(self.boxes.get(mailbox, {}).values())


@dataclass(frozen=True)
class Faults:
    """How often, of 1."""

    drop: float = 0.2
    """It says that it has it, and has not."""
    double: float = 0.15
    """Of what is fetched: it comes twice."""
    flip: float = 0.05
    """One bit is another on the way in."""
    replay: float = 0.1
    """Of a fetch: some of all that it ever saw comes again."""
    junk: float = 0.1
    """Of a fetch: bytes that never were an envelope, in the size of one."""
    withhold: float = 0.2
    """It is there and is not handed out this time."""
    gone: float = 0.05
    """It does not answer."""
    keep: float = 0.2
    """What was acknowledged stays."""


NONE = Faults(0, 0, 0, 0, 0, 0, 0, 0)


@dataclass
class HostileRelay:
    """One relay for both sides, over `inner`."""

    seed: int
    faults: Faults = field(default_factory=Faults)
    inner: MemoryRelay = field(default_factory=MemoryRelay)

    def __post_init__(self) -> None:
        self.address = self.inner.address
        self.dice = random.Random(self.seed)
        self.history: dict[str, list[bytes]] = {}

    def honest(self) -> None:
        """From now on; what it lost stays lost."""
        self.faults = NONE

    def worse(self, **more: float) -> None:
        self.faults = replace(self.faults, **more)

    def _happens(self, often: float) -> bool:
        return self.dice.random() < often

    def _answers(self) -> None:
        if self._happens(self.faults.gone):
            raise RelayUnreachable(relay=self.address, reason="gone")

    def know(self, secrets: Mapping[str, bytes]) -> None:
        self.inner.know(secrets)

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        self._answers()
        self.history.setdefault(mailbox, []).append(envelope)
        if self._happens(self.faults.drop):
            return
        if self._happens(self.faults.flip):
            envelope = flipped(envelope, self.dice.randrange(len(envelope) * 8))
        self.inner.put(mailbox, envelope, expires_at)

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        self._answers()
        found = [
            data for data in self.inner.all(mailbox) if not self._happens(self.faults.withhold)
        ]
        found += [data for data in found if self._happens(self.faults.double)]
        old = self.history.get(mailbox, [])
        if old and self._happens(self.faults.replay):
            found += self.dice.sample(old, min(len(old), 5))
        if self._happens(self.faults.junk):
            found += [self.dice.randbytes(self.dice.choice(ENVELOPES)) for _ in range(3)]
            found.append(b"RF1\x01" + self.dice.randbytes(ENVELOPES[0] - 4))
        self.dice.shuffle(found)
        return Page(tuple((name_of(data), data) for data in found), None)

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        self._answers()
        self.inner.ack(mailbox, [name for name in names if not self._happens(self.faults.keep)])

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        return False

    def close(self) -> None:
        self.inner.close()


def flipped(data: bytes, bit: int) -> bytes:
    """With one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)

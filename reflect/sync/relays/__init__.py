"""Where sealed bytes wait for somebody: put, fetch, ack, wait. Nobody trusts what is behind it.

`put` is idempotent and, when it returns, the bytes are stored. `fetch` gives what is there in any
order, more than once, junk left out where it can be told apart; `ack` is tidying up and may do
nothing; `wait` is a hint. That everything takes effect exactly once is the business of who calls.
The calls block: the courier has a thread for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reflect.crypto.envelope import ENVELOPES, name_of

PAGE = 500
"""Envelopes of a page, at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what waits in a mailbox."""

    envelopes: tuple[tuple[str, bytes], ...] = field(repr=False)
    """(name, bytes): each name is the SHA-256 of the bytes."""
    cursor: str | None
    """To be handed to the next `fetch` of this round; None: that was all of it."""


class Relay(Protocol):
    """One post office. Raises RelayUnreachable where it does not answer, RelayRefused where it does
    not take it."""

    @property
    def address(self) -> str:
        """As the person gave it, without a password."""

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        """Store an envelope in the mailbox of this address until `expires_at` (seconds since 1970),
        where the relay forgets at all."""

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        """What waits there, from `cursor` on."""

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        """These were taken in and may go."""

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        """Until something may have come, or `timeout` seconds are over. Whether it may have."""

    def close(self) -> None:
        """Let go of whatever it holds."""


def is_envelope(name: str, data: bytes) -> bool:
    """Whether bytes may be an envelope of this name: cheap, and before anything is opened."""
    return len(data) in ENVELOPES and name_of(data) == name

"""Two people with a journal each, and a way between them: for tests of sharing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.model import Entry, EntryId, new_id
from reflect.shares import Arrival, Contact, Share
from reflect.sync import lens, sharing
from reflect.sync.courier import Courier, Report
from reflect.sync.relays import Relay
from reflect.sync.relays.folder import FolderRelay
from reflect.vault import OpenVault

T = TypeVar("T")

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"


class Clock:
    """Everybody's; stands still until told."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **more: float) -> datetime:
        self.now += timedelta(**more)
        return self.now


@dataclass
class Person:
    """Somebody with a journal that shares."""

    name: str
    folder: Path
    clock: Clock
    opens: Callable[[str, str | None], Relay]
    vault: OpenVault = field(init=False)
    courier: Courier = field(init=False)

    @classmethod
    def new(
        cls,
        name: str,
        folder: Path,
        clock: Clock,
        relays: tuple[str, ...],
        opens: Callable[[str, str | None], Relay] = lambda address, _: FolderRelay(Path(address)),
    ) -> Person:
        created, _ = vault.create(folder, PASSPHRASE, name=name, cost=CHEAP, clock=clock)
        created.close()
        found = cls(name, folder, clock, opens)
        found.open()
        sharing.switch_on(found.vault)
        for each in relays:
            sharing.add_relay(found.vault, each)
        return found

    def open(self) -> None:
        self.vault = vault.open_with(
            self.folder, vault.derive(self.folder, PASSPHRASE), clock=self.clock
        )
        self.courier = Courier(self.ask, opens=self.opens, clock=self.clock)

    def close(self) -> None:
        self.courier.close()
        self.vault.close()

    def ask(self, job: Callable[[OpenVault], T], /) -> T:
        return job(self.vault)

    def sync(self) -> Report:
        return self.courier.round(at_once=True)

    def knows(self, name: str) -> Contact:
        return sharing.named(self.vault, name)

    def writes(self, text: str, **more: object) -> Entry:
        entry = Entry(
            id=EntryId(new_id()), written_at=self.clock(), modified_at=self.clock(), text=text,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.vault.journal.put(entry)
        return entry

    def shares(
        self, name: str, text: str, choice: lens.Choice | None = None, **more: object
    ) -> Share:
        entry = self.writes(text, **more)
        body = sharing.entry_body(self.vault, entry, choice or lens.Choice())
        return sharing.share_entry(self.vault, self.knows(name), entry.id, body)

    def inbox(self) -> tuple[Arrival, ...]:
        return sharing.inbox(self.vault)

    def texts(self) -> list[str]:
        return [each.body.get("text", "") for each in self.inbox() if each.kind == "entry"]


def pair(ana: Person, bea: Person) -> None:
    """Ana invites, Bea accepts; afterwards each is the other's contact."""
    _, line = sharing.invite(ana.vault, bea.name)
    ana.sync()
    sharing.accept(bea.vault, line, ana.name)
    for each in (bea, ana, bea, ana):
        each.sync()

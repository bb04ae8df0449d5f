"""Two people share over relays that lie, with crashes and restores: 0 lost, 0 twice (seeded).

The cryptography, the journals and the courier are the program's own. The clock is not: it goes on
by hours, so that what nobody acknowledged is sent again. At the end the relays answer honestly for
as long as it takes, and both journals must tell the same.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from reflect import vault
from reflect.shares import Contact, ShareState
from reflect.sync import opening, sharing
from reflect.vault import OpenVault
from tests.hostile_relay import HostileRelay, MemoryRelay
from tests.people import PASSPHRASE, Clock, Person, pair

T = TypeVar("T")

ASKED = frozenset({ShareState.DELETION_ASKED, ShareState.DELETION_CONFIRMED})
THERE = frozenset({ShareState.DELIVERED, ShareState.READ})
GOES_BACK = ("", "backup", "journal alone", "whole folder")
"""How one of the two goes back in time, once in each run."""


class Crash(Exception):
    """The program ends here."""


@dataclass
class Life(Person):
    """Somebody whose program may end at any statement."""

    dice: random.Random = field(default_factory=lambda: random.Random(0))
    crashes: float = 0
    key: vault.JournalKey | None = None

    def open(self) -> None:
        if self.key is None:
            self.key = vault.derive(self.folder, PASSPHRASE)
        real, vault.derive = vault.derive, lambda *_: self.key  # type: ignore[assignment]
        try:
            super().open()
        finally:
            vault.derive = real
        self.store.run("PRAGMA synchronous=OFF")

    @property
    def store(self) -> Any:
        return self.vault.journal.post._store

    def ask(self, job: Callable[[OpenVault], T], /) -> T:
        if self.dice.random() >= self.crashes:
            return super().ask(job)
        if self.dice.random() < 0.3:
            super().ask(job)
            raise Crash  # It is committed, and nobody hears of it.
        with self.breaking(self.dice.randrange(80)):
            return super().ask(job)

    @contextmanager
    def breaking(self, after: int) -> Iterator[None]:
        """The statement after so many is the last; half of the time it still takes effect."""
        store, real, left = self.store, self.store.run, [after]

        def run(sql: str, values: Any = ()) -> Any:
            if sql.startswith(("ROLLBACK", "RELEASE")):
                return real(sql, values)
            left[0] -= 1
            if left[0] >= 0:
                return real(sql, values)
            assert left[0] == -1, "it went on after a crash"
            if self.dice.random() < 0.5:
                real(sql, values)
            raise Crash

        store.run = run
        try:
            yield
        finally:
            del store.run

    def reopen(self) -> None:
        self.close()
        self.open()


@dataclass
class Run:
    """One seed."""

    seed: int
    place: Path
    relays: dict[str, HostileRelay]
    people: tuple[Life, Life]
    clock: Clock
    dice: random.Random
    said: dict[str, set[str]] = field(default_factory=lambda: {"Ana": set(), "Bea": set()})
    taken_back: set[str] = field(default_factory=set)
    """Ids; a journal that went back in time may not know it any more."""
    crashed: int = 0
    number: int = 0
    backups: dict[str, Path] = field(default_factory=dict)
    went_back: str = ""
    """Who did: what that one had deleted since is there again."""

    @property
    def ana(self) -> Life:
        return self.people[0]

    @property
    def bea(self) -> Life:
        return self.people[1]

    def other(self, person: Life) -> Life:
        return self.bea if person is self.ana else self.ana

    def contact(self, person: Life) -> Contact:
        return person.knows(self.other(person).name)

    # -- what happens ------------------------------------------------------------------------------

    def tries(self, person: Life, job: Callable[[], object]) -> None:
        try:
            job()
        except Crash:
            self.crashed += 1
            person.reopen()

    def step(self) -> None:
        person = self.dice.choice(self.people)
        act = self.dice.choices(
            (self.shares, self.answers, self.retracts, self.lets_go, self.syncs, self.waits),
            (30, 12, 4, 3, 45, 16),
        )[0]
        self.tries(person, lambda: act(person))

    def text(self, person: Life) -> str:
        self.number += 1
        text = f"{person.name} {self.number}"
        if self.dice.random() < 0.03:
            # More than one envelope.
            text += " and on" * self.dice.randrange(3_000, 8_000)
        self.said[person.name].add(text)
        return text

    def shares(self, person: Life) -> None:
        text = self.text(person)
        person.ask(lambda _: person.shares(self.other(person).name, text))

    def answers(self, person: Life) -> None:
        items = [each for each in person.inbox() if each.kind in {"entry", "reply"}]
        if items:
            item, text = self.dice.choice(items), self.text(person)
            person.ask(lambda open_: sharing.reply(open_, item, text))

    def retracts(self, person: Life) -> None:
        lines = sharing.ledger(person.vault)
        if lines:
            share = self.dice.choice(lines).share
            self.taken_back.add(share.id)
            person.ask(lambda open_: sharing.retract(open_, share))

    def lets_go(self, person: Life) -> None:
        asked = [each for each in person.inbox() if each.asked_at is not None]
        if asked:
            item = self.dice.choice(asked)
            person.ask(lambda open_: sharing.let_go(open_, item))

    def syncs(self, person: Life) -> None:
        person.sync()

    def waits(self, person: Life) -> None:
        self.clock.on(hours=self.dice.choice((1, 3, 9)))

    # -- going back --------------------------------------------------------------------------------

    def keeps(self, person: Life, how: str) -> None:
        """What there is to go back to."""
        if how == "backup":
            self.backups[person.name] = person.vault.backup().path
        else:
            person.close()
            there = self.place / f"kept {person.name}"
            shutil.copytree(person.folder, there)
            self.backups[person.name] = there
            person.open()

    def goes_back(self, person: Life, how: str) -> None:
        made = self.backups[person.name]
        self.went_back = person.name
        person.close()
        if how == "backup":
            there = self.place / f"restored {person.name}"
            vault.restore(made, there, PASSPHRASE)
            person.folder = there
        elif how == "journal alone":
            for name in ("journal.db", "journal.db-wal", "journal.db-shm"):
                (person.folder / name).unlink(missing_ok=True)
                if (made / name).exists():
                    shutil.copyfile(made / name, person.folder / name)
        else:
            shutil.rmtree(person.folder)
            shutil.copytree(made, person.folder)
        person.open()

    # -- the end -----------------------------------------------------------------------------------

    def calms_down(self) -> None:
        for relay in self.relays.values():
            relay.honest()
        for person in self.people:
            person.crashes = 0
        for _ in range(60):
            self.clock.on(hours=13)
            for person in (*self.people, *self.people):
                person.sync()
            if not self.differences():
                return

    def differences(self) -> list[str]:
        return [
            told for person in self.people for told in self._from_to(person, self.other(person))
        ]

    def _from_to(self, sender: Life, receiver: Life) -> list[str]:
        told = []
        shares = [
            each
            for each in sender.vault.journal.post.shares(self.contact(sender).id)
            if each.kind in opening.FOR_PEOPLE
        ]
        arrivals = {
            each.id: each
            for each in receiver.vault.journal.post.arrivals(
                self.contact(receiver).id, deleted=True
            )
        }
        for share in shares:
            name = f"{sender.name} {share.body['text'][:12]}"
            there = arrivals.get(share.id)
            if share.state in ASKED:
                if there and there.asked_at is None and there.deleted_at is None:
                    told.append(f"{name}: nobody asked for its deletion")
                confirmed = share.state is ShareState.DELETION_CONFIRMED
                kept = there is not None and there.deleted_at is None
                if confirmed and kept and self.went_back != receiver.name:
                    told.append(f"{name}: it is not deleted")
            elif share.state not in THERE:
                told.append(f"{name}: {share.state}")
            elif there is None and share.id not in self.taken_back:
                told.append(f"{name}: lost")
            elif there and there.body != share.body and there.deleted_at is None:
                told.append(f"{name}: changed")
        texts = Counter(each.body.get("text") for each in arrivals.values() if each.body)
        told += [f"{text}: twice" for text, many in texts.items() if many > 1]
        told += [f"{text}: never said" for text in texts if text not in self.said[sender.name]]
        if receiver.vault.journal.post.to_acknowledge():
            told.append(f"{receiver.name} owes an acknowledgement")
        return told


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Clock]:
    """Two folders with journals that are each other's contact."""
    place, clock = tmp_path_factory.mktemp("paired"), Clock()
    relay = MemoryRelay()
    ana, bea = (
        Person.new(name, place / name, clock, ("one",), lambda *_: relay) for name in ("Ana", "Bea")
    )
    pair(ana, bea)
    for each in (ana, bea):
        each.sync()
    for each in (ana, bea):
        each.close()
    return place, clock


def _run(paired: tuple[Path, Clock], place: Path, seed: int, steps: int) -> Run:
    folders, began = paired
    dice, clock = random.Random(seed), Clock()
    clock.now = began.now
    names = ("one", "two") if seed % 3 == 0 else ("one",)
    relays = {name: HostileRelay(seed * 7 + at) for at, name in enumerate(names)}
    place.mkdir()
    people = []
    for name in ("Ana", "Bea"):
        shutil.copytree(folders / name, place / name)
        each = Life(name, place / name, clock, lambda address, _: relays[address])
        each.dice = dice
        each.open()
        for address in names:
            sharing.add_relay(each.vault, address)
        each.crashes = 0.03
        people.append(each)
    run = Run(seed, place, relays, (people[0], people[1]), clock, dice)
    how = GOES_BACK[seed % 4]
    who = run.ana if seed % 8 < 4 else run.bea
    kept, back = sorted(dice.sample(range(steps), 2))
    for at in range(steps):
        if how and at == kept:
            run.keeps(who, how)
        if how and at == back:
            run.goes_back(who, how)
        run.step()
    run.calms_down()
    return run


def _runs(paired: tuple[Path, Clock], tmp_path: Path, seeds: range, steps: int) -> None:
    wrong: dict[int, list[str]] = {}
    crashed = shared = 0
    for seed in seeds:
        run = _run(paired, tmp_path / str(seed), seed, steps)
        if told := run.differences():
            wrong[seed] = told
        crashed += run.crashed
        shared += run.number
        for each in run.people:
            each.close()
        shutil.rmtree(run.place)
    assert not wrong, wrong
    assert crashed > len(seeds) and shared > 10 * len(seeds), "the runs were too quiet"


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_0_lost_0_twice(paired: tuple[Path, Clock], tmp_path: Path, first: int) -> None:
    _runs(paired, tmp_path, range(first, first + 20), 45)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1_000, 4_000, 100))
def test_0_lost_0_twice_in_thousands(
    paired: tuple[Path, Clock], tmp_path: Path, first: int
) -> None:
    _runs(paired, tmp_path, range(first, first + 100), 90)

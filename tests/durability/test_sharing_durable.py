"""Nothing that was shared is lost or there twice: killed processes, a full disk, a backup (R1, R3).

What is killed is a process of its own that sends and receives at once; what is full is the journal.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import carrier

from reflect import vault
from reflect.errors import StorageFull
from reflect.shares import ShareState
from reflect.sync import sharing
from reflect.sync.relays.folder import FolderRelay
from tests.people import PASSPHRASE, Clock, Person, pair

MESSAGES = 6
NAMES = ("Ana", "Bea")


@dataclass(frozen=True)
class Ground:
    """Two journals that are each other's contact, at rest, and the folder between them."""

    place: Path
    now: datetime

    def copied(self, to: Path) -> Ground:
        shutil.copytree(self.place, to)
        return Ground(to, self.now)

    @contextmanager
    def opened(self) -> Iterator[tuple[Person, Person, Clock]]:
        clock = Clock()
        clock.now = self.now
        relay = FolderRelay(self.place / "post")
        with ExitStack() as stack:
            both = []
            for name in NAMES:
                each = Person(name, self.place / name, clock, lambda *_: relay)
                each.open()
                stack.callback(each.close)
                both.append(each)
            yield both[0], both[1], clock


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    place, clock = tmp_path_factory.mktemp("ground"), Clock()
    (place / "post").mkdir()
    relay = FolderRelay(place / "post")
    both = [Person.new(name, place / name, clock, ("post",), lambda *_: relay) for name in NAMES]
    pair(*both)
    for each in (*both, *both):
        each.sync()
    for each in both:
        each.close()
    return Ground(place, clock.now)


@pytest.fixture(scope="module")
def busy(quiet: Ground, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The same with much to send and to receive on both sides; some of it in parts."""
    ground = quiet.copied(tmp_path_factory.mktemp("busy") / "ground")
    with ground.opened() as (ana, bea, _):
        for half in range(2):
            for number in range(half * 3, half * 3 + 3):
                ana.shares("Bea", _text("Ana", number))
                bea.shares("Ana", _text("Bea", number))
            if half == 0:
                # What has been sent already waits for the other side.
                ana.sync()
                bea.sync()
    return ground


def _text(name: str, number: int) -> str:
    return f"{name} {number}" + " and on and on" * (3_000 if number % 3 == 2 else 1)


def _carry(
    ground: Ground, name: str, kill_at: int, torn: str = "clean"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, carrier.__file__, str(ground.place / name), str(ground.place / "post"),
         str(ground.now.timestamp()), str(kill_at), torn],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def _settled(ground: Ground) -> None:
    """Both go on as if nothing had been, for a few days; then each has all that the other said,
    once, and the two agree."""
    with ground.opened() as (ana, bea, clock):
        for _ in range(4):
            for each in (ana, bea, ana, bea):
                each.sync()
            clock.on(hours=25)
        for person, other in ((ana, bea), (bea, ana)):
            wanted = [_text(other.name, number) for number in range(MESSAGES)]
            assert sorted(person.texts()) == sorted(wanted), person.name
            states = {line.share.state for line in sharing.ledger(person.vault)}
            assert states == {ShareState.DELIVERED}
            assert person.vault.journal.examine() == ()


def _kill_many(busy: Ground, tmp_path: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    total = {}
    for name in NAMES:
        done = _carry(busy.copied(tmp_path / f"whole {name}"), name, 10**9)
        assert done.returncode == 0, done.stderr
        total[name] = int(done.stdout.split()[-1])
        assert total[name] > 50
    for number in range(kills):
        ground = busy.copied(tmp_path / str(number))
        name = NAMES[number % 2]
        at = dice.randrange(1, total[name])
        done = _carry(ground, name, at, "torn" if number % 4 < 2 else "clean")
        assert done.returncode == -9, done.stderr
        _settled(ground)
        shutil.rmtree(ground.place)


@pytest.mark.requirement("R1")
def test_killed_while_sending_and_receiving_loses_nothing(busy: Ground, tmp_path: Path) -> None:
    _kill_many(busy, tmp_path, 20, 40)


@pytest.mark.requirement("R1")
@pytest.mark.soak
def test_killed_at_200_instants_while_sending_and_receiving_loses_nothing(
    busy: Ground, tmp_path: Path
) -> None:
    _kill_many(busy, tmp_path, 200, 41)


def test_what_a_relay_forgot_too_early_is_sent_again(quiet: Ground, tmp_path: Path) -> None:
    ground = quiet.copied(tmp_path / "ground")
    with ground.opened() as (ana, bea, clock):
        ana.shares("Bea", "one")
        ana.sync()
        relay = FolderRelay(ground.place / "post")
        box = bea.vault.journal.post.mailboxes(mine=True)[0].address
        relay.ack(box, [name for name, _ in relay.fetch(box).envelopes])
        bea.sync()
        assert bea.texts() == []
        clock.on(hours=25)
        ana.sync()
        bea.sync()
        assert bea.texts() == ["one"]


def _full(person: Person, pages: int) -> None:
    store: Any = person.vault.journal.post._store
    now = int(store.value("PRAGMA page_count"))
    store.run(f"PRAGMA max_page_count={now + pages}")


def _freed(person: Person) -> None:
    store: Any = person.vault.journal.post._store
    store.run("PRAGMA max_page_count=1000000")


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("pages", [0, 3, 20, 60])
def test_a_full_disk_while_receiving_loses_nothing(
    quiet: Ground, tmp_path: Path, pages: int
) -> None:
    ground = quiet.copied(tmp_path / "ground")
    with ground.opened() as (ana, bea, _):
        texts = [f"{number} " + "word " * 1_500 for number in range(60)]
        for text in texts:
            ana.shares("Bea", text)
        ana.sync()
        _full(bea, pages)
        for _ in range(3):
            with pytest.raises(StorageFull):
                bea.sync()
        assert len(bea.texts()) < len(texts)
        _freed(bea)
        report = bea.sync()
        assert report.refused == 0, "no ratchet went on without the journal"
        assert bea.texts() == [text.strip() for text in texts]
        ana.sync()
        assert {line.share.state for line in sharing.ledger(ana.vault)} == {ShareState.DELIVERED}


@pytest.mark.requirement("R3")
def test_a_full_disk_while_sending_loses_nothing(quiet: Ground, tmp_path: Path) -> None:
    ground = quiet.copied(tmp_path / "ground")
    with ground.opened() as (ana, bea, _):
        texts = [f"{number} " + "word " * 1_500 for number in range(30)]
        for text in texts:
            ana.shares("Bea", text)
        _full(ana, 5)
        for _ in range(3):
            with pytest.raises(StorageFull):
                ana.sync()
        bea.sync()
        _freed(ana)
        ana.sync()
        assert bea.sync().refused == 0
        assert bea.texts() == [text.strip() for text in texts]


@pytest.mark.parametrize("who", NAMES)
def test_after_a_backup_was_restored_nothing_is_missing_on_either_side(
    busy: Ground, tmp_path: Path, who: str
) -> None:
    ground = busy.copied(tmp_path / "ground")
    with ground.opened() as (ana, bea, _):
        person, other = (ana, bea) if who == "Ana" else (bea, ana)
        made = person.vault.backup().path
        for each in (ana, bea, ana, bea):
            each.sync()
        assert len(person.texts()) == MESSAGES
        kept = tmp_path / "backup"
        shutil.copytree(made, kept)
        person.close()
        shutil.rmtree(person.folder)
        vault.restore(kept, person.folder, PASSPHRASE)
        person.open()
        assert len(person.texts()) < MESSAGES
        assert len(other.texts()) == MESSAGES
    _settled(ground)

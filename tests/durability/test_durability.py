"""No acknowledged entry is lost: killed processes, power cuts, full and failing disks (R1–R4).

The journal under test is the program's own storage; only the disk beneath it is made to fail. The
same power cuts with `synchronous=NORMAL` must lose entries: a test that cannot see a loss proves
nothing.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import writer
from disk import Disk, Operation, after_power_cut, watched

from reflect.errors import JournalDamaged, JournalError
from reflect.journal import Journal
from reflect.model import EntryId

KEY = bytes(range(32))
ENTRIES = 40


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder with an empty journal, at rest."""
    folder = tmp_path / "empty"
    folder.mkdir()
    Journal.create(folder / "journal.db", KEY, name="Test", journal_id="test").close()
    return folder


def _copy(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target / "journal.db"


def _missing(path: Path, acknowledged: list[str]) -> list[str]:
    """What was acknowledged and is not in the journal, which must itself be sound."""
    # A later change of an entry replaces what was acknowledged of it before.
    wanted = dict(ack.split() for ack in acknowledged)
    with Journal.open(path, KEY) as journal:
        journal.settle()
        assert journal.examine() == ()
        lost = []
        for id_, digest in wanted.items():
            try:
                texts = [journal.entry(EntryId(id_)).text or ""]
                texts += [version.entry.text or "" for version in journal.history(EntryId(id_))]
            except JournalError:
                texts = []
            # The change under way when the power went may have arrived: then the acknowledged
            # text is the version before.
            if digest not in {sha256(text.encode()).hexdigest() for text in texts}:
                lost.append(id_)
        assert journal.count() <= len(wanted) + 1
    return lost


def _operations(folder: Path, tmp_path: Path, seed: int) -> int:
    """How many times one whole run of the writer reaches the disk."""
    out = _run(_copy(folder, tmp_path / "whole"), seed, 10**9, "whole").stdout
    return int(out.rsplit("operations ", 1)[1])


def _run(
    path: Path, seed: int, kill_at: int, torn: str, *more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, writer.__file__, str(path), KEY.hex(), str(ENTRIES), str(seed), "FULL",
         str(kill_at), torn, *more],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def _kill_many(empty: Path, tmp_path: Path, kills: int) -> None:
    rng = random.Random(20)
    total = _operations(empty, tmp_path, seed=1)
    acknowledged = 0
    for number in range(kills):
        path = _copy(empty, tmp_path / f"kill{number}")
        done = _run(path, 1, rng.randrange(1, total), "torn" if number % 2 else "clean")
        assert done.returncode == -9, done.stderr
        acks = [line[4:] for line in done.stdout.splitlines() if line.startswith("ack ")]
        acknowledged += len(acks)
        assert _missing(path, acks) == [], f"kill {number}"
        shutil.rmtree(path.parent)
    assert acknowledged > kills, "the kills came before anything was written"


@pytest.mark.requirement("R1")
def test_killed_at_random_writes_loses_nothing(empty: Path, tmp_path: Path) -> None:
    _kill_many(empty, tmp_path, 20)


@pytest.mark.requirement("R1")
@pytest.mark.soak
def test_killed_at_200_random_writes_loses_nothing(empty: Path, tmp_path: Path) -> None:
    _kill_many(empty, tmp_path, 200)


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("torn", [1, 1000, 4095])
def test_a_page_half_brought_in_is_brought_in_again(empty: Path, tmp_path: Path, torn: int) -> None:
    """Killed in the midst of moving the log into the file, as it grew."""
    target, acks = tmp_path / "killed", []
    with Journal.open(_copy(empty, tmp_path / "running"), KEY) as journal:
        for entry in writer.entries(ENTRIES, 3):
            journal.put(entry)
            acks.append(writer.said(entry))
        path = _copy(journal.path.parent, target)
    assert path.with_name(path.name + "-wal").stat().st_size
    with path.open("ab") as file:
        file.write(b"x" * torn)
    assert _missing(path, acks) == []
    # Without a log the same is a damaged file.
    with path.open("ab") as file:
        file.write(b"x" * torn)
    with pytest.raises(JournalDamaged):
        Journal.open(path, KEY)


@pytest.mark.requirement("R1")
def test_the_kills_can_see_a_loss(empty: Path, tmp_path: Path) -> None:
    """A writer that speaks before the save is done must be found out."""
    rng = random.Random(21)
    total = _operations(empty, tmp_path, seed=1)
    lost = 0
    for number in range(6):
        path = _copy(empty, tmp_path / f"early{number}")
        done = _run(path, 1, rng.randrange(1, total // 2), "clean", "early")
        assert done.returncode == -9, done.stderr
        acks = [line[4:] for line in done.stdout.splitlines() if line.startswith("ack ")]
        lost += len(_missing(path, acks))
    assert lost > 0


def _recorded(empty: Path, tmp_path: Path, synchronous: str, seed: int) -> list[Operation]:
    disk = Disk(recording=True)
    with watched(disk):
        path = _copy(empty, tmp_path / f"recorded-{synchronous}-{seed}")
        with Journal.open(path, KEY, synchronous=synchronous) as journal:
            for _ in writer.write(journal, disk, ENTRIES, seed):
                pass
    return disk.log


def _cut_many(empty: Path, tmp_path: Path, synchronous: str, cuts: int) -> int:
    """The number of cuts, of so many at random instants, after which something was lost."""
    rng = random.Random(30)
    log = _recorded(empty, tmp_path, synchronous, seed=2)
    losses = 0
    for number in range(cuts):
        target = tmp_path / f"cut-{synchronous}-{number}"
        path = _copy(empty, target)
        acks = after_power_cut(log, empty, target, rng.randrange(1, len(log)), rng)
        losses += bool(_missing(path, acks))
        shutil.rmtree(target)
    return losses


@pytest.mark.requirement("R2")
def test_power_cuts_lose_nothing(empty: Path, tmp_path: Path) -> None:
    assert _cut_many(empty, tmp_path, "FULL", 15) == 0


@pytest.mark.requirement("R2")
def test_the_power_cut_can_see_a_loss(empty: Path, tmp_path: Path) -> None:
    assert _cut_many(empty, tmp_path, "NORMAL", 15) > 0


@pytest.mark.requirement("R2")
@pytest.mark.soak
def test_100_power_cuts_lose_nothing(empty: Path, tmp_path: Path) -> None:
    assert _cut_many(empty, tmp_path, "FULL", 100) == 0
    assert _cut_many(empty, tmp_path, "NORMAL", 100) > 0


@pytest.mark.requirement("R3")
@pytest.mark.requirement("R4")
@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize("kind", ["full", "io"])
def test_a_failing_disk_never_acknowledges(
    empty: Path, tmp_path: Path, kind: str, times: int
) -> None:
    rng = random.Random(f"{kind}{times}")
    whole = len(_recorded(empty, tmp_path, "FULL", seed=3))
    failures = 0
    for number in range(15):
        path = _copy(empty, tmp_path / f"fault{number}")
        disk = Disk(fail_at=rng.randrange(1, whole), fail_times=times, fail_with=kind)
        acks: list[str] = []
        refused: set[str] = set()
        with watched(disk):
            journal: Journal | None = None
            for entry in writer.entries(ENTRIES, 3):
                try:
                    journal = journal or Journal.open(path, KEY)
                    journal.put(entry)
                    acks.append(writer.said(entry))
                    journal.settle()
                except JournalError as error:
                    failures += 1
                    if writer.said(entry) not in acks:
                        refused.add(writer.said(entry))
                    if isinstance(error, JournalDamaged):
                        # The connection is dead; only opening anew tells what the file holds.
                        _close(journal)
                        journal = None
            _close(journal)
        assert _missing(path, acks) == []
        assert _phantoms(path, refused - set(acks)) == []
        shutil.rmtree(path.parent)
    assert failures > 0, "no fault was met"


def _close(journal: Journal | None) -> None:
    if journal is not None:
        with contextlib.suppress(JournalError):
            journal.close()


def _phantoms(path: Path, refused: set[str]) -> list[str]:
    """Entries that are there although the program said that saving failed."""
    found = []
    with Journal.open(path, KEY) as journal:
        for said in refused:
            id_, digest = said.split()
            try:
                text = journal.entry(EntryId(id_)).text or ""
            except JournalError:
                continue
            if sha256(text.encode()).hexdigest() == digest:
                found.append(id_)
    return found

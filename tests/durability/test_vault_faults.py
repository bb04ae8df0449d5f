"""Full and failing disks under an open vault: what `put` and `settle` of the window say (R3, R4).

The journal's own tests fail the same disk beneath `Journal`; here the reserve, the second attempt
and the quiet settling between saves are in the way, and none of them may turn a failure into an
acknowledgement.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import writer
from disk import Disk, Operation, watched

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.errors import JournalDamaged, JournalError, StorageFull
from reflect.journal import Journal
from reflect.model import EntryId
from reflect.vault import JournalKey, OpenVault

ENTRIES = 25


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "empty"
    vault.create(folder, "pw", name="Mine", cost=CHEAP)[0].close()
    return folder


@pytest.fixture(scope="module")
def key(empty: Path) -> JournalKey:
    return vault.derive(empty, "pw")


def _write(
    folder: Path, key: JournalKey, disk: Disk, seed: int
) -> tuple[dict[str, str], set[str], int]:
    """Acknowledged (id → hash), refused, and how many failures were told."""
    acks: dict[str, str] = {}
    refused: set[str] = set()
    failures = 0
    with watched(disk):
        opened: OpenVault | None = None
        for entry in writer.entries(ENTRIES, seed):
            said = writer.said(entry)
            try:
                opened = opened or vault.open_with(folder, key)
                opened.put(entry)
                acks[entry.id] = said
            except JournalError as error:
                failures += 1
                if isinstance(error, StorageFull) and error.facts.get("saved"):
                    acks[EntryId(str(error.facts["entry"]))] = said
                else:
                    refused.add(said)
                if isinstance(error, JournalDamaged):
                    _close(opened)
                    opened = None
            if opened is not None:
                with contextlib.suppress(JournalDamaged):
                    opened.settle()  # what fails here, full or not, is nobody's failed save
        _close(opened)
    return acks, refused, failures


def _close(opened: OpenVault | None) -> None:
    if opened is not None:
        with contextlib.suppress(JournalError):
            opened.close()


def _look(folder: Path, key: JournalKey, acks: dict[str, str], refused: set[str]) -> None:
    with vault.open_with(folder, key) as again:
        assert again.journal.examine() == ()
        held = {}
        for id_, said in acks.items():
            text = again.journal.entry(EntryId(id_)).text or ""
            held[id_] = f"{id_} {sha256(text.encode()).hexdigest()}"
            assert held[id_] == said, "an acknowledged save is lost"
        for said in refused - set(acks.values()):
            id_ = said.split()[0]
            if id_ not in acks:
                with pytest.raises(JournalError):
                    again.journal.entry(EntryId(id_))
            else:
                assert held[id_] != said, "a refused save is there"


@pytest.mark.requirement("R3", "R4")
@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize("kind", ["full", "io"])
def test_fifteen_faults_at_random_operations(
    empty: Path, key: JournalKey, tmp_path: Path, kind: str, times: int
) -> None:
    """Four times fifteen: sixty faults, none lost, none falsely acknowledged."""
    rng = random.Random(f"vault {kind}{times}")
    whole = Disk()
    _write(Path(shutil.copytree(empty, tmp_path / "whole")), key, whole, 4)
    met = told = 0
    for number in range(15):
        folder = Path(shutil.copytree(empty, tmp_path / f"fault{number}"))
        disk = Disk(fail_at=rng.randrange(1, whole.count), fail_times=times, fail_with=kind)
        acks, refused, failures = _write(folder, key, disk, 4)
        met += disk.failed > 0
        told += failures
        _look(folder, key, acks, refused)
        shutil.rmtree(folder)
    assert met == 15
    assert told > 0


class _Only(Disk):
    """Fails at operations of one kind of file alone, from a certain one on."""

    def __init__(self, suffix: str, after: int, kind: str, times: int) -> None:
        super().__init__(fail_with=kind)
        self._suffix, self._after, self._times = suffix, after, times
        self._seen = 0

    def met(self, op: Operation, pass_on):  # type: ignore[no-untyped-def]
        if op.path.endswith(self._suffix):
            self._seen += 1
            if self._after < self._seen <= self._after + self._times:
                self.fail_at, self.fail_times = 0, self.failed + 1
                return super().met(op, pass_on)
        self.fail_at = None
        return super().met(op, pass_on)


@pytest.mark.requirement("R3", "R4")
@pytest.mark.parametrize("kind", ["full", "io"])
@pytest.mark.parametrize("after", [0, 1, 5, 40])
def test_a_log_that_cannot_be_written_back_takes_no_save_away(
    empty: Path, key: JournalKey, tmp_path: Path, kind: str, after: int
) -> None:
    """The checkpoint alone fails, for good: saves go on into the log and are all there."""
    folder = Path(shutil.copytree(empty, tmp_path / "journal"))
    disk = _Only(".db", after, kind, 10**6)
    acks, refused, _ = _write(folder, key, disk, 5)
    assert disk.failed > 0
    assert not refused
    assert acks
    _look(folder, key, acks, refused)


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("kind", ["full", "io"])
def test_these_tests_can_see_a_false_acknowledgement(
    empty: Path, key: JournalKey, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `put` that swallows the failure must be caught, or nothing above proves anything."""
    real = Journal.put

    def careless(self: Journal, *args: object, **more: object) -> object:
        try:
            return real(self, *args, **more)  # type: ignore[arg-type]
        except JournalError:
            return None

    folder = Path(shutil.copytree(empty, tmp_path / "journal"))
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "put", careless)
        disk = _Only("-wal", 20, kind, 30)
        acks, refused, _ = _write(folder, key, disk, 6)
    assert disk.failed > 0
    with pytest.raises((AssertionError, JournalError)):
        _look(folder, key, acks, refused)

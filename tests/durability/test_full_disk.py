"""A disk that is really full, and a journal on it (R3)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reflect import formats, vault
from reflect.crypto.keyfile import CHEAP
from reflect.errors import ReadOnly, StorageFull
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id
from reflect.vault import OpenVault

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MIB = 2**20


def entry(text: str) -> Entry:
    return Entry(EntryId(new_id()), NOON, NOON, text=text)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 14 MiB, where this process may make one."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or os.geteuid() or mount is None:
        pytest.skip("only an administrator can make a disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=14m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no disk can be made here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=False)


def _fill(place: Path, leave: int) -> Path:
    filling = place / "filling"
    with filling.open("ab") as file:
        while (free := shutil.disk_usage(place).free) > leave:
            file.write(bytes(min(MIB, free - leave)))
            file.flush()
    return filling


def _write_until_full(opened: OpenVault, kept: list[Entry]) -> dict[str, object]:
    """What the first failure tells."""
    for _ in range(99):
        kept.append(entry(os.urandom(12_000).hex()))
        try:
            opened.put(kept[-1])
        except StorageFull as told:
            return told.facts
    raise AssertionError("the disk never became full")


@pytest.mark.requirement("R3")
def test_a_journal_on_a_full_disk_is_written_once_more_read_and_taken_out(
    small: Path, tmp_path: Path
) -> None:
    folder = small / "journal"
    opened, _ = vault.create(folder, "pw", name="Mine", cost=CHEAP)
    kept = [entry("before")]
    opened.put(kept[0])
    filling = _fill(small, leave=200_000)
    told = _write_until_full(opened, kept)
    assert told["saved"] is True
    assert told["entry"] == kept[-1].id
    assert "saved" not in _write_until_full(opened, kept)
    lost = kept.pop()
    opened.close()
    _fill(small, leave=0)
    with vault.unlock(folder, "pw") as reading:
        assert {each.id for each in reading.journal.every_entry()} == {e.id for e in kept}
        assert reading.journal.search("before")
        assert "reserve-missing" in {warning.kind for warning in reading.warnings}
        with pytest.raises((ReadOnly, StorageFull)):
            reading.put(lost)
        report = formats.export(reading.journal, tmp_path / "out", "archive")
        assert report.entries == len(kept)
    assert vault.check(folder, "pw").ok
    filling.unlink()
    with vault.unlock(folder, "pw") as again:
        again.put(lost)
        assert again.journal.count() == len(kept) + 1
        assert again.has_reserve


@pytest.mark.requirement("R3")
def test_the_reserve_is_there_for_opening_as_well(
    small: Path,
) -> None:
    folder = small / "journal"
    vault.create(folder, "pw", name="Mine", cost=CHEAP)[0].close()
    _fill(small, leave=0)
    with vault.unlock(folder, "pw") as opened:
        assert not opened.read_only
        opened.put(entry("into the room that was kept back"))
        assert not opened.has_reserve


@pytest.mark.requirement("R3")
def test_without_room_to_open_for_writing_it_is_opened_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without a disk of one's own: what SQLite says is put into its mouth."""
    folder = tmp_path / "journal"
    opened, _ = vault.create(folder, "pw", name="Mine", cost=CHEAP)
    opened.put(entry("before"))
    opened.close()
    real = Journal.open
    refused: list[bool] = []

    def without_room(path: Path, key: bytes, *, read_only: bool = False, **more: object) -> Journal:
        if not read_only:
            refused.append((folder / "reserve").exists())
            raise StorageFull(path=path)
        return real(path, key, read_only=True, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "open", without_room)
    with vault.unlock(folder, "pw") as found:
        assert isinstance(found, OpenVault)
        assert found.read_only
        assert found.journal.count() == 1
        assert {w.kind for w in found.warnings} == {"read-only", "reserve-missing"}
    assert refused == [True, False]
    with pytest.raises(StorageFull):
        vault.unlock(folder, "pw", read_only=False)

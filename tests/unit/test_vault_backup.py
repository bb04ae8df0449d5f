"""Backups count only when they were reopened and compared; restoring overwrites nothing."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.errors import (
    BackupDamaged,
    BackupIncomplete,
    Interrupted,
    JournalDamaged,
    KeyfileDamaged,
    StorageFull,
    VaultExists,
    WrongPassphrase,
)
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id
from reflect.vault import OpenVault, backup

START = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def entry(text: str) -> Entry:
    return Entry(EntryId(new_id()), START, START, text=text)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[OpenVault]:
    made, _ = vault.create(tmp_path / "journal", "pw", name="Mine", cost=CHEAP, clock=clock)
    with made:
        made.put(entry("first"))
        yield made


def inside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# making -----------------------------------------------------------------------------------------


@pytest.mark.requirement("R25")
def test_the_first_save_of_a_day_makes_one_and_the_next_none(
    opened: OpenVault, clock: Clock
) -> None:
    made = opened.backup_if_due()
    assert made is not None
    assert made.verified
    assert inside(made.path) == ["backup.json", "journal.db", "journal.key"]
    opened.put(entry("second"))
    assert opened.backup_if_due() is None
    clock.now += timedelta(days=1)
    assert opened.backup_if_due() is not None
    clock.now += timedelta(days=1)
    assert opened.backup_if_due() is None, "nothing changed since the last"
    assert len(vault.backups(opened.folder)) == 2
    assert [each.kind for each in vault.backups(opened.folder)] == ["daily", "daily"]


@pytest.mark.requirement("R25")
def test_a_second_folder_gets_its_own(opened: OpenVault, tmp_path: Path, clock: Clock) -> None:
    away = tmp_path / "disk" / "backups"
    assert opened.backup_if_due(also=away) is not None
    assert len(inside(away)) == 1
    opened.put(entry("second"))
    clock.now += timedelta(days=1)
    shutil.rmtree(tmp_path / "disk")
    (tmp_path / "disk").write_text("not a folder")
    with pytest.raises(BackupIncomplete) as found:
        opened.backup_if_due(also=away)
    assert found.value.facts["path"] == away
    assert len(vault.backups(opened.folder)) == 2, "the first folder has its backup all the same"


@pytest.mark.requirement("R25")
def test_what_is_kept(opened: OpenVault, clock: Clock) -> None:
    """Four hundred days with a save each: 7 daily, 4 weekly, 12 monthly, the newest of each."""
    into = opened.folder / "backups"
    template = opened.backup_if_due()
    assert template is not None
    manual = opened.backup()
    for day in range(1, 401):
        clock.now = START + timedelta(days=day)
        path = into / f"{clock.now:%Y-%m-%dT%H%M%SZ}-daily"
        shutil.copytree(template.path, path)
        fields = {**json.loads((path / "backup.json").read_text()), "made_at": str(clock.now)}
        (path / "backup.json").write_text(json.dumps(fields))
    damaged = into / f"{START + timedelta(days=399):%Y-%m-%dT%H%M%SZ}-daily"
    (damaged / "journal.db").write_bytes(b"cut")
    clock.now += timedelta(days=1)
    opened.put(entry("new"))
    newest = opened.backup_if_due()
    assert newest is not None
    found = [each for each in vault.backups(opened.folder) if each.verified]
    kinds = [each.kind for each in found]
    assert kinds.count("manual") == 1
    assert manual.path in {each.path for each in found}
    assert found[0].path == newest.path
    days = {each.made_at.date() for each in found if each.kind == "daily"}
    assert len(days) == 7
    assert max(days) - min(days) == timedelta(days=7), "the damaged day does not count"
    assert damaged.exists(), "what is damaged is not thrown away unseen"
    automatic = [each for each in found if each.kind != "manual"]
    assert len({each.made_at.isocalendar()[:2] for each in automatic}) >= 4
    assert len({(each.made_at.year, each.made_at.month) for each in automatic}) == 12
    assert len(automatic) <= 7 + 4 + 12
    assert not [name for name in inside(into) if name.startswith(".")]


@pytest.mark.requirement("R25")
def test_a_copy_that_differs_is_no_backup(
    opened: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failure that was measured: a copy that opens, is whole, and is empty."""
    good = opened.backup()
    key = vault.derive(opened.folder, "pw").key

    def empty(path: Path, **_: object) -> None:
        Journal.create(path, key, name="Mine", journal_id=opened.journal.id).close()

    monkeypatch.setattr(opened.journal, "copy_to", empty)
    with pytest.raises(BackupIncomplete) as found:
        opened.backup()
    assert found.value.facts["reason"] == "differs"
    assert [each.path for each in vault.backups(opened.folder)] == [good.path]
    assert inside(opened.folder / "backups") == [good.path.name]


_BACK_UP_AND_DIE = """
import os, signal, sys
from pathlib import Path
from reflect import vault
opened = vault.unlock(Path(sys.argv[1]), "pw")
left = int(sys.argv[2])
def dying(name):
    real = getattr(os, name)
    def step(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    setattr(os, name, step)
for name in ("open", "fsync", "rename", "chmod", "mkdir", "stat"):
    dying(name)
def progress(done, total):
    os.stat(".")
opened.backup(progress=progress)
"""


@pytest.mark.requirement("R25")
def test_a_backup_that_is_killed_is_never_counted_and_cleared_away(
    opened: OpenVault, clock: Clock
) -> None:
    folder = opened.folder
    for number in range(30):
        opened.put(entry(f"{number} " + "some words of a day " * 200))
    good = opened.backup()
    opened.close()
    unfinished = finished = 0
    for step in range(0, 120, 6):
        done = subprocess.run(
            [sys.executable, "-c", _BACK_UP_AND_DIE, str(folder), str(step)],
            check=False,
            timeout=60,
        )
        assert done.returncode in {0, -signal.SIGKILL}
        found = vault.backups(folder)
        assert good.path in {each.path for each in found}
        assert all(each.verified for each in found)
        unfinished += any(name.startswith(".") for name in inside(folder / "backups"))
        finished += len(found) > 1
        if done.returncode == 0:
            break
    assert unfinished, "no run was cut short: the test saw nothing"
    assert finished
    with vault.unlock(folder, "pw", clock=clock) as again:
        for each in vault.backups(folder):
            assert again.verify_backup(each.path) is not None
        again.backup()
    assert not [name for name in inside(folder / "backups") if name.startswith(".")]


@pytest.mark.requirement("R25")
def test_no_room_is_known_beforehand(opened: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
        with pytest.raises(BackupIncomplete) as found:
            opened.backup()
    assert found.value.facts["reason"] == "space"
    assert inside(opened.folder / "backups") == []

    def full(path: Path, **_: object) -> None:
        path.write_bytes(b"half")
        raise StorageFull(path=path)

    monkeypatch.setattr(opened.journal, "copy_to", full)
    with pytest.raises(BackupIncomplete) as found:
        opened.backup()
    assert found.value.facts["reason"] == "space"
    assert inside(opened.folder / "backups") == []


@pytest.mark.requirement("R25")
def test_a_stop_leaves_nothing(opened: OpenVault) -> None:
    for number in range(30):
        opened.put(entry(f"{number} " + "some words of a day " * 400))
    with pytest.raises(Interrupted):
        opened.backup(cancelled=lambda: True)
    assert inside(opened.folder / "backups") == []
    heard: list[tuple[int, int | None]] = []
    opened.backup(progress=lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1]


def test_a_backup_says_nothing_without_the_key(opened: OpenVault) -> None:
    made = opened.backup()
    said = json.loads((made.path / "backup.json").read_text())
    assert said["content"] != opened.journal.fingerprint()
    assert opened.journal.name not in json.dumps(said)
    assert b"first" not in (made.path / "journal.db").read_bytes()


@pytest.mark.requirement("R12")
@pytest.mark.requirement("R25")
def test_there_is_a_backup_before_a_schema_is_upgraded(
    opened: OpenVault, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reflect.journal import upkeep

    folder = opened.folder
    opened.close()
    before = (folder / "journal.db").read_bytes()
    steps = upkeep.steps()
    monkeypatch.setattr(upkeep, "steps", lambda: (*steps, "CREATE TABLE novelty (x);"))
    with vault.unlock(folder, "pw", clock=clock) as upgraded:
        assert upgraded.journal.count() == 1
    (made,) = vault.backups(folder)
    assert made.kind == "before-upgrade"
    assert made.verified
    assert (made.path / "journal.db").read_bytes() == before
    monkeypatch.setattr(upkeep, "steps", lambda: steps)
    report = vault.restore(made.path, folder.parent / "back", "pw")
    assert report.entries == 1


# the drill --------------------------------------------------------------------------------------


@pytest.mark.requirement("R26")
def test_the_drill_is_monthly_and_its_date_is_kept(opened: OpenVault, clock: Clock) -> None:
    assert opened.last_verified is None
    assert opened.verify_backup() is None
    made = opened.backup_if_due()
    assert made is not None
    opened.put(entry("since"))  # compared with the journal as it was, not as it is
    checked = opened.verify_if_due()
    assert checked is not None
    assert checked.path == made.path
    assert opened.last_verified == START
    clock.now += timedelta(days=29)
    assert opened.verify_if_due() is None
    clock.now += timedelta(days=1)
    assert opened.verify_if_due() is not None
    assert opened.last_verified == clock.now


@pytest.mark.requirement("R26")
@pytest.mark.parametrize("harm", ["flip", "cut", "content", "facts"])
def test_a_damaged_backup_is_found_and_no_longer_counts(opened: OpenVault, harm: str) -> None:
    older = opened.backup()
    opened.put(entry("more"))
    made = opened.backup()
    database = made.path / "journal.db"
    if harm == "content":  # whole, but the copy of another moment
        shutil.copy(older.path / "journal.db", database)
        fields = json.loads((made.path / "backup.json").read_text())
        fields["sha256"] = backup.digest(database)
        fields["size"] = database.stat().st_size
        (made.path / "backup.json").write_text(json.dumps(fields))
    elif harm == "facts":
        (made.path / "backup.json").write_text("{}")
    else:
        data = bytearray(database.read_bytes())
        data[len(data) // 2] ^= 1
        database.write_bytes(data if harm == "flip" else data[:8192])
    with pytest.raises(BackupDamaged):
        opened.verify_backup(made.path)
    counted = {each.path for each in vault.backups(opened.folder) if each.verified}
    assert made.path not in counted
    if harm != "facts":
        with pytest.raises(BackupDamaged):
            vault.restore(made.path, opened.folder.parent / "back", "pw")
        assert not (opened.folder.parent / "back").exists()
    assert older.path in counted


# restoring --------------------------------------------------------------------------------------


@pytest.mark.requirement("R26")
def test_a_restored_journal_is_the_same_field_by_field(opened: OpenVault, tmp_path: Path) -> None:
    photo = opened.journal.attach("a.jpg", "image/jpeg", io.BytesIO(bytes(range(256)) * 4000))
    written = Entry(EntryId(new_id()), START, START, text="with", attachments=(photo,), mood=4)
    opened.put(written)
    expected = list(opened.journal.every_entry())
    fingerprint = opened.journal.fingerprint()
    made = opened.backup()
    (tmp_path / "back").mkdir()
    report = vault.restore(made.path, tmp_path / "back", "pw")
    assert (report.entries, report.compared, report.made_at) == (2, True, START)
    with vault.unlock(tmp_path / "back", "pw") as again:
        assert list(again.journal.every_entry()) == expected
        assert again.journal.fingerprint() == fingerprint
        found = b"".join(again.journal.read_attachment(photo.sha256))
        assert found == bytes(range(256)) * 4000
        assert vault.check(opened.folder, "pw").ok


@pytest.mark.requirement("R26")
def test_restoring_overwrites_nothing(opened: OpenVault, tmp_path: Path) -> None:
    made = opened.backup()
    with pytest.raises(VaultExists):
        vault.restore(made.path, opened.folder, "pw")
    used = tmp_path / "used"
    used.mkdir()
    (used / "letter").write_text("dear")
    with pytest.raises(VaultExists):
        vault.restore(made.path, used, "pw")
    with pytest.raises(WrongPassphrase):
        vault.restore(made.path, tmp_path / "back", "wrong")
    with pytest.raises(BackupDamaged):
        vault.restore(used, tmp_path / "back", "pw")
    assert inside(used) == ["letter"]
    assert inside(tmp_path) == ["journal", "used"]


@pytest.mark.requirement("R26")
def test_a_backup_whose_key_file_is_damaged_takes_the_one_it_lies_beside(
    opened: OpenVault, tmp_path: Path
) -> None:
    made = opened.backup()
    (made.path / "journal.key").write_bytes(b"?")
    assert vault.restore(made.path, tmp_path / "back", "pw").entries == 1
    shutil.copytree(made.path, tmp_path / "alone")
    with pytest.raises(KeyfileDamaged):
        vault.restore(tmp_path / "alone", tmp_path / "again", "pw")


def test_a_backup_without_its_facts_is_examined_instead(opened: OpenVault, tmp_path: Path) -> None:
    made = opened.backup()
    (made.path / "backup.json").unlink()
    report = vault.restore(made.path, tmp_path / "back", "pw")
    assert (report.entries, report.compared, report.made_at) == (1, False, None)


# health and salvage -----------------------------------------------------------------------------


def test_health_as_a_document(opened: OpenVault) -> None:
    opened.backup()
    folder = opened.folder
    opened.close()
    health = vault.check(folder, "pw")
    assert health.ok
    document = health.as_json()
    assert json.loads(json.dumps(document)) == document
    assert document["entries"] == 1
    (made,) = health.backups
    (made.path / "journal.db").write_bytes(b"x" * made.size)
    health = vault.check(folder, "pw")
    assert not health.ok
    assert isinstance(health.failure(), BackupDamaged)
    (folder / "journal.key.mirror").unlink()
    assert isinstance(vault.check(folder, "pw").failure(), KeyfileDamaged)


@pytest.mark.requirement("R7")
def test_what_can_be_read_of_a_damaged_journal_is_saved(opened: OpenVault) -> None:
    for number in range(200):
        opened.put(entry(f"{number} " + "some words of a day " * 40))
    folder = opened.folder
    opened.close()
    database = folder / "journal.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    with pytest.raises(JournalDamaged), vault.unlock(folder, "pw") as broken:
        broken.journal.fingerprint()
    rescued = vault.salvage(folder, "pw", folder.parent / "saved")
    assert rescued.rescued >= 150
    assert rescued.rescued + rescued.lost <= 201
    assert database.read_bytes() == data
    with vault.unlock(folder.parent / "saved", "pw") as again:
        assert again.journal.count() == rescued.rescued
        assert again.journal.fingerprint()
    with pytest.raises(VaultExists):
        vault.salvage(folder, "pw", folder.parent / "saved")


@pytest.mark.requirement("R25")
@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_a_copy_with_a_flipped_bit_is_no_backup(
    opened: OpenVault, monkeypatch: pytest.MonkeyPatch, at: float
) -> None:
    for number in range(30):
        opened.put(entry(f"{number} " + "some words of a day " * 200))
    copy_to = opened.journal.copy_to

    def flipping(path: Path, **how: Any) -> str | None:
        taken = copy_to(path, **how)
        data = bytearray(path.read_bytes())
        data[int(len(data) * at)] ^= 1
        path.write_bytes(data)
        return taken

    monkeypatch.setattr(opened.journal, "copy_to", flipping)
    with pytest.raises(BackupIncomplete):
        opened.backup()
    assert inside(opened.folder / "backups") == []


@pytest.mark.requirement("R25")
def test_a_disk_with_a_broken_page_of_the_index_gives_no_backup(
    opened: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content could be read, and the bytes are equal; the page is broken in both."""
    monkeypatch.setattr(Journal, "seals_hold", staticmethod(lambda *_: False))
    with pytest.raises(BackupIncomplete) as found:
        opened.backup()
    assert found.value.facts["reason"] == "differs"

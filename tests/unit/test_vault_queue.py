"""What is added while the journal is locked: sealed, merged once, never in the way."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reflect import vault
from reflect.crypto import queue as sealing
from reflect.crypto.keyfile import CHEAP, Keyfile
from reflect.errors import AttachmentTooLarge, StorageFull, VaultMissing
from reflect.model import Emotion, Entry, EntryId, Source, new_id
from reflect.vault import queued as queue_module

WHEN = datetime(2026, 3, 4, 23, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def entry(text: str | None = "canary", **more: object) -> Entry:
    return Entry(EntryId(new_id()), WHEN, datetime.now(UTC), text=text, **more)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    vault.create(folder, "pw", name="Mine", cost=CHEAP)[0].close()
    return folder


def test_an_entry_comes_through_whole(folder: Path) -> None:
    queued = entry(
        "Grüße 静か\n\n*not* changed  \n",
        title="A title",
        mood=2,
        emotions=(Emotion("joy", 3), Emotion("own word", None)),
        tags=("a", "Ü b"),
        factors={"sleep": 7.5, "meds": True, "with": "Ann", "steps": 9000},
        starred=True,
        zone="Asia/Kolkata",
        source=Source("app", "id"),
        keep_out_of_on_this_day=True,
    )
    big = bytes(range(256)) * 10_000
    files: list[queue_module.Enclosed] = [
        ("big.bin", "application/x", io.BytesIO(big)),
        ("empty.txt", "text/plain", b""),
    ]
    assert vault.queue(folder, queued, files) == queued.id
    with vault.unlock(folder, "pw") as opened:
        found = opened.journal.entry(queued.id)
        for name in ("written_at", "zone", "title", "text", "mood", "emotions", "tags", "starred"):
            assert getattr(found, name) == getattr(queued, name), name
        assert found.written_at.utcoffset() == WHEN.utcoffset()
        assert dict(found.factors) == dict(queued.factors)
        assert found.keep_out_of_on_this_day
        assert [(each.name, each.size) for each in found.attachments] == [
            ("big.bin", len(big)),
            ("empty.txt", 0),
        ]
        assert b"".join(opened.journal.read_attachment(found.attachments[0].sha256)) == big
    assert list((folder / "queue").iterdir()) == []


@pytest.mark.requirement("R14")
def test_nothing_of_it_can_be_read_while_it_waits(folder: Path) -> None:
    vault.queue(folder, entry(title="canary", tags=("canary",)), [("canary", "x/y", b"canary")])
    (sealed,) = (folder / "queue").iterdir()
    assert b"canary" not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o077 == 0


def test_a_file_that_comes_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    queued = entry("as queued")
    vault.queue(folder, queued)
    (sealed,) = (folder / "queue").iterdir()
    shutil.copy(sealed, tmp_path / "kept")
    with vault.unlock(folder, "pw") as opened:
        opened.put(replace(opened.journal.entry(queued.id), text="edited since"))
        shutil.copy(tmp_path / "kept", sealed)
        assert opened.merge_queue() == 0
        assert opened.journal.entry(queued.id).text == "edited since"
        assert opened.journal.count() == 1
    assert not sealed.exists()


def test_a_longer_entry_than_one_piece(folder: Path) -> None:
    queued = entry("é" * (2 * sealing.PIECE))
    vault.queue(folder, queued)
    with vault.unlock(folder, "pw") as opened:
        assert opened.journal.entry(queued.id).text == queued.text


def test_damaged_and_foreign_files_are_set_aside_and_stop_nobody(folder: Path) -> None:
    queued = [entry(f"number {number}") for number in range(3)]
    for each in queued:
        vault.queue(folder, each)
    files = sorted((folder / "queue").iterdir())
    data = bytearray(files[0].read_bytes())
    data[-1] ^= 1
    files[0].write_bytes(data)
    (folder / "queue" / "0-junk.sealed").write_bytes(b"junk")
    public = Keyfile.from_bytes((folder / "journal.key").read_bytes()).queue_public
    for name, pieces in (
        ("1", [b"not json"]),
        ("2", [b"\0\0\0\2{}"]),
        ("3", [b"\0\0\0\x0d" + b'{"version":1}']),
        ("4", [b"\xff\xff\xff\xff"]),
    ):
        (folder / "queue" / f"{name}.sealed").write_bytes(b"".join(sealing.seal(public, pieces)))
    with vault.unlock(folder, "pw") as opened:
        assert opened.journal.count() == 2
        assert {warning.kind for warning in opened.warnings} == {"queue-damaged"}
        assert len(opened.warnings) == 6
    assert len(list((folder / "queue" / "damaged").iterdir())) == 6
    with vault.unlock(folder, "pw") as opened:
        assert opened.warnings == ()


def test_an_entry_out_of_range_is_set_aside(folder: Path) -> None:
    """Whoever can read the key file can seal anything."""
    vault.queue(folder, entry("bad", mood=77))
    with vault.unlock(folder, "pw") as opened:
        assert opened.journal.count() == 0
        assert [warning.kind for warning in opened.warnings] == ["queue-damaged"]


def test_a_file_that_stays_when_the_disk_is_full_is_merged_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = entry("later")
    vault.queue(folder, queued)

    def full(*_: object, **__: object) -> None:
        raise StorageFull(path=folder)

    with monkeypatch.context() as patch:
        patch.setattr("reflect.journal.Journal.put", full)
        with vault.unlock(folder, "pw") as opened:
            assert opened.journal.count() == 0
    assert len(list((folder / "queue").iterdir())) == 1
    with vault.unlock(folder, "pw") as opened:
        assert opened.journal.entry(queued.id).text == "later"


def test_an_attachment_has_a_limit_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "LIMIT", 3_000_000)
    with pytest.raises(AttachmentTooLarge):
        vault.queue(folder, entry(), [("a", "x/y", io.BytesIO(bytes(3_000_001)))])
    assert list((folder / "queue").iterdir()) == []


def test_it_works_while_another_process_writes_and_with_the_mirror(folder: Path) -> None:
    with vault.unlock(folder, "pw") as opened:
        (folder / "journal.key").write_bytes(b"")
        vault.queue(folder, entry())
        assert opened.merge_queue() == 1
    with pytest.raises(VaultMissing):
        vault.queue(folder.parent / "absent", entry())

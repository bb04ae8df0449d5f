"""Photos and files inside the journal."""

from __future__ import annotations

import hashlib
import io
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from reflect.errors import (
    AttachmentTooLarge,
    BadValue,
    ReadOnly,
    StorageFull,
    UnknownId,
)
from reflect.journal import Journal
from reflect.journal.attachments import CHUNK
from reflect.model import Attachment, Entry, EntryId, new_id

KEY = bytes(range(32))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.create(path, KEY, name="", journal_id="j") as made:
        yield made


def note(*attachments: Attachment) -> Entry:
    return Entry(EntryId(new_id()), NOW, NOW, text="x", attachments=attachments)


def attach(journal: Journal, content: bytes, name: str = "a.bin") -> Attachment:
    return journal.attach(name, "application/octet-stream", io.BytesIO(content))


def blobs(journal: Journal) -> int:
    return int(journal._store.value("SELECT count(*) FROM blob"))


def chunks(journal: Journal) -> int:
    return int(journal._store.value("SELECT count(*) FROM chunk"))


class Flow:
    """Bytes without an end in memory: `size` of them, given in pieces as a pipe would."""

    def __init__(self, size: int, fails_at: int | None = None) -> None:
        self._left, self._fails_at = size, fails_at
        self._random = random.Random(1)
        self.sha256 = hashlib.sha256()

    def read(self, size: int) -> bytes:
        if self._fails_at is not None and self._left < self._fails_at:
            raise OSError("unplugged")
        piece = self._random.randbytes(min(size, self._left, 100_000))
        self._left -= len(piece)
        self.sha256.update(piece)
        return piece

    @property
    def stream(self) -> BinaryIO:
        return cast("BinaryIO", self)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_bytes_come_back_exactly(journal: Journal, size: int) -> None:
    content = random.Random(size).randbytes(size)
    one = attach(journal, content)
    assert (one.size, one.sha256) == (size, hashlib.sha256(content).hexdigest())
    journal.put(note(one))
    pieces = list(journal.read_attachment(one.sha256))
    assert b"".join(pieces) == content
    assert all(len(piece) == CHUNK for piece in pieces[:-1])
    assert journal.examine() == ()


def test_the_same_bytes_are_kept_once(journal: Journal) -> None:
    first, second = attach(journal, b"sea" * 99), attach(journal, b"sea" * 99, "b.bin")
    assert first.sha256 == second.sha256
    assert (blobs(journal), chunks(journal)) == (1, 1)
    journal.put(note(first, second))
    journal.put(note(first))


def test_unknown_bytes_are_no_attachment(journal: Journal) -> None:
    stranger = Attachment("a", "image/png", 1, "0" * 64)
    with pytest.raises(UnknownId):
        journal.put(note(stranger))
    with pytest.raises(UnknownId):
        journal.read_attachment("0" * 64)
    assert journal.count() == 0
    one = attach(journal, b"x")
    with pytest.raises(BadValue):
        journal.put(note(one, one))


def test_what_nobody_holds_is_swept_at_the_next_open(journal: Journal, path: Path) -> None:
    kept, left_over = attach(journal, b"kept"), attach(journal, b"left over")
    entry = note(kept)
    journal.put(entry)
    journal.put(replace(entry, attachments=()))
    assert blobs(journal) == 2
    journal.close()
    with Journal.open(path, KEY, read_only=True) as reader:
        assert blobs(reader) == 2
    with Journal.open(path, KEY) as again:
        assert blobs(again) == 1
        assert chunks(again) == 1
        # The version before still has it.
        assert b"".join(again.read_attachment(kept.sha256)) == b"kept"
        again.restore_version(entry.id, 1)
        assert again.entry(entry.id).attachments == (kept,)
        with pytest.raises(UnknownId):
            again.read_attachment(left_over.sha256)


@pytest.mark.requirement("R33")
def test_bytes_go_with_the_last_that_holds_them(journal: Journal) -> None:
    one = attach(journal, b"shared")
    first, second = note(one), note(one)
    journal.put(first)
    journal.put(second)
    journal.trash([first.id])
    journal.empty_trash()
    assert b"".join(journal.read_attachment(one.sha256)) == b"shared"
    journal.trash([second.id])
    assert b"".join(journal.read_attachment(one.sha256)) == b"shared"
    journal.empty_trash()
    assert (blobs(journal), chunks(journal)) == (0, 0)


def test_too_large_is_refused_whole(journal: Journal) -> None:
    with pytest.raises(AttachmentTooLarge) as caught:
        journal.attach("big", "video/mp4", Flow(12 * 2**20).stream, limit=10 * 2**20)
    assert caught.value.facts["limit"] == 10 * 2**20
    assert (blobs(journal), chunks(journal)) == (0, 0)
    exactly = journal.attach("fits", "video/mp4", io.BytesIO(b"x" * 100), limit=100)
    assert exactly.size == 100


def test_a_stream_that_breaks_leaves_nothing(journal: Journal) -> None:
    with pytest.raises(OSError, match="unplugged"):
        journal.attach("big", "video/mp4", Flow(20 * 2**20, fails_at=5 * 2**20).stream)
    assert (blobs(journal), chunks(journal)) == (0, 0)


def test_inside_a_transaction(journal: Journal) -> None:
    def fail() -> None:
        with journal.atomic():
            attach(journal, b"lost")
            raise RuntimeError

    with journal.atomic():
        kept = journal.attach("a", "image/png", Flow(9 * 2**20).stream)
        journal.put(note(kept))
    with pytest.raises(RuntimeError):
        fail()
    assert blobs(journal) == 1


def test_reading_only(journal: Journal, path: Path) -> None:
    one = attach(journal, b"x")
    journal.put(note(one))
    journal.close()
    with Journal.open(path, KEY, read_only=True) as reader:
        assert b"".join(reader.read_attachment(one.sha256)) == b"x"
        with pytest.raises(ReadOnly):
            attach(reader, b"y")


@pytest.mark.requirement("R3")
def test_no_room(journal: Journal) -> None:
    journal._store.run("PRAGMA max_page_count=1000")
    with pytest.raises(StorageFull):
        journal.attach("big", "video/mp4", Flow(30 * 2**20).stream)
    assert blobs(journal) == 0
    journal.put(note(attach(journal, b"small")))
    assert journal.examine() == ()


def test_a_large_file_is_never_whole_in_memory(journal: Journal, path: Path) -> None:
    size = 64 * 2**20
    flow = Flow(size)
    heard: list[int] = []
    tracemalloc.start()
    try:
        one = journal.attach("film.mp4", "video/mp4", flow.stream, progress=heard.append)
        journal.put(note(one))
        digest = hashlib.sha256()
        for piece in journal.read_attachment(one.sha256):
            digest.update(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert one.size == size
    assert digest.hexdigest() == flow.sha256.hexdigest() == one.sha256
    assert heard == sorted(heard)
    assert heard[-1] == size
    assert peak < 20 * 2**20
    # SQLite writes the log back on the way, because the bytes come in several transactions.
    wal = path.with_name("journal.db-wal")
    assert wal.stat().st_size < 24 * 2**20


_GROWTH = """
import io, resource, sys
from pathlib import Path
from reflect.journal import Journal

class Zeros(io.RawIOBase):
    left = 64 << 20
    def readable(self): return True
    def read(self, size=-1):
        given = min(size, self.left)
        self.left -= given
        return bytes(given)

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

with Journal.create(Path(sys.argv[1]), bytes(32), name="x", journal_id="x") as journal:
    with journal.atomic():
        journal.attach("a", "video/mp4", Zeros())
        before = peak()
        journal.attach("b", "video/mp4", Zeros())
        assert journal._store.value("SELECT count(*) FROM blob") == 1
with Journal.open(Path(sys.argv[1]), bytes(32)) as journal:
    assert journal._store.value("SELECT count(*) FROM chunk") == 0
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts in the units of Linux")
def test_bytes_that_are_there_already_are_not_held_in_memory_to_be_removed(path: Path) -> None:
    """A statement keeps what it deletes in memory until it ends, and SQLite's memory is not
    Python's: only the process itself can be measured."""
    done = subprocess.run(
        [sys.executable, "-c", _GROWTH, str(path.with_name("fresh.db"))],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    assert int(done.stdout) < 32, "MiB for taking away 64 MiB again"

"""The archive: everything out, everything in, sealed or not; and the reader that stands alone."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect import formats, private_file
from reflect.errors import (
    DamagedFile,
    ExportFailed,
    FormatError,
    FormatTooNew,
    Interrupted,
    ReflectError,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats import ExportOptions, Options, seal
from reflect.journal import Journal
from reflect.model import Emotion, Entry, EntryId, Source, Template, TemplateId

READER = Path(__file__).parents[2] / "docs" / "read_archive.py"
PASSPHRASE = "ein langer Satz"


def make(path: Path) -> Journal:
    return Journal.create(path, b"k" * 32, name="mine", journal_id="j")


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap sealing: the cost of scrypt is not what is tested."""
    monkeypatch.setattr(seal.Sealer.__init__, "__kwdefaults__", {"work_factor": 4})


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Journal]:
    """A journal with one of everything."""
    with make(tmp_path / "full.db") as journal:
        picture = journal.attach("Bild (1).jpg", "image/jpeg", io.BytesIO(os.urandom(700_000)))
        older = journal.attach("alt.bin", "application/x-own", io.BytesIO(b"old"))
        empty = journal.attach("leer", "text/plain", io.BytesIO(b""))
        first = Entry(
            EntryId("abcdefgh0123"),
            datetime(2024, 5, 1, 23, 30, 0, 123456, timezone(timedelta(hours=-4))),
            datetime(2024, 5, 2, 1, 2, 3, 4, UTC),
            zone="America/New_York",
            title="--- Titel",
            text="Zeile\r\n![x](reflect-img:Bild%20%281%29.jpg)  \n",
            mood=4,
            emotions=(Emotion("joy", 3), Emotion("eigenes Wort")),
            tags=("a b", "c"),
            factors={"sleep": 7.5, "who": "Anna", "n": 3, "b": True},
            starred=True,
            attachments=(older,),
            source=Source("dayone", "ABC"),
            keep_out_of_on_this_day=True,
            import_extra=json.dumps({"weather": {"t": 1.5}}),
        )
        batch = journal.begin_import("dayone")
        journal.put(first, batch=batch, fingerprint="their print", keep_modified=True)
        journal.finish_import(batch, new=1, unchanged=0, changed=0, skipped=0, report="{}")
        journal.put(replace(first, attachments=(picture, empty), text="neu", tags=()))
        trashed = Entry(
            EntryId("zzzzzzzz0000"), datetime(1999, 12, 31, tzinfo=UTC), datetime.now(UTC), mood=1
        )
        journal.put(trashed)
        journal.trash([trashed.id])
        journal.put_template(Template(TemplateId("t1"), "Abend", "Was war gut?"))
        journal.set_state("mood-labels", '{"prima": 5}')
        yield journal


def content(journal: Journal) -> list[object]:
    found: list[object] = []
    for trashed in (False, True):
        for entry in journal.every_entry(trashed=trashed):
            media = [b"".join(journal.read_attachment(one.sha256)) for one in entry.attachments]
            versions = journal.history(entry.id)
            old = [
                b"".join(journal.read_attachment(one.sha256))
                for version in versions
                for one in version.entry.attachments
            ]
            offset = entry.written_at.utcoffset()
            found.append((entry, offset, media, versions, old))
    return [*found, journal.templates(), journal.states(), journal.sources("dayone")]


@pytest.mark.requirement("R31")
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_an_empty_journal_becomes_the_same(
    tmp_path: Path, full: Journal, passphrase: str | None
) -> None:
    path = tmp_path / "out.reflect"
    report = formats.export(full, path, "archive", sealed_with=passphrase)
    assert (report.entries, report.attachments, report.sealed) == (1, 3, passphrase is not None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert formats.recognise(path).name == "archive"
    with make(tmp_path / "new.db") as new:
        first = formats.bring_in(new, path, Options(passphrase=passphrase))
        assert (first.new, first.found, first.missing, first.warnings) == (2, 2, 0, [])
        assert content(new) == content(full)
        again = formats.bring_in(new, path, Options(passphrase=passphrase))
        assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
        assert content(new) == content(full)


def test_into_another_journal_it_merges_by_id(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a.reflect", "archive")
    with make(tmp_path / "new.db") as new:
        mine = Entry(EntryId("mine00000000"), datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC),
                     text="meins")  # fmt: skip
        new.put(mine)
        formats.bring_in(new, tmp_path / "a.reflect", Options())
        (held,) = [one for one in new.every_entry() if one.id == "abcdefgh0123"]
        new.put(replace(held, text="hier weiter"))
        new.untrash([EntryId("zzzzzzzz0000")])
        report = formats.bring_in(new, tmp_path / "a.reflect", Options())
        assert report.new == 0
        assert {one.id: one.text for one in new.every_entry()} == {
            "mine00000000": "meins",
            "abcdefgh0123": "hier weiter",
            "zzzzzzzz0000": None,
        }
        assert len(new.history(held.id)) == len(full.history(held.id)) + 1


def test_the_same_journal_gives_the_same_bytes(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a", "archive")
    formats.export(full, tmp_path / "b", "archive")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_read_only_journal_is_exported(tmp_path: Path, full: Journal) -> None:
    full.close()
    with Journal.open(tmp_path / "full.db", b"k" * 32, read_only=True) as journal:
        for format, name in (("archive", "a"), ("markdown", "m"), ("html", "h")):
            assert formats.export(journal, tmp_path / name, format).entries == 1


def rewritten(path: Path, **members: bytes | None) -> Path:
    """A copy with some members replaced (None: left out); `_` in names stands for a dot."""
    target = path.with_name("changed.reflect")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            key = info.filename.replace(".", "_")
            data = members.get(key, old.read(info))
            if data is not None:
                new.writestr(info.filename, data)
    return target


@pytest.mark.parametrize("name", ["entries_jsonl", "history_jsonl", "states_json"])
def test_a_changed_member_is_named_and_nothing_is_kept(
    tmp_path: Path, full: Journal, name: str
) -> None:
    formats.export(full, tmp_path / "a", "archive")
    with zipfile.ZipFile(tmp_path / "a") as archive:
        data = archive.read(name.replace("_", "."))
    path = rewritten(tmp_path / "a", **{name: data.replace(b"a", b"b", 1)})
    with make(tmp_path / "new.db") as new:
        with pytest.raises(DamagedFile) as caught:
            formats.bring_in(new, path, Options())
        assert name.replace("_", ".") in str(caught.value.facts["where"])
        assert list(new.every_entry()) == []


def test_a_flipped_bit_in_a_photo_is_named(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a", "archive")
    raw = bytearray((tmp_path / "a").read_bytes())
    at = raw.index(b"media/")
    raw[at + 100_000] ^= 1
    (tmp_path / "a").write_bytes(raw)
    with make(tmp_path / "new.db") as new, pytest.raises(DamagedFile) as caught:
        formats.bring_in(new, tmp_path / "a", Options())
    assert str(caught.value.facts["where"]).startswith("media/")


def test_a_missing_photo_is_named(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a", "archive")
    with zipfile.ZipFile(tmp_path / "a") as archive:
        media = next(name for name in archive.namelist() if name.startswith("media/"))
    path = rewritten(tmp_path / "a", **{media: None})
    with make(tmp_path / "new.db") as new, pytest.raises(DamagedFile) as caught:
        formats.bring_in(new, path, Options())
    assert caught.value.facts["where"] == media


def test_a_newer_version_is_refused(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a", "archive")
    newer = json.dumps({"format": "reflect-archive", "version": 3, "else": []}).encode()
    path = rewritten(tmp_path / "a", manifest_json=newer)
    with make(tmp_path / "new.db") as new, pytest.raises(FormatTooNew) as caught:
        formats.bring_in(new, path, Options())
    assert (caught.value.facts["found"], caught.value.facts["known"]) == (3, 2)


def test_a_truncated_archive_is_refused(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a", "archive")
    raw = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(raw[: len(raw) // 2])
    with make(tmp_path / "new.db") as new, pytest.raises(FormatError):
        formats.bring_in(new, tmp_path / "a", Options(), "archive")


def test_stop_and_a_path_in_use_leave_nothing(tmp_path: Path, full: Journal) -> None:
    before = sorted(tmp_path.iterdir())
    for passphrase in (None, PASSPHRASE):
        with pytest.raises(Interrupted):
            formats.export(
                full, tmp_path / "a", "archive", sealed_with=passphrase,
                options=ExportOptions(stop=lambda: True),
            )  # fmt: skip
    assert sorted(tmp_path.iterdir()) == before
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(ExportFailed):
        formats.export(full, tmp_path / "a", "archive")
    assert (tmp_path / "a").read_bytes() == b"mine"


# Sealing ---------------------------------------------------------------------------------


def sealed(plain: bytes, passphrase: str = PASSPHRASE) -> bytes:
    out = io.BytesIO()
    sealer = seal.Sealer(out, passphrase, work_factor=4)
    for start in range(0, len(plain), 70_001):
        sealer.write(plain[start : start + 70_001])
    sealer.finish()
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_pyrage_opens_ours_and_we_open_pyrages(tmp_path: Path, size: int) -> None:
    plain = os.urandom(size)
    assert pyrage.passphrase.decrypt(sealed(plain), PASSPHRASE) == plain
    path = tmp_path / "x.age"
    path.write_bytes(sealed(plain))
    with seal.Unsealed(path, PASSPHRASE) as stream:
        assert stream.read() == plain


def test_we_open_what_pyrage_sealed(tmp_path: Path) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(pyrage.passphrase.encrypt(b"words" * 50_000, PASSPHRASE))
    with seal.Unsealed(path, PASSPHRASE) as stream:
        stream.seek(5 * 40_000)
        assert stream.read(5) == b"words"


def test_sealed_files_ask_for_their_passphrase(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a.age", "archive", sealed_with=PASSPHRASE)
    assert b"entries.jsonl" not in (tmp_path / "a.age").read_bytes()
    with make(tmp_path / "new.db") as new:
        with pytest.raises(SourcePassphraseNeeded):
            formats.preview(new, tmp_path / "a.age", Options())
        with pytest.raises(SourcePassphraseWrong):
            formats.preview(new, tmp_path / "a.age", Options(passphrase="falsch"))
        assert formats.preview(new, tmp_path / "a.age", Options(passphrase=PASSPHRASE)).new == 2


def test_a_sealed_folder_is_one_file_and_comes_back(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "m.age", "markdown", sealed_with=PASSPHRASE)
    with make(tmp_path / "new.db") as new:
        formats.bring_in(new, tmp_path / "m.age", Options(passphrase=PASSPHRASE))
        assert list(new.every_entry()) == list(full.every_entry())


def test_no_plain_byte_is_written_while_sealing(
    tmp_path: Path, full: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []

    class Spy(io.FileIO):
        def write(self, data: Any, /) -> int:
            written.append(bytes(data))
            return super().write(data)

    def spied(path: Path) -> io.BufferedWriter:
        return io.BufferedWriter(Spy(path, "wb"))

    monkeypatch.setattr(private_file, "create", spied)
    formats.export(full, tmp_path / "open", "markdown")
    assert b"Anna" in b"".join(written)  # the spy sees
    written.clear()
    formats.export(full, tmp_path / "s.age", "markdown", sealed_with=PASSPHRASE)
    assert written
    assert b"Anna" not in b"".join(written)
    assert b"abcdefgh0123" not in b"".join(written)


@settings(max_examples=30)
@given(st.integers(0, 150_000), st.integers(1, 255))
def test_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, at: int, flip: int
) -> None:
    raw = bytearray(sealed(bytes(150_000)))
    raw[at % len(raw)] ^= flip
    path = tmp_path_factory.mktemp("x") / "x.age"
    path.write_bytes(raw)
    with pytest.raises(ReflectError), seal.Unsealed(path, PASSPHRASE) as stream:
        stream.read()


@pytest.mark.parametrize("cut", [1, 16, 65_552, 100_000])
def test_cut_short_is_noticed_at_once(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(sealed(bytes(200_000))[:-cut])
    with pytest.raises(DamagedFile):
        seal.Unsealed(path, PASSPHRASE)


def test_a_file_that_asks_for_all_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(sealed(b"x").replace(b" 4\n", b" 30\n", 1))
    with pytest.raises(DamagedFile) as caught:
        seal.Unsealed(path, PASSPHRASE)
    assert caught.value.facts["reason"] == "work factor"


# The reader that needs no Reflect ----------------------------------------------------------


def run(*arguments: object, words: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, READER, *map(str, arguments)],
        input=words, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_reader_is_about_a_hundred_lines_and_needs_nothing_of_ours() -> None:
    source = READER.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 130
    assert "import reflect" not in source and "from reflect" not in source


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_the_reader_reads(tmp_path: Path, full: Journal, passphrase: str | None) -> None:
    formats.export(full, tmp_path / "a", "archive", sealed_with=passphrase)
    done = run(tmp_path / "a", tmp_path / "out", words=f"{passphrase}\n")
    assert done.returncode == 0, done.stderr
    assert "1 entries, 1 trashed" in done.stdout
    text = (tmp_path / "out" / "2024-05-01-233000-abcdefgh0123.txt").read_bytes()
    assert text.endswith(b"\n\nneu")
    (entry,) = full.every_entry()
    (photo,) = (tmp_path / "out").glob("*-1.jpg")
    assert photo.read_bytes() == b"".join(full.read_attachment(entry.attachments[0].sha256))


def test_the_reader_names_what_is_damaged(tmp_path: Path, full: Journal) -> None:
    formats.export(full, tmp_path / "a", "archive")
    path = rewritten(tmp_path / "a", states_json=b"{}")
    done = run(path)
    assert done.returncode == 1
    assert "Damaged: states.json" in done.stderr
    assert "Traceback" not in run(READER).stderr

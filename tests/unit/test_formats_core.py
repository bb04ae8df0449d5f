"""The import as such, whatever the format: all or nothing, never twice; and where exports go."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import formats
from reflect.errors import (
    DamagedFile,
    ExportFailed,
    HostileFile,
    Interrupted,
    NothingToImport,
    NotThisFormat,
    ReflectError,
    SourcePassphraseNeeded,
)
from reflect.formats import (
    ExportOptions,
    ExportReport,
    ForeignAttachment,
    ForeignEntry,
    Identities,
    Names,
    Options,
    Report,
    Source,
    Tree,
    Warning,
    fingerprint,
    intake,
    outlet,
    reference,
    seal,
)
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id

NOON = datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(
        tmp_path / "journal.db", b"k" * 32, name="mine", journal_id=new_id()
    ) as opened:
        yield opened


@dataclass
class Given:
    """A source that holds what a test says."""

    found: list[ForeignEntry]
    breaks: Exception | None = None
    app: str = "other"
    format: str = "other"
    warnings: list[Warning] = field(default_factory=list)
    skipped: int = 0
    unknown_moods: list[str] = field(default_factory=list)
    closed: bool = False

    def entries(self) -> Iterator[ForeignEntry]:
        yield from self.found
        if self.breaks is not None:
            raise self.breaks

    def close(self) -> None:
        self.closed = True


@dataclass
class GivenReader:
    source: Given
    name: str = "other"

    def recognises(self, path: Path) -> bool:
        return True

    def open(self, path: Path, options: Options) -> Source:
        return self.source


def foreign(id: str = "1", text: str = "words", **more: object) -> ForeignEntry:
    return replace(
        ForeignEntry(source_id=id, written_at=NOON, where="here", text=text),
        **more,  # type: ignore[arg-type]
    )


def photo(name: str = "a.jpg", data: bytes | None = b"\xff\xd8\xff") -> ForeignAttachment:
    opened = None if data is None else (lambda: io.BytesIO(data))
    return ForeignAttachment(name, None, opened, identity=name)


def bring(journal: Journal, *found: ForeignEntry, **options: object) -> Report:
    reader = GivenReader(Given(list(found)))
    return intake.bring_in(journal, Path("x"), Options(**options), reader)  # type: ignore[arg-type]


def texts(journal: Journal) -> list[str | None]:
    return sorted((one.text for one in journal.every_entry()), key=str)


def test_twice_does_nothing_twice(journal: Journal) -> None:
    assert bring(journal, foreign(attachments=(photo(), photo("b.png", None)))).new == 1
    before = journal.fingerprint()
    report = bring(journal, foreign(attachments=(photo(), photo("b.png", None))))
    assert (report.new, report.unchanged, report.changed) == (0, 1, 0)
    assert (report.found, report.missing) == (1, 1)
    assert journal.fingerprint() == before


def test_a_changed_source_changes_what_was_not_edited_here(journal: Journal) -> None:
    bring(journal, foreign())
    report = bring(journal, foreign(text="better words"))
    assert (report.changed, report.warnings) == (1, [])
    [kept] = journal.every_entry()
    assert kept.text == "better words"
    assert [one.entry.text for one in journal.history(kept.id)] == ["words"]


@pytest.mark.parametrize(
    ("choice", "after", "warned"),
    [
        (None, ["mine"], intake.KEPT_MINE),
        ("mine", ["mine"], intake.KEPT_MINE),
        ("theirs", ["theirs"], intake.TOOK_THEIRS),
        ("both", ["mine", "theirs"], intake.KEPT_BOTH),
    ],
)
def test_what_changed_on_both_sides_is_never_lost(
    journal: Journal, choice: str | None, after: list[str], warned: str
) -> None:
    bring(journal, foreign())
    [kept] = journal.every_entry()
    journal.put(replace(kept, text="mine"))
    for _ in range(2):
        report = bring(journal, foreign(text="theirs"), on_change=choice)
        assert texts(journal) == after
        if report.changed:
            assert [one.what for one in report.warnings] == [warned]
    assert report.new == 0


def test_what_was_edited_here_and_not_there_stays(journal: Journal) -> None:
    bring(journal, foreign())
    [kept] = journal.every_entry()
    journal.put(replace(kept, text="mine"))
    report = bring(journal, foreign())
    assert (report.unchanged, report.warnings, texts(journal)) == (1, [], ["mine"])


def test_what_was_put_into_the_trash_does_not_come_back(journal: Journal) -> None:
    bring(journal, foreign())
    [kept] = journal.every_entry()
    journal.trash([kept.id])
    assert bring(journal, foreign()).unchanged == 1
    assert journal.count() == 0


def test_an_import_can_be_undone_and_done_again(journal: Journal) -> None:
    bring(journal, foreign(), foreign("2", "more"))
    [record] = journal.imports()
    assert (record.new, record.format) == (2, "other")
    journal.undo_import(record.id)
    assert journal.count() == 0
    assert bring(journal, foreign(), foreign("2", "more")).new == 2
    assert journal.count() == 2


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "trouble",
    [
        DamagedFile(path="x", where="photo", reason="crc"),
        HostileFile(path="x", reason="ratio"),
        Interrupted(),
    ],
)
def test_a_failure_in_the_middle_leaves_nothing(journal: Journal, trouble: ReflectError) -> None:
    before = journal.fingerprint()
    source = Given([foreign(), foreign("2", attachments=(photo(),))], trouble)
    with pytest.raises(type(trouble)):
        intake.bring_in(journal, Path("x"), Options(), GivenReader(source))
    assert source.closed
    assert journal.count() == 0
    assert journal.imports() == ()
    assert journal.fingerprint() == before


def test_a_photo_that_breaks_off_leaves_nothing(journal: Journal) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise DamagedFile(path="x", where="a.jpg", reason="crc")

    broken = ForeignAttachment("a.jpg", "image/jpeg", Broken, "a")
    with pytest.raises(DamagedFile):
        bring(journal, foreign(), foreign("2", attachments=(broken,)))
    assert journal.count() == 0


def test_stop_between_two_entries(journal: Journal) -> None:
    told: list[int] = []
    with pytest.raises(Interrupted):
        bring(
            journal,
            *(foreign(str(number)) for number in range(5)),
            progress=lambda done, _: told.append(done),
            stop=lambda: len(told) == 3,
        )
    assert (told, journal.count()) == ([1, 2, 3], 0)


def test_a_preview_writes_nothing_and_tells_the_same(journal: Journal) -> None:
    bring(journal, foreign(), foreign("2", "b"))
    before = journal.fingerprint()
    found = [foreign(), foreign("2", "changed"), foreign("3", "c", attachments=(photo(),))]
    dry = intake.preview(journal, Path("x"), Options(), GivenReader(Given(found)))
    assert journal.fingerprint() == before
    assert (dry.new, dry.unchanged, dry.changed, dry.found) == (1, 1, 1, 1)
    assert bring(journal, *found).as_json() == dry.as_json()
    document = dry.as_json()
    assert document["first"] == document["last"] == "2024-05-01"
    assert list(document)[:7] == [
        "format", "new", "unchanged", "changed", "skipped", "attachments", "warnings"
    ]  # fmt: skip


def test_nothing_is_not_an_import(journal: Journal) -> None:
    with pytest.raises(NothingToImport):
        bring(journal)
    assert journal.imports() == ()


@pytest.mark.requirement("R29")
def test_a_text_beyond_reason_is_refused(journal: Journal) -> None:
    with pytest.raises(HostileFile):
        bring(journal, foreign(text="x" * (16 * 2**20 + 1)))


def test_bytes_stay_as_they_are_and_are_kept_once(journal: Journal) -> None:
    data = bytes(range(256)) * 5000
    bring(
        journal,
        foreign(attachments=(photo("a.jpg", data), photo("b", data))),
        foreign("2", attachments=(photo("c.HEIC", data), photo("d", b"%PDF-1.4"))),
    )
    first, second = sorted(journal.every_entry(), key=lambda one: one.source.id)
    kept = [*first.attachments, *second.attachments]
    assert len({one.sha256 for one in kept}) == 2
    assert [one.type for one in kept] == [
        "image/jpeg", "application/octet-stream", "image/heic", "application/pdf"
    ]  # fmt: skip
    assert b"".join(journal.read_attachment(kept[2].sha256)) == data


def test_a_photo_missing_this_time_is_not_taken_away(journal: Journal) -> None:
    bring(journal, foreign(attachments=(photo(),)))
    bring(journal, foreign(text="new", attachments=(photo(data=None),)))
    [kept] = journal.every_entry()
    assert (kept.text, [one.name for one in kept.attachments]) == ("new", ["a.jpg"])


def test_half_a_character_does_not_break_an_import(journal: Journal) -> None:
    odd = "a\ud83d\x00b"
    bring(journal, foreign(text=odd, title=odd, tags=(odd,), extra={"x": odd}, factors={"f": odd}))
    assert bring(
        journal, foreign(text=odd, title=odd, tags=(odd,), extra={"x": odd}, factors={"f": odd})
    ).unchanged


def test_our_own_entries_come_back_to_themselves(journal: Journal) -> None:
    mine = Entry(EntryId(new_id()), NOON, NOON.astimezone(UTC), text="mine")
    journal.put(mine, keep_modified=True)
    same = foreign("x", "mine", entry_id=mine.id, modified_at=NOON)
    assert bring(journal, same).unchanged == 1
    newer = replace(same, text="newer", modified_at=NOON + timedelta(days=1))
    assert (bring(journal, newer).changed, texts(journal)) == (1, ["newer"])
    older = replace(same, source_id="y", text="older", modified_at=NOON - timedelta(days=1))
    report = bring(journal, older)
    assert (report.changed, texts(journal)) == (1, ["newer"])
    assert [one.what for one in report.warnings] == [intake.KEPT_NEWER]


def test_a_picture_that_is_missing_there_and_here_changes_nothing(journal: Journal) -> None:
    mine = Entry(EntryId(new_id()), NOON, NOON.astimezone(UTC), text="mine")
    journal.put(mine, keep_modified=True)
    named = replace(photo(), open=None)
    back = foreign("x", "mine", entry_id=mine.id, modified_at=NOON, attachments=(named,))
    report = bring(journal, back)
    assert (report.unchanged, report.changed, report.missing) == (1, 0, 1)
    assert bring(journal, replace(back, attachments=(photo(),))).changed == 1


@pytest.mark.requirement("R29")
def test_a_pipe_is_no_export_and_nobody_waits_for_it(tmp_path: Path, journal: Journal) -> None:
    os.mkfifo(tmp_path / "pipe")
    # Held open at both ends: an importer that opens it plainly goes on, and reads what is there.
    held = os.open(tmp_path / "pipe", os.O_RDWR | os.O_NONBLOCK)
    os.write(held, b"age-encryption.org/v1\n" * 40)
    try:
        for reader in formats.readers():
            assert not reader.recognises(tmp_path / "pipe")
        with pytest.raises(NotThisFormat):
            formats.preview(journal, tmp_path / "pipe", Options())
        assert not seal.is_sealed(tmp_path / "pipe")
    finally:
        os.close(held)


def test_unknown_files_and_formats(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(range(256)))
    for path in (tmp_path / "x.bin", tmp_path / "none"):
        with pytest.raises(NotThisFormat):
            formats.preview(journal, path, Options())
    with pytest.raises(NotThisFormat):
        formats.recognise(tmp_path / "x.bin", "no-such-format")
    with pytest.raises(NotThisFormat):
        formats.export(journal, tmp_path / "out", "no-such-format")


@pytest.mark.requirement("R29")
def test_why_an_archive_was_not_recognised_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../Journal.json", '{"entries":[{"creationDate":1}]}')
    with pytest.raises(HostileFile):
        formats.recognise(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Journal.json", '{"entries":[{"creationDate":1}]}')
    data = bytearray(path.read_bytes())
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + flags] |= 1
    path.write_bytes(data)
    with pytest.raises(SourcePassphraseNeeded):
        formats.recognise(path)
    path.write_bytes(data[:-30])
    with pytest.raises(DamagedFile):
        formats.recognise(path)


@pytest.mark.requirement("R29")
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_recognising_never_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(data)
    for reader in formats.readers():
        assert reader.recognises(path) in (True, False)


def test_every_reader_and_exporter_has_its_own_name() -> None:
    names = [one.name for one in formats.readers()]
    assert len(set(names)) == len(names)
    assert {"dayone", "daylio", "daylio-csv"} <= set(names)
    assert {"dayone", "daylio-csv"} <= set(formats.exporters())


def test_identities_and_names() -> None:
    ids = Identities()
    first = ids.of("2024", "a  b\n")
    assert [ids.of("2024", "a b"), ids.of("2024", "a b")] == [f"{first}#2", f"{first}#3"]
    names = Names()
    assert [names.take(name) for name in ("../a.JPG", "A.jpg", "", "x/.hid", "a\x1b<b>")] == [
        "a.JPG", "A-2.jpg", "file", "hid", "ab"
    ]  # fmt: skip
    assert reference("a b(1).jpg", picture=True) == "reflect-img:a%20b%281%29.jpg"
    assert fingerprint(foreign()) == fingerprint(foreign()) != fingerprint(foreign(text="x"))


# Where exports go ------------------------------------------------------------------


@dataclass
class Written:
    """An exporter that writes what a test says."""

    kind: Literal["tree", "zip"] = "tree"
    members: Mapping[str, bytes] = field(default_factory=lambda: {"a/b.md": b"words"})
    breaks: BaseException | None = None
    name: str = "other"
    suffix: str = ""

    def write(
        self, journal: Journal, tree: Tree, options: ExportOptions, report: ExportReport
    ) -> None:
        for member, data in self.members.items():
            with tree.file(member, len(data)) as out:
                out.write(data)
        if self.breaks is not None:
            raise self.breaks


@dataclass
class WrittenFile:
    kind: Literal["file"] = "file"
    name: str = "other"
    suffix: str = ".x"

    def write(
        self, journal: Journal, out: BinaryIO, options: ExportOptions, report: ExportReport
    ) -> None:
        out.write(b"whole")


def put_out(journal: Journal, path: Path, exporter: object, sealed: str | None = None) -> None:
    outlet.export(journal, path, exporter, sealed_with=sealed, options=ExportOptions())  # type: ignore[arg-type]


@pytest.mark.requirement("R31")
def test_exports_are_for_their_owner_alone(tmp_path: Path, journal: Journal) -> None:
    put_out(journal, tmp_path / "folder", Written())
    put_out(journal, tmp_path / "tree.zip", Written())
    put_out(journal, tmp_path / "file", WrittenFile())
    assert (tmp_path / "folder/a/b.md").read_bytes() == b"words"
    for path in ("folder/a/b.md", "tree.zip", "file"):
        assert (tmp_path / path).stat().st_mode & 0o777 == 0o600
    for path in ("folder", "folder/a"):
        assert (tmp_path / path).stat().st_mode & 0o777 == 0o700


@pytest.mark.requirement("R31")
@pytest.mark.parametrize("name", ["out", "out.zip"])
@pytest.mark.parametrize("trouble", [Interrupted(), OSError(28, "full"), KeyError("bug")])
def test_no_half_export_is_left(
    tmp_path: Path, journal: Journal, name: str, trouble: Exception
) -> None:
    before = sorted(tmp_path.iterdir())
    expected = ExportFailed if isinstance(trouble, OSError) else type(trouble)
    with pytest.raises(expected):
        put_out(journal, tmp_path / name, Written(breaks=trouble))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.requirement("R31")
def test_an_export_never_overwrites(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").write_bytes(b"old")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "full", "link"):
        with pytest.raises(ExportFailed):
            put_out(journal, tmp_path / name, Written())
    with pytest.raises(ExportFailed):
        put_out(journal, tmp_path / "none/out", Written())
    put_out(journal, tmp_path / "empty", Written())
    assert (tmp_path / "there").read_bytes() == b"old"


@pytest.mark.requirement("R31")
def test_a_sealed_export_opens_with_age(tmp_path: Path, journal: Journal) -> None:
    from pyrage import passphrase

    from reflect.formats.container import open_container

    path = tmp_path / "sealed"
    put_out(journal, path, Written(), "correct horse")
    data = path.read_bytes()
    assert b"words" not in data and b"b.md" not in data
    assert passphrase.decrypt(data, "correct horse").startswith(b"PK")
    with open_container(path, passphrase="correct horse") as container:
        assert container.read("a/b.md") == b"words"


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "a/../b", "C:x", "a\\b"])
def test_no_member_leaves_the_tree(tmp_path: Path, journal: Journal, name: str) -> None:
    with pytest.raises(ValueError, match="inside the tree"):
        put_out(journal, tmp_path / "out", Written(members={name: b""}))
    with pytest.raises(ValueError, match="second file"):
        put_out(journal, tmp_path / "out", Written(members={"a": b"", "A": b""}))

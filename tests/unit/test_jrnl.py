"""jrnl in all its forms. The samples have the shape of files written by jrnl 4.6."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.errors import (
    DamagedFile,
    FormatError,
    HostileFile,
    NotThisFormat,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats import (
    ForeignEntry,
    Options,
    Source,
    bring_in,
    fingerprint,
    jrnl,
    jrnl_sealed,
    preview,
)
from reflect.journal import Journal

BERLIN = ZoneInfo("Europe/Berlin")
OPTIONS = Options(zone=BERLIN)

TEXT = """\
[2026-08-08 09:00:00 AM] A first sentence. And more on the line.
Body with @home and #work-life/x, mail me@there.org.
# Heading one
Setext
======

[2026-08-08 11:30:00 PM] Starred title *
line one

    indented code
@only @tags
[ ] a task
[x] done
[1] footnote
[note to self] remember
...
end

[2026-08-08 11:30:00 PM] Starred title *
line one, again

[2026-08-10 12:00:00 AM] Midnight: with "quotes" and: colon #a

[2026-08-10 12:00:00 PM] 日本語の文。つづき @家
"""


def read(path: Path, options: Options = OPTIONS) -> tuple[list[ForeignEntry], Source]:
    reader = next(reader for reader in jrnl.READERS if reader.recognises(path))
    source = reader.open(path, options)
    entries = list(source.entries())
    source.close()
    return entries, source


def written(folder: Path, text: str, name: str = "journal.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def record(**more: object) -> dict[str, object]:
    return {
        "title": "One",
        "body": "Two @home",
        "date": "2026-08-08",
        "time": "09:00",
        "tags": ["@home"],
        "starred": False,
    } | more


def test_text_file(tmp_path: Path) -> None:
    entries, source = read(written(tmp_path, TEXT))
    assert source.app == "jrnl"
    assert source.format == "jrnl"
    assert [entry.written_at.isoformat() for entry in entries] == [
        "2026-08-08T09:00:00+02:00",
        "2026-08-08T23:30:00+02:00",
        "2026-08-08T23:30:00+02:00",
        "2026-08-10T00:00:00+02:00",
        "2026-08-10T12:00:00+02:00",
    ]
    first, starred, twin, midnight, japanese = entries
    assert first.title == "A first sentence. And more on the line."
    assert first.text is not None
    assert first.text.endswith("# Heading one\nSetext\n======")
    assert first.tags == ("home", "work-life/x")
    assert first.zone == "Europe/Berlin"
    assert starred.starred
    assert starred.title == "Starred title"
    assert starred.text is not None
    for kept in ("    indented code", "[ ] a task", "[1] footnote", "[note to self]", "...\nend"):
        assert kept in starred.text
    assert starred.tags == ("only", "tags")
    assert twin.text == "line one, again"
    assert midnight.title == 'Midnight: with "quotes" and: colon #a'
    assert japanese.tags == ("家",)
    assert not source.warnings


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(tmp_path / "j.db", bytes(32), name="mine", journal_id="j") as opened:
        yield opened


def test_dates_without_brackets_as_jrnl_1_wrote_them(tmp_path: Path) -> None:
    text = (
        "2014-06-10 15:00 First of all. @home\nIt rained.\n\n"
        "2014-06-11 09:30 Second *\n2014 began\n"
    )
    entries, source = read(written(tmp_path, text, "old.txt"))
    assert [(str(one.written_at)[:16], one.title, one.text, one.starred) for one in entries] == [
        ("2014-06-10 15:00", "First of all. @home", "It rained.", False),
        ("2014-06-11 09:30", "Second", "2014 began", True),
    ]
    assert entries[0].tags == ("home",)
    assert not source.warnings


def test_into_a_journal_and_again(tmp_path: Path, journal: Journal) -> None:
    path = written(tmp_path, TEXT)
    assert preview(journal, path, OPTIONS).new == 5
    assert bring_in(journal, path, OPTIONS).new == 5
    again = bring_in(journal, path, OPTIONS)
    assert (again.new, again.unchanged, again.changed) == (0, 5, 0)
    written(tmp_path, TEXT + "\n[2026-08-11 09:00:00 AM] One more\n")
    assert bring_in(journal, path, OPTIONS).new == 1
    assert journal.count() == 6
    assert {tag for tag, _ in journal.tags()} >= {"home", "work-life/x", "only", "tags", "a", "家"}


def test_equal_entries_stay_two_and_keep_their_ids(tmp_path: Path) -> None:
    twice = "[2024-01-01 09:00] Same *\nbody\n\n" * 2
    first, _ = read(written(tmp_path, twice))
    second, _ = read(written(tmp_path, twice + "[2024-01-02 09:00] New\n"))
    assert len({entry.source_id for entry in first}) == 2
    assert [one.source_id for one in first] == [one.source_id for one in second[:2]]
    assert [fingerprint(one) for one in first] == [fingerprint(one) for one in second[:2]]


def test_windows_line_ends_and_bom_change_nothing(tmp_path: Path) -> None:
    plain, _ = read(written(tmp_path, TEXT))
    windows, _ = read(written(tmp_path, "\ufeff" + TEXT.replace("\n", "\r\n"), "w.txt"))
    assert [fingerprint(one) for one in plain] == [fingerprint(one) for one in windows]
    assert [one.source_id for one in plain] == [one.source_id for one in windows]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2026-08-09 09:05", "2026-08-09T09:05"),
        ("2026-08-09 09:05:07 PM", "2026-08-09T21:05:07"),
        ("2026-08-09 09:05:07 ", "2026-08-09T09:05:07"),
        ("2026-08-09", "2026-08-09T12:00"),
        ("09.08.2026 21:05", "2026-08-09T21:05"),
        ("Sun, 09 Aug 2026 21:05:00", "2026-08-09T21:05"),
        ("9 August 2026 9:05pm", "2026-08-09T21:05"),
        ("Sonntag, 9. August 2026 21:05", "2026-08-09T21:05"),
        ("2026-08-09T21:05:00+02:00", "2026-08-09T21:05"),
        ("Sun Aug  9 21:05:00 2026", "2026-08-09T21:05"),
        ("August 9, 2026 at 21:05", "2026-08-09T21:05"),
        ("20260809 21:05", "2026-08-09T21:05"),
    ],
)
def test_time_formats(tmp_path: Path, stamp: str, expected: str) -> None:
    (entry,), _ = read(written(tmp_path, f"[{stamp}] Title\nbody\n"))
    assert entry.written_at.replace(tzinfo=None) == datetime.fromisoformat(expected)
    assert entry.title == "Title"


def test_day_and_month_are_told_apart_over_the_whole_file(tmp_path: Path) -> None:
    text = "[03/04/2024 10:00] a\n\n[03/25/2024 10:00] b\n"
    entries, source = read(written(tmp_path, text))
    assert [one.written_at.month for one in entries] == [3, 3]
    assert not source.warnings


def test_brackets_that_are_no_dates_are_text(tmp_path: Path) -> None:
    text = (
        "[2024-01-01 09:00] Title\n[tomorrow at noon] x\n[May 5] y\n[12:30] z\n"
        "[2024-01-02 09:00]glued\n[2024-13-45] no\n"
    )
    (entry,), _ = read(written(tmp_path, text))
    assert entry.text == text.partition("\n")[2].rstrip()


def test_text_before_the_first_date_is_not_lost(tmp_path: Path) -> None:
    entries, source = read(written(tmp_path, "loose words\n\n[2024-01-01 09:00] Title\nbody\n"))
    assert [entry.title for entry in entries] == ["loose words", "Title"]
    assert [warning.what for warning in source.warnings] == [jrnl.BEFORE_FIRST]


def test_a_file_without_dates_is_one_entry(tmp_path: Path) -> None:
    path = written(tmp_path, "Just words.\nMore words @tag")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (entry,), source = read(path)
    assert entry.written_at.astimezone(UTC) == datetime.fromtimestamp(1_700_000_000, UTC)
    assert (entry.title, entry.text) == ("Just words.", "More words @tag")
    assert source.warnings
    os.utime(path, (1_800_000_000, 1_800_000_000))
    (again,), _ = read(path)
    assert again.source_id == entry.source_id


@pytest.mark.parametrize(
    ("text", "title", "body", "starred"),
    [
        ("Title *\nbody\n", "Title", "body", True),
        ("Title*\nbody\n", "Title", "body", True),
        ("**bold**\nbody\n", "**bold**", "body", True),
        ("it is *so*\nbody\n", "it is *so*", "body", True),
        ("*\nbody\n", "", "body", True),
        ("One. Two.", "One.", "Two.", False),
        ("One. Two.\n", "One. Two.", "", False),
        ("Really?! (Yes.) End", "Really?!", "(Yes.) End", False),
        ("3.5 percent", "3.5 percent", "", False),
        ("\n\nLate title\nbody", "Late title", "body", False),
    ],
)
def test_titles_and_stars(text: str, title: str, body: str, starred: bool) -> None:
    assert jrnl.split(text) == (title, body, starred)


def test_json_export(tmp_path: Path) -> None:
    document = {
        "tags": {"@home": 1, "+plan": 1},
        "entries": [
            record(tags=["+plan", "@home"], body="Two @home +plan"),
            record(uuid="ABC", creator={"host_name": "h"}, starred=True, time="23:30"),
            record(title="half \ud83d", time="10:00"),
        ],
    }
    entries, source = read(written(tmp_path, json.dumps(document), "export.json"))
    assert source.format == "jrnl-json"
    assert entries[0].tags == ("home", "plan")
    assert entries[1].source_id == "uuid ABC"
    assert entries[1].starred
    assert entries[1].extra == {"jrnl": {"uuid": "ABC", "creator": {"host_name": "h"}}}
    assert entries[2].title == "half \ufffd"


def test_text_and_json_of_one_journal_are_the_same_entries(tmp_path: Path) -> None:
    text, _ = read(written(tmp_path, "[2026-08-08 09:00:07 AM] One\nTwo @home\n\n"))
    again, _ = read(written(tmp_path, json.dumps({"tags": {}, "entries": [record()]}), "e.json"))
    assert [one.source_id for one in text] == [one.source_id for one in again]


def test_json_tags_in_any_order_are_no_change(tmp_path: Path) -> None:
    one, _ = read(written(tmp_path, json.dumps(record(tags=["@a", "@b"], body="@b @a")), "1.json"))
    two, _ = read(written(tmp_path, json.dumps(record(tags=["@b", "@a"], body="@b @a")), "2.json"))
    assert fingerprint(one[0]) == fingerprint(two[0])
    assert one[0].tags == ("b", "a")


def test_folder_of_json_files(tmp_path: Path) -> None:
    written(tmp_path, json.dumps(record()), "2026-08-08_one.json")
    written(tmp_path, json.dumps(record(title="Other")), "2026-08-08_other.json")
    entries, _ = read(tmp_path)
    assert [entry.title for entry in entries] == ["One", "Other"]


def test_yaml_export(tmp_path: Path) -> None:
    written(
        tmp_path,
        '---\ntitle: Midnight: with "quotes"\ndate: 2026-08-08 09:00:00 AM\nstarred: True\n'
        "tags: home, work-life/x\nuuid: 0AB\ncreator:\n    host name: there\nbody: |\t\t\n"
        "\tBody with @home.\n\t## Heading one\n\t\n\t    code\n\t...\n\tend\n\t\n...",
        "2026-08-08_midnight.md",
    )
    (entry,), source = read(tmp_path)
    assert source.format == "jrnl-yaml"
    assert entry.title == 'Midnight: with "quotes"'
    assert entry.text == "Body with @home.\n# Heading one\n\n    code\n...\nend"
    assert entry.tags == ("home", "work-life/x")
    assert entry.starred
    assert entry.source_id == "uuid 0AB"
    assert entry.extra == {"jrnl": {"uuid": "0AB", "creator.host_name": "there"}}
    single, _ = read(tmp_path / "2026-08-08_midnight.md")
    assert single[0].text == entry.text


def test_folder_journal(tmp_path: Path) -> None:
    day = tmp_path / "2026" / "08"
    day.mkdir(parents=True)
    written(day, "[2026-08-08 10:15:00 PM] Folder title.\nBody @x\n\n[23:15] Second\n", "08.txt")
    written(day, "no date at all", "09.txt")
    written(tmp_path, "stray", "notes.txt")
    entries, source = read(tmp_path)
    assert [(entry.title, str(entry.written_at)) for entry in entries] == [
        ("Folder title.", "2026-08-08 22:15:00+02:00"),
        ("Second", "2026-08-08 23:15:00+02:00"),
        ("no date at all", "2026-08-09 12:00:00+02:00"),
    ]
    assert source.skipped == 1
    assert source.warnings[0].what == jrnl.NOT_A_DAY


def v3(text: str, passphrase: str, *, bare: bool = False) -> bytes:
    salt = b"0123456789abcdef"
    header = json.dumps({"salt": base64.urlsafe_b64encode(salt).decode()}).encode()
    header = header if bare else base64.b64encode(header)
    token = Fernet(jrnl_sealed.key(passphrase, salt)).encrypt(text.encode("utf-8"))
    return b"JRNLv3" + len(header).to_bytes(2, "big") + header + token


def v2(text: str, passphrase: str) -> bytes:
    salt = b"\xf2\xd5q\x0e\xc1\x8d.\xde\xdc\x8e6t\x89\x04\xce\xf8"
    return Fernet(jrnl_sealed.key(passphrase, salt)).encrypt(text.encode("utf-8"))


@pytest.mark.parametrize("kind", ["v2", "v3", "v3 bare"])
def test_encrypted(tmp_path: Path, kind: str) -> None:
    data = v2(TEXT, "hören") if kind == "v2" else v3(TEXT, "hören", bare="bare" in kind)
    path = tmp_path / "secret.txt"
    path.write_bytes(data + (b"\n" if kind == "v2" else b""))
    plain, _ = read(written(tmp_path, TEXT))
    entries, source = read(path, Options(zone=BERLIN, passphrase="hören"))
    assert source.format == "jrnl-encrypted"
    assert [fingerprint(one) for one in entries] == [fingerprint(one) for one in plain]
    with pytest.raises(SourcePassphraseNeeded):
        read(path)
    with pytest.raises(SourcePassphraseWrong):
        read(path, Options(zone=BERLIN, passphrase="horen"))
    with pytest.raises(SourcePassphraseWrong):
        read(path, Options(zone=BERLIN, passphrase=""))


@pytest.mark.parametrize("cut", [6, 7, 20, 60, 100, 131])
def test_cut_encrypted_files_are_damaged(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(v3(TEXT, "x")[:cut])
    with pytest.raises((DamagedFile, SourcePassphraseWrong)):
        read(path, Options(zone=BERLIN, passphrase="x"))


WRITTEN_BY_JRNL = {
    "v3": (
        b"JRNLv3\x000eyJzYWx0IjoiX1Vld0wxd3RiT19VLWtOVFppSzdDUT09In0=gAAAAABrADUAmdTK"
        b"ly8fpl9IOo70EDjheJHrhnNbLuNteRjfmEI23c_7M8wO3saLAxneG1a_di6F4B7i_ofjK4eT"
        b"YQeE0OLnj7J2w_Nms3UMc_lNKblNXSXkWBo09swmyqy3vBrwYSlD"
    ),
    "v2": (
        b"gAAAAABrADUAkuYz9_EoqwJrHc0x5D6u3e5I-G7Gl3yksn60qgmmXcV12Md8g1mpc0VejzOU"
        b"8g_Xsti3QmcZtvZnNJRhI2SAtZ_1GUkbBmbD4xi2gPPe033lTcVMFYHywOLhrG1rzqW4"
    ),
}


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_what_jrnl_itself_has_written(tmp_path: Path, version: str) -> None:
    path = tmp_path / "journal.txt"
    path.write_bytes(WRITTEN_BY_JRNL[version])
    (entry,), _ = read(path, Options(zone=BERLIN, passphrase="pass wörd"))
    assert (entry.title, entry.text, entry.starred) == ("Hello there.", "body @x", True)


@pytest.mark.requirement("R29")
def test_a_very_long_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.txt"
    path.write_bytes(b"[2024-01-01 09:00] " + b"a" * 20_000_000)
    with pytest.raises(HostileFile):
        read(path)


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "document",
    [
        "[" * 100_000,
        '{"tags": {}, "entries": [1]}',
        '[{"date": "2024-01-01", "text": "x"}]',
        '{"tags":{}, "entries": 5}',
    ],
)
def test_json_that_is_none(tmp_path: Path, document: str) -> None:
    path = written(tmp_path, document, "export.json")
    with pytest.raises((DamagedFile, NotThisFormat)):
        list(jrnl.JrnlJson().open(path, OPTIONS).entries())


@pytest.mark.requirement("R29")
@given(st.one_of(st.text(), st.binary().map(lambda b: b.decode("latin-1"))))
@settings(max_examples=60, deadline=None)
def test_no_word_of_any_text_is_lost(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    body = text.replace("\x00", "").replace("\r", "\n").replace("\ufeff", "")
    path = tmp_path_factory.mktemp("j") / "journal.txt"
    path.write_bytes(f"[2024-05-01 09:00] T\n{body}".encode("utf-8", "replace"))
    entries, _ = read(path)
    kept = " ".join(f"{one.title or ''} {one.text or ''}" for one in entries).split()
    if "[" not in body:
        assert kept == ["T", *body.encode("utf-8", "replace").decode().split()]


@pytest.mark.requirement("R29")
@given(st.binary(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_bytes_give_entries_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("j") / "journal.txt"
    for start in (
        b"",
        b"[2024-05-01 09:00] ",
        b"JRNLv3",
        b"gAAAAA",
        b'{"entries":[',
        b"---\ntitle:",
    ):
        path.write_bytes(start + data)
        for reader in jrnl.READERS:
            reader.recognises(path)
            try:
                source = reader.open(path, Options(zone=BERLIN, passphrase="x"))
                list(source.entries())
            except FormatError:
                pass

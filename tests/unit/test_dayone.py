"""Day One's export: every trap that other importers fell into, and the way back."""

from __future__ import annotations

import io
import json
import plistlib
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import formats
from reflect.errors import DamagedFile, NothingToImport, NotThisFormat
from reflect.formats import ForeignEntry, Options
from reflect.formats.dayone_text import text_in, text_out
from reflect.journal import Journal
from reflect.model import Emotion, Entry, EntryId, new_id

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 50


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(
        tmp_path / "journal.db", b"k" * 32, name="mine", journal_id=new_id()
    ) as opened:
        yield opened


def entry(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "uuid": f"{number:032X}",
        "creationDate": "2024-05-02T03:30:00Z",
        "modifiedDate": "2024-05-03T08:00:00Z",
        "timeZone": "America/New_York",
        "starred": False,
        **fields,
    }


def document(*entries: dict[str, Any]) -> bytes:
    plain = json.dumps({"metadata": {"version": "1.0"}, "entries": list(entries)})
    return plain.replace("/", "\\/").encode()


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def read(path: Path, **options: Any) -> list[ForeignEntry]:
    source = formats.recognise(path).open(path, Options(**options))
    found = list(source.entries())
    source.close()
    return found


def one(tmp_path: Path, raw: dict[str, Any], **files: bytes) -> ForeignEntry:
    members = {"Journal.json": document(raw)}
    members.update({name.replace("__", "/").replace("_dot_", "."): b for name, b in files.items()})
    [found] = read(packed(tmp_path / "one.zip", members))
    return found


@pytest.mark.parametrize(
    ("zone", "local", "name"),
    [
        ("America/New_York", "2024-05-01T23:30:00-04:00", "America/New_York"),
        ("Europe/Berlin", "2024-05-02T05:30:00+02:00", "Europe/Berlin"),
        ("Etc/GMT+5", "2024-05-01T22:30:00-05:00", "Etc/GMT+5"),
        ("GMT+1", "2024-05-02T04:30:00+01:00", None),
        ("GMT-0730", "2024-05-01T20:00:00-07:30", None),
        ("UTC", "2024-05-02T03:30:00+00:00", "UTC"),
        ("Asia/Kathmandu", "2024-05-02T09:15:00+05:45", "Asia/Kathmandu"),
    ],
)
def test_the_day_is_the_writers_own(
    tmp_path: Path, zone: str, local: str, name: str | None
) -> None:
    found = one(tmp_path, entry(timeZone=zone, text="x"))
    assert (found.written_at.isoformat(), found.zone) == (local, name)


def test_without_a_zone_this_computers_is_taken(tmp_path: Path) -> None:
    raw = entry(text="x")
    del raw["timeZone"]
    path = packed(
        tmp_path / "a.zip", {"J.json": document(raw, entry(2, timeZone="Mars/Base", text="y"))}
    )
    bare, unknown = read(path, zone=timezone(timedelta(hours=9)))
    assert bare.written_at.isoformat() == "2024-05-02T12:30:00+09:00"
    assert bare.zone is None
    assert unknown.written_at.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    "written",
    ["2024-05-02T03:30:00.25Z", "2024-05-02T03:30:00.250000Z", "2024-05-02T05:30:00.25+02:00"],
)
def test_fractions_of_a_second_are_kept(tmp_path: Path, written: str) -> None:
    found = one(tmp_path, entry(creationDate=written, text="x"))
    assert found.written_at == datetime(2024, 5, 2, 3, 30, 0, 250_000, tzinfo=UTC)


def test_an_entry_without_any_date_is_not_lost(tmp_path: Path) -> None:
    raw = entry(text="words", creationDate="yesterday", modifiedDate=None)
    path = packed(tmp_path / "a.zip", {"J.json": document(raw)})
    source = formats.recognise(path).open(path, Options())
    [found] = source.entries()
    source.close()
    assert found.text == "words"
    assert [one.what for one in source.warnings] == ["has no date; filed under 1970-01-01"]


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (r"It was 3\.5 km \- well\-known\!", "It was 3.5 km - well-known!"),
        (r"\(aside\) C\# a\+b", "(aside) C# a+b"),
        (r"snake\_case and \_not\_", r"snake_case and \_not\_"),
        (r"5 \* 3 is \*fifteen\*", r"5 * 3 is \*fifteen\*"),
        (r"1\. no list", r"1\. no list"),
        (r"\- no list", r"\- no list"),
        (r"\# no heading", r"\# no heading"),
        (r"\![no](picture)", r"\![no](picture)"),
        (r"[a](b\)c)", r"[a](b\)c)"),
        (r"C:\new\table \\server\\share", r"C:\new\table \\server\\share"),
        (r"a \\. b", r"a \\. b"),
        (r"`regex \. here` and \.", r"`regex \. here` and ."),
        ("```\na\\.b\n```\nc\\.d", "```\na\\.b\n```\nc.d"),
        ("zero\u200bwidth\u200b", "zerowidth"),
        ("ภาษา\u200bไทย", "ภาษา\u200bไทย"),
    ],
)
def test_only_needless_escapes_go(escaped: str, plain: str) -> None:
    assert text_in(f"x\n{escaped}", {}).body == f"x\n{plain}"


@pytest.mark.parametrize(
    ("raw", "title", "body"),
    [
        ("# A day\n\nIt rained.", "A day", "It rained."),
        ("# A day\nIt rained.", "A day", "It rained."),
        ("A day\n\nIt rained.", "A day", "It rained."),
        ("## A day", "A day", None),
        ("Only a line", None, "Only a line"),
        ("Roses are red\nViolets are blue", None, "Roses are red\nViolets are blue"),
        ("- milk\n\n- bread", None, "- milk\n\n- bread"),
        ("long " * 40 + "\n\nrest", None, "long " * 40 + "\n\nrest"),
        ("![](dayone-moment://A)\n\nrest", None, "![](dayone-moment://A)\n\nrest"),
        ("#hashtag\n\nrest", None, "#hashtag\n\nrest"),
        ("\u200b", None, None),
        (None, None, None),
    ],
)
def test_titles_are_neither_lost_nor_doubled(
    raw: str | None, title: str | None, body: str | None
) -> None:
    found = text_in(raw, {})
    assert (found.title, found.body) == (title, body)
    assert (text_out(found, {}) or "") == (raw or "").replace("\u200b", "")


def test_photos_are_found_by_the_stem_whatever_their_ending(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        entry(
            text="before ![](dayone-moment://P1) after",
            photos=[
                {"identifier": "P2", "md5": "bb22", "type": "png", "orderInEntry": 2},
                {"identifier": "P1", "md5": "aa11", "type": "jpeg", "filename": "IMG 1.HEIC"},
                {"identifier": "P3", "md5": "sample-3", "orderInEntry": 1},
            ],
        ),
        photos__AA11_dot_JPG=JPEG,
        photos__bb22_dot_png=b"png",
        photos__sample_dot_x=b"",
    )
    names = [one.name for one in found.attachments]
    assert names == ["IMG 1.jpg", "sample-3", "bb22.png"]
    assert [one.open is not None for one in found.attachments] == [True, False, True]
    assert found.text == (
        "before ![](reflect-img:IMG%201.jpg) after\n\n"
        "![](reflect-img:sample-3)\n\n![](reflect-img:bb22.png)"
    )


def test_sound_film_and_paper_become_files(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        entry(
            text="![](dayone-moment:/audio/A1) ![](dayone-moment:/video/V1) "
            "![](dayone-moment:/pdfAttachment/D1)",
            audios=[{"identifier": "A1", "md5": "aa", "format": "aac"}],
            videos=[{"identifier": "V1", "type": "mov"}],
            pdfAttachments=[{"identifier": "D1", "md5": "dd", "pdfName": "x"}],
        ),
        audios__aa_dot_m4a=b"sound",
        videos__V1_dot_mov=b"film",
        pdfs__dd_dot_pdf=b"%PDF-",
    )
    assert found.text == (
        "[aa.m4a](reflect-file:aa.m4a) [V1.mov](reflect-file:V1.mov) [dd.pdf](reflect-file:dd.pdf)"
    )
    assert all(one.open is not None for one in found.attachments)


def test_a_photo_is_found_through_the_entry_that_has_it(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.zip",
        {
            "B.json": document(entry(2, text="copy ![](dayone-moment://P1)")),
            "A.json": document(
                entry(1, text="first", photos=[{"identifier": "P1", "md5": "aa", "type": "jpeg"}])
            ),
            "photos/aa.jpeg": JPEG,
        },
    )
    first, copy = read(path)
    assert copy.text == "copy ![](reflect-img:aa.jpeg)"
    assert copy.attachments[0].open is not None
    assert first.text == "first\n\n![](reflect-img:aa.jpeg)"


def test_an_unknown_photo_leaves_its_link_and_is_reported(tmp_path: Path, journal: Journal) -> None:
    path = packed(
        tmp_path / "a.zip", {"J.json": document(entry(text="see ![](dayone-moment://GONE)"))}
    )
    report = formats.bring_in(journal, path, Options())
    assert (report.found, report.missing) == (0, 1)
    [kept] = journal.every_entry()
    assert "GONE" in (kept.text or "")


def test_several_journals_and_one_uuid_twice(tmp_path: Path, journal: Journal) -> None:
    same = entry(1, text="the same")
    path = packed(
        tmp_path / "a.zip",
        {
            "Home.json": document(same, entry(2, text="home")),
            "Work.json": document(same, entry(2, text="work")),
        },
    )
    report = formats.bring_in(journal, path, Options())
    assert (report.new, report.skipped) == (3, 1)
    assert sorted(one.text or "" for one in journal.every_entry()) == ["home", "the same", "work"]
    again = formats.bring_in(journal, path, Options())
    assert (again.new, again.unchanged, again.changed) == (0, 3, 0)
    journals = {json.loads(one.import_extra or "{}")["journal"] for one in journal.every_entry()}
    assert journals == {"Home", "Work"}


def test_entries_of_one_second_without_uuid_stay_apart(tmp_path: Path, journal: Journal) -> None:
    raws = [entry(text=text) for text in ("a", "b", "a")]
    for raw in raws:
        del raw["uuid"]
    path = packed(tmp_path / "a.zip", {"J.json": document(*raws)})
    assert formats.bring_in(journal, path, Options()).new == 3
    assert formats.bring_in(journal, path, Options()).unchanged == 3


def test_lower_case_uuids_are_the_same_entry(tmp_path: Path, journal: Journal) -> None:
    upper = packed(tmp_path / "a.zip", {"J.json": document(entry(0xABC, text="x"))})
    formats.bring_in(journal, upper, Options())
    lower = packed(tmp_path / "b.zip", {"J.json": document(entry(uuid=f"{0xABC:032x}", text="y"))})
    assert formats.bring_in(journal, lower, Options()).changed == 1


def test_place_tags_star_and_everything_else(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        entry(
            text="x dayone://view?entryId=ABC",
            tags=["b", "#a", "B", " "],
            starred=True,
            isPinned=True,
            location={"placeName": "The Pier", "latitude": 1.5},
            weather={"temperatureCelsius": 12},
            somethingNew={"deep": [1]},
        ),
    )
    assert found.tags == ("b", "a")
    assert found.starred
    assert found.factors == {"place": "The Pier"}
    kept = found.extra["entry"]
    assert isinstance(kept, dict)
    assert set(kept) == {"isPinned", "location", "weather", "somethingNew"}
    assert found.text == "x dayone://view?entryId=ABC"


@pytest.mark.parametrize("shape", ["zip", "top", "rubbish", "folder", "bare", "bom"])
def test_every_shape_of_the_export(tmp_path: Path, journal: Journal, shape: str) -> None:
    raw = entry(text="t", photos=[{"identifier": "P", "md5": "aa", "type": "jpeg"}])
    members = {"J.json": document(raw), "photos/aa.jpeg": JPEG}
    path = tmp_path / "export.zip"
    if shape == "top":
        members = {f"Export/{name}": data for name, data in members.items()}
    elif shape == "bom":
        members["J.json"] = b"\xef\xbb\xbf" + members["J.json"]
    elif shape == "rubbish":
        members |= {"__MACOSX/._J.json": b"\x00\x05", ".DS_Store": b"x", "photos/.DS_Store": b"x"}
    if shape in ("folder", "bare"):
        for name, data in members.items():
            (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "out" / name).write_bytes(data)
        path = tmp_path / "out" / ("" if shape == "folder" else "J.json")
    else:
        packed(path, members)
    report = formats.bring_in(journal, path, Options())
    assert (report.format, report.new, report.found) == ("dayone", 1, 1)
    [kept] = journal.every_entry()
    assert b"".join(journal.read_attachment(kept.attachments[0].sha256)) == JPEG


@pytest.mark.parametrize(
    "data", [b'{"entries":[{"creationDate":', b'{"entries":[{"creationDate":1}']
)
def test_broken_json_is_named(tmp_path: Path, journal: Journal, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        formats.bring_in(journal, packed(tmp_path / "a.zip", {"J.json": data}), Options())
    assert journal.count() == 0


def test_an_empty_journal_and_another_file(tmp_path: Path, journal: Journal) -> None:
    with pytest.raises(NothingToImport):
        formats.bring_in(journal, packed(tmp_path / "a.zip", {"J.json": document()}), Options())
    with pytest.raises(NotThisFormat):
        formats.bring_in(
            journal, packed(tmp_path / "b.zip", {"J.json": b"{}"}), Options(), format="dayone"
        )


FIELDS = (
    *("uuid", "creationDate", "modifiedDate", "timeZone", "text", "tags", "photos", "videos"),
    *("location", "reflect", "identifier", "md5", "type", "orderInEntry", "attachments", "exact"),
)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(FIELDS),
                inner,
                max_size=6,
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_an_entry_holds_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, raw: object
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "J.json").write_text(json.dumps({"metadata": {}, "entries": [raw, entry(text="t")]}))
    source = formats.recognise(folder, "dayone").open(folder, Options())
    assert any(found.text == "t" for found in source.entries())
    source.close()


# The way back --------------------------------------------------------------------


def exported(journal: Journal, path: Path) -> dict[str, bytes]:
    formats.export(journal, path, "dayone")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_untouched_import_goes_back_as_it_came(tmp_path: Path, journal: Journal) -> None:
    raws = [
        entry(
            1,
            creationDate="2024-05-02T03:30:00.250Z",
            text="# T\\.\n\n3\\.5\u200b ![](dayone-moment://P1) and ![](dayone-moment:/audio/A1)",
            richText='{"contents":[]}',
            tags=["#b", "B"],
            photos=[
                {"identifier": "P1", "md5": "aa", "type": "jpeg", "cameraMake": "Box"},
                {"identifier": "LOST", "md5": "cc", "type": "jpeg"},
            ],
            audios=[{"identifier": "A1", "md5": "bb", "format": "aac"}],
            location={"placeName": "P", "altitude": 1.25},
            duration=0,
        ),
        entry(2, timeZone="GMT+0530", text="Title\n\n\nbody"),
        entry(3, uuid="ab" * 16, photos=[{"identifier": "P1", "md5": "aa", "type": "jpeg"}]),
    ]
    path = packed(
        tmp_path / "a.zip",
        {"My Días.json": document(*raws), "photos/aa.jpeg": JPEG, "audios/bb.m4a": b"sound"},
    )
    formats.bring_in(journal, path, Options())
    back = exported(journal, tmp_path / "b.zip")
    found = {raw["uuid"]: raw for raw in json.loads(back["My Días.json"])["entries"]}
    for raw in raws:
        mine = found[raw["uuid"]]
        mine.pop("reflect")
        for field, value in raw.items():
            if field in ("photos", "audios"):
                assert [m["identifier"] for m in mine[field]] != []
                assert {m["identifier"] for m in mine[field]} == {m["identifier"] for m in value}
            else:
                assert mine[field] == value, field
    assert JPEG in back.values()
    assert b"sound" in back.values()
    photo = next(p for p in found[raws[0]["uuid"]]["photos"] if p["identifier"] == "P1")
    assert photo["cameraMake"] == "Box"
    assert back[f"photos/{photo['md5']}.jpeg"] == JPEG
    # Our own export of it is the same entries once more.
    again = formats.bring_in(journal, tmp_path / "b.zip", Options())
    assert again.new == 0


def test_what_was_edited_here_goes_out_edited(tmp_path: Path, journal: Journal) -> None:
    from dataclasses import replace

    path = packed(
        tmp_path / "a.zip", {"J.json": document(entry(text="3\\.5 x", richText="{}", tags=["a"]))}
    )
    formats.bring_in(journal, path, Options())
    [kept] = journal.every_entry()
    journal.put(replace(kept, text="new words", tags=("z",)))
    [raw] = json.loads(exported(journal, tmp_path / "b.zip")["J.json"])["entries"]
    assert raw["text"] == "new words"
    assert raw["tags"] == ["z"]
    assert "richText" not in raw


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
MARKED = st.text("ab1 \n\\.-!*_#[](){}`>\r\t\u200b=|~", max_size=60)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    away = timezone(timedelta(minutes=draw(st.integers(-720, 840))))
    return Entry(
        id=EntryId(new_id()),
        written_at=draw(
            st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
        ).astimezone(away),
        modified_at=datetime(2025, 1, 1, tzinfo=UTC),
        title=draw(st.none() | WORDS | MARKED) or None,
        text=draw(st.none() | WORDS | MARKED) or None,
        mood=draw(st.none() | st.integers(1, 5)),
        emotions=tuple(
            Emotion(word, number)
            for word, number in draw(
                st.dictionaries(
                    st.sampled_from(["calm", "sad", "own word"]), st.none() | st.integers(1, 5)
                )
            ).items()
        ),
        tags=tuple(draw(st.lists(WORDS | st.sampled_from(["a|b", "c, d", "=x"]), max_size=3))),
        factors=draw(
            st.dictionaries(
                WORDS,
                WORDS | st.integers(-(2**53), 2**53) | st.booleans() | st.floats(-1e9, 1e9),
                max_size=2,
            )
        ),
        starred=draw(st.booleans()),
        keep_out_of_on_this_day=draw(st.booleans()),
    )


def seen(one: Entry) -> dict[str, object]:
    return {
        "id": one.id,
        "written_at": one.written_at.isoformat(),
        "modified_at": one.modified_at,
        "title": one.title,
        "text": one.text,
        "mood": one.mood,
        "emotions": one.emotions,
        "tags": one.tags,
        "factors": dict(one.factors),
        "starred": one.starred,
        "attachments": one.attachments,
        "kept_out": one.keep_out_of_on_this_day,
    }


@pytest.mark.requirement("R31")
@pytest.mark.parametrize("format", ["dayone", "daylio-csv"])
@given(written=st.lists(entries(), min_size=1, max_size=4))
def test_own_export_brings_back_equal_entries(
    tmp_path_factory: pytest.TempPathFactory, format: str, written: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    path = folder / f"out.{format}"
    with Journal.create(folder / "a.db", b"k" * 32, name="a", journal_id=new_id()) as mine:
        for index, one in enumerate(written):
            if format == "dayone" and index == 0:
                from dataclasses import replace

                held = mine.attach("a b.png", "image/png", io.BytesIO(b"\x89PNG" + bytes(30)))
                other = mine.attach("notes.txt", "text/plain", io.BytesIO(b"plain"))
                one = replace(
                    one,
                    attachments=(other, held),
                    text=f"{one.text or ''} ![x](reflect-img:a%20b.png)",
                )
            mine.put(one, keep_modified=True)
        before = {one.id: seen(one) for one in mine.every_entry()}
        formats.export(mine, path, format)
        assert (path.stat().st_mode & 0o777) == 0o600
        assert formats.preview(mine, path, Options()).unchanged == len(written)
    with Journal.create(folder / "b.db", b"k" * 32, name="b", journal_id=new_id()) as fresh:
        assert formats.bring_in(fresh, path, Options()).new == len(written)
        assert {one.id: seen(one) for one in fresh.every_entry()} == before
        assert formats.bring_in(fresh, path, Options()).unchanged == len(written)


# Older exports ---------------------------------------------------------------------


def test_a_classic_folder(tmp_path: Path, journal: Journal) -> None:
    uuid = "AB" * 16
    folder = tmp_path / "Journal.dayone"
    for name in ("entries", "photos"):
        (folder / name).mkdir(parents=True)
    raw = {
        "Creation Date": datetime(2014, 5, 2, 3, 30),
        "Entry Text": "# Old\n\nwell\\-known",
        "Starred": True,
        "Tags": ["a"],
        "Time Zone": "America/New_York",
        "UUID": uuid,
        "Location": {"Place Name": "Pier"},
        "Creator": {"Generation Date": datetime(2014, 5, 2), "Raw": b"\x01"},
    }
    (folder / f"entries/{uuid}.doentry").write_bytes(plistlib.dumps(raw))
    (folder / f"photos/{uuid}.jpg").write_bytes(JPEG)
    report = formats.bring_in(journal, folder, Options())
    assert (report.format, report.new, report.found) == ("dayone-classic", 1, 1)
    [kept] = journal.every_entry()
    assert kept.written_at.isoformat() == "2014-05-01T23:30:00-04:00"
    assert (kept.title, kept.text) == ("Old", "well-known\n\n![](reflect-img:photo-1.jpg)")
    assert (kept.tags, kept.starred, kept.factors) == (("a",), True, {"place": "Pier"})
    assert formats.bring_in(journal, folder, Options()).unchanged == 1
    [out] = json.loads(exported(journal, tmp_path / "b.zip")["Reflect.json"])["entries"]
    assert out["uuid"] == uuid


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><plist><string>&a;</string></plist>",
        b"<plist><dict>",
        b"bplist00" + bytes(40),
        b"",
    ],
)
def test_a_broken_classic_entry_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.doentry").write_bytes(data)
    with pytest.raises(DamagedFile):
        read(tmp_path)


def test_plain_text(tmp_path: Path, journal: Journal) -> None:
    path = tmp_path / "Journal.txt"
    path.write_text(
        "\tDate:\t15 January 2024 at 14:30:00 GMT-5\n\tLocation:\tPier, Town\n\tTags:\ta, b\n\n"
        "Title\n\nbody one\n\nmore\n\n\n"
        "\tDate:\tJanuary 16, 2024 at 2:30:00\u202fPM GMT\n\nsecond\n",
        "utf-8",
    )
    assert formats.bring_in(journal, path, Options()).format == "dayone-text"
    first, second = journal.every_entry()
    assert first.written_at.isoformat() == "2024-01-15T14:30:00-05:00"
    assert (first.title, first.text, first.tags) == ("Title", "body one\n\nmore", ("a", "b"))
    assert (second.written_at.isoformat(), second.text) == ("2024-01-16T14:30:00+00:00", "second")
    assert formats.bring_in(journal, path, Options()).unchanged == 2

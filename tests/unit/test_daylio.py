"""Daylio's CSV and backup."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from reflect import formats
from reflect.errors import DamagedFile, HostileFile, NothingToImport
from reflect.formats import ForeignEntry, Options, moment
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note"
BERLIN = ZoneInfo("Europe/Berlin")
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(
        tmp_path / "journal.db", b"k" * 32, name="mine", journal_id=new_id()
    ) as opened:
        yield opened


def table(tmp_path: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = tmp_path / "daylio.csv"
    path.write_bytes("\n".join([header, *rows]).encode(encoding))
    return path


def read(path: Path, **options: Any) -> list[ForeignEntry]:
    source = formats.recognise(path).open(path, Options(**{"zone": BERLIN, **options}))
    found = list(source.entries())
    source.close()
    return found


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("6:50 pm", "18:50"),
        ("6:50\u202fPM", "18:50"),
        ("6:50\u00a0p.\u00a0m.", "18:50"),
        ("18:50", "18:50"),
        ("18.50", "18:50"),
        ("18:50 Uhr", "18:50"),
        ("18h50", "18:50"),
        ("12:05 am", "00:05"),
        ("12:05 pm", "12:05"),
        ("下午6:50", "18:50"),
        ("오전 6:50", "06:50"),
        ("06:50:30", "06:50"),
        ("٦:٥٠ م", "18:50"),
    ],
)
def test_times_of_day_in_many_hands(tmp_path: Path, written: str, clock: str) -> None:
    [found] = read(table(tmp_path, f"2020-05-30,30 May,Saturday,{written},rad,,,x"))
    assert f"{found.written_at:%Y-%m-%d %H:%M}" == f"2020-05-30 {clock}"
    assert found.written_at.isoformat().endswith("+02:00")
    assert found.zone == "Europe/Berlin"


@pytest.mark.parametrize("text", ["", "noon", "25:00", "6:75", "6:50 xx"])
def test_no_time_at_all(text: str) -> None:
    assert moment.clock(text) is None


def test_a_row_of_the_newer_kind(tmp_path: Path) -> None:
    row = "2020-05-30,30 May,Saturday,6:50 pm,rad ,friends | gaming |  nap ,Fine,Awesome"
    [found] = read(table(tmp_path, row))
    assert (found.title, found.text, found.mood) == ("Fine", "Awesome", 5)
    assert found.tags == ("friends", "gaming", "nap")
    assert found.factors == {}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_old_columns_and_other_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    header = delimiter.join(["year", "date", "weekday", "time", "mood", "activities", "note"])
    row = delimiter.join(["2019", "30. Mai", "Donnerstag", "18:50", "gut", "a | b", '"x, ü"'])
    [found] = read(table(tmp_path, row, header=header, encoding=encoding))
    assert f"{found.written_at:%Y-%m-%d %H:%M}" == "2019-05-30 18:50"
    assert (found.mood, found.text, found.tags) == (4, "x, ü", ("a", "b"))


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("plain *as* typed\n2 < 3 & 4", "plain *as* typed\n2 < 3 & 4"),
        ("<b>bold</b><br>next", "**bold**  \nnext"),
        ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("a &amp; b", "a & b"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("<b>" * 5000 + "deep" + "</b>" * 5000, None),
    ],
)
def test_notes_are_html_where_they_were_formatted(
    tmp_path: Path, note: str, text: str | None
) -> None:
    quoted = note.replace('"', '""')
    [found] = read(table(tmp_path, f'2020-05-30,x,y,18:50,rad,,,"{quoted}"'))
    if text is None:
        assert "deep" in (found.text or "")
    else:
        assert (found.text or "").replace("  \n", "\n") == text.replace("  \n", "\n")


def test_equal_rows_of_one_minute_stay_apart(tmp_path: Path, journal: Journal) -> None:
    row = "2020-05-30,30 May,Saturday,18:50,rad,,,same"
    path = table(tmp_path, row, row, row.replace("rad", "bad"))
    assert formats.bring_in(journal, path, Options(zone=BERLIN)).new == 3
    again = formats.bring_in(journal, path, Options(zone=BERLIN))
    assert (again.new, again.unchanged, again.changed) == (0, 3, 0)


def test_a_label_of_ones_own_is_asked_for_once(tmp_path: Path, journal: Journal) -> None:
    path = table(tmp_path, "2020-05-30,x,y,18:50,Wobbly,,,a", "2020-05-31,x,y,18:50,wobbly,,,b")
    first = formats.bring_in(journal, path, Options(zone=BERLIN))
    assert first.unknown_moods == ["Wobbly", "wobbly"]
    assert [one.what for one in first.warnings] == ["has a mood label that was not graded"] * 2
    assert all(one.mood is None and one.factors for one in journal.every_entry())
    graded = formats.bring_in(journal, path, Options(zone=BERLIN, moods={"Wobbly": 2}))
    assert (graded.changed, graded.unknown_moods) == (2, [])
    assert [one.mood for one in journal.every_entry()] == [2, 2]
    again = formats.bring_in(journal, path, Options(zone=BERLIN))
    assert (again.unchanged, again.unknown_moods) == (2, [])
    assert [one.factors["mood label"] for one in journal.every_entry()] == ["Wobbly", "wobbly"]


def test_a_comma_that_nobody_quoted_does_not_cost_the_rest_of_the_note(tmp_path: Path) -> None:
    path = table(tmp_path, "2024-05-30,30 May,Thursday,18:50,good,,,slept well, at last, again")
    source = formats.recognise(path).open(path, Options(zone=BERLIN))
    (found,) = source.entries()
    assert found.text == "slept well, at last, again"
    assert [(one.where, one.what) for one in source.warnings] == [
        ("line 2", "has more cells than columns; joined to the note")
    ]


def test_scales_become_factors(tmp_path: Path) -> None:
    header = "full_date,date,weekday,time,mood,activities,scales,note_title,note"
    scales = "Sleep:\u00a08/10\u00a0points | In bed:\u00a07:30"
    row = f"2026-05-30,30 May,Saturday,18:50,good,,{scales},,x"
    (found,) = read(table(tmp_path, row, header=header))
    assert dict(found.factors) == {"Sleep": "8/10 points", "In bed": "7:30"}


@pytest.mark.parametrize(
    "worded",
    ["9 дек.", "9. Dezember", "9 décembre", "9 grudnia", "December 9", "9 Aralık", "9 de dic."],
)
def test_old_dates_in_words(tmp_path: Path, worded: str) -> None:
    header = "year,date,weekday,time,mood,activities,note"
    (found,) = read(table(tmp_path, f"2019,{worded},x,18:50,good,,x", header=header))
    assert found.written_at.date().isoformat() == "2019-12-09"


def test_rows_without_date_or_time_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, ",,,18:50,rad,,,lost", "2020-05-30,x,y,half past,rad,,,b", "2020-05-31")
    source = formats.recognise(path).open(path, Options(zone=BERLIN))
    found = list(source.entries())
    assert [f"{one.written_at:%H:%M}" for one in found] == ["12:00", "12:00"]
    assert source.skipped == 1
    assert [(one.where, one.what) for one in source.warnings] == [
        ("line 2", "has no date that can be read"),
        ("line 3", "has a time that cannot be read; noon was taken"),
        ("line 4", "has no time; noon was taken"),
    ]


@pytest.mark.requirement("R29")
def test_a_cell_without_end_is_refused(tmp_path: Path, journal: Journal) -> None:
    path = table(tmp_path, '2020-05-30,x,y,18:50,rad,,,"' + "x" * (17 * 2**20))
    with pytest.raises(HostileFile):
        formats.bring_in(journal, path, Options(zone=BERLIN))
    assert journal.count() == 0


def test_only_a_header(tmp_path: Path, journal: Journal) -> None:
    with pytest.raises(NothingToImport):
        formats.bring_in(journal, table(tmp_path), Options())


# Out -----------------------------------------------------------------------------


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.requirement("R29")
def test_no_cell_of_the_export_is_a_formula(tmp_path: Path, journal: Journal) -> None:
    for text in ("=1+1", "+1", "-1", "@x", "\tx", "'quoted", "plain"):
        journal.put(
            Entry(
                EntryId(new_id()), datetime.now(UTC), datetime.now(UTC), title=text, text=text,
                tags=(text,),
            )
        )  # fmt: skip
    path = tmp_path / "out.csv"
    formats.export(journal, path, "daylio-csv")
    for row in rows_of(path):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
    with Journal.create(tmp_path / "b.db", b"k" * 32, name="b", journal_id=new_id()) as fresh:
        formats.bring_in(fresh, path, Options())
        assert {one.text for one in fresh.every_entry()} == {
            one.text for one in journal.every_entry()
        }


def test_what_came_from_daylio_goes_back_to_it(tmp_path: Path, journal: Journal) -> None:
    path = table(tmp_path, "2020-05-30,30 May,Sat,6:50 pm,Wobbly,a | b,T,<b>x</b>")
    formats.bring_in(journal, path, Options(zone=BERLIN))
    formats.export(journal, tmp_path / "out.csv", "daylio-csv")
    [row] = rows_of(tmp_path / "out.csv")
    assert (row["full_date"], row["time"], row["mood"]) == ("2020-05-30", "18:50", "Wobbly")
    assert (row["activities"], row["note_title"], row["note"]) == ("a | b", "T", "<b>x</b>")
    assert formats.bring_in(journal, tmp_path / "out.csv", Options(zone=BERLIN)).new == 0
    [kept] = journal.every_entry()
    journal.put(replace(kept, text="changed", mood=1))
    formats.export(journal, tmp_path / "new.csv", "daylio-csv")
    [row] = rows_of(tmp_path / "new.csv")
    assert (row["mood"], row["note"]) == ("awful", "changed")


def test_a_cell_changed_in_a_spreadsheet_counts(tmp_path: Path, journal: Journal) -> None:
    journal.put(Entry(EntryId(new_id()), datetime.now(UTC), datetime.now(UTC), text="before"))
    path = tmp_path / "out.csv"
    formats.export(journal, path, "daylio-csv")
    path.write_text(path.read_text("utf-8").replace("before", "after"), "utf-8")
    [found] = read(path)
    assert found.text == "after"


# Backup --------------------------------------------------------------------------


def backup(tmp_path: Path, root: dict[str, object], **files: bytes) -> Path:
    path = tmp_path / "backup_2024.daylio"
    plain = base64.b64encode(json.dumps(root).encode())
    wrapped = b"\r\n".join(plain[at : at + 76] for at in range(0, len(plain), 76))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backup.daylio", wrapped)
        for name, data in files.items():
            archive.writestr(f"assets/photos/2024/5/{name}", data)
    return path


DAY: dict[str, object] = {
    "id": 7,
    "datetime": 1714602600000,
    "timeZoneOffset": -14400000,
    "year": 2024,
    "month": 4,
    "day": 1,
    "hour": 18,
    "minute": 30,
    "mood": 9,
    "note": "<b>Hi</b>",
    "note_title": "Title",
    "tags": [2, 1, 99],
    "assets": [5, 6],
    "isFavorite": True,
}
ROOT: dict[str, object] = {
    "version": 15,
    "dayEntries": [DAY, {**DAY, "id": 8, "mood": 1, "note": "", "note_title": "", "assets": []}],
    "customMoods": [
        {"id": 1, "custom_name": "", "mood_group_id": 1, "predefined_name_id": 1},
        {"id": 9, "custom_name": "Anxious", "mood_group_id": 4},
    ],
    "tags": [{"id": 1, "name": "work", "id_tag_group": 1}, {"id": 2, "name": "run"}],
    "tag_groups": [{"id": 1, "name": "Job"}],
    "assets": [
        {"id": 5, "checksum": "ab12", "type": 1, "createdAt": 1},
        {"id": 6, "checksum": "gone", "type": 1},
    ],
    "goals": [{"id": 1, "name": "Walk"}],
    "writing_templates": [{"id": 1, "title": "Evening", "body": "<b>Good</b>?", "order": 1}],
}


def test_a_backup(tmp_path: Path, journal: Journal) -> None:
    path = backup(tmp_path, ROOT, AB12=JPEG)
    dry = formats.preview(journal, path, Options(zone=BERLIN))
    assert journal.count() == 0
    report = formats.bring_in(journal, path, Options(zone=BERLIN))
    assert dry.as_json() == report.as_json()
    assert (report.format, report.new, report.found, report.missing) == ("daylio", 2, 1, 1)
    assert {one.what for one in report.warnings} == {
        "names an activity that is not in the backup",
        "attachment is missing",
        "are kept in the journal, but not shown",
    }
    first, second = sorted(journal.every_entry(), key=lambda one: one.title is None)
    assert first.written_at.isoformat() == "2024-05-01T18:30:00-04:00"
    assert first.zone is None
    assert (first.mood, first.factors["mood label"], first.starred) == (2, "Anxious", True)
    assert first.tags == ("run", "work")
    assert (first.title, first.text) == (
        "Title",
        "**Hi**\n\n![](reflect-img:photo-1.jpg)\n\n![](reflect-img:photo-2.jpg)",
    )
    [photo] = first.attachments
    assert (photo.name, photo.type) == ("photo-1.jpg", "image/jpeg")
    assert b"".join(journal.read_attachment(photo.sha256)) == JPEG
    assert (second.mood, dict(second.factors)) == (5, {})
    assert [(one.name, one.text) for one in journal.templates() if not one.shipped] == [
        ("Evening", "**Good**?")
    ]
    assert "Walk" in (journal.state("import:daylio") or "")
    again = formats.bring_in(journal, path, Options(zone=BERLIN))
    assert (again.new, again.unchanged, again.changed) == (0, 2, 0)
    assert len([one for one in journal.templates() if not one.shipped]) == 1


def test_a_photo_that_turns_up_later_is_added(tmp_path: Path, journal: Journal) -> None:
    formats.bring_in(journal, backup(tmp_path, ROOT), Options(zone=BERLIN))
    whole = backup(tmp_path, ROOT, ab12=JPEG, gone=b"\x89PNG....")
    report = formats.bring_in(journal, whole, Options(zone=BERLIN))
    assert (report.new, report.changed, report.missing) == (0, 1, 0)
    assert [len(one.attachments) for one in journal.every_entry()].count(2) == 1


def test_a_backup_without_offset_uses_this_zone(tmp_path: Path) -> None:
    bare = {name: value for name, value in DAY.items() if name != "timeZoneOffset"}
    walled = {name: value for name, value in bare.items() if name != "datetime"}
    first, second = read(backup(tmp_path, {**ROOT, "dayEntries": [bare, walled]}))
    assert first.written_at.isoformat() == "2024-05-02T00:30:00+02:00"
    assert second.written_at.isoformat() == "2024-05-01T18:30:00+02:00"
    assert first.zone == second.zone == "Europe/Berlin"


def test_two_phones_that_count_alike_do_not_meet(tmp_path: Path, journal: Journal) -> None:
    formats.bring_in(journal, backup(tmp_path, ROOT), Options(zone=BERLIN))
    other = {**DAY, "datetime": 1600000000000, "note": "another phone"}
    path = backup(tmp_path, {**ROOT, "dayEntries": [other]})
    assert formats.bring_in(journal, path, Options(zone=BERLIN)).new == 1
    assert journal.count() == 3


@pytest.mark.parametrize("data", [b"%%%", base64.b64encode(b'{"dayEntries":[')])
def test_a_broken_backup_is_named(tmp_path: Path, journal: Journal, data: bytes) -> None:
    path = tmp_path / "x.daylio"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backup.daylio", data)
    with pytest.raises(DamagedFile):
        formats.bring_in(journal, path, Options())

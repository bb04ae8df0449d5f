"""Any CSV or JSON through a mapping."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.errors import (
    BadValue,
    DamagedFile,
    FormatError,
    HostileFile,
    NothingToImport,
    NotThisFormat,
)
from reflect.formats import ForeignEntry, Options, Source, bring_in, dates, fingerprint, grid, table
from reflect.journal import Journal

BERLIN = ZoneInfo("Europe/Berlin")

CSV = '''\
Date;Time;Mood;Entry;Tags;Sleep h;Star
01.05.2024;23:30;7;"Multi
line; text with ""quotes""";a, #b|A;7,5;x
13.05.2024;7:05 am;10;Second;;8;
'''


def read(path: Path, **mapping: str) -> tuple[list[ForeignEntry], Source]:
    return run(path, Options(zone=BERLIN, mapping=mapping))


def run(path: Path, options: Options) -> tuple[list[ForeignEntry], Source]:
    reader = next(reader for reader in table.READERS if reader.recognises(path))
    source = reader.open(path, options)
    entries = list(source.entries())
    source.close()
    return entries, source


def written(folder: Path, text: str, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_everything_mapped(tmp_path: Path) -> None:
    mapping = {
        "date": "Date", "time": "time", "mood": "Mood", "text": "ENTRY", "tags": "Tags",
        "starred": "Star", "factor:sleep": "Sleep h", "mood_scale": "1-10",
    }  # fmt: skip
    entries, source = read(written(tmp_path, CSV), **mapping)
    first, second = entries
    assert str(first.written_at) == "2024-05-01 23:30:00+02:00"
    assert first.zone == "Europe/Berlin"
    assert first.text == 'Multi\nline; text with "quotes"'
    assert first.mood == 4
    assert first.tags == ("a", "b")
    assert first.factors == {"sleep": 7.5}
    assert first.starred
    assert first.extra == {"csv": {"mood": "7"}}
    assert str(second.written_at) == "2024-05-13 07:05:00+02:00"
    assert (second.mood, second.factors, second.starred) == (5, {"sleep": 8}, False)
    assert not source.warnings


def test_nothing_mapped_is_guessed_and_nothing_lost(tmp_path: Path) -> None:
    entries, source = read(written(tmp_path, CSV))
    assert entries[0].text == 'Multi\nline; text with "quotes"'
    assert entries[0].extra == {"csv": {"mood": "7", "columns": {"Sleep h": "7,5"}}}
    assert [warning.what for warning in source.warnings] == [table.SCALE_GUESSED]


@pytest.mark.parametrize(
    ("encoding", "prefix"),
    [("utf-8", "\ufeff"), ("utf-16", ""), ("utf-16-le", "\ufeff"), ("cp1252", ""), ("latin-1", "")],
)
def test_encodings(tmp_path: Path, encoding: str, prefix: str) -> None:
    text = prefix + "date,text\r\n2024-05-01,Grüße aus Köln\r\n2024-05-02,schön\r\n"
    entries, _ = read(written(tmp_path, text, encoding=encoding))
    assert [one.text for one in entries] == ["Grüße aus Köln", "schön"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, mark: str) -> None:
    rows = [
        ["when", "what", "why"],
        ["2024-05-01", "a text, with; marks", "x"],
        ["2024-05-02", "b", ""],
    ]
    text = "\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    entries, _ = read(written(tmp_path, text), date="when", text="what")
    assert [one.text for one in entries] == ["a text, with; marks", "b"]
    given, _ = read(written(tmp_path, text), date="when", text="what", delimiter=mark)
    assert [fingerprint(one) for one in given] == [fingerprint(one) for one in entries]


def test_twice_is_once_and_equal_rows_are_two(tmp_path: Path) -> None:
    text = "date,text\n2024-05-01,same\n2024-05-01,same\n2024-05-01,\n"
    one, _ = read(written(tmp_path, text))
    two, _ = read(written(tmp_path, text + "2024-05-02,more\n"))
    assert len({entry.source_id for entry in one}) == len(one) == 2
    assert [entry.source_id for entry in one] == [entry.source_id for entry in two[:2]]


def test_into_a_journal_and_again(tmp_path: Path) -> None:
    path = written(tmp_path, CSV)
    mapping = {"date": "Date", "time": "Time", "text": "Entry", "factor:sleep": "Sleep h"}
    options = Options(zone=BERLIN, mapping=mapping)
    with Journal.create(tmp_path / "j.db", bytes(32), name="mine", journal_id="j") as journal:
        assert bring_in(journal, path, options).new == 2
        again = bring_in(journal, path, options)
        assert (again.new, again.unchanged, again.changed) == (0, 2, 0)
        newest, oldest = journal.entries()
        assert newest.factors == {"sleep": 8}
        assert oldest.text == 'Multi\nline; text with "quotes"'


def test_their_id_is_theirs_and_tells_files_apart(tmp_path: Path) -> None:
    one, _ = read(written(tmp_path, "id,date,text\n1,2024-05-01,a\n2,2024-05-02,b\n"))
    edited, _ = read(written(tmp_path, "id,date,text\n1,2024-05-01,new words\n2,2024-05-02,b\n"))
    other, _ = read(written(tmp_path, "id,date,text\n1,2023-05-01,a\n2,2023-05-02,b\n"))
    assert [entry.source_id for entry in one] == [entry.source_id for entry in edited]
    assert not {entry.source_id for entry in one} & {entry.source_id for entry in other}


@pytest.mark.parametrize(
    ("cells", "months", "certain"),
    [
        (["01/02/2024", "13/02/2024"], [2, 2], True),
        (["02/01/2024", "02/13/2024"], [2, 2], True),
        (["01.02.2024", "02.02.2024"], [2, 2], True),
        (["01/02/2024", "02/02/2024", "03/02/2024"], [2, 2, 2], False),
        (["05/05/2024"], [5], True),
    ],
)
def test_day_and_month(tmp_path: Path, cells: list[str], months: list[int], certain: bool) -> None:
    path = written(tmp_path, "date,text\n" + "".join(f"{cell},x\n" for cell in cells))
    entries, source = read(path)
    assert [one.written_at.month for one in entries] == months
    assert [warning.what for warning in source.warnings] == (
        [] if certain else [table.ORDER_GUESSED]
    )
    assert table.columns(path).order_certain is certain
    swapped, source = read(path, date_order="mdy")
    assert not source.warnings
    assert swapped


@pytest.mark.parametrize(
    ("moods", "scale", "expected"),
    [
        (["1", "3", "5"], None, [1, 3, 5]),
        (["1", "10", "5.5"], None, [1, 5, 3]),
        (["0", "10", "5"], None, [1, 5, 3]),
        (["-1", "1", "0"], None, [1, 5, 3]),
        (["0", "100", "49"], None, [1, 5, 3]),
        (["0.0", "1", "0.5"], None, [1, 5, 3]),
        (["3", "4"], "1-10", [2, 2]),
        (["1", "5"], "5-1", [5, 1]),
        (["-3", "3"], "-3..3", [1, 5]),
        (["2/5", "9/10"], None, [2, 5]),
        (["great", "Awful", "meh"], None, [5, 1, 3]),
        (["wobbly", "7"], "1-5", [None, None]),
    ],
)
def test_moods(tmp_path: Path, moods: list[str], scale: str | None, expected: list[int]) -> None:
    rows = "".join(f"2024-05-{day:02d},x{day},{mood}\n" for day, mood in enumerate(moods, 1))
    mapping = {"mood_scale": scale} if scale else {}
    entries, source = read(written(tmp_path, "date,text,mood\n" + rows), **mapping)
    assert [one.mood for one in entries] == expected
    for entry, told in zip(entries, moods, strict=True):
        if entry.mood is None:
            assert entry.extra["csv"] == {"date_only": True, "mood": told}
    assert source.unknown_moods == (["wobbly"] if "wobbly" in moods else [])


def test_mood_words_of_the_person(tmp_path: Path) -> None:
    path = written(tmp_path, "date,text,mood\n2024-05-01,x,Wobbly\n2024-05-02,y,good\n")
    entries, _ = run(path, Options(zone=BERLIN, moods={" wobbly ": 2, "good": 1}))
    assert [one.mood for one in entries] == [2, 1]


def test_json_with_a_list_inside(tmp_path: Path) -> None:
    document = {
        "meta": [1, 2],
        "data": {
            "items": [
                {
                    "id": "u1", "createdAt": 1714600000123, "note": {"text": "Hallo \ud83d"},
                    "tags": ["a", {"name": "b"}], "mood": 4, "weather": {"t": 12.5},
                    "starred": True, "empty": None,
                },
                {"id": "u2", "createdAt": 1714700000123, "note": {"text": "B"}, "mood": 1},
            ]
        },
    }  # fmt: skip
    path = written(tmp_path, json.dumps(document), "e.json")
    mapping = {"date": "createdAt", "text": "note.text", "tags": "tags", "mood": "mood",
               "starred": "starred", "factor:temperature": "weather.t"}  # fmt: skip
    (first, second), _ = read(path, **mapping)
    assert str(first.written_at) == "2024-05-01 23:46:40.123000+02:00"
    assert first.text == "Hallo \ufffd"
    assert first.tags == ("a", "b")
    assert first.factors == {"temperature": 12.5}
    assert first.starred
    assert first.extra == {"json": {"columns": {"id": "u1"}}}
    assert (second.mood, second.tags) == (1, ())
    guessed, _ = read(path)
    assert [one.text for one in guessed] == ["Hallo \ufffd", "B"]
    assert guessed[0].source_id.endswith("id u1")


@pytest.mark.parametrize(
    "text",
    [
        '[{"date":"2024-01-01","text":"one"},{"date":"2024-01-02","text":"two"}]',
        '{"date":"2024-01-01","text":"one"}\n\n{"date":"2024-01-02","text":"two"}\n',
        '{"2024-01-01":"one","2024-01-02":{"text":"two"}}',
        '{"2024-01-01":["one"],"2024-01-02":[{"text":"two"}]}',
        '[["date","text"],["2024-01-01","one"],["2024-01-02","two"]]',
        '{"entries":[{"date":"2024-01-01","text":"one"},{"date":"2024-01-02","text":"two"}]}',
    ],
)
def test_shapes_of_json(tmp_path: Path, text: str) -> None:
    entries, source = read(written(tmp_path, text, "e.json"))
    assert [(str(one.written_at.date()), one.text) for one in entries] == [
        ("2024-01-01", "one"),
        ("2024-01-02", "two"),
    ]
    assert source.app == "json"


def test_entries_beside_longer_lists_and_under_their_days(tmp_path: Path) -> None:
    icons: list[object] = [{"id": n, "name": f"icon {n}"} for n in range(30)]
    entries = [{"date": "2024-05-01", "text": "a day"}, {"date": "2024-05-02", "text": "another"}]
    days = {one["date"]: {"text": one["text"]} for one in entries}
    for number, inside in enumerate((entries, days)):
        document = json.dumps({"about": {"version": 1}, "icons": icons, "entries": inside})
        found, _ = read(written(tmp_path, document, f"{number}.json"))
        assert [(str(one.written_at.date()), one.text) for one in found] == [
            ("2024-05-01", "a day"),
            ("2024-05-02", "another"),
        ]


def test_the_file_is_named_where_its_json_is_broken(tmp_path: Path) -> None:
    path = written(tmp_path, "[" * 100_000 + "]" * 100_000, "deep.json")
    with pytest.raises(DamagedFile) as caught:
        read(path)
    assert caught.value.facts["where"] == "deep.json"


def test_rows_that_do_not_fit(tmp_path: Path) -> None:
    text = "date,text\n2024-05-01,a,b,c\n2024-05-02\n,orphan\n2024-05-03,x\n\n"
    entries, source = read(written(tmp_path, text))
    assert [one.text for one in entries] == ["a", "x"]
    assert entries[0].extra == {"csv": {"date_only": True, "columns": {"+": ["b", "c"]}}}
    assert source.skipped == 1
    assert [(one.where, one.what) for one in source.warnings] == [
        ("line 2", grid.TOO_MANY_CELLS),
        ("line 4", table.NO_DATE),
    ]


def test_headerless_and_doubled_columns(tmp_path: Path) -> None:
    entries, _ = read(
        written(tmp_path, "2024-05-01,hello there\n2024-05-02,again\n"), date="1", text="2"
    )
    assert [one.text for one in entries] == ["hello there", "again"]
    entries, _ = read(
        written(tmp_path, "date,note,note\n2024-05-01,a,b\n"),
        date="date",
        text="note",
        title="note 2",
    )
    assert (entries[0].text, entries[0].title) == ("a", "b")


def test_preview_and_remembered_mapping(tmp_path: Path) -> None:
    shown = table.columns(written(tmp_path, CSV), rows=1)
    assert shown.kind == "csv"
    assert shown.columns == ("Date", "Time", "Mood", "Entry", "Tags", "Sleep h", "Star")
    assert shown.rows[0][3] == 'Multi\nline; text with "quotes"'
    assert shown.guess["text"] == "Entry"
    assert shown.mood_scale == (1.0, 10.0)
    assert shown.order_certain
    assert shown.key == table.header_key(
        ["star", "date", "time", "mood", "entry", "tags", "sleep_h"]
    )
    mapping = {"date": "Date", "factor:sleep": "Sleep h", "mood_scale": "1-10"}
    assert table.mapping_from_json(table.mapping_to_json(mapping)) == mapping
    for bad in (None, "", "[", "[1]", '{"nonsense": "x", "date": 5}', "[" * 100_000):
        assert table.mapping_from_json(bad) == {}


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        ({"date": "nope"}, "date"),
        ({"colour": "Date"}, "colour"),
        ({"factor:": "Date"}, "factor:"),
        ({"mood_scale": "high"}, "mood_scale"),
        ({"mood_scale": "5-5"}, "mood_scale"),
        ({"date_order": "ymd"}, "date_order"),
        ({"delimiter": "::"}, "delimiter"),
    ],
)
def test_wrong_mappings_are_named(tmp_path: Path, mapping: dict[str, str], field: str) -> None:
    with pytest.raises(BadValue) as caught:
        read(written(tmp_path, CSV), **mapping)
    assert caught.value.facts["field"] == field


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("t.csv", b"", NothingToImport),
        ("t.csv", b"a,b\n1,2\n", NotThisFormat),
        ("t.csv", b"date,x\n" + b"a" * 20_000_000, HostileFile),
        ("t.csv", ("date," + ",".join(f"c{n}" for n in range(5000))).encode(), HostileFile),
        ("t.csv", b'date,text\n2024-05-01,"open\n2024-05-02,b\n2024-05-03,c\n', DamagedFile),
        ("t.json", b"[" * 100_000, DamagedFile),
        ("t.json", b'[{"a":' * 5_000 + b"1" + b"}]" * 5_000, DamagedFile),
        ("t.json", b'[{"date":"2024-01-01"', DamagedFile),
        ("t.json", b"[]", NothingToImport),
        ("t.json", b'[{"a":1}]', NotThisFormat),
        ("t.json", b'[1,{"a":1}]', NotThisFormat),
        ("t.json", b'[{"date":"2024-01-01","text":"' + b"a" * 17_000_000 + b'"}]', HostileFile),
    ],
)
def test_broken_and_hostile(
    tmp_path: Path, name: str, data: bytes, error: type[FormatError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    reader = table.TableReader("json" if name.endswith("json") else "csv")
    with pytest.raises(error):
        list(reader.open(path, Options(zone=BERLIN)).entries())


def test_columns_are_named_when_no_guess_is_possible(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormat) as caught:
        read(written(tmp_path, "alpha,beta\n1,2\n"))
    assert caught.value.facts["columns"] == "alpha, beta"


@pytest.mark.requirement("R29")
@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    for start in (b"", b"date,text\n2024-05-01,", b'[{"date":"2024-05-01","text":'):
        path.write_bytes(start + data)
        for reader in table.READERS:
            reader.recognises(path)
            with contextlib.suppress(FormatError):
                list(reader.open(path, Options(zone=BERLIN)).entries())
            with contextlib.suppress(FormatError):
                table.columns(path)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=30),
        min_size=1,
        max_size=8,
    )
)
def test_no_text_of_a_csv_is_lost(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["date", "text", "number"])
        rows.writerows(["2024-05-01", text, "1"] for text in texts)
    entries, _ = read(path, date="date", text="text", delimiter=",")
    assert [(one.text or "").split() for one in entries] == [text.split() for text in texts]


# Dates --------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[0-9/.:+TZ -]{1,30}", fullmatch=True))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = dates.moment(text)
    if found is not None:
        assert found.at(BERLIN).utcoffset() is not None
    dates.clock(text)
    dates.order_of([text])


@settings(max_examples=100, deadline=None)
@given(st.datetimes(min_value=__import__("datetime").datetime(1900, 1, 1)))
def test_what_programs_write_is_read_back(moment: object) -> None:
    from datetime import datetime

    assert isinstance(moment, datetime)
    plain = moment.replace(microsecond=0, tzinfo=None, fold=0)
    if plain.year > 9989:
        return
    for layout in ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y, %H:%M:%S", "%Y/%m/%dT%H:%M:%S",
                   "%d %B %Y %H:%M:%S", "%A, %d. %b %Y %I:%M:%S %p", "%b %d, %Y %I:%M:%S %p",
                   "%Y%m%d %H%M%S"):  # fmt: skip
        found = dates.moment(plain.strftime(layout))
        assert found is not None, plain.strftime(layout)
        assert datetime.combine(found.day, found.time or dates.NOON) == plain


@pytest.mark.parametrize(
    "text",
    ["", "note", "May 5", "5 May 10:30", "12:30", "2024", "10:30 pm", "x2024-01-01", "2024-13-45",
     "2024-01-01 is a day", "May 2024", "2024-01", "2024-02-30", "99999999999", "tomorrow 12345",
     "9999-12-31", "0001-01-01"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert dates.moment(text) is None


def test_an_instant_is_moved_to_the_readers_zone_and_an_offset_is_kept() -> None:
    instant = dates.moment("2024-05-01T23:30:00Z")
    there = dates.moment("2024-05-01T23:30:00-04:00")
    assert instant is not None
    assert there is not None
    assert str(instant.at(BERLIN)) == "2024-05-02 01:30:00+02:00"
    assert str(there.at(BERLIN)) == "2024-05-01 23:30:00-04:00"


def test_before_there_were_zones_the_clock_stays() -> None:
    found = dates.moment("1850-03-01 10:00")
    assert found is not None
    assert str(found.at(BERLIN)) == "1850-03-01 10:00:00+00:53"

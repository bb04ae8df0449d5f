"""The journal as lines, days and years."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reflect.journal import Journal
from reflect.journal.values import excerpt
from reflect.model import Attachment, DayMark, Emotion, Entry, EntryId

KEY = bytes(range(32))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(tmp_path / "journal.db", KEY, name="", journal_id="j") as made:
        yield made


def entry(id: str, at: datetime, text: str | None = None, **more: object) -> Entry:
    return Entry(EntryId(id), at, at, text=text, **more)  # type: ignore[arg-type]


def test_rows_have_what_a_line_shows(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    attached: list[Attachment] = []
    for name, kind in (
        ("a.jpg", "image/jpeg"),
        ("b.png", "image/png"),
        ("c.pdf", "application/pdf"),
    ):
        with (tmp_path / "a").open("rb") as stream:
            attached.append(journal.attach(name, kind, stream))
    at = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    journal.put(
        entry(
            "a", at, "# Heading\n\nSome **bold** text", title="T", mood=4, starred=True,
            emotions=(Emotion("calm", 2), Emotion("own")), attachments=tuple(attached),
        )
    )  # fmt: skip
    (row,) = journal.newest()
    assert row.id == "a"
    assert row.key == journal.key_of(EntryId("a"))
    assert row.written_at == at
    assert row.written_at.utcoffset() == timedelta(hours=-5)
    assert (row.title, row.excerpt, row.mood, row.starred) == (
        "T",
        "Heading Some bold text",
        4,
        True,
    )
    assert (row.emotions, row.photos, row.files) == (("calm", "own"), 2, 1)
    assert journal.day(date(2026, 3, 1)) == (row,)
    assert journal.day(date(2026, 3, 2)) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("plain", "plain"),
        ("two\n\nlines  here", "two lines here"),
        ("## Head\n> said\n- one\n- [x] two\n3. three", "Head said one two three"),
        ("**b** _i_ *i* `c` ~~s~~ __u__", "b i i c s u"),
        ("[link](https://x) and ![photo](reflect-img:a.jpg)", "link and photo"),
        ("```py\ncode\n```\nafter", "code after"),
        ("---\nafter a rule", "after a rule"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        (r"\*not bold\*", "*not bold*"),
        ("5 - 3 = 2", "5 - 3 = 2"),
        ("x" * 1000, "x" * 240),
    ],
)
def test_excerpts_are_without_marks(text: str | None, shown: str) -> None:
    assert excerpt(text) == shown


def test_a_long_text_shows_the_same_excerpt(journal: Journal) -> None:
    text = "**Bold** beginning. " + "and so on " * 600
    journal.put(entry("a", datetime(2026, 1, 1, tzinfo=UTC), text))
    assert journal.newest()[0].excerpt == excerpt(text)


def test_order_and_chunks(journal: Journal) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    with journal.atomic():
        for number in range(200):
            journal.put(entry(f"e{number:03}", start + timedelta(hours=number), f"n {number}"))
    keys = journal.order()
    assert isinstance(keys, array)
    assert keys.typecode == "q"
    assert len(keys) == 200
    chunk = journal.rows(keys[64:128])
    assert [row.id for row in chunk] == [f"e{number:03}" for number in range(135, 71, -1)]
    journal.trash([chunk[0].id])
    assert [row.id for row in journal.rows(keys[64:128])] == [row.id for row in chunk[1:]]
    assert [row.id for row in journal.rows([keys[3], 12345, keys[0]])] == ["e196", "e199"]
    assert journal.rows([]) == ()
    assert [row.id for row in journal.newest(2)] == ["e199", "e198"]
    assert journal.count() == 199


def test_an_entry_moves_when_its_time_does(journal: Journal) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(3):
        journal.put(entry(f"e{number}", start + timedelta(days=number), "sea", tags=("t",), mood=1))
    moved = replace(journal.entry(EntryId("e0")), written_at=start + timedelta(days=9))
    journal.put(moved)
    assert [row.id for row in journal.newest()] == ["e0", "e2", "e1"]
    assert [row.id for row in journal.rows(journal.order("sea tag:t mood:1"))] == ["e0", "e2", "e1"]
    assert journal.day(date(2026, 1, 1)) == ()
    assert journal.tags() == (("t", 3),)
    assert journal.examine() == ()


def test_days_and_years(journal: Journal) -> None:
    at = datetime(2024, 2, 29, 12, tzinfo=UTC)
    journal.put(entry("a", at, "x", mood=1))
    journal.put(entry("b", at + timedelta(hours=1), mood=4))
    journal.put(entry("c", at + timedelta(hours=2), "no mood"))
    journal.put(entry("d", at + timedelta(days=1), "only text"))
    journal.put(entry("e", at.replace(year=1987, day=1), mood=5))
    journal.put(entry("f", at.replace(year=2025, day=1), mood=5))
    journal.trash([EntryId("f")])
    assert journal.years() == (2024, 1987)
    expected = (DayMark(date(2024, 2, 29), 3, 2.5), DayMark(date(2024, 3, 1), 1, None))
    assert journal.calendar(2024) == expected
    assert journal.calendar(2023) == ()
    assert journal.mood_line(date(2024, 2, 29), date(2024, 2, 29)) == expected[:1]
    assert [mark.day.year for mark in journal.mood_line(date(1, 1, 1), date(9999, 12, 31))] == [
        1987, 2024, 2024,
    ]  # fmt: skip
    assert [row.id for row in journal.day(date(2024, 2, 29))] == ["a", "b", "c"]


def test_on_this_day(journal: Journal) -> None:
    def put(id: str, day: date, **more: object) -> None:
        journal.put(entry(id, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "x", **more))

    put("a", date(2020, 2, 29))
    put("b", date(2021, 2, 28))
    put("c", date(2022, 2, 28), keep_out_of_on_this_day=True)
    put("d", date(2023, 2, 28))
    put("e", date(2019, 3, 1))
    assert [row.id for row in journal.on_this_day(date(2023, 2, 28))] == ["b", "a"]
    assert [row.id for row in journal.on_this_day(date(2024, 2, 28))] == ["d", "b"]
    assert [row.id for row in journal.on_this_day(date(2024, 2, 29))] == ["a"]
    assert [row.id for row in journal.on_this_day(date(2024, 3, 1))] == ["e"]


def test_what_completion_offers(journal: Journal) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    journal.put(
        entry(
            "a", at, tags=("Work", "sea"), emotions=(Emotion("Fernweh"), Emotion("content")),
            factors={"people": "Anna", "sleep": 7.5},
        )
    )  # fmt: skip
    journal.put(entry("b", at + timedelta(1), tags=("work",), factors={"people": "Anna"}))
    journal.put(
        entry(
            "c", at + timedelta(2), emotions=(Emotion("fernweh"), Emotion("no-word")),
            factors={"people": "Béla", "moved": True},
        )
    )  # fmt: skip
    assert journal.tags() == (("Work", 2), ("sea", 1))
    assert journal.own_words() == ("Fernweh",)
    assert journal.factor_names() == ("people", "moved", "sleep")
    assert journal.factor_values("people") == ("Anna", "Béla")
    assert journal.factor_values("sleep") == ("7.5",)
    assert journal.factor_values("moved") == ("true",)
    journal.put(replace(journal.entry(EntryId("a")), tags=("sea",), emotions=(), factors={}))
    assert journal.tags() == (("sea", 1), ("Work", 1))
    assert journal.factor_names() == ("people", "moved")

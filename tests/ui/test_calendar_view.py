"""The year in pixels, the month and the table: the same days, by eye, by key and in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reflect.model import DayMark
from reflect.ui.calendar_grid import months_on
from reflect.ui.calendar_view import CalendarView
from reflect.ui.timeline_words import mean_in_words, nearest_mood
from tests.ui.journal_room import JournalRoom, entry, journal_room

WORDS = {1: "heavy", 2: "low", 3: "so-so", 4: "good", 5: "light"}


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[JournalRoom]:
    entries = [
        entry(written_at=at(2024, 2, 29), title="Leap", mood=1),
        entry(written_at=at(2025, 3, 1), title="A", mood=2),
        entry(written_at=at(2025, 3, 1, 12), title="B", mood=3),
        entry(written_at=at(2025, 3, 2), title="No mood"),
    ]
    with journal_room(tmp_path, entries) as room:
        yield room


def opened(room: JournalRoom, year: int = 2025) -> CalendarView:
    page = room.show()
    page.show_calendar()
    calendar = page._calendar
    assert calendar is not None
    calendar.show_year(year)
    room.settle()
    return calendar


@pytest.mark.parametrize(
    ("mean", "words"),
    [(2.0, "low"), (2.2, "low"), (2.5, "between low and so-so"), (4.8, "light"), (1.0, "heavy")],
)
def test_a_mean_is_said_in_words(mean: float, words: str) -> None:
    assert mean_in_words(mean, WORDS) == words


def test_halves_go_up_and_stay_in_the_scale() -> None:
    assert [nearest_mood(x) for x in (1.0, 1.5, 2.4, 4.5, 5.0)] == [1, 2, 2, 5, 5]


def test_a_month_on_from_the_31st_is_its_last_day() -> None:
    assert months_on(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert months_on(date(2025, 1, 31), -2) == date(2024, 11, 30)


def test_a_day_in_words(room: JournalRoom) -> None:
    calendar = opened(room)
    said = calendar.in_words(date(2025, 3, 1))
    assert "1 March 2025: 2 entries, mood between low and so-so (2.5)" in said
    assert calendar.in_words(date(2025, 3, 2)).endswith("1 entry, no mood marked")
    assert calendar.in_words(date(2025, 3, 3)).endswith("no entries")


def test_arrows_move_and_the_day_is_said(room: JournalRoom) -> None:
    calendar = opened(room)
    grid = calendar.year
    assert grid.hasFocus()
    grid.go_to(date(2025, 1, 31))
    for key, day in (
        (Qt.Key.Key_Down, date(2025, 2, 28)),
        (Qt.Key.Key_Right, date(2025, 3, 1)),
        (Qt.Key.Key_End, date(2025, 3, 31)),
        (Qt.Key.Key_Home, date(2025, 3, 1)),
        (Qt.Key.Key_Up, date(2025, 2, 1)),
        (Qt.Key.Key_Left, date(2025, 1, 31)),
    ):
        QTest.keyClick(grid, key)
        assert grid.day == day
    assert "31 January 2025: no entries" in calendar.said.text()
    assert grid.accessibleDescription() == calendar.said.text()


def test_enter_shows_the_day(room: JournalRoom) -> None:
    calendar = opened(room)
    calendar.year.go_to(date(2025, 3, 1))
    QTest.keyClick(calendar.year, Qt.Key.Key_Return)
    room.settle()
    assert room.titles() == ["B", "A"]
    assert room.page.rooms.currentWidget() is room.page.split
    assert room.page.filters.time.text() == "1 Mar 2025"


@pytest.mark.parametrize("kind", ["year", "month"])
def test_a_click_shows_the_day(room: JournalRoom, kind: str) -> None:
    calendar = opened(room)
    calendar.year.go_to(date(2025, 3, 9))
    getattr(calendar, f"as_{kind}").click()
    grid = getattr(calendar, kind)
    box = grid.box_of(date(2025, 3, 2))
    QTest.mouseMove(grid, box.center())
    assert "2 March 2025" in calendar.said.text()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=box.center())
    room.settle()
    assert room.titles() == ["No mood"]


def test_every_day_has_its_own_place_and_only_days_have_one(room: JournalRoom) -> None:
    grid = opened(room, 2024).year
    found = set()
    for month in range(1, 13):
        for number in (1, 15, 28):
            day = date(2024, month, number)
            box = grid.box_of(day)
            assert box is not None
            assert grid.day_at(box.center().x(), box.center().y()) == day
            found.add((box.x(), box.y()))
    assert len(found) == 36
    outside = grid.box_of(date(2024, 1, 31))
    assert outside is not None
    february = grid.box_of(date(2024, 2, 1))
    assert february is not None
    assert grid.day_at(outside.center().x(), february.center().y()) is None


def test_years_are_offered_and_stepped_through(room: JournalRoom) -> None:
    calendar = opened(room)
    assert [calendar.years.itemText(n) for n in range(calendar.years.count())] == ["2025", "2024"]
    calendar.previous.click()
    room.settle()
    assert calendar.head.text() == "2024 · 1 entry"
    assert calendar.year.marks[date(2024, 2, 29)].mood == 1


def test_the_month_goes_on_over_the_turn_of_the_year(room: JournalRoom) -> None:
    calendar = opened(room)
    calendar.year.go_to(date(2025, 1, 1))
    calendar.as_month.click()
    assert calendar.head.text() == "January 2025"
    QTest.keyClick(calendar.month, Qt.Key.Key_Left)
    room.settle()
    assert calendar.month.day == date(2024, 12, 31)
    assert calendar.head.text() == "December 2024"
    assert date(2024, 2, 29) in calendar.month.marks


def test_the_table_says_what_the_picture_shows(room: JournalRoom) -> None:
    calendar = opened(room)
    calendar.as_table.click()
    cells = [
        [calendar.days.data(calendar.days.index(row, column)) for column in range(3)]
        for row in range(calendar.days.rowCount())
    ]
    assert cells == [
        ["Saturday, 1 March 2025", "2", "between low and so-so (2.5)"],
        ["Sunday, 2 March 2025", "1", "no mood marked"],
    ]
    calendar.table.setCurrentIndex(calendar.days.index(1, 0))
    QTest.keyClick(calendar.table, Qt.Key.Key_Return)
    room.settle()
    assert room.titles() == ["No mood"]


def test_moods_differ_by_more_than_colour(room: JournalRoom) -> None:
    """In grey, each mood, a day without one, and an empty day still look different."""
    calendar = opened(room)
    days = [date(2025, 5, n) for n in range(1, 8)]
    moods: list[float | None] = [1, 2, 3, 4, 5, None]
    calendar.year.show_marks(DayMark(day, 1, mood) for day, mood in zip(days, moods, strict=False))
    picture = calendar.year.picture(1).convertToFormat(QImage.Format.Format_Mono)
    looks = set()
    for day in days:
        box = calendar.year.box_of(day)
        assert box is not None
        looks.add(
            tuple(
                picture.pixel(QPoint(x, y))
                for x in range(box.left(), box.right())
                for y in range(box.top(), box.bottom())
            )
        )
    assert len(looks) == len(days)


def test_the_picture_can_be_copied_and_saved(room: JournalRoom, tmp_path: Path) -> None:
    calendar = opened(room)
    calendar.copy.click()
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == 2 * calendar.year.width()
    calendar.write_picture(str(tmp_path / "year.png"))
    assert (tmp_path / "year.png").read_bytes().startswith(b"\x89PNG")
    assert str(tmp_path / "year.png") in room.window._troubles["calendar-picture"].line.text()
    calendar.write_picture(str(tmp_path / "missing" / "year.png"))
    room.settle()
    assert "StorageFailed" in room.window.troubles()


def test_a_new_entry_changes_the_year_that_is_shown(room: JournalRoom) -> None:
    calendar = opened(room)
    room.bridge.write(
        calendar, lambda vault: vault.journal.put(entry(written_at=at(2025, 7, 7), mood=5))
    )
    room.settle()
    assert calendar.year.marks[date(2025, 7, 7)].mood == 5

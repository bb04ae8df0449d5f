"""A sheet for an appointment: one page, the person's own words and numbers, questions that stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect import content
from reflect.journal import Journal
from reflect.model import QUESTIONS, KeptId, Questions, ScaleResult, Strategy, Use
from reflect.settings import Settings
from reflect.ui.appointment import AppointmentDialog, Weeks, mood_line, open_sheet
from reflect.ui.print_preview import PrintPreview
from tests.ui.journal_room import MORNING, JournalRoom, entry, journal_room
from tests.ui.test_accessible import cut, described, expected, letters, stops, unnamed

TODAY = date(2026, 11, 20)
MOODS = {1: "heavy", 2: "low", 3: "so-so", 4: "good", 5: "light"}


def fill(journal: Journal) -> None:
    journal.keep(Strategy(KeptId("tea000000000"), "Tea & quiet", ("Kettle on",)))
    for number, (card, days, after) in enumerate(
        (("tea000000000", 2, 4), ("tea000000000", 5, 8), ("walk", 3, 3), ("walk", 60, 1))
    ):
        at = MORNING - timedelta(days=days)
        journal.keep(Use(KeptId(f"use{number:09}"), KeptId(card), at, 7, after))
    for number, days in enumerate((1, 15, 70)):
        at = MORNING - timedelta(days=days)
        result = ScaleResult(KeptId(f"result{number:06}"), "phq-4", at, (1, number, 1, 0))
        journal.keep(result)


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        fill(made.journal)
        made.put(entry(days, mood=mood) for days, mood in ((1, 2), (3, 4), (6, 3), (40, 1)))
        yield made


def opened(room: JournalRoom) -> AppointmentDialog:
    dialog = AppointmentDialog(room.bridge, room.window, today=TODAY)
    dialog.come_back()
    settle(room, dialog)
    return dialog


def settle(room: JournalRoom, dialog: AppointmentDialog) -> None:
    room.settle()
    if dialog._wait.isActive():
        dialog._wait.stop()
        dialog._ask()
        room.settle()


def page(dialog: AppointmentDialog) -> str:
    (view,) = dialog.preview.views
    return view.accessibleDescription()


def test_four_weeks_on_one_page(room: JournalRoom) -> None:
    dialog = opened(room)
    said = page(dialog)
    assert "From 24 Oct 2026 to 20 Nov 2026" in said
    assert "Noted on 3 of 28 days. The heaviest day: low. The lightest: good." in said
    assert "PHQ-4 (0 to 12): 5 Nov 2026: 3; 19 Nov 2026: 2" in said
    assert "Tea & quiet: 2 times, lighter 1 of 2 times, median −1" in said
    assert "A walk, or any movement: 1 time, lighter 1 of 1 times, median −4" in said
    assert "1. ____" in said
    assert said.index("mood") < said.index("PHQ-4") < said.index("Tea") < said.index("ask")
    dialog.close()


def test_it_says_nothing_of_what_numbers_might_mean(room: JournalRoom) -> None:
    dialog = opened(room)
    said = page(dialog).lower()
    bands = {band.words for scale in content.scales("en") for band in scale.bands}
    for words in (*bands, "depress", "anxiety disorder", "diagnos", "severe"):
        assert words.lower() not in said
    dialog.close()


def test_another_time(room: JournalRoom) -> None:
    dialog = opened(room)
    dialog.period.setCurrentIndex(dialog.period.findData(2))
    settle(room, dialog)
    assert "From 7 Nov 2026 to 20 Nov 2026" in page(dialog)
    assert not dialog.since.isVisible()
    dialog.period.setCurrentIndex(dialog.period.findData(12))
    settle(room, dialog)
    assert "Noted on 4 of 84 days. The heaviest day: heavy." in page(dialog)
    assert "A walk, or any movement: 2 times" in page(dialog)
    dialog.period.setCurrentIndex(dialog.period.findData(0))
    dialog.since.setDate(QDate(2026, 11, 19))
    dialog.until.setDate(QDate(2026, 11, 18))
    settle(room, dialog)
    assert dialog.since.isVisible()
    said = page(dialog)
    assert "From 18 Nov 2026 to 19 Nov 2026" in said, "whichever is first is first"
    assert "Noted on 1 of 2 days" in said
    dialog.close()


def test_a_time_with_nothing_in_it_says_so(qapp: QApplication, tmp_path: Path) -> None:
    with journal_room(tmp_path) as room:
        dialog = opened(room)
        said = page(dialog)
        assert "No mood is noted in this time." in said
        assert "None in this time." in said
        assert "Nothing is noted in this time." in said
        assert dialog.go.isEnabled()
        dialog.close()


def test_the_questions_are_kept_as_they_are_typed(room: JournalRoom) -> None:
    dialog = opened(room)
    QTest.keyClicks(dialog.questions[0], "Is the dose right?")
    QTest.keyClicks(dialog.questions[2], " And sleep? ")
    assert "1. Is the dose right?" in page(dialog)
    assert "2. And sleep?" in page(dialog)
    dialog.close()
    room.settle()
    kept = room.journal.kept_one(Questions, QUESTIONS)
    assert kept is not None
    assert kept.lines == ("Is the dose right?", "And sleep?")
    again = opened(room)
    assert [line.text() for line in again.questions] == ["Is the dose right?", "And sleep?", ""]
    for line in again.questions:
        line.selectAll()
        QTest.keyClicks(line, "\b")
    room.window.cover()
    room.settle()
    kept = room.journal.kept_one(Questions, QUESTIONS)
    assert kept is not None
    assert kept.lines == (), "the lock comes as the window is covered"
    room.window.uncover()
    again.close()


def test_much_still_fits_one_page(room: JournalRoom) -> None:
    cards = content.strategies("en")
    number = 100
    for scale in content.scales("en"):
        lowest = min(value for value, _ in scale.choices)
        for days in range(0, 80, 2):
            at = MORNING - timedelta(days=days)
            answers = (lowest,) * len(scale.items)
            room.journal.keep(ScaleResult(KeptId(f"r{number:09}"), scale.id, at, answers))
            number += 1
    for card in cards:
        number += 1
        at = MORNING - timedelta(days=1)
        room.journal.keep(Use(KeptId(f"u{number:09}"), card.id, at, 7, 4))
    room.put(entry(days, mood=days % 5 + 1) for days in range(80))
    dialog = opened(room)
    dialog.period.setCurrentIndex(dialog.period.findData(12))
    for line in dialog.questions:
        line.setText("A question that goes on and on " * 7)
    dialog._show()
    settle(room, dialog)
    assert len(dialog.preview.views) == 1
    assert "and others: " in page(dialog)
    assert page(dialog).count("20 Nov 2026: ") == 5, "the newest results stay"
    dialog.large.click()
    assert len(dialog.preview.views) == 1
    dialog.close()


def test_the_moods_are_drawn_at_their_height(qapp: QApplication) -> None:
    from reflect.model import DayMark

    def drawn(*moods: float) -> QImage:
        days = tuple(DayMark(date(2026, 11, n + 1), 1, mood) for n, mood in enumerate(moods))
        until = date(2026, 11, len(moods))
        return mood_line(Weeks(date(2026, 11, 1), until, days, (), (), {}), MOODS)

    def height(image: QImage, x: int) -> float:
        rows = [y for y in range(image.height()) if image.pixelColor(x, y).lightness() < 60]
        return sum(rows) / len(rows)

    falling = drawn(5, 4, 3, 2, 1)
    right = falling.width() - 20
    assert height(falling, right) > height(falling, falling.width() // 2)
    level = drawn(5, 5, 5)
    assert height(level, level.width() // 2) < 40
    low = drawn(1, 1)
    assert height(low, low.width() // 2) > low.height() - 40


def test_print_or_save_leads_to_the_preview(room: JournalRoom) -> None:
    dialog = open_sheet(room.bridge, room.window, room.window.theme)
    room.settle()
    dialog.go.click()
    (preview,) = dialog.findChildren(PrintPreview)
    assert "For my appointment" in preview.pages.views[0].accessibleDescription()
    preview.close()
    dialog.close()


def test_what_is_written_meanwhile_comes_onto_the_page(room: JournalRoom) -> None:
    dialog = opened(room)
    at = datetime(2026, 11, 20, 7, tzinfo=UTC)
    use = Use(KeptId("usenew000000"), KeptId("walk"), at, 9, 1)
    room.bridge.write(room.window, lambda vault: vault.journal.keep(use))
    settle(room, dialog)
    assert "A walk, or any movement: 2 times" in page(dialog)
    dialog.close()


@pytest.mark.parametrize(
    ("size", "percent", "theme"),
    [
        pytest.param((1120, 760), 100, "light", id="usual"),
        pytest.param((640, 480), 100, "dark", id="smallest"),
        pytest.param((1024, 700), 200, "contrast", id="200 percent"),
    ],
)
def test_it_is_for_everyone(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], percent: int, theme: str
) -> None:
    settings = Settings(theme=theme, language="en", text_percent=percent)  # type: ignore[arg-type]
    with journal_room(tmp_path, settings=settings) as room:
        fill(room.journal)
        room.window.resize(*size)
        dialog = opened(room)
        dialog.period.setCurrentIndex(dialog.period.findData(0))
        settle(room, dialog)
        for _ in range(6):
            QCoreApplication.processEvents()
        assert (cut(dialog), unnamed(dialog)) == ([], [])
        assert {key: found for key, found in letters(dialog).items() if len(found) > 1} == {}
        if percent == 100:
            reached, round_ = stops(dialog)
            assert [described(one) for one in expected(dialog) if one not in reached] == []
            assert round_
        dialog.close()

"""Suggestions under the feelings: with their reasons, out of the way, never over typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from reflect.model import Emotion, KeptId, Use
from reflect.ui.coping import CopingPage
from reflect.ui.suggestions import SuggestionStrip
from reflect.ui.today import TodayPage
from tests.ui.journal_room import JournalRoom, journal_room

BREATHING = KeptId("slow-breathing")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HEAVY = (Emotion("overwhelmed", 4),)


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        for number, (before, after) in enumerate(((7, 4), (6, 3), (8, 5), (6, 6), (9, 5))):
            made.journal.keep(
                Use(
                    KeptId(f"use{number}"),
                    BREATHING,
                    NOON + timedelta(hours=number),
                    before,
                    after,
                    "overwhelmed",
                )
            )
        yield made


def today(room: JournalRoom) -> TodayPage:
    page = room.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def strip(room: JournalRoom) -> SuggestionStrip:
    QCoreApplication.processEvents()
    return today(room).suggesting.strip


def mark(room: JournalRoom, *emotions: Emotion) -> None:
    today(room).editor.set_feelings(emotions)
    room.settle()


def said(room: JournalRoom) -> list[str]:
    return [each.text() for each in strip(room).findChildren(QLabel) if each.isVisible()]


def test_an_unpleasant_feeling_brings_up_to_three_with_reasons_in_numbers(
    room: JournalRoom,
) -> None:
    assert not strip(room).isVisible()
    mark(room, *HEAVY)
    assert strip(room).isVisible()
    assert 1 <= len(strip(room).offers) <= 3
    assert "helped 4 of 5 times when overwhelmed, median −3" in said(room)
    assert all("new to you" in line for line in said(room)[2:])
    mark(room, Emotion("hopeful", 3))
    assert not strip(room).isVisible()


def test_a_low_mood_is_enough(room: JournalRoom) -> None:
    editor = today(room).editor
    editor.moods.buttons[0].click()
    room.settle()
    assert strip(room).isVisible()
    editor.moods.buttons[3].click()
    room.settle()
    assert not strip(room).isVisible()


def test_a_click_uses_it_now_with_that_feeling(room: JournalRoom) -> None:
    mark(room, *HEAVY)
    strip(room).offers[0].click()
    room.settle()
    assert room.window.current_page == "coping"
    page = room.window.page("coping")
    assert isinstance(page, CopingPage)
    assert page.walking and page.walk.card is not None
    assert page.walk.card.id == BREATHING
    assert page.walk.feeling.feeling == "overwhelmed"


def test_closed_it_stays_away_from_this_entry_alone(room: JournalRoom) -> None:
    mark(room, *HEAVY)
    strip(room).close_strip.click()
    assert not strip(room).isVisible()
    mark(room, *HEAVY, Emotion("worried", 3))
    assert not strip(room).isVisible()
    today(room).begin()
    room.settle()
    mark(room, *HEAVY)
    assert strip(room).isVisible()


def test_nothing_moves_under_the_cursor_while_somebody_types(room: JournalRoom) -> None:
    page = today(room)
    pad = page.editor.pad
    pad.setFocus()
    QTest.keyClicks(pad, "It is ")
    place = pad.mapTo(page, QPoint(0, 0))
    mark_without_pause(room)
    QTest.keyClicks(pad, "too much")
    room.settle()
    assert not strip(room).isVisible()
    assert pad.mapTo(page, QPoint(0, 0)) == place
    page.editor.title.setFocus(Qt.FocusReason.OtherFocusReason)
    room.settle()
    assert strip(room).isVisible()


def mark_without_pause(room: JournalRoom) -> None:
    """Marked, and typed on before the answer is there."""
    page = today(room)
    page.editor.set_feelings(HEAVY)
    QTest.keyClicks(page.editor.pad, "all ")


def test_it_can_be_switched_off(room: JournalRoom) -> None:
    room.window.change_settings(suggestions=False)
    mark(room, *HEAVY)
    assert not strip(room).isVisible()
    room.window.change_settings(suggestions=True)
    room.settle()
    assert strip(room).isVisible()


def test_a_use_changes_the_numbers_at_once(room: JournalRoom) -> None:
    mark(room, *HEAVY)
    page = room.window.page("coping")
    assert isinstance(page, CopingPage)
    page._write(lambda vault: vault.journal.trash_kept(Use, [KeptId("use3")]))
    room.settle()
    assert "helped 4 of 4 times when overwhelmed, median −3" in said(room)

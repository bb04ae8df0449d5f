"""Searching as one types: found, shown in context, opened; old answers never shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reflect.model import Hit
from reflect.ui.search_panel import Answer, found_words, pieces
from tests.ui.journal_room import JournalRoom, entry, journal_room


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[JournalRoom]:
    entries = [
        entry(0, "Made lentil soup, the one with lemon.", title="Kitchen", mood=4),
        entry(1, "Lentil again. " + "So it goes. " * 80 + "A heron at the end.", mood=2),
        entry(2, "Nothing of the kind.", title="Heron"),
    ]
    with journal_room(tmp_path, entries) as room:
        yield room


def ctrl_k(room: JournalRoom) -> None:
    QTest.keyClick(room.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    room.settle()


def test_a_snippet_falls_into_what_was_found_and_the_rest() -> None:
    assert pieces("…made \x02lentil\x03\nsoup") == [
        ("…made ", False), ("lentil", True), (" soup", False),
    ]  # fmt: skip
    assert pieces("![](reflect-img:a.jpg) after \x02word\x03") == [
        ("after ", False),
        ("word", True),
    ]
    hit = Hit(1, entry(), "\x02Lentil\x03 and \x02soup\x03, \x02Lentil\x03")
    assert found_words(hit) == ("Lentil", "soup")


@pytest.mark.parametrize("page", ["today", "journal", "preferences"])
def test_ctrl_k_opens_from_every_page(room: JournalRoom, page: str) -> None:
    room.window.show_page(page)
    ctrl_k(room)
    assert room.window.search_field.hasFocus() and room.panel.isVisible()
    QTest.keyClick(room.window.search_field, Qt.Key.Key_Escape)
    room.settle()
    assert room.panel.isHidden() and not room.window.search_field.hasFocus()


def test_results_come_while_typing_and_arrows_and_enter_open_one(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("lenti")
    assert room.panel.hits.rowCount() == 2
    assert room.panel.said.text() == "2 entries"
    QTest.keyClick(room.window.search_field, Qt.Key.Key_Down)
    assert room.panel.list.hasFocus()
    QTest.keyClick(room.panel.list, Qt.Key.Key_Down)
    QTest.keyClick(room.panel.list, Qt.Key.Key_Return)
    room.settle()
    page = room.page
    assert room.window.current_page == "journal"
    assert page.reader.entry is not None and (page.reader.entry.text or "").startswith("Lentil")
    marks = page.reader.text.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["Lentil"]
    assert page.list.currentIndex().row() == 1
    assert room.panel.isHidden() and room.window.search_field.text() == ""


def test_a_hit_far_down_is_brought_into_sight(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("heron lentil")
    QTest.keyClick(room.window.search_field, Qt.Key.Key_Return)
    room.settle()
    viewer = room.page.reader.text
    room.page.reader._seek()
    (heron,) = [m for m in viewer.extraSelections() if m.cursor.selectedText() == "heron"]
    assert viewer.extraSelections()
    assert heron.cursor.selectionStart() > 500


def test_enter_in_the_field_opens_the_first(room: JournalRoom) -> None:
    ctrl_k(room)
    QTest.keyClicks(room.window.search_field, "lemon")
    QTest.keyClick(room.window.search_field, Qt.Key.Key_Return)
    room.settle()
    assert room.page.reader.entry is not None and room.page.reader.entry.title == "Kitchen"


def test_an_operator_not_yet_complete_is_explained_and_harmless(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("lentil mood:")
    assert "Mood expects" in room.panel.said.text()
    assert room.panel.hits.rowCount() == 2
    room.type("<3")
    assert room.panel.hits.rowCount() == 1
    assert room.panel.said.text() == "1 entry"


def test_nothing_found_is_said(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("zzz")
    assert room.panel.said.text() == "Nothing found."
    assert room.panel.list.isHidden() and room.panel.all.isHidden()


def test_the_answer_to_an_older_question_is_dropped(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("lentil")
    room.panel._on_answer(room.panel._number - 1, Answer((), None, empty=False))
    assert room.panel.hits.rowCount() == 2


def test_chips_write_operators(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("lentil")
    (chip,) = (
        chip for chip in room.panel.findChildren(QPushButton) if chip.property("adds") == "mood:<3 "
    )
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.window.search_field.text() == "lentil mood:<3 "
    assert room.window.search_field.hasFocus()
    assert room.panel.hits.rowCount() == 1


def test_all_of_them_in_the_journal(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("lentil")
    room.panel.all.click()
    room.settle()
    assert room.window.current_page == "journal"
    assert room.page.filters.line.text() == "lentil"
    assert room.page.model.count == 2


def test_a_result_says_all_of_itself(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("lemon")
    hits = room.panel.hits
    said = hits.data(hits.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "20 November 2026" in said and "mood: good" in said and "lemon" in said
    assert "\x02" not in said


@pytest.mark.requirement("R14")
def test_what_was_searched_for_is_kept_nowhere(room: JournalRoom) -> None:
    ctrl_k(room)
    room.type("kanarienvogel")
    QTest.keyClick(room.window.search_field, Qt.Key.Key_Escape)
    room.settle()
    assert room.window.search_field.text() == "" and room.panel._query == ""
    assert all("kanarienvogel" not in value for value in room.journal.states().values())

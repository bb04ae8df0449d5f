"""The page Progress: its switch, sections built at first look, commands, a journal for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from reflect.model import Goal, KeptId
from reflect.ui.goals import GoalsView
from reflect.ui.progress import ProgressPage, open_section
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.progress_room import now, page_of, texts


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


def test_a_section_is_built_when_it_is_first_looked_at(room: JournalRoom) -> None:
    page = page_of(room)
    assert list(page.sections) == ["goals"]
    page.switch["strengths"].click()
    room.settle()
    assert list(page.sections) == ["goals", "strengths"]
    assert not page.sections["goals"].isVisible() and page.sections["strengths"].isVisible()
    room.window.show_page("today")
    room.window.show_page("progress")
    assert page.current == "strengths"


def test_every_section_says_what_it_is_for_when_it_is_empty(room: JournalRoom) -> None:
    page = page_of(room)
    for id in page.switch:
        page.show_section(id)
        room.settle()
        assert len(texts(page.sections[id])) > 20, id


def test_sections_are_reached_by_key(room: JournalRoom) -> None:
    page = page_of(room)
    for number, id in enumerate(page.switch, 1):
        QTest.keyClick(
            room.window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier
        )
        room.settle()
        assert page.current == id
    page.switch["insights"].setFocus()
    QTest.keyClick(page.switch["insights"], Qt.Key.Key_Left)
    assert page.current == "review"


def test_a_section_that_goes_hands_the_focus_to_the_switch(room: JournalRoom) -> None:
    page = page_of(room)
    goals = page.sections["goals"]
    assert isinstance(goals, GoalsView)
    goals.add_new()
    room.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert goals.isAncestorOf(focused)
    QTest.keyClick(room.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert page.current == "strengths"
    assert page.switch["strengths"].hasFocus()
    QTest.keyClick(room.window, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert page.switch["scales"].hasFocus()


def test_other_pages_open_a_section(room: JournalRoom) -> None:
    section = open_section(room.window, "goals")
    assert isinstance(section, GoalsView)
    assert room.window.current_page == "progress"


def test_commands_follow_what_has_the_focus(room: JournalRoom) -> None:
    room.journal.keep(Goal(KeptId("g"), "Walk", now()))
    page = page_of(room)
    assert page.do_add.text().replace("&", "") == "New goal"
    assert not page.verbs["edit"].isEnabled()
    section = page.sections["goals"]
    assert isinstance(section, GoalsView)
    section.shelf.items["g"].focus()
    assert page.verbs["edit"].isEnabled() and not page.verbs["up"].isEnabled()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)  # type: ignore[arg-type]
    room.settle()
    assert section.form.is_open
    assert section.form.filled().answers["title"] == "Walk"
    page.show_section("review")
    assert not page.do_add.isEnabled()


def test_the_safety_plan_is_one_button_away(room: JournalRoom) -> None:
    from reflect.ui.safety import SafetyPage

    page = page_of(room)
    page.safety.click()
    room.settle()
    assert isinstance(room.window.topmost, SafetyPage)
    room.window.leave()
    assert page.isVisible()


def test_a_journal_for_reading_shows_and_changes_nothing(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.journal.keep(Goal(KeptId("g"), "Walk", now()))
    monkeypatch.setattr(type(room.vault), "read_only", property(lambda _vault: True))
    page = page_of(room)
    section = page.sections["goals"]
    assert isinstance(section, GoalsView)
    assert not section.add.isEnabled() and not page.do_add.isEnabled()
    item = section.shelf.items["g"]
    assert item.verbs == frozenset()
    assert "begun today" in texts(item)


def test_a_letter_in_a_menu_leads_one_way_and_every_command_has_keys(room: JournalRoom) -> None:
    page = page_of(room)
    for id in page.switch:
        page.show_section(id)
        room.settle()
        for title in room.window.menuBar().actions():
            menu = title.menu()
            assert isinstance(menu, QMenu)
            found: dict[str, list[QAction]] = {}
            for action in menu.actions():
                letter = action.text().replace("&&", "").partition("&")[2][:1].casefold()
                if action.isVisible() and letter:
                    found.setdefault(letter, []).append(action)
            ours = set(page.actions())
            shared = [each for each in found.values() if len(each) > 1 and ours & set(each)]
            assert [[action.text() for action in each] for each in shared] == [], id
        live = {
            action
            for widget in (room.window, *room.window.findChildren(QWidget))
            for action in widget.actions()
            if action.isVisible() and not action.shortcut().isEmpty()
        }
        keys = Counter(action.shortcut().toString() for action in live)
        assert {key for key, count in keys.items() if count > 1} == set()


def test_the_section_with_something_unfinished_is_in_front_after_a_lock(
    room: JournalRoom,
) -> None:
    room.journal.set_state("draft:scale:phq-4", "[1]")
    room.window.show_page("progress")
    room.settle()
    page = room.window.page("progress")
    assert isinstance(page, ProgressPage)
    assert page.current == "scales"


def test_a_right_click_offers_what_fits(room: JournalRoom) -> None:
    room.journal.keep(Goal(KeptId("g"), "Walk", now()))
    section = page_of(room).sections["goals"]
    assert isinstance(section, GoalsView)
    item = section.shelf.items["g"]
    menu = item.make_menu()
    assert [action.text() for action in menu.actions()] == [
        "Done today",
        "Edit",
        "End this goal",
        "Delete",
    ]
    menu.actions()[0].trigger()
    room.settle()
    assert "1 of the last 10 days" in texts(item)


def test_the_look_changes_under_an_open_form(room: JournalRoom) -> None:
    page = page_of(room)
    section = page.sections["goals"]
    assert isinstance(section, GoalsView)
    section.add_new()
    for id in page.switch:
        page.show_section(id)
        room.settle()
    for percent, theme in ((200, "dark"), (80, "contrast"), (100, "light")):
        room.window.change_settings(theme=theme, text_percent=percent)
        room.settle()
    assert section.form.is_open

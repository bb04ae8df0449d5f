"""Steady me: one key from everywhere, nothing of the person before the journal is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from reflect import content
from reflect.model import BRIDGE, Bridge, OwnLine, Strategy, new_id
from reflect.settings import Settings
from reflect.ui.breathing import Breathing, phase
from reflect.ui.coping import CopingPage
from reflect.ui.door import Door
from reflect.ui.grounding import Grounding
from reflect.ui.lines import HelpLines
from reflect.ui.region import country_code
from reflect.ui.steady import Steady, open_steady
from reflect.ui.theme import Theme
from reflect.worker import Worker
from tests.ui.conftest import PASSPHRASE, Shell, settle, wait_until
from tests.ui.journal_room import JournalRoom, journal_room

Key = Qt.Key
SECRET = "only Ana knows this sentence"


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    settings = Settings(theme="light", language="en", country="DE")
    with journal_room(tmp_path, settings=settings) as made:
        made.window.activateWindow()
        QTest.qWaitForWindowActive(made.window)
        yield made


@pytest.fixture
def door(qapp: QApplication, tmp_path: Path) -> Iterator[Door]:
    """In front of no journal at all."""
    settings = Settings(language="en", country="US")
    made = Door(Theme(qapp, settings), settings, tmp_path / "none", Worker)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, 0)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def words(part: QWidget) -> str:
    """Everything that could be read there, hidden or not."""
    found = [each.text() for each in part.findChildren(QLabel)]
    found += [each.text() for each in part.findChildren(QAbstractButton)]
    found += [each.text() for each in part.findChildren(QLineEdit)]
    found += [
        each.itemText(place)
        for each in part.findChildren(QComboBox)
        for place in range(each.count())
    ]
    found += [each.accessibleName() for each in part.findChildren(QWidget)]
    found += [each.accessibleDescription() for each in part.findChildren(QWidget)]
    return "\n".join(found)


def seen(part: QWidget) -> str:
    QCoreApplication.processEvents()
    found = [each.text() for each in part.findChildren(QLabel) if each.isVisible()]
    found += [each.text() for each in part.findChildren(QAbstractButton) if each.isVisible()]
    return "\n".join(found)


def everything_built(steady: Steady) -> None:
    wait_until(lambda: not steady._later.isActive())


# one key, from everywhere ---------------------------------------------------------------------


@pytest.mark.parametrize("page", ["today", "journal", "coping", "progress", "preferences"])
def test_one_key_leads_there_and_back_from_every_page(room: JournalRoom, page: str) -> None:
    window = room.window
    window.show_page(page)
    room.settle()
    if QApplication.focusWidget() is None:
        window.setFocus()
    before = window.focusWidget()
    press(Key.Key_F9)
    steady = window.topmost
    assert isinstance(steady, Steady)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert steady.isAncestorOf(focused)
    press(Key.Key_F9)
    assert window.topmost is None
    assert window.current_page == page
    press(Key.Key_F9)
    press(Key.Key_Escape)
    assert window.topmost is None
    assert window.focusWidget() is before or before is None


def test_what_is_typed_and_where_stays(room: JournalRoom) -> None:
    window = room.window
    window.show_page("today")
    room.settle()
    page: Any = window.page("today")
    pad = page.editor.pad
    pad.setFocus()
    QTest.keyClicks(pad, "in the middle of a wo")
    press(Key.Key_F9)
    assert not pad.isVisible()
    press(Key.Key_Escape)
    assert pad.hasFocus()
    QTest.keyClicks(pad, "rd")
    assert pad.toPlainText() == "in the middle of a word"


def test_the_key_works_in_a_dialog_which_comes_back_as_it_was(room: JournalRoom) -> None:
    window = room.window
    window.prepare_steady()
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    field.setFocus()
    wait_until(lambda: QApplication.focusWidget() is field)
    QTest.keyClicks(field, "half")
    press(Key.Key_F9)
    assert isinstance(window.topmost, Steady)
    assert not dialog.isVisible()
    window.activateWindow()
    wait_until(lambda: window.isAncestorOf(QApplication.focusWidget() or dialog))
    press(Key.Key_F9)
    assert window.topmost is None
    assert dialog.isVisible()
    assert field.text() == "half"
    assert dialog.result() == 0
    dialog.close()


def test_the_button_at_the_foot_of_the_rail_and_the_menu_lead_there(room: JournalRoom) -> None:
    QTest.mouseClick(room.window._steady, Qt.MouseButton.LeftButton)
    assert isinstance(room.window.topmost, Steady)
    rows = [row for _, found in room.window.menus.shortcuts() for row in found]
    assert ("Steady me", "F9") in rows


def test_a_blank_page_stays_blank_of_the_person(room: JournalRoom) -> None:
    room.journal.keep(Bridge(BRIDGE, say=SECRET))
    room.journal.keep(OwnLine(new_id(), "My own line", "555"))  # type: ignore[arg-type]
    room.window.prepare_steady()
    room.settle()
    room.window.cover()
    room.window.toggle_steady()
    steady = room.window.topmost
    assert isinstance(steady, Steady)
    everything_built(steady)
    for section in ("breathe", "ground", "lines"):
        steady.show_section(section)
        assert SECRET not in seen(steady)
        assert "My own line" not in seen(steady)
    assert "safety plan" not in seen(steady)
    steady.leave()
    assert room.window.topmost is not None
    assert room.window.covered
    room.window.uncover()
    assert room.window.topmost is None


# the locked door --------------------------------------------------------------------------------


@pytest.mark.requirement("R34")
def test_it_is_there_before_there_is_any_journal(door: Door) -> None:
    first = QApplication.focusWidget()
    press(Key.Key_F9)
    steady = door.layers.currentWidget()
    assert isinstance(steady, Steady)
    press(Key.Key_4)
    assert "Emergency: 911" in seen(steady)
    press(Key.Key_2)
    assert "five things" in seen(steady)
    press(Key.Key_3)
    assert steady.section == "ground"
    press(Key.Key_Escape)
    assert door.layers.currentWidget() is not steady
    assert QApplication.focusWidget() is first


def test_it_is_there_on_every_page_of_the_door(door: Door) -> None:
    for show in (
        door.show_unlock,
        door.show_first_run,
        door.show_recovery,
        door.show_restore,
        door.show_salvage,
        door.show_others,
    ):
        show()
        if QApplication.focusWidget() is None:
            door.setFocus()
        before, page = QApplication.focusWidget(), door.page
        press(Key.Key_F9)
        assert isinstance(door.layers.currentWidget(), Steady)
        press(Key.Key_F9)
        assert door.page is page
        assert page is not None and page.isVisible()
        assert QApplication.focusWidget() is before


def test_the_door_shows_nothing_of_the_person(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    from reflect import vault

    opened = vault.unlock(journal_folder, PASSPHRASE)
    opened.journal.keep(Bridge(BRIDGE, say=SECRET, contact=("Ana Secretname",)))
    opened.journal.keep(OwnLine(new_id(), "Line Secretname", "555 0199"))  # type: ignore[arg-type]
    opened.journal.keep(Strategy(new_id(), "Card Secretname"))  # type: ignore[arg-type]
    opened.close()
    shell = make_shell(journal_folder, Settings(language="en", country="DE"))
    shell.program.show_door()
    shell.door.toggle_steady()
    steady = shell.door.layers.currentWidget()
    everything_built(steady)
    assert set(steady.sections) == {"breathe", "ground", "lines"}
    for private in (SECRET, "Secretname", "555 0199", "My safety plan", "Mine"):
        assert private not in words(steady)
    assert not steady.buttons["mine"].isVisible()


def test_a_country_and_a_pace_chosen_at_the_door_are_saved(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder, Settings(language="en", country="US"))
    shell.program.show_door()
    shell.door.toggle_steady()
    steady = shell.door.layers.currentWidget()
    everything_built(steady)
    lines = steady.sections["lines"]
    at = lines.country.findData("GB")
    lines.country.setCurrentIndex(at)
    lines.country.activated.emit(at)
    assert "116 123" in words(lines)
    steady.sections["breathe"].pace.setValue(4.5)
    assert shell.saved[-1].country == "GB"
    assert shell.saved[-1].breaths_per_minute == 4.5


def test_a_lock_in_the_middle_of_it_goes_on_at_the_door(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    from reflect.__main__ import wants_window
    from reflect.app import command_for, read

    assert wants_window(["--journal", "somewhere", "--steady-journal"])
    shell = make_shell(journal_folder)
    window = shell.unlock()
    window.toggle_steady()
    settle(shell)
    shell.program.lock()
    assert shell.restarts == [(journal_folder, "steady")]
    start = read(command_for(journal_folder, "steady")[1:])
    again = make_shell(start.folder, page=start.page)
    again.program.show_door()
    assert isinstance(again.door.layers.currentWidget(), Steady)
    again.door.leave_steady()
    assert again.door.page.isVisible()


# breathing ----------------------------------------------------------------------------------------


def test_six_a_minute_with_a_longer_breath_out() -> None:
    assert phase(0, 6, long_out=True) == (True, 0, 4)
    assert phase(3.9, 6, long_out=True)[0]
    into, part, length = phase(7, 6, long_out=True)
    assert (into, length) == (False, 6)
    assert part == pytest.approx(0.5)
    assert phase(10, 6, long_out=True)[:2] == (True, 0)
    assert not phase(5.1, 6, long_out=False)[0]
    assert phase(2.5, 12, long_out=False)[0] is False


def test_space_begins_and_pauses_and_leaving_stops(room: JournalRoom) -> None:
    now = [100.0]
    press(Key.Key_F9)
    steady = room.window.topmost
    assert isinstance(steady, Steady)
    breathing = steady.sections["breathe"]
    assert isinstance(breathing, Breathing)
    breathing.clock = lambda: now[0]
    assert breathing.circle.word == "ready"
    press(Key.Key_Space)
    now[0] += 2
    breathing.show_breath()
    assert (breathing.circle.word, breathing.circle.count) == ("in", "")
    half = breathing.circle.fullness
    assert 0 < half < 1
    now[0] += 3
    breathing.show_breath()
    assert breathing.circle.word == "out"
    press(Key.Key_Space)
    assert not breathing.running
    now[0] += 50
    breathing.show_breath()
    assert breathing.seconds == 5
    press(Key.Key_Space)
    press(Key.Key_Escape)
    assert not breathing.running
    assert not breathing.timer.isActive()


def test_without_motion_there_are_words_and_a_count(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(language="en", reduced_motion="yes")
    with journal_room(tmp_path, settings=settings) as room:
        breathing = open_steady(room.window).sections["breathe"]
        assert isinstance(breathing, Breathing)
        now = [0.0]
        breathing.clock = lambda: now[0]
        breathing.toggle()
        said = []
        for second in (0.5, 1.5, 3.5, 4.5, 9.5):
            now[0] = second
            breathing.show_breath()
            said.append(f"{breathing.circle.word} {breathing.circle.count}")
        assert said == ["in 1", "in 2", "in 4", "out 1", "out 6"]
        assert breathing.circle.accessibleName() == "out 6"
        # What is painted within one second is the same: nothing moves.
        now[0] = 0.1
        breathing.show_breath()
        one = breathing.circle.grab().toImage()
        now[0] = 0.9
        breathing.show_breath()
        assert breathing.circle.grab().toImage() == one


# ground, first three ------------------------------------------------------------------------------


def test_senses_one_at_a_time_by_keyboard(room: JournalRoom) -> None:
    steady = open_steady(room.window, "ground")
    grounding = steady.sections["ground"]
    assert isinstance(grounding, Grounding)
    senses = content.grounding("en")
    for place, sense in enumerate(senses):
        assert grounding.at == place
        assert sense.ask in seen(grounding)
        assert sense.otherwise in seen(grounding)
        assert [mark.isVisible() for mark in grounding.marks].count(True) == sense.count
        for _ in range(sense.count):
            press(Key.Key_Space)
        assert QApplication.focusWidget() is grounding.next
        press(Key.Key_Return)
    assert grounding.at == 0
    grounding.go_on()
    assert grounding.back.isVisible()
    grounding.go_back()
    assert grounding.at == 0


def test_the_first_three_begin_at_once(room: JournalRoom) -> None:
    mine = Strategy(new_id(), "Call Ana", ("Take the phone.",))  # type: ignore[arg-type]
    room.journal.keep(mine)
    room.window.prepare_steady()
    room.settle()
    press(Key.Key_F9)
    press(Key.Key_3)
    steady = room.window.topmost
    assert isinstance(steady, Steady)
    assert steady._known.three[0].title == "Call Ana"
    assert len(steady._known.three) == 3
    press(Key.Key_Return)
    room.settle()
    assert room.window.topmost is None
    page = room.window.page("coping")
    assert isinstance(page, CopingPage)
    assert "Call Ana" in seen(room.window)
    assert "How heavy is it now?" in seen(page)


def test_the_bridge_card_stands_first(room: JournalRoom) -> None:
    steady = open_steady(room.window)
    room.settle()
    assert steady.card is not None
    assert not steady.card.isVisible()
    room.window.leave()
    room.bridge.write(
        room.window,
        lambda vault: vault.journal.keep(
            Bridge(
                BRIDGE, say="I am here.", contact=("Ana", "Dr Kern"), first_sentence="I need help."
            )
        ),
    )
    room.settle()
    steady = open_steady(room.window)
    QCoreApplication.processEvents()
    assert steady.card is not None
    said = seen(steady.card)
    assert said.index("What I asked a friend to say") < said.index("I am here.")
    assert said.index("I am here.") < said.index("Ana\nDr Kern") < said.index("I need help.")
    top = steady.card.mapTo(steady, steady.card.rect().topLeft()).y()
    assert steady.plan is not None
    assert top < steady.plan.mapTo(steady, steady.plan.rect().topLeft()).y()
    assert top < steady.buttons["breathe"].mapTo(steady, steady.rect().topLeft()).y()


# help lines ---------------------------------------------------------------------------------------


def titles(lines: HelpLines) -> list[str]:
    """The numbers that show, from the top."""
    QCoreApplication.processEvents()
    found = [
        (each.mapTo(lines, each.rect().topLeft()).y(), each.text())
        for each in lines.findChildren(QLabel)
        if each.isVisible() and each.property("role") in ("title", "section")
    ]
    return [text for _, text in sorted(found)]


def test_emergency_first_then_own_lines_then_those_of_the_country(room: JournalRoom) -> None:
    steady = open_steady(room.window, "lines")
    lines = steady.sections["lines"]
    assert isinstance(lines, HelpLines)
    room.settle()
    lines.add.click()
    QTest.keyClicks(lines.name, "Night line")
    QTest.keyClicks(lines.reach, "0221 555")
    QTest.keyClick(lines.reach, Key.Key_Return)
    room.settle()
    shipped = [line.reach for line in content.help_for("DE", "en").lines]
    assert titles(lines) == ["Emergency: 112", "0221 555", *shipped]
    assert room.journal.kept(OwnLine)[0].name == "Night line"
    # Largest, too.
    sizes = {
        each.text(): each.fontMetrics().height()
        for each in lines.findChildren(QLabel)
        if each.isVisible()
    }
    assert sizes["Emergency: 112"] == max(sizes.values())
    assert sizes["Emergency: 112"] > sizes["0221 555"]
    assert "checked on" in seen(lines)
    assert "no emergency service" in seen(lines)


def test_an_own_line_is_edited_removed_and_brought_back(room: JournalRoom) -> None:
    room.journal.keep(OwnLine(new_id(), "Night line", "0221 555"))  # type: ignore[arg-type]
    lines = open_steady(room.window, "lines").sections["lines"]
    assert isinstance(lines, HelpLines)
    room.settle()
    named = {each.accessibleName(): each for each in lines.findChildren(QAbstractButton)}
    named["Edit Night line"].click()
    lines.reach.setText("0221 556")
    lines.keep.click()
    room.settle()
    assert room.journal.kept(OwnLine)[0].reach == "0221 556"
    QCoreApplication.processEvents()
    named = {
        each.accessibleName(): each
        for each in lines.findChildren(QAbstractButton)
        if each.isVisible()
    }
    named["Remove Night line"].click()
    room.settle()
    assert room.journal.kept(OwnLine) == ()
    room.window.undo_bar.undo()
    room.settle()
    assert room.journal.kept(OwnLine)[0].reach == "0221 556"


def test_a_number_is_copied_for_a_short_time_and_nothing_is_a_link(room: JournalRoom) -> None:
    lines = open_steady(room.window, "lines").sections["lines"]
    assert isinstance(lines, HelpLines)
    lines.emergency.copy.click()
    assert QGuiApplication.clipboard().text() == "112"
    assert "clipboard" in seen(lines)
    room.window.clipboard.clear()
    assert QGuiApplication.clipboard().text() == ""
    for each in lines.findChildren(QLabel):
        assert not each.openExternalLinks()
        assert each.textFormat() is not Qt.TextFormat.RichText
        assert "<a" not in each.text()


def test_old_data_say_so_calmly(room: JournalRoom) -> None:
    lines = open_steady(room.window, "lines").sections["lines"]
    assert isinstance(lines, HelpLines)
    assert "over a year" not in seen(lines)
    checked = content.help_for("DE", "en").lines[0].checked_on
    lines._today = lambda: date(checked.year + 1, checked.month + 1, checked.day)
    lines.fill()
    assert "Nobody has checked this for over a year" in seen(lines)


def test_an_unknown_country_has_a_number_and_a_sentence() -> None:
    assert country_code(Settings(country="JP")) == "ZZ"
    assert country_code(Settings(country="DE")) == "DE"
    known = {country.code for country in content.countries("en")}
    system = QLocale.territoryToCode(QLocale.system().territory())
    assert country_code(Settings()) == (system if system in known else "ZZ")
    country = content.help_for("JP", "en")
    assert country.emergency == "112"
    assert country.note


def test_every_target_is_large_enough_and_named(room: JournalRoom) -> None:
    steady = open_steady(room.window)
    everything_built(steady)
    room.settle()
    for section in ("breathe", "ground", "mine", "lines"):
        steady.show_section(section)
        QCoreApplication.processEvents()
        for each in steady.findChildren(QAbstractButton):
            if each.isVisible():
                assert each.height() >= 40, each.text()
                assert each.accessibleName() or each.text()


def test_keys_of_sections_do_not_eat_what_is_typed(room: JournalRoom) -> None:
    steady = open_steady(room.window, "lines")
    lines = steady.sections["lines"]
    assert isinstance(lines, HelpLines)
    room.settle()
    lines.add.click()
    QTest.keyClicks(lines.reach, "1234")
    assert lines.reach.text() == "1234"
    assert steady.section == "lines"


def test_settings_of_the_person_stay_when_another_changes(room: JournalRoom) -> None:
    room.window.change_settings(theme="dark")
    breathing = open_steady(room.window).sections["breathe"]
    assert isinstance(breathing, Breathing)
    breathing.pace.setValue(5)
    assert room.window.settings == replace(
        room.window.settings, theme="dark", breaths_per_minute=5, country="DE"
    )


def test_f9_is_bound_once(room: JournalRoom) -> None:
    room.window.prepare_steady()
    keys = [each.key() for each in room.window.findChildren(QShortcut)]
    assert QKeySequence("F9") not in keys

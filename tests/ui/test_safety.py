"""My safety plan and the bridge card: kept as typed, there when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from reflect import content, vault
from reflect.errors import StorageFull
from reflect.model import BRIDGE, SAFETY_PLAN, Bridge, Changes, SafetyPlan
from reflect.settings import Settings
from reflect.ui import keeper
from reflect.ui.bridge_card import BridgePage, open_card
from reflect.ui.keeper import LinesField
from reflect.ui.safety import SafetyPage, open_plan
from reflect.ui.steady import Steady, open_steady
from tests.ui.conftest import PASSPHRASE, Shell, wait_until
from tests.ui.journal_room import JournalRoom, journal_room

Key = Qt.Key
SIGNS = "warning-signs"


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    settings = Settings(theme="light", language="en", country="DE")
    with journal_room(tmp_path, settings=settings) as made:
        made.window.activateWindow()
        QTest.qWaitForWindowActive(made.window)
        yield made


def seen(part: QWidget) -> str:
    QCoreApplication.processEvents()
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())


def type_text(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def plan_of(room: JournalRoom) -> SafetyPlan | None:
    return room.journal.kept_one(SafetyPlan, SAFETY_PLAN)


def test_seven_sections_and_how_to_begin(room: JournalRoom) -> None:
    page = open_plan(room.window)
    room.settle()
    ids = [section.id for section in content.safety_plan("en")]
    assert list(page.fields) == ids
    assert len(ids) == 7
    for section in content.safety_plan("en"):
        assert section.title in seen(page)
        assert section.ask in seen(page)
    assert "Begin with one line" in seen(page)
    assert not page.print.isEnabled()
    assert not page.calm.isVisible()


def test_a_pause_in_typing_keeps_it_with_its_date(room: JournalRoom) -> None:
    press(Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    room.settle()
    page = room.window.topmost
    assert isinstance(page, SafetyPage)
    type_text("I stop answering")
    assert page.unsaved
    page.keeper._pause.timeout.emit()
    room.settle()
    kept = plan_of(room)
    assert kept is not None
    assert kept.sections == {SIGNS: ("I stop answering",)}
    assert kept.at is not None
    assert not page.unsaved
    assert "Last gone over on" in seen(page)
    assert page.print.isEnabled()


def test_typing_without_a_pause_is_kept_within_two_seconds(room: JournalRoom) -> None:
    page = open_plan(room.window)
    room.settle()
    page.fields[SIGNS].setFocus()
    QTest.keyClicks(page.fields[SIGNS], "a")
    assert page.keeper._forced.isActive()
    assert page.keeper._forced.interval() + 500 <= 2_000
    QTest.keyClicks(page.fields[SIGNS], "b")
    page.keeper._forced.timeout.emit()
    room.settle()
    kept = plan_of(room)
    assert kept is not None
    assert kept.sections[SIGNS] == ("ab",)


def test_what_is_typed_when_it_locks_is_there_afterwards(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder, Settings(language="en"))
    window = shell.unlock()
    page = open_plan(window)
    wait_until(lambda: page._known)
    QTest.keyClicks(page.fields["alone"], "the same walk as al")
    card = open_card(window)
    wait_until(lambda: card._known)
    QTest.keyClicks(card.fields["say"], "You are not a bur")
    assert shell.program.lock()
    opened = vault.unlock(journal_folder, PASSPHRASE)
    plan = opened.journal.kept_one(SafetyPlan, SAFETY_PLAN)
    bridge = opened.journal.kept_one(Bridge, BRIDGE)
    opened.close()
    assert plan is not None and plan.sections["alone"] == ("the same walk as al",)
    assert bridge is not None and bridge.say == "You are not a bur"


def test_what_cannot_be_kept_stays_on_the_page_and_holds_the_lock(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = open_plan(room.window)
    room.settle()

    def full(_value: object, _vault: object) -> Changes:
        raise StorageFull(path=tmp_path)

    monkeypatch.setattr(keeper, "_keep", full)
    QTest.keyClicks(page.fields[SIGNS], "kept")
    assert room.window.flush_pages() is False
    assert page.trouble.isVisible()
    assert page.fields[SIGNS].lines == ("kept",)
    monkeypatch.undo()
    assert room.window.flush_pages() is True
    kept = plan_of(room)
    assert kept is not None and kept.sections[SIGNS] == ("kept",)
    assert not page.trouble.isVisible()


def test_lines_are_read_again_and_those_of_unknown_headings_stay(room: JournalRoom) -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    room.journal.keep(
        SafetyPlan(SAFETY_PLAN, {SIGNS: ("one", "two"), "later-heading": ("stays",)}, at)
    )
    page = open_plan(room.window)
    room.settle()
    field = page.fields[SIGNS]
    assert field.lines == ("one", "two")
    assert "1 March 2026" in seen(page)
    assert not page.unsaved
    field.setFocus()
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.lines == ("two", "one")
    assert field.textCursor().blockNumber() == 1
    press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert field.lines == ("one", "two")
    press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert field.lines == ("one", "two")
    field.move_line(1)
    page.leave()
    room.settle()
    kept = plan_of(room)
    assert kept is not None
    assert kept.sections == {SIGNS: ("two", "one"), "later-heading": ("stays",)}
    assert kept.at is not None and kept.at > at


def test_gone_over_is_dated_without_a_change(room: JournalRoom) -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    room.journal.keep(SafetyPlan(SAFETY_PLAN, {SIGNS: ("one",)}, at))
    page = open_plan(room.window)
    room.settle()
    page.reviewed.click()
    room.settle()
    kept = plan_of(room)
    assert kept is not None and kept.at is not None and kept.at > at


def test_an_answer_that_asks_for_it_is_met_calmly_with_help_in_reach(room: JournalRoom) -> None:
    page = open_plan(room.window, reason="phq-9")
    room.settle()
    assert page.calm.isVisible()
    assert "You do not have to be alone" in seen(page)
    assert "Emergency: 112" in seen(page)
    assert QApplication.focusWidget() is page.call
    press(Key.Key_Return)
    steady = room.window.topmost
    assert isinstance(steady, Steady)
    assert steady.section == "lines"
    press(Key.Key_Escape)
    assert room.window.topmost is page
    press(Key.Key_Escape)
    assert room.window.topmost is None
    open_plan(room.window)
    assert not page.calm.isVisible()


def test_from_steady_me_to_the_plan_and_back_by_steps(room: JournalRoom) -> None:
    steady = open_steady(room.window)
    room.settle()
    assert steady.plan is not None
    steady.plan.setFocus()
    press(Key.Key_Return)
    assert room.window.findChild(SafetyPage) is room.window.topmost
    press(Key.Key_Escape)
    assert room.window.is_steady
    assert QApplication.focusWidget() is steady.plan


def test_the_bridge_card_is_kept_and_read_again(room: JournalRoom) -> None:
    press(Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    page = room.window.topmost
    assert isinstance(page, BridgePage)
    type_text("You don't have to explain.")
    press(Key.Key_Tab)
    type_text("Ana 555")
    press(Key.Key_Return)
    type_text("Dr Kern")
    press(Key.Key_Tab)
    type_text("I need help.")
    press(Key.Key_Escape)
    room.settle()
    kept = room.journal.kept_one(Bridge, BRIDGE)
    assert kept is not None
    assert kept.say == "You don't have to explain."
    assert kept.contact == ("Ana 555", "Dr Kern")
    assert kept.first_sentence == "I need help."
    assert kept.at is not None
    steady = open_steady(room.window)
    assert steady.card is not None
    assert "Ana 555\nDr Kern" in seen(steady.card)


def test_on_paper_stands_what_is_written_and_nothing_runs(room: JournalRoom) -> None:
    room.journal.keep(SafetyPlan(SAFETY_PLAN, {SIGNS: ("<b>one</b> & two",)}))
    page = open_plan(room.window)
    room.settle()
    html = page.html()
    assert "&lt;b&gt;one&lt;/b&gt; &amp; two" in html
    assert html.count("<h2>") == 1
    page.print.click()
    QCoreApplication.processEvents()
    dialogs = [
        each for each in QApplication.topLevelWidgets() if each.isModal() and each.isVisible()
    ]
    assert len(dialogs) == 1
    dialogs[0].close()


def test_fields_grow_with_their_lines(room: JournalRoom) -> None:
    field = LinesField()
    field.resize(300, 60)
    field.show()
    small = field.height()
    field.set_lines(tuple(str(number) for number in range(9)))
    QCoreApplication.processEvents()
    assert field.height() > small
    assert not field.verticalScrollBar().isVisible()
    shows = field.cursorForPosition(field.viewport().rect().bottomLeft()).blockNumber()
    assert shows == 8
    field.deleteLater()

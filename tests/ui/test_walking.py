"""A guided exercise walked through: by key and by hand, left and gone on with, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect import content
from reflect.errors import StorageFull
from reflect.model import Changes, Entry, Plan, Walk
from reflect.settings import Settings
from reflect.ui import exercises, steps
from reflect.ui.exercise_words import (
    FOR_LATER,
    READ_AGAIN,
    RECALLED,
)
from reflect.ui.moment import now_here
from reflect.ui.walking import WalkPage
from tests.ui.conftest import Shell, settle, wait_until
from tests.ui.exercise_room import (
    NEXT,
    answer,
    entries,
    exercise,
    finished,
    full,
    texts,
    to_step,
    walk,
    walks,
)
from tests.ui.journal_room import JournalRoom, journal_room


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        made.window.activateWindow()
        yield made


# a walk ----------------------------------------------------------------------------------------


def test_one_step_at_a_time_by_keys_alone(room: JournalRoom) -> None:
    page = walk(room, "thought-record")
    shown = exercise("thought-record")
    assert shown.caution is not None and shown.caution in texts(page)
    for number, step in enumerate(shown.steps, 1):
        said = texts(page)
        assert f"step {number} of {len(shown.steps)}" in said
        assert step.title in said and step.ask in said and step.hint in said
        focused = room.window.focusWidget()
        assert page.answer is not None
        assert page.answer.isAncestorOf(focused), step.id
        if step.kind == "rating":
            QTest.keyClicks(focused, "7")
            assert room.window.focusWidget() is page.next
        else:
            QTest.keyClicks(focused, f"words for {number}")
        if number < len(shown.steps):
            QTest.keyClick(room.window.focusWidget(), *NEXT)
            assert page.place == number
            assert page.caution.isHidden()
    assert page.next.text() == "Finish"
    back = room.window.focusWidget()
    QTest.keyClick(back, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.step.id == "fairer"
    assert isinstance(page.answer, steps.Words)
    assert page.answer.value == "words for 7"
    QTest.keyClick(page.answer.pad, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.step.id == "after"
    assert isinstance(page.answer, steps.Number) and page.answer.rating.value == 7


def test_a_step_that_is_needed_says_so_and_the_others_may_stay_empty(room: JournalRoom) -> None:
    page = walk(room, "if-then-plan")
    page.go_on()
    assert page.place == 0 and page.needed.isVisible()
    answer(page, "To lie awake less")
    assert page.needed.isHidden()
    answer(page)
    assert page.step.id == "when"
    answer(page, "   ")
    assert page.step.id == "when" and page.needed.isVisible()
    assert isinstance(page.answer, steps.Words)
    assert room.window.focusWidget() is page.answer.pad
    QTest.keyClicks(page.answer.pad, "I")
    assert page.needed.isHidden()


def test_a_number_and_a_choice_can_be_taken_back(room: JournalRoom) -> None:
    page = walk(room, "activity-planning")
    assert isinstance(page.answer, steps.Choice)
    QTest.keyClicks(page.answer.buttons[0], "3")
    assert page.answers["kind"] == "people"
    assert room.window.focusWidget() is page.next
    page.answer.focus()
    assert room.window.focusWidget() is page.answer.buttons[2]
    QTest.keyClick(page.answer.buttons[2], Qt.Key.Key_Down)
    assert room.window.focusWidget() is page.answer.buttons[3]
    QTest.keyClick(page.answer.buttons[2], Qt.Key.Key_Space)
    assert page.answers["kind"] == ""
    QTest.keyClicks(page.answer.buttons[0], "1")
    to_step(page, "expected")
    assert isinstance(page.answer, steps.Number)
    assert page.answer.clear.isHidden()
    QTest.keyClicks(page.answer.rating.buttons[0], "4")
    assert page.answers["expected"] == "4"
    page.answer.clear.click()
    assert page.answers["expected"] == "" and page.answer.rating.value is None


def test_what_a_step_looks_back_on_stands_above_it(room: JournalRoom) -> None:
    page = walk(room, "if-then-plan")
    answer(page, "To lie awake less")
    answer(page)
    assert page.recalled.isHidden()
    answer(page, "I lie awake")
    assert page.step.id == "then"
    assert texts(page.recalled) == "If …\nI lie awake"
    answer(page, "I turn the radio on")
    assert texts(page.recalled) == "If …\nI lie awake\nthen …\nI turn the radio on"


def test_the_letter_is_read_again_and_may_be_changed_there(room: JournalRoom) -> None:
    page = walk(room, "self-compassion-letter")
    to_step(page, "letter")
    answer(page, "Dear me,\n\nyou are tired.")
    answer(page)
    assert page.step.id == "slowly"
    assert isinstance(page.answer, steps.Words)
    assert page.answer.pad.toPlainText() == "Dear me,\n\nyou are tired."
    answer(page, "Dear me,\n\nyou may rest.")
    assert page.answers["letter"] == "Dear me,\n\nyou may rest."
    assert "slowly" not in page.answers


def test_steps_that_are_named_elsewhere_are_there() -> None:
    for language in content.LANGUAGES:
        known = {
            (each.id, step.id): step for each in content.exercises(language) for step in each.steps
        }
        assert known.keys() >= FOR_LATER
        for (id, step), looked_at in RECALLED.items():
            assert (id, step) in known
            order = [each.id for each in content.exercise_by_id(language)[id].steps]
            assert all(order.index(one) < order.index(step) for one in looked_at)
        for (id, step), letter in READ_AGAIN.items():
            assert known[id, step].kind == "read" and known[id, letter].kind == "text"


# left and gone on with -------------------------------------------------------------------------


def test_later_keeps_the_step_and_the_answers_for_another_sitting(room: JournalRoom) -> None:
    page = walk(room, "problem-solving")
    answer(page, "No money on the 20th")
    answer(page, "6")
    QTest.keyClicks(room.window.focusWidget(), "bread and vege")
    QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Escape)
    assert room.window.topmost is None
    room.settle()
    (kept,) = walks(room)
    assert (kept.exercise, kept.step) == ("problem-solving", 2)
    assert kept.answers == {
        "problem": "No money on the 20th",
        "before": "6",
        "enough": "bread and vege",
    }
    # Another sitting: what this one built is gone.
    page.setParent(None)
    page.deleteLater()
    QCoreApplication.processEvents()
    again = walk(room, "problem-solving")
    assert again is not page and again.step.id == "enough"
    assert isinstance(again.answer, steps.Words)
    assert again.answer.pad.toPlainText() == "bread and vege"
    assert again.walk().id == kept.id and again.walk().begun_at == kept.begun_at
    QTest.keyClicks(again.answer.pad, "tables")
    again.leave()
    room.settle()
    assert [each.answers["enough"] for each in walks(room)] == ["bread and vegetables"]


@pytest.mark.parametrize(("id", "step"), sorted(FOR_LATER))
def test_what_is_for_later_says_so_and_is_there_again(
    room: JournalRoom, id: str, step: str
) -> None:
    page = walk(room, id)
    to_step(page, step)
    assert page.later.text() == "Leave it until then"
    QTest.mouseClick(page.later, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.window.topmost is None
    page = walk(room, id)
    assert page.step.id == step


def test_an_exercise_that_was_only_looked_at_leaves_nothing(room: JournalRoom) -> None:
    page = walk(room, "thought-record")
    page.go_on()
    page.leave()
    room.settle()
    assert walks(room) == () and not page.unsaved
    page = walk(room, "thought-record")
    assert isinstance(page.answer, steps.Words)
    QTest.keyClicks(page.answer.pad, "x")
    page.keeper.flush()
    room.settle()
    assert len(walks(room)) == 1
    QTest.keyClick(page.answer.pad, Qt.Key.Key_Backspace)
    page.leave()
    room.settle()
    assert walks(room) == () and not page.unsaved


def test_typed_words_are_kept_without_a_press(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = walk(room, "gratitude")
    QTest.keyClicks(room.window.focusWidget(), "The bus waited")
    assert page.unsaved
    # What runs is at most the pause and the forced rest: two seconds in all.
    running = [each for each in (page.keeper._pause, page.keeper._forced) if each.isActive()]
    assert running and all(each.interval() <= 1_500 for each in running)
    page.keeper._pause.timeout.emit()
    room.settle()
    assert not page.unsaved
    assert walks(room)[0].answers == {"things": "The bus waited"}


def test_a_lock_keeps_what_is_typed(room: JournalRoom) -> None:
    page = walk(room, "gratitude")
    QTest.keyClicks(room.window.focusWidget(), "The bus waited")
    room.window.cover()
    assert room.window.flush_pages()
    assert walks(room)[0].answers == {"things": "The bus waited"}
    assert not page.unsaved


@pytest.mark.parametrize("way", ["lock", "quit"])
def test_after_a_lock_or_quit_it_goes_on_at_the_same_step(
    make_shell: Callable[..., Shell], journal_folder: Path, way: str
) -> None:
    shell = make_shell(journal_folder, Settings(language="en"))
    window = shell.unlock()
    page = exercises.open_walk(window, "gratitude")
    settle(shell)
    assert page is not None
    answer(page, "The bus waited")
    assert isinstance(page.answer, steps.Words)
    QTest.keyClicks(page.answer.pad, "the driver saw me")
    if way == "lock":
        assert shell.program.lock()
    else:
        window.close()
        shell.program.end()
    other = make_shell(journal_folder, Settings(language="en"))
    window = other.unlock()
    line = window.page("today").going_on
    wait_until(lambda: not line.isHidden())
    line.go_on.click()
    settle(other)
    page = window.topmost
    assert isinstance(page, WalkPage) and page.step.id == "because"
    assert isinstance(page.answer, steps.Words)
    assert page.answer.pad.toPlainText() == "the driver saw me"
    assert page.answers["things"] == "The bus waited"


def test_a_write_that_fails_is_said_on_the_page_and_tried_again(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = walk(room, "gratitude")
    keep = room.journal.keep
    with monkeypatch.context() as patched:
        patched.setattr(room.journal, "keep", full)
        QTest.keyClicks(room.window.focusWidget(), "The bus waited")
        page.keeper.flush()
        room.settle()
        assert page.trouble.isVisible() and page.unsaved
        assert not room.window.flush_pages()
        page.leave()
        assert page.unsaved
        assert not room.window.flush_pages()
        # It comes back with its words, not with what the journal has.
        walk(room, "gratitude")
        assert page.body.isVisible()
        assert isinstance(page.answer, steps.Lines) and page.answer.value == "The bus waited"
    assert room.journal.keep == keep
    page.keeper._retry.timeout.emit()
    room.settle()
    assert page.trouble.isHidden() and not page.unsaved
    assert walks(room)[0].answers == {"things": "The bus waited"}


# time ------------------------------------------------------------------------------------------


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def the_time(room: JournalRoom) -> tuple[WalkPage, steps.Time]:
    page = walk(room, "worry-appointment")
    to_step(page, "time")
    assert isinstance(page.answer, steps.Time)
    return page, page.answer


def test_a_time_runs_pauses_and_ends_in_words(room: JournalRoom, heard: list[str]) -> None:
    page, time = the_time(room)
    now = [1000.0]
    time.clock = lambda: now[0]
    assert time.ring.text == "15:00" and page.next.text() == "Skip"
    assert room.window.focusWidget() is time.run
    QTest.keyClick(time.run, Qt.Key.Key_Space)
    assert time.running and time.timer.isActive()
    now[0] += 100
    time.timer.timeout.emit()
    assert time.ring.text == "13:20"
    assert time.ring.part == pytest.approx(800 / 900)
    assert time.ring.accessibleName() == "13 minutes and 20 seconds left"
    QTest.keyClick(time.run, Qt.Key.Key_Space)
    now[0] += 50
    assert not time.running and time.seconds_left == 800
    assert time.run.text() == "Go on with the time"
    QTest.keyClick(time.run, Qt.Key.Key_Space)
    now[0] += 799.8
    time.timer.timeout.emit()
    assert not time.running
    assert time.ring.text == "0:00"
    assert heard[-1] == "The time is over. Go on when you like."
    assert heard[-1] in texts(page)
    assert page.next.text() == "Next"
    assert page.step.id == "time", "it does not go on by itself"
    page.go_on()
    assert page.step.id == "sort"


def test_a_time_stands_still_while_something_else_is_in_front(room: JournalRoom) -> None:
    page, time = the_time(room)
    now = [1000.0]
    time.clock = lambda: now[0]
    time.toggle()
    now[0] += 300
    room.window.toggle_steady()
    assert not time.running
    now[0] += 300
    room.window.toggle_steady()
    assert room.window.topmost is page
    assert time.seconds_left == 600


def test_what_is_left_of_a_time_outlasts_a_lock(room: JournalRoom) -> None:
    page, time = the_time(room)
    now = [1000.0]
    time.clock = lambda: now[0]
    assert "The journal locks after 10 minutes" in time.note.text()
    time.toggle()
    now[0] += 300
    assert room.window.flush_pages()
    page.setParent(None)
    page.deleteLater()
    page = walk(room, "worry-appointment")
    assert isinstance(page.answer, steps.Time)
    assert page.answer.ring.text == "10:00" and not page.answer.running
    page.answer.again.click()
    assert page.answer.ring.text == "15:00"


def test_without_motion_the_ring_moves_in_few_steps(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(theme="light", language="en", reduced_motion="yes", autolock_minutes=60)
    with journal_room(tmp_path, settings=settings) as room:
        _page, time = the_time(room)
        assert time.note.isHidden()
        now = [0.0]
        time.clock = lambda: now[0]
        time.toggle()
        parts = set()
        for now[0] in range(900):
            time.tick()
            parts.add(time.ring.part)
        assert len(parts) == steps.PARTS
        assert time.timer.interval() == steps.SECOND_MS


# the end ---------------------------------------------------------------------------------------


def test_at_the_end_it_is_an_entry_and_no_longer_under_way(room: JournalRoom) -> None:
    page = finished(room)
    assert page.closing.isVisible() and page.body.isHidden()
    assert walks(room) == () and len(room.journal.kept(Walk, trashed=True)) == 1
    (entry,) = entries(room, "if-then-plan")
    assert entry.title == "If this, then that"
    assert entry.kind == "exercise:if-then-plan"
    assert entry.answers == {
        "wish": "To lie awake less",
        "when": "If I lie awake",
        "then": "I turn the radio on low.",
        "sure": "8",
    }
    assert entry.text == (
        "### What I would like\n\nTo lie awake less\n\n### If …\n\nIf I lie awake\n\n"
        "### then …\n\nI turn the radio on low.\n\n### How sure I am\n\n8 of 10"
    )
    assert entry.mood is None
    assert entry.day == now_here()[0].date()
    said = texts(page.closing)
    for words in ("Kept in your journal", "To lie awake less", "8 of 10"):
        assert words in said
    page.closing.finish.click()
    room.settle()
    assert room.window.topmost is None


def test_the_entry_opens_from_the_last_page(room: JournalRoom) -> None:
    page = finished(room)
    page.closing.open.click()
    room.settle()
    assert room.window.topmost is None and room.window.current_page == "journal"
    shown = room.page.reader.entry
    assert shown is not None and shown.id == entries(room, "if-then-plan")[0].id


def test_the_end_can_be_taken_back_on_its_page(room: JournalRoom) -> None:
    page = finished(room)
    page.closing.plan_button.click()
    room.settle()
    assert page.closing.undo_line.isVisible()
    page.closing.undo_line.undo.click()
    room.settle()
    assert entries(room, "if-then-plan") == ()
    assert room.journal.kept(Plan) == ()
    (kept,) = walks(room)
    assert kept.answers["wish"] == "To lie awake less"
    assert page.body.isVisible() and page.closing.isHidden()
    assert page.step.id == "sure"
    page.go_on()
    room.settle()
    assert len(entries(room, "if-then-plan")) == 1 and walks(room) == ()


def test_the_end_can_be_taken_back_later_from_the_window(room: JournalRoom) -> None:
    page = finished(room)
    page.closing.finish.click()
    assert room.window.undo_bar.offered == "Kept: If this, then that"
    room.window.undo_bar.undo()
    room.settle()
    assert entries(room, "if-then-plan") == () and len(walks(room)) == 1
    assert room.window.topmost is None


def test_an_if_then_plan_can_be_kept_as_a_plan(room: JournalRoom) -> None:
    page = finished(room)
    closing = page.closing
    assert "If I lie awake, then I turn the radio on low." in texts(closing)
    assert room.window.focusWidget() is closing.plan_button
    assert room.journal.kept(Plan) == ()
    QTest.keyClick(closing.plan_button, Qt.Key.Key_Return)
    room.settle()
    (plan,) = room.journal.kept(Plan)
    assert (plan.when, plan.then) == ("I lie awake", "I turn the radio on low")
    QTest.keyClick(closing.plan_button, Qt.Key.Key_Return)
    room.settle()
    assert room.journal.kept(Plan) == ()


def test_an_exercise_without_a_plan_offers_none(room: JournalRoom) -> None:
    page = walk(room, "gratitude")
    to_step(page, "keep")
    answer(page, "thank you for waiting")
    room.settle()
    assert page.closing.isVisible() and page.closing.plan.isHidden()
    assert room.window.focusWidget() is page.closing.finish
    (entry,) = entries(room, "gratitude")
    assert entry.text is not None and entry.text.startswith("### Something good\n\n- my things")
    assert "stay" not in entry.answers


def test_an_end_that_cannot_be_written_leaves_the_exercise_as_it_was(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = walk(room, "gratitude")
    to_step(page, "keep")
    assert isinstance(page.answer, steps.Words)
    QTest.keyClicks(page.answer.pad, "thank you")
    with monkeypatch.context() as patched:
        patched.setattr(room.journal, "put", full)
        patched.setattr(type(room.vault), "free_reserve", lambda _vault: False)
        page.go_on()
        room.settle()
        assert page.trouble.isVisible() and page.body.isVisible()
    assert entries(room, "gratitude") == () and page.unsaved
    assert room.window.flush_pages()
    assert len(walks(room)) == 1 and walks(room)[0].answers["keep"] == "thank you"
    page.go_on()
    room.settle()
    assert len(entries(room, "gratitude")) == 1 and walks(room) == ()


def test_entry_and_walk_change_together(room: JournalRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    page = walk(room, "gratitude")
    to_step(page, "keep")
    room.settle()
    with monkeypatch.context() as patched:
        patched.setattr(room.journal, "trash_kept", full)
        patched.setattr(type(room.vault), "free_reserve", lambda _vault: False)
        page.go_on()
        room.settle()
    assert entries(room, "gratitude") == (), "an entry without the walk's end"
    assert len(walks(room)) == 1


def test_afull_disk_gives_up_its_reserve_for_the_end(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = walk(room, "gratitude")
    to_step(page, "keep")
    room.settle()
    put, full = room.journal.put, [True]

    def tight(entry: Entry) -> Changes:
        if full:
            raise StorageFull(path=Path("journal"))
        return put(entry)

    def free(_vault: object) -> bool:
        full.clear()
        return True

    monkeypatch.setattr(room.journal, "put", tight)
    monkeypatch.setattr(type(room.vault), "free_reserve", free)
    page.go_on()
    room.settle()
    assert page.closing.isVisible() and page.trouble.isVisible()
    assert len(entries(room, "gratitude")) == 1 and walks(room) == ()


def test_a_journal_for_reading_lets_one_walk_and_keeps_nothing(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(room.vault), "read_only", property(lambda _vault: True))
    page = walk(room, "gratitude")
    assert "nothing is kept" in page.said.text()
    to_step(page, "keep")
    page.go_on()
    room.settle()
    assert room.window.topmost is None
    assert walks(room) == () and entries(room, "gratitude") == ()

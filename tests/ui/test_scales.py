"""Questionnaires: answered by key, at most every two weeks, interrupted without loss; and what an
answer about not wanting to live does at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect import content
from reflect.model import KeptId, ScaleResult
from reflect.ui.answering import answers_from, state_name
from reflect.ui.scales import SCALES_ON, ScaleItem, ScalesView
from reflect.ui.timeline_words import long_day
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.progress_room import now, press, reopened, section_of, texts, today, undo


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


def view_of(room: JournalRoom) -> ScalesView:
    return section_of(room, "scales", ScalesView)


def item_of(view: ScalesView, id: str = "phq-4") -> ScaleItem:
    item = view.shelf.items[id]
    assert isinstance(item, ScaleItem)
    return item


def result(id: str, days_ago: int, *answers: int, scale: str = "phq-4") -> ScaleResult:
    return ScaleResult(KeptId(id), scale, now() - timedelta(days=days_ago), answers)


def type_(room: JournalRoom, *keys: str) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, key)
        room.settle()


def test_four_keys_and_enter_answer_the_default_one(room: JournalRoom) -> None:
    view = view_of(room)
    assert list(view.shelf.items) == ["phq-4"]
    press(room, item_of(view), "answer")
    said = texts(view.answering)
    scale = content.scale_by_id("en")["phq-4"]
    assert scale.look_back in said and scale.items[0] in said and "1 of 4" in said
    assert "This is not a diagnosis." in said
    assert scale.notice in said and scale.source in said
    type_(room, "1", "2", "0", "3")
    assert "All answered" in texts(view.answering)
    assert room.journal.kept(ScaleResult) == ()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # type: ignore[arg-type]
    room.settle()
    (made,) = room.journal.kept(ScaleResult)
    assert (made.scale, made.answers) == ("phq-4", (1, 2, 0, 3))
    assert not view.is_answering
    said = texts(item_of(view))
    assert f"Last on {long_day(today())}: 6 of 12" in said
    assert "Published range: 6 to 8: moderate" in said
    assert "Worry (GAD-2) 3" in said
    assert room.journal.state(state_name("phq-4")) is None


def test_it_says_from_which_day_it_can_be_answered_again(room: JournalRoom) -> None:
    room.journal.keep(result("a", 5, 1, 1, 1, 1))
    item = item_of(view_of(room))
    assert "answer" not in item.verbs
    assert long_day(today() + timedelta(days=9)) in texts(item)
    room.journal.keep(result("a", 14, 1, 1, 1, 1))
    view = reopened(room, "scales")
    assert isinstance(view, ScalesView)
    assert "answer" in item_of(view).verbs


def test_one_can_go_back_and_answer_anew(room: JournalRoom) -> None:
    view = view_of(room)
    press(room, item_of(view), "answer")
    type_(room, "3", "3")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)  # type: ignore[arg-type]
    assert view.answering.place == 1
    assert view.answering.choices[3].isChecked() and view.answering.choices[3].hasFocus()
    QTest.keyClick(view.answering.choices[3], Qt.Key.Key_Up)
    QTest.keyClick(view.answering.choices[2], Qt.Key.Key_Space)
    room.settle()
    assert view.answering.answers == (3, 2)
    assert view.answering.place == 2


def test_what_was_answered_outlives_a_lock(room: JournalRoom) -> None:
    view = view_of(room)
    press(room, item_of(view), "answer")
    type_(room, "2", "1")
    assert room.window.flush_pages()
    again = reopened(room, "scales")
    assert isinstance(again, ScalesView)
    item = item_of(again)
    assert item.tool("answer").text() == "Go on"
    press(room, item, "answer")
    assert again.answering.place == 2 and again.answering.answers == (2, 1)
    type_(room, "0", "0")
    again.answering.keep_button.click()
    room.settle()
    assert room.journal.kept(ScaleResult)[0].answers == (2, 1, 0, 0)


def test_leaving_for_later_keeps_the_answers_and_other_keys_do_nothing(room: JournalRoom) -> None:
    view = view_of(room)
    press(room, item_of(view), "answer")
    type_(room, "4", "9", "a", "1")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # type: ignore[arg-type]
    room.settle()
    assert not view.is_answering
    assert room.journal.state(state_name("phq-4")) == "[1]"
    assert item_of(view).tool("answer").hasFocus()


def test_a_result_can_be_taken_back_and_a_deleted_one_comes_back(room: JournalRoom) -> None:
    view = view_of(room)
    press(room, item_of(view), "answer")
    type_(room, "1", "1", "1", "1")
    view.answering.keep_button.click()
    room.settle()
    undo(room)
    assert room.journal.kept(ScaleResult) == ()
    assert item_of(view).tool("answer").text() == "Go on"
    room.journal.keep(result("old", 30, 0, 1, 1, 0))
    again = reopened(room, "scales")
    assert isinstance(again, ScalesView)
    item = item_of(again)
    item.folded.head.click()
    assert "2 of 12" in texts(item.results)
    press(room, item.results.items["old"], "delete")
    assert room.journal.kept(ScaleResult) == ()
    undo(room)
    assert [each.id for each in room.journal.kept(ScaleResult)] == ["old"]


def test_what_was_answered_is_in_sight_afterwards_with_the_focus(room: JournalRoom) -> None:
    for scale in ("phq-4", "gad-7"):
        zeros = (0,) * len(content.scale_by_id("en")[scale].items)
        for number, ago in enumerate((60, 40, 20)):
            room.journal.keep(result(f"{scale}-{number}", ago, *zeros, scale=scale))
    room.journal.set_state(SCALES_ON, '["phq-4", "gad-7", "phq-9"]')
    view = view_of(room)
    press(room, item_of(view, "phq-9"), "answer")
    type_(room, *"000000000")
    view.answering.keep_button.click()
    room.settle()
    item = item_of(view, "phq-9")
    QCoreApplication.processEvents()
    assert item.folded.head.hasFocus()
    assert not item.last.visibleRegion().isEmpty()


def test_the_choice_of_questionnaires_opens_in_sight(room: JournalRoom) -> None:
    for number, ago in enumerate((60, 40, 20)):
        room.journal.keep(result(f"r{number}", ago, 0, 0, 0, 0))
    view = view_of(room)
    view.which.head.setFocus()
    QTest.keyClick(view.which.head, Qt.Key.Key_Space)
    room.settle()
    assert not view.switches["k10"].visibleRegion().isEmpty()
    assert not view.which.head.visibleRegion().isEmpty()


def test_the_line_over_time_has_its_table(room: JournalRoom) -> None:
    for number, answers in enumerate(((3, 2, 1, 1), (2, 1, 1, 1), (0, 0, 1, 1))):
        room.journal.keep(result(f"r{number}", 90 - 20 * number, *answers))
    item = item_of(view_of(room))
    assert item.frame.isVisible()
    model = item.frame.table.model()
    cells = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert cells == ["7 of 12", "5 of 12", "2 of 12"]


def test_others_are_switched_on_by_the_person(room: JournalRoom) -> None:
    view = view_of(room)
    view.which.head.click()
    assert not view.switches["phq-9"].isChecked()
    view.switches["gad-7"].click()
    room.settle()
    assert list(view.shelf.items) == ["phq-4", "gad-7"]
    view.switches["phq-4"].click()
    view.switches["gad-7"].click()
    room.settle()
    assert room.journal.state(SCALES_ON) == "[]"
    assert view.nothing.isVisible()


def test_values_of_every_scale_are_its_keys(room: JournalRoom) -> None:
    room.journal.set_state(SCALES_ON, '["k10"]')
    view = view_of(room)
    press(room, item_of(view, "k10"), "answer")
    type_(room, "0")
    assert view.answering.place == 0
    type_(room, "5", *"123451234")
    view.answering.keep_button.click()
    room.settle()
    assert room.journal.kept(ScaleResult)[0].answers == (5, 1, 2, 3, 4, 5, 1, 2, 3, 4)


def test_an_answer_about_not_wanting_to_live_opens_the_safety_plan_at_once(
    room: JournalRoom,
) -> None:
    from reflect.ui.safety import SafetyPage

    room.journal.set_state(SCALES_ON, '["phq-9"]')
    view = view_of(room)
    press(room, item_of(view, "phq-9"), "answer")
    type_(room, *"00000000")
    assert not isinstance(room.window.topmost, SafetyPage)
    type_(room, "1")
    plan = room.window.topmost
    assert isinstance(plan, SafetyPage)
    assert plan.calm.isVisible()
    # The answers are in the journal already, and nothing is kept or scored behind the plan.
    assert room.journal.state(state_name("phq-9")) == "[0, 0, 0, 0, 0, 0, 0, 0, 1]"
    assert room.journal.kept(ScaleResult) == ()
    plan.leave()
    room.settle()
    assert room.window.topmost is None
    assert view.answering.answers == (0, 0, 0, 0, 0, 0, 0, 0, 1)
    view.answering.keep_button.click()
    room.settle()
    assert room.journal.kept(ScaleResult)[0].answers[8] == 1


def test_a_zero_there_opens_nothing(room: JournalRoom) -> None:
    room.journal.set_state(SCALES_ON, '["phq-9"]')
    view = view_of(room)
    press(room, item_of(view, "phq-9"), "answer")
    type_(room, *"333333330")
    assert room.window.topmost is None
    assert view.answering.is_complete


def test_no_colour_and_no_word_alarms(room: JournalRoom) -> None:
    room.journal.keep(result("a", 3, 3, 3, 3, 3))
    said = texts(item_of(view_of(room)))
    assert "12 of 12" in said
    for word in ("!", "positive", "alarm", "warning", "depression", "disorder"):
        assert word not in said.casefold()


def test_answers_put_by_that_do_not_fit_are_not_taken() -> None:
    scale = content.scale_by_id("en")["phq-4"]
    assert answers_from("[1, 2]", scale) == (1, 2)
    for text in (None, "", "{}", "[9]", '["1"]', "[0, 0, 0, 0, 0]", "[1"):
        assert answers_from(text, scale) == ()

"""Guided exercises: the list, the line on Today, their words, and that everyone can use them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reflect import content
from reflect.model import Entry, EntryId, KeptId, Walk
from reflect.settings import Settings
from reflect.ui import exercises, steps
from reflect.ui.coping import CopingPage
from reflect.ui.exercise_words import (
    entry_text,
    in_a_sentence,
    told,
)
from reflect.ui.exercises import ExercisesPage, GoingOn
from reflect.ui.moment import now_here
from reflect.ui.timeline_reader import EntryReader
from reflect.ui.today import TodayPage
from reflect.ui.walking import WalkPage
from tests.ui.exercise_room import (
    answer,
    exercise,
    finished,
    full,
    texts,
    the_list,
    to_step,
    walk,
    walks,
)
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.test_accessible import cut, described, expected, stops, unnamed


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        made.window.activateWindow()
        yield made


# the list --------------------------------------------------------------------------------------


def test_a_key_opens_all_eight_with_what_they_are_for_and_how_long(room: JournalRoom) -> None:
    QTest.keyClick(room.window, Qt.Key.Key_F8)
    room.settle()
    page = room.window.topmost
    assert isinstance(page, ExercisesPage)
    said = texts(page)
    assert len(page.begins) == len(content.exercises("en")) == 8
    for each in content.exercises("en"):
        assert each.name in said
        assert each.about in said
        assert f"{each.minutes} minutes" in said
    focused = room.window.focusWidget()
    assert focused is page.begins["thought-record"]
    QTest.keyClick(focused, Qt.Key.Key_Return)
    room.settle()
    walked = room.window.findChild(WalkPage)
    fronts: list[QWidget | None] = [room.window.topmost]
    for _ in range(2):
        QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Escape)
        fronts.append(room.window.topmost)
    assert fronts == [walked, page, None]


def test_the_page_of_coping_leads_there(room: JournalRoom) -> None:
    room.window.show_page("coping")
    room.settle()
    page = room.window.page("coping")
    assert isinstance(page, CopingPage)
    QTest.mouseClick(page.exercises, Qt.MouseButton.LeftButton)
    room.settle()
    assert isinstance(room.window.topmost, ExercisesPage)


def test_an_unknown_exercise_opens_nothing(room: JournalRoom) -> None:
    assert exercises.open_walk(room.window, "of-a-later-version") is None
    assert room.window.topmost is None


def test_what_was_begun_stands_on_top_and_can_be_let_go_and_had_back(room: JournalRoom) -> None:
    page = walk(room, "gratitude")
    answer(page, "The light on the wall")
    page.leave()
    room.settle()
    kept = walks(room)
    assert [(each.exercise, each.step) for each in kept] == [("gratitude", 1)]
    shown = the_list(room)
    assert list(shown.going_on) == ["gratitude"]
    assert "Step 2 of 5: Because" in texts(shown)
    assert shown.begins["gratitude"].isHidden()
    assert room.window.focusWidget() is shown.going_on["gratitude"]
    QTest.keyClick(shown.letting_go["gratitude"], Qt.Key.Key_Space)
    room.settle()
    assert walks(room) == ()
    assert shown.going_on == {} and not shown.begins["gratitude"].isHidden()
    assert room.window.focusWidget() in shown.begins.values()
    assert shown.undo_line.isVisible()
    assert "Let go: Something good, with a because" in texts(shown)
    shown.undo_line.undo.click()
    room.settle()
    assert walks(room) == kept
    assert list(shown.going_on) == ["gratitude"]
    assert shown.undo_line.isHidden()


def test_the_list_knows_how_far_an_exercise_went_from_it(room: JournalRoom) -> None:
    page = walk(room, "gratitude")
    answer(page, "The light on the wall")
    page.leave()
    room.settle()
    shown = the_list(room)
    shown.going_on["gratitude"].click()
    room.settle()
    again = room.window.topmost
    assert isinstance(again, WalkPage)
    answer(again, "I looked up")
    again.leave()
    room.settle()
    assert room.window.topmost is shown
    assert "Step 3 of 5" in texts(shown)
    shown.going_on["gratitude"].click()
    room.settle()
    while walks(room):
        answer(page)
        room.settle()
    page.leave()
    room.settle()
    assert room.window.topmost is shown
    assert shown.going_on == {} and not shown.begins["gratitude"].isHidden()
    assert room.window.focusWidget() in shown.begins.values()


def test_let_go_of_it_begins_anew(room: JournalRoom) -> None:
    page = walk(room, "gratitude")
    answer(page, "The light on the wall")
    page.leave()
    room.settle()
    shown = the_list(room)
    shown.letting_go["gratitude"].click()
    room.settle()
    page = walk(room, "gratitude")
    assert page.place == 0 and page.answers == {}
    assert isinstance(page.answer, steps.Lines) and page.answer.value == ""


def test_what_was_let_go_is_not_tried_again(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = walk(room, "gratitude")
    answer(page, "The light on the wall")
    room.settle()
    with monkeypatch.context() as patched:
        patched.setattr(room.journal, "keep", full)
        QTest.keyClicks(room.window.focusWidget(), "It was four")
        page.leave()
        room.settle()
        assert page.unsaved
    the_list(room).letting_go["gratitude"].click()
    assert not page.unsaved
    page.keeper._retry.timeout.emit()
    room.settle()
    assert walks(room) == ()


# Today -----------------------------------------------------------------------------------------


def today_line(room: JournalRoom) -> GoingOn:
    room.window.show_page("today")
    room.settle()
    page = room.window.page("today")
    assert isinstance(page, TodayPage)
    return page.going_on


def test_today_has_a_line_only_while_something_is_under_way(room: JournalRoom) -> None:
    line = today_line(room)
    assert line.isHidden()
    page = walk(room, "values")
    answer(page, "2")
    page.leave()
    room.settle()
    assert line.isVisible()
    assert "Go on with “What matters to you”?" in texts(line)
    assert line.others.isHidden()
    line.go_on.click()
    room.settle()
    assert room.window.topmost is page and page.place == 1
    page.leave()
    line.leave.click()
    room.settle()
    assert line.isHidden() and walks(room) == ()
    room.window.undo_bar.undo()
    room.settle()
    assert line.isVisible() and len(walks(room)) == 1


def test_today_has_the_line_from_the_start(room: JournalRoom) -> None:
    room.journal.keep(Walk(KeptId("w"), "values", now_here()[0], 1, {"area": "work"}))
    page = TodayPage(room.bridge, room.window, room.window.theme, room.window.settings)
    page.shown()
    room.settle()
    assert not page.going_on.isHidden()
    page.deleteLater()


def test_today_names_the_newest_and_counts_the_others(room: JournalRoom) -> None:
    now = now_here()[0]
    for number, id in enumerate(("values", "gratitude", "of-a-later-version")):
        began = now - timedelta(days=number)
        room.journal.keep(Walk(KeptId(id), id, began, 1, {"area": "work"}))
    line = today_line(room)
    line.ask()
    room.settle()
    assert [each.exercise.id for each in line.begun] == ["values", "gratitude"]
    assert line.others.text() == "1 more"
    line.others.click()
    room.settle()
    shown = room.window.topmost
    assert isinstance(shown, ExercisesPage)
    assert list(shown.going_on) == ["values", "gratitude"]


# words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", content.LANGUAGES)
def test_the_text_says_each_answer_in_words(language: str) -> None:
    shown = exercise("worry-appointment", language)
    by_id = {step.id: step for step in shown.steps}
    text = entry_text(
        shown,
        {"worries": "one\n\n two ", "before": "7", "time": "300", "sort": "out-of-my-hands"},
    )
    assert text == (
        f"### {by_id['worries'].title}\n\n- one\n- two\n\n### {by_id['before'].title}\n\n7 of 10"
        f"\n\n### {by_id['sort'].title}\n\n{by_id['sort'].choice_words[2]}"
    )
    assert told(by_id["time"], "300") == ""


def test_a_plan_reads_as_a_sentence() -> None:
    assert in_a_sentence("If I lie\nawake. ") == "I lie awake"
    assert in_a_sentence("Wenn ich wach liege") == "ich wach liege"
    assert in_a_sentence("then") == "then"


def test_a_read_entry_is_called_by_its_exercise(room: JournalRoom) -> None:
    at = now_here()[0]
    kind = "exercise:gratitude"
    own = Entry(EntryId("own"), at, at, title="On the bus", text="The bus waited.", kind=kind)
    named = Entry(EntryId("named"), at, at, title=exercise("gratitude").name, text="x", kind=kind)
    reader = EntryReader(room.bridge, room.window.theme, "en")
    reader.show_entry(own, {})
    assert exercise("gratitude").name in texts(reader)
    reader.show_entry(named, {})
    assert texts(reader).count(exercise("gratitude").name) == 1
    assert reader.kind_in_words("exercise:of-a-later-version") == "exercise"
    assert reader.kind_in_words("") == ""
    german = EntryReader(room.bridge, room.window.theme, "de")
    assert german.kind_in_words(kind) == exercise("gratitude", "de").name


# for everyone ----------------------------------------------------------------------------------


@pytest.mark.parametrize("id", [each.id for each in content.exercises("en")])
def test_each_step_is_reached_by_tab_and_has_its_names(room: JournalRoom, id: str) -> None:
    room.window.resize(1120, 900)
    page = walk(room, id)
    for number in range(len(page.exercise.steps)):
        QCoreApplication.processEvents()
        assert unnamed(page) == []
        reached, round_ = stops(room.window)
        missed = [described(each) for each in expected(room.window) if each not in reached]
        assert (missed, round_) == ([], True), page.step.id
        assert page.answer is not None
        down = [*page.answer.stops, page.next, page.back, page.later]
        assert reached == [each for each in down if each in reached], page.step.id
        if number + 1 < len(page.exercise.steps):
            to_step(page, page.exercise.steps[number + 1].id)


def test_list_and_end_are_reached_by_tab_and_have_their_names(room: JournalRoom) -> None:
    page = finished(room)
    assert unnamed(page) == []
    page.leave()
    walked = walk(room, "values")
    answer(walked, "1")
    walked.leave()
    shown = the_list(room)
    assert unnamed(shown) == []
    reached, round_ = stops(room.window)
    missed = [described(each) for each in expected(room.window) if each not in reached]
    assert (missed, round_) == ([], True)


@pytest.mark.parametrize("size", [(1120, 760), (640, 480)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], percent: int
) -> None:
    settings = Settings(theme="light", language="de", text_percent=percent)
    with journal_room(tmp_path, settings=settings) as room:
        room.window.resize(*size)
        page = walk(room, "worry-appointment")
        bad = {}
        for step in page.exercise.steps[1:]:
            to_step(page, step.id)
            for _ in range(4):
                QCoreApplication.processEvents()
            bad[step.id] = cut(page)
        page.leave()
        room.settle()
        bad["list"] = cut(the_list(room))
        room.window.leave()
        bad["end"] = cut(finished(room))
        assert {name: found for name, found in bad.items() if found} == {}


def test_it_follows_the_look_at_any_step(room: JournalRoom) -> None:
    page = walk(room, "worry-appointment")
    sizes = {}
    for step in page.exercise.steps[1:]:
        sizes[step.id] = page.next.fontMetrics().height()
        to_step(page, step.id)
        room.window.change_settings(text_percent=200, theme="dark")
        QCoreApplication.processEvents()
        assert page.next.fontMetrics().height() > sizes[step.id]
        if isinstance(page.answer, steps.Words | steps.Lines):
            assert page.answer.pad.fontMetrics().height() > page.next.fontMetrics().height()
        room.window.change_settings(text_percent=100, theme="light")
        QCoreApplication.processEvents()


def test_no_key_does_two_things_and_no_letter_leads_two_ways(room: JournalRoom) -> None:
    live = [
        action.shortcut().toString()
        for action in room.window.findChildren(QAction)
        if action.isVisible() and not action.shortcut().isEmpty()
    ]
    assert live.count("F8") == 1


def test_the_window_starts_without_the_pages_of_an_exercise(room: JournalRoom) -> None:
    assert room.window.findChildren(ExercisesPage) == []
    assert room.window.findChildren(WalkPage) == []

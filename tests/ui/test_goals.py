"""Goals: the days of a window, by click and by key; never reset; ended ones are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect.model import Changes, Check, Entry, EntryId, Goal, KeptId, new_id
from reflect.ui.goals import GoalItem, GoalsView
from tests.ui.fitting import unfit
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.progress_room import fill, keep, now, press, section_of, texts, today, undo


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


def goal(room: JournalRoom, id: str = "walk", per_days: int = 10, times: int = 7) -> Goal:
    made = Goal(KeptId(id), f"Go for a {id}", now() - timedelta(days=30), per_days, times)
    room.journal.keep(made)
    return made


def check(room: JournalRoom, *days_ago: int, id: str = "walk") -> None:
    for ago in days_ago:
        room.journal.keep(Check(KeptId(id), today() - timedelta(days=ago)))


def item_of(room: JournalRoom, id: str = "walk") -> GoalItem:
    item = section_of(room, "goals", GoalsView).shelf.items[id]
    assert isinstance(item, GoalItem)
    return item


def met(room: JournalRoom) -> set[int]:
    """How many days ago."""
    return {(today() - each.day).days for each in room.journal.kept(Check)}


def test_a_goal_says_on_how_many_of_the_last_days_it_was_met(room: JournalRoom) -> None:
    goal(room)
    check(room, 0, 2, 3, 4, 6, 7, 9, 12)
    said = texts(item_of(room))
    assert "7 of the last 10 days" in said
    assert "7 of any 10 days. You are there." in said
    assert "in a row" not in said


def test_days_in_a_row_are_said_where_they_are_wanted(room: JournalRoom) -> None:
    goal(room)
    check(room, 0, 1, 2)
    item = item_of(room)
    room.window.change_settings(streaks=True)
    room.settle()
    assert "3 of the last 10 days · 3 days in a row" in texts(item)
    room.window.change_settings(streaks=False)
    room.settle()
    assert "in a row" not in texts(item)


def test_days_of_writing_in_a_row_are_said_where_they_are_wanted(room: JournalRoom) -> None:
    for ago in (0, 1, 2, 4):
        at = now() - timedelta(days=ago)
        room.journal.put(Entry(EntryId(new_id()), at, at, text="Something"))
    view = section_of(room, "goals", GoalsView)
    assert "in a row" not in texts(view)
    room.window.change_settings(streaks=True)
    room.settle()
    assert "You wrote on 3 days in a row." in texts(view)
    trashed = room.journal.day(today() - timedelta(days=1))[0].id
    room.bridge.write(room.window, lambda vault: vault.journal.trash([trashed]))
    room.settle()
    assert "in a row" not in texts(view)
    room.bridge.write(room.window, lambda vault: vault.journal.untrash([trashed]))
    room.window.change_settings(streaks=False)
    room.settle()
    assert "in a row" not in texts(view)


def test_today_is_noted_and_taken_back_by_one_button(room: JournalRoom) -> None:
    goal(room)
    item = item_of(room)
    press(room, item, "done")
    assert met(room) == {0}
    assert item.tool("done").isChecked()
    assert "1 of the last 10 days" in texts(item)
    press(room, item, "done")
    assert met(room) == set()
    assert not item.tool("done").isChecked()


def test_any_day_of_the_window_is_noted_by_key(room: JournalRoom) -> None:
    goal(room)
    item = item_of(room)
    item.days.setFocus()
    assert item.said.text().endswith("not noted")
    for _ in range(3):
        QTest.keyClick(item.days, Qt.Key.Key_Left)
    QTest.keyClick(item.days, Qt.Key.Key_Space)
    room.settle()
    assert met(room) == {3}
    assert item.said.text().endswith("done")
    assert item.days.hasFocus()
    QTest.keyClick(item.days, Qt.Key.Key_Home)
    QTest.keyClick(item.days, Qt.Key.Key_Left)
    QTest.keyClick(item.days, Qt.Key.Key_Return)
    room.settle()
    assert met(room) == {3, 9}
    QTest.keyClick(item.days, Qt.Key.Key_Space)
    room.settle()
    assert met(room) == {3}


def test_any_day_of_the_window_is_noted_by_click(room: JournalRoom) -> None:
    goal(room, per_days=30)
    item = item_of(room)
    for place in (29, 4):
        at = item.days.box(place).center()
        QTest.mouseClick(item.days, Qt.MouseButton.LeftButton, pos=at)
        room.settle()
    assert met(room) == {0, 25}
    assert "Done on: " in item.days.accessibleDescription()


def test_the_marks_of_a_met_day_differ_in_more_than_colour(room: JournalRoom) -> None:
    goal(room, per_days=2, times=1)
    check(room, 0)
    item = item_of(room)
    image = (
        item.days.grab()
        .toImage()
        .convertToFormat(item.days.grab().toImage().Format.Format_Grayscale8)
    )

    def inked(place: int) -> int:
        box = item.days.box(place)
        tones = [
            image.pixelColor(x, y).lightness()
            for x in range(box.left(), box.right())
            for y in range(box.center().y(), box.bottom() - 4)
        ]
        return sum(tone < 160 for tone in tones)

    assert inked(1) > 3 * inked(0)


def test_a_goal_is_written_edited_and_its_days_stay(room: JournalRoom) -> None:
    view = section_of(room, "goals", GoalsView)
    view.add.click()
    fill(view.form, title="Swim", times="9", per_days="7")
    keep(room, view.form)
    (made,) = room.journal.kept(Goal)
    assert (made.title, made.times, made.per_days) == ("Swim", 7, 7)
    check(room, 1, id=made.id)
    press(room, view.shelf.items[made.id], "edit")
    fill(view.form, title="Swim slowly", times="2")
    keep(room, view.form)
    (edited,) = room.journal.kept(Goal)
    assert (edited.id, edited.title, edited.times) == (made.id, "Swim slowly", 2)
    assert edited.begun_at == made.begun_at
    assert "1 of the last 7 days" in texts(view)


def test_a_goal_without_words_is_not_kept(room: JournalRoom) -> None:
    view = section_of(room, "goals", GoalsView)
    view.add.click()
    keep(room, view.form)
    assert room.journal.kept(Goal) == ()
    assert view.form.is_open
    assert "This needs some words: What you mean to do" in texts(view.form)


def test_an_ended_goal_stands_below_with_its_days_and_can_begin_again(room: JournalRoom) -> None:
    goal(room)
    check(room, 1, 2, 20)
    view = section_of(room, "goals", GoalsView)
    press(room, view.shelf.items["walk"], "end")
    assert view.shelf.items == {}
    assert "done on 3 days" in texts(view.ended)
    assert view.ended_title.isVisible()
    undo(room)
    assert list(view.shelf.items) == ["walk"]
    press(room, view.shelf.items["walk"], "end")
    press(room, view.ended.items["walk"], "end")
    assert "2 of the last 10 days" in texts(view.shelf)
    assert met(room) == {1, 2, 20}


def test_a_deleted_goal_comes_back_with_its_days(room: JournalRoom) -> None:
    goal(room)
    check(room, 0, 1)
    view = section_of(room, "goals", GoalsView)
    press(room, view.shelf.items["walk"], "delete")
    assert room.journal.kept(Goal) == ()
    undo(room)
    assert "2 of the last 10 days" in texts(view.shelf)


def test_goals_keep_the_order_that_the_person_gives(room: JournalRoom) -> None:
    for id in ("walk", "swim", "rest"):
        goal(room, id)
    view = section_of(room, "goals", GoalsView)
    assert "up" not in view.shelf.items["walk"].verbs
    view.shelf.items["rest"].tool("up").setFocus()
    press(room, view.shelf.items["rest"], "up")
    assert [each.id for each in room.journal.kept(Goal)] == ["walk", "rest", "swim"]
    assert list(view.shelf.items) == ["walk", "rest", "swim"]
    assert view.shelf.items["rest"].tool("up").hasFocus()


def test_a_goal_made_today_counts_no_days_before_it(room: JournalRoom) -> None:
    made = Goal(KeptId("new"), "Read", now(), 10, 7)
    room.journal.keep(made)
    assert "begun today" in texts(item_of(room, "new"))
    assert "0 of" not in texts(item_of(room, "new"))
    check(room, 0, id="new")
    room.window.bridge.changed.emit(Changes(kept=frozenset({"check"})), None)
    room.settle()
    assert "1 of the last 10 days" in texts(item_of(room, "new"))


def test_words_never_count_against_anyone(room: JournalRoom) -> None:
    goal(room)
    said = texts(item_of(room)).casefold()
    assert "0 of the last 10 days" in said
    for word in ("missed", "failed", "only", "just", "streak", "broken"):
        assert word not in said


@pytest.mark.parametrize("ended", [False, True])
def test_a_word_without_an_end_is_broken_and_nothing_scrolls_sideways(
    room: JournalRoom, ended: bool
) -> None:
    word = "Donaudampfschifffahrt" * 20
    made = Goal(KeptId("ship"), f"Read {word} aloud", now() - timedelta(days=30), 10, 7)
    room.journal.keep(replace(made, ended_at=now()) if ended else made)
    view = section_of(room, "goals", GoalsView)
    room.window.resize(640, 480)
    room.settle()
    item = (view.ended if ended else view.shelf).items["ship"]
    assert item.title.text() == made.title
    assert item.title.height() >= item.title.heightForWidth(item.title.width())
    assert item.title.height() > 5 * item.title.fontMetrics().height()
    assert unfit(room.window) == []
    # The last lines have ink: the word goes on to its end.
    painted = item.title.grab().toImage()
    low = range(painted.height() * 3 // 4, painted.height())
    colours = {painted.pixel(x, y) for y in low for x in range(painted.width())}
    assert len(colours) > 2

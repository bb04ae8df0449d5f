"""Setbacks: entries that are filled in, and how long the way back took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect.model import SETBACK, Entry, EntryId, new_id
from reflect.ui.setbacks import Back, SetbacksView, earlier_ways, way_back
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.progress_room import (
    fill,
    keep,
    now,
    page_of,
    press,
    reopened,
    section_of,
    setback,
    texts,
    undo,
)


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


def moods(room: JournalRoom, days: int, *low: range, silent: range = range(0)) -> None:
    """An entry a day; heavy where a range of days ago says so."""
    entries = []
    for ago in range(days):
        if ago in silent:
            continue
        at = now() - timedelta(days=ago)
        mood = 1 if any(ago in each for each in low) else 4
        entries.append(Entry(EntryId(new_id()), at, at, text="A day", mood=mood))
    room.put(entries)


def view_of(room: JournalRoom) -> SetbacksView:
    return section_of(room, "setbacks", SetbacksView)


def test_a_setback_is_an_entry_with_its_answers_and_a_text(room: JournalRoom) -> None:
    view = view_of(room)
    view.add.click()
    fill(view.form, what="I shouted.", next="Eat first.")
    keep(room, view.form)
    (made,) = room.journal.entries_of(SETBACK)
    assert dict(made.answers) == {"what": "I shouted.", "next": "Eat first."}
    assert made.text == "### What happened\n\nI shouted.\n\n### A small next step\n\nEat first."
    assert made.kind == SETBACK and made.zone
    said = texts(view)
    assert "What happened\nI shouted." in said and "A small next step\nEat first." in said
    assert "What I learned" not in texts(view.shelf)
    room.show()
    assert room.page.model.count == 1


def test_one_field_is_enough_and_none_is_too_few(room: JournalRoom) -> None:
    view = view_of(room)
    view.add.click()
    keep(room, view.form)
    assert room.journal.entries_of(SETBACK) == ()
    assert "One of the fields needs some words." in texts(view.form)
    fill(view.form, learned="Hunger makes it worse.")
    keep(room, view.form)
    assert len(room.journal.entries_of(SETBACK)) == 1


def test_what_was_written_is_in_sight_afterwards_with_the_focus(room: JournalRoom) -> None:
    room.put(setback(10 + number, what="A long evening.") for number in range(5))
    view = view_of(room)
    view.add.click()
    fill(view.form, what="I shouted.")
    keep(room, view.form)
    first, *_rest, last = view.shelf.items.values()
    assert first.title.text() and not first.title.visibleRegion().isEmpty()
    assert first.tool("edit").hasFocus()
    press(room, last, "edit")
    QTest.keyClick(view.form.fields["what"], Qt.Key.Key_Escape)
    room.settle()
    assert last.tool("edit").hasFocus()
    assert not last.title.visibleRegion().isEmpty()


def test_editing_in_the_form_tells_the_text_anew_and_keeps_the_rest(room: JournalRoom) -> None:
    entry = replace(setback(3, what="I shouted."), mood=2, tags=("jo",))
    room.put([entry])
    view = view_of(room)
    press(room, view.shelf.items[entry.id], "edit")
    fill(view.form, smaller="I wrote to Jo.")
    keep(room, view.form)
    after = room.journal.entry(entry.id)
    assert dict(after.answers) == {"what": "I shouted.", "smaller": "I wrote to Jo."}
    assert "### What made it smaller" in (after.text or "")
    assert (after.mood, after.tags, after.written_at) == (2, ("jo",), entry.written_at)


def test_what_was_rewritten_by_hand_opens_as_text(room: JournalRoom) -> None:
    entry = setback(1, what="I shouted.")
    room.put([entry])
    page = room.show()
    page.open_entry(entry.id)
    room.settle()
    assert "setback" in texts(page.reader)
    page.edit()
    page.editor.pad.setPlainText("I shouted, and that was that.")
    page.editor.flush()
    room.settle()
    after = room.journal.entry(entry.id)
    assert dict(after.answers) == {} and after.kind == SETBACK
    view = view_of(room)
    assert "I shouted, and that was that." in texts(view)
    press(room, view.shelf.items[entry.id], "edit")
    assert not view.form.is_open
    assert room.window.current_page == "journal"
    assert page.editor.entry_id == entry.id


def test_other_marks_leave_the_answers_standing(room: JournalRoom) -> None:
    entry = setback(1, what="I shouted.", next="Eat first.")
    room.put([entry])
    page = room.show()
    page.open_entry(entry.id)
    room.settle()
    page.editor.set_starred(True)
    page.editor.flush()
    after = room.journal.entry(entry.id)
    assert after.starred and after.answers == entry.answers and after.text == entry.text


def test_each_says_how_long_the_way_back_took(room: JournalRoom) -> None:
    moods(room, 120, range(20, 29), range(45, 49), range(70, 75))
    one, two, three = (setback(ago, what=f"{ago}") for ago in (74, 48, 28))
    room.put([one, two, three])
    view = view_of(room)
    said = {id: texts(item) for id, item in view.shelf.items.items()}
    assert "Back to your usual range after 5 days." in said[one.id]
    assert "Back to your usual range after 4 days." in said[two.id]
    assert "Back to your usual range after 9 days." in said[three.id]
    assert "earlier" not in said[one.id]
    assert "The dip before it: 5 days." in said[two.id]
    assert "2 earlier dips: 5 and 4 days." in said[three.id]
    assert list(view.shelf.items) == [three.id, two.id, one.id]


def test_what_cannot_be_told_is_said_so(room: JournalRoom) -> None:
    few, silent, under_way, soon, usual = (setback(ago, what="x") for ago in (95, 60, 8, 1, 30))
    moods(room, 90, range(58, 61), range(1, 9), silent=range(40, 58))
    room.put([few, silent, under_way, soon, usual])
    view = view_of(room)
    said = {id: texts(item) for id, item in view.shelf.items.items()}
    assert "fewer than 14 have a mood" in said[few.id]
    assert "no mood is noted for more than a week" in said[silent.id]
    assert "Your mood stayed in its usual range." in said[usual.id]
    assert "will show in the next days" in said[soon.id]
    assert all("after 0 days" not in each for each in said.values())


def test_words_of_the_way_back() -> None:
    assert earlier_ways(Back(3, "", (4, 9, 5))) == "3 earlier dips: 4, 9 and 5 days."
    assert earlier_ways(Back(3, "", (1, 2, 3, 4, 5, 6, 7))).startswith("5 earlier dips: 3, 4")
    assert way_back(Back(1)) == "Back to your usual range after 1 day."
    assert way_back(Back(None, "not yet")) == "You are on the way back to your usual range."


def test_it_goes_to_the_trash_of_the_entries_and_comes_back(room: JournalRoom) -> None:
    entry = setback(1, what="I shouted.")
    room.put([entry])
    view = view_of(room)
    press(room, view.shelf.items[entry.id], "delete")
    assert room.journal.entries_of(SETBACK) == ()
    assert view.shelf.items == {}
    undo(room)
    assert list(view.shelf.items) == [entry.id]


def test_what_is_typed_outlives_a_lock(room: JournalRoom) -> None:
    view = view_of(room)
    view.add.click()
    fill(view.form, what="Half a sen")
    assert view.form.unsaved
    assert room.window.flush_pages()
    assert not view.form.unsaved
    assert room.journal.entries_of(SETBACK) == ()
    again = reopened(room, "setbacks")
    assert isinstance(again, SetbacksView)
    assert again.form.is_open
    assert again.form.filled().answers["what"] == "Half a sen"
    fill(again.form, what="Half a sentence, and the rest.")
    keep(room, again.form)
    assert len(room.journal.entries_of(SETBACK)) == 1
    assert room.journal.state("draft:setback") is None


def test_a_form_that_was_left_can_be_had_back(room: JournalRoom) -> None:
    view = view_of(room)
    view.add.click()
    fill(view.form, what="Never mind")
    QTest.keyClick(view.form.fields["what"], Qt.Key.Key_Escape)
    room.settle()
    assert not view.form.is_open and view.add.hasFocus()
    assert room.journal.state("draft:setback") is None
    undo(room)
    assert view.form.filled().answers["what"] == "Never mind"


def test_keeping_by_key_and_more_than_fit_at_first(room: JournalRoom) -> None:
    room.put([setback(ago, what=f"Number {ago}") for ago in range(30, 55)])
    view = view_of(room)
    assert len(view.shelf.items) == 20
    assert view.more.text() == "Show the 5 before these"
    view.more.click()
    assert len(view.shelf.items) == 25 and not view.more.isVisible()
    page_of(room, "setbacks").do_add.trigger()
    fill(view.form, what="The newest")
    QTest.keyClick(view.form.fields["what"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert len(view.shelf.items) == 26
    assert "The newest" in texts(next(iter(view.shelf.items.values())))

"""Strengths and plans: written, edited, from an entry, away and back again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect.model import KeptId, Plan, Sign, Strength
from reflect.ui.plans import PlansView
from reflect.ui.strengths import StrengthsView
from tests.ui.journal_room import JournalRoom, entry, journal_room
from tests.ui.progress_room import (
    fill,
    keep,
    now,
    page_of,
    press,
    reopened,
    section_of,
    strength,
    texts,
    undo,
)


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


# strengths -------------------------------------------------------------------------------------


def test_the_newest_stands_on_top(room: JournalRoom) -> None:
    room.journal.keep(strength("old", "I cooked.", 9))
    room.journal.keep(strength("new", "I asked for help.", 1))
    room.journal.keep(strength("older", "I said no.", 20))
    view = section_of(room, "strengths", StrengthsView)
    assert list(view.shelf.items) == ["new", "old", "older"]
    assert "open" not in view.shelf.items["new"].verbs


def test_one_is_written_edited_and_taken_back(room: JournalRoom) -> None:
    view = section_of(room, "strengths", StrengthsView)
    view.add.click()
    fill(view.form, text="I asked for help.\nTwice.")
    keep(room, view.form)
    (made,) = room.journal.kept(Strength)
    assert made.text == "I asked for help.\nTwice."
    press(room, view.shelf.items[made.id], "edit")
    fill(view.form, text="I asked for help, twice.")
    keep(room, view.form)
    (edited,) = room.journal.kept(Strength)
    assert (edited.id, edited.at) == (made.id, made.at)
    press(room, view.shelf.items[made.id], "delete")
    assert room.journal.kept(Strength) == ()
    assert view.add.hasFocus() or not view.shelf.items
    undo(room)
    assert "I asked for help, twice." in texts(view)


def test_the_words_marked_in_an_entry_become_a_strength_that_leads_back(room: JournalRoom) -> None:
    written = entry(3, "A long day.\n\nI asked Ana for help before it got too much.")
    room.put([written])
    journal = room.show()
    journal.open_entry(written.id)
    room.settle()
    cursor = journal.reader.text.document().find("I asked Ana for help")
    assert cursor.hasSelection()
    journal.reader.text.setTextCursor(cursor)
    journal.do_strength.trigger()
    room.settle()
    assert room.window.current_page == "progress"
    view = section_of(room, "strengths", StrengthsView)
    assert view.form.filled().answers["text"] == "I asked Ana for help"
    keep(room, view.form)
    (made,) = room.journal.kept(Strength)
    assert (made.entry, made.at) == (written.id, written.written_at)
    press(room, view.shelf.items[made.id], "open")
    assert room.window.current_page == "journal"
    assert journal.editor.entry_id == written.id


def test_without_a_mark_an_entry_gives_its_beginning(room: JournalRoom) -> None:
    written = entry(3, "## Today\n\nMuch more")
    room.put([written])
    journal = room.show()
    journal.open_entry(written.id)
    room.settle()
    journal.do_strength.trigger()
    room.settle()
    view = section_of(room, "strengths", StrengthsView)
    assert view.form.filled().answers["text"] == "Today"
    assert room.window.flush_pages()
    again = reopened(room, "strengths")
    assert isinstance(again, StrengthsView)
    keep(room, again.form)
    (made,) = room.journal.kept(Strength)
    assert (made.text, made.entry) == ("Today", written.id)


def test_what_is_kept_in_one_page_shows_in_another(room: JournalRoom) -> None:
    view = section_of(room, "strengths", StrengthsView)
    room.bridge.write(room.window, lambda vault: vault.journal.keep(strength("x", "Elsewhere")))
    room.settle()
    assert "Elsewhere" in texts(view)


# plans -----------------------------------------------------------------------------------------


def plans(room: JournalRoom) -> PlansView:
    return section_of(room, "plans", PlansView)


def test_a_plan_needs_both_halves(room: JournalRoom) -> None:
    view = plans(room)
    view.adds["plan"].click()
    form = view.group_forms["plan"]
    fill(form, when="I lie awake")
    keep(room, form)
    assert room.journal.kept(Plan) == ()
    assert "This needs some words: then …" in texts(form)
    fill(form, then="I get up")
    keep(room, form)
    (made,) = room.journal.kept(Plan)
    assert (made.when, made.then) == ("I lie awake", "I get up")
    assert "If I lie awake\nthen I get up" in texts(view)
    press(room, view.shelves_of["plan"].items[made.id], "edit")
    fill(form, then="I make tea")
    keep(room, form)
    (edited,) = room.journal.kept(Plan)
    assert (edited.id, edited.then) == (made.id, "I make tea")


def test_signs_stand_in_their_group_with_what_helps(room: JournalRoom) -> None:
    view = plans(room)
    for group, words in (("trigger", "Crowded trains"), ("early", "I stop answering")):
        view.adds[group].click()
        fill(view.group_forms[group], text=words, answer="Go out")
        keep(room, view.group_forms[group])
    assert [(each.kind, each.text, each.answer) for each in room.journal.kept(Sign)] == [
        ("trigger", "Crowded trains", "Go out"),
        ("early", "I stop answering", "Go out"),
    ]
    assert "Crowded trains\nWhat helps: Go out" in texts(view.shelves_of["trigger"])
    assert "Crowded" not in texts(view.shelves_of["early"])


def test_moving_stays_within_a_group(room: JournalRoom) -> None:
    for number, kind in enumerate(("early", "trigger", "early", "early")):
        room.journal.keep(Sign(KeptId(f"s{number}"), kind, f"Sign {number}", "", now()))
    view = plans(room)
    shelf = view.shelves_of["early"]
    assert list(shelf.items) == ["s0", "s2", "s3"]
    press(room, shelf.items["s3"], "up")
    assert list(shelf.items) == ["s0", "s3", "s2"]
    press(room, shelf.items["s3"], "up")
    assert list(shelf.items) == ["s3", "s0", "s2"]
    assert "up" not in shelf.items["s3"].verbs and "down" in shelf.items["s3"].verbs


def test_a_plan_deleted_by_key_comes_back_in_its_place(room: JournalRoom) -> None:
    for number in range(3):
        plan = Plan(KeptId(f"p{number}"), f"it is {number}", "I go", now() + timedelta(minutes=1))
        room.journal.keep(plan)
    view = plans(room)
    page = page_of(room, "plans")
    shelf = view.shelves_of["plan"]
    shelf.items["p1"].focus()
    assert page.verbs["delete"].isEnabled()
    QTest.keyClick(
        QApplication.focusWidget(),  # type: ignore[arg-type]
        Qt.Key.Key_Backspace,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    room.settle()
    assert list(shelf.items) == ["p0", "p2"]
    assert shelf.items["p2"].isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    undo(room)
    assert list(shelf.items) == ["p0", "p1", "p2"]

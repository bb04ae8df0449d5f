"""A question on an empty page: gone with the first letter, never in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect import content
from reflect.content import Prompt
from reflect.model import Entry, EntryId, new_id
from reflect.settings import Settings
from reflect.ui.editor import EntryEditor
from reflect.ui.moment import now_here
from reflect.ui.prompts import REMEMBERED, SEEN, PromptDialog, next_prompt
from reflect.ui.today import TodayPage
from tests.ui.journal_room import JournalRoom, journal_room


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        made.window.activateWindow()
        made.settle()
        yield made


def editor_of(room: JournalRoom) -> EntryEditor:
    page = room.window.page("today")
    assert isinstance(page, TodayPage)
    return page.editor


def question(room: JournalRoom) -> Prompt:
    """What the page asks, as a person sees it."""
    line = editor_of(room).prompting.line
    assert line.isVisible()
    assert line.prompt is not None
    assert line.question.text() == line.prompt.text
    return line.prompt


def silent(room: JournalRoom) -> bool:
    return not editor_of(room).prompting.line.isVisible()


def seen(room: JournalRoom) -> list[str]:
    return list(json.loads(room.journal.state(SEEN) or "[]"))


def stored_mood(room: JournalRoom, mood: int, hours: float = 0, days: int = 0) -> None:
    at = now_here()[0].replace(hour=0, minute=1) + timedelta(minutes=hours) - timedelta(days=days)
    room.journal.put(Entry(EntryId(new_id()), at, at, text="earlier", mood=mood))


def fits_a_bad_day(prompt: Prompt) -> bool:
    return prompt in content.prompts_for(1)


# there, and gone ----------------------------------------------------------------------------


def test_an_empty_page_asks_one_question(room: JournalRoom) -> None:
    asked = question(room)
    assert asked in content.prompts()
    assert seen(room) == [asked.id]
    assert editor_of(room).pad.accessibleDescription() == asked.text


def test_it_goes_with_the_first_letter_and_moves_nothing(room: JournalRoom) -> None:
    editor = editor_of(room)
    question(room)
    parts = (editor.title, editor.pad, editor.tags, editor.status)
    before = [QRect(part.mapTo(editor, QPoint()), part.size()) for part in parts]
    QTest.keyClicks(editor.pad, "I")
    assert silent(room)
    assert editor.pad.accessibleDescription() == ""
    room.settle()
    assert [QRect(part.mapTo(editor, QPoint()), part.size()) for part in parts] == before
    assert editor.pad.source() == "I"


def test_it_comes_back_to_the_same_page_once_that_is_empty_again(room: JournalRoom) -> None:
    asked = question(room)
    pad = editor_of(room).pad
    QTest.keyClicks(pad, "I")
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    assert question(room) == asked


def test_a_word_that_is_still_being_composed_is_typed_too(room: JournalRoom) -> None:
    pad = editor_of(room).pad
    question(room)
    QApplication.sendEvent(pad, QInputMethodEvent("に", []))
    assert silent(room)
    assert pad.source() == ""
    QApplication.sendEvent(pad, QInputMethodEvent("", []))
    assert not silent(room)


def test_a_title_is_typed_too(room: JournalRoom) -> None:
    question(room)
    QTest.keyClicks(editor_of(room).title, "By the river")
    assert silent(room)


def test_it_stands_inside_the_page_under_the_first_line(room: JournalRoom) -> None:
    editor = editor_of(room)
    for size in ((1120, 760), (640, 480)):
        room.window.resize(*size)
        room.settle()
        for prompt in content.prompts():
            editor.prompting.line.show_prompt(prompt)
            editor.pad.place_under()
            room.settle()
            line = editor.prompting.line.geometry()
            assert editor.pad.rect().contains(line)
            assert line.top() >= editor.pad.cursorRect().bottom()
            for each in (editor.prompting.line.use, editor.prompting.line.another):
                assert each.height() - 4 >= 32
            label = editor.prompting.line.question
            assert label.height() >= label.heightForWidth(label.width())


def test_a_narrow_page_grows_for_it_and_does_not_shrink_under_what_is_typed(
    room: JournalRoom,
) -> None:
    pad = editor_of(room).pad
    line = editor_of(room).prompting.line
    line.show_prompt(max(content.prompts(), key=lambda each: len(each.text)))
    pad.resize(120, pad.height())
    pad.place_under()
    height = pad.minimumHeight()
    assert height > line.geometry().bottom() > room.window.theme.px(200)
    QTest.keyClicks(pad, "I")
    assert pad.minimumHeight() == height
    editor_of(room).show_entry(None)
    room.settle()
    assert pad.minimumHeight() == room.window.theme.px(200)


def test_a_stored_text_and_an_old_mood_are_asked_nothing(room: JournalRoom) -> None:
    at = now_here()[0] - timedelta(days=3)
    moods = Entry(EntryId(new_id()), at, at, mood=3)
    words = Entry(EntryId(new_id()), at, at, text="Rain.")
    for each in (moods, words):
        room.journal.put(each)
        editor_of(room).show_entry(each)
        room.settle()
        assert silent(room)
    editor_of(room).show_entry(None)
    room.settle()
    question(room)


def test_it_stays_while_a_mood_is_marked_and_saved(room: JournalRoom) -> None:
    asked = question(room)
    editor_of(room).moods.choose(4)
    room.settle()
    assert editor_of(room).entry is not None
    assert question(room) == asked


def test_where_only_reading_is_possible_nothing_is_asked(room: JournalRoom) -> None:
    editor_of(room).set_read_only(True)
    room.settle()
    assert silent(room)


def test_off_in_the_settings_and_on_again(room: JournalRoom) -> None:
    question(room)
    room.window.change_settings(prompts=False)
    room.settle()
    assert silent(room)
    before = seen(room)
    room.window.new_entry_requested.emit()
    room.settle()
    assert silent(room)
    assert seen(room) == before
    room.window.change_settings(prompts=True)
    room.settle()
    question(room)


def test_what_nobody_saw_does_not_count_as_shown(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(theme="light", language="en", prompts=False)
    with journal_room(tmp_path, (), settings) as hidden:
        assert seen(hidden) == []


def test_the_question_comes_in_the_language_of_the_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    with journal_room(tmp_path, (), Settings(theme="light", language="de")) as german:
        assert question(german) in content.prompts("de")


# another one ----------------------------------------------------------------------------------


def test_another_one_by_button_and_key_repeats_nothing(room: JournalRoom) -> None:
    editor = editor_of(room)
    asked = [question(room).id]
    for turn in range(12):
        if turn % 2:
            editor.prompting.line.another.click()
        else:
            QTest.keyClick(room.window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        room.settle()
        asked.append(question(room).id)
    assert len(set(asked)) == 13
    assert seen(room) == asked


def test_another_one_is_read_out(room: JournalRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("reflect.ui.prompts.announce", lambda _w, text: said.append(text))
    editor_of(room).prompting.line.another.click()
    room.settle()
    assert said == [question(room).text]


def test_what_was_shown_lately_is_remembered_up_to_a_bound(room: JournalRoom) -> None:
    first = question(room).id
    for _ in range(REMEMBERED):
        editor_of(room).prompting.another()
        room.settle()
    assert len(seen(room)) == REMEMBERED == len(set(seen(room)))
    assert first not in seen(room)
    room.window.new_entry_requested.emit()
    room.settle()
    assert seen(room)[-1] == question(room).id


def test_once_all_were_shown_the_oldest_comes_again() -> None:
    fitting = content.prompts()[:3]
    ids = [each.id for each in fitting]
    assert next_prompt(fitting, ids[:2]) == fitting[2]
    assert next_prompt(fitting, [ids[2], ids[0], ids[1]]) == fitting[2]
    assert next_prompt(fitting, [ids[1], "other", ids[2], ids[0]]) == fitting[1]
    assert next_prompt((), ids) is None


@pytest.mark.parametrize("state", ["", "{", "3", '{"a": 1}', "[1, null]"])
def test_a_state_that_makes_no_sense_is_no_trouble(room: JournalRoom, state: str) -> None:
    room.journal.set_state(SEEN, state)
    room.window.new_entry_requested.emit()
    room.settle()
    assert question(room).id in seen(room)


# heavy days -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mood", [1, 2])
def test_after_a_low_mood_only_what_takes_little(room: JournalRoom, mood: int) -> None:
    editor_of(room).moods.choose(mood)
    room.settle()
    for _ in range(30):
        assert fits_a_bad_day(question(room))
        editor_of(room).prompting.another()
        room.settle()


def test_a_question_that_fits_no_more_is_changed_when_the_mood_is_marked(
    room: JournalRoom,
) -> None:
    while fits_a_bad_day(question(room)):
        editor_of(room).prompting.another()
        room.settle()
    editor_of(room).moods.choose(1)
    room.settle()
    assert fits_a_bad_day(question(room))


def test_the_latest_mood_of_today_counts_where_this_entry_has_none(room: JournalRoom) -> None:
    stored_mood(room, 5, hours=1)
    stored_mood(room, 1, hours=2)
    stored_mood(room, 4, days=1)
    for _ in range(25):
        editor_of(room).prompting.another()
        room.settle()
        assert fits_a_bad_day(question(room))
    stored_mood(room, 4, hours=3)
    asked = []
    for _ in range(30):
        editor_of(room).prompting.another()
        room.settle()
        asked.append(fits_a_bad_day(question(room)))
    assert not all(asked)


# using it -------------------------------------------------------------------------------------


def test_used_it_is_a_heading_with_the_cursor_under_it(room: JournalRoom) -> None:
    editor = editor_of(room)
    asked = question(room)
    editor.prompting.line.use.click()
    room.settle()
    assert silent(room)
    assert editor.pad.hasFocus()
    QTest.keyClicks(editor.pad, "Rest.")
    assert editor.pad.source() == f"## {asked.text}\n\nRest."
    editor.flush()
    room.settle()
    assert editor.entry is not None
    assert editor.entry.text == f"## {asked.text}\n\nRest."


def test_undo_takes_the_used_question_away(room: JournalRoom) -> None:
    editor = editor_of(room)
    asked = question(room)
    QTest.keyClick(room.window, Qt.Key.Key_F7, Qt.KeyboardModifier.ControlModifier)
    assert editor.pad.source() == f"## {asked.text}\n\n"
    QTest.keyClick(editor.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.pad.source() == ""
    assert question(room) == asked


def test_the_keyboard_alone_gets_there(room: JournalRoom) -> None:
    editor = editor_of(room)
    asked = question(room)
    line = editor.prompting.line
    editor.pad.setFocus()
    QTest.keyClick(editor.pad, Qt.Key.Key_Tab)
    assert line.use.hasFocus()
    assert asked.text in line.use.accessibleName()
    QTest.keyClick(line.use, Qt.Key.Key_Tab)
    assert line.another.hasFocus()
    QTest.keyClick(line.another, Qt.Key.Key_Backtab)
    QTest.keyClick(line.use, Qt.Key.Key_Return)
    assert editor.pad.source() == f"## {asked.text}\n\n"
    assert editor.pad.hasFocus()


def test_the_commands_rest_where_there_is_no_question(room: JournalRoom) -> None:
    commands = editor_of(room).commands
    question(room)
    assert commands.another.isEnabled() and commands.use_question.isEnabled()
    QTest.keyClicks(editor_of(room).pad, "I")
    assert not commands.another.isEnabled() and not commands.use_question.isEnabled()
    assert commands.question.isEnabled()


# all of them ----------------------------------------------------------------------------------


def opened(room: JournalRoom) -> PromptDialog:
    QTest.keyClick(room.window, Qt.Key.Key_F7)
    room.settle()
    found = [each for each in room.window.findChildren(PromptDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def offered(dialog: PromptDialog) -> list[str]:
    rows = range(dialog.list.count())
    ids = [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
    return [id for id in ids if id is not None]


def test_the_list_shows_all_by_what_they_take(room: JournalRoom) -> None:
    asked = question(room)
    dialog = opened(room)
    known = {each.id: each for each in content.prompts()}
    assert set(offered(dialog)) == set(known)
    energies = [known[id].energy for id in offered(dialog)]
    assert energies == sorted(energies, key=("low", "medium", "high").index)
    assert dialog.list.count() == 63
    assert dialog.prompt == asked
    assert not dialog.every.isVisible()
    dialog.close()


def test_one_of_the_list_is_used_by_key_though_none_is_asked(room: JournalRoom) -> None:
    room.window.change_settings(prompts=False)
    room.settle()
    dialog = opened(room)
    first = dialog.prompt
    assert first is not None and first == content.prompts()[0]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    chosen = dialog.prompt
    assert chosen is not None and chosen != first
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    room.settle()
    assert editor_of(room).pad.source() == f"## {chosen.text}\n\n"
    assert seen(room)[-1] == chosen.id


def test_from_the_list_one_goes_on_writing_wherever_one_was(room: JournalRoom) -> None:
    editor = editor_of(room)
    editor.tags.line.setFocus()
    dialog = opened(room)
    dialog.use.click()
    room.settle()
    assert room.window.focusWidget() is editor.pad


def test_left_alone_the_list_changes_nothing(room: JournalRoom) -> None:
    before = seen(room)
    dialog = opened(room)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    room.settle()
    assert editor_of(room).pad.source() == ""
    assert seen(room) == before


def test_in_the_middle_of_a_text_it_begins_below_the_line(room: JournalRoom) -> None:
    editor = editor_of(room)
    editor.pad.set_source("First line.\nSecond line.", cursor=3)
    dialog = opened(room)
    chosen = dialog.prompt
    assert chosen is not None
    dialog.use.click()
    QTest.keyClicks(editor.pad, "Well,")
    assert editor.pad.source() == f"First line.\n\n## {chosen.text}\n\nWell,\n\nSecond line."
    editor.pad.undo()
    editor.pad.undo()
    assert editor.pad.source() == "First line.\nSecond line."


def test_after_a_low_mood_the_list_is_short_until_all_are_wanted(room: JournalRoom) -> None:
    editor_of(room).moods.choose(2)
    room.settle()
    dialog = opened(room)
    assert set(offered(dialog)) == {each.id for each in content.prompts_for(2)}
    assert dialog.why.isVisible()
    marked = dialog.prompt
    dialog.every.click()
    assert len(offered(dialog)) == 60
    assert dialog.prompt == marked
    dialog.close()


@pytest.mark.parametrize("size", [(1120, 760), (640, 480)])
def test_no_question_of_the_list_is_cut(room: JournalRoom, size: tuple[int, int]) -> None:
    room.window.resize(*size)
    editor_of(room).moods.choose(1)
    room.settle()
    dialog = opened(room)
    dialog.every.click()
    assert dialog.width() <= size[0] and dialog.height() <= size[1]
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        room_for_it = dialog.list.visualItemRect(item)
        words = dialog.list.fontMetrics().boundingRect(
            QRect(0, 0, room_for_it.width() - 20, 1000), Qt.TextFlag.TextWordWrap, item.text()
        )
        assert room_for_it.height() >= words.height() + 4
        assert room_for_it.right() <= dialog.list.viewport().width()
    dialog.close()


# the journal's own pace -------------------------------------------------------------------------


def test_the_page_waits_for_no_question(room: JournalRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read goes over the bridge; the page can be typed on before the answer is there."""
    asked: list[tuple[Any, ...]] = []
    ask = room.bridge.ask

    def slow(*what: Any) -> None:
        asked.append(what)

    monkeypatch.setattr(room.bridge, "ask", slow)
    editor_of(room).show_entry(None)
    QTest.qWait(0)
    room.settle()
    prompting = editor_of(room).prompting
    waiting = [each for each in asked if each[0] is prompting]
    assert len(waiting) == 1
    assert silent(room)
    QTest.keyClicks(editor_of(room).pad, "Already")
    monkeypatch.setattr(room.bridge, "ask", ask)
    _owner, work, then, _failed = waiting[0]
    then(work(room.vault))
    room.settle()
    assert silent(room)
    assert editor_of(room).pad.source() == "Already"

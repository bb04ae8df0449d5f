"""The composer: openers, taps, advice that is noticed and never held back, drafts that stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from reflect.model import KeptId, Strategy, new_id
from reflect.shares import Ask
from reflect.sync import advice, lens, sharing
from reflect.ui.reply import CardChoice, Composer
from reflect.ui.threads import DRAFT
from tests.ui.letters_room import Letters, letters_room

ADVICE = "Oh dear. You should go to bed earlier. I am here."


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Letters]:
    with letters_room(tmp_path) as made:
        yield made


def composer(room: Letters, ask: Ask = Ask.LISTEN) -> Composer:
    room.comes("The week was long.", lens.Choice(ask=ask))
    return room.open().composer


def draft(room: Letters) -> str | None:
    return room.made.room.journal.state(DRAFT + room.letter.key[1])


def test_the_band_and_three_ways_to_begin(room: Letters) -> None:
    made = composer(room, Ask.CHEER)
    assert made.band.text() == "Bea asks: Cheer me on"
    openers = advice.openers(Ask.CHEER, "en")
    QTest.keyClick(made.openers[1], Qt.Key.Key_Space)
    assert made.words.toPlainText() == openers[1]
    assert made.words.hasFocus()


def test_ctrl_return_sends_and_the_words_are_under_the_letter(room: Letters) -> None:
    made = composer(room)
    QTest.keyClicks(made.words, "I am here.")
    made.put_by()
    room.made.room.window.activateWindow()
    made.focus()
    room.settle()
    QTest.keyClick(made.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert made.words.toPlainText() == "" and draft(room) is None
    assert [each.body["text"] for each in room.letter.said] == ["I am here."]
    room.both()
    assert room.at_bea("reply").body["text"] == "I am here."


def test_nothing_is_not_sent(room: Letters) -> None:
    made = composer(room)
    assert not made.send_button.isEnabled()
    made.words.setPlainText("   ")
    made.send()
    room.settle()
    assert room.letter.said == ()


@pytest.mark.parametrize("what", ["hear", "me-too", "thanks"])
def test_one_tap_is_said_once_and_can_be_taken_back(room: Letters, what: str) -> None:
    made = composer(room)
    made.taps[what].click()  # type: ignore[index]
    room.settle()
    assert made.tapped.text() == f"You said: {made.taps[what].text()}"  # type: ignore[index]
    assert not made.taps[what].isEnabled()  # type: ignore[index]
    room.made.room.window.undo_bar.undo()
    room.settle()
    assert made.tapped.isHidden() and made.taps[what].isEnabled()  # type: ignore[index]
    room.both()
    assert [each.kind for each in room.bea.inbox()] == []
    made.taps[what].click()  # type: ignore[index]
    room.both()
    assert room.at_bea("hear").body["what"] == what


@pytest.mark.parametrize("ask", [Ask.LISTEN, Ask.EXPERIENCE, Ask.CHEER, Ask.NO_REPLY])
def test_advice_is_noticed_where_it_was_not_asked_for(room: Letters, ask: Ask) -> None:
    made = composer(room, ask)
    made.focus()
    QTest.keyClicks(made.words, ADVICE)
    made.look()
    assert made.strip.isVisible()
    assert made.noticed_phrases == ("You should",)
    assert "“You should”" in made.noticed.text() and "Bea" in made.noticed.text()


def test_where_ideas_are_welcome_nothing_is_noticed(room: Letters) -> None:
    made = composer(room, Ask.IDEAS)
    QTest.keyClicks(made.words, ADVICE)
    made.look()
    assert made.strip.isHidden()


def test_what_is_noticed_can_be_sent_as_it_is(room: Letters) -> None:
    made = composer(room)
    made.words.setPlainText(ADVICE)
    made.look()
    made.as_it_is.click()
    room.both()
    assert room.at_bea("reply").body["text"] == ADVICE
    assert made.strip.isHidden()


def test_said_as_my_experience_and_back(room: Letters) -> None:
    made = composer(room)
    text = "😀 " + ADVICE
    made.words.setPlainText(text)
    made.look()
    made.rephrase.click()
    said = made.words.toPlainText()
    assert said == f"😀 Oh dear. {advice.rephrased('should', 'en')} I am here."
    assert made.strip.isHidden()
    room.made.room.window.undo_bar.undo()
    assert made.words.toPlainText() == text


def test_asking_first_keeps_the_words_until_there_is_an_answer(room: Letters) -> None:
    made = composer(room)
    made.words.setPlainText(ADVICE)
    made.look()
    made.ask_first.click()
    room.both()
    assert made.words.toPlainText() == ADVICE
    assert "You have asked" in made.noticed.text() and made.ask_first.isHidden()
    sharing.answer_ask(room.bea.vault, room.at_bea("ask-again"), Ask.IDEAS)
    room.both()
    assert made.band.text() == "Bea asks: Ideas are welcome"
    assert made.strip.isHidden() and made.words.toPlainText() == ADVICE


def test_no_reply_needed_leaves_the_composer_closed_unless_wanted(room: Letters) -> None:
    made = composer(room, Ask.NO_REPLY)
    assert made.band.text() == "Bea needs no reply"
    assert not made.words.isVisible()
    made.all_the_same.click()
    assert made.words.isVisible() and made.words.hasFocus()


def test_what_is_typed_outlives_the_page_and_the_journal(room: Letters) -> None:
    made = composer(room)
    QTest.keyClicks(made.words, "Half a sen")
    assert made.unsaved and made._put.isActive()
    made.flush()
    assert not made.unsaved
    assert json.loads(draft(room) or "")["text"] == "Half a sen"
    QTest.keyClicks(made.words, "tence")
    view = room.view
    view.show_list()
    room.settle()
    room.open()
    assert made.words.toPlainText() == "Half a sentence"


def test_typing_without_a_pause_is_put_by_all_the_same(room: Letters) -> None:
    made = composer(room)
    assert made._put.interval() <= 2_000
    QTest.keyClicks(made.words, "a")
    left = made._put.remainingTime()
    QTest.keyClicks(made.words, "bc")
    # A timer that began anew with each letter would never end.
    assert made._put.remainingTime() <= left
    made._put.timeout.emit()
    room.settle()
    assert json.loads(draft(room) or "")["text"] == "abc"


def test_two_drafts_are_two(room: Letters) -> None:
    made = composer(room)
    QTest.keyClicks(made.words, "To the one")
    room.comes("Another week.")
    view = room.view
    other = next(n for n, row in enumerate(view.rows) if row.first == "Another week.")
    room.open(other)
    assert made.words.toPlainText() == ""
    QTest.keyClicks(made.words, "To the other")
    room.open(1 - other)
    assert made.words.toPlainText() == "To the one"


def test_words_stay_where_sending_fails(room: Letters) -> None:
    made = composer(room)
    QTest.keyClicks(made.words, "I am here.")
    vault = room.made.room.vault
    sharing.pause(vault, sharing.named(vault, "Bea"))
    made.send()
    room.settle()
    assert made.words.toPlainText() == "I am here."
    assert "reply" in room.made.room.window.troubles()
    assert not made.words.isReadOnly()
    assert json.loads(draft(room) or "")["text"] == "I am here."


def test_where_nothing_can_be_sent_the_page_says_so(room: Letters) -> None:
    made = composer(room)
    vault = room.made.room.vault
    room.made.tell(sharing.pause(vault, sharing.named(vault, "Bea")))
    room.settle()
    assert made.isHidden() and room.view.cannot.isVisible()


def test_a_way_of_coping_goes_along(room: Letters) -> None:
    card = Strategy(KeptId(new_id()), "Walk to the river", steps=("Shoes", "Go"), place="Elbe")
    room.made.room.journal.keep(card)
    made = composer(room)
    made.add_card.click()
    room.settle()
    dialog = room.dialog(CardChoice)
    assert dialog.list.go_to(card.id)
    dialog.accept()
    room.settle()
    assert made.along.text() == "With it goes: Walk to the river"
    made.flush()
    assert json.loads(draft(room) or "")["card"] == card.id
    view = room.view
    view.show_list()
    room.open()
    assert made.with_card.isVisible()
    made.send()
    room.both()
    arrived = sharing.strategy_in(room.at_bea("reply"))
    assert arrived is not None and arrived.title == "Walk to the river"
    assert made.with_card.isHidden()


def test_switching_sharing_off_loses_no_word(room: Letters) -> None:
    made = composer(room)
    name = DRAFT + room.letter.key[1]
    QTest.keyClicks(made.words, "Half a sen")
    journal, vault = room.made.room.journal, room.made.room.vault
    room.made.tell(sharing.switch_off(vault))
    room.settle()
    assert json.loads(journal.state(name) or "")["text"] == "Half a sen"
    room.made.tell(sharing.switch_on(vault))


# what is seen -------------------------------------------------------------------------------------


@pytest.fixture
def long_letter(room: Letters) -> Composer:
    """Under a letter that is longer than a small window."""
    room.made.room.window.resize(700, 520)
    room.comes("\n\n".join(f"Day {day} was long, and I was tired of it." for day in range(60)))
    made = room.open().composer
    room.made.room.window.activateWindow()
    room.settle()
    return made


def caret_shows(made: Composer) -> bool:
    return made.words.viewport().visibleRegion().contains(made.words.cursorRect().center())


def test_the_caret_stays_in_sight_as_one_writes(room: Letters, long_letter: Composer) -> None:
    made = long_letter
    assert not caret_shows(made)
    room.view.do_reply.trigger()
    room.settle()
    assert made.words.hasFocus()
    assert caret_shows(made)
    for line in range(30):
        QTest.keyClicks(made.words, f"line {line}")
        QTest.keyClick(made.words, Qt.Key.Key_Return)
        room.settle()
        assert caret_shows(made), line
    QTest.keyClicks(made.words, "You should rest.")
    made.look()
    room.settle()
    assert not made.strip.visibleRegion().isEmpty(), "what is noticed is seen"
    assert caret_shows(made)


def test_advice_that_nobody_saw_noticed_is_shown_before_it_goes(
    room: Letters, long_letter: Composer
) -> None:
    made = long_letter
    room.view.do_reply.trigger()
    room.settle()
    QTest.keyClicks(made.words, ADVICE)
    send = (made.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(*send)
    room.settle()
    assert room.letter.said == ()
    assert not made.strip.visibleRegion().isEmpty()
    assert made.rephrase.hasFocus()
    made.words.setFocus()
    QTest.keyClick(*send)
    room.both()
    assert room.at_bea("reply").body["text"] == ADVICE, "it is never held back"
    assert made.words.hasFocus() and caret_shows(made)


def test_a_draft_is_gone_on_with_at_its_end(room: Letters) -> None:
    made = composer(room)
    QTest.keyClicks(made.words, "I was there")
    made.put_by()
    room.view.show_list()
    room.settle()
    again = room.open().composer
    QTest.keyClicks(again.words, " too.")
    assert again.words.toPlainText() == "I was there too."


def whole(part: QWidget) -> bool:
    return part.isVisible() and part.visibleRegion().contains(part.rect())


def test_what_is_noticed_and_cut_by_the_edge_is_shown_and_goes_at_the_second_press(
    room: Letters, long_letter: Composer
) -> None:
    made = long_letter

    def cut() -> None:
        """One scrolls up until a little of the notice is left at the edge."""
        room.settle()
        below: QWidget | None = made
        while not isinstance(below, QScrollArea):
            assert below is not None
            below = below.parentWidget()
        shown = made.strip.mapTo(below.viewport(), QPoint(0, 4)).y() - below.viewport().height()
        bar = below.verticalScrollBar()
        bar.setValue(bar.value() + shown)
        assert not made.strip.visibleRegion().isEmpty() and not whole(made.rephrase)

    send = (made.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.view.do_reply.trigger()
    room.settle()
    QTest.keyClicks(made.words, ADVICE)
    made.look()
    cut()
    QTest.keyClick(*send)
    room.settle()
    assert room.letter.said == ()
    assert made.rephrase.hasFocus() and whole(made.strip)
    cut()
    QTest.keyClick(made.rephrase, *send[1:])
    room.settle()
    assert len(room.letter.said) == 1, "one is told once"


def test_what_was_told_under_one_letter_is_told_under_another(
    room: Letters, long_letter: Composer
) -> None:
    made = long_letter
    room.comes("\n\n".join(f"Night {night} was long." for night in range(60)))
    for row in (0, 1):
        room.open(row)
        room.view.do_reply.trigger()
        QTest.keyClicks(made.words, ADVICE)
        made.put_by()
    for row in (0, 1):
        room.open(row)
        assert made.words.toPlainText() == ADVICE
        assert not whole(made.strip), "below the edge"
        made.send()
        room.settle()
        assert room.letter.said == () and whole(made.strip)


@pytest.mark.parametrize("way", ["as_it_is", "send_button", "ask_first", "tap"])
def test_after_a_button_of_the_composer_one_is_at_the_words(
    room: Letters, long_letter: Composer, way: str
) -> None:
    made = long_letter
    room.view.do_reply.trigger()
    room.settle()
    QTest.keyClicks(made.words, "I am here." if way == "send_button" else ADVICE)
    made.look()
    room.settle()
    pressed = made.taps["hear"] if way == "tap" else getattr(made, way)
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    room.settle()
    assert len(room.letter.said) == 1
    assert made.words.hasFocus() and whole(made.words)
    if way == "ask_first":
        assert whole(made.strip) and "until Bea answers" in made.noticed.text()


def test_tab_goes_from_the_words_to_send(room: Letters) -> None:
    made = composer(room)
    room.made.room.window.activateWindow()
    QTest.keyClicks(made.words, "I am here.")
    made.focus()
    QTest.keyClick(made.words, Qt.Key.Key_Tab)
    assert made.send_button.hasFocus()
    QTest.keyClick(made.send_button, Qt.Key.Key_Tab)
    assert made.add_card.hasFocus(), "as they stand"

"""Ways of coping that came: looked at, tried, and a word back to whoever gave them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reflect.model import KeptId, Strategy, Use, new_id
from reflect.sync import sharing
from reflect.ui.coping import CopingPage
from reflect.ui.use_log import UsedDialog
from tests.ui.letters_room import Letters, letters_room
from tests.ui.progress_room import now, texts


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Letters]:
    with letters_room(tmp_path) as made:
        yield made


def a_card(room: Letters) -> Strategy:
    card = Strategy(
        KeptId(new_id()),
        "Walk to the river",
        steps=("Shoes on", "Go"),
        why="Moving wakes one up.",
        place="Elbe",
    )
    room.bea.vault.journal.keep(card)
    for before, after in ((8, 6), (7, 5), (6, 5)):
        room.bea.vault.journal.keep(Use(KeptId(new_id()), card.id, now(), before, after))
    return card


def gives(room: Letters, *, with_results: bool = True) -> None:
    body = sharing.strategy_body(
        room.bea.vault, a_card(room), with_results=with_results, words="It is quiet there."
    )
    sharing.share_strategy(room.bea.vault, room.bea.knows("Ana"), body)
    room.both()


def tries(room: Letters) -> CopingPage:
    """Ana takes it, and is at her ways of coping."""
    view = room.open()
    view.letter.cards[0].take.click()
    room.settle()
    page = room.made.room.window.page("coping")
    assert isinstance(page, CopingPage)
    return page


def used(room: Letters, page: CopingPage) -> None:
    page.log_current()
    room.settle()
    dialog = room.dialog(UsedDialog)
    dialog.before.set_value(7)
    dialog.after.set_value(4)
    dialog.accept()
    room.settle()


def test_the_card_is_shown_with_their_words_and_numbers_as_theirs(room: Letters) -> None:
    gives(room)
    view = room.open()
    said = texts(view.letter.cards[0])
    assert "Walk to the river" in said and "Shoes on" in said and "Moving wakes one up." in said
    assert "In the words of Bea\n“It is quiet there.”" in said
    assert "What it did for Bea: 3 uses, median −2" in said
    assert "Elbe" not in said


def test_trying_it_opens_it_among_mine_saying_from_whom(room: Letters) -> None:
    gives(room)
    page = tries(room)
    assert room.made.room.window.current_page == "coping"
    card = page.current
    assert card is not None and card.title == "Walk to the river"
    said = texts(page.card)
    assert "From Bea, " in said
    assert "What it did for Bea, in their words\n“It is quiet there.”" in said
    assert "Not tried yet" in said


def test_a_card_is_adopted_once(room: Letters) -> None:
    gives(room)
    page = tries(room)
    first = page.current
    view = room.open()
    assert view.letter.cards[0].take.text() == "In your ways of coping: open it"
    assert tries(room).current == first
    assert len(room.made.room.journal.kept(Strategy)) == 1


def test_one_that_came_with_a_reply_can_be_tried(room: Letters) -> None:
    room.goes("I was afraid.")
    body = sharing.strategy_body(room.bea.vault, a_card(room), with_results=False)
    sharing.reply(room.bea.vault, room.at_bea(), "This helped me.", body)
    room.both()
    page = tries(room)
    assert page.current is not None and page.current.title == "Walk to the river"


@pytest.mark.parametrize("what", ["helped", "helped-a-little", "glad-i-tried", "now-mine"])
def test_after_a_use_one_may_tell_that_it_helped(room: Letters, what: str) -> None:
    gives(room)
    page = tries(room)
    used(room, page)
    assert page.helped.isVisible()
    assert page.helped.question.text() == "Tell Bea that it helped?"
    page.helped.ways[what].click()
    room.both()
    assert page.helped.isHidden()
    (gift,) = sharing.gifts(room.bea.vault)
    assert gift.said == (what,)


@pytest.mark.parametrize("way", ["helped", "no"])
def test_after_the_word_back_no_key_takes_anything_away(room: Letters, way: str) -> None:
    gives(room)
    page = tries(room)
    used(room, page)
    room.made.room.window.activateWindow()
    pressed = page.helped.no if way == "no" else page.helped.ways[way]
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    room.settle()
    assert page.helped.isHidden()
    assert page.card.use_now.hasFocus()
    assert len(room.made.room.journal.kept(Use)) == 1
    stops = []
    page.exercises.setFocus()
    at: QWidget | None = page.exercises
    while at is not None and at is not page.card.use_now:
        stops.append(at)
        at = at.nextInFocusChain()
    assert set(page.helped.buttons) <= set(stops), "Tab comes by before the card, as the eye does"


def test_no_is_no_for_a_week(room: Letters) -> None:
    gives(room)
    page = tries(room)
    used(room, page)
    page.helped.no.click()
    assert page.helped.isHidden()
    used(room, page)
    assert page.helped.isHidden()
    journal = room.made.room.journal
    assert page.current is not None
    name = f"helped-offered:{page.current.id}"
    journal.set_state(name, (journal.post.now() - timedelta(days=8)).isoformat())
    used(room, page)
    assert page.helped.isVisible()
    room.both()
    assert sharing.gifts(room.bea.vault)[0].said == ()


def test_it_is_offered_after_using_it_step_by_step(room: Letters) -> None:
    gives(room)
    page = tries(room)
    page.use_current()
    room.settle()
    page.walk.before.set_value(8)
    for _ in range(3):
        page.walk.go_on()
    page.walk.after.buttons[4].click()
    room.settle()
    assert page.walk.helped.isVisible()
    page.walk.helped.ways["helped"].click()
    room.both()
    assert sharing.gifts(room.bea.vault)[0].said == ("helped",)


def test_nobody_is_asked_about_a_card_of_ones_own_or_where_nobody_hears(room: Letters) -> None:
    gives(room)
    page = tries(room)
    vault = room.made.room.vault
    adopted = page.current
    assert adopted is not None
    own = Strategy(KeptId(new_id()), "Tea")
    vault.journal.keep(own)
    page.show_card(own.id)
    room.settle()
    used(room, page)
    assert page.helped.isHidden()
    room.made.tell(sharing.pause(vault, sharing.named(vault, "Bea")))
    page.show_card(adopted.id)
    room.settle()
    used(room, page)
    assert page.helped.isHidden()
    room.made.tell(sharing.resume(vault, sharing.named(vault, "Bea")))
    room.made.tell(sharing.switch_off(vault))
    used(room, page)
    assert page.helped.isHidden()
    room.made.tell(sharing.switch_on(vault))


def test_the_pages_of_coping_load_nothing_of_sharing() -> None:
    code = (
        "import sys, reflect.ui.coping, reflect.ui.use_now, reflect.ui.use_log\n"
        "import reflect.ui.adopting, reflect.ui.inbox, reflect.ui.threads, reflect.ui.reply\n"
        "assert not [n for n in sys.modules if n.startswith(('reflect.sync', 'vodozemac'))]"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0

"""Ways of coping: the list, a card, one's own words, using it now, what it did for me."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QMenu, QWidget

from reflect import content
from reflect.model import COPING_FIRST, KeptId, Origin, Strategy, Use
from reflect.settings import Settings
from reflect.ui import cards as kept
from reflect.ui.coping import CopingPage, open_use
from reflect.ui.coping_words import number_words, record_line
from reflect.ui.use_log import UsedDialog
from reflect.ui.use_now import Countdown
from tests.ui.journal_room import JournalRoom, journal_room

BREATHING = KeptId("slow-breathing")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def use(number: int, before: int, after: int, **fields: object) -> Use:
    strategy = KeptId(str(fields.pop("strategy", BREATHING)))
    at = NOON + timedelta(hours=number)
    return Use(KeptId(f"use{number}"), strategy, at, before, after, **fields)  # type: ignore[arg-type]


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


def page_of(room: JournalRoom) -> CopingPage:
    room.window.show_page("coping")
    room.settle()
    page = room.window.page("coping")
    assert isinstance(page, CopingPage)
    return page


def texts(part: QWidget) -> str:
    """Everything that can be read there."""
    QCoreApplication.processEvents()
    return "\n".join(
        each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part) and each.text()
    )


def lines(page: CopingPage) -> list[str]:
    return [line.title for line in page.list.lines()]


def shipped(id: str = BREATHING) -> Strategy:
    return next(card for card in content.strategies("en") if card.id == id)


def choose(room: JournalRoom, page: CopingPage, id: str) -> None:
    assert page.list.go_to(id)
    room.settle()


# the list --------------------------------------------------------------------------------------


def test_own_cards_stand_first_and_every_card_says_what_it_did(room: JournalRoom) -> None:
    room.journal.keep(Strategy(KeptId("mine"), "Call Ana", minutes=15, energy="low"))
    for number, (before, after) in enumerate(((7, 4), (6, 4), (8, 5))):
        room.journal.keep(use(number, before, after, emotion="overwhelmed"))
    page = page_of(room)
    assert lines(page)[:3] == ["Yours", "Call Ana", "With Reflect"]
    assert len(page.left.ids) == len(content.strategies("en")) + 1
    said = {line.id: line for line in page.list.lines()}
    assert said[KeptId("mine")].takes == "15 minutes · takes little energy · yours"
    assert said[KeptId("mine")].record == "not tried yet"
    assert said[BREATHING].record == "3 times, −3, most when overwhelmed"


def test_the_list_can_be_narrowed_and_shown_whole_again(room: JournalRoom) -> None:
    page = page_of(room)
    every = page.left.ids
    page.left.energy.setCurrentIndex(page.left.energy.findData("low"))
    low = page.left.ids
    assert 0 < len(low) < len(every)
    assert all(shipped(id).energy == "low" for id in low)
    page.left.minutes.setCurrentIndex(page.left.minutes.findData(5))
    assert all((shipped(id).minutes or 0) <= 5 for id in page.left.ids)
    page.left.reset()
    feeling = shipped().feelings[0]
    page.left.feeling.set_feeling(feeling)
    assert BREATHING in page.left.ids
    assert all(feeling in shipped(id).feelings for id in page.left.ids)
    page.left.reset()
    QTest.keyClicks(page.left.search, "qqqq")
    assert page.left.ids == ()
    assert page.left.empty.isVisible()
    page.left.show_all.click()
    assert page.left.ids == every


def test_cards_at_hand_keep_the_order_that_the_person_gives(room: JournalRoom) -> None:
    page = page_of(room)
    one, two = page.left.ids[3], page.left.ids[1]
    for id in (one, two):
        choose(room, page, id)
        page.do_pin.trigger()
        room.settle()
    assert page.left.ids[:2] == (one, two)
    assert lines(page)[0] == "At hand"
    assert page.do_up.isEnabled() and not page.do_down.isEnabled()
    page.do_up.trigger()
    room.settle()
    assert page.left.ids[:2] == (two, one)
    assert room.journal.listed(COPING_FIRST) == (two, one)
    page.do_pin.trigger()
    room.settle()
    assert page.left.ids[0] == one
    assert page.left.ids.count(two) == 1


def test_a_shipped_card_can_be_hidden_and_comes_back(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    page.do_hide.trigger()
    room.settle()
    assert BREATHING not in page.left.ids
    page.left.with_hidden.click()
    assert page.left.ids[-1] == BREATHING
    page.left.with_hidden.click()
    room.window.undo_bar.undo()
    room.settle()
    assert BREATHING in page.left.ids
    assert not page.left.with_hidden.isVisible()


def test_where_all_is_hidden_one_button_shows_it(room: JournalRoom) -> None:
    kept.set_hidden([card.id for card in content.strategies("en")], room.vault)
    page = page_of(room)
    assert page.left.ids == ()
    page.left.show_all.click()
    assert len(page.left.ids) == len(content.strategies("en"))


# a card ----------------------------------------------------------------------------------------


def test_a_card_says_how_sure_its_evidence_is_and_where_it_is_from(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    card = shipped()
    assert card.evidence is not None
    said = texts(page.card).replace("\u200b", "")
    assert card.evidence.citation in said
    assert "Well supported: several trials put together" in said
    assert "Ships with Reflect" in said
    assert card.caution and card.caution in said
    assert all(step in said for step in card.steps)


def test_what_came_from_a_peer_keeps_their_words_apart(room: JournalRoom) -> None:
    room.journal.keep(
        Strategy(
            KeptId("theirs"),
            "Call Ana",
            people=("Ana",),
            music=("Kind of Blue",),
            place="The bench",
            their_words="It stops the spinning.",
            origin=Origin("peer", "x", "Kim", NOON.date()),
        )
    )
    page = page_of(room)
    choose(room, page, "theirs")
    said = texts(page.card)
    assert "What it did for Kim, in their words" in said
    assert "“It stops the spinning.”" in said
    assert "From Kim, " in said
    for word in ("Ana", "Kind of Blue", "The bench"):
        assert word in said
    assert "What research says" not in said


def test_the_numbers_of_a_card_are_whole_and_a_time_can_be_taken_out(room: JournalRoom) -> None:
    room.journal.keep(use(1, 7, 4, emotion="overwhelmed", note="On the train"))
    room.journal.keep(use(2, 5, 6))
    page = page_of(room)
    choose(room, page, BREATHING)
    said = texts(page.card)
    assert "Lighter 1 of 2 times, median −1." in said
    assert "On the train" in said
    assert "7 before, 4 after (−3), overwhelmed" in said
    page.card.removers[0].click()
    room.settle()
    assert [each.id for each in room.journal.kept(Use)] == ["use1"]
    assert "Lighter 1 of 1 times" in texts(page.card)
    room.window.undo_bar.undo()
    room.settle()
    assert len(room.journal.kept(Use)) == 2


def test_changes_are_said_with_a_true_minus_and_halves() -> None:
    assert [number_words(value) for value in (-2, -1.5, 0, 1)] == ["−2", "−1.5", "0", "+1"]
    assert record_line(None, "en") == "not tried yet"


# one's own words -------------------------------------------------------------------------------


def test_a_shipped_card_edited_stands_in_its_place_and_says_so(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    page.card.edit.click()
    assert QApplication.focusWidget() is page.editor.title
    page.editor.title.selectAll()
    QTest.keyClicks(page.editor.title, "My slow breath")
    QTest.keyClick(page.editor.title, Qt.Key.Key_Escape)
    room.settle()
    (mine,) = room.journal.kept(Strategy)
    assert (mine.id, mine.title, mine.evidence) == (
        BREATHING,
        "My slow breath",
        shipped().evidence,
    )
    assert lines(page)[:2] == ["Yours", "My slow breath"]
    assert page.left.ids.count(BREATHING) == 1
    said = texts(page.card)
    assert f"Edited from: {shipped().title}, which ships with Reflect" in said
    page.do_restore.trigger()
    room.settle()
    assert not room.journal.kept(Strategy)
    assert shipped().title in lines(page)
    room.window.undo_bar.undo()
    room.settle()
    assert room.journal.kept(Strategy) == (mine,)


def test_looking_into_the_editor_makes_nothing_ones_own(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    page.do_edit.trigger()
    page.editor.done.click()
    page.do_new.trigger()
    page.editor.done.click()
    room.settle()
    assert not room.journal.kept(Strategy)


def test_what_is_typed_is_kept_before_a_lock(room: JournalRoom) -> None:
    page = page_of(room)
    page.do_new.trigger()
    QTest.keyClicks(page.editor.steps, "Ring her")
    QTest.keyClick(page.editor.steps, Qt.Key.Key_Return)
    QTest.keyClicks(page.editor.steps, "Say how it is")
    box = page.editor.feelings.box.lineEdit()
    assert box is not None
    QTest.keyClicks(box, "lonely")
    QTest.keyClicks(page.editor.people, "Ana")
    page.editor.minutes.setValue(15)
    assert page.unsaved
    assert room.window.flush_pages()
    assert not page.unsaved
    (card,) = room.journal.kept(Strategy)
    assert card.steps == ("Ring her", "Say how it is")
    assert card.title == "Ring her"
    assert (card.feelings, card.people, card.minutes) == (("lonely",), ("Ana",), 15)
    assert card.origin is None


def test_a_line_longer_than_a_card_can_hold_goes_on_in_the_next(room: JournalRoom) -> None:
    """Pasted in: it is saved and it locks, and no letter is lost."""
    page = page_of(room)
    page.do_new.trigger()
    QTest.keyClicks(page.editor.title, "Call somebody")
    page.editor.people.setPlainText("a" * 4001)
    assert room.window.flush_pages()
    (card,) = room.journal.kept(Strategy)
    assert "".join(card.people) == "a" * 4001


def test_a_pause_in_typing_saves(room: JournalRoom) -> None:
    page = page_of(room)
    page.do_new.trigger()
    QTest.keyClicks(page.editor.title, "Tea")
    assert page.editor._pause.isActive() and page.editor._pause.interval() < 2000
    page.editor._pause.timeout.emit()
    room.settle()
    assert [card.title for card in room.journal.kept(Strategy)] == ["Tea"]
    assert page.editor.status.text() == "saved"
    assert page.editing and QApplication.focusWidget() is page.editor.title


def test_a_copy_is_ones_own_and_can_be_deleted_and_had_back(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    page.do_copy.trigger()
    room.settle()
    (copy,) = room.journal.kept(Strategy)
    assert copy.id != BREATHING
    assert copy.origin == shipped().origin
    assert page.current == copy
    assert page.do_delete.isEnabled() and not page.do_restore.isEnabled()
    page.do_delete.trigger()
    room.settle()
    assert not room.journal.kept(Strategy)
    room.window.undo_bar.undo()
    room.settle()
    assert room.journal.kept(Strategy) == (copy,)


def test_a_photo_on_a_card_tells_nothing_of_its_maker(room: JournalRoom, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker of cameras"
    path = tmp_path / "bench.jpg"
    Image.new("RGB", (40, 30), "green").save(path, exif=exif)
    page = page_of(room)
    page.do_new.trigger()
    QTest.keyClicks(page.editor.title, "The bench")
    page.editor.attach(path)
    room.settle()
    (card,) = room.journal.kept(Strategy)
    (photo,) = card.photos
    data = b"".join(room.journal.read_attachment(photo.sha256))
    assert b"Maker of cameras" not in data
    assert Image.open(io.BytesIO(data)).size == (40, 30)
    page.editor.photos.photos[0].take_out.click()
    room.settle()
    assert room.journal.kept(Strategy)[0].photos == ()
    room.window.undo_bar.undo()
    room.settle()
    page.editor.done.click()
    room.settle()
    assert [each.attachment for each in page.card.photos.photos] == [photo]


# using it now ----------------------------------------------------------------------------------


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_using_it_now_by_keys_alone(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    page.do_use.trigger()
    room.settle()
    walk = page.walk
    assert page.walking
    assert walk.caution.isVisible() and (shipped().caution or "?") in texts(walk.caution)
    press(Qt.Key.Key_7)
    press(Qt.Key.Key_Return)
    for step in shipped().steps:
        assert walk.step.text() == step
        assert not walk.caution.isVisible()
        press(Qt.Key.Key_Return)
    assert not room.journal.kept(Use)
    press(Qt.Key.Key_3)
    room.settle()
    (use,) = room.journal.kept(Use)
    assert (use.strategy, use.before, use.after, use.note) == (BREATHING, 7, 3, None)
    assert walk.kept.text() == "Kept: 7 before, 3 now (−4)."
    QTest.keyClicks(walk.note, "Eyes open")
    walk.next.click()
    room.settle()
    (use,) = room.journal.kept(Use)
    assert use.note == "Eyes open"
    assert not page.walking
    assert page.current is not None and page.current.id == BREATHING
    assert "1 time, −4" in texts(page.card)
    assert not page.left.resume.isVisible()


def test_a_note_is_kept_before_a_lock(room: JournalRoom) -> None:
    page = page_of(room)
    page.use(BREATHING)
    room.settle()
    page.walk.before.choose(5)
    for _ in range(len(shipped().steps) + 1):
        page.walk.go_on()
    page.walk.after.choose(5)
    room.settle()
    QTest.keyClicks(page.walk.note, "no change")
    assert room.window.flush_pages()
    assert [each.note for each in room.journal.kept(Use)] == ["no change"]


def test_left_midway_the_card_is_in_sight_in_the_list(room: JournalRoom) -> None:
    page = page_of(room)
    cards = page.left.list
    for id in page.left.ids[8:12]:
        page.use(id, "worried")
        room.settle()
        page.walk.before.choose(6)
        page.walk.go_on()
        page.walk.stop.click()
        QCoreApplication.processEvents()
        assert cards.current == id
        assert cards.viewport().rect().contains(cards.visualItemRect(cards.currentItem()))


def test_left_midway_it_can_be_gone_on_with(room: JournalRoom) -> None:
    page = page_of(room)
    page.use(BREATHING, "worried")
    room.settle()
    page.walk.before.choose(6)
    page.walk.go_on()
    page.walk.go_on()
    press(Qt.Key.Key_Escape)
    assert page.walk.place == 1
    page.walk.stop.click()
    assert not page.walking
    assert page.left.resume.isVisible()
    assert page.left.resume_words.text() == f"Go on with {shipped().title}?"
    page.go_on()
    assert page.walking and page.walk.place == 1
    assert page.walk.before.value == 6
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Escape):
        press(key)
    assert not page.walking
    assert not room.journal.kept(Use)
    page.left.forget_asked.emit()
    assert not page.left.resume.isVisible()
    room.window.undo_bar.undo()
    assert page.left.resume.isVisible()
    page.go_on()
    assert page.walking and page.walk.before.value == 6


def test_what_was_typed_of_a_use_is_there_after_a_lock(room: JournalRoom) -> None:
    page = page_of(room)
    page.use(BREATHING, "worried")
    room.settle()
    page.walk.before.choose(6)
    for _ in range(len(shipped().steps) + 1):
        page.walk.go_on()
    page.walk.note.setPlainText("The hands were cold")
    assert page.unsaved, "the lock waits for it"
    page.flush()
    assert not page.unsaved and not room.journal.kept(Use)
    again = CopingPage(room.bridge, room.window, room.window.theme)
    again.shown()
    room.settle()
    assert not again.left.resume.isHidden()
    again.go_on()
    assert again.walk.place == len(shipped().steps) + 1
    assert again.walk.note.toPlainText() == "The hands were cold"
    assert (again.walk.before.value, again.walk.feeling.feeling) == (6, "worried")
    again.walk.after.choose(3)
    room.settle()
    (use,) = room.journal.kept(Use)
    assert (use.before, use.after, use.note) == (6, 3, "The hands were cold")
    assert room.journal.state("use-begun") is None, "it is kept, and not to be gone on with"
    again.deleteLater()


def test_a_use_is_put_by_while_it_goes_and_gone_once_it_is_let_go(room: JournalRoom) -> None:
    page = page_of(room)
    page.use(BREATHING)
    room.settle()
    page.walk.put_by()
    room.settle()
    assert room.journal.state("use-begun") is None, "nothing was said yet"
    page.walk.before.choose(8)
    assert page.walk._put.isActive() and page.walk._put.interval() <= 2000
    page.walk.put_by()
    room.settle()
    assert '"before": 8' in (room.journal.state("use-begun") or "")
    page.walk.leave()
    page.left.forget_asked.emit()
    page.walk.put_by()
    room.settle()
    assert room.journal.state("use-begun") is None


@pytest.mark.parametrize("text", ["", "[]", '{"card": 1}', '{"card": "gone"}', "nonsense"])
def test_a_broken_note_of_a_use_is_passed_over(room: JournalRoom, text: str) -> None:
    room.journal.set_state("use-begun", text)
    page = page_of(room)
    room.settle()
    assert not page.walk.under_way


def test_a_number_passed_over_can_be_given_at_the_end(room: JournalRoom) -> None:
    page = page_of(room)
    page.use(BREATHING)
    room.settle()
    for _ in range(len(shipped().steps) + 1):
        page.walk.go_on()
    page.walk.after.choose(2)
    room.settle()
    assert not room.journal.kept(Use)
    assert page.walk.before.isVisible()
    page.walk.before.choose(4)
    room.settle()
    assert [(each.before, each.after) for each in room.journal.kept(Use)] == [(4, 2)]


def test_from_elsewhere_a_card_begins_with_its_feeling(room: JournalRoom) -> None:
    room.window.show_page("today")
    open_use(room.window, BREATHING, "worried")
    room.settle()
    page = page_of(room)
    assert page.walking and page.walk.feeling.feeling == "worried"
    open_use(room.window, "there is no such card")
    room.settle()
    assert page.walk.card is not None and page.walk.card.id == BREATHING


def test_a_use_leads_back_to_where_it_was_begun(room: JournalRoom) -> None:
    room.window.show_page("today")
    open_use(room.window, BREATHING, "worried")
    room.settle()
    page = page_of(room)
    assert room.window.current_page == "coping"
    QTest.keyClick(page.walk, Qt.Key.Key_Escape)
    room.settle()
    assert room.window.current_page == "today"
    room.window.show_page("coping")
    choose(room, page, BREATHING)
    page.use_current()
    room.settle()
    page.walk.left.emit()
    assert room.window.current_page == "coping", "begun here, it ends here"


def test_the_clock_counts_down_pauses_and_waits_for_nobody(room: JournalRoom) -> None:
    clock = Countdown(room.window.theme)
    now = 100.0
    clock.clock = lambda: now
    clock.set_minutes(2)
    assert clock.face.text() == "2:00"
    clock.run.click()
    now += 30
    clock.tick()
    assert clock.face.text() == "1:30"
    clock.run.click()
    now += 500
    assert clock.seconds_left == 90 and not clock.running
    clock.run.click()
    now += 90
    clock.tick()
    assert clock.face.text() == "The time is over. Go on when you like."
    assert not clock.running
    clock.deleteLater()


def test_a_time_that_has_passed_can_be_noted(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    page.card.log.click()
    (dialog,) = room.window.findChildren(UsedDialog)
    assert not dialog.keep.isEnabled()
    dialog.before.buttons[8].click()
    dialog.after.buttons[5].click()
    dialog.feeling.set_feeling("a word of mine")
    dialog.note.setPlainText("In the evening")
    dialog.keep.click()
    room.settle()
    (use,) = room.journal.kept(Use)
    assert (use.before, use.after, use.emotion, use.note) == (
        8,
        5,
        "a word of mine",
        "In the evening",
    )
    room.window.undo_bar.undo()
    room.settle()
    assert not room.journal.kept(Use)


# the page in its window ------------------------------------------------------------------------


def test_in_a_small_window_list_and_card_take_turns(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(theme="light", language="en", text_percent=200)
    with journal_room(tmp_path, settings=settings) as room:
        room.window.resize(640, 480)
        page = page_of(room)
        assert page.left.isVisible() and not page.right.isVisible()
        choose(room, page, BREATHING)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        assert page.right.isVisible() and not page.left.isVisible()
        QTest.keyClick(page.card.use_now, Qt.Key.Key_Escape)
        assert page.left.isVisible() and not page.right.isVisible()
        page.use(BREATHING)
        room.settle()
        page.walk.go_on()
        page.walk.leave()
        assert page.left.resume.isVisible()


def nameless(page: QWidget) -> list[tuple[str, object]]:
    """Controls in sight that a screen reader has no word for."""
    found: list[tuple[str, object]] = []
    for part in page.findChildren(QWidget):
        inner = isinstance(part.parent(), QComboBox | QAbstractSpinBox)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
            face = QAccessible.queryAccessibleInterface(part)
            if not face.text(QAccessible.Text.Name):
                found.append((type(part).__name__, part.parent()))
    return found


def test_every_control_has_a_name(room: JournalRoom) -> None:
    room.journal.keep(use(1, 7, 4))
    page = page_of(room)
    choose(room, page, BREATHING)
    assert nameless(page) == []
    page.do_edit.trigger()
    assert nameless(page) == []
    page.editor.done.click()
    page.use(BREATHING)
    room.settle()
    assert nameless(page) == []
    page.walk.go_on()
    assert nameless(page) == []
    for _ in shipped().steps:
        page.walk.go_on()
    assert page.walk.after.isVisible()
    assert nameless(page) == []


def test_a_letter_leads_one_way_and_no_key_does_two_things(room: JournalRoom) -> None:
    page = page_of(room)
    choose(room, page, BREATHING)
    ours = set(page.actions())
    for menu in room.window.findChildren(QMenu):
        if not ours & set(menu.actions()):
            continue
        seen: dict[str, QAction] = {}
        for action in menu.actions():
            letter = action.text().replace("&&", "").partition("&")[2][:1].casefold()
            if letter and action.isVisible():
                assert letter not in seen, (menu.title(), action.text(), seen[letter].text())
                seen[letter] = action
    keys = [
        action.shortcut().toString()
        for action in room.window.findChildren(QAction)
        if action.isVisible() and not action.shortcut().isEmpty()
    ]
    assert [key for key in set(keys) if keys.count(key) > 1] == []

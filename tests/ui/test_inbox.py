"""What came: the list, the letter, what is said under it; real journals on both sides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from reflect.model import Emotion, KeptId, Strategy, new_id
from reflect.shares import Ask, ShareState
from reflect.sync import lens, message, sharing
from reflect.ui import letter as letters
from reflect.ui.inbox import EVERYTHING, MINE, RECEIVED, InboxView
from reflect.ui.letter import LinkDialog
from tests.ui.fitting import unfit
from tests.ui.letters_room import Letters, letters_room
from tests.ui.progress_room import texts


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Letters]:
    with letters_room(tmp_path) as made:
        yield made


def shown(view: InboxView) -> str:
    return texts(view)


def choose(view: InboxView, id: str) -> None:
    view.filter.setCurrentIndex(view.filter.findData(id))


def test_before_anything_came_the_page_says_what_will_stand_here(room: Letters) -> None:
    assert "Nothing has come yet" in shown(room.view)
    assert room.view.rows == ()
    assert not room.view.list.isVisible()


def test_the_list_says_from_whom_what_and_what_is_asked_for(room: Letters) -> None:
    room.comes("The week was long.\n\nAnd cold.", lens.Choice(ask=Ask.EXPERIENCE))
    (row,) = room.view.rows
    assert (row.name, row.kind, row.unread, row.ask) == ("Bea", "entry", 1, Ask.EXPERIENCE)
    (line,) = room.view.list.lines()
    assert line.title == "● Bea: an entry · new"
    assert line.takes == "The week was long. And cold."
    assert "Bea asks: Tell me your experience" in line.record
    room.comes("Only that.")
    assert room.view.rows[0].ask is Ask.LISTEN
    assert "Bea asks: Just listen" in room.view.list.lines()[0].record


def test_opening_marks_it_read_and_the_band_says_the_ask(room: Letters) -> None:
    room.comes("The week was long.")
    view = room.view
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    room.settle()
    said = shown(view)
    assert "From Bea" in said and "The week was long." in said
    assert "Bea asks: Just listen" in said
    assert room.made.room.journal.post.count_unread() == 0
    QTest.keyClick(view.back, Qt.Key.Key_Escape)
    room.settle()
    assert view.list.isVisible() and view.open_letter is None
    assert "●" not in view.list.lines()[0].title


def test_all_that_the_lens_let_through_is_shown(room: Letters) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (800, 40), (20, 120, 90)).save(picture, "PNG")
    at = room.bea.clock()
    journal = room.bea.vault.journal
    found = journal.attach("a.png", "image/png", io.BytesIO(picture.getvalue()))
    entry = room.bea.writes(
        "Sun.",
        mood=4,
        emotions=(Emotion("calm", 3),),
        tags=("garden",),
        attachments=(found,),
    )
    ends = int((at + timedelta(days=7)).timestamp())
    body = sharing.entry_body(room.bea.vault, entry, lens.Choice(time="exact", expires_at=ends))
    sharing.share_entry(room.bea.vault, room.bea.knows("Ana"), entry.id, body)
    room.both()
    view = room.open()
    said = shown(view)
    for words in ("Mood: ", "Feelings: calm 3/5", "#garden", "Written on ", "It goes by itself on"):
        assert words in said
    (photo,) = room.letter.photos
    assert (photo.width(), photo.height()) == (letters_width(), 28)
    names = [each.accessibleName() for each in view.letter.findChildren(letters.Picture)]
    assert "Photo 1 of 1" in names


def letters_width() -> int:
    from reflect.ui.threads import WIDEST_PHOTO

    return WIDEST_PHOTO


def test_what_came_is_text_and_nothing_besides(room: Letters) -> None:
    hostile = "<b>bold</b> <img src='http://x.test/a.png'> ![i](http://x.test/b.png) \u202egnp.exe"
    room.comes(hostile)
    view = room.open()
    words = [each for each in view.letter.findChildren(QLabel) if "<b>" in each.text()]
    assert words and all(each.textFormat() == Qt.TextFormat.PlainText for each in words)
    assert "\u202e" not in words[0].text()
    assert all(
        each.textFormat() == Qt.TextFormat.PlainText for each in view.letter.findChildren(QLabel)
    )


def test_a_link_is_opened_after_one_saw_where_it_leads(
    room: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    room.comes("Look: https://b\u00fccher.test/a?b=1. Not: file:///etc/passwd javascript:alert(1)")
    view = room.open()
    (link,) = view.letter.links
    QTest.keyClick(link, Qt.Key.Key_Space)
    room.settle()
    dialog = room.dialog(LinkDialog)
    assert "xn--bcher-kva.test" in dialog.text() and opened == []
    room.press(dialog, "Leave it")
    assert opened == []
    link.click()
    room.press(room.dialog(LinkDialog), "Open in the browser")
    assert len(opened) == 1


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.test", "http://", "mailto:a@b"],
)
def test_other_schemes_are_no_links(address: str) -> None:
    assert letters.safe_url(address) is None
    assert letters.links(f"see {address} now") == ()


def test_a_hard_one_shows_no_word_before_a_yes(room: Letters) -> None:
    room.comes("It was terrible.", lens.Choice(hard=True))
    view = room.view
    assert "terrible" not in view.list.lines()[0].takes
    assert "hard to read" in view.list.lines()[0].takes
    room.open()
    assert "Bea says that this is hard to read." in shown(view)
    assert "terrible" not in shown(view)
    assert view.composer.isHidden()
    assert room.made.room.journal.post.count_unread() == 1
    view.read_later.click()
    room.settle()
    assert view.list.isVisible()
    room.open()
    view.read_now.click()
    room.settle()
    assert "It was terrible." in shown(view)
    assert view.composer.isVisible()
    assert room.made.room.journal.post.count_unread() == 0


def test_help_lines_are_one_click_away_from_a_hard_one(room: Letters) -> None:
    room.comes("It was terrible.", lens.Choice(hard=True))
    view = room.open()
    view.help.click()
    room.settle()
    assert room.made.room.window.is_steady
    room.made.room.window.leave()


def test_a_date_that_cannot_be_right_is_said_to_be_so(room: Letters) -> None:
    entry = room.bea.writes("From the future.")
    body = sharing.entry_body(room.bea.vault, entry, lens.Choice(time="exact"))
    odd = msgspec.structs.replace(body, time=message.When("2999-01-01T10:00:00+00:00"))
    sharing.share_entry(room.bea.vault, room.bea.knows("Ana"), entry.id, odd)
    nonsense = msgspec.structs.replace(body, time=message.When("the day before"))
    sharing.share_entry(room.bea.vault, room.bea.knows("Ana"), entry.id, nonsense)
    room.both()
    for row in range(2):
        assert "that cannot be right" in shown(room.open(row))
        room.view.show_list()


def test_asked_to_delete_one_deletes_or_keeps(room: Letters) -> None:
    share = room.comes("Please forget this.")
    other = room.comes("And this.")
    for each in (share, other):
        sharing.retract(room.bea.vault, room.bea.vault.journal.post.share(each.id))
    room.both()
    view = room.view
    assert all("asked to delete" in line.record for line in view.list.lines())
    room.open(next(n for n, row in enumerate(view.rows) if row.first == "And this."))
    assert "Bea asks you to delete this." in shown(view)
    assert view.letter.keep is not None
    view.letter.keep.click()
    room.settle()
    assert "asks you to delete" not in shown(view)
    view.show_list()
    room.open(next(n for n, row in enumerate(view.rows) if row.first == "Please forget this."))
    assert view.letter.delete is not None
    view.letter.delete.click()
    room.settle()
    box = room.dialog(QMessageBox)
    assert "Bea hears that it is deleted." in box.informativeText()
    room.press(box, "Delete it")
    assert [row.first for row in view.rows] == ["And this."]
    room.both()
    state = room.bea.vault.journal.post.share(share.id).state
    assert state is ShareState.DELETION_CONFIRMED
    assert room.bea.vault.journal.post.share(other.id).state is ShareState.DELETION_ASKED


def test_letting_go_asks_once_and_leaving_it_keeps_it(room: Letters) -> None:
    room.comes("Some words.")
    view = room.open()
    view.away.click()
    room.settle()
    room.press(room.dialog(QMessageBox), "Keep it")
    assert view.open_letter is not None
    view.do_let_go.trigger()
    room.settle()
    room.press(room.dialog(QMessageBox), "Delete it")
    assert view.rows == () and view.open_letter is None


def test_answers_to_what_i_shared_stand_under_it(room: Letters) -> None:
    room.goes("I was afraid.", lens.Choice(ask=Ask.LISTEN))
    assert room.view.rows == ()
    item = room.at_bea()
    sharing.reply(room.bea.vault, item, "I am here.")
    sharing.hear(room.bea.vault, item, "me-too")
    room.comes("Something else.")
    view = room.view
    assert len(view.rows) == 2
    choose(view, RECEIVED)
    assert [row.mine for row in view.rows] == [False]
    choose(view, MINE)
    row = view.rows[0]
    assert row.mine and row.answers == 2 and row.unread == 2
    choose(view, EVERYTHING)
    room.open(next(n for n, row in enumerate(view.rows) if row.mine))
    said = shown(view)
    assert "You, to Bea" in said and "You asked: Just listen" in said
    assert "I was afraid." in said and "I am here." in said and "Me too" in said
    assert not view.away.isVisible()
    view.composer.words.setPlainText("Thank you, Bea.")
    view.composer.send()
    room.both()
    assert room.at_bea("reply").body["text"] == "Thank you, Bea."
    assert "Thank you, Bea." in shown(view)
    (again,) = [row for row in view.rows if row.mine]
    assert again.answers == 2


def test_one_answer_alone_can_be_let_go_of(room: Letters) -> None:
    room.goes("I was afraid.")
    sharing.reply(room.bea.vault, room.at_bea(), "First.")
    sharing.reply(room.bea.vault, room.at_bea(), "Second.")
    room.both()
    view = room.open()
    view.letter.aways[0].click()
    room.settle()
    room.press(room.dialog(QMessageBox), "Delete it")
    assert "First." not in shown(view) and "Second." in shown(view)


def test_may_i_say_what_i_think_is_answered_with_yes_or_no(room: Letters) -> None:
    room.goes("I was afraid.", lens.Choice(ask=Ask.LISTEN))
    sharing.ask_again(room.bea.vault, room.at_bea())
    room.both()
    view = room.open()
    assert "Bea would like to say what comes to mind. May they?" in shown(view)
    assert view.letter.yes is not None
    view.letter.yes.click()
    room.both()
    assert sharing.ask_of(room.bea.vault, room.at_bea()) is Ask.IDEAS
    assert "May they?" not in shown(view)


def test_what_comes_while_a_letter_is_open_is_shown_and_typing_stays(room: Letters) -> None:
    room.goes("I was afraid.")
    sharing.reply(room.bea.vault, room.at_bea(), "First.")
    room.both()
    view = room.open()
    view.composer.words.setPlainText("I am writing")
    sharing.reply(room.bea.vault, room.at_bea(), "Second.")
    room.both()
    assert "Second." in shown(view)
    assert view.composer.words.toPlainText() == "I am writing"
    assert room.made.room.journal.post.count_unread() == 0


def test_days_are_written_as_the_language_does(room: Letters) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    room.comes("Ein Tag.", lens.Choice(time="part"))
    view = room.open()
    month = QLocale().monthName(room.bea.clock().month)
    assert month in shown(view)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_of_a_letter_is_cut(room: Letters, percent: int) -> None:
    window = room.made.room.window
    address = "https://example.test/" + "a" * 120
    room.comes(
        f"A {'w' * 200} word. {address}",
        lens.Choice(hard=True, ask=Ask.EXPERIENCE),
        mood=2,
        emotions=(Emotion("sad", 4),),
        tags=("t" * 60,),
        title="B" * 100,
    )
    card = Strategy(KeptId(new_id()), "C" * 90, steps=("One", "D" * 150), minutes=5)
    body = sharing.strategy_body(room.bea.vault, card, with_results=False, words="E" * 150)
    sharing.share_strategy(room.bea.vault, room.bea.knows("Ana"), body)
    room.goes("I was afraid.")
    sharing.reply(room.bea.vault, room.at_bea(), "F" * 150, body)
    sharing.ask_again(room.bea.vault, room.at_bea())
    room.both()
    window.change_settings(text_percent=percent)
    view, found = room.view, list[str]()

    def look(what: str) -> None:
        for size in ((640, 480), (1120, 760)):
            window.resize(*size)
            room.settle()
            found.extend(f"{what} at {size}: {each}" for each in unfit(window))

    try:
        for kind, mine in (("entry", False), ("strategy", False), ("entry", True)):
            row = next(n for n, r in enumerate(view.rows) if (r.kind, r.mine) == (kind, mine))
            room.open(row)
            look(f"{kind} {mine}, before")
            if not view.gate.isHidden():
                view.read_now.click()
                room.settle()
            view.composer.words.setPlainText("You should go to bed earlier.")
            view.composer.look()
            look(f"{kind} {mine}")
            view.show_list()
        look("list")
    finally:
        window.change_settings(text_percent=100)
    assert "\n".join(found) == ""


def test_a_photo_that_is_none_is_counted_and_not_shown(room: Letters) -> None:
    entry = room.bea.writes("Look.")
    body = sharing.entry_body(room.bea.vault, entry, lens.Choice())
    bad = message.Photo("photo-1.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(400))
    body = msgspec.structs.replace(body, photos=(bad,))
    sharing.share_entry(room.bea.vault, room.bea.knows("Ana"), entry.id, body)
    room.both()
    view = room.open()
    assert room.letter.photos == ()
    assert "Photos that cannot be shown safely: 1" in shown(view)


def test_the_key_of_the_section_leads_back_to_the_list(room: Letters) -> None:
    room.comes("The week was long.")
    view = room.open()
    assert view.open_letter is not None
    page = room.made.page
    room.made.room.window.activateWindow()
    page.go_to("inbox")
    room.settle()
    assert view.open_letter is None
    assert view.list.hasFocus()
    page.go_to("people")
    assert page.switch["people"].hasFocus()


def test_tab_comes_by_what_stands_in_a_letter_before_the_answer(room: Letters) -> None:
    room.comes("See https://example.org/walks for it.")
    view = room.open()
    chain: list[QWidget | None] = []
    at = view.back.nextInFocusChain()
    while at is not view.back:
        chain.append(at)
        at = at.nextInFocusChain()
    (link,) = view.letter.links
    places = [chain.index(each) for each in (view.away, link, view.composer.openers[0])]
    assert places == sorted(places)


def test_the_words_of_a_letter_are_reached_and_copied_by_keyboard(room: Letters) -> None:
    room.comes("The week was long.")
    view = room.open()
    room.made.room.window.activateWindow()
    view.away.setFocus()
    QTest.keyClick(view.away, Qt.Key.Key_Tab)
    words = view.focusWidget()
    assert isinstance(words, QLabel) and words.text() == "The week was long."
    QTest.keyClick(words, Qt.Key.Key_Home)
    QTest.keyClick(words, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert words.selectedText() == words.text()


def test_coming_back_one_is_at_the_letter_and_esc_leads_to_the_list(room: Letters) -> None:
    card = Strategy(KeptId(new_id()), "Walk to the river")
    room.bea.vault.journal.keep(card)
    body = sharing.strategy_body(room.bea.vault, card, with_results=False)
    sharing.share_strategy(room.bea.vault, room.bea.knows("Ana"), body)
    room.both()
    view, window = room.open(), room.made.room.window
    window.activateWindow()
    take = view.letter.cards[0].take
    take.setFocus()
    QTest.keyClick(take, Qt.Key.Key_Space)
    room.settle()
    assert window.current_page == "coping"
    window.show_page("sharing")
    room.settle()
    assert view.open_letter is not None and view.back.hasFocus()
    room.made.page.go_to("people")
    room.made.page.go_to("inbox")
    assert view.back.hasFocus(), "once more"
    QTest.keyClick(view.back, Qt.Key.Key_Escape)
    room.settle()
    assert view.list.isVisible() and view.list.hasFocus()


def test_the_switch_of_the_letters_leads_back_to_the_list(room: Letters) -> None:
    room.comes("The week was long.")
    view, tab = room.open(), room.made.page.switch["inbox"]
    room.made.room.window.activateWindow()
    tab.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_Space)
    room.settle()
    assert view.open_letter is None and view.list.hasFocus()


def test_where_nothing_came_the_focus_is_on_the_switch(room: Letters) -> None:
    page = room.made.page
    page.open("people")
    room.made.room.window.activateWindow()
    page.go_to("inbox")
    room.settle()
    assert page.switch["inbox"].hasFocus()

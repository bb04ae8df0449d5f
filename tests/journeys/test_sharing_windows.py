"""Two windows side by side, a journal each and a folder between them: from the invitation to the
end, by what a person sees and presses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from reflect.model import Emotion, Entry, EntryId, KeptId, Strategy, new_id
from reflect.shares import Ask
from reflect.ui.comparing import CompareDialog
from reflect.ui.coping import CopingPage
from reflect.ui.gifts import GiftsView
from reflect.ui.giving import GivingDialog
from reflect.ui.inbox import InboxView
from reflect.ui.invitation import AcceptDialog, InviteDialog
from reflect.ui.ledger import AskDialog, LedgerView
from reflect.ui.lens import LensDialog
from reflect.ui.parting import EndDialog
from reflect.ui.people import PeopleView, Person
from reflect.ui.use_log import UsedDialog
from tests.ui.fitting import placed_in
from tests.ui.progress_room import texts
from tests.ui.sharing_room import SharingRoom, sharing_room

SHOTS = os.environ.get("SHARING_SHOTS")
"""A folder for pictures of each step, where they are wanted."""


@pytest.fixture
def two(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[SharingRoom, SharingRoom]]:
    with ExitStack() as stack:
        made = []
        for name in ("ana", "bea"):
            (tmp_path / name).mkdir()
            made.append(stack.enter_context(sharing_room(tmp_path / name, on=False)))
        between = made[0].relay
        yield made[0], replace(made[1], relay=between)


def step(*rooms: SharingRoom, times: int = 2) -> None:
    """All that waits arrives."""
    for _ in range(times):
        for each in rooms:
            each.sync()
    for each in rooms:
        settle(each)


def settle(room: SharingRoom) -> None:
    """What an answer asked for in turn has come, too."""
    for _ in range(3):
        QCoreApplication.processEvents()
        room.room.settle()


def picture(name: str, widget: QWidget) -> None:
    if SHOTS:
        widget.grab().save(f"{SHOTS}/{name}.png")


def click(room: SharingRoom, button: Any) -> None:
    assert button.isEnabled() and not button.isHidden(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    room.room.settle()


def person(room: SharingRoom) -> Person:
    (item,) = room.section("people", PeopleView).shelf.items.values()
    assert isinstance(item, Person)
    return item


def press(room: SharingRoom, verb: str) -> None:
    item = person(room)
    assert verb in item.verbs
    click(room, item.tool(verb))


def switched_on(room: SharingRoom, name: str) -> None:
    page = room.page
    picture(f"{name}-off", room.room.window)
    click(room, page.on_button)
    assert page.is_on and page.current == "relays"
    view: Any = page.section("relays")
    view.address.setText(str(room.relay))
    picture(f"{name}-relays", room.room.window)
    click(room, view.add_button)


def test_from_the_invitation_to_the_end(two: tuple[SharingRoom, SharingRoom]) -> None:
    ana, bea = two
    for room, name in ((ana, "ana"), (bea, "bea")):
        switched_on(room, name)

    # Ana invites, Bea accepts.
    people = ana.section("people", PeopleView)
    click(ana, people.invite_button)
    inviting = ana.dialog(InviteDialog)
    QTest.keyClicks(inviting.name, "Bea")
    QTest.keyClick(inviting.name, Qt.Key.Key_Return)
    settle(ana)
    line = inviting.line.toPlainText()
    assert line.startswith("reflect-invite:")
    picture("invite", inviting)
    inviting.close()
    ana.sync()
    click(bea, bea.section("people", PeopleView).accept_button)
    accepting = bea.dialog(AcceptDialog)
    accepting.line.setPlainText(line)
    QTest.keyClicks(accepting.name, "Ana")
    settle(bea)
    picture("accept", accepting)
    click(bea, accepting.go)
    step(bea, ana)
    assert "Active" in texts(person(ana)) and "Active" in texts(person(bea))

    # They compare their safety numbers.
    numbers = []
    for room in two:
        press(room, "compare")
        comparing = room.dialog(CompareDialog)
        groups = placed_in(comparing._grid)
        numbers.append([each.text() for each in groups if isinstance(each, QLabel)])
        picture("compare", comparing)
        click(room, comparing.same)
    assert numbers[0] == numbers[1] and [len(each) for each in numbers[0]] == [5] * 12
    assert "compared on" in texts(person(ana))
    picture("people", ana.room.window)

    # Ana shares one paragraph, with a placeholder, and says what she would like.
    opened = ana.room.vault
    at = opened.journal.post.now()
    entry = Entry(
        EntryId(new_id()), at, at, title="The visit", mood=2, emotions=(Emotion("sad", 4),),
        text="Anna came by and it was hard to speak.\n\nThis is for nobody.",
        factors={"people": "Anna"},
    )  # fmt: skip
    ana.tell(opened.journal.put(entry))
    window = ana.room.window
    window.show_page("journal")
    journal: Any = window.page("journal")
    journal.open_entry(entry.id)
    settle(ana)
    journal.editor.commands.share.trigger()
    settle(ana)
    lens = ana.dialog(LensDialog)
    click(ana, lens.part_ticks[1])
    (offer,) = [each for each in lens.findChildren(QWidget) if _says(each, "Replace “Anna”")]
    click(ana, offer)
    next(each for each in lens.asks.buttons() if each.property("ask") == Ask.LISTEN).click()
    click(ana, lens.hard)
    lens._timer.stop()
    lens._ask_preview()
    settle(ana)
    shown = lens.shown.words()
    assert "[friend] came by" in shown and "Anna" not in shown and "nobody" not in shown
    picture("lens", lens)
    click(ana, lens.go)
    step(ana, bea, times=1)

    # It arrives; Bea's answer holds advice, which is noticed and not held back.
    inbox = bea.section("inbox", InboxView)
    assert [(row.name, row.hard, row.unread) for row in inbox.rows] == [("Ana", True, 1)]
    picture("inbox", bea.room.window)
    inbox.open(inbox.rows[0].key)
    settle(bea)
    read_it(bea, inbox)
    assert "[friend] came by and it was hard to speak." in texts(inbox)
    composer = inbox.composer
    assert composer.band.text() == "Ana asks: Just listen"
    composer.focus()
    QTest.keyClicks(composer.words, "I am sorry. You should call her.")
    composer.look()
    settle(bea)
    assert composer.strip.isVisible() and composer.noticed_phrases == ("You should",)
    picture("reply", bea.room.window)
    composer.words.setPlainText("I am sorry. I read all of it.")
    click(bea, composer.send_button)
    click(bea, composer.taps["hear"])
    step(bea, ana)
    hers = ana.section("inbox", InboxView)
    hers.open(hers.rows[0].key)
    settle(ana)
    assert "I read all of it." in texts(hers) and "I hear you" in texts(hers)
    picture("thread", ana.room.window)

    # Ana gives a way of coping; Bea adopts it, uses it, and says that it helped.
    card = Strategy(KeptId(new_id()), "A cold washcloth", ("Run the tap", "Press it on"))
    ana.tell(opened.journal.keep(card))
    window.show_page("coping")
    coping: Any = window.page("coping")
    coping.show_card(card.id)
    settle(ana)
    coping.do_share.trigger()
    settle(ana)
    giving = ana.dialog(GivingDialog)
    QTest.keyClicks(giving.words, "On hot days.")
    giving._timer.stop()
    giving._ask_preview()
    settle(ana)
    picture("giving", giving)
    click(ana, giving.go)
    step(ana, bea, times=1)
    inbox = bea.section("inbox", InboxView)
    row = next(each for each in inbox.rows if each.kind == "strategy")
    inbox.open(row.key)
    settle(bea)
    picture("card", bea.room.window)
    click(bea, inbox.letter.cards[0].take)
    mine = bea.room.window.page("coping")
    assert isinstance(mine, CopingPage) and mine.current is not None
    assert "From Ana" in texts(mine.card) and "“On hot days.”" in texts(mine.card)
    mine.log_current()
    settle(bea)
    used = bea.dialog(UsedDialog)
    used.before.set_value(7)
    used.after.set_value(4)
    used.accept()
    settle(bea)
    picture("used", bea.room.window)
    click(bea, mine.helped.ways["helped"])
    step(bea, ana)
    gifts = ana.section("gifts", GiftsView)
    assert "“It helped me”" in texts(gifts)
    picture("gifts", window)

    # What Bea holds, and asking for it to be deleted.
    ledger = ana.section("ledger", LedgerView)
    held = {each.title.text(): each for each in ledger.shelf.items.values()}
    assert set(held) == {"The visit", "A cold washcloth"}
    assert "Delivered" in texts(held["The visit"])
    picture("ledger", window)
    click(ana, held["The visit"].tool("ask"))
    asking = ana.dialog(AskDialog)
    assert "a copy may remain" in texts(asking)
    picture("ask-to-delete", asking)
    click(ana, asking.go)
    step(ana, bea)
    inbox = bea.section("inbox", InboxView)
    row = next(each for each in inbox.rows if each.asked_to_delete)
    inbox.open(row.key)
    settle(bea)
    read_it(bea, inbox)
    picture("asked", bea.room.window)
    delete_it(bea, inbox)
    step(bea, ana)
    ledger = ana.section("ledger", LedgerView)
    assert "Deleted, as Bea says" in texts(ledger)

    # And the end.
    press(ana, "end")
    ending = ana.dialog(EndDialog)
    ending.templates[0].click()
    picture("end", ending)
    click(ana, ending.go)
    step(ana, bea)
    assert "Ended" in texts(person(ana))
    assert "Ended by them" in texts(person(bea)) and "Thank you" in texts(person(bea))
    picture("ended", bea.room.window)


def _says(widget: QWidget, words: str) -> bool:
    text = getattr(widget, "text", None)
    return callable(text) and text() == words and not widget.isHidden()


def read_it(room: SharingRoom, inbox: InboxView) -> None:
    """A hard one says so first."""
    assert "came by" not in texts(inbox)
    picture("hard", room.room.window)
    click(room, inbox.read_now)


def delete_it(room: SharingRoom, inbox: InboxView) -> None:
    settle(room)
    delete = inbox.letter.delete
    assert delete is not None
    delete.click()
    box = room.dialog(QMessageBox)
    next(each for each in box.buttons() if each.text() == "Delete it").click()
    room.room.settle()

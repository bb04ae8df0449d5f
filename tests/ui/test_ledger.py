"""What others hold of me: as it is known, item by item."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from reflect.model import Attachment, Changes, Entry, EntryId, KeptId, Strategy, new_id
from reflect.shares import Ask
from reflect.sync import lens, sharing
from reflect.ui import ledger
from reflect.ui.ledger import AskDialog, GotDialog, LedgerView
from reflect.ui.scroller import to_top
from tests.people import Person
from tests.ui.progress_room import texts
from tests.ui.sharing_room import SharingRoom, sharing_room


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path) as made:
        yield made


def shared(
    room: SharingRoom, text: str, attachments: tuple[Attachment, ...] = (), **more: object
) -> EntryId:
    """An entry of Ana's, shared with Bea."""
    opened = room.room.vault
    at = opened.journal.post.now()
    entry = Entry(EntryId(new_id()), at, at, text=text, attachments=attachments)
    opened.journal.put(entry)
    body = sharing.entry_body(opened, entry, lens.Choice(**more))  # type: ignore[arg-type]
    sharing.share_entry(opened, sharing.named(opened, "Bea"), entry.id, body)
    room.tell(Changes(kept=frozenset({"share"})))
    return entry.id


def shown(room: SharingRoom) -> LedgerView:
    room.sync()
    return room.section("ledger", LedgerView)


def test_each_thing_is_there_with_what_is_known_of_it(room: SharingRoom) -> None:
    assert "you have not shared yet" in texts(room.section("ledger", LedgerView))
    bea = room.person("Bea")
    room.pair(bea)
    shared(room, "A walk by the canal", ask=Ask.IDEAS)
    room.room.settle()
    view = room.section("ledger", LedgerView)
    (item,) = view.shelf.items.values()
    assert item.title.text() == "A walk by the canal"
    room.sync()
    room.room.settle()
    assert "On its way" in texts(view)
    bea.sync()
    room.sync()
    assert "Delivered" in texts(view) and "Whether it was read is not told" in texts(view)
    assert "Ideas are welcome" in texts(view) and "to Bea" in texts(view)
    bea.close()


def test_asking_says_that_a_copy_may_remain_and_shows_the_answer(room: SharingRoom) -> None:
    bea = room.person("Bea")
    room.pair(bea)
    shared(room, "too much")
    room.sync()
    bea.sync()
    view = shown(room)
    (item,) = view.shelf.items.values()
    item.do("ask")
    dialog = room.dialog(AskDialog)
    assert "a copy may remain" in texts(dialog)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    room.room.settle()
    assert "Asked to delete" in texts(view) and "ask" not in item.verbs
    room.sync()
    bea.sync()
    (came,) = bea.inbox()
    sharing.let_go(bea.vault, came)
    bea.sync()
    room.sync()
    assert "Deleted, as Bea says" in texts(view) and "A copy may remain all the same" in texts(view)
    bea.close()


def test_what_they_got_is_shown_and_nothing_else(room: SharingRoom) -> None:
    bea = room.person("Bea")
    room.pair(bea)
    shared(
        room,
        "Anna came.\n\nA secret.",
        paragraphs=frozenset({1}),
        replacements={"Anna": "[friend]"},
    )
    view = shown(room)
    (item,) = view.shelf.items.values()
    item.do("look")
    dialog = room.dialog(GotDialog)
    assert "[friend] came." in texts(dialog)
    assert "secret" not in texts(dialog) and "Anna" not in texts(dialog)
    dialog.close()
    bea.close()


def test_one_person_at_a_time(room: SharingRoom) -> None:
    people: list[Person] = []
    for name in ("Bea", "Cem"):
        people.append(room.person(name))
        room.pair(people[-1])
    shared(room, "for Bea")
    opened = room.room.vault
    card = Strategy(KeptId(new_id()), "A cold washcloth", ("Run the tap",))
    body = sharing.strategy_body(opened, card, with_results=False, words="on hot days")
    sharing.share_strategy(opened, sharing.named(opened, "Cem"), body)
    view = shown(room)
    assert len(view.shelf.items) == 2
    view.people.setCurrentIndex(view.people.findText("Cem"))
    view.people.activated.emit(view.people.currentIndex())
    assert [each.title.text() for each in view.shelf.items.values()] == ["A cold washcloth"]
    for each in people:
        each.close()


def test_photos_that_went_are_shown(room: SharingRoom) -> None:
    bea = room.person("Bea")
    room.pair(bea)
    made = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(made, "JPEG")
    made.seek(0)
    photo = room.room.vault.journal.attach("clinic.jpg", "image/jpeg", made)
    shared(room, "A photo", attachments=(photo,))
    (item,) = shown(room).shelf.items.values()
    item.do("look")
    dialog = room.dialog(GotDialog)
    pictures = [each for each in dialog.findChildren(QLabel) if not each.pixmap().isNull()]
    assert [each.pixmap().size().toTuple() for each in pictures] == [(80, 60)]
    assert "clinic" not in texts(dialog)
    dialog.close()
    bea.close()


def test_many_are_shown_some_at_a_time(room: SharingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "AT_ONCE", 2)
    bea = room.person("Bea")
    room.pair(bea)
    for number in range(5):
        shared(room, f"number {number}")
    view = room.section("ledger", LedgerView)
    view._most = ledger.AT_ONCE
    view._put()
    for many in (2, 4):
        assert len(view.shelf.items) == many and view.more.isVisible()
        view.more.click()
    assert len(view.shelf.items) == 5 and not view.more.isVisible()
    bea.close()


def test_coming_back_what_has_the_focus_is_in_sight(room: SharingRoom) -> None:
    bea = room.person("Bea")
    room.pair(bea)
    for number in range(12):
        shared(room, f"Entry {number}")
    view, window = shown(room), room.room.window
    window.resize(900, 560)
    window.activateWindow()
    tool = list(view.shelf.items.values())[9].tool("look")
    tool.setFocus()
    room.room.settle()
    assert tool.visibleRegion().contains(tool.rect())
    to_top(room.page)
    assert tool.visibleRegion().isEmpty()
    window.show_page("journal")
    room.room.settle()
    window.show_page("sharing")
    room.room.settle()
    assert tool.hasFocus() and tool.visibleRegion().contains(tool.rect())
    bea.close()

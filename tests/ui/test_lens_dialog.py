"""The lens: what is chosen on the left shows on the right, and that goes and nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from reflect.model import Emotion, Entry, EntryId, KeptId, Strategy, Use, new_id
from reflect.shares import Ask, ShareState
from reflect.sync import advice, sharing
from reflect.ui.giving import GivingDialog
from reflect.ui.ledger import LedgerView
from reflect.ui.lens import LensDialog
from reflect.ui.share import share_entry, share_strategy
from tests.people import Person
from tests.ui.fitting import placed_in
from tests.ui.progress_room import texts
from tests.ui.sharing_room import SharingRoom, sharing_room


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path) as room:
        yield room


@pytest.fixture
def bea(here: SharingRoom) -> Iterator[Person]:
    made = here.person("Bea")
    here.pair(made)
    yield made
    made.close()


def written(here: SharingRoom, text: str, **more: object) -> Entry:
    at = here.room.vault.journal.post.now()
    entry = Entry(EntryId(new_id()), at, at, text=text, **more)  # type: ignore[arg-type]
    here.tell(here.room.vault.journal.put(entry))
    return entry


def lens_of(here: SharingRoom, entry: Entry) -> LensDialog:
    window = here.room.window
    here.room.settle()
    dialog = share_entry(window, entry.id)
    assert isinstance(dialog, LensDialog)
    see(here, dialog)
    return dialog


def see(here: SharingRoom, dialog: LensDialog) -> str:
    """What the right side shows, once it does."""
    here.room.settle()
    if dialog._timer.isActive():
        dialog._timer.stop()
        dialog._ask_preview()
        here.room.settle()
    return dialog.shown.words() if dialog.go.isVisible() and hasattr(dialog, "shown") else ""


def send(here: SharingRoom, dialog: LensDialog | GivingDialog, bea: Person) -> None:
    assert dialog.go.isEnabled()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    here.room.settle()
    here.sync()
    bea.sync()


def test_what_shows_on_the_right_is_what_arrives(here: SharingRoom, bea: Person) -> None:
    entry = written(
        here, "Anna came by.\n\nNobody knows this.\n\nA third part.", title="With Anna", mood=2,
        emotions=(Emotion("sad", 4),), tags=("anna", "march"), factors={"people": "Anna, Ben"},
    )  # fmt: skip
    dialog = lens_of(here, entry)
    assert "Nobody knows this." in dialog.shown.words()
    dialog.part_ticks[1].setChecked(False)
    dialog.tags_tick.setChecked(False)
    (offer,) = [each for each in offers(dialog) if "Anna" in each.text()]
    offer.click()
    shown = see(here, dialog)
    assert "[friend] came by." in shown and "With [friend]" in shown and "A third part." in shown
    assert "Anna" not in shown and "Nobody" not in shown and "march" not in shown
    for choice in dialog.asks.buttons():
        if choice.property("ask") == Ask.CHEER:
            choice.click()
    dialog.hard.click()
    see(here, dialog)
    assert dialog._preview is not None
    fields = dialog._preview.fields
    send(here, dialog, bea)
    (item,) = bea.inbox()
    assert sharing.item_json(sharing.body_of(item)) == fields
    assert (fields["ask"], fields["hard"]) == (Ask.CHEER, True)
    assert here.room.vault.journal.post.placeholders() == {"Anna": "[friend]"}
    again = lens_of(here, written(here, "Anna again."))
    assert again.shown.words().startswith("[friend] again."), "remembered"
    again.close()


def offers(dialog: LensDialog) -> list[Any]:
    return [*placed_in(dialog.offers)]


def test_listening_is_asked_for_unless_something_else_is(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "words"))
    assert dialog.chosen().ask is Ask.LISTEN
    assert advice.words(Ask.LISTEN, "en").sharer in dialog.shown.words()
    send(here, dialog, bea)
    assert bea.inbox()[0].body.get("ask", "just-listen") == "just-listen"


def test_the_mood_alone(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "words", mood=1, tags=("x",)))
    dialog.mood_only.click()
    dialog.time.setCurrentIndex(dialog.time.findData("none"))
    assert see(here, dialog).splitlines()[:-1] == ["Mood: heavy"]
    send(here, dialog, bea)
    (item,) = bea.inbox()
    assert (item.body["mood"], item.body.get("text", "")) == (1, "")


def test_nothing_chosen_is_nothing_sent(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "words"))
    dialog.part_ticks[0].setChecked(False)
    assert not dialog.go.isEnabled(), "not before it was seen"
    see(here, dialog)
    assert not dialog.go.isEnabled() and "Nothing is chosen yet." in texts(dialog)
    dialog.send()
    dialog.close()
    here.sync()
    bea.sync()
    assert bea.inbox() == () and sharing.ledger(here.room.vault) == ()


def test_photos_go_only_where_chosen_and_tell_nothing(here: SharingRoom, bea: Person) -> None:
    made = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(made, "JPEG", comment=b"at the clinic")
    made.seek(0)
    photo = here.room.vault.journal.attach("Anna at the clinic.jpg", "image/jpeg", made)
    entry = written(here, "A photo.\n\n![](reflect-img:Anna%20at%20the%20clinic.jpg)",
                    attachments=(photo,))  # fmt: skip
    dialog = lens_of(here, entry)
    before = dialog._preview
    assert before is not None and before.photos == ()
    dialog.photo_ticks[photo.name].setChecked(True)
    see(here, dialog)
    after = dialog._preview
    assert after is not None and len(after.photos) == 1
    send(here, dialog, bea)
    (item,) = bea.inbox()
    (sent,) = sharing.photos_of(item)
    assert b"at the clinic" not in sent.data and sent.name == "photo-1.jpg"
    assert "clinic" not in str(item.body)


def test_it_can_be_taken_back_before_it_leaves(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "rather not"))
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    here.room.settle()
    here.room.window.undo_bar.undo()
    here.room.settle()
    assert "asked-to-delete" not in here.room.window.troubles()
    here.sync()
    bea.sync()
    assert bea.inbox() == ()
    (line,) = sharing.ledger(here.room.vault)
    assert line.share.state is ShareState.DELETION_CONFIRMED
    (item,) = here.section("ledger", LedgerView).shelf.items.values()
    said = texts(item)
    # Bea was never asked, and has said nothing.
    assert "It never left this computer." in said and "Bea says" not in said
    assert item.tool("look").isHidden() and item.tool("ask").isHidden()


def test_taken_back_after_it_left_it_says_that_they_are_asked(
    here: SharingRoom, bea: Person
) -> None:
    dialog = lens_of(here, written(here, "rather not"))
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    here.room.settle()
    here.sync()
    window = here.room.window
    assert window.undo_bar.offered is not None
    window.undo_bar.undo()
    here.room.settle()
    here.room.settle()
    assert "asked-to-delete" in window.troubles()
    assert "Bea is asked, and can say yes or no." in texts(window)


def test_tab_comes_by_a_replaced_name_where_it_stands(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "Anna called and Otto came."))
    for _ in range(2):
        dialog.add_name.click()
    see(here, dialog)
    chain, at = [], dialog.add_name.nextInFocusChain()
    while at is not dialog.add_name:
        chain.append(at)
        at = at.nextInFocusChain()
    fields = [each for one, other, _row in dialog.pairs for each in (one, other)]
    assert len(fields) == 4
    asks = dialog.asks.buttons()[0]
    places = [chain.index(each) for each in (*fields, asks, dialog.go)]
    assert places == sorted(places), "then what one would like back, then Send"
    dialog.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_what_has_the_focus_is_in_sight_in_large_letters(
    here: SharingRoom, bea: Person, key: Qt.Key
) -> None:
    here.room.window.change_settings(text_percent=200)
    days = "\n\n".join(f"On day {day} Anna called." for day in range(12))
    dialog = lens_of(here, written(here, days))
    dialog.resize(700, 500)
    dialog.activateWindow()
    dialog.add_name.click()
    here.room.settle()
    met = set()
    for _ in range(30):
        QTest.keyClick(dialog.focusWidget(), key)
        here.room.settle()
        at = dialog.focusWidget()
        met.add(at)
        assert at.visibleRegion().contains(at.rect()), at
    assert {*dialog.part_ticks, *dialog.pairs[0][:2], dialog.days} <= met
    dialog.close()


def test_with_nobody_it_says_how_to_begin(here: SharingRoom) -> None:
    dialog = lens_of(here, written(here, "words"))
    assert "invite somebody first" in texts(dialog) and not dialog.go.isEnabled()
    dialog.invite.click()
    here.room.settle()
    assert here.page.current == "people"


def test_with_everybody_at_rest_it_does_not_say_that_nobody_is_there(
    here: SharingRoom, bea: Person
) -> None:
    here.tell(sharing.pause(here.room.vault, sharing.named(here.room.vault, "Bea")))
    dialog = lens_of(here, written(here, "words"))
    assert "it rests" in texts(dialog) and not dialog.go.isEnabled()
    assert "invite somebody first" not in texts(dialog)
    dialog.invite.click()
    here.room.settle()
    assert here.page.current == "people"


def test_while_sharing_is_off_it_leads_to_what_sharing_is(here: SharingRoom) -> None:
    entry = written(here, "words")
    here.tell(sharing.switch_off(here.room.vault))
    here.room.settle()
    assert share_entry(here.room.window, entry.id) is None
    assert here.room.window.current_page == "sharing"


def test_side_by_side_where_there_is_room(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "words"))
    directions = set()
    for width in (600, 1100):
        dialog.resize(width, 700)
        here.room.settle()
        directions.add((width, dialog.sides.direction().name))
    assert directions == {(600, "TopToBottom"), (1100, "LeftToRight")}
    dialog.close()


def test_a_way_of_coping_goes_with_its_results_only_where_chosen(
    here: SharingRoom, bea: Person
) -> None:
    opened = here.room.vault
    card = Strategy(KeptId(new_id()), "A walk", ("Shoes", "Door"), place="the canal")
    opened.journal.keep(card)
    opened.journal.keep(Use(KeptId(new_id()), card.id, opened.journal.post.now(), 7, 4))
    here.room.settle()
    dialog = share_strategy(here.room.window, card.id)
    assert isinstance(dialog, GivingDialog)
    here.room.settle()
    shown = dialog.shown.words()
    assert "1. Shoes" in shown and "canal" not in shown and "Used" not in shown
    QTest.keyClicks(dialog.words, "It gets me out.")
    dialog.results.click()
    dialog._timer.stop()
    dialog._ask_preview()
    here.room.settle()
    assert "Used once" in dialog.shown.words() and "It gets me out." in dialog.shown.words()
    send(here, dialog, bea)
    (item,) = bea.inbox()
    assert (item.kind, item.body["uses"], item.body["words"]) == ("strategy", 1, "It gets me out.")


def test_a_marked_name_is_replaced(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "Then Cem & I went home."))
    (line,) = [each for each in dialog.shown.findChildren(QLabel) if "Cem" in each.text()]
    line.setSelection(line.text().index("Cem"), 3)
    QTest.mouseClick(dialog.add_name, Qt.MouseButton.LeftButton)
    assert "Then [friend] & I went home." in see(here, dialog)
    dialog.close()


def test_a_remembered_name_can_be_left_as_it_is(here: SharingRoom, bea: Person) -> None:
    here.room.vault.journal.post.set_placeholder("Anna", "[friend]")
    dialog = lens_of(here, written(here, "Anna came by."))
    assert "[friend] came by." in dialog.shown.words()
    (remove,) = dialog.pairs[0][2].findChildren(QToolButton)
    remove.click()
    assert "Anna came by." in see(here, dialog)
    dialog.close()


def test_from_the_journal_what_was_typed_last_is_shared(here: SharingRoom, bea: Person) -> None:
    entry = written(here, "As it was")
    page = here.room.show()
    page.open_entry(entry.id)
    here.room.settle()
    page.edit()
    page.editor.pad.setPlainText("As it is now")
    page.editor.commands.share.trigger()
    dialog = here.dialog(LensDialog)
    assert "As it is now" in see(here, dialog)
    dialog.close()


def test_a_lens_that_is_closed_sends_nothing(here: SharingRoom, bea: Person) -> None:
    dialog = lens_of(here, written(here, "Anna was here"))
    dialog.close()
    here.sync()
    bea.sync()
    assert bea.inbox() == () and sharing.ledger(here.room.vault) == ()

"""People: how it stands with each, and what a person does about it, through the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from reflect.model import Changes
from reflect.shares import Contact, ContactState
from reflect.sync import sharing
from reflect.ui.collection import ShelfView
from reflect.ui.comparing import CompareDialog
from reflect.ui.invitation import AcceptDialog, InviteDialog
from reflect.ui.ledger import LedgerView
from reflect.ui.parting import BlockDialog, EndDialog, PauseDialog, RenameDialog
from reflect.ui.people import PeopleView, Person
from reflect.ui.relays import RelaysView
from tests.people import Person as Other
from tests.ui.progress_room import texts
from tests.ui.sharing_room import SharingRoom, sharing_room


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path) as room:
        yield room


@pytest.fixture
def bea(here: SharingRoom) -> Iterator[Other]:
    made = here.person("Bea")
    yield made
    made.close()


@pytest.fixture
def paired(here: SharingRoom, bea: Other) -> Other:
    here.pair(bea)
    return bea


def view_of(here: SharingRoom) -> PeopleView:
    return here.section("people", PeopleView)


def item_of(here: SharingRoom, name: str = "Bea") -> Person:
    view = view_of(here)
    found = [each for each in view.shelf.items.values() if isinstance(each, Person)]
    return next(each for each in found if each.contact.name == name)


def contact(here: SharingRoom, name: str = "Bea") -> Contact:
    return sharing.named(here.room.vault, name)


def press(here: SharingRoom, verb: str, name: str = "Bea") -> None:
    item = item_of(here, name)
    assert verb in item.verbs
    item.tool(verb).click()
    here.room.settle()


# -- inviting --------------------------------------------------------------------------------------


def test_with_nobody_it_says_how_to_begin(here: SharingRoom) -> None:
    view = view_of(here)
    assert "Nobody yet" in texts(view)
    assert view.invite_button.isEnabled()


def test_an_invitation_is_made_handed_over_and_taken_up(here: SharingRoom, bea: Other) -> None:
    view = view_of(here)
    view.invite_button.click()
    dialog = here.dialog(InviteDialog)
    QTest.keyClicks(dialog.name, "Bea")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    here.room.settle()
    line = dialog.line.toPlainText()
    assert line == sharing.invitation_line(contact(here))
    assert dialog.line.isReadOnly()
    said = texts(dialog)
    assert "For Bea alone, once, until" in said
    assert "in private" in said
    assert not dialog.qr.pixmap().isNull()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == line
    dialog.close()
    assert "Invited: waiting for them, until" in texts(item_of(here))
    here.sync()
    sharing.accept(bea.vault, line, "Ana")
    for _ in range(2):
        bea.sync()
        here.sync()
    assert "Active" in texts(item_of(here))
    assert "not compared yet" in texts(item_of(here))


def test_a_command_is_about_the_only_one_there_is(here: SharingRoom, paired: Other) -> None:
    view = view_of(here)
    here.room.window.activateWindow()
    here.page.switch["people"].setFocus()
    (compare,) = [act for act in view.actions() if act.shortcut().toString() == "Ctrl+G"]
    compare.trigger()
    here.dialog(CompareDialog).close()
    (ends,) = [act for act in view.actions() if act.shortcut().toString() == "Ctrl+Shift+W"]
    ends.trigger()
    dialog = here.dialog(EndDialog)
    assert dialog.focusWidget() is dialog.ask, "Tab comes by it before it ends"
    dialog.close()


def commands(view: ShelfView) -> set[str]:
    """Of those that are about an item, the keys of the ones that can be called."""
    return {act.shortcut().toString() for act in view.commands.acts.values() if act.isEnabled()}


def test_what_would_do_nothing_is_off_in_the_menu(here: SharingRoom, bea: Other) -> None:
    view = view_of(here)
    here.room.window.activateWindow()
    here.page.switch["people"].setFocus()
    assert commands(view) == set(), "nobody is there"
    here.pair(bea)
    one = {"Ctrl+G", "Ctrl+D", "F2", "Ctrl+Shift+W", "Ctrl+Shift+Backspace"}
    assert commands(view) == one
    sharing.invite(here.room.vault, "Cem")
    here.tell(Changes(kept=frozenset({"contact"})))
    assert len(view.shelf.items) == 2
    assert commands(view) == set(), "it is not said with whom"
    item_of(here, "Cem").focus()
    assert commands(view) == {"F2"}
    item_of(here).focus()
    assert commands(view) == one
    bar = here.room.window.menuBar()
    bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bar.setFocus()
    assert commands(view) == one, "going to the menu changes nothing"


def test_a_command_of_places_and_of_the_ledger_is_off_where_nothing_is(here: SharingRoom) -> None:
    here.room.window.activateWindow()
    places = here.section("relays", RelaysView)
    assert places.commands.acts["remove"].isEnabled()
    sharing.remove_relay(here.room.vault, str(here.relay))
    here.tell(Changes(kept=frozenset({"contact"})))
    assert not places.commands.acts["remove"].isEnabled()
    assert commands(here.section("ledger", LedgerView)) == set()


def test_the_line_is_shown_again_until_it_is_taken_up(here: SharingRoom, bea: Other) -> None:
    _, line = sharing.invite(here.room.vault, "Bea")
    press(here, "invitation")
    dialog = here.dialog(InviteDialog)
    assert dialog.line.toPlainText() == line
    assert not dialog.name.isVisible()
    dialog.close()


def test_without_a_place_it_says_what_comes_first(here: SharingRoom) -> None:
    sharing.remove_relay(here.room.vault, str(here.relay))
    view_of(here).invite_button.click()
    dialog = here.dialog(InviteDialog)
    dialog.name.setText("Bea")
    dialog.go.click()
    here.room.settle()
    assert "Choose first where it goes" in dialog.said.text()
    assert sharing.contacts(here.room.vault) == ()
    dialog.relays.click()
    here.room.settle()
    assert here.page.current == "relays"
    assert here.room.window.focusWidget() is here.page.switch["relays"]


def test_a_name_that_is_taken_is_refused_in_place(here: SharingRoom, paired: Other) -> None:
    view_of(here).invite_button.click()
    dialog = here.dialog(InviteDialog)
    dialog.name.setText("bea")
    dialog.go.click()
    here.room.settle()
    assert "called that already" in dialog.said.text()
    assert dialog.go.isEnabled()
    dialog.close()


def test_a_withdrawn_invitation_leads_nowhere_and_a_try_is_told(
    here: SharingRoom, bea: Other
) -> None:
    _, line = sharing.invite(here.room.vault, "Bea")
    here.sync()
    sharing.accept(bea.vault, line, "Ana")
    bea.sync()
    press(here, "withdraw")
    assert contact(here).state is ContactState.ENDED
    assert {"again", "rename"} == set(item_of(here).verbs)
    here.sync()
    assert sharing.contacts(bea.vault)[0].state is not ContactState.ACTIVE


def test_an_invitation_that_was_tried_again_is_told(here: SharingRoom, bea: Other) -> None:
    _, line = sharing.invite(here.room.vault, "Bea")
    here.sync()
    other = here.person("Eve")
    for each in (bea, other):
        sharing.accept(each.vault, line, "Ana")
        each.sync()
    for _ in range(2):
        here.sync()
        bea.sync()
        other.sync()
    assert "tried again" in texts(item_of(here))
    other.close()


# -- accepting -------------------------------------------------------------------------------------


def test_what_an_invitation_names_is_shown_before_yes(here: SharingRoom, bea: Other) -> None:
    sharing.add_relay(bea.vault, "ws://127.0.0.1:9")
    _, line = sharing.invite(bea.vault, "Ana")
    view_of(here).accept_button.click()
    dialog = here.dialog(AcceptDialog)
    dialog.line.setPlainText(line[:-3])
    assert "a piece of it is missing" in dialog.names.text()
    dialog.line.setPlainText(line)
    assert "ws://127.0.0.1:9" in dialog.names.text()
    assert "used from then on" in dialog.names.text()
    assert [row.address for row in sharing.status(here.room.vault).relays] == [str(here.relay)]
    dialog.go.click()
    assert "Type a name" in dialog.said.text()
    assert sharing.contacts(here.room.vault) == ()
    QTest.keyClicks(dialog.name, "Bea")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    here.room.settle()
    assert "ws://127.0.0.1:9" in [row.address for row in sharing.status(here.room.vault).relays]
    assert "waiting for their journal" in texts(item_of(here))


def test_ones_own_invitation_is_refused_in_place(here: SharingRoom) -> None:
    _, line = sharing.invite(here.room.vault, "Bea")
    view_of(here).accept_button.click()
    dialog = here.dialog(AcceptDialog)
    dialog.line.setPlainText(line)
    dialog.name.setText("Myself")
    dialog.go.click()
    here.room.settle()
    assert dialog.said.isVisible()
    assert dialog.line.toPlainText() == line
    dialog.close()


# -- comparing -------------------------------------------------------------------------------------


def test_both_see_the_same_twelve_groups_and_say_so(here: SharingRoom, paired: Other) -> None:
    press(here, "compare")
    dialog = here.dialog(CompareDialog)
    theirs = sharing.safety_number(paired.vault, paired.knows("Ana"))
    assert dialog.groups == theirs.split()
    assert len(dialog.groups) == 12
    assert texts(dialog.numbers).split() == dialog.groups
    dialog.same.click()
    here.room.settle()
    assert contact(here).verified_at is not None
    assert "Safety numbers compared on" in texts(item_of(here))


def test_the_numbers_are_read_group_by_group_with_tab(here: SharingRoom, paired: Other) -> None:
    press(here, "compare")
    dialog = here.dialog(CompareDialog)
    dialog.activateWindow()
    met = []
    for _ in range(len(dialog.groups)):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        here.room.settle()
        at = dialog.focusWidget()
        assert isinstance(at, QLabel)
        assert at.visibleRegion().contains(at.rect())
        met.append(at.text())
    assert met == dialog.groups
    for verb in (dialog.close_button, dialog.same, dialog.differ):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is verb
    dialog.close()


def test_where_they_differ_nothing_is_verified_and_it_says_what_to_do(
    here: SharingRoom, paired: Other
) -> None:
    press(here, "compare")
    dialog = here.dialog(CompareDialog)
    dialog.differ.click()
    assert "may not be Bea" in dialog.outcome.text()
    assert not dialog.same.isVisible()
    dialog.pause.click()
    assert here.dialog(PauseDialog).isVisible()
    here.dialog(PauseDialog).close()
    assert contact(here).verified_at is None


def new_key(here: SharingRoom, root: bytes) -> None:
    here.room.vault.journal.post.root_changed(contact(here).id, root)
    here.tell(Changes(kept=frozenset({"contact"})))


def test_a_key_that_changed_stops_it_until_compared(here: SharingRoom, paired: Other) -> None:
    sharing.verify(here.room.vault, contact(here))
    new_key(here, bytes(range(32)))
    item = item_of(here)
    assert item.stop.isVisible()
    assert "Stopped" in item.state.text()
    assert "compared on" not in texts(item)
    press(here, "compare")
    dialog = here.dialog(CompareDialog)
    # Another one again, while the first is being looked at: that is not what was compared.
    new_key(here, bytes(32))
    dialog.same.click()
    here.room.settle()
    assert dialog.said.isVisible()
    assert contact(here).new_root is not None
    dialog.close()


# -- pausing and parting ---------------------------------------------------------------------------


def test_a_pause_with_words_is_told_and_ends(here: SharingRoom, paired: Other) -> None:
    press(here, "pause")
    dialog = here.dialog(PauseDialog)
    dialog.templates[0].click()
    assert dialog.words.text() == "I need some quiet for a while. It is not about you."
    dialog.go.click()
    here.room.settle()
    assert "Paused by you" in texts(item_of(here))
    here.sync()
    paired.sync()
    assert paired.knows("Ana").theirs is ContactState.PAUSED
    press(here, "resume")
    assert contact(here).state is ContactState.ACTIVE


def test_their_pause_and_their_words_are_shown(here: SharingRoom, paired: Other) -> None:
    sharing.pause(paired.vault, paired.knows("Ana"), "I need\u202e <b>quiet</b>.")
    paired.sync()
    here.sync()
    said = texts(item_of(here))
    assert "Paused by them" in said
    assert "<b>quiet</b>" in said
    assert "\u202e" not in said


def test_an_end_goes_with_words_and_asks_to_delete_where_chosen(
    here: SharingRoom, paired: Other
) -> None:
    press(here, "end")
    dialog = here.dialog(EndDialog)
    assert not dialog.ask.isChecked()
    dialog.close()
    assert contact(here).state is ContactState.ACTIVE
    press(here, "end")
    dialog = here.dialog(EndDialog)
    dialog.ask.setChecked(True)
    dialog.words.setText("Thank you.")
    dialog.go.click()
    here.room.settle()
    assert contact(here).state is ContactState.ENDED
    here.sync()
    paired.sync()
    assert sharing.contacts(paired.vault)[0].state is ContactState.ENDED
    assert "again" in item_of(here).verbs


def test_a_block_tells_nobody_and_can_be_lifted(here: SharingRoom, paired: Other) -> None:
    press(here, "block")
    dialog = here.dialog(BlockDialog)
    assert "They are not told" in texts(dialog)
    dialog.go.click()
    here.room.settle()
    assert "Blocked" in texts(item_of(here))
    here.sync()
    paired.sync()
    assert paired.knows("Ana").state is ContactState.ACTIVE
    assert paired.knows("Ana").theirs is ContactState.ACTIVE
    press(here, "unblock")
    assert contact(here).state is ContactState.ENDED


def test_another_name_and_whether_reading_is_told(here: SharingRoom, paired: Other) -> None:
    item = item_of(here)
    assert not item.tell.isChecked()
    item.tell.click()
    here.room.settle()
    assert contact(here).details[sharing.TELL_READ] is True
    press(here, "rename")
    dialog = here.dialog(RenameDialog)
    dialog.name.setText("Beatrix")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    here.room.settle()
    assert item_of(here, "Beatrix").tell.isChecked()


def test_an_invitation_that_is_over_says_so(here: SharingRoom) -> None:
    made, _ = sharing.invite(here.room.vault, "Bea")
    post = here.room.vault.journal.post
    (invited,) = post.invites()
    long_ago = int((invited.expires_at - timedelta(days=30)).timestamp())
    post._store.run("UPDATE invite SET expires_at = ?", (long_ago,))
    assert made.state is ContactState.INVITED
    item = item_of(here)
    assert "was over on" in texts(item)
    assert "invitation" not in item.verbs
    assert "withdraw" in item.verbs

"""The page Sharing: plain words while it is off, sections while it is on, one quiet line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reflect import sync
from reflect.errors import SharingUnavailable
from reflect.sync import sharing
from reflect.ui.relays import Place, RelaysView
from reflect.ui.sharing import open_section
from tests.ui.progress_room import texts
from tests.ui.sharing_room import SharingRoom, sharing_room


@pytest.fixture
def off(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path, on=False) as room:
        yield room


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path) as room:
        yield room


def addresses(room: SharingRoom) -> list[str]:
    return [row.address for row in sharing.status(room.room.vault).relays]


# -- off and on ------------------------------------------------------------------------------------


def test_off_it_says_what_it_is_and_what_nobody_can_promise(off: SharingRoom) -> None:
    page = off.page
    said = texts(page)
    for words in ("see exactly what the other person will see", "can keep a copy", "a folder"):
        assert words in said
    assert page.on_button.isVisible()
    assert not page.head.isVisible()
    assert open_section(off.room.window, "people") is None
    assert not sharing.is_on(off.room.vault)


def test_switched_on_it_leads_to_where_it_goes(off: SharingRoom) -> None:
    page = off.page
    QTest.keyClick(page.on_button, Qt.Key.Key_Return)
    off.room.settle()
    assert sharing.is_on(off.room.vault)
    assert page.current == "relays"
    assert "No place yet" in texts(page)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)


def test_where_something_is_missing_it_says_how_to_get_it(
    off: SharingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks() -> None:
        raise SharingUnavailable(reason="vodozemac")

    monkeypatch.setattr(sync, "need", lacks)
    page = off.page
    page.on_button.click()
    off.room.settle()
    assert page.refused.isVisible()
    assert "vodozemac" in page.refused.text()
    assert 'pip install "reflect-journal[sync]"' in page.refused.text()
    assert not sharing.is_on(off.room.vault)


def test_switched_off_the_people_stay(here: SharingRoom) -> None:
    sharing.invite(here.room.vault, "Bea")
    view = here.section("relays", RelaysView)
    view.off_button.click()
    here.room.settle()
    page = here.page
    assert page.off.isVisible()
    assert page.sections == {}
    assert not sharing.is_on(here.room.vault)
    here.room.window.undo_bar.undo()
    here.room.settle()
    assert sharing.is_on(here.room.vault)
    assert [each.name for each in sharing.contacts(here.room.vault)] == ["Bea"]
    assert addresses(here) == [str(here.relay)]
    assert page.head.isVisible()


# -- sections --------------------------------------------------------------------------------------


def test_keys_lead_to_the_sections(here: SharingRoom) -> None:
    page = here.page
    view = here.section("people", QWidget)
    QTest.keyClick(here.room.window, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    here.room.settle()
    assert page.current == "relays"
    assert not view.isVisible()
    QTest.keyClick(here.room.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.current == "people"


def test_the_menus_hold_the_commands_of_the_section_in_front(here: SharingRoom) -> None:
    window = here.room.window

    def commands() -> set[str]:
        return {text for _menu, rows in window.menus.shortcuts() for text, _keys in rows}

    here.section("people", QWidget)
    assert {"Invite somebody…", "Compare safety numbers…"} <= commands()
    here.section("relays", QWidget)
    assert "Add a folder…" in commands()
    assert "Invite somebody…" not in commands()
    window.show_page("today")
    assert "Add a folder…" not in commands()


def test_a_section_is_reached_from_elsewhere(here: SharingRoom) -> None:
    here.room.window.show_page("today")
    found = open_section(here.room.window, "relays")
    assert isinstance(found, RelaysView)
    assert here.room.window.current_page == "sharing"


def test_a_call_from_another_page_is_answered_there(here: SharingRoom) -> None:
    window = here.room.window
    assert window.rounds is not None
    window.show_page("today")
    window.rounds.answered.emit("Last exchange 9:12")
    assert "exchange" in window.troubles()
    # The page Sharing has a line for it.
    window.show_page("sharing")
    window.rounds.answered.emit("Last exchange 9:13")
    assert "exchange" not in window.troubles()


# -- one quiet line, one number --------------------------------------------------------------------


def test_what_is_unread_stands_in_the_rail(here: SharingRoom) -> None:
    button = here.room.window._pages["sharing"].button
    bea = here.person("Bea")
    here.pair(bea)
    bea.shares("Ana", "Hello")
    bea.sync()
    here.sync()
    assert button.accessibleName() == "Sharing (1)"
    (item,) = sharing.inbox(here.room.vault)
    here.tell(sharing.read(here.room.vault, item))
    assert button.accessibleName() == "Sharing"
    bea.close()


def test_news_name_nobody(here: SharingRoom) -> None:
    told: list[str] = []

    class Reminders:
        def tell(self, line: str) -> None:
            told.append(line)

    window: Any = here.room.window
    window.reminders = Reminders()
    window.hide()
    rounds = window.rounds
    rounds.arrived.emit(3)
    assert told == ["Something has arrived in Reflect."]


# -- where it goes ---------------------------------------------------------------------------------


def test_a_folder_and_an_address_are_added_and_taken_away(
    here: SharingRoom, tmp_path: Path
) -> None:
    view = here.section("relays", RelaysView)
    other = tmp_path / "other"
    other.mkdir()
    view.add(str(other))
    view.address.setText("  ws://127.0.0.1:9/ ")
    QTest.keyClick(view.address, Qt.Key.Key_Return)
    here.room.settle()
    assert addresses(here) == [str(here.relay), str(other), "ws://127.0.0.1:9"]
    assert view.address.text() == ""
    place = view.shelf.items[str(other)]
    assert isinstance(place, Place)
    place.tool("remove").click()
    here.room.settle()
    assert addresses(here) == [str(here.relay), "ws://127.0.0.1:9"]
    here.room.window.undo_bar.undo()
    here.room.settle()
    assert str(other) in addresses(here)


@pytest.mark.parametrize("typed", ["http://example.org", "wss://", "wss://example.org:0"])
def test_what_is_no_address_is_refused_in_place(here: SharingRoom, typed: str) -> None:
    view = here.section("relays", RelaysView)
    view.address.setText(typed)
    view.add_button.click()
    here.room.settle()
    assert view.said.isVisible()
    assert view.address.text() == typed
    assert addresses(here) == [str(here.relay)]


def test_a_password_in_an_address_is_not_shown(here: SharingRoom) -> None:
    view = here.section("relays", RelaysView)
    view.add("webdav+https://ana:very-secret@dav.example.org/letters")
    here.room.settle()
    assert "webdav+https://dav.example.org/letters" in texts(view)
    assert "very-secret" not in texts(view)
    assert all("very-secret" not in each.accessibleName() for each in view.findChildren(QWidget))


def test_a_relay_that_was_not_reached_says_when_it_is_tried_again(here: SharingRoom) -> None:
    view = here.section("relays", RelaysView)
    here.tell(sharing.add_relay(here.room.vault, str(here.folder / "gone")))
    assert "Not reached yet." in texts(view.shelf.items[str(here.folder / "gone")])
    sharing.invite(here.room.vault, "Bea")
    here.sync()
    said = view.shelf.items[str(here.folder / "gone")]
    assert "Not reached; tried again on" in texts(said)
    assert "Last reached on" in texts(view.shelf.items[str(here.relay)])


def test_a_proxy_is_kept_and_nonsense_is_not(here: SharingRoom) -> None:
    view = here.section("relays", RelaysView)
    view.proxy.setText("127.0.0.1:9050")
    view.proxy_button.click()
    here.room.settle()
    assert sharing.status(here.room.vault).proxy == "127.0.0.1:9050"
    view.proxy.setText("somewhere")
    view.proxy_button.click()
    here.room.settle()
    assert "A host and a port" in view.proxy_said.text()
    assert sharing.status(here.room.vault).proxy == "127.0.0.1:9050"
    view.proxy.setText("")
    view.proxy_button.click()
    here.room.settle()
    assert sharing.status(here.room.vault).proxy is None

"""Sharing by keyboard and by ear: every section and dialog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.sharing_room import SharingRoom, sharing_room
from tests.ui.test_accessible import described, expected, letters, stops, unnamed

SECTIONS = ("inbox", "people", "ledger", "gifts", "relays")
DIALOGS = ("invite", "accept", "compare", "pause", "end", "block", "rename")


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path) as room:
        bea = room.person("Bea")
        room.pair(bea)
        room.room.window.resize(1120, 900)
        room.room.window.activateWindow()
        yield room
        bea.close()


def dialogs(here: SharingRoom) -> Iterator[tuple[str, QDialog]]:
    from reflect.ui.people import PeopleView

    view = here.section("people", PeopleView)
    (item,) = view.shelf.items.values()
    for name in DIALOGS:
        if name in {"invite", "accept"}:
            getattr(view, name)()
        else:
            view.do_with(name, item)  # type: ignore[arg-type]
        dialog = here.dialog(QDialog)
        yield name, dialog
        dialog.close()


def places(here: SharingRoom) -> Iterator[tuple[str, QWidget]]:
    for id in SECTIONS:
        here.section(id, QWidget)
        yield id, here.room.window
    yield from dialogs(here)


def test_every_control_has_a_name(here: SharingRoom) -> None:
    found = {name: unnamed(top) for name, top in places(here)}
    assert {name: bad for name, bad in found.items() if bad} == {}


def test_tab_reaches_everything_and_is_held_nowhere(here: SharingRoom) -> None:
    problems = {}
    for name, top in places(here):
        reached, round_ = stops(top)
        missed = [described(w) for w in expected(top) if w not in reached]
        if missed or not round_:
            problems[name] = missed
    assert problems == {}


def test_alt_and_a_letter_mean_one_thing(here: SharingRoom) -> None:
    clashes = {
        name: {key: texts for key, texts in letters(top).items() if len(texts) > 1}
        for name, top in dialogs(here)
    }
    assert {name: found for name, found in clashes.items() if found} == {}


def test_no_two_commands_have_the_same_keys_or_letters(here: SharingRoom) -> None:
    window = here.room.window
    problems = {}
    for id in SECTIONS:
        here.section(id, QWidget)
        live = {
            action
            for widget in (window, *window.findChildren(QWidget))
            for action in widget.actions()
            if action.isVisible() and not action.shortcut().isEmpty()
        }
        keys = Counter(action.shortcut().toString() for action in live)
        twice = [
            sorted(each.text() for each in live if each.shortcut().toString() == key)
            for key, count in keys.items()
            if count > 1
        ]
        for menu in window.menus._menus.values():
            marks = Counter(
                action.text().lower().partition("&")[2][:1]
                for action in menu.actions()
                if action.isVisible() and "&" in action.text()
            )
            twice += [[menu.title(), mark] for mark, count in marks.items() if count > 1]
        if twice:
            problems[id] = twice
    assert problems == {}

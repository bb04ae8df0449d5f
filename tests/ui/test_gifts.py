"""What I gave, and what they said back: in their words, without a score."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from reflect.model import KeptId, Strategy, new_id
from reflect.sync import message, sharing
from reflect.ui.gifts import GiftsView
from reflect.ui.shown import ShownCard
from reflect.ui.theme import Theme
from tests.ui.progress_room import texts
from tests.ui.sharing_room import SharingRoom, sharing_room


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication) -> Iterator[SharingRoom]:
    with sharing_room(tmp_path) as made:
        yield made


def test_what_i_gave_says_what_they_said_back(room: SharingRoom) -> None:
    assert "None yet" in texts(room.section("gifts", GiftsView))
    bea = room.person("Bea")
    room.pair(bea)
    opened = room.room.vault
    card = Strategy(KeptId(new_id()), "A cold washcloth", ("Run the tap",))
    sharing.share_strategy(
        opened, sharing.named(opened, "Bea"),
        sharing.strategy_body(opened, card, with_results=False),
    )  # fmt: skip
    room.sync()
    bea.sync()
    (came,) = bea.inbox()
    for _ in range(2):
        sharing.helped(bea.vault, came, "helped-a-little")
    bea.sync()
    room.sync()
    view = room.section("gifts", GiftsView)
    (item,) = view.shelf.items.values()
    assert item.title.text() == "A cold washcloth"
    assert texts(view).count("It helped me a little") == 1
    bea.close()


def test_all_that_goes_is_seen_before_it_goes(theme: Theme) -> None:
    card = message.Strategy(
        "A cold washcloth", ("Run the tap", "Wring it out"), 7, "high", ("anxious", "like a stone"),
        "It wakes the skin.", "Not with open wounds.", "A cool breeze will do.", "Two trials.",
        "It got me through June.", 12, -3.0,
    )  # fmt: skip
    assert None not in msgspec.structs.astuple(card), "each field is filled in"
    shown = ShownCard(theme, "en")
    shown.show_fields(sharing.item_json(card))
    for seen in (
        "A cold washcloth", "1. Run the tap", "2. Wring it out", "7 minutes", "takes much energy",
        "anxious, like a stone", "It wakes the skin.", "Not with open wounds.",
        "A cool breeze will do.", "Two trials.", "It got me through June.",
        "12 times", "−3",
    ):  # fmt: skip
        assert seen in shown.words(), seen
    assert set(sharing.item_json(card)) == {
        "kind", "title", "steps", "minutes", "energy", "for", "why", "caution", "adapt", "evidence",
        "words", "uses", "median_change",
    }, "what comes to it is to be shown as well"  # fmt: skip

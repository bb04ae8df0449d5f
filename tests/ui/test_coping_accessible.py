"""The page of coping for everyone: names, Tab, nothing cut in a small window or at 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from reflect.model import Emotion, KeptId, Origin, Strategy, Use
from reflect.settings import Settings
from reflect.ui.coping import CopingPage
from reflect.ui.scroller import Scroller
from reflect.ui.today import TodayPage
from reflect.ui.use_log import UsedDialog
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.test_accessible import cut, described, expected, stops, unnamed

BREATHING = KeptId("slow-breathing")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def fill(room: JournalRoom) -> None:
    for number in range(7):
        room.journal.keep(
            Use(
                KeptId(f"use{number}"),
                BREATHING,
                NOON.replace(hour=number),
                8,
                number,
                "overwhelmed",
                "On the train, with the eyes open, between two stations",
            )
        )
    room.journal.keep(
        Strategy(
            KeptId("mine"),
            "Call Ana, or whoever has time on this evening",
            ("Ring her.", "Say how it is."),
            minutes=15,
            energy="low",
            feelings=("lonely", "a word of mine"),
            people=("Ana", "Jo from work"),
            their_words="It stops the spinning.",
            origin=Origin("peer", "x", "Kim", NOON.date()),
        )
    )
    room.journal.set_state("coping-first", f'["{BREATHING}", "mine"]')
    room.journal.set_state("coping-hidden", '["cold-water"]')
    for key in room.window.troubles():
        room.window.clear_trouble(key)


def places(room: JournalRoom) -> Iterator[tuple[str, QWidget]]:
    """Everything the page can show, one after another in front."""
    window = room.window

    def quiet() -> None:
        room.settle()
        for _ in range(6):
            QCoreApplication.processEvents()

    window.activateWindow()
    window.show_page("coping")
    page = window.page("coping")
    assert isinstance(page, CopingPage)
    quiet()
    yield "list", window
    page._on_opened(BREATHING)
    quiet()
    yield "card", window
    page.show_list()
    page.list.go_to("mine")
    page.edit_current()
    quiet()
    yield "editor", window
    page.editor.close_card()
    page.use(BREATHING, "overwhelmed")
    quiet()
    yield "before", window
    page.walk.go_on()
    page.walk.countdown.run.click()
    quiet()
    yield "step", window
    assert page.walk.card is not None
    for _step in page.walk.card.steps:
        page.walk.go_on()
    page.walk.after.choose(3)
    page.walk.after.focus()
    quiet()
    yield "after", window
    page.walk.go_back()
    page.walk.leave()
    page.show_list()
    quiet()
    yield "left midway", window
    page.log_current()
    (dialog,) = window.findChildren(UsedDialog)
    quiet()
    yield "log", dialog
    dialog.reject()
    quiet()
    window.activateWindow()
    window.show_page("today")
    today = window.page("today")
    assert isinstance(today, TodayPage)
    today.editor.set_feelings((Emotion("overwhelmed", 4),))
    quiet()
    today.editor.title.setFocus()
    yield "suggestions", window


@pytest.mark.parametrize(
    ("size", "percent", "theme"),
    [
        pytest.param((1120, 760), 100, "light", id="usual"),
        pytest.param((640, 480), 100, "dark", id="smallest"),
        pytest.param((1024, 700), 200, "contrast", id="200 percent"),
    ],
)
def test_nothing_is_cut_or_without_a_name(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], percent: int, theme: str
) -> None:
    settings = Settings(theme=theme, language="en", text_percent=percent)  # type: ignore[arg-type]
    with journal_room(tmp_path, settings=settings) as room:
        fill(room)
        room.window.resize(*size)
        bad = {name: (cut(top), unnamed(top)) for name, top in places(room)}
    assert {name: found for name, found in bad.items() if found != ([], [])} == {}


def test_tab_reaches_everything_and_is_held_nowhere(qapp: QApplication, tmp_path: Path) -> None:
    with journal_room(tmp_path) as room:
        fill(room)
        room.window.resize(1120, 900)
        problems = {}
        for name, top in places(room):
            reached, round_ = stops(top)
            missed = [described(each) for each in expected(top) if each not in reached]
            if missed or not round_:
                problems[name] = (missed, round_, [described(each) for each in reached[-3:]])
        assert problems == {}


def test_in_a_small_window_a_walk_and_a_card_scroll_alone(
    qapp: QApplication, tmp_path: Path
) -> None:
    with journal_room(tmp_path, settings=Settings(text_percent=200)) as room:
        fill(room)
        room.window.resize(640, 480)
        for name, _root in places(room):
            page = room.window.page("coping")
            holder = page.parentWidget().parentWidget()
            assert isinstance(holder, Scroller)
            if name in ("card", "editor", "before", "step", "after"):
                assert holder.verticalScrollBar().maximum() == 0, name

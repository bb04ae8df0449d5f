"""The page Progress for everyone: names, Tab, keys, nothing cut in a small window or at 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from reflect.model import Check, Goal, KeptId, Plan, ScaleResult, Sign
from reflect.settings import Settings
from reflect.ui.goals import GoalsView
from reflect.ui.plans import PlansView
from reflect.ui.scales import ScaleItem, ScalesView
from reflect.ui.setbacks import SetbacksView
from reflect.ui.strengths import StrengthsView
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.progress_room import now, page_of, setback, strength, today
from tests.ui.test_accessible import cut, described, expected, stops, unnamed

LONG = "Ten minutes outside before anything else, whatever the weather is like, with Unmistakably"


def fill(room: JournalRoom) -> None:
    journal = room.journal
    for id in ("one", "two"):
        journal.keep(Goal(KeptId(id), f"{LONG} {id}", now() - timedelta(days=40), 30, 9))
        journal.keep(Check(KeptId(id), today()))
    journal.keep(Goal(KeptId("old"), LONG, now() - timedelta(days=40), ended_at=now()))
    room.put([setback(3, what=LONG, smaller=LONG, next=LONG), setback(40, what=LONG)])
    (entry,) = journal.entries(limit=1)
    for number in range(2):
        journal.keep(strength(f"s{number}", LONG, number, entry.id if number else None))
        journal.keep(Plan(KeptId(f"p{number}"), LONG, LONG, now()))
        journal.keep(Sign(KeptId(f"t{number}"), "trigger", LONG, LONG, now()))
        journal.keep(Sign(KeptId(f"e{number}"), "early", LONG, "", now()))
        at = now() - timedelta(days=60 - 20 * number)
        journal.keep(ScaleResult(KeptId(f"r{number}"), "phq-4", at, (1, 2, 0, 1)))
    journal.keep(ScaleResult(KeptId("k"), "k10", now(), (2,) * 10))
    journal.set_state("scales-on", '["phq-4", "phq-9", "k10"]')
    for key in room.window.troubles():
        room.window.clear_trouble(key)


def places(room: JournalRoom) -> Iterator[str]:
    """Every section, empty of questions and with its form open, one after another in front."""

    def quiet() -> None:
        room.settle()
        for _ in range(8):
            QCoreApplication.processEvents()

    page = page_of(room)
    for id in ("goals", "setbacks", "strengths", "plans"):
        section = page.show_section(id)
        quiet()
        page.switch[id].setFocus()
        yield id
        assert isinstance(section, GoalsView | SetbacksView | StrengthsView | PlansView)
        section.add_new()
        quiet()
        yield f"{id}, form"
        for form in section.forms:
            form.leave()
        room.window.undo_bar.forget()
    scales = page.show_section("scales")
    assert isinstance(scales, ScalesView)
    quiet()
    scales.which.head.setChecked(True)
    item = scales.shelf.items["phq-4"]
    assert isinstance(item, ScaleItem)
    item.folded.head.setChecked(True)
    quiet()
    page.switch["scales"].setFocus()
    yield "scales"
    scales.shelf.items["phq-9"].do("answer")
    quiet()
    yield "scales, answering"
    for _ in range(9):
        scales.answering.answer(0)
    quiet()
    yield "scales, answered"
    scales.answering.leave()
    quiet()


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
        top: QWidget = room.window
        bad = {name: (cut(top), unnamed(top)) for name in places(room)}
    assert {name: found for name, found in bad.items() if found != ([], [])} == {}


def test_tab_reaches_everything_and_is_held_nowhere(qapp: QApplication, tmp_path: Path) -> None:
    with journal_room(tmp_path) as room:
        fill(room)
        room.window.resize(1120, 900)
        problems = {}
        for name in places(room):
            reached, round_ = stops(room.window)
            missed = [described(each) for each in expected(room.window) if each not in reached]
            if missed or not round_:
                problems[name] = (missed, round_, [described(each) for each in reached[-3:]])
        assert problems == {}


def test_tab_goes_from_item_to_item_as_the_eye_does(qapp: QApplication, tmp_path: Path) -> None:
    with journal_room(tmp_path) as room:
        fill(room)
        room.window.resize(1120, 900)
        view = page_of(room, "goals").sections["goals"]
        assert isinstance(view, GoalsView)
        view.add.setFocus()
        reached, _round = stops(room.window)
        one, two = view.shelf.items.values()
        order = [reached.index(part) for part in (view.add, *_parts(one), *_parts(two))]
        assert order == sorted(order)


def _parts(item: QWidget) -> list[QWidget]:
    return [each for each in expected(item) if each.isVisible()]

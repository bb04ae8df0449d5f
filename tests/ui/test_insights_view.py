"""Insights: reckoned beside the window, a chart each, honest where there is little to go by."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reflect.errors import Interrupted
from reflect.insights import patterns
from reflect.model import Entry, FactorValue, KeptId, Strategy, Use, new_id
from reflect.settings import Settings
from reflect.ui import insights_view
from reflect.ui.chart_rows import YearChart
from reflect.ui.charts import NONE
from reflect.ui.insight_charts import FEW, ClaimChart
from reflect.ui.insight_words import Names, recoveries_said
from reflect.ui.insights_view import InsightsView
from reflect.ui.moment import now_here
from reflect.ui.theme import Theme
from tests.ui.conftest import Shell, wait_until
from tests.ui.journal_room import JournalRoom, entry, journal_room


def today() -> date:
    return now_here()[0].date()


def at(days_ago: int, hour: int = 9) -> datetime:
    day = today() - timedelta(days=days_ago)
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def year_of_days() -> list[Entry]:
    """400 days; mood 4 where it was spent outside, else 3; three heavy weeks of a dip."""
    made = []
    for ago in range(400):
        outside = ago % 4 == 0
        dip = 100 <= ago < 106
        mood = 1 if dip else 4 if outside else 3
        factors: dict[str, FactorValue] = {}
        if dip:
            factors["came_first"] = "own-tool" if ago % 3 else "peer"
        made.append(
            entry(
                written_at=at(ago, hour=8 if ago % 3 else 21),
                mood=mood,
                tags=("outside",) if outside and not dip else (),
                factors=factors,
            )
        )
    return made


def uses() -> Sequence[Strategy | Use]:
    walk, tea = KeptId(new_id()), KeptId(new_id())
    made: list[Strategy | Use] = [Strategy(walk, "A short walk"), Strategy(tea, "Tea")]
    for ago in range(1, 6):
        made.append(Use(KeptId(new_id()), walk, at(ago), 8, 5, "worried"))
    made.append(Use(KeptId(new_id()), tea, at(2), 5, 6, None))
    return made


def shown(room: JournalRoom) -> InsightsView:
    view = InsightsView(room.bridge, room.window, room.window.theme)
    room.window.add_page("insights", "Insights", "today", view)
    room.window.show_page("insights")
    room.settle()
    return view


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path, year_of_days()) as room:
        for value in uses():
            room.journal.keep(value)
        yield room


@pytest.fixture
def empty_room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as room:
        yield room


def test_every_chart_has_a_table_of_the_same_numbers(room: JournalRoom) -> None:
    view = shown(room)
    for name, frame in view.frames.items():
        chart, model = frame.chart, frame.table.model()
        assert chart.rows, name
        assert model.rowCount() == len(chart.rows)
        for place, numbers in enumerate(chart.values()):
            cells = [model.index(place, column).data() for column in range(model.columnCount())]
            for value, cell in zip(numbers, cells[1:], strict=True):
                if value is None:
                    assert cell == NONE
                else:
                    assert abs(float(cell.replace("−", "-")) - value) <= 0.05, name


def test_every_chart_can_be_reached_and_read_by_keys(room: JournalRoom) -> None:
    view = shown(room)
    for name, frame in view.frames.items():
        target = frame.chart.focusProxy() or frame.chart
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_Home)
        if isinstance(frame.chart, YearChart):
            assert frame.said.text()
        else:
            assert frame.said.text() == frame.chart.rows[0].said, name
        assert frame.chart.accessibleName() == frame.title.text()


def test_tab_goes_from_the_top_to_the_bottom(room: JournalRoom) -> None:
    view = shown(room)
    first = view.frames["line"].as_table
    at: QWidget | None = first
    rows: list[int] = []
    for _ in range(200):
        at = at.nextInFocusChain() if at is not None else None
        if at is None or at is first or not view.isAncestorOf(at):
            break
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            rows.append(at.mapTo(view, at.rect().topLeft()).y())
    assert len(rows) >= 3 * len(view.frames)
    assert all(after >= before - 2 for before, after in pairwise(rows))


def test_weekdays_and_hours_have_their_means_and_counts(room: JournalRoom) -> None:
    view = shown(room)
    found = view._found
    assert found is not None
    assert len(view.weekdays.rows) == 7
    for row, mean in zip(view.weekdays.rows, found.insights.by_weekday, strict=True):
        assert row.numbers == (mean.mood, float(mean.count))
    assert sum(row.numbers[1] or 0 for row in view.weekdays.rows) == 400
    assert view.hours.rows[3].numbers == (None, 0.0)
    assert view.hours.rows[8].numbers[0] is not None
    assert all(row.faint == ((row.numbers[1] or 0) < FEW) for row in view.hours.rows)


def test_what_goes_with_what_is_said_with_its_base_and_never_as_a_cause(
    room: JournalRoom,
) -> None:
    view = shown(room)
    (outside,) = [row for row in view.claims.rows if row.name == "#outside"]
    effect, low, high, with_days, without_days = outside.numbers
    assert effect is not None and low is not None and high is not None
    assert low < effect < high
    assert "#outside goes with" in outside.said
    assert "more on the mood scale" in outside.said
    assert f"{with_days:.0f} days with, {without_days:.0f} without" in outside.said
    said = view.claims.sentence + "".join(row.said for row in view.claims.rows)
    assert "cause" not in said
    assert str(view._found.insights.looked_at) in view.claims.sentence


def test_claims_are_named_in_the_words_of_the_form(qapp: QApplication, theme: Theme) -> None:
    chart, names = ClaimChart(theme), Names("en", {"walk": "A short walk"})

    def named(kind: str, name: str, value: str | None) -> str:
        claim = patterns.Claim(kind, name, value, 5, 5, 0.5, 0.1, 0.9, 0.01, 0.01)
        return chart.name_of(claim, names)

    assert named("tag", "outside", None) == "#outside"
    assert named("number", "sleep_hours", "7.5") == "Sleep above 7.5 h"
    assert named("number", "coffee", "2") == "coffee above 2"
    assert named("factor", "came_first", "own-tool") == "Came first: something of my own"
    assert named("factor", "people", "Ana") == "People: Ana"
    assert named("factor", "alone", "True") == "alone: yes"
    assert named("weekday", "weekday", "6") == "Sunday"
    assert named("part", "part", "night") == "night"
    assert named("strategy", "strategy", "walk") == "A short walk"
    assert named("strategy", "strategy", "gone") == "gone"


def test_a_way_of_coping_on_heavier_days_is_not_blamed(qapp: QApplication, theme: Theme) -> None:
    chart, names = ClaimChart(theme), Names("en", {"ring": "Ring Ana"})
    nothing = patterns.reckon(())

    def said(kind: str, effect: float) -> str:
        claim = patterns.Claim(kind, kind, "ring", 8, 90, effect, -1.9, -0.5, 0.001, 0.01)
        chart.show_insights(replace(nothing, claims=(claim,), looked_at=9), names)
        return chart.sentence

    assert "you reach for it" in said("strategy", -1.3)
    assert "you reach for it" not in said("strategy", 1.3) + said("factor", -1.3)


def test_nothing_found_is_said_plainly(
    empty_room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_room.put(entry(written_at=at(ago), mood=3) for ago in range(30))
    view = shown(empty_room)
    frame = view.frames["claims"]
    assert frame.empty.isVisible()
    assert frame.empty.text().startswith("Nothing found: ")
    assert "corrected" in frame.empty.text()


def test_how_it_is_reckoned_unfolds(room: JournalRoom) -> None:
    view = shown(room)
    assert not view.how.isVisible()
    view.how.head.setFocus()
    QTest.keyClick(view.how.head, Qt.Key.Key_Space)
    assert view.how.isVisible()


def test_what_helped_by_feeling(room: JournalRoom) -> None:
    view = shown(room)
    assert [row.name for row in view.helped.rows] == ["A short walk", "Tea"]
    assert view.helped.rows[0].numbers == (-3.0, 5.0, 5.0)
    assert view.helped.rows[0].said == "A short walk: lighter 5 of 5 times, median −3."
    assert view.helped.rows[1].faint
    assert view.helped.sentence.startswith(view.helped.rows[0].said)
    view.feelings.setCurrentIndex(view.feelings.findData("worried"))
    assert [row.name for row in view.helped.rows] == ["A short walk"]


def test_what_was_used_once_is_not_what_is_said_first(empty_room: JournalRoom) -> None:
    walk, tea = KeptId(new_id()), KeptId(new_id())
    empty_room.journal.keep(Strategy(walk, "A walk"))
    empty_room.journal.keep(Strategy(tea, "Tea"))
    empty_room.journal.keep(Use(KeptId(new_id()), tea, at(2), 8, 2))
    for ago in range(3):
        empty_room.journal.keep(Use(KeptId(new_id()), walk, at(ago), 6, 4))
    view = shown(empty_room)
    assert [row.name for row in view.helped.rows] == ["Tea", "A walk"]
    assert view.helped.sentence == (
        "A walk: lighter 3 of 3 times, median −2. Hatched bars rest on fewer than 3 times."
    )


def test_dips_are_told_by_how_long_the_way_back_took(room: JournalRoom) -> None:
    view = shown(room)
    assert len(view.dips.rows) == 1
    assert view.dips.rows[0].numbers == (6.0, 1.0)
    assert view.dips.sentence == "1 earlier dip: back in your usual range after 6 days."


@pytest.mark.parametrize(
    ("days", "open_now", "said"),
    [
        ([], True, "The latest one is not over yet."),
        ([4, 9, 5], False, "3 earlier dips: back in your usual range after 4, 9 and 5 days."),
        (
            [1, 2, 3, 4, 5, 6],
            False,
            "6 earlier dips. The last five: back in your usual range after 2, 3, 4, 5 and 6 days.",
        ),
    ],
)
def test_the_way_back_in_words(
    qapp: QApplication, days: list[int], open_now: bool, said: str
) -> None:
    assert recoveries_said(days, open_now) == said


def test_what_came_first_is_counted_by_month(room: JournalRoom) -> None:
    view = shown(room)
    counted = [sum(row.numbers[place] or 0 for row in view.first.rows) for place in range(4)]
    assert counted == [4, 2, 0, 0]
    assert [column.title for column in view.first.columns] == [
        "something of my own",
        "a person I trust",
        "a professional",
        "waited",
    ]
    assert "something of your own came first in" in view.first.sentence


@pytest.mark.parametrize(("place", "most"), [(0, 31), (1, 92), (2, 54), (3, 60)])
def test_the_mood_line_covers_the_chosen_period(room: JournalRoom, place: int, most: int) -> None:
    view = shown(room)
    view.period.setCurrentIndex(place)
    assert most / 2 < len(view.line.rows) <= most
    total = sum(row.numbers[1] or 0 for row in view.line.rows)
    assert total == min(400, int(view.period.currentData()) or 400)


def test_a_day_of_the_line_opens_it_in_the_journal(room: JournalRoom) -> None:
    view = shown(room)
    view.period.setCurrentIndex(0)
    view.line.setFocus()
    view.line.go_to(3)
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    room.settle()
    assert room.window.current_page == "journal"
    assert len(room.titles()) == 1


def test_another_year_is_shown_in_pixels(room: JournalRoom) -> None:
    view = shown(room)
    earlier = today().year - 1
    place = view.years.findData(earlier)
    view.years.setCurrentIndex(place)
    view.years.activated.emit(place)
    room.settle()
    assert view.year.grid.year == earlier
    assert view.year.sentence.startswith(str(earlier))
    assert len(view.year.rows) == len(room.journal.calendar(earlier))


def test_too_little_says_how_much_is_needed(empty_room: JournalRoom) -> None:
    empty_room.put(entry(written_at=at(ago), mood=3) for ago in range(3))
    view = shown(empty_room)
    said = "This needs at least 14 days with a mood; so far there are 3."
    for key in ("weekdays", "hours", "claims"):
        assert view.frames[key].empty.text() == said
        assert not view.frames[key].chart.isVisible()
    for key in ("helped", "dips", "first"):
        assert view.frames[key].empty.isVisible()
    assert view.line.isVisible()


def test_an_empty_journal_says_what_will_be_here(empty_room: JournalRoom) -> None:
    view = shown(empty_room)
    assert view.state.isVisible()
    assert "once there are entries" in view.state.text()
    assert not any(frame.isVisible() for frame in view.frames.values())


def test_it_is_reckoned_once_and_again_only_after_a_change(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    reckon = patterns.reckon

    def counting(*args: Any, **more: Any) -> Any:
        counted.append(1)
        return reckon(*args, **more)

    monkeypatch.setattr(patterns, "reckon", counting)
    shown(room)
    assert len(counted) == 1
    room.window.show_page("today")
    room.window.show_page("insights")
    room.settle()
    assert len(counted) == 1
    room.window.show_page("today")
    room.bridge.write(room.window, lambda vault: vault.journal.put(entry(mood=2)))
    room.settle()
    assert len(counted) == 1, "nobody looks"
    room.window.show_page("insights")
    room.settle()
    assert len(counted) == 2


def test_stopping_leaves_a_way_to_go_on(room: JournalRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    reckon = patterns.reckon

    def stopped(*args: Any, cancelled: Any, **more: Any) -> Any:
        room.window.stop_all_work()
        assert cancelled()
        raise Interrupted

    monkeypatch.setattr(patterns, "reckon", stopped)
    view = shown(room)
    assert view.again.isVisible()
    assert "stopped" in view.state.text()
    monkeypatch.setattr(patterns, "reckon", reckon)
    view.again.setFocus()
    QTest.keyClick(view.again, Qt.Key.Key_Return)
    room.settle()
    assert not view.again.isVisible()
    assert view.line.rows


def test_the_work_is_handed_to_the_window_while_it_runs(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its strip shows after half a second, and lock or Stop ends it."""
    seen: list[bool] = []

    def watching(stop: Any, vault: Any) -> Any:
        seen.append(len(room.window._works) == 1 and not stop.requested)
        raise Interrupted

    monkeypatch.setattr(insights_view, "_reckon", watching)
    shown(room)
    assert seen == [True]
    assert not room.window._works


def test_the_window_goes_on_while_it_is_reckoned_and_stop_ends_it(
    journal_folder: Path,
    make_shell: Callable[..., Shell],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = threading.Event()

    def endless(*args: Any, cancelled: Any, **more: Any) -> Any:
        begun.set()
        while not cancelled():
            begun.wait()
        raise Interrupted

    monkeypatch.setattr(patterns, "reckon", endless)
    shell = make_shell(journal_folder, Settings(theme="light", language="en"))
    window = shell.unlock()
    view = InsightsView(window.bridge, window, window.theme)
    window.add_page("insights", "Insights", "today", view)
    window.show_page("insights")
    wait_until(begun.is_set)
    assert not view.again.isVisible()
    (strip,) = [each for each in window._works if each.work.title == "Reckoning insights"]
    wait_until(strip.isVisible)
    strip._stop.click()
    wait_until(view.again.isVisible)
    assert "stopped" in view.state.text()


@pytest.mark.parametrize(("percent", "width"), [(100, 1120), (200, 640)])
def test_nothing_is_cut_at_any_size(
    qapp: QApplication, tmp_path: Path, percent: int, width: int
) -> None:
    settings = Settings(theme="light", language="en", text_percent=percent)
    with journal_room(tmp_path, year_of_days(), settings) as room:
        view = shown(room)
        room.window.resize(width, 480)
        room.settle()
        for name, frame in view.frames.items():
            for part in (frame.sentence, frame.title):
                if part.isVisible():
                    assert part.height() >= part.heightForWidth(part.width()), name
            if frame.chart.isVisible():
                assert frame.chart.height() >= frame.chart.heightForWidth(frame.chart.width())
                assert frame.chart.width() <= frame.width()
        assert view.width() <= room.window.width()

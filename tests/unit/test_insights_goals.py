"""Goals over a moving window, and when a questionnaire is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from reflect.insights import goals, scales
from reflect.model import Check, Goal, KeptId, ScaleResult

TODAY = date(2026, 11, 20)
GOAL = Goal(KeptId("walk"), "Walk", datetime(2026, 11, 1, tzinfo=UTC))


def checks(*back: int, goal: str = "walk") -> list[Check]:
    return [Check(KeptId(goal), TODAY - timedelta(days=days)) for days in back]


def test_seven_of_the_last_ten_days() -> None:
    found = goals.progress(GOAL, checks(0, 1, 2, 4, 5, 7, 9), TODAY)
    assert (found.done, found.of, found.times, found.reached) == (7, 10, 7, True)
    assert found.days == (True, False, True, False, True, True, False, True, True, True)


def test_what_lies_outside_does_not_count() -> None:
    found = goals.progress(
        GOAL, [*checks(-1, -2, 10, 11, 3, 3), *checks(0, 1, 2, goal="other")], TODAY
    )
    assert found.done == 1 and not found.reached


def test_a_missed_day_takes_one_day_away_and_no_more() -> None:
    full = goals.progress(GOAL, checks(*range(10)), TODAY)
    assert (full.done, full.streak) == (10, 10)
    after = goals.progress(GOAL, checks(*range(10)), TODAY + timedelta(days=2))
    assert after.done == 8


def test_days_in_a_row_wait_for_today() -> None:
    assert goals.progress(GOAL, checks(1, 2, 3, 5), TODAY).streak == 3
    assert goals.progress(GOAL, checks(2, 3), TODAY).streak == 0
    assert goals.progress(GOAL, [], TODAY).streak == 0


def test_days_in_a_row_go_over_the_window_and_over_a_year() -> None:
    days = {TODAY - timedelta(days=back) for back in range(400)}
    assert goals.in_a_row(days, TODAY) == 400
    assert goals.in_a_row(days - {TODAY}, TODAY) == 399
    assert goals.in_a_row(days - {TODAY - timedelta(days=5)}, TODAY) == 5
    assert goals.in_a_row(days, TODAY + timedelta(days=2)) == 0
    assert goals.in_a_row({TODAY + timedelta(days=1)}, TODAY) == 0


@dataclass(frozen=True)
class Phq:
    id: str = "phq-4"
    every_days: int = 14


def result(day: date, scale: str = "phq-4") -> ScaleResult:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    return ScaleResult(KeptId(f"{scale}{day}"), scale, at, (0, 1, 1, 0))


def test_a_questionnaire_waits_for_its_days() -> None:
    results = [result(date(2026, 11, 10)), result(date(2026, 10, 1)), result(TODAY, "gad-7")]
    assert scales.due(results, Phq(), TODAY) == date(2026, 11, 24)
    assert scales.due(results[1:], Phq(), TODAY) == date(2026, 10, 15)


def test_an_answer_of_days_to_come_keeps_nobody_waiting() -> None:
    """Given while the clock was wrong."""
    ahead = [result(date(2031, 1, 1)), result(date.max)]
    assert scales.due(ahead, Phq(), TODAY) == TODAY
    assert scales.due([*ahead, result(date(2026, 11, 10))], Phq(), TODAY) == date(2026, 11, 24)


def test_one_never_answered_is_due() -> None:
    assert scales.due([result(TODAY, "gad-7")], Phq(), TODAY) == TODAY

"""How a goal goes: on how many of the last days it was met. Nothing is ever reset."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reflect.model import Check, Goal


@dataclass(frozen=True, slots=True)
class GoalState:
    done: int
    """Days of the window on which it was met."""
    of: int
    """Days of the window, today the last."""
    times: int
    """How many are meant."""
    reached: bool
    days: tuple[bool, ...]
    """The window, oldest first."""
    streak: int
    """Days in a row until today, or until yesterday where today is still open."""


def progress(goal: Goal, checks: Iterable[Check], today: date) -> GoalState:
    """ "7 of the last 10 days". Checks of other goals and of days to come do not count."""
    met = {check.day for check in checks if check.goal == goal.id and check.day <= today}
    window = [today - timedelta(days=back) for back in range(goal.per_days - 1, -1, -1)]
    days = tuple(day in met for day in window)
    done = sum(days)
    return GoalState(
        done, goal.per_days, goal.times, done >= goal.times, days, in_a_row(met, today)
    )


def in_a_row(days: Collection[date], today: date) -> int:
    """How many days of `days` follow each other until today, or until yesterday: today is not
    over yet."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count += 1
        day -= timedelta(days=1)
    return count

"""How a goal goes: on how many of the last days it was met. Nothing is ever reset."""

from __future__ import annotations

from collections.abc import Iterable
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
    day = today if today in met else today - timedelta(days=1)
    streak = 0
    while day in met:
        streak += 1
        day -= timedelta(days=1)
    done = sum(days)
    return GoalState(done, goal.per_days, goal.times, done >= goal.times, days, streak)

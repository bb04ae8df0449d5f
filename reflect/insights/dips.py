"""Dips: times below a person's own usual range, and how long the way back took.

The usual range is their own: the median of the days before, and how far days commonly lie from it.
There is no norm from outside.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reflect.model import Fact, FactorValue

WINDOW = 60
"""Days back over which the usual range is taken."""
LEAST = 14
"""Days with a mood in it without which there is no usual range."""
NARROWEST = 0.6
"""The least distance, in steps of mood, between the usual and what counts as below."""
SILENCE = 7
"""After more days than this without a mood, when somebody was back cannot be told."""
TOO_LONG = 90
"""Days after which a dip is no dip any more: what is usual has changed."""
SHOWS = 2
"""Days after a setback within which it shows in the mood, if it does."""
HARD = 2
"""A moment with this mood or a heavier one is a hard one."""
CAME_FIRST = "came_first"
"""The factor that says what came first at a hard moment."""


def daily_moods(facts: Iterable[Fact]) -> dict[date, float]:
    """The mean mood, 1 to 5, of each day that has one, oldest first."""
    sums: dict[date, list[int]] = {}
    for fact in facts:
        if fact.mood is not None:
            sums.setdefault(fact.day, []).append(fact.mood)
    return {day: sum(moods) / len(moods) for day, moods in sorted(sums.items())}


@dataclass(frozen=True, slots=True)
class Usual:
    """A person's usual range at one time."""

    middle: float = field(repr=False)
    lowest: float = field(repr=False)
    """Days below it are below the usual range."""
    days: int
    """How many days it rests on."""


def usual(moods: Mapping[date, float], before: date) -> Usual | None:
    """Of the 60 days before this one; None with fewer than 14 moods in them."""
    end = before.toordinal()
    days = map(date.fromordinal, range(max(1, end - WINDOW), end))
    past = [moods[day] for day in days if day in moods]
    return _range(past)


def _range(past: list[float]) -> Usual | None:
    if len(past) < LEAST:
        return None
    middle = statistics.median(past)
    # The mean distance from the median, scaled to be a standard deviation where moods are normal:
    # moods are whole steps, where a median of distances would jump between 0 and 1.
    spread = 1.2533 * sum(abs(mood - middle) for mood in past) / len(past)
    # What one day in five is like is usual as well.
    fifth = sorted(past)[len(past) // 5]
    return Usual(middle, min(middle - max(NARROWEST, spread), fifth), len(past))


@dataclass(frozen=True, slots=True)
class Dip:
    """Two days or more with a mood, one after the other, below the usual range."""

    start: date
    end: date | None
    """The first day back in the range; None: not yet, or it cannot be told."""
    days: int | None
    """From `start` to `end`."""
    lowest: float = field(repr=False)
    """The heaviest day's mean."""


def dips(moods: Mapping[date, float]) -> tuple[Dip, ...]:
    """All dips, oldest first. The usual range is the one before the dip, so that a long dip does
    not become what is usual."""
    days = sorted(moods)
    found: list[Dip] = []
    at = 0
    while at < len(days):
        start = days[at]
        if not _may_be_low(moods[start]):
            at += 1
            continue
        range_ = usual(moods, start)
        if range_ is None or moods[start] >= range_.lowest:
            at += 1
            continue
        last = at
        while (
            last + 1 < len(days)
            and moods[days[last + 1]] < range_.lowest
            and (days[last + 1] - days[last]).days <= SILENCE
            and (days[last + 1] - start).days <= TOO_LONG
        ):
            last += 1
        if last > at:
            end = _back(days, last, start)
            lowest = min(moods[day] for day in days[at : last + 1])
            found.append(Dip(start, end, None if end is None else (end - start).days, lowest))
        at = last + 1
    return tuple(found)


def _may_be_low(mood: float) -> bool:
    return mood < 5 - NARROWEST


def _back(days: list[date], last: int, start: date) -> date | None:
    """The day after the last low one, where it is known."""
    if last + 1 == len(days):
        return None
    back = days[last + 1]
    if (back - days[last]).days > SILENCE or (back - start).days > TOO_LONG:
        return None
    return back


def setback_recoveries(
    setbacks: Iterable[date], moods: Mapping[date, float]
) -> dict[date, int | None]:
    """For each day of a setback: days until the mood was back in the range usual before it.

    0 where it never left it, on the day itself and the two after it; None where it is not back yet,
    or cannot be told: too few moods before, or none for more than a week after.
    """
    return {day: _recovery(day, moods) for day in setbacks}


def _recovery(day: date, moods: Mapping[date, float]) -> int | None:
    range_ = usual(moods, day)
    if range_ is None:
        return None
    fell = False
    silent = 0
    first = day.toordinal()
    for after in range(min(TOO_LONG, date.max.toordinal() - first) + 1):
        mood = moods.get(date.fromordinal(first + after))
        if mood is None:
            silent += 1
            if silent > SILENCE:
                return None
            continue
        silent = 0
        low = mood < range_.lowest
        if low and after <= SHOWS:
            fell = True
        elif fell and not low:
            return after
        elif not fell and after >= SHOWS:
            return 0
    return None


# -- what came first -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CameFirst:
    """What came first at the hard moments of one month."""

    month: date
    """Its first day."""
    own: int
    """A tool of one's own."""
    peer: int
    professional: int
    waited: int

    @property
    def all(self) -> int:
        return self.own + self.peer + self.professional + self.waited


_CHOICES = {"own-tool": 0, "peer": 1, "professional": 2, "waited": 3}


def came_first(facts: Iterable[Fact]) -> tuple[CameFirst, ...]:
    """By month, oldest first; months without a hard moment that says it are left out."""
    months: dict[date, list[int]] = {}
    for fact in facts:
        if fact.mood is None or fact.mood > HARD:
            continue
        choice = _choice(fact.factors.get(CAME_FIRST))
        if choice is not None:
            months.setdefault(fact.day.replace(day=1), [0, 0, 0, 0])[choice] += 1
    return tuple(CameFirst(month, *counts) for month, counts in sorted(months.items()))


def _choice(value: FactorValue | None) -> int | None:
    return _CHOICES.get(value) if isinstance(value, str) else None

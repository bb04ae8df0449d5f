"""What goes with what: how the mood of days with something differs from that of days without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from reflect.errors import Interrupted
from reflect.insights import coping, dips
from reflect.insights.dips import CameFirst, Dip
from reflect.model import Fact, KeptId, Use

LEAST_DAYS = 3
"""Days with, and days without, below which nothing is claimed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that goes with a different mood. It says nothing of what causes what."""

    kind: str
    """tag, factor (`name` is `value` on that day), number (`name` is more than `value`), weekday
    (`value` 0 Monday to 6), part (of the day: `value` night, morning, afternoon or evening), or
    strategy (`value` is its id; a day on which it was used)."""
    name: str = field(repr=False)
    value: str | None = field(repr=False)
    with_days: int
    without_days: int
    effect: float = field(repr=False)
    """Mean mood of the days with less that of the days without, in steps of mood."""
    low: float = field(repr=False)
    high: float = field(repr=False)
    """95 % interval of the effect."""
    p: float
    q: float
    """p, corrected for everything looked at (Benjamini and Hochberg 1995)."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean mood of one weekday, hour or month."""

    key: int
    """0 Monday to 6; hour 0 to 23; month as year * 12 + month - 1."""
    mood: float | None = field(repr=False)
    """None without a mood."""
    count: int
    """Days with a mood (weekday, month), entries with a mood (hour)."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What one card did, with one feeling or (None) at all."""

    strategy: KeptId
    feeling: str | None = field(repr=False)
    uses: int
    helped: int
    median_change: float


@dataclass(frozen=True, slots=True)
class Insights:
    days: int
    """Days with a mood."""
    entries: int
    """All entries, with a mood or not."""
    claims: tuple[Claim, ...]
    """What holds after correction, the largest effect first."""
    looked_at: int
    """How many comparisons were made."""
    mood_line: tuple[tuple[date, float], ...] = field(repr=False)
    """Each day's mean mood, oldest first."""
    by_weekday: tuple[Mean, ...]
    """Seven, Monday first."""
    by_hour: tuple[Mean, ...]
    """24."""
    by_month: tuple[Mean, ...]
    """Oldest first, months without a mood left out."""
    helped: tuple[Helped, ...]
    """Most used card first; each card's row without a feeling before those with one."""
    dips: tuple[Dip, ...]
    came_first: tuple[CameFirst, ...]


def reckon(
    facts: Sequence[Fact],
    uses: Iterable[Use] = (),
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Insights:
    """All that can be told of a whole journal. Raises Interrupted."""
    if cancelled is not None and cancelled():
        raise Interrupted
    moods = dips.daily_moods(facts)
    used = tuple(uses)
    hours: list[list[int]] = [[] for _ in range(24)]
    for fact in facts:
        if fact.mood is not None:
            hours[fact.minute // 60].append(fact.mood)
    weekdays: list[list[float]] = [[] for _ in range(7)]
    months: dict[int, list[float]] = {}
    for day, mood in moods.items():
        weekdays[day.weekday()].append(mood)
        months.setdefault(day.year * 12 + day.month - 1, []).append(mood)
    return Insights(
        days=len(moods),
        entries=len(facts),
        claims=(),
        looked_at=0,
        mood_line=tuple(moods.items()),
        by_weekday=tuple(_mean(key, each) for key, each in enumerate(weekdays)),
        by_hour=tuple(_mean(key, each) for key, each in enumerate(hours)),
        by_month=tuple(_mean(key, each) for key, each in sorted(months.items())),
        helped=what_helped(used),
        dips=dips.dips(moods),
        came_first=dips.came_first(facts),
    )


def _mean(key: int, moods: Sequence[float]) -> Mean:
    return Mean(key, sum(moods) / len(moods) if moods else None, len(moods))


def what_helped(uses: Iterable[Use]) -> tuple[Helped, ...]:
    """Every card that was used, and every feeling that it was used with."""
    rows: list[Helped] = []
    found = coping.records(uses)
    for id, record in sorted(found.items(), key=lambda one: (-one[1].uses, one[0])):
        if record.median_change is not None:
            rows.append(Helped(id, None, record.uses, record.helped, record.median_change))
        rows += [
            Helped(id, each.word, each.uses, each.helped, each.median_change)
            for each in record.feelings
        ]
    return tuple(rows)

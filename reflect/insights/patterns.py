"""What goes with what: how the mood of days with something differs from that of days without it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from reflect.errors import Interrupted
from reflect.insights import coping, dips
from reflect.insights.comparison import Difference, Series, corrected
from reflect.insights.dips import CameFirst, Dip
from reflect.model import Fact, FactorValue, KeptId, Use

LEAST = 14
"""Days with a mood below which nothing is looked at."""
LEAST_DAYS = 3
"""Days with, and days without, below which a comparison is not made."""
SURE = 0.05
"""The corrected p up to which something is claimed."""
PLAIN = 0.01
"""The p, times the number of comparisons, up to which something goes plainly with the mood."""
MOST_PLAIN = 40
TOGETHER = 0.6
"""The correlation from which on two things nearly always come together: both are told."""
PARTS = ("night", "morning", "afternoon", "evening")
"""0 to 6, 6 to 12, 12 to 18, 18 to 24 o'clock."""
_LISTS = frozenset({"people"})
"""Factors in which several are named, with commas between."""
_NOT_LOOKED_AT = frozenset({dips.CAME_FIRST})
"""Noted at hard moments alone, so that it goes with them by itself."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that goes with a different mood. It says nothing of what causes what."""

    kind: str
    """tag; factor (`name` is `value` on that day, "true" for a yes); number (the factor `name` is
    more than `value`); weekday (`value` 0 Monday to 6); part (of the day: `value` night, morning,
    afternoon or evening, six hours each); strategy (used on that day: `value` is its id)."""
    name: str = field(repr=False)
    value: str | None = field(repr=False)
    with_days: int
    without_days: int
    effect: float = field(repr=False)
    """Mean mood of the days with, less that of the days without among the days around them, in
    steps of mood; what goes plainly with the mood is taken out before smaller things."""
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
    claims, looked_at = _claims(facts, moods, used, cancelled)
    return Insights(
        days=len(moods),
        entries=len(facts),
        claims=claims,
        looked_at=looked_at,
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


# -- what goes with what ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """One comparison to make."""

    kind: str
    name: str
    value: str | None
    with_: Collection[int]
    among: frozenset[int] | None = None
    """Places in the series; None: all."""

    def days(self, series: Series) -> tuple[int, int]:
        """With and without."""
        among = series.all if self.among is None else self.among
        return len(self.with_), len(among) - len(self.with_)


_Compared = tuple[_Look, Difference, int, int]
"""A look, what it showed, days with, days without."""


def _claims(
    facts: Sequence[Fact],
    moods: Mapping[date, float],
    uses: Sequence[Use],
    cancelled: Callable[[], bool] | None,
) -> tuple[tuple[Claim, ...], int]:
    """What holds, and how many comparisons were made."""
    if len(moods) < LEAST:
        return (), 0
    series = Series(moods)
    looks = [
        look
        for look in (*_weekdays(series), *_noted(facts, series), *_used(uses, series))
        if min(look.days(series)) >= LEAST_DAYS
    ]
    found = _compared(looks, series, cancelled)
    plain: list[_Compared] = []
    left = series
    for one in sorted(found, key=lambda each: each[1].p):
        if one[1].p * len(looks) > PLAIN or len(plain) == MOST_PLAIN:
            break
        # What goes plainly with the mood is taken out of it, the surest first, before the others
        # are looked at: a smaller thing shows beside larger ones, and what came along with them is
        # not taken for something of its own. What nearly always comes together stays together.
        look = one[0]
        alike = any(
            abs(series.together(look.with_, other.with_)) > TOGETHER for other, _, _, _ in plain
        )
        again = _compared([look], left, cancelled)
        if again and again[0][1].p * len(looks) <= PLAIN:
            plain += again
            left = left.less(look.with_, again[0][1].effect)
        elif alike:
            plain.append(one)
    if plain:
        clear = {id(look) for look, _, _, _ in plain}
        rest = [look for look in looks if id(look) not in clear]
        found = [*plain, *_compared(rest, left, cancelled)]
    found += _parts(facts, cancelled)
    qs = corrected(difference.p for _, difference, _, _ in found)
    claims = [
        Claim(
            look.kind, look.name, look.value, with_, without,
            difference.effect, difference.low, difference.high, difference.p, q,
        )
        for (look, difference, with_, without), q in zip(found, qs, strict=True)
        if q <= SURE
    ]  # fmt: skip
    claims.sort(key=lambda one: (-abs(one.effect), one.kind, one.name, one.value or ""))
    return tuple(claims), len(found)


def _compared(
    looks: Iterable[_Look], series: Series, cancelled: Callable[[], bool] | None
) -> list[_Compared]:
    found = []
    for look in looks:
        if cancelled is not None and cancelled():
            raise Interrupted
        difference = series.compare(look.with_, look.among)
        if difference is not None:
            found.append((look, difference, *look.days(series)))
    return found


def _weekdays(series: Series) -> Iterable[_Look]:
    days: list[set[int]] = [set() for _ in range(7)]
    for day, place in series.place.items():
        days[day.weekday()].add(place)
    return [_Look("weekday", str(number), str(number), with_) for number, with_ in enumerate(days)]


def _used(uses: Sequence[Use], series: Series) -> Iterable[_Look]:
    cards: dict[str, set[int]] = {}
    for use in uses:
        place = series.place.get(use.at.date())
        if place is not None:
            cards.setdefault(use.strategy, set()).add(place)
    return [_Look("strategy", id, id, with_) for id, with_ in sorted(cards.items())]


def _noted(facts: Sequence[Fact], series: Series) -> Iterable[_Look]:
    """Tags, and factors by what they hold."""
    tags: dict[str, set[int]] = {}
    factors: dict[str, _Factor] = {}
    places = series.place
    for fact in facts:
        if not fact.tags and not fact.factors:
            continue
        place = places.get(fact.day)
        if place is None:
            continue
        for tag in fact.tags:
            known = tags.get(tag)
            if known is None:
                known = tags[tag] = set()
            known.add(place)
        for name, value in fact.factors.items():
            factor = factors.get(name)
            if factor is None:
                factor = factors[name] = _Factor(name)
            factor.note(place, value)
    found = [_Look("tag", name, None, with_) for name, with_ in _regardless_of_case(tags)]
    for name in sorted(factors):
        if name not in _NOT_LOOKED_AT:
            found += factors[name].looks()
    return found


def _regardless_of_case(days: Mapping[str, set[int]]) -> Iterable[tuple[str, set[int]]]:
    """Spellings that differ by case are one, called as most often."""
    spellings: dict[str, list[str]] = {}
    for word in days:
        spellings.setdefault(word.casefold(), []).append(word)
    for _, words in sorted(spellings.items()):
        called = max(words, key=lambda word: (len(days[word]), word))
        yield called, set().union(*(days[word] for word in words))


class _Factor:
    """What was noted of one factor."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._words: dict[str, set[int]] = {}
        self._numbers: dict[int, list[float]] = {}
        self._yes: dict[bool, set[int]] = {True: set(), False: set()}

    def note(self, place: int, value: FactorValue) -> None:
        if isinstance(value, bool):
            self._yes[value].add(place)
        elif isinstance(value, str):
            parts = value.split(",") if self.name in _LISTS else (value,)
            for part in parts:
                if word := part.strip():
                    self._words.setdefault(word, set()).add(place)
        elif math.isfinite(value):
            self._numbers.setdefault(place, []).append(value)

    def looks(self) -> Iterable[_Look]:
        yield from self._yes_or_no()
        yield from self._more()
        noted = frozenset().union(*self._words.values()) if self._words else frozenset[int]()
        # Of a scale with few steps one is chosen each time: a day without any says nothing. What
        # is written freely (who, where) is not there on the days that do not name it.
        among = noted if self.name in _scales() else None
        for word, with_ in _regardless_of_case(self._words):
            yield _Look("factor", self.name, word, with_, among)

    def _yes_or_no(self) -> Iterable[_Look]:
        yes, no = self._yes[True], self._yes[False]
        if yes:
            # Where no is never said, days that say nothing are those without.
            among = frozenset(yes | no) if len(no - yes) >= LEAST_DAYS else None
            yield _Look("factor", self.name, "true", yes, among)

    def _more(self) -> Iterable[_Look]:
        """Days with more than the number that parts them most evenly, beside those with less."""
        if not self._numbers:
            return
        means = {place: sum(each) / len(each) for place, each in self._numbers.items()}
        ordered = sorted(means.values())
        cuts = sorted(
            (abs(2 * (index + 1) - len(ordered)), low)
            for index, (low, high) in enumerate(pairwise(ordered))
            if low < high
        )
        if cuts:
            cut = cuts[0][1]
            with_ = {place for place, mean in means.items() if mean > cut}
            yield _Look("number", self.name, f"{cut:.10g}", with_, frozenset(means))


@cache
def _scales() -> frozenset[str]:
    """Ids of the factors of which one step is chosen."""
    from reflect import content

    return frozenset(factor.id for factor in content.factors() if factor.kind == "steps")


def _parts(facts: Sequence[Fact], cancelled: Callable[[], bool] | None) -> list[_Compared]:
    """Parts of the day: the mood in each beside the mood in the others."""
    sums: dict[date, dict[int, list[int]]] = {}
    for fact in facts:
        if fact.mood is not None:
            parts = sums.setdefault(fact.day, {})
            parts.setdefault(fact.minute // 360, []).append(fact.mood)
    series = Series.of_parts(
        {
            day: {part: sum(each) / len(each) for part, each in parts.items()}
            for day, parts in sums.items()
        },
        len(PARTS),
    )
    found: list[_Compared] = []
    for number, name in enumerate(PARTS):
        if cancelled is not None and cancelled():
            raise Interrupted
        with_ = frozenset(place for place in series.all if place % len(PARTS) == number)
        without = sum(1 for parts in sums.values() if parts.keys() - {number})
        if min(len(with_), without) < LEAST_DAYS:
            continue
        difference = series.compare(with_)
        if difference is not None:
            found.append((_Look("part", name, name, with_), difference, len(with_), without))
    return found

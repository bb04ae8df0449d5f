"""Days with something beside days without it: the difference in mood, and how sure it is.

Moods of neighbouring days are alike, and moods drift over months. A comparison that takes days for
independent, or one season for another, finds what is not there. So each day is compared with the
days around it (60 before, 60 after), and the uncertainty takes into account how alike neighbouring
days are (Newey & West 1987).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, compress
from operator import mul, sub
from statistics import NormalDist

AROUND = 60
"""Days before and after that a day is compared with."""
ALIKE = 21
"""Days apart up to which moods are reckoned to be alike."""
LONGEST_GAP = 2 * AROUND + 1
"""Longer times without a mood are taken for this long."""

_NONE = 1e-9
_NORMAL = NormalDist()
_SURE = _NORMAL.inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean mood with, less mean mood without, among the days around."""

    effect: float = field(repr=False)
    low: float = field(repr=False)
    high: float = field(repr=False)
    """95 % interval."""
    p: float
    """Two-sided."""


class Series:
    """Moods in the order of time, at even steps; some steps have none."""

    def __init__(self, moods: Mapping[date, float], *, steps: int = 1) -> None:
        """`steps` of a day: 1, or 4 where `moods` come as parts (`Series.of_parts`)."""
        self.place: dict[date, int] = {}
        at, before = 0, None
        for day in sorted(moods):
            if before is not None:
                at += min((day - before).days, LONGEST_GAP)
            self.place[day] = at
            before = day
        self._steps = steps
        self._start({self.place[day]: mood for day, mood in moods.items()})

    @classmethod
    def of_parts(cls, moods: Mapping[date, Mapping[int, float]], parts: int) -> Series:
        """A mood for each part of a day that has one."""
        series = cls(dict.fromkeys(moods, 0.0), steps=parts)
        series._start(
            {
                series.place[day] * parts + part: mood
                for day, each in moods.items()
                for part, mood in each.items()
            }
        )
        return series

    def _start(self, moods: Mapping[int, float]) -> None:
        self.all = frozenset(moods)
        self._length = max(moods, default=-1) + 1
        # Zeros before, after and between, so that a window is a difference of two running sums.
        self._mood = [0.0] * self._length
        for at, mood in moods.items():
            self._mood[at] = mood
        self._around: _Among | None = None

    def compare(
        self, with_: Collection[int], among: frozenset[int] | None = None
    ) -> Difference | None:
        """Places with something beside the others of `among` (all, if not given); None where the
        days around leave nothing to compare."""
        if among is None or among == self.all:
            base = self._base()
        else:
            base = _Among(self._mood, among, AROUND * self._steps)
        return base.compare(with_, ALIKE * self._steps)

    def less(self, with_: Collection[int], effect: float) -> Series:
        """The moods without what these places go with."""
        series = copy(self)
        moods = {at: self._mood[at] for at in self.all}
        for at in with_:
            moods[at] -= effect
        series._start(moods)
        return series

    def together(self, one: Collection[int], other: Collection[int]) -> float:
        """How far two things come at the same times: their correlation, -1 to 1."""
        return self._base().together(one, other)

    def _base(self) -> _Among:
        if self._around is None:
            self._around = _Among(self._mood, self.all, AROUND * self._steps)
        return self._around


class _Among:
    """The moods of some places, each less the mean of those around it."""

    def __init__(self, moods: Sequence[float], places: frozenset[int], around: int) -> None:
        self.count = len(places)
        self.length = len(moods)
        here = bytearray(self.length)
        for at in places:
            here[at] = 1
        self.here = here
        self._pair_counts: dict[int, int] = {}
        self.around = around
        sums = list(accumulate(here, initial=0))
        low, high = self._edges()
        self.near = list(map(sub, map(sums.__getitem__, high), map(sums.__getitem__, low)))
        self.moods = self._deviations(
            [mood if there else 0.0 for mood, there in zip(moods, here, strict=True)]
        )
        self.energy = sum(map(mul, self.moods, self.moods))

    def _edges(self) -> tuple[list[int], list[int]]:
        length, around = self.length, self.around
        return (
            [max(0, at - around) for at in range(length)],
            [min(length, at + around + 1) for at in range(length)],
        )

    def _deviations(self, values: Sequence[float]) -> list[float]:
        """Each value less the mean of those around it; 0 where there is none."""
        sums = list(accumulate(values, initial=0))
        around, length = self.around, self.length
        upper = sums[around + 1 :] + [sums[-1]] * min(around, length)
        lower = [0] * min(around, length) + sums[: max(0, length - around)]
        upper, lower = upper[:length], lower[:length]
        return [
            (value - (high - low) / near if there else 0.0)
            for value, high, low, near, there in zip(
                values, upper, lower, self.near, self.here, strict=True
            )
        ]

    def marks(self, with_: Collection[int]) -> list[float]:
        """1 at these places and 0 at the others, less the mean of those around."""
        marks = bytearray(self.length)
        for at in with_:
            marks[at] = 1
        return self._deviations(marks)

    def compare(self, with_: Collection[int], alike: int) -> Difference | None:
        there = self.marks(with_)
        weight = sum(map(mul, there, there))
        if weight < _NONE:
            return None
        effect = sum(map(mul, there, self.moods)) / weight
        rest = max(self.energy - effect * effect * weight, 0.0)
        freedom = self.count - 2 - self.count / (self.around + 1)
        if freedom < 1:
            return None
        plain = rest / freedom / weight
        if plain <= 0:
            return None
        if effect * effect < 2 * plain:
            # Nothing, even if neighbouring days were not alike: the exact figure does not matter.
            return _difference(effect, plain, freedom)
        wide, freedom = self._variance(there, effect, weight, plain, freedom, alike)
        return _difference(effect, wide, freedom)

    def _variance(
        self,
        there: list[float],
        effect: float,
        weight: float,
        plain: float,
        freedom: float,
        alike: int,
    ) -> tuple[float, float]:
        """Variance of the effect, and degrees of freedom that are left."""
        left = [mood - effect * mark for mood, mark in zip(self.moods, there, strict=True)]
        scores = list(map(mul, left, there))
        lags = [lag for lag in range(1, alike + 1) if self._pairs(lag)]
        tapers = [1 - lag / (alike + 1) for lag in lags]
        together = [sum(map(mul, left, left[lag:])) / self._pairs(lag) for lag in lags]
        scale = sum(map(mul, left, left)) / self.count
        # Taking off the mean of the days around makes neighbours look less alike than they are, by
        # the variance of that mean.
        around = sum(compress(self.near, self.here)) / self.count
        reach = 1 + 2 * sum(tapers)
        long_run = max(scale + 2 * sum(map(mul, tapers, together)), scale)
        lost = long_run / max(around - reach, around / 2)
        modelled = weight * (scale + lost)
        empirical = sum(map(mul, scores, scores))
        for lag, taper, alikeness in zip(lags, tapers, together, strict=True):
            overlap = sum(map(mul, there, there[lag:]))
            modelled += 2 * taper * (alikeness + lost) * overlap
            empirical += 2 * taper * sum(map(mul, scores, scores[lag:]))
        correction = self.count / freedom
        wide = max(plain, modelled / weight**2, empirical * correction / weight**2)
        return wide, max(freedom * plain / wide, 1.0)

    def together(self, one: Collection[int], other: Collection[int]) -> float:
        first, second = self.marks(one), self.marks(other)
        size = sum(map(mul, first, first)) * sum(map(mul, second, second))
        return sum(map(mul, first, second)) / math.sqrt(size) if size > _NONE else 0.0

    def _pairs(self, lag: int) -> int:
        """How many places have another one so far behind."""
        if lag not in self._pair_counts:
            self._pair_counts[lag] = sum(map(mul, self.here, self.here[lag:]))
        return self._pair_counts[lag]


def _difference(effect: float, variance: float, freedom: float) -> Difference:
    error = math.sqrt(variance)
    reach = _t_for_normal(_SURE, freedom) * error
    p = 2 * _NORMAL.cdf(-_normal_for_t(abs(effect) / error, freedom))
    return Difference(effect, effect - reach, effect + reach, min(max(p, 1e-300), 1.0))


def _normal_for_t(t: float, freedom: float) -> float:
    """The standard normal value that is as far out as `t` (Wallace 1959)."""
    return (8 * freedom + 1) / (8 * freedom + 3) * math.sqrt(freedom * math.log1p(t * t / freedom))


def _t_for_normal(z: float, freedom: float) -> float:
    inner = z * (8 * freedom + 3) / (8 * freedom + 1)
    return math.sqrt(freedom * math.expm1(inner * inner / freedom))


def corrected(ps: Iterable[float]) -> list[float]:
    """Each p corrected for all of them: the false discovery rate at which it would be claimed
    (Benjamini & Hochberg 1995)."""
    found = list(ps)
    order = sorted(range(len(found)), key=found.__getitem__)
    qs = [1.0] * len(found)
    least = 1.0
    for rank in range(len(order), 0, -1):
        index = order[rank - 1]
        least = min(least, found[index] * len(found) / rank)
        qs[index] = least
    return qs

"""A made-up journal in which it is known what goes with the mood and what does not.

Moods are an autoregressive process (each day leans on the one before) around a middle that may
drift, rounded to whole steps as people mark them. Some tags, factors, weekdays and ways of coping
are planted with an effect; the others are drawn without looking at the mood. The same seed gives
the same journal.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from reflect.model import NO_FACTORS, Fact, FactorValue, KeptId, Use

START = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Plant:
    """Something that is there on some days, and what it does to the mood of those days."""

    kind: str
    """tag, factor (text), steps, number, yes, strategy or weekday."""
    name: str
    effect: float = 0.0
    """Steps of mood; 0 for nothing. A number's effect is that of its upper half."""
    share: float = 0.25
    """Of all days."""
    run: float = 1.0
    """Mean length in days of a time during which it is there every day."""

    @property
    def key(self) -> tuple[str, str]:
        """Kind and name as a claim says them."""
        kind = {"steps": "factor", "yes": "factor"}.get(self.kind, self.kind)
        return kind, self.name


EFFECTS: Sequence[Plant] = (
    Plant("tag", "friends", 0.8, 0.2),
    Plant("tag", "deadline", -0.7, 0.25),
    Plant("tag", "headache", -0.9, 40 / 730),
    Plant("tag", "holiday", 0.9, 0.2, run=12),
    Plant("factor", "swimming", 0.8, 0.2),
    Plant("number", "sleep_hours", 0.6),
    Plant("yes", "outside", 0.6, 0.3),
    Plant("strategy", "walk", 0.7, 0.22),
)
NOTHINGS: Sequence[Plant] = (
    *(Plant("tag", f"nothing{number}", 0.0, share) for number, share in enumerate(
        (0.005, 0.008, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7)
    )),
    *(Plant("tag", f"clustered{number}", 0.0, share, run) for number, (share, run) in enumerate(
        ((0.05, 4), (0.1, 7), (0.2, 7), (0.25, 10), (0.3, 14), (0.2, 21), (0.4, 30))
    )),
    *(Plant("factor", f"person{number}", 0.0, 0.03 * number) for number in range(1, 6)),
    Plant("number", "pain"),
    Plant("number", "coffee"),
    Plant("steps", "movement"),
    Plant("yes", "alcohol", 0.0, 0.2),
    Plant("strategy", "breathing", 0.0, 0.1),
    Plant("strategy", "music", 0.0, 0.05, run=3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Journal:
    facts: tuple[Fact, ...]
    uses: tuple[Use, ...]


def journal(
    seed: int,
    plants: Sequence[Plant],
    *,
    days: int = 730,
    phi: float = 0.4,
    spread: float = 0.8,
    drift: float = 0.0,
    missing: float = 0.1,
    start: date = START,
) -> Journal:
    """`phi`: how much of a day's mood the next one keeps; `spread`: standard deviation of moods;
    `drift`: how far, in steps, the middle wanders up and down over a year; `missing`: share of days
    without an entry."""
    rng = random.Random(seed)
    # The middle stays where it is, however much is planted: moods end at 1 and 5.
    middle = 3.1 - sum(plant.effect * _presence(plant) for plant in plants)
    there = {plant: _days(rng, plant, days) for plant in plants}
    numbers = {plant: _numbers(rng, days) for plant in plants if plant.kind == "number"}
    noise = math.sqrt(1 - phi * phi) * spread
    level = rng.gauss(0, spread)
    phase = rng.random()
    facts: list[Fact] = []
    uses: list[Use] = []
    for number in range(days):
        level = phi * level + rng.gauss(0, noise)
        day = start + timedelta(days=number)
        if rng.random() < missing:
            continue
        mood = middle + level + drift * math.sin(2 * math.pi * (number / 365 + phase))
        tags: list[str] = []
        factors: dict[str, FactorValue] = {}
        for plant in plants:
            if plant.kind == "number":
                value = numbers[plant][number]
                factors[plant.name] = round(7 + value, 1)
                mood += plant.effect * (value > 0)
                continue
            if plant.kind == "weekday":
                mood += plant.effect * (str(day.weekday()) == plant.name)
                continue
            if plant.kind == "steps":
                factors[plant.name] = rng.choice(("none", "a little", "some", "a lot"))
                continue
            here = there[plant][number]
            if plant.kind == "yes":
                factors[plant.name] = here
            if not here:
                continue
            mood += plant.effect
            if plant.kind == "tag":
                tags.append(plant.name)
            elif plant.kind == "factor":
                # Things noted as text: who, where, what; one factor for each keeps them apart.
                factors[plant.name] = "there"
            elif plant.kind == "strategy":
                at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
                uses.append(Use(KeptId(f"u{len(uses)}"), KeptId(plant.name), at, 6, 4))
        for entry in range(rng.choice((1, 1, 2, 3))):
            step = min(5, max(1, round(mood + rng.gauss(0, 0.3))))
            facts.append(
                Fact(
                    day,
                    rng.randrange(7 * 60, 23 * 60),
                    step,
                    (),
                    tuple(tags) if entry == 0 else (),
                    factors if entry == 0 and factors else NO_FACTORS,
                )
            )
    return Journal(tuple(facts), tuple(uses))


def _presence(plant: Plant) -> float:
    """The share of days on which its effect is felt."""
    return {"number": 0.5, "weekday": 1 / 7}.get(plant.kind, plant.share)


def _days(rng: random.Random, plant: Plant, days: int) -> list[bool]:
    """Independent days, or times of exponential length with pauses that keep the share."""
    if plant.run <= 1:
        return [rng.random() < plant.share for _ in range(days)]
    found: list[bool] = []
    here = rng.random() < plant.share
    while len(found) < days:
        mean = plant.run if here else plant.run * (1 - plant.share) / plant.share
        found += [here] * max(1, round(rng.expovariate(1 / mean)))
        here = not here
    return found[:days]


def _numbers(rng: random.Random, days: int) -> list[float]:
    """Normal, each day leaning a little on the one before."""
    found = [rng.gauss(0, 1)]
    while len(found) < days:
        found.append(0.3 * found[-1] + math.sqrt(1 - 0.09) * rng.gauss(0, 1))
    return found

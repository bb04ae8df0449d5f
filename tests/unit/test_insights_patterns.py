"""What goes with what: planted effects are found, nothings are not, whatever moods are like."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks import planted
from benchmarks.planted import EFFECTS, NOTHINGS, Plant
from reflect.errors import Interrupted
from reflect.insights import comparison, dips, patterns
from reflect.insights.patterns import Claim, Insights, reckon
from reflect.model import Fact, FactorValue, KeptId, Use

START = date(2025, 1, 6)
"""A Monday."""


def reckoned(seed: int, plants: Sequence[Plant], **how: float) -> Insights:
    made = planted.journal(seed, plants, **how)  # type: ignore[arg-type]
    return reckon(made.facts, made.uses)


def keyed(found: Insights) -> dict[tuple[str, str], Claim]:
    return {(claim.kind, claim.name): claim for claim in found.claims}


# -- nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phi", "drift"), [(0.0, 0.0), (0.3, 0.0), (0.6, 0.0), (0.4, 0.6)], ids=str
)
def test_nothing_is_made_of_nothing(phi: float, drift: float) -> None:
    """40 journals of two years with tags at every rate, in runs of weeks and by themselves."""
    looked_at = claimed = 0
    for seed in range(40):
        found = reckoned(seed, NOTHINGS, phi=phi, drift=drift)
        looked_at += found.looked_at
        claimed += len(found.claims)
    assert looked_at > 40 * 40
    assert claimed / looked_at < 0.005


@pytest.mark.parametrize("days", [20, 45, 120])
def test_a_young_journal_claims_no_more(days: int) -> None:
    looked_at = claimed = 0
    for seed in range(40):
        found = reckoned(seed, NOTHINGS, phi=0.5, days=days)
        looked_at += found.looked_at
        claimed += len(found.claims)
    assert claimed / looked_at < 0.01


def test_the_test_keeps_its_level_on_moods_that_lean_on_each_other() -> None:
    """Uncorrected p of things in runs of a week beside moods with phi 0.6: about 5 % below 0.05."""
    low = count = 0
    plants = [Plant("tag", f"run{number}", 0, 0.25, run=7) for number in range(10)]
    for seed in range(30):
        made = planted.journal(seed, plants, phi=0.6)
        series = comparison.Series(dips.daily_moods(made.facts))
        for plant in plants:
            with_ = {series.place[fact.day] for fact in made.facts if plant.name in fact.tags}
            difference = series.compare(with_)
            assert difference is not None
            low += difference.p < 0.05
            count += 1
    assert 0.01 < low / count < 0.09


# -- something -------------------------------------------------------------------------------------


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.6])
def test_what_was_planted_is_found(phi: float) -> None:
    """Eight effects between 0.6 and 0.9 among 31 nothings: text, numbers, yes or no, ways of
    coping, in runs of twelve days, and one on 40 days of 730."""
    missing: list[tuple[int, str]] = []
    looked_at = wrong = 0
    for seed in range(12):
        found = reckoned(100 + seed, [*EFFECTS, *NOTHINGS], phi=phi)
        claims = keyed(found)
        for plant in EFFECTS:
            claim = claims.pop(plant.key, None)
            if claim is None:
                missing.append((seed, plant.name))
                continue
            assert claim.effect * plant.effect > 0
            assert claim.low < claim.effect < claim.high
            assert claim.p <= claim.q <= patterns.SURE
        wrong += len(claims)
        looked_at += found.looked_at - len(EFFECTS)
    assert not missing
    assert wrong / looked_at < 0.01


def test_the_size_of_an_effect_is_told() -> None:
    inside, effects = 0, []
    plant = Plant("tag", "friends", 0.7, 0.25)
    for seed in range(40):
        claim = keyed(reckoned(seed, [plant, *NOTHINGS[:5]], phi=0.4))["tag", "friends"]
        effects.append(claim.effect)
        inside += claim.low <= 0.7 <= claim.high
    # Moods end at 1 and 5, so that a little of the effect is cut off.
    assert 0.6 < sum(effects) / len(effects) < 0.75
    assert inside >= 34


@pytest.mark.parametrize("effect", [0.8, -0.8])
def test_a_weekday_is_found(effect: float) -> None:
    claims = keyed(reckoned(3, [Plant("weekday", "6", effect), *NOTHINGS]))
    assert claims["weekday", "6"].effect * effect > 0
    assert claims["weekday", "6"].value == "6"


def test_a_part_of_the_day_is_found() -> None:
    rng = random.Random(4)
    facts = []
    for number in range(400):
        day = START + timedelta(days=number)
        for _ in range(2):
            minute = rng.randrange(7 * 60, 23 * 60)
            mood = 3.2 + rng.gauss(0, 0.8) - 0.8 * (minute < 12 * 60)
            facts.append(Fact(day, minute, min(5, max(1, round(mood))), (), (), {}))
    claim = keyed(reckon(facts))["part", "morning"]
    assert claim.value == "morning"
    assert claim.effect < -0.5
    with_ = len({fact.day for fact in facts if 360 <= fact.minute < 720})
    without = len({fact.day for fact in facts if not 360 <= fact.minute < 720})
    assert (claim.with_days, claim.without_days) == (with_, without)


def test_a_rise_over_the_years_is_not_what_began_with_it() -> None:
    """A tag used in the second year alone, while moods rose by themselves."""
    rng = random.Random(8)
    facts = [
        Fact(
            START + timedelta(days=number),
            600,
            min(5, max(1, round(2 + 2 * number / 730 + rng.gauss(0, 0.6)))),
            (),
            ("tea",) if number > 365 and rng.random() < 0.4 else (),
            {},
        )
        for number in range(730)
    ]
    assert ("tag", "tea") not in keyed(reckon(facts))


def test_what_came_along_with_a_cause_is_not_taken_for_one() -> None:
    """Sundays are lighter; what is merely commoner on Sundays is told apart from them."""
    found = 0
    for seed in range(10):
        rng = random.Random(seed)
        facts = []
        for number in range(730):
            day = START + timedelta(days=number)
            sunday = day.weekday() == 6
            mood = 3 + 1.2 * sunday + rng.gauss(0, 0.8)
            bells = rng.random() < (0.5 if sunday else 0.2)
            facts.append(
                Fact(day, 600, min(5, max(1, round(mood))), (), ("bells",) if bells else (), {})
            )
        claims = keyed(reckon(facts))
        assert ("weekday", "6") in claims
        found += ("tag", "bells") in claims
    assert found <= 1


def test_two_that_are_always_together_are_both_told() -> None:
    made = planted.journal(5, [Plant("tag", "run", 0.9, 0.2)])
    facts = [
        Fact(f.day, f.minute, f.mood, (), (*f.tags, "shoes") if f.tags else (), {})
        for f in made.facts
    ]
    claims = keyed(reckon(facts))
    assert claims["tag", "run"].effect == claims["tag", "shoes"].effect


# -- what is compared ------------------------------------------------------------------------------


def simple(days: int, note: Callable[[int], tuple[tuple[str, ...], dict[str, FactorValue]]],
           light: Callable[[int], bool]) -> list[Fact]:  # fmt: skip
    """A mood a day, one and a half lighter on light days."""
    rng = random.Random(1)
    facts = []
    for number in range(days):
        tags, factors = note(number)
        mood = rng.choice((2, 3)) + 2 * light(number)
        facts.append(Fact(START + timedelta(days=number), 600, mood, (), tags, factors))
    return facts


def test_fewer_than_three_days_with_or_without_are_not_looked_at() -> None:
    def looked_at(some: int, days: int = 60) -> int:
        return reckon(
            simple(days, lambda n: (("x",) if n < some else (), {}), lambda n: n < some)
        ).looked_at

    nothing = looked_at(0)
    assert looked_at(2) == nothing
    assert looked_at(3) == nothing + 1
    assert looked_at(57) == nothing + 1
    assert looked_at(58) == nothing


def test_days_with_and_without_are_counted() -> None:
    facts = simple(100, lambda n: (("x",) if n % 4 == 0 else (), {}), lambda n: n % 4 == 0)
    # The same day twice, a day without a mood: neither counts again.
    facts.append(Fact(START, 700, None, (), ("x",), {}))
    facts.append(Fact(START + timedelta(days=200), 700, None, (), ("x",), {}))
    found = reckon(facts)
    claim = keyed(found)["tag", "x"]
    assert (claim.with_days, claim.without_days) == (25, 75)
    assert claim.effect == pytest.approx(2, abs=0.3)
    assert (found.days, found.entries) == (100, 102)


def test_tags_are_one_regardless_of_case() -> None:
    spelt = ("Sport", "sport", "sport")
    found = reckon(
        simple(90, lambda n: ((spelt[n % 3],) if n % 5 < 2 else (), {}), lambda n: n % 5 < 2)
    )
    claims = [claim for claim in found.claims if claim.kind == "tag"]
    assert [(claim.name, claim.with_days) for claim in claims] == [("sport", 36)]


def test_a_number_is_parted_in_the_middle_of_the_days_that_have_it() -> None:
    found = reckon(
        simple(
            120,
            lambda n: ((), {"sleep_hours": 5 + n * 7 % 10 * 0.5} if n < 100 else {}),
            lambda n: n * 7 % 10 >= 5,
        )
    )
    claim = keyed(found)["number", "sleep_hours"]
    assert (claim.value, claim.with_days, claim.without_days) == ("7", 50, 50)


def test_a_scale_is_compared_among_the_days_that_have_it() -> None:
    steps = ("none", "a lot")
    found = reckon(
        simple(
            120,
            lambda n: ((), {"movement": steps[n * 3 % 7 < 3]} if n < 80 else {}),
            lambda n: n * 3 % 7 < 3,
        )
    )
    claims = [claim for claim in found.claims if claim.name == "movement"]
    assert {claim.value for claim in claims} == set(steps)
    assert all(claim.with_days + claim.without_days == 80 for claim in claims)


def test_several_people_of_one_entry_are_told_apart() -> None:
    found = reckon(
        simple(
            120,
            lambda n: ((), {"people": "Anna, Ben" if n % 3 == 0 else "ben"} if n % 2 else {}),
            lambda n: n % 6 == 3,
        )
    )
    claim = {claim.value: claim for claim in found.claims}["Anna"]
    assert (claim.kind, claim.name, claim.with_days, claim.without_days) == (
        "factor", "people", 20, 100,
    )  # fmt: skip


def test_yes_is_compared_with_no_or_with_silence() -> None:
    def claim(no: bool) -> Claim:
        def note(n: int) -> tuple[tuple[str, ...], dict[str, FactorValue]]:
            if n % 4 == 0:
                return (), {"outside": True}
            return (), {"outside": False} if no and n % 2 == 0 else {}

        return keyed(reckon(simple(120, note, lambda n: n % 4 == 0)))["factor", "outside"]

    assert (claim(True).value, claim(True).with_days, claim(True).without_days) == ("true", 30, 30)
    assert claim(False).without_days == 90


def test_numbers_that_are_none_do_no_harm() -> None:
    odd = [math.nan, math.inf, -math.inf, 0, 1e300]
    facts = simple(60, lambda n: ((), {"pain": odd[n % 5]}), lambda n: False)
    assert reckon(facts).days == 60


def test_what_came_first_is_not_looked_at() -> None:
    plain = simple(60, lambda n: ((), {}), lambda n: False)
    noted = simple(
        60, lambda n: ((), {"came_first": "peer" if n % 2 else "waited"}), lambda n: False
    )
    assert reckon(noted).looked_at == reckon(plain).looked_at


def test_ways_of_coping_count_on_the_day_they_were_used() -> None:
    facts = simple(100, lambda n: ((), {}), lambda n: n % 5 == 0)
    uses = [
        Use(KeptId(f"u{n}"), KeptId("walk"), at, 7, 4)
        for n in range(0, 100, 5)
        for at in [datetime.combine(START + timedelta(days=n), datetime.min.time(), UTC)] * 2
    ]
    claim = keyed(reckon(facts, uses))["strategy", "walk"]
    assert (claim.value, claim.with_days, claim.without_days) == ("walk", 20, 80)


# -- the whole -------------------------------------------------------------------------------------


def test_means_by_weekday_hour_and_month() -> None:
    facts = [
        Fact(START, 8 * 60, 2, (), (), {}),
        Fact(START, 8 * 60 + 59, 4, (), (), {}),
        Fact(START + timedelta(days=7), 23 * 60 + 59, 5, (), (), {}),
        Fact(START + timedelta(days=40), 0, None, (), (), {}),
        Fact(date(2026, 1, 1), 0, 1, (), (), {}),
    ]
    found = reckon(facts)
    assert dict(found.mood_line) == {
        START: 3,
        START + timedelta(days=7): 5,
        date(2026, 1, 1): 1,
    }
    assert [(one.key, one.mood, one.count) for one in found.by_weekday if one.count] == [
        (0, 4.0, 2),
        (3, 1.0, 1),
    ]
    assert [(one.key, one.mood, one.count) for one in found.by_hour if one.count] == [
        (0, 1.0, 1),
        (8, 3.0, 2),
        (23, 5.0, 1),
    ]
    assert [(one.key, one.mood, one.count) for one in found.by_month] == [
        (2025 * 12, 4.0, 2),
        (2026 * 12, 1.0, 1),
    ]
    assert len(found.by_weekday) == 7 and len(found.by_hour) == 24


def test_what_helped_with_which_feeling() -> None:
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    uses = [
        Use(KeptId("1"), KeptId("walk"), at, 7, 4, "sad"),
        Use(KeptId("2"), KeptId("walk"), at, 7, 5, "sad"),
        Use(KeptId("3"), KeptId("walk"), at, 3, 4),
        Use(KeptId("4"), KeptId("tea"), at, 3, 3),
    ]
    assert reckon((), uses).helped == (
        patterns.Helped(KeptId("walk"), None, 3, 2, -2.0),
        patterns.Helped(KeptId("walk"), "sad", 2, 2, -2.5),
        patterns.Helped(KeptId("tea"), None, 1, 0, 0.0),
    )


@pytest.mark.parametrize("days", [0, 1, 2, 3, 6])
def test_a_journal_of_a_few_days_claims_nothing(days: int) -> None:
    found = reckon(simple(days, lambda n: (("x",) if n % 2 else (), {}), lambda n: n % 2 == 1))
    assert found.claims == () and found.dips == ()
    assert found.days == days


def test_the_same_mood_every_day_claims_nothing() -> None:
    facts = [
        Fact(START + timedelta(days=n), 600, 3, (), ("x",) if n % 2 else (), {}) for n in range(90)
    ]
    assert reckon(facts).claims == ()


def test_years_without_a_mood_between_do_no_harm() -> None:
    facts = simple(80, lambda n: (("x",) if n % 4 == 0 else (), {}), lambda n: n % 4 == 0)
    facts.insert(0, Fact(date(1, 1, 1), 600, 3, (), (), {}))
    facts.append(Fact(date(9999, 12, 31), 600, 3, (), (), {}))
    assert ("tag", "x") in keyed(reckon(facts))
    # Time without a mood takes no room: nothing grows with the years between.
    series = comparison.Series(dips.daily_moods(facts))
    assert max(series.all) == 80 - 1 + 2 * comparison.LONGEST_GAP


def test_the_order_of_facts_does_not_matter() -> None:
    made = planted.journal(2, [*EFFECTS, *NOTHINGS], days=200)
    mixed = list(made.facts)
    random.Random(1).shuffle(mixed)
    assert reckon(mixed, made.uses).claims == reckon(made.facts, made.uses).claims


def test_reckoning_can_be_stopped() -> None:
    facts = simple(60, lambda n: (("x",) if n % 2 else (), {}), lambda n: False)
    asked: list[int] = []

    def third_time() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(Interrupted):
        reckon(facts, cancelled=third_time)
    assert len(asked) == 3


# -- figures ---------------------------------------------------------------------------------------


def test_p_is_corrected_for_all_that_was_looked_at() -> None:
    """The example of Benjamini and Hochberg (1995), whose fourth p is the last one that holds."""
    ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
          0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    qs = comparison.corrected(reversed(ps))[::-1]
    assert sum(q <= 0.05 for q in qs) == 4
    assert qs[3] == pytest.approx(0.0095 * 15 / 4)
    assert qs == sorted(qs) and max(qs) <= 1
    assert comparison.corrected([]) == []


@pytest.mark.parametrize(
    ("t", "freedom", "p"),
    [(2.228, 10, 0.05), (3.169, 10, 0.01), (2.042, 30, 0.05), (2.571, 5, 0.05), (1.984, 100, 0.05)],
)
def test_few_days_widen_the_interval(t: float, freedom: float, p: float) -> None:
    """Printed tables of Student's t."""
    assert comparison._difference(t, 1.0, freedom).p == pytest.approx(p, rel=0.01)
    wide = comparison._difference(0.0, 1.0, freedom)
    if p == 0.05:
        assert wide.high == pytest.approx(t, rel=0.003) and wide.low == -wide.high

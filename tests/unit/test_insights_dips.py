"""Dips below one's own usual range, the way back, and what came first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from reflect.insights import dips
from reflect.model import Fact

START = date(2026, 3, 1)


def line(moods: Sequence[float | None], start: date = START) -> dict[date, float]:
    """A mood a day; None for a day without."""
    return {
        start + timedelta(days=number): mood
        for number, mood in enumerate(moods)
        if mood is not None
    }


CALM: list[float | None] = [4, 3, 4, 4, 3, 4, 5, 4, 4, 3] * 2
"""Twenty ordinary days."""


def day(number: int) -> date:
    return START + timedelta(days=number)


def test_a_days_mood_is_the_mean_of_its_entries() -> None:
    facts = [
        Fact(day(1), 600, 2, (), (), {}),
        Fact(day(0), 600, 4, (), (), {}),
        Fact(day(1), 900, 5, (), (), {}),
        Fact(day(2), 900, None, (), (), {}),
    ]
    assert list(dips.daily_moods(facts).items()) == [(day(0), 4.0), (day(1), 3.5)]


def test_a_dip_and_its_recovery() -> None:
    found = dips.dips(line([*CALM, 2, 1, 2, 2, 4, 4]))
    assert found == (dips.Dip(day(20), day(24), 4, 1),)


def test_one_low_day_is_no_dip() -> None:
    assert dips.dips(line([*CALM, 1, 4, 4])) == ()


def test_a_dip_under_way_has_no_end() -> None:
    assert dips.dips(line([*CALM, 2, 1])) == (dips.Dip(day(20), None, None, 1),)


def test_a_silence_hides_the_way_back() -> None:
    silent: list[float | None] = [None] * 9
    assert dips.dips(line([*CALM, 2, 1, *silent, 4, 4])) == (dips.Dip(day(20), None, None, 1),)
    short: list[float | None] = [None] * 3
    assert dips.dips(line([*CALM, 2, 1, *short, 4]))[0].days == 5


def test_too_few_days_tell_of_no_range() -> None:
    assert dips.usual(line(CALM), day(13)) is None
    assert dips.dips(line([4] * 10 + [1, 1, 1, 4])) == ()


def test_the_range_is_the_persons_own() -> None:
    low: list[float | None] = [2, 2, 1, 2, 2, 3, 2, 2, 2, 2] * 2
    assert dips.dips(line([*low, 2, 2, 2, 2])) == ()
    assert dips.dips(line([*CALM, 2, 2, 2, 4]))[0].days == 3


def test_a_long_dip_does_not_become_the_usual() -> None:
    long: list[float | None] = [2] * 50
    assert dips.dips(line([*CALM, *long, 4]))[0].days == 50


def test_a_change_for_good_is_no_endless_dip() -> None:
    changed: list[float | None] = [2] * 300
    for after in ([], CALM):
        (found,) = dips.dips(line([*CALM, *changed, *after]))
        assert (found.start, found.end, found.days) == (day(20), None, None)
    assert dips.setback_recoveries([day(20)], line([*CALM, *changed, 4])) == {day(20): None}


def test_a_setbacks_way_back() -> None:
    moods = line([*CALM, 2, 1, 2, 4, 4, 4, 4])
    assert dips.setback_recoveries([day(20)], moods) == {day(20): 3}


def test_a_setback_that_shows_a_day_later() -> None:
    assert dips.setback_recoveries([day(20)], line([*CALM, 3, 1, 1, 4])) == {day(20): 3}


def test_a_setback_within_the_range() -> None:
    assert dips.setback_recoveries([day(20)], line([*CALM, 4, 3, 4, 1])) == {day(20): 0}


def test_a_setback_of_which_nothing_can_be_told() -> None:
    moods = line([*CALM, 1, 1])
    gone: list[float | None] = [None] * 9
    assert dips.setback_recoveries([day(20), day(3), day(40)], moods) == {
        day(20): None,
        day(3): None,
        day(40): None,
    }
    assert dips.setback_recoveries([day(20)], line([*CALM, 1, *gone, 4])) == {day(20): None}


def test_the_day_itself_alone_tells_nothing_yet() -> None:
    assert dips.setback_recoveries([day(20)], line([*CALM, 4])) == {day(20): None}


def test_what_came_first_by_month() -> None:
    def hard(when: date, first: str | bool, mood: int | None = 2) -> Fact:
        return Fact(when, 600, mood, (), (), {dips.CAME_FIRST: first})

    found = dips.came_first(
        [
            hard(date(2026, 6, 2), "peer"),
            hard(date(2026, 5, 1), "own-tool"),
            hard(date(2026, 5, 2), "own-tool", 1),
            hard(date(2026, 5, 3), "peer"),
            hard(date(2026, 5, 3), "professional"),
            hard(date(2026, 5, 3), "waited"),
            hard(date(2026, 5, 4), "own-tool", 3),
            hard(date(2026, 5, 4), "own-tool", None),
            hard(date(2026, 5, 4), "something else"),
            hard(date(2026, 5, 4), True),
            Fact(date(2026, 7, 1), 600, 1, (), (), {}),
        ]
    )
    assert found == (
        dips.CameFirst(date(2026, 5, 1), 2, 1, 1, 1),
        dips.CameFirst(date(2026, 6, 1), 0, 1, 0, 0),
    )
    assert found[0].all == 5

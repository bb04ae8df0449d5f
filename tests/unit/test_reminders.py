"""Reminders come at their times whatever the clock does, rarer if ignored, never in a burst."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import reminders
from reflect import settings as preferences
from reflect.reminders import APART, LATE, due, next_after, since
from reflect.settings import Reminded, Settings

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def chosen(*times: str, **more: object) -> Settings:
    return replace(Settings(remind=True, reminders=times), **more)  # type: ignore[arg-type]


def gentle(number: int, between: tuple[int, int] = (9, 20)) -> Settings:
    return Settings(remind=True, random_reminders=number, reminders_between=between)


def coming(settings: Settings, now: datetime, count: int, seed: int = 1) -> list[datetime]:
    found: list[datetime] = []
    for _ in range(count):
        after = next_after(settings, now, settings.reminded.unanswered, seed)
        assert after is not None
        found.append(after)
        now = after
    return found


def wall(moments: list[datetime]) -> list[str]:
    return [each.strftime("%d %H:%M") for each in moments]


# chosen times -------------------------------------------------------------------------------------


def test_they_are_off_until_somebody_wants_them() -> None:
    now = at("2026-11-20 12:00")
    assert next_after(Settings(), now, 0, 1) is None
    assert next_after(Settings(reminders=("20:00",)), now, 0, 1) is None
    assert next_after(Settings(remind=True), now, 0, 1) is None


def test_each_chosen_time_comes_every_day_over_midnight() -> None:
    settings = chosen("20:00", "07:30", "00:00")
    assert wall(coming(settings, at("2026-11-20 19:59"), 5)) == [
        "20 20:00",
        "21 00:00",
        "21 07:30",
        "21 20:00",
        "22 00:00",
    ]


def test_the_moment_itself_is_not_after_itself() -> None:
    now = at("2026-11-20 20:00")
    assert wall(coming(chosen("20:00"), now, 1)) == ["21 20:00"]


def test_what_is_no_time_is_passed_over() -> None:
    settings = chosen("25:00", "8", "", "noon", " 08:05 ", "8:05", "12:60")
    assert reminders.times_of(settings) == (time(8, 5),)
    assert not reminders.are_on(chosen("25:00"))


def test_a_moment_without_a_zone_is_a_defect() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_after(chosen("20:00"), datetime(2026, 11, 20), 0, 1)


# what clocks do -----------------------------------------------------------------------------------


def test_the_wall_clock_counts_over_both_changes_of_the_year() -> None:
    for day in ("2026-03-28", "2026-10-24"):
        two = coming(chosen("20:00"), at(f"{day} 12:00"), 2)
        assert [each.hour for each in two] == [20, 20]
    spring = coming(chosen("20:00"), at("2026-03-28 12:00"), 2)
    assert spring[1].astimezone(UTC) - spring[0].astimezone(UTC) == 23 * HOUR
    autumn = coming(chosen("20:00"), at("2026-10-24 12:00"), 2)
    assert autumn[1].astimezone(UTC) - autumn[0].astimezone(UTC) == 25 * HOUR


def test_a_time_that_spring_leaves_out_comes_later_and_one_that_autumn_doubles_comes_once() -> None:
    settings = chosen("02:30")
    assert wall(coming(settings, at("2026-03-28 12:00"), 2)) == ["29 03:30", "30 02:30"]
    autumn = coming(settings, at("2026-10-24 12:00"), 2)
    assert wall(autumn) == ["25 02:30", "26 02:30"]
    assert autumn[0].utcoffset() == 2 * HOUR


def test_in_another_zone_it_is_that_zones_clock() -> None:
    settings = chosen("20:00")
    berlin = coming(settings, at("2026-11-20 12:00"), 1)[0]
    there = at("2026-11-20 12:00").astimezone(ZoneInfo("Asia/Tokyo"))
    tokyo = coming(settings, there, 1)[0]
    assert wall([tokyo]) == ["21 20:00"]
    assert wall([berlin]) == ["20 20:00"]


def test_after_a_night_asleep_one_comes_at_most_and_only_if_it_is_not_long_past() -> None:
    settings = chosen("06:00", "06:20", "06:50", "20:00")
    asleep = at("2026-11-20 18:00")
    assert due(settings, asleep, at("2026-11-21 07:00"), 0, 1) == at("2026-11-21 06:50")
    assert due(settings, asleep, at("2026-11-21 07:49"), 0, 1) == at("2026-11-21 06:50")
    assert due(settings, asleep, at("2026-11-21 07:50"), 0, 1) is None
    assert due(settings, asleep, at("2026-11-21 12:00"), 0, 1) is None


def test_a_clock_set_back_brings_none_a_second_time() -> None:
    settings = chosen("20:00")
    shown_at = at("2026-11-20 20:00")
    left = reminders.done(Reminded(), shown_at)
    assert left.done_until is not None
    earlier = at("2026-11-20 19:30")
    begun = since(left, shown_at, earlier)
    assert due(settings, begun, earlier, 0, 1) is None
    again = at("2026-11-20 20:00")
    assert due(settings, since(left, shown_at, again), again, 0, 1) is None
    tomorrow = at("2026-11-21 20:01")
    assert due(settings, since(left, shown_at, tomorrow), tomorrow, 0, 1) is not None


def test_a_clock_that_was_a_year_ahead_silences_nothing() -> None:
    left = reminders.done(Reminded(), at("2027-11-20 20:00"))
    now = at("2026-11-20 20:01")
    assert since(left, at("2026-11-20 19:00"), now) == at("2026-11-20 19:00")
    assert due(chosen("20:00"), since(left, at("2026-11-20 19:00"), now), now, 0, 1) is not None


def test_a_first_start_asks_for_nothing_that_was_before_it() -> None:
    now = at("2026-11-20 20:10")
    assert since(Reminded(), now, now) == now
    assert due(chosen("20:00"), since(Reminded(), now, now), now, 0, 1) is None


# gentle ones --------------------------------------------------------------------------------------

zones = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
hours = st.tuples(st.integers(0, 23), st.integers(0, 23))


@given(moments, zones, st.integers(1, 4), hours, st.integers(1, 2**31))
def test_gentle_ones_keep_apart_and_within_their_hours(
    now: datetime, zone: str, number: int, between: tuple[int, int], seed: int
) -> None:
    settings = gentle(number, between)
    found = coming(settings, now.astimezone(ZoneInfo(zone)), 12, seed)
    utc = [each.astimezone(UTC) for each in found]
    assert all(one < other and other - one >= APART for one, other in pairwise(utc))
    first, last = between
    for each in found:
        hour = each.hour + each.minute / 60
        inside = first <= hour <= last if first < last else hour >= first or hour <= last
        # An hour that the clock leaves out in spring is made up for behind it.
        moved = each.utcoffset() != (each - 6 * HOUR).utcoffset()
        assert inside or moved


def test_as_many_as_were_wanted_come_each_day_where_there_is_room() -> None:
    for number in (1, 2, 3, 4):
        found = coming(gentle(number), at("2026-11-20 00:00"), number * 20, 5)
        days = [each.date() for each in found]
        assert [days.count(day) for day in dict.fromkeys(days)] == [number] * 20
    assert reminders.most_between((9, 12)) == 3
    assert reminders.most_between((9, 10)) == 1
    narrow = coming(gentle(4, (9, 12)), at("2026-11-20 00:00"), 6, 5)
    assert {each.date() for each in narrow} == {date(2026, 11, 20), date(2026, 11, 21)}


def test_days_differ_and_the_same_day_stays_as_it_was() -> None:
    found = coming(gentle(2), at("2026-11-20 00:00"), 40, 5)
    assert len({each.time() for each in found}) > 25
    assert found == coming(gentle(2), at("2026-11-20 00:00"), 40, 5)
    assert found != coming(gentle(2), at("2026-11-20 00:00"), 40, 6)


def test_gentle_ones_keep_away_from_chosen_times_where_there_is_room() -> None:
    settings = replace(gentle(1), reminders=("14:00",))
    for each in coming(settings, at("2026-11-20 00:00"), 80, 3):
        assert each.time() == time(14) or abs(each.hour * 60 + each.minute - 14 * 60) >= 90


def test_hours_may_reach_over_midnight() -> None:
    found = coming(gentle(2, (22, 3)), at("2026-11-20 12:00"), 20, 4)
    assert all(each.hour >= 22 or each.hour < 3 or each.time() == time(3) for each in found)
    assert {each.hour >= 22 for each in found} == {True, False}


@pytest.mark.parametrize("day", ["2026-03-27", "2026-10-23"])
def test_they_keep_apart_over_the_changes_of_the_year(day: str) -> None:
    for seed in range(1, 40):
        found = coming(gentle(4, (9, 9)), at(f"{day} 09:00"), 16, seed)
        utc = [each.astimezone(UTC) for each in found]
        assert all(other - one >= APART for one, other in pairwise(utc))


def test_a_chosen_time_of_tomorrow_comes_before_a_gentle_one_of_tonight() -> None:
    settings = replace(gentle(1, (22, 3)), reminders=("00:30",))
    found = coming(settings, at("2026-11-20 12:00"), 60, 4)
    chosen_days = [each.date() for each in found if each.time() == time(0, 30)]
    assert chosen_days == [date(2026, 11, 21) + n * DAY for n in range(len(chosen_days))]
    assert len(chosen_days) == 30


@given(moments, zones, st.integers(0, 4), hours, st.sampled_from(["", "02:30", "23:59"]))
def test_what_comes_is_later_and_the_first(
    now: datetime, zone: str, number: int, between: tuple[int, int], more: str
) -> None:
    settings = replace(gentle(number, between), reminders=(more,) if more else ())
    here = now.astimezone(ZoneInfo(zone))
    following = next_after(settings, here, 0, 9)
    if not (number or more):
        assert following is None
        return
    assert following is not None and following.astimezone(UTC) > now
    # Nothing between: whoever asks a moment before is told the same.
    before = (following.astimezone(UTC) - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    if before.astimezone(UTC) > now:
        assert next_after(settings, before, 0, 9) == following


@given(
    moments,
    zones,
    st.integers(0, 4),
    st.lists(st.integers(1, 3 * 24 * 60), min_size=1, max_size=40),
)
def test_whatever_the_gaps_each_comes_once_and_never_late(
    begun: datetime, zone: str, number: int, gaps: list[int]
) -> None:
    """Somebody who looks at odd moments, with sleep between, as the window does."""
    settings = replace(gentle(number), reminders=("07:00", "07:20", "20:00"))
    known, now, found = Reminded(), begun, []
    for gap in gaps:
        now += timedelta(minutes=gap)
        here = now.astimezone(ZoneInfo(zone))
        this = due(settings, since(known, begun, here), here, 0, 9)
        if this is not None:
            assert timedelta(0) <= now - this.astimezone(UTC) < LATE
            found.append(this.astimezone(UTC))
            known = reminders.done(known, here)
    assert len(found) == len(set(found)) and len(found) <= len(gaps)


# ignored, put off, answered -----------------------------------------------------------------------


def ignore(settings: Settings, now: datetime, times: int) -> tuple[Settings, datetime]:
    """Let so many come without an answer."""
    for _ in range(times):
        known = settings.reminded
        following = next_after(settings, now, known.unanswered, 1)
        assert following is not None
        now = following
        known = reminders.shown(reminders.done(known, now), now)
        settings = replace(settings, reminded=known)
    return settings, now


def test_ignored_ones_come_every_second_day_and_then_weekly() -> None:
    settings, now = ignore(chosen("20:00"), at("2026-11-01 12:00"), 3)
    assert wall([now]) == ["03 20:00"]
    assert wall(coming(settings, now, 2)) == ["05 20:00", "07 20:00"]
    settings, now = ignore(settings, now, 3)
    assert wall([now]) == ["09 20:00"]
    assert wall(coming(settings, now, 2)) == ["16 20:00", "23 20:00"]
    settings, now = ignore(settings, now, 20)
    assert coming(settings, now, 1)[0] - now == 7 * DAY


def test_several_a_day_become_rarer_by_days_too() -> None:
    settings, now = ignore(chosen("08:00", "14:00", "20:00"), at("2026-11-01 07:00"), 3)
    assert wall(coming(settings, now, 4)) == ["03 08:00", "03 14:00", "03 20:00", "05 08:00"]


def test_one_answer_brings_them_back() -> None:
    settings, now = ignore(chosen("20:00"), at("2026-11-01 12:00"), 7)
    back = replace(settings, reminded=reminders.answered(settings.reminded))
    assert wall(coming(back, now, 2)) == wall([now + DAY, now + 2 * DAY])


def test_not_now_comes_once_more_in_an_hour_and_is_not_counted() -> None:
    settings, now = ignore(chosen("20:00"), at("2026-11-01 12:00"), 3)
    known = reminders.put_off(settings.reminded, now + timedelta(minutes=5))
    assert known.unanswered == 2
    later = replace(settings, reminded=known)
    assert wall(coming(later, now + timedelta(minutes=5), 2)) == ["03 21:05", "04 20:00"]
    at_nine = now + timedelta(minutes=66)
    assert due(later, since(known, now, at_nine), at_nine, 2, 1) == now + timedelta(minutes=65)
    gone = replace(later, reminded=reminders.done(known, at_nine))
    assert wall(coming(gone, at_nine, 1)) == ["04 20:00"]


def test_what_was_put_off_and_slept_through_does_not_come() -> None:
    settings = chosen("20:00")
    known = reminders.put_off(
        reminders.done(Reminded(), at("2026-11-03 20:00")), at("2026-11-03 20:05")
    )
    morning = at("2026-11-04 07:00")
    late = replace(settings, reminded=known)
    assert due(late, since(known, morning, morning), morning, 0, 1) is None


def test_no_more_today_ends_with_the_day() -> None:
    settings = chosen("08:00", "14:00", "20:00", "23:30")
    now = at("2026-11-03 14:01")
    quiet = replace(settings, reminded=reminders.quiet_today(Reminded(unanswered=1), now))
    assert quiet.reminded.unanswered == 0
    assert wall(coming(quiet, now, 2)) == ["04 08:00", "04 14:00"]
    put_off = reminders.put_off(Reminded(), now)
    assert reminders.quiet_today(put_off, now).later is None


def test_a_quiet_day_among_rarer_ones_waits_for_the_following() -> None:
    now = at("2026-11-03 20:01")
    known = Reminded(
        unanswered=6, rarer_since=now.date().toordinal(), quiet_on=now.date().toordinal()
    )
    settings = chosen("20:00", "22:00", reminded=known)
    assert wall(coming(settings, now, 1)) == ["10 20:00"]


def test_choosing_anew_begins_anew_and_draws_once() -> None:
    now = at("2026-11-03 20:10")
    tired = Reminded(unanswered=9, rarer_since=5, quiet_on=now.date().toordinal(), seed=0)
    fresh = reminders.chosen_anew(tired, now, 77)
    assert (fresh.unanswered, fresh.quiet_on, fresh.seed) == (0, 0, 77)
    assert reminders.chosen_anew(fresh, now, 78).seed == 77
    assert due(chosen("20:00"), since(fresh, now - DAY, now), now, 0, 1) is None


@given(st.integers(-5, 10**9))
def test_rarer_is_never_never(ignored: int) -> None:
    settings = chosen("20:00")
    following = next_after(settings, at("2026-11-03 12:00"), ignored, 1)
    assert following is not None
    assert following - at("2026-11-03 12:00") <= 8 * DAY


def test_a_zone_of_bare_offset_works_as_well() -> None:
    now = datetime(2026, 11, 3, 12, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert wall(coming(chosen("20:00"), now, 1)) == ["03 20:00"]


def test_the_zone_is_looked_up_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert preferences.local_zone_now() == BERLIN
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    try:
        assert preferences.local_zone_now() == ZoneInfo("Asia/Tokyo")
        monkeypatch.setenv("TZ", "No/Where")
        assert preferences.local_zone_now() is not None
    finally:
        monkeypatch.undo()
        preferences.local_zone_now()


def test_how_it_stands_survives_and_older_settings_have_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    known = reminders.put_off(
        reminders.done(Reminded(seed=7), at("2026-11-03 20:00")), at("2026-11-03 20:05")
    )
    preferences.save(chosen("20:00", reminded=known), file)
    assert preferences.load(file).reminded == known
    file.write_text('{"theme": "dark", "reminders": ["20:00"]}')
    assert preferences.load(file) == Settings(theme="dark", reminders=("20:00",))
    file.write_text('{"theme": "dark", "reminded": {"unanswered": 2, "of_tomorrow": 1}}')
    assert preferences.load(file).reminded == Reminded(unanswered=2)

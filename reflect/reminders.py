"""When reminders come: chosen times of the day, and gentle ones at times of their own.

Pure: everything is reckoned from the settings, a moment and a seed. What is reckoned are moments,
not intervals, so that sleep, a clock that was set and another time zone need no care of their own:
whoever asks after a night asleep hears of one at most.

Times of the day are the wall clock's. One that a change to summer time leaves out comes as much
later as the clock jumped; one that comes twice in autumn comes once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from reflect.settings import Reminded, Settings

APART = timedelta(minutes=90)
"""Between two gentle ones, and between one of them and a chosen time where there is room."""
LATE = timedelta(hours=1)
"""One that is later than this does not come any more."""
PUT_OFF = timedelta(hours=1)
PATIENCE = 3
"""So many unanswered ones, and they come on every second day; so many more, and once a week."""
EVERY = (1, 2, 7)
"""Days from one day with reminders to the next: at first, then rarer."""

_DRAWS = 100
_AHEAD = 10
"""Days looked at: a rarer week, and a day on each side."""
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAY = timedelta(days=1)


def are_on(settings: Settings) -> bool:
    """Whether any ever come."""
    return settings.remind and bool(times_of(settings) or settings.random_reminders)


def schedule(settings: Settings) -> tuple[object, ...]:
    """What a person chose about them; equal where nothing of it differs."""
    return (
        settings.remind,
        settings.reminders,
        settings.random_reminders,
        settings.reminders_between,
    )


def times_of(settings: Settings) -> tuple[time, ...]:
    """The chosen times of the day, in order, each once; what is no time is passed over."""
    found = (_TIME.fullmatch(each.strip()) for each in settings.reminders)
    return tuple(sorted({time(int(each[1]), int(each[2])) for each in found if each}))


def most_between(hours: tuple[int, int]) -> int:
    """How many gentle ones there is room for between two full hours."""
    return int(_span(hours) / APART) + 1


def days_apart(unanswered: int) -> int:
    """1, 2 or 7: the days from one day with reminders to the next."""
    return EVERY[min(max(0, unanswered) // PATIENCE, len(EVERY) - 1)]


def next_after(settings: Settings, now: datetime, ignored: int, seed: int) -> datetime | None:
    """The first moment later than `now` at which one is due; None where none are wanted.

    `now` is aware, and its zone is the one whose wall clock counts. `ignored`: how many came one
    after another without an answer. `seed`: what the gentle ones are drawn from, with the day.
    """
    if not are_on(settings):
        return None
    zone = _zone_of(now)
    reminded = settings.reminded
    after = now.astimezone(UTC)
    later = reminded.later
    found = [later] if later is not None and after < later <= after + PUT_OFF else []
    for day in _days_from(now.date()):
        if found and min(found) < _moment(day, time(), zone):
            break
        if (day.toordinal() - reminded.rarer_since) % days_apart(ignored):
            continue
        found += (
            each
            for each in _moments(settings, day, zone, seed)
            if each > after and each.astimezone(zone).date().toordinal() != reminded.quiet_on
        )
    return min(found).astimezone(zone) if found else None


def due(
    settings: Settings, since: datetime, now: datetime, ignored: int, seed: int
) -> datetime | None:
    """The latest one that came due after `since`, until `now`, and is less than an hour late.

    However many were missed, it is one.
    """
    zone = _zone_of(now)
    at = max(since.astimezone(UTC), now.astimezone(UTC) - LATE)
    latest: datetime | None = None
    while True:
        coming = next_after(settings, at.astimezone(zone), ignored, seed)
        if coming is None or coming.astimezone(UTC) > now.astimezone(UTC):
            return latest
        latest, at = coming, coming.astimezone(UTC)


def since(reminded: Reminded, begun: datetime, now: datetime) -> datetime:
    """From when on `due` has to look: where it was left, or where the program `begun`.

    A clock that was ahead by more than a day and is right again must not silence what comes.
    """
    left = reminded.done_until
    if left is None or left > now.astimezone(UTC) + _DAY:
        return min(begun.astimezone(UTC), now.astimezone(UTC))
    return left


# what becomes of it -------------------------------------------------------------------------------


def done(reminded: Reminded, now: datetime) -> Reminded:
    """What was due until now is done with."""
    return replace(reminded, done_until=now.astimezone(UTC), later=None)


def shown(reminded: Reminded, now: datetime) -> Reminded:
    """One more that nobody has answered so far."""
    count = reminded.unanswered + 1
    rarer = days_apart(count) != days_apart(reminded.unanswered)
    return replace(
        reminded,
        unanswered=count,
        rarer_since=now.date().toordinal() if rarer else reminded.rarer_since,
    )


def answered(reminded: Reminded) -> Reminded:
    """Somebody came, or wrote: as often as at first."""
    return replace(reminded, unanswered=0, rarer_since=0, later=None)


def put_off(reminded: Reminded, now: datetime, *, counted: bool = True) -> Reminded:
    """Not now: once more in an hour. Where it was `counted` as unanswered, it is not any more."""
    return replace(_uncounted(reminded, counted), later=now.astimezone(UTC) + PUT_OFF)


def quiet_today(reminded: Reminded, now: datetime, *, counted: bool = True) -> Reminded:
    """No more on this day. Where it was `counted` as unanswered, it is not any more."""
    return replace(_uncounted(reminded, counted), quiet_on=now.date().toordinal(), later=None)


def chosen_anew(reminded: Reminded, now: datetime, seed: int) -> Reminded:
    """The person changed when they come: as often as at first, and none for what is past."""
    fresh = replace(answered(reminded), quiet_on=0, done_until=now.astimezone(UTC))
    return fresh if fresh.seed else replace(fresh, seed=seed)


def _uncounted(reminded: Reminded, counted: bool) -> Reminded:
    return replace(reminded, unanswered=max(0, reminded.unanswered - int(counted)))


# the moments of a day -----------------------------------------------------------------------------


def _days_from(today: date) -> Iterator[date]:
    """From the day before, whose hours may reach over midnight."""
    first = today.toordinal() - 1
    for number in range(max(1, first), min(first + _AHEAD, date.max.toordinal() - 2)):
        yield date.fromordinal(number)


def _moments(settings: Settings, day: date, zone: tzinfo, seed: int) -> tuple[datetime, ...]:
    """All of `day`, in UTC."""
    chosen = times_of(settings)
    wanted = min(settings.random_reminders, most_between(settings.reminders_between))
    fixed = tuple(_moment(day, each, zone) for each in chosen)
    if not wanted:
        return fixed
    return fixed + _gentle(chosen, wanted, settings.reminders_between, day, zone, seed)


def _gentle(
    chosen: tuple[time, ...],
    wanted: int,
    hours: tuple[int, int],
    day: date,
    zone: tzinfo,
    seed: int,
) -> tuple[datetime, ...]:
    """`wanted` moments between the hours, `APART` from each other, and from the chosen ones where
    one of the draws has room for that. UTC."""
    # Loaded by those who draw: the first window waits for nothing of it.
    from random import Random

    first = _moment(day, time(hours[0] % 24), zone)
    last = min(
        _moment_after(day, hours, zone), _moment(day + _DAY, time(hours[0] % 24), zone) - APART
    )
    while wanted > 1 and last - first < APART * (wanted - 1):
        wanted -= 1
    fixed = [_moment(day + n * _DAY, each, zone) for n in (0, 1) for each in chosen]
    free = max(timedelta(), last - first - APART * (wanted - 1))
    random = Random(f"{seed}:{day.toordinal()}")
    best: tuple[datetime, ...] = ()
    best_room = timedelta(-1)
    for _ in range(_DRAWS):
        places = sorted(random.random() for _ in range(wanted))
        drawn = tuple(first + free * each + APART * n for n, each in enumerate(places))
        drawn = tuple(each.replace(second=0, microsecond=0) for each in drawn)
        room = min((abs(one - other) for one in drawn for other in fixed), default=APART)
        if room > best_room:
            best, best_room = drawn, room
        if best_room >= APART:
            break
    return best


def _moment_after(day: date, hours: tuple[int, int], zone: tzinfo) -> datetime:
    """The end of the hours: on the next day where it does not lie behind their beginning."""
    first, last = hours[0] % 24, hours[1] % 24
    return _moment(day if last > first else day + _DAY, time(last), zone)


def _span(hours: tuple[int, int]) -> timedelta:
    length = timedelta(hours=(hours[1] - hours[0]) % 24 or 24)
    return min(length, _DAY - APART)


def _moment(day: date, at: time, zone: tzinfo) -> datetime:
    """That time of the day, in UTC; the first of two, and the later where there is none."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _zone_of(now: datetime) -> tzinfo:
    if now.tzinfo is None:
        raise ValueError("a moment without a zone")
    return now.tzinfo

"""Times as other programs write them: ISO 8601, milliseconds, clock times, zones by any name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_OFFSET = re.compile(
    r"(?:GMT|UTC|Z)?\s*([+\-\u2212])(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?$", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?:\s*[:.]\s*(\d{2}))?")
_MORNING = frozenset(
    "am a 上午 午前 오전 早上 凌晨 清晨 ص πμ vorm de öö fm rano sa dop".split()  # noqa: SIM905 - words
)
_EVENING = frozenset(
    "pm p 下午 午後 오후 晚上 中午 م μμ nachm du ös em wieczorem ch odp".split()  # noqa: SIM905 - words
)
"""What clocks of several languages write beside the hour, blanks and dots taken out."""


def zone(name: object) -> tuple[tzinfo, str | None] | None:
    """(zone, its IANA name or None) of `Europe/Berlin`, `Etc/GMT+5`, `GMT+0100`, `UTC-7`, `+05:30`.

    `GMT+1` is one hour east, as Apple writes it; `Etc/GMT+1` one hour west, as POSIX has it.
    """
    if not isinstance(name, str) or not name.strip():
        return None
    plain = name.strip()
    if plain.upper() in ("UTC", "GMT", "Z"):
        return UTC, "UTC"
    if found := _OFFSET.fullmatch(plain):
        away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if away >= timedelta(hours=24):
            return None
        return timezone(away if found[1] == "+" else -away), None
    try:
        return ZoneInfo(plain), plain
    except (KeyError, ValueError, OSError):  # unknown; `..`; the name of a folder of zones
        return None


def at_offset(moment: datetime, where: tzinfo) -> datetime:
    """The same instant on the clock of `where`, with a fixed offset of whole minutes."""
    local = moment.astimezone(where)
    away = local.utcoffset() or timedelta()
    whole = timezone(timedelta(minutes=round(away.total_seconds() / 60)))
    return moment.astimezone(whole)


def iso(value: object) -> datetime | None:
    """An aware time from ISO 8601; without an offset it is UTC. None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return _usable(moment)


def milliseconds(value: object) -> datetime | None:
    """An aware UTC time from milliseconds since 1970. None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return _usable(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value))
    except (OverflowError, ValueError):
        return None


def _usable(moment: datetime) -> datetime | None:
    """Years 1 and 9999 cannot be moved to another zone."""
    return moment if 1 < moment.year < 9999 else None


def clock(value: str) -> time | None:
    """A time of day: `6:50 pm`, `18:50`, `18.50`, `18h50`, `6:50 p. m.`, `午後6:50`, `١٨:٥٠`."""
    plain = "".join(c for c in value if c not in "\u200e\u200f\u061c")
    plain = re.sub(r"[\s\u00a0\u202f]+", " ", plain).strip().lower()
    plain = "".join(str(int(c)) if c.isdigit() and c.isdecimal() else c for c in plain)
    found = _CLOCK.search(plain)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    rest = plain[: found.start()] + plain[found.end() :]
    word = re.sub(r"[\s.]", "", rest)
    evening, morning = word in _EVENING, word in _MORNING
    if word and not evening and not morning and word not in ("h", "uhr"):
        return None
    if evening or morning:
        if not 1 <= hour <= 12:
            # `18:50 pm`: the clock is a 24-hour one with a word too many.
            return _time(hour, minute, second)
        hour = hour % 12 + (12 if evening else 0)
    return _time(hour, minute, second)


def _time(hour: int, minute: int, second: int) -> time | None:
    if hour == 24 and minute == 0:
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError:
        return None

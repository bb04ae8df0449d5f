"""Dates as people and programs write them.

Understood: ISO 8601 (with blanks, slashes or dots too), `31.12.2024`, `12/31/2024`, month names in
seven languages, 12- and 24-hour times, offsets, seconds, milli- and microseconds since 1970; what
is left goes to dateutil. Never guessed: a date without a year, "tomorrow", "Monday".
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import Literal

from reflect.formats.moment import at_offset

Order = Literal["dmy", "mdy"]

NOON = time(12)
"""The time of an entry whose source knows only its day: no zone moves it to another day."""

_MONTHS = (
    "jan january januar jänner janvier janv enero ene gennaio gen janeiro januari",
    "feb february februar feber février fevrier févr fevr febrero febbraio fevereiro fev februari",
    "mar march mär märz maerz mrz mars marzo março marco maart mrt",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "jun june juni juin junio giugno giu junho",
    "jul july juli juillet juil julio luglio lug julho",
    "aug august août aout agosto ago augustus",
    "sep sept september septembre septiembre settembre set setembro",
    "oct october okt oktober octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec december dez dezember décembre decembre déc diciembre dic dicembre dezembro",
)
_MORE_MONTHS = (
    "ocak stycznia styczeń sty января янв ledna leden січня",
    "lutego luty lut şubat февраля фев февр února únor лютого",
    "marts marca marzec mart марта мар března březen березня",
    "kwietnia kwiecień kwi nisan апреля апр dubna duben квітня",
    "maj maja mayıs мая май května květen травня",
    "czerwca czerwiec cze haziran июня июн června červen червня",
    "lipca lipiec lip temmuz июля июл července červenec липня",
    "augusti sierpnia sierpień sie ağustos августа авг srpna srpen серпня",
    "września wrzesień wrz eylül сентября сен сент září вересня",
    "października październik paź ekim октября окт října říjen жовтня",
    "listopada listopad lis kasım ноября ноя нояб listopadu листопада",
    "desember des grudnia grudzień gru aralık декабря дек prosince prosinec грудня",
)
"""Scandinavian, Polish, Turkish, Russian, Czech, Ukrainian, where they differ from those above."""
_MONTH = {
    word: number
    for names in (_MONTHS, _MORE_MONTHS)
    for number, line in enumerate(names, 1)
    for word in line.split()
}

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|T|[ _])")
_COMPACT_TIME = re.compile(r"[T _](\d{2})(\d{2})(\d{2})?(?=$|Z|[+-]\d)")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])[ ]?(\d{1,2})\2[ ]?(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ \-/]*(?:de |of )?([^\W\d_]+)\.?,?[ \-/]*(?:de |of )?"
    r"(\d{4}|'?\d{2}(?![:\d]))(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]+)\.?[ \-/]*(\d{1,2})(?:st|nd|rd|th)?,?[ \-/]+(\d{4})(?!\d)", re.IGNORECASE
)
_WORD_FIRST = re.compile(r"([^\W\d_]+)\.?,?\s+(?=\S)")
_BETWEEN = re.compile(r"(?:[\s,;T@_|-]|\bat\b|\bum\b|\bà\b|\ba las\b|\balle\b)*", re.IGNORECASE)
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.m](\d{2})(?:[.,](\d{1,9}))?)?)?s?\s*"
    r"(a\.?\s?m\.?|p\.?\s?m\.?)?\s*(?:uhr|h\b|o'clock)?\s*",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(z|utc|gmt)?\s*(?:([+-])(\d{2}):?(\d{2})?)?", re.IGNORECASE)
_EPOCH = re.compile(r"(-?)(\d{9,19})(?:\.(\d{1,9}))?")
_DEFAULTS = (datetime(2000, 1, 1, 1, 1, 1), datetime(2004, 2, 2, 2, 2, 2))  # noqa: DTZ001 - clock faces
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


def is_month(word: str) -> bool:
    """A month's name, whole or shortened, in one of the languages read here."""
    return word.lower() in _MONTH


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and what is known of the time."""

    day: date
    time: time | None = None
    offset: tzinfo | None = None
    """Written beside the time; None: the reader's own zone."""

    def at(self, zone: tzinfo) -> datetime:
        """Aware; noon where there is no time; in its own offset where it has one."""
        own = self.offset
        if own is UTC:
            # "Z" tells the instant, not where the writer was.
            return at_offset(datetime.combine(self.day, self.time or NOON, UTC), zone)
        written = datetime.combine(self.day, self.time or NOON, own or zone)
        away = written.utcoffset() or timedelta()
        if away % timedelta(minutes=1):
            # Local mean time, before there were zones: the clock stays, the offset is rounded.
            minutes = round(away / timedelta(minutes=1))
            return written.replace(tzinfo=timezone(timedelta(minutes=minutes)))
        return written

    def zone_name(self, zone: tzinfo) -> str | None:
        """The IANA name that goes with `at`; None beside an offset of its own."""
        if self.offset is not None and self.offset is not UTC:
            return None
        return getattr(zone, "key", None)


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000
    # The edges of the calendar cannot be moved between zones.
    if not 1000 <= number <= 9990:
        return None
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def clock(text: str) -> tuple[time, tzinfo | None] | None:
    """`18:50`, `6:50 pm`, `06.50`, `18h50`, `09:00:00.25Z`: the whole text, or None."""
    text = _SPACES.sub(" ", text).strip()
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes, seconds, fraction, half = found.groups()
    if minutes is None and half is None and "uhr" not in text.lower():
        return None
    hour = int(hours)
    if half is not None:
        if not 1 <= hour <= 12 and not (hour < 24 and minutes is not None):
            return None
        if hour <= 12:
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
    micros = int((fraction or "0").ljust(6, "0")[:6])
    offset = _OFFSET.fullmatch(text[found.end() :])
    if offset is None:
        return None
    try:
        return time(hour, int(minutes or 0), int(seconds or 0), micros), _zone(offset)
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> tzinfo | None:
    name, sign, hours, minutes = found.groups()
    if sign is None:
        return UTC if name else None
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if size >= timedelta(hours=24):
        return None
    return timezone(size if sign == "+" else -size) if size else UTC


def moment(text: str, order: Order = "dmy") -> Moment | None:
    """The date, and the time where one stands beside it; None where the whole text is no date."""
    if len(text) > 100:
        return None
    text = _SPACES.sub(" ", text).strip()
    if not any(c.isdigit() for c in text) or not text.isprintable():
        return None
    if (epoch := _EPOCH.fullmatch(text)) and (counted := since_1970(epoch)):
        return counted
    for _ in range(2):
        day, end = _front(text, order)
        if day is not None:
            break
        # A weekday in whatever language stands before the date.
        word = _WORD_FIRST.match(text)
        if word is None or word[1].lower() in _MONTH:
            return _by_dateutil(text, order)
        text = text[word.end() :]
    if day is None:
        return _by_dateutil(text, order)
    rest = text[end:]
    if compact := _COMPACT_TIME.match(rest):
        parts = ":".join(part for part in compact.groups() if part)
        if (told := clock(parts + rest[compact.end() :])) is not None:
            return Moment(day, *told)
    between = _BETWEEN.match(rest)
    rest = rest[between.end() if between else 0 :]
    if not rest:
        return Moment(day)
    if (told := clock(rest)) is not None:
        return Moment(day, *told)
    if rest.isalpha() and text[end : end + 2] in (", ", " ("):
        return Moment(day)
    return _by_dateutil(text, order)


def _front(text: str, order: Order) -> tuple[date | None, int]:
    """The date at the start of a text, and where it ends."""
    if found := _ISO.match(text):
        return _day(found[1], int(found[3]), found[4]), found.end()
    if found := _COMPACT.match(text) or _EAST.match(text):
        return _day(found[1], int(found[2]), found[3]), found.end()
    if found := _NUMERIC.match(text):
        day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
        if int(month) > 12:
            day, month = month, day
        return _day(found[4], int(month), day), found.end()
    if (found := _DAY_MONTH.match(text)) and (number := _MONTH.get(found[2].lower())):
        return _day(found[3].lstrip("'"), number, found[1]), found.end()
    if (found := _MONTH_DAY.match(text)) and (number := _MONTH.get(found[1].lower())):
        return _day(found[3], number, found[2]), found.end()
    return None, 0


def since_1970(found: re.Match[str]) -> Moment | None:
    sign, digits, fraction = found.groups()
    unit = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
    per = unit.get(len(digits))
    if per is None:
        return None
    micros = int(digits) * 10**6 // per
    if fraction and per == 1:
        micros += int(fraction.ljust(6, "0")[:6])
    try:
        since = timedelta(microseconds=-micros if sign else micros)
        when = datetime(1970, 1, 1, tzinfo=UTC) + since
    except OverflowError:
        return None
    return Moment(when.date(), when.time(), UTC)


def _by_dateutil(text: str, order: Order) -> Moment | None:
    """Only if year, month and day are all in the text: read over two different defaults."""
    from dateutil import parser

    if sum(c.isdigit() for c in text) < 5 or len(text) > 60:
        return None
    read: list[datetime] = []
    for default in _DEFAULTS:
        try:
            read.append(parser.parse(text, default=default, dayfirst=order == "dmy"))
        except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError):
            return None
    one, two = read
    if one.date() != two.date() or not 1000 <= one.year <= 9990:
        return None
    if one.hour != two.hour:
        return Moment(one.date())
    known = one.time().replace(
        minute=one.minute if one.minute == two.minute else 0,
        second=one.second if one.second == two.second else 0,
    )
    offset = one.utcoffset()
    if offset is None:
        return Moment(one.date(), known)
    return Moment(one.date(), known, timezone(offset) if offset else UTC)


def order_of(texts: Iterable[str]) -> tuple[Order, bool]:
    """Whether day or month stands first, judged over a whole column; and whether that is certain.

    A number above 12 decides; then a column that is sorted in one reading only (journals are);
    then dots (never American) and am/pm with slashes; else the locale, uncertain.
    """
    pairs: list[tuple[int, int, int]] = []
    dots = halves = False
    day_first = month_first = 0
    for text in texts:
        found = _NUMERIC.search(text[:100])
        if found is None or _ISO.search(text[:100]) is not None:
            continue
        one, two = int(found[1]), int(found[3])
        dots = dots or found[2] == "."
        halves = halves or re.search(r"\d\s*[ap]\.?m", text[:100], re.IGNORECASE) is not None
        day_first += one > 12
        month_first += two > 12
        pairs.append((int(found[4]), one, two))
    if day_first or month_first:
        return ("dmy" if day_first >= month_first else "mdy"), not (day_first and month_first)
    if not pairs or all(one == two for _, one, two in pairs):
        return _local_order(), True
    as_dmy = [(year, two, one) for year, one, two in pairs]
    if len(set(pairs)) > 2 and _sorted(as_dmy) != _sorted(pairs):
        return ("dmy" if _sorted(as_dmy) else "mdy"), True
    if dots:
        return "dmy", True
    if halves:
        return "mdy", False
    # Days next to each other are likelier than the same day of many months.
    if abs(_span(as_dmy) - _span(pairs)) > 31:
        return ("dmy" if _span(as_dmy) < _span(pairs) else "mdy"), False
    return _local_order(), False


def _sorted(keys: Sequence[tuple[int, int, int]]) -> bool:
    steps = list(pairwise(keys))
    return all(a <= b for a, b in steps) or all(a >= b for a, b in steps)


def _span(keys: Sequence[tuple[int, int, int]]) -> int:
    """Days from the first to the last, near enough."""
    days = [year * 372 + month * 31 + day for year, month, day in keys]
    return max(days) - min(days)


def _local_order() -> Order:
    # Asked of the environment: what Python calls the C locale is American too.
    told = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    name = next((one for one in told if one), None) or locale.getlocale()[0] or ""
    return "mdy" if name.startswith(("en_US", "English_United States")) else "dmy"

"""Days and moods in the person's own words, for rows, pixels and screen readers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from reflect import content
from reflect.ui.editor import MOOD_WORDS, language_of

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.vault import OpenVault

_REFERENCE = re.compile(
    r"!?\[[^\]]*\]\(reflect-(?:img|file):[^)]*\)|\S*reflect-(?:img|file):[^)\s]*\)?"
)

MoodWords = Mapping[int, str]
"""Mood 1 to 5 → its word."""


def qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def long_day(day: date) -> str:
    """ "Friday, 20 November 2026", as the language writes it."""
    return QLocale().toString(qdate(day), QLocale.FormatType.LongFormat)


def short_day(day: date) -> str:
    """ "20 Nov 2026"; never the bare figures that two countries read differently."""
    # The order and the full stops are the language's own.
    said = QCoreApplication.translate("Timeline", "{day} {month} {year}")
    month = QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)
    return said.format(day=day.day, month=month, year=day.year)


def month_of(day: date) -> str:
    """ "November 2026"."""
    return f"{QLocale().standaloneMonthName(day.month)} {day.year}"


def short_month(day: date) -> str:
    """ "Nov"."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def weekday_of(day: date) -> str:
    """ "Fri"."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def shipped_mood_words(settings: Settings) -> dict[int, str]:
    return {mood.step: mood.word for mood in content.moods(language_of(settings))}


def own_mood_words(vault: OpenVault) -> dict[int, str]:
    """On the journal's thread: what the person calls the steps, where they do."""
    stored = json.loads(vault.journal.state(MOOD_WORDS) or "{}")
    return {int(step): str(word) for step, word in stored.items()}


def nearest_mood(mean: float) -> int:
    """The step whose shape and colour stand for a day's mean; halves go up."""
    return max(1, min(5, int(mean + 0.5)))


def mean_in_words(mean: float, words: MoodWords) -> str:
    """A mean of moods as a person would say it: "low", "between low and so-so"."""
    step = nearest_mood(mean)
    if abs(mean - step) < 0.25:
        return words[step]
    lower = int(mean)
    said = QCoreApplication.translate("Timeline", "between {one} and {other}")
    return said.format(one=words[lower], other=words[lower + 1])


def entries_in_words(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Timeline", "1 entry")
    said = QCoreApplication.translate("Timeline", "{count} entries")
    return said.format(count=QLocale().toString(count))


def without_references(source: str) -> str:
    """Markdown without its pictures and files, and without the end of one that was cut."""
    return _REFERENCE.sub("", source)

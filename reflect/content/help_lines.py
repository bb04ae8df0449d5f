"""Emergency numbers and help lines by country, each with the day on which it was last seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from unicodedata import normalize

from reflect.content.tables import Language, about_item, rows_of

WARN_AFTER = timedelta(days=365)
REFUSE_AFTER = timedelta(days=548)
"""18 months: no release ships a line that nobody looked at for so long."""

ELSEWHERE = "ZZ"
"""The entry for a country that is not listed."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    id: str
    name: str
    reach: str
    """How to reach it, as printed: a number, a word to text, an address."""
    hours: str
    note: str
    languages: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    """ISO 3166 alpha-2; ZZ for anywhere else."""
    name: str
    emergency: str
    """The emergency number, or several; empty where none is certain."""
    note: str
    lines: tuple[HelpLine, ...]


@cache
def countries(language: Language = "en") -> tuple[Country, ...]:
    """By name, the entry for anywhere else last."""
    found = [_country(row) for row in rows_of("help_lines", "country", "code", language)]
    found.sort(key=lambda country: (country.code == ELSEWHERE, _without_marks(country.name)))
    return tuple(found)


def _without_marks(name: str) -> str:
    """Österreich stands among the Os."""
    return normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def _country(row: dict[str, Any]) -> Country:
    return Country(
        code=row["code"],
        name=row["name"],
        emergency=row["emergency"],
        note=row.get("note", ""),
        lines=tuple(_line(line) for line in row.get("line", ())),
    )


def _line(row: dict[str, Any]) -> HelpLine:
    about = about_item("help_lines", row)
    return HelpLine(
        id=row["id"],
        name=row["name"],
        reach=row["reach"],
        hours=row.get("hours", ""),
        note=row.get("note", ""),
        languages=row.get("languages", ""),
        source=about.source,
        checked_on=about.checked_on,
    )


def help_for(code: str, language: Language = "en") -> Country:
    """The entry of a country; the one for anywhere else where it is not listed."""
    every = {country.code: country for country in countries(language)}
    return every.get(code.upper(), every[ELSEWHERE])


def stale(line: HelpLine, today: date) -> bool:
    """Nobody has looked whether it still holds for more than a year."""
    return today - line.checked_on > WARN_AFTER

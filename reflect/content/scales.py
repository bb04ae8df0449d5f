"""Questionnaires about how one has been, and their published scoring. None of them diagnoses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from reflect.content.tables import Language, about_item, rows_of
from reflect.errors import BadValue


@dataclass(frozen=True, slots=True)
class Band:
    """A published range of totals, both ends included, in neutral words."""

    lowest: int
    highest: int
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """Items that are added up by themselves as well."""

    id: str
    name: str
    items: tuple[int, ...]
    """Positions, from 0."""
    cut: int | None
    """The total from which the publication speaks of more than usual."""


@dataclass(frozen=True, slots=True)
class Scale:
    id: str
    name: str
    about: str
    look_back: str
    items: tuple[str, ...]
    choices: tuple[tuple[int, str], ...]
    """Value and words."""
    bands: tuple[Band, ...]
    parts: tuple[Part, ...]
    on_by_default: bool
    safety_items: tuple[int, ...]
    """Positions, from 0, at which any answer above the lowest opens the safety plan."""
    notice: str
    """To be shown with it."""
    every_days: int
    """It is answered at most this often."""
    source: str
    licence: str
    checked_on: date

    @property
    def lowest(self) -> int:
        """The lowest possible total."""
        return len(self.items) * min(value for value, _ in self.choices)

    @property
    def highest(self) -> int:
        """The highest possible total."""
        return len(self.items) * max(value for value, _ in self.choices)


@dataclass(frozen=True, slots=True)
class PartScore:
    part: Part
    total: int
    reaches_cut: bool


@dataclass(frozen=True, slots=True)
class Score:
    total: int
    lowest: int
    highest: int
    band: Band
    parts: tuple[PartScore, ...]


@cache
def scales(language: Language = "en") -> tuple[Scale, ...]:
    return tuple(_scale(row) for row in rows_of("scales", "scale", "id", language))


def _scale(row: Mapping[str, Any]) -> Scale:
    return Scale(
        id=row["id"],
        name=row["name"],
        about=row["about"],
        look_back=row["look_back"],
        items=tuple(row["items"]),
        choices=tuple(zip(row["values"], row["choice_words"], strict=True)),
        bands=tuple(
            Band(lowest, highest, words)
            for (lowest, highest), words in zip(row["bands"], row["band_words"], strict=True)
        ),
        parts=tuple(
            Part(part["id"], part["name"], tuple(part["items"]), part.get("cut"))
            for part in row.get("part", ())
        ),
        on_by_default=row.get("on_by_default", False),
        safety_items=tuple(row.get("safety_items", ())),
        notice=row["notice"],
        every_days=row["every_days"],
        source=row["source"],
        licence=row["licence"],
        checked_on=about_item("scales", row).checked_on,
    )


def scale_by_id(language: Language = "en") -> Mapping[str, Scale]:
    return {scale.id: scale for scale in scales(language)}


def score(scale: Scale, answers: Sequence[int]) -> Score:
    """The published scoring. `answers`: one value of `scale.choices` an item, in order; raises
    BadValue for another number of them or another value."""
    allowed = {value for value, _ in scale.choices}
    if len(answers) != len(scale.items) or any(
        isinstance(answer, bool) or answer not in allowed for answer in answers
    ):
        raise BadValue(
            field="scale answers",
            expects=f"{len(scale.items)} numbers from {min(allowed)} to {max(allowed)}",
        )
    total = sum(answers)
    parts = []
    for part in scale.parts:
        points = sum(answers[position] for position in part.items)
        parts.append(PartScore(part, points, part.cut is not None and points >= part.cut))
    band = next(band for band in scale.bands if band.lowest <= total <= band.highest)
    return Score(total, scale.lowest, scale.highest, band, tuple(parts))

"""What was reckoned, in words: always with its base, "goes with" and never "causes"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from reflect import content
from reflect.ui.charts import change, number, signed, whole

if TYPE_CHECKING:
    from reflect.insights.patterns import Claim

CAME_FIRST = ("own-tool", "peer", "professional", "waited")
"""What may come first in a hard moment: the choices of the factor `came_first`, in their order."""


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called, in the person's language."""

    language: str
    strategies: Mapping[str, str]
    """Titles of cards by id, own and shipped."""

    def strategy(self, id: str) -> str:
        """A card that is gone has its id left."""
        return self.strategies.get(id, id)

    def feeling(self, id: str | None) -> str:
        if not id:
            return QCoreApplication.translate("Insights", "no feeling named")
        return content.feeling_word(id, self.language)

    def factor(self, id: str) -> str:
        for factor in content.factors(self.language):
            if factor.id == id:
                return factor.name
        return id

    def factor_figure(self, id: str, value: str) -> str:
        """ "7.5 h"."""
        for factor in content.factors(self.language):
            if factor.id == id and factor.unit:
                return f"{_figure(value)} {factor.unit}"
        return _figure(value)

    def factor_value(self, id: str, value: str) -> str:
        """A choice's word; a bare value as it is."""
        if value in ("yes", "True", "true"):
            return QCoreApplication.translate("Factors", "yes")
        if value in ("no", "False", "false"):
            return QCoreApplication.translate("Factors", "no")
        for factor in content.factors(self.language):
            if factor.id == id and value in factor.choices:
                return factor.choice_words[factor.choices.index(value)]
        return value


def _figure(value: str) -> str:
    """A number as the language writes it; anything else as it is."""
    try:
        return change(float(value)).lstrip("+")
    except ValueError:
        return value


def days_words(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Insights", "1 day")
    return QCoreApplication.translate("Insights", "{count} days").format(count=whole(count))


def weekday_name(index: int) -> str:
    """0 is Monday."""
    return QLocale().standaloneDayName(index + 1, QLocale.FormatType.LongFormat)


def weekday_short(index: int) -> str:
    """0 is Monday."""
    return QLocale().standaloneDayName(index + 1, QLocale.FormatType.ShortFormat)


def listed(words: list[str]) -> str:
    """ "4, 9 and 5"."""
    if len(words) < 2:
        return "".join(words)
    said = QCoreApplication.translate("Insights", "{some} and {last}")
    return said.format(some=", ".join(words[:-1]), last=words[-1])


def part_of_day(name: str) -> str:
    translate = QCoreApplication.translate
    return {
        "night": translate("Insights", "night"),
        "morning": translate("Insights", "morning"),
        "afternoon": translate("Insights", "afternoon"),
        "evening": translate("Insights", "evening"),
    }.get(name, name)


def claim_said(claim: Claim, name: str) -> str:
    """ "#outside goes with 0.8 more on the mood scale: 32 days with, 401 without ..."."""
    translate = QCoreApplication.translate
    if claim.effect >= 0:
        said = translate(
            "Insights",
            "{name} goes with {effect} more on the mood scale: {with_days} with, "
            "{without_days} without; likely between {low} and {high}.",
        )
    else:
        said = translate(
            "Insights",
            "{name} goes with {effect} less on the mood scale: {with_days} with, "
            "{without_days} without; likely between {low} and {high}.",
        )
    return said.format(
        name=name,
        effect=number(abs(claim.effect)),
        with_days=days_words(claim.with_days),
        without_days=whole(claim.without_days),
        low=signed(claim.low),
        high=signed(claim.high),
    )


def recoveries_said(days: list[int], open_now: bool) -> str:
    """ "3 earlier dips: back in your usual range after 4, 9 and 5 days."."""
    translate = QCoreApplication.translate
    parts = []
    if len(days) == 1:
        said = translate("Insights", "1 earlier dip: back in your usual range after {days}.")
        parts.append(said.format(days=days_words(days[0])))
    elif days:
        shown = days[-5:]
        said = translate(
            "Insights", "{count} earlier dips: back in your usual range after {days} days."
        )
        if len(days) > len(shown):
            said = translate(
                "Insights",
                "{count} earlier dips. The last five: back in your usual range after {days} days.",
            )
        words = listed([whole(each) for each in shown])
        parts.append(said.format(count=whole(len(days)), days=words))
    if open_now:
        parts.append(translate("Insights", "The latest one is not over yet."))
    return " ".join(parts)


def week_of(shown: str) -> str:
    """ "Week of 3 Mar 2026"."""
    return QCoreApplication.translate("Insights", "Week of {day}").format(day=shown)

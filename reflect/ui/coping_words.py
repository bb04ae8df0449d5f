"""Ways of coping in words: what a card takes, where it came from, what it did so far."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from reflect import content
from reflect.model import Origin, Strategy
from reflect.ui.timeline_words import long_day, short_day

if TYPE_CHECKING:
    from reflect.insights.coping import Reason, Record

MINUS = "−"
FEW = 3
"""Uses under which numbers are said to be few."""


def feeling_words(feelings: tuple[str, ...], language: str) -> str:
    """ "worried, tense, overwhelmed"."""
    return ", ".join(content.feeling_word(each, language) for each in feelings)


def minutes_words(minutes: int | None) -> str:
    """Empty where the card names no length."""
    if not minutes:
        return ""
    if minutes == 1:
        return QCoreApplication.translate("Coping", "1 minute")
    return QCoreApplication.translate("Coping", "{count} minutes").format(count=minutes)


def energy_words(energy: str | None) -> str:
    """What it takes to begin."""
    return {
        "low": QCoreApplication.translate("Coping", "takes little energy"),
        "medium": QCoreApplication.translate("Coping", "takes some energy"),
        "high": QCoreApplication.translate("Coping", "takes much energy"),
    }.get(energy or "", "")


def takes(card: Strategy) -> str:
    """ "10 minutes · takes little energy"."""
    return " · ".join(
        part for part in (minutes_words(card.minutes), energy_words(card.energy)) if part
    )


def number_words(value: float) -> str:
    """ "−2", "+1.5", "0": a change, with a true minus."""
    whole = value == int(value)
    figure = QLocale().toString(float(abs(value)), "f", 0 if whole else 1)
    return (MINUS if value < 0 else "+" if value > 0 else "") + figure


def times_words(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Coping", "1 time")
    return QCoreApplication.translate("Coping", "{count} times").format(count=count)


def record_line(record: Record | None, language: str) -> str:
    """What it did for me, in one line: "7 times, −2, most when overwhelmed"."""
    if record is None or not record.uses:
        return QCoreApplication.translate("Coping", "not tried yet")
    parts = [times_words(record.uses)]
    if record.median_change is not None:
        parts.append(number_words(record.median_change))
    most = best_feeling(record)
    if most is not None:
        word = content.feeling_word(most, language)
        parts.append(
            QCoreApplication.translate("Coping", "most when {feeling}").format(feeling=word)
        )
    return ", ".join(parts)


def best_feeling(record: Record) -> str | None:
    """The feeling it made lightest; None where nothing can be told, or nothing grew lighter."""
    lighter = [each for each in record.feelings if each.median_change < 0 and each.uses >= 2]
    if not lighter:
        return None
    return min(lighter, key=lambda each: (each.median_change, -each.uses)).word


def record_sentence(uses: int, helped: int, median: float | None) -> str:
    """ "Lighter 5 of 7 times, median −2"."""
    said = QCoreApplication.translate("Coping", "lighter {helped} of {uses} times").format(
        helped=helped, uses=uses
    )
    if median is None:
        return said
    median_words = QCoreApplication.translate("Coping", "median {change}").format(
        change=number_words(median)
    )
    return f"{said}, {median_words}"


def strength_words(strength: str) -> str:
    """What a letter of evidence means."""
    return {
        "A": QCoreApplication.translate(
            "Coping",
            "Well supported: several trials put together, compared with something else people "
            "did or with no treatment.",
        ),
        "B": QCoreApplication.translate(
            "Coping",
            "Some support: a few trials, mostly compared with waiting or doing nothing.",
        ),
        "C": QCoreApplication.translate(
            "Coping",
            "From practice: widely used, few or no trials; whether it helps you, your own numbers "
            "tell.",
        ),
    }.get(strength, "")


def strength_short(strength: str) -> str:
    """The same within a sentence."""
    return {
        "A": QCoreApplication.translate("Coping", "several trials"),
        "B": QCoreApplication.translate("Coping", "a few trials"),
        "C": QCoreApplication.translate("Coping", "known from practice"),
    }.get(strength, "")


def origin_words(card: Strategy, shipped: Strategy | None, *, own: bool) -> str:
    """Where a card came from, however it was edited since.

    `shipped`: the shipped card that it came from, where it is one; `own`: kept by the person.
    """
    origin = card.origin
    if origin is None or origin.kind == "own":
        return QCoreApplication.translate("Coping", "Yours, made here")
    if origin.kind == "shipped":
        if not own:
            return QCoreApplication.translate("Coping", "Ships with Reflect")
        title = shipped.title if shipped is not None else (origin.name or origin.id)
        return QCoreApplication.translate(
            "Coping", "Edited from: {title}, which ships with Reflect"
        ).format(title=title)
    if origin.kind == "peer":
        whom = origin.name or QCoreApplication.translate("Coping", "a peer")
        said = QCoreApplication.translate("Coping", "From {name}").format(name=whom)
    elif origin.name:
        said = QCoreApplication.translate("Coping", "From the toolkit of {name}").format(
            name=origin.name
        )
    else:
        said = QCoreApplication.translate("Coping", "From a toolkit")
    return f"{said}, {long_day(origin.on)}" if origin.on is not None else said


def whose(card: Strategy, *, own: bool) -> str:
    """The same in a word or two, for the list."""
    origin = card.origin
    if not own:
        return ""
    if origin is None or origin.kind == "own":
        return QCoreApplication.translate("Coping", "yours")
    if origin.kind == "shipped":
        return QCoreApplication.translate("Coping", "edited by you")
    if origin.name:
        return QCoreApplication.translate("Coping", "from {name}").format(name=origin.name)
    return QCoreApplication.translate("Coping", "from a toolkit")


def reason_words(reason: Reason, card: Strategy, language: str, *, tried: bool = False) -> str:
    """Why it is suggested, with its numbers; honest where there are few or none.

    `tried`: used before, be it with other feelings.
    """
    feeling = content.feeling_word(reason.feeling, language) if reason.feeling else ""
    if reason.uses:
        if feeling:
            said = QCoreApplication.translate(
                "Coping", "helped {helped} of {uses} times when {feeling}"
            )
        else:
            said = QCoreApplication.translate("Coping", "helped {helped} of {uses} times")
        said = said.format(helped=reason.helped, uses=reason.uses, feeling=feeling)
        if reason.median_change is not None:
            said += ", " + QCoreApplication.translate("Coping", "median {change}").format(
                change=number_words(reason.median_change)
            )
        if reason.uses < FEW:
            said += "; " + QCoreApplication.translate("Coping", "too few to tell yet")
        return said
    parts = [
        QCoreApplication.translate("Coping", "not tried with this feeling")
        if tried
        else QCoreApplication.translate("Coping", "new to you")
    ]
    if feeling:
        parts.append(QCoreApplication.translate("Coping", "for {feeling}").format(feeling=feeling))
    elif reason.kind == "fit":
        parts.append(
            energy_words("low")
            if card.energy == "low"
            else QCoreApplication.translate("Coping", "for feelings close by")
        )
    if reason.kind == "own":
        parts.append(QCoreApplication.translate("Coping", "your own way"))
    elif reason.kind == "evidence" and reason.strength:
        parts.append(strength_short(reason.strength))
    return "; ".join(parts)


def moment_words(moment: datetime) -> str:
    """ "20 Nov 2026, 14:02"."""
    time = QTime(moment.hour, moment.minute)
    return f"{short_day(moment.date())}, {QLocale().toString(time, QLocale.FormatType.ShortFormat)}"


def own_origin(card: Strategy, *, shipped: bool) -> Origin | None:
    """The origin that a card keeps once the person edits it."""
    if card.origin is not None:
        return card.origin
    return Origin("shipped", card.id) if shipped else None

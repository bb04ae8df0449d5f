"""Entries that were filled in rather than written: their text, made of their answers.

What was answered stays with the entry as it was given (`Entry.answers`); its text says the same
as Markdown, so that it reads, searches and exports like any other. Editing the text by hand
leaves the text alone standing (`retold`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from reflect.model import NO_ANSWERS, Entry

SETBACK_FIELDS = ("what", "smaller", "learned", "next")
"""The parts of a setback, in the order in which they are asked for."""

_SETBACK = {
    "en": {
        "what": "What happened",
        "smaller": "What made it smaller",
        "learned": "What I learned",
        "next": "A small next step",
    },
    "de": {
        "what": "Was passiert ist",
        "smaller": "Was es kleiner gemacht hat",
        "learned": "Was ich gelernt habe",
        "next": "Ein kleiner nächster Schritt",
    },
}


def setback_labels(language: str) -> Mapping[str, str]:
    """The headings of a setback by field, in a language of two letters; English where unknown."""
    return _SETBACK.get(language, _SETBACK["en"])


def compose(answers: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Markdown of what was answered: a heading and the words for each field, in the order of
    `labels`; blank ones are left out. The first field alone needs no heading."""
    said = [(field, answers.get(field, "").strip()) for field in labels]
    said = [(field, words) for field, words in said if words]
    if len(said) == 1 and said[0][0] == next(iter(labels)):
        return said[0][1]
    return "\n\n".join(f"### {labels[field]}\n\n{words}" for field, words in said)


def given(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that say something, as they were typed."""
    return {field: words for field, words in answers.items() if words.strip()}


def retold(before: Entry, after: Entry) -> Entry:
    """`after`, without its answers where its text no longer says what they do."""
    if after.answers and after.text != before.text:
        return dataclasses.replace(after, answers=NO_ANSWERS)
    return after

"""Feelings, moods, templates, context and body factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reflect.content.tables import Language, rows_of
from reflect.model import NO_WORD, Template, TemplateId


@dataclass(frozen=True, slots=True)
class Feeling:
    """A word for a feeling, placed on the circumplex (Russell 1980)."""

    id: str
    word: str
    valence: float
    """-1 unpleasant to 1 pleasant."""
    energy: float
    """-1 still to 1 stirred."""
    definition: str
    """At most 14 words."""
    near: tuple[str, ...]
    """Ids of two or three words close by."""
    opposite: str
    hk_label: str | None = None
    """The HKStateOfMind label with the same meaning, where there is one."""


@dataclass(frozen=True, slots=True)
class Mood:
    step: int
    """1 heavy to 5 light."""
    word: str
    shape: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Factor:
    """Something of context or body that can be noted with an entry."""

    id: str
    """The key in `Entry.factors`."""
    group: str
    """context or body."""
    kind: str
    """text, number or steps."""
    name: str
    hint: str
    unit: str = ""
    lowest: float = 0.0
    highest: float = 0.0
    step: float = 1.0
    choices: tuple[str, ...] = ()
    """Stored values of a `steps` factor."""
    choice_words: tuple[str, ...] = ()
    """The same, in the person's language."""


@cache
def feelings(language: Language = "en") -> tuple[Feeling, ...]:
    """All 96 words, 24 a quadrant."""
    return tuple(
        Feeling(
            id=row["id"],
            word=row["word"],
            valence=float(row["valence"]),
            energy=float(row["energy"]),
            definition=row["definition"],
            near=tuple(row["near"]),
            opposite=row["opposite"],
            hk_label=row.get("hk_label"),
        )
        for row in rows_of("feelings", "feeling", "id", language)
    )


@cache
def feeling_by_id(language: Language = "en") -> Mapping[str, Feeling]:
    return {feeling.id: feeling for feeling in feelings(language)}


def feeling_word(id: str, language: Language = "en") -> str:
    """What to show for `Emotion.word`: the shipped word, or the person's own as it is."""
    if id == NO_WORD:
        return "kein Wort dafür" if language == "de" else "no word for it"
    known = feeling_by_id(language).get(id)
    return known.word if known else id


@cache
def moods(language: Language = "en") -> tuple[Mood, ...]:
    """Five steps, heavy first."""
    return tuple(
        Mood(row["step"], row["word"], row["shape"], row["meaning"])
        for row in rows_of("moods", "mood", "step", language)
    )


def mood_word(step: int, language: Language = "en") -> str:
    """The shipped word for a mood, 1 heavy to 5 light."""
    return next(mood.word for mood in moods(language) if mood.step == step)


@cache
def factors(language: Language = "en") -> tuple[Factor, ...]:
    """Context first, then body."""
    return tuple(
        Factor(
            id=row["id"],
            group=row["group"],
            kind=row["kind"],
            name=row["name"],
            hint=row["hint"],
            unit=row.get("unit", ""),
            lowest=float(row.get("lowest", 0.0)),
            highest=float(row.get("highest", 0.0)),
            step=float(row.get("step", 1.0)),
            choices=tuple(row.get("choices", ())),
            choice_words=tuple(row.get("choice_words", row.get("choices", ()))),
        )
        for row in rows_of("factors", "factor", "id", language)
    )


@cache
def templates(language: Language = "en") -> tuple[Template, ...]:
    """Shipped beginnings for an entry; the person's own are in the journal."""
    return tuple(
        Template(TemplateId(row["id"]), row["name"], row["text"].lstrip("\n"), shipped=True)
        for row in rows_of("templates", "template", "id", language)
    )

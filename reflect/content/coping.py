"""Ways of coping, guided exercises, prompts, grounding, and what a safety plan asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reflect.content.tables import Language, rows_of
from reflect.model import LOW_MOOD, Evidence, KeptId, Origin, Strategy


@cache
def strategies(language: Language = "en") -> tuple[Strategy, ...]:
    """The 24 cards, in the order of their file."""
    return tuple(_strategy(row) for row in rows_of("strategies", "strategy", "id", language))


def _strategy(row: Mapping[str, Any]) -> Strategy:
    return Strategy(
        id=KeptId(row["id"]),
        title=row["title"],
        steps=tuple(row["steps"]),
        minutes=row.get("minutes"),
        energy=row["energy"],
        feelings=tuple(row["feelings"]),
        why=row["why"],
        evidence=Evidence(
            strength=row["strength"],
            summary=row["evidence"],
            citation=row["citation"],
            effect=row.get("effect", ""),
        ),
        caution=row.get("caution"),
        adapt=row.get("adapt"),
        origin=Origin("shipped", row["id"]),
    )


@cache
def strategy_by_id(language: Language = "en") -> Mapping[str, Strategy]:
    return {card.id: card for card in strategies(language)}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to write from."""

    id: str
    text: str
    theme: str
    """naming, self-compassion, pride, coping, setback, boundaries, help, peers or hope."""
    energy: str
    """What it takes: low, medium or high."""
    not_on_a_bad_day: bool


@cache
def prompts(language: Language = "en") -> tuple[Prompt, ...]:
    """All 60."""
    return tuple(
        Prompt(
            id=row["id"],
            text=row["text"],
            theme=row["theme"],
            energy=row["energy"],
            not_on_a_bad_day=row["not_on_a_bad_day"],
        )
        for row in rows_of("prompts", "prompt", "id", language)
    )


def prompts_for(mood: int | None, language: Language = "en") -> tuple[Prompt, ...]:
    """Those that fit a mood (1 heavy to 5 light): after a low one nothing demanding."""
    every = prompts(language)
    if mood is None or mood > LOW_MOOD:
        return every
    return tuple(one for one in every if one.energy == "low" and not one.not_on_a_bad_day)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an exercise."""

    id: str
    title: str
    ask: str
    hint: str
    kind: str
    """text, lines (a list), rating (0 to 10), timer, read, or choice."""
    choices: tuple[str, ...] = ()
    """What a choice is kept as."""
    choice_words: tuple[str, ...] = ()
    seconds: int = 0
    """How long a timer runs; 0 where there is none."""
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Exercise:
    """A guided exercise, walked through step by step."""

    id: str
    name: str
    about: str
    minutes: int
    energy: str
    not_on_a_bad_day: bool
    steps: tuple[Step, ...]
    source: str
    caution: str | None = None
    makes: str = ""
    """"plan" where its end offers to keep an if-then plan (steps `when` and `then`)."""


@cache
def exercises(language: Language = "en") -> tuple[Exercise, ...]:
    """All eight."""
    return tuple(
        Exercise(
            id=row["id"],
            name=row["name"],
            about=row["about"],
            minutes=row["minutes"],
            energy=row["energy"],
            not_on_a_bad_day=row.get("not_on_a_bad_day", False),
            steps=tuple(_step(step, first=not number) for number, step in enumerate(row["step"])),
            source=row["source"],
            caution=row.get("caution"),
            makes=row.get("makes", ""),
        )
        for row in rows_of("exercises", "exercise", "id", language)
    )


def _step(row: Mapping[str, Any], *, first: bool) -> Step:
    choices = tuple(row.get("choices", ()))
    return Step(
        id=row["id"],
        title=row["title"],
        ask=row["ask"],
        hint=row.get("hint", ""),
        kind=row["kind"],
        choices=choices,
        choice_words=tuple(row.get("choice_words", choices)),
        seconds=row.get("seconds", 0),
        optional=row.get("optional", not first),
    )


@cache
def exercise_by_id(language: Language = "en") -> Mapping[str, Exercise]:
    return {exercise.id: exercise for exercise in exercises(language)}


@dataclass(frozen=True, slots=True)
class Sense:
    """One step of grounding: so many things of one sense."""

    id: str
    count: int
    word: str
    ask: str
    otherwise: str
    """The same for who cannot use this sense now."""


@cache
def grounding(language: Language = "en") -> tuple[Sense, ...]:
    """Five senses, from five things to one."""
    return tuple(
        Sense(row["id"], row["count"], row["word"], row["ask"], row["otherwise"])
        for row in rows_of("grounding", "sense", "id", language)
    )


@dataclass(frozen=True, slots=True)
class SafetySection:
    """A section of My safety plan."""

    id: str
    title: str
    ask: str
    hint: str


@cache
def safety_plan(language: Language = "en") -> tuple[SafetySection, ...]:
    """Six steps, and what is worth living for (after the research on safety planning:
    Stanley et al. 2018, JAMA Psychiatry)."""
    return tuple(
        SafetySection(row["id"], row["title"], row["ask"], row["hint"])
        for row in rows_of("safety_plan", "section", "id", language)
    )


@dataclass(frozen=True, slots=True)
class BridgeQuestion:
    """A part of the bridge card: `say`, `contact` or `first-sentence`."""

    id: str
    title: str
    ask: str
    hint: str


@cache
def bridge(language: Language = "en") -> tuple[BridgeQuestion, ...]:
    return tuple(
        BridgeQuestion(row["id"], row["title"], row["ask"], row["hint"])
        for row in rows_of("bridge", "question", "id", language)
    )

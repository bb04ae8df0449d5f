"""An exercise in words: what its answers read like, what a step looks back on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reflect import forms

if TYPE_CHECKING:
    from reflect.content import Exercise, Step

RECALLED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("thought-record", "supports"): ("thought",),
    ("thought-record", "against"): ("thought",),
    ("thought-record", "friend"): ("thought",),
    ("thought-record", "fairer"): ("supports", "against"),
    ("thought-record", "after"): ("fairer",),
    ("activity-planning", "small"): ("ideas",),
    ("activity-planning", "hurdle"): ("small", "when"),
    ("activity-planning", "expected"): ("small",),
    ("activity-planning", "actual"): ("small", "when"),
    ("problem-solving", "weigh"): ("ideas",),
    ("problem-solving", "choice"): ("ideas",),
    ("problem-solving", "after"): ("step",),
    ("worry-appointment", "time"): ("worries",),
    ("worry-appointment", "sort"): ("worries",),
    ("if-then-plan", "then"): ("when",),
    ("if-then-plan", "picture"): ("when", "then"),
    ("if-then-plan", "sure"): ("when", "then"),
    ("values", "moment"): ("like-to-be",),
    ("values", "act"): ("like-to-be",),
    ("values", "when"): ("act",),
    ("gratitude", "because"): ("things",),
    ("gratitude", "stay"): ("things",),
}
"""What a step looks back on: earlier answers that stand above it, by exercise and step."""

READ_AGAIN: Mapping[tuple[str, str], str] = {("self-compassion-letter", "slowly"): "letter"}
"""Steps in which an earlier answer is read again, and may be changed."""

BULLET = "•"
"""Before each thing of a list, on a page."""

FOR_LATER = frozenset({("worry-appointment", "appointment"), ("activity-planning", "actual")})
"""Steps that ask to leave, and to come back to them."""

LINKS = frozenset({"if", "then", "wenn", "dann"})
"""What a plan's two halves begin with, in the languages that there are."""


def told(step: Step, answer: str, mark: str = "-") -> str:
    """An answer as it reads in Markdown: a list as a list, a choice in its words. `mark`: what
    stands before each thing of a list."""
    answer = answer.strip()
    match step.kind:
        case "lines":
            return "\n".join(
                f"{mark} {line.strip()}" for line in answer.splitlines() if line.strip()
            )
        case "choice":
            words = dict(zip(step.choices, step.choice_words, strict=True))
            return words.get(answer, answer)
        case "rating" if answer:
            return QCoreApplication.translate("Walking", "{number} of 10").format(number=answer)
        case "timer" | "read":
            return ""
        case _:
            return answer


def answered(exercise: Exercise, answers: Mapping[str, str]) -> dict[str, str]:
    """What an entry keeps: the answers that say something, in the order of the steps."""
    kinds = {step.id: step.kind for step in exercise.steps}
    return {
        id: answers[id]
        for id, kind in kinds.items()
        if kind not in ("timer", "read") and answers.get(id, "").strip()
    }


def entry_text(exercise: Exercise, answers: Mapping[str, str]) -> str:
    """Markdown: the steps' titles as headings, under each its answer."""
    by_id = {step.id: step for step in exercise.steps}
    given = answered(exercise, answers)
    said = {id: told(by_id[id], answer) for id, answer in given.items()}
    return forms.compose(said, {step.id: step.title for step in exercise.steps})


def in_a_sentence(words: str) -> str:
    """Without the stop at its end, and without the word that is put in front: it stands inside a
    sentence."""
    words = " ".join(words.split()).rstrip(" .")
    first, _, rest = words.partition(" ")
    return rest if first.casefold() in LINKS and rest else words

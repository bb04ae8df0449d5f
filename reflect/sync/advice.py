"""What somebody asks for when sharing, how an answer may begin, and advice in a draft, noticed.

All words and phrases are data (`resources/content/advice.toml`). Nothing here holds a message back:
what is noticed is shown, and sending it as it is stays one of the three ways on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reflect.content import Language
from reflect.content.tables import rows_of
from reflect.shares import Ask


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase that reads as advice: `text[start:end]` of the draft."""

    start: int
    end: int
    phrase: str
    kind: str
    """Id of a kind in advice.toml, for `rephrased`."""


@dataclass(frozen=True, slots=True)
class AskWords:
    """An ask as both sides read it. `{name}` in `replier` and `notice` is who asks."""

    sharer: str
    replier: str
    notice: str | None
    """What stands beside advice; None where ideas are welcome."""


@dataclass(frozen=True, slots=True)
class Actions:
    """The three ways on from a notice."""

    rephrase: str
    ask_first: str
    send: str


@dataclass(frozen=True, slots=True)
class _Kind:
    id: str
    phrases: tuple[re.Pattern[str], ...]
    but: tuple[re.Pattern[str], ...]


_SENTENCE = re.compile(r"[^\s.!?…:;][^.!?…:;\n]*[.!?…]*")
# Somebody else's words are no advice of the writer's.
_QUOTED = re.compile('“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|"[^"\n]*"')


def found(text: str, language: Language) -> tuple[Span, ...]:
    """The phrases of a draft that read as advice, in their order; none overlaps another."""
    plain = _QUOTED.sub(lambda quote: "_" * len(quote[0]), text.replace("’", "'"))
    spans: list[Span] = []
    for sentence in _SENTENCE.finditer(plain):
        for start, end, kind in _in_sentence(sentence[0], language):
            first, last = sentence.start() + start, sentence.start() + end
            spans.append(Span(first, last, text[first:last], kind))
    return tuple(spans)


def words(ask: Ask, language: Language) -> AskWords:
    row = _asks(language)[ask]
    return AskWords(row["sharer"], row["replier"], row.get("notice"))


def openers(ask: Ask, language: Language) -> tuple[str, ...]:
    """Three ways to begin an answer that fit what was asked for."""
    return tuple(_asks(language)[ask]["openers"])


def notice(ask: Ask, name: str, language: Language) -> str | None:
    """What is said beside advice that was found; None where ideas are welcome."""
    said = words(ask, language).notice
    return None if said is None else said.replace("{name}", name)


def actions(language: Language) -> Actions:
    said = {row["id"]: row["text"] for row in rows_of("advice", "action", "id", language)}
    return Actions(said["rephrase"], said["ask-first"], said["send"])


def rephrased(kind: str, language: Language) -> str:
    """A beginning that tells one's own experience instead, for a `Span.kind`."""
    rows = rows_of("advice", "kind", "id", language)
    return str(next(row["rephrase"] for row in rows if row["id"] == kind))


def _in_sentence(sentence: str, language: Language) -> Iterator[tuple[int, int, str]]:
    hits = []
    for kind in _kinds(language):
        cleared = [hit.span() for no in kind.but for hit in no.finditer(sentence)]
        for phrase in kind.phrases:
            for hit in phrase.finditer(sentence):
                start, end = hit.span()
                if not any(start < last and first < end for first, last in cleared):
                    hits.append((start, end, kind.id))
    after = 0
    for start, end, id in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= after:
            yield start, end, id
            after = end


@cache
def _asks(language: Language) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows_of("advice", "ask", "id", language)}


@cache
def _kinds(language: Language) -> tuple[_Kind, ...]:
    return tuple(
        _Kind(row["id"], _patterns(row["phrases"]), _patterns(row["but"]))
        for row in rows_of("advice", "kind", "id", language)
    )


def _patterns(said: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in said)

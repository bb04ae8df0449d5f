"""A week or a month, looked back on: strengths first, then the person's own sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from reflect.insights import coping, dips
from reflect.insights import goals as counting
from reflect.insights.goals import GoalState
from reflect.model import (
    NO_WORD,
    SETBACK,
    Check,
    Entry,
    EntryId,
    Goal,
    KeptId,
    Strength,
    Use,
)

LONGEST = 280
"""Characters of a quote."""
MOST = 5
"""Quotes of a review."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the person's own."""

    entry: EntryId
    day: date
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Marked:
    """A feeling and in how many entries it was marked."""

    word: str = field(repr=False)
    entries: int


@dataclass(frozen=True, slots=True)
class Review:
    since: date
    until: date
    """Both included."""
    entries: int
    days: int
    """Days with an entry."""
    lowest: float | None = field(repr=False)
    highest: float | None = field(repr=False)
    """The heaviest and the lightest day's mean mood; None without a mood."""
    strengths: tuple[Strength, ...] = field(repr=False)
    """Noted in this time, newest first."""
    quotes: tuple[Quote, ...] = field(repr=False)
    """By day."""
    helped: tuple[tuple[KeptId, coping.Record], ...]
    """Cards that helped in this time, the most first; the record is of this time alone."""
    goals: tuple[tuple[Goal, GoalState], ...] = field(repr=False)
    """As they were on the last day."""
    setbacks: tuple[Entry, ...] = field(repr=False)
    feelings: tuple[Marked, ...]
    """Most marked first, five at most."""


def review(
    entries: Iterable[Entry],
    uses: Iterable[Use],
    strengths: Iterable[Strength],
    goals: Iterable[Goal],
    checks: Iterable[Check],
    since: date,
    until: date,
) -> Review:
    """Of the days from `since` to `until`; what lies outside is not counted. The same input gives
    the same review."""
    ours = sorted(
        (
            one
            for one in entries
            if since <= one.day <= until and one.deleted_at is None and not one.is_empty
        ),
        key=lambda one: (one.written_at, one.id),
    )
    moods: dict[date, list[int]] = {}
    for one in ours:
        if one.mood is not None:
            moods.setdefault(one.day, []).append(one.mood)
    means = [sum(each) / len(each) for each in moods.values()]
    tried = coping.records(use for use in uses if since <= use.at.date() <= until)
    helped = sorted(
        ((id, record) for id, record in tried.items() if record.helped * 2 > record.uses),
        key=lambda one: (-one[1].helped, one[1].median_change or 0.0, one[0]),
    )
    checked = list(checks)
    return Review(
        since=since,
        until=until,
        entries=len(ours),
        days=len({one.day for one in ours}),
        lowest=min(means, default=None),
        highest=max(means, default=None),
        strengths=tuple(
            sorted(
                (one for one in strengths if since <= one.at.date() <= until),
                key=lambda one: (one.at, one.id),
                reverse=True,
            )
        ),
        quotes=_quotes(ours),
        helped=tuple(helped),
        goals=tuple(
            (goal, counting.progress(goal, checked, until))
            for goal in goals
            if goal.begun_at.date() <= until
            and (goal.ended_at is None or goal.ended_at.date() >= since)
        ),
        setbacks=tuple(one for one in ours if one.kind == SETBACK),
        feelings=_marked(ours)[:5],
    )


def _marked(entries: Iterable[Entry]) -> tuple[Marked, ...]:
    """Spellings that differ by case are one feeling, called as it was first."""
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in entries:
        counts.update({emotion.word.casefold() for emotion in one.emotions} - {NO_WORD})
        for emotion in one.emotions:
            words.setdefault(emotion.word.casefold(), emotion.word)
    return tuple(
        Marked(words[folded], count)
        for folded, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


# -- quotes ----------------------------------------------------------------------------------------

_PROGRESS = re.compile(
    r"\b(managed|proud|for the first time|finally|better than|easier|lighter|helped|learned|learnt"
    r"|grateful|thankful|relieved|did it|made it|i asked|i said no|good enough"
    r"|geschafft|gelungen|stolz|zum ersten mal|endlich|besser als|leichter|geholfen|gelernt"
    r"|dankbar|erleichtert|gut genug|nein gesagt)\b",
    re.IGNORECASE,
)
"""Words with which people tell of something that went well, in English and German."""
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+|>\s?)")
_SKIPPED = re.compile(r"^\s*(?:#{1,6}\s|\||(?:[-*_]\s*){3,}$)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”“’»)]*\s+(?=\S)")


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, without its marks, headings, tables and code."""
    found: list[str] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            said = " ".join(" ".join(paragraph).split())
            found.extend(part.strip() for part in _SENTENCE.split(said) if part.strip())
            paragraph.clear()

    for line in _FENCE.sub("", text).splitlines():
        if not line.strip() or _SKIPPED.match(line):
            close()
            continue
        if _BLOCK.match(line):
            close()
        bare = _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", _BLOCK.sub("", line))))
        if bare.strip():
            paragraph.append(bare)
    close()
    return found


def _quotes(entries: Sequence[Entry]) -> tuple[Quote, ...]:
    """One an entry at most: starred ones, lighter moods, and what tells of progress first. A heavy
    entry is quoted where it is starred or tells of progress, never for being heavy."""
    ranked: list[tuple[float, int, Quote]] = []
    for place, one in enumerate(entries):
        best: tuple[float, str] | None = None
        for said in sentences(one.text or ""):
            if len(said.split()) < 4:
                continue
            progress = bool(_PROGRESS.search(said))
            if one.mood is not None and one.mood <= dips.HARD and not (one.starred or progress):
                continue
            worth = 3.0 * one.starred + 2.0 * progress + (one.mood or 3) / 2
            worth -= abs(min(len(said), LONGEST) - 110) / 200
            if best is None or worth > best[0]:
                best = worth, said
        if best is not None:
            ranked.append((-best[0], place, Quote(one.id, one.day, _shortened(best[1]))))
    ranked.sort(key=lambda each: each[:2])
    chosen: list[tuple[int, Quote]] = []
    taken: Counter[date] = Counter()
    said_before: set[str] = set()
    for most in (1, MOST):
        for _, place, quote in ranked:
            words = quote.text.casefold()
            if len(chosen) < MOST and taken[quote.day] < most and words not in said_before:
                chosen.append((place, quote))
                taken[quote.day] += 1
                said_before.add(words)
    return tuple(quote for _, quote in sorted(chosen, key=lambda each: each[0]))


def _shortened(said: str) -> str:
    if len(said) <= LONGEST:
        return said
    cut = said[: LONGEST - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"

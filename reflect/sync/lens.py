"""The view before sending: of one entry, exactly what the other person will see.

What is chosen here becomes the body that is sealed; the right side of the lens, and what a dry run
tells, are read back from those very bytes. Nothing goes that was not chosen: no factors, no files,
no place, no history.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reflect import model
from reflect.shares import Ask
from reflect.sync import message

PARTS = ("night", "morning", "afternoon", "evening")
"""Six hours each, by the writer's own clock."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of an entry goes, and how."""

    paragraphs: frozenset[int] | None = None
    """Numbers of `paragraphs`, from 1; None: all. Empty: no words at all."""
    title: bool = True
    mood: bool = True
    emotions: bool = True
    tags: bool = True
    time: Literal["exact", "part", "none"] = "part"
    replacements: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Name → what stands in its place, wherever it is written."""
    ask: Ask = Ask.LISTEN
    hard: bool = False
    expires_at: int | None = None
    """Seconds since 1970."""
    photos: frozenset[str] | None = None
    """Names of the photos that go; None: all."""


def paragraphs(text: str) -> tuple[str, ...]:
    """The parts of a Markdown text that can be chosen, as they were typed: paragraphs, headings,
    whole lists, whole pieces of code."""
    from markdown_it import MarkdownIt

    lines = text.split("\n")
    found: list[str] = []
    for token in MarkdownIt("commonmark", {"maxNesting": 30}).parse(text):
        if token.level == 0 and token.nesting >= 0 and token.map is not None:
            part = "\n".join(lines[token.map[0] : token.map[1]]).rstrip()
            if part:
                found.append(part)
    return tuple(found)


def kept(text: str, numbers: frozenset[int] | None) -> str:
    """The paragraphs with these numbers, from 1; None: all."""
    found = enumerate(paragraphs(text), 1)
    return "\n\n".join(part for number, part in found if numbers is None or number in numbers)


def through(
    entry: model.Entry, choice: Choice, photos: Sequence[message.Photo] = ()
) -> message.Entry:
    """What of an entry goes. `photos`: those chosen, made small and without their places."""

    def said(text: str) -> str:
        return replaced(text, choice.replacements)

    return message.Entry(
        text=said(kept(entry.text or "", choice.paragraphs)),
        title=said(entry.title or "") if choice.title else "",
        mood=entry.mood if choice.mood else None,
        emotions=tuple(message.Feeling(said(each.word), each.intensity) for each in entry.emotions)
        if choice.emotions
        else (),
        tags=tuple(said(tag) for tag in entry.tags) if choice.tags else (),
        time=_time(entry, choice),
        photos=tuple(photos),
        ask=choice.ask,
        hard=choice.hard,
        expires_at=choice.expires_at,
    )


def _time(entry: model.Entry, choice: Choice) -> message.When | None:
    if choice.time == "none":
        return None
    if choice.time == "exact":
        return message.When(entry.written_at.isoformat(timespec="minutes"))
    return message.When(entry.day.isoformat(), PARTS[entry.written_at.hour // 6])  # type: ignore[arg-type]  # one of the four


# -- names -----------------------------------------------------------------------------------------


def replaced(text: str, replacements: Mapping[str, str]) -> str:
    """With each name's placeholder in its place: whole words in any case, also with an s of
    possession ("Anna's", "Annas") or between marks ("_Anna_"); never inside another word."""
    names = {_key(name): shown for name, shown in replacements.items() if name.strip()}
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = _word(rf"({'|'.join(map(re.escape, longest_first))})(['’]s|s)?")
    return pattern.sub(
        lambda found: names[_key(found[1])] + (found[2] or ""), unicodedata.normalize("NFC", text)
    )


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def names_in(entries: Iterable[model.Entry], text: str) -> tuple[str, ...]:
    """People who were named in the factors of one's own entries and stand in `text`: proposed for a
    placeholder, the first to stand there first."""
    known: dict[str, str] = {}
    for entry in entries:
        value = entry.factors.get("people")
        if isinstance(value, str):
            for name in value.split(","):
                if name.strip():
                    known.setdefault(_key(name), " ".join(name.split()))
    folded = unicodedata.normalize("NFC", text)
    places = {
        name: found.start()
        for key, name in known.items()
        if (found := _word(rf"{re.escape(key)}(?:['’]?s)?").search(folded))
    }
    return tuple(sorted(places, key=lambda name: (places[name], name)))

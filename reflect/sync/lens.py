"""The view before sending: of one entry, exactly what the other person will see.

What is chosen here becomes the body that is sealed; the right side of the lens, and what a dry run
tells, are read back from those very bytes. Nothing goes that was not chosen: no factors, no files,
no place, no history.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """With each name's placeholder in its place: whole words in any case and spelling (ß, İ, curly
    apostrophes, a line's end between two names, letters that nobody sees in between), also with an
    s of possession ("Anna's", "Annas") or between marks ("_Anna_"); never inside another word,
    but where words stand without spaces (Chinese, Japanese, Korean, Thai …)."""
    names = {_key(name): shown for name, shown in replacements.items() if _key(name)}
    if not names:
        return text
    plain = unicodedata.normalize("NFC", text)
    made, done = [], 0
    for start, end, name, rest in _found(plain, *_folded(plain), names):
        made += [plain[done:start], names[name], rest]
        done = end
    return "".join((*made, plain[done:])) if made else text


def names_in(entries: Iterable[model.Entry], text: str) -> tuple[str, ...]:
    """People who were named in the factors of one's own entries and stand in `text`: proposed for a
    placeholder, the first to stand there first."""
    known: dict[str, str] = {}
    for entry in entries:
        value = entry.factors.get("people")
        if isinstance(value, str):
            for name in value.split(","):
                if _key(name):
                    known.setdefault(_key(name), " ".join(name.split()))
    plain = unicodedata.normalize("NFC", text)
    folded = _folded(plain)
    places = {
        name: first[0]
        for key, name in known.items()
        if (first := next(_found(plain, *folded, (key,)), None)) is not None
    }
    return tuple(sorted(places, key=lambda name: (places[name], name)))


_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\uff07`\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
    | {"\u0131": "i"}
)
"""What is written in more than one way."""
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of writings in which a name may stand right beside the next word."""


def _key(name: str) -> str:
    return _folded(unicodedata.normalize("NFC", name))[0].strip()


def _folded(text: str) -> tuple[str, list[int]]:
    """As names are compared, and for each letter of that its place in `text`."""
    letters: list[str] = []
    places: list[int] = []
    space = ""
    for at, letter in enumerate(text):
        if not letter.isalnum() and (
            unicodedata.category(letter) == "Cf" or not message.clean(letter)
        ):
            # Nobody sees it, or it does not even go.
            continue
        if letter.isspace():
            if not space:
                letters.append(" ")
                places.append(at)
            space += letter
            if space.count("\n") > 1:
                # Another paragraph: no name goes on in it.
                letters[-1] = "\n"
            continue
        space = ""
        for each in letter.casefold().translate(_ALIKE):
            # The dot that the fold of İ leaves behind.
            if each != "\u0307" or letters[-1:] != ["i"]:
                letters.append(each)
                places.append(at)
    return "".join(letters), places


def _found(
    text: str, folded: str, places: Sequence[int], names: Iterable[str]
) -> Iterator[tuple[int, int, str, str]]:
    """Where a name stands in `text`, which is `folded` as `_folded` does: from, to, the name as
    `_key` gives it, and the s that belongs to it."""
    longest_first = sorted(names, key=len, reverse=True)
    for found in re.finditer("|".join(map(_as_word, longest_first)), folded):
        first, last = found.span()
        name = next(each for each in longest_first if found[0] in (each, each + "s", each + "'s"))
        whole = (first == 0 or places[first - 1] != places[first]) and (
            last == len(places) or places[last] != places[last - 1]
        )
        if whole:
            end = places[last - 1] + 1
            cut = first + len(name)
            rest = text[places[cut] : end] if cut < last else ""
            yield places[first], end, name, rest


def _as_word(name: str) -> str:
    before = "" if _WITHOUT_SPACES.match(name[0]) else r"(?<![^\W_])"
    after = "" if _WITHOUT_SPACES.match(name[-1]) else r"(?:'?s)?(?![^\W_])"
    return f"{before}{re.escape(name)}{after}"

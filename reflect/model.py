"""What a journal is made of: frozen values, handed upward; never rows, cursors or keys.

Private fields have `repr=False`, so that no log and no traceback can show them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import NewType

EntryId = NewType("EntryId", str)
TemplateId = NewType("TemplateId", str)
BatchId = NewType("BatchId", str)

FactorValue = str | int | float | bool

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, lower case: no i, l, o, u, so that an id can be read aloud."""

NO_FACTORS: Mapping[str, FactorValue] = MappingProxyType({})

NO_WORD = "no-word"
"""The emotion of a person who marked "I don't have a word"."""


def new_id() -> str:
    """Twelve characters, 60 random bits; unique prefixes are accepted wherever an id is typed."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(12))


@dataclass(frozen=True, slots=True)
class Emotion:
    """A named feeling: an id of resources/content/feelings.toml, or the person's own word."""

    word: str = field(repr=False)
    intensity: int | None = None
    """1 to 5, or None where none was given."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept inside the encrypted journal."""

    name: str = field(repr=False)
    """Unique within its entry; the entry's text refers to it as `reflect-img:NAME` (pictures, in
    Markdown image syntax) or `reflect-file:NAME` (links), NAME percent-encoded."""
    type: str
    """Media type, e.g. image/jpeg."""
    size: int
    """Bytes."""
    sha256: str = field(repr=False)
    """Hexadecimal; also the key under which `Journal.read_attachment` finds the bytes."""


def free_name(wanted: str, taken: Iterable[str], *, before_number: str = "-") -> str:
    """`wanted`, or `wanted-2`, `wanted-3` before its ending, so that it differs from `taken`
    regardless of case: the attachments of an entry are told apart by name."""
    used = {name.casefold() for name in taken}
    stem, dot, ending = wanted.rpartition(".")
    if not stem:
        stem, dot, ending = wanted, "", ""
    name, number = wanted, 1
    while name.casefold() in used:
        number += 1
        name = f"{stem}{before_number}{number}{dot}{ending}"
    return name


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported entry came from: the identity that makes a second import harmless."""

    app: str
    id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person wrote, or marked without writing, at one time."""

    id: EntryId
    written_at: datetime
    """Aware; its offset is the writer's own, so `.date()` is the diary day."""
    modified_at: datetime
    """Aware, UTC."""
    zone: str | None = None
    """IANA name where it is known."""
    title: str | None = field(default=None, repr=False)
    text: str | None = field(default=None, repr=False)
    """Markdown exactly as typed; None where there is none."""
    mood: int | None = field(default=None, repr=False)
    """1 heavy, 2 low, 3 so-so, 4 good, 5 light."""
    emotions: tuple[Emotion, ...] = field(default=(), repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    """In the order given, without '#', unique regardless of case."""
    factors: Mapping[str, FactorValue] = field(default_factory=lambda: NO_FACTORS, repr=False)
    """Context (people, place, activity) and body (sleep hours, movement, pain, medication, own)."""
    starred: bool = False
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    source: Source | None = None
    keep_out_of_on_this_day: bool = False
    deleted_at: datetime | None = None
    """Aware UTC, when it went to the trash."""
    import_extra: str | None = field(default=None, repr=False)
    """JSON object: what the source had and Reflect has no field for; exports give it back."""

    @property
    def day(self) -> date:
        """The writer's local day."""
        return self.written_at.date()

    @property
    def is_empty(self) -> bool:
        """Nothing in it that a person would miss."""
        return not (
            (self.text or "").strip()
            or (self.title or "").strip()
            or self.mood
            or self.emotions
            or self.tags
            or self.factors
            or self.attachments
        )


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of an entry."""

    number: int
    """1 is the oldest."""
    saved_at: datetime
    entry: Entry = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline: enough to paint, cheap to read."""

    key: int
    """The database's own row number, as `Journal.order` gives it."""
    id: EntryId
    written_at: datetime
    title: str | None = field(repr=False)
    excerpt: str = field(repr=False)
    """The first 240 characters of the text, Markdown marks removed, one line."""
    mood: int | None = field(repr=False)
    emotions: tuple[str, ...] = field(repr=False)
    starred: bool
    photos: int
    files: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search."""

    key: int
    entry: Entry = field(repr=False)
    snippet: str = field(repr=False)
    """Context of the first hit; found words stand between U+0002 and U+0003."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the calendar."""

    day: date
    count: int
    mood: float | None = field(repr=False)
    """Mean of the day's moods, 1 to 5."""


@dataclass(frozen=True, slots=True)
class Template:
    id: TemplateId
    name: str = field(repr=False)
    text: str = field(repr=False)
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What was on the page when the program ended: where to go on."""

    entry_id: EntryId
    cursor: int
    """Position in UTF-16 units, as QTextCursor counts."""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import, as it happened; it can be undone as a whole."""

    id: BatchId
    at: datetime
    format: str
    new: int
    unchanged: int
    changed: int
    skipped: int
    undone: bool
    report: str = field(repr=False)
    """The JSON of `formats.Report`."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which things a write touched; views decide for themselves what to refresh."""

    entries: frozenset[EntryId] = frozenset()
    removed: frozenset[EntryId] = frozenset()
    """Gone from the timeline (trashed or emptied)."""
    templates: bool = False
    everything: bool = False
    """More than is worth naming: an import, a restore."""

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.entries | other.entries,
            self.removed | other.removed,
            self.templates or other.templates,
            self.everything or other.everything,
        )


NOTHING = Changes()

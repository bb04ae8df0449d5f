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
KeptId = NewType("KeptId", str)

FactorValue = str | int | float | bool

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, lower case: no i, l, o, u, so that an id can be read aloud."""

NO_FACTORS: Mapping[str, FactorValue] = MappingProxyType({})
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})

NO_WORD = "no-word"
"""The emotion of a person who marked "I don't have a word"."""

LOW_MOOD = 2
"""Up to this mood, of 1 heavy to 5 light, what takes little is offered and nothing demanding."""


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
    kind: str = ""
    """"" for an ordinary one, `setback`, or `exercise:` and the exercise's id."""
    answers: Mapping[str, str] = field(default_factory=lambda: NO_ANSWERS, repr=False)
    """What a form was filled in with, by field; `text` says the same for reading. Empty once the
    text was edited by hand."""

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


# -- what a person keeps beside the entries -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """What research says of a way of coping, and how surely."""

    strength: str
    """A: meta-analyses with active or mixed controls; B: small ones or inactive controls; C:
    clinical tradition, few trials, or a figure that was not verified."""
    summary: str
    """One sentence."""
    citation: str
    """Author, year, journal; a DOI where there is one."""
    effect: str = ""
    """The figure with its base; empty where none was verified."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a card came from; stays with it however it is edited."""

    kind: str
    """shipped, toolkit (a file), or peer."""
    id: str = ""
    """Its id there."""
    name: str = field(default="", repr=False)
    """Who it is from, where somebody is named."""
    on: date | None = None


LONGEST_LINE = 2_000
LONGEST_TEXT = 100_000
MOST_LINES = 2_000
"""Characters of a card's title, feeling, person or piece of music, and of a step or any other text
of it; steps, people and the like of one card. What a card may hold, a toolkit can carry."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """A way of coping, as a card. One of the person's with the id of a shipped one stands in its
    place."""

    id: KeptId
    title: str = field(repr=False)
    steps: tuple[str, ...] = field(default=(), repr=False)
    minutes: int | None = None
    energy: str | None = None
    """What it takes to begin: low, medium or high."""
    feelings: tuple[str, ...] = field(default=(), repr=False)
    """What it is for: ids of feelings, or own words."""
    why: str | None = field(default=None, repr=False)
    evidence: Evidence | None = None
    caution: str | None = field(default=None, repr=False)
    adapt: str | None = field(default=None, repr=False)
    """How to do it seated, silently, without seeing."""
    place: str | None = field(default=None, repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)
    music: tuple[str, ...] = field(default=(), repr=False)
    photos: tuple[Attachment, ...] = field(default=(), repr=False)
    their_words: str | None = field(default=None, repr=False)
    """What it did for whoever it is from, in their own words."""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One time a strategy was tried."""

    id: KeptId
    strategy: KeptId
    at: datetime
    """Aware, with the person's own offset."""
    before: int = field(repr=False)
    """How heavy it was, 0 not at all to 10 as heavy as can be."""
    after: int = field(repr=False)
    emotion: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)

    @property
    def change(self) -> int:
        """Below 0 it grew lighter."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to do on `times` of any `per_days` days. It is never reset."""

    id: KeptId
    title: str = field(repr=False)
    begun_at: datetime
    per_days: int = 10
    times: int = 7
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A day on which a goal was met. Its id is made of both, so that twice is once."""

    goal: KeptId
    day: date

    @property
    def id(self) -> KeptId:
        return KeptId(f"{self.goal}:{self.day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Strength:
    """Something one is proud of; `entry` where it was added from one."""

    id: KeptId
    text: str = field(repr=False)
    at: datetime
    entry: EntryId | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """If this, then that (Gollwitzer 1999)."""

    id: KeptId
    when: str = field(repr=False)
    then: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Sign:
    """What tends to set a hard time off (trigger), or announces it (early)."""

    id: KeptId
    kind: str
    """trigger or early."""
    text: str = field(repr=False)
    answer: str = field(default="", repr=False)
    """What helps then."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """My safety plan: its sections by id (`content.safety_plan`), a line each."""

    id: KeptId
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    at: datetime | None = None
    """When it was last gone over."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Written in calm, for when it gets worse."""

    id: KeptId
    say: str = field(default="", repr=False)
    """What I would like a friend to say."""
    contact: tuple[str, ...] = field(default=(), repr=False)
    """Whom I agree to contact."""
    first_sentence: str = field(default="", repr=False)
    """My first sentence to a professional."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """A questionnaire filled in; its score follows from the answers (`content.scale_by_id`)."""

    id: KeptId
    scale: str
    at: datetime
    answers: tuple[int, ...] = field(repr=False)
    """One an item, in the scale's own values."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A guided exercise under way, to go on with later."""

    id: KeptId
    exercise: str
    begun_at: datetime
    step: int = 0
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What was written, by step id; of a timer, the seconds that are left."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A number or address of the person's own, above the shipped help lines."""

    id: KeptId
    name: str = field(repr=False)
    reach: str = field(repr=False)
    """A phone number, an address, hours: free text."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """What to ask at the next appointment: up to three."""

    id: KeptId
    lines: tuple[str, ...] = field(default=(), repr=False)


Kept = (
    Strategy
    | Use
    | Goal
    | Check
    | Strength
    | Plan
    | Sign
    | SafetyPlan
    | Bridge
    | ScaleResult
    | Walk
    | OwnLine
    | Questions
)

SAFETY_PLAN = KeptId("safety-plan")
BRIDGE = KeptId("bridge")
QUESTIONS = KeptId("questions")
"""Ids of what there is one of."""

SETBACK = "setback"
EXERCISE = "exercise:"
"""`Entry.kind` of a setback; of an exercise, followed by the exercise's id."""

COPING_FIRST = "coping-first"
COPING_HIDDEN = "coping-hidden"
"""Names of the journal's lists of cards: which come first, in order; shipped ones put out of sight.
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What of one entry can be reckoned with: no words but names."""

    day: date
    minute: int
    """Of the writer's day."""
    mood: int | None = field(repr=False)
    emotions: tuple[str, ...] = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    factors: Mapping[str, FactorValue] = field(repr=False)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which things a write touched; views decide for themselves what to refresh."""

    entries: frozenset[EntryId] = frozenset()
    removed: frozenset[EntryId] = frozenset()
    """Gone from the timeline (trashed or emptied)."""
    templates: bool = False
    kept: frozenset[str] = frozenset()
    """Kinds of what is kept beside the entries (`strategy`, `use`, ...: see `journal.kept`), and
    `contact`, `share`, `arrival`."""
    everything: bool = False
    """More than is worth naming: an import, a restore."""

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.entries | other.entries,
            self.removed | other.removed,
            self.templates or other.templates,
            self.kept | other.kept,
            self.everything or other.everything,
        )


NOTHING = Changes()

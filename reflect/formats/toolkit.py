"""A toolkit: ways of coping taken along as a file, and brought in from one.

The file is JSON (docs/toolkit.md, docs/toolkit.schema.json). It holds cards, the numbers of how
they worked where the person wants that, and small pictures without what a camera writes into them.
Somebody else's toolkit never changes a card that is there: what is the same stays one, what differs
comes in beside it.
"""

from __future__ import annotations

import errno
import io
import os
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta

from reflect import content, media, photo
from reflect.errors import (
    BadValue,
    DamagedFile,
    FileUnreadable,
    FormatTooNew,
    HostileFile,
    NotAToolkit,
    NotThisFormat,
)
from reflect.insights import coping
from reflect.model import (
    BRIDGE,
    COPING_HIDDEN,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_LINES,
    SAFETY_PLAN,
    Bridge,
    Changes,
    Evidence,
    KeptId,
    Origin,
    OwnLine,
    SafetyPlan,
    Strategy,
    Use,
    free_name,
    new_id,
)

if TYPE_CHECKING:
    from reflect.content import Language
    from reflect.journal import Journal

VERSION = 1
FORMAT = "reflect-toolkit"
LIMIT = 48 * 2**20
"""Bytes of a file that is read."""
SIDE = 1600
"""Pixels of a picture's longer side."""
MOST_PICTURES = 300
"""Pictures of a file that are looked at: each has to be taken apart."""
PICTURE_LIMIT = 4 * 2**20
ALL_PICTURES = 24 * 2**20
"""Bytes of one picture, and of all in one toolkit; further ones stay at home."""
PICTURES_OF_A_CARD = 20
LONGEST_NAME = 200
"""Characters of a picture's name."""
MOST_CARDS = 500
ALL_WORDS = 4 * 2**20
"""Bytes of a file without its pictures: laying out more keeps the window waiting."""

_UNSEEN: dict[int, str | None] = {
    **dict.fromkeys([*range(32), *range(127, 160), *range(0x202A, 0x202F)], None),
    **dict.fromkeys([*range(0x2066, 0x206A), 0xFEFF], None),
    ord("\n"): "\n",
    ord("\t"): " ",
    0x2028: "\n",
    0x2029: "\n",
}
"""Control characters, and those that turn the direction of what follows."""


# -- what is taken along ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    name: str = field(repr=False)
    type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    strategy: Strategy
    record: coping.Record | None = None
    """How it worked; None where that stays at home or there is nothing to tell."""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Toolkit:
    cards: tuple[Card, ...]
    made_on: date
    language: Language = "en"
    sender: str = field(default="", repr=False)
    """Who it is from, where they want to be named."""
    plan: tuple[Section, ...] = ()
    bridge: tuple[Section, ...] = ()
    """Safety plan and bridge card, where asked for; never in the JSON."""
    contacts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """(name, how to reach it): for the wallet card."""
    left_out: int = 0
    """Pictures too large, too many, or of a kind that cannot be taken along."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes along."""

    ids: tuple[str, ...] | None = None
    """Cards, in this order; None: all that show."""
    results: bool = False
    names: bool = False
    """Who a card is from, and the people on it."""
    plan: bool = False
    bridge: bool = False
    sender: str = field(default="", repr=False)
    language: Language = "en"
    country: str = "ZZ"


def all_cards(journal: Journal, language: Language = "en") -> tuple[Strategy, ...]:
    """Those that show: the person's own, then the shipped ones they did not hide."""
    hidden = frozenset(journal.listed(COPING_HIDDEN))
    return coping.cards(journal.kept(Strategy), content.strategies(language), hidden)


def gather(journal: Journal, choice: Choice, made_on: date) -> Toolkit:
    """Read what was chosen. Unknown ids are left out. Raises BadValue for what no file can carry:
    too many cards, a sender's name too long."""
    if len(choice.sender) > LONGEST_LINE:
        raise BadValue(field="the name", expects=f"{LONGEST_LINE} characters at most")
    shown = {card.id: card for card in all_cards(journal, choice.language)}
    every: dict[str, Strategy] = {**content.strategy_by_id(choice.language)}
    every.update((card.id, card) for card in journal.kept(Strategy))
    wanted = tuple(shown) if choice.ids is None else choice.ids
    if len(set(wanted)) > MOST_CARDS:
        raise BadValue(field="a toolkit", expects=f"{MOST_CARDS} cards at most: choose some")
    records = coping.records(journal.kept(Use)) if choice.results else {}
    cards, left_out, room = [], 0, ALL_PICTURES
    for id in dict.fromkeys(wanted):
        strategy = every.get(KeptId(id))
        if strategy is None:
            continue
        pictures: list[Picture] = []
        for held in strategy.photos:
            made = small_picture(b"".join(journal.read_attachment(held.sha256)), held.name)
            if made is None or len(made.data) > room or len(pictures) == PICTURES_OF_A_CARD:
                left_out += 1
                continue
            room -= len(made.data)
            pictures.append(replace(made, name=made.name[-LONGEST_NAME:]))
        if not choice.names:
            strategy = _unnamed(strategy)
        cards.append(Card(strategy, records.get(strategy.id), tuple(pictures)))
    return Toolkit(
        cards=tuple(cards),
        made_on=made_on,
        language=choice.language,
        sender=choice.sender.strip(),
        plan=_plan(journal, choice.language) if choice.plan else (),
        bridge=_bridge(journal, choice.language) if choice.bridge else (),
        contacts=_contacts(journal, choice.country, choice.language),
        left_out=left_out,
    )


def _unnamed(card: Strategy) -> Strategy:
    origin = replace(card.origin, name="") if card.origin is not None else None
    return replace(card, people=(), origin=origin)


def _plan(journal: Journal, language: Language) -> tuple[Section, ...]:
    plan = journal.kept_one(SafetyPlan, SAFETY_PLAN)
    if plan is None:
        return ()
    return tuple(
        Section(section.title, tuple(plan.sections[section.id]))
        for section in content.safety_plan(language)
        if plan.sections.get(section.id)
    )


def _bridge(journal: Journal, language: Language) -> tuple[Section, ...]:
    card = journal.kept_one(Bridge, BRIDGE)
    if card is None:
        return ()
    said = {
        "say": tuple(card.say.split("\n")) if card.say else (),
        "contact": card.contact,
        "first-sentence": (card.first_sentence,) if card.first_sentence else (),
    }
    return tuple(
        Section(question.title, said[question.id])
        for question in content.bridge(language)
        if said.get(question.id)
    )


def _contacts(journal: Journal, country: str, language: Language) -> tuple[tuple[str, str], ...]:
    own = [(line.name, line.reach) for line in journal.kept(OwnLine)]
    known = content.help_for(country, language)
    shipped = [(line.name, line.reach) for line in known.lines[:2]]
    emergency = {"en": "Emergency", "de": "Notruf"}[language]
    first = [(emergency, known.emergency)] if known.emergency else []
    return (*first, *own, *shipped)


def small_picture(
    data: bytes, name: str, *, pixels: int = photo.PIXEL_LIMIT, limit: int = PICTURE_LIMIT
) -> Picture | None:
    """A picture small enough to travel (`limit` bytes), telling nothing of where it was taken; None
    where it is none that can be made so, or has more than `pixels`."""
    from PIL import Image, ImageOps

    kind = media.picture(data[:32])
    if kind is None or len(data) > LIMIT:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > pixels:
                    return None
                turned = opened.getexif().get(0x0112, 1) != 1
                small = max(opened.size) <= SIDE and len(data) <= limit
                if small and not turned and kind in {"image/jpeg", "image/png"}:
                    opened.load()
                    clean, told = photo.without_metadata(io.BytesIO(data), kind)
                    return None if photo.was_kept(told) else Picture(name, kind, clean.read())
                return _redrawn(ImageOps.exif_transpose(opened), name, limit)
    # Pillow's readers raise whatever their parsing met.
    except (OSError, ValueError, SyntaxError, Warning, MemoryError, Image.DecompressionBombError):
        return None


def _redrawn(image: Any, name: str, limit: int) -> Picture | None:
    image.thumbnail((SIDE, SIDE))
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    made = image.convert("RGBA" if clear else "RGB")
    # A comment would be written again; its colours are to stay.
    made.info = {"icc_profile": image.info["icc_profile"]} if "icc_profile" in image.info else {}
    kept = io.BytesIO()
    made.save(kept, "PNG") if clear else made.save(kept, "JPEG", quality=85)
    if kept.tell() > limit:
        return None
    ending = ".png" if clear else ".jpg"
    stem = name.rpartition(".")[0] or name
    return Picture(f"{stem}{ending}", "image/png" if clear else "image/jpeg", kept.getvalue())


# -- the file --------------------------------------------------------------------------------------

Id = Annotated[str, Meta(pattern="^[!-~]{1,200}$")]
Line = Annotated[str, Meta(max_length=LONGEST_LINE)]
Lines = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Few = Annotated[tuple[Line, ...], Meta(max_length=MOST_LINES)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class EvidenceInFile(_Strict, frozen=True):
    strength: Literal["A", "B", "C"]
    summary: Lines = ""
    citation: Lines = ""
    effect: Lines = ""


class OriginInFile(_Strict, frozen=True):
    kind: Literal["shipped", "toolkit", "peer", "own"]
    id: Annotated[str, Meta(max_length=200)] = ""
    name: Line = ""
    on: date | None = None


class ResultsInFile(_Strict, frozen=True):
    uses: Count
    helped: Count
    median_change: Annotated[float, Meta(ge=-10, le=10)] | None = None


class PictureInFile(_Strict, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    type: Literal["image/jpeg", "image/png"]
    data: bytes


class CardInFile(_Strict, frozen=True):
    id: Id
    title: Line
    steps: Annotated[tuple[Lines, ...], Meta(max_length=MOST_LINES)] = ()
    minutes: Annotated[int, Meta(ge=0, le=1440)] | None = None
    energy: Literal["low", "medium", "high"] | None = None
    for_: Few = msgspec.field(default=(), name="for")
    why: Lines | None = None
    evidence: EvidenceInFile | None = None
    caution: Lines | None = None
    adapt: Lines | None = None
    place: Lines | None = None
    people: Few = ()
    music: Few = ()
    their_words: Lines | None = None
    origin: OriginInFile | None = None
    photos: Annotated[tuple[PictureInFile, ...], Meta(max_length=PICTURES_OF_A_CARD)] = ()
    results: ResultsInFile | None = None


class ToolkitInFile(_Strict, frozen=True):
    format: Literal["reflect-toolkit"]
    version: Literal[1]
    language: Literal["en", "de"]
    made_on: date
    cards: Annotated[tuple[CardInFile, ...], Meta(max_length=MOST_CARDS)]
    from_: Line = msgspec.field(default="", name="from")


class _Head(msgspec.Struct):
    """As much as tells whether the rest is worth reading."""

    format: str
    version: int


def to_json(toolkit: Toolkit) -> bytes:
    """The file: UTF-8, two blanks of indent, a line end."""
    document = ToolkitInFile(
        format="reflect-toolkit",
        version=1,
        language=cast(Any, toolkit.language),
        made_on=toolkit.made_on,
        from_=toolkit.sender,
        cards=tuple(_in_file(card) for card in toolkit.cards),
    )
    built = {"format": FORMAT, "version": VERSION, **msgspec.to_builtins(document)}
    return msgspec.json.format(msgspec.json.encode(built), indent=2) + b"\n"


def _in_file(card: Card) -> CardInFile:
    one, evidence, origin = card.strategy, card.strategy.evidence, card.strategy.origin
    record = card.record
    return CardInFile(
        id=one.id,
        title=one.title,
        steps=one.steps,
        minutes=one.minutes,
        energy=cast(Any, one.energy),
        for_=one.feelings,
        why=one.why,
        evidence=None
        if evidence is None
        else EvidenceInFile(
            cast(Any, evidence.strength), evidence.summary, evidence.citation, evidence.effect
        ),
        caution=one.caution,
        adapt=one.adapt,
        place=one.place,
        people=one.people,
        music=one.music,
        their_words=one.their_words,
        origin=None
        if origin is None
        else OriginInFile(cast(Any, origin.kind), origin.id, origin.name, origin.on),
        photos=tuple(
            PictureInFile(picture.name, cast(Any, picture.type), picture.data)
            for picture in card.pictures
        ),
        results=None
        if record is None
        else ResultsInFile(record.uses, record.helped, record.median_change),
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of the file, as docs/toolkit.schema.json has it."""
    described = msgspec.json.schema(ToolkitInFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def read(path: Path, passphrase: str | None = None) -> ToolkitInFile:
    """A toolkit's JSON, sealed or not.

    Raises NotAToolkit, FormatTooNew, DamagedFile (where: the field), HostileFile (too large),
    FileUnreadable, SourcePassphraseNeeded, SourcePassphraseWrong, SealedToAKey.
    """
    if not os.access(path, os.R_OK):
        refused = errno.EACCES if path.exists() else errno.ENOENT
        raise FileUnreadable(path=str(path), reason=os.strerror(refused))
    try:
        data = _bytes_of(path, passphrase)
    except NotThisFormat:
        raise NotAToolkit(path=str(path)) from None
    except OSError as error:
        raise FileUnreadable(path=str(path), reason=error.strerror or "the disk refused") from None
    return from_json(data, path)


def _bytes_of(path: Path, passphrase: str | None) -> bytes:
    from reflect.formats import container, seal

    if not seal.is_sealed(path):
        return container.read_file(path, LIMIT)
    if passphrase is None:
        seal.ask_for_passphrase(path)
    with seal.Unsealed(path, passphrase) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise HostileFile(path=str(path), reason="size")
    return data


def is_one(path: Path) -> bool:
    """Whether a file says of itself that it is a toolkit. Never raises."""
    from reflect.formats import container

    return f'"{FORMAT}"'.encode() in container.head(path, 4096)


def from_json(data: bytes, path: Path | str = "") -> ToolkitInFile:
    """The same from bytes."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    unknown = NotAToolkit(path=str(path))
    if not data.lstrip()[:1] == b"{":
        raise unknown
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.ValidationError, UnicodeDecodeError):
        raise unknown from None
    except (msgspec.DecodeError, RecursionError):
        raise DamagedFile(path=str(path), where="JSON", reason="broken or cut short") from None
    if head.format != FORMAT:
        raise unknown
    if head.version > VERSION:
        raise FormatTooNew(path=str(path), found=head.version, known=VERSION)
    try:
        found = msgspec.json.decode(data, type=ToolkitInFile)
    except msgspec.ValidationError as error:
        # The words of the decoder name a type and a place in the file, never a value of it.
        place = re.search(r"`\$(.*)`$", str(error))
        where = (place[1].lstrip(".") if place else "") or "its fields"
        raise DamagedFile(path=str(path), where=where, reason="not as described") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise DamagedFile(path=str(path), where="JSON", reason="broken or cut short") from None
    pictures = sum(len(one.data) for card in found.cards for one in card.photos)
    if len(data) - pictures * 4 // 3 > ALL_WORDS:
        raise HostileFile(path=str(path), reason="text")
    return found


# -- bringing in -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrival:
    """A card that would come in, with its final id."""

    strategy: Strategy
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """What a toolkit would bring."""

    sender: str = field(repr=False)
    new: tuple[Arrival, ...] = ()
    changed: tuple[Arrival, ...] = ()
    """There is one of this id that says something else: these come in beside it."""
    unchanged: int = 0
    skipped: int = 0
    """Without a title that can be seen."""

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        return (*self.new, *self.changed)


def compare(journal: Journal, found: ToolkitInFile, today: date) -> Coming:
    """What of the file is new here; writes nothing."""
    own = {card.id: card for card in journal.kept(Strategy)}
    trashed = {card.id: card for card in journal.kept(Strategy, trashed=True)}
    known = {_words(card) for card in own.values()}
    known |= {_words(replace(card, people=())) for card in own.values()}
    shipped: dict[str, set[object]] = {}
    for language in content.LANGUAGES:
        for card in content.strategies(language):
            shipped.setdefault(card.id, set()).add(_words(card))
    sender = _clean(found.from_).strip()
    new: list[Arrival] = []
    changed: list[Arrival] = []
    unchanged = skipped = 0
    looks = MOST_PICTURES
    taken = {*own, *shipped}
    for given in found.cards:
        card = _strategy(given, sender, today)
        words = _words(card)
        if not any(c.isprintable() and not c.isspace() for c in card.title):
            skipped += 1
        elif words in known or words in shipped.get(card.id, ()):
            unchanged += 1
        else:
            known.add(words)
            free = card.id not in taken
            gone = trashed.get(card.id)
            if gone is not None and _words(gone) != words:
                free = False
            if not free:
                card = replace(card, id=KeptId(new_id()))
            taken.add(card.id)
            pictures = _pictures(given.photos[:looks])
            looks -= min(looks, len(given.photos))
            arrival = Arrival(card, pictures)
            (new if free else changed).append(arrival)
    return Coming(sender, tuple(new), tuple(changed), unchanged, skipped)


def bring_in(journal: Journal, coming: Coming) -> Changes:
    """Keep what `compare` found; all of it or nothing. Raises what `Journal.keep` raises."""
    changes = Changes()
    with journal.atomic():
        for arrival in coming.arrivals:
            photos = tuple(
                journal.attach(one.name, one.type, io.BytesIO(one.data), limit=PICTURE_LIMIT)
                for one in arrival.pictures
            )
            changes |= journal.keep(replace(arrival.strategy, photos=photos))
    return changes


def _strategy(given: CardInFile, sender: str, today: date) -> Strategy:
    name = sender or (_clean(given.origin.name) if given.origin is not None else "")
    evidence = given.evidence
    return Strategy(
        id=KeptId(given.id),
        title=_line(given.title),
        steps=_lines(given.steps),
        minutes=given.minutes,
        energy=given.energy,
        feelings=_lines(given.for_),
        why=_text(given.why),
        evidence=None
        if evidence is None
        else Evidence(
            evidence.strength,
            _clean(evidence.summary),
            _clean(evidence.citation),
            _clean(evidence.effect),
        ),
        caution=_text(given.caution),
        adapt=_text(given.adapt),
        place=_text(given.place),
        people=_lines(given.people),
        music=_lines(given.music),
        their_words=_text(given.their_words),
        origin=Origin("toolkit", given.id, name, today),
    )


def _words(card: Strategy) -> object:
    """What makes two cards say the same: all but ids, origin, pictures, and blanks around words."""
    return (
        _line(card.title), _lines(card.steps), card.minutes, card.energy, _lines(card.feelings),
        *map(_text, (card.why, card.caution, card.adapt, card.place, card.their_words)),
        card.evidence, _lines(card.people), _lines(card.music),
    )  # fmt: skip


def _pictures(given: Iterable[PictureInFile]) -> tuple[Picture, ...]:
    made: list[Picture] = []
    for one in given:
        # What Reflect wrote has no more pixels; a small file may hold very many.
        name = _line(one.name).replace("/", "-") or "photo"
        picture = small_picture(one.data, name, pixels=SIDE * SIDE)
        # The journal holds the same bytes once a card.
        if picture is not None and all(picture.data != each.data for each in made):
            name = free_name(picture.name, (each.name for each in made))
            made.append(replace(picture, name=name))
    return tuple(made)


def _clean(text: str) -> str:
    return text.translate(_UNSEEN)


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _lines(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for each in given if (text := _clean(each).strip()))


def _text(given: str | None) -> str | None:
    return (_clean(given).strip() or None) if given is not None else None


# -- writing it, sealed if asked -------------------------------------------------------------------


def recipient(key: str) -> object:
    """An age key to seal to. Raises BadValue where it is none."""
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except (pyrage.RecipientError, ValueError):
        raise BadValue(
            field="the recipient", expects="an age key: age1 and 58 small letters and digits"
        ) from None


def write(
    path: Path, data: bytes, *, sealed_with: str | None = None, to: object | None = None
) -> None:
    """Put a toolkit at `path`, where nothing is yet: for its owner alone, whole or not at all.

    `sealed_with`: a passphrase; `to`: what `recipient` gave. Raises ExportFailed.
    """
    from reflect.formats import outlet

    if to is not None:
        import pyrage

        data = pyrage.encrypt(data, [to])
    outlet.write_new(path, data, sealed_with=sealed_with)

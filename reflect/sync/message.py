"""What may cross: every kind of message, how much it may hold, and nothing besides.

A message is JSON in UTF-8 (docs/protocol.md). It names both roots and both devices, so that nobody
can hand on to a third what was said to them as if it had been said to that one. Sizes are looked at
before anything is decoded; what is more than a body may hold is refused whole; text is only ever
text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Final, Literal

import msgspec

from reflect.crypto.envelope import MOST_PARTS, PART
from reflect.crypto.identity import Signed
from reflect.errors import BadMessage, UnknownMessage
from reflect.shares import Ask

VERSION: Final = 1
LARGEST: Final = PART * MOST_PARTS
"""Bytes of a message."""
LONGEST_TEXT: Final = 100_000
"""Characters; of a way of coping all of its texts together: all of it is shown at once."""
MOST_PHOTOS: Final = 12
LARGEST_PHOTO: Final = 1_500_000
"""Bytes; they are made small before they go."""
MOST_IDS: Final = 5_000
"""Ids of an acknowledgement."""
MARKS: Final = 4
"""Combining marks on one letter; further ones are left out."""

Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Root = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Device = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Line = Annotated[str, msgspec.Meta(max_length=500)]
Lines = Annotated[tuple[Line, ...], msgspec.Meta(max_length=200)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=32_472_144_000)]
"""Since 1970, up to the year 2999: later ones have no local time on some systems."""
Millis = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799_999)]
"""Thousandths of a second since 1970, up to the year 9999: messages of one sender are put in order
by it."""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a kind of message holds."""


class Hello(Body, frozen=True):
    """The accepting side's card, and the proof that it holds the invitation."""

    card: Annotated[bytes, msgspec.Meta(max_length=20_000)]
    proof: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class Welcome(Body, frozen=True):
    """The inviting side's proof."""

    proof: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class Keys(Body, frozen=True):
    """Fresh keys of the device that sends it; the device list where it grew."""

    keys: Signed
    list: Signed | None = None


class Feeling(Body, frozen=True):
    word: Line
    intensity: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None


class Photo(Body, frozen=True):
    name: Line
    type: Literal["image/jpeg", "image/png", "image/webp"]
    data: Annotated[bytes, msgspec.Meta(max_length=LARGEST_PHOTO)]


class When(Body, frozen=True):
    """The moment as the lens left it: exact, or the day with a part of it."""

    at: Line
    """ISO 8601: with its offset where it is exact, a date where it is a part."""
    part: Literal["night", "morning", "afternoon", "evening"] | None = None


class Entry(Body, frozen=True):
    """One reflection, as the right side of the lens showed it."""

    text: Text = ""
    title: Line = ""
    mood: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    emotions: Annotated[tuple[Feeling, ...], msgspec.Meta(max_length=20)] = ()
    tags: Annotated[tuple[Line, ...], msgspec.Meta(max_length=50)] = ()
    time: When | None = None
    photos: Annotated[tuple[Photo, ...], msgspec.Meta(max_length=MOST_PHOTOS)] = ()
    ask: Ask = Ask.LISTEN
    hard: bool = False
    expires_at: Seconds | None = None


class Strategy(Body, frozen=True):
    """A way of coping, as a card; what it did for its owner only where they chose."""

    title: Line
    steps: Annotated[tuple[Text, ...], msgspec.Meta(max_length=200)] = ()
    minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] | None = None
    energy: Literal["low", "medium", "high"] | None = None
    feelings: Lines = ()
    why: Text = ""
    caution: Text = ""
    adapt: Text = ""
    evidence: Text = ""
    words: Text = ""
    """What the sharer says of it."""
    uses: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    median_change: Annotated[float, msgspec.Meta(ge=-10, le=10)] | None = None


class Reply(Body, frozen=True):
    to: Id
    text: Text = ""
    strategy: Strategy | None = None


class Hear(Body, frozen=True):
    to: Id
    what: Literal["hear", "me-too", "thanks"]


class Helped(Body, frozen=True):
    to: Id
    what: Literal["helped", "helped-a-little", "glad-i-tried", "now-mine"]


class AskAgain(Body, frozen=True):
    """May I say what I think? And the answer: a new ask, or none."""

    to: Id
    ask: Ask | None = None


class Retract(Body, frozen=True):
    """Please delete it."""

    to: Id


class Retracted(Body, frozen=True):
    """What became of that."""

    to: Id
    deleted: bool


class Read(Body, frozen=True):
    to: Id


class State(Body, frozen=True):
    """How it is with the contact on the other side."""

    state: Literal["active", "paused", "ended"]
    words: Line = ""


class Ack(Body, frozen=True):
    """These were committed, by this incarnation."""

    ids: Annotated[tuple[Id, ...], msgspec.Meta(max_length=MOST_IDS)]
    incarnation: Device


class Have(Body, frozen=True):
    """The ids of all that was ever applied from the other side."""

    incarnation: Device
    ids: Annotated[tuple[Id, ...], msgspec.Meta(max_length=100_000)] = ()
    asks: bool = False
    """Whether the other side is to say the same of what it has."""


KINDS: Final[dict[str, type[Body]]] = {
    "hello": Hello,
    "welcome": Welcome,
    "keys": Keys,
    "entry": Entry,
    "strategy": Strategy,
    "reply": Reply,
    "hear": Hear,
    "helped": Helped,
    "ask-again": AskAgain,
    "retract": Retract,
    "retracted": Retracted,
    "read": Read,
    "state": State,
    "ack": Ack,
    "have": Have,
}
"""Kind on the wire → what its body is."""
_KIND_OF: Final = {body: kind for kind, body in KINDS.items()}


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One side: who, and with which device."""

    root: Root
    device: Device


class Message(msgspec.Struct, frozen=True):
    """A message whose form holds. That it is from whom it says is for the session to show."""

    id: Id
    sender: Party
    recipient: Party
    incarnation: Device
    at: Millis
    body: Body


class _Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    v: int
    id: Id
    kind: Annotated[str, msgspec.Meta(max_length=40)]
    from_: Party
    to: Party
    incarnation: Device
    at: Millis
    body: msgspec.Raw


class _Head(msgspec.Struct, frozen=True):
    v: int
    kind: Annotated[str, msgspec.Meta(max_length=40)]


def kind_of(body: Body) -> str:
    """How it is called on the wire."""
    return _KIND_OF[type(body)]


def encode(message: Message) -> bytes:
    """As it goes. Raises BadMessage where a body holds more than it may: what the other side would
    refuse is not sent."""
    body = msgspec.json.encode(message.body)
    data = msgspec.json.encode(
        _Wire(VERSION, message.id, kind_of(message.body), message.sender, message.recipient,
              message.incarnation, message.at, msgspec.Raw(body))
    )  # fmt: skip
    decode(data)
    return data


def decode(data: bytes) -> Message:
    """What came, with every limit held.

    Raises UnknownMessage (a later version or kind: it is to be kept), BadMessage.
    """
    if len(data) > LARGEST:
        raise BadMessage(reason="size")
    head = _read(data, _Head)
    if head.v != VERSION or head.kind not in KINDS:
        raise UnknownMessage(kind=clean(head.kind) if head.v == VERSION else f"version {head.v}")
    wire = _read(data, _Wire)
    body = _read(bytes(wire.body), KINDS[wire.kind])
    card = body.strategy if isinstance(body, Reply) else body
    if isinstance(card, Strategy) and _letters(card) > LONGEST_TEXT:
        raise BadMessage(reason="size")
    return Message(wire.id, wire.from_, wire.to, wire.incarnation, wire.at, body)


def _letters(card: Strategy) -> int:
    texts = (card.title, card.why, card.caution, card.adapt, card.evidence, card.words)
    return sum(map(len, (*texts, *card.steps, *card.feelings)))


def _read(data: bytes, type_: type[Any]) -> Any:
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError):
        # The decoder's words may hold words of the message.
        raise BadMessage(reason="not as described") from None


# -- text that came from somebody ------------------------------------------------------------------

_UNSEEN: Final = re.compile(
    # Controls but tab and newline; overrides of direction; signs of no width; halves of pairs.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

_MARKS: Final = frozenset({"Mn", "Me"})
"""Categories of what is put on a letter."""


def clean(text: str) -> str:
    """Without what nobody sees and what turns lines around; a letter with its first few marks.

    What stays is shown as it is, never as HTML.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    # By category: many marks, such as circles around a letter, have no combining class.
    if not any(unicodedata.category(letter) in _MARKS for letter in text):
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        if category in _MARKS:
            marks += 1
        elif category != "Cf":
            # What joins two letters is none.
            marks = 0
        if marks <= MARKS:
            kept.append(letter)
    return "".join(kept)

"""Between the journal's values and what a row can hold.

An `Entry` becomes columns plus one JSON text of details; a `Version` one JSON text. Everything
that reads or writes an entry's row goes through here, so that what comes out equals what went in.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

from reflect.errors import BadValue
from reflect.model import (
    NO_ANSWERS,
    NO_FACTORS,
    NO_WORD,
    Attachment,
    Emotion,
    Entry,
    EntryId,
    FactorValue,
    Row,
    Source,
)

_START = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN_START = _START.replace(tzinfo=None)
_TICK = timedelta(microseconds=1)

FIRST_SECOND = 62_135_683_200
"""Seconds from a day before the year 1 to 1970: keeps keys positive for every time there is."""

EXCERPT = 240
_ENOUGH = 480
"""Characters of text that an excerpt is made from."""
_LONG = 2000
"""Characters of text from which on the excerpt is stored."""

ENTRY_COLUMNS = (
    "id, written_at, utc_offset, modified_at, deleted_at, mood, starred, kept_out,"
    " source_app, source_id, title, details, text"
)

ROW_COLUMNS = (
    "key, id, written_at, utc_offset, title,"
    f" coalesce(excerpt, substr(text, 1, {_ENOUGH})), mood, details, starred, photos, files"
)


# -- times ---------------------------------------------------------------------------------------


def to_ticks(moment: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (moment - _START) // _TICK


def from_ticks(ticks: int, offset: int = 0) -> datetime:
    """The aware time; `offset` in seconds east of UTC."""
    zone = UTC if offset == 0 else timezone(timedelta(seconds=offset))
    return (_PLAIN_START + timedelta(microseconds=ticks, seconds=offset)).replace(tzinfo=zone)


def offset_of(moment: datetime) -> int:
    offset = moment.utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0


def day_text(day: date) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def key_at(moment: datetime) -> int:
    """The key that an entry of this time gets, if it is free; else one soon after."""
    return to_ticks(moment) // 1_000_000 + FIRST_SECOND


_A_DAY = 86_400
_LATEST = 11 * _A_DAY
"""Zones reach 14 hours either way; ten days of seconds are room for entries of one same time."""


def first_key(day: date) -> int:
    """No entry of this day has a smaller key."""
    return _midnight(day) - _A_DAY


def last_key(day: date) -> int:
    """No entry of this day has a greater key."""
    return _midnight(day) + _A_DAY + _LATEST


def _midnight(day: date) -> int:
    return (day - _START.date()).days * _A_DAY + FIRST_SECOND


# -- words ---------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """The same text with half surrogate pairs joined or replaced: UTF-8 cannot hold them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def fold(word: str) -> str:
    """What makes two tags or words the same: case does not matter, accents do."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())


_MARKS = (
    (re.compile(r"^\s{0,3}(```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s{0,3}(#{1,6}\s+|>\s?)", re.MULTILINE), ""),
    (re.compile(r"^\s{0,3}([-+*]\s+(\[[ xX]\]\s+)?|\d{1,9}[.)]\s+)", re.MULTILINE), ""),
    (re.compile(r"^\s{0,3}([-*_]\s*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w\\])([*_])(?=\S)([^*_]+?)(?<![\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


_ANY_MARK = re.compile(r"[*_`~#>\[\\]|^\s*[-+\d]", re.MULTILINE)


def excerpt(text: str | None) -> str:
    """The first 240 characters on one line, the commonest Markdown marks taken off."""
    if not text:
        return ""
    text = text[:_ENOUGH]
    if _ANY_MARK.search(text):
        for marks, instead in _MARKS:
            text = marks.sub(instead, text)
    return " ".join(text.split())[:EXCERPT].rstrip()


def stored_excerpt(text: str | None) -> str | None:
    return excerpt(text) if text and len(text) > _LONG else None


# -- entries -------------------------------------------------------------------------------------


def checked(entry: Entry) -> Entry:
    """The entry as it will be kept; raises BadValue for what is outside its range.

    Tags lose '#', blanks around them and doubles.
    """
    if not entry.id or entry.id != entry.id.strip():
        raise BadValue(field="id", expects="an id")
    for field, moment in (("written_at", entry.written_at), ("modified_at", entry.modified_at)):
        if moment.utcoffset() is None:
            raise BadValue(field=field, expects="a time with its offset")
        try:
            moment.astimezone(UTC)
        except OverflowError:  # the first and last hours there are, in some zones
            raise BadValue(field=field, expects="a time from the year 1 to 9999") from None
    if entry.mood is not None and not _within(entry.mood, 1, 5):
        raise BadValue(field="mood", expects="1 to 5")
    for emotion in entry.emotions:
        if not emotion.word.strip():
            raise BadValue(field="emotion", expects="a word")
        if emotion.intensity is not None and not _within(emotion.intensity, 1, 5):
            raise BadValue(field="intensity", expects="1 to 5")
    names = [attachment.name for attachment in entry.attachments]
    if len(set(names)) != len(names) or not all(names):
        raise BadValue(field="attachments", expects="names that differ")
    for value in entry.factors.values():
        if isinstance(value, float) and not math.isfinite(value):
            raise BadValue(field="factor", expects="a word, a number or yes/no")
    return replace(
        entry,
        title=clean(entry.title) if entry.title else None,
        text=clean(entry.text) if entry.text else None,
        emotions=_distinct_emotions(entry.emotions),
        tags=_distinct_tags(entry.tags),
        factors=MappingProxyType(
            {
                clean(name): clean(value) if isinstance(value, str) else value
                for name, value in entry.factors.items()
            }
        ),
        attachments=tuple(replace(one, name=clean(one.name)) for one in entry.attachments),
        import_extra=clean(entry.import_extra) if entry.import_extra else None,
        kind=clean(entry.kind),
        answers=MappingProxyType(
            {clean(name): clean(answer) for name, answer in entry.answers.items()}
        ),
    )


def _within(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _distinct_tags(tags: Sequence[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for tag in tags:
        name = " ".join(clean(tag).split()).lstrip("#").strip()
        if name:
            kept.setdefault(fold(name), name)
    return tuple(kept.values())


def _distinct_emotions(emotions: Sequence[Emotion]) -> tuple[Emotion, ...]:
    kept: dict[str, Emotion] = {}
    for emotion in emotions:
        kept.setdefault(fold(emotion.word), replace(emotion, word=clean(emotion.word)))
    return tuple(kept.values())


def same(one: Entry, other: Entry) -> bool:
    """Nothing that a person could see differs; the time of the last change does not count."""
    return (
        replace(one, modified_at=other.modified_at) == other
        and offset_of(one.written_at) == offset_of(other.written_at)
        and list(one.factors.items()) == list(other.factors.items())
        and [type(value) for value in one.factors.values()]
        == [type(value) for value in other.factors.values()]
    )


def details(entry: Entry) -> str:
    """What an entry has beside its columns, as JSON; only what is there."""
    found: dict[str, Any] = {
        "zone": entry.zone,
        "emotions": [[emotion.word, emotion.intensity] for emotion in entry.emotions],
        "tags": list(entry.tags),
        "factors": dict(entry.factors),
        "attachments": [[one.name, one.type, one.size, one.sha256] for one in entry.attachments],
        "extra": entry.import_extra,
        "kind": entry.kind,
        "answers": dict(entry.answers),
    }
    return _dump({name: value for name, value in found.items() if value})


def labels(entry: Entry) -> str | None:
    """Words beside title and text by which an entry is found."""
    words = [
        *entry.tags,
        *(emotion.word for emotion in entry.emotions if emotion.word != NO_WORD),
        *(value for value in entry.factors.values() if isinstance(value, str)),
        *(one.name for one in entry.attachments),
    ]
    return "\n".join(words) or None


def photos_and_files(entry: Entry) -> tuple[int, int]:
    photos = sum(one.type.startswith("image/") for one in entry.attachments)
    return photos, len(entry.attachments) - photos


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry of a row with `ENTRY_COLUMNS`."""
    (
        id_, written, offset, modified, deleted, mood, starred, kept_out,
        app, source_id, title, more, text,
    ) = row  # fmt: skip
    found = json.loads(more)
    factors: Mapping[str, FactorValue] = found.get("factors", {})
    return Entry(
        id=EntryId(id_),
        written_at=from_ticks(written, offset),
        modified_at=from_ticks(modified),
        zone=found.get("zone"),
        title=title,
        text=text,
        mood=mood,
        emotions=tuple(Emotion(word, intensity) for word, intensity in found.get("emotions", ())),
        tags=tuple(found.get("tags", ())),
        factors=MappingProxyType(factors) if factors else NO_FACTORS,
        starred=bool(starred),
        attachments=tuple(Attachment(*one) for one in found.get("attachments", ())),
        source=None if app is None else Source(app, source_id),
        keep_out_of_on_this_day=bool(kept_out),
        deleted_at=None if deleted is None else from_ticks(deleted),
        import_extra=found.get("extra"),
        kind=found.get("kind", ""),
        answers=MappingProxyType(found["answers"]) if "answers" in found else NO_ANSWERS,
    )


def row_of(row: Sequence[Any]) -> Row:
    """The timeline row of a row with `ROW_COLUMNS`."""
    key, id_, written, offset, title, text, mood, more, starred, photos, files = row
    emotions = json.loads(more).get("emotions", ()) if '"emotions"' in more else ()
    return Row(
        key=key,
        id=EntryId(id_),
        written_at=from_ticks(written, offset),
        title=title,
        excerpt=excerpt(text),
        mood=mood,
        emotions=tuple(word for word, _ in emotions),
        starred=bool(starred),
        photos=photos,
        files=files,
    )


def frozen(entry: Entry) -> str:
    """A whole entry as one JSON text, for its history."""
    row = [
        entry.id, to_ticks(entry.written_at), offset_of(entry.written_at),
        to_ticks(entry.modified_at), None, entry.mood, entry.starred,
        entry.keep_out_of_on_this_day, entry.source.app if entry.source else None,
        entry.source.id if entry.source else None, entry.title, details(entry), entry.text,
    ]  # fmt: skip
    return _dump(row)


def thawed(text: str) -> Entry:
    return entry_of(json.loads(text))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

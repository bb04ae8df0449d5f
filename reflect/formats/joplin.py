"""Joplin's export file (JEX, a plain tar of items) and its RAW folder, which holds the same.

An item is `title`, blank line, body, blank line, `key: value` lines; the keys are found from the
end, because the body may look like them. `type_`: 1 note, 2 notebook, 4 resource, 5 tag, 6 note and
tag. Source: Joplin's `BaseItem.serialize` and `InteropService_Exporter_Raw`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from reflect.errors import DamagedFile, FormatError, Interrupted
from reflect.formats import (
    ForeignAttachment,
    ForeignEntry,
    Names,
    Options,
    Reader,
    Reading,
    Source,
    Warning,
)
from reflect.formats.container import Container, is_container, open_container
from reflect.formats.encoding import decode
from reflect.formats.links import Found, Link, embedded, from_html, relink
from reflect.formats.moment import at_offset

NOTE, NOTEBOOK, RESOURCE, TAG, NOTE_TAG = "1", "2", "4", "5", "6"

_ITEM = re.compile(r"(?:.*/)?([0-9a-f]{32})\.md")
_REFERENCE = re.compile(r":/([0-9a-fA-F]{32})")
_PROPERTY = re.compile(r"([a-z][A-Za-z0-9_]*): ?(.*)", re.DOTALL)
_ESCAPED = re.compile(r"(\\*)\\([nr])")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?Z")

_KNOWN = frozenset({
    "id", "parent_id", "created_time", "updated_time", "user_created_time", "user_updated_time",
    "type_", "is_conflict", "markup_language", "encryption_applied", "encryption_cipher_text",
    "deleted_time", "latitude", "longitude", "altitude", "author", "source_url", "is_todo",
    "todo_due", "todo_completed",
})  # fmt: skip
# What Joplin keeps for itself: its sync state, and what it fills in for every note.
_INTERNAL = frozenset({
    "is_shared", "share_id", "master_key_id", "conflict_original_id", "source",
    "source_application", "application_data", "order", "user_data",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One parsed item."""

    title: str = field(repr=False)
    body: str = field(repr=False)
    properties: dict[str, str] = field(repr=False)


def parse(content: str) -> Item | None:
    """An item from its file's text; None where it does not end in Joplin's properties."""
    lines = content.rstrip("\r\n").split("\n")
    properties: dict[str, str] = {}
    at = len(lines)
    while at:
        line = lines[at - 1].strip()
        if not line:
            break
        found = _PROPERTY.fullmatch(line)
        if found is None:
            return None
        properties[found[1]] = _ESCAPED.sub(_unescape, found[2].strip())
        at -= 1
    if "type_" not in properties:
        return None
    above = lines[: max(at - 1, 0)]
    title = above[0].rstrip("\r") if above else ""
    return Item(title, "\n".join(above[2:]), properties)


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return found[1][:-1] + "\\" + found[2]
    return "\n" if found[2] == "n" else "\r"


def moment(stamp: str, zone: tzinfo) -> datetime | None:
    """`2024-05-01T21:30:00.123Z` or milliseconds since 1970, in the writer's zone; None: unset."""
    found = _STAMP.fullmatch(stamp)
    try:
        if found is not None:
            micros = (found[3] or "0").ljust(6, "0")
            utc = datetime.fromisoformat(f"{found[1]}T{found[2]}.{micros}+00:00")
        elif stamp.lstrip("-").isdigit() and int(stamp) != 0:
            utc = datetime.fromtimestamp(int(stamp) / 1000, UTC)
        else:
            return None
        return at_offset(utc, zone)
    except (ValueError, OverflowError, OSError):
        return None


def _number(text: str) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


@dataclass(frozen=True, slots=True)
class _Resource:
    name: str
    type: str | None
    member: str | None


class JoplinSource(Reading):
    app = "joplin"
    format = "joplin-jex"

    def __init__(self, container: Container, options: Options) -> None:
        super().__init__(options)
        self._container = container
        self._options = options
        self._notes: list[str] = []
        self._notebooks: dict[str, tuple[str, str]] = {}
        self._tags: dict[str, str] = {}
        self._tagged: dict[str, list[str]] = {}
        self._resources: dict[str, _Resource] = {}
        self._used: set[str] = set()
        self._index()

    def close(self) -> None:
        self._container.close()

    # First pass: everything but the notes' texts is small, and is needed before the first note.

    def _index(self) -> None:
        files = {
            member.stem.lower(): member.name
            for member in self._container.members
            if "resources/" in f"/{member.name}" and len(member.stem) == 32
        }
        for member in self._container.members:
            if self._options.stop is not None and self._options.stop():
                raise Interrupted
            found = _ITEM.fullmatch(member.name)
            if found is None or member.name in files.values():
                continue
            item = self._item(member.name)
            if item is None:
                self.skipped += 1
                self._warn(member.name, "not an item of Joplin")
                continue
            own, values = item.properties.get("id", found[1]).lower(), item.properties
            kind = values["type_"]
            if values.get("encryption_applied") == "1":
                if kind in (NOTE, NOTEBOOK, RESOURCE, TAG):
                    self.skipped += kind == NOTE
                    self._warn(member.name, "encrypted by Joplin; export it again decrypted")
            elif kind == NOTE:
                self._notes.append(member.name)
            elif kind == NOTEBOOK:
                self._notebooks[own] = (item.title, values.get("parent_id", "").lower())
            elif kind == TAG:
                self._tags[own] = item.title.strip()
            elif kind == NOTE_TAG:
                note = values.get("note_id", "").lower()
                self._tagged.setdefault(note, []).append(values.get("tag_id", "").lower())
            elif kind == RESOURCE:
                self._resources[own] = self._resource(own, item, files.get(own))
        for own, name in files.items():
            if own not in self._resources:
                self._resources[own] = _Resource(name.rsplit("/", 1)[-1], None, name)

    def _resource(self, own: str, item: Item, member: str | None) -> _Resource:
        values = item.properties
        ending = values.get("file_extension", "").strip(". ")
        if not ending and member is not None and "." in member.rsplit("/", 1)[-1]:
            ending = member.rsplit(".", 1)[-1]
        name = item.title.strip() or values.get("filename", "").strip() or own
        if ending and not name.lower().endswith(f".{ending.lower()}"):
            name = f"{name}.{ending}"
        if values.get("encryption_blob_encrypted") == "1":
            member = None
        return _Resource(name, values.get("mime") or None, member)

    def _item(self, name: str) -> Item | None:
        text, trouble = decode_exactly(self._container.read(name))
        if trouble is not None:
            self._warn(name, trouble)
        return parse(text)

    def _warn(self, where: str, what: str) -> None:
        one = Warning(where, what)
        if one not in self.warnings[-8:]:
            self.warnings.append(one)

    # Second pass: one note at a time.

    def entries(self) -> Iterator[ForeignEntry]:
        self._used.clear()
        for name in self._notes:
            item = self._item(name)
            if item is None:
                raise DamagedFile(path=str(self._container.path), where=name, reason="changed")
            entry = self._entry(name, item)
            if entry is not None:
                yield entry
        for own, resource in self._resources.items():
            if own not in self._used:
                self._warn(resource.member or own, "file that no note refers to; not imported")

    def _entry(self, name: str, item: Item) -> ForeignEntry | None:
        values = item.properties
        own = values.get("id", "").lower() or name.rsplit("/", 1)[-1][:32]
        written_at = self._time(values, "user_created_time", "created_time")
        modified_at = self._time(values, "user_updated_time", "updated_time")
        if written_at is None:
            written_at = modified_at or datetime(1970, 1, 1, tzinfo=UTC).astimezone(self._zone)
            self._warn(name, "no date")
        where = f"{written_at:%Y-%m-%d %H:%M}"
        if _number(values.get("deleted_time", "")) > 0 or (
            moment(values.get("deleted_time", ""), self._zone) is not None
        ):
            self.skipped += 1
            self._warn(where, "in Joplin's trash; not imported")
            return None
        body = item.body
        if values.get("markup_language") == "2":
            body = from_html(body)
        text, attachments = self._attach(body, where)
        return ForeignEntry(
            source_id=own,
            written_at=written_at,
            where=where,
            zone=getattr(self._zone, "key", None),
            modified_at=modified_at.astimezone(UTC) if modified_at else None,
            title=item.title.strip() or None,
            text=text or None,
            tags=self._tags_of(own, values),
            attachments=attachments,
            extra=self._extra(values),
        )

    def _time(self, values: dict[str, str], *keys: str) -> datetime | None:
        for key in keys:
            found = moment(values.get(key, ""), self._zone)
            if found is not None:
                return found
        return None

    def _tags_of(self, own: str, values: dict[str, str]) -> tuple[str, ...]:
        tags: dict[str, str] = {}
        for identity in self._tagged.get(own, ()):
            tag = self._tags.get(identity, "")
            if tag:
                tags.setdefault(tag.casefold(), tag)
        if values.get("is_conflict") == "1":
            tags.setdefault("conflict", "conflict")
        return tuple(tags.values())

    def _extra(self, values: dict[str, str]) -> dict[str, object]:
        extra: dict[str, object] = {}
        notebook = self._notebook(values.get("parent_id", "").lower())
        if notebook:
            extra["notebook"] = notebook
        place = {key: _number(values.get(key, "")) for key in ("latitude", "longitude", "altitude")}
        if any(place.values()):
            extra.update(place)
        for key in ("author", "source_url"):
            if values.get(key):
                extra[key] = values[key]
        if values.get("is_todo") == "1":
            extra["is_todo"] = True
            for key in ("todo_due", "todo_completed"):
                when = moment(values.get(key, "0"), self._zone)
                if when is not None:
                    extra[key] = when.astimezone(UTC).isoformat()
        if values.get("markup_language") == "2":
            extra["markup_language"] = "html"
        others = {
            key: value
            for key, value in values.items()
            if value not in ("", "0") and key not in _KNOWN and key not in _INTERNAL
        }
        if others:
            extra["joplin"] = others
        return extra

    def _notebook(self, own: str) -> str:
        names: list[str] = []
        seen: set[str] = set()
        while own in self._notebooks and own not in seen:
            seen.add(own)
            title, own = self._notebooks[own]
            names.insert(0, title)
        return "/".join(names)

    def _attach(self, body: str, where: str) -> tuple[str, tuple[ForeignAttachment, ...]]:
        names = Names()
        taken: dict[str, tuple[str, ForeignAttachment]] = {}

        def take(own: str) -> Found | None:
            resource = self._resources.get(own)
            if resource is None:
                return None
            if own not in taken:
                self._used.add(own)
                name = names.take(resource.name)
                opens = None
                if resource.member is not None:
                    opens = partial(self._container.open, resource.member)
                taken[own] = (name, ForeignAttachment(name, resource.type, opens, own))
            return Found(taken[own][0], is_picture(taken[own][0], resource.type))

        def find(link: Link) -> Found | None:
            found = _REFERENCE.match(link.target)
            if found is not None:
                return take(found[1].lower())
            inline = embedded(link.target)
            if inline is None:
                return None
            return hold(inline, names, taken)

        text = relink(body, find)
        # Joplin also keeps what is named outside of links (in its plug-ins' code blocks, say).
        for left in _REFERENCE.finditer(text):
            own = left[1].lower()
            if take(own) is None and not self._is_item(own):
                self._warn(where, "link to something that is not in the file")
        return text, tuple(one for _, one in taken.values())

    def _is_item(self, own: str) -> bool:
        return bool(self._container.stemmed(own))


def hold(
    inline: tuple[str, bytes], names: Names, taken: dict[str, tuple[str, ForeignAttachment]]
) -> Found:
    """Make an attachment of bytes that stood in the text itself."""
    from hashlib import sha256

    type, data = inline
    digest = sha256(data).hexdigest()
    if digest not in taken:
        ending = type.rsplit("/", 1)[-1].split("+", 1)[0].replace("jpeg", "jpg")
        name = names.take(f"inline.{ending}")
        opens = cast(Callable[[], BinaryIO], partial(io.BytesIO, data))
        taken[digest] = (name, ForeignAttachment(name, type, opens, digest))
    name = taken[digest][0]
    return Found(name, is_picture(name, type))


_PICTURES = frozenset(
    {"jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl"}
)


def is_picture(name: str, type: str | None) -> bool:
    """Whether an attachment is shown as a picture; SVG is a document and is not."""
    if type:
        return type.startswith("image/") and "svg" not in type
    return name.rsplit(".", 1)[-1].lower() in _PICTURES


def decode_exactly(data: bytes) -> tuple[str, str | None]:
    """As `encoding.decode`, but line ends stay as they are wherever the text is UTF-8."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), None
    except UnicodeDecodeError:
        return decode(data)


class JoplinReader:
    name = "joplin-jex"

    def recognises(self, path: Path) -> bool:
        if not is_container(path):
            return False
        try:
            with open_container(path) as container:
                for member in container.members:
                    if _ITEM.fullmatch(member.name):
                        item = parse(decode_exactly(container.read(member.name))[0])
                        return item is not None
        except FormatError:
            return path.suffix.lower() == ".jex"
        return False

    def open(self, path: Path, options: Options) -> Source:
        container = open_container(path)
        try:
            return JoplinSource(container, options)
        except BaseException:
            container.close()
            raise


READERS: tuple[Reader, ...] = (JoplinReader(),)

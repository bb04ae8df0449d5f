"""Older ways out of Day One: the Classic folder of `.doentry` files, and plain text.

Classic: `entries/<UUID>.doentry`, each a property list, beside `photos/<UUID>.jpg`. The UUID is
the one that the entry has in newer exports, so both are the same entry here.
Text: an entry begins with a line `<tab>Date:<tab>15 January 2024 at 14:30:00 GMT`; further lines
led by a tab follow, then an empty line, then the words. It has no id.

Source: jrnl-org/jrnl journals/DayOneJournal.py.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from xml.parsers.expat import ExpatError

from reflect.errors import DamagedFile, NothingToImport, NotThisFormat
from reflect.formats import (
    ForeignAttachment,
    ForeignEntry,
    Identities,
    Options,
    Reader,
    Reading,
    Source,
    Warning,
    dates,
    moment,
    reference,
)
from reflect.formats.container import (
    Container,
    Member,
    head,
    is_container,
    listed,
    open_container,
    read_file,
)
from reflect.formats.dayone import DayOneSource
from reflect.formats.dayone_text import text_in
from reflect.formats.encoding import decode

_HEADER = re.compile(r"^\t([A-Z][\w ]*):\t(.*)$")
_START = re.compile(r"^\tDate:\t", re.MULTILINE)
_ZONE = re.compile(r"\s+((?!AM$|PM$)[A-Z]{2,5}(?:[+\-\u2212]\d{1,2}(?::?\d{2})?)?)$")
_PLIST_BYTES = 16 * 2**20


def _plain(value: object) -> object:
    """JSON values of a property list's."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) else str(value)


class _ClassicSource(Reading):
    app = "dayone"
    format = "dayone-classic"

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(options)
        self._path = path
        self._container: Container = open_container(path, passphrase=options.passphrase)
        self._ids = Identities()
        self._members = [one for one in self._container.members if one.suffix == ".doentry"]
        if not self._members:
            self._container.close()
            raise NotThisFormat(path=str(path), format=self.format)

    def close(self) -> None:
        self._container.close()

    def entries(self) -> Iterator[ForeignEntry]:
        for member in self._members:
            data = self._container.read(member.name, _PLIST_BYTES)
            try:
                raw = plistlib.loads(data)
            except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, IndexError):
                raise DamagedFile(
                    path=str(self._path), where=member.name, reason="property list"
                ) from None
            except (RecursionError, OverflowError):
                raise DamagedFile(
                    path=str(self._path), where=member.name, reason="nesting"
                ) from None
            if not isinstance(raw, dict):
                raise DamagedFile(path=str(self._path), where=member.name, reason="property list")
            yield self._entry(member, raw)

    def _entry(self, member: Member, raw: Mapping[str, object]) -> ForeignEntry:
        created = raw.get("Creation Date")
        instant = (
            created.replace(tzinfo=UTC)
            if isinstance(created, datetime)
            else datetime(1970, 1, 1, tzinfo=UTC)
        )
        named = moment.zone(raw.get("Time Zone"))
        written_at = moment.at_offset(instant, named[0] if named else self._zone)
        where = f"{written_at:%Y-%m-%d %H:%M}"
        if not isinstance(created, datetime):
            self.warnings.append(Warning(where, "has no date; filed under 1970-01-01"))
        uuid = str(raw.get("UUID") or member.stem).replace("-", "").upper()
        text = raw.get("Entry Text")
        words = text_in(text if isinstance(text, str) else None, {})
        body = words.body
        photos: list[ForeignAttachment] = []
        for found in self._container.stemmed(member.stem):
            if found.name != member.name and found.suffix in (".jpg", ".jpeg", ".png", ".gif"):
                name = f"photo-{len(photos) + 1}{found.suffix}"
                opened = partial(self._container.open, found.name)
                photos.append(ForeignAttachment(name, None, opened, found.base))
                link = f"![]({reference(name, picture=True)})"
                body = f"{body.rstrip()}\n\n{link}" if body else link
        location = raw.get("Location")
        place = next(
            (
                str(location[name])
                for name in ("Place Name", "Locality", "Country")
                if isinstance(location, dict) and location.get(name)
            ),
            None,
        )
        taken = ("Creation Date", "UUID", "Starred", "Tags")
        same = body == text and not words.title
        return ForeignEntry(
            source_id=self._ids.again(uuid),
            written_at=written_at,
            where=where,
            zone=named[1] if named else None,
            title=words.title,
            text=body,
            tags=DayOneSource.tags(raw.get("Tags")),
            factors={"place": place} if place else {},
            starred=raw.get("Starred") is True,
            attachments=tuple(photos),
            extra={
                "classic": {
                    key: _plain(value)
                    for key, value in raw.items()
                    if key not in taken and not (key == "Entry Text" and same)
                }
            },
        )


class _TextSource(Reading):
    app = "dayone"
    format = "dayone-text"

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(options)
        self._text, remark = decode(read_file(path))
        if remark:
            self.warnings.append(Warning(path.name, remark))
        starts = [found.start() for found in _START.finditer(self._text)]
        if not starts:
            raise NothingToImport(path=str(path), format=self.format)
        self._spans = list(zip(starts, [*starts[1:], len(self._text)], strict=True))
        self._ids = Identities()

    def close(self) -> None:
        self._text = ""

    def entries(self) -> Iterator[ForeignEntry]:
        for start, end in self._spans:
            yield self._entry(self._text[start:end])

    def _entry(self, piece: str) -> ForeignEntry:
        lines = piece.split("\n")
        headers: dict[str, str] = {}
        while lines and (found := _HEADER.match(lines[0])):
            headers[found[1]] = found[2]
            lines.pop(0)
        while lines and not lines[0].strip():
            lines.pop(0)
        body = "\n".join(lines).rstrip("\n")
        written = headers["Date"].strip()
        zone = moment.zone(found[1]) if (found := _ZONE.search(written)) else None
        plain = dates.moment(_ZONE.sub("", written).replace("\u202f", " "))
        where = written[:40]
        if plain is None:
            written_at = datetime(1970, 1, 1, tzinfo=UTC)
            self.warnings.append(Warning(where, "has no date; filed under 1970-01-01"))
        else:
            at = plain.at(zone[0] if zone else self._zone)
            written_at = moment.at_offset(at, zone[0] if zone else self._zone)
        words = text_in(body, {})
        place = headers.get("Location", "").split(",")[0].strip()
        return ForeignEntry(
            source_id=self._ids.of(written, body),
            written_at=written_at,
            where=where,
            zone=zone[1] if zone else None,
            title=words.title,
            text=words.body,
            tags=DayOneSource.tags([one.strip() for one in headers.get("Tags", "").split(",")]),
            factors={"place": place} if place else {},
            extra={"text": {key: value for key, value in headers.items() if key != "Tags"}},
        )


class DayOneClassicReader:
    name = "dayone-classic"

    def recognises(self, path: Path) -> bool:
        return is_container(path) and any(one.suffix == ".doentry" for one in listed(path))

    def open(self, path: Path, options: Options) -> Source:
        return _ClassicSource(path, options)


class DayOneTextReader:
    name = "dayone-text"

    def recognises(self, path: Path) -> bool:
        return _START.match(decode(head(path))[0].lstrip("\n")) is not None

    def open(self, path: Path, options: Options) -> Source:
        return _TextSource(path, options)


READERS: tuple[Reader, ...] = (DayOneClassicReader(), DayOneTextReader())

"""Everything, lossless, in one zip: the archive. Its description for others: docs/formats.md.

    entries.jsonl     one entry a line, oldest first; those in the trash follow
    history.jsonl     one earlier state of an entry a line
    templates.jsonl   one template a line
    kept.jsonl        one thing a line of what is kept beside the entries: cards, uses, goals, ...
    states.json       small settings that belong to the person
    media/<sha256>    the bytes of photos and files
    manifest.json     format, version, counts; size and SHA-256 of every other member

The manifest is written last, so that the archive is one pass over the journal; the same journal
gives the same bytes. Sealed, it is one age file around the zip.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Self, cast

import msgspec

from reflect.errors import (
    BadValue,
    DamagedFile,
    FormatError,
    FormatTooNew,
    Interrupted,
    NotThisFormat,
)
from reflect.formats import (
    Exporter,
    ExportOptions,
    ExportReport,
    ForeignAttachment,
    ForeignEntry,
    Options,
    Reader,
    Reading,
    Source,
    fingerprint,
)
from reflect.formats.container import Container, Limits, is_container, open_container
from reflect.formats.outlet import Front
from reflect.formats.seal import is_sealed
from reflect.journal import Journal
from reflect.journal.kept import KINDS, from_json
from reflect.model import (
    Attachment,
    Emotion,
    Entry,
    EntryId,
    Strategy,
    Template,
    TemplateId,
    Version,
)
from reflect.model import Source as Origin

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FORMAT = "reflect-archive"
VERSION = 2
"""1 had no kept.jsonl, and entries had no kind; it is read as well."""

_MEDIA = re.compile(r"media/([0-9a-f]{64})")
_LIMITS = Limits(ratio=1100)
"""Deflate cannot do better than 1032 : 1; our own lines may come near where a person repeats."""
_LINE = 256 * 2**20
_DEVICE_STATES = frozenset({"recovery-sheet", "backup-drill"})
"""About this folder on this disk, not about the person."""


# What stands in the lines ----------------------------------------------------------


class EmotionLine(msgspec.Struct):
    word: str
    intensity: int | None = None


class AttachmentLine(msgspec.Struct):
    name: str
    type: str
    size: int
    sha256: str


class SourceLine(msgspec.Struct, omit_defaults=True):
    app: str
    id: str
    fingerprint: str | None = None
    edited: bool = False


class EntryLine(msgspec.Struct, omit_defaults=True):
    id: str
    written_at: str
    modified_at: str
    zone: str | None = None
    title: str | None = None
    text: str | None = None
    mood: int | None = None
    emotions: list[EmotionLine] = []
    tags: list[str] = []
    factors: dict[str, bool | int | float | str] = {}
    starred: bool = False
    keep_out_of_on_this_day: bool = False
    attachments: list[AttachmentLine] = []
    source: SourceLine | None = None
    deleted_at: str | None = None
    import_extra: str | None = None
    kind: str = ""
    answers: dict[str, str] = {}


class KeptLine(msgspec.Struct, omit_defaults=True):
    kind: str
    value: dict[str, Any]
    place: int = 0
    deleted_at: str | None = None


class VersionLine(msgspec.Struct):
    entry: str
    number: int
    saved_at: str
    state: EntryLine


class TemplateLine(msgspec.Struct):
    id: str
    name: str
    text: str
    shipped: bool = False


class MemberLine(msgspec.Struct):
    size: int
    sha256: str


class Manifest(msgspec.Struct):
    format: str
    version: int
    journal: dict[str, str]
    counts: dict[str, int]
    members: dict[str, MemberLine]


def line_of(entry: Entry, mark: tuple[str, bool] | None = None) -> EntryLine:
    """An entry as it stands in the archive; `mark`: its source's fingerprint, and edited since."""
    source = None
    if entry.source is not None:
        print_, edited = mark or (None, False)
        source = SourceLine(entry.source.app, entry.source.id, print_, edited)
    return EntryLine(
        id=entry.id,
        written_at=entry.written_at.isoformat(),
        modified_at=entry.modified_at.isoformat(),
        zone=entry.zone,
        title=entry.title,
        text=entry.text,
        mood=entry.mood,
        emotions=[EmotionLine(one.word, one.intensity) for one in entry.emotions],
        tags=list(entry.tags),
        factors=dict(entry.factors),
        starred=entry.starred,
        keep_out_of_on_this_day=entry.keep_out_of_on_this_day,
        attachments=[
            AttachmentLine(one.name, one.type, one.size, one.sha256) for one in entry.attachments
        ],
        source=source,
        deleted_at=entry.deleted_at.isoformat() if entry.deleted_at is not None else None,
        import_extra=entry.import_extra,
        kind=entry.kind,
        answers=dict(entry.answers),
    )


def entry_of(line: EntryLine) -> Entry:
    """Raises ValueError where a time is none."""
    return Entry(
        id=EntryId(line.id),
        written_at=_time(line.written_at),
        modified_at=_time(line.modified_at),
        zone=line.zone,
        title=line.title,
        text=line.text,
        mood=line.mood,
        emotions=tuple(Emotion(one.word, one.intensity) for one in line.emotions),
        tags=tuple(line.tags),
        factors=line.factors,
        starred=line.starred,
        keep_out_of_on_this_day=line.keep_out_of_on_this_day,
        attachments=tuple(
            Attachment(one.name, one.type, one.size, one.sha256) for one in line.attachments
        ),
        source=Origin(line.source.app, line.source.id) if line.source is not None else None,
        deleted_at=_time(line.deleted_at) if line.deleted_at is not None else None,
        import_extra=line.import_extra,
        kind=line.kind,
        answers=line.answers,
    )


def _time(stamp: str) -> datetime:
    found = datetime.fromisoformat(stamp)
    if found.tzinfo is None:
        raise ValueError("a time without its offset")
    return found


# Out -------------------------------------------------------------------------------


class _Members:
    """A zip being written front to back, with the manifest's knowledge of what went in."""

    def __init__(self, out: BinaryIO) -> None:
        self._front = Front(out)
        self._zip = zipfile.ZipFile(cast(BinaryIO, self._front), "w")
        self.written: dict[str, MemberLine] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:
            self._front.abandon()
        self._zip.close()

    @contextmanager
    def member(self, name: str, *, packed: bool, size: int | None = None) -> Iterator[_Hashed]:
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.external_attr = 0o100600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        large = size is None or size >= 2**31 - 2**20
        with self._zip.open(info, "w", force_zip64=large) as stream:
            hashed = _Hashed(cast(BinaryIO, stream))
            yield hashed
        self.written[name] = MemberLine(hashed.size, hashed.digest.hexdigest())


class _Hashed:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._out.write(data)
        self.digest.update(data)
        self.size += len(data)

    def line(self, value: object) -> None:
        self.write(msgspec.json.encode(value) + b"\n")


class ArchiveExporter:
    name = "archive"
    kind: Literal["file"] = "file"
    suffix = ".reflect"

    def write(
        self, journal: Journal, out: BinaryIO, options: ExportOptions, report: ExportReport
    ) -> None:
        with _Members(out) as members:
            self._write(journal, members, options, report)

    @staticmethod
    def _write(
        journal: Journal, members: _Members, options: ExportOptions, report: ExportReport
    ) -> None:
        media: dict[str, int] = {}
        marks = _Marks(journal)
        of = journal.count()
        trashed = versions = 0

        def hold(entry: Entry) -> Entry:
            media.update((one.sha256, one.size) for one in entry.attachments)
            return entry

        with members.member("entries.jsonl", packed=True) as lines:
            for entry in journal.every_entry():
                options.step(report.entries, of)
                lines.line(line_of(hold(entry), marks.of(entry)))
                report.entries += 1
            for entry in journal.every_entry(trashed=True):
                options.step(report.entries, of)
                lines.line(line_of(hold(entry), marks.of(entry)))
                trashed += 1
        with members.member("history.jsonl", packed=True) as lines:
            for ids in (journal.every_entry(), journal.every_entry(trashed=True)):
                for entry in ids:
                    options.step(report.entries, of)
                    for version in journal.history(entry.id):
                        state = line_of(hold(version.entry))
                        saved_at = version.saved_at.isoformat()
                        lines.line(VersionLine(entry.id, version.number, saved_at, state))
                        versions += 1
        templates = journal.templates()
        with members.member("templates.jsonl", packed=True) as lines:
            for one in templates:
                lines.line(TemplateLine(one.id, one.name, one.text, one.shipped))
        kept_rows = journal.kept_rows()
        with members.member("kept.jsonl", packed=True) as lines:
            for kind, place, gone, value in kept_rows:
                lines.line({"kind": kind, "value": value, "place": place, "deleted_at": gone})
        for trashed_too in (False, True):
            for card in journal.kept(Strategy, trashed=trashed_too):
                media.update((one.sha256, one.size) for one in card.photos)
        states = {
            name: value
            for name, value in sorted(journal.states().items())
            if name not in _DEVICE_STATES
        }
        with members.member("states.json", packed=True) as lines:
            lines.line(states)
        for sha256, size in sorted(media.items()):
            with members.member(f"media/{sha256}", packed=False, size=size) as stream:
                for chunk in journal.read_attachment(sha256):
                    options.step(report.entries, of)
                    stream.write(chunk)
        report.attachments = len(media)
        counts = {
            "entries": report.entries,
            "trashed": trashed,
            "versions": versions,
            "templates": len(templates),
            "kept": len(kept_rows),
            "states": len(states),
            "media": len(media),
        }
        manifest = Manifest(
            FORMAT, VERSION, {"id": journal.id, "name": journal.name}, counts, dict(members.written)
        )
        with members.member("manifest.json", packed=True) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


class _Marks:
    """Fingerprints of imported entries, looked up once for each program they came from."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._by_app: dict[str, Mapping[str, tuple[EntryId, str, bool]]] = {}

    def of(self, entry: Entry) -> tuple[str, bool] | None:
        if entry.source is None:
            return None
        app = entry.source.app
        if app not in self._by_app:
            self._by_app[app] = self._journal.sources(app)
        found = self._by_app[app].get(entry.source.id)
        return found[1:] if found is not None and found[0] == entry.id else None


# In --------------------------------------------------------------------------------


class _Verified(io.RawIOBase):
    """A member's bytes; at their end they are what the manifest says, or `DamagedFile`."""

    def __init__(self, inner: BinaryIO, expected: MemberLine, path: Path, name: str) -> None:
        super().__init__()
        self._inner = inner
        self._expected = expected
        self._damaged = partial(DamagedFile, path=str(path), where=name, reason="checksum")
        self._digest = hashlib.sha256()
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        with memoryview(buffer).cast("B") as view:
            block = self._inner.read(len(view))
            view[: len(block)] = block
        self._digest.update(block)
        self._size += len(block)
        expected = self._expected
        if self._size > expected.size or (
            not block and (self._size, self._digest.hexdigest()) != (expected.size, expected.sha256)
        ):
            raise self._damaged()
        return len(block)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


@dataclass(frozen=True, slots=True)
class _Mark:
    """What an imported entry's own source was like, to be put back after it is written."""

    app: str
    source_id: str
    written_as: str
    fingerprint: str
    edited: bool


class ArchiveSource(Reading):
    app = "reflect"
    format = "archive"

    def __init__(self, container: Container, options: Options) -> None:
        super().__init__(options)
        self._container = container
        self._options = options
        self._manifest = read_manifest(container)
        self._marks: list[_Mark] = []
        for name in self._manifest.members:
            if name not in container:
                raise DamagedFile(path=str(container.path), where=name, reason="missing")

    def close(self) -> None:
        self._container.close()

    def entries(self) -> Iterator[ForeignEntry]:
        self._marks.clear()
        for number, line in self._lines("entries.jsonl", EntryLine):
            try:
                entry = entry_of(line)
                extra = json.loads(entry.import_extra) if entry.import_extra is not None else {}
                if not isinstance(extra, dict):
                    raise ValueError("extra")
            except (ValueError, RecursionError):
                raise self._broken("entries.jsonl", number) from None
            foreign = ForeignEntry(
                source_id=entry.id,
                written_at=entry.written_at,
                where=f"{entry.written_at:%Y-%m-%d %H:%M}",
                zone=entry.zone,
                modified_at=entry.modified_at,
                title=entry.title,
                text=entry.text,
                mood=entry.mood,
                emotions=entry.emotions,
                tags=entry.tags,
                factors=entry.factors,
                starred=entry.starred,
                attachments=tuple(self._attachment(one) for one in entry.attachments),
                extra=extra,
                entry_id=entry.id,
                keep_out_of_on_this_day=entry.keep_out_of_on_this_day,
                source=(entry.source.app, entry.source.id) if entry.source is not None else None,
                deleted_at=entry.deleted_at,
                kind=entry.kind,
                answers=entry.answers,
            )
            origin = line.source
            if origin is not None and origin.fingerprint is not None:
                self._marks.append(
                    _Mark(
                        origin.app, origin.id, fingerprint(foreign), origin.fingerprint,
                        origin.edited,
                    )
                )  # fmt: skip
            yield foreign

    def complete(self, journal: Journal, ids: Mapping[str, EntryId]) -> None:
        """History for entries that have none here, templates and settings that are not here."""
        by_app: dict[str, dict[str, tuple[EntryId, str, bool]]] = {}
        for mark in self._marks:
            known = by_app.setdefault(mark.app, journal.sources(mark.app))
            found = known.get(mark.source_id)
            if found is not None and found[1] == mark.written_as:
                journal.mark_source(found[0], mark.fingerprint, edited=mark.edited)
        held: list[Version] = []
        owner = ""
        for number, line in self._lines("history.jsonl", VersionLine):
            if line.entry != owner:
                self._put_history(journal, ids.get(owner), held)
                owner, held = line.entry, []
            try:
                state = entry_of(line.state)
                held.append(Version(line.number, _time(line.saved_at), state))
            except ValueError:
                raise self._broken("history.jsonl", number) from None
        self._put_history(journal, ids.get(owner), held)
        here = {template.id for template in journal.templates()}
        for _, one in self._lines("templates.jsonl", TemplateLine):
            if one.id not in here:
                journal.put_template(Template(TemplateId(one.id), one.name, one.text, one.shipped))
        if "kept.jsonl" in self._manifest.members:
            for number, line in self._lines("kept.jsonl", KeptLine):
                self._bring(journal, number, line)
        states = journal.states()
        for _, values in self._lines("states.json", dict[str, str]):
            for name, value in values.items():
                if name not in states and name not in _DEVICE_STATES and not name.startswith(":"):
                    journal.set_state(name, value)

    def _bring(self, journal: Journal, number: int, line: KeptLine) -> None:
        if line.kind not in KINDS:
            return
        try:
            value = from_json(line.kind, line.value)
            gone = _time(line.deleted_at) if line.deleted_at is not None else None
        except (BadValue, ValueError):
            raise self._broken("kept.jsonl", number) from None
        if isinstance(value, Strategy):
            for one in value.photos:
                opens = self._attachment(one).open
                if opens is not None:
                    with opens() as stream:
                        journal.attach(one.name, one.type, stream, limit=max(one.size, 1))
        journal.bring_kept(value, place=line.place, deleted_at=gone)

    def _put_history(self, journal: Journal, id: EntryId | None, versions: list[Version]) -> None:
        if id is None or not versions or journal.history(id):
            return
        for version in versions:
            for one in version.entry.attachments:
                opens = self._attachment(one).open
                if opens is not None:
                    with opens() as stream:
                        journal.attach(one.name, one.type, stream, limit=max(one.size, 1))
        journal.put_history(id, versions)

    def _attachment(self, one: Attachment) -> ForeignAttachment:
        name = f"media/{one.sha256}"
        if _MEDIA.fullmatch(name) is None or name not in self._manifest.members:
            raise DamagedFile(path=str(self._container.path), where=name, reason="missing")
        return ForeignAttachment(one.name, one.type, partial(self._open, name), one.sha256)

    def _open(self, name: str) -> BinaryIO:
        expected = self._manifest.members.get(name)
        if expected is None:
            raise DamagedFile(path=str(self._container.path), where=name, reason="missing")
        inner = self._container.open(name)
        verified = _Verified(inner, expected, self._container.path, name)
        return cast(BinaryIO, io.BufferedReader(verified, 2**18))

    def _lines(self, name: str, kind: type[Any]) -> Iterator[tuple[int, Any]]:
        decoder = msgspec.json.Decoder(kind)
        with self._open(name) as stream:
            number = 0
            while line := stream.readline(_LINE):
                number += 1
                if self._options.stop is not None and self._options.stop():
                    raise Interrupted
                try:
                    yield number, decoder.decode(line)
                except (msgspec.DecodeError, RecursionError):
                    # damage that also breaks the checksum is told as such
                    while stream.read(2**20):
                        continue
                    raise self._broken(name, number) from None

    def _broken(self, name: str, number: int) -> DamagedFile:
        where = f"{name} line {number}"
        return DamagedFile(path=str(self._container.path), where=where, reason="value")


def read_manifest(container: Container) -> Manifest:
    """Raises NotThisFormat, FormatTooNew, DamagedFile."""
    path = str(container.path)
    if "manifest.json" not in container:
        raise NotThisFormat(path=path, format="archive")
    raw = container.read("manifest.json")
    try:
        told = msgspec.json.decode(raw)
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise NotThisFormat(path=path, format="archive")
        version = told.get("version")
        if isinstance(version, int) and version > VERSION:
            raise FormatTooNew(path=path, found=version, known=VERSION)
        return msgspec.convert(told, Manifest)
    except (msgspec.MsgspecError, RecursionError):
        raise DamagedFile(path=path, where="manifest.json", reason="value") from None


class ArchiveReader:
    name = "archive"

    def recognises(self, path: Path) -> bool:
        if is_sealed(path):
            return True
        if path.is_dir() or not is_container(path):
            return False
        try:
            with open_container(path, _LIMITS) as container:
                read_manifest(container)
        except FormatTooNew:
            return True
        except DamagedFile as error:
            return error.facts.get("where") == "manifest.json"
        except FormatError:
            return False
        return True

    def open(self, path: Path, options: Options) -> Source:
        container = open_container(path, _LIMITS, passphrase=options.passphrase)
        try:
            if is_sealed(path) and "manifest.json" not in container:
                return self._other(container, path, options)
            return ArchiveSource(container, options)
        except BaseException:
            container.close()
            raise

    def _other(self, container: Container, path: Path, options: Options) -> Source:
        """Sealed, but no archive: one of our other exports."""
        if any(member.suffix == ".md" for member in container.members):
            from reflect.formats.markdown import NOTES

            return NOTES.shelve(container, options)
        from reflect.formats import dayone

        container.close()
        return dayone.READERS[0].open(path, options)


READERS: tuple[Reader, ...] = (ArchiveReader(),)
EXPORTERS: tuple[Exporter, ...] = (ArchiveExporter(),)

"""Other people's files in, ours and theirs out.

A reader recognises a file by its content and opens it as a `Source`, which yields one
`ForeignEntry` after another; the runner (`reflect.formats.intake`) compares each with the journal
and writes what is new or changed, all or nothing. An exporter writes every entry into one file or
one tree of files; `export` gives it a place to write to, under a temporary name, mode 0600, sealed
where that is asked, and puts it in place only when it is whole.

Readers and exporters are imported when they are first needed: each module named below has a tuple
`READERS` and a tuple `EXPORTERS` (either may be missing).
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Protocol, runtime_checkable

from reflect.errors import Interrupted, NotThisFormat
from reflect.model import Emotion, EntryId, FactorValue, free_name

if TYPE_CHECKING:
    from reflect.journal import Journal

_MODULES = (
    # In the order of asking "is it yours?": those that know their files best come first.
    "archive",
    "dayone",
    "dayone_export",
    "dayone_classic",
    "daylio",
    "daylio_backup",
    "joplin",
    "rednotebook",
    "jrnl",
    "markdown",
    "html",
    "table",
)

Progress = Callable[[int, int | None], None]
"""Called with how many are done and, where known, of how many."""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a person should look at after an import; never their words."""

    where: str
    """Which entry, file or line: `2024-05-01 23:30`, `photos/…`, `line 12`."""
    what: str
    """A short English phrase that stays the same from version to version."""


@dataclass(frozen=True, slots=True)
class ForeignAttachment:
    """A photo or file of an entry elsewhere."""

    name: str = field(repr=False)
    """A bare file name, unique within its entry (see `Names`)."""
    type: str | None
    """Media type; None: told from the name and the first bytes by the runner."""
    open: Callable[[], BinaryIO] | None
    """Opens the bytes, from the start, as often as asked; None where the file is missing."""
    identity: str = ""
    """What tells its bytes from others without reading them: their id, md5, checksum."""


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """One entry of another program, in Reflect's terms."""

    source_id: str = field(repr=False)
    """The same at every import: their id, or what `Identities` makes."""
    written_at: datetime
    """Aware, at the writer's own offset."""
    where: str
    """For warnings: what a person would look for, never their text."""
    zone: str | None = None
    """IANA name where it is known."""
    modified_at: datetime | None = None
    """Aware; None: taken as `written_at`."""
    title: str | None = field(default=None, repr=False)
    text: str | None = field(default=None, repr=False)
    """Markdown; attachments are referred to as `reflect-img:NAME` and `reflect-file:NAME`, NAME
    percent-encoded (see `reference`)."""
    mood: int | None = field(default=None, repr=False)
    emotions: tuple[Emotion, ...] = field(default=(), repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    factors: Mapping[str, FactorValue] = field(default_factory=dict, repr=False)
    starred: bool = False
    attachments: tuple[ForeignAttachment, ...] = field(default=(), repr=False)
    extra: Mapping[str, object] = field(default_factory=dict, repr=False)
    """Whatever else the source had, JSON values; the exporter of that format gives it back."""
    entry_id: EntryId | None = None
    """Only our own files (archive, Markdown) keep ids."""
    keep_out_of_on_this_day: bool = False
    source: tuple[str, str] | None = field(default=None, repr=False)
    """Only our own files: (app, id) the entry was once imported from, given back as it was."""
    deleted_at: datetime | None = None
    """Only our own archive: when a new entry went to the trash there."""
    kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Only our own archive: see `model.Entry`."""


class Source(Protocol):
    """An opened export of another program."""

    app: str
    """The program (`dayone`, `daylio`, …): half of every entry's identity."""
    format: str
    """The reader's name."""
    warnings: list[Warning]
    """Grows while `entries` is read."""
    skipped: int
    """What the reader left out on purpose (each with a warning); grows while `entries` is read."""
    unknown_moods: list[str]
    """Labels that `Options.moods` should give a number from 1 to 5."""

    def entries(self) -> Iterator[ForeignEntry]:
        """Every entry, once; raises DamagedFile, HostileFile."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class Completing(Protocol):
    """A source that also brings things that are no entries (templates, goals, history)."""

    def complete(self, journal: Journal, ids: Mapping[str, EntryId]) -> None:
        """Called once inside the import's transaction after the last entry was written, with the
        entry of every source id (new, changed or unchanged). Not called by `preview`."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may say about an import."""

    passphrase: str | None = field(default=None, repr=False)
    """The source's own."""
    zone: tzinfo | None = None
    """For sources without one; None: this computer's (`settings.local_zone`)."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Field → column, for tables and JSON of unknown origin."""
    moods: Mapping[str, int] = field(default_factory=dict)
    """Mood label → 1 to 5, compared without case and outer blanks."""
    photo_folder: Path | None = None
    """Where to look for pictures that the source only names."""
    on_change: Literal["theirs", "mine", "both"] | None = None
    """What to do with an entry that changed in the source AND here; None: mine, with a warning."""
    progress: Progress | None = field(default=None, repr=False)
    stop: Callable[[], bool] | None = field(default=None, repr=False)
    """Asked between entries; True raises Interrupted and nothing is kept."""


class Reader(Protocol):
    name: str
    """`dayone`, `daylio-csv`, `daylio`, `jrnl`, …: the value of `--format`."""

    def recognises(self, path: Path) -> bool:
        """Cheap, by content; never raises."""
        ...

    def open(self, path: Path, options: Options) -> Source:
        """Raises NotThisFormat, DamagedFile, HostileFile, SourcePassphraseNeeded/-Wrong."""
        ...


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    format: str
    new: int = 0
    unchanged: int = 0
    changed: int = 0
    skipped: int = 0
    found: int = 0
    """Attachments that are there."""
    missing: int = 0
    """Attachments that are only named."""
    warnings: list[Warning] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    unknown_moods: list[str] = field(default_factory=list, repr=False)

    def as_json(self) -> dict[str, object]:
        """The document of `reflect import --json`; the first seven fields are a promise."""
        return {
            "format": self.format,
            "new": self.new,
            "unchanged": self.unchanged,
            "changed": self.changed,
            "skipped": self.skipped,
            "attachments": {"found": self.found, "missing": self.missing},
            "warnings": [{"where": one.where, "what": one.what} for one in self.warnings],
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "unknown_moods": list(self.unknown_moods),
        }


# What exporters write to ------------------------------------------------------


class Tree(Protocol):
    """A folder or a zip being written."""

    def file(self, name: str, size: int | None = None) -> AbstractContextManager[BinaryIO]:
        """A new member (`media/a.jpg`), open for writing, one at a time; `size` in bytes where it
        is known. ValueError on a second use of a name, or one that would leave the tree."""
        ...


@dataclass(frozen=True, slots=True)
class ExportOptions:
    progress: Progress | None = field(default=None, repr=False)
    stop: Callable[[], bool] | None = field(default=None, repr=False)

    def step(self, done: int, of: int | None) -> None:
        """Tell, and raise Interrupted if the person pressed Stop."""
        if self.stop is not None and self.stop():
            raise Interrupted
        if self.progress is not None:
            self.progress(done, of)


@dataclass(slots=True)
class ExportReport:
    format: str
    path: Path
    entries: int = 0
    attachments: int = 0
    sealed: bool = False


class FileExporter(Protocol):
    """Writes one file, front to back (the stream cannot seek)."""

    name: str
    kind: Literal["file"]
    suffix: str

    def write(
        self,
        journal: Journal,
        out: BinaryIO,
        options: ExportOptions,
        report: ExportReport,
    ) -> None: ...


class TreeExporter(Protocol):
    """Writes a tree: kind `tree` becomes a folder (a zip if the path ends in .zip or it is
    sealed), kind `zip` always a zip."""

    name: str
    kind: Literal["tree", "zip"]
    suffix: str

    def write(
        self, journal: Journal, tree: Tree, options: ExportOptions, report: ExportReport
    ) -> None: ...


Exporter = FileExporter | TreeExporter


# Help for readers -------------------------------------------------------------


class Reading:
    """What every source keeps while it is read: see `Source`."""

    def __init__(self, options: Options) -> None:
        from reflect import settings

        self.warnings: list[Warning] = []
        self.skipped = 0
        self.unknown_moods: list[str] = []
        self._zone: tzinfo = options.zone or settings.local_zone()


class Identities:
    """Makes source ids where the source has none: time to the finest unit, hash of the normalised
    text, and a count, so that two equal lines are two entries and stay two at the next import."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, when: str, text: str) -> str:
        """`when` as the source writes it; `text` whatever tells the entry from others."""
        plain = " ".join(text.split())
        stem = f"{when} {sha256(plain.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
        return self.again(stem)

    def again(self, identity: str) -> str:
        """The same id, or `id#2`, `id#3` when it comes again."""
        count = self._seen.get(identity, 0) + 1
        self._seen[identity] = count
        return identity if count == 1 else f"{identity}#{count}"


class Names:
    """Bare, unique attachment names within one entry."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """`wanted` without folders, control characters and surrounding dots; `name-2.ext` when it
        is taken (compared without case)."""
        bare = wanted.replace("\\", "/").rsplit("/", 1)[-1]
        bare = "".join(c for c in bare if c.isprintable() and c not in '<>:"|?*').strip(" .")
        bare = bare[-120:] or "file"
        name = free_name(bare, self._taken)
        self._taken.add(name)
        return name


def reference(name: str, *, picture: bool) -> str:
    """The address of an attachment in an entry's text: `reflect-img:a%20b.jpg`."""
    from urllib.parse import quote

    return f"{'reflect-img' if picture else 'reflect-file'}:{quote(name, safe='')}"


# Finding and running ----------------------------------------------------------


def _part(kind: str) -> Iterator[Any]:
    for name in _MODULES:
        yield from getattr(importlib.import_module(f"{__name__}.{name}"), kind, ())


def readers() -> tuple[Reader, ...]:
    """All readers, those that know their files best first."""
    return tuple(_part("READERS"))


def exporters() -> Mapping[str, Exporter]:
    """All exporters by the name used with `--format`."""
    return {one.name: one for one in _part("EXPORTERS")}


def recognise(path: Path, format: str | None = None) -> Reader:
    """The reader for this path; the one named `format`, unasked, where that is given.

    Raises NotThisFormat; what is wrong with an archive in which nobody could look (HostileFile,
    DamagedFile, SourcePassphraseNeeded).
    """
    for reader in readers():
        if format is None:
            if reader.recognises(path):
                return reader
        elif reader.name == format:
            return reader
    if format is None:
        _look_inside(path)
    raise NotThisFormat(path=str(path), format=format)


def _look_inside(path: Path) -> None:
    from reflect.formats import container

    if container.is_container(path):
        with container.open_container(path) as opened:
            for member in opened.members[:20]:
                with opened.open(member.name) as stream:
                    stream.read(1)


def preview(journal: Journal, path: Path, options: Options, format: str | None = None) -> Report:
    """What `bring_in` would do; writes nothing. Raises what it raises."""
    from reflect.formats import intake

    return intake.preview(journal, path, options, recognise(path, format))


def bring_in(journal: Journal, path: Path, options: Options, format: str | None = None) -> Report:
    """Import everything in one transaction, recorded as a batch that can be undone.

    Raises any FormatError, any JournalError, Interrupted; then nothing was written.
    """
    from reflect.formats import intake

    return intake.bring_in(journal, path, options, recognise(path, format))


def export(
    journal: Journal,
    path: Path,
    format: str,
    *,
    sealed_with: str | None = None,
    options: ExportOptions | None = None,
) -> ExportReport:
    """Write every entry to `path`, which must not exist (an empty folder is accepted for trees).

    `sealed_with` seals the one file with age's passphrase recipient (age-encryption.org/v1).
    Raises NotThisFormat for an unknown format, ExportFailed, Interrupted; then nothing is left.
    """
    from reflect.formats import outlet

    if format == "html" and path.name.lower().removesuffix(".age").endswith((".html", ".htm")):
        format = "html-page"
    exporter = exporters().get(format)
    if exporter is None:
        raise NotThisFormat(path=str(path), format=format)
    return outlet.export(
        journal,
        path,
        exporter,
        sealed_with=sealed_with,
        options=options or ExportOptions(),
    )


def fingerprint(entry: ForeignEntry) -> str:
    """SHA-256 over everything of a foreign entry that an import would keep."""
    kept: Sequence[object] = (
        entry.written_at.isoformat(),
        entry.zone,
        entry.title,
        entry.text,
        entry.mood,
        [(one.word, one.intensity) for one in entry.emotions],
        list(entry.tags),
        sorted(entry.factors.items()),
        entry.starred,
        [(one.name, one.identity, one.open is not None) for one in entry.attachments],
        entry.extra,
        entry.keep_out_of_on_this_day,
    )
    if entry.kind or entry.answers:
        kept = (*kept, entry.kind, sorted(entry.answers.items()))
    canonical = json.dumps(kept, sort_keys=True, ensure_ascii=True, default=str)
    return sha256(canonical.encode("ascii")).hexdigest()

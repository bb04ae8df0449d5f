"""The import itself: what another program's entries do to a journal, all or nothing.

An entry is known by (program, its id there). What was taken from it last time is kept as a
fingerprint, so that a second import tells unchanged from changed without asking anyone:

    not known                     new
    fingerprint the same          unchanged, whatever was done to the entry here
    changed there, not here       theirs; the state before stays in its history
    changed there and here        mine stays, with a warning; or as `Options.on_change` says

Photos go from the source into the journal in pieces; none is ever held whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reflect import media
from reflect.errors import HostileFile, Interrupted, NothingToImport, UnknownId
from reflect.formats import (
    Completing,
    ForeignAttachment,
    ForeignEntry,
    Options,
    Reader,
    Report,
    Source,
    Warning,
    fingerprint,
)
from reflect.formats.container import LIMITS
from reflect.model import Attachment, BatchId, Entry, EntryId, new_id
from reflect.model import Source as Origin

if TYPE_CHECKING:
    from reflect.journal import Journal

MOODS = "import:moods"
"""The journal's state that remembers what the person's own mood labels mean."""

MISSING = "attachment is missing"
KEPT_MINE = "changed in the source and here; yours was kept"
KEPT_NEWER = "differs from the source; yours is newer and was kept"
TOOK_THEIRS = "changed in the source and here; the source's was taken"
KEPT_BOTH = "changed in the source and here; both were kept"


def media_type(one: ForeignAttachment) -> str:
    """As the source says, else by the name's ending, else by the first bytes."""
    if one.type and "/" in one.type:
        return one.type
    if told := media.by_ending(one.name):
        return told
    if one.open is None:
        return media.UNKNOWN
    with one.open() as stream:
        return media.by_content(stream.read(32)) or media.UNKNOWN


class _Import:
    """One run over one source; `journal` is written to only where `writes`."""

    def __init__(self, journal: Journal, source: Source, options: Options, *, writes: bool) -> None:
        self.report = Report(source.format)
        self._journal = journal
        self._source = source
        self._options = options
        self._writes = writes
        self._known = journal.sources(source.app)
        self._ids: dict[str, EntryId] = {}
        self._batch: BatchId | None = None
        self._own: list[Warning] = []

    def run(self, path: Path) -> Report:
        options, report = self._options, self.report
        count = 0
        for count, foreign in enumerate(self._source.entries(), 1):
            if options.stop is not None and options.stop():
                raise Interrupted
            if len(foreign.text or "") > LIMITS.line_chars:
                raise HostileFile(path=str(path), reason="text")
            self._tally(foreign)
            self._ids[foreign.source_id] = self._take(foreign)
            if options.progress is not None:
                options.progress(count, None)
        completing = self._source if isinstance(self._source, Completing) else None
        if not count and not self._source.skipped and completing is None:
            raise NothingToImport(path=str(path), format=self._source.format)
        if self._writes and completing is not None:
            completing.complete(self._journal, self._ids)
        report.skipped = self._source.skipped
        report.warnings = [*self._source.warnings, *self._own]
        report.unknown_moods = list(self._source.unknown_moods)
        if self._batch is not None:
            self._journal.finish_import(
                self._batch,
                new=report.new,
                unchanged=report.unchanged,
                changed=report.changed,
                skipped=report.skipped,
                report=json.dumps(report.as_json()),
            )
        return report

    def _warn(self, foreign: ForeignEntry, what: str) -> None:
        self._own.append(Warning(foreign.where, what))

    def _tally(self, foreign: ForeignEntry) -> None:
        report = self.report
        for one in foreign.attachments:
            if one.open is None:
                report.missing += 1
                self._warn(foreign, MISSING)
            else:
                report.found += 1
        day = foreign.written_at.date()
        report.first = min(report.first or day, day)
        report.last = max(report.last or day, day)

    # What becomes of one ----------------------------------------------------------

    def _take(self, foreign: ForeignEntry) -> EntryId:
        print_ = fingerprint(foreign)
        held = self._known.get(foreign.source_id)
        if held is not None:
            id, before, edited = held
            if before == print_:
                self.report.unchanged += 1
                return id
            self.report.changed += 1
            return self._meet(foreign, id, print_, edited=edited)
        if foreign.entry_id is not None:
            mine = self._own_entry(foreign.entry_id)
            if mine is not None:
                return self._compare(foreign, mine, print_)
        self.report.new += 1
        return self._write(foreign, None, print_)

    def _meet(self, foreign: ForeignEntry, id: EntryId, print_: str, *, edited: bool) -> EntryId:
        """Changed in the source since the last import."""
        choice = self._options.on_change or "mine" if edited else "theirs"
        if choice == "mine":
            self._warn(foreign, KEPT_MINE)
        elif choice == "both":
            self._warn(foreign, KEPT_BOTH)
            double = replace(
                foreign, source_id=f"{foreign.source_id}#theirs", entry_id=None, source=None
            )
            held = self._known.get(double.source_id)
            if held is None:
                self._write(double, None, print_)
            elif held[1] != print_ and not held[2]:
                self._write(double, self._own_entry(held[0]), print_)
        else:
            if edited:
                self._warn(foreign, TOOK_THEIRS)
            self._write(foreign, self._own_entry(id), print_)
        return id

    def _compare(self, foreign: ForeignEntry, mine: Entry, print_: str) -> EntryId:
        """An entry that was written here and comes back under its own id."""
        if _alike(foreign, mine):
            self.report.unchanged += 1
            return mine.id
        self.report.changed += 1
        choice = self._options.on_change
        if choice is None:
            # The same time and other content: the exported file was edited outside.
            newer = (foreign.modified_at or foreign.written_at) >= mine.modified_at
            choice = "theirs" if newer else "mine"
        if choice == "theirs":
            self._write(foreign, mine, print_)
        elif choice == "both":
            self._warn(foreign, KEPT_BOTH)
            self._write(replace(foreign, entry_id=None), None, print_)
        else:
            self._warn(foreign, KEPT_NEWER)
        return mine.id

    def _own_entry(self, id: EntryId) -> Entry | None:
        try:
            return self._journal.entry(id)
        except UnknownId:
            return None

    def _write(self, foreign: ForeignEntry, mine: Entry | None, print_: str) -> EntryId:
        id = mine.id if mine is not None else foreign.entry_id or EntryId(new_id())
        if not self._writes:
            return id
        if self._batch is None:
            self._batch = self._journal.begin_import(self._source.format)
        self._journal.put(
            Entry(
                id=id,
                written_at=foreign.written_at,
                modified_at=(foreign.modified_at or foreign.written_at).astimezone(UTC),
                zone=foreign.zone,
                title=foreign.title or None,
                text=foreign.text or None,
                mood=foreign.mood,
                emotions=foreign.emotions,
                tags=foreign.tags,
                factors=foreign.factors,
                starred=foreign.starred,
                attachments=self._stored(foreign, mine),
                source=self._origin(foreign),
                keep_out_of_on_this_day=foreign.keep_out_of_on_this_day
                or (mine is not None and mine.keep_out_of_on_this_day),
                deleted_at=mine.deleted_at if mine is not None else foreign.deleted_at,
                import_extra=json.dumps(foreign.extra) if foreign.extra else None,
                kind=foreign.kind,
                answers=foreign.answers,
            ),
            batch=self._batch,
            fingerprint=print_,
            keep_modified=True,
        )
        return id

    def _origin(self, foreign: ForeignEntry) -> Origin | None:
        if foreign.source is not None:
            return Origin(*foreign.source)
        if foreign.entry_id is not None:
            return None  # written here, come back under its own id
        return Origin(self._source.app, foreign.source_id)

    def _stored(self, foreign: ForeignEntry, mine: Entry | None) -> tuple[Attachment, ...]:
        """What the source has; what it only names stays where an earlier import had it."""
        held = mine.attachments if mine is not None else ()
        by_bytes = {one.sha256: one for one in held}
        by_name = {one.name: one for one in held}
        stored: list[Attachment] = []
        for one in foreign.attachments:
            if one.open is None:
                if one.name in by_name:
                    stored.append(by_name[one.name])
                continue
            if by_bytes:
                # Reading twice is cheaper than writing what is there already.
                known = by_bytes.get(_sha256(one.open))
                if known is not None:
                    stored.append(replace(known, name=one.name))
                    continue
            with one.open() as stream:
                stored.append(
                    self._journal.attach(
                        one.name, media_type(one), stream, limit=LIMITS.member_bytes
                    )
                )
        return tuple(stored)


def _sha256(opened: Callable[[], BinaryIO]) -> str:
    whole = sha256()
    with opened() as stream:
        while block := stream.read(2**18):
            whole.update(block)
    return whole.hexdigest()


def _alike(foreign: ForeignEntry, mine: Entry) -> bool:
    # What the source only names says nothing: here it may be there, or missing as well.
    missing = {one.name for one in foreign.attachments if one.open is None}
    return (
        (foreign.written_at, foreign.written_at.utcoffset(), foreign.zone)
        == (mine.written_at, mine.written_at.utcoffset(), mine.zone)
        and (foreign.title or None, foreign.text or None, foreign.mood, foreign.starred)
        == (mine.title, mine.text, mine.mood, mine.starred)
        and (foreign.emotions, foreign.tags, dict(foreign.factors))
        == (mine.emotions, mine.tags, dict(mine.factors))
        and (
            not foreign.kind
            or (foreign.kind, dict(foreign.answers)) == (mine.kind, dict(mine.answers))
        )
        and [one.name for one in foreign.attachments if one.open is not None]
        == [one.name for one in mine.attachments if one.name not in missing]
    )


def _remembering(journal: Journal, options: Options) -> Options:
    """Labels that were graded at an earlier import stay graded."""
    before = json.loads(journal.state(MOODS) or "{}")
    return replace(options, moods={**before, **options.moods}) if before else options


def preview(journal: Journal, path: Path, options: Options, reader: Reader) -> Report:
    """Read everything, compare, write nothing."""
    options = _remembering(journal, options)
    with closing(reader.open(path, options)) as source:
        return _Import(journal, source, options, writes=False).run(path)


def bring_in(journal: Journal, path: Path, options: Options, reader: Reader) -> Report:
    """The same, writing, in one transaction."""
    asked = options.moods
    options = _remembering(journal, options)
    with closing(reader.open(path, options)) as source, journal.atomic():
        report = _Import(journal, source, options, writes=True).run(path)
        if asked:
            journal.set_state(MOODS, json.dumps(dict(options.moods)))
        return report

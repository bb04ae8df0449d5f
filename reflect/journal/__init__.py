"""The open journal: every verb that a page needs, and the only SQL in Reflect.

`Journal` takes a path and 32 bytes of key; it knows of no passphrase. It is used by one thread.
What it raises is a leaf of `reflect.errors.JournalError`, or `Interrupted`; anything else is a
defect.

A save is durable when `put` returns (one commit, one fsync). Moving it from the write-ahead log
into the file, so that a plain copy of the folder is complete, is `settle()`: whoever owns the
journal calls it whenever there is nothing else to do, and `close` does.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from reflect.errors import JournalDamaged, UnknownId
from reflect.journal import search as searching
from reflect.journal import upkeep, values
from reflect.journal.attachments import Attachments
from reflect.journal.entries import Entries
from reflect.journal.finding import Finding
from reflect.journal.imports import Imports
from reflect.journal.index import Index
from reflect.journal.kept import K, Keeping
from reflect.journal.post import Post
from reflect.journal.store import Progress, Store, seals_hold
from reflect.journal.timeline import Timeline
from reflect.journal.upkeep import Damage, Salvage
from reflect.model import (
    NO_WORD,
    Attachment,
    BatchId,
    Changes,
    DayMark,
    Entry,
    EntryId,
    Fact,
    Hit,
    ImportRecord,
    Kept,
    KeptId,
    LeftOpen,
    Row,
    Template,
    TemplateId,
    Version,
)

__all__ = ["Damage", "Journal", "Salvage", "now_utc"]


def now_utc() -> datetime:
    return datetime.now(UTC)


class Journal:
    """An open journal. Made by `create` or `open`; a context manager that closes."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._index = Index(store)
        self._entries = Entries(store, self._index, clock)
        self._timeline = Timeline(store)
        self._finding = Finding(store, self._index, self._entries)
        self._attachments = Attachments(store)
        self._imports = Imports(store, self._entries, clock)
        self._keeping = Keeping(store, clock)
        self.post = Post(store, clock)
        """Whom this journal shares with, what went, and what came."""
        self.path: Path = store.path
        self.read_only: bool = store.read_only

    # -- opening and closing ---------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        key: bytes,
        *,
        name: str,
        journal_id: str,
        clock: Callable[[], datetime] = now_utc,
        synchronous: str = "FULL",
    ) -> Journal:
        """A new, empty journal. Raises StorageFull, StorageFailed (also where a file exists)."""
        store = Store.create(path, key, synchronous=synchronous)
        try:
            upkeep.upgrade(store, upkeep.steps())
            journal = cls(store, clock)
            with store.transaction():
                journal._set(":name", values.clean(name))
                journal._set(":id", journal_id)
            store.assert_sealed()
        except BaseException:
            store.close()
            raise
        return journal

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        read_only: bool = False,
        at_rest: bool = False,
        clock: Callable[[], datetime] = now_utc,
        synchronous: str = "FULL",
        before_upgrade: Callable[[int, int], None] | None = None,
    ) -> Journal:
        """Open an existing journal. `at_rest` is for a copy that nobody writes and that has no log:
        read only, and without the two files that SQLite makes beside it.

        An older schema is upgraded in one transaction, after `before_upgrade(found, known)`; if
        that raises, nothing was changed. Raises NotAJournal, JournalDamaged (also for a wrong key:
        who holds the key file knows better), JournalTooNew, StorageFull, StorageFailed, and
        ReadOnly where an older schema is opened for reading.
        """
        try:
            return cls._open(path, key, read_only, at_rest, clock, synchronous, before_upgrade)
        except JournalDamaged as error:
            if error.facts.get("page") is None:
                facts = upkeep.what_is_wrong(path, key)
                raise JournalDamaged(path=path, **facts) from error
            raise

    @classmethod
    def _open(
        cls,
        path: Path,
        key: bytes,
        read_only: bool,
        at_rest: bool,
        clock: Callable[[], datetime],
        synchronous: str,
        before_upgrade: Callable[[int, int], None] | None,
    ) -> Journal:
        steps = upkeep.steps()
        store = Store.open(
            path, key, known=len(steps), read_only=read_only, at_rest=at_rest,
            synchronous=synchronous,
        )  # fmt: skip
        try:
            found = int(store.value("PRAGMA user_version"))
            # A copy at rest is read as it is: its tables are told apart by what is there.
            if found < len(steps) and not at_rest:
                if before_upgrade is not None and not store.read_only:
                    before_upgrade(found, len(steps))
                upkeep.upgrade(store, steps)
            journal = cls(store, clock)
            if not store.read_only:
                journal._attachments.sweep()
        except BaseException:
            store.close()
            raise
        return journal

    def close(self) -> None:
        """Settle and let go of the file. Harmless twice."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def settle(self) -> None:
        """Move the write-ahead log into the file, so that a plain copy of it is complete.

        For idle moments, before locking and before copying. Saves are durable without it.
        Does nothing inside `atomic`. Raises StorageFull, StorageFailed: nothing is lost then.
        """
        self._store.settle()

    def check_still_here(self) -> None:
        """Raises JournalReplaced where the path no longer leads to the file that was opened."""
        self._store.check_still_here()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One transaction around many calls; nests. Raises ReadOnly, JournalReplaced."""
        with self._store.transaction(batch=True):
            yield
        if not self._store.in_transaction:
            self._store.settle()

    # -- what it is ------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._get(":name") or ""

    @property
    def id(self) -> str:
        return self._get(":id") or ""

    def rename(self, name: str) -> None:
        with self._store.joined():
            self._set(":name", values.clean(name))

    # -- entries ---------------------------------------------------------------------------------

    def put(
        self,
        entry: Entry,
        *,
        sitting: str | None = None,
        left_open: LeftOpen | None = None,
        batch: BatchId | None = None,
        fingerprint: str | None = None,
        keep_modified: bool = False,
    ) -> Changes:
        """Insert or update by id, with the search index, in one transaction.

        The state before is kept as a version, unless it was saved in the same `sitting` (one
        stretch of editing: its autosaves leave one version). `modified_at` is set to now unless
        `keep_modified`. `deleted_at` is taken as given: putting a trashed entry back without it
        takes it out of the trash. Where nothing differs, nothing is written: NOTHING.

        `batch` and `fingerprint` belong to an import: with a fingerprint the entry counts as
        unedited here.

        Raises BadValue, UnknownId (an attachment whose bytes were not stored), ReadOnly,
        JournalReplaced, StorageFull, StorageFailed, JournalDamaged.
        """
        return self._entries.put(
            entry, sitting=sitting, left_open=left_open, batch=batch, fingerprint=fingerprint,
            keep_modified=keep_modified,
        )  # fmt: skip

    def entry(self, id: EntryId) -> Entry:
        """Also from the trash. Raises UnknownId."""
        return self._entries.get(id)

    def resolve(self, prefix: str) -> EntryId:
        """The id that begins so, trashed ones included. Raises UnknownId, AmbiguousId."""
        return self._entries.resolve(prefix)

    def entries(
        self,
        *,
        limit: int | None = 50,
        before: datetime | None = None,
        tag: str | None = None,
        trashed: bool = False,
    ) -> tuple[Entry, ...]:
        """Newest first."""
        return self._entries.newest(limit=limit, before=before, tag=tag, trashed=trashed)

    def every_entry(self, *, trashed: bool = False) -> Iterator[Entry]:
        """Oldest first, read in portions. The journal may be written meanwhile."""
        return self._entries.every(trashed=trashed)

    def count(self) -> int:
        """Entries that are not in the trash."""
        return self._entries.count()

    def trash(self, ids: Iterable[EntryId]) -> Changes:
        """Raises UnknownId before anything was moved."""
        return self._entries.trash(ids)

    def untrash(self, ids: Iterable[EntryId]) -> Changes:
        return self._entries.untrash(ids)

    def empty_trash(self, *, older_than: timedelta | None = None) -> Changes:
        """Delete for good: entries, their versions, bytes that nobody else holds, index words."""
        with self._store.joined():
            changes = self._entries.empty_trash(older_than=older_than)
            changes |= self._keeping.empty_trash(older_than)
        self._store.settle()
        return changes

    def history(self, id: EntryId) -> tuple[Version, ...]:
        """Earlier states, oldest first. Raises UnknownId."""
        return self._entries.history(id)

    def restore_version(self, id: EntryId, number: int) -> Changes:
        """The state now becomes a version itself. Raises UnknownId."""
        return self._entries.restore_version(id, number)

    def put_history(self, id: EntryId, versions: Iterable[Version]) -> None:
        """For bringing back an archive. Raises UnknownId, BadValue."""
        self._entries.put_history(id, versions)

    # -- the timeline ----------------------------------------------------------------------------

    def order(self, query: str = "", *, lenient: bool = False) -> array[int]:
        """Row keys, newest first: of all entries, or of those that fit. Raises BadQuery.

        An entry's key changes when its time does.
        """
        parsed = searching.parse(query, lenient=lenient)
        if parsed.is_empty:
            return self._timeline.order()
        return array("q", json.loads(self._finding.keys(parsed)))

    def newest(self, limit: int = 50) -> tuple[Row, ...]:
        return self._timeline.newest(limit)

    def rows(self, keys: Sequence[int]) -> tuple[Row, ...]:
        """In the order of `keys`; those that are gone are left out."""
        return self._timeline.rows(keys)

    def key_of(self, id: EntryId) -> int:
        """Raises UnknownId."""
        return self._entries.key_of(id)

    def search(
        self, query: str, *, limit: int = 20, newest_first: bool = True, lenient: bool = False
    ) -> tuple[Hit, ...]:
        """What fits the query: see `reflect.journal.search`. Best first if not newest first.

        `lenient` is for searching while typing. Raises BadQuery.
        """
        return self._finding.hits(
            searching.parse(query, lenient=lenient), limit=limit, newest_first=newest_first
        )

    def calendar(self, year: int) -> tuple[DayMark, ...]:
        return self._timeline.marks(date(year, 1, 1), date(year, 12, 31))

    def mood_line(self, since: date, until: date) -> tuple[DayMark, ...]:
        """Days that have entries, both ends included, oldest first."""
        return self._timeline.marks(since, until)

    def day(self, day: date) -> tuple[Row, ...]:
        """The day's entries, earliest first."""
        return self._timeline.day(day)

    def years(self) -> tuple[int, ...]:
        """Years that have entries, newest first."""
        return self._timeline.years()

    def on_this_day(self, today: date) -> tuple[Row, ...]:
        """The same day of earlier years, newest first, without entries kept out of it."""
        return self._timeline.on_this_day(today)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Each tag with its number of entries, most used first."""
        return self._timeline.tags()

    def own_words(self) -> tuple[str, ...]:
        """Words for feelings that do not ship with Reflect, most used first."""
        from reflect import content

        shipped = {values.fold(feeling.id) for feeling in content.feelings("en")} | {NO_WORD}
        return tuple(word for word in self._timeline.emotions() if values.fold(word) not in shipped)

    def factor_names(self) -> tuple[str, ...]:
        return self._timeline.factor_names()

    def factor_values(self, name: str) -> tuple[str, ...]:
        """Most used first; numbers as JSON writes them."""
        return self._timeline.factor_values(name)

    def entries_of(self, kind: str, *, limit: int | None = None) -> tuple[Entry, ...]:
        """Setbacks, or the entries of an exercise (`Entry.kind`), newest first."""
        return self._entries.of_kind(kind, limit)

    def between(self, since: date, until: date) -> tuple[Entry, ...]:
        """Entries of these days, both ends included, oldest first."""
        return self._entries.between(since, until)

    def facts(
        self, since: date | None = None, *, cancelled: Callable[[], bool] | None = None
    ) -> tuple[Fact, ...]:
        """What of every entry can be reckoned with, oldest first. Raises Interrupted."""
        return self._timeline.facts(since, cancelled)

    # -- what is kept beside the entries ---------------------------------------------------------

    def keep(self, value: Kept, *, place: int | None = None) -> Changes:
        """Insert or update by id; takes it out of the trash. Without `place` a new one goes to the
        end. Raises BadValue, UnknownId (a photo whose bytes were not stored), ReadOnly,
        JournalReplaced, StorageFull, StorageFailed, JournalDamaged."""
        return self._keeping.keep(value, place=place)

    def kept(self, type_: type[K], *, trashed: bool = False) -> tuple[K, ...]:
        """All of one type: in the person's order; uses, checks and scales by time, oldest first."""
        return self._keeping.all(type_, trashed=trashed)

    def kept_one(self, type_: type[K], id: KeptId) -> K | None:
        """None where there is none, or it is in the trash."""
        return self._keeping.one(type_, id)

    def trash_kept(self, type_: type[Kept], ids: Iterable[KeptId]) -> Changes:
        """Into the trash; `keep` takes it out again. Raises UnknownId before anything went."""
        return self._keeping.trash(type_, ids)

    def order_kept(self, type_: type[Kept], ids: Sequence[KeptId]) -> Changes:
        """Put these first, in this order; the others follow as they were."""
        return self._keeping.order(type_, ids)

    def kept_rows(self) -> list[tuple[str, int, str | None, object]]:
        """All there is, for an archive: kind, place, when it was trashed, JSON."""
        return self._keeping.rows()

    def bring_kept(self, value: Kept, *, place: int, deleted_at: datetime | None) -> bool:
        """From an archive: only where there is none with this id. Whether it came in."""
        with self._store.joined():
            return self._keeping.bring(value, place=place, deleted_at=deleted_at)

    # -- attachments -----------------------------------------------------------------------------

    def attach(
        self,
        name: str,
        type: str,
        stream: BinaryIO,
        *,
        limit: int = 200 * 2**20,
        progress: Callable[[int], None] | None = None,
    ) -> Attachment:
        """Store the bytes of a stream, once for all that hold the same.

        `put` makes them part of an entry; bytes that no entry and no version holds are removed at
        the next open. `progress` hears the bytes read so far. Raises AttachmentTooLarge,
        StorageFull, ReadOnly.
        """
        return self._attachments.attach(name, type, stream, limit=limit, progress=progress)

    def read_attachment(self, sha256: str) -> Iterator[bytes]:
        """Pieces of 256 KiB. Raises UnknownId at once."""
        return self._attachments.read(sha256)

    # -- drafts, templates, states ---------------------------------------------------------------

    def left_open(self) -> LeftOpen | None:
        found = self._get(":left-open")
        return None if found is None else LeftOpen(*json.loads(found))

    def forget_left_open(self) -> None:
        if self._get(":left-open") is not None:
            with self._store.joined():
                self._set(":left-open", None)

    def templates(self) -> tuple[Template, ...]:
        """By name."""
        rows = self._store.bulk(
            "id, name, text, shipped", "SELECT * FROM template ORDER BY name COLLATE NOCASE, id"
        )
        return tuple(
            Template(TemplateId(id), name, text, bool(shipped)) for id, name, text, shipped in rows
        )

    def put_template(self, template: Template) -> Changes:
        with self._store.joined():
            self._store.run(
                "INSERT OR REPLACE INTO template (id, name, text, shipped) VALUES (?, ?, ?, ?)",
                (
                    template.id, values.clean(template.name), values.clean(template.text),
                    int(template.shipped),
                ),
            )  # fmt: skip
        return Changes(templates=True)

    def delete_template(self, id: TemplateId) -> Changes:
        """Raises UnknownId."""
        with self._store.joined():
            if not self._store.run("DELETE FROM template WHERE id = ? RETURNING id", (id,)):
                raise UnknownId(kind="template", id=id)
        return Changes(templates=True)

    def state(self, name: str) -> str | None:
        return self._get(name)

    def listed(self, name: str) -> tuple[str, ...]:
        """A state that is a JSON list of words; empty where there is none or it is broken."""
        try:
            found = json.loads(self._get(name) or "[]")
        except ValueError:
            return ()
        words = found if isinstance(found, list) else []
        return tuple(each for each in words if isinstance(each, str))

    def states(self) -> dict[str, str]:
        """All of them by name, without the journal's own."""
        rows = self._store.bulk("name, value", "SELECT * FROM state WHERE name NOT LIKE ':%'")
        return dict(rows)

    @property
    def is_sharing(self) -> bool:
        """Whether sharing is on: switched on once, and not off since. Loads nothing of it."""
        return self.post.is_on() and self.state("sharing") != "off"

    def set_state(self, name: str, value: str | None) -> None:
        """Small settings that say something about the person; None removes."""
        with self._store.joined():
            self._set(name, None if value is None else values.clean(value))

    def _get(self, name: str) -> str | None:
        value = self._store.value("SELECT value FROM state WHERE name = ?", (name,))
        return None if value is None else str(value)

    def _set(self, name: str, value: str | None) -> None:
        if value is None:
            self._store.run("DELETE FROM state WHERE name = ?", (name,))
        else:
            self._store.run(
                "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, value)
            )

    # -- imports ---------------------------------------------------------------------------------

    def sources(self, app: str) -> dict[str, tuple[EntryId, str, bool]]:
        """Source id → entry, fingerprint at its last import, edited here since.

        Entries in the trash are among them, those of an undone import are not.
        """
        return self._imports.sources(app)

    def mark_source(self, id: EntryId, fingerprint: str, *, edited: bool) -> None:
        """What an entry's source was like at the last import, and whether the entry was edited
        since: known from elsewhere (an archive) rather than from an import done here."""
        self._imports.mark(id, fingerprint, edited=edited)

    def begin_import(self, format: str) -> BatchId:
        return self._imports.begin(format)

    def finish_import(
        self, batch: BatchId, *, new: int, unchanged: int, changed: int, skipped: int, report: str
    ) -> None:
        self._imports.finish(
            batch, new=new, unchanged=unchanged, changed=changed, skipped=skipped, report=report
        )

    def imports(self) -> tuple[ImportRecord, ...]:
        """Finished ones, newest first."""
        return self._imports.records()

    def undo_import(self, batch: BatchId) -> Changes:
        """New entries go to the trash, changed ones back to the version before; all or nothing."""
        changes = self._imports.undo(batch)
        self._store.settle()
        return changes

    # -- care ------------------------------------------------------------------------------------

    def copy_to(
        self,
        path: Path,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> str | None:
        """A copy under the same key at `path`, which must not exist.

        Returns the SHA-256 of the bytes that were copied, hexadecimal, with which the copy on the
        disk is equal if the copying went well; None where no bytes were copied (another process is
        using the journal) but the content was written anew.

        `progress` hears bytes done and altogether. Raises Interrupted, StorageFull,
        StorageFailed; no half copy is left.
        """
        return upkeep.copy_to(self._store, path, progress=progress, cancelled=cancelled)

    def row_counts(self) -> dict[str, int]:
        """Rows of each table, for comparing a backup."""
        return upkeep.row_counts(self._store)

    def fingerprint(self) -> str:
        """Over all content, for comparing a backup: equal journals, equal fingerprints."""
        return upkeep.fingerprint(self._store)

    def examine(
        self, *, thorough: bool = True, progress: Progress | None = None
    ) -> tuple[Damage, ...]:
        """What is wrong with the file. Not thorough: only the seals of all pages and the size."""
        return upkeep.examine(self._store, thorough=thorough, progress=progress)

    @staticmethod
    def examine_broken(path: Path, key: bytes) -> tuple[Damage, ...]:
        """The damaged pages of a file that `open` refuses with JournalDamaged; never empty."""
        return upkeep.examine_broken(path, key)

    @staticmethod
    def seals_hold(path: Path, key: bytes) -> bool:
        """Whether the seal of every page of a file that nobody writes is right. Makes no files
        beside it, and may run on any thread."""
        return seals_hold(path, key)

    def rebuild_index(self) -> None:
        """Make the search index anew from the entries: heals `Damage(None, "search index")`."""
        self._index.rebuild()
        self._store.settle()

    @staticmethod
    def salvage(
        path: Path, key: bytes, target: Journal, *, progress: Progress | None = None
    ) -> Salvage:
        """Copy what can be read of a broken journal into another."""
        return upkeep.salvage(path, key, target, progress=progress)

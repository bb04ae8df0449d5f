"""Imports: what came from where, and how it goes away again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from reflect.errors import UnknownId
from reflect.journal.entries import Entries
from reflect.journal.store import Store
from reflect.journal.values import from_ticks, to_ticks
from reflect.model import NOTHING, BatchId, Changes, EntryId, ImportRecord, new_id


class Imports:
    def __init__(self, store: Store, entries: Entries, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._entries = entries
        self._clock = clock

    def sources(self, app: str) -> dict[str, tuple[EntryId, str, bool]]:
        rows = self._store.bulk(
            "source_id, id, source_print, source_edited",
            "SELECT * FROM entry WHERE source_app = ? AND source_print IS NOT NULL ORDER BY key",
            (app,),
        )
        return {
            source: (EntryId(id), fingerprint, bool(edited))
            for source, id, fingerprint, edited in rows
        }

    def mark(self, id: EntryId, fingerprint: str, *, edited: bool) -> None:
        with self._store.joined():
            self._store.run(
                "UPDATE entry SET source_print = ?, source_edited = ?"
                " WHERE id = ? AND source_app IS NOT NULL",
                (fingerprint, int(edited), id),
            )

    def begin(self, format: str) -> BatchId:
        batch = BatchId(new_id())
        with self._store.joined():
            self._store.run(
                "INSERT INTO batch (id, at, format) VALUES (?, ?, ?)",
                (batch, to_ticks(self._clock()), format),
            )
        return batch

    def finish(
        self, batch: BatchId, *, new: int, unchanged: int, changed: int, skipped: int, report: str
    ) -> None:
        with self._store.joined():
            self._num(batch)
            self._store.run(
                "UPDATE batch SET new = ?, unchanged = ?, changed = ?, skipped = ?, report = ?,"
                " finished = 1 WHERE id = ?",
                (new, unchanged, changed, skipped, report, batch),
            )

    def _num(self, batch: BatchId) -> int:
        num = self._store.value("SELECT num FROM batch WHERE id = ?", (batch,))
        if num is None:
            raise UnknownId(kind="import", id=batch)
        return int(num)

    def records(self) -> tuple[ImportRecord, ...]:
        """Newest first."""
        rows = self._store.run(
            "SELECT id, at, format, new, unchanged, changed, skipped, undone, report FROM batch"
            " WHERE finished = 1 ORDER BY num DESC"
        )
        return tuple(
            ImportRecord(
                BatchId(id), from_ticks(at), format, new, unchanged, changed, skipped,
                bool(undone), report,
            )
            for id, at, format, new, unchanged, changed, skipped, undone, report in rows
        )  # fmt: skip

    def undo(self, batch: BatchId) -> Changes:
        with self._store.transaction(batch=True):
            num = self._num(batch)
            if self._store.value("SELECT undone FROM batch WHERE num = ?", (num,)):
                return NOTHING
            rows = json.loads(
                self._store.value(
                    "SELECT json_group_array(json_array(entry_id, version)) FROM batch_entry"
                    " WHERE batch = ? AND entry_id IN (SELECT id FROM entry)",
                    (num,),
                )
            )
            fresh = [EntryId(id) for id, version in rows if version is None]
            changes = self._entries.trash(fresh)
            for id in fresh:
                # Bringing the same file in again must bring it in.
                self._store.run("UPDATE entry SET source_print = NULL WHERE id = ?", (id,))
            for id, version in rows:
                if version is not None:
                    changes |= self._entries.restore_version(EntryId(id), version)
                    self._store.run(
                        "UPDATE entry SET source_print = '', source_edited = 0 WHERE id = ?", (id,)
                    )
            self._store.run("UPDATE batch SET undone = 1 WHERE num = ?", (num,))
        return changes

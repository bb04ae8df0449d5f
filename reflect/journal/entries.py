"""Entries: writing, reading, history, trash."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from reflect.errors import AmbiguousId, UnknownId
from reflect.journal import values
from reflect.journal.attachments import remove_unheld
from reflect.journal.index import Index
from reflect.journal.store import Store
from reflect.journal.values import ENTRY_COLUMNS, from_ticks, to_ticks
from reflect.model import NOTHING, BatchId, Changes, Entry, EntryId, FactorValue, LeftOpen, Version

_PAGE = 100
"""Entries read at once where all are wanted."""

_WINDOWS = (64, 3600, 86_400, 40_000_000)
"""Seconds within which a free key is looked for."""


class Entries:
    def __init__(self, store: Store, index: Index, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._index = index
        self._clock = clock

    # -- writing ---------------------------------------------------------------------------------

    def put(
        self,
        entry: Entry,
        *,
        sitting: str | None,
        left_open: LeftOpen | None,
        batch: BatchId | None,
        fingerprint: str | None,
        keep_modified: bool,
    ) -> Changes:
        entry = values.checked(entry)
        with self._store.joined():
            blobs = self._blobs(entry)
            if left_open is not None:
                self.leave_open(left_open)
            before = self._row(entry.id)
            if before is not None and values.same(before[1], entry):
                self._note_source(entry, fingerprint)
                return NOTHING
            if not keep_modified:
                entry = replace(entry, modified_at=self._clock())
            number = None
            if before is None:
                self._insert(entry, sitting)
            else:
                number = self._update(entry, before[0], before[1], sitting)
            self._hold_blobs(entry.id, blobs)
            self._note_source(entry, fingerprint, edited=before is not None)
            if batch is not None:
                self._store.run(
                    "INSERT OR IGNORE INTO batch_entry (batch, entry_id, version)"
                    " SELECT num, ?, ? FROM batch WHERE id = ?",
                    (entry.id, number, batch),
                )
        if entry.deleted_at is not None:
            return Changes(removed=frozenset({entry.id}))
        return Changes(entries=frozenset({entry.id}))

    def _row(self, id: EntryId) -> tuple[int, Entry] | None:
        row = self._store.row(f"SELECT key, {ENTRY_COLUMNS} FROM entry WHERE id = ?", (id,))
        return None if row is None else (row[0], values.entry_of(row[1:]))

    def _columns(self, entry: Entry) -> dict[str, object]:
        photos, files = values.photos_and_files(entry)
        return {
            "id": entry.id,
            "written_at": to_ticks(entry.written_at),
            "utc_offset": values.offset_of(entry.written_at),
            "day": values.day_text(entry.day),
            "modified_at": to_ticks(entry.modified_at),
            "deleted_at": None if entry.deleted_at is None else to_ticks(entry.deleted_at),
            "mood": entry.mood,
            "starred": int(entry.starred),
            "kept_out": int(entry.keep_out_of_on_this_day),
            "photos": photos,
            "files": files,
            "source_app": entry.source.app if entry.source else None,
            "source_id": entry.source.id if entry.source else None,
            "title": entry.title,
            "excerpt": values.stored_excerpt(entry.text),
            "details": values.details(entry),
            "labels": values.labels(entry),
            "text": entry.text,
        }

    def _insert(self, entry: Entry, sitting: str | None) -> None:
        columns = {
            "key": self._free_key(entry.written_at),
            **self._columns(entry),
            "sitting": sitting,
        }
        self._store.run(
            f"INSERT INTO entry ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            tuple(columns.values()),
        )
        if entry.deleted_at is None:
            self._make_findable(int(str(columns["key"])), entry)

    def _update(self, entry: Entry, key: int, before: Entry, sitting: str | None) -> int | None:
        """Returns the number of the version that keeps the state before, if one was made."""
        columns = {**self._columns(entry), "sitting": sitting}
        last_sitting = self._store.value("SELECT sitting FROM entry WHERE key = ?", (key,))
        number = None
        content_changed = not values.same(replace(before, deleted_at=entry.deleted_at), entry)
        if content_changed and (sitting is None or sitting != last_sitting):
            number = self._keep_version(before)
        if before.written_at != entry.written_at:
            columns["key"] = self._free_key(entry.written_at, own=key)
        new_key = int(str(columns.get("key", key)))
        was, is_now = before.deleted_at is None, entry.deleted_at is None
        words = (before.title, before.text, values.labels(before))
        reindex = (was, key, *words) != (
            is_now, new_key, entry.title, entry.text, columns["labels"]
        )  # fmt: skip
        if was and reindex:
            self._index.remove(key, *words)
        self._store.run(
            f"UPDATE entry SET {', '.join(f'{name} = ?' for name in columns)} WHERE key = ?",
            (*columns.values(), key),
        )
        if is_now and reindex:
            self._index.add(new_key)
        if was != is_now or key != new_key or _looked_up(before) != _looked_up(entry):
            if was:
                self._forget_words(key, before)
            if is_now:
                self._learn_words(new_key, entry)
        return number

    def _free_key(self, written_at: datetime, own: int | None = None) -> int:
        wanted = values.key_at(written_at)
        if self._is_free(wanted, own):
            return wanted
        start = wanted
        for width in _WINDOWS:
            last = self._store.value(
                "SELECT max(key) FROM entry WHERE key >= ? AND key < ?", (start, start + width)
            )
            if last is None:
                return start
            if last + 1 < start + width:
                return int(last) + 1
            start += width
        return int(self._store.value("SELECT max(key) FROM entry")) + 1

    def _is_free(self, key: int, own: int | None) -> bool:
        return key == own or self._store.row("SELECT 1 FROM entry WHERE key = ?", (key,)) is None

    # -- what entries are looked up by: present for those that are not in the trash ---------------

    def _make_findable(self, key: int, entry: Entry) -> None:
        self._index.add(key)
        self._learn_words(key, entry)

    def _learn_words(self, key: int, entry: Entry) -> None:
        for tag in entry.tags:
            folded = values.fold(tag)
            if not self._tagged(key, folded):
                self._store.run("INSERT INTO tag (folded, name) VALUES (?, ?)", (folded, tag))
                self._tagged(key, folded)
        for emotion in entry.emotions:
            self._store.run(
                "INSERT INTO entry_emotion (folded, key, word) VALUES (?, ?, ?)",
                (values.fold(emotion.word), key, emotion.word),
            )
        for name, value in entry.factors.items():
            self._store.run(
                "INSERT INTO entry_factor (name, value, key) VALUES (?, ?, ?)",
                (name, _factor_text(value), key),
            )
        if entry.kind:
            self._store.run("INSERT INTO entry_kind (kind, key) VALUES (?, ?)", (entry.kind, key))

    def _tagged(self, key: int, folded: str) -> bool:
        """Whether there is such a tag; if so, the entry has it now."""
        made = self._store.run(
            "INSERT INTO entry_tag (tag, key) SELECT num, ? FROM tag WHERE folded = ? RETURNING 1",
            (key, folded),
        )
        return bool(made)

    def _forget_words(self, key: int, entry: Entry) -> None:
        for tag in entry.tags:
            self._store.run(
                "DELETE FROM entry_tag WHERE key = ?"
                " AND tag = (SELECT num FROM tag WHERE folded = ?)",
                (key, values.fold(tag)),
            )
        for emotion in entry.emotions:
            self._store.run(
                "DELETE FROM entry_emotion WHERE folded = ? AND key = ?",
                (values.fold(emotion.word), key),
            )
        for name, value in entry.factors.items():
            self._store.run(
                "DELETE FROM entry_factor WHERE name = ? AND value = ? AND key = ?",
                (name, _factor_text(value), key),
            )
        self._store.run("DELETE FROM entry_kind WHERE kind = ? AND key = ?", (entry.kind, key))

    # -- attachments and sources -----------------------------------------------------------------

    def _blobs(self, entry: Entry) -> list[int]:
        found = []
        for sha256 in {attachment.sha256 for attachment in entry.attachments}:
            num = self._store.value(
                "SELECT num FROM blob WHERE sha256 = ? AND whole = 1", (sha256,)
            )
            if num is None:
                raise UnknownId(kind="attachment", id=sha256)
            found.append(num)
        return found

    def _hold_blobs(self, id: EntryId, blobs: Iterable[int]) -> None:
        for num in blobs:
            self._store.run(
                "INSERT OR IGNORE INTO blob_use (blob, entry_id) VALUES (?, ?)", (num, id)
            )

    def _note_source(self, entry: Entry, fingerprint: str | None, *, edited: bool = False) -> None:
        if entry.source is None:
            return
        if fingerprint is not None:
            self._store.run(
                "UPDATE entry SET source_print = ?, source_edited = 0 WHERE id = ?"
                " AND (source_print IS NOT ? OR source_edited)",
                (fingerprint, entry.id, fingerprint),
            )
        elif edited:
            self._store.run("UPDATE entry SET source_edited = 1 WHERE id = ?", (entry.id,))
        else:
            self._store.run(
                "UPDATE entry SET source_print = '' WHERE id = ? AND source_print IS NULL",
                (entry.id,),
            )

    def leave_open(self, place: LeftOpen) -> None:
        with self._store.joined():
            self._store.run(
                "INSERT INTO state (name, value) VALUES (':left-open', ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                " WHERE value <> excluded.value",
                (json.dumps([place.entry_id, place.cursor]),),
            )

    # -- reading ---------------------------------------------------------------------------------

    def get(self, id: EntryId) -> Entry:
        found = self._row(id)
        if found is None:
            raise UnknownId(kind="entry", id=id)
        return found[1]

    def by_key(self, keys: Iterable[int]) -> dict[int, Entry]:
        rows = self._store.bulk(
            f"key, {ENTRY_COLUMNS}",
            "SELECT * FROM entry WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {row[0]: values.entry_of(row[1:]) for row in rows}

    def key_of(self, id: EntryId) -> int:
        key = self._store.value("SELECT key FROM entry WHERE id = ?", (id,))
        if key is None:
            raise UnknownId(kind="entry", id=id)
        return int(key)

    def resolve(self, prefix: str) -> EntryId:
        wanted = values.clean(prefix.strip())
        for candidate in dict.fromkeys((wanted, wanted.lower())):
            if not candidate:
                continue
            if self._store.row("SELECT 1 FROM entry WHERE id = ?", (candidate,)):
                return EntryId(candidate)
            found = self._store.run(
                "SELECT id FROM entry WHERE id >= ? AND id < ? ORDER BY id LIMIT 6",
                (candidate, candidate + "\U0010ffff"),
            )
            if len(found) == 1:
                return EntryId(found[0][0])
            if found:
                raise AmbiguousId(
                    kind="entry", id=prefix, candidates=tuple(row[0] for row in found)
                )
        raise UnknownId(kind="entry", id=prefix)

    def newest(
        self, *, limit: int | None, before: datetime | None, tag: str | None, trashed: bool
    ) -> tuple[Entry, ...]:
        limits: list[object] = []
        conditions = "deleted_at IS NOT NULL" if trashed else "deleted_at IS NULL"
        if before is not None:
            conditions += " AND written_at < ?"
            limits.append(to_ticks(before))
        if tag is not None:
            # In the order of keys the tag's own entries come newest first.
            rest = (
                "SELECT entry.* FROM entry_tag CROSS JOIN entry USING (key) WHERE"
                f" tag = (SELECT num FROM tag WHERE folded = ?) AND {conditions}"
                " ORDER BY entry_tag.key DESC"
            )
            limits.insert(0, values.fold(values.clean(tag)))
        else:
            rest = f"SELECT * FROM entry WHERE {conditions} ORDER BY written_at DESC, key DESC"
        rows = self._store.bulk(
            ENTRY_COLUMNS, rest + " LIMIT ?", (*limits, -1 if limit is None else max(limit, 0))
        )
        found = [values.entry_of(row) for row in rows]
        if tag is not None:
            found.sort(key=lambda entry: entry.written_at, reverse=True)
        return tuple(found)

    def every(self, *, trashed: bool) -> Iterator[Entry]:
        condition = "deleted_at IS NOT NULL" if trashed else "deleted_at IS NULL"
        last: tuple[int, int] = (-(2**63), 0)
        while True:
            rows = self._store.bulk(
                f"key, {ENTRY_COLUMNS}",
                f"SELECT * FROM entry WHERE {condition} AND (written_at, key) > (?, ?)"
                " ORDER BY written_at, key LIMIT ?",
                (*last, _PAGE),
            )
            if not rows:
                return
            for row in rows:
                yield values.entry_of(row[1:])
            last = (rows[-1][2], rows[-1][0])

    def of_kind(self, kind: str, limit: int | None) -> tuple[Entry, ...]:
        rows = self._store.bulk(
            ENTRY_COLUMNS,
            "SELECT entry.* FROM entry_kind CROSS JOIN entry USING (key)"
            " WHERE kind = ? AND deleted_at IS NULL ORDER BY written_at DESC LIMIT ?",
            (kind, -1 if limit is None else limit),
        )
        return tuple(values.entry_of(row) for row in rows)

    def between(self, since: date, until: date) -> tuple[Entry, ...]:
        rows = self._store.bulk(
            ENTRY_COLUMNS,
            "SELECT * FROM entry WHERE deleted_at IS NULL AND day BETWEEN ? AND ?"
            " ORDER BY written_at, key",
            (values.day_text(since), values.day_text(until)),
        )
        return tuple(values.entry_of(row) for row in rows)

    def count(self) -> int:
        return int(self._store.value("SELECT count(*) FROM entry WHERE deleted_at IS NULL"))

    # -- trash -----------------------------------------------------------------------------------

    def trash(self, ids: Iterable[EntryId]) -> Changes:
        return self._bin(ids, to_ticks(self._clock()))

    def untrash(self, ids: Iterable[EntryId]) -> Changes:
        return self._bin(ids, None)

    def _bin(self, ids: Iterable[EntryId], deleted_at: int | None) -> Changes:
        moved = []
        with self._store.joined():
            rows = [(id, self._row(id)) for id in dict.fromkeys(ids)]
            for id, row in rows:
                if row is None:
                    raise UnknownId(kind="entry", id=id)
            for id, row in rows:
                assert row is not None
                key, entry = row
                if (entry.deleted_at is None) == (deleted_at is None):
                    continue
                moved.append(id)
                if deleted_at is not None:
                    self._index.remove(key, entry.title, entry.text, values.labels(entry))
                    self._forget_words(key, entry)
                self._store.run("UPDATE entry SET deleted_at = ? WHERE key = ?", (deleted_at, key))
                if deleted_at is None:
                    self._make_findable(key, entry)
        if deleted_at is None:
            return Changes(entries=frozenset(moved))
        return Changes(removed=frozenset(moved))

    def empty_trash(self, *, older_than: timedelta | None) -> Changes:
        until = to_ticks(self._clock() - (older_than or timedelta()))
        with self._store.joined():
            gone = [
                EntryId(row[0])
                for row in self._store.run(
                    "SELECT id FROM entry WHERE deleted_at IS NOT NULL AND deleted_at <= ?",
                    (until,),
                )
            ]
            if not gone:
                return NOTHING
            for id in gone:
                for table in ("version", "blob_use", "batch_entry"):
                    self._store.run(f"DELETE FROM {table} WHERE entry_id = ?", (id,))
                self._store.run("DELETE FROM entry WHERE id = ?", (id,))
            place = self._store.value("SELECT value FROM state WHERE name = ':left-open'")
            if place is not None and json.loads(place)[0] in gone:
                self._store.run("DELETE FROM state WHERE name = ':left-open'")
            self._store.run("DELETE FROM tag WHERE num NOT IN (SELECT tag FROM entry_tag)")
            remove_unheld(self._store)
            self._index.squeeze()
        return Changes(removed=frozenset(gone))

    # -- history ---------------------------------------------------------------------------------

    def _keep_version(self, entry: Entry) -> int:
        number = int(
            self._store.value(
                "SELECT coalesce(max(number), 0) + 1 FROM version WHERE entry_id = ?", (entry.id,)
            )
        )
        self._store.run(
            "INSERT INTO version (entry_id, number, saved_at, body) VALUES (?, ?, ?, ?)",
            (entry.id, number, to_ticks(entry.modified_at), values.frozen(entry)),
        )
        return number

    def history(self, id: EntryId) -> tuple[Version, ...]:
        self.key_of(id)
        rows = self._store.run(
            "SELECT number, saved_at, body FROM version WHERE entry_id = ? ORDER BY number", (id,)
        )
        return tuple(
            Version(number, from_ticks(saved_at), values.thawed(body))
            for number, saved_at, body in rows
        )

    def version(self, id: EntryId, number: int) -> Entry:
        body = self._store.value(
            "SELECT body FROM version WHERE entry_id = ? AND number = ?", (id, number)
        )
        if body is None:
            raise UnknownId(kind="version", id=number)
        return values.thawed(body)

    def restore_version(self, id: EntryId, number: int) -> Changes:
        with self._store.joined():
            now = self.get(id)
            then = replace(self.version(id, number), deleted_at=now.deleted_at)
            return self.put(
                then,
                sitting=None,
                left_open=None,
                batch=None,
                fingerprint=None,
                keep_modified=False,
            )

    def put_history(self, id: EntryId, versions: Iterable[Version]) -> None:
        checked = [
            (version.number, to_ticks(version.saved_at), values.checked(version.entry))
            for version in versions
        ]
        with self._store.joined():
            self.key_of(id)
            for number, saved_at, entry in checked:
                self._hold_blobs(id, self._blobs(entry))
                self._store.run(
                    "INSERT OR REPLACE INTO version (entry_id, number, saved_at, body)"
                    " VALUES (?, ?, ?, ?)",
                    (id, number, saved_at, values.frozen(replace(entry, id=id))),
                )


def _factor_text(value: FactorValue) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _looked_up(entry: Entry) -> object:
    return (
        entry.tags,
        tuple(emotion.word for emotion in entry.emotions),
        tuple((name, type(value), value) for name, value in entry.factors.items()),
        entry.kind,
    )

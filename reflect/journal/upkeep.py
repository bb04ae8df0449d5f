"""Care of the file: its schema, its copies, its health, and what can be saved from a broken one."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reflect.errors import (
    BadValue,
    Interrupted,
    JournalDamaged,
    JournalError,
    StorageFailed,
    StorageFull,
)
from reflect.journal import kept, values
from reflect.journal.store import PAGE, Progress, Store, broken_seals
from reflect.model import Attachment, Entry, Strategy, Template, TemplateId, Version

if TYPE_CHECKING:
    from reflect.journal import Journal


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong with the file."""

    page: int | None
    """Counted from 1."""
    what: str
    """A stable short phrase: "page seal", "page size", "file size", "structure", "search index"."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read from a broken journal."""

    rescued: int
    """Entries, with as much of their history and attachments as could be read."""
    lost: int
    """Entries that are known to have been there and could not be read."""
    incomplete: int = 0
    """Of the rescued: those that miss an attachment."""


# -- schema --------------------------------------------------------------------------------------


def steps() -> tuple[str, ...]:
    """The SQL of each schema step; step n leads to `user_version` n."""
    folder = resources.files("reflect.journal").joinpath("schema")
    names = sorted(
        item.name for item in folder.iterdir() if re.fullmatch(r"\d{4}_\w+\.sql", item.name)
    )
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def upgrade(store: Store, all_steps: tuple[str, ...]) -> None:
    """All missing steps in one transaction: the file is of the old schema or of the new one."""
    with store.transaction():
        found = int(store.value("PRAGMA user_version"))
        for number, step in enumerate(all_steps[found:], start=found + 1):
            store.script(step)
            store.run(f"PRAGMA user_version={number}")


# -- copies --------------------------------------------------------------------------------------


def copy_to(
    store: Store,
    path: Path,
    *,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> str | None:
    """A copy under the same key and salt: byte for byte, which costs a fifth of sealing every page
    anew; where somebody else reads or writes meanwhile, VACUUM INTO."""
    total = int(store.value("PRAGMA page_count")) * PAGE

    def tick(done: int) -> bool:
        if progress is not None:
            progress(min(done, total), total)
        return cancelled is not None and cancelled()

    def look() -> bool:
        return tick(path.stat().st_size if path.exists() else 0)

    if path.exists():
        raise StorageFailed(path=path, code=errno.EEXIST)
    try:
        taken = store.copy_bytes(path, tick)
        if taken is None:
            with store.watched(look):
                # As bytes: a name on disk need not be text.
                store.run("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(path),))
    except JournalError as error:
        path.unlink(missing_ok=True)
        if isinstance(error, StorageFull):
            raise StorageFull(path=path) from error
        raise
    except Interrupted:
        path.unlink(missing_ok=True)
        raise
    if progress is not None:
        progress(total, total)
    return taken


_HISTORY = (
    "own_root", "contact", "contact_device", "fallback_session", "invite", "share", "arrival",
    "applied", "ack_due", "relay", "placeholder",
)  # fmt: skip
"""Of sharing, what a salvage brings over: the others' public keys, but no device of one's own, no
session, no key of one. In an order in which each row finds what it points to."""
_POST = (
    *_HISTORY, "seal_key", "one_time_key", "mailbox", "session",
    "outbox", "outbox_relay", "part", "seen", "parked", "cursor",
)  # fmt: skip
_TOLD = (
    "state", "entry", "version", "blob", "blob_use", "template", "batch", "batch_entry", "kept",
    *_POST,
)  # fmt: skip
_FOLLOWS = ("tag", "entry_tag", "entry_emotion", "entry_factor", "entry_kind", "own_device")
"""Counted only. The device's word is another at every opening, and no restore takes a device."""
_SINCE = frozenset({"kept", "entry_kind", "own_device", *_POST})
"""Tables that came with a later step. Empty they are as if they were not there: a backup from
before holds the same."""
_PORTION = 200


def row_counts(store: Store) -> dict[str, int]:
    """Rows of every table; without those that came with a later step and are empty."""
    there = {row[0] for row in store.run("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    counts = {
        table: int(store.value(f"SELECT count(*) FROM {table}"))
        for table in (*_TOLD, "chunk", *_FOLLOWS)
        if table in there
    }
    return {table: many for table, many in counts.items() if many or table not in _SINCE}


def fingerprint(store: Store) -> str:
    """SHA-256 over every row of every table, in a fixed order, row counts first.

    Lookup tables follow from `entry` and are counted only, like the device.
    """
    whole = hashlib.sha256()
    counts = row_counts(store)
    for table, many in counts.items():
        whole.update(f"{table}:{many}\n".encode())
    for table in counts:
        if table not in _TOLD:
            continue
        for portion in _portions(store, table):
            whole.update(portion.encode() + b"\n")
    last = 0
    while row := store.row(
        "SELECT num, blob, bytes FROM chunk WHERE num > ? ORDER BY num LIMIT 1", (last,)
    ):
        last = row[0]
        whole.update(f"{row[1]}:{len(row[2])}:".encode() + row[2])
    return whole.hexdigest()


def _portions(store: Store, table: str) -> Iterator[str]:
    """All rows of a table as JSON lists of at most 200, in the order of its primary key."""
    columns = store.run(f"PRAGMA table_info({table})")
    key = ", ".join(one[1] for one in sorted(columns, key=lambda one: one[5]) if one[5])
    # JSON holds no bytes.
    names = ", ".join(f"hex({one[1]})" if one[2] == "BLOB" else one[1] for one in columns)
    after: tuple[Any, ...] = ()
    while True:
        marks = ", ".join("?" * len(after))
        condition = f"WHERE ({key}) > ({marks})" if after else ""
        row = store.row(
            "SELECT rows, json_extract(rows, '$[#-1][0]') FROM ("
            f"SELECT json_group_array(json_array(json_array({key}), {names})) AS rows"
            f" FROM (SELECT * FROM {table} {condition} ORDER BY {key} LIMIT {_PORTION}))",
            after,
        )
        if row is None or row[1] is None:
            return
        yield row[0]
        after = tuple(json.loads(row[1]))


# -- health --------------------------------------------------------------------------------------


def examine(store: Store, *, thorough: bool, progress: Progress | None) -> tuple[Damage, ...]:
    """What is wrong with the file; nothing where all is well.

    The order matters: `cipher_integrity_check` reads only the file, not the write-ahead log, so the
    log goes into the file first. A file cut at a page border passes it, so its size is compared.
    """
    parts = 4 if thorough else 2

    def done(part: int) -> None:
        if progress is not None:
            progress(part, parts)

    damage: list[Damage] = []
    done(0)
    try:
        store.settle()
        damage.extend(
            _page_damage(str(row[0])) for row in store.run("PRAGMA cipher_integrity_check")
        )
        done(1)
        pages = int(store.value("PRAGMA page_count"))
        size = store.path.stat().st_size
        # Who reads only cannot bring in the log that another process is writing.
        if size != pages * PAGE and not (store.read_only and store.log_size()):
            damage.append(Damage(None, "file size"))
        done(2)
        if thorough and not damage:
            if store.run("PRAGMA quick_check") != [("ok",)] or store.run(
                "PRAGMA foreign_key_check"
            ):
                damage.append(Damage(None, "structure"))
            done(3)
            damage.extend(_index_damage(store))
            done(4)
    except JournalDamaged:
        if not damage:
            damage.append(Damage(None, "structure"))
    return tuple(damage)


def examine_broken(path: Path, key: bytes) -> tuple[Damage, ...]:
    """The damaged pages of a file that `Journal.open` refuses; never empty."""
    found = tuple(_page_damage(line) for line in broken_seals(path, key))
    return found or (Damage(None, "structure"),)


def what_is_wrong(path: Path, key: bytes) -> dict[str, object]:
    """The facts about a file that does not open: the first page whose seal is wrong, and `unfit`
    where that is every page: another journal's file, or its salt, the first 16 bytes, is hurt."""
    pages = {page for line in broken_seals(path, key) if (page := _page_damage(line).page)}
    if len(pages) > 1 and len(pages) >= path.stat().st_size // PAGE:
        return {"page": 1, "unfit": True}
    return {"page": min(pages, default=None)}


def _page_damage(line: str) -> Damage:
    page = re.search(r"page (\d+)", line)
    what = "page size" if "invalid size" in line else "page seal"
    return Damage(int(page[1]) if page else None, what)


def _index_damage(store: Store) -> list[Damage]:
    if store.read_only:
        return []
    with store.transaction():
        right = store.holds("INSERT INTO entry_fts (entry_fts, rank) VALUES ('integrity-check', 1)")
    return [] if right else [Damage(None, "search index")]


# -- salvage -------------------------------------------------------------------------------------


def salvage(path: Path, key: bytes, target: Journal, *, progress: Progress | None) -> Salvage:
    """Copy what can be read, row by row, into `target`.

    After a page whose seal is wrong the connection gives errors for healthy pages, too: it is
    opened anew after each error. Raises JournalDamaged where not even the schema can be read.
    """
    Store.open_wreck(path, key).close()
    wreck = _Wreck(path, key)
    rescued = incomplete = 0
    try:
        keys = wreck.keys()
        with target.atomic():
            for name, value in wreck.rows("SELECT name, value FROM state"):
                if not name.startswith(":"):
                    target.set_state(name, value)
            for id, name, text, shipped in wreck.rows(
                "SELECT id, name, text, shipped FROM template"
            ):
                target.put_template(Template(TemplateId(id), name, text, bool(shipped)))
            for kind, place, gone, body in wreck.rows(
                "SELECT kind, place, deleted_at, body FROM kept"
            ):
                _rescue_kept(wreck, target, kind, place, gone, body)
            _rescue_post(wreck, target)
            for done, entry_key in enumerate(keys):
                whole = _rescue(wreck, entry_key, target)
                rescued += whole is not None
                incomplete += whole is False
                if progress is not None:
                    progress(done + 1, len(keys))
    finally:
        wreck.close()
    return Salvage(rescued=rescued, lost=len(keys) - rescued, incomplete=incomplete)


def _rescue_kept(
    wreck: _Wreck, target: Journal, kind: str, place: int, gone: int | None, body: str
) -> None:
    try:
        value = kept.from_json(kind, json.loads(body))
    except (BadValue, ValueError):
        return
    if isinstance(value, Strategy):
        value = replace(value, photos=_attachments(wreck, value.photos, target))
    deleted_at = None if gone is None else values.from_ticks(gone)
    target.bring_kept(value, place=place, deleted_at=deleted_at)


def _rescue_post(wreck: _Wreck, target: Journal) -> None:
    """Whom one shared with, what went and what came. Mailboxes come, too, since others write there;
    devices are made anew (`Post.new_device_needed`)."""
    for table in (*_HISTORY, "mailbox"):
        columns = [row[1] for row in wreck.rows(f"PRAGMA table_info({table})")]
        if columns:
            rows = wreck.rows(f"SELECT {', '.join(columns)} FROM {table}")
            target.post.bring_rows(table, columns, rows)
    if target.post.is_on():
        target.post.forget_device()


def _rescue(wreck: _Wreck, key: int, target: Journal) -> bool | None:
    """Whether the entry came over with all its attachments; None where it did not."""
    rows = wreck.rows(f"SELECT {values.ENTRY_COLUMNS} FROM entry WHERE key = ?", (key,))
    if not rows:
        return None
    entry = _with_bytes(wreck, values.entry_of(rows[0]), target)
    target.put(entry, keep_modified=True)
    versions = wreck.rows(
        "SELECT number, saved_at, body FROM version WHERE entry_id = ? ORDER BY number",
        (entry.id,),
    )
    target.put_history(
        entry.id,
        [
            Version(
                number,
                values.from_ticks(saved_at),
                _with_bytes(wreck, values.thawed(body), target),
            )
            for number, saved_at, body in versions
        ],
    )
    return len(entry.attachments) == len(values.entry_of(rows[0]).attachments)


def _with_bytes(wreck: _Wreck, entry: Entry, target: Journal) -> Entry:
    """The entry with those of its attachments whose bytes came over."""
    return replace(entry, attachments=_attachments(wreck, entry.attachments, target))


def _attachments(
    wreck: _Wreck, wanted: tuple[Attachment, ...], target: Journal
) -> tuple[Attachment, ...]:
    came = []
    for one in wanted:
        stream = cast("BinaryIO", _Pieces(wreck, one.sha256))
        if target.attach(one.name, one.type, stream, limit=one.size).sha256 == one.sha256:
            came.append(one)
    return tuple(came)


class _Wreck:
    """A broken journal, read for as long as it answers."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._store: Store | None = None

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def rows(self, sql: str, bound: tuple[Any, ...] = ()) -> list[Any]:
        """What a statement gives; nothing where it meets a broken page."""
        return self._ask(sql, bound) or []

    def _ask(self, sql: str, bound: tuple[Any, ...]) -> list[Any] | None:
        try:
            if self._store is None:
                self._store = Store.open_wreck(self._path, self._key)
            return self._store.run(sql, bound)
        except (JournalDamaged, StorageFailed):
            self.close()
            return None

    def keys(self) -> list[int]:
        """The keys of all entries, from wherever they still stand: the table and its indexes."""
        found: set[int] = set()
        for source, order in (
            ("entry NOT INDEXED", "key"),
            ("entry INDEXED BY sqlite_autoindex_entry_1", "id"),
            ("entry INDEXED BY entry_facts WHERE deleted_at IS NULL", "key"),
        ):
            for direction in ("ASC", "DESC"):
                keys, whole = self._walk(source, order, direction)
                found.update(keys)
                if whole:
                    break
        return sorted(found)

    def _walk(self, source: str, order: str, direction: str) -> tuple[list[int], bool]:
        """Keys in one direction until a broken page; whether the end was reached."""
        found: list[int] = []
        last: tuple[Any, ...] = ()
        while True:
            after = f"{order} {'>' if direction == 'ASC' else '<'} ?" if last else "true"
            glue = "AND" if "WHERE" in source else "WHERE"
            rows = self._ask(
                f"SELECT key, {order} FROM {source} {glue} {after}"
                f" ORDER BY {order} {direction} LIMIT 20",
                last,
            )
            if rows is None:
                return found, False
            if not rows:
                return found, True
            found.extend(row[0] for row in rows)
            last = (rows[-1][1],)


class _Pieces:
    """The bytes of an attachment in a wreck, as a stream; shorter where a page is broken."""

    def __init__(self, wreck: _Wreck, sha256: str) -> None:
        self._wreck = wreck
        rows = wreck.rows("SELECT num FROM blob WHERE sha256 = ?", (sha256,))
        self._blob = rows[0][0] if rows else None
        self._last = 0
        self._rest = b""

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and self._blob is not None:
            rows = self._wreck.rows(
                "SELECT num, bytes FROM chunk WHERE blob = ? AND num > ? ORDER BY num LIMIT 1",
                (self._blob, self._last),
            )
            if not rows:
                break
            self._last = rows[0][0]
            self._rest += rows[0][1]
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

"""Care of the file: its schema, its copies, its health, and what can be saved from a broken one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflect.errors import (
    AttachmentTooLarge,
    Interrupted,
    JournalDamaged,
    JournalError,
    NotAJournal,
    StorageFull,
    UnknownId,
)
from reflect.journal import values
from reflect.journal.store import PAGE, Progress, Store

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
    """What could be read from a broken journal: entries with their history."""

    rescued: int
    lost: int
    """Entries that are known to have been there and could not be read whole."""


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
) -> None:
    """A compact copy under the same key and salt (VACUUM INTO)."""
    total = int(store.value("PRAGMA page_count")) * PAGE

    def tick() -> bool:
        if progress is not None:
            progress(min(path.stat().st_size if path.exists() else 0, total), total)
        return cancelled is not None and cancelled()

    try:
        with store.watched(tick):
            store.run("VACUUM INTO ?", (str(path),))
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


_TABLES = (
    "state", "entry", "version", "blob", "chunk", "blob_use", "template", "batch", "batch_entry",
)  # fmt: skip


def fingerprint(store: Store) -> str:
    """SHA-256 over every row of every table, in a fixed order, row counts first.

    Lookup tables follow from `entry` and are counted only.
    """
    whole = hashlib.sha256()
    for table in (*_TABLES, "tag", "entry_tag", "entry_emotion", "entry_factor"):
        whole.update(f"{table}:{store.value(f'SELECT count(*) FROM {table}')}\n".encode())
    for table in _TABLES:
        columns = store.run(f"PRAGMA table_info({table})")
        names = ", ".join(f"quote({column[1]})" for column in columns)
        keys = [column[1] for column in sorted(columns, key=lambda one: one[5]) if column[5]]
        many = 16 if table == "chunk" else 500
        last: tuple[Any, ...] | None = None
        while True:
            # Keyset pages as one row each: see Store.bulk.
            after = f" WHERE ({', '.join(keys)}) > ({', '.join('?' * len(keys))})" if last else ""
            found = json.loads(
                store.value(
                    f"SELECT json_array(group_concat(line, char(10)), count(*),"
                    f" json_array({', '.join(f'max(k{n})' for n in range(len(keys)))}))"
                    f" FROM (SELECT {', '.join(f'{key} AS k{n}' for n, key in enumerate(keys))},"
                    f" concat_ws(char(31), {names}) AS line FROM {table}{after}"
                    f" ORDER BY {', '.join(keys)} LIMIT {many})",
                    last or (),
                )
            )
            if not found[1]:
                break
            whole.update(found[0].encode("utf-8", "surrogatepass") + b"\n")
            last = _last_key(store, table, keys, last, many)
            if found[1] < many:
                break
    return whole.hexdigest()


def _last_key(
    store: Store, table: str, keys: list[str], last: tuple[Any, ...] | None, many: int
) -> tuple[Any, ...]:
    after = f" WHERE ({', '.join(keys)}) > ({', '.join('?' * len(keys))})" if last else ""
    row = store.row(
        f"SELECT {', '.join(keys)} FROM {table}{after}"
        f" ORDER BY {', '.join(keys)} LIMIT 1 OFFSET {many - 1}",
        last or (),
    )
    return row if row is not None else ()


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
        for row in store.run("PRAGMA cipher_integrity_check"):
            damage.append(_page_damage(str(row[0])))
        done(1)
        pages = int(store.value("PRAGMA page_count"))
        size = store.path.stat().st_size
        if size != pages * PAGE:
            damage.append(Damage(None, "file size"))
        done(2)
        if thorough and not damage:
            if store.run("PRAGMA quick_check") != [("ok",)]:
                damage.append(Damage(None, "structure"))
            elif store.run("PRAGMA foreign_key_check"):
                damage.append(Damage(None, "structure"))
            done(3)
            damage.extend(_index_damage(store))
            done(4)
    except JournalDamaged:
        if not damage:
            damage.append(Damage(None, "structure"))
    return tuple(damage)


def _page_damage(line: str) -> Damage:
    page = re.search(r"page (\d+)", line)
    what = "page size" if "invalid size" in line else "page seal"
    return Damage(int(page[1]) if page else None, what)


def _index_damage(store: Store) -> list[Damage]:
    if store.read_only:
        return []
    try:
        with store.transaction():
            store.run("INSERT INTO entry_fts (entry_fts, rank) VALUES ('integrity-check', 1)")
    except JournalDamaged:
        return [Damage(None, "search index")]
    return []


# -- salvage -------------------------------------------------------------------------------------


def salvage(
    path: Path, key: bytes, target: Journal, *, known: int, progress: Progress | None
) -> Salvage:
    """Copy what can be read, row by row, into `target`.

    After a page whose seal is wrong the connection gives errors for healthy pages, too: it is
    opened anew after each error.
    """
    wreck = _Wreck(path, key, known)
    try:
        ids = wreck.ids()
        rescued = 0
        with target.atomic():
            for name, value in wreck.rows("SELECT name, value FROM state"):
                if not name.startswith(":"):
                    target.set_state(name, value)
            for done, id in enumerate(ids):
                if wreck.rescue(id, target):
                    rescued += 1
                if progress is not None and done % 50 == 0:
                    progress(done, len(ids))
            wreck.rescue_templates(target)
        return Salvage(rescued=rescued, lost=len(ids) - rescued)
    finally:
        wreck.close()


class _Wreck:
    def __init__(self, path: Path, key: bytes, known: int) -> None:
        self._path, self._key, self._known = path, key, known
        self._store: Store | None = None

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def rows(self, sql: str, bound: tuple[Any, ...] = ()) -> list[Any]:
        """What a statement gives, or nothing; a fresh connection after each failure."""
        try:
            if self._store is None:
                self._store = Store.open_wreck(self._path, self._key)
            return self._store.run(sql, bound)
        except (JournalDamaged, NotAJournal):
            self.close()
            return []

    def ids(self) -> list[int]:
        """Row keys from wherever they can still be read, newest first."""
        found: set[int] = set()
        for source in ("entry INDEXED BY entry_time WHERE deleted_at IS NULL",
                       "entry INDEXED BY entry_trash WHERE deleted_at IS NOT NULL",
                       "entry NOT INDEXED"):  # fmt: skip
            found.update(self._walk(source))
        return sorted(found, reverse=True)

    def _walk(self, source: str) -> list[int]:
        text = self.rows(f"SELECT json_group_array(key) FROM {source}")
        if text:
            return [int(key) for key in json.loads(text[0][0])]
        # The walk met a broken page: from both ends as far as it goes, then by jumps.
        return []

    def rescue(self, key: int, target: Journal) -> bool:
        rows = self.rows(f"SELECT {values.ENTRY_COLUMNS} FROM entry WHERE key = ?", (key,))
        if not rows:
            return False
        entry = values.entry_of(rows[0])
        whole = True
        kept = []
        for attachment in entry.attachments:
            if self._rescue_bytes(attachment.sha256, attachment.name, attachment.type, target):
                kept.append(attachment)
            else:
                whole = False
        target.put(replace(entry, attachments=tuple(kept)), keep_modified=True)
        return whole

    def _rescue_bytes(self, sha256: str, name: str, type: str, target: Journal) -> bool:
        stream = _Pieces(self, sha256)
        try:
            found = target.attach(name, type, stream, limit=2**40)  # type: ignore[arg-type]
        except (UnknownId, AttachmentTooLarge):
            return False
        return found.sha256 == sha256

    def rescue_templates(self, target: Journal) -> None:
        from reflect.model import Template, TemplateId

        for id, name, text, shipped in self.rows("SELECT id, name, text, shipped FROM template"):
            target.put_template(Template(TemplateId(id), name, text, bool(shipped)))


class _Pieces:
    """The bytes of a blob in a wreck, as a stream."""

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
            self._rest += bytes(rows[0][1])
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

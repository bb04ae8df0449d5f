"""One encrypted database file: opened in one exact order, its failures named at one border.

Everything that speaks to SQLCipher goes through `Store`; what it raises is a leaf of
`JournalError`, or a defect of ours. The order of the pragmas is that of SQLCipher's own
documentation (https://www.zetetic.net/sqlcipher/sqlcipher-api/): the key first, `cipher_*`
settings never after it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from reflect.errors import (
    Interrupted,
    JournalDamaged,
    JournalReplaced,
    JournalTooNew,
    NotAJournal,
    ReadOnly,
    ReflectError,
    StorageFailed,
    StorageFull,
)

PAGE = 4096
"""Bytes of a page; SQLCipher's own default, never set."""

APPLICATION_ID = 0x52464C54
"""ASCII "RFLT", in the file's header (encrypted like the rest)."""

PLAIN_MAGIC = b"SQLite format 3\x00"

LOWEST_CIPHER = (4, 5)
"""The oldest SQLCipher whose file format and fixes are relied on."""

_CACHE = -16_000
_BIG_CACHE = -64_000
"""KiB of pages kept decrypted, as SQLite counts; the big one for bulk work and huge journals."""
_MANY_PAGES = 300_000

_KEY = re.compile(r"[0-9a-f]{64}")

_FULL = 13
_CORRUPT = 11
_NOT_A_DATABASE = 26
_IO = 10
_READ_ONLY = 8
_CANNOT_OPEN = 14
_BUSY = 5
_LOCKED = 6
_INTERRUPTED = 9
_NO_MEMORY = 7
_SHARED_INDEX = 32 * 1024
"""Bytes that SQLite's index of the write-ahead log takes up as soon as a file is opened."""
_PERMISSION = 3
_PIECE = 64 * 1024
"""Bytes copied at once."""

Value = Any
Progress = Callable[[int, int], None]
"""Called now and then with what is done and what there is altogether, in one unit."""


class Store:
    """The connection, its transactions and its errors. Used by one thread."""

    def __init__(self, path: Path, *, read_only: bool, synchronous: str) -> None:
        self.path = path
        self.read_only = read_only
        self.synchronous = synchronous
        self._dead: JournalDamaged | None = None
        self._depth = 0
        self._batch = False
        self._cache = _CACHE
        self._identity: tuple[int, int] | None = None
        self._connection: Any = None
        self._bytes: int | None = None
        self.before_savepoint: Callable[[], None] = lambda: None
        """Called before a nested transaction begins and before the outermost one commits: whoever
        holds work back brings it in now."""
        self.rolled_back: Callable[[], None] = lambda: None
        """Called after a transaction was rolled back: what is held back or cached is void."""

    # -- opening ---------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, key: bytes, *, synchronous: str = "FULL") -> Store:
        """A new empty encrypted file, mode 0600.

        Raises StorageFull, StorageFailed (code EEXIST where there already is a file).
        """
        store = cls(path, read_only=False, synchronous=synchronous)
        with store._border():
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            os.close(descriptor)
            store._connect(key, "rw")
            store._settings()
            store.run(f"PRAGMA application_id={APPLICATION_ID}")
        return store

    def assert_sealed(self) -> None:
        """After the first write: the file on disk must not be readable without a key.

        An unset key silently gives plain SQLite; that would be a defect of ours, so it is an
        AssertionError and not a failure with words.
        """
        self.settle()
        with self.path.open("rb") as file:
            head = file.read(len(PLAIN_MAGIC))
        if head == PLAIN_MAGIC or len(head) < len(PLAIN_MAGIC):
            raise AssertionError("the new journal is not encrypted")

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        known: int,
        read_only: bool = False,
        at_rest: bool = False,
        synchronous: str = "FULL",
    ) -> Store:
        """Open an existing file whose schema version is at most `known`.

        Raises NotAJournal, JournalDamaged, JournalTooNew, StorageFailed; in each of these cases
        not one byte of the file was changed.
        """
        store = cls(path, read_only=read_only or at_rest, synchronous=synchronous)
        with store._border():
            store._look_from_outside()
            store._connect(key, "ro&immutable=1" if at_rest else store._mode())
            try:
                # Before journal_mode, which writes into a file that is not in WAL mode.
                store._gate(key, known)
                store._settings()
                store._compare_size()
            except BaseException:
                store._connection.close()
                raise
        return store

    @classmethod
    def open_wreck(cls, path: Path, key: bytes) -> Store:
        """For reading what is left of a broken file, without any of the questions of `open`."""
        store = cls(path, read_only=True, synchronous="FULL")
        with store._border():
            store._connect(key, store._mode())
        return store

    def _look_from_outside(self) -> None:
        # SQLite would take an empty file for a new database and open it with any key.
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as file:
                head = file.read(len(PLAIN_MAGIC))
        except FileNotFoundError:
            raise NotAJournal(path=self.path, size=0) from None
        except IsADirectoryError:
            raise NotAJournal(path=self.path, size=0) from None
        if size < PAGE or head == PLAIN_MAGIC:
            raise NotAJournal(path=self.path, size=size)
        # While a log waits, a page that is half there is one that was being brought in when the
        # process ended: it is brought in again. What is missing then, `_compare_size` finds.
        if size % PAGE and not self.log_size():
            raise JournalDamaged(path=self.path, page=size // PAGE + 1)

    def _mode(self) -> str:
        if not self.read_only:
            return "rw"
        # Reading a WAL database wants to create two files beside it; where that cannot be done,
        # nobody else can be writing there either.
        if not self.log_size() and not os.access(self.path.parent, os.W_OK):
            return "ro&immutable=1"
        return "ro"

    def log_size(self) -> int:
        """Bytes of the write-ahead log that wait to come into the file."""
        wal = self.path.with_name(self.path.name + "-wal")
        return wal.stat().st_size if wal.exists() else 0

    def _connect(self, key: bytes, mode: str) -> None:
        hexkey = key.hex()
        if not _KEY.fullmatch(hexkey):
            # SQLCipher would take a malformed raw key for a passphrase.
            raise ValueError("a journal key has 32 bytes")
        try:
            self._connection = self._dial(hexkey, mode)
        except dbapi2.OperationalError as error:
            full = isinstance(self._named(error), StorageFull) and not self.log_size()
            if mode != "ro" or not (full or _code(error) in (_CANNOT_OPEN, _READ_ONLY)):
                raise
            self._connection = self._dial(hexkey, "ro&immutable=1")
        status = self.path.stat()
        self._identity = (status.st_dev, status.st_ino)

    def _dial(self, hexkey: str, mode: str) -> Any:
        connection = _keyed(self.path, hexkey, mode)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    def _settings(self) -> None:
        if not self.read_only:
            self.run("PRAGMA journal_mode=WAL")
            self.run(f"PRAGMA synchronous={self.synchronous}")
            if sys.platform == "darwin":
                self.run("PRAGMA fullfsync=ON")
                self.run("PRAGMA checkpoint_fullfsync=ON")
        for pragma in (
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "busy_timeout=3000",
            "secure_delete=ON",
            f"cache_size={self._cache}",
        ):
            self.run("PRAGMA " + pragma)
        self._assert_engine()

    def _assert_engine(self) -> None:
        """What the promises rest on, looked at in the running engine; a wrong one is a defect."""
        version = str(self.value("PRAGMA cipher_version") or "0")
        numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        options = {str(row[0]) for row in self.run("PRAGMA compile_options")}
        wrong = [
            name
            for name, holds in (
                ("cipher_version", numbers >= LOWEST_CIPHER),
                ("TEMP_STORE", bool(options & {"TEMP_STORE=2", "TEMP_STORE=3"})),
                ("temp_store", self.value("PRAGMA temp_store") == 2),
                ("FTS5", "ENABLE_FTS5" in options),
                ("memory security", str(self.value("PRAGMA cipher_memory_security")) == "0"),
                ("synchronous", self.read_only or self.value("PRAGMA synchronous") != 0),
                ("secure_delete", self.value("PRAGMA secure_delete") == 1),
            )
            if not holds
        ]
        if wrong:
            raise AssertionError(f"this SQLCipher cannot be trusted with a journal: {wrong}")

    def _gate(self, key: bytes, known: int) -> None:
        found = int(self.value("PRAGMA user_version"))
        mark = int(self.value("PRAGMA application_id"))
        if mark == APPLICATION_ID and 1 <= found <= known:
            return
        if self.log_size():
            # Closing the last connection would write the waiting log into the file: a second,
            # read-only one that closes later prevents that.
            with suppress(dbapi2.Error):
                witness = self._dial(key.hex(), "ro")
                try:
                    self._connection.close()
                finally:
                    witness.close()
        if mark != APPLICATION_ID or found < 1:
            raise NotAJournal(path=self.path, size=self.path.stat().st_size)
        raise JournalTooNew(path=self.path, found=found, known=known)

    def _compare_size(self) -> None:
        # A file cut at a page border passes cipher_integrity_check.
        if self.read_only and self.log_size():
            return
        self.settle()
        pages = int(self.value("PRAGMA page_count"))
        size = self.path.stat().st_size
        if size < pages * PAGE:
            raise JournalDamaged(path=self.path, page=size // PAGE + 1)
        if pages > _MANY_PAGES:
            self._cache = _BIG_CACHE
            self.run(f"PRAGMA cache_size={self._cache}")

    def close(self) -> None:
        """Bring everything into the one file and let go of it. Harmless twice."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        try:
            if not self.read_only and self._dead is None:
                # A full disk cannot be checkpointed: the log stays there, nothing is lost.
                with suppress(dbapi2.Error, MemoryError):
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            with suppress(dbapi2.Error):
                connection.close()
            if self._bytes is not None:
                os.close(self._bytes)
                self._bytes = None

    # -- speaking --------------------------------------------------------------------------------

    def run(self, sql: str, values: Sequence[Value] | dict[str, Value] = ()) -> list[Any]:
        """Execute one statement and fetch all it gives."""
        with self._border():
            rows: list[Any] = self._connection.execute(sql, values).fetchall()
            return rows

    def holds(self, check: str) -> bool:
        """Whether a check of FTS5 passes; for use where the seals of all pages are known to be
        right, so that a failure says nothing about the connection."""
        with self._border():
            try:
                self._connection.execute(check)
            except dbapi2.DatabaseError as error:
                if _code(error) != _CORRUPT:
                    raise
                return False
        return True

    def row(self, sql: str, values: Sequence[Value] = ()) -> tuple[Value, ...] | None:
        rows = self.run(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Sequence[Value] = ()) -> Value:
        """The first column of the first row, or None."""
        rows = self.run(sql, values)
        return rows[0][0] if rows else None

    def bulk(self, columns: str, rest: str, values: Sequence[Value] = ()) -> list[Any]:
        """Many rows as one: `columns` (SQL expressions) of `rest` (a FROM clause and on).

        SQLCipher lets go of the interpreter's lock at every row; beside a busy thread that costs
        milliseconds each. One JSON row costs one.
        """
        text = self.value(f"SELECT json_group_array(json_array({columns})) FROM ({rest})", values)
        found: list[Any] = json.loads(text)
        return found

    def script(self, sql: str) -> None:
        """Statement by statement inside the current transaction (`executescript` would commit)."""
        statement = ""
        for line in sql.splitlines(keepends=True):
            statement += line
            if dbapi2.complete_statement(statement):
                self.run(statement)
                statement = ""
        if statement.strip():
            self.run(statement)

    @property
    def last_row(self) -> int:
        return int(self.value("SELECT last_insert_rowid()"))

    @property
    def in_batch(self) -> bool:
        """Inside `transaction(batch=True)`: work may be held back until its end."""
        return self._batch

    # -- transactions ----------------------------------------------------------------------------

    @contextmanager
    def transaction(self, *, batch: bool = False) -> Iterator[None]:
        """All or nothing; nests by savepoints. Only the outermost one is durable at its end.

        Raises ReadOnly, JournalReplaced before anything is written.
        """
        if self.read_only:
            raise ReadOnly(path=self.path)
        if self._depth:
            with self._nested():
                yield
            return
        self.check_still_here()
        if batch:
            self.run(f"PRAGMA cache_size={_BIG_CACHE}")
        self.run("BEGIN IMMEDIATE")
        self._depth = 1
        self._batch = batch
        try:
            yield
            self.before_savepoint()
            self.run("COMMIT")
        except BaseException:
            self._roll_back("ROLLBACK")
            raise
        finally:
            self._depth = 0
            self._batch = False
            if batch and self._dead is None:
                with suppress(ReflectError):
                    self.run(f"PRAGMA cache_size={self._cache}")

    @contextmanager
    def joined(self) -> Iterator[None]:
        """A transaction of its own, or the one that is open, without a savepoint: for writes that
        check everything before they begin."""
        if self._depth:
            yield
        else:
            with self.transaction():
                yield

    @contextmanager
    def _nested(self) -> Iterator[None]:
        self.before_savepoint()
        name = f"level{self._depth}"
        self.run(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
            self.before_savepoint()
            self.run(f"RELEASE {name}")
        except BaseException:
            self._roll_back(f"ROLLBACK TO {name}")
            with suppress(ReflectError):
                if self._dead is None and self._connection.in_transaction:
                    self.run(f"RELEASE {name}")
            raise
        finally:
            self._depth -= 1

    def _roll_back(self, sql: str) -> None:
        # SQLite has often rolled back by itself (full disk, I/O error).
        with suppress(dbapi2.Error, MemoryError):
            if self._connection is not None and self._connection.in_transaction:
                self._connection.execute(sql)
        self.rolled_back()

    @property
    def in_transaction(self) -> bool:
        return self._depth > 0

    def settle(self) -> None:
        """Move the write-ahead log into the file: a plain copy of the file is then complete.

        A save is durable without it. StorageFull and StorageFailed here mean only that the log
        stays where it is.
        """
        if self.read_only or self._depth:
            return
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    # -- care ------------------------------------------------------------------------------------

    def check_still_here(self) -> None:
        """Raises JournalReplaced where the path no longer leads to the file that was opened."""
        try:
            status = self.path.stat()
        except OSError:
            raise JournalReplaced(path=self.path) from None
        if (status.st_dev, status.st_ino) != self._identity:
            raise JournalReplaced(path=self.path)

    def copy_bytes(self, path: Path, tick: Callable[[int], bool]) -> str | None:
        """The file as it stands, byte for byte, into a new file; SHA-256 of what was read.

        None, and nothing made, where the log cannot be emptied first: another process is reading,
        or this one only reads. `tick` hears the bytes done; True stops it (Interrupted). Nobody
        writes meanwhile. Raises StorageFull, StorageFailed.
        """
        self.settle()
        if self.read_only or self._depth or self.log_size():
            return None
        with self.transaction(), self._border():
            return None if self.log_size() else self._copy_bytes(path, tick)

    def _copy_bytes(self, path: Path, tick: Callable[[int], bool]) -> str:
        if self._bytes is None:
            # Kept until the connection is closed: closing any other descriptor of the file would
            # take SQLite's own locks away (https://www.sqlite.org/howtocorrupt.html, 2.2).
            self._bytes = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        status = os.fstat(self._bytes)
        if (status.st_dev, status.st_ino) != self._identity:
            raise JournalReplaced(path=self.path)
        os.lseek(self._bytes, 0, os.SEEK_SET)
        read = hashlib.sha256()
        done = 0
        try:
            with path.open("xb", buffering=0) as target:
                while piece := os.read(self._bytes, _PIECE):
                    read.update(piece)
                    if target.write(piece) != len(piece):
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                    done += len(piece)
                    if tick(done):
                        raise Interrupted
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull(path=path) from error
            raise StorageFailed(path=path, code=error.errno) from error
        return read.hexdigest()

    @contextmanager
    def watched(self, tick: Callable[[], bool], every: int = 500) -> Iterator[None]:
        """Call `tick` now and then during a long statement; True stops it (Interrupted)."""
        self._connection.set_progress_handler(lambda: 1 if tick() else 0, every)
        try:
            yield
        finally:
            if self._connection is not None:
                self._connection.set_progress_handler(None, 0)

    # -- the border ------------------------------------------------------------------------------

    @contextmanager
    def _border(self) -> Iterator[None]:
        if self._dead is not None:
            raise JournalDamaged(**self._dead.facts)
        try:
            yield
        except (dbapi2.DatabaseError, MemoryError) as error:
            named = self._named(error)
            if named is error:
                raise
            raise named from error
        except OSError as error:
            raise StorageFailed(path=self.path, code=error.errno) from error

    def _no_room(self) -> bool:
        """Where the index of the log finds no room, SQLite speaks of an I/O error."""
        with suppress(OSError):
            return shutil.disk_usage(self.path.parent).free < _SHARED_INDEX
        return False

    def _named(self, error: Exception) -> Exception:
        code = _code(error)
        text = str(error)
        if code == _INTERRUPTED:
            return Interrupted()
        if (
            code in (_CORRUPT, _NOT_A_DATABASE)
            or isinstance(error, MemoryError)
            or (code == _NO_MEMORY or "malformed" in text or "vtable constructor failed" in text)
        ):
            # After a page whose seal is wrong the connection answers nonsense for healthy pages.
            self._dead = JournalDamaged(path=self.path, page=None)
            return self._dead
        if code == _FULL or (code == _IO and self._no_room()):
            return StorageFull(path=self.path)
        if code == _READ_ONLY:
            return ReadOnly(path=self.path)
        if code in (_IO, _CANNOT_OPEN, _PERMISSION):
            return StorageFailed(path=self.path, code=code)
        if code in (_BUSY, _LOCKED):
            return StorageFailed(path=self.path, code="locked")
        return error


def _keyed(path: Path, hexkey: str, mode: str) -> Any:
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{hexkey}'\"")
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def broken_seals(path: Path, key: bytes) -> list[str]:
    """What `cipher_integrity_check` says of a file that may not open; nothing where it fails, too.
    Writes nothing."""
    with suppress(dbapi2.Error, MemoryError):
        connection = _keyed(path, key.hex(), "ro&immutable=1")
        try:
            return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        finally:
            connection.close()
    return []


def seals_hold(path: Path, key: bytes) -> bool:
    """Whether every page of a file at rest has its seal; False where that cannot be found out."""
    try:
        connection = _keyed(path, key.hex(), "ro&immutable=1")
        try:
            return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        finally:
            connection.close()
    except (dbapi2.Error, MemoryError):
        return False


def _code(error: Exception) -> int:
    """SQLite's primary result code (https://www.sqlite.org/rescode.html)."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF

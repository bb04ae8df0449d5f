"""The folder of a journal: what lies where, and how a small file is replaced without a gap.

    journal.db            the SQLCipher database
    journal.key           the key file, journal.key.mirror its twin
    backups/STAMP-KIND/   journal.db, journal.key, backup.json
    queue/*.sealed        what was added while the journal was locked
    reserve               one MiB, given up when the disk is full
    lock                  who is writing
    device                a random word: this folder, not a copy (where something is shared)

Directories have mode 0700, files 0600.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reflect import private_file
from reflect.errors import ReadOnly, StorageFailed, StorageFull

DATABASE = "journal.db"
KEYFILE = "journal.key"
MIRROR = "journal.key.mirror"
BACKUPS = "backups"
QUEUE = "queue"
RESERVE = "reserve"
LOCK = "lock"
DEVICE = "device"
BEING_MADE = "being-made"
"""Stands in a folder while `create` has not finished; what lies beside it was never a journal."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def storage(path: Path) -> Iterator[None]:
    """Names what the operating system refused: StorageFull, ReadOnly or StorageFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull(path=path) from error
        if error.errno in _REFUSED:
            raise ReadOnly(path=path) from error
        raise StorageFailed(path=path, code=error.errno) from error


def make_private(folder: Path) -> None:
    """A directory that only its owner can look into, with its parents."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def is_writable(folder: Path) -> bool:
    """Whether a journal in `folder` can be written: the folder, and the database in it."""
    database = folder / DATABASE
    return os.access(folder, os.W_OK | os.X_OK) and (
        not database.exists() or os.access(database, os.W_OK)
    )


def write_atomically(path: Path, data: bytes) -> None:
    """Old or new, never between, and on the disk when this returns.

    Temporary name, fsync, rename, fsync of the directory. What a crash leaves behind is removed
    by `sweep`. Raises StorageFull, ReadOnly, StorageFailed; nothing is left then.
    """
    with storage(path):
        with private_file.replaced(path) as file:
            file.write(data)
        sync_directory(path.parent)


def sync_directory(folder: Path) -> None:
    """Makes a rename or removal in `folder` survive a power cut. Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Removes what an interrupted `write_atomically` left. Only for who holds the lock."""
    for left in folder.glob(f".*{private_file.PASSING}"):
        with storage(left):
            left.unlink(missing_ok=True)

"""From a backup, or from what can still be read, to a journal in a new folder.

Nothing that exists is ever overwritten: the new journal is put together beside its place under a
temporary name, opened, compared, and only then moved there.
"""

from __future__ import annotations

import hmac
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reflect.crypto.keyfile import Keyfile
from reflect.errors import BackupDamaged, JournalError, KeyfileDamaged, VaultExists
from reflect.journal import Journal, Salvage
from reflect.vault import backup as backups
from reflect.vault import folder as place
from reflect.vault import keys
from reflect.vault.backup import Progress
from reflect.vault.lock import Lock
from reflect.vault.opened import derive


@dataclass(frozen=True, slots=True)
class RestoreReport:
    path: Path
    """The folder of the restored journal."""
    entries: int
    made_at: datetime | None
    """When the backup was made, where it says so."""
    compared: bool
    """Its content was compared with the backup's own record; else it was examined page by page."""


def restore(backup: Path, to: Path, passphrase: str) -> RestoreReport:
    """A journal in `to` (absent or empty) from a backup's folder, opened by the same passphrase.
    Where something was shared, device, sessions and sealing keys do not come back.

    Raises VaultExists, BackupDamaged, WrongPassphrase, KeyfileDamaged, StorageFull, ReadOnly,
    StorageFailed; nothing is left then, and the backup is as it was.
    """
    copy = backup / place.DATABASE
    if not copy.is_file():
        raise BackupDamaged(path=backup)
    said = backups.facts(backup)
    keyfile = _keyfile_of(backup, said)
    with _new_folder(to) as passing:
        with place.storage(backup):
            if said is not None and backups.digest(copy) != said.sha256:
                raise BackupDamaged(path=backup)
        key = keyfile.unlock_with_passphrase(passphrase)
        with place.storage(to):
            for suffix in ("", "-wal"):
                source = copy.with_name(copy.name + suffix)
                if source.exists():
                    target = passing / source.name
                    shutil.copyfile(source, target)
                    target.chmod(0o600)
                    place.sync_file(target)
        keys.store(passing, keyfile)
        try:
            with Journal.open(passing / place.DATABASE, key) as journal:
                compared = said is not None and said.content is not None
                if said is not None and said.content is not None:
                    found = backups.content_hash(key, journal.fingerprint())
                    whole = hmac.compare_digest(found, said.content)
                else:
                    whole = not journal.examine(thorough=True)
                if not whole or journal.id != keyfile.journal_id:
                    raise BackupDamaged(path=backup)
                entries = journal.count()
                if journal.post.is_on():
                    journal.post.forget_device()
        except JournalError as error:
            raise BackupDamaged(path=backup) from error
    return RestoreReport(to, entries, said.made_at if said else None, compared)


def salvage(
    folder: Path, passphrase: str, to: Path, *, progress: Progress | None = None
) -> Salvage:
    """What can still be read of a damaged journal, as a new one in `to` (absent or empty), opened
    by the same passphrase and recovery code. The damaged one is not touched.

    Raises VaultMissing, VaultBusy, WrongPassphrase, KeyfileDamaged, VaultExists, JournalDamaged
    (nothing can be read), StorageFull and the like.
    """
    found = derive(folder, passphrase)
    lock = Lock(folder / place.LOCK) if place.is_writable(folder) else None
    try:
        with _new_folder(to) as passing:
            keyfile = found.keys.keyfile
            keys.store(passing, keyfile)
            target = Journal.create(
                passing / place.DATABASE, found.key, name="", journal_id=keyfile.journal_id
            )
            with target:
                return Journal.salvage(
                    folder / place.DATABASE, found.key, target, progress=progress
                )
    finally:
        if lock is not None:
            lock.release()


def _keyfile_of(backup: Path, said: backups.Facts | None) -> Keyfile:
    """The backup's own key file; where it is damaged, that of the journal it lies beside."""
    keyfile, _ = keys.read_one(backup / place.KEYFILE)
    if keyfile is not None:
        return keyfile
    beside = backup.parent.parent
    if said is not None and backup.parent.name == place.BACKUPS:
        for name in (place.KEYFILE, place.MIRROR):
            keyfile, _ = keys.read_one(beside / name)
            if keyfile is not None and keyfile.journal_id == said.journal_id:
                return keyfile
    raise KeyfileDamaged(path=backup / place.KEYFILE)


@contextmanager
def _new_folder(to: Path) -> Iterator[Path]:
    """A temporary folder beside `to` that takes its place at the end, or is gone."""
    with place.storage(to):
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise VaultExists(path=to)
        place.make_private(to.parent)
        passing = to.with_name(f".{to.name}.{secrets.token_hex(4)}.passing")
        passing.mkdir(mode=0o700)
    try:
        yield passing
        with place.storage(to):
            for file in passing.iterdir():
                if file.is_file():
                    file.chmod(0o600)
                    place.sync_file(file)
            place.sync_directory(passing)
            if to.exists():
                to.rmdir()  # fails unless it is still empty
            passing.rename(to)
            place.sync_directory(to.parent)
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise

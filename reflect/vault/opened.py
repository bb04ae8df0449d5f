"""The open vault, and the ways to open or make one."""

from __future__ import annotations

import contextlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from reflect.crypto.keyfile import Cost, Keyfile, calibrate
from reflect.errors import (
    BackupDamaged,
    BackupIncomplete,
    KeychainUnavailable,
    KeyfileDamaged,
    NotAJournal,
    ReadOnly,
    ReflectError,
    StorageFailed,
    StorageFull,
    VaultExists,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from reflect.journal import Journal
from reflect.model import Changes, Entry, LeftOpen, new_id
from reflect.vault import backup as backups
from reflect.vault import device, keychain, keys, queued, reserve
from reflect.vault import folder as place
from reflect.vault.backup import Backup, Cancelled, Progress
from reflect.vault.lock import Lock
from reflect.vault.surroundings import VaultWarning, look_around

DRILL_EVERY = timedelta(days=30)

_DRILL = "backup-drill"
_LEFT_BY_OTHERS = frozenset(
    {place.LOCK, ".DS_Store", "Thumbs.db", "desktop.ini", ".directory", "lost+found"}
)

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Aware, in the zone of this machine: a day of backups is the person's own day."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class JournalKey:
    """What `derive` found: the key and the key file that gave it up."""

    key: bytes = field(repr=False)
    keys: keys.Keys = field(repr=False)


class OpenVault:
    """An open journal and its folder. Belongs to the thread that opened it."""

    def __init__(
        self,
        folder: Path,
        journal: Journal,
        opened_with: JournalKey,
        lock: Lock | None,
        clock: Clock,
    ) -> None:
        self.folder = folder
        self.journal = journal
        self.used_mirror = opened_with.keys.used_mirror
        self._keyfile = opened_with.keys.keyfile
        self._key = bytearray(opened_with.key)
        self._lock = lock
        self._clock = clock
        self._warnings: list[VaultWarning] = []
        self.may_share = False
        """Whether the device that one shares with is known to be this folder's, or there is none
        (`Post.new_device_needed`). Without this nothing may be sealed or opened."""

    @property
    def read_only(self) -> bool:
        return self.journal.read_only

    @property
    def warnings(self) -> tuple[VaultWarning, ...]:
        return tuple(self._warnings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Settles, closes, overwrites the key, frees the lock. Twice is harmless.

        Python's own copies of secrets may stay in memory until the process ends; that is why
        locking the window replaces the process.
        """
        if not self._key:
            return
        try:
            if not self.read_only:
                with contextlib.suppress(StorageFull, StorageFailed, ReadOnly):
                    reserve.keep(self.folder)
        finally:
            try:
                self.journal.close()
            finally:
                self._key[:] = bytes(len(self._key))
                self._key.clear()
                if self._lock is not None:
                    self._lock.release()

    def settle(self) -> None:
        """What a save need not wait for. Called by the worker when nobody is asking.

        A disk that refuses it takes nothing away: what was saved is safe in the log, and the next
        save tells.
        """
        if not self.read_only:
            with contextlib.suppress(StorageFull, StorageFailed):
                self.journal.settle()

    # writing ------------------------------------------------------------------------------------

    def put(
        self, entry: Entry, *, sitting: str | None = None, left_open: LeftOpen | None = None
    ) -> Changes:
        """`Journal.put`, which a full disk does not stop: the reserve is given up for it.

        Raises StorageFull with `saved=True` and `entry` (its id) where the entry is safe but the
        disk is full, so that it is told; without these where it is not saved.
        """
        try:
            return self.journal.put(entry, sitting=sitting, left_open=left_open)
        except StorageFull:
            if not self.free_reserve():
                raise
        self.journal.put(entry, sitting=sitting, left_open=left_open)
        raise StorageFull(path=self.folder, saved=True, entry=entry.id)

    @property
    def has_reserve(self) -> bool:
        return reserve.exists(self.folder)

    def free_reserve(self) -> bool:
        """Gives up the MiB kept back for a full disk; whether there was one. It is put back when
        there is room again."""
        return not self.read_only and reserve.free(self.folder)

    def merge_queue(self) -> int:
        """Takes in what was added while the journal was locked; how many entries. Damaged files
        are set aside and named in `warnings`."""
        if self.read_only or not queued.is_waiting(self.folder):
            return 0
        private = self._keyfile.queue_private_key(self._raw_key)
        merged = queued.merge(self.folder, self.journal, private)
        self._warnings.extend(VaultWarning("queue-damaged", path) for path in merged.set_aside)
        return merged.count

    # ways in ------------------------------------------------------------------------------------

    def change_passphrase(
        self, old: str, new: str, *, also: Path | None = None
    ) -> tuple[Path, ...]:
        """Replaces the passphrase slot; returns only after the new one was read back from the disk
        and opened the key.

        The key files in this journal's backups, and in those in the folder `also`, are replaced
        too, so that the old passphrase does not live on there; what is returned are the backups
        where that did not work. Raises WrongPassphrase, WeakPassphrase, ReadOnly, StorageFull,
        StorageFailed, KeyfileDamaged: then the old one stays in force.
        """
        if not new:
            raise WeakPassphrase(reason="empty")
        if not hmac.compare_digest(self._keyfile.unlock_with_passphrase(old), self._raw_key):
            raise KeyfileDamaged(path=self.folder / place.KEYFILE)
        return self.set_passphrase(new, also=also)

    def set_passphrase(self, new: str, *, also: Path | None = None) -> tuple[Path, ...]:
        """As `change_passphrase`, for who came in by recovery code or keychain."""
        changed = self._keyfile.with_passphrase(self._raw_key, new)
        self._replace_keyfile(changed, lambda found: found.unlock_with_passphrase(new))
        return self._rewrite_backups(also)

    def new_recovery_code(self, *, also: Path | None = None) -> str:
        """Another recovery code; the old one opens nothing any more. Shown once."""
        changed, code = self._keyfile.with_new_recovery(self._raw_key)
        self._replace_keyfile(changed, lambda found: found.unlock_with_recovery(code))
        self._rewrite_backups(also)
        return code

    @property
    def in_keychain(self) -> bool:
        """Whether the key file has a slot for the system keychain."""
        return self._keyfile.keychain is not None

    def remember_in_keychain(self) -> None:
        """One more way in. Raises KeychainUnavailable; then nothing was changed."""
        self._writable()
        secret = keychain.remember(self._keyfile.journal_id)
        changed = self._keyfile.with_keychain(self._raw_key, secret)
        self._replace_keyfile(changed, lambda found: found.unlock_with_keychain(secret))

    def forget_keychain(self) -> None:
        """Removes the slot, here and in the backups. The keychain may be out of reach: without
        the slot its secret opens nothing."""
        if self._keyfile.keychain is None:
            return
        self._replace_keyfile(self._keyfile.without_keychain(), lambda _: self._raw_key)
        self._rewrite_backups(None)
        with contextlib.suppress(ReflectError):
            keychain.forget(self._keyfile.journal_id)

    def root_seed(self) -> bytes:
        """The 32 secret bytes of the root that one shares with: whoever recovers the journal
        recovers them (docs/protocol.md)."""
        # Loads what sharing needs: not before somebody switches it on.
        from reflect.crypto.identity import root_seed

        return root_seed(self._raw_key)

    @property
    def _raw_key(self) -> bytes:
        return bytes(self._key)

    def _writable(self) -> None:
        if self.read_only:
            raise ReadOnly(path=self.folder)

    def _replace_keyfile(self, changed: Keyfile, opens: Callable[[Keyfile], bytes]) -> None:
        self._writable()
        try:
            keys.store(self.folder, changed)
        except (StorageFull, StorageFailed, ReadOnly):
            # Only the key file itself decides, and it may have been replaced before the failure.
            found, _ = keys.read_one(self.folder / place.KEYFILE)
            if found != changed:
                raise
        found = keys.load(self.folder).keyfile
        try:
            proved = hmac.compare_digest(opens(found), self._raw_key)
        except (WrongPassphrase, WrongRecoveryCode, KeychainUnavailable):
            proved = False
        if found != changed or not proved:
            keys.store(self.folder, self._keyfile)  # the former way in stays in force
            raise KeyfileDamaged(path=self.folder / place.KEYFILE)
        self._keyfile = found

    def _rewrite_backups(self, also: Path | None) -> tuple[Path, ...]:
        missed = backups.rewrite_keyfiles(self.folder / place.BACKUPS, self._keyfile)
        if also is not None:
            missed += backups.rewrite_keyfiles(also, self._keyfile)
        return missed

    # backups ------------------------------------------------------------------------------------

    def backup(
        self,
        to: Path | None = None,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Backup:
        """A verified backup because the person asked, here or in the folder `to`; never rotated.

        Raises BackupIncomplete, ReadOnly, Interrupted; nothing is left then.
        """
        if to is None:
            self._writable()
        made = backups.make(
            self._subject,
            to or self.folder / place.BACKUPS,
            backups.MANUAL,
            self._clock(),
            progress=progress,
            cancelled=cancelled,
        )
        self._backed_up()
        return made

    def backup_if_due(
        self,
        *,
        also: Path | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Backup | None:
        """The day's first backup, in the journal's folder and in the folder `also`.

        None where today has one, or nothing changed since the last. To be called after a save.
        Raises BackupIncomplete (its path tells which folder; the other one has its backup),
        Interrupted.
        """
        if self.read_only:
            return None
        made, trouble = None, None
        fingerprint: str | None = None
        for into in (self.folder / place.BACKUPS, also):
            if into is None or not self._is_due(into):
                continue
            fingerprint = fingerprint or self.journal.fingerprint()
            if self._is_unchanged(into, fingerprint):
                continue
            try:
                done = backups.make(
                    self._subject,
                    into,
                    backups.DAILY,
                    self._clock(),
                    fingerprint=fingerprint,
                    progress=progress,
                    cancelled=cancelled,
                )
            except BackupIncomplete as error:
                trouble = trouble or error
            else:
                made = made or done
        if made is not None:
            self._backed_up()
        if trouble is not None:
            raise trouble
        return made

    def verify_backup(self, backup: Path | None = None) -> Backup | None:
        """The drill: reopens a backup (the newest) and compares it with what the journal was.

        None where there is none. Raises BackupDamaged, and the backup no longer counts.
        """
        into = self.folder / place.BACKUPS
        found = backups.listed(into, self._keyfile.journal_id)
        if backup is None and not found:
            return None
        path = backup or found[0].path
        now = self._clock()
        try:
            backups.compare(path, self._raw_key)
        except BackupDamaged:
            with contextlib.suppress(StorageFull, StorageFailed, ReadOnly):
                backups.mark(path, damaged=True, at=now)
            raise
        if not self.read_only:
            backups.mark(path, damaged=False, at=now)
            self.journal.set_state(_DRILL, now.isoformat())
        return next((b for b in backups.listed(path.parent) if b.path == path), None)

    def verify_if_due(self) -> Backup | None:
        """The monthly drill. Raises BackupDamaged."""
        last = self.last_verified
        if self.read_only or (last is not None and self._clock() - last < DRILL_EVERY):
            return None
        return self.verify_backup()

    @property
    def last_verified(self) -> datetime | None:
        """When a backup was last reopened and compared by the drill."""
        said = self.journal.state(_DRILL)
        return datetime.fromisoformat(said) if said else None

    @property
    def _subject(self) -> backups.Subject:
        return backups.Subject(self.journal, self._keyfile, self._raw_key)

    def _is_due(self, into: Path) -> bool:
        today = self._clock().date()
        found = backups.listed(into, self._keyfile.journal_id)
        return not any(
            each.verified
            and each.kind in {backups.DAILY, backups.WEEKLY, backups.MONTHLY}
            and each.made_at.astimezone(self._clock().tzinfo).date() == today
            for each in found
        )

    def _is_unchanged(self, into: Path, fingerprint: str) -> bool:
        """Whether the newest good backup already holds exactly this."""
        for each in backups.listed(into, self._keyfile.journal_id):
            if each.verified:
                said = backups.facts(each.path)
                content = backups.content_hash(self._raw_key, fingerprint)
                return said is not None and said.content == content
        return False

    # on opening ---------------------------------------------------------------------------------

    def _settle_device(self) -> None:
        with contextlib.suppress(StorageFull, StorageFailed, ReadOnly):
            device.settle(self.folder, self.journal)
            self.may_share = True

    def _backed_up(self) -> None:
        # A copy of before this is told from the journal that goes on.
        if not self.read_only and self.may_share and self.journal.post.own_device() is not None:
            self.may_share = False
            with contextlib.suppress(StorageFull, StorageFailed, ReadOnly):
                device.tie(self.folder, self.journal)
                self.may_share = True

    def _arrive(self, found: keys.Keys) -> None:
        """What is put right once the key has proved itself."""
        if found.used_mirror:
            self._warnings.append(VaultWarning("mirror-used", self.folder / place.KEYFILE))
        self._warnings.extend(look_around(self.folder))
        if self.read_only:
            self._warnings.append(VaultWarning("read-only", self.folder))
            return
        try:
            place.sweep(self.folder)
            if found.needs_repair:
                keys.store(self.folder, found.keyfile)
            if not reserve.keep(self.folder):
                self._warnings.append(VaultWarning("reserve-missing", self.folder))
        except (StorageFull, StorageFailed, ReadOnly):
            # A full or failing disk must not keep the person out of the journal.
            self._warnings.append(VaultWarning("reserve-missing", self.folder))
        self._settle_device()
        with contextlib.suppress(StorageFull):
            self.merge_queue()  # what found no room waits for the next time


def create(
    folder: Path,
    passphrase: str,
    *,
    name: str,
    cost: Cost | None = None,
    clock: Clock = local_now,
) -> tuple[OpenVault, str]:
    """A new journal in an absent or empty folder: (open vault, recovery code, shown once).

    `cost` is calibrated on this machine unless given. Raises VaultExists, WeakPassphrase,
    StorageFull, ReadOnly, StorageFailed; nothing that looks like a journal is left then.
    """
    if not passphrase:
        raise WeakPassphrase(reason="empty")
    _refuse_used(folder)
    marker = folder / place.BEING_MADE
    with place.storage(folder):
        place.make_private(folder)
        folder.chmod(0o700)
    lock = Lock(folder / place.LOCK)
    try:
        _refuse_used(folder)  # again: another process may have finished one meanwhile
    except VaultExists:
        lock.release()
        raise
    try:
        with place.storage(folder):
            marker.touch(mode=0o600)
            place.sync_directory(folder)
            _clear_unfinished(folder)
        keyfile, key, code = Keyfile.new(passphrase, cost or calibrate(), new_id())
        keys.store(folder, keyfile)
        database = folder / place.DATABASE
        journal = Journal.create(
            database,
            key,
            name=name,
            journal_id=keyfile.journal_id,
            clock=lambda: clock().astimezone(UTC),
        )
        try:
            with place.storage(folder):
                database.chmod(0o600)
                marker.unlink()
                place.sync_directory(folder)
        except ReflectError:
            journal.close()
            raise
    except ReflectError:
        with contextlib.suppress(OSError):
            _clear_unfinished(folder)
            marker.unlink(missing_ok=True)
        lock.release()
        raise
    found = keys.Keys(keyfile, keys.OK, keys.OK)
    opened = OpenVault(folder, journal, JournalKey(key, found), lock, clock)
    opened._arrive(found)
    return opened, code


def unlock(
    folder: Path, passphrase: str, *, read_only: bool | None = None, clock: Clock = local_now
) -> OpenVault:
    """Opens a journal. Raises VaultMissing, VaultBusy, WrongPassphrase, KeyfileDamaged,
    NotAJournal, JournalDamaged, JournalTooNew, StorageFull, StorageFailed.

    Read-only where asked, or where folder or file cannot be written; a read-only journal takes no
    lock, so it can be read while another process writes.
    """
    return open_with(folder, derive(folder, passphrase), read_only=read_only, clock=clock)


def unlock_with_recovery(
    folder: Path, code: str, *, read_only: bool | None = None, clock: Clock = local_now
) -> OpenVault:
    """As `unlock`, with WrongRecoveryCode instead of WrongPassphrase."""
    found = keys.load(folder)
    key = found.keyfile.unlock_with_recovery(code)
    return open_with(folder, JournalKey(key, found), read_only=read_only, clock=clock)


def unlock_with_keychain(
    folder: Path, *, read_only: bool | None = None, clock: Clock = local_now
) -> OpenVault:
    """As `unlock`, with KeychainUnavailable instead of WrongPassphrase."""
    found = keys.load(folder)
    if found.keyfile.keychain is None:
        key = found.keyfile.unlock_with_keychain(b"")
    else:
        key = found.keyfile.unlock_with_keychain(keychain.recall(found.keyfile.journal_id))
    return open_with(folder, JournalKey(key, found), read_only=read_only, clock=clock)


def derive(folder: Path, passphrase: str) -> JournalKey:
    """The slow part of unlocking (Argon2id), for any thread; releases the GIL meanwhile.

    Raises VaultMissing, KeyfileDamaged, JournalTooNew, WrongPassphrase, StorageFailed.
    """
    found = keys.load(folder)
    return JournalKey(found.keyfile.unlock_with_passphrase(passphrase), found)


def open_with(
    folder: Path,
    journal_key: JournalKey,
    *,
    read_only: bool | None = None,
    clock: Clock = local_now,
) -> OpenVault:
    """The rest of unlocking, on the thread that will own the journal.

    A full disk keeps nobody out: the reserve is given up for opening; where that is not enough,
    and unless writing was asked for, the journal is opened for reading. The warning
    `reserve-missing` tells.
    """
    try:
        return _open_with(folder, journal_key, read_only, clock)
    except StorageFull:
        # Even the shared index of an empty write-ahead log needs some room.
        if read_only:
            raise
    if reserve.free(folder):
        with contextlib.suppress(StorageFull):
            return _open_with(folder, journal_key, read_only, clock)
    if read_only is False:
        raise StorageFull(path=folder)
    opened = _open_with(folder, journal_key, True, clock)
    opened._warnings.append(VaultWarning("reserve-missing", folder))
    return opened


def _open_with(
    folder: Path, journal_key: JournalKey, read_only: bool | None, clock: Clock
) -> OpenVault:
    if read_only is None:
        read_only = not place.is_writable(folder)
    lock = None if read_only else Lock(folder / place.LOCK)
    try:
        journal = _open_journal(folder, journal_key, read_only, clock)
        opened = OpenVault(folder, journal, journal_key, lock, clock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    try:
        opened._arrive(journal_key.keys)
    except BaseException:
        opened.close()
        raise
    return opened


def _open_journal(folder: Path, journal_key: JournalKey, read_only: bool, clock: Clock) -> Journal:
    database = folder / place.DATABASE
    keyfile = journal_key.keys.keyfile
    into = folder / place.BACKUPS
    if not database.exists():
        # Never made anew: where there is a key file there was a journal.
        count = len(backups.listed(into, keyfile.journal_id))
        raise NotAJournal(path=database, size=0, backups=count)

    def before_upgrade(_found: int, _known: int) -> None:
        backups.make_before_upgrade(database, into, keyfile, clock())

    journal = Journal.open(
        database,
        journal_key.key,
        read_only=read_only,
        clock=lambda: clock().astimezone(UTC),
        before_upgrade=before_upgrade,
    )
    if journal.id != keyfile.journal_id:
        journal.close()
        raise NotAJournal(path=database, size=database.stat().st_size)
    return journal


def _refuse_used(folder: Path) -> None:
    with place.storage(folder):
        if not folder.exists():
            return
        if not folder.is_dir():
            raise VaultExists(path=folder)
        inside = {path.name for path in folder.iterdir()}
    if inside - _LEFT_BY_OTHERS and place.BEING_MADE not in inside:
        raise VaultExists(path=folder)


def _clear_unfinished(folder: Path) -> None:
    """Removes what a `create` that did not finish left: no entry was ever in it."""
    for name in (place.DATABASE, place.KEYFILE, place.MIRROR, place.RESERVE):
        for suffix in ("", "-wal", "-shm"):
            (folder / (name + suffix)).unlink(missing_ok=True)
    for left in folder.glob(".*.passing"):
        left.unlink()

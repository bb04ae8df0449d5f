"""Backups: whole encrypted copies that count only after they were reopened and compared.

A backup is made under a temporary name, reopened with the key, compared by content, synchronised
to the disk, and only then given its name; older ones are removed only after that. Kept are the
newest of each of the last 7 days, 4 weeks and 12 months that have one; those that a person asked
for stay until the person removes them; of those before an upgrade the last three.

`backup.json` beside the copy tells when and for which journal, the SHA-256 of the encrypted file,
and a keyed hash (HMAC-SHA-256) of the content, which says nothing to who does not have the key.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from reflect.crypto.keyfile import Keyfile, subkey
from reflect.errors import (
    BackupDamaged,
    BackupIncomplete,
    Interrupted,
    JournalError,
    ReadOnly,
    StorageFailed,
    StorageFull,
)
from reflect.journal import Journal
from reflect.vault import folder as place

Progress = Callable[[int, int | None], None]
Cancelled = Callable[[], bool]

DAILY, WEEKLY, MONTHLY = "daily", "weekly", "monthly"
MANUAL, BEFORE_UPGRADE = "manual", "before-upgrade"
DAYS, WEEKS, MONTHS, UPGRADES = 7, 4, 12, 3

FACTS = "backup.json"
_UNFINISHED: Final = ".unfinished-"
_VERSION = 1


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What backup.json holds."""

    journal_id: str
    made_at: datetime
    kind: str
    size: int
    """Bytes of the database copy."""
    sha256: str
    """Of the database copy."""
    content: str | None = None
    """Keyed hash of `Journal.fingerprint`; None before an upgrade, where bytes are compared."""
    verified_at: datetime | None = None
    damaged: bool = False
    """A later look found it changed."""
    version: int = _VERSION


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    """Its folder."""
    made_at: datetime
    kind: str
    """daily, weekly, monthly, manual, before-upgrade."""
    size: int
    verified: bool
    """It was reopened and compared, and no later look found it changed."""
    verified_at: datetime | None = None
    journal_id: str = field(default="", repr=False)


def facts(backup: Path) -> Facts | None:
    """What a backup says of itself; None where it says nothing readable."""
    try:
        found = msgspec.json.decode((backup / FACTS).read_bytes(), type=Facts)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.made_at.tzinfo is not None else None


def listed(folder: Path, journal_id: str | None = None) -> tuple[Backup, ...]:
    """The finished backups in a folder of backups, newest first; those of one journal only."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return ()
    found = []
    for path in inside:
        said = None if path.name.startswith(".") else facts(path)
        if said is None or journal_id not in (None, said.journal_id):
            continue
        found.append(
            Backup(
                path=path,
                made_at=said.made_at,
                kind=said.kind,
                size=said.size,
                verified=said.verified_at is not None
                and not said.damaged
                and _size(path / place.DATABASE) == said.size,
                verified_at=said.verified_at,
                journal_id=said.journal_id,
            )
        )
    # Several of one second have a number at the end of their name.
    found.sort(key=lambda each: (each.made_at, len(each.path.name), each.path.name), reverse=True)
    kept = kept_as(found)
    return tuple(replace(each, kind=kept.get(each.path, each.kind)) for each in found)


def kept_as(backups: Iterable[Backup]) -> dict[Path, str]:
    """Which automatic backups are kept, and as what: daily, weekly or monthly.

    Only verified ones are counted, so that a damaged one never stands in for a good one.
    """
    good = [each for each in backups if each.kind in {DAILY, WEEKLY, MONTHLY} and each.verified]
    good.sort(key=lambda each: each.made_at, reverse=True)
    kept: dict[Path, str] = {}
    for kind, most, period in (
        (DAILY, DAYS, _day),
        (WEEKLY, WEEKS, _week),
        (MONTHLY, MONTHS, _month),
    ):
        seen: set[tuple[int, ...]] = set()
        for each in good:
            when = period(each.made_at)
            if when in seen or len(seen) == most:
                continue
            seen.add(when)
            kept.setdefault(each.path, kind)
    return kept


@dataclass(frozen=True, slots=True)
class Subject:
    """What is backed up: an open journal and the way into its copies."""

    journal: Journal
    keyfile: Keyfile = field(repr=False)
    key: bytes = field(repr=False)


def make(
    subject: Subject,
    into: Path,
    kind: str,
    now: datetime,
    *,
    fingerprint: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Backup:
    """One verified backup in the folder `into`, then the rotation there.

    `fingerprint` is that of the journal, where it is known already. Raises BackupIncomplete (no
    room, disk refused, copy differs) and Interrupted; then nothing was replaced and nothing is
    left.
    """
    journal = subject.journal
    journal_id = subject.keyfile.journal_id
    with _Unfinished(into, journal_id, _size(journal.path)) as passing:
        copy = passing / place.DATABASE
        _go_on(cancelled)
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup") as beside:
            taken = journal.copy_to(copy, progress=progress, cancelled=cancelled)
            (passing / place.KEYFILE).write_bytes(subject.keyfile.to_bytes())
            _go_on(cancelled)
            looking = beside.submit(_look_at_bytes, copy, subject.key)
            found, counts = _read_back(copy, subject.key, at_rest=True)
            sha256, sealed = looking.result()
        # Equal bytes are equal content; where there are none to compare, the content is.
        if taken is None and fingerprint is None:
            fingerprint, _ = _read_back(journal.path, subject.key, at_rest=False)
        if (
            not sealed
            or taken not in (None, sha256)
            or fingerprint not in (None, found)
            or counts != journal.row_counts()
        ):
            raise BackupIncomplete(path=into, reason="differs")
        _go_on(cancelled)
        return _finish(
            passing,
            into,
            Facts(
                journal_id=journal_id,
                made_at=now,
                kind=kind,
                size=_size(copy),
                sha256=sha256,
                content=content_hash(subject.key, found),
                verified_at=now,
            ),
        )


def _read_back(database: Path, key: bytes, *, at_rest: bool) -> tuple[str, dict[str, int]]:
    with Journal.open(database, key, read_only=True, at_rest=at_rest) as reopened:
        return reopened.fingerprint(), reopened.row_counts()


def _look_at_bytes(database: Path, key: bytes) -> tuple[str, bool]:
    """SHA-256 of a copy, and whether the seals of all its pages hold: of indexes, too, which the
    content is not read from."""
    return digest(database), Journal.seals_hold(database, key)


def make_before_upgrade(database: Path, into: Path, keyfile: Keyfile, now: datetime) -> Backup:
    """Byte for byte, because an older schema is read by nobody here; compared by SHA-256.

    For use while the database is open and nothing has been written to it yet.
    """
    with _Unfinished(into, keyfile.journal_id, _size(database)) as passing:
        for suffix in ("", "-wal"):
            source = database.with_name(database.name + suffix)
            if suffix and not _size(source):
                continue
            target = passing / (place.DATABASE + suffix)
            shutil.copyfile(source, target)
            if digest(source) != digest(target):
                raise BackupIncomplete(path=into, reason="differs")
        (passing / place.KEYFILE).write_bytes(keyfile.to_bytes())
        copy = passing / place.DATABASE
        return _finish(
            passing,
            into,
            Facts(
                journal_id=keyfile.journal_id,
                made_at=now,
                kind=BEFORE_UPGRADE,
                size=_size(copy),
                sha256=digest(copy),
                verified_at=now,
            ),
        )


def compare(backup: Path, key: bytes) -> None:
    """Reopens a backup and compares it with what the journal was then. Raises BackupDamaged."""
    said = facts(backup)
    copy = backup / place.DATABASE
    if said is None or _size(copy) != said.size or digest(copy) != said.sha256:
        raise BackupDamaged(path=backup)
    if said.content is None:
        return
    try:
        with Journal.open(copy, key, at_rest=True) as reopened:
            found = content_hash(key, reopened.fingerprint())
    except JournalError as error:
        raise BackupDamaged(path=backup) from error
    if not hmac.compare_digest(found, said.content):
        raise BackupDamaged(path=backup)


def mark(backup: Path, *, damaged: bool, at: datetime) -> None:
    """Notes in backup.json what a later look found, where that can be written."""
    said = facts(backup)
    if said is not None:
        changed = msgspec.structs.replace(
            said, damaged=damaged, verified_at=said.verified_at if damaged else at
        )
        place.write_atomically(backup / FACTS, msgspec.json.encode(changed))


def rewrite_keyfiles(folder: Path, keyfile: Keyfile) -> tuple[Path, ...]:
    """Gives every backup of the journal in `folder` its present key file, so that no former
    passphrase lives on in one. Returns those where that did not work."""
    missed = []
    for each in listed(folder, keyfile.journal_id):
        try:
            place.write_atomically(each.path / place.KEYFILE, keyfile.to_bytes())
        except (StorageFull, StorageFailed, ReadOnly):
            missed.append(each.path)
    return tuple(missed)


def content_hash(key: bytes, fingerprint: str) -> str:
    return hmac.new(subkey(key, "backup"), fingerprint.encode(), hashlib.sha256).hexdigest()


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Unfinished:
    """A folder under a name that is never counted; gone again unless it was finished."""

    def __init__(self, into: Path, journal_id: str, size: int) -> None:
        self._into = into
        self._journal_id = journal_id
        self._needed = size + size // 4 + 1024 * 1024

    def __enter__(self) -> Path:
        try:
            place.make_private(self._into)
            for left in self._into.glob(f"{_UNFINISHED}{self._journal_id}*"):
                shutil.rmtree(left)  # of a run that was killed; the lock says none is running
            free = shutil.disk_usage(self._into).free
            self._passing = self._into / f"{_UNFINISHED}{self._journal_id}-{secrets.token_hex(4)}"
            if free >= self._needed:
                self._passing.mkdir(mode=0o700)
        except OSError as error:
            raise BackupIncomplete(path=self._into, reason="write", code=error.errno) from error
        if free < self._needed:
            raise BackupIncomplete(path=self._into, reason="space", needed=self._needed, free=free)
        return self._passing

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if error is None:
            return
        shutil.rmtree(self._passing, ignore_errors=True)
        if isinstance(error, StorageFull):
            raise BackupIncomplete(path=self._into, reason="space") from error
        if isinstance(error, OSError):
            reason = "space" if error.errno in place.FULL else "write"
            raise BackupIncomplete(path=self._into, reason=reason, code=error.errno) from error
        if isinstance(error, JournalError):
            raise BackupIncomplete(path=self._into, reason="copy") from error


def _finish(passing: Path, into: Path, said: Facts) -> Backup:
    (passing / FACTS).write_bytes(msgspec.json.encode(said))
    for file in passing.iterdir():
        file.chmod(0o600)
        place.sync_file(file)
    place.sync_directory(passing)
    stamp = said.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    final = into / f"{stamp}-{said.kind}"
    number = 1
    while final.exists():
        number += 1
        final = into / f"{stamp}-{said.kind}-{number}"
    passing.rename(final)
    place.sync_directory(into)
    _rotate(into, said.journal_id, final)
    return Backup(
        path=final,
        made_at=said.made_at,
        kind=said.kind,
        size=said.size,
        verified=True,
        verified_at=said.verified_at,
        journal_id=said.journal_id,
    )


def _rotate(into: Path, journal_id: str, newest: Path) -> None:
    """Removes what has had its time; never the one just made, never a damaged one's neighbours."""
    found = listed(into, journal_id)
    kept = kept_as(found)
    upgrades = [each for each in found if each.kind == BEFORE_UPGRADE and each.verified]
    old = [
        each
        for each in found
        if each.verified and each.kind in {DAILY, WEEKLY, MONTHLY} and each.path not in kept
    ]
    for each in (*old, *upgrades[UPGRADES:]):
        if each.path == newest:
            continue
        # Renamed first: one that is half removed must not look like a backup. What cannot be
        # removed now is tried again after the next backup.
        going = into / f"{_UNFINISHED}{journal_id}-{each.path.name}"
        with contextlib.suppress(OSError):
            each.path.rename(going)
            shutil.rmtree(going)


def _go_on(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise Interrupted


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _day(at: datetime) -> tuple[int, ...]:
    return (at.year, at.month, at.day)


def _week(at: datetime) -> tuple[int, ...]:
    return tuple(at.isocalendar()[:2])


def _month(at: datetime) -> tuple[int, ...]:
    return (at.year, at.month)

"""A folder that somebody else carries: Syncthing, Nextcloud, Dropbox, a USB stick, or nobody.

    FOLDER/MAILBOX/NAME.rf1       the name is the SHA-256 of the bytes

So a file that is half there, a "conflicted copy" and every other thing that synchronising programs
leave about is told apart by looking, and two that write the same write one file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reflect.crypto.envelope import ENVELOPES, name_of
from reflect.crypto.identity import is_address
from reflect.errors import RelayRefused, RelayUnreachable, TooLarge
from reflect.sync.relays import PAGE, Page, is_envelope

ENDING = ".rf1"
LOOK_EVERY = 1.0
"""Seconds between two looks while waiting."""

_TICK = 3_000_000_000
"""Nanoseconds; the coarsest times of files are counted in two seconds."""
_NAME = re.compile(r"([0-9a-f]{64})\.rf1")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class FolderRelay:
    """A folder that is there, and that this does not make: a stick that is not in is no relay."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = str(folder)
        self._seen: dict[str, set[str]] = {}
        """What lay in a mailbox when it was last looked at."""
        self._changed: dict[str, int] = {}
        """When it had changed last, by then."""

    def know(self, secrets: Mapping[str, bytes]) -> None:
        """Whoever reaches the place reads what lies there, and it is sealed."""

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        """Raises RelayUnreachable (no such folder, or it went), RelayRefused (full, not writable),
        TooLarge."""
        if len(envelope) > ENVELOPES[-1]:
            raise TooLarge(relay=self.address, limit=ENVELOPES[-1])
        box = self._box(mailbox)
        name = name_of(envelope)
        there = box / f"{name}{ENDING}"
        half = box / f".{secrets.token_hex(8)}.part"
        try:
            box.mkdir(mode=0o700, exist_ok=True)
            if self._read(there, name) is not None:
                return
            handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(envelope)
                    file.flush()
                    os.fsync(file.fileno())
                half.replace(there)
            except BaseException:
                with contextlib.suppress(OSError):
                    half.unlink()
                raise
            _settle(box)
        except OSError as error:
            raise self._told(error) from None

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        box = self._box(mailbox)
        names = sorted(name for name in self._names(box) if cursor is None or name > cursor)
        if cursor is None:
            self._seen[mailbox] = set(names)
        found = []
        for name in names:
            data = self._read(box / f"{name}{ENDING}", name)
            if data is not None:
                found.append((name, data))
                if len(found) == limit:
                    break
        more = bool(found) and found[-1][0] != names[-1]
        return Page(tuple(found), found[-1][0] if more else None)

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        box = self._box(mailbox)
        for name in names:
            if _NAME.fullmatch(f"{name}{ENDING}"):
                # What cannot be taken away is known by its name when it is seen again.
                with contextlib.suppress(OSError):
                    (box / f"{name}{ENDING}").unlink()

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        boxes = {mailbox: self._box(mailbox) for mailbox in mailboxes}
        for mailbox, box in boxes.items():
            if mailbox not in self._seen:
                self._seen[mailbox] = set(self._names(box))
        until = time.monotonic() + timeout
        while True:
            if any(self._is_new(mailbox, box) for mailbox, box in boxes.items()):
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK_EVERY, left))

    def close(self) -> None:
        """Nothing is held."""

    # inside ---------------------------------------------------------------------------------------

    def _is_new(self, mailbox: str, box: Path) -> bool:
        """Whether something lies there that was not there when it was last looked at."""
        at = _changed(box)
        # Two changes in one tick have one time; some places count in two seconds.
        if at == self._changed.get(mailbox) and time.time_ns() - at > _TICK:
            return False
        self._changed[mailbox] = at
        new = set(self._names(box)) - self._seen[mailbox]
        self._seen[mailbox] |= new
        return bool(new)

    def _box(self, mailbox: str) -> Path:
        if not is_address(mailbox):
            raise ValueError("no address of a mailbox")
        # Not by `Path`: it raises where it may not look.
        if not os.path.isdir(self._folder):
            raise RelayUnreachable(relay=self.address, reason="no such folder")
        box = self._folder / mailbox
        if os.path.islink(box):
            raise RelayRefused(relay=self.address, reason="link")
        return box

    def _names(self, box: Path) -> Iterator[str]:
        try:
            with os.scandir(box) as entries:
                for entry in entries:
                    found = _NAME.fullmatch(entry.name)
                    if found is not None:
                        yield found[1]
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._told(error) from None

    def _told(self, error: OSError) -> RelayRefused | RelayUnreachable:
        """A stick that was pulled out does not answer; a folder that is there refuses."""
        reason = error.strerror or "OSError"
        if not os.path.isdir(self._folder) or error.errno in {errno.EIO, errno.ENODEV, errno.ENXIO}:
            return RelayUnreachable(relay=self.address, reason=reason)
        return RelayRefused(relay=self.address, reason=reason)

    @staticmethod
    def _read(path: Path, name: str) -> bytes | None:
        """The bytes of an envelope; None for all that is none (yet)."""
        try:
            handle = os.open(path, _FLAGS)
        except OSError:
            return None
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size not in ENVELOPES:
            os.close(handle)
            return None
        with os.fdopen(handle, "rb") as file:
            try:
                data = file.read(ENVELOPES[-1] + 1)
            except OSError:
                return None
        return data if is_envelope(name, data) else None


def _changed(box: Path) -> int:
    try:
        return box.stat().st_mtime_ns
    except OSError:
        return 0


def _settle(folder: Path) -> None:
    """Have the directory itself on the disk, where the system knows that."""
    if hasattr(os, "O_DIRECTORY"):
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

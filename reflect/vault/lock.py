"""One writer per journal.

An open file lock (flock; on Windows a byte-range lock), which the system frees the moment its
holder ends, however it ends. The file says who holds it, for the message only. On a file system
without locks the same facts decide: the holder counts while its process lives on this machine and
since this start of it.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from pathlib import Path

from reflect.errors import VaultBusy
from reflect.vault import folder as place

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})


class Lock:
    """Held until `release`, or the end of the process."""

    def __init__(self, path: Path) -> None:
        """Raises VaultBusy (pid and host of the holder, where known) and storage errors."""
        self.path = path
        with place.storage(path):
            # Whoever may write to the folder must not choose which file is emptied by a link.
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            self._descriptor = os.open(path, flags, 0o600)
        try:
            self._take()
            with place.storage(path):
                os.ftruncate(self._descriptor, 0)
                os.pwrite(self._descriptor, _myself(), 0) if hasattr(os, "pwrite") else os.write(
                    self._descriptor, _myself()
                )
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Twice is harmless. The file stays: removing it would race with the next holder."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def _take(self) -> None:
        try:
            _lock(self._descriptor)
        except OSError as error:
            holder = _read(self._descriptor)
            if error.errno not in _NO_LOCKS or _is_alive(holder):
                raise VaultBusy(
                    path=self.path.parent, pid=holder.get("pid"), host=holder.get("host")
                ) from None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # past the text, so that others can read it
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _myself() -> bytes:
    return json.dumps(
        {"pid": os.getpid(), "host": socket.gethostname(), "boot": _boot_id()}
    ).encode()


def _read(descriptor: int) -> dict[str, object]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        found = json.loads(os.read(descriptor, 4096))
    except ValueError:  # not yet written, or not ours
        return {}
    return found if isinstance(found, dict) else {}


def _is_alive(holder: dict[str, object]) -> bool:
    pid = holder.get("pid")
    if holder.get("host") != socket.gethostname():
        return bool(holder)  # another machine: cannot be seen from here
    if holder.get("boot") != _boot_id() or not isinstance(pid, int) or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _boot_id() -> str | None:
    try:
        return _BOOT_ID.read_text().strip()
    except OSError:
        return None

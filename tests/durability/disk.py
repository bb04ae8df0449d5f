"""A disk that can be made to fail: every write, truncation and sync of SQLite passes through here.

SQLite reaches the disk through a VFS, a table of functions (sqlite.org/vfs.html). The functions
that change files are replaced by ours, in this process only, through the C interface that the
sqlcipher3 extension exports. So it is the program's own engine, with its own settings, that meets
the fault, and no compiler is needed.

Operations are counted in the order in which they reach the disk. A `Disk` decides about each:
let it pass, tear it and kill the process, refuse it, or write it down for a later power cut.
"""

from __future__ import annotations

import ctypes
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3._sqlite3

OK = 0
IOERR_WRITE = 10 | (3 << 8)
IOERR_FSYNC = 10 | (4 << 8)
IOERR_TRUNCATE = 10 | (6 << 8)
FULL = 13
SECTOR = 512

_File = ctypes.c_void_p
_CLOSE = ctypes.CFUNCTYPE(ctypes.c_int, _File)
_READ = ctypes.CFUNCTYPE(ctypes.c_int, _File, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _File, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _File, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _File, ctypes.c_int)
_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, _File, ctypes.c_int, ctypes.c_void_p
)


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3: the first six matter here, the rest is carried along."""

    _fields_ = [
        ("iVersion", ctypes.c_int),
        ("xClose", ctypes.c_void_p),
        ("xRead", ctypes.c_void_p),
        ("xWrite", ctypes.c_void_p),
        ("xTruncate", ctypes.c_void_p),
        ("xSync", ctypes.c_void_p),
        ("rest", ctypes.c_void_p * 13),
    ]


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        ("xOpen", ctypes.c_void_p),
    ]


@dataclass(frozen=True)
class Operation:
    """One change on its way to the disk."""

    kind: str
    """`write`, `truncate`, `sync`, or `ack` (put in by the test, not by SQLite)."""
    path: str
    offset: int = 0
    data: bytes = b""
    """What `ack` acknowledges, or what `write` writes."""


@dataclass
class Disk:
    """What happens to each operation."""

    kill_at: int | None = None
    """The number of the operation at which the process kills itself."""
    torn: bool = False
    """Whether a part of that operation's bytes still reaches the file."""
    fail_at: int | None = None
    fail_times: int = 1
    fail_with: str = "full"
    """`full` (no room) or `io` (the disk refuses)."""
    recording: bool = False
    seed: int = 0
    count: int = 0
    failed: int = 0
    log: list[Operation] = field(default_factory=list)

    def met(self, op: Operation, pass_on: Callable[[bytes | None], int]) -> int:
        """Decide about one operation; `pass_on(data)` lets it (or only `data` of it) through."""
        self.count += 1
        if self.kill_at is not None and self.count >= self.kill_at:
            if self.torn and op.kind == "write":
                keep = random.Random(self.seed).randrange(len(op.data) + 1)
                pass_on(op.data[:keep])
            os.kill(os.getpid(), signal.SIGKILL)
        if (
            self.fail_at is not None
            and self.count >= self.fail_at
            and self.failed < self.fail_times
        ):
            self.failed += 1
            if self.fail_with == "full" and op.kind != "sync":
                return FULL
            return {"write": IOERR_WRITE, "truncate": IOERR_TRUNCATE, "sync": IOERR_FSYNC}[op.kind]
        result = pass_on(None)
        if self.recording and result == OK:
            self.log.append(op)
        return result

    def acknowledge(self, what: str) -> None:
        """Note that the program said: this is safe."""
        self.log.append(Operation("ack", "", data=what.encode()))


_kept: list[object] = []  # Callbacks must outlive every open file.


@contextmanager
def watched(disk: Disk) -> Iterator[Disk]:
    """Let every file that SQLite opens from now on pass through `disk`.

    Files opened inside must be closed inside.
    """
    lib = ctypes.CDLL(sqlcipher3._sqlite3.__file__)
    lib.sqlite3_vfs_find.restype = ctypes.c_void_p
    lib.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    vfs = _Vfs.from_address(lib.sqlite3_vfs_find(None))
    real_address = vfs.xOpen
    real_open = _OPEN(real_address)
    tables: dict[int, _Methods] = {}
    names: dict[int, str] = {}

    def methods_for(original_at: int) -> _Methods:
        if original_at in tables:
            return tables[original_at]
        original = _Methods.from_address(original_at)
        changed = _Methods()
        ctypes.memmove(ctypes.byref(changed), original_at, ctypes.sizeof(_Methods))
        write, truncate, sync = (
            _WRITE(original.xWrite),
            _TRUNCATE(original.xTruncate),
            _SYNC(original.xSync),
        )

        def on_write(file: int, buffer: int, amount: int, offset: int) -> int:
            data = ctypes.string_at(buffer, amount)

            def pass_on(part: bytes | None) -> int:
                if part is None:
                    return int(write(file, buffer, amount, offset))
                return int(write(file, part, len(part), offset)) if part else OK

            return disk.met(Operation("write", names.get(file, ""), offset, data), pass_on)

        def on_truncate(file: int, size: int) -> int:
            return disk.met(
                Operation("truncate", names.get(file, ""), size),
                lambda part: int(truncate(file, size)) if part is None else OK,
            )

        def on_sync(file: int, flags: int) -> int:
            return disk.met(
                Operation("sync", names.get(file, "")),
                lambda part: int(sync(file, flags)) if part is None else OK,
            )

        for name, callback in (
            ("xWrite", _WRITE(on_write)),
            ("xTruncate", _TRUNCATE(on_truncate)),
            ("xSync", _SYNC(on_sync)),
        ):
            setattr(changed, name, ctypes.cast(callback, ctypes.c_void_p).value)
            _kept.append(callback)
        tables[original_at] = changed
        _kept.append(changed)
        return changed

    def on_open(vfs_at: int, name: int | None, file: int, flags: int, out_flags: int | None) -> int:
        # The name is passed on as the pointer it is: SQLite keeps it, and reads behind its end.
        result = int(real_open(vfs_at, name, file, flags, out_flags))
        slot = ctypes.c_void_p.from_address(file)
        if result == OK and slot.value and name:
            names[file] = os.fsdecode(ctypes.string_at(name))
            slot.value = ctypes.addressof(methods_for(slot.value))
        return result

    opener = _OPEN(on_open)
    _kept.append(opener)
    vfs.xOpen = ctypes.cast(opener, ctypes.c_void_p).value
    try:
        yield disk
    finally:
        vfs.xOpen = real_address


def after_power_cut(
    log: list[Operation], base: Path, target: Path, cut: int, rng: random.Random
) -> list[str]:
    """Rebuild in `target` what a disk may hold when the power goes after `cut` operations.

    What was synced is there. Of what came after the last sync of a file, each write may be there,
    missing, or torn between sectors of 512 bytes; a truncation may have happened or not. `base`
    holds the files as they were when recording began. Returns what was acknowledged before.
    """
    before = log[:cut]
    acknowledged = [op.data.decode() for op in before if op.kind == "ack"]
    for path in sorted({op.path for op in before if op.kind != "ack"}):
        ops = [op for op in before if op.path == path and op.kind != "ack"]
        synced = max((i + 1 for i, op in enumerate(ops) if op.kind == "sync"), default=0)
        file = base / Path(path).name
        image = bytearray(file.read_bytes() if file.exists() else b"")
        for number, op in enumerate(ops):
            certain = number < synced
            if op.kind == "truncate" and (certain or rng.random() < 0.5):
                del image[op.offset :]
                image.extend(bytes(op.offset - len(image)))
            elif op.kind == "write":
                fate = 0.0 if certain else rng.random()
                if fate < 0.4:
                    _put(image, op.offset, op.data)
                elif fate < 0.7:
                    for start in range(0, len(op.data), SECTOR):
                        if rng.random() < 0.5:
                            _put(image, op.offset + start, op.data[start : start + SECTOR])
        (target / Path(path).name).write_bytes(image)
    return acknowledged


def _put(image: bytearray, offset: int, data: bytes) -> None:
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data

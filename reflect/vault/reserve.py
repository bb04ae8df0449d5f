"""One MiB kept back, so that a full disk can still take what was just written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reflect.errors import StorageFull
from reflect.vault import folder as place

SIZE = 1024 * 1024
_ROOM_AGAIN = 8 * SIZE
"""Free space at which the reserve is put back: well above itself, so that it does not flap."""


def exists(folder: Path) -> bool:
    """Whether there is a whole one."""
    try:
        return (folder / place.RESERVE).stat().st_size == SIZE
    except OSError:
        return False


def free(folder: Path) -> bool:
    """Gives the space up; whether there was any."""
    try:
        (folder / place.RESERVE).unlink()
    except OSError:
        return False
    return True


def keep(folder: Path) -> bool:
    """Puts the reserve back where there is room; whether it is there now."""
    if exists(folder):
        return True
    with place.storage(folder):
        roomy = shutil.disk_usage(folder).free >= _ROOM_AGAIN
    if roomy:
        try:
            # Random bytes: a file system that compresses or leaves holes would keep back nothing.
            place.write_atomically(folder / place.RESERVE, os.urandom(SIZE))
        except StorageFull:
            return False
    return roomy

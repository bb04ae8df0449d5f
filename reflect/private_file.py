"""Files that only their owner can read, and that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PASSING = ".passing"
"""Ending of the hidden name a file bears while it is written; only a crash leaves one behind."""


def create(path: Path) -> BinaryIO:
    """A new file of mode 0600, open for writing. Raises OSError, EEXIST where there is one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """What is written stands at `path` when the block ends, in place of what stood there before.

    Written under another name beside it, synced, and renamed; whatever goes wrong, the old file is
    then still there and the new one is gone. Raises OSError.
    """
    passing = path.with_name(f".{secrets.token_hex(8)}{PASSING}")
    try:
        with create(passing) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(passing, path)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise

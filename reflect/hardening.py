"""What a process that holds a diary forbids itself, before anything else is done.

No core dump (it would hold entries and the key), no reading of its memory by another process of
the same user, no file that others may read. Swap and hibernation cannot be forbidden from here;
SECURITY.md says so.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_PT_DENY_ATTACH = 31  # sys/ptrace.h of macOS


def harden() -> None:
    """To be called first in every process of Reflect. Where a system refuses, it goes on: the
    journal itself is encrypted either way.

    On Linux "not dumpable" also hands /proc/PID to root: no debugger of the same user can attach,
    and the process itself can no longer open its own /proc/self/mem. Replacing the process image
    resets it, so the new image calls this again.
    """
    os.umask(0o077)
    _stand_in_for_closed_streams()
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):  # a container may forbid it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, 0, 0)


def _stand_in_for_closed_streams() -> None:
    """A process may be started without its standard streams. The next files it opens would then
    get their numbers, and whatever writes a message by number would write it into the journal."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8"))

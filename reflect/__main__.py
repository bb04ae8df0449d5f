"""`python -m reflect` and the `reflect` command: the window, or one command without it."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from typing import NoReturn

from reflect.hardening import harden

WINDOW_OPTIONS = frozenset(
    {
        "--new-entry",
        "--others-journal",
        "--new-journal",
        "--damaged-journal",
        "--steady-journal",
        "--background",
        "--stays",
    }
)


def wants_window(arguments: list[str]) -> bool:
    """Whether there is no command in `arguments`: only options that the window knows."""
    waiting = False
    for argument in arguments:
        if waiting:
            waiting = False
        elif argument == "--journal":
            waiting = True
        elif not (argument in WINDOW_OPTIONS or argument.startswith("--journal=")):
            return False
    return not waiting


def main() -> int:
    """The program; its exit status."""
    harden()
    arguments = sys.argv[1:]
    if wants_window(arguments):
        from reflect.app import run

        return run(arguments)
    from reflect.cli import main as command

    return command(arguments)


_THREADS_OF_THEIR_OWN = ("nostr_sdk", "opendal")
"""Their threads go on while Python takes itself apart, and run into what is gone by then: one end
in five was a crash, after everything was done (nostr-sdk 0.45, opendal 0.47)."""


def program() -> NoReturn:
    """All of it, to the end of the process."""
    status = main()
    if any(name in sys.modules for name in _THREADS_OF_THEIR_OWN):
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    program()

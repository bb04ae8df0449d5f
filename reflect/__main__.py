"""`python -m reflect` and the `reflect` command: the window, or one command without it."""

from __future__ import annotations

import sys

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


if __name__ == "__main__":
    sys.exit(main())

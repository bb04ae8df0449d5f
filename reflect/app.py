"""Builds the program once and hands the parts down: locked → open → locked.

Locking replaces the process image: only then are text and keys out of memory. What is kept across
it are the arguments below, which name a folder and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reflect import hardening
from reflect import settings as preferences

if TYPE_CHECKING:
    from reflect.vault import OpenVault
    from reflect.worker import Worker

if TYPE_CHECKING:
    from reflect.ui.program import Program


PAGES = ("others", "new", "damaged", "steady")
BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Start:
    """How the window was asked for."""

    folder: Path
    new_entry: bool = False
    page: str = ""
    """`others`, `new`, `damaged` or `steady`: the page of the door that the window asked for;
    `background`: no window at all, so that reminders come."""
    stays: bool = False
    """It was started in the background: closing the window leads back there."""


def read(arguments: Sequence[str]) -> Start:
    """The window's options; anything else goes to the command line before this is reached."""
    folder: Path | None = None
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--journal" and left:
            folder = Path(left.pop(0))
        elif argument.startswith("--journal="):
            folder = Path(argument.partition("=")[2])
    page = next((each for each in PAGES if f"--{each}-journal" in arguments), "")
    return Start(
        folder=(folder or preferences.default_journal_dir()).expanduser().absolute(),
        new_entry="--new-entry" in arguments,
        page=BACKGROUND if f"--{BACKGROUND}" in arguments else page,
        stays="--stays" in arguments,
    )


def command_for(folder: Path, page: str = "", *, stays: bool = False) -> list[str]:
    """What starts this same program again, before `folder`, at a page of the door, or in the
    background."""
    program = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "reflect"]
    )
    if page == BACKGROUND:
        return [*program, "--journal", str(folder), f"--{BACKGROUND}"]
    at_page = [f"--{page}-journal"] if page else []
    return [*program, "--journal", str(folder), *at_page, *(["--stays"] if stays else [])]


def replace_process(command: list[str]) -> None:
    """Become `command`, in the same process where the system can; never returns.

    Every file of ours but the standard three is closed by it: nothing of the old image may hold
    the journal open in the new one.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(command, close_fds=True)
        os._exit(0)
    for name in _open_files():
        try:
            os.set_inheritable(name, False)
        except OSError:
            continue
    os.execv(command[0], command)  # noqa: S606 - ourselves, by a full path


def _open_files() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            return [int(name) for name in os.listdir(folder) if int(name) > 2]
        except OSError:
            continue
    return list(range(3, 1024))


def run(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit status."""
    return build(read(arguments)).run()


def smoke(folder: Path, passphrase: str | None) -> int:
    """Paint the door and leave; with a passphrase, open the journal, paint it and lock it first.

    The exit status: 0 if all went well. Locking replaces the process as it always does, and the
    new one paints the lock screen.
    """
    program = build(Start(folder=folder.expanduser().absolute()), _restart_and_paint)
    from reflect.ui.smoke import Smoke

    return Smoke(program, passphrase).run()


def build(start: Start, restart: Callable[[Path, str], None] | None = None) -> Program:
    """The program with its parts, not yet shown."""
    hardening.harden()
    from reflect.ui.program import Program

    return Program(
        start.folder,
        preferences.load(),
        make_worker=_worker,
        restart=restart or partial(_restart, stays=start.stays or start.page == BACKGROUND),
        save_settings=_save,
        load_settings=preferences.load,
        state_folder=preferences.settings_path().parent,
        new_entry=start.new_entry,
        page=start.page,
        stays=start.stays,
    )


def _worker(opener: Callable[[], OpenVault]) -> Worker:
    # Loaded when somebody unlocks: the first window does without threads.
    from reflect.worker import Worker

    return Worker(opener)


def _restart(folder: Path, page: str, *, stays: bool = False) -> None:
    replace_process(command_for(folder, page, stays=stays))


def _restart_and_paint(folder: Path, page: str) -> None:
    replace_process([*command_for(folder, page), "--smoke"])


def _save(changed: preferences.Settings) -> None:
    from reflect.errors import StorageFailed, StorageFull

    try:
        preferences.save(changed)
    except (StorageFull, StorageFailed):
        # A window's size is not worth a word while the disk is full.
        return

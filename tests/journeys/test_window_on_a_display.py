"""The program as a process on a real display with a window manager, driven by keys alone."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reflect import vault
from reflect.errors import ReflectError, VaultBusy

PASSPHRASE = "seven grey herons wade"
ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "openbox", "xdotool")


class Desk:
    """A display, a window manager, and a keyboard."""

    def __init__(self, display: str, home: Path) -> None:
        self.home = home
        self.environment = {
            **{k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"},
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "PYTHONPATH": str(ROOT),
        }
        (home / "run").mkdir(mode=0o700, parents=True)

    def do(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        self.do("key", "--clearmodifiers", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "15", text)

    def front(self) -> str:
        """The id of the window with the keys, if it is the program's."""
        found = self.do("getactivewindow")
        return found if found and self.do("getwindowname", found) == "Reflect" else ""

    def next_window(self, before: str = "") -> str:
        """Once another window than `before` has the keys."""
        until(lambda: self.front() not in {"", before})
        return self.front()


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for program in NEEDED:
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        made = Desk(f":{told.readline().strip()}", tmp_path / "home")
    manager = subprocess.Popen(
        ["openbox"], env=made.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield made
    for process in (manager, server):
        process.terminate()
        process.wait(timeout=20)


def text_in(folder: Path) -> str | None:
    with vault.unlock(folder, PASSPHRASE) as opened:
        (only,) = opened.journal.every_entry()
        return only.text


def is_open(folder: Path) -> bool:
    try:
        vault.unlock(folder, PASSPHRASE).close()
    except VaultBusy:
        return True
    except ReflectError:
        return False
    return False


@pytest.mark.soak
@pytest.mark.requirement("R19")
def test_written_locked_and_gone_on_with(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    process = subprocess.Popen(
        # Written in one word, so that the image that replaces this one can be told from it.
        [sys.executable, "-m", "reflect", f"--journal={folder}"],
        cwd=ROOT,
        env=desk.environment,
    )
    try:
        door = desk.next_window()
        desk.press("Return")
        desk.type(PASSPHRASE)
        desk.press("Return")
        desk.type(PASSPHRASE)
        desk.press("Return")
        until(lambda: (folder / "journal.key").exists())

        pressed = [0.0]

        def later() -> bool:
            # Again only when the last one surely came too early: one more would be typed into the
            # window that is just opening.
            if time.monotonic() - pressed[0] > 5:
                desk.press("alt+l")
                pressed[0] = time.monotonic()
            return desk.front() not in {"", door}

        until(later)
        desk.next_window(door)
        desk.type("The heron stood still")
        desk.press("alt+4", "ctrl+l")
        again = b"--journal\0"
        until(lambda: again in Path(f"/proc/{process.pid}/cmdline").read_bytes())
        assert text_in(folder) == "The heron stood still"

        door = desk.next_window()
        desk.type(PASSPHRASE)
        desk.press("Return")
        until(lambda: is_open(folder))
        desk.next_window(door)
        desk.type(" ...")
        desk.press("ctrl+q")
        assert process.wait(timeout=60) == 0
        assert text_in(folder) == "The heron stood still ..."
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait(timeout=20)

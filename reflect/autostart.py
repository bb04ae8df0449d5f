"""Starting with the session, without a window: one file in the desktop's autostart folder.

The file follows freedesktop.org's specifications of desktop entries and of autostart. What a person
changed in it by hand counts: `Hidden=true`, or a program that is not there any more, reads as off.
Nothing here writes unless asked to.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from reflect import APP_ID, private_file
from reflect.errors import AutostartRefused

LARGEST = 64 * 1024
"""Bytes read of a file that is there; a real one has a few hundred."""

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_ESCAPED_IN_QUOTES = frozenset('"`$\\')
_STRING_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_STRING_CHARACTERS = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "s": " "}


def offered() -> bool:
    """Whether this system starts programs by such files, and may be told so from here.

    A sandbox (Flatpak, Snap) has a configuration folder of its own, which no session reads.
    """
    sandboxed = "FLATPAK_ID" in os.environ or "SNAP" in os.environ
    return sys.platform.startswith(("linux", "freebsd", "openbsd")) and not sandboxed


def path() -> Path:
    """Where the file is, or would be."""
    chosen = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    # The specification has a relative path ignored.
    folder = chosen if chosen.is_absolute() else Path.home() / ".config"
    return folder / "autostart" / f"{APP_ID}.desktop"


def program() -> list[str]:
    """What starts this same Reflect from anywhere."""
    image = os.environ.get("APPIMAGE", "")
    if getattr(sys, "frozen", False):
        return [image or sys.executable]
    beside = Path(sys.executable).with_name("reflect")
    return [str(beside)] if beside.is_file() else [sys.executable, "-m", "reflect"]


def is_on() -> bool:
    """Whether the next session starts Reflect: as the file says now, whoever wrote it."""
    try:
        with path().open("rb") as file:
            text = file.read(LARGEST).decode("utf-8", "surrogateescape")
    except OSError:
        return False
    said = _entry(text)
    if said.get("Hidden", "").lower() == "true":
        return False
    if said.get("X-GNOME-Autostart-enabled", "").lower() == "false":
        return False
    command = split(said.get("Exec", ""))
    return bool(command) and shutil.which(command[0]) is not None


def switch_on(journal: Path | None = None) -> None:
    """Write the file, whole, in place of what is there.

    `journal`: the folder to wait for, where it is not the one that opens by itself. Raises
    AutostartRefused; what was there is then as it was.
    """
    here = path()
    command = [*program(), "--background", *(["--journal", str(journal)] if journal else [])]
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        "Name=Reflect",
        f"Exec={quoted(command)}",
        f"Icon={APP_ID}",
        "Terminal=false",
        "NoDisplay=true",
        "X-GNOME-Autostart-enabled=true",
        "",
    )
    try:
        here.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with private_file.replaced(here) as file:
            file.write("\n".join(lines).encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise _refused(here, error) from error


def switch_off() -> None:
    """Take the file away. Raises AutostartRefused."""
    here = path()
    try:
        here.unlink(missing_ok=True)
    except OSError as error:
        if error.errno != errno.ENOTDIR:
            raise _refused(here, error) from error


def _refused(here: Path, error: OSError) -> AutostartRefused:
    return AutostartRefused(path=here, reason=error.strerror or type(error).__name__)


# the format ---------------------------------------------------------------------------------------


def quoted(command: Sequence[str]) -> str:
    """The value of `Exec`: each argument quoted where it must be, then escaped as a string."""
    value = " ".join(_argument(each.replace("%", "%%")) for each in command)
    return "".join(_STRING_ESCAPES.get(each, each) for each in value)


def split(value: str) -> list[str]:
    """The arguments in the value of `Exec`; nothing where it is not well formed."""
    arguments: list[str] = []
    argument: str | None = None
    inside = False
    letters = iter(_unescaped(value))
    for letter in letters:
        if inside and letter == "\\":
            argument = (argument or "") + next(letters, "")
        elif letter == '"':
            inside, argument = not inside, argument or ""
        elif letter in " \t\n" and not inside:
            if argument is not None:
                arguments.append(argument)
            argument = None
        else:
            argument = (argument or "") + letter
    if inside:
        return []
    if argument is not None:
        arguments.append(argument)
    return [each.replace("%%", "%") for each in arguments]


def _argument(text: str) -> str:
    if text and not _RESERVED & set(text):
        return text
    inside = "".join(f"\\{each}" if each in _ESCAPED_IN_QUOTES else each for each in text)
    return f'"{inside}"'


def _unescaped(value: str) -> str:
    letters = iter(value)
    found = []
    for letter in letters:
        if letter == "\\":
            after = next(letters, "")
            found.append(_STRING_CHARACTERS.get(after, f"\\{after}"))
        else:
            found.append(letter)
    return "".join(found)


def _entry(text: str) -> dict[str, str]:
    """Keys and values of the group [Desktop Entry]."""
    found: dict[str, str] = {}
    here = False
    for line in text.split("\n"):
        bare = line.strip()
        if bare.startswith("["):
            here = bare == "[Desktop Entry]"
        elif here and "=" in bare and not bare.startswith("#"):
            key, _, value = bare.partition("=")
            found.setdefault(key.rstrip(), value.lstrip())
    return found

"""The program in a process that notes what it loads and what it connects to.

    python watched.py window JOURNAL < passphrase
    python watched.py command ARGUMENTS...

The last line of standard output is JSON: `status`, `loaded` (modules of sharing), `sockets` (those
that are for more than this machine), and for the window `saved` (whether the entry was).
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OF_SHARING = ("reflect.sync", "vodozemac", "nostr_sdk", "opendal")
TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
sockets: set[str] = set()


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Python's own word for each socket that is made, and each that reaches out."""
    if event == "socket.__new__" and arguments[1] != socket.AF_UNIX:
        sockets.add(f"made: family {arguments[1]}")
    elif event == "socket.connect" and not isinstance(arguments[1], str | bytes):
        sockets.add(f"connected: {arguments[1]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        sockets.add(f"asked for: {arguments[0]}")


def look() -> None:
    """The system's word, which knows of those that a library made past Python."""
    own = set()
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed since it was listed
            own.add(os.readlink(handle))
    for table in TABLES:
        try:
            lines = Path(f"/proc/self/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            if f"socket:[{line.split()[9]}]" in own:
                sockets.add(f"open: {table}")


def window(folder: str, passphrase: str) -> dict[str, object]:
    """Open, write, save, close, as a person does."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from reflect import app
    from reflect.ui.program import Program
    from reflect.ui.today import TodayPage
    from reflect.ui.unlock import UnlockPage

    done: dict[str, object] = {}

    def steps(program: Program) -> Iterator[int]:
        assert program.door is not None
        door = program.door.page
        assert isinstance(door, UnlockPage)
        door.passphrase.line.setText(passphrase)
        door.unlock()
        while program.window is None:
            yield 50
        shown = program.window
        for page in ("journal", "coping", "progress", "preferences", "today"):
            shown.show_page(page)
            yield 100
        editor = next(iter(shown.findChildren(TodayPage))).editor
        editor.moods.choose(2)
        QTest.keyClicks(editor.pad, "Rain on the roof.")
        while editor.unsaved:
            yield 50
        done["saved"] = True
        shown.close()
        yield 100
        program.app.quit()

    program = app.build(app.read(["--journal", folder]))
    session = steps(program)

    def go_on() -> None:
        look()
        pause = next(session, None)
        if pause is not None:
            QTimer.singleShot(pause, go_on)

    QTimer.singleShot(0, go_on)
    return {"status": program.run(), **done}


def main() -> None:
    sys.addaudithook(note)
    if sys.argv[1] == "window":
        found = window(sys.argv[2], sys.stdin.read().strip())
    else:
        from reflect.__main__ import main as reflect

        sys.argv = ["reflect", *sys.argv[2:]]
        found = {"status": reflect()}
    look()
    loaded = [name for name in sys.modules if name.startswith(OF_SHARING)]
    print(json.dumps({**found, "loaded": sorted(loaded), "sockets": sorted(sockets)}), flush=True)


if __name__ == "__main__":
    main()

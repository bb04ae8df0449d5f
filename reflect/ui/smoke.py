"""Does the program, as it was built, come up at all: paint, open, lock, leave.

Used by the packaging's smoke test; the way in is the person's own, only quicker.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from reflect.ui.unlock import UnlockPage

if TYPE_CHECKING:
    from reflect.ui.program import Program

PATIENCE_MS = 60_000
"""Unlocking takes about a second; a machine under load takes longer."""

OF_SHARING = ("vodozemac", "nostr_sdk", "opendal")
"""Packages that come along in the built program and are not loaded before sharing is on."""


class Smoke(QObject):
    """Shows the door; with a passphrase, the open journal behind it, which is then locked."""

    def __init__(self, program: Program, passphrase: str | None) -> None:
        super().__init__(program)
        self._program = program
        self._passphrase = passphrase
        self._status = 1
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._leave)

    def run(self) -> int:
        """0: everything was painted. 1: it was not, or took over a minute."""
        self._program.hooks.install()
        if not self._program.start():
            return 1
        self._program.opened.connect(self._on_opened)
        self._patience.start(PATIENCE_MS)
        QTimer.singleShot(0, self._on_door)
        self._program.app.exec()
        self._program.end()
        return self._status

    def _on_door(self) -> None:
        door = self._program.door
        if door is None or not painted(door):
            self._leave()
        elif self._passphrase is None:
            self._status = 0
            self._leave()
        elif isinstance(door.page, UnlockPage):
            door.page.passphrase.line.setText(self._passphrase)
            door.page.unlock()
        else:
            self._leave()

    def _on_opened(self) -> None:
        window = self._program.window
        if window is not None and painted(window) and sharing_waits():
            # What the window still asks of the journal may come back before it goes.
            QTimer.singleShot(0, self._lock)
        else:
            self._leave()

    def _lock(self) -> None:
        self._program.lock()
        self._leave()  # only reached where locking, which replaces the process, did not work

    def _leave(self) -> None:
        self._program.app.exit(self._status)


def sharing_waits() -> bool:
    """Whether nothing of sharing is loaded yet, and all of it can be, where this is the built
    program; what is amiss is said on standard error."""
    early = [name for name in OF_SHARING if name in sys.modules]
    lacking = []
    for name in OF_SHARING if getattr(sys, "frozen", False) else ():
        try:
            import_module(name)
        except (ImportError, OSError) as error:  # a library that is loaded by name: OSError
            lacking.append(f"{name}: {error}")
    for said in (*(f"{name} is loaded with sharing off" for name in early), *lacking):
        sys.stderr.write(f"smoke: {said}\n")
    return not early and not lacking


def painted(widget: QWidget) -> bool:
    """Whether there is anything to see: more than one colour."""
    image = widget.grab().toImage()
    first = image.pixel(0, 0)
    return any(
        image.pixel(x, y) != first
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )

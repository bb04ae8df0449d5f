"""When the journal locks by itself: after idle time, with the screen, before sleep, minimised.

Idle time is measured with a clock that runs on while the machine sleeps. The signals of the
screen lockers were taken from the desktops' own interfaces: five names for the session, and
logind's `Lock` and `PrepareForSleep` on the system bus.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

LOOK_EVERY_MS = 5_000

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
        QEvent.Type.DragMove,
    }
)

SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Interfaces with the signal ActiveChanged(bool) on the session bus."""
UNITY = "com.canonical.Unity.Session"
LOGIN = "org.freedesktop.login1"


def seconds_with_sleep() -> float:
    """Seconds on a clock that goes on while the machine sleeps.

    CLOCK_BOOTTIME on Linux; elsewhere the wall clock, which also does, and which can be set: a jump
    forward locks early, a jump backward locks late by as much.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()


class Idle(QObject):
    """Emits `timed_out` when nobody touched the program's windows for so many minutes."""

    timed_out = Signal()

    def __init__(
        self,
        minutes: int,
        clock: Callable[[], float] = seconds_with_sleep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = minutes
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window)
            for window in app.topLevelWindows():
                self.watch(window)

    def set_minutes(self, minutes: int) -> None:
        """0: never."""
        self._minutes = minutes
        self.touch()

    def touch(self) -> None:
        """Somebody is here."""
        self._last = self._clock()

    def watch(self, window: QWindow) -> None:
        """Input reaches native windows first: a filter there sees it all, and nothing else."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def look(self) -> None:
        """Whether the time is up; called every few seconds, and soon after the machine wakes."""
        if self._minutes and self._clock() - self._last >= self._minutes * 60:
            self.touch()
            self.timed_out.emit()

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            self.watch(window)
            # The time may have run out while the machine slept, and be noticed only now.
            self.look()
            self.touch()

    @guarded(False)
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            # The first touch after waking must not hide that the time was up.
            self.look()
            self._last = self._clock()
        return False


class ScreenLock(QObject):
    """Emits `locked` when the desktop's screen is locked, or the machine goes to sleep."""

    locked = Signal()

    def __init__(
        self,
        session: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        from PySide6.QtDBus import QDBusConnection

        self._session = session or QDBusConnection.sessionBus()
        self._system = system or QDBusConnection.systemBus()
        self.connected: list[str] = []
        for name in SCREEN_SAVERS:
            self._connect(self._session, "", name, "ActiveChanged", "on_active(bool)")
        self._connect(self._session, "", UNITY, "Locked", "on_lock()")
        self._connect(self._system, "", f"{LOGIN}.Manager", "PrepareForSleep", "on_active(bool)")
        self._connect(self._system, session_path(), f"{LOGIN}.Session", "Lock", "on_lock()")

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        self.locked.emit()

    def _connect(
        self, bus: QDBusConnection, path: str, interface: str, signal: str, slot: str
    ) -> None:
        # The stubs ask for bytes; what works is the text that SLOT gives.
        there: Any = bus
        if bus.isConnected() and there.connect("", path, interface, signal, self, SLOT(slot)):
            self.connected.append(f"{interface}.{signal}")


def session_path() -> str:
    """logind's object of this login session; empty, which means any, where it is not known.

    Escaped as systemd does it (bus_label_escape): all but letters and digits, and a leading digit,
    as `_` with two hexadecimal digits.
    """
    session = os.environ.get("XDG_SESSION_ID", "")
    if not session:
        return ""
    escaped = "".join(
        c if c.isascii() and (c.isalpha() or (c.isdigit() and place)) else f"_{ord(c):02x}"
        for place, c in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{escaped}"

"""A program without a screen, on a day that stands still, and a picture where it is worth one."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from datetime import tzinfo as TimeZone  # noqa: N812 - a class, whatever its name
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QWidget

    from reflect.ui.program import Program

PASSPHRASE = "four quiet paper boats"
NOW = datetime(2026, 11, 20, 20, 14, tzinfo=ZoneInfo("Europe/Berlin"))
SIZE = (1120, 800)
OVERLAP = 40
"""Pixels that one picture of a long page shares with the next."""


class Studio:
    """Doors and windows, one after the other, in the look of `settings`."""

    def __init__(self, home: Path, folder: Path, settings: dict[str, Any], only: str) -> None:
        self.home = home
        self.folder = folder
        self.settings = settings
        self.only = only
        self.failed: list[str] = []
        self.count = 0
        self.program: Program | None = None

    def play(self, scenes: tuple[Callable[..., None], ...], *given: object) -> None:
        """One scene after the other; one that fails is noted, and the next begins."""
        for scene in scenes:
            try:
                scene(self, *given)
            except Exception as error:  # noqa: BLE001 - one page that is broken, not all of them
                self.failed.append(f"{scene.__name__}: {error!r}")
            self.close_dialogs()

    # doors and windows -----------------------------------------------------------------------

    def door(self, folder: Path) -> Any:
        """The locked window in front of a journal; the program before it ends."""
        from reflect.crypto.keyfile import CHEAP
        from reflect.settings import KnownJournal, Settings
        from reflect.ui.program import Program
        from reflect.worker import Worker

        self.end()
        known = (
            KnownJournal(Path("/home/lena/Journals/Evenings"), datetime(2026, 11, 20, tzinfo=UTC)),
            KnownJournal(Path("/home/lena/Journals/Travels"), datetime(2026, 6, 17, tzinfo=UTC)),
        )
        wanted = {"language": "en", "country": "DE", "window": (0, 0, *SIZE), **self.settings}
        self.program = Program(
            folder,
            Settings(journals=known, autolock_minutes=0, **wanted),
            make_worker=Worker,
            restart=nothing,
            save_settings=nothing,
        )
        self.program.show_door()
        self.program.door.cost = CHEAP  # type: ignore[union-attr]
        self.rest(0.2)
        return self.program.door

    def unlock(self, folder: Path) -> Any:
        """The window of the journal in `folder`."""
        door = self.door(folder)
        program = self.program
        assert program is not None
        door.page.passphrase.line.setText(PASSPHRASE)
        door.page.unlock()
        self.until(lambda: program.window is not None)
        self.settle()
        return program.window

    def end(self) -> None:
        """The program that ran goes."""
        if self.program is not None:
            self.program.end()
            front = self.program.front()
            if front is not None:
                front.hide()

    # pictures --------------------------------------------------------------------------------

    def wants(self, name: str) -> bool:
        """Whether `--only` asks for this picture."""
        return self.only in name

    def shoot(self, name: str, widget: QWidget) -> None:
        """A picture of a window, as `name`.png."""
        if not self.wants(name):
            return
        self.settle()
        if not widget.grab().save(str(self.folder / f"{name}.png")):
            raise OSError(name)
        self.count += 1

    def shoot_down(self, name: str, widget: QWidget, *, most: int = 8) -> None:
        """As many pictures as it takes to scroll through, `most` of them: `name`, `name`-2, …"""
        if not self.wants(name):
            return
        self.settle()
        area = _longest(widget)
        if area is None:
            self.shoot(name, widget)
            return
        bar = area.verticalScrollBar()
        bar.setValue(0)
        self.shoot(name, widget)
        for number in range(2, most + 1):
            if bar.value() >= bar.maximum():
                break
            bar.setValue(bar.value() + max(60, bar.pageStep() - OVERLAP))
            self.shoot(f"{name}-{number}", widget)
        bar.setValue(0)

    def shoot_dialog(self, name: str, *, after: float = 0.2) -> None:
        """A picture of the dialog in front, which is closed then."""
        self.rest(after)
        dialogs = self.dialogs()
        if dialogs:
            self.shoot(name, dialogs[-1])
            self.close_dialogs()
        else:
            self.failed.append(f"{name}: no dialog")

    def dialogs(self) -> list[QWidget]:
        """Those that show, the one in front last."""
        from PySide6.QtWidgets import QApplication, QDialog

        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ]

    def close_dialogs(self) -> None:
        for dialog in self.dialogs():
            dialog.close()
        self.rest(0.05)

    # time ------------------------------------------------------------------------------------

    def until(self, true: Callable[[], bool]) -> None:
        """Let the program work until it is so. TimeoutError after half a minute."""
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + 30
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.004)

    def rest(self, seconds: float) -> None:
        """Let the program work for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def settle(self) -> None:
        """Until nothing asked of the journal is unanswered, and what came is laid out."""
        self.rest(0.08)
        program = self.program
        bridge = program.bridge if program is not None else None
        if bridge is not None:
            self.until(lambda: not bridge.busy)
            self.rest(0.04)


def stop_the_clock() -> None:
    """The same day in every picture. Before anything of the window is loaded."""
    from reflect.ui import moment

    moment.now_here = _now_here
    moment.here = lambda: "Europe/Berlin"
    from reflect.ui import editor

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: TimeZone | None = None) -> Stopped:
            return cls.fromtimestamp(NOW.timestamp(), tz)

    vars(editor)["datetime"] = Stopped


def _now_here() -> tuple[datetime, str]:
    return NOW, "Europe/Berlin"


def nothing(*_anything: object) -> None:
    """What a picture does not need."""


def _longest(widget: QWidget) -> QAbstractScrollArea | None:
    """What scrolls in `widget`, the largest of them; None where all of it shows."""
    from PySide6.QtWidgets import QScrollArea

    found = [
        each
        for each in widget.findChildren(QScrollArea)
        if each.isVisible() and each.verticalScrollBar().maximum() > 0
    ]
    return max(found, key=lambda each: each.width() * each.height(), default=None)

"""What the tests of the window share: a theme, a journal at the lowest cost, a whole program."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.settings import Settings
from reflect.ui.program import Program
from reflect.ui.theme import Theme
from reflect.worker import Worker

PASSPHRASE = "plain cheap words for tests"


class Shell:
    """A program whose last step, becoming another process, is written down instead."""

    def __init__(self, folder: Path, settings: Settings | None = None, **more: Any) -> None:
        self.restarts: list[tuple[Path, str]] = []
        self.saved: list[Settings] = []
        self.program = Program(
            folder,
            settings or Settings(),
            make_worker=Worker,
            restart=self._restart,
            save_settings=self.saved.append,
            **more,
        )

    def _restart(self, folder: Path, page: str) -> None:
        self.restarts.append((folder, page))

    @property
    def door(self) -> Any:
        return self.program.door

    @property
    def window(self) -> Any:
        return self.program.window

    def unlock(self, passphrase: str = PASSPHRASE) -> Any:
        """Through the door, as a person would; the window."""
        if self.door is None:
            self.program.show_door()
        self.door.show_unlock()
        self.door.page.passphrase.set_text(passphrase)
        self.door.page.unlock()
        wait_until(lambda: self.window is not None)
        settle(self)
        return self.window

    def close(self) -> None:
        self.program.end()
        for window in (self.program.window, self.program.door, self.program._left):
            if window is not None and shiboken6.isValid(window):
                window.hide()
                window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    """Run the event loop until `true()`; fails only where nothing is going to happen any more."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        QCoreApplication.processEvents()
        time.sleep(0.001)


def settle(shell: Shell) -> None:
    """Until nothing asked of the journal is unanswered."""
    wait_until(lambda: shell.program.bridge is None or not shell.program.bridge.busy)


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def theme(qapp: QApplication, settings: Settings) -> Theme:
    return Theme(qapp, settings)


@pytest.fixture
def journal_folder(tmp_path: Path) -> Path:
    """A journal that `PASSPHRASE` opens."""
    folder = tmp_path / "journal"
    made, _ = vault.create(folder, PASSPHRASE, name="Mine", cost=CHEAP)
    made.close()
    return folder


@pytest.fixture
def make_shell(qapp: QApplication) -> Iterator[Callable[..., Shell]]:
    """Programs that are closed when the test ends."""
    made: list[Shell] = []

    def make(folder: Path, settings: Settings | None = None, **more: Any) -> Shell:
        made.append(Shell(folder, settings, **more))
        return made[-1]

    yield make
    for shell in made:
        shell.close()

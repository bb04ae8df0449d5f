"""When something is our fault: what was written is saved, the window stays, the person can tell.

A report holds the kind of the exception and the frames it went through: file, line, function. No
values, no message of the exception (it may quote what was typed), and it is sent nowhere.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.bars import button, label

_PRIVATE = 0o600
_MOST_FRAMES = 40


def frames(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The report: program, system, kind of exception, frames; nothing anybody wrote."""
    lines = [
        f"Reflect, Python {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} in {code.co_qualname}")
        trace = trace.tb_next
    return "\n".join(lines + found[-_MOST_FRAMES:])


def _short(path: str) -> str:
    """A source file without the folders of the person's computer."""
    parts = Path(path).parts
    for root in ("reflect", "site-packages", "tests"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return Path(path).name


class Report(QDialog):
    """Calm words, and the frames to copy for who wants to tell us."""

    def __init__(self, text: str, saved: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.addWidget(label(self.tr("Something in Reflect went wrong"), "section"))
        safe = (
            self.tr("What you wrote is saved, and you can go on.")
            if saved
            else self.tr("What you wrote last may not be saved yet; it is still on the page.")
        )
        column.addWidget(label(safe))
        column.addWidget(
            label(
                self.tr(
                    "This is a fault of the program. The lines below say where it happened; they "
                    "hold nothing you wrote, and nothing is sent. Copy them if you want to "
                    "report it."
                ),
                "soft",
            )
        )
        self.text = QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Where it happened"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        copy = button(self.tr("&Copy the lines"), parent=self)
        copy.clicked.connect(self._on_copy)
        close = button(self.tr("&Go on"), "primary", self)
        close.clicked.connect(self.accept)
        close.setFocus()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


class Hooks(QObject):
    """Where uncaught exceptions arrive: from slots, overrides, threads and finalisers."""

    _happened = Signal(str)

    def __init__(
        self, save: Callable[[], bool], window: Callable[[], QWidget | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._window = window
        self._shown: Report | None = None
        self._saving = False
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.on_exception
        sys.unraisablehook = self.on_unraisable
        threading.excepthook = self.on_thread

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = frames(kind, trace)
        sys.stderr.write(f"{text}\n")
        self._happened.emit(text)

    def on_unraisable(self, found: Any) -> None:
        self.on_exception(found.exc_type, found.exc_value, found.exc_traceback)

    def on_thread(self, found: Any) -> None:
        if not issubclass(found.exc_type, SystemExit):
            self.on_exception(found.exc_type, found.exc_value, found.exc_traceback)

    @property
    def report(self) -> Report | None:
        """The dialog that shows now."""
        return self._shown

    def _show(self, text: str) -> None:
        # A second fault while the first is told, or while saving, adds nothing but windows.
        if self._saving or self._shown is not None:
            return
        self._saving = True
        try:
            saved = self._save()
        except Exception:  # noqa: BLE001 - the fault may be in saving itself; it is told as unsaved
            saved = False
        finally:
            self._saving = False
        self._shown = Report(text, saved, self._window())
        self._shown.finished.connect(self._on_closed)
        self._shown.open()

    def _on_closed(self) -> None:
        self._shown = None


def watch_crashes(folder: Path) -> TextIO | None:
    """Have Python write its frames, without values, to `folder`/crash.txt if the process dies.

    None where the file cannot be made: a diary opens all the same.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / "crash.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    except OSError:
        return None
    file = os.fdopen(handle, "w")
    faulthandler.enable(file, all_threads=True)
    return file

"""What is written on a page of its own, kept as it is typed; and a field of lines, one thing each.

For values of which there is one (`model.SAFETY_PLAN`, `model.BRIDGE`): a pause in typing keeps
them, typing without a pause does all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from reflect.errors import ReflectError
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.model import Changes, Kept
    from reflect.ui.bridge import Bridge
    from reflect.vault import OpenVault

PAUSE_MS = 800
FORCED_MS = 1_500
RETRY_MS = 5_000
FEWEST_LINES = 2


class Keeper(QObject):
    """Keeps what `compose` gives, soon after `touch` and at once on `flush`."""

    kept = Signal()
    failed = Signal(object)
    """A ReflectError; it is tried again by itself."""

    def __init__(self, bridge: Bridge, compose: Callable[[], Kept], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._compose = compose
        self._dirty = False
        self._on_its_way = 0
        self._pause = self._timer(PAUSE_MS)
        self._forced = self._timer(FORCED_MS)
        self._retry = self._timer(RETRY_MS)

    @property
    def unsaved(self) -> bool:
        """Something typed is not in the journal."""
        return self._dirty or self._on_its_way > 0

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        self._pause.start()
        if not self._forced.isActive():
            self._forced.start()

    def flush(self) -> None:
        """Now, if anything was typed since the last time."""
        for timer in (self._pause, self._forced, self._retry):
            timer.stop()
        if not self._dirty:
            return
        self._dirty = False
        self._on_its_way += 1
        self._bridge.write(self, partial(_keep, self._compose()), self._on_kept, self._on_failed)

    def forget(self) -> None:
        """What was typed is kept elsewhere, or not wanted any more: it is not tried again."""
        for timer in (self._pause, self._forced, self._retry):
            timer.stop()
        self._dirty = False

    def _on_kept(self, _changes: Changes) -> None:
        self._on_its_way -= 1
        if not self.unsaved:
            self.kept.emit()

    def _on_failed(self, error: ReflectError) -> None:
        self._on_its_way -= 1
        self._dirty = True
        self._retry.start()
        self.failed.emit(error)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer


def _keep(value: Kept, vault: OpenVault) -> Changes:
    return vault.journal.keep(value)


class LinesField(QPlainTextEdit):
    """Lines, one thing each; as high as what is in it. Alt with an arrow moves a line."""

    edited = Signal()
    """By the person, not by `set_lines`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._setting = False
        self.textChanged.connect(self._on_changed)

    @property
    def lines(self) -> tuple[str, ...]:
        """Without empty ones."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def set_lines(self, lines: tuple[str, ...]) -> None:
        """From the journal; the person's cursor stays where nothing changed."""
        if lines == self.lines:
            return
        self._setting = True
        self.setPlainText("\n".join(lines))
        self._setting = False
        self._fit()

    def move_line(self, step: int) -> None:
        """The line with the cursor changes places with the one above (-1) or below (1)."""
        cursor = self.textCursor()
        at, column = cursor.blockNumber(), cursor.positionInBlock()
        lines = self.toPlainText().split("\n")
        to = at + step
        if not 0 <= to < len(lines):
            return
        lines[at], lines[to] = lines[to], lines[at]
        # As one edit, so that undo takes it back.
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        cursor.endEditBlock()
        block = self.document().findBlockByNumber(to)
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        self.setTextCursor(cursor)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier and not self.isReadOnly():
            self.move_line(step)
            event.accept()
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _on_changed(self) -> None:
        self._fit()
        if not self._setting:
            self.edited.emit()

    def _fit(self) -> None:
        # A plain text document measures its height in lines, wrapped ones counted.
        lines = max(FEWEST_LINES, round(self.document().size().height()))
        frame = self.height() - self.viewport().height()
        margin = round(2 * self.document().documentMargin())
        wanted = lines * self.fontMetrics().lineSpacing() + margin + max(frame, 14)
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

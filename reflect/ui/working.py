"""A dialog whose work runs on the journal's thread, with progress and Stop, while the window stays
usable. It hides with the window's content, and locks by the same keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from reflect.ui.bars import Work, button
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.ui.window import MainWindow


class WorkingDialog(QDialog):
    """Not modal. Closing it stops its work, or (`goes_on`) leaves it to the strip in the window."""

    goes_on = False

    def __init__(self, window: MainWindow, width: int, height: int) -> None:
        super().__init__(window)
        self._window = window
        self._work: Work | None = None
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bar = QProgressBar(self)
        self.stop = button(self.tr("S&top"), parent=self)
        self.stop.clicked.connect(self._on_stop)
        self.progress = QWidget(self)
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.progress.hide()
        QShortcut(QKeySequence("Ctrl+L"), self, window.lock_requested.emit)
        QShortcut(QKeySequence(window.settings.hide_key), self, window.toggle_cover)
        window.covered_changed.connect(self._on_covered)
        px = window.theme.px
        self.resize(
            min(px(width), max(480, window.width() - 48)),
            min(px(height), max(400, window.height() - 48)),
        )

    @property
    def busy(self) -> bool:
        """Something is being done."""
        return self._work is not None

    def begin(self, title: str) -> Work:
        """Show progress and Stop for work of that name."""
        self._work = work = self._window.work(title, quiet=True)
        work.moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.stop.setEnabled(True)
        self.stop.setAccessibleName(self.tr("Stop: {work}").format(work=title))
        self.dress()
        self.stop.setFocus()
        return work

    def end(self) -> None:
        """It is over, well or not."""
        work, self._work = self._work, None
        if work is not None:
            work.finish()
        self.dress()

    def dress(self) -> None:
        """What shows now; extended by the dialogs."""
        self.progress.setVisible(self.busy)

    def forget(self) -> None:
        """Passphrases; extended by the dialogs."""

    @property
    def left(self) -> bool:
        """The person closed it while its work went on."""
        return not self.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def come_back(self) -> None:
        """Show it, again if it was closed while its work goes on."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show()
        self.raise_()
        self.activateWindow()

    def _on_moved(self, part: int) -> None:
        self.bar.setRange(0, 1000 if part >= 0 else 0)
        self.bar.setValue(max(0, part))

    def _on_stop(self) -> None:
        if self._work is not None:
            self.stop.setEnabled(False)
            self._work.request_stop()

    def _on_covered(self, covered: bool) -> None:
        if not self.left:
            self.setVisible(not covered)

    @guarded(None)
    def reject(self) -> None:
        # Esc, Close and the window's own button all come here.
        if self._work is not None and self.goes_on:
            # The strip in the window shows it from now on, and a bar tells the end.
            self._window.show_work(self._work)
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            self.hide()
            return
        if self._work is not None:
            self._work.request_stop()
            self.end()
        self.forget()
        super().reject()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the focus, and no other. Not Stop: the Enter that began
        # the work in a field arrives here when Stop has the focus already.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            chosen = self.focusWidget()
            if isinstance(chosen, QPushButton) and chosen is not self.stop:
                chosen.click()
            return
        super().keyPressEvent(event)

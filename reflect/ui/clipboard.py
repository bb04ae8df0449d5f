"""A secret on the clipboard: marked as one, and taken away again while it is still ours."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEARED_AFTER_MS = 20_000

_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "application/x-nspasteboard-concealed-type": b"1",
    "org.nspasteboard.ConcealedType": b"1",
}


class SecretClipboard(QObject):
    """Passphrases and recovery codes are copied through here, nothing else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours: str | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.clear)

    def copy(self, secret: str) -> None:
        """Puts `secret` on the clipboard for twenty seconds, hidden from clipboard histories."""
        data = QMimeData()
        data.setText(secret)
        for name, value in _HINTS.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._ours = secret
        self.timer.start(CLEARED_AFTER_MS)

    def clear(self) -> None:
        """Takes the secret away, unless something else was copied since."""
        ours, self._ours = self._ours, None
        self.timer.stop()
        clipboard = QGuiApplication.clipboard()
        if ours is not None and clipboard.text() == ours:
            clipboard.clear()

"""An icon beside the clock while Reflect waits without a window, where there is such a place.

Never the only way to anything: many desktops have none.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from reflect import APP_ID
from reflect.shipped import resource


class Tray(QObject):
    """Open and Quit; says nothing of what is written."""

    open_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self.menu.addAction(self.tr("&Open Reflect")).triggered.connect(self._on_open)
        self.menu.addAction(self.tr("&Quit")).triggered.connect(self._on_quit)
        self.icon = QSystemTrayIcon(QIcon.fromTheme(APP_ID, QIcon(str(resource("app.svg")))), self)
        self.icon.setToolTip("Reflect")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_open)

    @staticmethod
    def is_there() -> bool:
        """Whether this desktop has a place for it."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    def message(self, title: str, line: str) -> None:
        """Show it in the desktop's way, with no sound of ours."""
        self.icon.show()
        self.icon.showMessage(title, line, QSystemTrayIcon.MessageIcon.NoIcon)

    def end(self) -> None:
        """The menu has no parent that would take it along."""
        self.icon.hide()
        self.menu.deleteLater()

    def _on_open(self) -> None:
        self.open_requested.emit()

    def _on_quit(self) -> None:
        self.quit_requested.emit()

    def _on_activated(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why != QSystemTrayIcon.ActivationReason.Context:
            self.open_requested.emit()

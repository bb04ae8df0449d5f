"""A scroll area that gives its widget the height its wrapped lines need.

Qt's own asks for the minimum size only, which knows nothing of how many lines a text takes at this
width: at 200 % text the last lines would be cut.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from reflect.ui.guard import guarded


class Scroller(QScrollArea):
    """Scrolls only where it must; keeps the focused control in sight."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)
        widget.installEventFilter(self)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @guarded(False)
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Take the height that the lines need at the present width."""
        widget = self.widget()
        layout = widget.layout() if widget is not None else None
        if widget is None or layout is None or not layout.hasHeightForWidth():
            return
        width = max(self.viewport().width(), layout.totalMinimumSize().width())
        height = layout.totalMinimumHeightForWidth(width)
        if height != widget.minimumHeight():
            widget.setMinimumHeight(height)


class Side(QWidget):
    """One side of a splitter, which asks nobody how high lines are at this width: it says so."""

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """No lower than its layout needs."""
        layout = self.layout()
        if layout is None:
            return
        height = max(
            layout.totalMinimumHeightForWidth(self.width()), layout.totalMinimumSize().height()
        )
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

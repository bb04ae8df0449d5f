"""A scroll area that gives its widget the height its wrapped lines need.

Qt's own asks for the minimum size only, which knows nothing of how many lines a text takes at this
width: at 200 % text the last lines would be cut.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSlider,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

WIDEST = 720
"""Pixels of a column at 100 % text."""
MARGIN = 16
"""Pixels that are left around what is brought into sight."""
CHOICES = (QComboBox, QAbstractSpinBox, QSlider)
SPARED = "spared"
"""Property of those that have the filter."""


class Scroller(QScrollArea):
    """Scrolls only where it must; keeps the focused control in sight."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)
        widget.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Qt's own follows Tab alone. Never under a pressed mouse: what is clicked would move away
        from below it."""
        inside = self.widget()
        if (
            new is not None
            and inside is not None
            and self.isVisible()
            and inside.isAncestorOf(new)
            and QApplication.mouseButtons() == Qt.MouseButton.NoButton
        ):
            keep_in_sight(new)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spare()

    @guarded(False)
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.fit()
            self._spare()
        elif (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, CHOICES)
            and not watched.hasFocus()
        ):
            # Whoever scrolls past a choice does not mean to change it.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _spare(self) -> None:
        """The wheel goes by what it would change."""
        inside = self.widget()
        if inside is None:
            return
        for kind in CHOICES:
            for choice in inside.findChildren(kind):
                if choice.property(SPARED):
                    continue
                if choice.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                    choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                choice.setProperty(SPARED, True)
                choice.installEventFilter(self)

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


def to_top(part: QWidget) -> None:
    """What lies around it shows from its top."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.verticalScrollBar().setValue(0)


def bring_into_sight(*parts: QWidget) -> None:
    """Scroll what lies around them, so that they are seen; the last one before the others. Of a
    text that is higher than the room it is the caret."""
    for part in parts:
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                _scroll_to(part, above)
            above = above.parentWidget()


def keep_in_sight(part: QWidget) -> None:
    """The same once the lines around it have found their places."""
    QTimer.singleShot(0, part, partial(_settle, part))


def _settle(part: QWidget) -> None:
    # What was shown or grew just now asks for its place from one layout up to the next.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    bring_into_sight(part)


def _scroll_to(part: QWidget, area: QScrollArea) -> None:
    inside = area.widget()
    if inside is None:
        return
    place = part.rect()
    too_high = place.height() + 2 * MARGIN > area.viewport().height()
    if too_high and isinstance(part, QPlainTextEdit | QTextEdit):
        place = part.cursorRect().translated(part.viewport().pos())
    top = part.mapTo(inside, place.topLeft())
    bottom = part.mapTo(inside, place.bottomLeft())
    # Its beginning last: of what is higher than the room that is what one wants to see.
    for point in (bottom, top):
        area.ensureVisible(point.x(), point.y(), 0, MARGIN)


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


class Column(Scroller):
    """All of a page: one column of lines in its middle, that scrolls where it must."""

    def __init__(self, theme: Theme, page: QWidget, gap: int = 3) -> None:
        """`gap`: between the lines, in steps of the theme's spacing."""
        room = QWidget()
        across = QHBoxLayout(room)
        across.setContentsMargins(*(theme.spacing(5),) * 4)
        across.addStretch(1)
        down = QVBoxLayout()
        across.addLayout(down, 1000)
        across.addStretch(1)
        self.inside = QWidget(room)
        down.addWidget(self.inside)
        down.addStretch(1)
        self.lines = QVBoxLayout(self.inside)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.spacing(gap))
        super().__init__(room, page)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.inside.setMaximumWidth(self._theme.px(WIDEST))

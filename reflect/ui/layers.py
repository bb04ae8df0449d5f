"""What takes the place of a window's pages: blank, Steady me, plans; one above the other.

Dialogs that stand in front of the window go with what they belong to, and come back with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from reflect.ui.bars import button


@dataclass(slots=True)
class _Over:
    layer: QWidget
    focused: QWidget | None
    """What had the focus before."""
    dialogs: list[QDialog] = field(default_factory=list)
    """Hidden meanwhile."""


class Layers(QStackedWidget):
    """The pages, and above them what was entered. What is entered has it as its parent from the
    start: a change of parent dresses it anew."""

    changed = Signal(bool)
    """Something else is in front; whether the pages are."""
    uncover_wanted = Signal()
    """The button on the blank page."""

    def __init__(self, pages: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._pages = pages
        self._window = window
        self._over: list[_Over] = []
        """The topmost last."""
        self._blank = QWidget(self)
        self._uncover = button(self.tr("Show again"), "plain", self._blank)
        self._uncover.clicked.connect(self.uncover_wanted)
        middle = QVBoxLayout(self._blank)
        middle.addWidget(self._uncover, 0, Qt.AlignmentFlag.AlignCenter)
        self.addWidget(pages)
        self.addWidget(self._blank)

    @property
    def topmost(self) -> QWidget | None:
        """What takes the place of the pages now; None where a page shows."""
        return self._over[-1].layer if self._over else None

    def every(self) -> list[QWidget]:
        """All that were ever entered, and the pages."""
        return [each for each in self.children() if isinstance(each, QWidget)]

    def enter(self, layer: QWidget) -> None:
        """Let `layer` take the place of everything in the window, dialogs too, until `leave`."""
        if self.indexOf(layer) < 0:
            self.addWidget(layer)
        if self.topmost is layer:
            return
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        dialogs = [each for each in dialogs if each.isVisible() and self._is_above(each)]
        focused = self._window.focusWidget()
        place = self._place_of(layer)
        if place >= 0:
            # It stood further below: what it covered is covered by what stood on it.
            old = self._over.pop(place)
            self._over[place].focused = old.focused
            self._over[place].dialogs += old.dialogs
        self._over.append(_Over(layer, focused, dialogs))
        _put_aside(dialogs)
        self._show_topmost()

    def leave(self) -> None:
        """Back by one step to exactly where one was; nothing happens on a page."""
        if not self._over or self.is_blank:
            return
        over = self._over.pop()
        self._show_topmost()
        _give_focus(over.focused)
        _bring_back(over.dialogs)

    def leave_all(self) -> None:
        """To the pages; a blank page stays."""
        if self._over and not self.covered:
            over, self._over = self._over, []
            self._show_topmost()
            for each in over:
                _bring_back(each.dialogs)

    # nothing to be seen -----------------------------------------------------------------------

    @property
    def is_blank(self) -> bool:
        """The blank page is in front."""
        return self.topmost is self._blank

    @property
    def covered(self) -> bool:
        """The blank page is there, be it below something that says nothing of the person."""
        return self._place_of(self._blank) >= 0

    def cover(self) -> None:
        """A blank page instead of everything."""
        if not self.covered:
            self._over.append(_Over(self._blank, self._window.focusWidget()))
        else:
            # What was entered above the blank page goes; the page stays.
            del self._over[self._place_of(self._blank) + 1 :]
        self._show_topmost()
        self._uncover.setFocus()

    def uncover(self) -> QWidget | None:
        """Back to what was there; gives what had the focus."""
        focused = None
        if self.covered:
            place = self._place_of(self._blank)
            focused = self._over[place].focused
            del self._over[place:]
            self._show_topmost()
        return focused

    def settle(self, focused: QWidget | None) -> None:
        """Once all shows again: dialogs below a layer stay hidden, the focus goes back."""
        for over in self._over:
            _put_aside(over.dialogs)
        _give_focus(focused)

    # inside -----------------------------------------------------------------------------------

    def _is_above(self, dialog: QWidget | None) -> bool:
        while dialog is not None and dialog is not self._window:
            dialog = dialog.parentWidget()
        return dialog is not None

    def _place_of(self, layer: QWidget) -> int:
        """From below; -1: it is not there."""
        return next((at for at, over in enumerate(self._over) if over.layer is layer), -1)

    def _show_topmost(self) -> None:
        self.changed.emit(not self._over)
        self.setCurrentWidget(self.topmost or self._pages)


def _put_aside(dialogs: list[QDialog]) -> None:
    for dialog in dialogs:
        if isValid(dialog):
            dialog.hide()


def _bring_back(dialogs: list[QDialog]) -> None:
    for dialog in dialogs:
        if isValid(dialog):
            dialog.show()


def _give_focus(widget: QWidget | None) -> None:
    if widget is not None and isValid(widget) and widget.isVisible():
        widget.setFocus()

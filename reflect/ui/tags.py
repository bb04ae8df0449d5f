"""Tags as chips: type, comma or Enter; those used before are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reflect.ui.factors import completer
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moods import Chip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reflect.ui.theme import Theme

LONGEST = 80


class TagsField(QWidget):
    """The tags of an entry, in the order given, unique whatever the case."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self._words = QStringListModel(self)
        self._layout = FlowLayout(self, gap=theme.spacing(1))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Add a tag"))
        self.line.setAccessibleName(self.tr("Add a tag"))
        self.line.setToolTip(self.tr("Enter or comma adds the tag"))
        self.line.setMaxLength(LONGEST)
        self._theme.changed.connect(self._fit_line)
        self._fit_line()
        offer = completer(self._words, self.line)
        offer.activated.connect(self._on_offer, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(offer)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.take)
        self.line.installEventFilter(self)
        self._layout.addWidget(self.line)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fit_line(self) -> None:
        """Wide enough for what it asks, in whatever language and size."""
        asks = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText())
        self.line.setMinimumWidth(max(self._theme.px(150), asks + self._theme.px(40)))

    @property
    def tags(self) -> tuple[str, ...]:
        """Those added; what still stands in the line is not a tag yet."""
        return tuple(chip.text for chip in self._chips)

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these; emits nothing."""
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self.line.clear()
        for tag in tags:
            self._append(tag)
        self._layout.invalidate()
        self.updateGeometry()

    def offer(self, tags: Iterable[str]) -> None:
        """Tags used before."""
        self._words.setStringList(list(tags))

    def take(self) -> None:
        """Make tags of what stands in the line."""
        text = self.line.text()
        self.line.clear()
        new = False
        for part in text.split(","):
            tag = part.strip().lstrip("#").strip()
            if tag and tag.casefold() not in {known.casefold() for known in self.tags}:
                self._append(tag)
                new = True
        if new:
            self._layout.invalidate()
            self.updateGeometry()
            self.changed.emit()

    def _append(self, tag: str) -> None:
        chip = Chip(self._theme, tag, self)
        chip.removed.connect(self._on_removed)
        self._layout.insert(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _on_edited(self, text: str) -> None:
        if "," in text:
            self.take()

    def _on_offer(self, _text: str) -> None:
        self.take()

    def _on_removed(self, chip: Chip) -> None:
        self.set_tags([other.text for other in self._chips if other is not chip])
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line takes the last tag; leaving the line adds what it holds."""
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut and not self._choosing():
                self.take()
            elif (
                event.type() == QEvent.Type.KeyPress
                and isinstance(event, QKeyEvent)
                and event.key() == Qt.Key.Key_Backspace
                and not self.line.text()
                and self._chips
            ):
                self._on_removed(self._chips[-1])
                return True
        return super().eventFilter(watched, event)

    def _choosing(self) -> bool:
        popup = self.line.completer().popup()
        return popup is not None and popup.isVisible()

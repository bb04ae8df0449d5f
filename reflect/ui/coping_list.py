"""Cards in a list: the title, what it takes, what it did for me, each wrapped as the width asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reflect.model import KeptId
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

_ID = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One card; a heading where `id` is None."""

    id: KeptId | None
    title: str
    takes: str = ""
    record: str = ""


class CardLine(QStyledItemDelegate):
    """Paints a line of the list."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def _parts(self, line: Line) -> list[tuple[str, QFont, str]]:
        theme = self._theme
        if line.id is None:
            return [(line.title, theme.font("caption", strong=True), "soft")]
        parts = [(line.title, theme.font("text", strong=True), "text")]
        parts += [
            (text, theme.font("caption"), "soft") for text in (line.takes, line.record) if text
        ]
        return parts

    @property
    def _pad(self) -> int:
        return self._theme.spacing(2)

    @guarded(QSize(10, 10))
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(_LINE)
        width = max(80, self._view.viewport().width() - 2 * self._pad - 2)
        height = 0
        for text, font, _colour in self._parts(line):
            box = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text)
            height += box.height() + 2
        pad = self._pad if line.id is not None else self._theme.spacing(1)
        return QSize(width, max(height + 2 * pad, 40 if line.id is not None else 0))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        style = self._view.style()
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, self._view)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        pad = self._pad if line.id is not None else self._theme.spacing(1)
        top = rect.top() + pad
        painter.save()
        for text, font, colour in self._parts(line):
            painter.setFont(font)
            painter.setPen(self._theme.colour("on_accent" if chosen else colour))
            room = QRect(rect.left() + self._pad, top, rect.width() - 2 * self._pad, 10_000)
            box = painter.boundingRect(room, _WRAP, text)
            painter.drawText(room, _WRAP, text)
            top += box.height() + 2
        painter.restore()


class CardList(QListWidget):
    """Arrow keys go from card to card; Enter and a double click open."""

    chosen = Signal(str)
    """The id of the card under the cursor."""
    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filling = False
        self.setAccessibleName(self.tr("Ways of coping"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setItemDelegate(CardLine(theme, self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_opened)
        theme.changed.connect(self._on_theme)

    @property
    def current(self) -> KeptId | None:
        """The id of the card under the cursor."""
        row = self.currentRow()
        id: KeptId | None = self.item(row).data(_ID) if row >= 0 else None
        return id

    def lines(self) -> tuple[Line, ...]:
        """What the list shows, from the top."""
        return tuple(self.item(row).data(_LINE) for row in range(self.count()))

    def show_lines(self, lines: Sequence[Line], current: str | None) -> None:
        """These, with the cursor on `current`; emits nothing."""
        if tuple(lines) == self.lines() and current == self.current:
            return
        self._filling = True
        place = self.verticalScrollBar().value()
        self.clear()
        for line in lines:
            item = QListWidgetItem(self)
            item.setData(_ID, line.id)
            item.setData(_LINE, line)
            said = ". ".join(part for part in (line.title, line.takes, line.record) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            if line.id is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            elif line.id == current:
                self.setCurrentItem(item)
        self.verticalScrollBar().setValue(place)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())
        self._filling = False

    def go_to(self, id: str) -> bool:
        """Put the cursor on a card; False where it is not in the list."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == id:
                self.setCurrentRow(row)
                return True
        return False

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.opened.emit(self.current)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_current(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None and not self._filling and item.data(_ID) is not None:
            self.chosen.emit(item.data(_ID))

    def _on_opened(self, item: QListWidgetItem) -> None:
        if item.data(_ID) is not None:
            self.opened.emit(item.data(_ID))

    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

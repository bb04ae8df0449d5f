"""A layout that wraps: chips and buttons stand in rows and go on in the next when one is full."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, or right to left where the language is written so; rows as needed."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[tuple[int, bool], int] = {}
        """Reckoned since something changed: a page asks for the same width many times."""
        self.lead_alone = False
        """Where not everything fits into one row, the first item has one of its own."""
        self.even = False
        """Items of one size: where there is no room for all, each row holds about as many."""
        self.setSpacing(gap)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put `widget` at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def widgets(self) -> list[QWidget]:
        """In their order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = width, self.lead_alone
        if known not in self._heights:
            self._heights[known] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[known]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self.spacing() for item in self._shown())
        height = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _most_in_a_row(self, width: int) -> int:
        items = self._shown()
        widest = max((item.sizeHint().width() for item in items), default=0) + self.spacing()
        fit = max(1, (width + self.spacing()) // max(1, widest))
        rows = max(1, -(-len(items) // fit))
        return max(1, -(-len(items) // rows))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Height needed; items are moved there if `move`."""
        area = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        rows: list[tuple[int, list[tuple[QLayoutItem, QSize]]]] = []
        used = 0
        most = self._most_in_a_row(area.width()) if self.even else 1 << 20
        roomy = self.sizeHint().width() - self.spacing() <= area.width()
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, area.width()), 1 << 20))
            size = size.expandedTo(item.minimumSize())
            if item.hasHeightForWidth():
                size.setHeight(max(item.heightForWidth(size.width()), item.minimumSize().height()))
            alone = self.lead_alone and len(rows) == 1 and len(rows[0][1]) == 1 and not roomy
            full = used + self.spacing() + size.width() > area.width()
            if rows and not alone and not full and len(rows[-1][1]) < most:
                used += self.spacing() + size.width()
                height, members = rows[-1]
                members.append((item, size))
                rows[-1] = (max(height, size.height()), members)
            else:
                rows.append((size.height(), [(item, size)]))
                used = size.width()
        y = area.y()
        for height, members in rows:
            x = area.x()
            for item, size in members:
                if move:
                    left = area.x() + area.right() - x - size.width() + 1 if mirrored else x
                    top = y + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        total = y - self.spacing() if rows else y
        margins = self.contentsMargins()
        return total - rect.y() + margins.bottom()

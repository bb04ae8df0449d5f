"""The list of entries: days down the left, then time, mood, title and two lines of the text.

All rows are equally high, so that a hundred thousand open as quickly as ten.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reflect.ui.guard import guarded
from reflect.ui.timeline_words import month_of, short_month, weekday_of

if TYPE_CHECKING:
    from reflect.model import Row
    from reflect.ui.theme import Theme
    from reflect.ui.timeline_model import TimelineModel

MOST_BREAKS = 2_000
"""Line breaks remembered; more than a few screens of them."""


class RowPainter(QStyledItemDelegate):
    """Draws one entry. Everything that does not change with the row is made once."""

    def __init__(self, theme: Theme, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._breaks: dict[tuple[int, str, int], tuple[str, ...]] = {}
        self.dress()

    def dress(self) -> None:
        """Take fonts, colours and drawings from the theme."""
        theme = self._theme
        self._breaks.clear()
        self.caption, self.text = theme.font("caption"), theme.font("text")
        self.strong = theme.font("text", strong=True)
        self.number = theme.font("section", strong=True)
        self._fm_caption, self._fm_text = QFontMetrics(self.caption), QFontMetrics(self.text)
        self._fm_strong, self._fm_number = QFontMetrics(self.strong), QFontMetrics(self.number)
        self._gap = theme.spacing(2)
        self._pad = theme.px(10)
        self._line = max(self._fm_text.height(), self._fm_strong.height())
        widest = max(
            self._fm_number.horizontalAdvance("30"), self._fm_caption.horizontalAdvance("Wed.m")
        )
        self.days = widest + 2 * self._gap
        self._mark = theme.px(16)
        self._moods = {mood: self._mood(mood) for mood in range(1, 6)}
        size = QSize(self._mark, self._mark)
        self._icons: dict[str, QPixmap] = {
            name: theme.icon(name, "soft").pixmap(size) for name in ("photo", "attach")
        }
        self._icons["star-filled"] = theme.icon("star-filled", "accent").pixmap(size)
        self._colours: dict[str, QColor] = {
            name: theme.colour(name)
            for name in ("text", "soft", "line", "hover", "sunken", "accent", "focus", "surface")
        }

    def _mood(self, mood: int) -> QPixmap:
        ratio = 2
        picture = QPixmap(self._mark * ratio, self._mark * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._theme.paint_mood(painter, QRectF(0, 0, self._mark, self._mark), mood)
        painter.end()
        return picture

    @property
    def height(self) -> int:
        """Of every row."""
        lines = self._line + 2 * self._fm_text.lineSpacing()
        days = self._fm_number.height() + 2 * self._fm_caption.height()
        return max(lines, days) + 2 * self._pad + self._theme.px(2)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._theme.px(260), self.height)

    @guarded(None)
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place = index.row()
        row = self._model.row_at(place)
        rect: QRect = option.rect
        state = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self._ground(painter, rect, state, mirrored)
        if row is not None:
            if self._model.begins_day(place):
                self._day(painter, rect, row, mirrored, place)
            self._entry(painter, rect, row, mirrored)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, mirrored: bool
    ) -> None:
        flag = QStyle.StateFlag
        body = self._body(rect, mirrored)
        chosen = bool(state & flag.State_Selected)
        if chosen:
            painter.fillRect(body, self._colours["sunken"])
        elif state & flag.State_MouseOver:
            painter.fillRect(body, self._colours["hover"])
        painter.setPen(QPen(self._colours["line"], 1))
        painter.drawLine(body.left(), rect.bottom(), body.right(), rect.bottom())
        if chosen:
            width = self._theme.px(4)
            bar = QRect(body.left(), body.top(), width, body.height() - 1)
            if mirrored:
                bar.moveRight(body.right())
            painter.fillRect(bar, self._colours["accent"])
        if state & flag.State_HasFocus:
            painter.setPen(QPen(self._colours["focus"], 2))
            painter.drawRect(body.adjusted(1, 1, -1, -2))

    def _body(self, rect: QRect, mirrored: bool) -> QRect:
        if mirrored:
            return rect.adjusted(0, 0, -self.days, 0)
        return rect.adjusted(self.days, 0, 0, 0)

    def _day(self, painter: QPainter, rect: QRect, row: Row, mirrored: bool, place: int) -> None:
        left = rect.right() - self.days + 1 if mirrored else rect.left()
        below = ""
        if self._model.scope.on_this_day is not None:
            below = str(row.written_at.year)
        elif self._model.begins_month(place):
            below = short_month(row.written_at.date())
        if place:
            painter.setPen(QPen(self._colours["line"], 1))
            painter.drawLine(left, rect.top() - 1, left + self.days, rect.top() - 1)
        day = row.written_at.date()
        top = rect.top() + self._pad
        for text, font, metrics, colour in (
            (weekday_of(day), self.caption, self._fm_caption, "soft"),
            (str(day.day), self.number, self._fm_number, "text"),
            (below, self.caption, self._fm_caption, "text"),
        ):
            painter.setFont(font)
            painter.setPen(self._colours[colour])
            painter.drawText(
                QRect(left, top, self.days, metrics.height()), Qt.AlignmentFlag.AlignHCenter, text
            )
            top += metrics.height()

    def _entry(self, painter: QPainter, rect: QRect, row: Row, mirrored: bool) -> None:
        body = self._body(rect, mirrored).adjusted(
            self._gap + self._theme.px(4), self._pad, -self._gap - self._theme.px(4), 0
        )
        before = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter
        start, end = body.left(), body.right()
        top = body.top()
        first = QRect(start, top, body.width(), self._line)
        # The marks at the far end first: the heading gets what they leave.
        marks = []
        if row.starred:
            marks.append("star-filled")
        if row.photos:
            marks.append("photo")
        if row.files:
            marks.append("attach")
        for name in marks:
            x = start if mirrored else end - self._mark
            painter.drawPixmap(x, top + (self._line - self._mark) // 2, self._icons[name])
            step = self._mark + self._theme.px(4)
            if mirrored:
                start += step
            else:
                end -= step
        time = self._model.time_of(row)
        width = self._fm_caption.horizontalAdvance(time)
        painter.setFont(self.caption)
        painter.setPen(self._colours["soft"])
        x = end - width if mirrored else start
        painter.drawText(QRect(x, top, width + 1, self._line), before | middle, time)
        if mirrored:
            end -= width + self._gap
        else:
            start += width + self._gap
        if row.mood is not None:
            x = end - self._mark if mirrored else start
            painter.drawPixmap(x, top + (self._line - self._mark) // 2, self._moods[row.mood])
            if mirrored:
                end -= self._mark + self._gap
            else:
                start += self._mark + self._gap
        painter.setPen(self._colours["text"])
        rest = row.excerpt
        if row.title or not rest:
            heading = row.title or self._model.marked(row)
            painter.setFont(self.strong if row.title else self.text)
            metrics = self._fm_strong if row.title else self._fm_text
            first.setLeft(start)
            first.setRight(end)
            painter.drawText(
                first,
                before | middle,
                metrics.elidedText(heading, Qt.TextElideMode.ElideRight, first.width()),
            )
        else:
            first.setLeft(start)
            first.setRight(end)
            lead, rest = self._lead(row, first.width())
            painter.setFont(self.text)
            painter.drawText(first, before | middle, lead)
        if rest:
            painter.setFont(self.text)
            painter.setPen(self._colours["soft"])
            top += self._line
            for line in self._lines(row.key, rest, body.width()):
                height = self._fm_text.lineSpacing()
                painter.drawText(QRect(body.left(), top, body.width(), height), before, line)
                top += height

    def _lead(self, row: Row, width: int) -> tuple[str, str]:
        """The first line of an entry without title, and what stands after it."""
        text = row.excerpt
        line = self._lines(-row.key, text, width, most=1)[0]
        if line == text or line.endswith("…"):
            return line, ""
        return line, text[len(line) :].lstrip()

    def _lines(self, key: int, text: str, width: int, most: int = 2) -> tuple[str, ...]:
        """At most two lines, the last one shortened where there is more."""
        known = self._breaks.get((key, text, width))
        if known is not None:
            return known
        if len(self._breaks) > MOST_BREAKS:
            self._breaks.clear()
        layout = QTextLayout(text, self.text)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        units = text.encode("utf-16-le")
        at = 0
        while len(lines) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            at, length = line.textStart(), line.textLength()
            if len(lines) == 1:
                tail = units[at * 2 :].decode("utf-16-le", "replace")
                lines.append(self._fm_text.elidedText(tail, Qt.TextElideMode.ElideRight, width))
            else:
                found = units[at * 2 : (at + length) * 2].decode("utf-16-le", "replace")
                lines.append(found.rstrip())
        layout.endLayout()
        made = tuple(lines) or ("",)
        self._breaks[key, text, width] = made
        return made


class TimelineView(QTableView):
    """Arrows, Home, End, Page keys, Shift for several; Enter opens, Delete moves to the trash."""

    chosen = Signal(object)
    """The key of the row that has the focus, None where there is none; after a short rest."""
    opened = Signal()
    """Enter, or a double click: to edit."""
    trash_asked = Signal()
    menu_asked = Signal(QPoint)
    month_changed = Signal(str)
    """The month at the top of the list."""

    def __init__(self, theme: Theme, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._kept: tuple[array[int], int | None, int | None, int] | None = None
        self._month = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(80)
        self._rest.timeout.connect(self._on_rest)
        self.setModel(model)
        self.painter = RowPainter(theme, model, self)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(self.tr("Entries, newest first"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress()
        model.about_to_refill.connect(self._on_about_to_refill)
        model.refilled.connect(self._on_refilled)
        model.rowsInserted.connect(self._say_month)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._say_month)
        self.verticalScrollBar().valueChanged.connect(self._say_month)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.painter.dress()
        # The row is the painter's whole; the style's own mark of a chosen one would lie under it.
        self.setStyleSheet(
            "QTableView { selection-background-color: transparent; }"
            "QTableView::item, QTableView::item:selected, QTableView::item:hover,"
            " QTableView::item:focus { background: transparent; border: none; padding: 0; }"
        )
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.painter.height)
        self.verticalScrollBar().setSingleStep(max(20, self.painter.height // 2))
        self.setMinimumWidth(min(self._theme.px(280), 420))
        self.setMinimumHeight(self.painter.height + 2 * self._theme.spacing(2))
        self.viewport().update()

    # which rows -------------------------------------------------------------------------------

    @property
    def current_key(self) -> int | None:
        return self._model.key_at(self.currentIndex().row())

    def go_to_place(self, place: int, *, silent: bool = False) -> None:
        """Choose the row there and bring it into sight. `silent`: `chosen` says nothing."""
        index = self._model.index(place, 0)
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.scrollTo(index)
        if silent:
            self._rest.stop()

    def chosen_keys(self) -> array[int]:
        """Keys of the chosen rows, in their order."""
        keys: array[int] = array("q")
        for span in sorted(self._spans(), key=_top):
            keys.extend(self._model.keys_between(span.top(), span.bottom()))
        return keys

    def chosen_count(self) -> int:
        return sum(span.height() for span in self._spans())

    def _spans(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(number) for number in range(chosen.count())]

    def _on_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self._rest.start()

    def choose_again(self) -> None:
        """Say once more which row has the focus, after a rest."""
        self._rest.start()

    def _on_rest(self) -> None:
        self.chosen.emit(self.current_key)

    def _on_removed(self) -> None:
        """What was chosen is gone: the row that took its place is chosen now."""
        chosen = self.selectionModel()
        if not chosen.hasSelection() and self.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag
            chosen.select(self.currentIndex(), flag.Select | flag.Rows)
            self._rest.start()
        self._say_month()

    # staying where one was --------------------------------------------------------------------

    def _on_about_to_refill(self) -> None:
        """Remember what was chosen, and a row in sight with its place: the one with the focus,
        else the topmost."""
        keys = self.chosen_keys() if self.chosen_count() <= 1_000 else array("q")
        row = self.currentIndex().row()
        seen = self.visualRect(self.currentIndex()).intersects(self.viewport().rect())
        if row < 0 or not seen:
            row = self.rowAt(0)
        at_top = self.verticalScrollBar().value() == 0
        anchor = None if at_top and self.currentIndex().row() <= 0 else self._model.key_at(row)
        offset = self.rowViewportPosition(row) if row >= 0 else 0
        self._kept = (keys, self.current_key, anchor, offset)

    def _on_refilled(self) -> None:
        if self._kept is None:
            return
        keys, current, anchor, offset = self._kept
        self._kept = None
        chosen = self.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        place = None if current is None else self._model.place_of_key(current)
        if place is not None:
            chosen.setCurrentIndex(self._model.index(place, 0), flag.NoUpdate)
        for key in keys:
            found = self._model.place_of_key(key)
            if found is not None:
                chosen.select(self._model.index(found, 0), flag.Select | flag.Rows)
        self._rest.stop()
        if current is not None and place is None:
            self._rest.start()
        found = None if anchor is None else self._model.place_of_key(anchor)
        self.doItemsLayout()  # the scroll bar's range is the new list's from here on
        bar = self.verticalScrollBar()
        bar.setValue(found * self.painter.height - offset if found is not None else 0)
        if place is not None and found is None:
            self.scrollTo(self._model.index(place, 0))
        self._say_month()

    def _say_month(self, *_anything: Any) -> None:
        row = self._model.row_at(max(0, self.rowAt(1)))
        month = month_of(row.written_at.date()) if row is not None else self._month
        if not self._model.count:
            month = ""
        if month != self._month:
            self._month = month
            self.month_changed.emit(month)

    # keys and mouse ---------------------------------------------------------------------------

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Qt would read every row for it; the filter finds better."""

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._rest.stop()
            self._on_rest()
            self.opened.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.trash_asked.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and self._model.count:
            self.go_to_place(0 if key == Qt.Key.Key_Home else self._model.count - 1)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def mouseDoubleClickEvent(self, event: Any) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    @guarded(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            at = event.globalPos()
        if self.chosen_count():
            self.menu_asked.emit(at)

    @guarded(None)
    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.count:
            self.go_to_place(max(0, self.rowAt(self.painter.height // 2)))

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_month()


def _top(span: QItemSelectionRange) -> int:
    return span.top()

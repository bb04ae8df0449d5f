"""A year in pixels and a month, painted. A day is its mood's colour and its mood's shape at once.

One square a day; arrow keys go from day to day, and the day under the focus or the pointer is said
in words below and to screen readers. The same figures stand in a table beside it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reflect.model import DayMark
from reflect.ui.guard import guarded
from reflect.ui.theme import mood_shape
from reflect.ui.timeline_words import nearest_mood

if TYPE_CHECKING:
    from reflect.ui.theme import Theme


class DayGrid(QWidget):
    """What year and month have in common: days with a place, one of them under the focus."""

    focused = Signal(object)
    """The date under the focus or the pointer."""
    day_chosen = Signal(object)
    """The date of a click or of Enter."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.today = today
        self.marks: Mapping[date, DayMark] = {}
        self.day = today
        """Where the keyboard is."""
        self._hovered: date | None = None
        self._pressed: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme)

    # what is shown --------------------------------------------------------------------------

    def show_marks(self, marks: Iterable[DayMark]) -> None:
        """Put these days on the page."""
        self.marks = {mark.day: mark for mark in marks}
        self.update()

    def go_to(self, day: date) -> None:
        """Put the focus on a day."""
        self.day = day
        self.setAccessibleDescription("")
        self.update()
        self.focused.emit(day)

    def box_of(self, day: date) -> QRect | None:
        """Where a day is painted; None where this grid does not show it."""
        raise NotImplementedError

    def day_at(self, x: float, y: float) -> date | None:
        raise NotImplementedError

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        """Paint it all; for the screen, or without focus and pointer for a picture."""
        raise NotImplementedError

    def _step(self, key: int) -> date | None:
        raise NotImplementedError

    def picture(self, ratio: int = 2) -> QImage:
        """As it looks now, without focus and pointer."""
        made = QImage(self.size() * ratio, QImage.Format.Format_ARGB32)
        made.setDevicePixelRatio(ratio)
        made.fill(self._theme.colour("surface"))
        painter = QPainter(made)
        self.draw(painter, interactive=False)
        painter.end()
        return made

    # painting one day -----------------------------------------------------------------------

    def _paint_mark(self, painter: QPainter, box: QRectF, mark: DayMark | None) -> None:
        """Its mood; a ring for entries without one; a dot for a day without entries."""
        theme = self._theme
        middle = box.center()
        if mark is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            radius = max(1.0, box.width() * 0.06)
            painter.drawEllipse(middle, radius, radius)
        elif mark.mood is None:
            painter.setPen(QPen(theme.colour("text"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = box.width() * 0.2
            painter.drawEllipse(middle, radius, radius)
        else:
            mood = nearest_mood(mark.mood)
            colour = theme.mood_colour(mood)
            painter.setPen(QPen(_edge(colour, theme.colour("surface")), 1))
            painter.setBrush(colour)
            painter.drawPath(mood_shape(box, mood))

    def _paint_ring(self, painter: QPainter, box: QRectF, token: str, width: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(token), width))
        painter.drawRoundedRect(box, 3, 3)

    # events ---------------------------------------------------------------------------------

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, interactive=True)
        painter.end()

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position().x(), event.position().y())
        if found != self._hovered:
            self._hovered = found
            self.update()
            self.focused.emit(found or self.day)

    @guarded(None)
    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered is not None:
            self._hovered = None
            self.update()
            self.focused.emit(self.day)

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.day_at(event.position().x(), event.position().y())
            if self._pressed is not None:
                self.go_to(self._pressed)

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position().x(), event.position().y())
        pressed, self._pressed = self._pressed, None
        if found is not None and found == pressed:
            self.day_chosen.emit(found)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_chosen.emit(self.day)
            return
        key = event.key()
        if self.isRightToLeft() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            key = Qt.Key.Key_Left if key == Qt.Key.Key_Right else Qt.Key.Key_Right
        target = self._step(key)
        if target is None:
            super().keyPressEvent(event)
        else:
            self.go_to(target)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        self.focused.emit(self.day)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


class YearGrid(DayGrid):
    """Twelve rows of up to 31 squares. Up and down go to the same day of another month."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self.year = today.year
        self._names: int | None = None
        self.setAccessibleName(self.tr("The year, a day a square"))

    def _on_theme(self) -> None:
        self._names = None
        super()._on_theme()

    def show_year(self, year: int, marks: Iterable[DayMark]) -> None:
        self.year = year
        if self.day.year != year:
            last = monthrange(year, self.day.month)[1]
            self.day = self.day.replace(year=year, day=min(self.day.day, last))
        self.show_marks(marks)

    def _measures(self) -> tuple[int, int, int, int, int]:
        """Left edge and top edge of the squares, width and height of one, room for a number."""
        fm = QFontMetrics(self._theme.font("caption"))
        # Asked for each day of a year: what a language's months measure is measured once.
        if self._names is None:
            self._names = max(fm.horizontalAdvance(_month(month)) for month in range(1, 13))
        names = self._names
        left = names + self._theme.spacing(2)
        top = fm.height() + self._theme.spacing(1)
        across = max(6, (self.width() - left) // 31)
        down = max(6, (self.height() - top) // 12)
        return left, top, min(across, self._theme.px(40)), min(down, self._theme.px(44)), names

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60) + 31 * 22, self._theme.px(24) + 12 * 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40) + 31 * 11, self._theme.px(24) + 12 * 16)

    def box_of(self, day: date) -> QRect | None:
        if day.year != self.year:
            return None
        left, top, across, down, _ = self._measures()
        x = left + (day.day - 1) * across
        if self.isRightToLeft():
            x = self.width() - x - across
        return QRect(x, top + (day.month - 1) * down, across, down)

    def day_at(self, x: float, y: float) -> date | None:
        left, top, across, down, _ = self._measures()
        if self.isRightToLeft():
            x = self.width() - x
        number, month = int((x - left) // across) + 1, int((y - top) // down) + 1
        if not 1 <= month <= 12 or not 1 <= number <= monthrange(self.year, month)[1]:
            return None
        return date(self.year, month, number)

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        theme = self._theme
        _left, top, across, down, names = self._measures()
        side = min(across, down)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("soft"))
        for number in (1, 5, 10, 15, 20, 25, 30):
            box = self.box_of(date(self.year, 1, number))
            if box is not None:
                room = QRect(box.left() - across, 0, 3 * across, top)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))
        for month in range(1, 13):
            first = self.box_of(date(self.year, month, 1))
            if first is not None:
                x = first.right() + theme.spacing(2) if self.isRightToLeft() else 0
                room = QRect(x, first.top(), names + 1, first.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _month(month))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        one = timedelta(days=1)
        day = date(self.year, 1, 1)
        while day.year == self.year:
            box = self.box_of(day)
            assert box is not None
            inner = QRectF(0, 0, side - 1, side - 1)
            inner.moveCenter(QRectF(box).center())
            self._paint_mark(painter, inner, self.marks.get(day))
            if day == self.today:
                self._paint_ring(painter, inner, "field", 1)
            if day == date(self.year, 12, 31):
                break
            day += one
        if interactive:
            for which, token in ((self._hovered, "field"), (self._focus_day(), "focus")):
                box = self.box_of(which) if which is not None else None
                if box is not None:
                    ring = QRectF(0, 0, side + 2, side + 2)
                    ring.moveCenter(QRectF(box).center())
                    self._paint_ring(painter, ring, token, 2)

    def _focus_day(self) -> date | None:
        return self.day if self.hasFocus() else None

    def _step(self, key: int) -> date | None:
        day = self.day
        if key == Qt.Key.Key_Left:
            target = day - timedelta(days=1)
        elif key == Qt.Key.Key_Right:
            target = day + timedelta(days=1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            month = day.month + (1 if key == Qt.Key.Key_Down else -1)
            if not 1 <= month <= 12:
                return day
            target = day.replace(month=month, day=min(day.day, monthrange(day.year, month)[1]))
        elif key == Qt.Key.Key_Home:
            target = day.replace(day=1)
        elif key == Qt.Key.Key_End:
            target = day.replace(day=monthrange(day.year, day.month)[1])
        else:
            return None
        return target if target.year == self.year else day


class MonthGrid(DayGrid):
    """A month in weeks, with the number of each day's entries. Page keys change the month."""

    month_changed = Signal(object)
    """The first day of the month that the focus went to."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self.setAccessibleName(self.tr("The month, a day a field"))

    def _first(self) -> date:
        """The first day that is painted; of the week that holds the month's first."""
        first = self.day.replace(day=1)
        begin = QLocale().firstDayOfWeek().value
        return first - timedelta(days=(first.isoweekday() - begin) % 7)

    def _measures(self) -> tuple[int, int, int]:
        top = QFontMetrics(self._theme.font("caption")).height() + self._theme.spacing(1)
        across = min(self.width() // 7, self._theme.px(128))
        down = min((self.height() - top - 2) // 6, self._theme.px(96))
        return top, max(8, across), max(8, down)

    def sizeHint(self) -> QSize:
        return QSize(7 * self._theme.px(80), self._theme.px(24) + 6 * self._theme.px(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * self._theme.px(32), self._theme.px(24) + 6 * self._theme.px(44))

    def box_of(self, day: date) -> QRect | None:
        if (day.year, day.month) != (self.day.year, self.day.month):
            return None
        top, across, down = self._measures()
        week, column = divmod((day - self._first()).days, 7)
        x = column * across
        if self.isRightToLeft():
            x = self.width() - x - across
        return QRect(x, top + week * down, across, down)

    def day_at(self, x: float, y: float) -> date | None:
        top, across, down = self._measures()
        if self.isRightToLeft():
            x = self.width() - x
        column, week = int(x // across), int((y - top) // down)
        if not (0 <= column < 7 and 0 <= week < 6):
            return None
        found = self._first() + timedelta(days=week * 7 + column)
        return found if found.month == self.day.month else None

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        theme = self._theme
        locale = QLocale()
        top, across, _down = self._measures()
        caption = theme.font("caption")
        height = QFontMetrics(caption).height()
        painter.setFont(caption)
        first = self._first()
        painter.setPen(theme.colour("soft"))
        for column in range(7):
            x = self.width() - (column + 1) * across if self.isRightToLeft() else column * across
            weekday = (first + timedelta(days=column)).isoweekday()
            name = locale.standaloneDayName(weekday, QLocale.FormatType.ShortFormat)
            painter.drawText(QRect(x, 0, across, top), Qt.AlignmentFlag.AlignHCenter, name)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = monthrange(self.day.year, self.day.month)[1]
        for number in range(1, last + 1):
            day = self.day.replace(day=number)
            box = self.box_of(day)
            assert box is not None
            room = QRectF(box).adjusted(2, 2, -2, -2)
            mark = self.marks.get(day)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("hover" if day == self._hovered else "surface"))
            painter.drawRoundedRect(room, 6, 6)
            if day == self.today:
                self._paint_ring(painter, room, "accent", 2)
            corner = room.adjusted(6, 3, -6, -3)
            painter.setFont(theme.font("caption", strong=day == self.today))
            painter.setPen(theme.colour("text" if mark is not None else "soft"))
            painter.drawText(corner, Qt.AlignmentFlag.AlignLeft, str(number))
            painter.setFont(caption)
            if mark is None:
                continue
            if mark.count > 1:
                painter.setPen(theme.colour("soft"))
                painter.drawText(corner, Qt.AlignmentFlag.AlignRight, f"×{mark.count}")
            side = min(room.height() - height - 8, room.width() * 0.5, theme.px(30))
            if side > 4:
                place = QRectF(0, 0, side, side)
                place.moveCenter(
                    QPointF(room.center().x(), room.top() + height + (room.height() - height) / 2)
                )
                self._paint_mark(painter, place, mark)
        if interactive and self.hasFocus():
            box = self.box_of(self.day)
            if box is not None:
                self._paint_ring(painter, QRectF(box).adjusted(1, 1, -1, -1), "focus", 2)

    def _step(self, key: int) -> date | None:
        day = self.day
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        step = steps.get(Qt.Key(key))
        if step is not None:
            target = day + timedelta(days=step)
        elif key == Qt.Key.Key_Home:
            target = day.replace(day=1)
        elif key == Qt.Key.Key_End:
            target = day.replace(day=monthrange(day.year, day.month)[1])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            target = months_on(day, 1 if key == Qt.Key.Key_PageDown else -1)
        else:
            return None
        return target

    def go_to(self, day: date) -> None:
        other = (day.year, day.month) != (self.day.year, self.day.month)
        super().go_to(day)
        if other:
            self.month_changed.emit(day.replace(day=1))


def months_on(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _month(month: int) -> str:
    return QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)


def _edge(colour: QColor, ground: QColor) -> QColor:
    """A line around a shape that shows on the ground it lies on."""
    return colour.darker(130) if ground.lightnessF() > 0.5 else colour.lighter(150)

"""Charts, painted: one picture, one table of the same numbers, the mark under the cursor in words.

Every chart keeps its numbers in one place (`Chart.rows`): the painter, the table and what is said
of a mark all read them there. Marks differ in shape, pattern and place, never in colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal, Slot
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

from reflect.ui.chart_frame import ChartFrame
from reflect.ui.guard import guarded
from reflect.ui.timeline_words import long_day, short_day, short_month

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

__all__ = ["Chart", "ChartFrame", "Column", "Datum", "LineChart", "number", "signed"]

Words = Callable[[float | None], str]
NONE = "–"


def number(value: float | None, places: int = 1) -> str:
    """A figure as the language writes it; a dash where there is none."""
    return NONE if value is None else QLocale().toString(float(value), "f", places)


def whole(value: float | None) -> str:
    """A count."""
    return NONE if value is None else QLocale().toString(round(value))


def signed(value: float | None, places: int = 1) -> str:
    """With its sign, a real minus for what is below 0."""
    if value is None:
        return NONE
    shown = number(abs(value), places)
    if shown == number(0, places):
        return shown
    return f"+{shown}" if value > 0 else f"−{shown}"


def change(value: float | None) -> str:
    """As `signed`, without needless places: −2, −1.5."""
    return signed(value, 0 if value is None or value == round(value) else 1)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: what stands above it in the table, and how a number is written."""

    title: str
    words: Words = number


@dataclass(frozen=True, slots=True)
class Datum:
    """What one mark of a chart stands for."""

    name: str = field(repr=False)
    """The first cell of its row, and its label in the picture."""
    numbers: tuple[float | None, ...] = field(repr=False)
    """One a column; both picture and table are made of them."""
    said: str = field(repr=False)
    """The mark as a sentence."""
    note: str = field(default="", repr=False)
    """What stands beside the mark in the picture."""
    faint: bool = False
    """It rests on little; painted hollow."""
    at: float = 0.0
    """Where it stands on a line's axis: the day's ordinal."""


class Chart(QWidget):
    """What all charts have in common: marks, a cursor over them, a picture."""

    pointed = Signal(int)
    """The mark under the keyboard or the pointer, by its row."""
    chosen = Signal(int)
    """A click on a mark, or Enter."""
    copy_asked = Signal()
    """The picture is wanted on the clipboard."""
    refilled = Signal()
    """Other numbers are shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head = ""
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Datum, ...] = ()
        self.sentence = ""
        self.place = 0
        """The row that the keyboard is on."""
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme)

    # what is shown --------------------------------------------------------------------------

    def show_rows(
        self, head: str, columns: Sequence[Column], rows: Sequence[Datum], sentence: str = ""
    ) -> None:
        """Put these numbers into picture and table. `head`: what stands above the names."""
        self.head = head
        self.columns, self.rows, self.sentence = tuple(columns), tuple(rows), sentence
        self.place = max(0, min(self.place, len(self.rows) - 1))
        self._hovered = None
        self.setAccessibleDescription(sentence)
        self.updateGeometry()
        self.update()
        self.refilled.emit()

    def values(self) -> tuple[tuple[float | None, ...], ...]:
        """The numbers, a tuple a mark."""
        return tuple(row.numbers for row in self.rows)

    def cells(self, place: int) -> tuple[str, ...]:
        """A row of the table: the name, then each number as its column writes it."""
        row = self.rows[place]
        told = zip(self.columns, row.numbers, strict=True)
        return (row.name, *(column.words(value) for column, value in told))

    def in_words(self, place: int) -> str:
        """A mark as a sentence; empty where there are none."""
        return self.rows[place].said if 0 <= place < len(self.rows) else ""

    @Slot()
    def copy(self) -> None:
        """Copy of the Edit menu, while the focus is here."""
        self.copy_asked.emit()

    # where it is painted --------------------------------------------------------------------

    def mark_of(self, place: int) -> QRectF:
        """Where a mark is painted."""
        raise NotImplementedError

    def place_at(self, x: float, y: float) -> int | None:
        """The mark that a click there means."""
        raise NotImplementedError

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        """Paint it all; for the screen, or without cursor for a picture."""
        raise NotImplementedError

    def picture(self, ratio: int = 2) -> QImage:
        """As it looks now, without the cursor."""
        made = QImage(self.size() * ratio, QImage.Format.Format_ARGB32)
        made.setDevicePixelRatio(ratio)
        made.fill(self._theme.colour("surface"))
        painter = QPainter(made)
        self.draw(painter, interactive=False)
        painter.end()
        return made

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = self._theme.px(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(80))

    @property
    def shown_cursor(self) -> int | None:
        """The mark that is marked: under the pointer, else under the keyboard."""
        if self._hovered is not None:
            return self._hovered
        return self.place if self.hasFocus() and self.rows else None

    def go_to(self, place: int) -> None:
        """Put the cursor on a mark."""
        if self.rows:
            self.place = max(0, min(len(self.rows) - 1, place))
            self.update()
            self.pointed.emit(self.place)

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.drawRoundedRect(box, 4, 4)
        painter.restore()

    # events ---------------------------------------------------------------------------------

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, interactive=True)
        painter.end()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -10,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_Home: -len(self.rows),
            Qt.Key.Key_End: len(self.rows),
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.rows:
            self.chosen.emit(self.place)
        elif key in steps and self.rows:
            self._hovered = None
            self.go_to(self.place + steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.place_at(event.position().x(), event.position().y()) if self.rows else None
        if found != self._hovered:
            self._hovered = found
            self.update()
            if self.rows:
                self.pointed.emit(self.place if found is None else found)

    @guarded(None)
    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered is not None:
            self._hovered = None
            self.update()
            if self.rows:
                self.pointed.emit(self.place)

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.place_at(event.position().x(), event.position().y()) if self.rows else None
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.go_to(found)
            self.chosen.emit(found)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if self.rows:
            self.pointed.emit(self.place)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


class LineChart(Chart):
    """Values over days, joined where they follow on each other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.lowest, self.highest = 0.0, 1.0
        self._ticks: tuple[tuple[float, str], ...] = ()
        self._gap: int | None = None

    def show_points(
        self,
        points: Sequence[tuple[date, float]],
        *,
        lowest: float,
        highest: float,
        unit_words: Callable[[float], str] | None = None,
        sentence: str,
        title: str = "",
        ticks: Sequence[tuple[float, str]] = (),
        gap: int | None = None,
        days: Callable[[date], str] = long_day,
        more: Sequence[float] | None = None,
        more_title: str = "",
        more_words: Callable[[float], str] | None = None,
    ) -> None:
        """Days, oldest first, and a value for each.

        `unit_words` says a value ("7 of 12"); `title` stands above the values in the table; `ticks`
        name heights at the left; `gap`: more days than that between two points are not bridged;
        `days` names a point's day; `more`: a second number for each point (how many days it rests
        on), for the table, and for the words where `more_words` says it.
        """
        said = unit_words or number
        columns = [Column(title or self.tr("Value"), _each(unit_words) if unit_words else number)]
        if more is not None:
            columns.append(Column(more_title, whole))
        rows = []
        for index, (day, value) in enumerate(points):
            numbers: tuple[float | None, ...] = (value,)
            words = f"{days(day)}: {said(value)}"
            if more is not None:
                numbers = (value, more[index])
                if more_words is not None:
                    words += f" ({more_words(more[index])})"
            rows.append(Datum(days(day), numbers, words, at=float(day.toordinal())))
        self.lowest, self.highest = float(lowest), float(max(highest, lowest + 1e-9))
        self._gap = gap
        self._ticks = tuple(ticks) or tuple((v, _plain(v)) for v in steps(lowest, highest, 5))
        if self.rows and len(rows) != len(self.rows):
            self.place = max(0, len(rows) - 1)
        self.show_rows(self.tr("Day"), columns, rows, sentence)

    def heightForWidth(self, width: int) -> int:
        line = QFontMetrics(self._theme.font("caption")).height()
        return max(self._theme.px(170), line * (len(self._ticks) + 3))

    # geometry ---------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(self._theme.font("caption"))
        left = max((metrics.horizontalAdvance(text) for _, text in self._ticks), default=0)
        left += self._theme.spacing(2)
        below = metrics.height() + self._theme.spacing(2)
        above = metrics.height() + self._theme.spacing(1)
        right = max(self._theme.spacing(4), metrics.horizontalAdvance("00.0"))
        plot = QRectF(left, above, self.width() - left - right, self.height() - above - below)
        return plot if plot.width() > 20 and plot.height() > 20 else QRectF(left, above, 20, 20)

    def _span(self) -> tuple[float, float]:
        first, last = self.rows[0].at, self.rows[-1].at
        return (first - 1, last + 1) if first == last else (first, last)

    def point_of(self, place: int) -> QPointF:
        """Where a value is painted."""
        plot, row = self._plot(), self.rows[place]
        first, last = self._span()
        value = row.numbers[0] or 0.0
        x = plot.left() + (row.at - first) / (last - first) * plot.width()
        return QPointF(x, self._height(value, plot))

    def value_at(self, y: float) -> float:
        """The value that this height stands for."""
        plot = self._plot()
        part = (plot.bottom() - y) / plot.height()
        return self.lowest + part * (self.highest - self.lowest)

    def _height(self, value: float, plot: QRectF) -> float:
        part = (value - self.lowest) / (self.highest - self.lowest)
        return plot.bottom() - part * plot.height()

    def mark_of(self, place: int) -> QRectF:
        middle, radius = self.point_of(place), self._radius()
        return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)

    def _radius(self) -> float:
        if len(self.rows) > 120:
            return self._theme.px(20) / 10
        return self._theme.px(20) / (6 if len(self.rows) > 40 else 4)

    def place_at(self, x: float, y: float) -> int | None:
        if not self._plot().adjusted(-12, -12, 12, 12).contains(x, y):
            return None
        return min(range(len(self.rows)), key=lambda i: abs(self.point_of(i).x() - x), default=None)

    # painting ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        theme, plot = self._theme, self._plot()
        caption = theme.font("caption")
        metrics = QFontMetrics(caption)
        painter.setFont(caption)
        for value, text in self._ticks:
            y = self._height(value, plot)
            painter.setPen(QPen(theme.colour("line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("soft"))
            room = QRectF(0, y - metrics.height() / 2, plot.left() - 8, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, text)
        if not self.rows:
            return
        self._draw_days(painter, plot, metrics)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = [self.point_of(place) for place in range(len(self.rows))]
        painter.setPen(QPen(theme.colour("accent"), 2))
        for place in range(1, len(points)):
            apart = self.rows[place].at - self.rows[place - 1].at
            if self._gap is None or apart <= self._gap:
                painter.drawLine(points[place - 1], points[place])
        painter.setPen(QPen(theme.colour("surface"), 1))
        painter.setBrush(theme.colour("accent"))
        for place in range(len(points)):
            painter.drawEllipse(self.mark_of(place))
        marked = self.shown_cursor if interactive else None
        self._draw_labels(painter, metrics, marked)
        if marked is not None:
            self._ring(painter, self.mark_of(marked).adjusted(-4, -4, 4, 4))

    def _draw_labels(self, painter: QPainter, metrics: QFontMetrics, marked: int | None) -> None:
        """The values themselves where they have room; else the last one, and the marked one."""
        painter.setPen(self._theme.colour("text"))
        taken: list[QRectF] = []
        last = len(self.rows) - 1
        order = [place for place in (marked, last) if place is not None]
        if len(self.rows) <= 16:
            order += list(range(last))
        for place in dict.fromkeys(order):
            text = _plain(self.rows[place].numbers[0] or 0.0)
            box = QRectF(0, 0, metrics.horizontalAdvance(text) + 4, metrics.height())
            mark = self.mark_of(place)
            apart = 7 if place == marked else 1
            box.moveCenter(QPointF(mark.center().x(), mark.top() - metrics.height() / 2 - apart))
            if box.top() < 0:
                box.moveTop(mark.bottom() + 1)
            box.moveRight(min(box.right(), float(self.width())))
            box.moveLeft(max(box.left(), self._plot().left()))
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                painter.fillRect(box, self._theme.colour("surface"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_days(self, painter: QPainter, plot: QRectF, metrics: QFontMetrics) -> None:
        first, last = self._span()
        painter.setPen(self._theme.colour("soft"))
        end = -math.inf
        begin, until = max(int(first), 1), min(int(last), date.max.toordinal())
        for day, text in day_ticks(date.fromordinal(begin), date.fromordinal(until)):
            x = plot.left() + (day.toordinal() - first) / (last - first) * plot.width()
            width = metrics.horizontalAdvance(text)
            left = max(plot.left(), min(x - width / 2, self.width() - width))
            if left < end + self._theme.spacing(2):
                continue
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
            room = QRectF(left, plot.bottom() + 6, width + 2, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, text)
            end = left + width


def _each(words: Callable[[float], str]) -> Words:
    def said(value: float | None) -> str:
        return NONE if value is None else words(value)

    return said


def _plain(value: float) -> str:
    """A figure without needless places."""
    return whole(value) if abs(value - round(value)) < 0.05 else number(value)


def steps(lowest: float, highest: float, most: int) -> tuple[float, ...]:
    """At most about `most` round figures from `lowest` to `highest`, ends included where round."""
    span = highest - lowest
    if span <= 0:
        return (lowest,)
    size = 10 ** math.floor(math.log10(span / most))
    for factor in (1, 2, 5, 10):
        if span / (size * factor) <= most:
            size *= factor
            break
    begin = math.ceil(lowest / size - 1e-9)
    end = math.floor(highest / size + 1e-9)
    return tuple(round(index * size, 10) for index in range(begin, end + 1))


def day_ticks(first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Days to name under a line, with their names: days, months or years as the span asks for."""
    span = (last - first).days
    if span <= 75:
        size = 1 if span <= 10 else 7 if span <= 45 else 14
        count = span // size
        days = [first + timedelta(days=size * index) for index in range(count + 1)]
        return tuple((day, short_day(day)[:-5].rstrip(" ,.")) for day in days)
    months = 1 if span <= 400 else 3 if span <= 1200 else 12
    while span / 30 > 13 * months:
        months *= 2
    found: list[tuple[date, str]] = []
    begin = -((1 - 12 * first.year - first.month) // months) * months
    for month in range(begin, 12 * last.year + last.month, months):
        day = date(month // 12, month % 12 + 1, 1)
        if day >= first:
            named = day.month == 1 or not found
            found.append((day, f"{short_month(day)} {day.year}" if named else short_month(day)))
    return tuple(found)


def over(one: QColor, ground: QColor, part: float) -> QColor:
    """`one` mixed into `ground`: a lighter shade of it for large areas."""
    return QColor(
        round(ground.red() + (one.red() - ground.red()) * part),
        round(ground.green() + (one.green() - ground.green()) * part),
        round(ground.blue() + (one.blue() - ground.blue()) * part),
    )

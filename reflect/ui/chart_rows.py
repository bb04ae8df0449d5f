"""Charts of things side by side: columns, effects with their intervals, bars, bars of parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from reflect.model import DayMark
from reflect.ui.calendar_grid import YearGrid
from reflect.ui.charts import Chart, Column, Datum, number, over, steps, whole
from reflect.ui.guard import guarded
from reflect.ui.timeline_words import entries_in_words, long_day

if TYPE_CHECKING:
    from reflect.ui.theme import Theme


EDGE = 5
"""Room beside the words of a row, for the ring of the cursor."""


class ColumnChart(Chart):
    """A mark for each of a few names, above them: `numbers` are the height and what it rests on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.lowest, self.highest = 1.0, 5.0
        self._ticks: tuple[tuple[float, str], ...] = ()
        self._base = ""

    def show_columns(
        self,
        head: str,
        columns: Sequence[Column],
        rows: Sequence[Datum],
        sentence: str,
        *,
        lowest: float,
        highest: float,
        ticks: Sequence[tuple[float, str]],
        base: str,
    ) -> None:
        """`base`: what the counts under the names count ("days")."""
        self.lowest, self.highest = lowest, highest
        self._ticks, self._base = tuple(ticks), base
        self.show_rows(head, columns, rows, sentence)

    def heightForWidth(self, width: int) -> int:
        line = QFontMetrics(self._theme.font("caption")).height()
        return max(self._theme.px(190), line * (len(self._ticks) + 5))

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(self._theme.font("caption"))
        names = [text for _, text in self._ticks] + [self._base]
        left = max(metrics.horizontalAdvance(text) for text in names) + self._theme.spacing(4)
        above = metrics.height() * 1.5
        below = 2 * metrics.height() + self._theme.spacing(2)
        high = max(20.0, self.height() - above - below)
        return QRectF(left, above, max(20, self.width() - left - 4), high)

    def _across(self) -> float:
        return self._plot().width() / max(1, len(self.rows))

    def point_of(self, place: int) -> QPointF:
        """Where a mark is painted; at the bottom where there is no number."""
        plot = self._plot()
        value = self.rows[place].numbers[0]
        part = 0.0 if value is None else (value - self.lowest) / (self.highest - self.lowest)
        x = plot.left() + (place + 0.5) * self._across()
        return QPointF(x, plot.bottom() - part * plot.height())

    def value_at(self, y: float) -> float:
        """The value that this height stands for."""
        plot = self._plot()
        part = (plot.bottom() - y) / plot.height()
        return self.lowest + part * (self.highest - self.lowest)

    def mark_of(self, place: int) -> QRectF:
        radius = min(self._theme.px(7), max(3.0, self._across() / 3))
        middle = self.point_of(place)
        return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)

    def place_at(self, x: float, y: float) -> int | None:
        found = int((x - self._plot().left()) // self._across())
        return found if 0 <= found < len(self.rows) else None

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        theme, plot = self._theme, self._plot()
        caption = theme.font("caption")
        metrics = QFontMetrics(caption)
        tall = metrics.height()
        painter.setFont(caption)
        for value, text in self._ticks:
            part = (value - self.lowest) / (self.highest - self.lowest)
            y = plot.bottom() - part * plot.height()
            painter.setPen(QPen(theme.colour("line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("soft"))
            room = QRectF(0, y - tall / 2, plot.left() - theme.spacing(3), tall)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, text)
        under = plot.bottom() + theme.spacing(1)
        room = QRectF(0, under + tall, plot.left() - theme.spacing(3), tall)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widest = max((self._widest(metrics, place) for place in range(len(self.rows))), default=1)
        every = max(1, -(-int(widest + 4) // max(1, int(self._across()))))
        for place, row in enumerate(self.rows):
            mark = self.mark_of(place)
            x = mark.center().x()
            if place % every == 0:
                painter.setPen(theme.colour("text"))
                self._centred(painter, metrics, x, under, row.name)
                painter.setPen(theme.colour("soft"))
                self._centred(painter, metrics, x, under + tall, whole(row.numbers[1]))
            if row.numbers[0] is None:
                continue
            painter.setPen(QPen(theme.colour("field"), 1))
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, mark.bottom()))
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("surface" if row.faint else "accent"))
            painter.drawEllipse(mark)
            if every == 1:
                painter.setPen(theme.colour("text"))
                top = mark.top() - tall - 1
                self._centred(painter, metrics, x, top, number(row.numbers[0]))
        if interactive and self.shown_cursor is not None:
            box = self.mark_of(self.shown_cursor)
            self._ring(painter, box.adjusted(-4, -4, 4, 4))

    def _widest(self, metrics: QFontMetrics, place: int) -> int:
        row = self.rows[place]
        texts = (row.name, number(row.numbers[0]), whole(row.numbers[1]))
        return max(metrics.horizontalAdvance(text) for text in texts)

    @staticmethod
    def _centred(painter: QPainter, metrics: QFontMetrics, x: float, top: float, text: str) -> None:
        width = metrics.horizontalAdvance(text) + 2
        room = QRectF(x - width / 2, top, width, metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


class RowChart(Chart):
    """A row for each name: the name and its figure above, the mark below them."""

    def _line(self) -> int:
        return QFontMetrics(self._theme.font("text")).height()

    def _words(self, width: int) -> int:
        """The height of a row's words: two lines where a name and its figure need them."""
        metrics = QFontMetrics(self._theme.font("text"))
        room = width - self._theme.spacing(3) - 2 * EDGE
        fits = all(
            metrics.horizontalAdvance(row.name) + metrics.horizontalAdvance(row.note) <= room
            for row in self.rows
        )
        return self._line() * (1 if fits else 2)

    def _tall(self, width: int | None = None) -> float:
        """The height of a row."""
        words = self._words(self.width() if width is None else width)
        return words + self._bar() + self._theme.px(14)

    def _bar(self) -> float:
        return float(self._theme.px(14))

    def _above(self) -> float:
        return 3.0

    def _below(self) -> float:
        return 0.0

    def heightForWidth(self, width: int) -> int:
        return int(self._above() + self._tall(width) * len(self.rows) + self._below()) + 4

    def _top(self, place: int) -> float:
        return self._above() + self._tall() * place

    def _lane(self, place: int) -> float:
        """The middle of the room for the mark."""
        words = self._words(self.width())
        return self._top(place) + words + self._bar() / 2 + self._theme.px(4)

    def place_at(self, x: float, y: float) -> int | None:
        found = int((y - self._above()) // self._tall())
        return found if 0 <= found < len(self.rows) and y >= self._above() else None

    def _draw_names(self, painter: QPainter) -> None:
        font = self._theme.font("text")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        tall = self._line()
        two = self._words(self.width()) > tall
        wide = self.width() - 2 * EDGE
        for place, row in enumerate(self.rows):
            figure = metrics.horizontalAdvance(row.note)
            room = wide if two else wide - figure - self._theme.spacing(3)
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
            box = QRectF(EDGE, self._top(place), metrics.horizontalAdvance(name) + 2, tall)
            self._plated(painter, box, name, "text")
            box.moveTop(box.top() + (tall if two else 0))
            box.setWidth(figure + 2)
            if not two:
                box.moveRight(self.width() - EDGE)
            self._plated(painter, box, row.note, "soft")

    def _plated(self, painter: QPainter, box: QRectF, text: str, token: str) -> None:
        """Words on the surface, so that no line of the axis runs through them."""
        painter.fillRect(box, self._theme.colour("surface"))
        painter.setPen(self._theme.colour(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)

    def _draw_cursor(self, painter: QPainter, *, interactive: bool) -> None:
        place = self.shown_cursor if interactive else None
        if place is not None:
            tall = self._tall() - self._theme.px(6)
            self._ring(painter, QRectF(1, self._top(place) - 1, self.width() - 2, tall))


class SpanChart(RowChart):
    """Values on one axis: bars from zero, or, with `interval`, a mark within its interval.

    `numbers[0]` is the value; with `interval` the two after it are its lower and upper end.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.interval = False
        self.lowest, self.highest = 0.0, 1.0
        self._ends = ("", "")
        self._right = False

    def show_spans(
        self,
        head: str,
        columns: Sequence[Column],
        rows: Sequence[Datum],
        sentence: str,
        *,
        interval: bool = False,
        ends: tuple[str, str] = ("", ""),
    ) -> None:
        """`ends`: what lies to the left of the axis and to the right."""
        self.interval, self._ends = interval, ends
        seen = [0.0]
        for row in rows:
            taken = row.numbers[:3] if interval else row.numbers[:1]
            seen += [value for value in taken if value is not None]
        low, high = min(seen), max(seen)
        self._right = high > 0
        room = (high - low or 1.0) * 0.04
        self.lowest = low - room if low < 0 else 0.0
        self.highest = high + room
        if self.highest <= self.lowest:
            self.highest = self.lowest + 1
        self.show_rows(head, columns, rows, sentence)

    def _below(self) -> float:
        line = QFontMetrics(self._theme.font("caption")).height()
        return line * (2 if any(self._ends) else 1) + self._theme.spacing(2)

    def x_of(self, value: float) -> float:
        """Where a value stands from the left."""
        part = (value - self.lowest) / (self.highest - self.lowest)
        edge = self._theme.spacing(2)
        return edge + part * (self.width() - 2 * edge)

    def value_at(self, x: float) -> float:
        """The value that this place stands for."""
        edge = self._theme.spacing(2)
        part = (x - edge) / (self.width() - 2 * edge)
        return self.lowest + part * (self.highest - self.lowest)

    def mark_of(self, place: int) -> QRectF:
        """A bar from zero to the value; or the interval from end to end."""
        numbers = self.rows[place].numbers
        ends = numbers[1:3] if self.interval else (0.0, numbers[0])
        left, right = sorted(self.x_of(end or 0.0) for end in ends)
        return QRectF(left, self._lane(place) - self._bar() / 2, right - left, self._bar())

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        theme = self._theme
        self._draw_axis(painter)
        self._draw_names(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self.rows):
            box, middle = self.mark_of(place), self._lane(place)
            if not self.interval:
                painter.setPen(QPen(theme.colour("accent"), 1))
                pattern = Qt.BrushStyle.BDiagPattern if row.faint else Qt.BrushStyle.SolidPattern
                painter.setBrush(QBrush(theme.colour("accent"), pattern))
                painter.drawRect(box if box.width() >= 2 else box.adjusted(-1, 0, 1, 0))
                continue
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
            for x in (box.left(), box.right()):
                painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
            x, radius = self.x_of(row.numbers[0] or 0.0), self._bar() / 2.4
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))
        self._draw_cursor(painter, interactive=interactive)

    def _draw_axis(self, painter: QPainter) -> None:
        theme = self._theme
        caption = theme.font("caption")
        metrics = QFontMetrics(caption)
        painter.setFont(caption)
        bottom = self._above() + self._tall() * len(self.rows)
        end = -1e9
        for value in steps(self.lowest, self.highest, 6):
            x = self.x_of(value)
            zero = abs(value) < 1e-9
            style = Qt.PenStyle.SolidLine if zero else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme.colour("field" if zero else "line"), 1, style))
            painter.drawLine(QPointF(x, self._above()), QPointF(x, bottom))
            text = number(value) if value != round(value) else whole(value)
            text = text.replace("-", "−")
            width = metrics.horizontalAdvance(text)
            left = max(0.0, min(x - width / 2, self.width() - width - 2.0))
            if left > end + 8:
                painter.setPen(theme.colour("soft"))
                room = QRectF(left, bottom + 2, width + 2, metrics.height() + 4)
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft, text)
                end = left + width
        painter.setPen(theme.colour("soft"))
        room = QRectF(0, bottom + 2 + metrics.height(), self.width() - 2, metrics.height() + 4)
        # A side on which nothing can lie is not named.
        if self.lowest < 0:
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, self._ends[0])
        if self._right:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._ends[1])


class StackChart(RowChart):
    """A bar of parts for each name: its numbers side by side, each with a pattern of its own."""

    def _legend(self, width: int) -> list[QRectF]:
        """Where the words of the parts stand; each with room for its pattern before it."""
        metrics = QFontMetrics(self._theme.font("caption"))
        side, gap = self._theme.px(16), self._theme.spacing(2)
        tall = max(float(metrics.height()), float(side)) + 4
        boxes: list[QRectF] = []
        x = y = 0.0
        for column in self.columns:
            wide = side + gap + metrics.horizontalAdvance(column.title) + 2.0
            if x and x + wide > width:
                x, y = 0.0, y + tall
            boxes.append(QRectF(x, y, wide, tall))
            x += wide + self._theme.spacing(4)
        return boxes

    def heightForWidth(self, width: int) -> int:
        legend = self._legend(width)
        above = legend[-1].bottom() + self._theme.spacing(3) if legend else 0.0
        return int(above + self._tall(width) * len(self.rows)) + 4

    def _above(self) -> float:
        legend = self._legend(self.width())
        return legend[-1].bottom() + self._theme.spacing(3) if legend else 0.0

    def _bar(self) -> float:
        return QFontMetrics(self._theme.font("caption")).height() + float(self._theme.px(6))

    def _whole(self) -> float:
        return max((sum(v or 0 for v in row.numbers) for row in self.rows), default=1.0) or 1.0

    def parts_of(self, place: int) -> tuple[QRectF, ...]:
        """The parts of a bar, one a number; of no width where it is 0."""
        per = (self.width() - 2.0) / self._whole()
        x, top = 1.0, self._lane(place) - self._bar() / 2
        parts = []
        for value in self.rows[place].numbers:
            parts.append(QRectF(x, top, (value or 0.0) * per, self._bar()))
            x = parts[-1].right()
        return tuple(parts)

    def value_of(self, part: QRectF) -> float:
        """The number that a part's length stands for."""
        return part.width() * self._whole() / (self.width() - 2.0)

    def mark_of(self, place: int) -> QRectF:
        parts = self.parts_of(place)
        return parts[0].united(parts[-1]) if parts else QRectF()

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caption = theme.font("caption")
        side = theme.px(16)
        for index, (box, column) in enumerate(
            zip(self._legend(self.width()), self.columns, strict=True)
        ):
            self._draw_part(painter, QRectF(box.left() + 1, box.top() + 1, side, side), index)
            painter.setFont(caption)
            painter.setPen(theme.colour("text"))
            words = box.adjusted(side + theme.spacing(2), 0, 2, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, column.title)
        self._draw_names(painter)
        metrics = QFontMetrics(caption)
        painter.setFont(caption)
        for place, row in enumerate(self.rows):
            for index, part in enumerate(self.parts_of(place)):
                if part.width() <= 0:
                    continue
                self._draw_part(painter, part, index)
                text = whole(row.numbers[index])
                wide = metrics.horizontalAdvance(text) + 6.0
                if wide <= part.width():
                    plate = QRectF(0, 0, wide, metrics.height())
                    plate.moveCenter(part.center())
                    painter.fillRect(plate, theme.colour("surface"))
                    painter.setPen(theme.colour("text"))
                    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
        self._draw_cursor(painter, interactive=interactive)

    def _draw_part(self, painter: QPainter, box: QRectF, index: int) -> None:
        theme = self._theme
        ground = theme.colour("surface")
        painter.fillRect(box, ground)
        colour, pattern = (
            (theme.colour("accent"), Qt.BrushStyle.SolidPattern),
            (theme.colour("link"), Qt.BrushStyle.BDiagPattern),
            (over(theme.colour("text"), ground, 0.7), Qt.BrushStyle.Dense5Pattern),
            (theme.colour("field"), Qt.BrushStyle.NoBrush),
        )[index % 4]
        painter.setBrush(QBrush(colour, pattern))
        painter.setPen(QPen(theme.colour("text"), 1))
        painter.drawRect(box)


class YearChart(Chart):
    """The year in pixels of the calendar, within the frame of a chart."""

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        # Without a layout: one would answer for the height in this chart's place.
        self.grid = YearGrid(theme, today, self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(False)
        self.setFocusProxy(self.grid)
        self._none = ""
        self.grid.focused.connect(self._on_day)

    def show_year(
        self, year: int, marks: Sequence[DayMark], sentence: str, titles: tuple[str, str, str]
    ) -> None:
        """`titles`: what stands above days, moods and counts in the table."""
        rows = []
        for mark in marks:
            mood = self.tr("no mood marked") if mark.mood is None else number(mark.mood)
            said = f"{long_day(mark.day)}: {mood}, {entries_in_words(mark.count)}"
            numbers = (mark.mood, float(mark.count))
            rows.append(Datum(long_day(mark.day), numbers, said, at=float(mark.day.toordinal())))
        self.grid.show_year(year, marks)
        columns = (Column(titles[1]), Column(titles[2], whole))
        self.show_rows(titles[0], columns, rows, sentence)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grid.setGeometry(self.rect())

    def heightForWidth(self, width: int) -> int:
        line = QFontMetrics(self._theme.font("caption")).height()
        least = max(self.grid.minimumSizeHint().height(), 13 * line + self._theme.spacing(2))
        return max(least, min(self.grid.sizeHint().height(), round(width * 0.5)))

    def minimumSizeHint(self) -> QSize:
        return self.grid.minimumSizeHint()

    def mark_of(self, place: int) -> QRectF:
        box = self.grid.box_of(date.fromordinal(int(self.rows[place].at)))
        return QRectF(box) if box is not None else QRectF()

    def place_at(self, x: float, y: float) -> int | None:
        return None

    def draw(self, painter: QPainter, *, interactive: bool) -> None:
        """The grid paints itself; a picture is painted by it as well."""
        if not interactive:
            self.grid.draw(painter, interactive=False)

    def in_words(self, place: int) -> str:
        return super().in_words(place) or self._none

    def _on_day(self, day: date) -> None:
        """Say the day under the grid's own cursor, also one without entries."""
        found = [place for place, row in enumerate(self.rows) if row.at == day.toordinal()]
        self._none = self.tr("{day}: no entries").format(day=long_day(day))
        self.place = found[0] if found else -1
        self.pointed.emit(self.place)

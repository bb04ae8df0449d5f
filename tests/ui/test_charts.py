"""Charts: what is painted, what the table says and what is said aloud are the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reflect.model import DayMark
from reflect.settings import Settings
from reflect.ui.bars import announce
from reflect.ui.chart_rows import ColumnChart, SpanChart, StackChart, YearChart
from reflect.ui.charts import (
    NONE,
    Chart,
    ChartFrame,
    Column,
    Datum,
    LineChart,
    change,
    day_ticks,
    number,
    signed,
    steps,
    whole,
)
from reflect.ui.theme import Theme
from tests.ui.journal_room import JournalRoom, journal_room

BEGIN = date(2026, 3, 2)
TICKS = tuple((float(step), str(step)) for step in range(1, 6))


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as room:
        yield room


def line(theme: Theme) -> LineChart:
    chart = LineChart(theme)
    values = [1.0, 2.5, 3.5, 5.0, 4.0, 1.5]
    chart.show_points(
        [(BEGIN + timedelta(days=3 * place), value) for place, value in enumerate(values)],
        lowest=1,
        highest=5,
        unit_words=None,
        sentence="Six days.",
        title="Mood",
        more=[1, 2, 1, 1, 3, 1],
        more_title="entries",
        more_words="{:.0f} entries".format,
    )
    return chart


def columns(theme: Theme) -> ColumnChart:
    chart = ColumnChart(theme)
    rows = [
        Datum("Mon", (3.5, 40.0), "Mondays: 3.5 on average, 40 days."),
        Datum("Tue", (1.5, 3.0), "Tuesdays: 1.5 on average, 3 days.", faint=True),
        Datum("Wed", (None, 0.0), "Wednesdays: no mood marked."),
        Datum("Thu", (5.0, 38.0), "Thursdays: 5.0 on average, 38 days."),
    ]
    chart.show_columns(
        "Weekday",
        [Column("Mood"), Column("Days", whole)],
        rows,
        "Mondays.",
        lowest=1,
        highest=5,
        ticks=TICKS,
        base="days",
    )
    return chart


def forest(theme: Theme) -> SpanChart:
    chart = SpanChart(theme)
    rows = [
        Datum("#outside", (0.8, 0.5, 1.1, 32.0), "outside", note="+0.8 · 32 days"),
        Datum("People: alone", (-0.7, -1.1, -0.3, 40.0), "alone", note="−0.7 · 40 days"),
    ]
    heads = [Column("Difference", signed), Column("from", signed), Column("to", signed)]
    chart.show_spans(
        "What", [*heads, Column("With", whole)], rows, "Two.", interval=True, ends=("low", "high")
    )
    return chart


def bars(theme: Theme) -> SpanChart:
    chart = SpanChart(theme)
    rows = [
        Datum("Breathing", (-3.0, 7.0), "breathing", note="−3"),
        Datum("Walk", (-1.5, 2.0), "walk", note="−1.5", faint=True),
        Datum("Music", (1.0, 3.0), "music", note="+1"),
        Datum("Tea", (None, 0.0), "tea"),
    ]
    chart.show_spans("Way", [Column("Change", change), Column("Times", whole)], rows, "Three.")
    return chart


def stack(theme: Theme) -> StackChart:
    chart = StackChart(theme)
    heads = [Column(word, whole) for word in ("own", "a person", "a professional", "waited")]
    rows = [
        Datum("May 2026", (8.0, 5.0, 1.0, 4.0), "May"),
        Datum("June 2026", (0.0, 1.0, 0.0, 1.0), "June"),
    ]
    chart.show_rows("Month", heads, rows, "In June.")
    return chart


def year(theme: Theme) -> YearChart:
    chart = YearChart(theme, date(2026, 11, 20))
    marks = [
        DayMark(date(2026, 1, 1), 2, 4.5),
        DayMark(date(2026, 3, 31), 1, None),
        DayMark(date(2026, 12, 31), 1, 1.0),
    ]
    chart.show_year(2026, marks, "Three days.", ("Day", "Mood", "Entries"))
    return chart


ALL = [line, columns, forest, bars, stack, year]


def framed(room: JournalRoom, make: object) -> ChartFrame:
    chart = make(room.window.theme)  # type: ignore[operator]
    frame = ChartFrame(room.window, room.window.theme, "A chart", chart)
    holder = QWidget(room.window)
    QVBoxLayout(holder).addWidget(frame)
    holder.resize(760, holder.sizeHint().height())
    holder.show()
    room.settle()
    return frame


def read_back(chart: Chart) -> list[tuple[float | None, ...]]:
    """The numbers, from where they are painted."""
    found: list[tuple[float | None, ...]] = []
    for place, row in enumerate(chart.rows):
        box = chart.mark_of(place)
        if isinstance(chart, LineChart):
            found.append((chart.value_at(box.center().y()),))
        elif isinstance(chart, ColumnChart):
            known = row.numbers[0] is not None
            found.append((chart.value_at(box.center().y()) if known else None,))
        elif isinstance(chart, SpanChart) and chart.interval:
            value = chart.value_at(chart.x_of(row.numbers[0] or 0))
            ends = (chart.value_at(box.left()), chart.value_at(box.right()))
            found.append((value, *ends))
        elif isinstance(chart, SpanChart):
            ends = (chart.value_at(box.left()), chart.value_at(box.right()))
            bar = max(ends, key=abs)
            found.append((None if row.numbers[0] is None else bar,))
        elif isinstance(chart, StackChart):
            found.append(tuple(chart.value_of(part) for part in chart.parts_of(place)))
        elif isinstance(chart, YearChart):
            day = chart.grid.day_at(box.center().x(), box.center().y())
            assert day is not None
            mark = chart.grid.marks[day]
            found.append((mark.mood, float(mark.count)))
    return found


def same(one: tuple[float | None, ...], other: tuple[float | None, ...]) -> bool:
    return all(
        (a is None and b is None) or (a is not None and b is not None and abs(a - b) < 1e-6)
        for a, b in zip(one, other, strict=False)
    )


@pytest.mark.parametrize("make", ALL)
def test_the_table_says_the_numbers_that_are_painted(room: JournalRoom, make: object) -> None:
    frame = framed(room, make)
    chart, model = frame.chart, frame.table.model()
    assert model.rowCount() == len(chart.rows) > 0
    painted = read_back(chart)
    for place, numbers in enumerate(chart.values()):
        assert same(painted[place], numbers), (painted[place], numbers)
        told = [model.index(place, column).data() for column in range(model.columnCount())]
        assert told[0] == chart.rows[place].name
        for value, cell in zip(numbers, told[1:], strict=True):
            if value is None:
                assert cell == NONE
            else:
                assert abs(float(cell.replace("−", "-")) - value) <= 0.05
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert all(heads)


@pytest.mark.parametrize("make", [line, columns, forest, bars, stack])
def test_there_is_paint_where_the_numbers_are(room: JournalRoom, make: object) -> None:
    chart = framed(room, make).chart
    picture = chart.picture(1)
    surface = QColor(room.window.theme.palette.surface)
    for place, row in enumerate(chart.rows):
        box = chart.mark_of(place)
        if row.numbers[0] is None:
            continue
        # Hollow and patterned marks have their edge painted, a pixel wide.
        spots = [QPointF(box.left() + by, box.center().y()) for by in (-1, 0, 1)]
        colours = [picture.pixelColor(spot.toPoint()) for spot in spots]
        assert any(colour != surface for colour in colours), row.name


def test_the_value_of_a_point_is_higher_up_the_larger_it_is(room: JournalRoom) -> None:
    chart = framed(room, line).chart
    assert isinstance(chart, LineChart)
    assert chart.point_of(3).y() < chart.point_of(1).y() < chart.point_of(0).y()
    assert chart.point_of(0).x() < chart.point_of(1).x()


@pytest.mark.parametrize("make", [line, columns, forest, bars, stack])
def test_arrows_go_from_mark_to_mark_and_each_is_said(
    room: JournalRoom, make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = framed(room, make)
    heard: list[str] = []

    def hear(widget: QWidget, text: str, *, urgent: bool = False) -> None:
        heard.append(text)
        announce(widget, text, urgent=urgent)

    monkeypatch.setattr("reflect.ui.chart_frame.announce", hear)
    chart = frame.chart
    frame.window().activateWindow()
    chart.setFocus()
    chart.go_to(0)
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Down, 1)):
        QTest.keyClick(chart, key)
        assert chart.place == place
        assert frame.said.text() == chart.rows[place].said
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.place == len(chart.rows) - 1
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.place == len(chart.rows) - 1
    assert heard[-1] == chart.rows[-1].said
    assert chart.accessibleDescription() == chart.rows[-1].said


@pytest.mark.parametrize("make", [line, columns, forest, bars, stack])
def test_the_mark_under_the_pointer_is_said(room: JournalRoom, make: object) -> None:
    frame = framed(room, make)
    chart = frame.chart
    QTest.mouseMove(chart, chart.mark_of(1).center().toPoint())
    room.settle()
    assert frame.said.text() == chart.rows[1].said


def test_a_day_of_the_year_is_said_with_or_without_entries(room: JournalRoom) -> None:
    frame = framed(room, year)
    assert isinstance(frame.chart, YearChart)
    frame.chart.grid.setFocus()
    frame.chart.grid.go_to(date(2026, 1, 1))
    assert "1 January 2026: 4.5, 2 entries" in frame.said.text()
    QTest.keyClick(frame.chart.grid, Qt.Key.Key_Right)
    assert "2 January 2026: no entries" in frame.said.text()


def test_enter_chooses_the_mark(room: JournalRoom) -> None:
    chart = framed(room, line).chart
    chosen: list[int] = []
    chart.chosen.connect(chosen.append)
    chart.setFocus()
    chart.go_to(2)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.mark_of(4).center().toPoint())
    assert chosen == [2, 4]


def test_picture_and_table_change_places(room: JournalRoom) -> None:
    frame = framed(room, forest)
    assert frame.chart.isVisible() and not frame.table.isVisible()
    frame.as_table.setFocus()
    QTest.keyClick(frame.as_table, Qt.Key.Key_Space)
    assert frame.table.isVisible() and not frame.chart.isVisible()
    assert frame.table.accessibleName() == "A chart, as a table"


def test_what_is_missing_is_said_instead_of_an_empty_picture(room: JournalRoom) -> None:
    frame = framed(room, forest)
    frame.show_empty("This needs 14 days.")
    assert frame.empty.isVisible()
    assert not frame.chart.isVisible() and not frame.as_table.isVisible()
    frame.show_empty("")
    assert frame.chart.isVisible()


@pytest.mark.parametrize("make", ALL)
def test_the_picture_goes_to_the_clipboard_and_to_files(
    room: JournalRoom, make: object, tmp_path: Path
) -> None:
    frame = framed(room, make)
    frame.copy_picture()
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == frame.picture().width() > 0
    assert "chart-picture" in room.window.troubles()
    png, svg = tmp_path / "chart.png", tmp_path / "chart.svg"
    frame.write_picture(str(png))
    room.window.clear_trouble("chart-picture")
    frame.write_picture(str(svg))
    assert "chart-picture" in room.window.troubles()
    assert QImage(str(png)).size() == copied.size()
    drawing = svg.read_text(encoding="utf-8")
    assert "A chart" in drawing
    assert frame.chart.sentence in drawing
    assert len(re.findall(r"<(?:path|polyline|rect|circle|ellipse)", drawing)) > 5


def test_ctrl_c_copies_what_has_the_focus(room: JournalRoom) -> None:
    frame = framed(room, forest)
    frame.chart.setFocus()
    QTest.keyClick(room.window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()
    frame.as_table.setChecked(True)
    frame.table.setFocus()
    QTest.keyClick(room.window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "What\tDifference\tfrom\tto\tWith"
    assert lines[1] == "#outside\t+0.8\t+0.5\t+1.1\t32"


def test_a_picture_that_cannot_be_written_is_told(room: JournalRoom, tmp_path: Path) -> None:
    frame = framed(room, line)
    for name in ("chart.png", "chart.svg"):
        frame.write_picture(str(tmp_path / "nowhere" / name))
        assert "StorageFailed" in room.window.troubles()
        assert "chart-picture" not in room.window.troubles()
        room.window.clear_trouble("StorageFailed")


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("percent", [80, 200])
def test_every_mark_has_room_at_every_text_size(
    qapp: QApplication, tmp_path: Path, make: object, percent: int
) -> None:
    with journal_room(tmp_path, settings=Settings(text_percent=percent, language="en")) as room:
        frame = framed(room, make)
        frame.parentWidget().resize(420, 2000)
        room.settle()
        chart = frame.chart
        assert chart.height() >= chart.heightForWidth(chart.width())
        area = chart.rect().adjusted(-1, -1, 1, 1)
        for place in range(len(chart.rows)):
            assert area.contains(chart.mark_of(place).toRect())


def test_a_gap_in_the_days_is_not_bridged(room: JournalRoom) -> None:
    chart = LineChart(room.window.theme)
    chart.resize(600, 200)
    days = [BEGIN, BEGIN + timedelta(days=1), BEGIN + timedelta(days=99)]
    surface = QColor(room.window.theme.palette.surface)

    def between(gap: int | None) -> QColor:
        chart.show_points([(day, 3.5) for day in days], lowest=1, highest=5, sentence="", gap=gap)
        one, other = chart.point_of(1), chart.point_of(2)
        return chart.picture(1).pixelColor(int((one.x() + other.x()) / 2), int(one.y()))

    assert between(None) != surface
    assert between(7) == surface


def test_one_point_and_none_can_be_painted(room: JournalRoom) -> None:
    chart = LineChart(room.window.theme)
    chart.resize(400, 200)
    for points in ([], [(BEGIN, 3.0)]):
        chart.show_points(points, lowest=0, highest=12, sentence="")
        assert chart.picture(1).size().width() == 400
    assert chart.mark_of(0).center().x() < 400


@pytest.mark.parametrize(
    "days",
    [
        [date.min],
        [date.max],
        [date.max - timedelta(days=300), date.max],
        [date.min, BEGIN, date.max],
    ],
)
def test_the_first_and_the_last_days_there_are_can_be_painted(
    room: JournalRoom, days: list[date]
) -> None:
    chart = LineChart(room.window.theme)
    chart.resize(400, 200)
    chart.show_points([(day, 3.0) for day in days], lowest=1, highest=5, sentence="")
    assert chart.picture(1).size().width() == 400
    ticks = day_ticks(days[0], days[-1])
    assert 0 < len(ticks) <= 14
    assert all(days[0] <= day <= days[-1] for day, _ in ticks)


def test_what_a_scale_says_is_said_in_its_words(room: JournalRoom) -> None:
    chart = LineChart(room.window.theme)
    chart.show_points(
        [(BEGIN, 7.0)], lowest=0, highest=12, unit_words="{:.0f} of 12".format, sentence=""
    )
    assert chart.cells(0)[1] == "7 of 12"
    assert chart.in_words(0).endswith("2 March 2026: 7 of 12")


def test_figures_are_written_as_the_language_does(qapp: QApplication) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        assert number(3.25) == "3,3" or number(3.25) == "3,2"
        assert signed(-0.8) == "−0,8"
        assert signed(0.04) == "0,0"
        assert change(-2.0) == "−2"
        assert change(-1.5) == "−1,5"
        assert whole(1234) == "1.234"
        assert number(None) == whole(None) == NONE
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (0, 12, (0, 5, 10)),
        (1, 5, (1, 2, 3, 4, 5)),
        (-1.1, 1.2, (-1.0, -0.5, 0.0, 0.5, 1.0)),
        (0, 0, (0,)),
    ],
)
def test_round_figures_along_an_axis(
    lowest: float, highest: float, expected: tuple[float, ...]
) -> None:
    assert steps(lowest, highest, 5) == expected


@pytest.mark.parametrize("span", [0, 5, 30, 70, 200, 365, 800, 3000, 30_000, 2_000_000])
def test_days_under_a_line_lie_on_it(span: int) -> None:
    last = BEGIN + timedelta(days=span)
    ticks = day_ticks(BEGIN, last)
    assert all(BEGIN <= day <= last for day, _ in ticks)
    assert len(ticks) <= 14
    assert ticks

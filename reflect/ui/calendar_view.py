"""The calendar: a year in pixels or a month, the day in words, the same figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import StorageFailed
from reflect.model import Changes, DayMark
from reflect.ui.bars import ToolButton, announce, button, label
from reflect.ui.calendar_grid import DayGrid, MonthGrid, YearGrid, months_on
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import (
    MoodWords,
    entries_in_words,
    long_day,
    mean_in_words,
    month_of,
    own_mood_words,
    shipped_mood_words,
)

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

Index = QModelIndex | QPersistentModelIndex
Nowhere = QModelIndex()
Year = tuple[int, tuple[DayMark, ...], tuple[int, ...], dict[int, str]]
"""The year, its days, the years that have entries, own words for moods."""


class DayTable(QAbstractTableModel):
    """Day, entries, mood: what the picture shows, in words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._marks: tuple[DayMark, ...] = ()
        self._words: MoodWords = {}

    def show_marks(self, marks: Sequence[DayMark], words: MoodWords) -> None:
        self.beginResetModel()
        self._marks, self._words = tuple(marks), words
        self.endResetModel()

    def day_of(self, place: int) -> date | None:
        return self._marks[place].day if 0 <= place < len(self._marks) else None

    def rowCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else len(self._marks)

    def columnCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        mark = self._marks[index.row()]
        if index.column() == 0:
            return long_day(mark.day)
        if index.column() == 1:
            return str(mark.count)
        if mark.mood is None:
            return self.tr("no mood marked")
        return f"{mean_in_words(mark.mood, self._words)} ({QLocale().toString(mark.mood, 'f', 1)})"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Day"), self.tr("Entries"), self.tr("Mood"))[section]


class CalendarView(QWidget):
    """Takes the Journal page's place while it is wanted."""

    day_chosen = Signal(object)
    """The date whose entries the person wants to see."""
    left = Signal()
    """Back to the list."""

    def __init__(
        self, bridge: Bridge, window: MainWindow, theme: Theme, settings: Settings
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._settings = settings
        self._words: dict[int, str] = shipped_mood_words(settings)
        self._icons: list[tuple[QToolButton, str]] = []
        self._marks: tuple[DayMark, ...] = ()
        today = now_here()[0].date()
        self._wanted = today.year
        self.year = YearGrid(theme, today, self)
        self.month = MonthGrid(theme, today, self)
        self._build()
        for grid in (self.year, self.month):
            grid.focused.connect(self._say_day)
            grid.day_chosen.connect(self.day_chosen)
        self.month.month_changed.connect(self._on_month)
        bridge.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme)

    def _build(self) -> None:
        theme, space = self._theme, self._theme.spacing
        back = button(self.tr("Back to the list"), parent=self)
        back.clicked.connect(self.left)
        self.back = back
        self.previous = self._tool("chevron-left", self.tr("Earlier"), self._earlier)
        self.next = self._tool("chevron-right", self.tr("Later"), self._later)
        self.years = QComboBox(self)
        self.years.setAccessibleName(self.tr("Year"))
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.years.activated.connect(self._on_year_picked)
        self.head = label("", "section", wrap=False)
        self.as_year = self._switch(self.tr("Year"))
        self.as_month = self._switch(self.tr("Month"))
        self.as_table = self._switch(self.tr("As a table"))
        self._kinds = QButtonGroup(self)
        for switch in (self.as_year, self.as_month, self.as_table):
            self._kinds.addButton(switch)
        self.as_year.setChecked(True)
        self._kinds.buttonClicked.connect(self._on_kind)
        self.copy = self._tool("copy", self.tr("Copy as a picture"), self.copy_picture)
        self.save = self._tool("save", self.tr("Save as a picture"), self.save_picture)
        bar = FlowLayout(gap=space(1))
        for widget in (
            back, self.previous, self.years, self.next, self.as_year, self.as_month,
            self.as_table, self.copy, self.save,
        ):  # fmt: skip
            bar.addWidget(widget)
        self.days = DayTable(self)
        self.table = QTableView(self)
        self.table.setModel(self.days)
        self.table.setAccessibleName(self.tr("Days with entries"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.doubleClicked.connect(self._on_table_row)
        self.table.installEventFilter(self)
        self.pictures = QStackedWidget(self)
        for picture in (self.year, self.month, self.table):
            self.pictures.addWidget(picture)
        self.said = label("", "text")
        self.said.setAccessibleName(self.tr("The day in words"))
        self.legend = Legend(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addLayout(bar)
        layout.addWidget(self.head)
        layout.addWidget(self.pictures, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.legend)
        self._size()

    def _tool(self, icon: str, name: str, does: object) -> QToolButton:
        tool = ToolButton(self)
        tool.setIcon(self._theme.icon(icon))
        tool.setIconSize(self._theme.icon_size)
        tool.setAccessibleName(name)
        tool.setToolTip(name)
        tool.clicked.connect(does)
        self._icons.append((tool, icon))
        return tool

    def _switch(self, text: str) -> QToolButton:
        switch = ToolButton(self)
        switch.setText(text)
        switch.setCheckable(True)
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        return switch

    # what is shown --------------------------------------------------------------------------

    def shown(self) -> None:
        """It has come to the front."""
        today = now_here()[0].date()
        self.year.today = self.month.today = today
        self._ask(self._wanted)
        self._focus_picture()

    def _focus_picture(self) -> None:
        shown = self.table if self.as_table.isChecked() else self._grid
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_year(self, year: int) -> None:
        self._ask(year)

    def _ask(self, year: int) -> None:
        self._wanted = year
        self._bridge.ask(self, partial(_year, year), self._on_year)

    def _on_year(self, found: Year) -> None:
        year, marks, years, own = found
        if year != self._wanted:
            return
        self._words = {**shipped_mood_words(self._settings), **own}
        self._marks = marks
        self.years.clear()
        for each in sorted({*years, year}, reverse=True):
            self.years.addItem(str(each), each)
        self.years.setCurrentIndex(self.years.findData(year))
        self.year.show_year(year, marks)
        if self.month.day.year != year:
            self.month.day = self.year.day
        self.month.show_marks(marks)
        self._fill_table()
        self.legend.show_words(self._words)
        self._say_head()
        self._say_day(self._grid.day)

    def _fill_table(self) -> None:
        self.days.show_marks(self._marks, self._words)

    @property
    def _grid(self) -> DayGrid:
        return self.month if self.as_month.isChecked() else self.year

    def _say_head(self) -> None:
        if self.as_month.isChecked():
            self.head.setText(month_of(self.month.day))
        else:
            count = sum(mark.count for mark in self._marks)
            self.head.setText(f"{self._wanted} · {entries_in_words(count)}")

    def in_words(self, day: date) -> str:
        """A day's date, number of entries and mean mood."""
        mark = self.year.marks.get(day)
        if mark is None:
            return self.tr("{day}: no entries").format(day=long_day(day))
        if mark.mood is None:
            mood = self.tr("no mood marked")
        else:
            mood = self.tr("mood {word} ({number})").format(
                word=mean_in_words(mark.mood, self._words),
                number=QLocale().toString(mark.mood, "f", 1),
            )
        return f"{long_day(day)}: {entries_in_words(mark.count)}, {mood}"

    def _say_day(self, day: date) -> None:
        text = self.in_words(day)
        self.said.setText(text)
        grid = self._grid
        if grid.hasFocus():
            self._bring_into_sight(grid, day)
        if grid.accessibleDescription() != text:
            grid.setAccessibleDescription(text)
            if grid.hasFocus():
                announce(grid, text)

    def _bring_into_sight(self, grid: DayGrid, day: date) -> None:
        """Where large text makes the page scroll, the day under the focus stays in sight."""
        box = grid.box_of(day)
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if box is not None and above is not None and inside is not None:
            place = grid.mapTo(inside, box.center())
            above.ensureVisible(place.x(), place.y(), 0, box.height() * 2)

    # which year, which picture --------------------------------------------------------------

    def _earlier(self) -> None:
        self._move(-1)

    def _later(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        if self.as_month.isChecked():
            self.month.go_to(months_on(self.month.day, step))
        else:
            self._ask(max(1, min(9999, self._wanted + step)))

    def _on_month(self, first: date) -> None:
        if first.year != self._wanted:
            self._ask(first.year)
        self._say_head()

    def _on_year_picked(self, place: int) -> None:
        self._ask(int(self.years.itemData(place)))

    def _on_kind(self) -> None:
        if self.as_table.isChecked():
            self.pictures.setCurrentWidget(self.table)
        elif self.as_month.isChecked():
            if self.month.day != self.year.day:
                self.month.day = self.year.day
            self.pictures.setCurrentWidget(self.month)
        else:
            if self.month.day.year == self.year.year:
                self.year.day = self.month.day
            self.pictures.setCurrentWidget(self.year)
        table = self.as_table.isChecked()
        for widget in (self.said, self.legend):
            widget.setVisible(not table)
        for tool in (self.copy, self.save):
            tool.setEnabled(not table)
        self._say_head()
        self._say_day(self._grid.day)
        self._focus_picture()

    # table ----------------------------------------------------------------------------------

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_table_row(self.table.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _on_table_row(self, index: QModelIndex) -> None:
        day = self.days.day_of(index.row())
        if day is not None:
            self.day_chosen.emit(day)

    # pictures -------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """The year or the month as it stands, on the clipboard."""
        QGuiApplication.clipboard().setImage(self._grid.picture())
        self._window.trouble(
            self.tr("The picture is on the clipboard"),
            line=self.tr("It shows your moods to whatever program it is pasted into."),
            key="calendar-picture",
            calm=True,
        )

    def save_picture(self) -> None:
        """The same as a PNG file, where the person says."""
        name = f"{self._wanted}.png"
        if self.as_month.isChecked():
            name = f"{self.month.day:%Y-%m}.png"
        path, _kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a picture, readable by anyone who gets it"),
            name,
            self.tr("Pictures (*.png)"),
        )
        if path:
            self.write_picture(path)

    def write_picture(self, path: str) -> None:
        if not self._grid.picture().save(path, "PNG"):  # type: ignore[call-overload]  # wants str, the stubs say bytes
            self._window.trouble(StorageFailed(path=path))
            return
        self._window.trouble(
            self.tr("The picture is saved"),
            line=self.tr("Whoever can read the file sees it: {file}").format(file=path),
            key="calendar-picture",
            calm=True,
        )

    # the rest -------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.isVisible() and (changes.entries or changes.removed or changes.everything):
            self._ask(self._wanted)

    def _on_theme(self) -> None:
        for tool, icon in self._icons:
            tool.setIcon(self._theme.icon(icon))
            tool.setIconSize(self._theme.icon_size)
        self._size()

    def _size(self) -> None:
        line = self.table.fontMetrics().height()
        self.table.verticalHeader().setDefaultSectionSize(line + self._theme.px(16))


class Legend(QWidget):
    """The five shapes with their words, and what the other marks mean."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=theme.spacing(4))
        self._theme = theme
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: MoodWords) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        said = [(DayMark(date.min, 1, float(mood)), words[mood]) for mood in range(1, 6)]
        said.append((DayMark(date.min, 1, None), self.tr("entries without a mood")))
        for mark, word in said:
            part = QWidget(self)
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._theme.spacing(1))
            row.addWidget(Sample(self._theme, mark, part))
            row.addWidget(label(word, "caption", wrap=False))
            self._flow.addWidget(part)
            part.show()
        self._flow.invalidate()
        self.updateGeometry()


class Sample(DayGrid):
    """One mark, for the legend."""

    def __init__(self, theme: Theme, mark: DayMark, parent: QWidget) -> None:
        super().__init__(theme, date.min, parent)
        self._mark = mark
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(False)
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.px(16)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def day_at(self, x: float, y: float) -> date | None:
        return None

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter, QRectF(self.rect()), self._mark)
        painter.end()


def _year(year: int, vault: OpenVault) -> Year:
    journal = vault.journal
    return year, journal.calendar(year), journal.years(), own_mood_words(vault)

"""Which column is what: a table of unknown origin, its fields, and the entries that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QFrame,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.errors import ReflectError
from reflect.formats import ForeignEntry, Options
from reflect.formats.grid import Grid
from reflect.formats.table import FACTOR, Preview, trial
from reflect.ui.bars import label
from reflect.ui.format_words import day_words
from reflect.ui.messages import worded

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

SHOWN = 3
"""Entries in the live preview."""
SAMPLE = 50
"""Rows that are kept for it."""
CELL = 200
"""Characters of a cell that are shown."""
ROWS = 4
SCALES = ("1-5", "5-1", "0-5", "0-10", "1-10", "10-1", "0-100", "0-1", "-1..1", "-2..2", "-5..5")


def scale_text(scale: tuple[float, float]) -> str:
    """A range as `mood_scale` takes it."""
    low, high = (f"{end:g}" for end in scale)
    return f"{low}..{high}" if low.startswith("-") else f"{low}-{high}"


class EntryCard(QFrame):
    """One of the entries that would come."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moods = {
            mood.step: mood.word for mood in content.moods("de" if language == "de" else "en")
        }
        self.setProperty("role", "sunken")
        self.head = label("", "strong")
        self.words = label("")
        self.marks = label("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.spacing(2),) * 4)
        column.setSpacing(theme.spacing(1))
        for each in (self.head, self.words, self.marks):
            column.addWidget(each)

    def show_entry(self, entry: ForeignEntry) -> None:
        at = entry.written_at
        head = f"{day_words(at.date())}, {at:%H:%M}"
        self.head.setText(f"{head}  {entry.title}" if entry.title else head)
        text = " ".join((entry.text or "").split())
        self.words.setText(text[:CELL] + ("…" if len(text) > CELL else ""))
        self.words.setVisible(bool(text))
        marks = []
        if entry.mood is not None:
            marks.append(self.tr("mood: {word}").format(word=self._moods[entry.mood]))
        if entry.starred:
            marks.append(self.tr("starred"))
        marks += [f"#{tag}" for tag in entry.tags]
        marks += [f"{name}: {value}" for name, value in entry.factors.items()]
        self.marks.setText("   ".join(marks))
        self.marks.setVisible(bool(marks))
        self.setAccessibleName(
            ". ".join(each.text() for each in (self.head, self.words, self.marks) if each.text())
        )


class MappingPage(QWidget):
    """The sample above, the fields below, three entries beneath them, live."""

    changed = Signal(bool)
    """Whether entries come of the columns as they are chosen now."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path = Path()
        self._preview: Preview | None = None
        self._grid: Grid | None = None
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(2))
        column.addWidget(
            label(
                self.tr(
                    "Reflect does not know where this table comes from. Say which column is what; "
                    "the next file with these columns is read the same way."
                )
            )
        )
        self.sample = QTableWidget(self)
        self.sample.setAccessibleName(self.tr("The first rows of the file"))
        self.sample.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.sample.setTabKeyNavigation(False)
        self.sample.setWordWrap(False)
        self.sample.verticalHeader().hide()
        self.sample.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.sample.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        column.addWidget(self.sample)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(theme.spacing(4))
        self._form.setVerticalSpacing(theme.spacing(1))
        column.addLayout(self._form)
        self.boxes: dict[str, QComboBox] = {}
        for name, title in (
            ("date", self.tr("&Date")),
            ("time", self.tr("T&ime")),
            ("title", self.tr("Ti&tle")),
            ("text", self.tr("Te&xt")),
            ("mood", self.tr("&Mood")),
            ("tags", self.tr("Ta&gs")),
            ("starred", self.tr("&Starred")),
            ("id", self.tr("Id of the &entry")),
        ):
            self.boxes[name] = self._box(title)
        self.scale = self._box(self.tr("Mood &numbers go from heavy to light"))
        self.order = self._box(self.tr("Dates are &written"))
        self.order.addItem(self.tr("day first: 31/12"), "dmy")
        self.order.addItem(self.tr("month first: 12/31"), "mdy")
        self.factors = QListWidget(self)
        self.factors.setAccessibleName(self.tr("Columns kept as factors"))
        self.factors.itemChanged.connect(self._on_changed)
        asks = QLabel(self.tr("&Factors (sleep, weather, …)"))
        asks.setBuddy(self.factors)
        self._form.addRow(asks, self.factors)
        column.addWidget(label(self.tr("The first entries, read this way"), "strong"))
        self.said = label("", "warn")
        column.addWidget(self.said)
        self.cards = [EntryCard(theme, language, self) for _ in range(SHOWN)]
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _box(self, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(title.replace("&", ""))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(self._on_changed)
        asks = QLabel(title)
        asks.setBuddy(box)
        # As high as the box, so that both stand on one line.
        asks.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._form.addRow(asks, box)
        return box

    def show_table(
        self, path: Path, preview: Preview, grid: Grid, mapping: Mapping[str, str]
    ) -> None:
        """The file's columns; `mapping` (or the guess, where it is empty) filled in."""
        self._path, self._preview, self._grid = path, preview, grid
        given = dict(mapping) or dict(preview.guess)
        self._filling = True
        try:
            self._fill_sample(preview)
            for name, box in self.boxes.items():
                box.clear()
                box.addItem(self.tr("none"), None)
                for column in preview.columns:
                    box.addItem(column, column)
                box.setCurrentIndex(max(0, box.findData(given.get(name))))
            self._fill_scale(preview, given.get("mood_scale"))
            self.order.setCurrentIndex(max(0, self.order.findData(given.get("date_order"))))
            ask_order = not preview.order_certain or "date_order" in given
            self._form.setRowVisible(self.order, ask_order)
            self.factors.clear()
            for column in preview.columns:
                item = QListWidgetItem(column)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                kept = given.get(FACTOR + column) == column
                item.setCheckState(Qt.CheckState.Checked if kept else Qt.CheckState.Unchecked)
                self.factors.addItem(item)
        finally:
            self._filling = False
        self._try()

    def _fill_sample(self, preview: Preview) -> None:
        rows = preview.rows[:8]
        self.sample.clear()
        self.sample.setColumnCount(len(preview.columns))
        self.sample.setRowCount(len(rows))
        self.sample.setHorizontalHeaderLabels(list(preview.columns))
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                text = " ".join(cell[:CELL].split())
                self.sample.setItem(number, place, QTableWidgetItem(text))
        self.sample.resizeColumnsToContents()
        widest = self.sample.fontMetrics().averageCharWidth() * 30
        for place in range(len(preview.columns)):
            if self.sample.columnWidth(place) > widest:
                self.sample.setColumnWidth(place, widest)

    def _fill_scale(self, preview: Preview, given: str | None) -> None:
        guess = scale_text(preview.mood_scale) if preview.mood_scale is not None else ""
        self.scale.clear()
        self.scale.addItem(self.tr("as the numbers suggest"), None)
        for text in dict.fromkeys((*filter(None, (guess, given)), *SCALES)):
            self.scale.addItem(text.replace("..", self.tr(" to ")) if ".." in text
                               else text.replace("-", self.tr(" to ")), text)  # fmt: skip
        self.scale.setCurrentIndex(max(0, self.scale.findData(given or guess)))

    def mapping(self) -> dict[str, str]:
        """Field → column as chosen, with the settings that matter."""
        chosen = {
            name: str(box.currentData())
            for name, box in self.boxes.items()
            if box.currentData() is not None
        }
        if "mood" in chosen and self.scale.currentData() is not None:
            chosen["mood_scale"] = str(self.scale.currentData())
        if self._form.isRowVisible(self.order):
            chosen["date_order"] = str(self.order.currentData())
        for number in range(self.factors.count()):
            item = self.factors.item(number)
            if item.checkState() == Qt.CheckState.Checked:
                chosen[FACTOR + item.text()] = item.text()
        return chosen

    @property
    def key(self) -> str:
        """Where the mapping is remembered."""
        return self._preview.key if self._preview is not None else ""

    def _on_changed(self, *_what: object) -> None:
        if not self._filling:
            self._try()

    def _try(self) -> None:
        grid = self._grid
        if grid is None:
            return
        mapping = self.mapping()
        self._form.setRowVisible(self.scale, "mood" in mapping)
        taken = {str(box.currentData()) for box in self.boxes.values()}
        for number in range(self.factors.count()):
            item = self.factors.item(number)
            kept = item.checkState() == Qt.CheckState.Checked
            item.setHidden(item.text() in taken and not kept)
        entries: tuple[ForeignEntry, ...] = ()
        said = ""
        if "date" not in mapping:
            said = self.tr("A date is needed: choose its column.")
        elif not mapping.keys() - {"date", "time", "id", "date_order", "mood_scale"}:
            said = self.tr("Choose a column for the text, the mood or something else to keep.")
        else:
            try:
                entries = trial(self._path, grid, Options(mapping=mapping))
            except ReflectError as error:
                said = " ".join(worded(error))
            else:
                if not entries:
                    said = self.tr("No row has a date that can be read in this column.")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(entries))
            if number < len(entries):
                card.show_entry(entries[number])
        self.changed.emit(bool(entries))

    def _on_theme_changed(self) -> None:
        line = self.sample.fontMetrics().height()
        self.sample.verticalHeader().setDefaultSectionSize(line * 2)
        self.sample.setFixedHeight(line * (2 * ROWS + 3))
        self.factors.setFixedHeight(line * 7)

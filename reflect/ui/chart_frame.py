"""The frame of a chart: title, sentence, picture or table, and taking the picture along."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QScrollArea,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import StorageFailed
from reflect.ui.bars import ToolButton, announce, label

if TYPE_CHECKING:
    from reflect.ui.charts import Chart
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

Index = QModelIndex | QPersistentModelIndex
Nowhere = QModelIndex()

MOST_ROWS = 12
"""A table with more scrolls within itself."""


class RowsTable(QAbstractTableModel):
    """The numbers of a chart, as it would write them."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        chart.refilled.connect(self._on_refilled)

    def _on_refilled(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else len(self._chart.rows)

    def columnCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else 1 + len(self._chart.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._chart.cells(index.row())[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self._chart.head, *(column.title for column in self._chart.columns))[section]


class NumberTable(QTableView):
    """The table of a chart. Copying takes all of it along, for a spreadsheet."""

    @Slot()
    def copy(self) -> None:
        """Copy of the Edit menu: heads and rows, with tabs between."""
        model = self.model()
        across = range(model.columnCount())
        heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in across]
        lines = ["\t".join(heads)]
        for place in range(model.rowCount()):
            cells = [str(model.index(place, column).data()) for column in across]
            lines.append("\t".join(cells))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        announce(self, self.tr("Copied"))


class ChartFrame(QFrame):
    """One chart with everything a person may want of it, by eye, key and ear."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        title: str,
        chart: Chart,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._theme = theme
        self.chart = chart
        self.setProperty("role", "card")
        self.setObjectName("card")
        chart.setParent(self)
        chart.setAccessibleName(title)
        self.title = label(title, "section")
        self.sentence = label(chart.sentence)
        self.empty = label("", "soft")
        self.said = label("", "soft")
        self.said.setAccessibleName(self.tr("The mark under the cursor, in words"))
        self.table = self._make_table()
        self.table.setAccessibleName(self.tr("{title}, as a table").format(title=title))
        self.as_table = ToolButton(self)
        self.as_table.setProperty("role", "toggle")
        self.as_table.setText(self.tr("Table"))
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(self.tr("The same numbers as a table"))
        self.as_table.setAccessibleName(self.tr("{title}: show as a table").format(title=title))
        self.as_table.toggled.connect(self._dress)
        self.more = self._make_more(title)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.spacing(1))
        self.head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        self.head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        edge = theme.spacing(4)
        self.column.setContentsMargins(edge, theme.spacing(3), edge, theme.spacing(3))
        self.column.setSpacing(theme.spacing(2))
        self.column.addLayout(self.head)
        for part in (self.sentence, self.empty, chart, self.table, self.said):
            self.column.addWidget(part)
        order = (self.as_table, self.more, chart.focusProxy() or chart, self.table)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        chart.pointed.connect(self._say)
        chart.copy_asked.connect(self.copy_picture)
        chart.refilled.connect(self._on_refilled)
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self._on_refilled()

    def _make_table(self) -> QTableView:
        table = NumberTable(self)
        table.setModel(RowsTable(self.chart))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        return table

    def _make_more(self, title: str) -> QToolButton:
        more = ToolButton(self)
        more.setProperty("role", "plain")
        more.setProperty("drops", "true")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setAccessibleName(self.tr("{title}: take the picture along").format(title=title))
        more.setToolTip(self.tr("Copy or save this picture"))
        menu = QMenu(more)
        self.copy_action = QAction(self.tr("&Copy as picture"), self)
        self.copy_action.triggered.connect(self.copy_picture)
        self.save_action = QAction(self.tr("&Save as PNG or SVG…"), self)
        self.save_action.triggered.connect(self.save_picture)
        menu.addAction(self.copy_action)
        menu.addAction(self.save_action)
        more.setMenu(menu)
        return more

    # what is shown --------------------------------------------------------------------------

    def show_empty(self, text: str) -> None:
        """Say what is missing instead of showing an empty picture; "" takes it back."""
        self.empty.setText(text)
        self._dress()

    def add_row(self, widget: QWidget) -> None:
        """Something of the chart's own between title and picture (which period, which year)."""
        self.column.insertWidget(1, widget)

    def _on_refilled(self) -> None:
        self.sentence.setText(self.chart.sentence)
        self.said.setText("")
        line = self.table.verticalHeader().defaultSectionSize()
        rows = max(1, min(MOST_ROWS, len(self.chart.rows)))
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(line * (rows + 1) + bar + self._theme.spacing(2))
        self._dress()

    def _dress(self) -> None:
        empty = bool(self.empty.text())
        table = self.as_table.isChecked()
        self.empty.setVisible(empty)
        self.sentence.setVisible(bool(self.sentence.text()) and not empty)
        self.chart.setVisible(not empty and not table)
        self.table.setVisible(not empty and table)
        self.said.setVisible(not empty and not table)
        self.as_table.setVisible(not empty)
        self.more.setVisible(not empty and not table)

    def _say(self, place: int) -> None:
        text = self.chart.in_words(place)
        self.said.setText(text)
        focus = self.chart.focusProxy() or self.chart
        if focus.hasFocus():
            if 0 <= place < len(self.chart.rows):
                self._bring_into_sight(place)
            if focus.accessibleDescription() != text:
                focus.setAccessibleDescription(text)
                announce(focus, text)

    def _bring_into_sight(self, place: int) -> None:
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is not None and inside is not None:
            box = self.chart.mark_of(place).toRect()
            at = self.chart.mapTo(inside, box.center())
            above.ensureVisible(at.x(), at.y(), 0, self._theme.px(60))

    # taking it along ------------------------------------------------------------------------

    def _paint_all(self, painter: QPainter) -> None:
        """Title, sentence and chart, on the surface."""
        size = self._picture_size()
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), self._theme.colour("surface"))
        edge = self._theme.spacing(4)
        painter.translate(edge, edge)
        y = 0
        for text, font, token in self._lines():
            painter.setFont(font)
            painter.setPen(self._theme.colour(token))
            room = QRect(0, y, self.chart.width(), self._tall(text, font))
            painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
            y += room.height() + self._theme.spacing(1)
        painter.translate(0, y)
        self.chart.draw(painter, interactive=False)

    def _lines(self) -> list[tuple[str, Any, str]]:
        lines = [(self.title.text(), self._theme.font("section", strong=True), "text")]
        if self.chart.sentence:
            lines.append((self.chart.sentence, self._theme.font("text"), "text"))
        return lines

    def _tall(self, text: str, font: Any) -> int:
        room = QRect(0, 0, self.chart.width(), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(font).boundingRect(room, flags, text).height()

    def _picture_size(self) -> QSize:
        edge = self._theme.spacing(4)
        above = sum(
            self._tall(text, font) + self._theme.spacing(1) for text, font, _ in self._lines()
        )
        return QSize(self.chart.width() + 2 * edge, self.chart.height() + above + 2 * edge)

    def picture(self, ratio: int = 2) -> QImage:
        """Chart, title and sentence, without cursor."""
        made = QImage(self._picture_size() * ratio, QImage.Format.Format_ARGB32)
        made.setDevicePixelRatio(ratio)
        painter = QPainter(made)
        self._paint_all(painter)
        painter.end()
        return made

    def copy_picture(self) -> None:
        """The picture, on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())
        self._window.trouble(
            self.tr("The picture is on the clipboard"),
            line=self.tr("It shows its numbers to whatever program it is pasted into."),
            key="chart-picture",
            calm=True,
        )

    def save_picture(self) -> None:
        """The picture as a file, where the person says: PNG, or SVG by its name's ending."""
        name = re.sub(r"\W+", "-", self.title.text().casefold()).strip("-") or "chart"
        path, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a picture, readable by anyone who gets it"),
            f"{name}.png",
            self.tr("Pictures (*.png)") + ";;" + self.tr("Drawings (*.svg)"),
        )
        if path:
            if "svg" in kind and not path.casefold().endswith((".svg", ".png")):
                path += ".svg"
            self.write_picture(path)

    def write_picture(self, path: str) -> None:
        """PNG, or SVG where the name ends so. What fails is said in the window."""
        if path.casefold().endswith(".svg"):
            written = self._write_svg(path)
        else:
            written = self.picture().save(path, "PNG")  # type: ignore[call-overload]  # wants str, the stubs say bytes
        if not written:
            self._window.trouble(StorageFailed(path=path))
            return
        self._window.trouble(
            self.tr("The picture is saved"),
            line=self.tr("Whoever can read the file sees it: {file}").format(file=path),
            key="chart-picture",
            calm=True,
        )

    def _write_svg(self, path: str) -> bool:
        # Loaded here: most people never save one.
        from PySide6.QtSvg import QSvgGenerator

        size = self._picture_size()
        drawing = QSvgGenerator()
        drawing.setFileName(path)
        drawing.setSize(size)
        drawing.setViewBox(QRect(0, 0, size.width(), size.height()))
        drawing.setResolution(self.logicalDpiX())
        drawing.setTitle(self.title.text())
        drawing.setDescription(self.chart.sentence)
        painter = QPainter()
        if not painter.begin(drawing):
            return False
        self._paint_all(painter)
        return painter.end()

    def _on_theme(self) -> None:
        self.more.setIcon(self._theme.icon("more"))
        self.more.setIconSize(self._theme.icon_size)
        line = QFontMetrics(self._theme.font()).height()
        self.table.verticalHeader().setDefaultSectionSize(line + self._theme.px(14))
        self.setMaximumWidth(self._theme.px(900))

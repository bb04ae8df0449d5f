"""What an import would do, or did: counts, days, attachments, and what to look at."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from reflect.formats import Report, Warning
from reflect.ui.bars import announce, button, label
from reflect.ui.format_words import day_words, format_words, warning_words

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

ROWS = 6


def report_from_json(text: str) -> Report:
    """What `Report.as_json` gave; counts are 0 and lists empty where it is not that."""
    try:
        told = json.loads(text or "{}")
    except (ValueError, RecursionError):
        told = {}
    if not isinstance(told, dict):
        told = {}
    attached = told.get("attachments")
    attached = attached if isinstance(attached, dict) else {}

    def number(value: object) -> int:
        return value if isinstance(value, int) else 0

    def day(value: object) -> date | None:
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    return Report(
        format=str(told.get("format", "")),
        new=number(told.get("new")),
        unchanged=number(told.get("unchanged")),
        changed=number(told.get("changed")),
        skipped=number(told.get("skipped")),
        found=number(attached.get("found")),
        missing=number(attached.get("missing")),
        warnings=[
            Warning(str(one.get("where", "")), str(one.get("what", "")))
            for one in told.get("warnings") or ()
            if isinstance(one, dict)
        ],
        first=day(told.get("first")),
        last=day(told.get("last")),
    )


def line_of(warning: Warning) -> str:
    """One warning as one line."""
    what = warning_words(warning.what)
    return f"{warning.where}: {what}" if warning.where else what


class Remarks(QWidget):
    """Warnings as a list that can be filtered and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head = label("", "strong")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Show those that contain"))
        self.filter.setClearButtonEnabled(True)
        self.copy = button(self.tr("Cop&y the list"), parent=self)
        self.copy.clicked.connect(self._on_copy)
        self._lines = QStringListModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._lines)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter.textChanged.connect(self._shown.setFilterFixedString)
        self.list = QListView(self)
        self.list.setModel(self._shown)
        self.list.setWordWrap(True)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What to look at"))
        self.list.setTabKeyNavigation(False)
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(1))
        column.addWidget(self.head)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_warnings(self, warnings: list[Warning]) -> None:
        """Hidden where there are none."""
        self._lines.setStringList([line_of(one) for one in warnings])
        self.filter.clear()
        self.head.setText(self.tr("To look at: {count}").format(count=len(warnings)))
        self.setVisible(bool(warnings))
        self._on_theme_changed()

    def lines(self) -> list[str]:
        """Those that show now."""
        return [str(self._shown.index(row, 0).data()) for row in range(self._shown.rowCount())]

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.lines()))
        announce(self, self.tr("Copied"))

    def _on_theme_changed(self) -> None:
        rows = max(1, min(ROWS, self._lines.rowCount()))
        self.list.setFixedHeight(round(self.list.fontMetrics().height() * 1.8 * rows) + 16)


class Findings(QWidget):
    """One report, before or after."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format = label("", "strong")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(theme.spacing(4))
        self._form.setVerticalSpacing(theme.spacing(1))
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFormAlignment(Qt.AlignmentFlag.AlignLeft)
        self.facts: dict[str, QLabel] = {}
        for name, title in (
            ("new", self.tr("New")),
            ("changed", self.tr("Changed there since")),
            ("unchanged", self.tr("Here already")),
            ("skipped", self.tr("Left out")),
            ("days", self.tr("Days")),
            ("attachments", self.tr("Photos and files")),
        ):
            value = label("", "strong", wrap=False)
            self.facts[name] = value
            self._form.addRow(label(title, "soft", wrap=False), value)
        self.remarks = Remarks(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(2))
        column.addWidget(self.format)
        column.addLayout(self._form)
        column.addWidget(self.remarks, 1)

    def show_report(self, report: Report) -> None:
        """Take the numbers of `report`; what says nothing is hidden."""
        self.format.setText(format_words(report.format))
        days = ""
        if report.first is not None and report.last is not None:
            days = day_words(report.first)
            if report.last != report.first:
                days = self.tr("{first} to {last}").format(first=days, last=day_words(report.last))
        attached = ""
        if report.found or report.missing:
            attached = self.tr("{found} found, {missing} missing").format(
                found=report.found, missing=report.missing
            )
        for name, text in (
            ("new", str(report.new)),
            ("changed", str(report.changed) if report.changed else ""),
            ("unchanged", str(report.unchanged) if report.unchanged else ""),
            ("skipped", str(report.skipped) if report.skipped else ""),
            ("days", days),
            ("attachments", attached),
        ):
            self.facts[name].setText(text)
            self._form.setRowVisible(self.facts[name], bool(text))
        self.remarks.show_warnings(report.warnings)

    def text(self) -> str:
        """The counts as one line, for a screen reader."""
        said = [self.format.text()]
        for value in self.facts.values():
            title = self._form.labelForField(value)
            if value.text() and isinstance(title, QLabel):
                said.append(f"{title.text()}: {value.text()}")
        return ". ".join(said)

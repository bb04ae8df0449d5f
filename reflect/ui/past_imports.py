"""Past imports: each with its report, each can be taken back as a whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError
from reflect.model import BatchId, Changes, ImportRecord
from reflect.ui.bars import announce, button, label
from reflect.ui.findings import Findings, report_from_json
from reflect.ui.format_words import entries_words, format_words
from reflect.ui.messages import moment, worded
from reflect.ui.scroller import Scroller
from reflect.ui.working import WorkingDialog

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

ROWS = 4


def past(vault: OpenVault) -> tuple[tuple[ImportRecord, ...], bool]:
    """Newest first; whether the journal can only be read."""
    return vault.journal.imports(), vault.read_only


def take_back(batch: BatchId, vault: OpenVault) -> Changes:
    return vault.journal.undo_import(batch)


class PastImports(WorkingDialog):
    def __init__(self, bridge: Bridge, window: MainWindow) -> None:
        super().__init__(window, 620, 600)
        self._bridge = bridge
        self._records: tuple[ImportRecord, ...] = ()
        self._read_only = False
        theme = window.theme
        space = theme.spacing
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, space(2), 0)
        inner.setSpacing(space(2))
        self.none = label(self.tr("Nothing was brought in so far."), "soft")
        self.none.hide()
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Past imports, newest first"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_row)
        self.findings = Findings(theme, self)
        for each in (self.none, self.list, self.findings):
            inner.addWidget(each)
        inner.addStretch(1)
        self.said = label("", "soft")
        self.said.hide()
        self.question = QFrame(self)
        self.question.setProperty("role", "notice")
        asks = QVBoxLayout(self.question)
        self.asked = label("")
        asks.addWidget(self.asked)
        self.really = button(self.tr("&Take this import back"), "primary", self)
        self.really.clicked.connect(self._on_really)
        self.keep = button(self.tr("&Keep it"), parent=self)
        self.keep.clicked.connect(self._on_keep)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.really)
        asks.addLayout(row)
        self.question.hide()
        self.undo = button(self.tr("&Undo this import…"), parent=self)
        self.undo.clicked.connect(self._on_undo)
        self.close_button = button(self.tr("&Close"), "plain", self)
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(label(self.tr("Past imports"), "section"))
        column.addWidget(Scroller(page, self), 1)
        column.addWidget(self.said)
        column.addWidget(self.question)
        column.addLayout(foot)
        self._on_row(-1)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        self._bridge.ask(self, past, self._on_past)

    def _on_past(self, found: tuple[tuple[ImportRecord, ...], bool]) -> None:
        self._records, self._read_only = found
        chosen = max(0, self.list.currentRow())
        self.list.clear()
        for record in self._records:
            words = self.tr("{when}: {format}, {entries}").format(
                when=moment(record.at),
                format=format_words(record.format),
                entries=entries_words(record.new + record.changed),
            )
            if record.undone:
                words = self.tr("{words} (taken back)").format(words=words)
            self.list.addItem(QListWidgetItem(words))
        rows = max(1, min(ROWS, len(self._records)))
        self.list.setFixedHeight(round(self.list.fontMetrics().height() * 1.8 * rows) + 16)
        self.none.setVisible(not self._records)
        self.list.setVisible(bool(self._records))
        if self._records:
            self.list.setCurrentRow(min(chosen, len(self._records) - 1))
            self.list.setFocus()
        self._on_row(self.list.currentRow())

    @property
    def chosen(self) -> ImportRecord | None:
        row = self.list.currentRow()
        return self._records[row] if 0 <= row < len(self._records) else None

    def _on_row(self, _row: int) -> None:
        record = self.chosen
        self.question.hide()
        self.findings.setVisible(record is not None)
        self.undo.setEnabled(record is not None and not record.undone and not self._read_only)
        if record is not None:
            self.findings.show_report(report_from_json(record.report))

    def _on_undo(self) -> None:
        record = self.chosen
        if record is None:
            return
        words = [self.tr("To the trash: {entries}.").format(entries=entries_words(record.new))]
        if record.changed:
            words.append(
                self.tr("Back to how they were before: {entries}.").format(
                    entries=entries_words(record.changed)
                )
            )
        words.append(self.tr("What you wrote into them since stays in their history."))
        self.asked.setText(" ".join(words))
        self.question.show()
        self.undo.setEnabled(False)
        self.keep.setFocus()
        announce(self, self.asked.text(), urgent=True)

    def _on_keep(self) -> None:
        self._on_row(self.list.currentRow())
        self.undo.setFocus()

    def _on_really(self) -> None:
        record = self.chosen
        if record is None:
            return
        self.question.hide()
        self.list.setEnabled(False)
        self._say(self.tr("Taking it back…"))
        self._bridge.write(
            self, partial(take_back, record.id), self._on_undone, self._on_not_undone
        )

    def _on_undone(self, _changes: Changes) -> None:
        self.list.setEnabled(True)
        self._say(self.tr("The import is taken back. Its entries stay in the trash for 30 days."))
        self.refresh()

    def _on_not_undone(self, error: ReflectError) -> None:
        self.list.setEnabled(True)
        self._say(" ".join(worded(error)))
        self.refresh()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text)

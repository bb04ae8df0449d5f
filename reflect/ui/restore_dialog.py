"""Restoring a backup while the journal is open: into a new folder, beside the journal."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout

from reflect.errors import ReflectError, WrongPassphrase
from reflect.ui.bars import announce, button, label
from reflect.ui.errand import Errands
from reflect.ui.messages import worded
from reflect.ui.passphrase import PassphraseField
from reflect.ui.rescue import free_folder, restore

if TYPE_CHECKING:
    from reflect.ui.window import MainWindow
    from reflect.vault import RestoreReport


class RestoreDialog(QDialog):
    """The open journal stays as it is."""

    def __init__(self, window: MainWindow, folder: Path, backup: Path) -> None:
        super().__init__(window)
        self._backup = backup
        self._window = window
        self._errands = Errands(self)
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = window.theme
        self.setMinimumWidth(min(theme.px(460), 600))
        column = QVBoxLayout(self)
        column.setSpacing(theme.spacing(2))
        column.addWidget(label(self.tr("Restore a backup"), "section"))
        column.addWidget(
            label(
                self.tr(
                    "It becomes a journal in a folder of its own. The journal that is open and "
                    "the backup stay as they are."
                )
            )
        )
        self.to = QLineEdit(str(free_folder(folder, self.tr("restored"))), self)
        self.passphrase = PassphraseField(theme, self.tr("Passphrase of the backup"), self)
        self.passphrase.entered.connect(self.restore)
        for text, control, buddy in (
            (self.tr("Into this &folder"), self.to, self.to),
            (self.tr("&Passphrase"), self.passphrase, self.passphrase.line),
        ):
            asks = QLabel(text)
            asks.setBuddy(buddy)
            column.addWidget(asks)
            column.addWidget(control)
        self.to.setAccessibleName(self.tr("Restore into this folder"))
        self.said = label("", "soft")
        self.said.hide()
        column.addWidget(self.said)
        self.waiting = QProgressBar(self)
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName(self.tr("Restoring and comparing"))
        self.waiting.hide()
        column.addWidget(self.waiting)
        row = QHBoxLayout()
        self.close_button = button(self.tr("&Close"), "plain", self)
        self.close_button.clicked.connect(self.reject)
        self.go = button(self.tr("&Restore it"), "primary", self)
        self.go.clicked.connect(self.restore)
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)
        self.passphrase.line.setFocus()

    def restore(self) -> None:
        """On another thread; nothing is overwritten."""
        if self._errands.busy:
            return
        self.said.hide()
        self.waiting.show()
        self.go.setEnabled(False)
        to = Path(self.to.text().strip()).expanduser()
        self._errands.run(
            partial(restore, self._backup, to, self.passphrase.text),
            self._on_restored,
            self._on_failed,
        )

    def _on_restored(self, report: RestoreReport) -> None:
        self.waiting.hide()
        self.passphrase.forget()
        said = self.tr(
            "%n entries are in {path}. Open it with File, Open other journal.", "", report.entries
        )
        self._say(said.replace("{path}", str(report.path)))
        settings = self._window.settings
        self._window.change_settings(journals=settings.remembering(report.path, _now()).journals)

    def _on_failed(self, error: ReflectError) -> None:
        self.waiting.hide()
        self.go.setEnabled(True)
        self._say(" ".join(worded(error)))
        if isinstance(error, WrongPassphrase):
            self.passphrase.select()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=True)


def _now() -> datetime:
    return datetime.now(UTC)

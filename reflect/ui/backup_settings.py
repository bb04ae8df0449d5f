"""Preferences: backups, and the journals known on this computer."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
)

from reflect.errors import ReflectError
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.messages import moment, worded
from reflect.ui.preferences import Section
from reflect.ui.rescue import describe

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import Backup, OpenVault

ROWS = 6


def known_backups(
    also: Path | None, vault: OpenVault
) -> tuple[tuple[Backup, ...], datetime | None]:
    """The journal's backups, there and in the second folder, newest first; the last drill."""
    from reflect.vault import backups
    from reflect.vault.backup import listed

    found = list(backups(vault.folder))
    if also is not None:
        mine = {each.journal_id for each in found}
        found += [each for each in listed(also) if not mine or each.journal_id in mine]
    found.sort(key=lambda each: each.made_at, reverse=True)
    return tuple(found), vault.last_verified


def verify(path: Path, vault: OpenVault) -> Backup | None:
    return vault.verify_backup(path)


def name_of(vault: OpenVault) -> tuple[str, bool]:
    return vault.journal.name, vault.read_only


def rename(name: str, vault: OpenVault) -> None:
    vault.journal.rename(name)


class BackupSection(Section):
    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Backups"))
        self._bridge = bridge
        self._window = window
        self._folder = folder
        self.column.addWidget(
            label(
                self.tr(
                    "Made on each day you write, encrypted, reopened and compared. Kept: 7 days, "
                    "4 weeks, 12 months, and those made by hand."
                ),
                "soft",
            )
        )
        self.verified = label("", "soft")
        self.column.addWidget(self.verified)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Backups, newest first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._on_row)
        self.column.addWidget(self.list)
        self.now = button(self.tr("&Backup now"), parent=self)
        self.now.clicked.connect(window.backup_requested)
        self.check = button(self.tr("Compare the chosen one"), parent=self)
        self.check.clicked.connect(self._on_check)
        self.restore = button(self.tr("Restore the chosen one…"), parent=self)
        self.restore.clicked.connect(self._on_restore)
        ways = FlowLayout()
        for each in (self.now, self.check, self.restore):
            ways.addWidget(each)
        self.column.addLayout(ways)
        self.said = label("", "soft")
        self.said.hide()
        self.column.addWidget(self.said)
        self.second = QLineEdit(window.settings.backup_folder or "", self)
        self.second.setPlaceholderText(self.tr("none"))
        self.second.setAccessibleName(self.tr("Second folder for backups"))
        self.second.editingFinished.connect(self._on_second)
        choose = button(self.tr("Choose…"), parent=self)
        choose.setAccessibleName(self.tr("Choose the second folder for backups"))
        choose.clicked.connect(self._on_choose)
        asks = QLabel(self.tr("A second fo&lder, on another disk"))
        asks.setWordWrap(True)
        asks.setBuddy(self.second)
        self.column.addWidget(asks)
        row = QHBoxLayout()
        row.addWidget(self.second, 1)
        row.addWidget(choose)
        self.column.addLayout(row)
        window.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_row(-1)

    def refresh(self) -> None:
        """Read the list again."""
        from reflect.ui.lock_settings import second_folder

        self._bridge.ask(self, partial(known_backups, second_folder(self._window)), self._on_known)

    def _on_known(self, found: tuple[tuple[Backup, ...], datetime | None]) -> None:
        backups, verified = found
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(describe(backup))
            item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
            self.list.addItem(item)
        self.list.setVisible(bool(backups))
        if backups:
            self.list.setCurrentRow(0)
        self._on_row(self.list.currentRow())
        if verified is not None:
            when = moment(verified)
            said = self.tr("Last tried out, by opening and comparing: {when}").format(when=when)
        elif backups:
            said = self.tr("Each was compared when it was made; one is tried out every month.")
        else:
            said = self.tr("There is no backup yet.")
        self.verified.setText(said)

    def _on_row(self, row: int) -> None:
        self.check.setEnabled(row >= 0)
        self.restore.setEnabled(row >= 0)

    def _chosen(self) -> Path | None:
        if self.list.currentRow() < 0:
            return None
        return Path(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _on_check(self) -> None:
        path = self._chosen()
        if path is not None:
            self._say(self.tr("Comparing…"))
            self._bridge.ask(self, partial(verify, path), self._on_checked, self._on_failed)

    def _on_checked(self, _backup: object) -> None:
        self._say(self.tr("The backup opens and holds what it should."))
        self.refresh()

    def _on_failed(self, error: ReflectError) -> None:
        self._say(" ".join(worded(error)))
        self.refresh()

    def _on_restore(self) -> None:
        path = self._chosen()
        if path is not None:
            from reflect.ui.restore_dialog import RestoreDialog

            RestoreDialog(self._window, self._folder, path).open()

    def _on_second(self) -> None:
        text = self.second.text().strip()
        folder = str(Path(text).expanduser()) if text else None
        if folder == self._window.settings.backup_folder:
            return
        if folder is not None and not Path(folder).is_dir():
            self._say(self.tr("There is no such folder: {path}").format(path=folder))
            return
        self._window.change_settings(backup_folder=folder)
        self._say(
            self.tr("The day's backup goes there as well.")
            if folder
            else self.tr("Backups stay in the journal's folder.")
        )
        self.refresh()

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("A second folder for backups"), self.second.text()
        )
        if name:
            self.second.setText(name)
            self._on_second()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text)

    def _on_theme_changed(self) -> None:
        self.list.setMinimumHeight(self.list.fontMetrics().height() * ROWS)


class JournalSection(Section):
    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Journals"))
        self._bridge = bridge
        self._window = window
        self._folder = folder
        self._known = ""
        self.name = QLineEdit(self)
        self.name.setMaxLength(80)
        self.name.editingFinished.connect(self.flush)
        self.row(self.tr("Name of &this journal"), self.name)
        place = QLabel(str(folder))
        place.setTextFormat(Qt.TextFormat.PlainText)
        place.setWordWrap(True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.form.addRow(QLabel(self.tr("Folder")), place)
        self.remember = self.tick(
            self.tr("&Remember on this computer where journals are"),
            window.settings.remember_journals,
        )
        self.remember.toggled.connect(self._on_remember)
        other = button(self.tr("&Open other journal…"), parent=self)
        other.clicked.connect(window.other_journal_requested)
        new = button(self.tr("New &journal…"), parent=self)
        new.clicked.connect(window.new_journal_requested)
        ways = FlowLayout()
        for each in (other, new):
            ways.addWidget(each)
        self.column.addLayout(ways)

    def refresh(self) -> None:
        """The journal's name as it is kept."""
        self._bridge.ask(self, name_of, self._on_name)

    def flush(self) -> None:
        """Keep the name that was typed."""
        typed = self.name.text().strip()
        if typed and typed != self._known and not self.name.isReadOnly():
            self._known = typed
            self._bridge.ask(self, partial(rename, typed))
            self._window.set_journal_name(typed)

    def _on_name(self, found: tuple[str, bool]) -> None:
        name, read_only = found
        self.name.setReadOnly(read_only)
        if not self.name.hasFocus():
            self._known = name
            self.name.setText(name)

    def _on_remember(self, on: bool) -> None:
        settings = self._window.settings
        journals = settings.journals if on else ()
        self._window.change_settings(remember_journals=on, journals=journals)

"""Preferences: when to lock, the passphrase, the recovery sheet, the keychain."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
)

from reflect.errors import ReflectError, WrongPassphrase
from reflect.ui.bars import announce, button, inset, label
from reflect.ui.first_run import mark_sheet_kept
from reflect.ui.messages import worded
from reflect.ui.passphrase import NewPassphrase, PassphraseField
from reflect.ui.preferences import Section

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

LONGEST_IDLE = 24 * 60


def change_passphrase(old: str, new: str, also: Path | None, vault: OpenVault) -> int:
    """The number of backups whose key file could not be replaced."""
    return len(vault.change_passphrase(old, new, also=also))


def new_code(also: Path | None, vault: OpenVault) -> str:
    return vault.new_recovery_code(also=also)


def keychain_state(vault: OpenVault) -> tuple[bool, bool]:
    """(in the keychain, read-only)."""
    return vault.in_keychain, vault.read_only


def keep_in_keychain(wanted: bool, vault: OpenVault) -> bool:
    if wanted:
        vault.remember_in_keychain()
    else:
        vault.forget_keychain()
    return vault.in_keychain


def keychain_is_there() -> bool:
    """Whether the optional package is installed; asking the keychain itself happens on use."""
    from importlib.util import find_spec

    return find_spec("keyring") is not None


class LockSection(Section):
    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Lock and passphrase"))
        self._bridge = bridge
        self._window = window
        self._folder = folder
        settings = window.settings
        self.minutes = QSpinBox()
        inset(self.minutes)
        self.minutes.setRange(0, LONGEST_IDLE)
        self.minutes.setSpecialValueText(self.tr("never"))
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setValue(settings.autolock_minutes)
        self.minutes.valueChanged.connect(self._on_minutes)
        self.row(self.tr("Lock &after idle time"), self.minutes)
        self.with_screen = self.tick(
            self.tr("Lock with the &screen, and before sleep"), settings.lock_on_screen_lock
        )
        self.with_screen.toggled.connect(self._on_screen)
        self.minimised = self.tick(self.tr("Lock when minimise&d"), settings.lock_on_minimise)
        self.minimised.toggled.connect(self._on_minimise)
        self.keychain = self.tick(self.tr("The s&ystem keychain may unlock it too"), False)
        self.keychain.setVisible(keychain_is_there())
        self.keychain.clicked.connect(self._on_keychain)
        self.said = label("", "warn")
        self.said.hide()
        self.column.addWidget(self.said)
        self.change = button(self.tr("Chan&ge the passphrase…"), parent=self)
        self.change.clicked.connect(self._on_change)
        self.sheet = button(self.tr("New recovery sheet…"), parent=self)
        self.sheet.clicked.connect(self._on_sheet)
        for each in (self.change, self.sheet):
            self.column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Whether the keychain is a way in now."""
        self._bridge.ask(self, keychain_state, self._on_state)

    def _on_state(self, state: tuple[bool, bool]) -> None:
        known, read_only = state
        self.keychain.setChecked(known)
        for control in (self.keychain, self.change, self.sheet):
            control.setEnabled(not read_only)

    def _on_minutes(self, minutes: int) -> None:
        self._window.change_settings(autolock_minutes=minutes)

    def _on_screen(self, on: bool) -> None:
        self._window.change_settings(lock_on_screen_lock=on)

    def _on_minimise(self, on: bool) -> None:
        self._window.change_settings(lock_on_minimise=on)

    def _on_keychain(self, wanted: bool) -> None:
        self.said.hide()
        self._bridge.ask(
            self, partial(keep_in_keychain, wanted), self.keychain.setChecked, self._on_failed
        )

    def _on_failed(self, error: ReflectError) -> None:
        self.said.setText(" ".join(worded(error)))
        self.said.show()
        announce(self, self.said.text(), urgent=True)
        self.refresh()

    def _on_change(self) -> None:
        ChangePassphrase(self._bridge, self._window, self.theme).open()

    def _on_sheet(self) -> None:
        self.said.hide()
        NewSheet(self._bridge, self._window, self.theme, self._folder).open()


def second_folder(window: MainWindow) -> Path | None:
    """Where backups go besides the journal's own folder."""
    return Path(window.settings.backup_folder) if window.settings.backup_folder else None


class ChangePassphrase(QDialog):
    """The present one, the new one twice; success is said after the disk was read again."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._busy = False
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(theme.px(460), 600))
        column = QVBoxLayout(self)
        column.setSpacing(theme.spacing(2))
        column.addWidget(label(self.tr("Change the passphrase"), "section"))
        asks = QLabel(self.tr("The &present passphrase"))
        self.old = PassphraseField(theme, self.tr("The present passphrase"), self)
        asks.setBuddy(self.old.line)
        column.addWidget(asks)
        column.addWidget(self.old)
        column.addWidget(label(self.tr("The new one"), "strong"))
        self.new = NewPassphrase(theme, window.clipboard, self)
        self.new.entered.connect(self.change)
        column.addWidget(self.new)
        self.said = label("", "warn")
        self.said.hide()
        column.addWidget(self.said)
        self.waiting = QProgressBar(self)
        self.waiting.setRange(0, 0)
        self.waiting.setAccessibleName(self.tr("Changing the passphrase"))
        self.waiting.setTextVisible(False)
        self.waiting.hide()
        column.addWidget(self.waiting)
        row = QHBoxLayout()
        self.keep = button(self.tr("&Keep the old one"), "plain", self)
        self.keep.clicked.connect(self.reject)
        self.go = button(self.tr("&Change it"), "primary", self)
        self.go.clicked.connect(self.change)
        row.addWidget(self.keep)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)
        self.old.line.setFocus()

    def change(self) -> None:
        """Ask the vault for it; the old one stays in force until it is done."""
        if self._busy:
            return
        chosen = self.new.passphrase
        if chosen is None:
            self._say(self.tr("Type the same new passphrase in both fields."))
            return
        self._busy = True
        self.go.setEnabled(False)
        self.said.hide()
        self.waiting.show()
        job = partial(change_passphrase, self.old.text, chosen, second_folder(self._window))
        self._bridge.ask(self, job, self._on_changed, self._on_failed)

    def _on_changed(self, missed: int) -> None:
        self.old.forget()
        self.new.forget()
        line = self.tr("It was read back from the disk and opens the journal.")
        if missed:
            line += " " + self.tr(
                "%n backup(s) could not be changed and still open with the old one.", "", missed
            )
        self._window.trouble(
            self.tr("The passphrase is changed"), line=line, key="passphrase", calm=True
        )
        self.accept()

    def _on_failed(self, error: ReflectError) -> None:
        self._busy = False
        self.waiting.hide()
        self.go.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self._say(self.tr("The present passphrase is another one. Nothing was changed."))
            self.old.select()
        else:
            self._say(" ".join(worded(error)))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=True)


class NewSheet(QDialog):
    """A new recovery code replaces the old one, after a word about it."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._folder = folder
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(theme.px(460), 600))
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.spacing(3))
        self._column.addWidget(label(self.tr("New recovery sheet"), "section"))
        self._about = label(
            self.tr(
                "A new code is made and shown once. The code on an older sheet then opens nothing "
                "any more, neither this journal nor its backups."
            )
        )
        self._column.addWidget(self._about)
        self.said = label("", "warn")
        self.said.hide()
        self._column.addWidget(self.said)
        row = QHBoxLayout()
        self.keep = button(self.tr("&Keep the old sheet"), "plain", self)
        self.keep.clicked.connect(self.reject)
        self.go = button(self.tr("&Make a new code"), "primary", self)
        self.go.clicked.connect(self._on_go)
        row.addWidget(self.keep)
        row.addStretch(1)
        row.addWidget(self.go)
        self._column.addLayout(row)

    def _on_go(self) -> None:
        self.go.setEnabled(False)
        self._bridge.ask(
            self, partial(new_code, second_folder(self._window)), self._on_code, self._on_failed
        )

    def _on_failed(self, error: ReflectError) -> None:
        self.go.setEnabled(True)
        self.said.setText(" ".join(worded(error)))
        self.said.show()
        announce(self, self.said.text(), urgent=True)

    def _on_code(self, code: str) -> None:
        from reflect.ui.sheet import RecoverySheet

        self.keep.hide()
        self._about.hide()
        self.sheet = RecoverySheet(self._theme, self._window.clipboard, code, self._folder, self)
        self.sheet.confirmed.connect(self._on_confirmed)
        self._column.insertWidget(1, self.sheet)
        self.go.setText(self.tr("C&lose"))
        self.go.setEnabled(True)
        self.go.clicked.disconnect(self._on_go)
        self.go.clicked.connect(self.accept)
        self.sheet.save.setFocus()

    def _on_confirmed(self) -> None:
        self._window.clear_trouble("recovery-sheet")
        self._bridge.ask(self._window, mark_sheet_kept)

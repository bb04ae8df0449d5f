"""The other ways back to what was written: recovery code, a backup, what can still be read."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError, WrongPassphrase, WrongRecoveryCode
from reflect.ui.bars import announce, button, label
from reflect.ui.messages import moment, worded
from reflect.ui.passphrase import NewPassphrase, PassphraseField

if TYPE_CHECKING:
    from reflect.ui.door import Door
    from reflect.vault import Backup, OpenVault, RestoreReport
    from reflect.worker import Asked


def recover(folder: Path, code: str) -> OpenVault:
    """On the journal's thread."""
    from reflect import vault

    return vault.unlock_with_recovery(folder, code)


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The folder's backups, newest first."""
    from reflect import vault

    return vault.backups(folder)


def restore(backup: Path, to: Path, passphrase: str) -> RestoreReport:
    """Slow: a key derivation, a copy and a comparison."""
    from reflect import vault

    return vault.restore(backup, to, passphrase)


def salvage(folder: Path, passphrase: str, to: Path) -> Any:
    """Slow: reads row by row what can be read."""
    from reflect import vault

    return vault.salvage(folder, passphrase, to)


def set_passphrase(vault: OpenVault, new: str) -> tuple[Path, ...]:
    return vault.set_passphrase(new)


def free_folder(beside: Path, word: str) -> Path:
    """A folder next to `beside` that does not exist yet: `journal restored 2026-11-20`."""
    stem = f"{beside.name} {word} {datetime.now().astimezone():%Y-%m-%d}"
    found, number = beside.with_name(stem), 2
    while found.exists():
        found, number = beside.with_name(f"{stem} {number}"), number + 1
    return found


class _Page(QWidget):
    """Title, said line, waiting bar, Back: what the pages here have in common."""

    def __init__(self, door: Door, title: str) -> None:
        super().__init__()
        self.door = door
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(door.theme.spacing(3))
        self.column.addWidget(label(title, "title"))
        self.said = label("", "warn")
        self.said.hide()
        self.waiting = QProgressBar(self)
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.hide()
        self.back = button(self.tr("&Back"), "plain", self)
        self.back.clicked.connect(self.go_back)

    def finish(self, *buttons: QWidget) -> None:
        """The foot of the page."""
        self.column.addWidget(self.said)
        self.column.addWidget(self.waiting)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        self.column.addLayout(row)

    def go_back(self) -> None:
        if not self.door.errands.busy:
            self.door.show_first()

    def say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=True)

    def wait(self, title: str) -> None:
        self.said.hide()
        self.waiting.setAccessibleName(title)
        self.waiting.show()
        announce(self, title)

    def failed(self, error: ReflectError) -> None:
        self.waiting.hide()
        self.say(" ".join(worded(error)))

    def field(self, text: str, line: QWidget, buddy: QWidget | None = None) -> None:
        asks = QLabel(text)
        asks.setBuddy(buddy or line)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(asks)
        inner.addWidget(line)
        self.column.addLayout(inner)


class RecoverPage(_Page):
    """The recovery code opens the journal; then a new passphrase is set before anything shows."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, QCoreApplication.translate("Rescue", "Use the recovery code"))
        self._worker: Asked | None = None
        self._about = label(
            self.tr(
                "Type the seven groups from your recovery sheet. Dashes and spaces do not matter."
            )
        )
        self.column.addWidget(self._about)
        self.code = QLineEdit(self)
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.code.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.code.returnPressed.connect(self.go_on)
        self.field(self.tr("Recovery &code"), self.code)
        self.new = NewPassphrase(door.theme, door.clipboard, self)
        self.new.entered.connect(self.go_on)
        self.new.hide()
        self.column.addWidget(self.new)
        self.next = button(self.tr("&Go on"), "primary", self)
        self.next.clicked.connect(self.go_on)
        self.finish(self.next)
        self.first: QWidget = self.code

    def abandon(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def go_back(self) -> None:
        if not self.door.errands.busy:
            self.abandon()
            super().go_back()

    def go_on(self) -> None:
        """First the code, then the new passphrase."""
        if self.door.errands.busy:
            return
        if self._worker is None:
            if not self.code.text().strip():
                self.say(self.tr("Type the code first."))
                return
            self.wait(self.tr("Opening"))
            self._worker = self.door.make_worker(
                partial(recover, self.door.folder, self.code.text())
            )
            self.door.errands.watch(self._worker.opened, self._on_opened, self.failed)
            return
        chosen = self.new.passphrase
        if chosen is None:
            self.say(self.tr("Choose a new passphrase and type it in both fields."))
            return
        self.wait(self.tr("Setting the new passphrase"))
        future = self._worker.submit(partial(_set, chosen))
        self.door.errands.watch(future, self._on_set, self._on_not_set)

    def failed(self, error: ReflectError) -> None:
        self.abandon()
        super().failed(error)
        if isinstance(error, WrongRecoveryCode):
            self.code.setFocus()
            self.code.selectAll()

    def _on_opened(self, _nothing: object) -> None:
        self.waiting.hide()
        self.code.clear()
        self.code.setEnabled(False)
        self._about.setText(self.tr("The code fits. Now choose a new passphrase."))
        announce(self, self._about.text())
        self.new.show()
        self.new.first.line.setFocus()
        self.next.setText(self.tr("&Set it and open the journal"))

    def _on_set(self, _missed: object) -> None:
        from reflect.ui.door import Opened

        worker, self._worker = self._worker, None
        self.new.forget()
        if worker is not None:
            self.door.opened.emit(Opened(worker, self.door.folder, ("used-recovery",)))

    def _on_not_set(self, error: ReflectError) -> None:
        self.waiting.hide()
        self.say(" ".join(worded(error)))


class RestorePage(_Page):
    """A backup becomes a journal in a new folder; nothing is overwritten."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, QCoreApplication.translate("Rescue", "Restore a backup"))
        self.column.addWidget(
            label(
                self.tr(
                    "A backup becomes a journal in a folder of its own. The present journal and "
                    "the backup stay as they are."
                )
            )
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Backups, newest first"))
        self.column.addWidget(self.list)
        self.choose = button(self.tr("&Choose a backup elsewhere…"), parent=self)
        self.choose.clicked.connect(self._on_choose)
        self.column.addWidget(self.choose)
        self.to = QLineEdit(str(free_folder(door.folder, self.tr("restored"))), self)
        self.to.setAccessibleName(self.tr("Restore into this folder"))
        self.field(self.tr("Into this &folder"), self.to)
        self.passphrase = PassphraseField(door.theme, self.tr("Passphrase of the backup"), self)
        self.passphrase.entered.connect(self.restore)
        self.field(self.tr("&Passphrase"), self.passphrase, self.passphrase.line)
        self.go = button(self.tr("&Restore it"), "primary", self)
        self.go.clicked.connect(self.restore)
        self.finish(self.go)
        self.list.hide()
        door.errands.run(partial(list_backups, door.folder), self._on_listed, self.failed)

    def restore(self) -> None:
        """The chosen one, into the folder."""
        if self.door.errands.busy:
            return
        item = self.list.currentItem()
        if item is None:
            self.say(self.tr("Choose a backup first."))
            return
        self.wait(self.tr("Restoring and comparing"))
        backup = Path(item.data(Qt.ItemDataRole.UserRole))
        to = Path(self.to.text().strip()).expanduser()
        self.door.errands.run(
            partial(restore, backup, to, self.passphrase.text), self._on_restored, self.failed
        )

    def failed(self, error: ReflectError) -> None:
        super().failed(error)
        if isinstance(error, WrongPassphrase):
            self.passphrase.select()

    def _on_listed(self, backups: tuple[Backup, ...]) -> None:
        for backup in backups:
            self.list.addItem(_item(backup))
        if backups:
            self.list.show()
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.say(self.tr("There is no backup in the journal's folder. Choose one elsewhere."))
            self.choose.setFocus()

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("A backup's folder"), str(self.door.folder)
        )
        if not name:
            return
        item = QListWidgetItem(name)
        item.setData(Qt.ItemDataRole.UserRole, name)
        self.list.show()
        self.list.insertItem(0, item)
        self.list.setCurrentItem(item)

    def _on_restored(self, report: RestoreReport) -> None:
        self.passphrase.forget()
        self.door.stand_before(report.path)


class SalvagePage(_Page):
    """What can still be read of a damaged journal becomes a new one."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, QCoreApplication.translate("Rescue", "Rescue what can be read"))
        self.column.addWidget(
            label(
                self.tr(
                    "Every entry that can still be read is copied into a new journal with the "
                    "same passphrase. The damaged one is not touched. Where there is a backup, "
                    "restoring it is better."
                )
            )
        )
        self.to = QLineEdit(str(free_folder(door.folder, self.tr("rescued"))), self)
        self.to.setAccessibleName(self.tr("Rescue into this folder"))
        self.field(self.tr("Into this &folder"), self.to)
        self.passphrase = PassphraseField(door.theme, self.tr("Passphrase"), self)
        self.passphrase.entered.connect(self.rescue)
        self.field(self.tr("&Passphrase"), self.passphrase, self.passphrase.line)
        self.go = button(self.tr("&Rescue"), "primary", self)
        self.go.clicked.connect(self.rescue)
        self.open = button(self.tr("&Open it"), "primary", self)
        self.open.clicked.connect(self._on_open)
        self.open.hide()
        self.finish(self.go, self.open)
        self.first: QWidget = self.passphrase.line

    def rescue(self) -> None:
        """Into the folder."""
        if self.door.errands.busy:
            return
        self.wait(self.tr("Reading what can be read"))
        to = Path(self.to.text().strip()).expanduser()
        self.door.errands.run(
            partial(salvage, self.door.folder, self.passphrase.text, to),
            self._on_rescued,
            self.failed,
        )

    def failed(self, error: ReflectError) -> None:
        super().failed(error)
        if isinstance(error, WrongPassphrase):
            self.passphrase.select()

    def _on_rescued(self, found: Any) -> None:
        self.waiting.hide()
        self.passphrase.forget()
        self.say(
            self.tr("{rescued} entries were rescued, {lost} could not be read.").format(
                rescued=found.rescued, lost=found.lost
            )
        )
        self.go.hide()
        self.open.show()
        self.open.setFocus()

    def _on_open(self) -> None:
        self.door.stand_before(Path(self.to.text().strip()).expanduser())


def _set(new: str, vault: OpenVault) -> tuple[Path, ...]:
    return set_passphrase(vault, new)


def describe(backup: Backup) -> str:
    """One backup in a line: when, which kind, how large, whether it was compared."""

    def kind() -> str:
        words = {
            "daily": QCoreApplication.translate("Backup", "daily"),
            "weekly": QCoreApplication.translate("Backup", "weekly"),
            "monthly": QCoreApplication.translate("Backup", "monthly"),
            "manual": QCoreApplication.translate("Backup", "made by hand"),
            "before-upgrade": QCoreApplication.translate("Backup", "before an upgrade"),
        }
        return words.get(backup.kind, backup.kind)

    locale = QLocale()
    parts = [
        moment(backup.made_at),
        kind(),
        locale.formattedDataSize(backup.size),
        QCoreApplication.translate("Backup", "compared")
        if backup.verified
        else QCoreApplication.translate("Backup", "not compared"),
    ]
    return " · ".join(parts)


def _item(backup: Backup) -> QListWidgetItem:
    item = QListWidgetItem(describe(backup))
    item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
    return item

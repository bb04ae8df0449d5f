"""The unlock screen: one field, and calm words for whatever does not open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reflect import errors
from reflect.errors import ReflectError
from reflect.ui.bars import Action, Trouble, announce, button, label
from reflect.ui.messages import worded
from reflect.ui.passphrase import PassphraseField

if TYPE_CHECKING:
    from reflect.ui.door import Door
    from reflect.vault import OpenVault
    from reflect.worker import Asked

DAMAGE = (errors.JournalDamaged, errors.NotAJournal, errors.KeyfileDamaged)


def unlock(folder: Path, passphrase: str) -> OpenVault:
    """On the journal's thread: SQLCipher and the key derivation are loaded and run there."""
    from reflect import vault

    return vault.unlock(folder, passphrase)


def unlock_with_keychain(folder: Path) -> OpenVault:
    """The same with the secret that the system keychain keeps."""
    from reflect import vault

    return vault.unlock_with_keychain(folder)


class UnlockPage(QWidget):
    """Stands before the door's folder."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._worker: Asked | None = None
        space = door.theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self._title = label(self._name(), "title")
        column.addWidget(self._title)
        self._trouble_box = QVBoxLayout()
        column.addLayout(self._trouble_box)
        asks = QLabel(self.tr("&Passphrase"), self)
        self.passphrase = PassphraseField(door.theme, self.tr("Passphrase"), self)
        self.passphrase.entered.connect(self.unlock)
        asks.setBuddy(self.passphrase.line)
        self.first: QWidget = self.passphrase.line
        self.said = label("", "warn")
        self.said.hide()
        self.button = button(self.tr("&Unlock"), "primary", self)
        self.button.clicked.connect(self.unlock)
        self.waiting = QProgressBar(self)
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName(self.tr("Unlocking"))
        self.waiting.hide()
        for part in (asks, self.passphrase, self.said, self.button, self.waiting):
            column.addWidget(part)
        column.addSpacing(space(2))
        self.recover = button(self.tr("Use &recovery code"), "link", self)
        self.recover.clicked.connect(door.show_recovery)
        self.other = button(self.tr("&Other journal"), "link", self)
        self.other.clicked.connect(door.show_others)
        self.backups = button(self.tr("&Backups"), "link", self)
        self.backups.clicked.connect(door.show_restore)
        column.addLayout(_wrapping(self.recover, self.other, self.backups))
        self._offer_keychain()

    def unlock(self) -> None:
        """With what was typed; once at a time."""
        if self._worker is not None:
            return
        if not self.passphrase.text:
            self._say(self.tr("Type the passphrase first."))
            self.passphrase.line.setFocus()
            return
        self._open(partial(unlock, self._door.folder, self.passphrase.text))

    def _open(self, opener: partial[OpenVault]) -> None:
        self.said.hide()
        self._clear_trouble()
        self.button.setEnabled(False)
        # Read-only, not disabled: a disabled field loses the focus and what is selected in it.
        self.passphrase.line.setReadOnly(True)
        self.waiting.show()
        announce(self.button, self.tr("Unlocking"))
        self._worker = self._door.make_worker(opener)
        self._door.errands.watch(self._worker.opened, self._on_opened, self._on_failed)
        if self._door.preload is not None:
            self._door.preload.start()

    def _on_opened(self, _nothing: object) -> None:
        from reflect.ui.door import Opened

        worker, self._worker = self._worker, None
        self.passphrase.forget()
        if worker is not None:
            self._door.opened.emit(Opened(worker, self._door.folder))

    def _on_failed(self, error: ReflectError) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self.waiting.hide()
        self.button.setEnabled(True)
        self.passphrase.line.setReadOnly(False)
        if isinstance(error, errors.WrongPassphrase):
            self._say(self.tr("This passphrase does not open the journal. Try again."))
            self.passphrase.select()
            return
        title, line = worded(error)
        self._show_trouble(title, line, self._offers(error))
        announce(self, f"{title}. {line}", urgent=True)

    def _offers(self, error: ReflectError) -> list[Action]:
        offers: list[Action] = []
        if isinstance(error, DAMAGE):
            offers.append((self.tr("Restore a backup"), self._door.show_restore))
        if isinstance(error, errors.JournalDamaged):
            offers.append((self.tr("Rescue what can be read"), self._door.show_salvage))
        if isinstance(error, errors.VaultMissing):
            offers.append((self.tr("Other journal"), self._door.show_others))
        return offers

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self.passphrase.line, text, urgent=True)

    def _show_trouble(self, title: str, line: str, offers: list[Action]) -> None:
        self._clear_trouble()
        trouble = Trouble(title, line, parent=self)
        self._trouble_box.addWidget(trouble)
        row = QVBoxLayout()
        from reflect.ui.bars import Offer

        for offer in offers:
            row.addWidget(Offer(offer, self))
        self._trouble_box.addLayout(row)

    def _clear_trouble(self) -> None:
        _empty(self._trouble_box)

    def _name(self) -> str:
        # The journal's own name is inside it; outside there is the folder's.
        name = self._door.folder.name
        return self.tr("Your journal") if name in {"journal", ""} else name

    def _offer_keychain(self) -> None:
        marker = self._door.folder / "journal.key"
        try:
            known = b'"keychain":{' in marker.read_bytes().replace(b" ", b"")
        except OSError:
            return
        if not known:
            return
        way = button(self.tr("Use the system &keychain"), "link", self)
        way.clicked.connect(self._on_keychain)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(way)

    def _on_keychain(self) -> None:
        if self._worker is None:
            self._open(partial(unlock_with_keychain, self._door.folder))


class OthersPage(QWidget):
    """The journals known on this computer, one elsewhere, or a new one."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(door.theme.spacing(3))
        column.addWidget(label(self.tr("Other journal"), "title"))
        column.addWidget(
            label(self.tr("Each journal is a folder with a passphrase of its own."), "soft")
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Journals on this computer"))
        for known in door.settings.journals:
            item = QListWidgetItem(f"{known.path.name}\n{known.path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(known.path))
            self.list.addItem(item)
        self.list.itemActivated.connect(self._on_activated)
        self.list.setVisible(self.list.count() > 0)
        column.addWidget(self.list)
        self.open = button(self.tr("&Open this one"), "primary", self)
        self.open.clicked.connect(self._on_open)
        self.open.setVisible(self.list.count() > 0)
        self.choose = button(self.tr("&Choose a folder…"), parent=self)
        self.choose.clicked.connect(self._on_choose)
        self.new = button(self.tr("&New journal…"), parent=self)
        self.new.clicked.connect(self._on_new)
        self.back = button(self.tr("&Back"), "plain", self)
        self.back.clicked.connect(door.show_first)
        for each in (self.open, self.choose, self.new, self.back):
            column.addWidget(each)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.first: QWidget = self.list if self.list.count() else self.choose

    def _on_open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._on_activated(item)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._door.stand_before(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("The journal's folder"), str(self._door.folder.parent)
        )
        if name:
            self._door.stand_before(Path(name))

    def _on_new(self) -> None:
        self._door.show_first_run(can_go_back=True)


def _wrapping(*buttons: QWidget) -> QLayout:
    """The small ways under a form, from the left."""
    from reflect.ui.flow import FlowLayout

    row = FlowLayout()
    for each in buttons:
        row.addWidget(each)
    return row


def _empty(box: QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout):
            _empty(inner)

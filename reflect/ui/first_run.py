"""A new journal in three steps: what is kept where, the passphrase, the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError
from reflect.ui.bars import announce, button, label
from reflect.ui.messages import worded
from reflect.ui.passphrase import NewPassphrase

if TYPE_CHECKING:
    from reflect.crypto.keyfile import Cost
    from reflect.ui.door import Door
    from reflect.ui.sheet import RecoverySheet
    from reflect.vault import OpenVault
    from reflect.worker import Asked

SHEET_STATE = "recovery-sheet"
"""Name of the journal's state that says the sheet was kept; without it a bar reminds."""
KEPT = "kept"


def mark_sheet_kept(vault: OpenVault) -> None:
    """The person proved to have the recovery code."""
    vault.journal.set_state(SHEET_STATE, KEPT)


def create(
    folder: Path, passphrase: str, name: str, cost: Cost | None, tell: Callable[[str], None]
) -> OpenVault:
    """On the journal's thread: makes the journal, hands the recovery code to `tell`."""
    from reflect import vault

    made, code = vault.create(folder, passphrase, name=name, cost=cost)
    tell(code)
    return made


class FirstRun(QWidget):
    """Ends with an open journal: `Door.opened`."""

    def __init__(self, door: Door, *, can_go_back: bool = False) -> None:
        super().__init__()
        self._door = door
        self._worker: Asked | None = None
        self._code: list[str] = []
        self.sheet: RecoverySheet | None = None
        space = door.theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self._step = label("", "caption")
        self._title = label("", "title")
        column.addWidget(self._step)
        column.addWidget(self._title)
        self._pages = _Pages(self)
        self._pages.addWidget(self._build_place())
        self._pages.addWidget(self._build_passphrase())
        self._sheet_room = QWidget()
        self._sheet_box = QVBoxLayout(self._sheet_room)
        self._sheet_box.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._sheet_room)
        column.addWidget(self._pages)
        self.said = label("", "warn")
        self.said.hide()
        column.addWidget(self.said)
        self.waiting = QProgressBar(self)
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName(self.tr("Making the journal"))
        self.waiting.hide()
        column.addWidget(self.waiting)
        row = QHBoxLayout()
        self.back = button(self.tr("&Back"), "plain", self)
        self.back.clicked.connect(self._on_back)
        self.skip = button(self.tr("&Later"), "plain", self)
        self.skip.setToolTip(self.tr("A bar will remind you; a new sheet can be made any time"))
        self.skip.clicked.connect(self._on_skip)
        self.next = button(self.tr("&Next"), "primary", self)
        self.next.clicked.connect(self._on_next)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        column.addLayout(row)
        self._can_go_back = can_go_back
        self.first: QWidget = self.name
        self._show(0)

    @property
    def step(self) -> int:
        """0 place, 1 passphrase, 2 recovery sheet."""
        return self._pages.currentIndex()

    def abandon(self) -> None:
        """The window closes: a journal already made is closed well, and asks for a sheet later."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    # the three steps -------------------------------------------------------------------------

    def _build_place(self) -> QWidget:
        page, column = self._page()
        column.addWidget(
            label(
                self.tr(
                    "What you write is kept in one folder on this computer, encrypted. Nothing is "
                    "sent anywhere. Copy or back up the folder as you like: without your "
                    "passphrase nobody can read it."
                )
            )
        )
        self.name = QLineEdit(self.tr("My journal"), page)
        self.name.setAccessibleName(self.tr("Name of the journal"))
        self.name.setMaxLength(80)
        self.name.returnPressed.connect(self._on_next)
        column.addLayout(_field(self.tr("Na&me"), self.name))
        self.folder = QLineEdit(str(_free(self._door.folder)), page)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.returnPressed.connect(self._on_next)
        choose = button(self.tr("&Choose…"), parent=page)
        choose.setAccessibleName(self.tr("Choose the folder"))
        choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        folder_label = QLabel(self.tr("&Folder"))
        folder_label.setBuddy(self.folder)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(folder_label)
        inner.addLayout(row)
        column.addLayout(inner)
        column.addWidget(
            label(
                self.tr(
                    "In it: journal.db (everything you write), journal.key (opened by your "
                    "passphrase) with its mirror, and backups. Preferences of this computer, such "
                    "as the text size, are kept apart and say nothing about you."
                ),
                "caption",
            )
        )
        self.other = button(self.tr("&Open a journal that exists…"), "link", page)
        self.other.clicked.connect(self._door.show_others)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _build_passphrase(self) -> QWidget:
        page, column = self._page()
        column.addWidget(
            label(
                self.tr(
                    "The passphrase is the way into your journal. It is kept nowhere and nobody "
                    "can reset it. If you forget it and have no recovery sheet, what you wrote "
                    "cannot be read again, by anyone."
                )
            )
        )
        self.passphrase = NewPassphrase(self._door.theme, self._door.clipboard, page)
        self.passphrase.entered.connect(self._on_next)
        self.passphrase.changed.connect(self._unsay)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        return page

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._door.theme.spacing(3))
        return page, column

    def _show(self, step: int) -> None:
        titles = (
            self.tr("What is kept, and where"),
            self.tr("Your passphrase"),
            self.tr("Your recovery sheet"),
        )
        self._pages.setCurrentIndex(step)
        self._step.setText(self.tr("Step {step} of 3").format(step=step + 1))
        self._title.setText(titles[step])
        self.back.setVisible(step == 1 or (step == 0 and self._can_go_back))
        self.skip.setVisible(step == 2)
        self.next.setText(
            (self.tr("&Next"), self.tr("&Make the journal"), self.tr("Start &writing"))[step]
        )
        self._unsay()
        if step == 0:
            self.name.setFocus()
            self.name.selectAll()
        elif step == 1:
            self.passphrase.first.line.setFocus()
        elif self.sheet is not None:
            self.next.setEnabled(False)
            self.sheet.save.setFocus()
        announce(self._title, f"{self._step.text()}. {titles[step]}")

    # going on -----------------------------------------------------------------------------------

    def _on_next(self) -> None:
        if self._door.errands.busy:
            return
        if self.step == 0:
            self._leave_place()
        elif self.step == 1:
            self._make()
        elif self.sheet is not None and self.sheet.is_confirmed:
            self._finish(kept=True)

    def _leave_place(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or not folder.is_absolute():
            self._say(self.tr("Choose a folder by its full path."))
            self.folder.setFocus()
            return
        if not self.name.text().strip():
            self._say(self.tr("Give the journal a name; you can change it later."))
            self.name.setFocus()
            return
        try:
            in_use = folder.exists() and any(folder.iterdir())
        except OSError:
            in_use = True
        if in_use:
            self._say(
                self.tr("This folder is not empty. Choose a new one, or open the journal in it.")
            )
            self.folder.setFocus()
            return
        self._show(1)

    def _make(self) -> None:
        passphrase = self.passphrase.passphrase
        if passphrase is None:
            if not self.passphrase.first.text:
                self._say(self.tr("Type a passphrase first, or have words suggested."))
                self.passphrase.first.line.setFocus()
            else:
                self._say(self.tr("The two differ. Type the same passphrase in both fields."))
                self.passphrase.again.select()
            return
        folder = Path(self.folder.text().strip()).expanduser()
        self.waiting.show()
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        announce(self, self.tr("Making the journal"))
        self._worker = self._door.make_worker(
            partial(
                create,
                folder,
                passphrase,
                self.name.text().strip(),
                self._door.cost,
                self._code.append,
            )
        )
        self._door.folder = folder
        self._door.errands.watch(self._worker.opened, self._on_made, self._on_failed)
        if self._door.preload is not None:
            self._door.preload.start()

    def _on_made(self, _nothing: object) -> None:
        from reflect.ui.sheet import RecoverySheet

        self.waiting.hide()
        self.passphrase.forget()
        self._door.folder_changed.emit(self._door.folder)
        self.sheet = RecoverySheet(
            self._door.theme, self._door.clipboard, self._code.pop(), self._door.folder
        )
        self.sheet.confirmed.connect(self._on_confirmed)
        self._sheet_box.addWidget(self.sheet)
        self._sheet_box.addStretch(1)
        self._show(2)

    def _on_failed(self, error: ReflectError) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self.waiting.hide()
        self.next.setEnabled(True)
        self.back.setEnabled(True)
        self._say(" ".join(worded(error)))

    def _on_confirmed(self) -> None:
        self.next.setEnabled(True)
        self.next.setFocus()

    def _on_skip(self) -> None:
        self._finish(kept=False)

    def _finish(self, *, kept: bool) -> None:
        from reflect.ui.door import Opened

        worker, self._worker = self._worker, None
        if worker is None:
            return
        if kept:
            worker.submit(mark_sheet_kept)
        self._door.opened.emit(Opened(worker, self._door.folder, ("created",)))

    def _on_back(self) -> None:
        if self.step == 1:
            self._show(0)
        else:
            self._door.show_others()

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("An empty folder for the journal"), str(Path(self.folder.text()).parent)
        )
        if name:
            self.folder.setText(name)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=True)

    def _unsay(self) -> None:
        self.said.hide()


class _Pages(QStackedWidget):
    """As tall as the page in front, not as the tallest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._on_changed)

    def addWidget(self, widget: QWidget) -> int:
        place = super().addWidget(widget)
        self._on_changed(self.currentIndex())
        return place

    def _on_changed(self, current: int) -> None:
        from PySide6.QtWidgets import QSizePolicy

        for place in range(self.count()):
            policy = (
                QSizePolicy.Policy.Preferred if place == current else QSizePolicy.Policy.Ignored
            )
            page = self.widget(place)
            if page is not None:
                page.setSizePolicy(policy, policy)
        self.adjustSize()


def _free(folder: Path) -> Path:
    """`folder`, or one beside it with a number, where nothing is yet."""
    found, number = folder, 2
    while found.exists() and (not found.is_dir() or any(found.iterdir())):
        found, number = folder.with_name(f"{folder.name} {number}"), number + 1
    return found


def _field(text: str, line: QLineEdit) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    asks = QLabel(text)
    asks.setBuddy(line)
    column.addWidget(asks)
    column.addWidget(line)
    return column

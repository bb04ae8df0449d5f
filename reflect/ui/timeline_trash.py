"""The trash: what was thrown away stays for thirty days, and comes back with one key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, Entry, EntryId
from reflect.ui.bars import button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.timeline_words import (
    MoodWords,
    entries_in_words,
    long_day,
    without_references,
)

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

KEPT = timedelta(days=30)
"""How long the trash keeps what was thrown away."""
SHOWN = 500
LONGEST = 90


class TrashView(QWidget):
    """Takes the Journal page's place while it is wanted."""

    left = Signal()
    """Back to the list."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, words: MoodWords) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._words = words
        self._entries: tuple[Entry, ...] = ()
        self._read_only = False
        space = theme.spacing
        self.back = back = button(self.tr("Back to the list"), parent=self)
        back.clicked.connect(self.left)
        self.restore = button(self.tr("&Bring back"), parent=self)
        self.restore.setIcon(theme.icon("restore"))
        self.restore.clicked.connect(self.bring_back)
        self.restore.setIconSize(theme.icon_size)
        self.empty = button(self.tr("&Empty the trash …"), parent=self)
        self.empty.clicked.connect(self.empty_all)
        bar = FlowLayout(gap=space(1))
        for widget in (back, self.restore, self.empty):
            bar.addWidget(widget)
        self.head = label(self.tr("Trash"), "section", wrap=False)
        self.line = label("", "soft")
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Entries in the trash"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setWordWrap(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemSelectionChanged.connect(self._dress)
        self.list.itemDoubleClicked.connect(self._on_double_click)
        self.list.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addLayout(bar)
        layout.addWidget(self.head)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        bridge.changed.connect(self._on_changed)
        self._dress()

    # what is shown --------------------------------------------------------------------------

    def shown(self) -> None:
        """It has come to the front."""
        self._ask()
        first = self.back if self.list.isHidden() else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    def _ask(self) -> None:
        self._bridge.ask(self, _trashed, self._on_trashed)

    def _on_trashed(self, found: tuple[tuple[Entry, ...], bool]) -> None:
        self._entries, self._read_only = found
        place = max(0, self.list.currentRow())
        self.list.clear()
        for entry in self._entries:
            item = QListWidgetItem(self._in_words(entry))
            item.setData(Qt.ItemDataRole.UserRole, entry.id)
            self.list.addItem(item)
        if self._entries:
            self.list.setCurrentRow(min(place, len(self._entries) - 1))
        focused = self.list.hasFocus()
        self.list.setVisible(bool(self._entries))
        if not self._entries and focused:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._entries:
            self.line.setText(
                self.tr("{entries}. Each stays 30 days, then it is deleted for good.").format(
                    entries=entries_in_words(len(self._entries))
                )
            )
        else:
            self.line.setText(
                self.tr("The trash is empty. What you throw away stays here for 30 days.")
            )
        self._dress()

    def _in_words(self, entry: Entry) -> str:
        words = " ".join((entry.title or without_references(entry.text or "")).split())
        if not words:
            words = self._words[entry.mood] if entry.mood else self.tr("without words")
        short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
        left = self.days_left(entry)
        gone = (
            self.tr("deleted for good today")
            if left <= 0
            else self.tr("deleted for good tomorrow")
            if left == 1
            else self.tr("deleted for good in {days} days").format(days=left)
        )
        return f"{short}\n{long_day(entry.day)} · {gone}"

    @staticmethod
    def days_left(entry: Entry) -> int:
        gone = entry.deleted_at or datetime.now(UTC)
        return ceil((gone + KEPT - datetime.now(UTC)) / timedelta(days=1))

    def _dress(self) -> None:
        self.restore.setEnabled(bool(self.list.selectedItems()) and not self._read_only)
        self.empty.setEnabled(bool(self._entries) and not self._read_only)

    # what can be done -----------------------------------------------------------------------

    def chosen(self) -> tuple[EntryId, ...]:
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems())

    def bring_back(self) -> None:
        """What is chosen goes back among the entries."""
        ids = self.chosen()
        if ids and not self._read_only:
            self._bridge.write(self, partial(_untrash, ids), partial(self._on_back, ids))

    def _on_back(self, ids: tuple[EntryId, ...], _changes: Changes) -> None:
        text = (
            self.tr("Brought back")
            if len(ids) == 1
            else self.tr("{count} entries brought back").format(count=len(ids))
        )
        self._window.offer_undo(text, partial(self._again, ids))

    def _again(self, ids: tuple[EntryId, ...]) -> None:
        self._bridge.write(self, partial(_trash, ids))

    def empty_all(self) -> None:
        """After a question: this cannot be undone."""
        box = QMessageBox(self._window)
        box.setWindowTitle("Reflect")
        box.setText(
            self.tr("Delete everything in the trash for good?")
            + " "
            + entries_in_words(len(self._entries))
            + "."
        )
        box.setInformativeText(
            self.tr("Their earlier versions and photos go as well. Nobody can bring them back.")
        )
        do = box.addButton(self.tr("Empty the trash"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is do:
            # An undo that was offered before would look for what is gone.
            self._window.undo_bar.forget()
            self._bridge.write(self, _empty)

    def _on_double_click(self, _item: QListWidgetItem) -> None:
        self.bring_back()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.bring_back()
            return True
        return super().eventFilter(watched, event)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.isVisible() and (changes.entries or changes.removed or changes.everything):
            self._ask()


# on the journal's thread -------------------------------------------------------------------


def _trashed(vault: OpenVault) -> tuple[tuple[Entry, ...], bool]:
    return vault.journal.entries(limit=SHOWN, trashed=True), vault.read_only


def _untrash(ids: tuple[EntryId, ...], vault: OpenVault) -> Changes:
    return vault.journal.untrash(ids)


def _trash(ids: tuple[EntryId, ...], vault: OpenVault) -> Changes:
    return vault.journal.trash(ids)


def _empty(vault: OpenVault) -> Changes:
    return vault.journal.empty_trash()


def empty_what_is_old(vault: OpenVault) -> Changes:
    """On the journal's thread, once it is open: what has lain in the trash for thirty days."""
    from reflect.model import NOTHING

    return NOTHING if vault.read_only else vault.journal.empty_trash(older_than=KEPT)

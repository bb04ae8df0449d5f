"""Ana's window, connected with Bea, and the letters between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from reflect.model import Entry, EntryId, new_id
from reflect.shares import Arrival, Share
from reflect.sync import lens, sharing
from reflect.ui.inbox import InboxView
from reflect.ui.threads import Letter
from tests.people import Person
from tests.ui.sharing_room import SharingRoom, sharing_room

D = TypeVar("D", bound=QDialog)


@dataclass
class Letters:
    """What both of them do, in few words."""

    made: SharingRoom
    bea: Person

    @property
    def view(self) -> InboxView:
        return self.made.section("inbox", InboxView)

    @property
    def letter(self) -> Letter:
        found = self.view.open_letter
        assert found is not None
        return found

    def settle(self) -> None:
        for _ in range(3):
            QCoreApplication.processEvents()
            self.made.room.settle()

    def both(self) -> None:
        """All that waits arrives."""
        for _ in range(2):
            self.bea.sync()
            self.made.sync()
        self.bea.sync()
        self.settle()

    def comes(self, text: str, choice: lens.Choice | None = None, **more: object) -> Share:
        """Bea shares it, and it is here."""
        share = self.bea.shares("Ana", text, choice, **more)
        self.both()
        return share

    def goes(self, text: str, choice: lens.Choice | None = None) -> Share:
        """Ana shares it, and Bea has it."""
        vault, at = self.made.room.vault, self.bea.clock()
        entry = Entry(EntryId(new_id()), at, at, text=text)
        vault.journal.put(entry)
        body = sharing.entry_body(vault, entry, choice or lens.Choice())
        share = sharing.share_entry(vault, sharing.named(vault, "Bea"), entry.id, body)
        self.both()
        return share

    def at_bea(self, kind: str = "entry") -> Arrival:
        """The last of that kind that she has."""
        return [each for each in self.bea.inbox() if each.kind == kind][-1]

    def open(self, row: int = 0) -> InboxView:
        """From the list, as Enter does."""
        view = self.view
        view.open(view.rows[row].key)
        self.settle()
        return view

    def dialog(self, kind: type[D]) -> D:
        return self.made.dialog(kind)

    def press(self, box: QMessageBox, words: str) -> None:
        next(each for each in box.buttons() if each.text() == words).click()
        self.settle()


@contextmanager
def letters_room(folder: Path) -> Iterator[Letters]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with sharing_room(folder) as made:
        bea = made.person("Bea")
        made.pair(bea)
        try:
            yield Letters(made, bea)
        finally:
            bea.close()

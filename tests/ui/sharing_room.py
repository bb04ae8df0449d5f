"""Two people who share by a folder: one in a window, or behind a bridge, the other beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reflect.model import Changes
from reflect.sync import sharing
from reflect.sync.courier import Courier
from reflect.sync.relays import Relay
from reflect.sync.relays.folder import FolderRelay
from reflect.ui.sharing import SharingPage
from tests.people import Clock, Person
from tests.ui.journal_room import JournalRoom, journal_room

D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)

Opens = Callable[[str, str | None], Relay]


def open_folder(address: str, _proxy: str | None) -> Relay:
    return FolderRelay(Path(address))


def clock_of_now() -> Clock:
    clock = Clock()
    clock.now = datetime.now(UTC)
    return clock


@dataclass
class SharingRoom:
    """Ana's window; her courier goes when it is told to, and not by itself."""

    room: JournalRoom
    folder: Path
    relay: Path
    courier: Courier

    @property
    def page(self) -> SharingPage:
        self.room.window.show_page("sharing")
        page = self.room.window.page("sharing")
        assert isinstance(page, SharingPage)
        self.room.settle()
        return page

    def section(self, id: str, kind: type[W]) -> W:
        found = self.page.show_section(id)
        self.room.settle()
        assert isinstance(found, kind)
        return found

    def turn_on(self) -> None:
        """Sharing, by the folder."""
        self.tell(sharing.switch_on(self.room.vault))
        self.tell(sharing.add_relay(self.room.vault, str(self.relay)))

    def tell(self, changes: Changes) -> None:
        """The window hears of what was done beside it."""
        self.room.bridge.changed.emit(changes, None)
        self.room.settle()

    def person(self, name: str) -> Person:
        return Person.new(name, self.folder / name, clock_of_now(), (str(self.relay),))

    def sync(self) -> None:
        report = self.courier.round(at_once=True)
        self.tell(report.changes)
        rounds = self.room.window.rounds
        assert rounds is not None
        rounds.told.emit(report)
        self.room.settle()

    def pair(self, other: Person) -> None:
        _, line = sharing.invite(self.room.vault, other.name)
        self.sync()
        sharing.accept(other.vault, line, "Ana")
        for _ in range(2):
            other.sync()
            self.sync()
        self.tell(Changes(kept=frozenset({"contact"})))

    def dialog(self, kind: type[D]) -> D:
        """The one in front."""
        self.room.settle()
        found = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, kind) and each.isVisible()
        ]
        return found[-1]


@contextmanager
def sharing_room(folder: Path, *, on: bool = True) -> Iterator[SharingRoom]:
    """The window of a new journal, and a folder for letters."""
    relay = folder / "relay"
    relay.mkdir()
    with journal_room(folder) as room:
        rounds: Any = room.window.rounds
        # Rounds come when a test calls for them.
        rounds._start = _nothing
        courier = Courier(lambda job: job(room.vault), opens=open_folder)
        made = SharingRoom(room, folder, relay, courier)
        if on:
            made.turn_on()
        yield made
        courier.close()


def _nothing() -> None:
    """No courier of its own."""

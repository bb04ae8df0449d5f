"""What is typed is in the encrypted journal two seconds later, whatever happens.

A pause in typing saves; typing without a pause is saved all the same. Saves are handed to the one
worker in the order they are made, so a later state never loses to an earlier one.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reflect.errors import ReflectError
from reflect.model import Changes, Entry, EntryId, LeftOpen, new_id

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.vault import OpenVault

PAUSE_MS = 800
"""Quiet after which is saved."""
FORCED_MS = 1_500
"""Typing without a pause is saved this often; the write itself still fits into two seconds."""
RETRY_MS = 5_000


@dataclass(slots=True)
class Put:
    """One save on its way. Called on the journal's thread."""

    entry: Entry
    sitting: str
    place: LeftOpen
    number: int
    line: Line

    def __call__(self, vault: OpenVault) -> Changes:
        if self.number <= self.line.done.get(self.entry.id, 0):
            return Changes(entries=frozenset({self.entry.id}))
        # The vault gives up its reserve where the disk is full.
        changes = vault.put(self.entry, sitting=self.sitting, left_open=self.place)
        self.line.done[self.entry.id] = self.number
        return changes


class Line:
    """The saves in the order they were made. Something long that holds the journal's thread may
    let the last one go first; the earlier ones then find nothing left to do."""

    def __init__(self) -> None:
        self.done: dict[EntryId, int] = {}
        self._made = 0
        self._waiting: deque[Put] = deque(maxlen=1)

    def put(self, entry: Entry, sitting: str, place: LeftOpen) -> Put:
        """The next save."""
        self._made += 1
        made = Put(entry, sitting, place, self._made, self)
        self._waiting.append(made)
        return made

    def hurry(self, vault: OpenVault) -> None:
        """Save what waits; a failure is met again, and told, when its own turn comes."""
        with contextlib.suppress(ReflectError, IndexError):
            self._waiting.pop()(vault)


class Autosave(QObject):
    """Keeps one entry in the journal while it is written.

    `build` gives the entry as it is now, or None where nothing is to be kept.
    """

    saved = Signal(object)
    """The Entry that the journal acknowledged."""
    failed = Signal(object)
    """A ReflectError; the text is still on the page and is tried again."""

    def __init__(
        self,
        bridge: Bridge,
        build: Callable[[], Entry | None],
        cursor: Callable[[], int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._build = build
        self._cursor = cursor
        self._line = Line()
        self._sitting = new_id()
        self._id: EntryId | None = None
        self._unsaved = False
        self._behind: dict[EntryId, Put] = {}
        """Saves that failed after another entry took the page; tried again."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._forced = QTimer(self)
        self._forced.setSingleShot(True)
        self._forced.setInterval(FORCED_MS)
        self._forced.timeout.connect(self.save)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.save)

    @property
    def unsaved(self) -> bool:
        """Something on the page is not on its way to the journal."""
        return self._unsaved or bool(self._behind)

    def begin(self, id: EntryId) -> None:
        """Entry `id` is on the page now: nothing of it is unsaved, and a new sitting begins.

        What is on its way for the entry before goes on; call `save` first.
        """
        self._stop()
        self._id = id
        self._unsaved = False
        self._sitting = new_id()
        if self._behind:
            self._retry.start()

    def touch(self) -> None:
        """Something was changed."""
        self._unsaved = True
        self._pause.start()
        if not self._forced.isActive():
            self._forced.start()

    def save(self) -> None:
        """Hand what is unsaved to the journal now; the answer comes as a signal."""
        for put in self._due():
            self._bridge.write(
                self, put, partial(self._on_saved, put), partial(self._on_failed, put)
            )

    def flush(self) -> None:
        """As `save`, and return when the journal has acknowledged it.

        Raises what the journal raises; what was typed stays unsaved and on the page then.
        """
        for put in self._due():
            try:
                changes = self._bridge.now(put)
            except ReflectError as error:
                if not self._is_safe(put, error):
                    self._keep(put)
                    raise
                self.failed.emit(error)
            else:
                self._bridge.changed.emit(changes, self)
                self.saved.emit(put.entry)

    def hurry(self, vault: OpenVault) -> None:
        """On the journal's thread, between the steps of something long: save what waits for it."""
        self._line.hurry(vault)

    def _due(self) -> tuple[Put, ...]:
        self._stop()
        due = list(self._behind.values())
        self._behind.clear()
        if self._unsaved:
            self._unsaved = False
            entry = self._build()
            if entry is not None:
                place = LeftOpen(entry.id, self._cursor())
                due.append(self._line.put(entry, self._sitting, place))
        return tuple(due)

    def _is_safe(self, put: Put, error: ReflectError) -> bool:
        """The disk is full and the entry was saved all the same: that is told, and it is saved."""
        if not error.facts.get("saved"):
            return False
        self._bridge.changed.emit(Changes(entries=frozenset({put.entry.id})), self)
        self.saved.emit(put.entry)
        return True

    def _keep(self, put: Put) -> None:
        if put.entry.id == self._id:
            self._unsaved = True
        else:
            self._behind[put.entry.id] = put
        self._retry.start()

    def _stop(self) -> None:
        self._pause.stop()
        self._forced.stop()
        self._retry.stop()

    def _on_saved(self, put: Put, _changes: Changes) -> None:
        self.saved.emit(put.entry)

    def _on_failed(self, put: Put, error: ReflectError) -> None:
        if not self._is_safe(put, error):
            self._keep(put)
        self.failed.emit(error)

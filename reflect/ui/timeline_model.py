"""The timeline as Qt's model: an array of keys, and rows fetched in chunks when they come in sight.

The newest 50 are shown first, the keys of all entries follow. Nothing but the keys (8 bytes each)
and a few chunks of rows is ever held. What a write touched is fetched anew, row by row.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
    QTimer,
    Signal,
)

from reflect.errors import ReflectError, UnknownId
from reflect.model import Changes, EntryId, Row
from reflect.ui.timeline_words import MoodWords, long_day

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.vault import OpenVault

CHUNK = 64
KEPT_CHUNKS = 24
FIRST = 50
MOST_STEPS = 64
"""More changes than this at once are shown as a new list; fewer are moved in and out by one."""

Index = QModelIndex | QPersistentModelIndex
Nowhere = QModelIndex()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which entries the list shows."""

    query: str = ""
    """As typed; incomplete operators are forgiven."""
    on_this_day: date | None = None
    """Instead of the query: this day in earlier years."""

    @property
    def everything(self) -> bool:
        return not self.query.strip() and self.on_this_day is None


EVERYTHING = Scope()


class TimelineModel(QAbstractTableModel):
    """One column; a row of the table is a `Row` of the journal, or not here yet (None)."""

    loaded = Signal()
    """All keys of the scope are known."""
    about_to_refill = Signal()
    refilled = Signal()
    """The list is another one; who shows it goes back to where it was by key."""
    failed = Signal(object)
    """A ReflectError: the query was not understood, or the journal could not be read."""

    def __init__(self, bridge: Bridge, words: MoodWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.words = dict(words)
        self._keys: array[int] = array("q")
        self._chunks: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._known: dict[EntryId, int] = {}
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._scope = EVERYTHING
        self._number = 0
        self._complete = False
        self._fetch_later = QTimer(self)
        self._fetch_later.setSingleShot(True)
        self._fetch_later.setInterval(0)
        self._fetch_later.timeout.connect(self._fetch)
        bridge.changed.connect(self._on_changed)

    # what is shown ----------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        return self._scope

    @property
    def complete(self) -> bool:
        """All keys of the scope are here."""
        return self._complete

    @property
    def count(self) -> int:
        return len(self._keys)

    def show_scope(self, scope: Scope) -> None:
        """Show these entries; the list before stays until they are known."""
        self._scope = scope
        self._number += 1
        self._complete = False
        if scope.everything and not self._keys:
            # One after the other: taking 100,000 keys over holds up the painting of the newest.
            self._bridge.ask(self, _newest, partial(self._on_newest, self._number), self._on_failed)
        else:
            self._ask_order()

    def reload(self) -> None:
        """Ask for the same entries again."""
        self._number += 1
        self._ask_order()

    def _ask_order(self) -> None:
        self._bridge.ask(
            self,
            partial(_order, self._scope),
            partial(self._on_order, self._number),
            partial(self._on_order_failed, self._number),
        )

    def _on_newest(self, number: int, rows: tuple[Row, ...]) -> None:
        if number != self._number:
            return
        self._ask_order()
        if not rows:
            return
        self._refill(array("q", [row.key for row in rows]))
        for start in range(0, len(rows), CHUNK):
            self._keep(start // CHUNK, rows[start : start + CHUNK])
        self._known.update((row.id, row.key) for row in rows)

    def _on_order(self, number: int, keys: array[int]) -> None:
        if number != self._number:
            return
        self._complete = True
        self._adopt(keys)
        self.loaded.emit()

    def _on_order_failed(self, number: int, error: ReflectError) -> None:
        if number == self._number:
            self._on_failed(error)

    def _on_failed(self, error: ReflectError) -> None:
        self.failed.emit(error)

    def _adopt(self, keys: array[int]) -> None:
        """From the keys shown to `keys`, moving as little as can be."""
        old = self._keys
        head = _alike(old, keys)
        if head == len(old) == len(keys):
            return
        if head == len(old):
            # The usual one: the newest were here, now come the rest.
            self.beginInsertRows(Nowhere, len(old), len(keys) - 1)
            self._keys = keys
            self.endInsertRows()
            return
        tail = _alike(old[head:][::-1], keys[head:][::-1])
        before, after = old[head : len(old) - tail], keys[head : len(keys) - tail]
        gone, come = set(before).difference(after), set(after).difference(before)
        stay = [key for key in before if key not in gone]
        if len(gone) + len(come) > MOST_STEPS or stay != [k for k in after if k not in come]:
            self._refill(keys)
            return
        self._remove_keys(key for key in before if key in gone)
        for at, key in enumerate(after, head):
            if key in come:
                self.beginInsertRows(Nowhere, at, at)
                self._keys.insert(at, key)
                self._forget_from(at)
                self.endInsertRows()

    def _refill(self, keys: array[int]) -> None:
        self.about_to_refill.emit()
        self.beginResetModel()
        self._keys = array("q", keys)
        self._chunks.clear()
        self._asked.clear()
        self._wanted.clear()
        self._known.clear()
        self.endResetModel()
        self.refilled.emit()

    # rows -------------------------------------------------------------------------------------

    def row_at(self, place: int) -> Row | None:
        """The row at a place; None where it is not here yet (it is asked for) or no such place."""
        if not 0 <= place < len(self._keys):
            return None
        number = place // CHUNK
        chunk = self._chunks.get(number)
        if chunk is None:
            self._want(number)
            return None
        row = chunk.get(self._keys[place])
        if row is None:
            self._want(number)
        return row

    def key_at(self, place: int) -> int | None:
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def keys_between(self, first: int, last: int) -> array[int]:
        """Keys of the places `first` to `last`, both included."""
        return self._keys[first : last + 1]

    def place_of_key(self, key: int) -> int | None:
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def begins_day(self, place: int) -> bool:
        """Whether the row above is of another day (or there is none)."""
        row, above = self.row_at(place), self.row_at(place - 1)
        return row is None or above is None or row.written_at.date() != above.written_at.date()

    def begins_month(self, place: int) -> bool:
        row, above = self.row_at(place), self.row_at(place - 1)
        if row is None or above is None:
            return row is not None and place == 0
        one, other = row.written_at, above.written_at
        return (one.year, one.month) != (other.year, other.month)

    def _want(self, number: int) -> None:
        if number in self._asked:
            return
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        if not self._fetch_later.isActive():
            self._fetch_later.start()

    def _fetch(self) -> None:
        # What was wanted last is in sight; the first of a quick scroll are long gone.
        wanted, self._wanted = self._wanted[-4:], []
        for number in reversed(wanted):
            keys = self._keys[number * CHUNK : (number + 1) * CHUNK]
            if keys:
                self._asked.add(number)
                self._bridge.ask(
                    self,
                    partial(_rows, keys),
                    partial(self._on_rows, number, keys),
                    partial(self._on_rows_failed, number),
                )

    def _on_rows(self, number: int, keys: array[int], rows: tuple[Row, ...]) -> None:
        self._asked.discard(number)
        if self._keys[number * CHUNK : (number + 1) * CHUNK] != keys:
            self._changed(number)  # the list has moved on; what is in sight asks again
            return
        self._keep(number, rows)
        if len(rows) < len(keys):
            found = {row.key for row in rows}
            self._remove_keys([key for key in keys if key not in found])
            return
        self._changed(number)

    def _on_rows_failed(self, number: int, error: ReflectError) -> None:
        self._asked.discard(number)
        self.failed.emit(error)

    def _changed(self, number: int) -> None:
        first = number * CHUNK
        # One more: the row below asks whether it begins a day.
        last = min(len(self._keys) - 1, first + CHUNK)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        self._chunks[number] = {row.key: row for row in rows}
        self._chunks.move_to_end(number)
        self._known.update((row.id, row.key) for row in rows)
        while len(self._chunks) > KEPT_CHUNKS:
            _number, dropped = self._chunks.popitem(last=False)
            for row in dropped.values():
                self._known.pop(row.id, None)

    def _forget_from(self, place: int) -> None:
        """Chunks from this place on hold other rows now; those rows are still true."""
        first = place // CHUNK
        rows = {
            key: row
            for n, chunk in self._chunks.items()
            if n >= first
            for key, row in chunk.items()
        }
        for number in [n for n in self._chunks if n >= first]:
            keys = self._keys[number * CHUNK : (number + 1) * CHUNK]
            if keys and all(key in rows for key in keys):
                self._chunks[number] = {key: rows[key] for key in keys}
            else:
                del self._chunks[number]

    def _remove_keys(self, keys: Iterable[int]) -> None:
        for key in keys:
            at = self.place_of_key(key)
            if at is not None:
                self.beginRemoveRows(Nowhere, at, at)
                del self._keys[at]
                self._forget_from(at)
                self.endRemoveRows()

    # what was written -------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or len(changes.entries | changes.removed) > MOST_STEPS:
            self._chunks.clear()
            self._asked.clear()
            self.reload()
            self._repaint()
            return
        touched = changes.entries | changes.removed
        if touched:
            self._bridge.ask(self, partial(_look_up, touched), self._on_looked_up, _ignore)

    def _on_looked_up(self, found: dict[EntryId, Row | None]) -> None:
        again = not self._scope.everything
        for id, row in found.items():
            known = self._known.get(id)
            if row is None:
                if known is not None:
                    self._known.pop(id)
                    self._remove_keys([known])
                else:
                    again = True
                continue
            place = self.place_of_key(row.key)
            if place is None or known not in (None, row.key):
                again = True
                continue
            chunk = self._chunks.get(place // CHUNK)
            if chunk is not None:
                chunk[row.key] = row
                self._known[id] = row.key
                self.dataChanged.emit(
                    self.index(place, 0), self.index(min(place + 1, len(self._keys) - 1), 0)
                )
        if again and self._complete:
            self.reload()

    def set_words(self, words: MoodWords) -> None:
        self.words = dict(words)
        self._repaint()

    def _repaint(self) -> None:
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 0))

    # what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.tr("Entries")
        return None

    @staticmethod
    def time_of(row: Row) -> str:
        time = QTime(row.written_at.hour, row.written_at.minute)
        return QLocale().toString(time, QLocale.FormatType.ShortFormat)

    def heading(self, row: Row) -> str:
        """Title, else the first words, else what was marked."""
        if row.title:
            return row.title
        return row.excerpt or self.marked(row)

    def marked(self, row: Row) -> str:
        """Of an entry without words: what it is."""
        if row.mood is not None:
            return self.words[row.mood]
        if row.photos or row.files:
            return self.files_in_words(row)
        return self.tr("without words")

    def files_in_words(self, row: Row) -> str:
        said = []
        if row.photos:
            said.append(
                self.tr("1 photo")
                if row.photos == 1
                else self.tr("{count} photos").format(count=row.photos)
            )
        if row.files:
            said.append(
                self.tr("1 file")
                if row.files == 1
                else self.tr("{count} files").format(count=row.files)
            )
        return ", ".join(said)

    def spoken(self, row: Row) -> str:
        """The whole row as a screen reader says it."""
        said = [f"{long_day(row.written_at.date())}, {self.time_of(row)}"]
        if row.mood is not None:
            said.append(self.tr("mood: {word}").format(word=self.words[row.mood]))
        if row.title:
            said.append(row.title)
        if row.excerpt:
            said.append(row.excerpt)
        if row.starred:
            said.append(self.tr("starred"))
        if row.photos or row.files:
            said.append(self.files_in_words(row))
        return ". ".join(part.rstrip(".") for part in said)


def _alike(one: array[int], other: array[int]) -> int:
    """How many places from the start hold the same. Halves, so that bytes are compared, not
    numbers: a hundred thousand take a millisecond."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle].tobytes() == other[low:middle].tobytes():
            low = middle
        else:
            high = middle - 1
    return low


# on the journal's thread -----------------------------------------------------------------------


def _newest(vault: OpenVault) -> tuple[Row, ...]:
    return vault.journal.newest(FIRST)


def _order(scope: Scope, vault: OpenVault) -> array[int]:
    if scope.on_this_day is not None:
        return array("q", [row.key for row in vault.journal.on_this_day(scope.on_this_day)])
    return vault.journal.order(scope.query, lenient=True)


def _rows(keys: array[int], vault: OpenVault) -> tuple[Row, ...]:
    return vault.journal.rows(keys)


def _look_up(ids: frozenset[EntryId], vault: OpenVault) -> dict[EntryId, Row | None]:
    """The rows of these entries as they are now; None for what is in the trash or gone."""
    found: dict[EntryId, Row | None] = {}
    for id in ids:
        try:
            rows = vault.journal.rows((vault.journal.key_of(id),))
        except UnknownId:
            rows = ()
        found[id] = rows[0] if rows else None
    return found


def ids_of(keys: Sequence[int], vault: OpenVault) -> tuple[EntryId, ...]:
    """On the journal's thread: the ids of rows by their keys."""
    return tuple(
        row.id
        for start in range(0, len(keys), 500)
        for row in vault.journal.rows(keys[start : start + 500])
    )


def _ignore(_error: ReflectError) -> None:
    """The next reload tells."""

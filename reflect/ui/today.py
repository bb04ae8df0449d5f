"""Today: how it is now, and room to write. Several entries a day stand below, one click away."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from reflect.errors import ReflectError
from reflect.model import Changes, Entry, EntryId, LeftOpen, Row
from reflect.ui.bars import button, label
from reflect.ui.editor import EntryEditor, language_of, left_open
from reflect.ui.exercises import GoingOn
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.suggestions import Suggesting
from reflect.ui.telling import Telling

if TYPE_CHECKING:
    from datetime import date

    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

GO_ON = timedelta(hours=12)
"""What was left open is gone on with for this long; later the page begins empty."""
SAVE_TROUBLE = "saving"


class TodayPage(QWidget):
    """The first page."""

    def __init__(
        self, bridge: Bridge, window: MainWindow, theme: Theme, settings: Settings
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._asked_left_open = False
        self._not_read = False
        self.setObjectName("page")
        self.editor = EntryEditor(bridge, theme, settings, self)
        Telling(self.editor, window, SAVE_TROUBLE)
        self.suggesting = Suggesting(self.editor, bridge, window, theme, language_of(settings))
        self.editor.saved.connect(self._on_saved)
        self.going_on = GoingOn(bridge, window, theme, self)
        self.new = button(self.tr("New entry"), parent=self)
        self.new.setIcon(theme.icon("add"))
        self.new.clicked.connect(self.begin)
        self._earlier_title = label(self.tr("Also today"), "caption", wrap=False)
        self._earlier_title.hide()
        # All in rows that wrap: at large type nothing stands beside anything.
        self._foot = FlowLayout(gap=theme.spacing(2))
        self._foot.addWidget(self.new)
        self._foot.addWidget(self._earlier_title)
        self._fixed = self._foot.count()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            theme.spacing(5), theme.spacing(1), theme.spacing(5), theme.spacing(4)
        )
        layout.setSpacing(theme.spacing(2))
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.going_on)
        layout.addLayout(self._foot)
        self.editor.commands.place(self)
        window.new_entry_requested.connect(self.begin)
        window.settings_changed.connect(self._on_settings)
        bridge.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme)

    # what the window asks ------------------------------------------------------------------

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises; the text stays on the page."""
        self.editor.flush()
        place = self.editor.place
        if place is not None and not self.editor.unsaved:
            # Where the cursor stands is worth a write, but no trouble.
            with contextlib.suppress(ReflectError):
                self._bridge.now(partial(_keep_place, place))

    @property
    def unsaved(self) -> bool:
        return self.editor.unsaved

    def shown(self) -> None:
        """The page has come to the front: the day above it, what was left open on it."""
        today, _zone = now_here()
        date = QDate(today.year, today.month, today.day)
        self._window.set_heading(
            QLocale().toString(date, "dddd, ")
            + QLocale()
            .toString(date, QLocale().dateFormat(QLocale.FormatType.LongFormat))
            .replace(QLocale().dayName(date.dayOfWeek()), "")
            .strip(", ")
        )
        if not self._asked_left_open:
            self._asked_left_open = True
            self._bridge.ask(self, left_open, self._on_left_open, self._on_not_read)
            self.going_on.ask()
        self._ask_rows()

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._window.focusWidget() is None:
            self.editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    # entries ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """An empty entry; what is on the page is saved first."""
        if self._window.current_page != "today":
            self._window.show_page("today")
        self._readable_again()
        self.editor.show_entry(None)
        self._bridge.ask(self, _forget_left_open)
        self.editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, id: EntryId) -> None:
        """Put an entry on the page."""
        self._bridge.ask(self, partial(_entry, id), self._on_entry)

    def _on_entry(self, entry: Entry) -> None:
        self._readable_again()
        self.editor.show_entry(entry)
        self.editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left_open(self, found: tuple[LeftOpen, Entry] | None) -> None:
        if found is None or self.editor.entry is not None or self.editor.unsaved:
            return
        place, entry = found
        now, _zone = now_here()
        if entry.day == now.date() or now - entry.modified_at < GO_ON:
            self.editor.show_entry(entry, place.cursor)
        else:
            self._bridge.ask(self, _forget_left_open)

    def _on_not_read(self, error: ReflectError) -> None:
        """What was left open cannot be read: an empty page in its place would look like a loss."""
        self._window.tell(error)
        if self.editor.entry is not None or self.editor.unsaved:
            return
        self._not_read = True
        self.editor.set_read_only(True)
        self.editor.pad.invite(self.tr("What stood here could not be read."))

    def _readable_again(self) -> None:
        """Another entry comes; whether it can be written, the editor learns from the journal."""
        if self._not_read:
            self._not_read = False
            self.editor.set_read_only(False)
            self.editor.pad.invite()

    # also today -------------------------------------------------------------------------------

    def _ask_rows(self) -> None:
        today, _zone = now_here()
        self._bridge.ask(self, partial(_day, today.date()), self._on_rows, _ignore)

    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._fill()

    def _fill(self) -> None:
        while (item := self._foot.takeAt(self._fixed)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        others = [row for row in self._rows if row.id != self.editor.entry_id]
        for row in others[:12]:
            self._foot.addWidget(self._row_button(row))
        self._earlier_title.setVisible(bool(others))
        self._foot.invalidate()

    def _row_button(self, row: Row) -> QPushButton:
        time = f"{row.written_at:%H:%M}"
        words = (row.title or row.excerpt or "").strip()
        most = max(12, round(28 / self._theme.scale))
        short = words if len(words) <= most else words[: most - 1].rstrip() + "…"
        made = button(f"{time}  {short}".strip().replace("&", "&&"), "plain", self)
        if row.mood is not None:
            size = self._theme.px(16)
            made.setIcon(self._theme.mood_icon(row.mood, size))
            made.setIconSize(QSize(size, size))
        made.setAccessibleName(self.tr("Entry of {time}: {words}").format(time=time, words=short))
        made.clicked.connect(partial(self._on_row, row.id))
        return made

    def _on_row(self, id: EntryId, *_checked: bool) -> None:
        self.go_to(id)

    def _on_saved(self, _entry: Entry) -> None:
        self._ask_rows()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.entries or changes.removed or changes.everything:
            self._ask_rows()

    def _on_settings(self, settings: Settings) -> None:
        self.editor.settings = settings

    def _on_theme(self) -> None:
        self.new.setIcon(self._theme.icon("add"))
        self._fill()


def _day(day: date, vault: OpenVault) -> tuple[Row, ...]:
    return vault.journal.day(day)


def _entry(id: EntryId, vault: OpenVault) -> Entry:
    return vault.journal.entry(id)


def _keep_place(place: LeftOpen, vault: OpenVault) -> None:
    # The entry as the journal has it: only the place is written.
    vault.journal.put(vault.journal.entry(place.entry_id), left_open=place)


def _forget_left_open(vault: OpenVault) -> None:
    if not vault.read_only:
        vault.journal.forget_left_open()


def _ignore(_error: ReflectError) -> None:
    """The page does well without it."""

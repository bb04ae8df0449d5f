"""The Journal page: what was written, day by day; the entry beside it; the calendar; the trash."""

from __future__ import annotations

from array import array
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import BadQuery
from reflect.model import Changes, Entry, EntryId
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.editor import EntryEditor, language_of
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.scroller import Scroller, Side, to_top
from reflect.ui.telling import Telling
from reflect.ui.timeline_filters import FilterBar
from reflect.ui.timeline_model import Scope, TimelineModel, ids_of
from reflect.ui.timeline_reader import EntryReader
from reflect.ui.timeline_view import TimelineView
from reflect.ui.timeline_words import entries_in_words, own_mood_words, shipped_mood_words
from reflect.ui.window import place_action

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.calendar_view import CalendarView
    from reflect.ui.theme import Theme
    from reflect.ui.timeline_trash import TrashView
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

ONE_COLUMN_BELOW = 720
"""Width of the page, at 100 % text, under which list and entry take turns."""
ASK_ABOVE = 0.1
"""The part of all entries that is not moved to the trash without a question."""
SAVE_TROUBLE = "saving-journal"
QUERY_TROUBLE = "journal-list"

Known = tuple[tuple[str, ...], tuple[int, ...], int, int, dict[int, str]]
"""Tags, years, entries altogether, entries on this day in earlier years, own words for moods."""


class JournalPage(QWidget):
    """Everything written, newest first, and whatever helps to find it."""

    opened_entry = Signal(str)
    """The id of the entry that is shown."""

    def __init__(
        self, bridge: Bridge, window: MainWindow, theme: Theme, settings: Settings
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._settings = settings
        self._words = shipped_mood_words(settings)
        self._begun = False
        self._single = False
        self._total = 0
        self._wanted: EntryId | None = None
        self._calendar: CalendarView | None = None
        self._trash: TrashView | None = None
        self.setObjectName("page")
        self.model = TimelineModel(bridge, self._words, self)
        self._build()
        self._build_actions()
        self._show_entry_side(False)
        self.model.loaded.connect(self._on_loaded)
        self.model.refilled.connect(self._on_refilled)
        self.model.failed.connect(self._on_not_understood)
        self.model.rowsInserted.connect(self._on_counted)
        self.model.rowsRemoved.connect(self._on_rows_removed)
        bridge.changed.connect(self._on_changed)
        window.settings_changed.connect(self._on_settings)
        theme.changed.connect(self._on_theme)

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, space = self._theme, self._theme.spacing
        self.filters = FilterBar(theme, self._words, self)
        self.filters.changed.connect(self._on_scope)
        self.filters.left_downwards.connect(self.focus_list)
        self.calendar_button = self._tool("calendar", self.tr("Calendar"), self.show_calendar)
        self.more_button = self._tool("more", self.tr("More for the journal"), None)
        self.filters.head.addWidget(self.calendar_button)
        self.filters.head.addWidget(self.more_button)
        self.list = TimelineView(theme, self.model, self)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self.edit)
        self.list.trash_asked.connect(self.trash_chosen)
        self.list.menu_asked.connect(self._on_menu)
        self.list.month_changed.connect(self.filters.month.setText)
        self.empty = QWidget(self)
        self.empty_line = label("", "soft")
        self.empty_line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.empty_action = button("", "primary", self.empty)
        self.empty_action.clicked.connect(self._on_empty_action)
        middle = QVBoxLayout(self.empty)
        middle.setSpacing(space(4))
        middle.addStretch(1)
        middle.addWidget(self.empty_line)
        middle.addWidget(self.empty_action, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self.place = QStackedWidget(self)
        self.place.addWidget(self.list)
        self.place.addWidget(self.empty)
        self.left = Side(self)
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.filters)
        column.addWidget(self.place, 1)

        self.editor = EntryEditor(self._bridge, theme, self._settings)
        Telling(self.editor, self._window, SAVE_TROUBLE)
        self.editor.trashed.connect(self._on_trashed_here)
        self.editor.saved.connect(self._on_saved_here)
        self.reader = EntryReader(self._bridge, theme, language_of(self._settings), self)
        self.reader.edit_asked.connect(self.edit)
        self.reader.link_asked.connect(self.editor.viewer.link_asked)
        self.back = button(self.tr("Back to the list"), parent=self)
        self.back.setIcon(theme.icon("back"))
        self.back.setIconSize(theme.icon_size)
        self.back.clicked.connect(self.show_list)
        self._invitation = self.tr("Choose an entry to read it.")
        self.nothing = label(self._invitation, "soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.scroller = Scroller(self.editor, self)
        self.right_stack = QStackedWidget(self)
        self.right_stack.addWidget(self.nothing)
        self.right_stack.addWidget(self.scroller)
        self.right_stack.addWidget(self.reader)
        self.right = QWidget(self)
        side = QVBoxLayout(self.right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(space(2))
        side.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.right_stack, 1)

        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(space(4))
        self.split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split.addWidget(self.left)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([400, 560])
        self.rooms = QStackedWidget(self)
        self.rooms.addWidget(self.split)
        self.rooms.currentChanged.connect(self._to_top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(1), space(5), space(4))
        layout.addWidget(self.rooms)

    def _tool(self, icon: str, name: str, does: object) -> QToolButton:
        tool = ToolButton(self)
        tool.setIcon(self._theme.icon(icon))
        tool.setIconSize(self._theme.icon_size)
        tool.setAccessibleName(name)
        tool.setToolTip(name)
        if does is not None:
            tool.clicked.connect(does)
        return tool

    def _action(self, text: str, does: object, keys: str | None = None) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(does)
        return action

    def _build_actions(self) -> None:
        self.editor.commands.place(self)
        self._entry_actions = list(self.actions())
        self.keep_out = self.reader.add_tool(self.editor.commands.kept_out)
        self.keep_out.hide()
        self.do_strength = self._action(
            self.tr("Add to my strengths …"), self.add_strength, "Ctrl+R"
        )
        self.do_strength.setIcon(self._theme.icon("strength"))
        place_action(self, "entry", self.do_strength)
        self._entry_actions.append(self.do_strength)
        self.reader.add_tool(self.editor.commands.star)
        self.reader.add_tool(self.do_strength)
        self.reader.add_tool(self.editor.commands.share)
        self.reader.add_tool(self.editor.commands.trash)
        self.do_filter = self._action(self.tr("&Filter the entries"), self.focus_filter, "Ctrl+F")
        self.do_all = self._action(self.tr("Show &all entries"), self.show_all, "Ctrl+Shift+F")
        self.do_calendar = self._action(self.tr("&Calendar"), self.show_calendar, "Ctrl+Shift+C")
        self.do_this_day = self._action(self.tr("On this &day"), self.show_this_day, "Ctrl+Shift+G")
        self.do_trash = self._action(self.tr("&Trash"), self.show_trash, "Ctrl+Shift+Del")
        place_action(self, "edit", self.do_filter)
        place_action(self, "view", self.do_all)
        for action in (self.do_calendar, self.do_this_day, self.do_trash):
            place_action(self, "view", action, everywhere=True)
        menu = QMenu(self.more_button)
        menu.addActions([self.do_all, self.do_this_day, self.do_trash])
        self.more_button.setMenu(menu)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")

    # what the window asks ---------------------------------------------------------------------

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises; the text stays on the page."""
        self.editor.flush()

    @property
    def unsaved(self) -> bool:
        return self.editor.unsaved

    def shown(self) -> None:
        """The page has come to the front."""
        if not self._begun:
            self._begun = True
            self.model.show_scope(self.filters.scope)
        self._ask_known()
        self.focus_list()

    def _ask_known(self) -> None:
        self._bridge.ask(self, partial(_known, now_here()[0].date()), self._on_known, _ignore)

    def _on_known(self, known: Known) -> None:
        tags, years, self._total, this_day, own = known
        words = {**shipped_mood_words(self._settings), **own}
        if words != self._words:
            self._words = words
            self.model.set_words(words)
        self.filters.set_words(words)
        self.filters.offer_tags(tags)
        self.filters.offer_years(years)
        self.filters.offer_this_day(this_day)
        self._say_count()

    # the list ---------------------------------------------------------------------------------

    def focus_list(self) -> None:
        target = self.list if self.place.currentWidget() is self.list else self.empty_action
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self, *_checked: bool) -> None:
        self.show_list()
        self.filters.focus_line()

    def show_all(self, *_checked: bool) -> None:
        self._come_forward()
        self.filters.reset()
        self.focus_list()

    def show_day(self, day: date) -> None:
        """Only this day's entries."""
        self._come_forward()
        self.filters.show_day(day)
        self.focus_list()

    def show_query(self, query: str) -> None:
        """Only what fits the query."""
        self._come_forward()
        self.filters.show_query(query)
        self.focus_list()

    def show_this_day(self, *_checked: bool) -> None:
        """Today's date in earlier years."""
        self._come_forward()
        self.filters.show_this_day()
        self.focus_list()

    def _come_forward(self) -> None:
        if self._window.current_page != "journal":
            self._window.show_page("journal")
        self.show_list()

    def _on_scope(self, scope: Scope) -> None:
        self._begun = True
        self.keep_out.setVisible(scope.on_this_day is not None)
        self.model.show_scope(scope)

    def _on_loaded(self) -> None:
        self._window.clear_trouble(QUERY_TROUBLE)
        self._on_counted()
        if self._wanted is not None:
            self._go_to_wanted()
        elif self.model.count and not self.list.currentIndex().isValid():
            if not self._single:
                self.list.go_to_place(0)
            self.list.viewport().update()

    def _on_refilled(self) -> None:
        self._on_counted()

    def _on_rows_removed(self) -> None:
        self._on_counted()

    def _on_counted(self, *_anything: object) -> None:
        self.place.setCurrentWidget(
            self.list if self.model.count or not self.model.complete else self.empty
        )
        self.nothing.setText(self._invitation if self.model.count else "")
        self._dress_empty()
        self._say_count()

    def _say_count(self) -> None:
        if self.model.complete:
            self.filters.say(entries_in_words(self.model.count) if self.model.count else "")

    def _dress_empty(self) -> None:
        if self.model.scope.everything:
            self.empty_line.setText(
                self.tr("Here stands everything you write, the newest at the top.")
            )
            self.empty_action.setText(self.tr("Write the first entry"))
        elif self.model.scope.on_this_day is not None:
            self.empty_line.setText(self.tr("Earlier years have nothing to show for this day."))
            self.empty_action.setText(self.tr("Show all entries"))
        else:
            self.empty_line.setText(self.tr("No entry fits this filter."))
            self.empty_action.setText(self.tr("Show all entries"))

    def _on_empty_action(self) -> None:
        if self.model.scope.everything:
            self._window.new_entry_requested.emit()
        else:
            self.show_all()

    def _on_not_understood(self, error: ReflectError) -> None:
        if isinstance(error, BadQuery):
            self._window.trouble(error, key=QUERY_TROUBLE, calm=True)
        else:
            self._window.tell(error)

    # the entry --------------------------------------------------------------------------------

    def _on_chosen(self, key: int | None) -> None:
        if key is None:
            return
        place = self.model.place_of_key(key)
        row = self.model.row_at(place) if place is not None else None
        if row is not None and row.id == self.editor.entry_id and self._entry_shown:
            return
        if self.editing:
            self.editor.save_now()
        self._bridge.ask(self, partial(_entry_by_key, key), partial(self._on_entry, key), _ignore)

    def _on_entry(self, key: int, entry: Entry | None) -> None:
        if entry is None or key != self.list.current_key:
            return
        self._show(entry)

    def _show(self, entry: Entry, finds: tuple[str, ...] = ()) -> None:
        self.editor.show_entry(entry, 0)
        self.reader.show_entry(entry, self._words, finds)
        self.do_strength.setEnabled(not self.editor.read_only)
        self._show_entry_side(True)
        self.opened_entry.emit(entry.id)

    @property
    def _entry_shown(self) -> bool:
        return self.right_stack.currentWidget() is not self.nothing

    @property
    def editing(self) -> bool:
        """The entry stands where it can be written, not where it is read."""
        return self.right_stack.currentWidget() is self.scroller

    def _show_entry_side(self, shown: bool) -> None:
        """The entry, or the line that says to choose one; then its commands rest as well."""
        self.right_stack.setCurrentWidget(self.reader if shown else self.nothing)
        for action in self._entry_actions:
            if shown and action not in self.actions():
                self.addAction(action)
            elif not shown:
                self.removeAction(action)
                action.setVisible(False)
        self._window.refresh_menus()

    def _on_saved_here(self, entry: Entry) -> None:
        if entry.id == self.editor.entry_id and self._entry_shown:
            self.reader.show_entry(entry, self._words)

    def open_entry(self, id: EntryId, finds: tuple[str, ...] = ()) -> None:
        """Show an entry, beside its place in the list; `finds` are marked in it."""
        self._come_forward()
        self._wanted = id
        if not self.filters.scope.everything:
            self.filters.reset()
        elif self.model.complete:
            self._go_to_wanted()
        self._bridge.ask(self, partial(_entry, id), partial(self._on_wanted_entry, finds))

    def _on_wanted_entry(self, finds: tuple[str, ...], entry: Entry) -> None:
        self._show(entry, finds)
        if self._single:
            self._show_right()

    def _go_to_wanted(self) -> None:
        id, self._wanted = self._wanted, None
        if id is not None:
            self._bridge.ask(self, partial(_key, id), self._on_wanted_key, _ignore)

    def _on_wanted_key(self, key: int) -> None:
        place = self.model.place_of_key(key)
        if place is not None:
            self.list.go_to_place(place, silent=True)

    def edit(self) -> None:
        """Into the text of the entry that is chosen."""
        self._show_right()
        if not self._entry_shown:
            return
        self.right_stack.setCurrentWidget(self.scroller)
        self.scroller.verticalScrollBar().setValue(0)
        self.editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """From writing back to reading; what was written is saved."""
        self.editor.save_now()
        self.reader.show_entry(self.editor.draft(), self._words)
        self.right_stack.setCurrentWidget(self.reader)
        if self._single:
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_list()

    def _on_trashed_here(self, _id: str) -> None:
        self._show_entry_side(False)
        self.show_list()
        self._later_choose()

    def _later_choose(self) -> None:
        if not self._single and self.list.currentIndex().isValid():
            self.list.choose_again()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.isVisible():
            self._ask_known()
        if changes.removed and self._entry_shown and self.editor.entry_id in changes.removed:
            self._show_entry_side(False)

    # trash ------------------------------------------------------------------------------------

    def trash_chosen(self) -> None:
        """What is chosen goes to the trash; many at once only after a question."""
        if self.editor.read_only:
            return
        count = self.list.chosen_count()
        if not count:
            return
        if count > 1 and count > self.model_total * ASK_ABOVE:
            box = QMessageBox(self._window)
            box.setWindowTitle("Reflect")
            box.setText(
                self.tr("Move {count} of {total} entries to the trash?").format(
                    count=count, total=self.model_total
                )
            )
            box.setInformativeText(self.tr("They stay there for 30 days and can be brought back."))
            move = box.addButton(self.tr("Move to the trash"), QMessageBox.ButtonRole.AcceptRole)
            keep = box.addButton(self.tr("Keep them"), QMessageBox.ButtonRole.RejectRole)
            box.setDefaultButton(keep)
            box.setEscapeButton(keep)
            box.exec()
            if box.clickedButton() is not move:
                return
        keys = self.list.chosen_keys()
        gone: list[EntryId] = []
        if self._entry_shown:
            self.editor.save_now()
        self._bridge.write(self, partial(_trash, keys, gone), partial(self._on_trashed, gone))

    @property
    def model_total(self) -> int:
        """All entries of the journal, shown or not."""
        return max(self._total, self.model.count)

    def _on_trashed(self, gone: list[EntryId], _changes: Changes) -> None:
        if not gone:
            return
        text = (
            self.tr("Moved to the trash")
            if len(gone) == 1
            else self.tr("{count} entries moved to the trash").format(count=len(gone))
        )
        self._window.offer_undo(text, partial(self.untrash, tuple(gone)))
        self._later_choose()

    def untrash(self, ids: tuple[EntryId, ...]) -> None:
        """Back from the trash."""
        self._bridge.write(self, partial(_untrash, ids), partial(self._on_untrashed, ids))

    def _on_untrashed(self, ids: tuple[EntryId, ...], _changes: Changes) -> None:
        if len(ids) == 1 and self._window.current_page == "journal":
            self._wanted = ids[0]
            self.model.reload()

    # one entry's marks ------------------------------------------------------------------------

    def add_strength(self, *_checked: bool) -> None:
        """What is marked in the entry, or its beginning, into the form of a strength."""
        if not self._entry_shown or self.editor.read_only:
            return
        # Loaded here: Progress is built when somebody looks at it.
        from reflect.ui.progress import add_strength

        if self.editing:
            self.editor.save_now()
            words = self.editor.pad.textCursor().selectedText()
        else:
            words = self.reader.chosen_words
        add_strength(self._window, self.editor.draft(), words)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = self.list.chosen_count() == 1
        writable = not self.editor.read_only
        if one:
            menu.addAction(self.tr("&Edit"), self.edit)
        if one and writable and self._entry_shown:
            star = self.editor.commands.star
            menu.addAction(star)
            menu.addAction(self.editor.commands.kept_out)
            menu.addAction(self.do_strength)
            menu.addAction(self.editor.commands.share)
        if writable:
            menu.addSeparator()
            menu.addAction(self.tr("Move to the &trash"), self.trash_chosen)
        menu.popup(at)

    # rooms: calendar, trash -------------------------------------------------------------------

    def show_calendar(self, *_checked: bool) -> None:
        """The year in pixels, and the month."""
        if self._calendar is None:
            from reflect.ui.calendar_view import CalendarView

            self._calendar = CalendarView(self._bridge, self._window, self._theme, self._settings)
            self._calendar.day_chosen.connect(self.show_day)
            self._calendar.left.connect(self.show_list)
            self.rooms.addWidget(self._calendar)
        self._come_forward()
        self.rooms.setCurrentWidget(self._calendar)
        self._calendar.shown()

    def show_trash(self, *_checked: bool) -> None:
        """What was thrown away, for thirty days."""
        if self._trash is None:
            from reflect.ui.timeline_trash import TrashView

            self._trash = TrashView(self._bridge, self._window, self._theme, self._words)
            self._trash.left.connect(self.show_list)
            self.rooms.addWidget(self._trash)
        self._come_forward()
        self.rooms.setCurrentWidget(self._trash)
        self._trash.shown()

    def _to_top(self, _room: int) -> None:
        """Where large text makes the page scroll, a room shows from its top."""
        to_top(self)

    def show_list(self, *_checked: bool) -> None:
        """Back to the list of entries."""
        self.rooms.setCurrentWidget(self.split)
        if self._single:
            self.right.hide()
            self.left.show()
        self.focus_list()

    def _show_right(self) -> None:
        self.rooms.setCurrentWidget(self.split)
        if self._single:
            self.left.hide()
            self.right.show()
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.rooms.currentWidget() is self.split and self.editing:
                self.read()
                return
            if self.rooms.currentWidget() is not self.split or (self._single and self._at_entry):
                self.show_list()
                return
            if not self.list.hasFocus():
                self.focus_list()
                return
        super().keyPressEvent(event)

    @property
    def _at_entry(self) -> bool:
        return self.left.isHidden()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        single = self.width() < self._theme.px(ONE_COLUMN_BELOW)
        if single == self._single and self.back.isHidden() != single:
            return
        self._single = single
        self.back.setVisible(single)
        self.left.setVisible(True)
        self.right.setVisible(not single)

    def _on_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.editor.settings = settings

    def _on_theme(self) -> None:
        self.do_strength.setIcon(self._theme.icon("strength"))
        self.back.setIcon(self._theme.icon("back"))
        self.back.setIconSize(self._theme.icon_size)
        for tool, icon in ((self.calendar_button, "calendar"), (self.more_button, "more")):
            tool.setIcon(self._theme.icon(icon))
            tool.setIconSize(self._theme.icon_size)
        self._fit()


# on the journal's thread -----------------------------------------------------------------------


def _known(today: date, vault: OpenVault) -> Known:
    journal = vault.journal
    return (
        tuple(tag for tag, _count in journal.tags()),
        journal.years(),
        journal.count(),
        len(journal.on_this_day(today)),
        own_mood_words(vault),
    )


def _entry(id: EntryId, vault: OpenVault) -> Entry:
    return vault.journal.entry(id)


def _key(id: EntryId, vault: OpenVault) -> int:
    return vault.journal.key_of(id)


def _entry_by_key(key: int, vault: OpenVault) -> Entry | None:
    rows = vault.journal.rows((key,))
    return vault.journal.entry(rows[0].id) if rows else None


def _trash(keys: array[int], gone: list[EntryId], vault: OpenVault) -> Changes:
    gone.extend(ids_of(keys, vault))
    return vault.journal.trash(gone)


def _untrash(ids: tuple[EntryId, ...], vault: OpenVault) -> Changes:
    return vault.journal.untrash(ids)


def _ignore(_error: ReflectError) -> None:
    """The list does well without it."""

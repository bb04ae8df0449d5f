"""The main window: a rail, pages, menus, and the bars around them.

A page is a widget that is handed in with `add_page`; later ones take their places beside the
others without anything moving. What a page may have, all optional:

- `flush() -> None`: save now, by `Bridge.write` or `Bridge.now`; called before lock and quit;
- `unsaved: bool`: after a flush, whether something could still not be saved: then the window
  stays open, and a lock waits behind a blank page;
- `shown() -> None`: it has come to the front;
- Qt's own `actions()`: those it got by `place_action` stand in the menus while it is in front.

What takes the place of everything for a while (Steady me, the safety plan) is handed to `enter`; it
may have `flush` and `unsaved` too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import Interrupted, JournalDamaged, ReflectError
from reflect.ui.bars import (
    Action,
    ToolButton,
    Trouble,
    TroubleRoom,
    UndoBar,
    Work,
    WorkStrip,
    announce,
    label,
    tall,
)
from reflect.ui.clipboard import SecretClipboard
from reflect.ui.guard import guarded
from reflect.ui.layers import Layers
from reflect.ui.menu import Menus
from reflect.ui.messages import worded
from reflect.ui.scroller import Scroller
from reflect.worker import Stop

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.reminders import Reminders
    from reflect.ui.rounds import Rounds
    from reflect.ui.theme import Theme

RAIL = 184
"""Width of the rail, in device-independent pixels; wider where its words need it."""
ICONS_ONLY_BELOW = 900
SMALLEST = (640, 480)
WIDEST_WORD = 260
"""Width, at 100 % text, up to which a word of the heading goes before the search field."""
NEUTRAL_TITLE = "Reflect"


def place_action(page: QWidget, menu: str, action: QAction, *, everywhere: bool = False) -> QAction:
    """Put `action` into `menu` (file, edit, view, entry, help), in front or `everywhere`."""
    action.setProperty("menu", menu)
    action.setProperty("everywhere", everywhere)
    page.addAction(action)
    return action


def place_command(
    page: QWidget, menu: str, text: str, keys: str, does: Callable[..., object]
) -> QAction:
    """A new action in `menu`, with its keys."""
    made = QAction(text, page)
    made.setShortcut(QKeySequence(keys))
    made.triggered.connect(does)
    return place_action(page, menu, made)


@dataclass(slots=True)
class _Page:
    title: str
    icon_name: str
    make: Callable[[], QWidget]
    button: QToolButton
    action: QAction
    widget: QWidget | None = None
    """None until the page is wanted for the first time."""
    holder: QWidget | None = None
    count: int = 0


class MainWindow(QMainWindow):
    """What a person sees of an open journal."""

    lock_requested = Signal()
    steady_requested = Signal()
    """F9, or the button at the foot of the rail."""
    quit_requested = Signal()
    new_entry_requested = Signal()
    new_journal_requested = Signal()
    other_journal_requested = Signal()
    backup_requested = Signal()
    rescue_requested = Signal()
    """The journal is damaged: lock it, and see what can be read."""
    minimised = Signal()
    covered_changed = Signal(bool)
    """The content was hidden, or shows again; dialogs beside the window go with it."""
    page_shown = Signal(str)
    """A page's id, when it comes to the front."""
    settings_changed = Signal(object)
    """The new Settings."""
    searched = Signal(str)
    """The search field's text, while it is typed."""
    search_entered = Signal(str)
    """The same, when Enter is pressed."""
    search_left_downwards = Signal()
    """Arrow down in the search field: the focus belongs to the results."""

    def __init__(
        self, bridge: Bridge, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.theme = theme
        self.settings = settings
        self._pages: dict[str, _Page] = {}
        self._troubles: dict[str, Trouble] = {}
        self._works: list[WorkStrip] = []
        self._quiet: list[Stop] = []
        self._journal_name = ""
        self.leaving = False
        """The window closes for good: nothing waits in the background afterwards."""
        self.reminders: Reminders | None = None
        """The program's, once they are watched for."""
        self.rounds: Rounds | None = None
        """The courier's, where this journal may share."""
        self.clipboard = SecretClipboard(self)
        self.setWindowTitle(NEUTRAL_TITLE)
        self.setMinimumSize(*SMALLEST)
        self._build()
        self.menus = Menus(self)
        theme.changed.connect(self._on_theme_changed)
        bridge.failed.connect(self.tell)
        self.steady_requested.connect(self.toggle_steady)
        self._on_theme_changed()
        if settings.window is not None:
            self.setGeometry(QRect(*settings.window))
        else:
            self.resize(1120, 760)

    # pages --------------------------------------------------------------------------------

    def add_page(
        self,
        id: str,
        title: str,
        icon_name: str,
        widget: QWidget | Callable[[], QWidget],
        shortcut: str | None = None,
        *,
        at: int | None = None,
    ) -> None:
        """Give `widget` a place in the rail and in the View menu; `at`: its place from the top.

        Without `shortcut` it gets Ctrl+1, Ctrl+2, ... by its place. What makes a widget is called
        when the page is first wanted: the window need not wait for a page that nobody looks at.
        """
        entry = ToolButton(self._rail)
        entry.setProperty("role", "rail")
        entry.setText(title)
        entry.setCheckable(True)
        entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        place = len(self._pages) if at is None else at
        self._rail_pages.insertWidget(place, entry)
        self._group.addButton(entry)
        entry.clicked.connect(partial(self.show_page, id))
        action = QAction(title, self)
        action.setShortcut(QKeySequence(shortcut or f"Ctrl+{place + 1}"))
        action.triggered.connect(partial(self.show_page, id))
        self.menus.add_page(action, place)
        make = partial(_itself, widget) if isinstance(widget, QWidget) else widget
        self._pages[id] = _Page(title, icon_name, make, entry, action)
        if isinstance(widget, QWidget):
            self.page(id)
        _name(self._pages[id])
        self.refresh_menus()
        self._dress_rail()
        if len(self._pages) == 1:
            self.show_page(id)

    def show_page(self, id: str, *_checked: bool) -> None:
        """Bring a page to the front. Unknown id: KeyError."""
        widget, page = self.page(id), self._pages[id]
        self.layers.leave_all()
        page.button.setChecked(True)
        if page.holder is not None:
            self._stack.setCurrentWidget(page.holder)
        self.set_heading(page.title)
        shown = getattr(widget, "shown", None)
        if shown is not None:
            shown()
        self.refresh_menus()
        self.page_shown.emit(id)

    def page(self, id: str) -> QWidget:
        """The widget handed in, or made, as `id`. Unknown id: KeyError."""
        page = self._pages[id]
        if page.widget is None:
            page.widget = page.make()
            # The stack is its parent from the start: every change of parent dresses all of it anew.
            page.holder = Scroller(page.widget, self._stack)
            self._stack.addWidget(page.holder)
        return page.widget

    def count_on_page(self, id: str, count: int) -> None:
        """How many new things wait on a page, beside its name in the rail; 0: none."""
        page = self._pages[id]
        if page.count != count:
            page.count = count
            _name(page)
            self._dress_rail()

    @property
    def current_page(self) -> str | None:
        """The id of the page in front."""
        for id, page in self._pages.items():
            if page.holder is not None and self._stack.currentWidget() is page.holder:
                return id
        return None

    def set_heading(self, text: str) -> None:
        """The line above the page; a page may replace its title there (a date)."""
        self._heading.setText(text)
        self._heading.setVisible(bool(text))
        self._dress_heading()

    def _dress_heading(self) -> None:
        """The field beside it gives way before a word is cut."""
        metrics = self._heading.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self._heading.text().split()), default=0)
        self._heading.setMinimumWidth(min(longest, self.theme.px(WIDEST_WORD)))
        roomy = self.width() >= self.theme.px(ICONS_ONLY_BELOW)
        average = self.search_field.fontMetrics().averageCharWidth()
        self.search_field.setMinimumWidth(average * (22 if roomy else 14))
        beside = self.width() - self._rail.width() - self.search_field.sizeHint().width()
        beside -= 3 * self.theme.spacing(5)
        box = metrics.boundingRect(
            QRect(0, 0, max(beside, 1), 10_000), Qt.TextFlag.TextWordWrap, self._heading.text()
        )
        # Below it, where the heading would become a tower beside it.
        tower = box.height() > 2 * metrics.lineSpacing() or box.width() > beside
        way = QBoxLayout.Direction.TopToBottom if tower else QBoxLayout.Direction.LeftToRight
        if way != self._header.direction():
            self._header.setDirection(way)
            self._header.setSpacing(self.theme.spacing(1 if tower else 4))

    def refresh_menus(self) -> None:
        """Take the pages' actions into the menus again; call it after a page got new ones."""
        current = self.current_page
        for id, page in self._pages.items():
            if page.widget is not None:
                self.menus.place(page.widget.actions(), here=id == current)

    def flush_pages(self, timeout: float | None = None) -> bool:
        """Have every page save, and wait for it. False: something could not be saved (in time)."""
        every = [*(page.widget for page in self._pages.values()), *self.layers.every()]
        for widget in every:
            flush = getattr(widget, "flush", None)
            if flush is None:
                continue
            try:
                flush()
            except ReflectError as error:
                self.trouble(error)
                return False
        if not self.bridge.settle(timeout):
            return False
        return not any(getattr(widget, "unsaved", False) for widget in every)

    # search -------------------------------------------------------------------------------

    def enable_search(self) -> QLineEdit:
        """Show the search field (hidden until a page answers it) and give it back."""
        self.search_field.show()
        self.menus.search.setVisible(True)
        return self.search_field

    def focus_search(self) -> None:
        """Ctrl+K: from anywhere."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    # bars -----------------------------------------------------------------------------------

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was done and offer to take it back: ten seconds here, afterwards in Edit."""
        self.undo_bar.offer(text, undo)

    def trouble(
        self,
        what: ReflectError | str,
        actions: Sequence[Action] = (),
        *,
        line: str = "",
        key: str | None = None,
        calm: bool = False,
    ) -> Trouble:
        """A bar above the page that stays until solved (`Trouble.solved`, or `clear_trouble`).

        The same `key` (by default the kind of error) replaces its bar. `calm`: a notice, which the
        person may close.
        """
        if isinstance(what, ReflectError):
            title, line = worded(what)
            key = key or type(what).__name__
        else:
            title = what
            key = key or what
        self.clear_trouble(key)
        bar = Trouble(title, line, actions, calm=calm, parent=self)
        self._troubles[key] = bar
        bar.closed.connect(self._on_trouble_closed)
        self._trouble_room.add(bar)
        announce(self, f"{title}. {line}", urgent=not calm)
        return bar

    def clear_trouble(self, key: str) -> None:
        """That trouble is solved; nothing happens where there was none."""
        bar = self._troubles.pop(key, None)
        if bar is not None:
            bar.solved()

    def troubles(self) -> tuple[str, ...]:
        """The keys of the bars that show now."""
        return tuple(self._troubles)

    def work(self, title: str, *, quiet: bool = False) -> Work:
        """A strip with progress and Stop, shown once the work has taken half a second.

        `quiet`: not until `show_work`, since a dialog shows the same in front of it.

        Call `progress(done, total)` from any thread, look at `stop.requested` between steps,
        call `finish()` on the GUI thread.
        """
        work = Work(title, self)
        strip = WorkStrip(work, self)
        if quiet:
            strip.timer.stop()
        self._works.append(strip)
        self._work_box.addWidget(strip)
        work.finished.connect(partial(self._on_work_finished, strip))
        return work

    def show_work(self, work: Work) -> None:
        """The strip of work that was quiet so far."""
        for strip in self._works:
            if strip.work is work:
                strip.show()

    def stop_all_work(self) -> None:
        """Before lock and quit: ask everything in progress to end."""
        for strip in self._works:
            strip.work.request_stop()
        for stop in self._quiet:
            stop.request()
        self._quiet.clear()

    def quiet_work(self) -> Stop:
        """For work that shows no strip: what `stop_all_work` asks to end as well."""
        stop = Stop()
        self._quiet = [*self._quiet[-3:], stop]
        return stop

    # steady me --------------------------------------------------------------------------------

    def toggle_steady(self) -> None:
        """F9, from anywhere: there, and back to exactly where one was."""
        # Loaded here, or while nobody waits (`prepare_steady`).
        from reflect.ui.steady import toggle

        toggle(self)

    @property
    def is_steady(self) -> bool:
        """Steady me is in front."""
        return self.topmost is not None and self.topmost.property("steady") is True

    def prepare_steady(self) -> None:
        """Build it while nobody waits, so that it is there at once."""
        from reflect.ui.steady import prepare

        prepare(self).warm()

    # the window itself ------------------------------------------------------------------------

    def change_settings(self, **fields: Any) -> None:
        """Replace some of the settings, at once: the look follows, the program saves them."""
        self.settings = dataclasses.replace(self.settings, **fields)
        if {"theme", "text_percent", "reduced_motion"} & fields.keys():
            self.theme.apply(self.settings)
        self._dress_rail()
        self._dress_title()
        self.settings_changed.emit(self.settings)

    def set_journal_name(self, name: str) -> None:
        """For the window's title, where the person wants it there."""
        self._journal_name = name
        self._dress_title()

    def _dress_title(self) -> None:
        named = self._journal_name if not self.settings.neutral_title else ""
        self.setWindowTitle(named or NEUTRAL_TITLE)

    def hide_content(self) -> None:
        """One key: nothing to be seen, and out of the way."""
        self.cover()
        self.showMinimized()

    def cover(self) -> None:
        """A blank page instead of everything."""
        self.layers.cover()
        self.covered_changed.emit(True)

    def uncover(self) -> None:
        """Back to the page."""
        focused = self.layers.uncover()
        self.covered_changed.emit(False)
        self.layers.settle(focused)

    @property
    def covered(self) -> bool:
        return self.layers.covered

    def enter(self, layer: QWidget) -> None:
        """Let `layer` take the place of everything in the window, dialogs too, until `leave`."""
        self.layers.enter(layer)

    def leave(self) -> None:
        """Back by one step to exactly where one was; nothing happens on a page."""
        self.layers.leave()

    @property
    def topmost(self) -> QWidget | None:
        """What takes the place of the pages now; None where a page shows."""
        return self.layers.topmost

    def toggle_cover(self) -> None:
        """The key that hides also shows."""
        if self.layers.is_blank:
            self.uncover()
        else:
            self.hide_content()

    def quit(self) -> None:
        """Save, close, and end the program with it."""
        self.leaving = True
        # Where something could not be saved, the window is still there.
        self.leaving = self.close()

    @guarded(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop_all_work()
        event.ignore()
        if self.flush_pages():
            event.accept()
            self.quit_requested.emit()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress_rail()
        self._dress_heading()
        self._trouble_room.fit()

    @guarded(None)
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()

    # building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self.theme.spacing
        self._main = QWidget(self)
        across = QHBoxLayout(self._main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._build_rail())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        across.addLayout(right, 1)
        self._trouble_room = TroubleRoom(self.theme, self)
        right.addWidget(self._trouble_room)
        right.addLayout(self._build_header())
        self._stack = QStackedWidget(self)
        right.addWidget(self._stack, 1)
        self.undo_bar = UndoBar(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(4), 0, space(4), space(2))
        foot.addWidget(self.undo_bar)
        right.addLayout(foot)
        self._work_box = QVBoxLayout()
        self._work_box.setSpacing(0)
        right.addLayout(self._work_box)
        self.layers = Layers(self._main, self)
        self.layers.changed.connect(self.menuBar().setVisible)
        self.layers.uncover_wanted.connect(self.uncover)
        self.setCentralWidget(self.layers)

    def _build_rail(self) -> QWidget:
        self._rail = QFrame(self)
        self._rail.setProperty("role", "rail")
        self._rail.setAccessibleName(self.tr("Pages"))
        column = self._rail_column = QVBoxLayout(self._rail)
        self._group = QButtonGroup(self)
        self._rail_pages = QVBoxLayout()
        column.addLayout(self._rail_pages)
        column.addStretch(1)
        self._rail_foot = QVBoxLayout()
        column.addLayout(self._rail_foot)
        self._steady = ToolButton(self._rail)
        self._steady.setProperty("role", "rail")
        self._steady.setText(self.tr("Steady me"))
        self._steady.setAccessibleName(self.tr("Steady me"))
        self._steady.setToolTip(self.tr("Steady me (F9)"))
        self._steady.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steady.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._steady.clicked.connect(self.steady_requested)
        self._rail_foot.addWidget(self._steady)
        self._lock = ToolButton(self._rail)
        self._lock.setProperty("role", "rail")
        self._lock.setText(self.tr("Lock"))
        self._lock.setAccessibleName(self.tr("Lock the journal"))
        self._lock.setToolTip(self.tr("Lock (Ctrl+L)"))
        self._lock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lock.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lock.clicked.connect(self.lock_requested)
        self._rail_foot.addWidget(self._lock)
        return self._rail

    def _build_header(self) -> QBoxLayout:
        space = self.theme.spacing
        row = self._header = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(space(5), space(4), space(5), space(2))
        row.setSpacing(space(4))
        self._heading: QLabel = label("", "title")
        row.addWidget(self._heading, 1)
        self.search_field = QLineEdit(self)
        self.search_field.setPlaceholderText(self.tr("Search  Ctrl+K"))
        self.search_field.setAccessibleName(self.tr("Search the journal"))
        self.search_field.setClearButtonEnabled(True)
        self.search_field.textEdited.connect(self.searched)
        self.search_field.textChanged.connect(self._on_search_changed)
        self.search_field.returnPressed.connect(self._on_search_entered)
        self.search_field.installEventFilter(self)
        self.search_field.hide()
        row.addWidget(self.search_field)
        return row

    @guarded(False)
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.search_left_downwards.emit()
            return True
        return super().eventFilter(watched, event)

    def _dress_rail(self) -> None:
        buttons = [(page.button, _counted(page), page.icon_name) for page in self._pages.values()]
        news = {page.button for page in self._pages.values() if page.count}
        buttons.append((self._steady, self.tr("Steady me"), "steady"))
        buttons.append((self._lock, self.tr("Lock"), "lock"))
        tall(self._steady)
        narrow = self.settings.rail_icons_only or self.width() < self.theme.px(ICONS_ONLY_BELOW)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for entry, text, icon_name in buttons:
            icon = self.theme.icon(icon_name)
            # Where the number has no room, a dot says that there is one.
            dotted = narrow and entry in news and not icon.isNull()
            entry.setIcon(self.theme.icon_with_news(icon_name) if dotted else icon)
            entry.setIconSize(self.theme.icon_size)
            # A missing drawing must not leave an unmarked button.
            if narrow and icon.isNull():
                entry.setText(text[:1])
                entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            else:
                entry.setText(text)
                entry.setToolButtonStyle(style)
        space = self.theme.spacing
        # In a low window the places stand closer, and none lies over another.
        needed = sum(entry.sizeHint().height() + space(1) for entry, _, _ in buttons) + 2 * space(3)
        low = needed > self.height() - self.menuBar().sizeHint().height()
        self._rail_column.setContentsMargins(
            space(2), space(1 if low else 3), space(2), space(1 if low else 3)
        )
        for column in (self._rail_column, self._rail_pages, self._rail_foot):
            column.setSpacing(0 if low else space(1))
        if narrow:
            self._rail.setFixedWidth(self.theme.px(20) + 2 * self.theme.spacing(5))
        else:
            wanted = max((entry.sizeHint().width() for entry, _, _ in buttons), default=0)
            self._rail.setFixedWidth(max(RAIL, wanted + 2 * self.theme.spacing(2)))

    def _on_theme_changed(self) -> None:
        self._dress_rail()
        self._dress_heading()

    def _on_search_changed(self, text: str) -> None:
        # The clear button is no edit by the person's keys, but it is a search for nothing.
        if not text:
            self.searched.emit("")

    def _on_search_entered(self) -> None:
        self.search_entered.emit(self.search_field.text())

    def tell(self, error: ReflectError) -> None:
        """Say what failed, once however many parts of a page met it."""
        if isinstance(error, JournalDamaged):
            # Met by a page that opened well enough: the door, which offers the way, was passed.
            way = (self.tr("Lock, and rescue what can be read"), self.rescue_requested.emit)
            self.trouble(error, [way])
        elif not isinstance(error, Interrupted):
            self.trouble(error)

    def _on_trouble_closed(self, bar: Trouble) -> None:
        for key, known in list(self._troubles.items()):
            if known is bar:
                del self._troubles[key]

    def _on_work_finished(self, strip: WorkStrip) -> None:
        if strip in self._works:
            self._works.remove(strip)
        strip.timer.stop()
        strip.hide()
        strip.deleteLater()

    def geometry_to_keep(self) -> tuple[int, int, int, int]:
        """x, y, width, height of the window when not maximised."""
        box = self.normalGeometry() if self.isMaximized() else self.geometry()
        return (box.x(), box.y(), box.width(), box.height())


def _counted(page: _Page) -> str:
    return f"{page.title} ({page.count})" if page.count else page.title


def _name(page: _Page) -> None:
    """What waits there is said by ear and under the mouse, also where the rail is icons only."""
    keys = page.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    page.button.setAccessibleName(_counted(page))
    page.button.setToolTip(f"{_counted(page)} ({keys})")


def _itself(widget: QWidget) -> QWidget:
    """A page that is there already."""
    return widget

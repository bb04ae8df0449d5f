"""What a person collects on a page: one item below the other, each with what can be done to it.

An item stays the same widget while its value changes, so that whoever has the focus keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLayout,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, Kept, KeptId
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.form import Form
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.scroller import bring_into_sight
from reflect.ui.window import place_command
from reflect.ui.wrapping import LongWords

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

WIDEST = 900
"""A card's width at 100 % text."""


class Item(QFrame):
    """One thing: its words, and a row of what can be done with it."""

    def __init__(self, theme: Theme, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.id = id
        self._does: dict[str, Callable[[], object]] = {}
        self._tools: dict[str, tuple[QToolButton, str, str]] = {}
        """Verb → button, its icon, what it says."""
        self.setProperty("role", "card")
        self.setObjectName("card")
        space = theme.spacing
        self.title = label("", "strong", kind=LongWords)
        self.words = QVBoxLayout()
        self.words.setSpacing(space(1))
        self.row = FlowLayout(gap=space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(2))
        column.setSpacing(space(2))
        column.addWidget(self.title)
        column.addLayout(self.words)
        column.addLayout(self.row)
        self._dress()
        theme.changed.connect(self._dress)

    def add_line(self, role: str | None = None) -> QLabel:
        """A line of words below the title; hidden while it is empty."""
        made = label("", role, kind=LongWords)
        self.words.addWidget(made)
        made.hide()
        return made

    def add_verb(
        self, verb: str, icon: str, text: str, does: Callable[[], object], *, named: bool = False
    ) -> QToolButton:
        """A button; `named`: it shows its words beside the icon."""
        tool = ToolButton(self)
        tool.setProperty("role", "plain")
        tool.setToolTip(text)
        if named:
            tool.setText(text)
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._does[verb] = does
        tool.clicked.connect(partial(self.do, verb))
        self._tools[verb] = (tool, icon, text)
        self.row.addWidget(tool)
        self._dress_tool(verb)
        return tool

    def say(self, line: QLabel, text: str) -> None:
        """Words in a line of the item."""
        line.setText(text)
        line.setVisible(bool(text))

    def name(self, text: str) -> None:
        """What it is called, for the eye and for a screen reader at every button."""
        self.title.setText(text)
        self.title.setVisible(bool(text))
        self.setAccessibleName(text)
        for tool, _icon, said in self._tools.values():
            tool.setAccessibleName(f"{said}: {text}")

    def offer(self, verb: str, possible: bool) -> None:
        """Whether a verb can be done now."""
        tool = self._tools[verb][0]
        if not possible and tool.hasFocus():
            # The focus does not end on a button that is off.
            self.focusNextChild()
        tool.setEnabled(possible)

    @property
    def verbs(self) -> frozenset[str]:
        """What can be done with it now."""
        return frozenset(
            verb
            for verb, (tool, _icon, _text) in self._tools.items()
            if tool.isEnabled() and not tool.isHidden()
        )

    def tool(self, verb: str) -> QToolButton:
        """The button of a verb. Unknown verb: KeyError."""
        return self._tools[verb][0]

    def do(self, verb: str, *_checked: bool) -> None:
        """As its button does, where it can be done."""
        if verb in self.verbs:
            self._does[verb]()

    def focus(self) -> None:
        """Its first button."""
        for tool, _icon, _text in self._tools.values():
            if tool.isEnabled() and not tool.isHidden():
                tool.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @guarded(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        if menu.actions():
            menu.popup(event.globalPos())
        event.accept()

    def make_menu(self) -> QMenu:
        """What can be done with it now, for a right click."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        possible = self.verbs
        for verb, (tool, icon, text) in self._tools.items():
            if verb in possible:
                act = menu.addAction(self._theme.icon(icon), tool.text() or text)
                act.triggered.connect(partial(self.do, verb))
        return menu

    def _dress(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
        for verb in self._tools:
            self._dress_tool(verb)

    def _dress_tool(self, verb: str) -> None:
        tool, icon, _text = self._tools[verb]
        tool.setIcon(self._theme.icon(icon))
        tool.setIconSize(self._theme.icon_size)


class Shelf(QWidget):
    """Items in a column, kept in step with values."""

    shown = Signal()
    """Its items are as the values are now."""

    def __init__(
        self, theme: Theme, make: Callable[[Any], Item], show: Callable[[Any, Any], object]
    ) -> None:
        super().__init__()
        self._make = make
        self._show = show
        self.items: dict[str, Item] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.spacing(2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_values(self, values: Iterable[tuple[str, Any]]) -> bool:
        """Put these, in this order. False: what had the focus is gone, and nothing took it."""
        wanted = dict(values)
        focused = focused_in(self)
        order = list(self.items)
        held = True
        for id, item in list(self.items.items()):
            if id not in wanted:
                if focused is item:
                    held = self._pass_focus(order, id, wanted)
                self.column.removeWidget(item)
                item.hide()
                item.deleteLater()
                del self.items[id]
        for id, value in wanted.items():
            if id not in self.items:
                made = self._make(value)
                made.setParent(self)
                self.items[id] = made
        self.items = {id: self.items[id] for id in wanted}
        before: Item | None = None
        for place, (id, item) in enumerate(self.items.items()):
            if self.column.indexOf(item) != place:
                self.column.removeWidget(item)
                self.column.insertWidget(place, item)
            self._show(item, wanted[id])
            item.show()
            if before is not None:
                _chain(before, item)
            before = item
        self.setVisible(bool(self.items))
        self.shown.emit()
        return held

    def _pass_focus(self, order: list[str], gone: str, wanted: dict[str, Any]) -> bool:
        at = order.index(gone)
        for id in (*order[at + 1 :], *reversed(order[:at])):
            if id in wanted and id in self.items:
                self.items[id].focus()
                return True
        return False


def focused_in(part: QWidget) -> Item | None:
    """The item in there that has the focus."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and widget is not part:
        if isinstance(widget, Item):
            return widget if part.isAncestorOf(widget) else None
        widget = widget.parentWidget()
    return None


def meant_in(shelf: Shelf) -> Item | None:
    """What a command is about: the item that has the focus, or the only one there is."""
    focused = focused_in(shelf)
    if focused is not None or len(shelf.items) != 1:
        return focused
    return next(iter(shelf.items.values()))


def tab_stops(part: QWidget) -> list[QWidget]:
    """Where Tab halts in it, in the order of making."""
    return [
        each
        for each in part.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
    ]


def _chain(before: Item, after: Item) -> None:
    """Tab goes from one item to the next as the eye does."""
    one, other = tab_stops(before), tab_stops(after)
    if one and other:
        QWidget.setTabOrder(one[-1], other[0])
        for first, second in pairwise(other):
            QWidget.setTabOrder(first, second)


class ItemCommands(QObject):
    """What the menu offers to do with the items of a shelf: with the one that has the focus, or the
    only one there is. Off where it could do nothing."""

    def __init__(self, view: QWidget, shelf: Shelf) -> None:
        super().__init__(view)
        self._view = view
        self._shelf = shelf
        self.acts: dict[str, QAction] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        shelf.shown.connect(self.dress)

    def add(self, verb: str, text: str, keys: str) -> QAction:
        """A command of the section, in the menu of what is in front."""
        act = place_command(self._view, "entry", text, keys, partial(self._do, verb))
        act.setEnabled(False)
        self.acts[verb] = act
        return act

    def _do(self, verb: str, *_checked: bool) -> None:
        item = meant_in(self._shelf)
        if item is not None:
            item.do(verb)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Going through the menu is still about what had the focus before.
        if new is not None and self._view.isVisible() and not isinstance(new, QMenuBar | QMenu):
            self.dress()

    def dress(self) -> None:
        """As what is meant can be done now."""
        item = meant_in(self._shelf)
        possible = item.verbs if item is not None else frozenset()
        for verb, act in self.acts.items():
            act.setEnabled(verb in possible)


class ShelfView(QWidget):
    """A section with a shelf that is read anew where what it shows became another, as soon as
    somebody looks at it."""

    KINDS: frozenset[str] = frozenset()
    """Kinds of `Changes.kept` at which it asks again."""

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        reads: Callable[[OpenVault], Any],
        *,
        about: str,
        empty: str,
    ) -> None:
        """`reads`: on the journal's thread, what shows, and nothing that holds the widget; `about`:
        what the section is for; `empty`: what is said where there is nothing yet."""
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._reads = reads
        self._stale = True
        self.setObjectName("page")
        self.about = label(about, "soft")
        self.empty = label(empty)
        self.empty.hide()
        self.shelf = Shelf(theme, self.make, self.show_value)
        self.commands = ItemCommands(self, self.shelf)

    def build(self, *between: QWidget | QLayout) -> QVBoxLayout:
        """The column: what it is for, what stands `between`, the shelf. Once, when all is made."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.spacing(3))
        column.addWidget(self.about)
        for each in between:
            if isinstance(each, QLayout):
                column.addLayout(each)
            else:
                column.addWidget(each)
        column.addWidget(self.empty)
        column.addWidget(self.shelf)
        self._dress()
        self._theme.changed.connect(self._dress)
        self._bridge.changed.connect(self._on_changed)
        return column

    # what a section of this kind has ------------------------------------------------------------

    def show_read(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def make(self, value: Any) -> Item:
        """An item of the shelf."""
        raise NotImplementedError

    def show_value(self, item: Any, value: Any) -> None:
        """An item as its value is now."""
        raise NotImplementedError

    # reading ------------------------------------------------------------------------------------

    def _dress(self) -> None:
        for each in (self.about, self.empty):
            each.setMaximumWidth(self._theme.px(WIDEST))

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()
        self.commands.dress()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & self.KINDS:
            self._stale = True
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        self._stale = False
        self._bridge.ask(self, self._reads, self.show_read)


class Collection(QWidget):
    """A section: a line of what it is for, a way to add, the form, the items."""

    changed = Signal()
    """What it shows is another now."""

    KINDS: frozenset[str] = frozenset()
    """Kinds of `Changes.kept` at which it asks again."""
    ENTRIES = False
    """Whether it asks again where entries changed."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._language = language_of(window.settings)
        self._stale = True
        self._asked_on = date.min
        self._first = True
        self.read_only = False
        self.forms: list[Form] = []
        self._sought = ""
        """Id of the item that is shown as soon as there is one."""
        self.setObjectName("page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.spacing(3))
        bridge.changed.connect(self._on_changed)
        self.changed.connect(self._seek)

    # for those that are one -----------------------------------------------------------------

    @property
    def add_words(self) -> str:
        """The command that adds one."""
        raise NotImplementedError

    def add_new(self) -> None:
        """Open an empty form."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask the journal for what is shown."""
        raise NotImplementedError

    # what the page asks ---------------------------------------------------------------------

    @property
    def can_add(self) -> bool:
        return not self.read_only

    @property
    def verbs(self) -> frozenset[str]:
        """What can be done with the item that has the focus."""
        item = focused_in(self)
        return item.verbs if item is not None else frozenset()

    def do(self, verb: str) -> None:
        """Do it with the item that has the focus."""
        item = focused_in(self)
        if item is not None:
            item.do(verb)

    def flush(self) -> None:
        """What is typed and not kept is put by. Raises what the journal raises."""
        for form in self.forms:
            form.flush()

    @property
    def unsaved(self) -> bool:
        return any(form.unsaved for form in self.forms)

    # what they share ------------------------------------------------------------------------

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first:
            self._first = False
            for form in self.forms:
                form.bring_back()
        # What is said of the last days is of another day now.
        if self._stale or self._asked_on != now_here()[0].date():
            self._again()

    def _again(self) -> None:
        self._stale = False
        self._asked_on = now_here()[0].date()
        self.ask()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        entries = self.ENTRIES and (changes.entries or changes.removed)
        if changes.everything or entries or changes.kept & self.KINDS:
            self._stale = True
            if self.isVisible():
                self._again()

    def add_head(self, about: str) -> QPushButton:
        """What the section is for, and the button that adds."""
        self.about = label(about, "soft")
        self.about.setMaximumWidth(self._theme.px(WIDEST))
        self.column.addWidget(self.about)
        add = button(self.add_words.replace("&", ""), "primary", self)
        add.clicked.connect(self._on_add)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        return add

    def _on_add(self, *_checked: bool) -> None:
        self.add_new()

    def add_form(self, form: Form, column: QVBoxLayout | None = None) -> Form:
        """A form of this section, closed until it is begun."""
        self.forms.append(form)
        (column or self.column).addWidget(form)
        form.hide()
        form.done.connect(self.show_item)
        return form

    def show_item(self, id: str, *, fresh: bool = False) -> None:
        """Focus on it and bring it into sight, as soon as it is there; `fresh`: once asked anew."""
        self._sought = id
        if not fresh:
            self._seek()

    def _item(self, id: str) -> Item | None:
        found = (shelf.items.get(id) for shelf in self.findChildren(Shelf))
        return next((item for item in found if item is not None), None)

    def _seek(self) -> None:
        item = self._item(self._sought)
        if item is not None:
            item.focus()
            # Once it has its place.
            QTimer.singleShot(0, self, partial(self._into_sight, self._sought))
            self._sought = ""

    def _into_sight(self, id: str) -> None:
        item = self._item(id)
        if item is not None:
            bring_into_sight(item)

    def write(self, job: Callable[[OpenVault], Changes]) -> None:
        """Do it on the journal's thread."""
        self._bridge.write(self, job)

    def take_away(self, value: Kept, said: str) -> None:
        """Into the trash, with the way back."""
        self.write(partial(trash, type(value), value.id))
        self._window.offer_undo(said, partial(self.write, partial(keep, value)))


def keep(value: Kept, vault: OpenVault) -> Changes:
    return vault.journal.keep(value)


def trash(type_: type[Kept], id: KeptId, vault: OpenVault) -> Changes:
    return vault.journal.trash_kept(type_, [id])


def order(type_: type[Kept], ids: tuple[KeptId, ...], vault: OpenVault) -> Changes:
    return vault.journal.order_kept(type_, ids)


def moved(ids: Iterable[str], id: str, step: int) -> tuple[KeptId, ...]:
    """The ids with one of them a place earlier (-1) or later (1); as they were at the ends."""
    every = list(ids)
    at = every.index(id)
    to = at + step
    if 0 <= to < len(every):
        every[at], every[to] = every[to], every[at]
    return tuple(KeptId(each) for each in every)

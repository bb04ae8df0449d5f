"""Steady me: breathe, find the ground, what helps you, who answers. One key, F9, from everywhere.

In front of a locked journal, or with none at all, it shows nothing of the person; with an open one
the bridge card stands first. It takes the place of the window's content; Esc or F9 leads back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reflect.model import BRIDGE, Bridge, Changes, Strategy
from reflect.ui.bars import button, key_in, label, tall
from reflect.ui.breathing import Breathing
from reflect.ui.flow import FlowLayout
from reflect.ui.scroller import Column

if TYPE_CHECKING:
    from reflect.ui import bridge as bridges
    from reflect.ui.door import Door
    from reflect.ui.lines import Host
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

KINDS = frozenset({"bridge", "strategy", "use"})
"""What is kept that shows here."""
SECTIONS = ("breathe", "ground", "mine", "lines")
"""By their number keys, 1 to 4."""


@dataclass(frozen=True, slots=True)
class Personal:
    """What of an open journal shows here."""

    bridge: Bridge | None = field(default=None, repr=False)
    three: tuple[Strategy, ...] = field(default=(), repr=False)


def read(language: str, vault: OpenVault) -> Personal:
    """On the journal's thread."""
    from reflect.insights import coping
    from reflect.ui import cards

    known = cards.read(language, vault)
    three = coping.first_three(known.seen, known.first, known.uses)
    return Personal(vault.journal.kept_one(Bridge, BRIDGE), three)


# -- in the window of an open journal --------------------------------------------------------------


def prepare(window: MainWindow) -> Steady:
    """The one of this window, built if it was not yet."""
    steady = window.findChild(Steady)
    if steady is None:
        steady = Steady(window, window.leave, window.bridge, window, window.layers)
        window.layers.addWidget(steady)
        DialogKeys(window, window.steady_requested.emit)
    return steady


def toggle(window: MainWindow) -> None:
    """There, or back."""
    steady = prepare(window)
    if window.topmost is steady:
        window.leave()
    else:
        open_steady(window)


def open_steady(window: MainWindow, section: str = "breathe") -> Steady:
    """In place of everything, at one of `SECTIONS`. Above a blank page it says nothing of the
    person."""
    steady = prepare(window)
    personal = not window.covered
    steady.begin(section, personal=personal)
    window.enter(steady)
    steady.take_focus()
    return steady


class DialogKeys(QObject):
    """F9 in dialogs: a shortcut of the window does not reach into what stands in front of it."""

    def __init__(self, window: QWidget, does: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._does = does
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
            self._on_focus(None, app.focusWidget())

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or dialog.property("steady-key"):
            return
        if self._is_of_window(dialog):
            dialog.setProperty("steady-key", True)
            QShortcut(QKeySequence("F9"), dialog, self._does)

    def _is_of_window(self, dialog: QWidget | None) -> bool:
        while dialog is not None and dialog is not self._window:
            dialog = dialog.parentWidget()
        return dialog is not None


# -- in front of a locked one ---------------------------------------------------------------------


def prepare_at_door(door: Door) -> Steady:
    """The one of this door, built if it was not yet; nothing of the person is in it."""
    steady = door.findChild(Steady)
    if steady is None:
        steady = Steady(door, door.leave_steady, None, None, door.layers)
        door.layers.addWidget(steady)
    return steady


# -- the page -------------------------------------------------------------------------------------


class Steady(QWidget):
    """One for each door or window."""

    def __init__(
        self,
        host: Host,
        leave: Callable[[], None],
        bridge: bridges.Bridge | None,
        window: MainWindow | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._theme = host.theme
        self._leave = leave
        self._bridge = bridge
        self._window = window
        self._personal = False
        self._known = Personal()
        self._warming = False
        self.section = ""
        self.sections: dict[str, QWidget] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.setObjectName("page")
        self.setProperty("steady", True)
        self.setAccessibleName(self.tr("Steady me"))
        self._build()
        self._dress()
        self._theme.changed.connect(self._dress)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build_next)
        if bridge is not None:
            bridge.changed.connect(self._on_changed)
            self._ask()
        self.show_section("breathe")

    # what others ask --------------------------------------------------------------------------

    def warm(self) -> None:
        """While nobody waits: build the sections, and paint all of it once where nobody sees it, so
        that type, style and lines are ready when the key is pressed."""
        if not self.isVisible():
            self._personal = self._bridge is not None
            self._dress_personal()
            self._warming = True
            self._later.start()

    def begin(self, section: str = "breathe", *, personal: bool) -> None:
        """It comes to the front; `personal`: what the journal knows may show."""
        self._personal = personal and self._bridge is not None
        self._dress_personal()
        # They may be set in Preferences as well.
        for each in self.sections.values():
            follow = getattr(each, "follow", None)
            if follow is not None:
                follow()
        self._scroll.verticalScrollBar().setValue(0)
        self.show_section(section)
        self._later.start()

    def take_focus(self) -> None:
        """Once it shows: to what is there to be pressed first."""
        first = getattr(self.sections[self.section], "first", None)
        target = first if isinstance(first, QWidget) else self.buttons[self.section]
        target.setFocus()

    def show_section(self, section: str, *_checked: bool) -> None:
        """One of `SECTIONS`; what shows nothing here leads to breathing."""
        if section == "mine" and not self._personal:
            section = "breathe"
        widget = self._section(section)
        self.section = section
        for each in self.sections.values():
            each.setVisible(each is widget)
        for id, each_button in self.buttons.items():
            each_button.setChecked(id == section)

    def leave(self) -> None:
        """Back to where one was."""
        self._leave()

    # building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        self._scroll = Column(self._theme, self)
        self._column, column = self._scroll.inside, self._scroll.lines
        self.back = button(self.tr("Back  Esc"), parent=self._column)
        self.back.setAccessibleName(self.tr("Back"))
        self.back.clicked.connect(self.leave)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("Steady me"), "title"))
        self._mine = QVBoxLayout()
        """Built when there is something of the person to show."""
        column.addLayout(self._mine)
        self.card: QFrame | None = None
        self.plan: QPushButton | None = None
        self.write: QPushButton | None = None
        row = FlowLayout(gap=space(2))
        for number, (id, text) in enumerate(
            zip(
                SECTIONS,
                (
                    self.tr("Breathe"),
                    self.tr("Ground"),
                    self.tr("My first three"),
                    self.tr("Help lines"),
                ),
                strict=True,
            ),
            1,
        ):
            each = button(f"{number}  {text}", parent=self._column)
            each.setCheckable(True)
            each.setAccessibleName(text)
            each.clicked.connect(partial(self._on_section, id))
            key_in(self, str(number), partial(self._on_section, id))
            self.buttons[id] = each
            row.addWidget(each)
        self.buttons["mine"].hide()
        column.addLayout(row)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        key_in(self, "Esc", self.leave)

    def _section(self, id: str) -> QWidget:
        made: QWidget | None = self.sections.get(id)
        if made is None:
            if id == "breathe":
                made = Breathing(self._host, self._column)
            elif id == "ground":
                from reflect.ui.grounding import Grounding

                made = Grounding(self._host, self._column)
            elif id == "lines":
                from reflect.ui.lines import HelpLines

                made = lines = HelpLines(self._host, self._bridge, self._window, self._column)
                lines.set_personal(self._personal)
            else:
                made = three = FirstThree(self._theme, self._column)
                three.chosen.connect(self._on_use)
                three.fill(self._known.three)
            made.hide()
            self.sections[id] = made
            self._below.addWidget(made)
        return made

    def _build_next(self) -> None:
        """One of the sections that nobody has asked for yet; the next a moment later."""
        for id in SECTIONS:
            if id not in self.sections and (id != "mine" or self._personal):
                self._section(id)
                self._later.start()
                return
        warming, self._warming = self._warming, False
        room = self.parentWidget()
        if warming and room is not None and not self.isVisible():
            self.resize(room.size())
            self.grab()

    def _dress(self) -> None:
        tall(*self._column.findChildren(QPushButton))

    def _on_section(self, id: str, *_checked: bool) -> None:
        if id == "mine" and not self._personal:
            return
        self.show_section(id)
        self.take_focus()

    # the person's own -----------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._bridge is not None:
            from reflect.ui.region import language_for

            language = language_for(self._host.settings)
            self._bridge.ask(self, partial(read, language), self._on_read)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & KINDS:
            self._ask()

    def _on_read(self, known: Personal) -> None:
        self._known = known
        self._fill_three()
        self._fill_card()
        self._dress_personal()
        self._dress()

    def _dress_personal(self) -> None:
        self.buttons["mine"].setVisible(self._personal)
        if self._personal and self.plan is None:
            self._build_mine()
        if self.card is not None and self.plan is not None and self.write is not None:
            self.card.setVisible(self._personal and self._has_card())
            self.plan.setVisible(self._personal)
            self.write.setVisible(self._personal)
        lines = self.sections.get("lines")
        if lines is not None:
            from reflect.ui.lines import HelpLines

            if isinstance(lines, HelpLines):
                lines.set_personal(self._personal)

    def _has_card(self) -> bool:
        card = self._known.bridge
        return card is not None and bool(card.say or card.contact or card.first_sentence)

    def _build_mine(self) -> None:
        space = self._theme.spacing
        self.card = QFrame(self._column)
        self.card.setProperty("role", "card")
        self._card_lines = QVBoxLayout(self.card)
        self._card_lines.setContentsMargins(space(4), space(3), space(4), space(3))
        self._card_lines.setSpacing(space(1))
        self.card.hide()
        self.plan = button(self.tr("My safety plan"), parent=self._column)
        self.plan.clicked.connect(self._on_plan)
        self.write = button(self.tr("My bridge card"), "plain", self._column)
        self.write.clicked.connect(self._on_card)
        self._mine.addWidget(self.card)
        row = FlowLayout(gap=space(2))
        row.addWidget(self.plan)
        row.addWidget(self.write)
        self._mine.addLayout(row)
        self._fill_card()
        self._dress()

    def _fill_card(self) -> None:
        card = self._known.bridge
        if self.card is None:
            return
        _empty(self._card_lines)
        if card is None:
            return
        for title, text in (
            (self.tr("What I asked a friend to say"), card.say),
            (self.tr("Whom I agreed to contact"), "\n".join(card.contact)),
            (self.tr("My first sentence"), card.first_sentence),
        ):
            if text:
                words = label(text, "section")
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._card_lines.addWidget(label(title, "caption"))
                self._card_lines.addWidget(words)

    def _fill_three(self) -> None:
        room = self.sections.get("mine")
        if isinstance(room, FirstThree):
            room.fill(self._known.three)

    def _on_use(self, id: str, *_checked: bool) -> None:
        if self._window is not None:
            from reflect.ui.coping import open_use

            open_use(self._window, id)

    def _on_plan(self) -> None:
        if self._window is not None:
            from reflect.ui.safety import open_plan

            open_plan(self._window)

    def _on_card(self) -> None:
        if self._window is not None:
            from reflect.ui.bridge_card import open_card

            open_card(self._window)


class FirstThree(QWidget):
    """Three cards, each begun by one press."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.first: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.spacing(2))

    def fill(self, cards: tuple[Strategy, ...]) -> None:
        """These, in this order."""
        _empty(self._column)
        self.first = None
        for card in cards:
            each = button(self.tr("Use it now"), parent=self)
            each.setAccessibleName(self.tr("Use it now: {title}").format(title=card.title))
            each.clicked.connect(partial(self._on_chosen, card.id))
            frame = QFrame(self)
            frame.setProperty("role", "card")
            row = QHBoxLayout(frame)
            row.addWidget(label(card.title, "strong"), 1)
            row.addWidget(each)
            tall(each)
            self._column.addWidget(frame)
            self.first = self.first or each
        self._column.addWidget(
            label(
                self.tr("Each begins at once. Which three stand here, you choose on Coping.")
                if cards
                else self.tr("Three ways of coping stand here, once there are some on Coping."),
                "soft",
            )
        )

    def _on_chosen(self, id: str, *_checked: bool) -> None:
        self.chosen.emit(id)


def _empty(box: QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

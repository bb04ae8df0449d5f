"""Sharing: what came, people, what others hold of me, what I gave, and where it goes.

While it is off the page says plainly what it is and is not, and how it is switched on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reflect.ui.bars import announce, button, holds_focus, label
from reflect.ui.flow import FlowLayout
from reflect.ui.rounds import State, state_of
from reflect.ui.scroller import to_top
from reflect.ui.sections import SectionedPage
from reflect.ui.wrapping import LongWords

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

KINDS = frozenset({"contact", "share", "arrival"})
WIDEST = 900
"""Of a column of words, at 100 % text."""


def open_section(window: MainWindow, section: str) -> QWidget | None:
    """From anywhere in the window: a section of Sharing comes to the front; the section itself, or
    None while sharing is off (the page then says what it is).

    Ids: inbox, people, ledger, gifts, relays.
    """
    window.show_page("sharing")
    page = window.page("sharing")
    return page.go_to(section) if isinstance(page, SharingPage) else None


class SharingPage(SectionedPage):
    """The switch on top, the section that was chosen below it; or, while it is off, why and how."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._wanted = ""
        """The section that shows as soon as it is known that sharing is on."""
        self._state: State | None = None
        self._build()
        self.build_ways(self.go_to)
        self._dress()
        theme.changed.connect(self._dress)
        bridge.changed.connect(self._on_changed)
        if window.rounds is not None:
            window.rounds.changed.connect(self._on_rounds)
        bridge.ask(self, state_of, self._on_state)

    # building -------------------------------------------------------------------------------

    def makers(self) -> dict[str, tuple[str, Callable[[], QWidget]]]:
        return {
            "inbox": (self.tr("Received"), self._inbox),
            "people": (self.tr("People"), self._people),
            "ledger": (self.tr("What others hold"), self._ledger),
            "gifts": (self.tr("What I gave"), self._gifts),
            "relays": (self.tr("Where it goes"), self._relays),
        }

    def _build(self) -> None:
        space = self._theme.spacing
        row = self.build_switch()
        self.last = label("", "soft", kind=LongWords)
        self.now_button = button(self.tr("Send and fetch now"), "plain", self)
        self.now_button.clicked.connect(self.send_and_fetch)
        line = FlowLayout(gap=space(2))
        line.addWidget(self.now_button)
        self.head = QWidget(self)
        top = QVBoxLayout(self.head)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(space(2))
        top.addLayout(row)
        top.addWidget(self.last)
        top.addLayout(line)
        self.head.hide()
        self.off = self._build_off()
        self.off.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(1), space(5), space(4))
        column.setSpacing(space(2))
        column.addWidget(self.head)
        column.addWidget(self.off)
        column.addLayout(self.body, 1)

    def _build_off(self) -> QWidget:
        """What it is, what it is not, and the switch."""
        space = self._theme.spacing
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self._off_words = []
        for role, text in (
            ("section", self.tr("Show some of it to somebody you trust")),
            (
                None,
                self.tr(
                    "You choose one entry or one way of coping, see exactly what the other person "
                    "will see, and send it to them alone. They can answer in the way you ask for. "
                    "Nobody is looked up or suggested: you invite a person yourself."
                ),
            ),
            ("strong", self.tr("What stays with you")),
            (
                None,
                self.tr(
                    "Nothing leaves this journal unless you choose it, each time. No account is "
                    "needed. What goes is sealed here and opened on the other person's computer: "
                    "no server in between can read it."
                ),
            ),
            ("strong", self.tr("What nobody can promise")),
            (
                None,
                self.tr(
                    "Whoever can read something can keep a copy of it. You can ask for something "
                    "to be deleted; whether that happens is up to them. And a relay sees that "
                    "something passes, and when, though not what."
                ),
            ),
            ("strong", self.tr("Where it goes")),
            (
                None,
                self.tr(
                    "Sealed letters wait in a place that both of you reach until the other is "
                    "there: a folder that you both see, or a relay on the internet. None is set; "
                    "you choose it after switching on."
                ),
            ),
        ):
            words = label(text, role)
            words.setMaximumWidth(self._theme.px(WIDEST))
            self._off_words.append(words)
            column.addWidget(words)
        self.refused = label("", "warn")
        self.refused.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refused.hide()
        self.on_button = button(self.tr("Switch on"), "primary", self)
        self.on_button.clicked.connect(self.switch_on)
        column.addWidget(self.refused)
        column.addWidget(self.on_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _dress(self) -> None:
        for words in self._off_words:
            words.setMaximumWidth(self._theme.px(WIDEST))
        self.now_button.setIcon(self._theme.icon("restore"))
        self.now_button.setIconSize(self._theme.icon_size)

    # sections -------------------------------------------------------------------------------

    def _inbox(self) -> QWidget:
        from reflect.ui.inbox import InboxView

        return InboxView(self._bridge, self._window, self._theme)

    def _people(self) -> QWidget:
        from reflect.ui.people import PeopleView

        return PeopleView(self._bridge, self._window, self._theme)

    def _ledger(self) -> QWidget:
        from reflect.ui.ledger import LedgerView

        return LedgerView(self._bridge, self._window, self._theme)

    def _gifts(self) -> QWidget:
        from reflect.ui.gifts import GiftsView

        return GiftsView(self._bridge, self._window, self._theme)

    def _relays(self) -> QWidget:
        from reflect.ui.relays import RelaysView

        return RelaysView(self._bridge, self._window, self._theme)

    @property
    def is_on(self) -> bool:
        """Whether this journal shares, as far as it is known here."""
        return self._state is not None and self._state.on

    def open(self, id: str, *_checked: bool) -> QWidget | None:
        """A section to the front; None while sharing is off. Unknown id: KeyError."""
        if self._state is None:
            # Whoever asks for a section cannot wait for the answer that is under way.
            self._bridge.settle()
        if not self.is_on:
            self._wanted = id
            return None
        return self.show_section(id)

    def go_to(self, id: str, *_checked: bool) -> QWidget | None:
        """As `open`, and the focus goes along; once more, and the section is at its beginning."""
        was = self._current
        section = self.open(id)
        if section is not None:
            begin = getattr(section, "show_list", None) if was == id else None
            if begin is not None:
                begin()
            else:
                self._focus(id)
        return section

    def _focus(self, id: str) -> None:
        """Where the section begins, if it says so, so that its keys are heard; else its switch."""
        take = getattr(self.sections.get(id), "take_focus", None)
        if take is None or not take():
            self.switch[id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_switch(self, tab: QWidget) -> None:
        if tab.property("section") == self._current:
            self.go_to(self._current)
        else:
            super()._on_switch(tab)

    def on_section(self) -> None:
        self._wanted = ""
        self._place_actions()

    def _place_actions(self) -> None:
        """In the menus: the commands of the section in front, and of no other."""
        for id, section in self.sections.items():
            for act in section.actions():
                if act.property("menu") is None:
                    continue
                if id == self._current:
                    self.addAction(act)
                else:
                    act.setVisible(False)
                    self.removeAction(act)
        self._window.refresh_menus()

    # on and off -----------------------------------------------------------------------------

    def switch_on(self) -> None:
        """From now on this journal may share."""
        self.refused.hide()
        self._bridge.write(self, switch_on, self._on_switched_on, self._on_refused)

    def _on_switched_on(self, _changes: Changes) -> None:
        self._wanted = self._wanted or "relays"
        self._bridge.ask(self, state_of, self._on_state)

    def _on_refused(self, error: ReflectError) -> None:
        from reflect.errors import SharingUnavailable
        from reflect.ui.messages import worded

        title, line = worded(error)
        said = f"{title}. {line}"
        if isinstance(error, SharingUnavailable):
            more = self.tr(
                "Reflect as it is downloaded has all of it. Where it was installed with pip, this "
                "adds it: {command}"
            ).format(command='pip install "reflect-journal[sync]"')
            said = f"{said} {more}"
        self.refused.setText(said)
        self.refused.show()
        announce(self, said)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & KINDS:
            self._bridge.ask(self, state_of, self._on_state)

    def _on_state(self, state: State) -> None:
        before, self._state = self._state, state
        self.on_button.setEnabled(not state.read_only)
        if state.on:
            here = holds_focus(self.off)
            self.head.show()
            if here:
                self.switch[self._wanted or "inbox"].setFocus(Qt.FocusReason.OtherFocusReason)
            self.off.hide()
            unread = self.tr("Received") if not state.unread else ""
            self.switch["inbox"].setText(
                unread or self.tr("Received ({count})").format(count=state.unread)
            )
            if not self._current and self.isVisible():
                self.show_section(self._wanted or ("inbox" if state.contacts else "people"))
        else:
            self.head.hide()
            self._close_sections()
            self.off.show()
            if before is not None and before.on:
                to_top(self)
                self.on_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_rounds()

    def _close_sections(self) -> None:
        self._current = ""
        self._place_actions()
        sections, self.sections = self.sections, {}
        for each in sections.values():
            each.hide()
            self.body.removeWidget(each)
            each.deleteLater()

    # exchanging -----------------------------------------------------------------------------

    def send_and_fetch(self) -> None:
        """A round now, also where a relay is being left alone."""
        if self._window.rounds is not None:
            self._window.rounds.call()

    def _on_rounds(self) -> None:
        rounds = self._window.rounds
        words = rounds.words() if rounds is not None else ""
        self.last.setText(words)
        self.now_button.setVisible(rounds is not None and rounds.running)

    # what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """The page has come to the front."""
        focused = QApplication.focusWidget()
        if self._state is not None:
            self._on_state(self._state)
        if focused is None or not self.isAncestorOf(focused):
            if self._current:
                self._focus(self._current)
            else:
                self.on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises; what is typed stays on the page."""
        for section in self.sections.values():
            flush = getattr(section, "flush", None)
            if flush is not None:
                flush()

    @property
    def unsaved(self) -> bool:
        """After a flush: something could not be saved."""
        return any(getattr(section, "unsaved", False) for section in self.sections.values())


def switch_on(vault: OpenVault) -> Changes:
    """On the journal's thread: what sharing needs is loaded now. Raises SharingUnavailable."""
    from reflect import sync

    sync.need()
    from reflect.sync import sharing

    return sharing.switch_on(vault)

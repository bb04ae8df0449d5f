"""What might help now: up to three ways of coping under the feelings, each with its reason.

Asked when feelings or the mood are marked, never while somebody types; nothing moves under the
cursor. Closed, it stays away from this entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.model import LOW_MOOD, Changes, EntryId, Strategy
from reflect.ui.bars import ToolButton, announce, label
from reflect.ui.guard import guarded
from reflect.ui.wrapping import LongLink

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.insights.coping import Reason
    from reflect.ui.bridge import Bridge
    from reflect.ui.editor import EntryEditor
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

MOST = 3
BEFORE_WORDS = 7
"""Pixels between the edge of a link and its words, less those of a line's own margin."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One suggestion, as the strip shows it."""

    card: Strategy
    reason: Reason
    tried: bool
    """Used before, be it with other feelings."""


class _Line(QWidget):
    """A title and its reason, side by side where there is room."""

    def __init__(self, theme: Theme, title: str, reason: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.use = LongLink(title, self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.spacing(1))
        self._row.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.reason = label(reason, "soft")
        self.reason.setMargin(theme.spacing(1))
        self._row.addWidget(self.reason, 1)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.use.sizeHint().width() * 2 <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            # Below its title, it begins where the title's words do.
            self.reason.setContentsMargins(0 if beside else BEFORE_WORDS, 0, 0, 0)


class SuggestionStrip(QFrame):
    """Stands in an entry's page; hidden while there is nothing to say."""

    chosen = Signal(str, object)
    """(id of a strategy, the feeling it was suggested for or None)"""
    closed = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self.setProperty("role", "sunken")
        self.offers: list[QPushButton] = []
        space = theme.spacing
        self.heading = label(self.tr("What might help now"), "caption")
        self.close_strip = ToolButton(self)
        self.close_strip.setProperty("role", "plain")
        self.close_strip.setAccessibleName(self.tr("No suggestions for this entry"))
        self.close_strip.setToolTip(self.close_strip.accessibleName())
        self.close_strip.clicked.connect(self.closed)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(1), space(1), space(1))
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._rows)
        self.setAccessibleName(self.heading.text())
        self._dress()
        theme.changed.connect(self._dress)
        self.hide()

    def _dress(self) -> None:
        self.close_strip.setIcon(self._theme.icon("close", "soft"))
        self.close_strip.setIconSize(self._theme.icon_size)

    def show_offers(self, offers: tuple[Offered, ...]) -> None:
        """These, or nothing at all."""
        from reflect.ui.coping_words import reason_words

        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.offers = []
        for offered in offers:
            reason = reason_words(offered.reason, offered.card, self._language, tried=offered.tried)
            line = _Line(self._theme, offered.card.title, reason, self)
            made = line.use
            made.setAccessibleName(
                self.tr("Use {title} now: {reason}").format(title=offered.card.title, reason=reason)
            )
            made.setToolTip(self.tr("Use it now"))
            made.clicked.connect(partial(self._on_chosen, offered.card.id, offered.reason.feeling))
            self._rows.addWidget(line)
            self.offers.append(made)
        self.setVisible(bool(offers))

    def _on_chosen(self, id: str, feeling: str | None, *_checked: bool) -> None:
        self.chosen.emit(id, feeling)


class Suggesting(QObject):
    """Asks for suggestions when an entry's marks ask for them, and keeps still while one types."""

    def __init__(
        self, editor: EntryEditor, bridge: Bridge, window: MainWindow, theme: Theme, language: str
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bridge = bridge
        self._window = window
        self._language = language
        self._closed: set[EntryId] = set()
        self._asked: object = None
        """What the strip shows, or waits to show: entry, feelings and mood."""
        self._waiting: tuple[Offered, ...] | None = None
        self._typing = False
        self.strip = SuggestionStrip(theme, language, editor)
        self.strip.chosen.connect(self._on_chosen)
        self.strip.closed.connect(self._on_closed)
        editor.under_feelings(self.strip)
        editor.marked.connect(self.ask)
        editor.pad.textChanged.connect(self._on_typed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        bridge.changed.connect(self._on_changed)
        window.settings_changed.connect(self._on_settings)

    def ask(self) -> None:
        """The marks may have changed: suggest anew where they ask for it."""
        self._typing = False
        id = self._editor.entry_id
        mood = self._editor.moods.mood
        known = content.feeling_by_id(self._language)
        feelings = tuple(
            each.word
            for each in self._editor.feelings.emotions
            if each.word in known and known[each.word].valence < 0
        )
        heavy = mood is not None and mood <= LOW_MOOD
        wanted = bool(feelings) or heavy
        if not wanted or id in self._closed or not self._window.settings.suggestions:
            self._asked = None
            self._offer(())
            return
        asked = (id, feelings, mood)
        if asked == self._asked:
            return
        self._asked = asked
        self._bridge.ask(
            self,
            partial(_suggest, feelings, mood, self._language),
            partial(self._on_answer, asked),
            self._on_failed,
        )

    def _on_answer(self, asked: object, offers: tuple[Offered, ...]) -> None:
        if asked == self._asked:
            self._offer(offers)

    def _on_failed(self, _error: ReflectError) -> None:
        # The page does well without them; what is wrong with the journal is told elsewhere.
        self._asked = None

    def _offer(self, offers: tuple[Offered, ...]) -> None:
        if self._typing and (offers or self.strip.isVisible()):
            self._waiting = offers
            return
        self._waiting = None
        shown = not self.strip.isHidden()
        self.strip.show_offers(offers)
        if offers and not shown:
            announce(self.strip, self.strip.heading.text())

    def _on_typed(self) -> None:
        if self._editor.pad.hasFocus():
            self._typing = True

    def _on_focus(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old is self._editor.pad and self._typing:
            self._typing = False
            if self._waiting is not None:
                self._offer(self._waiting)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        # A card changed or was used: the numbers in the reasons are others now.
        if self._asked is not None and (changes.everything or changes.kept & {"strategy", "use"}):
            self._asked = None
            self.ask()

    def _on_settings(self, _settings: object) -> None:
        self.ask()

    def _on_closed(self) -> None:
        self._closed.add(self._editor.entry_id)
        self._typing = False
        self.ask()
        self._editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, id: str, feeling: str | None) -> None:
        from reflect.ui.coping import open_use

        open_use(self._window, id, feeling)


def _suggest(
    feelings: tuple[str, ...], mood: int | None, language: str, vault: OpenVault
) -> tuple[Offered, ...]:
    from reflect.insights import coping
    from reflect.ui.cards import read

    cards = read(language, vault)
    found = coping.suggest(feelings, cards.seen, cards.uses, mood=mood, limit=MOST)
    return tuple(
        Offered(each.strategy, each.reason, each.strategy.id in cards.records) for each in found
    )

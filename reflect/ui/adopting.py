"""Ways of coping that came: looked at as a card, tried, and, where one likes, a word back.

Loaded by the coping page for the word back, so nothing of `reflect.sync` is loaded before a job on
the journal's thread has seen that sharing is on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reflect import content
from reflect.model import Changes, Strategy
from reflect.ui.bars import announce, button, holds_focus, label
from reflect.ui.coping_words import energy_words, minutes_words, number_words
from reflect.ui.flow import FlowLayout
from reflect.ui.wrapping import LongLink, LongWords

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.shares import Arrival
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

OFFERED = "helped-offered:"
"""Begins the name of the journal's state with when a word back was last offered for a card."""
NOT_BEFORE = timedelta(days=7)
WHAT = ("helped", "helped-a-little", "glad-i-tried", "now-mine")


class CardThatCame(QFrame):
    """A way of coping as somebody sent it: their words apart from what it says of evidence, what it
    did for them as theirs."""

    tried = Signal()
    """It is to be one of mine."""

    def __init__(
        self,
        theme: Theme,
        language: content.Language,
        card: Mapping[str, Any],
        name: str,
        *,
        mine: bool,
        adopted: bool,
        read_only: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`card`: as `sharing.item_json` gives it; `name`: of the other person."""
        super().__init__(parent)
        self._theme = theme
        space = theme.spacing
        self.setProperty("role", "card")
        self.setAccessibleName(str(card["title"]))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(space(3),) * 4)
        self.column.setSpacing(space(1))
        self._line(str(card["title"]), "section")
        takes = (minutes_words(card.get("minutes")), energy_words(card.get("energy")))
        self._line(" · ".join(part for part in takes if part), "soft")
        self._headed(self.tr("Take care"), card.get("caution"))
        feelings = [content.feeling_word(each, language) for each in card.get("for") or ()]
        self._headed(self.tr("For when you feel"), ", ".join(feelings))
        steps = card.get("steps") or ()
        if steps:
            self._line(self.tr("Steps"), "strong")
        for number, step in enumerate(steps, 1):
            row = QHBoxLayout()
            row.addWidget(label(f"{number}.", "soft", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(step, kind=LongWords), 1)
            self.column.addLayout(row)
        self._headed(self.tr("Another way to do it"), card.get("adapt"))
        self._headed(self.tr("Why it may help"), card.get("why"))
        self._headed(self.tr("What research says, as they passed it on"), card.get("evidence"))
        self._theirs(card, name, mine=mine)
        self.take = LongLink(
            self.tr("In your ways of coping: open it") if adopted else self.tr("Try this"), self
        )
        self.take.setProperty("role", None if adopted else "primary")
        self.take.setVisible(not mine and (adopted or not read_only))
        self.take.clicked.connect(self.tried)
        self.column.addSpacing(space(1))
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, text: str, role: str | None = None) -> None:
        if text:
            self.column.addWidget(label(text, role, kind=LongWords))

    def _headed(self, heading: str, text: str | None) -> None:
        if text:
            self.column.addSpacing(self._theme.spacing(1))
            self._line(heading, "strong")
            self._line(text)

    def _theirs(self, card: Mapping[str, Any], name: str, *, mine: bool) -> None:
        words, uses, change = card.get("words"), card.get("uses"), card.get("median_change")
        if not words and uses is None:
            return
        block = QFrame(self)
        block.setProperty("role", "sunken")
        inside = QVBoxLayout(block)
        inside.setContentsMargins(*(self._theme.spacing(2),) * 4)
        inside.setSpacing(self._theme.spacing(1))
        if words:
            inside.addWidget(
                label(
                    self.tr("In your words")
                    if mine
                    else self.tr("In the words of {name}").format(name=name),
                    "strong",
                    kind=LongWords,
                )
            )
            inside.addWidget(label(f"“{words}”", kind=LongWords))
        if uses is not None:
            said = self.tr("{count} uses").format(count=uses) if uses != 1 else self.tr("1 use")
            if change is not None:
                said = self.tr("{uses}, median {change}").format(
                    uses=said, change=number_words(change)
                )
            whose = (
                self.tr("What it did for you: {record}")
                if mine
                else self.tr("What it did for {name}: {record}")
            )
            inside.addWidget(label(whose.format(name=name, record=said), kind=LongWords))
        self.column.addSpacing(self._theme.spacing(1))
        self.column.addWidget(block)


@dataclass(frozen=True, slots=True)
class Giver:
    """Whom a card came from, and the message it came with."""

    name: str
    item: Arrival


class HelpedOffer(QFrame):
    """After an adopted card was used: a word back to whoever gave it, or none."""

    left = Signal()
    """It went, and the focus was in it: what comes next may be a button that takes something away.
    """

    def __init__(
        self, bridge: Bridge, window: MainWindow, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = window
        self._giver: Giver | None = None
        self.setProperty("role", "notice")
        space = theme.spacing
        self.question = label("", kind=LongWords)
        self.ways = {
            "helped": button(self.tr("It helped me"), parent=self),
            "helped-a-little": button(self.tr("It helped a little"), parent=self),
            "glad-i-tried": button(self.tr("I am glad I tried it"), parent=self),
            "now-mine": button(self.tr("It is one of mine now"), parent=self),
        }
        self.no = button(self.tr("No"), "plain", self)
        self.no.clicked.connect(self.forget)
        row = FlowLayout(gap=space(1))
        for what, each in self.ways.items():
            each.clicked.connect(partial(self._on_said, what))
            row.addWidget(each)
        row.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(2),) * 4)
        column.setSpacing(space(1))
        column.addWidget(self.question)
        column.addLayout(row)
        self.hide()

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """In the order of Tab."""
        return (*self.ways.values(), self.no)

    def offer(self, card: Strategy) -> None:
        """It was used: ask, where somebody who shares with this journal gave it, and not again
        within a week."""
        if card.origin is not None and card.origin.kind == "peer":
            self._bridge.ask(self, partial(giver_of, card), self._on_giver)

    def forget(self) -> None:
        """Nothing is said."""
        self._giver = None
        held = holds_focus(self)
        self.hide()
        if held:
            self.left.emit()

    def _on_giver(self, giver: Giver | None) -> None:
        if giver is None:
            return
        self._giver = giver
        self.question.setText(self.tr("Tell {name} that it helped?").format(name=giver.name))
        self.show()
        announce(self, self.question.text())

    def _on_said(self, what: str, *_checked: bool) -> None:
        giver = self._giver
        self.forget()
        if giver is not None:
            job = partial(_tell, giver.item, what)
            self._bridge.write(self, job, partial(self._on_told, giver.name), self._on_failed)

    def _on_told(self, name: str, _changes: Changes) -> None:
        self._window.trouble(
            self.tr("{name} will hear of it").format(name=name), key="helped", calm=True
        )

    def _on_failed(self, error: ReflectError) -> None:
        self._window.trouble(error, key="helped")


def giver_of(card: Strategy, vault: OpenVault) -> Giver | None:
    """On the journal's thread: who would hear of it; None where sharing is off, nobody is there to
    hear, or it was asked within a week. Loads nothing of `reflect.sync` while sharing is off."""
    journal = vault.journal
    if vault.read_only or not journal.is_sharing:
        return None
    from reflect.sync import sharing

    now = journal.post.now()
    last = journal.state(OFFERED + card.id)
    if last is not None and now - datetime.fromisoformat(last) < NOT_BEFORE:
        return None
    item = sharing.given_by(vault, card)
    if item is None:
        return None
    contact = journal.post.contact(item.contact)
    if not contact.may_send:
        return None
    journal.set_state(OFFERED + card.id, now.isoformat())
    return Giver(contact.name, item)


def _tell(item: Arrival, what: Any, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    sharing.helped(vault, item, what)
    return Changes(kept=frozenset({"share"}))

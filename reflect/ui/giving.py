"""Giving a way of coping: the card as it goes, and what it did for me where I choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from reflect.model import Changes, KeptId
from reflect.shares import Contact, ContactId, MessageId
from reflect.ui.bars import label
from reflect.ui.sending import SendingDialog
from reflect.ui.shown import ShownCard, used_words
from reflect.ui.wrapping import LongWords, Tick

if TYPE_CHECKING:
    from reflect.model import Strategy
    from reflect.sync import message
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

LONGEST = 500
"""Characters of what is said of it."""


@dataclass(frozen=True, slots=True)
class Ready:
    card: Strategy | None = field(repr=False)
    people: tuple[Contact, ...]
    """To whom something can go now."""
    anybody: bool
    """Somebody is there, at least."""
    uses: int
    median_change: float | None


class GivingDialog(SendingDialog):
    """What goes, to whom, with a few words where one likes."""

    def __init__(self, bridge: Bridge, window: MainWindow, card: KeptId) -> None:
        super().__init__(bridge, window, 620, 680, self.tr("Share a way of coping"))
        self._ready: Ready | None = None
        bridge.ask(self, partial(_prepare, card, self._language), self._on_ready)

    def _on_ready(self, ready: Ready) -> None:
        self._ready = ready
        if not ready.people or ready.card is None:
            self.say_nobody(anybody=ready.anybody)
            return
        space = self._window.theme.spacing
        whole = self.begin_page(ready.people)
        self.words = QLineEdit(self)
        self.words.setMaxLength(LONGEST)
        self.words.textChanged.connect(self._changed)
        said = QLabel(self.tr("&What you say of it, if you like"))
        said.setBuddy(self.words)
        whole.addWidget(said)
        whole.addWidget(self.words)
        self.results = Tick(
            self.tr("With what it did for &me: {words}").format(
                words=used_words(ready.uses, ready.median_change)
            ),
            self,
        )
        self.results.setVisible(bool(ready.uses))
        self.results.toggled.connect(self._changed)
        whole.addWidget(self.results)
        panel = QFrame(self)
        panel.setProperty("role", "card")
        panel.setObjectName("card")
        column = QVBoxLayout(panel)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        self.title = label("", "strong", kind=LongWords)
        self.shown = ShownCard(self._window.theme, self._language)
        column.addWidget(self.title)
        column.addWidget(self.shown)
        whole.addWidget(panel)
        whole.addWidget(
            label(self.tr("Places, people, music and photos stay here."), "soft", kind=LongWords)
        )
        self.all.show()
        self._name()
        self._ask_preview()
        self.person.setFocus()

    def _name(self, _index: int = 0) -> None:
        self.title.setText(self.theirs())

    def looks(self) -> Callable[[OpenVault], tuple[message.Strategy, dict[str, Any]]]:
        assert self._ready is not None and self._ready.card is not None
        words = self.words.text().strip()
        return partial(_look, self._ready.card, self.results.isChecked(), words)

    def show_preview(self, preview: tuple[message.Strategy, dict[str, Any]]) -> bool:
        self.shown.show_fields(preview[1])
        return True

    def sends(
        self, preview: tuple[message.Strategy, dict[str, Any]]
    ) -> Callable[[OpenVault], tuple[Changes, MessageId]]:
        return partial(_send, self.contact.id, preview[0])


# -- on the journal's thread -----------------------------------------------------------------------


def _prepare(id: KeptId, language: Any, vault: OpenVault) -> Ready:
    from reflect import content
    from reflect.insights import coping
    from reflect.model import Strategy, Use
    from reflect.sync import sharing

    cards = coping.cards(vault.journal.kept(Strategy), content.strategies(language), frozenset())
    card = next((each for each in cards if each.id == id), None)
    record = coping.record(use for use in vault.journal.kept(Use) if use.strategy == id)
    people = sharing.contacts(vault)
    may = tuple(each for each in people if each.may_send)
    return Ready(card, may, bool(people), record.uses, record.median_change)


def _look(
    card: Strategy, results: bool, words: str, vault: OpenVault
) -> tuple[message.Strategy, dict[str, Any]]:
    from reflect.sync import message, sharing

    body = sharing.check(sharing.strategy_body(vault, card, with_results=results, words=words))
    assert isinstance(body, message.Strategy)
    return body, sharing.item_json(body)


def _send(
    contact: ContactId, body: message.Strategy, vault: OpenVault
) -> tuple[Changes, MessageId]:
    from reflect.sync import sharing

    share = sharing.share_strategy(vault, vault.journal.post.contact(contact), body)
    return Changes(kept=frozenset({"share"})), share.id

"""Giving a way of coping: the card as it goes, and what it did for me where I choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, KeptId
from reflect.shares import Contact, ContactId, MessageId
from reflect.ui.bars import button, label
from reflect.ui.exercises import language_in
from reflect.ui.invitation import SharingDialog
from reflect.ui.shown import ShownCard, used_words
from reflect.ui.wrapping import LongWords, Tick

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.model import Strategy
    from reflect.sync import message
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

AFTER_MS = 120
LONGEST = 500
"""Characters of what is said of it."""


@dataclass(frozen=True, slots=True)
class Ready:
    card: Strategy | None = field(repr=False)
    people: tuple[Contact, ...]
    uses: int
    median_change: float | None


class GivingDialog(SharingDialog):
    """What goes, to whom, with a few words where one likes."""

    def __init__(self, bridge: Bridge, window: MainWindow, card: KeptId) -> None:
        super().__init__(bridge, window, 620, 680)
        self._card_id = card
        self._language = language_in(window)
        self._ready: Ready | None = None
        self._body: message.Strategy | None = None
        self._asked = 0
        self.head(self.tr("Share a way of coping"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._ask_preview)
        self.nobody = self.add_words(
            self.tr(
                "There is nobody to share with yet: invite somebody first, on the page Sharing "
                "under “People”."
            )
        )
        self.nobody.hide()
        self.invite = button(self.tr("Go to &People"), "primary", self)
        self.invite.clicked.connect(self._to_people)
        self.invite.hide()
        self.column.addWidget(self.invite, 0, Qt.AlignmentFlag.AlignLeft)
        self.all = QWidget(self)
        self.all.hide()
        self.column.addWidget(self.all)
        self.column.addStretch(1)
        self.go = self.add_verb(self.tr("&Send"), self.send, "primary")
        self.go.setToolTip(self.tr("Send (Ctrl+Return)"))
        self.go.setEnabled(False)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.send)
        bridge.ask(self, partial(_prepare, card, self._language), self._on_ready)

    def _on_ready(self, ready: Ready) -> None:
        self._ready = ready
        if not ready.people or ready.card is None:
            self.nobody.show()
            self.invite.show()
            self.invite.setFocus()
            return
        space = self._window.theme.spacing
        whole = QVBoxLayout(self.all)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space(3))
        self.person = QComboBox(self)
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for each in ready.people:
            self.person.addItem(each.name, each)
        self.person.currentIndexChanged.connect(self._name)
        asks = QLabel(self.tr("&To"))
        asks.setBuddy(self.person)
        whole.addWidget(asks)
        whole.addWidget(self.person, 0, Qt.AlignmentFlag.AlignLeft)
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

    @property
    def contact(self) -> Contact:
        """Who it is for."""
        found: Contact = self.person.currentData()
        return found

    def _name(self, _index: int = 0) -> None:
        self.title.setText(self.tr("What {name} will see").format(name=self.contact.name))

    def _changed(self, *_what: object) -> None:
        # Nothing is sent that was not seen.
        self.go.setEnabled(False)
        self._body = None
        self._timer.start()

    def _ask_preview(self) -> None:
        assert self._ready is not None and self._ready.card is not None
        self._asked += 1
        self._bridge.ask(
            self,
            partial(_look, self._ready.card, self.results.isChecked(), self.words.text().strip()),
            partial(self._on_preview, self._asked),
            self.fail,
        )

    def _on_preview(self, number: int, found: tuple[message.Strategy, dict[str, Any]]) -> None:
        if number != self._asked or self._timer.isActive():
            return
        self._body, fields = found
        self.say("")
        self.shown.show_fields(fields)
        self.go.setEnabled(True)

    def send(self) -> None:
        """The card that shows, to the one who is chosen."""
        if self._body is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._bridge.ask(
            self, partial(_send, self.contact.id, self._body), self._on_sent, self._on_not_sent
        )

    def _on_sent(self, sent: tuple[Changes, MessageId]) -> None:
        from reflect.ui.lens import undo_sharing

        changes, id = sent
        window, bridge, name = self._window, self._bridge, self.contact.name
        bridge.changed.emit(changes, window)
        self.close()
        window.offer_undo(
            self.tr("It waits to be sent to {name}.").format(name=name),
            partial(undo_sharing, window, bridge, id, name),
        )

    def _on_not_sent(self, error: ReflectError) -> None:
        self.go.setEnabled(True)
        self.fail(error)

    def _to_people(self) -> None:
        from reflect.ui.sharing import open_section

        self.close()
        open_section(self._window, "people")


# -- on the journal's thread -----------------------------------------------------------------------


def _prepare(id: KeptId, language: Any, vault: OpenVault) -> Ready:
    from reflect import content
    from reflect.insights import coping
    from reflect.model import Strategy, Use
    from reflect.sync import sharing

    cards = coping.cards(vault.journal.kept(Strategy), content.strategies(language), frozenset())
    card = next((each for each in cards if each.id == id), None)
    record = coping.record(use for use in vault.journal.kept(Use) if use.strategy == id)
    people = tuple(each for each in sharing.contacts(vault) if each.may_send)
    return Ready(card, people, record.uses, record.median_change)


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

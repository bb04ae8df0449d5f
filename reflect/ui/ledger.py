"""What others hold of me: each thing that was shared, with whom, and what is known of it.

Nothing here is counted or ranked, and nothing claims to know what happens on another computer: what
is not known is called unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from reflect.shares import Ask, ContactState, LedgerLine, MessageId, Share, ShareState
from reflect.ui.bars import button
from reflect.ui.collection import Item, ShelfView
from reflect.ui.exercises import language_in
from reflect.ui.invitation import SharingDialog
from reflect.ui.messages import moment
from reflect.ui.shown import WIDEST_PHOTO, ShownCard, ShownEntry, ShownWords, image_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

AT_ONCE = 50
"""Things that are shown before one asks for more: each is several controls."""
_S = ShareState
_OVER = frozenset({ContactState.ENDED, ContactState.BLOCKED})


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that somebody holds."""

    line: LedgerLine
    excerpt: str
    is_over: bool = False
    """With this person it has ended: nothing can be asked any more."""
    read_only: bool = False
    never_left: bool = False
    """Taken back, or left behind by an end, before it went: nobody was asked, and nobody has it."""


def rows(vault: OpenVault) -> tuple[Row, ...]:
    """On the journal's thread; newest first."""
    from reflect.sync import sharing

    over = {each.id for each in sharing.contacts(vault) if each.state in _OVER}
    asked = {
        each.body.get("to")
        for each in vault.journal.post.shares(photos=False)
        if each.kind == "retract"
    }
    return tuple(
        Row(
            line,
            sharing.excerpt(line.share),
            line.share.contact in over,
            vault.read_only,
            _never_left(line.share, asked),
        )
        for line in sharing.ledger(vault, photos=False)
    )


def _never_left(share: Share, asked: Collection[object]) -> bool:
    """One that they had, and that waited again to be sent again, has its deletion asked for."""
    if share.sealed_at is not None:
        return False
    return share.state is _S.UNKNOWN or (
        share.state is _S.DELETION_CONFIRMED and share.id not in asked
    )


class Thing(Item):
    """One of them."""

    def __init__(self, theme: Theme, view: LedgerView, row: Row) -> None:
        super().__init__(theme, row.line.share.id)
        self._view = view
        self.row_value = row
        self.about = self.add_line("soft")
        self.state = self.add_line()
        self.means = self.add_line("soft")
        for verb, icon, text in (
            ("look", "eye", self.tr("What they got…")),
            ("entry", "journal", self.tr("My entry")),
            ("ask", "trash", self.tr("Ask to delete…")),
        ):
            self.add_verb(verb, icon, text, partial(view.do_with, verb, self), named=True)

    def show_row(self, row: Row) -> None:
        """As it is known now."""
        self.row_value = row
        share = row.line.share
        self.name(row.excerpt or self._kind(share.kind))
        parts = [
            self.tr("to {name}").format(name=row.line.name),
            moment(share.made_at),
            self._kind(share.kind),
        ]
        if share.ask is not None:
            parts.append(self._ask(share.ask))
        if share.expires_at is not None:
            parts.append(self.tr("until {end}").format(end=moment(share.expires_at)))
        self.say(self.about, " · ".join(parts))
        state, means = self._state(row)
        self.say(self.state, state)
        self.say(self.means, means)
        asked = share.state in {_S.DELETION_ASKED, _S.DELETION_CONFIRMED}
        self.tool("look").setVisible(not row.never_left)
        self.tool("entry").setVisible(share.entry_id is not None)
        self.tool("ask").setVisible(not asked and not row.is_over)
        self.offer("ask", not row.read_only)

    def _kind(self, kind: str) -> str:
        return {
            "entry": self.tr("an entry"),
            "strategy": self.tr("a way of coping"),
            "reply": self.tr("a reply"),
            "hear": self.tr("a word in return"),
            "helped": self.tr("a word on what helped"),
        }[kind]

    def _ask(self, ask: Ask) -> str:
        from reflect.sync import advice

        return advice.words(ask, self._view.language).sharer

    def _state(self, row: Row) -> tuple[str, str]:
        name, share = row.line.name, row.line.share
        words = {
            _S.WAITING: (
                self.tr("Waiting"),
                self.tr("It has not left this computer yet."),
            ),
            _S.STORED: (
                self.tr("On its way"),
                self.tr("It lies sealed where {name} fetches it; so far {name} has not."),
            ),
            _S.DELIVERED: (
                self.tr("Delivered"),
                self.tr("{name}'s journal has it. Whether it was read is not told."),
            ),
            _S.READ: (
                self.tr("Read"),
                self.tr("{name} chose to tell you so."),
            ),
            _S.DELETION_ASKED: (
                self.tr("Asked to delete"),
                self.tr("{name} has not said yet what became of it."),
            ),
            _S.DELETION_CONFIRMED: (
                self.tr("Deleted, as {name} says"),
                self.tr("A copy may remain all the same."),
            ),
            _S.UNKNOWN: (
                self.tr("Unknown"),
                self.tr("Nobody is there any more who could say."),
            ),
        }
        state, means = words[share.state]
        if row.never_left:
            state, means = self.tr("Not sent"), self.tr("It never left this computer.")
        return state.format(name=name), means.format(name=name)


class LedgerView(ShelfView):
    """The list, newest first, of one person where one is chosen."""

    KINDS = frozenset({"share", "contact"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(
            bridge,
            window,
            theme,
            rows,
            about=self.tr(
                "Everything that others have of you, as far as it is known. You can ask for "
                "something to be deleted; a copy may remain all the same."
            ),
            empty=self.tr(
                "Nobody holds anything of you: you have not shared yet. In the menu of an entry or "
                "of a way of coping it is “Share with somebody…”."
            ),
        )
        self._found: tuple[Row, ...] = ()
        self.language = language_in(window)
        self._most = AT_ONCE
        self.people = QComboBox(self)
        self.people.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.people.activated.connect(self._on_person)
        asks = QLabel(self.tr("&With"))
        asks.setBuddy(self.people)
        self.choice = QWidget(self)
        line = QVBoxLayout(self.choice)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.spacing(1))
        line.addWidget(asks)
        line.addWidget(self.people, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.hide()
        self.more = button(self.tr("Show more"), "link", self)
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        for verb, text, keys in (
            ("look", self.tr("&What they got…"), "Ctrl+G"),
            ("ask", self.tr("Ask to d&elete…"), "Ctrl+Shift+Backspace"),
        ):
            self.commands.add(verb, text, keys)
        column = self.build(self.choice)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_read(self, found: tuple[Row, ...]) -> None:
        self._found = found
        names = {row.line.share.contact: row.line.name for row in found}
        chosen = self.people.currentData()
        self.people.clear()
        self.people.addItem(self.tr("everybody"), None)
        for id, name in sorted(names.items(), key=lambda each: each[1].casefold()):
            self.people.addItem(name, id)
        self.people.setCurrentIndex(max(0, self.people.findData(chosen)))
        self.choice.setVisible(len(names) > 1)
        self.empty.setVisible(not found)
        self._put()

    def _on_person(self, _index: int) -> None:
        self._most = AT_ONCE
        self._put()

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._put()

    def _put(self) -> None:
        chosen = self.people.currentData()
        shown = [row for row in self._found if chosen in (None, row.line.share.contact)]
        self.more.setVisible(len(shown) > self._most)
        shown = shown[: self._most]
        if not self.shelf.show_values([(row.line.share.id, row) for row in shown]):
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def make(self, row: Row) -> Thing:
        return Thing(self._theme, self, row)

    def show_value(self, item: Thing, row: Row) -> None:
        item.show_row(row)

    def do_with(self, verb: str, item: Thing) -> None:
        """What a button of an item does."""
        row = item.row_value
        if verb == "look":
            # With its photos, which the list does without.
            self._bridge.ask(self, partial(_whole, row.line.share.id), partial(self._look, row))
        elif verb == "ask":
            AskDialog(self._bridge, self._window, row).come_back()
        elif row.line.share.entry_id is not None:
            self._window.show_page("journal")
            open_entry = getattr(self._window.page("journal"), "open_entry", None)
            if open_entry is not None:
                open_entry(row.line.share.entry_id)

    def _look(self, row: Row, share: Share) -> None:
        GotDialog(self._bridge, self._window, row, share).come_back()


class GotDialog(SharingDialog):
    """Exactly what they got, and nothing besides."""

    def __init__(self, bridge: Bridge, window: MainWindow, row: Row, share: Share) -> None:
        super().__init__(bridge, window, 620, 560)
        self._language = language_in(window)
        self.head(self.tr("What {name} got").format(name=row.line.name))
        self.shown = self._shown(share)
        self.column.addWidget(self.shown)
        self.column.addStretch(1)

    def _shown(self, share: Share) -> QWidget:
        from reflect.sync import message, sharing

        theme, body = self._window.theme, sharing.sent_body(share)
        fields = sharing.item_json(body)
        if isinstance(body, message.Entry):
            entry = ShownEntry(theme, self._language)
            widest = theme.px(WIDEST_PHOTO)
            photos = tuple(image_of(each.data, each.type, widest) for each in body.photos)
            entry.show_fields(fields, photos)
            return entry
        if isinstance(body, message.Strategy):
            card = ShownCard(theme, self._language)
            card.show_fields(fields)
            return card
        words = ShownWords(theme, self._language)
        words.put(self._lines(fields))
        return words

    def _lines(self, fields: dict[str, Any]) -> list[tuple[str | None, str]]:
        """Of an answer: what was said, and a way of coping that went with it."""
        card = ShownCard(self._window.theme, self._language)
        given = fields.get("strategy")
        return [
            (None, fields.get("text") or ""),
            (None, self._said(fields.get("what"))),
            *(card.lines(given) if given else ()),
        ]

    def _said(self, what: str | None) -> str:
        return {
            None: "",
            "hear": self.tr("I hear you"),
            "me-too": self.tr("Me too"),
            "thanks": self.tr("Thank you for telling me"),
            "helped": self.tr("It helped me"),
            "helped-a-little": self.tr("It helped me a little"),
            "glad-i-tried": self.tr("I am glad that I tried it"),
            "now-mine": self.tr("It is one of mine now"),
        }[what]


class AskDialog(SharingDialog):
    """A request, told as one."""

    def __init__(self, bridge: Bridge, window: MainWindow, row: Row) -> None:
        super().__init__(bridge, window, 520, 380)
        self._row = row
        name = row.line.name
        never_left = row.line.share.state is _S.WAITING and row.line.share.sealed_at is None
        self.head(self.tr("Ask {name} to delete it?").format(name=name))
        self.add_words(f"“{row.excerpt}”" if row.excerpt else "", "soft").setVisible(
            bool(row.excerpt)
        )
        self.add_words(
            self.tr("It has not left this computer yet: it will not be sent.")
            if never_left
            else self.tr(
                "{name} is asked, and can say yes or no. Even after a yes a copy may remain: a "
                "backup, a photograph of the screen, what one remembers."
            ).format(name=name)
        )
        self.column.addStretch(1)
        self.go = self.add_verb(
            self.tr("&Do not send it") if never_left else self.tr("&Ask"), self.do_it, "primary"
        )

    def do_it(self) -> None:
        """Ask."""
        self.go.setEnabled(False)
        self._bridge.write(self, partial(_ask, self._row.line.share.id), self._done, self._not_done)

    def _done(self, _changes: Changes) -> None:
        self.close()

    def _not_done(self, error: Any) -> None:
        self.go.setEnabled(True)
        self.fail(error)


def _whole(id: MessageId, vault: OpenVault) -> Share:
    return vault.journal.post.share(id)


def _ask(id: MessageId, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.retract(vault, vault.journal.post.share(id))

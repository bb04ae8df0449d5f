"""Pause, end, block, call by another name: each in plain words before it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit

from reflect.ui.bars import label
from reflect.ui.invitation import SharingDialog
from reflect.ui.wrapping import LongLink, Tick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reflect.errors import ReflectError
    from reflect.model import Changes
    from reflect.shares import Contact
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

LONGEST = 400
"""Characters of a closing line."""


class PartingDialog(SharingDialog):
    """What is about to be done, and the words that go with it where there are any."""

    def __init__(self, bridge: Bridge, window: MainWindow, contact: Contact, height: int) -> None:
        super().__init__(bridge, window, 560, height)
        self._contact = contact

    def add_line(self, templates: Sequence[str]) -> QLineEdit:
        """A field for words to the other, and some to begin with."""
        self.words = QLineEdit(self)
        self.words.setMaxLength(LONGEST)
        asks = QLabel(self.tr("&Words for {name}, if you like").format(name=self._contact.name))
        asks.setBuddy(self.words)
        self.column.addWidget(asks)
        self.column.addWidget(self.words)
        self.column.addWidget(label(self.tr("To begin with:"), "soft"))
        self.templates: list[LongLink] = []
        for text in templates:
            offer = LongLink(f"“{text}”", self)
            offer.clicked.connect(partial(self._use, text))
            self.templates.append(offer)
            self.column.addWidget(offer)
        return self.words

    def _use(self, text: str, *_checked: bool) -> None:
        self.words.setText(text)
        self.words.setFocus()

    def done_with(self, _changes: Changes) -> None:
        self.close()

    def fail(self, error: ReflectError) -> None:
        self.go.setEnabled(True)
        super().fail(error)

    def add_go(self, text: str) -> None:
        self.column.addStretch(1)
        self.go = self.add_verb(text, self.do_it, "primary")

    def do_it(self) -> None:
        """Do what the dialog is about."""
        raise NotImplementedError


class PauseDialog(PartingDialog):
    """Nothing of mine goes until it goes on."""

    def __init__(self, bridge: Bridge, window: MainWindow, contact: Contact) -> None:
        super().__init__(bridge, window, contact, 520)
        self.setObjectName("pause")
        self.head(self.tr("Pause with {name}").format(name=contact.name))
        self.add_words(
            self.tr(
                "Nothing of yours goes to {name} until you resume. What they send is kept for you, "
                "quietly. They are told once that you pause, with your words or without."
            ).format(name=contact.name)
        )
        self.add_line(
            (
                self.tr("I need some quiet for a while. It is not about you."),
                self.tr("I am taking a break from sharing and will be in touch."),
                self.tr("Thank you for being there. I need time for myself now."),
            )
        )
        self.add_go(self.tr("&Pause"))
        self.words.setFocus()

    def do_it(self) -> None:
        self.go.setEnabled(False)
        job = partial(_pause, self._contact, self.words.text())
        self._bridge.write(self, job, self.done_with, self.fail)


class EndDialog(PartingDialog):
    """No more in either direction."""

    def __init__(self, bridge: Bridge, window: MainWindow, contact: Contact) -> None:
        super().__init__(bridge, window, contact, 640)
        self.setObjectName("end")
        self.head(self.tr("End sharing with {name}").format(name=contact.name))
        self.add_words(
            self.tr(
                "Nothing goes any more, in either direction. {name} is told that you ended it. "
                "What they sent you stays here until you delete it. To share again, one of "
                "you invites the other anew."
            ).format(name=contact.name)
        )
        self.ask = Tick(self.tr("&Ask them to delete what I shared"), self)
        self.ask.setAccessibleDescription(self.tr("It is a request: a copy may remain."))
        self.column.addWidget(self.ask)
        self.column.addWidget(label(self.tr("It is a request: a copy may remain."), "soft"))
        self.add_line(
            (
                self.tr("Thank you for what we shared. I am ending it here."),
                self.tr("This was good for its time. I wish you well."),
                self.tr("I am closing this. You did nothing wrong."),
            )
        )
        self.add_go(self.tr("&End it"))
        self.close_button.setText(self.tr("Keep &it"))
        self.ask.setFocus()

    def do_it(self) -> None:
        self.go.setEnabled(False)
        job = partial(_end, self._contact, self.words.text(), self.ask.isChecked())
        self._bridge.write(self, job, self.done_with, self.fail)


class BlockDialog(PartingDialog):
    """At once, and without a word."""

    def __init__(self, bridge: Bridge, window: MainWindow, contact: Contact) -> None:
        super().__init__(bridge, window, contact, 420)
        self.setObjectName("block")
        self.head(self.tr("Block {name}").format(name=contact.name))
        self.add_words(
            self.tr(
                "From now on nothing of {name} is fetched or looked at, and nothing goes to them. "
                "They are not told; what they send stays without an answer. What they have of you "
                "stays with them: blocking asks for nothing."
            ).format(name=contact.name)
        )
        self.add_words(
            self.tr("To part with a word, or to ask them to delete, choose “End” instead."), "soft"
        )
        self.add_go(self.tr("&Block"))
        self.close_button.setText(self.tr("Do &not block"))
        self.close_button.setFocus()

    def do_it(self) -> None:
        self.go.setEnabled(False)
        self._bridge.write(self, partial(_block, self._contact), self.done_with, self.fail)


class RenameDialog(PartingDialog):
    """How I call them."""

    def __init__(self, bridge: Bridge, window: MainWindow, contact: Contact) -> None:
        super().__init__(bridge, window, contact, 400)
        self.setObjectName("rename")
        self.head(self.tr("Another name for {name}").format(name=contact.name))
        self.name = QLineEdit(contact.name, self)
        self.name.setMaxLength(100)
        self.name.selectAll()
        self.name.returnPressed.connect(self.do_it)
        asks = QLabel(self.tr("&What do you call them?"))
        asks.setBuddy(self.name)
        self.column.addWidget(asks)
        self.column.addWidget(self.name)
        self.add_words(self.tr("The name is for you; they do not see it."), "soft")
        self.add_go(self.tr("&Keep the name"))
        self.name.setFocus()

    def do_it(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.say(self.tr("Type a name first."))
            return
        self.go.setEnabled(False)
        job = partial(_rename, self._contact, name)
        self._bridge.write(self, job, self.done_with, self._on_refused)

    def _on_refused(self, error: ReflectError) -> None:
        from reflect.errors import BadValue

        self.go.setEnabled(True)
        if isinstance(error, BadValue) and error.facts.get("field") == "name":
            self.say(self.tr("Somebody here is called that already. Choose another name."))
        else:
            self.fail(error)


# -- on the journal's thread -----------------------------------------------------------------------


def _now(contact: Contact, vault: OpenVault) -> Contact:
    """As it stands by now."""
    return vault.journal.post.contact(contact.id)


def _pause(contact: Contact, words: str, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.pause(vault, _now(contact, vault), words)


def _end(contact: Contact, words: str, ask_to_delete: bool, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.end(vault, _now(contact, vault), words, ask_to_delete=ask_to_delete)


def _block(contact: Contact, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.block(vault, _now(contact, vault))


def _rename(contact: Contact, name: str, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.rename(vault, _now(contact, vault), name)

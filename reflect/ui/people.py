"""People: whom this journal shares with, how it stands with each, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from reflect.shares import Contact, ContactState
from reflect.ui.bars import button, label
from reflect.ui.collection import Item, ShelfView
from reflect.ui.flow import FlowLayout
from reflect.ui.messages import moment
from reflect.ui.window import place_command
from reflect.ui.wrapping import LongWords, Tick

if TYPE_CHECKING:
    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.invitation import SharingDialog
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

_C = ContactState


@dataclass(frozen=True, slots=True)
class Row:
    """One person, and what is to be said of them."""

    contact: Contact
    tells_read: bool = False
    invited_until: datetime | None = None
    """The line that was made for them serves until then."""
    is_over: bool = False
    tries: int = 0
    """How often their invitation was tried again."""
    list_back: bool = False
    """An older list of their devices came than the one that is known."""
    refused: str = ""
    their_words: str = ""


def rows(vault: OpenVault) -> tuple[Row, ...]:
    """On the journal's thread; those with whom it goes on first."""
    from reflect.sync import sharing
    from reflect.sync.message import clean

    post, at = vault.journal.post, vault.journal.post.now()
    invites = post.invites()
    found = []
    for each in sharing.contacts(vault):
        theirs = [one for one in invites if one.contact == each.id]
        mine = next((one for one in theirs if one.mine), None)
        waits = each.state is _C.INVITED
        newest = theirs[0] if theirs else None
        found.append(
            Row(
                each,
                each.details.get(sharing.TELL_READ) is True,
                mine.expires_at if mine is not None and waits else None,
                waits and newest is not None and not newest.is_open(at),
                sum(one.tries for one in theirs if one.mine),
                "list-back" in each.details,
                clean(str(each.details.get("refused", ""))),
                clean(str(each.details.get("their-words", ""))),
            )
        )
    parted = {_C.ENDED, _C.BLOCKED}
    found.sort(key=lambda row: row.contact.state in parted)
    return tuple(found)


class Person(Item):
    """One of them."""

    def __init__(self, theme: Theme, view: PeopleView, contact: Contact) -> None:
        super().__init__(theme, contact.id)
        self._view = view
        self.contact = contact
        self.state = self.add_line()
        self.stop = QFrame(self)
        self.stop.setProperty("role", "notice")
        inside = QVBoxLayout(self.stop)
        self.stop_words = label("", "warn", kind=LongWords)
        inside.addWidget(self.stop_words)
        self.words.addWidget(self.stop)
        self.stop.hide()
        self.said = self.add_line("soft")
        self.verified = self.add_line("soft")
        self.tried = self.add_line("warn")
        self.back = self.add_line("warn")
        self.tell = Tick(self.tr("Tell them when I have read something"), self)
        self.tell.clicked.connect(self._on_tell)
        self.words.addWidget(self.tell)
        for verb, icon, text in (
            ("compare", "check", self.tr("Compare numbers…")),
            ("invitation", "eye", self.tr("Show the invitation…")),
            ("withdraw", "close", self.tr("Withdraw the invitation")),
            ("again", "add", self.tr("Invite again…")),
            ("resume", "play", self.tr("Resume")),
            ("pause", "clock", self.tr("Pause…")),
            ("rename", "edit", self.tr("Rename…")),
            ("end", "flag", self.tr("End…")),
            ("block", "eye-off", self.tr("Block…")),
            ("unblock", "restore", self.tr("Lift the block")),
        ):
            self.add_verb(verb, icon, text, partial(view.do_with, verb, self), named=True)

    def show_row(self, row: Row) -> None:
        """As it stands now."""
        contact = self.contact = row.contact
        self.name(contact.name)
        self.tell.setAccessibleName(f"{self.tell.text()}: {contact.name}")
        self.say(self.state, self._state_words(row))
        changed = contact.new_root is not None and contact.state is not _C.BLOCKED
        if changed:
            self.stop_words.setText(
                self.tr(
                    "Their key has changed. Until you have compared, nothing is sent to {name} "
                    "and nothing from them is shown. A new computer is one reason; somebody else "
                    "in their place is another."
                ).format(name=contact.name)
            )
        self.stop.setVisible(changed)
        words = ""
        if row.their_words and contact.state is not _C.BLOCKED:
            words = self.tr("Their words: “{words}”").format(words=row.their_words)
        self.say(self.said, words)
        goes_on = contact.state in {_C.ACTIVE, _C.PAUSED}
        verified = ""
        if goes_on and not changed:
            verified = (
                self.tr("Safety numbers compared on {day}.").format(day=moment(contact.verified_at))
                if contact.verified_at is not None
                else self.tr("Safety numbers not compared yet: who they are is not sure.")
            )
        self.say(self.verified, verified)
        self.say(
            self.tried,
            self.tr(
                "Their invitation was tried again after it was used, over or withdrawn, and "
                "refused: somebody else may have the line. Times: {count}."
            ).format(count=row.tries)
            if row.tries
            else "",
        )
        self.say(
            self.back,
            self.tr(
                "An older list of their devices came and was refused. An old copy of their journal "
                "is one reason; somebody in between is another. Compare safety numbers again."
            )
            if row.list_back and goes_on
            else "",
        )
        self.tell.setVisible(goes_on)
        self.tell.setChecked(row.tells_read)
        writable = not self._view.read_only
        self.tell.setEnabled(writable)
        possible = self._possible(row)
        for verb in self._tools:
            tool = self.tool(verb)
            shows = verb in possible and (writable or verb in {"compare", "invitation"})
            if not shows and tool.hasFocus():
                self.focusNextChild()
            tool.setVisible(shows)
        self.tool("withdraw").setText(
            self.tr("Withdraw the invitation")
            if row.invited_until is not None
            else self.tr("Do not wait any more")
        )

    def _possible(self, row: Row) -> frozenset[str]:
        contact, found = row.contact, {"rename"}
        if contact.state is _C.INVITED:
            found.add("withdraw")
            if row.invited_until is not None and not row.is_over:
                found.add("invitation")
        elif contact.state is _C.ACTIVE:
            found |= {"compare", "pause", "end", "block"}
        elif contact.state is _C.PAUSED:
            found |= {"compare", "resume", "end", "block"}
        elif contact.state is _C.ENDED:
            found.add("again")
            if contact.root is not None:
                found.add("block")
        else:
            found.add("unblock")
        return frozenset(found)

    def _state_words(self, row: Row) -> str:
        contact = row.contact
        if contact.new_root is not None and contact.state is not _C.BLOCKED:
            return self.tr("Stopped: compare again.")
        if contact.state is _C.INVITED:
            if row.invited_until is not None:
                until = moment(row.invited_until)
                if row.is_over:
                    return self.tr("Invited; the invitation was over on {until}.").format(
                        until=until
                    )
                return self.tr("Invited: waiting for them, until {until}.").format(until=until)
            if row.is_over:
                return self.tr("You accepted their invitation; it is over by now.")
            return self.tr("You accepted their invitation: waiting for their journal to answer.")
        if contact.state is _C.ACTIVE:
            if contact.theirs is _C.PAUSED:
                return self.tr("Paused by them: what you send waits for them.")
            return self.tr("Active: you share with each other.")
        if contact.state is _C.PAUSED:
            if contact.theirs is _C.PAUSED:
                return self.tr("Paused by both of you.")
            return self.tr("Paused by you: nothing of yours goes.")
        if contact.state is _C.BLOCKED:
            return self.tr("Blocked: nothing comes or goes.")
        if row.refused:
            return self._refused_words(row.refused)
        if contact.root is None:
            return self.tr("Never connected; the invitation leads nowhere any more.")
        if contact.theirs is _C.ENDED:
            return self.tr("Ended by them.")
        return self.tr("Ended.")

    def _refused_words(self, reason: str) -> str:
        known = {
            "it is your own": self.tr("Nothing came of it: the invitation was your own."),
            "you have blocked them": self.tr("Nothing came of it: you have blocked this person."),
            "you are connected already": self.tr(
                "Nothing came of it: you are connected with this person already."
            ),
        }
        return known.get(reason) or self.tr("Nothing came of it.")

    def _on_tell(self, on: bool) -> None:
        self._view.write(partial(_tell, self.contact, on))


class PeopleView(ShelfView):
    """The list, and the two ways to begin."""

    KINDS = frozenset({"contact"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(
            bridge,
            window,
            theme,
            _read,
            about=self.tr(
                "One person at a time, whom you invite yourself. Nobody here sees who else you "
                "share with."
            ),
            empty=self.tr(
                "Nobody yet. Invite somebody, or accept the invitation that you were given."
            ),
        )
        self.read_only = False
        self.invite_button = button(self.tr("Invite somebody…"), "primary", self)
        self.invite_button.clicked.connect(self.invite)
        self.accept_button = button(self.tr("Accept an invitation…"), None, self)
        self.accept_button.clicked.connect(self.accept)
        ways = FlowLayout(gap=theme.spacing(2))
        ways.addWidget(self.invite_button)
        ways.addWidget(self.accept_button)
        self._build_actions()
        self.build(ways).addStretch(1)

    def _build_actions(self) -> None:
        for text, keys, does in (
            (self.tr("&Invite somebody…"), "Ctrl+Shift+N", self.invite),
            (self.tr("&Accept an invitation…"), "Ctrl+Shift+A", self.accept),
        ):
            place_command(self, "entry", text, keys, does)
        for verb, text, keys in (
            ("compare", self.tr("&Compare safety numbers…"), "Ctrl+G"),
            ("pause", self.tr("&Pause…"), "Ctrl+D"),
            ("resume", self.tr("&Resume"), "Ctrl+Shift+D"),
            ("rename", self.tr("Rena&me…"), "F2"),
            ("end", self.tr("&End…"), "Ctrl+Shift+W"),
            ("block", self.tr("&Block…"), "Ctrl+Shift+Backspace"),
        ):
            self.commands.add(verb, text, keys)

    # what shows ---------------------------------------------------------------------------------

    def show_read(self, read: tuple[bool, tuple[Row, ...]]) -> None:
        self.read_only, found = read
        self.invite_button.setEnabled(not self.read_only)
        self.accept_button.setEnabled(not self.read_only)
        self.empty.setVisible(not found)
        if not self.shelf.show_values([(row.contact.id, row) for row in found]):
            self.invite_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def make(self, row: Row) -> Person:
        return Person(self._theme, self, row.contact)

    def show_value(self, item: Person, row: Row) -> None:
        item.show_row(row)

    # what can be done ---------------------------------------------------------------------------

    def write(self, job: Callable[[OpenVault], Changes]) -> None:
        """Do it on the journal's thread."""
        self._bridge.write(self, job)

    def invite(self, *_checked: bool) -> SharingDialog:
        """The dialog that makes a line for somebody."""
        from reflect.ui.invitation import InviteDialog

        return self._open(InviteDialog(self._bridge, self._window))

    def accept(self, *_checked: bool) -> SharingDialog:
        """The dialog that takes a line."""
        from reflect.ui.invitation import AcceptDialog

        return self._open(AcceptDialog(self._bridge, self._window))

    def _open(self, dialog: SharingDialog) -> SharingDialog:
        dialog.come_back()
        return dialog

    def do_with(self, verb: str, item: Person) -> None:
        """What a button of a person does."""
        from reflect.ui import comparing, invitation, parting

        contact, bridge, window = item.contact, self._bridge, self._window
        if verb == "compare":
            self._open(comparing.CompareDialog(bridge, window, contact))
        elif verb == "invitation":
            self._open(invitation.InviteDialog(bridge, window, contact))
        elif verb == "again":
            self._open(invitation.InviteDialog(bridge, window, name=contact.name))
        elif verb == "withdraw":
            self.write(partial(_withdraw, contact))
        elif verb == "resume":
            self.write(partial(_resume, contact))
        elif verb == "unblock":
            self.write(partial(_unblock, contact))
        else:
            kinds = {
                "pause": parting.PauseDialog,
                "end": parting.EndDialog,
                "block": parting.BlockDialog,
                "rename": parting.RenameDialog,
            }
            self._open(kinds[verb](bridge, window, contact))


# -- on the journal's thread -----------------------------------------------------------------------


def _read(vault: OpenVault) -> tuple[bool, tuple[Row, ...]]:
    return vault.read_only, rows(vault)


def _tell(contact: Contact, on: bool, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.tell_when_read(vault, vault.journal.post.contact(contact.id), on)


def _withdraw(contact: Contact, vault: OpenVault) -> Changes:
    """Where they took it up meanwhile, nothing: what was to be withdrawn is no more."""
    from reflect.model import Changes
    from reflect.sync import sharing

    now = vault.journal.post.contact(contact.id)
    if now.state is not _C.INVITED:
        return Changes(kept=frozenset({"contact"}))
    return sharing.end(vault, now)


def _resume(contact: Contact, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.resume(vault, vault.journal.post.contact(contact.id))


def _unblock(contact: Contact, vault: OpenVault) -> Changes:
    """They count as somebody with whom it has ended: an invitation leads back."""
    return vault.journal.post.set_contact_state(contact.id, _C.ENDED)

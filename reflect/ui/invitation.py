"""Invite somebody, and take up an invitation: one line, for one person, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import BadValue, ReflectError
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.messages import moment, worded
from reflect.ui.scroller import Scroller
from reflect.ui.working import WorkingDialog
from reflect.ui.wrapping import LongWords

if TYPE_CHECKING:
    from reflect.model import Changes
    from reflect.shares import Contact
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

QR_PIXELS = 240
QUIET = 4
"""Modules of white around a QR code."""


def qr_picture(text: str, size: int, ratio: float) -> QPixmap:
    """Black on white in every theme, `size` pixels wide or a little more."""
    import segno

    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    across = len(rows) + 2 * QUIET
    step = max(2, round(size * ratio / across))
    image = QImage(across * step, across * step, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for y, row in enumerate(rows, QUIET):
        for x, dark in enumerate(row, QUIET):
            if dark:
                painter.fillRect(QRect(x * step, y * step, step, step), QColor("black"))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


class SharingDialog(WorkingDialog):
    """A heading, a column that scrolls, what went wrong, and the verbs at the foot."""

    def __init__(
        self, bridge: Bridge, window: MainWindow, width: int = 560, height: int = 560
    ) -> None:
        super().__init__(window, width, height)
        self._bridge = bridge
        space = window.theme.spacing
        self.heading = label("", "section", kind=LongWords)
        page = QWidget(self)
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, 0, space(2), 0)
        self.column.setSpacing(space(3))
        self.said = label("", "warn")
        self.said.hide()
        self.close_button = button(self.tr("C&lose"), "plain", self)
        self.close_button.clicked.connect(self.close)
        self.foot = FlowLayout(gap=space(2))
        self.foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(self.heading)
        column.addWidget(Scroller(page, self), 1)
        column.addWidget(self.said)
        column.addLayout(self.foot)

    def head(self, text: str) -> None:
        """What it is about."""
        self.heading.setText(text)
        self.setAccessibleName(text)

    def say(self, text: str) -> None:
        """What went wrong, where one looks; "" takes it away."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text:
            announce(self, text)

    def fail(self, error: ReflectError) -> None:
        title, line = worded(error)
        self.say(f"{title}. {line}")

    def add_words(self, text: str, role: str | None = None) -> QLabel:
        """A paragraph."""
        made = label(text, role, kind=LongWords)
        self.column.addWidget(made)
        return made

    def add_verb(
        self, text: str, does: Callable[[], object], role: str | None = None
    ) -> QPushButton:
        """A button at the foot."""
        made = button(text, role, self)
        made.clicked.connect(partial(_do, does))
        self.foot.addWidget(made)
        return made


class InviteDialog(SharingDialog):
    """A name first; then the line, with all that is to be known of it."""

    def __init__(
        self, bridge: Bridge, window: MainWindow, contact: Contact | None = None, name: str = ""
    ) -> None:
        """`contact`: one whose line is shown again."""
        super().__init__(bridge, window, 600, 720)
        self.setObjectName("invite")
        self._line = ""
        self.head(self.tr("Invite somebody"))
        theme = window.theme
        self.ask = QWidget(self)
        first = QVBoxLayout(self.ask)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(theme.spacing(2))
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(100)
        self.name.returnPressed.connect(self.make)
        asks = QLabel(self.tr("&What do you call them?"))
        asks.setBuddy(self.name)
        first.addWidget(
            label(
                self.tr(
                    "You get one line. Hand it to the person yourself, in a way that you trust. "
                    "The name is for you; they do not see it."
                )
            )
        )
        first.addWidget(asks)
        first.addWidget(self.name)
        self.column.addWidget(self.ask)
        self.answer = QWidget(self)
        second = QVBoxLayout(self.answer)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(theme.spacing(2))
        self.what = label("", kind=LongWords)
        self.line = QPlainTextEdit(self)
        self.line.setReadOnly(True)
        self.line.setTabChangesFocus(True)
        self.line.setAccessibleName(self.tr("The invitation"))
        self.line.setFixedHeight(theme.px(110))
        self.copy = button(self.tr("&Copy"), None, self)
        self.copy.clicked.connect(self._on_copy)
        self.copied = label("", "soft")
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.copied, 1)
        self.qr = QLabel()
        self.qr.setAccessibleName(self.tr("The same line as a picture, for a camera"))
        self.how = label("", "soft")
        for each in (self.what, self.line):
            second.addWidget(each)
        second.addLayout(row)
        second.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        second.addWidget(self.how)
        self.column.addWidget(self.answer)
        self.column.addStretch(1)
        self.answer.hide()
        self.go = self.add_verb(self.tr("&Make the invitation"), self.make, "primary")
        self.relays = self.add_verb(self.tr("C&hoose where it goes…"), self._to_relays)
        self.relays.hide()
        if contact is not None:
            bridge.ask(self, partial(line_of, contact), partial(self._on_made, contact), self.fail)
        self.name.setFocus()

    def make(self) -> None:
        """The line, for the name that was typed."""
        name = self.name.text().strip()
        if not name:
            self.say(self.tr("Type a name first."))
            self.name.setFocus()
            return
        self.say("")
        self.go.setEnabled(False)
        self._bridge.ask(self, partial(_invite, name), self._on_invited, self._on_refused)

    def _on_invited(self, made: tuple[Contact, str, Changes]) -> None:
        contact, line, changes = made
        self._bridge.changed.emit(changes, self)
        self._on_made(contact, line)

    def _on_refused(self, error: ReflectError) -> None:
        self.go.setEnabled(True)
        if isinstance(error, BadValue) and error.facts.get("field") == "relays":
            self.say(self.tr("Choose first where it goes: a folder or a relay."))
            self.relays.show()
        elif isinstance(error, BadValue) and error.facts.get("field") == "name":
            self.say(self.tr("Somebody here is called that already. Choose another name."))
        else:
            self.fail(error)

    def _on_made(self, contact: Contact, line: str) -> None:
        from reflect.crypto import identity

        self._line = line
        made = identity.read_invitation(line)
        until = moment(datetime.fromtimestamp(made.ends, UTC))
        self.head(self.tr("An invitation for {name}").format(name=contact.name))
        self.what.setText(
            self.tr(
                "For {name} alone, once, until {until}. Whoever has this line can become your "
                "contact in their place: give it to them in private, and compare safety numbers "
                "afterwards."
            ).format(name=contact.name, until=until)
        )
        if made.relays:
            where = self.tr("It names where the two of you meet: {relays}").format(
                relays=", ".join(made.relays)
            )
        else:
            where = self.tr(
                "It names no relay, since you meet in a place of your own: they add the same "
                "folder under “Where it goes” before they take it up."
            )
        self.how.setText(where)
        self.line.setPlainText(line)
        self.qr.setPixmap(
            qr_picture(line, self._window.theme.px(QR_PIXELS), self.devicePixelRatioF())
        )
        self.ask.hide()
        self.go.hide()
        self.relays.hide()
        self.answer.show()
        self.say("")
        self.copy.setFocus()

    def _on_copy(self) -> None:
        self._window.clipboard.copy(self._line)
        self.copied.setText(self.tr("Copied. It stays on the clipboard for 20 seconds."))
        announce(self, self.copied.text())

    def _to_relays(self) -> None:
        from reflect.ui.sharing import open_section

        self.close()
        open_section(self._window, "relays")

    def forget(self) -> None:
        """The line is in the journal, and need not be in a window that is closed."""
        self.line.clear()
        self._line = ""


class AcceptDialog(SharingDialog):
    """The line, what it names, and how I call whoever it is from."""

    def __init__(self, bridge: Bridge, window: MainWindow) -> None:
        super().__init__(bridge, window, 600, 560)
        self.setObjectName("accept")
        self.head(self.tr("Accept an invitation"))
        self._known: frozenset[str] = frozenset()
        theme = window.theme
        self.line = QPlainTextEdit(self)
        self.line.setTabChangesFocus(True)
        self.line.setFixedHeight(theme.px(110))
        self.line.textChanged.connect(self._on_typed)
        asks = QLabel(self.tr("The line that you were &given"))
        asks.setBuddy(self.line)
        self.names = label("", kind=LongWords)
        self.name = QLineEdit(self)
        self.name.setMaxLength(100)
        self.name.returnPressed.connect(self.accept_it)
        asks_name = QLabel(self.tr("&What do you call them?"))
        asks_name.setBuddy(self.name)
        for each in (asks, self.line, self.names, asks_name, self.name):
            self.column.addWidget(each)
        self.add_words(self.tr("The name is for you; they do not see it."), "soft")
        self.column.addStretch(1)
        self.go = self.add_verb(self.tr("&Accept"), self.accept_it, "primary")
        self.relays = self.add_verb(self.tr("C&hoose where it goes…"), self._to_relays)
        self.relays.hide()
        self.names.hide()
        bridge.ask(self, _addresses, self._on_known)
        self.line.setFocus()

    def _on_known(self, known: frozenset[str]) -> None:
        self._known = known
        self._on_typed()

    def _on_typed(self) -> None:
        """What the line names is shown before anything is done with it."""
        from reflect.crypto import identity
        from reflect.errors import PairingRefused
        from reflect.sync.relays import means_the_same_elsewhere

        self.say("")
        self.relays.hide()
        text = self.line.toPlainText()
        self.names.setVisible(bool(text.strip()))
        try:
            made = identity.read_invitation(text)
        except PairingRefused:
            self.names.setText(
                self.tr("This is no invitation yet: it is mistyped, or a piece of it is missing.")
            )
            return
        if made.is_over(datetime.now(UTC).timestamp()):
            self.names.setText(self.tr("This invitation is over. Ask for a new one."))
            return
        until = moment(datetime.fromtimestamp(made.ends, UTC))
        # Others are never used, whatever the line says.
        meets = [each for each in made.relays if means_the_same_elsewhere(each)]
        fresh = [each for each in meets if each not in self._known]
        if fresh:
            said = self.tr("It is used from then on to send and to fetch: {relays}").format(
                relays=", ".join(fresh)
            )
        elif meets:
            said = self.tr("You meet where you share already: {relays}").format(
                relays=", ".join(made.relays)
            )
        elif self._known:
            said = self.tr("It names no relay: you meet in the place that both of you have chosen.")
        else:
            said = self.tr(
                "It names no relay. First add the folder that both of you use, under “Where it "
                "goes”."
            )
            self.relays.show()
        valid = self.tr("Valid until {until}.").format(until=until)
        self.names.setText(f"{valid} {said}")

    def accept_it(self) -> None:
        """Use the line."""
        name = self.name.text().strip()
        if not self.line.toPlainText().strip():
            self.say(self.tr("Paste the line first."))
            self.line.setFocus()
        elif not name:
            self.say(self.tr("Type a name first."))
            self.name.setFocus()
        else:
            self.say("")
            self.go.setEnabled(False)
            job = partial(_accept, self.line.toPlainText(), name)
            self._bridge.ask(self, job, self._on_accepted, self._on_refused)

    def _on_accepted(self, changes: Changes) -> None:
        self._bridge.changed.emit(changes, self)
        self.close()

    def _on_refused(self, error: ReflectError) -> None:
        self.go.setEnabled(True)
        field = error.facts.get("field") if isinstance(error, BadValue) else None
        if field == "relays":
            self.say(self.tr("Choose first where it goes: the folder that both of you use."))
            self.relays.show()
        elif field == "name":
            self.say(self.tr("Somebody here is called that already. Choose another name."))
        else:
            self.fail(error)

    def _to_relays(self) -> None:
        from reflect.ui.sharing import open_section

        self.close()
        open_section(self._window, "relays")

    def forget(self) -> None:
        self.line.clear()


def _do(does: Callable[[], object], *_checked: bool) -> None:
    does()


# -- on the journal's thread -----------------------------------------------------------------------


def line_of(contact: Contact, vault: OpenVault) -> str:
    """The line of somebody who has not taken it up. Raises NotConnected where they have."""
    from reflect.errors import NotConnected
    from reflect.sync import sharing

    line = sharing.invitation_line(vault.journal.post.contact(contact.id))
    if line is None:
        raise NotConnected(name=contact.name, state=contact.state)
    return line


def _invite(name: str, vault: OpenVault) -> tuple[Contact, str, Changes]:
    from reflect.sync import sharing

    contact, line = sharing.invite(vault, name)
    return contact, line, _contacts_changed()


def _accept(line: str, name: str, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    sharing.accept(vault, line, name)
    return _contacts_changed()


def _contacts_changed() -> Changes:
    from reflect.model import Changes

    return Changes(kept=frozenset({"contact"}))


def _addresses(vault: OpenVault) -> frozenset[str]:
    return frozenset(each.address for each in vault.journal.post.relays())

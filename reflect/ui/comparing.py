"""Compare safety numbers: the same sixty digits on both sides say that nobody is in between."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from reflect.ui.bars import announce, label
from reflect.ui.invitation import QR_PIXELS, SharingDialog, qr_picture
from reflect.ui.messages import moment

if TYPE_CHECKING:
    from reflect.model import Changes
    from reflect.shares import Contact
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

ACROSS = 4


class CompareDialog(SharingDialog):
    """Twelve groups of five, large; they are the same, or they differ."""

    def __init__(self, bridge: Bridge, window: MainWindow, contact: Contact) -> None:
        super().__init__(bridge, window, 640, 760)
        self.setObjectName("compare")
        self._contact = contact
        self.head(self.tr("Compare safety numbers with {name}").format(name=contact.name))
        if contact.new_root is not None:
            self.add_words(
                self.tr(
                    "Their key has changed: they may have a new computer, or have begun anew. Or "
                    "somebody else answers in their name. Nothing goes either way until you two "
                    "have compared."
                ),
                "warn",
            )
        elif contact.verified_at is not None:
            self.add_words(
                self.tr("You compared them on {day}.").format(day=moment(contact.verified_at)),
                "soft",
            )
        self.add_words(
            self.tr(
                "Both of you open this at the same time. Talk by telephone or face to face, where "
                "you know each other's voice, and read the numbers aloud in turn. Not by messages: "
                "whoever is in between could write both."
            )
        )
        self.numbers = QWidget(self)
        self._grid = QGridLayout(self.numbers)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(window.theme.spacing(2))
        self._grid.setVerticalSpacing(0)
        self.column.addWidget(self.numbers, 0, Qt.AlignmentFlag.AlignHCenter)
        self.qr = QLabel()
        self.qr.setAccessibleName(self.tr("The same numbers as a picture, for a camera"))
        self.column.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        self.outcome = self.add_words("")
        self.outcome.hide()
        self.column.addStretch(1)
        self.same = self.add_verb(self.tr("They are the &same"), self.verify, "primary")
        self.differ = self.add_verb(self.tr("They &differ"), self.differs)
        self.pause = self.add_verb(self.tr("&Pause…"), self._pause)
        self.block = self.add_verb(self.tr("&Block…"), self._block)
        self.same.setEnabled(False)
        self.differ.setEnabled(False)
        self.pause.hide()
        self.block.hide()
        self.groups: list[str] = []
        bridge.ask(self, partial(number_of, contact), self._on_number, self.fail)

    def _on_number(self, number: str) -> None:
        self.groups = number.split()
        shown: list[QWidget] = []
        for place, group in enumerate(self.groups):
            digits = label(group, "title", wrap=False)
            digits.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            digits.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            # Room for the ring of the focus.
            digits.setMargin(self._window.theme.spacing(1))
            # Digit by digit, as one reads it to somebody else.
            digits.setAccessibleName(" ".join(group))
            self._grid.addWidget(digits, place // ACROSS, place % ACROSS)
            shown.append(digits)
        verbs = (self.close_button, self.same, self.differ, self.pause, self.block)
        # Tab goes down the page: one reads, then says what came of it.
        for stop, following in pairwise((*shown, *verbs)):
            QWidget.setTabOrder(stop, following)
        self.numbers.setAccessibleName(self.tr("Safety number"))
        self.qr.setPixmap(
            qr_picture(
                "".join(self.groups), self._window.theme.px(QR_PIXELS * 3 // 4),
                self.devicePixelRatioF(),
            )
        )  # fmt: skip
        self.same.setEnabled(True)
        self.differ.setEnabled(True)
        self.differ.setFocus()

    def verify(self) -> None:
        """They are alike."""
        self._bridge.write(self, partial(verify, self._contact), self._on_verified, self.fail)

    def _on_verified(self, _changes: Changes) -> None:
        self.close()

    def differs(self) -> None:
        """They are not: what that means, and what can be done."""
        said = self.tr(
            "Then something is wrong: the person whom you reach here may not be {name}. Share "
            "nothing more for now. Ask {name} in another way whether they have a new computer; if "
            "so, compare again. Otherwise end it here and invite each other anew, face to face. "
            "Nothing has been changed yet."
        ).format(name=self._contact.name)
        self.outcome.setText(said)
        self.outcome.show()
        announce(self, said)
        self.same.hide()
        self.differ.hide()
        self.pause.setVisible(self._contact.state == "active")
        self.block.show()
        (self.pause if self._contact.state == "active" else self.block).setFocus()

    def _pause(self) -> None:
        from reflect.ui.parting import PauseDialog

        PauseDialog(self._bridge, self._window, self._contact).come_back()
        self.close()

    def _block(self) -> None:
        from reflect.ui.parting import BlockDialog

        BlockDialog(self._bridge, self._window, self._contact).come_back()
        self.close()


# -- on the journal's thread -----------------------------------------------------------------------


def number_of(contact: Contact, vault: OpenVault) -> str:
    from reflect.sync import sharing

    return sharing.safety_number(vault, vault.journal.post.contact(contact.id))


def verify(contact: Contact, vault: OpenVault) -> Changes:
    """Of the very key whose number was shown: raises NotConnected where it is another by now."""
    from reflect.errors import NotConnected
    from reflect.sync import sharing

    now = vault.journal.post.contact(contact.id)
    if (now.new_root or now.root) != (contact.new_root or contact.root):
        raise NotConnected(name=contact.name, state="their key has changed meanwhile")
    return sharing.verify(vault, now)

"""What the dialogs that send have in common: to whom, what is seen before it goes, the way back.
Closing one sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from reflect.shares import Contact, MessageId, ShareState
from reflect.ui.bars import button
from reflect.ui.exercises import language_in
from reflect.ui.invitation import SharingDialog

if TYPE_CHECKING:
    from reflect.content import Language
    from reflect.errors import ReflectError
    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

AFTER_MS = 120
"""A choice is shown after this pause; the last one counts."""


class SendingDialog(SharingDialog):
    """Nothing can be sent that was not seen: a choice takes *Send* away until its preview is there
    (`looks`, `show_preview`)."""

    def __init__(
        self, bridge: Bridge, window: MainWindow, width: int, height: int, title: str
    ) -> None:
        super().__init__(bridge, window, width, height)
        self._language: Language = language_in(window)
        self._asked = 0
        self._preview: Any = None
        """What was seen last, and is what is chosen; None until then."""
        self.head(title)
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

    # what a dialog of this kind has -------------------------------------------------------------

    def looks(self) -> Callable[[OpenVault], Any]:
        """The job that makes what would go as things are chosen now."""
        raise NotImplementedError

    def show_preview(self, preview: Any) -> bool:
        """Show what `looks` made; whether it can be sent so."""
        raise NotImplementedError

    def sends(self, preview: Any) -> Callable[[OpenVault], tuple[Changes, MessageId]]:
        """The job that sends what was seen, and says its id."""
        raise NotImplementedError

    def _name(self, _index: int = 0) -> None:
        """Somebody else was chosen."""
        raise NotImplementedError

    # building -----------------------------------------------------------------------------------

    def say_nobody(self, *, anybody: bool) -> None:
        """There is nobody to send to, and how that begins. `anybody`: somebody is there, and
        nothing goes to them now."""
        if anybody:
            self.nobody.setText(
                self.tr(
                    "Nothing can go to anybody now: with those who are there it rests, has ended, "
                    "or has not begun yet. The page Sharing shows it under “People”."
                )
            )
        self.nobody.show()
        self.invite.show()
        self.invite.setFocus()

    def begin_page(self, people: Sequence[Contact]) -> QVBoxLayout:
        """The column of the page, with the choice of a person on top."""
        whole = QVBoxLayout(self.all)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(self._window.theme.spacing(3))
        self.person = QComboBox(self)
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for each in people:
            self.person.addItem(each.name, each)
        self.person.currentIndexChanged.connect(self._name)
        asks = QLabel(self.tr("&To"))
        asks.setBuddy(self.person)
        whole.addWidget(asks)
        whole.addWidget(self.person, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    @property
    def contact(self) -> Contact:
        """Who it is for."""
        found: Contact = self.person.currentData()
        return found

    def theirs(self) -> str:
        """The heading above what goes."""
        return self.tr("What {name} will see").format(name=self.contact.name)

    # seen, then sent ----------------------------------------------------------------------------

    def _changed(self, *_what: object) -> None:
        self.go.setEnabled(False)
        self._preview = None
        self._timer.start()

    def _ask_preview(self) -> None:
        self._asked += 1
        self._bridge.ask(
            self,
            self.looks(),
            partial(self._on_preview, self._asked),
            partial(self._on_no_preview, self._asked),
        )

    def _on_preview(self, number: int, preview: Any) -> None:
        if number != self._asked or self._timer.isActive():
            return
        self._preview = preview
        self.say("")
        self.go.setEnabled(self.show_preview(preview))

    def _on_no_preview(self, number: int, error: ReflectError) -> None:
        if number == self._asked:
            self.fail(error)

    def send(self) -> None:
        """What was seen, to the one who is chosen."""
        if self._preview is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._bridge.ask(self, self.sends(self._preview), self._on_sent, self._on_not_sent)

    def _on_sent(self, sent: tuple[Changes, MessageId]) -> None:
        changes, id = sent
        window, bridge, name = self._window, self._bridge, self.contact.name
        bridge.changed.emit(changes, window)
        self.close()
        window.offer_undo(
            self.tr("Shared with {name}.").format(name=name),
            partial(undo_sharing, window, bridge, id, name),
        )

    def _on_not_sent(self, error: ReflectError) -> None:
        self.go.setEnabled(True)
        self.fail(error)

    def _to_people(self) -> None:
        from reflect.ui.sharing import open_section

        self.close()
        open_section(self._window, "people")


def undo_sharing(window: MainWindow, bridge: Bridge, id: MessageId, name: str) -> None:
    """What was sent meanwhile cannot be called back: that it is a request by then is said."""

    def said(asked: bool) -> None:
        if asked:
            words = QCoreApplication.translate(
                "AskDialog",
                "{name} is asked, and can say yes or no. Even after a yes a copy may remain: a "
                "backup, a photograph of the screen, what one remembers.",
            )
            title = QCoreApplication.translate("Thing", "Asked to delete")
            window.trouble(title, line=words.format(name=name), key="asked-to-delete", calm=True)

    bridge.write(
        window,
        partial(take_back, id),
        lambda _changes: bridge.ask(window, partial(_is_asked, id), said),
    )


# -- on the journal's thread -----------------------------------------------------------------------


def take_back(id: MessageId, vault: OpenVault) -> Changes:
    """While it has not left it is not sent; afterwards its deletion is asked for."""
    from reflect.sync import sharing

    return sharing.retract(vault, vault.journal.post.share(id))


def _is_asked(id: MessageId, vault: OpenVault) -> bool:
    return vault.journal.post.share(id).state is ShareState.DELETION_ASKED

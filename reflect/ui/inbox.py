"""What came: a list of letters, one of them open to be read, answered, tried or let go of.

Something that its sender marked as hard shows no word of itself before one wants to read it.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.model import Changes, KeptId
from reflect.shares import Ask, ContactId, MessageId
from reflect.ui import threads
from reflect.ui.bars import announce, button, key_in, label
from reflect.ui.collection import tab_stops
from reflect.ui.coping_list import CardList, Line
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.letter import LetterView
from reflect.ui.reply import Composer
from reflect.ui.scroller import to_top
from reflect.ui.timeline_words import short_day
from reflect.ui.window import place_command
from reflect.ui.wrapping import LongWords

if TYPE_CHECKING:
    from reflect.shares import Arrival
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.threads import Key, Letter, Listed, Row
    from reflect.ui.window import MainWindow

KINDS = frozenset({"contact", "share", "arrival"})
WIDEST = 760
"""Of a letter, at 100 % text."""
EVERYTHING, RECEIVED, MINE = "everything", "received", "mine"


class InboxView(QWidget):
    """The list, or one letter in its place."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        language = language_of(window.settings)
        self._language: content.Language = "de" if language == "de" else "en"
        self._listed: Listed | None = None
        self._open: Key | None = None
        """Of the letter that is read."""
        self._gated = False
        """It is hard, and waits for a yes."""
        self._wanted: Key | None = None
        """The hard one to which that yes was given."""
        self._hurry_in = False
        """The focus goes to the letter once it is here."""
        self._build()
        self._build_actions()
        self._dress()
        theme.changed.connect(self._dress)
        bridge.changed.connect(self._on_changed)
        self._ask()

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        self.filter = QComboBox(self)
        self.filter.setAccessibleName(self.tr("Which letters are shown"))
        for id, words in (
            (EVERYTHING, self.tr("Everything")),
            (RECEIVED, self.tr("Shared with me")),
            (MINE, self.tr("Answers to what I shared")),
        ):
            self.filter.addItem(words, id)
        self.filter.currentIndexChanged.connect(self._fill)
        self.list = CardList(self._theme, self)
        self.list.setAccessibleName(self.tr("Letters"))
        self.list.opened.connect(self._on_opened)
        self.list.itemClicked.connect(self._on_clicked)
        self.empty = label("", "soft")
        self.to_people = button(self.tr("People"), parent=self)
        self.to_people.clicked.connect(self._on_people)
        self.list_room = QWidget(self)
        column = QVBoxLayout(self.list_room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        column.addWidget(self.to_people, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self.back = button(self.tr("Back to the list"), parent=self)
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self.back.clicked.connect(self.show_list)
        self.away = button(self.tr("Let go of it…"), "plain", self)
        self.away.clicked.connect(self._on_away)
        head = FlowLayout(gap=space(2))
        head.addWidget(self.back)
        head.addWidget(self.away)
        self.gate = self._build_gate()
        self.letter = LetterView(self._theme, self._language, self)
        self.letter.let_go_asked.connect(self.ask_to_let_go)
        self.letter.keep_asked.connect(self._on_keep)
        self.letter.answered.connect(self._on_answered)
        self.letter.adopt_asked.connect(self._on_adopt)
        self.composer = Composer(self._bridge, self._window, self._theme, self._language, self)
        self.cannot = label("", "soft", kind=LongWords)
        self.letter_room = QWidget(self)
        self.column = QWidget(self.letter_room)
        # A row reckons the height at the width that a column has, not at its own.
        across = QHBoxLayout(self.letter_room)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.column, 100)
        across.addStretch(1)
        inside = QVBoxLayout(self.column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(space(2))
        inside.addLayout(head)
        for part in (self.gate, self.letter, self.composer, self.cannot):
            inside.addWidget(part)
        inside.addStretch(1)
        self.letter_room.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.list_room, 1)
        whole.addWidget(self.letter_room, 1)
        key_in(self.letter_room, "Esc", self.show_list)

    def _build_gate(self) -> QFrame:
        space = self._theme.spacing
        gate = QFrame(self)
        gate.setProperty("role", "notice")
        self.gate_words = label("", "strong", kind=LongWords)
        self.read_now = button(self.tr("Read it now"), parent=gate)
        self.read_now.clicked.connect(self._on_read_now)
        self.read_later = button(self.tr("Later"), parent=gate)
        self.read_later.clicked.connect(self.show_list)
        self.help = button(self.tr("Help lines for me"), "link", gate)
        self.help.clicked.connect(self._on_help)
        row = FlowLayout(gap=space(1))
        for each in (self.read_now, self.read_later):
            row.addWidget(each)
        inside = QVBoxLayout(gate)
        inside.setContentsMargins(*(space(4),) * 4)
        inside.setSpacing(space(2))
        inside.addWidget(self.gate_words)
        inside.addWidget(
            label(
                self.tr(
                    "You can read it when there is room for it. Nobody hears when you look, unless "
                    "you chose that."
                )
            )
        )
        inside.addLayout(row)
        inside.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        gate.hide()
        return gate

    def _build_actions(self) -> None:
        self.do_reply = place_command(
            self, "entry", self.tr("Write a re&ply"), "Ctrl+R", self._on_reply
        )
        self.do_let_go = place_command(
            self, "entry", self.tr("Let &go of it…"), "Ctrl+Shift+Backspace", self._on_away
        )
        for act in (self.do_reply, self.do_let_go):
            act.setEnabled(False)

    def _dress(self) -> None:
        self.list.setMinimumHeight(self._theme.px(200))
        self.column.setMaximumWidth(self._theme.px(WIDEST))
        self.back.setIcon(self._theme.icon("back"))
        self.away.setIcon(self._theme.icon("trash"))
        for each in (self.back, self.away):
            each.setIconSize(self._theme.icon_size)

    # the list ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._bridge.ask(self, threads.listed, self._on_listed)
        if self._open is not None:
            self._bridge.ask(
                self, partial(threads.letter, self._open), partial(self._on_letter, self._open)
            )

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & KINDS:
            self._ask()

    def _on_listed(self, listed: Listed) -> None:
        self._listed = listed
        self._fill()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Those that the list shows, from the top."""
        wanted = self.filter.currentData()
        rows = self._listed.rows if self._listed is not None else ()
        return tuple(row for row in rows if wanted == EVERYTHING or row.mine == (wanted == MINE))

    def _fill(self, *_index: int) -> None:
        listed = self._listed
        if listed is None:
            return
        rows = self.rows
        current = self.list.current
        if current is None and rows:
            current = KeptId(_id(rows[0].key))
        self.list.show_lines([self._line(row) for row in rows], current)
        self.list.setVisible(bool(rows))
        self.filter.setVisible(bool(listed.rows))
        self.empty.setVisible(not rows)
        self.to_people.setVisible(not rows and not listed.people)
        if listed.rows:
            self.empty.setText(self.tr("Nothing of this kind is here."))
        elif listed.people:
            self.empty.setText(
                self.tr(
                    "Nothing has come yet. What somebody shares with you stands here, and what "
                    "they answer to what you shared."
                )
            )
        else:
            self.empty.setText(
                self.tr(
                    "Nothing has come yet. Somebody has to be there first: invite a person, or "
                    "accept an invitation."
                )
            )

    def _line(self, row: Row) -> Line:
        kinds = {
            "entry": self.tr("an entry"),
            "strategy": self.tr("a way of coping"),
            "reply": self.tr("a reply"),
        }
        kind = kinds.get(row.kind, self.tr("a word"))
        if row.mine:
            title = self.tr("{name} answers {kind} of yours").format(
                name=row.name,
                kind=self.tr("a way of coping") if row.kind == "strategy" else self.tr("an entry"),
            )
        else:
            title = self.tr("{name}: {kind}").format(name=row.name, kind=kind)
        if row.unread:
            title = f"● {title} · " + self.tr("new")
        first = row.first
        if row.hard:
            first = self.tr("{name} says that it is hard to read.").format(name=row.name)
        marks = [short_day(row.at.astimezone().date())]
        if row.ask is not None:
            from reflect.sync import advice

            said = advice.words(row.ask, self._language).replier
            marks.append(said.replace("{name}", row.name))
        if row.answers:
            marks.append(
                self.tr("1 answer")
                if row.answers == 1
                else self.tr("{count} answers").format(count=row.answers)
            )
        if row.asked_to_delete:
            marks.append(self.tr("asked to delete"))
        return Line(KeptId(_id(row.key)), title, first, " · ".join(marks))

    def _on_people(self) -> None:
        from reflect.ui.sharing import open_section

        open_section(self._window, "people")

    # one letter -------------------------------------------------------------------------------

    @property
    def open_letter(self) -> Letter | None:
        """The one that is read now; None at the list, and where it is not here any more."""
        return self.letter.letter

    def _on_opened(self, id: str) -> None:
        contact, _, message = id.partition("/")
        self.open((ContactId(contact), MessageId(message)))

    def _on_clicked(self, _item: object) -> None:
        if self.list.current is not None:
            self._on_opened(self.list.current)

    def open(self, key: Key) -> None:
        """Read this one; a hard one asks first."""
        self.composer.leave()
        self.letter.clear()
        self._open, self._wanted = key, None
        row = next((row for row in self._rows() if row.key == key), None)
        self._gated = row is not None and row.hard
        self._hurry_in = True
        self.list_room.hide()
        self.letter_room.show()
        to_top(self)
        self._dress_gate(row.name if row is not None else "")
        self._bridge.ask(self, partial(threads.letter, key), partial(self._on_letter, key))

    def _rows(self) -> tuple[Row, ...]:
        return self._listed.rows if self._listed is not None else ()

    def _dress_gate(self, name: str) -> None:
        self.gate.setVisible(self._gated)
        self.letter.setVisible(not self._gated)
        self.away.setVisible(not self._gated)
        self.do_reply.setEnabled(not self._gated)
        if self._gated:
            self.cannot.hide()
            self.gate_words.setText(
                self.tr("{name} says that this is hard to read.").format(name=name)
            )
            self.read_later.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.gate_words.text())

    def _on_read_now(self) -> None:
        self._gated = False
        self._wanted = self._open
        self._dress_gate("")
        self._hurry_in = True
        if self._open is not None:
            self._bridge.ask(
                self, partial(threads.letter, self._open), partial(self._on_letter, self._open)
            )

    def _on_help(self) -> None:
        from reflect.ui.steady import open_steady

        open_steady(self._window, "lines")

    def _on_letter(self, key: Key, letter: Letter | None) -> None:
        if key != self._open:
            return
        if letter is None:
            self.show_list()
            return
        if letter.hard and self._wanted != key:
            # Also where it was opened before the list could say so.
            self._gated = True
            self._dress_gate(letter.name)
            return
        focused = QApplication.focusWidget()
        within = focused is not None and self.letter.isAncestorOf(focused)
        if self.letter.letter != letter:
            self.letter.show_letter(letter)
        self.composer.show_letter(letter)
        self._dress_letter(letter)
        # Tab goes down the page: what stands in the letter comes before the answer to it.
        for stop, following in pairwise((self.away, *tab_stops(self.letter))):
            QWidget.setTabOrder(stop, following)
        if self._hurry_in or within:
            self._hurry_in = False
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        unread = tuple(
            each.arrival
            for each in (letter.first, *letter.said)
            if each.arrival is not None and each.arrival.read_at is None
        )
        if unread and not letter.read_only:
            self._bridge.write(self, partial(threads.read, unread))

    def _dress_letter(self, letter: Letter) -> None:
        received = letter.first.arrival is not None
        self.away.setVisible(received and not letter.read_only)
        self.do_let_go.setEnabled(received and not letter.read_only)
        self.do_reply.setEnabled(letter.may_send)
        self.cannot.setVisible(not letter.may_send)
        self.cannot.setText(
            self.tr("This journal can be read, not changed: no reply can be written.")
            if letter.read_only
            else self.tr("Nothing can be sent to {name} now; the page of people says why.").format(
                name=letter.name
            )
        )

    def show_list(self, *_checked: bool) -> None:
        """Back to the letters; what was typed is put by."""
        self.composer.leave()
        self.letter.clear()
        self._open = self._wanted = None
        self._gated = False
        self.do_reply.setEnabled(False)
        self.do_let_go.setEnabled(False)
        self.letter_room.hide()
        self.list_room.show()
        to_top(self)
        self.take_focus()

    def take_focus(self) -> bool:
        """To the way back from a letter, or to the list. False: there is nothing to focus on."""
        places: tuple[QWidget, ...] = (self.list, self.filter, self.to_people)
        if self._open is not None:
            places = (self.read_later if self._gated else self.back,)
        elif self._listed is None:
            places = ()
        target = next((each for each in places if not each.isHidden()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target is not None

    def _on_reply(self) -> None:
        self.composer.focus()

    # what one does with it --------------------------------------------------------------------

    def _on_away(self, *_checked: bool) -> None:
        if self.open_letter is not None and self.open_letter.first.arrival is not None:
            self.ask_to_let_go(self.open_letter.first.arrival)

    def ask_to_let_go(self, item: Arrival) -> QMessageBox | None:
        """Say plainly what happens, then delete it here."""
        letter = self.open_letter
        if letter is None:
            return None
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Let go of it"))
        box.setText(self.tr("Delete this here, for good?"))
        more = self.tr("It cannot be had back, and does not come again.")
        if item.asked_at is not None:
            more += " " + self.tr("{name} hears that it is deleted.").format(name=letter.name)
        else:
            more += " " + self.tr("{name} does not hear of it.").format(name=letter.name)
        box.setInformativeText(more)
        leave = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(self.tr("Delete it"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        box.finished.connect(box.deleteLater)
        box.accepted.connect(partial(self._let_go, item))
        box.open()
        return box

    def _let_go(self, item: Arrival) -> None:
        if self._open == (item.contact, item.id):
            self.show_list()
        self._bridge.write(self, partial(threads.let_go, item), self._on_gone)

    def _on_gone(self, _changes: Changes) -> None:
        announce(self, self.tr("It is deleted here."))

    def _on_keep(self) -> None:
        letter = self.open_letter
        if letter is not None and letter.first.arrival is not None:
            self._bridge.write(self, partial(threads.keep, letter.first.arrival))

    def _on_answered(self, question: Arrival, ask: Ask) -> None:
        self._bridge.write(self, partial(threads.answer, question, ask))

    def _on_adopt(self, item: Arrival) -> None:
        # Whoever comes back is at the letter: the button that was pressed is gone by then.
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        into: list[KeptId] = []
        self._bridge.write(
            self, partial(threads.adopt, item, into), partial(self._on_adopted, into)
        )

    def _on_adopted(self, into: list[KeptId], _changes: Changes) -> None:
        self._window.show_page("coping")
        page = self._window.page("coping")
        show = getattr(page, "show_card", None)
        if show is not None and into:
            show(into[0])

    # what the page asks -----------------------------------------------------------------------

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        # Another section, or the end of sharing: what was typed does not wait for its timer.
        self.composer.put_by()
        super().hideEvent(event)

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises."""
        self.composer.flush()

    @property
    def unsaved(self) -> bool:
        return self.composer.unsaved


def _id(key: Key) -> str:
    return f"{key[0]}/{key[1]}"

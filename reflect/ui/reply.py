"""The reply composer: what was asked for above, one's own words below, one tap for those without.

Advice where something else was asked for is noticed and named; it is never held back. What is typed
goes into the journal within two seconds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, Strategy
from reflect.shares import Ask
from reflect.ui import cards as kept
from reflect.ui import threads
from reflect.ui.bars import announce, button, holds_focus, key_in, label
from reflect.ui.coping_list import CardList, Line
from reflect.ui.coping_words import takes
from reflect.ui.flow import FlowLayout
from reflect.ui.form import Pad
from reflect.ui.scroller import keep_in_sight
from reflect.ui.wrapping import LongLink, LongWords

if TYPE_CHECKING:
    from reflect.content import Language
    from reflect.errors import ReflectError
    from reflect.shares import Arrival
    from reflect.sync.advice import Span
    from reflect.ui.bridge import Bridge
    from reflect.ui.cards import Cards
    from reflect.ui.theme import Theme
    from reflect.ui.threads import Letter, Tap
    from reflect.ui.window import MainWindow

PUT_BY_MS = 1_000
"""After what was typed, at most."""
LOOK_MS = 300
"""Quiet after which a draft is looked through."""
TROUBLE = "reply"


class CardChoice(QDialog):
    """One of my ways of coping, to go with a reply."""

    def __init__(self, theme: Theme, cards: Cards, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self.setWindowTitle(self.tr("A way of coping"))
        space = theme.spacing
        self.list = CardList(theme, self)
        self.list.show_lines(
            [Line(each.id, each.title, takes(each)) for each in cards.seen],
            cards.seen[0].id if cards.seen else None,
        )
        self.list.opened.connect(self.accept)
        take = button(self.tr("&Send it along"), "primary", self)
        take.setDefault(True)
        take.setEnabled(bool(cards.seen))
        take.clicked.connect(self.accept)
        leave = button(self.tr("&Leave it"), parent=self)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(4),) * 4)
        column.setSpacing(space(3))
        column.addWidget(
            label(
                self.tr(
                    "It goes without places, people, music and photos, and without what it did."
                ),
                "soft",
            )
        )
        column.addWidget(self.list, 1)
        column.addLayout(row)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(480), room.width() - 40), min(theme.px(520), room.height() - 40))

    @property
    def card(self) -> Strategy | None:
        """The one under the cursor."""
        current = self.list.current
        return None if current is None else self._cards.card(current)


class Composer(QFrame):
    """Under a letter; hidden where nothing can be sent."""

    sent = Signal()

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._language = language
        self._letter: Letter | None = None
        self._wanted = False
        """Written all the same where no reply is needed."""
        self._card: Strategy | None = None
        self._spans: tuple[Span, ...] = ()
        self._due = False
        self._sending = False
        self._setting = False
        self._told = False
        """What was noticed was shown before it could go unseen; once is enough."""
        self._follows = False
        """What was sent moves everything down; one goes on writing."""
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Your reply"))
        self._build()
        self._put = self._timer(PUT_BY_MS, self.put_by)
        self._look_later = self._timer(LOOK_MS, self.look)
        key_in(self, "Ctrl+Return", self.send)
        self.hide()

    def _timer(self, length: int, does: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(length)
        timer.timeout.connect(does)
        return timer

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        self.band = label("", "strong", kind=LongWords)
        self.closed = QWidget(self)
        self.all_the_same = button(self.tr("Write all the same"), parent=self.closed)
        self.all_the_same.clicked.connect(self._on_wanted)
        shut = QVBoxLayout(self.closed)
        shut.setContentsMargins(0, 0, 0, 0)
        shut.addWidget(label(self.tr("Nothing is expected of you here."), "soft"))
        shut.addWidget(self.all_the_same, 0, Qt.AlignmentFlag.AlignLeft)
        self.taps: dict[Tap, QPushButton] = {
            "hear": _wrapped(self.tr("I hear you"), self),
            "me-too": _wrapped(self.tr("Me too"), self),
            "thanks": _wrapped(self.tr("Thank you for telling me"), self),
        }
        quick = FlowLayout(gap=space(1))
        for what, each in self.taps.items():
            each.clicked.connect(partial(self._on_tap, what))
            quick.addWidget(each)
        self.tapped = label("", "soft")
        self.openers = [LongLink("", self) for _ in range(3)]
        self.opening = QWidget(self)
        ways = QVBoxLayout(self.opening)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(0)
        ways.addWidget(label(self.tr("Ways to begin"), "caption"))
        for number, opener in enumerate(self.openers):
            opener.clicked.connect(partial(self._on_opener, number))
            ways.addWidget(opener)
        self.words = Pad(self)
        self.words.setAccessibleName(self.tr("Your words"))
        self.words.setPlaceholderText(self.tr("Your words"))
        self.words.textChanged.connect(self._on_typed)
        self.strip = self._build_strip()
        self.along = label("", kind=LongWords)
        self.leave_out = button(self.tr("Leave it out"), "plain", self)
        self.leave_out.setAccessibleName(self.tr("Leave out the way of coping"))
        self.leave_out.clicked.connect(self._on_leave_out)
        self.with_card = QWidget(self)
        with_it = QHBoxLayout(self.with_card)
        with_it.setContentsMargins(0, 0, 0, 0)
        with_it.addWidget(self.along, 1)
        with_it.addWidget(self.leave_out)
        self.with_card.hide()
        self.send_button = button(self.tr("Send"), "primary", self)
        self.send_button.setToolTip(self.tr("Send (Ctrl+Return)"))
        self.send_button.clicked.connect(self.send)
        self.add_card = button(self.tr("A way of coping…"), parent=self)
        self.add_card.clicked.connect(self._on_add_card)
        last = FlowLayout(gap=space(1))
        last.addWidget(self.send_button)
        last.addWidget(self.add_card)
        self.open_part = QWidget(self)
        inside = QVBoxLayout(self.open_part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(space(2))
        inside.addLayout(quick)
        inside.addWidget(self.tapped)
        inside.addWidget(self.opening)
        inside.addWidget(self.words)
        inside.addWidget(self.strip)
        inside.addWidget(self.with_card)
        inside.addLayout(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(3),) * 4)
        column.setSpacing(space(2))
        column.addWidget(self.band)
        column.addWidget(self.closed)
        column.addWidget(self.open_part)

    def _build_strip(self) -> QFrame:
        space = self._theme.spacing
        strip = QFrame(self)
        strip.setProperty("role", "notice")
        self.noticed = label("", kind=LongWords)
        self.rephrase = _wrapped("", strip)
        self.rephrase.clicked.connect(self.say_as_mine)
        self.ask_first = _wrapped("", strip)
        self.ask_first.clicked.connect(self._on_ask_first)
        self.as_it_is = _wrapped("", strip)
        self.as_it_is.clicked.connect(self.send_as_it_is)
        ways = FlowLayout(gap=space(1))
        for each in (self.rephrase, self.ask_first, self.as_it_is):
            ways.addWidget(each)
        inside = QVBoxLayout(strip)
        inside.setContentsMargins(*(space(2),) * 4)
        inside.setSpacing(space(1))
        inside.addWidget(self.noticed)
        inside.addLayout(ways)
        strip.hide()
        return strip

    # a letter ---------------------------------------------------------------------------------

    def show_letter(self, letter: Letter) -> None:
        """Answer this one. What is typed stays where it is the same one as before."""
        from reflect.sync import advice

        other = self._letter is None or self._letter.key != letter.key
        grew = self._letter is not None and self._letter.said != letter.said
        if other:
            self.leave()
        self._letter = letter
        ask = letter.ask
        if other:
            self._wanted = self._follows = self._told = False
            self._setting = True
            self.words.setPlainText(letter.draft)
            self.words.moveCursor(QTextCursor.MoveOperation.End)
            self._setting = False
            self._set_card(None)
            if letter.draft_card is not None:
                self._find_card(letter.draft_card)
        self.setVisible(letter.may_send and letter.to is not None)
        self.band.setVisible(ask is not None)
        if ask is not None:
            said = advice.words(ask, self._language).replier
            self.band.setText(said.replace("{name}", letter.name))
            ways = advice.openers(ask, self._language)
            for opener, words in zip(self.openers, ways, strict=True):
                opener.setText(words.strip() + " …")
                opener.setProperty("words", words)
        self.opening.setVisible(ask is not None)
        doing = advice.actions(self._language)
        self.rephrase.setText(doing.rephrase)
        self.ask_first.setText(doing.ask_first)
        self.as_it_is.setText(doing.send)
        for what, each in self.taps.items():
            each.setEnabled(what not in letter.taps)
        names = [each.text() for what, each in self.taps.items() if what in letter.taps]
        self.tapped.setText(self.tr("You said: {words}").format(words=" · ".join(names)))
        self.tapped.setVisible(bool(names))
        self._dress()
        self.look()
        if grew and self._follows:
            self._follows = False
            if self.words.hasFocus():
                keep_in_sight(self.words)

    def leave(self) -> None:
        """Another letter, or none: what was typed is put by."""
        self.put_by()
        self._look_later.stop()
        self._letter = None
        self.hide()

    def focus(self) -> None:
        if self._letter is not None and not self.isHidden():
            self._on_wanted()

    def _on_wanted(self) -> None:
        self._wanted = True
        self._dress()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """One can write: not where no reply is needed, unless it is wanted or was begun."""
        letter = self._letter
        needless = letter is not None and letter.ask is Ask.NO_REPLY
        begun = bool(self.words.toPlainText()) or self._card is not None
        return not needless or self._wanted or begun

    def _dress(self) -> None:
        self.open_part.setVisible(self.is_open)
        self.closed.setVisible(not self.is_open)
        something = bool(self.words.toPlainText().strip()) or self._card is not None
        self.send_button.setEnabled(something and not self._sending)

    # writing ----------------------------------------------------------------------------------

    def _on_opener(self, number: int, *_checked: bool) -> None:
        words = str(self.openers[number].property("words"))
        cursor = self.words.textCursor()
        before = self.words.toPlainText()[: cursor.position()]
        if before and not before[-1].isspace():
            words = " " + words
        cursor.insertText(words)
        self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        if self._setting:
            return
        self._touch()
        self._look_later.start()
        self._dress()

    def _touch(self) -> None:
        self._due = self._letter is not None and not self._letter.read_only
        if self._due and not self._put.isActive():
            self._put.start()

    def put_by(self) -> None:
        """What was typed, into the journal; the answer comes later."""
        self._put.stop()
        letter = self._letter
        if self._due and letter is not None:
            self._due = False
            self._bridge.ask(self, self._draft_job(letter), None, self._on_not_put_by)

    def _draft_job(self, letter: Letter) -> partial[None]:
        card = self._card.id if self._card is not None else None
        return partial(threads.put_draft, letter.key[1], self.words.toPlainText(), card)

    def _on_not_put_by(self, error: ReflectError) -> None:
        self._due = True
        self._window.trouble(error, ((self.tr("Try again"), self.put_by),), key=TROUBLE)

    def flush(self) -> None:
        """The same, and wait. Raises what the journal raises."""
        self._put.stop()
        if self._due and self._letter is not None:
            self._bridge.now(self._draft_job(self._letter))
            self._due = False

    @property
    def unsaved(self) -> bool:
        return self._due

    # advice -----------------------------------------------------------------------------------

    def look(self) -> None:
        """Whether the draft reads as advice where something else was asked for."""
        from reflect.sync import advice

        self._look_later.stop()
        letter, text = self._letter, self.words.toPlainText()
        said = None
        if letter is not None and letter.ask is not None:
            said = advice.notice(letter.ask, letter.name, self._language)
        self._spans = advice.found(text, self._language) if said is not None else ()
        if not self._spans or letter is None:
            self.strip.hide()
            self._told = False
            return
        phrases = ", ".join(f"“{each}”" for each in dict.fromkeys(s.phrase for s in self._spans))
        lines = [f"{said} {phrases}"]
        if letter.asked:
            lines.append(
                self.tr("You have asked. Your words stay here until {name} answers.").format(
                    name=letter.name
                )
            )
        shown = self.strip.isVisible() and self.ask_first.isHidden() == letter.asked
        self.noticed.setText("\n".join(lines))
        self.ask_first.setVisible(not letter.asked)
        self.strip.show()
        if not shown:
            announce(self, lines[0])
            self._show_strip()

    def _show_strip(self) -> None:
        """Nobody is to miss it below the edge; the words stay in sight where both find room."""
        keep_in_sight(self.strip)
        if self.words.hasFocus():
            keep_in_sight(self.words)

    @property
    def noticed_phrases(self) -> tuple[str, ...]:
        """What reads as advice now."""
        return tuple(each.phrase for each in self._spans)

    def say_as_mine(self) -> None:
        """The first such sentence begins with one's own experience instead; Undo brings it back."""
        from reflect.sync import advice

        self.look()
        if not self._spans:
            return
        text = self.words.toPlainText()
        span = self._spans[0]
        begins = max((text.rfind(mark, 0, span.start) for mark in ".!?…\n"), default=-1) + 1
        begins += len(text[begins : span.start]) - len(text[begins : span.start].lstrip())
        ends = next((at for at in range(span.end, len(text)) if text[at] in ".!?…\n"), len(text))
        while ends < len(text) and text[ends] in ".!?…":
            ends += 1
        cursor = self.words.textCursor()
        # The document counts in UTF-16, Python in letters.
        cursor.setPosition(_units(text[:begins]))
        cursor.setPosition(_units(text[:ends]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(advice.rephrased(span.kind, self._language))
        self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()
        self._window.offer_undo(self.tr("Said as your experience"), partial(self._bring_back, text))

    def _bring_back(self, text: str) -> None:
        cursor = self.words.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.look()

    def _on_ask_first(self) -> None:
        if self._letter is not None and self._letter.to is not None:
            # The button goes, and the next one sends.
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self._follows = True
            self.put_by()
            job = partial(threads.ask_first, self._letter.to)
            self._bridge.write(self, job, self._on_done, self._on_failed)

    # a card -----------------------------------------------------------------------------------

    def _on_add_card(self) -> None:
        self._bridge.ask(self, partial(kept.read, self._language), self._choose_card)

    def _choose_card(self, cards: Cards) -> None:
        dialog = CardChoice(self._theme, cards, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(partial(self._on_card, dialog))
        dialog.open()

    def _on_card(self, dialog: CardChoice) -> None:
        self._set_card(dialog.card)
        self._touch()

    def _find_card(self, id: str) -> None:
        job = partial(kept.read, self._language)
        letter = self._letter
        assert letter is not None
        self._bridge.ask(self, job, partial(self._on_found_card, letter.key, id))

    def _on_found_card(self, key: threads.Key, id: str, cards: Cards) -> None:
        if self._letter is not None and self._letter.key == key and self._card is None:
            self._set_card(cards.card(id))

    def _set_card(self, card: Strategy | None) -> None:
        self._card = card
        self.with_card.setVisible(card is not None)
        if card is not None:
            self.along.setText(self.tr("With it goes: {title}").format(title=card.title))
        self._dress()

    def _on_leave_out(self) -> None:
        self._set_card(None)
        self._touch()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    # sending ----------------------------------------------------------------------------------

    def send(self) -> None:
        """As `send_as_it_is`; where the draft reads as advice and nobody saw that said, it is said
        first, and the next time it goes."""
        seen = self._told or self.rephrase.visibleRegion().contains(self.rephrase.rect())
        self.look()
        if self._spans and not seen:
            self._told = True
            keep_in_sight(self.strip)
            self.rephrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.send_as_it_is()

    def send_as_it_is(self) -> None:
        """The words, and the card. They stay on the page until they are in the journal."""
        letter, text = self._letter, self.words.toPlainText()
        if letter is None or letter.to is None or self._sending or not self.is_open:
            return
        if not text.strip() and self._card is None:
            return
        # Put by first: whoever leaves the page meanwhile finds it again should it fail.
        self.put_by()
        self._sending = True
        if holds_focus(self):
            # The button that was pressed is off now, or goes with what it was about.
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.setReadOnly(True)
        self._dress()
        job = partial(threads.reply, letter.to, letter.key[1], text, self._card)
        self._bridge.write(self, job, partial(self._on_sent, letter.key), self._on_failed)

    def _on_sent(self, key: threads.Key, _changes: Changes) -> None:
        self._sending = False
        self.words.setReadOnly(False)
        if self._letter is not None and self._letter.key == key:
            self._due = False
            self._put.stop()
            self._setting = True
            self.words.clear()
            self._setting = False
            self._set_card(None)
            self.look()
            self._follows = True
        announce(self, self.tr("Your reply waits to be sent."))
        self._on_done(_changes)

    def _on_tap(self, what: Tap, *_checked: bool) -> None:
        letter = self._letter
        if letter is None or letter.to is None:
            return
        for each in self.taps.values():
            each.setEnabled(False)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follows = True
        item = letter.to
        self._bridge.write(self, partial(threads.tap, item, what), self._on_done, self._on_failed)
        self._window.offer_undo(
            self.tr("You said: {words}").format(words=self.taps[what].text()),
            partial(self._untap, item, what),
        )

    def _untap(self, item: Arrival, what: Tap) -> None:
        self._bridge.write(self, partial(threads.untap, item, what), self._on_done, self._on_failed)

    def _on_done(self, _changes: Changes) -> None:
        self._window.clear_trouble(TROUBLE)
        self.sent.emit()

    def _on_failed(self, error: ReflectError) -> None:
        self._sending = False
        self.words.setReadOnly(False)
        if self._letter is not None:
            for what, each in self.taps.items():
                each.setEnabled(what not in self._letter.taps)
        self._touch()
        self._dress()
        self._window.trouble(error, key=TROUBLE)


def _wrapped(text: str, parent: QWidget) -> LongLink:
    """A button whose words go on in a second line."""
    made = LongLink(text, parent)
    made.setProperty("role", None)
    return made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

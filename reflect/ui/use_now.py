"""A way of coping, done now: how heavy, one step at a time, how heavy afterwards, a note.

The number afterwards is kept the moment it is chosen. Leaving midway asks nothing: for this
sitting the page offers to go on.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, KeptId, Strategy, Use, new_id
from reflect.ui.adopting import HelpedOffer
from reflect.ui.bars import announce, button, label
from reflect.ui.coping_words import number_words, takes
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.rating import FeelingBox, Rating
from reflect.ui.scroller import Scroller

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

BEGUN = "use-begun"
"""Name of the journal's state with a sitting that is under way: JSON."""
PUT_BY_MS = 1_000
"""After what was typed, at most."""
PAUSE_MS = 800
"""Quiet after which a note is kept."""
RETRY_MS = 5_000
TROUBLE = "use-now"
COLUMN = 720
"""Width of the lines at 100 % text."""
BIG = 1.25
"""A step's type, as a multiple of a page title's."""


class Countdown(QWidget):
    """The minutes a card names, for those who like a clock. Nothing waits for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = 0.0
        self._since: float | None = None
        self.clock = time.monotonic
        self.face = label("", "section", wrap=False)
        self.run = button("", parent=self)
        self.run.clicked.connect(self.toggle)
        self.again = button(self.tr("From the start"), "plain", self)
        self.again.clicked.connect(self.reset)
        row = FlowLayout(self, gap=theme.spacing(2))
        for part in (self.face, self.run, self.again):
            row.addWidget(part)
        self.timer = QTimer(self)
        self.timer.setInterval(250)
        self.timer.timeout.connect(self.tick)
        self._minutes = 0

    def set_minutes(self, minutes: int) -> None:
        """Stand at that many, not running."""
        self._minutes = minutes
        self.reset()

    @property
    def seconds_left(self) -> int:
        passed = self.clock() - self._since if self._since is not None else 0.0
        return max(0, round(self._left - passed))

    @property
    def running(self) -> bool:
        return self._since is not None

    def toggle(self) -> None:
        """Start, or pause."""
        if self._since is None:
            if not self.seconds_left:
                self._left = self._minutes * 60
            self._since = self.clock()
            self.timer.start()
        else:
            self.pause()
        self._say()

    def pause(self) -> None:
        """Stand still; the time that passed stays passed."""
        self._left, self._since = float(self.seconds_left), None
        self.timer.stop()
        self._say()

    def reset(self) -> None:
        """All the minutes again."""
        self._left, self._since = float(self._minutes * 60), None
        self.timer.stop()
        self._say()

    def tick(self) -> None:
        """Show what is left; at the end say so once."""
        if self._since is not None and not self.seconds_left:
            self.pause()
            self.face.setText(self.tr("The time is over. Go on when you like."))
            announce(self, self.face.text())
            return
        self._say()

    def _say(self) -> None:
        minutes, seconds = divmod(self.seconds_left, 60)
        self.face.setText(f"{minutes}:{seconds:02}")
        self.face.setAccessibleName(
            self.tr("{minutes} minutes and {seconds} seconds left").format(
                minutes=minutes, seconds=seconds
            )
        )
        fresh = self.seconds_left == self._minutes * 60
        self.run.setText(
            self.tr("Pause")
            if self.running
            else self.tr("Start the clock")
            if fresh or not self.seconds_left
            else self.tr("Go on")
        )
        self.again.setVisible(not fresh)


class UseNow(QWidget):
    """One sitting with one card."""

    left = Signal()
    """Back to the cards, whether it is finished or not."""

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._language = language
        self._card: Strategy | None = None
        self._at = 0
        self._moment: datetime | None = None
        self._id = KeptId(new_id())
        self._kept = False
        self._pending = False
        self.keeps = True
        """False in a journal that can only be read: it is done all the same."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._due = False
        """Something is not put by yet."""
        self._put = QTimer(self)
        self._put.setSingleShot(True)
        self._put.setInterval(PUT_BY_MS)
        self._put.timeout.connect(self.put_by)
        self._build()
        theme.changed.connect(self._dress)

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, space = self._theme, self._theme.spacing
        self.progress = label("", "caption")
        self.caution = QFrame(self)
        self.caution.setProperty("role", "notice")
        self.caution_words = label("")
        inside = QVBoxLayout(self.caution)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.addWidget(label(self.tr("Before you begin"), "strong"))
        inside.addWidget(self.caution_words)
        self.before = Rating(theme, self.tr("How heavy is it now?"), self)
        self.before.chosen.connect(self._on_number)
        self.feeling_line = QWidget(self)
        self.feeling = FeelingBox(self._language, self.tr("none named"), self.feeling_line)
        self.feeling.picked.connect(self._on_word)
        asks = QLabel(self.tr("What is it mostly?"))
        asks.setBuddy(self.feeling)
        self.feeling.setAccessibleName(self.tr("What is it mostly?"))
        line = FlowLayout(self.feeling_line, gap=space(2))
        line.addWidget(asks)
        line.addWidget(self.feeling)
        self.step = label("")
        self.step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.adapt = label("", "soft")
        self.countdown = Countdown(theme, self)
        self.after = Rating(theme, self.tr("And now, how heavy is it?"), self)
        self.after.chosen.connect(self._on_number)
        self.kept = label("", "soft")
        self.helped = HelpedOffer(self._bridge, self._window, theme, self)
        self.note_line = QWidget(self)
        self.note = QPlainTextEdit(self.note_line)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._on_word)
        noted = QLabel(self.tr("A note, if you like"))
        noted.setBuddy(self.note)
        self.note.setAccessibleName(noted.text())
        stack = QVBoxLayout(self.note_line)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(space(1))
        stack.addWidget(noted)
        stack.addWidget(self.note)
        self.back = button(self.tr("Back"), parent=self)
        self.back.clicked.connect(self.go_back)
        self.next = button(self.tr("Next"), "primary", self)
        self.next.clicked.connect(self.go_on)
        self.stop = button(self.tr("Leave it for now"), "plain", self)
        self.stop.clicked.connect(self.leave)
        foot = FlowLayout(gap=space(2))
        for choice in (self.next, self.back, self.stop):
            foot.addWidget(choice)

        self.column = QWidget(self)
        column = QVBoxLayout(self.column)
        column.setContentsMargins(0, space(2), 0, space(4))
        column.setSpacing(space(4))
        for part in (
            self.progress,
            self.caution,
            self.before,
            self.step,
            self.adapt,
            self.countdown,
            self.after,
            self.feeling_line,
            self.kept,
            self.helped,
            self.note_line,
        ):
            column.addWidget(part)
        column.addLayout(foot)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self.column, 100)
        across.addStretch(1)
        self._dress()
        # Tab goes down the page, whatever the order of making.
        order: list[QWidget] = [
            *self.before.buttons,
            self.countdown.run,
            self.countdown.again,
            *self.after.buttons,
            self.feeling,
            *self.helped.buttons,
            self.note,
            self.next,
            self.back,
            self.stop,
        ]
        for one, other in itertools.pairwise(order):
            QWidget.setTabOrder(one, other)

    def _dress(self) -> None:
        theme = self._theme
        self.column.setMaximumWidth(theme.px(COLUMN))
        big = QFont(theme.font("title"))
        big.setPointSizeF(big.pointSizeF() * BIG)
        self.step.setFont(big)
        self.note.setFixedHeight(theme.px(88))
        for each in (self.back, self.next, self.stop):
            each.setMinimumHeight(max(40, theme.px(40)))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self._theme.px(320), self._theme.px(320)))

    # the sitting ------------------------------------------------------------------------------

    @property
    def card(self) -> Strategy | None:
        """The card of this sitting, finished or not."""
        return self._card

    @property
    def under_way(self) -> bool:
        """Begun, and no number afterwards yet."""
        return self._card is not None and not self._kept

    @property
    def place(self) -> int:
        """0 is the number before, 1 to n the steps, n + 1 the number afterwards."""
        return self._at

    @property
    def unsaved(self) -> bool:
        return self._pending or self._due

    def begin(self, card: Strategy, feeling: str | None = None) -> None:
        """From the first page; what was under way is forgotten."""
        self.save()
        self._fill(card, feeling)
        self.show_place()
        self._touch()

    def _fill(self, card: Strategy, feeling: str | None, note: str = "") -> None:
        self._card = card
        self._at = 0
        self._moment = None
        self._id = KeptId(new_id())
        self._kept = False
        self._pending = False
        self.helped.forget()
        self.before.set_value(None)
        self.after.set_value(None)
        self.feeling.set_feeling(feeling)
        self.note.blockSignals(True)
        self.note.setPlainText(note)
        self.note.blockSignals(False)
        self.countdown.set_minutes(card.minutes or 0)
        self.kept.setText("")

    def forget(self) -> None:
        """What was under way is not wanted any more."""
        self._card = None
        self.countdown.reset()
        self._touch()

    def remember(self, card: Strategy) -> None:
        """It is wanted after all, as it was left; nothing where another one was begun since."""
        if self._card is None:
            self._card = card
            self._touch()

    def show_place(self) -> None:
        """The page for where the sitting is, with the focus where one goes on."""
        card = self._card
        if card is None:
            return
        at, last = self._at, len(card.steps) + 1
        first, end = at == 0, at == last
        if first:
            self.progress.setText(takes(card))
        elif end:
            self.progress.setText(self.tr("Afterwards"))
        else:
            self.progress.setText(
                self.tr("Step {step} of {steps}").format(step=at, steps=len(card.steps))
            )
        self.progress.setVisible(bool(self.progress.text()))
        self.caution.setVisible(first and bool(card.caution))
        self.caution_words.setText(card.caution or "")
        # Whoever passed over the first number can still give it at the end.
        self.before.setVisible(first or (end and self.before.value is None))
        self.before.question.setText(
            self.tr("How heavy is it now?") if first else self.tr("How heavy was it before?")
        )
        self.feeling_line.setVisible(first or end)
        self.step.setVisible(not first and not end)
        self.step.setText("" if first or end else card.steps[at - 1])
        self.adapt.setText(card.adapt or "")
        self.adapt.setVisible(at == 1 and not end and bool(card.adapt))
        self.countdown.setVisible(not first and not end and bool(card.minutes))
        self.after.setVisible(end)
        self.kept.setVisible(end)
        self.note_line.setVisible(end)
        self.back.setVisible(not first)
        self.next.setText(
            self.tr("Begin") if first else self.tr("Done") if end else self.tr("Next")
        )
        self.stop.setVisible(not end or not self._kept)
        self._to_top()
        if first and self.before.value is None:
            self.before.focus()
        elif end:
            self.after.focus()
        else:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.step.text() or f"{card.title}. {self.progress.text()}")

    def go_on(self) -> None:
        """The next step; at the end, back to the cards."""
        card = self._card
        if card is None:
            return
        if self._moment is None:
            self._moment = now_here()[0]
        if self._at > len(card.steps):
            self.save()
            self.left.emit()
            return
        self._at += 1
        if self._at > len(card.steps):
            self.countdown.pause()
        self._touch()
        self.show_place()

    def go_back(self) -> None:
        """One step back; from the first page, to the cards."""
        if self._at == 0:
            self.leave()
            return
        self._at -= 1
        self._touch()
        self.show_place()

    def leave(self) -> None:
        """To the cards; the page offers to go on."""
        self.save()
        if self.countdown.running:
            self.countdown.pause()
        self.left.emit()

    def _to_top(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, Scroller):
                above.verticalScrollBar().setValue(0)
            above = above.parentWidget()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    # keeping it -------------------------------------------------------------------------------

    def use(self) -> Use | None:
        """As it stands; None while a number is missing."""
        card, before, after = self._card, self.before.value, self.after.value
        if card is None or before is None or after is None or not self.keeps:
            return None
        if self._moment is None:
            self._moment = now_here()[0]
        return Use(
            self._id,
            card.id,
            self._moment,
            before,
            after,
            self.feeling.feeling,
            self.note.toPlainText().strip() or None,
        )

    # put by, so that a lock or a cut of the power leaves it to be gone on with

    def _touch(self) -> None:
        if self.keeps:
            self._due = True
            if not self._put.isActive():
                self._put.start()

    def _begun(self) -> str | None:
        """As JSON; None where there is nothing to go on with."""
        card, note = self._card, self.note.toPlainText()
        nothing = self._at == 0 and self.before.value is None and not note
        if card is None or self._kept or nothing:
            return None
        return json.dumps(
            {
                "card": card.id,
                "id": self._id,
                "place": self._at,
                "moment": self._moment.isoformat() if self._moment is not None else None,
                "before": self.before.value,
                "after": self.after.value,
                "feeling": self.feeling.feeling,
                "note": note,
            },
            ensure_ascii=False,
        )

    def put_by(self) -> None:
        """How far it is, and what was typed, into the journal; the answer comes later."""
        self._put.stop()
        if self._due:
            self._due = False
            self._bridge.ask(self, partial(_put_by, self._begun()), None, self._on_not_put_by)

    def _on_not_put_by(self, error: ReflectError) -> None:
        self._due = True
        self._window.trouble(error, ((self.tr("Try again"), self.put_by),), key=TROUBLE)

    def bring_back(self, text: str, card_of: Callable[[str], Strategy | None]) -> None:
        """What was put by, to be gone on with; nothing where a sitting was begun since."""
        if self._card is not None:
            return
        try:
            found = json.loads(text)
            card = card_of(str(found["card"]))
            moment = datetime.fromisoformat(found["moment"]) if found["moment"] else None
            place, note = int(found["place"]), str(found["note"])
            before, after, feeling = found["before"], found["after"], found["feeling"]
            id = KeptId(str(found["id"]))
        except (ValueError, KeyError, TypeError):
            return
        if card is None:
            return
        self._fill(card, feeling if isinstance(feeling, str) else None, note)
        self._at = max(0, min(place, len(card.steps) + 1))
        self._moment, self._id = moment, id
        self.before.set_value(before if isinstance(before, int) else None)
        self.after.set_value(after if isinstance(after, int) else None)
        # Both numbers were there, and no room for them.
        self._pending = self.use() is not None
        self.save()

    def _on_number(self, _value: int) -> None:
        self._touch()
        if self._at == 0:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say_kept()
        if self.use() is not None:
            self._pending = True
            self.save()

    def _on_word(self) -> None:
        self._touch()
        # Without its numbers a sitting is put by, and not among the times it was used.
        if self._kept:
            self._pending = True
            self._pause.start()

    def save(self) -> None:
        """Keep what is not yet kept; the answer comes later."""
        self._pause.stop()
        use = self.use()
        if self._pending and use is not None:
            self._pending = False
            self._bridge.write(self, partial(_keep, use), self._on_kept, self._on_failed)

    def flush(self) -> None:
        """The same, and wait. Raises what the journal raises."""
        self._pause.stop()
        use = self.use()
        if self._pending and use is not None:
            changes = self._bridge.now(partial(_keep, use))
            self._pending = False
            self._kept = True
            self._due = False
            self._bridge.changed.emit(changes, self)
        if self._due:
            self._put.stop()
            self._bridge.now(partial(_put_by, self._begun()))
            self._due = False

    def _on_kept(self, _changes: Changes) -> None:
        if not self._kept and self._card is not None:
            self.helped.offer(self._card)
        self._kept = True
        self._window.clear_trouble(TROUBLE)
        self.stop.hide()
        self._say_kept()

    def _on_failed(self, error: ReflectError) -> None:
        self._pending = True
        self._window.trouble(error, ((self.tr("Try again"), self.save),), key=TROUBLE)

    def _say_kept(self) -> None:
        before, after = self.before.value, self.after.value
        if after is None:
            self.kept.setText("")
        elif not self.keeps:
            self.kept.setText(self.tr("This journal can be read, not changed: nothing is kept."))
        elif before is None:
            self.kept.setText(
                self.tr("With a number for before, this time is kept among the others.")
            )
        elif self._kept:
            self.kept.setText(
                self.tr("Kept: {before} before, {after} now ({change}).").format(
                    before=before, after=after, change=number_words(after - before)
                )
            )


def begun(vault: OpenVault) -> str | None:
    """What was put by of a sitting, for `UseNow.bring_back`. On the journal's thread."""
    return None if vault.read_only else vault.journal.state(BEGUN)


def _put_by(text: str | None, vault: OpenVault) -> None:
    if vault.journal.state(BEGUN) != text:
        vault.journal.set_state(BEGUN, text)


def _keep(use: Use, vault: OpenVault) -> Changes:
    with vault.journal.atomic():
        changes = vault.journal.keep(use)
        _put_by(None, vault)
    return changes

"""What a step of an exercise asks for: words, lines, a number, one of a few, some time, or nothing.

Each kind gives its answer as the text that is kept: words as they were typed, a figure, the id of
what was chosen, the seconds that are left of a time.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.form import Pad
from reflect.ui.guard import guarded
from reflect.ui.keeper import LinesField
from reflect.ui.rating import MOST, Rating

if TYPE_CHECKING:
    from reflect.content import Step
    from reflect.ui.theme import Theme

FRAME_MS = 100
SECOND_MS = 250
"""How often the time looks at the clock, with and without motion."""
PARTS = 12
"""Without motion the ring moves in so many steps."""
FEWEST_LINES = 4
TARGET = 40


class Answer(QWidget):
    """One kind of answer. `first` has the focus when the step comes."""

    changed = Signal()
    """By the person."""
    chosen = Signal()
    """One press answered it: the focus may go on."""

    def __init__(self, theme: Theme, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.step = step
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.spacing(1))

    @property
    def value(self) -> str:
        """As it is kept; empty where nothing was answered."""
        return ""

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes through it, in this order."""
        return []

    def focus(self) -> bool:
        """To where the answer is given; False where there is no such place."""
        return False

    def rest(self) -> None:
        """The step is left."""


class Words(Answer):
    """Text, as long as it wants."""

    def __init__(self, theme: Theme, step: Step, name: str, value: str, parent: QWidget) -> None:
        super().__init__(theme, step, parent)
        self.pad = _Pad(theme, self)
        self.pad.setAccessibleName(name)
        self.pad.setAccessibleDescription(f"{step.ask} {step.hint}".strip())
        self.pad.setPlainText(value)
        self.pad.textChanged.connect(self._on_text)
        self.column.addWidget(self.pad)

    @property
    def value(self) -> str:
        return self.pad.toPlainText()

    @property
    def stops(self) -> list[QWidget]:
        return [self.pad]

    def focus(self) -> bool:
        _to_the_end(self.pad)
        return True

    def _on_text(self) -> None:
        self.changed.emit()


class _Pad(Pad):
    """With room for a few lines from the start."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        _enlarge(self, self._theme)
        self._fit()

    @guarded(QSize(10, 10))
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        margin = 2 * round(self.document().documentMargin()) + 20
        return super().sizeHint().expandedTo(QSize(200, FEWEST_LINES * line + margin))


class Lines(Answer):
    """One thing to a line."""

    def __init__(self, theme: Theme, step: Step, name: str, value: str, parent: QWidget) -> None:
        super().__init__(theme, step, parent)
        self.pad = LinesField(self)
        self._dress()
        theme.changed.connect(self._dress)
        self.pad.setAccessibleName(name)
        self.pad.setAccessibleDescription(f"{step.ask} {step.hint}".strip())
        self.pad.blockSignals(True)
        self.pad.setPlainText(value)
        self.pad.blockSignals(False)
        self.pad.edited.connect(self.changed)
        self.column.addWidget(self.pad)

    def _dress(self) -> None:
        _enlarge(self.pad, self._theme)

    @property
    def value(self) -> str:
        return self.pad.toPlainText()

    @property
    def stops(self) -> list[QWidget]:
        return [self.pad]

    def focus(self) -> bool:
        _to_the_end(self.pad)
        return True


class Number(Answer):
    """0 to 10; what the ends mean, the hint says."""

    def __init__(self, theme: Theme, step: Step, value: str, parent: QWidget) -> None:
        super().__init__(theme, step, parent)
        self.rating = Rating(theme, step.ask, self)
        self.rating.question.hide()
        self.rating.ends.hide()
        self.rating.set_value(number_in(value))
        self.rating.chosen.connect(self._on_chosen)
        self.clear = button(self.tr("Take the number back"), "plain", self)
        self.clear.clicked.connect(self._on_clear)
        self.clear.setVisible(self.rating.value is not None)
        self.column.addWidget(self.rating)
        self.column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def value(self) -> str:
        return "" if self.rating.value is None else str(self.rating.value)

    @property
    def stops(self) -> list[QWidget]:
        return [*self.rating.buttons, self.clear]

    def focus(self) -> bool:
        self.rating.focus()
        return True

    def _on_chosen(self, _value: int) -> None:
        self.clear.show()
        self.changed.emit()
        self.chosen.emit()

    def _on_clear(self) -> None:
        self.rating.set_value(None)
        self.rating.focus()
        self.clear.hide()
        self.changed.emit()


class Choice(Answer):
    """One of a few, by figure, arrow keys or hand; pressed again, none."""

    def __init__(self, theme: Theme, step: Step, value: str, parent: QWidget) -> None:
        super().__init__(theme, step, parent)
        self._value = value if value in step.choices else ""
        self.buttons: list[QPushButton] = []
        for number, words in enumerate(step.choice_words, 1):
            made = button(f"{number}   {words}".replace("&", "&&"), parent=self)
            made.setCheckable(True)
            made.setAccessibleName(self.tr("{number}: {words}").format(number=number, words=words))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(partial(self._on_clicked, number - 1))
            made.installEventFilter(self)
            self.buttons.append(made)
            self.column.addWidget(made)
        self._mark()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def value(self) -> str:
        return self._value

    @property
    def stops(self) -> list[QWidget]:
        return list(self.buttons)

    def focus(self) -> bool:
        at = self.step.choices.index(self._value) if self._value else 0
        self.buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def choose(self, place: int) -> None:
        """As if the person had; what was chosen already is chosen no more."""
        wanted = self.step.choices[place]
        self._value = "" if wanted == self._value else wanted
        self._mark()
        self.changed.emit()
        if self._value:
            self.chosen.emit()

    def _on_clicked(self, place: int, *_checked: bool) -> None:
        self.choose(place)

    def _mark(self) -> None:
        for id, each in zip(self.step.choices, self.buttons, strict=True):
            each.setChecked(id == self._value)

    def _dress(self) -> None:
        # The style sheet's own least height would win over the widget's.
        height = f"min-height: {self._theme.px(TARGET) - 16}px;"
        for each in self.buttons:
            each.setStyleSheet(f"text-align: left; {height}")

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QPushButton)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            at = self.buttons.index(watched)
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step:
                to = min(len(self.buttons) - 1, max(0, at + step))
                self.buttons[to].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            figure = event.key() - Qt.Key.Key_1
            if 0 <= figure < len(self.buttons):
                if not event.isAutoRepeat():
                    self.buttons[figure].setFocus(Qt.FocusReason.OtherFocusReason)
                    self.choose(figure)
                return True
        return super().eventFilter(watched, event)


class Ring(QWidget):
    """How much of a time is left, as an arc around the figures."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.part = 1.0
        """Left of the whole, 0 to 1."""
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        theme.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(150))

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(150))
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Where the lines begin, as everything on the page.
        side = min(self.width(), self.height()) - 12
        at = self.width() - side - 6 if self.isRightToLeft() else 6
        box = QRectF(at, 6, side, side)
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawEllipse(box)
        pen = QPen(theme.colour("accent"), 8)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        # In sixteenths of a degree, from twelve o'clock, as a hand goes.
        painter.drawArc(box, 90 * 16, -round(360 * 16 * self.part))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("title", strong=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text)


class Time(Answer):
    """A time that runs while one thinks. It stands still when the page is left, and never hurries:
    one goes on whenever one likes."""

    over = Signal()

    def __init__(self, theme: Theme, step: Step, value: str, note: str, parent: QWidget) -> None:
        """`note`: a line under the time; may be empty."""
        super().__init__(theme, step, parent)
        self.clock = time.monotonic
        left = int(value) if value.isascii() and value.isdigit() else step.seconds
        self._left = float(min(left, step.seconds))
        self._since: float | None = None
        self.ring = Ring(theme, self)
        self.said = label("", "strong")
        self.run = button("", "primary", self)
        self.run.clicked.connect(self.toggle)
        self.again = button(self.tr("From the start"), "plain", self)
        self.again.clicked.connect(self.reset)
        row = FlowLayout(gap=theme.spacing(2))
        row.addWidget(self.run)
        row.addWidget(self.again)
        self.note = label(note, "caption")
        for part in (self.ring, self.said):
            self.column.addWidget(part)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        self.note.setVisible(bool(note))
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.tick)
        self._say()
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def seconds_left(self) -> int:
        return max(0, round(self._exact()))

    def _exact(self) -> float:
        passed = self.clock() - self._since if self._since is not None else 0.0
        return max(0.0, self._left - passed)

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def value(self) -> str:
        """The seconds left; empty where it was not begun."""
        left = self.seconds_left
        return "" if left == self.step.seconds else str(left)

    @property
    def stops(self) -> list[QWidget]:
        return [self.run, self.again]

    def focus(self) -> bool:
        self.run.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def toggle(self) -> None:
        """Begin, pause, go on."""
        if self._since is not None:
            self.pause()
            return
        if not self.seconds_left:
            self._left = float(self.step.seconds)
        self._since = self.clock()
        self.timer.start(self._every())
        self._say()

    def pause(self) -> None:
        """Stand still; the time that passed stays passed."""
        self._left, self._since = self._exact(), None
        self.timer.stop()
        self._say()
        self.changed.emit()

    def reset(self) -> None:
        """All of it again, not running."""
        self._left, self._since = float(self.step.seconds), None
        self.timer.stop()
        self._say()
        self.run.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def rest(self) -> None:
        if self.running:
            self.pause()

    def tick(self) -> None:
        """Show what is left; at the end say so once."""
        if self.running and not self.seconds_left:
            self._left, self._since = 0.0, None
            self.timer.stop()
            self._say()
            announce(self, self.said.text())
            # Whoever looked away finds it in the taskbar; no sound.
            QApplication.alert(self.window())
            self.changed.emit()
            self.over.emit()
            return
        self._say()

    def _every(self) -> int:
        return SECOND_MS if self._theme.reduced_motion else FRAME_MS

    def _dress(self) -> None:
        if self.running:
            self.timer.setInterval(self._every())
        self.run.setMinimumWidth(self._theme.px(120))
        self._say()

    def _say(self) -> None:
        left = self.seconds_left
        minutes, seconds = divmod(left, 60)
        ring = self.ring
        text = f"{minutes}:{seconds:02}"
        part = self._exact() / max(1, self.step.seconds)
        if self._theme.reduced_motion:
            part = -(-left * PARTS // max(1, self.step.seconds)) / PARTS
        if (text, part) != (ring.text, ring.part):
            ring.text, ring.part = text, part
            ring.setAccessibleName(
                self.tr("{minutes} minutes and {seconds} seconds left").format(
                    minutes=minutes, seconds=seconds
                )
            )
            ring.update()
        fresh = left == self.step.seconds
        self.run.setText(
            self.tr("Pause")
            if self.running
            else self.tr("Start the time")
            if fresh
            else self.tr("Once more")
            if not left
            else self.tr("Go on with the time")
        )
        self.again.setVisible(not fresh and bool(left))
        self.said.setText(self.tr("The time is over. Go on when you like.") if not left else "")
        self.said.setVisible(not left)

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.rest()


def made(theme: Theme, step: Step, name: str, value: str, note: str, parent: QWidget) -> Answer:
    """The kind that `step` asks for, with what was answered before. `name`: for a screen reader;
    `note`: under a time."""
    match step.kind:
        case "text":
            return Words(theme, step, name, value, parent)
        case "lines":
            return Lines(theme, step, name, value, parent)
        case "rating":
            return Number(theme, step, value, parent)
        case "choice":
            return Choice(theme, step, value, parent)
        case "timer":
            return Time(theme, step, value, note, parent)
        case _:
            return Answer(theme, step, parent)


def number_in(value: str) -> int | None:
    """0 to 10; None for anything else."""
    number = int(value) if value.isascii() and value.isdigit() else None
    return number if number is not None and number <= MOST else None


def _enlarge(pad: Pad | LinesField, theme: Theme) -> None:
    """One's own words stand there in larger type."""
    pad.setFont(theme.font("section"))


def _to_the_end(pad: Pad | LinesField) -> None:
    cursor = pad.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    pad.setTextCursor(cursor)
    pad.setFocus(Qt.FocusReason.OtherFocusReason)

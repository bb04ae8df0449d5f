"""A questionnaire while it is answered: one question at a time, by key or by hand.

Each answer is put by in the journal's state at once, so that a lock in the middle loses nothing. An
answer that speaks of not wanting to live opens the safety plan there and then; the answers stay.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from reflect.model import KeptId, ScaleResult, new_id
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.form import DRAFT, WIDEST
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.scroller import bring_into_sight

if TYPE_CHECKING:
    from reflect.content import Scale
    from reflect.errors import ReflectError
    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

TARGET = 40
"""Height of an answer at 100 % text."""


def state_name(scale: str) -> str:
    """The journal's state that holds the answers given so far: a JSON list."""
    return f"{DRAFT}scale:{scale}"


def answers_from(text: str | None, scale: Scale) -> tuple[int, ...]:
    """Answers put by; empty where there are none that fit."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return ()
    values = {value for value, _ in scale.choices}
    if not isinstance(found, list) or len(found) > len(scale.items):
        return ()
    fits = all(isinstance(each, int) and each in values for each in found)
    return tuple(found) if fits else ()


class Answering(QFrame):
    """One scale, item by item; after the last one it is kept or looked over."""

    left = Signal()
    """For later: what was answered is put by."""
    kept = Signal(object)
    """The ScaleResult that the journal has."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self.scale: Scale | None = None
        self.answers: tuple[int, ...] = ()
        self.place = 0
        """The item that shows; one past the last: all are answered."""
        self._id = KeptId(new_id())
        self._unsaved = False
        self._keeping = False
        self.choices: list[QPushButton] = []
        self.setProperty("role", "card")
        self.setObjectName("card")
        self._build()
        self._dress()
        theme.changed.connect(self._dress)

    # building -------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        self.title = label("", "section")
        self.count = label("", "caption")
        self.look_back = label("", "soft")
        self.item = label("", "section")
        self.column = QVBoxLayout()
        self.column.setSpacing(space(1))
        self.keep_button = button(self.tr("Keep the result"), "primary", self)
        self.keep_button.clicked.connect(self.keep)
        self.back = button(self.tr("One back"), parent=self)
        self.back.setToolTip(self.tr("One back (Left arrow)"))
        self.back.clicked.connect(self.go_back)
        self.later = button(self.tr("Go on later"), "plain", self)
        self.later.setToolTip(self.tr("Go on later (Esc)"))
        self.later.clicked.connect(self.leave)
        row = FlowLayout(gap=space(2))
        for each in (self.keep_button, self.back, self.later):
            row.addWidget(each)
            each.installEventFilter(self)
        self.keys = label(self.tr("The figure in front of an answer is its key."), "caption")
        self.notice = label("", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(space(3),) * 4)
        layout.setSpacing(space(2))
        for part in (self.title, self.count, self.look_back, self.item):
            layout.addWidget(part)
        layout.addLayout(self.column)
        layout.addLayout(row)
        layout.addWidget(self.keys)
        layout.addWidget(self.notice)

    def _dress(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
        # The style sheet's own least height would win over the widget's.
        height = f"min-height: {self._theme.px(TARGET) - 16}px;"
        for each in self.choices:
            each.setStyleSheet(f"text-align: left; {height}")
        for each in (self.keep_button, self.back, self.later):
            each.setStyleSheet(height)

    # what is asked --------------------------------------------------------------------------

    def begin(self, scale: Scale, answers: Sequence[int] = ()) -> None:
        """From the first item that has no answer yet."""
        self.scale = scale
        self.answers = tuple(answers)
        self._id = KeptId(new_id())
        self.title.setText(scale.name)
        self.setAccessibleName(scale.name)
        self.look_back.setText(scale.look_back)
        self.notice.setText(
            self.tr("This is not a diagnosis. {notice} Source: {source}.").format(
                notice=scale.notice, source=scale.source
            )
        )
        self._make_choices(scale)
        self._go(len(self.answers))

    def _make_choices(self, scale: Scale) -> None:
        for old in self.choices:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.choices = []
        for value, words in scale.choices:
            # An ampersand would be taken for a letter to press.
            made = button(f"{value}   {words}".replace("&", "&&"), parent=self)
            made.setCheckable(True)
            made.setAccessibleName(self.tr("{value}: {words}").format(value=value, words=words))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(partial(self._on_chosen, value))
            made.installEventFilter(self)
            self.choices.append(made)
            self.column.addWidget(made)
        self._dress()

    @property
    def is_complete(self) -> bool:
        """Every item has its answer."""
        return self.scale is not None and len(self.answers) == len(self.scale.items)

    def _go(self, place: int) -> None:
        scale = self.scale
        if scale is None:
            return
        self.place = max(0, min(place, len(scale.items)))
        done = self.place == len(scale.items)
        locale = QLocale()
        count = self.tr("{number} of {all}").format(
            number=locale.toString(min(self.place + 1, len(scale.items))),
            all=locale.toString(len(scale.items)),
        )
        self.count.setText(self.tr("All answered") if done else count)
        self.look_back.setVisible(not done)
        if done:
            self.item.setText(self.tr("Keep the result, or go back to look it over."))
        else:
            self.item.setText(scale.items[self.place])
        given = self.answers[self.place] if self.place < len(self.answers) else None
        for (value, _words), made in zip(scale.choices, self.choices, strict=True):
            made.setVisible(not done)
            made.setChecked(value == given)
        self.keep_button.setVisible(done)
        self.keys.setVisible(not done)
        # The focus does not end on a button that is off.
        if self.place == 0 and self.back.hasFocus():
            self.focus()
        self.back.setEnabled(self.place > 0)
        announce(self, f"{self.count.text()}. {self.item.text()}")

    def focus(self) -> None:
        """The answer that was given, else the first; at the end, Keep."""
        if self.scale is None:
            return
        if self.place == len(self.scale.items):
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = next((each for each in self.choices if each.isChecked()), self.choices[0])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once it has its place.
        QTimer.singleShot(0, self, self._into_sight)

    def _into_sight(self) -> None:
        bring_into_sight(self.choices[-1], self.count, self.item)

    def _on_chosen(self, value: int, *_checked: bool) -> None:
        self.answer(value)

    def answer(self, value: int) -> None:
        """This for the item that shows; on to the next one."""
        scale = self.scale
        if scale is None or self.place >= len(scale.items) or self._keeping:
            return
        place = self.place
        self.answers = (*self.answers[:place], value, *self.answers[place + 1 :])
        self._put_by()
        self._go(place + 1)
        self.focus()
        lowest = min(each for each, _ in scale.choices)
        if place in scale.safety_items and value > lowest:
            # Loaded here: few answers lead there, and this one leads there at once.
            from reflect.ui.safety import open_plan

            open_plan(self._window, reason="phq-9")

    def go_back(self) -> None:
        """To the item before; its answer stays until it is given anew."""
        if self.place > 0:
            self._go(self.place - 1)
            self.focus()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys would leave a button for the next one, wherever that stands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        scale = self.scale
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_Escape:
            self.leave()
            return True
        if scale is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        values = {str(value): value for value, _ in scale.choices}
        if text in values:
            if not event.isAutoRepeat():
                self.answer(values[text])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.go_back()
        elif key == Qt.Key.Key_Right:
            if self.place < len(self.answers):
                self._go(self.place + 1)
                self.focus()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        at = next((n for n, each in enumerate(self.choices) if each.hasFocus()), None)
        if at is not None and 0 <= at + step < len(self.choices):
            self.choices[at + step].setFocus(Qt.FocusReason.OtherFocusReason)

    # put by, kept ---------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """An answer is not on its way to the journal."""
        return self._unsaved

    def _put_by(self) -> None:
        if self.scale is not None:
            self._unsaved = False
            job = partial(_put_by, self.scale.id, self.answers)
            self._bridge.ask(self, job, None, self._on_not_put_by)

    def _on_not_put_by(self, error: ReflectError) -> None:
        self._unsaved = True
        self._window.tell(error)

    def flush(self) -> None:
        """What could not be put by is tried again. Raises what the journal raises."""
        if self._unsaved and self.scale is not None:
            self._bridge.now(partial(_put_by, self.scale.id, self.answers))
            self._unsaved = False

    def keep(self) -> None:
        """Write the result; what was put by goes."""
        scale = self.scale
        if scale is None or not self.is_complete or self._keeping:
            return
        self._keeping = True
        result = ScaleResult(self._id, scale.id, now_here()[0], self.answers)
        self._bridge.write(
            self, partial(_keep, result), partial(self._on_kept, result), self._on_not_kept
        )

    def _on_kept(self, result: ScaleResult, _changes: Changes) -> None:
        self._keeping = self._unsaved = False
        self.scale = None
        self.kept.emit(result)

    def _on_not_kept(self, error: ReflectError) -> None:
        self._keeping = False
        self._window.tell(error)

    def leave(self) -> None:
        """Later: the answers wait."""
        if not self._keeping:
            self.left.emit()


# on the journal's thread -----------------------------------------------------------------------


def _put_by(scale: str, answers: tuple[int, ...], vault: OpenVault) -> None:
    vault.journal.set_state(state_name(scale), json.dumps(list(answers)) if answers else None)


def _keep(result: ScaleResult, vault: OpenVault) -> Changes:
    changes = vault.journal.keep(result)
    _put_by(result.scale, (), vault)
    return changes

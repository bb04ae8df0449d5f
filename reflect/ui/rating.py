"""How heavy it is, from 0 to 10, as eleven plain buttons; and one feeling from all the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QPushButton, QVBoxLayout, QWidget

from reflect import content
from reflect.ui.bars import button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

MOST = 10


class Rating(QWidget):
    """0 to 10. Arrow keys move, Space and Enter choose, a figure chooses at once."""

    chosen = Signal(int)
    """Only when the person chooses."""

    def __init__(self, theme: Theme, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value: int | None = None
        self.setAccessibleName(question)
        self.question = label(question, "strong")
        self._row = FlowLayout(gap=theme.spacing(1))
        self._row.even = True
        self.buttons: list[QPushButton] = []
        for value in range(MOST + 1):
            made = button(str(value), parent=self)
            made.setCheckable(True)
            made.setAccessibleName(
                self.tr("{question} {value} of 10").format(question=question, value=value)
            )
            made.clicked.connect(self._on_clicked)
            made.installEventFilter(self)
            self._row.addWidget(made)
            self.buttons.append(made)
        self.ends = label(self.tr("0: not at all · 10: as heavy as can be"), "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.spacing(1))
        layout.addWidget(self.question)
        layout.addLayout(self._row)
        layout.addWidget(self.ends)
        self._rove()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def value(self) -> int | None:
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show it; emits nothing."""
        self._value = value
        for number, each in enumerate(self.buttons):
            each.setChecked(number == value)
        self._rove()

    def choose(self, value: int) -> None:
        """As if the person had."""
        self.set_value(value)
        self.chosen.emit(value)

    def focus(self) -> None:
        """To the chosen figure, or the first."""
        self.buttons[self._value or 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        # A hand may shake: 40 px and more.
        side = max(40, self._theme.px(40))
        for each in self.buttons:
            each.setStyleSheet(f"QPushButton {{ padding: 0 4px; min-height: {side - 6}px; }}")
            each.setFixedWidth(max(side + 4, each.fontMetrics().horizontalAdvance("10") + 24))
        self._row.invalidate()
        self.updateGeometry()

    def _rove(self) -> None:
        for number, each in enumerate(self.buttons):
            each.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus
                if number == (self._value or 0)
                else Qt.FocusPolicy.ClickFocus
            )

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton) and pressed in self.buttons:
            self.choose(self.buttons.index(pressed))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QPushButton)
            and event.modifiers()
            in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            at = self.buttons.index(watched)
            forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
            back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
            key = event.key()
            target = {
                forward: min(MOST, at + 1),
                Qt.Key.Key_Up: min(MOST, at + 1),
                back: max(0, at - 1),
                Qt.Key.Key_Down: max(0, at - 1),
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: MOST,
            }.get(Qt.Key(key))
            if target is not None:
                self.buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            digit = key - Qt.Key.Key_0
            if 0 <= digit <= 9:
                # Whoever hears of it may lead the focus on.
                self.buttons[digit].setFocus(Qt.FocusReason.OtherFocusReason)
                self.choose(digit)
                return True
        return super().eventFilter(watched, event)


class FeelingBox(QComboBox):
    """One feeling: a shipped word, or the person's own as typed; or none."""

    picked = Signal()
    """The person chose or typed another."""

    def __init__(
        self, language: str, none: str, parent: QWidget | None = None, *, own: bool = True
    ) -> None:
        """`none`: what stands there while there is no feeling; `own`: any word may be typed."""
        super().__init__(parent)
        self._language = language
        self.setEditable(own)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("" if own else none, "")
        for feeling in sorted(content.feelings(language), key=_word):
            self.addItem(feeling.word, feeling.id)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(none)
            completer = QCompleter(self.model(), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
            line.editingFinished.connect(self.picked)
        self.activated.connect(self._on_activated)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)

    @property
    def feeling(self) -> str | None:
        """An id or an own word; None where there is none."""
        text = self.currentText().strip()
        at = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if at >= 0:
            return str(self.itemData(at)) or None
        return text or None

    def set_feeling(self, feeling: str | None) -> None:
        """Show it; emits nothing."""
        at = self.findData(feeling or "")
        if at >= 0:
            self.setCurrentIndex(at)
        elif self.isEditable():
            self.setCurrentText(feeling or "")

    def _on_activated(self, _index: int) -> None:
        self.picked.emit()


def _word(feeling: content.Feeling) -> str:
    return feeling.word.casefold()

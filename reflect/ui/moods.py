"""How it is now: the mood in five steps, feelings as chips with five dots.

The mood's buttons stand for a shape, a word and a colour at once, so that nothing rests on colour.
The words of feelings are chosen in `ui/feelings.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QWidget,
)

from reflect import content
from reflect.model import NO_WORD, Emotion
from reflect.ui.bars import ToolButton
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.theme import mood_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reflect.ui.theme import Theme

MOST_FEELINGS = 5
DOTS = 5


class MoodButton(ToolButton):
    """One step: its shape, its word; when chosen, filled with its colour."""

    def __init__(self, theme: Theme, mood: content.Mood, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.mood = mood.step
        self._theme = theme
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.set_word(word, mood.meaning)
        self.dress()

    def set_word(self, word: str, meaning: str) -> None:
        """Show `word`, the person's own or the shipped one."""
        self.setText(word)
        self.setToolTip(meaning)
        self.setAccessibleName(
            self.tr("Mood {step} of 5: {word}").format(step=self.mood, word=word)
        )
        self.setAccessibleDescription(meaning)

    def dress(self) -> None:
        """Take colours and sizes from the theme."""
        theme = self._theme
        size = theme.px(20)
        self.setIconSize(QSize(size, size))
        self.setIcon(self._shape_icon(size))
        colour = theme.mood_colour(self.mood).name()
        ink = theme.mood_ink(self.mood).name()
        border = theme.palette.text
        self.setStyleSheet(
            f"QToolButton {{ min-height: {max(30, theme.px(30))}px; }}"
            f"QToolButton:checked {{ background: {colour}; color: {ink};"
            f" border: 2px solid {border}; margin: 1px; font-weight: 600; }}"
            f"QToolButton:checked:focus {{ border: 3px solid {theme.palette.focus}; margin: 0; }}"
        )

    def _shape_icon(self, size: int) -> QIcon:
        icon = QIcon()
        for state, fill, edge in (
            (QIcon.State.Off, self._theme.mood_colour(self.mood), self._theme.colour("soft")),
            (QIcon.State.On, self._theme.mood_ink(self.mood), None),
        ):
            for ratio in (1, 2):
                icon.addPixmap(_drawn(self.mood, size, ratio, fill, edge), QIcon.Mode.Normal, state)
        return icon


def _drawn(mood: int, size: int, ratio: int, fill: QColor, edge: QColor | None) -> QPixmap:
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawPath(mood_shape(QRectF(0, 0, size, size), mood))
    painter.end()
    return pixmap


class MoodRow(QWidget):
    """Five steps from heavy to light. Arrow keys move, Space chooses, a second click clears."""

    chosen = Signal(object)
    """The step 1 to 5, or None; only when the person changes it."""

    def __init__(
        self,
        theme: Theme,
        language: str = "en",
        own_words: Mapping[int, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moods = content.moods(language)
        self._mood: int | None = None
        self.setAccessibleName(self.tr("How is it now?"))
        self._layout = layout = FlowLayout(self, gap=theme.spacing(1))
        self.buttons: list[MoodButton] = []
        for mood in self._moods:
            word = (own_words or {}).get(mood.step, mood.word)
            step = MoodButton(theme, mood, word, self)
            step.clicked.connect(self._on_clicked)
            step.installEventFilter(self)
            layout.addWidget(step)
            self.buttons.append(step)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rove()
        theme.changed.connect(self._on_theme)

    def lead_with(self, question: QWidget) -> None:
        """Let `question` stand before the first step."""
        self._layout.insert(0, question)
        self._layout.lead_alone = True

    @property
    def mood(self) -> int | None:
        """1 heavy to 5 light, None where none is marked."""
        return self._mood

    def set_mood(self, mood: int | None) -> None:
        """Show `mood`; emits nothing."""
        self._mood = mood
        for step in self.buttons:
            step.setChecked(step.mood == mood)
        self._rove()

    def set_words(self, own_words: Mapping[int, str]) -> None:
        """The person's own words for the steps; shipped ones where none is given."""
        for step, mood in zip(self.buttons, self._moods, strict=True):
            step.set_word(own_words.get(mood.step, mood.word), mood.meaning)

    def choose(self, mood: int | None) -> None:
        """As if the person had: emits `chosen`."""
        if mood != self._mood:
            self.set_mood(mood)
            self.chosen.emit(mood)

    def _rove(self) -> None:
        """Tab stops once in the row: at the chosen step, or at the first."""
        stop = (self._mood or 1) - 1
        for index, step in enumerate(self.buttons):
            step.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if index == stop else Qt.FocusPolicy.ClickFocus
            )

    def _on_clicked(self) -> None:
        step = self.sender()
        if isinstance(step, MoodButton):
            self.choose(None if step.mood == self._mood else step.mood)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys go from step to step."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, MoodButton)
        ):
            forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
            back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
            key = event.key()
            at = watched.mood - 1
            target = None
            if key in (forward, Qt.Key.Key_Down):
                target = min(4, at + 1)
            elif key in (back, Qt.Key.Key_Up):
                target = max(0, at - 1)
            elif key == Qt.Key.Key_Home:
                target = 0
            elif key == Qt.Key.Key_End:
                target = 4
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
            if target is not None:
                self.buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _on_theme(self) -> None:
        for step in self.buttons:
            step.dress()
        self.updateGeometry()


class Dots(QSlider):
    """How strong, in five dots. Keys 1 to 5, arrows; 0 or Delete: not said. A slider to readers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setRange(0, DOTS)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("How strong? Keys 1 to 5, 0 for not said"))
        self.setStyleSheet("QSlider { border: none; min-height: 0; }")

    def sizeHint(self) -> QSize:
        dot = self._theme.px(14)
        return QSize(dot * DOTS + self._theme.px(4), max(28, self._theme.px(28)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = theme.px(14)
        radius = step * 0.34
        left = (self.width() - step * DOTS) / 2
        for index in range(DOTS):
            place = DOTS - 1 - index if self.isRightToLeft() else index
            middle = QPointF(left + step * (place + 0.5), self.height() / 2)
            full = index < self.value()
            painter.setPen(QPen(theme.colour("accent" if full else "soft"), 1.4))
            painter.setBrush(theme.colour("accent") if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self._theme.px(14)
        x = event.position().x() - (self.width() - step * DOTS) / 2
        index = max(0, min(DOTS - 1, int(x // step)))
        wanted = (DOTS - index) if self.isRightToLeft() else index + 1
        self.setValue(0 if wanted == self.value() else wanted)
        event.accept()

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if 0 <= digit <= DOTS:
            self.setValue(digit)
            event.accept()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.ignore()  # the chip takes it: the word goes
        else:
            super().keyPressEvent(event)


class Chip(QFrame):
    """A small thing that can be taken away again: a word, and a cross."""

    removed = Signal(object)
    """The chip itself."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = text
        self.setObjectName("chip")
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setText(_short(text))
        self.cross = ToolButton(self)
        self.cross.setText("×")
        self.cross.setProperty("role", "plain")
        self.cross.setAccessibleName(self.tr("Remove {what}").format(what=text))
        self.cross.setToolTip(self.tr("Remove {what}").format(what=text))
        self.cross.clicked.connect(self._on_cross)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.px(12), 0, theme.px(2), 0)
        self.row.setSpacing(theme.px(4))
        self.row.addWidget(self.label)
        self.row.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        """Colours and sizes of the theme."""
        p = self._theme.palette
        radius = self._theme.px(15)
        self.setStyleSheet(
            f"QFrame#chip {{ background: {p.sunken}; border: 1px solid {p.line};"
            f" border-radius: {radius}px; }}"
            f"QFrame#chip QToolButton {{ padding: 0 6px; min-height: 1.2em; }}"
        )
        self.setMinimumHeight(max(32, self._theme.px(32)))

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self)
        else:
            super().keyPressEvent(event)

    def _on_cross(self) -> None:
        self.removed.emit(self)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


class EmotionChip(Chip):
    """A feeling with its five dots."""

    changed = Signal()

    def __init__(
        self, theme: Theme, emotion: Emotion, word: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, word, parent)
        self.id = emotion.word
        self.dots = Dots(theme, self)
        self.dots.setValue(emotion.intensity or 0)
        self.dots.setAccessibleName(self.tr("How strong: {word}").format(word=word))
        self.dots.valueChanged.connect(self._on_value)
        if emotion.word == NO_WORD:
            self.dots.hide()
        self.row.insertWidget(1, self.dots)

    @property
    def emotion(self) -> Emotion:
        return Emotion(self.id, self.dots.value() or None)

    def _on_value(self) -> None:
        self.changed.emit()


class EmotionChips(QWidget):
    """The feelings chosen, and a button for more."""

    changed = Signal()
    more_asked = Signal()

    def __init__(self, theme: Theme, language: str = "en", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._chips: list[EmotionChip] = []
        self._layout = FlowLayout(self, gap=theme.spacing(2))
        self.add = ToolButton(self)
        self.add.setText(self.tr("Add a feeling"))
        self.add.setIcon(theme.icon("add"))
        self.add.setIconSize(theme.icon_size)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.clicked.connect(self.more_asked)
        self._layout.addWidget(self.add)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme)

    @property
    def emotions(self) -> tuple[Emotion, ...]:
        return tuple(chip.emotion for chip in self._chips)

    @property
    def chips(self) -> tuple[EmotionChip, ...]:
        return tuple(self._chips)

    def set_emotions(self, emotions: Iterable[Emotion]) -> None:
        """Show these; emits nothing. More than five (an import) are all kept."""
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for emotion in emotions:
            word = content.feeling_word(emotion.word, self._language)
            chip = EmotionChip(self._theme, emotion, word, self)
            chip.changed.connect(self.changed)
            chip.removed.connect(self._on_removed)
            self._layout.insert(len(self._chips), chip)
            self._chips.append(chip)
            chip.show()
        self._fit()

    def _on_removed(self, chip: EmotionChip) -> None:
        kept = [other for other in self._chips if other is not chip]
        at = self._chips.index(chip)
        self.set_emotions([other.emotion for other in kept])
        target = self._chips[min(at, len(self._chips) - 1)].dots if self._chips else self.add
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _fit(self) -> None:
        self.add.setText(self.tr("Change feelings") if self._chips else self.tr("Add a feeling"))
        self._layout.invalidate()
        self.updateGeometry()

    def _on_theme(self) -> None:
        self.add.setIcon(self._theme.icon("add"))
        self.add.setIconSize(self._theme.icon_size)
        self.updateGeometry()

"""Controls whose words go on in a second line where one is too short, which Qt's own do not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from reflect.ui.bars import PushButton
from reflect.ui.guard import guarded

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic) | int(
    Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
)
_HIGH = 1 << 16
_LETTERS = 12
"""There is always room for a word of so many."""
_PIECE = 4_000
"""Letters that are set at once."""
_WIDTHS = 100
"""For so many the height is kept."""


class _Words:
    """The words of a button, in as many lines as they take at its width."""

    def __init__(
        self,
        button: QAbstractButton,
        whole: QStyle.ControlElement,
        inside: QStyle.SubElement,
        ink: QPalette.ColorRole,
    ) -> None:
        self._button = button
        self._whole = whole
        self._inside = inside
        self._ink = ink
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self._button.initStyleOption(option)  # type: ignore[attr-defined]
        return option

    def _room(self, size: QSize) -> QRect:
        option = self._option()
        option.rect = QRect(QPoint(), size)
        return self._button.style().subElementRect(self._inside, option, self._button)

    def _taken(self, width: int) -> QSize:
        metrics = self._button.fontMetrics()
        room = QRect(0, 0, max(1, width), _HIGH)
        return metrics.boundingRect(room, _FLAGS, self._button.text()).size()

    def fit(self) -> bool:
        room = self._room(self._button.size()).size()
        taken = self._taken(room.width())
        return taken.width() <= room.width() and taken.height() <= room.height() + 1

    def height(self, width: int, hint: QSize) -> int:
        """`hint`: the size of it all in one line."""
        beside = hint.height() - self._button.fontMetrics().height()
        taken = self._taken(self._room(QSize(width, hint.height())).width())
        return max(hint.height(), beside + taken.height())

    def least(self, hint: QSize) -> QSize:
        """As narrow as the longest word allows."""
        advance = self._button.fontMetrics().horizontalAdvance
        longest = max(map(advance, self._button.text().split()), default=0)
        beside = hint.width() - self._room(hint).width()
        return QSize(min(hint.width(), beside + longest), hint.height())

    def paint(self) -> None:
        option = self._option()
        option.text = ""
        painter = QPainter(self._button)
        style = self._button.style()
        style.drawControl(self._whole, option, painter, self._button)
        style.drawItemText(
            painter,
            self._room(self._button.size()),
            _FLAGS,
            self._button.palette(),
            self._button.isEnabled(),
            self._button.text(),
            self._ink,
        )


class Tick(QCheckBox):
    """On or off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._words = _Words(
            self,
            QStyle.ControlElement.CE_CheckBox,
            QStyle.SubElement.SE_CheckBoxContents,
            QPalette.ColorRole.WindowText,
        )

    @property
    def words_fit(self) -> bool:
        """Whether all of them can be read now."""
        return self._words.fit()

    @guarded(False)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        return self._words.height(width, super().sizeHint())

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self._words.least(super().sizeHint())

    @guarded(False)
    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    @guarded(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        self._words.paint()


class LongLink(PushButton):
    """A link with somebody's own words on it, however many they are."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self._words = _Words(
            self,
            QStyle.ControlElement.CE_PushButtonBevel,
            QStyle.SubElement.SE_PushButtonContents,
            QPalette.ColorRole.ButtonText,
        )

    @property
    def words_fit(self) -> bool:
        """Whether all of them can be read now."""
        return self._words.fit()

    @guarded(False)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        return self._words.height(width, super().sizeHint())

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self._words.least(super().sizeHint())

    @guarded(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        self._words.paint()


class LongWords(QLabel):
    """Somebody's own words, one of which may be longer than any line: that one is broken. Made by
    `label(kind=LongWords)`."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._known: tuple[object, ...] = ()
        """The words, and how they are set; what was reckoned for them is kept, since a layout asks
        for one height hundreds of times."""
        self._longest = 0
        self._heights: dict[int, int] = {}

    def _room(self, width: int) -> int:
        margins = self.contentsMargins()
        return width - margins.left() - margins.right() - 2 * self.margin()

    def _reckon(self) -> None:
        """Anew where the words are others, or set otherwise."""
        inside, font = self.contentsMargins(), self.font()
        room = (inside.left(), inside.top(), inside.right(), inside.bottom(), self.margin())
        now = (self.text(), font.key(), self.alignment(), self.indent(), *room)
        if now != self._known:
            advance = self.fontMetrics().horizontalAdvance
            self._known, self._heights = now, {}
            self._longest = max(map(advance, set(self.text().split())), default=0)

    def _too_long(self, width: int) -> bool:
        self._reckon()
        return self._longest > self._room(width)

    @property
    def _how(self) -> QTextOption:
        how = QTextOption(self.alignment())
        how.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return how

    @property
    def words_fit(self) -> bool:
        """Whether all of them can be read now."""
        return self.height() >= self.heightForWidth(self.width())

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        self._reckon()
        if width not in self._heights:
            if len(self._heights) > _WIDTHS:
                self._heights.clear()
            self._heights[width] = (
                self._broken(width) if self._too_long(width) else super().heightForWidth(width)
            )
        return self._heights[width]

    def _broken(self, width: int) -> int:
        """The height at a width that is too small for one of the words."""
        high = 0.0
        for line in self.text().split("\n"):
            # Of a word without an end each line is looked for in all that is left of it: in pieces
            # that is quick, and at most a line too much for each.
            for at in range(0, max(1, len(line)), _PIECE):
                layout = QTextLayout(line[at : at + _PIECE] or " ", self.font(), self)
                layout.setTextOption(self._how)
                layout.beginLayout()
                while (part := layout.createLine()).isValid():
                    part.setLineWidth(max(1, self._room(width)))
                    high += part.height()
                layout.endLayout()
        margins = self.contentsMargins()
        return int(high) + 1 + margins.top() + margins.bottom() + 2 * self.margin()

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word, but for one that has no end."""
        hint = super().minimumSizeHint()
        few = self.fontMetrics().horizontalAdvance("n" * _LETTERS)
        return QSize(
            min(hint.width(), few + self.width() - self._room(self.width())), hint.height()
        )

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._too_long(self.width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect().adjusted(
            self.margin(), self.margin(), -self.margin(), -self.margin()
        )
        painter.drawText(QRectF(room), self.text(), self._how)
        painter.end()

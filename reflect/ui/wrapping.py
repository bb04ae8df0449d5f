"""Controls whose words go on in a second line where one is too short, which Qt's own do not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
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

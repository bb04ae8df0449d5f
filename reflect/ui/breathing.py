"""Breathing slowly, at one's own pace: a circle that grows and shrinks, or a quiet count.

About six breaths a minute with a longer breath out is what the trials of slow breathing used
(Fincham 2023; Laborde 2022). Without motion there are words and numbers, once a second.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reflect.ui.bars import button, inset, label, tall
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.ui.lines import Host
    from reflect.ui.theme import Theme

FRAME_MS = 40
"""25 pictures a second."""
SECOND_MS = 250
"""How often the count looks at the clock; it changes once a second."""
FEWEST, MOST = 3.0, 12.0
LONG_OUT = 0.6
"""The share of a breath that goes out, where out is longer."""


def phase(seconds: float, per_minute: float, *, long_out: bool) -> tuple[bool, float, float]:
    """(breathing in, how far that half has come from 0 to 1, its seconds) after `seconds`."""
    whole = 60 / per_minute
    out = whole * (LONG_OUT if long_out else 0.5)
    into = whole - out
    at = seconds % whole
    if at < into:
        return True, at / into, into
    return False, (at - into) / out, out


class Circle(QWidget):
    """Grows with the breath in, shrinks with the breath out, or shows the count in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.word = ""
        self.count = ""
        self.fullness = 0.0
        """0 empty to 1 full."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        theme.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(220))

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(220))
        self.update()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        largest = min(self.width(), self.height()) / 2 - 4
        if not theme.reduced_motion:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, largest, largest)
            painter.setPen(QPen(theme.colour("accent"), 3))
            painter.setBrush(theme.colour("sunken"))
            # Never smaller than the word in it.
            radius = largest * (0.55 + 0.43 * self.fullness)
            painter.drawEllipse(middle, radius, radius)
        painter.setPen(theme.colour("text"))
        font = theme.font("title", strong=True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        painter.setFont(font)
        box = self.rect()
        if self.count:
            half = box.height() // 2
            painter.drawText(
                box.adjusted(0, 0, 0, -half),
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
                self.word,
            )
            painter.drawText(
                box.adjusted(0, half, 0, 0),
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                self.count,
            )
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.word)


class Breathing(QWidget):
    """The circle, Begin and Pause, and how many breaths a minute."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._theme = theme = host.theme
        self.clock = time.monotonic
        self._since: float | None = None
        self._passed = 0.0
        space = theme.spacing
        self.circle = Circle(theme, self)
        self.run = button("", "primary", self)
        self.run.clicked.connect(self.toggle)
        self.pace = QDoubleSpinBox(self)
        self.pace.setRange(FEWEST, MOST)
        self.pace.setDecimals(1)
        self.pace.setSingleStep(0.5)
        self.pace.setValue(host.settings.breaths_per_minute)
        self.pace.setAccessibleName(self.tr("Breaths a minute"))
        inset(self.pace)
        self.pace.valueChanged.connect(self._on_pace)
        asks = QLabel(self.tr("Breaths a &minute"))
        asks.setBuddy(self.pace)
        self.long_out = QCheckBox(self.tr("&Out longer than in"), self)
        self.long_out.setChecked(True)
        self.long_out.toggled.connect(self.show_breath)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addWidget(self.circle)
        column.addWidget(self.run, 0, Qt.AlignmentFlag.AlignHCenter)
        row = FlowLayout(gap=space(3))
        row.addWidget(asks)
        row.addWidget(self.pace)
        row.addWidget(self.long_out)
        column.addLayout(row)
        column.addWidget(
            label(
                self.tr(
                    "Breathe gently, not deeply. If you grow dizzy, stop and let your breath "
                    "go as it likes. Space begins and pauses."
                ),
                "soft",
            )
        )
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.show_breath)
        self.first: QWidget = self.run
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def seconds(self) -> float:
        """Breathed so far, pauses not counted."""
        return self._passed + (self.clock() - self._since if self._since is not None else 0.0)

    def follow(self) -> None:
        """As many breaths a minute as the settings say now."""
        self.pace.blockSignals(True)
        self.pace.setValue(self._host.settings.breaths_per_minute)
        self.pace.blockSignals(False)
        self.show_breath()

    def toggle(self) -> None:
        """Begin, pause, go on."""
        if self._since is None:
            self._since = self.clock()
            self.timer.start(SECOND_MS if self._theme.reduced_motion else FRAME_MS)
        else:
            self.pause()
        self.show_breath()

    def pause(self) -> None:
        """Stand still."""
        self._passed, self._since = self.seconds, None
        self.timer.stop()
        self.show_breath()

    def show_breath(self, *_checked: bool) -> None:
        """Where the breath is now. A screen reader is not told: words every few seconds would be
        all one hears."""
        circle = self.circle
        if not self.running and not self._passed:
            word, count, full = self.tr("ready"), "", 0.0
        else:
            into, part, length = phase(
                self.seconds, self.pace.value(), long_out=self.long_out.isChecked()
            )
            word = self.tr("in") if into else self.tr("out")
            # Slow at both ends, as a breath is.
            eased = (1 - math.cos(math.pi * part)) / 2
            full = eased if into else 1 - eased
            count = str(int(part * length) + 1) if self._theme.reduced_motion else ""
        self.run.setText(
            self.tr("Pause")
            if self.running
            else self.tr("Go on")
            if self._passed
            else self.tr("Begin")
        )
        if (word, count, full) != (circle.word, circle.count, circle.fullness):
            circle.word, circle.count, circle.fullness = word, count, full
            circle.setAccessibleName(f"{word} {count}".strip())
            circle.update()

    @guarded(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.running:
            self.pause()

    def _on_pace(self, value: float) -> None:
        self._passed = self._passed and 0.001
        if self.running:
            self._since = self.clock()
        self._host.change_settings(breaths_per_minute=value)

    def _dress(self) -> None:
        tall(self.run, self.pace, self.long_out)
        self.run.setMinimumWidth(self._theme.px(140))
        if self.running:
            self.timer.setInterval(SECOND_MS if self._theme.reduced_motion else FRAME_MS)
        self.show_breath()

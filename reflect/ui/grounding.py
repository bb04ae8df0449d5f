"""Grounding by the senses, one at a time: five things to one, ticked off as they are found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from reflect import content
from reflect.ui.bars import announce, button, label, tall
from reflect.ui.flow import FlowLayout
from reflect.ui.region import language_for

if TYPE_CHECKING:
    from reflect.ui.lines import Host


class Grounding(QWidget):
    """One sense at a time; nothing is written down and nothing kept."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme = host.theme
        self._senses = content.grounding(language_for(host.settings))
        self.at = 0
        space = theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self.where = label("", "caption")
        self.ask = label("", "section")
        self.otherwise = label("", "soft")
        for each in (self.where, self.ask, self.otherwise):
            column.addWidget(each)
        self.marks: list[QCheckBox] = []
        marks = FlowLayout(gap=space(3))
        for number in range(max(sense.count for sense in self._senses)):
            mark = QCheckBox(str(number + 1), self)
            mark.toggled.connect(partial(self._on_marked, number))
            self.marks.append(mark)
            marks.addWidget(mark)
        column.addLayout(marks)
        self.back = button(self.tr("Sense before"), "plain", self)
        self.back.clicked.connect(self.go_back)
        self.next = button(self.tr("Next sense"), parent=self)
        self.next.clicked.connect(self.go_on)
        row = FlowLayout(gap=space(2))
        row.addWidget(self.next)
        row.addWidget(self.back)
        column.addLayout(row)
        column.addWidget(
            label(self.tr("Keep your eyes open, and sit if you like. There is no hurry."), "soft")
        )
        self.first: QWidget = self.marks[0]
        self._dress()
        theme.changed.connect(self._dress)
        self._show()

    def go_on(self) -> None:
        """To the next sense; after the last, to the first again."""
        self._go(0 if self.at + 1 == len(self._senses) else self.at + 1)

    def go_back(self) -> None:
        """To the one before."""
        self._go(max(0, self.at - 1))

    def _go(self, to: int) -> None:
        self.at = to
        self._show()
        self.marks[0].setFocus()
        announce(self, f"{self.ask.text()} {self.otherwise.text()}")

    def _show(self) -> None:
        sense = self._senses[self.at]
        self.where.setText(
            self.tr("Sense {number} of {all}").format(number=self.at + 1, all=len(self._senses))
        )
        self.ask.setText(sense.ask)
        self.otherwise.setText(sense.otherwise)
        for number, mark in enumerate(self.marks):
            mark.blockSignals(True)
            mark.setChecked(False)
            mark.blockSignals(False)
            mark.setVisible(number < sense.count)
            mark.setAccessibleName(
                self.tr("Found {number} of {count}").format(number=number + 1, count=sense.count)
            )
        self.back.setVisible(self.at > 0)
        last = self.at + 1 == len(self._senses)
        self.next.setText(self.tr("Once more from the start") if last else self.tr("Next sense"))

    def _on_marked(self, number: int, on: bool) -> None:
        count = self._senses[self.at].count
        if not on:
            return
        left = next((m for m in self.marks[:count] if not m.isChecked()), None)
        if left is not None and number + 1 < count:
            left.setFocus()
        elif left is None:
            self.next.setFocus()

    def _dress(self) -> None:
        tall(*self.marks, self.back, self.next)
        for mark in self.marks:
            mark.setMinimumWidth(self._theme.px(56))

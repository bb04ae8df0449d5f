"""What the person's own mood labels elsewhere mean here: a small table, a row for each label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from reflect import content
from reflect.ui.bars import label

if TYPE_CHECKING:
    from reflect.ui.theme import Theme


class MoodLabels(QFrame):
    changed = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moods = content.moods("de" if language == "de" else "en")
        self.setProperty("role", "sunken")
        self.setAccessibleName(self.tr("Moods by other names"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.spacing(3),) * 4)
        column.addWidget(label(self.tr("Moods by other names"), "strong"))
        column.addWidget(
            label(
                self.tr(
                    "Which mood does each stand for? Your answer is remembered. Without one, the "
                    "entry comes without a mood and keeps the name."
                ),
                "soft",
            )
        )
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(theme.spacing(4))
        column.addLayout(self._form)
        self.boxes: dict[str, QComboBox] = {}
        self.hide()

    def ask(self, labels: list[str]) -> None:
        """A row for each label; hidden where there are none."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = {}
        for text in labels:
            box = QComboBox(self)
            box.addItem(self.tr("no mood"), None)
            for mood in self._moods:
                icon = self._theme.mood_icon(mood.step)
                box.addItem(icon, mood.word, mood.step)
            box.setIconSize(self._theme.icon_size)
            asks = label(text, wrap=False)
            asks.setBuddy(box)
            asks.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            box.setAccessibleName(self.tr("The mood that “{label}” stands for").format(label=text))
            box.currentIndexChanged.connect(self._on_changed)
            self._form.addRow(asks, box)
            self.boxes[text] = box
        self.setVisible(bool(labels))

    def chosen(self) -> dict[str, int]:
        """Label → 1 to 5, of those that were answered."""
        return {
            text: int(box.currentData())
            for text, box in self.boxes.items()
            if box.currentData() is not None
        }

    def _on_changed(self, _index: int) -> None:
        self.changed.emit()

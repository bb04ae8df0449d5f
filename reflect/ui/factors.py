"""What was around and how the body was: people, place, activity; sleep, movement, pain, medication.

Words already used in the journal are offered while one types. What a person notes beyond these,
and what an import or the command line brought, stands below as lines of its own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QObject,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.guard import guarded
from reflect.ui.scroller import bring_into_sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reflect.model import FactorValue
    from reflect.ui.theme import Theme

LONGEST_NAME = 60


def completer(words: QStringListModel, parent: QWidget) -> QCompleter:
    """Offers words that contain what is typed, whatever the case."""
    made = QCompleter(words, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setMaxVisibleItems(8)
    return made


def value_of(text: str) -> FactorValue:
    """A number where `text` is one, else the text: as the command line reads NAME=VALUE."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if number.is_integer() and "." not in text and "," not in text else number


def shown(value: FactorValue) -> str:
    """A value as a person would type it."""
    if isinstance(value, bool):
        translate = QCoreApplication.translate
        return translate("Factors", "yes") if value else translate("Factors", "no")
    if isinstance(value, float):
        return f"{value:g}".replace(".", QLocale().decimalPoint())
    return str(value)


class _Own(QWidget):
    """A line of the person's own: name and value."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, theme: Theme, names: QStringListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.original: FactorValue | None = None
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("What"))
        self.name.setAccessibleName(self.tr("Name of your own factor"))
        self.name.setCompleter(completer(names, self.name))
        self.value = QLineEdit(self)
        self.value.setPlaceholderText(self.tr("How much, or which"))
        self.value.setAccessibleName(self.tr("Value of your own factor"))
        away = ToolButton(self)
        away.setIcon(theme.icon("close"))
        away.setProperty("role", "plain")
        away.setAccessibleName(self.tr("Remove this factor"))
        away.setToolTip(self.tr("Remove this factor"))
        away.clicked.connect(self._on_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 2)
        row.addWidget(self.value, 3)
        row.addWidget(away)
        self.name.textEdited.connect(self._on_edited)
        self.value.textEdited.connect(self._on_edited)

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def _on_away(self) -> None:
        self.removed.emit(self)


class FactorsForm(QWidget):
    """Context and body. `factors` is what is noted; `changed` when the person changes it."""

    changed = Signal()

    def __init__(self, theme: Theme, language: str = "en", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known = {factor.id: factor for factor in content.factors(language)}
        self._fields: dict[str, QWidget] = {}
        self._words: dict[str, QStringListModel] = {}
        self._names = QStringListModel(self)
        self._own: list[_Own] = []
        self._kept: dict[str, FactorValue] = {}
        self._shown: dict[str, FactorValue | None] = {}
        """What the fields say of the kept values."""
        self._loading = False
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(theme.spacing(3))
        self._grid.setVerticalSpacing(theme.spacing(1))
        self._pairs: list[tuple[QLabel, QWidget]] = []
        self._narrow: bool | None = None
        for factor in self._known.values():
            name = QLabel(factor.name, self)
            field = self._field(factor)
            field.setAccessibleName(factor.name)
            field.setToolTip(factor.hint)
            name.setBuddy(field)
            self._pairs.append((name, field))
            self._fields[factor.id] = field
        self._place(narrow=False)
        self._add = button(self.tr("Add your own"), "link", self)
        self._add.clicked.connect(self._on_add)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.spacing(1))
        layout.addLayout(self._grid)
        layout.addLayout(self._rows)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        theme.changed.connect(self._fit)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        names = max(name.sizeHint().width() for name, _ in self._pairs)
        fields = max(field.minimumSizeHint().width() for _, field in self._pairs)
        self._place(narrow=names + self._grid.horizontalSpacing() + fields > self.width())

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        """Each field can stand below its name."""
        hint = super().minimumSizeHint()
        parts = [part.minimumSizeHint().width() for pair in self._pairs for part in pair]
        return QSize(max(parts), hint.height())

    def _place(self, *, narrow: bool) -> None:
        """Each field beside its name; below it where there is no room."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for row, (name, field) in enumerate(self._pairs):
            if narrow:
                self._grid.addWidget(name, 2 * row, 0, 1, 2)
                self._grid.addWidget(field, 2 * row + 1, 0, 1, 2)
            else:
                self._grid.addWidget(name, row, 0)
                self._grid.addWidget(field, row, 1)

    def _field(self, factor: content.Factor) -> QWidget:
        if factor.kind == "number":
            number = QDoubleSpinBox(self)
            number.setDecimals(0 if factor.step.is_integer() else 1)
            number.setRange(factor.lowest - factor.step, factor.highest)
            number.setSingleStep(factor.step)
            number.setSpecialValueText("–")
            number.lineEdit().setTextMargins(self._theme.spacing(2), 0, 0, 0)
            number.setSuffix(f" {factor.unit}" if factor.unit else "")
            number.setValue(number.minimum())
            number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            number.installEventFilter(self)
            number.valueChanged.connect(self._on_changed)
            return number
        if factor.kind == "steps":
            choice = QComboBox(self)
            choice.addItem("–", "")
            for value, word in zip(factor.choices, factor.choice_words, strict=True):
                choice.addItem(word, value)
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            choice.installEventFilter(self)
            choice.currentIndexChanged.connect(self._on_changed)
            return choice
        text = QLineEdit(self)
        text.setPlaceholderText(factor.hint)
        words = QStringListModel(self)
        self._words[factor.id] = words
        text.setCompleter(completer(words, text))
        text.textChanged.connect(self._on_changed)
        return text

    # what is noted --------------------------------------------------------------------------

    @property
    def factors(self) -> dict[str, FactorValue]:
        """Noted values by name; what was not touched keeps its very value and type."""
        noted: dict[str, FactorValue] = {}
        for id in self._known:
            value = self._read(id)
            if id in self._shown and self._shown[id] == value:
                # Not touched: the very value, however the field rounds or trims it.
                noted[id] = self._kept[id]
            elif value is not None:
                noted[id] = value
        for own in self._own:
            name, text = own.name.text().strip(), own.value.text().strip()
            if not name or (not text and own.original != ""):
                continue
            same = own.original is not None and text == shown(own.original)
            noted[name] = own.original if same and own.original is not None else value_of(text)
        order = [name for name in self._kept if name in noted]
        return {name: noted[name] for name in [*order, *(n for n in noted if n not in order)]}

    def _read(self, id: str) -> FactorValue | None:
        field = self._fields[id]
        if isinstance(field, QDoubleSpinBox):
            if field.value() <= field.minimum():
                return None
            value = field.value()
            return int(value) if value.is_integer() else value
        if isinstance(field, QComboBox):
            return field.currentData() or None
        assert isinstance(field, QLineEdit)
        return field.text().strip() or None

    def set_factors(self, factors: Mapping[str, FactorValue]) -> None:
        """Show these; emits nothing. A value that fits no field becomes a line of its own."""
        self._loading = True
        self._kept = dict(factors)
        self._shown.clear()
        for own in list(self._own):
            self._drop(own)
        for id, field in self._fields.items():
            value = factors.get(id)
            if isinstance(field, QDoubleSpinBox):
                field.setValue(field.minimum())
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(0)
            elif isinstance(field, QLineEdit):
                field.clear()
            if value is not None and self._show(field, value):
                self._shown[id] = self._read(id)
            elif value is not None:
                self._add_own(id, value)
        for name, value in factors.items():
            if name not in self._fields:
                self._add_own(name, value)
        self._loading = False

    @staticmethod
    def _show(field: QWidget, value: FactorValue) -> bool:
        if isinstance(field, QDoubleSpinBox):
            fits = (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and field.minimum() < value <= field.maximum()
            )
            if fits:
                field.setValue(float(value))
            return fits
        if isinstance(field, QComboBox):
            index = field.findData(value)
            if index > 0:
                field.setCurrentIndex(index)
            return index > 0
        assert isinstance(field, QLineEdit)
        if isinstance(value, str):
            field.setText(value)
            field.setCursorPosition(0)
        return isinstance(value, str)

    def offer_names(self, names: Iterable[str]) -> None:
        """Names of own factors used before."""
        self._names.setStringList([name for name in names if name not in self._known])

    def offer_values(self, name: str, values: Iterable[str]) -> None:
        """Values used before for the factor `name`."""
        if name in self._words:
            self._words[name].setStringList(list(values))

    @property
    def text_factors(self) -> tuple[str, ...]:
        """Names of the factors that complete what is typed."""
        return tuple(self._words)

    # lines of one's own ------------------------------------------------------------------------

    def _add_own(self, name: str = "", value: FactorValue | None = None) -> _Own:
        own = _Own(self._theme, self._names, self)
        own.original = value
        own.name.setText(name)
        own.value.setText("" if value is None else shown(value))
        own.changed.connect(self._on_changed)
        own.removed.connect(self._on_removed)
        self._own.append(own)
        self._rows.addWidget(own)
        return own

    def _on_add(self) -> None:
        self._add_own().name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, own: _Own) -> None:
        self._own.remove(own)
        self._rows.removeWidget(own)
        own.hide()
        own.deleteLater()

    def _on_removed(self, own: _Own) -> None:
        self._drop(own)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _on_changed(self, *_anything: object) -> None:
        if not self._loading:
            self.changed.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel that scrolls the page does not change a value it passes over."""
        if (
            isinstance(event, QWheelEvent)
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Folded(QWidget):
    """Opened and closed by its `head`, which stands wherever it is put, as does `said`."""

    def __init__(self, theme: Theme, title: str, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = title
        self.inside = inside
        self.head = ToolButton(self)
        self.head.setCheckable(True)
        self.head.setProperty("role", "plain")
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setText(title)
        self.head.toggled.connect(self._on_toggled)
        self.said = label("", "caption", wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self.hide()
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        p = self._theme.palette
        self.head.setIconSize(self._theme.icon_size)
        self.head.setIcon(
            self._theme.icon("chevron-down" if self.head.isChecked() else "chevron-right")
        )
        self.head.setStyleSheet(
            f"QToolButton:checked {{ background: transparent; color: {p.text};"
            f" border-color: transparent; }}"
            f"QToolButton:checked:focus {{ border: 2px solid {p.focus}; margin: 1px; }}"
        )

    def _on_toggled(self, on: bool) -> None:
        self.setVisible(on)
        self._dress()
        if on and self.head.hasFocus():
            # Once it has its place; the head stays in sight.
            QTimer.singleShot(0, self, self._into_sight)

    def _into_sight(self) -> None:
        bring_into_sight(self, self.head)

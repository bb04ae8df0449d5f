"""What does not fit on a page: words without room, overlaps, what is wider than its scroll area."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from reflect.ui.print_preview import Pages
from reflect.ui.wrapping import LongLink, LongWords, Tick

SLACK = 1
"""Pixels that rounding may take away."""


def unfit(root: QWidget) -> list[str]:
    """What shows in `root` and does not fit, each with its words and by how much. Empty is well."""
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) or _in_a_view(widget):
            continue
        found += _cut(widget)
        found += _overlapping(widget)
        # Pages of paper are as wide as one likes to see them.
        if isinstance(widget, QScrollArea) and not isinstance(widget.parent(), Pages):
            found += _too_wide(widget)
    return found


def _in_a_view(widget: QWidget) -> bool:
    """A table's or list's own parts scroll by themselves."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _said(widget: QWidget) -> str:
    words = getattr(widget, "text", None) or getattr(widget, "currentText", None)
    text = str(words()) if callable(words) else widget.accessibleName()
    above = widget.parentWidget()
    inside = type(above).__name__ if above is not None else ""
    return f"{type(widget).__name__} {text[:60]!r} in {inside}"


# words -------------------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        need = _label(widget)
    elif isinstance(widget, QCheckBox | QRadioButton):
        need = _mark(widget)
    elif isinstance(widget, QPushButton):
        need = _button(widget)
    elif isinstance(widget, QToolButton):
        need = _tool(widget)
    elif isinstance(widget, QComboBox):
        need = _choice(widget)
    else:
        return
    wide, high = need.width(), need.height()
    if wide > SLACK or high > SLACK:
        yield f"{_said(widget)}: {max(0, wide)} px too narrow, {max(0, high)} px too low"


def _label(label: QLabel) -> QSize:
    """By how much its words do not fit; nothing or less is well."""
    if not label.text() or not label.pixmap().isNull():
        return QSize()
    if isinstance(label, LongWords) and label.words_fit:
        return QSize()
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        margins = label.contentsMargins()
        room = label.width() - margins.left() - margins.right() - 2 * label.margin()
        taken = label.fontMetrics().boundingRect(
            QRect(0, 0, room, 1 << 16), int(Qt.TextFlag.TextWordWrap), label.text()
        )
        return QSize(taken.width() - room, wanted - label.height())
    return label.sizeHint() - label.size()


def _wide(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _words(button: QAbstractButton) -> QSize:
    metrics: QFontMetrics = button.fontMetrics()
    return metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())


def _mark(mark: QCheckBox | QRadioButton) -> QSize:
    if not mark.text() or (isinstance(mark, Tick) and mark.words_fit):
        return QSize()
    option = QStyleOptionButton()
    mark.initStyleOption(option)
    element = (
        QStyle.SubElement.SE_CheckBoxContents
        if isinstance(mark, QCheckBox)
        else QStyle.SubElement.SE_RadioButtonContents
    )
    return _words(mark) - mark.style().subElementRect(element, option, mark).size()


def _button(button: QPushButton) -> QSize:
    if not button.text() or (isinstance(button, LongLink) and button.words_fit):
        return QSize()
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    need = _words(button)
    if not button.icon().isNull():
        need.setWidth(need.width() + button.iconSize().width() + 4)
    return need - room.size()


def _tool(tool: QToolButton) -> QSize:
    bare = tool.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    if not tool.text() or (bare and not tool.icon().isNull()):
        return QSize()
    return tool.sizeHint() - tool.size()


def _choice(choice: QComboBox) -> QSize:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    room = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        choice,
    )
    return QSize(
        _wide(choice, choice.currentText()) - room.width(),
        choice.fontMetrics().height() - room.height(),
    )


# places ------------------------------------------------------------------------------------------


def _too_wide(area: QScrollArea) -> Iterator[str]:
    over = area.horizontalScrollBar().maximum()
    if over > SLACK:
        yield f"{type(area.widget()).__name__} is {over} px wider than the room it scrolls in"


def _overlapping(parent: QWidget) -> Iterator[str]:
    layout = parent.layout()
    if layout is None:
        return
    placed = [each for each in _placed(layout) if each.isVisible()]
    for one, other in combinations(placed, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > SLACK and common.height() > SLACK:
            yield f"{_said(one)} lies over {_said(other)} by {common.width()} × {common.height()}"
    for each in placed:
        outside = _outside(each.geometry(), parent.rect())
        if outside > SLACK:
            yield f"{_said(each)} stands {outside} px out of {type(parent).__name__}"


def placed_in(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout in its order. Not by `itemAt`: Python keeps such an item beyond its
    end, and takes whatever lies there next for it (PySide 6.11)."""
    parent = layout.parentWidget()
    if parent is None:
        return []
    children = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return sorted((one for one in children if layout.indexOf(one) >= 0), key=layout.indexOf)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    """What a layout places itself, those within it too."""
    if isinstance(layout, QStackedLayout):
        return
    yield from placed_in(layout)
    for inner in layout.children():
        if isinstance(inner, QLayout):
            yield from _placed(inner)


def _outside(inner: QRect, outer: QRect) -> int:
    return max(
        outer.left() - inner.left(),
        outer.top() - inner.top(),
        inner.right() - outer.right(),
        inner.bottom() - outer.bottom(),
    )

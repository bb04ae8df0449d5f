"""Colours that can be read, text that grows and is not cut, icons in the text's colour."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from reflect.settings import Settings
from reflect.ui.scroller import CHOICES
from reflect.ui.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    MOOD_COLOURS,
    MOOD_INKS,
    PALETTES,
    Palette,
    Theme,
    mood_shape,
)
from tests.ui.conftest import Shell, settle, wait_until

EVERY = pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda p: p.name)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, "relative luminance")."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@EVERY
@pytest.mark.requirement("R34")
def test_whatever_carries_text_can_be_read(palette: Palette) -> None:
    for ground in (palette.bg, palette.surface, palette.sunken, palette.hover):
        for ink in (palette.text, palette.soft, palette.accent, palette.link, palette.warn):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(palette.text, palette.surface) >= 12
    assert contrast(palette.soft, palette.surface) >= 6
    for ink, ground in (
        (palette.on_accent, palette.accent),
        (palette.on_warn, palette.warn),
        (palette.bg, palette.text),
    ):
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@EVERY
@pytest.mark.requirement("R34")
def test_borders_and_the_focus_can_be_seen(palette: Palette) -> None:
    for ground in (palette.bg, palette.surface, palette.sunken):
        assert contrast(palette.field, ground) >= 3
        assert contrast(palette.focus, ground) >= 3


def test_moods_differ_by_shape_and_carry_legible_ink() -> None:
    box = QRectF(0, 0, 40, 40)
    shapes = [mood_shape(box, mood).toFillPolygon().toList() for mood in range(1, 6)]
    assert all(shapes[a] != shapes[b] for a in range(5) for b in range(a))
    for colour, ink in zip(MOOD_COLOURS, MOOD_INKS, strict=True):
        assert contrast(colour, ink) >= 4.5


def test_the_person_overrides_the_system(theme: Theme, settings: Settings) -> None:
    chosen: tuple[tuple[Literal["light", "dark", "contrast"], Palette], ...] = (
        ("light", LIGHT),
        ("dark", DARK),
        ("contrast", CONTRAST),
    )
    for name, palette in chosen:
        theme.apply(dataclasses.replace(settings, theme=name))
        assert theme.palette is palette


def test_text_grows_live_and_a_second_theme_starts_from_the_systems_size(
    qapp: QApplication, settings: Settings
) -> None:
    before = Theme(qapp, settings)
    small = qapp.font().pointSizeF()
    before.apply(dataclasses.replace(settings, text_percent=200))
    assert qapp.font().pointSizeF() == pytest.approx(2 * small)
    Theme(qapp, settings)
    assert qapp.font().pointSizeF() == pytest.approx(small)


def test_reduced_motion_means_no_time(theme: Theme, settings: Settings) -> None:
    theme.apply(dataclasses.replace(settings, reduced_motion="yes"))
    assert theme.motion(150) == 0
    theme.apply(dataclasses.replace(settings, reduced_motion="no"))
    assert theme.motion(150) == 150


def test_icons_take_the_texts_colour(theme: Theme, settings: Settings) -> None:
    theme.apply(dataclasses.replace(settings, theme="contrast"))
    image = theme.icon("lock").pixmap(40, 40).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(colour.name() == CONTRAST.text for colour in inked)


def cut_off(window: QWidget) -> list[str]:
    """Words on visible controls that have less room than they need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        if isinstance(widget, QAbstractButton) and widget.text():
            if widget.width() < widget.minimumSizeHint().width():
                found.append(widget.text())
        elif isinstance(widget, QLabel) and widget.text():
            needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
            needed = max(needed, widget.minimumSizeHint().height())
            wide = widget.wordWrap() or widget.width() >= widget.minimumSizeHint().width()
            if widget.height() < needed or not wide:
                found.append(widget.text())
    return found


def cut_at_rest(qapp: QApplication, window: QWidget) -> list[str]:
    """The same once answers, their layout requests and those of the scroll area are through."""
    for _ in range(20):
        qapp.processEvents()
        if not (found := cut_off(window)):
            return []
    return found


@pytest.mark.parametrize("size", [(1024, 700), (640, 480)])
@pytest.mark.requirement("R34")
def test_nothing_is_cut_at_200_percent(
    qapp: QApplication,
    make_shell: Callable[..., Shell],
    journal_folder: Path,
    size: tuple[int, int],
) -> None:
    shell = make_shell(journal_folder, Settings(text_percent=200))
    shell.program.show_door()
    pages: list[Callable[[], object]] = [
        shell.door.show_unlock,
        shell.door.show_recovery,
        shell.door.show_restore,
        shell.door.show_salvage,
        shell.door.show_others,
        shell.door.show_first_run,
    ]
    for show in pages:
        show()
        shell.door.resize(*size)
        wait_until(lambda: not shell.door.errands.busy)
        assert cut_at_rest(qapp, shell.door) == []
    window = shell.unlock()
    window.resize(*size)
    window.show_page("preferences")
    settle(shell)
    assert cut_at_rest(qapp, window.page("preferences")) == []
    assert (window.width(), window.height()) == size


@pytest.mark.requirement("R34")
def test_notices_leave_the_page_its_room_and_lose_no_word(
    qapp: QApplication, make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    window = make_shell(journal_folder, Settings(text_percent=200)).unlock()
    window.resize(640, 480)
    first = window.trouble("Words " * 12, line="More words " * 12, key="first", calm=True)
    second = window.trouble("Other words " * 6, line="And more " * 12, key="second", calm=True)
    window.show_page("preferences")
    assert cut_at_rest(qapp, window) == []
    page = window.page("preferences")
    assert page.visibleRegion().boundingRect().height() > 100
    # The one that came last is the one that shows; with the last one the room goes.
    assert not second.title.visibleRegion().isEmpty()
    for bar in (first, second):
        bar.solved()
    for key in window.troubles():
        window.clear_trouble(key)
    wait_until(lambda: page.visibleRegion().boundingRect().height() > 250)


def turned(widget: QWidget) -> QWheelEvent:
    """The wheel of a mouse that stands on it."""
    at = QPointF(widget.rect().center())
    return QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_wheel_changes_nothing_that_it_passes(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    window.show_page("preferences")
    settle(shell)
    page = window.page("preferences")
    before = window.settings
    choices = [each for kind in CHOICES for each in page.findChildren(kind) if each.isEnabled()]
    assert len(choices) > 5
    page.setFocus()
    for each in choices:
        event = turned(each)
        QApplication.sendEvent(each, event)
        # The page takes it.
        assert not event.isAccepted()
    assert window.settings == before
    pace = page.findChild(QDoubleSpinBox)
    assert pace is not None
    pace.setFocus()
    value = pace.value()
    QApplication.sendEvent(pace, turned(pace))
    assert pace.value() != value


@pytest.mark.requirement("R34")
def test_every_control_of_the_shell_has_a_name(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    from PySide6.QtGui import QAccessible

    shell = make_shell(journal_folder)
    shell.program.show_door()
    nameless = []

    def walk(window: QWidget) -> None:
        for widget in window.findChildren(QWidget):
            if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(window):
                continue
            if widget.objectName().startswith("qt_"):
                continue
            seen = QAccessible.queryAccessibleInterface(widget)
            if not seen.text(QAccessible.Text.Name):
                nameless.append((type(widget).__name__, widget.parent()))

    for show in (shell.door.show_first_run, shell.door.show_recovery, shell.door.show_unlock):
        show()
        walk(shell.door)
    window = shell.unlock()
    window.show_page("preferences")
    walk(window.page("preferences"))
    walk(window.menuBar())
    assert nameless == []


def test_the_focus_is_drawn(qapp: QApplication, theme: Theme) -> None:
    field = QLineEdit()
    other = QLineEdit(field)
    other.hide()
    field.show()
    before = field.grab().toImage()
    field.setFocus()
    field.activateWindow()
    qapp.processEvents()
    after = field.grab().toImage()
    assert field.hasFocus()
    ring = after.pixelColor(QPoint(field.width() // 2, 1))
    assert ring.name() == theme.palette.focus
    assert before.size() == after.size()
    assert QRect(QPoint(0, 0), field.size()).isValid()
    field.deleteLater()

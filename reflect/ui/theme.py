"""The look: palettes, type, spacing, icons. The tokens are those of the style sheet's `$names`.

Three palettes of our own; the system's colour scheme and contrast preference choose between them
unless the person does. Every pair of colours that carries text is computed in a test.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cached_property
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory

from reflect.shipped import resource

if TYPE_CHECKING:
    from reflect.settings import Settings

Role = Literal["caption", "text", "section", "title"]

SIZES: dict[Role, float] = {"caption": 0.87, "text": 1.0, "section": 1.2, "title": 1.5}
"""Type sizes as multiples of the system's own."""

GRID = (4, 8, 12, 16, 24, 32, 48)
"""Spacing in device-independent pixels; `Theme.spacing(1)` is the first."""


_SYSTEM_SIZE = "systemFontSize"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as `#rrggbb`."""

    name: str
    bg: str
    surface: str
    sunken: str
    line: str
    field: str
    text: str
    soft: str
    accent: str
    on_accent: str
    link: str
    focus: str
    warn: str
    on_warn: str
    hover: str


LIGHT = Palette(
    name="light",
    bg="#faf8f5",
    surface="#ffffff",
    sunken="#f1eee9",
    line="#d9d3ca",
    field="#8b8377",
    text="#23211e",
    soft="#5c574f",
    accent="#2f6f6a",
    on_accent="#ffffff",
    link="#1f5f8b",
    focus="#1f5f8b",
    warn="#8a4b08",
    on_warn="#ffffff",
    hover="#f3efe9",
)
DARK = Palette(
    name="dark",
    bg="#1b1c1e",
    surface="#242629",
    sunken="#151618",
    line="#3a3d42",
    field="#82868e",
    text="#ece8e1",
    soft="#b3aea5",
    accent="#7cc4bc",
    on_accent="#10211f",
    link="#8fc3ea",
    focus="#8fc3ea",
    warn="#e9b06b",
    on_warn="#1d1408",
    hover="#2e3135",
)
CONTRAST = Palette(
    name="contrast",
    bg="#000000",
    surface="#000000",
    sunken="#000000",
    line="#ffffff",
    field="#ffffff",
    text="#ffffff",
    soft="#ffffff",
    accent="#ffff00",
    on_accent="#000000",
    link="#7fd4ff",
    focus="#ffff00",
    warn="#ffb000",
    on_warn="#000000",
    hover="#2a2a2a",
)
PALETTES = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST)}

MOOD_COLOURS = ("#6a4c93", "#3f6fa8", "#6b8e8a", "#c98f2c", "#e3b505")
"""Moods 1 to 5, heavy to light. Never the only sign: each has its own shape and its word."""
MOOD_INKS = ("#ffffff", "#ffffff", "#12100c", "#12100c", "#12100c")
"""What is legible on them."""


class Theme(QObject):
    """The look as it is now. Widgets that paint themselves repaint on `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        # Kept with the program: a second theme must not take the first one's size for the system's.
        known = app.property(_SYSTEM_SIZE)
        self._system_size = float(known) if known else app.font().pointSizeF()
        app.setProperty(_SYSTEM_SIZE, self._system_size)
        self._system_animates = app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        self.palette = LIGHT
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self.apply(settings)

    # what the person or the system chose ------------------------------------------------

    def apply(self, settings: Settings) -> None:
        """Take the look from `settings`, at once and everywhere."""
        self._settings = settings
        self.palette = self._chosen()
        self._icons.clear()
        font = QFont(self._app.font())
        font.setPointSizeF(self._system_size * self.scale)
        self._app.setFont(font)
        self._app.setPalette(self._qt_palette())
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    @property
    def scale(self) -> float:
        """Text size as a factor, 0.8 to 2.0."""
        return max(80, min(200, self._settings.text_percent)) / 100

    @property
    def reduced_motion(self) -> bool:
        """Nothing moves that need not."""
        if self._settings.reduced_motion == "system":
            return self._system_animates == 0
        return self._settings.reduced_motion == "yes"

    def motion(self, milliseconds: int = 150) -> int:
        """The length of a movement; 0 where motion is not wanted."""
        return 0 if self.reduced_motion else milliseconds

    def _chosen(self) -> Palette:
        wanted = self._settings.theme
        if wanted in PALETTES:
            return PALETTES[wanted]
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._settings.theme == "system" and self._chosen() is not self.palette:
            self.apply(self._settings)

    # measures -----------------------------------------------------------------------------

    def spacing(self, step: int) -> int:
        """Step 1 to 7 of the grid: 4, 8, 12, 16, 24, 32, 48."""
        return GRID[max(1, min(len(GRID), step)) - 1]

    def px(self, size: float) -> int:
        """A length that grows with the text (icons, targets), from its size at 100 %."""
        return max(1, round(size * self.scale))

    def font(self, role: Role = "text", *, strong: bool = False) -> QFont:
        """The system's font in one of four sizes; 400 or 600 in weight."""
        font = QFont(self._app.font())
        font.setPointSizeF(self._system_size * self.scale * SIZES[role])
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def colour(self, token: str) -> QColor:
        """A colour by its token's name: `bg`, `surface`, `text`, `accent`, ..."""
        return QColor(getattr(self.palette, token))

    # icons ----------------------------------------------------------------------------------

    @cached_property
    def _icons(self) -> dict[tuple[str, str], QIcon]:
        return {}

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """`resources/icons/<name>.svg` in a colour of the palette (the text's unless named)."""
        known = self._icons.get((name, colour))
        if known is not None:
            return known
        icon = QIcon()
        drawing = _drawing(name)
        if drawing is not None:
            disabled = self._mixed(getattr(self.palette, colour), self.palette.surface, 0.5)
            # For the screens there are: each pixmap is drawn before the window can show.
            ratios = {math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens()}
            for ratio in ratios:
                for size in (self.px(20), self.px(28)):
                    icon.addPixmap(_stroked(drawing, getattr(self.palette, colour), size, ratio))
                icon.addPixmap(_stroked(drawing, disabled, self.px(20), ratio), QIcon.Mode.Disabled)
        self._icons[name, colour] = icon
        return icon

    def icon_with_news(self, name: str) -> QIcon:
        """The same with a dot at its corner: something waits there."""
        made, side = QIcon(), self.px(20)
        plain = self.icon(name)
        for ratio in {math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens()}:
            pixmap = plain.pixmap(QSize(side, side), float(ratio))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self.colour("accent"))
            painter.setPen(QPen(self.colour("surface"), side / 12))
            painter.drawEllipse(QRectF(side * 0.55, side * 0.02, side * 0.43, side * 0.43))
            painter.end()
            made.addPixmap(pixmap)
        return made

    @property
    def icon_size(self) -> QSize:
        """20 px at 100 %, growing with the text."""
        return QSize(self.px(20), self.px(20))

    def mood_colour(self, mood: int) -> QColor:
        """1 heavy to 5 light."""
        return QColor(MOOD_COLOURS[mood - 1])

    def mood_ink(self, mood: int) -> QColor:
        """What is legible on `mood_colour`."""
        return QColor(MOOD_INKS[mood - 1])

    def paint_mood(self, painter: QPainter, box: QRectF, mood: int) -> None:
        """The mood's own shape in its colour, outlined so that it shows on every background."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.mood_colour(mood))
        painter.setPen(QPen(self.colour("soft"), 1))
        painter.drawPath(mood_shape(box, mood))
        painter.restore()

    def mood_icon(self, mood: int, size: int = 20) -> QIcon:
        """The mood's shape as an icon, `size` in device-independent pixels."""
        icon = QIcon()
        for ratio in (1, 2):
            pixmap = QPixmap(size * ratio, size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self.paint_mood(painter, QRectF(0, 0, size, size), mood)
            painter.end()
            icon.addPixmap(pixmap)
        return icon

    # what Qt is given -------------------------------------------------------------------------

    @staticmethod
    def _mixed(one: str, other: str, part: float) -> str:
        a, b = QColor(one), QColor(other)
        return QColor(
            round(a.red() * (1 - part) + b.red() * part),
            round(a.green() * (1 - part) + b.green() * part),
            round(a.blue() * (1 - part) + b.blue() * part),
        ).name()

    def _qt_palette(self) -> QPalette:
        p = self.palette
        group = QPalette.ColorGroup
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: p.bg,
            QPalette.ColorRole.WindowText: p.text,
            QPalette.ColorRole.Base: p.surface,
            QPalette.ColorRole.AlternateBase: p.sunken,
            QPalette.ColorRole.Text: p.text,
            QPalette.ColorRole.PlaceholderText: p.soft,
            QPalette.ColorRole.Button: p.surface,
            QPalette.ColorRole.ButtonText: p.text,
            QPalette.ColorRole.BrightText: p.on_accent,
            QPalette.ColorRole.ToolTipBase: p.surface,
            QPalette.ColorRole.ToolTipText: p.text,
            QPalette.ColorRole.Highlight: p.accent,
            QPalette.ColorRole.HighlightedText: p.on_accent,
            QPalette.ColorRole.Link: p.link,
            QPalette.ColorRole.LinkVisited: p.link,
            QPalette.ColorRole.Light: p.hover,
            QPalette.ColorRole.Midlight: p.hover,
            QPalette.ColorRole.Mid: p.line,
            QPalette.ColorRole.Dark: p.field,
            QPalette.ColorRole.Shadow: p.sunken,
            QPalette.ColorRole.Accent: p.accent,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        faint = QColor(self._mixed(p.soft, p.surface, 0.35))
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(group.Disabled, role, faint)
        return palette

    def _style_sheet(self) -> str:
        tokens = {field.name: getattr(self.palette, field.name) for field in fields(Palette)}
        tokens["faint"] = self._mixed(self.palette.soft, self.palette.surface, 0.35)
        tokens["glyphs"] = resource(f"style/{self.palette.name}").as_posix()
        size = self._system_size * self.scale
        for role, factor in SIZES.items():
            tokens[f"pt_{role}"] = f"{size * factor:.2f}pt"
        for step in GRID:
            tokens[f"s{step}"] = f"{step}px"
        tokens["mark"] = f"{self.px(18)}px"
        tokens["mark_radius"] = f"{self.px(18) // 2 + 1}px"
        tokens["overhang"] = f"{(self.px(18) - 2) // 2}px"
        tokens["slider"] = f"{self.px(18) + 12}px"
        tokens["arrow"] = f"{self.px(12)}px"
        tokens["drop"] = f"{self.px(12) + 12}px"
        tokens["bar"] = f"{max(12, self.px(10))}px"
        sheet = resource("style.qss").read_text(encoding="utf-8")
        return Template(sheet).substitute(tokens)


def apply(app: QApplication, settings: Settings) -> Theme:
    """Dress the program; the theme returned lives as long as `app`."""
    return Theme(app, settings)


def _drawing(name: str) -> str | None:
    path = resource(f"icons/{name}.svg")
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _stroked(drawing: str, colour: str, size: int, ratio: int) -> QPixmap:
    # Loaded here: the unlock screen is on its way to the eye before the first icon is needed.
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def mood_shape(box: QRectF, mood: int) -> QPainterPath:
    """Diamond, disc, square, triangle, star: 1 heavy to 5 light."""
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    middle = inner.center()
    radius = min(inner.width(), inner.height()) / 2
    path = QPainterPath()
    if mood == 2:
        path.addEllipse(middle, radius * 0.9, radius * 0.9)
    elif mood == 3:
        side = radius * 0.8
        path.addRoundedRect(QRectF(middle.x() - side, middle.y() - side, 2 * side, 2 * side), 2, 2)
    else:
        spread = {1: (1.0,) * 4, 4: (1.1,) * 3, 5: (1.05, 0.48) * 5}[mood]
        corners = len(spread)
        for index, part in enumerate(spread):
            angle = -math.pi / 2 + 2 * math.pi * index / corners
            point = QPointF(
                middle.x() + radius * part * math.cos(angle),
                middle.y() + radius * part * math.sin(angle) + (radius * 0.15 if mood == 4 else 0),
            )
            path.lineTo(point) if index else path.moveTo(point)
        path.closeSubpath()
    return path

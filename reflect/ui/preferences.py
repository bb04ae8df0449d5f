"""Preferences: one page of sections; every control acts at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from reflect.ui.bars import button, label
from reflect.ui.guard import guarded
from reflect.ui.wrapping import Tick

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

WIDEST = 760


class Section(QFrame):
    """A card with a heading and rows of label and control."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.spacing(4),) * 4)
        self.column.setSpacing(theme.spacing(2))
        self.column.addWidget(label(title, "section"))
        self._rows: list[tuple[QWidget, QWidget]] = []
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setVerticalSpacing(theme.spacing(2))
        self.form.setHorizontalSpacing(theme.spacing(4))
        self.column.addLayout(self.form)
        theme.changed.connect(self._fit_rows)

    def row(self, text: str, control: QWidget) -> None:
        """A control with its label in front; the label's key moves to it."""
        asks = QLabel(text)
        asks.setBuddy(control)
        # As high as its row, or a form puts the words a little above the middle of the field.
        asks.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        control.setAccessibleName(text.replace("&", ""))
        self.form.addRow(asks, control)
        self._rows.append((asks, control))

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Where a row is too short for words and control, each has a line of its own."""
        wide = [0, 0]
        for row in self._rows:
            for place, part in enumerate(row):
                # An item of our own: the layout's is kept by Python beyond its end (PySide 6.11).
                wide[place] = max(wide[place], QWidgetItem(part).minimumSize().width())
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.form.horizontalSpacing()
        policy = QFormLayout.RowWrapPolicy
        self.form.setRowWrapPolicy(policy.WrapAllRows if sum(wide) > room else policy.WrapLongRows)

    def tick(self, text: str, ticked: bool) -> QCheckBox:
        """A row that is on or off."""
        box = Tick(text, self)
        box.setChecked(ticked)
        self.column.addWidget(box)
        return box


def choice(options: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    """A combo box of (value, words); `currentData()` is the value."""
    box = QComboBox()
    for value, words in options:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


class LookSection(Section):
    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Look"))
        self._window = window
        settings = window.settings
        self.colours = choice(
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast", self.tr("High contrast")),
            ),
            settings.theme,
        )
        self.colours.currentIndexChanged.connect(self._on_colours)
        self.row(self.tr("&Colours"), self.colours)
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setRange(80, 200)
        self.text_size.setSingleStep(10)
        self.text_size.setPageStep(20)
        self.text_size.setTracking(False)
        self.text_size.setValue(settings.text_percent)
        self.text_size.valueChanged.connect(self._on_size)
        self.percent = QLabel()
        self.row(self.tr("Te&xt size"), self.text_size)
        self.form.addRow("", self.percent)
        self.motion = choice(
            (
                ("system", self.tr("As the system")),
                ("yes", self.tr("Nothing moves")),
                ("no", self.tr("Small movements")),
            ),
            settings.reduced_motion,
        )
        self.motion.currentIndexChanged.connect(self._on_motion)
        self.row(self.tr("&Movement"), self.motion)
        self.icons = self.tick(self.tr("Only &icons in the rail"), settings.rail_icons_only)
        self.icons.toggled.connect(self._on_icons)
        self.neutral = self.tick(
            self.tr("The &window's title says only Reflect"), settings.neutral_title
        )
        self.neutral.toggled.connect(self._on_neutral)
        window.settings_changed.connect(self._on_settings)
        self._on_settings(settings)

    def _on_colours(self, _index: int) -> None:
        self._window.change_settings(theme=self.colours.currentData())

    def _on_size(self, percent: int) -> None:
        if percent != self._window.settings.text_percent:
            self._window.change_settings(text_percent=percent)

    def _on_motion(self, _index: int) -> None:
        self._window.change_settings(reduced_motion=self.motion.currentData())

    def _on_icons(self, on: bool) -> None:
        if on != self._window.settings.rail_icons_only:
            self._window.change_settings(rail_icons_only=on)

    def _on_neutral(self, on: bool) -> None:
        self._window.change_settings(neutral_title=on)

    def _on_settings(self, settings: Settings) -> None:
        # The View menu changes the same things.
        self.percent.setText(self.tr("{percent} %").format(percent=settings.text_percent))
        for control in (self.text_size, self.colours, self.icons):
            control.blockSignals(True)
        self.text_size.setValue(settings.text_percent)
        self.colours.setCurrentIndex(self.colours.findData(settings.theme))
        self.icons.setChecked(settings.rail_icons_only)
        for control in (self.text_size, self.colours, self.icons):
            control.blockSignals(False)


class WritingSection(Section):
    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Writing"))
        self._window = window
        self.metadata = self.tick(
            self.tr("Remove place and camera data from &photos that are added"),
            window.settings.remove_photo_metadata,
        )
        self.metadata.toggled.connect(self._on_metadata)

    def _on_metadata(self, on: bool) -> None:
        self._window.change_settings(remove_photo_metadata=on)


class LanguageSection(Section):
    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Language"))
        self._window = window
        self.language = choice(
            (
                ("system", self.tr("As the system")),
                ("en", "English"),
                ("de", "Deutsch"),
            ),
            window.settings.language,
        )
        self.language.currentIndexChanged.connect(self._on_language)
        self.row(self.tr("Lang&uage"), self.language)
        self.later = label(self.tr("Shown everywhere after the next unlock."), "caption")
        self.column.addWidget(self.later)

    def _on_language(self, _index: int) -> None:
        self._window.change_settings(language=self.language.currentData())


class HideSection(Section):
    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Hide"))
        self._window = window
        self.key = QKeySequenceEdit(window.settings.hide_key)
        self.key.setMaximumSequenceLength(1)
        self.key.editingFinished.connect(self._on_key)
        self.row(self.tr("&Key that hides the window"), self.key)
        none = button(self.tr("Use no key"), "plain", self)
        none.clicked.connect(self._on_none)
        self.column.addWidget(none, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            label(self.tr("It blanks and minimises the window, without locking."), "caption")
        )

    def _on_none(self) -> None:
        self.key.clear()
        self._on_key()

    def _on_key(self) -> None:
        keys = self.key.keySequence().toString()
        self._window.change_settings(hide_key=keys)


class PreferencesPage(QWidget):
    """Sections under one another; wide windows leave room at the sides."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__()
        from reflect.ui.backup_settings import BackupSection, JournalSection
        from reflect.ui.coping_settings import CopingSection
        from reflect.ui.lock_settings import LockSection
        from reflect.ui.reminder_settings import ReminderSection
        from reflect.ui.template_settings import TemplateSection

        # The column is narrow, not each section: a layout measures lines at the width it has, and
        # knows nothing of a narrower one inside.
        self._column = QWidget(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(
            theme.spacing(5), theme.spacing(2), theme.spacing(5), theme.spacing(5)
        )
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(4))
        self.look = LookSection(window, theme)
        self.writing = WritingSection(window, theme)
        self.coping = CopingSection(window, theme)
        self.reminding = ReminderSection(window, theme, folder)
        self.lock = LockSection(bridge, window, theme, folder)
        self.hiding = HideSection(window, theme)
        self.backups = BackupSection(bridge, window, theme, folder)
        self.templates = TemplateSection(bridge, window, theme)
        self.journals = JournalSection(bridge, window, theme, folder)
        self.language = LanguageSection(window, theme)
        self.sections: tuple[Section, ...] = (
            self.look,
            self.writing,
            self.coping,
            self.reminding,
            self.lock,
            self.hiding,
            self.backups,
            self.templates,
            self.journals,
            self.language,
        )
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self._theme = theme
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def shown(self) -> None:
        """Lists may have changed meanwhile."""
        self.backups.refresh()
        self.templates.refresh()
        self.lock.refresh()
        self.reminding.refresh()
        self.journals.refresh()

    def flush(self) -> None:
        """Nothing here waits to be saved but a name or a template being typed."""
        self.journals.flush()

    def _on_theme_changed(self) -> None:
        self._column.setMaximumWidth(round(WIDEST * max(1.0, self._theme.scale)))

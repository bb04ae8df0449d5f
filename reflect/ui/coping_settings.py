"""Preferences: questions to write from, suggestions, help lines, breathing, days in a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QWidget

from reflect import content
from reflect.ui.bars import inset, label
from reflect.ui.breathing import FEWEST, MOST
from reflect.ui.preferences import Section, choice
from reflect.ui.region import country_code, language_for

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow


class CopingSection(Section):
    """Some of it can be set elsewhere too: the section follows."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Coping and progress"))
        self._window = window
        settings = window.settings
        self._about: list[QLabel] = []
        self.pace = QDoubleSpinBox()
        inset(self.pace)
        self.pace.setRange(FEWEST, MOST)
        self.pace.setDecimals(1)
        self.pace.setSingleStep(0.5)
        self.pace.setKeyboardTracking(False)
        self.pace.setValue(settings.breaths_per_minute)
        self.pace.valueChanged.connect(self._on_pace)
        self.row(self.tr("Breaths a minute in Steady me"), self.pace)
        names = {each.code: each.name for each in content.countries(language_for(settings))}
        self.country = choice(
            (("system", self.tr("As the system")), *names.items()), settings.country
        )
        # The longest name may be wider than a small window with large type.
        self.country.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.country.setMinimumContentsLength(14)
        self.country.currentIndexChanged.connect(self._on_country)
        self.row(self.tr("Help lines of"), self.country)
        here = names[country_code(replace(settings, country="system"))]
        self.column.addWidget(
            label(
                self.tr("The system's country: {country}.").format(country=here),
                "caption",
            )
        )
        self.prompts = self._tick(
            self.tr("A &question on an empty page"),
            settings.prompts,
            self.tr(
                "It goes as soon as you type. Off, the questions are still there by F7, in the "
                "Entry menu."
            ),
        )
        self.prompts.toggled.connect(self._on_prompts)
        self.suggestions = self._tick(
            self.tr("Suggest ways of coping when heavy feelings are marked"),
            settings.suggestions,
            self.tr("Up to three, under the feelings, each with its reason."),
        )
        self.suggestions.toggled.connect(self._on_suggestions)
        self.streaks = self._tick(
            self.tr("Show streaks"),
            settings.streaks,
            self.tr(
                "Goals, and days of writing, then also say how many days in a row, from two on. "
                "After a day without, this count begins anew. Off, nothing of it shows."
            ),
        )
        self.streaks.toggled.connect(self._on_streaks)
        self._dress()
        theme.changed.connect(self._dress)
        window.settings_changed.connect(self._on_settings)

    def _tick(self, text: str, ticked: bool, about: str) -> QCheckBox:
        box = self.tick(text, ticked)
        box.setAccessibleDescription(about)
        said = label(about, "caption")
        self._about.append(said)
        self.column.addWidget(said)
        return box

    def _dress(self) -> None:
        """What a tick does stands under its words."""
        before = self.theme.px(18) + self.theme.spacing(4)
        for said in self._about:
            said.setContentsMargins(before, 0, 0, self.theme.spacing(1))

    def _on_country(self, _index: int) -> None:
        self._window.change_settings(country=self.country.currentData())

    def _on_pace(self, breaths: float) -> None:
        self._window.change_settings(breaths_per_minute=breaths)

    def _on_prompts(self, on: bool) -> None:
        self._window.change_settings(prompts=on)

    def _on_suggestions(self, on: bool) -> None:
        self._window.change_settings(suggestions=on)

    def _on_streaks(self, on: bool) -> None:
        self._window.change_settings(streaks=on)

    def _on_settings(self, settings: Settings) -> None:
        controls: tuple[QWidget, ...] = (
            self.country,
            self.pace,
            self.prompts,
            self.suggestions,
            self.streaks,
        )
        for control in controls:
            control.blockSignals(True)
        self.country.setCurrentIndex(max(0, self.country.findData(settings.country)))
        self.pace.setValue(settings.breaths_per_minute)
        self.prompts.setChecked(settings.prompts)
        self.suggestions.setChecked(settings.suggestions)
        self.streaks.setChecked(settings.streaks)
        for control in controls:
            control.blockSignals(False)

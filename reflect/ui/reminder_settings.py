"""Preferences: when reminders come, and whether Reflect starts with the session for them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QTimeEdit, QWidget

from reflect import autostart, reminders
from reflect import settings as preferences
from reflect.errors import AutostartRefused
from reflect.ui.bars import announce, button, inset, label
from reflect.ui.flow import FlowLayout
from reflect.ui.messages import worded
from reflect.ui.moods import Chip
from reflect.ui.preferences import Section
from reflect.ui.reminders import here_and_now

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

FIRST = time(20)
"""The time that stands there at first."""
MOST_TIMES = 12


def spoken(at: time) -> str:
    """A time of the day as the language writes it."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def written(at: time) -> str:
    """The same as the settings hold it."""
    return at.strftime("%H:%M")


class Times(QWidget):
    """Times of the day as chips, and a field for one more."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._times: tuple[time, ...] = ()
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, gap=theme.spacing(1))
        self.line = QTimeEdit(QTime(FIRST.hour, FIRST.minute), self)
        inset(self.line)
        self.line.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.line.setAccessibleName(self.tr("One more time of the day"))
        self.add = button(self.tr("Add"), parent=self)
        self.add.setAccessibleName(self.tr("Add this time"))
        self.add.clicked.connect(self._on_add)
        self._flow.addWidget(self.line)
        self._flow.addWidget(self.add)
        self.setFocusProxy(self.line)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def times(self) -> tuple[time, ...]:
        """In order, each once."""
        return self._times

    def set_times(self, times: Iterable[time]) -> None:
        """Show these; emits nothing."""
        wanted = tuple(sorted(set(times)))
        if wanted == self._times:
            return
        self._times = wanted
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, at in enumerate(self._times):
            chip = Chip(self._theme, spoken(at), self)
            chip.removed.connect(self._on_removed)
            self._flow.insert(number, chip)
            self._chips.append(chip)
            chip.show()
        self.add.setEnabled(len(self._times) < MOST_TIMES)
        self._flow.invalidate()
        self.updateGeometry()

    def _on_add(self) -> None:
        at = self.line.time()
        self._put((*self._times, time(at.hour(), at.minute())))

    def _on_removed(self, chip: Chip) -> None:
        gone = self._chips.index(chip)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put(each for number, each in enumerate(self._times) if number != gone)

    def _put(self, times: Iterable[time]) -> None:
        before = self._times
        self.set_times(times)
        if self._times != before:
            self.changed.emit()


class ReminderSection(Section):
    def __init__(self, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Reminders"))
        self._window = window
        self._folder = folder
        self._under: list[QLabel] = []
        self._asked = False
        settings = window.settings
        # What turns them on stands before what they are.
        self.column.removeItem(self.form)
        self.on = self._tick(
            self.tr("Remind me now and then"),
            settings.remind,
            self.tr(
                "A notification that says “A moment for yourself, if you like.” and nothing else, "
                "also while the journal is locked. When you leave some unanswered, they come "
                "less often."
            ),
        )
        self.on.toggled.connect(self._on_on)
        self.column.addLayout(self.form)
        self.times = Times(theme, self)
        self.times.set_times(reminders.times_of(settings))
        self.times.changed.connect(self._on_schedule)
        self.row(self.tr("At these times"), self.times)
        self.gentle = QSpinBox()
        inset(self.gentle)
        self.gentle.setRange(0, 4)
        self.gentle.setSpecialValueText(self.tr("none"))
        self.gentle.setValue(settings.random_reminders)
        self.gentle.valueChanged.connect(self._on_schedule)
        self.row(self.tr("Each day at random times"), self.gentle)
        self.first = _hours(settings.reminders_between[0])
        self.first.currentIndexChanged.connect(self._on_schedule)
        self.row(self.tr("These not before"), self.first)
        self.last = _hours(settings.reminders_between[1])
        self.last.currentIndexChanged.connect(self._on_schedule)
        self.row(self.tr("and not after"), self.last)
        self.room = label("", "caption")
        self.column.addWidget(self.room)
        self.background = self._tick(
            self.tr("Start in the background when I log in, so that reminders come"),
            False,
            self.tr(
                "Without a window and without your passphrase. Closing the window then leaves "
                "Reflect waiting, locked; Quit ends it."
            ),
        )
        self.background.toggled.connect(self._on_background)
        for each in (self.background, self._under[-1]):
            each.setVisible(autostart.offered())
        self.now = button(self.tr("Show one now"), parent=self)
        self.now.clicked.connect(self._on_now)
        self.column.addWidget(self.now, 0, Qt.AlignmentFlag.AlignLeft)
        self.said = label("", "warn")
        self.said.hide()
        self.column.addWidget(self.said)
        self._dress()
        theme.changed.connect(self._dress)
        window.settings_changed.connect(self._on_settings)
        self._show()

    def refresh(self) -> None:
        """What lies outside of Reflect: the autostart file, and the desktop's notifications."""
        self._set(self.background, autostart.offered() and autostart.is_on())
        told = self._window.reminders
        if told is None:
            return
        if not self._asked:
            self._asked = True
            told.looked.connect(self._on_looked)
            told.told.connect(self._on_told)
        told.look_around()

    # what was chosen -------------------------------------------------------------------------

    def _on_on(self, on: bool) -> None:
        if on and not self.times.times and not self.gentle.value():
            self.times.set_times((FIRST,))
        if not on and self.background.isChecked():
            # Nothing would come, and something would run.
            self.background.setChecked(False)
        self._on_schedule()
        if on:
            self.refresh()

    def _on_schedule(self) -> None:
        known = self._window.settings.reminded
        fresh = reminders.chosen_anew(known, here_and_now(), secrets.randbelow(1 << 31) + 1)
        self._window.change_settings(
            remind=self.on.isChecked(),
            reminders=tuple(written(each) for each in self.times.times),
            random_reminders=self.gentle.value(),
            reminders_between=(self.first.currentData(), self.last.currentData()),
            reminded=fresh,
        )

    def _on_background(self, on: bool) -> None:
        self.said.hide()
        try:
            if on:
                autostart.switch_on(self._journal_to_name())
            else:
                autostart.switch_off()
        except AutostartRefused as error:
            self._say(" ".join(worded(error)))
        # What counts is the file.
        self._set(self.background, autostart.is_on())
        self._window.change_settings(autostart=self.background.isChecked())

    def _journal_to_name(self) -> Path | None:
        """Nothing where the journal opens by itself, or where no journal is to be remembered."""
        if not self._window.settings.remember_journals:
            return None
        by_itself = preferences.default_journal_dir(chosen=False)
        return None if self._folder.absolute() == by_itself.absolute() else self._folder.absolute()

    def _on_now(self) -> None:
        self.said.hide()
        if self._window.reminders is not None:
            self._window.reminders.show_now()

    # what shows ------------------------------------------------------------------------------

    def _on_settings(self, settings: Settings) -> None:
        self._set(self.on, settings.remind)
        self.times.set_times(reminders.times_of(settings))
        self._show()

    def _show(self) -> None:
        on = self.on.isChecked()
        controls = (self.times, self.gentle, self.first, self.last, self.background, self.now)
        for control in controls:
            control.setEnabled(on)
        wanted = self.gentle.value()
        for hours in (self.first, self.last):
            hours.setEnabled(on and wanted > 0)
        room = reminders.most_between((self.first.currentData(), self.last.currentData()))
        self.room.setText(
            self.tr(
                "They keep an hour and a half between them; there is room for {number} a day."
            ).format(number=room)
        )
        self.room.setVisible(on and wanted > room)

    def _on_looked(self, can_show: bool, _can_answer: bool) -> None:
        if not can_show:
            self._say_none()
        elif self.said.text() == self._none_here():
            self.said.hide()

    def _on_told(self, shows: bool) -> None:
        if not shows:
            self._say_none()

    def _say_none(self) -> None:
        if self.on.isChecked():
            self._say(self._none_here())

    def _none_here(self) -> str:
        return self.tr("Reminders cannot be shown here: this desktop takes no notifications.")

    def _say(self, text: str) -> None:
        if self.said.isVisibleTo(self) and self.said.text() == text:
            return
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=True)

    def _set(self, box: QCheckBox, on: bool) -> None:
        box.blockSignals(True)
        box.setChecked(on)
        box.blockSignals(False)

    def _tick(self, text: str, ticked: bool, about: str) -> QCheckBox:
        box = self.tick(text, ticked)
        box.setAccessibleDescription(about)
        said = label(about, "caption")
        self._under.append(said)
        self.column.addWidget(said)
        return box

    def _dress(self) -> None:
        """What a tick does stands under its words."""
        before = self.theme.px(18) + self.theme.spacing(4)
        for said in self._under:
            said.setContentsMargins(before, 0, 0, self.theme.spacing(1))


def _hours(chosen: int) -> QComboBox:
    box = QComboBox()
    for hour in range(24):
        box.addItem(spoken(time(hour)), hour)
    box.setCurrentIndex(box.findData(chosen % 24))
    return box

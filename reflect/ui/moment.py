"""When it was: day, time and zone of an entry, editable."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from reflect import settings
from reflect.ui.bars import button, label

if TYPE_CHECKING:
    from reflect.ui.theme import Theme


def here() -> str:
    """The IANA name of this machine's zone; "UTC" where it cannot be told."""
    return settings.local_zone_name()


def now_here() -> tuple[datetime, str]:
    """This moment with the offset of this machine's zone, and the zone's name."""
    name = here()
    return datetime.now(ZoneInfo(name)), name


def spoken(moment: datetime, locale: QLocale | None = None) -> str:
    """The day in full and the time, as the language writes them."""
    locale = locale or QLocale()
    date = QDate(moment.year, moment.month, moment.day)
    time = QTime(moment.hour, moment.minute)
    day = locale.toString(date, QLocale.FormatType.LongFormat)
    return f"{day} · {locale.toString(time, QLocale.FormatType.ShortFormat)}"


class MomentDialog(QDialog):
    """Change when an entry was. The answer is `moment` and `zone`."""

    def __init__(
        self, theme: Theme, moment: datetime, zone: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._original = (moment, zone)
        self.setWindowTitle(self.tr("When it was"))
        self.when = QDateTimeEdit(self)
        self.when.setCalendarPopup(True)
        locale = self.locale()
        self.when.setDisplayFormat(
            locale.dateFormat(QLocale.FormatType.ShortFormat).replace("yy", "yyyy")
            if "yyyy" not in locale.dateFormat(QLocale.FormatType.ShortFormat)
            else locale.dateFormat(QLocale.FormatType.ShortFormat)
        )
        self.when.setDisplayFormat(
            self.when.displayFormat() + "  " + locale.timeFormat(QLocale.FormatType.ShortFormat)
        )
        self._asked = QDateTime(
            QDate(moment.year, moment.month, moment.day),
            QTime(moment.hour, moment.minute, moment.second),
        )
        self.when.setDateTime(self._asked)
        self.zones = QComboBox(self)
        self.zones.setEditable(True)
        self.zones.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        names = sorted(available_timezones())
        self.zones.addItems(names)
        completer = self.zones.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._offset_only = moment.strftime("UTC%z") if zone is None else None
        if self._offset_only is not None:
            self.zones.insertItem(0, self._offset_only)
            self.zones.setCurrentIndex(0)
        else:
            self.zones.setCurrentText(zone or here())
        self.zones.setMinimumContentsLength(18)
        line = self.zones.lineEdit()
        if line is not None:
            line.home(False)  # where a name is longer than the field, its beginning shows
        # Each name above its field: a form that wraps its rows asks for the room of one line and
        # takes two, and large words then lie over what comes next.
        fields = QVBoxLayout()
        fields.setSpacing(theme.px(4))
        for name, field in (
            (self.tr("Day and time"), self.when),
            (self.tr("Time zone"), self.zones),
        ):
            if fields.count():
                fields.addSpacing(theme.px(8))
            words = label(name, wrap=False)
            words.setBuddy(field)
            fields.addWidget(words)
            fields.addWidget(field)
        self.trouble = label("", "warn")
        self.trouble.hide()
        keep = button(self.tr("Set the time"), "primary", self)
        keep.setDefault(True)
        keep.clicked.connect(self._on_keep)
        leave = button(self.tr("Leave it"), parent=self)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.setSpacing(theme.px(12))
        layout.addLayout(fields)
        layout.addWidget(self.trouble)
        layout.addLayout(row)
        self.moment, self.zone = moment, zone

    def _on_keep(self) -> None:
        moment, zone = self._original
        chosen = self.zones.currentText().strip()
        if self.when.dateTime() == self._asked and chosen in (zone, self._offset_only):
            self.accept()
            return
        value = self.when.dateTime()
        date, time = value.date(), value.time()
        if chosen != self._offset_only and chosen not in available_timezones():
            self.trouble.setText(self.tr("There is no such time zone. Choose one from the list."))
            self.trouble.show()
            self.zones.setFocus()
            return
        by_offset = chosen == self._offset_only
        self.moment = datetime(
            date.year(),
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second(),
            tzinfo=moment.tzinfo if by_offset else ZoneInfo(chosen),
        )
        self.zone = None if by_offset else chosen
        self.accept()

"""Help lines on screen: the emergency number first, one's own lines, then those of the country.

Nothing is dialled, nothing opens by itself, nothing is noted of what was looked at.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.model import Changes, KeptId, OwnLine, new_id
from reflect.ui.bars import announce, button, label, tall
from reflect.ui.flow import FlowLayout
from reflect.ui.moment import now_here
from reflect.ui.region import country_code, language_for

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.clipboard import SecretClipboard
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

EMERGENCY = "112"
"""Where no number is known: it reaches an emergency service from most mobile phones."""


class Host(Protocol):
    """The door or the window: what is in front of a journal, locked or open."""

    theme: Theme
    settings: Settings
    clipboard: SecretClipboard

    def change_settings(self, **fields: Any) -> None:
        """Replace some of the settings, and have them saved."""


def emergency_words(settings: Settings) -> str:
    """ "Emergency: 112"."""
    country = content.help_for(country_code(settings), language_for(settings))
    return QCoreApplication.translate("HelpLines", "Emergency: {number}").format(
        number=country.emergency or EMERGENCY
    )


def own_lines(vault: OpenVault) -> tuple[tuple[OwnLine, ...], bool]:
    """The person's own, and whether the journal can only be read. On the journal's thread."""
    return vault.journal.kept(OwnLine), vault.read_only


def _keep(value: OwnLine, vault: OpenVault) -> Changes:
    return vault.journal.keep(value)


def _trash(id: KeptId, vault: OpenVault) -> Changes:
    return vault.journal.trash_kept(OwnLine, [id])


class HelpLines(QWidget):
    """The lines of one country; with `bridge`, the person's own above them."""

    def __init__(
        self,
        host: Host,
        bridge: Bridge | None = None,
        window: MainWindow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._theme = host.theme
        self._bridge = bridge
        self._window = window
        self._today = date.today
        self._own: tuple[OwnLine, ...] = ()
        self._read_only = True
        self._personal = bridge is not None
        self._editing: OwnLine | None = None
        self._country = ""
        """Of the settings when the lines were filled in."""
        self._targets: list[QWidget] = []
        self._build()
        self.fill()
        host.theme.changed.connect(self._dress)
        if bridge is not None:
            bridge.changed.connect(self._on_changed)
            bridge.ask(self, own_lines, self._on_own)

    def set_personal(self, on: bool) -> None:
        """Whether the person's own lines may show."""
        if on != self._personal:
            self._personal = on
            self._fill_own()

    # building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self.emergency = _Number(self._host, "title", self)
        self.emergency.copied.connect(self._on_copied)
        column.addWidget(self.emergency)
        column.addWidget(
            label(
                self.tr(
                    "Reflect is a journal and no emergency service. It calls nobody, and nobody "
                    "sees what you do here. If you or somebody else is in danger now, call the "
                    "emergency number."
                )
            )
        )
        self.said = label("", "soft")
        self.said.hide()
        column.addWidget(self.said)
        self._own_box = QVBoxLayout()
        self._own_box.setSpacing(space(2))
        column.addLayout(self._own_box)
        self._build_form(column)
        self._shipped_box = QVBoxLayout()
        self._shipped_box.setSpacing(space(2))
        column.addLayout(self._shipped_box)
        self.country = QComboBox(self)
        self.country.setAccessibleName(self.tr("Country of the help lines"))
        self.country.addItem(self.tr("As the system"), "system")
        for country in content.countries(language_for(self._host.settings)):
            self.country.addItem(country.name, country.code)
        self.country.activated.connect(self._on_country)
        asks = QLabel(self.tr("Countr&y"))
        asks.setBuddy(self.country)
        row = FlowLayout(gap=space(2))
        row.addWidget(asks)
        row.addWidget(self.country)
        column.addLayout(row)
        self._targets += [self.country]

    def _build_form(self, column: QVBoxLayout) -> None:
        space = self._theme.spacing
        self.add = button(self.tr("Add a line of your own"), parent=self)
        self.add.clicked.connect(self._on_add)
        self.add.hide()
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = QFrame(self)
        self.form.setProperty("role", "card")
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(*(space(4),) * 4)
        self.name = QLineEdit(self.form)
        self.reach = QLineEdit(self.form)
        for text, field in (
            (self.tr("Who it is"), self.name),
            (self.tr("How to reach them: number, address, hours"), self.reach),
        ):
            asks = label(text)
            asks.setBuddy(field)
            field.setAccessibleName(text)
            field.returnPressed.connect(self._on_keep)
            field.textChanged.connect(self._on_typed)
            inside.addWidget(asks)
            inside.addWidget(field)
        self.keep = button(self.tr("Keep the line"), "primary", self.form)
        self.keep.clicked.connect(self._on_keep)
        self.dismiss = button(self.tr("Leave it"), "plain", self.form)
        self.dismiss.clicked.connect(self._on_dismiss)
        row = FlowLayout(gap=space(2))
        row.addWidget(self.keep)
        row.addWidget(self.dismiss)
        inside.addLayout(row)
        self.form.hide()
        column.addWidget(self.form)
        self._targets += [self.add, self.name, self.reach, self.keep, self.dismiss]

    def follow(self) -> None:
        """The country that the settings name now."""
        if self._host.settings.country != self._country:
            self.fill()

    def fill(self) -> None:
        """The lines of the country chosen, as they ship."""
        language = language_for(self._host.settings)
        self._country = self._host.settings.country
        self.country.setCurrentIndex(max(0, self.country.findData(self._country)))
        country = content.help_for(country_code(self._host.settings), language)
        number = country.emergency or EMERGENCY
        self.emergency.set_line(self.tr("Emergency: {number}").format(number=number), number)
        _clear(self._shipped_box)
        today = self._today()
        if country.note:
            self._shipped_box.addWidget(label(country.note, "soft"))
        for line in country.lines:
            card = _Card(self._host, line.name, line.reach, self)
            card.number.copied.connect(self._on_copied)
            for text in (line.hours, line.note, line.languages):
                if text:
                    card.say(text)
            card.say(
                self.tr("checked on {date}").format(date=date_words(line.checked_on)), "caption"
            )
            if content.stale(line, today):
                card.say(
                    self.tr(
                        "Nobody has checked this for over a year. If it does not answer, call "
                        "the emergency number."
                    ),
                    "warn",
                )
            self._shipped_box.addWidget(card)
        self._dress()

    def _fill_own(self) -> None:
        _clear(self._own_box)
        self.add.setVisible(self._personal and not self._read_only)
        if not self._personal:
            self.form.hide()
            return
        for line in self._own:
            card = _Card(self._host, line.name, line.reach, self)
            card.number.copied.connect(self._on_copied)
            if not self._read_only:
                edit = button(self.tr("Edit"), parent=card)
                edit.setAccessibleName(self.tr("Edit {name}").format(name=line.name))
                edit.clicked.connect(partial(self._on_edit, line))
                remove = button(self.tr("Remove"), parent=card)
                remove.setAccessibleName(self.tr("Remove {name}").format(name=line.name))
                remove.clicked.connect(partial(self._on_remove, line))
                card.offer(edit, remove)
            self._own_box.addWidget(card)
        self._dress()

    def _dress(self) -> None:
        tall(*self._targets, *self.findChildren(QPushButton))

    # the person's own -----------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._bridge is not None and (changes.everything or "line" in changes.kept):
            self._bridge.ask(self, own_lines, self._on_own)

    def _on_own(self, found: tuple[tuple[OwnLine, ...], bool]) -> None:
        self._own, self._read_only = found
        self._fill_own()

    def _on_add(self) -> None:
        self._edit(None)

    def _on_edit(self, line: OwnLine, *_checked: bool) -> None:
        self._edit(line)

    def _edit(self, line: OwnLine | None) -> None:
        self._editing = line
        self.name.setText(line.name if line is not None else "")
        self.reach.setText(line.reach if line is not None else "")
        self.form.show()
        self._on_typed()
        self.name.setFocus()

    def _on_typed(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip() and self.reach.text().strip()))

    def _on_keep(self) -> None:
        name, reach = self.name.text().strip(), self.reach.text().strip()
        if self._bridge is None or not name or not reach:
            return
        id = self._editing.id if self._editing is not None else KeptId(new_id())
        self._bridge.write(self, partial(_keep, OwnLine(id, name, reach, now_here()[0])))
        self._on_dismiss()

    def _on_dismiss(self) -> None:
        self.form.hide()
        self._editing = None
        self.add.setFocus()

    def _on_remove(self, line: OwnLine, *_checked: bool) -> None:
        if self._bridge is None:
            return
        self._bridge.write(self, partial(_trash, line.id))
        if self._window is not None:
            # The bar with Undo stands on the page; here a line says where it can be undone.
            self._window.offer_undo(
                self.tr("{name} removed").format(name=line.name), partial(self._bring_back, line)
            )
        self._say_removed(line)

    def _say_removed(self, line: OwnLine) -> None:
        self.said.setText(
            self.tr("{name} is removed. Ctrl+Alt+Z takes it back.").format(name=line.name)
        )
        self.said.show()
        announce(self, self.said.text())
        self.add.setFocus()

    def _bring_back(self, line: OwnLine) -> None:
        self.said.hide()
        if self._bridge is not None:
            self._bridge.write(self, partial(_keep, line))

    # country and clipboard ------------------------------------------------------------------------

    def _on_country(self, index: int) -> None:
        self._host.change_settings(country=self.country.itemData(index))
        self.fill()
        announce(self, self.emergency.text)

    def _on_copied(self) -> None:
        self.said.setText(self.tr("Copied; it leaves the clipboard in 20 seconds."))
        self.said.show()
        announce(self, self.said.text())


class _Number(QWidget):
    """A number to be read, marked and copied; pressing it does nothing else."""

    copied = Signal()

    def __init__(self, host: Host, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._secret = ""
        self._label = label("", role)
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = button(self.tr("Copy"), parent=self)
        self.copy.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        return self._label.text()

    def set_line(self, text: str, number: str) -> None:
        """What stands there, and what is copied of it."""
        self._label.setText(text)
        self._secret = number
        self.copy.setAccessibleName(self.tr("Copy {number}").format(number=number))

    def _on_copy(self) -> None:
        self._host.clipboard.copy(self._secret)
        self.copied.emit()


class _Card(QFrame):
    """One line: who, how to reach them, and what there is to know."""

    def __init__(self, host: Host, name: str, reach: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        space = host.theme.spacing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(4), space(3), space(4), space(3))
        self._column.setSpacing(space(1))
        self._column.addWidget(label(name, "strong"))
        self.number = _Number(host, "section", self)
        self.number.set_line(reach, reach)
        self._column.addWidget(self.number)
        self._gap = space(2)

    def say(self, text: str, role: str | None = None) -> None:
        self._column.addWidget(label(text, role))

    def offer(self, *buttons: QPushButton) -> None:
        row = FlowLayout(gap=self._gap)
        for each in buttons:
            row.addWidget(each)
        self._column.addLayout(row)


def date_words(day: date) -> str:
    """ "15 October 2026", as the person's language writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def _clear(box: QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

"""A quiet line that says what earlier years have for today, where they have anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reflect.model import Changes, Row
from reflect.ui.bars import button
from reflect.ui.moment import now_here

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault

MOST_YEARS = 4


class OnThisDay(QWidget):
    """Stands on the Today page; nothing shows where there is nothing to remember."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        show: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._show = show
        self.line = button("", "plain", self)
        self.line.setIcon(theme.icon("on-this-day", "soft"))
        self.line.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()
        bridge.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme)
        self.ask()

    def ask(self) -> None:
        """Look again: another day, or other entries."""
        self._bridge.ask(self, partial(_rows, now_here()[0].date()), self._on_rows, _ignore)

    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        years = list(dict.fromkeys(row.written_at.year for row in rows))
        self.setVisible(bool(years))
        if not years:
            return
        said = ", ".join(str(year) for year in years[:MOST_YEARS])
        if len(years) > MOST_YEARS:
            said += " …"
        self.line.setText(self.tr("On this day: {years}").format(years=said))
        self.line.setAccessibleName(
            self.tr("On this day you wrote in {years}. Show it.").format(years=said)
        )

    def _on_clicked(self) -> None:
        self._show()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.entries or changes.removed or changes.everything:
            self.ask()

    def _on_theme(self) -> None:
        self.line.setIcon(self._theme.icon("on-this-day", "soft"))


def _rows(today: date, vault: OpenVault) -> tuple[Row, ...]:
    return vault.journal.on_this_day(today)


def _ignore(_error: ReflectError) -> None:
    """The page does well without it."""

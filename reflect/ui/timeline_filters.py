"""What the list shows: a line to type in, and chips that stand for the operators of a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from reflect.ui.bars import ToolButton, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here
from reflect.ui.timeline_model import EVERYTHING, Scope
from reflect.ui.timeline_words import MoodWords, month_of, short_day

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

PAUSE_MS = 150
MOST_TAGS = 24
LONGEST_NAME = 28


def quoted(word: str) -> str:
    """A word as an operator takes it."""
    return f'"{word}"' if any(one.isspace() for one in word) else word


class FilterChip(ToolButton):
    """A filter: off, or one of several; shows which."""

    picked = Signal()

    def __init__(self, theme: Theme, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._icon = icon
        self.operator = ""
        """What it adds to the query."""
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.say(None)
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        self.setIcon(self._theme.icon(self._icon, "on_accent" if self.isChecked() else "text"))
        size = self._theme.px(16)
        self.setIconSize(QSize(size, size))

    def say(self, chosen: str | None) -> None:
        """Show the name, or what was chosen."""
        text = self._name if chosen is None else chosen
        short = text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"
        self.setText(short.replace("&", "&&"))
        self.setChecked(chosen is not None)
        self.setAccessibleName(
            self.tr("Filter: {name}").format(name=self._name)
            if chosen is None
            else self.tr("Filter {name}: {chosen}").format(name=self._name, chosen=chosen)
        )
        self.dress()
        self.updateGeometry()


class SwitchChip(FilterChip):
    """On or off."""

    def __init__(self, theme: Theme, name: str, icon: str, operator: str, parent: QWidget) -> None:
        super().__init__(theme, name, icon, parent)
        self._adds = operator
        self.clicked.connect(self._on_clicked)

    def set_on(self, on: bool) -> None:
        self.operator = self._adds if on else ""
        self.say(self._name if on else None)

    def _on_clicked(self) -> None:
        self.set_on(self.isChecked())
        self.picked.emit()


class MenuChip(FilterChip):
    """One of a menu."""

    def __init__(self, theme: Theme, name: str, icon: str, any_of: str, parent: QWidget) -> None:
        super().__init__(theme, name, icon, parent)
        self.setProperty("drops", True)
        self._any = any_of
        self.menu_of = QMenu(self)
        self.setMenu(self.menu_of)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)

    def fill(self, choices: Iterable[tuple[str, str]]) -> None:
        """(what the menu says, operator); an empty pair is a line."""
        self.menu_of.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        self._add(self._any, "")
        self.menu_of.addSeparator()
        for text, operator in choices:
            if operator:
                self._add(text, operator)
            else:
                self.menu_of.addSeparator()

    def _add(self, text: str, operator: str) -> None:
        action = QAction(text.replace("&", "&&"), self.menu_of)
        action.setData((text, operator))
        action.setCheckable(True)
        action.setChecked(operator == self.operator)
        self._group.addAction(action)
        self.menu_of.addAction(action)

    def choose(self, text: str, operator: str) -> None:
        """Show this choice, which need not be in the menu; emits nothing."""
        self.operator = operator
        for action in self._group.actions():
            action.setChecked(action.data()[1] == operator)
        self.say(text if operator else None)

    def _on_triggered(self, action: QAction) -> None:
        text, operator = action.data()
        self.choose(text, operator)
        self.picked.emit()


class FilterBar(QWidget):
    """The line, the chips, and how many entries there are."""

    changed = Signal(object)
    """The new Scope, after a short rest."""
    left_downwards = Signal()
    """Arrow down or Enter in the line: the focus belongs to the list."""

    def __init__(self, theme: Theme, words: MoodWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Filter these entries"))
        self.line.setAccessibleName(self.tr("Filter the entries"))
        self.line.setToolTip(self.tr("Words, or tag:walk mood:<3 after:2025 … (Ctrl+F)"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_return)
        self.line.installEventFilter(self)
        self.mood = MenuChip(theme, self.tr("Mood"), "feeling", self.tr("Any mood"), self)
        self.tag = MenuChip(theme, self.tr("Tag"), "tag", self.tr("Any tag"), self)
        self.time = MenuChip(theme, self.tr("Time"), "calendar", self.tr("Any time"), self)
        self.starred = SwitchChip(theme, self.tr("Starred"), "star", "is:starred", self)
        self.photos = SwitchChip(theme, self.tr("Photos"), "photo", "has:photo", self)
        self.this_day = SwitchChip(theme, self.tr("On this day"), "on-this-day", "", self)
        self.clear = button(self.tr("Show all"), "link", self)
        self.clear.clicked.connect(self.reset)
        self.said = label("", "caption", wrap=False)
        self._chips: tuple[FilterChip, ...] = (
            self.mood, self.tag, self.time, self.starred, self.photos,
        )  # fmt: skip
        flow = FlowLayout(gap=theme.spacing(1))
        for chip in (*self._chips, self.this_day):
            chip.picked.connect(self._on_picked)
            flow.addWidget(chip)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.spacing(1))
        self.head.addWidget(self.line, 1)
        self.month = label("", "strong", wrap=False)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.spacing(1), 0, 0, 0)
        foot.setSpacing(theme.spacing(2))
        foot.addWidget(self.month)
        foot.addStretch(1)
        foot.addWidget(self.said)
        foot.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.spacing(1))
        layout.addLayout(self.head)
        layout.addLayout(flow)
        layout.addLayout(foot)
        self.set_words(words)
        self.offer_tags(())
        self.offer_years(())
        self.clear.setVisible(False)

    # what there is to choose from -------------------------------------------------------------

    def set_words(self, words: MoodWords) -> None:
        pairs = [(words[mood], f"mood:{mood}") for mood in range(1, 6)]
        both = self.tr("{one} or {other}")
        self.mood.fill(
            [
                *pairs,
                ("", ""),
                (both.format(one=words[1], other=words[2]), "mood:..2"),
                (both.format(one=words[4], other=words[5]), "mood:4.."),
                ("", ""),
                (self.tr("no mood marked"), "mood:none"),
            ]
        )

    def offer_tags(self, tags: Iterable[str]) -> None:
        found = [(tag, f"tag:{quoted(tag)}") for tag in list(tags)[:MOST_TAGS]]
        self.tag.fill(found)
        self.tag.setVisible(bool(found))

    def offer_years(self, years: Iterable[int]) -> None:
        today = now_here()[0].date()
        month = today - timedelta(days=29)
        self.time.fill(
            [
                (month_of(today), f"on:{today:%Y-%m}"),
                (self.tr("The last 30 days"), f"after:{month}"),
                ("", ""),
                *((str(year), f"on:{year:04}") for year in years),
            ]
        )

    def offer_this_day(self, count: int) -> None:
        """How many entries earlier years have for today; none hides the chip."""
        self.this_day.setVisible(count > 0 or self.this_day.isChecked())

    # what is chosen ---------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        if self.this_day.isChecked():
            return Scope(on_this_day=now_here()[0].date())
        # The line last: its last word is still being typed and stands for all that begin so.
        parts = [*(chip.operator for chip in self._chips), self.line.text().strip()]
        return Scope(" ".join(part for part in parts if part))

    def reset(self, *_checked: bool) -> None:
        """All entries."""
        self._put("", EVERYTHING)

    def show_query(self, query: str) -> None:
        """Only what fits `query`."""
        self._put(query, EVERYTHING)

    def show_day(self, day: date) -> None:
        """Only the entries of one day."""
        self._put("", EVERYTHING, day=day)

    def show_this_day(self) -> None:
        """This day in earlier years."""
        self._put("", replace(EVERYTHING, on_this_day=now_here()[0].date()))

    def _put(self, text: str, scope: Scope, *, day: date | None = None) -> None:
        self._quiet = True
        self.line.setText(text)
        for chip in (self.mood, self.tag, self.time):
            chip.choose("", "")
        if day is not None:
            self.time.choose(short_day(day), f"on:{day}")
        for switch in (self.starred, self.photos):
            switch.set_on(False)
        self.this_day.set_on(scope.on_this_day is not None)
        if scope.on_this_day is not None:
            self.this_day.show()
        self._quiet = False
        self._tell()

    def focus_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def say(self, text: str) -> None:
        """How many entries, or why none."""
        self.said.setText(text)

    def _on_typed(self) -> None:
        if not self._quiet:
            self._leave_this_day()
            self._pause.start()

    def _on_picked(self) -> None:
        if self.sender() is self.this_day:
            if self.this_day.isChecked():
                self.show_this_day()
                return
        else:
            self._leave_this_day()
        self._tell()

    def _leave_this_day(self) -> None:
        if self.this_day.isChecked():
            self.this_day.set_on(False)

    def _tell(self) -> None:
        self._pause.stop()
        scope = self.scope
        self.clear.setVisible(not scope.everything)
        self.changed.emit(scope)

    def _on_return(self) -> None:
        self._tell()
        self.left_downwards.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() == Qt.Key.Key_Down:
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                if self.scope.everything:
                    self.left_downwards.emit()
                else:
                    self.reset()
                return True
        return super().eventFilter(watched, event)

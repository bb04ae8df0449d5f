"""A question on an empty page, for who would like one; all of them by one key.

It stands on the sheet itself, under the invitation to write, goes with the first letter, and moves
nothing by coming or going. After a low mood those alone are asked that take little.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.content import Prompt
from reflect.model import EntryId
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import now_here

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.ui.bridge import Bridge
    from reflect.ui.editor import EntryEditor
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault

SEEN = "prompts-seen"
"""Name of the journal's state: JSON list of the ids of those shown last, the newest at the end."""
REMEMBERED = 40
TARGET = 36
"""Pixels: 32, and the margin around a button."""
LINK_INSET = 11
"""Margin, border and padding before the words of a button that looks like a link."""

Found = tuple[tuple[Prompt, ...], tuple[Prompt, ...]]
"""Those that fit now, and all of them."""


class PromptLine(QWidget):
    """One question, and what can be done with it."""

    used = Signal()
    another_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prompt: Prompt | None = None
        self.question = label("", "soft")
        self.use = button(self.tr("Use it"), "link", self)
        self.use.clicked.connect(self.used)
        self.another = button(self.tr("Another one"), "link", self)
        self.another.clicked.connect(self.another_asked)
        ways = FlowLayout(gap=theme.spacing(1))
        ways.addWidget(self.use)
        ways.addWidget(self.another)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(1))
        # Their words begin where the question does.
        self.question.setContentsMargins(LINK_INSET, 0, 0, 0)
        column.addWidget(self.question)
        column.addLayout(ways)
        # The arrow, not the mark of a text field, over what is pressed.
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("A question to begin with"))
        theme.changed.connect(self._dress)
        self.hide()

    def _dress(self) -> None:
        # A style sheet makes what looks like a link lower than a target should be.
        for each in (self.use, self.another):
            each.ensurePolished()
            each.setMinimumHeight(TARGET)

    def show_prompt(self, prompt: Prompt) -> None:
        """Take its words; whether the line is in sight is for others to say."""
        self.prompt = prompt
        self.question.setText(prompt.text)
        self.setAccessibleDescription(prompt.text)
        self.use.setAccessibleName(
            self.tr("Use this question: {question}").format(question=prompt.text)
        )
        self.another.setAccessibleName(self.tr("Another question"))
        self._dress()


class Prompting(QObject):
    """Asks for a question when the page is empty, and takes it away when it is not."""

    changed = Signal()
    """The line came, went, or asks something else."""

    def __init__(self, editor: EntryEditor, bridge: Bridge, theme: Theme, language: str) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bridge = bridge
        self._theme = theme
        self._language = language
        self._for: tuple[EntryId, int | None] | None = None
        """What the question on the page was asked for: entry and mood."""
        self._wanted = False
        self._pad = editor.pad
        self.line = PromptLine(theme, self._pad)
        self.line.used.connect(self.use)
        self.line.another_asked.connect(self.another)
        self._pad.put_under(self.line, outdent=LINK_INSET)
        self._pad.textChanged.connect(self._dress)
        self._pad.composed.connect(self._dress)
        editor.title.textChanged.connect(self._dress)
        editor.marked.connect(self.ask)
        # What was left open comes first, and with it the page may not be empty.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._ask)

    @property
    def shown(self) -> Prompt | None:
        """What the page asks now."""
        return None if self.line.isHidden() else self.line.prompt

    def ask(self) -> None:
        """The entry, its mood or the settings may be others now."""
        self._dress()
        self._later.start()

    def another(self) -> None:
        """Ask something else."""
        if self.shown is not None:
            self._for = None
            self._ask(told=True)

    def use(self) -> None:
        """The question becomes a heading, with room under it."""
        if self.shown is not None:
            self._take(self.shown)

    def open_list(self) -> None:
        """All that fit, to choose from; also where none is asked on the page."""
        if not self._editor.read_only:
            work = partial(_all, self._editor.entry_id, self._mood, self._language)
            self._bridge.ask(self, work, self._on_all, self._on_failed)

    # which one ------------------------------------------------------------------------------

    @property
    def _mood(self) -> int | None:
        return self._editor.moods.mood

    def _possible(self) -> bool:
        """An empty page of today that can be written on."""
        editor = self._editor
        entry = editor.entry
        return (
            editor.settings.prompts
            and not editor.read_only
            and self._pad.document().isEmpty()
            and not self._pad.composing
            and not editor.title.text()
            # An old entry that holds a mood alone is no page to begin.
            and (entry is None or entry.day == now_here()[0].date())
        )

    def _ask(self, *, told: bool = False) -> None:
        asked = (self._editor.entry_id, self._mood)
        if asked == self._for or not self._possible() or not self._editor.isVisible():
            return
        self._for = asked
        now = self.line.prompt if self._wanted and not told else None
        self._bridge.ask(
            self,
            partial(_fitting, *asked, self._language, now),
            partial(self._on_prompt, asked, told),
            self._on_failed,
        )

    def _on_prompt(
        self, asked: tuple[EntryId, int | None], told: bool, prompt: Prompt | None
    ) -> None:
        if asked != self._for or asked[0] != self._editor.entry_id:
            return
        if prompt is None or not self._possible():
            self._for = None
            return
        fresh = not self._wanted or self.line.prompt != prompt
        self._wanted = True
        self.line.show_prompt(prompt)
        self._dress()
        if fresh:
            self._bridge.ask(self, partial(_remember, prompt.id), None, self._on_failed)
            if told or self._pad.hasFocus():
                announce(self.line, prompt.text)

    def _on_failed(self, _error: ReflectError) -> None:
        # The page does well without it; what is wrong with the journal is told elsewhere.
        self._for = None

    def _dress(self) -> None:
        """Whether the line is in sight. Nothing is read or written: this runs at every letter."""
        if self._for is not None and self._for[0] != self._editor.entry_id:
            self._for, self._wanted = None, False
        there = self._wanted and self._possible()
        if there or not self.line.isHidden():
            held = self.line.use.hasFocus() or self.line.another.hasFocus()
            self.line.setVisible(there)
            if held and not there:
                self._pad.setFocus(Qt.FocusReason.OtherFocusReason)
            said = self.line.question.text() if there else ""
            self._pad.setAccessibleDescription(said)
            self._pad.place_under()
            self.changed.emit()

    # using it -------------------------------------------------------------------------------

    def _take(self, prompt: Prompt) -> None:
        if self._pad.isHidden():
            self._editor.set_preview(False)
        self._pad.insert_heading(prompt.text)
        self._pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_all(self, found: Found) -> None:
        dialog = PromptDialog(self._theme, *found, self.shown, self._editor.window())
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, prompt: Prompt) -> None:
        self._bridge.ask(self, partial(_remember, prompt.id), None, self._on_failed)
        self._take(prompt)


class PromptDialog(QDialog):
    """All questions, by what it takes to answer them; the answer is `chosen`."""

    chosen = Signal(object)
    """A Prompt."""

    def __init__(
        self,
        theme: Theme,
        fitting: Sequence[Prompt],
        every: Sequence[Prompt],
        current: Prompt | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fitting = fitting
        self._every = every
        self._theme = theme
        self.setWindowTitle(self.tr("A question to begin with"))
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(QSize(theme.px(520), theme.px(460)).boundedTo(room))
        self.list = _WrappedList(theme, self)
        self.list.setAccessibleName(self.tr("Questions"))
        self.list.itemActivated.connect(self._on_use)
        self.list.currentItemChanged.connect(self._on_current)
        self.every = QCheckBox(self.tr("Show &all questions"), self)
        self.every.setVisible(len(fitting) < len(every))
        self.every.toggled.connect(self._on_every)
        self.why = label(
            self.tr("You marked a low mood today. These are the questions that take little."),
            "soft",
        )
        self.why.setVisible(len(fitting) < len(every))
        self.use = button(self.tr("&Use it"), "primary", self)
        self.use.clicked.connect(self._on_use)
        leave = button(self.tr("&Leave it"), "plain", self)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.spacing(4),) * 4)
        column.setSpacing(theme.spacing(3))
        column.addWidget(self.why)
        column.addWidget(self.list, 1)
        column.addWidget(self.every)
        column.addLayout(row)
        self._fill(fitting, current)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def prompt(self) -> Prompt | None:
        """The one that is marked."""
        if self.list.currentRow() < 0:
            return None
        found = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return next((each for each in self._every if each.id == found), None)

    def _fill(self, prompts: Sequence[Prompt], current: Prompt | None) -> None:
        self.list.clear()
        first: QListWidgetItem | None = None
        for energy, words in (
            ("low", self.tr("Takes little")),
            ("medium", self.tr("Takes some strength")),
            ("high", self.tr("Takes more strength")),
        ):
            of_it = [each for each in prompts if each.energy == energy]
            if of_it:
                heading = QListWidgetItem(words, self.list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(self._theme.font(strong=True))
            for each in of_it:
                item = QListWidgetItem(each.text, self.list)
                item.setData(Qt.ItemDataRole.UserRole, each.id)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)
                if first is None or (current is not None and each.id == current.id):
                    first = item
        self.list.wrap()
        if first is not None:
            self.list.setCurrentItem(first)

    def _on_every(self, on: bool) -> None:
        self._fill(self._every if on else self._fitting, self.prompt)

    def _on_current(self, *_items: object) -> None:
        self.use.setEnabled(self.prompt is not None)

    def _on_use(self, *_anything: object) -> None:
        prompt = self.prompt
        if prompt is not None:
            self.accept()
            self.chosen.emit(prompt)


class _WrappedList(QListWidget):
    """Its lines have the height that their words take; Qt's own guess cuts some off."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.wrap()

    def wrap(self) -> None:
        """Measure them at the present width."""
        margin = self._theme.spacing(3)
        width = max(1, self.viewport().width() - 2 * margin)
        flags = int(Qt.TextFlag.TextWordWrap)
        for row in range(self.count()):
            item = self.item(row)
            measure = QFontMetrics(item.font() if item.font().bold() else self.font())
            box = measure.boundingRect(QRect(0, 0, width, 1 << 16), flags, item.text())
            height = max(box.height() + self._theme.spacing(4), self._theme.px(32))
            item.setSizeHint(QSize(self.viewport().width(), height))


def next_prompt(
    fitting: Sequence[Prompt],
    seen: Sequence[str],
    choose: Callable[[Sequence[Prompt]], Prompt] = random.choice,
) -> Prompt | None:
    """One that was not shown lately; where all were, the one whose turn is longest ago."""
    fresh = [each for each in fitting if each.id not in seen]
    if fresh:
        return choose(fresh)
    return min(fitting, key=lambda each: _last(seen, each.id), default=None)


def _last(seen: Sequence[str], id: str) -> int:
    return max(place for place, each in enumerate(seen) if each == id)


# on the journal's thread ---------------------------------------------------------------------


def _mood_of_today(own: EntryId, mood: int | None, vault: OpenVault) -> int | None:
    """The mood of this entry, else of today's latest that has one."""
    if mood is not None:
        return mood
    rows = vault.journal.day(now_here()[0].date())
    marked = [row for row in rows if row.mood is not None and row.id != own]
    return max(marked, key=lambda row: row.written_at).mood if marked else None


def _all(own: EntryId, mood: int | None, language: str, vault: OpenVault) -> Found:
    mood = _mood_of_today(own, mood, vault)
    return content.prompts_for(mood, language), content.prompts(language)


def _fitting(
    own: EntryId, mood: int | None, language: str, now: Prompt | None, vault: OpenVault
) -> Prompt | None:
    """`now` as long as it fits, else another one."""
    if vault.read_only:
        return None
    mood = _mood_of_today(own, mood, vault)
    fitting = content.prompts_for(mood, language)
    return now if now in fitting else next_prompt(fitting, vault.journal.listed(SEEN))


def _remember(id: str, vault: OpenVault) -> None:
    if not vault.read_only:
        seen = [*(each for each in vault.journal.listed(SEEN) if each != id), id][-REMEMBERED:]
        vault.journal.set_state(SEEN, json.dumps(seen))

"""The end of an exercise: what was kept, where it stands, and the way back out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reflect.model import Entry, Plan
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout

if TYPE_CHECKING:
    from reflect.ui.window import MainWindow


class UndoLine(QFrame):
    """What the window offers to take back, for a page that stands in front of its bar."""

    def __init__(self, window: MainWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = window.undo_bar
        self.setProperty("role", "bar")
        space = window.theme.spacing
        self.text = label("")
        self.undo = button(self.tr("Undo"), parent=self)
        self.undo.clicked.connect(self._bar.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(1), space(2), space(1))
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        self._shown = False
        self._bar.changed.connect(self._on_changed)
        self.hide()

    def follow(self, shown: bool) -> None:
        """From now on, what is offered shows here; or no more."""
        self._shown = shown
        self._on_changed()

    def _on_changed(self) -> None:
        offered = self._bar.offered
        self.text.setText(offered or "")
        self.undo.setAccessibleName(self.tr("Undo: {what}").format(what=offered or ""))
        self.setVisible(self._shown and offered is not None)


class Closing(QWidget):
    """Shown by the walk once the journal has the entry."""

    done = Signal()
    plan_wanted = Signal(object, bool)
    """(Plan, whether to keep it)"""

    def __init__(self, window: MainWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._entry: Entry | None = None
        self._plan: Plan | None = None
        self._plan_kept = False
        space = window.theme.spacing
        self.title = label(self.tr("Kept in your journal"), "title")
        self.about = label("")
        self.card = QFrame(self)
        self.card.setProperty("role", "card")
        self._lines = QVBoxLayout(self.card)
        self._lines.setContentsMargins(space(4), space(3), space(4), space(3))
        self._lines.setSpacing(space(1))
        self.plan = QFrame(self)
        self.plan.setProperty("role", "notice")
        self.plan_words = label("", "section")
        self.plan_said = label("", "soft")
        self.plan_button = button("", parent=self.plan)
        self.plan_button.clicked.connect(self._on_plan)
        inside = QVBoxLayout(self.plan)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.addWidget(self.plan_words)
        inside.addWidget(self.plan_said)
        inside.addWidget(self.plan_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish = button(self.tr("Done"), "primary", self)
        self.finish.clicked.connect(self._on_done)
        self.open = button(self.tr("Open the entry"), parent=self)
        self.open.clicked.connect(self._on_open)
        foot = FlowLayout(gap=space(2))
        foot.addWidget(self.finish)
        foot.addWidget(self.open)
        self.undo_line = UndoLine(window, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        for part in (self.title, self.about, self.plan, self.card):
            column.addWidget(part)
        column.addLayout(foot)
        column.addWidget(self.undo_line)

    def show_kept(
        self, entry: Entry, name: str, lines: Sequence[tuple[str, str]], plan: Plan | None
    ) -> None:
        """The entry that was made of the exercise called `name`; `lines`: headings and words."""
        self._entry, self._plan, self._plan_kept = entry, plan, False
        self.about.setText(
            self.tr("“{name}” is an entry of today now. You find it on the page Journal.").format(
                name=name
            )
        )
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for title, words in lines:
            said = label(words)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            heading = label(title, "caption")
            if self._lines.count():
                heading.setContentsMargins(0, self._window.theme.spacing(2), 0, 0)
            self._lines.addWidget(heading)
            self._lines.addWidget(said)
        self._say_plan()
        self.undo_line.follow(True)

    def take_focus(self) -> None:
        """Once it shows: to the plan where there is one, else to Done."""
        target = self.plan_button if self._plan is not None else self.finish
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.title.text()}. {self.about.text()}")

    def plan_not_kept(self) -> None:
        """The journal could not do it."""
        self._plan_kept = not self._plan_kept
        self._say_plan()

    def _say_plan(self) -> None:
        plan = self._plan
        self.plan.setVisible(plan is not None)
        if plan is None:
            return
        self.plan_words.setText(
            self.tr("If {when}, then {then}.").format(when=plan.when, then=plan.then)
        )
        self.plan_said.setText(
            self.tr("It stands on the page Progress, among your plans for hard moments.")
            if self._plan_kept
            else self.tr("It can stand among your plans for hard moments too.")
        )
        self.plan_button.setText(
            self.tr("Take the plan back") if self._plan_kept else self.tr("Keep it as a plan")
        )

    def _on_plan(self) -> None:
        if self._plan is not None:
            self._plan_kept = not self._plan_kept
            self._say_plan()
            announce(self, self.plan_said.text())
            self.plan_wanted.emit(self._plan, self._plan_kept)

    def _on_done(self) -> None:
        self.undo_line.follow(False)
        self.done.emit()

    def _on_open(self) -> None:
        self.undo_line.follow(False)
        show = getattr(self._window.page("journal"), "open_entry", None)
        if self._entry is not None and show is not None:
            show(self._entry.id)

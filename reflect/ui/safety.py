"""My safety plan: seven headings with lines of the person's own, for when it becomes too much.

Opened from Steady me, from the menus, from Progress, and by an answer that asks for it. It takes
the place of the whole window; Esc leads back.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from reflect import content
from reflect.model import SAFETY_PLAN, Changes, SafetyPlan
from reflect.ui.bars import announce, button, key_in, label, tall
from reflect.ui.flow import FlowLayout
from reflect.ui.keeper import Keeper, LinesField
from reflect.ui.lines import date_words, emergency_words
from reflect.ui.messages import worded
from reflect.ui.moment import now_here
from reflect.ui.region import language_for
from reflect.ui.scroller import Column

if TYPE_CHECKING:
    from reflect.content import SafetySection
    from reflect.errors import ReflectError
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


def open_plan(window: MainWindow, reason: str = "") -> SafetyPage:
    """The plan in place of everything, above whatever shows; Esc leads back there.

    `reason`: "phq-9" where an answer speaks of not wanting to live: it begins with a calm sentence
    and the help lines.
    """
    page = window.findChild(SafetyPage)
    if page is None:
        page = SafetyPage(window)
    window.enter(page)
    page.begin(reason)
    return page


def read(vault: OpenVault) -> tuple[SafetyPlan | None, bool]:
    """The plan, and whether the journal can only be read. On the journal's thread."""
    return vault.journal.kept_one(SafetyPlan, SAFETY_PLAN), vault.read_only


class SafetyPage(QWidget):
    """The plan, written and read in one place."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.layers)
        self._window = window
        self._theme = window.theme
        self._at: datetime | None = None
        self._known = False
        self.fields: dict[str, LinesField] = {}
        self._movers: list[QPushButton] = []
        self._sections: tuple[SafetySection, ...] = ()
        self._others: dict[str, tuple[str, ...]] = {}
        """Lines under headings that this version does not know; they are kept."""
        self.keeper = Keeper(window.bridge, self.plan, self)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_failed)
        self.setObjectName("page")
        self.setAccessibleName(self.tr("My safety plan"))
        self._build()
        self._dress()
        self._theme.changed.connect(self._dress)
        window.bridge.changed.connect(self._on_changed)

    # what others ask --------------------------------------------------------------------------

    def begin(self, reason: str = "") -> None:
        """It comes to the front."""
        self.calm.setVisible(bool(reason))
        if reason:
            self.number.setText(emergency_words(self._window.settings))
        self._scroll.verticalScrollBar().setValue(0)
        if reason:
            self.call.setFocus()
            announce(self, f"{self.calm_words.text()} {self.number.text()}")
        else:
            self._first().setFocus()
        if not self.keeper.unsaved:
            self._window.bridge.ask(self, read, self._on_read)

    def plan(self) -> SafetyPlan:
        """As it stands on the page."""
        written = {id: field.lines for id, field in self.fields.items() if field.lines}
        return SafetyPlan(SAFETY_PLAN, {**self._others, **written}, self._at)

    @property
    def unsaved(self) -> bool:
        return self.keeper.unsaved

    def flush(self) -> None:
        """Keep what is typed, now."""
        self.keeper.flush()

    # building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        self._scroll = Column(self._theme, self, gap=2)
        self._column, column = self._scroll.inside, self._scroll.lines
        self.back = button(self.tr("Back  Esc"), parent=self)
        self.back.setAccessibleName(self.tr("Back"))
        self.print = button(self.tr("Print or save…"), "plain", self)
        self.reviewed = button(self.tr("I have gone over it"), "plain", self)
        self.back.clicked.connect(self.leave)
        self.print.clicked.connect(self._on_print)
        self.reviewed.clicked.connect(self._on_reviewed)
        row = FlowLayout(gap=space(2))
        for each in (self.back, self.print, self.reviewed):
            row.addWidget(each)
        column.addLayout(row)
        column.addWidget(label(self.tr("My safety plan"), "title"))
        column.addWidget(self._build_calm())
        self.said = label("", "soft")
        column.addWidget(self.said)
        self.trouble = label("", "warn")
        self.trouble.hide()
        column.addWidget(self.trouble)
        self.lines = button(self.tr("Help lines"), parent=self)
        self.lines.clicked.connect(self._on_lines)
        self._sections = content.safety_plan(language_for(self._window.settings))
        for section in self._sections:
            column.addSpacing(space(2))
            self._add_section(column, section)
        column.addSpacing(space(3))
        column.addWidget(self.lines, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            label(
                self.tr(
                    "One thing a line. Alt with an arrow key moves a line. It is kept as you type, "
                    "encrypted with the rest of your journal."
                ),
                "caption",
            )
        )
        key_in(self, "Esc", self.leave)

    def _build_calm(self) -> QFrame:
        self.calm = QFrame(self)
        self.calm.setProperty("role", "notice")
        space = self._theme.spacing
        inside = QVBoxLayout(self.calm)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        self.calm_words = label(
            self.tr(
                "You have answered that there are thoughts of not wanting to live. You do not have "
                "to be alone with them. Below is your plan; people who answer are here:"
            )
        )
        self.number = label("", "section")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.call = button(self.tr("Show help lines"), "primary", self)
        self.call.clicked.connect(self._on_lines)
        inside.addWidget(self.calm_words)
        inside.addWidget(self.number)
        inside.addWidget(self.call, 0, Qt.AlignmentFlag.AlignLeft)
        self.calm.hide()
        return self.calm

    def _add_section(self, column: QVBoxLayout, section: SafetySection) -> None:
        title = QLabel(section.title)
        title.setProperty("role", "section")
        title.setWordWrap(True)
        field = LinesField(self._column)
        field.setAccessibleName(section.title)
        field.setAccessibleDescription(f"{section.ask} {section.hint}".strip())
        field.edited.connect(self._on_edited)
        title.setBuddy(field)
        up = button(self.tr("Line up"), "plain", self._column)
        down = button(self.tr("Line down"), "plain", self._column)
        up.setAccessibleName(self.tr("{section}: move the line up").format(section=section.title))
        down.setAccessibleName(
            self.tr("{section}: move the line down").format(section=section.title)
        )
        up.clicked.connect(partial(_move, field, -1))
        down.clicked.connect(partial(_move, field, 1))
        self.fields[section.id] = field
        column.addWidget(title)
        column.addWidget(label(section.ask))
        if section.hint:
            column.addWidget(label(section.hint, "soft"))
        column.addWidget(field)
        row = FlowLayout(gap=self._theme.spacing(1))
        row.addWidget(up)
        row.addWidget(down)
        column.addLayout(row)
        self._movers += [up, down]

    def _dress(self) -> None:
        tall(*self._column.findChildren(QPushButton))

    def _first(self) -> QWidget:
        return next(iter(self.fields.values()), self.back)

    # reading and keeping ------------------------------------------------------------------------

    def _on_read(self, found: tuple[SafetyPlan | None, bool]) -> None:
        plan, read_only = found
        for field in self.fields.values():
            field.setReadOnly(read_only)
        self.reviewed.setEnabled(not read_only)
        for mover in self._movers:
            mover.setEnabled(not read_only)
        if self.keeper.unsaved:
            return  # typed since it was asked; what is on the page is newer
        sections = dict(plan.sections) if plan is not None else {}
        self._at = plan.at if plan is not None else None
        for id, field in self.fields.items():
            field.set_lines(tuple(sections.pop(id, ())))
        self._others = {id: tuple(lines) for id, lines in sections.items()}
        self._known = True
        self._say()

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if origin is self.keeper or not self._known or self.keeper.unsaved:
            return
        if changes.everything or "safety-plan" in changes.kept:
            self._window.bridge.ask(self, read, self._on_read)

    def _on_edited(self) -> None:
        self._at = now_here()[0]
        self._say()
        self.keeper.touch()

    def _on_reviewed(self) -> None:
        self._at = now_here()[0]
        self._say()
        self.keeper.touch()
        self.keeper.flush()

    def _on_kept(self) -> None:
        self.trouble.hide()

    def _on_failed(self, error: ReflectError) -> None:
        self.trouble.setText(". ".join(worded(error)))
        self.trouble.show()
        announce(self, self.trouble.text(), urgent=True)

    def _say(self) -> None:
        empty = not any(field.lines for field in self.fields.values()) and not self._others
        if empty:
            text = self.tr(
                "Begin with one line anywhere, on a calm day: what you notice first when it gets "
                "hard is a good start."
            )
        elif self._at is not None:
            text = self.tr("Last gone over on {date}").format(date=date_words(self._at.date()))
        else:
            text = ""
        if text != self.said.text():
            self.said.setText(text)
        self.said.setVisible(bool(text))
        self.print.setEnabled(not empty)

    # the ways on --------------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to where one was; what is typed is kept at once."""
        self.flush()
        self._window.leave()

    def _on_lines(self) -> None:
        from reflect.ui.steady import open_steady

        open_steady(self._window, "lines")

    def _on_print(self) -> None:
        from reflect.ui.paper import document_from_html, show_preview

        title = self.tr("My safety plan")
        show_preview(
            self._window,
            self._theme,
            title,
            document_from_html(self.html()),
            self.tr("Safety plan"),
        )

    def html(self) -> str:
        """For paper: the headings that have lines, and the date."""
        parts = [f"<h1>{escape(self.tr('My safety plan'))}</h1>"]
        for section in self._sections:
            lines = self.fields[section.id].lines
            if lines:
                items = "".join(f"<li>{escape(line)}</li>" for line in lines)
                parts.append(f"<h2>{escape(section.title)}</h2><ul>{items}</ul>")
        if self._at is not None:
            parts.append(f"<p>{escape(self.said.text())}</p>")
        return "".join(parts)


def _move(field: LinesField, step: int, *_checked: bool) -> None:
    field.move_line(step)
    field.setFocus()

"""The bridge card: written in calm, read when it gets worse. Steady me shows it first.

What a friend could say, whom one agrees to contact, how to begin with a professional.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from reflect import content
from reflect.model import BRIDGE, Bridge, Changes
from reflect.ui.bars import announce, button, key_in, label, tall
from reflect.ui.flow import FlowLayout
from reflect.ui.keeper import Keeper, LinesField
from reflect.ui.messages import worded
from reflect.ui.moment import now_here
from reflect.ui.region import language_for
from reflect.ui.scroller import Column

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


def open_card(window: MainWindow) -> BridgePage:
    """The card in place of everything; Esc leads back."""
    page = window.findChild(BridgePage)
    if page is None:
        page = BridgePage(window)
    window.enter(page)
    page.begin()
    return page


def read(vault: OpenVault) -> tuple[Bridge | None, bool]:
    """The card, and whether the journal can only be read. On the journal's thread."""
    return vault.journal.kept_one(Bridge, BRIDGE), vault.read_only


class BridgePage(QWidget):
    """The card, written and read in one place."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.layers)
        self._window = window
        self._theme = window.theme
        self._at: datetime | None = None
        self._known = False
        self.fields: dict[str, LinesField] = {}
        self.keeper = Keeper(window.bridge, self.card, self)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_failed)
        self.setObjectName("page")
        self.setAccessibleName(self.tr("My bridge card"))
        self._build()
        self._dress()
        self._theme.changed.connect(self._dress)
        window.bridge.changed.connect(self._on_changed)

    def begin(self) -> None:
        """It comes to the front."""
        self._scroll.verticalScrollBar().setValue(0)
        next(iter(self.fields.values())).setFocus()
        if not self.keeper.unsaved:
            self._window.bridge.ask(self, read, self._on_read)

    def card(self) -> Bridge:
        """As it stands on the page."""
        return Bridge(
            BRIDGE,
            say="\n".join(self.fields["say"].lines),
            contact=self.fields["contact"].lines,
            first_sentence="\n".join(self.fields["first-sentence"].lines),
            at=self._at,
        )

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
        self.back = button(self.tr("Back  Esc"), parent=self._column)
        self.back.setAccessibleName(self.tr("Back"))
        self.back.clicked.connect(self.leave)
        self.print = button(self.tr("Print or save…"), "plain", self._column)
        self.print.clicked.connect(self._on_print)
        row = FlowLayout(gap=space(2))
        row.addWidget(self.back)
        row.addWidget(self.print)
        column.addLayout(row)
        column.addWidget(label(self.tr("My bridge card"), "title"))
        column.addWidget(
            label(
                self.tr(
                    "Written on a calm day. When it gets worse, Steady me shows it first, once "
                    "your journal is open."
                ),
                "soft",
            )
        )
        self.trouble = label("", "warn")
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._questions = content.bridge(language_for(self._window.settings))
        for question in self._questions:
            title = QLabel(question.title)
            title.setProperty("role", "section")
            title.setWordWrap(True)
            field = LinesField(self._column)
            field.setAccessibleName(question.title)
            field.setAccessibleDescription(f"{question.ask} {question.hint}".strip())
            field.edited.connect(self._on_edited)
            title.setBuddy(field)
            self.fields[question.id] = field
            column.addSpacing(space(2))
            for part in (title, label(question.ask), label(question.hint, "soft"), field):
                column.addWidget(part)
        key_in(self, "Esc", self.leave)

    def _dress(self) -> None:
        tall(self.back, self.print)

    # reading and keeping ------------------------------------------------------------------------

    def _on_read(self, found: tuple[Bridge | None, bool]) -> None:
        card, read_only = found
        for field in self.fields.values():
            field.setReadOnly(read_only)
        if self.keeper.unsaved:
            return  # typed since it was asked; what is on the page is newer
        card = card or Bridge(BRIDGE)
        self._at = card.at
        self.fields["say"].set_lines(tuple(card.say.splitlines()))
        self.fields["contact"].set_lines(tuple(card.contact))
        self.fields["first-sentence"].set_lines(tuple(card.first_sentence.splitlines()))
        self._known = True
        self._say()

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if origin is self.keeper or not self._known or self.keeper.unsaved:
            return
        if changes.everything or "bridge" in changes.kept:
            self._window.bridge.ask(self, read, self._on_read)

    def _on_edited(self) -> None:
        self._at = now_here()[0]
        self._say()
        self.keeper.touch()

    def _on_kept(self) -> None:
        self.trouble.hide()

    def _on_failed(self, error: ReflectError) -> None:
        self.trouble.setText(". ".join(worded(error)))
        self.trouble.show()
        announce(self, self.trouble.text(), urgent=True)

    def _say(self) -> None:
        self.print.setEnabled(any(field.lines for field in self.fields.values()))

    # the ways on --------------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to where one was; what is typed is kept at once."""
        self.flush()
        self._window.leave()

    def _on_print(self) -> None:
        from reflect.ui.paper import document_from_html, show_preview

        show_preview(
            self._window,
            self._theme,
            self.tr("My bridge card"),
            document_from_html(self.html()),
            self.tr("Bridge card"),
        )

    def html(self) -> str:
        """For paper: what is written under its headings."""
        parts = [f"<h1>{escape(self.tr('My bridge card'))}</h1>"]
        for question in self._questions:
            lines = self.fields[question.id].lines
            if lines:
                text = "<br>".join(escape(line) for line in lines)
                parts.append(f"<h2>{escape(question.title)}</h2><p>{text}</p>")
        return "".join(parts)

"""Looking back on a week or a month: strengths first, then what the person wrote themselves.

It holds what was, without a score and without a comparison with other weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from reflect.model import Changes, Check, EntryId, Goal, Row, Strategy, Strength, Use
from reflect.ui.bars import ToolButton, announce, button, label
from reflect.ui.calendar_grid import months_on
from reflect.ui.charts import change, whole
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.insight_words import Names, days_words
from reflect.ui.insights_view import shipped_cards
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import (
    entries_in_words,
    long_day,
    mean_in_words,
    month_of,
    own_mood_words,
    shipped_mood_words,
    short_day,
    without_references,
)

if TYPE_CHECKING:
    from reflect.insights.review import Review
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

KINDS = frozenset({"strength", "goal", "check", "use", "strategy"})
EXCERPT = 240
"""Characters from which on `Row.excerpt` may be cut."""
LONGEST = 280
"""Characters of a setback's text that are shown."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the journal's thread gives back."""

    review: Review = field(repr=False)
    strategies: tuple[Strategy, ...] = field(repr=False)
    moods: dict[int, str] = field(repr=False)
    """The person's own words for moods."""
    earlier: tuple[Row, ...] = field(repr=False)
    """This day in earlier years; empty where the review is not of today."""


class ReviewView(QWidget):
    """One week or month at a time; arrows go to earlier ones."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._language = language_of(window.settings)
        self._back = 0
        """How many weeks or months ago."""
        self._looked: Looked | None = None
        self._names = Names(self._language, {})
        self._moods = shipped_mood_words(window.settings)
        self._icons: list[tuple[QToolButton, str]] = []
        self._stale = True
        self.setObjectName("page")
        self._build()
        bridge.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme)

    # building -------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        self.as_week = self._switch(self.tr("Week"))
        self.as_month = self._switch(self.tr("Month"))
        self.as_week.setChecked(True)
        self._group = QButtonGroup(self)
        for switch in (self.as_week, self.as_month):
            self._group.addButton(switch)
        self._group.buttonClicked.connect(self._on_length)
        self.earlier = self._tool("chevron-left", self.tr("Earlier"))
        self.later = self._tool("chevron-right", self.tr("Later"))
        self.earlier.clicked.connect(self.go_earlier)
        self.later.clicked.connect(self.go_later)
        self.write = button(self.tr("Write about this time"), parent=self)
        self.write.clicked.connect(self.write_about)
        bar = FlowLayout(gap=space(1))
        for part in (self.as_week, self.as_month, self.earlier, self.later, self.write):
            bar.addWidget(part)
        self.title = label("", "section")
        self.base = label("", "soft")
        self.body = QVBoxLayout()
        self.body.setSpacing(space(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addLayout(bar)
        column.addWidget(self.title)
        column.addWidget(self.base)
        column.addLayout(self.body)
        column.addStretch(1)

    def _switch(self, text: str) -> QToolButton:
        switch = ToolButton(self)
        switch.setText(text)
        switch.setCheckable(True)
        return switch

    def _tool(self, icon: str, name: str) -> QToolButton:
        tool = ToolButton(self)
        tool.setIcon(self._theme.icon(icon))
        tool.setIconSize(self._theme.icon_size)
        tool.setAccessibleName(name)
        tool.setToolTip(name)
        self._icons.append((tool, icon))
        return tool

    # which time -----------------------------------------------------------------------------

    def span(self) -> tuple[date, date]:
        """The first and the last day; today at the latest."""
        today = now_here()[0].date()
        if self.as_month.isChecked():
            since = months_on(today.replace(day=1), -self._back)
            until = months_on(since, 1) - timedelta(days=1)
        else:
            begin = QLocale().firstDayOfWeek().value
            since = today - timedelta(days=(today.isoweekday() - begin) % 7 + 7 * self._back)
            until = since + timedelta(days=6)
        return since, min(until, today)

    def span_words(self) -> str:
        """ "This week", "Week of 3 Nov 2026", "November 2026"."""
        since, _until = self.span()
        if self.as_month.isChecked():
            return month_of(since)
        if self._back == 0:
            return self.tr("This week")
        if self._back == 1:
            return self.tr("Last week")
        return self.tr("Week of {day}").format(day=short_day(since))

    def go_earlier(self) -> None:
        self._go(self._back + 1)

    def go_later(self) -> None:
        self._go(max(0, self._back - 1))

    def _on_length(self, *_anything: object) -> None:
        self._go(0)

    def _go(self, back: int) -> None:
        self._back = back
        self.ask()
        announce(self, self.title.text())

    # asking ---------------------------------------------------------------------------------

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown()

    def shown(self) -> None:
        """It has come to the front."""
        if self._stale:
            self.ask()

    def ask(self) -> None:
        """Look again."""
        self._stale = False
        since, until = self.span()
        self.title.setText(self.span_words())
        # The focus does not end on a button that is off.
        if self._back == 0 and self.later.hasFocus():
            self.earlier.setFocus(Qt.FocusReason.OtherFocusReason)
        self.later.setEnabled(self._back > 0)
        today = now_here()[0].date()
        self._bridge.ask(self, partial(_look, since, until, today), self._on_looked)

    def _on_looked(self, looked: Looked) -> None:
        if (looked.review.since, looked.review.until) != self.span():
            return
        self._looked = looked
        cards = (*shipped_cards(self._language), *looked.strategies)
        self._names = Names(self._language, {str(card.id): card.title for card in cards})
        self._moods = {**shipped_mood_words(self._window.settings), **looked.moods}
        self._fill(looked.review)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        touched = changes.entries or changes.removed or changes.everything
        if touched or changes.kept & KINDS:
            self._stale = True
            if self.isVisible():
                self.ask()

    # filling --------------------------------------------------------------------------------

    def _fill(self, review: Review) -> None:
        while (item := self.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.base.setText(self._base_words(review))
        self._section(self.tr("What you are proud of"), self._strengths(review))
        self._section(self.tr("In your own words"), self._quotes(review))
        self._section(self.tr("What helped"), [self._line(said) for said in self._helped(review)])
        self._section(self.tr("Goals"), [self._line(said) for said in self._goals(review)])
        self._section(self.tr("What was hard"), self._setbacks(review))
        feelings = self._feelings(review)
        self._section(self.tr("Feelings"), [self._line(feelings)] if feelings else [])
        self._section(self.tr("On this day"), self._on_this_day())
        self.write.setEnabled(self.body.count() > 0 or review.entries > 0)

    def _base_words(self, review: Review) -> str:
        if not review.entries:
            return self.tr("There is nothing written in this time.")
        said = self.tr("{entries} on {days}").format(
            entries=entries_in_words(review.entries), days=days_words(review.days)
        )
        if review.lowest is not None and review.highest is not None:
            low = mean_in_words(review.lowest, self._moods)
            high = mean_in_words(review.highest, self._moods)
            if low == high:
                said += self.tr(" · mood: {mood}").format(mood=low)
            else:
                said += self.tr(" · mood: {low} to {high}").format(low=low, high=high)
        return said

    def _section(self, title: str, parts: Sequence[QWidget]) -> None:
        if not parts:
            return
        card = QFrame(self)
        card.setProperty("role", "card")
        card.setObjectName("card")
        card.setAccessibleName(title)
        card.setMaximumWidth(self._theme.px(900))
        column = QVBoxLayout(card)
        edge = self._theme.spacing(4)
        column.setContentsMargins(edge, self._theme.spacing(3), edge, self._theme.spacing(3))
        column.setSpacing(self._theme.spacing(2))
        column.addWidget(label(title, "section"))
        for part in parts:
            column.addWidget(part)
        self.body.addWidget(card)
        card.show()

    def _line(self, said: str) -> QWidget:
        return label(said)

    def _linked(self, said: str, name: str, id: EntryId | None) -> QWidget:
        """Words, and below them the way to the entry they are from."""
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(said))
        if id is not None:
            link = button(name, "link", part)
            link.setAccessibleName(self.tr("Open the entry of {day}").format(day=name))
            link.clicked.connect(partial(self._open, id))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(label(name, "caption"))
        return part

    def _strengths(self, review: Review) -> list[QWidget]:
        return [
            self._linked(each.text, long_day(each.at.date()), each.entry)
            for each in review.strengths
        ]

    def _quotes(self, review: Review) -> list[QWidget]:
        said = self.tr("“{words}”")
        return [
            self._linked(said.format(words=quote.text), long_day(quote.day), quote.entry)
            for quote in review.quotes
        ]

    def _helped(self, review: Review) -> list[str]:
        said = self.tr("{title}: lighter {helped} of {uses} times, median {change}")
        return [
            said.format(
                title=self._names.strategy(id),
                helped=whole(record.helped),
                uses=whole(record.uses),
                change=change(record.median_change),
            )
            for id, record in review.helped
        ]

    def _goals(self, review: Review) -> list[str]:
        today = self._back == 0
        said = (
            self.tr("{title}: {done} of the last {of} days")
            if today
            else self.tr("{title}: {done} of {of} days")
        )
        return [
            said.format(title=goal.title, done=whole(state.done), of=whole(state.of))
            for goal, state in review.goals
            if state.done
        ]

    def _setbacks(self, review: Review) -> list[QWidget]:
        parts = []
        for entry in review.setbacks:
            words = entry.answers.get("what") or without_references(entry.text or "")
            words = " ".join(words.replace("#", "").split())
            if len(words) > LONGEST:
                words = words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
            parts.append(self._linked(words, long_day(entry.day), entry.id))
        return parts

    def _feelings(self, review: Review) -> str:
        return ", ".join(
            self.tr("{feeling} (in {entries})").format(
                feeling=self._names.feeling(each.word), entries=entries_in_words(each.entries)
            )
            for each in review.feelings
        )

    def _on_this_day(self) -> list[QWidget]:
        if self._looked is None:
            return []
        parts = []
        for row in self._looked.earlier:
            words = row.title or without_references(row.excerpt).strip() or self.tr("an entry")
            if row.title is None and len(row.excerpt) >= EXCERPT:
                words += "…"
            parts.append(self._linked(words, long_day(row.written_at.date()), row.id))
        return parts

    # ways out -------------------------------------------------------------------------------

    def _open(self, id: EntryId, *_checked: bool) -> None:
        """The entry, on the Journal page."""
        show = getattr(self._window.page("journal"), "open_entry", None)
        if show is not None:
            show(id)

    def text(self) -> str:
        """The review's headings as Markdown, with what stands under them, to write on from."""
        if self._looked is None:
            return ""
        review = self._looked.review
        parts = [f"## {self.span_words()}"]
        strengths = [each.text for each in review.strengths]
        for title, lines, mark in (
            (self.tr("What I am proud of"), strengths, "- "),
            (self.tr("In my own words"), [quote.text for quote in review.quotes], "> "),
            (self.tr("What helped"), self._helped(review), "- "),
            (self.tr("Goals"), self._goals(review), "- "),
        ):
            if lines:
                apart = "\n\n" if mark == "> " else "\n"
                said = apart.join(mark + " ".join(line.split()) for line in lines)
                parts.append(f"### {title}\n\n{said}")
        parts.append(f"### {self.tr('What I take with me')}\n\n")
        return "\n\n".join(parts)

    def write_about(self) -> None:
        """A new entry on the Today page that begins with this review."""
        text = self.text()
        today = self._window.page("today")
        begin = getattr(today, "begin", None)
        editor = getattr(today, "editor", None)
        if begin is not None and editor is not None:
            begin()
            editor.pad.insert_paragraph(text)
            editor.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_theme(self) -> None:
        for tool, icon in self._icons:
            tool.setIcon(self._theme.icon(icon))
            tool.setIconSize(self._theme.icon_size)
        if self._looked is not None:
            self._fill(self._looked.review)


def _look(since: date, until: date, today: date, vault: OpenVault) -> Looked:
    # Loaded on the journal's thread: the window need not wait for it.
    from reflect.insights.review import review

    journal = vault.journal
    made = review(
        journal.between(since, until),
        journal.kept(Use),
        journal.kept(Strength),
        journal.kept(Goal),
        journal.kept(Check),
        since,
        until,
    )
    earlier = journal.on_this_day(today) if since <= today <= until else ()
    return Looked(made, journal.kept(Strategy), own_mood_words(vault), earlier)

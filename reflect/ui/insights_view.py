"""Insights: what the journal's own numbers say, one chart each, reckoned on the journal's thread.

Nothing is reckoned before somebody looks; what was reckoned stays until something is written. Too
little to say something is said as such, with how much is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from reflect.errors import Interrupted, ReflectError
from reflect.model import Changes, DayMark, Strategy, Use
from reflect.ui.bars import button, label
from reflect.ui.chart_rows import YearChart
from reflect.ui.charts import Chart, ChartFrame
from reflect.ui.editor import language_of
from reflect.ui.factors import Folded
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.insight_charts import (
    ALL,
    MONTH,
    QUARTER,
    YEAR,
    ClaimChart,
    DipChart,
    FirstChart,
    HelpedChart,
    HourChart,
    MoodLine,
    WeekdayChart,
)
from reflect.ui.insight_words import Names, days_words
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import (
    entries_in_words,
    own_mood_words,
    shipped_mood_words,
)

if TYPE_CHECKING:
    from reflect.insights.patterns import Insights
    from reflect.ui.bars import Work
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault
    from reflect.worker import Stop

KINDS = frozenset({"strategy", "use"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal's thread gives back."""

    insights: Insights = field(repr=False)
    strategies: tuple[Strategy, ...] = field(repr=False)
    moods: dict[int, str] = field(repr=False)
    """The person's own words for moods."""


class InsightsView(QWidget):
    """All charts of the journal, one below the other."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._language = language_of(window.settings)
        self._found: Found | None = None
        self._names = Names(self._language, {})
        self._stale = True
        self._work: Work | None = None
        self.setObjectName("page")
        self._build()
        self._fill_mood_ticks(shipped_mood_words(window.settings))
        bridge.changed.connect(self._on_changed)

    # building -------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        today = now_here()[0].date()
        self.state = label(self.tr("Your entries are being read."), "soft")
        self.again = button(self.tr("Reckon again"), parent=self)
        self.again.clicked.connect(self.ask)
        self.line = MoodLine(theme)
        self.year = YearChart(theme, today)
        self.weekdays = WeekdayChart(theme)
        self.hours = HourChart(theme)
        self.claims = ClaimChart(theme)
        self.helped = HelpedChart(theme)
        self.dips = DipChart(theme)
        self.first = FirstChart(theme)
        self.frames = {
            "line": self._frame(self.tr("Mood over time"), self.line),
            "year": self._frame(self.tr("The year in pixels"), self.year),
            "weekdays": self._frame(self.tr("Mood by weekday"), self.weekdays),
            "hours": self._frame(self.tr("Mood by hour"), self.hours),
            "claims": self._frame(self.tr("What goes with what"), self.claims),
            "helped": self._frame(self.tr("What helped"), self.helped),
            "dips": self._frame(self.tr("Back from a dip"), self.dips),
            "first": self._frame(self.tr("What came first in hard moments"), self.first),
        }
        self.period = self._choice(self.tr("Period"))
        for name, days in (
            (self.tr("the last month"), MONTH),
            (self.tr("the last three months"), QUARTER),
            (self.tr("the last year"), YEAR),
            (self.tr("all of it"), ALL),
        ):
            self.period.addItem(name, days)
        self.period.setCurrentIndex(1)
        self.period.currentIndexChanged.connect(self._fill_line)
        self.years = self._choice(self.tr("Year"))
        self.years.activated.connect(self._on_year_picked)
        self.feelings = self._choice(self.tr("Feeling"))
        self.feelings.currentIndexChanged.connect(self._fill_helped)
        for key, name, choice in (
            ("line", self.tr("Period"), self.period),
            ("year", self.tr("Year"), self.years),
            ("helped", self.tr("For"), self.feelings),
        ):
            self.frames[key].add_row(self._named(name, choice))
        self.how = self._add_how()
        self.line.chosen.connect(self._on_line_chosen)
        self.year.grid.day_chosen.connect(self._show_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(4))
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        head.addWidget(self.again)
        column.addLayout(head)
        for frame in self.frames.values():
            column.addWidget(frame)
            frame.hide()
        column.addStretch(1)
        self.again.hide()
        self._order()

    def _order(self) -> None:
        """Tab goes from the top to the bottom: what a chart offers, then the chart."""
        extra: dict[str, QWidget] = {
            "line": self.period,
            "year": self.years,
            "helped": self.feelings,
        }
        order: list[QWidget] = [self.again]
        for key, frame in self.frames.items():
            order += [frame.as_table, frame.more]
            if key in extra:
                order.append(extra[key])
            order += [frame.chart.focusProxy() or frame.chart, frame.table]
            if key == "claims":
                order.append(self.how.head)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _frame(self, title: str, chart: Chart) -> ChartFrame:
        return ChartFrame(self._window, self._theme, title, chart, self)

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return choice

    def _named(self, name: str, choice: QComboBox) -> QWidget:
        row = QWidget(self)
        across = FlowLayout(row, gap=self._theme.spacing(2))
        words = label(name, "soft", wrap=False)
        words.setBuddy(choice)
        across.addWidget(words)
        across.addWidget(choice)
        return row

    def _add_how(self) -> Folded:
        """What is reckoned and with what limits, below the chart it belongs to."""
        said = label(
            self.tr(
                "A day's mood is the mean of its moods. For each thing noted on at least three "
                "days, the days with it are compared with days without it that lie around them, "
                "so that a good or a heavy month is not taken for it. Looking at many things "
                "finds some by chance; this is corrected for, so that what shows here is hardly "
                "chance. The line around a mark is the range in which the difference likely lies. "
                "Things that come together are told together. That something goes with a mood "
                "does not say that one brings the other."
            ),
            "soft",
        )
        how = Folded(self._theme, self.tr("How this is reckoned"), said, self)
        frame = self.frames["claims"]
        frame.column.addWidget(how.head, 0, Qt.AlignmentFlag.AlignLeft)
        frame.column.addWidget(how)
        return how

    # asking ---------------------------------------------------------------------------------

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown()

    def shown(self) -> None:
        """It has come to the front: reckoned anew where something was written since."""
        if self._stale:
            self.ask()

    def ask(self) -> None:
        """Reckon on the journal's thread; the window goes on."""
        if self._work is not None:
            return
        self._stale = False
        self.again.hide()
        if self._found is None:
            self.state.setText(self.tr("Your entries are being read."))
            self.state.show()
        work = self._window.work(self.tr("Reckoning insights"))
        self._work = work
        self._bridge.ask(self, partial(_reckon, work.stop), self._on_found, self._on_failed)

    def _done(self) -> None:
        if self._work is not None:
            self._work.finish()
            self._work = None

    def _on_found(self, found: Found) -> None:
        self._done()
        if self._stale and self.isVisible():
            self.ask()
        self._found = found
        cards = (*shipped_cards(self._language), *found.strategies)
        titles = {str(card.id): card.title for card in cards}
        self._names = Names(self._language, titles)
        self._fill_mood_ticks({**shipped_mood_words(self._window.settings), **found.moods})
        self.fill()

    def _on_failed(self, error: ReflectError) -> None:
        self._done()
        self._stale = True
        if isinstance(error, Interrupted):
            self.state.setText(self.tr("You stopped it before it was done."))
        else:
            self._window.tell(error)
            self.state.setText(self.tr("Your entries could not be read."))
        self.state.show()
        self.again.show()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        touched = changes.entries or changes.removed or changes.everything
        if touched or changes.kept & KINDS:
            self._stale = True
            if self.isVisible():
                self.ask()

    # filling --------------------------------------------------------------------------------

    def _fill_mood_ticks(self, words: dict[int, str]) -> None:
        self._ticks = tuple((float(step), f"{step} {words[step]}") for step in range(1, 6))

    def fill(self) -> None:
        """Put what was found into the charts."""
        found = self._found
        if found is None:
            return
        if found.insights.entries:
            self.state.hide()
        else:
            self.state.setText(
                self.tr(
                    "Here you see how your mood moves and what goes with it, once there are "
                    "entries with a mood."
                )
            )
            self.state.show()
        for frame in self.frames.values():
            frame.setVisible(bool(found.insights.entries))
        insights, names = found.insights, self._names
        for key, missing in (
            ("weekdays", self.weekdays.show_insights(insights, self._ticks)),
            ("hours", self.hours.show_insights(insights, self._ticks)),
            ("claims", self.claims.show_insights(insights, names)),
            ("dips", self.dips.show_insights(insights)),
            ("first", self.first.show_insights(insights, names)),
        ):
            self.frames[key].show_empty(missing)
        self._fill_line()
        self._fill_years()
        self._fill_feelings()

    def _fill_line(self, *_anything: object) -> None:
        if self._found is not None:
            length, today = int(self.period.currentData()), now_here()[0].date()
            missing = self.line.show_insights(self._found.insights, length, today, self._ticks)
            self.frames["line"].show_empty(missing)

    def _fill_years(self) -> None:
        if self._found is None:
            return
        seen = {day.year for day, _ in self._found.insights.mood_line}
        years = sorted(seen | {now_here()[0].year}, reverse=True)
        wanted = self.years.currentData() or years[0]
        self.years.clear()
        for year in years:
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(max(0, self.years.findData(wanted)))
        self._on_year_picked()

    def _on_year_picked(self, *_place: int) -> None:
        year = int(self.years.currentData())
        self._bridge.ask(self, partial(calendar_of, year), partial(self._on_year, year))

    def _on_year(self, year: int, marks: tuple[DayMark, ...]) -> None:
        if year != self.years.currentData():
            return
        marked = [mark for mark in marks if mark.mood is not None]
        sentence = self.tr("{year}: {days} with a mood, {entries} in all.").format(
            year=year,
            days=days_words(len(marked)),
            entries=entries_in_words(sum(mark.count for mark in marks)),
        )
        titles = (self.tr("Day"), self.tr("Mood"), self.tr("Entries"))
        self.year.show_year(year, marks, sentence, titles)

    # what helped ----------------------------------------------------------------------------

    def _fill_feelings(self) -> None:
        assert self._found is not None
        wanted = self.feelings.currentData()
        words = sorted(
            {each.feeling for each in self._found.insights.helped if each.feeling},
            key=self._names.feeling,
        )
        self.feelings.blockSignals(True)
        self.feelings.clear()
        self.feelings.addItem(self.tr("all feelings"), "")
        for word in words:
            self.feelings.addItem(self._names.feeling(word), word)
        self.feelings.setCurrentIndex(max(0, self.feelings.findData(wanted)))
        self.feelings.blockSignals(False)
        self._fill_helped()

    def _fill_helped(self, *_anything: object) -> None:
        if self._found is not None:
            feeling = self.feelings.currentData() or None
            missing = self.helped.show_insights(self._found.insights, self._names, feeling)
            self.frames["helped"].show_empty(missing)

    # days -----------------------------------------------------------------------------------

    def _on_line_chosen(self, place: int) -> None:
        if self.line.by_day:
            self._show_day(date.fromordinal(int(self.line.rows[place].at)))

    def _show_day(self, day: date) -> None:
        """Its entries, on the Journal page."""
        show = getattr(self._window.page("journal"), "show_day", None)
        if show is not None:
            show(day)


def shipped_cards(language: str) -> tuple[Strategy, ...]:
    """The cards that ship, in the person's language."""
    from reflect import content

    return content.strategies(language)


def _reckon(stop: Stop, vault: OpenVault) -> Found:
    # Loaded on the journal's thread: the window need not wait for it.
    from reflect.insights import patterns

    journal = vault.journal
    facts = journal.facts(cancelled=stop)
    found = patterns.reckon(facts, journal.kept(Use), cancelled=stop)
    return Found(found, journal.kept(Strategy), own_mood_words(vault))


def calendar_of(year: int, vault: OpenVault) -> tuple[DayMark, ...]:
    return vault.journal.calendar(year)

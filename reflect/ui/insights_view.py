"""Insights: what the journal's own numbers say, one chart each, reckoned on the journal's thread.

Nothing is reckoned before somebody looks; what was reckoned stays until something is written. Too
little to say something is said as such, with how much is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from reflect.errors import Interrupted, ReflectError
from reflect.insights.dips import SILENCE, TOO_LONG
from reflect.model import Changes, DayMark, Strategy, Use
from reflect.ui.bars import button, label
from reflect.ui.chart_rows import ColumnChart, SpanChart, StackChart, YearChart
from reflect.ui.charts import (
    Chart,
    ChartFrame,
    Column,
    Datum,
    LineChart,
    change,
    number,
    signed,
    whole,
)
from reflect.ui.editor import language_of
from reflect.ui.factors import Folded
from reflect.ui.guard import guarded
from reflect.ui.insight_words import (
    CAME_FIRST,
    Names,
    claim_said,
    days_words,
    part_of_day,
    recoveries_said,
    week_of,
    weekday_name,
    weekday_short,
)
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import (
    entries_in_words,
    long_day,
    month_of,
    own_mood_words,
    shipped_mood_words,
    short_day,
)

if TYPE_CHECKING:
    from reflect.insights.dips import Dip
    from reflect.insights.patterns import Claim, Insights
    from reflect.ui.bars import Work
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault
    from reflect.worker import Stop

ENOUGH_DAYS = 14
"""Days with a mood before weekdays, hours and what goes with what say anything."""
FEW = 5
"""What rests on fewer is painted hollow."""
MOST_HELPED = 20
MOST_DIPS = 12
"""Rows of a chart."""

MONTH, QUARTER, YEAR, ALL = 31, 92, 366, 0
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
        self.line = LineChart(theme)
        self.year = YearChart(theme, today)
        self.weekdays = ColumnChart(theme)
        self.hours = ColumnChart(theme)
        self.claims = SpanChart(theme)
        self.helped = SpanChart(theme)
        self.dips = SpanChart(theme)
        self.first = StackChart(theme)
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

    def _frame(self, title: str, chart: Chart) -> ChartFrame:
        return ChartFrame(self._window, self._theme, title, chart, self)

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return choice

    def _named(self, name: str, choice: QComboBox) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        words = label(name, "soft", wrap=False)
        words.setBuddy(choice)
        across.addWidget(words)
        across.addWidget(choice)
        across.addStretch(1)
        return row

    def _add_how(self) -> Folded:
        """What is reckoned and with what limits, below the chart it belongs to."""
        said = label(
            self.tr(
                "A day's mood is the mean of its moods. For each thing you noted on at least "
                "three days, the days with it are compared with the days without it. Moods of "
                "neighbouring days are alike, and looking at many things finds some by chance: "
                "both are allowed for, so that what shows here is hardly chance. The line around "
                "a mark is the range in which the difference likely lies. That two things go "
                "together does not say that one brings the other."
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
        moods = len(found.insights.mood_line)
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
        needs = "" if moods >= ENOUGH_DAYS else self._needs(moods)
        for key in ("weekdays", "hours", "claims"):
            self.frames[key].show_empty(needs)
        self._fill_line()
        self._fill_years()
        self._fill_weekdays()
        self._fill_hours()
        self._fill_claims()
        self._fill_feelings()
        self._fill_dips()
        self._fill_first()

    def _needs(self, days: int) -> str:
        return self.tr("This needs at least {count} days with a mood; there are {there}.").format(
            count=ENOUGH_DAYS, there=days_words(days)
        )

    def _fill_line(self, *_anything: object) -> None:
        if self._found is None:
            return
        line = [(day, mean) for day, mean in self._found.insights.mood_line]
        length = int(self.period.currentData())
        if length:
            since = now_here()[0].date() - timedelta(days=length - 1)
            line = [(day, mean) for day, mean in line if day >= since]
        if len(line) < 2:
            self.frames["line"].show_empty(
                self.tr("No line yet: this period needs two days with a mood.")
            )
            self.line.show_rows(self.tr("Day"), [], [])
            return
        self.frames["line"].show_empty("")
        span = (line[-1][0] - line[0][0]).days
        if length in (MONTH, QUARTER) or span <= QUARTER:
            points, named, gap = [(day, mean, 1) for day, mean in line], long_day, 7
        elif length == YEAR or span <= YEAR * 1.2:
            points, named, gap = _gathered(line, _week), _week_words, 21
        else:
            points, named, gap = _gathered(line, _month), month_of, 62
        mean = sum(value for _, value in line) / len(line)
        sentence = self.tr("{mean} on average, {days} with a mood.").format(
            mean=number(mean), days=days_words(len(line))
        )
        self.line.show_points(
            [(day, value) for day, value, _ in points],
            lowest=1,
            highest=5,
            unit_words=None,
            sentence=sentence,
            title=self.tr("Mood"),
            ticks=self._ticks,
            gap=gap,
            days=named,
            more=[float(count) for _, _, count in points],
            more_title=self.tr("days"),
        )
        self._line_days = named is long_day

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

    def _fill_weekdays(self) -> None:
        assert self._found is not None
        means = {each.key: each for each in self._found.insights.by_weekday}
        rows = []
        for index in range(7):
            each = means.get(index)
            mean, count = (each.mood, each.count) if each is not None else (None, 0)
            said = f"{weekday_name(index)}: " + self._mean_said(mean, days_words(count))
            name = weekday_short(index)
            rows.append(Datum(name, (mean, float(count)), said, faint=count < FEW))
        known = [row for row in rows if row.numbers[0] is not None]
        sentence = ""
        if known:
            low = min(known, key=lambda row: row.numbers[0] or 0)
            high = max(known, key=lambda row: row.numbers[0] or 0)
            sentence = f"{high.said} {low.said}" if low is not high else high.said
        self._columns(self.weekdays, self.tr("Weekday"), rows, sentence, self.tr("days"))

    def _mean_said(self, mean: float | None, base: str) -> str:
        if mean is None:
            return self.tr("no mood marked.")
        return self.tr("{mean} on average, {base}.").format(mean=number(mean), base=base)

    def _fill_hours(self) -> None:
        assert self._found is not None
        means = {each.key: each for each in self._found.insights.by_hour}
        rows = []
        for hour in range(24):
            each = means.get(hour)
            mean, count = (each.mood, each.count) if each is not None else (None, 0)
            said = f"{hour}:00–{hour}:59: " + self._mean_said(mean, entries_in_words(count))
            rows.append(Datum(str(hour), (mean, float(count)), said, faint=count < FEW))
        known = [row for row in rows if row.numbers[0] is not None]
        sentence = max(known, key=lambda row: row.numbers[1] or 0).said if known else ""
        self._columns(self.hours, self.tr("Hour"), rows, sentence, self.tr("entries"))

    def _columns(
        self, chart: ColumnChart, head: str, rows: Sequence[Datum], sentence: str, base: str
    ) -> None:
        if any(row.faint and row.numbers[0] is not None for row in rows):
            sentence += " " + self.tr("Hollow marks rest on fewer than {few}.").format(few=FEW)
        columns = (Column(self.tr("Mood, mean")), Column(base.capitalize(), whole))
        chart.show_columns(
            head,
            columns,
            rows,
            sentence.strip(),
            lowest=1,
            highest=5,
            ticks=self._ticks,
            base=base,
        )

    # what goes with what --------------------------------------------------------------------

    def claim_name(self, claim: Claim) -> str:
        """What a claim is about, in words."""
        names, value = self._names, claim.value or ""
        if claim.kind == "tag":
            return f"#{claim.name}"
        if claim.kind == "strategy":
            return names.strategy(value)
        if claim.kind == "weekday":
            return weekday_name(int(value))
        if claim.kind == "part":
            return part_of_day(value)
        factor = names.factor(claim.name)
        if claim.kind == "number":
            return self.tr("{factor} above {value}").format(factor=factor, value=value)
        return f"{factor}: {names.factor_value(claim.name, value)}"

    def _fill_claims(self) -> None:
        assert self._found is not None
        insights = self._found.insights
        looked = insights.looked_at
        rows = []
        for claim in sorted(insights.claims, key=lambda claim: -claim.effect):
            name = self.claim_name(claim)
            numbers = (
                claim.effect,
                claim.low,
                claim.high,
                float(claim.with_days),
                float(claim.without_days),
            )
            note = self.tr("{effect} · {days}").format(
                effect=signed(claim.effect), days=days_words(claim.with_days)
            )
            rows.append(Datum(name, numbers, claim_said(claim, name), note=note))
        if rows:
            said = (
                self.tr("Of {looked} things looked at, 1 goes with another mood.")
                if len(rows) == 1
                else self.tr("Of {looked} things looked at, {count} go with another mood.")
            )
            sentence = said.format(count=whole(len(rows)), looked=whole(looked)) + " "
            sentence += self.tr("Looking at many finds some by chance: this is corrected for.")
        else:
            sentence = ""
            if not self.frames["claims"].empty.text():
                self.frames["claims"].show_empty(
                    self.tr(
                        "Nothing found: {looked} things were looked at, and none goes with another "
                        "mood more surely than chance. Looking at many finds some by chance: this "
                        "is corrected for."
                    ).format(looked=whole(looked))
                )
        columns = (
            Column(self.tr("Difference"), signed),
            Column(self.tr("from"), signed),
            Column(self.tr("to"), signed),
            Column(self.tr("Days with"), whole),
            Column(self.tr("Days without"), whole),
        )
        ends = (self.tr("lower mood"), self.tr("higher mood"))
        head = self.tr("What")
        self.claims.show_spans(head, columns, rows, sentence, interval=True, ends=ends)

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
        if self._found is None:
            return
        wanted = self.feelings.currentData() or None
        rows = []
        chosen = [each for each in self._found.insights.helped if each.feeling == wanted]
        chosen.sort(key=lambda each: (each.median_change, -each.uses))
        for each in chosen[:MOST_HELPED]:
            title = self._names.strategy(each.strategy)
            told = {
                "title": title,
                "helped": whole(each.helped),
                "uses": whole(each.uses),
                "change": change(each.median_change),
            }
            said = self.tr("{title}: lighter {helped} of {uses} times, {change} in the middle.")
            note = self.tr("{change} · {helped} of {uses} times")
            numbers = (each.median_change, float(each.helped), float(each.uses))
            rows.append(
                Datum(
                    title,
                    numbers,
                    said.format(**told),
                    note=note.format(**told),
                    faint=each.uses < 3,
                )
            )
        columns = (
            Column(self.tr("Change, median"), change),
            Column(self.tr("Times lighter"), whole),
            Column(self.tr("Times used"), whole),
        )
        sentence = rows[0].said if rows else ""
        if any(row.faint for row in rows):
            sentence += " " + self.tr("Hatched bars rest on fewer than 3 times.")
        ends = (self.tr("lighter afterwards"), self.tr("heavier afterwards"))
        self.frames["helped"].show_empty(
            ""
            if rows
            else self.tr(
                "This needs a way of coping that you used and marked before and after. "
                "You find them on the page Coping."
            )
        )
        self.helped.show_spans(self.tr("Way of coping"), columns, rows, sentence, ends=ends)

    # dips, what came first ------------------------------------------------------------------

    def _fill_dips(self) -> None:
        assert self._found is not None
        rows = []
        found = self._found.insights.dips
        still = bool(found) and _still(found[-1], self._found.insights.mood_line)
        for dip in found[-MOST_DIPS:]:
            told = {"day": long_day(dip.start)}
            if dip.days is not None:
                told["days"] = note = days_words(dip.days)
                said = self.tr("{day}: back in your usual range after {days}")
            elif still and dip is found[-1]:
                note = self.tr("not over yet")
                said = self.tr("{day}: not yet back in your usual range")
            else:
                note = self.tr("cannot be told")
                said = self.tr("{day}: when you were back in your usual range cannot be told")
            numbers = (None if dip.days is None else float(dip.days), dip.lowest)
            rows.append(Datum(short_day(dip.start), numbers, said.format(**told), note=note))
        over = [dip.days for dip in found if dip.days is not None]
        self.frames["dips"].show_empty(
            ""
            if rows
            else self.tr(
                "No dip below your usual range so far. Telling what is usual needs about four "
                "weeks with a mood on most days."
            )
        )
        columns = (Column(self.tr("Days"), whole), Column(self.tr("Lowest mood")))
        self.dips.show_spans(self.tr("Began"), columns, rows, recoveries_said(over, still))

    def _fill_first(self) -> None:
        assert self._found is not None
        words = [self._names.factor_value("came_first", each) for each in CAME_FIRST]
        rows = []
        for month in self._found.insights.came_first:
            counts = (month.own, month.peer, month.professional, month.waited)
            numbers = tuple(float(count) for count in counts)
            total = month.all
            name = month_of(month.month)
            parts = [f"{word} {whole(value)}" for word, value in zip(words, numbers, strict=True)]
            said = self.tr("{month}, {total} hard moments: {parts}").format(
                month=name, total=whole(total), parts=", ".join(parts)
            )
            rows.append(Datum(name, numbers, said, note=whole(total)))
        sentence = ""
        if rows:
            last = rows[-1]
            sentence = self.tr(
                "In {month}, something of your own came first in {own} of {total} hard moments."
            ).format(
                month=last.name,
                own=whole(last.numbers[0]),
                total=whole(sum(value or 0 for value in last.numbers)),
            )
        self.frames["first"].show_empty(
            ""
            if rows
            else self.tr(
                "This needs hard moments (a mood of 1 or 2) for which you noted what came first, "
                "under Context and body."
            )
        )
        columns = [Column(word, whole) for word in words]
        self.first.show_rows(self.tr("Month"), columns, rows, sentence)

    # days -----------------------------------------------------------------------------------

    def _on_line_chosen(self, place: int) -> None:
        if self._line_days:
            self._show_day(date.fromordinal(int(self.line.rows[place].at)))

    def _show_day(self, day: date) -> None:
        """Its entries, on the Journal page."""
        show = getattr(self._window.page("journal"), "show_day", None)
        if show is not None:
            show(day)


def _still(dip: Dip, line: Sequence[tuple[date, float]]) -> bool:
    """Whether a dip without an end goes on, rather than being lost in a time without moods."""
    days = [day for day, _ in line if day >= dip.start]
    if dip.end is not None or not days or (days[-1] - dip.start).days > TOO_LONG:
        return False
    return all((after - day).days <= SILENCE for day, after in pairwise(days))


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _week_words(day: date) -> str:
    return week_of(short_day(day))


def _gathered(
    line: Sequence[tuple[date, float]], begin: Callable[[date], date]
) -> list[tuple[date, float, int]]:
    """Means of weeks or months, with the days each rests on."""
    found: dict[date, list[float]] = {}
    for day, mean in line:
        found.setdefault(begin(day), []).append(mean)
    return [(day, sum(each) / len(each), len(each)) for day, each in found.items()]


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

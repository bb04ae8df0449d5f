"""The charts of the Insights view: each takes what was reckoned and fills itself.

`show_insights` gives back what to say where there is too little to paint; "" where there is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reflect.insights.dips import SILENCE, TOO_LONG
from reflect.ui.chart_rows import ColumnChart, SpanChart, StackChart
from reflect.ui.charts import Column, Datum, LineChart, change, number, signed, whole
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
from reflect.ui.timeline_words import entries_in_words, long_day, month_of, short_day

if TYPE_CHECKING:
    from reflect.insights.dips import Dip
    from reflect.insights.patterns import Claim, Insights, Mean

ENOUGH_DAYS = 14
"""Days with a mood before weekdays, hours and what goes with what say anything."""
FEW = 5
"""What rests on fewer is painted hollow."""
FEW_USES = 3
MOST_HELPED = 20
MOST_DIPS = 12
"""Rows of a chart."""
MONTH, QUARTER, YEAR, ALL = 31, 92, 366, 0
"""Periods of the mood line, in days."""

Ticks = Sequence[tuple[float, str]]
"""The moods along an axis, in the person's words."""


class MoodLine(LineChart):
    """Daily means over a month or three; means of weeks over a year, of months over all."""

    by_day = True
    """Each mark is a day, not a week or a month."""

    def show_insights(self, insights: Insights, length: int, today: date, ticks: Ticks) -> str:
        """`length`: days until today, or `ALL`."""
        line = list(insights.mood_line)
        if length:
            since = today - timedelta(days=length - 1)
            line = [(day, mean) for day, mean in line if day >= since]
        if len(line) < 2:
            self.show_rows(self.tr("Day"), [], [])
            return self.tr("No line yet: this period needs two days with a mood.")
        span = (line[-1][0] - line[0][0]).days
        named: Callable[[date], str] = long_day
        if length in (MONTH, QUARTER) or span <= QUARTER:
            points, gap = [(day, mean, 1) for day, mean in line], 7
        elif length == YEAR or span <= YEAR * 1.2:
            points, named, gap = _gathered(line, _week), _week_words, 21
        else:
            points, named, gap = _gathered(line, _month), month_of, 62
        self.by_day = named is long_day
        mean = sum(value for _, value in line) / len(line)
        self.show_points(
            [(day, value) for day, value, _ in points],
            lowest=1,
            highest=5,
            sentence=self.tr("{mean} on average, {days} with a mood.").format(
                mean=number(mean), days=days_words(len(line))
            ),
            title=self.tr("Mood"),
            ticks=ticks,
            gap=gap,
            days=named,
            more=[float(count) for _, _, count in points],
            more_title=self.tr("Days"),
            more_words=None if self.by_day else _days,
        )
        return ""


class MeanChart(ColumnChart):
    """Means of moods side by side, with what each rests on."""

    def _show_means(
        self, head: str, rows: Sequence[Datum], sentence: str, base: str, ticks: Ticks
    ) -> None:
        if any(row.faint and row.numbers[0] is not None for row in rows):
            sentence += " " + self.tr("Hollow marks rest on fewer than {few}.").format(few=FEW)
        columns = (Column(self.tr("Mood, mean")), Column(base.capitalize(), whole))
        self.show_columns(
            head, columns, rows, sentence, lowest=1, highest=5, ticks=ticks, base=base
        )

    def _row(self, name: str, long_name: str, mean: Mean, base: str) -> Datum:
        if mean.mood is None:
            said = self.tr("{name}: no mood marked.").format(name=long_name)
        else:
            said = self.tr("{name}: {mean} on average, {base}.").format(
                name=long_name, mean=number(mean.mood), base=base
            )
        return Datum(name, (mean.mood, float(mean.count)), said, faint=mean.count < FEW)


class WeekdayChart(MeanChart):
    """Monday to Sunday."""

    def show_insights(self, insights: Insights, ticks: Ticks) -> str:
        rows = [
            self._row(weekday_short(mean.key), weekday_name(mean.key), mean, days_words(mean.count))
            for mean in insights.by_weekday
        ]
        known = [row for row in rows if row.numbers[0] is not None]
        sentence = ""
        if known:
            low = min(known, key=lambda row: row.numbers[0] or 0)
            high = max(known, key=lambda row: row.numbers[0] or 0)
            sentence = f"{high.said} {low.said}" if low is not high else high.said
        self._show_means(self.tr("Weekday"), rows, sentence, self.tr("days"), ticks)
        return needed(insights)


class HourChart(MeanChart):
    """The hours of the day in which entries were written."""

    def show_insights(self, insights: Insights, ticks: Ticks) -> str:
        rows = [
            self._row(
                str(mean.key),
                f"{mean.key}:00–{mean.key}:59",
                mean,
                entries_in_words(mean.count),
            )
            for mean in insights.by_hour
        ]
        known = [row for row in rows if row.numbers[0] is not None]
        sentence = max(known, key=lambda row: row.numbers[1] or 0).said if known else ""
        self._show_means(self.tr("Hour"), rows, sentence, self.tr("entries"), ticks)
        return needed(insights)


class ClaimChart(SpanChart):
    """What goes with what: each difference within the interval in which it likely lies."""

    def name_of(self, claim: Claim, names: Names) -> str:
        """What a claim is about, in words."""
        value = claim.value or ""
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
            figure = names.factor_figure(claim.name, value)
            return self.tr("{factor} above {value}").format(factor=factor, value=figure)
        return f"{factor}: {names.factor_value(claim.name, value)}"

    def show_insights(self, insights: Insights, names: Names) -> str:
        rows = []
        for claim in sorted(insights.claims, key=lambda claim: -claim.effect):
            name = self.name_of(claim, names)
            days = (float(claim.with_days), float(claim.without_days))
            note = f"{signed(claim.effect)} · {days_words(claim.with_days)}"
            numbers = (claim.effect, claim.low, claim.high, *days)
            rows.append(Datum(name, numbers, claim_said(claim, name), note=note))
        looked = whole(insights.looked_at)
        sentence = (
            self.tr("Of {looked} things looked at, 1 goes with another mood.")
            if len(rows) == 1
            else self.tr("Of {looked} things looked at, {count} go with another mood.")
        ).format(count=whole(len(rows)), looked=looked)
        sentence += " " + self.tr("Looking at many finds some by chance: this is corrected for.")
        if any(claim.kind == "strategy" and claim.effect < 0 for claim in insights.claims):
            sentence += " " + self.tr(
                "A way of coping can go with heavier days because you reach for it on them; what "
                "it changed stands under “What helped”."
            )
        columns = (
            Column(self.tr("Difference"), signed),
            Column(self.tr("from"), signed),
            Column(self.tr("to"), signed),
            Column(self.tr("Days with"), whole),
            Column(self.tr("Days without"), whole),
        )
        ends = (self.tr("lower mood"), self.tr("higher mood"))
        self.show_spans(self.tr("What"), columns, rows, sentence, interval=True, ends=ends)
        if rows:
            return ""
        return needed(insights) or self.tr(
            "Nothing found: {looked} things were looked at, and none goes with another mood more "
            "surely than chance. Looking at many finds some by chance: this is corrected for."
        ).format(looked=looked)


class HelpedChart(SpanChart):
    """By how much it was lighter after each way of coping, for one feeling or for all."""

    def show_insights(self, insights: Insights, names: Names, feeling: str | None) -> str:
        chosen = [each for each in insights.helped if each.feeling == feeling]
        chosen.sort(key=lambda each: (each.median_change, -each.uses))
        rows = []
        for each in chosen[:MOST_HELPED]:
            title = names.strategy(each.strategy)
            told = {
                "title": title,
                "helped": whole(each.helped),
                "uses": whole(each.uses),
                "change": change(each.median_change),
            }
            said = self.tr("{title}: lighter {helped} of {uses} times, median {change}.")
            note = self.tr("{change} · {helped} of {uses} times").format(**told)
            numbers = (each.median_change, float(each.helped), float(each.uses))
            faint = each.uses < FEW_USES
            rows.append(Datum(title, numbers, said.format(**told), note=note, faint=faint))
        columns = (
            Column(self.tr("Change, median"), change),
            Column(self.tr("Times lighter"), whole),
            Column(self.tr("Times used"), whole),
        )
        # What was used once or twice has its bar, but is not what is said first.
        first = next((row for row in rows if not row.faint), None)
        sentence = first.said if first is not None else ""
        if any(row.faint for row in rows):
            sentence += " " + self.tr("Hatched bars rest on fewer than {few} times.").format(
                few=FEW_USES
            )
        ends = (self.tr("lighter afterwards"), self.tr("heavier afterwards"))
        self.show_spans(self.tr("Way of coping"), columns, rows, sentence, ends=ends)
        if rows:
            return ""
        return self.tr(
            "This needs a way of coping that you used and marked before and after. You find them "
            "on the page Coping."
        )


class DipChart(SpanChart):
    """How many days each dip took until the mood was back in the usual range."""

    def show_insights(self, insights: Insights) -> str:
        found = insights.dips
        still = bool(found) and goes_on(found[-1], insights.mood_line)
        rows = []
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
        columns = (Column(self.tr("Days"), whole), Column(self.tr("Lowest mood")))
        self.show_spans(self.tr("Began"), columns, rows, recoveries_said(over, still))
        if rows:
            return ""
        return self.tr(
            "No dip below your usual range so far. Telling what is usual needs at least {count} "
            "days with a mood within two months."
        ).format(count=ENOUGH_DAYS)


class FirstChart(StackChart):
    """Something of one's own, a person, a professional, or waiting: by month."""

    def show_insights(self, insights: Insights, names: Names) -> str:
        words = [names.factor_value("came_first", each) for each in CAME_FIRST]
        rows = []
        for month in insights.came_first:
            counts = (month.own, month.peer, month.professional, month.waited)
            numbers = tuple(float(count) for count in counts)
            name = month_of(month.month)
            parts = ", ".join(
                f"{word} {whole(count)}" for word, count in zip(words, numbers, strict=True)
            )
            said = self.tr("{month}, hard moments: {total}. {parts}").format(
                month=name, total=whole(month.all), parts=parts
            )
            rows.append(Datum(name, numbers, said, note=whole(month.all)))
        sentence = ""
        if rows:
            last = insights.came_first[-1]
            sentence = self.tr(
                "In {month}, something of your own came first in {own} of {total} hard moments."
            ).format(month=rows[-1].name, own=whole(last.own), total=whole(last.all))
        columns = [Column(word, whole) for word in words]
        self.show_rows(self.tr("Month"), columns, rows, sentence)
        if rows:
            return ""
        return self.tr(
            "This needs hard moments (a mood of 1 or 2) for which you noted what came first, under "
            "Context and body."
        )


def needed(insights: Insights) -> str:
    """How many days with a mood are missing; "" where there are enough."""
    if insights.days >= ENOUGH_DAYS:
        return ""
    said = QCoreApplication.translate(
        "Insights", "This needs at least {count} days with a mood; so far there are {there}."
    )
    return said.format(count=ENOUGH_DAYS, there=whole(insights.days))


def goes_on(dip: Dip, line: Sequence[tuple[date, float]]) -> bool:
    """Whether a dip without an end goes on, rather than being lost in a time without moods."""
    days = [day for day, _ in line if day >= dip.start]
    if dip.end is not None or not days or (days[-1] - dip.start).days > TOO_LONG:
        return False
    return all((after - day).days <= SILENCE for day, after in pairwise(days))


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _days(count: float) -> str:
    return days_words(round(count))


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

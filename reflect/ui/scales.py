"""Questionnaires: one's own line over time. None of them diagnoses, none is shared by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from reflect import content
from reflect.model import Changes, ScaleResult
from reflect.ui.answering import Answering, answers_from, state_name
from reflect.ui.bars import label
from reflect.ui.chart_frame import ChartFrame
from reflect.ui.charts import LineChart
from reflect.ui.collection import WIDEST, Collection, Item, Shelf, focused_in
from reflect.ui.factors import Folded
from reflect.ui.insight_words import days_words
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import long_day

if TYPE_CHECKING:
    from reflect.content import Scale
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

SCALES_ON = "scales-on"
"""Name of the journal's state with the questionnaires that show: a JSON list of ids. Without it,
those that are on by default."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal's thread gives back."""

    results: tuple[ScaleResult, ...] = field(repr=False)
    """Oldest first."""
    begun: Mapping[str, str | None] = field(repr=False)
    """What was answered and not kept, by scale: JSON."""
    on: tuple[str, ...]
    read_only: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A scale as its item shows it."""

    scale: Scale
    results: tuple[ScaleResult, ...] = field(repr=False)
    """Oldest first."""
    due: date
    today: date
    begun: int
    """Answers that wait."""


class ResultItem(Item):
    """One time that it was answered."""

    def __init__(self, view: ScalesView, theme: Theme, result: ScaleResult) -> None:
        super().__init__(theme, result.id)
        self._view = view
        self.result = result
        self.setProperty("role", "sunken")
        self.setObjectName("")
        self.title.setProperty("role", "")
        self.band = self.add_line("caption")
        self.add_verb("delete", "trash", self.tr("Delete"), self._on_delete)

    def show_result(self, result: ScaleResult) -> None:
        """Take its numbers."""
        self.result = result
        scale = content.scale_by_id(self._view.language)[result.scale]
        self.name(f"{long_day(result.at.date())}: {total_words(scale, result)}")
        self.say(self.band, band_words(scale, result))
        self.offer("delete", not self._view.read_only)

    def _on_delete(self) -> None:
        self._view.delete(self.result)


class ScaleItem(Item):
    """One questionnaire: what it asks about, when it may be answered, its results."""

    def __init__(self, view: ScalesView, window: MainWindow, theme: Theme, shown: Shown) -> None:
        super().__init__(theme, shown.scale.id)
        self._view = view
        self.shown = shown
        self.title.setProperty("role", "section")
        self.about = self.add_line("soft")
        self.last = self.add_line()
        self.parts = self.add_line("caption")
        self.due = self.add_line("soft")
        self.chart = LineChart(theme)
        self.frame = ChartFrame(
            window, theme, self.tr("{scale} over time").format(scale=shown.scale.name), self.chart
        )
        self.results = Shelf(theme, partial(ResultItem, view, theme), ResultItem.show_result)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.results)
        self.folded = Folded(theme, self.tr("Results"), inside, self)
        self.folded.head.setAccessibleName(
            self.tr("Results of {scale}").format(scale=shown.scale.name)
        )
        answer = self.add_verb("answer", "edit", self.tr("Answer now"), self._on_answer, named=True)
        answer.setProperty("role", "")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self.frame)
        column.addWidget(self.folded.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.folded)

    def show_scale(self, shown: Shown) -> None:
        """Take its state."""
        self.shown = shown
        scale, results = shown.scale, shown.results
        self.name(scale.name)
        self.say(self.about, scale.about)
        self.say(self.last, self._last(scale, results))
        self.say(self.parts, self._last_band(scale, results))
        waits = shown.due > shown.today
        self.say(self.due, self._due(shown) if waits else "")
        answer = self.tool("answer")
        answer.setText(self.tr("Go on") if shown.begun else self.tr("Answer now"))
        answer.setAccessibleName(f"{answer.text()}: {scale.name}")
        self.folded.head.setVisible(bool(results))
        if waits and answer.hasFocus():
            self.folded.head.setFocus(Qt.FocusReason.OtherFocusReason)
        answer.setVisible(not waits)
        answer.setEnabled(not self._view.read_only)
        self.results.show_values((each.id, each) for each in reversed(results))
        if not results:
            self.folded.head.setChecked(False)
        self.frame.setVisible(len(results) > 1)
        if len(results) > 1:
            self._fill_chart(scale, results)

    def focus(self) -> None:
        """Answer, or what was answered."""
        if "answer" in self.verbs:
            super().focus()
        else:
            self.folded.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _last(self, scale: Scale, results: tuple[ScaleResult, ...]) -> str:
        if not results:
            return ""
        said = self.tr("Last on {day}: {total}")
        last = results[-1]
        return said.format(day=long_day(last.at.date()), total=total_words(scale, last))

    def _last_band(self, scale: Scale, results: tuple[ScaleResult, ...]) -> str:
        return band_words(scale, results[-1]) if results else ""

    def _due(self, shown: Shown) -> str:
        said = self.tr("It asks about the last {days}, so it can be answered again from {day} on.")
        return said.format(days=days_words(shown.scale.every_days), day=long_day(shown.due))

    def _fill_chart(self, scale: Scale, results: tuple[ScaleResult, ...]) -> None:
        points = [
            (each.at.date(), float(content.score(scale, each.answers).total)) for each in results
        ]
        self.chart.show_points(
            points,
            lowest=scale.lowest,
            highest=scale.highest,
            unit_words=partial(of_words, scale),
            sentence=self.tr("{scale}, from {lowest} to {highest}, {times} times.").format(
                scale=scale.name,
                lowest=QLocale().toString(scale.lowest),
                highest=QLocale().toString(scale.highest),
                times=QLocale().toString(len(results)),
            ),
            title=self.tr("Total"),
        )

    def _on_answer(self) -> None:
        self._view.answer(self.shown.scale)


class ScalesView(Collection):
    """Those that are on, and which ones those are."""

    KINDS = frozenset({"scale"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._found: Found | None = None
        self.about = label(
            self.tr(
                "Your own line over time, for yourself or to show to somebody you trust. This is "
                "not a diagnosis. Nothing of it is shared by itself."
            ),
            "soft",
        )
        self.about.setMaximumWidth(theme.px(WIDEST))
        self.answering = Answering(bridge, window, theme)
        self.answering.left.connect(self._on_left)
        self.answering.kept.connect(self._on_kept)
        self.answering.hide()
        self.shelf = Shelf(theme, partial(ScaleItem, self, window, theme), ScaleItem.show_scale)
        self.nothing = label(self.tr("Choose below which questionnaires you want here."), "soft")
        self.nothing.hide()
        self.switches: dict[str, QCheckBox] = {}
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        for scale in content.scales(self._language):
            switch = QCheckBox(scale.name, inside)
            switch.clicked.connect(self._on_switch)
            said = label(scale.about, "soft")
            said.setMaximumWidth(theme.px(WIDEST))
            switch.setAccessibleDescription(scale.about)
            self.switches[scale.id] = switch
            inner.addWidget(switch)
            inner.addWidget(said)
        self.which = Folded(theme, self.tr("Which questionnaires"), inside, self)
        for part in (self.about, self.answering, self.shelf, self.nothing):
            self.column.addWidget(part)
        self.column.addWidget(self.which.head, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.which)
        self.column.addStretch(1)

    @property
    def language(self) -> str:
        return self._language

    # what the page asks ---------------------------------------------------------------------

    @property
    def add_words(self) -> str:
        return self.tr("&Answer a questionnaire")

    @property
    def can_add(self) -> bool:
        return any("answer" in item.verbs for item in self.shelf.items.values())

    def add_new(self) -> None:
        """The one with the focus, else the first that may be answered."""
        focused = focused_in(self.shelf)
        for item in (focused, *self.shelf.items.values()):
            if item is not None and "answer" in item.verbs:
                item.do("answer")
                return

    def flush(self) -> None:
        self.answering.flush()

    @property
    def unsaved(self) -> bool:
        return self.answering.unsaved

    # what there is --------------------------------------------------------------------------

    def ask(self) -> None:
        ids = tuple(scale.id for scale in content.scales(self._language))
        self._bridge.ask(self, partial(_look, ids), self._on_found)

    def _on_found(self, found: Found) -> None:
        from reflect.insights import scales as reckoned

        self._found = found
        self.read_only = found.read_only
        today = now_here()[0].date()
        shown = []
        for scale in content.scales(self._language):
            self.switches[scale.id].setChecked(scale.id in found.on)
            self.switches[scale.id].setEnabled(not found.read_only)
            if scale.id not in found.on:
                continue
            results = tuple(
                each for each in found.results if each.scale == scale.id and _fits(scale, each)
            )
            begun = len(answers_from(found.begun[scale.id], scale))
            due = reckoned.due(results, scale, today)
            shown.append((scale.id, Shown(scale, results, due, today, begun)))
        self.shelf.show_values(shown)
        self.shelf.setVisible(bool(shown) and not self.is_answering)
        self.nothing.setVisible(not shown)
        self.changed.emit()

    # answering ------------------------------------------------------------------------------

    @property
    def is_answering(self) -> bool:
        """A questionnaire has the place of the list."""
        return not self.answering.isHidden()

    def answer(self, scale: Scale) -> None:
        """Begin, or go on where it was left."""
        if self._found is None:
            return
        begun = answers_from(self._found.begun[scale.id], scale)
        self._show_answering(True)
        self.answering.begin(scale, begun)
        self.answering.focus()

    def _show_answering(self, on: bool) -> None:
        self.answering.setVisible(on)
        self.shelf.setVisible(not on and bool(self.shelf.items))
        self.about.setVisible(not on)
        self.which.head.setVisible(not on)
        self.which.setVisible(not on and self.which.head.isChecked())

    def _on_left(self) -> None:
        self._leave()
        self.ask()

    def _on_kept(self, result: ScaleResult) -> None:
        self._leave()
        name = content.scale_by_id(self._language)[result.scale].name
        self._window.offer_undo(
            self.tr("Kept: {scale}").format(scale=name),
            partial(self.write, partial(_take_back, result)),
        )
        self.show_item(result.scale, fresh=True)
        self.ask()

    def _leave(self) -> None:
        scale = self.answering.scale
        self._show_answering(False)
        item = self.shelf.items.get(scale.id) if scale is not None else None
        if item is not None:
            item.focus()
        else:
            self.which.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete(self, result: ScaleResult) -> None:
        """Into the trash."""
        scale = content.scale_by_id(self._language)[result.scale]
        day = long_day(result.at.date())
        self.take_away(
            result, self.tr("Deleted: {scale} of {day}").format(scale=scale.name, day=day)
        )

    def _on_switch(self, *_checked: bool) -> None:
        """What the switches say now: an answer to the one before may still be on its way."""
        if self._found is None:
            return
        wanted = [id for id, switch in self.switches.items() if switch.isChecked()]
        unknown = [id for id in self._found.on if id not in self.switches]
        self.write(partial(_set_on, (*wanted, *unknown)))


# words -----------------------------------------------------------------------------------------


def of_words(scale: Scale, total: float) -> str:
    """ "7 of 12"."""
    said = QCoreApplication.translate("Scales", "{total} of {highest}")
    locale = QLocale()
    return said.format(total=locale.toString(round(total)), highest=locale.toString(scale.highest))


def total_words(scale: Scale, result: ScaleResult) -> str:
    return of_words(scale, content.score(scale, result.answers).total)


def band_words(scale: Scale, result: ScaleResult) -> str:
    """The published band, and the parts that are added up by themselves."""
    score = content.score(scale, result.answers)
    said = QCoreApplication.translate("Scales", "Published range: {band}").format(
        band=score.band.words
    )
    parts = [f"{each.part.name} {QLocale().toString(each.total)}" for each in score.parts]
    return " · ".join((said, *parts))


def _fits(scale: Scale, result: ScaleResult) -> bool:
    """Whether it can be scored; one from elsewhere may have other answers."""
    values = {value for value, _ in scale.choices}
    return len(result.answers) == len(scale.items) and set(result.answers) <= values


# on the journal's thread -----------------------------------------------------------------------


def _on(text: str | None) -> tuple[str, ...]:
    if text is None:
        return tuple(scale.id for scale in content.scales("en") if scale.on_by_default)
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def _look(ids: tuple[str, ...], vault: OpenVault) -> Found:
    journal = vault.journal
    begun = {id: journal.state(state_name(id)) for id in ids}
    return Found(journal.kept(ScaleResult), begun, _on(journal.state(SCALES_ON)), vault.read_only)


def _set_on(ids: tuple[str, ...], vault: OpenVault) -> Changes:
    vault.journal.set_state(SCALES_ON, json.dumps(list(ids)))
    return Changes(kept=frozenset({"scale"}))


def _take_back(result: ScaleResult, vault: OpenVault) -> Changes:
    """The result goes; its answers wait to be looked over."""
    changes = vault.journal.trash_kept(ScaleResult, [result.id])
    vault.journal.set_state(state_name(result.scale), json.dumps(list(result.answers)))
    return changes

"""Goals: "7 of the last 10 days". Nothing is reset; a day without is a day like another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reflect.model import Changes, Check, Goal, KeptId
from reflect.ui.bars import announce, label
from reflect.ui.collection import Collection, Item, Shelf, keep, moved, order, trash
from reflect.ui.form import Field, Filled, Form
from reflect.ui.guard import guarded
from reflect.ui.insight_words import days_words
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import long_day, short_day, weekday_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.insights.goals import GoalState
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

PER_DAYS, TIMES = 10, 7
LONGEST_WINDOW = 366


@dataclass(frozen=True, slots=True)
class Shown:
    """A goal as its item shows it."""

    goal: Goal = field(repr=False)
    state: GoalState = field(repr=False)
    today: date
    ever: int
    """Days on which it was met, altogether."""
    first: bool
    last: bool
    read_only: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal's thread gives back."""

    goals: tuple[Goal, ...] = field(repr=False)
    checks: tuple[Check, ...] = field(repr=False)
    read_only: bool
    written: frozenset[date] = frozenset()
    """Days that have an entry; asked for where days in a row are wanted."""


class DayRow(QWidget):
    """The days of a goal's window, today the last. A met day is a filled disc with a tick, any
    other one a ring; the day under the cursor is said in words."""

    toggled = Signal(object)
    """The date of a click, of Space or Enter."""
    pointed = Signal(object)
    """The date under the cursor or the pointer; None: it left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.days: tuple[bool, ...] = ()
        self.today = date.min
        self.at = 0
        """The place of the cursor."""
        self.writable = True
        self._pressed: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme)

    def show_days(self, days: tuple[bool, ...], today: date) -> None:
        """The window, oldest first."""
        if len(days) != len(self.days) or today != self.today:
            self.at = len(days) - 1
            self.updateGeometry()
        self.days, self.today = days, today
        met = [self.day(place) for place, done in enumerate(days) if done]
        said = ", ".join(short_day(day) for day in met)
        self.setAccessibleDescription(self.tr("Done on: {days}").format(days=said) if met else "")
        self.update()

    def day(self, place: int) -> date:
        """The date of a place."""
        return self.today - timedelta(days=len(self.days) - 1 - place)

    def in_words(self, day: date) -> str:
        """ "Tuesday, 24 November 2026: done"."""
        place = len(self.days) - 1 - (self.today - day).days
        if not 0 <= place < len(self.days):
            return ""
        said = self.tr("{day}: done") if self.days[place] else self.tr("{day}: not noted")
        return said.format(day=long_day(day))

    # geometry -------------------------------------------------------------------------------

    @property
    def _cell(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("caption"))
        widest = max(metrics.horizontalAdvance(weekday_of(date(2024, 1, d))) for d in range(1, 8))
        mark = self._theme.px(24)
        return QSize(
            max(self._theme.px(36), widest + 8), mark + metrics.height() + self._theme.px(10)
        )

    def _across(self, width: int) -> int:
        return max(1, width // self._cell.width())

    def box(self, place: int) -> QRect:
        """Where a day is painted."""
        cell, across = self._cell, self._across(self.width())
        return QRect(QPoint(place % across * cell.width(), place // across * cell.height()), cell)

    def _place_at(self, point: QPoint) -> int | None:
        cell, across = self._cell, self._across(self.width())
        column, row = point.x() // cell.width(), point.y() // cell.height()
        place = row * across + column
        return place if 0 <= column < across and 0 <= place < len(self.days) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-max(1, len(self.days)) // self._across(width))
        return rows * self._cell.height()

    @guarded(QSize(10, 10))
    def sizeHint(self) -> QSize:
        width = min(max(1, len(self.days)), 14) * self._cell.width()
        return QSize(width, self.heightForWidth(width))

    @guarded(QSize(10, 10))
    def minimumSizeHint(self) -> QSize:
        return QSize(3 * self._cell.width(), self._cell.height())

    # events ---------------------------------------------------------------------------------

    @guarded(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self.days)):
            self._paint_day(painter, place)
        painter.end()

    def _paint_day(self, painter: QPainter, place: int) -> None:
        theme, box, day = self._theme, self.box(place), self.day(place)
        metrics = QFontMetrics(theme.font("caption"))
        today = day == self.today
        painter.setFont(theme.font("caption", strong=today))
        painter.setPen(theme.colour("text" if today else "soft"))
        above = QRect(box.left(), box.top() + theme.px(2), box.width(), metrics.height())
        painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), weekday_of(day))
        size = theme.px(22)
        middle = box.center().x()
        top = above.bottom() + theme.px(3)
        mark = QRect(middle - size // 2, top, size, size)
        if self.days[place]:
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(mark)
            painter.setPen(QPen(theme.colour("on_accent"), max(2, theme.px(2))))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            one = QPoint(mark.left() + size * 28 // 100, mark.top() + size * 52 // 100)
            two = QPoint(mark.left() + size * 44 // 100, mark.top() + size * 68 // 100)
            three = QPoint(mark.left() + size * 73 // 100, mark.top() + size * 34 // 100)
            painter.drawPolyline([one, two, three])
        else:
            painter.setPen(QPen(theme.colour("field"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark)
        if place == self.at and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -1), 6, 6)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, last = self._across(self.width()), len(self.days) - 1
        key = event.key()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -across,
            Qt.Key.Key_Down: across,
        }
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.at)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            to = self.at + steps[Qt.Key(key)]
            if 0 <= to <= last:
                self._go(to)
        elif key == Qt.Key.Key_Home:
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(last)
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self.at = place
        self.update()
        self._point(place)

    def _point(self, place: int) -> None:
        day = self.day(place)
        self.pointed.emit(day)
        if self.hasFocus():
            announce(self, self.in_words(day))

    def _toggle(self, place: int) -> None:
        self.at = place
        if self.writable and self.days:
            self.toggled.emit(self.day(place))
        self.update()

    @guarded(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._place_at(event.position().toPoint())

    @guarded(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place, pressed = self._place_at(event.position().toPoint()), self._pressed
        self._pressed = None
        if place is not None and place == pressed:
            self._toggle(place)

    @guarded(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        self.pointed.emit(self.day(place) if place is not None else None)

    @guarded(None)
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(self.day(self.at) if self.hasFocus() and self.days else None)

    @guarded(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.days:
            self._point(self.at)

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.pointed.emit(None)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            if place is not None:
                QToolTip.showText(event.globalPos(), self.in_words(self.day(place)), self)
                return True
        return super().event(event)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()


class GoalItem(Item):
    """A goal under way, with its days."""

    def __init__(self, view: GoalsView, theme: Theme, shown: Shown) -> None:
        super().__init__(theme, shown.goal.id)
        self._view = view
        self.shown = shown
        self.count = self.add_line()
        self.aim = self.add_line("soft")
        self.days = DayRow(theme, self)
        self.days.toggled.connect(self._on_toggled)
        self.days.pointed.connect(self._on_pointed)
        self.words.addWidget(self.days)
        self.said = label(" ", "caption")
        self.words.addWidget(self.said)
        done = self.add_verb("done", "check", self.tr("Done today"), self._on_today, named=True)
        done.setCheckable(True)
        done.setProperty("role", "toggle")
        self.add_verb("edit", "edit", self.tr("Edit"), self._on_edit)
        self.add_verb("up", "chevron-up", self.tr("Move up"), partial(self._on_move, -1))
        self.add_verb("down", "chevron-down", self.tr("Move down"), partial(self._on_move, 1))
        self.add_verb("end", "flag", self.tr("End this goal"), self._on_end)
        self.add_verb("delete", "trash", self.tr("Delete"), self._on_delete)

    def show_goal(self, shown: Shown, streaks: bool) -> None:
        """Take its state."""
        self.shown = shown
        goal, state = shown.goal, shown.state
        self.name(goal.title)
        count = self.tr("{done} of the last {of} days").format(done=state.done, of=state.of)
        if state.of == 1:
            count = self.tr("today: done") if state.done else self.tr("today: open")
        elif not state.done and goal.begun_at.date() == shown.today:
            # None of ten days would count days before it was thought of.
            count = self.tr("begun today")
        if streaks and state.streak > 1:
            count += self.tr(" · {streak} days in a row").format(streak=state.streak)
        self.say(self.count, count)
        self.say(self.aim, self._aim(goal, state))
        self.days.setAccessibleName(self.tr("Days of: {goal}").format(goal=goal.title))
        self.days.writable = not shown.read_only
        self.days.show_days(state.days, shown.today)
        if self.days.hasFocus():
            self.said.setText(self.days.in_words(self.days.day(self.days.at)))
        self._dress_done(state.days[-1])
        for verb in ("done", "edit", "end", "delete"):
            self.offer(verb, not shown.read_only)
        self.offer("up", not shown.read_only and not shown.first)
        self.offer("down", not shown.read_only and not shown.last)

    def _dress_done(self, done: bool) -> None:
        # The tick stands for what was done, never for what could be.
        tool = self.tool("done")
        tool.setChecked(done)
        style = Qt.ToolButtonStyle
        tool.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if done else style.ToolButtonTextOnly
        )

    def _aim(self, goal: Goal, state: GoalState) -> str:
        if goal.per_days == 1:
            return ""
        said = self.tr("What you mean to do: {times} of any {days} days.").format(
            times=goal.times, days=goal.per_days
        )
        if state.reached:
            said += " " + self.tr("You are there.")
        return said

    def _on_toggled(self, day: date) -> None:
        self._view.toggle(self.shown.goal, day)

    def _on_pointed(self, day: date | None) -> None:
        self.said.setText(self.days.in_words(day) if day is not None else " ")

    def _on_today(self) -> None:
        self._view.toggle(self.shown.goal, self.shown.today)

    def _on_edit(self) -> None:
        self._view.edit(self.shown.goal)

    def _on_move(self, step: int) -> None:
        self._view.move_goal(self.shown.goal, step)

    def _on_end(self) -> None:
        self._view.end(self.shown.goal)

    def _on_delete(self) -> None:
        self._view.delete(self.shown.goal)


class EndedItem(Item):
    """A goal that was ended; it is kept."""

    def __init__(self, view: GoalsView, theme: Theme, shown: Shown) -> None:
        super().__init__(theme, shown.goal.id)
        self._view = view
        self.shown = shown
        self.ended = self.add_line("soft")
        self.add_verb("end", "restore", self.tr("Begin again"), self._on_again, named=True)
        self.add_verb("delete", "trash", self.tr("Delete"), self._on_delete)

    def show_goal(self, shown: Shown) -> None:
        """Take its state."""
        self.shown = shown
        self.name(shown.goal.title)
        ended = shown.goal.ended_at
        said = ""
        if ended is not None:
            said = self.tr("Ended on {day} · done on {days}").format(
                day=short_day(ended.date()), days=days_words(shown.ever)
            )
        self.say(self.ended, said)
        for verb in ("end", "delete"):
            self.offer(verb, not shown.read_only)

    def _on_again(self) -> None:
        self._view.begin_again(self.shown.goal)

    def _on_delete(self) -> None:
        self._view.delete(self.shown.goal)


class GoalsView(Collection):
    """What one means to do, and on which days one did."""

    KINDS = frozenset({"goal", "check"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._found: Found | None = None
        self.add = self.add_head(
            self.tr(
                "Something you mean to do on some days, with room for the others. Nothing is reset."
            )
        )
        fields = (
            Field("title", self.tr("What you mean to do"), self.tr("Small and plain"), "line"),
            Field(
                "times",
                self.tr("On how many days"),
                kind="number",
                highest=LONGEST_WINDOW,
                usual=TIMES,
            ),
            Field(
                "per_days",
                self.tr("Out of how many days"),
                kind="number",
                highest=LONGEST_WINDOW,
                usual=PER_DAYS,
            ),
        )
        self.form = self.add_form(
            Form(bridge, window, theme, "goal", fields, self._compose, needs=("title",))
        )
        self.form.closed.connect(self._on_form_closed)
        self.written = label("", "caption")
        self.written.hide()
        self.column.addWidget(self.written)
        self.shelf = Shelf(theme, partial(GoalItem, self, theme), self._show_goal)
        self.ended_title = label(self.tr("Ended"), "section")
        self.ended = Shelf(theme, partial(EndedItem, self, theme), EndedItem.show_goal)
        for part in (self.shelf, self.ended_title, self.ended):
            self.column.addWidget(part)
        self.ended_title.hide()
        self.column.addStretch(1)
        self.ENTRIES = window.settings.streaks
        window.settings_changed.connect(self._on_settings)

    @property
    def add_words(self) -> str:
        return self.tr("New &goal")

    def add_new(self) -> None:
        self.form.begin(self.tr("New goal"))

    def edit(self, goal: Goal) -> None:
        """Its words and its measure; its days stay."""
        answers = {
            "title": goal.title,
            "times": str(goal.times),
            "per_days": str(goal.per_days),
        }
        self.form.begin(self.tr("Edit this goal"), answers, id=goal.id)

    def _compose(self, filled: Filled) -> Callable[[OpenVault], Changes]:
        per_days = int(filled.answers["per_days"])
        goal = next((g for g in self._goals() if g.id == filled.id), None)
        base = goal or Goal(KeptId(filled.id), "", now_here()[0])
        made = replace(
            base,
            title=filled.answers["title"],
            per_days=per_days,
            times=min(int(filled.answers["times"]), per_days),
        )
        return partial(keep, made)

    def _goals(self) -> tuple[Goal, ...]:
        return self._found.goals if self._found is not None else ()

    def _on_form_closed(self) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # what there is --------------------------------------------------------------------------

    def ask(self) -> None:
        work = partial(_look, self._window.settings.streaks, now_here()[0].date())
        self._bridge.ask(self, work, self._on_found)

    def _on_found(self, found: Found) -> None:
        from reflect.insights import goals

        self._found = found
        self.read_only = found.read_only
        self.add.setEnabled(not found.read_only)
        today = now_here()[0].date()
        self._say_written(goals.in_a_row(found.written, today))
        ever: dict[str, int] = {}
        for check in found.checks:
            ever[check.goal] = ever.get(check.goal, 0) + 1
        active = [goal for goal in found.goals if goal.ended_at is None]
        ended = [goal for goal in found.goals if goal.ended_at is not None]

        def shown(goal: Goal, among: list[Goal]) -> tuple[str, Shown]:
            return goal.id, Shown(
                goal,
                goals.progress(goal, found.checks, today),
                today,
                ever.get(goal.id, 0),
                goal is among[0],
                goal is among[-1],
                found.read_only,
            )

        held = self.shelf.show_values(shown(goal, active) for goal in active)
        held = self.ended.show_values(shown(goal, ended) for goal in ended) and held
        self.ended_title.setVisible(bool(ended))
        if not held:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_goal(self, item: GoalItem, shown: Shown) -> None:
        item.show_goal(shown, self._window.settings.streaks)

    def _say_written(self, days: int) -> None:
        wanted = self._window.settings.streaks and days > 1
        self.written.setText(
            self.tr("You wrote on {count} days in a row.").format(count=days) if wanted else ""
        )
        self.written.setVisible(wanted)

    def _on_settings(self, settings: Settings) -> None:
        if settings.streaks != self.ENTRIES:
            self.ENTRIES = settings.streaks
            self.ask()

    # what is done ---------------------------------------------------------------------------

    def toggle(self, goal: Goal, day: date) -> None:
        """Done on that day, or not."""
        self.write(partial(_toggle, Check(goal.id, day)))

    def move_goal(self, goal: Goal, step: int) -> None:
        """One place earlier (-1) or later (1)."""
        active = [g.id for g in self._goals() if g.ended_at is None]
        self.write(partial(order, Goal, moved(active, goal.id, step)))

    def end(self, goal: Goal) -> None:
        """It is over; its days are kept."""
        self.write(partial(keep, replace(goal, ended_at=now_here()[0])))
        self._window.offer_undo(
            self.tr("Ended: {goal}").format(goal=goal.title),
            partial(self.write, partial(keep, goal)),
        )

    def begin_again(self, goal: Goal) -> None:
        """Under way again, with the days it had."""
        self.write(partial(keep, replace(goal, ended_at=None)))

    def delete(self, goal: Goal) -> None:
        """Into the trash."""
        self.take_away(goal, self.tr("Deleted: {goal}").format(goal=goal.title))


# on the journal's thread -----------------------------------------------------------------------


def _look(streaks: bool, today: date, vault: OpenVault) -> Found:
    journal = vault.journal
    written = journal.mood_line(date.min, today) if streaks else ()
    return Found(
        journal.kept(Goal),
        journal.kept(Check),
        vault.read_only,
        frozenset(mark.day for mark in written),
    )


def _toggle(check: Check, vault: OpenVault) -> Changes:
    if vault.journal.kept_one(Check, check.id) is None:
        return keep(check, vault)
    return trash(Check, check.id, vault)

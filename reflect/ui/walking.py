"""A guided exercise, walked through one step at a time, in place of the whole window.

What is answered is kept as it is typed (`model.Walk`), so that one can leave at any step and go on
there later. At the end it becomes an entry like any other, which says the same as text.
"""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from reflect.errors import StorageFull
from reflect.model import EXERCISE, NOTHING, Changes, Entry, EntryId, KeptId, Plan, Walk, new_id
from reflect.ui import steps
from reflect.ui.bars import announce, button, key_in, label, tall
from reflect.ui.closing import Closing
from reflect.ui.exercise_words import (
    BULLET,
    FOR_LATER,
    READ_AGAIN,
    RECALLED,
    answered,
    entry_text,
    in_a_sentence,
    told,
)
from reflect.ui.flow import FlowLayout
from reflect.ui.keeper import Keeper
from reflect.ui.messages import worded
from reflect.ui.moment import now_here
from reflect.ui.scroller import Column

if TYPE_CHECKING:
    from reflect.content import Exercise, Step
    from reflect.errors import ReflectError
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


# -- the page --------------------------------------------------------------------------------------


class WalkPage(QWidget):
    """One for each exercise that was opened in this window."""

    def __init__(self, window: MainWindow, exercise: Exercise) -> None:
        super().__init__(window.layers)
        self._window = window
        self._theme = window.theme
        self.exercise = exercise
        self.place = 0
        """The step that shows."""
        self.answers: dict[str, str] = {}
        self.answer: steps.Answer | None = None
        """Where the step is answered."""
        self._known = False
        self._stored = False
        """The journal has this walk, or is about to."""
        self._finishing = False
        self._reads_only = False
        self._new_walk()
        self.keeper = Keeper(window.bridge, self.walk, self)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_failed)
        self.setObjectName("page")
        self.setAccessibleName(exercise.name)
        self._build()
        self._dress()
        self._theme.changed.connect(self._dress)

    def _new_walk(self) -> None:
        self._walk_id = KeptId(new_id())
        self._begun_at: datetime = now_here()[0]
        # Made here, so that finishing twice is harmless.
        self._entry_id = EntryId(new_id())
        self._plan_id = KeptId(new_id())

    # what others ask --------------------------------------------------------------------------

    def begin(self) -> None:
        """It comes to the front: at the step where it was left, or from the first one."""
        if self.keeper.unsaved or self._finishing:
            self.show_step()
            return
        self.body.hide()
        self.closing.hide()
        self._window.bridge.ask(
            self, partial(_read, self.exercise.id), self._on_read, self._on_not_read
        )

    def walk(self) -> Walk:
        """As it stands on the page."""
        given = {id: words for id, words in self.answers.items() if words.strip()}
        return Walk(self._walk_id, self.exercise.id, self._begun_at, self.place, given)

    @property
    def unsaved(self) -> bool:
        return self.keeper.unsaved or self._finishing

    def flush(self) -> None:
        """Keep what is typed, now."""
        if self.answer is not None:
            self.answer.rest()
        self.keeper.flush()

    def let_go(self) -> None:
        """It is not wanted any more: what is on the page goes with it."""
        self.keeper.forget()
        self._clear()

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self._scroll = Column(self._theme, self)
        self._column, column = self._scroll.inside, self._scroll.lines
        self.trouble = label("", "warn")
        self.trouble.hide()
        self.body = QWidget(self._column)
        self.closing = Closing(self._window, self._column)
        self.closing.done.connect(self.leave)
        self.closing.plan_wanted.connect(self._on_plan_wanted)
        for part in (self.trouble, self.body, self.closing):
            column.addWidget(part)
        self._build_body()
        self.body.hide()
        self.closing.hide()
        for keys, does in (
            ("Esc", self.leave),
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Alt+Right", self.go_on),
            ("Alt+Left", self.go_back),
        ):
            key_in(self, keys, does)

    def _build_body(self) -> None:
        space = self._theme.spacing
        self.count = label("", "caption")
        self.caution = QFrame(self.body)
        self.caution.setProperty("role", "notice")
        inside = QVBoxLayout(self.caution)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.addWidget(label(self.tr("Before you begin"), "strong"))
        inside.addWidget(label(self.exercise.caution or ""))
        self.title = label("", "section")
        self.ask = label("")
        self.recalled = QFrame(self.body)
        self.recalled.setProperty("role", "sunken")
        self._recalled_lines = QVBoxLayout(self.recalled)
        self._recalled_lines.setContentsMargins(space(4), space(2), space(4), space(2))
        self._recalled_lines.setSpacing(space(1))
        self._answer_room = QVBoxLayout()
        self.hint = label("", "soft")
        self.needed = label(self.tr("A few words here, or one press, and it goes on."), "warn")
        self.back = button(self.tr("Back"), parent=self.body)
        self.back.setToolTip(self.tr("Back (Alt+Left)"))
        self.back.clicked.connect(self.go_back)
        self.next = button("", "primary", self.body)
        self.next.clicked.connect(self.go_on)
        self.later = button("", parent=self.body)
        self.later.setToolTip(self.tr("Later (Esc)"))
        self.later.clicked.connect(self.leave)
        foot = FlowLayout(gap=space(2))
        for each in (self.next, self.back, self.later):
            foot.addWidget(each)
        self.said = label("", "caption")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        for part in (self.count, self.caution, self.title, self.ask, self.recalled):
            column.addWidget(part)
        column.addLayout(self._answer_room)
        column.addWidget(self.hint)
        column.addWidget(self.needed)
        column.addLayout(foot)
        column.addWidget(self.said)

    def _dress(self) -> None:
        self.ask.setFont(QFont(self._theme.font("title")))
        tall(self.next, self.back, self.later, *self.closing.findChildren(QPushButton))
        if isinstance(self.answer, steps.Time):
            tall(self.answer.run, self.answer.again)

    # the steps --------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The one that shows."""
        return self.exercise.steps[self.place]

    def show_step(self) -> None:
        """The step, with the focus where it is answered."""
        step, count = self.step, len(self.exercise.steps)
        key = (self.exercise.id, step.id)
        first, last = self.place == 0, self.place == count - 1
        self.count.setText(
            self.tr("{exercise} · step {step} of {steps}").format(
                exercise=self.exercise.name, step=self.place + 1, steps=count
            )
        )
        self.caution.setVisible(first and bool(self.exercise.caution))
        self.title.setText(step.title)
        self.ask.setText(step.ask)
        self.hint.setText(step.hint)
        self.hint.setVisible(bool(step.hint))
        self.needed.hide()
        self._fill_recalled(RECALLED.get(key, ()))
        self._make_answer(step)
        self.back.setVisible(not first)
        self._say_next()
        comes_back = key in FOR_LATER
        self.later.setText(self.tr("Leave it until then") if comes_back else self.tr("Later  Esc"))
        self.later.setAccessibleName(
            self.tr("Leave it until then") if comes_back else self.tr("Later")
        )
        _dress_as(self.later, "" if comes_back else "plain")
        self.next.setToolTip(
            self.tr("Finish (Ctrl+Enter)") if last else self.tr("Next (Ctrl+Enter)")
        )
        self.said.setText(
            self.tr("This journal can be read, not changed: nothing is kept.")
            if self._reads_only
            else self.tr("Kept as you go. When you come back, it goes on here.")
        )
        self.closing.hide()
        self.body.show()
        self._dress()
        self._scroll.verticalScrollBar().setValue(0)
        self.focus_step()
        announce(self, f"{self.count.text()}. {step.title}. {step.ask}")

    def focus_step(self) -> None:
        """To where the step is answered, else to Next."""
        if self.answer is None or not self.answer.focus():
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_answer(self, step: Step) -> None:
        old, self.answer = self.answer, None
        if old is not None:
            old.rest()
            self._answer_room.removeWidget(old)
            old.hide()
            old.deleteLater()
        target = self._target(step)
        value = self.answers.get(target.id, "")
        name = target.title
        if target is step:
            made = steps.made(self._theme, step, name, value, self._note(step), self.body)
        else:
            made = steps.Words(self._theme, step, name, value, self.body)
        made.changed.connect(self._on_answered)
        made.chosen.connect(self._on_chosen)
        if isinstance(made, steps.Time):
            made.over.connect(self._say_next)
            made.run.clicked.connect(self._say_next)
        self.answer = made
        self._answer_room.addWidget(made)
        made.setVisible(bool(made.stops))
        # Tab goes down the page, whatever the order of making.
        for one, other in itertools.pairwise((*made.stops, self.next, self.back, self.later)):
            QWidget.setTabOrder(one, other)

    def _target(self, step: Step) -> Step:
        """The step whose answer is written here."""
        wanted = READ_AGAIN.get((self.exercise.id, step.id), step.id)
        return next(each for each in self.exercise.steps if each.id == wanted)

    def _note(self, step: Step) -> str:
        """Under a time that is longer than the journal stays open untouched."""
        minutes = self._window.settings.autolock_minutes
        if not minutes or step.seconds < minutes * 60:
            return ""
        return self.tr(
            "The journal locks after {minutes} minutes without a key or the mouse. What is left of "
            "the time is kept then."
        ).format(minutes=minutes)

    def _fill_recalled(self, ids: tuple[str, ...]) -> None:
        while (item := self._recalled_lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        by_id = {step.id: step for step in self.exercise.steps}
        some = False
        for id in ids:
            words = told(by_id[id], self.answers.get(id, ""), BULLET)
            if words:
                some = True
                said = label(words)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._recalled_lines.addWidget(label(by_id[id].title, "caption"))
                self._recalled_lines.addWidget(said)
        self.recalled.setVisible(some)

    def _say_next(self) -> None:
        last = self.place == len(self.exercise.steps) - 1
        runs_on = isinstance(self.answer, steps.Time) and self.answer.seconds_left > 0
        self.next.setText(
            self.tr("Finish") if last else self.tr("Skip") if runs_on else self.tr("Next")
        )
        # While there is a time to be started, that is what one comes for.
        _dress_as(self.next, "" if runs_on else "primary")

    def _on_answered(self) -> None:
        if self.answer is None:
            return
        self.answers[self._target(self.step).id] = self.answer.value
        self.needed.hide()
        self._say_next()
        self._touch()

    def _on_chosen(self) -> None:
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The next step; after the last one, the end. A step that may not be empty says so."""
        if self.body.isHidden() or self._finishing:
            return
        if self.answer is not None:
            self.answer.rest()
            if not self.step.optional and self.answer.stops and not self.answer.value.strip():
                self.needed.show()
                announce(self, self.needed.text())
                self.focus_step()
                return
        if self.place == len(self.exercise.steps) - 1:
            self.finish()
        else:
            self._go_to(self.place + 1)

    def go_back(self) -> None:
        """The step before."""
        if not self.body.isHidden() and self.place and not self._finishing:
            self._go_to(self.place - 1)

    def _go_to(self, place: int) -> None:
        if self.answer is not None:
            self.answer.rest()
        self.place = place
        self._touch()
        self.keeper.flush()
        self.show_step()

    def leave(self) -> None:
        """Later; what is typed is kept at once. From the end, back to where one was."""
        if self._finishing:
            return
        if self._stored and not any(words.strip() for words in self.answers.values()):
            # Nothing is left in it: it was not begun.
            walk = self._walk_id
            self.let_go()
            self._window.bridge.write(self, partial(_drop, walk), None, self._on_failed)
        else:
            self.flush()
        self._window.leave()

    # keeping it -------------------------------------------------------------------------------

    def _touch(self) -> None:
        if not self._reads_only and self._known:
            self._stored = True
            self.keeper.touch()

    def _on_read(self, found: tuple[Walk | None, bool]) -> None:
        walk, self._reads_only = found
        self._clear()
        self._known = True
        if walk is not None:
            self._stored = True
            self._walk_id, self._begun_at = walk.id, walk.begun_at
            self.answers = dict(walk.answers)
            self.place = min(walk.step, len(self.exercise.steps) - 1)
        self.show_step()

    def _clear(self) -> None:
        self.answers = {}
        self.place = 0
        self._stored = self._known = False
        self._new_walk()
        self.trouble.hide()

    def _on_not_read(self, error: ReflectError) -> None:
        self._on_failed(error)
        announce(self, self.trouble.text(), urgent=True)

    def _on_kept(self) -> None:
        self.trouble.hide()

    def _on_failed(self, error: ReflectError) -> None:
        self.trouble.setText(". ".join(worded(error)))
        self.trouble.show()
        announce(self, self.trouble.text(), urgent=True)

    # the end ----------------------------------------------------------------------------------

    def entry(self) -> Entry:
        """What it becomes."""
        at, zone = now_here()
        return Entry(
            self._entry_id,
            at,
            datetime.now(UTC),
            zone=zone,
            title=self.exercise.name,
            text=entry_text(self.exercise, self.answers),
            kind=f"{EXERCISE}{self.exercise.id}",
            answers=answered(self.exercise, self.answers),
        )

    def finish(self) -> None:
        """It becomes an entry, and is no longer under way."""
        entry, walk = self.entry(), self.walk()
        if self._reads_only or not entry.answers:
            self.keeper.forget()
            self._window.leave()
            return
        self._finishing = True
        self.keeper.forget()
        self._window.bridge.write(
            self,
            partial(_finish, entry, walk.id),
            partial(self._on_finished, entry, walk),
            partial(self._on_not_finished, entry, walk),
        )

    def _on_finished(self, entry: Entry, walk: Walk, _changes: Changes | None = None) -> None:
        self._finishing = False
        self.keeper.forget()
        plan = self._plan()
        undo = partial(self._put_back, entry.id, walk, plan.id if plan is not None else None)
        self._clear()
        self.body.hide()
        by_id = {step.id: step for step in self.exercise.steps}
        lines = [
            (by_id[id].title, told(by_id[id], words, BULLET)) for id, words in entry.answers.items()
        ]
        self.closing.show_kept(entry, self.exercise.name, lines, plan)
        self.closing.show()
        self._dress()
        self._scroll.verticalScrollBar().setValue(0)
        self._window.offer_undo(self.tr("Kept: {name}").format(name=self.exercise.name), undo)
        self.closing.take_focus()

    def _on_not_finished(self, entry: Entry, walk: Walk, error: ReflectError) -> None:
        self._on_failed(error)
        if error.facts.get("saved"):
            changes = Changes(entries=frozenset({entry.id}), kept=frozenset({"walk"}))
            self._window.bridge.changed.emit(changes, self)
            self._on_finished(entry, walk)
            self._on_failed(error)
            return
        self._finishing = False
        self._stored = True
        self.keeper.touch()

    def _plan(self) -> Plan | None:
        """What its end offers to keep as well."""
        when, then = (in_a_sentence(self.answers.get(id, "")) for id in ("when", "then"))
        if self.exercise.makes != "plan" or not when or not then:
            return None
        return Plan(self._plan_id, when, then, now_here()[0])

    def _on_plan_wanted(self, plan: Plan, wanted: bool) -> None:
        self._window.bridge.write(
            self, partial(_keep_plan if wanted else _drop_plan, plan), None, self._on_plan_failed
        )

    def _on_plan_failed(self, error: ReflectError) -> None:
        self.closing.plan_not_kept()
        self._on_failed(error)

    def _put_back(self, entry: EntryId, walk: Walk, plan: KeptId | None) -> None:
        """The entry to the trash, the exercise under way again."""
        self._window.bridge.write(
            self, partial(_unfinish, entry, walk, plan), self._on_put_back, self._on_failed
        )

    def _on_put_back(self, _changes: Changes) -> None:
        if not self.closing.isHidden() and self.isVisible():
            self.begin()


def _dress_as(each: QPushButton, role: str) -> None:
    if each.property("role") != role:
        each.setProperty("role", role)
        each.style().polish(each)


# on the journal's thread --------------------------------------------------------------------------


def _read(exercise: str, vault: OpenVault) -> tuple[Walk | None, bool]:
    """The one begun last, and whether the journal can only be read."""
    walks = [each for each in vault.journal.kept(Walk) if each.exercise == exercise]
    return max(walks, key=_begun, default=None), vault.read_only


def _begun(walk: Walk) -> datetime:
    return walk.begun_at


def _finish(entry: Entry, walk: KeptId, vault: OpenVault) -> Changes:
    """Both or neither; a full disk gives up its reserve for it, as it does for any entry."""
    try:
        return _write_end(entry, walk, vault)
    except StorageFull:
        if not vault.free_reserve():
            raise
    _write_end(entry, walk, vault)
    raise StorageFull(path=vault.folder, saved=True, entry=entry.id)


def _write_end(entry: Entry, walk: KeptId, vault: OpenVault) -> Changes:
    journal = vault.journal
    with journal.atomic():
        changes = journal.put(entry)
        if journal.kept_one(Walk, walk) is not None:
            changes |= journal.trash_kept(Walk, (walk,))
    return changes


def _drop(walk: KeptId, vault: OpenVault) -> Changes:
    if vault.journal.kept_one(Walk, walk) is None:
        return NOTHING
    return vault.journal.trash_kept(Walk, (walk,))


def _unfinish(entry: EntryId, walk: Walk, plan: KeptId | None, vault: OpenVault) -> Changes:
    journal = vault.journal
    with journal.atomic():
        changes = journal.trash((entry,)) | journal.keep(walk)
        if plan is not None and journal.kept_one(Plan, plan) is not None:
            changes |= journal.trash_kept(Plan, (plan,))
    return changes


def _keep_plan(plan: Plan, vault: OpenVault) -> Changes:
    return vault.journal.keep(plan)


def _drop_plan(plan: Plan, vault: OpenVault) -> Changes:
    return vault.journal.trash_kept(Plan, (plan.id,))

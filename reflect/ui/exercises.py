"""The guided exercises: what there is, what was begun, and a quiet line on Today to go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reflect.model import Changes, Walk
from reflect.ui.bars import ToolButton, button, key_in, label, tall
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.scroller import Column

if TYPE_CHECKING:
    from reflect.content import Exercise
    from reflect.errors import ReflectError
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.walking import WalkPage
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


@dataclass(frozen=True, slots=True)
class Begun:
    """An exercise under way."""

    exercise: Exercise
    walk: Walk = field(repr=False)


def open_list(window: MainWindow) -> ExercisesPage:
    """All of them, in place of the window's content; Esc leads back."""
    page = window.findChild(ExercisesPage)
    if page is None:
        page = ExercisesPage(window)
    window.enter(page)
    page.begin()
    return page


def open_walk(window: MainWindow, exercise_id: str) -> WalkPage | None:
    """An exercise, where it was left or from its first step. None: there is no such one."""
    from reflect import content
    from reflect.ui.walking import WalkPage

    exercise = content.exercise_by_id(language_in(window)).get(exercise_id)
    if exercise is None:
        return None
    page = _page_of(window, exercise_id)
    if page is None:
        page = WalkPage(window, exercise)
    window.enter(page)
    page.begin()
    return page


def let_go(window: MainWindow, begun: Begun) -> None:
    """Not to be gone on with; it can be had back."""
    page = _page_of(window, begun.exercise.id)
    if page is not None:
        page.let_go()
    window.bridge.write(window, partial(_trash, begun.walk))
    said = QCoreApplication.translate("ExercisesPage", "Let go: {name}")
    window.offer_undo(
        said.format(name=begun.exercise.name),
        partial(window.bridge.write, window, partial(_keep, begun.walk)),
    )


def language_in(window: MainWindow) -> str:
    """Of the exercises: "de" or "en"."""
    return language_of(window.settings)


def _page_of(window: MainWindow, exercise_id: str) -> WalkPage | None:
    from reflect.ui.walking import WalkPage

    pages = window.findChildren(WalkPage)
    return next((each for each in pages if each.exercise.id == exercise_id), None)


class GoingOn(QFrame):
    """On Today: one quiet line while something was begun, and nothing otherwise."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self.begun: tuple[Begun, ...] = ()
        self.said = label("", "soft")
        self.go_on = button(self.tr("Go on"), "link", self)
        self.go_on.clicked.connect(self._on_go_on)
        self.others = button("", "link", self)
        self.others.clicked.connect(self._on_others)
        self.leave = ToolButton(self)
        self.leave.setProperty("role", "plain")
        self.leave.clicked.connect(self._on_leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.said, 1)
        for each in (self.go_on, self.others, self.leave):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self._dress()
        theme.changed.connect(self._dress)
        bridge.changed.connect(self._on_changed)

    def ask(self) -> None:
        """What was begun, as the journal has it."""
        job = partial(read, language_in(self._window))
        self._bridge.ask(self, job, self._on_read, self._on_failed)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or "walk" in changes.kept:
            self.ask()

    def _on_read(self, found: tuple[tuple[Begun, ...], bool]) -> None:
        self.begun, read_only = found
        more = len(self.begun) - 1
        if self.begun:
            name = self.begun[0].exercise.name
            self.said.setText(self.tr("Go on with “{name}”?").format(name=name))
            self.go_on.setAccessibleName(self.tr("Go on with “{name}”").format(name=name))
            self.leave.setAccessibleName(self.tr("Let go of “{name}”").format(name=name))
            self.leave.setToolTip(self.leave.accessibleName())
            self.others.setText(self.tr("{count} more").format(count=more))
            self.others.setToolTip(self.tr("All exercises, those begun on top"))
        self.others.setVisible(more > 0)
        self.leave.setVisible(not read_only)
        self.setVisible(bool(self.begun))

    def _on_failed(self, _error: ReflectError) -> None:
        """The page does well without it; what is wrong with the journal is told elsewhere."""

    def _on_go_on(self) -> None:
        if self.begun:
            open_walk(self._window, self.begun[0].exercise.id)

    def _on_others(self) -> None:
        open_list(self._window)

    def _on_leave(self) -> None:
        if self.begun:
            let_go(self._window, self.begun[0])

    def _dress(self) -> None:
        self.leave.setIcon(self._theme.icon("close", "soft"))
        self.leave.setIconSize(self._theme.icon_size)


class ExercisesPage(QWidget):
    """What was begun on top, then all eight."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.layers)
        from reflect import content

        self._window = window
        self._theme = window.theme
        self._language = language_in(window)
        self._exercises = content.exercises(self._language)
        self.begun: tuple[Begun, ...] = ()
        self.going_on: dict[str, QPushButton] = {}
        """By exercise: Go on with it."""
        self.letting_go: dict[str, QPushButton] = {}
        self.begins: dict[str, QPushButton] = {}
        self._places: list[tuple[str, int]] = []
        """Of the rows: exercise and step."""
        self.setObjectName("page")
        self.setAccessibleName(self.tr("Exercises"))
        self._build()
        self._dress()
        self._theme.changed.connect(self._dress)
        window.bridge.changed.connect(self._on_changed)

    # what others ask --------------------------------------------------------------------------

    def begin(self) -> None:
        """It comes to the front."""
        self._scroll.verticalScrollBar().setValue(0)
        self.undo_line.follow(False)
        next(iter(self.begins.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to where one was."""
        self.undo_line.follow(False)
        self._window.leave()

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        from reflect.ui.closing import UndoLine

        space = self._theme.spacing
        self._scroll = Column(self._theme, self)
        self._column, column = self._scroll.inside, self._scroll.lines
        self.back = button(self.tr("Back  Esc"), parent=self._column)
        self.back.setAccessibleName(self.tr("Back"))
        self.back.clicked.connect(self.leave)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("Exercises"), "title"))
        column.addWidget(
            label(
                self.tr(
                    "One step at a time, as far as you like. You can leave at any step and go on "
                    "later; what you write becomes an entry of your journal at the end."
                ),
                "soft",
            )
        )
        self._begun_rows = QVBoxLayout()
        self._begun_rows.setSpacing(space(2))
        column.addLayout(self._begun_rows)
        self.undo_line = UndoLine(self._window, self._column)
        column.addWidget(self.undo_line)
        for exercise in self._exercises:
            column.addWidget(self._card(exercise))
        key_in(self, "Esc", self.leave)

    def _card(self, exercise: Exercise) -> QFrame:
        # Loaded here: the window need not wait for it.
        from reflect.ui.coping_words import energy_words, minutes_words

        space = self._theme.spacing
        card = QFrame(self._column)
        card.setProperty("role", "card")
        takes = [minutes_words(exercise.minutes), energy_words(exercise.energy)]
        if exercise.not_on_a_bad_day:
            takes.append(self.tr("better on a calmer day"))
        begin = button(self.tr("Begin"), parent=card)
        begin.setAccessibleName(self.tr("Begin: {name}").format(name=exercise.name))
        begin.setAccessibleDescription(f"{exercise.about} {' · '.join(takes)}")
        begin.clicked.connect(partial(self._on_begin, exercise.id))
        self.begins[exercise.id] = begin
        column = QVBoxLayout(card)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(1))
        column.addWidget(label(exercise.name, "section"))
        column.addWidget(label(exercise.about))
        column.addWidget(label(" · ".join(takes), "caption"))
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _dress(self) -> None:
        tall(*self._column.findChildren(QPushButton))

    # what was begun ---------------------------------------------------------------------------

    def _ask(self) -> None:
        self._window.bridge.ask(self, partial(read, self._language), self._on_read)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self.isVisible() and (changes.everything or "walk" in changes.kept):
            self._ask()

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Below an exercise it hears nothing of how far that went.
        self._ask()

    def _on_read(self, found: tuple[tuple[Begun, ...], bool]) -> None:
        self.begun, read_only = found
        ids = [each.exercise.id for each in self.begun]
        places = [(each.exercise.id, each.walk.step) for each in self.begun]
        if places != self._places:
            self._places = places
            self._fill(read_only)
        for id, each in self.begins.items():
            each.setVisible(id not in ids)

    def _fill(self, read_only: bool) -> None:
        held = any(each.hasFocus() for each in (*self.going_on.values(), *self.letting_go.values()))
        while (item := self._begun_rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.going_on, self.letting_go = {}, {}
        before: QWidget = self.back
        for begun in self.begun:
            row = self._row(begun, read_only)
            self._begun_rows.addWidget(row)
            for each in row.findChildren(QPushButton):
                QWidget.setTabOrder(before, each)
                before = each
        self._dress()
        first = next(iter(self.going_on.values()), None)
        if held or first is not None:
            target = first or next(iter(self.begins.values()))
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            # Once the rows have their places.
            QTimer.singleShot(0, self, self._into_sight)

    def _into_sight(self) -> None:
        focused = self._window.focusWidget()
        if isinstance(focused, QPushButton) and self._column.isAncestorOf(focused):
            self._scroll.verticalScrollBar().setValue(0)
            self._scroll.ensureWidgetVisible(focused)

    def _row(self, begun: Begun, read_only: bool) -> QFrame:
        space, exercise = self._theme.spacing, begun.exercise
        row = QFrame(self._column)
        row.setProperty("role", "notice")
        at = min(begun.walk.step, len(exercise.steps) - 1)
        go_on = button(self.tr("Go on"), "primary", row)
        go_on.setAccessibleName(self.tr("Go on with “{name}”").format(name=exercise.name))
        go_on.clicked.connect(partial(self._on_begin, exercise.id))
        leave = button(self.tr("Let it go"), "plain", row)
        leave.setAccessibleName(self.tr("Let go of “{name}”").format(name=exercise.name))
        leave.clicked.connect(partial(self._on_let_go, begun))
        leave.setVisible(not read_only)
        choices = FlowLayout(gap=space(2))
        choices.addWidget(go_on)
        choices.addWidget(leave)
        column = QVBoxLayout(row)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(1))
        column.addWidget(label(self.tr("Go on with “{name}”").format(name=exercise.name), "strong"))
        column.addWidget(
            label(
                self.tr("Step {step} of {steps}: {title}").format(
                    step=at + 1, steps=len(exercise.steps), title=exercise.steps[at].title
                ),
                "soft",
            )
        )
        column.addLayout(choices)
        self.going_on[exercise.id] = go_on
        self.letting_go[exercise.id] = leave
        return row

    def _on_begin(self, id: str, *_checked: bool) -> None:
        self.undo_line.follow(False)
        open_walk(self._window, id)

    def _on_let_go(self, begun: Begun, *_checked: bool) -> None:
        let_go(self._window, begun)
        self.undo_line.follow(True)


# on the journal's thread --------------------------------------------------------------------------


def read(language: str, vault: OpenVault) -> tuple[tuple[Begun, ...], bool]:
    """What was begun, the newest first, one for each exercise; whether the journal can only be
    read. On the journal's thread."""
    walks = sorted(vault.journal.kept(Walk), key=_begun_at)
    if not walks:
        return (), vault.read_only
    # Loaded here: most days there is none.
    from reflect import content

    known = content.exercise_by_id(language)
    newest = {walk.exercise: walk for walk in walks if walk.exercise in known}
    found = (Begun(known[walk.exercise], walk) for walk in newest.values())
    return tuple(sorted(found, key=_when, reverse=True)), vault.read_only


def _begun_at(walk: Walk) -> datetime:
    return walk.begun_at


def _when(begun: Begun) -> datetime:
    return begun.walk.begun_at


def _trash(walk: Walk, vault: OpenVault) -> Changes:
    return vault.journal.trash_kept(Walk, (walk.id,))


def _keep(walk: Walk, vault: OpenVault) -> Changes:
    return vault.journal.keep(walk)

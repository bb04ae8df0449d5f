"""Guided exercises in a window with a real journal, and what their tests look at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from reflect import content
from reflect.content import Exercise
from reflect.errors import StorageFull
from reflect.model import EXERCISE, Changes, Entry, Walk
from reflect.ui import exercises, steps
from reflect.ui.exercises import ExercisesPage
from reflect.ui.walking import WalkPage
from tests.ui.journal_room import JournalRoom

NEXT = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def walk(room: JournalRoom, id: str) -> WalkPage:
    page = exercises.open_walk(room.window, id)
    room.settle()
    assert page is not None
    return page


def the_list(room: JournalRoom) -> ExercisesPage:
    page = exercises.open_list(room.window)
    room.settle()
    return page


def answer(page: WalkPage, words: str = "") -> None:
    """Give the step that shows an answer, as a person would; then on."""
    made = page.answer
    if isinstance(made, steps.Words | steps.Lines):
        made.pad.setPlainText(words)
    elif isinstance(made, steps.Number) and words:
        QTest.keyClicks(made.rating.buttons[0], words)
    elif isinstance(made, steps.Choice) and words:
        QTest.keyClicks(made.buttons[0], words)
    page.go_on()


def to_step(page: WalkPage, id: str) -> None:
    """On to a step, whatever the steps before want answered."""
    for _ in page.exercise.steps:
        if page.step.id == id:
            return
        answer(page, "1" if page.step.kind in ("rating", "choice") else f"my {page.step.id}")
    assert page.step.id == id


def walks(room: JournalRoom) -> tuple[Walk, ...]:
    return room.journal.kept(Walk)


def texts(part: QWidget) -> str:
    """Everything that can be read there."""
    QCoreApplication.processEvents()
    return "\n".join(
        each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part) and each.text()
    )


def entries(room: JournalRoom, id: str) -> tuple[Entry, ...]:
    return room.journal.entries_of(f"{EXERCISE}{id}")


def exercise(id: str, language: str = "en") -> Exercise:
    return content.exercise_by_id(language)[id]


def finished(room: JournalRoom, id: str = "if-then-plan") -> WalkPage:
    page = walk(room, id)
    for words in ("To lie awake less", "", "If I lie awake", "I turn the radio on low.", "", "8"):
        answer(page, words)
    room.settle()
    return page


def full(*_anything: object, **_more: object) -> Changes:
    raise StorageFull(path=Path("journal"))

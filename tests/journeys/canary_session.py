"""A session in the real window with a telling word in every field, ended by locking.

    python canary_session.py JOURNAL FOLDER-WITH-FILES < words.json

The words come by standard input, so that they stand in no argument and no environment. Prints
`locking` before the process becomes a locked one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from reflect import app
from reflect.model import Emotion
from reflect.ui.bridge_card import open_card
from reflect.ui.coping import CopingPage
from reflect.ui.goals import GoalsView
from reflect.ui.program import Program
from reflect.ui.progress import open_section
from reflect.ui.safety import open_plan
from reflect.ui.steady import open_steady
from reflect.ui.strategy_editor import StrategyEditor
from reflect.ui.unlock import UnlockPage
from reflect.ui.window import MainWindow


def _type(widget: QWidget, text: str) -> None:
    QTest.keyClicks(widget, text)


def steps(program: Program, words: dict[str, str], files: Path) -> Iterator[int]:
    """The session; yields how many milliseconds to let the program be."""
    door = program.door
    assert door is not None
    page = door.page
    assert isinstance(page, UnlockPage)
    _type(page.passphrase.line, words["passphrase"])
    page.unlock()
    while program.window is None:
        yield 50
    window = program.window
    yield 300
    today = window.findChild(QWidget, "page")
    from reflect.ui.today import TodayPage

    today = next(iter(window.findChildren(TodayPage)))
    editor = today.editor
    editor.moods.choose(2)
    editor.set_feelings((Emotion(words["feeling"], 4),))
    _type(editor.title, words["title"])
    _type(editor.pad, words["text"])
    editor.tags.line.setFocus()
    _type(editor.tags.line, words["tag"])
    QTest.keyClick(editor.tags.line, Qt.Key.Key_Return)
    editor.factors.set_factors({"place": words["place"]})
    editor.factors.changed.emit()
    editor.templates.keep(words["template"], words["template name"])
    editor.attach([files / name for name in sorted(f.name for f in files.iterdir())])
    yield 2500
    editor.set_preview(True)
    yield 600
    today.begin()
    editor.moods.choose(1)
    _type(editor.pad, words["note"])
    yield 2500
    for line in window.findChildren(QLineEdit):
        if "earch" in line.accessibleName() and line.isVisibleTo(window):
            line.setFocus()
            _type(line, words["search"])
            yield 800
    yield from _what_helps(window, words)
    assert not editor.unsaved
    print("locking", flush=True)
    program.lock()


def _what_helps(window: MainWindow, words: dict[str, str]) -> Iterator[int]:
    """A way of coping, a goal, the safety plan and the bridge card, each typed in its place."""
    window.show_page("coping")
    yield 800
    coping = next(iter(window.findChildren(CopingPage)))
    coping.make_new()
    yield 100
    card = next(iter(window.findChildren(StrategyEditor)))
    for field, name in ((card.title, "card"), (card.steps, "step"), (card.people, "person")):
        _type(field, words[name])
    yield 2500
    card.close_card()
    goals = open_section(window, "goals")
    assert isinstance(goals, GoalsView)
    goals.add_new()
    _type(goals.form.fields["title"], words["goal"])
    yield 2500
    goals.form.keep()
    yield 500
    plan = open_plan(window)
    yield 500
    _type(next(iter(plan.fields.values())), words["plan"])
    yield 2500
    plan.leave()
    bridge = open_card(window)
    yield 500
    _type(bridge.fields["say"], words["bridge"])
    # What is typed in the last moment goes with the lock.
    bridge.leave()
    yield 100
    open_steady(window)
    yield 500


def main() -> None:
    words = json.load(sys.stdin)
    program = app.build(app.read(["--journal", sys.argv[1]]))
    session = steps(program, words, Path(sys.argv[2]))

    def go_on() -> None:
        pause = next(session, None)
        if pause is not None:
            QTimer.singleShot(pause, go_on)

    QTimer.singleShot(0, go_on)
    program.run()


if __name__ == "__main__":
    main()

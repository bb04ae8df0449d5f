"""First run, writing, finding, locking, unlocking: once by keyboard alone, once with the mouse.

The real program on a real journal with a real worker; only becoming another process, which would
end the test as well, is written down instead.
"""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextEdit, QWidget

from reflect import app, vault
from reflect.model import Entry
from reflect.ui.program import Program
from tests.journeys.hands import (
    ALT,
    CONTROL,
    SHIFT,
    Keyboard,
    Mouse,
    called,
    focus,
    shown_texts,
    text_of,
    until,
)

PASSPHRASE = "seven grey herons wade"
NAME = "By the river"
TITLE = "A day by the water"
TEXT = "Grüße, 日本, שלום.\nThe heron stood still, and so did I."
FEELINGS = (("hopeful", 4), ("worried", 2))


class Run:
    """Programs one after another, as locking makes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.restarts: list[tuple[Path, str]] = []
        self.program: Program | None = None

    def begin(self) -> Program:
        """What starting the program does, short of the event loop."""
        self.end()
        start = app.read(["--journal", str(self.folder)])
        self.program = app.build(start, lambda folder, page: self.restarts.append((folder, page)))
        assert self.program.start()
        until(lambda: QApplication.focusWidget() is not None)
        return self.program

    def end(self) -> None:
        program, self.program = self.program, None
        if program is None:
            return
        program.end()
        for window in (program.window, program.door, program._left):
            if window is not None and shiboken6.isValid(window):
                window.hide()
                window.deleteLater()
        # Faults of what runs next belong on standard error again, not into this run's folder.
        faulthandler.enable(sys.__stderr__ if sys.__stderr__ is not None else 2)
        if program._crashes is not None:
            program._crashes.close()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def run(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    # The program forbids its process more than a test runner can live with for long.
    monkeypatch.setattr("reflect.hardening.harden", lambda: None)
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QApplication.clipboard().clear()
    made = Run(tmp_path / "journal")
    yield made
    made.end()
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Two colours, 64 by 48."""
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    picture.fill(QColor("#3f6fa8"))
    path = tmp_path / "heron.png"
    assert picture.save(str(path))
    return path


def group_asked(program: Program) -> str:
    """The group of the recovery code that is to be typed, read from the screen."""
    door = program.door
    assert door is not None
    asked = next(
        part.text().replace("&", "")
        for part in door.findChildren(QLabel)
        if part.isVisibleTo(door) and part.text().startswith("Type group")
    )
    number = asked.split()[2]
    shown = next(text for text in shown_texts(door) if text.startswith(f"{number}  "))
    return shown.split()[1].lower()


def saved(program: Program) -> None:
    """The page says so."""
    window = program.window
    assert window is not None
    until(lambda: any(text.startswith("saved") for text in shown_texts(window)))
    until(lambda: program.bridge is not None and not program.bridge.busy)


def the_entry(folder: Path) -> Entry:
    """What the journal holds, once nobody has it open."""
    with vault.unlock(folder, PASSPHRASE) as opened:
        (only,) = opened.journal.every_entry()
        return only


def as_written(entry: Entry, photos: int) -> None:
    """Everything that was put in, and nothing else."""
    assert entry.title == TITLE
    assert entry.text is not None
    assert entry.text.startswith(TEXT)
    assert entry.mood == 4
    assert [(each.word, each.intensity) for each in entry.emotions] == list(FEELINGS)
    assert entry.tags == ("café walks",)
    assert entry.factors == {"place": "the river Øre"}
    assert len(entry.attachments) == photos
    assert {each.type for each in entry.attachments} == {"image/png"}


def test_all_of_it_by_keyboard_alone(run: Run, photo: Path) -> None:
    hands = Keyboard()
    program = run.begin()

    # First run: what is kept where; the passphrase; the recovery sheet.
    assert called(focus()) == "Name of the journal"
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.type(NAME)
    hands.press(Qt.Key.Key_Return)
    assert called(focus()) == "Passphrase"
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    until(lambda: program.door is not None and called(focus()) == "Save as…")
    hands.go_to("Group 4 of the recovery code")
    hands.type(group_asked(program))
    assert called(focus()) == "Start writing"
    hands.press(Qt.Key.Key_Return)
    until(lambda: program.window is not None)

    # Straight into an empty entry.
    until(lambda: called(focus()) == "Text of the entry")
    assert text_of(focus()) == ""
    hands.type(TEXT)
    hands.press(Qt.Key.Key_4, ALT)
    hands.go_to("Title", back=True)
    hands.type(TITLE)
    hands.press(Qt.Key.Key_E, CONTROL)
    until(lambda: called(focus()) == "Search feelings")
    for word, strength in FEELINGS:
        hands.type(word)
        hands.press(Qt.Key.Key_Return)
        hands.go_to(f"How strong: {word}")
        hands.press(Qt.Key(Qt.Key.Key_0 + strength))
        hands.go_to("Search feelings", back=True)
    hands.go_to("Done")
    hands.press(Qt.Key.Key_Return)
    until(lambda: QApplication.activeModalWidget() is None)
    hands.press(Qt.Key.Key_E, CONTROL | SHIFT)
    hands.go_to("Place")
    hands.type("the river Øre")
    hands.press(Qt.Key.Key_T, CONTROL | SHIFT)
    assert called(focus()) == "Add a tag"
    hands.type("café walks")
    hands.press(Qt.Key.Key_Return)
    hands.answer_file_dialog(str(photo), lambda: hands.press(Qt.Key.Key_A, CONTROL | SHIFT))
    hands.go_to("Text of the entry", back=True)
    pasted = QImage(20, 20, QImage.Format.Format_RGB32)
    pasted.fill(QColor("#c98f2c"))
    QApplication.clipboard().setImage(pasted)
    hands.press(Qt.Key.Key_End, CONTROL)
    hands.press(Qt.Key.Key_V, CONTROL)
    window = program.window
    assert window is not None
    until(lambda: "reflect-img:pasted" in text_of(focus()), 15)
    hands.press(Qt.Key.Key_Home, CONTROL)
    hands.press(Qt.Key.Key_Right, times=5)
    hands.press(Qt.Key.Key_S, CONTROL)
    saved(program)

    # Found again: by search, and in the Journal.
    hands.press(Qt.Key.Key_K, CONTROL)
    assert called(focus()) == "Search the journal"
    hands.type("heron stood")
    until(lambda: "1 entry" in shown_texts(window))
    hands.press(Qt.Key.Key_Return)
    until(lambda: window.current_page == "journal" and entry_is_read(program))
    hands.press(Qt.Key.Key_1, CONTROL)
    assert window.current_page == "today"
    hands.press(Qt.Key.Key_2, CONTROL)
    until(lambda: called(focus()) == "Entries, newest first")
    hands.press(Qt.Key.Key_Return)
    until(lambda: called(focus()) == "Text of the entry")
    assert text_of(focus()).startswith(TEXT)
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_1, CONTROL)
    until(lambda: window.current_page == "today")

    lock_and_return(run, hands, lambda: hands.press(Qt.Key.Key_L, CONTROL), photos=2, cursor=5)


def entry_is_read(program: Program) -> bool:
    """The entry stands in front of the person, with its words."""
    window = program.window
    assert window is not None
    pads = [part for part in window.findChildren(QPlainTextEdit) if part.isVisibleTo(window)]
    pages = [part for part in window.findChildren(QTextEdit) if part.isVisibleTo(window)]
    texts = [*(part.toPlainText() for part in pads), *(part.toPlainText() for part in pages)]
    return any("heron stood still" in text for text in texts)


def lock_and_return(
    run: Run, hands: Keyboard, lock: Callable[[], None], *, photos: int, cursor: int
) -> None:
    """Lock, look into the journal, start again, mistype once, and go in."""
    lock()
    until(lambda: run.restarts)
    assert run.restarts == [(run.folder, "")]
    run.end()
    as_written(the_entry(run.folder), photos)
    again = run.begin()
    assert called(focus()) == "Passphrase"
    hands.type("not this one")
    go_in(hands)
    door = again.door
    assert door is not None
    until(lambda: any("does not open" in text for text in shown_texts(door)))
    # It stays selected: the right one is typed over it.
    hands.type(PASSPHRASE)
    go_in(hands)
    until(lambda: again.window is not None)
    until(lambda: called(focus()) == "Text of the entry" and text_of(focus()).startswith(TEXT))
    pad = focus()
    assert isinstance(pad, QPlainTextEdit)
    assert pad.textCursor().position() == cursor


def go_in(hands: Keyboard) -> None:
    if isinstance(hands, Mouse):
        hands.click("Unlock")
    else:
        hands.press(Qt.Key.Key_Return)


def test_all_of_it_with_the_mouse(run: Run, photo: Path) -> None:
    hands = Mouse()
    program = run.begin()

    hands.click("Next")
    hands.click("Passphrase")
    hands.type(PASSPHRASE)
    hands.click("The same again")
    hands.type(PASSPHRASE)
    hands.click("Make the journal")
    hands.click("Group 4 of the recovery code")
    hands.type(group_asked(program))
    hands.click("Start writing")
    until(lambda: program.window is not None)
    window = program.window
    assert window is not None

    hands.click("Mood 4 of 5")
    hands.click("Text of the entry")
    hands.type(TEXT)
    hands.click("Title")
    hands.type(TITLE)
    hands.click("Add a feeling")
    for word, strength in FEELINGS:
        hands.click(word)
        dots = hands.find(f"How strong: {word}")
        hands.click_on(dots, QPoint(dots.width() * (2 * strength - 1) // 10, dots.height() // 2))
    hands.click("Done")
    until(lambda: QApplication.activeModalWidget() is None)
    hands.click("Context and body")
    hands.click("Place")
    hands.type("the river Øre")
    hands.click("Add a tag")
    hands.type("café walks\n")
    hands.answer_file_dialog(str(photo), lambda: hands.click("Add photos or files"))
    until(lambda: any("heron.png" in called(part) for part in window.findChildren(QWidget)))
    saved(program)

    hands.click("Search the journal")
    hands.type("heron stood")
    until(lambda: "1 entry" in shown_texts(window))
    hands.click_on(hands.find("Results"), QPoint(60, 20))
    until(lambda: window.current_page == "journal" and entry_is_read(program))
    hands.click("Today")
    hands.click("Journal")
    entries = hands.find("Entries, newest first")
    hands.click_on(entries, QPoint(entries.width() // 2, 80))
    until(lambda: entry_is_read(program))
    hands.click("Today")
    pad = hands.find("Text of the entry")
    assert isinstance(pad, QPlainTextEdit)
    there = pad.cursorRect(pad.document().find("Grüße")).center()
    hands.click_on(pad, pad.viewport().mapTo(pad, there))
    cursor = pad.textCursor().position()
    assert cursor < len(TEXT)
    lock_and_return(run, hands, lambda: hands.click("Lock the journal"), photos=1, cursor=cursor)

"""The window in German: no English left standing, and each letter of a menu leads one way."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget

from reflect.model import Emotion, Entry, EntryId
from reflect.settings import Settings
from reflect.ui import program
from reflect.ui.history import whole
from tests.ui.conftest import settle

TS = Path(__file__).resolve().parents[2] / "resources" / "i18n" / "reflect_de.ts"


@pytest.fixture
def german(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """Settings of a German window; the words are those of the sources as they are now."""
    words = tmp_path / "words"
    words.mkdir()
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(tool), "-silent", str(TS), "-qm", str(words / "reflect_de.qm")], check=True)
    before = QLocale()
    monkeypatch.setattr(program, "resource", lambda _name: words)
    yield Settings(language="de")
    monkeypatch.undo()
    program.speak(qapp, "en")
    QLocale.setDefault(before)


def plain(text: str) -> str:
    return text.replace("&", "")


def english() -> set[str]:
    """Sources that read otherwise in German, wherever they stand."""
    same: set[str] = set()
    other: set[str] = set()
    for message in ET.parse(TS).getroot().iter("message"):
        source, said = message.findtext("source") or "", message.findtext("translation") or ""
        (same if plain(source) == plain(said) else other).add(plain(source))
    return other - same


def texts(window: QWidget) -> set[str]:
    found = set()
    for widget in window.findChildren(QWidget):
        found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QAbstractButton | QLabel):
            found.add(widget.text())
        elif isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    found |= {action.text() for action in window.findChildren(QAction)}
    return {plain(text) for text in found if text}


def test_the_window_is_german(
    german: Settings, journal_folder: Path, make_shell: Callable[..., Any]
) -> None:
    shell = make_shell(journal_folder, german)
    shell.program.show_door()
    assert texts(shell.door) & english() == set()
    window = shell.unlock()
    for page in ("today", "journal", "preferences"):
        window.show_page(page)
        settle(shell)
        assert texts(window) & english() == set()
    assert {"Heute", "Tagebuch", "Einstellungen", "Sperren"} <= texts(window)


def test_each_letter_of_a_menu_leads_one_way(
    german: Settings, journal_folder: Path, make_shell: Callable[..., Any]
) -> None:
    window = make_shell(journal_folder, german).unlock()
    for page in ("today", "journal", "preferences"):
        window.show_page(page)
        for menu in (window.menuBar(), *window.menuBar().findChildren(QMenu)):
            letters = Counter(
                action.text().replace("&&", "").partition("&")[2][:1].casefold()
                for action in menu.actions()
                if action.isVisible() and "&" in action.text().replace("&&", "")
            )
            assert [letter for letter, count in letters.items() if count > 1] == []


def test_an_earlier_version_tells_moods_and_feelings_in_words() -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    entry = Entry(
        EntryId("a" * 12),
        at,
        at,
        text="Ein Satz.",
        mood=3,
        emotions=(Emotion("thoughtful", 2), Emotion("mulmig")),
    )
    words = {name: name for name in ("title", "mood", "feelings", "tags", "context", "files")}
    assert whole(entry, words, {3: "mittel"}, "de").split("\n") == [
        "mood: mittel",
        "feelings: nachdenklich 2, mulmig",
        "Ein Satz.",
    ]

"""What anyone can use: every control has a name and a way to it, no text is cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.model import Emotion, Entry
from reflect.settings import Settings
from reflect.ui import bars
from tests.ui.conftest import PASSPHRASE, Shell, settle, wait_until

NAMED = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.ProgressBar,
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with a little of everything, and something in the trash."""
    folder = tmp_path_factory.mktemp("filled") / "journal"
    made, _code = vault.create(folder, PASSPHRASE, name="Mine", cost=CHEAP)
    journal = made.journal
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC).astimezone()
    for number in range(6):
        moment = now - timedelta(days=number * 61)
        journal.put(
            Entry(
                f"entry{number:07}",  # type: ignore[arg-type]
                moment,
                moment,
                title=f"A walk of length {number}",
                text="Along the river and back again, without a word to anyone.\n\nThen tea.",
                mood=number % 5 + 1,
                emotions=(Emotion("hopeful", 4), Emotion("worried", 2)),
                tags=("walk", "a rather long tag of several words"),
                factors={"place": "river"},
                starred=number == 2,
            )
        )
    journal.trash(["entry0000005"])  # type: ignore[list-item]
    made.journal.set_state("recovery-sheet", "kept")
    made.close()
    return folder


def look_dress(theme: str, percent: int, language: str = "en") -> Settings:
    return Settings(theme=theme, text_percent=percent, language=language)  # type: ignore[arg-type]


def rooms(shell: Shell) -> Iterator[tuple[str, QWidget]]:
    """Every page and dialog of the open window, one after another in front."""
    window = shell.window

    def quiet() -> None:
        settle(shell)
        for _ in range(4):
            QCoreApplication.processEvents()

    window.show_page("today")
    quiet()
    window.page("today").go_to("entry0000000")
    quiet()
    yield "today", window
    editor = window.page("today").editor
    editor.context.head.setChecked(True)
    quiet()
    yield "today, context", window
    editor.set_preview(True)
    quiet()
    yield "today, preview", window
    editor.set_preview(False)
    window.show_page("journal")
    journal = window.page("journal")
    wait_until(lambda: journal.model.complete)
    quiet()
    yield "journal", window
    journal.edit()
    quiet()
    yield "journal, editing", window
    journal.show_calendar()
    quiet()
    yield "calendar", window
    journal.show_trash()
    quiet()
    yield "trash", window
    journal.show_all()
    window.show_page("preferences")
    quiet()
    yield "preferences", window
    window.show_page("today")
    window.focus_search()
    quiet()
    yield "search", window
    window.page("today").setFocus()
    editor.pad.setFocus()
    for name, opens in (
        ("feelings", editor.choose_feelings),
        ("moment", editor.change_moment),
        ("history", editor.show_history),
        ("help", window.menus._show_help),
        ("shortcuts", window.menus._show_shortcuts),
        ("about", window.menus._show_about),
    ):
        opens()
        quiet()
        dialog = QApplication.activeModalWidget() or next(
            (d for d in window.findChildren(QDialog) if d.isVisible()), None
        )
        assert dialog is not None, name
        yield name, dialog
        dialog.close()
        quiet()


def doors(shell: Shell, size: tuple[int, int] = (1120, 760)) -> Iterator[tuple[str, QWidget]]:
    """Every page of the locked program."""
    shell.program.show_door()
    door = shell.door
    door.resize(*size)
    for name in ("unlock", "recovery", "restore", "salvage", "others", "first_run"):
        getattr(door, f"show_{name}")()
        for _ in range(4):
            QCoreApplication.processEvents()
        yield name, door
    page = door.page
    page._show(1)
    for _ in range(4):
        QCoreApplication.processEvents()
    yield "first run, passphrase", door


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__}({widget.objectName() or getattr(widget, 'text', str)()!r})"


def unnamed(top: QWidget) -> list[str]:
    """Controls in sight that a screen reader would call by nothing."""
    missing = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QComboBox | QAbstractSpinBox
        ):
            continue  # Qt's own inner parts
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken.role() not in NAMED:
            continue
        if not spoken.text(QAccessible.Text.Name).strip():
            missing.append(f"{spoken.role()} {type(widget).__name__} in {type(widget.parent())}")
    return missing


def stops(top: QWidget) -> tuple[list[QWidget], bool]:
    """Where Tab leads from the first control on; whether it comes round."""
    start = QApplication.focusWidget()
    if start is None or start.window() is not top:
        top.activateWindow()
        top.focusNextChild()
        start = QApplication.focusWidget()
    found: list[QWidget] = []
    for _ in range(400):
        widget = QApplication.focusWidget()
        if widget is None:
            return found, False
        # A date has several parts, and Tab goes through them.
        if widget in found[:-1] or (widget in found and not isinstance(widget, QDateTimeEdit)):
            return found, widget is found[0]
        if widget not in found:
            found.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found, False


def expected(top: QWidget) -> list[QWidget]:
    """What Tab should reach."""
    wanted = []
    for widget in top.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not widget.objectName().startswith("qt_")
        ):
            wanted.append(widget)
    return wanted


def cut(top: QWidget) -> list[str]:
    """Texts that have less room than they need, where no scroll bar leads to the rest."""
    bad = []
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisibleTo(top):
            continue
        text = widget.text()
        if not text or widget.objectName().startswith("qt_"):
            continue
        need, have = widget.minimumSizeHint(), widget.size()
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = have.height() + 1 >= widget.heightForWidth(have.width())
            longest = max(re.split(r"[\s/-]", text), key=len, default="")
            fits = fits and widget.fontMetrics().horizontalAdvance(longest) <= have.width() + 1
        elif isinstance(widget, QLabel):
            fits = have.width() + 1 >= need.width() and have.height() + 1 >= need.height()
        else:
            fits = have.width() + 1 >= need.width() and have.height() + 1 >= need.height()
        if not fits:
            bad.append(f"{text[:40]!r} has {have.toTuple()}, needs {need.toTuple()}")
            continue
        if outside(widget, top):
            bad.append(f"{text[:40]!r} lies outside, where nothing scrolls to")
    return bad


def outside(widget: QWidget, top: QWidget) -> bool:
    """Part of it is beyond the edge of something that does not scroll that way."""
    place = QRect(QPoint(), widget.size())
    child: QWidget = widget
    parent = widget.parentWidget()
    while parent is not None and child is not top:
        place.translate(child.pos())
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is child:
            across = area.horizontalScrollBar().maximum() > 0
            if not across and place.right() > parent.width() + 1:
                return True
            # From here on what matters is the scrolling room itself.
            place = QRect(QPoint(), parent.size())
        elif isinstance(area, QAbstractScrollArea):
            return False
        elif not parent.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        child, parent = parent, parent.parentWidget()
    return False


@pytest.fixture
def in_front(
    make_shell: Callable[..., Shell], filled: Path
) -> Callable[[Settings, tuple[int, int]], Shell]:
    def make(settings: Settings, size: tuple[int, int]) -> Shell:
        shell = make_shell(filled, settings)
        shell.unlock()
        shell.window.resize(*size)
        shell.window.activateWindow()
        return shell

    return make


def test_every_control_has_a_name(in_front: Callable[..., Shell]) -> None:
    shell = in_front(Settings(language="en"), (1120, 760))
    found = {name: unnamed(top) for name, top in rooms(shell)}
    assert {name: bad for name, bad in found.items() if bad} == {}


def test_every_control_of_the_door_has_a_name(
    make_shell: Callable[..., Shell], filled: Path
) -> None:
    locked = make_shell(filled, Settings(language="en"))
    found = {name: unnamed(top) for name, top in doors(locked)}
    assert {name: bad for name, bad in found.items() if bad} == {}


def test_tab_reaches_everything_and_is_held_nowhere(in_front: Callable[..., Shell]) -> None:
    shell = in_front(Settings(language="en"), (1120, 900))
    problems = {}
    for name, top in rooms(shell):
        reached, round_ = stops(top)
        missed = [described(w) for w in expected(top) if w not in reached]
        if missed or not round_:
            problems[name] = (missed, round_, [described(w) for w in reached[-2:]])
    assert problems == {}


def actions_of(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from actions_of(inner)
        elif not action.isSeparator():
            yield action


@pytest.mark.parametrize("page", ["today", "journal", "preferences"])
def test_no_two_commands_have_the_same_keys(in_front: Callable[..., Shell], page: str) -> None:
    shell = in_front(Settings(language="en"), (1120, 760))
    window = shell.window
    window.show_page(page)
    if page == "journal":
        wait_until(lambda: window.page("journal").model.complete)
    settle(shell)
    live = {
        action
        for widget in (window, *window.findChildren(QWidget))
        for action in widget.actions()
        if action.isVisible() and not action.shortcut().isEmpty()
    }
    keys = Counter(action.shortcut().toString() for action in live)
    twice = {
        key: sorted(a.text() for a in live if a.shortcut().toString() == key)
        for key, count in keys.items()
        if count > 1
    }
    assert twice == {}


def test_every_command_has_keys(in_front: Callable[..., Shell]) -> None:
    shell = in_front(Settings(language="en"), (1120, 760))
    without = []
    for title in shell.window.menuBar().actions():
        menu = title.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            plain = action.menu() is None and not action.isSeparator()
            if plain and action.isVisible() and action.shortcut().isEmpty():
                without.append(action.text())
    assert without == ["&About Reflect"]


def letters(top: QWidget) -> dict[str, list[str]]:
    """Alt and a letter, and what in sight answers to it."""
    found: dict[str, list[str]] = {}
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisibleTo(top):
            continue
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        text = widget.text().replace("&&", "")
        at = text.find("&")
        if 0 <= at < len(text) - 1:
            found.setdefault(text[at + 1].upper(), []).append(text)
    return found


def test_alt_and_a_letter_mean_one_thing(make_shell: Callable[..., Shell], filled: Path) -> None:
    shell = make_shell(filled, Settings(language="en"))
    clashes = {
        name: {key: texts for key, texts in letters(top).items() if len(texts) > 1}
        for name, top in doors(shell)
    }
    assert {name: found for name, found in clashes.items() if found} == {}


def test_a_cut_word_is_seen(qapp: QApplication) -> None:
    """The checks below can fail."""
    room = QWidget()
    room.resize(200, 100)
    narrow = QPushButton("Unmistakably long", room)
    narrow.resize(40, 30)
    away = QPushButton("OK", room)
    away.move(180, 10)
    room.show()
    assert len(cut(room)) == 2


SIZES = [
    pytest.param((1024, 700), 200, id="200 percent"),
    pytest.param((640, 480), 100, id="smallest"),
]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_no_text_is_cut(
    in_front: Callable[..., Shell], size: tuple[int, int], percent: int, language: str
) -> None:
    shell = in_front(look_dress("light", percent, language), size)
    found = {name: cut(top) for name, top in rooms(shell)}
    assert shell.window.size().toTuple() == size
    assert {name: bad for name, bad in found.items() if bad} == {}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_no_text_is_cut_at_the_door(
    make_shell: Callable[..., Shell],
    filled: Path,
    size: tuple[int, int],
    percent: int,
    language: str,
) -> None:
    locked = make_shell(filled, look_dress("light", percent, language))
    found = {name: cut(top) for name, top in doors(locked, size)}
    assert {name: bad for name, bad in found.items() if bad} == {}


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_no_text_is_cut_in_other_colours(in_front: Callable[..., Shell], theme: str) -> None:
    shell = in_front(look_dress(theme, 200), (1024, 700))
    found = {name: cut(top) for name, top in rooms(shell)}
    assert {name: bad for name, bad in found.items() if bad} == {}


def test_caps_lock_and_what_goes_wrong_are_said_aloud(
    make_shell: Callable[..., Shell], filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            urgent = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
            said.append((event.message(), urgent))

    class Spoken(QAccessible):
        updateAccessibility = staticmethod(note)

    monkeypatch.setattr(bars, "QAccessible", Spoken)
    shell = make_shell(filled, Settings(language="en"))
    shell.program.show_door()
    page = shell.door.page
    QTest.keyClicks(page.passphrase.line, "WRONG")
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_CapsLock)
    page.passphrase.forget()
    QTest.keyClicks(page.passphrase.line, "wrong")
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_CapsLock)
    assert page.passphrase.caps_hint.isVisible()
    assert ("Caps Lock is on", False) in said
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    wait_until(lambda: not page.said.isHidden())
    assert any(urgent and "does not open" in text for text, urgent in said)

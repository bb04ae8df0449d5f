"""The window around the pages: rail, menus, bars, hiding, and what a fault cannot do to it."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reflect import errors
from reflect.model import Changes, EntryId
from reflect.settings import Settings
from reflect.ui.bars import UNDO_SECONDS, Trouble
from reflect.ui.bridge import Bridge
from reflect.ui.report import Hooks, frames, watch_crashes
from reflect.ui.theme import Theme
from reflect.ui.window import MainWindow, place_action
from reflect.worker import InlineWorker
from tests.ui.conftest import Shell, wait_until
from tests.ui.fitting import placed_in


class Page(QWidget):
    """A page with something to save."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed = 0
        self.unsaved = False
        self.failing: Exception | None = None
        self.field = QPlainTextEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.act = place_action(self, "edit", QAction("Bold", self))
        self.act.setShortcut("Ctrl+B")

    def flush(self) -> None:
        if self.failing is not None:
            raise self.failing
        self.flushed += 1


@pytest.fixture
def bridge(qapp: QApplication) -> Bridge:
    return Bridge(InlineWorker(lambda: object()))  # type: ignore[arg-type,return-value]


@pytest.fixture
def window(bridge: Bridge, theme: Theme, settings: Settings) -> Iterator[MainWindow]:
    window = MainWindow(bridge, theme, settings)
    for name in ("today", "journal", "preferences"):
        window.add_page(name, name.capitalize(), name, Page())
    window.show()
    yield window
    window.hide()
    shiboken6.delete(window)


# the bridge --------------------------------------------------------------------------------


def test_answers_come_from_the_event_loop_and_not_to_the_dead(bridge: Bridge) -> None:
    heard: list[object] = []
    owner, gone = QObject(), QObject()
    bridge.ask(owner, lambda _: 1, heard.append)
    bridge.ask(gone, lambda _: 2, heard.append)
    assert heard == []
    assert bridge.busy
    shiboken6.delete(gone)
    wait_until(lambda: not bridge.busy)
    assert heard == [1]


def test_a_write_tells_everyone_what_changed_and_who_did_it(bridge: Bridge) -> None:
    seen: list[tuple[object, object]] = []
    bridge.changed.connect(lambda changes, origin: seen.append((changes, origin)))
    owner = QObject()
    changes = Changes(entries=frozenset({EntryId("a")}))
    bridge.write(owner, lambda _: changes)
    wait_until(lambda: seen)
    assert seen == [(changes, owner)]


def test_a_failure_nobody_claimed_is_shown_by_the_window(
    bridge: Bridge, window: MainWindow
) -> None:
    def full(_vault: object) -> None:
        raise errors.StorageFull(path="/somewhere")

    claimed: list[errors.ReflectError] = []
    bridge.ask(window, full, None, claimed.append)
    wait_until(lambda: claimed)
    assert window.troubles() == ()
    bridge.ask(window, full)
    wait_until(lambda: window.troubles())
    assert window.troubles() == ("StorageFull",)
    bar = window.findChild(Trouble)
    assert isinstance(bar, Trouble)
    assert "safe" in bar.line.text()


def test_settle_delivers_what_was_asked_before(bridge: Bridge) -> None:
    heard: list[int] = []
    owner = QObject()
    bridge.ask(owner, lambda _: 1, heard.append)
    assert bridge.settle()
    assert heard == [1]
    QApplication.processEvents()
    assert heard == [1]


def test_a_closed_bridge_drops_what_comes_late(bridge: Bridge) -> None:
    heard: list[int] = []
    owner = QObject()
    bridge.ask(owner, lambda _: 1, heard.append)
    bridge.close()
    bridge.ask(owner, lambda _: 2, heard.append)
    QApplication.processEvents()
    assert heard == []
    assert bridge.settle()
    assert not bridge.busy


def test_a_window_is_not_kept_alive_by_its_own_slots(
    bridge: Bridge, theme: Theme, settings: Settings
) -> None:
    window = MainWindow(bridge, theme, settings)
    window.add_page("today", "Today", "today", Page())
    known = weakref.ref(window)
    window.deleteLater()
    del window
    QApplication.sendPostedEvents(None, 52)
    gc.collect()
    assert known() is None or not shiboken6.isValid(known())


# pages and menus -----------------------------------------------------------------------------


def test_pages_by_key_and_their_actions_only_in_front(window: MainWindow) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    pages = [window.page(name) for name in ("today", "journal", "preferences")]
    assert window.current_page == "today"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "journal"
    assert [page.act.isVisible() for page in pages] == [False, True, False]  # type: ignore[attr-defined]


def test_every_command_with_keys_has_its_own(window: MainWindow) -> None:
    keys = [key for _, rows in window.menus.shortcuts() for _, key in rows]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+N", "Ctrl+L", "Ctrl+Q", "Ctrl+1", "F1", "F11", "Ctrl++"} <= set(keys)


def test_a_page_that_comes_later_takes_its_place(window: MainWindow) -> None:
    window.add_page("coping", "Coping", "coping", Page(), "Ctrl+9", at=2)
    words = [each.text() for each in placed_in(window._rail_pages)]  # type: ignore[attr-defined]
    assert words == ["Today", "Journal", "Coping", "Preferences"]


def test_search_is_hidden_until_somebody_answers(window: MainWindow) -> None:
    assert not window.search_field.isVisible()
    window.enable_search()
    heard: list[str] = []
    window.searched.connect(heard.append)
    window.focus_search()
    QTest.keyClicks(window.search_field, "ab")
    window.search_field.clear()
    assert heard == ["a", "ab", ""]


def test_edit_commands_reach_the_field_with_the_focus(window: MainWindow) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    field = window.page("today").field  # type: ignore[attr-defined]
    field.setFocus()
    QTest.keyClicks(field, "words")
    undo = next(a for a in window.menus._menus["edit"].actions() if "Undo" in a.text())
    undo.trigger()
    assert field.toPlainText() == ""


def test_the_rail_narrows_with_the_window_or_by_choice(window: MainWindow) -> None:
    window.resize(1100, 700)
    wide = window._rail.width()
    assert wide >= 184
    window.change_settings(rail_icons_only=True)
    assert window._rail.width() < wide
    window.change_settings(rail_icons_only=False)
    window.resize(800, 600)
    QApplication.processEvents()
    assert window._rail.width() < 100


# bars -----------------------------------------------------------------------------------------


def test_undo_is_offered_for_ten_seconds_and_then_in_the_menu(window: MainWindow) -> None:
    done: list[str] = []
    window.offer_undo("Moved to the trash", lambda: done.append("back"))
    bar = window.undo_bar
    assert bar.isVisible()
    assert bar.timer.interval() == UNDO_SECONDS * 1000
    bar.timer.timeout.emit()
    assert not bar.isVisible()
    assert window.menus.undo_last.isEnabled()
    window.menus.undo_last.trigger()
    assert done == ["back"]
    assert not window.menus.undo_last.isEnabled()


def test_a_trouble_stays_until_it_is_solved(window: MainWindow) -> None:
    tried: list[str] = []
    window.trouble(errors.StorageFull(path="/d"), [("Try again", lambda: tried.append("again"))])
    window.trouble(errors.StorageFull(path="/d"), [("Try again", lambda: tried.append("again"))])
    assert window.troubles() == ("StorageFull",)
    bar = window._troubles["StorageFull"]
    bar.offers[0].click()
    assert tried == ["again"]
    assert window.troubles() == ("StorageFull",)
    window.clear_trouble("StorageFull")
    assert window.troubles() == ()


def test_work_shows_after_half_a_second_and_can_be_stopped(window: MainWindow) -> None:
    work = window.work("Exporting")
    strip = window._works[0]
    assert not strip.isVisible()
    strip.timer.timeout.emit()
    assert strip.isVisible()
    thread = threading.Thread(target=work.progress, args=(5 * 2**30, 10 * 2**30))
    thread.start()
    thread.join()
    wait_until(lambda: strip._bar.value() == 500)
    strip._stop.click()
    assert work.stop.requested
    work.finish()
    assert window._works == []


# hiding, closing ---------------------------------------------------------------------------------


def test_one_key_hides_and_shows(window: MainWindow) -> None:
    window.page("today").field.setPlainText("private")  # type: ignore[attr-defined]
    window.toggle_cover()
    assert window.covered
    assert window.isMinimized()
    assert not window.page("today").isVisible()
    window.showNormal()
    assert window.covered
    window.toggle_cover()
    assert not window.covered


def test_the_title_says_nothing_unless_wanted(window: MainWindow) -> None:
    window.set_journal_name("Nights")
    assert window.windowTitle() == "Reflect"
    window.change_settings(neutral_title=False)
    assert window.windowTitle() == "Nights"


def test_closing_saves_first_and_stays_where_it_cannot(window: MainWindow) -> None:
    page: Any = window.page("journal")
    page.failing = errors.StorageFull(path="/d")
    assert not window.close()
    assert window.isVisible()
    assert window.troubles() == ("StorageFull",)
    page.failing = None
    page.unsaved = True
    assert not window.close()
    page.unsaved = False
    assert window.close()
    assert page.flushed == 2


# faults (requirement R35) ------------------------------------------------------------------------


@pytest.fixture
def hooks(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hooks]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    hooks = Hooks(window.flush_pages, lambda: window, window)
    hooks.install()
    yield hooks
    if hooks.report is not None:
        hooks.report.close()


SECRET = "what nobody else may read"


@pytest.mark.requirement("R35")
def test_an_exception_in_close_keeps_the_window_and_saves(
    window: MainWindow, hooks: Hooks, capsys: pytest.CaptureFixture[str]
) -> None:
    page: Any = window.page("journal")
    page.failing = ValueError(SECRET)
    assert not window.close()
    assert window.isVisible()
    wait_until(lambda: hooks.report is not None)
    assert hooks.report is not None
    # Saving itself is what failed here: the report must not claim that it is saved.
    assert any("may not be saved" in part.text() for part in hooks.report.findChildren(QLabel))
    assert SECRET not in hooks.report.text.toPlainText()
    assert SECRET not in capsys.readouterr().err


@pytest.mark.requirement("R35")
def test_an_exception_in_a_slot_saves_and_tells(window: MainWindow, hooks: Hooks) -> None:
    page: Any = window.page("today")

    def fail() -> None:
        raise KeyError(SECRET)

    action = QAction("x", window)
    action.triggered.connect(fail)
    # pytest-qt puts its own hook in place while a test runs; ours is asked directly as Qt would.
    try:
        fail()
    except KeyError:
        sys.excepthook(*sys.exc_info())
    wait_until(lambda: hooks.report is not None)
    assert page.flushed == 1
    assert hooks.report is not None
    assert "in test_an_exception_in_a_slot" in hooks.report.text.toPlainText()
    assert SECRET not in hooks.report.text.toPlainText()
    assert window.isVisible()


@pytest.mark.requirement("R35")
def test_an_exception_in_a_thread_saves_and_tells(window: MainWindow, hooks: Hooks) -> None:
    def fail() -> None:
        raise RuntimeError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    wait_until(lambda: hooks.report is not None)
    assert window.page("today").flushed == 1  # type: ignore[attr-defined]
    assert hooks.report is not None
    assert "RuntimeError" in hooks.report.text.toPlainText()


@pytest.mark.requirement("R17")
def test_a_report_has_frames_and_neither_values_nor_folders(tmp_path: Path) -> None:
    secret = SECRET
    try:
        raise ValueError(secret)
    except ValueError as error:
        text = frames(type(error), error.__traceback__)
    assert "ValueError" in text
    assert "tests/ui/test_shell_window.py" in text
    assert SECRET not in text
    assert str(Path(__file__).parent) not in text


@pytest.mark.requirement("R17")
def test_the_crash_file_is_private(tmp_path: Path) -> None:
    import faulthandler

    file = watch_crashes(tmp_path / "state")
    try:
        assert file is not None
        assert (tmp_path / "state" / "crash.txt").stat().st_mode & 0o777 == 0o600
        (tmp_path / "blocked").write_text("")
        assert watch_crashes(tmp_path / "blocked") is None
    finally:
        faulthandler.enable()
        if file is not None:
            file.close()


@pytest.mark.requirement("R16")
def test_qt_writes_no_history_of_folders(
    make_shell: Callable[..., Shell], journal_folder: Path, home: Path
) -> None:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QFileDialog

    make_shell(journal_folder)
    dialog = QFileDialog(None, "", str(journal_folder))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    QSettings("QtProject").sync()
    assert list(home.rglob("QtProject*")) == []


def test_where_the_rail_has_no_room_for_a_number_a_dot_says_there_is_one(
    window: MainWindow,
) -> None:
    def drawn() -> QImage:
        return window._pages["today"].button.icon().pixmap(window.theme.icon_size).toImage()

    window.resize(640, 520)
    without = drawn()
    window.count_on_page("today", 3)
    assert drawn() != without
    button = window._pages["today"].button
    assert button.accessibleName().endswith("(3)")
    assert "(3)" in button.toolTip()
    window.resize(1200, 760)
    assert drawn() == without, "there the number stands beside the name"
    window.resize(640, 520)
    window.count_on_page("today", 0)
    assert drawn() == without
    assert "(3)" not in button.toolTip()

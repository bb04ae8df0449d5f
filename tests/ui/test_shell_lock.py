"""Locking: saved first, nothing asked, another process; by key, by time, by the desktop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from reflect import errors, vault
from reflect.app import command_for, read
from reflect.settings import Settings
from reflect.ui.autolock import Idle, seconds_with_sleep, session_path
from reflect.ui.instance import Instance, raise_other, socket_name
from reflect.ui.rescue import SalvagePage
from reflect.ui.window import MainWindow
from tests.ui.conftest import PASSPHRASE, Shell, settle, wait_until

ROOT = Path(__file__).parents[2]
T = TypeVar("T")


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def texts(folder: Path) -> list[str | None]:
    with vault.unlock(folder, PASSPHRASE) as opened:
        return [entry.text for entry in opened.journal.every_entry()]


def part(found: T | None) -> T:
    """A part of the program that is there by now."""
    assert found is not None
    return found


def write(window: Any, text: str) -> None:
    """Type into the page that is in front."""
    from PySide6.QtWidgets import QPlainTextEdit

    field = next(
        f for f in window.page("today").findChildren(QPlainTextEdit) if f.isVisibleTo(window)
    )
    field.setFocus()
    QTest.keyClicks(field, text)


# what a lock does --------------------------------------------------------------------------------


@pytest.mark.requirement("R20")
def test_lock_saves_what_was_typed_a_moment_ago(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    write(window, "half a sentence")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert shell.restarts == [(journal_folder, "")]
    assert texts(journal_folder) == ["half a sentence"]
    assert shell.saved[-1].window is not None


def test_damage_met_in_an_open_journal_leads_to_the_rescue(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    shell.program.bridge.failed.emit(
        errors.JournalDamaged(path=journal_folder / "journal.db", page=4)
    )
    offers = [b for b in window.findChildren(QPushButton) if "rescue" in b.text()]
    wait_until(offers[0].isVisible)
    QTest.mouseClick(offers[0], Qt.MouseButton.LeftButton)
    assert shell.restarts == [(journal_folder, "damaged")]
    start = read(command_for(journal_folder, "damaged")[3:])
    assert (start.folder, start.page) == (journal_folder, "damaged")
    again = make_shell(journal_folder, page=start.page)
    again.program.show_door()
    assert isinstance(again.door.page, SalvagePage)


@pytest.mark.requirement("R19", "R20")
def test_lock_works_under_a_modal_dialog_and_an_export(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    write(window, "before the dialog")
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.open()
    work = window.work("Exporting")

    def slow(_vault: object) -> None:
        while not work.stop.requested:
            time.sleep(0.001)
        raise errors.Interrupted

    part(shell.program.bridge).ask(window, slow)
    assert shell.program.lock()
    assert work.stop.requested
    assert shell.restarts == [(journal_folder, "")]
    assert texts(journal_folder) == ["before the dialog"]


@pytest.mark.requirement("R20")
def test_a_lock_that_cannot_save_stays_and_says_so(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()

    class Stuck(QWidget):
        def flush(self) -> None:
            raise errors.StorageFull(path=journal_folder)

    window.add_page("stuck", "Stuck", "today", Stuck())
    assert not shell.program.lock()
    assert shell.restarts == []
    assert not window.covered
    assert set(window.troubles()) >= {"StorageFull", "not-locked"}


def test_other_journal_locks_this_one_first(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    window.other_journal_requested.emit()
    assert shell.restarts == [(journal_folder, "others")]


def test_what_starts_the_program_again_is_read_back() -> None:
    command = command_for(Path("/a b/journal"), "others")
    start = read(command[3:])
    assert start.folder == Path("/a b/journal")
    assert start.page == "others"
    assert read(["--journal=/x", "--new-entry"]).new_entry


@pytest.mark.requirement("R20")
def test_minimising_locks_only_where_wanted(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    window.minimised.emit()
    assert shell.restarts == []
    window.change_settings(lock_on_minimise=True)
    window.minimised.emit()
    assert len(shell.restarts) == 1


def test_closing_the_window_saves_and_ends(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    write(window, "last words")
    assert window.close()
    shell.program.end()
    assert texts(journal_folder) == ["last words"]


# idle -------------------------------------------------------------------------------------------


@pytest.mark.requirement("R20")
def test_idle_time_counts_from_the_last_touch(qapp: QApplication) -> None:
    clock = Clock()
    idle = Idle(10, clock)
    locked: list[float] = []
    idle.timed_out.connect(lambda: locked.append(clock.now))
    clock.now += 599
    idle.look()
    assert locked == []
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    idle.eventFilter(None, key)
    clock.now += 599
    idle.look()
    assert locked == []
    clock.now += 1
    idle.look()
    assert len(locked) == 1


@pytest.mark.requirement("R20")
def test_a_night_asleep_locks_at_the_first_touch(qapp: QApplication) -> None:
    clock = Clock()
    idle = Idle(10, clock)
    locked: list[float] = []
    idle.timed_out.connect(lambda: locked.append(clock.now))
    clock.now += 8 * 3600
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(1, 1),
        QPointF(1, 1),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    idle.eventFilter(None, move)
    assert len(locked) == 1


def test_zero_minutes_is_never(qapp: QApplication) -> None:
    clock = Clock()
    idle = Idle(0, clock)
    idle.timed_out.connect(pytest.fail)
    clock.now += 10**9
    idle.look()


@pytest.mark.requirement("R20")
def test_the_clock_runs_while_the_machine_sleeps() -> None:
    if hasattr(time, "CLOCK_BOOTTIME"):
        assert abs(seconds_with_sleep() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 5


@pytest.mark.requirement("R20")
def test_the_program_locks_when_idle(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    clock = Clock()
    shell = make_shell(journal_folder, Settings(autolock_minutes=3), clock=clock)
    window = shell.unlock()
    wait_until(lambda: shell.program.idle is not None)
    write(window, "then I went away")
    clock.now += 3 * 60
    part(shell.program.idle).look()
    assert len(shell.restarts) == 1
    assert texts(journal_folder) == ["then I went away"]


def test_input_to_the_window_is_seen(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    clock = Clock()
    shell = make_shell(journal_folder, clock=clock)
    window = shell.unlock()
    wait_until(lambda: shell.program.idle is not None)
    before = part(shell.program.idle)._last
    clock.now += 60
    QTest.mouseMove(window.windowHandle(), window.rect().center())
    wait_until(lambda: part(shell.program.idle)._last > before)


# the desktop's signals ---------------------------------------------------------------------------


def test_a_session_path_is_escaped_as_systemd_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    assert session_path() == "/org/freedesktop/login1/session/_32"
    monkeypatch.setenv("XDG_SESSION_ID", "c1-x")
    assert session_path() == "/org/freedesktop/login1/session/c1_2dx"
    monkeypatch.delenv("XDG_SESSION_ID")
    assert session_path() == ""


LISTENER = """
import os, sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from reflect.ui.autolock import LOGIN, SCREEN_SAVERS, UNITY, ScreenLock, session_path
app = QCoreApplication([])
os.environ["XDG_SESSION_ID"] = "2"
# One private bus stands for both; what is sent comes from a second connection to it.
bus = QDBusConnection.sessionBus()
assert bus.isConnected()
screen = ScreenLock(bus, bus)
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "the desktop")
signs = [("/x", name, "ActiveChanged", [True]) for name in SCREEN_SAVERS]
signs += [("/x", UNITY, "Locked", [])]
signs += [("/m", LOGIN + ".Manager", "PrepareForSleep", [True])]
signs += [(session_path(), LOGIN + ".Session", "Lock", [])]
quiet = [("/x", name, "ActiveChanged", [False]) for name in SCREEN_SAVERS]
quiet += [("/m", LOGIN + ".Manager", "PrepareForSleep", [False])]
quiet += [("/org/freedesktop/login1/session/_39", LOGIN + ".Session", "Lock", [])]
heard = []
screen.locked.connect(lambda: heard.append(1))
def send(found):
    for path, interface, name, arguments in found:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(arguments)
        assert other.send(message)
send(quiet); send(signs)
QTimer.singleShot(60000, lambda: os._exit(3))
def look():
    if len(heard) >= len(signs):
        # Anything the quiet ones set off would have come before.
        print(len(heard), len(signs), len(screen.connected)); sys.stdout.flush(); os._exit(0)
timer = QTimer(); timer.timeout.connect(look); timer.start(20)
app.exec()
"""


@pytest.mark.requirement("R20")
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no private D-Bus here")
def test_every_desktops_signal_locks(tmp_path: Path) -> None:
    result = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", LISTENER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["8", "8", "8"]


@pytest.mark.requirement("R20")
def test_the_screens_lock_is_followed_only_where_wanted(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder, Settings(lock_on_screen_lock=False))
    window = shell.unlock()
    wait_until(lambda: shell.program.screen is not None)
    part(shell.program.screen).on_active(True)
    assert shell.restarts == []
    window.change_settings(lock_on_screen_lock=True)
    part(shell.program.screen).on_active(False)
    assert shell.restarts == []
    part(shell.program.screen).on_lock()
    assert len(shell.restarts) == 1


# real processes ----------------------------------------------------------------------------------

WINDOW = """
import os, sys, time
from pathlib import Path
folder, canary, mode = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from reflect import app, hardening, settings as preferences
from reflect.ui.program import Program
from reflect.worker import Worker
hardening.harden()
program = Program(folder, preferences.Settings(), make_worker=Worker, restart=app._restart,
                  save_settings=lambda s: None)
def say(word):
    print(word, flush=True)
def lock():
    window = program.window
    field = next(f for f in window.page("today").findChildren(QPlainTextEdit)
                 if f.isVisibleTo(window))
    QTest.keyClicks(field, canary)
    say("typed")
    dialog = QDialog(window)
    QTimer.singleShot(50, locking)
    dialog.exec()
def locking():
    print(time.monotonic(), flush=True)
    program.lock()
def opened():
    say("open")
    program.window.new_entry_requested.connect(lambda: say("new entry"))
    if mode == "lock":
        QTimer.singleShot(0, lock)
def unlock():
    program.door.page.passphrase.set_text(sys.stdin.readline().strip())
    program.door.page.unlock()
program.opened.connect(opened)
program.hooks.install()
if not program.start():
    say("raised"); sys.exit(0)
program._listen_to_signals()
QTimer.singleShot(0, unlock)
QTimer.singleShot(60000, lambda: os._exit(9))  # a window that hangs must not hang the tests
program.app.exec()
program.end()
"""


@contextmanager
def start(folder: Path, canary: str, mode: str) -> Iterator[subprocess.Popen[str]]:
    """A real window in a process of its own; killed, if it still is, when the test is done."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WINDOW), str(folder), canary, mode],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(PASSPHRASE + "\n")
    process.stdin.flush()
    with process:
        try:
            yield process
        finally:
            process.kill()


def until_line(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"it ended without saying {word!r}")


def memory(pid: int) -> bytes:
    """Every readable byte of a process."""
    found = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as data:
        for line in maps:
            span, rights = line.split()[:2]
            if "r" not in rights or line.rstrip().endswith(("[vvar]", "[vsyscall]")):
                continue
            begin, end = (int(part, 16) for part in span.split("-"))
            try:
                data.seek(begin)
                found.append(data.read(end - begin))
            except (OSError, ValueError, OverflowError):
                continue
    return b"".join(found)


def copies(pid: int, words: str) -> int:
    content = memory(pid)
    return content.count(words.encode()) + content.count(words.encode("utf-16-le"))


@pytest.mark.requirement("R19", "R20")
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc")
def test_after_lock_the_same_process_has_forgotten_everything(journal_folder: Path) -> None:
    canary = "heron under the bridge"
    with start(journal_folder, canary, "lock") as process:
        until_line(process, "typed")
        if os.access(f"/proc/{process.pid}/mem", os.R_OK):
            assert copies(process.pid, canary) > 0
        mark = b"-m\0reflect\0"
        wait_until(lambda: mark in Path(f"/proc/{process.pid}/cmdline").read_bytes())
        wait_until(lambda: raise_other(journal_folder))
        if os.access(f"/proc/{process.pid}/mem", os.R_OK):
            assert copies(process.pid, canary) == 0
            assert copies(process.pid, PASSPHRASE) == 0
        assert texts(journal_folder) == [canary]


@pytest.mark.requirement("R11")
def test_a_second_start_raises_the_first_window(journal_folder: Path) -> None:
    with start(journal_folder, "", "stay") as process:
        until_line(process, "open")
        second = subprocess.run(
            [sys.executable, "-m", "reflect", "--journal", str(journal_folder), "--new-entry"],
            cwd=ROOT,
            timeout=60,
            check=False,
        )
        assert second.returncode == 0
        until_line(process, "new entry")
        process.terminate()
        assert process.wait(timeout=60) == 0
        vault.unlock(journal_folder, PASSPHRASE).close()


@pytest.mark.requirement("R11")
def test_a_killed_window_leaves_no_ghost(journal_folder: Path) -> None:
    with start(journal_folder, "", "stay") as process:
        until_line(process, "open")
        process.kill()
        process.wait()
    assert not raise_other(journal_folder)
    next_one = Instance(journal_folder)
    assert next_one.listen()
    next_one.close()
    vault.unlock(journal_folder, PASSPHRASE).close()


def test_the_sockets_name_tells_nothing(tmp_path: Path) -> None:
    name = socket_name(tmp_path / "my private journal")
    assert "private" not in name
    assert name == socket_name(tmp_path / "." / "my private journal")
    assert name != socket_name(tmp_path / "another")


def answered(socket: Any) -> bool:
    """Something came back, or the other side has hung up."""
    gone = bool(socket.state() == socket.LocalSocketState.UnconnectedState)
    return gone or bool(socket.bytesAvailable())


def test_nonsense_on_the_socket_is_ignored(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtNetwork import QLocalSocket

    instance = Instance(tmp_path)
    assert instance.listen()
    raised: list[bool] = []
    instance.raised.connect(raised.append)
    for nonsense in (b"\xff\xfe\n", b"[]\n", json.dumps({"new_entry": "yes"}).encode() + b"\n"):
        socket = QLocalSocket()
        socket.connectToServer(socket_name(tmp_path))
        socket.write(nonsense)
        socket.flush()
        wait_until(partial(answered, socket))
        socket.abort()
    assert raised == [False]
    instance.close()


def test_a_window_is_imported_only_where_needed() -> None:
    code = "import reflect.__main__, sys; assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert MainWindow.__name__ == "MainWindow"
    assert callable(settle)

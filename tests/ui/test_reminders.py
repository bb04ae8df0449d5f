"""Reminders as the desktop sees them, and as a person sets them; and Reflect without a window."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtDBus import QDBusConnection
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reflect import app as program_app
from reflect import autostart
from reflect import settings as preferences_of
from reflect.__main__ import program as command_of_the_program
from reflect.__main__ import wants_window
from reflect.settings import Reminded, Settings
from reflect.ui import reminders as on_desktop
from reflect.ui import tray as on_tray
from reflect.ui.instance import ACTIVATION, is_running, raise_other
from reflect.ui.program import WAITING
from reflect.ui.reminders import LATER, NOT_TODAY, OPEN, Notifier, Reminders
from tests.ui.conftest import Shell, settle, wait_until

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
WORDS = "A moment for yourself, if you like."
ALL = ("actions", "body", "persistence")


class Clock:
    """A wall clock that is set by hand."""

    def __init__(self, text: str = "2026-11-20 19:30") -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=BERLIN)

    def __call__(self) -> datetime:
        return self.now


BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus that starts no service by itself: none of this computer's desktop may answer."""


class Desktop:
    """A private bus and, on it, a service that shows notifications."""

    def __init__(self, folder: Path) -> None:
        configuration = folder / "bus.conf"
        configuration.write_text(BUS % folder, encoding="utf-8")
        # One line with the address, then silence.
        self.daemon = subprocess.Popen(
            [
                "dbus-daemon",
                f"--config-file={configuration}",
                "--nofork",
                "--nopidfile",
                "--print-address",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.daemon.stdout is not None
        self.address = self.daemon.stdout.readline().strip()
        self.service: subprocess.Popen[str] | None = None
        self.calls: list[dict[str, Any]] = []
        self._rest = b""
        self._names: list[str] = []

    def connection(self) -> QDBusConnection:
        """Another program's way to this bus."""
        name = f"reflect-test-{id(self)}-{len(self._names)}"
        self._names.append(name)
        return QDBusConnection.connectToBus(self.address, name)

    def serve(self, *capabilities: str) -> None:
        self.service = subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name("notification_service.py")),
                self.address,
                *capabilities,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self.service.stdout is not None
        os.set_blocking(self.service.stdout.fileno(), False)
        self._rest = b""
        wait_until(lambda: {"ready": True} in self.heard())
        self.calls.remove({"ready": True})

    def heard(self) -> list[dict[str, Any]]:
        """Every call so far."""
        if self.service is not None and self.service.stdout is not None:
            # Past Python's own buffer, which would hide lines that are there.
            with contextlib.suppress(BlockingIOError):
                self._rest += os.read(self.service.stdout.fileno(), 1 << 16)
            *lines, self._rest = self._rest.split(b"\n")
            self.calls += [json.loads(line) for line in lines]
        return self.calls

    def shown(self) -> list[dict[str, Any]]:
        return [call for call in self.heard() if call.get("call") == "Notify"]

    def emit(self, signal: str, number: int, what: str | int) -> None:
        assert self.service is not None and self.service.stdin is not None
        self.service.stdin.write(f"{signal} {number} {what}\n")

    def die(self) -> None:
        service, self.service = self.service, None
        if service is not None:
            service.kill()
            service.communicate()

    def close(self) -> None:
        self.die()
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self.daemon.terminate()
        self.daemon.communicate()


@pytest.fixture
def desktop(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon to make a private bus")
    monkeypatch.delenv(ACTIVATION, raising=False)
    # Names of sockets are short.
    with tempfile.TemporaryDirectory() as folder:
        made = Desktop(Path(folder))
        monkeypatch.setattr(on_desktop, "session_bus", made.connection)
        yield made
        made.close()


class Person:
    """Reminders with settings of their own, and what becomes of them."""

    def __init__(self, desktop: Desktop | None, clock: Clock, *times: str) -> None:
        self.clock = clock
        self.settings = Settings(remind=True, reminders=times or ("20:00",))
        self.watches = False
        self.messages: list[tuple[str, str]] = []
        self.has_tray = False
        self.came = 0
        bus = desktop.connection() if desktop is not None else QDBusConnection("no such bus")
        self.notifier = Notifier(bus)
        self.reminders = Reminders(
            lambda: self.settings,
            self.keep,
            lambda: self.watches,
            self.message,
            notifier=self.notifier,
            clock=clock,
        )
        self.reminders.wanted.connect(self.come)
        self.outcomes: list[str] = []
        self.notifier.shown.connect(self.note_shown)
        self.notifier.failed.connect(self.note_failed)

    def keep(self, reminded: Reminded) -> None:
        self.settings = dataclasses.replace(self.settings, reminded=reminded)

    def message(self, title: str, line: str) -> bool:
        self.messages.append((title, line))
        return self.has_tray

    def come(self) -> None:
        self.came += 1

    def note_shown(self) -> None:
        self.outcomes.append("shown")

    def note_failed(self) -> None:
        self.outcomes.append("failed")

    @property
    def known(self) -> Reminded:
        return self.settings.reminded

    def look_at(self, moment: datetime) -> None:
        """Look at that moment, and wait for what the desktop says, if it was asked."""
        before = len(self.outcomes)
        self.clock.now = moment
        due = self.known.done_until
        self.reminders.look()
        if self.known.done_until != due and not self.watches:
            wait_until(lambda: len(self.outcomes) > before)

    def end(self) -> None:
        self.reminders.end()


@pytest.fixture
def make_person(desktop: Desktop) -> Iterator[Callable[..., Person]]:
    made: list[Person] = []

    def make(clock: Clock | None = None, *times: str) -> Person:
        made.append(Person(desktop, clock or Clock(), *times))
        return made[-1]

    yield make
    for person in made:
        person.end()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


# what the desktop is told -------------------------------------------------------------------------


def test_it_is_neutral_and_each_takes_the_place_of_the_one_before(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person()
    person.look_at(at("2026-11-20 19:59"))
    assert desktop.heard() == []
    person.look_at(at("2026-11-20 20:00"))
    person.look_at(at("2026-11-20 20:01"))
    person.look_at(at("2026-11-21 20:00"))
    wait_until(lambda: len(desktop.shown()) == 2)
    first, second = desktop.shown()
    assert (first["app"], first["title"], first["line"]) == ("Reflect", "Reflect", WORDS)
    assert first["actions"] == [OPEN, "Open", LATER, "Not now", NOT_TODAY, "No more today"]
    assert first["icon"] == "io.github.reflect_journal.Reflect"
    assert set(first["hints"]) == {"desktop-entry", "suppress-sound"}
    assert first["timeout"] > 0
    assert (first["replaces"], second["replaces"]) == (0, first["id"])
    assert first["id"] > 2**31
    assert person.known.unanswered == 2


def test_opening_it_brings_the_window_with_the_sessions_leave(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person()
    person.look_at(at("2026-11-20 20:00"))
    number = desktop.shown()[0]["id"]
    desktop.emit("ActionInvoked", number + 1, OPEN)
    desktop.emit("ActivationToken", number, "a-token")
    desktop.emit("ActionInvoked", number, OPEN)
    wait_until(lambda: person.came)
    assert person.came == 1
    assert os.environ[ACTIVATION] == "a-token"
    assert person.known.unanswered == 0


def test_not_now_comes_in_an_hour_and_counts_for_nothing(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person()
    person.look_at(at("2026-11-20 20:00"))
    desktop.emit("ActionInvoked", desktop.shown()[0]["id"], LATER)
    wait_until(lambda: person.known.later is not None)
    assert (person.known.unanswered, person.came) == (0, 0)
    person.look_at(at("2026-11-20 20:59"))
    assert len(desktop.shown()) == 1
    person.look_at(at("2026-11-20 21:00"))
    wait_until(lambda: len(desktop.shown()) == 2)
    assert person.known.later is None


def test_no_more_today_is_kept_to(desktop: Desktop, make_person: Callable[..., Person]) -> None:
    desktop.serve(*ALL)
    person = make_person(None, "20:00", "21:00")
    person.look_at(at("2026-11-20 20:00"))
    desktop.emit("ActionInvoked", desktop.shown()[0]["id"], NOT_TODAY)
    wait_until(lambda: person.known.quiet_on)
    assert person.known.unanswered == 0
    person.look_at(at("2026-11-20 21:00"))
    person.look_at(at("2026-11-21 20:00"))
    wait_until(lambda: len(desktop.shown()) == 2)


def test_ignored_ones_fade_and_an_entry_brings_them_back(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person(Clock("2026-11-01 12:00"))
    first = at("2026-11-01 20:00")
    days = []
    for day in range(20):
        before = len(person.outcomes)
        person.look_at(first + day * DAY)
        if len(person.outcomes) > before:
            days.append(day + 1)
    assert days == [1, 2, 3, 5, 7, 9, 16]
    wait_until(lambda: len(desktop.shown()) == 7)
    person.reminders.settle()
    wait_until(lambda: desktop.heard()[-1]["call"] == "CloseNotification")
    assert desktop.heard()[-1]["id"] == desktop.shown()[-1]["id"]
    person.look_at(first + 20 * DAY)
    wait_until(lambda: len(desktop.shown()) == 8)


def test_what_the_desktop_closed_is_not_replaced(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person()
    person.look_at(at("2026-11-20 20:00"))
    desktop.emit("NotificationClosed", desktop.shown()[0]["id"], 1)
    wait_until(lambda: person.notifier._id == 0)
    person.look_at(at("2026-11-21 20:00"))
    wait_until(lambda: len(desktop.shown()) == 2)
    assert desktop.shown()[1]["replaces"] == 0


def test_a_desktop_without_answers_is_sent_none(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve("body")
    person = make_person()
    person.look_at(at("2026-11-20 20:00"))
    wait_until(lambda: len(desktop.shown()) == 1)
    assert desktop.shown()[0]["actions"] == []


def test_after_a_night_asleep_one_comes(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person(Clock("2026-11-20 12:00"), "06:00", "06:30", "06:45", "20:00")
    person.look_at(at("2026-11-21 07:00"))
    person.look_at(at("2026-11-21 07:01"))
    wait_until(lambda: len(desktop.shown()) == 1)
    assert person.outcomes == ["shown"]


def test_whoever_is_here_already_is_not_called(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person()
    person.watches = True
    person.look_at(at("2026-11-20 20:00"))
    person.watches = False
    person.look_at(at("2026-11-20 20:01"))
    assert (person.outcomes, desktop.heard()) == ([], [])
    assert person.known.unanswered == 0


def test_of_two_that_run_one_reminds_and_the_other_takes_over(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    one, other = make_person(), make_person()
    one.look_at(at("2026-11-20 20:00"))
    other.clock.now = at("2026-11-20 20:00")
    other.reminders.look()
    assert other.notifier._wanted is None
    one.end()
    other.look_at(at("2026-11-21 20:00"))
    wait_until(lambda: len(desktop.shown()) == 2)
    assert (one.outcomes, other.outcomes) == (["shown"], ["shown"])


# where it cannot be shown -------------------------------------------------------------------------


def test_a_service_that_hangs_costs_nothing_but_the_reminder(
    desktop: Desktop, make_person: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_desktop, "ANSWERS_WITHIN_MS", 100)
    desktop.serve(*ALL)
    assert desktop.service is not None
    os.kill(desktop.service.pid, signal.SIGSTOP)
    person = make_person()
    person.clock.now = at("2026-11-20 20:00")
    person.reminders.look()
    # It came back at once: nothing was waited for.
    assert person.outcomes == []
    person.reminders.show_now()
    wait_until(lambda: person.outcomes == ["failed"])
    assert person.known.unanswered == 0
    os.kill(desktop.service.pid, signal.SIGCONT)
    person.look_at(at("2026-11-21 20:00"))
    wait_until(lambda: person.outcomes == ["failed", "shown"])


def test_a_service_that_died_is_replaced_by_the_tray_or_by_nothing(
    desktop: Desktop, make_person: Callable[..., Person]
) -> None:
    desktop.serve(*ALL)
    person = make_person()
    person.look_at(at("2026-11-20 20:00"))
    desktop.die()
    person.look_at(at("2026-11-21 20:00"))
    assert person.outcomes == ["shown", "failed"]
    assert person.messages == [("Reflect", WORDS)]
    assert person.known.unanswered == 1
    person.has_tray = True
    person.look_at(at("2026-11-22 20:00"))
    assert person.known.unanswered == 2


def test_without_a_bus_it_says_so_and_is_quiet(qapp: QApplication) -> None:
    person = Person(None, Clock())
    said: list[object] = []
    person.reminders.looked.connect(lambda *told: said.append(told))
    person.reminders.told.connect(said.append)
    person.reminders.look_around()
    person.look_at(at("2026-11-20 20:00"))
    person.reminders.show_now()
    assert said == [(False, False), False]
    assert person.outcomes == ["failed", "failed"]
    person.end()


# in the window ------------------------------------------------------------------------------------


@pytest.fixture
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def preferences(shell: Shell) -> Any:
    window = shell.window or shell.unlock()
    wait_until(lambda: window.reminders is not None)
    window.show_page("preferences")
    return window.page("preferences").reminding


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def test_they_are_chosen_by_keyboard_and_kept(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = make_shell(journal_folder)
    section = preferences(shell)
    assert not section.on.isChecked() and not section.times.isEnabled()
    press(section.on)
    assert shell.saved[-1].remind and list(shell.saved[-1].reminders) == ["20:00"]
    assert shell.saved[-1].reminded.seed
    section.times.line.setTime(QTime(7, 30))
    press(section.times.add)
    press(section.times.add)
    assert list(shell.saved[-1].reminders) == ["07:30", "20:00"]
    press(section.times._chips[1].cross)
    assert list(shell.saved[-1].reminders) == ["07:30"]
    assert section.times.line.hasFocus()
    press(section.gentle, Qt.Key.Key_Up)
    press(section.gentle, Qt.Key.Key_Up)
    section.last.setCurrentIndex(10)
    assert shell.saved[-1].random_reminders == 2
    assert shell.saved[-1].reminders_between == (9, 10)
    assert section.room.isVisibleTo(section) and "room for 1" in section.room.text()
    press(section.on)
    assert not shell.saved[-1].remind
    assert list(shell.saved[-1].reminders) == ["07:30"]
    # Another window's program reads them back.
    shell.program.end()
    again = make_shell(journal_folder, dataclasses.replace(shell.saved[-1], remind=True))
    found = preferences(again)
    assert found.on.isChecked() and found.times.times == (time(7, 30),)
    assert (found.gentle.value(), found.last.currentData()) == (2, 10)


def test_one_is_shown_now_and_opens_the_window(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    desktop.serve(*ALL)
    shell = make_shell(journal_folder)
    section = preferences(shell)
    press(section.on)
    wait_until(lambda: not section.said.isVisibleTo(section))
    click(section.now)
    wait_until(lambda: shell.program.reminders.notifier._id)
    settle(shell)
    shell.window.showMinimized()
    desktop.emit("ActionInvoked", desktop.shown()[0]["id"], OPEN)
    wait_until(lambda: not shell.window.isMinimized())
    assert shell.saved[-1].reminded.unanswered == 0


def test_where_none_can_be_shown_it_says_so(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = make_shell(journal_folder)
    section = preferences(shell)
    press(section.on)
    wait_until(lambda: section.said.isVisibleTo(section))
    assert section.said.text().startswith("Reminders cannot be shown here")
    desktop.serve(*ALL)
    section.refresh()
    wait_until(lambda: not section.said.isVisibleTo(section))
    desktop.die()
    click(section.now)
    wait_until(lambda: section.said.isVisibleTo(section))


def test_starting_with_the_session_is_what_the_file_says(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = make_shell(journal_folder)
    section = preferences(shell)
    press(section.on)
    press(section.background)
    assert autostart.is_on() and shell.saved[-1].autostart
    command = autostart.path().read_text(encoding="utf-8")
    assert "--background" in command and str(journal_folder) in command
    # Somebody says no in the desktop's own way.
    autostart.path().write_text("[Desktop Entry]\nExec=reflect\nHidden=true\n")
    section.refresh()
    assert not section.background.isChecked()
    assert "Hidden=true" in autostart.path().read_text()
    press(section.background)
    assert section.background.isChecked() and autostart.is_on()
    # Without reminders nothing needs to run.
    press(section.on)
    assert not autostart.path().exists() and not section.background.isChecked()


def test_no_folder_is_named_where_none_is_to_be_remembered(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = make_shell(journal_folder, Settings(remind=True, remember_journals=False))
    press(preferences(shell).background)
    assert str(journal_folder) not in autostart.path().read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    own_config.mkdir(exist_ok=True)
    (own_config / "autostart").write_text("no folder")
    shell = make_shell(journal_folder, Settings(remind=True, reminders=("20:00",)))
    section = preferences(shell)
    press(section.background)
    assert not section.background.isChecked()
    assert section.said.isVisibleTo(section)
    assert str(autostart.path()) in section.said.text()
    assert not shell.saved[-1].autostart


def test_every_control_has_a_name(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    section = preferences(make_shell(journal_folder, Settings(remind=True, reminders=("20:00",))))
    controls = (section.on, section.times.line, section.times.add, section.gentle, section.first)
    for control in (*controls, section.last, section.background, section.now):
        named = control.accessibleName() or getattr(control, "text", str)()
        assert named, control


def test_writing_an_entry_answers_them(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    tired = Reminded(unanswered=5, rarer_since=3, seed=1)
    shell = make_shell(journal_folder, Settings(remind=True, reminders=("20:00",), reminded=tired))
    window = shell.unlock()
    wait_until(lambda: window.reminders is not None)
    field = next(
        f for f in window.page("today").findChildren(QPlainTextEdit) if f.isVisibleTo(window)
    )
    field.setFocus()
    QTest.keyClicks(field, "here I am")
    assert window.flush_pages()
    wait_until(lambda: shell.saved[-1].reminded.unanswered == 0)
    assert window.settings.reminded == shell.saved[-1].reminded


# without a window ---------------------------------------------------------------------------------

ON = Settings(remind=True, reminders=("20:00",))


def waiting(make_shell: Callable[..., Shell], folder: Path, settings: Settings = ON) -> Shell:
    shell = make_shell(folder, settings, page=WAITING, load_settings=lambda: settings)
    assert shell.program.start()
    return shell


def test_in_the_background_there_is_no_window_until_somebody_comes(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = waiting(make_shell, journal_folder)
    assert (shell.door, shell.window) == (None, None)
    assert shell.program.reminders is not None and shell.program.reminders.timer.isActive()
    asked = ask_from_elsewhere("is_running", journal_folder)
    assert asked == "True" and shell.door is None
    assert ask_from_elsewhere("raise_other", journal_folder) == "True"
    wait_until(lambda: shell.door is not None and shell.door.isVisible())


def ask_from_elsewhere(function: str, folder: Path) -> str:
    """What another process is told of a Reflect that runs in this one."""
    program = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from reflect.ui import instance\n"
        "app = QCoreApplication([])\n"
        f"print(instance.{function}(Path(sys.argv[1])))"
    )
    asked = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
    )
    wait_until(lambda: asked.poll() is not None)
    return asked.communicate()[0].strip()


def test_a_second_one_in_the_background_leaves_it_at_that(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    assert not is_running(journal_folder) and not raise_other(journal_folder)
    env = {**os.environ, "XDG_CONFIG_HOME": str(own_config)}
    shell = waiting(make_shell, journal_folder)
    second = subprocess.Popen(
        [sys.executable, "-m", "reflect", "--journal", str(journal_folder), "--background"],
        env=env,
    )
    wait_until(lambda: second.poll() is not None)
    assert second.returncode == 0
    assert shell.door is None


def test_a_notification_opens_the_door_from_the_background(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    desktop.serve(*ALL)
    shell = waiting(make_shell, journal_folder)
    assert shell.program.reminders is not None
    reminding = shell.program.reminders
    reminding.show_now()
    # A person sees it no sooner than Reflect knows its number.
    wait_until(lambda: reminding.notifier._id)
    desktop.emit("ActionInvoked", desktop.shown()[0]["id"], OPEN)
    wait_until(lambda: shell.door is not None and shell.door.isVisible())


def test_closing_goes_back_to_waiting_and_quit_does_not(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = waiting(make_shell, journal_folder)
    shell.program.come_forward()
    shell.door.close()
    assert shell.restarts == [(journal_folder, WAITING)]
    shell = waiting(make_shell, journal_folder)
    shell.program.come_forward()
    wait_until(shell.door.isActiveWindow)
    QTest.keyClick(shell.door, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not shell.door.isVisible() and shell.restarts == []


def test_an_open_journal_is_closed_before_waiting_again(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    shell = waiting(make_shell, journal_folder)
    window = shell.unlock()
    window.close()
    assert shell.restarts == [(journal_folder, WAITING)]
    assert shell.program.worker is None
    again = make_shell(journal_folder, ON, stays=True)
    QTest.keyClick(again.unlock(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert again.restarts == []


@pytest.mark.parametrize("starts_itself", [True, False])
def test_started_by_hand_it_waits_only_if_it_starts_with_the_session(
    desktop: Desktop,
    make_shell: Callable[..., Shell],
    journal_folder: Path,
    own_config: Path,
    starts_itself: bool,
) -> None:
    if starts_itself:
        autostart.switch_on()
    shell = make_shell(journal_folder, ON)
    assert shell.program.start()
    shell.door.close()
    assert bool(shell.restarts) is starts_itself
    off = make_shell(journal_folder, Settings())
    assert off.program.start()
    off.door.close()
    assert off.restarts == []


def test_at_the_end_of_the_session_nothing_waits(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    hints: list[object] = []

    class Manager:
        def setRestartHint(self, hint: object) -> None:
            hints.append(hint)

    shell = waiting(make_shell, journal_folder)
    shell.program._on_session_ends(Manager())  # type: ignore[arg-type]
    assert len(hints) == 1
    shell.program.come_forward()
    shell.door.close()
    assert shell.restarts == []


def test_what_starts_it_again_says_whether_it_stays() -> None:
    folder = Path("/a b/journal")
    waits = program_app.read(program_app.command_for(folder, WAITING)[3:])
    assert (waits.folder, waits.page) == (folder, WAITING)
    stays = program_app.read(program_app.command_for(folder, "steady", stays=True)[3:])
    assert (stays.page, stays.stays) == ("steady", True)
    assert not program_app.read(program_app.command_for(folder)[3:]).stays


def test_whatever_restarts_it_opens_the_window_in_the_built_program_too() -> None:
    for page in ("", *program_app.PAGES, WAITING):
        options = program_app.command_for(Path("/a b/journal"), page, stays=True)[3:]
        assert wants_window(options), page
    start = Path(__file__).parents[2] / "packaging" / "start.py"
    assert runpy.run_path(str(start))["program"] is command_of_the_program


def test_while_it_waits_no_page_and_no_journal_is_loaded(
    journal_folder: Path, own_config: Path
) -> None:
    program = (
        "import sys\n"
        "from reflect import app\n"
        "program = app.build(app.read(['--background', '--journal', sys.argv[1]]))\n"
        "assert program.start() and program.front() is None\n"
        "program.end()\n"
        "print(*sorted(m for m in sys.modules if m.startswith(('reflect', 'sqlcipher'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(journal_folder)],
        env={**os.environ, "XDG_CONFIG_HOME": str(own_config)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "reflect.ui.program" in loaded
    unwanted = {"sqlcipher3", "reflect.journal", "reflect.vault", "reflect.content"}
    unwanted |= {f"reflect.ui.{name}" for name in ("window", "today", "unlock", "steady")}
    assert not loaded & (unwanted | {"reflect.ui.reminders"})


def test_the_tray_opens_and_quits_where_there_is_one(
    desktop: Desktop,
    make_shell: Callable[..., Shell],
    journal_folder: Path,
    own_config: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(on_tray.Tray, "is_there", staticmethod(lambda: True))
    shell = waiting(make_shell, journal_folder)
    tray = shell.program.tray
    assert tray is not None and not tray.icon.icon().isNull()
    opens, quits = tray.menu.actions()
    assert (opens.text(), quits.text()) == ("&Open Reflect", "&Quit")
    opens.trigger()
    assert shell.door.isVisible()
    quits.trigger()
    assert not shell.door.isVisible() and shell.restarts == []


def test_a_change_made_elsewhere_counts_while_it_waits(
    desktop: Desktop, make_shell: Callable[..., Shell], journal_folder: Path, own_config: Path
) -> None:
    kept = [ON]
    shell = make_shell(journal_folder, ON, page=WAITING, load_settings=lambda: kept[-1])
    assert shell.program.start() and shell.program.reminders is not None
    kept.append(dataclasses.replace(ON, remind=False, theme="dark"))
    shell.program.reminders.look()
    assert not shell.program.reminders.timer.isActive()
    shell.program.come_forward()
    assert shell.door.settings.theme == "dark"


def test_as_a_process_it_reminds_waits_and_ends_with_the_session(
    desktop: Desktop, journal_folder: Path, own_config: Path
) -> None:
    desktop.serve(*ALL)
    now = datetime.now(BERLIN)
    due = now - timedelta(minutes=1)
    settings = Settings(
        remind=True,
        reminders=(due.strftime("%H:%M"),),
        reminded=Reminded(done_until=(now - timedelta(minutes=5)).astimezone(UTC)),
    )
    preferences_of.save(settings, own_config / "reflect" / "settings.json")
    env = {
        **os.environ,
        "XDG_CONFIG_HOME": str(own_config),
        "DBUS_SESSION_BUS_ADDRESS": desktop.address,
    }
    command = [sys.executable, "-m", "reflect", "--journal", str(journal_folder)]
    waiting = subprocess.Popen([*command, "--background"], env=env, stderr=subprocess.PIPE)
    wait_until(lambda: len(desktop.shown()) == 1)
    kept = own_config / "reflect" / "settings.json"
    wait_until(lambda: preferences_of.load(kept).reminded.unanswered == 1)
    desktop.emit("ActionInvoked", desktop.shown()[0]["id"], OPEN)
    wait_until(lambda: preferences_of.load(kept).reminded.unanswered == 0)
    waiting.send_signal(signal.SIGTERM)
    wait_until(lambda: waiting.poll() is not None)
    _, said = waiting.communicate()
    assert (waiting.returncode, said.replace(b"This plugin does not support raise()\n", b"")) == (
        0,
        b"",
    )
    wait_until(lambda: desktop.heard()[-1]["call"] == "CloseNotification")

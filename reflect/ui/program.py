"""The running program: the door while it is locked, the window while it is open, and the way
between them.

From open to locked: everything in progress is asked to stop, the pages save, the journal is closed,
and the process becomes a new one (`restart`). Nothing is asked. Only where the last words could not
be saved does the window stay, blank, and say so.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QLocale,
    QObject,
    QSettings,
    QSocketNotifier,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QWidget

from reflect import APP_ID, reminders
from reflect.errors import ReflectError
from reflect.shipped import resource
from reflect.ui import theme as look
from reflect.ui.door import Door, MakesWorker, Opened, Preload
from reflect.ui.report import Hooks, watch_crashes

if TYPE_CHECKING:
    from reflect.model import Changes
    from reflect.settings import Reminded, Settings
    from reflect.ui.autolock import Idle, ScreenLock
    from reflect.ui.bridge import Bridge
    from reflect.ui.instance import Instance
    from reflect.ui.reminders import Reminders
    from reflect.ui.tray import Tray
    from reflect.ui.window import MainWindow
    from reflect.worker import Asked

BEHIND_THE_DOOR = (
    "reflect.ui.steady",
    "reflect.vault",
    "reflect.ui.bridge",
    "reflect.ui.window",
    "reflect.ui.today",
    "reflect.ui.journal_page",
    "reflect.ui.search_panel",
    "PySide6.QtSvg",
    "reflect.ui.open",
    "reflect.ui.preferences",
)
"""Loaded while the passphrase is typed and worked on."""
WAITING = "background"
"""The page of the door that is none: without a window, for reminders and the next start."""
PRELOAD_AFTER_MS = 300
LISTEN_AFTER_MS = 50
"""Once the door is painted."""
STEADY_AT_DOOR_MS = 200
STEADY_AFTER_MS = 800
"""Then Steady me is built, for whoever may want it: on the door before all else."""


def keep_qt_quiet() -> None:
    """No file of Qt's own: its file dialog would note which folders were visited."""
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.path.join(os.devnull, "none")
    )
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.path.join(os.devnull, "none")
    )


def application(settings: Settings) -> QApplication:
    """The one QApplication, with names, language and quiet Qt."""
    keep_qt_quiet()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["reflect"])
    app.setApplicationName("Reflect")
    app.setApplicationDisplayName("Reflect")
    app.setDesktopFileName(APP_ID)
    app.setQuitOnLastWindowClosed(False)
    speak(app, settings.language)
    return app


def speak(app: QApplication, language: str) -> None:
    """Install the words of `language` (`system`, `en`, `de`), Qt's own among them."""
    if language != "system":
        QLocale.setDefault(QLocale(language))
    else:
        QLocale.setDefault(QLocale.system())
    wanted = QLocale().name()[:2]
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    from PySide6.QtCore import QLibraryInfo

    # English is the sources' own, but for its plurals; any other language falls back to it.
    for name, folder in (
        ("reflect_en", str(resource("i18n"))),
        (f"qtbase_{wanted}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"reflect_{wanted}", str(resource("i18n"))),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:
            translator.deleteLater()


class Program(QObject):
    """Owns what lives as long as the process: settings, theme, instance, hooks."""

    opened = Signal()
    """The window of an open journal shows."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        make_worker: MakesWorker,
        restart: Callable[[Path, str], None],
        save_settings: Callable[[Settings], None],
        state_folder: Path | None = None,
        load_settings: Callable[[], Settings] | None = None,
        new_entry: bool = False,
        page: str = "",
        stays: bool = False,
        clock: Callable[[], float] | None = None,
    ) -> None:
        """`page`: where the door begins, or `WAITING`. `stays`: closing the window leads back to
        waiting, as long as reminders are on."""
        self.app = application(settings)
        super().__init__(self.app)
        self.folder = folder
        self.settings = settings
        self.theme = look.apply(self.app, settings)
        self.door: Door | None = None
        self.window: MainWindow | None = None
        self.bridge: Bridge | None = None
        self.worker: Asked | None = None
        self.instance: Instance | None = None
        self.idle: Idle | None = None
        self.screen: ScreenLock | None = None
        self.reminders: Reminders | None = None
        self.tray: Tray | None = None
        self._make_worker = make_worker
        self._restart = restart
        self._save_settings = save_settings
        self._load_settings = load_settings
        self._stays = stays or page == WAITING
        self._session_ends = False
        self._new_entry = new_entry
        self._first_page = page
        self._clock = clock
        self._locking = False
        self._left: Door | None = None
        self._crashes = watch_crashes(state_folder) if state_folder is not None else None
        self.hooks = Hooks(self.save_everything, self.front, self)

    # the whole run ---------------------------------------------------------------------------

    def run(self) -> int:
        """Show the door, or wait, and stay until it is left; the exit status."""
        self.hooks.install()
        if not self.start():
            return 0
        self._listen_to_signals()
        status = self.app.exec()
        self.end()
        return status

    def start(self) -> bool:
        """False: another window of this journal was raised instead, or waits already."""
        from reflect.ui.instance import is_running, raise_other

        self.app.commitDataRequest.connect(self._on_session_ends)
        if self._first_page == WAITING:
            if is_running(self.folder):
                return False
            self.wait()
            return True
        if raise_other(self.folder, new_entry=self._new_entry):
            return False
        self.show_door()
        return True

    def end(self) -> None:
        """Close what is open. Twice is harmless."""
        if self.reminders is not None:
            self.reminders.end()
        if self.tray is not None:
            self.tray.end()
            self.tray = None
        if self.instance is not None:
            self.instance.close()
            self.instance = None
        if self.door is not None:
            self.door.errands.close()
        if self.bridge is not None:
            self.bridge.close()
        worker, self.worker = self.worker, None
        if worker is not None:
            worker.close()

    def front(self) -> QWidget | None:
        """The window a dialog belongs to."""
        return self.window or self.door

    # without a window --------------------------------------------------------------------------

    def wait(self) -> None:
        """Nothing shows: reminders come, and the next start finds somebody to open the door."""
        self._first_page = ""
        self._listen()
        from reflect.ui.tray import Tray

        if Tray.is_there():
            self._place_tray().show()

    def _place_tray(self) -> Tray:
        if self.tray is None:
            from reflect.ui.tray import Tray

            self.tray = Tray(self)
            self.tray.open_requested.connect(self.come_forward)
            self.tray.quit_requested.connect(self.quit)
        return self.tray

    def _goes_on_waiting(self, leaving: bool) -> bool:
        """Whether closing the window is no end: something is to come, and somebody asked for it."""
        if leaving or self._session_ends or not reminders.are_on(self.settings):
            return False
        from reflect import autostart

        return self._stays or autostart.is_on()

    def _leave(self, *, for_good: bool) -> None:
        """A window has saved and is closing."""
        if self._goes_on_waiting(for_good):
            # A process of its own again: what was open is out of memory with the old one.
            with contextlib.suppress(ReflectError):
                self.end()
            self._restart(self.folder, WAITING)
        else:
            self.app.quit()

    def quit(self) -> None:
        """As File, Quit: saved first, and nothing waits afterwards."""
        front = self.window or self.door
        if front is None:
            self.app.quit()
        else:
            front.quit()

    # reminders ---------------------------------------------------------------------------------

    def _remind(self) -> None:
        """Look whether one is due; nothing of it is loaded where they are off."""
        if self.reminders is None:
            if self.window is None and not reminders.are_on(self.settings):
                return
            from reflect.ui.reminders import Reminders

            self.reminders = Reminders(
                self._current_settings,
                self._on_reminded,
                self._is_watched,
                self._tray_message,
                parent=self,
            )
            self.reminders.wanted.connect(self.come_forward)
        self.reminders.look()

    def _current_settings(self) -> Settings:
        # While it waits, a window of another journal may change them.
        if self.front() is None and self._load_settings is not None:
            self.settings = self._load_settings()
        return self.settings

    def _on_reminded(self, reminded: Reminded) -> None:
        # The windows hold the settings too, and hand on all of them.
        if self.window is not None:
            self.window.change_settings(reminded=reminded)
        elif self.door is not None:
            self.door.change_settings(reminded=reminded)
        else:
            self._on_settings_changed(dataclasses.replace(self.settings, reminded=reminded))

    def _is_watched(self) -> bool:
        front = self.front()
        return front is not None and front.isVisible() and QApplication.activeWindow() is not None

    def _tray_message(self, title: str, line: str) -> bool:
        from reflect.ui.tray import Tray

        if not Tray.is_there():
            return False
        self._place_tray().message(title, line)
        return True

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.entries and self.reminders is not None:
            self.reminders.settle()

    # locked ------------------------------------------------------------------------------------

    def show_door(self) -> None:
        self.door = Door(self.theme, self.settings, self.folder, self._make_worker)
        self.door.opened.connect(self._on_opened)
        self.door.closed.connect(self._on_door_closed)
        self.door.folder_changed.connect(self._on_folder_changed)
        self.door.settings_changed.connect(self._on_settings_changed)
        if self._first_page == "others":
            self.door.show_others()
        elif self._first_page == "new":
            self.door.show_first_run(can_go_back=True)
        elif self._first_page == "damaged":
            self.door.show_salvage()
        steady, self._first_page = self._first_page == "steady", ""
        self.door.preload = Preload(BEHIND_THE_DOOR, self.door)
        if self.settings.maximised:
            self.door.showMaximized()
        else:
            self.door.show()
        if steady:
            self.door.toggle_steady()
        self.door.preload.start(PRELOAD_AFTER_MS)
        QTimer.singleShot(STEADY_AT_DOOR_MS, self.door.prepare_steady)
        QTimer.singleShot(LISTEN_AFTER_MS, self._listen)

    def _listen(self) -> None:
        from reflect.ui.instance import Instance

        if self.instance is not None:
            self.instance.close()
        self.instance = Instance(self.folder, self)
        self.instance.raised.connect(self._on_raised)
        self.instance.listen()
        self._remind()

    def _on_door_closed(self) -> None:
        self._leave(for_good=self.door is None or self.door.leaving)

    def _on_folder_changed(self, folder: Path) -> None:
        from reflect.ui.instance import raise_other

        if folder == self.folder:
            return
        if raise_other(folder):
            self.app.quit()
            return
        self.folder = folder
        self._listen()

    def come_forward(self) -> None:
        """The window, or the door where there is none yet, in front of the others."""
        if self.front() is None:
            self.settings = self._current_settings()
            speak(self.app, self.settings.language)
            self.theme.apply(self.settings)
            self.show_door()
        if self.tray is not None:
            self.tray.hide()
        window = self.front()
        if window is None:
            return
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def _on_raised(self, new_entry: bool) -> None:
        self.come_forward()
        if new_entry:
            if self.window is not None:
                self.window.uncover()
                self.window.new_entry_requested.emit()
            else:
                self._new_entry = True

    # open -----------------------------------------------------------------------------------------

    def _on_opened(self, opened: Opened) -> None:
        if self.door is not None:
            self.door.finish_preload()
        from reflect.ui.bridge import Bridge
        from reflect.ui.open import build_window

        self.worker = opened.worker
        self.folder = opened.folder
        self.settings = self.settings.remembering(opened.folder, datetime.now(UTC))
        self._save_settings(self.settings)
        self.bridge = Bridge(opened.worker, self)
        self.bridge.changed.connect(self._on_changed)
        self.window = build_window(self.bridge, self.theme, self.settings, opened)
        self.window.lock_requested.connect(self._on_lock_wanted)
        self.window.quit_requested.connect(self._on_quit)
        self.window.settings_changed.connect(self._on_settings_changed)
        self.window.other_journal_requested.connect(self._on_other_journal)
        self.window.new_journal_requested.connect(self._on_new_journal)
        self.window.rescue_requested.connect(self._on_rescue)
        self.window.minimised.connect(self._on_minimised)
        if self.door is not None:
            maximised = self.door.isMaximized()
            self.window.setGeometry(self.door.geometry())
            if maximised:
                self.window.showMaximized()
            else:
                self.window.show()
            self.door.closed.disconnect(self._on_door_closed)
            self.door.clipboard.clear()
            self.door.hide()
            self.door.deleteLater()
            # Held until Qt has taken it apart: Python's collector, coming first, would take the
            # widgets in an order of its own, and crash.
            self._left, self.door = self.door, None
        else:
            self.window.show()
        if self._new_entry or "created" in opened.notices:
            self._new_entry = False
            self.window.new_entry_requested.emit()
        QTimer.singleShot(0, self._watch)
        QTimer.singleShot(STEADY_AFTER_MS, self.window.prepare_steady)
        self.opened.emit()

    def _watch(self) -> None:
        """What may lock the journal by itself; loaded once the window shows."""
        from reflect.ui.autolock import Idle, ScreenLock, seconds_with_sleep

        if self.window is None:
            return
        self.idle = Idle(self.settings.autolock_minutes, self._clock or seconds_with_sleep, self)
        self.idle.timed_out.connect(self._on_lock_wanted)
        self.screen = ScreenLock(parent=self)
        self.screen.locked.connect(self._on_screen_locked)
        self._remind()
        self.window.reminders = self.reminders

    def _on_settings_changed(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        if self.idle is not None and old.autolock_minutes != settings.autolock_minutes:
            self.idle.set_minutes(settings.autolock_minutes)
        if old.language != settings.language:
            speak(self.app, settings.language)
        self._save_settings(settings)
        if reminders.schedule(old) != reminders.schedule(settings):
            self._remind()

    def _on_lock_wanted(self) -> None:
        self.lock()

    def _on_screen_locked(self) -> None:
        if self.settings.lock_on_screen_lock:
            self.lock()

    def _on_minimised(self) -> None:
        if self.settings.lock_on_minimise:
            self.lock()

    def _on_other_journal(self) -> None:
        self.lock("others")

    def _on_new_journal(self) -> None:
        self.lock("new")

    def _on_rescue(self) -> None:
        self.lock("damaged")

    # saving, locking, leaving ------------------------------------------------------------

    def save_everything(self) -> bool:
        """Every page's draft, now. True where nothing was open."""
        return self.window is None or self.window.flush_pages()

    def lock(self, page: str = "") -> bool:
        """Save, close, and become a new, locked process. False: the last words are not saved.

        `page`: where its door begins: `others`, `new`, `damaged` (rescue), `steady`, or the unlock
        screen.
        """
        if self._locking or self.window is None:
            return False
        self._locking = True
        window = self.window
        if not page and window.is_steady:
            # Whoever is breathing goes on with it, at the door, without the journal.
            page = "steady"
        window.cover()
        window.stop_all_work()
        try:
            saved = window.flush_pages()
        except BaseException:
            self._locking = False
            raise
        if not saved:
            self._locking = False
            window.uncover()
            window.trouble(
                self.tr("Not locked yet"),
                line=self.tr(
                    "What you wrote last could not be saved, so the journal stays open. Solve "
                    "what the other bar says; then lock again."
                ),
                key="not-locked",
            )
            return False
        self._keep_place()
        # Every word is committed by now; a disk that refuses the last tidying must not leave an
        # open window behind.
        with contextlib.suppress(ReflectError):
            self.end()
        self._locking = False
        self._restart(self.folder, page)
        return True

    def _on_quit(self) -> None:
        """The window has saved and is closing."""
        self._keep_place()
        self._leave(for_good=self.window is None or self.window.leaving)

    def _keep_place(self) -> None:
        if self.window is not None:
            self._save_settings(
                dataclasses.replace(
                    self.settings,
                    window=self.window.geometry_to_keep(),
                    maximised=self.window.isMaximized(),
                )
            )
            self.window.clipboard.clear()

    def _on_session_ends(self, manager: QSessionManager) -> None:
        self._session_ends = True
        if self.front() is None:
            # The next session starts it as the person chose, and not as it was.
            manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        self.save_everything()

    def _listen_to_signals(self) -> None:
        """SIGTERM, SIGINT, SIGHUP close the window as a person would: saved first."""
        if not hasattr(signal, "set_wakeup_fd") or sys.platform == "win32":
            return
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        os.set_blocking(reader, False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _noted)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        self._signals = QSocketNotifier(reader, QSocketNotifier.Type.Read, self)
        self._signals.activated.connect(partial(self._on_signal, reader))

    def _on_signal(self, reader: int, *_: Any) -> None:
        os.read(reader, 64)
        self.quit()


def _noted(_number: int, _frame: object) -> None:
    """The wake-up descriptor carries the signal to the event loop."""

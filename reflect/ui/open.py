"""The window of an open journal, with its pages, and the care it takes of itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout

from reflect.errors import Interrupted, ReflectError
from reflect.ui.bars import button
from reflect.ui.exchange import Exchange
from reflect.ui.first_run import KEPT, SHEET_STATE, mark_sheet_kept
from reflect.ui.journal_page import JournalPage
from reflect.ui.on_this_day import OnThisDay
from reflect.ui.rounds import Rounds, SharingCommands
from reflect.ui.search_panel import SearchPanel
from reflect.ui.timeline_trash import empty_what_is_old
from reflect.ui.timeline_words import shipped_mood_words
from reflect.ui.today import TodayPage
from reflect.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.coping import CopingPage
    from reflect.ui.door import Opened
    from reflect.ui.preferences import PreferencesPage
    from reflect.ui.progress import ProgressPage
    from reflect.ui.sharing import SharingPage
    from reflect.ui.theme import Theme
    from reflect.vault import Backup, OpenVault
    from reflect.worker import Stop

CARE_AFTER_MS = 5_000
CARE_EVERY_MS = 10 * 60_000
SHEET_REMINDER = "recovery-sheet"

Found = tuple[tuple[tuple[str, str, str], ...], bool, bool, str]
"""(kind, path, detail) of each warning; read-only; the recovery sheet was kept; the name."""


def build_window(bridge: Bridge, theme: Theme, settings: Settings, opened: Opened) -> MainWindow:
    """The window with every page this version has."""
    translate = QCoreApplication.translate
    window = MainWindow(bridge, theme, settings)
    today = TodayPage(bridge, window, theme, settings)
    window.add_page("today", translate("MainWindow", "Today"), "today", today)
    journal = JournalPage(bridge, window, theme, settings)
    window.add_page("journal", translate("MainWindow", "Journal"), "journal", journal)
    coping = partial(_coping, bridge, window, theme)
    window.add_page("coping", translate("MainWindow", "Coping"), "coping", coping)
    progress = partial(_progress, bridge, window, theme)
    window.add_page("progress", translate("MainWindow", "Progress"), "progress", progress)
    window.rounds = Rounds(bridge, window)
    sharing = partial(_sharing, bridge, window, theme)
    window.add_page("sharing", translate("MainWindow", "Sharing"), "sharing", sharing)
    strip = OnThisDay(bridge, theme, journal.show_this_day, today)
    column = today.layout()
    if column is not None:
        column.addWidget(strip)
    words = shipped_mood_words(settings)
    SearchPanel(bridge, window, theme, words, journal.open_entry, journal.show_query)
    window.new_entry_requested.connect(partial(window.show_page, "today"))
    preferences = partial(_preferences, bridge, window, theme, opened.folder)
    window.add_page(
        "preferences", translate("MainWindow", "Preferences"), "preferences", preferences, "Ctrl+,"
    )
    Exchange(bridge, window)
    window.menus.command(
        "view",
        translate("MainWindow", "E&xercises…"),
        partial(_exercises, window),
        "F8",
        place="steady",
    )
    SharingCommands(window, window.rounds)
    window.rounds.begin()
    care = Care(bridge, window, opened.folder)
    care.begin()
    return window


def _coping(bridge: Bridge, window: MainWindow, theme: Theme) -> CopingPage:
    """Loaded and built when somebody looks at it."""
    from reflect.ui.coping import CopingPage

    return CopingPage(bridge, window, theme)


def _progress(bridge: Bridge, window: MainWindow, theme: Theme) -> ProgressPage:
    """Loaded and built when somebody looks at it."""
    from reflect.ui.progress import ProgressPage

    return ProgressPage(bridge, window, theme)


def _sharing(bridge: Bridge, window: MainWindow, theme: Theme) -> SharingPage:
    """Loaded and built when somebody looks at it."""
    from reflect.ui.sharing import SharingPage

    return SharingPage(bridge, window, theme)


def _exercises(window: MainWindow) -> None:
    """Loaded and built when somebody wants one."""
    from reflect.ui.exercises import open_list

    open_list(window)


def _preferences(bridge: Bridge, window: MainWindow, theme: Theme, folder: Path) -> PreferencesPage:
    """Loaded and built when somebody looks at it."""
    from reflect.ui.preferences import PreferencesPage

    return PreferencesPage(bridge, window, theme, folder)


class Care(QObject):
    """Backups when they are due, the reminder of the recovery sheet, what the vault found."""

    def __init__(self, bridge: Bridge, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._folder = folder
        self._busy = False
        window.backup_requested.connect(self.backup_now)
        self.timer = QTimer(self)
        self.timer.setInterval(CARE_EVERY_MS)
        self.timer.timeout.connect(self.back_up_if_due)

    def begin(self) -> None:
        """Ask the open vault what it found on its way in."""
        self._bridge.ask(self, look, self._on_looked)
        QTimer.singleShot(CARE_AFTER_MS, self.back_up_if_due)
        self.timer.start()

    # backups --------------------------------------------------------------------------------

    def backup_now(self) -> None:
        """One because the person asked; in the journal's folder, with progress."""
        if self._busy:
            return
        self._busy = True
        work = self._window.work(self.tr("Making a backup"))
        job = partial(_back_up, work.progress, work.stop)
        self._bridge.ask(self, job, self._on_made, self._on_not_made)
        self._work = work

    def back_up_if_due(self) -> None:
        """The day's own, quietly."""
        if self._busy:
            return
        also = self._window.settings.backup_folder
        self._bridge.ask(
            self,
            partial(_care, Path(also) if also else None, self._window.quiet_work()),
            None,
            self._on_care_failed,
        )

    def _on_made(self, backup: Backup) -> None:
        self._busy = False
        self._work.finish()
        self._window.clear_trouble("BackupIncomplete")
        self._window.trouble(
            self.tr("The backup is made"),
            line=self.tr("It was reopened and compared: {path}").format(path=backup.path),
            key="backup-made",
            calm=True,
        )

    def _on_not_made(self, error: ReflectError) -> None:
        self._busy = False
        self._work.finish()
        self._on_care_failed(error)

    def _on_care_failed(self, error: ReflectError) -> None:
        if not isinstance(error, Interrupted):
            again = (self.tr("Try again"), self.backup_now)
            self._window.trouble(error, [again])

    # what the vault found -------------------------------------------------------------------

    def _on_looked(self, found: Found) -> None:
        warnings, read_only, sheet_kept, name = found
        self._window.set_journal_name(name)
        for kind, path, detail in warnings:
            self._tell(kind, path, detail)
        if read_only:
            return
        self._bridge.write(self, empty_what_is_old)
        if not sheet_kept:
            self._remind()

    def _remind(self) -> None:
        self._window.trouble(
            self.tr("Keep a recovery sheet"),
            [(self.tr("Make a sheet"), self.make_sheet)],
            line=self.tr(
                "If you forget the passphrase, the sheet is the only other way into this journal."
            ),
            key=SHEET_REMINDER,
            calm=True,
        )

    def make_sheet(self) -> None:
        """A new code; the one before opens nothing any more."""
        also = self._window.settings.backup_folder
        self._bridge.ask(self, partial(_new_code, Path(also) if also else None), self._on_code)

    def _on_code(self, code: str) -> None:
        from reflect.ui.sheet import RecoverySheet

        dialog = QDialog(self._window)
        dialog.setWindowTitle("Reflect")
        column = QVBoxLayout(dialog)
        sheet = RecoverySheet(
            self._window.theme, self._window.clipboard, code, self._folder, dialog
        )
        column.addWidget(sheet)
        close = button(self.tr("C&lose"), "primary", dialog)
        close.clicked.connect(dialog.accept)
        column.addWidget(close)
        sheet.confirmed.connect(self._on_sheet_kept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_sheet_kept(self) -> None:
        self._window.clear_trouble(SHEET_REMINDER)
        self._bridge.ask(self, mark_sheet_kept)

    def _tell(self, kind: str, path: str, detail: str) -> None:
        said = {
            "mirror-used": (
                self.tr("The key file was damaged"),
                self.tr("Its mirror opened the journal, and the key file was written anew."),
            ),
            "cloud-folder": (
                self.tr("This journal lies in a synchronised folder"),
                self.tr(
                    "{detail} copies it elsewhere, encrypted. Open it on one computer at a time: "
                    "two at once make conflicting copies."
                ),
            ),
            "network-folder": (
                self.tr("This journal lies on a network drive"),
                self.tr(
                    "If the connection breaks while it is saved, the last words may be lost. A "
                    "folder on this computer, with backups there, is safer."
                ),
            ),
            "conflict-copy": (
                self.tr("There is a conflicting copy of this journal"),
                self.tr(
                    "{path} was made by a synchronising service. It was not touched; it may hold "
                    "entries that are not here."
                ),
            ),
            "queue-damaged": (
                self.tr("Something added while locked could not be read"),
                self.tr("It was set aside as {path}."),
            ),
            "read-only": (
                self.tr("This journal can be read, not changed"),
                self.tr("Its folder cannot be written to. Export works."),
            ),
            "reserve-missing": (
                self.tr("The disk is almost full"),
                self.tr("What you wrote is safe. Free some space soon."),
            ),
        }.get(kind)
        if said is not None:
            title, line = said
            line = line.replace("{path}", path).replace("{detail}", detail)
            self._window.trouble(title, line=line, key=kind, calm=kind != "reserve-missing")


def look(vault: OpenVault) -> Found:
    """What the window asks once it shows."""
    warnings = tuple((each.kind, str(each.path), each.detail) for each in vault.warnings)
    kept = vault.journal.state(SHEET_STATE) == KEPT
    return warnings, vault.read_only, kept, vault.journal.name


def _back_up(progress: Callable[[int, int | None], None], stop: Stop, vault: OpenVault) -> Backup:
    return vault.backup(progress=progress, cancelled=stop)


def _care(also: Path | None, stop: Stop, vault: OpenVault) -> None:
    vault.backup_if_due(also=also, cancelled=stop)
    stop.check()
    vault.verify_if_due()


def _new_code(also: Path | None, vault: OpenVault) -> str:
    return vault.new_recovery_code(also=also)

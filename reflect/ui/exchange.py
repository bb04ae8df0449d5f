"""File, Import… and Export… of the window, and the toolkit; a file dropped on it; what an import
says at its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from reflect.ui.format_words import entries_words
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.formats import Report
    from reflect.ui.bridge import Bridge
    from reflect.ui.bring_in import ImportDialog
    from reflect.ui.past_imports import PastImports
    from reflect.ui.take_out import ExportDialog
    from reflect.ui.toolkit import ToolkitDialog
    from reflect.ui.toolkit_in import ToolkitImport
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

NOTICE = "import-report"


def can_only_read(vault: OpenVault) -> bool:
    return vault.read_only


class Exchange(QObject):
    """One for each window; each of its dialogs shows once."""

    def __init__(self, bridge: Bridge, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._import: ImportDialog | None = None
        self._export: ExportDialog | None = None
        self._past: PastImports | None = None
        self._toolkit: ToolkitDialog | None = None
        self._toolkit_in: ToolkitImport | None = None
        add = window.menus.command
        self.import_command = add(
            "file", self.tr("&Import…"), self.bring_in, "Ctrl+O", place="exchange"
        )
        self.export_command = add(
            "file", self.tr("&Export…"), self.take_out, "Ctrl+Shift+S", place="exchange"
        )
        add("file", self.tr("&Past imports…"), self.past, "Ctrl+Shift+M", place="exchange")
        add(
            "file",
            self.tr("Take my &toolkit along…"),
            self.take_toolkit,
            "Ctrl+Alt+E",
            place="exchange",
        )
        self.toolkit_command = add(
            "file",
            self.tr("Bring a tool&kit in…"),
            self.bring_toolkit,
            "Ctrl+Alt+I",
            place="exchange",
        )
        add(
            "file",
            self.tr("Sheet for an appoint&ment…"),
            self.appointment,
            "Ctrl+Alt+A",
            place="exchange",
        )
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        bridge.ask(self, can_only_read, self._on_read_only)

    def _on_read_only(self, read_only: bool) -> None:
        self.import_command.setEnabled(not read_only)
        self.toolkit_command.setEnabled(not read_only)
        self._window.setAcceptDrops(not read_only)

    # dialogs ---------------------------------------------------------------------------------

    def bring_in(self, path: Path | None = None) -> None:
        """The import dialog, at `path` if that is known."""
        from reflect.ui.bring_in import ImportDialog

        dialog = self._import
        if dialog is None or not shiboken6.isValid(dialog):
            self._import = dialog = ImportDialog(self._bridge, self._window, path)
            dialog.finished.connect(self._on_import_closed)
            dialog.brought.connect(self._on_brought)
            dialog.undo_wanted.connect(self.past)
        elif path is not None:
            dialog.look_at(path)
        dialog.come_back()

    def take_out(self) -> None:
        """The export dialog."""
        from reflect.ui.take_out import ExportDialog

        dialog = self._export
        if dialog is None or not shiboken6.isValid(dialog):
            self._export = dialog = ExportDialog(self._bridge, self._window)
            dialog.finished.connect(self._on_export_closed)
        dialog.come_back()

    def past(self) -> None:
        """What was brought in so far."""
        from reflect.ui.past_imports import PastImports

        dialog = self._past
        if dialog is None or not shiboken6.isValid(dialog):
            self._past = dialog = PastImports(self._bridge, self._window)
            dialog.finished.connect(self._on_past_closed)
        dialog.come_back()

    def take_toolkit(self) -> None:
        """Ways of coping to take along."""
        from reflect.ui.toolkit import ToolkitDialog

        dialog = self._toolkit
        if dialog is None or not shiboken6.isValid(dialog):
            self._toolkit = dialog = ToolkitDialog(self._bridge, self._window)
            dialog.finished.connect(self._on_toolkit_closed)
        dialog.come_back()

    def bring_toolkit(self, path: Path | None = None) -> None:
        """Somebody's ways of coping, or one's own from another journal."""
        from reflect.ui.toolkit_in import ToolkitImport

        dialog = self._toolkit_in
        if dialog is None or not shiboken6.isValid(dialog):
            self._toolkit_in = dialog = ToolkitImport(self._bridge, self._window, path)
            dialog.finished.connect(self._on_toolkit_in_closed)
        elif path is not None:
            dialog.look_at(path)
        dialog.come_back()

    def appointment(self) -> None:
        """A page to take to an appointment."""
        from reflect.ui.appointment import open_sheet

        open_sheet(self._bridge, self._window, self._window.theme)

    # A closed dialog lives until the event loop comes round; the next one is new all the same.

    def _on_import_closed(self, _result: int) -> None:
        self._import = None

    def _on_export_closed(self, _result: int) -> None:
        self._export = None

    def _on_past_closed(self, _result: int) -> None:
        self._past = None

    def _on_toolkit_closed(self, _result: int) -> None:
        self._toolkit = None

    def _on_toolkit_in_closed(self, _result: int) -> None:
        self._toolkit_in = None

    def _on_brought(self, report: Report) -> None:
        dialog = self._import
        if dialog is not None and shiboken6.isValid(dialog) and not dialog.left:
            return
        self._window.trouble(
            self.tr("Brought in: {entries}").format(
                entries=entries_words(report.new + report.changed)
            ),
            [(self.tr("Show the report"), self.past)],
            line=self.tr("To look at: {count}.").format(count=len(report.warnings))
            if report.warnings
            else "",
            key=NOTICE,
            calm=True,
        )

    # a file dropped on the window --------------------------------------------------------------

    @guarded(False)
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.DragEnter, QEvent.Type.Drop}:
            from reflect.ui.bring_in import dropped

            path = dropped(event) if isinstance(event, QDropEvent) else None
            if path is not None and not self._window.covered:
                event.accept()
                if event.type() == QEvent.Type.Drop:
                    self._on_dropped(path)
                return True
        return super().eventFilter(watched, event)

    def _on_dropped(self, path: Path) -> None:
        from reflect.formats import toolkit

        if toolkit.is_one(path):
            self.bring_toolkit(path)
        else:
            self.bring_in(path)

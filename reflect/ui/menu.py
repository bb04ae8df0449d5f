"""The menu bar: every command of the window, with its shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMetaObject, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.window import MainWindow

TEXT_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)


class Menus(QObject):
    """File, Edit, View, Help; pages add to them with `place_action`, the program with `command`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menuBar()
        self._menus: dict[str, QMenu] = {}
        for id, title in (
            ("file", self.tr("&File")),
            ("edit", self.tr("&Edit")),
            ("entry", self.tr("E&ntry")),
            ("view", self.tr("&View")),
            ("help", self.tr("&Help")),
        ):
            self._menus[id] = bar.addMenu(title)
        self._places: dict[str, QAction] = {}
        self._from_pages: set[QAction] = set()
        self._menus["entry"].menuAction().setVisible(False)
        self._fill_file()
        self._fill_edit()
        self._fill_view()
        self._fill_help()

    def command(
        self,
        menu: str,
        text: str,
        does: Callable[[], object],
        shortcut: str | QKeySequence.StandardKey | None = None,
        *,
        place: str | None = None,
    ) -> QAction:
        """A command at the end of `menu`, or at one of its named places.

        Places: file: new, exchange, care; edit: undo, clip, find; view: pages, look; help: help.
        """
        action = QAction(text, self._window)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(partial(_do, does))
        end = self._places.get(f"{menu}.{place}") if place else None
        if end is not None:
            self._menus[menu].insertAction(end, action)
            end.setVisible(True)
        else:
            self._menus[menu].addAction(action)
        return action

    def add_page(self, action: QAction, place: int) -> None:
        """The View menu's entry for a page."""
        pages = [a for a in self._menus["view"].actions() if a.property("page")]
        action.setProperty("page", True)
        before = pages[place] if place < len(pages) else self._places["view.pages"]
        self._menus["view"].insertAction(before, action)

    def place(self, actions: Iterable[QAction], *, here: bool) -> None:
        """Show a page's placed actions while it is in front; elsewhere their shortcuts rest too."""
        for action in actions:
            menu = action.property("menu")
            if not isinstance(menu, str):
                continue
            if action not in self._from_pages:
                self._from_pages.add(action)
                place = self._places.get(f"{menu}.page")
                if place is not None:
                    self._menus[menu].insertAction(place, action)
                else:
                    self._menus[menu].addAction(action)
            action.setVisible(here or bool(action.property("everywhere")))
        self._menus["entry"].menuAction().setVisible(
            any(a.isVisible() and not a.isSeparator() for a in self._menus["entry"].actions())
        )

    def shortcuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """[(menu, [(command, keys)])] of what can be done now, for the help page."""
        found = []
        for menu in self._menus.values():
            rows = _rows(menu)
            if rows:
                found.append((menu.title().replace("&", ""), rows))
        return found

    # building -----------------------------------------------------------------------------

    def _end(self, menu: str, place: str) -> None:
        """The named place ends here, with a line under it."""
        self._places[f"{menu}.{place}"] = self._menus[menu].addSeparator()

    def _fill_file(self) -> None:
        window = self._window
        add = partial(self.command, "file")
        add(self.tr("&New entry"), window.new_entry_requested.emit, "Ctrl+N")
        self._end("file", "page")
        add(self.tr("New &journal…"), window.new_journal_requested.emit, "Ctrl+Shift+J")
        add(self.tr("&Open other journal…"), window.other_journal_requested.emit, "Ctrl+Shift+O")
        self._end("file", "new")
        self._end("file", "exchange")
        self._places["file.exchange"].setVisible(False)
        add(self.tr("&Backup now"), window.backup_requested.emit, "Ctrl+Shift+B")
        self._end("file", "care")
        self._lock = add(self.tr("&Lock"), window.lock_requested.emit, "Ctrl+L")
        self._quit = quit = add(self.tr("&Quit"), window.quit, "Ctrl+Q")
        quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _fill_edit(self) -> None:
        window = self._window
        add = partial(self.command, "edit")
        add(self.tr("&Undo typing"), partial(_to_focus, "undo"), "Ctrl+Z")
        add(self.tr("&Redo typing"), partial(_to_focus, "redo"), "Ctrl+Shift+Z")
        self.undo_last = add(self.tr("Take back"), window.undo_bar.undo, "Ctrl+Alt+Z")
        self.undo_last.setEnabled(False)
        window.undo_bar.changed.connect(self._on_undo_changed)
        self._end("edit", "undo")
        add(self.tr("Cu&t"), partial(_to_focus, "cut"), "Ctrl+X")
        add(self.tr("&Copy"), partial(_to_focus, "copy"), "Ctrl+C")
        add(self.tr("&Paste"), partial(_to_focus, "paste"), "Ctrl+V")
        add(self.tr("Select &all"), partial(_to_focus, "selectAll"), "Ctrl+A")
        self._end("edit", "clip")
        self._end("edit", "page")
        self.search = add(self.tr("&Search"), window.focus_search, "Ctrl+K")
        self.search.setVisible(False)
        self._end("edit", "find")
        self._places["edit.find"].setVisible(False)

    def _fill_view(self) -> None:
        window = self._window
        add = partial(self.command, "view")
        self._end("view", "pages")
        self._end("view", "page")
        steady = add(self.tr("&Steady me"), window.steady_requested.emit, "F9")
        self.safety = add(self.tr("M&y safety plan"), self._show_plan, "Shift+F9")
        self.bridge_card = add(self.tr("My &bridge card"), self._show_bridge_card, "Ctrl+F9")
        self._end("view", "steady")
        sizes = (
            add(self.tr("&Larger text"), partial(self._step_text, 1), "Ctrl++"),
            add(self.tr("S&maller text"), partial(self._step_text, -1), "Ctrl+-"),
            add(self.tr("&Normal text"), partial(self._set_text, 100), "Ctrl+0"),
        )
        themes = self._menus["view"].addMenu(self.tr("Th&eme"))
        self._themes = QActionGroup(self)
        for name, title in (
            ("system", self.tr("As the &system")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
            ("contrast", self.tr("High &contrast")),
        ):
            action = themes.addAction(title)
            action.setCheckable(True)
            action.setData(name)
            self._themes.addAction(action)
        self._themes.triggered.connect(self._on_theme_chosen)
        themes.aboutToShow.connect(self._mark)
        self._icons_only = add(self.tr("&Icons only"), self._toggle_icons, "Ctrl+Shift+I")
        self._icons_only.setCheckable(True)
        self._end("view", "look")
        self._full = add(self.tr("&Full screen"), self._toggle_full_screen, "F11")
        self._full.setCheckable(True)
        self._hide = add(
            self.tr("&Hide, and show again"), window.toggle_cover, window.settings.hide_key
        )
        # The menu bar goes where something takes the whole window; these keys stay.
        window.addActions([steady, *sizes, self._full, self._hide, self._lock, self._quit])
        window.settings_changed.connect(self._on_settings)
        self._menus["view"].aboutToShow.connect(self._mark)
        self._mark()

    def _fill_help(self) -> None:
        add = partial(self.command, "help")
        add(self.tr("&Help"), self._show_help, "F1")
        add(self.tr("&Keyboard shortcuts"), self._show_shortcuts, "Ctrl+/")
        self._end("help", "page")
        about = add(self.tr("&About Reflect"), self._show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    # what the commands do ---------------------------------------------------------------------

    def _mark(self) -> None:
        settings = self._window.settings
        for action in self._themes.actions():
            action.setChecked(action.data() == settings.theme)
        self._icons_only.setChecked(settings.rail_icons_only)
        self._full.setChecked(self._window.isFullScreen())

    def _on_settings(self, settings: Settings) -> None:
        self._hide.setShortcut(QKeySequence(settings.hide_key))

    def _on_undo_changed(self) -> None:
        what = self._window.undo_bar.offered
        self.undo_last.setEnabled(what is not None)
        self.undo_last.setText(
            self.tr("Take back: {what}").format(what=what) if what else self.tr("Take back")
        )

    def _on_theme_chosen(self, action: QAction) -> None:
        self._window.change_settings(theme=action.data())

    def _step_text(self, step: int) -> None:
        now = self._window.settings.text_percent
        if step > 0:
            wanted = min((s for s in TEXT_STEPS if s > now), default=TEXT_STEPS[-1])
        else:
            wanted = max((s for s in TEXT_STEPS if s < now), default=TEXT_STEPS[0])
        self._set_text(wanted)

    def _set_text(self, percent: int) -> None:
        self._window.change_settings(text_percent=percent)

    def _toggle_icons(self) -> None:
        self._window.change_settings(rail_icons_only=not self._window.settings.rail_icons_only)

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _show_plan(self) -> None:
        from reflect.ui.safety import open_plan

        open_plan(self._window)

    def _show_bridge_card(self) -> None:
        from reflect.ui.bridge_card import open_card

        open_card(self._window)

    def _show_help(self) -> None:
        from reflect.ui.help import Help

        Help(self._window).open()

    def _show_shortcuts(self) -> None:
        from reflect.ui.help import Shortcuts

        Shortcuts(self.shortcuts(), self._window).open()

    def _show_about(self) -> None:
        from reflect.ui.help import About

        About(self._window).open()


def _do(does: Callable[[], object], *_checked: bool) -> None:
    does()


def _to_focus(slot: str) -> None:
    """Cut, copy, undo, ... in whatever field has the focus."""
    widget = QApplication.focusWidget()
    if widget is not None and widget.metaObject().indexOfSlot(f"{slot}()") >= 0:
        QMetaObject.invokeMethod(widget, slot, Qt.ConnectionType.DirectConnection)


def _rows(menu: QMenu) -> list[tuple[str, str]]:
    rows = []
    for action in menu.actions():
        inner = cast("QMenu | None", action.menu())
        if inner is not None:
            continue
        if action.isVisible() and not action.isSeparator():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys:
                rows.append((action.text().replace("&", ""), keys))
    return rows

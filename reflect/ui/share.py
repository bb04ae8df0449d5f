"""“Share with somebody…”, from wherever an entry or a way of coping is in front. While sharing is
off it leads to the page that says what sharing is; nothing of it is loaded then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from reflect.model import EntryId, KeptId
    from reflect.ui.window import MainWindow


def share_entry(window: MainWindow, entry: EntryId) -> QDialog | None:
    """The lens; None while sharing is off."""
    if not _is_on(window):
        return None
    from reflect.ui.lens import open_lens

    return open_lens(window, window.bridge, entry)


def share_strategy(window: MainWindow, card: KeptId) -> QDialog | None:
    """The dialog that gives a way of coping; None while sharing is off."""
    if not _is_on(window):
        return None
    from reflect.ui.giving import GivingDialog

    made = GivingDialog(window.bridge, window, card)
    made.come_back()
    return made


def window_of(part: QWidget) -> MainWindow | None:
    """The window around a part of a page."""
    from reflect.ui.window import MainWindow

    found = part.window()
    return found if isinstance(found, MainWindow) else None


def _is_on(window: MainWindow) -> bool:
    if window.rounds is not None and window.rounds.state.on:
        return True
    window.show_page("sharing")
    return False

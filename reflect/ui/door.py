"""The window in front of a locked journal: unlock, first run, recovery, restore; one at a time.

It loads little, so that it can be typed into at once. What the open journal needs (SQLCipher, the
pages) is loaded behind it while the person types and while the passphrase is worked on.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reflect.ui.bars import button, tall
from reflect.ui.clipboard import SecretClipboard
from reflect.ui.errand import Errands
from reflect.ui.guard import guarded
from reflect.ui.scroller import Scroller

if TYPE_CHECKING:
    from reflect.crypto.keyfile import Cost
    from reflect.settings import Settings
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault
    from reflect.worker import Asked

CARD_WIDTH = 560
"""Of the card at 100 % text; it grows with the text, as far as the window goes."""


class MakesWorker(Protocol):
    """`reflect.worker.Worker` or `InlineWorker`."""

    def __call__(self, opener: Callable[[], OpenVault], /) -> Asked: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A journal that is open now."""

    worker: Asked
    folder: Path
    notices: tuple[str, ...] = ()
    """What to say once the journal shows: `used-recovery`, `created`."""
    code: str | None = field(default=None, repr=False)


class Preload(QObject):
    """Imports modules one at a time between the events of a window that is already painted."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_time)

    def start(self, after_ms: int = 0) -> None:
        """Begin, not before `after_ms`."""
        QTimer.singleShot(after_ms, self._timer.start)

    def finish(self) -> None:
        """The rest, at once."""
        self._timer.stop()
        while self._names:
            self._on_time()

    def _on_time(self) -> None:
        if not self._names:
            self._timer.stop()
            return
        importlib.import_module(self._names.pop(0))


class Door(QMainWindow):
    """What a person sees while the journal is locked."""

    opened = Signal(object)
    """Opened: the journal's worker and folder."""
    closed = Signal()
    folder_changed = Signal(object)
    """Another journal is stood before now: Path."""
    settings_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        folder: Path,
        make_worker: MakesWorker,
        *,
        cost: Cost | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.settings = settings
        self.folder = folder
        self.make_worker = make_worker
        self.cost = cost
        self.errands = Errands(self)
        self.clipboard = SecretClipboard(self)
        self.preload: Preload | None = None
        self._page: QWidget | None = None
        self._focused: QWidget | None = None
        self.leaving = False
        """It closes for good: nothing waits in the background afterwards."""
        self.setWindowTitle("Reflect")
        self.setMinimumSize(640, 480)
        self._build()
        if settings.window is not None:
            self.setGeometry(QRect(*settings.window))
        else:
            self.resize(1120, 760)
        theme.changed.connect(self._on_theme_changed)
        self.show_first()

    # which page ----------------------------------------------------------------------------

    def show_first(self) -> None:
        """Unlock where there is a journal, first run where there is none."""
        if any((self.folder / name).exists() for name in ("journal.key", "journal.db")):
            self.show_unlock()
        else:
            self.show_first_run()

    def show_unlock(self) -> None:
        from reflect.ui.unlock import UnlockPage

        self._put(UnlockPage(self))

    def show_first_run(self, *, can_go_back: bool = False) -> None:
        from reflect.ui.first_run import FirstRun

        self._put(FirstRun(self, can_go_back=can_go_back))

    def show_recovery(self) -> None:
        from reflect.ui.rescue import RecoverPage

        self._put(RecoverPage(self))

    def show_restore(self) -> None:
        from reflect.ui.rescue import RestorePage

        self._put(RestorePage(self))

    def show_salvage(self) -> None:
        from reflect.ui.rescue import SalvagePage

        self._put(SalvagePage(self))

    def show_others(self) -> None:
        from reflect.ui.unlock import OthersPage

        self._put(OthersPage(self))

    def stand_before(self, folder: Path) -> None:
        """Turn to another journal."""
        self.folder = folder
        self.folder_changed.emit(folder)
        self.show_first()

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._page

    # the window -----------------------------------------------------------------------------

    def quit(self) -> None:
        """Close, and end the program with it."""
        self.leaving = True
        self.close()

    @guarded(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        self.clipboard.clear()
        abandon = getattr(self._page, "abandon", None)
        if abandon is not None:
            abandon()
        event.accept()
        self.closed.emit()

    def finish_preload(self) -> None:
        """Load now what was to be loaded behind this window."""
        if self.preload is not None:
            self.preload.finish()

    def change_settings(self, **fields: Any) -> None:
        """Replace some of the settings: the look follows, the program saves them."""
        self.settings = dataclasses.replace(self.settings, **fields)
        if {"theme", "text_percent", "reduced_motion"} & fields.keys():
            self.theme.apply(self.settings)
        self.settings_changed.emit(self.settings)

    def change_text(self, percent: int) -> None:
        """Text size can be changed before anything is typed."""
        self.change_settings(text_percent=percent)

    # steady me --------------------------------------------------------------------------------

    def toggle_steady(self) -> None:
        """F9: there, and back to exactly where one was."""
        # Loaded here, or while the person types.
        from reflect.ui.steady import prepare_at_door

        steady = prepare_at_door(self)
        if self.layers.currentWidget() is steady:
            self.leave_steady()
            return
        self._focused = self.focusWidget()
        steady.begin(personal=False)
        self.layers.setCurrentWidget(steady)
        steady.take_focus()

    def leave_steady(self) -> None:
        """Back to the page of the door."""
        self.layers.setCurrentWidget(self._scroll)
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus()

    def prepare_steady(self) -> None:
        """Build it while nobody waits."""
        from reflect.ui.steady import prepare_at_door

        prepare_at_door(self).warm()

    def _larger(self) -> None:
        self.change_text(min(200, self.settings.text_percent + 10))

    def _smaller(self) -> None:
        self.change_text(max(80, self.settings.text_percent - 10))

    def _normal(self) -> None:
        self.change_text(100)

    def _build(self) -> None:
        room = QWidget()
        self.layers = QStackedWidget(self)
        """The pages of the door; Steady me in their place."""
        self._scroll = Scroller(room, self.layers)
        self.layers.addWidget(self._scroll)
        across = QHBoxLayout(room)
        across.setContentsMargins(*(self.theme.spacing(4),) * 4)
        across.addStretch(1)
        down = QVBoxLayout()
        across.addLayout(down, 1000)
        across.addStretch(1)
        down.addStretch(2)
        self._card = QFrame(room)
        self._card.setObjectName("card")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(*(self.theme.spacing(6),) * 4)
        down.addWidget(self._card)
        self._steady = button(self.tr("Steady me  F9"), "link", room)
        self._steady.setAccessibleName(self.tr("Steady me"))
        self._steady.clicked.connect(self.toggle_steady)
        down.addWidget(self._steady, 0, Qt.AlignmentFlag.AlignHCenter)
        down.addStretch(3)
        self.setCentralWidget(self.layers)
        for text, keys, does in (
            (self.tr("Larger text"), "Ctrl++", self._larger),
            (self.tr("Smaller text"), "Ctrl+-", self._smaller),
            (self.tr("Normal text"), "Ctrl+0", self._normal),
            (self.tr("Steady me"), "F9", self.toggle_steady),
            (self.tr("Quit"), "Ctrl+Q", self.quit),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(does)
            self.addAction(action)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        tall(self._steady)
        self._card.setMaximumWidth(round(CARD_WIDTH * max(1.0, self.theme.scale)))

    def _put(self, page: QWidget) -> None:
        old, self._page = self._page, page
        if old is not None:
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._inside.addWidget(page)
        page.show()
        # A widget takes the focus only once it is in a window.
        first = getattr(page, "first", None)
        if isinstance(first, QWidget):
            first.setFocus()
        self._scroll.verticalScrollBar().setValue(0)

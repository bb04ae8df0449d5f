"""What an entry's editor has to say, told by the window it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reflect.errors import JournalDamaged, StorageFailed, StorageFull

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.ui.editor import EntryEditor
    from reflect.ui.window import MainWindow


class Telling(QObject):
    """Carries an editor's trouble, notices, undo and work to the window's bars."""

    def __init__(self, editor: EntryEditor, window: MainWindow, key: str) -> None:
        """`key` names this editor's trouble, so that two editors do not clear each other's."""
        super().__init__(editor)
        self._editor = editor
        self._window = window
        self._key = key
        editor.attaching.start_work = window.work
        editor.trouble.connect(self._on_trouble)
        editor.solved.connect(self._on_solved)
        editor.notice.connect(self._on_notice)
        editor.undo_offered.connect(window.offer_undo)

    def _on_trouble(self, error: ReflectError) -> None:
        if isinstance(error, JournalDamaged):
            self._window.tell(error)
            return
        again = ((self.tr("Try again"), self._editor.save_now),) if self._editor.unsaved else ()
        self._window.trouble(error, again, key=self._key)

    def _on_solved(self) -> None:
        # The window itself tells, under these names, what kept a page from saving before a lock.
        for key in (self._key, StorageFull.__name__, StorageFailed.__name__):
            self._window.clear_trouble(key)

    def _on_notice(self, title: str, line: str) -> None:
        self._window.trouble(title, line=line, calm=True)

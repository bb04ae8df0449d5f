"""Work away from the GUI thread before there is an open journal: keys, backups, rescue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from reflect.errors import Interrupted, ReflectError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Errands(QObject):
    """One thread for what a locked window has to wait for. Answers come by one queued signal."""

    busy_changed = Signal(bool)
    _arrived = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: ThreadPoolExecutor | None = None
        self._open = 0
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._open > 0

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[ReflectError], None],
    ) -> None:
        """`work` on the other thread, then one of the two here."""
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="errand")
        self.watch(self._thread.submit(work), then, failed)

    def watch(
        self,
        future: Future[T],
        then: Callable[[T], None],
        failed: Callable[[ReflectError], None],
    ) -> None:
        """The same for a future that somebody else made."""
        self._open += 1
        if self._open == 1:
            self.busy_changed.emit(True)

        def done(future: Future[T]) -> None:
            if shiboken6.isValid(self):
                self._arrived.emit(future, then, failed)

        future.add_done_callback(done)

    def close(self) -> None:
        """Let what runs come to its end; nothing new."""
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)

    def _on_arrived(
        self,
        future: Future[Any],
        then: Callable[[Any], None],
        failed: Callable[[ReflectError], None],
    ) -> None:
        self._open -= 1
        if self._open == 0:
            self.busy_changed.emit(False)
        for callback in (then, failed):
            # A page that was left meanwhile no longer wants to know.
            owner = getattr(callback, "__self__", None)
            if isinstance(owner, QObject) and not shiboken6.isValid(owner):
                return
        try:
            answer = future.result()
        except Interrupted:
            return
        except ReflectError as error:
            failed(error)
        else:
            then(answer)

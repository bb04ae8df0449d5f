"""Ask the journal from the GUI thread; hear back on the GUI thread.

This is the only crossing between threads: the completion of a future emits one queued signal, the
answer is delivered from the event loop. An answer whose asker is gone is dropped. A failure that
was foreseen goes to `failed`, or, where nobody claimed it, is announced by `Bridge.failed`, which
the window shows; anything else is raised here, on the GUI thread, and so reaches `sys.excepthook`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from reflect.errors import Interrupted, ReflectError
from reflect.model import Changes

if TYPE_CHECKING:
    from reflect.vault import OpenVault
    from reflect.worker import Asked

T = TypeVar("T")


@dataclass(slots=True)
class _Waiting:
    owner: QObject
    then: Callable[[Any], None] | None
    failed: Callable[[ReflectError], None] | None
    writes: bool


class Bridge(QObject):
    """One for each open journal."""

    changed = Signal(object, object)
    """(Changes, origin): something was written; origin is the owner of the write."""
    failed = Signal(object)
    """A ReflectError that no asker claimed."""
    busy_changed = Signal(bool)
    closing = Signal()
    """The journal is about to close: whoever hands jobs in from another thread ends now."""
    _arrived = Signal(int, object)
    _handed = Signal(object, object)

    def __init__(self, worker: Asked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._waiting: dict[int, _Waiting] = {}
        self._futures: dict[int, Future[Any]] = {}
        self._number = 0
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._handed.connect(self._on_handed, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Something was asked and not yet answered."""
        return bool(self._waiting)

    def ask(
        self,
        owner: QObject,
        work: Callable[[OpenVault], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[ReflectError], None] | None = None,
    ) -> None:
        """Run `work` on the journal's thread, then `then(answer)` here unless `owner` is gone."""
        self._submit(_Waiting(owner, then, failed, writes=False), work)

    def write(
        self,
        owner: QObject,
        work: Callable[[OpenVault], Changes],
        then: Callable[[Changes], None] | None = None,
        failed: Callable[[ReflectError], None] | None = None,
    ) -> None:
        """As `ask`, for work that returns `Changes`: emits `changed(changes, owner)` as well.

        `changed` is emitted even if the owner is gone: what was written was written.
        """
        self._submit(_Waiting(owner, then, failed, writes=True), work)

    def now(self, work: Callable[[OpenVault], T], *, timeout: float | None = None) -> T:
        """Run `work` and wait for it, without an event loop: for the last save before lock or quit.

        Raises what `work` raises; `TimeoutError` after `timeout` seconds, the work still running.
        """
        return self._worker.submit(work).result(timeout)

    def hand_in(self, work: Callable[[OpenVault], T]) -> Future[T]:
        """From a thread of its own: `work` for the journal's thread, in its turn. Cancelled once
        the bridge is closed; it must not be waited for on the GUI thread."""
        future: Future[T] = Future()
        self._handed.emit(work, future)
        return future

    def settle(self, timeout: float | None = None) -> bool:
        """Wait until everything asked so far is done, and deliver the answers. False: not in time.

        There is one worker with one queue, so the end of an empty task is the end of all before it.
        """
        if self._closed:
            return True
        try:
            self._worker.submit(_nothing).result(timeout)
        except FutureTimeout:
            return False
        for number in sorted(self._waiting):
            waiting = self._waiting.get(number)
            future = self._futures.get(number)
            if waiting is not None and future is not None and future.done():
                self._on_arrived(number, future)
        return True

    def close(self) -> None:
        """The journal is about to close: no more answers, and what is asked from now on is
        dropped. After the pages have saved, never before."""
        self._closed = True
        self.closing.emit()
        self._waiting.clear()
        self._futures.clear()

    def _submit(self, waiting: _Waiting, work: Callable[[OpenVault], Any]) -> None:
        if self._closed:
            return
        self._number += 1
        number = self._number
        self._waiting[number] = waiting
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        future = self._worker.submit(work)
        self._futures[number] = future
        future.add_done_callback(partial(self._on_done, number))

    def _on_handed(self, work: Callable[[OpenVault], Any], future: Future[Any]) -> None:
        if self._closed:
            future.cancel()
        if future.set_running_or_notify_cancel():
            self._worker.submit(work).add_done_callback(partial(_passed_on, future))

    def _on_done(self, number: int, future: Future[Any]) -> None:
        """On the worker's thread: nothing but the one signal."""
        if shiboken6.isValid(self):
            self._arrived.emit(number, future)

    def _on_arrived(self, number: int, future: Future[Any]) -> None:
        waiting = self._waiting.pop(number, None)
        self._futures.pop(number, None)
        if waiting is None:
            return
        if not self._waiting:
            self.busy_changed.emit(False)
        here = shiboken6.isValid(waiting.owner)
        try:
            answer = future.result()
        except (Interrupted, CancelledError):
            if here and waiting.failed is not None:
                waiting.failed(Interrupted())
        except ReflectError as error:
            if here and waiting.failed is not None:
                waiting.failed(error)
            else:
                self.failed.emit(error)
        else:
            if waiting.writes:
                self.changed.emit(answer, waiting.owner if here else None)
            if here and waiting.then is not None:
                waiting.then(answer)


def _nothing(_vault: object) -> None:
    """The empty task of `settle`."""


def _passed_on(to: Future[Any], done: Future[Any]) -> None:
    """The answer of the worker to whoever waits."""
    if done.cancelled():
        to.set_exception(CancelledError())
    elif (error := done.exception()) is not None:
        to.set_exception(error)
    else:
        to.set_result(done.result())

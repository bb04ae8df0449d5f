"""The thread that owns the open vault; everybody else asks it.

The database connection belongs to the thread that opened it, so the opening itself is the first
thing the worker does. Jobs run one after another in the order they were handed in; their results
and failures travel through `concurrent.futures.Future`. When nothing newer is waiting the worker
lets the journal settle (the work a save does not have to wait for).

This module imports neither the vault nor the journal: a window can have a `Worker` type before
SQLCipher is loaded.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from reflect.errors import Interrupted

if TYPE_CHECKING:
    from reflect.vault import OpenVault

T = TypeVar("T")

SWITCH = 0.0005
"""Seconds after which a thread that wants Python's lock gets it from one that is calculating. The
window takes it several times for each event, so that Python's own 5 ms become more than a frame
beside an import; a tenth of it costs the import nothing that can be measured."""


BREATH = 0.0002
"""Seconds. A call that lets go of Python's lock for less than `SWITCH`, over and over, keeps others
waiting: each time they are woken the lock is taken again, and their patience begins anew."""


def breathe() -> None:
    """Between such calls on a thread beside the window: whoever waits has the lock."""
    time.sleep(BREATH)


class Stop:
    """A person's wish to end a long job; set on one thread, read on the other.

    Long jobs look at `requested` now and then, or call `check`. The object itself can be handed to
    whoever takes a `cancelled: Callable[[], bool]`.
    """

    __slots__ = ("_requested",)

    def __init__(self) -> None:
        self._requested = False

    @property
    def requested(self) -> bool:
        return self._requested

    def request(self) -> None:
        self._requested = True

    def __call__(self) -> bool:
        return self._requested

    def check(self) -> None:
        """Raises Interrupted once the wish was made."""
        if self._requested:
            raise Interrupted


class Asked(Protocol):
    """What the window needs of a worker; `Worker` and `InlineWorker` have it."""

    opened: Future[None]

    def submit(self, work: Callable[[OpenVault], T]) -> Future[T]: ...

    def close(self) -> None: ...


class Worker:
    """One thread, one open vault.

    `opened` is done when `opener` has returned, and fails as it failed (WrongPassphrase, ...). A
    job handed to a worker whose vault did not open fails with the same error. A program that ends
    without `close()` still finishes what was handed in.
    """

    def __init__(self, opener: Callable[[], OpenVault]) -> None:
        self._vault: OpenVault | None = None
        self._newest = 0
        self._closed = False
        sys.setswitchinterval(SWITCH)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self.opened: Future[None] = self._thread.submit(self._open, opener)

    def submit(self, work: Callable[[OpenVault], T]) -> Future[T]:
        """Hands in a job; returns at once. Not after `close()`."""
        self._newest += 1
        future = self._thread.submit(self._run, work)
        # A second job of its own, so that the answer does not wait for the settling.
        self._thread.submit(self._settle, self._newest)
        return future

    def close(self) -> None:
        """Finishes what was handed in, closes the vault, joins the thread. Twice is harmless.

        Fails as the closing of the vault failed.
        """
        if self._closed:
            return
        self._closed = True
        closing = self._thread.submit(self._close)
        self._thread.shutdown(wait=True)
        closing.result()

    def _open(self, opener: Callable[[], OpenVault]) -> None:
        self._vault = opener()

    def _run(self, work: Callable[[OpenVault], T]) -> T:
        if self._vault is None:
            self.opened.result()  # raises what kept the vault closed
            raise AssertionError("a job ran before the vault was opened")
        return work(self._vault)

    def _settle(self, number: int) -> None:
        if self._vault is not None and number == self._newest:
            self._vault.settle()

    def _close(self) -> None:
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()


class InlineWorker:
    """The same methods, run at once on the calling thread: for tests and for one-shot commands."""

    def __init__(self, opener: Callable[[], OpenVault]) -> None:
        self._vault: OpenVault | None = None
        self.opened: Future[None] = Future()
        try:
            self._vault = opener()
        except BaseException as error:  # noqa: BLE001 - handed over whole, as a thread would
            self.opened.set_exception(error)
        else:
            self.opened.set_result(None)

    def submit(self, work: Callable[[OpenVault], T]) -> Future[T]:
        future: Future[T] = Future()
        try:
            if self._vault is None:
                self.opened.result()
                raise RuntimeError("cannot schedule new futures after shutdown")
            future.set_result(work(self._vault))
        except BaseException as error:  # noqa: BLE001 - handed over whole, as a thread would
            future.set_exception(error)
        return future

    def close(self) -> None:
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()

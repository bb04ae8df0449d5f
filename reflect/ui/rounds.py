"""The courier of an open journal: it has a thread of its own, and the window hears of its rounds.

Nothing of sharing is loaded while sharing is off. The thread never keeps the window from closing:
it is told to end, waited for shortly, and left behind where a relay hangs; no job of it reaches the
journal afterwards.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from reflect.errors import ReflectError, RelayUnreachable, SharingOff
from reflect.model import NOTHING, Changes
from reflect.ui.bars import announce
from reflect.ui.moment import now_here

if TYPE_CHECKING:
    from reflect.sync.courier import Courier, Report
    from reflect.sync.relays import Relay
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

T = TypeVar("T")

KINDS = frozenset({"contact", "share", "arrival"})
LEFT_AFTER = 1.0
"""Seconds for which the end of the thread is waited for."""
REST_AFTER_A_FAULT = 60.0
LONGEST_REST = 3_600.0
"""Seconds until a courier that broke down by a fault of ours begins anew; longer each time."""
LOOKS_EVERY = 0.2
"""Seconds after which a job that waits for its answer looks whether it still has to."""


@dataclass(frozen=True, slots=True)
class State:
    """What the window wants to know of sharing, without loading any of it."""

    on: bool
    unread: int = 0
    contacts: int = 0
    read_only: bool = False


def state_of(vault: OpenVault) -> State:
    """On the journal's thread; loads nothing of `reflect.sync`."""
    post = vault.journal.post
    if not vault.journal.is_sharing:
        return State(on=False, read_only=vault.read_only)
    people = post.contacts()
    return State(True, post.count_unread(), len(people), vault.read_only)


class _Ended(Exception):
    """The window closes: whatever the courier was about is left where it is."""


class Rounds(QObject):
    """One for each open journal."""

    told = Signal(object)
    """The Report of a round, or the ReflectError that ended it."""
    arrived = Signal(int)
    """So many new things to read came in a round."""
    changed = Signal()
    """Whether it runs, what is unread, or what `words` says is another now."""
    answered = Signal(str)
    """After `call`: how it went, in the words of `words`."""
    _heard = Signal(int, object)

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        opens: Callable[[str, str | None], Relay] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._opens = opens
        self._clock = clock
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._call = threading.Event()
        self._number = 0
        self._closed = False
        self._called = False
        """Somebody waits to hear how it went."""
        self._last: datetime | None = None
        self._trouble: ReflectError | None = None
        self._silent = ""
        """A relay that did not answer."""
        self._idle = False
        """A round went by in which nothing was wanted of any relay."""
        self.state = State(on=False)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        bridge.changed.connect(self._on_changed)
        bridge.closing.connect(self.stop)

    # what the window asks -----------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether there is a courier."""
        return self._thread is not None

    def begin(self) -> None:
        """One small question to the journal; the courier begins where sharing is on."""
        if not self._closed:
            self._bridge.ask(self, state_of, self._on_state)

    def call(self) -> None:
        """Send and fetch now."""
        self._called = True
        if self._thread is not None and not self._thread.is_alive():
            self._start()
        self._call.set()

    def stop(self) -> None:
        """No round any more. Waits a second at most."""
        self._closed = True
        self._end()

    def words(self) -> str:
        """One quiet line: when it last went well, or what keeps it."""
        if self._trouble is not None:
            from reflect.ui.messages import worded

            title, line = worded(self._trouble)
            return f"{title}. {line}"
        if self._silent:
            return self.tr(
                "{relay} does not answer. What waits stays here and is tried again."
            ).format(relay=self._silent)
        if self._last is not None:
            from PySide6.QtCore import QLocale, QTime

            at = self._last.astimezone(now_here()[0].tzinfo)
            time = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
            return self.tr("Last exchange {time}").format(time=time)
        return self.tr("There was nothing to send or to fetch yet.") if self._idle else ""

    # the thread ---------------------------------------------------------------------------------

    def _start(self) -> None:
        self._number += 1
        self._stop, self._call = threading.Event(), threading.Event()
        self._call.set()
        self._thread = threading.Thread(
            target=self._run,
            args=(self._number, self._stop, self._call),
            name="courier",
            daemon=True,
        )
        self._thread.start()

    def _end(self) -> None:
        thread, self._thread = self._thread, None
        self._stop.set()
        self._call.set()
        if thread is not None:
            thread.join(LEFT_AFTER)

    def _run(self, number: int, stop: threading.Event, call: threading.Event) -> None:
        """On the courier's thread; from the first import on."""

        def over() -> bool:
            return stop.is_set() or not shiboken6.isValid(self)

        def ask(job: Callable[[OpenVault], T], /) -> T:
            if over():
                raise _Ended
            future: Future[T] = self._bridge.hand_in(job)
            while True:
                try:
                    return future.result(LOOKS_EVERY)
                except FutureTimeout:
                    # The journal may be busy with something long; or nobody answers any more.
                    if over():
                        future.cancel()
                        raise _Ended from None
                except CancelledError:
                    raise _Ended from None

        def told(what: Report | ReflectError) -> None:
            if not over():
                self._heard.emit(number, what)

        rest, said = REST_AFTER_A_FAULT, False
        while not over():
            try:
                self._courier(ask).run(stop, call, told)
            except _Ended:
                return
            except ReflectError as trouble:
                told(trouble)
                return
            except Exception as fault:  # noqa: BLE001 - reported; what waits is still to go
                if over() or (isinstance(fault, RuntimeError) and "shutdown" in str(fault)):
                    return  # the journal is closed, or the window gone
                if not said:
                    said = True
                    thread = threading.current_thread()
                    found = (type(fault), fault, fault.__traceback__, thread)
                    threading.excepthook(threading.ExceptHookArgs(found))
                call.wait(rest)
                rest = min(2 * rest, LONGEST_REST)
            else:
                return

    def _courier(self, ask: Any) -> Courier:
        from reflect import sync

        sync.need()
        from reflect.sync.courier import Courier
        from reflect.sync.relays import open_relay

        return Courier(ask, opens=self._opens or open_relay, clock=self._clock)

    # what comes back ----------------------------------------------------------------------------

    def _on_heard(self, number: int, what: Report | ReflectError) -> None:
        if number != self._number or self._closed:
            return
        self._silent, self._trouble, self._idle = "", None, False
        if isinstance(what, ReflectError):
            if not isinstance(what, SharingOff):
                self._trouble = what
        else:
            if what.troubles:
                address, trouble = what.troubles[0]
                if isinstance(trouble, RelayUnreachable):
                    self._silent = self._shown(address)
                else:
                    self._trouble = trouble
            elif what.exchanged:
                self._last = self._clock()
            else:
                self._idle = True
            if what.changes != NOTHING:
                self._bridge.changed.emit(what.changes, self)
            if what.received:
                self.arrived.emit(what.received)
        self.told.emit(what)
        self.changed.emit()
        if self._called:
            self._called = False
            self.answered.emit(self.words())

    def _shown(self, address: str) -> str:
        from reflect.sync.relays import shown

        return shown(address)

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if self._closed or not (changes.everything or changes.kept & KINDS):
            return
        if origin is not self:
            self._call.set()
        self._bridge.ask(self, state_of, self._on_state)

    def _on_state(self, state: State) -> None:
        if self._closed:
            return
        self.state = state
        if state.on and self._thread is None and not state.read_only:
            self._start()
        elif not state.on and self._thread is not None:
            self._end()
            self._last, self._silent, self._trouble, self._idle = None, "", None, False
        self.changed.emit()


class SharingCommands(QObject):
    """What the window has of sharing outside its page: a command, a number in the rail, and one
    neutral line on the desktop where something came while nobody looked."""

    def __init__(self, window: MainWindow, rounds: Rounds) -> None:
        super().__init__(window)
        self._window = window
        self._rounds = rounds
        self.now = window.menus.command("view", self.tr("Sen&d and fetch now"), rounds.call, "F5")
        self.now.setVisible(False)
        rounds.changed.connect(self._dress)
        rounds.arrived.connect(self._on_arrived)
        rounds.answered.connect(self._on_answered)

    def _dress(self) -> None:
        state = self._rounds.state
        self.now.setVisible(self._rounds.running)
        self._window.count_on_page("sharing", state.unread if state.on else 0)

    def _on_answered(self, words: str) -> None:
        """Whoever called for it hears of it, on whatever page; Sharing shows the line itself."""
        announce(self._window, words)
        if words and self._window.current_page != "sharing":
            self._window.trouble(words, key="exchange", calm=True)
        else:
            self._window.clear_trouble("exchange")

    def _on_arrived(self, _count: int) -> None:
        if self._window.reminders is not None and not self._window.isActiveWindow():
            # No name and no word of it: a desktop is seen by others.
            self._window.reminders.tell(self.tr("Something has arrived in Reflect."))

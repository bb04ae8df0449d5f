"""Reminders on the desktop: a neutral notification when one is due, and what is answered to it.

The notification goes to org.freedesktop.Notifications on the session bus, by calls that wait for
nothing: a service that is dead or hangs costs a reminder, and no moment of the window. Where there
is none, the tray may show the same words; where there is neither, nothing happens.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, ClassInfo, Property, QMetaType, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtDBus import (
    QDBusArgument,
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
)

from reflect import APP_ID, reminders
from reflect import settings as preferences
from reflect.ui.instance import ACTIVATION

if TYPE_CHECKING:
    from reflect.settings import Reminded, Settings

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
OWNED = f"{APP_ID}.Reminders"
"""The name on the bus that one Reflect holds: of several that run, one reminds."""
ANSWERS_WITHIN_MS = 5_000
GOES_AFTER_MS = 10 * 60_000
LOOK_EVERY_MS = 60_000
"""Not later than this after the machine woke, or its clock was set."""

OPEN = "default"
LATER = "later"
NOT_TODAY = "today"

_NUMBER = "io.github.reflect_journal.Reflect.Number"
_numbers = itertools.count()
_class_info: Any = ClassInfo  # the stubs know neither its argument nor that it decorates


def here_and_now() -> datetime:
    """This moment, in the zone the computer is in now."""
    return datetime.now(preferences.local_zone_now())


def session_bus() -> QDBusConnection:
    """The bus of the person's session; not connected where there is none."""
    return QDBusConnection.sessionBus()


@_class_info({"D-Bus Interface": _NUMBER})
class _Number(QObject):
    """Makes an unsigned number of the bus out of one of Python's.

    PySide6 sends whole numbers signed, and notifications are numbered unsigned. A property of that
    type, read through the bus's own way of reading properties, is one; the call does not leave the
    process.
    """

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._value = 0
        self._path = f"/{APP_ID.replace('.', '/')}/number{next(_numbers)}"
        bus.registerObject(self._path, self, QDBusConnection.RegisterOption.ExportAllProperties)

    def _read(self) -> int:
        return self._value

    value = Property("uint", _read)  # type: ignore[arg-type] # the name of a type in C++

    def argument(self, value: int) -> QDBusArgument | None:
        """`value` for the arguments of a call; None where the bus is gone."""
        self._value = value
        call = QDBusMessage.createMethodCall(
            self._bus.baseService(), self._path, "org.freedesktop.DBus.Properties", "GetAll"
        )
        call.setArguments([_NUMBER])
        told = self._bus.call(call).arguments()
        if not told or not isinstance(told[0], QDBusArgument):
            return None
        # {"value": <uint>}: into the table, into its one row, past the name, into the value.
        at = told[0]
        at.beginArray()
        at.beginArray()
        at.asVariant()
        at.beginArray()
        return at

    def leave(self) -> None:
        self._bus.unregisterObject(self._path)


class Notifier(QObject):
    """One notification at a time, each in the place of the one before."""

    looked = Signal(bool, bool)
    """Whether notifications can be shown here, and whether they can be answered."""
    shown = Signal()
    failed = Signal()
    chosen = Signal(str)
    """The key of the answer; `OPEN` is a click on the notification itself."""

    def __init__(self, bus: QDBusConnection | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus or session_bus()
        self._number = _Number(self._bus, self)
        self._id = 0
        self._listening = False
        self._wanted: tuple[str, str, tuple[tuple[str, str], ...]] | None = None

    def look(self) -> None:
        """Ask what this desktop can do; the answer is `looked`."""
        if not self._bus.isConnected():
            self.looked.emit(False, False)
            return
        self._ask("GetCapabilities", [], self._on_looked)

    def may_remind(self) -> bool:
        """False: another Reflect of this person does it. Asks the bus alone, no service."""
        bus = self._bus
        if not bus.isConnected() or bus.registerService(OWNED):
            return True
        # Refused where a sandbox permits no name; then nobody else has it either.
        return not bus.interface().isServiceRegistered(OWNED).value()

    def show(self, title: str, line: str, answers: Sequence[tuple[str, str]]) -> None:
        """Answers: (key, words). Ends in `shown` or `failed`; in neither while one is under way."""
        if self._wanted is not None:
            return
        if not self._bus.isConnected():
            self.failed.emit()
            return
        self._wanted = (title, line, tuple(answers))
        self._listen()
        self._ask("GetCapabilities", [], self._on_capabilities)

    def close(self) -> None:
        """Take back what still shows."""
        number, self._id = self._id, 0
        argument = self._number.argument(number) if number else None
        if argument is not None:
            self._ask("CloseNotification", [argument], self._on_closing)

    def leave(self) -> None:
        """The program goes: nothing that shows would still be answered."""
        self.close()
        self._number.leave()
        if self._bus.isConnected():
            self._bus.unregisterService(OWNED)

    # what comes back -------------------------------------------------------------------------

    def _on_looked(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        self.looked.emit(not watcher.isError(), "actions" in _capabilities(watcher))

    def _on_capabilities(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        number = self._number.argument(self._id)
        if self._wanted is None or watcher.isError() or number is None:
            self._give_up()
            return
        title, line, answers = self._wanted
        # Whoever cannot show answers might show their keys.
        answered = "actions" in _capabilities(watcher)
        told = [part for each in answers for part in each] if answered else []
        hints = {"desktop-entry": APP_ID, "suppress-sound": True}
        self._ask(
            "Notify",
            ["Reflect", number, APP_ID, title, line, _words(told), hints, GOES_AFTER_MS],
            self._on_notified,
        )

    def _on_notified(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        told = watcher.reply().arguments()
        if watcher.isError() or not told or not isinstance(told[0], int):
            self._give_up()
            return
        self._id = told[0]
        self._wanted = None
        self.shown.emit()

    def _on_closing(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()

    def _give_up(self) -> None:
        self._id = 0
        self._wanted = None
        self.failed.emit()

    @Slot("uint", str)
    def on_token(self, id: int, token: str) -> None:
        # With it a Wayland session lets the window come to the front.
        if id == self._id and token and "\0" not in token:
            os.environ[ACTIVATION] = token

    @Slot("uint", str)
    def on_action(self, id: int, key: str) -> None:
        if id and id == self._id:
            self.chosen.emit(key)

    @Slot("uint", "uint")
    def on_closed(self, id: int, _why: int) -> None:
        if id == self._id:
            self._id = 0

    # the bus -----------------------------------------------------------------------------------

    def _listen(self) -> None:
        if self._listening:
            return
        self._listening = True
        # The stubs ask for bytes; what works is the text that SLOT gives.
        there: Any = self._bus
        for signal, slot in (
            ("ActivationToken", "on_token(uint,QString)"),
            ("ActionInvoked", "on_action(uint,QString)"),
            ("NotificationClosed", "on_closed(uint,uint)"),
        ):
            there.connect(SERVICE, PATH, SERVICE, signal, self, SLOT(slot))

    def _ask(
        self,
        method: str,
        arguments: list[Any],
        then: Callable[[QDBusPendingCallWatcher], None],
    ) -> None:
        call = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, method)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call, ANSWERS_WITHIN_MS), self)
        watcher.finished.connect(then)


def _capabilities(watcher: QDBusPendingCallWatcher) -> frozenset[str]:
    told = watcher.reply().arguments()
    known = told[0] if told and not watcher.isError() else []
    return frozenset(each for each in known if isinstance(each, str))


def _words(words: list[str]) -> list[str] | QDBusArgument:
    """A list of texts, which an empty Python list does not tell of itself."""
    if words:
        return words
    none = QDBusArgument()
    none.beginArray(QMetaType(QMetaType.Type.QString.value))
    none.endArray()
    return none


class Reminders(QObject):
    """Looks once a minute whether one is due; shows it, unless the person is here already."""

    wanted = Signal()
    """Somebody answered: the window is wanted."""
    looked = Signal(bool, bool)
    """As the notifier's: whether any can be shown, and answered."""
    told = Signal(bool)
    """Whether the one asked for with `show_now` shows."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        keep: Callable[[Reminded], None],
        watched: Callable[[], bool],
        message: Callable[[str, str], bool],
        *,
        notifier: Notifier | None = None,
        clock: Callable[[], datetime] = here_and_now,
        parent: QObject | None = None,
    ) -> None:
        """`watched`: whether the person looks at Reflect now. `message`: shows title and line some
        other way; False where there is none."""
        super().__init__(parent)
        self.notifier = notifier or Notifier(parent=self)
        self._settings = settings
        self._keep = keep
        self._watched = watched
        self._message = message
        self._clock = clock
        self._begun = clock()
        self._asked_for = False
        self._news = ""
        """What shows, or is on its way, where it is no reminder."""
        self._counts = False
        """Whether what shows, or is on its way, was counted as unanswered."""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.CoarseTimer)
        self.timer.timeout.connect(self.look)
        self.notifier.looked.connect(self._on_looked)
        self.notifier.shown.connect(self._on_shown)
        self.notifier.failed.connect(self._on_failed)
        self.notifier.chosen.connect(self._on_chosen)

    def look(self) -> None:
        """Whether one is due now; and when to look again."""
        settings, now = self._settings(), self._clock()
        if not reminders.are_on(settings):
            self.timer.stop()
            return
        known = settings.reminded
        begun = reminders.since(known, self._begun, now)
        if reminders.due(settings, begun, now, known.unanswered, known.seed) is not None:
            self._keep(reminders.done(known, now))
            if not self._watched() and self.notifier.may_remind():
                self._asked_for, self._news = False, ""
                self._show()
        self._look_again(now)

    def show_now(self) -> None:
        """One because the person asked; it counts for nothing. The answer is `told`."""
        self._asked_for, self._news = True, ""
        self._show()

    def tell(self, line: str) -> None:
        """A line that is no reminder, and counts for nothing: shown unless somebody looks."""
        if not self._watched():
            self._asked_for, self._news, self._counts = False, line, False
            self.notifier.show("Reflect", line, ((OPEN, self.tr("Open")),))

    def look_around(self) -> None:
        """Ask what this desktop can do; the answer is `looked`."""
        self.notifier.look()

    def settle(self) -> None:
        """An entry was written: as often as at first, and what still shows goes."""
        self.notifier.close()
        self._change(reminders.answered(self._settings().reminded))

    def end(self) -> None:
        """Nothing comes any more."""
        self.timer.stop()
        self.notifier.leave()

    # one of them -------------------------------------------------------------------------------

    def _show(self) -> None:
        self._counts = False
        self.notifier.show(
            "Reflect",
            self.tr("A moment for yourself, if you like."),
            (
                (OPEN, self.tr("Open")),
                (LATER, self.tr("Not now")),
                (NOT_TODAY, self.tr("No more today")),
            ),
        )

    def _on_looked(self, can_show: bool, can_answer: bool) -> None:
        self.looked.emit(can_show, can_answer)

    def _on_shown(self) -> None:
        if self._news:
            return
        if self._asked_for:
            self.told.emit(True)
            return
        self._counts = True
        self._change(reminders.shown(self._settings().reminded, self._clock()))

    def _on_failed(self) -> None:
        if self._message("Reflect", self._news or self.tr("A moment for yourself, if you like.")):
            self._on_shown()
        elif self._asked_for:
            self.told.emit(False)

    def _on_chosen(self, key: str) -> None:
        known, now = self._settings().reminded, self._clock()
        counts, self._counts = self._counts, False
        if self._news:
            self.wanted.emit()
            return
        if key == OPEN:
            self._change(reminders.answered(known))
            self.wanted.emit()
        elif key == LATER:
            self._change(reminders.put_off(known, now, counted=counts))
        elif key == NOT_TODAY:
            self._change(reminders.quiet_today(known, now, counted=counts))
        self._look_again(now)

    def _change(self, reminded: Reminded) -> None:
        if reminded != self._settings().reminded:
            self._keep(reminded)

    def _look_again(self, now: datetime) -> None:
        settings = self._settings()
        known = settings.reminded
        coming = reminders.next_after(settings, now, known.unanswered, known.seed)
        if coming is None:
            self.timer.stop()
            return
        wait = (coming.timestamp() - now.timestamp()) * 1000
        self.timer.start(round(min(LOOK_EVERY_MS, max(1_000, wait + 500))))

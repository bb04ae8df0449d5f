"""Carries what waits to the relays, and what lies there home.

The courier has no journal: it asks whoever has one (`ask` runs a job on the journal's thread and
gives its answer), in small pieces, so that nobody who writes has to wait for it. What a relay does
not take stays where it is; a relay that does not answer is left alone for a while, longer each
time.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from reflect.errors import (
    BadMessage,
    BadValue,
    PairingRefused,
    ReflectError,
    RelayRefused,
    RelayUnreachable,
    SharingOff,
    TooLarge,
)
from reflect.model import NOTHING, Changes
from reflect.shares import Box, Envelope, Invited, RelayRow
from reflect.sync import opening, pairing, sealing, sharing
from reflect.sync.opening import Came, Taken, Unsealed
from reflect.sync.relays import Relay, is_envelope, open_relay
from reflect.worker import breathe

if TYPE_CHECKING:
    from reflect.vault import OpenVault

T = TypeVar("T")

PUT_AT_ONCE: Final = 20
"""Envelopes that are put between two notes in the journal."""
ASKED_AT_ONCE: Final = 15
"""Names that are looked for between two breaths."""
HELD: Final = 2_000
"""Envelopes of one mailbox that are held in memory and put in order, at most."""
MOST_PAGES: Final = 200
"""Of one mailbox in one round: a relay could go on for ever."""
PATIENCE: Final = 300.0
"""Seconds for one relay in one round: a slow one must not keep the others waiting. The next round
goes on with it."""
KEPT_FOR: Final = timedelta(days=30)
"""So long a relay is asked to keep an envelope."""
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)
REFUSALS: Final = 3
"""In a row: the relay is left alone for this round."""
EVERY: Final = 60.0
"""Seconds between two rounds while nothing calls for one."""
HINT_REST: Final = 1.0
"""Seconds after a hint that follows one which led to nothing; after each further one twice as many,
`EVERY` at most."""
_SLICE: Final = 0.25
"""Seconds of waiting for a hint, after which it looks whether it is to end: whoever locks a journal
waits for that."""


class Ask(Protocol):
    """Runs a job where the journal is, and waits for its answer."""

    def __call__(self, job: Callable[[OpenVault], T], /) -> T: ...


@dataclass(slots=True)
class Report:
    """One round."""

    sent: int = 0
    """Messages that are now on a relay and were on none."""
    received: int = 0
    """New things to read."""
    refused: int = 0
    """Envelopes that were not what they should be."""
    waiting: int = 0
    """Messages that no relay has yet."""
    exchanged: bool = False
    """Something was wanted of a relay, and it answered."""
    hard: int = 0
    """New entries whose writers call them hard."""
    troubles: list[tuple[str, ReflectError]] = field(default_factory=list)
    """(relay, why) of those that could not be reached or did not take it."""
    changes: Changes = NOTHING

    def add(self, taken: Taken) -> None:
        self.received += taken.received
        self.refused += taken.refused
        self.hard += taken.hard
        self.changes |= taken.changes


@dataclass(frozen=True, slots=True)
class _Start:
    relays: tuple[RelayRow, ...]
    boxes: tuple[Box, ...]
    cards: tuple[Invited, ...]
    over: tuple[Invited, ...]
    """Invitations of mine whose cards need not lie anywhere any more."""
    keys: tuple[bytes, ...] = field(repr=False)
    proxy: str | None = None


class Courier:
    """One for each open journal. Its calls block: it has a thread of its own, or a command."""

    def __init__(
        self,
        ask: Ask,
        *,
        opens: Callable[[str, str | None], Relay] = open_relay,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        watch: Callable[[], float] = time.monotonic,
    ) -> None:
        """`watch`: seconds that go on evenly, wherever the clock is set to."""
        self._ask = ask
        self._opens = opens
        self._clock = clock
        self._watch = watch
        self._late_at = 0.0
        self._in_vain = 0
        """Hints in a row that led to nothing: a relay may hint without end."""
        self._begin_at: dict[str, int] = {}
        """Relay → the mailbox that is looked at first, where there was no time for all of them."""
        self._relays: dict[str, Relay] = {}
        self._proxy: str | None = None
        self._tried_parked = False
        self._tidied: set[tuple[str, str]] = set()
        """Relay and invitation whose card was taken away there."""
        self._asked: set[str] = set()
        """Relays of which something was wanted in this round."""

    # -- a round -----------------------------------------------------------------------------------

    def round(self, *, at_once: bool = False) -> Report:
        """Send, fetch, and send what that called for. `at_once`: also where a relay is being left
        alone. Raises SharingOff, and what the journal raises (StorageFull: nothing is lost, and all
        of it is taken up again the next time)."""
        report = Report()
        start = self._ask(self._start)
        if start.proxy != self._proxy:
            # Nothing goes on by a connection that was made without it.
            self.close()
            self._proxy = start.proxy
        report.changes |= self._seal()
        self._asked.clear()
        reached: list[RelayRow] = []
        for row in start.relays:
            if not at_once and self._is_left_alone(row):
                continue
            with self._at(row, report) as relay:
                if relay is not None:
                    self._send(relay, row.address, report)
                    if start.boxes or start.cards or start.over:
                        self._asked.add(row.address)
                    self._fetch(relay, start, report)
                    reached.append(row)
        changes = self._seal()
        report.changes |= changes
        for row in reached:
            with self._at(row, report) as relay:
                if relay is not None:
                    self._send(relay, row.address, report)
        report.waiting = self._ask(_waiting)
        return report

    def _is_left_alone(self, row: RelayRow) -> bool:
        # Longer than the longest pause: the clock was ahead when that was noted.
        now = self._clock()
        return row.next_at is not None and now < row.next_at <= now + LONGEST_PAUSE

    def close(self) -> None:
        """Lets go of every relay."""
        for relay in self._relays.values():
            with contextlib.suppress(ReflectError):
                relay.close()
        self._relays.clear()

    def _start(self, vault: OpenVault) -> _Start:
        post = sharing.ready(vault)
        at = self._clock()
        post.delete_expired(at)
        pairing.let_go_where_over(post, at)
        if not self._tried_parked:
            self._tried_parked = True
            opening.try_parked(post, self._clock)
        return _Start(
            post.relays(),
            tuple(box for box in post.mailboxes(mine=True) if box.contact is not None),
            pairing.waiting_for_a_card(post, at),
            pairing.lately_over(post, at),
            tuple(key.secret for key in post.seal_keys()),
            vault.journal.state(sharing.PROXY),
        )

    def _seal(self) -> Changes:
        changes = NOTHING
        while True:
            sealed, changed = self._ask(
                lambda vault: sealing.seal_some(vault.journal.post, self._clock())
            )
            changes |= changed
            if not sealed:
                return changes

    @contextlib.contextmanager
    def _at(self, row: RelayRow, report: Report) -> Iterator[Relay | None]:
        """A relay, and what is to be noted of it afterwards. None where it could not be opened."""
        relay: Relay | None = None
        self._late_at = self._watch() + PATIENCE
        try:
            relay = self._opened(row.address)
            yield relay
        except (RelayUnreachable, RelayRefused) as trouble:
            report.troubles.append((row.address, trouble))
            self._shut(row.address)
            if not self._is_left_alone(row):
                # What is tried meanwhile because somebody wants it does not make the rest longer.
                until = self._clock() + pause(row.tries)
                self._ask(lambda vault: vault.journal.post.not_reached(row.address, until))
            if relay is None:
                yield None
        else:
            if row.address in self._asked:
                report.exchanged = True
                self._ask(lambda vault: vault.journal.post.reached(row.address))

    def _is_late(self) -> bool:
        return self._watch() >= self._late_at

    def _opened(self, address: str) -> Relay:
        found = self._relays.get(address)
        if found is None:
            found = self._relays[address] = self._opens(address, self._proxy)
        return found

    def _shut(self, address: str) -> None:
        found = self._relays.pop(address, None)
        if found is not None:
            with contextlib.suppress(ReflectError):
                found.close()

    # -- sending -----------------------------------------------------------------------------------

    def _send(self, relay: Relay, address: str, report: Report) -> None:
        refusals = 0
        while not self._is_late():
            due = self._ask(
                lambda vault: vault.journal.post.due(address, self._clock(), PUT_AT_ONCE)
            )
            if not due:
                return
            self._asked.add(address)
            stored: list[Envelope] = []
            put_off: list[tuple[Envelope, timedelta]] = []
            trouble: ReflectError | None = None
            refused: ReflectError | None = None
            for each in due:
                if self._is_late():
                    break
                try:
                    relay.put(each.mailbox, each.data, self._until())
                except TooLarge as error:
                    report.troubles.append((address, error))
                    put_off.append((each, timedelta(days=1)))
                except RelayRefused as error:
                    refused = error
                    put_off.append((each, pause(each.tries)))
                    refusals += 1
                    if refusals == REFUSALS:
                        trouble = error
                        break
                except RelayUnreachable as error:
                    trouble = error
                    break
                else:
                    refusals = 0
                    stored.append(each)
            sent, changes = self._ask(
                lambda vault, stored=stored, put_off=put_off: self._noted(  # type: ignore[misc]
                    vault, address, stored, put_off
                )
            )
            report.sent += sent
            report.changes |= changes
            if trouble is not None:
                raise trouble
            if refused is not None and all(where != address for where, _ in report.troubles):
                report.troubles.append((address, refused))

    def _noted(
        self,
        vault: OpenVault,
        relay: str,
        stored: Sequence[Envelope],
        put_off: Sequence[tuple[Envelope, timedelta]],
    ) -> tuple[int, Changes]:
        post, sent, changes = vault.journal.post, 0, NOTHING
        with post.transaction():
            for each in stored:
                changed = post.stored(each.num, relay)
                if changed != NOTHING and each.share is not None:
                    sent += post.share(each.share).kind in opening.FOR_PEOPLE
                changes |= changed
            for each, rest in put_off:
                post.put_off(each.num, relay, self._clock() + rest)
        return sent, changes

    def _until(self) -> int:
        return int((self._clock() + KEPT_FOR).timestamp())

    # -- fetching ----------------------------------------------------------------------------------

    def _fetch(self, relay: Relay, start: _Start, report: Report) -> None:
        relay.know({box.address: box.secret for box in start.boxes if box.secret is not None})
        for invited in start.cards:
            self._meet(relay, invited, report)
        for invited in start.over:
            if (relay.address, invited.id) not in self._tidied:
                self._tidy(relay, invited)
                self._tidied.add((relay.address, invited.id))
        keys = opening.openers(start.keys)
        at = self._begin_at.pop(relay.address, 0)
        boxes = (*start.boxes[at:], *start.boxes[:at])
        for number, box in enumerate(boxes, at + 1):
            cursor: str | None = None
            pages = 0
            while True:
                came: list[Came] = []
                trouble: ReflectError | None = None
                while len(came) < HELD:
                    try:
                        page = relay.fetch(box.address, cursor)
                    except (RelayUnreachable, RelayRefused) as error:
                        trouble = error
                        break
                    came += [
                        Came(box.address, name, data)
                        for name, data in page.envelopes
                        # Under another name it would keep the one of that name from being opened.
                        if is_envelope(name, data)
                    ]
                    pages += 1
                    more = pages < MOST_PAGES and not self._is_late()
                    cursor = page.cursor if more else None
                    if cursor is None:
                        break
                # Also what came before it fell silent: a slow one would get nowhere otherwise.
                self._take(relay, box.address, came, keys, report)
                if trouble is not None:
                    raise trouble
                if cursor is None:
                    break
            if self._is_late():
                # One that is full must not keep the others waiting every time.
                self._begin_at[relay.address] = number % len(boxes)
                return

    def _take(
        self, relay: Relay, box: str, came: list[Came], keys: Sequence[Any], report: Report
    ) -> None:
        if not came:
            return
        seen = self._ask(lambda vault: _seen(vault, [each.name for each in came]))
        done = [each.name for each in came if each.name in seen]
        batch = opening.unsealed((each for each in came if each.name not in seen), keys)
        rest = self._ask(lambda vault: opening.take_rest(vault.journal.post, batch))
        report.add(rest)
        done += rest.done
        for at in range(0, len(batch.opened), opening.AT_ONCE):
            some = batch.opened[at : at + opening.AT_ONCE]
            taken = self._ask(lambda vault, some=some: self._taken(vault, some))  # type: ignore[misc]
            report.add(taken)
            done += taken.done
        if done:
            relay.ack(box, done)

    def _taken(self, vault: OpenVault, some: Sequence[Unsealed]) -> Taken:
        return opening.take(vault.journal.post, some, self._clock)

    def _meet(self, relay: Relay, invited: Invited, report: Report) -> None:
        meeting = pairing.invitation_of(invited).meeting
        relay.know({meeting.address: meeting.secret})
        sealed = relay.fetch(meeting.address).envelopes
        if not sealed:
            return
        try:
            report.changes |= self._ask(
                lambda vault: pairing.take_card(vault.journal.post, invited, sealed, self._clock())
            )
        except (PairingRefused, BadMessage, BadValue) as refused:
            reason = str(refused.facts.get("reason", "it speaks of somebody else"))
            report.refused += 1
            report.changes |= self._ask(
                lambda vault: pairing.give_up(vault.journal.post, invited, reason, self._clock())
            )

    def _tidy(self, relay: Relay, invited: Invited) -> None:
        """The card of an invitation need not lie there any longer once it is over. Until then it
        stays: whoever tries it a second time finds it, and is heard, and refused."""
        meeting = pairing.invitation_of(invited).meeting
        relay.know({meeting.address: meeting.secret})
        names = [name for name, _ in relay.fetch(meeting.address).envelopes]
        relay.ack(meeting.address, names)

    # -- on and on ---------------------------------------------------------------------------------

    def run(
        self,
        stop: threading.Event,
        call: threading.Event,
        told: Callable[[Report | ReflectError], None],
    ) -> None:
        """Rounds until `stop`; a new one where `call` is set, where a relay hints at something, or
        after a while. `told` hears of each round, on this thread."""
        try:
            while not stop.is_set():
                at_once = call.is_set()
                call.clear()
                try:
                    report = self.round(at_once=at_once)
                    if report.received or report.sent or report.changes != NOTHING:
                        self._in_vain = 0
                    told(report)
                except SharingOff:
                    return
                except ReflectError as trouble:
                    told(trouble)
                try:
                    self._rest(stop, call)
                except ReflectError:
                    # The journal could not even be read: the next round says so.
                    call.wait(EVERY)
        finally:
            self.close()

    def _rest(self, stop: threading.Event, call: threading.Event) -> None:
        boxes = [
            box.address for box in self._ask(lambda vault: vault.journal.post.mailboxes(mine=True))
        ]
        waited = 0.0
        while waited < EVERY and not stop.is_set() and not call.is_set():
            relays = list(self._relays.items())
            for address, relay in relays:
                try:
                    if relay.wait(boxes, _SLICE / len(relays)):
                        if self._in_vain:
                            call.wait(min(HINT_REST * 2 ** min(self._in_vain - 1, 10), EVERY))
                        self._in_vain += 1
                        return
                except ReflectError:
                    self._shut(address)
            if not relays:
                call.wait(_SLICE)
            waited += _SLICE


def pause(tries: int) -> timedelta:
    """How long a relay is left alone after so many tries in vain; not all at the same time."""
    rest = min(FIRST_PAUSE * 2 ** min(tries, 10), LONGEST_PAUSE)
    return timedelta(seconds=rest.total_seconds() * random.uniform(0.8, 1.0))


def _seen(vault: OpenVault, names: Sequence[str]) -> frozenset[str]:
    found = set()
    for number, name in enumerate(names):
        if number % ASKED_AT_ONCE == ASKED_AT_ONCE - 1:
            breathe()
        if vault.journal.post.was_seen(name):
            found.add(name)
    return frozenset(found)


def _waiting(vault: OpenVault) -> int:
    return vault.journal.post.count_waiting()

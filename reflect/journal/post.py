"""The post office of a journal: whom it shares with, what went, what came, what waits.

Everything that comes of one envelope is written inside one `transaction()`: session, message, what
was seen and what is to be acknowledged. Which state follows which stands in `reflect.shares`;
anything else raises BadValue and writes nothing.

`Post` has the messages, `Channels` below it contacts and keys, `Meeting` invitations and mailboxes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from reflect.errors import BadValue, UnknownId
from reflect.journal.channels import Channels
from reflect.journal.meeting import instant, ticks
from reflect.journal.store import Store
from reflect.journal.values import clean, to_ticks
from reflect.model import Changes, EntryId, KeptId
from reflect.shares import (
    SHARE_STEPS,
    Arrival,
    Ask,
    ContactId,
    Envelope,
    LedgerLine,
    MessageId,
    Parked,
    Share,
    ShareState,
)

SEEN: Final = 20_000
"""Names of envelopes that are remembered."""
PARKED: Final = 1_000
UNFINISHED: Final = 16
"""Messages of one device of which parts are missing, at most; the oldest go first."""
PARTS: Final = 512
"""Parts of one message, at most: about 10 MB."""
AGAIN: Final = timedelta(days=1)
"""After that a message that nobody acknowledged is sealed anew."""
SERVICE: Final = (
    "hello", "welcome", "keys", "have", "state", "retract", "retracted",
)  # fmt: skip
"""Kinds that are about the contact itself: they go while nothing else may."""
IN_LEDGER: Final = ("entry", "strategy", "reply", "hear", "helped")
"""Kinds that tell something of the person."""

SHARE = Changes(kept=frozenset({"share"}))
ARRIVAL = Changes(kept=frozenset({"arrival"}))

_SHARE = (
    "id, contact, kind, body, entry_id, answers, ask, expires_at, made_at, sealed_at, state,"
    " state_at"
)
_ARRIVAL = (
    "id, contact, kind, body, answers, sent_at, received_at, expires_at, read_at, adopted,"
    " asked_at, deleted_at"
)
_NO_PHOTOS = "json_remove(body, '$.photos')"
_OPEN = (ShareState.WAITING, ShareState.STORED)


class Post(Channels):
    """One for each open journal (`Journal.post`), on the journal's thread."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        super().__init__(store, clock)

    # -- what goes ---------------------------------------------------------------------------------

    def add_share(self, share: Share) -> Changes:
        """A new message, waiting and not sealed yet. Raises UnknownId (its contact), BadValue."""
        self.contact(share.contact)
        if share.state is not ShareState.WAITING or share.sealed_at is not None:
            raise BadValue(field="state", expects="waiting")
        if self.knows_share(share.id):
            raise BadValue(field="id", expects="a new id")
        made = to_ticks(share.made_at)
        with self._store.joined():
            self._store.run(
                f"INSERT INTO share ({_SHARE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)",
                (
                    share.id, share.contact, share.kind, _dump(share.body), share.entry_id,
                    share.answers, share.ask, ticks(share.expires_at), made, share.state, made,
                ),
            )  # fmt: skip
        return SHARE

    def knows_share(self, id: MessageId) -> bool:
        return self._store.row("SELECT 1 FROM share WHERE id = ?", (id,)) is not None

    def count_waiting(self) -> int:
        """Messages that tell something of the person and that no relay has."""
        marks = ", ".join("?" * len(IN_LEDGER))
        return int(
            self._store.value(
                f"SELECT count(*) FROM share WHERE state = 'waiting' AND kind IN ({marks})",
                IN_LEDGER,
            )
        )

    def count_unread(self) -> int:
        """Of what came, what was not looked at, but for those one has blocked."""
        return int(
            self._store.value(
                "SELECT count(*) FROM arrival JOIN contact ON contact.id = arrival.contact"
                " WHERE read_at IS NULL AND deleted_at IS NULL AND contact.state <> 'blocked'"
            )
        )

    def newest_share(self, contact: ContactId) -> datetime | None:
        """When the last message to a contact was made."""
        return instant(
            self._store.value("SELECT max(made_at) FROM share WHERE contact = ?", (contact,))
        )

    def waits(self, contact: ContactId, kind: str) -> bool:
        """Whether a message of this kind waits to be sealed."""
        found = self._store.row(
            "SELECT 1 FROM share WHERE contact = ? AND kind = ? AND state = 'waiting'"
            " AND sealed_at IS NULL",
            (contact, kind),
        )
        return found is not None

    def share(self, id: MessageId) -> Share:
        """Raises UnknownId."""
        row = self._store.row(f"SELECT {_SHARE} FROM share WHERE id = ?", (id,))
        if row is None:
            raise UnknownId(kind="share", id=id)
        return _share(row)

    def shares(
        self,
        contact: ContactId | None = None,
        *,
        entry: EntryId | None = None,
        photos: bool = True,
    ) -> tuple[Share, ...]:
        """Oldest first; without the bytes of their photos where `photos` is False."""
        columns = _SHARE if photos else _SHARE.replace("body", _NO_PHOTOS)
        rows = self._store.run(
            f"SELECT {columns} FROM share WHERE (?1 IS NULL OR contact = ?1)"
            " AND (?2 IS NULL OR entry_id = ?2) ORDER BY made_at, id",
            (contact, entry),
        )
        return tuple(map(_share, rows))

    def ledger(
        self, contact: ContactId | None = None, *, photos: bool = True
    ) -> tuple[LedgerLine, ...]:
        """What others hold of me, newest first; without the bytes of photos where `photos` is
        False."""
        columns = ", ".join("share." + name for name in _SHARE.split(", "))
        if not photos:
            columns = columns.replace("share.body", "json_remove(share.body, '$.photos')")
        marks = ", ".join("?" * len(IN_LEDGER))
        rows = self._store.run(
            f"SELECT {columns}, contact.name,"
            " (SELECT count(DISTINCT relay) FROM outbox JOIN outbox_relay ON envelope = num"
            "  WHERE outbox.share = share.id AND stored_at IS NOT NULL)"
            " FROM share JOIN contact ON contact.id = share.contact"
            f" WHERE share.kind IN ({marks}) AND (? IS NULL OR share.contact = ?)"
            " ORDER BY share.made_at DESC, share.id",
            (*IN_LEDGER, contact, contact),
        )
        return tuple(LedgerLine(_share(row[:12]), row[12], row[13]) for row in rows)

    def move(self, id: MessageId, to: ShareState) -> Changes:
        """Raises UnknownId, and BadValue where `to` does not follow from what is."""
        now = self.share(id).state
        if now is to:
            return Changes()
        if to not in SHARE_STEPS[now]:
            raise BadValue(field="state", expects=f"a state that follows {now}")
        with self._store.joined():
            self._store.run(
                "UPDATE share SET state = ?, state_at = ? WHERE id = ?",
                (to, self._now(), id),
            )
            if to is ShareState.WAITING:
                self._store.run("UPDATE share SET sealed_at = NULL WHERE id = ?", (id,))
            if to not in _OPEN:
                self._forget_envelopes(id)
        return SHARE

    def move_where_it_follows(
        self, contact: ContactId, ids: Iterable[MessageId], to: ShareState
    ) -> Changes:
        """The same for what the other side says, late or twice as it may: ids that are not theirs
        and steps that do not follow are passed over. For `ack`, `read`, `retracted`, `have`."""
        changes = Changes()
        with self._store.joined():
            for id in ids:
                row = self._store.row(
                    "SELECT state FROM share WHERE id = ? AND contact = ?", (id, contact)
                )
                if row is None:
                    continue
                if to in SHARE_STEPS[ShareState(row[0])]:
                    changes |= self.move(id, to)
                elif to is ShareState.DELIVERED:
                    self._forget_envelopes(id)
        return changes

    def acknowledged(self, contact: ContactId, ids: Iterable[MessageId]) -> Changes:
        """The other side has committed these: nothing of them is sent again. An `ack` of another
        incarnation than the known one never gets here."""
        return self.move_where_it_follows(contact, ids, ShareState.DELIVERED)

    def send_again(self, contact: ContactId, known: Iterable[MessageId]) -> Changes:
        """The other side has these alone (`have`): what was delivered before and is not among them
        waits again, under the same id; what is among them is delivered."""
        there = set(known)
        changes = self.acknowledged(contact, there)
        with self._store.joined():
            for each in self.shares(contact):
                if each.id not in there and each.state in {ShareState.DELIVERED, ShareState.READ}:
                    changes |= self.move(each.id, ShareState.WAITING)
                elif each.id not in there and each.state in _OPEN and each.sealed_at is not None:
                    self._store.run(
                        "UPDATE share SET sealed_at = NULL, state_at = ? WHERE id = ?",
                        (self._now(), each.id),
                    )
        return changes

    # -- the outbox --------------------------------------------------------------------------------

    def to_seal(self, now: datetime, limit: int | None = None) -> tuple[Share, ...]:
        """Messages to be sealed, oldest first: new ones, and those that nobody acknowledged for a
        day. Of contacts whose keys are known and not stopped by another root; where a contact is
        not active, only what is about the contact itself."""
        marks = ", ".join("?" * len(SERVICE))
        rows = self._store.run(
            f"SELECT {', '.join('share.' + name for name in _SHARE.split(', '))} FROM share"
            " JOIN contact ON contact.id = share.contact"
            " WHERE contact.new_root IS NULL AND (contact.state = 'active'"
            f"  OR contact.state IN ('invited', 'paused', 'ended') AND share.kind IN ({marks}))"
            " AND share.state IN ('waiting', 'stored')"
            # Of tomorrow: the clock was ahead when it was sealed.
            " AND (share.sealed_at IS NULL OR share.sealed_at <= ? OR share.sealed_at > ?)"
            " AND EXISTS (SELECT 1 FROM contact_device AS device WHERE device.contact = contact.id"
            "  AND device.seal IS NOT NULL)"
            " AND EXISTS (SELECT 1 FROM mailbox WHERE mailbox.contact = contact.id"
            "  AND mailbox.secret IS NULL)"
            " ORDER BY share.made_at, share.id LIMIT ?",
            (
                *SERVICE,
                to_ticks(now - AGAIN),
                to_ticks(now + AGAIN),
                -1 if limit is None else limit,
            ),
        )
        return tuple(map(_share, rows))

    def next_number(self, device: str) -> int:
        """The number of the next envelope to a device of theirs; each one once. Raises UnknownId.
        Only inside the transaction in which the envelope is put."""
        with self._store.joined():
            rows = self._store.run(
                "UPDATE contact_device SET next_number = next_number + 1 WHERE id = ?"
                " RETURNING next_number - 1",
                (device,),
            )
        if not rows:
            raise UnknownId(kind="device", id=device)
        return int(rows[0][0])

    def put_envelopes(
        self,
        envelopes: Sequence[Envelope],
        relays: Sequence[str],
        *,
        share: MessageId | None = None,
    ) -> None:
        """Sealed bytes, to be given to each relay. With `share`: all that there is to send of it,
        in the place of what was sealed before. `Envelope.num` is not looked at."""
        now = self._now()
        with self._store.joined():
            if share is not None:
                self._forget_envelopes(share)
                self._store.run("UPDATE share SET sealed_at = ? WHERE id = ?", (now, share))
            for each in envelopes:
                self._store.run(
                    "INSERT INTO outbox (name, share, device, mailbox, number, bytes, made_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (each.name, share, each.device, each.mailbox, each.number, each.data, now),
                )
                num = self._store.last_row
                for relay in dict.fromkeys(relays):
                    self._store.run(
                        "INSERT INTO outbox_relay (envelope, relay) VALUES (?, ?)", (num, relay)
                    )

    def due(self, relay: str, now: datetime, limit: int = 100) -> tuple[Envelope, ...]:
        """What this relay has not said to have stored, in the order of sealing."""
        rows = self._store.run(
            "SELECT num, name, device, mailbox, number, bytes, share, tries FROM outbox"
            " JOIN outbox_relay ON envelope = num WHERE relay = ? AND stored_at IS NULL"
            " AND next_at <= ? ORDER BY num LIMIT ?",
            (relay, to_ticks(now), limit),
        )
        return tuple(Envelope(*row) for row in rows)

    def stored(self, num: int, relay: str) -> Changes:
        """The relay says that it has it. A message all of whose envelopes lie somewhere is stored;
        an envelope of no message is done with once every relay has it."""
        with self._store.joined():
            self._store.run(
                "UPDATE outbox_relay SET stored_at = ? WHERE envelope = ? AND relay = ?",
                (self._now(), num, relay),
            )
            row = self._store.row("SELECT share FROM outbox WHERE num = ?", (num,))
            if row is None:
                return Changes()
            if row[0] is None:
                self._store.run(
                    "DELETE FROM outbox WHERE num = ? AND NOT EXISTS (SELECT 1 FROM outbox_relay"
                    " WHERE envelope = num AND stored_at IS NULL)",
                    (num,),
                )
                return Changes()
            missing = self._store.row(
                "SELECT 1 FROM outbox WHERE share = ? AND NOT EXISTS (SELECT 1 FROM outbox_relay"
                " WHERE envelope = num AND stored_at IS NOT NULL)",
                (row[0],),
            )
            if missing is None and self.share(row[0]).state is ShareState.WAITING:
                return self.move(row[0], ShareState.STORED)
        return Changes()

    def put_off(self, num: int, relay: str, until: datetime) -> None:
        """The relay did not take it; not again before `until`."""
        with self._store.joined():
            self._store.run(
                "UPDATE outbox_relay SET tries = tries + 1, next_at = ?"
                " WHERE envelope = ? AND relay = ?",
                (to_ticks(until), num, relay),
            )

    def _forget_envelopes(self, share: MessageId) -> None:
        self._store.run("DELETE FROM outbox WHERE share = ?", (share,))

    # -- what comes --------------------------------------------------------------------------------

    def was_seen(self, name: str) -> bool:
        """Whether an envelope of this name was opened."""
        return self._store.row("SELECT 1 FROM seen WHERE name = ?", (name,)) is not None

    def saw(self, name: str) -> None:
        # A repeat must not push another name out.
        if self.was_seen(name):
            return
        with self._store.joined():
            self._store.run("INSERT INTO seen (name) VALUES (?)", (name,))
            self._store.run(
                "DELETE FROM seen WHERE num <= (SELECT max(num) FROM seen) - ?", (SEEN,)
            )

    def apply(self, contact: ContactId, id: MessageId) -> bool:
        """Whether this message is new; from now on it is not, and it is to be acknowledged, again
        where it came again: the first acknowledgement may be lost. Inside the transaction in which
        its content is written."""
        with self._store.joined():
            new = self._store.run(
                "INSERT OR IGNORE INTO applied (contact, id) VALUES (?, ?) RETURNING 1",
                (contact, id),
            )
            self._store.run(
                "INSERT OR IGNORE INTO ack_due (contact, id) VALUES (?, ?)", (contact, id)
            )
        return bool(new)

    def applied(self, contact: ContactId) -> tuple[MessageId, ...]:
        """All ids that came from a contact, in order: what `have` says."""
        rows = self._store.run("SELECT id FROM applied WHERE contact = ? ORDER BY id", (contact,))
        return tuple(MessageId(row[0]) for row in rows)

    def to_acknowledge(self) -> dict[ContactId, tuple[MessageId, ...]]:
        found: dict[ContactId, tuple[MessageId, ...]] = {}
        for contact, id in self._store.run("SELECT contact, id FROM ack_due ORDER BY contact, id"):
            found[contact] = (*found.get(contact, ()), MessageId(id))
        return found

    def told(self, contact: ContactId, ids: Iterable[MessageId]) -> None:
        """An acknowledgement of these was sealed, in this transaction."""
        with self._store.joined():
            for id in ids:
                self._store.run("DELETE FROM ack_due WHERE contact = ? AND id = ?", (contact, id))

    def arrive(self, arrival: Arrival) -> Changes:
        """Raises UnknownId (its contact), BadValue (it is there already: `apply` was not asked)."""
        self.contact(arrival.contact)
        if self._arrival(arrival.contact, arrival.id) is not None:
            raise BadValue(field="id", expects="a new id")
        marks = ", ".join("?" * 12)
        with self._store.joined():
            self._store.run(
                f"INSERT INTO arrival ({_ARRIVAL}) VALUES ({marks})",
                (
                    arrival.id, arrival.contact, arrival.kind, _dump(arrival.body),
                    arrival.answers, to_ticks(arrival.sent_at), to_ticks(arrival.received_at),
                    ticks(arrival.expires_at), ticks(arrival.read_at), arrival.adopted,
                    ticks(arrival.asked_at), ticks(arrival.deleted_at),
                ),
            )  # fmt: skip
        return ARRIVAL

    def newest_arrival(self) -> datetime | None:
        """When something last came."""
        return instant(self._store.value("SELECT max(received_at) FROM arrival"))

    def _arrival(self, contact: ContactId, id: MessageId) -> Any:
        return self._store.row(
            f"SELECT {_ARRIVAL} FROM arrival WHERE contact = ? AND id = ?", (contact, id)
        )

    def arrival(self, contact: ContactId, id: MessageId) -> Arrival:
        """Raises UnknownId."""
        row = self._arrival(contact, id)
        if row is None:
            raise UnknownId(kind="arrival", id=id)
        return _arrived(row)

    def arrivals(
        self,
        contact: ContactId | None = None,
        *,
        unread: bool = False,
        deleted: bool = False,
        photos: bool = True,
    ) -> tuple[Arrival, ...]:
        """In the order in which they were sent, by `sent_at`: whoever writes them puts it not after
        `received_at`. Without those that were deleted, unless wanted; without the bytes of their
        photos where `photos` is False: a list of many shows none."""
        columns = _ARRIVAL if photos else _ARRIVAL.replace("body", _NO_PHOTOS)
        rows = self._store.run(
            f"SELECT {columns} FROM arrival WHERE (?1 IS NULL OR contact = ?1)"
            " AND (?2 = 0 OR read_at IS NULL) AND (?3 = 1 OR deleted_at IS NULL)"
            " ORDER BY sent_at, received_at, id",
            (contact, int(unread), int(deleted)),
        )
        return tuple(map(_arrived, rows))

    def thread(
        self, contact: ContactId, id: MessageId
    ) -> tuple[tuple[Share, ...], tuple[Arrival, ...]]:
        """What was said under a message, whoever sent it: mine, and theirs."""
        shares = tuple(each for each in self.shares(contact) if each.answers == id)
        theirs = self.arrivals(contact, photos=False)
        return shares, tuple(each for each in theirs if each.answers == id)

    def read(self, contact: ContactId, id: MessageId) -> Changes:
        """It was looked at; the first time counts."""
        return self._mark(contact, id, "read_at = coalesce(read_at, ?)", self._now())

    def adopt(self, contact: ContactId, id: MessageId, card: KeptId) -> Changes:
        """A card of mine was made of it."""
        return self._mark(contact, id, "adopted = ?", card)

    def asked_to_delete(self, contact: ContactId, id: MessageId) -> Changes:
        return self._mark(contact, id, "asked_at = coalesce(asked_at, ?)", self._now())

    def delete_arrival(self, contact: ContactId, id: MessageId) -> Changes:
        """Its content is gone for good; that there was something stays, so that it never comes
        again."""
        return self._mark(
            contact, id, "body = '{}', deleted_at = coalesce(deleted_at, ?)", self._now()
        )

    def delete_expired(self, now: datetime) -> Changes:
        """The same for everything whose time is over."""
        changes = Changes()
        with self._store.joined():
            for contact, id in self._store.run(
                "SELECT contact, id FROM arrival WHERE expires_at <= ? AND deleted_at IS NULL",
                (to_ticks(now),),
            ):
                changes |= self.delete_arrival(contact, id)
        return changes

    def _mark(self, contact: ContactId, id: MessageId, sql: str, value: Any) -> Changes:
        with self._store.joined():
            if not self._store.run(
                f"UPDATE arrival SET {sql} WHERE contact = ? AND id = ? RETURNING 1",
                (value, contact, id),
            ):
                raise UnknownId(kind="arrival", id=id)
        return ARRIVAL

    # -- parts and what is not understood ----------------------------------------------------------

    def keep_part(
        self, device: str, message: MessageId, place: int, many: int, data: bytes
    ) -> dict[int, bytes] | None:
        """One part of a message; all of them once they are there, and then they are forgotten.
        A message that is sent again may say more than before (`have`): what came last counts.
        Raises BadValue for a part that cannot belong to any."""
        if not (0 < many <= PARTS and 0 <= place < many):
            raise BadValue(field="part", expects=f"one of {PARTS} at most")
        with self._store.joined():
            self._store.run(
                "DELETE FROM part WHERE device = ? AND message = ? AND many <> ?",
                (device, message, many),
            )
            self._store.run(
                "INSERT OR REPLACE INTO part (device, message, place, many, bytes, came_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (device, message, place, many, data, self._now()),
            )
            rows = self._store.run(
                "SELECT place, bytes FROM part WHERE device = ? AND message = ?", (device, message)
            )
            if len(rows) == many:
                self._store.run(
                    "DELETE FROM part WHERE device = ? AND message = ?", (device, message)
                )
                return {int(at): bytes(piece) for at, piece in rows}
            self._store.run(
                "DELETE FROM part WHERE device = ?1 AND message IN (SELECT message FROM part"
                " WHERE device = ?1 AND message <> ?2 GROUP BY message"
                " ORDER BY max(came_at) DESC, message LIMIT -1 OFFSET ?3)",
                (device, message, UNFINISHED - 1),
            )
        return None

    def park(self, name: str, layer: str, data: bytes, *, contact: ContactId | None = None) -> None:
        """What this Reflect does not understand and a newer one may; the last 1,000. `layer` is
        `envelope` or `message`; the same name comes once."""
        if layer not in {"envelope", "message"}:
            raise BadValue(field="layer", expects="envelope or message")
        with self._store.joined():
            self._store.run(
                "INSERT OR IGNORE INTO parked (name, layer, contact, bytes, came_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (name, layer, contact, data, self._now()),
            )
            self._store.run(
                "DELETE FROM parked WHERE num NOT IN"
                " (SELECT num FROM parked ORDER BY num DESC LIMIT ?)",
                (PARKED,),
            )

    def parked(self) -> tuple[Parked, ...]:
        """In the order in which they came."""
        rows = self._store.run("SELECT name, layer, bytes, contact FROM parked ORDER BY num")
        return tuple(Parked(*row) for row in rows)

    def unpark(self, name: str) -> None:
        with self._store.joined():
            self._store.run("DELETE FROM parked WHERE name = ?", (name,))


def _share(row: Sequence[Any]) -> Share:
    (id, contact, kind, body, entry, answers, ask, expires, made, sealed, state, at) = row
    return Share(
        MessageId(id), ContactId(contact), kind, json.loads(body), _time(made),
        ShareState(state), _time(at), None if entry is None else EntryId(entry), answers,
        None if ask is None else Ask(ask), instant(expires), instant(sealed),
    )  # fmt: skip


def _arrived(row: Sequence[Any]) -> Arrival:
    (id, contact, kind, body, answers, sent, came, expires, read, adopted, asked, gone) = row
    return Arrival(
        MessageId(id), ContactId(contact), kind, json.loads(body), _time(sent), _time(came),
        answers, instant(expires), instant(read), adopted, instant(asked), instant(gone),
    )  # fmt: skip


def _time(at: int) -> datetime:
    found = instant(at)
    assert found is not None
    return found


def _dump(body: Mapping[str, Any]) -> str:
    return clean(json.dumps(dict(body), ensure_ascii=False, separators=(",", ":")))

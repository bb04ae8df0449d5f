"""Whom a journal shares with, and by what keys: contacts, devices, sessions.

A device belongs to the folder in which it was made. In a journal that was restored or copied
`forget_device` deletes it with its sessions and sealing keys, so that no ratchet ever comes back;
root, contacts and all that was sent and received stay; what was not acknowledged is sealed anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from reflect.errors import BadValue, UnknownId
from reflect.journal.meeting import Meeting, instant
from reflect.journal.values import clean, from_ticks, to_ticks
from reflect.model import Changes, new_id
from reflect.shares import (
    CONTACT_STEPS,
    Contact,
    ContactId,
    ContactState,
    OwnDevice,
    OwnRoot,
    PeerDevice,
    SealSecret,
    SessionRow,
)

SESSIONS: Final = 6
"""Kept for each device of a contact."""
SPARE_KEYS: Final = 20
"""Unused one-time keys of one device that are kept, at most."""
SEAL_KEYS_KEPT: Final = timedelta(days=45)

CONTACT = Changes(kept=frozenset({"contact"}))

_CONTACT = (
    "id, name, state, made_at, root, stable_id, theirs, verified_at, new_root, list_version,"
    " list, list_signature, details"
)
_DEVICE = "id, contact, curve, ed, incarnation, epoch, seal, fallback, unopened, healed_at"


class Channels(Meeting):
    # -- oneself -----------------------------------------------------------------------------------

    def is_on(self) -> bool:
        """Whether sharing was ever switched on in this journal."""
        return self._store.row("SELECT 1 FROM own_root") is not None

    def own_root(self) -> OwnRoot | None:
        row = self._store.row("SELECT seed, list_version, list, list_signature FROM own_root")
        return None if row is None else OwnRoot(*row)

    def set_root(self, seed: bytes) -> None:
        """Once. Raises BadValue where there is another, or it is not 32 bytes."""
        found = self.own_root()
        if len(seed) != 32 or (found is not None and found.seed != seed):
            raise BadValue(field="root", expects="32 bytes, once")
        with self._store.joined():
            self._store.run("INSERT OR IGNORE INTO own_root (num, seed) VALUES (1, ?)", (seed,))

    def set_own_list(self, version: int, data: bytes, signature: bytes) -> None:
        """My device list as it was signed. Raises BadValue unless it is newer."""
        with self._store.joined():
            if not self._store.run(
                "UPDATE own_root SET list_version = ?1, list = ?2, list_signature = ?3"
                " WHERE list_version < ?1 RETURNING 1",
                (version, data, signature),
            ):
                raise BadValue(field="device list", expects="a newer version")

    def own_device(self) -> OwnDevice | None:
        row = self._store.row(
            "SELECT id, incarnation, account, pickle_key, made_at, fallback, fallback_at"
            " FROM own_device"
        )
        if row is None:
            return None
        id, incarnation, account, pickle_key, made, fallback, since = row
        return OwnDevice(
            id, incarnation, account, pickle_key, from_ticks(made), fallback, instant(since)
        )

    def new_device_needed(self) -> bool:
        """Sharing is on and there is no device: at the first start, after a restore, in a copy."""
        return self.is_on() and self._store.row("SELECT 1 FROM own_device") is None

    def set_device(
        self, id: str, incarnation: str, account: str, pickle_key: bytes, place: str
    ) -> None:
        """The device of this folder, made just now. Raises BadValue where there is one."""
        if self.own_device() is not None:
            raise BadValue(field="device", expects="none before")
        with self._store.joined():
            self._store.run(
                "INSERT INTO own_device"
                " (num, id, incarnation, account, pickle_key, place, made_at)"
                " VALUES (1, ?, ?, ?, ?, ?, ?)",
                (id, incarnation, account, pickle_key, place, self._now()),
            )

    def keep_account(self, account: str) -> None:
        """The account after it changed. Raises UnknownId without a device."""
        with self._store.joined():
            if not self._store.run("UPDATE own_device SET account = ? RETURNING 1", (account,)):
                raise UnknownId(kind="device", id="")

    def keep_fallback(self, key: bytes) -> None:
        """The public half of a new fallback key of the account, for all contacts alike: Olm knows
        this one and the one before."""
        with self._store.joined():
            self._store.run(
                "UPDATE own_device SET fallback = ?, fallback_at = ?", (key, self._now())
            )

    def belongs(self, word: str | None) -> bool:
        """Whether the word in the file `device` is this device's: the present one, or the one
        before, where the change of words was cut off. True without a device."""
        row = self._store.row("SELECT place, former_place FROM own_device")
        return row is None or (word is not None and word in row)

    def set_place(self, word: str, former: str | None = None) -> None:
        """The word that is about to stand in the file `device`, and the one that stands there."""
        with self._store.joined():
            self._store.run("UPDATE own_device SET former_place = ?, place = ?", (former, word))

    def forget_device(self) -> None:
        """For a journal that was restored or copied. What lies in the outbox was sealed by the
        ratchets that go: its messages wait to be sealed anew, under their own ids."""
        with self._store.joined():
            for table in ("own_device", "seal_key", "session", "part", "outbox", "cursor"):
                self._store.run(f"DELETE FROM {table}")
            self._store.run("DELETE FROM parked WHERE layer = 'envelope'")
            self._store.run("UPDATE contact_device SET unopened = 0, healed_at = NULL")
            self._store.run(
                "UPDATE share SET state = 'waiting', sealed_at = NULL, state_at = ?"
                " WHERE state IN ('waiting', 'stored')",
                (self._now(),),
            )

    def bring_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """For a salvage: rows as they stood, but for those that are here and those of a contact
        who is not."""
        there = {row[0] for row in self._store.run("SELECT id FROM contact")} | {None}
        whose = columns.index("contact") if "contact" in columns else None
        marks = ", ".join("?" * len(columns))
        for row in rows:
            if whose is None or row[whose] in there:
                self._store.run(
                    f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})",
                    tuple(row),
                )

    # -- sealing keys ------------------------------------------------------------------------------

    def add_seal_key(self, secret: bytes) -> int:
        """Its epoch: one more than the last. Keys of more than 45 days go, but for the newest."""
        with self._store.joined():
            epoch = int(self._store.value("SELECT coalesce(max(epoch), 0) + 1 FROM seal_key"))
            self._store.run(
                "INSERT INTO seal_key (epoch, secret, made_at) VALUES (?, ?, ?)",
                (epoch, secret, self._now()),
            )
            self.drop_old_seal_keys()
        return epoch

    def drop_old_seal_keys(self) -> None:
        """A key goes 45 days after another took its place."""
        with self._store.joined():
            self._store.run(
                "DELETE FROM seal_key WHERE (SELECT min(next.made_at) FROM seal_key AS next"
                " WHERE next.epoch > seal_key.epoch) < ?",
                (to_ticks(self._clock() - SEAL_KEYS_KEPT),),
            )

    def seal_keys(self) -> tuple[SealSecret, ...]:
        """Newest first."""
        rows = self._store.run("SELECT epoch, secret, made_at FROM seal_key ORDER BY epoch DESC")
        return tuple(SealSecret(epoch, secret, from_ticks(at)) for epoch, secret, at in rows)

    # -- contacts ----------------------------------------------------------------------------------

    def add_contact(
        self, name: str, *, root: bytes | None = None, stable_id: str | None = None
    ) -> Contact:
        """Invited. Raises BadValue: no name, or there is a contact of this root."""
        name = clean(name).strip()
        if not name:
            raise BadValue(field="name", expects="some words")
        if root is not None and self.contact_of_root(root) is not None:
            raise BadValue(field="root", expects="a new contact")
        id, now = ContactId(new_id()), self._now()
        with self._store.joined():
            self._store.run(
                "INSERT INTO contact (id, root, stable_id, name, state, made_at, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (id, root, stable_id, name, ContactState.INVITED, now, now),
            )
        return self.contact(id)

    def contact(self, id: ContactId) -> Contact:
        """Raises UnknownId."""
        row = self._store.row(f"SELECT {_CONTACT} FROM contact WHERE id = ?", (id,))
        if row is None:
            raise UnknownId(kind="contact", id=id)
        return _contact(row)

    def contact_of_root(self, root: bytes) -> Contact | None:
        row = self._store.row(f"SELECT {_CONTACT} FROM contact WHERE root = ?", (root,))
        return None if row is None else _contact(row)

    def contacts(self) -> tuple[Contact, ...]:
        """By name."""
        rows = self._store.run(f"SELECT {_CONTACT} FROM contact ORDER BY lower(name), made_at, id")
        return tuple(map(_contact, rows))

    def set_contact_state(self, id: ContactId, to: ContactState) -> Changes:
        """Raises UnknownId, and BadValue where `to` does not follow from what is."""
        now = self.contact(id).state
        if now is to:
            return Changes()
        if to not in CONTACT_STEPS[now]:
            raise BadValue(field="state", expects=f"a state that follows {now}")
        return self._change(id, "state = ?", to)

    def rename_contact(self, id: ContactId, name: str) -> Changes:
        name = clean(name).strip()
        if not name:
            raise BadValue(field="name", expects="some words")
        return self._change(id, "name = ?", name)

    def they_are(self, id: ContactId, theirs: ContactState) -> Changes:
        """What they said of their side: active, paused or ended."""
        if theirs not in {ContactState.ACTIVE, ContactState.PAUSED, ContactState.ENDED}:
            raise BadValue(field="state", expects="active, paused or ended")
        return self._change(id, "theirs = ?", theirs)

    def set_details(self, id: ContactId, details: dict[str, Any]) -> Changes:
        text = json.dumps(details, ensure_ascii=False, separators=(",", ":"))
        return self._change(id, "details = ?", clean(text))

    def set_contact_root(self, id: ContactId, root: bytes, stable_id: str) -> Changes:
        """The first root of a contact, from their card. Raises BadValue where there is one."""
        found = self.contact(id)
        if found.root not in (None, root) or self.contact_of_root(root) not in (None, found):
            raise BadValue(field="root", expects="none before")
        return self._change(id, "root = ?, stable_id = ?", root, stable_id)

    def root_changed(self, id: ContactId, root: bytes) -> Changes:
        """Somebody with another root came in their name: nothing goes or comes any more until the
        two have compared (`accept_root`), and what was compared before does not hold."""
        return self._change(id, "new_root = ?, verified_at = NULL", root)

    def accept_root(self, id: ContactId, stable_id: str) -> Changes:
        """The two have compared the new root: it is theirs now. Devices, sessions and the list were
        signed by the former one and go."""
        found = self.contact(id)
        if found.new_root is None:
            raise BadValue(field="root", expects="a new one")
        with self._store.joined():
            self._drop_devices(id)
            return self._change(
                id,
                "root = new_root, new_root = NULL, stable_id = ?, verified_at = ?, list = NULL,"
                " list_signature = NULL, list_version = 0",
                stable_id,
                self._now(),
            )

    def verify_contact(self, id: ContactId) -> Changes:
        """The two have compared their safety numbers. Raises BadValue without a root, or while
        another root waits."""
        found = self.contact(id)
        if found.root is None or found.new_root is not None:
            raise BadValue(field="root", expects="the one that was compared")
        return self._change(id, "verified_at = ?", self._now())

    def join_contact(self, new: ContactId, old: ContactId) -> Changes:
        """An invitation led to somebody with whom it had ended: they go on as who they were, with
        the new mailboxes. Raises BadValue unless it had ended."""
        found = self.contact(new)
        with self._store.joined():
            for table in ("mailbox", "invite", "share"):
                self._store.run(f"UPDATE {table} SET contact = ?1 WHERE contact = ?2", (old, new))
            self._store.run("DELETE FROM contact WHERE id = ?", (new,))
            self.set_contact_state(old, ContactState.INVITED)
            return self._change(
                old,
                "name = ?, theirs = 'active', details = ?, list = NULL, list_signature = NULL,"
                " list_version = 0",
                found.name,
                json.dumps(dict(found.details), ensure_ascii=False),
            )

    def _change(self, id: ContactId, sql: str, *bound: Any) -> Changes:
        with self._store.joined():
            if not self._store.run(
                f"UPDATE contact SET {sql}, changed_at = ? WHERE id = ? RETURNING 1",
                (*bound, self._now(), id),
            ):
                raise UnknownId(kind="contact", id=id)
        return CONTACT

    def let_go(self, id: ContactId) -> Changes:
        """After the end, or a block: their keys, sessions and mailboxes, and what waits for them.
        What had not arrived for sure is unknown from now on; the history stays."""
        if self.contact(id).state not in {ContactState.ENDED, ContactState.BLOCKED}:
            raise BadValue(field="state", expects="ended or blocked")
        with self._store.joined():
            self._store.run(
                "DELETE FROM outbox WHERE share IN (SELECT id FROM share WHERE contact = ?1)"
                " OR device IN (SELECT id FROM contact_device WHERE contact = ?1)",
                (id,),
            )
            self._drop_devices(id)
            self._store.run(
                "DELETE FROM cursor WHERE mailbox IN"
                " (SELECT address FROM mailbox WHERE contact = ?)",
                (id,),
            )
            self._store.run("DELETE FROM mailbox WHERE contact = ?", (id,))
            self._store.run("DELETE FROM ack_due WHERE contact = ?", (id,))
            self._store.run(
                "UPDATE share SET state = 'unknown', state_at = ? WHERE contact = ?"
                " AND state IN ('waiting', 'stored', 'deletion-asked')",
                (self._now(), id),
            )
        return CONTACT | Changes(kept=frozenset({"share"}))

    def _drop_devices(self, contact: ContactId) -> None:
        self._store.run(
            "DELETE FROM part WHERE device IN (SELECT id FROM contact_device WHERE contact = ?)",
            (contact,),
        )
        self._store.run("DELETE FROM contact_device WHERE contact = ?", (contact,))

    # -- their devices -----------------------------------------------------------------------------

    def set_list(
        self,
        id: ContactId,
        version: int,
        data: bytes,
        signature: bytes,
        devices: Iterable[PeerDevice],
    ) -> Changes:
        """Their device list, verified. Devices that are not on it any more go, with their sessions.
        Raises BadValue: an older version, other bytes under the same, or a device of somebody
        else."""
        found = self.contact(id)
        same = version == found.list_version and data == found.list_data
        if version < found.list_version or (version == found.list_version and not same):
            raise BadValue(field="device list", expects="a newer version")
        listed = tuple(devices)
        with self._store.transaction():
            for each in listed:
                if not self._store.run(
                    "INSERT INTO contact_device (id, contact, curve, ed) VALUES (?1, ?2, ?3, ?4)"
                    " ON CONFLICT (id) DO UPDATE SET curve = curve"
                    " WHERE contact = ?2 AND curve = ?3 AND ed = ?4 RETURNING 1",
                    (each.id, id, each.curve, each.ed),
                ):
                    raise BadValue(field="device", expects="keys of its own")
            for (gone,) in self._store.run(
                "SELECT id FROM contact_device WHERE contact = ?", (id,)
            ):
                if gone not in {each.id for each in listed}:
                    self._store.run("DELETE FROM contact_device WHERE id = ?", (gone,))
                    self._store.run("DELETE FROM part WHERE device = ?", (gone,))
                    self._store.run("DELETE FROM outbox WHERE device = ?", (gone,))
            return self._change(
                id, "list_version = ?, list = ?, list_signature = ?", version, data, signature
            )

    def set_keys(
        self,
        device: str,
        *,
        incarnation: str,
        epoch: int,
        seal: bytes,
        one_time: Sequence[bytes] = (),
        fallback: bytes | None = None,
    ) -> None:
        """Their fresh keys, verified. Older ones than are known change nothing but the spare keys
        of the same incarnation. Raises UnknownId."""
        found = self.device(device)
        fresh = found.incarnation != incarnation or epoch >= found.epoch
        with self._store.joined():
            if found.incarnation != incarnation:
                self._store.run("DELETE FROM one_time_key WHERE device = ?", (device,))
            if fresh:
                self._store.run(
                    "UPDATE contact_device SET incarnation = ?, epoch = ?, seal = ?,"
                    " fallback = coalesce(?, fallback) WHERE id = ?",
                    (incarnation, epoch, seal, fallback, device),
                )
            for key in one_time:
                self._store.run(
                    "INSERT OR IGNORE INTO one_time_key (device, key) VALUES (?, ?)", (device, key)
                )
            self._store.run(
                "DELETE FROM one_time_key WHERE device = ?1 AND num NOT IN (SELECT num"
                " FROM one_time_key WHERE device = ?1 ORDER BY num DESC LIMIT ?2)",
                (device, SPARE_KEYS),
            )

    def take_one_time(self, device: str) -> bytes | None:
        """A spare key of theirs, once; None where all are spent (then the fallback key)."""
        with self._store.joined():
            rows = self._store.run(
                "DELETE FROM one_time_key WHERE num = (SELECT min(num) FROM one_time_key"
                " WHERE device = ?) RETURNING key",
                (device,),
            )
        return bytes(rows[0][0]) if rows else None

    def spare_keys(self, device: str) -> int:
        return int(
            self._store.value("SELECT count(*) FROM one_time_key WHERE device = ?", (device,))
        )

    def device(self, id: str) -> PeerDevice:
        """Raises UnknownId: a stranger's."""
        row = self._store.row(f"SELECT {_DEVICE} FROM contact_device WHERE id = ?", (id,))
        if row is None:
            raise UnknownId(kind="device", id=id)
        return _device(row)

    def devices(self, contact: ContactId) -> tuple[PeerDevice, ...]:
        rows = self._store.run(
            f"SELECT {_DEVICE} FROM contact_device WHERE contact = ? ORDER BY id", (contact,)
        )
        return tuple(map(_device, rows))

    def not_opened(self, device: str) -> int:
        """One more envelope that no session opened; how many since the last success."""
        with self._store.joined():
            rows = self._store.run(
                "UPDATE contact_device SET unopened = unopened + 1 WHERE id = ? RETURNING unopened",
                (device,),
            )
        return int(rows[0][0]) if rows else 0

    def healed(self, device: str) -> None:
        """A new session was begun because of that."""
        with self._store.joined():
            self._store.run(
                "UPDATE contact_device SET unopened = 0, healed_at = ? WHERE id = ?",
                (self._now(), device),
            )

    # -- sessions ----------------------------------------------------------------------------------

    def keep_session(
        self, id: str, device: str, pickle: str, *, decrypted: bool = False, fallback: bool = False
    ) -> None:
        """A session's state after it was used; six for each device, those that decrypted last.
        `fallback`: it was begun by the other side with a fallback key. Raises UnknownId, BadValue
        (a replay of such a one)."""
        self.device(device)
        known = self._store.row("SELECT device FROM session WHERE id = ?", (id,))
        if known is not None and known[0] != device:
            raise BadValue(field="session", expects="one device")
        with self._store.joined():
            if known is None and self.was_fallback(id):
                raise BadValue(field="session", expects="one that was not there before")
            if fallback:
                self._store.run("INSERT OR IGNORE INTO fallback_session (id) VALUES (?)", (id,))
            now = self._now()
            self._store.run(
                "INSERT INTO session (id, device, pickle, made_at, decrypted_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET pickle = excluded.pickle,"
                " decrypted_at = coalesce(excluded.decrypted_at, decrypted_at)",
                (id, device, pickle, now, now if decrypted else None),
            )
            if decrypted:
                self._store.run(
                    "UPDATE contact_device SET unopened = 0 WHERE id = ? AND unopened > 0",
                    (device,),
                )
            if known is None:
                self._store.run(
                    "DELETE FROM session WHERE device = ?1 AND id <> ?2 AND id NOT IN"
                    " (SELECT id FROM session WHERE device = ?1 AND id <> ?2 ORDER BY"
                    "  coalesce(decrypted_at, made_at) DESC, id LIMIT ?3)",
                    (device, id, SESSIONS - 1),
                )

    def sessions(self, device: str) -> tuple[SessionRow, ...]:
        """The one to send on first: it decrypted last, or was begun since then."""
        rows = self._store.run(
            "SELECT id, device, pickle, decrypted_at FROM session WHERE device = ?"
            " ORDER BY coalesce(decrypted_at, made_at) DESC, decrypted_at IS NULL, id",
            (device,),
        )
        return tuple(SessionRow(id, whose, pickle, instant(at)) for id, whose, pickle, at in rows)

    def has_session(self, id: str) -> bool:
        return self._store.row("SELECT 1 FROM session WHERE id = ?", (id,)) is not None

    def was_fallback(self, id: str) -> bool:
        """Whether a session of this id ever began by a fallback key."""
        return self._store.row("SELECT 1 FROM fallback_session WHERE id = ?", (id,)) is not None


def _contact(row: Sequence[Any]) -> Contact:
    (id, name, state, made, root, stable, theirs, verified, new_root, version, *rest) = row
    data, signature, details = rest
    return Contact(
        ContactId(id), name, ContactState(state), from_ticks(made), root, stable,
        ContactState(theirs), instant(verified), new_root, version, data, signature,
        json.loads(details),
    )  # fmt: skip


def _device(row: Sequence[Any]) -> PeerDevice:
    (id, contact, curve, ed, incarnation, epoch, seal, fallback, unopened, healed) = row
    return PeerDevice(
        id, ContactId(contact), curve, ed, incarnation, epoch, seal, fallback, unopened,
        instant(healed),
    )  # fmt: skip

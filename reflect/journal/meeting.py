"""Where two people meet: invitations, mailboxes, relays; and the names that are never sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from reflect.errors import BadValue, UnknownId
from reflect.journal.store import Store
from reflect.journal.values import clean, from_ticks, to_ticks
from reflect.model import new_id
from reflect.shares import Box, ContactId, Invited, RelayRow

_INVITE = (
    "id, mine, secret, card_hash, made_at, expires_at, contact, used_at, used_by, withdrawn_at,"
    " tries"
)


def ticks(moment: datetime | None) -> int | None:
    return None if moment is None else to_ticks(moment)


def instant(at: int | None) -> datetime | None:
    return None if at is None else from_ticks(at)


class Meeting:
    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; nests. After it failed every session in memory is thrown away."""
        return self._store.transaction()

    def now(self) -> datetime:
        """By the journal's clock, in UTC."""
        return self._clock().astimezone(UTC)

    def _now(self) -> int:
        return to_ticks(self._clock())

    # -- mailboxes ---------------------------------------------------------------------------------

    def add_mailbox(
        self, address: str, *, contact: ContactId | None = None, secret: bytes | None = None
    ) -> None:
        """With `secret` one of mine. Raises BadValue where the address is known: each serves one
        contact and one direction."""
        if self.mailbox(address) is not None:
            raise BadValue(field="mailbox", expects="a new one")
        with self._store.joined():
            self._store.run(
                "INSERT INTO mailbox (address, contact, secret, made_at) VALUES (?, ?, ?, ?)",
                (address, contact, secret, self._now()),
            )

    def give_mailbox(self, address: str, contact: ContactId) -> None:
        """A mailbox that had no contact yet. Raises BadValue where it has another."""
        with self._store.joined():
            if not self._store.run(
                "UPDATE mailbox SET contact = ?1 WHERE address = ?2"
                " AND (contact IS NULL OR contact = ?1) RETURNING 1",
                (contact, address),
            ):
                raise BadValue(field="mailbox", expects="one without a contact")

    def mailbox(self, address: str) -> Box | None:
        row = self._store.row(
            "SELECT address, contact, secret FROM mailbox WHERE address = ?", (address,)
        )
        return None if row is None else Box(*row)

    def is_stopped(self, address: str) -> bool:
        """Whether another root came in the name of the contact whose mailbox this is."""
        found = self._store.row(
            "SELECT 1 FROM mailbox JOIN contact ON contact.id = mailbox.contact"
            " WHERE address = ? AND new_root IS NOT NULL",
            (address,),
        )
        return found is not None

    def mailboxes(self, *, mine: bool, contact: ContactId | None = None) -> tuple[Box, ...]:
        """Those where I wait, or those where they do."""
        rows = self._store.run(
            "SELECT address, contact, secret FROM mailbox WHERE (secret IS NOT NULL) = ?1"
            " AND (?2 IS NULL OR contact = ?2) ORDER BY made_at, address",
            (int(mine), contact),
        )
        return tuple(Box(*row) for row in rows)

    def drop_mailbox(self, address: str) -> None:
        with self._store.joined():
            self._store.run("DELETE FROM mailbox WHERE address = ?", (address,))
            self._store.run("DELETE FROM cursor WHERE mailbox = ?", (address,))

    # -- invitations -------------------------------------------------------------------------------

    def add_invite(
        self,
        secret: bytes,
        card_hash: str,
        expires_at: datetime,
        *,
        mine: bool = True,
        contact: ContactId | None = None,
    ) -> Invited:
        id = new_id()
        with self._store.joined():
            self._store.run(
                "INSERT INTO invite (id, mine, secret, card_hash, contact, made_at, expires_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    id, int(mine), secret, card_hash, contact, self._now(), to_ticks(expires_at),
                ),
            )  # fmt: skip
        return self.invite(id)

    def invite(self, id: str) -> Invited:
        """Raises UnknownId."""
        row = self._store.row(f"SELECT {_INVITE} FROM invite WHERE id = ?", (id,))
        if row is None:
            raise UnknownId(kind="invitation", id=id)
        return _invite(row)

    def invites(self) -> tuple[Invited, ...]:
        """Newest first."""
        rows = self._store.run(f"SELECT {_INVITE} FROM invite ORDER BY made_at DESC, id")
        return tuple(map(_invite, rows))

    def use_invite(self, id: str, by: str, contact: ContactId) -> bool:
        """Whether the invitation serves; it does once, for the card whose hash `by` is. Where the
        same card comes again nothing changes and it is True. Otherwise the try is counted. In the
        transaction in which the contact is made."""
        found = self.invite(id)
        if found.used_by == by:
            return True
        with self._store.joined():
            if found.is_open(self._clock()):
                self._store.run(
                    "UPDATE invite SET used_at = ?, used_by = ?, contact = ? WHERE id = ?",
                    (self._now(), by, contact, id),
                )
                return True
            self._store.run("UPDATE invite SET tries = tries + 1 WHERE id = ?", (id,))
        return False

    def withdraw_invite(self, id: str) -> None:
        """Raises BadValue where it was used."""
        if self.invite(id).used_at is not None:
            raise BadValue(field="invitation", expects="one that was not used")
        with self._store.joined():
            self._store.run(
                "UPDATE invite SET withdrawn_at = coalesce(withdrawn_at, ?) WHERE id = ?",
                (self._now(), id),
            )

    # -- relays ------------------------------------------------------------------------------------

    def add_relay(self, address: str) -> None:
        with self._store.joined():
            self._store.run(
                "INSERT OR IGNORE INTO relay (address, added_at) VALUES (?, ?)",
                (address, self._now()),
            )

    def remove_relay(self, address: str) -> None:
        """What lies there for others stays; what waits for it no longer does."""
        with self._store.joined():
            self._store.run("DELETE FROM relay WHERE address = ?", (address,))
            self._store.run("DELETE FROM cursor WHERE relay = ?", (address,))
            self._store.run(
                "DELETE FROM outbox_relay WHERE relay = ? AND stored_at IS NULL", (address,)
            )

    def relays(self) -> tuple[RelayRow, ...]:
        rows = self._store.run(
            "SELECT address, reached_at, next_at, tries FROM relay ORDER BY added_at, address"
        )
        return tuple(
            RelayRow(address, instant(reached), instant(after or None), tries)
            for address, reached, after, tries in rows
        )

    def reached(self, address: str) -> None:
        with self._store.joined():
            self._store.run(
                "UPDATE relay SET reached_at = ?, next_at = 0, tries = 0 WHERE address = ?",
                (self._now(), address),
            )

    def not_reached(self, address: str, until: datetime) -> None:
        with self._store.joined():
            self._store.run(
                "UPDATE relay SET next_at = ?, tries = tries + 1 WHERE address = ?",
                (to_ticks(until), address),
            )

    def cursor(self, relay: str, mailbox: str) -> str | None:
        found = self._store.value(
            "SELECT value FROM cursor WHERE relay = ? AND mailbox = ?", (relay, mailbox)
        )
        return None if found is None else str(found)

    def set_cursor(self, relay: str, mailbox: str, value: str) -> None:
        with self._store.joined():
            self._store.run(
                "INSERT OR REPLACE INTO cursor (relay, mailbox, value) VALUES (?, ?, ?)",
                (relay, mailbox, value),
            )

    # -- names that are never sent -----------------------------------------------------------------

    def placeholders(self) -> dict[str, str]:
        """Name → what stands in its place."""
        return dict(self._store.run("SELECT name, word FROM placeholder ORDER BY name"))

    def set_placeholder(self, name: str, word: str | None) -> None:
        """None removes. Raises BadValue without words."""
        name = clean(name).strip()
        if not name or (word is not None and not word.strip()):
            raise BadValue(field="name", expects="some words")
        with self._store.joined():
            self._store.run("DELETE FROM placeholder WHERE name = ?", (name,))
            if word is not None:
                self._store.run(
                    "INSERT INTO placeholder (name, word) VALUES (?, ?)", (name, clean(word))
                )


def _invite(row: Sequence[Any]) -> Invited:
    (id, mine, secret, card, made, expires, contact, used, by, withdrawn, tries) = row
    return Invited(
        id, bool(mine), secret, card, from_ticks(made), from_ticks(expires), contact,
        instant(used), by, instant(withdrawn), tries,
    )  # fmt: skip

"""One's own keys for the time of one transaction: root, device, ratchets.

Everything is loaded from the journal, and what changed is written back in the transaction that
keeps what came of it; after a rollback the whole ring is thrown away with its ratchets. A ratchet
that went on in memory alone would use a key twice, or never open anything again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reflect.crypto import envelope, identity
from reflect.crypto.envelope import Inner, SealKey, Session
from reflect.crypto.identity import Card, Device, Signed
from reflect.errors import BadEnvelope, SharingOff, SharingUnavailable, UnknownId
from reflect.journal.post import Post
from reflect.shares import PeerDevice
from reflect.sync.message import Party
from reflect.vault import device as place

if TYPE_CHECKING:
    from reflect.vault import OpenVault

Clock = Callable[[], datetime]

SEAL_EVERY: Final = timedelta(days=7)
"""After that a new sealing key is made and told."""
FALLBACK_EVERY: Final = timedelta(days=45)
"""As long as old sealing keys open: who comes back with older keys than that is not reached by
either."""


@dataclass(slots=True)
class _Used:
    session: Session
    device: str
    decrypted: bool = False
    begun_by_them: bool = False


class Keyring:
    """Belongs to one transaction: `held`."""

    def __init__(self, post: Post) -> None:
        own, root = post.own_device(), post.own_root()
        if own is None or root is None:
            raise SharingOff
        self._post = post
        self.own = own
        self.root = identity.root_from(root.seed)
        self.device = self._device(self.own.account)
        self.me = Party(self.root.public, own.id)
        self._before = self.own.account
        self._used: dict[str, _Used] = {}
        self._loaded: dict[str, list[_Used]] = {}

    def _device(self, account: str) -> Device:
        return Device.from_pickle(bytes.fromhex(self.own.id), account, self.own.pickle_key)

    def keep(self) -> None:
        """Writes what changed."""
        account = self.device.pickle(self.own.pickle_key)
        if account != self.own.account:
            self._post.keep_account(account)
        # Those that are there already first: a new one may push one of them out.
        there = [id for id in self._used if self._post.has_session(id)]
        for id in dict.fromkeys((*there, *self._used)):
            used = self._used[id]
            # A device that left its owner's list meanwhile has no sessions any more.
            with suppress(UnknownId):
                self._post.keep_session(
                    id,
                    used.device,
                    used.session.pickle(self.own.pickle_key),
                    decrypted=used.decrypted,
                    fallback=used.begun_by_them,
                )

    # -- ratchets ----------------------------------------------------------------------------------

    def _sessions(self, device: str) -> list[_Used]:
        """The one to send on first."""
        found = self._loaded.get(device)
        if found is None:
            found = self._loaded[device] = []
            for row in self._post.sessions(device):
                try:
                    session = Session.from_pickle(row.pickle, self.own.pickle_key)
                except BadEnvelope:
                    # Damaged: as if it were not there; a new one takes its place.
                    continue
                found.append(_Used(session, device))
        return found

    def begin(self, device: PeerDevice, *, by_fallback: bool = False) -> None:
        """A new session with a device, by a spare key of theirs; it is sent on from now on, until
        another one decrypts. `by_fallback`: by the one key that a device which went back in time
        surely still knows. Raises BadEnvelope where there is no key to begin with."""
        key = None if by_fallback else self._post.take_one_time(device.id)
        key = key or device.fallback or self._post.take_one_time(device.id)
        if key is None:
            raise BadEnvelope(reason="key")
        session = envelope.outbound(self.device, device.curve, key)
        used = _Used(session, device.id)
        self._sessions(device.id).insert(0, used)
        self._used[session.id] = used

    def sealed(self, device: PeerDevice, plain: bytes) -> tuple[int, bytes]:
        """(number, envelope) of one part for a device whose keys are known."""
        assert device.seal is not None
        if not self._sessions(device.id):
            self.begin(device)
        used = self._sessions(device.id)[0]
        self._used[used.session.id] = used
        kind, message = used.session.encrypt(plain)
        number = self._post.next_number(device.id)
        return number, envelope.seal(Inner(self.device.id, number, kind, message), device.seal)

    def opened(self, device: PeerDevice, inner: Inner) -> tuple[bytes, bool] | None:
        """What a device's session opens, and whether that device began a new one by it. None:
        no session does."""
        known = self._sessions(device.id)
        for used in known:
            if inner.kind == 0 and not used.session.begins(inner.message):
                continue
            try:
                plain = used.session.decrypt(inner.kind, inner.message)
            except BadEnvelope:
                continue
            used.decrypted = True
            self._used[used.session.id] = used
            known.remove(used)
            known.insert(0, used)
            return plain, False
        if inner.kind != 0:
            return None
        begun = self.begun_by(device.curve, inner)
        if begun is None:
            return None
        session, plain = begun
        self.take_over(session, device.id)
        return plain, True

    def begun_by(self, curve: bytes, inner: Inner) -> tuple[Session, bytes] | None:
        """The session that a first message begins, and what it says; None where it begins none, or
        is a replay of one that began before (Olm would take it, with a fallback key). To be taken
        over, or forgotten by `forget`."""
        before = self.device.pickle(self.own.pickle_key)
        try:
            session, plain = envelope.inbound(self.device, curve, inner.message)
        except BadEnvelope:
            return None
        self._before = before
        if (
            session.id in self._used
            or self._post.was_fallback(session.id)
            or self._post.has_session(session.id)
        ):
            return None
        return session, plain

    def take_over(self, session: Session, device: str) -> None:
        """A session that they began is kept, and sent on from now on."""
        used = _Used(session, device, decrypted=True, begun_by_them=True)
        self._sessions(device).insert(0, used)
        self._used[session.id] = used

    def forget(self) -> None:
        """What `begun_by` opened is not taken: its one-time key is not spent by it."""
        self.device = self._device(self._before)


@contextmanager
def held(post: Post) -> Iterator[Keyring]:
    """A ring and a transaction, kept together or not at all. Raises SharingOff."""
    with post.transaction():
        ring = Keyring(post)
        yield ring
        ring.keep()


# -- oneself ---------------------------------------------------------------------------------------


def ready(vault: OpenVault, now: datetime) -> bool:
    """Sees to it that there is a device, in this folder alone, and a fresh sealing key. Whether a
    device was made: at the first time, after a restore, in a copy. Raises SharingUnavailable,
    ReadOnly, StorageFull."""
    post = vault.journal.post
    if not vault.may_share:
        raise SharingUnavailable(reason="the file that ties sharing to this folder")
    if post.own_root() is None:
        post.set_root(vault.root_seed())
    made = post.new_device_needed()
    if made:
        word = place.new_word()
        place.write_word(vault.folder, word)
        with post.transaction():
            _new_device(post, word, now)
    newest = post.seal_keys()[0]
    if not now - SEAL_EVERY < newest.made_at <= now + SEAL_EVERY:
        with post.transaction():
            post.add_seal_key(SealKey.new().private)
            tell_keys(post, now)
            tell_what_is_here(post, now)
    else:
        post.drop_old_seal_keys()
    return made


def _new_device(post: Post, word: str, now: datetime) -> None:
    from reflect.sync import sealing

    known = post.own_root()
    assert known is not None
    device, key = Device.new(), secrets.token_bytes(32)
    root = identity.root_from(known.seed)
    former = (
        Signed(known.list_data, known.list_signature)
        if known.list_data is not None and known.list_signature is not None
        else None
    )
    # By the clock: two restores of one backup must not give out the same version twice.
    version = max(known.list_version + 1, int(now.timestamp())) if former is not None else 1
    listed = identity.device_list(root, [device], version, former, int(now.timestamp()))
    post.set_own_list(version, listed.data, listed.signature)
    post.set_device(device.id.hex(), secrets.token_hex(16), device.pickle(key), key, place=word)
    post.add_seal_key(SealKey.new().private)
    for contact in post.contacts():
        for each in post.devices(contact.id):
            # Those in a backup may have been spent since: the fallback key is there for this.
            while post.take_one_time(each.id) is not None:
                pass
    tell_keys(post, now)
    for contact in post.contacts():
        if contact.root is not None and contact.state in sealing.REACHABLE:
            sealing.wait(post, contact.id, "have", {"asks": True}, now)


def tell_keys(post: Post, now: datetime) -> None:
    """Each contact is to get fresh keys of this device, and its list."""
    from reflect.sync import sealing

    for contact in post.contacts():
        if contact.root is not None and contact.state in sealing.REACHABLE:
            sealing.wait_once(post, contact.id, "keys", now)


def tell_what_is_here(post: Post, now: datetime) -> None:
    """Each contact is to hear what came: a journal that was set back by a little, and that nobody
    noticed, gets what it lacks."""
    from reflect.sync import sealing

    for contact in post.contacts():
        if contact.root is not None and contact.state in sealing.REACHABLE:
            sealing.wait_once(post, contact.id, "have", now)


def own_list(post: Post) -> Signed:
    """My device list, signed."""
    root = post.own_root()
    if root is None or root.list_data is None or root.list_signature is None:
        raise SharingOff
    return Signed(root.list_data, root.list_signature)


def own_keys(ring: Keyring, post: Post, one_time: int) -> Signed:
    """This device's keys for one device of a contact, with fresh one-time keys."""
    newest = post.seal_keys()[0]
    return identity.device_keys(
        ring.device,
        bytes.fromhex(ring.own.incarnation),
        newest.epoch,
        SealKey(newest.secret).public,
        ring.device.take_one_time(one_time),
        _fallback(ring, post, newest.made_at),
    )


def _fallback(ring: Keyring, post: Post, now: datetime) -> bytes:
    """One for all contacts: Olm knows the present one and the one before, so it changes seldom."""
    own = post.own_device()
    assert own is not None
    since = own.fallback_at
    if own.fallback is not None and since is not None and now < since + FALLBACK_EVERY:
        return own.fallback
    key = ring.device.fallback()
    post.keep_fallback(key)
    return key


def own_card(
    ring: Keyring,
    post: Post,
    mailbox: str,
    relays: tuple[str, ...] = (),
    *,
    one_time: int = identity.ONE_TIME_KEYS,
) -> Card:
    """What somebody has to know of me who is to answer into this mailbox."""
    keys = own_keys(ring, post, one_time)
    return Card(ring.root.public, own_list(post), keys, mailbox, relays)

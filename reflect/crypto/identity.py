"""Who one is to those one shares with: root, device, card, invitation, safety number.

A person is a root (Ed25519); what they write with is a device (an Olm account). The root signs the
list of devices, a device signs its keys. What is signed are the exact bytes that are sent, after a
label and a zero byte; nothing is serialised anew before it is verified (docs/protocol.md).

`vodozemac` comes with the `sync` extra: this module is loaded only once sharing is switched on.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

import msgspec
import vodozemac as olm
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reflect.crypto.padding import ENVELOPES, emptied, filled
from reflect.errors import BadEnvelope, BadMessage, PairingRefused

ROOT_LABEL: Final = "reflect/root/1"
DEVICES_LABEL: Final = "reflect/devices/1"
KEYS_LABEL: Final = "reflect/keys/1"
SEAL_PUBLIC: Final = 1_184 + 32
"""Bytes of a sealing key's public half: ML-KEM-768, then X25519."""
GOES_BACK: Final = "device list goes back"
"""Reason of a BadMessage: to be told, since it means an old disk or somebody in between."""
ONE_TIME_KEYS: Final = 5
"""Spare keys that each contact's device gets."""
INVITATION_DAYS: Final = 7
INVITATION: Final = "reflect-invite:"
LONGEST_INVITATION: Final = 4_000
"""Characters of a line that is looked at."""
MOST_RELAYS: Final = 8
LONGEST_RELAY: Final = 255
SAFETY_ROUNDS: Final = 5_200
_DAY: Final = 24 * 60 * 60
_CARDS: Final = tuple(size - 12 - 16 for size in ENVELOPES)
"""Of a card before it is sealed, with nonce and tag."""

T = TypeVar("T")


def derived(secret: bytes, label: str, length: int = 32) -> bytes:
    """HKDF-SHA256 (RFC 5869) without salt; `label` says what for."""
    return HKDF(hashes.SHA256(), length, None, label.encode()).derive(secret)


def stable_id(root: bytes) -> bytes:
    """32 bytes that name a person, from the public half of their root."""
    return hashlib.sha256(root).digest()


# -- signing ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Root:
    """A person's root key."""

    public: bytes
    """32 bytes, Ed25519 (RFC 8032)."""
    _key: ed25519.Ed25519PrivateKey = field(repr=False)

    def sign(self, label: str, data: bytes) -> bytes:
        """64 bytes over `label`, a zero byte and `data`."""
        return self._key.sign(_labelled(label, data))


def root_from(seed: bytes) -> Root:
    """The root that these 32 secret bytes give, always the same."""
    key = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return Root(key.public_key().public_bytes_raw(), key)


def root_seed(journal_key: bytes) -> bytes:
    """The 32 bytes of a journal's first root: whoever recovers the journal recovers it."""
    return derived(journal_key, ROOT_LABEL)


def verify(public: bytes, label: str, data: bytes, signature: bytes) -> None:
    """Raises BadMessage where `public` (Ed25519, 32 bytes) did not sign this under this label."""
    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, _labelled(label, data))
    except (InvalidSignature, ValueError):
        raise BadMessage(reason="signature") from None


def _labelled(label: str, data: bytes) -> bytes:
    return label.encode() + b"\x00" + data


class Signed(msgspec.Struct, frozen=True):
    """Bytes as they were sent, and the signature over them."""

    data: bytes
    signature: bytes


# -- a device --------------------------------------------------------------------------------------


class Device:
    """What one writes with: an Olm account under 16 random bytes.

    Each call that changes it must be followed by keeping `pickle()` in the same transaction as what
    came of the call.
    """

    def __init__(self, id: bytes, account: olm.Account) -> None:
        self.id = id
        self.account = account

    @classmethod
    def new(cls) -> Device:
        """A fresh one, with a fallback key."""
        account = olm.Account()
        _new_fallback(account)
        return cls(os.urandom(16), account)

    @classmethod
    def from_pickle(cls, id: bytes, pickle: str, key: bytes) -> Device:
        """`pickle` as `pickle()` gave it, `key` the same 32 bytes. Raises BadEnvelope where it does
        not open."""
        try:
            return cls(id, olm.Account.from_pickle(pickle, key))
        except (olm.PickleException, ValueError):
            raise BadEnvelope(reason="pickle") from None

    def pickle(self, key: bytes) -> str:
        """Sealed by 32 bytes."""
        return self.account.pickle(key)

    @property
    def curve(self) -> bytes:
        """32 bytes, X25519: which session a message belongs to."""
        return _unpadded(self.account.curve25519_key.to_base64())

    @property
    def ed(self) -> bytes:
        """32 bytes, Ed25519: signs this device's keys."""
        return _unpadded(self.account.ed25519_key.to_base64())

    def take_one_time(self, count: int) -> list[bytes]:
        """Fresh one-time keys, 32 bytes each; each is given to one device of one contact. The
        account holds a limited number and forgets the oldest."""
        self.account.generate_one_time_keys(count)
        found = [_unpadded(key.to_base64()) for key in self.account.one_time_keys.values()]
        self.account.mark_keys_as_published()
        return found[-count:] if count else []

    def fallback(self) -> bytes:
        """A key for when the one-time keys are spent; whoever uses it must be remembered, for Olm
        would take a replay. A new one each time; the former goes on working for a while."""
        key = _new_fallback(self.account)
        self.account.mark_keys_as_published()
        return key

    def sign(self, label: str, data: bytes) -> bytes:
        """64 bytes over `label`, a zero byte and `data`."""
        return _unpadded(self.account.sign(_labelled(label, data)).to_base64())


# -- lists and keys --------------------------------------------------------------------------------


class ListedDevice(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    id: bytes
    curve25519: bytes
    ed25519: bytes


class DeviceList(msgspec.Struct, frozen=True):
    """Which devices are a person's. `prev`: SHA-256 of the list before, empty in the first."""

    version: int
    prev: bytes
    created: int
    """Seconds since 1970."""
    devices: tuple[ListedDevice, ...]
    v: int = 1


class DeviceKeys(msgspec.Struct, frozen=True):
    """How to seal for a device, and how to begin a session with it."""

    device: bytes
    incarnation: bytes
    epoch: int
    seal: bytes
    """1,216 bytes, X-Wing."""
    one_time: tuple[bytes, ...] = ()
    fallback: bytes = b""
    v: int = 1


def device_list(
    root: Root, devices: Sequence[Device], version: int, prev: Signed | None, created: int
) -> Signed:
    """The next list, signed by the root."""
    listed = tuple(ListedDevice(each.id, each.curve, each.ed) for each in devices)
    before = hashlib.sha256(prev.data).digest() if prev is not None else b""
    data = msgspec.json.encode(DeviceList(version, before, created, listed))
    return Signed(data, root.sign(DEVICES_LABEL, data))


def check_list(root: bytes, found: Signed, known: Signed | None = None) -> DeviceList:
    """A list as its root signed it. Raises BadMessage: a wrong signature, an older list, another
    of the same version, or one that does not follow the one that is known."""
    verify(root, DEVICES_LABEL, found.data, found.signature)
    now = _decoded(found.data, DeviceList)
    ids = [each.id for each in now.devices]
    if not ids or len(set(ids)) != len(ids) or now.version < 1:
        raise BadMessage(reason="device list")
    for each in now.devices:
        if (len(each.id), len(each.curve25519), len(each.ed25519)) != (16, 32, 32):
            raise BadMessage(reason="device list")
    if known is not None and known.data != found.data:
        before = _decoded(known.data, DeviceList)
        follows = hashlib.sha256(known.data).digest() == now.prev
        if now.version <= before.version or (now.version == before.version + 1 and not follows):
            raise BadMessage(reason=GOES_BACK)
    return now


def device_keys(
    device: Device,
    incarnation: bytes,
    epoch: int,
    seal: bytes,
    one_time: Sequence[bytes] = (),
    fallback: bytes = b"",
) -> Signed:
    """A device's keys, signed by it."""
    keys = DeviceKeys(device.id, incarnation, epoch, seal, tuple(one_time), fallback)
    data = msgspec.json.encode(keys)
    return Signed(data, device.sign(KEYS_LABEL, data))


def check_keys(devices: DeviceList, found: Signed) -> DeviceKeys:
    """Keys as a device of the list signed them. Raises BadMessage."""
    keys = _decoded(found.data, DeviceKeys)
    device = next((each for each in devices.devices if each.id == keys.device), None)
    if device is None:
        raise BadMessage(reason="unknown device")
    verify(device.ed25519, KEYS_LABEL, found.data, found.signature)
    if len(keys.incarnation) != 16 or keys.epoch < 1 or len(keys.one_time) > 100:
        raise BadMessage(reason="device keys")
    if len(keys.seal) != SEAL_PUBLIC or len(keys.fallback) not in {0, 32}:
        raise BadMessage(reason="device keys")
    if any(len(key) != 32 for key in keys.one_time):
        raise BadMessage(reason="device keys")
    return keys


def _decoded(data: bytes, type_: type[T]) -> T:
    try:
        found = msgspec.json.decode(data, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadMessage(reason="not as described") from None
    if getattr(found, "v", None) != 1:
        raise BadMessage(reason="another version")
    return found


# -- a card ----------------------------------------------------------------------------------------


class Card(msgspec.Struct, frozen=True):
    """What one side has to know of the other."""

    root: bytes
    list: Signed
    keys: Signed
    mailbox: str
    """The address of the mailbox in which its owner waits for the other."""
    relays: tuple[str, ...] = ()
    v: int = 1

    def encoded(self) -> bytes:
        """As it is sent, and as its hash is taken."""
        return msgspec.json.encode(self)


def card_hash(data: bytes) -> bytes:
    """SHA-256 of a card as it was sent."""
    return hashlib.sha256(data).digest()


@dataclass(frozen=True, slots=True)
class Known:
    """A card whose signatures hold."""

    card: Card
    devices: DeviceList
    keys: DeviceKeys


def read_card(data: bytes) -> Known:
    """A card with everything in it verified. Raises BadMessage."""
    card = _decoded(data, Card)
    if len(card.root) != 32 or not is_address(card.mailbox) or not _are_relays(card.relays):
        raise BadMessage(reason="card")
    devices = check_list(card.root, card.list)
    return Known(card, devices, check_keys(devices, card.keys))


def _are_relays(relays: Sequence[str]) -> bool:
    return len(relays) <= MOST_RELAYS and all(
        0 < len(each.encode()) <= LONGEST_RELAY and each.isprintable() for each in relays
    )


# -- mailboxes -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A key of secp256k1, one for each contact and direction, so that nobody can join two."""

    secret: bytes = field(repr=False)
    """32 bytes."""
    address: str
    """The x coordinate of the public key, in hex (BIP-340)."""


_ORDER: Final = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Of secp256k1's group (SEC 2)."""


def mailbox_new() -> Mailbox:
    """A fresh one."""
    return mailbox_from(os.urandom(32))


def mailbox_from(secret: bytes) -> Mailbox:
    """The mailbox of 32 secret bytes, of `Mailbox.secret` the same again; the few bytes that are no
    key of the curve are brought onto it."""
    number = int.from_bytes(secret)
    if not 0 < number < _ORDER:
        number = number % (_ORDER - 1) + 1
    key = ec.derive_private_key(number, ec.SECP256K1())
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint
    )
    return Mailbox(number.to_bytes(32), point[1:].hex())


def is_address(text: str) -> bool:
    """Whether it may be a mailbox's address."""
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)


# -- invitations -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invitation:
    """One line for one person, once, for seven days."""

    key: bytes = field(repr=False)
    """16 random bytes."""
    card: bytes
    """SHA-256 of the inviting card."""
    ends: int
    """Seconds since 1970."""
    relays: tuple[str, ...]
    """Where the card waits."""

    @property
    def meeting(self) -> Mailbox:
        """Where the card waits: known to both sides, and to nobody else."""
        return mailbox_from(derived(self.key, "reflect/invite/box/1"))

    def seal_card(self, card: bytes) -> bytes:
        """For the meeting mailbox, in a size that an envelope has: relays take no other. Raises
        BadEnvelope where the card is too long for the largest."""
        nonce = os.urandom(12)
        return nonce + self._cipher().encrypt(nonce, filled(card, _CARDS), None)

    def open_card(self, sealed: bytes) -> bytes:
        """The card that this invitation speaks of. Raises PairingRefused: it is another one, or
        none."""
        try:
            card = emptied(self._cipher().decrypt(sealed[:12], sealed[12:], None))
        except (InvalidTag, ValueError, BadEnvelope):
            raise PairingRefused(reason="no key opens it") from None
        if not hmac.compare_digest(card_hash(card), self.card):
            raise PairingRefused(reason="it speaks of somebody else")
        return card

    def proof(self, which: Literal["hello", "welcome"], inviting: bytes, accepting: bytes) -> bytes:
        """32 bytes that only who holds the invitation can make: over the hashes of both cards."""
        key = derived(self.key, "reflect/invite/mac/1")
        return hmac.digest(key, which.encode() + inviting + accepting, "sha256")

    def is_over(self, now: float) -> bool:
        """Seconds since 1970; a date further off than seven days is not believed."""
        return not now < self.ends <= now + (INVITATION_DAYS + 1) * _DAY

    def line(self) -> str:
        """To be handed over."""
        body = b"\x01" + self.key + self.card + self.ends.to_bytes(4)
        for each in self.relays:
            body += len(each.encode()).to_bytes(1) + each.encode()
        body += hashlib.sha256(body).digest()[:4]
        return INVITATION + base64.b32encode(body).decode().rstrip("=").lower()

    def _cipher(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(derived(self.key, "reflect/invite/card/1"))


def invite(card: bytes, relays: Sequence[str], now: float | None = None) -> Invitation:
    """A fresh invitation to the owner of `card`."""
    ends = int((time.time() if now is None else now) + INVITATION_DAYS * _DAY)
    return Invitation(os.urandom(16), card_hash(card), ends, tuple(relays))


def read_invitation(line: str) -> Invitation:
    """What somebody was handed; blanks and capitals do not matter.

    Raises PairingRefused where it is mistyped, cut short or of another version.
    """
    wrong = PairingRefused(reason="it is mistyped or cut short")
    text = "".join(line[: LONGEST_INVITATION + 1].split()).lower()
    if len(text) > LONGEST_INVITATION or not text.startswith(INVITATION):
        raise wrong
    text = text.removeprefix(INVITATION)
    try:
        body = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        raise wrong from None
    body, check = body[:-4], body[-4:]
    if len(body) < 53 or hashlib.sha256(body).digest()[:4] != check:
        raise wrong
    if body[0] != 1:
        raise PairingRefused(reason="another version")
    relays: list[str] = []
    rest = body[53:]
    while rest:
        length, rest = rest[0], rest[1:]
        try:
            relays.append(rest[:length].decode())
        except UnicodeDecodeError:
            raise wrong from None
        if len(rest) < length:
            raise wrong
        rest = rest[length:]
    if not _are_relays(relays):
        raise wrong
    return Invitation(body[1:17], body[17:49], int.from_bytes(body[49:53]), tuple(relays))


# -- comparing -------------------------------------------------------------------------------------


def safety_number(one: bytes, other: bytes) -> str:
    """60 digits in twelve groups, the same on both sides: Signal's numeric fingerprint, version 0,
    over each root's public half and its stable id."""
    halves = sorted((_half(one), _half(other)))
    digits = "".join(halves)
    return " ".join(digits[at : at + 5] for at in range(0, 60, 5))


def _half(root: bytes) -> str:
    digest = b"\x00\x00" + root + stable_id(root)
    for _ in range(SAFETY_ROUNDS):
        digest = hashlib.sha512(digest + root).digest()
    groups = (int.from_bytes(digest[at : at + 5]) % 100_000 for at in range(0, 30, 5))
    return "".join(f"{group:05}" for group in groups)


def _new_fallback(account: Any) -> bytes:
    # The binding has these two; its stub does not.
    account.generate_fallback_key()
    return _unpadded(next(iter(account.fallback_key.values())).to_base64())


def _unpadded(text: str) -> bytes:
    """Matrix writes base64 without its padding."""
    return base64.b64decode(text + "=" * (-len(text) % 4))

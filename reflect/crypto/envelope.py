"""Sealed bytes from one device to one other: Olm inside HPKE with X-Wing, filled up to three sizes.

Olm (Matrix, by vodozemac) gives forward secrecy, healing and a sender that is sure. HPKE (RFC 9180,
base mode; KEM 0x647A, X-Wing, draft-connolly-cfrg-xwing-kem; HKDF-SHA256; ChaCha20-Poly1305) hides
the ratchet's header and who writes, and keeps the text from a quantum computer that records today.

    envelope = "RF1" | suite 1 | HPKE bytes
    inner    = 1 | sender's device 16 | number u64 | Olm type u8 | Olm message, filled up
    part     = message id 16 | index u16 | count u16 | bytes

`vodozemac` comes with the `sync` extra: this module is loaded only once sharing is switched on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import vodozemac as olm
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reflect.crypto import padding
from reflect.crypto.identity import SEAL_PUBLIC, Device
from reflect.errors import BadEnvelope, UnknownEnvelope

MAGIC: Final = b"RF1"
SUITE: Final = 1
BUCKETS: Final = padding.BUCKETS
ENVELOPES: Final = padding.ENVELOPES
PART: Final = 21_000
"""Bytes of a message in one part, at most."""
MOST_PARTS: Final = 400
"""A message of some 8 MB: photos are made small before."""

_INFO: Final = b"reflect/envelope/1"
_HPKE: Final = hpke.Suite(
    hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305
)
_HEAD: Final = 1 + 16 + 8 + 1


# -- sealing keys ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SealKey:
    """An X-Wing key: ML-KEM-768 beside X25519."""

    private: bytes = field(repr=False)
    """96 bytes: the 64-byte seed of ML-KEM, then X25519."""

    @classmethod
    def new(cls) -> SealKey:
        kem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
        return cls(kem.private_bytes_raw() + curve.private_bytes_raw())

    @property
    def public(self) -> bytes:
        """1,216 bytes."""
        kem, curve = self._halves()
        return kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def opener(self) -> hpke.MLKEM768X25519PrivateKey:
        """For `open_envelope`."""
        return hpke.MLKEM768X25519PrivateKey(*self._halves())

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        kem = MLKEM768PrivateKey.from_seed_bytes(self.private[:64])
        return kem, X25519PrivateKey.from_private_bytes(self.private[64:])


# -- envelopes -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inner:
    """What HPKE kept: an Olm message, and where it belongs."""

    device: bytes
    """The sender's, 16 bytes. It is a claim until Olm opened the message."""
    number: int
    """Counts what that device sent to this one."""
    kind: int
    """Olm's: 0 begins a session, 1 goes on with one."""
    message: bytes = field(repr=False)


def seal(inner: Inner, public: bytes) -> bytes:
    """The envelope for the owner of a sealing key (1,216 bytes). Its size is one of `ENVELOPES`.

    Raises BadEnvelope where the key or the device is none, or the message too long for the largest
    size.
    """
    if len(public) != SEAL_PUBLIC or len(inner.device) != 16:
        raise BadEnvelope(reason="key")
    plain = padding.filled(
        b"\x01" + inner.device + inner.number.to_bytes(8) + inner.kind.to_bytes(1) + inner.message
    )
    try:
        key = hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:1_184]),
            X25519PublicKey.from_public_bytes(public[1_184:]),
        )
        sealed = _HPKE.encrypt(plain, key, _INFO)
    except ValueError:
        raise BadEnvelope(reason="key") from None
    return MAGIC + bytes([SUITE]) + sealed


def open_envelope(envelope: bytes, keys: Iterable[hpke.MLKEM768X25519PrivateKey]) -> Inner:
    """What one of these keys opens. Raises BadEnvelope; UnknownEnvelope for a later version or
    suite, which is to be kept."""
    if envelope[:2] != MAGIC[:2] or len(envelope) < 4:
        raise BadEnvelope(reason="no envelope")
    if envelope[:3] != MAGIC or envelope[3] != SUITE:
        raise UnknownEnvelope(found=envelope[2:4].hex())
    if len(envelope) not in ENVELOPES:
        raise BadEnvelope(reason="size")
    for key in keys:
        try:
            plain = _HPKE.decrypt(envelope[4:], key, _INFO)
        except (InvalidTag, ValueError):
            continue
        return _unpacked(padding.emptied(plain))
    raise BadEnvelope(reason="no key opens it")


def name_of(envelope: bytes) -> str:
    """How it is called on every relay: SHA-256 of its bytes, in hex."""
    return hashlib.sha256(envelope).hexdigest()


def _unpacked(plain: bytes) -> Inner:
    if len(plain) <= _HEAD:
        raise BadEnvelope(reason="cut short")
    if plain[0] != 1:
        raise UnknownEnvelope(found=f"inner {plain[0]}")
    return Inner(plain[1:17], int.from_bytes(plain[17:25]), plain[25], plain[_HEAD:])


# -- sessions --------------------------------------------------------------------------------------


class Session:
    """A Double Ratchet between two devices.

    Every call that changes it must be followed by keeping `pickle()` in the transaction that keeps
    what came of the call. After a rollback it is to be thrown away and loaded anew.
    """

    def __init__(self, session: olm.Session) -> None:
        self._session = session

    @classmethod
    def from_pickle(cls, pickle: str, key: bytes) -> Session:
        """`pickle` as `pickle()` gave it, `key` the same 32 bytes. Raises BadEnvelope where it does
        not open."""
        try:
            return cls(olm.Session.from_pickle(pickle, key))
        except (olm.PickleException, ValueError):
            raise BadEnvelope(reason="pickle") from None

    def pickle(self, key: bytes) -> str:
        """Sealed by 32 bytes."""
        return self._session.pickle(key)

    @property
    def id(self) -> str:
        """Both sides have the same one."""
        return self._session.session_id

    def encrypt(self, plain: bytes) -> tuple[int, bytes]:
        """(Olm's type, the message)."""
        kind, message = self._session.encrypt(plain).to_parts()
        return kind, message

    def decrypt(self, kind: int, message: bytes) -> bytes:
        """Raises BadEnvelope where it is not of this session, was opened before, or was changed;
        the session is then as it was."""
        try:
            return self._session.decrypt(_as_olm(kind, message))
        except (olm.OlmDecryptionException, olm.DecodeException, ValueError):
            raise BadEnvelope(reason="no session opens it") from None

    def begins(self, message: bytes) -> bool:
        """Whether a first message (type 0) is of this session."""
        try:
            return self._session.session_matches(_first(message))
        except (olm.DecodeException, ValueError):
            return False


def outbound(device: Device, curve: bytes, one_time: bytes) -> Session:
    """Begin a session with another device, by one of its one-time keys or its fallback key.

    Raises BadEnvelope where a key is none, or one that would make the secret known (all zero).
    """
    try:
        return Session(
            device.account.create_outbound_session(
                olm.Curve25519PublicKey.from_bytes(curve),
                olm.Curve25519PublicKey.from_bytes(one_time),
            )
        )
    except (olm.KeyException, olm.SessionCreationException, ValueError):
        raise BadEnvelope(reason="key") from None


def sender_of(message: bytes) -> bytes:
    """The Curve25519 key (32 bytes) that a first message (type 0) says it is from: a claim until
    `inbound` opened it with that key. Raises BadEnvelope.

    Olm's pre-key message is a version byte and tagged fields of bytes; 0x1A is the identity key
    (Matrix, "Olm: A Cryptographic Ratchet", The Olm Message Format).
    """
    if message[:1] != b"\x03":
        raise BadEnvelope(reason="no first message")
    at = 1
    while at + 1 < len(message):
        tag, length, shift = message[at], 0, 0
        at += 1
        while at < len(message) and shift < 28:
            length |= (message[at] & 0x7F) << shift
            shift += 7
            at += 1
            if message[at - 1] < 0x80:
                break
        if tag == 0x1A and length == 32 and at + 32 <= len(message):
            return message[at : at + 32]
        at += length
    raise BadEnvelope(reason="no first message")


def inbound(device: Device, curve: bytes, message: bytes) -> tuple[Session, bytes]:
    """The session that a first message (type 0) begins, and what it says. The one-time key is spent
    by it: keep the device's pickle as well. Raises BadEnvelope."""
    try:
        session, plain = device.account.create_inbound_session(
            olm.Curve25519PublicKey.from_bytes(curve), _first(message)
        )
    except (
        olm.KeyException,
        olm.SessionCreationException,
        olm.DecodeException,
        olm.OlmDecryptionException,
        ValueError,
    ):
        raise BadEnvelope(reason="no session opens it") from None
    return Session(session), plain


def _first(message: bytes) -> olm.PreKeyMessage:
    found = _as_olm(0, message).to_pre_key()
    if found is None:
        raise ValueError("no first message")
    return found


def _as_olm(kind: int, message: bytes) -> olm.AnyOlmMessage:
    return olm.AnyOlmMessage.from_parts(kind, message)


# -- parts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message."""

    message: bytes
    """The message's id, 16 bytes."""
    index: int
    count: int
    data: bytes = field(repr=False)


def parts(message: bytes, data: bytes) -> list[bytes]:
    """A message (its id of 16 bytes, its bytes) in pieces that each fit an envelope.

    Raises BadEnvelope where it would be more than `MOST_PARTS`.
    """
    pieces = [data[at : at + PART] for at in range(0, len(data), PART)] or [b""]
    if len(pieces) > MOST_PARTS:
        raise BadEnvelope(reason="size")
    count = len(pieces).to_bytes(2)
    return [message + index.to_bytes(2) + count + piece for index, piece in enumerate(pieces)]


def read_part(plain: bytes) -> Part:
    """Raises BadEnvelope."""
    if len(plain) < 20:
        raise BadEnvelope(reason="cut short")
    index, count = int.from_bytes(plain[16:18]), int.from_bytes(plain[18:20])
    if not 0 <= index < count <= MOST_PARTS or len(plain) > 20 + PART:
        raise BadEnvelope(reason="part")
    return Part(plain[:16], index, count, plain[20:])


def joined(found: Mapping[int, bytes] | Sequence[bytes], count: int) -> bytes | None:
    """The message's bytes once all `count` pieces are there; None before."""
    pieces = dict(enumerate(found)) if not isinstance(found, Mapping) else found
    if any(index not in pieces for index in range(count)):
        return None
    return b"".join(pieces[index] for index in range(count))

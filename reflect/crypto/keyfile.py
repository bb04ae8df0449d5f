"""The key file: passphrase, recovery code or keychain secret ⇄ journal key.

A journal is encrypted with one random 256-bit key that never changes. The key file wraps that key
once for each way in (a slot). Changing the passphrase replaces a slot, never the database.

    passphrase ── NFKC, UTF-8 ── Argon2id (RFC 9106) ──┐
    recovery code ── HKDF-SHA-256 (RFC 5869) ──────────┼─ ChaCha20-Poly1305 (RFC 8439) ─ journal key
    keychain secret ── HKDF-SHA-256 ───────────────────┘
    journal key ── HKDF-SHA-256 ── ChaCha20-Poly1305 ─ private key of the queue (HPKE, RFC 9180)

Passphrases are normalised by NFKC, as SASLprep (RFC 4013) does, so that an `é` or a full-width
digit typed on another system is the same passphrase; nothing else is changed, refused or cut off:
any length, any script. Only an empty one is refused.

The header (format, version, journal id, public key of the queue) and a slot's own parameters are
the associated data of each wrapping: neither can be exchanged between journals, nor weakened.
The file is canonical JSON (sorted keys, no spaces) with a SHA-256 over everything else, which
tells a damaged file from a wrong passphrase. The checksum is not a signature.

The name of the journal is not in here: this file is readable by anyone who has it.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import os
import time
import unicodedata
from collections.abc import Callable
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reflect.crypto import recovery
from reflect.errors import (
    JournalTooNew,
    KeychainUnavailable,
    KeyfileDamaged,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)

FORMAT: Final = "reflect-keyfile"
VERSION: Final = 1
KEY_SIZE: Final = 32
LARGEST: Final = 64 * 1024
"""Bytes; a key file is about two thousand."""

_SALT_SIZE = 16
_NONCE_SIZE = 12


class Cost(msgspec.Struct, frozen=True, order=True):
    """What one guess at the passphrase costs: Argon2id's parameters."""

    memory_kib: int
    iterations: int
    lanes: int

    def is_permitted(self) -> bool:
        """Neither cheaper than the floor nor dearer than a machine can be asked for."""
        return (
            FLOOR.memory_kib <= self.memory_kib <= CEILING.memory_kib
            and FLOOR.iterations <= self.iterations <= CEILING.iterations
            and FLOOR.lanes <= self.lanes <= CEILING.lanes
        )


FLOOR = Cost(memory_kib=64 * 1024, iterations=3, lanes=4)
"""The second recommended option of RFC 9106, section 4."""
CHEAP = FLOOR
"""For test journals: the lowest permitted."""
CEILING = Cost(memory_kib=2 * 1024 * 1024, iterations=32, lanes=16)
"""A key file that demands more was not written by Reflect: it would stall the machine."""
_USUAL_MEMORY_KIB = 256 * 1024


def calibrate(
    target_seconds: tuple[float, float] = (0.5, 1.5),
    *,
    seconds: Callable[[Cost], float] | None = None,
    memory_kib: int | None = None,
) -> Cost:
    """A cost that takes between the two times on this machine, never below the floor.

    Memory is raised first, up to 256 MiB and a quarter of `memory_kib` (default: this machine's
    memory), because memory is what makes guessing dear; then passes. `seconds` measures one
    derivation. Where the floor alone takes longer than wanted, the floor it is.
    """
    measure = seconds or _seconds
    lowest, highest = target_seconds
    most = min(_USUAL_MEMORY_KIB, (memory_kib or _physical_memory_kib()) // 4)
    cost, took = FLOOR, measure(FLOOR)
    while cost.memory_kib * 2 <= most and took * 2 <= highest:
        # Time grows with memory; what is foretold is measured before it is believed.
        dearer = Cost(cost.memory_kib * 2, cost.iterations, cost.lanes)
        took_dearer = measure(dearer)
        if took_dearer > highest:
            break
        cost, took = dearer, took_dearer
    while took < lowest and cost.iterations < CEILING.iterations:
        passes = math.ceil(cost.iterations * lowest * 1.1 / max(took, 0.001))
        passes = min(max(passes, cost.iterations + 1), CEILING.iterations)
        cost = Cost(cost.memory_kib, passes, cost.lanes)
        took = measure(cost)
    return cost


class PassphraseSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    kdf: str = "argon2id"


class SecretSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For secrets that are random already, where a slow derivation adds nothing."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    kdf: str = "hkdf-sha256"


class Wrapped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nonce: bytes
    sealed: bytes


class Keyfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One state of the key file; a change makes another. Written nowhere by itself."""

    journal_id: str
    queue_public: bytes
    """X25519, 32 bytes: what is added while the journal is locked is sealed to it."""
    queue_private: Wrapped
    passphrase: PassphraseSlot
    recovery: SecretSlot
    keychain: SecretSlot | None = None
    format: str = FORMAT
    version: int = VERSION

    # making -------------------------------------------------------------------------------------

    @classmethod
    def new(cls, passphrase: str, cost: Cost, journal_id: str) -> tuple[Keyfile, bytes, str]:
        """A fresh journal key, wrapped twice: (key file, 32-byte journal key, recovery code).

        Raises WeakPassphrase for an empty passphrase.
        """
        key = os.urandom(KEY_SIZE)
        private = X25519PrivateKey.generate()
        header = _header(journal_id, private.public_key().public_bytes_raw())
        code = recovery.new_code()
        keyfile = cls(
            journal_id=journal_id,
            queue_public=private.public_key().public_bytes_raw(),
            queue_private=_wrap(
                _stretch(key, journal_id.encode(), "queue"),
                private.private_bytes_raw(),
                header + b"queue",
            ),
            passphrase=_passphrase_slot(header, passphrase, cost, key),
            recovery=_secret_slot(header, "recovery", recovery.secret(code), key),
        )
        return keyfile, key, code

    def with_passphrase(self, key: bytes, new: str, cost: Cost | None = None) -> Keyfile:
        """Another passphrase; the old one opens nothing any more. Raises WeakPassphrase."""
        slot = _passphrase_slot(self._header, new, cost or self.passphrase.cost, key)
        return msgspec.structs.replace(self, passphrase=slot)

    def with_new_recovery(self, key: bytes) -> tuple[Keyfile, str]:
        """Another recovery code; the old one opens nothing any more."""
        code = recovery.new_code()
        slot = _secret_slot(self._header, "recovery", recovery.secret(code), key)
        return msgspec.structs.replace(self, recovery=slot), code

    def with_keychain(self, key: bytes, secret: bytes) -> Keyfile:
        """One more way in: `secret` (32 random bytes) is what the system keychain keeps."""
        slot = _secret_slot(self._header, "keychain", secret, key)
        return msgspec.structs.replace(self, keychain=slot)

    def without_keychain(self) -> Keyfile:
        return msgspec.structs.replace(self, keychain=None)

    # opening ------------------------------------------------------------------------------------

    def unlock_with_passphrase(self, passphrase: str) -> bytes:
        """The journal key. Slow on purpose (Argon2id); releases the GIL. Raises WrongPassphrase."""
        slot = self.passphrase
        if not passphrase:
            raise WrongPassphrase
        outer = _argon2id(passphrase, slot.salt, slot.cost)
        try:
            return _unwrap(outer, slot, _bound(self._header, "passphrase", slot))
        except InvalidTag:
            raise WrongPassphrase from None

    def unlock_with_recovery(self, code: str) -> bytes:
        """The journal key. Raises WrongRecoveryCode with the group that has the typo, or None."""
        slot = self.recovery
        outer = _stretch(recovery.secret(code), slot.salt, "recovery")
        try:
            return _unwrap(outer, slot, _bound(self._header, "recovery", slot))
        except InvalidTag:
            raise WrongRecoveryCode(group=None) from None

    def unlock_with_keychain(self, secret: bytes) -> bytes:
        """The journal key. Raises KeychainUnavailable if the secret is not this file's."""
        slot = self.keychain
        if slot is None:
            raise KeychainUnavailable(reason="not set up")
        outer = _stretch(secret, slot.salt, "keychain")
        try:
            return _unwrap(outer, slot, _bound(self._header, "keychain", slot))
        except InvalidTag:
            raise KeychainUnavailable(reason="belongs to another journal") from None

    def queue_private_key(self, key: bytes) -> bytes:
        """The private half of `queue_public`: 32 bytes. Raises KeyfileDamaged."""
        outer = _stretch(key, self.journal_id.encode(), "queue")
        try:
            return _unwrap(outer, self.queue_private, self._header + b"queue")
        except InvalidTag:
            raise KeyfileDamaged(reason="the queue's key does not open") from None

    # bytes --------------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        fields = msgspec.to_builtins(self)
        return _canonical({**fields, "checksum": _checksum(fields)}) + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Keyfile:
        """Raises KeyfileDamaged (any byte changed, or a cost outside the permitted range) and
        JournalTooNew (a whole file of a later version)."""
        if len(data) > LARGEST:
            raise KeyfileDamaged(reason="too large")
        try:
            fields = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise KeyfileDamaged(reason="not readable") from None
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            raise KeyfileDamaged(reason="not a key file")
        checksum = fields.pop("checksum", None)
        if not isinstance(checksum, str) or not hmac.compare_digest(
            checksum.encode(), _checksum(fields).encode()
        ):
            raise KeyfileDamaged(reason="checksum")
        version = fields.get("version")
        if isinstance(version, int) and version > VERSION:
            raise JournalTooNew(found=version, known=VERSION)
        try:
            keyfile = msgspec.convert(fields, cls)
        except msgspec.ValidationError:
            raise KeyfileDamaged(reason="fields") from None
        keyfile._check()
        if keyfile.to_bytes() != data:
            raise KeyfileDamaged(reason="not canonical")
        return keyfile

    def _check(self) -> None:
        if not self.passphrase.cost.is_permitted():
            raise KeyfileDamaged(reason="cost outside the permitted range")
        slots: list[SecretSlot] = [self.recovery]
        if self.keychain is not None:
            slots.append(self.keychain)
        salts = [self.passphrase.salt, *(slot.salt for slot in slots)]
        boxes: list[PassphraseSlot | SecretSlot | Wrapped] = [
            self.passphrase,
            self.queue_private,
            *slots,
        ]
        if not (
            self.version == VERSION
            and self.passphrase.kdf == "argon2id"
            and all(slot.kdf == "hkdf-sha256" for slot in slots)
            and all(len(salt) == _SALT_SIZE for salt in salts)
            and all(len(box.nonce) == _NONCE_SIZE for box in boxes)
            and all(len(box.sealed) == KEY_SIZE + 16 for box in boxes)
            and len(self.queue_public) == KEY_SIZE
        ):
            raise KeyfileDamaged(reason="fields")

    @property
    def _header(self) -> bytes:
        return _header(self.journal_id, self.queue_public)


def normalise(passphrase: str) -> bytes:
    """What is fed to Argon2id. Lone surrogates (undecodable input) pass through unharmed."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def subkey(key: bytes, purpose: str) -> bytes:
    """32 bytes that depend on the journal key and tell nothing about it (HKDF-SHA-256)."""
    return _stretch(key, b"", purpose)


def _passphrase_slot(header: bytes, passphrase: str, cost: Cost, key: bytes) -> PassphraseSlot:
    if not passphrase:
        raise WeakPassphrase(reason="empty")
    if not cost.is_permitted():
        raise ValueError(f"an Argon2id cost outside the permitted range: {cost}")
    bare = PassphraseSlot(cost, os.urandom(_SALT_SIZE), b"", b"")
    box = _wrap(_argon2id(passphrase, bare.salt, cost), key, _bound(header, "passphrase", bare))
    return msgspec.structs.replace(bare, nonce=box.nonce, sealed=box.sealed)


def _secret_slot(header: bytes, kind: str, secret: bytes, key: bytes) -> SecretSlot:
    bare = SecretSlot(os.urandom(_SALT_SIZE), b"", b"")
    box = _wrap(_stretch(secret, bare.salt, kind), key, _bound(header, kind, bare))
    return msgspec.structs.replace(bare, nonce=box.nonce, sealed=box.sealed)


def _header(journal_id: str, queue_public: bytes) -> bytes:
    return _canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "journal_id": journal_id,
            "queue_public": queue_public,
        }
    )


def _bound(header: bytes, kind: str, slot: PassphraseSlot | SecretSlot) -> bytes:
    """Header and parameters of a slot, as associated data."""
    bare = msgspec.structs.replace(slot, nonce=b"", sealed=b"")
    return header + _canonical({"kind": kind, "slot": bare})


def _wrap(outer: bytes, plain: bytes, bound: bytes) -> Wrapped:
    nonce = os.urandom(_NONCE_SIZE)
    return Wrapped(nonce, ChaCha20Poly1305(outer).encrypt(nonce, plain, bound))


def _unwrap(outer: bytes, box: PassphraseSlot | SecretSlot | Wrapped, bound: bytes) -> bytes:
    return ChaCha20Poly1305(outer).decrypt(box.nonce, box.sealed, bound)


def _argon2id(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(normalise(passphrase))


def _stretch(secret: bytes, salt: bytes, purpose: str) -> bytes:
    info = f"reflect v1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=salt, info=info).derive(secret)


def _canonical(value: object) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def _checksum(fields: dict[str, object]) -> str:
    return hashlib.sha256(_canonical(fields)).hexdigest()


def _seconds(cost: Cost) -> float:
    before = time.perf_counter()
    _argon2id("calibration", bytes(_SALT_SIZE), cost)
    return time.perf_counter() - before


def _physical_memory_kib() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
    except (AttributeError, ValueError, OSError):
        return 4 * 1024 * 1024  # Windows has no sysconf, and runs on nothing smaller

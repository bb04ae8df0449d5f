"""Seal a stream of pieces to a public key; open it with the private one.

Each piece is one HPKE message (RFC 9180, base mode: DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256,
ChaCha20-Poly1305), framed by its length. The `info` of each binds the stream (16 random bytes),
the piece's number and whether it is the last one, so that pieces can be neither dropped, reordered
nor moved between streams. Base mode does not say who sealed: whoever can read the public key can
add to the queue.

    b"reflect-queue-1\\n" | 16 bytes stream id | pieces
    piece: u32 big-endian length of the message | 1 if last, else 0 | HPKE message
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from reflect.errors import DamagedFile

MAGIC: Final = b"reflect-queue-1\n"
PIECE: Final = 1024 * 1024
"""The largest plain piece, in bytes."""

_OVERHEAD = 1024  # an encapsulated key and a tag need 48 of these
_STREAM_ID = 16


def seal(public: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Sealed bytes, in order, to be written one after another. Pieces up to `PIECE` bytes."""
    key = X25519PublicKey.from_public_bytes(public)
    stream = os.urandom(_STREAM_ID)
    yield MAGIC + stream
    number = 0
    waiting: bytes | None = None
    for piece in pieces:
        if waiting is not None:
            yield _frame(key, waiting, stream, number, last=False)
            number += 1
        waiting = piece
    yield _frame(key, waiting or b"", stream, number, last=True)


def unseal(private: bytes, sealed: BinaryIO) -> Iterator[bytes]:
    """The pieces, one at a time, each checked before it is given out.

    Raises DamagedFile (facts: reason), also at the end of a stream that was cut short: what was
    given out before is then not to be believed complete.
    """
    key = X25519PrivateKey.from_private_bytes(private)
    if sealed.read(len(MAGIC)) != MAGIC:
        raise DamagedFile(reason="not sealed by Reflect")
    stream = _exactly(sealed, _STREAM_ID)
    number = 0
    while True:
        head = _exactly(sealed, 5)
        length, last = int.from_bytes(head[:4], "big"), head[4]
        if length > PIECE + _OVERHEAD or last > 1:
            raise DamagedFile(reason="frame")
        message = _exactly(sealed, length)
        try:
            piece = _suite().decrypt(message, key, _info(stream, number, bool(last)))
        except (InvalidTag, ValueError):
            raise DamagedFile(reason="does not open") from None
        if last and sealed.read(1):
            raise DamagedFile(reason="more than was sealed")
        yield piece
        if last:
            return
        number += 1


def _frame(key: X25519PublicKey, piece: bytes, stream: bytes, number: int, last: bool) -> bytes:
    if len(piece) > PIECE:
        raise ValueError("a piece is too long")
    message = _suite().encrypt(piece, key, _info(stream, number, last))
    return len(message).to_bytes(4, "big") + bytes([last]) + message


def _info(stream: bytes, number: int, last: bool) -> bytes:
    return MAGIC + stream + number.to_bytes(8, "big") + bytes([last])


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise DamagedFile(reason="cut short")
    return data

"""Sealing to a journal's public key: what was sealed comes out, or nothing does."""

from __future__ import annotations

import io

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto import queue
from reflect.errors import DamagedFile

_KEY = X25519PrivateKey.generate()
PRIVATE = _KEY.private_bytes_raw()
PUBLIC = _KEY.public_key().public_bytes_raw()


def _sealed(*pieces: bytes) -> bytes:
    return b"".join(queue.seal(PUBLIC, pieces))


def _frames(sealed: bytes) -> list[bytes]:
    head = len(queue.MAGIC) + 16
    frames, at = [sealed[:head]], head
    while at < len(sealed):
        end = at + 5 + int.from_bytes(sealed[at : at + 4], "big")
        frames.append(sealed[at:end])
        at = end
    return frames


def _opened(sealed: bytes, private: bytes = PRIVATE) -> list[bytes]:
    return list(queue.unseal(private, io.BytesIO(sealed)))


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_what_was_sealed_comes_out(pieces: list[bytes]) -> None:
    sealed = _sealed(*pieces)
    assert _opened(sealed) == (pieces or [b""])
    assert all(len(piece) < 12 or piece not in sealed[len(queue.MAGIC) :] for piece in pieces)


def test_a_piece_has_a_limit() -> None:
    assert _opened(_sealed(bytes(queue.PIECE))) == [bytes(queue.PIECE)]
    with pytest.raises(ValueError, match="too long"):
        _sealed(bytes(queue.PIECE + 1))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(DamagedFile):
        _opened(_sealed(b"words"), X25519PrivateKey.generate().private_bytes_raw())


def test_every_flipped_byte_and_every_cut_is_noticed() -> None:
    sealed = _sealed(b"one", b"two")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(DamagedFile):
            _opened(bytes(changed))
        with pytest.raises(DamagedFile):
            _opened(sealed[:position])
    with pytest.raises(DamagedFile):
        _opened(sealed + b"x")


def test_pieces_cannot_be_dropped_reordered_repeated_or_moved() -> None:
    head, one, two, three = _frames(_sealed(b"one", b"two", b"three"))
    other_head, other, *_ = _frames(_sealed(b"other", b"end"))
    for forged in (
        head + one + three,
        head + two + one + three,
        head + one + one + two + three,
        head + other + two + three,
        other_head + one + two + three,
        head + one + two,
        head,
    ):
        with pytest.raises(DamagedFile):
            _opened(forged)


@given(st.binary(max_size=200))
def test_no_input_whatever_is_a_surprise(data: bytes) -> None:
    for sealed in (data, queue.MAGIC + data, queue.MAGIC + bytes(16) + data):
        with pytest.raises(DamagedFile):
            _opened(sealed)

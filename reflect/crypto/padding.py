"""Sizes: what is sealed is filled up first, so that its length tells one of three things.

ISO/IEC 7816-4: one byte 0x80, then zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reflect.errors import BadEnvelope

BUCKETS: Final = (2_048, 8_192, 23_040)
"""Sizes of the inner bytes. The largest keeps a Nostr event below what relays take."""
ENVELOPES: Final = tuple(size + 1_140 for size in BUCKETS)
"""The sizes there are on a relay: 4 bytes of head, 1,120 of X-Wing, 16 of tag."""

_FILL: Final = 0x80


def filled(plain: bytes, sizes: Sequence[int] = BUCKETS) -> bytes:
    """`plain` brought to the first of `sizes` (ascending) that has room for it and one byte more.

    Raises BadEnvelope where none has.
    """
    size = next((each for each in sizes if len(plain) < each), None)
    if size is None:
        raise BadEnvelope(reason="size")
    return (plain + bytes([_FILL])).ljust(size, b"\x00")


def emptied(full: bytes) -> bytes:
    """What `filled` was given. Raises BadEnvelope."""
    plain = full.rstrip(b"\x00")
    if not plain or plain[-1] != _FILL:
        raise BadEnvelope(reason="filling")
    return plain[:-1]

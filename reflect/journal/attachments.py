"""The bytes of photos and files, inside the encrypted database, in pieces of 256 KiB."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from reflect.errors import AttachmentTooLarge, ReflectError, UnknownId
from reflect.journal import values
from reflect.journal.store import Store
from reflect.model import Attachment

CHUNK = 256 * 1024

_CHUNKS_A_TRANSACTION = 32
"""8 MiB: what the write-ahead log may grow by, and a dirty cache may hold, at a time."""


class Attachments:
    def __init__(self, store: Store) -> None:
        self._store = store

    def attach(
        self,
        name: str,
        type: str,
        stream: BinaryIO,
        *,
        limit: int,
        progress: Callable[[int], None] | None,
    ) -> Attachment:
        digest = hashlib.sha256()
        size = 0
        num: int | None = None
        try:
            while True:
                pieces = []
                for _ in range(_CHUNKS_A_TRANSACTION):
                    piece = _read(stream)
                    if not piece:
                        break
                    digest.update(piece)
                    size += len(piece)
                    if size > limit:
                        raise AttachmentTooLarge(name=name, size=size, limit=limit)
                    pieces.append(piece)
                if not pieces:
                    break
                num = self._add(num, pieces)
                if progress is not None:
                    progress(size)
            return self._finish(name, type, num, size, digest.hexdigest())
        except BaseException:
            # Inside `atomic` the whole transaction goes; outside, what is left over does now, or
            # at the next open.
            if num is not None and not self._store.in_transaction:
                self._discard(num)
            raise

    def _add(self, num: int | None, pieces: list[bytes]) -> int:
        with self._store.joined():
            if num is None:
                self._store.run("INSERT INTO blob DEFAULT VALUES")
                num = self._store.last_row
            for piece in pieces:
                self._store.run("INSERT INTO chunk (blob, bytes) VALUES (?, ?)", (num, piece))
        return num

    def _finish(self, name: str, type: str, num: int | None, size: int, sha256: str) -> Attachment:
        with self._store.joined():
            known = self._store.value("SELECT num FROM blob WHERE sha256 = ?", (sha256,))
            if known is not None:
                if num is not None:
                    _remove(self._store, num)
            elif num is None:
                self._store.run("INSERT INTO blob (sha256, whole) VALUES (?, 1)", (sha256,))
            else:
                self._store.run(
                    "UPDATE blob SET sha256 = ?, size = ?, whole = 1 WHERE num = ?",
                    (sha256, size, num),
                )
        return Attachment(name=values.clean(name), type=type, size=size, sha256=sha256)

    def _discard(self, num: int) -> None:
        try:
            with self._store.joined():
                _remove(self._store, num)
        except ReflectError:
            return  # the sweep at the next open finds it

    def read(self, sha256: str) -> Iterator[bytes]:
        num = self._store.value("SELECT num FROM blob WHERE sha256 = ? AND whole = 1", (sha256,))
        if num is None:
            raise UnknownId(kind="attachment", id=sha256)
        return self._pieces(num)

    def _pieces(self, num: int) -> Iterator[bytes]:
        last = 0
        while True:
            row = self._store.row(
                "SELECT num, bytes FROM chunk WHERE blob = ? AND num > ? ORDER BY num LIMIT 1",
                (num, last),
            )
            if row is None:
                return
            last = int(row[0])
            yield bytes(row[1])

    def sweep(self) -> None:
        """Remove bytes that no entry and no version holds."""
        if _unheld(self._store):
            with self._store.joined():
                remove_unheld(self._store)


def remove_unheld(store: Store) -> None:
    """Remove bytes that no entry and no version holds; inside a transaction."""
    for num in _unheld(store):
        _remove(store, num)


def _unheld(store: Store) -> list[int]:
    rows = store.run("SELECT num FROM blob WHERE num NOT IN (SELECT blob FROM blob_use)")
    return [int(row[0]) for row in rows]


def _remove(store: Store, num: int) -> None:
    # In portions: a statement keeps every page that it changes in memory until it ends.
    while store.run(
        "DELETE FROM chunk WHERE num IN (SELECT num FROM chunk WHERE blob = ? LIMIT ?) RETURNING 1",
        (num, _CHUNKS_A_TRANSACTION),
    ):
        pass
    store.run("DELETE FROM blob WHERE num = ?", (num,))


def _read(stream: BinaryIO) -> bytes:
    """A full piece, or what is left; a pipe gives less than asked for."""
    piece = stream.read(CHUNK)
    while piece and len(piece) < CHUNK:
        more = stream.read(CHUNK - len(piece))
        if not more:
            break
        piece += more
    return piece

"""What is added while the journal is locked: sealed in the folder, merged at the next unlock.

Anyone who can read the key file can add (that is the point), nobody can read what waits. A file
of the queue is one entry with its attachments:

    piece 0   JSON {"version": 1, "entry": …, "attachments": [{"name", "type"}, …]}
    then      b"\\1" + up to 1 MiB - 1 of an attachment's bytes, b"\\2" at the end of each one

The entry's id is made when it is queued, so that merging a file twice changes nothing.
"""

from __future__ import annotations

import io
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from reflect import private_file
from reflect.crypto import queue as sealing
from reflect.errors import AttachmentTooLarge, BadValue, DamagedFile, UnknownId
from reflect.journal import Journal
from reflect.model import Entry, EntryId
from reflect.vault import folder as place
from reflect.vault import keys

SUFFIX = ".sealed"
SET_ASIDE = "damaged"
LIMIT = 200 * 2**20
"""Bytes of one attachment."""

_VERSION = 1
_BYTES, _END = b"\1", b"\2"


Enclosed = tuple[str, str, BinaryIO | bytes]
"""A file to go with a queued entry: name, media type, bytes or a stream of them."""


class _Head(msgspec.Struct, frozen=True):
    entry: Entry
    attachments: list[dict[str, str]]
    version: int = _VERSION


def queue(folder: Path, entry: Entry, attachments: Iterable[Enclosed] = ()) -> EntryId:
    """Seals an entry into the queue of the journal in `folder`; needs no passphrase.

    The entry's own `attachments` are left out: what goes with it is `attachments`. Raises
    VaultMissing, KeyfileDamaged, AttachmentTooLarge, StorageFull, ReadOnly, StorageFailed; nothing
    is left then.
    """
    public = keys.load(folder).keyfile.queue_public
    waiting = folder / place.QUEUE
    name = f"{time.time_ns():020d}-{entry.id}-{secrets.token_hex(4)}"
    with place.storage(waiting):
        place.make_private(waiting)
        with private_file.replaced(waiting / (name + SUFFIX)) as file:
            for sealed in sealing.seal(public, _pieces(entry, tuple(attachments))):
                file.write(sealed)
        place.sync_directory(waiting)
    return entry.id


@dataclass(frozen=True, slots=True)
class Merged:
    count: int
    set_aside: tuple[Path, ...]


def merge(folder: Path, journal: Journal, private: bytes) -> Merged:
    """Takes everything that waits into the journal, oldest first, each file in one transaction.

    A file is removed only after its entry is in the journal. One that does not open is moved to
    `queue/damaged` and named; it never stops the others. Raises StorageFull and the like.
    """
    waiting = folder / place.QUEUE
    count, set_aside = 0, []
    for path in sorted(waiting.glob("*" + SUFFIX)):
        try:
            with place.storage(path), path.open("rb") as sealed:
                count += _merge_one(journal, sealing.unseal(private, sealed))
        except (DamagedFile, BadValue, AttachmentTooLarge):
            set_aside.append(_set_aside(path))
            continue
        with place.storage(path):
            path.unlink()
    if count or set_aside:
        with place.storage(waiting):
            place.sync_directory(waiting)
    return Merged(count, tuple(set_aside))


def is_waiting(folder: Path) -> bool:
    return any((folder / place.QUEUE).glob("*" + SUFFIX))


def _pieces(entry: Entry, attachments: tuple[Enclosed, ...]) -> Iterator[bytes]:
    head = _Head(
        entry=replace(
            entry, attachments=(), factors=dict(entry.factors), answers=dict(entry.answers)
        ),
        attachments=[{"name": name, "type": type_} for name, type_, _ in attachments],
    )
    text = msgspec.json.encode(head)
    # A long entry may pass one piece; its length stands in front.
    head_bytes = len(text).to_bytes(4, "big") + text
    for start in range(0, len(head_bytes), sealing.PIECE):
        yield head_bytes[start : start + sealing.PIECE]
    for name, _, content in attachments:
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        size = 0
        while data := stream.read(sealing.PIECE - 1):
            size += len(data)
            if size > LIMIT:
                raise AttachmentTooLarge(name=name, size=size, limit=LIMIT)
            yield _BYTES + data
        yield _END


def _merge_one(journal: Journal, pieces: Iterator[bytes]) -> int:
    head = _read_head(pieces)
    try:
        journal.entry(head.entry.id)
    except UnknownId:
        pass
    else:
        return 0  # merged before, and perhaps edited since
    with journal.atomic():
        attachments = tuple(
            journal.attach(each["name"], each["type"], io.BufferedReader(_Incoming(pieces)))
            for each in head.attachments
        )
        if next(pieces, None) is not None:
            raise DamagedFile(reason="more than was announced")
        journal.put(replace(head.entry, attachments=attachments))
    return 1


def _read_head(pieces: Iterator[bytes]) -> _Head:
    data = next(pieces, b"")
    length = int.from_bytes(data[:4], "big")
    data = data[4:]
    while len(data) < length:
        more = next(pieces, None)
        if more is None:
            raise DamagedFile(reason="cut short")
        data += more
    try:
        fields = msgspec.json.decode(data)
        if not isinstance(fields, Mapping) or fields.get("version") != _VERSION:
            raise DamagedFile(reason="another version")
        head = msgspec.convert(fields, _Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise DamagedFile(reason="not an entry") from None
    if any(set(each) != {"name", "type"} for each in head.attachments):
        raise DamagedFile(reason="not an entry")
    return head


class _Incoming(io.RawIOBase):
    """One attachment's bytes, as a stream over the pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left and not self._ended:
            piece = next(self._pieces, None)
            if piece is None or piece[:1] not in {_BYTES, _END}:
                raise DamagedFile(reason="cut short")
            self._ended = piece[:1] == _END
            self._left = piece[1:]
        given = self._left[: len(buffer)]
        buffer[: len(given)] = given
        self._left = self._left[len(given) :]
        return len(given)


def _set_aside(path: Path) -> Path:
    aside = path.parent / SET_ASIDE
    with place.storage(path):
        place.make_private(aside)
        path.rename(aside / path.name)
    return aside / path.name

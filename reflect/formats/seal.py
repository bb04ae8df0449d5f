"""A file sealed with a passphrase: the age format, version 1 (C2SP age.md), passphrase recipients.

Why this is not a call to pyrage: its passphrase functions take and give whole byte strings, and
an export may be larger than memory; its streaming functions know no passphrase. Here only the
frame around the primitives of `cryptography` is written (scrypt, HKDF, HMAC, ChaCha20-Poly1305);
the tests open these files with pyrage and open pyrage's files with this. Two things follow: no
plain byte of a sealed export ever touches the disk, and a sealed zip can be read at any position,
so it needs no unsealed copy to be imported.
"""

from __future__ import annotations

import base64
import binascii
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from reflect.errors import (
    DamagedFile,
    SealedToAKey,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024
TAG = 16
WORK_FACTOR = 18
"""log2 of scrypt's N: 256 MiB and about a second, what the age command uses."""
WORK_FACTOR_LIMIT = 22
"""As in the age command: a file that asks for more wants our memory, not our passphrase."""

_HEADER = re.compile(
    rb"\Aage-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n"
)
_HEADER_ROOM = 512


def is_sealed(path: Path) -> bool:
    """Whether `path` begins as an age file does. Never raises."""
    try:
        # Asked first: opening a pipe would wait until someone writes into it.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


def ask_for_passphrase(path: Path) -> NoReturn:
    """Raise what a sealed file asks for: SourcePassphraseNeeded, or SealedToAKey where no
    passphrase would help."""
    with path.open("rb") as file:
        start = file.read(len(MAGIC) + 16)
    if start.startswith(MAGIC + b"-> ") and not start.startswith(MAGIC + b"-> scrypt "):
        raise SealedToAKey(path=str(path))
    raise SourcePassphraseNeeded(path=str(path))


def _encode(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def _wrapping_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    label = b"age-encryption.org/v1/scrypt" + salt
    return Scrypt(salt=label, length=32, n=1 << work_factor, r=8, p=1).derive(passphrase.encode())


def _expand(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(file_key)


def _header_mac(file_key: bytes, head: bytes) -> HMAC:
    mac = HMAC(_expand(file_key, b"", b"header"), SHA256())
    mac.update(head)
    return mac


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class Sealer(io.RawIOBase):
    """Write plain bytes, sealed ones reach `out`. Only `finish` makes the file whole: one that was
    closed before it is refused by every reader as cut short."""

    def __init__(self, out: BinaryIO, passphrase: str, *, work_factor: int = WORK_FACTOR) -> None:
        super().__init__()
        file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
        wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, work_factor)).encrypt(
            bytes(12), file_key, None
        )
        stanza = b"-> scrypt %s %d\n%s\n---" % (_encode(salt), work_factor, _encode(wrapped))
        head = MAGIC + stanza
        out.write(head + b" " + _encode(_header_mac(file_key, head).finalize()) + b"\n" + nonce)
        self._out = out
        self._cipher = ChaCha20Poly1305(_expand(file_key, nonce, b"payload"))
        self._waiting = bytearray()
        self._number = 0
        self._finished = False

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        with memoryview(data) as view:
            size = view.nbytes
            self._waiting += view
        # the last chunk carries a mark, so a full one waits until more is known to follow
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return size

    def finish(self) -> None:
        """Write the last chunk. `out` stays open."""
        if not self._finished:
            self._put(bytes(self._waiting), last=True)
            self._waiting.clear()
            self._finished = True

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), plain, None))
        self._number += 1


class Unsealed(io.RawIOBase):
    """The plain bytes of a sealed file, readable at any position; one chunk is in memory at a time.

    Raises `DamagedFile` (where: "header", or the 1-based chunk) and `SourcePassphraseWrong` when
    it is opened, `DamagedFile` on a read of a changed chunk. The last chunk is checked at opening,
    so a file that was cut short is refused before anything is read.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        super().__init__()
        self._path = path
        self._file = path.open("rb")
        try:
            self._open(passphrase)
        except BaseException:
            self._file.close()
            raise

    def _open(self, passphrase: str) -> None:
        start = self._file.read(_HEADER_ROOM)
        found = _HEADER.match(start)
        if found is None:
            if not start.startswith(MAGIC + b"-> scrypt "):
                raise SealedToAKey(path=self._path)
            raise DamagedFile(path=self._path, where="header", reason="broken or cut short")
        work_factor = int(found[2])
        if work_factor > WORK_FACTOR_LIMIT:
            raise DamagedFile(path=self._path, where="header", reason="work factor")
        try:
            salt, wrapped, mac = _decode(found[1]), _decode(found[3]), _decode(found[4])
        except binascii.Error:
            raise DamagedFile(path=self._path, where="header", reason="encoding") from None
        cipher = ChaCha20Poly1305(_wrapping_key(passphrase, salt, work_factor))
        try:
            file_key = cipher.decrypt(bytes(12), wrapped, None)
        except InvalidTag:
            raise SourcePassphraseWrong(path=self._path) from None
        try:
            _header_mac(file_key, start[: found.start(4) - 1]).verify(mac)
        except InvalidSignature:
            raise DamagedFile(path=self._path, where="header", reason="changed") from None
        self._base = found.end() + 16
        nonce = start[found.end() : self._base]
        self._cipher = ChaCha20Poly1305(_expand(file_key, nonce, b"payload"))
        sealed = self._file.seek(0, io.SEEK_END) - self._base
        if len(nonce) < 16 or sealed < TAG:
            raise DamagedFile(path=self._path, where="header", reason="cut short")
        self._chunks = -(-sealed // (CHUNK + TAG))
        self._size = sealed - self._chunks * TAG
        self._position = 0
        self._held: tuple[int, bytes] = (-1, b"")
        if self._chunk(self._chunks - 1) == b"" and self._chunks > 1:
            raise DamagedFile(path=self._path, where=self._chunks, reason="empty chunk")

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            self._file.seek(self._base + number * (CHUNK + TAG))
            sealed = self._file.read(CHUNK + TAG)
            try:
                plain = self._cipher.decrypt(
                    _nonce(number, number == self._chunks - 1), sealed, None
                )
            except InvalidTag:
                raise DamagedFile(path=self._path, where=number + 1, reason="changed") from None
            self._held = (number, plain)
        return self._held[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError("negative position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        if self._position >= self._size:
            return 0
        number, offset = divmod(self._position, CHUNK)
        with memoryview(buffer).cast("B") as view:
            part = self._chunk(number)[offset : offset + len(view)]
            view[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

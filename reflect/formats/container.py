"""Safe reading of what comes from elsewhere: a folder, a zip, a tar, a single file.

Nothing is ever unpacked to disk. An archive with a member that would leave the folder, a link, a
device name, two members of one name, or more content than `Limits` allows is refused as a whole
(HostileFile). Sizes are counted while streaming; what a header claims is only a first check.

Zip: APPNOTE.TXT 6.3.10; overlapping members after D. Fifield, "A better zip bomb" (WOOT 2019).
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from reflect.errors import (
    DamagedFile,
    HostileFile,
    NotThisFormat,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats.seal import Unsealed, ask_for_passphrase, is_sealed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class Limits:
    """What is believed of a file from elsewhere before it is taken for an attack."""

    members: int = 200_000
    member_bytes: int = 4 * 2**30
    """One photo, video or resource."""
    total_bytes: int = 256 * 2**30
    text_bytes: int = 256 * 2**20
    """One text member, read whole."""
    ratio: int = 250
    """Unpacked to packed, judged after the first `ratio_free` bytes of a member."""
    ratio_free: int = 16 * 2**20
    line_chars: int = 16 * 2**20
    """One line, or one entry's text."""
    json_values: int = 10_000_000
    """Values of one JSON document: `[[],[],…` takes fifty times its size in memory."""


LIMITS = Limits()

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$", re.IGNORECASE)
_RUBBISH = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".localized"})
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without waiting: the open of a pipe would otherwise hang until someone writes into it."""
_ZIP_DIRECTORY = 48 * 2**20
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,  # zipfile: a compression method it does not know
    ValueError,
    struct.error,
)
_PACKED: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", lambda raw: cast(BinaryIO, gzip.GzipFile(fileobj=raw))),
    (b"BZh", lambda raw: cast(BinaryIO, bz2.BZ2File(raw))),
    (b"\xfd7zXZ\x00", lambda raw: cast(BinaryIO, lzma.LZMAFile(raw))),  # noqa: SIM115 - closed by who opens
)


@dataclass(frozen=True, slots=True)
class Member:
    """One regular file inside a container."""

    name: str
    """Posix path inside the container, NFC, no leading `./`."""
    size: int
    """Bytes, as claimed."""

    @property
    def base(self) -> str:
        return self.name.rsplit("/", 1)[-1]

    @property
    def stem(self) -> str:
        base, dot, _ = self.base.rpartition(".")
        return base if dot else self.base

    @property
    def suffix(self) -> str:
        """Lower case with its dot, or empty."""
        _, dot, ending = self.base.rpartition(".")
        return f".{ending.lower()}" if dot else ""


class _Counted(io.RawIOBase):
    """A stream that stops at its allowance."""

    def __init__(self, inner: BinaryIO, path: Path, where: str, allowance: Callable[[int], None]):
        self._inner = inner
        self._path = path
        self._where = where
        self._allowance = allowance
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: WriteableBuffer, /) -> int:
        view = memoryview(target).cast("B")
        try:
            block = self._inner.read(len(view))
        except RuntimeError as error:  # zipfile's only way to say that a password is wrong
            raise SourcePassphraseWrong(path=str(self._path)) from error
        except _BROKEN as error:
            raise DamagedFile(
                path=str(self._path), where=self._where, reason=type(error).__name__
            ) from None
        self._read += len(block)
        self._allowance(self._read)
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


class Container:
    """Regular files by name. Rubbish (`__MACOSX`, `.DS_Store`, `Thumbs.db`, `._*`) is left out."""

    path: Path
    members: tuple[Member, ...]
    """Sorted by name."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.members = ()
        self._streamed: dict[str, int] = {}
        self._total = 0
        self._by_base: dict[str, list[Member]] | None = None
        self._by_stem: dict[str, list[Member]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Harmless when repeated."""

    def __contains__(self, name: object) -> bool:
        raise NotImplementedError

    def open(self, name: str) -> BinaryIO:
        """A forward-only stream that raises HostileFile past a limit, DamagedFile when the data is
        broken or the member is missing, SourcePassphraseNeeded on an encrypted one. Opened as
        often as asked."""
        inner, packed = self._stream(name)
        limits = self.limits

        def allowance(read: int) -> None:
            if read > limits.member_bytes:
                raise HostileFile(path=str(self.path), reason="size")
            if packed is not None and read > limits.ratio_free and read > packed * limits.ratio:
                raise HostileFile(path=str(self.path), reason="ratio")
            before = self._streamed.get(name, 0)
            if read > before:
                self._streamed[name] = read
                self._total += read - before
                if self._total > limits.total_bytes:
                    raise HostileFile(path=str(self.path), reason="total")

        counted = _Counted(inner, self.path, name, allowance)
        return cast(BinaryIO, io.BufferedReader(counted, 2**17))

    def read(self, name: str, limit: int | None = None) -> bytes:
        """A whole member, of at most `limit` bytes (default `Limits.text_bytes`).

        Raises HostileFile for a longer one, and what reading raises.
        """
        most = self.limits.text_bytes if limit is None else limit
        blocks: list[bytes] = []
        size = 0
        with self.open(name) as stream:
            while block := stream.read(2**20):
                size += len(block)
                if size > most:
                    raise HostileFile(path=str(self.path), reason="text")
                blocks.append(block)
        return b"".join(blocks)

    def named(self, base: str) -> tuple[Member, ...]:
        """Members whose last part is `base`, compared without case."""
        if self._by_base is None:
            self._by_base = {}
            for member in self.members:
                self._by_base.setdefault(_folded(member.base), []).append(member)
        return tuple(self._by_base.get(_folded(base), ()))

    def stemmed(self, stem: str) -> tuple[Member, ...]:
        """Members whose last part without its ending is `stem`, compared without case."""
        if self._by_stem is None:
            self._by_stem = {}
            for member in self.members:
                self._by_stem.setdefault(_folded(member.stem), []).append(member)
        return tuple(self._by_stem.get(_folded(stem), ()))

    def _stream(self, name: str) -> tuple[BinaryIO, int | None]:
        """The raw stream and, where it was packed alone, its packed size."""
        raise NotImplementedError

    def _absent(self, name: str) -> DamagedFile:
        return DamagedFile(path=str(self.path), where=name, reason="missing")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _safe_name(raw: str, path: Path) -> str | None:
    """The member's name as Reflect uses it; None for rubbish. HostileFile where it would escape."""
    if any(ord(c) < 32 or ord(c) == 127 for c in raw) or len(raw) > 4096:
        raise HostileFile(path=str(path), reason="name")
    posix = raw.replace("\\", "/")
    if posix.startswith("/") or re.match(r"[A-Za-z]:", posix):
        raise HostileFile(path=str(path), reason="absolute path")
    parts = [part for part in posix.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise HostileFile(path=str(path), reason="parent path")
    if any(_DEVICE.match(part.rstrip(" .")) for part in parts):
        raise HostileFile(path=str(path), reason="device name")
    if not parts or any(part.lower() in _RUBBISH or part.startswith("._") for part in parts):
        return None
    return unicodedata.normalize("NFC", "/".join(parts))


class _Listing:
    """Takes members one by one and refuses what two of them together give away."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._seen: set[str] = set()
        self._folded: set[str] = set()
        self._count = 0
        self._total = 0
        self._members: list[Member] = []

    def count(self) -> None:
        self._count += 1
        if self._count > self._limits.members:
            raise HostileFile(path=str(self._path), reason="count")

    def add(self, name: str, size: int) -> None:
        folded = _folded(name)
        if name in self._seen:
            raise HostileFile(path=str(self._path), reason="duplicate name")
        if folded in self._folded:
            raise HostileFile(path=str(self._path), reason="case clash")
        self._seen.add(name)
        self._folded.add(folded)
        self._total += size
        if size > self._limits.member_bytes:
            raise HostileFile(path=str(self._path), reason="size")
        if self._total > self._limits.total_bytes:
            raise HostileFile(path=str(self._path), reason="total")
        self._members.append(Member(name, size))

    def done(self) -> tuple[Member, ...]:
        return tuple(sorted(self._members, key=lambda member: member.name))


class _Folder(Container):
    """A folder on this disk; two names that differ in case are the disk's business."""

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        self._files: dict[str, Path] = {}
        root = path.resolve()
        members: list[Member] = []
        folders = [path]
        count = 0
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as found:
                    inside = list(found)
            except OSError as error:
                raise DamagedFile(
                    path=str(path), where=folder.name, reason=type(error).__name__
                ) from None
            for item in inside:
                count += 1
                if count > limits.members:
                    raise HostileFile(path=str(path), reason="count")
                if item.name.lower() in _RUBBISH or item.name.startswith("._"):
                    continue
                here = Path(item.path)
                if item.is_symlink():
                    try:
                        inner = here.resolve().is_relative_to(root)
                    except (OSError, RuntimeError):  # a loop of links
                        inner = False
                    if not inner:
                        raise HostileFile(path=str(path), reason="link")
                    if not item.is_file():
                        continue
                elif item.is_dir(follow_symlinks=False):
                    folders.append(here)
                    continue
                elif not item.is_file(follow_symlinks=False):
                    continue
                shown = here.relative_to(path).as_posix().encode("utf-8", "surrogateescape")
                name = unicodedata.normalize("NFC", shown.decode("utf-8", "replace"))
                self._files[name] = here
                members.append(Member(name, item.stat().st_size))
        self.members = tuple(sorted(members, key=lambda member: member.name))

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def _stream(self, name: str) -> tuple[BinaryIO, int | None]:
        if name not in self._files:
            raise self._absent(name)
        try:
            return open_file(self._files[name]), None
        except NotThisFormat:
            raise self._absent(name) from None


class _Zip(Container):
    def __init__(self, path: Path, limits: Limits, passphrase: str | None, raw: BinaryIO) -> None:
        super().__init__(path, limits)
        self._passphrase = passphrase
        self._info: dict[str, zipfile.ZipInfo] = {}
        try:
            if _directory_size(raw) > _ZIP_DIRECTORY:
                raise HostileFile(path=str(path), reason="count")
            size = raw.seek(0, os.SEEK_END)
            raw.seek(0)
            try:
                self._zip = zipfile.ZipFile(raw)
            except (*_BROKEN, IndexError, UnicodeError) as error:
                raise DamagedFile(
                    path=str(path), where="its directory", reason=type(error).__name__
                ) from None
            self._list(size)
        except BaseException:
            raw.close()
            raise
        self._raw = raw

    def _list(self, file_size: int) -> None:
        listing = _Listing(self.path, self.limits)
        spans: list[tuple[int, int]] = []
        for info in self._zip.infolist():
            listing.count()
            name = _safe_name(_zip_name(info), self.path)
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
                raise HostileFile(path=str(self.path), reason="link")
            spans.append((info.header_offset, info.compress_size))
            if name is None or info.is_dir() or kind == stat.S_IFDIR:
                continue
            if info.file_size > self.limits.ratio_free and (
                info.file_size > info.compress_size * self.limits.ratio
            ):
                raise HostileFile(path=str(self.path), reason="ratio")
            listing.add(name, info.file_size)
            self._info[name] = info
        end = 0
        for offset, packed in sorted(spans):
            if offset < end or offset + packed > file_size:
                raise HostileFile(path=str(self.path), reason="overlap")
            end = offset + 30 + packed
        self.members = listing.done()

    def __contains__(self, name: object) -> bool:
        return name in self._info

    def _stream(self, name: str) -> tuple[BinaryIO, int | None]:
        info = self._info.get(name)
        if info is None:
            raise self._absent(name)
        password: bytes | None = None
        if info.flag_bits & 1:
            if info.compress_type == 99:
                raise DamagedFile(path=str(self.path), where=name, reason="encrypted")
            if self._passphrase is None:
                raise SourcePassphraseNeeded(path=str(self.path))
            password = self._passphrase.encode("utf-8")
        try:
            stream = self._zip.open(info, pwd=password)
        except RuntimeError as error:
            if isinstance(error, NotImplementedError):
                raise DamagedFile(path=str(self.path), where=name, reason="method") from None
            raise SourcePassphraseWrong(path=str(self.path)) from None
        except _BROKEN as error:
            raise DamagedFile(
                path=str(self.path), where=name, reason=type(error).__name__
            ) from None
        return cast(BinaryIO, stream), info.compress_size

    def close(self) -> None:
        self._zip.close()
        self._raw.close()


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag are UTF-8 all the same when macOS wrote them."""
    name = info.orig_filename
    if info.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _directory_size(raw: BinaryIO) -> int:
    """Bytes of a zip's central directory, without reading it; 0 where none is found."""
    size = raw.seek(0, os.SEEK_END)
    start = max(0, size - 65_600)
    raw.seek(start)
    tail = raw.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return 0
    (claimed,) = struct.unpack_from("<I", tail, at + 12)
    if claimed != 0xFFFFFFFF:
        return int(claimed)
    locator = at - 20
    if locator < 0 or tail[locator : locator + 4] != b"PK\x06\x07":
        return 0
    (offset,) = struct.unpack_from("<Q", tail, locator + 8)
    if offset + 56 > size:
        return 0
    raw.seek(offset)
    record = raw.read(56)
    return int(struct.unpack_from("<Q", record, 40)[0]) if record[:4] == b"PK\x06\x06" else 0


class _Unpacked(io.RawIOBase):
    """A compressed tar's content, seekable, that never grows past the allowed ratio."""

    def __init__(self, inner: BinaryIO, path: Path, most: int) -> None:
        self._inner = inner
        self._path = path
        self._most = most

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._inner.tell()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if whence == 0 and offset > self._most:
            raise HostileFile(path=str(self._path), reason="ratio")
        return self._inner.seek(offset, whence)

    def readinto(self, target: WriteableBuffer, /) -> int:
        view = memoryview(target).cast("B")
        block = self._inner.read(len(view))
        if self._inner.tell() > self._most:
            raise HostileFile(path=str(self._path), reason="ratio")
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


class _Tar(Container):
    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        self._raw = open_file(path)
        self._info: dict[str, tarfile.TarInfo] = {}
        start = self._raw.read(6)
        self._raw.seek(0)
        size = os.fstat(self._raw.fileno()).st_size
        content: BinaryIO = self._raw
        for magic, unpack in _PACKED:
            if start.startswith(magic):
                most = limits.ratio_free + size * limits.ratio
                content = cast(BinaryIO, _Unpacked(unpack(self._raw), path, most))
        listing = _Listing(path, limits)
        try:
            self._tar = tarfile.open(fileobj=content, mode="r:")  # noqa: SIM115 - closed with the container
            for info in self._tar:
                listing.count()
                name = _safe_name(
                    info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
                    path,
                )
                if info.isdir():
                    continue
                if not info.isreg() or info.issparse():
                    raise HostileFile(path=str(path), reason="link")
                if name is not None:
                    listing.add(name, info.size)
                    self._info[name] = info
        except RecursionError:
            self._raw.close()
            raise HostileFile(path=str(path), reason="nesting") from None
        except _BROKEN as error:
            self._raw.close()
            raise DamagedFile(
                path=str(path), where="its directory", reason=type(error).__name__
            ) from None
        except BaseException:
            self._raw.close()
            raise
        self.members = listing.done()

    def __contains__(self, name: object) -> bool:
        return name in self._info

    def _stream(self, name: str) -> tuple[BinaryIO, int | None]:
        info = self._info.get(name)
        if info is None:
            raise self._absent(name)
        stream = self._tar.extractfile(info)
        if stream is None:
            raise self._absent(name)
        return cast(BinaryIO, stream), None

    def close(self) -> None:
        self._tar.close()
        self._raw.close()


def open_container(
    path: Path, limits: Limits = LIMITS, *, passphrase: str | None = None
) -> Container:
    """A folder, zip or tar (plain or gz/bz2/xz), told by content.

    `passphrase` opens members under the old zip encryption, and a zip that Reflect has sealed.
    Raises NotThisFormat if it is none of them, HostileFile, DamagedFile, SourcePassphraseNeeded,
    SourcePassphraseWrong.
    """
    if path.is_dir():
        return _Folder(path, limits)
    if _is_zip(path):
        return _Zip(path, limits, passphrase, open_file(path))
    if is_sealed(path):
        if passphrase is None:
            ask_for_passphrase(path)
        raw = cast(BinaryIO, io.BufferedReader(Unsealed(path, passphrase), 2**16))
        start = raw.read(4)
        raw.seek(0)
        if start not in (b"PK\x03\x04", b"PK\x05\x06"):
            raw.close()
            raise NotThisFormat(path=str(path), format=None)
        return _Zip(path, limits, None, raw)
    if _is_tar(path):
        return _Tar(path, limits)
    raise NotThisFormat(path=str(path), format=None)


def is_container(path: Path) -> bool:
    """Folder, zip or tar; never raises."""
    return path.is_dir() or _is_zip(path) or _is_tar(path)


def listed(path: Path) -> tuple[Member, ...]:
    """The members of a container for `Reader.recognises`; empty where it cannot be listed."""
    try:
        with open_container(path) as container:
            return container.members
    except (NotThisFormat, DamagedFile, HostileFile):
        return ()


def _is_zip(path: Path) -> bool:
    return head(path, 4) in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def _is_tar(path: Path) -> bool:
    start = head(path, 512)
    for magic, unpack in _PACKED:
        if start.startswith(magic):
            try:
                with open_file(path) as raw, unpack(raw) as content:
                    start = content.read(512)
            except (NotThisFormat, *_BROKEN):
                return False
    return len(start) == 512 and start[257:262] == b"ustar"


def open_file(path: Path) -> BinaryIO:
    """A regular file (no pipe, no device). Raises NotThisFormat."""
    try:
        number = os.open(path, _READ)
    except (OSError, ValueError):
        raise NotThisFormat(path=str(path), format=None) from None
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise NotThisFormat(path=str(path), format=None)
    return os.fdopen(number, "rb")


def read_file(path: Path, limit: int = LIMITS.text_bytes) -> bytes:
    """A whole regular file. Raises NotThisFormat, HostileFile above `limit`."""
    with open_file(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise HostileFile(path=str(path), reason="text")
    return data


def head(path: Path, size: int = 65536) -> bytes:
    """The first bytes of a regular file; empty where there is none. Never raises."""
    try:
        with open_file(path) as stream:
            return stream.read(size)
    except (NotThisFormat, OSError):
        return b""

"""Take out of a picture what it tells about its maker: place, time, camera, names, comments.

JPEG, PNG, WebP and GIF are taken apart along their own structure and put together again without
the telling parts; no pixel is decoded or encoded, so nothing of the picture is lost and a picture
that tells nothing comes back byte for byte. How to turn the picture (EXIF orientation) and its
colours (ICC) are kept. TIFF is written anew without loss. HEIC and AVIF keep their layout, the
telling items are overwritten with nothings. Whatever cannot be cleaned is kept as it is, and said.

Formats: ITU T.81 and CIPA DC-008 (JPEG, EXIF), W3C PNG 3rd edition, RFC 9649 (WebP), GIF89a,
ISO/IEC 14496-12 and 23008-12 (HEIF).
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from reflect import media

if TYPE_CHECKING:
    from PIL import Image

PIXEL_LIMIT = 120_000_000
"""A picture is decoded (TIFF only) up to this many pixels: more is a decompression bomb."""

KEPT_DAMAGED = "kept: damaged"
"""The file is broken or cut off; it was left as it is, with all it tells."""
KEPT_UNKNOWN = "kept: unknown kind"
"""A kind of picture that this module cannot clean; left as it is."""
KEPT_TOO_LARGE = "kept: too large"
"""More pixels than PIXEL_LIMIT; left as it is."""

_ORIENTATION = 0x0112
_GPS = 0x8825
_CHUNK = 1 << 18

Piece = bytes | tuple[int, int]
"""Bytes of our own, or (offset, length) of the original."""


class _DamagedError(Exception):
    """The structure does not hold; internal."""


def was_kept(removed: tuple[str, ...]) -> bool:
    """`without_metadata` could not clean this file: warn the person."""
    return any(word.startswith("kept:") for word in removed)


def without_metadata(stream: BinaryIO, media_type: str) -> tuple[BinaryIO, tuple[str, ...]]:
    """The same picture without what it tells, and the names of what was taken out.

    `stream` is a seekable binary stream and stays open: the stream returned reads from it.
    `media_type` is what it is called; the file's own first bytes decide where the two differ.
    Names: "exif", "gps", "xmp", "iptc", "comment", "text", "time", "trailer" (bytes behind the
    picture, often a second one), "other". A name that begins with "kept:" (see `was_kept`) says
    that the file could not be cleaned and is returned whole. Never raises for what is in the file.
    """
    found = media.sniff(stream)
    if found is None:
        return stream, (KEPT_UNKNOWN,) if media_type.startswith("image/") else ()
    take_apart: dict[str, Callable[[BinaryIO], tuple[list[Piece], set[str]]]] = {
        "image/jpeg": _jpeg,
        "image/png": _png,
        "image/webp": _webp,
        "image/gif": _gif,
        "image/tiff": _tiff,
        "image/heic": _heif,
        "image/avif": _heif,
    }
    try:
        pieces, removed = take_apart[found](stream)
    except _TooLargeError:
        stream.seek(0)
        return stream, (KEPT_TOO_LARGE,)
    except (_DamagedError, struct.error):
        stream.seek(0)
        return stream, (KEPT_DAMAGED,)
    stream.seek(0)
    if not removed:
        return stream, ()
    return io.BufferedReader(_Pieces(stream, pieces), _CHUNK), tuple(sorted(removed))


class _TooLargeError(Exception):
    """More pixels than are decoded here; internal."""


class _Pieces(io.RawIOBase):
    """Reads pieces one after the other as one stream, out of the original; seekable."""

    def __init__(self, original: BinaryIO, pieces: list[Piece]) -> None:
        super().__init__()
        self._original = original
        self._pieces = pieces
        self._starts: list[int] = []
        total = 0
        for piece in pieces:
            self._starts.append(total)
            total += len(piece) if isinstance(piece, bytes) else piece[1]
        self._size = total
        self._at = 0
        self._index = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        self._index = 0
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while self._index < len(self._pieces):
            piece = self._pieces[self._index]
            length = len(piece) if isinstance(piece, bytes) else piece[1]
            inside = self._at - self._starts[self._index]
            if inside >= length:
                self._index += 1
                continue
            count = min(len(view), length - inside)
            if isinstance(piece, bytes):
                data = piece[inside : inside + count]
            else:
                self._original.seek(piece[0] + inside)
                data = self._original.read(count)
            view[: len(data)] = data
            self._at += len(data)
            return len(data)
        return 0


def _size(stream: BinaryIO) -> int:
    stream.seek(0, io.SEEK_END)
    return stream.tell()


def _read(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise _DamagedError
    return data


def _exif_tells(tiff: bytes) -> tuple[bytes | None, set[str]]:
    """Of a TIFF-formed EXIF block: the minimal block to keep (only orientation), and what goes."""
    from PIL import Image  # Weighs six megabytes; most sittings meet no photo.

    removed = {"exif"}
    orientation = 1
    try:
        with warnings.catch_warnings(action="ignore"):
            exif = Image.Exif()
            exif.load(b"Exif\0\0" + tiff)
            orientation = int(exif.get(_ORIENTATION, 1))
            if _GPS in exif:
                removed.add("gps")
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error, OSError):
        orientation = 1
    if orientation not in range(2, 9):
        return None, removed
    kept = minimal_exif(orientation)
    return kept, set() if kept == tiff else removed


def minimal_exif(orientation: int) -> bytes:
    """A TIFF-formed EXIF block that says only how to turn the picture (2 to 8)."""
    return struct.pack("<2sHI H HHIHH I", b"II", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


# JPEG -----------------------------------------------------------------------------------------


def _jpeg(stream: BinaryIO) -> tuple[list[Piece], set[str]]:
    total = _size(stream)
    pieces: list[Piece] = []
    removed: set[str] = set()
    stream.seek(2)
    pieces.append((0, 2))
    at = 2
    while True:
        stream.seek(at)
        marker = _read(stream, 2)
        if marker[0] != 0xFF:
            raise _DamagedError
        code = marker[1]
        if code == 0xFF:  # fill byte before a marker
            at += 1
            continue
        if code == 0xD9:
            pieces.append((at, 2))
            if total > at + 2:
                removed.add("trailer")
            return pieces, removed
        if 0xD0 <= code <= 0xD7 or code == 0x01:
            pieces.append((at, 2))
            at += 2
            continue
        if code in (0xD8, 0x00):
            raise _DamagedError
        length = struct.unpack(">H", _read(stream, 2))[0]
        if length < 2 or at + 2 + length > total:
            raise _DamagedError
        if 0xE0 <= code <= 0xEF or code == 0xFE:
            body = _read(stream, length - 2)
            kept, gone = _jpeg_segment(code, body)
            removed |= gone
            if kept is not None:
                pieces.append(
                    (at, 2 + length)
                    if not gone
                    else struct.pack(">BBH", 0xFF, code, len(kept) + 2) + kept
                )
        else:
            pieces.append((at, 2 + length))
        at += 2 + length
        if code == 0xDA:
            end = _end_of_scan(stream, at, total)
            pieces.append((at, end - at))
            at = end


def _jpeg_segment(code: int, body: bytes) -> tuple[bytes | None, set[str]]:
    """What stays of an application segment or a comment, and the names of what goes."""
    if code == 0xE0:
        if body.startswith(b"JFXX\0"):
            return None, {"other"}
        return body, set()
    if code == 0xEE and body.startswith(b"Adobe"):
        return body, set()  # without it colours come out wrong
    if code == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        return body, set()
    if code == 0xE1 and body.startswith(b"Exif\0"):
        tiff, gone = _exif_tells(body[6:])
        return (b"Exif\0\0" + tiff if tiff is not None else None), gone
    if code == 0xE1 and b"ns.adobe.com/x" in body[:64]:
        return None, {"xmp"}
    if code == 0xED:
        return None, {"iptc"}
    return None, {"comment" if code == 0xFE else "other"}


def _end_of_scan(stream: BinaryIO, at: int, total: int) -> int:
    """Offset of the marker that ends the entropy-coded data which begins at `at`."""
    while at < total:
        stream.seek(at)
        block = stream.read(_CHUNK)
        found = block.find(b"\xff")
        while found >= 0:
            if found + 1 >= len(block):
                break
            code = block[found + 1]
            if code not in (0x00, 0xFF) and not 0xD0 <= code <= 0xD7:
                return at + found
            found = block.find(b"\xff", found + 1 if code == 0xFF else found + 2)
        if found >= 0 and found > 0:
            at += found  # the marker may lie across two blocks
        elif found == 0:
            raise _DamagedError
        else:
            at += len(block)
    raise _DamagedError


# PNG ------------------------------------------------------------------------------------------

_PNG_KEEP = {
    *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"sPLT", b"hIST"),
    *(b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"),
}
_PNG_NAMES = {b"tEXt": "text", b"zTXt": "text", b"iTXt": "text", b"tIME": "time"}


def _png(stream: BinaryIO) -> tuple[list[Piece], set[str]]:
    total = _size(stream)
    pieces: list[Piece] = [(0, 8)]
    removed: set[str] = set()
    at = 8
    while True:
        stream.seek(at)
        length, kind = struct.unpack(">I4s", _read(stream, 8))
        end = at + 12 + length
        if end > total:
            raise _DamagedError
        if at == 8 and kind != b"IHDR":
            raise _DamagedError
        if kind == b"eXIf":
            if length > 1 << 24:
                raise _DamagedError
            tiff, gone = _exif_tells(_read(stream, length))
            removed |= gone
            if not gone:
                pieces.append((at, end - at))
            elif tiff is not None:
                body = b"eXIf" + tiff
                pieces.append(struct.pack(">I", len(tiff)) + body)
                pieces.append(struct.pack(">I", zlib.crc32(body)))
        elif kind[0:1].isupper() or kind in _PNG_KEEP:
            pieces.append((at, end - at))
        else:
            removed.add(_PNG_NAMES.get(kind, "other"))
        at = end
        if kind == b"IEND":
            if total > at:
                removed.add("trailer")
            return pieces, removed


# WebP -----------------------------------------------------------------------------------------

_WEBP_KEEP = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}


def _webp(stream: BinaryIO) -> tuple[list[Piece], set[str]]:
    total = _size(stream)
    stream.seek(4)
    end = 8 + struct.unpack("<I", _read(stream, 4))[0]
    if end > total:
        raise _DamagedError
    removed: set[str] = set()
    if total > end:
        removed.add("trailer")
    body: list[Piece] = []
    header: bytes | None = None
    has_exif = False
    at = 12
    while at + 8 <= end:
        stream.seek(at)
        kind, length = struct.unpack("<4sI", _read(stream, 8))
        step = 8 + length + (length & 1)
        if at + 8 + length > end:
            raise _DamagedError
        step = min(step, end - at)
        if kind == b"VP8X":
            header = _read(stream, length)
        elif kind == b"EXIF":
            if length > 1 << 24:
                raise _DamagedError
            data = _read(stream, length)
            tiff, gone = _exif_tells(data.removeprefix(b"Exif\0\0"))
            removed |= gone
            if not gone:
                body.append((at, step))
                has_exif = True
            elif tiff is not None:
                body.append(struct.pack("<4sI", b"EXIF", len(tiff)) + tiff)
                has_exif = True
        elif kind in _WEBP_KEEP:
            body.append((at, step))
        else:
            removed.add("xmp" if kind == b"XMP " else "other")
        at += step
    if not body:
        raise _DamagedError
    if header is not None:
        if len(header) != 10:
            raise _DamagedError
        flags = (header[0] & ~0x0C) | (0x08 if has_exif else 0)
        body.insert(0, struct.pack("<4sI", b"VP8X", 10) + bytes((flags,)) + header[1:])
    size = 4 + sum(len(p) if isinstance(p, bytes) else p[1] for p in body)
    return [struct.pack("<4sI4s", b"RIFF", size, b"WEBP"), *body], removed


# GIF ------------------------------------------------------------------------------------------

_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def _gif(stream: BinaryIO) -> tuple[list[Piece], set[str]]:
    total = _size(stream)
    stream.seek(0)
    head = _read(stream, 13)
    at = 13 + (3 << ((head[10] & 7) + 1) if head[10] & 0x80 else 0)
    pieces: list[Piece] = [(0, at)]
    removed: set[str] = set()

    def past_blocks(start: int) -> int:
        while True:
            stream.seek(start)
            length = _read(stream, 1)[0]
            start += 1 + length
            if not length:
                return start

    while True:
        stream.seek(at)
        kind = _read(stream, 1)[0]
        if kind == 0x3B:
            pieces.append((at, 1))
            if total > at + 1:
                removed.add("trailer")
            return pieces, removed
        if kind == 0x2C:
            flags = _read(stream, 9)[8]
            table = 3 << ((flags & 7) + 1) if flags & 0x80 else 0
            end = past_blocks(at + 10 + table + 1)
            pieces.append((at, end - at))
        elif kind == 0x21:
            label = _read(stream, 1)[0]
            name = _read(stream, 12)[1:] if label == 0xFF else b""
            end = past_blocks(at + 2)
            if label == 0xFE:
                removed.add("comment")
            elif label == 0xFF and name not in _GIF_APPLICATIONS:
                removed.add("xmp" if name.startswith(b"XMP") else "other")
            else:
                pieces.append((at, end - at))
        else:
            raise _DamagedError
        at = end


# TIFF: decoded and written anew, without loss --------------------------------------------------

_TIFF_PLAIN = {
    *range(254, 267),  # layout of the picture
    *(273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 292, 293, 296, 297, 301, 317, 318, 319),
    *(320, 321, 322, 323, 324, 325, 332, 336, 338, 339, 340, 341, 347, 529, 530, 531, 532, 34675),
}


def _tiff(stream: BinaryIO) -> tuple[list[Piece], set[str]]:
    from PIL import Image, UnidentifiedImageError

    stream.seek(0)
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(stream, formats=("TIFF",)) as picture,
        ):
            if picture.width * picture.height * getattr(picture, "n_frames", 1) > PIXEL_LIMIT:
                raise _TooLargeError
            tags = set(getattr(picture, "tag_v2", {}))
            telling = tags - _TIFF_PLAIN
            if not telling:
                return [], set()
            frames: list[Image.Image] = []
            for index in range(getattr(picture, "n_frames", 1)):
                picture.seek(index)
                # Loading turns the picture as its orientation says, so no tag of it is needed.
                picture.load()
                plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
                palette = picture.getpalette() if picture.mode == "P" else None
                if palette:
                    plain.putpalette(palette)
                frames.append(plain)
            profile = picture.info.get("icc_profile")
            clean = io.BytesIO()
            frames[0].save(
                clean,
                "TIFF",
                compression="tiff_lzw" if frames[0].mode != "F" else None,
                save_all=len(frames) > 1,
                append_images=frames[1:],
                **({"icc_profile": profile} if profile else {}),
            )
    except Image.DecompressionBombError:
        raise _TooLargeError from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, EOFError):
        raise _DamagedError from None
    removed = {"exif"}
    if _GPS in telling:
        removed.add("gps")
    if 700 in telling:
        removed.add("xmp")
    if 33723 in telling:
        removed.add("iptc")
    return [clean.getvalue()], removed


# HEIC, AVIF: the layout stays, the telling items become zeros ----------------------------------


def _boxes(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(kind, first byte of the content, end) of each box between two offsets."""
    at = start
    while at + 8 <= end:
        stream.seek(at)
        length, kind = struct.unpack(">I4s", _read(stream, 8))
        content = at + 8
        if length == 1:
            length = struct.unpack(">Q", _read(stream, 8))[0]
            content += 8
        elif length == 0:
            length = end - at
        if length < content - at or at + length > end:
            raise _DamagedError
        yield kind, content, at + length
        at += length


_NO_EXIF = b"\0\0\0\0" + struct.pack("<2sHI H I", b"II", 42, 8, 0, 0)


def _heif(stream: BinaryIO) -> tuple[list[Piece], set[str]]:
    total = _size(stream)
    meta = next(((a, e) for kind, a, e in _boxes(stream, 0, total) if kind == b"meta"), None)
    if meta is None:
        raise _DamagedError
    inner = {kind: (a, e) for kind, a, e in _boxes(stream, meta[0] + 4, meta[1])}
    if b"iinf" not in inner or b"iloc" not in inner:
        raise _DamagedError
    telling = dict(_telling_items(stream, *inner[b"iinf"]))
    if not telling:
        return [], set()
    removed: set[str] = set()
    blanks: dict[int, bytes] = {}
    inside = inner.get(b"idat", (0, 0))[0]
    for item, offset, length in _extents(stream, *inner[b"iloc"], inside):
        if item not in telling or not length:
            continue
        if offset + length > total or length > 1 << 26:
            raise _DamagedError
        stream.seek(offset)
        data = _read(stream, length)
        # Readers insist on a block that can be read: an empty EXIF, an empty line of XMP.
        nothing = (
            _NO_EXIF[:length].ljust(length, b"\0") if telling[item] == "exif" else b" " * length
        )
        if data != nothing:
            removed.add(telling[item])
            blanks[offset] = nothing
    pieces: list[Piece] = []
    at = 0
    for offset, nothing in sorted(blanks.items()):
        if offset < at:
            raise _DamagedError
        pieces += [(at, offset - at), nothing]
        at = offset + len(nothing)
    pieces.append((at, total - at))
    return pieces, removed


def _telling_items(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[int, str]]:
    stream.seek(start)
    version = _read(stream, 4)[0]
    first = start + 4 + (2 if version == 0 else 4)
    for kind, content, stop in _boxes(stream, first, end):
        if kind != b"infe":
            continue
        stream.seek(content)
        data = _read(stream, stop - content)
        if data[0] < 2:
            raise _DamagedError
        wide = data[0] >= 3
        item = struct.unpack_from(">I" if wide else ">H", data, 4)[0]
        name = data[10:14] if wide else data[8:12]
        if name == b"Exif":
            yield item, "exif"
        elif name == b"mime":
            yield item, "xmp"


def _extents(stream: BinaryIO, start: int, end: int, inside: int) -> Iterator[tuple[int, int, int]]:
    """(item, offset in the file, length) of every extent of the item location box."""
    stream.seek(start)
    data = io.BytesIO(_read(stream, end - start))

    def number(size: int) -> int:
        return int.from_bytes(_read(data, size), "big")

    version = number(4) >> 24
    sizes = number(2)
    offset_size, length_size = sizes >> 12, sizes >> 8 & 15
    base_size, index_size = sizes >> 4 & 15, sizes & 15 if version in (1, 2) else 0
    for _ in range(number(2 if version < 2 else 4)):
        item = number(2 if version < 2 else 4)
        method = number(2) & 15 if version in (1, 2) else 0
        number(2)
        base = number(base_size)
        for _ in range(number(2)):
            number(index_size)
            offset, length = base + number(offset_size), number(length_size)
            if method == 1 and inside:
                yield item, inside + offset, length
            elif method == 0:
                yield item, offset, length
            else:
                raise _DamagedError

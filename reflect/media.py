"""What kind of file an attachment is: by its first bytes and by the ending of its name.

The commonest endings are named here, because what Python knows depends on the computer: where
there is no `/etc/mime.types`, it has never heard of WebP.
"""

from __future__ import annotations

import mimetypes
from typing import BinaryIO

UNKNOWN = "application/octet-stream"

_ENDINGS = {
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
}
_PICTURES = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/tiff": (b"II*\0", b"MM\0*"),
}
_OTHERS = (
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
_HEAD = 32


def kind_of(stream: BinaryIO, name: str) -> str:
    """The media type of a file: a picture's by its content, whatever it is called; else by the
    ending of `name`; else by the content; else UNKNOWN. Rewinds."""
    head = _head(stream)
    return picture(head) or by_ending(name) or by_content(head) or UNKNOWN


def sniff(stream: BinaryIO) -> str | None:
    """The media type of a picture by its first bytes, None for anything else. Rewinds."""
    return picture(_head(stream))


def by_ending(name: str) -> str | None:
    """What the ending of a file name suggests."""
    _, dot, ending = name.rpartition(".")
    if not dot:
        return None
    ending = f".{ending.lower()}"
    return _ENDINGS.get(ending) or mimetypes.guess_type(f"x{ending}", strict=False)[0]


def by_content(head: bytes) -> str | None:
    """What the first 16 bytes or more of a file say."""
    if found := picture(head):
        return found
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return next((kind for magic, kind in _OTHERS if head.startswith(magic)), None)


def picture(head: bytes) -> str | None:
    """The kind of picture that begins with these 16 bytes or more; None for anything else."""
    for kind, magics in _PICTURES.items():
        if head.startswith(magics):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"):
            return "image/heic"
        if brand in (b"avif", b"avis"):
            return "image/avif"
    return None


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    return head

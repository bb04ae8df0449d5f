"""Safe reading of what comes from elsewhere: a folder, a zip, a tar, a single file; and text.

Nothing is ever unpacked to disk. An archive with a member that would leave the folder, a link, a
device name, two members of one name, or more content than `Limits` allows is refused as a whole
(HostileFile). Sizes are counted while streaming; what a header claims is only a first check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self


@dataclass(frozen=True, slots=True)
class Limits:
    members: int = 200_000
    member_bytes: int = 4 * 2**30
    """One photo, video or resource."""
    total_bytes: int = 256 * 2**30
    text_bytes: int = 256 * 2**20
    """One text member, read whole."""
    ratio: int = 250
    """Unpacked to packed, judged after the first `ratio_free` bytes of a member."""
    ratio_free: int = 2**20
    line_chars: int = 16 * 2**20
    """One line, or one entry's text."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    """Posix path inside the container, NFC, no leading `./`."""
    size: int
    """Bytes, as claimed."""

    @property
    def base(self) -> str:
        return self.name.rsplit("/", 1)[-1]

    @property
    def stem(self) -> str:
        return self.base.rsplit(".", 1)[0]

    @property
    def suffix(self) -> str:
        """Lower case with its dot, or empty."""
        _, dot, ending = self.base.rpartition(".")
        return f".{ending.lower()}" if dot else ""


class Container:
    """Regular files by name. Rubbish (`__MACOSX`, `.DS_Store`, `Thumbs.db`, `._*`) is left out."""

    path: Path
    members: tuple[Member, ...]
    """Sorted by name."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *exc: object) -> None: ...
    def close(self) -> None: ...
    def open(self, name: str) -> BinaryIO:
        """A forward-only stream that raises HostileFile past a limit, DamagedFile when the data is
        broken, SourcePassphraseNeeded on an encrypted member. Opened as often as asked."""
        raise NotImplementedError

    def read(self, name: str, limit: int | None = None) -> bytes:
        """A whole member of at most `limit` (default `Limits.text_bytes`) bytes, else HostileFile."""
        raise NotImplementedError

    def named(self, base: str) -> Iterator[Member]:
        """Members whose last part is `base`, compared without case."""
        raise NotImplementedError


def open_container(path: Path, limits: Limits = LIMITS) -> Container:
    """A folder, zip or tar (plain or gz/bz2/xz), told by content.

    Raises NotThisFormat if it is none of them, HostileFile, DamagedFile.
    """
    raise NotImplementedError


def is_container(path: Path) -> bool:
    """Folder, zip or tar; never raises."""
    raise NotImplementedError


def open_file(path: Path) -> BinaryIO:
    """A regular file (no link to a device, no pipe). Raises NotThisFormat."""
    raise NotImplementedError


def read_file(path: Path, limit: int = LIMITS.text_bytes) -> bytes:
    """A whole regular file. Raises NotThisFormat, HostileFile above `limit`."""
    raise NotImplementedError


def head(path: Path, size: int = 65536) -> bytes:
    """The first bytes of a regular file; empty where there is none. Never raises."""
    raise NotImplementedError


def decode(data: bytes) -> tuple[str, str | None]:
    """Text from bytes: BOM, UTF-8, UTF-16 without a BOM, else guessed (charset-normalizer).

    Gives (text with line ends as \\n and without BOM, None or the phrase of a warning:
    "encoding guessed" / "some characters could not be read").
    """
    raise NotImplementedError


def decode_json(data: bytes, where: str, path: Path) -> object:
    """A JSON document of plain values. DamagedFile(reason=json|nesting), HostileFile(reason=text)
    where one string is longer than `Limits.line_chars`."""
    raise NotImplementedError

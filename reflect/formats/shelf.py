"""Where Markdown notes lie, and the files beside them: a folder, an archive, or one note alone."""

from __future__ import annotations

import posixpath
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from reflect.formats.container import Container, open_file, read_file

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PAGES = SUFFIXES | {".html", ".htm"}
"""Joplin writes a note that is HTML as an HTML file with front matter."""


class Shelf(Protocol):
    """Where notes lie, and what lies beside them."""

    path: Path

    def notes(self) -> list[str]: ...
    def everything(self) -> list[str]: ...
    def identity(self, name: str) -> str:
        """What a note is known by from one import to the next."""
        ...

    def read(self, name: str) -> bytes: ...
    def open(self, name: str) -> BinaryIO: ...
    def size(self, name: str) -> int: ...
    def has(self, name: str) -> bool: ...
    def named(self, base: str) -> list[str]:
        """Files of this name, wherever they lie."""
        ...

    def changed_at(self, name: str) -> datetime | None: ...
    def close(self) -> None: ...


class Whole(Shelf):
    """A folder or an archive."""

    def __init__(self, container: Container) -> None:
        self.path = container.path
        self._container = container
        self._sizes = {member.name: member.size for member in container.members}
        # a zip of a folder and the folder itself give their notes the same names
        tops = {name.split("/", 1)[0] if "/" in name else "" for name in self._sizes}
        self._top = "" if self.path.is_dir() or len(tops) != 1 else next(iter(tops))

    def notes(self) -> list[str]:
        found: list[str] = []
        for name in self._sizes:
            suffix = posixpath.splitext(name)[1].lower()
            if suffix in SUFFIXES:
                found.append(name)
            elif suffix in PAGES:
                with self._container.open(name) as stream:
                    if stream.read(4) in (b"---\n", b"---\r"):
                        found.append(name)
        return found

    def everything(self) -> list[str]:
        return list(self._sizes)

    def identity(self, name: str) -> str:
        return name.removeprefix(f"{self._top}/") if self._top else name

    def read(self, name: str) -> bytes:
        return self._container.read(name)

    def open(self, name: str) -> BinaryIO:
        return self._container.open(name)

    def size(self, name: str) -> int:
        return self._sizes[name]

    def has(self, name: str) -> bool:
        return name in self._sizes

    def named(self, base: str) -> list[str]:
        return [member.name for member in self._container.named(base)]

    def changed_at(self, name: str) -> datetime | None:
        inside = self.path / name if self.path.is_dir() else self.path
        try:
            return datetime.fromtimestamp(inside.stat().st_mtime, UTC)
        except (OSError, ValueError, OverflowError):
            return None

    def close(self) -> None:
        self._container.close()


class Single(Shelf):
    """One file; of what lies around it only its own folder and `../_resources` are looked at, and
    only for names that it mentions."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = path.parent

    def notes(self) -> list[str]:
        return [self.path.name]

    def everything(self) -> list[str]:
        return []

    def identity(self, name: str) -> str:
        return name

    def _at(self, name: str) -> Path | None:
        here = (self._folder / name).resolve()
        for root in (self._folder.resolve(), self._folder.resolve().parent / "_resources"):
            if here.is_relative_to(root):
                return here
        return None

    def read(self, name: str) -> bytes:
        return read_file(self._folder / name)

    def open(self, name: str) -> BinaryIO:
        return open_file(self._folder / name)

    def size(self, name: str) -> int:
        return (self._folder / name).stat().st_size

    def has(self, name: str) -> bool:
        try:
            at = self._at(name)
            return at is not None and at.is_file()
        except (OSError, ValueError):
            return False

    def named(self, base: str) -> list[str]:
        return [name for name in (base, f"../_resources/{base}") if self.has(name)]

    def changed_at(self, name: str) -> datetime | None:
        try:
            return datetime.fromtimestamp((self._folder / name).stat().st_mtime, UTC)
        except (OSError, ValueError, OverflowError):
            return None

    def close(self) -> None:
        return

"""Where an export is written: under a temporary name, readable by its owner alone, sealed where
asked, and put in place only when it is whole. No plain byte of a sealed export touches the disk."""

from __future__ import annotations

import errno
import io
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from reflect import private_file
from reflect.errors import ExportFailed
from reflect.formats import Exporter, ExportOptions, ExportReport

if TYPE_CHECKING:
    from reflect.journal import Journal

_PACKED_ALREADY = (
    *(".jpg", ".jpeg", ".png", ".gif", ".heic", ".heif", ".webp", ".avif"),
    *(".mp4", ".mov", ".m4a", ".mp3", ".aac", ".ogg", ".zip", ".pdf"),
)
_LARGE = 2**30


class Front:
    """What a zip is written to, front to back. A `ZipFile` that is dropped half-way still writes
    its directory, to a file that is closed by then; once abandoned, this swallows it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out: BinaryIO | None = out

    def write(self, data: bytes) -> int:
        if self._out is not None:
            self._out.write(data)
        return len(data)

    def flush(self) -> None:
        return

    def abandon(self) -> None:
        self._out = None


class ZipTree:
    """A zip being written front to back. Dates and modes inside say nothing about the person."""

    def __init__(self, out: BinaryIO) -> None:
        self._front = Front(out)
        self._zip = zipfile.ZipFile(cast(BinaryIO, self._front), "w", zipfile.ZIP_DEFLATED)
        self._names: set[str] = set()

    @contextmanager
    def file(self, name: str, size: int | None = None) -> Iterator[BinaryIO]:
        _check(name, self._names)
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.external_attr = 0o100600 << 16
        packed = name.lower().endswith(_PACKED_ALREADY)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        large = size is None or size > _LARGE
        with self._zip.open(info, "w", force_zip64=large) as member:
            yield cast(BinaryIO, member)

    def close(self) -> None:
        self._zip.close()

    def abandon(self) -> None:
        self._front.abandon()
        self._zip.close()


class FolderTree:
    """A folder being written; folders 0700, files 0600."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: set[str] = set()

    @contextmanager
    def file(self, name: str, size: int | None = None) -> Iterator[BinaryIO]:
        _check(name, self._names)
        path = self._root / name
        folder = self._root
        for part in name.split("/")[:-1]:
            folder /= part
            folder.mkdir(mode=0o700, exist_ok=True)
        with private_file.create(path) as stream:
            yield stream


def _check(name: str, taken: set[str]) -> None:
    parts = name.split("/")
    if "" in parts or ".." in parts or "." in parts or "\\" in name or ":" in name:
        raise ValueError("not a name inside the tree")
    if name.casefold() in taken:
        raise ValueError("a second file of that name")
    taken.add(name.casefold())


@contextmanager
def _sealed(out: BinaryIO, passphrase: str | None) -> Iterator[BinaryIO]:
    if passphrase is None:
        yield out
        return
    from reflect.formats.seal import Sealer

    sealer = Sealer(out, passphrase)
    buffered = io.BufferedWriter(sealer, 2**18)
    yield cast(BinaryIO, buffered)
    buffered.flush()
    sealer.finish()


def export(
    journal: Journal,
    path: Path,
    exporter: Exporter,
    *,
    sealed_with: str | None,
    options: ExportOptions,
) -> ExportReport:
    """See `reflect.formats.export`."""
    report = ExportReport(exporter.name, path, sealed=sealed_with is not None)
    as_folder = exporter.kind == "tree" and sealed_with is None and path.suffix.lower() != ".zip"
    if path.is_symlink() or (
        path.exists() and not (as_folder and path.is_dir() and not any(path.iterdir()))
    ):
        raise ExportFailed(path=str(path), reason="exists")
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        if as_folder:
            part.mkdir(mode=0o700)
            _into_folder(journal, part, exporter, options, report)
            if path.exists():
                path.rmdir()
        else:
            with private_file.create(part) as raw:
                with _sealed(raw, sealed_with) as out:
                    _into_stream(journal, out, exporter, options, report)
                raw.flush()
                os.fsync(raw.fileno())
            if path.exists():
                raise ExportFailed(path=str(path), reason="exists")
        part.rename(path)
    except OSError as error:
        _remove(part)
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise ExportFailed(path=str(path), reason=reason) from error
    except BaseException:
        _remove(part)
        raise
    return report


def write_new(target: Path, data: bytes, *, sealed_with: str | None = None) -> None:
    """One file taken out, where nothing is yet; sealed before it touches the disk. Raises
    ExportFailed; nothing is left then."""
    if target.is_symlink() or target.exists():
        raise ExportFailed(path=str(target), reason="exists")
    kept = io.BytesIO()
    with _sealed(kept, sealed_with) as out:
        out.write(data)
    write_whole(target, [kept.getvalue()])


def write_whole(target: Path, chunks: Iterable[bytes]) -> None:
    """One file taken out, such as an attachment, in place of what is at `target`. Raises
    ExportFailed and whatever `chunks` raises; nothing is left then."""
    try:
        with private_file.replaced(target) as file:
            for chunk in chunks:
                file.write(chunk)
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise ExportFailed(path=str(target), reason=reason) from None


def _into_folder(
    journal: Journal,
    folder: Path,
    exporter: Exporter,
    options: ExportOptions,
    report: ExportReport,
) -> None:
    assert exporter.kind != "file"
    exporter.write(journal, FolderTree(folder), options, report)
    # one wait for the disk instead of one for each of many thousand files
    if sync := getattr(os, "sync", None):
        sync()


def _into_stream(
    journal: Journal,
    out: BinaryIO,
    exporter: Exporter,
    options: ExportOptions,
    report: ExportReport,
) -> None:
    if exporter.kind == "file":
        exporter.write(journal, out, options, report)
        return
    tree = ZipTree(out)
    try:
        exporter.write(journal, tree, options, report)
    except BaseException:
        tree.abandon()
        raise
    tree.close()


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)

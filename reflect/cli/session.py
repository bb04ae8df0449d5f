"""What every command shares: which journal, which passphrase, how an answer is printed."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reflect import messages, settings
from reflect.errors import (
    BackupIncomplete,
    BadValue,
    FileUnreadable,
    JournalError,
    StorageFull,
    VaultBusy,
)
from reflect.model import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.vault import OpenVault


_LONGEST_LINE = 1 << 20
"""Bytes of a secret in a file, its line end included."""


@dataclass(slots=True)
class Session:
    """One run of the program."""

    chosen: Path | None
    passphrase_file: str | None
    new_passphrase_file: str | None
    _lines: Iterator[str] | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path:
        """The journal's folder: as given, else from the environment, else the platform's."""
        folder = self.chosen if self.chosen is not None else settings.default_journal_dir()
        return possible(folder)

    def passphrase(self, *, new: bool = False) -> str:
        """The journal's passphrase. `new`: asked twice at a terminal, since a typo locks out."""
        if self.passphrase_file is not None:
            return self.secret_line(self.passphrase_file)
        return _asked("New passphrase" if new else "Passphrase", twice=new, option="passphrase")

    def other_passphrase(self, own: str | None = None, *, asks: str = "New passphrase") -> str:
        """The other passphrase where a command needs two; `own` is the command's own option."""
        given = own or self.new_passphrase_file
        if given is not None:
            return self.secret_line(given)
        return _asked(asks, twice=True, option="new-passphrase")

    def secret_line(self, name: str) -> str:
        """The first line of a file, or the next line of standard input for '-'."""
        try:
            if name == "-":
                raw = sys.stdin.buffer.readline(_LONGEST_LINE + 1)
            else:
                with Path(name).open("rb") as file:
                    raw = file.readline(_LONGEST_LINE + 1)
        except OSError as error:
            raise unreadable(name, error) from None
        if len(raw) > _LONGEST_LINE:
            # A part of a passphrase must not become one.
            raise BadValue(field="the passphrase file", expects="a first line below 1 MiB")
        try:
            return raw.decode("utf-8-sig").rstrip("\r\n")
        except UnicodeDecodeError:
            raise BadValue(field="the passphrase file", expects="text in UTF-8") from None

    @contextmanager
    def journal(self, *, reading: bool = False) -> Iterator[OpenVault]:
        """The open journal, closed again whatever happens.

        `reading`: while another program has it open it is read beside that program. After a
        write the day's backup is made where it is due.
        """
        from reflect import vault

        key = vault.derive(self.folder, self.passphrase())
        try:
            opened = vault.open_with(self.folder, key)
        except VaultBusy:
            if not reading:
                raise
            opened = vault.open_with(self.folder, key, read_only=True)
        try:
            for warning in opened.warnings:
                say(f"note: {warning}")
            kinds = {warning.kind for warning in opened.warnings}
            if not reading and kinds >= {"read-only", "reserve-missing"}:
                # A full disk leaves reading; a journal that is only read cannot say why.
                raise StorageFull(path=self.folder)
            yield opened
            if not reading:
                self._back_up(opened)
        finally:
            opened.close()

    def _back_up(self, opened: OpenVault) -> None:
        second = settings.load().backup_folder
        try:
            opened.backup_if_due(also=Path(second) if second else None)
        except (BackupIncomplete, JournalError) as trouble:
            # What the command did is safe; that it has no backup yet must be known.
            say(f"note: {messages.one_line(trouble)}")


def possible(path: Path) -> Path:
    """The path, if this system can have such a one at all; else wrong usage."""
    try:
        os.lstat(path)
    except OSError as error:
        if error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
            raise click.UsageError(f"{str(path)[:60]}…: {error.strerror}") from None
    return path


class Place(click.Path):
    """A path that may be there or not, but could be."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return possible(Path(os.fsdecode(super().convert(value, param, ctx))))


class Whole(click.Path):
    """An ordinary file that is there: a pipe or a device may have no end, or no beginning."""

    def __init__(self, *, or_folder: bool = False) -> None:
        super().__init__(exists=True, dir_okay=or_folder, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.is_file() and not path.is_dir():
            self.fail(f"{os.fsdecode(value)!r} is no ordinary file", param, ctx)
        return path


def unreadable(path: Path | str, error: OSError) -> FileUnreadable:
    """What the system refused, in its own words."""
    return FileUnreadable(path=path, reason=error.strerror or "the disk refused")


def _asked(prompt: str, *, twice: bool, option: str) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"no terminal to ask at: give --{option}-file FILE")
    answer: str = click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
    return answer


def say(text: str) -> None:
    """A message to the person; never part of the answer."""
    click.echo(printable(text), err=True)


def printable(text: str) -> str:
    """Text without control characters, so that an imported entry cannot steer the terminal. What
    joins signs and letters stays."""
    return "".join(
        c if c in "\n\t\u200c\u200d" or c.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def answer_json(document: object) -> None:
    """Exactly one JSON document on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def answer_json_list(items: Iterable[Mapping[str, Any]]) -> None:
    """A JSON array, written item by item: a hundred thousand entries need no memory."""
    out = sys.stdout
    out.write("[")
    for number, item in enumerate(items):
        out.write(",\n " if number else "\n ")
        out.write(json.dumps(item, ensure_ascii=False))
    out.write("\n]\n")


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as the promised JSON object; null or an empty list where nothing was given."""
    return {
        "id": entry.id,
        "written_at": entry.written_at.isoformat(),
        "modified_at": entry.modified_at.isoformat(),
        "title": entry.title,
        "text": entry.text,
        "mood": entry.mood,
        "emotions": [{"word": e.word, "intensity": e.intensity} for e in entry.emotions],
        "tags": list(entry.tags),
        "factors": dict(entry.factors),
        "starred": entry.starred,
        "attachments": [
            {"name": a.name, "type": a.type, "size": a.size, "sha256": a.sha256}
            for a in entry.attachments
        ],
        "source": None
        if entry.source is None
        else {"app": entry.source.app, "id": entry.source.id},
    }


class Time(click.ParamType[datetime]):
    """ISO 8601; a time without an offset is taken as local time, a date as its first moment."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=settings.local_zone())
            moment.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            self.fail(f"{value!r} is no time such as 2026-11-20T18:30+01:00", param, ctx)
        return moment


def progress_bar(title: str) -> tuple[Callable[[int, int | None], None], Callable[[], None]]:
    """(advance, finish): progress on standard error, and only at a terminal."""
    if not sys.stderr.isatty():
        return (lambda done, total: None), (lambda: None)
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.start()
    task = bar.add_task(title, total=None)
    return (lambda done, total: bar.update(task, completed=done, total=total)), bar.stop

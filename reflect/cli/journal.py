"""Writing, reading, finding: the *Journal* table of the command line."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from reflect import content, forms, media, settings
from reflect.cli.options import (
    checked_text,
    each,
    emotion_option,
    json_option,
    pass_session,
    tags_of,
    zone_name,
)
from reflect.cli.session import (
    Place,
    Session,
    Time,
    Whole,
    answer_json,
    answer_json_list,
    entry_json,
    printable,
    say,
    unreadable,
)
from reflect.errors import BadValue, UnknownId
from reflect.journal import Journal
from reflect.model import Attachment, Emotion, Entry, EntryId, FactorValue, free_name, new_id

SCREENFUL = 50
"""What a person at a terminal is shown unless they say --limit; a script gets everything."""


def _factor(value: str) -> tuple[str, FactorValue]:
    name, equals, given = value.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"{value!r}: give NAME=VALUE, as in sleep=7.5")
    return name.strip(), factor_value(given.strip())


def factor_value(given: str) -> FactorValue:
    """A number where it is written as one, else the words."""
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})", given):
        return int(given)
    if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", given):
        return float(given)
    return given


def _content_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = [
        click.argument("text", required=False),
        click.option("--title", metavar="T"),
        click.option("--mood", type=click.IntRange(1, 5), help="1 heavy … 5 light."),
        emotion_option,
        click.option("--tag", "tags", multiple=True, metavar="T"),
        click.option("--factor", "factors", multiple=True, metavar="NAME=VALUE",
                     callback=each(_factor), help="Context or body, as in sleep=7.5."),
        click.option("--at", type=Time(), help="When it was, ISO 8601."),
        click.option("--attach", "files", multiple=True, metavar="FILE",
                     type=Whole()),
        click.option("--keep-metadata", is_flag=True,
                     help="Leave place and camera data in photos."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _text(given: str | None) -> str | None:
    """The text as typed; '-' reads all of standard input."""
    if given == "-":
        try:
            given = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadValue(field="the text", expects="UTF-8") from None
    return checked_text("the text", given)


def _clean(plain: BinaryIO, path: Path, kind: str, *, keep_metadata: bool) -> BinaryIO:
    """The bytes to keep: of a photo, without place and camera unless they are wanted."""
    if keep_metadata or not kind.startswith("image/"):
        return plain
    from reflect import photo

    stream, removed = photo.without_metadata(plain, kind)
    if photo.was_kept(removed):
        say(f"note: {path.name} could not be cleaned; it is kept with all it tells")
    elif removed:
        say(f"note: {', '.join(removed)} removed from {path.name}")
    return stream


def _attach(
    journal: Journal, files: Sequence[Path], taken: Iterable[str], *, keep_metadata: bool
) -> tuple[Attachment, ...]:
    names = set(taken)
    attached = []
    for path in files:
        name = free_name(_name(path), names)
        names.add(name)
        try:
            with path.open("rb") as plain:
                kind = media.kind_of(plain, name)
                stream = _clean(plain, path, kind, keep_metadata=keep_metadata)
                attached.append(journal.attach(name, kind, stream))
        except OSError as error:  # those of the journal's own disk have names by then
            raise unreadable(path, error) from None
    return tuple(attached)


def _name(path: Path) -> str:
    """A file's name as text; bytes that are none (Unix allows any) become replacement marks."""
    return os.fsencode(path.name).decode(errors="replace")


@click.command()
@click.option("--name", default="Journal", metavar="NAME", help="What the journal is called.")
@click.option("--cheap-kdf", is_flag=True, hidden=True)
@json_option
@pass_session
def init(session: Session, name: str, cheap_kdf: bool, as_json: bool) -> None:
    """Make a new journal; prints its recovery code once."""
    from reflect import vault
    from reflect.crypto import keyfile

    passphrase = session.passphrase(new=True)
    opened, code = vault.create(
        session.folder, passphrase, name=name, cost=keyfile.CHEAP if cheap_kdf else None
    )
    journal_id = opened.journal.id
    opened.close()
    say(f"A new journal stands in {session.folder}")
    say("Keep this recovery code on paper. Without it and without the passphrase nobody,")
    say("not even we, can open the journal. It is shown this once:")
    if as_json:
        answer_json({"id": journal_id, "name": name, "path": str(session.folder),
                     "recovery_code": code})  # fmt: skip
    else:
        click.echo(code)


@click.command()
@_content_options
@click.option("--star", is_flag=True)
@click.option("--queue", "queued", is_flag=True,
              help="Without the passphrase: sealed now, merged at the next unlock.")  # fmt: skip
@pass_session
def add(
    session: Session,
    text: str | None,
    title: str | None,
    mood: int | None,
    emotions: tuple[Emotion, ...],
    tags: tuple[str, ...],
    factors: tuple[tuple[str, FactorValue], ...],
    at: datetime | None,
    files: tuple[Path, ...],
    keep_metadata: bool,
    star: bool,
    queued: bool,
) -> None:
    """Write an entry; TEXT '-' reads standard input. A mood without text is one too."""
    moment = at or datetime.now(settings.local_zone())

    def composed(written: str | None, attachments: tuple[Attachment, ...]) -> Entry:
        return Entry(
            id=EntryId(new_id()),
            written_at=moment,
            modified_at=datetime.now(UTC),
            zone=zone_name(moment),
            title=checked_text("the title", title),
            text=written,
            mood=mood,
            emotions=emotions,
            tags=tags_of(tags),
            factors=dict(factors),
            starred=star,
            attachments=attachments,
        )

    if queued:
        entry = composed(_text(text), ())
        if entry.is_empty and not files:
            raise click.UsageError("give a text, a mood, a feeling, a tag or a file")
        click.echo(_queue(session.folder, entry, files, keep_metadata=keep_metadata))
        return
    with session.journal() as opened:
        # Only now: with '-' for both, the passphrase is the first line and the text the rest.
        entry = composed(_text(text), ())
        if entry.is_empty and not files:
            raise click.UsageError("give a text, a mood, a feeling, a tag or a file")
        attachments = _attach(opened.journal, files, (), keep_metadata=keep_metadata)
        opened.put(dataclasses.replace(entry, attachments=attachments))
        click.echo(entry.id)


def _queue(folder: Path, entry: Entry, files: Sequence[Path], *, keep_metadata: bool) -> EntryId:
    from reflect import vault

    names: set[str] = set()
    with ExitStack() as opened:
        enclosed = []
        for path in files:
            name = free_name(_name(path), names)
            names.add(name)
            try:
                plain = opened.enter_context(path.open("rb"))
                kind = media.kind_of(plain, name)
            except OSError as error:
                raise unreadable(path, error) from None
            enclosed.append((name, kind, _clean(plain, path, kind, keep_metadata=keep_metadata)))
        return vault.queue(folder, entry, enclosed)


@click.command(name="list")
@click.option("--limit", type=click.IntRange(0, 2**63 - 1), metavar="N")
@click.option("--before", type=Time())
@click.option("--tag", metavar="T")
@json_option
@pass_session
def list_(
    session: Session, limit: int | None, before: datetime | None, tag: str | None, as_json: bool
) -> None:
    """The entries, newest first."""
    with session.journal(reading=True) as opened:
        if limit is None and not as_json and sys.stdout.isatty():
            limit = SCREENFUL
        entries = opened.journal.entries(
            limit=limit, before=before, tag=tag.lstrip("#") if tag else None
        )
        if as_json:
            answer_json_list(entry_json(entry) for entry in entries)
            return
        for entry in entries:
            click.echo(_line(entry))


def _line(entry: Entry) -> str:
    parts = [entry.id, entry.written_at.strftime("%Y-%m-%d %H:%M")]
    if entry.starred:
        parts.append("*")
    if entry.mood:
        parts.append(f"[{content.mood_word(entry.mood)}]")
    first = entry.title or " ".join((entry.text or "").split())[:72]
    parts.append(first)
    parts.extend(f"#{tag}" for tag in entry.tags)
    return printable(" ".join(part for part in parts if part).replace("\n", " "))


@click.command()
@click.argument("id")
@json_option
@pass_session
def show(session: Session, id: str, as_json: bool) -> None:
    """One entry, whole."""
    with session.journal(reading=True) as opened:
        entry = opened.journal.entry(opened.journal.resolve(id))
    if as_json:
        answer_json(entry_json(entry))
        return
    click.echo(printable(_whole(entry)))


def _whole(entry: Entry) -> str:
    head = [f"{entry.id}  {entry.written_at.strftime('%A, %d %B %Y, %H:%M')}"]
    if entry.deleted_at:
        head.append("in the trash")
    if entry.title:
        head.append(f"# {entry.title}")
    if entry.mood:
        head.append(f"mood: {content.mood_word(entry.mood)}")
    if entry.emotions:
        head.append("feelings: " + ", ".join(
            e.word if e.intensity is None else f"{e.word} {e.intensity}/5" for e in entry.emotions
        ))  # fmt: skip
    if entry.tags:
        head.append("tags: " + ", ".join(entry.tags))
    head.extend(f"{name}: {value}" for name, value in entry.factors.items())
    head.extend(f"file: {a.name} ({a.type}, {a.size} bytes)" for a in entry.attachments)
    return "\n".join(head) + ("\n\n" + entry.text if entry.text else "")


_CLEARABLE = ["title", "text", "mood", "emotions", "tags", "factors", "attachments"]


@click.command()
@click.argument("id")
@_content_options
@click.option("--star/--no-star", default=None)
@click.option("--untag", "untags", multiple=True, metavar="T", help="Take a tag away.")
@click.option("--clear", "cleared", multiple=True, type=click.Choice(_CLEARABLE),
              help="Empty this field first.")  # fmt: skip
@pass_session
def edit(
    session: Session,
    id: str,
    text: str | None,
    title: str | None,
    mood: int | None,
    emotions: tuple[Emotion, ...],
    tags: tuple[str, ...],
    factors: tuple[tuple[str, FactorValue], ...],
    at: datetime | None,
    files: tuple[Path, ...],
    keep_metadata: bool,
    star: bool | None,
    untags: tuple[str, ...],
    cleared: tuple[str, ...],
) -> None:
    """Change an entry; what it was stays in its history.

    Text, title, mood, time and star are replaced; feelings, tags, factors and files are added to
    what is there (--clear and --untag take away).
    """
    with session.journal() as opened:
        journal = opened.journal
        before = journal.entry(journal.resolve(id))
        blank: dict[str, Any] = {
            name: () if name in {"emotions", "tags", "attachments"} else None for name in cleared
        }
        if "factors" in blank:
            blank["factors"] = {}
        entry = dataclasses.replace(before, **blank)
        written = _text(text)
        gone = {tag.lstrip("#").casefold() for tag in untags}
        feelings = {e.word: e for e in entry.emotions} | {e.word: e for e in emotions}
        changed = dataclasses.replace(
            entry,
            text=entry.text if written is None else written,
            title=entry.title if title is None else checked_text("the title", title),
            mood=entry.mood if mood is None else mood,
            emotions=tuple(feelings.values()),
            tags=tuple(t for t in tags_of((*entry.tags, *tags)) if t.casefold() not in gone),
            factors={**entry.factors, **dict(factors)},
            written_at=at or entry.written_at,
            zone=zone_name(at) if at else entry.zone,
            starred=entry.starred if star is None else star,
            attachments=entry.attachments
            + _attach(journal, files, (a.name for a in entry.attachments),
                      keep_metadata=keep_metadata),
        )  # fmt: skip
        opened.put(forms.retold(before, changed))
        click.echo(changed.id)


@click.command()
@click.argument("id")
@pass_session
def delete(session: Session, id: str) -> None:
    """Put an entry in the trash; it stays there for 30 days."""
    with session.journal() as opened:
        found = opened.journal.resolve(id)
        opened.journal.trash([found])
        click.echo(found)


@click.command()
@click.option("--restore", "restored", metavar="ID", help="Take an entry out of the trash.")
@click.option("--empty", is_flag=True, help="Delete for good what is in the trash.")
@json_option
@pass_session
def trash(session: Session, restored: str | None, empty: bool, as_json: bool) -> None:
    """What is in the trash."""
    if restored is not None and empty:
        raise click.UsageError("--restore and --empty do not go together")
    with session.journal(reading=restored is None and not empty) as opened:
        journal = opened.journal
        if restored is not None:
            found = journal.resolve(restored)
            if journal.entry(found).deleted_at is None:
                raise UnknownId(kind="entry in the trash", id=restored)
            journal.untrash([found])
            click.echo(found)
        elif empty:
            gone = journal.empty_trash()
            say(f"{len(gone.removed)} gone for good; older backups still hold them")
        else:
            entries = journal.entries(limit=None, trashed=True)
            if as_json:
                answer_json_list(
                    entry_json(e)
                    | {"deleted_at": e.deleted_at.isoformat() if e.deleted_at else None}
                    for e in entries
                )
                return
            for entry in entries:
                click.echo(_line(entry))


@click.command()
@click.argument("id")
@click.option(
    "--restore",
    "number",
    type=click.IntRange(0, 2**63 - 1),
    metavar="N",
    help="Go back to version N.",
)
@json_option
@pass_session
def history(session: Session, id: str, number: int | None, as_json: bool) -> None:
    """The earlier versions of an entry, oldest first."""
    with session.journal(reading=number is None) as opened:
        journal = opened.journal
        found = journal.resolve(id)
        if number is not None:
            journal.restore_version(found, number)
            click.echo(found)
            return
        versions = journal.history(found)
        if as_json:
            answer_json_list(
                {"number": v.number, "saved_at": v.saved_at.isoformat()} | entry_json(v.entry)
                for v in versions
            )
            return
        for version in versions:
            saved = version.saved_at.astimezone().strftime("%Y-%m-%d %H:%M")
            click.echo(f"{version.number}  {saved}  {_line(version.entry)}")


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(0, 2**63 - 1), metavar="N")
@json_option
@pass_session
def search(session: Session, query: str, limit: int | None, as_json: bool) -> None:
    """Find entries: words, "phrase", -word, prefix*, tag:, mood:<3, emotion:, before:, after:,
    has:photo."""
    with session.journal(reading=True) as opened:
        if limit is None:
            limit = SCREENFUL if sys.stdout.isatty() and not as_json else 2**31
        hits = opened.journal.search(query, limit=limit)
        if as_json:
            answer_json_list(
                entry_json(hit.entry) | {"snippet": _marked(hit.snippet, "", "")} for hit in hits
            )
            return
        on, off = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
        for hit in hits:
            click.echo(_line(hit.entry))
            click.echo("    " + _marked(hit.snippet, on, off).replace("\n", " "))


def _marked(snippet: str, on: str, off: str) -> str:
    pieces = re.split("([\x02\x03])", snippet)
    return "".join({"\x02": on, "\x03": off}.get(piece, printable(piece)) for piece in pieces)


@click.command()
@click.argument("id")
@click.argument("name")
@click.option("--to", "target", required=True, metavar="FILE", type=Place())
@pass_session
def attachment(session: Session, id: str, name: str, target: Path) -> None:
    """An attachment's bytes, exactly; '--to -' writes them to standard output."""
    with session.journal(reading=True) as opened:
        journal = opened.journal
        entry = journal.entry(journal.resolve(id))
        wanted = next((a for a in entry.attachments if a.name == name), None)
        if wanted is None:
            raise UnknownId(kind="attachment", id=printable(name))
        chunks = journal.read_attachment(wanted.sha256)
        if str(target) == "-":
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            return
        from reflect.formats.outlet import write_whole

        write_whole(target, chunks)
        say(f"{wanted.size} bytes written; outside the journal they are not encrypted")


@click.command()
@click.argument("year", type=click.IntRange(1, 9999))
@json_option
@pass_session
def calendar(session: Session, year: int, as_json: bool) -> None:
    """The days of a year, with how many entries and the mean mood."""
    with session.journal(reading=True) as opened:
        days = opened.journal.calendar(year)
    if as_json:
        answer_json_list(
            {"day": mark.day.isoformat(), "count": mark.count, "mood": mark.mood} for mark in days
        )
        return
    for mark in days:
        mood = "" if mark.mood is None else f"  mood {mark.mood:.1f}"
        click.echo(f"{mark.day.isoformat()}  {mark.count}{mood}")


COMMANDS: dict[str, click.Command] = {
    "init": init,
    "add": add,
    "list": list_,
    "show": show,
    "edit": edit,
    "delete": delete,
    "trash": trash,
    "history": history,
    "search": search,
    "attachment": attachment,
    "calendar": calendar,
}

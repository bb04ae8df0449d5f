"""Bringing in, taking out, keeping safe: the *In and out* table of the command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reflect import settings
from reflect.cli.options import json_option, pass_session
from reflect.cli.session import (
    Place,
    Session,
    Whole,
    answer_json,
    answer_json_list,
    printable,
    progress_bar,
    say,
)
from reflect.errors import BadValue

if TYPE_CHECKING:
    from reflect.journal import Journal

FORMATS = ("markdown", "archive", "dayone", "daylio-csv", "html")

_new_passphrase = click.option("--new-passphrase-file", "new_file", metavar="FILE")
_path = Place()


def _mapping(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, str]:
    pairs = {}
    for value in values:
        # A factor is `factor:NAME=COLUMN`; a column may itself hold an equals sign.
        field, equals, column = value.partition("=")
        if not equals or not field.strip() or not column:
            raise click.BadParameter(f"{value!r}: give FIELD=COLUMN, as in text=Note")
        pairs[field.strip()] = column
    return pairs


def _moods(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, int]:
    labels = {}
    for value in values:
        label, equals, number = value.rpartition("=")
        if not equals or number not in {"1", "2", "3", "4", "5"}:
            raise click.BadParameter(f"{value!r}: give LABEL=1-5, as in rad=5")
        labels[label.strip()] = int(number)
    return labels


@click.command(name="import")
@click.argument("path", type=Whole(or_folder=True))
@click.option("--format", "format_", metavar="NAME", help="Else recognised from the content.")
@click.option("--dry-run", is_flag=True, help="Tell what would come in; write nothing.")
@click.option(
    "--source-passphrase-file",
    "source_file",
    metavar="FILE",
    help="The source's own passphrase, where it is encrypted.",
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=_mapping,
    help="For tables: date, time, text, title, mood, tags, starred, id, factor:NAME; no columns "
    "are mood_scale=1-10, date_order=dmy or mdy, delimiter=CHARACTER.",
)
@click.option(
    "--mood",
    "moods",
    multiple=True,
    metavar="LABEL=1-5",
    callback=_moods,
    help="What a mood label of the source means.",
)
@click.option(
    "--photos",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where pictures lie that the source only names.",
)
@click.option(
    "--on-change",
    type=click.Choice(["mine", "theirs", "both"]),
    help="For entries that changed both here and there.",
)
@json_option
@pass_session
def import_(
    session: Session,
    path: Path,
    format_: str | None,
    dry_run: bool,
    source_file: str | None,
    mapping: Mapping[str, str],
    moods: Mapping[str, int],
    photos: Path | None,
    on_change: Any,
    as_json: bool,
) -> None:  # fmt: skip
    """Bring in another program's export, or this one's archive. Twice does nothing twice."""
    from reflect import formats

    with session.journal() as opened:
        # After the journal's own, so that both passphrases can come line by line.
        passphrase = session.secret_line(source_file) if source_file else None
        advance, finish = progress_bar("Reading")
        options = formats.Options(
            passphrase=passphrase,
            zone=settings.local_zone(),
            mapping=mapping,
            moods=moods,
            photo_folder=photos,
            on_change=on_change,
            progress=advance,
        )
        run = formats.preview if dry_run else formats.bring_in
        try:
            mapping, key = _as_before(opened.journal, path, format_, mapping)
            options = dataclasses.replace(options, mapping=mapping)
            report = run(opened.journal, path, options, format_)
        finally:
            finish()
        if key and mapping and not dry_run:
            from reflect.formats import table

            opened.journal.set_state(key, table.mapping_to_json(mapping))
    if as_json:
        answer_json(report.as_json())
        return
    verb = "would bring in" if dry_run else "brought in"
    click.echo(f"{report.format}: {verb} {report.new} new, {report.changed} changed; "
               f"{report.unchanged} unchanged, {report.skipped} skipped")  # fmt: skip
    click.echo(f"attachments: {report.found} found, {report.missing} missing")
    for warning in report.warnings:
        click.echo(printable(f"  {warning.where}: {warning.what}"))


def _as_before(
    journal: Journal, path: Path, format_: str | None, mapping: Mapping[str, str]
) -> tuple[Mapping[str, str], str]:
    """What was said of a table with these columns before, unless it is said now; and the name
    under which the journal remembers it, empty for what is no table."""
    from reflect import formats
    from reflect.formats import table

    if formats.recognise(path, format_).name not in {"csv", "json"}:
        return mapping, ""
    key = table.columns(path, delimiter=mapping.get("delimiter")).key
    return mapping or table.mapping_from_json(journal.state(key)), key


@click.command()
@click.option("--undo", "batch", metavar="ID", help="Take a whole import back.")
@json_option
@pass_session
def imports(session: Session, batch: str | None, as_json: bool) -> None:
    """What was imported so far; --undo takes one import back as a whole."""
    with session.journal(reading=batch is None) as opened:
        records = opened.journal.imports()
        if batch is not None:
            from reflect.errors import AmbiguousId, UnknownId

            found = [r.id for r in records if r.id.startswith(batch)]
            if not found:
                raise UnknownId(kind="import", id=batch)
            if len(found) > 1:
                raise AmbiguousId(kind="import", id=batch, candidates=tuple(found))
            opened.journal.undo_import(found[0])
            click.echo(found[0])
            return
    if as_json:
        answer_json_list(
            {"id": r.id, "at": r.at.isoformat(), "format": r.format, "new": r.new,
             "unchanged": r.unchanged, "changed": r.changed, "skipped": r.skipped,
             "undone": r.undone}
            for r in records
        )  # fmt: skip
        return
    for r in records:
        undone = "  undone" if r.undone else ""
        click.echo(f"{r.id}  {r.at.astimezone():%Y-%m-%d %H:%M}  {r.format}  "
                   f"{r.new} new, {r.changed} changed{undone}")  # fmt: skip


@click.command()
@click.argument("path", type=_path)
@click.option("--format", "format_", required=True, type=click.Choice(FORMATS))
@click.option("--sealed", is_flag=True, help="Encrypted with a passphrase of its own (age).")
@_new_passphrase
@json_option
@pass_session
def export(
    session: Session, path: Path, format_: str, sealed: bool, new_file: str | None, as_json: bool
) -> None:
    """Take everything out: readable by other programs, or lossless (archive)."""
    from reflect import formats

    with session.journal(reading=True) as opened:
        secret = None
        if sealed:
            secret = session.other_passphrase(new_file, asks="Passphrase for the export")
            if not secret:
                from reflect.errors import WeakPassphrase

                raise WeakPassphrase(reason="empty")
        else:
            say(f"note: {path} will hold every entry in plain text, readable by anyone who has it")
        advance, finish = progress_bar("Writing")
        try:
            report = formats.export(
                opened.journal,
                path,
                format_,
                sealed_with=secret,
                options=formats.ExportOptions(progress=advance),
            )
        finally:
            finish()
    if as_json:
        answer_json({"format": report.format, "path": str(report.path), "entries": report.entries,
                     "attachments": report.attachments, "sealed": report.sealed})  # fmt: skip
        return
    say(f"{report.entries} entries, {report.attachments} attachments")
    click.echo(report.path)


@click.command()
@click.option("--to", "target", type=_path, metavar="DIR", help="A folder of your choice.")
@json_option
@pass_session
def backup(session: Session, target: Path | None, as_json: bool) -> None:
    """Make an encrypted backup; it counts only once it was reopened and compared."""
    with session.journal() as opened:
        advance, finish = progress_bar("Copying")
        try:
            made = opened.backup(target, progress=advance)
        finally:
            finish()
    if as_json:
        answer_json(_backup_json(made))
        return
    say("reopened and compared: it holds what the journal holds")
    click.echo(made.path)


def _backup_json(made: Any) -> dict[str, Any]:
    return {
        "path": str(made.path),
        "made_at": made.made_at.isoformat(),
        "kind": made.kind,
        "size": made.size,
        "verified": made.verified,
    }


@click.command()
@json_option
@pass_session
def backups(session: Session, as_json: bool) -> None:
    """The backups of this journal, newest first; needs no passphrase."""
    from reflect import vault

    found = vault.backups(session.folder)
    if as_json:
        answer_json_list(_backup_json(one) for one in found)
        return
    for one in found:
        click.echo(f"{one.made_at.astimezone():%Y-%m-%d %H:%M}  {one.kind}  {one.size}  {one.path}")


@click.command()
@click.argument("backup", type=_path)
@click.option("--to", "target", required=True, type=_path, metavar="DIR", help="A new folder.")
@pass_session
def restore(session: Session, backup: Path, target: Path) -> None:
    """Make a journal in DIR from a backup; nothing that exists is overwritten."""
    from reflect import vault

    if not backup.exists():
        named = [one.path for one in vault.backups(session.folder) if one.path.name == str(backup)]
        backup = named[0] if named else backup
    report = vault.restore(backup, target, session.passphrase())
    say(f"{report.entries} entries are back")
    click.echo(target)


@click.command()
@json_option
@pass_session
def check(session: Session, as_json: bool) -> None:
    """The health of key file, journal and backups; names a damaged page."""
    from reflect import vault

    advance, finish = progress_bar("Checking")
    try:
        health = vault.check(session.folder, session.passphrase(), progress=advance)
    finally:
        finish()
    document = health.as_json()
    if as_json:
        answer_json(document)
    else:
        for name, value in document.items():
            click.echo(printable(f"{name}: {_said(value)}"))
    if not health.ok:
        raise health.failure()


def _said(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{k} {_said(v)}" for k, v in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)


@click.command()
@click.option("--to", "target", required=True, type=_path, metavar="DIR", help="A new folder.")
@json_option
@pass_session
def salvage(session: Session, target: Path, as_json: bool) -> None:
    """Rescue what can be read from a damaged journal into a new one."""
    from reflect import vault

    rescued = vault.salvage(session.folder, session.passphrase(), target)
    if as_json:
        answer_json({"path": str(target), "rescued": rescued.rescued, "lost": rescued.lost})
        return
    say(f"{rescued.rescued} entries rescued, {rescued.lost} could not be read")
    click.echo(target)


@click.command()
@_new_passphrase
@pass_session
def passphrase(session: Session, new_file: str | None) -> None:
    """Change the passphrase."""
    old = session.passphrase()
    new = session.other_passphrase(new_file)
    from reflect import vault

    opened = vault.unlock(session.folder, old)
    try:
        opened.change_passphrase(old, new)
    finally:
        opened.close()
    say("The passphrase is changed. Backups in other places still open with the old one.")


@click.command()
@click.option("--recovery-file", metavar="FILE", help="Read the recovery code from FILE.")
@_new_passphrase
@pass_session
def recover(session: Session, recovery_file: str | None, new_file: str | None) -> None:
    """Set a new passphrase with the recovery code."""
    import sys

    from reflect import vault

    if recovery_file is not None:
        code = session.secret_line(recovery_file)
    elif sys.stdin.isatty():
        code = click.prompt("Recovery code", err=True)
    else:
        raise click.UsageError("no terminal to ask at: give --recovery-file FILE")
    if new_file is None and session.new_passphrase_file is None and session.passphrase_file:
        new_file = session.passphrase_file
    opened = vault.unlock_with_recovery(session.folder, code)
    try:
        opened.set_passphrase(session.other_passphrase(new_file))
    finally:
        opened.close()
    say("The new passphrase is set. The recovery code stays valid.")


@click.command(name="recovery-code")
@click.option("--new", "fresh", is_flag=True, help="Make a new code; the old one stops working.")
@pass_session
def recovery_code(session: Session, fresh: bool) -> None:
    """Make a new recovery code, if the sheet was lost or seen."""
    if not fresh:
        raise BadValue(field="recovery-code", expects="--new: an old code cannot be shown again")
    with session.journal() as opened:
        code = opened.new_recovery_code()
    say("The old code no longer opens the journal. Keep this one on paper:")
    click.echo(code)


COMMANDS: dict[str, click.Command] = {
    "import": import_,
    "imports": imports,
    "export": export,
    "backup": backup,
    "backups": backups,
    "restore": restore,
    "check": check,
    "salvage": salvage,
    "passphrase": passphrase,
    "recover": recover,
    "recovery-code": recovery_code,
}

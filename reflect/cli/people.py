"""The people one shares with: `peers`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from reflect.cli.options import json_option, pass_session
from reflect.cli.session import Place, Session, answer_json_list, printable, say
from reflect.cli.sharing import shared, words_of
from reflect.errors import ExportFailed, NotConnected
from reflect.shares import ContactState


@click.group(invoke_without_command=True)
@json_option
@pass_session
@click.pass_context
def peers(ctx: click.Context, session: Session, as_json: bool) -> None:
    """The people you share with."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError("--json belongs to the list, without a command after it")
        return
    with shared(session, reading=True) as opened:
        from reflect.sync import sharing

        rows = []
        for each in sharing.contacts(opened):
            try:
                number = sharing.safety_number(opened, each)
            except NotConnected:
                number = None
            rows.append(
                {
                    "id": each.id,
                    "name": each.name,
                    "state": each.state,
                    "verified": each.verified_at is not None,
                    "safety": number,
                    "theirs": each.theirs,
                    "key_changed": each.new_root is not None,
                }
            )
    if as_json:
        answer_json_list(rows)
        return
    for row in rows:
        verified = "verified" if row["verified"] else "not verified"
        click.echo(printable(f"{row['name']}: {row['state']}, {verified}"))
        if row["safety"]:
            click.echo(f"  {row['safety']}")
        if row["key_changed"]:
            say(f"note: {row['name']} comes with another key: compare again")


@peers.command(name="invite")
@click.option("--name", required=True, metavar="THEM", help="How you call them; never sent.")
@click.option("--qr", "picture", type=Place(), metavar="FILE.png", help="The line as a picture.")
@pass_session
def invite(session: Session, name: str, picture: Path | None) -> None:
    """One line for one person, once, for seven days. Give it to them in private."""
    if picture is not None and os.path.lexists(picture):
        raise click.UsageError(f"{printable(str(picture))} is there already")
    with shared(session) as opened:
        from reflect.sync import sharing

        _, line = sharing.invite(opened, words_of("the name", name))
    click.echo(line)
    if picture is not None:
        _draw(line, picture)
    say("for one person, once, for seven days; run `reflect sync` so that it can be taken up")


def _draw(line: str, picture: Path) -> None:
    import io

    import segno

    from reflect import private_file

    made = io.BytesIO()
    segno.make(line, error="m").save(made, kind="png", scale=6)
    try:
        with private_file.create(picture) as file:
            file.write(made.getvalue())
    except OSError as error:
        raise ExportFailed(path=picture, reason=error.strerror or "the disk refused") from None


@peers.command(name="accept")
@click.argument("invitation")
@click.option("--name", required=True, metavar="THEM", help="How you call them; never sent.")
@pass_session
def accept(session: Session, invitation: str, name: str) -> None:
    """Take up an invitation; both sides then run `sync`. '-' for INVITATION: the next line of
    standard input, where nobody else on this computer sees it."""
    with shared(session) as opened:
        from reflect.sync import sharing

        if invitation == "-":
            invitation = session.secret_line("-")
        contact, fresh = sharing.accept(opened, invitation, words_of("the name", name))
        for each in fresh:
            say(f"note: {each} is used from now on, as the invitation says")
        click.echo(contact.id)


@peers.command(name="verify")
@click.argument("name")
@pass_session
def verify(session: Session, name: str) -> None:
    """The two of you have compared your safety numbers, and they are the same."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.verify(opened, sharing.named(opened, name))


_words = click.option("--words", default="", metavar="TEXT", help="A few words to them.")


@peers.command(name="pause")
@click.argument("name")
@_words
@pass_session
def pause(session: Session, name: str, words: str) -> None:
    """Nothing of yours goes until `resume`; what comes is kept. They are told."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.pause(opened, sharing.named(opened, name), words_of("the words", words))


@peers.command(name="resume")
@click.argument("name")
@pass_session
def resume(session: Session, name: str) -> None:
    """On again after a pause."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.resume(opened, sharing.named(opened, name))


@peers.command(name="end")
@click.argument("name")
@_words
@click.option("--ask-to-delete", is_flag=True, help="And ask them to delete what they hold.")
@pass_session
def end(session: Session, name: str, words: str, ask_to_delete: bool) -> None:
    """Nothing goes any more, in either direction. They are told."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.end(
            opened, sharing.named(opened, name), words_of("the words", words),
            ask_to_delete=ask_to_delete,
        )  # fmt: skip


@peers.command(name="block")
@click.argument("name")
@pass_session
def block(session: Session, name: str) -> None:
    """At once, and without a word to them."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.block(opened, sharing.named(opened, name))


@peers.command(name="withdraw")
@click.argument("name")
@pass_session
def withdraw(session: Session, name: str) -> None:
    """Take back an invitation that nobody has taken up."""
    with shared(session) as opened:
        from reflect.sync import sharing

        contact = sharing.named(opened, name)
        if contact.state is not ContactState.INVITED:
            raise NotConnected(name=contact.name, state=contact.state)
        sharing.end(opened, contact)


@peers.command(name="rename")
@click.argument("name")
@click.argument("new")
@pass_session
def rename(session: Session, name: str, new: str) -> None:
    """Call somebody otherwise; they never hear it."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.rename(opened, sharing.named(opened, name), words_of("the name", new))


@peers.command(name="tell-read")
@click.argument("name")
@click.argument("choice", type=click.Choice(["on", "off"]))
@pass_session
def tell_read(session: Session, name: str, choice: str) -> None:
    """Whether they hear when you have read something of theirs."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.tell_when_read(opened, sharing.named(opened, name), choice == "on")


COMMANDS = {"peers": peers}

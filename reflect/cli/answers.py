"""What one does with something that came: answer it, take it among one's own, let it go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import click

from reflect.cli.options import pass_session, the_one
from reflect.cli.session import Session
from reflect.cli.sharing import ASKS, shared, words_of
from reflect.errors import BadValue

if TYPE_CHECKING:
    from reflect.shares import Arrival
    from reflect.vault import OpenVault


@contextmanager
def _at(session: Session, item: str) -> Iterator[tuple[OpenVault, Arrival]]:
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.ready(opened)
        by_id = {str(each.id): each for each in sharing.inbox(opened)}
        yield opened, by_id[the_one(tuple(by_id), item, "item")]


@click.command(name="reply")
@click.argument("item")
@click.argument("text")
@pass_session
def reply(session: Session, item: str, text: str) -> None:
    """Answer with words."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        click.echo(sharing.reply(opened, found, words_of("the reply", text)).id)


@click.command(name="hear")
@click.argument("item")
@click.option("--what", type=click.Choice(["hear", "me-too", "thanks"]), default="hear",
              show_default=True, help="I hear you; me too; thank you for telling me.")  # fmt: skip
@pass_session
def hear(session: Session, item: str, what: str) -> None:
    """Answer in one word."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        click.echo(sharing.hear(opened, found, cast("Any", what)).id)


@click.command(name="helped")
@click.argument("item")
@click.option(
    "--what",
    type=click.Choice(["helped", "helped-a-little", "glad-i-tried", "now-mine"]),
    default="helped",
    show_default=True,
)
@pass_session
def helped(session: Session, item: str, what: str) -> None:
    """Tell who gave you a way of coping what it did."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        if sharing.strategy_in(found) is None:
            raise BadValue(field="item", expects="a way of coping")
        click.echo(sharing.helped(opened, found, cast("Any", what)).id)


@click.command(name="ask")
@click.argument("item")
@pass_session
def ask_again(session: Session, item: str) -> None:
    """May I say what I think? Asks whoever shared the entry."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        if found.kind != "entry":
            raise BadValue(field="item", expects="an entry")
        click.echo(sharing.ask_again(opened, found).id)


@click.command(name="answer")
@click.argument("item")
@click.option("--ask", type=click.Choice(list(ASKS)), required=True,
              help="What you would like to have back from now on.")  # fmt: skip
@pass_session
def answer(session: Session, item: str, ask: str) -> None:
    """Answer somebody who asked whether they may say what they think."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        if found.kind != "ask-again" or found.body.get("ask") or found.answers is None:
            raise BadValue(field="item", expects="a question, of the kind ask-again")
        click.echo(sharing.answer_ask(opened, found, ASKS[ask]).id)


@click.command(name="adopt")
@click.argument("item")
@pass_session
def adopt(session: Session, item: str) -> None:
    """Take a way of coping that came among yours; prints its id there."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        click.echo(sharing.adopt(opened, found).id)


@click.command(name="let-go")
@click.argument("item")
@pass_session
def let_go(session: Session, item: str) -> None:
    """Delete something that came; who asked for that hears so."""
    with _at(session, item) as (opened, found):
        from reflect.sync import sharing

        sharing.let_go(opened, found)


COMMANDS = {
    "reply": reply,
    "hear": hear,
    "helped": helped,
    "ask": ask_again,
    "answer": answer,
    "adopt": adopt,
    "let-go": let_go,
}

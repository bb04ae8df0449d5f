"""Ways of coping taken along as a file, and brought in from one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reflect import settings
from reflect.cli.options import json_option, pass_session, the_one
from reflect.cli.session import Place, Session, Whole, answer_json, printable, say
from reflect.errors import WeakPassphrase

if TYPE_CHECKING:
    from reflect.formats.toolkit import Toolkit
    from reflect.journal import Journal

KINDS = (".html", ".pdf", ".md", ".json")
SEALED = ".age"


@click.group()
def toolkit() -> None:
    """Take ways of coping along (HTML, PDF, Markdown, JSON), or bring some in."""


@toolkit.command(name="export")
@click.argument("path", metavar="FILE", type=Place())
@click.option("--only", "only", multiple=True, metavar="ID",
              help="This card, in the order given; else all that show.")  # fmt: skip
@click.option("--with-results", "results", is_flag=True, help="How often used, and how it helped.")
@click.option("--with-names", "names", is_flag=True,
              help="Who a card is from, and the people on it.")  # fmt: skip
@click.option("--with-plan", "plan", is_flag=True, help="My safety plan as well; not in JSON.")
@click.option("--with-bridge", "bridge", is_flag=True, help="My bridge card as well; not in JSON.")
@click.option("--from", "sender", default="", metavar="NAME", help="Who the toolkit is from.")
@click.option("--language", type=click.Choice(["en", "de"]), default="en", show_default=True)
@click.option("--paper", "paper_name", type=click.Choice(["a4", "letter"]), default="a4",
              show_default=True)  # fmt: skip
@click.option("--large-print", "large", is_flag=True, help="A PDF in letters of 18 points.")
@click.option("--wallet", is_flag=True, help="A PDF to cut out and fold to 85 × 54 mm.")
@click.option("--encrypt-to", "recipient", metavar="AGE_RECIPIENT",
              help="Seal it to an age key; .age after the ending.")  # fmt: skip
@click.option("--with-passphrase", "sealed", is_flag=True, help="Seal it with a passphrase (age).")
@click.option("--new-passphrase-file", "new_file", metavar="FILE")
@json_option
@pass_session
def export(
    session: Session,
    path: Path,
    only: tuple[str, ...],
    results: bool,
    names: bool,
    plan: bool,
    bridge: bool,
    sender: str,
    language: str,
    paper_name: str,
    large: bool,
    wallet: bool,
    recipient: str | None,
    sealed: bool,
    new_file: str | None,
    as_json: bool,
) -> None:
    """Write a toolkit to FILE; by its ending .html, .pdf, .md or .json, each also with .age."""
    from reflect.cli.options import checked_text
    from reflect.formats import toolkit as kit

    sealed = sealed or new_file is not None
    if recipient is not None and sealed:
        raise click.UsageError("--encrypt-to and --with-passphrase exclude each other")
    kind = _kind(path, sealed=sealed or recipient is not None)
    if (wallet or large) and kind != ".pdf":
        raise click.UsageError("--wallet and --large-print are for a .pdf")
    if (plan or bridge) and (kind == ".json" or wallet):
        raise click.UsageError("--with-plan and --with-bridge are for .html, .md and a whole .pdf")
    to = kit.recipient(recipient) if recipient is not None else None
    today = datetime.now(settings.local_zone()).date()
    with session.journal(reading=True) as opened:
        secret = None
        if sealed:
            secret = session.other_passphrase(new_file, asks="Passphrase for the toolkit")
            if not secret:
                raise WeakPassphrase(reason="empty")
        elif to is None:
            say(f"note: {path} will be readable by anyone who has it")
        choice = kit.Choice(
            ids=_chosen(opened.journal, only, language) if only else None,
            results=results,
            names=names,
            plan=plan,
            bridge=bridge,
            sender=checked_text("the name", sender) or "",
            language=language,
            country=_country() if wallet else "ZZ",
        )
        gathered = kit.gather(opened.journal, choice, today)
    data = _written(gathered, kind, paper_name, large=large, wallet=wallet)
    kit.write(path, data, sealed_with=secret, to=to)
    if gathered.left_out:
        say(f"note: pictures left out, too large or of another kind: {gathered.left_out}")
    if as_json:
        answer_json({"path": str(path), "format": kind[1:], "cards": len(gathered.cards),
                     "sealed": secret is not None or to is not None})  # fmt: skip
        return
    count = len(gathered.cards)
    say("1 card" if count == 1 else f"{count} cards")
    click.echo(path)


def _country() -> str:
    """Whose emergency number and help lines stand on a wallet card: the same as in the window."""
    # Loaded here: Qt, which a wallet card needs anyway.
    from reflect.ui.region import country_code

    return country_code(settings.load())


def _kind(path: Path, *, sealed: bool) -> str:
    """Which of the formats, by the ending before .age."""
    name = path.name.lower()
    if name.endswith(SEALED):
        if not sealed:
            raise click.UsageError("an .age file needs --encrypt-to or --with-passphrase")
        name = name.removesuffix(SEALED)
    for kind in KINDS:
        if name.endswith(kind):
            return kind
    raise click.UsageError(f"{path.name!r}: end it in .html, .pdf, .md or .json, or .age after it")


def _chosen(journal: Journal, only: tuple[str, ...], language: str) -> tuple[str, ...]:
    from reflect import content
    from reflect.formats import toolkit as kit
    from reflect.model import Strategy

    every = {
        card.id: None
        for card in (
            *kit.all_cards(journal, language),
            *journal.kept(Strategy),
            *content.strategies(language),
        )
    }
    return tuple(the_one(tuple(every), wanted, "way of coping") for wanted in only)


def _written(gathered: Toolkit, kind: str, paper_name: str, *, large: bool, wallet: bool) -> bytes:
    from reflect.formats import toolkit as kit
    from reflect.formats import toolkit_pages as pages

    if kind == ".json":
        return kit.to_json(gathered)
    if kind == ".html":
        return pages.html(gathered).encode()
    if kind == ".md":
        return pages.markdown(gathered).encode()
    # The one thing on the command line that Qt is loaded for: it lays out pages.
    from reflect.ui import paper

    application = paper.ensure_application()
    if wallet:
        from reflect.ui.wallet import WalletSheets

        made = paper.pdf(WalletSheets(gathered, large_print=large), paper_name)
    else:
        document = paper.document_from_html(pages.paper_html(gathered), large_print=large)
        made = paper.pdf(paper.as_sheets(document), paper_name)
    del application
    return made


@toolkit.command(name="import")
@click.argument("path", metavar="FILE", type=Whole())
@click.option("--dry-run", is_flag=True, help="Tell what would come in; write nothing.")
@click.option(
    "--source-passphrase-file",
    "source_file",
    metavar="FILE",
    help="The toolkit's own passphrase, where it is sealed.",
)
@json_option
@pass_session
def import_(
    session: Session, path: Path, dry_run: bool, source_file: str | None, as_json: bool
) -> None:
    """Bring in a toolkit's JSON. A card that is here stays as it is; twice does nothing twice."""
    from reflect.formats import toolkit as kit

    today = datetime.now(settings.local_zone()).date()
    with session.journal(reading=dry_run) as opened:
        passphrase = session.secret_line(source_file) if source_file else None
        coming = kit.compare(opened.journal, kit.read(path, passphrase), today)
        if not dry_run:
            kit.bring_in(opened.journal, coming)
    if as_json:
        answer_json({
            "new": [{"id": a.strategy.id, "title": a.strategy.title} for a in coming.new],
            "unchanged": coming.unchanged,
            "changed": [{"id": a.strategy.id, "title": a.strategy.title} for a in coming.changed],
            "skipped": coming.skipped,
            "from": coming.sender or None,
        })  # fmt: skip
        return
    verb = "would bring in" if dry_run else "brought in"
    click.echo(f"{verb} {len(coming.new)} new, {len(coming.changed)} beside cards that differ; "
               f"{coming.unchanged} unchanged, {coming.skipped} skipped")  # fmt: skip
    for arrival in coming.arrivals:
        click.echo(printable(f"  {arrival.strategy.id} {arrival.strategy.title}"))


COMMANDS: dict[str, click.Command] = {"toolkit": toolkit}

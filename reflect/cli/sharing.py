"""Sharing with one other person: the *Sharing* table of the command line.

Nothing of it works, and nothing of `reflect.sync` is loaded, before one of these commands runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from reflect import messages
from reflect.cli.options import checked_text, json_option, pass_session, the_one
from reflect.cli.session import Session, answer_json, answer_json_list, printable, say
from reflect.errors import BadMessage, BadValue, SharingOff
from reflect.shares import Ask

if TYPE_CHECKING:
    from reflect.shares import Share
    from reflect.vault import OpenVault

T = TypeVar("T")

ASKS = {
    "listen": Ask.LISTEN,
    "experience": Ask.EXPERIENCE,
    "ideas": Ask.IDEAS,
    "cheer": Ask.CHEER,
    "none": Ask.NO_REPLY,
}
WORDS = {ask: word for word, ask in ASKS.items()}
_AT_MOST = "at most 100,000 letters, 500 in a title or a word, 20 feelings, 50 tags"
PARTS = ("title", "mood", "emotions", "tags", "time", "attachments", "text")
_ENDS = re.compile(r"(\d{1,4})([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}


@contextmanager
def shared(session: Session, *, reading: bool = False) -> Iterator[OpenVault]:
    """The open journal, once sharing is on and all that it needs is there. Raises SharingOff,
    SharingUnavailable, and BadValue for more than a message may hold."""
    with session.journal(reading=reading) as opened:
        if not is_on(opened):
            raise SharingOff
        need()
        try:
            yield opened
        except BadMessage:
            # Its words are for somebody to whom such a thing came.
            raise BadValue(field="what is to go", expects=_AT_MOST) from None


def is_on(opened: OpenVault) -> bool:
    """Whether this journal shares, asked without loading anything of it."""
    return opened.journal.is_sharing


def need() -> None:
    """Raises SharingUnavailable where the packages are missing."""
    from reflect import sync

    sync.need()


def words_of(field: str, text: str) -> str:
    return checked_text(field, text) or ""


# -- on and off ------------------------------------------------------------------------------------


@click.group(name="sharing")
def sharing_() -> None:
    """Switch sharing on and off; how it stands."""


@sharing_.command(name="on")
@click.option("--relay", "relays", multiple=True, metavar="URL_OR_FOLDER",
              help="Where envelopes wait: a folder, wss://…, ws://127.0.0.1:PORT. '-': the next "
                   "line of standard input, where a password in it is not seen.")  # fmt: skip
@click.option("--proxy", metavar="HOST:PORT",
              help="A SOCKS5 proxy for relays on the internet; 'none' takes it away.")  # fmt: skip
@pass_session
def on(session: Session, relays: tuple[str, ...], proxy: str | None) -> None:
    """Switch sharing on; relays given are added to those there are."""
    need()
    with session.journal() as opened:
        from reflect.sync import relays as place
        from reflect.sync import sharing

        addresses = [
            place.check_address(session.secret_line("-") if each == "-" else each)
            for each in relays
        ]
        sharing.switch_on(opened)
        if proxy is not None:
            sharing.set_proxy(opened, None if proxy == "none" else proxy)
        for each in addresses:
            sharing.add_relay(opened, each)
            if "://" not in each and not os.path.isdir(each):
                say(f"note: {each} is no folder yet; what is to go waits until it is there")
        if not sharing.status(opened).relays:
            say("note: no relay yet; give one with --relay")


@sharing_.command(name="off")
@pass_session
def off(session: Session) -> None:
    """Nothing goes and nothing is fetched any more; people and what was shared stay."""
    with session.journal() as opened:
        if is_on(opened):
            from reflect.sync import sharing

            sharing.switch_off(opened)


@sharing_.command(name="forget-relay")
@click.argument("address")
@pass_session
def forget_relay(session: Session, address: str) -> None:
    """Use a relay no more; ADDRESS as `sharing status` shows it."""
    with shared(session) as opened:
        from reflect.sync import sharing
        from reflect.sync.relays import shown

        known = {each.address for each in opened.journal.post.relays()}
        meant = [each for each in known if address in {each, shown(each)}]
        if not meant:
            raise BadValue(field="relay", expects="one that `sharing status` shows")
        for each in meant:
            sharing.remove_relay(opened, each)


@sharing_.command(name="status")
@json_option
@pass_session
def status(session: Session, as_json: bool) -> None:
    """Whether sharing is on, by which relays, and what waits."""
    with session.journal(reading=True) as opened:
        found = _status(opened) if is_on(opened) else dict(_OFF)
    if as_json:
        answer_json(found)
        return
    click.echo("on" if found["on"] else "off")
    for row in found["relays"]:
        reached = f"reached {row['reached_at']}" if row["reached_at"] else "not reached yet"
        click.echo(printable(f"{row['address']} — {reached}"))
    if found["on"]:
        people = "1 person" if found["people"] == 1 else f"{found['people']} people"
        click.echo(f"{people}, {found['waiting']} waiting, {found['unread']} unread")
    if tries := found["invitations_tried_again"]:
        times = "once" if tries == 1 else f"{tries} times"
        say(f"note: an invitation was tried {times} more after it was used, over or withdrawn")


_OFF: dict[str, Any] = {
    "on": False, "relays": [], "proxy": None, "people": 0, "waiting": 0, "unread": 0, "parked": 0,
    "invitations_tried_again": 0,
}  # fmt: skip


def _status(opened: OpenVault) -> dict[str, Any]:
    need()
    from reflect.sync import sharing
    from reflect.sync.relays import shown

    found = sharing.status(opened)
    return {
        "on": True,
        "relays": [
            {
                "address": shown(each.address),
                "reached_at": None if each.reached_at is None else each.reached_at.isoformat(),
                "tries": each.tries,
            }
            for each in found.relays
        ],
        "proxy": found.proxy,
        "people": found.contacts,
        "waiting": found.waiting,
        "unread": found.unread,
        "parked": found.parked,
        "invitations_tried_again": sum(each.tries for each in found.tried_again),
    }


# -- sharing ---------------------------------------------------------------------------------------


def _numbers(_ctx: click.Context, _param: click.Parameter, text: str | None) -> Any:
    if text is None:
        return None
    found: set[int] = set()
    for piece in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*", piece)
        if match is None or int(match[1]) < 1 or int(match[2] or match[1]) < int(match[1]):
            raise click.BadParameter(f"{piece!r}: numbers as in 1,3-4")
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def _without(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> Any:
    named = [word.strip() for each in given for word in each.split(",") if word.strip()]
    for word in named:
        if word not in PARTS:
            raise click.BadParameter(f"{word!r} is none of {', '.join(PARTS)}")
    return frozenset(named)


def _replaced(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> Any:
    found = {}
    for each in given:
        name, equals, word = each.partition("=")
        if not equals or not name.strip() or not word.strip():
            raise click.BadParameter(f"{each!r}: as in 'Anna=[friend]'")
        found[words_of("a name", name.strip())] = words_of("a placeholder", word.strip())
    return found


def _ends(_ctx: click.Context, _param: click.Parameter, text: str | None) -> Any:
    if text is None:
        return None
    match = _ENDS.fullmatch(text.strip())
    if match is None or not int(match[1]):
        raise click.BadParameter(f"{text!r}: as in 12h, 30d, 4w")
    last = datetime.now(UTC) + timedelta(hours=int(match[1]) * _HOURS[match[2]])
    # To the end of that day: a dry run then says what the share says.
    midnight = last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return int(midnight.timestamp())


def _item(fields: dict[str, Any]) -> dict[str, Any]:
    """With the ask in the command line's words."""
    if fields.get("ask") is not None:
        fields["ask"] = WORDS[Ask(fields["ask"])]
    return fields


def _told(share: Share, name: str, as_json: bool) -> None:
    if as_json:
        answer_json({"id": share.id, "to": name, "kind": share.kind, "state": share.state})
    else:
        click.echo(share.id)


@click.command(name="share")
@click.argument("entry")
@click.option("--with", "name", required=True, metavar="NAME", help="Who sees it.")
@click.option("--ask", type=click.Choice(list(ASKS)), default="listen", show_default=True,
              help="What you would like to have back.")  # fmt: skip
@click.option("--paragraphs", callback=_numbers, metavar="1,3-4", help="These alone.")
@click.option("--without", callback=_without, multiple=True, metavar="PART,…",
              help=", ".join(PARTS) + ".")  # fmt: skip
@click.option("--time", "when", type=click.Choice(["exact", "part", "none"]), default="part",
              show_default=True, help="How exactly it says when.")  # fmt: skip
@click.option("--replace", "replacements", multiple=True, callback=_replaced,
              metavar="NAME=WORD", help="What stands in a name's place; remembered.")  # fmt: skip
@click.option("--expires", callback=_ends, metavar="30d", help="Their Reflect deletes it then.")
@click.option("--hard", is_flag=True, help="Say beforehand that it is hard to read.")
@click.option("--dry-run", is_flag=True, help="Print exactly what would leave; send nothing.")
@json_option
@pass_session
def share(
    session: Session,
    entry: str,
    name: str,
    ask: str,
    paragraphs: frozenset[int] | None,
    without: frozenset[str],
    when: str,
    replacements: dict[str, str],
    expires: int | None,
    hard: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Share one entry with one person, as much of it as you choose."""
    with shared(session, reading=dry_run) as opened:
        from reflect.sync import lens, sharing

        contact = sharing.named(opened, name)
        found = opened.journal.entry(opened.journal.resolve(entry))
        post = opened.journal.post
        many = len(lens.paragraphs(found.text or ""))
        if paragraphs is not None and max(paragraphs) > many:
            raise BadValue(field="paragraphs", expects=f"numbers up to {many} in this entry")
        choice = lens.Choice(
            paragraphs=frozenset() if "text" in without else paragraphs,
            title="title" not in without,
            mood="mood" not in without,
            emotions="emotions" not in without,
            tags="tags" not in without,
            time="none" if "time" in without else cast("Any", when),
            replacements={**post.placeholders(), **replacements},
            ask=ASKS[ask],
            hard=hard,
            expires_at=expires,
            photos=frozenset() if "attachments" in without else None,
        )
        body = sharing.entry_body(opened, found, choice)
        shown = sharing.check(body)
        left = 0 if "attachments" in without else len(found.attachments) - len(body.photos)
        if left:
            say(
                f"note: {left} of {len(found.attachments)} attachments stay here; pictures alone "
                "go, made small, as many as a message holds"
            )
        if dry_run:
            fields = _item(sharing.item_json(shown))
            answer_json(fields) if as_json else _print_item(fields)
            return
        made = sharing.share_entry(opened, contact, found.id, body)
        for each, word in replacements.items():
            post.set_placeholder(each, word)
        _told(made, contact.name, as_json)


@click.command(name="share-strategy")
@click.argument("id")
@click.option("--with", "name", required=True, metavar="NAME", help="Who gets it.")
@click.option("--with-results", "results", is_flag=True, help="And what it did for you.")
@click.option("--words", default="", metavar="TEXT", help="What you say of it.")
@click.option("--dry-run", is_flag=True, help="Print exactly what would leave; send nothing.")
@json_option
@pass_session
def share_strategy(
    session: Session, id: str, name: str, results: bool, words: str, dry_run: bool, as_json: bool
) -> None:
    """Give somebody a way of coping, as a card."""
    with shared(session, reading=dry_run) as opened:
        from reflect import content
        from reflect.insights import coping
        from reflect.model import Strategy
        from reflect.sync import sharing

        contact = sharing.named(opened, name)
        cards = coping.cards(opened.journal.kept(Strategy), content.strategies("en"), frozenset())
        by_id = {str(card.id): card for card in cards}
        card = by_id[the_one(tuple(by_id), id, "way of coping")]
        body = sharing.strategy_body(
            opened, card, with_results=results, words=words_of("the words", words)
        )
        if dry_run:
            fields = _item(sharing.item_json(sharing.check(body)))
            answer_json(fields) if as_json else _print_item(fields)
            return
        _told(sharing.share_strategy(opened, contact, body), contact.name, as_json)


@click.command(name="sync")
@json_option
@pass_session
def sync_(session: Session, as_json: bool) -> None:
    """One round: send what waits, fetch what is there."""
    with shared(session) as opened:
        from reflect.sync.courier import Courier

        courier = Courier(partial(_run, opened))
        try:
            report = courier.round(at_once=True)
        finally:
            courier.close()
    for _, trouble in report.troubles:
        say(f"note: {messages.one_line(trouble)}")
    found = {
        "sent": report.sent,
        "received": report.received,
        "refused": report.refused,
        "waiting": report.waiting,
    }
    if as_json:
        answer_json(found)
    else:
        click.echo(", ".join(f"{number} {name}" for name, number in found.items()))


def _run(opened: OpenVault, job: Callable[[OpenVault], T]) -> T:
    return job(opened)


# -- what came -------------------------------------------------------------------------------------


@click.command(name="inbox")
@json_option
@pass_session
def inbox(session: Session, as_json: bool) -> None:
    """What others shared with you, oldest first. What is shown here counts as read."""
    with shared(session, reading=True) as opened:
        from reflect.sync import sharing

        names = {each.id: each.name for each in sharing.contacts(opened)}
        arrivals = sharing.inbox(opened)
        items = [
            {
                "id": each.id,
                "from": names[each.contact],
                "received_at": each.received_at.isoformat(),
                **_item(sharing.item_json(sharing.body_of(each))),
                **({"asked_to_delete": True} if each.asked_at is not None else {}),
            }
            for each in arrivals
        ]
        unread = [] if opened.read_only else [each for each in arrivals if each.read_at is None]
        if unread:
            post = sharing.ready(opened)
            with post.transaction():
                for each in unread:
                    sharing.read(opened, each)
    if as_json:
        answer_json_list(items)
        return
    for item in items:
        _print_item(item)


_IN_HEAD = frozenset({"id", "from", "kind", "ask", "hard", "asked_to_delete", "text"})


def _print_item(fields: dict[str, Any]) -> None:
    """For people: a line that says what it is, then what it holds."""
    head = [str(fields[name]) for name in ("id", "from", "kind") if fields.get(name)]
    if fields.get("ask"):
        head.append(f"ask: {fields['ask']}")
    if fields.get("hard"):
        head.append("hard to read")
    if fields.get("asked_to_delete"):
        head.append("they ask you to delete it: `reflect let-go`")
    click.echo(printable(" · ".join(head)))
    for name, value in fields.items():
        if name in _IN_HEAD or value in (None, "", []):
            continue
        click.echo(printable(f"  {name.replace('_', ' ')}: {_plain(value)}"))
    for line in str(fields.get("text") or "").splitlines():
        click.echo(printable(f"  {line}"))


def _plain(value: Any) -> str:
    """A field of an item in words."""
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return " ".join(_plain(each) for each in value.values() if each not in (None, "", []))
    return str(value)


# -- what others hold ------------------------------------------------------------------------------


@click.command(name="retract")
@click.argument("share")
@pass_session
def retract(session: Session, share: str) -> None:
    """Ask for something you shared to be deleted. A copy may remain."""
    with shared(session) as opened:
        from reflect.sync import sharing

        sharing.ready(opened)
        by_id = {str(line.share.id): line.share for line in sharing.ledger(opened)}
        sharing.retract(opened, by_id[the_one(tuple(by_id), share, "share")])


@click.command(name="ledger")
@json_option
@pass_session
def ledger(session: Session, as_json: bool) -> None:
    """What others hold of you, newest first."""
    with shared(session, reading=True) as opened:
        from reflect.sync import sharing

        rows = [
            {
                "id": line.share.id,
                "to": line.name,
                "kind": line.share.kind,
                "what": sharing.excerpt(line.share) or _wordless(line.share),
                "sent_at": line.share.made_at.isoformat(),
                "ask": None if line.share.ask is None else WORDS[line.share.ask],
                "expires_at": None
                if line.share.expires_at is None
                else line.share.expires_at.isoformat(),
                "state": line.share.state.replace("-", " "),
            }
            for line in sharing.ledger(opened)
        ]
    if as_json:
        answer_json_list(rows)
        return
    for row in rows:
        click.echo(
            printable(f"{row['id']} {row['to']}: {row['what']} — {row['state']}".replace("\n", " "))
        )


def _wordless(share: Share) -> str:
    """What was shared without words: a mood, or one tap."""
    mood = share.body.get("mood")
    return str(share.body.get("what") or ("" if mood is None else f"mood {mood}"))


COMMANDS = {
    "sharing": sharing_,
    "share": share,
    "share-strategy": share_strategy,
    "sync": sync_,
    "inbox": inbox,
    "retract": retract,
    "ledger": ledger,
}

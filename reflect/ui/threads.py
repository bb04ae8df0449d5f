"""What came and what was said under it, as the inbox shows it: frozen values, and the jobs that
make them.

Every function here runs on the journal's thread and loads `reflect.sync`, so it is asked for while
sharing is on and at no other time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QImage

from reflect.model import NOTHING, Changes, KeptId, Strategy
from reflect.shares import Arrival, Ask, Contact, ContactId, MessageId, Share, ShareState
from reflect.ui.shown import image_of

if TYPE_CHECKING:
    from reflect.vault import OpenVault

Tap = Literal["hear", "me-too", "thanks"]
Key = tuple[ContactId, MessageId]
"""Whose thread, and the message it began with."""

ROOTS = frozenset({"entry", "strategy"})
SPOKEN = frozenset({"reply", "hear", "helped", "ask-again"})
GONE = frozenset({ShareState.DELETION_ASKED, ShareState.DELETION_CONFIRMED})
DRAFT = "reply-draft:"
"""Begins the name of the journal's state with a reply that is being written: JSON."""
KEPT = "kept-all-the-same:"
"""The same for what stays although its sender asked for it to be deleted."""
WIDEST_PHOTO = 560
"""Pixels; larger ones are made smaller before they reach the page."""
EARLIEST = 1900


@dataclass(frozen=True, slots=True)
class Row:
    """A thread in the list."""

    key: Key
    name: str
    mine: bool
    """It began with something of mine."""
    kind: str
    at: datetime
    """Of the last thing that came, or was said."""
    first: str = field(repr=False)
    """The first words; empty where they are not to be met unprepared."""
    unread: int
    ask: Ask | None
    hard: bool
    asked_to_delete: bool
    answers: int


@dataclass(frozen=True, slots=True)
class Listed:
    rows: tuple[Row, ...]
    """The last activity on top."""
    people: int
    """How many contacts there are."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in a thread, under what it began with."""

    mine: bool
    kind: str
    at: datetime
    body: Mapping[str, Any] = field(repr=False)
    """As `sharing.item_json` gives it: text without what nobody sees."""
    arrival: Arrival | None = field(default=None, repr=False)
    share: Share | None = field(default=None, repr=False)

    @property
    def card(self) -> Mapping[str, Any] | None:
        """The way of coping that it is, or that goes with it."""
        found = self.body if self.kind == "strategy" else self.body.get("strategy")
        return found or None


@dataclass(frozen=True, slots=True)
class Letter:
    """A thread, whole."""

    key: Key
    name: str
    may_send: bool
    first: Said
    said: tuple[Said, ...]
    ask: Ask | None
    """What is asked of me; None in a thread of mine, and under a way of coping."""
    photos: tuple[QImage, ...] = field(default=(), repr=False)
    question: Arrival | None = field(default=None, repr=False)
    """They ask whether ideas are welcome, and have no answer yet."""
    asked: bool = False
    """I asked that, and have no answer yet."""
    draft: str = field(default="", repr=False)
    draft_card: str | None = None
    read_only: bool = False
    kept: bool = False
    """They asked for it to be deleted, and I said that it stays."""

    @property
    def to(self) -> Arrival | None:
        """What an answer of mine belongs under: what they sent, or the last of their answers."""
        if self.first.arrival is not None:
            return self.first.arrival
        theirs = [each.arrival for each in self.said if each.arrival is not None]
        replies = [each for each in theirs if each.kind == "reply"]
        found = replies or theirs
        return found[-1] if found else None

    @property
    def hard(self) -> bool:
        return not self.first.mine and bool(self.first.body.get("hard"))

    @property
    def taps(self) -> frozenset[str]:
        """What I have said with one tap."""
        return frozenset(
            str(each.body.get("what")) for each in self.said if each.mine and each.kind == "hear"
        )


# -- on the journal's thread -----------------------------------------------------------------------


def listed(vault: OpenVault) -> Listed:
    """Everything that came, and what of mine was answered."""
    from reflect.sync import sharing

    arrivals = sharing.inbox(vault, photos=False)
    people = {each.id: each for each in sharing.contacts(vault)}
    shares = [
        each for each in vault.journal.post.shares(photos=False) if each.kind in ROOTS | SPOKEN
    ]
    threads: dict[Key, tuple[list[Arrival], list[Share]]] = {}
    top = _tops(arrivals, shares)
    for arrival in arrivals:
        threads.setdefault(top[arrival.contact, arrival.id], ([], []))[0].append(arrival)
    for share in shares:
        found = threads.get(top[share.contact, share.id])
        if found is not None:
            found[1].append(share)
    rows = [
        _row(key, people[key[0]], came, went, vault)
        for key, (came, went) in threads.items()
        if key[0] in people
    ]
    rows.sort(key=lambda row: row.at, reverse=True)
    return Listed(tuple(rows), len(people))


def _tops(arrivals: Iterable[Arrival], shares: Iterable[Share]) -> dict[Key, Key]:
    """Of each message the one with which its thread began, as far as that is here."""
    under: dict[Key, Key | None] = {}
    every: list[Arrival | Share] = [*arrivals, *shares]
    for each in every:
        under[each.contact, each.id] = None if each.answers is None else (
            each.contact, each.answers,
        )  # fmt: skip
    tops: dict[Key, Key] = {}
    for key in under:
        at = key
        way: dict[Key, None] = {key: None}
        # Ids are chosen by whoever sends: a ring of answers has no beginning.
        while at not in tops:
            above = under[at]
            if above is None or above not in under or above in way:
                break
            at = above
            way[at] = None
        # Each step is taken once: an answer to an answer to an answer may go on for thousands.
        top = tops.get(at, at)
        tops.update(dict.fromkeys(way, top))
    return tops


def _row(
    key: Key, contact: Contact, came: list[Arrival], went: list[Share], vault: OpenVault
) -> Row:
    from reflect.sync import sharing

    every: list[Arrival | Share] = [*came, *went]
    first = next((each for each in every if each.id == key[1]), came[0])
    mine = isinstance(first, Share)
    hard = isinstance(first, Arrival) and bool(first.body.get("hard"))
    last = max((*(each.received_at for each in came), *(each.made_at for each in went if not mine)))
    words = ""
    if not hard:
        words = sharing.excerpt(first)
    asks = [each.body.get("ask") for each in came if each.kind == "ask-again"]
    said = next((each for each in reversed(asks) if each), first.body.get("ask"))
    return Row(
        key,
        contact.name,
        mine,
        first.kind,
        last,
        words,
        sum(each.read_at is None for each in came),
        Ask(said or Ask.LISTEN) if not mine and first.kind == "entry" else None,
        hard,
        isinstance(first, Arrival) and first.asked_at is not None and not _is_kept(first, vault),
        sum(each.id != key[1] for each in came),
    )


def letter(key: Key, vault: OpenVault) -> Letter | None:
    """One thread; None where it is not here any more."""
    from reflect.sync import sharing

    contact_id, id = key
    post = vault.journal.post
    # Photos of the one that is read, and of no other.
    arrivals = tuple(
        post.arrival(contact_id, id) if each.id == id else each
        for each in post.arrivals(contact_id, photos=False)
    )
    shares = [each for each in post.shares(contact_id, photos=False) if each.kind in ROOTS | SPOKEN]
    contact = post.contact(contact_id)
    top = _tops(arrivals, shares)
    said = [_heard(each) for each in arrivals if top[contact_id, each.id] == key]
    said += [
        _spoken(each)
        for each in shares
        if top[contact_id, each.id] == key and (each.id == id or each.state not in GONE)
    ]
    said.sort(key=lambda each: each.at)
    first = next((each for each in said if _id(each) == id), None)
    if first is None:
        return None
    rest = tuple(each for each in said if each is not first)
    ask = None
    if first.arrival is not None and first.kind == "entry":
        ask = sharing.ask_of(vault, first.arrival)
    draft, card = _draft(vault, id)
    return Letter(
        key,
        contact.name,
        contact.may_send and not vault.read_only,
        first,
        rest,
        ask,
        _photos(first.arrival),
        _question(rest),
        _asked(rest),
        draft,
        card,
        vault.read_only,
        first.arrival is not None and _is_kept(first.arrival, vault),
    )


def _id(said: Said) -> str:
    return said.arrival.id if said.arrival is not None else said.share.id if said.share else ""


def _heard(item: Arrival) -> Said:
    from reflect.sync import sharing

    body = sharing.item_json(sharing.body_of(item))
    return Said(False, item.kind, item.received_at, body, arrival=item)


def _spoken(share: Share) -> Said:
    from reflect.sync import sharing

    body = sharing.item_json(sharing.sent_body(share))
    return Said(True, share.kind, share.made_at, body, share=share)


def _question(said: tuple[Said, ...]) -> Arrival | None:
    open_: Arrival | None = None
    for each in said:
        if each.kind == "ask-again" and not each.mine and each.body.get("ask") is None:
            open_ = each.arrival
        elif each.kind == "ask-again" and each.mine and each.body.get("ask"):
            open_ = None
    return open_


def _asked(said: tuple[Said, ...]) -> bool:
    asked = False
    for each in said:
        if each.kind == "ask-again":
            asked = each.mine and each.body.get("ask") is None
    return asked


def _photos(item: Arrival | None) -> tuple[QImage, ...]:
    from reflect.sync import sharing

    if item is None:
        return ()
    made = (image_of(each.data, each.type, WIDEST_PHOTO) for each in sharing.photos_of(item))
    return tuple(each for each in made if not each.isNull())


def date_is_odd(at: str, received: datetime) -> bool:
    """Whether a moment that somebody sent cannot be right: none at all, long ago, or to come."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return True
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return found.year < EARLIEST or found - received > timedelta(days=1)
    except OverflowError:
        return True


def read(items: tuple[Arrival, ...], vault: OpenVault) -> Changes:
    """They were looked at."""
    from reflect.sync import sharing

    changes = NOTHING
    if vault.read_only:
        return changes
    # At once: of thousands each would be a write to the disk, and whoever writes waits for them.
    with vault.journal.post.transaction():
        for each in items:
            if each.read_at is None:
                changes |= sharing.read(vault, each)
    return changes


def let_go(item: Arrival, vault: OpenVault) -> Changes:
    """Deleted here, with the draft of an answer to it."""
    from reflect.sync import sharing

    with vault.journal.post.transaction():
        for name in (DRAFT + item.id, KEPT + item.id):
            if vault.journal.state(name) is not None:
                vault.journal.set_state(name, None)
        return sharing.let_go(vault, item)


def keep(item: Arrival, vault: OpenVault) -> Changes:
    """They asked for it to be deleted, and it stays: that is not asked here again."""
    vault.journal.set_state(KEPT + item.id, "yes")
    return Changes(kept=frozenset({"arrival"}))


def _is_kept(item: Arrival, vault: OpenVault) -> bool:
    return vault.journal.state(KEPT + item.id) is not None


# -- answering -------------------------------------------------------------------------------------


def reply(
    item: Arrival, top: MessageId, text: str, card: Strategy | None, vault: OpenVault
) -> Changes:
    """Words, or a way of coping, or both; the draft is no draft any more. Raises NotConnected,
    BadMessage."""
    from reflect.sync import sharing

    strategy = None
    if card is not None:
        strategy = sharing.strategy_body(vault, card, with_results=False)
    with vault.journal.post.transaction():
        sharing.reply(vault, item, text, strategy)
        _set_draft(vault, top, None)
    return Changes(kept=frozenset({"share"}))


def tap(item: Arrival, what: Tap, vault: OpenVault) -> Changes:
    """One tap. Raises NotConnected."""
    from reflect.sync import sharing

    sharing.hear(vault, item, what)
    return Changes(kept=frozenset({"share"}))


def untap(item: Arrival, what: Tap, vault: OpenVault) -> Changes:
    """Taken back; where it has gone already, they are asked to forget it."""
    from reflect.sync import sharing

    changes = NOTHING
    for each in vault.journal.post.shares(item.contact):
        if each.kind == "hear" and each.answers == item.id and each.body.get("what") == what:
            changes |= sharing.retract(vault, each)
    return changes


def ask_first(item: Arrival, vault: OpenVault) -> Changes:
    """May I say what I think? Raises NotConnected."""
    from reflect.sync import sharing

    sharing.ask_again(vault, item)
    return Changes(kept=frozenset({"share"}))


def answer(question: Arrival, ask: Ask, vault: OpenVault) -> Changes:
    """What they may say. Raises NotConnected."""
    from reflect.sync import sharing

    sharing.answer_ask(vault, question, ask)
    return Changes(kept=frozenset({"share", "arrival"}))


def adopt(item: Arrival, into: list[KeptId], vault: OpenVault) -> Changes:
    """Into my ways of coping; its id goes to `into`."""
    from reflect.sync import sharing

    into.append(sharing.adopt(vault, item).id)
    return Changes(kept=frozenset({"strategy", "arrival"}))


# -- drafts ----------------------------------------------------------------------------------------


def put_draft(top: MessageId, text: str, card: str | None, vault: OpenVault) -> None:
    """What is being written, so that a lock or a cut of the power leaves it."""
    nothing = not text and card is None
    _set_draft(
        vault,
        top,
        None if nothing else json.dumps({"text": text, "card": card}, ensure_ascii=False),
    )


def _set_draft(vault: OpenVault, top: MessageId, text: str | None) -> None:
    if vault.journal.state(DRAFT + top) != text:
        vault.journal.set_state(DRAFT + top, text)


def _draft(vault: OpenVault, top: MessageId) -> tuple[str, str | None]:
    try:
        found = json.loads(vault.journal.state(DRAFT + top) or "{}")
        card = found.get("card")
        return str(found.get("text", "")), card if isinstance(card, str) else None
    except (ValueError, AttributeError):
        return "", None

"""Sharing, as a person meets it: every verb of the window's pages and of the command line.

All of it runs on the journal's thread and reaches no network: what is to go waits in the journal
until the courier carries it. `vault` is always the open journal; whatever changes it gives back
`Changes`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote

import msgspec

from reflect.errors import BadValue, NotConnected, SharingOff, UnknownId, UnknownPeer
from reflect.formats.toolkit import small_picture
from reflect.insights import coping
from reflect.model import Attachment, Changes, Entry, EntryId, KeptId, Origin, Strategy, Use, new_id
from reflect.shares import (
    Arrival,
    Ask,
    Contact,
    ContactId,
    ContactState,
    Invited,
    LedgerLine,
    MessageId,
    RelayRow,
    Share,
    ShareState,
)
from reflect.sync import keyring, lens, message, pairing, sealing
from reflect.sync.message import clean

if TYPE_CHECKING:
    from reflect.journal.post import Post
    from reflect.vault import OpenVault

SWITCH: Final = "sharing"
"""Name of the journal's state, `on` or `off`, that `Journal.is_sharing` asks for."""
PROXY: Final = "sharing-proxy"
TELL_READ: Final = "tell-read"
"""Detail of a contact: they hear when I read what they shared."""
MOST_PIXELS: Final = 1600 * 1600
"""Of a picture that came, before it is decoded."""

_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png"}
_CHANGED: Final = Changes(kept=frozenset({"contact", "share", "arrival"}))


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands with sharing in this journal."""

    on: bool
    relays: tuple[RelayRow, ...] = ()
    proxy: str | None = None
    contacts: int = 0
    waiting: int = 0
    """Messages that no relay has yet."""
    unread: int = 0
    parked: int = 0
    """What a newer Reflect may understand."""
    tried_again: tuple[Invited, ...] = field(default=(), repr=False)
    """Invitations that somebody tried after they were used, over or withdrawn."""


def _now(vault: OpenVault) -> datetime:
    return vault.journal.post.now()


# -- on and off ------------------------------------------------------------------------------------


def is_on(vault: OpenVault) -> bool:
    """Whether this journal shares at all."""
    return vault.journal.is_sharing


def switch_on(vault: OpenVault) -> Changes:
    """From now on it may. Raises SharingUnavailable, ReadOnly, StorageFull."""
    at = _now(vault)
    vault.journal.set_state(SWITCH, "on")
    keyring.ready(vault, at)
    return _CHANGED


def switch_off(vault: OpenVault) -> Changes:
    """Nothing goes and nothing is fetched any more; contacts and history stay."""
    vault.journal.set_state(SWITCH, "off")
    return _CHANGED


def ready(vault: OpenVault) -> Post:
    """The post office, with this folder's own device. Raises SharingOff, SharingUnavailable."""
    if not is_on(vault):
        raise SharingOff
    keyring.ready(vault, _now(vault))
    return vault.journal.post


def status(vault: OpenVault) -> Status:
    """How it stands."""
    post = vault.journal.post
    if not is_on(vault):
        return Status(on=False, proxy=vault.journal.state(PROXY))
    return Status(
        on=True,
        relays=post.relays(),
        proxy=vault.journal.state(PROXY),
        contacts=sum(each.state is ContactState.ACTIVE for each in post.contacts()),
        waiting=post.count_waiting(),
        unread=post.count_unread(),
        parked=len(post.parked()),
        tried_again=tuple(each for each in post.invites() if each.mine and each.tries),
    )


def add_relay(vault: OpenVault, address: str) -> Changes:
    """One more relay; `address` as `relays.check_address` gave it."""
    ready(vault).add_relay(address)
    return _CHANGED


def remove_relay(vault: OpenVault, address: str) -> Changes:
    """What waits for it alone goes by the others, after a day at the latest."""
    ready(vault).remove_relay(address)
    return _CHANGED


def set_proxy(vault: OpenVault, proxy: str | None) -> None:
    """`host:port` of a SOCKS5 proxy (Tor's is 127.0.0.1:9050), for relays on the internet. The host
    is an address in figures, or this computer: to look up a name would go around it. Raises
    BadValue."""
    if proxy is not None:
        host, _, port = proxy.rpartition(":")
        host = "127.0.0.1" if host.lower() == "localhost" else host
        try:
            IPv4Address(host)
            good = re.fullmatch(r"[0-9]{1,5}", port) is not None and 0 < int(port) < 1 << 16
        except ValueError:
            good = False
        if not good:
            raise BadValue(field="proxy", expects="a host and a port, such as 127.0.0.1:9050")
        proxy = f"{host}:{port}"
    vault.journal.set_state(PROXY, proxy)


# -- people ----------------------------------------------------------------------------------------


def contacts(vault: OpenVault) -> tuple[Contact, ...]:
    """By name; also those with whom it has ended."""
    return vault.journal.post.contacts()


def named(vault: OpenVault, name: str) -> Contact:
    """Whom a person means by a name or an id. Raises UnknownPeer."""
    wanted = " ".join(name.split()).casefold()
    found = [
        each
        for each in contacts(vault)
        if each.name.casefold() == wanted or each.id == name.strip()
    ]
    # Of several with one name the one with whom it goes on.
    found.sort(key=lambda each: each.state in {ContactState.ENDED, ContactState.BLOCKED})
    if not found:
        raise UnknownPeer(name=clean(name)[:100])
    return found[0]


def invite(vault: OpenVault, name: str) -> tuple[Contact, str]:
    """A contact who is not there yet, and the one line for them. Raises BadValue."""
    return pairing.invite(ready(vault), name, _now(vault))


def accept(vault: OpenVault, line: str, name: str) -> tuple[Contact, tuple[str, ...]]:
    """A contact who is not there yet, and the relays that are used from now on because of the
    invitation. Raises PairingRefused, BadValue."""
    return pairing.accept(ready(vault), line, name, _now(vault))


def invitation_line(contact: Contact) -> str | None:
    """The line that was made for somebody who has not taken it up yet."""
    found = contact.details.get(pairing.INVITATION)
    return found if isinstance(found, str) and contact.state is ContactState.INVITED else None


def safety_number(vault: OpenVault, contact: Contact) -> str:
    """Raises NotConnected before the two are connected."""
    return pairing.safety_number(vault.journal.post, contact)


def verify(vault: OpenVault, contact: Contact) -> Changes:
    """The two have compared their numbers. Raises NotConnected."""
    return pairing.verify(ready(vault), contact)


def pause(vault: OpenVault, contact: Contact, words: str = "") -> Changes:
    """Raises NotConnected."""
    return pairing.pause(ready(vault), contact, _line(words), _now(vault))


def resume(vault: OpenVault, contact: Contact) -> Changes:
    """Raises NotConnected."""
    return pairing.resume(ready(vault), contact, _now(vault))


def end(
    vault: OpenVault, contact: Contact, words: str = "", *, ask_to_delete: bool = False
) -> Changes:
    """Raises NotConnected where it has ended."""
    return pairing.end(
        ready(vault), contact, _line(words), _now(vault), ask_to_delete=ask_to_delete
    )


def block(vault: OpenVault, contact: Contact) -> Changes:
    """Raises NotConnected."""
    return pairing.block(ready(vault), contact)


def rename(vault: OpenVault, contact: Contact, name: str) -> Changes:
    """How I call them; they never hear it. Raises BadValue."""
    wanted = " ".join(name.split())
    for each in contacts(vault):
        if each.id != contact.id and each.name.casefold() == wanted.casefold():
            raise BadValue(field="name", expects="one that nobody else has here")
    return ready(vault).rename_contact(contact.id, wanted)


def tell_when_read(vault: OpenVault, contact: Contact, tell: bool) -> Changes:
    """Whether they hear when I have read something of theirs; they do not unless I choose so."""
    return ready(vault).set_details(contact.id, {**contact.details, TELL_READ: tell})


# -- sharing ---------------------------------------------------------------------------------------


def entry_body(vault: OpenVault, entry: Entry, choice: lens.Choice) -> message.Entry:
    """What of an entry goes, photos and all: to be shown, and then to be shared. Photos are made
    small and tell nothing of where they were taken; one that cannot be made so stays here."""
    names: dict[str, message.Photo] = {}
    budget = message.LARGEST * 6 // 10
    for each in entry.attachments:
        if choice.photos is not None and each.name not in choice.photos:
            continue
        if not each.type.startswith("image/") or len(names) == message.MOST_PHOTOS:
            continue
        data = b"".join(vault.journal.read_attachment(each.sha256))
        made = small_picture(data, "photo", limit=message.LARGEST_PHOTO)
        if made is None or len(made.data) > budget:
            continue
        budget -= len(made.data)
        name = f"photo-{len(names) + 1}{_ENDINGS[made.type]}"
        kind: Any = made.type
        names[each.name] = message.Photo(name, kind, made.data)
    # Chosen first: a photo that is left out must not shift the numbers of the paragraphs.
    kept = lens.kept(entry.text or "", choice.paragraphs)
    told = _with_photo_names(
        replace(entry, text=kept), {name: photo.name for name, photo in names.items()}
    )
    return lens.through(told, replace(choice, paragraphs=None), tuple(names.values()))


def _with_photo_names(entry: Entry, names: Mapping[str, str]) -> Entry:
    """A file's name may tell what the text does not: photos that go have numbers, and what does not
    go is not spoken of."""
    text = entry.text or ""
    for each in entry.attachments:
        wanted = re.escape(quote(each.name))
        new = names.get(each.name)
        picture = re.compile(rf"!\[([^\]\n]*)\]\(reflect-img:{wanted}\)", re.IGNORECASE)
        text = picture.sub(f"![](reflect-img:{new})" if new else "", text)
        file = re.compile(rf"\[([^\]\n]*)\]\(reflect-file:{wanted}\)", re.IGNORECASE)
        text = file.sub("", text)
    return replace(entry, text=text)


def check(body: message.Body) -> message.Body:
    """As the other side will read it: there and back through the bytes that are sealed. Raises
    BadMessage where it is more than a message may hold."""
    party = message.Party(bytes(32), "0" * 32)
    said = message.Message("0" * 32, party, party, "0" * 32, 0, body)
    return message.decode(message.encode(said)).body


def share_entry(vault: OpenVault, contact: Contact, entry: EntryId, body: message.Entry) -> Share:
    """One reflection to one person, as the lens showed it. Raises NotConnected, BadMessage, and
    BadValue where nothing is in it."""
    if not (body.text.strip() or body.title or body.mood or body.emotions or body.photos):
        raise BadValue(field="share", expects="something that was chosen")
    ends = None if body.expires_at is None else datetime.fromtimestamp(body.expires_at, UTC)
    return _send(vault, contact, body, entry=entry, ask=body.ask, expires_at=ends)


def strategy_body(
    vault: OpenVault, card: Strategy, *, with_results: bool, words: str = ""
) -> message.Strategy:
    """A way of coping as it goes: without place, people, music and photos, with the names replaced
    that always are; what it did for me where I choose."""
    record = None
    if with_results:
        record = coping.record(use for use in vault.journal.kept(Use) if use.strategy == card.id)
    names = vault.journal.post.placeholders()

    def said(text: str | None) -> str:
        return lens.replaced(text or "", names)

    energy: Any = card.energy
    return message.Strategy(
        title=said(card.title),
        steps=tuple(map(said, card.steps)),
        minutes=card.minutes,
        energy=energy,
        feelings=tuple(map(said, card.feelings)),
        why=said(card.why),
        caution=said(card.caution),
        adapt=said(card.adapt),
        evidence=card.evidence.summary if card.evidence is not None else "",
        words=said(words),
        uses=record.uses if record is not None and record.uses else None,
        median_change=record.median_change if record is not None and record.uses else None,
    )


def share_strategy(vault: OpenVault, contact: Contact, body: message.Strategy) -> Share:
    """Raises NotConnected, BadMessage."""
    return _send(vault, contact, body)


def _send(
    vault: OpenVault,
    contact: Contact,
    body: message.Body,
    *,
    entry: EntryId | None = None,
    answers: MessageId | None = None,
    ask: Ask | None = None,
    expires_at: datetime | None = None,
) -> Share:
    post = ready(vault)
    contact = post.contact(contact.id)
    if not contact.may_send:
        state = "their keys have changed" if contact.new_root is not None else contact.state
        raise NotConnected(name=contact.name, state=str(state))
    check(body)
    with post.transaction():
        return sealing.wait(
            post, contact.id, message.kind_of(body), msgspec.to_builtins(body), _now(vault),
            entry=entry, answers=answers, ask=ask, expires_at=expires_at,
        )  # fmt: skip


# -- answering -------------------------------------------------------------------------------------


def reply(
    vault: OpenVault, item: Arrival, text: str, strategy: message.Strategy | None = None
) -> Share:
    """Words, or a way of coping, under what came. Raises NotConnected, BadValue, BadMessage."""
    if not text.strip() and strategy is None:
        raise BadValue(field="reply", expects="some words")
    return _answer(vault, item, message.Reply(item.id, text, strategy))


def hear(vault: OpenVault, item: Arrival, what: Literal["hear", "me-too", "thanks"]) -> Share:
    """One tap. Raises NotConnected."""
    return _answer(vault, item, message.Hear(item.id, what))


def helped(
    vault: OpenVault,
    item: Arrival,
    what: Literal["helped", "helped-a-little", "glad-i-tried", "now-mine"],
) -> Share:
    """It helped me: to whoever gave me a way of coping, where I choose to say so."""
    return _answer(vault, item, message.Helped(item.id, what))


def ask_again(vault: OpenVault, item: Arrival) -> Share:
    """May I say what I think? Raises NotConnected."""
    return _answer(vault, item, message.AskAgain(item.id))


def answer_ask(vault: OpenVault, question: Arrival, ask: Ask) -> Share:
    """Yes, or no: under the entry that was asked about, the new ask. Raises NotConnected."""
    post = vault.journal.post
    about = MessageId(str(question.answers))
    body = message.AskAgain(about, ask)
    sent = _send(vault, post.contact(question.contact), body, answers=about)
    post.read(question.contact, question.id)
    return sent


def _answer(vault: OpenVault, item: Arrival, body: message.Body) -> Share:
    contact = vault.journal.post.contact(item.contact)
    return _send(vault, contact, body, answers=item.id)


def read(vault: OpenVault, item: Arrival) -> Changes:
    """It was looked at; its sender hears so where I chose to tell."""
    post = ready(vault)
    changes = post.read(item.contact, item.id)
    contact = post.contact(item.contact)
    if (
        item.read_at is None
        and contact.details.get(TELL_READ) is True
        and item.kind in {"entry", "strategy", "reply"}
        and contact.may_send
    ):
        sealing.wait(post, contact.id, "read", {"to": item.id}, _now(vault))
    return changes


def let_go(vault: OpenVault, item: Arrival) -> Changes:
    """What came is deleted here for good; who asked for that hears so."""
    post = ready(vault)
    with post.transaction():
        changes = post.delete_arrival(item.contact, item.id)
        if item.asked_at is not None and post.contact(item.contact).state is not (
            ContactState.BLOCKED
        ):
            sealing.wait(
                post, item.contact, "retracted", {"to": item.id, "deleted": True}, _now(vault)
            )
    return changes


def retract(vault: OpenVault, share: Share) -> Changes:
    """Ask them to delete it: a copy may remain. Raises nothing where that was asked before."""
    post = ready(vault)
    contact = post.contact(share.contact)
    if contact.state in {ContactState.ENDED, ContactState.BLOCKED}:
        raise NotConnected(name=contact.name, state=contact.state)
    return pairing.retract(post, share, _now(vault))


# -- adopting --------------------------------------------------------------------------------------


def strategy_in(item: Arrival) -> message.Strategy | None:
    """The way of coping that came, by itself or with a reply."""
    if item.deleted_at is not None:
        return None
    if item.kind == "strategy":
        return msgspec.convert(dict(item.body), message.Strategy)
    if item.kind == "reply":
        return msgspec.convert(dict(item.body), message.Reply).strategy
    return None


def adopt(vault: OpenVault, item: Arrival) -> Strategy:
    """Into my ways of coping, saying from whom; their words stay apart from the evidence, and what
    it did for them is not what it does for me. Once: again it is the same card. Raises BadValue
    where it is no way of coping."""
    post = ready(vault)
    known = item.adopted and vault.journal.kept_one(Strategy, item.adopted)
    if known:
        return known
    found = strategy_in(item)
    if found is None:
        raise BadValue(field="item", expects="a way of coping")
    name = post.contact(item.contact).name
    card = Strategy(
        id=KeptId(new_id()),
        title=_line(found.title) or "…",
        steps=tuple(text for each in found.steps if (text := clean(each).strip())),
        minutes=found.minutes or None,
        energy=found.energy,
        feelings=tuple(text for each in found.feelings if (text := _line(each))),
        why=clean(found.why).strip() or None,
        caution=clean(found.caution).strip() or None,
        adapt=clean(found.adapt).strip() or None,
        their_words=_their_words(found),
        origin=Origin(kind="peer", id=item.id, name=name, on=item.received_at.date()),
    )
    with post.transaction():
        vault.journal.keep(card)
        post.adopt(item.contact, item.id, card.id)
    return card


def _their_words(found: message.Strategy) -> str | None:
    return clean(found.words).strip() or None


def given_by(vault: OpenVault, card: Strategy) -> Arrival | None:
    """What a card was adopted from, where its sender is still a contact: they can be told that it
    helped."""
    if card.origin is None or card.origin.kind != "peer":
        return None
    for contact in contacts(vault):
        try:
            return vault.journal.post.arrival(contact.id, MessageId(card.origin.id))
        except UnknownId:
            continue
    return None


# -- looking ---------------------------------------------------------------------------------------


def inbox(vault: OpenVault, *, photos: bool = True) -> tuple[Arrival, ...]:
    """What came and is here, in the order in which it was sent; without what is over. Without
    `photos` their bytes are left out: a list of many shows none."""
    post = vault.journal.post
    if not vault.read_only:
        post.delete_expired(_now(vault))
    blocked = {each.id for each in post.contacts() if each.state is ContactState.BLOCKED}
    return tuple(each for each in post.arrivals(photos=photos) if each.contact not in blocked)


def ledger(
    vault: OpenVault, contact: ContactId | None = None, *, photos: bool = True
) -> tuple[LedgerLine, ...]:
    """What others hold of me, newest first; without `photos` their bytes are left out."""
    return vault.journal.post.ledger(contact, photos=photos)


def ask_of(vault: OpenVault, item: Arrival) -> Ask:
    """What the writer of an entry would like to have back: as they said last."""
    _, theirs = vault.journal.post.thread(item.contact, item.id)
    later = [each.body.get("ask") for each in theirs if each.kind == "ask-again"]
    said = next((each for each in reversed(later) if each), item.body.get("ask"))
    return Ask(said) if said else Ask.LISTEN


@dataclass(frozen=True, slots=True)
class Gift:
    """A way of coping that I gave, and what came of it."""

    share: Share
    to: str
    title: str
    said: tuple[str, ...] = ()
    """What they said: `helped`, `helped-a-little`, `glad-i-tried`, `now-mine`."""


def gifts(vault: OpenVault) -> tuple[Gift, ...]:
    """The ways of coping that I gave, newest first."""
    post = vault.journal.post
    said: dict[tuple[ContactId, str], list[str]] = {}
    for each in post.arrivals(photos=False):
        if each.kind == "helped" and each.answers is not None:
            said.setdefault((each.contact, each.answers), []).append(str(each.body.get("what")))
    found = []
    for line in post.ledger(photos=False):
        strategy = (
            line.share.body if line.share.kind == "strategy" else line.share.body.get("strategy")
        )
        never_left = line.share.state is ShareState.DELETION_CONFIRMED and (
            line.share.sealed_at is None
        )
        if line.share.kind in {"strategy", "reply"} and strategy and not never_left:
            title = str(strategy["title"])
            found.append(
                Gift(
                    line.share,
                    line.name,
                    title,
                    tuple(said.get((line.share.contact, line.share.id), ())),
                )
            )
    return tuple(found)


def photos_of(item: Arrival) -> tuple[message.Photo, ...]:
    """The pictures that came, those alone that are what they say and not too large to decode."""
    from reflect.formats.toolkit import small_picture as checked

    if item.kind != "entry" or item.deleted_at is not None:
        return ()
    found = msgspec.convert(dict(item.body), message.Entry).photos
    return tuple(
        each
        for each in found
        if checked(each.data, each.name, pixels=MOST_PIXELS, limit=message.LARGEST_PHOTO)
    )


def attachments_json(photos: Collection[message.Photo]) -> list[dict[str, Any]]:
    """Of each photo: name, type, size."""
    return [
        {"name": clean(each.name), "type": each.type, "size": len(each.data)} for each in photos
    ]


def item_json(body: message.Body) -> dict[str, Any]:
    """The fields of an item, as the other side reads them: made from the body that is sealed."""
    kind = message.kind_of(body)
    if isinstance(body, message.Entry):
        return {
            "kind": kind,
            "ask": body.ask,
            "hard": body.hard,
            "title": clean(body.title) or None,
            "text": clean(body.text),
            "mood": body.mood,
            "emotions": [
                {"word": clean(each.word), "intensity": each.intensity} for each in body.emotions
            ],
            "tags": [clean(each) for each in body.tags],
            "time": None
            if body.time is None
            else {"at": clean(body.time.at), "part": body.time.part},
            "attachments": attachments_json(body.photos),
            "expires_at": None
            if body.expires_at is None
            else datetime.fromtimestamp(body.expires_at, UTC).isoformat(),
        }
    if isinstance(body, message.Strategy):
        return {"kind": kind, **_strategy_json(body)}
    if isinstance(body, message.Reply):
        return {
            "kind": kind,
            "answers": body.to,
            "text": clean(body.text),
            "strategy": None if body.strategy is None else _strategy_json(body.strategy),
        }
    if isinstance(body, message.Hear | message.Helped):
        return {"kind": kind, "answers": body.to, "what": body.what}
    if isinstance(body, message.AskAgain):
        return {"kind": kind, "answers": body.to, "ask": body.ask}
    raise BadValue(field="item", expects="something to read")


def _strategy_json(body: message.Strategy) -> dict[str, Any]:
    return {
        "title": clean(body.title),
        "steps": [clean(each) for each in body.steps],
        "minutes": body.minutes,
        "energy": body.energy,
        "for": [clean(each) for each in body.feelings],
        "why": clean(body.why) or None,
        "caution": clean(body.caution) or None,
        "adapt": clean(body.adapt) or None,
        "evidence": clean(body.evidence) or None,
        "words": clean(body.words) or None,
        "uses": body.uses,
        "median_change": body.median_change,
    }


def excerpt(what: Share | Arrival, longest: int = 120) -> str:
    """The first words of something that was shared, or came; empty where it has none (a mood, one
    tap)."""
    body = what.body
    inner = body.get("strategy") or {}
    for text in (body.get("title"), body.get("text"), inner.get("title")):
        line = _line(str(text or ""))
        if line:
            return line if len(line) <= longest else line[: longest - 1] + "…"
    return ""


def sent_body(share: Share) -> message.Body:
    """What they got, as a value."""
    body: message.Body = msgspec.convert(dict(share.body), message.KINDS[share.kind])
    return body


def body_of(item: Arrival) -> message.Body:
    """What came, as a value. Raises UnknownId where it was deleted."""
    if item.deleted_at is not None:
        raise UnknownId(kind="arrival", id=item.id)
    body: message.Body = msgspec.convert(dict(item.body), message.KINDS[item.kind])
    return body


def photo_of(entry: Entry) -> tuple[Attachment, ...]:
    """The photos of an entry that may be chosen."""
    return tuple(each for each in entry.attachments if each.type.startswith("image/"))


def _line(text: str) -> str:
    return " ".join(clean(text).split())

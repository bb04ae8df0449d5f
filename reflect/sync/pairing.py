"""How two people become contacts, pause, and part.

    Ana: `invite`        one line for Bea; her card waits, sealed, where the line says
    Bea: `accept`        and, once the card is fetched, `take_card`: her `hello` goes to Ana
    Ana: `take_hello`    the invitation is used, the contact stands; `welcome` goes to Bea
    Bea: `take_welcome`  the contact stands on her side, too

Nobody has to be there at the same time. Who the other is, is sure only once the two have compared
their safety numbers (docs/protocol.md, "Pairing").
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from reflect.crypto import envelope, identity
from reflect.crypto.identity import Invitation
from reflect.errors import BadMessage, BadValue, NotConnected, PairingRefused
from reflect.journal.post import Post
from reflect.model import NOTHING, Changes
from reflect.shares import (
    Contact,
    ContactState,
    Envelope,
    Invited,
    MessageId,
    Share,
    ShareState,
)
from reflect.sync import keyring, message, opening, sealing
from reflect.sync.keyring import Keyring
from reflect.sync.message import Message
from reflect.sync.relays import means_the_same_elsewhere

_LAST: Final = frozenset({"state", "retract", "retracted"})
"""Kinds that still go after an end."""
LEAVING: Final = timedelta(days=14)
"""After an end: so long the answers to what was asked for are waited for."""
TIDIED_FOR: Final = timedelta(days=30)
"""After an invitation's end: so long it is looked whether its card still lies somewhere."""
INVITATION: Final = "invitation"
ENDED_AT: Final = "ended-at"
LIST_BACK: Final = "list-back"
"""Detail of a contact: when an older list of their devices came than the one that is known."""
REFUSED: Final = "refused"
"""Details of a contact: the line that was made for them; when it ended; why nothing came of it."""


# -- inviting --------------------------------------------------------------------------------------


def invite(post: Post, name: str, now: datetime) -> tuple[Contact, str]:
    """A new contact, and the one line that is for them alone: it serves once, for seven days.
    Raises BadValue (the name, no relay yet)."""
    relays = tuple(each.address for each in post.relays())
    if not relays:
        raise BadValue(field="relays", expects="a relay or a folder first")
    with keyring.held(post) as ring:
        contact = post.add_contact(_free(post, name))
        box = identity.mailbox_new()
        post.add_mailbox(box.address, contact=contact.id, secret=box.secret)
        meets = tuple(filter(means_the_same_elsewhere, relays))
        # Without one-time keys: whoever tries it a second time is to be heard, and refused.
        card = keyring.own_card(ring, post, box.address, meets, one_time=0).encoded()
        made = identity.invite(card, meets, now.timestamp())
        post.add_invite(
            made.key, made.card.hex(), datetime.fromtimestamp(made.ends, UTC), contact=contact.id
        )
        sealed = made.seal_card(card)
        post.put_envelopes(
            [Envelope(0, envelope.name_of(sealed), "", made.meeting.address, 0, sealed)], relays
        )
        line = made.line()
        post.set_details(contact.id, {INVITATION: line})
    return post.contact(contact.id), line


def _free(post: Post, name: str) -> str:
    """The name, where nobody else is called that. Raises BadValue."""
    name = " ".join(name.split())
    known = {
        each.name.casefold()
        for each in post.contacts()
        if each.state not in {ContactState.ENDED, ContactState.BLOCKED}
    }
    if name.casefold() in known:
        raise BadValue(field="name", expects="one that nobody else has here")
    return name


def invitation_of(found: Invited) -> Invitation:
    """As it was made, without its relays."""
    ends = int(found.expires_at.timestamp())
    return Invitation(found.secret, bytes.fromhex(found.card_hash), ends, ())


def withdraw(post: Post, contact: Contact, now: datetime) -> Changes:
    """An invitation that nobody took up leads nowhere from now on."""
    with post.transaction():
        for each in post.invites():
            if each.contact == contact.id and each.used_at is None:
                post.withdraw_invite(each.id)
        return _leave(post, contact, now)


# -- accepting -------------------------------------------------------------------------------------


def accept(post: Post, line: str, name: str, now: datetime) -> tuple[Contact, tuple[str, ...]]:
    """The other half: a contact who is not there yet, and the relays that the invitation names and
    that were not known here; they are used from now on. Raises PairingRefused, BadValue."""
    made = identity.read_invitation(line)
    if made.is_over(now.timestamp()):
        raise PairingRefused(reason="its seven days are over")
    for invited in post.invites():
        if invited.secret == made.key:
            raise PairingRefused(
                reason="it was made here" if invited.mine else "it was accepted here before"
            )
    known = {each.address for each in post.relays()}
    fresh = tuple(
        each for each in made.relays if means_the_same_elsewhere(each) and each not in known
    )
    if not known and not fresh:
        raise BadValue(field="relays", expects="the relay or the folder that both of you use")
    with keyring.held(post):
        for each in fresh:
            post.add_relay(each)
        contact = post.add_contact(_free(post, name))
        box = identity.mailbox_new()
        post.add_mailbox(box.address, contact=contact.id, secret=box.secret)
        post.add_invite(
            made.key,
            made.card.hex(),
            datetime.fromtimestamp(made.ends, UTC),
            mine=False,
            contact=contact.id,
        )
    return post.contact(contact.id), fresh


def waiting_for_a_card(post: Post, now: datetime) -> tuple[Invited, ...]:
    """Invitations that were accepted here and whose card was not there yet."""
    return tuple(
        each
        for each in post.invites()
        if not each.mine
        and each.is_open(now)
        and each.contact is not None
        and post.contact(each.contact).state is ContactState.INVITED
        and not post.mailboxes(mine=False, contact=each.contact)
    )


def lately_over(post: Post, now: datetime) -> tuple[Invited, ...]:
    """Invitations made here whose seven days ended within the last month."""
    return tuple(
        each
        for each in post.invites()
        if each.mine and each.expires_at <= now < each.expires_at + TIDIED_FOR
    )


def take_card(
    post: Post, found: Invited, sealed: Sequence[tuple[str, bytes]], now: datetime
) -> Changes:
    """What lies at the meeting place: the card that the invitation speaks of is taken, and `hello`
    goes to its owner. Raises PairingRefused: it is one's own, or of somebody who is a contact;
    BadValue where its devices or its mailbox are somebody else's."""
    made = invitation_of(found)
    if all(each.id != found.id for each in waiting_for_a_card(post, now)):
        # Another relay had it, too.
        return NOTHING
    for _, data in sealed:
        try:
            card = made.open_card(data)
            known = identity.read_card(card)
        except (PairingRefused, BadMessage):
            # Anybody may have put something there.
            continue
        assert found.contact is not None
        with keyring.held(post) as ring:
            contact = _is(ring, post, post.contact(found.contact), known)
            mine = next(box for box in post.mailboxes(mine=True, contact=contact.id))
            own = keyring.own_card(ring, post, mine.address).encoded()
            proof = made.proof("hello", made.card, identity.card_hash(own))
            sealing.wait(
                post, contact.id, "hello",
                msgspec.to_builtins(message.Hello(own, proof)), now,
            )  # fmt: skip
        return Changes(kept=frozenset({"contact"}))
    return NOTHING


def give_up(post: Post, found: Invited, reason: str, now: datetime) -> Changes:
    """An invitation that was accepted here leads nowhere; the person finds out why."""
    assert found.contact is not None
    with post.transaction():
        post.withdraw_invite(found.id)
        _leave(post, post.contact(found.contact), now)
        details = post.contact(found.contact).details
        return post.set_details(found.contact, {**details, REFUSED: reason})


def _is(ring: Keyring, post: Post, contact: Contact, known: identity.Known) -> Contact:
    """The owner of a card becomes this contact, with keys and mailbox. Raises PairingRefused."""
    root = known.card.root
    if root == ring.root.public:
        raise PairingRefused(reason="it is your own")
    other = post.contact_of_root(root)
    if other is not None and other.id != contact.id:
        if other.state is ContactState.BLOCKED:
            raise PairingRefused(reason="you have blocked them")
        if other.state is not ContactState.ENDED:
            raise PairingRefused(reason="you are connected already")
        post.let_go(other.id)
        post.join_contact(contact.id, other.id)
        contact = post.contact(other.id)
    post.set_contact_root(contact.id, root, identity.stable_id(root).hex())
    opening.set_list(post, contact.id, known.devices, known.card.list)
    opening.set_keys(post, known.keys)
    post.add_mailbox(known.card.mailbox, contact=contact.id)
    return post.contact(contact.id)


# -- answering -------------------------------------------------------------------------------------


def take_hello(
    ring: Keyring,
    post: Post,
    contact: Contact,
    said: Message,
    body: message.Hello,
    curve: bytes,
    now: datetime,
) -> Contact | None:
    """Somebody took up an invitation: they. In the transaction in which it is marked as used.

    None where it does not serve any more (used, over, withdrawn): the try is counted, and the
    person told. Raises BadMessage (no proof, somebody else's card), PairingRefused.
    """
    hash = identity.card_hash(body.card)
    for invited in post.invites():
        made = invitation_of(invited)
        proof = made.proof("hello", made.card, hash)
        is_theirs = invited.mine and invited.contact == contact.id
        if is_theirs and hmac.compare_digest(proof, body.proof):
            break
    else:
        raise BadMessage(reason="proof")
    known = identity.read_card(body.card)
    device = next(
        (each for each in known.devices.devices if each.id.hex() == said.sender.device), None
    )
    if known.card.root != said.sender.root or device is None or device.curve25519 != curve:
        raise BadMessage(reason="sender")
    if not post.use_invite(invited.id, hash.hex(), contact.id):
        return None
    if contact.state is not ContactState.INVITED:
        raise BadMessage(reason="no invitation")
    contact = _is(ring, post, contact, known)
    post.set_contact_state(contact.id, ContactState.ACTIVE)
    post.set_details(contact.id, {})
    answer = made.proof("welcome", made.card, hash)
    sealing.wait(post, contact.id, "welcome", msgspec.to_builtins(message.Welcome(answer)), now)
    return post.contact(contact.id)


def take_welcome(post: Post, contact: Contact, body: message.Welcome) -> Changes:
    """The other side has taken up what was accepted here. Raises BadMessage."""
    accepted = _welcomed(post, contact, body.proof)
    if accepted.used_at is None:
        post.use_invite(accepted.id, accepted.card_hash, contact.id)
    if contact.state is not ContactState.INVITED:
        return NOTHING
    return post.set_contact_state(contact.id, ContactState.ACTIVE)


def _welcomed(post: Post, contact: Contact, proof: bytes) -> Invited:
    """The invitation, of those that were accepted from this contact, that the proof is about."""
    hellos = [
        msgspec.convert(dict(each.body), message.Hello)
        for each in post.shares(contact.id)
        if each.kind == "hello"
    ]
    for accepted in post.invites():
        if accepted.mine or accepted.contact != contact.id:
            continue
        made = invitation_of(accepted)
        for said in hellos:
            right = made.proof("welcome", made.card, identity.card_hash(said.card))
            if hmac.compare_digest(right, proof):
                return accepted
    raise BadMessage(reason="proof")


# -- comparing, pausing, parting -------------------------------------------------------------------


def safety_number(post: Post, contact: Contact) -> str:
    """60 digits in twelve groups, the same on both sides; of the new root where one waits. Raises
    NotConnected before their card is known."""
    own, theirs = post.own_root(), contact.new_root or contact.root
    if own is None or theirs is None:
        raise NotConnected(name=contact.name, state="the two of you are not connected yet")
    return identity.safety_number(identity.root_from(own.seed).public, theirs)


def verify(post: Post, contact: Contact) -> Changes:
    """The two have compared their numbers and found them alike. Raises NotConnected."""
    if contact.root is None:
        raise NotConnected(name=contact.name, state="the two of you are not connected yet")
    with post.transaction():
        if contact.new_root is not None:
            changes = post.accept_root(contact.id, identity.stable_id(contact.new_root).hex())
        else:
            changes = post.verify_contact(contact.id)
        details = {key: value for key, value in contact.details.items() if key != LIST_BACK}
        return changes | post.set_details(contact.id, details)


def pause(post: Post, contact: Contact, words: str, now: datetime) -> Changes:
    """Nothing of mine goes until `resume`; what comes is kept quietly. They are told, once."""
    changes = _moved(post, contact, ContactState.PAUSED)
    _tell(post, contact, "paused", words, now)
    return changes


def resume(post: Post, contact: Contact, now: datetime) -> Changes:
    """On again. Raises NotConnected unless it was paused."""
    if contact.state is not ContactState.PAUSED:
        raise NotConnected(name=contact.name, state=contact.state)
    changes = _moved(post, contact, ContactState.ACTIVE)
    _tell(post, contact, "active", "", now)
    return changes


def end(
    post: Post, contact: Contact, words: str, now: datetime, *, ask_to_delete: bool = False
) -> Changes:
    """Nothing goes any more, in either direction. They are told, and asked to delete what they hold
    of me where that is wanted; keys and mailboxes go once that has arrived, or after 14 days."""
    with post.transaction():
        if contact.state is ContactState.INVITED:
            return withdraw(post, contact, now)
        changes = NOTHING
        if ask_to_delete:
            for line in post.ledger(contact.id):
                changes |= retract(post, line.share, now)
        changes |= _leave(post, contact, now)
        _tell(post, contact, "ended", words, now)
    return changes


def block(post: Post, contact: Contact) -> Changes:
    """At once, and without a word: nothing of theirs is looked at any more."""
    with post.transaction():
        changes = _moved(post, contact, ContactState.BLOCKED)
        post.set_details(contact.id, {})
        return changes | post.let_go(contact.id)


def they_said(post: Post, contact: Contact, body: message.State, now: datetime) -> Changes:
    """What the other side says of itself. Where they ended it, it has ended."""
    changes = post.they_are(contact.id, ContactState(body.state))
    details = {**contact.details, "their-words": body.words}
    if not body.words:
        details.pop("their-words")
    changes |= post.set_details(contact.id, details)
    if body.state == "ended" and contact.state in sealing.REACHABLE:
        changes |= _leave(post, post.contact(contact.id), now)
    return changes


def let_go_where_over(post: Post, now: datetime) -> Changes:
    """Keys and mailboxes of those with whom it ended, once nothing is waited for any more."""
    changes = NOTHING
    open_ = {ShareState.WAITING, ShareState.STORED, ShareState.DELETION_ASKED}
    for contact in post.contacts():
        if contact.state is not ContactState.ENDED or not post.mailboxes(
            mine=True, contact=contact.id
        ):
            continue
        since = datetime.fromisoformat(str(contact.details.get(ENDED_AT, now.isoformat())))
        waits = any(
            each.state in open_
            for each in post.shares(contact.id)
            if each.kind in _LAST or each.state is ShareState.DELETION_ASKED
        ) or any(each.asked_at is not None for each in post.arrivals(contact.id, photos=False))
        owes = contact.id in post.to_acknowledge()
        if not (waits or owes) or now >= since + LEAVING or contact.root is None:
            changes |= post.let_go(contact.id)
    return changes


def retract(post: Post, share: Share, now: datetime) -> Changes:
    """Ask for it to be deleted: a request, not a deletion. What never left is simply gone."""
    share = post.share(share.id)
    if share.state in {ShareState.DELETION_ASKED, ShareState.DELETION_CONFIRMED}:
        return NOTHING
    # One that waits again, because it is to be sent again, has left before.
    never_left = (
        share.state is ShareState.WAITING
        and share.sealed_at is None
        and share.state_at == share.made_at
    )
    with post.transaction():
        changes = post.move(share.id, ShareState.DELETION_ASKED)
        if never_left:
            return changes | post.move(share.id, ShareState.DELETION_CONFIRMED)
        sealing.wait(post, share.contact, "retract", {"to": share.id}, now)
    return changes


def retract_what_left(
    post: Post, contact: Contact, there: Collection[MessageId], now: datetime
) -> Changes:
    """Where they have what was thought never to have left (this journal was set back, and nobody
    could know), they are asked now."""
    changes, known = NOTHING, set(there)
    shares = post.shares(contact.id)
    asked = {each.body.get("to") for each in shares if each.kind == "retract"}
    for share in shares:
        gone = share.state is ShareState.DELETION_CONFIRMED
        if gone and share.id in known and share.id not in asked:
            changes |= post.move(share.id, ShareState.DELETION_ASKED)
            sealing.wait(post, contact.id, "retract", {"to": share.id}, now)
    return changes


def _moved(post: Post, contact: Contact, to: ContactState) -> Changes:
    try:
        return post.set_contact_state(contact.id, to)
    except BadValue:
        raise NotConnected(name=contact.name, state=contact.state) from None


def _leave(post: Post, contact: Contact, now: datetime) -> Changes:
    changes = _moved(post, contact, ContactState.ENDED)
    details: Mapping[str, Any] = {
        name: value for name, value in contact.details.items() if name != INVITATION
    }
    return changes | post.set_details(contact.id, {**details, ENDED_AT: now.isoformat()})


def _tell(post: Post, contact: Contact, state: str, words: str, now: datetime) -> None:
    if contact.root is not None:
        body = message.State(state, words)  # type: ignore[arg-type]  # one of the three
        sealing.wait(post, contact.id, "state", msgspec.to_builtins(body), now)

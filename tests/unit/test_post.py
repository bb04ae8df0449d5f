"""The post office: every step of every state, all or nothing, and no ratchet after a restore."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.errors import BadValue, JournalTooNew, ReadOnly, StorageFull, UnknownId
from reflect.journal import Journal, channels, post, upkeep
from reflect.journal.post import Post
from reflect.model import Entry, EntryId, KeptId, new_id
from reflect.shares import (
    CONTACT_STEPS,
    SHARE_STEPS,
    Arrival,
    Ask,
    ContactId,
    ContactState,
    Envelope,
    MessageId,
    PeerDevice,
    Share,
    ShareState,
)
from reflect.vault import device

KEY = bytes(range(32))
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOT = b"r" * 32


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **more: int) -> datetime:
        self.now += timedelta(**more)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path, clock: Clock) -> Iterator[Journal]:
    with Journal.create(path, KEY, name="Mine", journal_id="j", clock=clock) as made:
        yield made


@pytest.fixture
def office(journal: Journal) -> Post:
    return journal.post


def peer(office: Post, name: str = "Bea", root: bytes = ROOT) -> ContactId:
    """An active contact with one device, `name`-1, and a spare key."""
    id = office.add_contact(name, root=root, stable_id="s" * 64).id
    office.set_contact_state(id, ContactState.ACTIVE)
    one = PeerDevice(f"{name}-1", id, b"c" * 32, b"e" * 32)
    office.set_list(id, 1, b"list", b"signature", [one])
    office.set_keys(
        one.id, incarnation="i1", epoch=1, seal=b"s", one_time=[b"1" * 32, b"2" * 32],
        fallback=b"f" * 32,
    )  # fmt: skip
    office.add_mailbox(f"box of {name}", contact=id)
    return id


def message(contact: ContactId, number: int = 1, **more: object) -> Share:
    at = START + timedelta(minutes=number)
    return Share(MessageId(f"{number:032x}"), contact, "entry", {"text": "hello"}, at, **more)  # type: ignore[arg-type]


def arrival(contact: ContactId, number: int = 1, **more: object) -> Arrival:
    at = START + timedelta(minutes=number)
    id = MessageId(f"{number:032x}")
    return Arrival(id, contact, "entry", {"text": "hello"}, at, at, **more)  # type: ignore[arg-type]


def sealed(number: int = 1) -> Envelope:
    return Envelope(0, f"{number:064x}", "Bea-1", "m" * 64, number, bytes([number % 256]) * 100)


def raw(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
    return connection


# -- states ----------------------------------------------------------------------------------------


def force(journal: Journal, table: str, state: str) -> None:
    journal._store.run(f"UPDATE {table} SET state = ?", (state,))


@pytest.mark.parametrize(("start", "to"), list(product(ShareState, ShareState)))
def test_every_step_of_a_share(journal: Journal, start: ShareState, to: ShareState) -> None:
    office = journal.post
    office.add_share(share := message(peer(office)))
    force(journal, "share", start)
    if start is to:
        assert not office.move(share.id, to).kept
    elif to in SHARE_STEPS[start]:
        assert office.move(share.id, to).kept == {"share"}
    else:
        with pytest.raises(BadValue):
            office.move(share.id, to)
        to = start
    assert office.share(share.id).state is to


@pytest.mark.parametrize(("start", "to"), list(product(ContactState, ContactState)))
def test_every_step_of_a_contact(journal: Journal, start: ContactState, to: ContactState) -> None:
    office = journal.post
    id = peer(office)
    force(journal, "contact", start)
    if start is to:
        assert not office.set_contact_state(id, to).kept
    elif to in CONTACT_STEPS[start]:
        assert office.set_contact_state(id, to).kept == {"contact"}
    else:
        with pytest.raises(BadValue):
            office.set_contact_state(id, to)
        to = start
    assert office.contact(id).state is to


def test_the_tables_of_steps_name_every_state() -> None:
    assert set(SHARE_STEPS) == set(ShareState)
    assert set(CONTACT_STEPS) == set(ContactState)
    assert SHARE_STEPS[ShareState.DELETION_CONFIRMED] == {ShareState.DELETION_ASKED}


@given(said=st.lists(st.sampled_from(ShareState), max_size=12))
def test_what_the_other_side_says_in_any_order_never_breaks_a_state(
    tmp_path_factory: pytest.TempPathFactory, said: list[ShareState]
) -> None:
    path = tmp_path_factory.mktemp("said") / "journal.db"
    with Journal.create(path, KEY, name="", journal_id="j", synchronous="NORMAL") as journal:
        office = journal.post
        office.add_share(share := message(contact := peer(office)))
        expected = ShareState.WAITING
        for state in said:
            office.move_where_it_follows(contact, [share.id, MessageId("other")], state)
            if state in SHARE_STEPS[expected]:
                expected = state
            assert office.share(share.id).state is expected


def test_nobody_says_anything_of_what_another_got(office: Post) -> None:
    office.add_share(share := message(peer(office)))
    other = peer(office, "Cem", b"x" * 32)
    assert not office.acknowledged(other, [share.id]).kept
    assert office.share(share.id).state is ShareState.WAITING


# -- what goes -------------------------------------------------------------------------------------


def test_a_message_comes_out_as_it_went_in(office: Post) -> None:
    share = message(
        peer(office), entry_id=EntryId("e1"), ask=Ask.EXPERIENCE, answers=MessageId("a"),
        expires_at=START + timedelta(days=3),
    )  # fmt: skip
    assert office.add_share(share).kept == {"share"}
    assert office.share(share.id) == replace(share, state_at=share.made_at)
    assert office.shares(entry=EntryId("e1")) == (office.share(share.id),)
    with pytest.raises(BadValue):
        office.add_share(share)
    with pytest.raises(UnknownId):
        office.add_share(replace(share, id=MessageId("b"), contact=ContactId("nobody")))


def test_the_way_through_the_outbox(office: Post, clock: Clock) -> None:
    contact = peer(office)
    office.add_share(share := message(contact))
    assert [each.id for each in office.to_seal(clock.now)] == [share.id]
    office.put_envelopes([sealed(1), sealed(2)], ["a", "b", "a"], share=share.id)
    assert office.to_seal(clock.now) == ()
    one, two = office.due("a", clock.now)
    assert (one.data, one.share, one.number) == (sealed(1).data, share.id, 1)
    office.put_off(one.num, "a", clock.now + timedelta(minutes=1))
    assert office.due("a", clock.now) == (two,)
    assert office.due("a", clock.on(minutes=1))[0].tries == 1
    # Stored is what lies whole somewhere, be it spread over two relays.
    assert not office.stored(one.num, "a").kept
    assert office.share(share.id).state is ShareState.WAITING
    assert office.stored(two.num, "b").kept == {"share"}
    assert office.share(share.id).state is ShareState.STORED
    assert office.ledger()[0].relays == 2
    assert office.acknowledged(contact, [share.id]).kept == {"share"}
    assert office.due("a", clock.now) == office.due("b", clock.now) == ()
    line = office.ledger(contact)[0]
    assert (line.name, line.share.state, line.relays) == ("Bea", ShareState.DELIVERED, 0)


def test_what_nobody_acknowledges_is_sealed_anew_after_a_day(office: Post, clock: Clock) -> None:
    office.add_share(share := message(peer(office)))
    office.put_envelopes([sealed(1)], ["a"], share=share.id)
    assert office.to_seal(clock.on(hours=23)) == ()
    assert [each.id for each in office.to_seal(clock.on(hours=1))] == [share.id]
    office.put_envelopes([sealed(2)], ["a"], share=share.id)
    assert [each.number for each in office.due("a", clock.now)] == [2]


@pytest.mark.parametrize("why", ["paused", "ended", "blocked", "another root"])
def test_nothing_is_sealed_for_who_should_not_have_it(office: Post, clock: Clock, why: str) -> None:
    contact = peer(office)
    office.add_share(message(contact))
    if why == "another root":
        office.root_changed(contact, b"n" * 32)
        assert not office.contact(contact).may_send
    else:
        office.set_contact_state(contact, ContactState(why))
    assert office.to_seal(clock.now) == ()


def test_an_envelope_of_no_message_goes_once_every_relay_has_it(office: Post, clock: Clock) -> None:
    peer(office)
    office.put_envelopes([sealed()], ["a", "b"])
    num = office.due("a", clock.now)[0].num
    office.stored(num, "a")
    assert office.due("b", clock.now)[0].num == num
    office.stored(num, "b")
    office.stored(num, "b")
    assert office._store.value("SELECT count(*) FROM outbox") == 0


def test_numbers_are_given_once(office: Post) -> None:
    peer(office)
    assert [office.next_number("Bea-1") for _ in range(3)] == [1, 2, 3]
    with pytest.raises(UnknownId):
        office.next_number("stranger")


def test_who_was_restored_gets_what_they_lack_under_the_same_ids(
    office: Post, clock: Clock
) -> None:
    contact = peer(office)
    for number in range(1, 5):
        office.add_share(message(contact, number))
        office.put_envelopes([sealed(number)], ["a"], share=message(contact, number).id)
    ids = [each.id for each in office.shares()]
    office.acknowledged(contact, ids[:3])
    office.move(ids[2], ShareState.DELETION_ASKED)
    office.send_again(contact, [ids[0]])
    assert [each.id for each in office.to_seal(clock.now)] == [ids[1], ids[3]]
    assert office.share(ids[0]).state is ShareState.DELIVERED
    assert office.share(ids[2]).state is ShareState.DELETION_ASKED


# -- what comes ------------------------------------------------------------------------------------


def test_what_came_is_kept_once_and_acknowledged_each_time(office: Post) -> None:
    contact = peer(office)
    one = arrival(contact, answers=MessageId("t"), expires_at=START + timedelta(days=1))
    assert office.apply(contact, one.id)
    assert office.arrive(one).kept == {"arrival"}
    assert office.to_acknowledge() == {contact: (one.id,)}
    office.told(contact, [one.id])
    assert office.to_acknowledge() == {}
    assert not office.apply(contact, one.id)
    assert office.to_acknowledge() == {contact: (one.id,)}
    assert office.arrivals() == (one,)
    assert office.thread(contact, MessageId("t")) == ((), (one,))
    assert office.applied(contact) == (one.id,)
    with pytest.raises(BadValue):
        office.arrive(one)


def test_the_life_of_an_arrival(office: Post, clock: Clock) -> None:
    contact = peer(office)
    id = arrival(contact).id
    office.arrive(arrival(contact))
    assert len(office.arrivals(unread=True)) == 1
    first = clock.on(hours=1)
    office.read(contact, id)
    clock.on(hours=1)
    office.read(contact, id)
    office.adopt(contact, id, KeptId("card"))
    office.asked_to_delete(contact, id)
    found = office.arrival(contact, id)
    assert (found.read_at, found.adopted, found.asked_at) == (first, "card", clock.now)
    assert office.arrivals(unread=True) == ()
    office.delete_arrival(contact, id)
    assert office.arrivals() == ()
    gone = office.arrivals(deleted=True)[0]
    assert (dict(gone.body), gone.deleted_at) == ({}, clock.now)
    with pytest.raises(UnknownId):
        office.read(contact, MessageId("none"))


def test_two_contacts_cannot_take_each_others_ids(office: Post) -> None:
    bea, cem = peer(office), peer(office, "Cem", b"x" * 32)
    assert office.apply(bea, arrival(bea).id)
    assert office.apply(cem, arrival(bea).id)
    office.arrive(arrival(bea))
    office.arrive(arrival(cem))
    office.delete_arrival(cem, arrival(bea).id)
    assert [each.contact for each in office.arrivals()] == [bea]


def test_what_is_over_goes(office: Post, clock: Clock) -> None:
    contact = peer(office)
    office.arrive(arrival(contact, 1, expires_at=START + timedelta(hours=1)))
    office.arrive(arrival(contact, 2))
    assert not office.delete_expired(clock.now).kept
    assert office.delete_expired(clock.on(hours=1)).kept == {"arrival"}
    assert [each.id for each in office.arrivals()] == [arrival(contact, 2).id]


def test_bounds(office: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "SEEN", 5)
    monkeypatch.setattr(post, "PARKED", 5)
    monkeypatch.setattr(post, "UNFINISHED", 2)
    for number in range(8):
        office.saw(str(number))
        office.saw(str(number))
        office.park(str(number), "message", b"x")
        office.park(str(number), "message", b"y")
        office.keep_part("d", MessageId(str(number)), 0, 2, b"half")
    assert [office.was_seen(str(number)) for number in range(8)] == [False] * 3 + [True] * 5
    assert [(one.name, one.data) for one in office.parked()] == [
        (str(n), b"x") for n in range(3, 8)
    ]
    assert office._store.value("SELECT count(*) FROM part") == 2
    office.unpark("4")
    assert len(office.parked()) == 4
    with pytest.raises(BadValue):
        office.park("n", "other", b"")


@given(order=st.permutations(range(6)), twice=st.lists(st.integers(0, 5), max_size=3))
def test_parts_in_any_order_make_the_message_once(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], twice: list[int]
) -> None:
    path = tmp_path_factory.mktemp("parts") / "journal.db"
    with Journal.create(path, KEY, name="", journal_id="j", synchronous="NORMAL") as journal:
        office, id = journal.post, MessageId("m")
        early = [place for place in twice if place != order[-1]]
        for place in (*early, *order[:-1]):
            assert office.keep_part("d", id, place, 6, bytes([place])) is None
        whole = office.keep_part("d", id, order[-1], 6, bytes([order[-1]]))
        assert whole == {place: bytes([place]) for place in range(6)}
        assert journal._store.value("SELECT count(*) FROM part") == 0


def test_parts_of_a_message_that_has_grown_take_the_place_of_the_former(office: Post) -> None:
    """What `have` says is more each time that it is sealed."""
    m = MessageId("m")
    assert office.keep_part("d", m, 0, 2, b"old 0") is None
    assert office.keep_part("d", m, 1, 3, b"new 1") is None
    assert office.keep_part("d", m, 2, 3, b"new 2") is None, "the former 0 does not count"
    assert office.keep_part("d", m, 2, 3, b"newer 2") is None
    assert office.keep_part("d", m, 0, 3, b"new 0") == {0: b"new 0", 1: b"new 1", 2: b"newer 2"}


def test_what_was_sealed_by_a_clock_that_was_ahead_is_sealed_again(
    office: Post, clock: Clock
) -> None:
    id = peer(office)
    made = clock.now
    share = Share(MessageId("a" * 32), id, "entry", {}, made)
    office.add_share(share)
    office.set_keys("Bea-1", incarnation="i", epoch=1, seal=b"s")
    office.add_mailbox("box", contact=id)
    clock.on(days=700)
    office.put_envelopes((), (), share=share.id)
    clock.now = made
    assert [each.id for each in office.to_seal(clock.now)] == [share.id]


@pytest.mark.parametrize(("place", "many"), [(-1, 2), (2, 2), (0, 0), (0, post.PARTS + 1)])
def test_parts_that_cannot_be_are_refused(office: Post, place: int, many: int) -> None:
    office.keep_part("d", MessageId("m"), 0, 2, b"x")
    with pytest.raises(BadValue):
        office.keep_part("d", MessageId("m"), place, many, b"x")


# -- contacts and their keys -----------------------------------------------------------------------


def test_an_older_list_another_of_the_same_version_and_anothers_device_are_refused(
    office: Post,
) -> None:
    contact = peer(office)
    one = PeerDevice("Bea-1", contact, b"c" * 32, b"e" * 32)
    two = PeerDevice("Bea-2", contact, b"d" * 32, b"f" * 32)
    office.set_list(contact, 3, b"three", b"s", [one, two])
    for version, data in ((2, b"two"), (3, b"other three")):
        with pytest.raises(BadValue):
            office.set_list(contact, version, data, b"s", [one])
    with pytest.raises(BadValue):
        office.set_list(contact, 4, b"four", b"s", [replace(one, curve=b"x" * 32), two])
    cem = peer(office, "Cem", b"x" * 32)
    with pytest.raises(BadValue):
        office.set_list(cem, 2, b"theft", b"s", [one])
    assert office.device("Bea-1").contact == contact
    assert (office.contact(contact).list_version, len(office.devices(contact))) == (3, 2)
    office.keep_session("s2", "Bea-2", "pickle")
    office.set_list(contact, 4, b"four", b"s", [one])
    assert [each.id for each in office.devices(contact)] == ["Bea-1"]
    assert office.sessions("Bea-2") == ()


def test_spare_keys_are_given_once_and_go_with_their_incarnation(office: Post) -> None:
    peer(office)
    assert office.take_one_time("Bea-1") == b"1" * 32
    office.set_keys("Bea-1", incarnation="i1", epoch=0, seal=b"old", one_time=[b"3" * 32])
    assert (office.device("Bea-1").epoch, office.device("Bea-1").seal) == (1, b"s")
    office.set_keys("Bea-1", incarnation="i2", epoch=1, seal=b"new", one_time=[b"4" * 32])
    assert office.spare_keys("Bea-1") == 1
    assert office.take_one_time("Bea-1") == b"4" * 32
    assert office.take_one_time("Bea-1") is None
    found = office.device("Bea-1")
    assert (found.incarnation, found.seal, found.fallback) == ("i2", b"new", b"f" * 32)


def test_sessions_six_and_the_one_that_decrypted_last_or_was_begun_since_first(
    office: Post, clock: Clock
) -> None:
    peer(office)
    for number in range(8):
        clock.on(minutes=1)
        office.keep_session(f"s{number}", "Bea-1", "p", decrypted=number == 3)
    clock.on(minutes=1)
    found = [each.id for each in office.sessions("Bea-1")]
    assert len(found) == channels.SESSIONS
    assert found == ["s7", "s6", "s5", "s4", "s3", "s2"]
    clock.on(minutes=1)
    office.keep_session("s5", "Bea-1", "newer", decrypted=True)
    assert (office.sessions("Bea-1")[0].id, office.sessions("Bea-1")[0].pickle) == ("s5", "newer")
    with pytest.raises(UnknownId):
        office.keep_session("s9", "stranger", "p")


def test_a_session_begun_by_a_fallback_key_never_begins_again(office: Post) -> None:
    contact = peer(office)
    office.keep_session("f", "Bea-1", "p", decrypted=True, fallback=True)
    office.keep_session("f", "Bea-1", "p2", decrypted=True)
    office.set_contact_state(contact, ContactState.ENDED)
    office.let_go(contact)
    assert office.was_fallback("f")
    office.set_list(contact, 2, b"l", b"s", [PeerDevice("Bea-1", contact, b"c" * 32, b"e" * 32)])
    with pytest.raises(BadValue):
        office.keep_session("f", "Bea-1", "p", decrypted=True, fallback=True)


def test_envelopes_that_no_session_opens_are_counted(office: Post, clock: Clock) -> None:
    peer(office)
    assert [office.not_opened("Bea-1") for _ in range(8)] == list(range(1, 9))
    office.healed("Bea-1")
    assert (office.device("Bea-1").unopened, office.device("Bea-1").healed_at) == (0, clock.now)
    office.not_opened("Bea-1")
    office.keep_session("s", "Bea-1", "p", decrypted=True)
    assert office.device("Bea-1").unopened == 0
    assert office.not_opened("stranger") == 0


def test_another_root_stops_until_the_two_have_compared(office: Post, clock: Clock) -> None:
    contact = peer(office)
    office.verify_contact(contact)
    office.root_changed(contact, b"n" * 32)
    assert office.contact(contact).verified_at is None
    with pytest.raises(BadValue):
        office.verify_contact(contact)
    office.keep_session("s", "Bea-1", "p")
    clock.on(hours=1)
    office.accept_root(contact, "t" * 64)
    found = office.contact(contact)
    assert (found.root, found.stable_id, found.verified_at) == (b"n" * 32, "t" * 64, clock.now)
    assert (found.new_root, found.list_version, office.devices(contact)) == (None, 0, ())
    with pytest.raises(BadValue):
        office.accept_root(contact, "t" * 64)


def test_letting_go_leaves_the_history_and_no_key(office: Post, clock: Clock) -> None:
    contact = peer(office)
    office.add_mailbox("mine", contact=contact, secret=b"k" * 32)
    office.add_mailbox("theirs", contact=contact)
    office.set_cursor("a", "mine", "7")
    office.keep_session("s", "Bea-1", "p")
    for number in (1, 2):
        office.add_share(message(contact, number))
        office.put_envelopes([sealed(number)], ["a"], share=message(contact, number).id)
    office.acknowledged(contact, [message(contact, 1).id])
    office.arrive(arrival(contact))
    with pytest.raises(BadValue):
        office.let_go(contact)
    office.set_contact_state(contact, ContactState.BLOCKED)
    office.let_go(contact)
    assert [each.state for each in office.shares()] == [ShareState.DELIVERED, ShareState.UNKNOWN]
    assert len(office.arrivals()) == 1
    for table in ("mailbox", "session", "contact_device", "one_time_key", "outbox", "cursor"):
        assert office._store.value(f"SELECT count(*) FROM {table}") == 0, table
    assert office.due("a", clock.now) == ()


def test_a_mailbox_serves_one_contact_and_one_direction(office: Post) -> None:
    bea, cem = peer(office), peer(office, "Cem", b"x" * 32)
    office.add_mailbox("m", secret=b"k" * 32)
    office.give_mailbox("m", bea)
    office.give_mailbox("m", bea)
    with pytest.raises(BadValue):
        office.give_mailbox("m", cem)
    with pytest.raises(BadValue):
        office.add_mailbox("m", contact=bea)
    office.add_mailbox("t", contact=bea)
    assert [box.address for box in office.mailboxes(mine=True)] == ["m"]
    assert {box.address for box in office.mailboxes(mine=False, contact=bea)} == {"box of Bea", "t"}


# -- invitations -----------------------------------------------------------------------------------


def test_an_invitation_serves_once_and_each_other_try_is_counted(
    office: Post, clock: Clock
) -> None:
    contact = peer(office)
    id = office.add_invite(b"k" * 16, "card", clock.now + timedelta(days=7)).id
    assert office.use_invite(id, "hers", contact)
    assert office.use_invite(id, "hers", contact)
    assert not office.use_invite(id, "another", contact)
    found = office.invite(id)
    assert (found.used_by, found.tries, found.used_at) == ("hers", 1, clock.now)
    with pytest.raises(BadValue):
        office.withdraw_invite(id)


@pytest.mark.parametrize("why", ["over", "withdrawn"])
def test_an_invitation_that_is_over_or_withdrawn_serves_nobody(
    office: Post, clock: Clock, why: str
) -> None:
    id = office.add_invite(b"k" * 16, "card", clock.now + timedelta(days=7)).id
    if why == "over":
        clock.on(days=7)
    else:
        office.withdraw_invite(id)
    assert not office.invite(id).is_open(clock.now)
    assert not office.use_invite(id, "hers", peer(office))
    assert (office.invite(id).used_at, office.invite(id).tries) == (None, 1)


# -- relays and names ------------------------------------------------------------------------------


def test_relays_and_cursors(office: Post, clock: Clock) -> None:
    office.add_relay("a")
    office.add_relay("a")
    office.not_reached("a", clock.now + timedelta(minutes=5))
    assert [(r.tries, r.next_at) for r in office.relays()] == [
        (1, clock.now + timedelta(minutes=5))
    ]
    office.reached("a")
    assert [(r.tries, r.next_at, r.reached_at) for r in office.relays()] == [(0, None, clock.now)]
    office.set_cursor("a", "m", "1")
    office.set_cursor("a", "m", "2")
    assert office.cursor("a", "m") == "2"
    office.remove_relay("a")
    assert (office.relays(), office.cursor("a", "m")) == ((), None)


def test_placeholders(office: Post) -> None:
    office.set_placeholder(" Ben ", "my brother")
    office.set_placeholder("Ben", "a friend")
    assert office.placeholders() == {"Ben": "a friend"}
    office.set_placeholder("Ben", None)
    assert office.placeholders() == {}
    with pytest.raises(BadValue):
        office.set_placeholder("Ben", " ")


# -- all or nothing --------------------------------------------------------------------------------


def receive(office: Post, contact: ContactId, number: int, fail_at: int = 9) -> None:
    """Everything that comes of one envelope; fails before the step `fail_at`."""
    one = arrival(contact, number)
    with office.transaction():
        steps: tuple[Callable[[], object], ...] = (
            lambda: office.keep_session("s", "Bea-1", f"p{number}", decrypted=True),
            lambda: office.saw(f"{number}"),
            lambda: office.apply(contact, one.id),
            lambda: office.arrive(one),
            lambda: office.keep_account(f"account {number}"),
        )
        for at, step in enumerate(steps):
            if at == fail_at:
                raise RuntimeError
            step()


@pytest.mark.parametrize("fail_at", range(5))
def test_a_failure_in_the_middle_leaves_nothing(journal: Journal, fail_at: int) -> None:
    office = journal.post
    contact = peer(office)
    turn_on(office)
    receive(office, contact, 1)
    before = journal.fingerprint(), office.own_device()
    with pytest.raises(RuntimeError):
        receive(office, contact, 2, fail_at)
    assert (journal.fingerprint(), office.own_device()) == before
    receive(office, contact, 2)
    assert len(office.arrivals()) == 2


def test_a_full_disk_leaves_nothing_and_is_got_over(journal: Journal) -> None:
    office = journal.post
    contact = peer(office)
    turn_on(office)
    journal.settle()
    pages = int(journal._store.value("PRAGMA page_count"))
    journal._store.run(f"PRAGMA max_page_count={pages + 2}")
    came = 0
    full = False
    while not full:
        before = journal.fingerprint()
        try:
            receive(office, contact, came + 1)
            came += 1
        except StorageFull:
            full = True
    assert journal.fingerprint() == before
    assert len(office.arrivals()) == len(office.applied(contact)) == came
    assert not office.was_seen(str(came + 1))
    journal._store.run("PRAGMA max_page_count=1073741823")
    receive(office, contact, came + 1)
    assert len(office.arrivals()) == came + 1


def test_reading_only_takes_nothing(journal: Journal, path: Path) -> None:
    contact = peer(journal.post)
    journal.close()
    with Journal.open(path, KEY, read_only=True) as reader:
        assert reader.post.contact(contact).name == "Bea"
        with pytest.raises(ReadOnly):
            reader.post.add_share(message(contact))


# -- restored and copied journals ------------------------------------------------------------------


def turn_on(office: Post, word: str = "w") -> None:
    office.set_root(b"s" * 32)
    office.set_device("d" * 32, "i" * 32, "account", b"k" * 32, word)
    office.add_seal_key(b"secret")


def fill(office: Post) -> ContactId:
    """Everything there can be: shared, arrived, and on its way."""
    contact = peer(office)
    turn_on(office)
    office.set_own_list(1, b"list", b"signature")
    office.add_mailbox("mine", contact=contact, secret=b"k" * 32)
    office.add_invite(b"k" * 16, "card", START + timedelta(days=7), contact=contact)
    for number in (1, 2):
        office.add_share(message(contact, number))
        office.put_envelopes([sealed(number)], ["a"], share=message(contact, number).id)
    office.acknowledged(contact, [message(contact, 1).id])
    receive(office, contact, 3)
    office.keep_part("Bea-1", MessageId("m"), 0, 2, b"half")
    office.park("p", "envelope", b"sealed")
    office.set_cursor("a", "mine", "7")
    office.set_placeholder("Ben", "my brother")
    return contact


def no_ratchet(office: Post, contact: ContactId) -> None:
    assert office.new_device_needed()
    assert (office.own_device(), office.seal_keys()) == (None, ())
    assert (office.sessions("Bea-1"), office.parked()) == ((), ())
    assert office.cursor("a", "mine") is None
    assert office.own_root() is not None
    assert [each.state for each in office.shares()] == [ShareState.DELIVERED, ShareState.WAITING]
    assert [each.id for each in office.to_seal(START)] == [message(contact, 2).id]
    assert [each.seal for each in office.devices(contact)] == [b"s"]
    assert office.contact(contact).name == "Bea"
    assert len(office.arrivals()) == 1
    assert office.placeholders() == {"Ben": "my brother"}
    assert [box.address for box in office.mailboxes(mine=True)] == ["mine"]


def test_forgetting_the_device_takes_every_ratchet_and_no_history(office: Post) -> None:
    contact = fill(office)
    assert not office.new_device_needed()
    office.forget_device()
    no_ratchet(office, contact)


def test_a_root_is_set_once_and_a_list_only_grows(office: Post) -> None:
    turn_on(office)
    office.set_root(b"s" * 32)
    for seed in (b"t" * 32, b"short"):
        with pytest.raises(BadValue):
            office.set_root(seed)
    office.set_own_list(2, b"list", b"signature")
    with pytest.raises(BadValue):
        office.set_own_list(2, b"other", b"signature")
    with pytest.raises(BadValue):
        office.set_device("e", "i", "a", b"k", "w")


def test_sealing_keys_go_45_days_after_another_took_their_place(office: Post, clock: Clock) -> None:
    assert office.add_seal_key(b"one") == 1
    clock.on(days=60)
    office.drop_old_seal_keys()
    assert office.add_seal_key(b"two") == 2
    assert [key.epoch for key in office.seal_keys()] == [2, 1]
    clock.on(days=45)
    office.drop_old_seal_keys()
    assert [key.epoch for key in office.seal_keys()] == [2, 1]
    clock.on(seconds=1)
    office.drop_old_seal_keys()
    assert [key.secret for key in office.seal_keys()] == [b"two"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def begin(folder: Path) -> tuple[Path, ContactId]:
    """A journal that shares, and a backup of it."""
    opened, _ = vault.create(folder, "pw", name="Mine", cost=CHEAP)
    with opened:
        contact = fill(opened.journal.post)
        device.tie(folder, opened.journal)
        return opened.backup().path, contact


def test_a_restored_backup_has_no_ratchet(folder: Path, tmp_path: Path) -> None:
    backup, contact = begin(folder)
    report = vault.restore(backup, tmp_path / "restored", "pw")
    assert report.compared
    with vault.unlock(tmp_path / "restored", "pw") as opened:
        assert opened.may_share
        no_ratchet(opened.journal.post, contact)


def test_a_restore_takes_the_ratchets_out_before_the_journal_is_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, contact = begin(folder)
    vault.restore(backup, tmp_path / "restored", "pw")
    monkeypatch.setattr(device, "settle", lambda folder, journal: True)
    with vault.unlock(tmp_path / "restored", "pw") as opened:
        no_ratchet(opened.journal.post, contact)


def test_a_backup_put_back_by_hand_has_no_ratchet(folder: Path) -> None:
    backup, contact = begin(folder)
    shutil.copy(backup / "journal.db", folder / "journal.db")
    with vault.unlock(folder, "pw") as opened:
        no_ratchet(opened.journal.post, contact)


def test_a_copy_of_the_database_alone_has_no_ratchet(folder: Path) -> None:
    _, contact = begin(folder)
    (folder / "device").unlink()
    with vault.unlock(folder, "pw") as opened:
        no_ratchet(opened.journal.post, contact)


def test_the_same_folder_keeps_its_device_however_often_it_is_opened(folder: Path) -> None:
    begin(folder)
    words = set()
    for _ in range(3):
        with vault.unlock(folder, "pw") as opened:
            assert opened.journal.post.own_device() is not None
            assert opened.may_share
        words.add((folder / "device").read_text())
    assert len(words) == 3
    assert (folder / "device").stat().st_mode & 0o777 == 0o600


def test_a_change_of_words_that_is_cut_off_twice_keeps_the_device(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(folder)
    with monkeypatch.context() as patched:

        def full(folder: Path, word: str) -> None:
            raise StorageFull(path=folder)

        patched.setattr(device, "write_word", full)
        for _ in range(2):
            with vault.unlock(folder, "pw") as opened:
                assert not opened.may_share
    with vault.unlock(folder, "pw") as opened:
        assert opened.may_share
        assert opened.journal.post.own_device() is not None


def test_where_nothing_is_shared_there_is_no_such_file(folder: Path) -> None:
    opened, _ = vault.create(folder, "pw", name="Mine", cost=CHEAP)
    opened.close()
    with vault.unlock(folder, "pw") as opened:
        assert opened.may_share
    assert not (folder / "device").exists()


def test_opening_alone_is_no_change_that_wants_a_backup(folder: Path) -> None:
    begin(folder)
    prints = set()
    for _ in range(2):
        with vault.unlock(folder, "pw") as opened:
            prints.add(opened.journal.fingerprint())
    assert len(prints) == 1


def test_a_salvage_brings_contacts_and_history_and_no_ratchet(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    contact = fill(journal.post)
    journal.close()
    with Journal.create(tmp_path / "new.db", KEY, name="", journal_id="j") as target:
        Journal.salvage(path, KEY, target)
        no_ratchet(target.post, contact)
        assert target.post.invites()[0].contact == contact
        assert target.post.applied(contact) == (arrival(contact, 3).id,)


def test_a_copy_holds_all_and_a_changed_byte_is_noticed(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    fill(journal.post)
    journal.copy_to(tmp_path / "copy.db")
    with Journal.open(tmp_path / "copy.db", KEY) as copied:
        assert copied.fingerprint() == journal.fingerprint()
        copied._store.run("UPDATE outbox SET bytes = x'00'")
        assert copied.fingerprint() != journal.fingerprint()


# -- older and newer -------------------------------------------------------------------------------


def make_version_2(path: Path, monkeypatch: pytest.MonkeyPatch) -> EntryId:
    known = upkeep.steps()
    id = EntryId(new_id())
    with monkeypatch.context() as patched:
        patched.setattr(upkeep, "steps", lambda: known[:2])
        with Journal.create(path, KEY, name="Mine", journal_id="j") as journal:
            journal.put(Entry(id, START, START, text="before there was a post office"))
    return id


def test_a_journal_of_version_2_is_upgraded_after_a_backup(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make_version_2(path, monkeypatch)
    with Journal.open(path, KEY, at_rest=True) as old:
        before = old.fingerprint()
    copy = tmp_path / "copy.db"

    def back_up(found: int, known: int) -> None:
        assert (found, known) == (2, len(upkeep.steps()))
        shutil.copy(path, copy)

    with Journal.open(path, KEY, before_upgrade=back_up) as journal:
        assert journal.entry(id).text == "before there was a post office"
        assert journal.fingerprint() == before
        assert not journal.post.is_on()
        peer(journal.post)
        assert journal.fingerprint() != before
    assert raw(copy).execute("PRAGMA user_version").fetchone() == (2,)


def test_an_older_program_refuses_a_journal_of_version_3_untouched(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.close()
    before = path.read_bytes()
    known = upkeep.steps()
    monkeypatch.setattr(upkeep, "steps", lambda: known[:2])
    with pytest.raises(JournalTooNew):
        Journal.open(path, KEY)
    assert path.read_bytes() == before

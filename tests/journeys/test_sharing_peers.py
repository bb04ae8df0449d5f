"""What a hostile peer, a stranger or a second device can do: one test for each case.

The numbers are those of the table in docs/protocol.md; test_sharing_hostile.py has the rest of it.
Whoever takes a guard out of `reflect.sync` sees the test of its case fail.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from reflect.crypto import envelope, identity
from reflect.crypto.envelope import ENVELOPES, Inner, SealKey, name_of
from reflect.crypto.identity import Device, Signed
from reflect.errors import NotConnected, RelayUnreachable
from reflect.journal import post as journal_post
from reflect.journal.post import Post
from reflect.shares import ContactState, MessageId, ShareState
from reflect.sync import courier, keyring, message, opening, pairing, sharing
from reflect.sync.message import Party
from reflect.sync.relays import Page
from reflect.sync.relays.folder import FolderRelay
from tests.hostile_relay import MemoryRelay
from tests.mischief import (
    Two,
    all_of,
    by_fallback,
    device_of,
    give,
    keys_with,
    listing,
    made_pair,
    mailbox,
    office,
    opened,
    own_device,
    rows,
    says,
    sealed,
    second_device,
    states,
)
from tests.people import Person, pair


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    return made_pair(tmp_path_factory.mktemp("paired"))


@pytest.fixture
def two(paired: tuple[Path, datetime], tmp_path: Path) -> Iterator[Two]:
    with opened(*paired, tmp_path) as found:
        yield found


# -- invitations, roots, devices -------------------------------------------------------------------


def test_18_the_second_use_is_refused_and_told(two: Two) -> None:
    cem, dan = two.third("Cem"), two.third("Dan")
    _, line = sharing.invite(two.ana.vault, "Cem")
    two.ana.sync()
    for each in (cem, dan):
        sharing.accept(each.vault, line, "Ana")
        each.sync()
    for _ in range(2):
        for each in (two.ana, cem, dan):
            each.sync()
    active = [each for each in (cem, dan) if each.knows("Ana").state is ContactState.ACTIVE]
    assert len(active) == 1
    (tried,) = sharing.status(two.ana.vault).tried_again
    assert tried.tries == 1
    assert two.ana.knows("Cem").verified_at is None


def test_18_after_its_time_it_is_refused_and_told(two: Two) -> None:
    cem = two.third("Cem")
    _, line = sharing.invite(two.ana.vault, "Cem")
    two.ana.sync()
    sharing.accept(cem.vault, line, "Ana")
    cem.sync()
    two.clock.on(days=8)
    two.ana.sync()
    assert two.ana.knows("Cem").state is ContactState.INVITED
    assert [each.tries for each in sharing.status(two.ana.vault).tried_again] == [1]


def test_18_a_card_on_two_relays_is_one_card(two: Two) -> None:
    relays = {"one": MemoryRelay("one"), "two": MemoryRelay("two")}
    people = []
    for name in ("Cem", "Dan"):
        each = Person.new(
            name, two.place / name, two.clock, ("one", "two"), lambda address, _: relays[address]
        )
        two.stack.callback(each.close)
        people.append(each)
    pair(*people)
    assert [each.state for p in people for each in sharing.contacts(p.vault)] == ["active"] * 2


def test_18_a_card_that_names_a_mailbox_of_somebody_else_stops_nobody_else(two: Two) -> None:
    cem = two.third("Cem")
    stolen = office(two.ana).mailboxes(mine=False)[0].address
    with keyring.held(office(cem)) as ring:
        card = keyring.own_card(ring, office(cem), stolen).encoded()
    made = identity.invite(card, (), two.clock().timestamp())
    two.relay.put(made.meeting.address, made.seal_card(card), 0)
    sharing.accept(two.ana.vault, made.line(), "Cem")
    two.bea.shares("Ana", "still here")
    two.bea.sync()
    two.ana.sync()
    assert two.ana.texts() == ["still here"]
    assert two.ana.knows("Cem").state is ContactState.ENDED


def another_root(two: Two) -> bytes:
    """Keys from somebody with another root, who knows all that Bea knows of Ana's device."""
    theirs = device_of(two.bea, "Ana")
    root_of_ana = two.bea.knows("Ana").root
    assert theirs.seal is not None and theirs.fallback is not None and root_of_ana is not None
    root, device = identity.root_from(secrets.token_bytes(32)), Device.new()
    now = int(two.clock().timestamp())
    listed = identity.device_list(root, [device], 1, None, now)
    incarnation = secrets.token_bytes(16)
    keys = identity.device_keys(
        device, incarnation, 1, SealKey.new().public, device.take_one_time(5), device.fallback()
    )
    said = message.Message(
        secrets.token_hex(16), Party(root.public, device.id.hex()),
        Party(root_of_ana, theirs.id), incarnation.hex(), now * 1000, message.Keys(keys, listed),
    )  # fmt: skip
    (plain,) = envelope.parts(bytes.fromhex(said.id), message.encode(said))
    session = envelope.outbound(device, theirs.curve, theirs.fallback)
    kind, data = session.encrypt(plain)
    return envelope.seal(Inner(device.id, 1, kind, data), theirs.seal)


def test_19_another_root_stops_everything_until_it_is_compared(two: Two) -> None:
    sharing.verify(two.ana.vault, two.ana.knows("Bea"))
    two.bea.shares("Ana", "before")
    two.back_and_forth()
    number = sharing.safety_number(two.ana.vault, two.ana.knows("Bea"))
    two.ana.shares("Bea", "waits")
    give(two, two.ana, "Bea", another_root(two))
    two.relay.worse(gone=0)
    two.ana.sync()
    contact = two.ana.knows("Bea")
    assert contact.new_root is not None and contact.verified_at is None
    assert sharing.safety_number(two.ana.vault, contact) != number
    with pytest.raises(NotConnected):
        two.ana.shares("Bea", "not now")
    sent = len(two.relay.history[mailbox(two.bea, "Ana")])
    two.bea.shares("Ana", "after")
    two.bea.sync()
    two.ana.sync()
    assert two.ana.texts() == ["before"], "what came before stays, what comes is not taken"
    two.clock.on(days=3)
    two.ana.sync()
    assert len(two.relay.history[mailbox(two.bea, "Ana")]) == sent, "nothing goes, not even an ack"
    sharing.verify(two.ana.vault, two.ana.knows("Bea"))
    assert two.ana.knows("Bea").verified_at is not None
    assert office(two.ana).devices(contact.id) == ()


def test_20_a_device_list_neither_goes_back_nor_forks(two: Two) -> None:
    mine = own_device(two.bea)
    second = listing(two, [mine], version=3)
    give(two, two.ana, "Bea", *says(two.bea, "Ana", keys_with(two, second)))
    two.ana.sync()
    known = two.ana.knows("Bea")
    assert known.list_version == 3 and known.list_data == second.data
    other = Device.new()
    for wrong in (
        listing(two, [mine, other], version=2),
        listing(two, [mine, other], version=3),
        listing(two, [mine, other], version=4, prev=Signed(b"another", b"")),
        Signed(second.data.replace(b'"version":3', b'"version":9'), second.signature),
    ):
        give(two, two.ana, "Bea", *says(two.bea, "Ana", keys_with(two, wrong)))
        assert two.ana.sync().refused == 1
        now = two.ana.knows("Bea")
        assert replace(now, details=known.details) == known
    assert pairing.LIST_BACK in now.details, "and it is told"
    sharing.verify(two.ana.vault, now)
    assert pairing.LIST_BACK not in two.ana.knows("Bea").details, "they have compared"
    assert len(office(two.ana).devices(known.id)) == 1


def test_20_to_a_contact_with_two_devices_it_goes_to_both(two: Two) -> None:
    device = Device.new()
    listed = listing(two, [own_device(two.bea), device])
    give(two, two.ana, "Bea", second_device(two, device, listed))
    two.ana.sync()
    contact = two.ana.knows("Bea")
    assert {each.seal is not None for each in office(two.ana).devices(contact.id)} == {True}
    share = two.ana.shares("Bea", "to both")
    office(two.ana)._store.run("UPDATE outbox_relay SET stored_at = 1")
    two.relay.worse(gone=1.0)
    two.ana.sync()
    found = office(two.ana)._store.run("SELECT device FROM outbox WHERE share = ?", (share.id,))
    assert len({row[0] for row in found}) == 2
    two.relay.honest()
    two.back_and_forth()
    assert two.bea.texts() == ["to both"]
    assert states(two.ana) == [ShareState.DELIVERED]


def test_20_a_device_that_nobody_signed_is_nobodys(two: Two) -> None:
    device = Device.new()
    forged = replace_signature(listing(two, [own_device(two.bea), device]))
    give(two, two.ana, "Bea", second_device(two, device, forged))
    report = two.ana.sync()
    assert report.refused == 1
    assert len(office(two.ana).devices(two.ana.knows("Bea").id)) == 1


def replace_signature(listed: Signed) -> Signed:
    return Signed(listed.data, bytes(64))


# -- too much --------------------------------------------------------------------------------------


def test_21_what_is_too_large_is_refused_before_it_is_decoded(two: Two) -> None:
    four_mb = b"RF2" + secrets.token_bytes(4_000_000)
    give(two, two.bea, "Ana", four_mb, b"", b"RF1")
    body = b'{"tags":[' + b",".join([b'"t"'] * 100_000) + b"]}"
    own, contact = office(two.ana).own_device(), two.ana.knows("Bea")
    root = office(two.ana).own_root()
    assert own is not None and root is not None and contact.root is not None
    me = Party(identity.root_from(root.seed).public, own.id)
    them = Party(contact.root, device_of(two.ana, "Bea").id)
    id = secrets.token_hex(16)
    wire = message._Wire(
        1, id, "entry", me, them, own.incarnation, 1, msgspec.Raw(body)
    )  # fmt: skip
    give(two, two.bea, "Ana", *sealed(two.ana, "Bea", id, msgspec.json.encode(wire)))
    give(two, two.bea, "Ana", *says(two.ana, "Bea", message.Entry(text="and on it goes")))
    report = two.bea.sync()
    assert (two.bea.texts(), report.refused) == (["and on it goes"], 1)
    assert rows(two.bea, "parked") == 0


def test_21_a_picture_with_too_many_pixels_is_not_decoded(two: Two) -> None:
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(made, "PNG")
    bomb = message.Photo("photo-1.png", "image/png", made.getvalue())
    give(two, two.bea, "Ana", *says(two.ana, "Bea", message.Entry(text="look", photos=(bomb,))))
    two.bea.sync()
    (item,) = two.bea.inbox()
    assert sharing.photos_of(item) == ()


def test_21_an_envelope_that_cannot_be_kept_does_not_stop_the_others(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two devices of hers that have one key: their sessions have one name."""
    mine = own_device(two.bea)
    twin = Device(secrets.token_bytes(16), mine.account)
    listed = listing(two, [mine, twin])
    give(two, two.ana, "Bea", *says(two.bea, "Ana", keys_with(two, listed)))
    two.ana.sync()
    inner, seal = by_fallback(two, "by the one")
    give(two, two.ana, "Bea", envelope.seal(inner, seal))
    other = replace(inner, device=twin.id)
    give(two, two.ana, "Bea", *(envelope.seal(other, seal) for _ in range(3)))
    give(two, two.ana, "Bea", *says(two.bea, "Ana", message.Entry(text="and on it goes")))
    report = two.ana.sync()
    assert "and on it goes" in two.ana.texts()
    # Three, or all four where the twin's came first and took the session for itself.
    assert report.refused in {3, 4}
    assert two.ana.sync().refused == 0, "each of them once"
    # Whatever else cannot be kept: it goes alone.
    real = Post.arrive

    def fails(self: Post, arrival: Any) -> Any:
        made = real(self, arrival)
        if arrival.body.get("text") == "poison":
            self.keep_session("x", device_of(two.ana, "Bea").id, "", fallback=True)
            self._store.run("DELETE FROM session WHERE id = 'x'")
        return made

    monkeypatch.setattr(Post, "arrive", fails)
    real_keep = keyring.Keyring.keep

    def keep(ring: keyring.Keyring) -> None:
        real_keep(ring)
        if ring._post.was_fallback("x"):
            ring._post.keep_session("x", device_of(two.ana, "Bea").id, "")

    monkeypatch.setattr(keyring.Keyring, "keep", keep)
    for text in ("good 1", "poison", "good 2"):
        give(two, two.ana, "Bea", *says(two.bea, "Ana", message.Entry(text=text)))
    two.ana.sync()
    assert {"good 1", "good 2"} <= set(two.ana.texts())
    assert "poison" not in two.ana.texts()
    assert two.ana.sync().refused == 0


def test_21_seven_sessions_in_one_batch(two: Two) -> None:
    """An old session is used in the batch in which six newer ones push it out."""
    two.clock.on(hours=1)
    envelopes = says(two.bea, "Ana", message.Entry(text="by the old one"))
    for number in range(6):
        inner, seal = by_fallback(two, f"by a new one {number}")
        envelopes.append(envelope.seal(replace(inner, number=900 + number), seal))
    give(two, two.ana, "Bea", *envelopes)
    report = two.ana.sync()
    assert (report.received, report.refused) == (7, 0)
    assert rows(two.ana, "session") == 6


def test_21_a_contact_without_a_key_keeps_nothing_from_the_others(two: Two) -> None:
    cem = two.third("Cem")
    pair(two.ana, cem)
    two.back_and_forth()
    run = office(two.ana)._store.run
    bea = two.ana.knows("Bea").id
    office(two.ana).apply(bea, MessageId("b" * 32))
    for device in office(two.ana).devices(bea):
        run("DELETE FROM session WHERE device = ?", (device.id,))
        run("DELETE FROM one_time_key WHERE device = ?", (device.id,))
        run("UPDATE contact_device SET fallback = NULL WHERE id = ?", (device.id,))
    two.ana.shares("Bea", "it cannot go")
    cem.shares("Ana", "and on it goes")
    cem.sync()
    two.ana.sync()
    cem.sync()
    assert (two.ana.texts(), states(cem)) == (["and on it goes"], [ShareState.DELIVERED])


def test_21_a_flood_of_parts_is_bounded(two: Two) -> None:
    with keyring.held(office(two.bea)) as ring:
        device = device_of(two.bea, "Ana")
        flood = [
            ring.sealed(device, secrets.token_bytes(16) + b"\x00\x00" + b"\x01\x90" + b"x" * 900)[1]
            for _ in range(200)
        ]
    give(two, two.ana, "Bea", *flood)
    two.ana.sync()
    found = office(two.ana)._store.value("SELECT count(DISTINCT message) FROM part")
    assert found == journal_post.UNFINISHED
    give(two, two.ana, "Bea", *says(two.bea, "Ana", message.Entry(text="x" * 60_000)))
    two.ana.sync()
    assert two.ana.texts() == ["x" * 60_000]


# -- what is not known, what is nobody's -----------------------------------------------------------


def test_22_what_a_later_reflect_says_is_kept_and_read_later(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setitem(message.KINDS, "own-update", message.Hear)
        newer.setattr(message, "_KIND_OF", {message.Hear: "own-update"})
        later = says(two.ana, "Bea", message.Hear("1" * 32, "hear"))
    give(two, two.bea, "Ana", *later, b"RF2" + secrets.token_bytes(ENVELOPES[0] - 3))
    report = two.bea.sync()
    assert (report.received, report.refused) == (0, 0)
    assert sharing.status(two.bea.vault).parked == 2
    assert rows(two.bea, "ack_due") == 0 and two.bea.sync().sent == 0
    # The update.
    monkeypatch.setitem(message.KINDS, "own-update", message.Hear)
    two.bea.close()
    two.bea.open()
    two.bea.sync()
    assert [each.kind for each in two.bea.inbox()] == ["hear"]
    assert sharing.status(two.bea.vault).parked == 1


def test_22_what_is_kept_for_later_is_bounded(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_post, "PARKED", 50)
    give(two, two.bea, "Ana", *(b"RF2" + secrets.token_bytes(ENVELOPES[0] - 3) for _ in range(80)))
    two.bea.sync()
    assert sharing.status(two.bea.vault).parked == 50


def test_22_a_parked_message_that_turns_out_bad_is_not_half_taken(two: Two) -> None:
    said = message.Message(
        secrets.token_hex(16), Party(bytes(32), "0" * 32), Party(bytes(32), "0" * 32), "0" * 32, 1,
        message.Welcome(bytes(32)),
    )  # fmt: skip
    own, me = office(two.bea).own_device(), office(two.bea).own_root()
    ana = two.bea.knows("Ana")
    assert own is not None and me is not None and ana.root is not None
    said = msgspec.structs.replace(
        said,
        sender=Party(ana.root, device_of(two.bea, "Ana").id),
        recipient=Party(identity.root_from(me.seed).public, own.id),
    )
    office(two.bea).park("name", "message", message.encode(said), contact=ana.id)
    assert opening.try_parked(office(two.bea), two.clock).refused == 1
    assert said.id not in office(two.bea).applied(ana.id)
    assert office(two.bea).parked() == ()


def test_23_junk_and_strangers_cost_little_and_leave_little(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_post, "SEEN", 5_000)
    box, theirs = mailbox(two.bea, "Ana"), device_of(two.ana, "Bea")
    assert theirs.seal is not None and theirs.fallback is not None
    for _ in range(10_000):
        # Never "RF" first, as one in 65,536 would be: that is an envelope of a later version.
        two.relay.inner.put(box, b"\x00" + secrets.token_bytes(ENVELOPES[0] - 1), 0)
    stranger = Device.new()
    session = envelope.outbound(stranger, theirs.curve, theirs.fallback)
    for number in range(2_000):
        kind, data = session.encrypt(secrets.token_bytes(100))
        inner = Inner(stranger.id, number, kind, data)
        two.relay.inner.put(box, envelope.seal(inner, theirs.seal), 0)
    tables = ("arrival", "applied", "part", "parked", "session", "contact_device", "ack_due")
    before = [all_of(two.bea, table) for table in tables]
    two.ana.shares("Bea", "among them all")
    two.ana.sync()
    report = two.bea.sync()
    assert (report.received, report.refused) == (1, 12_000)
    for table, was in zip(tables, before, strict=True):
        assert len(all_of(two.bea, table)) <= len(was) + 1, table
    assert rows(two.bea, "seen") == 5_000
    assert two.relay.inner.all(box) == [], "and the relay keeps none of it"


def test_24_after_an_end_or_a_block_nothing_is_taken(two: Two) -> None:
    late = says(two.bea, "Ana", message.Entry(text="too late"))
    box = mailbox(two.ana, "Bea")
    sharing.end(two.ana.vault, two.ana.knows("Bea"))
    two.ana.sync()
    two.relay.put(box, late[0], 0)
    two.ana.sync()
    assert two.ana.inbox() == ()
    assert rows(two.ana, "ack_due") == 0, "what is not kept is not acknowledged"


def test_24_a_blocked_contacts_mailbox_is_not_asked_for(two: Two) -> None:
    late = says(two.bea, "Ana", message.Entry(text="hello?"))
    box = mailbox(two.ana, "Bea")
    sharing.block(two.ana.vault, two.ana.knows("Bea"))
    two.relay.put(box, late[0], 0)
    report = two.ana.sync()
    assert (report.received, report.refused, two.ana.inbox()) == (0, 0, ())
    assert len(two.relay.inner.all(box)) >= 1


def test_25_a_week_without_a_relay_holds_up_no_writing(two: Two) -> None:
    two.relay.worse(gone=1.0)
    for day in range(7):
        two.ana.shares("Bea", f"day {day}")
        report = two.ana.courier.round()
        assert [type(trouble) for _, trouble in report.troubles] in ([RelayUnreachable], [])
        (row,) = office(two.ana).relays()
        assert row.next_at is not None and row.next_at - two.clock() <= courier.LONGEST_PAUSE
        assert two.ana.courier.round().troubles == [], "it is left alone for a while"
        two.clock.on(days=1)
    two.relay.honest()
    two.back_and_forth()
    assert two.bea.texts() == [f"day {day}" for day in range(7)]


def test_28_what_was_sealed_and_not_sent_goes_as_the_same_bytes(two: Two) -> None:
    two.relay.worse(gone=1.0)
    two.ana.shares("Bea", "sealed")
    two.ana.sync()
    names = [row[1] for row in all_of(two.ana, "outbox")]
    two.ana.close()
    two.ana.open()
    two.relay.honest()
    two.ana.sync()
    sent = {name_of(each) for each in two.relay.history[mailbox(two.bea, "Ana")]}
    assert names and set(names) <= sent
    two.bea.sync()
    assert two.bea.texts() == ["sealed"]


def test_29_what_is_stored_is_not_put_again(two: Two) -> None:
    two.ana.shares("Bea", "once")
    two.ana.sync()
    put = len(two.relay.history[mailbox(two.bea, "Ana")])
    for _ in range(5):
        two.clock.on(minutes=30)
        two.ana.sync()
    assert len(two.relay.history[mailbox(two.bea, "Ana")]) == put


def test_30_what_lies_about_in_a_folder_is_no_envelope(two: Two, tmp_path: Path) -> None:
    folder, box = tmp_path / "folder", mailbox(two.bea, "Ana")
    (folder / box).mkdir(parents=True)
    (good,) = says(two.ana, "Bea", message.Entry(text="good"))
    name, other = name_of(good), "0" * 64
    (folder / box / f"{name} (conflicted copy).rf1").write_bytes(good)
    (folder / box / f"{other}.rf1").write_bytes(good)
    (folder / box / f"{'1' * 64}.rf1").write_bytes(b"")
    (folder / box / f"{name}.rf1").write_bytes(good[:1000])
    (folder / box / f"{'2' * 64}.rf1").symlink_to("/etc/passwd")
    relay = FolderRelay(folder)
    assert relay.fetch(box) == Page((), None)
    (folder / box / f"{name}.rf1").write_bytes(good)
    assert relay.fetch(box).envelopes == ((name, good),)


def test_31_text_is_only_ever_text(two: Two) -> None:
    nasty = "\u202eabc\u2066 <img src=x onerror=1> e" + "\u0301" * 100_000
    text = nasty[: message.LONGEST_TEXT - 40] + " [go](file:///etc/passwd)\x00\ud7ff"
    give(two, two.bea, "Ana", *says(two.ana, "Bea", message.Entry(text=text)))
    two.bea.sync()
    (item,) = two.bea.inbox()
    shown = sharing.item_json(sharing.body_of(item))["text"]
    assert len(shown) < 200
    assert not set(shown) & set("\u202e\u2066\x00")
    assert "<img" in shown, "as it was written: the window shows it as text"


# -- ids that a peer chooses -----------------------------------------------------------------------


def test_an_id_chosen_by_one_says_nothing_about_another(two: Two) -> None:
    cem = two.third("Cem")
    pair(two.ana, cem)
    share = two.ana.shares("Bea", "to bea")
    two.back_and_forth()
    (hers,) = says(two.bea, "Ana", message.Entry(text="from bea"), id="a" * 32)
    give(two, two.ana, "Bea", hers)
    two.ana.sync()
    own = office(cem).own_device()
    assert own is not None
    for body in (
        message.Entry(text="from cem"),
        message.Entry(text="from cem again"),
    ):
        give(two, two.ana, "Cem", *says(cem, "Ana", body, id="a" * 32))
    for body2 in (
        message.Retract("a" * 32),
        message.Ack((share.id,), own.incarnation),
        message.Read(share.id),
        message.Retracted(share.id, deleted=True),
        message.Helped(share.id, "helped"),
        message.Have(own.incarnation),
    ):
        give(two, two.ana, "Cem", *says(cem, "Ana", body2))
    two.ana.sync()
    assert sorted(two.ana.texts()) in (["from bea", "from cem"], ["from bea", "from cem again"])
    (item,) = [each for each in two.ana.inbox() if each.body.get("text") == "from bea"]
    assert item.asked_at is None
    assert states(two.ana) == [ShareState.DELIVERED]


def test_have_over_more_than_one_envelope_is_read_though_it_grew(two: Two) -> None:
    """The same id, sealed twice, with another number of parts: the first time one part is lost."""
    bea = office(two.bea)
    ana = two.bea.knows("Ana").id
    own = bea.own_device()
    assert own is not None
    for number in range(700):
        bea._store.run("INSERT INTO applied VALUES (?, ?)", (ana, f"{number:032x}"))
    id = secrets.token_hex(16)
    first = says(two.bea, "Ana", message.Have(own.incarnation, bea.applied(ana)), id=id)
    for number in range(700, 1_500):
        bea._store.run("INSERT INTO applied VALUES (?, ?)", (ana, f"{number:032x}"))
    again = says(two.bea, "Ana", message.Have(own.incarnation, bea.applied(ana)), id=id)
    assert 1 < len(first) < len(again)
    give(two, two.ana, "Bea", first[0])
    two.ana.sync()
    give(two, two.ana, "Bea", *again)
    assert two.ana.sync().refused == 0
    assert id in office(two.ana).applied(two.ana.knows("Bea").id)
    assert rows(two.ana, "part") == 0

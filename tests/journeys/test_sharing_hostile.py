"""What a hostile relay, a clock or a journal that goes back can do: one test for each case.

The numbers are those of the table in docs/protocol.md; test_sharing_peers.py has the rest of it.
Whoever takes a guard out of `reflect.sync` sees the test of its case fail.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reflect import vault
from reflect.crypto import envelope
from reflect.crypto.envelope import ENVELOPES, Inner, name_of
from reflect.crypto.identity import Device
from reflect.errors import RelayUnreachable
from reflect.shares import ContactState, ShareState
from reflect.sync import courier, keyring, message, opening, sharing
from reflect.sync.message import Party
from reflect.sync.opening import Came
from reflect.sync.relays import Page
from tests.hostile_relay import NONE, HostileRelay, flipped
from tests.mischief import (
    TEXT,
    Two,
    ack,
    all_of,
    by_fallback,
    device_of,
    give,
    made_pair,
    mailbox,
    office,
    opened,
    rows,
    says,
    states,
)
from tests.people import PASSPHRASE, Person, pair


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    return made_pair(tmp_path_factory.mktemp("paired"))


@pytest.fixture
def two(paired: tuple[Path, datetime], tmp_path: Path) -> Iterator[Two]:
    with opened(*paired, tmp_path) as found:
        yield found


# -- the relay -------------------------------------------------------------------------------------


def test_01_what_a_relay_loses_is_sent_again_under_the_same_id(two: Two) -> None:
    two.relay.worse(drop=1.0)
    share = two.ana.shares("Bea", "lost on the way")
    two.back_and_forth()
    assert (two.bea.texts(), states(two.ana)) == ([], [ShareState.STORED])
    two.relay.honest()
    two.clock.on(hours=23)
    two.back_and_forth()
    assert two.bea.texts() == []
    two.clock.on(hours=2)
    two.back_and_forth()
    assert [each.id for each in two.bea.inbox()] == [share.id]
    assert states(two.ana) == [ShareState.DELIVERED]


def test_02_replays_do_nothing_not_even_after_a_year(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.ana.shares("Bea", "once")
    two.back_and_forth()
    box = mailbox(two.bea, "Ana")
    old = list(two.relay.history[box])
    before = all_of(two.bea, "applied")
    for each in old:
        two.relay.put(box, each, 0)
    with monkeypatch.context() as watched:
        watched.setattr(envelope, "open_envelope", lambda *_: pytest.fail("it was opened"))
        report = two.bea.sync()
    assert (report.received, report.refused) == (0, 0), "known by their names, not even opened"
    two.clock.on(days=366)
    office(two.bea)._store.run("DELETE FROM seen")
    for each in old:
        two.relay.put(box, each, 0)
    report = two.bea.sync()
    assert (report.received, report.refused) == (0, len(old)), "the ratchet knows them as well"
    assert (two.bea.texts(), all_of(two.bea, "applied")) == (["once"], before)


def test_03_a_first_message_by_the_fallback_key_begins_one_session_only(two: Two) -> None:
    inner, seal = by_fallback(two, "first")
    give(two, two.ana, "Bea", envelope.seal(inner, seal))
    assert two.ana.sync().received == 1
    # Its session was pushed out long ago; Olm alone would take it again.
    office(two.ana)._store.run("DELETE FROM session")
    give(two, two.ana, "Bea", envelope.seal(inner, seal))
    report = two.ana.sync()
    assert (report.received, report.refused) == (0, 1)
    assert rows(two.ana, "session") == 0


def test_03_not_in_one_batch_either(two: Two) -> None:
    inner, seal = by_fallback(two, "first")
    before = rows(two.ana, "session")
    give(two, two.ana, "Bea", *(envelope.seal(inner, seal) for _ in range(3)))
    report = two.ana.sync()
    assert (report.received, report.refused) == (1, 2)
    assert rows(two.ana, "session") == before + 1


def test_03_a_one_time_key_is_used_up_whoever_else_writes(two: Two) -> None:
    inner, seal = by_fallback(two, "first", by_fallback=False)
    theirs, stranger = device_of(two.bea, "Ana"), Device.new()
    assert theirs.fallback is not None
    kind, data = envelope.outbound(stranger, theirs.curve, theirs.fallback).encrypt(b"x" * 40)
    give(two, two.ana, "Bea", envelope.seal(inner, seal))
    # Comes after hers, and is forgotten.
    give(two, two.ana, "Bea", envelope.seal(Inner(b"\xff" * 16, 1, kind, data), seal))
    report = two.ana.sync()
    assert (report.received, report.refused) == (1, 1)
    for table in ("session", "fallback_session", "applied", "arrival"):
        office(two.ana)._store.run(f"DELETE FROM {table}")
    give(two, two.ana, "Bea", envelope.seal(inner, seal))
    assert two.ana.sync().refused == 1


def test_04_newest_first_is_put_in_order(two: Two) -> None:
    for number in range(300):
        two.ana.shares("Bea", f"number {number}")
    two.ana.sync()
    report = two.bea.sync()
    assert (report.received, report.refused) == (300, 0)
    assert two.bea.texts() == [f"number {number}" for number in range(300)]


def test_05_a_gap_does_not_keep_the_later_ones_and_is_filled(two: Two) -> None:
    for number in range(100):
        two.clock.on(seconds=1)
        two.ana.shares("Bea", f"number {number}")
    two.ana.sync()
    box = mailbox(two.bea, "Ana")
    early = two.relay.history[box][-100:-40]
    two.relay.inner.ack(box, [name_of(each) for each in early])
    assert two.bea.sync().received == 40
    for each in early:
        two.relay.put(box, each, 0)
    assert 0 < two.bea.sync().received < 60, "a ratchet keeps forty keys"
    assert all(each.kind == "entry" and each.body for each in two.bea.inbox())
    for _ in range(3):
        two.clock.on(hours=25)
        two.back_and_forth()
    assert two.bea.texts() == [f"number {number}" for number in range(100)]


class TenTimes(HostileRelay):
    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        page = super().fetch(mailbox, cursor, limit)
        return Page(page.envelopes * 10, page.cursor)


def test_06_ten_times_is_once_and_acknowledged_once(two: Two) -> None:
    two.relay.__class__ = TenTimes
    two.ana.shares("Bea", "once")
    two.ana.sync()
    before = len(two.relay.inner.all(mailbox(two.ana, "Bea")))
    report = two.bea.sync()
    assert (report.received, report.refused) == (1, 0)
    assert len(two.relay.inner.all(mailbox(two.ana, "Bea"))) == before + 1
    assert two.bea.texts() == ["once"]


def test_06_what_is_sent_again_because_nobody_heard_that_it_came_is_there_once(two: Two) -> None:
    two.ana.shares("Bea", "once")
    two.ana.sync()
    two.relay.worse(drop=1.0)
    two.bea.sync()
    two.relay.honest()
    two.clock.on(hours=25)
    two.back_and_forth()
    assert two.bea.texts() == ["once"]
    assert states(two.ana) == [ShareState.DELIVERED]


def test_07_nothing_cut_short_or_changed_is_taken(two: Two) -> None:
    (good,) = says(two.ana, "Bea", message.Entry(text="whole"))
    keys = opening.openers(key.secret for key in office(two.bea).seal_keys())
    cut = [good[:length] for length in range(len(good))]
    changed = [flipped(good, bit) for bit in range(0, len(good) * 8, 7)]
    batch = opening.unsealed((Came("", name_of(each), each) for each in cut + changed), keys)
    assert batch.opened == ()
    give(two, two.bea, "Ana", *changed[::50], *cut[::50])
    before = all_of(two.bea, "session"), all_of(two.bea, "applied")
    two.bea.sync()
    assert (all_of(two.bea, "session"), all_of(two.bea, "applied")) == before
    give(two, two.bea, "Ana", good)
    two.bea.sync()
    assert two.bea.texts() == ["whole"]


def test_08_nobody_writes_as_somebody_else(two: Two) -> None:
    cem = two.third("Cem")
    pair(two.ana, cem)
    bea, hers = two.ana.knows("Bea"), device_of(two.ana, "Bea")
    assert bea.root is not None
    # His own envelope where she is waited for.
    give(two, two.ana, "Bea", *says(cem, "Ana", TEXT))
    # Her device's name on his message.
    device = device_of(cem, "Ana")
    assert device.seal is not None
    with keyring.held(office(cem)) as ring:
        kind, data = ring._sessions(device.id)[0].session.encrypt(b"x" * 40)
        labelled = envelope.seal(Inner(bytes.fromhex(hers.id), 1, kind, data), device.seal)
    give(two, two.ana, "Bea", labelled)
    # Her name inside of it.
    give(two, two.ana, "Cem", *says(cem, "Ana", TEXT, sender=Party(bea.root, hers.id)))
    report = two.ana.sync()
    assert (report.received, report.refused) == (0, 3)
    assert two.ana.inbox() == ()


def test_09_what_was_said_to_one_is_not_handed_on_to_another(two: Two) -> None:
    cem = two.third("Cem")
    pair(two.ana, cem)
    to_cem = two.ana.knows("Cem")
    assert to_cem.root is not None
    elsewhere = Party(to_cem.root, device_of(two.ana, "Cem").id)
    give(two, two.ana, "Bea", *says(two.bea, "Ana", TEXT, recipient=elsewhere))
    report = two.ana.sync()
    assert (report.received, report.refused) == (0, 1)


def test_10_stored_is_what_a_relay_says_delivered_what_they_say(two: Two) -> None:
    liar = HostileRelay(2, replace(NONE, drop=1.0))
    two.ana.opens = lambda address, _: liar if address == "liar" else two.relay
    two.ana.courier = courier.Courier(two.ana.ask, opens=two.ana.opens, clock=two.clock)
    two.relay.worse(gone=1.0)
    sharing.add_relay(two.ana.vault, "liar")
    two.ana.shares("Bea", "to both")
    two.ana.sync()
    assert states(two.ana) == [ShareState.STORED]
    two.relay.honest()
    two.back_and_forth()
    assert (two.bea.texts(), states(two.ana)) == (["to both"], [ShareState.DELIVERED])


class SmallPages(HostileRelay):
    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        if self._happens(self.faults.withhold):
            return Page((), None)
        return self.inner.fetch(mailbox, cursor, 7)


def test_11_a_week_withheld_and_then_all_at_once(two: Two) -> None:
    two.relay.__class__ = SmallPages
    two.relay.worse(withhold=1.0)
    for day in range(7):
        for number in range(10):
            two.ana.shares("Bea", f"{day}.{number}")
        two.back_and_forth()
        two.clock.on(days=1)
    assert two.bea.texts() == []
    two.relay.honest()
    assert two.bea.sync().received == 70
    assert two.bea.texts() == [f"{day}.{number}" for day in range(7) for number in range(10)]


class NoEnd(HostileRelay):
    asked = 0

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        NoEnd.asked += 1
        assert NoEnd.asked < 5_000
        return Page(super().fetch(mailbox).envelopes, "more")


def test_11_pages_without_an_end_have_one(two: Two) -> None:
    two.relay.__class__ = NoEnd
    two.ana.shares("Bea", "still read")
    two.ana.sync()
    two.bea.sync()
    assert two.bea.texts() == ["still read"]


class FallsSilent(HostileRelay):
    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        if cursor is not None:
            raise RelayUnreachable(relay="far away", reason="no answer")
        return Page(super().fetch(mailbox).envelopes, "more")


def test_11_what_came_before_a_relay_fell_silent_is_taken(two: Two) -> None:
    two.ana.shares("Bea", "still read")
    two.ana.sync()
    two.relay.__class__ = FallsSilent
    report = two.bea.sync()
    assert [str(why.facts["reason"]) for _, why in report.troubles] == ["no answer"]
    assert two.bea.texts() == ["still read"]


class WrongNames(HostileRelay):
    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        junk = self.dice.randbytes(ENVELOPES[0])
        page = super().fetch(mailbox, cursor, limit)
        return Page(tuple((name, junk) for name, _ in page.envelopes), page.cursor)


def test_11_a_wrong_name_keeps_nothing_from_being_opened(two: Two) -> None:
    two.relay.__class__ = WrongNames
    two.ana.shares("Bea", "still read")
    two.ana.sync()
    two.bea.sync()
    two.relay.__class__ = HostileRelay
    two.bea.sync()
    assert two.bea.texts() == ["still read"]


# -- going back in time ----------------------------------------------------------------------------


def restored(two: Two, person: Person, backup: Path) -> None:
    person.close()
    person.folder = two.place / f"again {person.name}"
    vault.restore(backup, person.folder, PASSPHRASE)
    person.open()


def test_12_a_backup_brings_no_ratchet_back(two: Two) -> None:
    two.ana.shares("Bea", "before")
    made = two.ana.vault.backup().path
    device = office(two.ana).own_device()
    assert device is not None and rows(two.ana, "session")
    restored(two, two.ana, made)
    for table in ("own_device", "session", "seal_key", "outbox"):
        assert rows(two.ana, table) == 0, table
    two.back_and_forth()
    now = office(two.ana).own_device()
    assert now is not None and now.id != device.id and now.incarnation != device.incarnation
    assert two.bea.texts() == ["before"]


def test_12_nor_does_a_journal_that_was_put_back_by_hand(two: Two) -> None:
    made = two.ana.vault.backup().path
    device = office(two.ana).own_device()
    two.ana.close()
    shutil.copyfile(made / "journal.db", two.ana.folder / "journal.db")
    two.ana.open()
    assert rows(two.ana, "session") == 0
    two.ana.sync()
    assert office(two.ana).own_device() != device


def test_12_a_restore_while_paused_lacks_nothing_either(two: Two) -> None:
    sharing.pause(two.ana.vault, two.ana.knows("Bea"))
    two.back_and_forth()
    made = two.ana.vault.backup().path
    two.bea.shares("Ana", "no hurry")
    two.back_and_forth()
    assert states(two.bea) == [ShareState.DELIVERED]
    two.clock.on(hours=1)
    restored(two, two.ana, made)
    two.back_and_forth(3)
    assert two.ana.texts() == ["no hurry"]


def test_12_who_both_went_back_at_once_meet_again_by_a_new_invitation(two: Two) -> None:
    two.ana.shares("Bea", "before")
    two.back_and_forth()
    kept = [person.vault.backup().path for person in (two.ana, two.bea)]
    two.clock.on(hours=1)
    for person, made in zip((two.ana, two.bea), kept, strict=True):
        restored(two, person, made)
    for _ in range(3):
        two.clock.on(days=1)
        two.back_and_forth()
    two.ana.shares("Bea", "nobody can open it")
    two.back_and_forth()
    assert two.bea.texts() == ["before"]
    for person, other in ((two.ana, "Bea"), (two.bea, "Ana")):
        sharing.end(person.vault, person.knows(other))
    pair(two.ana, two.bea)
    two.ana.shares("Bea", "after")
    two.bea.shares("Ana", "me too")
    two.back_and_forth()
    assert two.bea.texts()[0] == "before" and "after" in two.bea.texts()
    assert two.ana.texts() == ["me too"]


def set_back(person: Person, place: Path) -> None:
    person.close()
    shutil.rmtree(person.folder)
    shutil.copytree(place, person.folder)
    person.open()


def snapshot(two: Two, person: Person) -> Path:
    person.close()
    kept = two.place / "snapshot"
    shutil.copytree(person.folder, kept)
    person.open()
    return kept


def test_13_a_disk_set_back_by_a_little_is_noticed_within_a_week(two: Two) -> None:
    """Nothing fails to open: nobody can know, until they tell each other what they have."""
    kept = snapshot(two, two.bea)
    two.ana.shares("Bea", "one")
    two.ana.shares("Bea", "two")
    two.back_and_forth()
    assert set(states(two.ana)) == {ShareState.DELIVERED}
    set_back(two.bea, kept)
    assert two.bea.texts() == []
    for _ in range(10):
        two.clock.on(days=1)
        two.back_and_forth()
    assert two.bea.texts() == ["one", "two"]


def test_13_what_left_before_it_was_set_back_is_still_asked_for(two: Two) -> None:
    share = two.ana.shares("Bea", "too much")
    kept = snapshot(two, two.ana)
    two.back_and_forth()
    assert two.bea.texts() == ["too much"]
    set_back(two.ana, kept)
    sharing.retract(two.ana.vault, share)
    assert states(two.ana) == [ShareState.DELETION_CONFIRMED], "as far as anybody can know"
    for _ in range(10):
        two.clock.on(days=1)
        two.back_and_forth()
    assert states(two.ana) == [ShareState.DELETION_ASKED]
    assert two.bea.inbox()[0].asked_at is not None


def test_13_what_waits_to_go_again_did_leave(two: Two) -> None:
    share = two.ana.shares("Bea", "too much")
    two.back_and_forth()
    office(two.ana).send_again(two.ana.knows("Bea").id, ())
    two.clock.on(minutes=1)
    sharing.retract(two.ana.vault, share)
    assert states(two.ana) == [ShareState.DELETION_ASKED]
    two.back_and_forth()
    assert two.bea.inbox()[0].asked_at is not None


def test_14_an_acknowledgement_of_a_former_device_counts_for_nothing(two: Two) -> None:
    made = two.bea.vault.backup().path
    share = two.ana.shares("Bea", "one")
    two.ana.sync()
    two.bea.sync()
    late = ack(two.bea, "Ana", [share.id])
    two.relay.inner.boxes[mailbox(two.ana, "Bea")].clear()
    two.clock.on(hours=1)
    restored(two, two.bea, made)
    two.bea.sync()
    two.ana.sync()
    give(two, two.ana, "Bea", *late)
    two.relay.worse(drop=1.0)
    two.ana.sync()
    assert states(two.ana) != [ShareState.DELIVERED]
    two.relay.honest()
    for _ in range(3):
        two.clock.on(hours=25)
        two.back_and_forth()
    assert two.bea.texts() == ["one"]


def test_14_nor_does_one_of_another_incarnation_or_from_before_they_were_set_back(
    two: Two,
) -> None:
    two.relay.worse(drop=1.0)
    share = two.ana.shares("Bea", "one")
    two.ana.sync()
    two.relay.honest()
    early = int(two.clock().timestamp() * 1000)
    two.clock.on(hours=1)
    own = office(two.bea).own_device()
    assert own is not None
    give(two, two.ana, "Bea", *ack(two.bea, "Ana", [share.id], named="0" * 32))
    give(two, two.ana, "Bea", *ack(two.bea, "Ana", [share.id], incarnation="0" * 32))
    two.relay.worse(drop=1.0)
    two.ana.sync()
    assert states(two.ana) == [ShareState.STORED], "of another incarnation"
    two.relay.honest()
    give(two, two.ana, "Bea", *says(two.bea, "Ana", message.Have(own.incarnation)))
    two.relay.worse(drop=1.0)
    two.ana.sync()
    give_late = ack(two.bea, "Ana", [share.id], at=early)
    two.relay.honest()
    give(two, two.ana, "Bea", *give_late)
    two.relay.worse(drop=1.0)
    two.ana.sync()
    assert states(two.ana) == [ShareState.STORED]
    two.relay.honest()
    give(two, two.ana, "Bea", *ack(two.bea, "Ana", [share.id]))
    two.ana.sync()
    assert states(two.ana) == [ShareState.DELIVERED]


def test_16_sessions_begun_by_both_at_once_are_both_kept(two: Two) -> None:
    for each in (two.ana, two.bea):
        office(each)._store.run("DELETE FROM session")
    two.ana.shares("Bea", "from ana")
    two.bea.shares("Ana", "from bea")
    two.ana.sync()
    two.bea.sync()
    two.ana.sync()
    assert (two.ana.texts(), two.bea.texts()) == (["from bea"], ["from ana"])
    for number in range(5):
        two.ana.shares("Bea", f"a{number}")
        two.bea.shares("Ana", f"b{number}")
        two.back_and_forth(1)
    two.back_and_forth()
    assert len(two.ana.texts()) == len(two.bea.texts()) == 6
    assert 1 <= rows(two.ana, "session") <= 6


# -- clocks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [730, -730])
def test_17_a_senders_clock_is_believed_within_bounds(two: Two, days: int) -> None:
    at = int((two.clock() + timedelta(days=days)).timestamp() * 1000)
    give(two, two.bea, "Ana", *says(two.ana, "Bea", TEXT, at=at))
    two.bea.sync()
    (item,) = two.bea.inbox()
    assert item.received_at == two.clock()
    assert item.received_at - opening.OLDEST <= item.sent_at <= item.received_at


def test_17_a_clock_that_was_ahead_holds_nothing_up(two: Two) -> None:
    right = two.clock.now
    two.clock.on(days=730)
    two.ana.shares("Bea", "ahead")
    two.back_and_forth()
    two.relay.worse(drop=1.0)
    two.ana.shares("Bea", "lost")
    two.ana.sync()
    two.relay.worse(drop=0, gone=1.0)
    two.bea.shares("Ana", "here, too")
    two.bea.sync()
    two.relay.honest()
    two.clock.now = right
    for _ in range(4):
        for each in (two.ana, two.bea):
            each.courier.round()
        two.clock.on(hours=1)
    two.ana.shares("Bea", "today")
    for _ in range(2):
        for each in (two.ana, two.bea):
            each.courier.round()
    assert sorted(two.bea.texts()) == ["ahead", "lost", "today"]
    assert two.ana.texts() == ["here, too"]
    late = [each.body["text"] for each in two.bea.inbox() if each.received_at > two.clock()]
    assert late == ["ahead"], "and nothing after it"


def test_17_news_of_a_contact_that_come_late_change_nothing(two: Two) -> None:
    early = int(two.clock().timestamp() * 1000)
    two.clock.on(hours=1)
    give(two, two.ana, "Bea", *says(two.bea, "Ana", message.State("active")))
    two.ana.sync()
    give(two, two.ana, "Bea", *says(two.bea, "Ana", message.State("paused"), at=early))
    two.ana.sync()
    assert two.ana.knows("Bea").theirs is ContactState.ACTIVE

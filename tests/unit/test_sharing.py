"""Two people share: every verb, through real journals and a folder between them."""

from __future__ import annotations

import io
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from reflect import vault
from reflect.crypto.envelope import ENVELOPES
from reflect.errors import (
    BadMessage,
    BadValue,
    NotConnected,
    PairingRefused,
    RelayRefused,
    RelayUnreachable,
    SharingOff,
    SharingUnavailable,
    StorageFailed,
    UnknownPeer,
)
from reflect.model import KeptId, Strategy, Use, new_id
from reflect.shares import Ask, ContactState, ShareState
from reflect.sync import lens, message, pairing, sharing
from reflect.sync.courier import PATIENCE, Courier
from reflect.sync.relays import PAGE, Page, Relay, open_relay
from reflect.sync.relays.folder import FolderRelay
from tests.hostile_relay import MemoryRelay
from tests.people import PASSPHRASE, Clock, Person, pair


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    made = tmp_path / "post"
    made.mkdir()
    return made


@pytest.fixture
def people(tmp_path: Path, post: Path, clock: Clock) -> Iterator[tuple[Person, Person]]:
    with ExitStack() as stack:
        made = []
        for name in ("Ana", "Bea"):
            person = Person.new(name, tmp_path / name, clock, (str(post),))
            stack.callback(person.close)
            made.append(person)
        yield made[0], made[1]


@pytest.fixture
def pairs(people: tuple[Person, Person]) -> tuple[Person, Person]:
    pair(*people)
    return people


def back_and_forth(*people: Person, times: int = 2) -> None:
    for _ in range(times):
        for each in people:
            each.sync()


def states(person: Person) -> list[str]:
    return [line.share.state for line in sharing.ledger(person.vault)]


# -- pairing ---------------------------------------------------------------------------------------


def test_two_become_contacts_and_have_one_safety_number(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    assert ana.knows("bea").state is bea.knows("Ana").state is ContactState.ACTIVE
    number = sharing.safety_number(ana.vault, ana.knows("Bea"))
    assert number == sharing.safety_number(bea.vault, bea.knows("Ana"))
    assert [len(group) for group in number.split()] == [5] * 12
    assert ana.knows("Bea").verified_at is None
    sharing.verify(ana.vault, ana.knows("Bea"))
    assert ana.knows("Bea").verified_at is not None


def test_nobody_has_to_be_there_at_the_same_time(
    people: tuple[Person, Person], clock: Clock
) -> None:
    ana, bea = people
    _, line = sharing.invite(ana.vault, "Bea")
    ana.sync()
    clock.on(days=3)
    sharing.accept(bea.vault, line, "Ana")
    bea.sync()
    clock.on(days=3)
    ana.sync()
    clock.on(days=3)
    bea.sync()
    assert ana.knows("Bea").state is bea.knows("Ana").state is ContactState.ACTIVE


def test_an_invitation_is_over_after_seven_days(
    people: tuple[Person, Person], clock: Clock
) -> None:
    ana, bea = people
    _, line = sharing.invite(ana.vault, "Bea")
    clock.on(days=7, seconds=1)
    with pytest.raises(PairingRefused):
        sharing.accept(bea.vault, line, "Ana")
    assert sharing.contacts(bea.vault) == ()


def test_a_second_use_is_refused_and_told(
    people: tuple[Person, Person], tmp_path: Path, post: Path, clock: Clock
) -> None:
    ana, bea = people
    cem = Person.new("Cem", tmp_path / "Cem", clock, (str(post),))
    _, line = sharing.invite(ana.vault, "Bea")
    ana.sync()
    for each in (bea, cem):
        sharing.accept(each.vault, line, "Ana")
        each.sync()
    back_and_forth(ana, bea, cem)
    active = [each for each in (bea, cem) if each.knows("Ana").state is ContactState.ACTIVE]
    assert len(active) == 1, "the first counts, whoever it is"
    (tried,) = sharing.status(ana.vault).tried_again
    assert tried.tries == 1
    assert len(sharing.contacts(ana.vault)) == 1
    cem.close()


def test_ones_own_invitation_and_one_twice_lead_nowhere(people: tuple[Person, Person]) -> None:
    ana, bea = people
    _, line = sharing.invite(ana.vault, "Bea")
    with pytest.raises(PairingRefused):
        sharing.accept(ana.vault, line, "Me")
    sharing.accept(bea.vault, line, "Ana")
    with pytest.raises(PairingRefused):
        sharing.accept(bea.vault, line, "Ana again")
    for wrong in ("", "reflect-invite:", line[:-3], line + "a", "hello"):
        with pytest.raises(PairingRefused):
            sharing.accept(bea.vault, wrong, "Somebody")


def test_who_is_connected_is_not_connected_again(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    _, line = sharing.invite(ana.vault, "Bea too")
    ana.sync()
    sharing.accept(bea.vault, line, "Ana too")
    back_and_forth(bea, ana)
    assert bea.knows("Ana too").state is ContactState.ENDED
    assert bea.knows("Ana too").details[pairing.REFUSED] == "you are connected already"
    assert bea.knows("Ana").state is ContactState.ACTIVE


def test_without_a_relay_there_is_no_invitation(tmp_path: Path, clock: Clock) -> None:
    ana = Person.new("Ana", tmp_path / "Ana", clock, ())
    with pytest.raises(BadValue):
        sharing.invite(ana.vault, "Bea")
    ana.close()


def test_a_relay_that_cannot_even_be_opened_does_not_keep_the_others_waiting(
    pairs: tuple[Person, Person],
) -> None:
    ana, bea = pairs
    sharing.add_relay(ana.vault, "webdav+https://relay.example/folder")

    def opens(address: str, _proxy: str | None) -> Relay:
        if "://" in address:
            raise RelayRefused(relay=address, reason="it cannot go through the proxy")
        return FolderRelay(Path(address))

    ana.courier.close()
    ana.courier = Courier(ana.ask, opens=opens, clock=ana.clock)
    ana.shares("Bea", "Hello")
    report = ana.sync()
    assert [address for address, _ in report.troubles] == ["webdav+https://relay.example/folder"]
    refused = next(row for row in sharing.status(ana.vault).relays if "://" in row.address)
    assert refused.tries == 1
    assert refused.reached_at is None
    bea.sync()
    assert bea.texts() == ["Hello"]


def test_a_slow_relay_keeps_neither_the_others_nor_other_mailboxes_waiting(
    pairs: tuple[Person, Person],
) -> None:
    ana, bea = pairs
    sharing.invite(ana.vault, "Cleo")
    sharing.add_relay(ana.vault, "slow")
    at, asked = [0.0], []

    class Slow(MemoryRelay):
        """Each answer takes a minute, and there is always one more page."""

        def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
            at[0] += 60
            asked.append(mailbox)
            return Page((), "more")

    slow = Slow("slow")
    ana.courier.close()
    ana.courier = Courier(
        ana.ask,
        opens=lambda address, _: slow if address == "slow" else FolderRelay(Path(address)),
        clock=ana.clock,
        watch=lambda: at[0],
    )
    bea.shares("Ana", "Hello")
    bea.sync()
    ana.sync()
    assert ana.texts() == ["Hello"]
    assert at[0] <= PATIENCE + 60
    assert len(set(asked)) == 1
    ana.sync()
    assert len(set(asked)) == 2


def test_a_relay_that_hints_without_end_is_listened_to_less_and_less(
    pairs: tuple[Person, Person],
) -> None:
    ana, bea = pairs
    rests: list[float] = []
    rounds: list[object] = []
    stop = threading.Event()

    class Call(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            rests.append(timeout or 0)
            return False

    class Hinting(FolderRelay):
        def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
            return True

    def told(report: object) -> None:
        rounds.append(report)
        if len(rounds) == 11:
            bea.shares("Ana", "Hello")
            bea.sync()
        if len(rounds) == 14:
            stop.set()

    ana.courier.close()
    ana.courier = Courier(ana.ask, opens=lambda address, _: Hinting(Path(address)), clock=ana.clock)
    ana.courier.run(stop, Call(), told)
    # The first is followed at once, and so is the first after something came.
    assert rests[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert rests[-1] < 60
    assert ana.texts() == ["Hello"]


def test_a_journal_that_cannot_be_read_for_a_while_does_not_end_the_rounds(
    pairs: tuple[Person, Person],
) -> None:
    ana, _ = pairs
    stop, rounds = threading.Event(), []
    failing = [False]

    def ask(job: Any, /) -> Any:
        if failing[0]:
            failing[0] = False
            raise StorageFailed(path=ana.folder, code="EIO")
        return job(ana.vault)

    class Call(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            return False

    def told(report: object) -> None:
        rounds.append(report)
        failing[0] = len(rounds) == 1
        if len(rounds) == 2:
            stop.set()

    ana.courier.close()
    ana.courier = Courier(ask, opens=lambda address, _: FolderRelay(Path(address)))
    ana.courier.run(stop, Call(), told)
    assert len(rounds) == 2


def test_a_relay_of_which_nothing_was_wanted_was_not_reached(tmp_path: Path, clock: Clock) -> None:
    ana = Person.new("Ana", tmp_path / "ana", clock, (str(tmp_path / "nowhere"),))
    assert ana.sync().troubles == []
    (row,) = sharing.status(ana.vault).relays
    assert row.reached_at is None
    ana.close()


def test_names_are_ones_own(pairs: tuple[Person, Person]) -> None:
    ana, _ = pairs
    with pytest.raises(BadValue):
        sharing.invite(ana.vault, " BEA ")
    with pytest.raises(UnknownPeer):
        ana.knows("Cem")
    sharing.rename(ana.vault, ana.knows("Bea"), "Beate")
    assert ana.knows("beate").name == "Beate"


def test_a_proxy_is_named_so_that_no_name_has_to_be_looked_up(pairs: tuple[Person, Person]) -> None:
    vault_ = pairs[0].vault
    for typed, meant in (
        ("127.0.0.1:9050", "127.0.0.1:9050"),
        ("localhost:9150", "127.0.0.1:9150"),
    ):
        sharing.set_proxy(vault_, typed)
        assert sharing.status(vault_).proxy == meant
        open_relay("ws://127.0.0.1:9", meant).close()
    for typed in ("tor.example.org:9050", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", ":9050"):
        with pytest.raises(BadValue):
            sharing.set_proxy(vault_, typed)
    assert sharing.status(vault_).proxy == "127.0.0.1:9150"


def test_off_means_off(people: tuple[Person, Person]) -> None:
    ana, _ = people
    sharing.switch_off(ana.vault)
    assert not sharing.status(ana.vault).on
    with pytest.raises(SharingOff):
        sharing.invite(ana.vault, "Bea")
    with pytest.raises(SharingOff):
        ana.sync()
    sharing.switch_on(ana.vault)
    assert sharing.status(ana.vault).relays


def test_a_folder_that_cannot_be_told_from_a_copy_shares_nothing(
    people: tuple[Person, Person],
) -> None:
    ana, _ = people
    ana.vault.may_share = False
    with pytest.raises(SharingUnavailable):
        sharing.invite(ana.vault, "Bea")


# -- sharing ---------------------------------------------------------------------------------------


def test_300_arrive_both_ways_once_each_in_order(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    for number in range(300):
        ana.shares("Bea", f"from ana {number}")
        bea.shares("Ana", f"from bea {number}")
    back_and_forth(ana, bea, times=3)
    assert bea.texts() == [f"from ana {number}" for number in range(300)]
    assert ana.texts() == [f"from bea {number}" for number in range(300)]
    assert set(states(ana)) == set(states(bea)) == {ShareState.DELIVERED}
    assert all(each.sync().received == 0 for each in pairs)


def test_what_the_lens_shows_is_what_arrives(pairs: tuple[Person, Person], tmp_path: Path) -> None:
    ana, bea = pairs
    entry = ana.writes("Anna was here.\n\nNobody else.\n\nA third part.", mood=2, title="With Anna")
    choice = lens.Choice(
        paragraphs=frozenset({1, 3}), replacements={"Anna": "[friend]"}, ask=Ask.IDEAS, hard=True,
        time="none",
    )  # fmt: skip
    body = sharing.entry_body(ana.vault, entry, choice)
    shown = sharing.item_json(sharing.check(body))
    sharing.share_entry(ana.vault, ana.knows("Bea"), entry.id, body)
    back_and_forth(ana, bea, times=1)
    (item,) = bea.inbox()
    assert sharing.item_json(sharing.body_of(item)) == shown
    assert shown["text"] == "[friend] was here.\n\nA third part."
    assert (shown["title"], shown["mood"], shown["time"]) == ("With [friend]", 2, None)
    assert bea.sync().hard == 0


def picture(width: int = 60) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, 40), "teal").save(made, "JPEG", comment=b"taken at home")
    return made.getvalue()


def test_photos_go_without_their_names_and_what_they_tell(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    kept = [
        ana.vault.journal.attach(name, "image/jpeg", io.BytesIO(picture(60 + at)))
        for at, name in enumerate(("Anna at the clinic.jpg", "tram.jpg"))
    ]
    text = "See ![Anna](reflect-img:Anna%20at%20the%20clinic.jpg) and ![](reflect-img:tram.jpg)."
    entry = ana.writes(text, attachments=tuple(kept))
    for chosen, names in ((None, ["photo-1.jpg", "photo-2.jpg"]), ({"tram.jpg"}, ["photo-1.jpg"])):
        photos = None if chosen is None else frozenset(chosen)
        body = sharing.entry_body(ana.vault, entry, lens.Choice(photos=photos))
        assert [each.name for each in body.photos] == names
        assert "Anna" not in body.text and "clinic" not in body.text
        assert all(b"taken at home" not in each.data for each in body.photos)
    sharing.share_entry(ana.vault, ana.knows("Bea"), entry.id, body)
    back_and_forth(ana, bea, times=1)
    (item,) = bea.inbox()
    assert [each.data for each in sharing.photos_of(item)] == [each.data for each in body.photos]


def test_a_photo_left_out_does_not_shift_the_paragraphs(pairs: tuple[Person, Person]) -> None:
    ana, _ = pairs
    kept = ana.vault.journal.attach("tram.jpg", "image/jpeg", io.BytesIO(picture()))
    text = "First.\n\n![](reflect-img:tram.jpg)\n\nThird.\n\nA secret."
    entry = ana.writes(text, attachments=(kept,))
    choice = lens.Choice(paragraphs=frozenset({1, 2, 3}), photos=frozenset())
    assert sharing.entry_body(ana.vault, entry, choice).text == "First.\n\nThird."


def test_a_large_share_goes_in_parts_and_arrives_whole(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    text = "".join(f"{number} and on. " for number in range(8_000))[: message.LONGEST_TEXT]
    ana.shares("Bea", text)
    back_and_forth(ana, bea, times=1)
    assert bea.texts() == [text.strip()]


def test_what_is_more_than_a_message_may_hold_is_told_at_once(pairs: tuple[Person, Person]) -> None:
    ana, _ = pairs
    with pytest.raises(BadMessage):
        ana.shares("Bea", "x" * (message.LONGEST_TEXT + 1))
    with pytest.raises(BadValue):
        ana.shares("Bea", "gone", lens.Choice(paragraphs=frozenset()))
    assert sharing.ledger(ana.vault) == ()


def test_what_is_over_goes(pairs: tuple[Person, Person], clock: Clock) -> None:
    ana, bea = pairs
    ends = int((clock.now + timedelta(days=2)).timestamp())
    ana.shares("Bea", "for two days", lens.Choice(expires_at=ends))
    back_and_forth(ana, bea, times=1)
    assert bea.texts() == ["for two days"]
    clock.on(days=2)
    assert bea.texts() == []
    ana.shares("Bea", "over before it leaves", lens.Choice(expires_at=ends))
    back_and_forth(ana, bea)
    assert bea.texts() == []
    assert states(ana)[0] == ShareState.UNKNOWN


def test_threads_are_in_both_journals(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    share = ana.shares("Bea", "a hard day")
    back_and_forth(ana, bea, times=1)
    (item,) = bea.inbox()
    sharing.reply(bea.vault, item, "I am here.")
    sharing.hear(bea.vault, item, "me-too")
    with pytest.raises(BadValue):
        sharing.reply(bea.vault, item, "   ")
    back_and_forth(bea, ana, times=1)
    mine, theirs = ana.vault.journal.post.thread(ana.knows("Bea").id, share.id)
    assert (mine, [each.kind for each in theirs]) == ((), ["reply", "hear"])
    mine, theirs = bea.vault.journal.post.thread(bea.knows("Ana").id, item.id)
    assert ([each.kind for each in mine], theirs) == (["reply", "hear"], ())


def test_to_ask_again_changes_the_ask_only_by_the_answer(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    ana.shares("Bea", "a hard day")
    back_and_forth(ana, bea, times=1)
    (item,) = bea.inbox()
    assert sharing.ask_of(bea.vault, item) is Ask.LISTEN
    sharing.ask_again(bea.vault, item)
    back_and_forth(bea, ana, times=1)
    (question,) = ana.inbox()
    assert sharing.ask_of(bea.vault, item) is Ask.LISTEN
    sharing.answer_ask(ana.vault, question, Ask.IDEAS)
    back_and_forth(ana, bea, times=1)
    assert sharing.ask_of(bea.vault, item) is Ask.IDEAS


def test_who_reads_tells_only_where_they_chose_to(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    ana.shares("Bea", "one")
    back_and_forth(ana, bea)
    sharing.read(bea.vault, bea.inbox()[0])
    back_and_forth(bea, ana)
    assert states(ana) == [ShareState.DELIVERED]
    sharing.tell_when_read(bea.vault, bea.knows("Ana"), True)
    ana.shares("Bea", "two")
    back_and_forth(ana, bea)
    sharing.read(bea.vault, bea.inbox()[1])
    back_and_forth(bea, ana)
    assert states(ana) == [ShareState.READ, ShareState.DELIVERED]


# -- ways of coping --------------------------------------------------------------------------------


def walk(person: Person) -> Strategy:
    card = Strategy(
        id=KeptId(new_id()), title="A walk", steps=("Shoes", "Door"), place="the canal",
        people=("Anna",), feelings=("sad",), why="It moves",
    )  # fmt: skip
    person.vault.journal.keep(card)
    for at in range(3):
        person.vault.journal.keep(
            Use(KeptId(new_id()), card.id, person.clock() + timedelta(minutes=at), 7, 4)
        )
    return card


def test_a_way_of_coping_is_adopted_and_it_is_told_that_it_helped(
    pairs: tuple[Person, Person],
) -> None:
    ana, bea = pairs
    card = walk(ana)
    body = sharing.strategy_body(ana.vault, card, with_results=True, words="It gets me out.")
    assert (body.uses, body.median_change) == (3, -3)
    sharing.share_strategy(ana.vault, ana.knows("Bea"), body)
    back_and_forth(ana, bea, times=1)
    (item,) = bea.inbox()
    mine = sharing.adopt(bea.vault, item)
    assert sharing.adopt(bea.vault, bea.inbox()[0]) == mine, "once"
    assert (mine.title, mine.steps, mine.their_words) == (
        "A walk",
        ("Shoes", "Door"),
        "It gets me out.",
    )
    assert (mine.evidence, mine.place, mine.people) == (None, None, ())
    assert mine.origin is not None and (mine.origin.kind, mine.origin.name) == ("peer", "Ana")
    given = sharing.given_by(bea.vault, mine)
    assert given is not None and given.id == item.id
    sharing.helped(bea.vault, given, "helped")
    back_and_forth(bea, ana, times=1)
    (gift,) = sharing.gifts(ana.vault)
    assert (gift.to, gift.title, gift.said) == ("Bea", "A walk", ("helped",))


def test_results_stay_at_home_unless_chosen(pairs: tuple[Person, Person]) -> None:
    ana, _ = pairs
    body = sharing.strategy_body(ana.vault, walk(ana), with_results=False)
    assert (body.uses, body.median_change) == (None, None)
    assert "canal" not in str(sharing.item_json(body)) and "Anna" not in str(
        sharing.item_json(body)
    )


# -- asking to delete ------------------------------------------------------------------------------


def test_asking_to_delete_is_a_request(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    share = ana.shares("Bea", "too much")
    back_and_forth(ana, bea)
    sharing.retract(ana.vault, share)
    back_and_forth(ana, bea)
    (item,) = bea.inbox()
    assert item.asked_at is not None and item.body["text"] == "too much", "it is for her to do"
    assert states(ana) == [ShareState.DELETION_ASKED]
    sharing.let_go(bea.vault, item)
    assert bea.inbox() == ()
    back_and_forth(bea, ana)
    assert states(ana) == [ShareState.DELETION_CONFIRMED]


def test_what_never_left_is_simply_gone(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    sharing.retract(ana.vault, ana.shares("Bea", "no, rather not"))
    assert states(ana) == [ShareState.DELETION_CONFIRMED]
    back_and_forth(ana, bea)
    assert bea.inbox() == ()


def test_a_request_that_comes_first_keeps_it_from_coming(
    pairs: tuple[Person, Person], post: Path, tmp_path: Path, clock: Clock
) -> None:
    ana, bea = pairs
    before = set(post.rglob("*.rf1"))
    share = ana.shares("Bea", "too much")
    ana.sync()
    held = tmp_path / "held"
    held.mkdir()
    moved = [(path, held / path.name) for path in set(post.rglob("*.rf1")) - before]
    for path, there in moved:
        shutil.move(path, there)
    sharing.retract(ana.vault, share)
    back_and_forth(ana, bea)
    for path, there in moved:
        shutil.move(there, path)
    back_and_forth(bea, ana)
    assert bea.inbox() == ()
    assert states(ana) == [ShareState.DELETION_CONFIRMED]


# -- pausing and parting ---------------------------------------------------------------------------


def test_while_paused_nothing_of_mine_goes_and_nothing_is_lost(
    pairs: tuple[Person, Person],
) -> None:
    ana, bea = pairs
    sharing.pause(ana.vault, ana.knows("Bea"), "a quiet week")
    back_and_forth(ana, bea)
    assert bea.knows("Ana").theirs is ContactState.PAUSED
    assert bea.knows("Ana").details["their-words"] == "a quiet week"
    with pytest.raises(NotConnected):
        ana.shares("Bea", "not now")
    bea.shares("Ana", "no hurry")
    back_and_forth(bea, ana)
    assert ana.texts() == ["no hurry"]
    assert states(bea) == [ShareState.DELIVERED]
    sharing.resume(ana.vault, ana.knows("Bea"))
    ana.shares("Bea", "back again")
    back_and_forth(ana, bea)
    assert (bea.knows("Ana").theirs, bea.texts()) == (ContactState.ACTIVE, ["back again"])


def test_an_end_is_told_and_leaves_no_key(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    ana.shares("Bea", "one")
    ana.shares("Bea", "two")
    back_and_forth(ana, bea)
    sharing.end(ana.vault, ana.knows("Bea"), "thank you for all of it", ask_to_delete=True)
    back_and_forth(ana, bea, times=1)
    assert bea.knows("Ana").state is ContactState.ENDED
    assert bea.knows("Ana").details["their-words"] == "thank you for all of it"
    for item in bea.inbox():
        sharing.let_go(bea.vault, item)
    back_and_forth(bea, ana, times=3)
    assert set(states(ana)) == {ShareState.DELETION_CONFIRMED}
    for each in pairs:
        assert each.vault.journal.post.mailboxes(mine=True) == ()
    with pytest.raises(NotConnected):
        bea.shares("Ana", "still there?")


def test_who_never_answers_is_let_go_after_two_weeks(
    pairs: tuple[Person, Person], clock: Clock
) -> None:
    ana, _ = pairs
    ana.shares("Bea", "one")
    ana.sync()
    sharing.end(ana.vault, ana.knows("Bea"), ask_to_delete=True)
    ana.sync()
    assert ana.vault.journal.post.mailboxes(mine=True) != ()
    clock.on(days=15)
    ana.sync()
    assert ana.vault.journal.post.mailboxes(mine=True) == ()
    assert states(ana) == [ShareState.UNKNOWN]


def test_a_block_is_at_once_and_without_a_word(pairs: tuple[Person, Person], post: Path) -> None:
    ana, bea = pairs
    before = len(list(post.rglob("*.rf1")))
    sharing.block(ana.vault, ana.knows("Bea"))
    ana.sync()
    assert len(list(post.rglob("*.rf1"))) <= before, "nothing was sent"
    bea.shares("Ana", "hello?")
    back_and_forth(bea, ana)
    assert ana.inbox() == ()
    assert bea.knows("Ana").state is ContactState.ACTIVE
    assert states(bea) == [ShareState.STORED]


def test_those_who_parted_may_meet_again(pairs: tuple[Person, Person]) -> None:
    ana, bea = pairs
    ana.shares("Bea", "before")
    back_and_forth(ana, bea)
    sharing.end(ana.vault, ana.knows("Bea"))
    back_and_forth(ana, bea, times=3)
    pair(ana, bea)
    assert ana.knows("Bea").state is bea.knows("Ana").state is ContactState.ACTIVE
    assert len(sharing.contacts(ana.vault)) == len(sharing.contacts(bea.vault)) == 1
    ana.shares("Bea", "after")
    back_and_forth(ana, bea)
    assert bea.texts() == ["before", "after"]
    bea.shares("Ana", "me too")
    back_and_forth(bea, ana)
    assert ana.texts() == ["me too"]


@pytest.mark.parametrize("who_invites", [0, 1])
def test_they_may_meet_again_while_an_answer_is_still_waited_for(
    pairs: tuple[Person, Person], who_invites: int
) -> None:
    ana, bea = pairs
    ana.shares("Bea", "before")
    back_and_forth(ana, bea)
    sharing.end(ana.vault, ana.knows("Bea"), ask_to_delete=True)
    back_and_forth(ana, bea, times=3)
    assert states(ana) == [ShareState.DELETION_ASKED]
    pair(pairs[who_invites], pairs[1 - who_invites])
    assert ana.knows("Bea").state is bea.knows("Ana").state is ContactState.ACTIVE
    (asked,) = bea.inbox()
    sharing.let_go(bea.vault, asked)
    ana.shares("Bea", "after")
    back_and_forth(bea, ana, times=3)
    assert bea.texts() == ["after"]
    assert states(ana) == [ShareState.DELIVERED, ShareState.DELETION_CONFIRMED]


def test_whatever_is_tried_while_a_relay_rests_does_not_make_the_rest_longer(
    pairs: tuple[Person, Person], post: Path, clock: Clock
) -> None:
    ana, _ = pairs
    away = post.rename(post.parent / "away")
    for number in range(6):
        ana.shares("Bea", f"number {number}")
        assert ana.sync().troubles
        clock.on(seconds=1)
    (row,) = ana.vault.journal.post.relays()
    assert row.tries == 1
    assert row.next_at is not None
    assert row.next_at <= clock.now + timedelta(seconds=60)
    clock.on(seconds=60)
    ana.sync()
    (row,) = ana.vault.journal.post.relays()
    assert row.tries == 2
    away.rename(post)
    ana.sync()
    assert set(states(ana)) == {ShareState.STORED}


def test_a_second_try_is_heard_after_the_first_was_taken_up_too(
    pairs: tuple[Person, Person], post: Path, tmp_path: Path, clock: Clock
) -> None:
    ana, _ = pairs
    _, line = sharing.invite(ana.vault, "Cem")
    ana.sync()
    cem = Person.new("Cem", tmp_path / "cem", clock, (str(post),))
    thief = Person.new("Thief", tmp_path / "thief", clock, (str(post),))
    sharing.accept(cem.vault, line, "Ana")
    back_and_forth(cem, ana, times=3)
    assert ana.knows("Cem").state is cem.knows("Ana").state is ContactState.ACTIVE
    sharing.accept(thief.vault, line, "Ana")
    back_and_forth(thief, ana, times=2)
    assert thief.knows("Ana").state is ContactState.INVITED
    (again,) = sharing.status(ana.vault).tried_again
    assert again.tries == 1
    meeting = post / pairing.invitation_of(again).meeting.address
    assert len(list(meeting.iterdir())) == 1
    clock.on(days=8)
    ana.sync()
    assert list(meeting.iterdir()) == [], "its card goes when it is over"
    for each in (cem, thief):
        each.close()


def test_the_names_that_are_always_replaced_are_in_a_way_of_coping_too(
    pairs: tuple[Person, Person],
) -> None:
    ana, _ = pairs
    ana.vault.journal.post.set_placeholder("Anna", "[friend]")
    card = Strategy(KeptId(new_id()), "Call Anna", ("Ring Anna’s bell",), why="Anna helps.")
    body = sharing.strategy_body(ana.vault, card, with_results=False, words="Anna says so.")
    assert "Anna" not in str(sharing.item_json(body))
    assert body.steps == ("Ring [friend]’s bell",)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), None])
def test_a_folder_that_refuses_is_told_of_at_once(
    pairs: tuple[Person, Person], post: Path, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    """Of somebody who may read there and not write; or not even look."""
    ana, _ = pairs
    ana.shares("Bea", "one")
    place, real = post, os.stat

    def stat(path: Any, *args: Any, **more: Any) -> Any:
        if error is not None and str(path).startswith(str(place)):
            raise error
        return real(path, *args, **more)

    def mkdir(self: Path, *_args: Any, **_more: Any) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", mkdir)
        patched.setattr(os, "stat", stat)
        report = ana.sync()
    (trouble,) = report.troubles
    assert isinstance(trouble[1], RelayRefused if error is None else RelayUnreachable)
    assert states(ana) == [ShareState.WAITING]


# -- restores --------------------------------------------------------------------------------------


def test_after_a_restore_nothing_is_missing_on_either_side(
    pairs: tuple[Person, Person], tmp_path: Path, clock: Clock
) -> None:
    ana, bea = pairs
    ana.shares("Bea", "a1")
    bea.shares("Ana", "b1")
    back_and_forth(ana, bea)
    made = ana.vault.backup()
    for number in (2, 3):
        ana.shares("Bea", f"a{number}")
        bea.shares("Ana", f"b{number}")
    back_and_forth(ana, bea, times=3)
    ana.close()
    clock.on(hours=2)
    vault.restore(made.path, tmp_path / "again", PASSPHRASE)
    ana.folder = tmp_path / "again"
    ana.open()
    assert ana.texts() == ["b1"]
    back_and_forth(ana, bea, times=4)
    assert ana.texts() == ["b1", "b2", "b3"]
    assert bea.texts() == ["a1", "a2", "a3"]
    ana.shares("Bea", "a4")
    bea.shares("Ana", "b4")
    back_and_forth(ana, bea, times=2)
    assert (ana.texts()[3:], bea.texts()[3:]) == (["b4"], ["a4"])


def test_a_disk_that_was_set_back_heals(
    pairs: tuple[Person, Person], tmp_path: Path, clock: Clock
) -> None:
    ana, bea = pairs
    ana.shares("Bea", "a1")
    bea.shares("Ana", "b1")
    back_and_forth(ana, bea, times=2)
    ana.close()
    # The whole of it, the file that ties the device to the folder too: nobody can know.
    shutil.copytree(ana.folder, tmp_path / "snapshot")
    ana.open()
    for number in range(2, 14):
        ana.shares("Bea", f"a{number}")
        bea.shares("Ana", f"b{number}")
        back_and_forth(ana, bea, times=2)
    ana.close()
    shutil.rmtree(ana.folder)
    shutil.copytree(tmp_path / "snapshot", ana.folder)
    ana.open()
    for number in range(14, 26):
        clock.on(hours=3)
        ana.shares("Bea", f"a{number}")
        bea.shares("Ana", f"b{number}")
        back_and_forth(ana, bea)
    for _ in range(10):
        clock.on(hours=13)
        back_and_forth(ana, bea)
    assert sorted(ana.texts()) == sorted(f"b{number}" for number in range(1, 26))
    assert sorted(bea.texts()) == sorted(f"a{number}" for number in range(1, 26))


def test_two_restores_of_one_backup_are_both_believed(
    pairs: tuple[Person, Person], tmp_path: Path, clock: Clock
) -> None:
    ana, bea = pairs
    back_and_forth(ana, bea)
    made = ana.vault.backup()
    for number in range(2):
        ana.close()
        clock.on(hours=1)
        ana.folder = tmp_path / f"again {number}"
        vault.restore(made.path, ana.folder, PASSPHRASE)
        ana.open()
        ana.shares("Bea", f"after restore {number}")
        back_and_forth(ana, bea, times=3)
    assert "after restore 1" in bea.texts()


# -- what lies between -----------------------------------------------------------------------------


def test_nothing_between_them_tells_anything(
    tmp_path: Path, post: Path, clock: Clock, people: tuple[Person, Person]
) -> None:
    ana, bea = people
    cem = Person.new("Cem", tmp_path / "Cem", clock, (str(post),))
    kept: dict[str, bytes] = {}

    def look() -> None:
        kept.update(
            {str(each.relative_to(post)): each.read_bytes() for each in post.rglob("*.rf1")}
        )

    # Long enough that sealed bytes do not spell them by chance.
    names = {"Bea": "Beatrice Brandt", "Cem": "Cengizhan Celik"}
    for other in (bea, cem):
        _, line = sharing.invite(ana.vault, names[other.name])
        ana.sync()
        look()
        sharing.accept(other.vault, line, "Anastasia Adler")
        for each in (other, ana, other, ana):
            each.sync()
            look()
        ana.shares(names[other.name], "Canary in the coal mine")
        for each in (ana, other):
            each.sync()
            look()
    assert {len(data) for data in kept.values()} <= set(ENVELOPES)
    whole = b"".join(kept.values())
    roots = [each.vault.journal.post.own_root() for each in (ana, bea, cem)]
    secrets = [
        *(
            b"Canary",
            b"Anastasia",
            b"Beatrice",
            b"Cengizhan",
            b"just-listen",
            b"curve25519",
            b'"v":1',
        ),
        *(root.list_data for root in roots if root is not None and root.list_data),
        *(root.seed for root in roots if root is not None),
    ]
    for secret in secrets:
        assert secret not in whole, secret
    boxes = {name.partition("/")[0] for name in kept}
    hers = [
        {
            box.address
            for box in ana.vault.journal.post.mailboxes(
                mine=mine, contact=ana.knows(names[name]).id
            )
        }
        for name in ("Bea", "Cem")
        for mine in (True, False)
    ]
    assert not set.intersection(*hers) and all(len(each) == 1 for each in hers)
    assert set.union(*hers) <= boxes
    cem.close()

"""What somebody with a program of their own may send, as the window meets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from reflect.crypto import identity
from reflect.errors import StorageFull
from reflect.model import Changes
from reflect.shares import Arrival, MessageId
from reflect.sync import message, sharing
from reflect.ui import threads
from reflect.ui.invitation import AcceptDialog
from reflect.ui.letter import AT_ONCE, LinkDialog, links
from reflect.vault import OpenVault
from tests.ui.letters_room import Letters, letters_room
from tests.ui.progress_room import texts


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Letters]:
    with letters_room(tmp_path) as made:
        yield made


def id_of(number: int) -> MessageId:
    return MessageId(f"{number:032x}")


def arrived(room: Letters, number: int, body: message.Body) -> None:
    """As if it had come by the ratchet, which looks at form and sender alone."""
    post, now = room.made.room.vault.journal.post, datetime.now(UTC)
    contact = sharing.named(room.made.room.vault, "Bea").id
    fields = msgspec.to_builtins(sharing.check(body))
    post.arrive(
        Arrival(id_of(number), contact, message.kind_of(body), fields, now, now,
                answers=getattr(body, "to", None))
    )  # fmt: skip


def heard(room: Letters) -> None:
    room.made.tell(Changes(kept=frozenset({"arrival"})))
    room.settle()


def test_of_thousands_of_answers_the_last_are_shown_and_more_on_a_wish(room: Letters) -> None:
    arrived(room, 1, message.Entry(text="The week was long."))
    with room.made.room.vault.journal.post.transaction():
        for number in range(2, 2_002):
            arrived(room, number, message.Reply(id_of(1), f"answer {number}"))
    heard(room)
    view = room.open()
    letter = view.letter
    assert len(letter.aways) == AT_ONCE
    assert "answer 2001" in texts(view)
    assert "answer 1951" not in texts(view)
    assert letter.more is not None
    letter.more.click()
    assert len(letter.aways) == 2 * AT_ONCE
    assert "answer 1951" in texts(view)
    # Something new leaves as many as one asked for; another letter begins anew.
    arrived(room, 3_000, message.Reply(id_of(1), "one more"))
    heard(room)
    assert len(letter.aways) == 2 * AT_ONCE
    view.show_list()
    arrived(room, 3_001, message.Entry(text="Another one."))
    heard(room)
    view.open((view.rows[0].key[0], id_of(3_001)))
    room.settle()
    assert letter.more is None


def test_an_answer_stays_readable_where_what_it_answers_is_gone(room: Letters) -> None:
    arrived(room, 1, message.Entry(text="The week was long."))
    arrived(room, 2, message.Reply(id_of(1), "And so was the one before."))
    arrived(room, 3, message.Helped(id_of(77), "helped"))
    vault = room.made.room.vault
    contact = sharing.named(vault, "Bea").id
    sharing.let_go(vault, vault.journal.post.arrival(contact, id_of(1)))
    heard(room)
    view = room.view
    for number, words in ((2, "And so was the one before."), (3, "It helped me")):
        view.open((contact, id_of(number)))
        room.settle()
        assert words in texts(view.letter)
        view.show_list()


@pytest.mark.parametrize("rest", ["x" * 90_000, "/x" * 45_000, "?a=b&" * 18_000])
def test_a_link_without_end_leaves_the_buttons_on_the_screen(room: Letters, rest: str) -> None:
    arrived(room, 1, message.Entry(text=f"See http://a.example/{rest} there"))
    heard(room)
    (link,) = room.open().letter.links
    link.click()
    dialog = room.dialog(LinkDialog)
    screen = dialog.screen().availableGeometry()
    assert dialog.height() < screen.height() / 2
    assert dialog.width() <= screen.width()
    assert "a.example" in dialog.text()
    assert len(dialog.whole) > 90_000
    dialog.reject()


def test_no_host_has_more_letters_than_a_name_may_have() -> None:
    assert links("http://" + "a." * 100 + "example/") != ()
    assert links("http://" + "a." * 2_000 + "example/") == ()


def test_answers_to_answers_and_rings_of_them_are_one_thread_each(room: Letters) -> None:
    vault = room.made.room.vault
    with vault.journal.post.transaction():
        arrived(room, 1, message.Entry(text="The week was long."))
        for number in range(2, 302):
            arrived(room, number, message.Reply(id_of(number - 1), "and then"))
        for number in range(1_000, 1_100):
            following = 1_000 + (number - 999) % 100
            arrived(room, number, message.Reply(id_of(following), "round and round"))
    arrivals = vault.journal.post.arrivals(photos=False)
    tops = threads._tops(arrivals, ())
    assert {tops[each.contact, each.id][1] for each in arrivals if int(each.id, 16) < 1_000} == {
        id_of(1)
    }
    ring = {tops[each.contact, each.id] for each in arrivals if int(each.id, 16) >= 1_000}
    assert len(ring) == 1
    heard(room)
    assert len(room.view.rows) == 2


def test_what_was_looked_at_is_noted_in_one_write(
    room: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        arrived(room, number, message.Entry(text="The week was long."))
    vault, read = room.made.room.vault, sharing.read
    items = sharing.inbox(vault)

    def full(vault: OpenVault, item: Arrival) -> Changes:
        if item.id == items[-1].id:
            raise StorageFull(path=vault.folder)
        return read(vault, item)

    monkeypatch.setattr(sharing, "read", full)
    with pytest.raises(StorageFull):
        threads.read(items, vault)
    assert all(each.read_at is None for each in sharing.inbox(vault))
    monkeypatch.undo()
    threads.read(items, vault)
    assert all(each.read_at is not None for each in sharing.inbox(vault))


def test_an_invitation_is_said_to_be_used_for_what_it_is_used_for(room: Letters) -> None:
    good, own = "wss://relay.example.org", "wss://ana:tea@other.example.org"
    dialog = AcceptDialog(room.made.room.bridge, room.made.room.window)
    room.settle()
    ends = datetime.now(UTC).timestamp()
    dialog.line.setPlainText(identity.invite(b"card", (good, own, "/etc/passwd"), ends).line())
    assert good in dialog.names.text()
    assert "other.example.org" not in dialog.names.text()
    assert "passwd" not in dialog.names.text()
    dialog.line.setPlainText(identity.invite(b"card", (own,), ends).line())
    assert "It names no relay" in dialog.names.text()
    dialog.close()
    dialog.deleteLater()

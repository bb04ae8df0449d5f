"""An entry that was filled in, edited at the command line: its text alone stands."""

from __future__ import annotations

from datetime import UTC, datetime

from reflect import vault
from reflect.model import SETBACK, Entry, EntryId

from .conftest import Reflect

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ID = EntryId("setback00000")


def stored(reflect: Reflect) -> Entry:
    passphrase = reflect.passphrase_file.read_text().strip()
    with vault.unlock(reflect.folder, passphrase) as opened:
        return opened.journal.entry(ID)


def test_a_text_edited_by_hand_drops_the_answers_and_other_changes_keep_them(
    reflect: Reflect,
) -> None:
    answers = {"what": "I shouted."}
    passphrase = reflect.passphrase_file.read_text().strip()
    with vault.unlock(reflect.folder, passphrase) as opened:
        opened.put(Entry(ID, NOON, NOON, text="I shouted.", kind=SETBACK, answers=answers))
    reflect.ok("edit", ID, "--mood", "2")
    assert (stored(reflect).mood, dict(stored(reflect).answers)) == (2, answers)
    reflect.ok("edit", ID, "I shouted, and wrote to Jo.")
    after = stored(reflect)
    assert (after.text, after.kind) == ("I shouted, and wrote to Jo.", SETBACK)
    assert dict(after.answers) == {}

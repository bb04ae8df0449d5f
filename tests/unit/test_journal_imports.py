"""What an import leaves behind, and how it goes away again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reflect.errors import UnknownId
from reflect.journal import Journal
from reflect.model import NOTHING, BatchId, Changes, Entry, EntryId, Source, new_id

KEY = bytes(range(32))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(tmp_path / "journal.db", KEY, name="", journal_id="j") as made:
        yield made


def theirs(source: str, text: str, id: str | None = None) -> Entry:
    return Entry(
        EntryId(id or new_id()), NOW, NOW, text=text, source=Source("dayone", source)
    )  # fmt: skip


def bring_in(journal: Journal, *entries: Entry, fingerprint: str = "f1") -> BatchId:
    with journal.atomic():
        batch = journal.begin_import("dayone")
        for entry in entries:
            journal.put(entry, batch=batch, fingerprint=fingerprint, keep_modified=True)
        journal.finish_import(
            batch, new=len(entries), unchanged=0, changed=0, skipped=0, report='{"new":1}'
        )
    return batch


def test_sources_tell_what_is_here_and_what_was_edited(journal: Journal) -> None:
    one, two = theirs("1", "one"), theirs("2", "two")
    bring_in(journal, one, two)
    assert journal.sources("dayone") == {
        "1": (one.id, "f1", False),
        "2": (two.id, "f1", False),
    }
    assert journal.sources("daylio") == {}
    journal.put(replace(one, text="edited"))
    assert journal.sources("dayone")["1"] == (one.id, "f1", True)
    # Theirs again: no longer edited, even where only the fingerprint is new.
    journal.put(replace(one, text="theirs anew"), fingerprint="f2")
    assert journal.sources("dayone")["1"] == (one.id, "f2", False)
    journal.put(replace(one, text="theirs anew"), fingerprint="f3")
    assert journal.sources("dayone")["1"] == (one.id, "f3", False)


def test_trashed_ones_are_not_brought_in_again(journal: Journal) -> None:
    one = theirs("1", "one")
    bring_in(journal, one)
    journal.trash([one.id])
    assert "1" in journal.sources("dayone")
    journal.empty_trash()
    assert journal.sources("dayone") == {}


def test_a_source_without_an_import_is_known_too(journal: Journal) -> None:
    one = theirs("1", "one")
    journal.put(one)
    assert journal.sources("dayone") == {"1": (one.id, "", False)}


def test_imports_are_remembered(journal: Journal) -> None:
    unfinished = journal.begin_import("csv")
    batch = bring_in(journal, theirs("1", "one"))
    (record,) = journal.imports()
    assert (record.id, record.format, record.new, record.undone) == (batch, "dayone", 1, False)
    assert record.report == '{"new":1}'
    assert record.at.utcoffset() is not None
    journal.finish_import(unfinished, new=0, unchanged=1, changed=2, skipped=3, report="{}")
    assert [(one.unchanged, one.changed, one.skipped) for one in journal.imports()] == [
        (0, 0, 0), (1, 2, 3),
    ]  # fmt: skip
    with pytest.raises(UnknownId):
        journal.finish_import(
            BatchId("no"), new=0, unchanged=0, changed=0, skipped=0, report=""
        )  # fmt: skip
    with pytest.raises(UnknownId):
        journal.undo_import(BatchId("no"))


def test_an_import_is_undone_as_a_whole(journal: Journal) -> None:
    own = Entry(EntryId(new_id()), NOW, NOW, text="my own")
    journal.put(own)
    first = bring_in(journal, theirs("1", "one", "a"))
    second = bring_in(
        journal, theirs("1", "one, later", "a"), theirs("2", "two", "b"), fingerprint="f2"
    )
    assert journal.entry(EntryId("a")).text == "one, later"
    changes = journal.undo_import(second)
    assert changes == Changes(
        entries=frozenset({EntryId("a")}), removed=frozenset({EntryId("b")})
    )  # fmt: skip
    assert journal.entry(EntryId("a")).text == "one"
    assert sorted(str(entry.text) for entry in journal.every_entry()) == ["my own", "one"]
    assert [record.undone for record in journal.imports()] == [True, False]
    assert journal.undo_import(second) == NOTHING
    # Brought in anew it comes: the source is unknown, or known with another fingerprint.
    assert journal.sources("dayone") == {"1": (EntryId("a"), "", False)}
    journal.undo_import(first)
    assert [entry.text for entry in journal.every_entry()] == ["my own"]
    assert journal.sources("dayone") == {}
    assert [version.entry.text for version in journal.history(EntryId("a"))] == [
        "one", "one, later",
    ]  # fmt: skip
    assert journal.examine() == ()


def test_undoing_when_much_is_gone_for_good(journal: Journal) -> None:
    batch = bring_in(journal, theirs("1", "one", "a"), theirs("2", "two", "b"))
    journal.trash([EntryId("a")])
    journal.empty_trash()
    assert journal.undo_import(batch).removed == frozenset({EntryId("b")})
    assert journal.count() == 0


def test_a_failed_import_leaves_nothing(journal: Journal) -> None:
    def fail() -> None:
        with journal.atomic():
            batch = journal.begin_import("dayone")
            journal.put(theirs("1", "one"), batch=batch, fingerprint="f")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert journal.imports() == ()
    assert journal.sources("dayone") == {}
    assert journal.count() == 0

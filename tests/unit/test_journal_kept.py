"""What is kept beside the entries: in and out, trash, photos held, the archive, old journals."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reflect import formats
from reflect.errors import BadValue, UnknownId
from reflect.formats import Options
from reflect.journal import Journal, upkeep
from reflect.model import (
    BRIDGE,
    QUESTIONS,
    SAFETY_PLAN,
    SETBACK,
    Bridge,
    Check,
    Entry,
    EntryId,
    Evidence,
    Goal,
    Kept,
    KeptId,
    Origin,
    OwnLine,
    Plan,
    Questions,
    SafetyPlan,
    ScaleResult,
    Sign,
    Strategy,
    Strength,
    Use,
    Walk,
)

KEY = bytes(range(32))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE_OF_EACH: tuple[Kept, ...] = (
    Strategy(
        KeptId("walk"), "Gehen „langsam“", ("eins", "zwei"), 15, "low", ("sad", "eigenes"), "weil",
        Evidence("A", "hilft", "Singh 2023", "−0.43"), "Grenzen", "im Sitzen", "der See", ("Ida",),
        ("Bach",), (), "half mir", Origin("peer", "x", "Jo", date(2026, 2, 1)),
    ),
    Use(KeptId("u1"), KeptId("walk"), NOON, 8, 5, "sad", "am See"),
    Goal(KeptId("g1"), "Draußen", NOON, 10, 7),
    Check(KeptId("g1"), date(2026, 3, 1)),
    Strength(KeptId("s1"), "geblieben", NOON, EntryId("abc")),
    Plan(KeptId("p1"), "wach um eins", "drei Zeilen", NOON),
    Sign(KeptId("t1"), "early", "keine Antworten", "anrufen", NOON),
    SafetyPlan(SAFETY_PLAN, {"alone": ("duschen", "gehen")}, NOON),
    Bridge(BRIDGE, "Ich bleibe dran", ("Ida",), "Mir geht es nicht gut", NOON),
    ScaleResult(KeptId("r1"), "phq-4", NOON, (0, 1, 2, 3)),
    Walk(KeptId("w1"), "values", NOON, 2, {"what": "fair sein"}),
    OwnLine(KeptId("l1"), "Praxis", "030 1", NOON),
    Questions(QUESTIONS, ("Was jetzt?",)),
)  # fmt: skip


def make(path: Path) -> Journal:
    return Journal.create(path, KEY, name="Mine", journal_id="j")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with make(tmp_path / "journal.db") as made:
        yield made


@pytest.mark.parametrize("value", ONE_OF_EACH, ids=lambda value: type(value).__name__)
def test_what_goes_in_comes_out(journal: Journal, value: Kept) -> None:
    journal.keep(value)
    assert journal.kept(type(value)) == (value,)
    assert journal.kept_one(type(value), value.id) == value
    journal.trash_kept(type(value), [value.id])
    assert journal.kept(type(value)) == ()
    assert journal.kept(type(value), trashed=True) == (value,)
    with pytest.raises(UnknownId):
        journal.trash_kept(type(value), [value.id])
    journal.keep(value)
    assert journal.kept(type(value)) == (value,)


def test_an_order_is_kept(journal: Journal) -> None:
    for id in "abcd":
        journal.keep(Strategy(KeptId(id), id))
    journal.order_kept(Strategy, [KeptId("c"), KeptId("a")])
    assert [card.id for card in journal.kept(Strategy)] == ["c", "a", "b", "d"]
    journal.keep(Strategy(KeptId("a"), "other words"))
    assert [card.id for card in journal.kept(Strategy)] == ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    "value",
    [
        Strategy(KeptId("x"), " "),
        Strategy(KeptId("x"), "t", energy="huge"),
        Strategy(KeptId("x"), "t", minutes=-1),
        Use(KeptId("x"), KeptId("y"), NOON, 11, 0),
        Use(KeptId("x"), KeptId("y"), NOON, 0, -1),
        Use(KeptId("x"), KeptId("y"), NOON.replace(tzinfo=None), 1, 1),
        Goal(KeptId("x"), "t", NOON, 3, 4),
        Sign(KeptId("x"), "other", "t"),
        Strength(KeptId(""), "t", NOON),
    ],
)
def test_what_is_out_of_range_is_refused(journal: Journal, value: Kept) -> None:
    with pytest.raises(BadValue):
        journal.keep(value)
    assert journal.kept_rows() == []


def test_a_photo_stays_as_long_as_a_card_holds_it(journal: Journal) -> None:
    photo = journal.attach("sea.jpg", "image/jpeg", io.BytesIO(b"\xff\xd8 the sea"))
    card = Strategy(KeptId("c"), "The sea", photos=(photo, photo))
    journal.keep(card)
    journal.trash_kept(Strategy, [card.id])
    assert b"".join(journal.read_attachment(photo.sha256)) == b"\xff\xd8 the sea"
    journal.keep(card)
    journal.trash_kept(Strategy, [card.id])
    journal.empty_trash()
    with pytest.raises(UnknownId):
        b"".join(journal.read_attachment(photo.sha256))
    with pytest.raises(UnknownId):
        journal.keep(card)


def test_an_archive_and_a_salvage_bring_all_of_it(journal: Journal, tmp_path: Path) -> None:
    photo = journal.attach("sea.jpg", "image/jpeg", io.BytesIO(b"\xff\xd8 the sea"))
    for value in ONE_OF_EACH:
        journal.keep(value)
    assert isinstance(ONE_OF_EACH[0], Strategy)
    journal.keep(replace(ONE_OF_EACH[0], photos=(photo,)))
    gone = Strength(KeptId("s2"), "later", NOON)
    journal.keep(gone)
    journal.trash_kept(Strength, [gone.id])
    setback = Entry(EntryId("e1"), NOON, NOON, text="x", kind=SETBACK, answers={"what": "x"})
    journal.put(setback)
    formats.export(journal, tmp_path / "all.reflect", "archive")
    with make(tmp_path / "new.db") as new:
        formats.bring_in(new, tmp_path / "all.reflect", Options())
        assert new.kept_rows()[0][0] == journal.kept_rows()[0][0]
        for value in ONE_OF_EACH[1:]:
            assert new.kept_one(type(value), value.id) == value
        assert new.kept(Strategy) == journal.kept(Strategy)
        assert new.kept(Strength, trashed=True) == (gone,)
        assert b"".join(new.read_attachment(photo.sha256)) == b"\xff\xd8 the sea"
        (back,) = new.entries_of(SETBACK)
        assert (back.kind, dict(back.answers)) == (SETBACK, {"what": "x"})
    journal.settle()
    with make(tmp_path / "saved.db") as saved:
        Journal.salvage(journal.path, KEY, saved)
        assert saved.kept(Strategy) == journal.kept(Strategy)
        assert saved.kept(Use) == journal.kept(Use)
        assert saved.entries_of(SETBACK)[0].answers == setback.answers


def test_a_journal_of_the_first_schema_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = upkeep.steps()
    monkeypatch.setattr(upkeep, "steps", lambda: every[:1])
    with make(tmp_path / "old.db") as old:
        old._store.run("SELECT 1")
        before = old.fingerprint()
    monkeypatch.setattr(upkeep, "steps", lambda: every)
    with Journal.open(tmp_path / "old.db", KEY, at_rest=True) as copy:
        assert copy.fingerprint() == before
    with Journal.open(tmp_path / "old.db", KEY) as upgraded:
        assert upgraded.fingerprint() == before
        upgraded.keep(ONE_OF_EACH[0])
        assert upgraded.kept(Strategy) == (ONE_OF_EACH[0],)
        assert upgraded.fingerprint() != before

"""The made-up life of `make demo` and the pictures: all kinds, known things, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from benchmarks import kept
from reflect import content, forms
from reflect.journal import Journal
from reflect.model import Entry, EntryId, Kept, SafetyPlan, ScaleResult, Strategy, Use, new_id

KEY = bytes(range(32))
UNTIL = date(2026, 11, 19)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Ten days with moods, and what is kept beside them."""
    with Journal.create(tmp_path / "journal.db", KEY, journal_id="j", name="J") as made:
        for number in range(10):
            at = kept._at(date(2026, 11, 10 + number), 20)
            made.put(Entry(EntryId(new_id()), at, at, mood=number % 5 + 1))
        kept.pour(made, until=UNTIL)
        yield made


def test_every_kind_of_what_is_kept_is_there(journal: Journal) -> None:
    for kind in get_args(Kept):
        assert journal.kept(kind), kind


def test_what_it_names_exists(journal: Journal) -> None:
    cards = {card.id for card in journal.kept(Strategy)} | set(content.strategy_by_id())
    words = set(content.feeling_by_id())
    for card in journal.kept(Strategy):
        assert set(card.feelings) <= words
    for use in journal.kept(Use):
        assert use.strategy in cards
        assert use.emotion is None or use.emotion in words
        assert 0 <= use.after <= 10
        assert 0 <= use.before <= 10
    sections = {section.id for section in content.safety_plan()}
    (plan,) = journal.kept(SafetyPlan)
    assert set(plan.sections) == sections
    for result in journal.kept(ScaleResult):
        content.score(content.scale_by_id()[result.scale], result.answers)


def test_setbacks_read_as_their_answers_do(journal: Journal) -> None:
    setbacks = journal.entries_of("setback")
    assert len(setbacks) == len(kept.SETBACKS)
    for entry in setbacks:
        assert entry.text == forms.compose(entry.answers, forms.setback_labels("en"))


def test_the_same_seed_gives_the_same_figures(journal: Journal, tmp_path: Path) -> None:
    def figures(of: Journal) -> list[tuple[str, int, int]]:
        return [(use.strategy, use.before, use.after) for use in of.kept(Use)]

    with Journal.create(tmp_path / "again.db", KEY, journal_id="j", name="J") as again:
        for entry in reversed(list(journal.every_entry())):
            if entry.kind == "":
                again.put(entry)
        kept.pour(again, until=UNTIL)
        assert figures(again) == figures(journal)

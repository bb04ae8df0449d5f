"""What helped, what to have at hand, and what is suggested, from cards and their uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from reflect.insights import coping
from reflect.model import Evidence, KeptId, Origin, Strategy, Use

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def shipped(id: str, *feelings: str, strength: str = "B", energy: str = "medium") -> Strategy:
    return Strategy(
        KeptId(id),
        id.title(),
        energy=energy,
        feelings=feelings,
        evidence=Evidence(strength, "Summary.", "Citation."),
        origin=Origin("shipped", id),
    )


def own(id: str, *feelings: str, energy: str | None = None) -> Strategy:
    return Strategy(KeptId(id), id.title(), energy=energy, feelings=feelings)


def uses(strategy: str, changes: Sequence[int], emotion: str | None = None) -> list[Use]:
    return [
        Use(
            KeptId(f"{strategy}-{emotion}-{number}"),
            KeptId(strategy),
            NOW + timedelta(hours=number),
            5,
            5 + change,
            emotion,
        )
        for number, change in enumerate(changes)
    ]


def ids(found: Sequence[Strategy] | Sequence[coping.Suggestion]) -> list[str]:
    return [one.strategy.id if isinstance(one, coping.Suggestion) else one.id for one in found]


# -- cards -----------------------------------------------------------------------------------------


def test_own_cards_stand_first_and_in_place_of_shipped_ones() -> None:
    mine = [own("tea"), own("walk")]
    found = coping.cards(mine, [shipped("breathe"), shipped("walk"), shipped("music")], {"music"})
    assert ids(found) == ["tea", "walk", "breathe"]
    assert found[1] is mine[1]


def test_a_hidden_shipped_card_stays_hidden_when_it_was_edited() -> None:
    assert ids(coping.cards([own("walk"), own("tea")], [shipped("walk")], ["walk", "tea"])) == [
        "tea"
    ]


# -- records ---------------------------------------------------------------------------------------


def test_a_record_counts_what_grew_lighter() -> None:
    found = coping.record(
        [*uses("walk", [-2, -3, 0, 1], "anxious"), *uses("walk", [-1], "Sad"), *uses("walk", [-4])]
    )
    assert (found.uses, found.helped, found.median_change) == (6, 4, -1.5)
    assert found.last == NOW + timedelta(hours=3)
    assert [(one.word, one.uses, one.helped, one.median_change) for one in found.feelings] == [
        ("anxious", 4, 2, -1.0),
        ("Sad", 1, 1, -1.0),
    ]


def test_a_feeling_is_one_however_it_is_spelt() -> None:
    found = coping.record([*uses("walk", [-2], "Sad"), *uses("walk", [-2], "sad")])
    assert [one.uses for one in found.feelings] == [2]


def test_no_use_is_no_record() -> None:
    found = coping.record([])
    assert (found.uses, found.helped, found.median_change, found.last) == (0, 0, None, None)
    assert coping.records([]) == {}


def test_records_are_kept_apart_by_card() -> None:
    found = coping.records([*uses("walk", [-2]), *uses("tea", [1, 2])])
    assert {id: (one.uses, one.helped) for id, one in found.items()} == {
        "walk": (1, 1),
        "tea": (2, 0),
    }


# -- the first three -------------------------------------------------------------------------------


def test_chosen_cards_come_first_and_in_their_order() -> None:
    cards = [own("tea"), shipped("a"), shipped("b"), shipped("c"), shipped("d")]
    assert ids(coping.first_three(cards, ["d", "gone", "b", "a", "c"], [])) == ["d", "b", "a"]


def test_free_places_go_to_own_then_to_what_helped_then_to_what_is_easy() -> None:
    cards = [
        own("tea"),
        shipped("hard", energy="high"),
        shipped("easy", energy="low"),
        shipped("tried"),
        shipped("once"),
    ]
    log = [*uses("tried", [-1, -2]), *uses("once", [-9])]
    assert ids(coping.first_three(cards, [], log)) == ["tea", "tried", "easy"]


def test_what_made_it_worse_takes_no_free_place() -> None:
    cards = [own("tea"), shipped("easy", energy="low"), shipped("other")]
    found = coping.first_three(cards, [], uses("tea", [2, 1, -1]))
    assert ids(found) == ["easy", "other"]
    assert ids(coping.first_three(cards, ["tea"], uses("tea", [2, 1]))) == ["tea", "easy", "other"]


# -- suggestions -----------------------------------------------------------------------------------


def test_the_own_log_speaks_first_with_its_numbers() -> None:
    cards = [own("tea", "sad"), shipped("proven", "sad", strength="A"), shipped("walk")]
    found = coping.suggest(["sad"], cards, uses("walk", [-2, -3, 0, -1], "sad"))
    assert ids(found) == ["walk", "tea", "proven"]
    assert found[0].reason == coping.Reason("own-feeling", 4, 3, -1.5, "sad", "B")
    assert found[1].reason == coping.Reason("own", feeling="sad")
    assert found[2].reason == coping.Reason("evidence", feeling="sad", strength="A")


def test_one_of_one_does_not_beat_eight_of_ten() -> None:
    log = [*uses("once", [-9], "sad"), *uses("often", [-1] * 8 + [0, 0], "sad")]
    found = coping.suggest(["sad"], [shipped("once"), shipped("often")], log)
    assert ids(found) == ["often", "once"]
    assert (found[1].reason.helped, found[1].reason.uses) == (1, 1)


def test_three_of_three_does_not_beat_nineteen_of_twenty() -> None:
    log = [*uses("few", [-9] * 3, "sad"), *uses("often", [-1] * 19 + [0], "sad")]
    assert ids(coping.suggest(["sad"], [shipped("few"), shipped("often")], log)) == ["often", "few"]


def test_what_helped_with_another_feeling_is_no_knowledge_of_this_one() -> None:
    cards = [shipped("walk", "angry"), shipped("proven", "sad", strength="C")]
    found = coping.suggest(["sad"], cards, uses("walk", [-5] * 9, "angry"))
    assert ids(found)[0] == "proven"
    assert found[0].reason.uses == 0


def test_nothing_is_suggested_that_mostly_made_it_worse() -> None:
    cards = [own("tea", "sad"), shipped("walk", "sad", strength="A"), shipped("music", "sad")]
    log = [*uses("walk", [1, 2, -1], "sad"), *uses("tea", [3, 1])]
    assert ids(coping.suggest(["sad"], cards, log)) == ["music"]


def test_it_made_one_feeling_worse_and_helps_with_another() -> None:
    log = [*uses("walk", [2, 2, 2], "sad"), *uses("walk", [-2, -1], "angry")]
    assert ids(coping.suggest(["angry"], [shipped("walk")], log)) == ["walk"]
    assert not coping.suggest(["sad"], [shipped("walk", "sad")], log)


def test_evidence_ranks_by_its_strength() -> None:
    cards = [shipped(f"card-{each}", "sad", strength=each) for each in ("C", "A", "B")]
    assert ids(coping.suggest(["sad"], cards, [])) == ["card-A", "card-B", "card-C"]


def test_what_is_known_to_seldom_help_comes_last() -> None:
    cards = [own("tea", "sad"), shipped("proven", "sad"), shipped("easy", energy="low")]
    found = coping.suggest(["sad"], cards, uses("tea", [0, 0, 0, -1], "sad"))
    assert ids(found) == ["proven", "easy", "tea"]
    assert found[2].reason == coping.Reason("own-feeling", 4, 1, 0.0, "sad", None)


@pytest.mark.parametrize("mood", [1, 2])
def test_a_low_mood_gets_nothing_that_takes_much(mood: int) -> None:
    cards = [shipped("run", "sad", strength="A", energy="high"), shipped("rest", "sad")]
    log = uses("run", [-5] * 5, "sad")
    assert ids(coping.suggest(["sad"], cards, log, mood=mood)) == ["rest"]
    assert ids(coping.suggest(["sad"], cards, log, mood=3)) == ["run", "rest"]


def test_a_feeling_close_by_is_a_fit() -> None:
    cards = [shipped("breathe", "worried"), shipped("letter", "bored")]
    found = coping.suggest(["anxious"], cards, [])
    assert ids(found) == ["breathe"]
    assert found[0].reason.kind == "fit" and found[0].reason.uses == 0


def test_without_a_feeling_the_whole_log_speaks() -> None:
    cards = [shipped("a", "sad"), shipped("easy", "sad", energy="low"), shipped("walk")]
    found = coping.suggest([], cards, [*uses("walk", [-2] * 3, "angry"), *uses("walk", [-1])])
    assert ids(found) == ["walk", "easy", "a"]
    assert found[0].reason.feeling is None
    assert (found[0].reason.uses, found[0].reason.helped) == (4, 4)


def test_own_words_are_met_regardless_of_case() -> None:
    found = coping.suggest(["FOGGY"], [own("tea", "foggy")], uses("tea", [-1] * 3, "Foggy"))
    assert found[0].reason == coping.Reason("own-feeling", 3, 3, -1.0, "Foggy", None)


def test_no_more_than_asked_for() -> None:
    cards = [shipped(f"card{number}", "sad") for number in range(9)]
    assert len(coping.suggest(["sad"], cards, [])) == 3
    assert len(coping.suggest(["sad"], cards, [], limit=5)) == 5

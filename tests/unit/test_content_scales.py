"""Questionnaires are added up as their publications say."""

from __future__ import annotations

import pytest

from reflect import content
from reflect.errors import BadValue

PUBLISHED = {
    # id: items, values, and the lowest total of each published band
    "phq-4": (4, (0, 1, 2, 3), (0, 3, 6, 9)),
    "gad-7": (7, (0, 1, 2, 3), (0, 5, 10, 15)),
    "phq-9": (9, (0, 1, 2, 3), (0, 5, 10, 15, 20)),
    "k6": (6, (0, 1, 2, 3, 4), (0, 13)),
    "k10": (10, (1, 2, 3, 4, 5), (10, 20, 25, 30)),
}


def answers_of(scale: content.Scale, total: int) -> tuple[int, ...]:
    """Any answers that add up to a total."""
    values = [value for value, _ in scale.choices]
    answers = [min(values)] * len(scale.items)
    for position in range(len(answers)):
        answers[position] += min(max(values) - min(values), total - sum(answers))
    assert sum(answers) == total
    return tuple(answers)


def test_those_ship_whose_licence_allows_it() -> None:
    assert {scale.id for scale in content.scales()} == PUBLISHED.keys()
    for scale in content.scales():
        who = "WHO 2003" if scale.id in ("k6", "k10") else "PHQ family"
        assert who in scale.licence
        assert "Kessler et al. 2003" in scale.source or "Kroenke" in scale.source


@pytest.mark.parametrize("language", content.LANGUAGES)
@pytest.mark.parametrize("id", PUBLISHED)
def test_items_and_values_are_as_published(id: str, language: str) -> None:
    scale = content.scale_by_id(language)[id]
    items, values, bands = PUBLISHED[id]
    assert len(scale.items) == len(set(scale.items)) == items
    assert tuple(value for value, _ in scale.choices) == values
    assert len({words for _, words in scale.choices}) == len(values)
    assert tuple(band.lowest for band in scale.bands) == bands
    assert scale.lowest == items * values[0]
    assert scale.highest == items * values[-1] == scale.bands[-1].highest


@pytest.mark.parametrize("id", PUBLISHED)
def test_every_total_falls_into_the_published_band(id: str) -> None:
    scale = content.scale_by_id()[id]
    starts = PUBLISHED[id][2]
    for total in range(scale.lowest, scale.highest + 1):
        found = content.score(scale, answers_of(scale, total))
        assert found.total == total
        assert (found.lowest, found.highest) == (scale.lowest, scale.highest)
        assert found.band.lowest == max(start for start in starts if start <= total)


@pytest.mark.parametrize("id", PUBLISHED)
def test_a_band_is_told_with_its_numbers(id: str) -> None:
    for language, to in (("en", "to"), ("de", "bis")):
        for band in content.scale_by_id(language)[id].bands:
            assert band.words.startswith(f"{band.lowest} {to} {band.highest}: ")


@pytest.mark.parametrize(
    ("answers", "worry", "low_mood"),
    [
        ((0, 0, 0, 0), (0, False), (0, False)),
        ((1, 1, 1, 1), (2, False), (2, False)),
        ((1, 2, 0, 0), (3, True), (0, False)),
        ((0, 0, 3, 0), (0, False), (3, True)),
        ((3, 3, 3, 3), (6, True), (6, True)),
    ],
)
def test_the_pairs_of_the_phq_4_count_from_three(
    answers: tuple[int, ...], worry: tuple[int, bool], low_mood: tuple[int, bool]
) -> None:
    found = content.score(content.scale_by_id()["phq-4"], answers)
    parts = {one.part.id: (one.total, one.reaches_cut) for one in found.parts}
    assert parts == {"gad-2": worry, "phq-2": low_mood}


@pytest.mark.parametrize(
    "answers", [(), (0, 0, 0), (0,) * 5, (0, 0, 0, 4), (0, 0, 0, -1), (0, 0, 0, True)]
)
def test_other_answers_are_refused(answers: tuple[int, ...]) -> None:
    with pytest.raises(BadValue) as caught:
        content.score(content.scale_by_id()["phq-4"], answers)
    assert caught.value.facts == {
        "field": "scale answers",
        "expects": "4 numbers from 0 to 3",
    }


def test_one_item_in_all_of_them_leads_to_the_safety_plan() -> None:
    asks = {scale.id: scale.safety_items for scale in content.scales() if scale.safety_items}
    assert asks == {"phq-9": (8,)}
    assert "better off dead" in content.scale_by_id()["phq-9"].items[8]
    assert "lieber tot" in content.scale_by_id("de")["phq-9"].items[8]
    for language, plan in (("en", "safety plan"), ("de", "Krisenplan")):
        assert plan in content.scale_by_id(language)["phq-9"].about


def test_they_are_asked_seldom_and_one_of_them_unasked() -> None:
    assert [scale.id for scale in content.scales() if scale.on_by_default] == ["phq-4"]
    assert {scale.id: scale.every_days for scale in content.scales()} == {
        **dict.fromkeys(("phq-4", "gad-7", "phq-9"), 14),
        **dict.fromkeys(("k6", "k10"), 28),
    }

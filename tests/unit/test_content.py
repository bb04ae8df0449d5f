"""The words that ship: counts, ranges and that each refers to words that exist."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from reflect import content
from reflect.model import NO_WORD
from reflect.shipped import resource

LABELS = {
    *("amazed", "amused", "angry", "annoyed", "anxious", "ashamed", "brave", "calm", "confident"),
    *("content", "disappointed", "discouraged", "disgusted", "drained", "embarrassed", "excited"),
    *("frustrated", "grateful", "guilty", "happy", "hopeful", "hopeless", "indifferent"),
    *("irritated", "jealous", "joyful", "lonely", "overwhelmed", "passionate", "peaceful"),
    *("proud", "relieved", "sad", "satisfied", "scared", "stressed", "surprised", "worried"),
}


def test_there_are_24_feelings_in_each_quadrant() -> None:
    quadrants = [(f.valence > 0, f.energy > 0) for f in content.feelings()]
    assert len(quadrants) == 96
    assert {quadrants.count(q) for q in set(quadrants)} == {24}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_feeling_is_whole(language: str) -> None:
    known = content.feeling_by_id(language)
    assert len(known) == 96
    assert len({f.word for f in known.values()}) == 96
    for feeling in known.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", feeling.id)
        assert -1 <= feeling.valence <= 1
        assert -1 <= feeling.energy <= 1
        assert 3 <= len(feeling.definition.split()) <= 14
        assert 2 <= len(feeling.near) <= 3
        assert feeling.id not in feeling.near
        assert set(feeling.near) <= known.keys()
        opposite = known[feeling.opposite]
        assert opposite.id != feeling.id
        # An opposite lies elsewhere: on the other side, or at the other end of energy.
        far = abs(opposite.valence - feeling.valence) + abs(opposite.energy - feeling.energy)
        assert far > 0.6, feeling.id


def test_the_38_labels_of_health_kit_are_all_there_once() -> None:
    labels = [f.hk_label for f in content.feelings() if f.hk_label]
    assert len(labels) == 38
    assert set(labels) == LABELS


def test_german_words_are_german_throughout() -> None:
    english, german = content.feeling_by_id("en"), content.feeling_by_id("de")
    assert all(english[id].definition != german[id].definition for id in english)


@pytest.mark.parametrize("language", ["en", "de"])
def test_moods_are_five_from_heavy_to_light(language: str) -> None:
    moods = content.moods(language)
    assert [mood.step for mood in moods] == [1, 2, 3, 4, 5]
    assert len({mood.shape for mood in moods}) == 5
    assert len({mood.word for mood in moods}) == 5
    assert [m.word for m in content.moods("en")] == ["heavy", "low", "so-so", "good", "light"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_factors_have_fields_that_hold_them(language: str) -> None:
    factors = content.factors(language)
    assert {f.id for f in factors} >= {
        *("people", "place", "activity", "sleep_hours", "movement", "pain", "medication")
    }
    for factor in factors:
        assert factor.group in ("context", "body")
        assert factor.kind in ("text", "number", "steps")
        if factor.kind == "number":
            assert factor.lowest < factor.highest
        if factor.kind == "steps":
            assert len(factor.choices) == len(factor.choice_words) >= 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_templates_are_ready_to_insert(language: str) -> None:
    templates = content.templates(language)
    assert len(templates) >= 6
    assert len({t.id for t in templates}) == len(templates)
    for template in templates:
        assert template.shipped
        assert template.name
        assert template.text.strip()
        assert not template.text.startswith("\n")


@pytest.mark.parametrize("name", ["feelings", "moods", "factors", "templates"])
@pytest.mark.parametrize("suffix", ["", ".de"])
def test_each_file_says_where_it_is_from(name: str, suffix: str) -> None:
    path = resource(f"content/{name}{suffix}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert table["source"]
    assert table["licence"]
    assert date.fromisoformat(table["checked_on"]) <= date.today()
    assert table["language"] == (suffix.removeprefix(".") or "en")
    original = tomllib.loads(resource(f"content/{name}.toml").read_text(encoding="utf-8"))
    (rows,) = (value for value in table.values() if isinstance(value, list))
    (source,) = (value for value in original.values() if isinstance(value, list))
    key = "step" if name == "moods" else "id"
    assert {row[key] for row in rows} == {row[key] for row in source}


def test_a_word_is_shown_for_every_emotion() -> None:
    assert content.feeling_word("at-ease") == "at ease"
    assert content.feeling_word("at-ease", "de") == "unbeschwert"
    assert content.feeling_word("wobbly") == "wobbly"
    assert content.feeling_word(NO_WORD) == "no word for it"


def test_an_unknown_language_reads_english() -> None:
    assert content.feelings("fr")[0].word == content.feelings("en")[0].word

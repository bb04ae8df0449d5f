"""Ways of coping, exercises, prompts, grounding and the plan's questions, as they ship."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from reflect import content

languages = pytest.mark.parametrize("language", content.LANGUAGES)


def words_of(language: str) -> list[tuple[str, str]]:
    """Everything a person reads, with the id it belongs to."""
    told: list[tuple[str, str | None]] = []
    for card in content.strategies(language):
        assert card.evidence is not None
        evidence = card.evidence.summary
        told += [(card.id, said) for said in (card.title, card.why, card.caution, card.adapt)]
        told += [(card.id, said) for said in (*card.steps, evidence)]
    for exercise in content.exercises(language):
        told += [(exercise.id, one) for one in (exercise.name, exercise.about, exercise.caution)]
        for step in exercise.steps:
            told += [(exercise.id, one) for one in (step.title, step.ask, step.hint)]
            told += [(exercise.id, one) for one in step.choice_words]
    told += [(prompt.id, prompt.text) for prompt in content.prompts(language)]
    for sense in content.grounding(language):
        told += [(sense.id, one) for one in (sense.word, sense.ask, sense.otherwise)]
    for section in content.safety_plan(language):
        told += [(section.id, one) for one in (section.title, section.ask, section.hint)]
    for question in content.bridge(language):
        told += [(question.id, one) for one in (question.title, question.ask, question.hint)]
    return [(id, said) for id, said in told if said]


@languages
def test_nothing_shouts_or_addresses_a_stranger(language: str) -> None:
    for id, said in words_of(language):
        assert "!" not in said, id
        assert said == said.strip(), id
        assert not re.search(r"\bIhnen\b|\bIhre?[mnrs]?\b", said), id


def test_german_says_everything_in_its_own_words() -> None:
    same = {said for _, said in words_of("en")} & {said for _, said in words_of("de")}
    assert same == set()


def test_figures_stand_with_their_base_and_nowhere_unchecked() -> None:
    for card in content.strategies():
        assert card.evidence is not None
        german = content.strategy_by_id("de")[card.id].evidence
        assert german is not None
        assert german.strength == card.evidence.strength
        assert german.citation == card.evidence.citation
        figures = re.findall(r"\d+", card.evidence.effect)
        assert re.findall(r"\d+", german.effect) == figures, card.id
        if card.evidence.effect:
            assert re.search(r"trials|comparisons", card.evidence.effect), card.id
            assert card.evidence.strength in ("A", "B")


def test_the_figures_are_the_published_ones() -> None:
    """Whoever adds one checks it, and writes it down here."""
    published = {
        "slow-breathing": ("−0.35", "−0.32", "−0.40", "12 trials", "785 people"),
        "muscle-relaxation": ("0.62", "16 trials", "−0.54", "65 trials", "online only −0.22"),
        "walk": ("−0.43", "−0.42", "1,039 trials", "128,119 people"),
        "reappraise": ("0.36", "306"),
        "wider-view": ("0.45",),
        "absorbing-break": ("0.27", "−0.26"),
        "self-compassion": ("0.66", "0.57", "0.67", "27 trials"),
        "gratitude-note": ("−0.29", "−0.23", "27 trials", "3,675 people", "small"),
        "worry-appointment": ("0.31", "0.19", "7 trials", "999 people"),
    }
    said = {str(c.id): c.evidence.effect for c in content.strategies() if c.evidence}
    assert {id for id, effect in said.items() if effect} == published.keys()
    for id, figures in published.items():
        assert all(figure in said[id] for figure in figures), id


def test_cold_water_says_for_whom_it_is_not() -> None:
    for language, words in (
        ("en", ("heart condition", "eating disorder", "beta blockers")),
        ("de", ("Herzkrankheit", "Essstörung", "Betablocker")),
    ):
        caution = content.strategy_by_id(language)["cold-water"].caution or ""
        assert all(word in caution for word in words)


def test_each_card_is_the_shipped_one_and_says_how_to_adapt_it() -> None:
    for card in content.strategies():
        assert card.origin is not None
        assert (card.origin.kind, card.origin.id) == ("shipped", card.id)
        assert card.adapt
        assert card.why
        assert not (card.people or card.music or card.photos or card.their_words)


def test_every_unpleasant_feeling_in_need_finds_cards() -> None:
    """Those that HealthKit knows too: the common ones."""
    known = {id for card in content.strategies() for id in card.feelings}
    common = {f.id for f in content.feelings() if f.hk_label and f.valence < 0}
    assert common - known == {"disgusted"}


@pytest.mark.parametrize("mood", [1, 2])
def test_after_a_low_mood_prompts_ask_for_little(mood: int) -> None:
    offered = content.prompts_for(mood)
    assert len(offered) >= 15
    assert all(one.energy == "low" and not one.not_on_a_bad_day for one in offered)
    left_out = set(content.prompts()) - set(offered)
    assert all(one.energy != "low" or one.not_on_a_bad_day for one in left_out)


@languages
def test_no_prompt_looks_back_at_a_hard_hour_in_the_middle_of_one(language: str) -> None:
    offered = {one.id for one in content.prompts_for(1, language)}
    assert offered.isdisjoint({"passed-before", "different-from-last-time", "before-it-tipped"})
    assert "what-holds" in offered


@pytest.mark.parametrize("mood", [None, 3, 4, 5])
def test_otherwise_every_prompt_may_come(mood: int | None) -> None:
    assert content.prompts_for(mood) == content.prompts()


@languages
def test_prompts_are_one_question_each(language: str) -> None:
    prompts = content.prompts(language)
    assert len({prompt.text for prompt in prompts}) == len(prompts) == 60
    assert all(len(prompt.text) <= 110 for prompt in prompts)


@languages
def test_exercises_can_be_walked_through(language: str) -> None:
    for exercise in content.exercises(language):
        assert len({step.title for step in exercise.steps}) == len(exercise.steps)
        assert not exercise.steps[0].optional
        for step in exercise.steps:
            assert len(step.choices) == len(step.choice_words)
            assert (step.kind == "timer") <= (step.seconds > 0)
    worry = content.exercise_by_id(language)["worry-appointment"]
    assert [step.seconds for step in worry.steps if step.kind == "timer"] == [900]


def test_an_exercise_keeps_its_frame_in_german() -> None:
    def frame(exercise: content.Exercise) -> object:
        steps = [(s.id, s.kind, s.choices, s.seconds, s.optional) for s in exercise.steps]
        return exercise.id, exercise.minutes, exercise.energy, exercise.makes, steps

    english = [frame(exercise) for exercise in content.exercises("en")]
    assert [frame(exercise) for exercise in content.exercises("de")] == english


@languages
def test_grounding_counts_down_and_has_another_way_for_each_sense(language: str) -> None:
    senses = content.grounding(language)
    assert [(sense.id, sense.count) for sense in senses] == [
        *(("see", 5), ("touch", 4), ("hear", 3), ("smell", 2), ("taste", 1))
    ]
    assert all(sense.otherwise for sense in senses)


@languages
def test_the_plan_asks_six_things_and_what_is_worth_living_for(language: str) -> None:
    assert [section.id for section in content.safety_plan(language)] == [
        *("warning-signs", "alone", "distraction", "people", "professionals", "surroundings"),
        "living",
    ]
    assert [question.id for question in content.bridge(language)] == [
        *("say", "contact", "first-sentence"),
    ]


@languages
def test_the_plan_names_no_means(language: str) -> None:
    """Making surroundings safer gives ways to do it; what from, the person knows."""
    said = " ".join(
        f"{section.title} {section.ask} {section.hint}" for section in content.safety_plan(language)
    ).casefold()
    for word in (
        *("pill", "medic", "knife", "blade", "rope", "weapon", "gun", "bridge", "poison"),
        *("tablette", "medikament", "messer", "klinge", "seil", "waffe", "brücke", "gift"),
    ):
        assert word not in said


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = (
        "import sys, tomllib\n"
        "tomllib.loads = lambda *_: sys.exit('read')\n"
        "from reflect import content\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")

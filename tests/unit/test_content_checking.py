"""What looks over the shipped data finds each thing that must not ship."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from reflect import content
from reflect.content.checking import LICENCES, SHELVES, problems
from reflect.content.help_lines import REFUSE_AFTER
from reflect.content.tables import table

TODAY = date(2026, 11, 30)

Break = Callable[[dict[str, Any]], object]


def told_of(name: str, broken: Break, today: date = TODAY) -> tuple[str, ...]:
    """What is found once one file was broken."""
    changed: dict[str, Any] = deepcopy(dict(table(name)))
    broken(changed)
    return problems(today, lambda asked: changed if asked == name else table(asked))


def item(items: str, id: str, key: str = "id") -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda file: next(row for row in file[items] if row[key] == id)


def test_everything_that_ships_today_may_ship() -> None:
    """Fails once a help line was last looked at more than 18 months ago: look, then say so."""
    assert problems(date.today()) == ()


def test_every_file_is_looked_at() -> None:
    from reflect.shipped import resource

    folder = resource("content/feelings.toml").parent
    there = {path.name for path in folder.glob("*.toml")}
    assert there == {f"{shelf.name}{end}" for shelf in SHELVES for end in (".toml", ".de.toml")}


def test_nothing_ships_that_forbids_selling_or_changing() -> None:
    assert not any("NC" in licence or "ND" in licence for licence in LICENCES)


strategy = item("strategy", "walk")
feeling = item("feeling", "sad")
phq9 = item("scale", "phq-9")
germany = item("country", "DE", "code")
letter = item("exercise", "self-compassion-letter")
plan = item("exercise", "if-then-plan")


@pytest.mark.parametrize(
    ("name", "broken", "says"),
    [
        ("feelings", lambda f: f.pop("source"), "feelings: its head has no source"),
        ("prompts.de", lambda f: f.update(language="en"), "prompts.de: its head says another"),
        ("bridge", lambda f: f.update(licence="CC BY-NC-SA 3.0 IGO"), "may ship"),
        ("bridge", lambda f: f.update(checked_on="soon"), "“soon” is no day"),
        ("bridge", lambda f: f.update(checked_on="2026-12-24"), "has not come"),
        ("strategies", lambda f: strategy(f).update(licence="CC BY-NC 4.0"), "walk: the licence"),
        ("strategies", lambda f: f["strategy"].pop(), "strategies: 23 items instead of 24"),
        ("strategies", lambda f: f["strategy"].append(strategy(f)), "walk is there twice"),
        ("strategies", lambda f: strategy(f).update(feelings=["sad", "gone", "bored"]), "gone is"),
        ("strategies", lambda f: strategy(f).update(feelings=["sad", "bored"]), "three to eight"),
        ("strategies", lambda f: strategy(f).update(steps=["Go."]), "1 steps instead of three"),
        ("strategies", lambda f: strategy(f).update(strength="C"), "a figure nobody has checked"),
        ("strategies", lambda f: strategy(f).update(strength="D"), "“D” is no strength"),
        ("strategies", lambda f: strategy(f).update(citation=" "), "or where it stands"),
        ("strategies", lambda f: strategy(f).update(energy="huge"), "“huge” is no energy"),
        ("strategies", lambda f: strategy(f).update(minutes=0), "it takes no time"),
        ("strategies.de", lambda f: strategy(f).pop("caution"), "walk: caution is missing"),
        ("strategies.de", lambda f: strategy(f)["steps"].pop(), "steps has 4 instead of 5"),
        ("strategies.de", lambda f: f["strategy"].remove(strategy(f)), "walk is missing"),
        ("strategies.de", lambda f: strategy(f).update(id="run"), "run is not in the English"),
        ("strategies.de", lambda f: strategy(f).update(titel="Gehen"), "titel is not for"),
        ("strategies", lambda f: strategy(f).pop("caution"), "caution has nothing to translate"),
        ("feelings", lambda f: feeling(f).update(near=["sad", "hurt"]), "sad is no other feeling"),
        ("feelings", lambda f: feeling(f).update(opposite="gone"), "gone is no other feeling"),
        ("feelings", lambda f: feeling(f).update(valence=0.5), "corners hold differently many"),
        ("feelings", lambda f: feeling(f).update(definition="so " * 15), "more than 14 words"),
        ("feelings.de", lambda f: feeling(f).update(definition="so " * 15), "more than 14 words"),
        ("prompts", lambda f: f["prompt"][0].update(theme="weather"), "“weather” is no theme"),
        ("prompts", lambda f: f["prompt"][0].update(energy=""), "“” is no energy"),
        (
            "prompts",
            lambda f: [one.update(energy="high") for one in f["prompt"] if one["theme"] == "help"],
            "prompts: help: none of them is for a bad day",
        ),
        ("grounding", lambda f: f["sense"].reverse(), "does not count down"),
        ("exercises", lambda f: letter(f).update(step=letter(f)["step"][:3]), "has 3 steps"),
        ("exercises", lambda f: letter(f)["step"][0].update(kind="essay"), "no kind of step"),
        ("exercises", lambda f: letter(f)["step"][2].update(choices=[]), "choices do not fit"),
        ("exercises", lambda f: letter(f)["step"][2]["choice_words"].pop(), "as many words as"),
        ("exercises", lambda f: letter(f)["step"][1].update(id="hurts"), "hurts is there twice"),
        ("exercises", lambda f: plan(f)["step"][4].update(seconds=0), "timer does not run"),
        ("exercises", lambda f: plan(f)["step"][2].update(id="if"), "needs the steps when and"),
        ("exercises", lambda f: plan(f).update(makes="goal"), "nothing makes “goal”"),
        ("exercises.de", lambda f: plan(f)["step"].pop(), "if-then-plan: sure: title is missing"),
        ("exercises.de", lambda f: plan(f)["step"][0].update(id="hope"), "hope is not in the"),
        ("scales", lambda f: phq9(f).update(bands=[[0, 4], [5, 27]]), "bands and their words"),
        ("scales", lambda f: phq9(f)["bands"][1].__setitem__(0, 6), "leave a total out"),
        ("scales", lambda f: phq9(f).update(values=[0, 1, 2, 2]), "answers and their values"),
        ("scales", lambda f: phq9(f).update(safety_items=[9]), "there is no item 9"),
        ("scales", lambda f: phq9(f).update(every_days=1), "more often than every 14 days"),
        ("scales", lambda f: phq9(f).pop("licence"), "phq-9: it has no licence of its own"),
        ("scales.de", lambda f: phq9(f)["items"].pop(), "items has 8 instead of 9"),
        ("help_lines", lambda f: germany(f).update(emergency=""), "no emergency number"),
        ("help_lines", lambda f: germany(f)["line"][0].update(reach=""), "cannot be reached"),
        (
            "help_lines",
            lambda f: germany(f)["line"][0].update(checked_on="2025-05-01"),
            "DE: telefonseelsorge-1: nobody has looked at it for more than 18 months",
        ),
        ("help_lines", lambda f: f["country"].pop(), "no entry for anywhere else"),
        (
            "help_lines",
            lambda f: germany(f)["line"][0].update(id="988-us"),
            "help_lines: 988-us is there twice",
        ),
    ],
)
def test_what_must_not_ship_is_told(name: str, broken: Break, says: str) -> None:
    found = told_of(name, broken)
    assert any(says in line for line in found), found


def test_a_line_is_good_for_18_months_and_not_a_day_longer() -> None:
    checked_on = content.help_for("US").lines[0].checked_on
    last = checked_on + REFUSE_AFTER
    assert problems(last) == ()
    late = problems(last + timedelta(days=1))
    lines = sum(len(country.lines) for country in content.countries())
    assert len(late) == lines
    assert all("18 months" in line for line in late)

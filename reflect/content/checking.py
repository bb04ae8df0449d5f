"""Looks over everything that ships as data. A test asks for it, so that no release goes out with a
help line nobody has looked at, an item without a licence, or a card that is half translated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reflect.content.help_lines import ELSEWHERE, REFUSE_AFTER
from reflect.content.tables import LANGUAGES, Language, table

Table = Mapping[str, Any]
Read = Callable[[str], Table]
"""What reads a file of `resources/content` by its name without `.toml`."""

LICENCES = frozenset(
    {
        "GPL-3.0-or-later",
        "facts, not protected; wording GPL-3.0-or-later",
        "PHQ family: no permission required to reproduce, translate, display or distribute",
        "K6/K10: free, no permission needed; notice “© WHO 2003” and citation of Kessler 2003",
    }
)
"""Nothing that asks for a registration, or forbids to sell or to change, is among these."""

HEAD = ("source", "licence", "checked_on", "language")

MOST_WORDS = 14
"""Of a feeling's definition."""

ENERGIES = ("low", "medium", "high")
STRENGTHS = ("A", "B", "C")
THEMES = (
    *("naming", "self-compassion", "pride", "coping", "setback", "boundaries", "help", "peers"),
    "hope",
)
STEPS = ("text", "lines", "rating", "timer", "read", "choice")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a file has to hold: so many items, and which of their fields are put into words."""

    name: str
    items: str
    key: str = "id"
    count: int | None = None
    words: tuple[str, ...] = ()
    inner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tables inside an item, and their words."""
    names: tuple[str, ...] = ()
    """Fields that a language may say otherwise but need not: names, numbers."""


SHELVES = (
    Shelf("feelings", "feeling", count=96, words=("word", "definition")),
    Shelf("moods", "mood", key="step", count=5, words=("word", "meaning")),
    Shelf("factors", "factor", words=("name", "hint", "choice_words"), names=("unit",)),
    Shelf("templates", "template", words=("name", "text")),
    Shelf(
        "strategies",
        "strategy",
        count=24,
        words=("title", "steps", "why", "evidence", "effect", "caution", "adapt"),
        names=("citation",),
    ),
    Shelf(
        "exercises",
        "exercise",
        count=8,
        words=("name", "about", "caution"),
        inner={"step": ("title", "ask", "hint", "choice_words")},
    ),
    Shelf("prompts", "prompt", count=60, words=("text",)),
    Shelf("grounding", "sense", count=5, words=("word", "ask", "otherwise")),
    Shelf("safety_plan", "section", count=7, words=("title", "ask", "hint")),
    Shelf("bridge", "question", count=3, words=("title", "ask", "hint")),
    Shelf("advice", "ask", count=5, words=("sharer", "replier", "notice", "openers")),
    Shelf("advice", "action", count=3, words=("text",)),
    # Phrases belong to a language: another has its own, and more or fewer of them.
    Shelf("advice", "kind", words=("rephrase",), names=("phrases", "but")),
    Shelf(
        "scales",
        "scale",
        count=5,
        words=("about", "look_back", "items", "choice_words", "band_words", "notice"),
        inner={"part": ("name",)},
        names=("name",),
    ),
    Shelf(
        "help_lines",
        "country",
        key="code",
        words=("name", "note"),
        inner={"line": ("hours", "note", "languages")},
        names=("reach",),
    ),
)


def problems(today: date, read: Read = table) -> tuple[str, ...]:
    """What must not ship, a sentence each, for whoever keeps the files; empty when all is well."""
    return tuple(_problems(today, read))


def _problems(today: date, read: Read) -> Iterator[str]:
    for shelf in SHELVES:
        english = read(shelf.name)
        yield from _of_shelf(shelf, english)
        for language in LANGUAGES:
            name = shelf.name if language == "en" else f"{shelf.name}.{language}"
            words = read(name)
            yield from _of_origin(name, shelf, english, words, language, today)
            if language != "en":
                yield from _of_words(name, shelf, english, words)
    yield from _of_feelings(read)
    yield from _of_strategies(read)
    yield from _of_exercises(read)
    yield from _of_prompts(read)
    yield from _of_grounding(read)
    yield from _of_scales(read)
    yield from _of_help_lines(read, today)


# -- what holds of every file ---------------------------------------------------------------------


def _of_shelf(shelf: Shelf, english: Table) -> Iterator[str]:
    rows = english[shelf.items]
    if shelf.count is not None and len(rows) != shelf.count:
        yield f"{shelf.name}: {len(rows)} items instead of {shelf.count}"
    for key in _doubled([row[shelf.key] for row in rows]):
        yield f"{shelf.name}: {key} is there twice"
    for row in rows:
        for inner in shelf.inner:
            for id in _doubled([one["id"] for one in row.get(inner, ())]):
                yield f"{shelf.name}: {row[shelf.key]}: {id} is there twice"
    if shelf.name == "help_lines":
        for id in _doubled([line["id"] for row in rows for line in row.get("line", ())]):
            yield f"{shelf.name}: {id} is there twice"


def _of_origin(
    name: str, shelf: Shelf, english: Table, words: Table, language: Language, today: date
) -> Iterator[str]:
    for key in HEAD:
        if not str(words.get(key, "")).strip():
            yield f"{name}: its head has no {key}"
    if words.get("language") != language:
        yield f"{name}: its head says another language"
    own = {row[shelf.key]: row for row in words[shelf.items]}
    head = {key: words[key] for key in HEAD if key in words}
    yield from _of_facts(name, head, today)
    for row in english[shelf.items]:
        told = {**row, **own.get(row[shelf.key], {})}
        for id, item in _with_inner(shelf, told):
            facts = {key: item[key] for key in HEAD if key in item}
            yield from _of_facts(f"{name}: {id}", facts, today)


def _with_inner(shelf: Shelf, row: Table) -> Iterator[tuple[str, Table]]:
    yield str(row[shelf.key]), row
    for inner in shelf.inner:
        for one in row.get(inner, ()):
            yield f"{row[shelf.key]}: {one['id']}", one


def _of_facts(place: str, facts: Table, today: date) -> Iterator[str]:
    """Of those of source, licence, checked_on and language that stand there."""
    if not str(facts.get("source", "x")).strip():
        yield f"{place}: the source is empty"
    if "licence" in facts and facts["licence"] not in LICENCES:
        yield f"{place}: the licence “{facts['licence']}” is not among those that may ship"
    if "checked_on" in facts:
        checked_on = _day(facts["checked_on"])
        if checked_on is None:
            yield f"{place}: “{facts['checked_on']}” is no day"
        elif checked_on > today:
            yield f"{place}: checked on a day that has not come"


def _of_words(name: str, shelf: Shelf, english: Table, words: Table) -> Iterator[str]:
    """Every word of the English file has one of its own, and none is there for nothing."""
    rows = {row[shelf.key]: row for row in english[shelf.items]}
    own = {row[shelf.key]: row for row in words[shelf.items]}
    for key in _doubled([row[shelf.key] for row in words[shelf.items]]):
        yield f"{name}: {key} is there twice"
    for key in own.keys() - rows.keys():
        yield f"{name}: {key} is not in the English file"
    for key, row in rows.items():
        if key not in own:
            yield f"{name}: {key} is missing"
            continue
        yield from _of_item(f"{name}: {key}", shelf, shelf.words, row, own[key])
        for inner, fields in shelf.inner.items():
            there = {one["id"]: one for one in own[key].get(inner, ())}
            known = {one["id"]: one for one in row.get(inner, ())}
            for id in _doubled([one["id"] for one in own[key].get(inner, ())]):
                yield f"{name}: {key}: {id} is there twice"
            for id in there.keys() - known.keys():
                yield f"{name}: {key}: {id} is not in the English file"
            for id, one in known.items():
                yield from _of_item(f"{name}: {key}: {id}", shelf, fields, one, there.get(id, {}))


def _of_item(
    place: str, shelf: Shelf, fields: Sequence[str], english: Table, words: Table
) -> Iterator[str]:
    for word in fields:
        # Choices without words of their own are their own English words.
        first = english.get(word) or (english.get("choices") if word == "choice_words" else None)
        if not first:
            if words.get(word):
                yield f"{place}: {word} has nothing to translate"
            continue
        said = words.get(word)
        if not said or (isinstance(said, list) and not all(said)):
            yield f"{place}: {word} is missing"
        elif isinstance(said, list) and len(said) != len(first):
            yield f"{place}: {word} has {len(said)} instead of {len(first)}"
    allowed = {"id", "code", "step", *fields, *shelf.names, *shelf.inner, *HEAD}
    for word in words.keys() - allowed:
        yield f"{place}: {word} is not for translation"


# -- what holds of one kind -----------------------------------------------------------------------


def _of_feelings(read: Read) -> Iterator[str]:
    rows = read("feelings")["feeling"]
    known = {row["id"] for row in rows}
    corners = Counter((row["valence"] > 0, row["energy"] > 0) for row in rows)
    if len(set(corners.values())) != 1 or len(corners) != 4:
        yield "feelings: the four corners hold differently many"
    for row in rows:
        for id in (*row["near"], row["opposite"]):
            if id not in known or id == row["id"]:
                yield f"feelings: {row['id']}: {id} is no other feeling"
    for language in LANGUAGES:
        name = "feelings" if language == "en" else f"feelings.{language}"
        for row in read(name)["feeling"]:
            if len(row.get("definition", "").split()) > MOST_WORDS:
                yield f"{name}: {row['id']}: the definition has more than {MOST_WORDS} words"


def _of_strategies(read: Read) -> Iterator[str]:
    known = {row["id"] for row in read("feelings")["feeling"]}
    for row in read("strategies")["strategy"]:
        place = f"strategies: {row['id']}"
        for id in row["feelings"]:
            if id not in known:
                yield f"{place}: {id} is no feeling"
        if not 3 <= len(row["feelings"]) <= 8 or _doubled(row["feelings"]):
            yield f"{place}: it is for three to eight feelings"
        if not 3 <= len(row["steps"]) <= 7:
            yield f"{place}: it has {len(row['steps'])} steps instead of three to seven"
        if row["energy"] not in ENERGIES:
            yield f"{place}: “{row['energy']}” is no energy"
        if row["minutes"] < 1:
            yield f"{place}: it takes no time"
        if row["strength"] not in STRENGTHS:
            yield f"{place}: “{row['strength']}” is no strength"
        if not (row["evidence"].strip() and row["citation"].strip()):
            yield f"{place}: nothing says what is known of it, or where it stands"
        if row["strength"] == "C" and row.get("effect"):
            yield f"{place}: a figure nobody has checked stands on it"


def _of_exercises(read: Read) -> Iterator[str]:
    for row in read("exercises")["exercise"]:
        place = f"exercises: {row['id']}"
        steps = row["step"]
        if not 4 <= len(steps) <= 8:
            yield f"{place}: it has {len(steps)} steps instead of four to eight"
        if row["energy"] not in ENERGIES:
            yield f"{place}: “{row['energy']}” is no energy"
        ids = {step["id"] for step in steps}
        if row.get("makes", "") not in ("", "plan"):
            yield f"{place}: nothing makes “{row['makes']}”"
        if row.get("makes") == "plan" and not {"when", "then"} <= ids:
            yield f"{place}: a plan needs the steps when and then"
        for step in steps:
            if step["kind"] not in STEPS:
                yield f"{place}: {step['id']}: “{step['kind']}” is no kind of step"
            if step["kind"] == "timer" and step.get("seconds", 0) < 1:
                yield f"{place}: {step['id']}: its timer does not run"
            choices = step.get("choices", ())
            if (step["kind"] == "choice") != (len(choices) >= 2) or _doubled(choices):
                yield f"{place}: {step['id']}: its choices do not fit it"
            if len(step.get("choice_words", choices)) != len(choices):
                yield f"{place}: {step['id']}: as many words as choices are needed"


def _of_prompts(read: Read) -> Iterator[str]:
    rows = read("prompts")["prompt"]
    for row in rows:
        if row["theme"] not in THEMES:
            yield f"prompts: {row['id']}: “{row['theme']}” is no theme"
        if row["energy"] not in ENERGIES:
            yield f"prompts: {row['id']}: “{row['energy']}” is no energy"
    for theme in THEMES:
        gentle = [
            row
            for row in rows
            if row["theme"] == theme and row["energy"] == "low" and not row["not_on_a_bad_day"]
        ]
        if not gentle:
            yield f"prompts: {theme}: none of them is for a bad day"


def _of_grounding(read: Read) -> Iterator[str]:
    counts = [row["count"] for row in read("grounding")["sense"]]
    if counts != sorted(counts, reverse=True) or counts[-1:] != [1]:
        yield "grounding: it does not count down to one"


def _of_scales(read: Read) -> Iterator[str]:
    for row in read("scales")["scale"]:
        place = f"scales: {row['id']}"
        values, count = row["values"], len(row["items"])
        if len(values) != len(row["choice_words"]) or values != sorted(set(values)):
            yield f"{place}: its answers and their values do not fit"
        if len(row["bands"]) != len(row["band_words"]):
            yield f"{place}: its bands and their words do not fit"
        totals = [total for low, high in row["bands"] for total in range(low, high + 1)]
        if totals != list(range(count * min(values), count * max(values) + 1)):
            yield f"{place}: its bands leave a total out, or hold one twice"
        for position in (
            *row.get("safety_items", ()),
            *(position for part in row.get("part", ()) for position in part["items"]),
        ):
            if not 0 <= position < count:
                yield f"{place}: there is no item {position}"
        if row["every_days"] < 14:
            yield f"{place}: it would be asked more often than every 14 days"
        for key in ("source", "licence"):
            # What is said at the head of the file holds for our own sentences alone.
            if not row.get(key):
                yield f"{place}: it has no {key} of its own"


def _of_help_lines(read: Read, today: date) -> Iterator[str]:
    head = read("help_lines")
    rows = head["country"]
    if ELSEWHERE not in {row["code"] for row in rows}:
        yield "help_lines: there is no entry for anywhere else"
    for row in rows:
        place = f"help_lines: {row['code']}"
        if not row["emergency"].strip():
            yield f"{place}: it has no emergency number"
        for line in row.get("line", ()):
            if not (line["name"].strip() and line["reach"].strip()):
                yield f"{place}: {line['id']}: it cannot be reached"
            checked_on = _day(line.get("checked_on", head.get("checked_on")))
            if checked_on is None or today - checked_on > REFUSE_AFTER:
                yield f"{place}: {line['id']}: nobody has looked at it for more than 18 months"


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _doubled(keys: Sequence[Any]) -> list[Any]:
    return [key for key, count in Counter(keys).items() if count > 1]

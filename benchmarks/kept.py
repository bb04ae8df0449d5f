"""What the made-up person keeps beside the entries: cards and their uses, goals, plans, answers.

It goes with `benchmarks.sample`: the same names, the same canal. Nobody's words; the telephone
numbers are from ranges that are given to nobody. The same seed gives the same figures.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO

from benchmarks.sample import HOME, landscape
from reflect import content, forms
from reflect.insights.dips import CAME_FIRST, daily_moods
from reflect.journal import Journal
from reflect.model import (
    BRIDGE,
    QUESTIONS,
    SAFETY_PLAN,
    SETBACK,
    Bridge,
    Check,
    Entry,
    EntryId,
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
    new_id,
)

WEIR, SOUP, RING, TEA = (KeptId(f"made-up-{name}") for name in ("weir", "soup", "ring", "tea"))


@dataclass(frozen=True)
class Tried:
    """How a way of coping goes for this person."""

    strategy: str
    share: int
    """How often it is chosen, beside the others."""
    change: float
    """How many steps of 0 to 10 it takes away, on the whole."""
    feelings: tuple[str, ...]
    notes: tuple[str, ...] = ()


OWN = (
    Strategy(
        WEIR,
        "Out to the weir and back",
        steps=(
            "Shoes on, phone stays at home.",
            "Along the canal to the weir. As slowly as it has to be.",
            "Look for the heron. Stay until you have counted ten breaths.",
            "Back on the other side, where the gardens are.",
        ),
        minutes=25,
        energy="medium",
        feelings=("restless", "sad", "numb", "worried"),
        why="Because afterwards there are two of us who stood still for a while.",
        adapt="On bad days as far as the first bridge. The bench there counts.",
        place="The canal, from the blue bridge",
    ),
    Strategy(
        SOUP,
        "Soup from the freezer, and the radio",
        steps=(
            "Take one box out. The label says what it is.",
            "Radio on low, the one without news.",
            "Eat at the table, not at the sink.",
        ),
        minutes=20,
        energy="low",
        feelings=("drained", "tired", "lonely"),
        why="It was made on a better day, for this one.",
        music=("The slow movement that Mum hums", "Anything with a clarinet"),
    ),
    Strategy(
        RING,
        "Ring Ana, about nothing",
        steps=(
            "Ask about the tent.",
            "Say one true sentence about today.",
            "No advice needed. Say so, if you like.",
        ),
        minutes=15,
        energy="medium",
        feelings=("lonely", "overwhelmed", "sad"),
        people=("Ana",),
        caution="Not after ten; she gets up at five.",
    ),
    Strategy(
        TEA,
        "Tea by the window, with a list of sounds",
        steps=(
            "Put the kettle on and stay with it.",
            "Sit by the window and write down every sound, near ones first.",
            "Stop when the cup is empty.",
        ),
        minutes=10,
        energy="low",
        feelings=("anxious", "on-edge", "restless"),
        their_words="Around the sixth sound I noticed that I had stopped arguing with my boss.",
        origin=Origin("toolkit", name="Jonas", on=date(2026, 9, 12)),
    ),
)
"""The person's own cards; the last one came from somebody."""

TRIED = (
    Tried(
        WEIR,
        20,
        2.0,
        ("restless", "sad", "worried"),
        ("The heron was there.", "Only to the first bridge. It was enough.", "Rain, and fine."),
    ),
    Tried(
        "slow-breathing",
        18,
        1.5,
        ("anxious", "on-edge", "overwhelmed"),
        ("In the stairwell, before the meeting.", "The fourth round again."),
    ),
    Tried(SOUP, 11, 1.3, ("drained", "tired"), ("Lentils, with lemon.",)),
    Tried(RING, 9, 2.2, ("lonely", "sad"), ("We laughed. I had not planned to.",)),
    Tried(
        "worry-appointment",
        8,
        1.2,
        ("worried",),
        ("Half of them had gone by five o'clock.",),
    ),
    Tried(TEA, 6, 1.6, ("on-edge", "restless"), ("Nineteen sounds.",)),
    Tried("muscle-relaxation", 6, 0.4, ("on-edge", "tired"), ("My mind was elsewhere.",)),
    Tried("self-compassion", 5, 1.2, ("ashamed", "discouraged")),
    Tried("gratitude-note", 4, -0.2, ("discouraged",), ("Not tonight.",)),
    Tried("grounding-senses", 4, 2.2, ("overwhelmed",)),
)

FIRST = (WEIR, "slow-breathing", SOUP, RING)
HIDDEN = ("cold-water",)

GOALS = (
    ("outside", "Outside before noon", 10, 7, 270, None, 0.74),
    ("bed", "In bed before eleven", 7, 4, 160, None, 0.6),
    ("piano", "Piano, the easy version", 7, 2, 75, None, 0.36),
    ("drawer", "One drawer a week", 7, 1, 400, 190, 0.15),
)
"""Id, title, days, times, days ago it was begun and ended, how likely a day is."""

SETBACKS: tuple[Mapping[str, str], ...] = (
    {
        "what": "Three evenings on the sofa with the phone, and the group cancelled by me.",
        "smaller": "Ana wrote first. I answered with one word and that was the way in.",
        "learned": "It begins with the second evening, not with the first.",
        "next": "On a second evening: soup, radio, and one message.",
    },
    {
        "what": "I said yes to the extra shift and did not sleep for two nights.",
        "smaller": "Telling the new colleague that it was too much.",
        "learned": "The knot in the stomach knows it before I do.",
    },
    {
        "what": "The letter. I read it sitting down and stayed there until it was dark.",
        "smaller": "Standing up. Opening the window. Then the weir.",
        "learned": "Read it standing, or leave it in the drawer.",
        "next": "Put the letter with the papers, where I do not look in passing.",
    },
    {
        "what": "The argument with Jonas, and then a whole week of going over it.",
        "smaller": "The appointment with the worries; by the third day there was little left.",
        "next": "Ask him what he meant.",
    },
)
SETBACKS_AGO = (24, 96, 171, 254)
"""Days: about there, on the heaviest day nearby."""

STRENGTHS = (
    (3, "I asked for help before it was too late to ask."),
    (19, "Said no to the second meeting, and the sky stayed up."),
    (41, "I can stand still for a long time. Not everybody can."),
    (66, "Mum laughs when I call."),
    (104, "Went to the group although every bone said no."),
    (150, "I know how I do things. The new colleague noticed before I did."),
    (233, "The fern is alive."),
)

PLANS = (
    (12, "it is the second evening on the sofa", "I put the soup on and write Ana one message."),
    (48, "someone asks for an extra shift", "I say: I will tell you tomorrow."),
    (90, "I lie awake at four", "I make tea, sit by the window, and write down sounds."),
)
SIGNS = (
    ("trigger", "Two bad nights in a row", "No decisions on the third day."),
    ("trigger", "Letters in that handwriting", "Read them standing up, in daylight."),
    ("trigger", "A week without the group", "Tell Ana on Thursday that I will be there."),
    ("early", "I stop answering messages", "One word is an answer."),
    ("early", "The knot in the stomach in the morning", "Four rounds of the long out-breath."),
    ("early", "Eating at the sink", "Sit down, even for bread."),
)

PLAN = {
    "warning-signs": ("I stop answering messages", "Everything sounds like a reproach"),
    "alone": ("Out to the weir, at least to the first bridge", "Shower, then fresh clothes"),
    "distraction": ("The library, the table by the radiator", "Choir on Thursdays, also to listen"),
    "people": ("Ana, 030 23125 014", "Mum, in the daytime, 030 23125 077"),
    "professionals": ("Dr. Sommer's practice, 030 23125 130", "Emergency: 112"),
    "surroundings": ("The tablets are with Ana; she gives me a week at a time",),
    "living": ("Mum's balcony in June", "The last chord, when nobody breathes", "The heron"),
}
"""By section; in its order (`content.safety_plan`)."""

QUESTIONS_ASKED = (
    "Could the tiredness come from the new tablets?",
    "Is every two weeks still often enough?",
    "What do I do if it comes back in February?",
)


def pour(journal: Journal, *, until: date, seed: int = 8) -> int:
    """Keep all of it in a journal that holds `sample.life` already, as of the evening of `until`;
    how many things. One transaction."""
    rng = random.Random(seed)
    moods = daily_moods(journal.facts())
    count = 0
    with journal.atomic():
        for value in _values(journal, rng, moods, until):
            journal.keep(value)
            count += 1
        for entry in (*_setbacks(moods, until), *_first_helps(journal, rng)):
            journal.put(entry, keep_modified=True)
            count += 1
        journal.set_state("coping-first", json.dumps(FIRST))
        journal.set_state("coping-hidden", json.dumps(HIDDEN))
        journal.set_state("scales-on", json.dumps(["phq-4", "gad-7"]))
    return count


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HOME)


def _values(
    journal: Journal, rng: random.Random, moods: Mapping[date, float], until: date
) -> Iterator[Kept]:
    photo = journal.attach("weir.jpg", "image/jpeg", BytesIO(landscape(5, 4)))
    for card in OWN:
        yield replace(card, photos=(photo,)) if card.id == WEIR else card
    yield from _uses(rng, moods, until)
    for id, title, per_days, times, begun, ended, likely in GOALS:
        yield from _goal(until, KeptId(f"made-up-{id}"), title, (per_days, times), likely,
                         (begun, ended))  # fmt: skip
    entries = [row.id for row in journal.newest(400) if row.mood is not None and row.mood >= 4]
    for number, (ago, text) in enumerate(STRENGTHS):
        where = entries[number * 5] if number in (1, 4) and len(entries) > number * 5 else None
        yield Strength(KeptId(new_id()), text, _at(until - timedelta(days=ago), 21), where)
    for ago, when, then in PLANS:
        yield Plan(KeptId(new_id()), when, then, _at(until - timedelta(days=ago), 20))
    for number, (kind, text, answer) in enumerate(SIGNS):
        day = until - timedelta(days=30 + 9 * number)
        yield Sign(KeptId(new_id()), kind, text, answer, _at(day, 20))
    yield from _answers(rng, moods, until)
    gone_over = _at(until - timedelta(days=33), 17, 30)
    yield SafetyPlan(SAFETY_PLAN, PLAN, gone_over)
    yield Bridge(
        BRIDGE,
        say="You need not explain. Shall I come round, or shall we be quiet on the phone?",
        contact=("Ana, 030 23125 014", "Dr. Sommer's practice, 030 23125 130"),
        first_sentence="It is getting worse again, and I would like to say so before it is bad.",
        at=gone_over,
    )
    yield OwnLine(KeptId(new_id()), "Ana", "030 23125 014, also at night", gone_over)
    yield OwnLine(KeptId(new_id()), "The group", "Thursdays at seven, parish hall", gone_over)
    yield Questions(QUESTIONS, QUESTIONS_ASKED)
    yield Walk(
        KeptId(new_id()),
        "worry-appointment",
        _at(until, 8, 20),
        2,
        {"worries": "the letter from the office\nMum's knee\nwhat Jonas meant", "before": "6"},
    )


def _uses(rng: random.Random, moods: Mapping[date, float], until: date) -> Iterator[Use]:
    """About two a week over ten months, more on heavy days."""
    shares = [one.share for one in TRIED]
    for ago in range(300, -1, -1):
        day = until - timedelta(days=ago)
        mood = moods.get(day, 3.2)
        if rng.random() > (0.5 if mood < 2.5 else 0.2):
            continue
        tried = rng.choices(TRIED, shares)[0]
        before = max(2, min(10, round(9.2 - mood * 1.2 + rng.gauss(0, 1.0))))
        after = max(0, min(10, round(before - tried.change + rng.gauss(0, 2.0))))
        yield Use(
            KeptId(new_id()),
            KeptId(tried.strategy),
            _at(day, rng.choice([8, 13, 17, 18, 20, 21]), rng.randrange(60)),
            before,
            after,
            rng.choice(tried.feelings) if rng.random() < 0.85 else None,
            rng.choice(tried.notes) if tried.notes and rng.random() < 0.25 else None,
        )


def _goal(
    until: date,
    id: KeptId,
    title: str,
    often: tuple[int, int],
    likely: float,
    ago: tuple[int, int | None],
) -> Iterator[Kept]:
    begun, ended = ago
    yield Goal(
        id,
        title,
        _at(until - timedelta(days=begun), 19),
        *often,
        ended_at=_at(until - timedelta(days=ended), 19) if ended is not None else None,
    )
    rng = random.Random(f"{id} 10")
    for days in range(begun, ended or 0, -1):
        if rng.random() < likely:
            yield Check(id, until - timedelta(days=days))


def _answers(rng: random.Random, moods: Mapping[date, float], until: date) -> Iterator[Kept]:
    """Two questionnaires, heavier where the two weeks before were."""
    for id, every, since in (("phq-4", 14, 406), ("gad-7", 28, 201)):
        scale = content.scale_by_id()[id]
        for ago in range(since, 0, -every):
            day = until - timedelta(days=ago)
            before = [moods[d] for d in map(date.fromordinal, _fortnight(day)) if d in moods]
            heavy = 3.7 - (sum(before) / len(before) if before else 3.2)
            given = tuple(max(0, min(3, round(heavy + rng.gauss(0.35, 0.5)))) for _ in scale.items)
            yield ScaleResult(KeptId(new_id()), id, _at(day, 19, 30), given)


def _fortnight(day: date) -> range:
    return range(day.toordinal() - 14, day.toordinal())


def _setbacks(moods: Mapping[date, float], until: date) -> Iterator[Entry]:
    labels = forms.setback_labels("en")
    for ago, answers in zip(SETBACKS_AGO, SETBACKS, strict=True):
        near = [until - timedelta(days=ago + off) for off in range(-8, 9)]
        day = min(near, key=lambda each: moods.get(each, 9))
        at = _at(day, 22, 10)
        yield Entry(
            EntryId(new_id()),
            at,
            at,
            HOME.key,
            text=forms.compose(answers, labels),
            mood=2,
            kind=SETBACK,
            answers=answers,
        )


def _first_helps(journal: Journal, rng: random.Random) -> Sequence[Entry]:
    """Hard moments of the last half year say what came first, more and more often oneself."""
    hard = [row.id for row in journal.newest(260) if row.mood is not None and row.mood <= 2]
    changed = []
    for place, id in enumerate(reversed(hard)):
        if rng.random() < 0.25:
            continue
        part = place / max(1, len(hard))
        shares = (1 + 4 * part, 2.0, 0.8, 3 - 2 * part)
        first = rng.choices(("own-tool", "peer", "professional", "waited"), shares)[0]
        entry = journal.entry(id)
        changed.append(replace(entry, factors={**entry.factors, CAME_FIRST: first}))
    return changed

"""Two years of a made-up life: believable entries for `make demo`, screenshots and trying out.

Nobody's diary: the sentences were written for this file. The same seed gives the same journal.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFilter

from reflect.journal import Journal
from reflect.model import Attachment, Emotion, Entry, EntryId, FactorValue, new_id

HOME = ZoneInfo("Europe/Berlin")
AWAY = ZoneInfo("Europe/Lisbon")


@dataclass(frozen=True)
class Made:
    """One made-up entry, before it is given to a journal."""

    written_at: datetime
    zone: str
    title: str | None
    text: str | None
    mood: int | None
    emotions: tuple[Emotion, ...]
    tags: tuple[str, ...]
    factors: dict[str, FactorValue]
    starred: bool = False
    photo: tuple[str, bytes] | None = field(default=None, repr=False)


_OPENINGS = {
    1: [
        "I do not want to write today, so this will be short.",
        "Woke at four and could not find the way back to sleep.",
        "Everything took twice the strength it should take.",
        "Cried in the car before going in. Then went in.",
        "A grey day, inside and out.",
    ],
    2: [
        "Tired before the day began.",
        "The meeting ran long and I said yes to something I meant to refuse.",
        "Slept badly; the upstairs neighbours moved furniture again.",
        "A slow day with a knot in the stomach that would not say what it was about.",
        "Too many messages, too little air.",
    ],
    3: [
        "An ordinary day, neither one thing nor the other.",
        "Worked, cooked, read twenty pages.",
        "Nothing to report, which is a report of a kind.",
        "Rain until noon, then that washed light.",
        "Did the shopping and fixed the shelf at last.",
    ],
    4: [
        "A good day, and I noticed it while it was happening.",
        "Walked the long way home along the canal.",
        "Ana called and we laughed about the tent again.",
        "Finished the report, sent it, closed the lid.",
        "Slept eight hours and the world looked repaired.",
    ],
    5: [
        "I want to remember this one.",
        "Swam in the lake before breakfast; the water was like cold silk.",
        "The choir held the last chord and nobody breathed.",
        "We sat on the roof until the swifts went to bed.",
        "Said what I had been afraid to say, and it was heard.",
    ],
}
_MIDDLES = [
    "Mum sounded better on the phone. She asked after the balcony tomatoes twice.",
    "At lunch I sat outside although it was cold, and that small decision carried me a while.",
    "The train stood still for forty minutes; a child gave everyone a tour of a toy crane.",
    "I keep turning over what Jonas said. Maybe he meant it kindly.",
    "Made lentil soup, the one with lemon, and froze half of it for a worse day.",
    "Twenty minutes of stretching. My shoulder is still cross with me.",
    "Read the letter again. It hurts less when I read it standing up.",
    "The physiotherapist says *slow is a speed too*. I wrote it on the fridge.",
    "Went to the group. I said little and was glad to have gone.",
    "Watched the heron at the weir. It has more patience than anybody I know.",
    "Cleared one drawer. Found the ticket from Lisbon and kept it.",
    "The new colleague asked how I do things, and I noticed that I know how I do things.",
    "Tried the breathing with the long out-breath. After the fourth round the noise was smaller.",
    "Did not answer the message at once. Nothing fell down.",
    "Repotted the fern. It looks insulted but alive.",
    "Played the easy version of the piece, all the way through, twice.",
]
_CLOSINGS = [
    "What helped: going out although I did not feel like it.",
    "Tomorrow: one thing, not five.",
    "Three things: warm bread, the blackbird, that the day is over.",
    "I would tell a friend to rest. So I will try to be told.",
    "To bed before eleven.",
    "I can leave that question open until the morning.",
    "The kettle, the radio, the blanket: in this order.",
    "Two people asked how I was and waited for the answer.",
    "Less than I had planned, and enough.",
    "I noticed the knot before it was a rope.",
    "Write to Ana, about nothing in particular.",
    "Note to self: the afternoon was better than the morning promised.",
    "",
    "",
    "",
    "",
]
_TITLES = [
    "The long way home", "Soup weather", "What Jonas said", "A letter, again", "Heron",
    "Slow is a speed", "On the roof", "The easy version", "Half a day off", "Before breakfast",
]  # fmt: skip
_TAGS = {
    "work": ["meeting", "colleague", "report"],
    "family": ["Mum", "letter"],
    "friends": ["Ana", "Jonas", "group", "roof"],
    "body": ["Slept", "stretching", "physiotherapist", "breathing", "Swam"],
    "outside": ["canal", "heron", "lake", "outside", "light"],
    "music": ["choir", "piece"],
    "home": ["soup", "fern", "drawer", "shelf"],
}
_FEELINGS = {
    1: ["sad", "hopeless", "overwhelmed", "drained", "lonely"],
    2: ["worried", "tired", "frustrated", "on-edge", "discouraged"],
    3: ["indifferent", "patient", "restless", "thoughtful", "bored"],
    4: ["content", "hopeful", "calm", "grateful", "relieved"],
    5: ["joyful", "grateful", "proud", "connected", "moved"],
}
_LISTS = [
    "## This week\n\n- [x] call the insurance\n- [ ] book the dentist\n- [ ] Saturday: rest",
    "> You do not have to be cheerful to be here.\n\n(the sign in the waiting room)",
    (
        "1. What happened: the call came while I was cooking.\n"
        "2. What I felt: **small**, then angry.\n"
        "3. What I did: went round the block twice."
    ),
]


def life(years: int = 2, *, until: date, seed: int = 11) -> Iterator[Made]:
    """Entries of about that many years, oldest first, with good and bad stretches."""
    rng = random.Random(seed)
    day = until - timedelta(days=365 * years)
    drift = 3.0
    photos = 0
    while day <= until:
        drift += rng.gauss(0, 0.45) + (3.15 - drift) * 0.06
        if day.weekday() >= 5:
            drift += 0.15
        away = date(day.year, 6, 3) <= day <= date(day.year, 6, 16)
        for number in range(rng.choices([0, 1, 2, 3], [18, 60, 18, 4])[0]):
            moment = datetime.combine(
                day,
                time(rng.choice([7, 12, 13, 18, 20, 21, 22, 22, 23]), rng.randrange(60)),
                AWAY if away else HOME,
            )
            mood = max(1, min(5, round(drift + rng.gauss(0, 0.7) + (0.8 if away else 0))))
            photo = None
            if rng.random() < (0.5 if away else 0.045) and photos < 60:
                photos += 1
                photo = (f"{day.isoformat()}.jpg", landscape(seed * 1000 + photos, mood))
            yield _entry(rng, moment, mood, away=away, first=number == 0, photo=photo)
        day += timedelta(days=1)


def pour(journal: Journal, made: Iterable[Made]) -> int:
    """Write made-up entries into a journal, in one transaction; how many."""
    count = 0
    with journal.atomic():
        for one in made:
            attachments: tuple[Attachment, ...] = ()
            if one.photo is not None:
                name, data = one.photo
                attachments = (journal.attach(name, "image/jpeg", BytesIO(data)),)
            journal.put(
                Entry(
                    id=EntryId(new_id()),
                    written_at=one.written_at,
                    modified_at=one.written_at,
                    zone=one.zone,
                    title=one.title,
                    text=one.text,
                    mood=one.mood,
                    emotions=one.emotions,
                    tags=one.tags,
                    factors=one.factors,
                    starred=one.starred,
                    attachments=attachments,
                )
            )
            count += 1
    return count


def _entry(
    rng: random.Random,
    moment: datetime,
    mood: int,
    *,
    away: bool,
    first: bool,
    photo: tuple[str, bytes] | None,
) -> Made:
    feelings = tuple(
        Emotion(word, rng.randrange(1, 6))
        for word in rng.sample(_FEELINGS[mood], rng.choices([0, 1, 2, 3], [20, 45, 25, 10])[0])
    )
    factors: dict[str, FactorValue] = {}
    if first and rng.random() < 0.6:
        factors["sleep_hours"] = round(max(3.5, min(9.5, rng.gauss(5.6 + mood * 0.4, 0.8))) * 2) / 2
    if rng.random() < 0.25:
        factors["people"] = rng.choice(["Ana", "Mum", "Jonas", "the group", "alone"])
    if away:
        factors["place"] = "Lisbon"
    zone = (AWAY if away else HOME).key
    if rng.random() < 0.18 and photo is None:
        return Made(moment, zone, None, None, mood, feelings, (), factors)
    sentences = [rng.choice(_OPENINGS[mood])]
    sentences += rng.sample(_MIDDLES, rng.choices([0, 1, 2, 3, 5], [10, 30, 30, 20, 10])[0])
    paragraphs, rest = [sentences[0]], sentences[1:]
    while rest:
        take = rng.randrange(1, 3)
        paragraphs.append(" ".join(rest[:take]))
        rest = rest[take:]
    if rng.random() < 0.08:
        paragraphs.append(rng.choice(_LISTS))
    if closing := rng.choice(_CLOSINGS):
        paragraphs.append(closing)
    if photo is not None:
        paragraphs.insert(1, f"![](reflect-img:{photo[0]})")
    text = "\n\n".join(paragraphs)
    tags = tuple(tag for tag, hints in _TAGS.items() if any(hint in text for hint in hints))[:3]
    if away:
        tags = ("lisbon", *tags)
    title = rng.choice(_TITLES) if rng.random() < 0.22 else None
    starred = mood == 5 and rng.random() < 0.3
    return Made(moment, zone, title, text, mood, feelings, tags, factors, starred, photo)


def landscape(seed: int, mood: int) -> bytes:
    """A small painted landscape, as JPEG: hills under a sky that fits the mood."""
    rng = random.Random(seed)
    width, height = 1200, 800
    skies = {
        1: ((92, 98, 112), (148, 150, 156)),
        2: ((104, 122, 148), (178, 184, 190)),
        3: ((128, 158, 186), (214, 218, 216)),
        4: ((110, 164, 206), (246, 226, 190)),
        5: ((92, 142, 204), (255, 206, 150)),
    }
    top, bottom = skies[mood]
    picture = Image.new("RGB", (1, height))
    for y in range(height):
        share = y / height
        picture.putpixel(
            (0, y),
            (
                round(top[0] + (bottom[0] - top[0]) * share),
                round(top[1] + (bottom[1] - top[1]) * share),
                round(top[2] + (bottom[2] - top[2]) * share),
            ),
        )
    picture = picture.resize((width, height))
    draw = ImageDraw.Draw(picture)
    sun = rng.randrange(150, width - 150)
    if mood >= 3:
        draw.ellipse((sun - 46, 180, sun + 46, 272), fill=(255, 240, 208))
    for layer in range(4):
        base = height * (0.5 + layer * 0.13)
        points = [(0.0, float(height))]
        level = base
        for x in range(0, width + 60, 60):
            level += rng.uniform(-26, 26) + (base - level) * 0.2
            points.append((float(x), level))
        points.append((float(width), float(height)))
        shade = 120 - layer * 24
        draw.polygon(points, fill=(shade - 30, shade + 6, shade - 8))
    out = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=82)
    return out.getvalue()

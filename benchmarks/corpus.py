"""Synthetic text for measuring: Zipf-distributed words with a few planted ones.

50,000 made-up words, 201 words an entry on the mean, moods, 0 to 4 of 200 tags, ten years of days.
Planted: `zanzibar` in 0.1 % of the entries, `xylophone` in exactly three, the phrase
`quiet harbour before dawn` in 0.5 %. The same seed gives the same text.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

RARE = "zanzibar"
THRICE = "xylophone"
PHRASE = "quiet harbour before dawn"
YEARS = 10
START = datetime(2016, 1, 1, 7, tzinfo=UTC)

_SYLLABLES = [a + b for a in "bdfgklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]


def vocabulary(size: int = 50_000, seed: int = 1) -> list[str]:
    """Made-up words, the commonest first and shortest."""
    rng = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < size:
        length = 1 + min(4, len(words) // 400 + 1) if len(words) < 1600 else rng.randrange(2, 6)
        words["".join(rng.choice(_SYLLABLES) for _ in range(length))] = None
    return list(words)


@dataclass(frozen=True, slots=True)
class Text:
    """One synthetic entry."""

    written_at: datetime
    text: str
    mood: int
    tags: tuple[str, ...]


def texts(count: int, seed: int = 2) -> Iterator[Text]:
    """`count` entries, oldest first, spread over ten years."""
    rng = random.Random(seed)
    words = vocabulary()
    # A table of draws beats drawing each word from 50,000 weights: 2**18 ranks, Zipf-distributed.
    cumulative = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    draws = [
        words[bisect.bisect(cumulative, rng.random() * cumulative[-1])] for _ in range(1 << 18)
    ]
    common = words[6]
    thrice = {count // 7, count // 2, count - 2}
    step = timedelta(days=365 * YEARS) / count
    for number in range(count):
        length = max(8, round(rng.lognormvariate(5.1, 0.63)))
        at = rng.randrange(len(draws) - length - 1)
        said = draws[at : at + length]
        if rng.random() < 0.06:
            said[rng.randrange(length)] = "lighthouse"
        if rng.random() < 0.001:
            said[rng.randrange(length)] = RARE
        if number in thrice:
            said[rng.randrange(length)] = THRICE
        if rng.random() < 0.005:
            said[rng.randrange(length) :] = [*PHRASE.split(), common]
        for stop in range(12, len(said), 14):
            said[stop] += ".\n\n" if stop % 5 == 0 else "."
        yield Text(
            START + step * number,
            " ".join(said),
            rng.randrange(1, 6),
            tuple(f"tag{rng.randrange(200)}" for _ in range(rng.randrange(5))),
        )

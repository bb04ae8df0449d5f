"""What helped and what goes with what, of a whole journal at once (G16)."""

from __future__ import annotations

import random
from datetime import timedelta

from benchmarks import corpus
from benchmarks.engine import Twins
from benchmarks.yardstick import Findings, interleaved, once
from reflect.insights.patterns import reckon
from reflect.journal import Journal
from reflect.model import KeptId, Use

USES = 2_000
"""Times that something was tried, over ten years."""


def uses(seed: int = 5) -> tuple[Use, ...]:
    """Made-up uses of 24 cards."""
    rng = random.Random(seed)
    return tuple(
        Use(
            KeptId(f"use{number}"),
            KeptId(f"card{rng.randrange(24)}"),
            corpus.START + timedelta(days=365 * corpus.YEARS * number / USES),
            before := rng.randrange(3, 11),
            max(0, before - rng.randrange(-1, 5)),
            rng.choice(("anxious", "sad", "overwhelmed", None)),
        )
        for number in range(USES)
    )


def measure(findings: Findings, large: Twins) -> None:
    """Reading what is reckoned with, and reckoning, beside reading the same rows once.

    The yardstick is the bare database: the columns that are needed, fetched and thrown away.
    """
    tried = uses()
    with large.open() as journal:
        whole, rows, facts = interleaved(
            5,
            lambda: once(lambda: reckon(journal.facts(), tried)),
            lambda: once(lambda: _rows(journal)),
            lambda: once(journal.facts),
        )
    findings.add("G16", "reckoning of a whole journal <= 5 x reading its rows once",
                 f"{whole:.2f} s = {whole / rows:.1f} x {rows:.2f} s; "
                 f"{whole - facts:.2f} s of it to reckon, {facts:.2f} s to read",
                 whole / rows <= 5)  # fmt: skip


def _rows(journal: Journal) -> object:
    return journal._store.run(
        "SELECT day, written_at, utc_offset, mood, details -> '$.emotions', details -> '$.tags',"
        " details -> '$.factors', details ->> '$.kind' FROM entry"
        " WHERE deleted_at IS NULL ORDER BY written_at, key"
    )

"""Steady me: from the key to its first paint, beside an empty dialog that the same process opens.

The dialog is as large as the window: what is painted costs most, and both paint as many pixels.

On the locked door and in the open window, at its largest page. The first press counts like the
others; the presses and the dialogs come in turn.
"""

from __future__ import annotations

import statistics
from typing import Any

from benchmarks.engine import PASSPHRASE, Twins
from benchmarks.window import child
from benchmarks.yardstick import Findings

PROCESSES = 3
ROUNDS = 9
"""Presses a process."""


def measure(findings: Findings, twins: Twins, there: dict[str, str]) -> None:
    """One goal, at both places; `there`: the environment of a screen, or of none."""
    folder = str(twins.sealed.parent)
    for where, scene, arguments in (
        ("door", "steady_at_door", (folder, ROUNDS)),
        (f"window with {twins.count:,}", "steady_in_window", (folder, PASSPHRASE, ROUNDS)),
    ):
        found: list[dict[str, Any]] = [child(there, scene, *arguments) for _ in range(PROCESSES)]
        ours = [each for one in found for each in one["steady"]]
        bare = [each for one in found for each in one["dialog"]]
        first = statistics.median(one["steady"][0] for one in found)
        key, yard = statistics.median(ours), statistics.median(bare)
        findings.add("G17", "F9 to Steady me's first paint <= 2 x an empty dialog's of that size",
                     f"{where}: {key:.1f} ms = {key / yard:.2f} x {yard:.1f} ms "
                     f"({len(ours)} presses; the first of a process {first:.1f} ms)",
                     key / yard <= 2)  # fmt: skip

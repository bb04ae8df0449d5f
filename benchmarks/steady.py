"""Steady me: from the key to its first paint, beside an empty dialog that the same process opens.

On a screen the yardstick is the smaller of two dialogs: Qt's own size for an empty one, and the
window's. Without a screen a window costs nothing to open and all that counts is pixels: there the
dialog as large as the window is the yardstick, and the small one is told.

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
        key, small, large = (
            statistics.median(each for one in found for each in one[name])
            for name in ("steady", "dialog", "large")
        )
        first = statistics.median(one["steady"][0] for one in found)
        yard = large if there["QT_QPA_PLATFORM"] == "offscreen" else min(small, large)
        findings.add("G17", "F9 to Steady me's first paint <= 2 x an empty dialog's",
                     f"{where}: {key:.1f} ms = {key / small:.2f} x {small:.1f} ms, "
                     f"{key / large:.2f} x {large:.1f} ms of one as large as the window "
                     f"({PROCESSES * ROUNDS} presses; the first of a process {first:.1f} ms)",
                     key / yard <= 2)  # fmt: skip

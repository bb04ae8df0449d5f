"""Sharing that is off costs nothing at the start: the program as it is, beside one that has none.

The other one cannot load what sharing is made of, as where the extra is not installed and the
package is not there. Both are started in turn; each time one of them goes first.
"""

from __future__ import annotations

import statistics

from benchmarks.engine import PASSPHRASE, Twins
from benchmarks.window import child
from benchmarks.yardstick import Findings

ROUNDS = 21
PROMISE = "start with sharing off <= 1.05 x the same where sharing cannot load"


def measure(findings: Findings, twins: Twins, there: dict[str, str]) -> None:
    """One goal, at both places; `there`: the environment of a screen, or of none."""
    folder = str(twins.sealed.parent)
    for where, scene, arguments, figure in (
        ("door", "door", (folder,), "ready"),
        (f"newest of {twins.count:,}", "journal", (folder, PASSPHRASE, 0), "from_start"),
    ):
        child(there, scene, *arguments)
        try:
            child(there, "without_sharing", scene, *arguments)
        except RuntimeError as error:
            why = str(error).strip().splitlines()[-1]
            findings.add("G18", PROMISE, f"{where}: starts with sharing alone: {why}", False)
            continue
        times: dict[str, list[float]] = {scene: [], "without_sharing": []}
        for number in range(ROUNDS):
            for name in sorted(times, reverse=bool(number % 2)):
                call = arguments if name == scene else (scene, *arguments)
                times[name].append(child(there, name, *call)[figure])
        ours, yard = (statistics.median(times[name]) for name in (scene, "without_sharing"))
        findings.add("G18", PROMISE,
                     f"{where}: {ours:.0f} ms = {ours / yard:.3f} x {yard:.0f} ms",
                     ours / yard <= 1.05)  # fmt: skip

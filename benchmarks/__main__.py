"""`make bench`: prints every goal of speed with its figure, its yardstick measured in the same run.

    python -m benchmarks [--quick] [--million] [--strict] [--only engine|window|peers|sharing]

`--quick` uses 2,000 and 10,000 entries (for trying the benchmark itself), the default 10,000 and
100,000; `--million` adds a journal of 1,000,000 entries that is opened and searched.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import engine, reckoning
from benchmarks.yardstick import Findings, once


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a goal is missed")
    parser.add_argument("--only", choices=["engine", "window", "peers", "sharing"])
    chosen = parser.parse_args()
    sizes = (2_000, 10_000) if chosen.quick else (10_000, 100_000)
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="reflect-bench-") as place:
        folder = Path(place)
        small, large = (engine.build(size, folder) for size in sizes)
        print(f"journals of {sizes[0]:,} and {sizes[1]:,} entries", flush=True)
        if chosen.only in (None, "engine"):
            engine.measure(findings, small, large)
            reckoning.measure(findings, large)
        if chosen.only in (None, "window"):
            from benchmarks import window

            window.measure(findings, small, large)
        if chosen.only in (None, "peers"):
            from benchmarks import peers

            peers.measure(findings, large)
        if chosen.only in (None, "sharing"):
            from benchmarks import sharing

            sharing.measure(findings, folder)
        if chosen.million:
            _million(folder)
    missed = [goal.name for goal in findings.goals if goal.holds is False]
    print(f"{len(findings.goals) - len(missed)} of {len(findings.goals)} hold"
          + (f"; missed: {', '.join(missed)}" if missed else ""))  # fmt: skip
    return 1 if missed and chosen.strict else 0


def _million(folder: Path) -> None:
    """1,000,000 entries open and search: figures, no goal."""
    twins = engine.build_sealed(1_000_000, folder)
    with twins.open() as journal:
        print(f"1,000,000 entries, {twins.sealed.stat().st_size / 1e9:.1f} GB: newest 50 "
              f"{once(lambda: journal.newest(50)) * 1e3:.1f} ms", end="")  # fmt: skip
        print(f", order {once(journal.order) * 1e3:.0f} ms", end="")
        for name, query in engine.QUERIES.items():
            seconds = once(lambda query=query: journal.search(query, limit=20))  # type: ignore[misc]
            print(f", {name} {seconds * 1e3:.1f} ms", end="")
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())

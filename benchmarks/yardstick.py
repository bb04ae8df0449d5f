"""How things are measured: interleaved rounds, medians, and a yardstick beside every figure."""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from reflect.journal.store import Store


@dataclass
class Goal:
    """One promise of speed, and what was found."""

    name: str
    promise: str
    figure: str
    holds: bool | None
    """None: could not be measured here, and `figure` says why."""


@dataclass
class Findings:
    goals: list[Goal] = field(default_factory=list)

    def add(self, name: str, promise: str, figure: str, holds: bool | None) -> None:
        """Note a finding and say it at once."""
        self.goals.append(Goal(name, promise, figure, holds))
        mark = {True: "holds ", False: "MISSED", None: "   -  "}[holds]
        print(f"{name:4} {mark} {figure}   [{promise}]", flush=True)


class PlainStore(Store):
    """The yardstick of the engine: the same module, schema and settings without a key."""

    def _dial(self, hexkey: str, mode: str) -> Any:
        connection = dbapi2.connect(
            f"file:{self.path.absolute()}?mode={mode}", uri=True, isolation_level=None
        )
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    def _look_from_outside(self) -> None:
        """A plain file looks as no journal may look."""

    def assert_sealed(self) -> None:
        """It is not, on purpose."""

    def _assert_engine(self) -> None:
        # Without a key SQLite leaves pages as they are; sealed ones are wiped. Same here.
        self.run("PRAGMA secure_delete=ON")


def once(work: Callable[[], object]) -> float:
    """Seconds of one call, the garbage collector kept out of it."""
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def interleaved(rounds: int, *works: Callable[[], float]) -> list[float]:
    """The median of each of several measured works, taken in turn, so that a slow moment of the
    machine meets all of them. Each work returns its own seconds."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(rounds):
        order = list(range(len(works)))
        if number % 2:
            order.reverse()
        for index in order:
            times[index].append(works[index]())
    return [statistics.median(each) for each in times]


def copy_and_sync(source: Path, target: Path) -> float:
    """Seconds to copy a file and see it on the disk: the floor of every backup."""

    def work() -> None:
        shutil.copyfile(source, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())

    seconds = once(work)
    target.unlink()
    return seconds


def one_fsync(folder: Path, times: int = 200) -> float:
    """Seconds of one append of 4 KiB with fsync, the median."""
    block = b"x" * 4096
    path = folder / "fsync"
    with path.open("ab", buffering=0) as file:

        def work() -> None:
            file.write(block)
            os.fsync(file.fileno())

        taken = [once(work) for _ in range(times)]
    path.unlink()
    return statistics.median(taken)

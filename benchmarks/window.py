"""The window's speed: start, first rows, memory, list, typing, pixels, an idle GUI thread.

Every figure comes from processes of their own (`benchmarks.children`), the yardstick's and the
program's in turn; medians. Offscreen, and on a screen where Xvfb and openbox are installed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import corpus, display
from benchmarks.engine import PASSPHRASE, Twins
from benchmarks.yardstick import Findings

ROOT = Path(__file__).resolve().parent.parent
QTCHARTS = "REFLECT_BENCH_QTCHARTS"
"""Environment variable naming a folder with PySide6.QtCharts in it (PySide6-Addons)."""
COMPILED = Path(tempfile.gettempdir()) / f"reflect-bench-{os.getuid()}-compiled"
FRAME = 16.7
"""Milliseconds of a frame at 60 Hz."""


def measure(findings: Findings, small: Twins, large: Twins) -> None:
    """All goals of the window, on two sizes."""
    # They ask this module for their processes.
    from benchmarks import alone, steady

    with _offscreen() as there:
        _start(findings, large, there, "offscreen", cold=False)
        alone.measure(findings, large, there)
    missing = display.missing()
    if missing:
        print(f"     no screen: {', '.join(missing)} missing; the rest is measured offscreen")
    with _offscreen() if missing else display.screen() as there:
        if not missing:
            _start(findings, large, there, "xcb", cold=True)
        _weight(findings, small, large, there)
        _list(findings, small, large, there)
        _typing(findings, small, there)
        _pixels(findings, there)
        steady.measure(findings, large, there)
        _gaps(findings, large, there)


@contextmanager
def _offscreen() -> Iterator[dict[str, str]]:
    yield {"QT_QPA_PLATFORM": "offscreen"}


def child(there: dict[str, str], scene: str, *arguments: object) -> dict[str, Any]:
    """What a scene says. Its settings are its own and fresh. RuntimeError: it failed."""
    call = f"{scene}({', '.join(repr(each) for each in arguments)})"
    with tempfile.TemporaryDirectory(prefix="reflect-bench-home-") as home:
        environment = {
            **os.environ,
            **there,
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
            "XDG_RUNTIME_DIR": home,
            "PYTHONPATH": str(ROOT),
        }
        # An installed program has its modules compiled; a source tree may not.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(COMPILED)
        environment["REFLECT_BENCH_START"] = str(time.monotonic_ns())
        done = subprocess.run(
            [sys.executable, "-c", f"from benchmarks import children; children.{call}"],
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise RuntimeError(f"{scene}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def _evict() -> None:
    """Have the system forget the files that a start reads, as after a night."""
    folders = {
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("purelib"),
        str(ROOT / "reflect"),
        str(COMPILED),
    }
    for folder in folders:
        for path in Path(folder).rglob("*"):
            if path.suffix in {".so", ".pyc", ".py", ".6", ".abi3"} or ".so." in path.name:
                try:
                    handle = os.open(path, os.O_RDONLY)
                except OSError:
                    continue
                try:
                    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                finally:
                    os.close(handle)


def _start(
    findings: Findings, twins: Twins, there: dict[str, str], where: str, *, cold: bool
) -> None:
    folder = str(twins.sealed.parent)
    child(there, "journal", folder, PASSPHRASE, 0)
    for warm in (True, False) if cold and hasattr(os, "posix_fadvise") else (True,):
        bare: list[float] = []
        door: list[float] = []
        for _ in range(9 if warm else 5):
            for scene, times in (("bare", bare), ("door", door)):
                if not warm:
                    _evict()
                found = child(there, scene, *([folder] if scene == "door" else []))
                times.append(found["painted" if scene == "bare" else "ready"])
        yard, ready = statistics.median(bare), statistics.median(door)
        findings.add("G1", "start to typing-ready <= 1.5 x a bare window's first paint",
                     f"{where}, {'warm' if warm else 'cold'}: {ready:.0f} ms = "
                     f"{ready / yard:.2f} x {yard:.0f} ms", ready / yard <= 1.5)  # fmt: skip
    typed, at_once = [], []
    bare = []
    for _ in range(5):
        bare.append(child(there, "bare")["painted"])
        # A person's typing takes a while, and the window uses it.
        typed.append(child(there, "journal", folder, PASSPHRASE, 1500)["from_key"])
        at_once.append(child(there, "journal", folder, PASSPHRASE, 0)["from_start"])
    yard, rows = statistics.median(bare), statistics.median(typed)
    findings.add("G1b", f"password known to newest 50 of {twins.count:,} painted <= 3 x bare",
                 f"{where}: {rows:.0f} ms = {rows / yard:.2f} x {yard:.0f} ms (from nothing, typed "
                 f"at once: {statistics.median(at_once):.0f} ms)", rows / yard <= 3)  # fmt: skip


def _weight(findings: Findings, small: Twins, large: Twins, there: dict[str, str]) -> None:
    bare: list[float] = []
    little: list[float] = []
    much: list[float] = []
    words = f"{corpus.RARE} lighthouse"
    for _ in range(3):
        bare.append(child(there, "bare")["rss"])
        for twins, weights in ((small, little), (large, much)):
            weights.append(
                child(there, "weight", str(twins.sealed.parent), PASSPHRASE, words)["rss"]
            )
    yard, few, many = (statistics.median(each) for each in (bare, little, much))
    findings.add("G9", f"memory with {large.count:,} open and searched <= 1.8 x bare, <= 1.2 x its "
                 f"own at {small.count:,}",
                 f"{many:.0f} MB = {many / yard:.2f} x {yard:.0f} MB, "
                 f"{many / few:.2f} x {few:.0f} MB",
                 many / yard <= 1.8 and many / few <= 1.2)  # fmt: skip


def _list(findings: Findings, small: Twins, large: Twins, there: dict[str, str]) -> None:
    little: list[float] = []
    much: list[float] = []
    frames: list[float] = []
    for _ in range(5):
        little.append(child(there, "listing", str(small.sealed.parent), PASSPHRASE)["first"])
        found = child(there, "listing", str(large.sealed.parent), PASSPHRASE)
        much.append(found["first"])
        frames.append(_p95(found["frames"]))
    few, many, p95 = (statistics.median(each) for each in (little, much, frames))
    findings.add("G10", f"list's first paint {large.count:,} / {small.count:,} <= 1.5 x; page "
                 f"p95 <= {FRAME} ms",
                 f"{many:.0f} ms = {many / few:.2f} x {few:.0f} ms; page p95 {p95:.1f} ms",
                 many / few <= 1.5 and p95 <= FRAME)  # fmt: skip


def _typing(findings: Findings, twins: Twins, there: dict[str, str]) -> None:
    bare, ours, late = [], [], []
    for _ in range(3):
        found = child(there, "editor", str(twins.sealed.parent), PASSPHRASE)
        keys = found["keys"]
        # What is painted costs most: both paint the same number of pixels.
        bare.append(statistics.median(child(there, "bare_editor", *found["size"])["keys"]))
        ours.append(statistics.median(keys))
        late.append(_p95(keys))
    yard, key, p95 = (statistics.median(each) for each in (bare, ours, late))
    findings.add("G11", f"a key in 5,000 words <= 3 x bare QPlainTextEdit, p95 <= {FRAME} ms",
                 f"{key:.1f} ms = {key / yard:.2f} x {yard:.1f} ms, p95 {p95:.1f} ms",
                 key / yard <= 3 and p95 <= FRAME)  # fmt: skip


def _pixels(findings: Findings, there: dict[str, str]) -> None:
    promise = "a year in pixels, import to first paint <= 1.0 x QtCharts' line of ten years"
    place = os.environ.get(QTCHARTS, "")
    ours: dict[int, list[float]] = {1: [], 10: []}
    yard: list[float] = []
    why = ""
    for _ in range(5):
        for years, times in ours.items():
            times.append(child(there, "pixels", years)["ms"])
        if not why:
            try:
                yard.append(child(there, "bare_chart", place)["ms"])
            except RuntimeError:
                why = f"no QtCharts; name its folder in {QTCHARTS}"
    one, ten = (statistics.median(ours[years]) for years in (1, 10))
    figure = f"a year {one:.0f} ms, ten years {ten:.0f} ms"
    if why:
        findings.add("G12", promise, f"{figure}; {why}", None)
        return
    chart = statistics.median(yard)
    findings.add("G12", promise, f"{figure}; a year is {one / chart:.2f} x {chart:.0f} ms",
                 one <= chart)  # fmt: skip


def _gaps(findings: Findings, twins: Twins, there: dict[str, str]) -> None:
    rounds = []
    for _ in range(3):
        # A copy: what was brought in once is only compared the next time.
        with tempfile.TemporaryDirectory(dir=twins.folder) as place:
            folder = shutil.copytree(twins.sealed.parent, Path(place) / "journal")
            rounds.append(child(there, "gaps", str(folder), PASSPHRASE))
    found = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    findings.add("G14", f"GUI thread's gap p99 <= {FRAME} ms while the worker works",
                 ", ".join(f"{name} {gap:.1f}" for name, gap in found.items()) + " ms",
                 all(gap <= FRAME for gap in found.values()))  # fmt: skip


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]

"""Beside other programs, with the same text, in one run (G15): RedNotebook's window, jrnl's search.

Found on PATH, or named by `REFLECT_BENCH_REDNOTEBOOK` and `REFLECT_BENCH_JRNL`. Their data are
written by a generator of our own, in the form their documentation describes. RedNotebook has one
text a day, so the entries of a day are joined there.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus, display
from benchmarks.children import pss
from benchmarks.engine import PASSPHRASE, Twins
from benchmarks.window import ROOT, child
from benchmarks.yardstick import Findings, interleaved, once

QUIET = 0.4
"""Seconds without a tick of CPU time after which a program is done."""
LONGEST = 240.0
READY = "ready >= 10 x faster than RedNotebook, a letter of a search >= 50 x, memory <= 0.3 x"
WHOLE = "a search, whole process, >= 10 x faster than jrnl"


def measure(findings: Findings, large: Twins) -> None:
    """G15, as far as the other programs are here."""
    with tempfile.TemporaryDirectory(prefix="reflect-bench-peers-") as place:
        _rednotebook(findings, large, Path(place))
        _jrnl(findings, large, Path(place))


# --- RedNotebook ---------------------------------------------------------------------------------


def _rednotebook(findings: Findings, twins: Twins, place: Path) -> None:
    program = os.environ.get("REFLECT_BENCH_REDNOTEBOOK") or shutil.which("rednotebook")
    missing = [*display.missing()]
    missing += [name for name in ("xdotool", "dbus-run-session") if shutil.which(name) is None]
    if program is None:
        missing.append("rednotebook")
    if program is None or missing:
        findings.add("G15", READY, f"not measured: {', '.join(missing)} not installed", None)
        return
    folder = place / "rednotebook"
    _write_months(folder, twins.count)
    with display.screen() as there:
        window, ready, searched, memory = _drive(program, folder, there, place)
        ours = str(twins.sealed.parent)
        child(there, "journal", ours, PASSPHRASE, 0)
        starts = [child(there, "journal", ours, PASSPHRASE, 0)["from_start"] for _ in range(3)]
        letters = child(there, "typed", ours, PASSPHRASE, corpus.RARE)["letters"]
        weighed = child(there, "weight", ours, PASSPHRASE, corpus.RARE)
    start = statistics.median(starts) / 1e3
    letter, theirs = statistics.mean(letters) / 1e3, searched / len(corpus.RARE)
    weight = weighed["pss"] or weighed["rss"]
    findings.add("G15", READY,
                 f"{start:.2f} s / {ready:.1f} s = {ready / start:.0f} x (its window at "
                 f"{window:.1f} s); a letter {letter * 1e3:.0f} / {theirs * 1e3:.0f} ms = "
                 f"{theirs / letter:.0f} x; memory {weight:.0f} / {memory:.0f} MB = "
                 f"{weight / memory:.2f} x",
                 ready / start >= 10 and theirs / letter >= 50 and weight / memory <= 0.3,
                 )  # fmt: skip


def _write_months(folder: Path, count: int) -> None:
    """RedNotebook's folder: a file a month, YAML, a text for each day."""
    folder.mkdir()
    months: dict[str, dict[int, list[str]]] = {}
    for text in corpus.texts(count):
        at = text.written_at
        tags = " ".join(f"#{tag}" for tag in text.tags)
        days = months.setdefault(f"{at:%Y-%m}", {})
        days.setdefault(at.day, []).append(f"{text.text}\n{tags}")
    for month, days in months.items():
        with (folder / f"{month}.txt").open("w", encoding="utf-8") as file:
            for day, texts in sorted(days.items()):
                # A double-quoted scalar holds any text in one line.
                joined = "\\n\\n".join(texts).replace("\n", "\\n")
                file.write(f'{day}: {{text: "{joined}"}}\n')


def _drive(
    program: str, folder: Path, there: dict[str, str], place: Path
) -> tuple[float, float, float, float]:
    """Seconds to its window, to rest, for the search, and MB at rest."""
    home = place / "home"
    home.mkdir()
    environment = {**os.environ, **there, "HOME": str(home), "GDK_BACKEND": "x11"}
    environment.pop("QT_QPA_PLATFORM")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        environment.pop(name, None)
    start = time.monotonic()
    running = subprocess.Popen(
        ["dbus-run-session", "--", program, str(folder)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        window = _window(environment, running)
        visible = time.monotonic() - start
        ready = _rest(running.pid) - start
        memory = sum(pss(each) or 0 for each in _family(running.pid) if not _is_bus(each)) or 1.0
        _press(environment, "windowactivate", "--sync", window)
        # Into the search field, which has no shortcut that works everywhere.
        _press(environment, "mousemove", "--window", window, "100", "280", "click", "1")
        time.sleep(0.3)
        _rest(running.pid)
        begun = time.monotonic()
        _press(environment, "type", "--delay", "1", corpus.RARE)
        searched = _rest(running.pid) - begun
    finally:
        for each in reversed(_family(running.pid)):
            try:
                os.kill(each, 9)
            except ProcessLookupError:
                continue
        running.wait()
    return visible, ready, searched, memory


def _press(environment: dict[str, str], *words: str) -> None:
    subprocess.run(["xdotool", *words], env=environment, check=False, capture_output=True)


def _window(environment: dict[str, str], running: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and running.poll() is None:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "rednotebook"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        if found:
            return found[-1]
        time.sleep(0.01)
    raise TimeoutError("RedNotebook's window")


def _rest(process: int) -> float:
    """When the tree of `process` last used the CPU before it was quiet."""
    last, used = time.monotonic(), _ticks(process)
    end = last + LONGEST
    while time.monotonic() - last < QUIET and time.monotonic() < end:
        time.sleep(0.02)
        now = _ticks(process)
        # A blinking cursor is no work.
        if now - used > 1:
            last, used = time.monotonic(), now
    return last


def _family(process: int) -> list[int]:
    """A process and its descendants, the oldest first."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = [process]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _ticks(process: int) -> int:
    used = 0
    for each in _family(process):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        used += int(fields[11]) + int(fields[12])
    return used


def _is_bus(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/comm").read_text().startswith("dbus")
    except OSError:
        return True


# --- jrnl ----------------------------------------------------------------------------------------


def _jrnl(findings: Findings, twins: Twins, place: Path) -> None:
    program = os.environ.get("REFLECT_BENCH_JRNL") or shutil.which("jrnl")
    if program is None:
        findings.add("G15", WHOLE, "not measured: jrnl not installed", None)
        return
    folder = place / "jrnl"
    folder.mkdir()
    with (folder / "journal.txt").open("w", encoding="utf-8") as file:
        for text in corpus.texts(twins.count):
            flat = text.text.replace("\n", " ")
            file.write(f"[{text.written_at:%Y-%m-%d %H:%M}] {flat}\n\n")
    settings = folder / "jrnl.yaml"
    settings.write_text(
        "colors: {body: none, date: none, tags: none, title: none}\n"
        "default_hour: 9\ndefault_minute: 0\neditor: ''\nencrypt: false\nhighlight: false\n"
        f"indent_character: '|'\njournals: {{default: {{journal: {folder / 'journal.txt'}}}}}\n"
        "linewrap: 79\ntagsymbols: '#@'\ntemplate: false\ntimeformat: '%F %H:%M'\nversion: v4.6\n"
    )
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    journal = str(twins.sealed.parent)
    theirs = [program, "--config-file", str(settings), "-contains", corpus.RARE]
    ours = [sys.executable, "-m", "reflect", "--journal", journal, "--passphrase-file",
            str(secret), "search", corpus.RARE, "--limit", "1000"]  # fmt: skip
    _run(ours, place)
    reflect, jrnl = interleaved(
        3, lambda: once(lambda: _run(ours, place)), lambda: once(lambda: _run(theirs, place))
    )
    findings.add("G15", WHOLE, f"{reflect:.2f} s / {jrnl:.1f} s = {jrnl / reflect:.0f} x",
                 jrnl / reflect >= 10)  # fmt: skip


def _run(command: list[str], home: Path) -> None:
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop("XDG_CONFIG_HOME", None)
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode or corpus.RARE.encode() not in done.stdout.lower():
        raise RuntimeError(f"{command[0]}: {done.stderr.decode()[-500:]}")

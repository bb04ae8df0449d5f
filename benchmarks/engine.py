"""The journal's own speed: unlock, search, read, save, import, size, backup (G2-G8, G13)."""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from unittest import mock

from benchmarks import corpus
from benchmarks.yardstick import (
    Findings,
    PlainStore,
    copy_and_sync,
    interleaved,
    once,
    one_fsync,
)
from reflect import journal as journal_module
from reflect import vault
from reflect.crypto import keyfile
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id

PASSPHRASE = "for measuring only"
KEY = bytes(range(32))

QUERIES = {
    "word in 6 %": "lighthouse",
    "rare word": corpus.RARE,
    "three documents": corpus.THRICE,
    "prefix": "zan*",
    "phrase": f'"{corpus.PHRASE}"',
    "two words": "lighthouse harbour",
    "word and not": "lighthouse -harbour",
    "word and tag": "lighthouse tag:tag7",
    "word and mood": "lighthouse mood:<3",
    "word and time": "lighthouse after:2018 before:2022-06",
}


def entry(text: corpus.Text) -> Entry:
    """A synthetic text as an entry."""
    return Entry(
        id=EntryId(new_id()),
        written_at=text.written_at,
        modified_at=text.written_at,
        zone="UTC",
        text=text.text,
        mood=text.mood,
        tags=text.tags,
    )


@contextmanager
def _plain(*, active: bool = True) -> Iterator[None]:
    """Journals opened inside are plain files."""
    if not active:
        yield
        return
    with mock.patch.object(journal_module, "Store", PlainStore):
        yield


@dataclass
class Twins:
    """The same journal twice: sealed in a vault, and plain as the yardstick."""

    count: int
    folder: Path
    sealed: Path
    plain: Path
    raw: int
    """Bytes of text."""
    rows_per_cpu: dict[str, float]

    def open(self, *, plain: bool = False) -> Journal:
        """A fresh connection."""
        with _plain(active=plain):
            return Journal.open(self.plain if plain else self.sealed, self.key)

    _key: bytes = KEY

    @property
    def key(self) -> bytes:
        return self._key

    def fill(self, *, plain: bool) -> None:
        """Bring all texts into one of the two, in transactions of 2,000."""
        texts = corpus.texts(self.count)
        self.raw = 0
        with self.open(plain=plain) as journal:
            taken = 0.0
            while chunk := [entry(text) for text in islice(texts, 2000)]:
                self.raw += sum(len((one.text or "").encode()) for one in chunk)
                start = _cpu()
                with journal.atomic():
                    for one in chunk:
                        journal.put(one)
                taken += _cpu() - start
            self.rows_per_cpu["plain" if plain else "sealed"] = self.count / taken


def build_sealed(count: int, folder: Path) -> Twins:
    """The sealed one alone."""
    opened, _ = vault.create(folder / f"v{count}", PASSPHRASE, name="Bench", cost=keyfile.CHEAP)
    opened.close()
    key = vault.derive(folder / f"v{count}", PASSPHRASE)
    twins = Twins(count, folder, folder / f"v{count}" / "journal.db", folder / f"plain{count}.db",
                  0, {}, _key=_bytes(key))  # fmt: skip
    twins.fill(plain=False)
    return twins


def build(count: int, folder: Path) -> Twins:
    """Both twins, made from the same texts through the program's own import path."""
    twins = build_sealed(count, folder)
    with _plain():
        Journal.create(twins.plain, twins.key, name="Bench", journal_id="plain").close()
    twins.fill(plain=True)
    return twins


def _bytes(key: object) -> bytes:
    value = getattr(key, "key", key)
    assert isinstance(value, bytes)
    return value


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def measure(findings: Findings, small: Twins, large: Twins) -> None:
    """All goals of the engine, on two sizes."""
    _unlock(findings, large)
    _search(findings, small, large)
    _read(findings, large)
    _save(findings, large)
    _import(findings, large)
    _size(findings, large)
    _care(findings, large)


def _unlock(findings: Findings, twins: Twins) -> None:
    folder = twins.sealed.parent

    def whole() -> float:
        def work() -> None:
            opened = vault.unlock(folder, PASSPHRASE)
            opened.journal.newest(50)
            closing.append(opened)

        closing: list[vault.OpenVault] = []
        seconds = once(work)
        closing[0].close()
        return seconds

    def argon2id() -> float:
        return once(lambda: vault.derive(folder, PASSPHRASE))

    unlock, kdf = interleaved(9, whole, argon2id)
    ratio = unlock / kdf
    findings.add("G2", "unlock with newest 50 <= 1.25 x Argon2id alone",
                 f"{unlock * 1e3:.0f} ms = {ratio:.2f} x {kdf * 1e3:.0f} ms",
                 ratio <= 1.25)  # fmt: skip


def _fresh(twins: Twins, plain: bool, work: Callable[[Journal], object]) -> Callable[[], float]:
    """One call on a fresh connection, as right after unlocking."""

    def run() -> float:
        with twins.open(plain=plain) as journal:
            return once(lambda: work(journal))

    return run


def _search(findings: Findings, small: Twins, large: Twins) -> None:
    first, warm, growth = {}, {}, {}
    for name, query in QUERIES.items():

        def look(journal: Journal, query: str = query) -> object:
            return journal.search(query, limit=20)

        sealed, plain = interleaved(7, _fresh(large, False, look), _fresh(large, True, look))
        first[name] = sealed / plain
        with large.open() as one, large.open(plain=True) as other, small.open() as little:
            for journal in (one, other, little):
                look(journal)
            again, again_plain, again_small = interleaved(
                9, lambda: once(lambda: look(one)), lambda: once(lambda: look(other)),
                lambda: once(lambda: look(little)))  # fmt: skip
        warm[name] = again / again_plain
        growth[name] = again / again_small
    worst = max(first, key=lambda name: first[name])
    middle, middle_warm = statistics.median(first.values()), statistics.median(warm.values())
    findings.add("G3", "search sealed vs plain: first median <= 3.5 x, worst <= 6 x; warm <= 1.2 x",
                 f"{middle:.2f} x, worst {first[worst]:.2f} x ({worst}); warm {middle_warm:.2f} x",
                 middle <= 3.5 and first[worst] <= 6 and middle_warm <= 1.2)  # fmt: skip
    worst = max(growth, key=lambda name: growth[name])
    ratio = large.count / small.count
    findings.add("G3d", f"no search grows more than the data ({ratio:.0f} x)",
                 f"most: {growth[worst]:.1f} x ({worst})", growth[worst] <= ratio)  # fmt: skip


def _read(findings: Findings, twins: Twins) -> None:
    def newest(journal: Journal) -> object:
        return journal.newest(50)

    sealed, plain = interleaved(9, _fresh(twins, False, newest), _fresh(twins, True, newest))
    with twins.open() as journal:
        keys = journal.order()
        deep = keys[int(len(keys) * 0.9) :][:50]
        top, page = interleaved(
            15,
            lambda: once(lambda: journal.rows(keys[:50])),
            lambda: once(lambda: journal.rows(deep)),
        )
    findings.add("G4", "newest 50 <= 6 x plain and <= 2 ms; page at 90 % depth <= 1.5 x the newest",
                 f"{sealed / plain:.1f} x, {sealed * 1e3:.2f} ms; deep page {page / top:.2f} x",
                 sealed / plain <= 6 and sealed <= 0.002 and page / top <= 1.5)  # fmt: skip

    def look_back(journal: Journal) -> object:
        return journal.calendar(2020), journal.mood_line(date(2016, 1, 1), date(2026, 1, 1))

    sealed, plain = interleaved(7, _fresh(twins, False, look_back), _fresh(twins, True, look_back))
    findings.add("G5", "year heat map and 10-year line <= 2 x plain",
                 f"{sealed / plain:.2f} x, {sealed * 1e3:.0f} ms", sealed / plain <= 2)  # fmt: skip


def _save(findings: Findings, twins: Twins) -> None:
    # Written now, after all that are there, as most are; and some for a day long past.
    now = corpus.START + timedelta(days=366 * corpus.YEARS)
    texts = list(corpus.texts(600, seed=9))
    entries = [
        entry(
            replace(text, written_at=now + timedelta(minutes=7 * number)) if number < 400 else text
        )
        for number, text in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory(dir=twins.folder) as place:
        path = Path(place) / "journal.db"
        shutil.copyfile(twins.sealed, path)
        saves, syncs, settled, past, past_syncs = [], [], [], [], []
        # A fsync between other writes costs more than one of a row of them: taken in turn.
        with Journal.open(path, twins.key) as journal:
            for one in entries[:300]:
                saves.append(once(lambda one=one: journal.put(one)))  # type: ignore[misc]
                syncs.append(one_fsync(Path(place), 1))
            for one in entries[300:400]:
                saved = once(lambda one=one: journal.put(one))  # type: ignore[misc]
                settled.append(saved + once(journal.settle))
            for one in entries[400:]:
                past.append(once(lambda one=one: journal.put(one)))  # type: ignore[misc]
                past_syncs.append(one_fsync(Path(place), 1))
    save, sync = statistics.median(saves), statistics.median(syncs)
    calls = _fsync_calls(twins)
    findings.add("G6", "durable save <= 4 x one fsync, <= 1.2 fsync calls",
                 f"{save * 1e3:.2f} ms = {save / sync:.1f} x {sync * 1e3:.2f} ms; "
                 f"{'not counted, strace is missing' if calls is None else f'{calls:.2f} calls'}; "
                 f"with checkpoint {statistics.median(settled) * 1e3:.2f} ms; for a day long past "
                 f"{statistics.median(past) / statistics.median(past_syncs):.1f} x",
                 save / sync <= 4 and (calls is None or calls <= 1.2))  # fmt: skip


_SAVER = """
import sys
from pathlib import Path
from benchmarks import corpus, engine
from reflect.journal import Journal
journal = Journal.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
for text in corpus.texts(int(sys.argv[3]), seed=11):
    journal.put(engine.entry(text))
import os
os._exit(0)
"""


def _fsync_calls(twins: Twins) -> float | None:
    """fsync and fdatasync calls a save, counted by strace between two runs of unlike length."""
    if shutil.which("strace") is None:
        return None
    counted = {}
    for saves in (100, 400):
        with tempfile.TemporaryDirectory(dir=twins.folder) as place:
            path = Path(place) / "journal.db"
            shutil.copyfile(twins.sealed, path)
            trace = Path(place) / "trace"
            subprocess.run(
                ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace), sys.executable,
                 "-c", _SAVER, str(path), twins.key.hex(), str(saves)],
                check=True, capture_output=True,
            )  # fmt: skip
            counted[saves] = sum("sync(" in line for line in trace.read_text().splitlines())
    return (counted[400] - counted[100]) / 300


def _import(findings: Findings, twins: Twins) -> None:
    ratio = twins.rows_per_cpu["sealed"] / twins.rows_per_cpu["plain"]
    findings.add("G7", "bulk import >= 0.6 x plain's rows per CPU second",
                 f"{ratio:.2f} x, {twins.rows_per_cpu['sealed']:.0f} rows a CPU second",
                 ratio >= 0.6)  # fmt: skip


def _size(findings: Findings, twins: Twins) -> None:
    sealed, plain = twins.sealed.stat().st_size, twins.plain.stat().st_size
    findings.add("G8", "file <= 1.08 x plain and <= 2.6 x raw text",
                 f"{sealed / plain:.3f} x plain, {sealed / twins.raw:.2f} x raw",
                 sealed / plain <= 1.08 and sealed / twins.raw <= 2.6)  # fmt: skip


def _care(findings: Findings, twins: Twins) -> None:
    target = twins.folder / "copy.db"

    def back_up() -> float:
        """As a person has it: copied, reopened, compared, on the disk, with its own name."""
        with (
            tempfile.TemporaryDirectory(dir=twins.folder) as place,
            vault.unlock(twins.sealed.parent, PASSPHRASE) as opened,
        ):
            return once(lambda: opened.backup(Path(place) / "backups"))

    def seals() -> float:
        with twins.open() as journal:
            return once(lambda: journal.examine(thorough=False))

    copied, backup, checked = interleaved(
        3, lambda: copy_and_sync(twins.sealed, target), back_up, seals
    )
    findings.add("G13", "encrypted backup, verified, <= 10 x cp + fsync; check of all seals <= 4 x",
                 f"backup {backup:.2f} s = {backup / copied:.1f} x; check {checked:.2f} s = "
                 f"{checked / copied:.1f} x {copied:.2f} s",
                 backup / copied <= 10 and checked / copied <= 4)  # fmt: skip

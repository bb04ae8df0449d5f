"""A process that writes and says after each entry that it is safe; made to be killed.

    python writer.py JOURNAL KEYHEX ENTRIES SEED SYNCHRONOUS KILL_AT TORN [early]

Prints `ack ID SHA256-OF-TEXT` on a line of its own after each acknowledged save; with `early`
before it, a lie that the tests must catch.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from disk import Disk, watched

from reflect.journal import Journal
from reflect.model import Emotion, Entry, EntryId

WORDS = ("river", "slow", "today", "walked", "along", "thinking", "nothing", "much", "rain", "tea")


def said(entry: Entry) -> str:
    """What is acknowledged of an entry: its id and a hash of its text."""
    return f"{entry.id} {sha256((entry.text or '').encode()).hexdigest()}"


def entries(count: int, seed: int) -> Iterator[Entry]:
    """Entries of about 60 to 300 words; three in ten are changes of an earlier one."""
    rng = random.Random(seed)
    start = datetime(2024, 1, 1, 8, tzinfo=UTC)
    written: list[Entry] = []
    for number in range(count):
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randrange(60, 300)))
        if written and rng.random() < 0.3:
            place = rng.randrange(len(written))
            entry = replace(written[place], text=f"{text} changed {number}")
            written[place] = entry
        else:
            entry = Entry(
                id=EntryId(f"{seed % 1000:03d}{number:09d}"),
                written_at=start + timedelta(hours=number),
                modified_at=start,
                title=f"day {number}",
                text=text,
                mood=1 + number % 5,
                emotions=(Emotion("calm", 3),),
                tags=("river", f"tag{number % 7}"),
            )
            written.append(entry)
        yield entry


def write(journal: Journal, disk: Disk, count: int, seed: int) -> Iterator[str]:
    """Save the entries, now and then settling as an idle program does; yields each ack."""
    rng = random.Random(seed + 1)
    for entry in entries(count, seed):
        journal.put(entry)
        disk.acknowledge(said(entry))
        yield said(entry)
        if rng.random() < 0.5:
            journal.settle()


def main() -> None:
    path, key, count, seed, synchronous, kill_at, torn = sys.argv[1:8]
    disk = Disk(kill_at=int(kill_at), torn=torn == "torn", seed=int(seed))
    with watched(disk):
        journal = Journal.open(Path(path), bytes.fromhex(key), synchronous=synchronous)
        if sys.argv[8:] == ["early"]:
            for entry in entries(int(count), int(seed)):
                print("ack", said(entry), flush=True)
                journal.put(entry)
        for ack in write(journal, disk, int(count), int(seed)):
            print("ack", ack, flush=True)
        journal.close()
    print("operations", disk.count, flush=True)


if __name__ == "__main__":
    main()

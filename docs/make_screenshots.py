"""`make screenshots`: pictures of every page and dialog, from a made-up life.

    python docs/make_screenshots.py [--look NAME] [--only PART] [--readme]

All pictures go to build/screenshots/LOOK/. `--readme` makes the few that README.md shows, small
ones in docs/pictures/. Nothing of this computer is in them: the journal is made up from a fixed
seed, the day is fixed, settings and home are temporary.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.screenshots.studio import NOW, PASSPHRASE, Studio, stop_the_clock  # noqa: E402

if TYPE_CHECKING:
    from reflect.model import Entry

SEED = 11
FULL = ROOT / "build" / "screenshots"
SMALL = ROOT / "docs" / "pictures"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "contrast": {"theme": "contrast"},
    "large": {"theme": "light", "text_percent": 200},
    "small-window": {"theme": "light", "window": (0, 0, 640, 480)},
    "german": {"theme": "light", "language": "de"},
}
README = {
    "today": "today",
    "journal": "journal",
    "year": "year",
    "coping": "card-shipped",
    "progress": "progress-goals",
    "insights": "insights-claims",
    "steady": "steady-breathe",
    "lens": "sharing-lens",
}
"""What README.md shows, by the name it has there."""
DARK = ("today", "journal", "year")
"""Of these, what it shows dark as well."""
AT_ONCE = 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", choices=sorted(LOOKS))
    parser.add_argument("--only", default="", help="pictures whose names contain this")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--home", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.home:
        return play(Path(chosen.home), chosen.look, chosen.only)
    looks = [chosen.look] if chosen.look else list(LOOKS)
    if chosen.readme:
        looks = ["light", "dark"]
    with tempfile.TemporaryDirectory(prefix="reflect-pictures-") as place:
        home = Path(place)
        make_journal(home / "journal")
        one = partial(_in_a_process_of_its_own, home, chosen.only)
        with ThreadPoolExecutor(AT_ONCE) as several:
            status = max(several.map(one, looks))
    if chosen.readme:
        for name, source in README.items():
            for look in looks if name in DARK else looks[:1]:
                _shrink(FULL / look / f"{source}.png", SMALL / f"{name}-{look}.png")
    return status


def play(home: Path, look: str, only: str) -> int:
    """Every scene in one look. 1: something could not be shown."""
    folder = FULL / look
    if not only:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    stop_the_clock()
    from docs.screenshots import coping, door, entries, progress, sharing

    studio = Studio(home, folder, LOOKS[look], only)
    studio.play(door.SCENES)
    window = studio.unlock(home / "Evenings")
    for part in (entries, progress, coping, sharing):
        studio.play(part.SCENES, window)
    studio.end()
    print(f"{look}: {studio.count} pictures", flush=True)
    for line in studio.failed:
        print(f"{look}: could not show {line}", flush=True)
    return 1 if studio.failed else 0


def _in_a_process_of_its_own(home: Path, only: str, look: str) -> int:
    """The language and the size of text are the application's: one process for each look."""
    there = home / look
    shutil.copytree(home / "journal", there / "Evenings")
    environment = {
        **os.environ,
        "HOME": str(there),
        "XDG_CONFIG_HOME": str(there / "config"),
        "XDG_DATA_HOME": str(there / "data"),
        "XDG_RUNTIME_DIR": str(there),
        "QT_QPA_PLATFORM": "offscreen",
        "TZ": "Europe/Berlin",
        "LC_ALL": "C.UTF-8",
        "LANG": "en_GB.UTF-8",
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    command = [sys.executable, str(Path(__file__)), "--home", str(there), "--look", look]
    done = subprocess.run(
        [*command, "--only", only], env=environment, check=False, stderr=subprocess.PIPE, text=True
    )
    for line in done.stderr.splitlines():
        if "This plugin does not support" not in line:
            print(f"{look}:", line)
    return done.returncode


def _shrink(source: Path, target: Path) -> None:
    """As small as a PNG of every colour gets: fewer colours would make two moods the same."""
    from PIL import Image

    target.parent.mkdir(exist_ok=True)
    with Image.open(source) as picture:
        picture.convert("RGB").save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KiB")


# --- the journal ---------------------------------------------------------------------------------


def make_journal(folder: Path) -> None:
    """Two made-up years until the day before, and what is kept beside them; an entry with versions;
    one in the trash; backups."""
    from benchmarks import kept, sample
    from reflect import vault
    from reflect.crypto import keyfile
    from reflect.model import EntryId, new_id
    from reflect.ui.first_run import mark_sheet_kept

    opened, _ = vault.create(folder, PASSPHRASE, name="A made-up life", cost=keyfile.CHEAP)
    with opened:
        mark_sheet_kept(opened)
        yesterday = NOW.date() - timedelta(days=1)
        journal = opened.journal
        sample.pour(journal, sample.life(2, until=yesterday, seed=SEED))
        newest = journal.entry(journal.newest(1)[0].id)
        kept.pour(journal, until=yesterday)
        journal.put(_changed(newest, "The heron was there again.", 4), sitting="one")
        journal.put(
            _changed(newest, "The heron was there again, at the weir. I stayed.", 5), sitting="two"
        )
        year_ago = journal.day(NOW.date() - timedelta(days=366))
        again = journal.entry(year_ago[0].id) if year_ago else newest
        journal.put(
            replace(
                again,
                id=EntryId(new_id()),
                written_at=NOW - timedelta(days=365, hours=1),
                title="Soup weather",
                text="Lentils with lemon, and rain on the roof all evening. It was good to be in.",
                mood=4,
            )
        )
        journal.trash([row.id for row in journal.newest(40)[30:33]])
        opened.backup()


def _changed(entry: Entry, line: str, mood: int) -> Entry:
    text = f"{line}\n\n{entry.text or ''}".strip()
    return replace(entry, title="Heron", text=text, mood=mood)


if __name__ == "__main__":
    sys.exit(main())

"""`make demo`: a throwaway journal with two years of made-up days, opened in the window.

Journal and settings stand in a temporary folder that is removed when the window is closed. Locking
works as ever; the passphrase is printed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from benchmarks import kept, sample
from reflect import vault
from reflect.crypto import keyfile

PASSPHRASE = "four quiet paper boats"


def make_journal(folder: Path, *, until: date, years: int = 2) -> int:
    """A new journal in `folder` with made-up entries; how many."""
    opened, _ = vault.create(folder, PASSPHRASE, name="A made-up life", cost=keyfile.CHEAP)
    with opened:
        count = sample.pour(opened.journal, sample.life(years, until=until))
        kept.pour(opened.journal, until=until)
        return count


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="reflect-demo-") as place:
        home = Path(place)
        # The demo must not touch the person's own settings or list of journals.
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
            os.environ[name] = str(home / "config")
        journal = home / "journal"
        count = make_journal(journal, until=datetime.now().astimezone().date())
        print(f"{count} made-up entries. The passphrase, should you lock it: {PASSPHRASE}")
        return _open(journal)


def _open(journal: Path) -> int:
    """A window of its own process: locking replaces the process, this one stays to clean up."""
    import subprocess

    return subprocess.run(
        [sys.executable, "-m", "benchmarks.demo_window", str(journal)], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())

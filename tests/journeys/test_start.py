"""The program comes up: as a process, with its own journal, on a screen that is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A new journal, its passphrase in a file beside it."""
    (tmp_path / "passphrase").write_text("a passphrase for one test\n", encoding="utf-8")
    done = reflect(tmp_path / "journal", "init", "--cheap-kdf")
    assert done.returncode == 0, done.stderr
    return tmp_path / "journal"


def reflect(journal: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    passphrase = ("--passphrase-file", str(journal.parent / "passphrase"))
    return subprocess.run(
        [sys.executable, "-m", "reflect", "--journal", str(journal), *passphrase, *arguments],
        env={**os.environ, "XDG_CONFIG_HOME": str(journal.parent / "config")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_window_opens_is_painted_and_locks(journal: Path) -> None:
    done = reflect(journal, "--smoke")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_first_run_is_painted_where_there_is_no_journal(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reflect", "--journal", str(tmp_path / "none"), "--smoke"],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "none").exists()

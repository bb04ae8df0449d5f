"""The program as a process, as a script or a person at a terminal meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PASSPHRASE = "correct horse battery staple"


@dataclass
class Reflect:
    """One journal and the command that works on it."""

    folder: Path
    home: Path
    passphrase_file: Path
    code: str = field(default="", repr=False)

    def run(
        self,
        *arguments: str | Path,
        stdin: bytes = b"",
        passphrase: bool = True,
        journal: Path | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run `reflect …` as a process; never with a traceback."""
        before: list[str | Path] = ["--journal", journal or self.folder]
        if passphrase:
            before += ["--passphrase-file", self.passphrase_file]
        done = subprocess.run(
            [sys.executable, "-m", "reflect", *map(str, before), *map(str, arguments)],
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
            env=os.environ | {"HOME": str(self.home), "REFLECT_JOURNAL": ""},
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    def ok(self, *arguments: str | Path, **given: Any) -> str:
        """Run, expect success, give standard output."""
        done = self.run(*arguments, **given)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def json(self, *arguments: str | Path, **given: Any) -> Any:
        """Run with --json, expect success and exactly one document."""
        return json.loads(self.ok(*arguments, "--json", **given))

    def made(self, *arguments: str | Path, **given: Any) -> str:
        """Run something that makes a thing: its id, the last word of the output."""
        return self.ok(*arguments, **given).split()[-1]

    def fails(self, *arguments: str | Path, status: int = 1, **given: Any) -> str:
        """Run, expect the exit status, give standard error; nothing on standard output."""
        done = self.run(*arguments, **given)
        assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
        return done.stderr.decode()


@pytest.fixture
def reflect(tmp_path: Path) -> Reflect:
    """A fresh journal at the lowest permitted cost."""
    return make(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Reflect:
    """One journal for tests of a module that do not disturb one another."""
    return make(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def another(tmp_path: Path) -> Callable[[str], Reflect]:
    """Makes further journals."""

    def make_named(name: str) -> Reflect:
        place = tmp_path / name
        place.mkdir()
        return make(place)

    return make_named


def make(place: Path) -> Reflect:
    passphrase_file = place / "passphrase"
    passphrase_file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    made = Reflect(place / "journal", place, passphrase_file)
    made.code = made.ok("init", "--name", "Test", "--cheap-kdf").strip().split()[-1]
    return made

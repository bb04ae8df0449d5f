"""People at the command line, quickly: each command is a process of its own the first time a module
runs it, and after that the same `main` in this process."""

from __future__ import annotations

import io
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reflect import vault
from reflect.cli import main
from reflect.crypto.keyfile import CHEAP

from .conftest import PASSPHRASE, Reflect

_GROUPS = {"sharing", "peers", "strategies"}


@dataclass
class Quick(Reflect):
    """Somebody's journal. `ran`: the commands that were a process before, of everybody's."""

    ran: set[tuple[str, ...]] = field(default_factory=set, repr=False)

    def run(
        self, *arguments: str | Path, stdin: bytes = b"", **given: Any
    ) -> subprocess.CompletedProcess[bytes]:
        words = tuple(map(str, arguments))
        command = words[: 2 if words[0] in _GROUPS else 1]
        if command not in self.ran or stdin or given:
            self.ran.add(command)
            return super().run(*arguments, stdin=stdin, **given)
        before = ["--journal", str(self.folder), "--passphrase-file", str(self.passphrase_file)]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main([*before, *words])
        return subprocess.CompletedProcess(
            [*before, *words], status, out.getvalue().encode(), err.getvalue().encode()
        )


def people(place: Path, ran: set[tuple[str, ...]], *names: str) -> tuple[Quick, ...]:
    """A journal each; quick to unlock, since each command does."""
    passphrase = place / "passphrase"
    passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
    made = []
    for name in names:
        opened, _ = vault.create(place / name, PASSPHRASE, name=name, cost=CHEAP)
        opened.close()
        made.append(Quick(place / name, Path(os.environ["HOME"]), passphrase, ran=ran))
    return tuple(made)


def meet(one: Reflect, one_name: str, other: Reflect, other_name: str) -> None:
    """The first invites the second; sharing is on with both."""
    line = one.made("peers", "invite", "--name", other_name)
    one.ok("sync")
    other.ok("peers", "accept", line, "--name", one_name)
    for each in (other, one, other):
        each.ok("sync")

"""Whoever does not share has none of it: nothing is loaded, and nothing goes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import PASSPHRASE, Reflect

WATCHED = Path(__file__).with_name("watched.py")
ROOT = WATCHED.parents[2]
QUIET = {"status": 0, "loaded": [], "sockets": []}


def watched(reflect: Reflect, *arguments: str, typed: str = "") -> Any:
    """What a process of the program loaded and connected to."""
    done = subprocess.run(
        [sys.executable, str(WATCHED), *arguments],
        input=typed,
        env=os.environ
        | {
            "HOME": str(reflect.home),
            "XDG_CONFIG_HOME": str(reflect.home / "config"),
            "XDG_DATA_HOME": str(reflect.home / "data"),
            "XDG_RUNTIME_DIR": str(reflect.home),
            "REFLECT_JOURNAL": "",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    "command", [("add", "Rain on the roof."), ("list",), ("check",)], ids=lambda each: each[0]
)
def test_a_command_loads_nothing_of_sharing_and_connects_to_nothing(
    reflect: Reflect, command: tuple[str, ...]
) -> None:
    place = ("--journal", str(reflect.folder), "--passphrase-file", str(reflect.passphrase_file))
    assert watched(reflect, "command", *place, *command) == QUIET


def test_the_window_loads_nothing_of_sharing_and_connects_to_nothing(reflect: Reflect) -> None:
    found = watched(reflect, "window", str(reflect.folder), typed=PASSPHRASE)
    assert found == {**QUIET, "saved": True}
    assert "Rain on the roof." in reflect.ok("list", "--json")


@pytest.mark.parametrize(
    ("script", "seen"),
    [
        ("import socket; socket.socket(socket.AF_INET).close()", "made: family"),
        ("import socket; s = socket.socketpair(); s[0].close(); s[1].close()", ""),
        ("import socket; s = socket.socket(); s.listen()", "open: "),
    ],
)
def test_a_socket_would_be_seen(script: str, seen: str) -> None:
    """The watch itself."""
    code = (
        "import sys; from tests.journeys import watched; sys.addaudithook(watched.note);"
        f"{script}; watched.look(); print(sorted(watched.sockets))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (seen in done.stdout) if seen else (done.stdout.strip() == "[]")

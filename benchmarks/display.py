"""A screen of its own to measure and to take pictures on: Xvfb with a small window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager


def missing() -> list[str]:
    """What is needed for a screen and is not installed."""
    return [name for name in ("Xvfb", "openbox") if shutil.which(name) is None]


@contextmanager
def screen(size: str = "1600x1200x24") -> Iterator[dict[str, str]]:
    """The environment variables that lead a program there; gone afterwards."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writer],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    manager: subprocess.Popen[bytes] | None = None
    try:
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        there = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        manager = subprocess.Popen(
            ["openbox"],
            env={**os.environ, **there},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1)
        yield there
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()

"""A real relay in a process of its own, on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path


class RelayProcess:
    """`reflect relay run`; can be killed and come back on the same port with the same data."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self.data = data
        self._port = port
        self.address = ""
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reflect", "relay", "run", "--port", str(self._port),
             "--data", str(self.data)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        assert self.address.startswith("ws://127.0.0.1:"), "it did not come up"
        self._port = int(self.address.rpartition(":")[2])

    def kill(self) -> None:
        """-9, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """As a person ends it."""
        if self._process is not None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None

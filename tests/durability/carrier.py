"""A process that carries the messages of one journal; made to be killed.

    python carrier.py FOLDER POST NOW KILL_AT TORN

`NOW` in seconds since 1970. Every write of the journal and every step of the relay is counted; the
process ends at the KILL_AT-th. Prints how many there were, where it lived.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from disk import Disk, watched

from reflect import vault
from reflect.sync.courier import Courier
from reflect.sync.relays import Page
from reflect.sync.relays.folder import FolderRelay

PASSPHRASE = "correct horse battery staple"


class Counted(FolderRelay):
    """Each of its steps is one more instant at which the process may end: before and after."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        super().__init__(folder)
        self._disk = disk

    def _instant(self) -> None:
        self._disk.count += 1
        if self._disk.kill_at is not None and self._disk.count >= self._disk.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        self._instant()
        super().put(mailbox, envelope, expires_at)
        self._instant()

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        page = super().fetch(mailbox, cursor, limit)
        self._instant()
        return page

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        self._instant()
        super().ack(mailbox, names)
        self._instant()


def main() -> None:
    folder, post, now, kill_at, torn = sys.argv[1:6]
    moment = datetime.fromtimestamp(float(now), UTC)
    disk = Disk(kill_at=int(kill_at), torn=torn == "torn", seed=int(kill_at))
    with watched(disk):
        key = vault.derive(Path(folder), PASSPHRASE)
        with vault.open_with(Path(folder), key, clock=lambda: moment) as opened:
            courier = Courier(
                lambda job: job(opened),
                opens=lambda *_: Counted(Path(post), disk),
                clock=lambda: moment,
            )
            for _ in range(2):
                courier.round(at_once=True)
            courier.close()
    print("operations", disk.count, flush=True)


if __name__ == "__main__":
    main()

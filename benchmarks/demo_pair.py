"""`make demo-pair`: two throwaway journals side by side that can share with each other.

Ana's has two years of made-up days, Bea's is nearly empty; the two are connected through a folder
between them. All of it stands in a temporary folder that is removed when both windows are closed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from benchmarks import demo
from reflect import vault
from reflect.crypto import keyfile
from reflect.sync import sharing
from reflect.sync.courier import Courier
from reflect.vault import OpenVault


def make_pair(home: Path) -> tuple[Path, Path]:
    """Ana's folder and Bea's: each is the other's contact, through the folder `between`."""
    ana, bea, between = home / "ana", home / "bea", home / "between"
    between.mkdir()
    demo.make_journal(ana, until=datetime.now().astimezone().date())
    made, _ = vault.create(bea, demo.PASSPHRASE, name="Bea", cost=keyfile.CHEAP)
    made.close()
    with _opened(ana) as hers, _opened(bea) as his:
        for each in (hers, his):
            sharing.switch_on(each)
            sharing.add_relay(each, str(between))
        _, line = sharing.invite(hers, "Bea")
        couriers = [Courier(lambda job, each=each: job(each)) for each in (hers, his)]
        couriers[0].round()
        sharing.accept(his, line, "Ana")
        for number in (1, 0, 1, 0):
            couriers[number].round(at_once=True)
        for courier in couriers:
            courier.close()
    return ana, bea


def _opened(folder: Path) -> OpenVault:
    return vault.open_with(folder, vault.derive(folder, demo.PASSPHRASE))


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="reflect-pair-") as place:
        home = Path(place)
        print(f"Both passphrases, should you lock a window: {demo.PASSPHRASE}")
        folders = make_pair(home)
        windows = []
        for folder in folders:
            # Neither may touch the person's own settings, nor the other's.
            own = {
                name: str(home / f"config of {folder.name}")
                for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
            }
            windows.append(
                subprocess.Popen(
                    [sys.executable, "-m", "benchmarks.demo_window", str(folder)],
                    env={**os.environ, **own},
                )
            )
        return max(window.wait() for window in windows)


if __name__ == "__main__":
    sys.exit(main())

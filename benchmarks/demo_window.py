"""The window of `make demo`, unlocked at once: `python -m benchmarks.demo_window JOURNAL`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

from benchmarks.demo import PASSPHRASE
from reflect import app
from reflect.ui.program import Program
from reflect.ui.unlock import UnlockPage


def _unlock(program: Program) -> None:
    page = program.door.page if program.door is not None else None
    if isinstance(page, UnlockPage):
        page.passphrase.line.setText(PASSPHRASE)
        page.unlock()


def main() -> int:
    program = app.build(app.read(["--journal", sys.argv[1]]))
    # The lock screen shows first, as ever; then its passphrase types itself.
    QTimer.singleShot(0, program, lambda: _unlock(program))
    return program.run()


if __name__ == "__main__":
    sys.exit(main())

"""Killed in the middle of typing: at most two seconds are lost, and the cursor is where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reflect import vault
from reflect.crypto import keyfile

PASSPHRASE = "correct horse battery"

WRITER = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reflect import vault
from reflect.settings import Settings
from reflect.ui import theme as themes
from reflect.ui.bridge import Bridge
from reflect.ui.today import TodayPage
from reflect.ui.window import MainWindow
from reflect.worker import Worker

app = QApplication([])
settings = Settings(theme="light", language="en")
theme = themes.apply(app, settings)
worker = Worker(lambda: vault.unlock(Path(sys.argv[1]), sys.argv[2]))
worker.opened.result()
bridge = Bridge(worker)
window = MainWindow(bridge, theme, settings)
page = TodayPage(bridge, window, theme, settings)
window.add_page("today", "Today", "today", page)
window.show()
pad = page.editor.pad
QTest.keyClicks(pad, " tail")
pad.moveCursor(QTextCursor.MoveOperation.Start)
saved = []
page.editor.saved.connect(lambda entry: saved.append((time.monotonic(), len(entry.text))))
typed = []
while True:
    QTest.keyClick(pad, Qt.Key.Key_A, delay=3)
    typed.append(time.monotonic())
    if len(saved) >= 3 and len(typed) % 7 == 0:
        # What had been typed two seconds ago, and how much the journal has acknowledged.
        old = sum(1 for moment in typed if moment < typed[-1] - 2.0)
        print(old, saved[-1][1] - len(" tail"), flush=True)
"""


@pytest.mark.requirement("R32")
@pytest.mark.requirement("R1")
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_while_typing(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    made, _code = vault.create(folder, PASSPHRASE, name="J", cost=keyfile.CHEAP)
    made.close()
    root = Path(__file__).parents[2]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), PASSPHRASE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    try:
        for _ in range(20):
            line = writer.stdout.readline()
            assert line, writer.stderr.read()
            old, acknowledged = map(int, line.split())
            assert acknowledged >= old
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.stdout.close()
        writer.stderr.close()
        writer.wait()
    with vault.unlock(folder, PASSPHRASE) as opened:
        place = opened.journal.left_open()
        assert place is not None
        entry = opened.journal.entry(place.entry_id)
        assert entry.text is not None
        head = entry.text.removesuffix(" tail")
        assert set(head) == {"a"}
        assert len(head) >= acknowledged
        assert place.cursor == len(head)

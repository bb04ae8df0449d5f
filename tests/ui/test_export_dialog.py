"""Taking everything out through the window: sealed unless said otherwise, whole or not at all."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect import formats
from reflect.model import Entry, EntryId, new_id
from reflect.ui.exchange import Exchange
from reflect.ui.format_words import proposed, ways_out
from reflect.ui.take_out import ExportDialog
from reflect.worker import Stop
from tests.ui.conftest import Shell, settle, wait_until

WORDS = "four plain words here"


def write(count: int, vault: Any) -> None:
    for number in range(count):
        at = datetime(2024, 5, 1 + number % 28, 12, number // 28, tzinfo=UTC)
        vault.journal.put(
            Entry(
                id=EntryId(new_id()),
                written_at=at,
                modified_at=at,
                title=f"secret title {number}",
                text=f"text {number}",
                mood=3,
                tags=("kept",),
            )
        )


@pytest.fixture
def shell(make_shell: Callable[..., Shell], journal_folder: Path) -> Shell:
    made = make_shell(journal_folder)
    made.unlock()
    made.window.bridge.now(lambda vault: write(40, vault))
    return made


def opened(shell: Shell, folder: Path, **more: Any) -> ExportDialog:
    dialog = ExportDialog(
        shell.window.bridge, shell.window, folder=folder, today=date(2026, 11, 20), **more
    )
    dialog.come_back()
    settle(shell)
    return dialog


def seal(dialog: ExportDialog) -> None:
    dialog.passphrase.first.set_text(WORDS)
    dialog.passphrase.again.set_text(WORDS)


def run(dialog: ExportDialog) -> None:
    assert dialog.go.isEnabled()
    dialog.go.click()
    wait_until(lambda: not dialog.busy)


@pytest.mark.requirement("R31")
def test_an_archive_is_sealed_and_comes_back(
    shell: Shell, make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    from reflect import vault
    from reflect.crypto.keyfile import CHEAP
    from reflect.ui.bring_in import ImportDialog

    seen: list[Path] = []
    dialog = opened(shell, tmp_path, opens=seen.append)
    assert dialog.way.name == "archive"
    assert dialog.sealed.isChecked()
    assert not dialog.plain.isVisible()
    assert not dialog.go.isEnabled(), "without a passphrase there is no sealing"
    assert dialog.hint.isVisible()
    seal(dialog)
    path = dialog.path
    assert path == tmp_path / "export-2026-11-20.reflect.age"
    run(dialog)
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in dialog.ended_words.text()
    assert dialog.passphrase.first.text == ""
    dialog.show_button.click()
    assert seen == [path]
    before = shell.window.bridge.now(lambda v: list(v.journal.every_entry()))
    dialog.close()

    folder = tmp_path / "second"
    made, _ = vault.create(folder, "plain cheap words for tests", name="Two", cost=CHEAP)
    made.close()
    other = make_shell(folder)
    other.unlock()
    exchange = other.window.findChild(Exchange)
    exchange.bring_in(path)
    taking = other.window.findChild(ImportDialog)
    wait_until(lambda: not taking.busy)
    assert taking.step == "passphrase"
    taking.passphrase.set_text(WORDS)
    taking.go.click()
    wait_until(lambda: not taking.busy)
    assert taking.step == "preview"
    taking.go.click()
    wait_until(lambda: not taking.busy)
    assert other.window.bridge.now(lambda v: list(v.journal.every_entry())) == before


@pytest.mark.requirement("R31")
@pytest.mark.parametrize("name", [way.name for way in ways_out() if way.name != "archive"])
def test_a_plain_export_says_what_will_be_readable_and_where(
    shell: Shell, tmp_path: Path, name: str
) -> None:
    dialog = opened(shell, tmp_path)
    dialog.ways[name].setChecked(True)
    assert not dialog.sealed.isChecked()
    assert dialog.plain.isVisible()
    said = dialog.plain_words.text()
    assert "40 entries" in said
    assert "2024" in said
    assert str(dialog.path) in said
    assert "readable" in dialog.go.text()
    assert "secret" not in dialog.path.name
    run(dialog)
    assert dialog.ended.isVisible()
    found = [p for p in tmp_path.rglob("export*") if "journal" not in p.parts]
    assert found
    assert not any("secret" in str(p) for p in tmp_path.rglob("*"))


def test_sealing_changes_the_ending_and_a_chosen_name_stays(shell: Shell, tmp_path: Path) -> None:
    dialog = opened(shell, tmp_path)
    dialog.ways["markdown"].setChecked(True)
    assert dialog.path.name == "export-2026-11-20"
    dialog.sealed.setChecked(True)
    assert dialog.path.name == "export-2026-11-20.zip.age"
    dialog.place.selectAll()
    QTest.keyClicks(dialog.place, str(tmp_path / "mine.zip.age"))
    dialog.ways["daylio-csv"].setChecked(True)
    assert dialog.path == tmp_path / "mine.csv"
    dialog.ways["archive"].setChecked(True)
    assert dialog.path == tmp_path / "mine.reflect.age"


def test_a_name_that_is_taken_is_not_proposed(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    first = proposed(tmp_path, day, ".zip")
    first.write_bytes(b"")
    assert proposed(tmp_path, day, ".zip").name == "export-2026-11-20-2.zip"


def test_every_way_is_an_exporter() -> None:
    assert {way.name for way in ways_out()} <= set(formats.exporters())


def test_what_is_there_already_is_not_replaced(shell: Shell, tmp_path: Path) -> None:
    dialog = opened(shell, tmp_path)
    dialog.ways["daylio-csv"].setChecked(True)
    dialog.path.write_text("mine")
    run(dialog)
    assert dialog.said.isVisible()
    assert dialog.path.read_text() == "mine"


def test_stop_leaves_nothing(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "out"
    place.mkdir()
    dialog = opened(shell, place)
    seal(dialog)
    asked: list[int] = []

    def half_way(self: Stop) -> bool:
        asked.append(1)
        return len(asked) > 20

    monkeypatch.setattr(Stop, "__call__", half_way)
    run(dialog)
    monkeypatch.undo()
    assert len(asked) == 21
    assert "Nothing was written" in dialog.said.text()
    assert list(place.iterdir()) == []
    assert dialog.passphrase.passphrase == WORDS, "a second try needs no second typing"


def test_it_can_be_reached_and_left_by_keyboard(shell: Shell) -> None:
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(shell.window, Qt.Key.Key_S, both)
    dialog = shell.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.isVisible()
    dialog.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is dialog)
    wait_until(lambda: QApplication.focusWidget() is dialog.ways["archive"])
    QTest.keyClick(dialog.ways["archive"], Qt.Key.Key_Down)
    assert dialog.way.name == "markdown"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.requirement("R31")
def test_a_read_only_journal_is_taken_out_as_well(
    make_shell: Callable[..., Shell],
    journal_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reflect import vault

    whole = vault.unlock
    monkeypatch.setattr(vault, "unlock", lambda *args, **_: whole(*args, read_only=True))
    reading = make_shell(journal_folder)
    reading.unlock()
    assert reading.window.bridge.now(lambda v: v.read_only)
    dialog = opened(reading, tmp_path)
    seal(dialog)
    path = dialog.path
    run(dialog)
    assert dialog.ended.isVisible()
    assert path.read_bytes().startswith(b"age-encryption.org/v1")

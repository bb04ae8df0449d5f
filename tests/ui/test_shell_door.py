"""First run, unlock, and the calm ways back: by keyboard, with real journals."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from reflect import errors, vault
from reflect.crypto.keyfile import CHEAP
from reflect.settings import Settings
from reflect.ui.bars import Offer, Trouble
from reflect.ui.first_run import FirstRun
from reflect.ui.passphrase import caps_lock_shown_by, strength_words
from reflect.ui.rescue import RecoverPage, RestorePage, SalvagePage
from reflect.ui.unlock import OthersPage, UnlockPage
from tests.ui.conftest import PASSPHRASE, Shell, settle, wait_until

Key = Qt.Key


def press(key: Qt.Key, *, shift: bool = False) -> None:
    """One key, to whatever has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, modifier)


def type_text(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def tab_to(wanted: QWidget) -> None:
    """Tab until `wanted` has the focus; fails where Tab does not lead there."""
    for _ in range(40):
        if QApplication.focusWidget() is wanted:
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName() or wanted}")


def ready(shell: Shell) -> Any:
    """The door, in front and with the keyboard."""
    shell.program.show_door()
    shell.door.cost = CHEAP
    shell.door.activateWindow()
    QTest.qWaitForWindowActive(shell.door)
    return shell.door


@pytest.mark.requirement("R34")
def test_first_run_by_keyboard_alone(make_shell: Callable[..., Shell], tmp_path: Path) -> None:
    folder = tmp_path / "new"
    shell = make_shell(folder)
    door = ready(shell)
    page = door.page
    assert isinstance(page, FirstRun)
    type_text("Evenings")
    press(Key.Key_Return)
    assert page.step == 1
    type_text("four words of mine")
    press(Key.Key_Return)
    type_text("four words of mine")
    press(Key.Key_Return)
    wait_until(lambda: page.step == 2)
    assert page.sheet is not None
    tab_to(page.sheet.proof)
    type_text(page.sheet._sheet.groups[3])
    assert QApplication.focusWidget() is page.next
    press(Key.Key_Space)
    wait_until(lambda: shell.window is not None)
    settle(shell)
    assert shell.window.current_page == "today"
    assert shell.window.troubles() == ()
    shell.program.end()
    with vault.unlock(folder, "four words of mine") as opened:
        assert opened.journal.name == "Evenings"


def test_a_skipped_sheet_is_remembered_by_a_bar(
    make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    shell = make_shell(tmp_path / "new")
    door = ready(shell)
    page = door.page
    press(Key.Key_Return)
    page.passphrase._on_suggest()
    assert len(page.passphrase.first.text.split()) >= 4
    assert page.passphrase.first.line.echoMode() == QLineEdit.EchoMode.Normal
    page._on_next()
    wait_until(lambda: page.step == 2)
    assert not page.next.isEnabled()
    page.sheet.proof.setText("WRONG")
    assert "not group 4" in page.sheet.verdict.text()
    page.skip.click()
    wait_until(lambda: shell.window is not None)
    settle(shell)
    wait_until(lambda: shell.window.troubles())
    assert shell.window.troubles() == ("recovery-sheet",)


def test_first_run_refuses_a_folder_in_use_and_passphrases_that_differ(
    make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    shell = make_shell(tmp_path / "new")
    page = ready(shell).page
    page.folder.setText(str(tmp_path / "full"))
    page._on_next()
    assert page.step == 0
    assert "not empty" in page.said.text()
    page.folder.setText(str(tmp_path / "new"))
    page._on_next()
    page.passphrase.first.set_text("one thing")
    page.passphrase.again.set_text("another")
    page._on_next()
    assert page.step == 1
    assert "differ" in page.said.text()
    assert not (tmp_path / "new").exists()


def test_closing_at_the_sheet_leaves_a_whole_journal(
    make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    shell = make_shell(folder)
    page = ready(shell).page
    page._on_next()
    page.passphrase.first.set_text(PASSPHRASE)
    page.passphrase.again.set_text(PASSPHRASE)
    page._on_next()
    wait_until(lambda: page.step == 2)
    shell.door.close()
    with vault.unlock(folder, PASSPHRASE) as opened:
        assert opened.journal.state("recovery-sheet") is None


@pytest.mark.requirement("R6", "R34")
def test_a_wrong_passphrase_is_one_calm_line_and_stays_selected(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    door = ready(shell)
    page = door.page
    assert isinstance(page, UnlockPage)
    for _ in range(3):
        type_text("not this one")
        press(Key.Key_Return)
        wait_until(lambda: not door.errands.busy)
        assert page.said.isVisible()
        assert page.passphrase.line.selectedText() == "not this one"
        assert QApplication.focusWidget() is page.passphrase.line
    assert page.findChildren(Trouble) == []
    type_text(PASSPHRASE)
    press(Key.Key_Return)
    wait_until(lambda: shell.window is not None)
    assert page.passphrase.text == ""


@pytest.mark.requirement("R34")
def test_show_hide_and_caps_lock(make_shell: Callable[..., Shell], journal_folder: Path) -> None:
    door = ready(make_shell(journal_folder))
    field = door.page.passphrase
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    tab_to(field.show_button)
    press(Key.Key_Space)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field.show_button.accessibleName() == "Hide the passphrase"
    field.line.setFocus()
    QTest.keyClicks(field.line, "a")
    assert field.caps_hint.isHidden()
    # A capital without Shift: only Caps Lock makes it.
    QApplication.sendEvent(
        field.line,
        QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_A, Qt.KeyboardModifier.NoModifier, "A"),
    )
    assert field.caps_hint.isVisible()
    QTest.keyClicks(field.line, "b")
    assert field.caps_hint.isHidden()


def test_letters_tell_about_caps_lock_and_digits_do_not() -> None:
    def event(text: str, *, shift: bool = False) -> QKeyEvent:
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        return QKeyEvent(QKeyEvent.Type.KeyPress, 0, modifier, text)

    assert caps_lock_shown_by(event("A")) is True
    assert caps_lock_shown_by(event("a", shift=True)) is True
    assert caps_lock_shown_by(event("a")) is False
    assert caps_lock_shown_by(event("7")) is None
    assert caps_lock_shown_by(event("ß")) is False
    assert caps_lock_shown_by(event("語")) is None


def test_strength_is_told_in_words() -> None:
    assert strength_words(0, 1.0) == ("very easy to guess", "seconds")
    assert strength_words(4, 30.0)[0] == "very strong"


@pytest.mark.requirement("R22")
def test_the_recovery_code_asks_for_a_new_passphrase(
    make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    folder = tmp_path / "journal"
    made, code = vault.create(folder, PASSPHRASE, name="", cost=CHEAP)
    made.close()
    shell = make_shell(folder)
    door = ready(shell)
    door.page.recover.click()
    page = door.page
    assert isinstance(page, RecoverPage)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    type_text(wrong)
    press(Key.Key_Return)
    wait_until(lambda: not door.errands.busy)
    assert "7" in page.said.text()
    page.code.setText(code.lower())
    press(Key.Key_Return)
    wait_until(lambda: page.new.isVisible())
    assert shell.window is None
    page.go_on()
    assert shell.window is None
    page.new.first.set_text("another way in")
    page.new.again.set_text("another way in")
    page.go_on()
    wait_until(lambda: shell.window is not None)
    shell.program.end()
    with pytest.raises(errors.WrongPassphrase):
        vault.unlock(folder, PASSPHRASE)
    vault.unlock(folder, "another way in").close()


def offers(page: QWidget) -> list[str]:
    return [offer.text() for offer in page.findChildren(Offer)]


@pytest.mark.requirement("R6")
def test_a_damaged_key_file_is_healed_by_its_mirror_and_told(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    (journal_folder / "journal.key").write_bytes(b"{}")
    shell = make_shell(journal_folder)
    window = shell.unlock()
    wait_until(lambda: "mirror-used" in window.troubles())


@pytest.mark.requirement("R6")
def test_key_file_and_mirror_damaged_offer_the_backups(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    with vault.unlock(journal_folder, PASSPHRASE) as opened:
        opened.backup()
    for name in ("journal.key", "journal.key.mirror"):
        (journal_folder / name).write_bytes(b"not a key file")
    shell = make_shell(journal_folder)
    door = ready(shell)
    type_text(PASSPHRASE)
    press(Key.Key_Return)
    wait_until(lambda: not door.errands.busy)
    assert door.page.findChild(Trouble).title.text() == "The key file is damaged"
    assert offers(door.page) == ["Restore a backup"]
    door.page.findChild(Offer).click()
    page = door.page
    assert isinstance(page, RestorePage)
    wait_until(lambda: page.list.count() == 1)
    page.passphrase.set_text("not this one")
    page.restore()
    wait_until(lambda: not door.errands.busy)
    assert page.said.isVisible()
    page.passphrase.set_text(PASSPHRASE)
    page.restore()
    wait_until(lambda: isinstance(door.page, UnlockPage))
    assert door.folder != journal_folder
    assert (journal_folder / "journal.key").read_bytes() == b"not a key file"
    vault.unlock(door.folder, PASSPHRASE).close()


@pytest.mark.requirement("R6", "R8")
def test_a_damaged_journal_offers_restore_and_rescue(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    database = journal_folder / "journal.db"
    data = bytearray(database.read_bytes())
    data[100] ^= 1
    database.write_bytes(bytes(data))
    door = ready(make_shell(journal_folder))
    type_text(PASSPHRASE)
    press(Key.Key_Return)
    wait_until(lambda: not door.errands.busy)
    assert door.page.findChild(Trouble).title.text() == "The journal is damaged"
    assert offers(door.page) == ["Restore a backup", "Rescue what can be read"]
    assert database.read_bytes() == bytes(data)
    door.page.findChildren(Offer)[1].click()
    assert isinstance(door.page, SalvagePage)


@pytest.mark.requirement("R8")
@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\x89PNG" + b"\0" * 5000])
def test_what_is_no_journal_is_refused_and_left_alone(
    make_shell: Callable[..., Shell], journal_folder: Path, content: bytes
) -> None:
    (journal_folder / "journal.db").write_bytes(content)
    shell = make_shell(journal_folder)
    door = ready(shell)
    type_text(PASSPHRASE)
    press(Key.Key_Return)
    wait_until(lambda: not door.errands.busy)
    assert shell.window is None
    assert "Restore a backup" in offers(door.page)
    assert (journal_folder / "journal.db").read_bytes() == content


@pytest.mark.requirement("R11")
def test_a_journal_held_elsewhere_says_by_whom(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    holder = vault.unlock(journal_folder, PASSPHRASE)
    try:
        door = ready(make_shell(journal_folder))
        type_text(PASSPHRASE)
        press(Key.Key_Return)
        wait_until(lambda: not door.errands.busy)
        trouble = door.page.findChild(Trouble)
        assert trouble.title.text() == "Open elsewhere"
    finally:
        holder.close()


def test_other_journals_are_listed_and_opened(
    make_shell: Callable[..., Shell], journal_folder: Path, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    second = tmp_path / "second"
    shutil.copytree(journal_folder, second)
    settings = Settings().remembering(second, datetime.now(UTC))
    shell = make_shell(journal_folder, settings)
    door = ready(shell)
    door.page.other.click()
    assert isinstance(door.page, OthersPage)
    assert QApplication.focusWidget() is door.page.list
    press(Key.Key_Return)
    assert isinstance(door.page, UnlockPage)
    assert door.folder == second
    assert shell.program.folder == second


@pytest.mark.requirement("R27")
def test_a_copied_secret_leaves_the_clipboard_unless_something_else_came(
    make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    secret = make_shell(tmp_path / "new")
    door = ready(secret)
    door.clipboard.copy("four secret words here")
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
    assert door.clipboard.timer.interval() <= 30_000
    door.clipboard.timer.timeout.emit()
    assert clipboard.text() == ""
    door.clipboard.copy("four secret words here")
    clipboard.setText("a shopping list")
    door.close()
    assert clipboard.text() == "a shopping list"


@pytest.mark.requirement("R22")
def test_the_sheet_is_saved_for_its_owner_alone(qapp: QApplication, tmp_path: Path) -> None:
    from reflect.crypto import recovery
    from reflect.ui.sheet import save_sheet

    code = recovery.new_code()
    paper = tmp_path / "sheet.pdf"
    save_sheet(code, tmp_path, paper)
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_mode & 0o777 == 0o600
    plain = tmp_path / "sheet.txt"
    save_sheet(code, tmp_path, plain)
    assert all(group in plain.read_text() for group in code.split("-"))
    with pytest.raises(errors.ExportFailed):
        save_sheet(code, tmp_path, tmp_path / "nowhere" / "sheet.pdf")


def test_buttons_are_not_pressed_by_enter_elsewhere(
    make_shell: Callable[..., Shell], tmp_path: Path
) -> None:
    door = ready(make_shell(tmp_path / "new"))
    assert not any(b.autoDefault() for b in door.findChildren(QPushButton))

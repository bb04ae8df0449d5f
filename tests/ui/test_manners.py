"""Small manners of the window: Enter presses, a letter leads one way, one entry is one entry."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from reflect import vault
from reflect.errors import BadQuery, JournalDamaged
from reflect.model import Entry, EntryId, LeftOpen, new_id
from reflect.settings import Settings
from reflect.ui import program
from reflect.ui.bars import ToolButton
from reflect.ui.lock_settings import NewSheet
from tests.ui.conftest import PASSPHRASE, Shell, settle, wait_until

WORDS = Path(__file__).resolve().parents[2] / "resources" / "i18n"


@pytest.fixture
def spoken(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Settings]]:
    """Settings in a language; the words are those of the sources as they are now."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    for ts in WORDS.glob("*.ts"):
        made = tmp_path / f"{ts.stem}.qm"
        subprocess.run([str(tool), "-silent", str(ts), "-qm", str(made)], check=True)
    before = QLocale()
    monkeypatch.setattr(program, "resource", lambda _name: tmp_path)

    def speak(language: str) -> Settings:
        program.speak(qapp, language)
        return Settings(language=language)  # type: ignore[arg-type]

    yield speak
    monkeypatch.undo()
    program.speak(qapp, "en")
    QLocale.setDefault(before)


def letters(*tops: QWidget) -> dict[str, list[str]]:
    """Alt and a letter, and everything in sight that answers to it."""
    found: dict[str, list[str]] = {}
    for top in tops:
        texts = [
            part.text()
            for part in top.findChildren(QWidget)
            if isinstance(part, QLabel | QAbstractButton) and part.isVisibleTo(top)
        ]
        texts += [action.text() for action in top.actions() if isinstance(action.menu(), QMenu)]
        for text in texts:
            after = text.replace("&&", "").partition("&")[2]
            if after:
                found.setdefault(after[0].casefold(), []).append(text)
    return found


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_letter_leads_one_way(
    language: str,
    spoken: Callable[[str], Settings],
    make_shell: Callable[..., Shell],
    journal_folder: Path,
) -> None:
    window = make_shell(journal_folder, spoken(language)).unlock()
    window.show_page("preferences")
    page = window.page("preferences")
    page.lock.keychain.show()
    found = letters(page, window.menuBar())
    assert len(found) > 20
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_letter_leads_one_way_beside_a_new_sheet(
    language: str,
    spoken: Callable[[str], Settings],
    make_shell: Callable[..., Shell],
    journal_folder: Path,
) -> None:
    shell = make_shell(journal_folder, spoken(language))
    window = shell.unlock()
    dialog = NewSheet(window.bridge, window, window.theme, journal_folder)
    dialog.open()
    dialog.go.click()
    settle(shell)
    wait_until(dialog.sheet.isVisible)
    found = letters(dialog)
    dialog.close()
    assert len(found) > 3
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


def test_one_is_not_many_in_english(spoken: Callable[[str], Settings], qapp: QApplication) -> None:
    spoken("en")
    source = "%n entries are in {path}. Open it with File, Open other journal."
    said = [qapp.translate("RestoreDialog", source, "", count) for count in (1, 2)]
    assert said[0].startswith("1 entry is in")
    assert said[1].startswith("2 entries are in")


def test_enter_presses_tool_buttons(make_shell: Callable[..., Shell], journal_folder: Path) -> None:
    window = make_shell(journal_folder, Settings(language="en")).unlock()
    rail = {b.text(): b for b in window.findChildren(ToolButton) if b.property("role") == "rail"}
    QTest.keyClick(rail["Journal"], Qt.Key.Key_Return)
    assert window.current_page == "journal"
    QTest.keyClick(rail["Today"], Qt.Key.Key_Enter)
    assert window.current_page == "today"
    editor = window.page("today").editor
    QTest.keyClick(editor.moods.buttons[3], Qt.Key.Key_Return)
    assert editor.draft().mood == 4
    star = editor.commands.tools(editor)[3]
    QTest.keyClick(star, Qt.Key.Key_Return)
    assert editor.starred


def test_words_stand_in_the_middle_beside_their_field(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    window = make_shell(journal_folder, Settings(language="en")).unlock()
    window.show_page("preferences")
    section = window.page("preferences").look
    words = section.form.labelForField(section.colours)
    wait_until(lambda: words.height() > 0)
    assert abs(words.geometry().center().y() - section.colours.geometry().center().y()) <= 1


def test_an_entry_that_cannot_be_read_is_no_empty_page(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder, Settings(language="en"))
    window = shell.unlock()
    editor = window.page("today").editor
    window.page("today")._on_not_read(JournalDamaged(path=journal_folder / "journal.db", page=4))
    assert editor.read_only
    assert "could not be read" in editor.pad.placeholderText()
    assert window.troubles().count("JournalDamaged") == 1
    window.new_entry_requested.emit()
    settle(shell)
    assert not editor.read_only
    assert "could not be read" not in editor.pad.placeholderText()


def test_damage_met_by_the_list_is_told_once(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder, Settings(language="en"))
    window = shell.unlock()
    window.show_page("journal")
    settle(shell)
    page = window.page("journal")
    damage = JournalDamaged(path=journal_folder / "journal.db", page=4)
    page.model.failed.emit(damage)
    window.bridge.failed.emit(damage)
    page.editor.trouble.emit(damage)
    assert [key for key in window.troubles() if key != "recovery-sheet"] == ["JournalDamaged"]


def test_a_query_put_right_takes_its_notice_along(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    window = make_shell(journal_folder, Settings(language="en")).unlock()
    page = window.page("journal")
    page.model.failed.emit(BadQuery(operator="mood", expects="1 to 5"))
    assert "journal-list" in window.troubles()
    page.model.loaded.emit()
    assert "journal-list" not in window.troubles()


def test_keys_typed_while_the_window_opens_are_kept_or_never_taken(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    """Before what was left open arrives: the page is the person's from the first key on."""
    with vault.unlock(journal_folder, PASSPHRASE) as opened:
        now = datetime.now(UTC)
        left = Entry(EntryId(new_id()), now, now, text="before")
        opened.journal.put(left, left_open=LeftOpen(left.id, 6))
    shell = make_shell(journal_folder, Settings(language="en"))
    shell.program.show_door()
    shell.door.page.passphrase.set_text(PASSPHRASE)
    typed: list[str] = []

    def type_at_once() -> None:
        pad = shell.window.page("today").editor.pad
        for letter in "herons":
            QTest.keyClicks(pad, letter)
            typed.append(letter)

    shell.program.opened.connect(type_at_once)
    shell.door.page.unlock()
    wait_until(lambda: typed)
    settle(shell)
    window = shell.window
    assert window.page("today").editor.pad.source() == "".join(typed) == "herons"
    window.flush_pages()
    texts = shell.program.bridge.now(lambda v: {e.text for e in v.journal.every_entry()})
    assert texts == {"before", "herons"}


def test_hundreds_of_tags_leave_room_for_the_words(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    window = make_shell(journal_folder, Settings(language="en")).unlock()
    now = datetime.now(UTC)
    tags = tuple(f"tag{number}" for number in range(500))
    reader = window.page("journal").reader
    reader.show_entry(Entry(EntryId(new_id()), now, now, text="words", tags=tags), {})
    said = [part.text() for part in reader.findChildren(QLabel)]
    assert "#tag0" in said and "+ 476" in said
    assert reader.minimumSizeHint().width() < 500

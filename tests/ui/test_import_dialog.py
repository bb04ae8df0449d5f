"""Bringing the past in through the window: looked at first, all or nothing, and taken back."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from reflect.formats import table
from reflect.formats.jrnl_sealed import key as jrnl_key
from reflect.ui.bring_in import ImportDialog
from reflect.ui.exchange import NOTICE, Exchange
from reflect.ui.past_imports import PastImports
from reflect.worker import Stop
from tests.ui.conftest import Shell, settle, wait_until

Key = Qt.Key
MakeShell = Callable[..., Shell]


# sources, written here --------------------


def dayone(path: Path, count: int = 12, *, text: str = "words of day") -> Path:
    """A Day One zip; every fourth entry names a photo, of which the first is there."""
    entries: list[dict[str, Any]] = []
    for number in range(count):
        entry: dict[str, Any] = {
            "uuid": f"{number:032X}",
            "creationDate": f"2023-03-{number % 28 + 1:02}T22:30:00Z",
            "timeZone": "Europe/Berlin",
            "text": f"{text} {number}",
            "tags": ["kept"],
        }
        if number % 4 == 0:
            entry["photos"] = [
                {"identifier": f"P{number}", "md5": f"{number:032x}", "type": "jpeg"}
            ]
            entry["text"] += f"\n\n![](dayone-moment://P{number})"
        entries.append(entry)
    with zipfile.ZipFile(path, "w") as made:
        whole = {"metadata": {"version": "1.0"}, "entries": entries}
        made.writestr("Journal.json", json.dumps(whole))
        made.writestr(f"photos/{0:032x}.jpeg", b"\xff\xd8\xff\xe0 not much of a picture")
    return path


def habits(path: Path, rows: int = 6) -> Path:
    """A table by nobody in particular; day and month could be swapped."""
    lines = ["when,level,what happened,labels,hours slept"]
    lines += [
        f"0{number + 1}/02/2024,{number * 2},It went on for a good while {number},calm;work,{7}"
        for number in range(rows)
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


# hands --------------------


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def type_text(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def tab_to(wanted: QWidget) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName() or wanted}")


def exchange(shell: Shell) -> Exchange:
    found = shell.window.findChild(Exchange)
    assert isinstance(found, Exchange)
    return found


def dialog_of(shell: Shell, kind: type[Any]) -> Any:
    """The newest dialog of that kind, in front."""
    found = next(one for one in shell.window.findChildren(kind) if one.isVisible())
    found.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is found)
    return found


def opened(shell: Shell, path: Path | None = None) -> ImportDialog:
    exchange(shell).bring_in(path)
    dialog = dialog_of(shell, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    idle(dialog)
    return dialog


def idle(dialog: Any) -> None:
    wait_until(lambda: not dialog.busy)


def count(shell: Shell) -> int:
    return int(shell.window.bridge.now(lambda vault: vault.journal.count()))


def set_box(box: QComboBox, column: str) -> None:
    box.setCurrentIndex(box.findData(column))


@pytest.fixture
def shell(make_shell: MakeShell, journal_folder: Path) -> Shell:
    made = make_shell(journal_folder)
    made.unlock()
    return made


# the whole way --------------------


@pytest.mark.requirement("R29")
def test_a_zip_comes_in_and_goes_again_by_keyboard_alone(shell: Shell, tmp_path: Path) -> None:
    path = dayone(tmp_path / "export.zip")
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)
    QTest.keyClick(shell.window, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(shell, ImportDialog)
    wait_until(lambda: QApplication.focusWidget() is dialog.place)
    type_text(str(path))
    press(Key.Key_Return)
    idle(dialog)
    assert dialog.step == "preview"
    facts = {name: value.text() for name, value in dialog.findings.facts.items()}
    assert facts["new"] == "12"
    assert facts["attachments"] == "1 found, 2 missing"
    assert "2023" in facts["days"]
    assert "Day One" in dialog.findings.format.text()
    assert dialog.go.text().replace("&", "") == "Bring in 12 entries"
    assert count(shell) == 0, "a look writes nothing"
    assert QApplication.focusWidget() is dialog.go
    press(Key.Key_Return)
    idle(dialog)
    assert dialog.step == "done"
    assert count(shell) == 12
    tab_to(dialog.undo)
    press(Key.Key_Space)
    past = dialog_of(shell, PastImports)
    wait_until(lambda: past.chosen is not None)
    assert len(past.findings.remarks.lines()) == 2, "the report is kept"
    tab_to(past.undo)
    press(Key.Key_Return)
    assert past.question.isVisible()
    assert count(shell) == 12, "nothing goes before the answer"
    tab_to(past.really)
    press(Key.Key_Return)
    wait_until(lambda: past.chosen is not None and past.chosen.undone)
    assert count(shell) == 0
    assert not past.undo.isEnabled()
    press(Key.Key_Escape)


def test_the_second_time_there_is_nothing_new(shell: Shell, tmp_path: Path) -> None:
    path = dayone(tmp_path / "export.zip")
    dialog = opened(shell, path)
    dialog.go.click()
    idle(dialog)
    dialog.close()
    again = opened(shell, path)
    assert again.step == "preview"
    assert again.findings.facts["unchanged"].text() == "12"
    assert not again.go.isEnabled()


def test_everybody_hears_of_what_came(shell: Shell, tmp_path: Path) -> None:
    heard: list[bool] = []
    shell.window.bridge.changed.connect(lambda changes, _: heard.append(changes.everything))
    dialog = opened(shell, dayone(tmp_path / "export.zip"))
    dialog.go.click()
    idle(dialog)
    assert heard == [True]


def test_warnings_can_be_filtered_and_copied(shell: Shell, tmp_path: Path) -> None:
    dialog = opened(shell, dayone(tmp_path / "export.zip"))
    remarks = dialog.findings.remarks
    assert len(remarks.lines()) == 2
    remarks.filter.setText(remarks.lines()[0][:10])
    assert len(remarks.lines()) == 1
    remarks.copy.click()
    assert QApplication.clipboard().text() == remarks.lines()[0]
    QApplication.clipboard().clear()


def test_missing_pictures_are_found_in_a_folder(shell: Shell, tmp_path: Path) -> None:
    path = dayone(tmp_path / "export.zip")
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / f"{4:032x}.jpeg").write_bytes(b"\xff\xd8\xff\xe0 another picture")
    dialog = opened(shell, path)
    assert dialog.photos.isVisible()
    dialog.look_for_photos(pictures)
    idle(dialog)
    assert dialog.findings.facts["attachments"].text() == "2 found, 1 missing"


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_an_entry_changed_on_both_sides_is_asked_about(
    shell: Shell, tmp_path: Path, choice: str
) -> None:
    dialog = opened(shell, dayone(tmp_path / "export.zip", 1))
    assert not dialog.on_change.isVisible()
    dialog.go.click()
    idle(dialog)
    dialog.close()

    def edit(vault: Any) -> None:
        from dataclasses import replace

        entry = vault.journal.entries()[0]
        vault.journal.put(replace(entry, text="mine"))

    shell.window.bridge.now(edit)
    again = opened(shell, dayone(tmp_path / "later.zip", 1, text="theirs"))
    assert again.on_change.isVisible()
    assert again.choices["mine"].isChecked()
    again.choices[choice].setChecked(True)
    again.go.click()
    idle(again)
    texts = shell.window.bridge.now(lambda vault: [e.text for e in vault.journal.entries()])
    kept = {"mine": [True], "theirs": [False], "both": [False, True]}[choice]
    assert sorted(text == "mine" for text in texts) == kept


def test_moods_by_other_names_are_asked_for_and_remembered(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "moods.csv"
    path.write_text("date,mood,note\n2024-01-01,wobbly,one\n2024-01-02,sunny side,two\n")
    dialog = opened(shell, path)
    dialog.go.click()
    idle(dialog)
    assert list(dialog.moods.boxes) == ["wobbly", "sunny side"]
    set_box(dialog.moods.boxes["wobbly"], 2)  # type: ignore[arg-type]
    dialog.go.click()
    idle(dialog)
    moods = shell.window.bridge.now(lambda vault: [e.mood for e in vault.journal.entries()])
    assert sorted(map(str, moods)) == ["2", "None"]
    dialog.close()
    path.write_text("date,mood,note\n2024-01-03,wobbly,three\n")
    again = opened(shell, path)
    assert again.step == "preview"
    assert not again.moods.isVisible()


# tables of unknown origin --------------------


def test_an_unknown_table_is_mapped_once(shell: Shell, tmp_path: Path) -> None:
    dialog = opened(shell, habits(tmp_path / "habits.csv"))
    assert str(dialog.step) == "mapping"
    page = dialog.mapping
    assert page.sample.columnCount() == 5
    assert page.boxes["date"].currentData() == "when"
    assert page.boxes["text"].currentData() == "what happened"
    assert page.order.isVisible(), "01/02 could be either"
    page.order.setCurrentIndex(page.order.findData("mdy"))
    set_box(page.boxes["mood"], "level")
    page.scale.setCurrentIndex(page.scale.findData("0-10"))
    for number in range(page.factors.count()):
        if page.factors.item(number).text() == "hours slept":
            page.factors.item(number).setCheckState(Qt.CheckState.Checked)
    assert "It went on for a good while 0" in page.cards[0].words.text()
    assert "hours slept: 7" in page.cards[0].marks.text()
    assert "mood: heavy" in page.cards[0].marks.text()
    assert all(card.isVisibleTo(page) for card in page.cards)
    dialog.go.click()
    idle(dialog)
    assert dialog.step == "preview"
    dialog.go.click()
    idle(dialog)
    entries = shell.window.bridge.now(lambda vault: vault.journal.entries())
    assert min(e.written_at.date().isoformat() for e in entries) == "2024-01-02"
    assert {e.mood for e in entries} == {1, 2, 3, 4, 5}
    assert all(dict(e.factors) == {"hours slept": 7} for e in entries)
    dialog.close()

    # The next file with these columns needs no question, and the answer can be changed.
    again = opened(shell, habits(tmp_path / "later.csv", 8))
    assert str(again.step) == "preview"
    assert again.findings.facts["new"].text() == "2"
    again.remap.click()
    assert again.step == "mapping"
    assert again.mapping.boxes["mood"].currentData() == "level"
    assert again.mapping.order.currentData() == "mdy"
    set_box(again.mapping.boxes["date"], "labels")
    assert not again.go.isEnabled()
    assert again.mapping.said.isVisible()


def test_a_mapping_is_kept_inside_the_journal_only_once_it_was_used(
    shell: Shell, tmp_path: Path
) -> None:
    path = habits(tmp_path / "habits.csv")
    key = table.columns(path).key
    dialog = opened(shell, path)
    dialog.go.click()
    idle(dialog)

    def kept() -> object:
        return shell.window.bridge.now(lambda vault: vault.journal.state(key))

    assert kept() is None
    dialog.go.click()
    idle(dialog)
    assert kept() is not None


# passphrases, trouble, stopping --------------------


def test_an_encrypted_journal_asks_for_its_passphrase(shell: Shell, tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    salt = bytes.fromhex("f2d5710ec18d2ededc8e36748904cef8")
    plain = b"[2024-01-05 08:30] Up early. The river was high.\n"
    path = tmp_path / "journal.txt"
    path.write_bytes(Fernet(jrnl_key("river", salt)).encrypt(plain))
    dialog = opened(shell, path)
    assert str(dialog.step) == "passphrase"
    assert QApplication.focusWidget() is dialog.passphrase.line
    type_text("rivet")
    press(Key.Key_Return)
    idle(dialog)
    assert str(dialog.step) == "passphrase"
    assert dialog.said.isVisible()
    assert dialog.passphrase.line.selectedText() == "rivet"
    type_text("river")
    press(Key.Key_Return)
    idle(dialog)
    assert dialog.step == "preview"
    assert "jrnl" in dialog.findings.format.text()
    dialog.go.click()
    idle(dialog)
    assert count(shell) == 1
    assert dialog.passphrase.text == "", "it is not kept longer than needed"


@pytest.mark.requirement("R29")
def test_a_hostile_zip_is_refused_in_words(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../../outside.json", "{}")
        made.writestr("Journal.json", json.dumps({"entries": []}))
    before = path.read_bytes()
    dialog = opened(shell, path)
    assert dialog.step == "choose"
    assert dialog.said.isVisible()
    assert len(dialog.said.text()) > 40
    assert count(shell) == 0
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["bad.zip", "journal"]


def test_what_nobody_can_read_and_what_is_not_there_are_told(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "noise.bin"
    path.write_bytes(bytes(range(256)) * 20)
    dialog = opened(shell, path)
    assert "nothing that Reflect can read" in dialog.said.text()
    dialog.place.setText(str(tmp_path / "nowhere"))
    assert not dialog.said.isVisible()
    dialog.go.click()
    assert "nothing at" in dialog.said.text()


def test_stop_leaves_nothing_and_loses_nothing(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(shell, dayone(tmp_path / "export.zip", 40))
    asked: list[int] = []

    def half_way(self: Stop) -> bool:
        asked.append(1)
        return len(asked) > 20

    monkeypatch.setattr(Stop, "__call__", half_way)
    dialog.go.click()
    idle(dialog)
    monkeypatch.undo()
    assert len(asked) == 21, "it was half-way"
    assert dialog.step == "preview"
    assert "Nothing was brought in" in dialog.said.text()
    assert count(shell) == 0
    assert shell.window.bridge.now(lambda vault: vault.journal.imports()) == ()
    dialog.go.click()
    idle(dialog)
    assert count(shell) == 40


def test_the_lock_ends_an_import_cleanly(
    shell: Shell, make_shell: MakeShell, journal_folder: Path, tmp_path: Path
) -> None:
    dialog = opened(shell, dayone(tmp_path / "export.zip", 2000))
    dialog.go.click()
    assert dialog.busy
    assert shell.program.lock()
    assert shell.restarts
    after = make_shell(journal_folder)
    after.unlock()
    assert count(after) in (0, 2000)
    records = after.window.bridge.now(lambda vault: vault.journal.imports())
    assert len(records) == (1 if count(after) else 0)


def test_closed_while_it_works_it_goes_on_and_a_bar_tells_the_end(
    shell: Shell, tmp_path: Path
) -> None:
    dialog = opened(shell, dayone(tmp_path / "export.zip", 300))
    dialog.go.click()
    assert dialog.close_button.text().replace("&", "") == "Go on writing"
    dialog.close_button.click()
    assert not dialog.isVisible()
    wait_until(lambda: NOTICE in shell.window.troubles())
    assert count(shell) == 300
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shell.window.findChildren(ImportDialog)


def test_the_key_that_hides_hides_the_dialog_too(shell: Shell, tmp_path: Path) -> None:
    dialog = opened(shell, dayone(tmp_path / "export.zip"))
    assert dialog.isVisible()
    shell.window.cover()
    assert not dialog.isVisible()
    shell.window.uncover()
    assert dialog.isVisible()


def test_a_file_can_be_dropped_on_the_window(shell: Shell, tmp_path: Path) -> None:
    path = dayone(tmp_path / "export.zip")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(shell.window, entering)
    assert entering.isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(shell.window, drop)
    dialog = dialog_of(shell, ImportDialog)
    idle(dialog)
    assert dialog.step == "preview"


def test_a_journal_that_is_read_only_offers_no_import(
    make_shell: MakeShell, journal_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reflect import vault

    whole = vault.unlock
    monkeypatch.setattr(vault, "unlock", lambda *args, **_: whole(*args, read_only=True))
    reading = make_shell(journal_folder)
    reading.unlock()
    settle(reading)
    assert not exchange(reading).import_command.isEnabled()
    assert exchange(reading).export_command.isEnabled()


# for every hand and eye --------------------


@pytest.mark.parametrize("theme_name", ["light", "contrast"])
def test_every_control_has_a_name_and_fits_at_twice_the_size(
    make_shell: MakeShell, journal_folder: Path, tmp_path: Path, theme_name: str
) -> None:
    from reflect.settings import Settings

    shell = make_shell(journal_folder, Settings(text_percent=200, theme=theme_name))  # type: ignore[arg-type]
    shell.unlock()
    shell.window.resize(1024, 700)
    dialog = opened(shell)
    for path in (None, dayone(tmp_path / "a.zip"), habits(tmp_path / "b.csv")):
        if path is not None:
            dialog.look_at(path)
            idle(dialog)
        settle(shell)
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        assert dialog.width() <= 1024
        assert dialog.height() <= 700
        assert dialog.minimumSizeHint().width() <= 1024
        for control in dialog.findChildren(QWidget):
            if not control.isVisible():
                continue
            if isinstance(control, QAbstractButton):
                named = control.text() or control.accessibleName()
                assert named, control
                assert control.width() >= control.minimumSizeHint().width(), named
            elif isinstance(control, QLineEdit | QComboBox):
                outer = control.parentWidget()
                assert control.accessibleName() or outer.findChildren(QWidget), control

"""Taking a toolkit along through the window, and bringing one in."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyrage
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect.formats import toolkit as kit
from reflect.journal import Journal
from reflect.model import SAFETY_PLAN, KeptId, SafetyPlan, Strategy, Use
from reflect.settings import Settings
from reflect.ui.exchange import Exchange
from reflect.ui.print_preview import PrintPreview
from reflect.ui.toolkit import ToolkitDialog
from reflect.ui.toolkit_in import ToolkitImport
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.test_accessible import cut, described, expected, letters, stops, unnamed

TODAY = date(2026, 11, 20)
WORDS = "four plain words here"
TEA = Strategy(KeptId("tea000000000"), "Tea by the window", ("Kettle on", "Look out"), 5,
               people=("Anna",))  # fmt: skip


def fill(journal: Journal) -> None:
    journal.keep(TEA)
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    journal.keep(Use(KeptId("use000000000"), KeptId("walk"), at, 7, 4))
    journal.keep(SafetyPlan(SAFETY_PLAN, {"warning-signs": ("no sleep",)}))


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        fill(made.journal)
        for key in made.window.troubles():
            made.window.clear_trouble(key)
        yield made


def opened(room: JournalRoom, folder: Path) -> ToolkitDialog:
    dialog = ToolkitDialog(room.bridge, room.window, folder=folder, today=TODAY)
    dialog.come_back()
    settle(room, dialog)
    return dialog


def settle(room: JournalRoom, dialog: ToolkitDialog) -> None:
    """Also what waits for a pause."""
    room.settle()
    if dialog._wait.isActive():
        dialog._ask()
        room.settle()


def choose(dialog: ToolkitDialog, way: str, seal: str = "") -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(way))
    dialog.seal.setCurrentIndex(dialog.seal.findData(seal))


def write(room: JournalRoom, dialog: ToolkitDialog) -> Path:
    settle(room, dialog)
    path = dialog.path
    assert dialog.go.isEnabled()
    dialog.go.click()
    room.settle()
    assert not dialog.busy
    return path


# -- taking along ----------------------------------------------------------------------------------


def test_own_and_used_cards_are_meant_at_first_and_shown(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    assert dialog.chosen == (TEA.id, "walk")
    page = dialog.preview.views[0].accessibleDescription()
    assert "Kettle on" in page
    assert "Put shoes on" in page
    assert "Anna" not in page
    assert dialog.extent.text() == "2 cards"
    dialog.none.click()
    settle(room, dialog)
    assert not dialog.go.isEnabled()
    dialog.all.click()
    settle(room, dialog)
    assert len(dialog.chosen) == 25
    dialog.close()


def test_cards_are_put_in_order_by_keys(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    dialog.activateWindow()
    dialog.cards.setFocus()
    QTest.keyClick(dialog.cards, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert dialog.cards.currentRow() == 1
    for _ in range(3):
        dialog.down.click()
    settle(room, dialog)
    assert dialog.chosen == ("walk", TEA.id)
    page = dialog.preview.views[0].accessibleDescription()
    assert page.index("Put shoes on") < page.index("Kettle on")
    QTest.keyClick(dialog.cards, Qt.Key.Key_Space)
    assert list(dialog.chosen) == ["walk"]
    dialog.close()


def test_what_is_asked_for_shows_in_the_preview(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    for box in (dialog.results, dialog.names, dialog.plan):
        box.click()
    dialog.from_whom.setText("Ana")
    settle(room, dialog)
    page = "\n".join(view.accessibleDescription() for view in dialog.preview.views)
    for words in ("The toolkit of Ana", "used once", "Anna", "no sleep"):
        assert words in page
    choose(dialog, "json")
    settle(room, dialog)
    text = dialog.preview.words.toPlainText()
    assert json.loads(text)["from"] == "Ana"
    assert "no sleep" not in text
    assert not dialog.plan.isEnabled()
    dialog.close()


@pytest.mark.parametrize("way", ["pdf", "wallet", "html", "md", "json"])
def test_every_kind_is_written_whole(room: JournalRoom, tmp_path: Path, way: str) -> None:
    dialog = opened(room, tmp_path)
    choose(dialog, way)
    path = write(room, dialog)
    ending = {"wallet": "pdf"}.get(way, way)
    assert path == tmp_path / f"toolkit-2026-11-20.{ending}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in dialog.said.text()
    begins = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "md": b"# My toolkit", "json": b"{"}
    assert path.read_bytes().startswith(begins[ending])
    assert dialog.path.name == f"toolkit-2026-11-20-2.{ending}", "the next does not overwrite it"
    dialog.close()


def test_what_was_changed_a_moment_ago_goes_along(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    choose(dialog, "md")
    settle(room, dialog)
    dialog.results.click()
    assert dialog._wait.isActive()
    path = dialog.path
    dialog.go.click()
    room.settle()
    assert "used once" in path.read_text("utf-8")
    dialog.close()


def test_sealing(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    choose(dialog, "json", "passphrase")
    settle(room, dialog)
    assert not dialog.go.isEnabled(), "without a passphrase there is no sealing"
    assert dialog.hint.isVisible()
    dialog.passphrase.first.set_text(WORDS)
    dialog.passphrase.again.set_text(WORDS)
    path = write(room, dialog)
    assert path.name == "toolkit-2026-11-20.json.age"
    assert "passphrase twice" in dialog.hint.text(), "it is asked for anew"
    assert pyrage.passphrase.decrypt(path.read_bytes(), WORDS).startswith(b"{")
    assert dialog.passphrase.first.text == ""
    identity = pyrage.x25519.Identity.generate()
    choose(dialog, "html", "key")
    dialog.key.setText("age1nonsense")
    assert not dialog.go.isEnabled()
    assert dialog.key_words.isVisible()
    dialog.key.setText(str(identity.to_public()))
    path = write(room, dialog)
    assert path.name == "toolkit-2026-11-20.html.age"
    assert pyrage.decrypt(path.read_bytes(), [identity]).startswith(b"<!DOCTYPE html>")
    dialog.close()


def test_a_file_that_cannot_be_written_is_told(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    dialog.place.setText(str(tmp_path / "missing" / "kit.pdf"))
    dialog.go.click()
    room.settle()
    assert "could not be written" in dialog.said.text()
    assert dialog.go.isEnabled()
    dialog.close()


def test_a_name_of_ones_own_stays_with_the_ending_that_fits(
    room: JournalRoom, tmp_path: Path
) -> None:
    dialog = opened(room, tmp_path)
    dialog.place.selectAll()
    QTest.keyClicks(dialog.place, str(tmp_path / "mine.pdf"))
    choose(dialog, "html", "key")
    assert dialog.path == tmp_path / "mine.html.age"
    choose(dialog, "md")
    assert dialog.path == tmp_path / "mine.md"
    dialog.close()


def test_print_leads_to_the_preview(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    dialog.print.click()
    (preview,) = dialog.findChildren(PrintPreview)
    assert "Kettle on" in preview.pages.views[0].accessibleDescription()
    preview.close()
    choose(dialog, "html")
    assert not dialog.print.isVisible()
    dialog.close()


# -- bringing in -----------------------------------------------------------------------------------


def file_of(path: Path, *cards: Strategy, sender: str = "", seal: str | None = None) -> Path:
    made = kit.Toolkit(tuple(kit.Card(card) for card in cards), TODAY, sender=sender)
    kit.write(path, kit.to_json(made), sealed_with=seal)
    return path


def bringing(room: JournalRoom, path: Path) -> ToolkitImport:
    exchange = room.window.findChild(Exchange)
    assert isinstance(exchange, Exchange)
    exchange.bring_toolkit(path)
    (dialog,) = (one for one in room.window.findChildren(ToolkitImport) if one.isVisible())
    room.settle()
    return dialog


def test_what_it_would_bring_is_told_and_can_be_taken_back(
    room: JournalRoom, tmp_path: Path
) -> None:
    other = Strategy(KeptId("tea000000000"), "Another tea", ("Kettle off",))
    walk = Strategy(KeptId("run000000000"), "A run", ("Shoes on",))
    dialog = bringing(room, file_of(tmp_path / "kit.json", other, walk, TEA, sender="Ana"))
    assert dialog.summary.text() == "From Ana"
    said = dialog.details.text()
    assert said.index("A run") < said.index("say something else") < said.index("Another tea")
    assert "Here already: 1" in said
    assert dialog.go.text() == "&Bring in 2 cards"
    assert room.journal.kept(Strategy) == (TEA,), "nothing is written yet"
    dialog.go.click()
    room.settle()
    titles = {card.title for card in room.journal.kept(Strategy)}
    assert titles == {"Tea by the window", "Another tea", "A run"}
    assert room.window.undo_bar.offered == "Brought in: 2 cards"
    room.window.undo_bar.undo()
    room.settle()
    assert room.journal.kept(Strategy) == (TEA,)


def test_a_sealed_one_asks_for_its_passphrase(room: JournalRoom, tmp_path: Path) -> None:
    run = Strategy(KeptId("run000000000"), "A run", ("Shoes on",))
    dialog = bringing(room, file_of(tmp_path / "kit.json.age", run, seal=WORDS))
    assert dialog.passphrase.isVisible()
    assert not dialog.go.isVisible()
    dialog.passphrase.set_text("other words")
    dialog.unseal.click()
    room.settle()
    assert "passphrase" in dialog.said.text()
    dialog.passphrase.set_text(WORDS)
    QTest.keyClick(dialog.passphrase.line, Qt.Key.Key_Return)
    room.settle()
    assert "A run" in dialog.details.text()
    assert dialog.passphrase.text == ""
    dialog.close()


def test_one_that_is_dropped_on_the_window_is_looked_at(room: JournalRoom, tmp_path: Path) -> None:
    run = Strategy(KeptId("run000000000"), "A run", ("Shoes on",))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file_of(tmp_path / "kit.json", run)))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(room.window, entering)
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(room.window, drop)
    room.settle()
    (dialog,) = room.window.findChildren(ToolkitImport)
    assert "A run" in dialog.details.text()
    dialog.close()


def test_what_is_no_toolkit_is_told(room: JournalRoom, tmp_path: Path) -> None:
    path = tmp_path / "kit.json"
    path.write_text('{"entries": []}', encoding="utf-8")
    dialog = bringing(room, path)
    assert dialog.said.isVisible()
    assert not dialog.go.isVisible()
    dialog.look_at(file_of(tmp_path / "two.json", TEA))
    room.settle()
    assert dialog.summary.text() == "Nothing in it is new to you."
    assert not dialog.said.isVisible()
    dialog.close()


def test_both_stand_in_the_file_menu_and_hide_with_the_window(room: JournalRoom) -> None:
    keys = {
        action.text(): action.shortcut().toString()
        for action in room.window.menus._menus["file"].actions()
    }
    assert keys["Take my &toolkit along…"] == "Ctrl+Alt+E"
    assert keys["Bring a tool&kit in…"] == "Ctrl+Alt+I"
    assert keys["Sheet for an appoint&ment…"] == "Ctrl+Alt+A"
    exchange = room.window.findChild(Exchange)
    assert isinstance(exchange, Exchange)
    exchange.take_toolkit()
    (dialog,) = room.window.findChildren(ToolkitDialog)
    room.settle()
    dialog.print.click()
    (preview,) = dialog.findChildren(PrintPreview)
    room.window.cover()
    assert not dialog.isVisible()
    assert not preview.isVisible()
    room.window.uncover()
    assert dialog.isVisible()


# -- for everyone ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "percent", "theme"),
    [
        pytest.param((1120, 760), 100, "light", id="usual"),
        pytest.param((640, 480), 100, "dark", id="smallest"),
        pytest.param((1024, 700), 200, "contrast", id="200 percent"),
    ],
)
def test_nothing_is_cut_or_without_a_name(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], percent: int, theme: str
) -> None:
    settings = Settings(theme=theme, language="en", text_percent=percent)  # type: ignore[arg-type]
    with journal_room(tmp_path, settings=settings) as room:
        fill(room.journal)
        room.window.resize(*size)
        dialog = opened(room, tmp_path)
        for way, seal in (("pdf", ""), ("wallet", "key"), ("json", "passphrase")):
            choose(dialog, way, seal)
            settle(room, dialog)
            for _ in range(6):
                QCoreApplication.processEvents()
            assert (cut(dialog), unnamed(dialog)) == ([], []), way
            clashes = {key: texts for key, texts in letters(dialog).items() if len(texts) > 1}
            assert clashes == {}, way
        dialog.close()
        run = Strategy(KeptId("run000000000"), "A run of a rather long title " * 3, ("Shoes on",))
        coming = bringing(room, file_of(tmp_path / "kit.json.age", run, seal=WORDS))
        assert (cut(coming), unnamed(coming)) == ([], [])
        coming.passphrase.set_text(WORDS)
        coming.unseal.click()
        room.settle()
        for _ in range(6):
            QCoreApplication.processEvents()
        assert (cut(coming), unnamed(coming)) == ([], [])
        coming.close()


def test_tab_reaches_everything(room: JournalRoom, tmp_path: Path) -> None:
    dialog = opened(room, tmp_path)
    for way, seal in (("pdf", "passphrase"), ("json", "key")):
        choose(dialog, way, seal)
        settle(room, dialog)
        reached, round_ = stops(dialog)
        assert [described(one) for one in expected(dialog) if one not in reached] == []
        assert round_
    dialog.close()

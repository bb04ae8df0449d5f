"""Writing on the Today page: what is typed is kept, exactly, and comes back."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reflect import vault
from reflect.crypto import keyfile
from reflect.errors import StorageFailed, StorageFull
from reflect.model import NO_WORD, Changes, Emotion, Entry, EntryId, new_id
from reflect.settings import Settings
from reflect.ui import autosave, render
from reflect.ui import theme as themes
from reflect.ui.bridge import Bridge
from reflect.ui.editor import EntryEditor
from reflect.ui.feelings import FeelingsPicker
from reflect.ui.today import TodayPage
from reflect.ui.window import MainWindow
from reflect.vault import OpenVault
from reflect.worker import InlineWorker


@dataclass
class Room:
    """A journal open in a window with the Today page."""

    vault: OpenVault
    bridge: Bridge
    window: MainWindow
    page: TodayPage
    folder: Path

    @property
    def editor(self) -> EntryEditor:
        return self.page.editor

    def stored(self) -> tuple[Entry, ...]:
        return self.vault.journal.entries(limit=None)

    def only(self) -> Entry:
        (entry,) = self.stored()
        return entry

    def settle(self) -> None:
        for _ in range(6):
            QCoreApplication.processEvents()

    def type(self, text: str) -> None:
        """Characters of any script, as an input method hands them over."""
        for character in text:
            if character == "\n":
                QTest.keyClick(self.editor.pad, Qt.Key.Key_Return)
            elif character.isascii():
                QTest.keyClicks(self.editor.pad, character)
            else:
                event = QInputMethodEvent("", [])
                event.setCommitString(character)
                QApplication.sendEvent(self.editor.pad, event)

    def fresh_page(self) -> TodayPage:
        """The page of a program that was started again on the same journal."""
        page = TodayPage(self.bridge, self.window, self.window.theme, self.window.settings)
        page.setParent(self.window)
        page.shown()
        self.settle()
        return page


Template = tuple[Path, vault.JournalKey]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An empty journal and its key: the slow way in is gone once."""
    folder = tmp_path_factory.mktemp("template") / "journal"
    made, _code = vault.create(folder, "correct horse battery", name="J", cost=keyfile.CHEAP)
    made.close()
    return folder, vault.derive(folder, "correct horse battery")


def furnished(
    folder: Path, template: Path, key: vault.JournalKey, settings: Settings
) -> Iterator[Room]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font, sheet = app.font(), app.styleSheet()
    opened: list[OpenVault] = []

    def make() -> OpenVault:
        opened.append(vault.open_with(shutil.copytree(template, folder / "journal"), key))
        return opened[0]

    worker = InlineWorker(make)
    worker.opened.result()
    theme = themes.apply(app, settings)
    bridge = Bridge(worker)
    window = MainWindow(bridge, theme, settings)
    page = TodayPage(bridge, window, theme, settings)
    window.add_page("today", "Today", "today", page)
    room = Room(opened[0], bridge, window, page, folder)
    window.show()
    room.settle()
    try:
        yield room
    finally:
        window.hide()
        room.settle()
        for owner in (window, bridge, theme):
            owner.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.setFont(font)
        app.setStyleSheet(sheet)
        worker.close()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, template: Template) -> Iterator[Room]:
    yield from furnished(tmp_path, *template, Settings(theme="light", language="en"))


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path, template: Template) -> Iterator[Room]:
    yield from furnished(
        tmp_path, *template, Settings(theme="light", language="en", text_percent=200)
    )


def photo_file(folder: Path, name: str = "heron.jpg") -> Path:
    exif = Image.Exif()
    exif[0x010F] = "Kanarienvogel"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 31.0, 12.3)
    path = folder / name
    Image.radial_gradient("L").resize((320, 200)).convert("RGB").save(path, "JPEG", exif=exif)
    return path


# marking ------------------------------------------------------------------------------------


def test_a_mood_without_a_word_takes_one_click(room: Room) -> None:
    QTest.mouseClick(room.editor.moods.buttons[1], Qt.MouseButton.LeftButton)
    room.settle()
    entry = room.only()
    assert entry.mood == 2
    assert entry.text is None
    assert room.editor.status.text().startswith("saved · ")


def test_a_second_click_clears_and_deletes_nothing(room: Room) -> None:
    step = room.editor.moods.buttons[3]
    QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    room.settle()
    QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.editor.moods.mood is None
    assert room.only().mood == 4
    assert room.editor.empty_bar.isVisible()


def test_everything_one_can_note_is_kept(room: Room) -> None:
    editor = room.editor
    editor.title.setFocus()
    QTest.keyClicks(editor.title, "By the river")
    editor.moods.choose(4)
    editor.set_feelings((Emotion("hopeful", 2), Emotion("wobbly", None)))
    editor.factors.set_factors({"people": "Ana", "sleep_hours": 6.5, "coffee": 2})
    QTest.keyClicks(editor.tags.line, "river, #walk,")
    QTest.keyClicks(editor.tags.line, "RIVER")
    QTest.keyClick(editor.tags.line, Qt.Key.Key_Return)
    editor.set_starred(True)
    editor.set_kept_out(True)
    moment = datetime(2025, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    editor.set_moment(moment, "Asia/Tokyo")
    room.type("It helped.")
    room.page.flush()
    entry = room.only()
    assert entry.title == "By the river"
    assert entry.mood == 4
    assert entry.emotions == (Emotion("hopeful", 2), Emotion("wobbly", None))
    assert dict(entry.factors) == {"people": "Ana", "sleep_hours": 6.5, "coffee": 2}
    assert entry.tags == ("river", "walk")
    assert entry.starred
    assert entry.keep_out_of_on_this_day
    assert entry.written_at == moment
    assert entry.written_at.utcoffset() == timedelta(hours=9)
    assert entry.zone == "Asia/Tokyo"
    assert entry.text == "It helped."


def test_several_entries_a_day(room: Room) -> None:
    room.type("first")
    room.page.begin()
    room.type("second")
    room.page.flush()
    room.settle()
    assert {entry.text for entry in room.stored()} == {"first", "second"}
    room.page.go_to(next(e.id for e in room.stored() if e.text == "first"))
    room.settle()
    assert room.editor.pad.source() == "first"


# exactly as typed ---------------------------------------------------------------------------


@pytest.mark.requirement("R32")
def test_the_text_is_kept_exactly(room: Room) -> None:
    text = "  A poem,\u00a0\n\n\nbroken  here \nand — <u>so</u> #tag * _x_ é漢😀 שלום\t.\n\n"
    room.editor.pad.setPlainText(text)
    room.page.flush()
    assert room.only().text == text
    again = room.fresh_page()
    assert again.editor.pad.source() == text


def test_typing_in_any_script(room: Room) -> None:
    room.type("Grüße 😀 שלום!")
    room.page.flush()
    assert room.only().text == "Grüße 😀 שלום!"


def test_looking_at_an_entry_changes_nothing(room: Room) -> None:
    now = datetime(2024, 5, 6, 7, 8, 9, 123, tzinfo=UTC)
    entry = Entry(
        EntryId(new_id()),
        now,
        now,
        text="one\r\ntwo\u2028three\r\n",
        emotions=tuple(Emotion(f"own {n}", n % 5 + 1) for n in range(8)),
        factors={"people": 3, "sleep_hours": "long", "pain": True, "x": 0.5, "y": ""},
        tags=("A", "b c"),
    )
    room.vault.journal.put(entry)
    before = room.vault.journal.entry(entry.id)
    room.editor.show_entry(before)
    room.page.flush()
    assert room.vault.journal.history(entry.id) == ()
    room.editor.set_starred(True)
    room.page.flush()
    after = room.vault.journal.entry(entry.id)
    assert replace(after, starred=False, modified_at=before.modified_at) == before


# saved by itself ------------------------------------------------------------------------------


@pytest.mark.requirement("R32")
def test_typing_without_a_pause_is_saved_meanwhile(room: Room) -> None:
    assert autosave.FORCED_MS < 2_000
    for _ in range(2_000):
        QTest.keyClick(room.editor.pad, Qt.Key.Key_A, delay=5)
        if room.stored():
            break
    # The last key came before the pause that would have saved by itself.
    assert room.only().text
    assert (room.only().text or "?") in room.editor.pad.source()


@pytest.mark.requirement("R32")
def test_undo_survives_saving(room: Room) -> None:
    pad = room.editor.pad
    room.type("one")
    room.page.flush()
    pad.moveCursor(QTextCursor.MoveOperation.Start)
    room.type("two ")
    room.page.flush()
    room.settle()
    assert pad.source() == "two one"
    pad.undo()
    assert pad.source() == "one"
    pad.undo()
    assert pad.source() == ""
    pad.redo()
    pad.redo()
    room.page.flush()
    assert room.only().text == "two one"


@pytest.mark.requirement("R32")
def test_undone_to_where_it_began_is_saved_as_that(room: Room) -> None:
    room.type("one")
    room.page.flush()
    id = room.only().id
    room.page.begin()
    room.page.go_to(id)
    room.settle()
    room.type(" two")
    room.page.flush()
    assert room.only().text == "one two"
    while room.editor.pad.document().isUndoAvailable():
        room.editor.pad.undo()
    room.page.flush()
    assert room.only().text == "one"
    room.editor.pad.setPlainText("three")
    room.page.flush()
    assert room.only().text == "three"


def test_one_sitting_is_one_version(room: Room) -> None:
    for word in ("a", "b", "c"):
        room.type(word)
        room.page.flush()
    assert room.vault.journal.history(room.only().id) == ()
    id = room.only().id
    room.page.begin()
    room.page.go_to(id)
    room.settle()
    room.type("d")
    room.page.flush()
    assert [v.entry.text for v in room.vault.journal.history(id)] == ["abc"]


@pytest.mark.requirement("R32")
def test_what_was_left_open_comes_back_with_the_cursor(room: Room) -> None:
    room.type("Half a sentence 😀 and")
    cursor = room.editor.pad.textCursor()
    cursor.setPosition(18)
    room.editor.pad.setTextCursor(cursor)
    room.editor.set_starred(True)
    room.page.flush()
    again = room.fresh_page()
    assert again.editor.pad.source() == "Half a sentence 😀 and"
    assert again.editor.pad.textCursor().position() == 18
    again.begin()
    room.settle()
    assert room.fresh_page().editor.entry is None


def test_a_cursor_that_moved_after_saving_comes_back_as_well(room: Room) -> None:
    room.type("one line and another")
    room.page.flush()
    before = room.only()
    cursor = room.editor.pad.textCursor()
    cursor.setPosition(4)
    room.editor.pad.setTextCursor(cursor)
    room.page.flush()
    assert room.fresh_page().editor.pad.textCursor().position() == 4
    assert room.only() == before


def test_feelings_left_with_escape_can_still_be_had(room: Room) -> None:
    offered: list[Callable[[], object]] = []
    room.editor.undo_offered.connect(lambda _text, undo: offered.append(undo))
    room.editor.choose_feelings()
    picker = room.editor.window().findChild(FeelingsPicker)
    assert picker is not None
    picker.set_emotions((Emotion("hopeful", 4),))
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert not room.editor.feelings.emotions
    offered[0]()
    assert room.editor.feelings.emotions == (Emotion("hopeful", 4),)


def test_an_empty_entry_is_never_stored(room: Room) -> None:
    room.type("  \n ")
    room.editor.set_starred(True)
    room.page.flush()
    assert room.stored() == ()
    assert not room.page.unsaved


def test_clearing_is_not_deleting(room: Room) -> None:
    room.type("dear")
    room.page.flush()
    room.editor.pad.selectAll()
    room.editor.pad.cut()
    room.page.flush()
    assert room.only().text == "dear"
    assert room.editor.empty_bar.isVisible()
    room.editor.bring_back()
    assert room.editor.pad.source() == "dear"
    assert room.editor.empty_bar.isHidden()


def test_trash_and_back(room: Room) -> None:
    room.type("to go")
    room.page.flush()
    id = room.only().id
    room.editor.trash()
    room.settle()
    assert room.stored() == ()
    assert room.editor.pad.source() == ""
    assert room.window.undo_bar.offered
    room.window.undo_bar.undo()
    room.settle()
    assert room.only().id == id
    assert room.editor.pad.source() == "to go"


@pytest.mark.requirement("R3")
@pytest.mark.requirement("R4")
def test_a_save_that_fails_keeps_the_text_and_tells(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.type("precious")
    whole = OpenVault.put

    def fails(*_a: object, **_k: object) -> Changes:
        raise StorageFailed(path="x", code=5)

    monkeypatch.setattr(OpenVault, "put", fails)
    room.editor.save_now()
    room.settle()
    assert room.page.unsaved
    assert room.editor.pad.source() == "precious"
    assert "not saved" in room.editor.status.text()
    assert room.window.troubles() == ("saving",)
    with pytest.raises(StorageFailed):
        room.page.flush()
    assert not room.window.flush_pages()
    monkeypatch.setattr(OpenVault, "put", whole)
    room.page.flush()
    assert room.only().text == "precious"
    assert room.window.troubles() == ()


@pytest.mark.requirement("R3")
def test_a_full_disk_is_told_although_the_reserve_saved_the_text(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = OpenVault.put

    def barely(self: OpenVault, entry: Entry, **more: object) -> Changes:
        whole(self, entry, **more)  # type: ignore[arg-type]
        raise StorageFull(path="x", saved=True, entry=entry.id)

    monkeypatch.setattr(OpenVault, "put", barely)
    room.type("precious")
    room.editor.save_now()
    room.settle()
    assert room.only().text == "precious"
    assert not room.page.unsaved
    assert "saving" in room.window.troubles()


def test_a_failed_save_outlives_going_to_another_entry(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.type("first")
    whole = OpenVault.put

    def fails(*_a: object, **_k: object) -> Changes:
        raise StorageFailed(path="x", code=5)

    monkeypatch.setattr(OpenVault, "put", fails)
    room.page.begin()
    room.settle()
    assert room.page.unsaved
    monkeypatch.setattr(OpenVault, "put", whole)
    room.type("second")
    room.page.flush()
    assert {entry.text for entry in room.stored()} == {"first", "second"}
    assert not room.page.unsaved


def test_a_change_from_elsewhere_is_shown_unless_one_is_writing(room: Room) -> None:
    room.type("mine")
    room.page.flush()
    entry = room.only()
    theirs = replace(entry, text="theirs")
    room.bridge.write(room.window, lambda v: v.journal.put(theirs))
    room.settle()
    assert room.editor.pad.source() == "theirs"
    room.type("!")
    room.bridge.write(room.window, lambda v: v.journal.put(entry))
    room.settle()
    assert room.editor.pad.source() == "thei!rs"


# photos and files -----------------------------------------------------------------------------


@pytest.mark.requirement("R30")
def test_a_photo_loses_its_place_on_the_way_in(room: Room, tmp_path: Path) -> None:
    path = photo_file(tmp_path)
    room.editor.attach([path])
    room.editor.attach([path])
    room.settle()
    entry = room.only()
    assert [a.name for a in entry.attachments] == ["heron.jpg", "heron 2.jpg"]
    data = b"".join(room.vault.journal.read_attachment(entry.attachments[0].sha256))
    assert b"Kanarienvogel" in path.read_bytes()
    assert b"Kanarienvogel" not in data
    assert len(room.editor.strip.cards) == 2
    room.editor.strip.cards[0].removed.emit("heron.jpg")
    room.page.flush()
    assert [a.name for a in room.only().attachments] == ["heron 2.jpg"]
    room.window.undo_bar.undo()
    room.page.flush()
    assert {a.name for a in room.only().attachments} == {"heron.jpg", "heron 2.jpg"}


def test_a_photo_is_left_alone_where_that_is_wished(room: Room, tmp_path: Path) -> None:
    path = photo_file(tmp_path)
    room.window.change_settings(remove_photo_metadata=False)
    room.editor.attach([path])
    room.settle()
    (kept,) = room.only().attachments
    assert b"".join(room.vault.journal.read_attachment(kept.sha256)) == path.read_bytes()


def test_a_file_comes_in_and_goes_out_byte_by_byte(room: Room, tmp_path: Path) -> None:
    from reflect.ui.attachments import copy_out

    path = tmp_path / "notes.bin"
    path.write_bytes(bytes(range(256)) * 5_000)
    room.editor.attach([path])
    room.settle()
    (kept,) = room.only().attachments
    assert kept.size == path.stat().st_size
    out = tmp_path / "copy.bin"
    copy_out(kept, out, room.vault)
    assert out.read_bytes() == path.read_bytes()
    assert out.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_attached_is_told(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.editor.attach([tmp_path])
    assert room.window.troubles()
    room.editor.attach([tmp_path / "gone.txt"])
    room.settle()
    assert "saving" in room.window.troubles()
    monkeypatch.setattr("reflect.ui.attachments.LARGEST", 10)
    room.editor.attach([photo_file(tmp_path)])
    room.settle()
    assert room.stored() == ()


def test_a_damaged_photo_is_kept_and_warned_about(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "cut.jpg"
    path.write_bytes(photo_file(tmp_path).read_bytes()[:200])
    room.editor.attach([path])
    room.settle()
    (kept,) = room.only().attachments
    assert b"".join(room.vault.journal.read_attachment(kept.sha256)) == path.read_bytes()
    assert any("photo" in key for key in room.window.troubles())


def test_a_long_file_lets_the_text_go_first(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "long.bin"
    path.write_bytes(bytes(3_000_000))
    seen: list[str | None] = []

    def between(opened: OpenVault) -> None:
        room.editor._autosave.hurry(opened)
        seen.append(opened.journal.entries()[0].text if opened.journal.count() else None)

    from reflect.ui import attachments
    from reflect.worker import Stop

    room.type("meanwhile")
    (put,) = room.editor._autosave._due()
    attachments.attach(
        path,
        "long.bin",
        clean=True,
        stop=Stop(),
        progress=lambda _done, _total: None,
        between=between,
        vault=room.vault,
    )
    assert seen[0] == "meanwhile"
    assert put(room.vault).entries


# pasting -----------------------------------------------------------------------------------------


def test_pasting_is_plain_and_marks_come_when_asked(room: Room) -> None:
    pad = room.editor.pad
    data = QMimeData()
    data.setText("bold\u00a0word")
    data.setHtml("<b>bold</b> word<script>x</script>")
    pad.insertFromMimeData(data)
    assert pad.source() == "bold\u00a0word"
    pad.clear()
    pad.paste_marks(data)
    assert pad.source() == "**bold** word"


def test_a_pasted_picture_is_attached(room: Room) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    data = QMimeData()
    data.setImageData(picture)
    room.editor.pad.insertFromMimeData(data)
    room.settle()
    room.page.flush()
    entry = room.only()
    assert [a.type for a in entry.attachments] == ["image/png"]
    assert entry.text == "![](reflect-img:pasted%20picture.png)\n"
    stored = b"".join(room.vault.journal.read_attachment(entry.attachments[0].sha256))
    with Image.open(io.BytesIO(stored)) as image:
        assert image.size == (40, 30)


def test_a_dropped_photo_stands_in_the_text(room: Room, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo_file(tmp_path, "a b.jpg")))])
    assert room.editor.pad.canInsertFromMimeData(data)
    room.editor.pad.insertFromMimeData(data)
    room.settle()
    room.page.flush()
    assert room.only().text == "![](reflect-img:a%20b.jpg)\n"


# preview -----------------------------------------------------------------------------------------


@pytest.mark.requirement("R30")
def test_the_preview_asks_for_nothing_but_the_journals_pictures(room: Room, tmp_path: Path) -> None:
    room.editor.attach([photo_file(tmp_path)], into_text=True)
    room.settle()
    hostile = (
        "![x](http://127.0.0.1:9/x.png) ![x](file:///etc/passwd) ![x](//host/share/x.png)\n"
        "![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=) <img src='file:///etc/passwd'>\n"
        "<link rel=stylesheet href='http://127.0.0.1:9/x.css'> ![x](reflect-img:unknown.png)\n"
    )
    room.editor.pad.appendPlainText(hostile)
    room.editor.set_preview(True)
    room.settle()
    viewer = room.editor.viewer
    assert viewer.asked_for
    assert all(address.startswith("reflect-img:") for address in viewer.asked_for)
    assert "reflect-img:heron.jpg" in viewer.asked_for
    # Even a document that was not cleaned gets nothing from anywhere else.
    viewer.show_html(
        "<img src='file:///etc/passwd'><img src='http://127.0.0.1:9/x.png'>"
        "<style>@import url(file:///etc/passwd);</style><img src='data:image/svg+xml,<svg/>'>"
    )
    room.settle()
    assert viewer.loadResource(3, QUrl("file:///etc/passwd")) is None
    assert viewer.loadResource(3, QUrl("reflect-img:heron.jpg")) is None


def test_a_link_opens_nothing_by_itself(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    room.editor.viewer.link_asked.disconnect(room.editor.sheets._on_link)
    room.editor.viewer.link_asked.connect(asked.append)
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    room.editor.viewer._on_anchor(QUrl("https://example.org/a%20b"))
    assert asked == ["https://example.org/a%20b"]
    assert opened == []
    assert not room.editor.viewer.openLinks()
    assert not room.editor.viewer.openExternalLinks()


def test_a_long_text_is_rendered_away_from_the_window(room: Room) -> None:
    room.editor.pad.setPlainText("# Long\n\n" + "word *stress* \n" * 3_000)
    assert len(room.editor.pad.source()) > render.SMALL
    room.editor.set_preview(True)
    room.settle()
    assert room.editor.viewer.toPlainText().startswith("Long")


# versions and templates -----------------------------------------------------------------------


def test_an_earlier_version_comes_back(room: Room) -> None:
    from reflect.ui.history import HistoryDialog

    room.type("first words")
    room.page.flush()
    id = room.only().id
    room.page.begin()
    room.page.go_to(id)
    room.settle()
    room.type(" and more")
    room.page.flush()
    dialog = HistoryDialog(
        room.bridge, room.window.theme, room.vault.journal.entry(id), room.window
    )
    dialog.restored.connect(room.editor._on_restored)
    room.settle()
    assert dialog.list.count() == 1
    room.settle()
    assert "first words" in dialog.view.toPlainText()
    dialog.back.click()
    room.settle()
    assert room.only().text == "first words"
    assert room.editor.pad.source() == "first words"


def test_templates_go_in_and_own_ones_are_kept(room: Room) -> None:
    menu = room.editor.templates
    menu.chosen.emit(menu.templates[0].text)
    assert room.editor.pad.source() == menu.templates[0].text
    menu.keep("## My own\n\n", "Mine")
    room.settle()
    assert menu.templates[0].name == "Mine"
    menu._on_remove(menu.templates[0])
    room.settle()
    assert all(t.shipped for t in menu.templates)
    room.window.undo_bar.undo()
    room.settle()
    assert menu.templates[0].name == "Mine"


# everyone ----------------------------------------------------------------------------------


def test_a_journal_that_can_only_be_read_changes_nothing(room: Room) -> None:
    room.type("old")
    room.page.flush()
    room.editor.set_read_only(True)
    room.type("x")
    QTest.mouseClick(room.editor.moods.buttons[0], Qt.MouseButton.LeftButton)
    assert room.editor.pad.source() == "old"
    assert not room.page.unsaved


@pytest.mark.requirement("R34")
def test_every_control_has_a_name(room: Room, tmp_path: Path) -> None:
    from PySide6.QtGui import QAccessible

    room.editor.moods.choose(3)
    room.editor.set_feelings((Emotion("calm", 3), Emotion(NO_WORD)))
    room.editor.tags.line.setText("a,")
    room.editor.tags.take()
    room.editor.attach([photo_file(tmp_path)])
    room.editor.context.head.setChecked(True)
    room.editor.factors._on_add()
    room.settle()
    for widget in room.page.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        name = interface.text(QAccessible.Text.Name)
        inner = isinstance(widget, QLineEdit) and widget.objectName().startswith("qt_")
        assert name or inner, widget


def test_nothing_is_cut_at_200_percent(large: Room) -> None:
    large.window.resize(1024, 700)
    large.editor.moods.choose(3)
    large.editor.set_feelings((Emotion("overwhelmed", 3), Emotion("misunderstood", 2)))
    large.settle()
    for part in large.page.findChildren(QAbstractButton):
        if part.isVisible() and part.text():
            assert part.width() >= part.minimumSizeHint().width() - 1, part.text()
            assert part.height() >= part.sizeHint().height() - 1, part.text()
    assert large.page.width() <= large.window.width()


def test_the_editor_is_forgotten_with_its_window(room: Room) -> None:
    editor = EntryEditor(room.bridge, room.window.theme, room.window.settings, room.window)
    editor.pad.setPlainText("x")
    editor.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.settle()


def test_marks_by_shortcut(room: Room) -> None:
    pad = room.editor.pad
    room.type("word")
    pad.selectAll()
    pad.wrap("**")
    assert pad.source() == "**word**"
    pad.wrap("**")
    assert pad.source() == "word"
    pad.prefix("- ")
    assert pad.source() == "- word"
    pad.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert pad.source() == "- word\n- "
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert pad.source() == "- word\n"
    pad.setPlainText("a\nb")
    pad.selectAll()
    pad.prefix("1. ")
    assert pad.source() == "1. a\n2. b"
    pad.prefix("1. ")
    assert pad.source() == "a\nb"
    for expected in ("# a", "## a", "### a", "a"):
        cursor = pad.textCursor()
        cursor.setPosition(0)
        pad.setTextCursor(cursor)
        pad.heading()
        assert pad.source() == f"{expected}\nb"
    pad.undo()
    assert pad.source() == "### a\nb"


def test_the_actions_have_shortcuts_of_their_own(room: Room) -> None:
    used: dict[str, str] = {}
    for action in room.page.actions():
        keys = action.shortcut().toString()
        if keys:
            assert keys not in used, (keys, action.text(), used[keys])
            used[keys] = action.text()
    assert "Ctrl+B" in used
    assert "Ctrl+Shift+P" in used


def test_tab_leaves_the_text(room: Room) -> None:
    room.editor.pad.setFocus()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(room.editor.pad, event)
    assert "\t" not in room.editor.pad.source()

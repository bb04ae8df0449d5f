"""The list of entries: complete, in order, by keyboard, and where it was after every change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reflect.model import Changes, Emotion, Entry
from reflect.settings import Settings
from reflect.ui.journal_page import JournalPage
from reflect.ui.moment import now_here
from reflect.ui.timeline_model import CHUNK, EVERYTHING, Scope
from reflect.ui.timeline_trash import empty_what_is_old
from tests.ui.journal_room import MORNING, JournalRoom, entry, journal_room

NEWEST_FIRST = ["Bread and rain", "The heron", "Half a day off", "Letter", "Sea"]


def few() -> list[Entry]:
    return [
        entry(0, "Made lentil soup.", title="Bread and rain", mood=4, tags=("home",)),
        entry(0.2, "It stood in the canal.", title="The heron", mood=2, starred=True),
        entry(1, "An ordinary day.", title="Half a day off", mood=3, tags=("home", "two words")),
        entry(40, "She wrote back.", title="Letter", mood=1),
        entry(365, "Cold and loud.", title="Sea", mood=5),
    ]


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path, few()) as room:
        yield room


@pytest.fixture
def make_room(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., JournalRoom]]:
    opened = []

    def make(entries: list[Entry], settings: Settings | None = None) -> JournalRoom:
        context = journal_room(tmp_path, entries, settings)
        opened.append(context)
        return context.__enter__()

    yield make
    for context in opened:
        context.__exit__(None, None, None)


def press(room: JournalRoom, key: Qt.Key, widget: QWidget | None = None) -> None:
    QTest.keyClick(widget or room.page.list, key)
    room.settle()


def answer(monkeypatch: pytest.MonkeyPatch, verb: str) -> list[str]:
    """Questions are answered by the button that says `verb`; what was asked is written down."""
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box.text())
        button = next(b for b in box.buttons() if b.text().replace("&", "") == verb)
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


# the list ----------------------------------------------------------------


def test_everything_stands_there_newest_first(room: JournalRoom) -> None:
    page = room.show()
    assert room.titles() == NEWEST_FIRST
    assert page.filters.said.text() == "5 entries"
    assert page.filters.month.text() == "November 2026"


def test_a_day_is_named_once_and_a_month_at_its_first_row(room: JournalRoom) -> None:
    model = room.show().model
    assert [model.begins_day(place) for place in range(5)] == [True, False, True, True, True]
    assert [model.begins_month(place) for place in range(5)] == [True, False, False, True, True]


def test_a_row_says_all_of_itself(room: JournalRoom) -> None:
    model = room.show().model
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    for part in ("20 November 2026", "03:12", "mood: low", "The heron", "canal", "starred"):
        assert part in said


def test_many_rows_come_in_chunks_and_all_of_them_in_order(
    make_room: Callable[..., JournalRoom],
) -> None:
    many = CHUNK * 3 + 7
    room = make_room([entry(n, title=f"Day {n}") for n in range(many)])
    page = room.show()
    assert page.model.count == many and page.model.complete
    assert page.model.row_at(many - 1) is None, "far rows are not read before they are wanted"
    assert room.titles() == [f"Day {n}" for n in range(many)]


def test_far_rows_are_let_go_again(make_room: Callable[..., JournalRoom], qtbot: QtBot) -> None:
    room = make_room([entry(n / 24, title=f"{n}") for n in range(CHUNK * 30)])
    model = room.show().model
    room.titles()
    assert len(model._chunks) < 30
    assert len(model._known) <= len(model._chunks) * CHUNK


def test_keys_move_and_the_entry_follows(room: JournalRoom) -> None:
    page = room.show()
    assert page.list.hasFocus()
    for key, title in (
        (Qt.Key.Key_Down, "The heron"),
        (Qt.Key.Key_End, "Sea"),
        (Qt.Key.Key_Up, "Letter"),
        (Qt.Key.Key_Home, "Bread and rain"),
    ):
        press(room, key)
        assert page.reader.entry is not None and page.reader.entry.title == title
        assert page.reader.title.text() == title


def test_enter_edits_escape_reads_and_what_was_written_is_kept(room: JournalRoom) -> None:
    page = room.show()
    press(room, Qt.Key.Key_Return)
    assert page.editing and page.editor.pad.hasFocus()
    QTest.keyClicks(page.editor.pad, "More. ")
    press(room, Qt.Key.Key_Escape, page.editor.pad)
    assert not page.editing and page.list.hasFocus()
    assert "More. Made lentil soup." in page.reader.text.toPlainText()
    (newest,) = room.journal.entries(limit=1)
    assert newest.text == "More. Made lentil soup."


def test_going_on_to_another_entry_saves_the_one_before(room: JournalRoom) -> None:
    page = room.show()
    press(room, Qt.Key.Key_Return)
    QTest.keyClicks(page.editor.pad, "More. ")
    page.list.go_to_place(2)
    room.settle()
    assert room.journal.entries(limit=1)[0].text == "More. Made lentil soup."
    assert page.reader.entry is not None and page.reader.entry.title == "Half a day off"


# what is written elsewhere ----------------------------------------------------------------


def test_a_change_elsewhere_is_shown_and_nothing_moves(
    make_room: Callable[..., JournalRoom],
) -> None:
    entries = [entry(n, title=f"Day {n}") for n in range(200)]
    room = make_room(entries)
    page = room.show()
    page.list.go_to_place(120)
    room.settle()
    bar = page.list.verticalScrollBar()
    before = bar.value()
    changed = replace(entries[121], title="Another name")
    room.bridge.write(page, lambda vault: vault.journal.put(changed))
    room.settle()
    row = page.model.row_at(121)
    assert row is not None and row.title == "Another name"
    assert bar.value() == before and page.list.currentIndex().row() == 120


def test_a_new_entry_comes_in_at_its_place(room: JournalRoom) -> None:
    page = room.show()
    page.list.go_to_place(2)
    room.settle()
    key = page.list.current_key
    room.bridge.write(page, lambda vault: vault.journal.put(entry(0.1, title="Between")))
    room.settle()
    assert room.titles()[:3] == ["Bread and rain", "Between", "The heron"]
    assert page.list.current_key == key


def test_another_time_moves_an_entry(room: JournalRoom) -> None:
    page = room.show()
    moved = replace(room.journal.entries(limit=1)[0], written_at=MORNING - timedelta(days=50))
    room.bridge.write(page, lambda vault: vault.journal.put(moved))
    room.settle()
    assert room.titles() == [
        "The heron", "Half a day off", "Letter", "Bread and rain", "Sea",
    ]  # fmt: skip


def test_much_at_once_keeps_the_place(make_room: Callable[..., JournalRoom]) -> None:
    room = make_room([entry(n, title=f"Day {n}") for n in range(300)])
    page = room.show()
    page.list.go_to_place(150)
    room.settle()
    key = page.list.current_key
    room.put(entry(n + 0.5, title=f"Other {n}") for n in range(200))
    room.bridge.changed.emit(Changes(everything=True), None)
    room.settle()
    assert page.model.count == 500
    assert page.list.current_key == key and page.list.currentIndex().row() == 300
    assert page.list.visualRect(page.list.currentIndex()).intersects(page.list.viewport().rect())


# filters ----------------------------------------------------------------


def test_chips_are_operators_and_words_join_them(room: JournalRoom) -> None:
    page = room.show()
    page.filters.tag._on_triggered(page.filters.tag._group.actions()[1])
    room.settle()
    assert page.model.scope.query == "tag:home"
    assert room.titles() == ["Bread and rain", "Half a day off"]
    QTest.keyClicks(page.filters.line, "ordin")
    room.settle()
    assert room.titles() == ["Half a day off"]
    assert page.filters.said.text() == "1 entry"
    page.filters.clear.click()
    room.settle()
    assert page.model.scope == EVERYTHING and room.titles() == NEWEST_FIRST


@pytest.mark.parametrize(
    ("chip", "choice", "titles"),
    [
        ("mood", "low", ["The heron"]),
        ("mood", "heavy or low", ["The heron", "Letter"]),
        ("tag", "two words", ["Half a day off"]),
        ("time", "2025", ["Sea"]),
    ],
)
def test_each_menu_filters(room: JournalRoom, chip: str, choice: str, titles: list[str]) -> None:
    page = room.show()
    menu = getattr(page.filters, chip).menu_of
    next(action for action in menu.actions() if action.text() == choice).trigger()
    room.settle()
    assert room.titles() == titles
    assert getattr(page.filters, chip).text() == choice


def test_starred_is_a_switch(room: JournalRoom) -> None:
    page = room.show()
    page.filters.starred.click()
    room.settle()
    assert room.titles() == ["The heron"]
    page.filters.starred.click()
    room.settle()
    assert room.titles() == NEWEST_FIRST


def test_nothing_fits_is_said_with_the_way_back(room: JournalRoom) -> None:
    page = room.show()
    QTest.keyClicks(page.filters.line, "zzz")
    room.settle()
    assert page.place.currentWidget() is page.empty
    assert page.empty_line.text() == "No entry fits this filter."
    page.empty_action.click()
    room.settle()
    assert room.titles() == NEWEST_FIRST


def test_an_empty_journal_offers_the_first_entry(make_room: Callable[..., JournalRoom]) -> None:
    room = make_room([])
    page = room.show()
    assert page.place.currentWidget() is page.empty
    page.empty_action.click()
    room.settle()
    assert room.window.current_page == "today"


def test_ctrl_f_filters_and_escape_gives_everything_back(room: JournalRoom) -> None:
    page = room.show()
    QTest.keyClick(room.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.line.hasFocus()
    QTest.keyClicks(page.filters.line, "heron")
    press(room, Qt.Key.Key_Down, page.filters.line)
    assert page.list.hasFocus()
    page.filters.line.setFocus()
    press(room, Qt.Key.Key_Escape, page.filters.line)
    assert room.titles() == NEWEST_FIRST


# on this day ----------------------------------------------------------------


def test_on_this_day_shows_earlier_years_and_leaves_out_what_is_kept_out(
    make_room: Callable[..., JournalRoom],
) -> None:
    now = now_here()[0]
    try:
        before = [now.replace(year=now.year - years) for years in (1, 2, 3)]
    except ValueError:
        pytest.skip("the 29th of February")
    room = make_room(
        [
            entry(written_at=before[0], title="One year ago"),
            entry(written_at=before[1], title="Not this", keep_out_of_on_this_day=True),
            entry(written_at=before[2], title="Three years ago"),
            entry(written_at=now - timedelta(days=9), title="Lately"),
        ]
    )
    page = room.page
    page.do_this_day.trigger()
    room.settle()
    assert room.window.current_page == "journal"
    assert room.titles() == ["One year ago", "Three years ago"]
    page.list.go_to_place(0)
    room.settle()
    page.editor.commands.kept_out.trigger()
    page.editor.save_now()
    room.settle()
    assert room.titles() == ["Three years ago"]


# trash ----------------------------------------------------------------


def test_delete_moves_to_the_trash_and_undo_brings_back(room: JournalRoom) -> None:
    page = room.show()
    press(room, Qt.Key.Key_Down)
    press(room, Qt.Key.Key_Delete)
    assert room.titles() == ["Bread and rain", "Half a day off", "Letter", "Sea"]
    assert room.window.undo_bar.offered == "Moved to the trash"
    assert page.reader.entry is not None and page.reader.entry.title != "The heron"
    room.window.undo_bar.undo()
    room.settle()
    assert room.titles() == NEWEST_FIRST


@pytest.mark.requirement("R33")
@pytest.mark.parametrize(("verb", "left"), [("Keep them", 5), ("Move to the trash", 2)])
def test_many_at_once_are_asked_about(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch, verb: str, left: int
) -> None:
    asked = answer(monkeypatch, verb)
    page = room.show()
    for _ in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(room, Qt.Key.Key_Delete)
    assert asked == ["Move 3 of 5 entries to the trash?"]
    assert room.journal.count() == left == page.model.count


def test_the_trash_shows_restores_and_empties_after_a_question(
    room: JournalRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room.show()
    press(room, Qt.Key.Key_Delete)
    press(room, Qt.Key.Key_Delete)
    page.do_trash.trigger()
    room.settle()
    trash = page._trash
    assert trash is not None and trash.list.count() == 2 and trash.list.hasFocus()
    assert "30 days" in trash.line.text()
    press(room, Qt.Key.Key_Return, trash.list)
    assert room.journal.count() == 4 and trash.list.count() == 1
    answer(monkeypatch, "Keep it")
    trash.empty.click()
    room.settle()
    assert len(room.journal.entries(trashed=True)) == 1
    answer(monkeypatch, "Empty the trash")
    trash.empty.click()
    room.settle()
    assert not room.journal.entries(trashed=True) and "empty" in trash.line.text()
    press(room, Qt.Key.Key_Escape, trash)
    assert page.rooms.currentWidget() is page.split and page.list.hasFocus()


@pytest.mark.requirement("R33")
def test_what_is_older_than_thirty_days_leaves_the_trash_by_itself(room: JournalRoom) -> None:
    now = datetime.now(UTC)
    room.put(
        [
            entry(100, title="Old", deleted_at=now - timedelta(days=31)),
            entry(100.5, title="Young", deleted_at=now - timedelta(days=29)),
        ]
    )
    empty_what_is_old(room.vault)
    assert [e.title for e in room.journal.entries(trashed=True)] == ["Young"]


# look, room and names ----------------------------------------------------------------


def test_in_a_narrow_window_the_entry_is_a_page_of_its_own(room: JournalRoom) -> None:
    page = room.show()
    room.window.resize(700, 600)
    room.settle()
    assert page.left.isVisible() and not page.right.isVisible()
    press(room, Qt.Key.Key_Return)
    assert page.right.isVisible() and not page.left.isVisible()
    assert page.back.isVisible()
    page.back.click()
    assert page.left.isVisible() and page.list.hasFocus()
    room.window.resize(1120, 760)
    room.settle()
    assert page.left.isVisible() and page.right.isVisible() and not page.back.isVisible()


@pytest.mark.requirement("R34")
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_nothing_is_cut(make_room: Callable[..., JournalRoom], percent: int) -> None:
    room = make_room(few(), Settings(theme="light", language="en", text_percent=percent))
    room.window.resize(1024, 700)
    page = room.show()
    for show in (page.show_list, page.show_calendar, page.show_trash):
        show()
        room.settle()
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.height() >= button.minimumSizeHint().height() - 1, button.text()
                assert button.width() >= button.minimumSizeHint().width() - 1, button.text()
        assert page.width() <= room.window.width()
    page.show_list()
    metrics = page.list.painter._fm_text
    assert page.list.rowHeight(0) >= 3 * metrics.height()


@pytest.mark.requirement("R34")
def test_every_control_has_a_name(room: JournalRoom) -> None:
    page = room.show()
    page.show_calendar()
    page.show_trash()
    room.settle()
    for kind in (QAbstractButton, QLineEdit):
        for control in page.findChildren(kind):
            if control.objectName().startswith("qt_") or isinstance(control.parent(), QLineEdit):
                continue
            words = control.accessibleName() or getattr(control, "text", str)()
            assert words.strip(), control


def test_the_commands_of_an_entry_rest_where_there_is_none(
    make_room: Callable[..., JournalRoom],
) -> None:
    room = make_room([])
    page = room.show()
    assert not page.editor.commands.trash.isVisible()
    QTest.keyClick(room.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert room.journal.count() == 0


def test_feelings_and_tags_are_read_as_words(make_room: Callable[..., JournalRoom]) -> None:
    room = make_room([entry(0, mood=2, emotions=(Emotion("own word", 3),), tags=("home",))])
    page = room.show()
    said = {label.text() for label in page.reader.findChildren(QLabel)}
    assert {"low", "own word", "#home"} <= said


def test_a_page_that_goes_leaves_nothing_behind(room: JournalRoom) -> None:
    other = JournalPage(room.bridge, room.window, room.window.theme, room.window.settings)
    other.model.show_scope(Scope("heron"))
    other.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.bridge.changed.emit(Changes(everything=True), None)
    room.settle()
    assert QApplication.instance() is not None

"""The parts of an entry by themselves: moods, dots, words, tags, factors, marks, differences."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reflect import content
from reflect.model import NO_WORD, Emotion
from reflect.settings import Settings
from reflect.ui import theme as themes
from reflect.ui.factors import FactorsForm, shown, value_of
from reflect.ui.feelings import FeelingsPicker
from reflect.ui.flow import FlowLayout
from reflect.ui.history import difference
from reflect.ui.moment import MomentDialog
from reflect.ui.moods import Dots, EmotionChips, MoodRow
from reflect.ui.writing import LINE_HEIGHT, WritingPad


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[themes.Theme]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font, sheet = app.font(), app.styleSheet()
    made = themes.apply(app, Settings(theme="light", language="en"))
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.setFont(font)
    app.setStyleSheet(sheet)


def bring_up(widget: QWidget) -> None:
    """Show it as the active window, which is what the focus belongs to."""
    widget.show()
    widget.activateWindow()
    QCoreApplication.processEvents()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_moods_by_keyboard(qtbot: QtBot, theme: themes.Theme) -> None:
    row = MoodRow(theme)
    qtbot.addWidget(row)
    bring_up(row)
    chosen: list[object] = []
    row.chosen.connect(chosen.append)
    row.buttons[0].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(focused(), key)
    assert focused() is row.buttons[2]
    QTest.keyClick(row.buttons[2], Qt.Key.Key_Space)
    assert row.mood == 3
    QTest.keyClick(row.buttons[2], Qt.Key.Key_Return)
    assert chosen == [3, None]
    QTest.keyClick(row.buttons[2], Qt.Key.Key_End)
    assert focused() is row.buttons[4]


def test_moods_have_shape_word_and_room(qtbot: QtBot, theme: themes.Theme) -> None:
    row = MoodRow(theme, "en", {2: "grey"})
    qtbot.addWidget(row)
    bring_up(row)
    assert [step.text() for step in row.buttons] == ["heavy", "grey", "so-so", "good", "light"]
    for step in row.buttons:
        assert step.height() >= 40
        assert step.width() >= 40
        assert not step.icon().isNull()
        assert step.text() in step.accessibleName()
    assert sum(step.focusPolicy() == Qt.FocusPolicy.StrongFocus for step in row.buttons) == 1


def test_dots_by_keyboard_mouse_and_reader(qtbot: QtBot, theme: themes.Theme) -> None:
    dots = Dots(theme)
    qtbot.addWidget(dots)
    dots.show()
    for key, value in (("3", 3), ("5", 5), ("0", 0), ("1", 1)):
        QTest.keyClicks(dots, key)
        assert dots.value() == value
    QTest.keyClick(dots, Qt.Key.Key_Right)
    assert dots.value() == 2
    place = dots.rect().center()
    QTest.mouseClick(dots, Qt.MouseButton.LeftButton, pos=place)
    assert dots.value() == 3
    QTest.mouseClick(dots, Qt.MouseButton.LeftButton, pos=place)
    assert dots.value() == 0
    interface = QAccessible.queryAccessibleInterface(dots)
    assert interface.role() == QAccessible.Role.Slider


def picker(qtbot: QtBot, theme: themes.Theme, language: str = "en") -> FeelingsPicker:
    made = FeelingsPicker(theme, language, ("wobbly",))
    qtbot.addWidget(made)
    made.resize(860, 720)
    bring_up(made)
    QCoreApplication.processEvents()
    return made


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [420, 700, 1100])
def test_words_do_not_cover_one_another(
    qtbot: QtBot, theme: themes.Theme, language: str, width: int
) -> None:
    made = picker(qtbot, theme, language)
    made.resize(width, 720)
    QCoreApplication.processEvents()
    words = list(made.field.buttons.values())
    for index, word in enumerate(words):
        for other in words[index + 1 :]:
            assert not word.geometry().intersects(other.geometry()), (word.text(), other.text())
    middle = made.field.width() / 2
    for word in words:
        assert (word.geometry().center().x() > middle) == (word.feeling.valence > 0)
    highest = [w.y() for w in words if w.feeling.energy > 0]
    assert max(highest) < min(w.y() for w in words if w.feeling.energy < 0)


def test_every_word_is_reached_by_arrows(qtbot: QtBot, theme: themes.Theme) -> None:
    made = picker(qtbot, theme)
    field = made.field
    seen = {"calm"}
    waiting = ["calm"]
    while waiting:
        here = waiting.pop()
        for way in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            there = field.nearest(here, *way)
            if there is not None and there not in seen:
                seen.add(there)
                waiting.append(there)
    assert seen == set(content.feeling_by_id())


def test_words_are_chosen_by_search_arrows_and_list(qtbot: QtBot, theme: themes.Theme) -> None:
    made = picker(qtbot, theme)
    QTest.keyClicks(made.search, "hopef")
    assert "Seeing a way" in made.meaning.text()
    QTest.keyClick(made.search, Qt.Key.Key_Return)
    assert made.emotions == (Emotion("hopeful"),)
    QTest.keyClick(made.search, Qt.Key.Key_Down)
    assert focused() in made.field.buttons.values()
    assert focused() is made.field.buttons["hopeful"]
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert len(made.emotions) == 2
    made.as_list.setChecked(True)
    item = next(
        made.list.item(row)
        for row in range(made.list.count())
        if made.list.item(row).data(Qt.ItemDataRole.UserRole) == "sad"
    )
    item.setCheckState(Qt.CheckState.Checked)
    assert Emotion("sad") in made.emotions
    made.done_button.click()
    assert made.result() == 1


def test_own_words_no_word_and_never_more_than_five(qtbot: QtBot, theme: themes.Theme) -> None:
    made = picker(qtbot, theme)
    for word in ("zerzaust", "calm", "sad", "proud", "tired", "bored"):
        QTest.keyClicks(made.search, word)
        QTest.keyClick(made.search, Qt.Key.Key_Return)
    assert [e.word for e in made.emotions] == ["zerzaust", "calm", "sad", "proud", "tired"]
    assert "Five words" in made.meaning.text()
    assert not made.field.buttons["bored"].isChecked()
    QTest.mouseClick(made.no_word, Qt.MouseButton.LeftButton)
    assert made.emotions == (Emotion(NO_WORD),)
    made._on_picked("calm", True)
    assert made.emotions == (Emotion("calm"),)
    QTest.keyClicks(made.search, "cal")
    QTest.mouseClick(made.own, Qt.MouseButton.LeftButton)
    assert [e.word for e in made.emotions] == ["calm", "cal"]


def test_a_chip_goes_by_keyboard(qtbot: QtBot, theme: themes.Theme) -> None:
    chips = EmotionChips(theme)
    qtbot.addWidget(chips)
    chips.set_emotions([Emotion("calm", 2), Emotion("sad", 5)])
    bring_up(chips)
    first = chips.chips[0]
    first.dots.setFocus()
    QTest.keyClick(first.dots, Qt.Key.Key_Delete)
    assert chips.emotions == (Emotion("sad", 5),)
    assert focused() is chips.chips[0].dots


@given(
    st.dictionaries(
        st.sampled_from(["people", "sleep_hours", "pain", "movement", "coffee", "Ä b"]),
        st.one_of(
            st.booleans(),
            st.integers(-5, 40),
            st.floats(-3, 30, allow_nan=False).map(lambda x: round(x, 2)),
            st.text(alphabet="ab 1.,", max_size=6).map(str.strip),
        ),
    )
)
def test_factors_come_back_as_they_were(factors: dict[str, str | int | float | bool]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    form = FactorsForm(_look(app))
    form.set_factors(factors)
    back = form.factors
    assert back == factors
    assert {name: type(value) for name, value in back.items()} == {
        name: type(value) for name, value in factors.items()
    }
    form.deleteLater()


_LOOKS: list[themes.Theme] = []


def _look(app: QApplication) -> themes.Theme:
    if not _LOOKS:
        _LOOKS.append(themes.apply(app, Settings(theme="light")))
    return _LOOKS[0]


def test_values_are_read_as_on_the_command_line() -> None:
    assert value_of("3") == 3
    assert isinstance(value_of("3"), int)
    assert value_of("3,5") == 3.5
    assert value_of("nan") == "nan"
    assert value_of("inf") == "inf"
    assert value_of("tea") == "tea"
    assert shown(7.5) == "7.5"


def test_a_moment_keeps_its_offset_or_takes_a_zone(qtbot: QtBot, theme: themes.Theme) -> None:
    moment = datetime(2024, 7, 1, 12, 30, 15, 77, tzinfo=UTC)
    dialog = MomentDialog(theme, moment, None)
    qtbot.addWidget(dialog)
    dialog._on_keep()
    assert (dialog.moment, dialog.zone) == (moment, None)
    dialog = MomentDialog(theme, moment, "UTC")
    qtbot.addWidget(dialog)
    dialog.zones.setCurrentText("Nowhere/City")
    dialog._on_keep()
    assert not dialog.trouble.isHidden()
    dialog.zones.setCurrentText("Asia/Kolkata")
    dialog._on_keep()
    assert dialog.zone == "Asia/Kolkata"
    assert dialog.moment.isoformat() == "2024-07-01T12:30:15+05:30"


def test_lines_have_room_and_are_never_too_long(qtbot: QtBot, theme: themes.Theme) -> None:
    pad = WritingPad(theme)
    qtbot.addWidget(pad)
    pad.resize(1400, 500)
    pad.show()
    pad.set_source("word " * 200)
    QCoreApplication.processEvents()
    layout = pad.document().firstBlock().layout()
    pad.document().documentLayout().blockBoundingRect(pad.document().firstBlock())
    assert layout.lineCount() > 5
    step = layout.lineAt(2).y() - layout.lineAt(1).y()
    assert step == pytest.approx(layout.lineAt(1).height() * LINE_HEIGHT, abs=0.5)
    assert layout.lineAt(1).textLength() <= 100
    margins = pad.viewportMargins()
    assert margins.left() == margins.right() > 100


def test_right_to_left_text_stands_right(qtbot: QtBot, theme: themes.Theme) -> None:
    pad = WritingPad(theme)
    qtbot.addWidget(pad)
    pad.resize(700, 300)
    pad.show()
    pad.set_source("שלום עולם")
    QCoreApplication.processEvents()
    block = pad.document().firstBlock()
    assert block.textDirection() == Qt.LayoutDirection.RightToLeft
    pad.document().documentLayout().blockBoundingRect(block)
    line = block.layout().lineAt(0)
    assert line.naturalTextRect().left() > pad.viewport().width() / 2


def formats(pad: WritingPad, line: int) -> list[tuple[str, bool, bool]]:
    block = pad.document().findBlockByNumber(line)
    text = block.text().encode("utf-16-le")
    return [
        (
            text[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le"),
            f.format.fontWeight() > 500,
            f.format.fontItalic(),
        )
        for f in block.layout().formats()
    ]


def test_marks_are_dressed_where_they_stand(qtbot: QtBot, theme: themes.Theme) -> None:
    pad = WritingPad(theme)
    qtbot.addWidget(pad)
    pad.set_source("😀 **bold** *thin* snake_case_word\n```\n**not**\n```\n# Head\n2 * 3 * 4")
    assert ("bold", True, False) in formats(pad, 0)
    assert ("thin", False, True) in formats(pad, 0)
    assert not any("case" in text for text, _bold, _thin in formats(pad, 0))
    assert not any(bold for _text, bold, _thin in formats(pad, 2))
    assert any(bold for _text, bold, _thin in formats(pad, 4))
    assert not any(thin for _text, _bold, thin in formats(pad, 5))


@given(st.text(alphabet="*_`~[]()<>#- 1.\n|!ab😀", max_size=300))
def test_no_text_upsets_the_highlighter(text: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    pad = WritingPad(_look(app))
    pad.set_source(text)
    assert pad.source() == text
    pad.deleteLater()


@given(st.text(alphabet="ab \n<&", max_size=60), st.text(alphabet="ab \n<&", max_size=60))
def test_a_difference_shows_both_texts_whole(old: str, new: str) -> None:
    rows = difference(old, new)

    left = [row for row in rows if row[0] in ("", "≠", "−") and row[2] != "+"]
    right = [row for row in rows if row[2] in ("", "≠", "+") and row[0] != "−"]
    strip = re.compile(r"</?[bsu]>")
    assert "\n".join(html.unescape(strip.sub("", row[1])) for row in left) == old
    assert "\n".join(html.unescape(strip.sub("", row[3])) for row in right) == new


def test_a_difference_has_signs() -> None:
    rows = difference("same\nold word\ngone", "same\nnew word\n")
    assert rows[0] == ("", "same", "", "same")
    assert rows[1] == ("≠", "<b><s>old</s></b> word", "≠", "<b><u>new</u></b> word")


def test_a_flow_wraps_and_mirrors(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = FlowLayout(room, gap=4)
    for index in range(6):
        part = QLabel(f"part {index}")
        part.setFixedSize(50, 20)
        flow.addWidget(part)
    room.resize(170, 200)
    room.show()
    assert flow.heightForWidth(170) == 44
    assert flow.heightForWidth(50) == 6 * 20 + 5 * 4
    assert room.findChildren(QLabel)[0].x() == 0
    room.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.invalidate()
    flow.activate()
    assert room.findChildren(QLabel)[0].geometry().right() == 169

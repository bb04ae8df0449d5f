"""Preferences, Coping and progress: each control acts at once, and is heeded where it should be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from reflect import content
from reflect.model import Emotion
from reflect.settings import Settings
from reflect.ui.breathing import Breathing
from reflect.ui.coping_settings import CopingSection
from reflect.ui.lines import HelpLines
from reflect.ui.preferences import PreferencesPage
from reflect.ui.region import country_code
from reflect.ui.steady import Steady
from reflect.ui.today import TodayPage
from tests.ui.journal_room import JournalRoom, journal_room


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path) as made:
        yield made


@pytest.fixture
def german(qapp: QApplication, tmp_path: Path) -> Iterator[JournalRoom]:
    with journal_room(tmp_path, (), Settings(theme="light", language="de")) as made:
        yield made


def section_of(room: JournalRoom) -> CopingSection:
    room.window.show_page("preferences")
    room.settle()
    page = room.window.page("preferences")
    assert isinstance(page, PreferencesPage)
    return page.coping


def today_of(room: JournalRoom) -> TodayPage:
    page = room.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def steady_of(room: JournalRoom) -> Steady:
    if not room.window.is_steady:
        room.window.toggle_steady()
    room.settle()
    found = room.window.findChild(Steady)
    assert isinstance(found, Steady)
    return found


def choose(section: CopingSection, code: str) -> None:
    """As a person would: by the words of the list."""
    at = section.country.findData(code)
    assert at >= 0
    section.country.setFocus()
    section.country.setCurrentIndex(at)


def test_it_begins_with_what_is_set(room: JournalRoom) -> None:
    section = section_of(room)
    assert section.prompts.isChecked() and section.suggestions.isChecked()
    assert not section.streaks.isChecked()
    assert section.pace.value() == 6.0
    assert section.country.currentText() == "As the system"


def test_every_tick_is_kept_at_once(room: JournalRoom) -> None:
    section = section_of(room)
    told: list[Settings] = []
    room.window.settings_changed.connect(told.append)
    for box, field in (
        (section.prompts, "prompts"),
        (section.suggestions, "suggestions"),
        (section.streaks, "streaks"),
    ):
        before = getattr(room.window.settings, field)
        for wanted in (not before, before):
            QTest.keyClick(box, Qt.Key.Key_Space)
            assert getattr(room.window.settings, field) is wanted
            assert getattr(told[-1], field) is wanted
    assert len(told) == 6


def test_a_tick_says_what_it_does(room: JournalRoom) -> None:
    section = section_of(room)
    said = [each.text() for each in section.findChildren(QLabel) if each.isVisible()]
    for box in (section.prompts, section.suggestions, section.streaks):
        assert box.accessibleDescription() in said


@pytest.mark.parametrize("language", ["en", "de"])
def test_countries_stand_by_their_names_in_the_persons_language(
    qapp: QApplication, tmp_path: Path, language: str
) -> None:
    settings = Settings(theme="light", language=language)  # type: ignore[arg-type]
    with journal_room(tmp_path, (), settings) as room:
        box = section_of(room).country
        names = [box.itemText(at) for at in range(1, box.count())]
        codes = [box.itemData(at) for at in range(1, box.count())]
    assert sorted(codes) == sorted(each.code for each in content.countries(language))
    assert names == [each.name for each in content.countries(language)]
    assert codes[-1] == "ZZ"
    plain = [unicodedata.normalize("NFKD", name).casefold() for name in names[:-1]]
    assert [name[0] for name in plain] == sorted(name[0] for name in plain)


def test_the_country_of_the_help_lines_is_heeded_and_followed(room: JournalRoom) -> None:
    steady = steady_of(room)
    steady.show_section("lines")
    lines = steady.sections["lines"]
    assert isinstance(lines, HelpLines)
    room.window.leave()
    section = section_of(room)
    wanted = next(each for each in content.countries("en") if each.lines)
    choose(section, wanted.code)
    assert room.window.settings.country == wanted.code
    assert country_code(room.window.settings) == wanted.code
    steady_of(room)
    steady.show_section("lines")
    assert lines.country.currentData() == wanted.code
    shown = [each.text() for each in lines.findChildren(QLabel) if not each.isHidden()]
    assert wanted.lines[0].name in shown
    # The other way round: chosen at the lines, it stands in Preferences.
    lines.country.setCurrentIndex(lines.country.findData("NZ"))
    lines.country.activated.emit(lines.country.currentIndex())
    assert room.window.settings.country == "NZ"
    assert section.country.currentData() == "NZ"
    choose(section, "system")
    assert room.window.settings.country == "system"


def test_the_breath_is_heeded_and_followed(room: JournalRoom) -> None:
    steady = steady_of(room)
    breathing = steady.sections["breathe"]
    assert isinstance(breathing, Breathing)
    room.window.leave()
    section = section_of(room)
    section.pace.setValue(4.5)
    assert room.window.settings.breaths_per_minute == 4.5
    steady_of(room)
    assert breathing.pace.value() == 4.5
    breathing.pace.setValue(7.0)
    assert section.pace.value() == 7.0
    assert room.window.settings.breaths_per_minute == 7.0


def test_the_breath_keeps_to_its_bounds(room: JournalRoom) -> None:
    section = section_of(room)
    for typed, kept in (("40", 12.0), ("0.5", 3.0)):
        line = section.pace.lineEdit()
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert 3.0 <= room.window.settings.breaths_per_minute <= 12.0
        section.pace.setValue(kept)
        assert room.window.settings.breaths_per_minute == kept


def test_without_suggestions_none_come(room: JournalRoom) -> None:
    page = today_of(room)
    page.editor.set_feelings((Emotion("overwhelmed", 4),))
    room.settle()
    assert page.suggesting.strip.isVisible()
    section_of(room).suggestions.click()
    room.window.show_page("today")
    room.settle()
    assert not page.suggesting.strip.isVisible()


def test_without_questions_none_come(room: JournalRoom) -> None:
    page = today_of(room)
    assert page.editor.prompting.line.isVisible()
    section_of(room).prompts.click()
    room.window.show_page("today")
    room.settle()
    assert not page.editor.prompting.line.isVisible()


def test_nothing_of_it_lies_over_anything_else(german: JournalRoom) -> None:
    for size in ((1120, 760), (1600, 900), (640, 480)):
        german.window.resize(*size)
        section = section_of(german)
        german.settle()
        parts = [section.pace, section.country, section.prompts, section.suggestions]
        parts += [section.streaks]
        bottoms = [each.geometry().bottom() for each in parts]
        tops = [each.geometry().top() for each in parts]
        assert all(top > bottom for top, bottom in zip(tops[1:], bottoms, strict=False))
        for each in section.findChildren(QLabel):
            assert each.height() >= each.heightForWidth(each.width()), each.text()

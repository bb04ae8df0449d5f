"""Looking back on a week or a month: strengths first, own words, and no comparison that scolds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton

from reflect.model import (
    Check,
    Emotion,
    Entry,
    Goal,
    Kept,
    KeptId,
    Strategy,
    Strength,
    Use,
    new_id,
)
from reflect.settings import Settings
from reflect.ui import review as reviews
from reflect.ui.review import ReviewView
from reflect.ui.today import TodayPage
from tests.ui.fitting import placed_in
from tests.ui.journal_room import JournalRoom, entry, journal_room

NOW = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)
"""A Thursday; weeks begin on Monday."""


def at(day: int, hour: int = 9, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def entries() -> list[Entry]:
    return [
        entry(
            written_at=at(17),
            text="I managed to ask for help and it was fine.",
            mood=4,
            emotions=(Emotion("hopeful", 3),),
        ),
        entry(written_at=at(18), text="A heavy day that I would rather forget soon.", mood=1),
        entry(
            written_at=at(16),
            text="### What happened\n\nI cancelled the evening.",
            mood=2,
            kind="setback",
            answers={"what": "I cancelled the evening."},
        ),
        entry(written_at=at(10), text="Last week I finally slept through the night.", mood=3),
        entry(written_at=at(19, year=2025), title="The heron at the weir", mood=4),
    ]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "now_here", lambda: (NOW, "UTC"))


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path, clock: None) -> Iterator[JournalRoom]:
    with journal_room(tmp_path, entries()) as room:
        yield room


def keep_all(room: JournalRoom) -> None:
    walk = Strategy(KeptId(new_id()), "A short walk")
    goal = Goal(KeptId(new_id()), "Twenty minutes outside", at(1))
    kept: list[Kept] = [
        walk,
        Use(KeptId(new_id()), walk.id, at(17), 7, 4),
        Use(KeptId(new_id()), walk.id, at(18), 7, 5),
        Use(KeptId(new_id()), walk.id, at(3), 7, 9),
        goal,
        *(Check(goal.id, date(2026, 11, day)) for day in (12, 14, 17, 18)),
        Goal(KeptId(new_id()), "Nothing of this one yet", at(1)),
        Strength(KeptId(new_id()), "I rested before it was too late.", at(18)),
        Strength(KeptId(new_id()), "From another week.", at(2)),
    ]
    for value in kept:
        room.journal.keep(value)


def shown(room: JournalRoom) -> ReviewView:
    view = ReviewView(room.bridge, room.window, room.window.theme)
    room.window.add_page("review", "Review", "today", view)
    room.window.show_page("review")
    room.settle()
    return view


def sections(view: ReviewView) -> list[str]:
    cards = placed_in(view.body)
    return [card.accessibleName() for card in cards if isinstance(card, QFrame)]


def words(view: ReviewView) -> str:
    labels = [each for each in view.findChildren(QLabel) if each.isVisible()]
    return "\n".join(each.text() for each in labels)


def link(view: ReviewView, name: str) -> QPushButton:
    found = [
        each
        for each in view.findChildren(QPushButton)
        if each.isVisible() and each.accessibleName() == name
    ]
    return found[0]


def test_strengths_come_first_and_every_part_has_its_place(room: JournalRoom) -> None:
    keep_all(room)
    view = shown(room)
    assert view.title.text() == "This week"
    assert sections(view) == [
        "What you are proud of",
        "In your own words",
        "What helped",
        "Goals",
        "What was hard",
        "Feelings",
        "On this day",
    ]
    said = words(view)
    assert "I rested before it was too late." in said
    assert "From another week." not in said
    assert "“I managed to ask for help and it was fine.”" in said
    assert "A heavy day" not in said, "never quoted for being heavy"
    assert "A short walk: lighter 2 of 2 times, median −2.5" in said
    assert "Twenty minutes outside: 4 of the last 10 days" in said
    assert "Nothing of this one yet" not in said, "what was not done is not held up"
    assert "I cancelled the evening." in said
    assert "hopeful (in 1 entry)" in said
    assert "The heron at the weir" in said
    assert "3 entries on 3 days · mood: heavy to good" in said


def test_nothing_is_compared_or_counted_against_anyone(room: JournalRoom) -> None:
    keep_all(room)
    view = shown(room)
    for _ in range(3):
        said = words(view).casefold()
        for word in ("fewer", "less than", "more than", "missed", "streak", "score", "only"):
            assert word not in said
        view.go_earlier()
        room.settle()


def test_arrows_lead_to_earlier_weeks_and_back(room: JournalRoom) -> None:
    view = shown(room)
    assert view.span() == (date(2026, 11, 16), date(2026, 11, 19))
    assert not view.later.isEnabled()
    view.earlier.setFocus()
    QTest.keyClick(view.earlier, Qt.Key.Key_Return)
    room.settle()
    assert view.title.text() == "Last week"
    assert view.span() == (date(2026, 11, 9), date(2026, 11, 15))
    assert "Last week I finally slept" in words(view)
    assert "On this day" not in sections(view)
    view.earlier.click()
    room.settle()
    assert view.title.text() == "Week of 2 Nov 2026"
    assert "There is nothing written in this time." in words(view)
    assert not view.write.isEnabled()
    view.later.setFocus()
    view.later.click()
    view.later.click()
    room.settle()
    assert view.title.text() == "This week"
    assert view.earlier.hasFocus(), "the focus does not end on a button that is off"


def test_a_month_at_a_time(room: JournalRoom) -> None:
    view = shown(room)
    view.as_month.click()
    room.settle()
    assert view.title.text() == "November 2026"
    assert view.span() == (date(2026, 11, 1), date(2026, 11, 19))
    assert "4 entries on 4 days" in words(view)
    view.earlier.click()
    assert view.span() == (date(2026, 10, 1), date(2026, 10, 31))


def test_a_quote_opens_its_entry_in_the_journal(room: JournalRoom) -> None:
    view = shown(room)
    link(view, "Open the entry of Tuesday, 17 November 2026").click()
    room.settle()
    assert room.window.current_page == "journal"
    assert room.page.reader.entry is not None
    assert room.page.reader.entry.text == "I managed to ask for help and it was fine."


def test_writing_about_a_week_begins_an_entry_with_it(room: JournalRoom) -> None:
    keep_all(room)
    view = shown(room)
    view.write.setFocus()
    QTest.keyClick(view.write, Qt.Key.Key_Return)
    room.settle()
    assert room.window.current_page == "today"
    page = room.window.page("today")
    assert isinstance(page, TodayPage)
    text = page.editor.pad.source()
    assert text.startswith("## This week")
    assert "- I rested before it was too late." in text
    assert "> I managed to ask for help and it was fine." in text
    assert text.rstrip().endswith("### What I take with me")
    room.window.flush_pages()
    kept = [each for each in room.journal.between(date.min, date.max) if each.text == text]
    assert len(kept) == 1


def test_it_follows_what_is_written(room: JournalRoom) -> None:
    view = shown(room)
    assert "What you are proud of" not in sections(view)
    strength = Strength(KeptId(new_id()), "I said no.", at(19))
    room.bridge.write(room.window, lambda vault: vault.journal.keep(strength))
    room.settle()
    assert sections(view)[0] == "What you are proud of"


def test_an_empty_journal_is_no_reproach(qapp: QApplication, tmp_path: Path, clock: None) -> None:
    with journal_room(tmp_path) as room:
        view = shown(room)
        assert sections(view) == []
        assert view.base.text() == "There is nothing written in this time."


def test_own_words_for_moods_are_used(room: JournalRoom) -> None:
    room.journal.set_state("mood-words", '{"1": "grey", "4": "bright"}')
    view = shown(room)
    assert "mood: grey to bright" in words(view)


def test_at_large_text_in_a_small_window_nothing_is_cut(
    qapp: QApplication, tmp_path: Path, clock: None
) -> None:
    settings = Settings(theme="light", language="en", text_percent=200)
    with journal_room(tmp_path, entries(), settings) as room:
        keep_all(room)
        view = shown(room)
        room.window.resize(640, 480)
        room.settle()
        for each in view.findChildren(QLabel):
            if each.isVisible() and each.wordWrap():
                assert each.height() >= each.heightForWidth(each.width()), each.text()
        for control in view.findChildren(QPushButton):
            if control.isVisible():
                assert control.mapTo(view, control.rect().topRight()).x() <= view.width()


def test_a_setback_is_shortened_gently(room: JournalRoom) -> None:
    long = "It was one thing after the other " * 20
    room.put([entry(written_at=at(18, 7), text=long, kind="setback", mood=2)])
    view = shown(room)
    shortened = [line for line in words(view).splitlines() if line.startswith("It was one")]
    assert len(shortened) == 1
    assert shortened[0].endswith("…") and len(shortened[0]) <= 281


def test_days_before_the_week_are_not_in_it(room: JournalRoom) -> None:
    view = shown(room)
    since, until = view.span()
    assert until - since < timedelta(days=7)
    assert "Last week I finally slept" not in words(view)

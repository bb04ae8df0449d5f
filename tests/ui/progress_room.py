"""The page Progress in a window with a real journal, and what its tests look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from reflect import forms
from reflect.model import SETBACK, Entry, EntryId, KeptId, Strength, new_id
from reflect.ui.collection import Collection, Item
from reflect.ui.form import Form
from reflect.ui.moment import now_here
from reflect.ui.progress import ProgressPage
from tests.ui.journal_room import JournalRoom

T = TypeVar("T", bound=QWidget)


def now() -> datetime:
    return now_here()[0]


def today() -> date:
    return now().date()


def page_of(room: JournalRoom, section: str = "goals") -> ProgressPage:
    """The page in front, and a section of it."""
    room.window.activateWindow()
    room.window.show_page("progress")
    page = room.window.page("progress")
    assert isinstance(page, ProgressPage)
    page.show_section(section)
    room.settle()
    return page


def section_of(room: JournalRoom, section: str, kind: type[T]) -> T:
    found = page_of(room, section).sections[section]
    assert isinstance(found, kind)
    return found


def texts(part: QWidget) -> str:
    """Everything that can be read there."""
    QCoreApplication.processEvents()
    return "\n".join(
        each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part) and each.text()
    )


def press(room: JournalRoom, item: Item, verb: str) -> None:
    """Its button, as a person would."""
    assert verb in item.verbs
    item.tool(verb).click()
    room.settle()


def fill(form: Form, **answers: str) -> None:
    """Type into a form's fields."""
    for id, words in answers.items():
        field = form.fields[id]
        if hasattr(field, "setPlainText"):
            field.setPlainText(words)
        elif hasattr(field, "setValue"):
            field.setValue(int(words))
        else:
            field.setText(words)  # type: ignore[attr-defined]
            field.textEdited.emit(words)  # type: ignore[attr-defined]


def keep(room: JournalRoom, form: Form) -> None:
    form.keep_button.click()
    room.settle()


def undo(room: JournalRoom) -> None:
    room.window.undo_bar.undo()
    room.settle()


def reopened(room: JournalRoom, section: str) -> Collection:
    """The page as another sitting would build it; the one before is gone."""
    made = ProgressPage(room.bridge, room.window, room.window.theme)
    room.window._pages["progress"].widget = made
    holder = room.window._pages["progress"].holder
    assert holder is not None
    holder.setWidget(made)  # type: ignore[attr-defined]
    found = page_of(room, section).sections[section]
    assert isinstance(found, Collection)
    return found


def setback(days_ago: int, **answers: str) -> Entry:
    at = now() - timedelta(days=days_ago)
    given = forms.given(answers)
    text = forms.compose(given, forms.setback_labels("en"))
    return Entry(EntryId(new_id()), at, at, text=text, kind=SETBACK, answers=given)


def strength(id: str, text: str, days_ago: int = 0, entry: EntryId | None = None) -> Strength:
    return Strength(KeptId(id), text, now() - timedelta(days=days_ago), entry)

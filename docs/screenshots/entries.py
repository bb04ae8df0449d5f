"""Writing, the journal and its calendar, search, import and export, preferences, troubles."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from docs.screenshots.studio import Studio, nothing

TEXT = """\
The train stood still again, and this time I had a book. **Twenty pages**, then the weir in the \
last light, with the heron.

## What helped

- going out although I did not feel like it
- saying *no* to the second meeting
- [x] call the insurance

> Slow is a speed too.

Tomorrow: one thing, not five.
"""


def today(studio: Studio, window: Any) -> None:
    from PySide6.QtGui import QTextCursor

    from reflect.model import Emotion

    window.show_page("today")
    studio.shoot("today-empty", window)
    page = window.page("today")
    editor = page.editor
    editor.pad.set_source(TEXT)
    editor.title.setText("The long way home")
    editor.moods.buttons[3].click()
    editor.set_feelings((Emotion("calm", 4), Emotion("hopeful", 3)))
    editor.tags.set_tags(("outside", "work"))
    photo = studio.home / "weir.jpg"
    from benchmarks.sample import landscape

    photo.write_bytes(landscape(5, 4))
    editor.attaching.take_files([photo])
    studio.rest(0.4)
    editor.save_now()
    editor.pad.moveCursor(QTextCursor.MoveOperation.Start)
    studio.rest(0.5)
    studio.shoot("today", window)
    editor.context.head.setChecked(True)
    studio.rest(0.3)
    studio.shoot("context-and-body", window)
    editor.context.head.setChecked(False)
    editor.choose_feelings()
    studio.shoot_dialog("feelings")
    editor.change_moment()
    studio.shoot_dialog("when-it-was")
    editor.commands.preview.trigger()
    studio.rest(0.5)
    studio.shoot("preview", window)
    editor.commands.preview.trigger()
    page.begin()
    studio.rest(0.4)
    studio.shoot("today-second-entry", window)
    editor.commands.question.trigger()
    studio.rest(0.2)
    if studio.dialogs():
        studio.shoot_dialog("questions")


def journal(studio: Studio, window: Any) -> None:
    window.show_page("journal")
    page = window.page("journal")
    studio.rest(0.4)
    studio.shoot("journal-list", window)
    place = next(
        at for at in range(300) if (row := _row(studio, page, at)) and row.photos and row.excerpt
    )
    page.list.go_to_place(place)
    studio.rest(0.4)
    studio.shoot("journal", window)
    page.list.go_to_place(next(at for at in range(20) if _row(studio, page, at).title == "Heron"))
    studio.rest(0.4)
    page.edit()
    studio.rest(0.4)
    studio.shoot("journal-edit", window)
    page.editor.show_history()
    studio.shoot_dialog("history")
    page.show_query("heron tag:outside")
    studio.rest(0.4)
    studio.shoot("journal-filtered", window)
    page.show_query("no such words")
    studio.rest(0.4)
    studio.shoot("journal-nothing", window)
    page.show_this_day()
    studio.rest(0.4)
    studio.shoot("on-this-day", window)
    page.show_all()
    page.show_trash()
    studio.rest(0.4)
    studio.shoot("trash", window)
    page.show_list()


def _row(studio: Studio, page: Any, place: int) -> Any:
    studio.until(lambda: page.model.row_at(place) is not None)
    return page.model.row_at(place)


def calendar(studio: Studio, window: Any) -> None:
    window.show_page("journal")
    page = window.page("journal")
    page.show_calendar()
    studio.rest(0.4)
    studio.shoot("year", window)
    calendar = page._calendar
    calendar.as_month.click()
    studio.rest(0.4)
    studio.shoot("month", window)
    page.show_list()


def search(studio: Studio, window: Any) -> None:
    window.show_page("today")
    window.focus_search()
    field = window.search_field
    field.setText("heron")
    field.textEdited.emit("heron")
    window.searched.emit("heron")
    studio.rest(0.4)
    studio.shoot("search", window)
    field.clear()
    window.searched.emit("")


def exchange(studio: Studio, window: Any) -> None:
    from reflect.ui.exchange import Exchange

    exchange = window.findChild(Exchange)
    exchange.bring_in()
    studio.shoot_dialog("import")
    exchange.bring_in(foreign_table(studio))
    studio.shoot_dialog("mapping", after=0.8)
    exchange.bring_in(foreign_journal(studio))
    studio.shoot_dialog("import-preview", after=1.0)
    exchange.past()
    studio.shoot_dialog("past-imports")
    exchange.take_out()
    studio.shoot_dialog("export", after=0.6)


def foreign_table(studio: Studio) -> Path:
    path: Path = studio.home / "moods.csv"
    rows = ["Date,How,What I wrote,Slept"]
    words = ["rain", "a walk", "soup with lemon", "choir, twice", "nothing much"]
    for number in range(40):
        day = date(2024, 3, 1) + timedelta(days=number)
        rows.append(f'{day:%d.%m.%Y},{number % 5 + 1},"{words[number % 5]}",{6 + number % 3}')
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def foreign_journal(studio: Studio) -> Path:
    folder: Path = studio.home / "day-one"
    folder.mkdir(exist_ok=True)
    entries = [
        {
            "uuid": f"{number:032X}",
            "creationDate": f"2023-05-{number % 28 + 1:02d}T18:30:00Z",
            "timeZone": "Europe/Berlin",
            "text": f"Day {number}\n\nWent to the weir and wrote this on the bench.",
            "tags": ["outside"],
            "photos": [{"identifier": f"{number:032X}", "md5": "0" * 32, "type": "jpeg"}]
            if number % 20 == 0
            else [],
        }
        for number in range(60)
    ]
    path = folder / "Journal.json"
    path.write_text(
        json.dumps({"metadata": {"version": "1.0"}, "entries": entries}), encoding="utf-8"
    )
    return folder


def preferences(studio: Studio, window: Any) -> None:
    window.show_page("preferences")
    studio.shoot_down("preferences", window, most=12)


def troubles(studio: Studio, window: Any) -> None:
    from reflect import errors

    window.show_page("today")
    window.trouble(errors.StorageFull(path=Path("journal.db")))
    window.offer_undo("Moved to the trash", nothing)
    work = window.work("Making a backup")
    work.progress(3, 10)
    studio.rest(0.4)
    studio.shoot("trouble-and-work", window)
    work.finish()
    window.undo_bar.forget()
    for key in window.troubles():
        window.clear_trouble(key)
    from reflect.ui.help import About, Help, Shortcuts

    Help(window).open()
    studio.shoot_dialog("help")
    Shortcuts(window.menus.shortcuts(), window).open()
    studio.shoot_dialog("shortcuts")
    About(window).open()
    studio.shoot_dialog("about")


SCENES = (today, journal, calendar, search, exchange, preferences, troubles)

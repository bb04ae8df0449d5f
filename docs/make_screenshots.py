"""`make screenshots`: pictures of every page and dialog, from a made-up life.

    python docs/make_screenshots.py [--look NAME] [--only PART] [--readme]

All pictures go to build/screenshots/LOOK/. `--readme` makes the few that README.md shows, small
ones in docs/pictures/. Nothing of this computer is in them: the journal is made up from a fixed
seed, the day is fixed, settings and home are temporary.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import tzinfo as TimeZone  # noqa: N812 - a class, whatever its name
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reflect.model import Entry
    from reflect.ui.program import Program

PASSPHRASE = "four quiet paper boats"
NOW = datetime(2026, 11, 20, 20, 14, tzinfo=ZoneInfo("Europe/Berlin"))
SEED = 7
SIZE = (1120, 760)
FULL = ROOT / "build" / "screenshots"
SMALL = ROOT / "docs" / "pictures"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "contrast": {"theme": "contrast"},
    "large": {"theme": "light", "text_percent": 200},
    "small-window": {"theme": "light", "window": (0, 0, 640, 480)},
    "german": {"theme": "light", "language": "de"},
}
README = ("today", "journal", "year")
"""What README.md shows, in light and dark."""

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", choices=sorted(LOOKS))
    parser.add_argument("--only", default="", help="pictures whose names contain this")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--home", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.home:
        return Studio(Path(chosen.home), chosen.look, chosen.only).run()
    looks = [chosen.look] if chosen.look else list(LOOKS)
    if chosen.readme:
        looks = ["light", "dark"]
    status = 0
    with tempfile.TemporaryDirectory(prefix="reflect-pictures-") as place:
        home = Path(place)
        make_journal(home / "journal")
        for look in looks:
            status |= _in_a_process_of_its_own(home, look, chosen.only)
    if chosen.readme:
        for look in looks:
            for name in README:
                _shrink(FULL / look / f"{name}.png", SMALL / f"{name}-{look}.png")
    return status


def _in_a_process_of_its_own(home: Path, look: str, only: str) -> int:
    """The language and the size of text are the application's: one process for each look."""
    there = home / look
    shutil.copytree(home / "journal", there / "Evenings")
    environment = {
        **os.environ,
        "HOME": str(there),
        "XDG_CONFIG_HOME": str(there / "config"),
        "XDG_DATA_HOME": str(there / "data"),
        "XDG_RUNTIME_DIR": str(there),
        "QT_QPA_PLATFORM": "offscreen",
        "TZ": "Europe/Berlin",
        "LC_ALL": "C.UTF-8",
        "LANG": "en_GB.UTF-8",
    }
    command = [sys.executable, str(Path(__file__)), "--home", str(there), "--look", look]
    print(look, flush=True)
    done = subprocess.run(
        [*command, "--only", only], env=environment, check=False, stderr=subprocess.PIPE, text=True
    )
    for line in done.stderr.splitlines():
        if "This plugin does not support" not in line:
            print("  ", line)
    return done.returncode


def _shrink(source: Path, target: Path) -> None:
    """As small as a PNG of every colour gets: fewer colours would make two moods the same."""
    from PIL import Image

    target.parent.mkdir(exist_ok=True)
    with Image.open(source) as picture:
        picture.convert("RGB").save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KiB")


# --- the journal ---------------------------------------------------------------------------------


def make_journal(folder: Path) -> None:
    """Two made-up years until the day before; an entry with versions; one in the trash; backups."""
    from benchmarks import sample
    from reflect import vault
    from reflect.crypto import keyfile
    from reflect.model import EntryId, new_id
    from reflect.ui.first_run import mark_sheet_kept

    opened, _ = vault.create(folder, PASSPHRASE, name="A made-up life", cost=keyfile.CHEAP)
    with opened:
        mark_sheet_kept(opened)
        yesterday = NOW.date() - timedelta(days=1)
        sample.pour(opened.journal, sample.life(2, until=yesterday, seed=SEED))
        journal = opened.journal
        newest = journal.entry(journal.newest(1)[0].id)
        journal.put(_changed(newest, "The heron was there again.", 4), sitting="one")
        journal.put(
            _changed(newest, "The heron was there again, at the weir. I stayed.", 5), sitting="two"
        )
        year_ago = journal.day(NOW.date() - timedelta(days=366))
        again = journal.entry(year_ago[0].id) if year_ago else newest
        journal.put(
            replace(
                again,
                id=EntryId(new_id()),
                written_at=NOW - timedelta(days=365, hours=1),
                title="Soup weather",
                text="Lentils with lemon, and rain on the roof all evening. It was good to be in.",
                mood=4,
            )
        )
        journal.trash([row.id for row in journal.newest(40)[30:33]])
        opened.backup()


def _changed(entry: Entry, line: str, mood: int) -> Entry:
    text = f"{line}\n\n{entry.text or ''}".strip()
    return replace(entry, title="Heron", text=text, mood=mood)


# --- taking pictures -----------------------------------------------------------------------------


class Studio:
    """One program after the other, and a picture wherever it is worth one."""

    def __init__(self, home: Path, look: str, only: str) -> None:
        self.home = home
        self.look = look
        self.only = only
        self.folder = FULL / look
        self.folder.mkdir(parents=True, exist_ok=True)
        self.failed: list[str] = []
        self.program: Program | None = None

    def run(self) -> int:
        """1: something could not be shown."""
        _stop_the_clock()
        for scene in (self.first_run, self.unlock, self.damaged, self.open, self.close):
            try:
                scene()
            except Exception as error:  # noqa: BLE001 - one page that is broken, not all of them
                self.failed.append(f"{scene.__name__}: {error!r}")
        for line in self.failed:
            print("  could not show", line)
        return 1 if self.failed else 0

    # scenes --------------------------------------------------------------------------------

    def first_run(self) -> None:
        door = self._door(self.home / "new")
        page = door.page
        self.shoot("first-run-1", door)
        page._on_next()
        for field in (page.passphrase.first, page.passphrase.again):
            field.line.setText(PASSPHRASE)
        self.rest(0.5)
        self.shoot("first-run-2", door)
        page._on_next()
        self.until(lambda: page.step == 2)
        self.shoot("first-run-3", door)
        page.abandon()
        door.show_others()
        self.shoot("others", door)

    def unlock(self) -> None:
        door = self._door(self.home / "Evenings")
        self.shoot("unlock", door)
        door.page.passphrase.line.setText("five loud paper boats")
        door.page.unlock()
        self.until(lambda: not door.errands.busy)
        self.shoot("unlock-wrong", door)
        door.show_recovery()
        self.shoot("recover", door)
        door.show_restore()
        self.rest(0.3)
        self.shoot("locked-backups", door)

    def damaged(self) -> None:
        folder = self.home / "damaged"
        shutil.copytree(self.home / "Evenings", folder)
        with (folder / "journal.db").open("r+b") as file:
            file.seek(200)
            file.write(b"\0" * 20_000)
        door = self._door(folder)
        door.page.passphrase.line.setText(PASSPHRASE)
        door.page.unlock()
        self.until(lambda: not door.errands.busy)
        self.shoot("damaged", door)
        door.show_salvage()
        self.shoot("salvage", door)

    def open(self) -> None:
        door = self._door(self.home / "Evenings")
        program = self.program
        assert program is not None
        door.page.passphrase.line.setText(PASSPHRASE)
        door.page.unlock()
        self.until(lambda: program.window is not None)
        self.rest(0.5)
        window: Any = program.window
        for scene in (
            self._today,
            self._journal,
            self._calendar,
            self._search,
            self._exchange,
            self._preferences,
            self._window,
        ):
            try:
                scene(window)
            except Exception as error:  # noqa: BLE001 - one page that is broken, not all of them
                self.failed.append(f"{scene.__name__}: {error!r}")
            self._close_dialogs()

    def _today(self, window: Any) -> None:
        from PySide6.QtGui import QTextCursor

        from reflect.model import Emotion

        window.show_page("today")
        self.shoot("today-empty", window)
        page = window.page("today")
        editor = page.editor
        editor.pad.set_source(TEXT)
        editor.title.setText("The long way home")
        editor.moods.buttons[3].click()
        editor.set_feelings((Emotion("calm", 4), Emotion("hopeful", 3)))
        editor.tags.set_tags(("outside", "work"))
        photo = self.home / "weir.jpg"
        from benchmarks.sample import landscape

        photo.write_bytes(landscape(5, 4))
        editor.attaching.take_files([photo])
        self.rest(1.0)
        editor.save_now()
        editor.pad.moveCursor(QTextCursor.MoveOperation.Start)
        self.rest(0.5)
        self.shoot("today", window)
        editor.context.head.setChecked(True)
        self.rest(0.3)
        self.shoot("context-and-body", window)
        editor.context.head.setChecked(False)
        editor.choose_feelings()
        self.shoot_dialog("feelings")
        editor.change_moment()
        self.shoot_dialog("when-it-was")
        editor.commands.preview.trigger()
        self.rest(0.5)
        self.shoot("preview", window)
        editor.commands.preview.trigger()
        page.begin()
        self.rest(0.4)
        self.shoot("today-second-entry", window)

    def _journal(self, window: Any) -> None:
        window.show_page("journal")
        page = window.page("journal")
        self.rest(0.6)
        self.shoot("journal-list", window)
        place = next(
            at for at in range(300) if (row := self._row(page, at)) and row.photos and row.excerpt
        )
        page.list.go_to_place(place)
        self.rest(0.8)
        self.shoot("journal", window)
        page.list.go_to_place(1)
        self.rest(0.8)
        page.edit()
        self.rest(0.4)
        self.shoot("journal-edit", window)
        page.editor.show_history()
        self.shoot_dialog("history")
        page.show_query("heron tag:outside")
        self.rest(0.6)
        self.shoot("journal-filtered", window)
        page.show_query("no such words")
        self.rest(0.6)
        self.shoot("journal-nothing", window)
        page.show_this_day()
        self.rest(0.6)
        self.shoot("on-this-day", window)
        page.show_all()
        page.show_trash()
        self.rest(0.4)
        self.shoot("trash", window)
        page.show_list()

    def _row(self, page: Any, place: int) -> Any:
        self.until(lambda: page.model.row_at(place) is not None)
        return page.model.row_at(place)

    def _calendar(self, window: Any) -> None:
        window.show_page("journal")
        page = window.page("journal")
        page.show_calendar()
        self.rest(0.6)
        self.shoot("year", window)
        calendar = page._calendar
        calendar.as_month.click()
        self.rest(0.4)
        self.shoot("month", window)
        page.show_list()

    def _search(self, window: Any) -> None:
        window.show_page("today")
        window.focus_search()
        field = window.search_field
        field.setText("heron")
        field.textEdited.emit("heron")
        window.searched.emit("heron")
        self.rest(0.8)
        self.shoot("search", window)
        field.clear()
        window.searched.emit("")

    def _exchange(self, window: Any) -> None:
        from reflect.ui.exchange import Exchange

        exchange = window.findChild(Exchange)
        exchange.bring_in()
        self.shoot_dialog("import")
        exchange.bring_in(self._foreign_table())
        self.shoot_dialog("mapping", after=0.8)
        exchange.bring_in(self._foreign_journal())
        self.shoot_dialog("import-preview", after=1.0)
        exchange.past()
        self.shoot_dialog("past-imports")
        exchange.take_out()
        self.shoot_dialog("export", after=0.6)

    def _foreign_table(self) -> Path:
        path = self.home / "moods.csv"
        rows = ["Date,How,What I wrote,Slept"]
        words = ["rain", "a walk", "soup with lemon", "choir, twice", "nothing much"]
        for number in range(40):
            day = date(2024, 3, 1) + timedelta(days=number)
            rows.append(f'{day:%d.%m.%Y},{number % 5 + 1},"{words[number % 5]}",{6 + number % 3}')
        path.write_text("\n".join(rows), encoding="utf-8")
        return path

    def _foreign_journal(self) -> Path:
        folder = self.home / "day-one"
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

    def _preferences(self, window: Any) -> None:
        window.show_page("preferences")
        self.rest(0.4)
        self.shoot("preferences", window)
        from reflect.ui.scroller import Scroller

        page = window.page("preferences")
        holder = page.parentWidget().parentWidget()
        assert isinstance(holder, Scroller)
        bar = holder.verticalScrollBar()
        number = 2
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep() - 40)
            self.rest(0.1)
            self.shoot(f"preferences-{number}", window)
            number += 1

    def _window(self, window: Any) -> None:
        from reflect import errors

        window.show_page("today")
        window.trouble(errors.StorageFull(path=Path("journal.db")))
        window.offer_undo("Moved to the trash", _nothing)
        work = window.work("Making a backup")
        work.progress(3, 10)
        self.rest(1.0)
        self.shoot("trouble-and-work", window)
        work.finish()
        for key in window.troubles():
            window.clear_trouble(key)
        window.menus.help.trigger() if hasattr(window.menus, "help") else None
        self.rest(0.3)
        if self._dialogs():
            self.shoot_dialog("help")

    def close(self) -> None:
        """The last program."""
        if self.program is not None:
            self.program.end()

    # what the scenes share -----------------------------------------------------------------------

    def _door(self, folder: Path) -> Any:
        from reflect.crypto.keyfile import CHEAP
        from reflect.settings import KnownJournal, Settings
        from reflect.ui.program import Program
        from reflect.worker import Worker

        if self.program is not None:
            self.program.end()
            front = self.program.front()
            if front is not None:
                front.hide()
        known = (
            KnownJournal(Path("/home/lena/Journals/Evenings"), datetime(2026, 11, 20, tzinfo=UTC)),
            KnownJournal(Path("/home/lena/Journals/Travels"), datetime(2026, 6, 17, tzinfo=UTC)),
        )
        wanted = {"language": "en", "window": (0, 0, *SIZE), **LOOKS[self.look]}
        self.program = Program(
            folder,
            Settings(journals=known, autolock_minutes=0, **wanted),
            make_worker=Worker,
            restart=_nothing,
            save_settings=_nothing,
        )
        self.program.show_door()
        self.program.door.cost = CHEAP  # type: ignore[union-attr]
        self.rest(0.3)
        return self.program.door

    def shoot(self, name: str, widget: QWidget) -> None:
        """A picture of a window, as `name`.png."""
        if self.only and self.only not in name:
            return
        self.rest(0.15)
        widget.grab().save(str(self.folder / f"{name}.png"))

    def shoot_dialog(self, name: str, *, after: float = 0.4) -> None:
        """A picture of the dialog in front, which is closed then."""
        self.rest(after)
        dialogs = self._dialogs()
        if dialogs:
            self.shoot(name, dialogs[-1])
            self._close_dialogs()
        else:
            self.failed.append(f"{name}: no dialog")

    def _dialogs(self) -> list[QWidget]:
        from PySide6.QtWidgets import QApplication, QDialog

        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ]

    def _close_dialogs(self) -> None:
        for dialog in self._dialogs():
            dialog.close()
        self.rest(0.1)

    def until(self, true: Callable[[], bool]) -> None:
        """Let the program work until it is so. TimeoutError after half a minute."""
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + 30
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.005)

    def rest(self, seconds: float) -> None:
        """Let the program work for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)


def _stop_the_clock() -> None:
    """The same day in every picture."""
    from reflect.ui import moment

    moment.now_here = _now_here
    moment.here = lambda: "Europe/Berlin"
    from reflect.ui import editor

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: TimeZone | None = None) -> Stopped:
            return cls.fromtimestamp(NOW.timestamp(), tz)

    vars(editor)["datetime"] = Stopped


def _now_here() -> tuple[datetime, str]:
    return NOW, "Europe/Berlin"


def _nothing(*_anything: object) -> None:
    """What a picture does not need."""


if __name__ == "__main__":
    sys.exit(main())

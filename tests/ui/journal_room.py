"""A journal open in a window with all that helps to find something again; and entries for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reflect import vault
from reflect.crypto import keyfile
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id
from reflect.settings import Settings
from reflect.ui import theme as themes
from reflect.ui.bridge import Bridge
from reflect.ui.door import Opened
from reflect.ui.journal_page import JournalPage
from reflect.ui.open import build_window
from reflect.ui.search_panel import SearchPanel
from reflect.ui.window import MainWindow
from reflect.vault import OpenVault
from reflect.worker import InlineWorker

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def entry(days_ago: float = 0, text: str | None = "Some words", **fields: Any) -> Entry:
    """An entry that many days before `MORNING`."""
    written = fields.pop("written_at", MORNING - timedelta(days=days_ago))
    return Entry(EntryId(new_id()), written, written, text=text, **fields)


@dataclass
class JournalRoom:
    vault: OpenVault
    bridge: Bridge
    window: MainWindow

    @property
    def page(self) -> JournalPage:
        page = self.window.page("journal")
        assert isinstance(page, JournalPage)
        return page

    @property
    def panel(self) -> SearchPanel:
        (panel,) = self.window.findChildren(SearchPanel)
        return panel

    @property
    def journal(self) -> Journal:
        return self.vault.journal

    def put(self, entries: Iterable[Entry]) -> None:
        with self.journal.atomic():
            for each in entries:
                self.journal.put(each, keep_modified=True)

    def show(self) -> JournalPage:
        """The Journal page in front, its list filled."""
        self.window.show_page("journal")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until nothing asked is unanswered and no short rest is still running."""
        for _ in range(200):
            QCoreApplication.processEvents()
            resting = [
                timer.isActive()
                for timer in (
                    self.page.list._rest,
                    self.page.model._fetch_later,
                    self.page.filters._pause,
                    self.panel._pause,
                )
            ]
            if not self.bridge.busy and not any(resting):
                return
            if any(resting):
                QTest.qWait(5)
        raise AssertionError("it never settled")

    def titles(self) -> list[str]:
        """What the list shows, from the top."""
        model = self.page.model
        for place in range(model.count):
            model.row_at(place)
            self.settle()
        rows = [model.row_at(place) for place in range(model.count)]
        return [row.title or row.excerpt for row in rows if row is not None]

    def type(self, words: str) -> None:
        QTest.keyClicks(self.window.search_field, words)
        self.settle()


@contextmanager
def journal_room(
    folder: Path, entries: Iterable[Entry] = (), settings: Settings | None = None
) -> Iterator[JournalRoom]:
    """The window of a new journal with `entries`, closed and tidied at the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font, sheet, locale = app.font(), app.styleSheet(), QLocale()
    QLocale.setDefault(QLocale.c())
    settings = settings or Settings(theme="light", language="en")
    opened: list[OpenVault] = []

    def make() -> OpenVault:
        made, _code = vault.create(
            folder / "journal", "correct horse battery", name="J", cost=keyfile.CHEAP
        )
        with made.journal.atomic():
            for each in entries:
                made.journal.put(each, keep_modified=True)
        opened.append(made)
        return made

    worker = InlineWorker(make)
    worker.opened.result()
    theme = themes.apply(app, settings)
    bridge = Bridge(worker)
    window = build_window(bridge, theme, settings, Opened(worker, folder / "journal", ()))
    room = JournalRoom(opened[0], bridge, window)
    window.resize(1120, 760)
    window.show()
    room.settle()
    try:
        yield room
    finally:
        window.hide()
        window.deleteLater()
        # At once: its timers would ask a journal that is closed.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        theme.deleteLater()
        app.setFont(font)
        app.setStyleSheet(sheet)
        QLocale.setDefault(locale)
        worker.close()

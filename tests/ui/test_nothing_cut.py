"""Nothing is cut off: every page, small and large, in English and German, at plain and double text.

The journal is the made-up one of the demo, so that the pages are full.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QSize, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from benchmarks import kept, sample
from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.model import Changes, Emotion
from reflect.settings import Settings
from reflect.ui import program
from reflect.ui.bars import button
from reflect.ui.first_run import mark_sheet_kept
from reflect.ui.help import About, Help, Shortcuts
from reflect.ui.moment import MomentDialog, now_here
from reflect.ui.rating import Rating
from reflect.ui.theme import Theme
from reflect.ui.wrapping import LongLink, Tick
from tests.ui.conftest import PASSPHRASE, Shell, settle, wait_until
from tests.ui.fitting import unfit

if TYPE_CHECKING:
    from reflect.settings import Language

I18N = Path(__file__).resolve().parents[2] / "resources" / "i18n"
SIZES = (QSize(1100, 760), QSize(640, 480))


@pytest.fixture(scope="module")
def full_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a year of made-up days, and all that is kept beside them."""
    folder = tmp_path_factory.mktemp("full") / "journal"
    yesterday = now_here()[0].date() - timedelta(days=1)
    first = yesterday - timedelta(days=180)
    made, _ = vault.create(folder, PASSPHRASE, name="Mine", cost=CHEAP)
    with made:
        mark_sheet_kept(made)
        days = (day for day in sample.life(1, until=yesterday) if day.written_at.date() >= first)
        sample.pour(made.journal, days)
        kept.pour(made.journal, until=yesterday)
    return folder


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations of the sources as they are now."""
    folder = tmp_path_factory.mktemp("words")
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    for source in I18N.glob("*.ts"):
        made = folder / source.with_suffix(".qm").name
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(made)], check=True)
    return folder


@pytest.fixture
def open_journal(
    qapp: QApplication,
    full_journal: Path,
    words: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_shell: Callable[..., Shell],
) -> Iterator[Callable[[str, int], Shell]]:
    """Opens the full journal in a language and at a size of text; everything is put back after."""
    before = QLocale(), qapp.font(), qapp.styleSheet()
    monkeypatch.setattr(program, "resource", lambda _name: words)

    def make(language: str, percent: int) -> Shell:
        folder = tmp_path / "journal"
        shutil.copytree(full_journal, folder)
        settings = Settings(
            theme="light",
            language=cast("Language", language),
            text_percent=percent,
            country="DE",
            reduced_motion="yes",
            autolock_minutes=0,
        )
        return make_shell(folder, settings)

    yield make
    monkeypatch.undo()
    program.speak(qapp, "en")
    QLocale.setDefault(before[0])
    qapp.setFont(before[1])
    qapp.setStyleSheet(before[2])


class Visit:
    """Looks at one page after the other, at both sizes, and notes what does not fit."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.window: Any = None
        self.found: list[str] = []

    def unlock(self) -> None:
        self.window = self.shell.unlock()

    def look(self, name: str, root: QWidget | None = None) -> None:
        """At the window, or a dialog of it."""
        settle(self.shell)
        for size in SIZES:
            target = root or self.window
            target.resize(size)
            self.lay_out()
            if target.size() != size and root is None:
                self.found.append(f"{name}: the window does not become {size.toTuple()}")
            where = f"{name} at {size.width()} × {size.height()}"
            self.found += [f"{where}: {each}" for each in unfit(target)]

    def lay_out(self) -> None:
        """What was asked is there, and every part has told the one around it what it needs."""
        for _ in range(6):
            settle(self.shell)
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def dialog(self) -> QDialog:
        """The one in front."""
        settle(self.shell)
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ][-1]

    def look_at_dialog(self, name: str) -> None:
        dialog = self.dialog()
        self.look(name, dialog)
        dialog.close()
        QCoreApplication.processEvents()


def entries(visit: Visit) -> None:
    window = visit.window
    window.show_page("today")
    visit.look("today")
    editor = window.page("today").editor
    editor.moods.buttons[1].click()
    editor.set_feelings((Emotion("anxious", 4), Emotion("overwhelmed", 3)))
    visit.look("today, with suggestions")
    editor.context.head.setChecked(True)
    visit.look("today, context and body")
    editor.context.head.setChecked(False)
    for name, ask in (
        ("feelings", editor.choose_feelings),
        ("when it was", editor.change_moment),
        ("questions", editor.commands.question.trigger),
        ("history", editor.show_history),
        ("help", Help(window).open),
        ("shortcuts", Shortcuts(window.menus.shortcuts(), window).open),
        ("about", About(window).open),
    ):
        ask()
        visit.look_at_dialog(name)
    window.show_page("journal")
    journal = window.page("journal")
    visit.look("journal")
    journal.show_trash()
    visit.look("trash")
    journal.show_calendar()
    visit.look("calendar")
    journal.show_list()
    window.show_page("preferences")
    visit.look("preferences")


def coping(visit: Visit) -> None:
    window = visit.window
    window.show_page("coping")
    page = window.page("coping")
    visit.look("coping")
    for id in (kept.WEIR, "slow-breathing"):
        page.show_card(id)
        visit.look(f"card {id}")
    page.edit_current()
    visit.look("card, edited")
    page.show_list()
    page.log_current()
    visit.look_at_dialog("a time that has passed")
    page.use("slow-breathing", "anxious")
    visit.look("use now, before")
    page.walk.before.buttons[7].click()
    page.walk.go_on()
    visit.look("use now, a step")
    while page.walk.place <= len(page.walk.card.steps):
        page.walk.go_on()
    page.walk.after.buttons[4].click()
    visit.look("use now, after")
    page.walk.leave()
    page.show_list()


def progress(visit: Visit) -> None:
    from reflect.ui.form import Form
    from reflect.ui.progress import open_section

    for id in ("goals", "setbacks", "strengths", "plans", "scales"):
        section: Any = open_section(visit.window, id)
        visit.look(id)
        section.add_new()
        visit.look(f"{id}, a new one")
        if id == "scales":
            section.answering.leave()
        for form in section.findChildren(Form):
            form.leave()
    review: Any = open_section(visit.window, "review")
    review.go_earlier()
    visit.look("a week")
    review.as_month.click()
    visit.look("a month")
    insights: Any = open_section(visit.window, "insights")
    wait_until(lambda: insights._found is not None)
    visit.look("insights")


def hard_moments(visit: Visit) -> None:
    from reflect.ui.bridge_card import open_card
    from reflect.ui.safety import open_plan
    from reflect.ui.steady import open_steady

    window = visit.window
    for section in ("breathe", "ground", "mine", "lines"):
        open_steady(window, section)
        visit.look(f"steady me, {section}")
        window.leave()
    plan = open_plan(window, reason="phq-9")
    visit.look("safety plan")
    plan._on_print()
    visit.look_at_dialog("safety plan on paper")
    window.leave()
    open_card(window)
    visit.look("bridge card")
    window.leave()


def exercises(visit: Visit) -> None:
    from reflect.ui.exercises import open_list, open_walk

    window = visit.window
    open_list(window)
    visit.look("exercises")
    window.leave()
    for id in ("thought-record", "worry-appointment", "values"):
        walk: Any = open_walk(window, id)
        settle(visit.shell)
        visit.look(f"exercise {id}")
        walk.leave()


def door(visit: Visit) -> None:
    """In front of the locked journal; before the window is there."""
    shell = visit.shell
    shell.program.show_door()
    visit.look("unlock", shell.door)
    for name, page in (
        ("recover", shell.door.show_recovery),
        ("restore", shell.door.show_restore),
        ("other journals", shell.door.show_others),
        ("first run", shell.door.show_first_run),
    ):
        page()
        visit.look(name, shell.door)
    shell.door.toggle_steady()
    visit.look("steady me at the door", shell.door)
    shell.door.toggle_steady()


def in_and_out(visit: Visit) -> None:
    from reflect.ui.exchange import Exchange

    exchange: Any = visit.window.findChild(Exchange)
    for name, open_it in (
        ("toolkit", exchange.take_toolkit),
        ("toolkit in", exchange.bring_toolkit),
        ("appointment", exchange.appointment),
        ("import", exchange.bring_in),
        ("export", exchange.take_out),
        ("past imports", exchange.past),
    ):
        open_it()
        visit.look_at_dialog(name)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_cut(
    language: str, percent: int, open_journal: Callable[[str, int], Shell]
) -> None:
    visit = Visit(open_journal(language, percent))
    door(visit)
    visit.unlock()
    for pages in (entries, coping, exercises, progress, hard_moments, in_and_out):
        pages(visit)
    assert "\n".join(visit.found) == ""


def share(visit: Visit) -> None:
    """Sharing is on, with one person on the other side, one invited, and letters both ways."""
    from reflect.sync import lens, sharing
    from reflect.sync.courier import Courier
    from tests.people import Person
    from tests.ui.sharing_room import clock_of_now, open_folder

    bridge = visit.shell.program.bridge
    assert bridge is not None
    folder = visit.shell.program.folder.parent
    relay = folder / "letters"
    relay.mkdir()
    bea = Person.new("Bea", folder / "bea", clock_of_now(), (str(relay),))

    def begin(opened: vault.OpenVault) -> str:
        sharing.switch_on(opened)
        sharing.add_relay(opened, str(relay))
        sharing.invite(opened, "Theodora")
        return sharing.invite(opened, "Bea")[1]

    def shares(opened: vault.OpenVault) -> None:
        entry = next(each for each in opened.journal.between(*sample_days()) if each.text)
        body = sharing.entry_body(opened, entry, lens.Choice())
        sharing.share_entry(opened, sharing.named(opened, "Bea"), entry.id, body)

    courier = Courier(bridge.now, opens=open_folder)
    line = bridge.now(begin)
    courier.round(at_once=True)
    sharing.accept(bea.vault, line, "Ana")
    for _ in range(2):
        bea.sync()
        courier.round(at_once=True)
    bea.shares("Ana", "Sunday was hard, and the walk along the weir helped. " * 8)
    sharing.pause(bea.vault, bea.knows("Ana"), "I need some quiet for a while.")
    bea.sync()
    bridge.now(shares)
    courier.round(at_once=True)
    courier.close()
    bea.close()


def sample_days() -> tuple[date, date]:
    today = now_here()[0].date()
    return today - timedelta(days=60), today


def sharing_pages(visit: Visit) -> None:
    from reflect.ui.comparing import CompareDialog
    from reflect.ui.sharing import SharingPage

    window = visit.window
    window.show_page("sharing")
    page = window.page("sharing")
    assert isinstance(page, SharingPage)
    visit.look("sharing, off")
    share(visit)
    visit.shell.program.bridge.changed.emit(Changes(kept=frozenset({"contact"})), None)
    settle(visit.shell)
    # The courier tells of its first round at a moment of its own.
    wait_until(lambda: bool(window.rounds is not None and window.rounds.words()))
    settle(visit.shell)
    for id in ("inbox", "people", "ledger", "gifts", "relays"):
        page.show_section(id)
        visit.look(f"sharing, {id}")
    people: Any = page.show_section("people")
    settle(visit.shell)
    people.invite()
    visit.look_at_dialog("invite")
    people.accept()
    visit.look_at_dialog("accept")
    items = {each.contact.name: each for each in people.shelf.items.values()}
    people.do_with("invitation", items["Theodora"])
    visit.look_at_dialog("an invitation")
    for verb in ("compare", "pause", "end", "block", "rename"):
        people.do_with(verb, items["Bea"])
        visit.look_at_dialog(verb)
    people.do_with("compare", items["Bea"])
    compare = visit.dialog()
    assert isinstance(compare, CompareDialog)
    compare.differs()
    visit.look_at_dialog("numbers that differ")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_of_sharing_is_cut(
    open_journal: Callable[[str, int], Shell], language: str, percent: int
) -> None:
    visit = Visit(open_journal(language, percent))
    visit.unlock()
    sharing_pages(visit)
    assert "\n".join(visit.found) == ""


@pytest.fixture
def large_text(theme: Theme) -> Iterator[Theme]:
    """At 200 %."""
    theme.apply(Settings(theme="light", text_percent=200))
    yield theme
    theme.apply(Settings(theme="light"))


def test_day_and_time_stand_apart_at_the_size_they_ask_for(large_text: Theme) -> None:
    """At that and at the least; every other dialog is looked at in the sizes of the window."""
    dialog = MomentDialog(large_text, *now_here())
    dialog.show()
    dialog.zones.setCurrentText("Nowhere")
    for room in ("asked for", "least", "with trouble"):
        QCoreApplication.processEvents()
        if room == "least":
            dialog.resize(dialog.minimumSizeHint())
        elif room == "with trouble":
            dialog.findChildren(QPushButton)[0].click()
            assert dialog.trouble.isVisible()
        QCoreApplication.processEvents()
        assert unfit(dialog) == [], room
        bottom = dialog.trouble if dialog.trouble.isVisible() else dialog.zones
        keep = dialog.findChildren(QPushButton)[0]
        assert keep.geometry().top() - bottom.geometry().bottom() >= large_text.px(8), room
        assert dialog.zones.geometry().top() > dialog.when.geometry().bottom() + large_text.px(8)
    dialog.close()
    dialog.deleteLater()


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWidget]:
    """A page of one row."""
    made = QWidget()
    QHBoxLayout(made)
    yield made
    made.hide()
    made.deleteLater()


def found(page: QWidget, *parts: QWidget) -> list[str]:
    layout = page.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    page.resize(400, 200)
    page.show()
    QCoreApplication.processEvents()
    return unfit(page)


def test_what_fits_is_not_told_of(page: QWidget) -> None:
    assert found(page, QLabel("a line"), button("a verb"), QCheckBox("a choice")) == []


def test_words_without_room_are_seen(page: QWidget) -> None:
    label, verb, choice, list_ = QLabel("a line"), button("a verb"), QCheckBox("on"), QComboBox()
    list_.addItem("one of a list")
    for part in (label, verb, choice, list_):
        part.setFixedWidth(20)
    assert len(found(page, label, verb, choice, list_)) == 4


def test_lines_that_are_cut_at_the_bottom_are_seen(page: QWidget) -> None:
    label = QLabel("many words " * 20)
    label.setWordWrap(True)
    label.setFixedHeight(label.fontMetrics().height() * 2)
    assert "too low" in found(page, label)[0]


def test_what_lies_over_something_else_is_seen(page: QWidget) -> None:
    one, other = QLabel("one"), QLabel("other")
    assert found(page, one, other) == []
    other.move(one.pos())
    assert "lies over" in unfit(page)[0]


def test_what_is_wider_than_its_room_is_seen(page: QWidget) -> None:
    wide = QWidget()
    wide.setMinimumWidth(900)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(wide)
    assert "wider than the room it scrolls in" in found(page, area)[0]


@pytest.mark.parametrize("make", [Tick, LongLink])
def test_a_control_takes_the_lines_its_words_need(
    page: QWidget, make: Callable[[str], QAbstractButton]
) -> None:
    words = "Leave out of every photo where it was taken, and with which camera, and when"
    part = make(words)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(part)
    column.addStretch(1)
    assert found(page, holder) == []
    one_line = part.sizeHint().height()
    assert part.height() > one_line
    hits = QSignalSpy(part.clicked)
    at = QPoint(part.width() // 2, part.height() - one_line // 4)
    QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=at)
    assert hits.count() == 1


@pytest.mark.parametrize(("width", "rows"), [(1100, [11]), (400, [6, 5]), (160, [3, 3, 3, 2])])
def test_the_figures_of_a_rating_stand_in_even_rows(
    theme: Theme, width: int, rows: list[int]
) -> None:
    rating = Rating(theme, "How heavy is it now?")
    rating.resize(width, 400)
    rating.show()
    QCoreApplication.processEvents()
    counted = Counter(each.y() for each in rating.buttons)
    assert [counted[top] for top in sorted(counted)] == rows
    rating.hide()
    rating.deleteLater()

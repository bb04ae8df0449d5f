"""The courier beside the window: it carries by itself, and never keeps the window from closing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.errors import RelayUnreachable
from reflect.model import Changes
from reflect.settings import Settings
from reflect.sync import lens, sharing
from reflect.sync.courier import Report
from reflect.sync.relays import Page, Relay
from reflect.sync.relays.folder import FolderRelay
from reflect.ui import rounds as around
from reflect.ui.bridge import Bridge
from reflect.ui.reminders import OPEN, Reminders
from reflect.ui.rounds import Rounds
from reflect.vault import OpenVault
from reflect.worker import Worker
from tests.people import PASSPHRASE, Person, pair
from tests.ui.conftest import Shell, settle, wait_until
from tests.ui.sharing_room import clock_of_now, open_folder


@dataclass
class Ana:
    """Behind a bridge, her journal on a thread of its own as in the program."""

    bridge: Bridge
    worker: Worker
    rounds: Rounds
    told: list[object] = field(default_factory=list)
    changes: list[Changes] = field(default_factory=list)
    came: list[int] = field(default_factory=list)

    def hear(self) -> None:
        self.rounds.told.connect(self.told.append)
        self.rounds.arrived.connect(self.came.append)
        self.bridge.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if origin is self.rounds:
            self.changes.append(changes)

    def close(self) -> None:
        self.bridge.close()
        self.worker.close()


Opening = Callable[..., Ana]


@pytest.fixture
def bea(tmp_path: Path) -> Iterator[Person]:
    (tmp_path / "relay").mkdir()
    made = Person.new("Bea", tmp_path / "bea", clock_of_now(), (str(tmp_path / "relay"),))
    yield made
    made.close()


@pytest.fixture
def ana(tmp_path: Path, bea: Person, qapp: QApplication) -> Iterator[Opening]:
    """Opens the window's half of a journal that shares with Bea."""
    here = Person.new("Ana", tmp_path / "ana", clock_of_now(), (str(tmp_path / "relay"),))
    pair(here, bea)
    here.close()
    opened: list[Ana] = []

    def open_(**more: Any) -> Ana:
        key = vault.derive(here.folder, PASSPHRASE)
        worker = Worker(partial(vault.open_with, here.folder, key))
        bridge = Bridge(worker)
        more.setdefault("opens", open_folder)
        made = Ana(bridge, worker, Rounds(bridge, bridge, **more))
        made.hear()
        opened.append(made)
        return made

    yield open_
    for each in opened:
        each.close()


def share(text: str, opened: OpenVault) -> Changes:
    from reflect.model import Entry, EntryId, new_id

    at = datetime.now(UTC)
    entry = Entry(EntryId(new_id()), at, at, text=text)
    opened.journal.put(entry)
    body = sharing.entry_body(opened, entry, lens.Choice())
    sharing.share_entry(opened, sharing.named(opened, "Bea"), entry.id, body)
    return Changes(kept=frozenset({"share"}))


def test_what_somebody_sent_arrives_by_itself(ana: Opening, bea: Person) -> None:
    here = ana()
    bea.shares("Ana", "From Bea")
    bea.sync()
    here.rounds.begin()
    wait_until(lambda: here.came)
    wait_until(lambda: here.rounds.state.unread)
    assert (here.came, here.rounds.state.unread) == ([1], 1)
    assert any("arrival" in each.kept for each in here.changes)
    assert here.rounds.words().startswith("Last exchange ")


def test_what_is_put_by_goes_without_being_called_for(ana: Opening, bea: Person) -> None:
    here = ana()
    here.rounds.begin()
    wait_until(lambda: here.told)
    here.bridge.write(here.bridge, partial(share, "From Ana"))
    wait_until(lambda: any(isinstance(each, Report) and each.sent for each in here.told))
    bea.sync()
    assert bea.texts() == ["From Ana"]


def test_what_the_courier_changed_calls_for_no_round(ana: Opening) -> None:
    """Else each round would call for the next, for ever."""
    here = ana()
    arrived = Changes(kept=frozenset({"arrival"}))
    here.bridge.changed.emit(arrived, here.rounds)
    assert not here.rounds._call.is_set()
    here.bridge.changed.emit(Changes(entries=frozenset()), None)
    assert not here.rounds._call.is_set()
    here.bridge.changed.emit(arrived, None)
    assert here.rounds._call.is_set()


def test_a_courier_that_waits_for_the_journal_ends_with_it(ana: Opening) -> None:
    """The window waits for the thread, and so answers none of its questions."""
    here = ana()
    asked = threading.Event()
    done: list[OpenVault] = []

    class Waiting:
        def __init__(self, ask: Callable[[Callable[[OpenVault], None]], None]) -> None:
            self._ask = ask

        def run(self, *_: object) -> None:
            asked.set()
            self._ask(done.append)

    rounds: Any = here.rounds
    rounds._courier = Waiting
    rounds._start()
    thread = rounds._thread
    asked.wait()
    here.bridge.close()
    thread.join(20)
    assert not thread.is_alive()
    QApplication.processEvents()
    assert done == []


def test_nothing_runs_before_it_is_switched_on_and_after_it_is_off(
    tmp_path: Path, qapp: QApplication
) -> None:
    made, _ = vault.create(tmp_path / "journal", PASSPHRASE, name="A", cost=CHEAP)
    made.close()
    worker = Worker(
        lambda: vault.open_with(
            tmp_path / "journal", vault.derive(tmp_path / "journal", PASSPHRASE)
        )
    )
    bridge = Bridge(worker)
    rounds = Rounds(bridge, bridge)
    rounds.begin()
    bridge.settle()
    assert not rounds.running
    bridge.write(bridge, sharing.switch_on)
    wait_until(lambda: rounds.running)
    thread = rounds._thread
    assert thread is not None
    bridge.write(bridge, sharing.switch_off)
    wait_until(lambda: not rounds.running)
    thread.join()
    assert rounds.words() == ""
    bridge.close()
    worker.close()


class Gone:
    """A relay that does not answer until it does."""

    def __init__(self, folder: Path) -> None:
        self.there = False
        self._folder = folder

    def __call__(self, address: str, _proxy: str | None) -> Relay:
        if not self.there:
            raise RelayUnreachable(relay=address, reason="nobody there")
        return FolderRelay(self._folder)


def test_a_relay_that_does_not_answer_is_said_in_one_line(ana: Opening, tmp_path: Path) -> None:
    gone = Gone(tmp_path / "relay")
    here = ana(opens=gone)
    here.rounds.begin()
    wait_until(lambda: here.told)
    assert here.rounds.words().startswith(f"{tmp_path / 'relay'} does not answer.")
    gone.there = True
    answers: list[str] = []
    here.rounds.answered.connect(answers.append)
    here.rounds.call()
    wait_until(lambda: here.rounds.words().startswith("Last exchange "))
    # Whoever called for it is answered, once.
    wait_until(lambda: answers)
    assert answers == [here.rounds.words()]


class Hanging(FolderRelay):
    """It takes the question and says nothing."""

    def __init__(self, folder: Path, asked: threading.Event, released: threading.Event) -> None:
        super().__init__(folder)
        self.asked, self.released = asked, released

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = 500) -> Page:
        self.asked.set()
        self.released.wait()
        return super().fetch(mailbox, cursor, limit)


def test_a_fault_of_ours_ends_a_round_and_not_sharing(
    ana: Opening, bea: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "REST_AFTER_A_FAULT", 0.01)
    reported: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    faults = 3

    def opens(address: str, _proxy: str | None) -> Relay:
        nonlocal faults
        if faults:
            faults -= 1
            raise ZeroDivisionError
        return FolderRelay(Path(address))

    bea.shares("Ana", "it comes all the same")
    bea.sync()
    here = ana(opens=opens)
    here.rounds.begin()
    wait_until(lambda: here.came == [1])
    assert [each.exc_type for each in reported] == [ZeroDivisionError], "once is enough"


def test_a_relay_that_hangs_keeps_nothing_open(
    ana: Opening, bea: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "LEFT_AFTER", 0.01)
    asked, released = threading.Event(), threading.Event()
    here = ana(opens=lambda _address, _: Hanging(tmp_path / "relay", asked, released))
    bea.shares("Ana", "From Bea")
    bea.sync()
    here.rounds.begin()
    wait_until(asked.is_set)
    thread = here.rounds._thread
    assert thread is not None
    here.close()
    # The journal is closed, and can be opened again, while the thread still hangs.
    assert thread.is_alive()
    assert not here.rounds.running
    again = vault.open_with(tmp_path / "ana", vault.derive(tmp_path / "ana", PASSPHRASE))
    assert sharing.inbox(again) == ()
    released.set()
    thread.join()
    assert sharing.inbox(again) == ()
    again.close()


def test_a_job_that_waits_when_the_journal_closes_is_not_done(ana: Opening) -> None:
    here = ana()
    done: list[object] = []
    future = here.bridge.hand_in(done.append)
    here.bridge.close()
    QApplication.processEvents()
    assert future.cancelled()
    assert done == []


def test_what_a_job_raises_reaches_whoever_handed_it_in(ana: Opening) -> None:
    here = ana()

    def fails(_vault: OpenVault) -> None:
        raise RelayUnreachable(relay="x", reason="y")

    future = here.bridge.hand_in(fails)
    wait_until(future.done)
    with pytest.raises(RelayUnreachable):
        future.result()


# -- on the desktop --------------------------------------------------------------------------------


class Desk(QObject):
    """Takes what would be shown."""

    looked = Signal(bool, bool)
    shown = Signal()
    failed = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str, list[str]]] = []

    def show(self, title: str, line: str, answers: Sequence[tuple[str, str]]) -> None:
        self.lines.append((title, line, [key for key, _ in answers]))
        self.shown.emit()

    def close(self) -> None:
        pass

    def leave(self) -> None:
        pass


@pytest.mark.parametrize("watched", [True, False])
def test_news_are_shown_to_whoever_looks_elsewhere_and_count_for_nothing(watched: bool) -> None:
    desk: Any = Desk()
    kept: list[object] = []
    wanted: list[bool] = []
    reminders = Reminders(
        Settings, kept.append, lambda: watched, lambda _title, _line: False, notifier=desk
    )
    reminders.wanted.connect(lambda: wanted.append(True))
    reminders.tell("Something has arrived in Reflect.")
    expected = [] if watched else [("Reflect", "Something has arrived in Reflect.", [OPEN])]
    assert desk.lines == expected
    if not watched:
        desk.chosen.emit(OPEN)
        assert wanted == [True]
    assert kept == []


# -- in the program --------------------------------------------------------------------------------


def test_locking_ends_the_courier_and_the_next_opening_begins_another(
    make_shell: Callable[..., Shell], journal_folder: Path
) -> None:
    shell = make_shell(journal_folder)
    window = shell.unlock()
    assert not window.rounds.running
    window.show_page("sharing")
    settle(shell)
    window.page("sharing").switch_on()
    wait_until(lambda: window.rounds.running)
    thread = window.rounds._thread
    assert shell.program.lock()
    assert not window.rounds.running
    thread.join()
    assert shell.restarts == [(journal_folder, "")]
    again = make_shell(journal_folder)
    opened = again.unlock()
    wait_until(lambda: opened.rounds.running)
    wait_until(lambda: opened.rounds.words() == "There was nothing to send or to fetch yet.")

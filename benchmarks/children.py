"""What is measured runs in processes of its own; each prints one line of JSON.

    python -c "from benchmarks import children; children.SCENE(...)"

Nothing is imported above the scenes but what Python has loaded anyway: the bare window must not
pay for the program. `REFLECT_BENCH_START` is CLOCK_MONOTONIC in nanoseconds before the process was
made.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QWidget

    from reflect.ui.program import Program
    from reflect.vault import OpenVault

WINDOW = (1120, 760)
WORDS = 5_000
LONGEST_WAIT = 120.0


def since_start() -> float:
    """Milliseconds since before this process was made."""
    return (time.monotonic_ns() - int(os.environ["REFLECT_BENCH_START"])) / 1e6


def say(**found: Any) -> None:
    """The one line, and the end, without tidying that nobody waits for."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)


def rss() -> float:
    """Resident memory now, in MB."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - pathlib weighs
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1e3
    raise LookupError("VmRSS")


def pss(process: int) -> float | None:
    """Memory that is this process's own share, in MB; None where the system does not tell."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as rollup:  # noqa: PTH123
            return next(int(line.split()[1]) / 1e3 for line in rollup if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return None


# --- bare windows: the yardsticks --------------------------------------------------------------


def bare() -> None:
    """A QWidget and nothing else: first paint, and what it weighs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    found: dict[str, float] = {}

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            found.setdefault("painted", since_start())
            found.setdefault("cpu", time.process_time() * 1e3)

    app = QApplication([])
    window = Window()
    window.resize(*WINDOW)
    window.show()
    QTimer.singleShot(150, app.quit)
    app.exec()
    say(**found, rss=rss())


def bare_editor(width: int, height: int) -> None:
    """Keystrokes into a plain QPlainTextEdit of the size that the program's has."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    QApplication([])
    pad = QPlainTextEdit()
    pad.resize(width, height)
    pad.setPlainText(markdown())
    say(keys=keystrokes(pad, pad))


def bare_chart(place: str) -> None:
    """QtCharts' line of ten years, import included; `place` holds PySide6 with its Addons."""
    if place:
        sys.path.insert(0, place)
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    start = time.perf_counter()
    from PySide6.QtCharts import QChart, QChartView, QLineSeries

    series = QLineSeries()
    for day in range(3650):
        series.append(day, 1 + day * 7 % 41 / 10)
    chart = QChart()
    chart.addSeries(series)
    chart.createDefaultAxes()
    view = QChartView(chart)
    view.resize(900, 300)
    painted = _paint_of(view.viewport())
    view.show()
    _until(lambda: bool(painted))
    assert app is not None
    say(ms=(painted[0] - start) * 1e3)


# --- the program ---------------------------------------------------------------------------------


def door(folder: str) -> None:
    """The real program, from nothing to a lock screen that can be typed into."""
    from reflect import app as entrance

    program = entrance.build(entrance.read(["--journal", folder]))
    found: dict[str, float] = {}

    def ready() -> None:
        found.update(ready=since_start(), cpu=time.process_time() * 1e3)
        program.app.quit()

    _watch_door(program, ready)
    program.run()
    say(**found)


def journal(folder: str, passphrase: str, wait_ms: int) -> None:
    """Through the door to the newest entries: typed `wait_ms` after the lock screen was ready."""
    from PySide6.QtCore import QTimer

    from reflect import app as entrance

    program = entrance.build(entrance.read(["--journal", folder]))
    found: dict[str, float] = {}

    def unlock() -> None:
        found["pressed"] = since_start()
        found["cpu"] = time.process_time() * 1e3
        _unlock(program, passphrase)

    def opened() -> None:
        _when_rows_painted(program, painted)

    def painted() -> None:
        found["painted"] = since_start()
        found["cpu"] = time.process_time() * 1e3 - found["cpu"]
        program.app.quit()

    program.opened.connect(opened)
    _watch_door(program, lambda: QTimer.singleShot(wait_ms, unlock) if wait_ms else unlock())
    program.run()
    say(from_start=found["painted"], from_key=found["painted"] - found["pressed"], cpu=found["cpu"])


def without_sharing(scene: str, *arguments: object) -> None:
    """Another scene in a process that cannot load anything of sharing."""
    for name in ("reflect.sync", "vodozemac", "nostr_sdk", "opendal"):
        sys.modules[name] = None  # type: ignore[assignment]  # importing it fails from now on
    globals()[scene](*arguments)


def weight(folder: str, passphrase: str, words: str) -> None:
    """Memory with the journal open, its list shown and searched."""
    program = _open(folder, passphrase)
    _search(program, words.split())
    _settle(1.0)
    resident, shared_out = rss(), pss(os.getpid())
    program.end()
    say(rss=resident, pss=shared_out)


def typed(folder: str, passphrase: str, word: str) -> None:
    """Milliseconds a letter, from the letter to the painted list of what it finds."""
    program = _open(folder, passphrase)
    view = _timeline(program)
    page: Any = program.window.page("journal") if program.window is not None else None
    _until(lambda: page.model.complete)
    _settle(0.5)
    taken = []
    for end in range(1, len(word) + 1):
        begun = time.perf_counter()
        page.show_query(word[:end])
        _until(lambda: page.model.complete, pause=1)
        _until(lambda: page.model.count == 0 or page.model.row_at(0) is not None, pause=1)
        view.viewport().repaint()
        taken.append((time.perf_counter() - begun) * 1e3)
    count = page.model.count
    program.end()
    say(letters=taken, count=count)


def listing(folder: str, passphrase: str) -> None:
    """The list: from nothing to the first painted rows, and page by page through it."""
    import random
    from functools import partial

    from reflect.ui.timeline_model import EVERYTHING, TimelineModel
    from reflect.ui.timeline_view import TimelineView
    from reflect.ui.timeline_words import shipped_mood_words

    program = _open(folder, passphrase)
    assert program.bridge is not None
    window = program.front()
    assert window is not None
    window.hide()
    _settle(0.3)
    start = time.perf_counter()
    model = TimelineModel(program.bridge, shipped_mood_words(program.settings))
    view = TimelineView(program.theme, model)
    view.resize(420, 800)
    model.show_scope(EVERYTHING)
    view.show()
    painted: list[float] = []

    class Watch(_filter_class()):  # type: ignore[misc]
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == event.Type.Paint and model.row_at(0) is not None and not painted:
                painted.append(time.perf_counter())
            return False

    watch = Watch(view)
    view.viewport().installEventFilter(watch)
    _until(lambda: bool(painted))
    _until(lambda: model.complete)
    _settle(0.2)
    frames = []
    bar = view.verticalScrollBar()
    rng = random.Random(4)
    for number in range(150):
        # Mostly page after page, now and then somewhere else.
        step = bar.value() + bar.pageStep() if number % 10 else rng.randrange(bar.maximum())
        begun = time.perf_counter()
        bar.setValue(min(step, bar.maximum()))
        view.viewport().repaint()
        top = max(0, view.rowAt(0))
        _until(partial(_is_here, model, top), pause=0)
        view.viewport().repaint()
        frames.append((time.perf_counter() - begun) * 1e3)
    program.end()
    say(first=(painted[0] - start) * 1e3, frames=frames)


def editor(folder: str, passphrase: str) -> None:
    """Keystrokes into the real page's pad: marks, autosave and all."""
    program = _open(folder, passphrase)
    assert program.window is not None
    program.window.show_page("today")
    page: Any = program.window.page("today")
    page.editor.pad.set_source(markdown())
    _settle(0.5)
    found = keystrokes(page.editor.pad, page.editor.pad)
    size = page.editor.pad.width(), page.editor.pad.height()
    program.end()
    say(keys=found, size=size)


def steady_at_door(folder: str, rounds: int) -> None:
    """F9 in front of a locked journal, and an empty dialog, in turn."""
    from reflect import app as entrance

    program = entrance.build(entrance.read(["--journal", folder]))
    ready: list[bool] = []
    _watch_door(program, lambda: ready.append(True))
    program.start()
    _until(lambda: bool(ready))
    # A person has looked at the door for a while.
    _settle(3.0)
    door = program.door
    assert door is not None
    say(**_presses(door, door.layers.currentWidget, rounds))


def steady_in_window(folder: str, passphrase: str, rounds: int) -> None:
    """The same in an open journal, from the page that holds most: the list of entries."""
    program = _open(folder, passphrase)
    window = program.window
    assert window is not None
    view = _timeline(program)
    assert view is not None
    _settle(3.0)
    found = _presses(window, lambda: window.topmost, rounds)
    program.end()
    say(**found)


def _presses(window: Any, front: Callable[[], Any], rounds: int) -> dict[str, list[float]]:
    """Milliseconds to the end of the first paint: of Steady me after F9, of an empty dialog after
    show, at Qt's own size for it and as large as the window."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from reflect.ui.steady import Steady

    steady = window.findChild(Steady)
    assert steady is not None, "it was to be built while nobody waits"
    painted = _paint_of(steady.sections["breathe"].circle)
    found: dict[str, list[float]] = {"steady": [], "dialog": [], "large": []}
    for _ in range(rounds):
        painted.clear()
        focused = QApplication.focusWidget() or window
        start = time.perf_counter()
        QTest.keyClick(focused, Qt.Key.Key_F9)
        _until(lambda: bool(painted), pause=0)
        found["steady"].append((time.perf_counter() - start) * 1e3)
        assert front() is steady
        _settle(0.3)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
        _settle(0.3)
        for name, size in (("dialog", None), ("large", window.size())):
            start = time.perf_counter()
            dialog = QDialog(window)
            if size is not None:
                dialog.resize(size)
            shown = _paint_of(dialog)
            dialog.show()
            _until(lambda shown=shown: bool(shown), pause=0)  # type: ignore[misc]
            found[name].append((time.perf_counter() - start) * 1e3)
            dialog.close()
            dialog.deleteLater()
            _settle(0.3)
        window.activateWindow()
        _settle(0.3)
    return found


def pixels(years: int) -> None:
    """Years in pixels, import included, from figures to first paint; `years` under each other."""
    from datetime import date, timedelta

    from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

    # The window has loaded these long before.
    import reflect.ui.today  # noqa: F401
    from reflect.model import DayMark
    from reflect.settings import Settings
    from reflect.ui import theme as look

    app = QApplication([])
    theme = look.apply(app, Settings())
    first = date(2016, 1, 1)
    days = [first + timedelta(days=number) for number in range(3653)]
    marks = [DayMark(day, 1, 1 + day.toordinal() * 7 % 41 / 10) for day in days]
    start = time.perf_counter()
    from reflect.ui.calendar_grid import YearGrid

    front = QWidget()
    front.resize(900, 300 * years)
    column = QVBoxLayout(front)
    painted = []
    for year in range(2016, 2016 + years):
        grid = YearGrid(theme, date(2026, 1, 1), front)
        grid.show_year(year, [mark for mark in marks if mark.day.year == year])
        column.addWidget(grid)
        painted.append(_paint_of(grid))
    front.show()
    _until(lambda: all(painted))
    say(ms=(max(each[0] for each in painted) - start) * 1e3)


def gaps(folder: str, passphrase: str) -> None:
    """How long the GUI thread could not answer while the worker worked (99th of a hundred)."""
    import functools
    import itertools
    import tempfile
    from pathlib import Path

    from PySide6.QtCore import Qt, QTimer

    from benchmarks.engine import QUERIES
    from reflect import vault

    program = _open(folder, passphrase)
    worker = program.worker
    assert worker is not None
    _settle(1.0)
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    found = {}
    with tempfile.TemporaryDirectory() as place:
        jrnl, day_one = _exports(Path(place))
        works: dict[str, Callable[[OpenVault], object]] = {
            "nothing": _sleep,
            "KDF": functools.partial(_derive, folder, passphrase),
            "search": functools.partial(_search_all, tuple(QUERIES.values())),
            "backup": lambda opened: vault.OpenVault.backup(opened, Path(place) / "b"),
            "import of jrnl": functools.partial(_import, jrnl),
            "of Day One": functools.partial(_import, day_one),
        }
        for name, work in works.items():
            beats.clear()
            future = worker.submit(work)
            _until(future.done, longest=300.0)
            future.result()
            between = sorted((b - a) * 1e3 for a, b in itertools.pairwise(beats))
            found[name] = between[int(len(between) * 0.99)] if between else 0.0
    program.end()
    say(**found)


def catching_up(folder: str, passphrase: str, many: int) -> None:
    """The longest time for which the window could not answer: while `many` shares come in, and
    after that with nothing to do, told as often that something changed."""
    import itertools

    from PySide6.QtCore import Qt, QTimer

    # With sharing on they are loaded while the window opens.
    from reflect.model import Changes
    from reflect.sync import courier
    from reflect.sync.relays import nostr

    loaded = (courier, nostr)
    program = _open(folder, passphrase)
    worker, window = program.worker, program.window
    assert worker is not None and window is not None and window.rounds is not None and loaded
    _settle(1.0)
    beats: list[float] = []
    signals: list[object] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    bridge = window.rounds._bridge
    bridge.changed.connect(lambda changes, _: signals.append(changes))
    came: list[int] = []
    window.rounds.arrived.connect(came.append)

    def longest() -> float:
        return max((b - a) * 1e3 for a, b in itertools.pairwise(beats))

    timer.start()
    began = time.perf_counter()
    worker.submit(lambda opened: opened.journal.set_state("sharing", "on")).result()
    window.rounds.begin()
    _until(lambda: sum(came) >= many, longest=300.0)
    _settle(0.5)
    taken, busy = time.perf_counter() - began, longest()
    window.rounds.stop()
    told = [each for each in signals if isinstance(each, Changes)]
    beats.clear()
    for changes in told:
        bridge.changed.emit(changes, window)
        _settle(taken / (len(told) + 1))
    idle = longest()
    program.end()
    say(busy=busy, idle=idle, signals=len(told), seconds=taken)


# --- what the scenes share ----------------------------------------------------------------------


def markdown() -> str:
    """About 5,000 words with headings, lists and stress."""
    import random

    from benchmarks import corpus

    rng, words = random.Random(3), corpus.vocabulary(2_000)
    said: list[str] = []
    count = 0
    while count < WORDS:
        some = [rng.choice(words) for _ in range(rng.randrange(30, 110))]
        some[3] = f"**{some[3]}**"
        some[9] = f"*{some[9]}*"
        count += len(some)
        if rng.random() < 0.1:
            said.append("## " + " ".join(some[:4]))
        if rng.random() < 0.15:
            said.append("\n".join(f"- {word}" for word in some[:8]))
        said.append(" ".join(some))
    return "\n\n".join(said)


def keystrokes(pad: Any, receiver: QObject) -> list[float]:
    """Milliseconds from a key to its paint, in the middle of the text."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    pad.window().show()
    cursor = pad.textCursor()
    cursor.setPosition(pad.document().characterCount() // 2)
    pad.setTextCursor(cursor)
    _settle(0.3)
    taken = []
    for letter in "the small bird sings again " * 8:
        begun = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(receiver, event)
        pad.viewport().repaint()
        taken.append((time.perf_counter() - begun) * 1e3)
        QApplication.processEvents()
    return taken[10:]


def _filter_class() -> type[QObject]:
    from PySide6.QtCore import QObject

    return QObject


def _paint_of(widget: QWidget) -> list[float]:
    """Grows by the time of each paint event."""
    painted: list[float] = []

    class Watch(_filter_class()):  # type: ignore[misc]
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == event.Type.Paint and not inside:
                inside.append(True)
                watched.event(event)
                painted.append(time.perf_counter())
                inside.clear()
                return True
            return False

    inside: list[bool] = []
    widget.installEventFilter(Watch(widget))
    return painted


def _until(true: Callable[[], bool], *, longest: float = 60.0, pause: int = 5) -> None:
    """Let events go on until it is so."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + longest
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        flags = QEventLoop.ProcessEventsFlag.AllEvents
        if pause:
            flags = flags | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            _Alarm.ring(pause)
        QApplication.processEvents(flags)


class _Alarm:
    """Wakes a waiting event loop."""

    @staticmethod
    def ring(milliseconds: int) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(milliseconds, _nothing)


def _give_up() -> None:
    sys.stderr.write("nothing happened in two minutes\n")
    sys.stderr.flush()
    os._exit(1)


def _nothing() -> None:
    """Only to be called."""


def _settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    _until(lambda: time.monotonic() > end)


def _watch_door(program: Program, ready: Callable[[], object]) -> None:
    """Call `ready` once the passphrase's field is painted, has the focus, and events go on."""
    from PySide6.QtCore import QTimer

    show_door = program.show_door
    # A journal that does not open (another process has it) must not wait for ever.
    QTimer.singleShot(round(LONGEST_WAIT * 1e3), program, _give_up)

    class Watch(_filter_class()):  # type: ignore[misc]
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == event.Type.Paint and not seen:
                seen.append(True)
                QTimer.singleShot(0, look)
            return False

    seen: list[bool] = []

    def look() -> None:
        if line().hasFocus():
            ready()
        else:
            QTimer.singleShot(1, look)

    def line() -> QWidget:
        assert program.door is not None
        page: Any = program.door.page
        found: QWidget = page.passphrase.line
        return found

    def show() -> None:
        show_door()
        line().installEventFilter(Watch(line()))

    program.show_door = show  # type: ignore[method-assign]


def _unlock(program: Program, passphrase: str) -> None:
    assert program.door is not None
    page: Any = program.door.page
    page.passphrase.line.setText(passphrase)
    page.unlock()


def _timeline(program: Program) -> Any:
    """The list of the Journal page, which is brought to the front."""
    from reflect.ui.timeline_view import TimelineView

    window = program.window
    assert window is not None
    window.show_page("journal")
    found = window.page("journal").findChild(TimelineView)
    assert found is not None
    return found


def _when_rows_painted(program: Program, then: Callable[[], object]) -> None:
    view = _timeline(program)
    done: list[bool] = []

    class Watch(_filter_class()):  # type: ignore[misc]
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == event.Type.Paint and not done and view.model().row_at(0) is not None:
                from PySide6.QtCore import QTimer

                done.append(True)
                QTimer.singleShot(0, then)
            return False

    view.viewport().installEventFilter(Watch(view))


def _open(folder: str, passphrase: str) -> Program:
    """The program with its journal open and the list painted."""
    from reflect import app as entrance

    program = entrance.build(entrance.read(["--journal", folder]))
    done: list[bool] = []
    program.opened.connect(lambda: _when_rows_painted(program, lambda: done.append(True)))
    _watch_door(program, lambda: _unlock(program, passphrase))
    program.start()
    _until(lambda: bool(done))
    return program


def _search(program: Program, words: list[str]) -> None:
    """As typed into the search field, letter by letter."""
    window = program.window
    assert window is not None
    for word in words:
        for end in range(1, len(word) + 1):
            window.search_field.setText(word[:end])
            window.searched.emit(word[:end])
            _settle(0.08)
        _settle(0.4)
    window.search_field.clear()


def _is_here(model: Any, place: int) -> bool:
    return model.row_at(place) is not None


def _sleep(_opened: OpenVault) -> None:
    time.sleep(1)


def _derive(folder: str, passphrase: str, _opened: OpenVault) -> None:
    from pathlib import Path

    from reflect import vault

    for _ in range(5):
        vault.derive(Path(folder), passphrase)


def _search_all(queries: tuple[str, ...], opened: OpenVault) -> None:
    for _ in range(10):
        for query in queries:
            opened.journal.search(query, limit=20)
            opened.journal.order(query)


def _exports(place: Path) -> tuple[Path, Path]:
    """10,000 entries as jrnl and as Day One write them."""
    import zipfile

    from benchmarks import corpus

    jrnl, day_one = place / "journal.txt", place / "export.zip"
    entries = []
    with jrnl.open("w", encoding="utf-8") as file:
        for number, text in enumerate(corpus.texts(10_000, seed=21)):
            flat = text.text.replace("\n", " ")
            file.write(f"[{text.written_at:%Y-%m-%d %H:%M}] {flat}\n\n")
            when = f"{text.written_at:%Y-%m-%dT%H:%M:%SZ}"
            entries.append(
                {"uuid": f"{number:032X}", "creationDate": when, "modifiedDate": when,
                 "timeZone": "Europe/Berlin", "text": text.text, "tags": list(text.tags),
                 "starred": number % 20 == 0}
            )  # fmt: skip
    whole = {"metadata": {"version": "1.0"}, "entries": entries}
    with zipfile.ZipFile(day_one, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", json.dumps(whole))
    return jrnl, day_one


def _import(path: Path, opened: OpenVault) -> None:
    """As a person would bring it in."""
    from reflect import formats

    formats.bring_in(opened.journal, path, formats.Options())

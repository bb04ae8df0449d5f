"""Import: choose, look, bring in. Nothing is written before the verb button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reflect import formats
from reflect.errors import (
    Interrupted,
    NotThisFormat,
    ReflectError,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats import Options, Report, table
from reflect.formats.grid import Grid
from reflect.model import Changes
from reflect.ui.bars import announce, button, label
from reflect.ui.editor import language_of
from reflect.ui.findings import Findings
from reflect.ui.flow import FlowLayout
from reflect.ui.format_words import entries_words, format_words
from reflect.ui.guard import guarded
from reflect.ui.mapping import SAMPLE, MappingPage
from reflect.ui.messages import worded
from reflect.ui.mood_labels import MoodLabels
from reflect.ui.passphrase import PassphraseField
from reflect.ui.scroller import Scroller
from reflect.ui.working import WorkingDialog

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

TABLES = ("csv", "json")
OURS = ("archive", "joplin-markdown")
"""Formats whose entries may be the journal's own, come back under their own ids."""
WITH_PHOTO_FOLDER = ("rednotebook", "dayone")

Step = Literal["choose", "passphrase", "mapping", "preview", "done"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the first look found: a report, or a table nobody knows yet."""

    report: Report | None = None
    sheet: tuple[table.Preview, Grid] | None = None
    mapping: Mapping[str, str] | None = None


# On the journal's thread -------------------------------------------------------------------


def look(path: Path, options: Options, fresh: bool, vault: OpenVault) -> Seen:
    """A dry run; a table without a mapping takes the remembered one, or (`fresh`) none."""
    reader = formats.recognise(path)
    sheet = None
    if reader.name in TABLES:
        sheet = table.sample(path, rows=SAMPLE)
        if not options.mapping:
            known = table.mapping_from_json(vault.journal.state(sheet[0].key))
            if not known or fresh:
                return Seen(sheet=sheet, mapping=known)
            options = replace(options, mapping=known)
    report = formats.preview(vault.journal, path, options)
    return Seen(report, sheet, options.mapping)


def bring(path: Path, options: Options, key: str, vault: OpenVault) -> Report:
    """All or nothing, the mapping's memory included."""
    with vault.journal.atomic():
        report = formats.bring_in(vault.journal, path, options)
        if key:
            vault.journal.set_state(key, table.mapping_to_json(options.mapping))
    return report


def _of_total(
    progress: Callable[[int, int | None], None], total: int, done: int, _of: int | None
) -> None:
    progress(done, total or None)


# The dialog ----------------------------------------------------------------------------------


class ImportDialog(WorkingDialog):
    """Not modal: the window stays usable while it looks and while it brings in."""

    brought = Signal(object)
    """The Report, once everything is in the journal."""
    undo_wanted = Signal()
    """Past imports are wanted, to take this one back."""

    def __init__(self, bridge: Bridge, window: MainWindow, path: Path | None = None) -> None:
        super().__init__(window, 680, 680)
        self._bridge = bridge
        self._step: Step = "choose"
        self._path = Path()
        self._options = Options()
        self._sheet: tuple[table.Preview, Grid] | None = None
        self._report: Report | None = None
        self.setAcceptDrops(True)
        self._build()
        self._go_to("choose")
        if path is not None:
            self.look_at(path)

    # building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._window.theme.spacing
        self.title = label(self.tr("Bring in what you wrote elsewhere"), "section")
        self._stack = QStackedWidget(self)
        self._pages: dict[Step, QWidget] = {
            "choose": self._build_choose(),
            "passphrase": self._build_passphrase(),
            "mapping": self._build_mapping(),
            "preview": self._build_preview(),
            "done": self._build_done(),
        }
        self._scrollers: dict[Step, Scroller] = {}
        for step, page in self._pages.items():
            self._scrollers[step] = Scroller(page, self)
            self._stack.addWidget(self._scrollers[step])
        self.said = label("", "warn")
        self.said.hide()
        self.back = button(self.tr("&Other file"), parent=self)
        self.back.clicked.connect(self._on_back)
        self.close_button = button(self.tr("&Close"), "plain", self)
        self.close_button.clicked.connect(self.close)
        self.go = button("", "primary", self)
        self.go.clicked.connect(self._on_go)
        foot = QHBoxLayout()
        foot.addWidget(self.close_button)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(self.title)
        column.addWidget(self._stack, 1)
        column.addWidget(self.said)
        column.addWidget(self.progress)
        column.addLayout(foot)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self._window.theme.spacing(2), 0)
        column.setSpacing(self._window.theme.spacing(2))
        return page, column

    def _build_choose(self) -> QWidget:
        page, column = self._page()
        column.addWidget(
            label(
                self.tr(
                    "Choose the file or folder that the other program exported. First you see what "
                    "is in it; nothing is changed before you say so, and all of it can be undone."
                )
            )
        )
        self.place = QLineEdit(self)
        self.place.setPlaceholderText(self.tr("A file or a folder; you can also drop it here"))
        self.place.textChanged.connect(self._on_place)
        self.place.returnPressed.connect(self._on_go)
        asks = QLabel(self.tr("&What to bring in"))
        asks.setBuddy(self.place)
        column.addWidget(asks)
        column.addWidget(self.place)
        ways = FlowLayout()
        self.choose_file = button(self.tr("Choose a &file…"), parent=self)
        self.choose_file.clicked.connect(self._on_file)
        self.choose_folder = button(self.tr("Choose a fol&der…"), parent=self)
        self.choose_folder.clicked.connect(self._on_folder)
        ways.addWidget(self.choose_file)
        ways.addWidget(self.choose_folder)
        column.addLayout(ways)
        column.addWidget(label(self.tr("What can be read"), "strong"))
        for program, kinds in (
            ("Day One", self.tr("JSON export as zip or folder; Classic folders; plain text")),
            ("Daylio", self.tr("table (CSV) and backup (.daylio)")),
            ("jrnl", self.tr("text, folder, JSON, YAML, and encrypted journals")),
            ("RedNotebook", self.tr("the folder with its month files")),
            ("Joplin", self.tr("export file (JEX), RAW folder, Markdown with front matter")),
            ("Obsidian", self.tr("the vault's folder, or any folder of Markdown notes")),
            ("Reflect", self.tr("archives, sealed or not, and Markdown exports")),
            (self.tr("Others"), self.tr("any table as CSV or JSON: you say which column is what")),
        ):
            column.addWidget(label(f"{program}: {kinds}", "soft"))
        column.addStretch(1)
        return page

    def _build_passphrase(self) -> QWidget:
        page, column = self._page()
        self.locked = label(
            self.tr("This file is encrypted. Give the passphrase it was made with; it is not kept.")
        )
        column.addWidget(self.locked)
        self.passphrase = PassphraseField(
            self._window.theme, self.tr("Passphrase of the file"), self
        )
        self.passphrase.changed.connect(self.dress)
        self.passphrase.entered.connect(self._on_go)
        asks = QLabel(self.tr("&Passphrase of the file"))
        asks.setBuddy(self.passphrase.line)
        column.addWidget(asks)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        return page

    def _build_mapping(self) -> QWidget:
        language = language_of(self._window.settings)
        self.mapping = MappingPage(self._window.theme, language, self)
        self._mappable = False
        self.mapping.changed.connect(self._on_mapping)
        return self.mapping

    def _build_preview(self) -> QWidget:
        page, column = self._page()
        theme = self._window.theme
        self.findings = Findings(theme, self)
        self.photos = button(self.tr("&Look for the missing ones in a folder…"), parent=self)
        self.photos.clicked.connect(self._on_photos)
        self.remap = button(self.tr("Change the &mapping…"), parent=self)
        self.remap.clicked.connect(self._on_remap)
        ways = FlowLayout()
        ways.addWidget(self.photos)
        ways.addWidget(self.remap)
        self.moods = MoodLabels(theme, language_of(self._window.settings), self)
        self.moods.changed.connect(self.dress)
        self.on_change = QFrame(self)
        self.on_change.setProperty("role", "sunken")
        inner = QVBoxLayout(self.on_change)
        inner.setContentsMargins(*(theme.spacing(3),) * 4)
        self._asks_change = label("", "strong")
        inner.addWidget(self._asks_change)
        self._choices = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for number, (name, text) in enumerate(
            (
                ("newer", self.tr("take &whichever is newer")),
                ("mine", self.tr("keep m&ine")),
                ("theirs", self.tr("take &theirs; mine stays in the history")),
                ("both", self.tr("kee&p both, as two entries")),
            )
        ):
            choice = QRadioButton(text, self)
            self._choices.addButton(choice, number)
            inner.addWidget(choice)
            self.choices[name] = choice
        column.addWidget(self.findings)
        column.addLayout(ways)
        column.addWidget(self.moods)
        column.addWidget(self.on_change)
        # Questions first, the long list last.
        column.addWidget(self.findings.remarks)
        column.addStretch(1)
        return page

    def _build_done(self) -> QWidget:
        page, column = self._page()
        self.done_line = label("")
        self.outcome = Findings(self._window.theme, self)
        self.undo = button(self.tr("&Undo this import…"), parent=self)
        self.undo.clicked.connect(self._on_undo)
        ways = FlowLayout()
        ways.addWidget(self.undo)
        column.addWidget(self.done_line)
        column.addWidget(self.outcome)
        column.addLayout(ways)
        column.addStretch(1)
        return page

    # steps ---------------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        return self._step

    def _go_to(self, step: Step) -> None:
        self._step = step
        self._stack.setCurrentWidget(self._scrollers[step])
        self.dress()
        if not self.busy:
            first: dict[Step, QWidget] = {
                "choose": self.place,
                "passphrase": self.passphrase.line,
                "mapping": self.mapping.boxes["date"],
                "preview": self.go,
                "done": self.close_button,
            }
            first[step].setFocus()

    def dress(self) -> None:
        super().dress()
        busy, step, report = self.busy, self._step, self._report
        self._stack.setEnabled(not busy)
        self.back.setVisible(step not in {"choose", "done"} and not busy)
        self.go.setVisible(step != "done" and not busy)
        self.close_button.setText(
            self.tr("&Go on writing") if self.goes_on and busy else self.tr("&Close")
        )
        enabled = not busy
        text = self.tr("&Look at it")
        if step == "choose":
            enabled = enabled and bool(self.place.text().strip())
        elif step == "passphrase":
            text = self.tr("Ope&n it")
            enabled = enabled and bool(self.passphrase.text)
        elif step == "mapping":
            text = self.tr("See wh&at comes of it")
            enabled = enabled and self._mappable
        elif step == "preview" and report is not None:
            count = report.new + report.changed
            if count:
                text = self.tr("&Bring in {entries}").format(entries=entries_words(count))
            elif self.moods.chosen():
                text = self.tr("&Bring in these moods")
            else:
                text = self.tr("Nothing new")
                enabled = False
        self.go.setText(text)
        self.go.setEnabled(enabled)

    def _say(self, text: str, *, calm: bool = False) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text:
            announce(self, text, urgent=not calm)

    def _on_place(self, _text: str) -> None:
        self._say("")
        self.dress()

    def _on_file(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, self.tr("What to bring in"), str(self._start())
        )
        if name:
            self.place.setText(name)
            self._on_go()

    def _on_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("What to bring in"), str(self._start())
        )
        if name:
            self.place.setText(name)
            self._on_go()

    def _start(self) -> Path:
        typed = Path(self.place.text().strip() or str(Path.home())).expanduser()
        return typed if typed.is_dir() else typed.parent

    def _on_back(self) -> None:
        self._say("")
        self.passphrase.forget()
        self._go_to("choose")
        self.place.selectAll()

    def _on_go(self) -> None:
        if self.busy or not self.go.isEnabled():
            return
        if self._step == "choose":
            self.look_at(Path(self.place.text().strip()).expanduser())
        elif self._step == "passphrase":
            self._options = replace(self._options, passphrase=self.passphrase.text)
            self._look()
        elif self._step == "mapping":
            self._options = replace(self._options, mapping=self.mapping.mapping())
            self._look()
        elif self._step == "preview":
            self._bring()

    # looking -------------------------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Start over with this file or folder."""
        if self.busy:
            return
        self._path = path
        self._options = Options()
        self._report = None
        self._sheet = None
        self.place.setText(str(path))
        if not path.exists():
            self._say(self.tr("There is nothing at {path}.").format(path=path))
            return
        self._look()

    def _look(self, *, fresh: bool = False) -> None:
        self._say("")
        work = self.begin(self.tr("Looking at what is there"))
        options = replace(self._options, progress=work.progress, stop=work.stop)
        self._bridge.ask(
            self, partial(look, self._path, options, fresh), self._on_seen, self._on_not_seen
        )

    def _on_seen(self, seen: Seen) -> None:
        self.end()
        self._sheet = seen.sheet
        if seen.mapping is not None and seen.report is not None:
            self._options = replace(self._options, mapping=seen.mapping)
        if seen.report is not None:
            self._show_report(seen.report)
        elif seen.sheet is not None:
            self._show_mapping(seen.mapping or {})

    def _show_mapping(self, mapping: Mapping[str, str]) -> None:
        if self._sheet is None:
            return
        self.mapping.show_table(self._path, *self._sheet, mapping)
        self._go_to("mapping")

    def _on_mapping(self, usable: bool) -> None:
        self._mappable = usable
        self.dress()

    def _show_report(self, report: Report) -> None:
        self._report = report
        self.findings.show_report(report)
        self.photos.setVisible(report.missing > 0 and report.format in WITH_PHOTO_FOLDER)
        self.remap.setVisible(self._sheet is not None)
        self.moods.ask(report.unknown_moods)
        self.on_change.setVisible(report.changed > 0)
        ours = report.format in OURS
        self.choices["newer"].setVisible(ours)
        self.choices["newer" if ours else "mine"].setChecked(True)
        self._asks_change.setText(
            self.tr("Where an entry differs there and here:")
            if ours
            else self.tr("Where you have changed an entry here as well:")
        )
        self._go_to("preview")
        announce(self, self.findings.text())

    def _on_not_seen(self, error: ReflectError) -> None:
        self.end()
        if isinstance(error, SourcePassphraseNeeded):
            self._go_to("passphrase")
            announce(self, self.locked.text())
        elif isinstance(error, SourcePassphraseWrong):
            self._go_to("passphrase")
            self._say(
                self.tr("This passphrase does not open the file. Try the one it was made with.")
            )
            self.passphrase.select()
        elif isinstance(error, Interrupted):
            self._go_to(self._step)
        else:
            self._go_to("mapping" if self._step == "mapping" else "choose")
            self._say(self._words(error))

    def _words(self, error: ReflectError) -> str:
        if isinstance(error, NotThisFormat):
            return self.tr(
                "{path} is nothing that Reflect can read. Choose the whole export, as a file or as "
                "its folder; nothing was changed."
            ).format(path=self._path.name)
        return " ".join(worded(error))

    def _on_photos(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("The folder with the pictures"), str(self._path.parent)
        )
        if name:
            self.look_for_photos(Path(name))

    def look_for_photos(self, folder: Path) -> None:
        """Look again, with pictures from `folder`."""
        self._options = replace(self._options, photo_folder=folder)
        self._look()

    def _on_remap(self) -> None:
        mapping, self._options = self._options.mapping, replace(self._options, mapping={})
        self._say("")
        self._show_mapping(mapping)

    # bringing in ----------------------------------------------------------------------------------

    def _bring(self) -> None:
        report = self._report
        if report is None:
            return
        self._say("")
        self.goes_on = True
        work = self.begin(self.tr("Bringing in {what}").format(what=format_words(report.format)))
        total = report.new + report.changed + report.unchanged
        options = replace(
            self._options,
            moods=self.moods.chosen(),
            on_change=self._chosen_change(),
            progress=partial(_of_total, work.progress, total),
            stop=work.stop,
        )
        key = self._sheet[0].key if self._sheet is not None else ""
        job = partial(bring, self._path, options, key)
        self._bridge.ask(self, job, self._on_brought, self._on_not_brought)

    def _chosen_change(self) -> Literal["mine", "theirs", "both"] | None:
        choices = self.choices
        if choices["theirs"].isChecked():
            return "theirs"
        if choices["both"].isChecked():
            return "both"
        # "mine" for another program's entries is what None means, and None warns the same way.
        return None if choices["newer"].isChecked() else "mine"

    def _on_brought(self, report: Report) -> None:
        self.goes_on = False
        self.end()
        self.forget()
        self._bridge.changed.emit(Changes(everything=True), self)
        self.outcome.show_report(report)
        count = report.new + report.changed
        self.done_line.setText(
            self.tr("Brought in: {entries}.").format(entries=entries_words(count))
            + " "
            + self.tr("This report is kept under File, Past imports.")
        )
        self._go_to("done")
        announce(self, self.done_line.text())
        self.brought.emit(report)
        if self.left:
            self.deleteLater()

    def _on_not_brought(self, error: ReflectError) -> None:
        self.goes_on = False
        self.end()
        stopped = isinstance(error, Interrupted)
        words = self.tr("Stopped. Nothing was brought in.") if stopped else self._words(error)
        if self.left:
            self.forget()
            if not stopped:
                self._window.trouble(error)
            self.deleteLater()
            return
        self._go_to("preview")
        self._say(words, calm=stopped)

    def _on_undo(self) -> None:
        self.undo_wanted.emit()
        self.close()

    def forget(self) -> None:
        """The file's passphrase is not kept longer than it is needed."""
        self.passphrase.forget()
        self._options = replace(self._options, passphrase=None)

    # a file dropped on it ------------------------------------------------------------

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.busy and dropped(event) is not None:
            event.acceptProposedAction()

    @guarded(None)
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self._say("")
            self.look_at(path)


def dropped(event: QDropEvent) -> Path | None:
    """The one local file or folder that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None

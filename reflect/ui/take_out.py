"""Export: which way, sealed or plain, where to; then it lies there, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reflect import formats
from reflect.errors import Interrupted, ReflectError
from reflect.formats import ExportOptions, ExportReport
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.format_words import Way, entries_words, proposed, ways_out
from reflect.ui.messages import worded
from reflect.ui.passphrase import NewPassphrase
from reflect.ui.scroller import Scroller
from reflect.ui.working import WorkingDialog

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

Opens = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to take out."""

    entries: int
    with_photos: int
    with_files: int
    years: tuple[int, ...]


def extent(vault: OpenVault) -> Extent:
    journal = vault.journal
    return Extent(
        journal.count(),
        len(journal.order("has:photo")),
        len(journal.order("has:file")),
        journal.years(),
    )


def take_out(
    path: Path, format: str, sealed_with: str | None, options: ExportOptions, vault: OpenVault
) -> ExportReport:
    return formats.export(vault.journal, path, format, sealed_with=sealed_with, options=options)


def show_folder(path: Path) -> None:
    """The system's own file manager, at the folder that holds `path`."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class ExportDialog(WorkingDialog):
    """The window stays usable while it writes. Works on a journal that is read-only."""

    goes_on = True

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        *,
        folder: Path | None = None,
        today: date | None = None,
        opens: Opens = show_folder,
    ) -> None:
        super().__init__(window, 660, 800)
        self._bridge = bridge
        self._folder = folder or documents()
        self._today = today or date.today()  # noqa: DTZ011 - the day on the person's own calendar
        self._opens = opens
        self._ways = {way.name: way for way in ways_out()}
        self._extent: Extent | None = None
        self._named = False
        self._written: Path | None = None
        self._build()
        self.ways["archive"].setChecked(True)
        self._on_way()
        self.ways["archive"].setFocus()
        bridge.ask(self, extent, self._on_extent)

    # building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._window.theme
        space = theme.spacing
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, space(2), 0)
        inner.setSpacing(space(2))
        self._group = QButtonGroup(self)
        self.ways: dict[str, QRadioButton] = {}
        self._sentences = {}
        for number, way in enumerate(self._ways.values()):
            choice = QRadioButton(way.title, self)
            sentence = label(f"{way.good_for} {way.leaves_out}", "soft")
            sentence.setIndent(theme.px(28))
            choice.setAccessibleDescription(sentence.text())
            self._group.addButton(choice, number)
            block = QVBoxLayout()
            block.setSpacing(0)
            block.addWidget(choice)
            block.addWidget(sentence)
            inner.addLayout(block)
            self.ways[way.name] = choice
            self._sentences[way.name] = sentence
        self._group.idToggled.connect(self._on_toggled)
        self.sealed = QCheckBox(self.tr("Sea&l it with a passphrase (age)"), self)
        self.sealed.toggled.connect(self._on_sealed)
        inner.addWidget(self.sealed)
        self.passphrase = NewPassphrase(theme, self._window.clipboard, self)
        self.passphrase.changed.connect(self.dress)
        self._seal_words = label(
            self.tr(
                "It need not be the journal's. Without it the export cannot be opened, by Reflect "
                "or by anyone."
            ),
            "soft",
        )
        inner.addWidget(self._seal_words)
        inner.addWidget(self.passphrase)
        self.place = QLineEdit(self)
        self.place.textEdited.connect(self._on_named)
        self.place.textChanged.connect(self.dress)
        self.choose = button(self.tr("C&hoose…"), parent=self)
        self.choose.setAccessibleName(self.tr("Choose where to write it"))
        self.choose.clicked.connect(self._on_choose)
        self._asks_place = QLabel("")
        self._asks_place.setBuddy(self.place)
        inner.addWidget(self._asks_place)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        inner.addLayout(row)
        self.plain = QFrame(self)
        self.plain.setProperty("role", "notice")
        box = QVBoxLayout(self.plain)
        self.plain_title = label(self.tr("This export is readable by anyone who gets it"), "warn")
        self.plain_words = label("")
        box.addWidget(self.plain_title)
        box.addWidget(self.plain_words)
        inner.addWidget(self.plain)
        inner.addStretch(1)
        self.said = label("", "warn")
        self.said.hide()
        self.ended_words = label("", "strong")
        self.show_button = button(self.tr("Show in &folder"), parent=self)
        self.show_button.clicked.connect(self._on_show)
        self.ended = QFrame(self)
        self.ended.setProperty("role", "notice")
        inside = QVBoxLayout(self.ended)
        inside.addWidget(self.ended_words)
        ways = FlowLayout()
        ways.addWidget(self.show_button)
        inside.addLayout(ways)
        self.ended.hide()
        self.hint = label("", "soft")
        self.close_button = button("", "plain", self)
        self.close_button.clicked.connect(self.close)
        self.go = button("", "primary", self)
        self.go.clicked.connect(self._on_go)
        foot = QHBoxLayout()
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(label(self.tr("Take everything out"), "section"))
        self._scroller = Scroller(page, self)
        self._page = page
        column.addWidget(self._scroller, 1)
        for each in (self.said, self.ended, self.progress, self.hint):
            column.addWidget(each)
        column.addLayout(foot)

    # what is chosen ------------------------------------------------------------------------------

    @property
    def way(self) -> Way:
        """The chosen one."""
        return self._ways[next(name for name, one in self.ways.items() if one.isChecked())]

    @property
    def path(self) -> Path:
        """Where it goes."""
        return Path(self.place.text().strip()).expanduser()

    def _on_toggled(self, _id: int, on: bool) -> None:
        if on:
            self._on_way()

    def _on_way(self) -> None:
        self.sealed.setChecked(self.way.sealed)
        self._propose()
        self.dress()

    def _on_sealed(self, _on: bool) -> None:
        self._propose()
        self.dress()

    def _suffix(self) -> str:
        return self.way.sealed_suffix if self.sealed.isChecked() else self.way.suffix

    def _propose(self) -> None:
        if self._named:
            # The person's own name stays; its ending follows what is written.
            path = self.path
            bare = path.name
            for way in self._ways.values():
                for suffix in (way.sealed_suffix, way.suffix):
                    if suffix:
                        bare = bare.removesuffix(suffix)
            self.place.setText(str(path.with_name(f"{bare}{self._suffix()}")))
        else:
            self.place.setText(str(proposed(self._folder, self._today, self._suffix())))

    def _on_named(self, _text: str) -> None:
        self._named = bool(self.path.name)

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("Where to write it"),
            self.place.text(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.place.setText(name)
            self._named = True
            self.dress()

    def _on_extent(self, found: Extent) -> None:
        self._extent = found
        self.dress()

    def dress(self) -> None:
        super().dress()
        sealed, way, busy = self.sealed.isChecked(), self.way, self.busy
        self.passphrase.setVisible(sealed)
        self._seal_words.setVisible(sealed)
        self.plain.setVisible(not sealed)
        self.plain_words.setText(self._readable())
        folder = not sealed and not way.suffix
        asks = self.tr("Into this &new folder") if folder else self.tr("Into this &new file")
        self._asks_place.setText(asks)
        self.place.setAccessibleName(asks.replace("&", ""))
        self._page.setEnabled(not busy)
        count = self._extent.entries if self._extent is not None else 0
        text = (
            self.tr("&Export {entries}, sealed")
            if sealed
            else self.tr("&Export {entries}, readable")
        )
        self.go.setText(text.format(entries=entries_words(count)))
        ready = bool(self.place.text().strip()) and self._extent is not None
        unsealed = sealed and self.passphrase.passphrase is None
        self.hint.setText(
            self.tr("To seal it, type a passphrase twice.") if unsealed and not busy else ""
        )
        self.close_button.setText(self.tr("G&o on writing") if busy else self.tr("Cl&ose"))
        self.hint.setVisible(bool(self.hint.text()))
        self.go.setEnabled(ready and not unsealed and not busy)
        self.go.setVisible(not busy)

    def _readable(self) -> str:
        """Exactly what will be readable, and where."""
        found = self._extent
        lines = []
        if found is not None:
            said = entries_words(found.entries)
            if found.years:
                first, last = min(found.years), max(found.years)
                years = str(first) if first == last else f"{first}–{last}"
                said = self.tr("{entries} of {years}").format(entries=said, years=years)
            if found.with_photos and self.way.name != "daylio-csv":
                said = self.tr("{entries}; with photos: {count}").format(
                    entries=said, count=found.with_photos
                )
            if found.with_files and self.way.name not in {"daylio-csv", "dayone"}:
                said = self.tr("{entries}; with files: {count}").format(
                    entries=said, count=found.with_files
                )
            lines.append(f"{said}: {self.way.holds}.")
        lines.append(
            self.tr(
                "It will lie at {path}, readable by your account on this computer; whatever copies "
                "it from there (backups, synchronising) copies it readable."
            ).format(path=self.path)
        )
        return " ".join(lines)

    # writing ------------------------------------------------------------

    def _on_go(self) -> None:
        if self.busy or not self.go.isEnabled():
            return
        self.said.hide()
        self.ended.hide()
        sealed_with = self.passphrase.passphrase if self.sealed.isChecked() else None
        work = self.begin(self.tr("Writing the export"))
        options = ExportOptions(progress=work.progress, stop=work.stop)
        job = partial(take_out, self.path, self.way.name, sealed_with, options)
        self._bridge.ask(self, job, self._on_written, self._on_not_written)

    def _on_written(self, report: ExportReport) -> None:
        self.end()
        self.passphrase.forget()
        self._written = report.path
        said = self.tr("Written to {path}: {entries}.").format(
            path=report.path, entries=entries_words(report.entries)
        )
        if self.left:
            self._window.trouble(
                self.tr("The export is written"),
                [(self.tr("Show in folder"), partial(self._opens, report.path))],
                line=said,
                key="exported",
                calm=True,
            )
            self.deleteLater()
            return
        self.ended_words.setText(said)
        self.ended.show()
        self._named = False
        self._propose()
        self.show_button.setFocus()
        announce(self, said)

    def _on_not_written(self, error: ReflectError) -> None:
        self.end()
        stopped = isinstance(error, Interrupted)
        if self.left:
            self.passphrase.forget()
            if not stopped:
                self._window.trouble(error)
            self.deleteLater()
            return
        words = self.tr("Stopped. Nothing was written.") if stopped else " ".join(worded(error))
        self.said.setText(words)
        self.said.show()
        self.go.setFocus()
        announce(self, words, urgent=True)

    def _on_show(self) -> None:
        if self._written is not None:
            self._opens(self._written)

    def forget(self) -> None:
        self.passphrase.forget()


def documents() -> Path:
    """Where the person keeps documents; their home where there is no such folder."""
    from PySide6.QtCore import QStandardPaths

    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(found) if found else Path.home()
    return folder if folder.is_dir() else Path.home()

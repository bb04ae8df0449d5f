"""One page of help, the keyboard shortcuts, and about with licences."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.bars import button, label

if TYPE_CHECKING:
    from reflect.ui.window import MainWindow

PARTS = (
    ("Qt, PySide6", "LGPL-3.0", "PySide6_Essentials"),
    ("SQLCipher, SQLite", "BSD-3-Clause, public domain", "sqlcipher3"),
    ("cryptography, OpenSSL", "Apache-2.0 OR BSD-3-Clause", "cryptography"),
    ("markdown-it-py", "MIT", "markdown-it-py"),
    ("nh3", "MIT", "nh3"),
    ("markdownify", "MIT", "markdownify"),
    ("Segno", "BSD-3-Clause", "segno"),
    ("msgspec", "BSD-3-Clause", "msgspec"),
    ("zxcvbn", "MIT", "zxcvbn"),
    ("mnemonic", "MIT", "mnemonic"),
    ("pyrage", "MIT", "pyrage"),
    ("Pillow", "MIT-CMU", "pillow"),
    ("click", "BSD-3-Clause", "click"),
    ("rich", "MIT", "rich"),
    ("PyYAML", "MIT", "PyYAML"),
    ("python-dateutil", "Apache-2.0 OR BSD-3-Clause", "python-dateutil"),
    ("charset-normalizer", "MIT", "charset-normalizer"),
    ("platformdirs", "MIT", "platformdirs"),
    ("tzdata, tzlocal", "Apache-2.0, MIT", "tzlocal"),
)
"""Name, licence, and the package whose version is shown."""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class _Sheet(QDialog):
    """A dialog to read: Esc closes it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Reflect: {title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.addWidget(label(title, "title"))
        box = parent.window().geometry()
        self.resize(min(760, box.width() - 40), min(620, box.height() - 40))

    def finish(self) -> None:
        close = button(self.tr("&Close"), "primary", self)
        close.clicked.connect(self.accept)
        self.column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]], name: str) -> QTableWidget:
    table = QTableWidget(len(rows), len(headers))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headers))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.setItem(y, x, QTableWidgetItem(text))
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.resizeRowsToContents()
    if rows:
        table.setCurrentCell(0, 0)
    return table


class Help(_Sheet):
    """What one needs to know, on one page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Help", "Help"), parent)
        text = QTextBrowser(self)
        text.setOpenLinks(False)
        text.setAccessibleName(self.tr("Help"))
        parts = (
            (
                self.tr("Writing"),
                self.tr(
                    "Write on Today; it is saved while you write. A mood alone is an entry too. "
                    "As many entries a day as you like."
                ),
            ),
            (
                self.tr("Finding"),
                self.tr(
                    'Ctrl+K searches. Words together, "words in a row", -without, begin*, and '
                    "tag:, mood:<3, emotion:, before:, after:, has:photo, is:starred."
                ),
            ),
            (
                self.tr("On a bad day"),
                self.tr(
                    "F9 opens Steady me, from anywhere and while the journal is locked: breathing, "
                    "grounding, help lines. Shift+F9 opens your safety plan. Ways of coping are on "
                    "the page Coping; the toolkit in the File menu takes them along."
                ),
            ),
            (
                self.tr("Taking back"),
                self.tr(
                    "What you delete goes to the trash for 30 days. A bar offers to take back each "
                    "step, and so does the Edit menu. Every entry keeps its earlier versions."
                ),
            ),
            (
                self.tr("Locking"),
                self.tr(
                    "Ctrl+L locks at once; nothing is asked and nothing is lost. The journal also "
                    "locks when you are away, and with the screen, as set in Preferences. "
                    "One key hides the window without locking; it stands in the View menu."
                ),
            ),
            (
                self.tr("If the passphrase is forgotten"),
                self.tr(
                    "The recovery sheet opens the journal. Without passphrase and sheet nobody "
                    "can read it again."
                ),
            ),
            (
                self.tr("Backups"),
                self.tr(
                    "Made each day you write, encrypted, compared, and kept for days, weeks and "
                    "months. Restoring one makes a new folder and overwrites nothing."
                ),
            ),
            (
                self.tr("Taking everything along"),
                self.tr(
                    "Export writes your journal as Markdown, HTML, or an archive that brings "
                    "everything back. The window and the command reflect --help do the same."
                ),
            ),
        )
        text.setHtml(
            "".join(f"<h3>{_safe(title)}</h3><p>{_safe(body)}</p>" for title, body in parts)
        )
        self.column.addWidget(text, 1)
        self.finish()
        text.setFocus()


class Shortcuts(_Sheet):
    """Every command that has keys, as the menus hold them now."""

    def __init__(self, found: list[tuple[str, list[tuple[str, str]]]], parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Help", "Keyboard shortcuts"), parent)
        rows = [(f"{menu}: {command}", keys) for menu, part in found for command, keys in part]
        self.table = _table(
            (self.tr("Command"), self.tr("Keys")), list(rows), self.tr("Keyboard shortcuts")
        )
        self.column.addWidget(self.table, 1)
        self.finish()


class About(_Sheet):
    """The version, the licence, and the parts it is built from."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(QCoreApplication.translate("Help", "About Reflect"), window)
        self.column.addWidget(
            label(
                self.tr(
                    "Reflect {version}, a private journal. Free software under the GNU General "
                    "Public License, version 3 or later; without any warranty."
                ).format(version=_version("reflect-journal"))
            )
        )
        self.column.addWidget(
            label(self.tr("Qt {version}, replaceable in its folder.").format(version=qVersion()))
        )
        rows = [(name, _version(package), licence) for name, licence, package in PARTS]
        self.column.addWidget(
            _table(
                (self.tr("Built with"), self.tr("Version"), self.tr("Licence")),
                list(rows),
                self.tr("Parts and their licences"),
            ),
            1,
        )
        self.finish()


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

"""Earlier versions of an entry: what was there, beside what is there now; and back to it."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.model import Changes, Emotion, Entry, EntryId, Version
from reflect.ui.bars import button, label
from reflect.ui.factors import shown

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault

MOST_LINES = 4_000
"""Longer texts are shown side by side without the differences inside a line."""
LONGEST_LINE = 2_000

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def _inside(old: str, new: str) -> tuple[str, str]:
    """Two lines as HTML; words gone are struck out, words come are underlined, both bold."""
    if max(len(old), len(new)) > LONGEST_LINE:
        return html.escape(old), html.escape(new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left, right = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        gone, come = html.escape("".join(before[a:b])), html.escape("".join(after[c:d]))
        if kind == "equal":
            left.append(gone)
            right.append(come)
        else:
            left.append(f"<b><s>{gone}</s></b>" if gone else "")
            right.append(f"<b><u>{come}</u></b>" if come else "")
    return "".join(left), "".join(right)


def difference(old: str, new: str) -> list[tuple[str, str, str, str]]:
    """Lines side by side: (sign, HTML of the old line, sign, HTML of the new line).

    Signs: "−" gone, "+" come, "≠" changed, "" the same; so nothing rests on colour. Pure.
    """
    before, after = old.split("\n"), new.split("\n")
    words = len(before) + len(after) <= MOST_LINES
    rows: list[tuple[str, str, str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            rows += [("", html.escape(x), "", html.escape(x)) for x in before[a:b]]
            continue
        for index in range(max(b - a, d - c)):
            one = before[a + index] if a + index < b else None
            two = after[c + index] if c + index < d else None
            if one is not None and two is not None:
                left, right = _inside(one, two) if words else (html.escape(one), html.escape(two))
                rows.append(("≠", left, "≠", right))
            elif one is not None:
                rows.append(("−", f"<s>{html.escape(one)}</s>" if one else "", "", ""))
            elif two is not None:
                rows.append(("", "", "+", f"<u>{html.escape(two)}</u>" if two else ""))
    return rows


def whole(
    entry: Entry, words: Mapping[str, str], moods: Mapping[int, str], language: content.Language
) -> str:
    """An entry as lines to compare: what stands beside the text, then the text."""

    def felt(one: Emotion) -> str:
        word = content.feeling_word(one.word, language)
        return word if one.intensity is None else f"{word} {one.intensity}"

    head = [
        (words["title"], entry.title or ""),
        (words["mood"], "" if entry.mood is None else moods.get(entry.mood, str(entry.mood))),
        (words["feelings"], ", ".join(map(felt, entry.emotions))),
        (words["tags"], ", ".join(entry.tags)),
        (
            words["context"],
            ", ".join(f"{words.get(k, k)}: {shown(v)}" for k, v in entry.factors.items()),
        ),
        (words["files"], ", ".join(a.name for a in entry.attachments)),
    ]
    lines = [f"{name}: {value}" for name, value in head if value]
    return "\n".join([*lines, entry.text or ""])


class HistoryDialog(QDialog):
    """The versions of one entry."""

    restored = Signal(str)
    """The id of the entry that was brought back."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        entry: Entry,
        parent: QWidget | None = None,
        *,
        moods: Mapping[int, str] | None = None,
    ) -> None:
        """`moods`: what the person calls them, where they do."""
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._entry = entry
        self._versions: tuple[Version, ...] = ()
        self._words = {
            "title": self.tr("Title"),
            "mood": self.tr("Mood"),
            "feelings": self.tr("Feelings"),
            "tags": self.tr("Tags"),
            "context": self.tr("Context"),
            "files": self.tr("Files"),
        }
        german = QLocale().language() == QLocale.Language.German
        self._language = "de" if german else "en"
        self._moods = moods or {mood.step: mood.word for mood in content.moods(self._language)}
        for factor in content.factors(self._language):
            self._words.setdefault(factor.id, factor.name)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Earlier versions, newest first"))
        self.list.currentRowChanged.connect(self._on_row)
        self.view = QTextBrowser(self)
        self.view.setOpenLinks(False)
        self.view.setProperty("role", "page")
        self.view.setAccessibleName(self.tr("Difference between then and now"))
        self.said = label(self.tr("Looking for earlier versions …"), "soft")
        self.back = button(self.tr("Bring this version back"), "primary", self)
        self.back.setEnabled(False)
        self.back.clicked.connect(self._on_back)
        leave = button(self.tr("Close"), parent=self)
        leave.clicked.connect(self.reject)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.list)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        # In proportion: at large text the dialog is no wider than the screen.
        splitter.setSizes([220, 640])
        self.list.setMinimumWidth(80)
        self.list.setWordWrap(True)
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(leave)
        row.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.spacing(4),) * 4)
        layout.setSpacing(theme.spacing(3))
        layout.addWidget(splitter, 1)
        layout.addLayout(row)
        self.resize(min(theme.px(920), 1000), min(theme.px(560), 660))
        bridge.ask(self, partial(_history, entry.id), self._on_versions, self._on_failed)

    def _on_versions(self, versions: tuple[Version, ...]) -> None:
        # The other way round, the words come from the editor, which has this dialog.
        from reflect.ui.timeline_words import short_day

        self._versions = tuple(reversed(versions))
        for version in self._versions:
            at = version.saved_at.astimezone()
            when = short_day(at.date())
            time = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
            item = QListWidgetItem(f"{version.number} · {when} · {time}", self.list)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("Version {number}, {when}").format(number=version.number, when=when),
            )
        if self._versions:
            self.said.setText(self.tr("Left: then. Right: now. − gone, + come, ≠ changed."))
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.said.setText(self.tr("There is no earlier version of this entry."))

    def _on_failed(self, _error: ReflectError) -> None:
        self.said.setText(self.tr("The earlier versions could not be read."))

    def _on_row(self, row: int) -> None:
        self.back.setEnabled(0 <= row < len(self._versions))
        if not self.back.isEnabled():
            return
        then, now = (
            whole(entry, self._words, self._moods, self._language)
            for entry in (self._versions[row].entry, self._entry)
        )
        self._bridge.ask(self, partial(_compared, then, now), partial(self._on_compared, row))

    def _on_compared(self, row: int, rows: list[tuple[str, str, str, str]]) -> None:
        if row != self.list.currentRow():
            return
        p = self._theme.palette
        cells = "".join(
            "<tr>"
            + "".join(
                f'<td style="color:{p.soft}">{sign}</td>'
                f'<td width="48%" style="background-color:{p.sunken if sign else p.surface}">'
                f"{text or '&nbsp;'}</td>"
                for sign, text in ((left, old), (right, new))
            )
            + "</tr>"
            for left, old, right, new in rows
        )
        self.view.setHtml(f'<table width="100%" cellspacing="2" cellpadding="2">{cells}</table>')

    def _on_back(self) -> None:
        version = self._versions[self.list.currentRow()]
        self.back.setEnabled(False)
        self._bridge.write(
            self, partial(_restore, self._entry.id, version.number), self._on_restored
        )

    def _on_restored(self, _changes: Changes) -> None:
        self.restored.emit(self._entry.id)
        self.accept()


def _history(id: EntryId, vault: OpenVault) -> tuple[Version, ...]:
    return vault.journal.history(id)


def _restore(id: EntryId, number: int, vault: OpenVault) -> Changes:
    return vault.journal.restore_version(id, number)


def _compared(old: str, new: str, _vault: OpenVault) -> list[tuple[str, str, str, str]]:
    return difference(old, new)

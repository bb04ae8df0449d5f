"""An entry to be read: its words take the room; what was marked stands above them in a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QToolButton, QVBoxLayout, QWidget

from reflect import content
from reflect.model import EXERCISE, SETBACK, Entry
from reflect.ui import attachments as files
from reflect.ui import render
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import spoken
from reflect.ui.timeline_words import MoodWords

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from reflect.errors import ReflectError
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault

MOST_FINDS = 500
MOST_TAGS = 24
"""Named above the text; the others stand where the entry is written."""
SEEK_MS = 60


class EntryReader(QWidget):
    """Shows; changes nothing. Enter or Edit goes to the page where it is written."""

    edit_asked = Signal()
    link_asked = Signal(str)

    def __init__(
        self, bridge: Bridge, theme: Theme, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._language = language
        self._entry: Entry | None = None
        self._words: MoodWords = {}
        self._finds: tuple[str, ...] = ()
        self._number = 0
        self._seeking = QTimer(self)
        self._seeking.setSingleShot(True)
        self._seeking.setInterval(SEEK_MS)
        self._seeking.timeout.connect(self._seek)
        space = theme.spacing
        self.when = label("", "caption")
        self.title = label("", "section")
        self.marks = FlowLayout(gap=space(2))
        self.text = render.Viewer(theme, self)
        self.text.setProperty("role", "page")
        self.text.setAccessibleName(self.tr("Text of the entry"))
        self.text.wanted.connect(self._on_picture_wanted)
        self.text.link_asked.connect(self.link_asked)
        self.text.textChanged.connect(self._mark)
        self.text.setMinimumHeight(theme.px(96))
        self.edit = button(self.tr("Edit"), parent=self)
        self.edit.setIcon(theme.icon("edit"))
        self.edit.setToolTip(self.tr("Edit (Enter)"))
        self.edit.clicked.connect(self.edit_asked)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(space(1))
        self.tools.addWidget(self.edit)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(self.title)
        words.addWidget(self.when)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addLayout(words, 1)
        head.addLayout(self.tools)
        head.setAlignment(self.tools, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addLayout(head)
        layout.addLayout(self.marks)
        layout.addWidget(self.text, 1)
        theme.changed.connect(self._on_theme)

    def add_tool(self, action: QAction) -> QToolButton:
        """A button for a command of the entry, after Edit."""
        tool = ToolButton(self)
        tool.setDefaultAction(action)
        tool.setProperty("role", "plain")
        tool.setAccessibleName(action.text())
        tool.setIconSize(self._theme.icon_size)
        self.tools.addWidget(tool)
        return tool

    # what is shown --------------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def show_entry(self, entry: Entry, words: MoodWords, finds: tuple[str, ...] = ()) -> None:
        """Show `entry`; `finds` are marked in it, and the first of them is brought into sight."""
        if self._entry is None or self._entry.id != entry.id:
            self.text.forget_pictures()
        self._entry, self._words, self._finds = entry, words, finds
        self.title.setText(entry.title or "")
        self.title.setVisible(bool(entry.title))
        self.when.setText(spoken(entry.written_at))
        self._fill_marks()
        self._render()

    def _fill_marks(self) -> None:
        while (item := self.marks.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        entry = self._entry
        if entry is None:
            return
        kind = self.kind_in_words(entry.kind)
        if kind and kind != entry.title:
            self.marks.addWidget(label(kind, "caption", wrap=False))
        if entry.mood is not None:
            size = self._theme.px(18)
            shape = QLabel(self)
            shape.setPixmap(self._theme.mood_icon(entry.mood, size).pixmap(QSize(size, size)))
            self.marks.addWidget(shape)
            word = self._words.get(entry.mood, str(entry.mood))
            mood = label(word, "strong", wrap=False)
            mood.setAccessibleName(self.tr("Mood: {word}").format(word=word))
            self.marks.addWidget(mood)
        feelings = [content.feeling_word(e.word, self._language) for e in entry.emotions]
        if feelings:
            self.marks.addWidget(label(", ".join(feelings), "text", wrap=False))
        if entry.tags:
            for tag in entry.tags[:MOST_TAGS]:
                self.marks.addWidget(label(f"#{tag}", "soft", wrap=False))
            more = len(entry.tags) - MOST_TAGS
            if more > 0:
                self.marks.addWidget(label(f"+ {QLocale().toString(more)}", "soft", wrap=False))
        others = [a.name for a in entry.attachments if not a.type.startswith("image/")]
        if others:
            said = self.tr("Files: {names}").format(names=", ".join(others))
            self.marks.addWidget(label(said, "caption", wrap=True))
        self.marks.invalidate()

    def kind_in_words(self, kind: str) -> str:
        """What kind of entry it is, in a small word: for an exercise its name, where it is known.
        Empty for an ordinary one."""
        if kind == SETBACK:
            return self.tr("setback")
        if not kind.startswith(EXERCISE):
            return ""
        exercise = content.exercise_by_id(self._language).get(kind.removeprefix(EXERCISE))
        return exercise.name if exercise is not None else self.tr("exercise")

    @property
    def chosen_words(self) -> str:
        """What is marked in the text, as it reads; empty where nothing is."""
        return self.text.textCursor().selection().toPlainText().strip()

    def _render(self) -> None:
        entry = self._entry
        if entry is None:
            return
        text = entry.text or ""
        for attachment in entry.attachments:
            address = f"{render.IMAGE_SCHEME}:{quote(attachment.name)}"
            if attachment.type.startswith("image/") and address not in text:
                text += f"\n\n![]({address})"
        self._number += 1
        if len(text) <= render.SMALL:
            self._show_html(self._number, render.to_html(text))
        else:
            self._bridge.ask(self, partial(_rendered, text), partial(self._show_html, self._number))

    def _show_html(self, number: int, markup: str) -> None:
        if number == self._number:
            self.text.show_html(markup)
            if not self._finds:
                self.text.verticalScrollBar().setValue(0)
            self._mark()

    def _on_picture_wanted(self, name: str) -> None:
        entry = self._entry
        found = next((a for a in entry.attachments if a.name == name), None) if entry else None
        if found is not None and entry is not None:
            self._bridge.ask(
                self,
                partial(files.picture_of, found, files.SHOWN),
                partial(self._give, entry.id, name),
                _ignore,
            )

    def _give(self, id: str, name: str, picture: QImage) -> None:
        if self._entry is not None and self._entry.id == id:
            self.text.give(name, picture)

    # marks of a search ----------------------------------------------------------------------

    def _mark(self) -> None:
        self.text.setExtraSelections(found_in(self.text, self._finds, self._theme))
        if self._finds:
            self._seeking.start()

    def _seek(self) -> None:
        marks = self.text.extraSelections()
        if marks:
            place = self.text.cursorRect(marks[0].cursor).top()
            bar = self.text.verticalScrollBar()
            if not 0 <= place <= self.text.viewport().height() * 3 // 4:
                bar.setValue(bar.value() + place - self.text.viewport().height() // 3)

    # events ---------------------------------------------------------------------------------

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_theme(self) -> None:
        self.edit.setIcon(self._theme.icon("edit"))
        for tool in self.findChildren(QToolButton):
            tool.setIconSize(self._theme.icon_size)
        self.text.setMinimumHeight(self._theme.px(96))
        self._fill_marks()
        self._mark()


def found_in(
    field: QTextEdit, finds: tuple[str, ...], theme: Theme
) -> list[QTextEdit.ExtraSelection]:
    """Where any of `finds` stands in a field's text, from its start, as marks to be shown."""
    made: list[QTextEdit.ExtraSelection] = []
    for words in finds:
        cursor = QTextCursor(field.document())
        while len(made) < MOST_FINDS:
            cursor = field.document().find(words, cursor)
            if cursor.isNull():
                break
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(theme.colour("accent"))
            mark.format.setForeground(theme.colour("on_accent"))
            made.append(mark)
    made.sort(key=_start)
    return made


def _start(mark: QTextEdit.ExtraSelection) -> int:
    return int(mark.cursor.selectionStart())


def _rendered(text: str, _vault: OpenVault) -> str:
    return render.to_html(text)


def _ignore(_error: ReflectError) -> None:
    """A picture that cannot be read leaves its place empty."""

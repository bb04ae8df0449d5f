"""The sheet one writes on: Markdown source, exactly as typed, with room to breathe.

Lines are at most 70 characters long, stand in the middle of a wide window and are one and a half
times as high as their letters. Pasting is plain unless asked otherwise; files and pictures that are
dropped or pasted are handed on.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from reflect.ui import render
from reflect.ui.guard import guarded
from reflect.ui.highlighter import Highlighter

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

LINE_HEIGHT = 1.5
LONGEST_LINE = 70
"""Characters, of average width."""

_ITEM = re.compile(r"^(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?")
_PREFIXES = re.compile(r"^(#{1,6}\s+|>\s?|[-*+]\s+|\d{1,9}[.)]\s+)")


class RoomyLayout(QPlainTextDocumentLayout):
    """A plain text layout whose lines stand LINE_HEIGHT apart.

    Qt's own ignores a block's line height, and leaves text that is written from right to left at
    the left; the lines it made are moved here when a block is measured, which happens before
    anything is drawn.
    """

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The block's place with its lines spread out."""
        rect = super().blockBoundingRect(block)
        if not block.isVisible() or rect.isNull():
            return rect
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return rect
        first = layout.lineAt(0)
        lead = first.height() * (LINE_HEIGHT - 1) / 2
        if abs(first.y() - lead) > 0.01:
            bottom = 0.0
            rightward = block.textDirection() == Qt.LayoutDirection.RightToLeft
            for index in range(count):
                line = layout.lineAt(index)
                height = line.height()
                half = height * (LINE_HEIGHT - 1) / 2
                spare = line.width() - line.naturalTextWidth() if rightward else 0.0
                line.setPosition(QPointF(line.x() + max(0.0, spare), bottom + half))
                bottom += height + 2 * half
        last = layout.lineAt(count - 1)
        bottom = last.y() + last.height() * (1 + (LINE_HEIGHT - 1) / 2)
        if not block.next().isValid():
            bottom += self.document().documentMargin()
        rect.setHeight(bottom)
        return rect


class WritingPad(QPlainTextEdit):
    """Where the entry's text is typed."""

    files_given = Signal(list)
    """Paths of local files, dropped or pasted."""
    picture_given = Signal(QImage)
    """A picture without a file, pasted."""
    composed = Signal()
    """An input method has begun a word, or ended it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.composing = False
        """Something is being typed that is not yet part of the text."""
        self._under: QWidget | None = None
        self._outdent = 0
        self._room = 0
        """What the page must be high for it."""
        document = QTextDocument(self)
        self._layout = RoomyLayout(document)
        document.setDocumentLayout(self._layout)
        document.setDocumentMargin(theme.spacing(3))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultFont(self._font())
        self.setDocument(document)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._highlighter = Highlighter(document, theme)
        self.setProperty("role", "page")
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Text of the entry"))
        self.invite()
        self._centre_later = QTimer(self)
        self._centre_later.setSingleShot(True)
        self._centre_later.setInterval(0)
        self._centre_later.timeout.connect(self._centre)
        theme.changed.connect(self._on_theme)

    def invite(self, words: str = "") -> None:
        """What stands on an empty page: `words`, or else the invitation to write."""
        self.setPlaceholderText(words or self.tr("Write …"))

    def put_under(self, widget: QWidget, outdent: int = 0) -> None:
        """Give `widget` a place on the empty page, under the invitation to write, `outdent` pixels
        before where text begins. Whoever shows and hides it calls `place_under`; the page keeps
        its height as long as an entry is on it."""
        self._under, self._outdent = widget, outdent

    def place_under(self) -> None:
        """Put what stands under the invitation where it belongs."""
        widget = self._under
        if widget is None or widget.isHidden():
            return
        margin = round(self.document().documentMargin())
        view = self.viewport().geometry()
        line = QFontMetricsF(self._font()).height() * LINE_HEIGHT
        top = round(view.top() + margin + line) + self._theme.spacing(2)
        width = max(1, view.width() - 2 * margin + self._outdent)
        height = widget.heightForWidth(width)
        widget.setGeometry(view.left() + margin - self._outdent, top, width, height)
        self._room = max(self._room, top + height + margin)
        self.fit()

    def fit(self) -> None:
        """As high as the theme and what stands on the empty page ask for."""
        self.setMinimumHeight(max(self._theme.px(200), self._room))

    # the text, exactly ----------------------------------------------------------------------

    def source(self) -> str:
        """The text as typed; no-break spaces and line separators included."""
        raw = self.document().toRawText().replace("\u2029", "\n")
        # Half a character (a lone surrogate) cannot be stored anywhere.
        return raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def set_source(self, text: str, cursor: int | None = None) -> None:
        """Show `text` with the cursor at `cursor` (UTF-16 units; None: the end)."""
        self._room = 0
        self.setPlainText(text)
        self.fit()
        end = self.document().characterCount() - 1
        place = self.textCursor()
        place.setPosition(end if cursor is None else max(0, min(cursor, end)))
        self.setTextCursor(place)
        self.ensureCursorVisible()

    # marks ------------------------------------------------------------------------------------

    def wrap(self, mark: str) -> None:
        """Put `mark` around the selection or the word, or take it away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        text = cursor.selectedText()
        size = len(mark)
        if "\u2029" in text:
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        around = QTextCursor(cursor)
        around.setPosition(max(0, start - size))
        around.setPosition(min(end + size, self.document().characterCount() - 1), _KEEP)
        cursor.beginEditBlock()
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * size:
            cursor.insertText(text[size:-size])
            end -= 2 * size
        elif text and around.selectedText() == mark + text + mark:
            around.insertText(text)
            start, end = start - size, end - size
        else:
            cursor.insertText(mark + text + mark)
            start, end = start + size, end + size
        cursor.endEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        self.setTextCursor(cursor)

    def prefix(self, mark: str) -> None:
        """Begin each selected line with `mark` ("# ", "- ", "> ", "1. "), or take it away."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        numbers = range(first.blockNumber(), last.blockNumber() + 1)
        blocks = [document.findBlockByNumber(number) for number in numbers]
        numbered = mark == "1. "

        def has(text: str) -> bool:
            return bool(re.match(r"\d{1,9}[.)]\s", text)) if numbered else text.startswith(mark)

        remove = all(has(block.text()) for block in blocks)
        cursor.beginEditBlock()
        for index, block in enumerate(blocks):
            at = QTextCursor(block)
            found = _PREFIXES.match(block.text())
            if found is not None:
                at.setPosition(block.position() + found.end(), _KEEP)
                at.removeSelectedText()
            if not remove:
                at.insertText(f"{index + 1}. " if numbered else mark)
        cursor.endEditBlock()

    def heading(self) -> None:
        """No heading → # → ## → ### → none."""
        text = self.textCursor().block().text()
        level = len(text) - len(text.lstrip("#"))
        if level >= 3:
            self.prefix("#" * level + " ")
        else:
            self.prefix("#" * (level + 1) + " ")

    def link(self) -> None:
        """Make a Markdown link of the selection; the cursor waits where the address goes."""
        cursor = self.textCursor()
        text = cursor.selectedText().replace("\u2029", " ")
        cursor.insertText(f"[{text}]()")
        back = 1 if text else 3
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, back)
        self.setTextCursor(cursor)

    def insert_heading(self, text: str) -> None:
        """A heading on a line of its own, below the one with the cursor; the cursor waits under
        it. One step to undo."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = "\n\n" if cursor.block().text().strip() else ""
        after = cursor.block().next()
        more = "\n" if after.isValid() and after.text().strip() else ""
        cursor.insertText(f"{before}## {text}\n\n{more}")
        if more:
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_paragraph(self, text: str) -> None:
        """Insert `text` at the cursor on lines of its own."""
        cursor = self.textCursor()
        before = "" if cursor.atBlockStart() else "\n\n"
        cursor.insertText(before + text)
        self.setTextCursor(cursor)

    # what Qt calls --------------------------------------------------------------------------------

    @guarded(False)
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, pictures and files."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    @guarded(None)
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text as it is; files and pictures go to whoever keeps attachments."""
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_given.emit(paths)
        elif source.hasText() and source.text():
            self.insertPlainText(source.text())
        elif source.hasImage():
            picture = source.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                self.picture_given.emit(picture)
        elif source.hasHtml():
            self.insertPlainText(render.from_html(source.html()))

    def paste_marks(self, source: QMimeData) -> None:
        """Paste formatted text as Markdown, reduced to words and simple marks."""
        if source.hasHtml():
            self.insertPlainText(render.from_html(source.html()))
        else:
            self.insertFromMimeData(source)

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    @guarded(None)
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on with a list; on an empty item it ends the list."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if (
            plain
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not self.isReadOnly()
            and self._continue_item()
        ):
            event.accept()
            return
        super().keyPressEvent(event)

    @guarded(None)
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method composes is no text yet, and still something typed."""
        super().inputMethodEvent(event)
        composing = bool(event.preeditString())
        if composing != self.composing:
            self.composing = composing
            self.composed.emit()

    def _continue_item(self) -> bool:
        cursor = self.textCursor()
        text = cursor.block().text()
        item = _ITEM.match(text)
        if item is None or cursor.hasSelection() or cursor.positionInBlock() < item.end():
            return False
        cursor.beginEditBlock()
        if item.end() == len(text):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, _KEEP)
            cursor.removeSelectedText()
        else:
            indent, bullet, number, dot, space, task = item.groups()
            mark = bullet or f"{int(number) + 1}{dot}"
            cursor.insertText(f"\n{indent}{mark}{space}{'[ ] ' if task else ''}")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt may be in the middle of laying the text out.
        self._centre_later.start()

    def _centre(self) -> None:
        margin = 2 * self.document().documentMargin()
        wanted = round(QFontMetricsF(self._font()).averageCharWidth() * LONGEST_LINE + margin)
        spare = self.contentsRect().width() - wanted
        bar = self.verticalScrollBar()
        if bar.isVisible():
            spare -= bar.width()
        side = max(0, spare // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)
        self.place_under()

    def _font(self) -> QFont:
        """A little larger than everything around it."""
        font = self._theme.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        return font

    def _on_theme(self) -> None:
        self.document().setDefaultFont(self._font())
        self._centre_later.start()


_KEEP = QTextCursor.MoveMode.KeepAnchor

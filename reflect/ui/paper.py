"""What goes on paper: documents laid out on pages, as PDF, as pictures for a preview, to a printer.

A page is laid out once, at one fine resolution, and drawn scaled from then on, so that preview,
print and PDF break their lines alike. Loads no widgets: the command line writes PDFs with it, where
there is no screen as well.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from reflect.ui.theme import Theme

DPI = 600
"""Dots per inch of the layout."""
MARGIN_MM = 18.0
TEXT_PT = 11.0
LARGE_PT = 18.0
PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_JOINER = "\u2060"
_FIRM_BLANK = "\u00a0"
"""WORD JOINER and NO-BREAK SPACE: no line ends there."""
_LIGATURES = ("liga", "clig", "dlig", "hlig", "calt")
_STYLE = """
h1 { font-size: x-large; font-weight: 600; margin-top: 0px; margin-bottom: 10px; }
h2 { font-size: large; font-weight: 600; margin-top: 18px; margin-bottom: 4px; }
h3 { font-size: medium; font-weight: 600; margin-top: 10px; margin-bottom: 2px; }
p { margin-top: 0px; margin-bottom: 6px; }
ul, ol { margin-top: 0px; margin-bottom: 6px; }
li { margin-bottom: 3px; }
.soft { color: #444444; }
"""


class Sheets(Protocol):
    """Pages to print: a text, or something drawn."""

    title: str

    def count(self, paper: str) -> int:
        """Pages on this paper (a4, letter)."""
        ...

    def paint(self, painter: QPainter, page: int, paper: str) -> None:
        """Draw a page from 0, the painter's origin at the sheet's corner, `DPI` units an inch."""
        ...

    def text(self, page: int, paper: str) -> str:
        """What stands on it, for who does not see it."""
        ...


# -- a text ----------------------------------------------------------------------------------------


def document_from_html(html: str, *, large_print: bool = False) -> QTextDocument:
    """A text for paper, black on white: headings h1 to h3, p, ul, ol, img of data: pictures.

    `large_print`: 18 pt instead of 11. The h1 becomes the title of a PDF.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(text_font(LARGE_PT if large_print else TEXT_PT))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    _join_hyphens(document)
    return document


def _join_hyphens(document: QTextDocument) -> None:
    """No line ends in the hyphen of a word such as “so-so”, or of a part such as “vor- und”: who
    reads the words out of a PDF would take it for one that divides a word, and drop it."""
    cursor = QTextCursor(document)
    for found in reversed(list(re.finditer(r"(?<=\w)-( ?)(?=\w)", _utf16(document)))):
        cursor.setPosition(found.end())
        if found[1]:
            cursor.deletePreviousChar()
        cursor.insertText(_JOINER + _FIRM_BLANK if found[1] else _JOINER)


def _as_written(text: str) -> str:
    return text.replace("\ufffc", "").replace(_JOINER, "").replace(_FIRM_BLANK, " ")


def _utf16(document: QTextDocument) -> str:
    """All of its text, one character for each that a cursor counts."""
    text = document.toRawText()
    return "".join(c if ord(c) < 0x10000 else "\ufffc\ufffc" for c in text)


def text_font(points: float) -> QFont:
    """The system's own, for paper."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(points)
    # A letter that stands for two would come out of a PDF as one that nobody can search for.
    for tag in _LIGATURES:
        font.setFeature(QFont.Tag(tag), 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class TextSheets:
    """A document broken into pages."""

    def __init__(self, document: QTextDocument, title: str = "") -> None:
        self._document = document
        self.title = title or _first_heading(document)
        self._laid: dict[str, tuple[QTextDocument, list[_Page]]] = {}

    def count(self, paper: str) -> int:
        return len(self._on(paper)[1])

    def paint(self, painter: QPainter, page: int, paper: str) -> None:
        laid, pages = self._on(paper)
        at, margin = pages[page], round(MARGIN_MM / 25.4 * DPI)
        painter.save()
        painter.translate(margin, margin - at.top)
        box = QRectF(0, at.top, laid.textWidth(), at.bottom - at.top)
        painter.setClipRect(box.adjusted(-margin, -1, margin, 1))
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.palette = palette
        context.clip = box.adjusted(0, 1, 0, -1)
        laid.documentLayout().draw(painter, context)
        painter.restore()

    def text(self, page: int, paper: str) -> str:
        laid, pages = self._on(paper)
        lines = []
        block = laid.findBlockByNumber(pages[page].first)
        last = pages[page + 1].first if page + 1 < len(pages) else laid.blockCount()
        while block.isValid() and block.blockNumber() < last:
            if block.text().strip():
                lines.append(_readable(block))
            block = block.next()
        return "\n".join(lines)

    def _on(self, paper: str) -> tuple[QTextDocument, list[_Page]]:
        found = self._laid.get(paper)
        if found is None:
            laid = self._document.clone()
            laid.setUseDesignMetrics(True)
            device = QPdfWriter(QBuffer(laid))
            device.setResolution(DPI)
            laid.documentLayout().setPaintDevice(device)
            self._device = device
            sheet = sheet_size(paper)
            margin = round(MARGIN_MM / 25.4 * DPI)
            laid.setDocumentMargin(0)
            laid.setTextWidth(sheet.width() - 2 * margin)
            pages = _break(laid, sheet.height() - 2 * margin)
            found = self._laid[paper] = laid, pages
        return found


def _first_heading(document: QTextDocument) -> str:
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            return _as_written(block.text())
        block = block.next()
    return ""


def _readable(block: QTextBlock) -> str:
    listed = cast("QTextList | None", block.textList())
    mark = f"{listed.itemText(block)} " if listed is not None else ""
    return f"{mark}{_as_written(block.text())}".strip()


# -- into pages ------------------------------------------------------------------------------------
# The text is laid out in one piece, cut between lines, and each page drawn from its piece. Qt's own
# pages leave headings alone at the foot, and draw a paragraph that goes over an edge on both pages,
# cut off for the eye: a PDF would hold those words twice.

TOGETHER = 0.5
"""What stands under one heading is not parted if it takes no more than this share of a page."""


@dataclass(frozen=True, slots=True)
class _Page:
    first: int
    """Number of its first block."""
    top: float
    bottom: float
    """Where its lines begin and end in the whole text."""


@dataclass(frozen=True, slots=True)
class _Line:
    block: int
    number: int
    """In its block, from 0."""
    left: int
    """Lines of the block after this one."""
    start: int
    """Its first letter, in the block."""
    top: float
    bottom: float
    section: int
    """Counts headings."""
    holds: bool
    """Not the last line of a page: a heading, or the one line under it that tells of its section.
    """


def _break(document: QTextDocument, height: float) -> list[_Page]:
    """Pages no higher than `height`; paragraphs that go over an edge become two."""
    lines = _lines_of(document)
    starts = _page_starts(lines, height)
    splits = [lines[at] for at in starts if lines[at].number]
    # From the end on, so that the places before stay where they are.
    for line in reversed(splits):
        _split(document.findBlockByNumber(line.block), line.start)
    laid = _lines_of(document)
    at_block = {line.block: line for line in reversed(laid)}
    firsts = []
    for at in starts:
        line = lines[at]
        before = sum(split.block < line.block for split in splits)
        within = sum(split.block == line.block and split.number <= line.number for split in splits)
        firsts.append(line.block + before + within)
    pages = []
    for place, first in enumerate(firsts):
        after = firsts[place + 1] if place + 1 < len(firsts) else None
        last = laid[-1] if after is None else laid[laid.index(at_block[after]) - 1]
        pages.append(_Page(first, at_block[first].top, last.bottom))
    return pages


def _lines_of(document: QTextDocument) -> list[_Line]:
    document.size()  # asked for, it is laid out to its end
    found: list[_Line] = []
    section = 0
    after_heading = False
    block = document.begin()
    while block.isValid():
        heading = block.blockFormat().headingLevel() > 0
        section += heading
        layout = block.layout()
        count = layout.lineCount()
        listed = cast("QTextList | None", block.textList())
        below = block.next()
        more = below.isValid() and below.blockFormat().headingLevel() == 0
        holds = heading or (after_heading and count == 1 and listed is None and more)
        after_heading = heading
        top = document.documentLayout().blockBoundingRect(block).top()
        top -= layout.boundingRect().top()
        for number in range(count):
            line = layout.lineAt(number)
            y = top + line.y()
            found.append(
                _Line(
                    block.blockNumber(),
                    number,
                    count - number - 1,
                    line.textStart(),
                    y,
                    y + line.height(),
                    section,
                    holds,
                )
            )
        block = block.next()
    return found


def _page_starts(lines: list[_Line], height: float) -> list[int]:
    """Places in `lines` where a page begins."""
    starts = [0]
    while True:
        start = starts[-1]
        limit = lines[start].top + height
        after = next((at for at in range(start + 1, len(lines)) if lines[at].bottom > limit), None)
        if after is None:
            return starts
        starts.append(_better_end(lines, start, after, height))


def _better_end(lines: list[_Line], start: int, after: int, height: float) -> int:
    """Where the next page begins, if not before line `after`, the first without room."""
    end = after
    section = lines[end].section
    first = end
    while first > start and lines[first - 1].section == section:
        first -= 1
    last = next((at for at in range(end, len(lines)) if lines[at].section != section), len(lines))
    if first > start and lines[last - 1].bottom - lines[first].top <= height * TOGETHER:
        end = first
    # A paragraph's last line does not go over alone, nor does its first stay behind alone.
    if lines[end].number and lines[end].left == 0 and end - 1 > start:
        end -= 1
    if lines[end].number == 1 and end - 1 > start:
        end -= 1
    while end > start and lines[end - 1].holds:
        end -= 1
    return end if end > start else after


def _split(block: QTextBlock, at: int) -> None:
    listed = cast("QTextList | None", block.textList())
    rest = QTextBlockFormat(block.blockFormat())
    rest.setTopMargin(0)
    if listed is not None:
        # The rest of an item has no mark of its own, and stands where the item stands.
        rest.clearProperty(QTextFormat.Property.ObjectIndex.value)
        rest.setIndent(rest.indent() + listed.format().indent())
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + at)
    cursor.insertBlock(rest)
    first = QTextBlockFormat()
    first.setBottomMargin(0)
    QTextCursor(block).mergeBlockFormat(first)


# -- to a file, a picture, a printer ---------------------------------------------------------------


def sheet_size(paper: str) -> QSizeF:
    """Of the whole sheet, in units of `DPI`."""
    pixels = QPageSize(PAPERS[paper]).sizePixels(DPI)
    return QSizeF(pixels)


def pdf(sheets: Sheets, paper: str = "a4") -> bytes:
    """The pages as a PDF with their fonts inside it."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    writer.setResolution(DPI)
    writer.setPageLayout(_page_layout(paper))
    writer.setTitle(sheets.title)
    writer.setCreator("Reflect")
    painter = QPainter(writer)
    for page in range(sheets.count(paper)):
        if page:
            writer.newPage()
        sheets.paint(painter, page, paper)
    painter.end()
    return bytes(kept.data().data())


def _page_layout(paper: str) -> QPageLayout:
    layout = QPageLayout(
        QPageSize(PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def picture(sheets: Sheets, page: int, paper: str, width: int, ratio: float = 1.0) -> QImage:
    """A page, `width` device-independent pixels wide, black on white."""
    size = sheet_size(paper)
    scale = width * ratio / size.width()
    image = QImage(round(width * ratio), round(size.height() * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.scale(scale, scale)
    sheets.paint(painter, page, paper)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def as_sheets(document: QTextDocument | Sheets, title: str = "") -> Sheets:
    """What can be printed, of either kind."""
    return TextSheets(document, title) if isinstance(document, QTextDocument) else document


def write_pdf(document: QTextDocument | Sheets, path: Path, paper: str = "a4") -> None:
    """Write a PDF to `path`, for its owner alone, whole or not at all. Raises ExportFailed."""
    from reflect.formats.outlet import write_whole

    write_whole(path, [pdf(as_sheets(document), paper)])


def show_preview(
    parent: QWidget,
    theme: Theme,
    title: str,
    document: QTextDocument | Sheets,
    file_name: str,
) -> QDialog:
    """The preview, open in front of `parent`: the pages, Print… and Save as PDF.

    `file_name`: what is proposed for the PDF, without its ending.
    """
    from reflect.ui.print_preview import PrintPreview

    dialog = PrintPreview(parent, theme, title, as_sheets(document, title), file_name)
    dialog.open()
    return dialog


def ensure_application() -> QGuiApplication:
    """What fonts need, where no window runs: without a screen too."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform.startswith("linux"):
        # Nothing will be shown, so no display is asked for: where there is none, Qt would abort.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["reflect"])

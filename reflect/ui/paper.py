"""What goes on paper: documents laid out on pages, as PDF, as pictures for a preview, to a printer.

A page is laid out once, at one fine resolution, and drawn scaled from then on, so that preview,
print and PDF break their lines alike. Loads no widgets: the command line writes PDFs with it, where
there is no screen as well.
"""

from __future__ import annotations

import os
import re
import sys
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
    """A text for paper, black on white: headings h1 to h3, p, ul, ol, table, img of data: pictures.

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
        self._laid: dict[str, QTextDocument] = {}

    def count(self, paper: str) -> int:
        return self._on(paper).pageCount()

    def paint(self, painter: QPainter, page: int, paper: str) -> None:
        laid = self._on(paper)
        size, margin = laid.pageSize(), round(MARGIN_MM / 25.4 * DPI)
        painter.save()
        painter.translate(margin, margin - page * size.height())
        box = QRectF(0, page * size.height(), size.width(), size.height())
        painter.setClipRect(box)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.palette = palette
        context.clip = box.adjusted(0, 1, 0, -1)
        laid.documentLayout().draw(painter, context)
        painter.restore()

    def text(self, page: int, paper: str) -> str:
        laid = self._on(paper)
        lines = []
        block = laid.begin()
        while block.isValid():
            if _page_of(laid, block) == page and block.text().strip():
                lines.append(_readable(block))
            block = block.next()
        return "\n".join(lines)

    def _on(self, paper: str) -> QTextDocument:
        laid = self._laid.get(paper)
        if laid is None:
            laid = self._document.clone()
            laid.setUseDesignMetrics(True)
            device = QPdfWriter(QBuffer(laid))
            device.setResolution(DPI)
            laid.documentLayout().setPaintDevice(device)
            self._device = device
            sheet = sheet_size(paper)
            margin = round(MARGIN_MM / 25.4 * DPI)
            laid.setDocumentMargin(0)
            laid.setPageSize(QSizeF(sheet.width() - 2 * margin, sheet.height() - 2 * margin))
            _keep_headings(laid)
            _split_at_pages(laid)
            self._laid[paper] = laid
        return laid


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


def _page_of(document: QTextDocument, block: QTextBlock) -> int:
    top = document.documentLayout().blockBoundingRect(block).top()
    return int((top + 1) // document.pageSize().height())


def _keep_headings(document: QTextDocument) -> None:
    """No heading stands alone at the foot of a page."""
    block = document.begin()
    while block.isValid():
        after = block.next()
        if (
            block.blockFormat().headingLevel() > 0
            and after.isValid()
            and _page_of(document, after) > _page_of(document, block)
        ):
            form = QTextBlockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).mergeBlockFormat(form)
            _lay_out_anew(document)
        block = after


def _split_at_pages(document: QTextDocument) -> None:
    """A paragraph that goes on on the next page becomes two.

    Qt draws the lines before and after a page's edge along with the page, cut off for the eye; in a
    PDF their words would stand on both pages.
    """
    height = document.pageSize().height()
    places: list[tuple[QTextBlock, int]] = []
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        top = document.documentLayout().blockBoundingRect(block).top()
        top -= layout.boundingRect().top()
        page = -1
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            its = int((top + line.y() + 1) // height)
            if number and its > page:
                places.append((block, line.textStart()))
            page = its
        block = block.next()
    # From the end on, so that the places before stay where they are.
    for block, at in reversed(places):
        _split(block, at)
    _lay_out_anew(document)


def _lay_out_anew(document: QTextDocument) -> None:
    """After a change Qt would leave what follows it without lines."""
    document.setPageSize(document.pageSize())


def _split(block: QTextBlock, at: int) -> None:
    listed = cast("QTextList | None", block.textList())
    rest = QTextBlockFormat(block.blockFormat())
    rest.setTopMargin(0)
    rest.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
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

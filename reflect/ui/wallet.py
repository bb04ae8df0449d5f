"""A card for the wallet: a strip of panels of 85 × 54 mm, one behind the other once it is folded.

The first panel holds numbers to call; each further one the beginnings of two ways of coping. Marks
at the corners show where to cut, dashes where to fold.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from reflect.formats.toolkit import Card, Toolkit
from reflect.formats.toolkit_pages import Words
from reflect.ui import paper

WIDTH_MM = 85.0
HEIGHT_MM = 54.0
PANELS = 4
"""Panels of a strip: what fits below each other on A4 and Letter."""
CARDS = 2
"""Cards of a panel."""
INSIDE_MM = 4.5
MARK_MM = 4.0
SMALL_PT = 8.0
LARGE_PT = 11.0
_MOST_CONTACTS = 5


class WalletSheets:
    """The strips, one a sheet; cut out and folded like a fan."""

    def __init__(self, toolkit: Toolkit, *, large_print: bool = False) -> None:
        self._toolkit = toolkit
        self._words = Words(toolkit.language)
        self.title = self._words.title(toolkit)
        self._points = LARGE_PT if large_print else SMALL_PT
        self._device = QPdfWriter(QBuffer())
        self._device.setResolution(paper.DPI)
        each = 1 if large_print else CARDS
        cards = toolkit.cards
        self._panels = [
            self._front(),
            *(self._panel(cards[at : at + each]) for at in range(0, len(cards), each)),
        ]

    def count(self, paper: str) -> int:
        return -(-len(self._panels) // PANELS)

    def text(self, page: int, paper: str) -> str:
        return "\n\n".join(panel.toPlainText() for panel in self._on(page))

    def paint(self, painter: QPainter, page: int, paper_name: str) -> None:
        panels = self._on(page)
        sheet = paper.sheet_size(paper_name)
        width, height, inside = _mm(WIDTH_MM), _mm(HEIGHT_MM), _mm(INSIDE_MM)
        left = (sheet.width() - width) / 2
        top = (sheet.height() - PANELS * height) / 2
        self._marks(painter, QRectF(left, top, width, len(panels) * height), len(panels))
        for number, panel in enumerate(panels):
            painter.save()
            painter.translate(left + inside, top + number * height + inside)
            context = QAbstractTextDocumentLayout.PaintContext()
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
            context.palette = palette
            panel.documentLayout().draw(painter, context)
            painter.restore()

    def _on(self, page: int) -> list[QTextDocument]:
        return self._panels[page * PANELS : (page + 1) * PANELS]

    @staticmethod
    def _marks(painter: QPainter, box: QRectF, panels: int) -> None:
        length, gap = _mm(MARK_MM), _mm(1)
        painter.setPen(QPen(Qt.GlobalColor.black, _mm(0.15)))
        for x, outward in ((box.left(), -1), (box.right(), 1)):
            for y, along in ((box.top(), -1), (box.bottom(), 1)):
                corner = QPointF(x, y)
                painter.drawLine(
                    corner + QPointF(outward * gap, 0),
                    corner + QPointF(outward * (gap + length), 0),
                )
                painter.drawLine(
                    corner + QPointF(0, along * gap), corner + QPointF(0, along * (gap + length))
                )
        painter.setPen(QPen(Qt.GlobalColor.gray, _mm(0.15), Qt.PenStyle.DashLine))
        for number in range(1, panels):
            y = box.top() + number * box.height() / panels
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    # what stands on a panel -----------------------------------------------------------------------

    def _front(self) -> QTextDocument:
        contacts = self._toolkit.contacts[:_MOST_CONTACTS]
        while True:
            lines = "".join(f"<p><b>{escape(n)}</b> {escape(r)}</p>" for n, r in contacts)
            made = self._laid(f"<h2>{escape(self.title)}</h2>{lines}")
            if self._fits(made) or not contacts:
                return made
            contacts = contacts[:-1]

    def _panel(self, cards: tuple[Card, ...]) -> QTextDocument:
        """As many first steps of each card as there is room for, in turn, and none in part."""
        shown = [0] * len(cards)
        open_ = list(range(len(cards)))
        while open_:
            for at in list(open_):
                more = [each + (place == at) for place, each in enumerate(shown)]
                if more[at] <= len(cards[at].strategy.steps) and self._fits(
                    self._laid("".join(map(_beginning, cards, more)))
                ):
                    shown = more
                else:
                    open_.remove(at)
        return self._laid("".join(map(_beginning, cards, shown)))

    def _laid(self, html: str) -> QTextDocument:
        document = paper.document_from_html(f"<div>{html}</div>")
        font = document.defaultFont()
        font.setPointSizeF(self._points)
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(self._device)
        document.setTextWidth(_mm(WIDTH_MM - 2 * INSIDE_MM))
        return document

    @staticmethod
    def _fits(document: QTextDocument) -> bool:
        return document.size().height() <= _mm(HEIGHT_MM - 2 * INSIDE_MM)


def _beginning(card: Card, steps: int) -> str:
    one = card.strategy
    lines = "".join(f"<p>{n}. {escape(step)}</p>" for n, step in enumerate(one.steps[:steps], 1))
    more = "<p>…</p>" if steps < len(one.steps) else ""
    return f"<h3>{escape(one.title)}</h3>{lines}{more}"


def _mm(length: float) -> float:
    return length * paper.DPI / 25.4

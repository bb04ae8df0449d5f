"""Before anything goes on paper: its pages as they will be, then Print or Save as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError
from reflect.ui import paper
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.messages import worded
from reflect.ui.scroller import Scroller

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from reflect.ui.theme import Theme

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
PAGE_WIDTH = 520
"""Of a page at 100 %, in device-independent pixels at 100 % text."""
_LETTER = {
    QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico,
    QLocale.Country.Philippines, QLocale.Country.Chile, QLocale.Country.Colombia,
}  # fmt: skip


def usual_paper() -> str:
    """What printers hold where the person lives."""
    return "letter" if QLocale.system().territory() in _LETTER else "a4"


def print_on(sheets: paper.Sheets, printer: QPrinter) -> None:
    """Draw the pages on the paper that the printer has; on any other than Letter as on A4."""
    from PySide6.QtGui import QPageSize

    kind = printer.pageLayout().pageSize().id()
    name = "letter" if kind == QPageSize.PageSizeId.Letter else "a4"
    printer.setFullPage(True)
    count = sheets.count(name)
    first = max(1, printer.fromPage()) - 1
    last = min(count, printer.toPage() or count)
    painter = QPainter(printer)
    scale = printer.resolution() / paper.DPI
    painter.scale(scale, scale)
    for page in range(first, last):
        if page > first:
            printer.newPage()
        sheets.paint(painter, page, name)
    painter.end()


class PageView(QWidget):
    """One page as a picture; its words are told to who does not see it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheets: paper.Sheets | None = None
        self._page = 0
        self._paper = "a4"
        self._zoom = 100
        self._held: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_page(
        self, sheets: paper.Sheets, page: int, paper_name: str, zoom: int, count: int
    ) -> None:
        """From now on this one."""
        self._sheets, self._page, self._paper, self._zoom = sheets, page, paper_name, zoom
        self._held = None
        self.setAccessibleName(
            self.tr("Page {number} of {count}").format(number=page + 1, count=count)
        )
        self.setAccessibleDescription(sheets.text(page, paper_name))
        self.setFixedSize(self.sizeHint())
        self.update()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        size = paper.sheet_size(self._paper)
        width = self._theme.px(PAGE_WIDTH) * self._zoom / 100
        return QSize(round(width), round(width * size.height() / size.width()))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheets is None:
            return
        ratio = self.devicePixelRatioF()
        if self._held is None or self._held.devicePixelRatio() != ratio:
            self._held = paper.picture(self._sheets, self._page, self._paper, self.width(), ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._held)
        focused = self.hasFocus()
        pen = QPen(self._theme.colour("focus" if focused else "field"), 3 if focused else 1)
        painter.setPen(pen)
        inset = 1 if focused else 0
        painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.end()


class Pages(QWidget):
    """All pages under each other, or their words."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, fitting: bool = False
    ) -> None:
        """`fitting`: a page is as wide as there is room, and never zoomed by hand."""
        super().__init__(parent)
        self._theme = theme
        self._fitting = fitting
        self._sheets: paper.Sheets | None = None
        self._paper = "a4"
        self.zoom = 100
        self.views: list[PageView] = []
        self._room = QWidget()
        self._column = QVBoxLayout(self._room)
        self._column.setContentsMargins(*(theme.spacing(2),) * 4)
        self._column.setSpacing(theme.spacing(3))
        self._column.addStretch(1)
        self.scroller = Scroller(self._room, self)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("The pages as text"))
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.words, 1)
        theme.changed.connect(self._show)

    def show_sheets(self, sheets: paper.Sheets, paper_name: str) -> None:
        """These pages, on that paper."""
        self._sheets, self._paper = sheets, paper_name
        self._fit()
        self._show()

    def set_zoom(self, percent: int) -> None:
        self.zoom = percent
        self._show()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._fitting:
            return
        margins = 2 * self._theme.spacing(2) + self.scroller.verticalScrollBar().sizeHint().width()
        room = self.width() - margins
        zoom = max(20, min(150, room * 100 // self._theme.px(PAGE_WIDTH)))
        if zoom != self.zoom:
            self.set_zoom(zoom)

    def show_words(self, on: bool) -> None:
        """Their words instead of the pages, or the pages again."""
        self.words.setVisible(on)
        self.scroller.setVisible(not on)

    def _show(self) -> None:
        if self._sheets is None:
            return
        count = self._sheets.count(self._paper)
        while len(self.views) < count:
            view = PageView(self._theme, self._room)
            self.views.append(view)
            self._column.insertWidget(
                self._column.count() - 1, view, 0, Qt.AlignmentFlag.AlignHCenter
            )
        while len(self.views) > count:
            view = self.views.pop()
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for number, view in enumerate(self.views):
            view.show_page(self._sheets, number, self._paper, self.zoom, count)
            view.show()
        self.words.setPlainText(
            "\n\n".join(self._sheets.text(number, self._paper) for number in range(count))
        )


class PrintPreview(QDialog):
    """The pages, how large they show, on which paper; Print… and Save as PDF…"""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        title: str,
        sheets: paper.Sheets,
        file_name: str,
        *,
        printing: Callable[[paper.Sheets, QPrinter], None] = print_on,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheets = sheets
        self._file_name = file_name
        self._printing = printing
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(title)
        _go_with_window(self, parent)
        window = parent.window()
        self.resize(
            min(theme.px(720), max(480, window.width() - 48)),
            min(theme.px(860), max(400, window.height() - 48)),
        )
        self._on_paper()
        self.print.setFocus()

    def _build(self, title: str) -> None:
        space = self._theme.spacing
        self.pages = Pages(self._theme, self)
        self.paper = paper_choice(self)
        self.paper.currentIndexChanged.connect(self._on_paper)
        asks = QLabel(self.tr("Pape&r"))
        asks.setBuddy(self.paper)
        self.smaller = button(self.tr("S&maller"), parent=self)
        self.smaller.clicked.connect(self.zoom_out)
        self.larger = button(self.tr("&Larger"), parent=self)
        self.larger.clicked.connect(self.zoom_in)
        self.size_words = label("", "soft", wrap=False)
        self.as_text = QCheckBox(self.tr("As &text"), self)
        self.as_text.toggled.connect(self.pages.show_words)
        for keys, does in (("Ctrl++", self.zoom_in), ("Ctrl+-", self.zoom_out)):
            QShortcut(QKeySequence(keys), self, does)
        ways = FlowLayout()
        paper_row = QWidget(self)
        row = QHBoxLayout(paper_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(asks)
        row.addWidget(self.paper)
        for each in (paper_row, self.smaller, self.larger, self.size_words, self.as_text):
            ways.addWidget(each)
        self.said = label("", "soft")
        self.said.hide()
        self.close_button = button(self.tr("&Close"), "plain", self)
        self.close_button.clicked.connect(self.reject)
        self.save = button(self.tr("&Save as PDF…"), parent=self)
        self.save.clicked.connect(self._on_save)
        self.print = button(self.tr("&Print…"), "primary", self)
        self.print.clicked.connect(self._on_print)
        QShortcut(QKeySequence.StandardKey.Print, self, self._on_print)
        foot = FlowLayout()
        for each in (self.close_button, self.save, self.print):
            foot.addWidget(each)
        room = QWidget(self)
        inner = QVBoxLayout(room)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(space(3))
        inner.addWidget(label(title, "section"))
        inner.addLayout(ways)
        inner.addWidget(self.pages, 1)
        inner.addWidget(
            label(self.tr("On paper and as a PDF anyone who gets it can read it."), "soft")
        )
        # In the smallest window at the largest text, the pages still have room to be looked at.
        self.pages.setMinimumHeight(self._theme.px(150))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(Scroller(room, self), 1)
        column.addWidget(self.said)
        column.addLayout(foot)

    # how it shows -----------------------------------------------------------------------------

    @property
    def paper_name(self) -> str:
        """a4 or letter."""
        return str(self.paper.currentData())

    def _on_paper(self, *_index: int) -> None:
        self.pages.show_sheets(self._sheets, self.paper_name)
        self._dress()

    def zoom_in(self) -> None:
        self._zoom(min((step for step in ZOOMS if step > self.pages.zoom), default=ZOOMS[-1]))

    def zoom_out(self) -> None:
        self._zoom(max((step for step in ZOOMS if step < self.pages.zoom), default=ZOOMS[0]))

    def _zoom(self, percent: int) -> None:
        self.pages.set_zoom(percent)
        self._dress()
        announce(self, self.size_words.text())

    def _dress(self) -> None:
        zoom, count = self.pages.zoom, len(self.pages.views)
        pages = self.tr("1 page") if count == 1 else self.tr("{count} pages").format(count=count)
        self.size_words.setText(
            self.tr("{pages}, shown at {percent} %").format(pages=pages, percent=zoom)
        )
        self.smaller.setEnabled(zoom > ZOOMS[0])
        self.larger.setEnabled(zoom < ZOOMS[-1])

    # where it goes ----------------------------------------------------------------------------

    def _on_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save as PDF"),
            str(Path.home() / f"{self._file_name}.pdf"),
            self.tr("PDF (*.pdf)"),
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the PDF there and say so."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            paper.write_pdf(self._sheets, path, self.paper_name)
        except ReflectError as error:
            self._say(" ".join(worded(error)), urgent=True)
        else:
            self._say(self.tr("Saved to {path}.").format(path=path))

    def _on_print(self) -> None:
        # Loaded here: printing costs every start 10 ms otherwise.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName("Reflect")
        # Qt's stubs know of `open` only what takes a slot's name.
        dialog: Any = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_print_accepted)
        dialog.open()

    def _on_print_accepted(self) -> None:
        self._printing(self._sheets, self._printer)
        self._say(self.tr("Sent to the printer."))

    def _say(self, text: str, *, urgent: bool = False) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=urgent)


def paper_choice(parent: QWidget) -> QComboBox:
    """A4 or Letter, at first what is usual here."""
    choice = QComboBox(parent)
    choice.addItem("A4", "a4")
    choice.addItem("Letter", "letter")
    choice.setCurrentIndex(choice.findData(usual_paper()))
    return choice


def _go_with_window(dialog: QDialog, parent: QWidget) -> None:
    """Hidden with the window's content, locked by the same keys; also in front of a dialog."""
    window: Any = parent.window()
    while window is not None and not hasattr(window, "covered_changed"):
        above = window.parentWidget()
        window = above.window() if above is not None else None
    if window is not None:
        window.covered_changed.connect(dialog.setHidden)
        QShortcut(QKeySequence("Ctrl+L"), dialog, window.lock_requested.emit)
        QShortcut(QKeySequence(window.settings.hide_key), dialog, window.toggle_cover)

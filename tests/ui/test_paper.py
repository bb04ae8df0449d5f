"""What goes on paper: pages, their words, PDF, preview and print."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import stat
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reflect import content
from reflect.errors import ExportFailed
from reflect.formats.toolkit import Card, Toolkit
from reflect.model import KeptId, Strategy
from reflect.ui import paper
from reflect.ui.print_preview import PrintPreview, print_on
from reflect.ui.theme import Theme
from reflect.ui.wallet import HEIGHT_MM, PANELS, WIDTH_MM, WalletSheets
from tests.ui.test_accessible import cut, described, expected, stops, unnamed

PDFTOTEXT = shutil.which("pdftotext")
LONG = "".join(
    f"<h2>Heading {n}</h2><p>Words of paragraph {n}, office flow.</p>" for n in range(40)
)


def sheets(html: str, **more: bool) -> paper.TextSheets:
    return paper.TextSheets(paper.document_from_html(html, **more))


def ink(image: QImage) -> int:
    """Pixels that are not white."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data, line = bytes(grey.constBits()), grey.bytesPerLine()
    rows = (data[y * line : y * line + grey.width()] for y in range(grey.height()))
    return sum(value < 200 for row in rows for value in row)


def test_the_pages_hold_every_word_once_and_in_order(qapp: QApplication) -> None:
    made = sheets(f"<h1>Title</h1>{LONG}<ol><li>one</li><li>two</li></ol>")
    count = made.count("a4")
    assert count > 1
    words = "\n".join(made.text(page, "a4") for page in range(count)).split("\n")
    assert words[0] == "Title"
    assert words[1::2][:40] == [f"Heading {n}" for n in range(40)]
    assert words[-2:] == ["1. one", "2. two"]
    assert made.title == "Title"
    assert made.text(0, "letter") != made.text(0, "a4"), "Letter is shorter"


def test_no_heading_is_alone_at_the_foot_of_a_page(qapp: QApplication) -> None:
    for before in range(30):
        made = sheets(f"{'<p>x</p>' * before}{LONG}")
        for page in range(made.count("a4") - 1):
            last = made.text(page, "a4").split("\n")[-1]
            assert not last.startswith("Heading"), (before, page)


def test_what_stands_under_a_heading_is_not_parted_where_it_fits(qapp: QApplication) -> None:
    cards = "".join(
        f"<h2>Card {n}</h2><p>soft {n}</p>" + "".join(f"<p>line {n}</p>" for _ in range(n % 7 + 2))
        for n in range(60)
    )
    made = sheets(f"<h1>Title</h1>{cards}")
    pages = [made.text(page, "a4").split("\n") for page in range(made.count("a4"))]
    assert len(pages) > 3
    for page in pages[1:]:
        assert page[0].startswith("Card"), page[0]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", paper.PAPERS)
def test_no_page_is_empty_and_none_is_too_full(qapp: QApplication, name: str, large: bool) -> None:
    draw = random.Random(7)
    html = "".join(
        f"<h2>Heading {n}</h2><p>caption</p><ol>"
        + "".join(f"<li>{'words ' * draw.choice((3, 20, 90, 400))}</li>" for _ in range(3))
        + f"</ol><p>{'more ' * draw.choice((5, 60))}</p>"
        for n in range(25)
    )
    made = sheets(html, large_print=large)
    foot = paper.sheet_size(name).height() - 2 * round(paper.MARGIN_MM / 25.4 * paper.DPI)
    _laid, pages = made._on(name)
    heights = [page.bottom - page.top for page in pages]
    assert max(heights) <= foot
    assert min(heights[:-1]) > foot / 3
    assert all(page.bottom <= after.top + 1 for page, after in itertools.pairwise(pages))


def test_large_print_is_larger(qapp: QApplication) -> None:
    assert sheets(LONG, large_print=True).count("a4") > sheets(LONG).count("a4")


def test_a_page_is_black_on_white_with_margins_whatever_the_theme(
    qapp: QApplication, theme: Theme
) -> None:
    from reflect.settings import Settings

    made = sheets("<h1>Title</h1><p>words</p>")
    pictures = []
    for name in ("light", "dark", "contrast"):
        theme.apply(Settings(theme=name))
        pictures.append(paper.picture(made, 0, "a4", 400))
    assert pictures[0] == pictures[1] == pictures[2]
    shown = pictures[0]
    assert shown.pixelColor(0, 0).name() == "#ffffff"
    assert ink(shown) > 20
    grey = shown.convertToFormat(QImage.Format.Format_Grayscale8)
    assert min(bytes(grey.constBits())) < 30, "black"
    margin = round(paper.MARGIN_MM / 210 * 400) - 1
    assert ink(shown.copy(0, 0, margin, shown.height())) == 0
    assert ink(shown.copy(0, 0, shown.width(), margin)) == 0


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
def test_a_pdf_is_searchable_text(qapp: QApplication, tmp_path: Path) -> None:
    said = "Office file, so-so flow, Flöße, “quotes” ‘like these’ – and … → on, ☎ him ✓ Äpfel, café"
    path = tmp_path / "sheet.pdf"
    html = f"<h1>{said}</h1><p>{said}</p><p><b>{said}</b></p><p><i>{said}</i></p>{LONG}"
    paper.write_pdf(paper.document_from_html(html), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    done = subprocess.run([str(PDFTOTEXT), str(path), "-"], capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    assert text.count(said) == 4
    assert re.findall(r"Heading (\d+)", text) == [str(n) for n in range(40)]
    data = path.read_bytes()
    assert b"/FontFile" in data, "the letters are inside the file"


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
@pytest.mark.parametrize("word", ["half-light", "Vor- und Nachteile"])
def test_a_hyphen_at_the_end_of_a_line_is_not_lost(
    qapp: QApplication, tmp_path: Path, word: str
) -> None:
    path = tmp_path / "sheet.pdf"
    draw = random.Random(1)
    lines = [
        " ".join(word if draw.random() < 0.6 else "n" * draw.randint(2, 9) for _ in range(40))
        for _ in range(30)
    ]
    paper.write_pdf(paper.document_from_html("".join(f"<p>{x}</p>" for x in lines)), path)
    done = subprocess.run([str(PDFTOTEXT), str(path), "-"], capture_output=True, check=True)
    assert done.stdout.decode().split() == " ".join(lines).split()


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
@pytest.mark.parametrize("form", ["<p>{}</p>", "<ul><li>{}</li><li>x</li></ul>"])
def test_what_goes_over_a_page_is_said_once(qapp: QApplication, tmp_path: Path, form: str) -> None:
    words = " ".join(f"word{n}" for n in range(2500))
    path = tmp_path / "sheet.pdf"
    made = sheets(form.format(words))
    path.write_bytes(paper.pdf(made))
    done = subprocess.run([str(PDFTOTEXT), str(path), "-"], capture_output=True, check=True)
    said = [word for word in done.stdout.decode().split() if word.startswith("word")]
    assert said == words.split()
    count = made.count("a4")
    assert count > 2
    told = " ".join(made.text(page, "a4") for page in range(count)).split()
    assert [word for word in told if word.startswith("word")] == words.split()


def test_a_pdf_that_cannot_be_written_leaves_nothing(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        paper.write_pdf(paper.document_from_html("<p>x</p>"), tmp_path / "missing" / "x.pdf")
    assert list(tmp_path.iterdir()) == []


# -- the wallet card -------------------------------------------------------------------------------


def wallet(count: int, **more: bool) -> WalletSheets:
    cards = tuple(Card(card) for card in content.strategies("en")[:count])
    contacts = tuple((f"Name {n}", f"012{n}") for n in range(12))
    return WalletSheets(Toolkit(cards, date(2026, 11, 20), contacts=contacts), **more)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", paper.PAPERS)
def test_a_wallet_card_keeps_within_its_panels(qapp: QApplication, name: str, large: bool) -> None:
    made = wallet(24, large_print=large)
    cards = 1 if large else 2
    assert made.count(name) == -(-(1 + 24 // cards) // PANELS)
    text = "\n".join(made.text(page, name) for page in range(made.count(name)))
    assert "Name 0 0120" in text
    for card in content.strategies("en"):
        assert card.title in text
        assert f"1. {card.steps[0]}" in text
    device = QPdfWriter("")
    for panel in made._panels:
        assert panel.size().height() <= paper.DPI * HEIGHT_MM / 25.4
        assert panel.size().width() <= paper.DPI * WIDTH_MM / 25.4
    del device


def test_a_step_without_room_takes_none_from_the_other_card(qapp: QApplication) -> None:
    long = Card(Strategy(KeptId("a"), "Long", ("goes on and on " * 60,)))
    short = Card(Strategy(KeptId("b"), "Short", ("play a piece", "and another")))
    made = WalletSheets(Toolkit((long, short), date(2026, 11, 20)))
    text = made.text(0, "a4")
    assert "1. play a piece\n2. and another" in text
    assert "goes on" not in text and "Long\n…" in text


def test_a_wallet_card_has_marks_to_cut_by(qapp: QApplication) -> None:
    made = wallet(2)
    image = paper.picture(made, 0, "a4", 1050)  # 5 pixels a millimetre
    left, top = (210 - WIDTH_MM) / 2, (297 - PANELS * HEIGHT_MM) / 2
    corner = image.copy(round((left - 6) * 5), round((top - 6) * 5), 31, 31)
    assert ink(corner) > 5
    assert ink(image.copy(0, 0, image.width(), round((top - 6) * 5))) == 0
    assert ink(image.copy(0, 0, round((left - 6) * 5), image.height())) == 0


# -- preview and print -----------------------------------------------------------------------------


@pytest.fixture
def room(qapp: QApplication) -> QWidget:
    window = QWidget()
    window.resize(1000, 800)
    return window


def shown(room: QWidget, theme: Theme, html: str = LONG) -> PrintPreview:
    dialog = paper.show_preview(
        room, theme, "My plan", paper.document_from_html(f"<h1>Title</h1>{html}"), "Plan"
    )
    assert isinstance(dialog, PrintPreview)
    dialog.paper.setCurrentIndex(0)
    return dialog


def test_the_preview_shows_every_page_in_pictures_and_words(room: QWidget, theme: Theme) -> None:
    dialog = shown(room, theme)
    views = dialog.pages.views
    assert len(views) == sheets(f"<h1>Title</h1>{LONG}").count("a4")
    assert views[0].accessibleName() == f"Page 1 of {len(views)}"
    assert views[0].accessibleDescription().startswith("Title\nHeading 0")
    assert ink(views[0].grab().toImage()) > 100
    width = views[0].width()
    dialog.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pages.zoom == 125
    assert views[0].width() > width
    QTest.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert views[0].width() == width
    dialog.paper.setCurrentIndex(1)
    assert views[0].height() < views[0].width() * 1.35, "Letter"
    dialog.as_text.click()
    assert "Words of paragraph 39" in dialog.pages.words.toPlainText()
    assert not dialog.pages.scroller.isVisible()
    dialog.close()


def test_saving_as_pdf_from_the_preview(room: QWidget, theme: Theme, tmp_path: Path) -> None:
    dialog = shown(room, theme)
    dialog.save_to(tmp_path / "plan")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert str(tmp_path / "plan.pdf") in dialog.said.text()
    dialog.save_to(tmp_path / "missing" / "plan.pdf")
    assert "could not be written" in dialog.said.text()
    dialog.close()


def test_printing_puts_the_same_pages_on_paper(qapp: QApplication, tmp_path: Path) -> None:
    made = sheets(f"<h1>Title</h1>{LONG}")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_on(made, printer)
    data = (tmp_path / "printed.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == made.count("a4")
    printer.setOutputFileName(str(tmp_path / "second.pdf"))
    printer.setFromTo(2, 2)
    print_on(made, printer)
    second = (tmp_path / "second.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", second)) == 1
    if PDFTOTEXT is not None:
        done = subprocess.run(
            [PDFTOTEXT, str(tmp_path / "second.pdf"), "-"], capture_output=True, check=True
        )
        printed = "".join(done.stdout.decode().split())
        assert printed == "".join(made.text(1, "a4").split())


@pytest.mark.parametrize(
    ("size", "percent", "name"),
    [((1000, 800), 100, "light"), ((640, 480), 100, "dark"), ((640, 480), 200, "contrast")],
)
def test_the_preview_is_for_everyone(
    qapp: QApplication, size: tuple[int, int], percent: int, name: str
) -> None:
    from reflect.settings import Settings

    theme = Theme(qapp, Settings(theme=name, text_percent=percent))  # type: ignore[arg-type]
    window = QWidget()
    window.resize(*size)
    dialog = shown(window, theme)
    qapp.processEvents()
    assert unnamed(dialog) == []
    assert cut(dialog) == []
    if percent == 100:
        reached, round_ = stops(dialog)
        assert [described(one) for one in expected(dialog) if one not in reached] == []
        assert round_
    dialog.close()


def test_painting_leaves_the_painter_as_it_was(qapp: QApplication) -> None:
    made = sheets("<p>x</p>")
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    made.paint(painter, 0, "a4")
    assert painter.transform().isIdentity()
    assert not painter.hasClipping()
    painter.end()

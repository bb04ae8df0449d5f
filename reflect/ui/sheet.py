"""The recovery sheet: on the screen, on paper, as a file; and the proof that it was kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QCoreApplication, QRectF, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPixmap, QTextDocument
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.crypto import recovery
from reflect.errors import ExportFailed
from reflect.ui.bars import announce, button, label
from reflect.ui.messages import worded

if TYPE_CHECKING:
    from reflect.ui.clipboard import SecretClipboard
    from reflect.ui.theme import Theme

ASKED_GROUP = 3
"""Which group is typed back, from 0: one from the middle, so that the sheet is really read."""
QR_PIXELS = 168
_PRIVATE = 0o600


def qr_image(svg: str, size: int) -> QImage:
    """The sheet's QR code, `size` device pixels wide, on white."""
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def document(code: str, folder: Path) -> QTextDocument:
    """The sheet as a page for paper, black on white."""
    sheet = recovery.sheet(code)

    rows = "".join(
        f"<tr><td style='color:#444'>{number}&nbsp;&nbsp;</td><td><tt><b>{group}</b></tt></td></tr>"
        for number, group in enumerate(sheet.groups, 1)
    )
    title = QCoreApplication.translate("RecoverySheet", "Reflect: recovery sheet")
    about = QCoreApplication.translate(
        "RecoverySheet",
        "This code opens the journal if the passphrase is forgotten. Whoever has this page and "
        "the journal's files can read everything: keep it where you keep important papers, not "
        "beside the computer.",
    )
    how = QCoreApplication.translate(
        "RecoverySheet",
        "To use it: on the unlock screen choose “Use recovery code” and type the seven groups, or "
        "scan the square. Small or large letters, dashes and spaces make no difference.",
    )
    place = QCoreApplication.translate("RecoverySheet", "The journal's folder:")
    made = QTextDocument()
    made.addResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("qr"), qr_image(sheet.qr_svg, 720)
    )
    where = str(folder).replace("&", "&amp;").replace("<", "&lt;")
    made.setHtml(
        f"<h1>{title}</h1><p>{about}</p>"
        f"<table cellpadding='4' style='font-size:18pt'>{rows}</table>"
        f"<p><img src='qr' width='220' height='220'></p><p>{how}</p>"
        f"<p style='color:#444'>{place} {where}</p>"
    )
    return made


def save_sheet(code: str, folder: Path, path: Path) -> None:
    """Write the sheet to `path`, readable by its owner alone: text for `.txt`, else PDF.

    Raises ExportFailed.
    """
    try:
        # Made with its mode before anything is in it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
        os.close(handle)
        os.chmod(path, _PRIVATE)
        if path.suffix.lower() == ".txt":
            path.write_text(document(code, folder).toPlainText().replace("\ufffc", ""), "utf-8")
            return
    except OSError as error:
        raise ExportFailed(path=path, reason=os.strerror(error.errno or 0)) from None
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle("")
    writer.setCreator("")
    page = document(code, folder)
    page.setPageSize(QSizeF(writer.width(), writer.height()))
    page.print_(writer)
    if path.stat().st_size == 0:
        raise ExportFailed(path=path, reason="nothing written")


class RecoverySheet(QWidget):
    """The code in groups with its QR, Save and Print, and one group to type back."""

    confirmed = Signal()
    """The group typed back is the right one."""

    def __init__(
        self,
        theme: Theme,
        clipboard: SecretClipboard,
        code: str,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code = code
        self._folder = folder
        self._clipboard = clipboard
        self._sheet = recovery.sheet(code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.spacing(3))
        column.addWidget(
            label(
                self.tr(
                    "This code opens your journal if you forget the passphrase. It is shown once. "
                    "Keep it on paper, apart from this computer."
                )
            )
        )
        column.addLayout(self._build_code())
        column.addLayout(self._build_buttons())
        self.said = label("", "soft")
        self.said.hide()
        column.addWidget(self.said)
        column.addLayout(self._build_proof())
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        for part in (*self._groups, self.proof):
            part.setFont(_fixed(self._theme))

    @property
    def is_confirmed(self) -> bool:
        return self.proof.text().strip().upper() == self._sheet.groups[ASKED_GROUP]

    def _build_code(self) -> QHBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.spacing(5))
        self._groups: list[QLabel] = []
        for number, group in enumerate(self._sheet.groups):
            part = QLabel(f"{number + 1}  {group}")
            part.setTextFormat(Qt.TextFormat.PlainText)
            part.setFont(_fixed(self._theme))
            part.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            part.setAccessibleName(
                self.tr("Group {number}: {letters}").format(
                    number=number + 1, letters=" ".join(group)
                )
            )
            self._groups.append(part)
            grid.addWidget(part, number % 4, number // 4)
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        pixels = QPixmap.fromImage(qr_image(self._sheet.qr_svg, round(QR_PIXELS * ratio)))
        pixels.setDevicePixelRatio(ratio)
        picture.setPixmap(pixels)
        picture.setAccessibleName(self.tr("The same code as a square to scan"))
        row = QHBoxLayout()
        row.setSpacing(self._theme.spacing(5))
        row.addLayout(grid)
        row.addWidget(picture)
        row.addStretch(1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.save = button(self.tr("&Save as…"), parent=self)
        self.save.clicked.connect(self._on_save)
        self.print = button(self.tr("&Print…"), parent=self)
        self.print.clicked.connect(self._on_print)
        self.copy = button(self.tr("&Copy for 20 seconds"), "plain", self)
        self.copy.clicked.connect(self._on_copy)
        for each in (self.save, self.print, self.copy):
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _build_proof(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.spacing(1))
        asks = QLabel(
            self.tr("Type group &{number} from your copy, to be sure that it is readable").format(
                number=ASKED_GROUP + 1
            )
        )
        asks.setWordWrap(True)
        self.proof = QLineEdit(self)
        self.proof.setMaxLength(12)
        self.proof.setAccessibleName(
            self.tr("Group {number} of the recovery code").format(number=ASKED_GROUP + 1)
        )
        self.proof.setFont(_fixed(self._theme))
        self.proof.textChanged.connect(self._on_typed)
        asks.setBuddy(self.proof)
        self.verdict = label("", "soft")
        column.addWidget(asks)
        column.addWidget(self.proof)
        column.addWidget(self.verdict)
        return column

    def _on_typed(self, text: str) -> None:
        if self.is_confirmed:
            self.verdict.setText(self.tr("That is right."))
            announce(self.proof, self.verdict.text())
            self.confirmed.emit()
        elif len(text.strip()) >= recovery.GROUP_SIZE:
            self.verdict.setText(
                self.tr("That is not group {number}; compare it letter by letter.").format(
                    number=ASKED_GROUP + 1
                )
            )
            announce(self.proof, self.verdict.text())
        else:
            self.verdict.setText("")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text)

    def _on_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the recovery sheet"),
            str(Path.home() / self.tr("Reflect recovery sheet.pdf")),
            self.tr("PDF (*.pdf);;Text (*.txt)"),
        )
        if not name:
            return
        try:
            save_sheet(self._code, self._folder, Path(name))
        except ExportFailed as error:
            self._say(" ".join(worded(error)))
        else:
            self._say(
                self.tr(
                    "Saved to {path}. A file on this computer can be read by whoever uses it: "
                    "move it to another place."
                ).format(path=name)
            )

    def _on_print(self) -> None:
        # Loaded here: printing costs every start 10 ms otherwise.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Reflect")
        dialog: Any = QPrintDialog(printer, self)
        if dialog.exec():
            document(self._code, self._folder).print_(printer)
            self._say(self.tr("Sent to the printer."))

    def _on_copy(self) -> None:
        self._clipboard.copy(self._code)
        self._say(self.tr("Copied; it leaves the clipboard in 20 seconds."))


def _fixed(theme: Theme) -> Any:
    from PySide6.QtGui import QFontDatabase

    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(theme.font("section").pointSizeF())
    return font

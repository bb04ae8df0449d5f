"""Photos of a card: thumbnails made in memory, larger on a click, a copy where one wants it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QLabel, QVBoxLayout, QWidget

from reflect.model import Attachment
from reflect.ui import attachments as files
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.scroller import Scroller

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

FACE = 96
"""Pixels of a thumbnail's side at 100 % text."""


class Photo(QFrame):
    """One photo; a click shows it larger."""

    opened = Signal(object)
    removed = Signal(object)
    """Its Attachment."""

    def __init__(
        self, theme: Theme, attachment: Attachment, parent: QWidget, *, removable: bool
    ) -> None:
        super().__init__(parent)
        self.attachment = attachment
        self._theme = theme
        self.setProperty("role", "sunken")
        self.face = ToolButton(self)
        self.face.setProperty("role", "plain")
        self.face.setIcon(theme.icon("photo", "soft"))
        self.face.setAccessibleName(self.tr("Photo {name}").format(name=attachment.name))
        self.face.setToolTip(self.tr("Show it larger: {name}").format(name=attachment.name))
        self.face.clicked.connect(self._on_opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self.face, 0, Qt.AlignmentFlag.AlignHCenter)
        if removable:
            self.take_out = button(self.tr("Take out"), "plain", self)
            self.take_out.setAccessibleName(
                self.tr("Take {name} out of this card").format(name=attachment.name)
            )
            self.take_out.clicked.connect(self._on_removed)
            column.addWidget(self.take_out, 0, Qt.AlignmentFlag.AlignHCenter)
        self._dress()
        theme.changed.connect(self._dress)

    def show_picture(self, picture: QImage) -> None:
        """The thumbnail, once it is there."""
        if not picture.isNull():
            self.face.setIcon(QIcon(QPixmap.fromImage(picture)))

    def _dress(self) -> None:
        side = self._theme.px(FACE)
        self.face.setIconSize(QSize(side, side))

    def _on_opened(self) -> None:
        self.opened.emit(self.attachment)

    def _on_removed(self) -> None:
        self.removed.emit(self.attachment)


class Photos(QWidget):
    """The photos of a card."""

    removed = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        removable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._removable = removable
        self.photos: list[Photo] = []
        self._layout = FlowLayout(self, gap=theme.spacing(2))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Photos"))
        self.hide()

    def show_photos(self, attachments: Iterable[Attachment]) -> None:
        """These and no others."""
        wanted = tuple(attachments)
        if tuple(photo.attachment for photo in self.photos) != wanted:
            for old in self.photos:
                self._layout.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.photos = []
            for attachment in wanted:
                photo = Photo(self._theme, attachment, self, removable=self._removable)
                photo.opened.connect(self._on_opened)
                photo.removed.connect(self.removed)
                self.photos.append(photo)
                self._layout.addWidget(photo)
                photo.show()
                self._bridge.ask(
                    photo,
                    partial(files.picture_of, attachment, files.THUMB),
                    photo.show_picture,
                    _quiet,
                )
        self.setVisible(bool(wanted))
        self._layout.invalidate()
        self.updateGeometry()

    def _on_opened(self, attachment: Attachment) -> None:
        dialog = PhotoDialog(self._bridge, self._window, attachment)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class PhotoDialog(QDialog):
    """A photo as large as the window allows, and a way to save a copy."""

    def __init__(self, bridge: Bridge, window: MainWindow, attachment: Attachment) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._attachment = attachment
        space = window.theme.spacing
        self.setWindowTitle("Reflect")
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("Photo {name}").format(name=attachment.name))
        copy = button(self.tr("&Save a copy …"), parent=self)
        copy.clicked.connect(self._on_copy)
        close = button(self.tr("&Close"), "primary", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = FlowLayout(gap=space(2))
        row.addWidget(close)
        row.addWidget(copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(space(3),) * 4)
        layout.setSpacing(space(2))
        layout.addWidget(label(attachment.name, "soft"))
        layout.addWidget(Scroller(self.picture, self), 1)
        layout.addLayout(row)
        self.resize(min(900, window.width()), min(700, window.height()))
        bridge.ask(
            self,
            partial(files.picture_of, attachment, files.SHOWN),
            self._on_picture,
            window.tell,
        )

    def _on_picture(self, picture: QImage) -> None:
        if picture.isNull():
            self.picture.setText(self.tr("This photo cannot be shown. A copy can be saved."))
            return
        room = QSize(max(200, self.width() - 40), max(150, self.height() - 140))
        pixels = QPixmap.fromImage(picture)
        if pixels.width() > room.width() or pixels.height() > room.height():
            pixels = pixels.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.picture.setPixmap(pixels)

    def _on_copy(self) -> None:
        path, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy, readable by anyone who gets it"), self._attachment.name
        )
        if path:
            job = partial(files.copy_out, self._attachment, Path(path))
            self._bridge.ask(self, job, None, self._window.tell)


def _quiet(_error: object) -> None:
    """A thumbnail that cannot be read leaves the sign in its place."""

"""Photos and files of an entry: thumbnails, names, adding, taking away, saving a copy.

Files are streamed into the journal on its own thread, with progress and Stop. Photos lose on the
way what they tell about place, time and camera. A thumbnail is made in memory and never written.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from reflect import media, model, photo
from reflect.errors import AttachmentTooLarge, DamagedFile
from reflect.model import Attachment
from reflect.ui.bars import ToolButton, label
from reflect.ui.flow import FlowLayout

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault
    from reflect.worker import Stop

LARGEST = 200 * 2**20
"""Bytes of one file."""
LARGEST_PICTURE = 64 * 2**20
"""Bytes of a picture that is decoded for a thumbnail; a larger one shows its name."""
THUMB = 320
"""Pixels of the longer side of a thumbnail as kept in memory."""
FACE = 64
"""Pixels of a thumbnail's side on the page at 100 % text."""
SHOWN = 1600
"""The same for a picture in the preview."""

_FORMATS = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/gif": b"gif",
    "image/webp": b"webp",
    "image/tiff": b"tiff",
}


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of one file."""

    attachment: Attachment
    removed: tuple[str, ...]
    """As `photo.without_metadata` says; empty for what is no photo or was to be left alone."""
    thumbnail: QImage | None


def decoded(data: bytes, media_type: str, longest: int) -> QImage:
    """A picture at most `longest` pixels long; null where it is damaged, unknown or monstrous.

    Only the formats of photos are tried, by name: an SVG is not a picture here. Any thread.
    """
    kind = _FORMATS.get(media_type)
    if kind is None or len(data) > LARGEST_PICTURE:
        return QImage()
    QImageReader.setAllocationLimit(512)
    store = QByteArray(data)
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > photo.PIXEL_LIMIT:
        return QImage()
    if max(size.width(), size.height()) > longest:
        size.scale(longest, longest, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size.expandedTo(QSize(1, 1)))
    return reader.read()


def picture_of(attachment: Attachment, longest: int, vault: OpenVault) -> QImage:
    """The picture of an attachment, read and decoded on the journal's thread."""
    if attachment.type not in _FORMATS or attachment.size > LARGEST_PICTURE:
        return QImage()
    data = b"".join(vault.journal.read_attachment(attachment.sha256))
    return decoded(data, attachment.type, longest)


def free_name(name: str, taken: Iterable[str]) -> str:
    """`name`, or `name 2`, ... so that it is unique within its entry; separators are taken out."""
    bare = name.replace("/", "_").replace("\\", "_").replace("\0", "").strip() or "file"
    return model.free_name(bare, taken, before_number=" ")


def attach(
    source: Path | bytes,
    name: str,
    *,
    clean: bool,
    stop: Stop,
    progress: Callable[[int, int], None],
    between: Callable[[OpenVault], None] | None,
    vault: OpenVault,
) -> Attached:
    """Bring one file into the journal; on the journal's thread.

    `progress(done, total)` in bytes; `between` is called between the steps. Raises DamagedFile
    (it cannot be read), AttachmentTooLarge, StorageFull, Interrupted.
    """

    def step(done: int) -> None:
        stop.check()
        progress(done, total)
        if between is not None:
            between(vault)

    try:
        with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as stream:
            stream.seek(0, io.SEEK_END)
            total = stream.tell()
            stream.seek(0)
            if total > LARGEST:
                raise AttachmentTooLarge(name=name, size=total, limit=LARGEST)
            kind = media.kind_of(stream, name)
            removed: tuple[str, ...] = ()
            bytes_: BinaryIO = stream
            if clean and kind.startswith("image/"):
                bytes_, removed = photo.without_metadata(stream, kind)
            kept = vault.journal.attach(name, kind, bytes_, limit=LARGEST, progress=step)
    except OSError as error:
        raise DamagedFile(path=name, where="", reason=error.strerror or "unreadable") from None
    thumbnail = picture_of(kept, THUMB, vault) if kept.type in _FORMATS else None
    return Attached(kept, removed, thumbnail)


def copy_out(attachment: Attachment, to: Path, vault: OpenVault) -> None:
    """Write an attachment to `to`, which only its owner can read. Raises ExportFailed."""
    from reflect.formats.outlet import write_whole

    write_whole(to, vault.journal.read_attachment(attachment.sha256))


class Card(QFrame):
    """One attachment: picture or sign, name, size, and what can be done with it."""

    removed = Signal(str)
    copy_asked = Signal(str)
    insert_asked = Signal(str)

    def __init__(self, theme: Theme, attachment: Attachment, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.attachment = attachment
        self.setProperty("role", "sunken")
        size = QLocale().formattedDataSize(attachment.size)
        self.face = ToolButton(self)
        self.face.setProperty("role", "plain")
        self.face.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.face.setAccessibleName(
            self.tr("Attachment {name}, {size}").format(name=attachment.name, size=size)
        )
        self.face.setToolTip(attachment.name)
        self._dress()
        theme.changed.connect(self._dress)
        self.face.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        is_picture = attachment.type in _FORMATS
        self.face.setIcon(theme.icon("photo" if is_picture else "file", "soft"))
        menu = QMenu(self.face)
        self._action(menu, self.tr("Save a copy …"), self._on_copy)
        if is_picture:
            self._action(menu, self.tr("Show it in the text"), self._on_insert)
        self._action(menu, self.tr("Remove from this entry"), self._on_remove)
        self.face.setMenu(menu)
        self.caption = label("", "caption", wrap=False)
        self.caption.setText(
            self.fontMetrics().elidedText(
                attachment.name, Qt.TextElideMode.ElideMiddle, theme.px(180)
            )
        )
        self.size_line = label(size, "caption", wrap=False)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.caption)
        words.addWidget(self.size_line)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, theme.spacing(3), 2)
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.face)
        row.addLayout(words)

    def _dress(self) -> None:
        side = self._theme.px(FACE)
        self.face.setIconSize(QSize(side, side))

    def _action(self, menu: QMenu, text: str, does: Callable[[], None]) -> None:
        action = QAction(text, menu)
        action.triggered.connect(does)
        menu.addAction(action)

    def show_picture(self, picture: QImage) -> None:
        """The thumbnail, once it is there."""
        if not picture.isNull():
            self.face.setIcon(QIcon(QPixmap.fromImage(picture)))

    def _on_copy(self) -> None:
        self.copy_asked.emit(self.attachment.name)

    def _on_insert(self) -> None:
        self.insert_asked.emit(self.attachment.name)

    def _on_remove(self) -> None:
        self.removed.emit(self.attachment.name)


class AttachmentStrip(QWidget):
    """The attachments of the entry on the page."""

    removed = Signal(str)
    copy_asked = Signal(str)
    insert_asked = Signal(str)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._cards: dict[str, Card] = {}
        self._layout = FlowLayout(self, gap=theme.spacing(2))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Attachments"))
        self.hide()

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(self._cards.values())

    def show_attachments(
        self, attachments: Iterable[Attachment], pictures: dict[str, QImage] | None = None
    ) -> None:
        """Show these; thumbnails that are not given are made by the journal's thread."""
        wanted = {attachment.name: attachment for attachment in attachments}
        for name, card in list(self._cards.items()):
            if wanted.get(name) != card.attachment:
                del self._cards[name]
                self._layout.removeWidget(card)
                card.hide()
                card.deleteLater()
        for name, attachment in wanted.items():
            if name in self._cards:
                continue
            card = Card(self._theme, attachment, self)
            card.removed.connect(self.removed)
            card.copy_asked.connect(self.copy_asked)
            card.insert_asked.connect(self.insert_asked)
            self._cards[name] = card
            self._layout.addWidget(card)
            card.show()
            given = (pictures or {}).get(name)
            if given is not None:
                card.show_picture(given)
            elif attachment.type in _FORMATS:
                self._bridge.ask(
                    card, partial(picture_of, attachment, THUMB), card.show_picture, _quiet
                )
        self.setVisible(bool(self._cards))
        self._layout.invalidate()
        self.updateGeometry()


def _quiet(_error: object) -> None:
    """A thumbnail that cannot be read leaves the sign in its place; saving a copy tells why."""

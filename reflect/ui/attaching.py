"""Bringing photos and files into the entry on the page, and taking them away again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from reflect import photo
from reflect.errors import Interrupted, ReflectError
from reflect.model import Attachment, Changes, EntryId
from reflect.ui import attachments as files
from reflect.ui.bars import Work, announce

if TYPE_CHECKING:
    from reflect.ui.attachments import AttachmentStrip
    from reflect.ui.bridge import Bridge
    from reflect.vault import OpenVault

StartWork = Callable[[str], Work]


class Attaching(QObject):
    """The attachments of the entry on the page, and the work of adding more."""

    added = Signal(object, bool)
    """(Attachment, whether it is to stand in the text)"""
    changed = Signal()
    """Some were taken away or put back."""
    trouble = Signal(object)
    notice = Signal(str, str)
    undo_offered = Signal(str, object)

    def __init__(self, bridge: Bridge, strip: AttachmentStrip, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._strip = strip
        self._page = page
        self._id: EntryId | None = None
        self._attachments: tuple[Attachment, ...] = ()
        self.clean = True
        """Photos lose what they tell."""
        self.start_work: StartWork | None = None
        """The window's `work`, for a strip with progress and Stop."""
        self.between: Callable[[OpenVault], None] | None = None
        """What may go first while a long file comes in; called on the journal's thread."""
        strip.removed.connect(self._on_removed)
        strip.copy_asked.connect(self.copy_out)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return self._attachments

    def named(self, name: str | None = None) -> tuple[Attachment, ...]:
        """The one called `name`, or all."""
        return tuple(a for a in self._attachments if name is None or a.name == name)

    def show_entry(self, id: EntryId, attachments: tuple[Attachment, ...]) -> None:
        """Another entry is on the page."""
        self._id = id
        self._attachments = attachments
        self._strip.show_attachments(attachments)

    # adding -------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for photos and files."""
        paths, _filter = QFileDialog.getOpenFileNames(
            self._page.window(), self.tr("Add photos or files"), "", self.tr("All files (*)")
        )
        self.attach(Path(path) for path in paths)

    def take_files(self, paths: list[Path]) -> None:
        """Files dropped or pasted into the text: pictures stand where they fell."""
        self.attach(paths, into_text=True)

    def take_picture(self, picture: QImage) -> None:
        """A picture without a file, pasted into the text."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]  # wants str, the stubs say bytes
        name = self.tr("pasted picture") + ".png"
        self._begin(bytes(buffer.data().data()), name, into_text=True)

    def attach(self, paths: Iterable[Path], *, into_text: bool = False) -> None:
        """Bring files into the journal and into the entry."""
        for path in paths:
            if path.is_dir():
                self.notice.emit(
                    self.tr("A folder cannot be attached"), self.tr("Add its files instead.")
                )
            else:
                self._begin(path, path.name, into_text=into_text)

    def _begin(self, source: Path | bytes, name: str, *, into_text: bool) -> None:
        title = self.tr("Adding {name}").format(name=name)
        work = self.start_work(title) if self.start_work is not None else Work(title, self)
        self._bridge.ask(
            self,
            partial(_attach, source, name, clean=self.clean, work=work, between=self.between),
            partial(self._on_attached, work, self._id, into_text),
            partial(self._on_failed, work),
        )

    def _on_attached(
        self, work: Work, id: EntryId | None, into_text: bool, done: files.Attached
    ) -> None:
        work.finish()
        if photo.was_kept(done.removed):
            self.notice.emit(
                self.tr("This photo may still tell where and when it was taken"),
                self.tr(
                    "{name} is damaged or of a kind that cannot be cleaned. It was added as it is."
                ).format(name=done.attachment.name),
            )
        if id != self._id:
            if id is not None:
                self._bridge.write(self, partial(_add, id, done.attachment))
            return
        name = files.free_name(done.attachment.name, (a.name for a in self._attachments))
        kept = replace(done.attachment, name=name)
        self._attachments = (*self._attachments, kept)
        given = {name: done.thumbnail} if done.thumbnail is not None else None
        self._strip.show_attachments(self._attachments, given)
        announce(self._page, self.tr("Added {name}").format(name=name))
        self.added.emit(kept, into_text)

    def _on_failed(self, work: Work, error: ReflectError) -> None:
        work.finish()
        if not isinstance(error, Interrupted):
            self.trouble.emit(error)

    # taking away, taking out ----------------------------------------------------------------

    def _on_removed(self, name: str) -> None:
        (gone,) = self.named(name)
        self._attachments = tuple(a for a in self._attachments if a is not gone)
        self._strip.show_attachments(self._attachments)
        self.changed.emit()
        self.undo_offered.emit(
            self.tr("Removed {name}").format(name=name), partial(self._put_back, self._id, gone)
        )

    def _put_back(self, id: EntryId | None, attachment: Attachment) -> None:
        if id == self._id and not self.named(attachment.name):
            self._attachments = (*self._attachments, attachment)
            self._strip.show_attachments(self._attachments)
            self.changed.emit()

    def copy_out(self, name: str) -> None:
        """Ask where to, and write a copy there."""
        found = self.named(name)
        if not found:
            return
        path, _filter = QFileDialog.getSaveFileName(
            self._page.window(), self.tr("Save a copy, readable by anyone who gets it"), name
        )
        if path:
            self._bridge.ask(
                self, partial(files.copy_out, found[0], Path(path)), None, self.trouble.emit
            )


def _attach(
    source: Path | bytes,
    name: str,
    vault: OpenVault,
    *,
    clean: bool,
    work: Work,
    between: Callable[[OpenVault], None] | None,
) -> files.Attached:
    return files.attach(
        source,
        name,
        clean=clean,
        stop=work.stop,
        progress=work.progress,
        between=between,
        vault=vault,
    )


def _add(id: EntryId, attachment: Attachment, vault: OpenVault) -> Changes:
    """The person has gone on to another entry meanwhile."""
    entry = vault.journal.entry(id)
    name = files.free_name(attachment.name, (a.name for a in entry.attachments))
    return vault.put(
        replace(entry, attachments=(*entry.attachments, replace(attachment, name=name)))
    )

"""The text and, beside it or in its place, the text as it will read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMessageBox, QSplitter, QWidget

from reflect.ui import attachments as files
from reflect.ui import render
from reflect.ui.guard import guarded
from reflect.ui.writing import WritingPad

if TYPE_CHECKING:
    from reflect.errors import ReflectError
    from reflect.model import Attachment
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault

PREVIEW_MS = 250
"""Quiet after which the preview follows the text."""
SIDE_BY_SIDE = 900
"""Width (at 100 % text) from which text and preview stand side by side."""


class Sheets(QSplitter):
    """The sheet one writes on, and its preview. `named` gives the entry's attachments."""

    file_asked = Signal(str)
    """A link to an attachment was clicked."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        named: Callable[[str | None], tuple[Attachment, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._bridge = bridge
        self._theme = theme
        self._named = named
        self._number = 0
        self.pad = WritingPad(theme, self)
        self.viewer = render.Viewer(theme, self)
        self.viewer.setProperty("role", "page")
        self.viewer.wanted.connect(self._on_wanted)
        self.viewer.link_asked.connect(self._on_link)
        self.viewer.hide()
        self.setChildrenCollapsible(False)
        self.addWidget(self.pad)
        self.addWidget(self.viewer)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_MS)
        self._soon.timeout.connect(self._render)
        self.fit()

    @property
    def previewing(self) -> bool:
        return not self.viewer.isHidden()

    def set_preview(self, on: bool) -> None:
        """Show the preview: beside the source or, where there is little room, in its place."""
        self.viewer.setVisible(on)
        self.fit()
        self._render()
        shown = self.viewer if on and self.pad.isHidden() else self.pad
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take measures from the theme and the room there is."""
        self.pad.fit()
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self.pad.setVisible(not self.previewing or wide)

    def render_soon(self) -> None:
        """The text or its pictures changed."""
        if self.previewing:
            self._soon.start()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _render(self) -> None:
        if not self.previewing:
            return
        text = self.pad.source()
        shown = [a for a in self._named(None) if a.type.startswith("image/")]
        loose = [a for a in shown if f"{render.IMAGE_SCHEME}:{quote(a.name)}" not in text]
        text += "".join(f"\n\n{render.reference(a.name)}" for a in loose)
        self._number += 1
        if len(text) <= render.SMALL:
            self.viewer.show_html(render.to_html(text))
        else:
            self._bridge.ask(
                self, partial(_rendered, text), partial(self._on_rendered, self._number)
            )

    def _on_rendered(self, number: int, markup: str) -> None:
        if number == self._number:
            self.viewer.show_html(markup)

    def _on_wanted(self, name: str) -> None:
        for found in self._named(name):
            self._bridge.ask(
                self,
                partial(files.picture_of, found, files.SHOWN),
                partial(self.viewer.give, name),
                _ignore,
            )

    def _on_link(self, address: str) -> None:
        name = render.attachment_name(address)
        if name is not None:
            self.file_asked.emit(name)
            return
        box = QMessageBox(self.window())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("A link"))
        box.setText(self.tr("This link leads out of Reflect, to:"))
        box.setInformativeText(address)
        leave = box.addButton(self.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        copy = box.addButton(self.tr("Copy the address"), QMessageBox.ButtonRole.ActionRole)
        out = box.addButton(self.tr("Open in the browser"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(address)
        elif box.clickedButton() is out:
            url = QUrl(address)
            if url.scheme() in ("http", "https", "mailto"):
                QDesktopServices.openUrl(url)


def _rendered(text: str, _vault: OpenVault) -> str:
    return render.to_html(text)


def _ignore(_error: ReflectError) -> None:
    """The words of the picture stand in its place."""

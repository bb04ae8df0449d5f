"""Where it goes: the folders and relays in which sealed letters wait, and the switch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from reflect.errors import BadValue, ReflectError
from reflect.shares import RelayRow
from reflect.ui.bars import announce, button, label
from reflect.ui.collection import WIDEST, Item, ItemCommands, Shelf
from reflect.ui.guard import guarded
from reflect.ui.messages import moment, worded
from reflect.ui.window import place_command
from reflect.ui.wrapping import LongWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

AGAIN_MS = 30_000
"""How often what is said of the relays is asked anew while one looks."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What the section shows."""

    relays: tuple[tuple[RelayRow, str], ...]
    """With the address as it may be shown."""
    proxy: str
    waiting: int
    read_only: bool


def ways(vault: OpenVault) -> Ways:
    """On the journal's thread."""
    from reflect.sync import sharing
    from reflect.sync.relays import shown

    found = sharing.status(vault)
    return Ways(
        tuple((row, shown(row.address)) for row in found.relays),
        found.proxy or "",
        found.waiting,
        vault.read_only,
    )


class Place(Item):
    """One relay or folder."""

    def __init__(self, theme: Theme, view: RelaysView, row: RelayRow) -> None:
        super().__init__(theme, row.address)
        self.address = row.address
        self.kind = self.add_line("soft")
        self.reached = self.add_line()
        self.add_verb("remove", "trash", self.tr("Remove"), partial(view.remove, self), named=True)

    def show_row(self, row: RelayRow, shown: str) -> None:
        self.name(shown)
        is_folder = "://" not in row.address
        self.say(self.kind, self.tr("A folder") if is_folder else self.tr("A relay"))
        if row.tries and row.next_at is not None:
            words = self.tr("Not reached; tried again on {next}.").format(next=moment(row.next_at))
            if row.reached_at is not None:
                last = self.tr("Last reached on {day}.").format(day=moment(row.reached_at))
                words = f"{words} {last}"
        elif row.reached_at is not None:
            words = self.tr("Last reached on {day}.").format(day=moment(row.reached_at))
        else:
            words = self.tr("Not reached yet.")
        self.say(self.reached, words)


class RelaysView(QWidget):
    """The list, ways to add one, the proxy, and switching off."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self.setObjectName("page")
        self._shown: dict[str, str] = {}
        self._build()
        self._dress()
        theme.changed.connect(self._dress)
        bridge.changed.connect(self._on_changed)
        if window.rounds is not None:
            window.rounds.told.connect(self._on_told)
        self.timer = QTimer(self)
        self.timer.setInterval(AGAIN_MS)
        self.timer.timeout.connect(self._look_again)

    def _build(self) -> None:
        space = self._theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        self._prose: list[QLabel] = []
        self._add_prose(
            column,
            self.tr(
                "What you send waits here, sealed, until the other person fetches it. Both of you "
                "need one place in common; more than one is safer. None is set for you."
            ),
            "soft",
        )
        self.empty = self._add_prose(
            column,
            self.tr("No place yet: nothing can be sent or fetched. Choose a folder or a relay."),
            "strong",
        )
        self.empty.hide()
        self.shelf = Shelf(self._theme, self._make, self._show)
        column.addWidget(self.shelf)
        self.waiting = self._add_prose(column, "", "soft")
        self.waiting.hide()
        self.add_folder_button = button(self.tr("Add a folder…"), None, self)
        self.add_folder_button.clicked.connect(self.choose_folder)
        self._add_prose(
            column,
            self.tr(
                "A folder that both of you see: on a shared drive, or kept the same on both "
                "computers by a service such as Syncthing or Nextcloud."
            ),
            None,
        )
        column.addWidget(self.add_folder_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.address = QLineEdit(self)
        self.address.setMaxLength(1000)
        self.address.setPlaceholderText("wss://…")
        self.address.setMaximumWidth(self._theme.px(WIDEST))
        self.address.returnPressed.connect(self.add_address)
        asks = QLabel(self.tr("Or the address of a relay"))
        asks.setBuddy(self.address)
        asks.setWordWrap(True)
        self.add_button = button(self.tr("Add the address"), None, self)
        self.add_button.clicked.connect(self.add_address)
        self.said = self._add_prose(None, "", "warn")
        self.said.hide()
        column.addWidget(asks)
        column.addWidget(self.address)
        self._add_prose(
            column,
            self.tr(
                "It begins with wss:// (a Nostr relay), webdav+https:// (a folder of a web "
                "server) or s3:// (a bucket). Ask whoever runs it whether you may use it so."
            ),
            "soft",
        )
        column.addWidget(self.said)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("What a relay learns"), "strong"))
        self._add_prose(
            column,
            self.tr(
                "It sees sealed letters of a few fixed sizes: when each is left, when it is "
                "fetched, and the internet addresses that do so. From that it may guess that two "
                "people are in touch, and how often. It reads no word, knows no name, and cannot "
                "change anything unnoticed; it can lose letters, or keep them back."
            ),
            None,
        )
        column.addWidget(label(self.tr("Through a proxy"), "strong"))
        self._add_prose(
            column,
            self.tr(
                "A SOCKS5 proxy hides your internet address from the relay. Where Tor runs on this "
                "computer it is 127.0.0.1:9050. Relays that cannot go through it are not used then."
            ),
            None,
        )
        self.proxy = QLineEdit(self)
        self.proxy.setMaxLength(260)
        self.proxy.setPlaceholderText("127.0.0.1:9050")
        self.proxy.setMaximumWidth(self._theme.px(360))
        self.proxy.returnPressed.connect(self.keep_proxy)
        asks_proxy = QLabel(self.tr("Host and port; empty for none"))
        asks_proxy.setBuddy(self.proxy)
        asks_proxy.setWordWrap(True)
        self.proxy_button = button(self.tr("Use it so"), None, self)
        self.proxy_button.clicked.connect(self.keep_proxy)
        self.proxy_said = self._add_prose(None, "", "soft")
        self.proxy_said.hide()
        column.addWidget(asks_proxy)
        column.addWidget(self.proxy)
        column.addWidget(self.proxy_said)
        column.addWidget(self.proxy_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("Switch sharing off"), "strong"))
        self._add_prose(
            column,
            self.tr(
                "Nothing goes and nothing is fetched any more. People, and what you shared, stay "
                "in the journal; switching on again goes on from there. Nobody is told."
            ),
            None,
        )
        self.off_button = button(self.tr("Switch off"), None, self)
        self.off_button.clicked.connect(self.switch_off)
        column.addWidget(self.off_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        place_command(self, "entry", self.tr("Add a &folder…"), "Ctrl+Shift+N", self.choose_folder)
        self.commands = ItemCommands(self, self.shelf)
        self.commands.add("remove", self.tr("&Remove the relay"), "Ctrl+Shift+Backspace")
        place_command(
            self, "entry", self.tr("Switch sharing &off"), "Ctrl+Shift+W", self.switch_off
        )

    def _add_prose(self, column: QVBoxLayout | None, text: str, role: str | None) -> QLabel:
        made = label(text, role, kind=LongWords)
        self._prose.append(made)
        if column is not None:
            column.addWidget(made)
        return made

    def _dress(self) -> None:
        for each in self._prose:
            each.setMaximumWidth(self._theme.px(WIDEST))

    # what shows ---------------------------------------------------------------------------------

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()
        self.timer.start()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & {"contact", "share"}:
            self._look_again()

    def _on_told(self, _what: object) -> None:
        self._look_again()

    def _look_again(self) -> None:
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._bridge.ask(self, ways, self._on_ways)

    def _on_ways(self, found: Ways) -> None:
        self._shown = {row.address: shown for row, shown in found.relays}
        if not self.shelf.show_values([(row.address, row) for row, _shown in found.relays]):
            self.add_folder_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.empty.setVisible(not found.relays)
        self.waiting.setText(
            self.tr("Waiting to be sent: {count}.").format(count=found.waiting)
            if found.waiting
            else ""
        )
        self.waiting.setVisible(bool(found.waiting))
        if not self.proxy.hasFocus() and not self.proxy.isModified():
            self.proxy.setText(found.proxy)
        for each in (
            self.add_folder_button,
            self.add_button,
            self.address,
            self.proxy,
            self.proxy_button,
            self.off_button,
        ):
            each.setEnabled(not found.read_only)

    def _make(self, row: RelayRow) -> Place:
        return Place(self._theme, self, row)

    def _show(self, item: Place, row: RelayRow) -> None:
        item.show_row(row, self._shown.get(row.address, row.address))

    # what can be done ---------------------------------------------------------------------------

    def choose_folder(self, *_checked: bool) -> None:
        """A folder that is there already."""
        dialog = QFileDialog(self._window, self.tr("A folder that both of you see"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add)
        dialog.open()

    def add_address(self) -> None:
        """What was typed."""
        self.add(self.address.text())

    def add(self, text: str) -> None:
        """One more place, by its address or path."""
        self._say("")
        if not text.strip():
            self._say(self.tr("Type an address first."))
            self.address.setFocus()
            return
        self._bridge.write(self, partial(_add, text), self._on_added, self._on_refused)

    def _on_added(self, _changes: Changes) -> None:
        self.address.clear()
        announce(self, self.tr("Added."))

    def _on_refused(self, error: ReflectError) -> None:
        title, line = worded(error)
        self._say(f"{title}. {line}")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text:
            announce(self, text)

    def remove(self, item: Place) -> None:
        """Not there any more, with the way back."""
        shown = self._shown.get(item.address, item.address)
        self._bridge.write(self, partial(_remove, item.address))
        self._window.offer_undo(
            self.tr("{relay} is removed.").format(relay=shown),
            partial(self._bridge.write, self, partial(_add, item.address)),
        )

    def keep_proxy(self) -> None:
        """From the next round on."""
        self._bridge.ask(
            self, partial(_set_proxy, self.proxy.text().strip()), self._on_proxy, self._on_no_proxy
        )

    def _on_proxy(self, used: bool) -> None:
        self.proxy.setModified(False)
        self.proxy_said.setText(
            self.tr("Relays are reached through it.")
            if used
            else self.tr("Relays are reached without a proxy.")
        )
        self.proxy_said.show()
        announce(self, self.proxy_said.text())
        if self._window.rounds is not None:
            self._window.rounds.call()

    def _on_no_proxy(self, error: ReflectError) -> None:
        said = (
            self.tr("A host and a port, such as 127.0.0.1:9050. Nothing was changed.")
            if isinstance(error, BadValue)
            else ". ".join(worded(error))
        )
        self.proxy_said.setText(said)
        self.proxy_said.show()
        announce(self, said)

    def switch_off(self, *_checked: bool) -> None:
        """Nothing goes any more; people and what was shared stay."""
        self._bridge.write(self, _switch_off)
        again: Callable[[], object] = partial(self._bridge.write, self._window, _switch_on)
        self._window.offer_undo(self.tr("Sharing is off."), again)


# -- on the journal's thread -----------------------------------------------------------------------


def _add(text: str, vault: OpenVault) -> Changes:
    from reflect.sync import sharing
    from reflect.sync.relays import check_address

    return sharing.add_relay(vault, check_address(text))


def _remove(address: str, vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.remove_relay(vault, address)


def _set_proxy(text: str, vault: OpenVault) -> bool:
    from reflect.sync import sharing

    sharing.set_proxy(vault, text or None)
    return bool(text)


def _switch_off(vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.switch_off(vault)


def _switch_on(vault: OpenVault) -> Changes:
    from reflect.sync import sharing

    return sharing.switch_on(vault)

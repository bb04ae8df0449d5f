"""What I gave: the ways of coping that went to others, and what they said back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reflect.ui.bars import label
from reflect.ui.collection import WIDEST, Item, Shelf
from reflect.ui.guard import guarded
from reflect.ui.messages import moment

if TYPE_CHECKING:
    from reflect.model import Changes
    from reflect.sync.sharing import Gift
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


def _gifts(vault: OpenVault) -> tuple[Gift, ...]:
    from reflect.sync import sharing

    return sharing.gifts(vault)


class GiftItem(Item):
    """One way of coping, and what came of it."""

    def __init__(self, theme: Theme, gift: Gift) -> None:
        super().__init__(theme, gift.share.id)
        self.about = self.add_line("soft")
        self.said = self.add_line()

    def show_gift(self, gift: Gift) -> None:
        """As it is known now."""
        self.name(gift.title)
        self.say(
            self.about,
            self.tr("to {name}, {day}").format(name=gift.to, day=moment(gift.share.made_at)),
        )
        # Each answer once, in the order in which it came: none counts for more by being repeated.
        said = " · ".join(f"“{self._word(each)}”" for each in dict.fromkeys(gift.said))
        self.say(self.said, f"{gift.to}: {said}" if said else "")

    def _word(self, what: str) -> str:
        return {
            "helped": self.tr("It helped me"),
            "helped-a-little": self.tr("It helped me a little"),
            "glad-i-tried": self.tr("I am glad that I tried it"),
            "now-mine": self.tr("It is one of mine now"),
        }[what]


class GiftsView(QWidget):
    """The list, newest first."""

    def __init__(self, bridge: Bridge, _window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._stale = True
        space = theme.spacing
        self.setObjectName("page")
        self.about = label(
            self.tr(
                "Ways of coping that you gave to somebody. What they did with them is theirs; they "
                "tell you where they choose to."
            ),
            "soft",
        )
        self.empty = label(
            self.tr("None yet. On the page Coping each card can be shared: “Share with somebody…”.")
        )
        self.empty.hide()
        self.shelf = Shelf(theme, self._make, self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        column.addWidget(self.about)
        column.addWidget(self.empty)
        column.addWidget(self.shelf)
        column.addStretch(1)
        self._dress()
        theme.changed.connect(self._dress)
        bridge.changed.connect(self._on_changed)

    def _dress(self) -> None:
        for each in (self.about, self.empty):
            each.setMaximumWidth(self._theme.px(WIDEST))

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & {"share", "arrival", "contact"}:
            self._stale = True
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        self._stale = False
        self._bridge.ask(self, _gifts, self._on_gifts)

    def _on_gifts(self, found: tuple[Gift, ...]) -> None:
        self.empty.setVisible(not found)
        self.shelf.show_values([(each.share.id, each) for each in found])

    def _make(self, gift: Gift) -> GiftItem:
        return GiftItem(self._theme, gift)

    def _show(self, item: GiftItem, gift: Gift) -> None:
        item.show_gift(gift)

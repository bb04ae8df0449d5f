"""What I gave: the ways of coping that went to others, and what they said back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reflect.ui.collection import Item, ShelfView
from reflect.ui.messages import moment

if TYPE_CHECKING:
    from reflect.sync.sharing import Gift
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


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


class GiftsView(ShelfView):
    """The list, newest first."""

    KINDS = frozenset({"share", "arrival", "contact"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(
            bridge,
            window,
            theme,
            _gifts,
            about=self.tr(
                "Ways of coping that you gave to somebody. What they did with them is theirs; they "
                "tell you where they choose to."
            ),
            empty=self.tr(
                "None yet. On the page Coping each card can be shared: “Share with somebody…”."
            ),
        )
        self.build().addStretch(1)

    def show_read(self, found: tuple[Gift, ...]) -> None:
        self.empty.setVisible(not found)
        self.shelf.show_values([(each.share.id, each) for each in found])

    def make(self, gift: Gift) -> GiftItem:
        return GiftItem(self._theme, gift)

    def show_value(self, item: GiftItem, gift: Gift) -> None:
        item.show_gift(gift)


def _gifts(vault: OpenVault) -> tuple[Gift, ...]:
    from reflect.sync import sharing

    return sharing.gifts(vault)

"""A page of several sections: a switch on top, the section that was chosen below it.

One section shows at a time; each is loaded and built when somebody first looks at it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from reflect.ui.bars import ToolButton, announce, holds_focus
from reflect.ui.flow import FlowLayout
from reflect.ui.scroller import to_top
from reflect.ui.window import place_command

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow


class SectionedPage(QWidget):
    """What is above the sections is built by who has them: `build_switch`, then `body`."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._current = ""
        self.sections: dict[str, QWidget] = {}
        """Those that somebody looked at."""
        self.setObjectName("page")
        self._known = self.makers()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)

    # what a page has ----------------------------------------------------------------------------

    def makers(self) -> dict[str, tuple[str, Callable[[], QWidget]]]:
        """Id → title and how it is made, in the order of the switch."""
        raise NotImplementedError

    def on_made(self, section: QWidget) -> None:
        """A section was made."""

    def on_section(self) -> None:
        """A section was brought to the front."""

    # the switch ---------------------------------------------------------------------------------

    def build_switch(self) -> FlowLayout:
        """One button for each section."""
        self.switch: dict[str, ToolButton] = {}
        self._group = QButtonGroup(self)
        row = FlowLayout(gap=self._theme.spacing(1))
        for id, (title, _make) in self._known.items():
            tab = ToolButton(self)
            tab.setText(title)
            tab.setCheckable(True)
            tab.setProperty("section", id)
            self.switch[id] = tab
            self._group.addButton(tab)
            row.addWidget(tab)
        self._group.buttonClicked.connect(self._on_switch)
        return row

    def build_ways(self, opens: Callable[..., object]) -> None:
        """A command for each section, in the menu: `opens` is called with its id."""
        for number, (id, (title, _make)) in enumerate(self._known.items(), 1):
            # The figure is the letter to press: titles begin alike in some languages.
            act = place_command(
                self, "view", f"&{number}  {title}", f"Alt+{number}", partial(opens, id)
            )
            keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.switch[id].setToolTip(f"{title} ({keys})")

    @property
    def current(self) -> str:
        """The id of the section that shows; "" before one did."""
        return self._current

    def section(self, id: str) -> QWidget:
        """Made when it is first wanted. Unknown id: KeyError."""
        if id not in self.sections:
            made = self._known[id][1]()
            made.hide()
            self.on_made(made)
            self.sections[id] = made
            self.body.addWidget(made)
        return self.sections[id]

    def show_section(self, id: str, *_checked: bool) -> QWidget:
        """Bring a section to the front. Unknown id: KeyError."""
        section = self.section(id)
        self.switch[id].setChecked(True)
        if id != self._current:
            shown, before = self.sections.get(self._current), self.switch.get(self._current)
            if (shown is not None and holds_focus(shown)) or (
                before is not None and before.hasFocus()
            ):
                # What is hidden passes the focus on to whatever comes next.
                self.switch[id].setFocus(Qt.FocusReason.OtherFocusReason)
            self._current = id
            for other in self.sections.values():
                other.setVisible(other is section)
            to_top(self)
            announce(self, self._known[id][0])
        self.on_section()
        return section

    def _on_switch(self, tab: QWidget) -> None:
        self.show_section(str(tab.property("section")))

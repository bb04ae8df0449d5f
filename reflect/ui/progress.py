"""Progress: goals, setbacks, strengths, plans, questionnaires, a look back, insights.

One section shows at a time; each is loaded and built when somebody first looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.bars import ToolButton, announce, button
from reflect.ui.collection import Collection
from reflect.ui.flow import FlowLayout
from reflect.ui.form import forms_begun
from reflect.ui.window import place_action

if TYPE_CHECKING:
    from reflect.model import Entry
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

FORMS = {
    "goal": "goals",
    "setback": "setbacks",
    "strength": "strengths",
    "plan": "plans",
    "trigger": "plans",
    "early": "plans",
    "scale": "scales",
}
"""The section in which a form is, by the form's name."""


def open_section(window: MainWindow, section: str) -> QWidget | None:
    """From anywhere in the window: a section of Progress comes to the front; the section itself.

    Ids: goals, setbacks, strengths, plans, scales, review, insights.
    """
    window.show_page("progress")
    page = window.page("progress")
    return page.show_section(section) if isinstance(page, ProgressPage) else None


def add_strength(window: MainWindow, entry: Entry, words: str = "") -> None:
    """The form of a strength, begun with what was chosen of an entry."""
    section = open_section(window, "strengths")
    begin = getattr(section, "begin_from", None)
    if begin is not None:
        begin(entry, words)


class ProgressPage(QWidget):
    """The switch on top, the section that was chosen below it."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._current = ""
        self.sections: dict[str, QWidget] = {}
        """Those that somebody looked at."""
        self.setObjectName("page")
        self._build()
        self._build_actions()
        self._dress()
        theme.changed.connect(self._dress)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    # building -------------------------------------------------------------------------------

    def _makers(self) -> dict[str, tuple[str, Callable[[], QWidget]]]:
        """Title and how it is made, in the order of the switch."""
        return {
            "goals": (self.tr("Goals"), self._goals),
            "setbacks": (self.tr("Setbacks"), self._setbacks),
            "strengths": (self.tr("Strengths"), self._strengths),
            "plans": (self.tr("Plans"), self._plans),
            "scales": (self.tr("Questionnaires"), self._scales),
            "review": (self.tr("Look back"), self._review),
            "insights": (self.tr("Insights"), self._insights),
        }

    def _build(self) -> None:
        space = self._theme.spacing
        self._known = self._makers()
        self.switch: dict[str, ToolButton] = {}
        self._group = QButtonGroup(self)
        row = FlowLayout(gap=space(1))
        for id, (title, _make) in self._known.items():
            tab = ToolButton(self)
            tab.setText(title)
            tab.setCheckable(True)
            tab.setProperty("section", id)
            self.switch[id] = tab
            self._group.addButton(tab)
            row.addWidget(tab)
        self._group.buttonClicked.connect(self._on_switch)
        self.sheet = button(self.tr("Sheet for an appointment…"), "plain", self)
        self.sheet.clicked.connect(self.open_sheet)
        self.safety = button(self.tr("My safety plan"), "plain", self)
        self.safety.clicked.connect(self.open_safety_plan)
        ways = FlowLayout(gap=space(1))
        ways.addWidget(self.sheet)
        ways.addWidget(self.safety)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(1), space(5), space(4))
        column.setSpacing(space(2))
        column.addLayout(row)
        column.addLayout(ways)
        column.addLayout(self.body, 1)

    def _build_actions(self) -> None:
        for number, (id, (title, _make)) in enumerate(self._known.items(), 1):
            # The figure is the letter to press: titles begin alike in some languages.
            act = self._action(
                f"&{number}  {title}", f"Alt+{number}", partial(self.show_section, id)
            )
            keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.switch[id].setToolTip(f"{title} ({keys})")
            place_action(self, "view", act)
        self.do_add = self._action(self.tr("Add"), "Ctrl+Shift+N", self._on_add)
        place_action(self, "file", self.do_add)
        self.verbs: dict[str, QAction] = {}
        for verb, text, keys in (
            ("done", self.tr("&Done today"), "Ctrl+D"),
            ("edit", self.tr("&Edit"), "F2"),
            ("open", self.tr("&Open the entry"), "Ctrl+G"),
            ("answer", self.tr("&Answer now"), "Ctrl+U"),
            ("end", self.tr("E&nd, or begin again"), "Ctrl+Shift+W"),
            ("up", self.tr("Move &up"), "Alt+Up"),
            ("down", self.tr("Move do&wn"), "Alt+Down"),
            ("delete", self.tr("De&lete"), "Ctrl+Shift+Backspace"),
        ):
            act = self._action(text, keys, partial(self._do, verb))
            self.verbs[verb] = act
            place_action(self, "entry", act)
        self._dress_actions()

    def _action(self, text: str, keys: str, does: Callable[..., object]) -> QAction:
        made = QAction(text, self)
        made.setShortcut(QKeySequence(keys))
        made.triggered.connect(does)
        return made

    def _dress(self) -> None:
        for button_, icon in ((self.sheet, "file"), (self.safety, "coping")):
            button_.setIcon(self._theme.icon(icon))
            button_.setIconSize(self._theme.icon_size)

    # sections -------------------------------------------------------------------------------

    def _goals(self) -> QWidget:
        from reflect.ui.goals import GoalsView

        return GoalsView(self._bridge, self._window, self._theme)

    def _setbacks(self) -> QWidget:
        from reflect.ui.setbacks import SetbacksView

        return SetbacksView(self._bridge, self._window, self._theme)

    def _strengths(self) -> QWidget:
        from reflect.ui.strengths import StrengthsView

        return StrengthsView(self._bridge, self._window, self._theme)

    def _plans(self) -> QWidget:
        from reflect.ui.plans import PlansView

        return PlansView(self._bridge, self._window, self._theme)

    def _scales(self) -> QWidget:
        from reflect.ui.scales import ScalesView

        return ScalesView(self._bridge, self._window, self._theme)

    def _review(self) -> QWidget:
        from reflect.ui.review import ReviewView

        return ReviewView(self._bridge, self._window, self._theme)

    def _insights(self) -> QWidget:
        from reflect.ui.insights_view import InsightsView

        return InsightsView(self._bridge, self._window, self._theme)

    @property
    def current(self) -> str:
        """The id of the section that shows; "" before the page was looked at."""
        return self._current

    def section(self, id: str) -> QWidget:
        """Made when it is first wanted. Unknown id: KeyError."""
        if id not in self.sections:
            made = self._known[id][1]()
            made.hide()
            if isinstance(made, Collection):
                made.changed.connect(self._dress_actions)
            self.sections[id] = made
            self.body.addWidget(made)
        return self.sections[id]

    def show_section(self, id: str, *_checked: bool) -> QWidget:
        """Bring a section to the front. Unknown id: KeyError."""
        section = self.section(id)
        self.switch[id].setChecked(True)
        if id != self._current:
            before = self.switch.get(self._current)
            if self._holds_focus(self.sections.get(self._current)) or (
                before is not None and before.hasFocus()
            ):
                # What is hidden passes the focus on to whatever comes next.
                self.switch[id].setFocus(Qt.FocusReason.OtherFocusReason)
            self._current = id
            for other in self.sections.values():
                other.setVisible(other is section)
            self._to_top()
            announce(self, self._known[id][0])
        self._dress_actions()
        return section

    def _holds_focus(self, part: QWidget | None) -> bool:
        focused: QWidget | None = QApplication.focusWidget()
        return part is not None and focused is not None and part.isAncestorOf(focused)

    def _on_switch(self, tab: QWidget) -> None:
        self.show_section(str(tab.property("section")))

    def _to_top(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.verticalScrollBar().setValue(0)

    # what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """The page has come to the front."""
        focused = QApplication.focusWidget()
        if not self._current:
            self._bridge.ask(self, forms_begun, self._on_begun)
        self.show_section(self._current or "goals")
        if focused is None or not self.isAncestorOf(focused):
            self.switch[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_begun(self, names: tuple[str, ...]) -> None:
        """What was being written when the journal was locked is in front again."""
        known = [FORMS.get(name.partition(":")[0], "") for name in names]
        found = next((section for section in known if section), "")
        if found and self._current == "goals":
            self.show_section(found)

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises; what is typed stays on the page."""
        for section in self._collections():
            section.flush()

    @property
    def unsaved(self) -> bool:
        return any(section.unsaved for section in self._collections())

    def _collections(self) -> Iterator[Collection]:
        for section in self.sections.values():
            if isinstance(section, Collection):
                yield section

    # commands -------------------------------------------------------------------------------

    @property
    def _collection(self) -> Collection | None:
        section = self.sections.get(self._current)
        return section if isinstance(section, Collection) else None

    def _on_add(self) -> None:
        if self._collection is not None:
            self._collection.add_new()

    def _do(self, verb: str, *_checked: bool) -> None:
        if self._collection is not None:
            self._collection.do(verb)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self.isVisible():
            self._dress_actions()

    def _dress_actions(self) -> None:
        """What can be done now: with the section in front, and with what has the focus in it."""
        collection = self._collection
        self.do_add.setText(collection.add_words if collection is not None else self.tr("Add"))
        self.do_add.setEnabled(collection is not None and collection.can_add)
        possible = collection.verbs if collection is not None else frozenset()
        for verb, act in self.verbs.items():
            act.setEnabled(verb in possible)

    # ways on --------------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """What goes along to an appointment, on one page."""
        from reflect.ui.appointment import open_sheet

        open_sheet(self._bridge, self._window, self._theme)

    def open_safety_plan(self) -> None:
        """My safety plan, in place of everything."""
        from reflect.ui.safety import open_plan

        open_plan(self._window)

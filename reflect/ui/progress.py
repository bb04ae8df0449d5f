"""Progress: goals, setbacks, strengths, plans, questionnaires, a look back, insights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reflect.ui.bars import button
from reflect.ui.collection import Collection
from reflect.ui.flow import FlowLayout
from reflect.ui.form import forms_begun
from reflect.ui.sections import SectionedPage
from reflect.ui.window import place_command

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


class ProgressPage(SectionedPage):
    """The switch on top, the section that was chosen below it."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._build()
        self._build_actions()
        self._dress()
        theme.changed.connect(self._dress)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    # building -------------------------------------------------------------------------------

    def makers(self) -> dict[str, tuple[str, Callable[[], QWidget]]]:
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
        row = self.build_switch()
        self.sheet = button(self.tr("Sheet for an appointment…"), "plain", self)
        self.sheet.clicked.connect(self.open_sheet)
        self.safety = button(self.tr("My safety plan"), "plain", self)
        self.safety.clicked.connect(self.open_safety_plan)
        ways = FlowLayout(gap=space(1))
        ways.addWidget(self.sheet)
        ways.addWidget(self.safety)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(1), space(5), space(4))
        column.setSpacing(space(2))
        column.addLayout(row)
        column.addLayout(ways)
        column.addLayout(self.body, 1)

    def _build_actions(self) -> None:
        self.build_ways(self.show_section)
        self.do_add = place_command(self, "file", self.tr("Add"), "Ctrl+Shift+N", self._on_add)
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
            self.verbs[verb] = place_command(self, "entry", text, keys, partial(self._do, verb))
        self._dress_actions()

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

    def on_made(self, section: QWidget) -> None:
        if isinstance(section, Collection):
            section.changed.connect(self._dress_actions)

    def on_section(self) -> None:
        self._dress_actions()

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

"""Plans for hard moments: if-then plans (Gollwitzer 1999), what sets a hard time off, what
announces it, and what helps then."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from reflect.model import Changes, KeptId, Plan, Sign
from reflect.ui.bars import button, label
from reflect.ui.collection import WIDEST, Collection, Item, Shelf, keep, moved, order
from reflect.ui.form import Field, Filled, Form
from reflect.ui.moment import now_here

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

TRIGGER, EARLY = "trigger", "early"


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal's thread gives back."""

    plans: tuple[Plan, ...] = field(repr=False)
    signs: tuple[Sign, ...] = field(repr=False)
    read_only: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One of them as its item shows it."""

    value: Plan | Sign = field(repr=False)
    first: bool
    last: bool


class PlanItem(Item):
    """If this, then that; or a sign, and what helps then."""

    def __init__(self, view: PlansView, theme: Theme, shown: Shown) -> None:
        super().__init__(theme, shown.value.id)
        self._view = view
        self.value = shown.value
        self.answer = self.add_line()
        self.add_verb("edit", "edit", self.tr("Edit"), self._on_edit)
        self.add_verb("up", "chevron-up", self.tr("Move up"), partial(self._on_move, -1))
        self.add_verb("down", "chevron-down", self.tr("Move down"), partial(self._on_move, 1))
        self.add_verb("delete", "trash", self.tr("Delete"), self._on_delete)

    def show_plan(self, shown: Shown) -> None:
        """Take its words."""
        self.value = value = shown.value
        if isinstance(value, Plan):
            self.name(self.tr("If {when}").format(when=value.when))
            self.say(self.answer, self.tr("then {what}").format(what=value.then))
        else:
            self.name(value.text)
            said = self.tr("What helps: {what}").format(what=value.answer) if value.answer else ""
            self.say(self.answer, said)
        writable = not self._view.read_only
        for verb in ("edit", "delete"):
            self.offer(verb, writable)
        self.offer("up", writable and not shown.first)
        self.offer("down", writable and not shown.last)

    def _on_edit(self) -> None:
        self._view.edit(self.value)

    def _on_move(self, step: int) -> None:
        self._view.move_one(self.value, step)

    def _on_delete(self) -> None:
        self._view.delete(self.value)


class PlansView(Collection):
    """Three groups, each with its own way to add."""

    KINDS = frozenset({"plan", "sign"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._found = Found((), (), False)
        self.adds: dict[str, QPushButton] = {}
        self.group_forms: dict[str, Form] = {}
        self.shelves_of: dict[str, Shelf] = {}
        self.about = label(
            self.tr("Written in calm, so that in a hard moment there is less to decide."), "soft"
        )
        self.about.setMaximumWidth(theme.px(WIDEST))
        self.column.addWidget(self.about)
        self._add_group(
            "plan",
            self.tr("If – then"),
            self.tr("A moment that you know, and one thing that you do then."),
            self.tr("New plan"),
            (
                Field("when", self.tr("If …"), self.tr("For example: I lie awake after one")),
                Field(
                    "then",
                    self.tr("then …"),
                    self.tr("For example: I get up and write three lines"),
                ),
            ),
            ("when", "then"),
        )
        self._add_group(
            TRIGGER,
            self.tr("What sets it off"),
            self.tr("Situations after which it tends to get hard."),
            self.tr("New situation"),
            (
                Field("text", self.tr("What sets it off")),
                Field("answer", self.tr("What helps then, if you know")),
            ),
            ("text",),
        )
        self._add_group(
            EARLY,
            self.tr("Early signs"),
            self.tr("What you or others notice first."),
            self.tr("New early sign"),
            (
                Field("text", self.tr("What you notice")),
                Field("answer", self.tr("What helps then, if you know")),
            ),
            ("text",),
        )
        self.column.addStretch(1)

    def _add_group(
        self,
        id: str,
        title: str,
        about: str,
        add_words: str,
        fields: tuple[Field, ...],
        needs: tuple[str, ...],
    ) -> None:
        add = button(add_words, parent=self)
        add.clicked.connect(partial(self._begin, id))
        form = Form(
            self._bridge,
            self._window,
            self._theme,
            id,
            fields,
            partial(self._compose, id),
            needs=needs,
        )
        form.closed.connect(partial(self._on_form_closed, id))
        shelf = Shelf(self._theme, partial(PlanItem, self, self._theme), PlanItem.show_plan)
        self.adds[id], self.group_forms[id], self.shelves_of[id] = add, form, shelf
        self.column.addSpacing(self._theme.spacing(2))
        self.column.addWidget(label(title, "section"))
        self.column.addWidget(label(about, "soft"))
        self.column.addWidget(shelf)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_form(form)

    @property
    def add_words(self) -> str:
        return self.tr("New pl&an")

    def add_new(self) -> None:
        """In the group that has the focus; an if-then plan elsewhere."""
        focus: object = QApplication.focusWidget()
        for id, shelf in self.shelves_of.items():
            parts = (shelf, self.group_forms[id])
            if focus is self.adds[id] or any(
                part.isAncestorOf(focus)  # type: ignore[arg-type]
                for part in parts
                if focus is not None
            ):
                self._begin(id)
                return
        self._begin("plan")

    def _begin(self, id: str, *_checked: bool) -> None:
        self.group_forms[id].begin(self.adds[id].text())

    def edit(self, value: Plan | Sign) -> None:
        """Its words."""
        if isinstance(value, Plan):
            answers = {"when": value.when, "then": value.then}
        else:
            answers = {"text": value.text, "answer": value.answer}
        self.group_forms[_group(value)].begin(self.tr("Edit"), answers, id=value.id)

    def _compose(self, id: str, filled: Filled) -> Callable[[OpenVault], Changes]:
        answers, now = filled.answers, now_here()[0]
        known = next((each for each in self._all() if each.id == filled.id), None)
        new = KeptId(filled.id)
        made: Plan | Sign
        if id == "plan":
            base = known if isinstance(known, Plan) else Plan(new, "", "", now)
            made = replace(base, when=answers["when"], then=answers["then"])
        else:
            sign = known if isinstance(known, Sign) else Sign(new, id, "", "", now)
            made = replace(sign, text=answers["text"], answer=answers["answer"])
        return partial(keep, made)

    def _all(self) -> tuple[Plan | Sign, ...]:
        return (*self._found.plans, *self._found.signs)

    def _on_form_closed(self, id: str) -> None:
        self.adds[id].setFocus(Qt.FocusReason.OtherFocusReason)

    # what there is --------------------------------------------------------------------------

    def ask(self) -> None:
        self._bridge.ask(self, _look, self._on_found)

    def _of(self, id: str) -> tuple[Plan | Sign, ...]:
        return tuple(each for each in self._all() if _group(each) == id)

    def _on_found(self, found: Found) -> None:
        self._found = found
        self.read_only = found.read_only
        for id, shelf in self.shelves_of.items():
            self.adds[id].setEnabled(not found.read_only)
            values = self._of(id)
            shown = [
                (each.id, Shown(each, each is values[0], each is values[-1])) for each in values
            ]
            if not shelf.show_values(shown):
                self.adds[id].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # what is done ---------------------------------------------------------------------------

    def move_one(self, value: Plan | Sign, step: int) -> None:
        """One place earlier (-1) or later (1) in its group."""
        ids = [each.id for each in self._of(_group(value))]
        self.write(partial(order, type(value), moved(ids, value.id, step)))

    def delete(self, value: Plan | Sign) -> None:
        """Into the trash."""
        said = value.when if isinstance(value, Plan) else value.text
        self.take_away(value, self.tr("Deleted: {what}").format(what=said))


def _group(value: Plan | Sign) -> str:
    return "plan" if isinstance(value, Plan) else value.kind


def _look(vault: OpenVault) -> Found:
    journal = vault.journal
    return Found(journal.kept(Plan), journal.kept(Sign), vault.read_only)

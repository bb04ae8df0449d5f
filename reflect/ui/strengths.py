"""Strengths: what a person is proud of, in their own words, some of it from an entry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reflect.model import Changes, Entry, EntryId, KeptId, Strength
from reflect.ui.collection import Collection, Item, Shelf, keep
from reflect.ui.form import Field, Filled, Form
from reflect.ui.moment import now_here
from reflect.ui.timeline_words import long_day, without_references

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

LONGEST = 280
"""Characters that are taken over from an entry of which nothing was chosen."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal's thread gives back."""

    strengths: tuple[Strength, ...] = field(repr=False)
    read_only: bool


class StrengthItem(Item):
    """One of them; its words are what it is called."""

    def __init__(self, view: StrengthsView, theme: Theme, strength: Strength) -> None:
        super().__init__(theme, strength.id)
        self._view = view
        self.strength = strength
        self.title.setProperty("role", "")
        self.day = self.add_line("caption")
        self.add_verb("open", "journal", self.tr("Open the entry"), self._on_open)
        self.add_verb("edit", "edit", self.tr("Edit"), self._on_edit)
        self.add_verb("delete", "trash", self.tr("Delete"), self._on_delete)

    def show_strength(self, strength: Strength) -> None:
        """Take its words."""
        self.strength = strength
        self.name(strength.text)
        self.say(self.day, long_day(strength.at.date()))
        self.tool("open").setVisible(strength.entry is not None)
        for verb in ("edit", "delete"):
            self.offer(verb, not self._view.read_only)

    def _on_open(self) -> None:
        self._view.open_entry(self.strength)

    def _on_edit(self) -> None:
        self._view.edit(self.strength)

    def _on_delete(self) -> None:
        self._view.delete(self.strength)


class StrengthsView(Collection):
    """The newest on top."""

    KINDS = frozenset({"strength"})

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._strengths: tuple[Strength, ...] = ()
        self.add = self.add_head(
            self.tr(
                "What you are proud of, small things too. They stand first when you look back, and "
                "they are here on a heavy day."
            )
        )
        fields = (
            Field(
                "text",
                self.tr("What you are proud of"),
                self.tr("Something you did, or something you are"),
            ),
        )
        self.form = self.add_form(
            Form(bridge, window, theme, "strength", fields, self._compose, needs=("text",))
        )
        self.form.closed.connect(self._on_form_closed)
        self.shelf = Shelf(theme, partial(StrengthItem, self, theme), StrengthItem.show_strength)
        self.column.addWidget(self.shelf)
        self.column.addStretch(1)

    @property
    def add_words(self) -> str:
        return self.tr("New st&rength")

    def add_new(self) -> None:
        self.form.begin(self.tr("New strength"))

    def begin_from(self, entry: Entry, words: str = "") -> None:
        """The form, begun with what was chosen of an entry, or with its beginning."""
        text = " ".join(words.split()) or _beginning(entry)
        self.form.begin(
            self.tr("New strength"),
            {"text": text},
            at=entry.written_at,
            extra=entry.id,
            changed=True,
        )

    def edit(self, strength: Strength) -> None:
        """Its words."""
        self.form.begin(
            self.tr("Edit this strength"),
            {"text": strength.text},
            id=strength.id,
            at=strength.at,
            extra=strength.entry or "",
        )

    def _compose(self, filled: Filled) -> Callable[[OpenVault], Changes]:
        base = next((each for each in self._strengths if each.id == filled.id), None)
        text = filled.answers["text"]
        if base is not None:
            return partial(keep, replace(base, text=text))
        entry = EntryId(filled.extra) if filled.extra else None
        at = filled.at or now_here()[0]
        return partial(keep, Strength(KeptId(filled.id), text, at, entry))

    def _on_form_closed(self) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # what there is --------------------------------------------------------------------------

    def ask(self) -> None:
        self._bridge.ask(self, _look, self._on_found)

    def _on_found(self, found: Found) -> None:
        self.read_only = found.read_only
        self._strengths = found.strengths
        self.add.setEnabled(not found.read_only)
        newest = sorted(found.strengths, key=lambda each: each.at, reverse=True)
        if not self.shelf.show_values((each.id, each) for each in newest):
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # what is done ---------------------------------------------------------------------------

    def open_entry(self, strength: Strength) -> None:
        """The entry it is from, on the Journal page."""
        show = getattr(self._window.page("journal"), "open_entry", None)
        if show is not None and strength.entry is not None:
            show(strength.entry)

    def delete(self, strength: Strength) -> None:
        """Into the trash."""
        self.take_away(strength, self.tr("Deleted: {text}").format(text=_short(strength.text)))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"


def _beginning(entry: Entry) -> str:
    """The first paragraph of an entry, or its title."""
    for paragraph in without_references(entry.text or "").split("\n"):
        words = " ".join(paragraph.lstrip("#>-* ").split())
        if words:
            return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return entry.title or ""


def _look(vault: OpenVault) -> Found:
    return Found(vault.journal.kept(Strength), vault.read_only)

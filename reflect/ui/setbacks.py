"""Setbacks: ordinary entries with four questions, and how long the way back took.

A setback is a dip with a length, not the end of a count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout

from reflect import forms
from reflect.model import SETBACK, Changes, Entry, EntryId
from reflect.ui.bars import button, label
from reflect.ui.collection import WIDEST, Collection, Item, Shelf
from reflect.ui.form import Field, Filled, Form
from reflect.ui.insight_words import days_words
from reflect.ui.moment import now_here, spoken
from reflect.ui.timeline_words import without_references

if TYPE_CHECKING:
    from collections.abc import Callable

    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

SHOWN = 20
"""How many at first."""
MOST_EARLIER = 5
"""Earlier ways back that are named."""
LONGEST = 400
"""Characters of a text without answers that are shown."""

# Why the way back has no length.
FEW, SILENT, SOON, NOT_YET = "few", "silent", "soon", "not yet"


@dataclass(frozen=True, slots=True)
class Back:
    """The way back from one setback."""

    days: int | None
    """None: see `why`. 0: the mood stayed in its usual range."""
    why: str = ""
    earlier: tuple[int, ...] = ()
    """Lengths of the ways back from the setbacks before it, oldest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the journal's thread gives back."""

    entries: tuple[Entry, ...] = field(repr=False)
    """Newest first."""
    backs: Mapping[EntryId, Back] = field(repr=False)
    read_only: bool


@dataclass(frozen=True, slots=True)
class Shown:
    entry: Entry = field(repr=False)
    back: Back = field(repr=False)


class SetbackItem(Item):
    """One setback: what was said, and the way back."""

    def __init__(self, view: SetbacksView, theme: Theme, shown: Shown) -> None:
        super().__init__(theme, shown.entry.id)
        self._view = view
        self.entry = shown.entry
        self.back = self.add_line()
        self.earlier = self.add_line("soft")
        self.answers = QVBoxLayout()
        self.answers.setSpacing(theme.spacing(1))
        self.words.addLayout(self.answers)
        self.add_verb("edit", "edit", self.tr("Edit"), self._on_edit)
        self.add_verb("open", "journal", self.tr("Open the entry"), self._on_open)
        self.add_verb("delete", "trash", self.tr("Move to the trash"), self._on_delete)

    def show_setback(self, shown: Shown) -> None:
        """Take its words."""
        self.entry = entry = shown.entry
        self.name(spoken(entry.written_at))
        self.say(self.back, way_back(shown.back))
        self.say(self.earlier, earlier_ways(shown.back))
        while (old := self.answers.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        labels = forms.setback_labels(self._view.language)
        if entry.answers:
            for field_, title in labels.items():
                words = entry.answers.get(field_, "").strip()
                if words:
                    self.answers.addWidget(label(title, "caption"))
                    self.answers.addWidget(label(words))
        else:
            self.answers.addWidget(label(_excerpt(entry.text or entry.title or "")))
        for verb in ("edit", "delete"):
            self.offer(verb, not self._view.read_only)

    def _on_edit(self) -> None:
        self._view.edit(self.entry)

    def _on_open(self) -> None:
        self._view.open_entry(self.entry.id)

    def _on_delete(self) -> None:
        self._view.delete(self.entry)


class SetbacksView(Collection):
    """The newest on top."""

    ENTRIES = True

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(bridge, window, theme)
        self._found: Found | None = None
        self._all = False
        self.add = self.add_head(
            self.tr(
                "What went wrong, what made it smaller, what you take from it. It is an entry like "
                "any other; here it stands beside the way back."
            )
        )
        titles = forms.setback_labels(self._language)
        hints = {
            "what": self.tr("In a sentence or two, as you would tell a friend"),
            "smaller": self.tr("What you did or what others did, however small"),
            "learned": self.tr("About you, about what came before it"),
            "next": self.tr("Something that is done in ten minutes"),
        }
        fields = [Field(id, titles[id], hints[id]) for id in forms.SETBACK_FIELDS]
        self.form = self.add_form(
            Form(
                bridge,
                window,
                theme,
                "setback",
                fields,
                self._compose,
                needs=forms.SETBACK_FIELDS,
                one_of=True,
                dated=True,
            )
        )
        self.form.closed.connect(self._on_form_closed)
        self.summary = label("")
        self.summary.setMaximumWidth(theme.px(WIDEST))
        self.summary.hide()
        self.shelf = Shelf(theme, partial(SetbackItem, self, theme), SetbackItem.show_setback)
        self.more = button("", parent=self)
        self.more.clicked.connect(self._on_more)
        self.more.hide()
        for part in (self.summary, self.shelf):
            self.column.addWidget(part)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    @property
    def language(self) -> str:
        """Of the headings."""
        return self._language

    @property
    def add_words(self) -> str:
        return self.tr("New setba&ck")

    def add_new(self) -> None:
        self.form.begin(self.tr("A setback"))

    def edit(self, entry: Entry) -> None:
        """In the form; where its text was written by hand, as text on the Journal page."""
        if entry.answers:
            self.form.begin(
                self.tr("Edit this setback"),
                entry.answers,
                id=entry.id,
                at=entry.written_at,
                zone=entry.zone,
            )
        else:
            self.open_entry(entry.id)

    def _compose(self, filled: Filled) -> Callable[[OpenVault], Changes]:
        at, zone = (filled.at, filled.zone) if filled.at is not None else now_here()
        answers = forms.given(filled.answers)
        text = forms.compose(answers, forms.setback_labels(self._language))
        return partial(_put, EntryId(filled.id), at, zone, answers, text)

    def _on_form_closed(self) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # what there is --------------------------------------------------------------------------

    def ask(self) -> None:
        self._bridge.ask(self, partial(_look, now_here()[0].date()), self._on_found)

    def _on_found(self, found: Found) -> None:
        self._found = found
        self.read_only = found.read_only
        self.add.setEnabled(not found.read_only)
        entries = found.entries if self._all else found.entries[:SHOWN]
        held = self.shelf.show_values(
            (entry.id, Shown(entry, found.backs[entry.id])) for entry in entries
        )
        rest = len(found.entries) - len(entries)
        if not rest and self.more.hasFocus():
            self.shelf.items[entries[min(SHOWN, len(entries) - 1)].id].focus()
        self.more.setText(self.tr("Show the {count} before these").format(count=rest))
        self.more.setVisible(rest > 0)
        if not held:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_more(self) -> None:
        self._all = True
        if self._found is not None:
            self._on_found(self._found)

    # what is done ---------------------------------------------------------------------------

    def open_entry(self, id: EntryId) -> None:
        """On the Journal page."""
        show = getattr(self._window.page("journal"), "open_entry", None)
        if show is not None:
            show(id)

    def delete(self, entry: Entry) -> None:
        """Into the trash of the entries."""
        self.write(partial(_trash, entry.id))
        self._window.offer_undo(
            self.tr("Moved to the trash"), partial(self.write, partial(_untrash, entry.id))
        )


# words -----------------------------------------------------------------------------------------


def way_back(back: Back) -> str:
    """How long it took, or why that cannot be told."""
    translate = QCoreApplication.translate
    if back.days is None:
        return {
            FEW: translate(
                "Setbacks",
                "How long the way back took cannot be told: of the 60 days before, fewer than 14 "
                "have a mood.",
            ),
            SILENT: translate(
                "Setbacks",
                "How long the way back took cannot be told: no mood is noted for more than a week "
                "after it.",
            ),
            SOON: translate("Setbacks", "How it goes on will show in the next days."),
            NOT_YET: translate("Setbacks", "You are on the way back to your usual range."),
        }[back.why]
    if back.days == 0:
        return translate("Setbacks", "Your mood stayed in its usual range.")
    said = translate("Setbacks", "Back to your usual range after {days}.")
    return said.format(days=days_words(back.days))


def earlier_ways(back: Back) -> str:
    """ "3 earlier dips: 4, 9 and 5 days."; empty where there are none."""
    translate = QCoreApplication.translate
    known = back.earlier[-MOST_EARLIER:]
    if not known:
        return ""
    if len(known) == 1:
        said = translate("Setbacks", "The dip before it: {days}.")
        return said.format(days=days_words(known[0]))
    listed = translate("Setbacks", "{these} and {last}").format(
        these=", ".join(str(days) for days in known[:-1]), last=days_words(known[-1])
    )
    said = translate("Setbacks", "{count} earlier dips: {listed}.")
    return said.format(count=len(known), listed=listed)


def _excerpt(text: str) -> str:
    words = " ".join(without_references(text).replace("#", "").split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


# on the journal's thread -----------------------------------------------------------------------


def _look(today: date, vault: OpenVault) -> Found:
    journal = vault.journal
    entries = journal.entries_of(SETBACK)
    backs = {}
    if entries:
        # Loaded here: the window need not wait for it.
        from reflect.insights import dips

        since = min(entry.day for entry in entries) - timedelta(days=dips.WINDOW + 1)
        moods = dips.daily_moods(journal.facts(since))
        recoveries = dips.setback_recoveries((entry.day for entry in entries), moods)
        for entry in entries:
            days = recoveries[entry.day]
            before = sorted({each.day for each in entries if each.day < entry.day})
            lengths = [recoveries[day] for day in before]
            backs[entry.id] = Back(
                days,
                _why(entry.day, moods, today) if days is None else "",
                tuple(length for length in lengths if length),
            )
    return Found(entries, backs, vault.read_only)


def _why(day: date, moods: Mapping[date, float], today: date) -> str:
    """Why the way back has no length."""
    from reflect.insights import dips

    if dips.usual(moods, day) is None:
        return FEW
    last = day - timedelta(days=1)
    for after in range((min(today, day + timedelta(days=dips.TOO_LONG)) - day).days + 1):
        each = day + timedelta(days=after)
        if each in moods:
            last = each
        elif (each - last).days > dips.SILENCE:
            return SILENT
    if (today - day).days <= dips.SHOWS:
        return SOON
    return NOT_YET


def _put(
    id: EntryId,
    at: datetime,
    zone: str | None,
    answers: Mapping[str, str],
    text: str,
    vault: OpenVault,
) -> Changes:
    from reflect.errors import UnknownId

    try:
        base = vault.journal.entry(id)
    except UnknownId:
        base = Entry(id, at, datetime.now(UTC))
    made = replace(
        base,
        written_at=at,
        zone=zone,
        kind=SETBACK,
        answers=answers,
        text=text,
        deleted_at=None,
    )
    return vault.put(made)


def _trash(id: EntryId, vault: OpenVault) -> Changes:
    return vault.journal.trash((id,))


def _untrash(id: EntryId, vault: OpenVault) -> Changes:
    return vault.journal.untrash((id,))

"""The lens: my entry on the left, what the other will see on the right.

The right side is made from the very bytes that are sealed, and from nothing else. Closing the
dialog sends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.shares import Ask, Contact, ContactId, ContactState, MessageId
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.sending import SendingDialog
from reflect.ui.shown import ShownEntry, mood_words
from reflect.ui.wrapping import LongWords, Tick

if TYPE_CHECKING:
    from reflect.model import Changes, Entry, EntryId
    from reflect.sync import message
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

BESIDE = 820
"""Pixels, at 100 % text, from which on the two stand side by side."""
PART = 1_500
"""Characters of a paragraph that are shown beside its tick."""
THUMB = 48
_PICTURE = re.compile(r"!\[[^\]\n]*\]\(reflect-img:[^)\n]*\)")
EXPIRIES: tuple[int, ...] = (0, 1, 7, 30, 90)
"""Days; 0: it stays."""
LARGE = 100_000
"""Bytes of photos from which on their size is told."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What the dialog begins with."""

    entry: Entry = field(repr=False)
    parts: tuple[str, ...] = field(repr=False)
    people: tuple[Contact, ...]
    """To whom something can go now."""
    anybody: bool
    """Somebody is there, at least."""
    words: dict[str, str] = field(repr=False)
    """Names and what stands in their place, as it was chosen before."""
    suggested: tuple[str, ...] = field(repr=False)
    thumbs: dict[str, QImage] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave: the value that was read back from the bytes that are sealed."""

    body: message.Entry = field(repr=False)
    fields: dict[str, Any] = field(repr=False)
    photos: tuple[QImage, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen, without loading what knows how to share."""

    parts: frozenset[int]
    title: bool
    mood: bool
    emotions: bool
    tags: bool
    photos: frozenset[str]
    time: Literal["exact", "part", "none"]
    words: tuple[tuple[str, str], ...] = field(repr=False)
    ask: Ask
    hard: bool
    days: int


def open_lens(window: MainWindow, bridge: Bridge, entry: EntryId) -> LensDialog:
    """The dialog for an entry."""
    made = LensDialog(bridge, window, entry)
    made.come_back()
    return made


class LensDialog(SendingDialog):
    """Two columns, side by side or one below the other; who, and what one would like back."""

    def __init__(self, bridge: Bridge, window: MainWindow, entry: EntryId) -> None:
        super().__init__(bridge, window, 1080, 760, self.tr("Share an entry"))
        self._entry_id = entry
        self._ready: Ready | None = None
        bridge.ask(self, partial(_prepare, entry, self.devicePixelRatioF()), self._on_ready)

    # building -----------------------------------------------------------------------------------

    def _on_ready(self, ready: Ready) -> None:
        self._ready = ready
        if not ready.people:
            self.say_nobody(anybody=ready.anybody)
            return
        self._build(ready)
        self.all.show()
        self._name()
        self._turn()
        self._ask_preview()
        self.person.setFocus()

    def _build(self, ready: Ready) -> None:
        space = self._window.theme.spacing
        whole = self.begin_page(ready.people)
        self.quiet = label("", "soft", kind=LongWords)
        self.quiet.hide()
        whole.addWidget(self.quiet)
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.sides.setSpacing(space(4))
        self.sides.addWidget(self._mine(ready), 1)
        self.sides.addWidget(self._theirs(), 1)
        whole.addLayout(self.sides)
        whole.addWidget(self._back())

    def _panel(self, title: str) -> tuple[QFrame, QVBoxLayout, QLabel]:
        space = self._window.theme.spacing
        made = QFrame(self)
        made.setProperty("role", "card")
        made.setObjectName("card")
        column = QVBoxLayout(made)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        heading = label(title, "strong", kind=LongWords)
        column.addWidget(heading)
        made.setAccessibleName(title)
        return made, column, heading

    def _mine(self, ready: Ready) -> QWidget:
        """The left side: what there is, to be chosen from."""
        entry = ready.entry
        panel, column, _heading = self._panel(self.tr("My entry"))
        self.mood_only = button(self.tr("&Mood only"), "link", self)
        self.mood_only.clicked.connect(self._on_mood_only)
        self.mood_only.setEnabled(entry.mood is not None)
        column.addWidget(self.mood_only, 0, Qt.AlignmentFlag.AlignLeft)
        self.title_tick = self._tick(column, entry.title or "", on=True)
        self.part_ticks: list[Tick] = []
        for text in ready.parts:
            # A photo has a tick of its own.
            alone = _PICTURE.fullmatch(text.strip()) is not None
            shown = "" if alone else text if len(text) <= PART else text[:PART] + "…"
            self.part_ticks.append(self._tick(column, shown, on=True))
        self.mood_tick = self._tick(
            column,
            "" if entry.mood is None else mood_words(entry.mood, self._language),
            on=True,
        )
        feelings = ", ".join(
            content.feeling_word(each.word, self._language) for each in entry.emotions
        )
        self.emotions_tick = self._tick(
            column, self.tr("Feelings: {words}").format(words=feelings) if feelings else "", on=True
        )
        tags = ", ".join(entry.tags)
        self.tags_tick = self._tick(
            column, self.tr("Tags: {words}").format(words=tags) if tags else "", on=True
        )
        self.photo_ticks: dict[str, QCheckBox] = {}
        for name, image in ready.thumbs.items():
            tick = QCheckBox(self.tr("Photo {number}").format(number=len(self.photo_ticks) + 1))
            tick.setIcon(QIcon(QPixmap.fromImage(image)))
            tick.setIconSize(QSize(*(self._window.theme.px(THUMB),) * 2))
            tick.toggled.connect(self._changed)
            self.photo_ticks[name] = tick
            column.addWidget(tick)
        self.time = QComboBox(self)
        for text, kind in (
            (self.tr("the part of the day"), "part"),
            (self.tr("the exact time"), "exact"),
            (self.tr("nothing"), "none"),
        ):
            self.time.addItem(text, kind)
        self.time.currentIndexChanged.connect(self._changed)
        self._under(column, self.tr("Of &when it was"), self.time)
        column.addWidget(self._names(ready))
        column.addStretch(1)
        return panel

    def _tick(self, column: QVBoxLayout, text: str, *, on: bool) -> Tick:
        tick = Tick(text.replace("&", "&&"), self)
        tick.setChecked(on)
        tick.setVisible(bool(text))
        tick.toggled.connect(self._changed)
        column.addWidget(tick)
        return tick

    def _names(self, ready: Ready) -> QWidget:
        """Names, and what stands in their place."""
        space = self._window.theme.spacing
        made = QWidget(self)
        self.names = QVBoxLayout(made)
        self.names.setContentsMargins(0, space(1), 0, 0)
        self.names.setSpacing(space(1))
        self.names.addWidget(
            label(
                self.tr("Names that are replaced, everywhere; remembered for the next time"),
                "soft",
                kind=LongWords,
            )
        )
        self.pairs: list[tuple[QLineEdit, QLineEdit, QWidget]] = []
        self.offers = FlowLayout(gap=space(1))
        for name in ready.suggested:
            offer = button(self.tr("Replace “{name}”").format(name=name), "link", self)
            offer.clicked.connect(partial(self._take_name, name, offer))
            self.offers.addWidget(offer)
        self.add_name = button(self.tr("Replace a &name…"), "link", self)
        # Words that are marked on the right stay marked under the mouse.
        self.add_name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_name.setToolTip(self.tr("The name that you mark, or one that you type"))
        self.add_name.clicked.connect(partial(self._take_name, "", None))
        self.offers.addWidget(self.add_name)
        self.names.addLayout(self.offers)
        for name, word in ready.words.items():
            self._pair(name, word)
        return made

    def _pair(self, name: str, word: str) -> tuple[QLineEdit, QLineEdit]:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        one, other = QLineEdit(name, row), QLineEdit(word, row)
        one.setPlaceholderText(self.tr("a name"))
        one.setAccessibleName(self.tr("Name"))
        other.setAccessibleName(self.tr("What stands in its place"))
        for each in (one, other):
            each.setMaxLength(200)
            each.textChanged.connect(self._changed)
        remove = ToolButton(row)
        remove.setIcon(self._window.theme.icon("close"))
        remove.setToolTip(self.tr("Do not replace it"))
        remove.setAccessibleName(self.tr("Do not replace it"))
        remove.clicked.connect(partial(self._drop_pair, row))
        line.addWidget(one, 1)
        line.addWidget(QLabel("→", row))
        line.addWidget(other, 1)
        line.addWidget(remove)
        before = self.pairs[-1][2].findChild(ToolButton) if self.pairs else None
        # Tab goes down the page, whatever the order of making.
        for stop, following in pairwise((before or self.add_name, one, other, remove)):
            QWidget.setTabOrder(stop, following)
        self.pairs.append((one, other, row))
        self.names.addWidget(row)
        return one, other

    def _theirs(self) -> QWidget:
        """The right side: what leaves."""
        panel, column, self.theirs_title = self._panel("")
        self.theirs_panel = panel
        self.shown = ShownEntry(self._window.theme, self._language)
        column.addWidget(self.shown)
        self.size_note = label("", "soft", kind=LongWords)
        column.addWidget(self.size_note)
        column.addStretch(1)
        return panel

    def _back(self) -> QWidget:
        """What one would like to have back, and how long it stays."""
        from reflect.sync import advice

        panel, column, _heading = self._panel(self.tr("What I would like back"))
        space = self._window.theme.spacing
        self.asks = QButtonGroup(self)
        row = FlowLayout(gap=space(3))
        for number, ask in enumerate(Ask):
            choice = QRadioButton(advice.words(ask, self._language).sharer, self)
            choice.setProperty("ask", ask.value)
            choice.setChecked(ask is Ask.LISTEN)
            self.asks.addButton(choice, number)
            row.addWidget(choice)
        self.asks.idToggled.connect(self._changed)
        column.addLayout(row)
        self.hard = Tick(self.tr("It may be &hard to read: say so beforehand"), self)
        self.hard.toggled.connect(self._changed)
        column.addWidget(self.hard)
        self.days = QComboBox(self)
        for days in EXPIRIES:
            self.days.addItem(self._days(days), days)
        self.days.currentIndexChanged.connect(self._changed)
        self._under(column, self.tr("Their Reflect &keeps it"), self.days)
        return panel

    def _under(self, column: QVBoxLayout, title: str, choice: QComboBox) -> None:
        name = QLabel(title)
        name.setBuddy(choice)
        column.addWidget(name)
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)

    def _days(self, days: int) -> str:
        if days == 0:
            return self.tr("until they delete it")
        return self.tr("for a day") if days == 1 else self.tr("for {days} days").format(days=days)

    # choosing -----------------------------------------------------------------------------------

    def _name(self, _index: int = 0) -> None:
        name = self.contact.name
        title = self.theirs()
        self.theirs_title.setText(title)
        self.theirs_panel.setAccessibleName(title)
        paused = self.contact.theirs is ContactState.PAUSED
        self.quiet.setText(
            self.tr(
                "{name} is taking a break. It reaches their journal; they may not read it now."
            ).format(name=name)
        )
        self.quiet.setVisible(paused)

    def _on_mood_only(self) -> None:
        for tick in (self.title_tick, *self.part_ticks, self.emotions_tick, self.tags_tick):
            tick.setChecked(False)
        for photo in self.photo_ticks.values():
            photo.setChecked(False)
        self.mood_tick.setChecked(True)

    def _take_name(self, name: str, offer: QWidget | None, *_checked: bool) -> None:
        marked = name or self.shown.marked_words
        one, other = self._pair(marked, self.tr("[friend]"))
        if offer is not None:
            offer.hide()
        (other if marked else one).setFocus()
        self._changed()

    def _drop_pair(self, row: QWidget, *_checked: bool) -> None:
        self.pairs = [each for each in self.pairs if each[2] is not row]
        row.hide()
        row.deleteLater()
        self.add_name.setFocus()
        self._changed()

    def chosen(self) -> Chosen:
        """As it stands in the dialog."""
        button_ = self.asks.checkedButton()
        ask = button_.property("ask") if button_ is not None else Ask.LISTEN
        words = ((one.text().strip(), other.text().strip()) for one, other, _ in self.pairs)
        return Chosen(
            frozenset(at for at, tick in enumerate(self.part_ticks, 1) if tick.isChecked()),
            self.title_tick.isChecked(),
            self.mood_tick.isChecked(),
            self.emotions_tick.isChecked(),
            self.tags_tick.isChecked(),
            frozenset(name for name, tick in self.photo_ticks.items() if tick.isChecked()),
            self.time.currentData(),
            tuple((name, word) for name, word in words if name and word),
            Ask(ask),
            self.hard.isChecked(),
            int(self.days.currentData()),
        )

    def looks(self) -> Callable[[OpenVault], Preview]:
        assert self._ready is not None
        return partial(_look, self._ready.entry, self.chosen())

    def show_preview(self, preview: Preview) -> bool:
        self.shown.show_fields(preview.fields, preview.photos)
        empty = self.shown.is_empty
        size = sum(len(each.data) for each in preview.body.photos)
        note = ""
        if empty:
            note = self.tr("Nothing is chosen yet.")
        elif size >= LARGE:
            said = QLocale().formattedDataSize(size)
            note = self.tr("With photos of {size}; sending takes longer.").format(size=said)
        self.size_note.setText(note)
        self.size_note.setVisible(bool(note))
        return not empty

    def sends(self, preview: Preview) -> Callable[[OpenVault], tuple[Changes, MessageId]]:
        words = dict(self.chosen().words)
        return partial(_send, self.contact.id, self._entry_id, preview.body, words)

    # the two columns ----------------------------------------------------------------------------

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._ready is None or not self._ready.people:
            return
        beside = self.width() >= self._window.theme.px(BESIDE)
        self.sides.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )


# -- on the journal's thread -----------------------------------------------------------------------


def _prepare(id: EntryId, ratio: float, vault: OpenVault) -> Ready:
    from reflect.sync import lens, sharing
    from reflect.ui.shown import image_of

    entry = vault.journal.entry(id)
    post = vault.journal.post
    feelings = (each.word for each in entry.emotions)
    text = "\n".join((entry.title or "", entry.text or "", *entry.tags, *feelings))
    known = post.placeholders()
    named = lens.names_in(vault.journal.every_entry(), text)
    thumbs = {}
    for each in sharing.photo_of(entry):
        data = b"".join(vault.journal.read_attachment(each.sha256))
        image = image_of(data, each.type)
        side = round(THUMB * 2 * ratio)
        thumbs[each.name] = image.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ) if not image.isNull() else image  # fmt: skip
    people = sharing.contacts(vault)
    used = {name: word for name, word in known.items() if lens.replaced(text, {name: word}) != text}
    return Ready(
        entry,
        lens.paragraphs(entry.text or ""),
        tuple(each for each in people if each.may_send),
        bool(people),
        used,
        tuple(name for name in named if name not in used),
        thumbs,
    )


def _look(entry: Entry, chosen: Chosen, vault: OpenVault) -> Preview:
    from reflect.sync import lens, message, sharing
    from reflect.ui.shown import image_of

    ends = None
    if chosen.days:
        end = vault.journal.post.now() + timedelta(days=chosen.days + 1)
        ends = int(end.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
    choice = lens.Choice(
        paragraphs=chosen.parts,
        title=chosen.title,
        mood=chosen.mood,
        emotions=chosen.emotions,
        tags=chosen.tags,
        time=chosen.time,
        # Those remembered stand among them, unless the person took one away.
        replacements=dict(chosen.words),
        ask=chosen.ask,
        hard=chosen.hard,
        expires_at=ends,
        photos=chosen.photos,
    )
    body = sharing.check(sharing.entry_body(vault, entry, choice))
    assert isinstance(body, message.Entry)
    photos = tuple(image_of(each.data, each.type) for each in body.photos)
    return Preview(body, sharing.item_json(body), photos)


def _send(
    contact: ContactId,
    entry: EntryId,
    body: message.Entry,
    words: dict[str, str],
    vault: OpenVault,
) -> tuple[Changes, MessageId]:
    from reflect.model import Changes
    from reflect.sync import sharing

    post = vault.journal.post
    for name, word in words.items():
        post.set_placeholder(name, word)
    share = sharing.share_entry(vault, post.contact(contact), entry, body)
    return Changes(kept=frozenset({"share"})), share.id

"""The cards beside the one that is read: search, filters, the list, what was left midway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reflect.model import KeptId, Strategy
from reflect.ui.bars import button, label
from reflect.ui.cards import Cards
from reflect.ui.coping_list import CardList, Line
from reflect.ui.coping_words import record_line, takes, whose
from reflect.ui.flow import FlowLayout
from reflect.ui.rating import FeelingBox

if TYPE_CHECKING:
    from reflect.ui.theme import Theme


class CardColumn(QWidget):
    """What there is, the person's first ones on top."""

    chosen = Signal(str)
    """The id of the card under the cursor."""
    clicked = Signal()
    opened = Signal(str)
    menu_asked = Signal(QPoint)
    """Where on the screen; for the card under the cursor."""
    new_asked = Signal()
    go_on_asked = Signal()
    forget_asked = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._cards: Cards | None = None
        self._current: str | None = None
        self._build()
        self._dress()
        theme.changed.connect(self._dress)

    def _build(self) -> None:
        theme, space = self._theme, self._theme.spacing
        self.resume = QFrame(self)
        self.resume.setProperty("role", "notice")
        self.resume_words = label("")
        go_on = button(self.tr("Go on"), "primary", self.resume)
        go_on.clicked.connect(self.go_on_asked)
        forget = button(self.tr("Let it go"), "plain", self.resume)
        forget.clicked.connect(self.forget_asked)
        choices = FlowLayout(gap=space(2))
        choices.addWidget(go_on)
        choices.addWidget(forget)
        inside = QVBoxLayout(self.resume)
        inside.setContentsMargins(*(space(2),) * 4)
        inside.addWidget(self.resume_words)
        inside.addLayout(choices)
        self.resume.hide()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a way of coping"))
        self.search.setAccessibleName(self.tr("Find a way of coping"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.new = button(self.tr("New"), parent=self)
        self.new.setAccessibleName(self.tr("New way of coping"))
        self.new.setToolTip(self.tr("New way of coping"))
        self.new.clicked.connect(self.new_asked)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self.search, 1)
        head.addWidget(self.new)
        self.feeling = FeelingBox(self._language, self.tr("any feeling"), self, own=False)
        self.feeling.setAccessibleName(self.tr("Show what is for this feeling"))
        self.feeling.setMinimumContentsLength(10)
        self.energy = QComboBox(self)
        self.energy.setAccessibleName(self.tr("Show what takes this much energy"))
        for id, words in (
            ("", self.tr("any energy")),
            ("low", self.tr("little energy")),
            ("medium", self.tr("some energy")),
            ("high", self.tr("much energy")),
        ):
            self.energy.addItem(words, id)
        self.minutes = QComboBox(self)
        self.minutes.setAccessibleName(self.tr("Show what takes this long"))
        for limit, words in (
            (0, self.tr("any length")),
            (5, self.tr("up to 5 minutes")),
            (15, self.tr("up to 15 minutes")),
            (30, self.tr("up to 30 minutes")),
        ):
            self.minutes.addItem(words, limit)
        filters = FlowLayout(gap=space(1))
        for box in (self.feeling, self.energy, self.minutes):
            box.currentIndexChanged.connect(self._fill)
            filters.addWidget(box)
        self.list = CardList(theme, self)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self.opened)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.empty = QWidget(self)
        self.empty_line = label("", "soft")
        self.empty_line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_all = button(self.tr("Show all cards"), "primary", self.empty)
        self.show_all.clicked.connect(self.reset)
        middle = QVBoxLayout(self.empty)
        middle.addStretch(1)
        middle.addWidget(self.empty_line)
        middle.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self.place = QStackedWidget(self)
        self.place.addWidget(self.list)
        self.place.addWidget(self.empty)
        self.with_hidden = QCheckBox("", self)
        self.with_hidden.toggled.connect(self._fill)
        self.with_hidden.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.resume)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(self.place, 1)
        column.addWidget(self.with_hidden)

    def _dress(self) -> None:
        self.new.setIcon(self._theme.icon("add"))
        self.new.setIconSize(self._theme.icon_size)
        self.list.setMinimumHeight(self._theme.px(160))

    def show_cards(self, cards: Cards, current: str | None) -> None:
        """These, with the cursor on `current`."""
        self._cards = cards
        self._current = current
        self.new.setEnabled(not cards.read_only)
        count = sum(card.id in cards.hidden for card in cards.every)
        self.with_hidden.setText(self.tr("Show the hidden ones ({count})").format(count=count))
        if not count:
            self.with_hidden.setChecked(False)
        self.with_hidden.setVisible(bool(count))
        self._fill()

    def show_current(self, id: str) -> None:
        """The card with this id is read now."""
        if self._current != id:
            self._current = id
            self._fill()

    def offer_to_go_on(self, title: str | None) -> None:
        """What was left midway; None: nothing was."""
        if title is not None:
            self.resume_words.setText(self.tr("Go on with {title}?").format(title=title))
        self.resume.setVisible(title is not None)

    @property
    def ids(self) -> tuple[KeptId, ...]:
        """Of the cards in the list, from the top."""
        return tuple(line.id for line in self.list.lines() if line.id is not None)

    def _fill(self, *_anything: object) -> None:
        cards = self._cards
        if cards is None:
            return
        every = cards.every if self.with_hidden.isChecked() else cards.seen
        fitting = [card for card in every if self._fits(card, cards)]
        by_id = {card.id: card for card in fitting}
        first = [by_id[KeptId(id)] for id in cards.first if id in by_id]
        rest = [card for card in fitting if card.id not in cards.first]
        hidden = [card for card in rest if card.id in cards.hidden]
        seen = [card for card in rest if card.id not in cards.hidden]
        own = [card for card in seen if cards.is_own(card.id)]
        shipped = [card for card in seen if not cards.is_own(card.id)]
        lines: list[Line] = []
        for heading, group in (
            (self.tr("At hand"), first),
            (self.tr("Yours"), own),
            (self.tr("With Reflect"), shipped),
            (self.tr("Hidden"), hidden),
        ):
            if group:
                lines.append(Line(None, heading))
                lines += [
                    self._line(card, cards, number if group is first else None)
                    for number, card in enumerate(group, 1)
                ]
        self.list.show_lines(lines, self._current)
        self.place.setCurrentWidget(self.list if lines else self.empty)
        self.empty_line.setText(
            self.tr("No card fits.")
            if every
            else self.tr("Here stand ways of coping; all of them are hidden now.")
        )

    def _line(self, card: Strategy, cards: Cards, number: int | None) -> Line:
        about = takes(card)
        mine = whose(card, own=cards.is_own(card.id))
        return Line(
            card.id,
            f"{number} · {card.title}" if number is not None else card.title,
            " · ".join(part for part in (about, mine) if part),
            record_line(cards.records.get(card.id), self._language),
        )

    def _fits(self, card: Strategy, cards: Cards) -> bool:
        words = self.search.text().casefold().split()
        text = " ".join(
            (card.title, *card.steps, card.why or "", card.place or "", *card.people, *card.music)
        ).casefold()
        feeling = self.feeling.feeling
        record = cards.records.get(card.id)
        felt = {each.word for each in record.feelings} if record is not None else set()
        limit = self.minutes.currentData() or 0
        return (
            all(word in text for word in words)
            and (feeling is None or feeling in card.feelings or feeling in felt)
            and (not self.energy.currentData() or card.energy == self.energy.currentData())
            and (not limit or card.minutes is None or card.minutes <= limit)
        )

    def reset(self) -> None:
        """Everything again, the hidden ones where nothing else is left."""
        self.search.clear()
        for box in (self.feeling, self.energy, self.minutes):
            box.setCurrentIndex(0)
        if self._cards is not None and not self._cards.seen:
            self.with_hidden.setChecked(True)
        self.focus()

    def focus(self) -> None:
        target = self.list if self.place.currentWidget() is self.list else self.show_all
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the list has its height: what is above it may have come or gone.
        QTimer.singleShot(0, self, self._into_sight)

    def _into_sight(self) -> None:
        self.list.scrollToItem(self.list.currentItem())

    def _on_chosen(self, id: str) -> None:
        self._current = id
        self.chosen.emit(id)

    def _on_clicked(self, _item: object) -> None:
        if self.list.current is not None:
            self.clicked.emit()

    def _on_menu(self, at: QPoint) -> None:
        if self.list.itemAt(at) is not None and self.list.current is not None:
            self.menu_asked.emit(self.list.viewport().mapToGlobal(at))

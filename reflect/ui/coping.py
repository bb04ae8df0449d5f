"""Ways of coping: the cards, one of them whole, its editor, and the way into using it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, KeptId, Strategy, Use, new_id
from reflect.ui import cards as kept
from reflect.ui.bars import button, label
from reflect.ui.cards import Cards
from reflect.ui.coping_list import CardList, Line
from reflect.ui.coping_words import record_line, takes, whose
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.rating import FeelingBox
from reflect.ui.scroller import Scroller
from reflect.ui.strategy_card import Shown, StrategyCard
from reflect.ui.strategy_editor import StrategyEditor
from reflect.ui.use_now import UsedDialog, UseNow
from reflect.ui.window import place_action

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

ONE_COLUMN_BELOW = 720
AT_HAND = 3
"""How many of the first ones Steady me shows."""


def open_use(window: MainWindow, strategy_id: str, feeling: str | None = None) -> None:
    """From anywhere in the window: the page comes to the front, and the card begins."""
    window.show_page("coping")
    page = window.page("coping")
    if isinstance(page, CopingPage):
        page.use(strategy_id, feeling)


class CopingPage(QWidget):
    """What helps, the person's own first."""

    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._language = language_of(window.settings)
        self._cards: Cards | None = None
        self._wanted: str | None = None
        """A card to be shown once the journal has answered."""
        self._single = False
        self._stale = True
        self.setObjectName("page")
        self._build()
        self._build_actions()
        self._dress()
        bridge.changed.connect(self._on_changed)
        theme.changed.connect(self._dress)

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, space = self._theme, self._theme.spacing
        bridge, window = self._bridge, self._window
        self.left = self._build_left()
        self.card = StrategyCard(bridge, window, theme, self._language)
        self.card.use_asked.connect(self.use_current)
        self.card.log_asked.connect(self.log_current)
        self.card.edit_asked.connect(self.edit_current)
        self.card.use_removed.connect(self._on_use_removed)
        self.editor = StrategyEditor(bridge, window, theme, self._language)
        self.editor.closed.connect(self._on_editor_closed)
        self.nothing = label(self.tr("Choose a card to read it."), "soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card_room = Scroller(self.card, self)
        self.editor_room = Scroller(self.editor, self)
        self.right_stack = QStackedWidget(self)
        for part in (self.nothing, self.card_room, self.editor_room):
            self.right_stack.addWidget(part)
        self.back = button(self.tr("Back to the list"), parent=self)
        self.back.clicked.connect(self.show_list)
        self.right = QWidget(self)
        side = QVBoxLayout(self.right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(space(2))
        side.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.right_stack, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(space(4))
        self.split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split.addWidget(self.left)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([400, 560])
        self.walk = UseNow(bridge, window, theme, self._language)
        self.walk.left.connect(self._on_walk_left)
        self.walk_room = Scroller(self.walk, self)
        self.rooms = QStackedWidget(self)
        self.rooms.addWidget(self.split)
        self.rooms.addWidget(self.walk_room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(1), space(5), space(4))
        layout.addWidget(self.rooms)

    def _build_left(self) -> QWidget:
        theme, space = self._theme, self._theme.spacing
        left = QWidget(self)
        self.resume = QFrame(left)
        self.resume.setProperty("role", "notice")
        self.resume_words = label("")
        go_on = button(self.tr("Go on"), "primary", self.resume)
        go_on.clicked.connect(self.go_on)
        forget = button(self.tr("Leave it"), "plain", self.resume)
        forget.clicked.connect(self._on_forget)
        choices = FlowLayout(gap=space(2))
        choices.addWidget(go_on)
        choices.addWidget(forget)
        inside = QVBoxLayout(self.resume)
        inside.setContentsMargins(*(space(2),) * 4)
        inside.addWidget(self.resume_words)
        inside.addLayout(choices)
        self.resume.hide()
        self.search = QLineEdit(left)
        self.search.setPlaceholderText(self.tr("Find a way of coping"))
        self.search.setAccessibleName(self.tr("Find a way of coping"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.new = button(self.tr("New"), parent=left)
        self.new.setAccessibleName(self.tr("New way of coping"))
        self.new.setToolTip(self.tr("New way of coping"))
        self.new.clicked.connect(self.make_new)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self.search, 1)
        head.addWidget(self.new)
        self.feeling = FeelingBox(self._language, self.tr("any feeling"), left, own=False)
        self.feeling.setAccessibleName(self.tr("Show what is for this feeling"))
        self.feeling.setMinimumContentsLength(10)
        self.energy = QComboBox(left)
        self.energy.setAccessibleName(self.tr("Show what takes this much energy"))
        for id, words in (
            ("", self.tr("any energy")),
            ("low", self.tr("little energy")),
            ("medium", self.tr("some energy")),
            ("high", self.tr("much energy")),
        ):
            self.energy.addItem(words, id)
        self.minutes = QComboBox(left)
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
        self.list = CardList(theme, left)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.empty = QWidget(left)
        self.empty_line = label("", "soft")
        self.empty_line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_all = button(self.tr("Show all cards"), "primary", self.empty)
        self.show_all.clicked.connect(self.reset_filters)
        middle = QVBoxLayout(self.empty)
        middle.addStretch(1)
        middle.addWidget(self.empty_line)
        middle.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self.place = QStackedWidget(left)
        self.place.addWidget(self.list)
        self.place.addWidget(self.empty)
        self.with_hidden = QCheckBox("", left)
        self.with_hidden.toggled.connect(self._fill)
        self.with_hidden.hide()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.resume)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(self.place, 1)
        column.addWidget(self.with_hidden)
        return left

    def _build_actions(self) -> None:
        def action(text: str, keys: str, does: Callable[[], object]) -> QAction:
            made = QAction(text, self)
            made.setShortcut(QKeySequence(keys))
            made.triggered.connect(does)
            return made

        self.do_new = action(self.tr("New &way of coping"), "Ctrl+Shift+N", self.make_new)
        self.do_use = action(self.tr("&Use it now"), "Ctrl+U", self.use_current)
        self.do_log = action(self.tr("I &did this …"), "Ctrl+Shift+U", self.log_current)
        self.do_edit = action(self.tr("&Edit the card"), "F2", self.edit_current)
        self.do_copy = action(self.tr("Dup&licate the card"), "Ctrl+J", self.duplicate)
        self.do_pin = action(self.tr("&Keep at hand"), "Ctrl+D", self.toggle_first)
        self.do_pin.setCheckable(True)
        self.do_up = action(self.tr("Ea&rlier at hand"), "Alt+Up", partial(self._move, -1))
        self.do_down = action(self.tr("La&ter at hand"), "Alt+Down", partial(self._move, 1))
        self.do_hide = action(self.tr("&Hide the card"), "Ctrl+Shift+H", self.toggle_hidden)
        self.do_hide.setCheckable(True)
        self.do_restore = action(
            self.tr("&Back to the shipped words"), "Ctrl+Shift+R", self.back_to_shipped
        )
        self.do_delete = action(
            self.tr("De&lete the card"), "Ctrl+Shift+Backspace", self.delete_current
        )
        place_action(self, "file", self.do_new)
        self._of_card = (
            self.do_use,
            self.do_log,
            self.do_edit,
            self.do_copy,
            self.do_pin,
            self.do_up,
            self.do_down,
            self.do_hide,
            self.do_restore,
            self.do_delete,
        )
        for each in self._of_card:
            place_action(self, "entry", each)
        self.do_delete.setText(self.tr("Delete the &card"))
        self.card.set_actions(self._of_card[2:])
        self._dress_actions()

    def _dress(self) -> None:
        self.back.setIcon(self._theme.icon("back"))
        self.back.setIconSize(self._theme.icon_size)
        self.new.setIcon(self._theme.icon("add"))
        self.new.setIconSize(self._theme.icon_size)
        self.list.setMinimumHeight(self._theme.px(160))
        self.right_stack.setMinimumHeight(self._theme.px(200))
        self.walk_room.setMinimumHeight(self._theme.px(200))
        for each, icon in (
            (self.do_use, "play"),
            (self.do_edit, "edit"),
            (self.do_copy, "copy"),
            (self.do_pin, "pin"),
            (self.do_hide, "eye-off"),
            (self.do_restore, "restore"),
            (self.do_delete, "trash"),
        ):
            each.setIcon(self._theme.icon(icon))
        self._fit()

    # what the window asks ---------------------------------------------------------------------

    def shown(self) -> None:
        """The page has come to the front."""
        walking = self.rooms.currentWidget() is self.walk_room
        self._window.set_heading("" if walking else self.tr("Ways of coping"))
        if self._stale:
            self._ask()
        if self.rooms.currentWidget() is self.split and not self._focus_is_here():
            self.focus_list()

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises; the words stay on the page."""
        self.editor.flush()
        self.walk.flush()

    @property
    def unsaved(self) -> bool:
        return self.editor.unsaved or self.walk.unsaved

    def _focus_is_here(self) -> bool:
        focus = self._window.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # what there is ----------------------------------------------------------------------------

    @property
    def cards(self) -> Cards | None:
        """As the journal last said; None before it did."""
        return self._cards

    @property
    def current(self) -> Strategy | None:
        """The card that is shown."""
        shown = self.card.shown
        return shown.card if shown is not None else None

    def _ask(self) -> None:
        self._bridge.ask(self, partial(kept.read, self._language), self._on_cards)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.kept & {"strategy", "use"}:
            self._stale = True
            if self.isVisible() or self._cards is not None:
                self._ask()

    def _on_cards(self, cards: Cards) -> None:
        self._cards = cards
        self._stale = False
        self.new.setEnabled(not cards.read_only)
        hidden = [card for card in cards.shipped if card.id in cards.hidden]
        count = len(hidden)
        self.with_hidden.setText(self.tr("Show the hidden ones ({count})").format(count=count))
        if not count:
            self.with_hidden.setChecked(False)
        self.with_hidden.setVisible(bool(count))
        self._fill()
        current = self._wanted or (self.current.id if self.current is not None else None)
        self._wanted = None
        if current is not None and cards.card(current) is not None:
            self._show(current)
        else:
            # The first one stands beside the list, so that the room is not empty.
            ids = [line.id for line in self.list.lines() if line.id is not None]
            if ids:
                self._show(ids[0])
            else:
                self.right_stack.setCurrentWidget(self.nothing)
        self._dress_actions()

    def _shown(self, card: Strategy) -> Shown:
        cards = self._cards
        assert cards is not None
        return Shown(
            card,
            cards.is_own(card.id),
            cards.shipped_of(card),
            cards.records.get(card.id),
            cards.uses_of(card.id),
            cards.read_only,
        )

    # the list ---------------------------------------------------------------------------------

    def _fill(self, *_anything: object) -> None:
        cards = self._cards
        if cards is None:
            return
        every = cards.every if self.with_hidden.isChecked() else cards.seen
        fitting = [card for card in every if self._fits(card, cards)]
        by_id = {card.id: card for card in fitting}
        first = [by_id[KeptId(id)] for id in cards.first if id in by_id]
        rest = [card for card in fitting if card.id not in cards.first]
        own = [card for card in rest if cards.is_own(card.id)]
        shipped = [
            card for card in rest if not cards.is_own(card.id) and card.id not in cards.hidden
        ]
        hidden = [card for card in rest if not cards.is_own(card.id) and card.id in cards.hidden]
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
        current = self.current
        self.list.show_lines(lines, current.id if current is not None else None)
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

    def reset_filters(self) -> None:
        """Everything again, the hidden ones where nothing else is left."""
        self.search.clear()
        for box in (self.feeling, self.energy, self.minutes):
            box.setCurrentIndex(0)
        if self._cards is not None and not self._cards.seen:
            self.with_hidden.setChecked(True)
        self.focus_list()

    def focus_list(self) -> None:
        target = self.list if self.place.currentWidget() is self.list else self.show_all
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, id: str) -> None:
        if self.editing:
            self.editor.close_card()
        self._show(id)

    def _on_clicked(self, item: object) -> None:
        if self._single and self.list.current is not None:
            self._show_right()

    def _on_opened(self, id: str) -> None:
        self._show(id)
        self._show_right()
        self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at)
        if item is None or self.list.current is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._of_card))
        menu.popup(self.list.viewport().mapToGlobal(at))

    # one card ---------------------------------------------------------------------------------

    def show_card(self, id: str) -> None:
        """Bring the page and a card to the front."""
        if self._window.current_page != "coping":
            self._window.show_page("coping")
        self.rooms.setCurrentWidget(self.split)
        self._wanted = id
        self._ask()
        self._show_right()

    def _show(self, id: str) -> None:
        cards = self._cards
        card = cards.card(id) if cards is not None else None
        if card is None:
            return
        other = self.current is None or self.current.id != id
        had_focus = self.card.isAncestorOf(self._window.focusWidget() or self)
        self.card.show_card(self._shown(card))
        if other:
            self.card_room.verticalScrollBar().setValue(0)
        if had_focus and not self._focus_is_here():
            self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.editing:
            self.right_stack.setCurrentWidget(self.card_room)
        if self.list.current != id:
            self._fill()
        self._dress_actions()

    def _dress_actions(self) -> None:
        cards, card = self._cards, self.current
        for each in self._of_card:
            each.setEnabled(False)
        if cards is None or card is None:
            return
        writable = not cards.read_only
        own = cards.is_own(card.id)
        is_shipped = any(each.id == card.id for each in cards.shipped)
        self.do_use.setEnabled(True)
        for each in (self.do_log, self.do_edit, self.do_copy, self.do_pin):
            each.setEnabled(writable)
        first = list(cards.first)
        at = first.index(card.id) if card.id in first else -1
        self.do_pin.setChecked(at >= 0)
        self.do_up.setEnabled(writable and at > 0)
        self.do_down.setEnabled(writable and 0 <= at < len(first) - 1)
        self.do_hide.setEnabled(writable and is_shipped and not own)
        self.do_hide.setChecked(card.id in cards.hidden and not own)
        self.do_restore.setEnabled(writable and is_shipped and own)
        self.do_delete.setEnabled(writable and own and not is_shipped)

    def _write(self, job: Callable[..., Changes]) -> None:
        self._bridge.write(self, job)

    def _offer(self, text: str, job: Callable[..., Changes]) -> None:
        self._window.offer_undo(text, partial(self._write, job))

    # its place --------------------------------------------------------------------------------

    def toggle_first(self, *_checked: bool) -> None:
        """Put the card at hand, at the end; or take it from there."""
        cards, card = self._cards, self.current
        if cards is None or card is None:
            return
        first = [id for id in cards.first if id != card.id]
        if card.id not in cards.first:
            first.append(card.id)
        self._write(partial(kept.set_first, first))

    def _move(self, step: int, *_checked: bool) -> None:
        cards, card = self._cards, self.current
        if cards is None or card is None or card.id not in cards.first:
            return
        first = list(cards.first)
        at = first.index(card.id)
        to = at + step
        if 0 <= to < len(first):
            first[at], first[to] = first[to], first[at]
            self._write(partial(kept.set_first, first))

    def toggle_hidden(self, *_checked: bool) -> None:
        """Hide a shipped card, or show it again."""
        cards, card = self._cards, self.current
        if cards is None or card is None or cards.is_own(card.id):
            return
        before = sorted(cards.hidden)
        if card.id in cards.hidden:
            self._write(partial(kept.set_hidden, sorted(cards.hidden - {card.id})))
            return
        self._write(partial(kept.set_hidden, sorted(cards.hidden | {card.id})))
        self._offer(
            self.tr("Hidden: {title}").format(title=card.title), partial(kept.set_hidden, before)
        )

    # making and changing ----------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """A card is written, not read."""
        return self.right_stack.currentWidget() is self.editor_room

    def make_new(self, *_checked: bool) -> None:
        """An empty card of the person's own."""
        if self._cards is None or self._cards.read_only:
            return
        self._edit(Strategy(KeptId(new_id()), ""))

    def edit_current(self, *_checked: bool) -> None:
        """Put it into one's own words."""
        if self.current is not None and self._cards is not None and not self._cards.read_only:
            self._edit(self.current)

    def _edit(self, card: Strategy) -> None:
        cards = self._cards
        assert cards is not None
        self.rooms.setCurrentWidget(self.split)
        self._show_right()
        self.right_stack.setCurrentWidget(self.editor_room)
        self.editor_room.verticalScrollBar().setValue(0)
        shipped = cards.shipped_of(card) if card.title else None
        self.editor.edit(card, shipped=shipped, own=cards.is_own(card.id))

    def _on_editor_closed(self) -> None:
        card = self.editor.card
        self.right_stack.setCurrentWidget(
            self.card_room if self.card.shown is not None else self.nothing
        )
        draft = self.editor.draft()
        if card is not None and (card.title or draft is not None):
            self._wanted = card.id
        self._ask()
        self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def duplicate(self, *_checked: bool) -> None:
        """A second one of the person's own, to be changed."""
        card = self.current
        cards = self._cards
        if card is None or cards is None:
            return
        from reflect.ui.coping_words import own_origin

        copy = replace(
            card,
            id=KeptId(new_id()),
            title=self.tr("{title} (copy)").format(title=card.title),
            origin=own_origin(card, shipped=cards.shipped_of(card) is not None),
        )
        self._wanted = copy.id
        self._write(partial(kept.keep, copy))
        self._offer(
            self.tr("Duplicated: {title}").format(title=card.title),
            partial(kept.trash, Strategy, copy.id),
        )

    def back_to_shipped(self, *_checked: bool) -> None:
        """The shipped words again; one's own can be had back."""
        card = self.current
        if card is not None:
            self._take_away(
                card, self.tr("Back to the shipped words: {title}").format(title=card.title)
            )

    def delete_current(self, *_checked: bool) -> None:
        """Away with a card of one's own; it can be had back."""
        card = self.current
        if card is not None:
            self._take_away(card, self.tr("Deleted: {title}").format(title=card.title))

    def _take_away(self, card: Strategy, said: str) -> None:
        if self.editing:
            self.editor.close_card()
            card = self.editor.draft() or card
        self._write(partial(kept.trash, Strategy, card.id))
        self._offer(said, partial(kept.keep, card))

    # using ------------------------------------------------------------------------------------

    def use(self, strategy_id: str, feeling: str | None = None) -> None:
        """Begin with a card, or go on with it where it is under way. Unknown ids do nothing."""
        self._bridge.ask(
            self, partial(kept.read, self._language), partial(self._begin, strategy_id, feeling)
        )

    def _begin(self, id: str, feeling: str | None, cards: Cards) -> None:
        self._on_cards(cards)
        card = cards.card(id)
        if card is None:
            return
        if self.editing:
            self.editor.close_card()
        self._wanted = card.id
        self._show(card.id)
        going_on = (
            self.walk.under_way
            and self.walk.card is not None
            and self.walk.card.id == card.id
            and self.walk.place > 0
            and feeling is None
        )
        self._enter_walk()
        if going_on:
            self.walk.show_place()
        else:
            self.walk.begin(card, feeling)

    def use_current(self, *_checked: bool) -> None:
        """Use the card that is shown."""
        if self.current is not None:
            self.use(self.current.id)

    def go_on(self) -> None:
        """With what was left midway in this sitting."""
        if self.walk.under_way:
            self._enter_walk()
            self.walk.show_place()

    def _enter_walk(self) -> None:
        self.rooms.setCurrentWidget(self.walk_room)
        self._window.set_heading("")
        self._dress_resume()

    def _on_walk_left(self) -> None:
        self.rooms.setCurrentWidget(self.split)
        if self._window.current_page == "coping":
            self._window.set_heading(self.tr("Ways of coping"))
        self._dress_resume()
        if self.walk.under_way:
            self.focus_list()
            return
        self._show_right()
        self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_forget(self) -> None:
        self.walk.forget()
        self._dress_resume()
        self.focus_list()

    def _dress_resume(self) -> None:
        card = self.walk.card
        waiting = self.walk.under_way and self.rooms.currentWidget() is self.split
        if waiting and card is not None:
            self.resume_words.setText(self.tr("Go on with {title}?").format(title=card.title))
        self.resume.setVisible(waiting)

    def log_current(self, *_checked: bool) -> None:
        """Note a time that has passed already."""
        card = self.current
        if card is None or self._cards is None or self._cards.read_only:
            return
        dialog = UsedDialog(self._theme, self._language, card, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(partial(self._on_logged, dialog))
        dialog.open()

    def _on_logged(self, dialog: UsedDialog) -> None:
        use = dialog.use
        self._write(partial(kept.keep, use))
        self._offer(self.tr("Noted"), partial(kept.trash, Use, use.id))

    def _on_use_removed(self, use: Use) -> None:
        self._write(partial(kept.trash, Use, use.id))
        self._offer(self.tr("Taken out: one time"), partial(kept.keep, use))

    # rooms ------------------------------------------------------------------------------------

    def show_list(self, *_checked: bool) -> None:
        """Back to the cards."""
        if self.editing:
            self.editor.close_card()
        self.rooms.setCurrentWidget(self.split)
        if self._single:
            self.right.hide()
            self.left.show()
        self.focus_list()

    def _show_right(self) -> None:
        if self._single:
            self.left.hide()
            self.right.show()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_cards = self.rooms.currentWidget() is self.split
        at_list = self.list.hasFocus() and not self.left.isHidden()
        if event.key() == Qt.Key.Key_Escape and at_cards and not at_list:
            self.show_list()
            return
        super().keyPressEvent(event)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        single = self.width() < self._theme.px(ONE_COLUMN_BELOW)
        if single == self._single and self.back.isHidden() != single:
            return
        self._single = single
        self.back.setVisible(single)
        self.left.setVisible(True)
        self.right.setVisible(not single)

"""Ways of coping: the cards, one of them whole, its editor, and the way into using it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, KeptId, Strategy, Use, new_id
from reflect.ui import cards as kept
from reflect.ui.adopting import HelpedOffer
from reflect.ui.bars import button, holds_focus, label
from reflect.ui.cards import Cards
from reflect.ui.coping_column import CardColumn
from reflect.ui.coping_words import own_origin
from reflect.ui.editor import language_of
from reflect.ui.guard import guarded
from reflect.ui.scroller import Scroller, to_top
from reflect.ui.strategy_card import Shown, StrategyCard
from reflect.ui.strategy_editor import StrategyEditor
from reflect.ui.use_log import UsedDialog
from reflect.ui.use_now import UseNow, begun
from reflect.ui.window import place_action

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

ONE_COLUMN_BELOW = 720


def open_use(window: MainWindow, strategy_id: str, feeling: str | None = None) -> None:
    """From anywhere in the window: the page comes to the front, and the card begins. Afterwards
    the page that one came from is there again."""
    came_from = window.current_page
    window.show_page("coping")
    page = window.page("coping")
    if isinstance(page, CopingPage):
        page.use(strategy_id, feeling, came_from)


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
        self._asked_begun = False
        self._back_to: str | None = None
        """The page from which a use was begun; None: this one."""
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
        self.left = CardColumn(theme, self._language, self)
        self.left.chosen.connect(self._on_chosen)
        self.left.clicked.connect(self._on_clicked)
        self.left.opened.connect(self._on_opened)
        self.left.menu_asked.connect(self._on_menu)
        self.left.new_asked.connect(self.make_new)
        self.left.go_on_asked.connect(self.go_on)
        self.left.forget_asked.connect(self._on_forget)
        self.list = self.left.list
        self.exercises = button(self.tr("Guided exercises"), "plain", self.left)
        self.exercises.setToolTip(self.tr("Guided exercises (F8)"))
        self.exercises.clicked.connect(self._on_exercises)
        column = self.left.layout()
        assert column is not None
        column.addWidget(self.exercises)
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
        self.helped = HelpedOffer(bridge, window, theme, self.right)
        self.helped.left.connect(self._on_helped)
        for one, other in pairwise((self.exercises, self.back, *self.helped.buttons)):
            QWidget.setTabOrder(one, other)
        side.addWidget(self.helped)
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
        self.rooms.currentChanged.connect(self._on_room)
        for each in (self.left, self.right):
            each.installEventFilter(self)
        self._on_room()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(5), space(1), space(5), space(4))
        layout.addWidget(self.rooms)

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
        self.do_hide = action(self.tr("&Hide the card"), "Ctrl+H", self.toggle_hidden)
        self.do_hide.setCheckable(True)
        self.do_restore = action(
            self.tr("&Back to the shipped words"), "Ctrl+Shift+R", self.back_to_shipped
        )
        self.do_delete = action(
            self.tr("De&lete the card"), "Ctrl+Shift+Backspace", self.delete_current
        )
        self.do_share = action(self.tr("&Share with somebody…"), "Ctrl+M", self.share_current)
        place_action(self, "file", self.do_new)
        self._of_card = (
            self.do_use,
            self.do_log,
            self.do_edit,
            self.do_copy,
            self.do_share,
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
        for each, icon in (
            (self.do_use, "play"),
            (self.do_edit, "edit"),
            (self.do_copy, "copy"),
            (self.do_share, "sharing"),
            (self.do_pin, "pin"),
            (self.do_hide, "eye-off"),
            (self.do_restore, "restore"),
            (self.do_delete, "trash"),
        ):
            each.setIcon(self._theme.icon(icon))
        self.exercises.setIcon(self._theme.icon("steps"))
        self.exercises.setIconSize(self._theme.icon_size)
        # The style sheet's own least height has no room for a large icon.
        room = max(self._theme.icon_size.height(), self.exercises.fontMetrics().height())
        for each_button in (self.exercises, self.left.new):
            each_button.setStyleSheet(f"min-height: {room}px;")
        self._fit()

    # what the window asks ---------------------------------------------------------------------

    def shown(self) -> None:
        """The page has come to the front."""
        self._dress_heading()
        if self._stale:
            self._ask()
        if self.walking:
            self.walk.show_place()
        elif self.editing:
            self.editor.title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.focus()

    @property
    def walking(self) -> bool:
        """A card is being used now."""
        return self.rooms.currentWidget() is self.walk_room

    def _dress_heading(self) -> None:
        if self._window.current_page != "coping":
            return
        card = self.walk.card if self.walking else None
        self._window.set_heading(card.title if card is not None else self.tr("Ways of coping"))

    def flush(self) -> None:
        """Save now and wait. Raises what the journal raises; the words stay on the page."""
        self.editor.flush()
        self.walk.flush()

    @property
    def unsaved(self) -> bool:
        return self.editor.unsaved or self.walk.unsaved

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
        if self._stale and not self._asked_begun:
            self._asked_begun = True
            self._bridge.ask(self, begun, self._on_begun)
        self._stale = False
        current = self._wanted or (self.current.id if self.current is not None else None)
        self._wanted = None
        self.left.show_cards(cards, current)
        if current is not None and cards.card(current) is not None:
            self._show(current)
        else:
            # The first one stands beside the list, so that the room is not empty.
            ids = self.left.ids
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

    def _on_chosen(self, id: str) -> None:
        if self.editing:
            self.editor.close_card()
        self._show(id)

    def _on_clicked(self) -> None:
        if self._single:
            self._show_right()

    def _on_opened(self, id: str) -> None:
        self._show(id)
        self._show_right()
        self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._of_card))
        menu.popup(at)

    def share_current(self, *_checked: bool) -> None:
        """The card that shows, to somebody."""
        if self.current is not None:
            from reflect.ui.share import share_strategy

            share_strategy(self._window, self.current.id)

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
        had_focus = holds_focus(self.card)
        self.card.show_card(self._shown(card))
        if other:
            self.helped.forget()
            self.card_room.verticalScrollBar().setValue(0)
        if had_focus and not holds_focus(self.card):
            self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.editing:
            self.right_stack.setCurrentWidget(self.card_room)
        self.left.show_current(id)
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
        for each in (self.do_log, self.do_edit, self.do_copy, self.do_share, self.do_pin):
            each.setEnabled(writable)
        first = list(cards.first)
        at = first.index(card.id) if card.id in first else -1
        self.do_pin.setChecked(at >= 0)
        self.do_up.setEnabled(writable and at > 0)
        self.do_down.setEnabled(writable and 0 <= at < len(first) - 1)
        self.do_hide.setEnabled(writable and is_shipped)
        self.do_hide.setChecked(card.id in cards.hidden)
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
        if cards is None or card is None:
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

    def use(
        self, strategy_id: str, feeling: str | None = None, came_from: str | None = None
    ) -> None:
        """Begin with a card, or go on with it where it is under way. Unknown ids do nothing.
        `came_from`: the page that comes back afterwards."""
        self._back_to = came_from if came_from != "coping" else None
        self._bridge.ask(
            self, partial(kept.read, self._language), partial(self._begin, strategy_id, feeling)
        )

    def _begin(self, id: str, feeling: str | None, cards: Cards) -> None:
        self._on_cards(cards)
        card = cards.card(id)
        if card is None:
            self._back_to = None
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
        self.rooms.setCurrentWidget(self.walk_room)
        self.walk.keeps = not cards.read_only
        if going_on:
            self.walk.show_place()
        else:
            self.walk.begin(card, feeling)
        self._dress_heading()
        self._dress_resume()

    def use_current(self, *_checked: bool) -> None:
        """Use the card that is shown."""
        if self.current is not None:
            self.use(self.current.id)

    def go_on(self) -> None:
        """With what was left midway in this sitting."""
        if self.walk.under_way:
            self.rooms.setCurrentWidget(self.walk_room)
            self.walk.show_place()
            self._dress_heading()
            self._dress_resume()

    def _on_walk_left(self) -> None:
        self.rooms.setCurrentWidget(self.split)
        self._dress_heading()
        self._dress_resume()
        back_to, self._back_to = self._back_to, None
        if back_to is not None and self._window.current_page == "coping":
            self._window.show_page(back_to)
            return
        if self.walk.under_way:
            self.show_list()
            return
        self._show_right()
        self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_forget(self) -> None:
        card = self.walk.card
        self.walk.forget()
        self._dress_resume()
        self.left.focus()
        if card is not None:
            self._window.offer_undo(
                self.tr("Let go: {title}").format(title=card.title), partial(self._remember, card)
            )

    def _on_begun(self, text: str | None) -> None:
        if text is not None and self._cards is not None:
            self.walk.bring_back(text, self._cards.card)
            self._dress_resume()

    def _remember(self, card: Strategy) -> None:
        self.walk.remember(card)
        self._dress_resume()

    def _dress_resume(self) -> None:
        card = self.walk.card
        waiting = self.walk.under_way and not self.walking
        self.left.offer_to_go_on(card.title if waiting and card is not None else None)

    def _on_exercises(self) -> None:
        # Loaded here: the cards need not wait for it.
        from reflect.ui.exercises import open_list

        open_list(self._window)

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
        use, card = dialog.use, self.current
        self._write(partial(kept.keep, use))
        if card is not None and card.id == use.strategy:
            self.helped.offer(card)
        self._offer(self.tr("Noted"), partial(kept.trash, Use, use.id))

    def _on_helped(self) -> None:
        self.card.use_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_use_removed(self, use: Use) -> None:
        self._write(partial(kept.trash, Use, use.id))
        self._offer(self.tr("Taken out: one time"), partial(kept.keep, use))

    # rooms ------------------------------------------------------------------------------------

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A splitter asks nobody how high lines are at this width: its sides are told."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and isinstance(
            watched, QWidget
        ):
            layout = watched.layout()
            if layout is not None:
                height = max(
                    layout.totalMinimumHeightForWidth(watched.width()),
                    layout.totalMinimumSize().height(),
                )
                if height != watched.minimumHeight():
                    watched.setMinimumHeight(height)
        return super().eventFilter(watched, event)

    def _on_room(self, *_room: int) -> None:
        """The page is as high as the room in front asks, not as the highest."""
        for number in range(self.rooms.count()):
            room = self.rooms.widget(number)
            assert room is not None
            policy = room.sizePolicy()
            front = room is self.rooms.currentWidget()
            policy.setVerticalPolicy(
                QSizePolicy.Policy.Expanding if front else QSizePolicy.Policy.Ignored
            )
            room.setSizePolicy(policy)
        to_top(self)

    def show_list(self, *_checked: bool) -> None:
        """Back to the cards."""
        if self.editing:
            self.editor.close_card()
        self.rooms.setCurrentWidget(self.split)
        if self._single:
            self.right.hide()
            self.left.show()
        self.left.focus()

    def _show_right(self) -> None:
        if self._single:
            self.left.hide()
            self.right.show()
            to_top(self)

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

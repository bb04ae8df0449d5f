"""Search from anywhere: results as one types, the hit in its context, operators as chips.

Opens under the window's search field. Nothing that is typed is kept anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import BadQuery, ReflectError
from reflect.journal import search as searching
from reflect.model import EntryId, Hit
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.messages import worded
from reflect.ui.timeline_words import (
    MoodWords,
    entries_in_words,
    long_day,
    own_mood_words,
    short_day,
    without_references,
)

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

PAUSE_MS = 120
MOST = 40
FOUND = re.compile("\x02([^\x03]*)\x03")
MARKS = str.maketrans("", "", "\x02\x03")

Index = QModelIndex | QPersistentModelIndex
Nowhere = QModelIndex()
OpenEntry = Callable[[EntryId, tuple[str, ...]], object]
ShowQuery = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the journal has for a query."""

    hits: tuple[Hit, ...]
    error: BadQuery | None
    """What is not understood in it, if anything."""
    empty: bool
    """Nothing was asked for yet."""
    words: MoodWords = field(default_factory=dict)
    """The person's own words for moods."""


def found_words(hit: Hit) -> tuple[str, ...]:
    """The words of a snippet that were found, each once, as they stand in the entry."""
    return tuple(dict.fromkeys(FOUND.findall(hit.snippet)))


def pieces(snippet: str) -> list[tuple[str, bool]]:
    """A snippet as (text, whether it was found). One line: breaks become blanks."""
    parts: list[tuple[str, bool]] = []
    words = " ".join(without_references(snippet).split())
    for number, part in enumerate(re.split("[\x02\x03]", words)):
        if part:
            parts.append((part, number % 2 == 1))
    return parts


class Hits(QAbstractListModel):
    def __init__(self, words: MoodWords, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self._hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, place: int) -> Hit | None:
        return self._hits[place] if 0 <= place < len(self._hits) else None

    def rowCount(self, parent: Index = Nowhere) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(hit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [long_day(hit.entry.day)]
            if hit.entry.mood is not None:
                said.append(self.tr("mood: {word}").format(word=self.words[hit.entry.mood]))
            if hit.entry.title:
                said.append(hit.entry.title)
            said.append(hit.snippet.translate(MARKS))
            return ". ".join(said)
        return None

    def heading(self, hit: Hit) -> str:
        """Its title, or nothing."""
        return hit.entry.title or ""


class HitPainter(QStyledItemDelegate):
    """The day and the title; under them the context with what was found set off."""

    def __init__(self, theme: Theme, model: Hits, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._theme
        lines = QFontMetrics(theme.font("text", strong=True)).height()
        lines += 2 * QFontMetrics(theme.font("text")).lineSpacing()
        return QSize(theme.px(240), lines + theme.px(18))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = self._model.hit(index.row())
        if hit is None:
            return
        theme = self._theme
        rect: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("sunken"))
            bar = QRect(rect.left(), rect.top(), theme.px(4), rect.height())
            painter.fillRect(bar, theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        room = rect.adjusted(theme.px(14), theme.px(8), -theme.px(10), -theme.px(8))
        self._head(painter, room, hit)
        self._context(painter, room, hit)
        painter.restore()

    def _head(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        theme = self._theme
        caption, strong = theme.font("caption"), theme.font("text", strong=True)
        metrics = QFontMetrics(strong)
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        day = short_day(hit.entry.day)
        painter.setFont(caption)
        painter.setPen(theme.colour("soft"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, day)
        x = room.left() + QFontMetrics(caption).horizontalAdvance(day) + theme.px(10)
        if hit.entry.mood is not None:
            side = theme.px(16)
            box = QRect(x, line.top() + (line.height() - side) // 2, side, side)
            theme.paint_mood(painter, box.toRectF(), hit.entry.mood)
            x += side + theme.px(10)
        title = self._model.heading(hit)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        line.setLeft(x)
        painter.drawText(
            line,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(title, Qt.TextElideMode.ElideRight, line.width()),
        )

    def _context(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        """Word after word over two lines; what was found is strong, on a ground of its own."""
        theme = self._theme
        plain, strong = theme.font("text"), theme.font("text", strong=True)
        metrics = {False: QFontMetrics(plain), True: QFontMetrics(strong)}
        height = metrics[False].lineSpacing()
        x, y = room.left(), room.top() + QFontMetrics(strong).height()
        last = False
        for text, found in pieces(hit.snippet):
            for word in re.findall(r"\s+|\S+", text):
                width = metrics[found].horizontalAdvance(word)
                if x + width > room.right() and x > room.left():
                    if last:
                        return
                    last = True
                    x, y = room.left(), y + height
                    if word.isspace():
                        continue
                box = QRect(x, y, min(width, room.right() - x), height)
                if found and not word.isspace():
                    painter.fillRect(box.adjusted(-1, 0, 1, 0), theme.colour("accent"))
                painter.setFont(strong if found else plain)
                painter.setPen(theme.colour("on_accent" if found else "soft"))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
                x += width


class SearchPanel(QFrame):
    """Results over the page. Arrows go through them from the field, Enter opens, Esc closes."""

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        words: MoodWords,
        open_entry: OpenEntry,
        show_query: ShowQuery,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._open_entry = open_entry
        self._show_query = show_query
        self._number = 0
        self._query = ""
        self._open_when_found = False
        self._leaving = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Search results"))
        self.field = window.enable_search()
        self.field.setMaxLength(searching.MOST_CHARACTERS)
        self._build(words)
        window.searched.connect(self._on_searched)
        window.search_entered.connect(self._on_entered)
        window.search_left_downwards.connect(self._on_down)
        window.page_shown.connect(self._on_page_shown)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        theme.changed.connect(self._on_theme)
        self.hide()

    def _build(self, words: MoodWords) -> None:
        space = self._theme.spacing
        self.chips = FlowLayout(gap=space(1))
        for text, adds in (
            ("tag:", "tag:"),
            ("mood:<3", "mood:<3 "),
            ("emotion:", "emotion:"),
            ("before:", "before:"),
            ("after:", "after:"),
            ("has:photo", "has:photo "),
            ("is:starred", "is:starred "),
            (self.tr('"phrase"'), '"'),
            (self.tr("-without"), "-"),
        ):
            chip = button(text, parent=self)
            chip.setProperty("adds", adds)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setAccessibleName(self.tr("Add {operator} to the search").format(operator=text))
            chip.clicked.connect(self._on_chip)
            self.chips.addWidget(chip)
        self.said = label("", "caption")
        self.hits = Hits(words, self)
        self.list = QListView(self)
        self.list.setModel(self.hits)
        self.list.setItemDelegate(HitPainter(self._theme, self.hits, self.list))
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setStyleSheet(
            "QListView { border: none; margin: 0; selection-background-color: transparent; }"
        )
        self.list.clicked.connect(self._on_clicked)
        self.list.installEventFilter(self)
        self.all = button(self.tr("Show all in the Journal"), "link", self)
        self.all.clicked.connect(self.show_all)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(*(space(3),) * 4)
        layout.setSpacing(space(2))
        layout.addLayout(self.chips)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        # The panel was made after the page it lies over, but follows the field it belongs to.
        before: QWidget = self.field
        for stop in (*self.chips_in_order(), self.list, self.all):
            QWidget.setTabOrder(before, stop)
            before = stop

    def chips_in_order(self) -> list[QWidget]:
        """The operators, as they stand."""
        return self.chips.widgets()

    # asking ---------------------------------------------------------------------------------

    def _on_searched(self, text: str) -> None:
        if self._leaving:
            return
        self._query = text
        self._open_when_found = False
        if not text.strip():
            self._number += 1
            self._pause.stop()
            self._show(Answer((), None, empty=True))
        else:
            self._pause.start()
        self.open()

    def _on_entered(self, text: str) -> None:
        self._query = text
        if not text.strip():
            return
        self._open_when_found = True
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self._number += 1
        self._bridge.ask(
            self,
            partial(_search, self._query),
            partial(self._on_answer, self._number),
            partial(self._on_failed, self._number),
        )

    def _on_answer(self, number: int, answer: Answer) -> None:
        if number != self._number:
            return
        wanted, self._open_when_found = self._open_when_found, False
        self._show(answer)
        if wanted and answer.hits and answer.error is None:
            self._open(answer.hits[max(0, self.list.currentIndex().row())])

    def _on_failed(self, number: int, error: ReflectError) -> None:
        if number == self._number:
            self.said.setText(" ".join(worded(error)))

    def _show(self, answer: Answer) -> None:
        self.hits.words = {**self.hits.words, **answer.words}
        self.hits.show_hits(answer.hits)
        if answer.hits:
            self.list.setCurrentIndex(self.hits.index(0))
        self.list.setVisible(bool(answer.hits))
        self.all.setVisible(bool(answer.hits))
        if answer.error is not None:
            text = worded(answer.error)[1]
        elif answer.empty:
            text = self.tr('Words, a "phrase", or one of these:')
        elif not answer.hits:
            text = self.tr("Nothing found.")
        elif len(answer.hits) == MOST:
            text = self.tr("The newest {count}").format(count=MOST)
        else:
            text = entries_in_words(len(answer.hits))
        if self.said.text() != text:
            self.said.setText(text)
            if self.isVisible():
                announce(self, text)
        self._place()

    # opening and closing --------------------------------------------------------------------

    def open(self) -> None:
        """Show the panel under the field."""
        if self.isHidden():
            self._place()
            self.show()
        self.raise_()

    def close_panel(self, *, forget: bool = True) -> None:
        """Away with it, and with what was typed."""
        self.hide()
        self._pause.stop()
        self._number += 1
        if forget:
            self._query = ""
            self._leaving = True
            self.field.clear()
            self._leaving = False
            self.hits.show_hits(())

    def _place(self) -> None:
        """Right under the field, as wide as there is room, as high as it needs."""
        window = self._window
        below = self.field.mapTo(window, QPoint(0, self.field.height()))
        right = below.x() + self.field.width()
        most = right - window.rect().left() - self._theme.px(12)
        width = min(self._theme.px(560), most)
        room = window.height() - below.y() - self._theme.spacing(4)
        wanted = max(self._column.heightForWidth(width), self._column.minimumSize().height())
        if not self.list.isHidden():
            rows = self.hits.rowCount()
            each = self.list.sizeHintForRow(0) if rows else 0
            shown = min(rows, 5) * each + 4
            wanted += max(0, shown - self.list.minimumSizeHint().height())
        self.setGeometry(right - width, below.y() + 4, width, min(room, wanted))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is self.field:
            if self.isHidden():
                if not self._query:
                    self._show(Answer((), None, empty=True))
                self.open()
                self._place()
        elif (
            now is not None
            and not self.isHidden()
            and not self.isAncestorOf(now)
            and now.window() is self._window
        ):
            self.close_panel()

    def _on_page_shown(self, _id: str) -> None:
        if not self.isHidden():
            self.close_panel()

    # keys -----------------------------------------------------------------------------------

    def _on_down(self) -> None:
        if not self.isHidden() and self.hits.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.hits.index(0))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            if not self.isHidden():
                self._place()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape and not self.isHidden():
            self.leave()
            return True
        if watched is self.list:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_current()
                return True
            if key == Qt.Key.Key_Up and self.list.currentIndex().row() <= 0:
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def leave(self) -> None:
        """Esc: back to the page."""
        self.close_panel()
        current = self._window.current_page
        if current is not None:
            page = self._window.page(current)
            focus = getattr(page, "focus_list", None)
            if focus is not None:
                focus()
            else:
                page.setFocus(Qt.FocusReason.OtherFocusReason)
                page.focusNextChild()

    def _on_chip(self) -> None:
        adds = str(self.sender().property("adds"))
        text = self.field.text()
        if text and not text.endswith((" ", "-")):
            text += " "
        self.field.setText(text + adds)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setCursorPosition(len(text + adds))
        self._on_searched(text + adds)

    def _on_clicked(self, index: QModelIndex) -> None:
        hit = self.hits.hit(index.row())
        if hit is not None:
            self._open(hit)

    def _open_current(self) -> None:
        hit = self.hits.hit(self.list.currentIndex().row())
        if hit is not None:
            self._open(hit)

    def _open(self, hit: Hit) -> None:
        words = found_words(hit)
        id = hit.entry.id
        self.close_panel()
        self._open_entry(id, words)

    def show_all(self) -> None:
        """The query becomes the Journal page's filter."""
        query = self._query
        self.close_panel()
        self._show_query(query)

    def _on_theme(self) -> None:
        self.hits.layoutChanged.emit()
        if not self.isHidden():
            self._place()


def _search(query: str, vault: OpenVault) -> Answer:
    """On the journal's thread."""
    error = None
    try:
        searching.parse(query)
    except BadQuery as wrong:
        error = wrong
    hits = vault.journal.search(query, limit=MOST, lenient=True)
    return Answer(hits, error, empty=not query.strip(), words=own_mood_words(vault))

"""Finding the word: 96 feelings as a field, placed by pleasantness and energy, or as a list.

Up to five may be chosen, own words included; "I don't have a word" is an answer too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.model import NO_WORD, Emotion
from reflect.ui.bars import ToolButton, announce, button, label
from reflect.ui.guard import guarded
from reflect.ui.moods import MOST_FEELINGS, EmotionChips

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reflect.ui.theme import Theme

LONGEST_OWN = 60


class WordButton(QPushButton):
    """One word of the field."""

    def __init__(self, feeling: content.Feeling, parent: QWidget) -> None:
        super().__init__(feeling.word, parent)
        self.feeling = feeling
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "word")
        self.setAccessibleDescription(feeling.definition)
        self.setToolTip(feeling.definition)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class WordField(QWidget):
    """Words across by pleasantness, upwards by energy. Arrow keys go to the nearest word."""

    picked = Signal(str, bool)
    """(id, chosen)"""
    pointed = Signal(object)
    """The Feeling under the focus or the mouse."""

    def __init__(
        self, theme: Theme, feelings: tuple[content.Feeling, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("wordfield")
        self.buttons: dict[str, WordButton] = {}
        for feeling in feelings:
            word = WordButton(feeling, self)
            word.clicked.connect(self._on_clicked)
            word.installEventFilter(self)
            self.buttons[feeling.id] = word
        self._stop = feelings[0].id
        self._set_stop(feelings[0].id)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        p = self._theme.palette
        pad = self._theme.px(7)
        self.setStyleSheet(
            f'QPushButton[role="word"] {{ background: transparent; border: 1px solid transparent;'
            f" border-radius: {self._theme.px(14)}px; padding: 3px {pad}px; margin: 1px;"
            f" min-height: {self._theme.px(22)}px; }}"
            f'QPushButton[role="word"]:hover {{ background: {p.hover}; border-color: {p.line}; }}'
            f'QPushButton[role="word"]:checked {{ background: {p.accent}; color: {p.on_accent}; }}'
            f'QPushButton[role="word"]:focus {{ border: 2px solid {p.focus}; margin: 0; }}'
            f'QPushButton[role="word"]:disabled {{ color: {p.soft}; }}'
        )
        self._arrange()

    # placing ------------------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(680), self.heightForWidth(self._theme.px(680)))

    def minimumSizeHint(self) -> QSize:
        widest = max(word.sizeHint().width() for word in self.buttons.values())
        return QSize(2 * widest + 8, self.heightForWidth(max(self.width(), 2 * widest + 8)))

    def _places(self, width: int) -> tuple[dict[str, QRect], int]:
        """Where each word goes, and the height of the field.

        Each half (unpleasant left, pleasant right) is cut into rows by energy; in a row words
        stand by valence, as near to their own place as their neighbours allow.
        """
        half = width // 2
        gap = 4
        row_height = max(word.sizeHint().height() for word in self.buttons.values()) + 2
        halves = (
            [w for w in self.buttons.values() if w.feeling.valence < 0],
            [w for w in self.buttons.values() if w.feeling.valence >= 0],
        )
        for count in (4, 3, 2, 1):
            rows = [self._rows(side, count) for side in halves]
            if count == 1 or all(
                sum(w.sizeHint().width() + gap for w in row) <= half - gap
                for side in rows
                for row in side
            ):
                break
        places: dict[str, QRect] = {}
        most = max(len(side) for side in rows)
        caption = round(row_height * 0.9)
        for left, side in zip((0, half), rows, strict=True):
            for index, row in enumerate(side):
                y = caption + index * row_height
                for word, x in self._spread(row, left, half, gap):
                    size = word.sizeHint()
                    places[word.feeling.id] = QRect(x, y, size.width(), size.height())
        return places, 2 * caption + most * row_height

    @staticmethod
    def _rows(side: list[WordButton], count: int) -> list[list[WordButton]]:
        ordered = sorted(side, key=lambda w: -w.feeling.energy)
        # A row never mixes high and low energy, so that the middle line is a true one.
        high = [w for w in ordered if w.feeling.energy >= 0]
        low = [w for w in ordered if w.feeling.energy < 0]
        rows = [part[at : at + count] for part in (high, low) for at in range(0, len(part), count)]
        return [sorted(row, key=lambda w: w.feeling.valence) for row in rows]

    @staticmethod
    def _spread(
        row: list[WordButton], left: int, half: int, gap: int
    ) -> list[tuple[WordButton, int]]:
        placed: list[int] = []
        edge = left + gap // 2
        for word in row:
            width = word.sizeHint().width()
            part = word.feeling.valence if left else word.feeling.valence + 1
            wish = left + round(part * half - width / 2)
            x = max(edge, wish)
            placed.append(x)
            edge = x + width + gap
        limit = left + half
        for index in range(len(row) - 1, -1, -1):
            width = row[index].sizeHint().width()
            placed[index] = max(left, min(placed[index], limit - width))
            limit = placed[index] - gap
        return list(zip(row, placed, strict=True))

    def _arrange(self) -> None:
        places, height = self._places(max(1, self.width()))
        mirrored = self.isRightToLeft()
        for id, rect in places.items():
            left = self.width() - rect.right() - 1 if mirrored else rect.x()
            self.buttons[id].setGeometry(left, rect.y(), rect.width(), rect.height())
        self.setMinimumHeight(height)
        self.update()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """The two axes, faint, and what they mean."""
        painter = QPainter(self)
        theme = self._theme
        painter.setPen(QPen(theme.colour("line"), 1))
        tops = [b.y() for b in self.buttons.values() if b.feeling.energy < 0]
        middle = min(tops) - 1 if tops else self.height() // 2
        painter.drawLine(0, middle, self.width(), middle)
        painter.drawLine(self.width() // 2, 0, self.width() // 2, self.height())
        painter.setPen(theme.colour("soft"))
        painter.setFont(theme.font("caption"))
        edge = painter.fontMetrics().height() + 2
        left, right = self.tr("unpleasant"), self.tr("pleasant")
        if self.isRightToLeft():
            left, right = right, left
        top = QRect(4, 0, self.width() - 8, edge)
        bottom = QRect(4, self.height() - edge, self.width() - 8, edge)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, left + " · " + self.tr("stirred"))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, right + " · " + self.tr("stirred"))
        painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft, left + " · " + self.tr("still"))
        painter.drawText(bottom, Qt.AlignmentFlag.AlignRight, right + " · " + self.tr("still"))
        painter.end()

    # choosing ------------------------------------------------------------------------------

    def show_chosen(self, ids: Iterable[str], *, full: bool) -> None:
        """Check the chosen words; with five chosen the others rest."""
        chosen = set(ids)
        for id, word in self.buttons.items():
            word.setChecked(id in chosen)
            word.setProperty("full", full and id not in chosen)

    def show_found(self, ids: set[str] | None) -> None:
        """Only these can be reached (a search); None for all."""
        for id, word in self.buttons.items():
            word.setEnabled(ids is None or id in ids)
        if ids and self._stop not in ids:
            self._set_stop(next(id for id in self.buttons if id in ids))

    def focus_word(self, id: str | None = None) -> None:
        """Put the focus on a word, or where it was last."""
        self._set_stop(id or self._stop)
        self.buttons[self._stop].setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_stop(self, id: str) -> None:
        self.buttons[self._stop].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stop = id
        self.buttons[id].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nearest(self, id: str, dx: int, dy: int) -> str | None:
        """The word nearest to `id` in a direction on the screen (dx, dy of -1, 0, 1)."""
        start = self.buttons[id].geometry().center()
        best: tuple[int, int, str] | None = None
        for other, word in self.buttons.items():
            way: QPoint = word.geometry().center() - start
            along = way.x() * dx + way.y() * dy
            across = abs(way.x() * dy) + abs(way.y() * dx)
            # Sideways stays in the row; up and down takes the next row that has a word to give.
            if other == id or not word.isEnabled() or along <= 2 or (dx and across > 4):
                continue
            cost = (along, across, other)
            if best is None or cost < best:
                best = cost
        return best[2] if best else None

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, WordButton):
            return super().eventFilter(watched, event)
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.Enter):
            if kind == QEvent.Type.FocusIn:
                self._set_stop(watched.feeling.id)
            self.pointed.emit(watched.feeling)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ways = {
                Qt.Key.Key_Left: (-1, 0),
                Qt.Key.Key_Right: (1, 0),
                Qt.Key.Key_Up: (0, -1),
                Qt.Key.Key_Down: (0, 1),
            }
            way = ways.get(Qt.Key(event.key()))
            if way is not None:
                target = self.nearest(watched.feeling.id, *way)
                if target is not None:
                    self.focus_word(target)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _on_clicked(self) -> None:
        word = self.sender()
        if isinstance(word, WordButton):
            self.picked.emit(word.feeling.id, word.isChecked())


class FeelingsPicker(QDialog):
    """Choose up to five feelings; the answer is `emotions`."""

    def __init__(
        self,
        theme: Theme,
        language: str = "en",
        own_words: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._feelings = content.feelings(language)
        self._known = {feeling.id: feeling for feeling in self._feelings}
        self._own = [word for word in own_words if word not in self._known and word != NO_WORD]
        self.setWindowTitle(self.tr("Feelings"))
        self.setModal(True)
        self._build(language)
        self._fill_list()
        self._on_changed()

    def _build(self, language: str) -> None:
        theme = self._theme
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search a word, or write your own"))
        self.search.setAccessibleName(self.tr("Search feelings"))
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_entered)
        self.search.installEventFilter(self)
        self.as_list = ToolButton(self)
        self.as_list.setText(self.tr("As a list"))
        self.as_list.setIcon(theme.icon("list"))
        self.as_list.setIconSize(theme.icon_size)
        self.as_list.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.as_list.setCheckable(True)
        self.as_list.toggled.connect(self._on_as_list)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.as_list)

        self.field = WordField(theme, self._feelings, self)
        self.field.picked.connect(self._on_picked)
        self.field.pointed.connect(self._on_pointed)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.field)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Feelings, grouped"))
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.currentItemChanged.connect(self._on_item_pointed)
        self._views = QStackedWidget(self)
        self._views.addWidget(self._scroll)
        self._views.addWidget(self.list)

        self.meaning = label("", "soft")
        self.meaning.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 4)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.own = button(self.tr("Add as my own word"), "link", self)
        self.own.clicked.connect(self._on_entered)
        self.own.hide()
        self.chips = EmotionChips(theme, language, self)
        self.chips.add.hide()
        self.chips.changed.connect(self._on_changed)
        self._count = label("", "caption", wrap=False)
        self.no_word = button(self.tr("I don't have a word"), parent=self)
        self.no_word.setCheckable(True)
        self.no_word.clicked.connect(self._on_no_word)
        self.done_button = button(self.tr("Done"), "primary", self)
        self.done_button.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addWidget(self.no_word)
        bottom.addStretch(1)
        bottom.addWidget(self._count)
        bottom.addWidget(self.done_button)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.spacing(4),) * 4)
        layout.setSpacing(theme.spacing(2))
        layout.addLayout(top)
        layout.addWidget(self.own, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._views, 1)
        layout.addWidget(self.meaning)
        layout.addWidget(self.chips)
        layout.addLayout(bottom)
        room = self.screen().availableSize() if self.screen() is not None else QSize(1024, 700)
        self.resize(min(theme.px(860), room.width() - 24), min(theme.px(720), room.height() - 48))

    # the answer ---------------------------------------------------------------------------

    @property
    def emotions(self) -> tuple[Emotion, ...]:
        return self.chips.emotions

    def set_emotions(self, emotions: Iterable[Emotion]) -> None:
        """Begin with these."""
        self.chips.set_emotions(emotions)
        self._on_changed()

    # choosing -------------------------------------------------------------------------------

    def _ids(self) -> list[str]:
        return [emotion.word for emotion in self.chips.emotions]

    def _on_picked(self, id: str, chosen: bool) -> None:
        now = [e for e in self.chips.emotions if e.word != NO_WORD]
        if chosen and id not in [e.word for e in now]:
            if len(now) >= MOST_FEELINGS:
                self._say(self.tr("Five words are chosen. Take one away to choose another."))
            else:
                now.append(Emotion(id))
        elif not chosen:
            now = [e for e in now if e.word != id]
        self.chips.set_emotions(now)
        self._on_changed()

    def _on_no_word(self) -> None:
        self.chips.set_emotions([Emotion(NO_WORD)] if self.no_word.isChecked() else [])
        self._on_changed()

    def _on_changed(self) -> None:
        ids = self._ids()
        self.field.show_chosen(ids, full=len(ids) >= MOST_FEELINGS)
        self.no_word.setChecked(ids == [NO_WORD])
        count = 0 if ids == [NO_WORD] else len(ids)
        self._count.setText(self.tr("{count} of {most}").format(count=count, most=MOST_FEELINGS))
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            id = item.data(Qt.ItemDataRole.UserRole)
            if id:
                on = Qt.CheckState.Checked if id in ids else Qt.CheckState.Unchecked
                item.setCheckState(on)
        self.list.blockSignals(False)

    def _say(self, text: str) -> None:
        self.meaning.setText(text)
        announce(self, text)

    def _on_pointed(self, feeling: content.Feeling) -> None:
        near = ", ".join(self._known[id].word for id in feeling.near)
        self.meaning.setText(
            f"{feeling.word}: {feeling.definition}\n"
            + self.tr("Close by: {words} · Opposite: {opposite}").format(
                words=near, opposite=self._known[feeling.opposite].word
            )
        )
        self._scroll.ensureWidgetVisible(self.field.buttons[feeling.id], 8, 24)

    # searching and own words -----------------------------------------------------------------

    def _found(self, text: str) -> list[str]:
        wanted = text.strip().casefold()
        first = [f.id for f in self._feelings if f.word.casefold().startswith(wanted)]
        second = [
            f.id
            for f in self._feelings
            if f.id not in first
            and (wanted in f.word.casefold() or wanted in f.definition.casefold())
        ]
        return first + second

    def _on_searched(self, text: str) -> None:
        wanted = text.strip()
        found = self._found(wanted) if wanted else None
        self.field.show_found(set(found) if found is not None else None)
        exact = any(f.word.casefold() == wanted.casefold() for f in self._feelings)
        self.own.setVisible(bool(wanted) and not exact)
        self.own.setText(self.tr("Add “{word}” as my own word").format(word=wanted))
        for row in range(self.list.count()):
            item = self.list.item(row)
            id = item.data(Qt.ItemDataRole.UserRole)
            hide = found is not None and (
                id not in found
                if id in self._known
                else not id or wanted.casefold() not in str(id).casefold()
            )
            item.setHidden(hide)
        if found:
            self._on_pointed(self._known[found[0]])
        elif found is not None:
            self.meaning.setText(self.tr("Not among these words; it can be your own."))

    def _on_entered(self) -> None:
        wanted = self.search.text().strip()[:LONGEST_OWN]
        if not wanted:
            return
        exact = [f.id for f in self._feelings if f.word.casefold() == wanted.casefold()]
        found = self._found(wanted)
        start = wanted.casefold()
        begins = [id for id in found if self._known[id].word.casefold().startswith(start)]
        from_button = self.sender() is self.own
        if exact:
            self._on_picked(exact[0], True)
        elif begins and not from_button:
            self._on_picked(begins[0], True)
        else:
            self._on_picked(wanted, True)
            if wanted not in self._own:
                self._own.append(wanted)
                self._fill_list()
                self._on_changed()
        self.search.clear()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down from the search goes to the words."""
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        ):
            if self.as_list.isChecked():
                self.list.setFocus()
            else:
                found = self._found(self.search.text())
                self.field.focus_word(found[0] if self.search.text().strip() and found else None)
            return True
        return super().eventFilter(watched, event)

    # the list ---------------------------------------------------------------------------------

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        groups = (
            (self.tr("Pleasant, stirred"), True, True),
            (self.tr("Pleasant, still"), True, False),
            (self.tr("Unpleasant, stirred"), False, True),
            (self.tr("Unpleasant, still"), False, False),
        )
        if self._own:
            self._heading(self.tr("Your own words"))
            for word in self._own:
                self._item(word, word)
        for title, pleasant, stirred in groups:
            self._heading(title)
            for feeling in sorted(self._feelings, key=lambda f: f.word.casefold()):
                if (feeling.valence >= 0, feeling.energy >= 0) == (pleasant, stirred):
                    self._item(feeling.word, feeling.id, feeling.definition)
        self.list.blockSignals(False)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._theme.font(strong=True))

    def _item(self, text: str, id: str, meaning: str = "") -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(Qt.ItemDataRole.UserRole, id)
        item.setToolTip(meaning)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, meaning)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        id = str(item.data(Qt.ItemDataRole.UserRole))
        self._on_picked(id, item.checkState() == Qt.CheckState.Checked)

    def _on_item_pointed(self, item: QListWidgetItem | None) -> None:
        feeling = self._known.get(str(item.data(Qt.ItemDataRole.UserRole))) if item else None
        if feeling is not None:
            self._on_pointed(feeling)

    def _on_as_list(self, on: bool) -> None:
        self._views.setCurrentIndex(1 if on else 0)

"""One way of coping, whole: what it is, what is known of it, where it came from, what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.model import Strategy, Use
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.coping_words import (
    feeling_words,
    moment_words,
    number_words,
    origin_words,
    record_line,
    record_sentence,
    strength_words,
    takes,
    times_words,
)
from reflect.ui.flow import FlowLayout
from reflect.ui.strategy_photos import Photos

if TYPE_CHECKING:
    from reflect.insights.coping import Record
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow

COLUMN = 640
"""Width of the lines at 100 % text."""
LAST_USES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A card and what belongs to it."""

    card: Strategy
    own: bool
    """Kept by the person, not only shipped."""
    shipped: Strategy | None
    """The shipped card it is, or came from."""
    record: Record | None
    uses: tuple[Use, ...]
    """Of this card, oldest first."""
    read_only: bool = False


class StrategyCard(QWidget):
    """Read-only; its commands are signals and the actions it is given."""

    use_asked = Signal()
    log_asked = Signal()
    edit_asked = Signal()
    use_removed = Signal(object)
    """A Use that is not to count."""

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._shown: Shown | None = None
        self._all_uses = False
        self._removers: list[QToolButton] = []
        space = theme.spacing
        self.title = label("", "title")
        self.takes = label("", "soft")
        self.origin = label("", "caption")
        self.use_now = button(self.tr("Use it now"), "primary", self)
        self.use_now.clicked.connect(self.use_asked)
        self.log = button(self.tr("I did this"), parent=self)
        self.log.setToolTip(self.tr("Note a time that has passed already"))
        self.log.clicked.connect(self.log_asked)
        self.edit = button(self.tr("Edit"), parent=self)
        self.edit.clicked.connect(self.edit_asked)
        self.more = ToolButton(self)
        self.more.setAccessibleName(self.tr("More for this card"))
        self.more.setToolTip(self.more.accessibleName())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        commands = FlowLayout(gap=space(1))
        for part in (self.use_now, self.log, self.edit, self.more):
            commands.addWidget(part)
        self.photos = Photos(bridge, window, theme, self)
        self._before = QVBoxLayout()
        self._after = QVBoxLayout()
        for lines in (self._before, self._after):
            lines.setSpacing(space(2))
        self.column = QWidget(self)
        column = QVBoxLayout(self.column)
        column.setContentsMargins(0, 0, space(2), space(4))
        column.setSpacing(space(2))
        column.addWidget(self.title)
        column.addWidget(self.takes)
        column.addLayout(commands)
        column.addLayout(self._before)
        column.addWidget(self.photos)
        column.addLayout(self._after)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.column, 100)
        across.addStretch(1)
        self._dress()
        theme.changed.connect(self._dress)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """What stands under "more"; an action without text is a line."""
        menu = QMenu(self.more)
        menu.addActions(list(actions))
        self.more.setMenu(menu)

    def _dress(self) -> None:
        self.column.setMaximumWidth(self._theme.px(COLUMN))
        self.more.setIcon(self._theme.icon("more"))
        self.more.setIconSize(self._theme.icon_size)
        for each in (self.use_now, self.log, self.edit):
            each.setMinimumHeight(max(36, self._theme.px(36)))

    @property
    def shown(self) -> Shown | None:
        return self._shown

    def show_card(self, shown: Shown) -> None:
        """Put a card on the page."""
        if self._shown is None or self._shown.card.id != shown.card.id:
            self._all_uses = False
        self._shown = shown
        card = shown.card
        self.title.setText(card.title)
        about = takes(card)
        self.takes.setText(about)
        self.takes.setVisible(bool(about))
        self.log.setEnabled(not shown.read_only)
        self.edit.setEnabled(not shown.read_only)
        self._removers = []
        _empty(self._before)
        _empty(self._after)
        self._show_what(card)
        self.photos.show_photos(card.photos)
        self._show_evidence(shown)
        self._show_record(shown)

    # what it is -------------------------------------------------------------------------------

    def _show_what(self, card: Strategy) -> None:
        if card.caution:
            frame = QFrame(self)
            frame.setProperty("role", "notice")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(*(self._theme.spacing(3),) * 4)
            inside.setSpacing(self._theme.spacing(1))
            inside.addWidget(label(self.tr("Take care"), "strong"))
            inside.addWidget(label(card.caution))
            self._before.addWidget(frame)
        if card.feelings:
            self._section(
                self._before,
                self.tr("For when you feel"),
                feeling_words(card.feelings, self._language),
            )
        if card.steps:
            self._before.addSpacing(self._theme.spacing(1))
            self._before.addWidget(label(self.tr("Steps"), "strong"))
            for number, step in enumerate(card.steps, 1):
                self._before.addLayout(self._numbered(number, step))
        for heading, text in (
            (self.tr("Where"), card.place),
            (self.tr("People"), "\n".join(card.people)),
            (self.tr("Music"), "\n".join(card.music)),
            (self.tr("Another way to do it"), card.adapt),
        ):
            self._section(self._before, heading, text)

    def _numbered(self, number: int, text: str) -> QHBoxLayout:
        figure = QLabel(f"{number}.", self)
        figure.setProperty("role", "soft")
        figure.setMinimumWidth(figure.fontMetrics().horizontalAdvance("00. "))
        row = QHBoxLayout()
        row.setSpacing(self._theme.spacing(1))
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text), 1)
        return row

    def _section(self, into: QVBoxLayout, heading: str, text: str | None, role: str = "") -> None:
        if not text:
            return
        into.addSpacing(self._theme.spacing(1))
        into.addWidget(label(heading, "strong"))
        into.addWidget(label(text, role or None))

    # what is known of it, and where it came from ----------------------------------------------

    def _show_evidence(self, shown: Shown) -> None:
        card = shown.card
        self._section(self._after, self.tr("Why it may help"), card.why)
        evidence = card.evidence
        if evidence is not None:
            self._after.addSpacing(self._theme.spacing(1))
            self._after.addWidget(label(self.tr("What research says"), "strong"))
            for text, role in (
                (evidence.summary, ""),
                (evidence.effect, ""),
                (strength_words(evidence.strength), ""),
                (evidence.citation, "caption"),
            ):
                if text:
                    line = label(text, role or None)
                    # A long address has no place to break.
                    line.setText(text.replace("/", "/\u200b") if role == "caption" else text)
                    self._after.addWidget(line)
        if card.their_words:
            whose = (card.origin.name if card.origin else "") or self.tr("the person it is from")
            # Apart from the evidence: it is what one person says.
            block = QFrame(self)
            block.setProperty("role", "sunken")
            inside = QVBoxLayout(block)
            inside.setContentsMargins(*(self._theme.spacing(3),) * 4)
            inside.setSpacing(self._theme.spacing(1))
            inside.addWidget(
                label(
                    self.tr("What it did for {name}, in their words").format(name=whose), "strong"
                )
            )
            inside.addWidget(label(f"“{card.their_words}”"))
            self._after.addSpacing(self._theme.spacing(1))
            self._after.addWidget(block)
        self._section(
            self._after,
            self.tr("Where it is from"),
            origin_words(card, shown.shipped, own=shown.own),
        )

    # what it did for me -----------------------------------------------------------------------

    def _show_record(self, shown: Shown) -> None:
        self._after.addSpacing(self._theme.spacing(3))
        self._after.addWidget(label(self.tr("What it did for me"), "section"))
        record = shown.record
        if record is None or not record.uses:
            self._after.addWidget(
                label(
                    self.tr(
                        "Not tried yet. Use it now, or note a time that has passed, and its "
                        "numbers stand here."
                    ),
                    "soft",
                )
            )
            return
        self._after.addWidget(label(_capital(record_line(record, self._language)) + "."))
        self._after.addWidget(
            label(
                _capital(record_sentence(record.uses, record.helped, record.median_change)) + ".",
                "soft",
            )
        )
        for each in record.feelings:
            word = content.feeling_word(each.word, self._language)
            said = self.tr("when {feeling}: {record}").format(
                feeling=word,
                record=record_sentence(each.uses, each.helped, each.median_change),
            )
            self._after.addWidget(label("· " + said))
        self._after.addSpacing(self._theme.spacing(1))
        self._after.addWidget(label(self.tr("Last times"), "strong"))
        newest = tuple(reversed(shown.uses))
        for use in newest if self._all_uses else newest[:LAST_USES]:
            self._after.addWidget(self._use_line(use, shown))
        if len(newest) > LAST_USES and not self._all_uses:
            every = button(
                self.tr("Show all {times}").format(times=times_words(len(newest))), "link", self
            )
            every.clicked.connect(self._on_all)
            self._after.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)

    def _use_line(self, use: Use, shown: Shown) -> QWidget:
        when = moment_words(use.at)
        said = self.tr("{when}: {before} before, {after} after ({change})").format(
            when=when, before=use.before, after=use.after, change=number_words(use.change)
        )
        if use.emotion:
            said += ", " + content.feeling_word(use.emotion, self._language)
        line = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(said))
        if use.note:
            words.addWidget(label(use.note, "soft"))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        if not shown.read_only:
            gone = ToolButton(line)
            gone.setProperty("role", "plain")
            gone.setIcon(self._theme.icon("trash", "soft"))
            gone.setIconSize(self._theme.icon_size)
            gone.setAccessibleName(self.tr("Take out the time of {when}").format(when=when))
            gone.setToolTip(gone.accessibleName())
            gone.clicked.connect(partial(self._on_gone, use))
            self._removers.append(gone)
            row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _on_gone(self, use: Use, *_checked: bool) -> None:
        self.use_now.setFocus(Qt.FocusReason.OtherFocusReason)
        self.use_removed.emit(use)

    def _on_all(self) -> None:
        if self._shown is not None:
            self._all_uses = True
            self.use_now.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_card(self._shown)

    @property
    def removers(self) -> tuple[QToolButton, ...]:
        """The buttons that take a time out, the newest first."""
        return tuple(self._removers)

    @property
    def commands(self) -> tuple[QPushButton, ...]:
        return (self.use_now, self.log, self.edit)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
            inner.deleteLater()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

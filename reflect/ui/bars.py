"""The bars around a page: undo at the bottom, trouble above, the strip of work in progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.guard import guarded
from reflect.ui.scroller import Scroller, bring_into_sight

if TYPE_CHECKING:
    from reflect.ui.theme import Theme
    from reflect.worker import Stop

Action = tuple[str, Callable[[], object]]
"""The verb on a button, and what it does."""

TALL = 44
UNDO_SECONDS = 10
SHOWN_AFTER_MS = 500
"""Work shorter than this shows nothing."""
MOST_OF_WINDOW = 3
"""Bars of trouble take at most a third of the window's height."""


def holds_focus(part: QWidget) -> bool:
    """Whether something in it has the focus."""
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and part.isAncestorOf(focused)


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `text`."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class PushButton(QPushButton):
    """Enter presses it, as Space does: outside dialogs Qt leaves Enter without effect."""

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """Enter presses it, or opens its menu, as Space does."""

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            event.accept()
            if self.menu() is not None:
                self.showMenu()
            else:
                self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, role: str | None = None, parent: QWidget | None = None) -> QPushButton:
    """A push button; roles: primary, plain, link."""
    made = PushButton(text, parent)
    if role is not None:
        made.setProperty("role", role)
    made.setAutoDefault(False)
    return made


def label(
    text: str = "", role: str | None = None, *, wrap: bool = True, kind: type[QLabel] = QLabel
) -> QLabel:
    """A line of plain text; roles: title, section, caption, soft, warn, strong."""
    made = kind()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if role is not None:
        made.setProperty("role", role)
    return made


def tall(*widgets: QWidget) -> None:
    """Targets of 40 px, the margin around them not counted, where a hand may shake. Again after
    the theme changed: a style sheet puts its own height in place of this one."""
    for each in widgets:
        each.ensurePolished()
        each.setMinimumHeight(TALL)


def key_in(page: QWidget, keys: str, does: Callable[[], object]) -> QShortcut:
    """A key that is heard while the focus is somewhere inside `page`."""
    key = QShortcut(QKeySequence(keys), page)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(does)
    return key


def inset(spin: QAbstractSpinBox) -> None:
    """Room before the text of a spin box, which a style sheet's padding does not give it."""
    spin.lineEdit().setTextMargins(8, 0, 0, 0)


class Offer(PushButton):
    """A button that does one thing; the thing is held here, so that no lambda holds a widget."""

    def __init__(self, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(action[0], parent)
        self._does = action[1]
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._does()


class Trouble(QFrame):
    """What happened, what is safe, what one can do. Stays until it is solved."""

    closed = Signal(object)

    def __init__(
        self,
        title: str,
        line: str,
        actions: Sequence[Action] = (),
        *,
        calm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice" if calm else "trouble")
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = label(title, "strong")
        self.line = label(line)
        words.addWidget(self.title)
        if line:
            words.addWidget(self.line)
        else:
            self.line.setParent(self)
            self.line.hide()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(16, 8, 8, 8)
        self._across.addLayout(words, 1)
        row = self._verbs = QHBoxLayout()
        self._across.addLayout(row)
        self.offers = [Offer(action, self) for action in actions]
        for offer in self.offers:
            row.addWidget(offer, 0, Qt.AlignmentFlag.AlignTop)
        if calm:
            close = button(self.tr("Close"), "plain", self)
            close.setAccessibleName(self.tr("Close this notice"))
            close.clicked.connect(self.solved)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The verbs stand below where beside them a few words would be left of each line."""
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth() * 36
        narrow = event.size().width() - self._verbs.sizeHint().width() < letters
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._verbs.count() and way != self._across.direction():
            self._across.setDirection(way)
            self._verbs.setAlignment(
                Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignTop
            )

    def solved(self) -> None:
        """It is over: the bar goes."""
        self.hide()
        self.closed.emit(self)
        self.deleteLater()


class TroubleRoom(Scroller):
    """The bars above a page, one below the other. In a small window they scroll: some of the page
    is always left."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(theme.spacing(4), theme.spacing(2), theme.spacing(4), 0)
        self._column.setSpacing(theme.spacing(1))
        super().__init__(holder, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._newest: Trouble | None = None
        # Once it has its place, which comes with the lines of those above it.
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.setFixedHeight(0)

    def add(self, bar: Trouble) -> None:
        """Below the others, and in sight."""
        self._column.addWidget(bar)
        self._newest = bar
        bar.closed.connect(self._on_closed)
        self.fit()

    def _on_closed(self, bar: Trouble) -> None:
        if bar is self._newest:
            self._newest = None

    def _on_range(self, _least: int, _most: int) -> None:
        if self._newest is not None:
            bring_into_sight(self._newest, self._newest.title)

    def fit(self) -> None:
        """As high as the bars, up to a third of the window; no room without any."""
        super().fit()
        height = 0
        if not self._column.isEmpty():
            needed = self._column.totalMinimumHeightForWidth(self.viewport().width())
            height = max(0, min(needed, self.window().height() // MOST_OF_WINDOW))
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class UndoBar(QFrame):
    """For ten seconds: what was done, and Undo. The offer stays in the Edit menu afterwards."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._undo: Callable[[], object] | None = None
        self._text = label()
        self._button = button(self.tr("Undo"), parent=self)
        self._button.clicked.connect(self.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._on_time)
        self.hide()

    @property
    def offered(self) -> str | None:
        """What can be undone now, in words."""
        return self._text.text() if self._undo is not None else None

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        """Say `text` and offer to take it back."""
        self._undo = undo
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self.timer.start(UNDO_SECONDS * 1000)
        announce(self, text)
        self.changed.emit()

    def undo(self) -> None:
        """Take it back."""
        undo, self._undo = self._undo, None
        self.hide()
        self.timer.stop()
        self.changed.emit()
        if undo is not None:
            undo()

    def forget(self) -> None:
        """The offer no longer holds."""
        self._undo = None
        self.hide()
        self.changed.emit()

    def _on_time(self) -> None:
        # A bar under the person's own hand or focus does not vanish from beneath it.
        if self._button.hasFocus() or self.underMouse():
            self.timer.start(UNDO_SECONDS * 1000)
            return
        self.hide()


class Work(QObject):
    """One piece of work in progress. `progress` may be called from any thread."""

    moved = Signal(int)
    """Thousandths done; -1: not known."""
    finished = Signal()
    stopping = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        # Not before there is work: the locked window does without threads until one unlocks.
        from reflect.worker import Stop

        self.stop: Stop = Stop()
        self._last = -2

    def progress(self, done: int, total: int | None = None) -> None:
        """`done` of `total` (None: not known). Cheap: emits for each thousandth only."""
        # Thousandths, because bytes of a large file do not fit Qt's 32 bits.
        part = min(1000, done * 1000 // total) if total else -1
        if part != self._last:
            self._last = part
            self.moved.emit(part)

    def request_stop(self) -> None:
        """The person, or a lock, wants it to end."""
        self.stop.request()
        self.stopping.emit()

    def finish(self) -> None:
        """It ended, well or not."""
        self.finished.emit()


class WorkStrip(QFrame):
    """What is being done, how much is left, Stop. Shown once work has taken half a second."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAccessibleName(work.title)
        self.work = work
        self._title = label(work.title, wrap=False)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(work.title)
        self._bar.setRange(0, 0)
        self._stop = button(self.tr("Stop"), parent=self)
        self._stop.setAccessibleName(self.tr("Stop: {work}").format(work=work.title))
        self._stop.clicked.connect(work.request_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.show)
        self.timer.start(SHOWN_AFTER_MS)
        work.moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        work.stopping.connect(self._on_stopping)
        self.hide()

    def _on_moved(self, part: int) -> None:
        self._bar.setRange(0, 1000 if part >= 0 else 0)
        self._bar.setValue(max(0, part))

    def _on_stopping(self) -> None:
        self._stop.setEnabled(False)
        self._title.setText(self.tr("Stopping: {work}").format(work=self.work.title))

"""A form on a page: a few fields, and what is typed into them safe before it is kept.

What stands in an open form is put by in the journal's own state while it is typed, so that neither
a lock nor a crash loses it; it is there again when the section is next looked at. The id of what is
written is made when the form is begun, so that keeping it twice is harmless.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError
from reflect.model import new_id
from reflect.ui.autosave import FORCED_MS, PAUSE_MS, RETRY_MS
from reflect.ui.bars import ToolButton, announce, button, inset, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import MomentDialog, now_here, spoken
from reflect.ui.scroller import bring_into_sight, keep_in_sight

if TYPE_CHECKING:
    from reflect.model import Changes
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

WIDEST = 720
"""Of a form, at 100 % text: a line is no longer than can be read."""
MOST_LINES = 14
"""A field that grows scrolls from here on."""
LONGEST = 100_000
"""Characters in a field."""

DRAFT = "draft:"
"""What the names of the journal's states begin with that hold what is put by."""

Compose = Callable[["Filled"], Callable[["OpenVault"], "Changes"]]
"""What is filled in → the job that keeps it, on the journal's thread."""


@dataclass(frozen=True, slots=True)
class Field:
    id: str
    title: str
    hint: str = ""
    kind: str = "text"
    """text: lines that wrap; line: one line; number."""
    lowest: int = 1
    highest: int = 366
    usual: int = 1
    """Where a number starts."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a form."""

    id: str
    """Of the thing that is edited, or that a new one will have."""
    answers: Mapping[str, str]
    """By field, as typed, without blank ends; numbers as figures."""
    at: datetime | None = None
    zone: str | None = None
    extra: str = ""
    """What the section handed in beside the fields (an entry's id)."""


class Pad(QPlainTextEdit):
    """Lines that wrap; as high as what is in it. Tab goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._follow)
        self._fit()

    def _follow(self) -> None:
        if self.hasFocus():
            keep_in_sight(self)

    def _fit(self, *_anything: object) -> None:
        height = self.sizeHint().height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    @guarded(QSize(10, 10))
    def sizeHint(self) -> QSize:
        # Of a plain text document the height is a number of lines.
        lines = max(2, min(MOST_LINES, round(self.document().size().height())))
        line = QFontMetrics(self.font()).lineSpacing()
        return QSize(200, lines * line + 2 * round(self.document().documentMargin()) + 20)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class Form(QFrame):
    """Fields, Keep, and Leave it. `name` is that of the journal's state where it is put by."""

    closed = Signal()
    """Kept or left."""
    done = Signal(str)
    """The same, after it: the id of what it was about, kept or not."""
    opened = Signal()

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        name: str,
        fields: Sequence[Field],
        compose: Compose,
        *,
        needs: Sequence[str],
        one_of: bool = False,
        dated: bool = False,
    ) -> None:
        """`needs`: fields without which it is not kept; `one_of`: one of them is enough. `dated`:
        it asks when it was."""
        super().__init__()
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._state = DRAFT + name
        self._fields = tuple(fields)
        self._compose = compose
        self._needs = tuple(needs)
        self._one_of = one_of
        self._dated = dated
        self._begun: Filled | None = None
        """As it was when it was begun."""
        self._heading = ""
        self._loading = False
        self._unsaved = False
        self._keeping = False
        self._pause = self._timer(PAUSE_MS)
        self._forced = self._timer(FORCED_MS)
        self._retry = self._timer(RETRY_MS)
        self.setProperty("role", "card")
        self.setObjectName("card")
        self._build()
        self._dress()
        theme.changed.connect(self._dress)

    def _timer(self, length: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(length)
        made.timeout.connect(self.put_by)
        return made

    # building -------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._theme.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(1))
        self.title = label("", "section")
        column.addWidget(self.title)
        self.fields: dict[str, QWidget] = {}
        for field in self._fields:
            self._add_field(column, field)
        self.when = ToolButton(self)
        self.when.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.when.clicked.connect(self._on_when)
        self.when.setVisible(self._dated)
        self._at: datetime | None = None
        self._zone: str | None = None
        self._extra = ""
        self._id = ""
        self.missing = label("", "warn")
        self.missing.hide()
        self.keep_button = button(self.tr("Keep it"), "primary", self)
        self.keep_button.setToolTip(self.tr("Keep it (Ctrl+Enter)"))
        self.keep_button.clicked.connect(self.keep)
        self.leave_button = button(self.tr("Leave it"), parent=self)
        self.leave_button.setToolTip(self.tr("Leave it (Esc)"))
        self.leave_button.clicked.connect(self.leave)
        row = FlowLayout(gap=space(2))
        for each in (self.keep_button, self.leave_button, self.when):
            row.addWidget(each)
        column.addSpacing(space(2))
        column.addWidget(self.missing)
        column.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(
                QKeySequence(keys),
                self,
                self.keep,
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )

    def _add_field(self, column: QVBoxLayout, field: Field) -> None:
        asks = label(field.title, "strong")
        made: QWidget
        if field.kind == "number":
            spin = QSpinBox(self)
            spin.setRange(field.lowest, field.highest)
            inset(spin)
            spin.valueChanged.connect(self._touch)
            made = spin
        elif field.kind == "line":
            line = QLineEdit(self)
            line.setMaxLength(500)
            line.textEdited.connect(self._touch)
            line.returnPressed.connect(self.keep)
            made = line
        else:
            pad = Pad(self)
            pad.textChanged.connect(self._touch)
            made = pad
        made.setAccessibleName(field.title)
        made.setAccessibleDescription(field.hint)
        asks.setBuddy(made)
        column.addSpacing(self._theme.spacing(2))
        column.addWidget(asks)
        if field.hint:
            column.addWidget(label(field.hint, "soft"))
        aligned = Qt.AlignmentFlag.AlignLeft if field.kind == "number" else Qt.AlignmentFlag(0)
        column.addWidget(made, 0, aligned)
        self.fields[field.id] = made

    def _dress(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
        self.when.setIcon(self._theme.icon("clock"))
        self.when.setIconSize(self._theme.icon_size)
        for field in self.fields.values():
            if isinstance(field, Pad):
                field._fit()

    # what stands in it ----------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self._begun is not None

    def begin(
        self,
        heading: str,
        answers: Mapping[str, str] | None = None,
        *,
        id: str | None = None,
        at: datetime | None = None,
        zone: str | None = None,
        extra: str = "",
        changed: bool = False,
    ) -> None:
        """Open it with these answers; `heading` stands above. What stood in it before is left, and
        can be had back. `changed`: what is filled in was not kept yet."""
        if self.is_open:
            self.leave()
        self._heading = heading
        self._fill(heading, Filled(id or new_id(), dict(answers or {}), at, zone, extra))
        self._begun = Filled("", {}) if changed else self.filled()
        self.show()
        self.opened.emit()
        self.focus()
        if changed:
            self._touch()

    def _fill(self, heading: str, filled: Filled) -> None:
        self._loading = True
        self.title.setText(heading)
        self.setAccessibleName(heading)
        self._id, self._extra = filled.id, filled.extra
        self._at, self._zone = filled.at, filled.zone
        for field in self._fields:
            self._set(field, filled.answers.get(field.id, ""))
        self.missing.hide()
        self._say_when()
        self._loading = False

    def _set(self, field: Field, words: str) -> None:
        made = self.fields[field.id]
        if isinstance(made, QSpinBox):
            made.setValue(int(words) if words.isdecimal() else field.usual)
        elif isinstance(made, QLineEdit):
            made.setText(words)
        elif isinstance(made, QPlainTextEdit):
            made.setPlainText(words)

    def filled(self) -> Filled:
        """As it stands."""
        answers = {}
        for id, made in self.fields.items():
            if isinstance(made, QSpinBox):
                answers[id] = str(made.value())
            elif isinstance(made, QLineEdit):
                answers[id] = made.text().strip()
            elif isinstance(made, QPlainTextEdit):
                answers[id] = made.toPlainText().strip()
        return Filled(self._id, answers, self._at, self._zone, self._extra)

    def focus(self) -> None:
        """Its first field, in sight."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        # Once it has its place.
        QTimer.singleShot(0, self, self._into_sight)

    def _into_sight(self) -> None:
        bring_into_sight(self.title, next(iter(self.fields.values())))

    @property
    def differs(self) -> bool:
        """Something was filled in since it was begun."""
        return self._begun is not None and self.filled() != self._begun

    def _touch(self, *_anything: object) -> None:
        if self._loading or not self.is_open:
            return
        self._unsaved = True
        self._pause.start()
        if not self._forced.isActive():
            self._forced.start()

    # when it was ----------------------------------------------------------------------------

    def _say_when(self) -> None:
        said = spoken(self._at) if self._at is not None else self.tr("now")
        self.when.setText(said)
        self.when.setAccessibleName(self.tr("When it was: {when}").format(when=said))

    def _on_when(self) -> None:
        at, zone = (self._at, self._zone) if self._at is not None else now_here()
        dialog = MomentDialog(self._theme, at, zone, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(partial(self._take_when, dialog))
        dialog.open()

    def _take_when(self, dialog: MomentDialog) -> None:
        self._at, self._zone = dialog.moment, dialog.zone
        self._say_when()
        self._touch()

    # put by ---------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Something typed is not on its way to the journal."""
        return self._unsaved

    def _put_by_text(self) -> str | None:
        if not self.differs:
            return None
        filled = self.filled()
        return json.dumps(
            {
                "heading": self._heading,
                "id": filled.id,
                "answers": filled.answers,
                "at": filled.at.isoformat() if filled.at is not None else None,
                "zone": filled.zone,
                "extra": filled.extra,
            },
            ensure_ascii=False,
        )

    def _stop(self) -> bool:
        """Whether there is something to put by."""
        for timer in (self._pause, self._forced, self._retry):
            timer.stop()
        due, self._unsaved = self._unsaved, False
        return due

    def put_by(self) -> None:
        """What is typed goes into the journal's state; the answer comes later."""
        if self._stop():
            job = partial(_set_state, self._state, self._put_by_text())
            self._bridge.ask(self, job, None, self._on_not_put_by)

    def _on_not_put_by(self, error: ReflectError) -> None:
        if self.is_open:
            self._unsaved = True
            self._retry.start()
        self._window.tell(error)

    def flush(self) -> None:
        """The same, and wait. Raises what the journal raises; the words stay in the form."""
        if self._stop():
            try:
                self._bridge.now(partial(_set_state, self._state, self._put_by_text()))
            except ReflectError:
                self._unsaved = True
                self._retry.start()
                raise

    def bring_back(self) -> None:
        """What was put by and neither kept nor left, in the open form again."""
        self._bridge.ask(self, partial(_state, self._state), self._on_found)

    def _on_found(self, text: str | None) -> None:
        if text is None or self.is_open:
            return
        try:
            found = json.loads(text)
            at = datetime.fromisoformat(found["at"]) if found["at"] else None
            filled = Filled(
                str(found["id"]), dict(found["answers"]), at, found["zone"], str(found["extra"])
            )
            heading = str(found["heading"])
        except (ValueError, KeyError, TypeError):
            return
        self._reopen(heading, filled)

    def _restore(self, heading: str, filled: Filled) -> None:
        """What was left, after all."""
        if self.is_open:
            self.leave()
        self._reopen(heading, filled)
        self._touch()

    def _reopen(self, heading: str, filled: Filled) -> None:
        self._heading = heading
        self._begun = Filled("", {})
        self._fill(heading, filled)
        self.show()
        self.opened.emit()

    # the ways out ---------------------------------------------------------------------------

    def keep(self) -> None:
        """Write it; it closes once the journal has it."""
        if self._keeping or not self.is_open:
            return
        filled = self.filled()
        lacking = [id for id in self._needs if not filled.answers.get(id)]
        if len(lacking) == len(self._needs) if self._one_of else lacking:
            self._say_missing(lacking[0])
            return
        due = self._stop()
        self._keeping = True
        self._bridge.write(
            self,
            partial(_keep, self._compose(filled), self._state),
            self._on_kept,
            partial(self._on_not_kept, due),
        )

    def _say_missing(self, id: str) -> None:
        title = next(field.title for field in self._fields if field.id == id)
        if self._one_of and len(self._needs) > 1:
            said = self.tr("One of the fields needs some words.")
        else:
            said = self.tr("This needs some words: {field}").format(field=title)
        self.missing.setText(said)
        self.missing.show()
        announce(self, said)
        self.fields[id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self, _changes: Changes) -> None:
        self._keeping = False
        self._close()

    def _on_not_kept(self, _due: bool, error: ReflectError) -> None:
        self._keeping = False
        self._unsaved = True
        self._retry.start()
        self._window.tell(error)

    def leave(self) -> None:
        """Close it; what was typed can be had back."""
        if not self.is_open or self._keeping:
            return
        if self.differs:
            self._window.offer_undo(
                self.tr("Left without keeping: {what}").format(what=self._heading),
                partial(self._restore, self._heading, self.filled()),
            )
        self._stop()
        self._bridge.ask(self, partial(_set_state, self._state, None))
        self._close()

    def _close(self) -> None:
        self._stop()
        self._begun = None
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            # Hidden with the focus, it would hand it down the page, and the page would follow.
            focused.clearFocus()
        self.hide()
        self.closed.emit()
        self.done.emit(self._id)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.leave()
        else:
            super().keyPressEvent(event)


# on the journal's thread -----------------------------------------------------------------------


def _state(name: str, vault: OpenVault) -> str | None:
    # Where nothing can be written, nothing can be gone on with.
    return None if vault.read_only else vault.journal.state(name)


def forms_begun(vault: OpenVault) -> tuple[str, ...]:
    """Names of the forms in which something was put by, for the page that has them."""
    if vault.read_only:
        return ()
    return tuple(
        name.removeprefix(DRAFT) for name in vault.journal.states() if name.startswith(DRAFT)
    )


def _set_state(name: str, text: str | None, vault: OpenVault) -> None:
    if vault.journal.state(name) != text:
        vault.journal.set_state(name, text)


def _keep(job: Callable[[OpenVault], Changes], name: str, vault: OpenVault) -> Changes:
    changes = job(vault)
    _set_state(name, None, vault)
    return changes

"""A way of coping in the person's own words. What is typed is kept two seconds later."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reflect import content, photo
from reflect.errors import Interrupted, ReflectError
from reflect.model import LONGEST_LINE, Attachment, Changes, KeptId, Strategy
from reflect.ui import attachments as files
from reflect.ui.bars import Work, announce, button, inset, label
from reflect.ui.coping_words import origin_words, own_origin
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moods import Chip
from reflect.ui.rating import FeelingBox
from reflect.ui.strategy_photos import Photos

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

PAUSE_MS = 800
FORCED_MS = 1_500
RETRY_MS = 5_000
TROUBLE = "saving-card"
COLUMN = 640
LONGEST_MINUTES = 24 * 60


class FeelingsLine(QWidget):
    """Which feelings a card is for: chips, and a box for more."""

    changed = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._feelings: list[str] = []
        self._chips: list[Chip] = []
        self.box = FeelingBox(language, self.tr("a feeling"), self)
        self.box.setAccessibleName(self.tr("A feeling it is for"))
        line = self.box.lineEdit()
        if line is not None:
            line.returnPressed.connect(self.take)
        self.add = button(self.tr("Add"), parent=self)
        self.add.setAccessibleName(self.tr("Add this feeling"))
        self.add.clicked.connect(self.take)
        self._layout = FlowLayout(self, gap=theme.spacing(2))
        self._layout.addWidget(self.box)
        self._layout.addWidget(self.add)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def feelings(self) -> tuple[str, ...]:
        return tuple(self._feelings)

    def set_feelings(self, feelings: tuple[str, ...]) -> None:
        """Show these; emits nothing."""
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._feelings, self._chips = list(feelings), []
        for number, feeling in enumerate(feelings):
            chip = Chip(self._theme, content.feeling_word(feeling, self._language), self)
            chip.removed.connect(self._on_removed)
            self._layout.insert(number, chip)
            self._chips.append(chip)
            chip.show()
        self._layout.invalidate()
        self.updateGeometry()

    def take(self) -> None:
        """What stands in the box becomes a chip."""
        feeling = self.box.feeling
        self.box.set_feeling(None)
        if feeling is not None and feeling not in self._feelings:
            self.set_feelings((*self._feelings, feeling))
            self.changed.emit()

    def _on_removed(self, chip: Chip) -> None:
        at = self._chips.index(chip)
        self.set_feelings(tuple(f for n, f in enumerate(self._feelings) if n != at))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class StrategyEditor(QWidget):
    """One card while it is written."""

    closed = Signal()
    """The person is done with it."""
    saved = Signal(object)
    """The Strategy that the journal acknowledged."""

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        theme: Theme,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._base: Strategy | None = None
        self._photos: tuple[Attachment, ...] = ()
        self._loading = False
        self._unsaved = False
        self._behind: dict[KeptId, Strategy] = {}
        """Cards that could not be saved before another one took the page."""
        self._pause = self._timer(PAUSE_MS)
        self._forced = self._timer(FORCED_MS)
        self._retry = self._timer(RETRY_MS)
        self._build(language)
        theme.changed.connect(self._dress)

    def _timer(self, length: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(length)
        made.timeout.connect(self.save)
        return made

    # building ---------------------------------------------------------------------------------

    def _build(self, language: str) -> None:
        theme, space = self._theme, self._theme.spacing
        self.done = button(self.tr("Done"), "primary", self)
        self.done.clicked.connect(self.close_card)
        self.status = label("", "caption")
        self.origin = label("", "caption")
        self.title = QLineEdit(self)
        self.title.setMaxLength(200)
        self.steps = self._pad()
        self.minutes = QSpinBox(self)
        self.minutes.setRange(0, LONGEST_MINUTES)
        self.minutes.setSpecialValueText(self.tr("not said"))
        inset(self.minutes)
        self.energy = QComboBox(self)
        for id, words in (
            ("", self.tr("not said")),
            ("low", self.tr("little")),
            ("medium", self.tr("some")),
            ("high", self.tr("much")),
        ):
            self.energy.addItem(words, id)
        self.feelings = FeelingsLine(theme, language, self)
        self.why = self._pad()
        self.caution = self._pad()
        self.adapt = self._pad()
        self.place = QLineEdit(self)
        self.people = self._pad()
        self.music = self._pad()
        self.photos = Photos(self._bridge, self._window, theme, self, removable=True)
        self.photos.removed.connect(self._on_photo_removed)
        self.add_photo = button(self.tr("Add a photo …"), parent=self)
        self.add_photo.clicked.connect(self.choose_photos)
        head = QHBoxLayout()
        head.addWidget(self.done)
        head.addWidget(self.status, 1)
        self.column = QWidget(self)
        column = QVBoxLayout(self.column)
        column.setContentsMargins(0, 0, space(2), space(4))
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self.origin)
        for words, field in (
            (self.tr("What it is called"), self.title),
            (self.tr("Steps, one on each line"), self.steps),
            (self.tr("How many minutes it takes"), self.minutes),
            (self.tr("How much energy it takes to begin"), self.energy),
            (self.tr("For when you feel"), self.feelings),
            (self.tr("Why it helps you"), self.why),
            (self.tr("What to take care of"), self.caution),
            (self.tr("Another way to do it"), self.adapt),
            (self.tr("Where"), self.place),
            (self.tr("People, one on each line"), self.people),
            (self.tr("Music, one on each line"), self.music),
        ):
            asks = label(words, "strong")
            field.setAccessibleName(words)
            asks.setBuddy(self.feelings.box if field is self.feelings else field)
            column.addSpacing(space(2))
            column.addWidget(asks)
            column.addWidget(
                field,
                0,
                Qt.AlignmentFlag.AlignLeft
                if field in (self.minutes, self.energy)
                else Qt.AlignmentFlag(0),
            )
        column.addSpacing(space(2))
        column.addWidget(label(self.tr("Photos"), "strong"))
        column.addWidget(self.photos)
        column.addWidget(self.add_photo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.column, 100)
        across.addStretch(1)
        for line in (self.title, self.place):
            line.textEdited.connect(self._touch)
        for pad in self.pads:
            pad.textChanged.connect(self._touch)
        self.minutes.valueChanged.connect(self._touch)
        self.energy.currentIndexChanged.connect(self._touch)
        self.feelings.changed.connect(self._touch)
        self._dress()

    def _pad(self) -> QPlainTextEdit:
        pad = QPlainTextEdit(self)
        pad.setTabChangesFocus(True)
        return pad

    @property
    def pads(self) -> tuple[QPlainTextEdit, ...]:
        return (self.steps, self.why, self.caution, self.adapt, self.people, self.music)

    def _dress(self) -> None:
        self.column.setMaximumWidth(self._theme.px(COLUMN))
        for pad in self.pads:
            pad.setFixedHeight(self._theme.px(150 if pad is self.steps else 76))

    # which card -------------------------------------------------------------------------------

    @property
    def card(self) -> Strategy | None:
        """As the journal has it, or as it was handed in."""
        return self._base

    @property
    def unsaved(self) -> bool:
        return self._unsaved or bool(self._behind)

    def edit(self, card: Strategy, *, shipped: Strategy | None, own: bool) -> None:
        """Put a card on the page; nothing is kept before something is changed.

        `shipped`: the shipped card that it is or came from; `own`: it is the person's already.
        """
        self.save()
        if self._unsaved:
            kept = self.draft()
            if kept is not None:
                self._behind[kept.id] = kept
            self._unsaved = False
        self._loading = True
        self._base = replace(card, origin=own_origin(card, shipped=not own and shipped is not None))
        self._photos = card.photos
        self.title.setText(card.title)
        self.title.setCursorPosition(0)
        self.steps.setPlainText("\n".join(card.steps))
        self.minutes.setValue(card.minutes or 0)
        self.energy.setCurrentIndex(max(0, self.energy.findData(card.energy or "")))
        self.feelings.set_feelings(card.feelings)
        self.why.setPlainText(card.why or "")
        self.caution.setPlainText(card.caution or "")
        self.adapt.setPlainText(card.adapt or "")
        self.place.setText(card.place or "")
        self.people.setPlainText("\n".join(card.people))
        self.music.setPlainText("\n".join(card.music))
        self.photos.show_photos(card.photos)
        self.origin.setText(origin_words(self._base, shipped, own=own or shipped is not None))
        self.origin.setVisible(bool(card.title))
        self.status.setText("")
        self._loading = False
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        if not card.title:
            self.title.setPlaceholderText(self.tr("A word or two"))

    def draft(self) -> Strategy | None:
        """The card as it stands on the page; None where nothing is to be kept."""
        base = self._base
        if base is None:
            return None
        made = replace(
            base,
            title=self.title.text().strip(),
            steps=_lines(self.steps),
            minutes=self.minutes.value() or None,
            energy=self.energy.currentData() or None,
            feelings=self.feelings.feelings,
            why=_text(self.why),
            caution=_text(self.caution),
            adapt=_text(self.adapt),
            place=self.place.text().strip() or None,
            people=_short_lines(self.people),
            music=_short_lines(self.music),
            photos=self._photos,
        )
        if made == base:
            return None
        if not made.title:
            # Without a name a card cannot be kept, and what is written is kept.
            named = base.title or (made.steps[0][:60] if made.steps else "")
            made = replace(made, title=named or self.tr("A way without a name"))
        return made

    def close_card(self) -> None:
        """Keep what is there, and back to reading."""
        self.feelings.take()
        self.save()
        self.closed.emit()

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    # keeping ----------------------------------------------------------------------------------

    def _touch(self, *_anything: object) -> None:
        if self._loading:
            return
        self._unsaved = True
        self.status.setText(self.tr("writing …"))
        self._pause.start()
        if not self._forced.isActive():
            self._forced.start()

    def save(self) -> None:
        """Hand what is unsaved to the journal; the answer comes later."""
        for card in self._due():
            self._bridge.write(
                self,
                partial(_keep, card),
                partial(self._on_saved, card),
                partial(self._on_failed, card),
            )

    def flush(self) -> None:
        """The same, and wait. Raises what the journal raises; the words stay on the page."""
        self.feelings.take()
        for card in self._due():
            try:
                changes = self._bridge.now(partial(_keep, card))
            except ReflectError:
                self._put_by(card)
                raise
            self._bridge.changed.emit(changes, self)
            self._on_saved(card, changes)

    def _due(self) -> tuple[Strategy, ...]:
        for timer in (self._pause, self._forced, self._retry):
            timer.stop()
        due = list(self._behind.values())
        self._behind.clear()
        if self._unsaved:
            self._unsaved = False
            card = self.draft()
            if card is not None:
                due.append(card)
            else:
                self.status.setText("")
        return tuple(due)

    def _put_by(self, card: Strategy) -> None:
        if self._base is not None and card.id == self._base.id:
            self._unsaved = True
        else:
            self._behind[card.id] = card
        self._retry.start()

    def _on_saved(self, card: Strategy, _changes: Changes) -> None:
        if self._base is not None and card.id == self._base.id:
            self._base = card
            if not self._unsaved:
                self.status.setText(self.tr("saved"))
        if not self.unsaved:
            self._window.clear_trouble(TROUBLE)
        self.saved.emit(card)

    def _on_failed(self, card: Strategy, error: ReflectError) -> None:
        self._put_by(card)
        self._window.trouble(error, ((self.tr("Try again"), self.save),), key=TROUBLE)

    # photos -----------------------------------------------------------------------------------

    def choose_photos(self) -> None:
        """Ask for pictures."""
        paths, _filter = QFileDialog.getOpenFileNames(
            self.window(),
            self.tr("Add photos"),
            "",
            self.tr("Photos (*.jpg *.jpeg *.png *.gif *.webp *.tif *.tiff)"),
        )
        for path in paths:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Bring a photo into the journal and onto this card; it loses what it tells of place and
        time, where that is set so."""
        if self._base is None:
            return
        work = self._window.work(self.tr("Adding {name}").format(name=path.name))
        self._bridge.ask(
            self,
            partial(_attach, path, self._window.settings.remove_photo_metadata, work),
            partial(self._on_attached, work, self._base.id),
            partial(self._on_not_attached, work),
        )

    def _on_attached(self, work: Work, id: KeptId, done: files.Attached) -> None:
        work.finish()
        name = done.attachment.name
        if not done.attachment.type.startswith("image/"):
            self._window.trouble(
                self.tr("{name} is no photo").format(name=name),
                line=self.tr("A card holds photos; other files go with an entry."),
                calm=True,
            )
            return
        if photo.was_kept(done.removed):
            self._window.trouble(
                self.tr("This photo may still tell where and when it was taken"),
                line=self.tr(
                    "{name} is damaged or of a kind that cannot be cleaned. It was added as it is."
                ).format(name=name),
                calm=True,
            )
        if self._base is None or self._base.id != id:
            self._bridge.write(self, partial(_add_photo, id, done.attachment))
            return
        free = files.free_name(name, (each.name for each in self._photos))
        self._set_photos((*self._photos, replace(done.attachment, name=free)))
        announce(self, self.tr("Added {name}").format(name=free))

    def _on_not_attached(self, work: Work, error: ReflectError) -> None:
        work.finish()
        if not isinstance(error, Interrupted):
            self._window.tell(error)

    def _on_photo_removed(self, gone: Attachment) -> None:
        self._set_photos(tuple(each for each in self._photos if each != gone))
        base = self._base
        if base is not None:
            self._window.offer_undo(
                self.tr("Taken out: {name}").format(name=gone.name),
                partial(self._put_back, base.id, gone),
            )

    def _put_back(self, id: KeptId, attachment: Attachment) -> None:
        if self._base is not None and self._base.id == id:
            self._set_photos((*self._photos, attachment))
        else:
            self._bridge.write(self, partial(_add_photo, id, attachment))

    def _set_photos(self, photos: tuple[Attachment, ...]) -> None:
        self._photos = photos
        self.photos.show_photos(photos)
        self._touch()
        self.save()


def _lines(pad: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in pad.toPlainText().splitlines() if line.strip())


def _short_lines(pad: QPlainTextEdit) -> tuple[str, ...]:
    """What is too long for one goes on in the next."""
    return tuple(
        line[at : at + LONGEST_LINE].strip()
        for line in _lines(pad)
        for at in range(0, len(line), LONGEST_LINE)
    )


def _text(pad: QPlainTextEdit) -> str | None:
    return pad.toPlainText().strip() or None


def _keep(card: Strategy, vault: OpenVault) -> Changes:
    return vault.journal.keep(card)


def _attach(path: Path, clean: bool, work: Work, vault: OpenVault) -> files.Attached:
    return files.attach(
        path,
        path.name,
        clean=clean,
        stop=work.stop,
        progress=work.progress,
        between=None,
        vault=vault,
    )


def _add_photo(id: KeptId, attachment: Attachment, vault: OpenVault) -> Changes:
    """The person has gone on to another card meanwhile."""
    card = vault.journal.kept_one(Strategy, id)
    if card is None:
        return Changes()
    name = files.free_name(attachment.name, (each.name for each in card.photos))
    return vault.journal.keep(replace(card, photos=(*card.photos, replace(attachment, name=name))))

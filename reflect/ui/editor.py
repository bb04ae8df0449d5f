"""The entry on the page: mood, feelings, context, title, tags, text, attachments; saved by itself.

Used by the Today page for what is written now and by the Journal page for older entries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError, UnknownId
from reflect.forms import retold
from reflect.model import Attachment, Changes, Emotion, Entry, EntryId, LeftOpen, Template, new_id
from reflect.ui import render
from reflect.ui.attaching import Attaching
from reflect.ui.attachments import AttachmentStrip
from reflect.ui.autosave import Autosave
from reflect.ui.bars import ToolButton, Trouble, announce, label
from reflect.ui.commands import Commands
from reflect.ui.factors import FactorsForm, Folded
from reflect.ui.feelings import FeelingsPicker
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.history import HistoryDialog
from reflect.ui.messages import worded
from reflect.ui.moment import MomentDialog, now_here, spoken
from reflect.ui.moods import EmotionChips, MoodRow
from reflect.ui.preview import Sheets
from reflect.ui.prompts import Prompting
from reflect.ui.tags import TagsField
from reflect.ui.templates import TemplateMenu

if TYPE_CHECKING:
    from reflect.settings import Settings
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.vault import OpenVault

MOOD_WORDS = "mood-words"
"""Name of the journal's state that holds the person's own mood words: JSON {"1": word, ...}."""


def language_of(settings: Settings) -> str:
    """ "de" or "en": what the person chose, else what the system speaks."""
    if settings.language != "system":
        return settings.language
    return "de" if QLocale().language() == QLocale.Language.German else "en"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the journal already knows, to complete what is typed."""

    tags: tuple[str, ...]
    words: tuple[str, ...]
    factors: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    moods: dict[int, str]
    read_only: bool


class EntryEditor(QWidget):
    """One entry, new or stored. Text, marks and all are kept as they are typed."""

    saved = Signal(object)
    """The Entry that the journal acknowledged."""
    trashed = Signal(str)
    """The id of the entry that went to the trash."""
    trouble = Signal(object)
    """A ReflectError that the page above should tell; the text is safe on the page."""
    solved = Signal()
    """Saving works again."""
    notice = Signal(str, str)
    """(title, line): something the person should know, without harm."""
    undo_offered = Signal(str, object)
    """(what was done, how to take it back)"""
    marked = Signal()
    """Mood or feelings are others now, by the person or because another entry came."""

    def __init__(
        self, bridge: Bridge, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._settings = settings
        self._language = language_of(settings)
        self._entry: Entry | None = None
        self._id = EntryId(new_id())
        self._original: tuple[str, str | None] = ("", None)
        """What the page showed at first, and the text that it stood for."""
        self._moment: datetime | None = None
        self._zone: str | None = None
        self._starred = False
        self._kept_out = False
        self._loading = False
        self._read_only = False
        self._own_words: tuple[str, ...] = ()
        self._build()
        self._autosave = Autosave(bridge, self._built, self._cursor, self)
        self.attaching.between = self._autosave.hurry
        self.settings = settings
        self._autosave.saved.connect(self._on_saved)
        self._autosave.failed.connect(self._on_failed)
        bridge.changed.connect(self._on_journal_changed)
        theme.changed.connect(self._on_theme)
        self._ask_known()
        self.show_entry(None)

    # the page -----------------------------------------------------------------------------

    def _build(self) -> None:
        theme, space = self._theme, self._theme.spacing
        self.moods = MoodRow(theme, self._language, parent=self)
        self.moods.chosen.connect(self._on_mood)
        self.feelings = EmotionChips(theme, self._language, self)
        self.feelings.changed.connect(self._touch)
        self.feelings.changed.connect(self.marked)
        self.feelings.more_asked.connect(self.choose_feelings)
        self.factors = FactorsForm(theme, self._language, self)
        self.factors.changed.connect(self._on_factors)
        self.context = Folded(theme, self.tr("Context and body"), self.factors, self)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("Title, if it wants one"))
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setMaxLength(500)
        self.title.textEdited.connect(self._touch)
        self.when = self._tool("clock", self.tr("When it was"), self.change_moment)
        self.when.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tags = TagsField(theme, self)
        self.tags.changed.connect(self._touch)
        self.strip = AttachmentStrip(self._bridge, theme, self)
        self.strip.insert_asked.connect(self._insert_picture)
        self.attaching = Attaching(self._bridge, self.strip, self)
        self.attaching.added.connect(self._on_attached)
        self.attaching.changed.connect(self._on_attachments_changed)
        self.attaching.trouble.connect(self.trouble)
        self.attaching.notice.connect(self.notice)
        self.attaching.undo_offered.connect(self.undo_offered)
        self.sheets = Sheets(self._bridge, theme, self.attaching.named, self)
        self.sheets.file_asked.connect(self.attaching.copy_out)
        self.pad, self.viewer = self.sheets.pad, self.sheets.viewer
        self.pad.textChanged.connect(self._on_text)
        self.pad.files_given.connect(self.attaching.take_files)
        self.pad.picture_given.connect(self.attaching.take_picture)
        self.status = label("", "caption", wrap=True)
        self.templates = TemplateMenu(self._bridge, self._language, self)
        self.templates.chosen.connect(self._on_template)
        self.templates.keep_asked.connect(self._on_keep_template)
        self.templates.removed.connect(self._on_template_removed)
        self.empty_bar = Trouble(
            self.tr("This entry is empty now"),
            self.tr("What was there before is kept until you decide."),
            (
                (self.tr("Move to trash"), self.trash),
                (self.tr("Bring it back"), self.bring_back),
            ),
            parent=self,
        )
        self.empty_bar.setProperty("role", "notice")
        self.empty_bar.hide()
        self.prompting = Prompting(self, self._bridge, theme, self._language)
        self.commands = Commands(self, theme)

        self._question = label(self.tr("How is it now?"), "strong", wrap=False)
        self.moods.lead_with(self._question)
        feel = FlowLayout(gap=space(2))
        feel.addWidget(self.feelings)
        feel.addWidget(self.context.head)
        feel.addWidget(self.context.said)
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self.title, 1)
        head.addWidget(self.when)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addWidget(self.moods)
        layout.addLayout(feel)
        layout.addWidget(self.context)
        layout.addLayout(head)
        layout.addWidget(self.sheets, 1)
        layout.addWidget(self.tags)
        layout.addWidget(self.strip)
        layout.addWidget(self.empty_bar)
        layout.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(self._theme.spacing(1))
        foot.addWidget(self.status, 1)
        for tool in self.commands.tools(self):
            foot.addWidget(tool)
        return foot

    def _tool(self, icon: str, name: str, does: Callable[[], object]) -> QToolButton:
        tool = ToolButton(self)
        tool.setIcon(self._theme.icon(icon))
        tool.setIconSize(self._theme.icon_size)
        tool.setToolTip(name)
        tool.setAccessibleName(name)
        tool.clicked.connect(does)
        return tool

    @property
    def settings(self) -> Settings:
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self._settings = settings
        self.attaching.clean = settings.remove_photo_metadata
        self.prompting.ask()

    # which entry ------------------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """As the journal last acknowledged it; None for one that is not stored."""
        return self._entry

    @property
    def entry_id(self) -> EntryId:
        """Of the entry on the page, stored or not; made once, so saving twice is harmless."""
        return self._id

    @property
    def unsaved(self) -> bool:
        """Something typed is not yet in the journal, or not yet on its way."""
        return self._autosave.unsaved

    def show_entry(
        self, entry: Entry | None, cursor: int | None = None, *, moment: datetime | None = None
    ) -> None:
        """Put `entry` on the page, or an empty one; what was there before is saved first.

        `cursor` counts UTF-16 units, None is the end. `moment`: when a new entry was, if not now.
        """
        if hasattr(self, "_autosave"):
            self.tags.take()
            self._autosave.save()
        self._loading = True
        self._entry = entry
        self._id = entry.id if entry is not None else EntryId(new_id())
        self._autosave.begin(self._id)
        shown = entry or Entry(self._id, datetime.now(UTC), datetime.now(UTC))
        self._moment = entry.written_at if entry is not None else moment
        self._zone = shown.zone
        self.moods.set_mood(shown.mood)
        self.feelings.set_emotions(shown.emotions)
        self.factors.set_factors(shown.factors)
        self.context.head.setChecked(False)
        self._say_context()
        self.title.setText(shown.title or "")
        self.title.setCursorPosition(0)
        self.tags.set_tags(shown.tags)
        self.viewer.forget_pictures()
        self.pad.set_source(shown.text or "", cursor)
        self._original = (self.pad.source(), shown.text)
        self.attaching.show_entry(self._id, shown.attachments)
        self._starred = shown.starred
        self._kept_out = shown.keep_out_of_on_this_day
        self.empty_bar.hide()
        self._loading = False
        self._say_moment()
        self._say(self.tr("saved") if entry is not None else "")
        self.commands.refresh()
        self.sheets.render_soon()
        self._ask_known()
        self.marked.emit()

    def flush(self) -> None:
        """Save now and wait until the journal has it. Raises what the journal raises."""
        self.tags.take()
        self._autosave.flush()

    @property
    def place(self) -> LeftOpen | None:
        """The stored entry on the page and the cursor in it; None where neither can be kept."""
        if self._entry is None or self._read_only:
            return None
        return LeftOpen(self._id, self._cursor())

    def save_now(self) -> None:
        """Save without waiting for a pause in typing."""
        self.tags.take()
        if not self._autosave.unsaved and self._entry is not None:
            self._say(self.tr("saved"))
        self._autosave.save()

    def set_read_only(self, read_only: bool) -> None:
        """A journal that can only be read: everything shows, nothing can be changed."""
        self._read_only = read_only
        self.pad.setReadOnly(read_only)
        self.title.setReadOnly(read_only)
        for part in (self.moods, self.feelings, self.factors, self.tags, self.when):
            part.setEnabled(not read_only)
        self.commands.refresh()
        self.prompting.ask()

    @guarded(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prompting.ask()

    @property
    def read_only(self) -> bool:
        return self._read_only

    @property
    def starred(self) -> bool:
        return self._starred

    @property
    def kept_out(self) -> bool:
        """Not shown on "on this day"."""
        return self._kept_out

    # what is on the page, as an entry ------------------------------------------------------------

    def _text(self) -> str | None:
        text = self.pad.source()
        shown, original = self._original
        # A page cannot show every kind of line end: what looks untouched is the very text it was.
        if text == shown:
            return original
        return text if text.strip() else None

    def draft(self) -> Entry:
        """The entry as it stands on the page."""
        if self._moment is None:
            self._moment, self._zone = now_here()
            self._say_moment()
        base = self._entry or Entry(self._id, self._moment, datetime.now(UTC))
        made = replace(
            base,
            written_at=self._moment,
            zone=self._zone,
            title=self.title.text().strip() or None,
            text=self._text(),
            mood=self.moods.mood,
            emotions=self.feelings.emotions,
            tags=self.tags.tags,
            factors=self.factors.factors,
            starred=self._starred,
            attachments=self.attaching.attachments,
            keep_out_of_on_this_day=self._kept_out,
        )
        # A form's answers go once its text is written by hand: it no longer says what they do.
        return retold(base, made)

    def _built(self) -> Entry | None:
        """For the autosave: an empty entry is never stored, nor does it wipe a stored one."""
        entry = self.draft()
        empty = entry.is_empty
        self.empty_bar.setVisible(empty and self._entry is not None)
        if empty:
            self._say("" if self._entry is None else self.tr("empty · not saved"))
            return None
        return entry

    def _cursor(self) -> int:
        return self.pad.textCursor().position()

    def _touch(self, *_anything: object) -> None:
        if self._loading or self._read_only:
            return
        self._say(self.tr("writing …"))
        self._autosave.touch()

    # saving -------------------------------------------------------------------------------------

    def _on_saved(self, entry: Entry) -> None:
        if entry.id == self._id:
            self._entry = entry
            self.commands.refresh()
            if not self._autosave.unsaved:
                self._say(self.tr("saved"))
        self.saved.emit(entry)
        if not self._autosave.unsaved:
            self.solved.emit()

    def _on_failed(self, error: ReflectError) -> None:
        title, _line = worded(error)
        if self._autosave.unsaved:
            self._say(self.tr("not saved: {reason}").format(reason=title), trouble=True)
        self.trouble.emit(error)

    def _say(self, text: str, *, trouble: bool = False) -> None:
        if text == self.tr("saved"):
            now = datetime.now().astimezone()
            text = self.tr("saved · {time}").format(
                time=QLocale().toString(_time(now), QLocale.FormatType.ShortFormat)
            )
        if self.status.text() == text:
            return
        self.status.setText(text)
        role = "warn" if trouble else "caption"
        if self.status.property("role") != role:
            self.status.setProperty("role", role)
            self.status.style().unpolish(self.status)
            self.status.style().polish(self.status)
        if trouble:
            announce(self, text, urgent=True)

    def _on_journal_changed(self, changes: Changes, origin: object) -> None:
        if origin in (self, self._autosave):
            return
        if self._entry is not None and self._id in changes.removed:
            self.show_entry(None)
        elif (
            (changes.everything or self._id in changes.entries)
            and self._entry is not None
            and not self._autosave.unsaved
        ):
            self._bridge.ask(self, partial(_entry, self._id), self._on_reloaded, _ignore)

    def _on_reloaded(self, entry: Entry) -> None:
        if entry.id != self._id or self._autosave.unsaved:
            return
        if entry.deleted_at is not None:
            self.show_entry(None)
        elif self._entry is None or replace(entry, modified_at=self._entry.modified_at) != (
            self._entry
        ):
            self.show_entry(entry, self._cursor())

    # mood, feelings, context ----------------------------------------------------------------------

    def _on_mood(self, _mood: object) -> None:
        self._touch()
        # A mark is whole at once: there is no pause to wait for.
        self._autosave.save()
        self.marked.emit()

    def choose_feelings(self) -> None:
        """Open the field of words."""
        picker = FeelingsPicker(self._theme, self._language, self._own_words, self.window())
        picker.set_emotions(self.feelings.emotions)
        picker.finished.connect(picker.deleteLater)
        picker.accepted.connect(partial(self._take_feelings, picker))
        picker.rejected.connect(partial(self._offer_feelings, picker, self._id))
        picker.open()
        picker.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take_feelings(self, picker: FeelingsPicker) -> None:
        if picker.emotions != self.feelings.emotions:
            self.set_feelings(picker.emotions)

    def _offer_feelings(self, picker: FeelingsPicker, id: EntryId) -> None:
        """Left with Esc: what was chosen can still be had."""
        if picker.emotions != self.feelings.emotions:
            self.undo_offered.emit(
                self.tr("Feelings left as they were"),
                partial(self._feelings_after_all, picker.emotions, id),
            )

    def _feelings_after_all(self, emotions: tuple[Emotion, ...], id: EntryId) -> None:
        if id == self._id:
            self.set_feelings(emotions)

    def set_feelings(self, emotions: tuple[Emotion, ...]) -> None:
        """As if the person had chosen these."""
        self.feelings.set_emotions(emotions)
        self._touch()
        self.marked.emit()

    def under_feelings(self, widget: QWidget) -> None:
        """Give `widget` a place between the feelings and the text."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self.context), widget)

    def _on_factors(self) -> None:
        self._say_context()
        self._touch()

    def _say_context(self) -> None:
        count = len(self.factors.factors)
        self.context.said.setText(self.tr("%n noted", "", count) if count else "")
        if count:
            self.context.said.setText(self.tr("{count} noted").format(count=count))

    def _ask_known(self) -> None:
        self._bridge.ask(self, partial(_known, self.factors.text_factors), self._on_known, _ignore)

    def _on_known(self, known: _Known) -> None:
        self.tags.offer(known.tags)
        self._own_words = known.words
        self.factors.offer_names(known.factors)
        for name, values in known.values.items():
            self.factors.offer_values(name, values)
        self.moods.set_words(known.moods)
        if known.read_only != self._read_only:
            self.set_read_only(known.read_only)

    # star, time, trash, history ------------------------------------------------------------------

    def set_starred(self, starred: bool) -> None:
        """Mark the entry with a star, or not."""
        if starred != self._starred:
            self._starred = starred
            self.commands.refresh()
            self._touch()

    def set_kept_out(self, kept_out: bool) -> None:
        """Keep the entry out of "on this day", or not."""
        if kept_out != self._kept_out:
            self._kept_out = kept_out
            self.commands.refresh()
            self._touch()

    def change_moment(self) -> None:
        """Ask when it was."""
        moment, zone = (self._moment, self._zone) if self._moment else now_here()
        dialog = MomentDialog(self._theme, moment, zone, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(partial(self._take_moment, dialog))
        dialog.open()

    def _take_moment(self, dialog: MomentDialog) -> None:
        self.set_moment(dialog.moment, dialog.zone)

    def set_moment(self, moment: datetime, zone: str | None) -> None:
        """When it was: aware, with the writer's offset, and the zone's IANA name."""
        if (moment, moment.utcoffset(), zone) != (
            self._moment,
            self._moment.utcoffset() if self._moment else None,
            self._zone,
        ):
            self._moment, self._zone = moment, zone
            self._say_moment()
            self._touch()

    def _say_moment(self) -> None:
        moment = self._moment
        if moment is None:
            self.when.setText(self.tr("now"))
            return
        today, _zone = now_here()
        text = spoken(moment)
        if moment.date() == today.date():
            text = QLocale().toString(_time(moment), QLocale.FormatType.ShortFormat)
        self.when.setText(text)
        self.when.setAccessibleName(self.tr("When it was: {when}").format(when=spoken(moment)))

    def trash(self) -> None:
        """Move the entry to the trash, and offer to take that back."""
        entry = self._entry
        if entry is None:
            self._autosave.begin(self._id)
            self.show_entry(None)
            return
        if not self.draft().is_empty:
            self._autosave.save()
        else:
            self._autosave.begin(self._id)
        self._bridge.write(self, partial(_trash, entry.id), partial(self._on_trashed, entry.id))

    def _on_trashed(self, id: EntryId, _changes: Changes) -> None:
        if id == self._id:
            self._autosave.begin(self._id)
            self.show_entry(None)
        self.trashed.emit(id)
        self.undo_offered.emit(self.tr("Moved to the trash"), partial(self._untrash, id))

    def _untrash(self, id: EntryId) -> None:
        self._bridge.write(self, partial(_untrash, id), partial(self._on_untrashed, id))

    def _on_untrashed(self, id: EntryId, _changes: Changes) -> None:
        self._bridge.ask(self, partial(_entry, id), self.show_entry, _ignore)

    def bring_back(self) -> None:
        """The entry as it was stored, in place of the empty page."""
        entry = self._entry
        self._autosave.begin(self._id)
        self.show_entry(entry)

    def show_history(self) -> None:
        """Earlier versions of this entry."""
        if self._entry is None:
            return
        self._autosave.save()
        moods = {step.mood: step.text() for step in self.moods.buttons}
        dialog = HistoryDialog(self._bridge, self._theme, self.draft(), self.window(), moods=moods)
        dialog.finished.connect(dialog.deleteLater)
        dialog.restored.connect(self._on_restored)
        dialog.open()

    def _on_restored(self, id: str) -> None:
        self._bridge.ask(self, partial(_entry, EntryId(id)), self.show_entry, _ignore)

    # templates --------------------------------------------------------------------------------

    def _on_template(self, text: str) -> None:
        self.pad.insert_paragraph(text)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep_template(self) -> None:
        self.templates.keep(self.pad.source())

    def _on_template_removed(self, template: Template) -> None:
        self.undo_offered.emit(self.tr("Template removed"), partial(self.templates.put, template))

    def set_preview(self, on: bool) -> None:
        """Show the text as it will read, or not."""
        self.sheets.set_preview(on)
        self.commands.refresh()

    @property
    def previewing(self) -> bool:
        return self.sheets.previewing

    def _on_text(self) -> None:
        self._touch()
        self.sheets.render_soon()

    # attachments ----------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for photos and files."""
        self.attaching.choose()

    def attach(self, paths: Iterable[Path], *, into_text: bool = False) -> None:
        """Bring files into the journal and into this entry."""
        self.attaching.attach(paths, into_text=into_text)

    def _on_attached(self, attachment: Attachment, into_text: bool) -> None:
        if into_text and attachment.type.startswith("image/"):
            self._insert_picture(attachment.name)
        self._touch()
        self._autosave.save()
        self.sheets.render_soon()

    def _on_attachments_changed(self) -> None:
        self._touch()
        self.sheets.render_soon()

    def _insert_picture(self, name: str) -> None:
        self.pad.insert_paragraph(render.reference(name) + "\n")

    def _on_theme(self) -> None:
        self.when.setIcon(self._theme.icon("clock"))
        self.when.setIconSize(self._theme.icon_size)
        self.sheets.fit()


# on the journal's thread ---------------------------------------------------------------------


def _entry(id: EntryId, vault: OpenVault) -> Entry:
    return vault.journal.entry(id)


def _trash(id: EntryId, vault: OpenVault) -> Changes:
    return vault.journal.trash((id,))


def _untrash(id: EntryId, vault: OpenVault) -> Changes:
    return vault.journal.untrash((id,))


def _known(text_factors: tuple[str, ...], vault: OpenVault) -> _Known:
    journal = vault.journal
    stored = json.loads(journal.state(MOOD_WORDS) or "{}")
    return _Known(
        tags=tuple(tag for tag, _count in journal.tags()),
        words=journal.own_words(),
        factors=journal.factor_names(),
        values={name: journal.factor_values(name) for name in text_factors},
        moods={int(step): str(word) for step, word in stored.items()},
        read_only=vault.read_only,
    )


def left_open(vault: OpenVault) -> tuple[LeftOpen, Entry] | None:
    """What was on the page when the program ended, if it is still there. Raises JournalDamaged."""
    place = vault.journal.left_open()
    if place is None:
        return None
    try:
        entry = vault.journal.entry(place.entry_id)
    except UnknownId:
        return None
    return None if entry.deleted_at is not None else (place, entry)


def _ignore(_error: ReflectError) -> None:
    """The page does well without it."""


def _time(moment: datetime) -> QTime:
    return QTime(moment.hour, moment.minute)

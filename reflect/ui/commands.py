"""Everything one can do to the entry on the page, as actions with shortcuts and as buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from reflect.ui.bars import ToolButton
from reflect.ui.window import place_action

if TYPE_CHECKING:
    from reflect.ui.editor import EntryEditor
    from reflect.ui.theme import Theme


class Commands(QObject):
    """The actions of one EntryEditor. `place` puts them into the window's menus."""

    def __init__(self, editor: EntryEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._icons: list[tuple[QAction | QToolButton, str]] = []
        pad = editor.pad
        self.save = self._action(self.tr("Save now"), "save", "Ctrl+S", editor.save_now)
        self.files = self._action(
            self.tr("Add photos or files …"), "attach", "Ctrl+Shift+A", editor.choose_files
        )
        self.feelings = self._action(
            self.tr("Feelings …"), "feeling", "Ctrl+E", editor.choose_feelings
        )
        self.context = self._action(
            self.tr("Context and body"), "activity", "Ctrl+Shift+E", self._on_context
        )
        self.tag = self._action(self.tr("Add a tag"), "tag", "Ctrl+Shift+T", self._on_tag)
        self.moment = self._action(
            self.tr("When it was …"), "clock", "Ctrl+Shift+D", editor.change_moment
        )
        self.star = self._action(self.tr("Star"), "star", "Ctrl+D", self._on_star, checkable=True)
        self.kept_out = self._action(
            self.tr("Keep out of “on this day”"),
            "on-this-day",
            "Ctrl+Shift+L",
            self._on_kept_out,
            checkable=True,
        )
        self.preview = self._action(
            self.tr("Preview"), "preview", "Ctrl+Shift+P", self._on_preview, checkable=True
        )
        self.history = self._action(
            self.tr("Earlier versions …"), "history", "Ctrl+Shift+Y", editor.show_history
        )
        self.share = self._action(
            self.tr("Share with somebody …"), "sharing", "Ctrl+M", self._on_share
        )
        self.trash = self._action(
            self.tr("Move to trash"), "trash", "Ctrl+Shift+Backspace", editor.trash
        )
        self.template = QAction(self.tr("Template"), self)
        self.template.setMenu(editor.templates)
        self._dress(self.template, "template")
        asking = editor.prompting
        self.question = self._action(
            self.tr("A question to begin with …"), "question", "F7", asking.open_list
        )
        self.another = self._action(
            self.tr("Another question"), "question", "Shift+F7", asking.another
        )
        self.use_question = self._action(
            self.tr("Use this question"), "question", "Ctrl+F7", asking.use
        )
        asking.changed.connect(self._on_question)
        self._on_question()
        self.marks = (
            self._action(self.tr("Bold"), "bold", "Ctrl+B", partial(pad.wrap, "**")),
            self._action(self.tr("Italic"), "italic", "Ctrl+I", partial(pad.wrap, "*")),
            self._action(
                self.tr("Struck through"), "strikethrough", "Ctrl+Shift+X", partial(pad.wrap, "~~")
            ),
            self._action(self.tr("Heading"), "heading", "Ctrl+Shift+1", pad.heading),
            self._action(
                self.tr("Numbered list"),
                "list-numbered",
                "Ctrl+Shift+7",
                partial(pad.prefix, "1. "),
            ),
            self._action(self.tr("List"), "list", "Ctrl+Shift+8", partial(pad.prefix, "- ")),
            self._action(self.tr("Quote"), "quote", "Ctrl+Shift+9", partial(pad.prefix, "> ")),
            self._action(self.tr("Link"), "link", "Ctrl+Shift+K", pad.link),
        )
        self.paste_marks = self._action(
            self.tr("Paste with marks"), "copy", "Ctrl+Shift+V", self._on_paste_marks
        )
        self.moods = tuple(
            self._action(
                self.tr("Mood: {word}").format(word=step.text()),
                f"mood-{step.mood}",
                f"Alt+{step.mood}",
                step.click,
            )
            for step in editor.moods.buttons
        )
        theme.changed.connect(self._on_theme)

    def _action(
        self,
        text: str,
        icon: str,
        shortcut: str | None,
        does: Callable[[], object],
        *,
        checkable: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        action.setCheckable(checkable)
        if shortcut is not None:
            keys = QKeySequence(shortcut)
            action.setShortcut(keys)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({shown})")
        # A triggered action hands over "checked"; what it does wants nothing.
        action.triggered.connect(partial(_without, does))
        self._dress(action, icon)
        return action

    def _dress(self, what: QAction | QToolButton, icon: str) -> None:
        what.setIcon(self._theme.icon(icon))
        self._icons.append((what, icon))

    def place(self, page: QWidget) -> None:
        """Put all of them into the menus while `page` is in front."""
        for action in (
            self.feelings,
            *self.moods,
            self.context,
            self.files,
            self.tag,
            self.template,
            self.question,
            self.another,
            self.use_question,
            self.moment,
            self.star,
            self.kept_out,
            self.history,
            self.save,
            self.share,
            self.trash,
        ):
            place_action(page, "entry", action)
        for action in (*self.marks, self.paste_marks):
            place_action(page, "edit", action)
        place_action(page, "view", self.preview)

    def tools(self, parent: QWidget) -> list[QToolButton]:
        """The buttons under the text."""
        made: list[QToolButton] = []
        for action in (self.files, self.template, self.preview, self.star):
            tool = ToolButton(parent)
            tool.setDefaultAction(action)
            tool.setProperty("role", "plain")
            tool.setAccessibleName(action.text())
            if action.menu() is not None:
                tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            made.append(tool)
        more = ToolButton(parent)
        self._dress(more, "more")
        more.setProperty("role", "plain")
        more.setAccessibleName(self.tr("More for this entry"))
        more.setToolTip(self.tr("More for this entry"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for action in (self.moment, self.kept_out, self.history, self.share, self.save):
            menu.addAction(action)
        menu.addSeparator()
        menu.addActions(list(self.marks))
        menu.addSeparator()
        menu.addAction(self.trash)
        more.setMenu(menu)
        made.append(more)
        self._tools = made
        self._size()
        return made

    def _size(self) -> None:
        for tool in self._tools:
            tool.setIconSize(self._theme.icon_size)
            tool.setStyleSheet("QToolButton::menu-indicator { image: none; }")

    def _on_share(self) -> None:
        """What stands in the journal is shared: the entry is saved first."""
        from reflect.ui.share import share_entry, window_of

        window, entry = window_of(self._editor), self._editor.entry
        if window is not None and entry is not None:
            self._editor.flush()
            share_entry(window, entry.id)

    def refresh(self) -> None:
        """Take states from the entry on the page."""
        editor = self._editor
        stored = editor.entry is not None
        self.star.setChecked(editor.starred)
        self.star.setIcon(self._theme.icon("star-filled" if editor.starred else "star"))
        self.star.setText(self.tr("Starred") if editor.starred else self.tr("Star"))
        self.kept_out.setChecked(editor.kept_out)
        self.preview.setChecked(editor.previewing)
        self.history.setEnabled(stored)
        self.share.setEnabled(stored and not editor.read_only)
        writable = not editor.read_only
        self.trash.setEnabled(stored and writable)
        for action in (
            self.files,
            self.feelings,
            self.tag,
            self.moment,
            self.star,
            self.kept_out,
            self.save,
            self.template,
            self.question,
            self.paste_marks,
            *self.marks,
            *self.moods,
        ):
            action.setEnabled(writable)

    def _on_question(self) -> None:
        """What can be done with the question on the page, where there is one."""
        for action in (self.another, self.use_question):
            action.setEnabled(self._editor.prompting.shown is not None)

    def _on_star(self) -> None:
        self._editor.set_starred(self.star.isChecked())

    def _on_kept_out(self) -> None:
        self._editor.set_kept_out(self.kept_out.isChecked())

    def _on_preview(self) -> None:
        self._editor.set_preview(self.preview.isChecked())

    def _on_context(self) -> None:
        self._editor.context.head.setChecked(not self._editor.context.head.isChecked())
        if self._editor.context.head.isChecked():
            self._editor.factors.focusNextChild()

    def _on_tag(self) -> None:
        self._editor.tags.line.setFocus()

    def _on_paste_marks(self) -> None:
        self._editor.pad.paste_marks(QGuiApplication.clipboard().mimeData())

    def _on_theme(self) -> None:
        for what, icon in self._icons:
            what.setIcon(self._theme.icon(icon))
        self._size()
        self.refresh()


def _without(does: Callable[[], object], *_checked: bool) -> None:
    does()

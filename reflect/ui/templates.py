"""Beginnings for an entry: shipped ones and one's own, put in at the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from reflect import content
from reflect.model import Changes, Template, TemplateId, new_id

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.vault import OpenVault

LONGEST_NAME = 80


class TemplateMenu(QMenu):
    """A menu of templates. `chosen` gives the text; `keep_asked` wants the page's text kept."""

    chosen = Signal(str)
    keep_asked = Signal()
    removed = Signal(object)
    """The person's own Template that was taken away: offer to take that back."""

    def __init__(self, bridge: Bridge, language: str = "en", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._own: tuple[Template, ...] = ()
        self._shipped = content.templates(language)
        self.setTitle(self.tr("Template"))
        self.setToolTipsVisible(True)
        bridge.changed.connect(self._on_changed)
        self._ask()
        self._fill()

    @property
    def templates(self) -> tuple[Template, ...]:
        """Own ones first."""
        return (*self._own, *(t for t in self._shipped if t.id not in {o.id for o in self._own}))

    def keep(self, text: str, name: str | None = None) -> None:
        """Make a template of `text`; without a name the person is asked for one."""
        if name is None:
            name, agreed = QInputDialog.getText(
                self.parentWidget(), self.tr("Keep as a template"), self.tr("Name")
            )
            if not agreed:
                return
        name = name.strip()[:LONGEST_NAME]
        if name and text.strip():
            self.put(Template(TemplateId(new_id()), name, text))

    def put(self, template: Template) -> None:
        """Store an own template."""
        self._bridge.write(self, partial(_put, template), self._on_written)

    def _ask(self) -> None:
        self._bridge.ask(self, _templates, self._on_templates)

    def _on_templates(self, templates: tuple[Template, ...]) -> None:
        self._own = tuple(t for t in templates if not t.shipped)
        self._fill()

    def _on_written(self, _changes: Changes) -> None:
        self._ask()

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if origin is not self and (changes.templates or changes.everything):
            self._ask()

    def _fill(self) -> None:
        self.clear()
        for template in self.templates:
            self._action(self, template.name, partial(self._on_chosen, template.text))
        self.addSeparator()
        self._action(self, self.tr("Keep this entry as a template …"), self.keep_asked.emit)
        if self._own:
            away = self.addMenu(self.tr("Remove a template"))
            for template in self._own:
                self._action(away, template.name, partial(self._on_remove, template))

    @staticmethod
    def _action(menu: QMenu, text: str, does: object) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.triggered.connect(does)
        menu.addAction(action)

    def _on_chosen(self, text: str, *_checked: bool) -> None:
        self.chosen.emit(text)

    def _on_remove(self, template: Template, *_checked: bool) -> None:
        self._bridge.write(self, partial(_delete, template.id), self._on_written)
        self.removed.emit(template)


def _templates(vault: OpenVault) -> tuple[Template, ...]:
    return vault.journal.templates()


def _put(template: Template, vault: OpenVault) -> Changes:
    return vault.journal.put_template(template)


def _delete(id: TemplateId, vault: OpenVault) -> Changes:
    return vault.journal.delete_template(id)

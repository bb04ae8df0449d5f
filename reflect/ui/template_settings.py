"""Preferences: templates, own and shipped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.model import Changes, Template, TemplateId, new_id
from reflect.ui.bars import button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.preferences import Section

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

ROWS = 5


def own_templates(vault: OpenVault) -> tuple[Template, ...]:
    return vault.journal.templates()


def put(template: Template, vault: OpenVault) -> Changes:
    return vault.journal.put_template(template)


def delete(id: TemplateId, vault: OpenVault) -> Changes:
    return vault.journal.delete_template(id)


class TemplateSection(Section):
    def __init__(self, bridge: Bridge, window: MainWindow, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("Preferences", "Templates"))
        self._bridge = bridge
        self._window = window
        self._templates: dict[str, Template] = {}
        self.column.addWidget(
            label(
                self.tr(
                    "Yours come first where a template is chosen. Those that come with Reflect "
                    "are always there; take one as a start for your own."
                ),
                "soft",
            )
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._on_activated)
        self.column.addWidget(self.list)
        self.new = button(self.tr("New template…"), parent=self)
        self.new.clicked.connect(self._on_new)
        self.edit = button(self.tr("Edit…"), parent=self)
        self.edit.clicked.connect(self._on_edit)
        self.delete = button(self.tr("Delete"), parent=self)
        self.delete.clicked.connect(self._on_delete)
        ways = FlowLayout()
        for each in (self.new, self.edit, self.delete):
            ways.addWidget(each)
        self.column.addLayout(ways)
        bridge.changed.connect(self._on_changed)
        window.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_row(-1)

    def refresh(self) -> None:
        """Read the list again."""
        self._bridge.ask(self, own_templates, self._on_known)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.templates or changes.everything:
            self.refresh()

    def _on_known(self, own: tuple[Template, ...]) -> None:
        from PySide6.QtCore import QLocale

        from reflect.content import templates

        chosen = self._chosen()
        self.list.clear()
        self._templates = {}
        shipped = templates(QLocale().name()[:2])
        for template in (*own, *(t for t in shipped if t.id not in {o.id for o in own})):
            self._templates[template.id] = template
            words = template.name
            if template.shipped:
                words = self.tr("{name} (comes with Reflect)").format(name=template.name)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, template.id)
            self.list.addItem(item)
            if chosen is not None and template.id == chosen.id:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)

    def _chosen(self) -> Template | None:
        if self.list.currentRow() < 0:
            return None
        return self._templates.get(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _on_row(self, _row: int) -> None:
        chosen = self._chosen()
        self.edit.setEnabled(chosen is not None)
        self.delete.setEnabled(chosen is not None and not chosen.shipped)
        self.edit.setText(
            self.tr("Edit…") if chosen is None or not chosen.shipped else self.tr("Make it mine…")
        )

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self._on_edit()

    def _on_new(self) -> None:
        self._write(Template(TemplateId(new_id()), "", ""))

    def _on_edit(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.shipped:
            chosen = Template(TemplateId(new_id()), chosen.name, chosen.text)
        self._write(chosen)

    def _write(self, template: Template) -> None:
        dialog = TemplateDialog(template, self._window)
        dialog.kept = self._on_kept
        dialog.open()

    def _on_kept(self, template: Template) -> None:
        self._bridge.write(self, partial(put, template))

    def _on_delete(self) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.shipped:
            return
        self._bridge.write(self, partial(delete, chosen.id))
        self._window.offer_undo(
            self.tr("Deleted the template {name}").format(name=chosen.name),
            partial(self._on_kept, chosen),
        )

    def _on_theme_changed(self) -> None:
        self.list.setMinimumHeight(self.list.fontMetrics().height() * (ROWS + 2))


class TemplateDialog(QDialog):
    """A name and a text."""

    def __init__(self, template: Template, parent: QWidget) -> None:
        super().__init__(parent)
        self._template = template
        self.kept: object = None
        self.setWindowTitle("Reflect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 420)
        column = QVBoxLayout(self)
        self.name = QLineEdit(template.name, self)
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.text = QPlainTextEdit(template.text, self)
        self.text.setAccessibleName(self.tr("Text of the template"))
        self.text.setTabChangesFocus(True)
        for words, control in ((self.tr("&Name"), self.name), (self.tr("&Text"), self.text)):
            asks = QLabel(words)
            asks.setBuddy(control)
            column.addWidget(asks)
            column.addWidget(control)
        row = QHBoxLayout()
        drop = button(self.tr("&Keep it as it was"), "plain", self)
        drop.clicked.connect(self.reject)
        self.save = button(self.tr("&Save the template"), "primary", self)
        self.save.clicked.connect(self._on_save)
        row.addWidget(drop)
        row.addStretch(1)
        row.addWidget(self.save)
        column.addLayout(row)
        self.name.textChanged.connect(self._on_named)
        self._on_named(template.name)

    def _on_named(self, name: str) -> None:
        self.save.setEnabled(bool(name.strip()))

    def _on_save(self) -> None:
        template = Template(self._template.id, self.name.text().strip(), self.text.toPlainText())
        if callable(self.kept):
            self.kept(template)
        self.accept()

"""Bringing a toolkit in: what it would add, from whom; then its cards stand among the others."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from reflect.errors import ReflectError, SourcePassphraseNeeded, SourcePassphraseWrong
from reflect.formats import toolkit as kit
from reflect.model import Changes, KeptId, Strategy
from reflect.ui.bars import announce, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.messages import worded
from reflect.ui.passphrase import PassphraseField
from reflect.ui.scroller import Scroller
from reflect.ui.working import WorkingDialog

if TYPE_CHECKING:
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault


def look(path: Path, passphrase: str | None, day: date, vault: OpenVault) -> kit.Coming:
    return kit.compare(vault.journal, kit.read(path, passphrase), day)


def bring(coming: kit.Coming, vault: OpenVault) -> Changes:
    return kit.bring_in(vault.journal, coming)


def take_back(ids: tuple[KeptId, ...], vault: OpenVault) -> Changes:
    return vault.journal.trash_kept(Strategy, ids)


class ToolkitImport(WorkingDialog):
    """Choose, look, bring in; nothing is written before the verb button is pressed."""

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        path: Path | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(window, 620, 620)
        self._bridge = bridge
        self._today = today or date.today()  # noqa: DTZ011 - the day on the person's own calendar
        self._coming: kit.Coming | None = None
        self._sealed = False
        self._build()
        self.dress()
        self.choose.setFocus()
        if path is not None:
            self.look_at(path)

    def _build(self) -> None:
        space = self._window.theme.spacing
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, space(2), 0)
        inner.setSpacing(space(2))
        inner.addWidget(
            label(
                self.tr(
                    "A toolkit is a JSON file that another Reflect wrote. Cards that are here stay "
                    "as they are; what differs comes in beside them."
                ),
                "soft",
            )
        )
        self.place = QLineEdit(self)
        self.place.setReadOnly(True)
        self.place.setAccessibleName(self.tr("The file"))
        self.choose = button(self.tr("Choose a &file…"), parent=self)
        self.choose.clicked.connect(self._on_choose)
        inner.addWidget(self.place)
        row = FlowLayout()
        row.addWidget(self.choose)
        inner.addLayout(row)
        self.passphrase = PassphraseField(
            self._window.theme, self.tr("The toolkit's passphrase"), self
        )
        self._asks_passphrase = QLabel(self.tr("The toolkit's &passphrase"))
        self._asks_passphrase.setBuddy(self.passphrase.line)
        self.passphrase.entered.connect(self._look)
        self.unseal = button(self.tr("&Open it"), parent=self)
        self.unseal.clicked.connect(self._look)
        opening = FlowLayout()
        opening.addWidget(self.unseal)
        inner.addWidget(self._asks_passphrase)
        inner.addWidget(self.passphrase)
        inner.addLayout(opening)
        self.said = label("", "warn")
        inner.addWidget(self.said)
        self.summary = label("", "strong")
        self.details = label("")
        inner.addWidget(self.summary)
        inner.addWidget(self.details)
        inner.addStretch(1)
        self.close_button = button(self.tr("&Leave it"), "plain", self)
        self.close_button.clicked.connect(self.close)
        self.go = button("", "primary", self)
        self.go.clicked.connect(self._on_go)
        foot = FlowLayout(gap=space(2))
        foot.addWidget(self.close_button)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(label(self.tr("Bring a toolkit in"), "section"))
        column.addWidget(Scroller(page, self), 1)
        column.addWidget(self.progress)
        column.addLayout(foot)

    # looking --------------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a toolkit"),
            str(Path.home()),
            self.tr("Toolkits (*.json *.age);;All files (*)"),
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """What it would bring."""
        self.place.setText(str(path))
        self._sealed = False
        self.passphrase.forget()
        self._look()

    def _look(self) -> None:
        if self.busy or not self.place.text():
            return
        self._coming = None
        self.said.setText("")
        passphrase = self.passphrase.text if self._sealed else None
        self.begin(self.tr("Reading the toolkit"))
        self._bridge.ask(
            self,
            partial(look, Path(self.place.text()), passphrase, self._today),
            self._on_seen,
            self._on_failed,
        )

    def _on_seen(self, coming: kit.Coming) -> None:
        self._coming = coming
        self.end()
        self.passphrase.forget()
        self._sealed = False
        self.dress()
        (self.go if coming.arrivals else self.choose).setFocus()
        announce(self, f"{self.summary.text()} {self.details.text()}")

    def _on_failed(self, error: ReflectError) -> None:
        self.end()
        asks = isinstance(error, SourcePassphraseNeeded | SourcePassphraseWrong)
        self._sealed = asks
        if not isinstance(error, SourcePassphraseNeeded):
            self.said.setText(" ".join(worded(error)))
        self.dress()
        if asks:
            self.passphrase.line.setFocus()
            self.passphrase.line.selectAll()
        else:
            self.choose.setFocus()
        announce(self, self.said.text() or self._asks_passphrase.text().replace("&", ""))

    def dress(self) -> None:
        super().dress()
        coming, busy = self._coming, self.busy
        for each in (self._asks_passphrase, self.passphrase, self.unseal):
            each.setVisible(self._sealed)
        self.place.setVisible(bool(self.place.text()))
        self.choose.setEnabled(not busy)
        self.said.setVisible(bool(self.said.text()))
        self.summary.setVisible(coming is not None)
        self.details.setVisible(coming is not None)
        count = len(coming.arrivals) if coming is not None else 0
        self.go.setText(
            self.tr("&Bring in 1 card")
            if count == 1
            else self.tr("&Bring in {count} cards").format(count=count)
        )
        self.go.setVisible(count > 0)
        self.go.setEnabled(count > 0 and not busy)
        if coming is not None:
            self.summary.setText(self._summary(coming))
            self.details.setText(self._details(coming))

    def _summary(self, coming: kit.Coming) -> str:
        if not coming.arrivals:
            return self.tr("Nothing in it is new to you.")
        if coming.sender:
            return self.tr("From {name}").format(name=coming.sender)
        return self.tr("It would bring")

    def _details(self, coming: kit.Coming) -> str:
        lines = [f"• {each.strategy.title}" for each in coming.new]
        if coming.changed:
            lines.append(self.tr("Beside cards of yours that say something else:"))
            lines.extend(f"• {each.strategy.title}" for each in coming.changed)
        if coming.unchanged:
            lines.append(self.tr("Here already: {count}").format(count=coming.unchanged))
        if coming.skipped:
            lines.append(self.tr("Left out, without a title: {count}").format(count=coming.skipped))
        return "\n".join(lines)

    # bringing in -----------------------------------------------------------------------------

    def _on_go(self) -> None:
        if self._coming is None or self.busy:
            return
        self.begin(self.tr("Bringing the toolkit in"))
        self._bridge.write(
            self, partial(bring, self._coming), self._on_brought, self._on_not_brought
        )

    def _on_brought(self, _changes: Changes) -> None:
        coming = self._coming
        self.end()
        assert coming is not None
        ids = tuple(each.strategy.id for each in coming.arrivals)
        self._window.offer_undo(
            self.tr("Brought in: 1 card")
            if len(ids) == 1
            else self.tr("Brought in: {count} cards").format(count=len(ids)),
            partial(self._bridge.write, self._window, partial(take_back, ids)),
        )
        self.close()

    def _on_not_brought(self, error: ReflectError) -> None:
        self.end()
        self.said.setText(" ".join(worded(error)))
        self.dress()
        announce(self, self.said.text(), urgent=True)

    def forget(self) -> None:
        self.passphrase.forget()

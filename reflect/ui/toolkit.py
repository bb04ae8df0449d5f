"""Taking ways of coping along: which cards, how much of them, as what; seen before it is
written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError
from reflect.formats import toolkit as kit
from reflect.formats import toolkit_pages
from reflect.ui import paper
from reflect.ui.bars import announce, button, label
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.messages import worded
from reflect.ui.passphrase import NewPassphrase
from reflect.ui.print_preview import Pages, paper_choice
from reflect.ui.region import country_code
from reflect.ui.scroller import Scroller
from reflect.ui.take_out import Opens, documents, show_folder
from reflect.ui.working import WorkingDialog

if TYPE_CHECKING:
    from reflect.model import Strategy
    from reflect.ui.bridge import Bridge
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

BESIDE_FROM = 820
"""Width, at 100 % text, from which on the preview stands beside the choices."""
DELAY_MS = 150
PRINTED = ("pdf", "wallet")
ENDINGS = {"pdf": ".pdf", "wallet": ".pdf", "html": ".html", "md": ".md", "json": ".json"}


@dataclass(frozen=True, slots=True)
class Found:
    """The cards there are, and those that are likely meant: own ones and used ones."""

    cards: tuple[Strategy, ...]
    meant: frozenset[str]


def find(language: str, vault: OpenVault) -> Found:
    from reflect.insights.coping import is_own
    from reflect.model import Use

    cards = kit.all_cards(vault.journal, language)
    used = {use.strategy for use in vault.journal.kept(Use)}
    meant = frozenset(card.id for card in cards if is_own(card) or card.id in used)
    return Found(cards, meant or frozenset(card.id for card in cards))


def gather(choice: kit.Choice, day: date, vault: OpenVault) -> kit.Toolkit:
    return kit.gather(vault.journal, choice, day)


def write(
    path: Path, data: bytes, sealed_with: str | None, key: str | None, _vault: OpenVault
) -> None:
    """Off the window's thread: sealing takes a second."""
    kit.write(path, data, sealed_with=sealed_with, to=kit.recipient(key) if key else None)


class ToolkitDialog(WorkingDialog):
    """Choices, and what will be on the pages."""

    goes_on = True

    def __init__(
        self,
        bridge: Bridge,
        window: MainWindow,
        *,
        folder: Path | None = None,
        today: date | None = None,
        opens: Opens = show_folder,
    ) -> None:
        super().__init__(window, 1000, 800)
        self._bridge = bridge
        self._folder = folder or documents()
        self._today = today or date.today()  # noqa: DTZ011 - the day on the person's own calendar
        self._opens = opens
        self._language = language_of(window.settings)
        self._toolkit: kit.Toolkit | None = None
        self._written: Path | None = None
        self._named = False
        self._asked = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._ask)
        self._build()
        self.dress()
        self.cards.setFocus()
        bridge.ask(self, partial(find, self._language), self._on_found)

    # building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        space = self._window.theme.spacing
        self._choices = QWidget(self)
        inner = QVBoxLayout(self._choices)
        inner.setContentsMargins(0, 0, space(2), 0)
        inner.setSpacing(space(2))
        self._build_cards(inner)
        self._build_extent(inner)
        self._build_format(inner)
        self._build_seal(inner)
        self._build_place(inner)
        inner.addStretch(1)
        self.preview = Pages(self._window.theme, self, fitting=True)
        self.preview.setMinimumSize(self._window.theme.px(240), self._window.theme.px(260))
        self._text_twin = QCheckBox(self.tr("Preview as te&xt"), self)
        self._text_twin.toggled.connect(self._on_as_text)
        self.extent = label("", "soft")
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        head = FlowLayout(gap=space(3))
        head.addWidget(self.extent)
        head.addWidget(self._text_twin)
        beside.addLayout(head)
        beside.addWidget(self.preview, 1)
        room = QWidget(self)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, room)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(space(4))
        self._across.addWidget(self._choices, 1)
        self._across.addWidget(right, 1)
        self.said = label("", "soft")
        self.said.hide()
        self.show_button = button(self.tr("Show in &folder"), parent=self)
        self.show_button.clicked.connect(self._on_show)
        self.show_button.hide()
        self.close_button = button(self.tr("Cl&ose"), "plain", self)
        self.close_button.clicked.connect(self.close)
        self.print = button(self.tr("Pr&int…"), parent=self)
        self.print.clicked.connect(self._on_print)
        self.go = button(self.tr("&Write it"), "primary", self)
        self.go.clicked.connect(self._on_go)
        foot = FlowLayout(gap=space(2))
        for way in (self.close_button, self.show_button, self.print, self.go):
            foot.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(label(self.tr("Take my toolkit along"), "section"))
        column.addWidget(Scroller(room, self), 1)
        self.hint = label("", "soft")
        column.addWidget(self.said)
        column.addWidget(self.hint)
        column.addWidget(self.progress)
        column.addLayout(foot)

    def _build_cards(self, inner: QVBoxLayout) -> None:
        self.cards = QListWidget(self)
        self.cards.setAccessibleName(self.tr("Cards, in the order in which they go along"))
        self.cards.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cards.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setMinimumHeight(self._window.theme.px(150))
        self.cards.itemChanged.connect(self._refresh)
        self.cards.model().rowsMoved.connect(self._refresh)
        self.cards.currentRowChanged.connect(self._on_row)
        asks = QLabel(self.tr("Ca&rds, in this order"))
        asks.setBuddy(self.cards)
        inner.addWidget(asks)
        inner.addWidget(self.cards, 1)
        self.up = button(self.tr("Move &up"), parent=self)
        self.up.setToolTip(self.tr("Move the card up (Ctrl+Up)"))
        self.up.clicked.connect(partial(self.move_card, -1))
        self.down = button(self.tr("Move &down"), parent=self)
        self.down.setToolTip(self.tr("Move the card down (Ctrl+Down)"))
        self.down.clicked.connect(partial(self.move_card, 1))
        self.all = button(self.tr("All"), "plain", self)
        self.all.clicked.connect(partial(self.check_all, True))
        self.none = button(self.tr("None"), "plain", self)
        self.none.clicked.connect(partial(self.check_all, False))
        for keys, step in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            QShortcut(QKeySequence(keys), self.cards, partial(self.move_card, step)).setContext(
                Qt.ShortcutContext.WidgetShortcut
            )
        ways = FlowLayout()
        for each in (self.up, self.down, self.all, self.none):
            ways.addWidget(each)
        inner.addLayout(ways)

    def _build_extent(self, inner: QVBoxLayout) -> None:
        self.results = QCheckBox(self.tr("&How they worked, in numbers"), self)
        self.names = QCheckBox(self.tr("&Names of people"), self)
        self.names.setToolTip(self.tr("Who a card is from, and the people on it"))
        self.plan = QCheckBox(self.tr("M&y safety plan as well"), self)
        self.bridge_card = QCheckBox(self.tr("My &bridge card as well"), self)
        for each in (self.results, self.names, self.plan, self.bridge_card):
            each.toggled.connect(self._refresh)
            inner.addWidget(each)
        self.from_whom = QLineEdit(self)
        self.from_whom.setMaxLength(100)
        self.from_whom.textChanged.connect(self._refresh)
        self.from_whom.setAccessibleName(self.tr("Who it is from, if you want to be named"))
        asks = QLabel(self.tr("Fro&m (if you want to be named)"))
        asks.setWordWrap(True)
        asks.setBuddy(self.from_whom)
        inner.addWidget(asks)
        inner.addWidget(self.from_whom)

    def _build_format(self, inner: QVBoxLayout) -> None:
        self.format = QComboBox(self)
        for name, words in (
            ("pdf", self.tr("PDF, to print or to send")),
            ("wallet", self.tr("Wallet card, a PDF to fold")),
            ("html", self.tr("Web page, one file")),
            ("md", self.tr("Markdown text")),
            ("json", self.tr("For another Reflect (JSON)")),
        ):
            self.format.addItem(words, name)
        self.format.currentIndexChanged.connect(self._on_format)
        self.paper = paper_choice(self)
        self.paper.currentIndexChanged.connect(self._show)
        self.large = QCheckBox(self.tr("Lar&ge print"), self)
        self.large.toggled.connect(self._show)
        self._asks_format = QLabel(self.tr("&Kind of file"))
        self._asks_format.setBuddy(self.format)
        self._asks_paper = QLabel(self.tr("Pap&er"))
        self._asks_paper.setBuddy(self.paper)
        for asks, field in ((self._asks_format, self.format), (self._asks_paper, self.paper)):
            inner.addWidget(asks)
            inner.addWidget(field)
        inner.addWidget(self.large)

    def _build_seal(self, inner: QVBoxLayout) -> None:
        self.seal = QComboBox(self)
        self.seal.addItem(self.tr("Not sealed: anyone can read it"), "")
        self.seal.addItem(self.tr("Sealed with a passphrase (age)"), "passphrase")
        self.seal.addItem(self.tr("Sealed to somebody's age key"), "key")
        self.seal.currentIndexChanged.connect(self._on_format)
        asks = QLabel(self.tr("Sea&l"))
        asks.setBuddy(self.seal)
        self.passphrase = NewPassphrase(self._window.theme, self._window.clipboard, self)
        self.passphrase.changed.connect(self.dress)
        self.key = QLineEdit(self)
        self.key.setPlaceholderText("age1…")
        self.key.setAccessibleName(self.tr("Their age key, which begins with age1"))
        self.key.textChanged.connect(self.dress)
        self.key_words = label("", "warn")
        for each in (asks, self.seal, self.passphrase, self.key, self.key_words):
            inner.addWidget(each)
        for combo in (self.format, self.seal):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(16)

    def _build_place(self, inner: QVBoxLayout) -> None:
        self.place = QLineEdit(self)
        self.place.textEdited.connect(self._on_named)
        self.place.textChanged.connect(self.dress)
        asks = QLabel(self.tr("In&to this new file"))
        asks.setBuddy(self.place)
        self.choose = button(self.tr("Choose…"), parent=self)
        self.choose.setAccessibleName(self.tr("Choose where to write it"))
        self.choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        inner.addWidget(asks)
        inner.addLayout(row)

    # the cards ---------------------------------------------------------------------------------

    def _on_found(self, found: Found) -> None:
        self.cards.blockSignals(True)
        for card in found.cards:
            item = QListWidgetItem(card.title)
            item.setData(Qt.ItemDataRole.UserRole, card.id)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            meant = card.id in found.meant
            item.setCheckState(Qt.CheckState.Checked if meant else Qt.CheckState.Unchecked)
            self.cards.addItem(item)
        self.cards.blockSignals(False)
        self.cards.setCurrentRow(0)
        self._ask()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids, in order."""
        items = [self.cards.item(row) for row in range(self.cards.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def move_card(self, step: int, *_checked: bool) -> None:
        """The current card one place up (−1) or down (1)."""
        row = self.cards.currentRow()
        to = row + step
        if row < 0 or not 0 <= to < self.cards.count():
            return
        self.cards.insertItem(to, self.cards.takeItem(row))
        self.cards.setCurrentRow(to)
        announce(
            self.cards,
            self.tr("{title}: place {number} of {count}").format(
                title=self.cards.item(to).text(), number=to + 1, count=self.cards.count()
            ),
        )
        self._refresh()

    def check_all(self, on: bool, *_checked: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.cards.count()):
            self.cards.item(row).setCheckState(state)

    def _on_row(self, row: int) -> None:
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.cards.count() - 1)

    # what it would be --------------------------------------------------------------------------

    @property
    def way(self) -> str:
        """pdf, wallet, html, md or json."""
        return str(self.format.currentData())

    @property
    def path(self) -> Path:
        return Path(self.place.text().strip()).expanduser()

    def _refresh(self, *_what: object) -> None:
        self._wait.start(DELAY_MS)
        self.dress()

    def _ask(self) -> None:
        self._wait.stop()
        self._asked += 1
        whole = self.way not in {"json", "wallet"}
        choice = kit.Choice(
            ids=self.chosen,
            results=self.results.isChecked(),
            names=self.names.isChecked(),
            plan=self.plan.isChecked() and whole,
            bridge=self.bridge_card.isChecked() and whole,
            sender=self.from_whom.text(),
            language=self._language,
            country=country_code(self._window.settings),
        )
        self._bridge.ask(
            self, partial(gather, choice, self._today), partial(self._on_gathered, self._asked)
        )

    def _on_gathered(self, asked: int, toolkit: kit.Toolkit) -> None:
        if asked == self._asked:
            self._toolkit = toolkit
            self._show()
            self.dress()

    def sheets(self) -> paper.Sheets | None:
        """What is printed; None before it is known."""
        if self._toolkit is None:
            return None
        large = self.large.isChecked()
        if self.way == "wallet":
            from reflect.ui.wallet import WalletSheets

            return WalletSheets(self._toolkit, large_print=large)
        page = toolkit_pages.paper_html(self._toolkit)
        return paper.as_sheets(paper.document_from_html(page, large_print=large))

    def _show(self, *_what: object) -> None:
        sheets = self.sheets()
        if sheets is None or self._toolkit is None:
            return
        self.preview.show_sheets(sheets, str(self.paper.currentData()))
        if self.way == "md":
            self.preview.words.setPlainText(toolkit_pages.markdown(self._toolkit))
        elif self.way == "json":
            self.preview.words.setPlainText(kit.to_json(self._toolkit).decode())
        self.preview.show_words(self.way in {"md", "json"} or self._text_twin.isChecked())

    def _on_as_text(self, _on: bool) -> None:
        self._show()

    def _on_format(self, *_index: int) -> None:
        self._propose()
        self._refresh()

    # where to ------------------------------------------------------------------------------------

    def _ending(self) -> str:
        return ENDINGS[self.way] + (".age" if self.seal.currentData() else "")

    def _propose(self) -> None:
        if self._named:
            bare = self.path.name.removesuffix(".age")
            for ending in set(ENDINGS.values()):
                bare = bare.removesuffix(ending)
            self.place.setText(str(self.path.with_name(f"{bare}{self._ending()}")))
            return
        stem = f"toolkit-{self._today.isoformat()}"
        path, count = self._folder / f"{stem}{self._ending()}", 1
        while path.exists():
            count += 1
            path = self._folder / f"{stem}-{count}{self._ending()}"
        self.place.setText(str(path))

    def _on_named(self, _text: str) -> None:
        self._named = bool(self.path.name)

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("Where to write it"),
            self.place.text(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.place.setText(name)
            self._named = True
            self._propose()

    def dress(self) -> None:
        super().dress()
        if not self.place.text():
            self._propose()
        way, seal, count = self.way, str(self.seal.currentData()), len(self.chosen)
        printed, busy = way in PRINTED, self.busy
        for each in (self._asks_paper, self.paper, self.large):
            each.setVisible(printed)
        self.plan.setEnabled(way not in {"json", "wallet"})
        self.bridge_card.setEnabled(way not in {"json", "wallet"})
        self._text_twin.setVisible(way not in {"md", "json"})
        self.passphrase.setVisible(seal == "passphrase")
        self.key.setVisible(seal == "key")
        wrong = seal == "key" and bool(self.key.text().strip()) and not self._key_fits()
        self.key_words.setText(self.tr("That is not an age key yet.") if wrong else "")
        self.key_words.setVisible(wrong)
        self._choices.setEnabled(not busy)
        said = self.tr("1 card") if count == 1 else self.tr("{count} cards").format(count=count)
        left = self._toolkit.left_out if self._toolkit is not None else 0
        if left:
            more = self.tr("photos that stay here, too large or of another kind: {count}")
            said = f"{said}; {more.format(count=left)}"
        self.extent.setText(said)
        sealable = {"": True, "passphrase": self.passphrase.passphrase is not None}.get(
            seal, self._key_fits()
        )
        ready = count > 0 and self._toolkit is not None and not busy
        self.go.setEnabled(ready and sealable and bool(self.place.text().strip()))
        hint = ""
        if ready and not sealable:
            passphrase = self.tr("To seal it, type a passphrase twice.")
            key = self.tr("To seal it, paste the age key of whoever is to open it.")
            hint = passphrase if seal == "passphrase" else key
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.print.setEnabled(ready)
        self.print.setVisible(printed)

    def _key_fits(self) -> bool:
        try:
            kit.recipient(self.key.text())
        except ReflectError:
            return False
        return True

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._window.theme.px(BESIDE_FROM)
        self._across.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(400, 320)

    # writing -------------------------------------------------------------------------------------

    def _data(self) -> bytes:
        assert self._toolkit is not None
        if self.way == "json":
            return kit.to_json(self._toolkit)
        if self.way == "md":
            return toolkit_pages.markdown(self._toolkit).encode()
        if self.way == "html":
            return toolkit_pages.html(self._toolkit).encode()
        sheets = self.sheets()
        assert sheets is not None
        return paper.pdf(sheets, str(self.paper.currentData()))

    def _on_go(self) -> None:
        if self.busy or not self.go.isEnabled():
            return
        if self._wait.isActive():
            # What was changed a moment ago goes along too.
            self._ask()
            self._bridge.settle()
        self.said.hide()
        self.show_button.hide()
        data, seal, path = self._data(), self.seal.currentData(), self.path
        secret = self.passphrase.passphrase if seal == "passphrase" else None
        key = self.key.text() if seal == "key" else None
        self.begin(self.tr("Writing the toolkit"))
        self._bridge.ask(
            self,
            partial(write, path, data, secret, key),
            partial(self._on_written, path),
            self._on_not_written,
        )

    def _on_written(self, path: Path, _nothing: None) -> None:
        self.end()
        self.passphrase.forget()
        self._written = path
        said = self.tr("Written to {path}.").format(path=path)
        if self.left:
            self._window.trouble(said, key="toolkit-written", calm=True)
            self.deleteLater()
            return
        self._named = False
        self._propose()
        self.show_button.show()
        self._say(said)
        self.show_button.setFocus()

    def _on_not_written(self, error: ReflectError) -> None:
        self.end()
        if self.left:
            self._window.trouble(error)
            self.deleteLater()
            return
        self._say(" ".join(worded(error)), urgent=True)
        self.go.setFocus()

    def _say(self, text: str, *, urgent: bool = False) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text, urgent=urgent)

    def _on_show(self) -> None:
        if self._written is not None:
            self._opens(self._written)

    def _on_print(self) -> None:
        sheets = self.sheets()
        if sheets is not None:
            paper.show_preview(
                self, self._window.theme, self.tr("My toolkit"), sheets, self.tr("Toolkit")
            )

    def forget(self) -> None:
        self.passphrase.forget()

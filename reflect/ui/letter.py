"""A letter to be read: what somebody shared, and what was said under it by both.

Whatever came is text and nothing besides: no HTML, no Markdown, nothing loaded from anywhere. A
link is words until somebody has seen where it leads.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.shares import Ask, ShareState
from reflect.ui.adopting import CardThatCame
from reflect.ui.bars import ToolButton, button, label
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.moment import spoken
from reflect.ui.shown import mood_words
from reflect.ui.threads import Letter, Said, date_is_odd
from reflect.ui.timeline_words import long_day
from reflect.ui.wrapping import LongLink, LongWords

if TYPE_CHECKING:
    from reflect.shares import Arrival
    from reflect.ui.theme import Theme
    from reflect.ui.threads import Key

WIDEST = 720
MOST_LINKS = 20
LONGEST_HOST = 253
"""Letters: the network's names have no more."""
LONGEST_SHOWN = 500
"""Letters of an address; who copies it has all of it."""
AT_ONCE = 50
"""Answers that are shown before one asks for more: each is several controls."""
_LINK: Final = re.compile(r"https?://[^\s<>\"“”‘’]+", re.IGNORECASE)


def links(text: str) -> tuple[str, ...]:
    """The addresses in a text that could be opened, each once."""
    found = (each.rstrip(".,;:!?)]}'") for each in _LINK.findall(text))
    good = (each for each in found if safe_url(each) is not None)
    return tuple(dict.fromkeys(good))[:MOST_LINKS]


def safe_url(address: str) -> QUrl | None:
    """http and https alone, with a host."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    if not url.isValid() or url.scheme() not in {"http", "https"}:
        return None
    return url if 0 < len(host) <= LONGEST_HOST else None


def _lines_of(address: str) -> str:
    """As much of it as leaves the buttons on the screen, with places to break it."""
    if len(address) > LONGEST_SHOWN:
        address = f"{address[:LONGEST_SHOWN]} …"
    return re.sub(r"(/|[^/\u200b]{40})", "\\1\u200b", address)


class LinkDialog(QMessageBox):
    """Where a link leads, before anything is opened."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        url = safe_url(address)
        self._url = url
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("A link"))
        # Letters that only look like others show here as what they are.
        host = url.host(QUrl.ComponentFormattingOption.FullyEncoded) if url is not None else ""
        self.setText(self.tr("This link leads out of Reflect, to {host}.").format(host=host))
        self.whole = (
            url.toString(QUrl.ComponentFormattingOption.FullyEncoded) if url is not None else ""
        )
        self.setInformativeText(_lines_of(self.whole))
        leave = self.addButton(self.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        self.copy = self.addButton(self.tr("Copy the address"), QMessageBox.ButtonRole.ActionRole)
        self.out = self.addButton(self.tr("Open in the browser"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(leave)
        self.setEscapeButton(leave)
        self.buttonClicked.connect(self._on_button)

    def _on_button(self, pressed: QObject) -> None:
        if pressed is self.copy:
            QGuiApplication.clipboard().setText(self.whole)
        elif pressed is self.out and self._url is not None:
            QDesktopServices.openUrl(self._url)


class Picture(QWidget):
    """A photo, no wider than there is room for."""

    def __init__(self, image: QImage, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self.setAccessibleName(name)
        self.setMaximumWidth(image.width())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return self._image.size()

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(min(80, self._image.width()), 1)

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        width = min(width, self._image.width())
        return max(1, round(self._image.height() * width / max(1, self._image.width())))

    @guarded(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRect(0, 0, self.width(), self.heightForWidth(self.width()))
        painter.drawImage(room, self._image)
        painter.end()


class LetterView(QWidget):
    """Shows a `Letter`; what one does with it are its signals."""

    let_go_asked = Signal(object)
    """The Arrival that is to be deleted here."""
    keep_asked = Signal()
    answered = Signal(object, object)
    """A question that came, and the Ask that answers it."""
    adopt_asked = Signal(object)
    """The Arrival with a way of coping."""

    def __init__(
        self, theme: Theme, language: content.Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.spacing(2))
        self.links: list[QPushButton] = []
        self.cards: list[CardThatCame] = []
        self.aways: list[ToolButton] = []
        """One for each thing that they said."""
        self.delete: QPushButton | None = None
        self.keep: QPushButton | None = None
        self.yes: QPushButton | None = None
        self.no: QPushButton | None = None
        self.letter: Letter | None = None
        self.more: QPushButton | None = None
        """Where earlier answers are left out."""
        self._most = AT_ONCE
        self._of: Key | None = None
        """The letter of which so many answers are shown."""
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        for each in self.aways:
            each.setIcon(self._theme.icon("trash", "soft"))
            each.setIconSize(self._theme.icon_size)

    def clear(self) -> None:
        """Nothing is shown any more."""
        _empty(self.lines)
        self.links, self.cards, self.aways = [], [], []
        self.delete = self.keep = self.yes = self.no = self.more = None
        self.letter = None

    def show_letter(self, letter: Letter) -> None:
        """All of it, the newest of what was said at the end."""
        self.clear()
        self.letter = letter
        if letter.key != self._of:
            self._of, self._most = letter.key, AT_ONCE
        first = letter.first
        if first.arrival is not None and first.arrival.asked_at is not None and not letter.kept:
            self._show_request(letter)
        if first.mine:
            who = self.tr("You, to {name}").format(name=letter.name)
        else:
            who = self.tr("From {name}").format(name=letter.name)
        self._line(who, "section")
        self._line(self._when(first), "caption")
        self._show_ask(letter)
        if first.kind == "entry":
            self._show_entry(letter)
        elif first.kind == "strategy":
            self._show_card(letter, first)
        else:
            # What it answers is not here any more.
            self._show_spoken(letter, first, self._frame("card"))
        if letter.said:
            self.lines.addSpacing(self._theme.spacing(2))
            self._line(self.tr("What was said"), "strong")
            if len(letter.said) > self._most:
                self.more = button(
                    QCoreApplication.translate("LedgerView", "Show more"), "link", self
                )
                self.more.clicked.connect(self._show_more)
                self.lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
            for each in letter.said[-self._most :]:
                self._show_said(letter, each)
        if letter.question is not None:
            self._show_question(letter)

    def _show_more(self) -> None:
        """Earlier answers, too."""
        if self.letter is not None:
            self._most += AT_ONCE
            self.show_letter(self.letter)
            target = self.more or next(iter(self.aways), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    # parts ------------------------------------------------------------------------------------

    def _line(self, text: str, role: str | None = None) -> QLabel | None:
        if not text:
            return None
        made = label(text, role, kind=LongWords)
        self.lines.addWidget(made)
        return made

    def _frame(self, role: str) -> QVBoxLayout:
        frame = QFrame(self)
        frame.setProperty("role", role)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(*(self._theme.spacing(3),) * 4)
        inside.setSpacing(self._theme.spacing(1))
        self.lines.addWidget(frame)
        return inside

    def _words(self, text: str, into: QVBoxLayout) -> None:
        """Text that came: it can be chosen and copied, with the keyboard as well."""
        if not text:
            return
        made = label(text, kind=LongWords)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Room for the ring of the focus.
        made.setMargin(self._theme.spacing(1))
        into.addWidget(made)
        for address in links(text):
            link = LongLink(self.tr("A link to {host}").format(host=_host(address)), self)
            link.setToolTip(self.tr("See where it leads"))
            link.clicked.connect(partial(self.ask_about, address))
            into.addWidget(link)
            self.links.append(link)

    def ask_about(self, address: str, *_checked: bool) -> LinkDialog:
        """Say where a link leads; it opens from there alone."""
        dialog = LinkDialog(address, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _when(self, said: Said) -> str:
        when = spoken(said.at.astimezone())
        if said.arrival is None:
            return when
        return self.tr("Came on {when}").format(when=when)

    def _show_request(self, letter: Letter) -> None:
        inside = self._frame("notice")
        inside.addWidget(
            label(
                self.tr("{name} asks you to delete this.").format(name=letter.name),
                "strong",
                kind=LongWords,
            )
        )
        inside.addWidget(label(self.tr("Where you delete it, they hear so."), "soft"))
        self.delete = button(self.tr("Delete it"))
        self.delete.clicked.connect(partial(self._on_let_go, letter.first.arrival))
        self.keep = button(self.tr("Keep it"))
        self.keep.clicked.connect(self.keep_asked)
        row = FlowLayout(gap=self._theme.spacing(1))
        for each in (self.delete, self.keep):
            each.setEnabled(not letter.read_only)
            row.addWidget(each)
        inside.addLayout(row)

    def _show_ask(self, letter: Letter) -> None:
        from reflect.sync import advice

        said = letter.first.body.get("ask")
        if letter.first.mine and letter.first.kind == "entry" and said:
            words = advice.words(Ask(said), self._language).sharer
            self._frame("sunken").addWidget(
                label(self.tr("You asked: {ask}").format(ask=words), "strong", kind=LongWords)
            )
        elif letter.ask is not None:
            words = advice.words(letter.ask, self._language).replier
            self._frame("sunken").addWidget(
                label(words.replace("{name}", letter.name), "strong", kind=LongWords)
            )

    def _show_entry(self, letter: Letter) -> None:
        body, first = letter.first.body, letter.first
        inside = self._frame("card")
        time = body.get("time")
        if time:
            inside.addWidget(label(self._moment(time, first), "caption", kind=LongWords))
        if body.get("title"):
            inside.addWidget(label(body["title"], "section", kind=LongWords))
        if body.get("mood"):
            inside.addWidget(label(mood_words(body["mood"], self._language)))
        feelings = [
            content.feeling_word(each["word"], self._language)
            + (f" {each['intensity']}/5" if each["intensity"] else "")
            for each in body.get("emotions") or ()
        ]
        if feelings:
            said = self.tr("Feelings: {feelings}").format(feelings=", ".join(feelings))
            inside.addWidget(label(said, kind=LongWords))
        self._words(str(body.get("text") or ""), inside)
        for number, picture in enumerate(letter.photos, 1):
            self._show_photo(picture, number, len(letter.photos), inside)
        missing = len(body.get("attachments") or ()) - len(letter.photos)
        if missing > 0 and not first.mine:
            inside.addWidget(
                label(
                    self.tr("Photos that cannot be shown safely: {count}").format(count=missing),
                    "soft",
                )
            )
        elif missing > 0:
            inside.addWidget(label(self.tr("Photos: {count}").format(count=missing), "soft"))
        if body.get("tags"):
            inside.addWidget(
                label("  ".join(f"#{t}" for t in body["tags"]), "soft", kind=LongWords)
            )
        if body.get("expires_at"):
            ends = datetime.fromisoformat(body["expires_at"]).astimezone()
            inside.addWidget(
                label(self.tr("It goes by itself on {day}.").format(day=spoken(ends)), "caption")
            )

    def _moment(self, time: dict[str, str], said: Said) -> str:
        at, part = str(time["at"]), time.get("part")
        if date_is_odd(at, said.at if said.at.tzinfo else said.at.replace(tzinfo=UTC)):
            return self.tr("Written, it says, at {when}: that cannot be right.").format(when=at)
        found = datetime.fromisoformat(at)
        if part is None:
            return self.tr("Written on {when}").format(when=spoken(found))
        parts = {
            "night": self.tr("{day}, at night"),
            "morning": self.tr("{day}, in the morning"),
            "afternoon": self.tr("{day}, in the afternoon"),
            "evening": self.tr("{day}, in the evening"),
        }
        return self.tr("Written on {when}").format(
            when=parts[part].format(day=long_day(found.date()))
        )

    def _show_photo(self, picture: QImage, number: int, count: int, into: QVBoxLayout) -> None:
        name = self.tr("Photo {number} of {count}").format(number=number, count=count)
        into.addWidget(Picture(picture, name, self))

    def _show_card(self, letter: Letter, said: Said, into: QVBoxLayout | None = None) -> None:
        card = said.card
        if card is None:
            return
        adopted = said.arrival is not None and said.arrival.adopted is not None
        made = CardThatCame(
            self._theme,
            self._language,
            card,
            letter.name,
            mine=said.mine,
            adopted=adopted,
            read_only=letter.read_only,
        )
        made.tried.connect(partial(self._on_tried, said.arrival))
        self.cards.append(made)
        (into or self.lines).addWidget(made)

    def _on_tried(self, item: Arrival | None) -> None:
        if item is not None:
            self.adopt_asked.emit(item)

    def _show_said(self, letter: Letter, said: Said) -> None:
        inside = self._frame("sunken" if said.mine else "card")
        who = self.tr("You") if said.mine else letter.name
        head = f"{who} · {spoken(said.at.astimezone())}"
        if said.share is not None and said.share.state is ShareState.WAITING:
            head += " · " + self.tr("waits to be sent")
        row = QHBoxLayout()
        row.addWidget(label(head, "caption", kind=LongWords), 1)
        if said.arrival is not None and not letter.read_only:
            row.addWidget(self._away(said.arrival, head), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(row)
        self._show_spoken(letter, said, inside)
        if said.arrival is not None and said.arrival.asked_at is not None:
            asks = self.tr("{name} asks you to delete this.").format(name=letter.name)
            inside.addWidget(label(asks, "strong", kind=LongWords))

    def _show_spoken(self, letter: Letter, said: Said, inside: QVBoxLayout) -> None:
        if said.kind == "reply":
            self._words(str(said.body.get("text") or ""), inside)
            self._show_card(letter, said, inside)
        else:
            inside.addWidget(label(self._one_tap(said), kind=LongWords))

    def _away(self, item: Arrival, head: str) -> ToolButton:
        away = ToolButton(self)
        away.setProperty("role", "plain")
        away.setToolTip(self.tr("Let go of it…"))
        away.setAccessibleName(self.tr("Let go of: {what}").format(what=head))
        away.clicked.connect(partial(self._on_let_go, item))
        self.aways.append(away)
        self._dress()
        return away

    def _one_tap(self, said: Said) -> str:
        from reflect.sync import advice

        if said.kind == "ask-again":
            ask = said.body.get("ask")
            if ask:
                return advice.words(Ask(ask), self._language).sharer
            return self.tr("May I say what I think?")
        return {
            "hear": self.tr("I hear you"),
            "me-too": self.tr("Me too"),
            "thanks": self.tr("Thank you for telling me"),
            "helped": self.tr("It helped me"),
            "helped-a-little": self.tr("It helped a little"),
            "glad-i-tried": self.tr("I am glad I tried it"),
            "now-mine": self.tr("It is one of mine now"),
        }[str(said.body.get("what"))]

    def _show_question(self, letter: Letter) -> None:
        question = letter.question
        inside = self._frame("notice")
        inside.addWidget(
            label(
                self.tr("{name} would like to say what comes to mind. May they?").format(
                    name=letter.name
                ),
                "strong",
                kind=LongWords,
            )
        )
        self.yes = button(self.tr("Yes, ideas are welcome"))
        self.yes.clicked.connect(partial(self._on_answer, question, Ask.IDEAS))
        self.no = button(self.tr("No, just listen"))
        self.no.clicked.connect(partial(self._on_answer, question, Ask.LISTEN))
        row = FlowLayout(gap=self._theme.spacing(1))
        for each in (self.yes, self.no):
            each.setEnabled(letter.may_send)
            row.addWidget(each)
        inside.addLayout(row)

    def _on_let_go(self, item: Arrival | None, *_checked: bool) -> None:
        self.let_go_asked.emit(item)

    def _on_answer(self, question: Arrival | None, ask: Ask, *_checked: bool) -> None:
        self.answered.emit(question, ask)


def _host(address: str, longest: int = 24) -> str:
    """Of a long one the end, which says whose it is."""
    url = safe_url(address)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded) if url is not None else ""
    return host if len(host) <= longest else "…" + host[1 - longest :]


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
            inner.deleteLater()

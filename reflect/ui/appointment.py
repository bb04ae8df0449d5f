"""A sheet for an appointment: how a few weeks went, on one page, with one's own questions.

Numbers and words of the person's own; it says nothing of what they might mean.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QDate, QIODevice, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reflect.errors import ReflectError
from reflect.model import QUESTIONS, Changes, DayMark, Questions, ScaleResult, Strategy, Use
from reflect.ui import paper
from reflect.ui.bars import button, label
from reflect.ui.coping_words import record_sentence, times_words
from reflect.ui.editor import language_of
from reflect.ui.flow import FlowLayout
from reflect.ui.guard import guarded
from reflect.ui.messages import worded
from reflect.ui.moment import now_here
from reflect.ui.print_preview import Pages, usual_paper
from reflect.ui.scroller import Scroller
from reflect.ui.timeline_words import (
    mean_in_words,
    own_mood_words,
    shipped_mood_words,
    short_day,
)
from reflect.ui.working import WorkingDialog

if TYPE_CHECKING:
    from reflect.insights.coping import Record
    from reflect.ui.bridge import Bridge
    from reflect.ui.theme import Theme
    from reflect.ui.window import MainWindow
    from reflect.vault import OpenVault

WEEKS = (2, 4, 12)
MOST_WAYS = 6
"""Ways of coping, and results of each questionnaire, that the page names."""
QUESTION_LENGTH = 240
LINE_SIZE = (1920, 400)
"""Pixels of the drawn moods; printed at a third of it."""
KEEP_MS = 400
DELAY_MS = 150
BESIDE_FROM = 820
_SIZES = (11.0, 10.0, 9.0)


@dataclass(frozen=True, slots=True)
class Weeks:
    """What the journal holds of a time."""

    since: date
    until: date
    """Both included."""
    days: tuple[DayMark, ...] = field(repr=False)
    """Those with a mood, oldest first."""
    results: tuple[ScaleResult, ...] = field(repr=False)
    tried: tuple[tuple[str, Record], ...] = field(repr=False)
    """Title and record, most used first."""
    moods: Mapping[int, str] = field(repr=False)
    """What the person calls the steps, where they do."""


def read(since: date, until: date, language: str, vault: OpenVault) -> Weeks:
    """On the journal's thread."""
    from reflect import content
    from reflect.insights import coping

    journal = vault.journal
    uses = [use for use in journal.kept(Use) if since <= use.at.date() <= until]
    titles = {card.id: card.title for card in content.strategies(language)}
    every = (*journal.kept(Strategy, trashed=True), *journal.kept(Strategy))
    titles.update((card.id, card.title) for card in every)
    records = sorted(coping.records(uses).items(), key=lambda pair: (-pair[1].uses, pair[0]))
    return Weeks(
        since,
        until,
        tuple(mark for mark in journal.mood_line(since, until) if mark.mood is not None),
        tuple(one for one in journal.kept(ScaleResult) if since <= one.at.date() <= until),
        tuple((titles.get(id, id), record) for id, record in records),
        own_mood_words(vault),
    )


def read_questions(vault: OpenVault) -> tuple[Questions | None, bool]:
    """What is to be asked, and whether the journal can only be read."""
    return vault.journal.kept_one(Questions, QUESTIONS), vault.read_only


def keep(questions: Questions, vault: OpenVault) -> Changes:
    return vault.journal.keep(questions)


# -- the page --------------------------------------------------------------------------------------


def mood_line(weeks: Weeks, words: Mapping[int, str]) -> QImage:
    """The days' moods as points and a line, light above and heavy below; black on white."""
    width, height = LINE_SIZE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = paper.text_font(8)
    font.setPixelSize(38)
    painter.setFont(font)
    left = max(painter.fontMetrics().horizontalAdvance(words[step]) for step in (1, 3, 5)) + 24
    top, bottom, right = 24, height - 24, width - 16

    def y_of(mood: float) -> float:
        return bottom - (mood - 1) / 4 * (bottom - top)

    for step in range(1, 6):
        painter.setPen(QPen(QColor("#bbbbbb"), 2))
        painter.drawLine(QPointF(left, y_of(step)), QPointF(right, y_of(step)))
        if step in {1, 3, 5}:
            painter.setPen(Qt.GlobalColor.black)
            painter.drawText(QPointF(0, y_of(step) + 13), words[step])
    length = max(1, (weeks.until - weeks.since).days)
    points = [
        QPointF(left + (mark.day - weeks.since).days / length * (right - left), y_of(mark.mood))
        for mark in weeks.days
        if mark.mood is not None
    ]
    painter.setPen(QPen(Qt.GlobalColor.black, 4))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(Qt.GlobalColor.black)
    for point in points:
        painter.drawEllipse(point, 6, 6)
    painter.end()
    return image


class AppointmentPage(QObject):
    """The sheet in words, for `paper.document_from_html`."""

    def __init__(
        self, weeks: Weeks, questions: Sequence[str], language: str, words: Mapping[int, str]
    ) -> None:
        super().__init__()
        self._weeks = weeks
        self._questions = [text for text in questions if text.strip()]
        self._language = language
        self._words = {**words, **weeks.moods}

    def sheets(self, paper_name: str, *, large_print: bool = False) -> paper.Sheets:
        """One page: what does not fit makes way, the oldest results and rarest ways first."""
        title = self.tr("For my appointment")
        sizes = (paper.LARGE_PT, 16.0, 14.0) if large_print else _SIZES
        for size in sizes:
            for most in (MOST_WAYS, 4, 2):
                document = paper.document_from_html(self.html(most), large_print=large_print)
                document.setDefaultFont(paper.text_font(size))
                made = paper.TextSheets(document, title)
                if made.count(paper_name) == 1:
                    return made
        return made

    def html(self, most: int = MOST_WAYS) -> str:
        """`most`: how many ways of coping, and results of each questionnaire, it names."""
        title = self.tr("For my appointment")
        period = self.tr("From {since} to {until}").format(
            since=short_day(self._weeks.since), until=short_day(self._weeks.until)
        )
        parts = [f"<h1>{escape(title)}</h1><p>{escape(period)}</p>"]
        for heading, body in (
            (self.tr("How my mood was"), self._moods()),
            (self.tr("Questionnaires"), self._results(most)),
            (self.tr("What I tried, and how it worked"), self._tried(most)),
            (self.tr("What I would like to ask"), self._asks()),
        ):
            parts.append(f"<h2>{escape(heading)}</h2>{body}")
        return "".join(parts)

    def _moods(self) -> str:
        weeks = self._weeks
        values = [mark.mood for mark in weeks.days if mark.mood is not None]
        if not values:
            return _paragraph(self.tr("No mood is noted in this time."))
        said = self.tr(
            "Noted on {days} of {of} days. The heaviest day: {low}. The lightest: {high}. "
            "In the middle: {mean}."
        ).format(
            days=len(values),
            of=(weeks.until - weeks.since).days + 1,
            low=mean_in_words(min(values), self._words),
            high=mean_in_words(max(values), self._words),
            mean=mean_in_words(sum(values) / len(values), self._words),
        )
        picture = ""
        if len(values) > 1:
            source = _as_png(mood_line(weeks, self._words))
            picture = f'<p><img src="{source}" width="{LINE_SIZE[0] // 3}"></p>'
        return picture + _paragraph(said)

    def _results(self, most: int) -> str:
        from reflect import content

        lines = []
        for scale in content.scales(self._language):
            found = [one for one in self._weeks.results if one.scale == scale.id]
            if not found:
                continue
            totals = "; ".join(
                f"{short_day(one.at.date())}: {content.score(scale, one.answers).total}"
                for one in found[-most:]
            )
            said = self.tr("{scale} ({lowest} to {highest}): {totals}").format(
                scale=scale.name, lowest=scale.lowest, highest=scale.highest, totals=totals
            )
            lines.append(_paragraph(said))
        return "".join(lines) or _paragraph(self.tr("None in this time."))

    def _tried(self, most: int) -> str:
        rows = self._weeks.tried
        if not rows:
            return _paragraph(self.tr("Nothing is noted in this time."))
        lines = []
        for title, record in rows[:most]:
            worked = record_sentence(record.uses, record.helped, record.median_change)
            said = f"{times_words(record.uses)}, {worked}"
            lines.append(f"<li><b>{escape(title)}</b>: {escape(said)}</li>")
        more = len(rows) - most
        if more > 0:
            others = self.tr("and others: {count}").format(count=more)
            lines.append(f"<li>{escape(others)}</li>")
        base = self.tr("Lighter: how heavy it was, 0 to 10, was less afterwards than before.")
        return f"<ul>{''.join(lines)}</ul>{_paragraph(base)}"

    def _asks(self) -> str:
        if not self._questions:
            # Room to write by hand.
            return "".join(f"<p>{number}. {'_' * 56}</p>" for number in (1, 2, 3))
        return f"<ol>{''.join(f'<li>{escape(text)}</li>' for text in self._questions)}</ol>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _as_png(image: QImage) -> str:
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")  # type: ignore[call-overload]
    return f"data:image/png;base64,{base64.b64encode(bytes(kept.data().data())).decode()}"


# -- the dialog ------------------------------------------------------------------------------------


def open_sheet(bridge: Bridge, window: MainWindow, _theme: Theme) -> AppointmentDialog:
    """Choose the time, write the questions, see the page."""
    dialog = AppointmentDialog(bridge, window)
    dialog.come_back()
    return dialog


class AppointmentDialog(WorkingDialog):
    """The sheet, with what makes it."""

    def __init__(self, bridge: Bridge, window: MainWindow, *, today: date | None = None) -> None:
        super().__init__(window, 1000, 760)
        self._bridge = bridge
        self._today = today or now_here()[0].date()
        self._language = language_of(window.settings)
        self._weeks: Weeks | None = None
        self._asked = 0
        self._loading = True
        self._read_only = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._ask)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.timeout.connect(self.flush)
        self._build()
        self._dress_period()
        self.period.setFocus()
        window.covered_changed.connect(self._on_cover)
        bridge.changed.connect(self._on_changed)
        bridge.ask(self, read_questions, self._on_questions)
        self._ask()

    # building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._window.theme
        space = theme.spacing
        choices = QWidget(self)
        inner = QVBoxLayout(choices)
        inner.setContentsMargins(0, 0, space(2), 0)
        inner.setSpacing(space(2))
        self.period = QComboBox(self)
        for weeks in WEEKS:
            self.period.addItem(self.tr("The last {count} weeks").format(count=weeks), weeks)
        self.period.addItem(self.tr("From one day to another"), 0)
        self.period.setCurrentIndex(1)
        self.period.currentIndexChanged.connect(self._on_period)
        asks = QLabel(self.tr("&Time"))
        asks.setBuddy(self.period)
        inner.addWidget(asks)
        inner.addWidget(self.period)
        self.since = QDateEdit(self)
        self.until = QDateEdit(self)
        self._day_labels = []
        for words, field_, day in (
            (self.tr("&From"), self.since, self._today - timedelta(days=27)),
            (self.tr("T&o"), self.until, self._today),
        ):
            field_.setDisplayFormat("yyyy-MM-dd")
            field_.setDate(QDate(day.year, day.month, day.day))
            field_.setMaximumDate(QDate(self._today.year, self._today.month, self._today.day))
            field_.setAccessibleName(words.replace("&", ""))
            field_.dateChanged.connect(self._refresh)
            says = QLabel(words)
            says.setBuddy(field_)
            self._day_labels.append(says)
            inner.addWidget(says)
            inner.addWidget(field_)
        inner.addWidget(label(self.tr("What I would like to ask"), "strong"))
        self.questions: list[QLineEdit] = []
        for number in (1, 2, 3):
            line = QLineEdit(self)
            line.setMaxLength(QUESTION_LENGTH)
            line.setAccessibleName(self.tr("Question {number}").format(number=number))
            line.textEdited.connect(self._on_question)
            line.editingFinished.connect(self.flush)
            says = QLabel(self.tr("Question &{number}").format(number=number))
            says.setBuddy(line)
            inner.addWidget(says)
            inner.addWidget(line)
            self.questions.append(line)
        self.kept_words = label(self.tr("They are kept in the journal for next time."), "soft")
        inner.addWidget(self.kept_words)
        self.large = QCheckBox(self.tr("&Large print"), self)
        self.large.toggled.connect(self._show)
        inner.addWidget(self.large)
        self.as_text = QCheckBox(self.tr("Preview as te&xt"), self)
        inner.addWidget(self.as_text)
        inner.addStretch(1)
        self.preview = Pages(theme, self, fitting=True)
        self.preview.setMinimumSize(theme.px(240), theme.px(260))
        self.as_text.toggled.connect(self.preview.show_words)
        room = QWidget(self)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, room)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(space(4))
        self._across.addWidget(choices, 2)
        self._across.addWidget(self.preview, 3)
        self.said = label("", "warn")
        self.said.hide()
        self.close_button = button(self.tr("&Close"), "plain", self)
        self.close_button.clicked.connect(self.close)
        self.go = button(self.tr("&Print, or save as PDF…"), "primary", self)
        self.go.clicked.connect(self._on_go)
        foot = FlowLayout(gap=space(2))
        foot.addWidget(self.close_button)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space(5),) * 4)
        column.setSpacing(space(3))
        column.addWidget(label(self.tr("A sheet for an appointment"), "section"))
        column.addWidget(Scroller(room, self), 1)
        column.addWidget(self.said)
        column.addLayout(foot)

    # the time -----------------------------------------------------------------------------------

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, both included."""
        weeks = int(self.period.currentData())
        if weeks:
            return self._today - timedelta(days=7 * weeks - 1), self._today
        chosen = [
            date(each.date().year(), each.date().month(), each.date().day())
            for each in (self.since, self.until)
        ]
        return min(chosen), max(chosen)

    def _on_period(self, _index: int) -> None:
        self._dress_period()
        self._refresh()

    def _dress_period(self) -> None:
        own = not self.period.currentData()
        for each in (*self._day_labels, self.since, self.until):
            each.setVisible(own)

    def _refresh(self, *_what: object) -> None:
        self._wait.start(DELAY_MS)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.entries or changes.everything or changes.kept - {"questions"}:
            self._refresh()

    def _ask(self) -> None:
        self._asked += 1
        since, until = self.days
        self._bridge.ask(
            self,
            partial(read, since, until, self._language),
            partial(self._on_read, self._asked),
        )

    def _on_read(self, asked: int, weeks: Weeks) -> None:
        if asked == self._asked:
            self._weeks = weeks
            self._show()

    # the questions ------------------------------------------------------------------------------

    def _on_questions(self, found: tuple[Questions | None, bool]) -> None:
        kept, self._read_only = found
        for line, text in zip(self.questions, kept.lines if kept is not None else (), strict=False):
            if not line.isModified():
                line.setText(text)
        for line in self.questions:
            line.setReadOnly(self._read_only)
        self.kept_words.setVisible(not self._read_only)
        self._loading = False
        self._show()

    def _on_question(self, _text: str) -> None:
        self._keeping.start(KEEP_MS)
        self._show()

    def flush(self) -> None:
        """Keep what is typed, now."""
        self._keeping.stop()
        if self._loading or self._read_only or not any(q.isModified() for q in self.questions):
            return
        for line in self.questions:
            line.setModified(False)
        lines = tuple(text for line in self.questions if (text := line.text().strip()))
        self._bridge.write(
            self, partial(keep, Questions(QUESTIONS, lines)), None, self._on_not_kept
        )

    def _on_not_kept(self, error: ReflectError) -> None:
        self.said.setText(" ".join(worded(error)))
        self.said.show()

    def _on_cover(self, covered: bool) -> None:
        if covered:
            self.flush()

    @guarded(None)
    def reject(self) -> None:
        self.flush()
        super().reject()

    # the page -----------------------------------------------------------------------------------

    def sheets(self) -> paper.Sheets | None:
        """The page; None before the journal was read."""
        if self._weeks is None:
            return None
        page = AppointmentPage(
            self._weeks,
            [line.text().strip() for line in self.questions],
            self._language,
            shipped_mood_words(self._window.settings),
        )
        return page.sheets(usual_paper(), large_print=self.large.isChecked())

    def _show(self, *_what: object) -> None:
        sheets = self.sheets()
        self.go.setEnabled(sheets is not None)
        if sheets is not None:
            self.preview.show_sheets(sheets, usual_paper())

    def _on_go(self) -> None:
        self.flush()
        sheets = self.sheets()
        if sheets is not None:
            paper.show_preview(
                self,
                self._window.theme,
                self.tr("A sheet for an appointment"),
                sheets,
                self.tr("Appointment"),
            )

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

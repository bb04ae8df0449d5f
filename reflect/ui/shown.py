"""What somebody else shows, or is shown: the fields of a message as plain words and pictures.

Words are text, whatever they look like; nothing in them is a link or is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reflect.shares import Ask
from reflect.ui.bars import label
from reflect.ui.coping_words import energy_words, minutes_words
from reflect.ui.moment import spoken
from reflect.ui.timeline_words import long_day
from reflect.ui.wrapping import LongWords

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

WIDEST_PHOTO = 360
"""Pixels at 100 % text."""


def image_of(data: bytes, type_: str, widest: int | None = None) -> QImage:
    """Decoded by the format that it is said to be, and by no other; a null image where it is none.
    Made smaller while it is read where it is wider than `widest` pixels."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(type_.removeprefix("image/").encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if widest is not None and size.isValid() and size.width() > widest:
        reader.setScaledSize(QSize(widest, max(1, round(size.height() * widest / size.width()))))
    return reader.read()


class ShownWords(QWidget):
    """Lines of plain words, one below the other."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._labels: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.spacing(2))

    def put(self, lines: Iterable[tuple[str | None, str]]) -> None:
        """In the place of what stood here; lines without words are left out."""
        self._labels.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for role, text in lines:
            if text:
                made = label(text, role, kind=LongWords)
                made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(made)
                self._labels.append(made)

    def words(self) -> str:
        """All of it, as text."""
        return "\n".join(each.text() for each in self._labels)

    @property
    def marked_words(self) -> str:
        """What is marked in it with the mouse; empty where nothing is."""
        marked = (each.selectedText().strip() for each in self.findChildren(QLabel))
        return next((" ".join(words.split()) for words in marked if words), "")


class ShownEntry(ShownWords):
    """One reflection, as the fields of `sharing.item_json` give it."""

    is_empty = True
    """Nothing of the entry itself is in it."""

    def show_fields(self, fields: dict[str, Any], photos: tuple[QImage, ...] = ()) -> None:
        """In the place of what stood here."""
        self.put(self._lines(fields))
        for image in photos:
            self._column.addWidget(self._photo(image))
        self.is_empty = not (
            fields.get("text")
            or fields.get("title")
            or fields.get("mood") is not None
            or fields.get("emotions")
            or fields.get("attachments")
        )

    def _photo(self, image: QImage) -> QLabel:
        shown = QLabel(self)
        shown.setAccessibleName(self.tr("A photo"))
        if not image.isNull():
            wide = min(image.width(), self._theme.px(WIDEST_PHOTO))
            shown.setPixmap(
                QPixmap.fromImage(
                    image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
                )
            )
        return shown

    def _lines(self, fields: dict[str, Any]) -> list[tuple[str | None, str]]:
        from reflect import content

        feelings = ", ".join(
            content.feeling_word(each["word"], self._language)
            + (f" {each['intensity']}/5" if each["intensity"] is not None else "")
            for each in fields.get("emotions", ())
        )
        tags = ", ".join(fields.get("tags", ()))
        mood, time, ends = fields.get("mood"), fields.get("time"), fields.get("expires_at")
        found: list[tuple[str | None, str]] = [
            ("strong", fields.get("title") or ""),
            (None, fields.get("text") or ""),
            ("soft", mood_words(mood, self._language) if mood is not None else ""),
            ("soft", self.tr("Feelings: {words}").format(words=feelings) if feelings else ""),
            ("soft", self.tr("Tags: {words}").format(words=tags) if tags else ""),
            ("soft", self._when(time)),
            ("soft", self.tr("It may be hard to read.") if fields.get("hard") else ""),
            ("soft", self.tr("Until {day}.").format(day=self._until(ends)) if ends else ""),
            ("soft", self._asked(fields.get("ask"))),
        ]
        return found

    def _when(self, time: dict[str, Any] | None) -> str:
        if time is None:
            return ""
        part = {
            None: "",
            "night": self.tr("at night"),
            "morning": self.tr("in the morning"),
            "afternoon": self.tr("in the afternoon"),
            "evening": self.tr("in the evening"),
        }[time["part"]]
        return f"{day_words(time['at'])} {part}".strip()

    def _until(self, ends: str) -> str:
        return long_day(datetime.fromisoformat(ends).astimezone().date())

    def _asked(self, ask: str | None) -> str:
        if ask is None:
            return ""
        from reflect.sync import advice

        words = advice.words(Ask(ask), self._language).sharer
        return self.tr("What you would like back: {words}").format(words=words)


class ShownCard(ShownWords):
    """One way of coping, as the fields of `sharing.item_json` give it: what its owner says of it,
    and what it did for them, apart from what research says."""

    def show_fields(self, fields: dict[str, Any]) -> None:
        """In the place of what stood here."""
        self.put(self.lines(fields))

    def lines(self, fields: dict[str, Any]) -> list[tuple[str | None, str]]:
        """Each with the role that it is shown in; some without words."""
        from reflect import content

        uses = fields.get("uses")
        takes = (minutes_words(fields.get("minutes")), energy_words(fields.get("energy")))
        feelings = ", ".join(
            content.feeling_word(each, self._language) for each in fields.get("for", ())
        )
        steps = enumerate(fields.get("steps", ()), 1)
        return [
            ("strong", fields.get("title") or ""),
            ("soft", " · ".join(part for part in takes if part)),
            (
                "soft",
                self.tr("For when you feel: {feelings}").format(feelings=feelings)
                if feelings
                else "",
            ),
            (None, "\n".join(f"{at}. {step}" for at, step in steps)),
            (None, fields.get("why") or ""),
            ("soft", fields.get("caution") or ""),
            ("soft", fields.get("adapt") or ""),
            (
                None,
                self.tr("In my words: “{words}”").format(words=fields["words"])
                if fields.get("words")
                else "",
            ),
            (
                "soft",
                used_words(uses, fields.get("median_change")) if uses else "",
            ),
            (
                "soft",
                self.tr("What research says: {summary}").format(summary=fields["evidence"])
                if fields.get("evidence")
                else "",
            ),
        ]


def day_words(at: str) -> str:
    """A day, or a day and a time, as the language writes them; what is neither stays as it is."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return at
    return spoken(found) if "T" in at else long_day(found.date())


def mood_words(mood: int, language: Any) -> str:
    """A mood as it is read in a letter, too."""
    from reflect import content

    word = next((each.word for each in content.moods(language) if each.step == mood), str(mood))
    return QCoreApplication.translate("LetterView", "Mood: {mood}").format(mood=word)


def used_words(uses: int, change: float | None) -> str:
    """How often it was used, and what that did: a number with its base."""
    said = f"{change or 0:+g}".replace("-", "\N{MINUS SIGN}")
    translate = QCoreApplication.translate
    if uses == 1:
        return translate("ShownCard", "Used once, change {change}.").format(change=said)
    return translate("ShownCard", "Used {uses} times, median change {change}.").format(
        uses=uses, change=said
    )

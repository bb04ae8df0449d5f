"""Shows what `reflect.messages` says of a failure: as two lines for a bar, or as a dialog."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from reflect import messages
from reflect.errors import ReflectError


def _translate(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def sentence(text: str) -> str:
    """A fragment of the table as a sentence: first letter large, a full stop at its end."""
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!:" else f"{text}."


def worded(error: ReflectError) -> tuple[str, str]:
    """The title, and what happened with what one can do, in the person's language."""
    said = messages.worded(error, _translate)
    return said.title, f"{sentence(said.line)} {sentence(said.advice)}".strip()


def moment(at: datetime) -> str:
    """ "20 Nov 2026 · 14:02": as the person writes times, in this computer's zone; never the bare
    figures that two countries read differently."""
    locale, local = QLocale(), QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    # The order and the full stops are the language's own.
    form = QCoreApplication.translate("Moment", "d MMM yyyy")
    day = locale.toString(local.date(), form)
    return f"{day} · {locale.toString(local.time(), QLocale.FormatType.ShortFormat)}"

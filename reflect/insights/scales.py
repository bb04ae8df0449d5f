"""When a questionnaire may be answered again: each looks back over two weeks or more, so that
answering sooner would ask about the same days twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from reflect.model import ScaleResult


class Repeated(Protocol):
    """What of a scale is needed (`content.Scale`)."""

    @property
    def id(self) -> str: ...

    @property
    def every_days(self) -> int: ...


def due(results: Iterable[ScaleResult], scale: Repeated, today: date) -> date:
    """The day from which on it may be answered: `today` or earlier means now. Answers of days to
    come, given while a clock was wrong, do not count."""
    days = (one.at.date() for one in results if one.scale == scale.id)
    last = max((day for day in days if day <= today), default=None)
    return today if last is None else last + timedelta(days=scale.every_days)

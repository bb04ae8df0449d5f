"""One way to guard a virtual override: an exception in `closeEvent` must not close the window.

PySide swallows what a reimplemented Qt method raises and goes on with whatever was decided so far;
for a close event that is "accepted". Here the exception goes to `sys.excepthook`, as one from a
slot does, and the method answers with a value chosen beforehand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QEvent

P = ParamSpec("P")
R = TypeVar("R")


def guarded(answer: R) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorates an override: on an exception, report it, ignore the event, return `answer`."""

    def decorate(method: Callable[P, R]) -> Callable[P, R]:
        @wraps(method)
        def guard(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(*args, **kwargs)
            except Exception:  # noqa: BLE001 - reported whole; nothing is swallowed
                for value in args:
                    if isinstance(value, QEvent):
                        value.ignore()
                kind, error, trace = sys.exc_info()
                if kind is not None and error is not None:
                    sys.excepthook(kind, error, trace)
                return answer

        return guard

    return decorate

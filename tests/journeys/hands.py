"""A person at the program: keys go where the focus is, clicks where the pointer is.

Nothing here reaches into a widget. What is looked for is looked for as a person would: by the name
that is shown or read out, with Tab or with the eye.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
MOST_TABS = 150


def until(true: Callable[[], object], seconds: float = 40) -> None:
    """Let the program go on until `true()`; fails where nothing will happen any more."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"it never came true; the focus is at {seen()}"
        QCoreApplication.processEvents()
        time.sleep(0.001)


def called(widget: QWidget) -> str:
    """The name a person knows a control by."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "")
    for words in widget.window().findChildren(QLabel):
        if words.buddy() is widget:
            return words.text().replace("&", "")
    return ""


def seen() -> str:
    """Where the focus is, for the message of a failure."""
    widget = QApplication.focusWidget()
    return f"{type(widget).__name__} {called(widget)!r}" if widget is not None else "nothing"


def manage_windows() -> None:
    """Offscreen there is no window manager, which gives the keys to what a dialog leaves."""
    if QApplication.activeWindow() is None:
        left = [w for w in QApplication.topLevelWidgets() if w.isWindow() and w.isVisible()]
        front = QApplication.activeModalWidget() or next(iter(left), None)
        if front is not None:
            front.activateWindow()


def focus() -> QWidget:
    """The control that has the keys."""

    def there() -> bool:
        manage_windows()
        return QApplication.focusWidget() is not None

    until(there)
    found = QApplication.focusWidget()
    assert found is not None
    return found


class Keyboard:
    """Keys alone."""

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        for _ in range(times):
            QTest.keyClick(focus(), key, modifiers)
            QCoreApplication.processEvents()

    def type(self, text: str) -> None:
        """What no plain key has comes from an input method, as it does on any desktop."""
        for letter in text:
            if letter == "\n":
                QTest.keyClick(focus(), Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(focus(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QCoreApplication.sendEvent(focus(), event)
        QCoreApplication.processEvents()

    def go_to(self, name: str, *, back: bool = False) -> None:
        """Tab until a control that begins with `name` has the focus."""
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        passed = []
        for _ in range(MOST_TABS):
            if called(focus()).startswith(name):
                return
            passed.append(seen())
            self.press(key, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        raise AssertionError(f"Tab does not lead to {name!r}; it went by {passed}")

    def answer_file_dialog(self, path: str, then: Callable[[], None]) -> None:
        """`then` opens a file dialog, which keeps the events to itself until it is answered."""
        failed: list[Exception] = []
        answered: list[bool] = []
        end = time.monotonic() + 20

        def answer() -> None:
            manage_windows()
            dialog = QApplication.activeModalWidget()
            ready = isinstance(dialog, QFileDialog) and QApplication.focusWidget() is not None
            if not ready and time.monotonic() < end:
                QTimer.singleShot(20, answer)
                return
            try:
                assert ready, f"no file dialog, but {dialog}; the focus is at {seen()}"
                self._answer(path)
                assert QApplication.activeModalWidget() is not dialog, "the dialog stays"
            except Exception as error:  # noqa: BLE001 - raised again below
                # Raised here it would vanish in the dialog's event loop, and leave it open.
                failed.append(error)
                if dialog is not None:
                    dialog.close()
            answered.append(True)

        QTimer.singleShot(0, answer)
        then()
        until(lambda: answered, 60)
        if failed:
            raise failed[0]

    def _answer(self, path: str) -> None:
        self.go_to("File name")
        self.type(path)
        dialog = QApplication.activeModalWidget()
        # The first may only take what is offered to complete the name.
        for _ in range(3):
            if QApplication.activeModalWidget() is dialog:
                self.press(Qt.Key.Key_Return)


class Mouse(Keyboard):
    """Clicks where something can be seen; keys only for words."""

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:
        raise AssertionError("a hand on the mouse presses no keys")

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The control in the window in front that is called so, and is not covered."""
        found: list[QWidget] = []

        def look() -> bool:
            found[:] = [w for w in self._there(kind) if called(w).startswith(name)]
            return bool(found)

        try:
            until(look, 20)
        except AssertionError:
            names = sorted({called(w) for w in self._there(kind)} - {""})
            raise AssertionError(f"no {name!r} to be seen among {names}") from None
        exact = [w for w in found if called(w) == name]
        return (exact or found)[0]

    def click(self, name: str, kind: type[QWidget] = QWidget) -> None:
        self.click_on(self.find(name, kind))

    def click_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        """At `at` inside the widget (its middle), having scrolled there as far as it takes."""
        self._scroll_to(widget)
        place = at or widget.visibleRegion().boundingRect().center()
        window = widget.window()
        point = widget.mapTo(window, place)
        hit = window.childAt(point)
        assert hit is widget or (hit is not None and widget.isAncestorOf(hit)), (
            f"{called(widget)!r} is covered by {hit}"
        )
        handle = window.windowHandle()
        QTest.mouseMove(handle, point)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=point)
        QCoreApplication.processEvents()

    def _there(self, kind: type[QWidget]) -> Iterator[QWidget]:
        manage_windows()
        popup = QApplication.activePopupWidget()
        top = (
            # What completes a name is looked past.
            (None if isinstance(popup, QAbstractItemView) else popup)
            or QApplication.activeModalWidget()
            or QApplication.activeWindow()
        )
        if top is None:
            return
        for widget in top.findChildren(kind):
            if widget.isVisibleTo(top) and widget.isEnabled() and widget.focusPolicy():
                yield widget

    @staticmethod
    def _scroll_to(widget: QWidget) -> None:
        """Turn the wheel until the widget shows: what a wheel cannot reach, nobody can."""
        above = widget.parentWidget()
        while above is not None:
            inner = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and inner is not None:
                place = QRect(widget.mapTo(inner, QPoint()), widget.size())
                bar = above.verticalScrollBar()
                shown = QRect(0, bar.value(), 1 << 20, above.viewport().height())
                if not shown.contains(place):
                    bar.setValue(place.center().y() - above.viewport().height() // 2)
                    QCoreApplication.processEvents()
            above = above.parentWidget()

    def _answer(self, path: str) -> None:
        self.click("File name", QLineEdit)
        self.type(path)
        dialog = QApplication.activeModalWidget()
        # The first may only send away what is offered to complete the name.
        for _ in range(3):
            if QApplication.activeModalWidget() is dialog:
                self.click("Open", QAbstractButton)


def text_of(widget: QWidget) -> str:
    """What a field shows."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    raise AssertionError(f"{widget} shows no text of its own")


def shown_texts(window: QWidget) -> list[str]:
    """Every label and button that can be seen."""
    labels = [part.text() for part in window.findChildren(QLabel) if part.isVisibleTo(window)]
    buttons = window.findChildren(QAbstractButton)
    return [*labels, *(part.text() for part in buttons if part.isVisibleTo(window))]


__all__ = [
    "ALT",
    "CONTROL",
    "SHIFT",
    "Keyboard",
    "Mouse",
    "called",
    "focus",
    "shown_texts",
    "text_of",
    "until",
]

"""Fields for a passphrase: one to type it, two to choose it, with a meter and a generator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reflect.ui.bars import ToolButton, announce, button, label
from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from reflect.ui.clipboard import SecretClipboard
    from reflect.ui.theme import Theme

METER_DELAY_MS = 150
GUESSES_A_SECOND_LOG10 = 3.0
"""One strong graphics card against Argon2id at 64 to 256 MiB: a few hundred to two thousand."""


def caps_lock_shown_by(event: QKeyEvent) -> bool | None:
    """Whether Caps Lock is on, as far as one typed letter tells; None: it does not."""
    text = event.text()
    if len(text) != 1 or not text.isalpha() or text.lower() == text.upper():
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shift


class PassphraseField(QWidget):
    """A hidden line of text with show/hide and a Caps Lock hint."""

    changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self.show_button = ToolButton(self)
        self.show_button.setCheckable(True)
        self.show_button.setProperty("role", "toggle")
        self.show_button.toggled.connect(self.reveal)
        self.caps_hint = label(self.tr("Caps Lock is on"), "warn")
        self.caps_hint.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.caps_hint)
        self.setFocusProxy(self.line)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def select(self) -> None:
        """All of it, ready to be typed over."""
        self.line.setFocus()
        self.line.selectAll()

    def reveal(self, shown: bool) -> None:
        """Show what is typed, or hide it."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        if self.show_button.isChecked() != shown:
            self.show_button.setChecked(shown)
        self._on_theme_changed()

    def forget(self) -> None:
        """Empty the field and what it could undo."""
        self.line.setText("")
        self.reveal(False)

    def _on_theme_changed(self) -> None:
        shown = self.line.echoMode() == QLineEdit.EchoMode.Normal
        words = self.tr("Hide the passphrase") if shown else self.tr("Show the passphrase")
        self.show_button.setAccessibleName(words)
        self.show_button.setToolTip(words)
        self.show_button.setIcon(self._theme.icon("eye-off" if shown else "eye"))
        self.show_button.setIconSize(self._theme.icon_size)

    def _on_text_changed(self, _text: str) -> None:
        self.changed.emit()

    @guarded(False)
    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_CapsLock:
                self._caps(self.caps_hint.isHidden())
            else:
                on = caps_lock_shown_by(event)
                if on is not None:
                    self._caps(on)
        elif event.type() == QEvent.Type.FocusOut:
            self._caps(False)
        return super().eventFilter(watched, event)

    def _caps(self, on: bool) -> None:
        if on and self.caps_hint.isHidden():
            announce(self.line, self.caps_hint.text())
        self.caps_hint.setVisible(on)


def strength_words(score: int, guesses_log10: float) -> tuple[str, str]:
    """A passphrase's strength in a word, and how long guessing takes, in words."""

    word = (
        QCoreApplication.translate("Strength", "very easy to guess"),
        QCoreApplication.translate("Strength", "easy to guess"),
        QCoreApplication.translate("Strength", "fair"),
        QCoreApplication.translate("Strength", "strong"),
        QCoreApplication.translate("Strength", "very strong"),
    )[score]
    seconds = guesses_log10 - GUESSES_A_SECOND_LOG10
    steps = (
        (1.8, QCoreApplication.translate("Strength", "seconds")),
        (3.6, QCoreApplication.translate("Strength", "minutes")),
        (4.9, QCoreApplication.translate("Strength", "hours")),
        (6.4, QCoreApplication.translate("Strength", "days")),
        (7.5, QCoreApplication.translate("Strength", "months")),
        (9.5, QCoreApplication.translate("Strength", "years")),
        (12.5, QCoreApplication.translate("Strength", "centuries")),
    )
    for limit, name in steps:
        if seconds < limit:
            return word, name
    return word, QCoreApplication.translate("Strength", "longer than anyone has")


class NewPassphrase(QWidget):
    """Choose a passphrase: type it twice or take suggested words; a meter in words."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self, theme: Theme, clipboard: SecretClipboard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self.first = PassphraseField(theme, self.tr("Passphrase"), self)
        self.again = PassphraseField(theme, self.tr("The same again"), self)
        first_label = QLabel(self.tr("&Passphrase"), self)
        first_label.setBuddy(self.first.line)
        again_label = QLabel(self.tr("The same &again"), self)
        again_label.setBuddy(self.again.line)
        self.meter = QProgressBar(self)
        self.meter.setRange(0, 4)
        self.meter.setTextVisible(False)
        self.meter.setProperty("role", "meter")
        self.meter.setAccessibleName(self.tr("Strength"))
        self.words = label("", "caption")
        self.match = label("", "warn")
        self.suggest = button(self.tr("&Suggest words"), parent=self)
        self.suggest.setToolTip(self.tr("Six random words, shown so that you can write them down"))
        self.suggest.clicked.connect(self._on_suggest)
        self.copy = button(self.tr("&Copy for 20 seconds"), "plain", self)
        self.copy.clicked.connect(self._on_copy)
        self.copy.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.spacing(1))
        grid.setColumnStretch(0, 1)
        row = QHBoxLayout()
        row.addWidget(self.suggest)
        row.addWidget(self.copy)
        row.addStretch(1)
        for place, part in enumerate(
            (
                first_label,
                self.first,
                self.meter,
                self.words,
                None,
                again_label,
                self.again,
                self.match,
            )
        ):
            if part is None:
                grid.addLayout(row, place, 0)
            else:
                grid.addWidget(part, place, 0)
        self.setFocusProxy(self.first)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.judge)
        self.first.changed.connect(self._on_changed)
        self.again.changed.connect(self._on_changed)
        self.first.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self.entered)
        self.judge()

    @property
    def passphrase(self) -> str | None:
        """What was chosen; None while it is empty or the two differ."""
        text = self.first.text
        return text if text and text == self.again.text else None

    def forget(self) -> None:
        """Empty both fields."""
        self.first.forget()
        self.again.forget()

    def judge(self) -> None:
        """Say how strong it is."""
        text = self.first.text
        if not text:
            self.meter.setValue(0)
            self.words.setText(
                self.tr("Four or more words that only you would put together are best.")
            )
            return
        from reflect.crypto.passphrase import strength

        found = strength(text, ("reflect", "journal", "diary"))
        word, time = strength_words(found.score, found.guesses_log10)
        self.meter.setValue(found.score)
        said = self.tr("{strength}: whoever has the files needs {time} to guess it").format(
            strength=word[:1].upper() + word[1:], time=time
        )
        self.words.setText(said)
        self.meter.setAccessibleDescription(said)

    def _on_changed(self) -> None:
        differs = bool(self.again.text) and self.first.text != self.again.text
        # While the second is still a beginning of the first, nothing is wrong yet.
        wrong = differs and not self.first.text.startswith(self.again.text)
        self.match.setText(self.tr("The two differ.") if wrong else "")
        self.timer.start(METER_DELAY_MS)
        self.changed.emit()

    def _on_suggest(self) -> None:
        from reflect.crypto.passphrase import generate

        words = generate()
        for field in (self.first, self.again):
            field.set_text(words)
            field.line.setCursorPosition(0)
        self.first.reveal(True)
        self.copy.show()
        self.judge()
        announce(self, self.tr("Six words were filled in and are shown. Write them down."))

    def _on_copy(self) -> None:
        self._clipboard.copy(self.first.text)

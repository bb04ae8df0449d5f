"""A time a way of coping was used that has passed already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reflect.model import KeptId, Strategy, Use, new_id
from reflect.ui.bars import button, label
from reflect.ui.moment import MomentDialog, now_here, spoken
from reflect.ui.rating import FeelingBox, Rating
from reflect.ui.scroller import Scroller

if TYPE_CHECKING:
    from reflect.ui.theme import Theme


class UsedDialog(QDialog):
    """Both numbers, the feeling, a note, when."""

    def __init__(
        self,
        theme: Theme,
        language: str,
        card: Strategy,
        parent: QWidget | None = None,
        feeling: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = card
        self._zone: str | None
        self._moment, self._zone = now_here()
        self.setWindowTitle(self.tr("I did this"))
        space = theme.spacing
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, space(2), 0)
        inner.setSpacing(space(3))
        inner.addWidget(label(card.title, "section"))
        self.before = Rating(theme, self.tr("How heavy was it before?"), page)
        self.after = Rating(theme, self.tr("And afterwards?"), page)
        for rating in (self.before, self.after):
            rating.chosen.connect(self._on_number)
            inner.addWidget(rating)
        self.feeling = FeelingBox(language, self.tr("none named"), page)
        self.feeling.set_feeling(feeling)
        self.note = QPlainTextEdit(page)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(72))
        self.when = button(spoken(self._moment), parent=page)
        self.when.clicked.connect(self._change_moment)
        for text, field in (
            (self.tr("What was it &mostly?"), self.feeling),
            (self.tr("A &note, if you like"), self.note),
            (self.tr("When it &was"), self.when),
        ):
            asks = QLabel(text)
            asks.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            inner.addWidget(asks)
            inner.addWidget(
                field, 0, Qt.AlignmentFlag.AlignLeft if field is self.when else Qt.AlignmentFlag(0)
            )
        self._dress_when()
        inner.addStretch(1)
        self.keep = button(self.tr("&Keep it"), "primary", self)
        self.keep.setDefault(True)
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self.accept)
        leave = button(self.tr("&Leave it"), parent=self)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(space(4),) * 4)
        layout.setSpacing(space(3))
        layout.addWidget(Scroller(page, self), 1)
        layout.addLayout(row)
        screen = self.screen().availableGeometry()
        self.resize(
            min(theme.px(640), screen.width() - 40), min(theme.px(600), screen.height() - 40)
        )
        self.before.focus()

    @property
    def use(self) -> Use:
        """What was filled in; only once both numbers are there."""
        before, after = self.before.value, self.after.value
        assert before is not None and after is not None
        return Use(
            KeptId(new_id()),
            self._card.id,
            self._moment,
            before,
            after,
            self.feeling.feeling,
            self.note.toPlainText().strip() or None,
        )

    def _on_number(self, _value: int) -> None:
        self.keep.setEnabled(self.before.value is not None and self.after.value is not None)

    def _change_moment(self) -> None:
        dialog = MomentDialog(self._theme, self._moment, self._zone, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(partial(self._take_moment, dialog))
        dialog.open()

    def _take_moment(self, dialog: MomentDialog) -> None:
        self._moment, self._zone = dialog.moment, dialog.zone
        self._dress_when()

    def _dress_when(self) -> None:
        said = spoken(self._moment)
        self.when.setText(said)
        self.when.setAccessibleName(self.tr("When it was: {when}").format(when=said))

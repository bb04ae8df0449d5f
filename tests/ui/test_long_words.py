"""Words without an end, and a great many of them: what they take is reckoned once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reflect.ui.bars import label
from reflect.ui.wrapping import LongWords


@pytest.mark.parametrize("text", ["x" * 20_000, "a " * 10_000])
def test_a_layout_may_ask_for_the_height_as_often_as_it_likes(
    qapp: QApplication, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned: list[int] = []
    once = LongWords._broken

    def counted(self: LongWords, width: int) -> int:
        reckoned.append(width)
        return once(self, width)

    monkeypatch.setattr(LongWords, "_broken", counted)
    made = label(text, kind=LongWords)
    assert len({made.heightForWidth(300) for _ in range(50)}) == 1
    assert len(reckoned) == ("x" in text)


def test_other_words_and_another_font_are_reckoned_anew(qapp: QApplication) -> None:
    made = label("x" * 2_000, kind=LongWords)
    many = made.heightForWidth(300)
    made.setText("x" * 200)
    few = made.heightForWidth(300)
    assert few < many
    font = made.font()
    font.setPointSize(3 * max(font.pointSize(), 9))
    made.setFont(font)
    assert made.heightForWidth(300) > few


def test_all_of_a_word_without_an_end_has_room(qapp: QApplication) -> None:
    part, whole = (label("x" * count, kind=LongWords) for count in (4_000, 40_000))
    ten, all_of_it = 10 * part.heightForWidth(300), whole.heightForWidth(300)
    assert ten * 0.99 <= all_of_it + 10 <= ten * 1.02 + 20

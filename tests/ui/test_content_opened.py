"""All that ships as content, opened and drawn where a person meets it, in each language: every
word of it is there, nothing is empty, nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reflect import content
from reflect.content import Exercise, Prompt, Scale, Step
from reflect.model import Strategy
from reflect.settings import Settings
from reflect.ui import exercises, steps
from reflect.ui.answering import Answering
from reflect.ui.coping_words import feeling_words
from reflect.ui.prompts import PromptLine
from reflect.ui.scales import ScalesView
from reflect.ui.scroller import Scroller
from reflect.ui.strategy_card import Shown, StrategyCard
from tests.ui.journal_room import JournalRoom, journal_room
from tests.ui.progress_room import section_of
from tests.ui.test_accessible import cut

SIZE = QSize(720, 640)
"""Of a part that is looked at by itself: a column of a page."""


@pytest.fixture(scope="module", params=content.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def room(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, language: str
) -> Iterator[JournalRoom]:
    """One window for each language: what is opened in it leaves no trace in the content."""
    settings = Settings(theme="light", language=language)  # type: ignore[arg-type]
    with journal_room(tmp_path_factory.mktemp("content"), settings=settings) as made:
        yield made


def ids(of: str) -> list[str]:
    """What there is of a kind; each language has the same."""
    return [each.id for each in getattr(content, of)("en")]


def quiet() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()


def words(part: QWidget) -> list[str]:
    """What it says, by labels, buttons and fields in sight."""
    found = []
    for each in part.findChildren(QWidget):
        if not each.isVisibleTo(part):
            continue
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text().replace("&&", "&").replace("\u200b", ""))
        elif isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
    return [each for each in found if each]


def empty(part: QWidget) -> list[str]:
    """Labels and buttons in sight that say and show nothing."""
    found = []
    for each in part.findChildren(QWidget):
        if not each.isVisibleTo(part) or each.objectName().startswith("qt_"):
            continue
        if isinstance(each, QLabel):
            bare = not each.text().strip() and each.pixmap().isNull()
        elif isinstance(each, QAbstractButton):
            bare = not each.text().strip() and each.icon().isNull()
        else:
            continue
        if bare:
            found.append(f"{type(each).__name__} in {type(each.parent()).__name__}")
    return found


def is_drawn(part: QWidget) -> bool:
    """There is something to be seen: ink on its ground."""
    image = part.grab().toImage()
    return (
        not image.isNull()
        and len(
            {image.pixel(x, y) for y in range(0, image.height(), 3) for x in range(image.width())}
        )
        > 8
    )


def looked_at(part: QWidget, expected: list[str]) -> None:
    """Drawn, with every one of these words, none of them blank, and nothing empty or cut."""
    quiet()
    assert is_drawn(part)
    assert all(each.strip() for each in expected), "the content has a blank"
    said = words(part)
    missing = [each for each in expected if not any(each in line for line in said)]
    assert missing == []
    assert empty(part) == []
    assert cut(part) == []


def framed(room: JournalRoom, part: QWidget) -> QWidget:
    """By itself, in a column that scrolls, as on its page."""
    top = QFrame()
    top.setObjectName("page")
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(part)
    column.addStretch(1)
    around = QVBoxLayout(top)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(Scroller(inside, top))
    top.resize(SIZE)
    top.show()
    part.show()
    room.settle()
    quiet()
    return top


# exercises -------------------------------------------------------------------------------------


def options(step: Step) -> list[str]:
    if step.kind == "choice":
        return list(step.choice_words)
    return [str(number) for number in range(11)] if step.kind == "rating" else []


def answered(step: Step) -> str:
    return {"choice": "".join(step.choices[:1]), "rating": "5"}.get(step.kind, "")


@pytest.mark.parametrize("id", ids("exercises"))
def test_every_step_of_every_exercise(room: JournalRoom, language: str, id: str) -> None:
    exercise: Exercise = content.exercise_by_id(language)[id]
    assert exercise.steps
    page = exercises.open_walk(room.window, id)
    assert page is not None
    for number, step in enumerate(exercise.steps):
        quiet()
        assert page.step == step
        expected = [exercise.name, step.title, step.ask, *options(step)]
        expected += [step.hint] if step.kind != "read" else []
        if number == 0 and exercise.caution is not None:
            expected.append(exercise.caution)
        looked_at(page, expected)
        made = page.answer
        assert made is not None
        if step.kind in ("text", "lines"):
            assert isinstance(made, steps.Words | steps.Lines)
            assert made.pad.accessibleName() == step.title
            made.pad.setPlainText(f"{step.title}.")
        elif step.kind == "timer":
            assert isinstance(made, steps.Time) and step.seconds > 0
            assert made.ring.text == f"{step.seconds // 60}:{step.seconds % 60:02}"
        elif step.kind in ("choice", "rating"):
            page.answers[step.id] = answered(step)
            page.show_step()
            assert page.answer is not None and page.answer.value == answered(step)
        page.go_on()
    room.settle()
    written = [step for step in exercise.steps if step.kind not in ("timer", "read")]
    looked_at(page, [step.title for step in written])
    (entry,) = room.journal.entries_of(f"exercise:{id}")
    assert set(entry.answers) == {step.id for step in written}
    page.leave()


def test_every_exercise_in_the_list(room: JournalRoom, language: str) -> None:
    page = exercises.open_list(room.window)
    room.settle()
    every = content.exercises(language)
    looked_at(page, [words for each in every for words in (each.name, each.about)])
    page.leave()


# prompts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ids("prompts"))
def test_every_prompt(room: JournalRoom, language: str, id: str) -> None:
    prompt: Prompt = next(each for each in content.prompts(language) if each.id == id)
    line = PromptLine(room.window.theme)
    top = framed(room, line)
    line.show_prompt(prompt)
    try:
        looked_at(top, [prompt.text])
        assert line.accessibleDescription() == prompt.text
    finally:
        top.close()
        top.deleteLater()


# questionnaires --------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ids("scales"))
def test_every_item_of_every_questionnaire(room: JournalRoom, language: str, id: str) -> None:
    scale: Scale = content.scale_by_id(language)[id]
    assert scale.items and scale.choices
    answering = Answering(room.bridge, room.window, room.window.theme)
    top = framed(room, answering)
    answering.begin(scale)
    try:
        for item in scale.items:
            looked_at(
                top,
                [
                    scale.name,
                    scale.look_back,
                    item,
                    scale.notice,
                    scale.source,
                    *(choice for _value, choice in scale.choices),
                ],
            )
            # The lightest answer: a heavy one may lead to the safety plan.
            answering.answer(min(value for value, _choice in scale.choices))
        assert answering.is_complete
        looked_at(top, [scale.name])
    finally:
        top.close()
        top.deleteLater()
        room.settle()


def test_every_questionnaire_among_those_to_choose_from(room: JournalRoom, language: str) -> None:
    view = section_of(room, "scales", ScalesView)
    view.which.head.setChecked(True)
    for switch in view.switches.values():
        if not switch.isChecked():
            switch.click()
    room.settle()
    every = content.scales(language)
    assert len(view.shelf.items) == len(view.switches) == len(every)
    assert all(isinstance(each, QCheckBox) for each in view.switches.values())
    looked_at(view, [words for each in every for words in (each.name, each.about)])


# ways of coping --------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ids("strategies"))
def test_every_way_of_coping(room: JournalRoom, language: str, id: str) -> None:
    strategy: Strategy = content.strategy_by_id(language)[id]
    card = StrategyCard(room.bridge, room.window, room.window.theme, language)
    top = framed(room, card)
    card.show_card(Shown(strategy, False, strategy, None, ()))
    evidence = strategy.evidence
    assert evidence is not None and strategy.steps
    optional = (evidence.effect, strategy.caution, strategy.adapt)
    try:
        looked_at(
            top,
            [
                strategy.title,
                *strategy.steps,
                strategy.why or "",
                evidence.summary,
                evidence.citation,
                feeling_words(strategy.feelings, language),
                *(each for each in optional if each),
            ],
        )
    finally:
        top.close()
        top.deleteLater()


def test_what_is_looked_for_would_be_found(room: JournalRoom) -> None:
    """The eyes of this file: a blank label, one that is cut, and words that are not there."""
    label = QLabel("Some words that want their room")
    blank = QLabel("")
    part = QWidget()
    column = QVBoxLayout(part)
    column.addWidget(label)
    column.addWidget(blank)
    top = framed(room, part)
    try:
        assert empty(top) == ["QLabel in QWidget"]
        blank.hide()
        looked_at(top, ["want their room"])
        with pytest.raises(AssertionError):
            looked_at(top, ["other words"])
        label.setFixedWidth(40)
        quiet()
        assert cut(top) != []
        label.setText("")
        assert not is_drawn(label)
        assert label.alignment() & Qt.AlignmentFlag.AlignLeft
    finally:
        top.close()
        top.deleteLater()

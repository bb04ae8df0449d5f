"""Ways of coping, guided exercises, a hard moment, and what of it goes along or onto paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import kept
from docs.screenshots.studio import Studio

SHIPPED = "slow-breathing"
IF_THEN = {
    "wish": "I would like to lie awake less with the phone in my hand.",
    "obstacle": "I cannot stand the silence, so I scroll.",
    "when": "I lie awake and reach for the phone",
    "then": "I put it in the hall and turn the radio on low.",
    "sure": "7",
}
"""What the made-up person writes in an exercise, by step."""


def cards(studio: Studio, window: Any) -> None:
    window.show_page("coping")
    page = window.page("coping")
    studio.settle()
    studio.shoot("coping", window)
    # In a narrow window the cards and one of them are two pages.
    page.show_card(kept.WEIR)
    studio.settle()
    studio.shoot_down("card", window)
    page.show_card(SHIPPED)
    studio.settle()
    studio.shoot_down("card-shipped", window)
    page.edit_current()
    studio.shoot_down("card-edit", window)
    page.show_list()
    page.log_current()
    studio.shoot_dialog("card-log")
    page.make_new()
    studio.shoot_down("card-new", window)
    page.show_list()
    page.left.search.setText("no such card")
    studio.rest(0.3)
    studio.shoot("coping-nothing", window)
    page.left.search.clear()
    studio.settle()


def use_now(studio: Studio, window: Any) -> None:
    window.show_page("coping")
    page = window.page("coping")
    page.use(SHIPPED, "anxious")
    studio.settle()
    walk = page.walk
    studio.shoot("use-before", window)
    walk.before.buttons[7].click()
    walk.go_on()
    studio.shoot("use-step", window)
    walk.leave()
    studio.shoot("use-left", window)
    page.go_on()
    while walk.place <= len(walk.card.steps):
        walk.go_on()
    studio.shoot("use-after", window)
    walk.after.buttons[4].click()
    walk.note.setPlainText("In the stairwell, before the meeting.")
    studio.shoot_down("use-after-kept", window)
    walk.leave()
    page.show_list()


def suggestions(studio: Studio, window: Any) -> None:
    """Under an entry on a heavy evening."""
    from reflect.model import Emotion

    window.show_page("today")
    page = window.page("today")
    page.begin()
    studio.settle()
    studio.shoot("today-begun", window)
    page.editor.moods.buttons[1].click()
    page.editor.set_feelings((Emotion("anxious", 4), Emotion("overwhelmed", 3)))
    studio.rest(0.6)
    studio.shoot_down("today-suggestions", window, most=2)


def exercises(studio: Studio, window: Any) -> None:
    from reflect.ui.exercises import open_list, open_walk

    open_list(window)
    studio.shoot_down("exercises", window, most=3)
    window.leave()
    for id in ("thought-record", "worry-appointment", "activity-planning"):
        walk: Any = open_walk(window, id)
        studio.settle()
        studio.shoot(f"exercise-{id}", window)
        walk.leave()
        studio.settle()
    walk = open_walk(window, "if-then-plan")
    studio.settle()
    walk.answers.update(IF_THEN)
    walk.show_step()
    for step in walk.exercise.steps:
        studio.shoot(f"exercise-step-{step.id}", window)
        walk.go_on()
        studio.settle()
    studio.shoot("exercise-end", window)
    window.leave()
    window.undo_bar.forget()


def steady(studio: Studio, window: Any) -> None:
    from reflect.ui.steady import open_steady

    for section in ("breathe", "ground", "mine", "lines"):
        open_steady(window, section)
        studio.shoot_down(f"steady-{section}", window, most=4)
        window.leave()


def plan_and_card(studio: Studio, window: Any) -> None:
    from reflect.ui.bridge_card import open_card
    from reflect.ui.safety import open_plan

    plan = open_plan(window)
    studio.shoot_down("safety-plan", window)
    plan._on_print()
    studio.shoot_dialog("print-plan")
    window.leave()
    open_plan(window, reason="phq-9")
    studio.shoot("safety-plan-offered", window)
    window.leave()
    card = open_card(window)
    studio.shoot_down("bridge-card", window)
    card._on_print()
    studio.shoot_dialog("print-card")
    window.leave()


def toolkit(studio: Studio, window: Any) -> None:
    from reflect.ui.exchange import Exchange

    exchange = window.findChild(Exchange)
    exchange.take_toolkit()
    studio.rest(0.3)
    dialog: Any = studio.dialogs()[-1]
    dialog.check_all(True)
    for number, name in enumerate(("pdf", "wallet", "html", "md", "json")):
        place = dialog.format.findData(name)
        dialog.format.setCurrentIndex(place if place >= 0 else number)
        studio.rest(0.5)
        if name in ("pdf", "json"):
            studio.shoot_down(f"toolkit-{name}", dialog, most=3)
        else:
            studio.shoot(f"toolkit-{name}", dialog)
    studio.close_dialogs()
    exchange.bring_toolkit()
    studio.shoot_dialog("toolkit-in")
    exchange.bring_toolkit(_somebodys(studio))
    studio.shoot_dialog("toolkit-in-seen", after=0.5)


def _somebodys(studio: Studio) -> Path:
    """A toolkit that this journal does not have yet: its own, under other ids."""
    from datetime import date

    from reflect.formats import toolkit as kit

    program = studio.program
    assert program is not None
    bridge = program.bridge
    path: Path = studio.home / "jonas.json"
    written: list[bytes] = []

    def make(vault: Any) -> bytes:
        choice = kit.Choice(ids=tuple(card.id for card in kept.OWN), sender="Jonas")
        return kit.to_json(kit.gather(vault.journal, choice, date(2026, 9, 12)))

    assert bridge is not None
    bridge.ask(bridge, make, written.append)
    studio.until(lambda: bool(written))
    path.write_bytes(written[0].replace(b"made-up-", b"lent-").replace(b"heron", b"kingfisher"))
    return path


SCENES = (cards, use_now, suggestions, exercises, steady, plan_and_card, toolkit)

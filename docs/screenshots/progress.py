"""Each section of Progress, with a form of each begun, and the sheet for an appointment."""

from __future__ import annotations

from typing import Any

from docs.screenshots.studio import Studio


def sections(studio: Studio, window: Any) -> None:
    from reflect.ui.progress import open_section

    for id in ("goals", "setbacks", "strengths", "plans", "scales"):
        section: Any = open_section(window, id)
        window.page("progress").switch[id].setFocus()
        studio.settle()
        studio.shoot_down(f"progress-{id}", window)
        section.add_new()
        studio.settle()
        studio.shoot_down(f"progress-{id}-new", window, most=2)
        if id == "scales":
            section.answering.answer(1)
            studio.shoot("progress-scales-begun", window)
            section.answering.leave()
        else:
            for form in _forms(section):
                form.leave()


def _forms(section: Any) -> list[Any]:
    from reflect.ui.form import Form

    return [form for form in section.findChildren(Form) if form.is_open]


def review(studio: Studio, window: Any) -> None:
    from reflect.ui.progress import open_section

    section: Any = open_section(window, "review")
    window.page("progress").switch["review"].setFocus()
    studio.settle()
    section.go_earlier()
    studio.shoot_down("review-week", window)
    section.as_month.click()
    studio.settle()
    studio.shoot_down("review-month", window)


def insights(studio: Studio, window: Any) -> None:
    from reflect.ui.progress import open_section

    section: Any = open_section(window, "insights")
    window.page("progress").switch["insights"].setFocus()
    studio.settle()
    studio.until(lambda: section._found is not None)
    studio.shoot_down("insights", window, most=10)
    area: Any = section.parentWidget()
    while area is not None and not hasattr(area, "verticalScrollBar"):
        area = area.parentWidget()
    for name in ("claims", "helped"):
        top = section.frames[name].mapTo(area.widget(), section.rect().topLeft()).y()
        area.verticalScrollBar().setValue(top - 8)
        studio.shoot(f"insights-{name}", window)
    for frame in section.frames.values():
        frame.as_table.setChecked(True)
    studio.shoot_down("insights-tables", window, most=10)
    for frame in section.frames.values():
        frame.as_table.setChecked(False)


def appointment(studio: Studio, window: Any) -> None:
    from reflect.ui.exchange import Exchange

    window.findChild(Exchange).appointment()
    studio.rest(0.4)
    studio.shoot_down("appointment", studio.dialogs()[-1], most=3)


SCENES = (sections, review, insights, appointment)

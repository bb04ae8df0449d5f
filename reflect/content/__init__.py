"""What ships with Reflect as data: words, ways of coping, exercises, prompts, scales, help lines.

Nothing is read before it is asked for; every list is read once. `reflect.content.checking.problems`
looks over all of it.
"""

from __future__ import annotations

from reflect.content.coping import (
    BridgeQuestion,
    Exercise,
    Prompt,
    SafetySection,
    Sense,
    Step,
    bridge,
    exercise_by_id,
    exercises,
    grounding,
    prompts,
    prompts_for,
    safety_plan,
    strategies,
    strategy_by_id,
)
from reflect.content.help_lines import Country, HelpLine, countries, help_for, stale
from reflect.content.scales import (
    Band,
    Part,
    PartScore,
    Scale,
    Score,
    scale_by_id,
    scales,
    score,
)
from reflect.content.tables import LANGUAGES, About, Language, about, about_item
from reflect.content.words import (
    Factor,
    Feeling,
    Mood,
    factors,
    feeling_by_id,
    feeling_word,
    feelings,
    mood_word,
    moods,
    templates,
)

__all__ = [
    "LANGUAGES",
    "About",
    "Band",
    "BridgeQuestion",
    "Country",
    "Exercise",
    "Factor",
    "Feeling",
    "HelpLine",
    "Language",
    "Mood",
    "Part",
    "PartScore",
    "Prompt",
    "SafetySection",
    "Scale",
    "Score",
    "Sense",
    "Step",
    "about",
    "about_item",
    "bridge",
    "countries",
    "exercise_by_id",
    "exercises",
    "factors",
    "feeling_by_id",
    "feeling_word",
    "feelings",
    "grounding",
    "help_for",
    "mood_word",
    "moods",
    "prompts",
    "prompts_for",
    "safety_plan",
    "scale_by_id",
    "scales",
    "score",
    "stale",
    "strategies",
    "strategy_by_id",
    "templates",
]

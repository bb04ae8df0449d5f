"""Advice in a draft is noticed, and kindness is not taken for it."""

from __future__ import annotations

import pytest

from reflect.content import LANGUAGES
from reflect.shares import Ask
from reflect.sync import advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ask", list(Ask))
def test_every_ask_has_its_words_and_three_openers(ask: Ask, language: str) -> None:
    said = advice.words(ask, language)
    assert said.sharer and "{name}" in said.replier
    assert len(set(advice.openers(ask, language))) == 3
    told = advice.notice(ask, "Ana", language)
    assert (told is None) == (ask is Ask.IDEAS)
    assert told is None or "Ana" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_opener_and_no_rephrasing_is_advice_itself(language: str) -> None:
    kinds = ("should", "tried", "why-not", "in-your-place", "do-this")
    said = [advice.rephrased(kind, language) for kind in kinds]
    said += [one for ask in Ask for one in advice.openers(ask, language)]
    assert [one for one in said if advice.found(one, language)] == []
    assert len(set(said[:5])) == 5


def test_a_span_is_a_piece_of_the_draft_as_typed() -> None:
    text = "Oh no.\n\nI hear you… Why don’t you call her? Mum said “you should go”."
    (span,) = advice.found(text, "en")
    assert span.phrase == text[span.start : span.end] == "Why don’t you"

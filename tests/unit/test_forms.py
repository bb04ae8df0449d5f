"""Entries that were filled in: their text, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reflect import forms
from reflect.model import SETBACK, Entry, EntryId

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ENTRY = Entry(
    EntryId("setback"), NOON, NOON, text="I shouted.", kind=SETBACK, answers={"what": "I shouted."}
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_field_has_a_heading_in_its_order(language: str) -> None:
    labels = forms.setback_labels(language)
    assert tuple(labels) == forms.SETBACK_FIELDS
    text = forms.compose({field: field.upper() for field in reversed(forms.SETBACK_FIELDS)}, labels)
    places = [text.index(f"### {labels[field]}\n\n{field.upper()}") for field in labels]
    assert places == sorted(places)


def test_what_happened_alone_needs_no_heading_and_another_field_does() -> None:
    labels = forms.setback_labels("en")
    assert forms.compose({"what": " I shouted. ", "next": "  "}, labels) == "I shouted."
    assert forms.compose({"next": "Eat."}, labels) == "### A small next step\n\nEat."
    assert forms.compose({}, labels) == ""


def test_a_language_that_is_not_known_speaks_english() -> None:
    assert forms.setback_labels("xx") == forms.setback_labels("en")


def test_only_what_says_something_was_given() -> None:
    assert forms.given({"what": "I shouted.", "next": " \n "}) == {"what": "I shouted."}


def test_answers_go_where_the_text_is_another_and_stay_elsewhere() -> None:
    assert forms.retold(ENTRY, replace(ENTRY, text="I shouted, alas.")).answers == {}
    assert forms.retold(ENTRY, replace(ENTRY, text="I shouted, alas.")).kind == SETBACK
    assert forms.retold(ENTRY, replace(ENTRY, mood=2)).answers == {"what": "I shouted."}

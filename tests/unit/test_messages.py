"""Each leaf of the error tree has its words, and no fact breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import errors, messages


def leaves(cls: type[errors.ReflectError]) -> list[type[errors.ReflectError]]:
    below = cls.__subclasses__()
    return [cls] if not below else [leaf for child in below for leaf in leaves(child)]


LEAVES = leaves(errors.ReflectError)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_every_leaf_is_worded(leaf: type[errors.ReflectError]) -> None:
    wording = messages.worded(leaf())
    assert wording.title and wording.line and wording.advice
    assert "!" not in wording.title + wording.line + wording.advice


def test_nothing_is_worded_that_does_not_exist() -> None:
    assert set(messages.WORDINGS) == set(LEAVES)


@pytest.mark.parametrize(("leaf", "fact"), list(messages.VARIANTS))
def test_a_fact_may_change_what_is_said(leaf: type[errors.ReflectError], fact: str) -> None:
    assert messages.worded(leaf(**{fact: 3})).title != messages.worded(leaf()).title
    assert messages.worded(leaf(**{fact: 0})).title == messages.worded(leaf()).title


def test_optional_facts_join_only_when_known() -> None:
    known = messages.one_line(errors.WrongRecoveryCode(group=3))
    unknown = messages.one_line(errors.WrongRecoveryCode(group=None))
    assert "group 3" in known
    assert "group 3" not in unknown and "None" not in unknown


@given(st.sampled_from(LEAVES), st.text())
def test_facts_never_break_the_line(leaf: type[errors.ReflectError], value: str) -> None:
    facts = dict.fromkeys(
        ["path", "page", "group", "kind", "id", "where", "reason", "format", "columns"],
        value,
    )
    line = messages.one_line(leaf(**facts))
    assert "\n" not in line and line.startswith(leaf.__name__ + ": ")


def test_words_among_the_facts_are_translated_and_others_stay() -> None:
    def translate(context: str, text: str) -> str:
        return "abgeschnitten" if (context, text) == ("Facts", "cut short") else text

    known = messages.worded(errors.ExportFailed(path="cut short", reason="cut short"), translate)
    assert "(abgeschnitten)" in known.line
    assert known.line.startswith("cut short ")
    told = messages.worded(errors.ExportFailed(path="a", reason="Permission denied"), translate)
    assert "(Permission denied)" in told.line
    assert "[" not in messages.worded(errors.BadValue(field="x", expects=["a", "b"])).line

"""Making a passphrase and judging one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto.passphrase import generate, strength


@pytest.mark.requirement("R23")
def test_a_made_one_has_four_words_or_more_and_is_never_the_same() -> None:
    made = {generate() for _ in range(50)}
    assert len(made) == 50
    assert all(len(passphrase.split(" ")) == 6 for passphrase in made)
    assert len(generate(4).split(" ")) == 4
    with pytest.raises(ValueError, match="at least"):
        generate(3)
    words = {word for passphrase in made for word in passphrase.split(" ")}
    assert len(words) > 200  # 300 draws of 2048


@pytest.mark.requirement("R23")
def test_the_meter_tells_weak_from_strong() -> None:
    assert strength("").score == 0
    assert strength("password1").score <= 1
    assert strength("Reflect2026", known=("reflect",)).score <= 2
    assert strength(generate()).score == 4
    assert strength(generate()).guesses_log10 > strength("hello there").guesses_log10


@pytest.mark.requirement("R23")
@given(st.text(max_size=300))
def test_any_passphrase_can_be_judged(passphrase: str) -> None:
    found = strength(passphrase)
    assert 0 <= found.score <= 4
    assert found.guesses_log10 >= 0


@pytest.mark.requirement("R23")
def test_a_long_one_is_judged_by_its_beginning() -> None:
    long = generate(30)
    assert len(long) > 72
    assert strength(long).score == 4

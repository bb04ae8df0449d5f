"""Help lines: what was seen, where it stands, and how old it may grow."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reflect import content
from reflect.content.help_lines import ELSEWHERE, WARN_AFTER

SEEN = {
    "AU": ("000", {"13 11 14 · text 0477 13 11 14"}),
    "AT": ("112", set()),
    "BE": ("112", {"1813", "0800 32 123"}),
    "CA": ("911", {"9-8-8, call or text", "416-408-4357"}),
    "CH": ("112 · 144", set()),
    "DE": ("112", {"0800 111 0 111 · 0800 111 0 222"}),
    "ES": ("112", {"024"}),
    "FR": ("112", {"3114"}),
    "GB": ("999 · 112", {"116 123 · jo@samaritans.org"}),
    "IE": ("112 · 999", {"116 123 · jo@samaritans.ie"}),
    "IN": ("112", {"14416 · 1-800-891-4416"}),
    "IT": ("112", set()),
    "NL": ("112", {"113 · 0800-0113 · chat at 113.nl"}),
    "NZ": ("111", {"1737, call or text"}),
    "US": ("911", {"988, call, text or chat", "text to 741741", "1-800-662-4357"}),
    ELSEWHERE: ("112", set()),
}
"""By heart, so that no number changes unnoticed."""


def test_numbers_are_those_that_were_seen() -> None:
    there = {
        country.code: (country.emergency, {line.reach for line in country.lines})
        for country in content.countries()
    }
    assert there == SEEN


@pytest.mark.parametrize("language", content.LANGUAGES)
def test_each_line_says_when_and_where_it_was_seen(language: str) -> None:
    for country in content.countries(language):
        assert country.name
        for line in country.lines:
            assert line.name
            assert line.source
            assert line.checked_on.year >= 2026


def test_no_digit_is_lost_in_german() -> None:
    def digits(said: str) -> str:
        return "".join(character for character in said if character.isdigit())

    for country in content.countries("en"):
        german = content.help_for(country.code, "de")
        assert german.emergency == country.emergency
        assert [digits(line.reach) for line in german.lines] == [
            digits(line.reach) for line in country.lines
        ]


def test_countries_stand_by_name_and_anywhere_else_comes_last() -> None:
    german = [country.name for country in content.countries("de")]
    assert german.index("Österreich") == german.index("Niederlande") + 1
    for language in content.LANGUAGES:
        assert content.countries(language)[-1].code == ELSEWHERE


def test_a_country_is_found_by_its_code() -> None:
    assert content.help_for("de").name == "Germany"
    assert content.help_for("DE", "de").name == "Deutschland"


@pytest.mark.parametrize("code", ["", "JP", "deutschland"])
def test_an_unknown_country_still_gets_a_number_and_a_sentence(code: str) -> None:
    country = content.help_for(code)
    assert country.code == ELSEWHERE
    assert country.emergency == "112"
    assert country.note
    assert country.lines == ()


def test_a_line_is_old_after_a_year() -> None:
    line = content.help_for("US").lines[0]
    assert not content.stale(line, line.checked_on + WARN_AFTER)
    assert content.stale(line, line.checked_on + WARN_AFTER + timedelta(days=1))

"""The recovery code: whatever a hand and an eye do to it, the right group is named."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto import recovery
from reflect.crypto.recovery import ALPHABET, GROUP_SIZE, GROUPS
from reflect.errors import WrongRecoveryCode

CODES = [recovery.new_code() for _ in range(20)]

codes = st.sampled_from(CODES)
positions = st.integers(0, GROUPS * GROUP_SIZE - 1)


def _group_of(typed: str) -> object:
    with pytest.raises(WrongRecoveryCode) as wrong:
        recovery.read(typed)
    return wrong.value.facts["group"]


def _typed(characters: str) -> str:
    return "-".join(characters[i : i + GROUP_SIZE] for i in range(0, len(characters), GROUP_SIZE))


@pytest.mark.requirement("R22")
def test_there_are_128_random_bits_or_more() -> None:
    assert GROUPS * (GROUP_SIZE - 1) * math.log2(len(ALPHABET)) >= 128
    assert len(set(CODES)) == len(CODES)
    assert all(len(recovery.secret(code)) == GROUPS * (GROUP_SIZE - 1) for code in CODES)
    assert set("".join(recovery.new_code() for _ in range(300))) == set(ALPHABET) | {"-"}


@pytest.mark.requirement("R22")
@given(codes, positions, st.sampled_from(ALPHABET + "%äß日"))
def test_a_wrong_character_is_located(code: str, at: int, wrong: str) -> None:
    plain = code.replace("-", "")
    if plain[at] == wrong:
        return
    mistyped = plain[:at] + wrong + plain[at + 1 :]
    expected = at // GROUP_SIZE + 1
    assert _group_of(_typed(mistyped)) == expected
    assert _group_of(mistyped) == expected


@pytest.mark.requirement("R22")
@given(codes, st.integers(0, GROUPS * GROUP_SIZE - 2))
def test_swapped_neighbours_are_located(code: str, at: int) -> None:
    plain = code.replace("-", "")
    if plain[at] == plain[at + 1]:
        return
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    assert _group_of(swapped) == at // GROUP_SIZE + 1


@pytest.mark.requirement("R22")
@given(codes, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_swapped_groups_are_noticed(code: str, one: int, other: int) -> None:
    groups = code.split("-")
    if groups[one] == groups[other]:
        return
    groups[one], groups[other] = groups[other], groups[one]
    assert _group_of("-".join(groups)) == min(one, other) + 1


@pytest.mark.requirement("R22")
@given(codes, positions)
def test_a_missing_character_is_located_by_the_groups_as_typed(code: str, at: int) -> None:
    groups = code.split("-")
    number, inside = divmod(at, GROUP_SIZE)
    groups[number] = groups[number][:inside] + groups[number][inside + 1 :]
    assert _group_of(" ".join(groups)) == number + 1


@pytest.mark.requirement("R22")
@given(codes, positions, st.sampled_from(ALPHABET))
def test_a_doubled_character_is_located_by_the_groups_as_typed(
    code: str, at: int, more: str
) -> None:
    groups = code.split("-")
    number, inside = divmod(at, GROUP_SIZE)
    groups[number] = groups[number][:inside] + more + groups[number][inside:]
    assert _group_of(" ".join(groups)) == number + 1


@pytest.mark.requirement("R22")
@given(codes, st.integers(0, GROUPS - 1))
def test_a_missing_group_is_noticed(code: str, number: int) -> None:
    groups = code.split("-")
    del groups[number]
    assert _group_of("-".join(groups)) == number + 1


@pytest.mark.requirement("R22")
@given(codes, st.data())
def test_case_look_alikes_and_spacing_are_forgiven(code: str, data: st.DataObject) -> None:
    alike = {"1": "1IilL", "0": "0oO", "5": "5sS", "V": "VvuU"}
    written = ""
    for character in code:
        if character == "-":
            written += data.draw(st.sampled_from(["-", " ", "", "–", " — ", "\n", "\u00a0", "‑"]))
        else:
            written += data.draw(
                st.sampled_from(alike.get(character, character + character.lower()))
            )
    assert recovery.read(written) == code
    assert recovery.secret(written) == recovery.secret(code)
    full_width = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)
    assert recovery.read(full_width) == code


@given(st.text(max_size=80))
def test_no_input_whatever_is_a_surprise(typed: str) -> None:
    group = _group_of(typed)
    assert group is None or (isinstance(group, int) and 1 <= group <= GROUPS)


def test_nothing_typed_points_nowhere() -> None:
    assert _group_of("") is None
    assert _group_of(" - ") is None


@pytest.mark.requirement("R22")
def test_the_sheet_holds_the_code_and_a_square_that_can_be_scanned() -> None:
    from xml.etree import ElementTree as ET

    code = CODES[0]
    sheet = recovery.sheet(code.lower())
    assert "-".join(sheet.groups) == code
    lines = sheet.text.splitlines()
    assert [line.split("  ")[0] for line in lines] == [str(n) for n in range(1, GROUPS + 1)]
    assert [line.split("  ")[1].replace(" ", "") for line in lines] == list(sheet.groups)
    svg = ET.fromstring(sheet.qr_svg)
    assert svg.tag.endswith("svg")
    assert svg.findall(".//*")
    assert code not in repr(sheet)
    with pytest.raises(WrongRecoveryCode):
        recovery.sheet("nonsense")

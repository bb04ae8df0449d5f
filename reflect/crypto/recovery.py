"""The recovery code: made to be written down by hand and typed back years later.

Seven groups of five characters. Four of each group are random (31**28: 138 bits), the fifth
checks the other four. The alphabet has 31 characters, a prime, so that a weighted sum modulo 31
with distinct weights notices every wrong character and every swap of two neighbours (the argument
of ISBN-10; J. Verhoeff, Error Detecting Decimal Codes, 1969). The number of the group enters its
sum, so that swapped groups are noticed too. Which group fails is known, so the person is told
where to look.

Letters that look like others are not in the alphabet and are read as what they look like: I and L
as 1, O as 0, S as 5, U as V. Case, spaces and dashes do not matter.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field

from reflect.errors import WrongRecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
GROUPS = 7
GROUP_SIZE = 5

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_LOOKS_LIKE = {"I": "1", "L": "1", "O": "0", "S": "5", "U": "V"}
_UNKNOWN = "?"


def new_code() -> str:
    """A fresh code, as it is shown: `XXXXX-XXXXX-…`, 41 characters."""
    groups = []
    for number in range(1, GROUPS + 1):
        data = "".join(secrets.choice(ALPHABET) for _ in range(GROUP_SIZE - 1))
        groups.append(data + _check_character(number, data))
    return "-".join(groups)


def read(typed: str) -> str:
    """The code as it was shown, from what a person typed.

    Raises WrongRecoveryCode; its `group` (1 to 7) is the first group that cannot be right.
    """
    code, apart = _read_characters(typed)
    if len(code) != GROUPS * GROUP_SIZE:
        raise WrongRecoveryCode(group=_first_wrong(apart, code))
    groups = [code[i : i + GROUP_SIZE] for i in range(0, len(code), GROUP_SIZE)]
    for number, group in enumerate(groups, start=1):
        if not _is_right(number, group):
            raise WrongRecoveryCode(group=number)
    return "-".join(groups)


def secret(typed: str) -> bytes:
    """The random part of a code, without check characters: 28 ASCII bytes, 138 bits.

    Raises WrongRecoveryCode.
    """
    groups = read(typed).split("-")
    return "".join(group[:-1] for group in groups).encode("ascii")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes on the printed page; the words around it are the window's."""

    groups: tuple[str, ...] = field(repr=False)
    text: str = field(repr=False)
    """The groups numbered, one a line: for a plain printout and for a screen reader."""
    qr_svg: str = field(repr=False)
    """An `<svg>` element, black on white, with a quiet zone; holds the code and nothing else."""


def sheet(code: str) -> Sheet:
    """The printable form of a code. Raises WrongRecoveryCode."""
    import segno  # only needed when a sheet is made

    code = read(code)
    groups = tuple(code.split("-"))
    qr = segno.make(code, error="q", micro=False)
    return Sheet(
        groups=groups,
        text="\n".join(f"{number}  {' '.join(group)}" for number, group in enumerate(groups, 1)),
        qr_svg=qr.svg_inline(scale=4, border=4, dark="#000", light="#fff"),
    )


def _check_character(number: int, data: str) -> str:
    total = sum(weight * _VALUE[c] for weight, c in enumerate(data, start=1))
    return ALPHABET[(total + 7 * number) % len(ALPHABET)]


def _is_right(number: int, group: str) -> bool:
    return (
        len(group) == GROUP_SIZE
        and _UNKNOWN not in group
        and _check_character(number, group[:-1]) == group[-1]
    )


def _read_characters(typed: str) -> tuple[str, list[str]]:
    """All characters in a row, and the same as the person set them apart."""
    code: list[str] = []
    apart: list[str] = [""]
    for character in unicodedata.normalize("NFKC", typed):
        if character.isspace() or unicodedata.category(character) in {"Pd", "Cf", "Cc"}:
            if apart[-1]:
                apart.append("")
            continue
        upper = character.upper()
        upper = _LOOKS_LIKE.get(upper, upper)
        known = upper if upper in _VALUE else _UNKNOWN
        code.append(known)
        apart[-1] += known
    return "".join(code), [group for group in apart if group]


def _first_wrong(apart: list[str], code: str) -> int | None:
    """Where a character is missing or too many: by the person's own groups, else by the sums."""
    if not code:
        return None
    if len(apart) != GROUPS:
        apart = [code[i : i + GROUP_SIZE] for i in range(0, len(code), GROUP_SIZE)]
    for number, group in enumerate(apart[:GROUPS], start=1):
        if not _is_right(number, group):
            return number
    return min(len(apart), GROUPS - 1) + 1 if len(apart) < GROUPS else GROUPS

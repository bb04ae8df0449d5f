"""Making a passphrase, and judging one."""

from __future__ import annotations

import math
import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LEAST_WORDS = 4
USUAL_WORDS = 6

_MOST_JUDGED = 72  # zxcvbn refuses longer ones


@dataclass(frozen=True, slots=True)
class Strength:
    score: int
    """0 (guessed at once) to 4 (very hard to guess), as zxcvbn counts."""
    guesses_log10: float
    """Decimal logarithm of the guesses an attacker needs who knows how people choose."""


def generate(words: int = USUAL_WORDS, language: str = "english") -> str:
    """Random words of the BIP-39 list, 11 bits each, with spaces between.

    Four are the least (44 bits), behind Argon2id at 256 MiB; six (66 bits) are usual.
    `language` is one of the lists of the `mnemonic` package.
    """
    if words < LEAST_WORDS:
        raise ValueError(f"at least {LEAST_WORDS} words")
    known = _words(language)
    return " ".join(secrets.choice(known) for _ in range(words))


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """How hard a passphrase is to guess; `known` are words an attacker would try first.

    Only the first 72 characters are looked at, so that for a longer one this is a lower bound.
    """
    import zxcvbn  # 60 ms of word lists, needed only where a passphrase is chosen

    judged = unicodedata.normalize("NFKC", passphrase)[:_MOST_JUDGED]
    if not judged:
        return Strength(0, 0.0)
    found = zxcvbn.zxcvbn(judged, user_inputs=list(known))
    # From the guesses, not `guesses_log10`: that one is -inf for an empty match sequence.
    return Strength(int(found["score"]), math.log10(max(1, found["guesses"])))


@lru_cache(maxsize=4)
def _words(language: str) -> tuple[str, ...]:
    from mnemonic import Mnemonic

    return tuple(Mnemonic(language).wordlist)

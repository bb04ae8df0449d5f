"""What helped, in the person's own log, and what may help now."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reflect.model import LOW_MOOD, KeptId, Strategy, Use

KNOWN = 3
"""Uses from which on something counts as known."""
_STRENGTHS = ("A", "B", "C")
_ENERGIES = ("low", "medium", "high")


# -- cards -----------------------------------------------------------------------------------------


def cards(
    own: Sequence[Strategy], shipped: Sequence[Strategy], hidden: Collection[str] = ()
) -> tuple[Strategy, ...]:
    """The person's in their order, then the shipped ones that none of theirs stands in place of.

    `hidden`: ids that are left out, of shipped cards and of what stands in their place.
    """
    of_their_own = {card.id for card in own}
    shipped_ids = {card.id for card in shipped}
    return (
        *(card for card in own if card.id not in shipped_ids or card.id not in hidden),
        *(card for card in shipped if card.id not in of_their_own and card.id not in hidden),
    )


def is_own(card: Strategy) -> bool:
    """Made by the person or taken over from somebody, and no shipped one, however edited."""
    return card.origin is None or card.origin.kind != "shipped"


# -- what it did -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeelingRecord:
    """What a card did while one feeling was there."""

    word: str = field(repr=False)
    """As in `Use.emotion`."""
    uses: int
    helped: int
    """Uses after which it was lighter than before."""
    median_change: float
    """On the scale of 0 to 10; below 0 it grew lighter."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a card did so far."""

    uses: int
    helped: int
    median_change: float | None
    """None without a use."""
    feelings: tuple[FeelingRecord, ...]
    """Most used first. Uses without a feeling are in none of them."""
    last: datetime | None


def record(uses: Iterable[Use]) -> Record:
    """Of the uses of one card."""
    found = list(uses)
    by_word: dict[str, list[Use]] = {}
    for use in found:
        if use.emotion:
            by_word.setdefault(use.emotion.casefold(), []).append(use)
    feelings = [
        FeelingRecord(each[-1].emotion or word, len(each), _helped(each), _median(each))
        for word, each in by_word.items()
    ]
    feelings.sort(key=lambda one: (-one.uses, one.median_change, one.word.casefold()))
    return Record(
        uses=len(found),
        helped=_helped(found),
        median_change=_median(found) if found else None,
        feelings=tuple(feelings),
        last=max((use.at for use in found), default=None),
    )


def records(uses: Iterable[Use]) -> dict[KeptId, Record]:
    """By card; cards without a use are not in it."""
    return {id: record(each) for id, each in _by_card(uses).items()}


def _by_card(uses: Iterable[Use]) -> dict[KeptId, list[Use]]:
    found: dict[KeptId, list[Use]] = {}
    for use in uses:
        found.setdefault(use.strategy, []).append(use)
    return found


def _helped(uses: Iterable[Use]) -> int:
    return sum(use.change < 0 for use in uses)


def _median(uses: Iterable[Use]) -> float:
    return float(statistics.median(use.change for use in uses))


def _mostly_worse(uses: Sequence[Use]) -> bool:
    return 2 * sum(use.change > 0 for use in uses) > len(uses)


def _standing(uses: Sequence[Use]) -> float:
    """How often it helps, 0 to 1, drawn towards a third as long as there are few uses: the mean of
    a beta distribution that began at (1, 2). 1 of 1 gives 0.5, 8 of 10 gives 0.69."""
    return (_helped(uses) + 1) / (len(uses) + 3)


# -- the first three -------------------------------------------------------------------------------


def first_three(
    cards: Sequence[Strategy], order: Sequence[str], uses: Iterable[Use]
) -> tuple[Strategy, ...]:
    """Three cards to have at hand: those chosen (`order`), then the person's own, then what helped
    most (two uses at least), then shipped ones that take little energy."""
    by_id = {card.id: card for card in cards}
    by_card = _by_card(uses)

    def good(card: Strategy) -> bool:
        return not _mostly_worse(by_card.get(card.id, ()))

    tried = [card for card in cards if len(by_card.get(card.id, ())) >= 2]
    helped = sorted(
        (card for card in tried if _helped(by_card[card.id])),
        key=lambda card: (-_standing(by_card[card.id]), _median(by_card[card.id])),
    )
    ranked = [
        *(by_id[KeptId(id)] for id in order if id in by_id),
        *(card for card in cards if is_own(card) and good(card)),
        *(card for card in helped if good(card)),
        *(card for card in cards if card.energy == "low" and good(card)),
        *(card for card in cards if good(card)),
    ]
    return tuple(dict.fromkeys(ranked))[:3]


# -- what may help now -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is suggested. The numbers are the person's own; 0 of 0 where there are none."""

    kind: str
    """own-feeling: it was used with `feeling`, or (None) at all, and the numbers tell what it did;
    own: a card of theirs for it, not used yet; evidence: research, of `strength`; fit: it is for a
    feeling close by, or takes little energy."""
    uses: int = 0
    helped: int = 0
    median_change: float | None = None
    feeling: str | None = field(default=None, repr=False)
    strength: str | None = None
    """A, B or C."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    strategy: Strategy
    reason: Reason


def suggest(
    feelings: Sequence[str],
    cards: Sequence[Strategy],
    uses: Iterable[Use],
    *,
    mood: int | None = None,
    limit: int = 3,
) -> tuple[Suggestion, ...]:
    """What may help with these feelings, the likeliest first.

    First what their own log says of these feelings: known (3 uses and more), then what was tried
    once or twice; then their own cards for it; then shipped ones by the strength of the evidence;
    then what fits feelings close by; then what takes little energy. Never something that mostly
    made it worse; in a low mood nothing that takes much energy. Without a feeling the whole log
    speaks.
    """
    wanted = dict.fromkeys(feeling.casefold() for feeling in feelings)
    close = _close(wanted)
    by_card = _by_card(uses)
    low = mood is not None and mood <= LOW_MOOD
    ranked: list[tuple[tuple[float, ...], int, Suggestion]] = []
    for place, card in enumerate(cards):
        if low and card.energy == "high":
            continue
        all_uses = by_card.get(card.id, [])
        here = (
            [use for use in all_uses if (use.emotion or "").casefold() in wanted]
            if wanted
            else all_uses
        )
        if _mostly_worse(here) or (not here and _mostly_worse(all_uses)):
            continue
        found = _reason(card, here, wanted, close)
        if found is not None:
            rank, reason = found
            ranked.append((rank, place, Suggestion(card, reason)))
    ranked.sort(key=lambda one: one[:2])
    return tuple(suggestion for _, _, suggestion in ranked[:limit])


def _reason(
    card: Strategy, uses: Sequence[Use], wanted: Mapping[str, None], close: Collection[str]
) -> tuple[tuple[float, ...], Reason] | None:
    """Its rank, lowest first, and the reason; None where nothing speaks for it."""
    count, helped = len(uses), _helped(uses)
    median = _median(uses) if uses else None
    feeling = _told(uses, wanted) if wanted else None
    meant_for = {each.casefold(): each for each in card.feelings}
    meant = next((meant_for[each] for each in wanted if each in meant_for), None)
    strength = card.evidence.strength if card.evidence is not None else None
    energy = _ENERGIES.index(card.energy) if card.energy in _ENERGIES else 1

    def because(kind: str, for_feeling: str | None) -> Reason:
        if count:
            return Reason("own-feeling", count, helped, median, feeling, strength)
        return Reason(kind, feeling=for_feeling, strength=strength)

    if 2 * helped > count:
        tier = 0.0 if count >= KNOWN else 1.0
        return (tier, -_standing(uses), median or 0.0), because("own-feeling", None)
    if count >= KNOWN:
        # It is known, and it seldom helps: behind all that is not.
        return (6.0, -_standing(uses)), because("own-feeling", None)
    if is_own(card) and (meant is not None or not wanted):
        return (2.0, energy), because("own", meant)
    weight = _STRENGTHS.index(strength) if strength in _STRENGTHS else len(_STRENGTHS)
    if meant is not None:
        return (3.0, weight, energy), because("evidence" if strength else "fit", meant)
    if not wanted:
        kind = "evidence" if strength else "fit"
        return (3.0, 0 if energy == 0 else 1, weight), because(kind, None)
    if any(each in close for each in meant_for):
        return (4.0, weight, energy), because("fit", None)
    if energy == 0:
        return (5.0, weight), because("fit", None)
    return None


def _told(uses: Sequence[Use], wanted: Mapping[str, None]) -> str | None:
    """The feeling that most of these uses were for, the one named first among equals."""
    counts = dict.fromkeys(wanted, 0)
    words: dict[str, str] = {}
    for use in uses:
        word = use.emotion or ""
        counts[word.casefold()] += 1
        words[word.casefold()] = word
    most = max(counts, key=lambda word: counts[word])
    return words.get(most)


def _close(wanted: Iterable[str]) -> frozenset[str]:
    """Shipped feelings close to these."""
    from reflect import content

    known = content.feeling_by_id()
    return frozenset(
        near.casefold() for word in wanted if word in known for near in known[word].near
    )

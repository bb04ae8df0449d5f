"""The person's ways of coping as the pages ask for them: cards, uses, which come first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reflect.model import COPING_FIRST, COPING_HIDDEN, Changes, KeptId, Strategy, Use

if TYPE_CHECKING:
    from reflect.insights.coping import Record
    from reflect.vault import OpenVault


@dataclass(frozen=True, slots=True)
class Cards:
    """All there is to know of ways of coping at one moment."""

    own: tuple[Strategy, ...]
    shipped: tuple[Strategy, ...]
    uses: tuple[Use, ...] = field(repr=False)
    """Oldest first."""
    records: Mapping[KeptId, Record]
    first: tuple[str, ...]
    hidden: frozenset[str]
    read_only: bool

    @property
    def seen(self) -> tuple[Strategy, ...]:
        """Own ones first, then the shipped ones that are not hidden."""
        from reflect.insights import coping

        return coping.cards(self.own, self.shipped, self.hidden)

    @property
    def every(self) -> tuple[Strategy, ...]:
        """The hidden ones as well."""
        from reflect.insights import coping

        return coping.cards(self.own, self.shipped)

    def card(self, id: str) -> Strategy | None:
        """The card with this id, hidden or not; the person's in place of the shipped one."""
        return next((card for card in self.every if card.id == id), None)

    def is_own(self, id: str) -> bool:
        """Kept by the person, be it an edited shipped one."""
        return any(card.id == id for card in self.own)

    def shipped_of(self, card: Strategy) -> Strategy | None:
        """The shipped card that it is or came from."""
        origin = card.origin
        wanted = origin.id if origin is not None and origin.kind == "shipped" else card.id
        return next((each for each in self.shipped if each.id == wanted), None)

    def uses_of(self, id: str) -> tuple[Use, ...]:
        """Oldest first."""
        return tuple(use for use in self.uses if use.strategy == id)


def read(language: str, vault: OpenVault) -> Cards:
    """On the journal's thread."""
    from reflect import content
    from reflect.insights import coping

    journal = vault.journal
    uses = journal.kept(Use)
    return Cards(
        journal.kept(Strategy),
        content.strategies(language),
        uses,
        coping.records(uses),
        journal.listed(COPING_FIRST),
        frozenset(journal.listed(COPING_HIDDEN)),
        vault.read_only,
    )


def set_first(ids: Sequence[str], vault: OpenVault) -> Changes:
    """Put these at hand, in this order."""
    return _set(COPING_FIRST, ids, vault)


def set_hidden(ids: Sequence[str], vault: OpenVault) -> Changes:
    """Let these shipped ones not be seen."""
    return _set(COPING_HIDDEN, sorted(ids), vault)


def keep(value: Strategy | Use, vault: OpenVault) -> Changes:
    return vault.journal.keep(value)


def trash(type_: type[Strategy | Use], id: KeptId, vault: OpenVault) -> Changes:
    return vault.journal.trash_kept(type_, [id])


def _set(name: str, ids: Sequence[str], vault: OpenVault) -> Changes:
    vault.journal.set_state(name, json.dumps(list(ids)) if ids else None)
    return Changes(kept=frozenset({"strategy"}))

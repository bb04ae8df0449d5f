"""What a person keeps beside the entries: cards, uses, goals, plans, scales (`model.Kept`).

One table holds them all, each as JSON of its value; a kind is few thousand rows even after years,
so that a page reads it whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from reflect.errors import BadValue, UnknownId
from reflect.journal import values
from reflect.journal.attachments import remove_unheld
from reflect.journal.store import Store
from reflect.journal.values import to_ticks
from reflect.model import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_LINES,
    Bridge,
    Changes,
    Check,
    Goal,
    Kept,
    KeptId,
    OwnLine,
    Plan,
    Questions,
    SafetyPlan,
    ScaleResult,
    Sign,
    Strategy,
    Strength,
    Use,
    Walk,
)

K = TypeVar("K", bound=Kept)

KINDS: Mapping[str, type[Kept]] = MappingProxyType(
    {
        "strategy": Strategy,
        "use": Use,
        "goal": Goal,
        "check": Check,
        "strength": Strength,
        "plan": Plan,
        "sign": Sign,
        "safety-plan": SafetyPlan,
        "bridge": Bridge,
        "scale": ScaleResult,
        "walk": Walk,
        "line": OwnLine,
        "questions": Questions,
    }
)
"""Kind, as it stands in the file and in `Changes.kept` → the value's type."""
_KIND_OF = {type_: kind for kind, type_ in KINDS.items()}

ENERGIES = ("low", "medium", "high")


def kind_of(type_: type[Any]) -> str:
    """How a type is called in the file, in `Changes.kept` and in an archive."""
    return _KIND_OF[type_]


def to_json(value: Kept) -> Any:
    """A kept value as what JSON can hold."""
    return _clean(msgspec.to_builtins(value))


def from_json(kind: str, body: Any) -> Kept:
    """Raises BadValue where it is none of this kind."""
    try:
        value: Kept = msgspec.convert(body, KINDS[kind])
    except (KeyError, msgspec.MsgspecError, RecursionError):
        raise BadValue(field=kind, expects="its fields") from None
    return checked(value)


class Keeping:
    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def keep(self, value: Kept, *, place: int | None = None) -> Changes:
        """Insert or update by id; takes it out of the trash. Raises BadValue, UnknownId (a photo
        whose bytes were not stored)."""
        value = checked(value)
        kind, now = kind_of(type(value)), to_ticks(self._clock())
        moment = getattr(value, "at", None) or getattr(value, "begun_at", None)
        at = to_ticks(moment) if moment is not None else now
        with self._store.joined():
            self._store.run(
                "INSERT INTO kept (kind, id, place, at, modified_at, body)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (kind, id) DO UPDATE SET place = coalesce(?, place), at = ?,"
                " modified_at = excluded.modified_at, deleted_at = NULL, body = excluded.body",
                (
                    kind, value.id, place if place is not None else self._next_place(kind), at, now,
                    _dump(to_json(value)), place, at,
                ),
            )  # fmt: skip
            if isinstance(value, Strategy):
                self._hold(kind, value)
        return Changes(kept=frozenset({kind}))

    def _next_place(self, kind: str) -> int:
        # Logs are in the order of their times.
        if kind in {"use", "check", "scale"}:
            return 0
        return int(
            self._store.value(
                "SELECT coalesce(max(place), 0) + 1 FROM kept WHERE kind = ?", (kind,)
            )
        )

    def _hold(self, kind: str, value: Strategy) -> None:
        holder = f"{kind}:{value.id}"
        self._store.run("DELETE FROM blob_use WHERE entry_id = ?", (holder,))
        for photo in {one.sha256: one for one in value.photos}.values():
            if not self._store.run(
                "INSERT OR IGNORE INTO blob_use (blob, entry_id)"
                " SELECT num, ? FROM blob WHERE sha256 = ? AND whole = 1 RETURNING 1",
                (holder, photo.sha256),
            ):
                raise UnknownId(kind="attachment", id=photo.sha256)

    def all(self, type_: type[K], *, trashed: bool = False) -> tuple[K, ...]:
        """In the person's order; logs by their times, oldest first."""
        kind = kind_of(type_)
        text = self._store.value(
            "SELECT '[' || coalesce(group_concat(body, ','), '') || ']' FROM (SELECT body FROM kept"
            f" WHERE kind = ? AND deleted_at IS {'NOT NULL' if trashed else 'NULL'}"
            " ORDER BY place, at, id)",
            (kind,),
        )
        return msgspec.json.decode(text, type=tuple[type_, ...])  # type: ignore[valid-type]

    def one(self, type_: type[K], id: KeptId) -> K | None:
        body = self._store.value(
            "SELECT body FROM kept WHERE kind = ? AND id = ? AND deleted_at IS NULL",
            (kind_of(type_), id),
        )
        return None if body is None else msgspec.json.decode(body, type=type_)

    def trash(self, type_: type[Kept], ids: Iterable[KeptId]) -> Changes:
        """Into the trash; `keep` takes it out again. Raises UnknownId before anything went."""
        kind, now = kind_of(type_), to_ticks(self._clock())
        with self._store.joined():
            for id in ids:
                if not self._store.run(
                    "UPDATE kept SET deleted_at = ? WHERE kind = ? AND id = ?"
                    " AND deleted_at IS NULL RETURNING 1",
                    (now, kind, id),
                ):
                    raise UnknownId(kind=kind, id=id)
        return Changes(kept=frozenset({kind}))

    def order(self, type_: type[Kept], ids: Sequence[KeptId]) -> Changes:
        """Put these first, in this order; the others follow as they were."""
        kind = kind_of(type_)
        with self._store.joined():
            self._store.run(
                "UPDATE kept SET place = place + ? WHERE kind = ?", (len(ids) + 1, kind)
            )
            for place, id in enumerate(ids):
                self._store.run(
                    "UPDATE kept SET place = ? WHERE kind = ? AND id = ?", (place, kind, id)
                )
        return Changes(kept=frozenset({kind}))

    def empty_trash(self, older_than: timedelta | None) -> Changes:
        until = to_ticks(self._clock() - (older_than or timedelta(0)))
        with self._store.joined():
            gone = self._store.run(
                "DELETE FROM kept WHERE deleted_at IS NOT NULL AND deleted_at <= ?"
                " RETURNING kind, kind || ':' || id",
                (until,),
            )
            for _, holder in gone:
                self._store.run("DELETE FROM blob_use WHERE entry_id = ?", (holder,))
            if gone:
                remove_unheld(self._store)
        return Changes(kept=frozenset(kind for kind, _ in gone))

    def rows(self) -> list[tuple[str, int, str | None, Any]]:
        """All there is: kind, place, when it was trashed (ISO, UTC), body; for an archive."""
        found = self._store.bulk(
            "kind, place, deleted_at, json(body)",
            "SELECT kind, place, deleted_at, body FROM kept ORDER BY kind, place, at, id",
        )
        return [
            (kind, place, None if gone is None else values.from_ticks(gone).isoformat(), body)
            for kind, place, gone, body in found
        ]

    def bring(self, value: Kept, *, place: int, deleted_at: datetime | None) -> bool:
        """From an archive: only where there is none with this id. Whether it came in."""
        kind = kind_of(type(value))
        if self._store.row("SELECT 1 FROM kept WHERE kind = ? AND id = ?", (kind, value.id)):
            return False
        self.keep(value, place=place)
        if deleted_at is not None:
            self._store.run(
                "UPDATE kept SET deleted_at = ? WHERE kind = ? AND id = ?",
                (to_ticks(deleted_at), kind, value.id),
            )
        return True


# -- what may be kept ------------------------------------------------------------------------------


def checked(value: Kept) -> Kept:
    """The value as it is; raises BadValue for what is outside its range."""
    if not value.id or value.id != value.id.strip():
        raise BadValue(field="id", expects="an id")
    moment = getattr(value, "at", None) or getattr(value, "begun_at", None)
    if moment is not None and moment.utcoffset() is None:
        raise BadValue(field="at", expects="a time with its offset")
    match value:
        case Strategy():
            _worded("title", value.title)
            _card_fits(value)
            if value.energy is not None and value.energy not in ENERGIES:
                raise BadValue(field="energy", expects="low, medium or high")
            if value.minutes is not None:
                _within("minutes", value.minutes, 0, 24 * 60)
        case Use():
            _within("before", value.before, 0, 10)
            _within("after", value.after, 0, 10)
        case Goal():
            _worded("title", value.title)
            _within("days", value.per_days, 1, 366)
            _within("times", value.times, 1, value.per_days)
        case Strength():
            _worded("text", value.text)
        case Plan():
            _worded("if", value.when)
            _worded("then", value.then)
        case Sign():
            _worded("text", value.text)
            if value.kind not in {"trigger", "early"}:
                raise BadValue(field="kind", expects="trigger or early")
        case OwnLine():
            _worded("name", value.name)
        case Walk():
            _within("step", value.step, 0, 1000)
        case _:
            pass
    return value


def _worded(field: str, text: str) -> None:
    if not text.strip():
        raise BadValue(field=field, expects="some words")


def _card_fits(card: Strategy) -> None:
    evidence, origin = card.evidence, card.origin
    texts = [card.why, card.caution, card.adapt, card.place, card.their_words]
    if evidence is not None:
        texts += [evidence.summary, evidence.citation, evidence.effect]
    for field, lines, longest in (
        ("title", (card.title, origin.name if origin is not None else ""), LONGEST_LINE),
        ("each step", card.steps, LONGEST_TEXT),
        ("each feeling", card.feelings, LONGEST_LINE),
        ("each person", card.people, LONGEST_LINE),
        ("each piece of music", card.music, LONGEST_LINE),
        ("each text", tuple(text or "" for text in texts), LONGEST_TEXT),
    ):
        if max(map(len, lines), default=0) > longest:
            raise BadValue(field=field, expects=f"{longest} characters at most")
        if len(lines) > MOST_LINES:
            raise BadValue(field=field.removeprefix("each "), expects=f"{MOST_LINES} at most")


def _within(field: str, value: int, low: int, high: int) -> None:
    if isinstance(value, bool) or not low <= value <= high:
        raise BadValue(field=field, expects=f"{low} to {high}")


def _clean(built: Any) -> Any:
    if isinstance(built, str):
        return values.clean(built)
    if isinstance(built, dict):
        return {_clean(name): _clean(value) for name, value in built.items()}
    if isinstance(built, list | tuple):
        return [_clean(value) for value in built]
    return built


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

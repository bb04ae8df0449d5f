"""The journal as lines, days and years; what completion offers."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from datetime import date

from reflect.errors import Interrupted
from reflect.journal import values
from reflect.journal.store import Store
from reflect.journal.values import ROW_COLUMNS, day_text
from reflect.model import NO_FACTORS, DayMark, Fact, Row

_FACTS = 5000
"""Entries read at once for reckoning."""


class Timeline:
    def __init__(self, store: Store) -> None:
        self._store = store

    def order(self) -> array[int]:
        text = self._store.value(
            "SELECT json_group_array(key) FROM (SELECT key FROM entry"
            " WHERE deleted_at IS NULL ORDER BY written_at DESC, key DESC)"
        )
        return array("q", json.loads(text))

    def newest(self, limit: int) -> tuple[Row, ...]:
        return self._rows(
            "SELECT * FROM entry WHERE deleted_at IS NULL"
            " ORDER BY written_at DESC, key DESC LIMIT ?",
            limit,
        )

    def rows(self, keys: Sequence[int]) -> tuple[Row, ...]:
        found = {
            row.key: row
            for row in self._rows(
                "SELECT * FROM entry WHERE key IN (SELECT value FROM json_each(?))"
                " AND deleted_at IS NULL",
                json.dumps(list(keys)),
            )
        }
        return tuple(found[key] for key in keys if key in found)

    def _rows(self, rest: str, *bound: object) -> tuple[Row, ...]:
        return tuple(values.row_of(row) for row in self._store.bulk(ROW_COLUMNS, rest, bound))

    def marks(self, since: date, until: date) -> tuple[DayMark, ...]:
        """Days that have entries, both ends included, oldest first."""
        rows = self._store.bulk(
            "day, many, mood",
            "SELECT day, count(*) AS many, avg(mood) AS mood FROM entry"
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ? GROUP BY day ORDER BY day",
            (day_text(since), day_text(until)),
        )
        return tuple(DayMark(date.fromisoformat(day), many, mood) for day, many, mood in rows)

    def day(self, day: date) -> tuple[Row, ...]:
        """The day's entries, earliest first."""
        return self._rows(
            "SELECT * FROM entry WHERE deleted_at IS NULL AND day = ? ORDER BY written_at, key",
            day_text(day),
        )

    def years(self) -> tuple[int, ...]:
        """Newest first."""
        rows = self._store.run(
            "WITH RECURSIVE one (year) AS ("
            " SELECT substr(min(day), 1, 4) FROM entry WHERE deleted_at IS NULL"
            " UNION ALL"
            " SELECT (SELECT substr(min(day), 1, 4) FROM entry"
            "         WHERE deleted_at IS NULL AND day > one.year || '-12-31')"
            " FROM one WHERE one.year IS NOT NULL"
            ") SELECT year FROM one WHERE year IS NOT NULL ORDER BY year DESC"
        )
        return tuple(int(row[0]) for row in rows)

    def on_this_day(self, today: date) -> tuple[Row, ...]:
        """The 29th of February is remembered on the 28th where there is no 29th."""
        days = []
        for year in self.years():
            if year >= today.year:
                continue
            if (today.month, today.day) != (2, 29) or _leap(year):
                days.append(day_text(today.replace(year=year)))
            if (today.month, today.day) == (2, 28) and _leap(year) and not _leap(today.year):
                days.append(f"{year:04}-02-29")
        return self._rows(
            "SELECT * FROM entry INDEXED BY entry_day WHERE deleted_at IS NULL AND NOT kept_out"
            " AND day IN (SELECT value FROM json_each(?)) ORDER BY written_at DESC, key DESC",
            json.dumps(days),
        )

    # -- reckoning -------------------------------------------------------------------------------

    def facts(self, since: date | None, cancelled: Callable[[], bool] | None) -> tuple[Fact, ...]:
        """Oldest first, read in portions."""
        found: list[Fact] = []
        days: dict[str, date] = {}
        last: tuple[int, int] = (-(2**63), 0)
        while True:
            if cancelled is not None and cancelled():
                raise Interrupted
            rows = self._store.bulk(
                "day, written_at, utc_offset, mood, details -> '$.emotions', details -> '$.tags',"
                " details -> '$.factors', details ->> '$.kind', key",
                "SELECT * FROM entry WHERE deleted_at IS NULL AND (written_at, key) > (?, ?)"
                " AND day >= ? ORDER BY written_at, key LIMIT ?",
                (*last, day_text(since) if since is not None else "", _FACTS),
            )
            for day, written, offset, mood, emotions, tags, factors, kind, _ in rows:
                if day not in days:
                    days[day] = date.fromisoformat(day)
                found.append(
                    Fact(
                        days[day],
                        (written // 1_000_000 + offset) // 60 % (24 * 60),
                        mood,
                        tuple(word for word, _ in emotions) if emotions else (),
                        tuple(tags) if tags else (),
                        factors or NO_FACTORS,
                        kind or "",
                    )
                )
            if len(rows) < _FACTS:
                return tuple(found)
            last = (rows[-1][1], rows[-1][8])

    # -- completion ------------------------------------------------------------------------------

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Most used first."""
        return tuple(
            (str(name), int(many))
            for name, many in self._store.bulk(
                "name, many",
                "SELECT name, many FROM (SELECT tag, count(*) AS many FROM entry_tag GROUP BY tag)"
                " CROSS JOIN tag ON tag.num = tag ORDER BY many DESC, folded",
            )
        )

    def emotions(self) -> tuple[str, ...]:
        """Every word ever used for a feeling, most used first."""
        return self._words(
            "SELECT min(word) AS word FROM entry_emotion GROUP BY folded ORDER BY count(*) DESC, 1"
        )

    def factor_names(self) -> tuple[str, ...]:
        return self._words(
            "SELECT name AS word FROM entry_factor GROUP BY name ORDER BY count(*) DESC, 1"
        )

    def factor_values(self, name: str) -> tuple[str, ...]:
        return self._words(
            "SELECT value AS word FROM entry_factor WHERE name = ?"
            " GROUP BY value ORDER BY count(*) DESC, 1",
            name,
        )

    def _words(self, sql: str, *bound: object) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self._store.bulk("word", sql, bound))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

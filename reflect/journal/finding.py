"""Finding what a query asks for."""

from __future__ import annotations

import re

from reflect.journal import values
from reflect.journal.entries import Entries
from reflect.journal.index import Index
from reflect.journal.search import Query
from reflect.journal.store import Store
from reflect.model import Hit

FOUND, ENDS = "\x02", "\x03"
"""Around found words in a snippet."""

_SNIPPET_WORDS = 16
_AROUND = 60

_Bound = list[str | int]


class Finding:
    """Finds entries that are not in the trash."""

    def __init__(self, store: Store, index: Index, entries: Entries) -> None:
        self._store = store
        self._index = index
        self._entries = entries

    def keys(self, query: Query) -> str:
        """All keys that fit, newest first, as one JSON list."""
        self._index.catch_up()
        sql, bound = _statement(query, newest_first=True, snippet="NULL")
        return str(
            self._store.value(f"SELECT json_group_array(key) FROM (SELECT key FROM ({sql}))", bound)
        )

    def hits(self, query: Query, *, limit: int, newest_first: bool) -> tuple[Hit, ...]:
        if query.is_empty or limit <= 0:
            return ()
        self._index.catch_up()
        snippet = f"snippet(entry_fts, -1, '{FOUND}', '{ENDS}', '…', {_SNIPPET_WORDS})"
        sql, bound = _statement(query, newest_first=newest_first, snippet=snippet)
        rows = self._store.run(f"{sql} LIMIT ?", (*bound, limit))
        entries = self._entries.by_key(row[0] for row in rows)
        hits = [
            Hit(key, entries[key], _around(entries[key].text, query) if found is None else found)
            for key, found in rows
        ]
        if newest_first:
            hits.sort(key=lambda hit: hit.entry.written_at, reverse=True)
        return tuple(hits)


def _statement(query: Query, *, newest_first: bool, snippet: str) -> tuple[str, _Bound]:
    """SELECT key, snippet …, and what is bound in it.

    What leads is the shortest list there is: the search index, else the list of one tag or
    feeling, else the small index of facts. All three are in the order of keys, so that the newest
    come first without sorting and a limit stops early.
    """
    wanted = [term.fts for term in query.terms if term.indexed and not term.without]
    unwanted = [term.fts for term in query.terms if term.indexed and term.without]
    literal = [term for term in query.terms if not term.indexed]
    filters = list(query.filters)
    where: list[str] = []
    bound: _Bound = []
    order = "{key} DESC"
    if wanted:
        key, source = "entry_fts.rowid", "entry_fts"
        match = " AND ".join(wanted)
        if unwanted:
            match = f"({match}) NOT ({' OR '.join(unwanted)})"
        where.append("entry_fts MATCH ?")
        bound.append(match)
        if not newest_first:
            order = "entry_fts.rank"
    else:
        snippet = "NULL"
        lead = next((one for one in filters if one.condition.source and not one.without), None)
        if lead is not None:
            filters.remove(lead)
            key = "t.key"
            source, _, condition = str(lead.condition.source).partition(" WHERE ")
            where.append(condition)
            bound.extend(lead.condition.values)
        else:
            key = "e.key"
            source = "entry e NOT INDEXED" if literal else "entry e INDEXED BY entry_facts"
            where.append("e.deleted_at IS NULL")
        if unwanted:
            where.append(f"{key} NOT IN (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?)")
            bound.append(" OR ".join(unwanted))
    if key != "e.key" and (literal or any(one.condition.reads_facts for one in filters)):
        how = "NOT INDEXED" if literal else "INDEXED BY entry_facts"
        source += f" CROSS JOIN entry e {how}"
        where.append(f"e.key = {key} AND e.deleted_at IS NULL")
    for one in filters:
        # The plus keeps SQLite from asking the search index once for each key of a list.
        condition = one.condition.sql.format(key=f"+{key}")
        where.append(f"NOT coalesce({condition}, 0)" if one.without else condition)
        bound.extend(one.condition.values)
        if not one.without:
            for limit, compare in zip(one.condition.keys, (">=", "<="), strict=True):
                if limit is not None:
                    where.append(f"{key} {compare} ?")
                    bound.append(limit)
    for term in literal:
        where.append(f"{_WORDS} {'NOT ' if term.without else ''}LIKE ? ESCAPE '\\'")
        bound.append("%" + re.sub(r"([\\%_])", r"\\\1", term.text) + "%")
    sql = (
        f"SELECT {key} AS key, {snippet} FROM {source} WHERE {' AND '.join(where)}"
        f" ORDER BY {order.format(key=key)}"
    )
    return sql, bound


_WORDS = "concat_ws(char(10), e.title, e.text, e.labels)"


def _around(text: str | None, query: Query) -> str:
    """A snippet where the index gave none: around the first word that stands there literally."""
    if not text:
        return ""
    lower = text.lower()
    for term in query.terms:
        at = -1 if term.without else lower.find(term.text.lower())
        end = at + len(term.text)
        # Lower case can be longer than upper case.
        if at >= 0 and text[at:end].lower() == term.text.lower():
            before, after = text[max(0, at - _AROUND) : at], text[end : end + _AROUND]
            return (
                ("…" if at > _AROUND else "")
                + f"{before}{FOUND}{text[at:end]}{ENDS}{after}"
                + ("…" if end + _AROUND < len(text) else "")
            )
    return values.excerpt(text)

"""What a person types into the search field, understood.

    words            all of them, in any form of case and accent
    "a phrase"       these words side by side
    -word            without it; also -"a phrase", -tag:x, -is:starred …
    prefix*          words that begin so
    tag:x tag:"two words" tag:pre*      emotion:word
    mood:4  mood:<3  mood:>=3  mood:3..5  mood:none  mood:any
    before:DATE (earlier than it)   after:DATE (from it on)   on:DATE
                     DATE is YYYY, YYYY-MM or YYYY-MM-DD, in the writer's own days
    has:photo has:file has:text has:mood has:tag has:emotion     is:starred

Anything else with a colon is searched as it stands. `parse` never raises anything but BadQuery, and
nothing a person types reaches FTS5 other than inside quotes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from reflect.errors import BadQuery
from reflect.journal import values
from reflect.journal.entries import Entries
from reflect.journal.index import Index
from reflect.journal.store import Store
from reflect.model import Hit

FOUND, ENDS = "\x02", "\x03"
"""Around found words in a snippet."""

MOST_WORDS = 64
MOST_CHARACTERS = 4000

_SNIPPET_WORDS = 16
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found, or not."""

    text: str = field(repr=False)
    prefix: bool = False
    without: bool = False

    @property
    def indexed(self) -> bool:
        """Whether the index can find it; else the texts themselves are read.

        The index cuts words at blanks and marks. Scripts written without blanks have none, and
        signs such as emoji are no part of a word.
        """
        return any(_is_letter(one) for one in self.text) and not _UNSPACED.search(self.text)

    @property
    def fts(self) -> str:
        """As an FTS5 string (https://www.sqlite.org/fts5.html#fts5_strings)."""
        return '"' + self.text.replace('"', '""') + '"' + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on an entry, as SQL over `entry e` and its values."""

    operator: str
    sql: str
    values: tuple[str | int, ...] = field(default=(), repr=False)
    without: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.filters)


_UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"  # Burmese, Khmer, Tai
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
    "]"
)

_PIECE = re.compile(
    r"""(?P<without>-)?
        (?:(?P<operator>[^\W\d_]+):)?
        (?:"(?P<quoted>[^"]*)(?:"|$)(?P<star>\*)?|(?P<bare>[^\s"]+))?""",
    re.VERBOSE,
)


def parse(query: str, *, lenient: bool = False) -> Query:
    """Understand a query.

    `lenient` is for searching while it is typed: an operator not yet complete is left out, and the
    last word, where no blank follows, is taken for the beginning of one. Otherwise raises BadQuery.
    """
    query = values.clean(query).replace("\0", " ")
    if len(query) > MOST_CHARACTERS:
        if not lenient:
            raise BadQuery(operator="query", expects=f"at most {MOST_CHARACTERS} characters")
        query = query[:MOST_CHARACTERS]
    terms: list[Term] = []
    filters: list[Filter] = []
    open_end = lenient and bool(query) and not (query[-1].isspace() or query[-1] == '"')
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        piece = _PIECE.match(query, at)
        assert piece is not None
        if piece.end() == at:
            at += 1
            continue
        at = piece.end()
        without = piece["without"] is not None
        given = piece["quoted"] if piece["quoted"] is not None else piece["bare"] or ""
        operator = (piece["operator"] or "").lower()
        if operator in _OPERATORS:
            wish = given + (piece["star"] or "") if operator == "tag" else given
            try:
                filters.append(_filter(operator, wish, without))
            except BadQuery:
                if not lenient:
                    raise
            continue
        if piece["operator"]:
            given = f"{piece['operator']}:{given}"
        prefix = piece["star"] is not None
        if piece["quoted"] is None and given.endswith("*"):
            given, prefix = given.rstrip("*"), True
        if open_end and at == len(query):
            prefix = True
        if any(_is_letter(one) or _is_sign(one) for one in given):
            terms.append(Term(given, prefix, without))
    if len(terms) + len(filters) > MOST_WORDS:
        if not lenient:
            raise BadQuery(operator="query", expects=f"at most {MOST_WORDS} words")
        terms, filters = terms[:MOST_WORDS], filters[:MOST_WORDS]
    return Query(tuple(terms), tuple(filters))


def _is_letter(one: str) -> bool:
    return unicodedata.category(one)[0] in "LN" or unicodedata.category(one) == "Co"


def _is_sign(one: str) -> bool:
    return unicodedata.category(one)[0] == "S"


# -- operators -----------------------------------------------------------------------------------


def _filter(operator: str, given: str, without: bool) -> Filter:
    sql, bound = _OPERATORS[operator](given.strip())
    return Filter(operator, sql, bound, without)


_Made = tuple[str, tuple[str | int, ...]]


def _tag(given: str) -> _Made:
    folded = values.fold(given.lstrip("#"))
    if not folded.rstrip("*"):
        raise BadQuery(operator="tag", expects="a tag")
    if folded.endswith("*"):
        begin = folded.rstrip("*")
        return (
            "e.key IN (SELECT key FROM entry_tag WHERE tag IN"
            " (SELECT num FROM tag WHERE folded >= ? AND folded < ?))",
            (begin, begin + "\U0010ffff"),
        )
    return (
        "EXISTS (SELECT 1 FROM entry_tag WHERE key = e.key AND"
        " tag = (SELECT num FROM tag WHERE folded = ?))",
        (folded,),
    )


def _emotion(given: str) -> _Made:
    if not given:
        raise BadQuery(operator="emotion", expects="a feeling")
    return (
        "EXISTS (SELECT 1 FROM entry_emotion WHERE folded = ? AND key = e.key)",
        (values.fold(given),),
    )


_COMPARE = re.compile(r"(<=|>=|<|>|=)?([1-5])")
_RANGE = re.compile(r"([1-5])?\.\.([1-5])?")


def _mood(given: str) -> _Made:
    if given.lower() == "none":
        return "e.mood IS NULL", ()
    if given.lower() == "any":
        return "e.mood IS NOT NULL", ()
    compared = _COMPARE.fullmatch(given)
    if compared:
        return f"e.mood {compared[1] or '='} ?", (int(compared[2]),)
    between = _RANGE.fullmatch(given)
    if between and (between[1] or between[2]):
        return "e.mood BETWEEN ? AND ?", (int(between[1] or 1), int(between[2] or 5))
    raise BadQuery(operator="mood", expects="1 to 5, <3, >=3, 3..5, none or any")


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def _span(operator: str, given: str) -> tuple[str, str]:
    """First and last day of a year, a month or a day, as text."""
    found = _DATE.fullmatch(given)
    try:
        if found is None:
            raise ValueError
        year, month, day = (None if part is None else int(part) for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        if day is not None:
            last = first
        elif month is not None:
            last = date(first.year, first.month, 28) + timedelta(days=4)
            last -= timedelta(days=last.day)
        else:
            last = date(first.year, 12, 31)
    except (ValueError, OverflowError):
        raise BadQuery(operator=operator, expects="YYYY, YYYY-MM or YYYY-MM-DD") from None
    return values.day_text(first), values.day_text(last)


def _before(given: str) -> _Made:
    return "e.day < ?", (_span("before", given)[0],)


def _after(given: str) -> _Made:
    return "e.day >= ?", (_span("after", given)[0],)


def _on(given: str) -> _Made:
    return "e.day BETWEEN ? AND ?", _span("on", given)


_HAS = {
    "photo": "e.photos > 0",
    "file": "e.files > 0",
    "text": "e.text IS NOT NULL",
    "mood": "e.mood IS NOT NULL",
    "tag": "EXISTS (SELECT 1 FROM entry_tag WHERE key = e.key)",
    "emotion": "EXISTS (SELECT 1 FROM entry_emotion WHERE key = e.key)",
}
_SAME_AS = {"photos": "photo", "files": "file", "tags": "tag", "emotions": "emotion"}


def _has(given: str) -> _Made:
    what = _SAME_AS.get(given.lower(), given.lower())
    if what not in _HAS:
        raise BadQuery(operator="has", expects=", ".join(_HAS))
    return _HAS[what], ()


def _is(given: str) -> _Made:
    if given.lower() != "starred":
        raise BadQuery(operator="is", expects="starred")
    return "e.starred", ()


_OPERATORS: dict[str, Callable[[str], _Made]] = {
    "tag": _tag, "emotion": _emotion, "mood": _mood, "before": _before, "after": _after,
    "on": _on, "has": _has, "is": _is,
}  # fmt: skip


# -- finding -------------------------------------------------------------------------------------


class Search:
    """Finds entries that are not in the trash."""

    def __init__(self, store: Store, index: Index, entries: Entries) -> None:
        self._store = store
        self._index = index
        self._entries = entries

    def keys(self, query: Query) -> str:
        """All keys that fit, newest first, as one JSON list."""
        self._index.catch_up()
        sql, bound = _statement(query, newest_first=True)
        return str(
            self._store.value(
                f"SELECT json_group_array(key) FROM (SELECT f.key FROM ({sql}) f)", bound
            )
        )

    def hits(self, query: Query, *, limit: int, newest_first: bool) -> tuple[Hit, ...]:
        if query.is_empty or limit <= 0:
            return ()
        self._index.catch_up()
        by_index = any(term.indexed and not term.without for term in query.terms)
        snippet = (
            f"snippet(entry_fts, -1, '{FOUND}', '{ENDS}', '…', {_SNIPPET_WORDS})"
            if by_index
            else "NULL"
        )
        sql, bound = _statement(query, newest_first=newest_first, snippet=snippet)
        rows = self._store.run(f"{sql} LIMIT ?", (*bound, limit))
        entries = self._entries.by_key(row[0] for row in rows)
        hits = [
            Hit(key, entries[key], found if found is not None else _around(entries[key].text, query))
            for key, found in rows
            if key in entries
        ]
        if newest_first:
            hits.sort(key=lambda hit: hit.entry.written_at, reverse=True)
        return tuple(hits)


def _statement(
    query: Query, *, newest_first: bool, snippet: str = "NULL"
) -> tuple[str, list[str | int]]:
    """SELECT key, snippet …, and what is bound in it."""
    wanted = [term for term in query.terms if term.indexed and not term.without]
    unwanted = [term for term in query.terms if term.indexed and term.without]
    conditions: list[str] = []
    bound: list[str | int] = []
    if wanted:
        match = " AND ".join(term.fts for term in wanted)
        if unwanted:
            match = f"({match}) NOT ({' OR '.join(term.fts for term in unwanted)})"
        conditions.append("entry_fts MATCH ?")
        bound.append(match)
    elif unwanted:
        conditions.append(
            "e.key NOT IN (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?)"
        )
        bound.append(" OR ".join(term.fts for term in unwanted))
    literal = [term for term in query.terms if not term.indexed]
    for term in literal:
        pattern = "%" + re.sub(r"([\\%_])", r"\\\1", term.text) + "%"
        columns = "coalesce(e.title,'')||char(10)||coalesce(e.text,'')||char(10)||coalesce(e.labels,'')"
        conditions.append(f"({columns}) {'NOT ' if term.without else ''}LIKE ? ESCAPE '\\'")
        bound.append(pattern)
    # A tag's own list, newest first, is far shorter than the journal.
    lead = next(
        (
            one
            for one in query.filters
            if one.operator == "tag" and not one.without and one.sql.startswith("EXISTS")
        ),
        None,
    )
    by_tag = not wanted and lead is not None
    for one in query.filters:
        if by_tag and one is lead:
            continue
        conditions.append(f"NOT coalesce({one.sql}, 0)" if one.without else one.sql)
        bound.extend(one.values)
    if wanted:
        joined = " CROSS JOIN entry e ON e.key = entry_fts.rowid" if query.filters or literal else ""
        order = "entry_fts.rowid DESC" if newest_first else "entry_fts.rank"
        return (
            f"SELECT entry_fts.rowid AS key, {snippet} FROM entry_fts{joined}"
            f" WHERE {' AND '.join(conditions)} ORDER BY {order}",
            bound,
        )
    if by_tag:
        assert lead is not None
        conditions.insert(0, "t.tag = (SELECT num FROM tag WHERE folded = ?)")
        bound.insert(0, lead.values[0])
        return (
            "SELECT t.key AS key, NULL FROM entry_tag t CROSS JOIN entry e ON e.key = t.key"
            f" WHERE {' AND '.join(conditions)} ORDER BY t.key DESC",
            bound,
        )
    return (
        "SELECT e.key AS key, NULL FROM entry e WHERE"
        f" {' AND '.join(['e.deleted_at IS NULL', *conditions])}"
        " ORDER BY e.written_at DESC, e.key DESC",
        bound,
    )


def _around(text: str | None, query: Query) -> str:
    """A snippet where the index gave none: around the first word that stands there literally."""
    if not text:
        return ""
    for term in query.terms:
        at = -1 if term.without else text.lower().find(term.text.lower())
        end = at + len(term.text)
        if at >= 0 and text[at:end].lower() == term.text.lower():
            before, after = text[max(0, at - _AROUND) : at], text[end : end + _AROUND]
            return (
                ("…" if at > _AROUND else "") + before + FOUND + text[at:end] + ENDS + after
                + ("…" if end + _AROUND < len(text) else "")
            )  # fmt: skip
    return values.excerpt(text)


def keys_of(text: str) -> list[int]:
    found: list[int] = json.loads(text)
    return found

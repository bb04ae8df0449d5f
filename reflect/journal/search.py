"""What a person types into the search field, understood.

    words            all of them, in any form of case and accent
    "a phrase"       these words side by side
    -word            without it; also -"a phrase", -tag:x, -is:starred …
    prefix*          words that begin so
    tag:x tag:"two words" tag:pre*      emotion:word
    mood:4  mood:<3  mood:>=3  mood:3..5  mood:none  mood:any
    before:DATE (earlier than it)   after:DATE (from it on)   on:DATE
                     DATE is YYYY, YYYY-MM or YYYY-MM-DD, in the writer's own days
    has:photo has:file has:text has:mood has:tag has:emotion     is:starred is:setback is:exercise

Anything else with a colon is searched as it stands. `parse` never raises anything but BadQuery, and
nothing a person types reaches FTS5 other than inside quotes.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import IllegalMonthError, monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from reflect.errors import BadQuery
from reflect.journal import values

MOST_WORDS = 64
MOST_CHARACTERS = 4000


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
class Condition:
    """What an operator asks, as SQL.

    In `sql`, `{key}` stands for the entry's key and `e` for its row in the index `entry_facts`.
    """

    sql: str
    values: tuple[str | int, ...] = field(default=(), repr=False)
    reads_facts: bool = False
    """Whether `e` is needed."""
    source: str | None = None
    """A short table that holds just these entries, newest first: `FROM … t WHERE …` with the same
    values."""
    keys: tuple[int | None, int | None] = (None, None)
    """All that fit lie between these keys, both included."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that must hold, or must not."""

    operator: str
    condition: Condition
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
    return Filter(operator, _OPERATORS[operator](given.strip()), without)


def _tag(given: str) -> Condition:
    folded = values.fold(given.lstrip("#").strip())
    if not folded.rstrip("*"):
        raise BadQuery(operator="tag", expects="a tag")
    if folded.endswith("*"):
        begin = folded.rstrip("*")
        return Condition(
            "{key} IN (SELECT key FROM entry_tag"
            " WHERE tag IN (SELECT num FROM tag WHERE folded >= ? AND folded < ?))",
            (begin, begin + "\U0010ffff"),
        )
    of_tag = "tag = (SELECT num FROM tag WHERE folded = ?)"
    return Condition(
        f"{{key}} IN (SELECT key FROM entry_tag WHERE {of_tag})",
        (folded,),
        source=f"entry_tag t WHERE t.{of_tag}",
    )


def _emotion(given: str) -> Condition:
    if not given:
        raise BadQuery(operator="emotion", expects="a feeling")
    return Condition(
        "{key} IN (SELECT key FROM entry_emotion WHERE folded = ?)",
        (values.fold(given),),
        source="entry_emotion t WHERE t.folded = ?",
    )


_COMPARE = re.compile(r"(<=|>=|<|>|=)?([1-5])")
_RANGE = re.compile(r"([1-5])?\.\.([1-5])?")


def _mood(given: str) -> Condition:
    if given.lower() == "none":
        return Condition("e.mood IS NULL", reads_facts=True)
    if given.lower() == "any":
        return Condition("e.mood IS NOT NULL", reads_facts=True)
    compared = _COMPARE.fullmatch(given)
    if compared:
        return Condition(f"e.mood {compared[1] or '='} ?", (int(compared[2]),), reads_facts=True)
    between = _RANGE.fullmatch(given)
    if between and (between[1] or between[2]):
        limits = (int(between[1] or 1), int(between[2] or 5))
        return Condition("e.mood BETWEEN ? AND ?", limits, reads_facts=True)
    raise BadQuery(operator="mood", expects="1 to 5, <3, >=3, 3..5, none or any")


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def _span(operator: str, given: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    found = _DATE.fullmatch(given)
    if found is None:
        raise BadQuery(operator=operator, expects=_DATE_FORM)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        month = month or 12
        return first, first.replace(month=month, day=day or monthrange(first.year, month)[1])
    except (ValueError, IllegalMonthError):
        raise BadQuery(operator=operator, expects=_DATE_FORM) from None


_DATE_FORM = "YYYY, YYYY-MM or YYYY-MM-DD"


def _before(given: str) -> Condition:
    first, _ = _span("before", given)
    return Condition(
        "e.day < ?", (values.day_text(first),), True, keys=(None, values.last_key(first))
    )


def _after(given: str) -> Condition:
    first, _ = _span("after", given)
    return Condition(
        "e.day >= ?", (values.day_text(first),), True, keys=(values.first_key(first), None)
    )


def _on(given: str) -> Condition:
    first, last = _span("on", given)
    return Condition(
        "e.day BETWEEN ? AND ?",
        (values.day_text(first), values.day_text(last)),
        True,
        keys=(values.first_key(first), values.last_key(last)),
    )


_HAS = {
    "photo": Condition("e.photos > 0", reads_facts=True),
    "file": Condition("e.files > 0", reads_facts=True),
    "text": Condition("EXISTS (SELECT 1 FROM entry WHERE key = {key} AND text IS NOT NULL)"),
    "mood": Condition("e.mood IS NOT NULL", reads_facts=True),
    "tag": Condition("{key} IN (SELECT key FROM entry_tag)"),
    "emotion": Condition("{key} IN (SELECT key FROM entry_emotion)"),
}
_SAME_AS = {"photos": "photo", "files": "file", "tags": "tag", "emotions": "emotion"}


def _has(given: str) -> Condition:
    what = _SAME_AS.get(given.lower(), given.lower())
    if what not in _HAS:
        raise BadQuery(operator="has", expects=", ".join(_HAS))
    return _HAS[what]


def _is(given: str) -> Condition:
    match given.lower():
        case "starred":
            return Condition("e.starred", reads_facts=True)
        case "setback":
            return Condition("{key} IN (SELECT key FROM entry_kind WHERE kind = 'setback')")
        case "exercise":
            return Condition(
                "{key} IN (SELECT key FROM entry_kind WHERE kind >= 'exercise:'"
                " AND kind < 'exercise;')"
            )
    raise BadQuery(operator="is", expects="starred, setback, exercise")


_OPERATORS: dict[str, Callable[[str], Condition]] = {
    "tag": _tag, "emotion": _emotion, "mood": _mood, "before": _before, "after": _after,
    "on": _on, "has": _has, "is": _is,
}  # fmt: skip

"""Searching: the language of queries, and what is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reflect.errors import BadQuery
from reflect.journal import Journal
from reflect.journal.search import MOST_WORDS, Query, Term, parse
from reflect.model import Emotion, Entry, EntryId

KEY = bytes(range(32))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


# -- the language --------------------------------------------------------------------------------


def terms(query: str, *, lenient: bool = False) -> list[Term]:
    return list(parse(query, lenient=lenient).terms)


def operators(query: str) -> list[tuple[str, bool]]:
    return [(one.operator, one.without) for one in parse(query).filters]


def test_words_and_phrases() -> None:
    assert terms('quiet  "morning walk" -rain -"a b" zan* "so be"*') == [
        Term("quiet"),
        Term("morning walk"),
        Term("rain", without=True),
        Term("a b", without=True),
        Term("zan", prefix=True),
        Term("so be", prefix=True),
    ]


def test_what_is_no_operator_is_searched_as_it_stands() -> None:
    assert terms("12:30 note:this http://example.org a-b") == [
        Term("12:30"), Term("note:this"), Term("http://example.org"), Term("a-b"),
    ]  # fmt: skip


def test_marks_alone_are_nothing() -> None:
    for query in ("", "  ", "-", "*", "…", '"', '""', "()", "-*", "?!", "\0"):
        assert parse(query) == Query(), query


def test_operators_and_their_opposites() -> None:
    query = 'tag:work -tag:"two words" mood:<3 -is:starred has:photo emotion:calm on:2024-02'
    assert operators(query) == [
        ("tag", False), ("tag", True), ("mood", False), ("is", True), ("has", False),
        ("emotion", False), ("on", False),
    ]  # fmt: skip
    assert operators("MOOD:3 Tag:x") == [("mood", False), ("tag", False)]


@pytest.mark.parametrize(
    "query",
    [
        "mood:", "mood:<", "mood:6", "mood:..", "mood:3..", "mood:good", "tag:", 'tag:""', "tag:*",
        "before:", "after:soon", "on:2024-13", "on:2023-02-29", "on:0000", "before:24", "has:",
        "has:luck", "is:", "is:new", "emotion:", "-mood:", "on:2024-1-", "mood:٣", "on:٢٠٢٤",
    ],
)  # fmt: skip
def test_half_typed_operators(query: str) -> None:
    if query == "mood:3..":
        assert operators(query) == [("mood", False)]
        return
    with pytest.raises(BadQuery) as caught:
        parse(query)
    assert caught.value.facts["operator"] == query.lstrip("-").split(":")[0]
    assert caught.value.facts["expects"]
    assert parse(query, lenient=True).filters == ()


def test_while_typing_the_last_word_is_a_beginning() -> None:
    assert terms("morn", lenient=True) == [Term("morn", prefix=True)]
    assert terms("quiet morn", lenient=True) == [Term("quiet"), Term("morn", prefix=True)]
    assert terms("morn ", lenient=True) == [Term("morn")]
    assert terms('"morn walk"', lenient=True) == [Term("morn walk")]
    assert terms('"morn wa', lenient=True) == [Term("morn wa", prefix=True)]


def test_a_pasted_page_is_no_query() -> None:
    with pytest.raises(BadQuery):
        parse("word " * (MOST_WORDS + 1))
    with pytest.raises(BadQuery):
        parse("x" * 5000)
    assert len(parse("word " * 5000, lenient=True).terms) == MOST_WORDS


# -- what is found -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    path = tmp_path_factory.mktemp("search") / "journal.db"
    made = Journal.create(path, KEY, name="", journal_id="j")
    photo = made.attach("sea.jpg", "image/jpeg", _stream(b"jpg"))
    paper = made.attach("letter.pdf", "application/pdf", _stream(b"pdf"))
    made.put(entry("a", 0, "A quiet morning walk by the sea", tags=("Work",), mood=1))
    made.put(entry("b", 1, "Loud morning, no walk", title="Zanzibar", mood=2, starred=True))
    made.put(entry("c", 2, "Café and naïve Ελλάδα Straße", tags=("two words", "wörk"), mood=3))
    made.put(entry("d", 400, "今日は海へ行きました。静かな朝。", mood=5, attachments=(photo,)))
    made.put(entry("e", 401, "percent 100% and under_score 😀", attachments=(paper, photo)))
    made.put(
        entry("f", 402, None, emotions=(Emotion("calm", 2), Emotion("Fernweh")), tags=("work",))
    )
    made.put(entry("g", 403, "แมวนอนหลับ", factors={"people": "Annika"}))
    made.put(entry("h", 404, "trashed quiet morning", tags=("work",)))
    made.trash([EntryId("h")])
    yield made
    made.close()


def _stream(content: bytes) -> BytesIO:
    return BytesIO(content)


def entry(id: str, day: int, text: str | None, **more: object) -> Entry:
    at = NOON + timedelta(days=day)
    return Entry(EntryId(id), at, at, text=text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("morning", "ba"),
        ("MORNING quiet", "a"),
        ('"quiet morning"', "a"),
        ('"morning quiet"', ""),
        ("morning -quiet", "b"),
        ('morning -"no walk"', "a"),
        ("-morning", "gfedc"),
        ("zan*", "b"),
        ("zan", ""),
        ("zanzibar", "b"),
        ("cafe naive", "c"),
        ("café", "c"),
        ("strasse", ""),
        ("ΕΛΛΆΔΑ", "c"),
        ("海", "d"),
        ("静かな", "d"),
        ("静かな 海", "d"),
        ("静かな -海", ""),
        ("-海", "gfecba"),
        ("นอน", "g"),
        ("😀", "e"),
        ("100%", "e"),
        ("under_score", "e"),
        ("fernweh", "f"),
        ("annika", "g"),
        ("letter.pdf", "e"),
        ("tag:work", "fa"),
        ("tag:WORK", "fa"),
        ("tag:#work", "fa"),
        ("tag:wörk", "c"),
        ("tag:w*", "fca"),
        ('tag:"two words"', "c"),
        ('tag:"two w"*', "c"),
        ("tag:work quiet", "a"),
        ("tag:work tag:wörk", ""),
        ("-tag:work", "gedcb"),
        ("work -tag:work", "c"),
        ("-tag:wörk -tag:work", "gedb"),
        ("mood:<3", "ba"),
        ("mood:<=3", "cba"),
        ("mood:>3", "d"),
        ("mood:>=3", "dc"),
        ("mood:3", "c"),
        ("mood:=3", "c"),
        ("mood:2..3", "cb"),
        ("mood:..2", "ba"),
        ("mood:none", "gfe"),
        ("mood:any", "dcba"),
        ("-mood:<3", "gfedc"),
        ("-mood:none", "dcba"),
        ("morning mood:1", "a"),
        ("emotion:calm", "f"),
        ("emotion:fernweh", "f"),
        ("emotion:calm tag:work", "f"),
        ("-emotion:calm tag:work", "a"),
        ("emotion:rage", ""),
        ("before:2026-03-02", "a"),
        ("before:2027", "cba"),
        ("after:2026-03-03", "gfedc"),
        ("after:2027", "gfed"),
        ("after:2026 before:2027", "cba"),
        ("on:2026-03", "cba"),
        ("on:2026-03-02", "b"),
        ("on:2026", "cba"),
        ("morning on:2026-03-02", "b"),
        ("-on:2026", "gfed"),
        ("before:0001", ""),
        ("after:9999", ""),
        ("has:photo", "ed"),
        ("has:file", "e"),
        ("has:photo -has:file", "d"),
        ("has:tag", "fca"),
        ("has:emotion", "f"),
        ("-has:text", "f"),
        ("has:mood has:tag", "ca"),
        ("is:starred", "b"),
        ("morning is:starred", "b"),
        ("-is:starred morning", "a"),
    ],
)
def test_what_is_found(journal: Journal, query: str, found: str) -> None:
    assert "".join(hit.entry.id for hit in journal.search(query)) == found
    rows = journal.rows(journal.order(query))
    assert "".join(row.id for row in rows) == found
    best_first = journal.search(query, newest_first=False)
    assert sorted(hit.entry.id for hit in best_first) == sorted(found)
    assert all(hit.key == journal.key_of(hit.entry.id) for hit in best_first)


def test_nothing_asked_nothing_found(journal: Journal) -> None:
    assert journal.search("") == ()
    assert journal.search("…") == ()
    assert journal.search("mood:<", lenient=True) == ()
    assert len(journal.order("")) == 7
    assert len(journal.order("mood:<", lenient=True)) == 7
    assert journal.search("morning", limit=0) == ()
    with pytest.raises(BadQuery):
        journal.search("mood:<")
    with pytest.raises(BadQuery):
        journal.order("mood:<")


def test_found_words_are_marked(journal: Journal) -> None:
    (hit,) = journal.search("walk quiet")
    assert hit.snippet == "A \x02quiet\x03 morning \x02walk\x03 by the sea"
    (hit,) = journal.search("静かな")
    assert hit.snippet == "今日は海へ行きました。\x02静かな\x03朝。"
    (hit,) = journal.search("is:starred")
    assert hit.snippet == "Loud morning, no walk"
    (hit,) = journal.search("emotion:calm")
    assert hit.snippet == ""


def test_the_best_come_first_if_wanted(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "j.db", KEY, name="", journal_id="j") as journal:
        journal.put(entry("a", 0, "sea sea sea"))
        for number in range(5):
            journal.put(entry(f"b{number}", 1 + number, "sea and " + "other words " * 50))
        assert journal.search("sea", newest_first=False)[0].entry.id == "a"
        assert journal.search("sea")[-1].entry.id == "a"


def test_newest_first_although_written_in_any_order(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "j.db", KEY, name="", journal_id="j") as journal:
        for day in (5, 1, 9, 3, 7):
            journal.put(entry(f"d{day}", day, "sea", tags=("t",), mood=2))
        for query in ("sea", "tag:t", "mood:2", "sea tag:t"):
            found = [hit.entry.id for hit in journal.search(query, limit=3)]
            assert found == ["d9", "d7", "d5"], query
        journal.put(entry("d1", 20, "sea", tags=("t",), mood=2))
        for query in ("sea", "tag:t", "mood:2", "sea tag:t"):
            assert journal.search(query, limit=1)[0].entry.id == "d1", query


pieces = st.sampled_from(
    [
        "tag:", "mood:", "<", "3", "..", "before:", "2024", "-", '"', "*", "NEAR(", "AND", "OR",
        "NOT", "(", ")", "^", "+", "{", "}", "text:", "title :", "sea", "海", "\0", "'", ";", "%",
        "_", "\\", " ", "\n", "😀", "has:", "is:", "starred", "ß", "\ud800", "entry_fts",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(query=st.lists(pieces, max_size=9).map("".join) | st.text(max_size=40))
@example(query='"*"*')
@example(query='-"')
@example(query="sea NOT")
@example(query="-海 -😀 -sea")
def test_nothing_typed_breaks_the_search(journal: Journal, query: str) -> None:
    with suppress(BadQuery):
        journal.search(query)
        journal.order(query)
        journal.search(query, newest_first=False)
    journal.search(query, lenient=True)
    journal.order(query, lenient=True)


@settings(max_examples=60)
@given(text=st.text(st.characters(categories=["L", "N", "Zs", "P", "S"]), min_size=1, max_size=30))
def test_a_text_is_found_by_its_own_phrase(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    query = f'"{text.replace(chr(34), " ")}"'
    if not parse(query).terms:
        return
    path = tmp_path_factory.mktemp("own") / "j.db"
    with Journal.create(path, KEY, name="", journal_id="j") as journal:
        journal.put(entry("a", 0, text.replace('"', " ")))
        hits = journal.search(query)
        # SQLite's tables of letters are older than Python's: what it takes for no letter at all
        # is no word to it.
        assert hits or not journal._store.run(
            "SELECT 1 FROM entry_fts_docsize WHERE sz <> x'000000' AND sz <> x'000100'"
        )

"""Entries: what goes in comes out; history, trash, drafts, deletion for good."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect.errors import AmbiguousId, BadValue, StorageFull, UnknownId
from reflect.journal import Journal
from reflect.journal.store import PAGE
from reflect.model import (
    NOTHING,
    Changes,
    Emotion,
    Entry,
    EntryId,
    LeftOpen,
    Source,
    Template,
    TemplateId,
    Version,
    new_id,
)

KEY = bytes(range(32))
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    with Journal.create(
        tmp_path / "journal.db", KEY, name="Mine", journal_id="j", clock=clock
    ) as made:
        yield made


def note(text: str | None = "a quiet morning", at: datetime = START, **more: object) -> Entry:
    return Entry(EntryId(new_id()), at, START, text=text, **more)  # type: ignore[arg-type]


# -- what goes in comes out ----------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
names = st.text(string.ascii_letters + "äöéßИ日 ", min_size=1, max_size=12).filter(str.strip)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
entries = st.builds(
    Entry,
    id=st.builds(new_id).map(EntryId),
    written_at=st.datetimes(
        min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=offsets
    ),
    modified_at=st.just(START),
    zone=st.none() | st.sampled_from(["Europe/Berlin", "America/New_York"]),
    title=st.none() | words,
    text=st.none() | words,
    mood=st.none() | st.integers(1, 5),
    emotions=st.lists(
        st.builds(Emotion, names, st.none() | st.integers(1, 5)),
        max_size=3,
        unique_by=lambda one: one.word.casefold(),
    ).map(tuple),
    tags=st.lists(
        names.map(lambda name: " ".join(name.split())), max_size=4, unique_by=str.casefold
    ).map(tuple),
    factors=st.dictionaries(
        names,
        words
        | st.booleans()
        | st.integers(-(10**6), 10**6)
        | st.floats(allow_nan=False, allow_infinity=False),
        max_size=3,
    ),
    starred=st.booleans(),
    source=st.none() | st.builds(Source, names, words),
    keep_out_of_on_this_day=st.booleans(),
    import_extra=st.none() | st.just('{"weather":"mild"}'),
)


@settings(max_examples=60)
@given(entry=entries)
def test_what_goes_in_comes_out(journal: Journal, entry: Entry) -> None:
    assert journal.put(entry, keep_modified=True) == Changes(entries=frozenset({entry.id}))
    found = journal.entry(entry.id)
    assert found == entry
    assert found.written_at.utcoffset() == entry.written_at.utcoffset()
    assert found.day == entry.day
    assert {name: type(value) for name, value in found.factors.items()} == {
        name: type(value) for name, value in entry.factors.items()
    }
    assert journal.put(entry) == NOTHING
    assert list(journal.every_entry()).count(entry) == 1
    assert entry in journal.entries(limit=None)
    assert [row.id for row in journal.day(entry.day)].count(entry.id) == 1


@settings(max_examples=30)
@given(states=st.lists(entries, min_size=2, max_size=5))
def test_every_state_of_an_entry_can_be_read_again(journal: Journal, states: list[Entry]) -> None:
    id = EntryId(new_id())
    kept = []
    for state in states:
        state = replace(state, id=id, written_at=state.written_at)
        if journal.put(state) != NOTHING:
            kept.append(journal.entry(id))
    history = journal.history(id)
    assert [version.entry for version in history] == kept[:-1]
    assert [version.number for version in history] == list(range(1, len(kept)))
    assert [version.saved_at for version in history] == [one.modified_at for one in kept[:-1]]
    assert journal.examine() == ()
    for version in history:
        journal.restore_version(id, version.number)
        assert replace(journal.entry(id), modified_at=version.entry.modified_at) == version.entry


def test_half_a_surrogate_pair_does_not_stop_a_save(journal: Journal) -> None:
    entry = note("before \ud83d after \ud83d\ude00", title="\udc00")
    journal.put(entry)
    assert journal.entry(entry.id).text == "before � after 😀"
    assert journal.search("after \ud83d", lenient=True)


def test_empty_texts_are_none(journal: Journal) -> None:
    entry = note("", title="")
    journal.put(entry)
    assert (journal.entry(entry.id).title, journal.entry(entry.id).text) == (None, None)


def test_tags_lose_their_hash_and_doubles(journal: Journal) -> None:
    entry = note(tags=("#Work", "work", " two  words ", "", "café", "cafe"))
    journal.put(entry)
    assert journal.entry(entry.id).tags == ("Work", "two words", "café", "cafe")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("mood", {"mood": 0}),
        ("mood", {"mood": 6}),
        ("mood", {"mood": True}),
        ("intensity", {"emotions": (Emotion("calm", 9),)}),
        ("emotion", {"emotions": (Emotion("  "),)}),
        ("factor", {"factors": {"sleep": float("nan")}}),
        ("written_at", {"written_at": datetime(2026, 1, 1)}),
        ("id", {"id": ""}),
        ("id", {"id": " a"}),
    ],
)
def test_values_out_of_range_are_refused_whole(
    journal: Journal, field: str, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadValue) as caught:
        journal.put(replace(note(), **wrong))  # type: ignore[arg-type]
    assert caught.value.facts["field"] == field
    assert journal.count() == 0


def test_a_clock_change_keeps_the_writers_own_day(journal: Journal) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    entry = note(at=late)
    journal.put(entry)
    assert journal.entry(entry.id).day == date(2026, 7, 1)
    assert journal.search("on:2026-07-01")
    assert not journal.search("on:2026-07-02")


# -- ids -----------------------------------------------------------------------------------------


def test_ids_can_be_shortened(journal: Journal) -> None:
    for id in ("abc123", "abd456", "zzz"):
        journal.put(replace(note(), id=EntryId(id)))
    journal.trash([EntryId("zzz")])
    assert journal.resolve("abc") == "abc123"
    assert journal.resolve("ABD") == "abd456"
    assert journal.resolve("z") == "zzz"
    with pytest.raises(AmbiguousId) as caught:
        journal.resolve("ab")
    assert caught.value.facts["candidates"] == ("abc123", "abd456")
    for wrong in ("", "x", "abc1234", "%", "\ud800"):
        with pytest.raises(UnknownId):
            journal.resolve(wrong)
    journal.put(replace(note(), id=EntryId("abc")))
    assert journal.resolve("abc") == "abc"


def test_what_is_not_there(journal: Journal) -> None:
    gone = EntryId("gone")
    for ask in (
        lambda: journal.entry(gone),
        lambda: journal.history(gone),
        lambda: journal.trash([gone]),
        lambda: journal.untrash([gone]),
        lambda: journal.key_of(gone),
        lambda: journal.put_history(gone, ()),
        lambda: journal.delete_template(TemplateId("t")),
    ):
        with pytest.raises(UnknownId):
            ask()
    entry = note()
    journal.put(entry)
    with pytest.raises(UnknownId):
        journal.restore_version(entry.id, 1)


# -- sittings and history ------------------------------------------------------------------------


@pytest.mark.requirement("R32")
def test_the_autosaves_of_one_sitting_leave_one_version(journal: Journal) -> None:
    entry = note("first")
    journal.put(entry, sitting="monday")
    for length in range(1, 6):
        journal.put(replace(entry, text="monday " * length), sitting="monday")
    assert journal.history(entry.id) == ()
    for length in range(1, 6):
        journal.put(replace(entry, text="tuesday " * length), sitting="tuesday")
    (version,) = journal.history(entry.id)
    assert version.entry.text == "monday " * 5
    journal.put(replace(entry, mood=4))
    assert [one.entry.text for one in journal.history(entry.id)] == ["monday " * 5, "tuesday " * 5]
    journal.put(replace(entry, mood=5))
    assert len(journal.history(entry.id)) == 3


def test_no_difference_is_no_write(journal: Journal) -> None:
    entry = note(factors={"sleep": 7})
    journal.put(entry)
    before = journal.entry(entry.id)
    assert journal.put(entry) == NOTHING
    assert journal.entry(entry.id) == before
    assert journal.put(replace(entry, factors={"sleep": 7.0})) != NOTHING
    assert journal.put(replace(entry, factors={"sleep": True})) != NOTHING


def test_history_is_put_back_from_an_archive(journal: Journal) -> None:
    entry = note("now")
    versions = [Version(n, START + timedelta(days=n), replace(entry, text=f"v{n}")) for n in (1, 2)]
    journal.put(entry)
    journal.put_history(entry.id, versions)
    journal.put_history(entry.id, versions)
    assert journal.history(entry.id) == tuple(versions)
    journal.put(replace(entry, text="later"))
    assert [one.number for one in journal.history(entry.id)] == [1, 2, 3]


@pytest.mark.requirement("R32")
def test_where_one_was_writing(journal: Journal, tmp_path: Path) -> None:
    entry = note("half a sen")
    journal.put(entry, sitting="s", left_open=LeftOpen(entry.id, 10))
    journal.put(entry, sitting="s", left_open=LeftOpen(entry.id, 3))
    assert journal.left_open() == LeftOpen(entry.id, 3)
    journal.forget_left_open()
    assert journal.left_open() is None
    journal.put(entry, left_open=LeftOpen(entry.id, 5))
    journal.trash([entry.id])
    journal.empty_trash()
    assert journal.left_open() is None


# -- reading many --------------------------------------------------------------------------------


def test_newest_first_by_the_time_written(journal: Journal) -> None:
    at = [START + timedelta(hours=hour) for hour in (5, 1, 9, 3)]
    for moment in at:
        journal.put(note(at=moment, tags=("all",)))
    journal.put(note(at=START + timedelta(hours=2)))
    expected = sorted(at, reverse=True)
    assert [one.written_at for one in journal.entries(tag="ALL")] == expected
    assert [one.written_at for one in journal.entries(limit=2, tag="all")] == expected[:2]
    assert [one.written_at for one in journal.entries(limit=1)] == expected[:1]
    assert [one.written_at for one in journal.entries(before=expected[1], tag="all")] == expected[
        2:
    ]
    assert len(journal.entries(limit=0)) == 0
    assert len(journal.entries(before=START)) == 0
    assert len(list(journal.every_entry())) == 5
    assert journal.entries(tag="none") == ()


@settings(max_examples=40)
@given(data=st.data())
def test_entries_of_one_moment_all_show(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    seconds = data.draw(st.lists(st.floats(0, 4), min_size=1, max_size=40))
    path = tmp_path_factory.mktemp("moment") / "journal.db"
    with Journal.create(path, KEY, name="", journal_id="j") as journal:
        with journal.atomic():
            for second in seconds:
                journal.put(note("same", at=START + timedelta(seconds=second)))
        expected = sorted((START + timedelta(seconds=one) for one in seconds), reverse=True)
        rows = journal.rows(journal.order())
        assert [row.written_at for row in rows] == expected
        assert [one.written_at for one in journal.entries(limit=None)] == expected
        assert [one.written_at for one in journal.every_entry()] == expected[::-1]
        assert len(journal.search("same", limit=100)) == len(expected)
        assert sorted(journal.order("same")) == sorted(journal.order())
        assert journal.examine() == ()


def test_thousands_of_entries_of_one_second(journal: Journal) -> None:
    with journal.atomic():
        for number in range(3000):
            journal.put(note(f"number {number}"))
    assert len(journal.order()) == 3000
    assert len(journal.order("on:2026-03-01")) == 3000
    assert len(list(journal.every_entry())) == 3000


def test_reading_all_while_writing(journal: Journal) -> None:
    with journal.atomic():
        for number in range(250):
            journal.put(note(f"{number}", at=START + timedelta(minutes=number)))
    seen = []
    for entry in journal.every_entry():
        seen.append(entry.text)
        journal.put(replace(entry, starred=True))
    assert seen == [f"{number}" for number in range(250)]


# -- trash ---------------------------------------------------------------------------------------


def test_trash_and_back(journal: Journal) -> None:
    one, two = note("marmalade", tags=("t",), mood=2), note("other")
    journal.put(one)
    journal.put(two)
    assert journal.trash([one.id, one.id]) == Changes(removed=frozenset({one.id}))
    assert journal.trash([one.id]) == NOTHING
    assert journal.count() == 1
    assert journal.search("marmalade") == ()
    assert journal.tags() == ()
    assert journal.order("tag:t").tolist() == []
    assert [entry.id for entry in journal.entries(trashed=True)] == [one.id]
    assert [entry.id for entry in journal.every_entry(trashed=True)] == [one.id]
    assert journal.entry(one.id).deleted_at is not None
    assert journal.rows([journal.key_of(one.id)]) == ()
    assert journal.examine() == ()
    assert journal.untrash([one.id]) == Changes(entries=frozenset({one.id}))
    assert journal.search("marmalade")
    assert journal.tags() == (("t", 1),)
    assert journal.history(one.id) == ()
    assert journal.examine() == ()


def test_putting_an_entry_back_takes_it_out_of_the_trash(journal: Journal) -> None:
    entry = note("typed on")
    journal.put(entry)
    journal.trash([entry.id])
    journal.put(replace(entry, text="typed on and on"))
    assert journal.entry(entry.id).deleted_at is None
    assert journal.search("typed")
    deleted = replace(journal.entry(entry.id), deleted_at=START)
    assert journal.put(deleted) == Changes(removed=frozenset({entry.id}))
    assert journal.search("typed") == ()
    assert journal.examine() == ()


def test_unknown_among_known_moves_nothing(journal: Journal) -> None:
    entry = note()
    journal.put(entry)
    with pytest.raises(UnknownId):
        journal.trash([entry.id, EntryId("nobody")])
    assert journal.count() == 1


def test_the_trash_keeps_for_a_while(journal: Journal, clock: Clock) -> None:
    old, new = note("old"), note("new")
    journal.put(old)
    journal.put(new)
    journal.trash([old.id])
    clock.now += timedelta(days=31)
    journal.trash([new.id])
    gone = journal.empty_trash(older_than=timedelta(days=30))
    assert gone == Changes(removed=frozenset({old.id}))
    assert journal.empty_trash(older_than=timedelta(days=30)) == NOTHING
    with pytest.raises(UnknownId):
        journal.entry(old.id)
    assert journal.entry(new.id).text == "new"


def decrypted(path: Path) -> bytes:
    """Every page as SQLCipher 4 would decrypt it: AES-256-CBC, the IV in the page's last 80 bytes
    (https://www.zetetic.net/sqlcipher/design/)."""
    plain = b""
    whole = path.read_bytes()
    for at in range(0, len(whole), PAGE):
        page = whole[at : at + PAGE]
        body = page[16 if at == 0 else 0 : PAGE - 80]
        iv = page[PAGE - 80 : PAGE - 64]
        decryptor = Cipher(algorithms.AES(KEY), modes.CBC(iv)).decryptor()
        plain += decryptor.update(body) + decryptor.finalize()
    return plain


@pytest.mark.requirement("R33")
def test_what_was_deleted_is_gone_from_the_file(journal: Journal) -> None:
    canaries = [b"canarytext", b"canarytitle", b"canarytag", b"canaryword", b"canaryperson"]
    with journal.atomic():
        for number in range(300):
            journal.put(note(f"something else {number} " * 20))
    secret = note(
        "canarytext " * 400,
        title="canarytitle",
        tags=("canarytag",),
        emotions=(Emotion("canaryword"),),
        factors={"people": "canaryperson"},
    )
    journal.put(secret)
    journal.put(replace(secret, text="canarytext"))
    with journal.atomic():
        for number in range(300):
            journal.put(note(f"afterwards {number} " * 20))
    journal.settle()
    assert all(canary in decrypted(journal.path) for canary in canaries), "the look is blind"
    journal.trash([secret.id])
    journal.empty_trash()
    left = decrypted(journal.path)
    assert [canary for canary in canaries if canary in left] == []
    wal = journal.path.with_name("journal.db-wal")
    assert not wal.exists() or wal.stat().st_size == 0


# -- transactions --------------------------------------------------------------------------------


def test_all_or_nothing(journal: Journal) -> None:
    kept = note("kept")
    journal.put(kept)

    def fail() -> None:
        with journal.atomic():
            journal.put(note("lost"))
            journal.put(replace(kept, text="lost too"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [entry.text for entry in journal.every_entry()] == ["kept"]
    assert journal.search("lost") == ()
    assert journal.history(kept.id) == ()
    assert journal.examine() == ()


def test_transactions_nest(journal: Journal) -> None:

    def fail() -> None:
        with journal.atomic():
            journal.put(note("inner"))
            assert journal.search("inner")
            raise RuntimeError

    with journal.atomic():
        journal.put(note("outer one"))
        with pytest.raises(RuntimeError):
            fail()
        with journal.atomic():
            journal.put(note("outer two"))
    assert len(journal.search("outer")) == 2
    assert journal.search("inner") == ()
    assert journal.examine() == ()


def test_many_changes_to_one_entry_in_a_transaction(journal: Journal) -> None:
    entry = note("one")
    with journal.atomic():
        for text in ("one", "two", "three"):
            journal.put(replace(entry, text=text))
        journal.trash([entry.id])
        journal.untrash([entry.id])
        journal.put(replace(entry, text="four", written_at=START - timedelta(days=9)))
    assert [hit.entry.text for hit in journal.search("four")] == ["four"]
    assert journal.search("three") == ()
    assert journal.examine() == ()


def test_backwards_in_time_is_found_the_same(journal: Journal) -> None:
    with journal.atomic():
        for day in range(2500):
            journal.put(note(f"day {day}", at=START - timedelta(days=day)))
    assert [hit.entry.text for hit in journal.search("day", limit=3)] == ["day 0", "day 1", "day 2"]
    assert journal.examine() == ()


@pytest.mark.requirement("R3")
def test_a_full_disk_loses_nothing_acknowledged(journal: Journal) -> None:
    acknowledged = []
    pages = journal._store.value("PRAGMA page_count")
    journal._store.run(f"PRAGMA max_page_count={pages + 30}")

    def write_on() -> None:
        while True:
            entry = note("number " + "word " * 300)
            journal.put(entry)
            acknowledged.append(entry.id)

    def write_at_once() -> None:
        with journal.atomic():
            for _ in range(100):
                journal.put(note("more " + "word " * 300))

    with pytest.raises(StorageFull):
        write_on()
    assert len(acknowledged) > 5
    assert [entry.id for entry in journal.every_entry()] == acknowledged
    assert journal.examine() == ()
    with pytest.raises(StorageFull):
        write_at_once()
    assert len(journal.search("number", limit=10_000)) == len(acknowledged)
    assert journal.examine() == ()
    journal._store.run("PRAGMA max_page_count=1000000")
    journal.put(note("room again"))
    assert journal.search("room")
    assert journal.examine() == ()


# -- templates and states ------------------------------------------------------------------------


def test_templates(journal: Journal) -> None:
    one = Template(TemplateId("a"), "Morning", "## Three things\n")
    two = Template(TemplateId("b"), "evening", "…", shipped=True)
    assert journal.put_template(one).templates
    journal.put_template(two)
    journal.put_template(replace(one, text="changed"))
    assert journal.templates() == (two, replace(one, text="changed"))
    journal.delete_template(two.id)
    assert [template.id for template in journal.templates()] == ["a"]


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (None, ()),
        ('["b", "a"]', ("b", "a")),
        ('["a", 1, null, ["b"], "c"]', ("a", "c")),
        ('{"a": 1}', ()),
        ("7", ()),
        ('["a', ()),
    ],
)
def test_a_state_that_is_a_list(journal: Journal, kept: str | None, words: tuple[str, ...]) -> None:
    journal.set_state("coping-first", kept)
    assert journal.listed("coping-first") == words


def test_states(journal: Journal) -> None:
    assert journal.state("labels") is None
    journal.set_state("labels", "{}")
    journal.set_state("labels", "[1]")
    assert journal.state("labels") == "[1]"
    assert journal.states() == {"labels": "[1]"}
    journal.set_state("labels", None)
    assert journal.state("labels") is None
    assert (journal.name, journal.id) == ("Mine", "j")

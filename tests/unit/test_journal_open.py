"""Opening: the exact sequence, what is refused, and that refusing changes nothing."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from reflect.errors import (
    BadValue,
    JournalDamaged,
    JournalError,
    JournalReplaced,
    JournalTooNew,
    NotAJournal,
    ReadOnly,
    StorageFailed,
)
from reflect.journal import Journal, upkeep
from reflect.journal.store import PAGE, Store
from reflect.model import Emotion, Entry, EntryId, new_id

KEY = bytes(range(32))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def note(text: str = "a quiet morning", **more: object) -> Entry:
    return Entry(EntryId(new_id()), NOW, NOW, text=text, **more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Journal:
    made = Journal.create(path, KEY, name="Mine", journal_id="j1")
    made.put(note())
    made.settle()
    return made


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def raw(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
    return connection


@pytest.mark.requirement("R15")
def test_the_engine_is_set_as_promised(journal: Journal, path: Path) -> None:
    ask = journal._store.value
    assert ask("PRAGMA journal_mode") == "wal"
    assert ask("PRAGMA synchronous") == 2
    assert ask("PRAGMA temp_store") == 2
    assert ask("PRAGMA secure_delete") == 1
    assert ask("PRAGMA foreign_keys") == 1
    assert ask("PRAGMA trusted_schema") == 0
    assert ask("PRAGMA cell_size_check") == 1
    assert ask("PRAGMA busy_timeout") == 3000
    assert int(ask("PRAGMA page_size")) == PAGE
    assert str(ask("PRAGMA cipher_memory_security")) == "0"
    assert ask("SELECT v FROM entry_fts_config WHERE k = 'pgsz'") == 3900
    assert not path.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(dbapi2.OperationalError, match="not authorized"):
        journal._store._connection.execute("SELECT load_extension('x')")


@pytest.mark.requirement("R15")
def test_an_engine_that_keeps_temporary_files_is_a_defect(journal: Journal) -> None:
    journal._store.run("PRAGMA temp_store=FILE")
    with pytest.raises(AssertionError, match="temp_store"):
        journal._store._assert_engine()


def test_a_new_journal_is_for_its_owner_alone(journal: Journal, path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert (journal.name, journal.id) == ("Mine", "j1")
    journal.rename("Other")
    journal.close()
    journal.close()
    with Journal.open(path, KEY) as again:
        assert (again.name, again.count()) == ("Other", 1)


def test_create_takes_no_existing_file(path: Path) -> None:
    path.write_bytes(b"someone's")
    with pytest.raises(StorageFailed):
        Journal.create(path, KEY, name="", journal_id="j")
    assert path.read_bytes() == b"someone's"


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_a_key_of_another_length_is_never_a_passphrase(path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Journal.create(path, key, name="", journal_id="j")


@pytest.mark.requirement("R8")
@pytest.mark.parametrize(
    ("what", "content", "error"),
    [
        ("empty", b"", NotAJournal),
        ("short", b"x" * 100, NotAJournal),
        ("a byte short of a page", b"\x01" * 4095, NotAJournal),
        ("picture", b"\x89PNG\r\n\x1a\n" + os.urandom(9000), JournalDamaged),
        ("noise of whole pages", os.urandom(8192), JournalDamaged),
    ],
)
def test_foreign_files_are_refused_untouched(
    path: Path, what: str, content: bytes, error: type[JournalError]
) -> None:
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(error):
            Journal.open(path, KEY, read_only=read_only)
        assert path.read_bytes() == content
    assert {item.name for item in path.parent.iterdir()} == {path.name}


@pytest.mark.requirement("R8")
def test_plain_sqlite_is_refused_untouched(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE entry (id)")
    connection.close()
    before = digest(path)
    with pytest.raises(NotAJournal):
        Journal.open(path, KEY)
    assert digest(path) == before


@pytest.mark.requirement("R8")
def test_another_sqlcipher_database_under_the_same_key_is_refused(path: Path) -> None:
    connection = raw(path)
    connection.execute("CREATE TABLE entry (id)")
    connection.close()
    before = digest(path)
    with pytest.raises(NotAJournal):
        Journal.open(path, KEY)
    assert digest(path) == before


@pytest.mark.requirement("R8")
@pytest.mark.parametrize("missing", ["nothing there", "folder"])
def test_no_file_no_journal(path: Path, missing: str) -> None:
    if missing == "folder":
        path.mkdir()
    with pytest.raises(NotAJournal):
        Journal.open(path, KEY)


@pytest.mark.requirement("R8")
@pytest.mark.parametrize("keep", ["half", "all but a page", "mid-page", "one page", "nothing"])
@pytest.mark.parametrize("read_only", [False, True])
def test_truncated_journals_are_refused_untouched(
    journal: Journal, path: Path, keep: str, read_only: bool
) -> None:
    journal.close()
    whole = path.read_bytes()
    pages = len(whole) // PAGE
    size = {
        "half": pages // 2 * PAGE,
        "all but a page": (pages - 1) * PAGE,
        "mid-page": len(whole) - 100,
        "one page": PAGE,
        "nothing": 0,
    }[keep]
    path.write_bytes(whole[:size])
    with pytest.raises((JournalDamaged, NotAJournal)):
        Journal.open(path, KEY, read_only=read_only)
    assert path.read_bytes() == whole[:size]


@pytest.mark.requirement("R6")
def test_a_wrong_key_changes_nothing(journal: Journal, path: Path) -> None:
    journal.close()
    before = digest(path)
    with pytest.raises(JournalDamaged):
        Journal.open(path, bytes(32))
    assert digest(path) == before
    with Journal.open(path, KEY) as again:
        assert again.count() == 1


@pytest.mark.requirement("R13")
@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_journal_is_left_alone(journal: Journal, path: Path, read_only: bool) -> None:
    journal.close()
    connection = raw(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = digest(path)
    with pytest.raises(JournalTooNew) as caught:
        Journal.open(path, KEY, read_only=read_only)
    assert (caught.value.facts["found"], caught.value.facts["known"]) == (99, len(upkeep.steps()))
    assert digest(path) == before
    if not read_only:
        assert {item.name for item in path.parent.iterdir()} == {path.name}


@pytest.mark.requirement("R13")
def test_a_newer_journal_with_a_waiting_log_is_left_alone(journal: Journal, tmp_path: Path) -> None:
    journal._store.run("PRAGMA user_version=99")
    left = tmp_path / "left"
    left.mkdir()
    for item in ("journal.db", "journal.db-wal"):
        shutil.copy(tmp_path / item, left / item)
    before = {item.name: digest(item) for item in left.iterdir()}
    assert (left / "journal.db-wal").stat().st_size > 0
    with pytest.raises(JournalTooNew):
        Journal.open(left / "journal.db", KEY)
    for name, content in before.items():
        assert digest(left / name) == content


@pytest.mark.requirement("R5")
def test_reading_only(journal: Journal, path: Path) -> None:
    journal.close()
    before = digest(path)
    with Journal.open(path, KEY, read_only=True) as reader:
        assert reader.read_only
        assert reader.count() == 1
        assert reader.search("quiet")
        assert reader.examine() == ()
        assert reader.fingerprint()
        reader.settle()
        for write in (
            lambda: reader.put(note()),
            lambda: reader.set_state("a", "b"),
            lambda: reader.empty_trash(),
            lambda: reader.rename("x"),
            reader.forget_left_open,
        ):
            if write == reader.forget_left_open:
                write()
                continue
            with pytest.raises(ReadOnly):
                write()
    assert digest(path) == before


@pytest.mark.requirement("R5")
def test_reading_from_a_folder_that_takes_no_files(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Journal.open(path, KEY, read_only=True) as reader:
        assert reader.count() == 1
        assert {item.name for item in path.parent.iterdir()} == {path.name}


@pytest.mark.requirement("R10")
def test_a_plain_copy_of_the_settled_file_is_complete(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    for number in range(20):
        journal.put(note(f"number {number}"))
        journal.settle()
        copy = tmp_path / "copy.db"
        shutil.copy(path, copy)
        with Journal.open(copy, KEY) as copied:
            assert copied.count() == number + 2
            assert copied.fingerprint() == journal.fingerprint()
        copy.unlink()


@pytest.mark.requirement("R9")
@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_file_that_is_no_longer_there_takes_no_save(
    journal: Journal, path: Path, tmp_path: Path, how: str
) -> None:
    journal.put(note("before"))
    journal.settle()
    away = tmp_path / "away.db"
    if how == "moved":
        path.rename(away)
    elif how == "deleted":
        path.unlink()
    else:
        shutil.copy(path, away)
        path.rename(tmp_path / "old.db")
        away.rename(path)
        away = tmp_path / "old.db"
    with pytest.raises(JournalReplaced):
        journal.check_still_here()
    with pytest.raises(JournalReplaced):
        journal.put(note("after"))
    with pytest.raises(JournalReplaced), journal.atomic():
        pass
    journal.close()
    if away.exists():
        with Journal.open(away, KEY) as moved:
            assert moved.count() == 2


def test_another_thread_is_a_defect(journal: Journal) -> None:
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            journal.count()
        except dbapi2.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert caught


def test_a_locked_file_says_so(journal: Journal, path: Path) -> None:
    journal._store.run("PRAGMA busy_timeout=1")
    other = raw(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageFailed) as caught:
        journal.put(note())
    assert caught.value.facts["code"] == "locked"
    other.execute("ROLLBACK")
    other.close()
    journal.put(note())
    assert journal.count() == 2


def test_a_dead_connection_stays_dead(journal: Journal, path: Path) -> None:
    journal._store._named(MemoryError())
    for _ in range(2):
        with pytest.raises(JournalDamaged):
            journal.count()
    journal.close()
    with Journal.open(path, KEY) as again:
        assert again.count() == 1


def test_nothing_but_a_plain_key_reaches_the_engine() -> None:
    source = Path(Store.open.__globals__["__file__"]).read_text()
    assert not re.search(r"rekey|cipher_(page_size|hmac|kdf|use_hmac|plaintext)", source)


# -- every flipped byte --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("healthy") / "journal.db"
    with Journal.create(path, KEY, name="Mine", journal_id="j1") as journal, journal.atomic():
        for number in range(60):
            journal.put(
                note(
                    f"entry {number} " + f"word{number} " * 150,
                    tags=(f"tag{number % 7}",),
                    emotions=(Emotion("calm", 3),),
                )
            )
    with Journal.open(path, KEY) as journal:
        content = journal.fingerprint()
    return path, content


def named_pages(path: Path) -> set[object]:
    """Where Reflect says the damage is, whether the file still opens or not."""
    try:
        with Journal.open(path, KEY) as journal:
            return {damage.page for damage in journal.examine()}
    except JournalDamaged as error:
        return {error.facts["page"]}


@pytest.mark.requirement("R7")
@settings(max_examples=80)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.0, bit=0)
@example(place=0.999999, bit=7)
def test_every_flipped_byte_is_noticed(
    healthy: tuple[Path, str], tmp_path: Path, place: float, bit: int
) -> None:
    path, content = healthy
    whole = path.read_bytes()
    at = int(place * len(whole))
    page = at // PAGE + 1
    broken = tmp_path / "broken.db"
    flipped = bytearray(whole)
    flipped[at] ^= 1 << bit
    broken.write_bytes(flipped)
    assert named_pages(broken) == {page}
    # Reading fails or tells the truth.
    try:
        with Journal.open(broken, KEY) as journal:
            assert journal.fingerprint() == content
    except JournalDamaged:
        pass
    for item in tmp_path.iterdir():
        item.unlink()


@pytest.mark.requirement("R7")
@settings(max_examples=20)
@given(one=st.floats(0, 1, exclude_max=True), other=st.floats(0, 1, exclude_max=True))
def test_pages_that_changed_places_are_noticed(
    healthy: tuple[Path, str], tmp_path: Path, one: float, other: float
) -> None:
    whole = healthy[0].read_bytes()
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    first, second = int(one * len(pages)), int(other * len(pages))
    if first == second:
        return
    pages[first], pages[second] = pages[second], pages[first]
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"".join(pages))
    named = named_pages(broken)
    assert named
    assert named <= {first + 1, second + 1}
    for item in tmp_path.iterdir():
        item.unlink()


def test_times_without_offset_are_refused(journal: Journal) -> None:
    with pytest.raises(BadValue):
        journal.put(Entry(EntryId("x"), datetime(2026, 1, 1), NOW))

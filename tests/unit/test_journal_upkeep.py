"""The schema, copies, health and salvage."""

from __future__ import annotations

import hashlib
import io
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from reflect.errors import Interrupted, JournalDamaged, ReadOnly, StorageFailed
from reflect.journal import Journal, upkeep
from reflect.journal.store import PAGE
from reflect.journal.upkeep import Damage
from reflect.model import Emotion, Entry, EntryId, Template, TemplateId, new_id

KEY = bytes(range(32))
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCHEMA = Path(upkeep.__file__).parent / "schema"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.create(path, KEY, name="Mine", journal_id="j") as made:
        yield made


def note(text: str, number: int = 0, **more: object) -> Entry:
    at = START + timedelta(hours=number)
    return Entry(EntryId(new_id()), at, at, text=text, **more)  # type: ignore[arg-type]


def raw(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
    return connection


def schema_of(connection: dbapi2.Connection) -> list[tuple[str, str]]:
    return [
        (name, re.sub(r"\s+", " ", re.sub(r"--.*", "", sql or "")))
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name")
    ]


# -- schema --------------------------------------------------------------------------------------


def test_all_steps_together_make_the_current_schema(journal: Journal, tmp_path: Path) -> None:
    journal.close()
    current = raw(tmp_path / "current.db")
    current.executescript((SCHEMA / "current.sql").read_text())
    stepped = raw(journal.path)
    assert schema_of(stepped) == schema_of(current)
    assert stepped.execute("PRAGMA user_version").fetchone() == (len(upkeep.steps()),)


def test_steps_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(file.name[:4]) for file in SCHEMA.glob("0*.sql"))
    assert numbers == list(range(1, len(upkeep.steps()) + 1))


NEXT = """
CREATE TABLE later (a INTEGER PRIMARY KEY, b TEXT);
INSERT INTO later (b) SELECT text || ';' FROM entry;
UPDATE entry SET title = 'upgraded; ' || coalesce(title, '');
CREATE TRIGGER told AFTER INSERT ON later BEGIN SELECT 1; SELECT 2; END;
DROP TABLE template;
"""


@pytest.fixture
def one_step_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = (*upkeep.steps(), NEXT)
    monkeypatch.setattr(upkeep, "steps", lambda: ahead)


@pytest.mark.requirement("R12")
@pytest.mark.usefixtures("one_step_ahead")
def test_an_older_journal_is_upgraded_after_a_backup(path: Path, tmp_path: Path) -> None:
    steps = upkeep.steps()
    _make_old(path)
    copied: list[bytes] = []

    def back_up(found: int, known: int) -> None:
        assert (found, known) == (len(steps) - 1, len(steps))
        copied.append(path.read_bytes())

    with Journal.open(path, KEY, before_upgrade=back_up) as journal:
        assert journal._store.value("PRAGMA user_version") == len(steps)
        assert journal._store.value("SELECT count(*) FROM later") == 3
    old = tmp_path / "old.db"
    old.write_bytes(copied[0])
    assert raw(old).execute("PRAGMA user_version").fetchone() == (len(steps) - 1,)


@pytest.mark.requirement("R12")
@pytest.mark.usefixtures("one_step_ahead")
def test_no_backup_no_upgrade(path: Path) -> None:
    _make_old(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    def fail(found: int, known: int) -> None:
        raise StorageFailed(path=path, code=5)

    with pytest.raises(StorageFailed):
        Journal.open(path, KEY, before_upgrade=fail)
    with pytest.raises(ReadOnly):
        Journal.open(path, KEY, read_only=True)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def _make_old(path: Path) -> None:
    """A journal of the schema that is current, whatever `steps` has been made to say."""
    ahead = upkeep.steps
    upkeep.steps = lambda: ahead()[:-1]
    try:
        with Journal.create(path, KEY, name="Mine", journal_id="j") as journal:
            for number in range(3):
                journal.put(note(f"entry {number}", number))
    finally:
        upkeep.steps = ahead


KILLED = """
import os, signal, sys
from pathlib import Path
from reflect.journal import Journal, upkeep
from reflect.journal.store import Store

path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
ahead, last = sys.argv[3], int(sys.argv[4])
steps = (*upkeep.steps(), ahead)
upkeep.steps = lambda: steps
run, done = Store.run, 0

def counting(self, sql, values=()):
    global done
    if self.in_transaction:
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1
    return run(self, sql, values)

Store.run = counting
Journal.open(path, key).close()
"""


@pytest.mark.requirement("R12")
@pytest.mark.parametrize("last", [0, 1, 3, 4, 6, 7])
def test_an_upgrade_that_is_killed_changes_nothing(path: Path, last: int) -> None:
    with Journal.create(path, KEY, name="Mine", journal_id="j") as journal:
        for number in range(3):
            journal.put(note(f"entry {number}", number))
        before = journal.fingerprint()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), KEY.hex(), NEXT, str(last)], check=False
    )
    assert ended.returncode == -signal.SIGKILL
    with Journal.open(path, KEY) as journal:
        assert journal.fingerprint() == before
        assert journal.examine() == ()
        assert journal.put_template(Template(TemplateId("t"), "n", "x")).templates


# -- copies --------------------------------------------------------------------------------------


def fill(journal: Journal, many: int = 150) -> None:
    """Entries long enough for a page or two each, some with history, tags and bytes."""
    with journal.atomic():
        for number in range(many):
            entry = note(
                f"entry {number} " + f"word{number} " * 300,
                number,
                tags=(f"tag{number % 5}",),
                emotions=(Emotion("calm", 1),),
            )
            if number % 50 == 0:
                content = io.BytesIO(random.Random(number).randbytes(300_000))
                entry = replace(
                    entry, attachments=(journal.attach("a.jpg", "image/jpeg", content),)
                )
            journal.put(entry)
            if number % 3 == 0:
                journal.put(replace(entry, mood=3))
        journal.put_template(Template(TemplateId("t"), "Morning", "…"))
        journal.set_state("labels", "{}")


def test_a_copy_is_the_same_journal(journal: Journal, tmp_path: Path) -> None:
    fill(journal)
    heard: list[tuple[int, int]] = []
    copy = tmp_path / "copy.db"
    journal.copy_to(copy, progress=lambda done, total: heard.append((done, total)))
    assert heard
    assert heard[-1][0] == heard[-1][1]
    assert all(0 <= done <= total for done, total in heard)
    assert not copy.read_bytes().startswith(b"SQLite format 3")
    with Journal.open(copy, KEY) as copied:
        assert copied.fingerprint() == journal.fingerprint()
        assert copied.examine() == ()
        assert copied.search("word7")
        copied.put(note("more"))
        assert copied.fingerprint() != journal.fingerprint()


def test_a_stopped_copy_leaves_nothing(journal: Journal, tmp_path: Path) -> None:
    fill(journal)
    copy = tmp_path / "copy.db"
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(copy.exists())
        return len(asked) == 3

    with pytest.raises(Interrupted):
        journal.copy_to(copy, cancelled=stop)
    assert asked[-1], "it was stopped before it began"
    assert not copy.exists()
    assert journal.count() == 150
    with pytest.raises(StorageFailed):
        journal.copy_to(tmp_path / "no such folder" / "copy.db")


def test_the_content_hash_sees_every_kind_of_change(journal: Journal) -> None:
    entry = note("one", tags=("t",))
    seen = {journal.fingerprint()}

    def changed() -> bool:
        before = len(seen)
        seen.add(journal.fingerprint())
        return len(seen) > before

    assert not changed()
    journal.put(entry)
    assert changed()
    journal.put(replace(entry, text="on\0e"))
    assert changed()
    journal.put(replace(entry, text="on\0f"))
    assert changed()
    journal.attach("a", "image/png", io.BytesIO(b"x" * 600_000))
    assert changed()
    journal.trash([entry.id])
    assert changed()
    journal.set_state("a", "b")
    assert changed()
    journal.put_template(Template(TemplateId("t"), "n", "x"))
    assert changed()
    journal.begin_import("csv")
    assert changed()
    journal.settle()
    assert not changed()


# -- health and salvage --------------------------------------------------------------------------


def break_pages(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 2000] ^= 1
    path.write_bytes(content)


def test_a_healthy_journal(journal: Journal) -> None:
    fill(journal, 20)
    heard: list[tuple[int, int]] = []
    assert journal.examine(progress=lambda done, total: heard.append((done, total))) == ()
    assert heard[-1] == (4, 4)
    assert journal.examine(thorough=False) == ()


@pytest.mark.requirement("R7")
def test_examine_names_pages_and_sizes(journal: Journal, path: Path, tmp_path: Path) -> None:
    fill(journal)
    journal.settle()
    pages = path.stat().st_size // PAGE
    journal.close()
    broken = tmp_path / "broken.db"
    whole = path.read_bytes()
    broken.write_bytes(whole + bytes(PAGE))
    with Journal.open(broken, KEY) as opened:
        assert Damage(pages + 1, "page seal") in opened.examine()
        assert opened.count() == 150


def test_examine_knows_an_index_that_lies(journal: Journal) -> None:
    journal.put(note("sea"))
    journal._store.run("INSERT INTO entry_fts (rowid, title, text) VALUES (42, 'x', 'y')")
    assert journal.examine() == (Damage(None, "search index"),)
    assert journal.search("sea")
    journal.rebuild_index()
    assert journal.examine() == ()
    assert journal.search("sea")
    journal.put(note("seaside"))
    assert journal.search("sea*", limit=3)[0].entry.text in ("sea", "seaside")


def test_examine_knows_a_log_that_waits(journal: Journal, path: Path) -> None:
    for number in range(30):
        journal.put(note("sea " * 500, number))
    assert path.with_name("journal.db-wal").stat().st_size > 0
    with Journal.open(path, KEY, read_only=True) as reader:
        assert reader.examine() == ()
        assert reader.count() == 30
    assert path.with_name("journal.db-wal").stat().st_size > 0
    assert journal.examine() == ()
    assert path.with_name("journal.db-wal").stat().st_size == 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    with Journal.create(path, KEY, name="Mine", journal_id="j") as journal:
        fill(journal)
        journal.trash([journal.newest(1)[0].id])
    return path.read_bytes()


def salvaged(content: bytes, tmp_path: Path, *pages: int) -> tuple[upkeep.Salvage, set[str]]:
    broken, target = tmp_path / "broken.db", tmp_path / "target.db"
    broken.write_bytes(content)
    break_pages(broken, *pages)
    before = broken.read_bytes()
    try:
        with Journal.create(target, KEY, name="Mine", journal_id="j2") as journal:
            result = Journal.salvage(broken, KEY, journal)
            assert journal.examine() == ()
            texts = {
                str(entry.text).split("word")[0]
                for trashed in (True, False)
                for entry in journal.every_entry(trashed=trashed)
            }
            assert len(texts) == result.rescued
    finally:
        assert broken.read_bytes() == before
        for item in tmp_path.iterdir():
            item.unlink()
    return result, texts


@pytest.mark.requirement("R7")
def test_salvage_of_a_healthy_journal_is_all_of_it(
    whole: bytes, path: Path, tmp_path: Path
) -> None:
    path.write_bytes(whole)
    with (
        Journal.open(path, KEY) as old,
        Journal.create(tmp_path / "new.db", KEY, name="Mine", journal_id="j2") as new,
    ):
        assert Journal.salvage(path, KEY, new) == upkeep.Salvage(150, 0)
        assert list(new.every_entry()) == list(old.every_entry())
        assert list(new.every_entry(trashed=True)) == list(old.every_entry(trashed=True))
        assert new.templates() == old.templates()
        assert new.states() == old.states()
        for entry in old.every_entry():
            assert new.history(entry.id) == old.history(entry.id)
            for one in entry.attachments:
                assert b"".join(new.read_attachment(one.sha256)) == b"".join(
                    old.read_attachment(one.sha256)
                )


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("seed", range(12))
def test_salvage_loses_only_what_stood_on_the_broken_page(
    whole: bytes, tmp_path: Path, seed: int
) -> None:
    pages = len(whole) // PAGE
    page = random.Random(seed).randrange(2, pages + 1)
    try:
        result, _ = salvaged(whole, tmp_path, page)
    except JournalDamaged:
        assert page < 12, "only pages of the schema are beyond help"
        return
    assert result.rescued + result.lost == 150
    assert result.rescued >= 146
    assert result.incomplete <= 1


def test_salvage_works_around_several_broken_pages(whole: bytes, tmp_path: Path) -> None:
    pages = len(whole) // PAGE
    broken = random.Random(5).sample(range(20, pages + 1), 6)
    result, _ = salvaged(whole, tmp_path, *broken)
    assert result.rescued >= 130


def test_salvage_of_what_is_no_journal(tmp_path: Path, journal: Journal) -> None:
    other = tmp_path / "noise.db"
    other.write_bytes(random.Random(1).randbytes(5 * PAGE))
    with pytest.raises(JournalDamaged):
        Journal.salvage(other, KEY, journal)


def test_a_copy_is_the_same_bytes_and_knows_their_sum(journal: Journal, tmp_path: Path) -> None:
    fill(journal)
    copy = tmp_path / "copy.db"
    taken = journal.copy_to(copy)
    assert taken == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert copy.read_bytes() == journal.path.read_bytes()
    assert Journal.seals_hold(copy, KEY)
    journal.put(note("the log is not forgotten"))
    later = tmp_path / "later.db"
    assert journal.copy_to(later) not in (None, taken)
    with Journal.open(later, KEY) as copied:
        assert copied.fingerprint() == journal.fingerprint()


def test_a_copy_never_takes_the_place_of_a_file(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(StorageFailed):
        journal.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_journal_that_others_read_is_copied_by_content(journal: Journal, tmp_path: Path) -> None:
    """A reader keeps the log from being emptied: bytes alone would miss what is in it."""
    fill(journal)
    journal.settle()
    with Journal.open(journal.path, KEY, read_only=True) as reader:
        reader._store.run("BEGIN")
        before = reader.count()
        journal.put(note("only in the log"))
        copy = tmp_path / "copy.db"
        assert journal.copy_to(copy) is None
        assert reader.count() == before
        with Journal.open(copy, KEY) as copied:
            assert copied.fingerprint() == journal.fingerprint()
        reader._store.run("COMMIT")
        assert reader.copy_to(tmp_path / "second.db") is None


def test_a_broken_seal_anywhere_is_seen_without_opening(journal: Journal, tmp_path: Path) -> None:
    fill(journal)
    copy = tmp_path / "copy.db"
    journal.copy_to(copy)
    whole = copy.read_bytes()
    for page in range(1, len(whole) // 4096, 3):
        at = page * 4096 + 100
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert not Journal.seals_hold(copy, KEY)
    assert not Journal.seals_hold(copy, bytes(32))

"""Opening a journal: each thing that can be wrong has its own name, and nothing is touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.errors import (
    JournalDamaged,
    JournalReplaced,
    JournalTooNew,
    KeyfileDamaged,
    NotAJournal,
    ReadOnly,
    ReflectError,
    StorageFailed,
    StorageFull,
    VaultBusy,
    VaultExists,
    VaultMissing,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from reflect.journal import Journal
from reflect.model import Entry, EntryId, new_id
from reflect.vault import OpenVault

PASSPHRASE = 'it\'s "über" 静か'
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def entry(text: str, **more: object) -> Entry:
    return Entry(EntryId(new_id()), NOON, NOON, text=text, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed journal with 40 entries, and its recovery code; to be copied, not used."""
    folder = tmp_path_factory.mktemp("vault") / "journal"
    opened, code = vault.create(folder, PASSPHRASE, name="Mine", cost=CHEAP)
    for number in range(40):
        opened.put(entry(f"Day {number}. " + "Rain on the roof, tea, a long walk. " * 30))
    opened.close()
    return folder, code


@pytest.fixture
def folder(pristine: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine[0], tmp_path / "journal"))


def bytes_of(folder: Path) -> dict[str, str]:
    """Every byte that matters: the lock says only who tried."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock" and not path.name.endswith(("-shm", "-wal"))
    }


def refused(folder: Path, error: type[ReflectError], passphrase: str = PASSPHRASE) -> ReflectError:
    """Opening fails with exactly this error, and every byte is as it was."""
    before = bytes_of(folder)
    with pytest.raises(error) as found:
        vault.unlock(folder, passphrase).close()
    assert type(found.value) is error
    assert bytes_of(folder) == before
    return found.value


# the plain way ----------------------------------------------------------------------------------


def test_what_was_written_is_there_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "journal"
    opened, code = vault.create(folder, PASSPHRASE, name="Mine", cost=CHEAP)
    written = entry("first words")
    opened.put(written)
    opened.close()
    opened.close()
    with vault.unlock(folder, PASSPHRASE) as again:
        assert again.journal.entry(written.id).text == "first words"
        assert again.journal.name == "Mine"
        assert not again.read_only
        assert not again.used_mirror
        assert again.warnings == ()
        assert again.has_reserve
    with vault.unlock_with_recovery(folder, code.lower().replace("-", " ")) as again:
        assert again.journal.count() == 1
    key = vault.derive(folder, PASSPHRASE)
    with vault.open_with(folder, key) as again:
        assert again.journal.count() == 1
    assert "key=" not in repr(key)


def test_nobody_else_can_look_into_the_folder(pristine: tuple[Path, str], tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        folder = tmp_path / "open"
        opened, _ = vault.create(folder, PASSPHRASE, name="Mine", cost=CHEAP)
        opened.put(entry("words"))
        opened.backup()
        vault.queue(folder, entry("more"), [("a.txt", "text/plain", b"x")])
        paths = [folder, *folder.rglob("*")]
        opened.close()
    finally:
        os.umask(old)
    for path in paths:
        if path.exists():
            assert path.stat().st_mode & 0o077 == 0, path


def test_a_journal_is_made_only_where_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    opened, _ = vault.create(tmp_path, PASSPHRASE, name="Mine", cost=CHEAP)
    opened.close()
    before = bytes_of(tmp_path)
    with pytest.raises(VaultExists):
        vault.create(tmp_path, "other", name="Mine", cost=CHEAP)
    (tmp_path / "journal.db").unlink()
    del before["journal.db"]
    with pytest.raises(VaultExists):
        vault.create(tmp_path, "other", name="Mine", cost=CHEAP)
    assert bytes_of(tmp_path) == before
    used = tmp_path / "used"
    used.mkdir()
    (used / "letter.txt").write_text("dear")
    with pytest.raises(VaultExists):
        vault.create(used, "other", name="Mine", cost=CHEAP)
    with pytest.raises(VaultExists):
        vault.create(used / "letter.txt", "other", name="Mine", cost=CHEAP)
    assert [path.name for path in used.iterdir()] == ["letter.txt"]


def test_an_empty_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        vault.create(tmp_path / "journal", "", name="Mine", cost=CHEAP)
    assert not (tmp_path / "journal").exists()


_CREATE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from reflect import vault
from reflect.crypto.keyfile import CHEAP
left = int(sys.argv[2])
def dying(name):
    real = getattr(os, name)
    def step(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    setattr(os, name, step)
for name in ("open", "fsync", "replace", "unlink"):
    dying(name)
vault.create(Path(sys.argv[1]), "pw", name="Mine", cost=CHEAP)[0].close()
"""


def test_a_making_that_was_killed_is_begun_anew(tmp_path: Path) -> None:
    """Whenever it dies: either the journal opens, or it can be made in the same folder."""
    outcomes = set()
    for step in range(0, 60, 4):
        folder = tmp_path / str(step)
        killed = subprocess.run(
            [sys.executable, "-c", _CREATE_AND_DIE, str(folder), str(step)], check=False, timeout=60
        )
        if killed.returncode == 0:
            outcomes.add("finished")
            break
        assert killed.returncode == -signal.SIGKILL
        try:
            vault.unlock(folder, "pw").close()
            outcomes.add("opens")
        except ReflectError:
            vault.create(folder, "pw2", name="Mine", cost=CHEAP)[0].close()
            vault.unlock(folder, "pw2").close()
            outcomes.add("made anew")
    assert outcomes >= {"finished", "made anew"}


# what can be wrong ------------------------------------------------------------------------------


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("wrong", ["", "x", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase(folder: Path, wrong: str) -> None:
    refused(folder, WrongPassphrase, wrong)


@pytest.mark.requirement("R6")
def test_a_wrong_recovery_code(folder: Path, pristine: tuple[Path, str]) -> None:
    before = bytes_of(folder)
    code = pristine[1]
    typo = code[:13] + ("0" if code[13] != "0" else "2") + code[14:]
    for wrong, group in ((typo, 3), ("nothing like one", 1)):
        with pytest.raises(WrongRecoveryCode) as found:
            vault.unlock_with_recovery(folder, wrong)
        assert found.value.facts["group"] == group
    assert bytes_of(folder) == before


@pytest.mark.requirement("R6")
def test_the_three_failures_are_told_apart(folder: Path) -> None:
    """Whether the passphrase is right is known before the database is looked at."""
    database = folder / "journal.db"
    damaged = bytearray(database.read_bytes())
    damaged[5] ^= 1
    database.write_bytes(damaged)
    refused(folder, WrongPassphrase, "wrong")
    refused(folder, JournalDamaged)
    for name in ("journal.key", "journal.key.mirror"):
        (folder / name).write_bytes(b"\0" * 700)
    refused(folder, KeyfileDamaged)
    refused(folder, KeyfileDamaged, "wrong")


@pytest.mark.requirement("R8")
@pytest.mark.parametrize("size", [0, 1, 100, 4095])
def test_a_database_shorter_than_a_page(folder: Path, size: int) -> None:
    os.truncate(folder / "journal.db", size)
    assert refused(folder, NotAJournal).facts["size"] == size


@pytest.mark.requirement("R8")
def test_a_database_cut_in_half_between_pages_or_within_one(folder: Path) -> None:
    database = folder / "journal.db"
    whole = database.read_bytes()
    half = len(whole) // 4096 // 2 * 4096
    for size in (half, half + 100, len(whole) - 4096, len(whole) - 1, 4096):
        database.write_bytes(whole[:size])
        refused(folder, JournalDamaged)


@pytest.mark.requirement("R8")
def test_files_that_are_something_else(folder: Path, tmp_path: Path) -> None:
    import sqlite3

    plain = tmp_path / "plain.db"
    connection = sqlite3.connect(plain)
    connection.execute("CREATE TABLE entry (x)")
    connection.commit()
    connection.close()
    database = folder / "journal.db"
    database.write_bytes(plain.read_bytes())
    refused(folder, NotAJournal)
    database.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64)
    refused(folder, JournalDamaged)
    database.unlink()
    database.mkdir()
    refused(folder, NotAJournal)


@pytest.mark.requirement("R8")
def test_a_database_that_is_gone_is_not_made_anew(folder: Path) -> None:
    with vault.unlock(folder, PASSPHRASE) as opened:
        opened.backup()
    (folder / "journal.db").unlink()
    assert refused(folder, NotAJournal).facts["backups"] == 1
    assert not (folder / "journal.db").exists()


@pytest.mark.requirement("R6")
def test_nothing_there_at_all(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "absent"):
        with pytest.raises(VaultMissing):
            vault.unlock(place, PASSPHRASE)
        assert not vault.exists(place)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.requirement("R6")
def test_keys_that_are_gone(folder: Path) -> None:
    (folder / "journal.key").unlink()
    (folder / "journal.key.mirror").unlink()
    assert vault.exists(folder)
    refused(folder, KeyfileDamaged)


@pytest.mark.requirement("R6")
def test_the_keys_of_another_journal(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    vault.create(other, PASSPHRASE, name="Other", cost=CHEAP)[0].close()
    for name in ("journal.key", "journal.key.mirror"):
        shutil.copy(other / name, folder / name)
    facts = refused(folder, JournalDamaged).facts
    assert facts["unfit"] is True
    failure = vault.check(folder, PASSPHRASE).failure()
    assert failure.facts["unfit"] is True


@pytest.mark.requirement("R6")
def test_the_database_of_another_journal_under_the_same_key(folder: Path) -> None:
    """Only a journal id can tell: the key fits."""
    key = vault.derive(folder, PASSPHRASE)
    (folder / "journal.db").unlink()
    Journal.create(folder / "journal.db", key.key, name="x", journal_id="abc").close()
    refused(folder, NotAJournal)


@pytest.mark.requirement("R13")
def test_a_journal_of_a_later_version(folder: Path) -> None:
    from sqlcipher3 import dbapi2

    key = vault.derive(folder, PASSPHRASE).key.hex()
    connection = dbapi2.connect(str(folder / "journal.db"))
    connection.execute(f"PRAGMA key=\"x'{key}'\"")
    connection.execute("PRAGMA user_version=9999")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    found = refused(folder, JournalTooNew)
    assert found.facts["found"] == 9999


@pytest.mark.requirement("R7")
def test_a_flipped_byte_on_any_page_is_noticed_and_its_page_named(folder: Path) -> None:
    database = folder / "journal.db"
    whole = database.read_bytes()
    key = vault.derive(folder, PASSPHRASE)
    for page in range(1, len(whole) // 4096 + 1):
        changed = bytearray(whole)
        changed[(page - 1) * 4096 + (page * 37) % 4096] ^= 0x40
        database.write_bytes(changed)
        health = vault.check_with(folder, key)
        assert not health.ok, page
        assert isinstance(health.failure(), JournalDamaged)
        assert page in {damage.page for damage in health.journal}
        # Only the salt, the first 16 bytes, spoils all pages at once.
        assert "unfit" not in health.failure().facts


# one writer -------------------------------------------------------------------------------------

_HOLD = """
import sys
from pathlib import Path
from reflect import vault
opened = vault.unlock(Path(sys.argv[1]), sys.stdin.readline().rstrip("\\n"))
print("open", flush=True)
sys.stdin.readline()
"""


def _hold(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    holder.stdin.write(PASSPHRASE + "\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "open\n"
    return holder


@pytest.mark.requirement("R11")
def test_a_second_process_is_told_who_writes_and_takes_over_when_it_is_killed(
    folder: Path,
) -> None:
    import socket

    with _hold(folder) as holder:
        found = refused(folder, VaultBusy)
        assert found.facts["pid"] == holder.pid
        assert found.facts["host"] == socket.gethostname()
        with vault.unlock(folder, PASSPHRASE, read_only=True) as reader:
            assert reader.journal.count() == 40
            with pytest.raises(ReadOnly):
                reader.put(entry("no"))
        assert vault.check(folder, PASSPHRASE).ok
        with pytest.raises(VaultBusy):
            vault.salvage(folder, PASSPHRASE, folder.parent / "salvaged")
        holder.kill()
        holder.wait()
        with vault.unlock(folder, PASSPHRASE) as opened:
            assert opened.journal.count() == 40


@pytest.mark.requirement("R11")
def test_the_same_process_cannot_open_it_twice_either(folder: Path) -> None:
    with vault.unlock(folder, PASSPHRASE):
        assert refused(folder, VaultBusy).facts["pid"] == os.getpid()
    vault.unlock(folder, PASSPHRASE).close()


@pytest.mark.requirement("R11")
def test_a_failed_opening_holds_no_lock(folder: Path) -> None:
    database = (folder / "journal.db").read_bytes()
    (folder / "journal.db").write_bytes(b"")
    refused(folder, NotAJournal)
    (folder / "journal.db").write_bytes(database)
    vault.unlock(folder, PASSPHRASE).close()


@pytest.mark.requirement("R11")
def test_without_file_locks_the_holder_counts_while_it_lives(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    with _hold(folder) as holder:
        monkeypatch.setattr("fcntl.flock", no_locks)
        assert refused(folder, VaultBusy).facts["pid"] == holder.pid
        holder.kill()
        holder.wait()
        vault.unlock(folder, PASSPHRASE).close()


@pytest.mark.requirement("R11")
@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links that can be refused")
def test_a_lock_that_leads_elsewhere_empties_nothing(folder: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    (folder / "lock").unlink(missing_ok=True)
    (folder / "lock").symlink_to(letter)
    with pytest.raises(StorageFailed):
        vault.unlock(folder, PASSPHRASE)
    assert letter.read_text() == "dear"


# read-only --------------------------------------------------------------------------------------

_READ_ONLY = """
import os, sys
from pathlib import Path
from reflect import vault
from reflect.errors import ReadOnly
folder = Path(sys.argv[1])
passphrase = sys.stdin.read()
# Once as who we are: the interpreter's own files may be unreadable to nobody.
vault.unlock(Path(sys.argv[3]), passphrase).close()
vault.check(Path(sys.argv[3]), passphrase)
os.chdir("/")
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with vault.unlock(folder, passphrase) as opened:
    assert opened.read_only
    assert [warning.kind for warning in opened.warnings] == ["read-only"], opened.warnings
    assert opened.journal.count() == 40
    assert len(list(opened.journal.every_entry())) == 40
    every = opened.journal.every_entry()
    for work in (
        lambda: opened.put(next(opened.journal.every_entry())),
        lambda: opened.change_passphrase(passphrase, "new"),
        opened.new_recovery_code,
        opened.backup,
        lambda: os.access(folder, os.W_OK) or vault.queue(folder, next(every)),
    ):
        try:
            assert work() is True, "was written"
        except ReadOnly:
            pass
    assert opened.backup_if_due() is None
    assert not opened.free_reserve()
    to = Path(sys.argv[2])
    made = opened.backup(to)
    assert made.verified
    opened.settle()
assert vault.check(folder, passphrase).entries == 40
print("read")
"""


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_cannot_be_written_can_be_read(pristine: tuple[Path, str], what: str) -> None:
    """As another user than root, who may write everywhere."""
    # Not below pytest's own folder: whoever starts pytest makes that one private again.
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        room.chmod(0o755)
        elsewhere = room / "elsewhere"
        elsewhere.mkdir()
        elsewhere.chmod(0o777)
        folder = Path(shutil.copytree(pristine[0], room / "journal"))
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        if what == "file":
            folder.chmod(0o777)
        other = Path(shutil.copytree(pristine[0], room / "other"))
        # The sources may lie where only their owner can read.
        program = room / "program"
        ours = Path(vault.__file__).parent.parent
        left = shutil.ignore_patterns("ui", "__pycache__")
        shutil.copytree(ours, program / "reflect", ignore=left)
        before = bytes_of(folder)
        try:
            done = subprocess.run(
                [sys.executable, "-c", _READ_ONLY, str(folder), str(elsewhere), str(other)],
                cwd=program,
                input=PASSPHRASE,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
                timeout=60,
            )
        finally:
            folder.chmod(0o755)
        assert done.stderr == ""
        assert done.stdout == "read\n"
        after = bytes_of(folder)
        assert {name: after[name] for name in before} == before


# a full disk ------------------------------------------------------------------------------------


class _Full:
    """A journal's `put` on a disk that is full until the reserve is given up."""

    def __init__(self, opened: OpenVault, *, for_good: bool = False) -> None:
        self._opened = opened
        self._put = opened.journal.put
        self._for_good = for_good

    def __call__(self, *args: object, **more: object) -> object:
        if self._for_good or self._opened.has_reserve:
            raise StorageFull(path=self._opened.folder)
        return self._put(*args, **more)  # type: ignore[arg-type]


@pytest.mark.requirement("R3")
def test_a_full_disk_takes_one_more_save_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = vault.unlock(folder, PASSPHRASE)
    assert (folder / "reserve").stat().st_size == 2**20
    draft = entry("just written")
    with monkeypatch.context() as patch:
        patch.setattr(opened.journal, "put", _Full(opened))
        with pytest.raises(StorageFull) as found:
            opened.put(draft)
    assert found.value.facts["saved"] is True
    assert found.value.facts["entry"] == draft.id
    assert not opened.has_reserve
    opened.close()
    with vault.unlock(folder, PASSPHRASE) as again:
        assert again.journal.entry(draft.id).text == "just written"
        assert again.has_reserve


@pytest.mark.requirement("R3")
def test_a_disk_that_stays_full_never_claims_a_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.unlock(folder, PASSPHRASE) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(opened.journal, "put", _Full(opened, for_good=True))
            for _ in range(2):
                with pytest.raises(StorageFull) as found:
                    opened.put(entry("lost"))
                assert "saved" not in found.value.facts
        assert opened.journal.count() == 40


# copying ----------------------------------------------------------------------------------------


@pytest.mark.requirement("R10")
def test_a_copy_of_the_two_files_at_any_idle_moment_is_complete(
    folder: Path, tmp_path: Path
) -> None:
    with vault.unlock(folder, PASSPHRASE) as opened:
        for number in range(1, 4):
            opened.put(entry(f"new {number}"))
            opened.settle()
            copy = tmp_path / f"copy{number}"
            copy.mkdir()
            for name in ("journal.db", "journal.key"):
                shutil.copy(folder / name, copy / name)
            with vault.unlock(copy, PASSPHRASE) as copied:
                assert copied.journal.count() == 40 + number


# moved, replaced --------------------------------------------------------------------------------


@pytest.mark.requirement("R9")
@pytest.mark.parametrize("what", ["folder moved", "file moved", "file gone", "file replaced"])
def test_what_is_moved_while_open_takes_no_save_and_loses_none(
    folder: Path, tmp_path: Path, what: str
) -> None:
    opened = vault.unlock(folder, PASSPHRASE)
    kept = entry("kept")
    opened.put(kept)
    opened.settle()
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    database, away = folder / "journal.db", tmp_path / "away.db"
    if what == "folder moved":
        folder.rename(tmp_path / "elsewhere")
    elif what == "file gone":
        database.unlink()
    else:
        database.rename(away)
    if what == "file replaced":
        shutil.copy(whole / "journal.db", database)
    with pytest.raises(JournalReplaced):
        opened.put(entry("never acknowledged"))
    opened.close()
    if what == "file moved":
        away.rename(database)
    elif what == "file gone":
        shutil.copy(whole / "journal.db", database)
    with vault.unlock(
        tmp_path / "elsewhere" if what == "folder moved" else folder, PASSPHRASE
    ) as again:
        assert again.journal.entry(kept.id).text == "kept"
        assert again.journal.count() == 41
        assert again.journal.examine() == ()

"""Key file and mirror: one damaged copy is mended, a change is all or nothing, and told truly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reflect import vault
from reflect.crypto.keyfile import CHEAP, Keyfile
from reflect.errors import (
    KeychainUnavailable,
    KeyfileDamaged,
    ReflectError,
    StorageFailed,
    StorageFull,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from reflect.vault import folder as place
from reflect.vault import keys


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    folder = tmp_path / "journal"
    opened, code = vault.create(folder, "old", name="Mine", cost=CHEAP)
    opened.close()
    return folder, code


def opens(folder: Path, passphrase: str) -> bool:
    try:
        vault.derive(folder, passphrase)
    except WrongPassphrase:
        return False
    return True


# two copies -------------------------------------------------------------------------------------


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("harm", ["flip", "empty", "cut", "gone", "folder"])
def test_a_damaged_key_file_is_replaced_by_its_mirror_and_told(
    made: tuple[Path, str], harm: str
) -> None:
    folder, _ = made
    path = folder / "journal.key"
    whole = path.read_bytes()
    _harm(path, harm)
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, "wrong")
    assert keys.load(folder).state != keys.OK, "mended without proof of the passphrase"
    if harm == "folder":
        assert vault.derive(folder, "old").keys.used_mirror
        return
    with vault.unlock(folder, "old") as opened:
        assert opened.used_mirror
        assert [warning.kind for warning in opened.warnings] == ["mirror-used"]
    assert path.read_bytes() == whole
    with vault.unlock(folder, "old") as opened:
        assert not opened.used_mirror
        assert opened.warnings == ()


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("harm", ["flip", "gone"])
def test_a_damaged_mirror_is_mended(made: tuple[Path, str], harm: str) -> None:
    folder, _ = made
    whole = (folder / "journal.key.mirror").read_bytes()
    _harm(folder / "journal.key.mirror", harm)
    assert vault.check(folder, "old").mirror != keys.OK
    with vault.unlock(folder, "old") as opened:
        assert not opened.used_mirror
    assert (folder / "journal.key.mirror").read_bytes() == whole
    assert vault.check(folder, "old").ok


@pytest.mark.requirement("R6")
def test_both_damaged(made: tuple[Path, str]) -> None:
    folder, code = made
    _harm(folder / "journal.key", "flip")
    _harm(folder / "journal.key.mirror", "cut")
    for attempt in (
        lambda: vault.unlock(folder, "old"),
        lambda: vault.unlock_with_recovery(folder, code),
        lambda: vault.check(folder, "old"),
    ):
        with pytest.raises(KeyfileDamaged):
            attempt()


def _harm(path: Path, harm: str) -> None:
    data = bytearray(path.read_bytes())
    if harm == "flip":
        data[len(data) // 2] ^= 4
        path.write_bytes(data)
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "cut":
        path.write_bytes(data[:300])
    else:
        path.unlink()
        if harm == "folder":
            path.mkdir()


# changing ---------------------------------------------------------------------------------------


@pytest.mark.requirement("R21")
def test_the_passphrase_is_changed_here_and_in_the_backups(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    folder, code = made
    with vault.unlock(folder, "old") as opened:
        backup = opened.backup().path
        away = opened.backup(tmp_path / "away").path
        with pytest.raises(WrongPassphrase):
            opened.change_passphrase("guess", "new")
        with pytest.raises(WeakPassphrase):
            opened.change_passphrase("old", "")
        assert opens(folder, "old")
        assert opened.change_passphrase("old", "new", also=tmp_path / "away") == ()
    assert not opens(folder, "old")
    assert opens(folder, "new")
    vault.unlock_with_recovery(folder, code).close()
    for one in (backup, away):
        with pytest.raises(WrongPassphrase):
            vault.restore(one, tmp_path / "restored", "old")
        assert not (tmp_path / "restored").exists()
    assert vault.restore(backup, tmp_path / "restored", "new").compared
    assert keys.load(folder).mirror == keys.OK


@pytest.mark.requirement("R21")
def test_a_backup_that_keeps_the_old_passphrase_is_told(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = made
    with vault.unlock(folder, "old") as opened:
        backup = opened.backup().path
        real = place.write_atomically

        def refuse(path: Path, data: bytes) -> None:
            if path.parent == backup:
                raise StorageFailed(path=path, code=5)
            real(path, data)

        monkeypatch.setattr(place, "write_atomically", refuse)
        assert opened.change_passphrase("old", "new") == (backup,)
    assert opens(folder, "new")


@pytest.mark.requirement("R22")
def test_recovery_the_whole_way(made: tuple[Path, str]) -> None:
    """The passphrase is forgotten, the slot as good as gone: the code opens, sets a new one."""
    folder, code = made
    with vault.unlock_with_recovery(folder, code) as opened:
        journal_id = opened.journal.id
        opened.set_passphrase("found again")
    with vault.unlock(folder, "found again") as opened:
        assert opened.journal.id == journal_id
        fresh = opened.new_recovery_code()
    with pytest.raises(WrongRecoveryCode):
        vault.unlock_with_recovery(folder, code)
    vault.unlock_with_recovery(folder, fresh).close()
    vault.unlock(folder, "found again").close()


_CHANGE_AND_FAIL = """
import os, signal, sys
from pathlib import Path
from reflect import vault
from reflect.errors import ReflectError
opened = vault.unlock_with_recovery(Path(sys.argv[1]), sys.stdin.read())
how, left = sys.argv[2], int(sys.argv[3])
def failing(name):
    real = getattr(os, name)
    def step(*args, **kwargs):
        global left
        left -= 1
        if left == -1:
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(int(how), "injected")
        return real(*args, **kwargs)
    setattr(os, name, step)
for name in ("open", "fdopen", "fsync", "replace", "close"):
    failing(name)
try:
    opened.set_passphrase("new")
except ReflectError:
    print("failed", end="")
else:
    print("changed", end="")
if left >= 0:
    print(" untouched", end="")
"""


@pytest.mark.requirement("R21")
@pytest.mark.parametrize("how", ["kill", "error"])
def test_a_change_that_fails_at_any_step_leaves_exactly_one_passphrase(
    made: tuple[Path, str], how: str
) -> None:
    """Killed, or refused (disk full and I/O error by turns), at each system call of the change."""
    folder, code = made
    before = {name: (folder / name).read_bytes() for name in (place.KEYFILE, place.MIRROR)}
    outcomes = set()
    for step in range(40):
        for name, data in before.items():
            (folder / name).write_bytes(data)
        failure = how if how == "kill" else ("28", "5")[step % 2]
        done = subprocess.run(
            [sys.executable, "-c", _CHANGE_AND_FAIL, str(folder), failure, str(step)],
            input=code,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == (0 if done.stdout else -signal.SIGKILL), done.stderr
        said = done.stdout.split(" ")[0]
        # The very bytes from before are known to open with the old passphrase only.
        new = (folder / place.KEYFILE).read_bytes() != before[place.KEYFILE]
        assert not new or (opens(folder, "new") and not opens(folder, "old")), step
        assert said != "changed" or new, "said to be changed, and is not"
        assert said != "failed" or not new, "said to have failed, and is changed"
        outcomes.add((said, new))
        vault.unlock_with_recovery(folder, code).close()  # mends what was left half done
        assert keys.load(folder).mirror == keys.OK
        assert not [path for path in folder.iterdir() if path.name.startswith(".")]
        if done.stdout.endswith("untouched"):
            break
    else:
        raise AssertionError("the change has more steps than were tried")
    if how == "kill":
        assert outcomes == {("", False), ("", True), ("changed", True)}
    else:
        assert {("failed", False), ("changed", True)} <= outcomes


@pytest.mark.requirement("R21")
def test_a_change_that_reads_back_differently_is_no_success(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that says yes and writes something else."""
    folder, _ = made
    real = place.write_atomically
    with vault.unlock(folder, "old") as opened:
        with monkeypatch.context() as patch:
            patch.setattr(place, "write_atomically", lambda path, data: real(path, data[:-9]))
            with pytest.raises(KeyfileDamaged):
                opened.change_passphrase("old", "new")
        assert opened.change_passphrase("old", "new") == ()  # from memory, whole again
    assert opens(folder, "new")


@pytest.mark.requirement("R21")
def test_a_slot_that_does_not_open_is_taken_back(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip of memory while sealing: noticed by opening what stands on the disk."""
    folder, code = made
    before = (folder / "journal.key").read_bytes()
    real = Keyfile.with_passphrase
    with vault.unlock(folder, "old") as opened:
        for slip in (
            lambda self, key, new: real(self, key, new + "?"),
            lambda self, key, new: real(self, bytes(32), new),
        ):
            with monkeypatch.context() as patch:
                patch.setattr(Keyfile, "with_passphrase", slip)
                with pytest.raises(KeyfileDamaged):
                    opened.change_passphrase("old", "new")
            assert (folder / "journal.key").read_bytes() == before
    vault.unlock_with_recovery(folder, code).close()


@pytest.mark.requirement("R21")
def test_what_an_atomic_write_leaves_on_failure_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = tmp_path / "file"
    place.write_atomically(path, b"old")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageFull):
        place.write_atomically(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert path.read_bytes() == b"old"


# keychain ---------------------------------------------------------------------------------------


class _Keychain:
    """A system keychain, well or otherwise."""

    def __init__(self, *, priority: float = 5, trouble: Exception | None = None) -> None:
        self.priority = priority
        self.trouble = trouble
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        self._ask()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._ask()
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        self._ask()
        del self.kept[service, name]

    def _ask(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> _Keychain:
    backend = _Keychain()
    module = ModuleType("keyring")
    module.get_keyring = lambda: backend  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    return backend


@pytest.mark.requirement("R24")
def test_the_keychain_is_one_more_way_in(made: tuple[Path, str], keychain: _Keychain) -> None:
    folder, code = made
    with pytest.raises(KeychainUnavailable):
        vault.unlock_with_keychain(folder)
    with vault.unlock(folder, "old") as opened:
        opened.remember_in_keychain()
        assert opened.in_keychain
        key = opened.journal.id
    assert [name for _, name in keychain.kept] == [key]
    vault.unlock_with_keychain(folder).close()
    vault.unlock(folder, "old").close()
    vault.unlock_with_recovery(folder, code).close()
    with vault.unlock(folder, "old") as opened:
        opened.change_passphrase("old", "new")
    with vault.unlock_with_keychain(folder) as opened:
        opened.forget_keychain()
        assert not opened.in_keychain
    assert keychain.kept == {}
    with pytest.raises(KeychainUnavailable):
        vault.unlock_with_keychain(folder)


@pytest.mark.requirement("R24")
@pytest.mark.parametrize("trouble", ["missing", "locked", "unsafe", "deleted", "foreign", "odd"])
def test_whatever_ails_the_keychain_the_passphrase_works(
    made: tuple[Path, str],
    keychain: _Keychain,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
) -> None:
    folder, _ = made
    with vault.unlock(folder, "old") as opened:
        opened.remember_in_keychain()
    before = (folder / "journal.key").read_bytes()
    if trouble == "missing":
        monkeypatch.setitem(sys.modules, "keyring", None)
    elif trouble == "locked":
        keychain.trouble = RuntimeError("locked collection")
    elif trouble == "unsafe":
        keychain.priority = 0.5
    elif trouble == "deleted":
        keychain.kept.clear()
    else:
        secret = "zz" if trouble == "odd" else os.urandom(32).hex()
        keychain.kept = dict.fromkeys(keychain.kept, secret)
    with pytest.raises(KeychainUnavailable):
        vault.unlock_with_keychain(folder)
    with vault.unlock(folder, "old") as opened:
        if trouble in {"missing", "locked", "unsafe"}:
            with pytest.raises(KeychainUnavailable):
                opened.remember_in_keychain()
    assert (folder / "journal.key").read_bytes() == before
    with vault.unlock(folder, "old") as opened:
        opened.forget_keychain()  # the slot goes, whether or not the keychain answers
        assert not opened.in_keychain


def test_every_error_here_has_no_words_of_the_person(made: tuple[Path, str]) -> None:
    folder, _ = made
    with pytest.raises(ReflectError) as found:
        vault.unlock(folder, "a secret guess")
    assert "secret" not in str(found.value)


@pytest.mark.requirement("R21")
def test_the_mirror_is_written_first_and_the_key_file_decides(
    made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between the two, the old passphrase is the one that opens, and the mirror follows."""
    folder, code = made
    written: list[str] = []
    real = place.write_atomically

    def noted(path: Path, data: bytes) -> None:
        if path.name in {place.KEYFILE, place.MIRROR}:
            written.append(path.name)
            if path.name == place.KEYFILE:
                raise StorageFailed(path=path, code=5)
        real(path, data)

    with vault.unlock(folder, "old") as opened, monkeypatch.context() as patch:
        patch.setattr(place, "write_atomically", noted)
        with pytest.raises(StorageFailed):
            opened.change_passphrase("old", "new")
    assert written == [place.MIRROR, place.KEYFILE]
    assert keys.load(folder).mirror == keys.DIFFERS
    assert not opens(folder, "new")
    vault.unlock(folder, "old").close()
    assert keys.load(folder).mirror == keys.OK
    vault.unlock_with_recovery(folder, code).close()

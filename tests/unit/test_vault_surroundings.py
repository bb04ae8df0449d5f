"""Where a journal lies: cloud folders, networks, conflict copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflect import vault
from reflect.crypto.keyfile import CHEAP
from reflect.vault.surroundings import (
    cloud_service,
    conflict_copies,
    look_around,
    network_file_system,
)

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/home /home/ann nfs4 rw 0 0
tmpfs /home/ann/fast tmpfs rw 0 0
//nas/share /mnt/my\040share cifs rw 0 0
ann@host: /mnt/ssh fuse.sshfs rw 0 0
nonsense
"""


@pytest.mark.requirement("R10")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/ann/journal", "nfs4"),
        ("/home/ann/fast/journal", None),
        ("/home/anna/journal", None),
        ("/mnt/my share/journal", "cifs"),
        ("/mnt/ssh", "fuse.sshfs"),
        ("/srv/journal", None),
        ("\\\\nas\\share\\journal", "UNC"),
    ],
)
def test_network_file_systems(path: str, expected: str | None) -> None:
    assert network_file_system(Path(path), MOUNTS) == expected


@pytest.mark.requirement("R10")
@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        (".dropbox.cache/", "Dropbox"),
        (".dropbox", "Dropbox"),
        (".stfolder/", "Syncthing"),
        ("._sync_0a1b2c.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    ],
)
def test_cloud_folders_by_their_marker(tmp_path: Path, marker: str, expected: str) -> None:
    folder = tmp_path / "a" / "journal"
    folder.mkdir(parents=True)
    assert cloud_service(folder) is None
    if marker.endswith("/"):
        (tmp_path / marker).mkdir()
    else:
        (tmp_path / marker).touch()
    assert cloud_service(folder) == expected


@pytest.mark.requirement("R10")
def test_cloud_folders_by_their_name_and_what_is_none(tmp_path: Path) -> None:
    for name, expected in (
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive - Work", "OneDrive"),
        ("Dropboxes", None),
    ):
        assert cloud_service(tmp_path / name / "journal") == expected
    (tmp_path / ".dropbox").mkdir()  # the program's own settings, as in a home folder
    assert cloud_service(tmp_path / "journal") is None


@pytest.mark.requirement("R10")
def test_conflict_copies_are_recognised_and_told_at_unlock(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    vault.create(folder, "pw", name="Mine", cost=CHEAP)[0].close()
    assert conflict_copies(folder) == ()
    names = [
        "journal (Ann's conflicted copy 2026-03-04).db",
        "journal (conflicted copy 2026-03-04 121314).key",
        "journal-LAPTOP.db",
        "journal.key.sync-conflict-20260304-121314-ABCDEFG.mirror",
        "journal.sync-conflict-20260304-121314-ABCDEFG.db",
    ]
    for name in names:
        (folder / name).touch()
    (folder / "letter.db").touch()
    assert [path.name for path in conflict_copies(folder)] == sorted(names)
    with vault.unlock(folder, "pw") as opened:
        assert {warning.kind for warning in opened.warnings} == {"conflict-copy"}
        assert len(opened.warnings) == len(names)
        assert all(warning.kind in str(warning) for warning in opened.warnings)


def test_a_folder_that_is_gone_says_nothing(tmp_path: Path) -> None:
    assert look_around(tmp_path / "absent", MOUNTS) == ()

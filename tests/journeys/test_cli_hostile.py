"""What a command line can be given by mistake or malice: a named answer, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Reflect


def _shell(shared: Reflect, rest: str) -> subprocess.CompletedProcess[bytes]:
    """The program with its streams bent by a shell."""
    line = f'exec "$0" -m reflect --journal "$1" --passphrase-file "$2" {rest}'
    return subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, str(shared.folder), str(shared.passphrase_file)],
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="streams of a Unix shell")
def test_started_without_its_standard_streams(shared: Reflect) -> None:
    """A file that got the number of a closed stream would take up what is printed."""
    assert _shell(shared, "add 'with no streams' <&- >&- 2>&-").returncode == 0
    assert _shell(shared, "list >&-").returncode == 0
    assert _shell(shared, "add - <&-").returncode == 2
    assert any(e["text"] == "with no streams" for e in shared.json("list"))
    assert shared.json("check")["ok"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["list --json", "add kept", "check", "calendar 2026 --json"])
def test_an_answer_that_finds_no_room_is_told(shared: Reflect, command: str) -> None:
    done = _shell(shared, command + " >/dev/full")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert [line for line in lines if not line.startswith("note: ")] == lines[-1:]
    assert lines[-1].startswith("ExportFailed: standard output could not be written")


@pytest.mark.parametrize(
    "zone", ["Nonsense/Zone", "EST5EDT,M3.2.0,M11.1.0", "../../etc/passwd", "/dev/null", "XXX+12"]
)
def test_a_time_zone_that_is_none(
    shared: Reflect, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    made = shared.made("add", "somewhere", "--at", "2026-07-01T10:00")
    assert shared.json("show", made)["written_at"].startswith("2026-07-01T10:00:00")
    if zone.startswith("EST"):
        assert shared.json("show", made)["written_at"].endswith("-04:00")


@pytest.mark.parametrize("command", ["markdown", "dayone", "html", "archive", "daylio-csv"])
def test_the_first_and_the_last_days_there_are_can_be_exported(
    reflect: Reflect, command: str, tmp_path: Path
) -> None:
    for at in ("0001-01-01T00:00+00:00", "0001-01-02T00:00+14:00", "9999-12-31T23:59+00:00"):
        reflect.ok("add", "far away", "--at", at, "--mood", "3")
    for at in ("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"):
        assert "is no time" in reflect.fails("add", "no such time", "--at", at, status=2)
    reflect.ok("export", tmp_path / "out", "--format", command)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")
def test_a_pipe_or_a_device_is_neither_attached_nor_imported(
    shared: Reflect, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for endless in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/tty")):
        for more in ([], ["--queue"]):
            assert "ordinary file" in shared.fails("add", "x", "--attach", endless, *more, status=2)
        assert "ordinary file" in shared.fails("import", endless, status=2)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that refuses")
def test_a_file_that_refuses_to_be_read_is_named(shared: Reflect) -> None:
    said = shared.fails("add", "x", "--attach", "/proc/self/mem")
    assert said.startswith("FileUnreadable: /proc/self/mem could not be read")
    said = shared.fails("toolkit", "import", "/proc/self/mem")
    assert said.startswith("FileUnreadable: /proc/self/mem could not be read")


def test_numbers_without_end(shared: Reflect) -> None:
    for number in ("9" * 30, "-1", "1e3", "nan"):
        shared.fails("list", "--limit", number, status=2)
        shared.fails("search", "x", "--limit", number, status=2)
        shared.fails("history", "x", "--restore", number, status=2)
        shared.fails("calendar", number, status=2)
    shared.ok("list", "--limit", str(2**63 - 1))


def test_a_path_that_no_system_can_have(shared: Reflect, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "x" * 400
    for arguments in (
        ["export", name, "--format", "html"],
        ["restore", name, "--to", "new"],
        ["backup", "--to", name],
        ["salvage", "--to", name],
    ):
        shared.fails(*arguments, status=2)
    shared.fails("list", status=2, journal=Path(name))


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_names_on_the_disk_need_not_be_text(reflect: Reflect, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    reflect.folder.rename(folder)
    reflect.folder = folder
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9t\xe9.txt"))
    file.write_bytes(b"summer")
    entries = [reflect.made("add", "x", "--attach", str(file))]
    entries.append(reflect.made("add", "y", "--attach", str(file), "--queue"))
    for entry in entries:
        (attached,) = reflect.json("show", entry)["attachments"]
        assert attached["name"] == "\ufffdt\ufffd.txt"
    assert reflect.json("backup")["verified"]
    assert reflect.json("check")["ok"]
    export = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xfe"))
    assert json.loads(reflect.ok("export", export, "--format", "archive", "--json"))["entries"] == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "WrongPassphrase"),
        (b"\n", "WrongPassphrase"),
        (b"\xff\xfe\x00", "BadValue: the passphrase file expects text in UTF-8"),
        (b"a" * (1 << 20) + b"a", "BadValue: the passphrase file expects a first line"),
        (None, "FileUnreadable"),
    ],
)
def test_a_passphrase_file_that_gives_none(
    shared: Reflect, content: bytes | None, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)
    given = Reflect(shared.folder, shared.home, file)
    assert given.fails("list").startswith(said)

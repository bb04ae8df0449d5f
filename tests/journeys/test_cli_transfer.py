"""The *In and out* table of the command line, each command as a process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from .conftest import PASSPHRASE, Reflect

ALL = ["markdown", "archive", "dayone", "daylio-csv", "html"]


def jpeg(colour: int) -> bytes:
    """A small photo; other colours are other bytes."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (colour, 80, 160)).save(out, "JPEG")
    return out.getvalue()


def day_one(path: Path) -> Path:
    """A Day One export with two entries, one photo that is there and one that is not."""
    photo = jpeg(10)
    entries = [
        {
            "uuid": "0123456789ABCDEF0123456789ABCDEF",
            "creationDate": "2023-07-02T03:30:00Z",
            "modifiedDate": "2023-07-02T04:00:00Z",
            "timeZone": "America/New_York",
            "text": "Fireworks\n\nLate, by the water.\n\n![](dayone-moment://AAA)",
            "tags": ["summer", "family"],
            "starred": True,
            "weather": {"temperatureCelsius": 21},
            "photos": [
                {"identifier": "AAA", "md5": "f" * 32, "type": "jpeg", "orderInEntry": 0},
                {"identifier": "BBB", "md5": "e" * 32, "type": "jpeg", "orderInEntry": 1},
            ],
        },
        {
            "uuid": "F" * 32,
            "creationDate": "2023-07-03T12:00:00Z",
            "timeZone": "Europe/Berlin",
            "text": "Quiet day",
        },
    ]
    with ZipFile(path, "w") as archive:
        document = {"metadata": {"version": "1.0"}, "entries": entries}
        archive.writestr("Journal.json", json.dumps(document))
        archive.writestr(f"photos/{'f' * 32}.jpeg", photo)
    return path


def contents(reflect: Reflect) -> list[dict[str, Any]]:
    """Every entry, trash included, as the command line tells it."""
    return [*reflect.json("list"), *reflect.json("trash")]


@pytest.fixture
def full(reflect: Reflect, tmp_path: Path) -> Reflect:
    """A journal with a bit of everything."""
    (tmp_path / "a.jpg").write_bytes(jpeg(1))
    (tmp_path / "b.bin").write_bytes(bytes(range(256)) * 300)
    reflect.made(
        "add", "Text with *marks*,\n\n---\n\n`code` and 🌊", "--title", "Title: yes", "--mood", "4",
        "--emotion", "calm:2", "--tag", "sea side", "--factor", "sleep=7.5", "--factor", "who=Ana",
        "--at", "2021-02-03T23:50:00-08:00", "--attach", tmp_path / "a.jpg",
        "--attach", tmp_path / "b.bin", "--star",
    )  # fmt: skip
    reflect.made("add", "--mood", "2", "--at", "2022-01-01T06:00:00+05:30")
    changed = reflect.made("add", "before", "--at", "2022-05-01T06:00:00+00:00")
    reflect.ok("edit", changed, "after")
    gone = reflect.made("add", "in the trash", "--at", "2022-06-01T06:00:00+00:00")
    reflect.ok("delete", gone)
    return reflect


def test_import_previews_then_writes_then_does_nothing(reflect: Reflect, tmp_path: Path) -> None:
    export = day_one(tmp_path / "export.zip")
    report = reflect.json("import", export, "--dry-run")
    expected = {"format": "dayone", "new": 2, "unchanged": 0, "changed": 0, "skipped": 0,
                "attachments": {"found": 1, "missing": 1}}  # fmt: skip
    assert report | expected == report
    assert all(set(warning) == {"where", "what"} for warning in report["warnings"])
    assert reflect.json("list") == []
    assert reflect.json("import", export) | expected == report
    again = reflect.json("import", export)
    assert (again["new"], again["unchanged"], again["changed"]) == (0, 2, 0)
    quiet, late = reflect.json("list")
    assert late["written_at"] == "2023-07-01T23:30:00-04:00"
    assert late["tags"] == ["summer", "family"] and late["starred"]
    assert late["source"] == {"app": "dayone", "id": "0123456789ABCDEF0123456789ABCDEF"}
    assert "Late, by the water." in late["text"]
    assert late["attachments"][0]["sha256"] == sha256(jpeg(10)).hexdigest()
    assert "Quiet day" in (quiet["text"] or quiet["title"])


def test_an_import_is_undone_as_a_whole(reflect: Reflect, tmp_path: Path) -> None:
    own = reflect.made("add", "my own")
    reflect.ok("import", day_one(tmp_path / "export.zip"))
    batch = reflect.json("imports")[0]
    assert (batch["new"], batch["undone"]) == (2, False)
    reflect.ok("imports", "--undo", batch["id"][:6])
    assert [e["id"] for e in reflect.json("list")] == [own]
    assert reflect.json("imports")[0]["undone"] is True


def test_any_table_by_mapping(reflect: Reflect, tmp_path: Path) -> None:
    table = tmp_path / "moods.csv"
    table.write_text(
        "When;How;Words;Labels;Slept\n"
        "2024-03-01 08:15;5;Sunny walk;outside, friends;7\n"
        "2024-03-02 21:00;1;;work;5\n",
        encoding="utf-8",
    )
    mapping = [
        part
        for pair in ("date=When", "mood=How", "text=Words", "tags=Labels", "factor:sleep=Slept")
        for part in ("--map", pair)
    ]
    report = reflect.json("import", table, "--format", "csv", *mapping)
    assert report["new"] == 2
    assert reflect.json("import", table, "--format", "csv", *mapping)["new"] == 0
    # The journal remembers what was said of a table with these columns.
    again = reflect.json("import", table, "--format", "csv")
    assert (again["new"], again["unchanged"]) == (0, 2)
    low, sunny = reflect.json("list")
    assert sunny["text"] == "Sunny walk" and sunny["mood"] == 5
    assert sunny["tags"] == ["outside", "friends"] and sunny["factors"] == {"sleep": 7}
    assert sunny["written_at"].startswith("2024-03-01T08:15:00")
    assert low["mood"] == 1 and low["text"] is None


def test_import_refuses_what_is_no_export(reflect: Reflect, tmp_path: Path) -> None:
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)) * 64)
    assert "NotThisFormat: " in reflect.fails("import", noise)
    hostile = tmp_path / "hostile.zip"
    with ZipFile(hostile, "w") as archive:
        archive.writestr("Journal.json", '{"metadata":{"version":"1.0"},"entries":[]}')
        archive.writestr("../../outside.txt", "x")
    assert "HostileFile: " in reflect.fails("import", hostile)
    assert "DamagedFile: " in reflect.fails("import", noise, "--format", "dayone")
    assert "NotThisFormat: " in reflect.fails("import", noise, "--format", "no-such-format")
    reflect.fails("import", tmp_path / "missing.zip", status=2)
    assert reflect.json("list") == []


@pytest.mark.parametrize("name", ALL)
def test_every_export_is_written_and_private(full: Reflect, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"out-{name}"
    report = full.json("export", target, "--format", name)
    assert report["entries"] >= 3
    path = Path(report["path"])
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    assert files
    assert all(f.stat().st_mode & 0o077 == 0 for f in files)
    assert not any("Title" in f.name for f in files)
    assert "ExportFailed" in full.fails("export", target, "--format", name)


@pytest.mark.parametrize("sealed", [False, True])
def test_archive_gives_the_same_journal(
    full: Reflect, tmp_path: Path, another: Callable[[str], Reflect], sealed: bool
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("another secret\n")
    more: list[str | Path] = ["--sealed", "--new-passphrase-file", secret] if sealed else []
    report = full.json("export", tmp_path / "all.reflect", "--format", "archive", *more)
    assert report["sealed"] is sealed
    fresh = another("fresh")
    if sealed:
        assert b"marks" not in Path(report["path"]).read_bytes()
        assert "SourcePassphraseNeeded" in fresh.fails("import", report["path"])
        assert "SourcePassphraseWrong" in fresh.fails(
            "import", report["path"], "--source-passphrase-file", fresh.passphrase_file
        )
    more = ["--source-passphrase-file", secret] if sealed else []
    assert fresh.json("import", report["path"], *more)["new"] == 4
    assert contents(fresh) == contents(full)
    for entry in contents(full):
        assert fresh.json("history", entry["id"]) == full.json("history", entry["id"])
        for one in entry["attachments"]:
            data = [
                which.run("attachment", entry["id"], one["name"], "--to", "-").stdout
                for which in (full, fresh)
            ]
            assert data[0] == data[1] and sha256(data[0]).hexdigest() == one["sha256"]
    assert fresh.json("import", report["path"], *more)["new"] == 0


@pytest.mark.parametrize("name", ["markdown", "dayone"])
def test_readable_exports_come_back(
    full: Reflect, tmp_path: Path, another: Callable[[str], Reflect], name: str
) -> None:
    path = full.json("export", tmp_path / "out", "--format", name)["path"]
    fresh = another("fresh")
    assert fresh.json("import", path)["new"] == 3
    kept = ("written_at", "title", "text", "mood", "emotions", "tags", "factors", "starred",
            "attachments")  # fmt: skip
    assert [{k: e[k] for k in kept} for e in fresh.json("list")] == [
        {k: e[k] for k in kept} for e in full.json("list")
    ]


def test_backup_restore_and_check(full: Reflect, tmp_path: Path) -> None:
    path = Path(full.ok("backup").splitlines()[-1])
    assert path.exists()
    elsewhere = Path(full.ok("backup", "--to", tmp_path / "usb").splitlines()[-1])
    assert (tmp_path / "usb") in elsewhere.parents
    listed = full.json("backups", passphrase=False)
    assert str(path) in [one["path"] for one in listed] and all(one["verified"] for one in listed)
    for backup in (path, elsewhere):
        target = tmp_path / f"restored-{backup.parent.name}"
        full.ok("restore", backup, "--to", target)
        assert full.json("list", journal=target) == full.json("list")
    assert "VaultExists" in full.fails("restore", path, "--to", full.folder)
    health = full.json("check")
    assert health["ok"] is True
    whole = bytearray((full.folder / "journal.db").read_bytes())
    whole[4096 * 5 + 100] ^= 1
    (full.folder / "journal.db").write_bytes(whole)
    done = full.run("check", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["ok"] is False and b"6" in done.stdout
    assert done.stderr.startswith(b"JournalDamaged: ")


def test_salvage_rescues_what_can_be_read(full: Reflect, tmp_path: Path) -> None:
    for number in range(30):
        full.run("add", f"entry {number} " + "words and more words " * 200)
    database = full.folder / "journal.db"
    whole = bytearray(database.read_bytes())
    whole[len(whole) // 2] ^= 1
    database.write_bytes(whole)
    digest = sha256(database.read_bytes()).hexdigest()
    rescued = full.json("salvage", "--to", tmp_path / "rescued")
    assert rescued["rescued"] >= 20
    assert sha256(database.read_bytes()).hexdigest() == digest
    assert len(full.json("list", journal=tmp_path / "rescued")) >= 20


def test_passphrase_and_recovery(reflect: Reflect, tmp_path: Path) -> None:
    made = reflect.made("add", "still here")
    new = tmp_path / "new"
    new.write_text("a new passphrase, long\n", encoding="utf-8")
    reflect.ok("passphrase", "--new-passphrase-file", new)
    assert "WrongPassphrase" in reflect.fails("list")
    reflect.passphrase_file = new
    assert [e["id"] for e in reflect.json("list")] == [made]
    code = tmp_path / "code"
    code.write_text(reflect.code.lower().replace("-", " ") + "\n")
    newer = tmp_path / "newer"
    newer.write_text("newer still\n")
    reflect.ok("recover", "--recovery-file", code, "--new-passphrase-file", newer, passphrase=False)
    reflect.passphrase_file = newer
    assert [e["id"] for e in reflect.json("list")] == [made]
    typo = list(reflect.code)
    place = next(i for i, c in enumerate(typo) if c.isalpha() and c.upper() not in "ILO")
    typo[place] = "3" if typo[place] != "3" else "4"
    code.write_text("".join(typo))
    line = reflect.fails(
        "recover", "--recovery-file", code, "--new-passphrase-file", newer, passphrase=False
    )
    assert line.startswith("WrongRecoveryCode: ") and "group" in line


def test_both_passphrases_from_standard_input(reflect: Reflect) -> None:
    done = reflect.run(
        "--passphrase-file", "-", "passphrase", "--new-passphrase-file", "-", passphrase=False,
        stdin=f"{PASSPHRASE}\nsecond one\n".encode(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    reflect.passphrase_file.write_text("second one\n")
    assert reflect.json("list") == []


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R8")
def test_three_kinds_of_trouble_are_three_messages(reflect: Reflect, tmp_path: Path) -> None:
    reflect.made("add", "words")
    before = {f.name: f.read_bytes() for f in reflect.folder.iterdir() if f.is_file()}

    def spoiled(name: str, change: Callable[[bytes], bytes]) -> str:
        folder = tmp_path / f"spoiled-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(reflect.folder, folder)
        for file in [name] if name == "journal.db" else ["journal.key", "journal.key.mirror"]:
            (folder / file).write_bytes(change(before[file]))
        state = (folder / "journal.db").read_bytes()
        line = reflect.fails("list", journal=folder)
        assert (folder / "journal.db").read_bytes() == state
        return line.split(":")[0]

    assert (
        spoiled("journal.key", lambda b: b[:50] + bytes([b[50] ^ 1]) + b[51:]) == "KeyfileDamaged"
    )
    assert spoiled("journal.db", lambda b: b[:100] + b"\0" + b[101:]) == "JournalDamaged"
    assert spoiled("journal.db", lambda b: b"") == "NotAJournal"
    assert spoiled("journal.db", lambda b: b[:100]) == "NotAJournal"
    assert spoiled("journal.db", lambda b: b[: len(b) // 2]) in {"JournalDamaged", "NotAJournal"}

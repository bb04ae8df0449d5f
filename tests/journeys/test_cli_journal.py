"""The *Journal* table of the command line, each command as a process."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from .conftest import Reflect

FIELDS = {
    "id", "written_at", "modified_at", "title", "text", "mood", "emotions", "tags", "factors",
    "starred", "attachments", "source",
}  # fmt: skip


def _photo(path: Path, *, place: bool) -> Path:
    picture = Image.new("RGB", (64, 48), (120, 90, 60))
    if not place:
        picture.save(path)
        return path
    exif = Image.Exif()
    exif[0x010E] = "CANARYDESCRIPTION"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(path, exif=exif)
    return path


def test_add_and_show_every_field(shared: Reflect, tmp_path: Path) -> None:
    photo = _photo(tmp_path / "sea view.jpg", place=False)
    note = tmp_path / "note.txt"
    note.write_bytes(b"\x00\x01 bytes\r\n")
    made = shared.made(
        "add", "# A *long* day\n\nIt rained.", "--title", "Rain", "--mood", "2",
        "--emotion", "worried:4", "--emotion", "hopeful", "--tag", "weather", "--tag", "#home",
        "--factor", "sleep=7.5", "--factor", "place=by the sea", "--factor", "steps=4000",
        "--at", "2024-05-01T23:30:00-04:00", "--attach", photo, "--attach", note, "--star",
    )  # fmt: skip
    entry = shared.json("show", made)
    assert set(entry) == FIELDS
    assert entry["id"] == made
    assert entry["written_at"] == "2024-05-01T23:30:00-04:00"
    assert datetime.fromisoformat(entry["modified_at"]).tzinfo is not None
    assert entry["title"] == "Rain"
    assert entry["text"] == "# A *long* day\n\nIt rained."
    assert entry["mood"] == 2
    assert entry["emotions"] == [
        {"word": "worried", "intensity": 4},
        {"word": "hopeful", "intensity": None},
    ]
    assert entry["tags"] == ["weather", "home"]
    assert entry["factors"] == {"sleep": 7.5, "place": "by the sea", "steps": 4000}
    assert entry["starred"] is True and entry["source"] is None
    for attached, file in zip(entry["attachments"], [photo, note], strict=True):
        assert attached["name"] == file.name
        assert attached["size"] == file.stat().st_size
        assert attached["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert entry["attachments"][0]["type"] == "image/jpeg"
    assert "Rain" in shared.ok("show", made[:8])


def test_attachment_gives_the_bytes_exactly(shared: Reflect, tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000
    (tmp_path / "data.bin").write_bytes(data)
    made = shared.made("add", "with a file", "--attach", tmp_path / "data.bin")
    out = tmp_path / "out.bin"
    shared.ok("attachment", made, "data.bin", "--to", out)
    assert out.read_bytes() == data
    assert out.stat().st_mode & 0o077 == 0
    assert shared.run("attachment", made, "data.bin", "--to", "-").stdout == data
    assert "UnknownId" in shared.fails("attachment", made, "other.bin", "--to", out)
    assert "ExportFailed" in shared.fails(
        "attachment", made, "data.bin", "--to", tmp_path / "no" / "such" / "folder"
    )


def test_photos_lose_their_place_unless_wanted(shared: Reflect, tmp_path: Path) -> None:
    photo = _photo(tmp_path / "p.jpg", place=True)
    assert b"CANARYDESCRIPTION" in photo.read_bytes()
    clean, kept = (
        shared.made("add", "photo", "--attach", photo, *more) for more in ([], ["--keep-metadata"])
    )
    stored = shared.run("attachment", clean, "p.jpg", "--to", "-").stdout
    assert b"CANARYDESCRIPTION" not in stored
    assert Image.open(BytesIO(stored)).tobytes() == Image.open(photo).tobytes()
    assert shared.run("attachment", kept, "p.jpg", "--to", "-").stdout == photo.read_bytes()


def test_a_mood_alone_is_an_entry(shared: Reflect) -> None:
    entry = shared.json("show", shared.made("add", "--mood", "4"))
    assert entry["mood"] == 4 and entry["text"] is None and entry["title"] is None
    assert entry["emotions"] == [] and entry["tags"] == [] and entry["attachments"] == []


def test_text_from_standard_input_after_the_passphrase(shared: Reflect) -> None:
    text = "first line\n  second, with ümläuts and 🌊\n"
    done = shared.run(
        "--passphrase-file", "-", "add", "-", passphrase=False,
        stdin=b"correct horse battery staple\n" + text.encode(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert shared.json("show", done.stdout.decode().split()[-1])["text"] == text


def test_options_end_at_two_dashes(shared: Reflect) -> None:
    made = shared.made("add", "--", "--mood is what I wrote")
    assert shared.json("show", made)["text"] == "--mood is what I wrote"


def test_list_is_newest_first_and_filters(reflect: Reflect) -> None:
    made = [
        reflect.made("add", f"day {n}", "--at", f"2024-03-0{n}T10:00:00+01:00",
                     *(["--tag", "odd"] if n % 2 else []))
        for n in (2, 1, 4, 3)
    ]  # fmt: skip
    newest_first = [made[2], made[3], made[0], made[1]]
    assert [e["id"] for e in reflect.json("list")] == newest_first
    assert [e["id"] for e in reflect.json("list", "--limit", "2")] == newest_first[:2]
    before = reflect.json("list", "--before", "2024-03-03T10:00:00+01:00")
    assert [e["id"] for e in before] == newest_first[2:]
    assert [e["text"] for e in reflect.json("list", "--tag", "odd")] == ["day 3", "day 1"]
    assert len(reflect.ok("list").splitlines()) == 4


def test_edit_keeps_what_it_was(reflect: Reflect) -> None:
    made = reflect.made("add", "first words", "--tag", "a", "--mood", "2", "--factor", "sleep=6")
    reflect.ok("edit", made, "second words", "--title", "T", "--tag", "b", "--factor", "sleep=7",
               "--emotion", "calm:2", "--star")  # fmt: skip
    entry = reflect.json("show", made)
    assert (entry["text"], entry["title"], entry["mood"]) == ("second words", "T", 2)
    assert entry["tags"] == ["a", "b"] and entry["factors"] == {"sleep": 7} and entry["starred"]
    versions = reflect.json("history", made)
    assert [v["text"] for v in versions] == ["first words"]
    assert set(versions[0]) == FIELDS | {"number", "saved_at"}
    reflect.ok("edit", made, "--untag", "A", "--clear", "mood", "--no-star")
    entry = reflect.json("show", made)
    assert entry["tags"] == ["b"] and entry["mood"] is None and not entry["starred"]
    reflect.ok("history", made, "--restore", "1")
    assert reflect.json("show", made)["text"] == "first words"
    assert "second words" in [v["text"] for v in reflect.json("history", made)]


def test_trash_and_back_and_gone(reflect: Reflect) -> None:
    keep, drop = reflect.made("add", "keep me"), reflect.made("add", "drop me")
    assert reflect.made("delete", drop) == drop
    assert [e["id"] for e in reflect.json("list")] == [keep]
    assert reflect.json("search", "drop") == []
    assert [e["id"] for e in reflect.json("trash")] == [drop]
    reflect.ok("trash", "--restore", drop[:6])
    assert {e["id"] for e in reflect.json("list")} == {keep, drop}
    assert "UnknownId" in reflect.fails("trash", "--restore", drop)
    reflect.ok("delete", drop)
    reflect.ok("trash", "--empty")
    assert reflect.json("trash") == []
    assert "UnknownId" in reflect.fails("show", drop)
    reflect.fails("trash", "--empty", "--restore", keep, status=2)


def test_search_operators(reflect: Reflect, tmp_path: Path) -> None:
    photo = _photo(tmp_path / "p.jpg", place=False)
    walk = reflect.made("add", "A walk by the river in the morning", "--tag", "outside",
                        "--mood", "4", "--at", "2024-02-01T10:00:00+00:00")  # fmt: skip
    work = reflect.made("add", "Work was heavy, no walk", "--mood", "2", "--emotion", "tired:3",
                        "--attach", photo, "--at", "2024-06-01T10:00:00+00:00")  # fmt: skip

    def found(query: str) -> set[str]:
        return {hit["id"] for hit in json.loads(reflect.ok("search", "--json", "--", query))}

    assert found("walk") == {walk, work}
    assert found('"by the river"') == {walk}
    assert found("walk -work") == {walk}
    assert found("morn*") == {walk}
    assert found("tag:outside") == {walk}
    assert found("mood:<3") == {work}
    assert found("emotion:tired") == {work}
    assert found("before:2024-05-01 walk") == {walk}
    assert found("after:2024-05-01") == {work}
    assert found("has:photo") == {work}
    assert found("nothingofthekind") == set()
    hit = reflect.json("search", "river", "--limit", "1")[0]
    assert set(hit) == FIELDS | {"snippet"} and "river" in hit["snippet"]
    assert "BadQuery" in reflect.fails("search", "mood:<")
    for odd in ['"', "'", "(", "AND", "a OR", "NEAR(", "*", "-", ":", "a:b:c", '""', "^x"]:
        assert reflect.run("search", "--json", "--", odd).returncode in (0, 1)


def test_calendar(reflect: Reflect) -> None:
    for text, mood in (("a", "2"), ("b", "4"), ("c", None)):
        reflect.made("add", text, "--at", "2023-12-31T23:30:00-05:00",
                     *(["--mood", mood] if mood else []))  # fmt: skip
    reflect.made("add", "d", "--at", "2024-01-01T08:00:00+01:00")
    assert reflect.json("calendar", "2023") == [{"day": "2023-12-31", "count": 3, "mood": 3.0}]
    assert reflect.json("calendar", "2024") == [{"day": "2024-01-01", "count": 1, "mood": None}]
    assert "2023-12-31" in reflect.ok("calendar", "2023")


def test_queue_needs_no_passphrase_and_is_merged(reflect: Reflect, tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("attached")
    queued = reflect.made(
        "add", "CANARYQUEUED text", "--mood", "3", "--tag", "quick", "--queue",
        "--attach", tmp_path / "f.txt", passphrase=False,
    )  # fmt: skip
    for file in reflect.folder.rglob("*"):
        assert file.is_dir() or b"CANARYQUEUED" not in file.read_bytes()
    entries = reflect.json("list")
    assert [e["id"] for e in entries] == [queued]
    assert entries[0]["text"] == "CANARYQUEUED text" and entries[0]["mood"] == 3
    assert entries[0]["attachments"][0]["name"] == "f.txt"
    assert reflect.run("attachment", queued, "f.txt", "--to", "-").stdout == b"attached"
    assert len(reflect.json("list")) == 1


def test_empty_and_wrong_usage(shared: Reflect, tmp_path: Path) -> None:
    shared.fails("add", status=2)
    shared.fails("add", "x", "--mood", "6", status=2)
    shared.fails("add", "x", "--at", "yesterday", status=2)
    shared.fails("add", "x", "--emotion", "sad:9", status=2)
    shared.fails("add", "x", "--factor", "sleep", status=2)
    shared.fails("add", "x", "--attach", tmp_path / "missing.jpg", status=2)
    shared.fails("nonsense", status=2)
    shared.fails("list", passphrase=False, status=2)


def test_foreseeable_failures_are_one_named_line(shared: Reflect, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not it\n")
    cases = {
        "UnknownId": shared.fails("show", "zzzzzzzz"),
        "WrongPassphrase": shared.fails("--passphrase-file", wrong, "list", passphrase=False),
        "VaultMissing": shared.fails("list", journal=tmp_path / "nowhere"),
        "VaultExists": shared.fails("init", "--cheap-kdf"),
    }
    for name, line in cases.items():
        assert line.startswith(f"{name}: ") and line.count("\n") == 1, line
        assert "; " in line
    # Ids are random: among a few of them two begin alike.
    firsts: set[str] = set()
    while (made := shared.made("add", "x"))[0] not in firsts:
        firsts.add(made[0])
    assert "AmbiguousId" in shared.fails("show", made[0])


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are Unicode there")
def test_bytes_that_are_no_text(shared: Reflect) -> None:
    import os
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "reflect", "--journal", str(shared.folder), "--passphrase-file",
         str(shared.passphrase_file), "add", b"bad \xff bytes"],
        capture_output=True, timeout=60, check=False, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 1 and done.stderr.startswith(b"BadValue: "), done.stderr
    done = shared.run("add", "-", stdin=b"\xff\xfe\xff")
    assert done.returncode == 1 and done.stderr.startswith(b"BadValue: "), done.stderr


def test_init_says_the_code_once_and_json(tmp_path: Path, shared: Reflect) -> None:
    made = shared.json("init", "--name", "Ünother", "--cheap-kdf", journal=tmp_path / "new")
    assert made["name"] == "Ünother" and made["recovery_code"]
    files = b"".join(f.read_bytes() for f in (tmp_path / "new").rglob("*") if f.is_file())
    assert made["recovery_code"].encode() not in files
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_now_is_local_and_json_is_one_document(reflect: Reflect) -> None:
    reflect.made("add", "now")
    raw = reflect.ok("list", "--json")
    entries = json.loads(raw)
    written = datetime.fromisoformat(entries[0]["written_at"])
    assert written.tzinfo is not None
    assert abs((written.date() - date.today()).days) <= 1


def test_hostile_text_cannot_steer_the_terminal(shared: Reflect) -> None:
    made = shared.made("add", "plain \x1b[2J\x07 text", "--title", "t\x1b]0;x\x07")
    assert "\x1b" not in shared.ok("show", made) + shared.ok("list") + shared.ok("search", "plain")
    assert "\x1b[2J" in shared.json("show", made)["text"]

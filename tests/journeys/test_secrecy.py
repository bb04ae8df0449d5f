"""Nothing a person wrote can be read in any file, nor in memory after locking (R14, R16, R17, R19).

A session with telling words in every field runs in the real window and on the command line; then
every file that it can have touched is searched for them in several encodings. The search itself is
shown to find a planted word.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from reflect import vault
from reflect.model import Bridge, Goal, SafetyPlan, Strategy

from .conftest import PASSPHRASE, Reflect, make

WORDS = {
    "passphrase": PASSPHRASE,
    "title": "zyphquartzTITLE",
    "text": "zyphquartzTEXT and more of it",
    "tag": "zyphquartztag",
    "feeling": "zyphquartzfeeling",
    "place": "zyphquartzPLACE",
    "template": "zyphquartzTEMPLATE text",
    "template name": "zyphquartzTEMPLATENAME",
    "note": "zyphquartzMOODNOTE",
    "search": "zyphquartzSEARCH",
    "file": "zyphquartzFILE",
    "exif": "zyphquartzEXIF",
    "command": "zyphquartzCOMMAND",
    "queued": "zyphquartzQUEUED",
    "card": "zyphquartzCARD",
    "step": "zyphquartzSTEP",
    "person": "zyphquartzPERSON",
    "goal": "zyphquartzGOAL",
    "plan": "zyphquartzPLAN",
    "bridge": "zyphquartzBRIDGE",
}
CANARY = "zyphquartz"


def disguises(word: str) -> list[bytes]:
    """The ways in which a word may lie about: encodings, reversed, base64 at three offsets."""
    plain = [word, word.lower(), word[::-1], word.lower()[::-1]]
    found = [w.encode(code) for w in plain for code in ("utf-8", "utf-16-le", "utf-16-be")]
    found += [base64.b64encode(b" " * n + word.encode())[4:-4] for n in range(3)]
    found.append(word.encode().hex().encode())
    return found


def telling(data: bytes) -> list[str]:
    """Which of the words can be read in some bytes."""
    words = {CANARY: CANARY, "passphrase": PASSPHRASE} | WORDS
    return [name for name, word in words.items() if any(d in data for d in disguises(word))]


def files_touched(since: float, *places: Path) -> Iterator[Path]:
    """Every file in some places, and every one of the shared temporary places that is new."""
    for place in places:
        yield from (f for f in place.rglob("*") if f.is_file() and not f.is_symlink())
    shared = {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")}
    for place in shared:
        if not place.is_dir():
            continue
        for file in place.iterdir():
            try:
                if file.is_file() and file.stat().st_mtime >= since:
                    yield file
            except OSError:
                continue


def readable(since: float, *places: Path) -> dict[str, list[str]]:
    """File → telling words in its bytes or its name."""
    found = {}
    for file in files_touched(since, *places):
        try:
            words = telling(file.read_bytes()) + telling(file.name.encode())
        except OSError:
            continue
        if words:
            found[str(file)] = words
    return found


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, float, int]]:
    """(journal, home, start, process): a session that was just locked; the process still runs."""
    place = tmp_path_factory.mktemp("secrecy")
    since = time.time() - 1
    reflect = make(place)
    reflect.passphrase_file.unlink()  # Ours, not the program's.
    home = place / "home"
    enclosed = place / "enclosed"
    home.mkdir()
    enclosed.mkdir()
    (enclosed / "file.txt").write_text(WORDS["file"])
    exif = Image.Exif()
    exif[0x010E] = WORDS["exif"]
    Image.new("RGB", (80, 60), "teal").save(enclosed / "photo.jpg", exif=exif)
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("canary_session.py"), reflect.folder, enclosed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(home),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(WORDS).encode())
    process.stdin.close()
    assert process.stdout.readline() == b"locking\n", process.stderr and process.stderr.read()
    _wait_until_locked(process)
    for file in enclosed.iterdir():
        file.unlink()
    _by_command(reflect)
    yield reflect.folder, home, since, process.pid
    process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _environment(home: Path) -> dict[str, str]:
    places = {
        name: str(home / name)
        for name in ("TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                     "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    }  # fmt: skip
    for folder in places.values():
        Path(folder).mkdir(mode=0o700)
    root = str(Path(__file__).parents[2])
    return os.environ | places | {"HOME": str(home), "PYTHONPATH": root}


def _wait_until_locked(process: subprocess.Popen[bytes]) -> None:
    """Until the process has become a new image that waits for a passphrase."""
    deadline = time.monotonic() + 60
    calm = 0
    spent = -1
    while calm < 4:
        assert time.monotonic() < deadline, "it never locked"
        assert process.poll() is None, process.stderr and process.stderr.read()
        line = Path(f"/proc/{process.pid}/cmdline").read_bytes()
        stat = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        now = int(stat[11]) + int(stat[12])
        calm = calm + 1 if b"canary_session" not in line and now == spent and now > 0 else 0
        spent = now
        time.sleep(0.25)


def _by_command(reflect: Reflect) -> None:
    """The same journal from the command line, while the window is locked."""
    secret = f"{PASSPHRASE}\n".encode()
    for arguments, more in (
        (["--passphrase-file", "-", "add", "-", "--tag", "x"], WORDS["command"].encode()),
        (["--passphrase-file", "-", "search", "--json", WORDS["search"]], b""),
        (["--passphrase-file", "-", "backup"], b""),
        (["add", "-", "--queue"], WORDS["queued"].encode()),
    ):
        stdin = (secret if arguments[0].startswith("--") else b"") + more
        done = reflect.run(*arguments, passphrase=False, stdin=stdin)
        assert done.returncode == 0, done.stderr


@pytest.mark.requirement("R14")
@pytest.mark.requirement("R16")
@pytest.mark.requirement("R17")
def test_no_word_is_readable_in_any_file(
    session: tuple[Path, Path, float, int], tmp_path: Path
) -> None:
    folder, home, since, _ = session
    planted = tmp_path / "planted"
    planted.write_bytes(b"\0" + WORDS["tag"].encode("utf-16-le"))
    found = readable(since, folder, home, tmp_path)
    assert found.pop(str(planted)), "the search is blind"
    assert found == {}
    assert (folder / "journal.db").stat().st_size > 0


@pytest.mark.requirement("R14")
def test_the_words_did_arrive(session: tuple[Path, Path, float, int]) -> None:
    folder, _, _, _ = session
    with vault.unlock(folder, PASSPHRASE) as opened:
        entries = opened.journal.entries(limit=None)
        told = json.dumps([_told(entry) for entry in entries])
        templates = [template.text for template in opened.journal.templates()]
        files = [a for entry in entries for a in entry.attachments]
        contents = [b"".join(opened.journal.read_attachment(a.sha256)) for a in files]
        helps = [opened.journal.kept(kind) for kind in (Strategy, Goal, SafetyPlan, Bridge)]
    for name in ("title", "text", "tag", "feeling", "place", "note", "command", "queued"):
        assert WORDS[name] in told, name
    for name, kept in zip(("card", "goal", "plan", "bridge"), helps, strict=True):
        assert WORDS[name] in json.dumps([msgspec.to_builtins(one) for one in kept]), name
    assert helps[0][0].steps == (WORDS["step"],)
    assert helps[0][0].people == (WORDS["person"],)
    assert WORDS["template"] in templates
    assert WORDS["file"].encode() in contents
    assert not any(WORDS["exif"].encode() in content for content in contents)


def _told(entry: object) -> list[str]:
    return [str(getattr(entry, name)) for name in ("title", "text", "tags", "factors")] + [
        emotion.word for emotion in getattr(entry, "emotions", ())
    ]


@pytest.mark.requirement("R19")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/PID/mem")
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() != 0, reason="the program refuses its memory to others"
)
def test_nothing_is_left_in_memory_after_locking(
    session: tuple[Path, Path, float, int],
) -> None:
    folder, _, _, pid = session
    key = vault.derive(folder, PASSPHRASE).key
    memory = _memory(pid)
    assert sum(map(len, memory)) > 10_000_000
    for name, word in WORDS.items():
        for code in ("utf-8", "utf-16-le"):
            assert not any(word.encode(code) in part for part in memory), name
    assert not any(key in part or key.hex().encode() in part for part in memory)
    # The search sees what is there: this very process holds the word.
    assert any(WORDS["title"].encode() in part for part in _memory(os.getpid()))


def _memory(pid: int) -> list[bytes]:
    """All readable and writable memory of a process."""
    parts = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if not found or "[v" in line:
                continue
            start, end = (int(number, 16) for number in found.groups())
            try:
                memory.seek(start)
                parts.append(memory.read(end - start))
            except OSError:
                continue
    return parts

#!/usr/bin/env python3
"""Read a Reflect archive without Reflect.

    python3 read_archive.py ARCHIVE            check every byte, print what is inside
    python3 read_archive.py ARCHIVE FOLDER     and write it: one text file an entry, photos beside

Needs Python 3.9 or newer and nothing else. A sealed archive needs pyrage (`pip install pyrage`) or
the age command (https://age-encryption.org); the passphrase is asked for, or read from the first
line of standard input when that is no terminal. What the archive holds, field by field, stands in
formats.md. Public domain.
"""

from __future__ import annotations

import getpass
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BLOCK = 1 << 20


def unseal(path: Path) -> io.BytesIO:
    """The zip inside a file sealed with age (in memory)."""
    try:
        import pyrage
    except ImportError:
        if not shutil.which("age"):
            sys.exit("This archive is sealed: install pyrage or the age command.")
        # age asks for the passphrase itself, at the terminal
        found = subprocess.run(["age", "--decrypt", path], check=False, stdout=subprocess.PIPE)
        if found.returncode:
            sys.exit("age could not open the archive.")
        return io.BytesIO(found.stdout)
    asked = sys.stdin.isatty()
    passphrase = getpass.getpass("Passphrase: ") if asked else sys.stdin.readline().rstrip("\r\n")
    try:
        return io.BytesIO(pyrage.passphrase.decrypt(path.read_bytes(), passphrase))
    except pyrage.DecryptError:
        sys.exit("Wrong passphrase, or the file is damaged.")


def check(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> list[str]:
    """Compare each member with its size and SHA-256; the names of those that differ."""
    damaged = []
    for name, told in manifest["members"].items():
        digest, size = hashlib.sha256(), 0
        try:
            with archive.open(name) as member:
                while block := member.read(BLOCK):
                    digest.update(block)
                    size += len(block)
        except (KeyError, OSError, EOFError, ValueError, zipfile.BadZipFile):
            size = -1
        if (size, digest.hexdigest()) != (told["size"], told["sha256"]):
            damaged.append(name)
    return damaged


def lines(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    with archive.open(name) as member:
        for line in io.TextIOWrapper(member, encoding="utf-8", newline="\n"):
            yield json.loads(line)


def write(archive: zipfile.ZipFile, entry: dict[str, Any], folder: Path) -> None:
    """One entry as a text file: what is known about it, a blank line, the text as it was typed."""
    stem = entry["written_at"][:19].replace("T", "-").replace(":", "") + "-" + entry["id"]
    files = []
    for number, one in enumerate(entry.get("attachments", []), 1):
        # the name is the person's own; only its ending is used for the file
        ending = "".join(c for c in Path(one["name"]).suffix if c.isalnum() or c == ".")
        target = folder / f"{stem}-{number}{ending}"
        with archive.open("media/" + one["sha256"]) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out, BLOCK)
        files.append({"file": target.name, "name": one["name"], "type": one["type"]})
    about = {key: value for key, value in entry.items() if key not in ("text", "attachments")}
    if files:
        about["attachments"] = files
    head = "".join(f"{key}: {json.dumps(about[key], ensure_ascii=False)}\n" for key in about)
    body = head + "\n" + (entry.get("text") or "")
    (folder / f"{stem}.txt").write_bytes(body.encode("utf-8"))


def main(path: Path, folder: Path | None = None) -> None:
    with path.open("rb") as file:
        sealed = file.read(21) == b"age-encryption.org/v1"
    with zipfile.ZipFile(unseal(path) if sealed else path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        if manifest.get("format") != "reflect-archive" or manifest.get("version") not in (1, 2):
            sys.exit("Not a Reflect archive of version 1 or 2.")
        damaged = check(archive, manifest)
        counts = ", ".join(f"{count} {name}" for name, count in manifest["counts"].items())
        print(f"{manifest['journal']['name']}: {counts}")
        if damaged:
            sys.exit("Damaged: " + ", ".join(damaged))
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for entry in lines(archive, "entries.jsonl"):
                write(archive, entry, folder)
            for name in ("history.jsonl", "templates.jsonl", "kept.jsonl", "states.json"):
                if name in manifest["members"]:
                    (folder / name).write_bytes(archive.read(name))
            print(f"written to {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        main(*(Path(argument) for argument in sys.argv[1:]))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        sys.exit(f"Not a whole Reflect archive: {error}")

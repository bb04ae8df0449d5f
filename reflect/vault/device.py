"""Ties the device that one shares with to the folder in which it was made.

The same random word stands in the journal and in the file `device` beside it, which no backup
holds; it changes at every opening and after every backup. So a journal that was restored, or put
back by hand, is told from the one that went on: its device, sessions and sealing keys are deleted
before anything is sent, since a ratchet that goes back would use a key twice (docs/protocol.md).
"""

from __future__ import annotations

import secrets
from pathlib import Path

from reflect.journal import Journal
from reflect.vault import folder as place

_LONGEST = 256


def settle(folder: Path, journal: Journal) -> bool:
    """At every opening for writing, before anything else: whether the device is still this
    folder's. If not it was forgotten, and `Post.new_device_needed()` says so. Raises StorageFull,
    ReadOnly, StorageFailed: nothing may be shared then."""
    post = journal.post
    if post.own_device() is None:
        return not post.is_on()
    if not post.belongs(_word(folder)):
        post.forget_device()
        return False
    tie(folder, journal)
    return True


def tie(folder: Path, journal: Journal) -> None:
    """A new word, in the journal first: where the file is not reached, the one before counts."""
    word = new_word()
    journal.post.set_place(word, _word(folder))
    write_word(folder, word)


def new_word() -> str:
    return secrets.token_hex(16)


def write_word(folder: Path, word: str) -> None:
    """Before `Post.set_device` with the same word."""
    place.write_atomically(folder / place.DEVICE, word.encode() + b"\n")


def _word(folder: Path) -> str | None:
    try:
        with (folder / place.DEVICE).open("rb") as file:
            return file.read(_LONGEST).decode("ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None

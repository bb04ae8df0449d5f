"""The folder on disk: create, unlock, back up, restore, check.

Here the journal, which takes 32 bytes of key and knows no passphrase, and the cryptography, which
knows bytes and no entries, meet.
"""

from __future__ import annotations

from pathlib import Path

from reflect.vault import backup as _backup
from reflect.vault import folder as _folder
from reflect.vault.backup import Backup
from reflect.vault.health import Health, check, check_with
from reflect.vault.opened import (
    JournalKey,
    OpenVault,
    create,
    derive,
    open_with,
    unlock,
    unlock_with_keychain,
    unlock_with_recovery,
)
from reflect.vault.queued import queue
from reflect.vault.rescue import RestoreReport, restore, salvage
from reflect.vault.surroundings import VaultWarning, look_around

__all__ = [
    "Backup",
    "Health",
    "JournalKey",
    "OpenVault",
    "RestoreReport",
    "VaultWarning",
    "backups",
    "check",
    "check_with",
    "create",
    "derive",
    "exists",
    "look_around",
    "open_with",
    "queue",
    "restore",
    "salvage",
    "unlock",
    "unlock_with_keychain",
    "unlock_with_recovery",
]


def exists(folder: Path) -> bool:
    """Whether a journal, or what is left of one, is in `folder`: unlock it, do not make one."""
    return any(
        (folder / name).exists() for name in (_folder.DATABASE, _folder.KEYFILE, _folder.MIRROR)
    )


def backups(folder: Path) -> tuple[Backup, ...]:
    """The finished backups in a journal's folder, newest first; needs no passphrase."""
    return _backup.listed(folder / _folder.BACKUPS)

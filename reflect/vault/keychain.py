"""The system keychain as one more way in, never the only one.

What it keeps is a random secret of its own, not the passphrase and not the journal key; without
the key file it opens nothing. Every trouble with it is KeychainUnavailable, after which the
passphrase works as before.
"""

from __future__ import annotations

import os
from typing import Any

from reflect.errors import KeychainUnavailable

SERVICE = "Reflect"


def remember(journal_id: str) -> bytes:
    """Makes a secret, leaves it with the keychain, reads it back: 32 bytes."""
    secret = os.urandom(32)
    _ask("set_password", SERVICE, journal_id, secret.hex())
    if recall(journal_id) != secret:
        raise KeychainUnavailable(reason="does not keep what it is given")
    return secret


def recall(journal_id: str) -> bytes:
    """The secret. Raises KeychainUnavailable where there is none."""
    found = _ask("get_password", SERVICE, journal_id)
    if not isinstance(found, str):
        raise KeychainUnavailable(reason="nothing kept")
    try:
        return bytes.fromhex(found)
    except ValueError:
        raise KeychainUnavailable(reason="nothing of ours") from None


def forget(journal_id: str) -> None:
    """Raises KeychainUnavailable where there is nothing to forget or nobody to ask."""
    _ask("delete_password", SERVICE, journal_id)


def _ask(verb: str, *arguments: str) -> object:
    try:
        import keyring
    except ImportError:
        raise KeychainUnavailable(reason="not installed") from None
    try:
        backend: Any = keyring.get_keyring()
        if backend.priority < 1:  # none at all, or one that keeps secrets in a plain file
            raise KeychainUnavailable(reason="no safe keychain")
        return getattr(backend, verb)(*arguments)
    except KeychainUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - backends raise D-Bus, Win32 and other errors
        raise KeychainUnavailable(reason=type(error).__name__) from None

"""Encrypted jrnl journals.

v3: `JRNLv3`, the header's length (two bytes, big end first), base64 over JSON with a salt, a Fernet
token. v2: a bare Fernet token under one salt for everybody. Both: PBKDF2-HMAC-SHA256 (RFC 8018).
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path

from reflect.errors import DamagedFile, SourcePassphraseWrong

V3 = b"JRNLv3"
V2 = b"gAAAAA"
_V2_SALT = bytes.fromhex("f2d5710ec18d2ededc8e36748904cef8")
"""Written into jrnl 2 to 4.5 for everybody (advisory GHSA-rhx6-37mm-5q9r)."""
_ROUNDS = 100_000


def key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    derived = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=_ROUNDS)
    return base64.urlsafe_b64encode(derived.derive(passphrase.encode("utf-8", "surrogatepass")))


def decrypt(data: bytes, passphrase: str, path: Path) -> bytes:
    """The text of an encrypted journal, v2 or v3.

    Raises SourcePassphraseWrong; DamagedFile where no passphrase could help.
    """
    from cryptography.fernet import Fernet, InvalidToken

    salt, token = _V2_SALT, data
    if data.startswith(V3):
        salt, token = _v3_parts(data, path)
    token = token.strip()
    try:
        raw = base64.b64decode(token.translate(bytes.maketrans(b"-_", b"+/")), validate=True)
    except (binascii.Error, ValueError):
        raise DamagedFile(path=str(path), where="token", reason="base64") from None
    # Version, time, IV, at least one block, HMAC-SHA256 (the Fernet specification).
    if len(raw) < 73 or raw[0] != 0x80 or (len(raw) - 57) % 16:
        raise DamagedFile(path=str(path), where="token", reason="truncated")
    try:
        return Fernet(key(passphrase, salt)).decrypt(token)
    except InvalidToken:
        raise SourcePassphraseWrong(path=str(path)) from None


def _v3_parts(data: bytes, path: Path) -> tuple[bytes, bytes]:
    """Salt and token. The header is base64 over JSON; files of early builds have the bare JSON."""
    size = int.from_bytes(data[6:8], "big")
    header = data[8 : 8 + size]
    try:
        try:
            fields = json.loads(base64.b64decode(header, validate=True))
        except binascii.Error:
            fields = json.loads(header)
        salt = base64.urlsafe_b64decode(fields["salt"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DamagedFile(path=str(path), where="header", reason="json") from None
    return salt, data[8 + size :]

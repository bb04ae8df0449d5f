"""Where sealed bytes wait for somebody: put, fetch, ack, wait. Nobody trusts what is behind it.

`put` is idempotent and, when it returns, the bytes are stored. `fetch` gives what is there in any
order, more than once, junk left out where it can be told apart; `ack` is tidying up and may do
nothing; `wait` is a hint. That everything takes effect exactly once is the business of who calls.
The calls block: the courier has a thread for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from reflect.crypto.envelope import ENVELOPES, name_of
from reflect.errors import RelayRefused

PAGE = 500
"""Envelopes of a page, at most."""
LONGEST = 1_000
"""Characters of an address."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what waits in a mailbox."""

    envelopes: tuple[tuple[str, bytes], ...] = field(repr=False)
    """(name, bytes): each name is the SHA-256 of the bytes."""
    cursor: str | None
    """To be handed to the next `fetch` of this round; None: that was all of it."""


class Relay(Protocol):
    """One post office. Raises RelayUnreachable where it does not answer, RelayRefused where it does
    not take it."""

    @property
    def address(self) -> str:
        """As the person gave it, without a password."""

    def know(self, secrets: Mapping[str, bytes]) -> None:
        """The secret keys of mailboxes that will be fetched; where none is needed, none is kept."""

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        """Store an envelope in the mailbox of this address until `expires_at` (seconds since 1970),
        where the relay forgets at all."""

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        """What waits there, from `cursor` on."""

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        """These were taken in and may go."""

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        """Until something may have come, or `timeout` seconds are over. Whether it may have."""

    def close(self) -> None:
        """Let go of whatever it holds."""


def is_envelope(name: str, data: bytes) -> bool:
    """Whether bytes may be an envelope of this name: cheap, and before anything is opened."""
    return len(data) in ENVELOPES and name_of(data) == name


# -- addresses -------------------------------------------------------------------------------------

NOSTR = ("ws://", "wss://")
OBJECTS = ("webdav+http://", "webdav+https://", "s3://")


def check_address(text: str) -> str:
    """What a person typed, as an address that `open_relay` takes; nothing is reached for. Raises
    RelayRefused."""
    text = text.strip()
    if not text or not text.isprintable() or len(text) > LONGEST:
        raise RelayRefused(relay=shown(text), reason="no address")
    if "://" not in text:
        # A path as it is seen from here; the folder is to be there already.
        return str(Path(text).expanduser().absolute())
    scheme = text.partition("://")[0].lower() + "://"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if scheme not in (*NOSTR, *OBJECTS) or not host or " " in host or port == 0:
        raise RelayRefused(relay=shown(text), reason="no address")
    return scheme + text.partition("://")[2].rstrip("/")


def shown(address: str) -> str:
    """An address without the password and the question in it: for screens and messages."""
    if "://" not in address:
        return address
    scheme, _, rest = address.partition("://")
    # From the last @ on: a password may hold every other sign.
    rest = rest.rpartition("@")[2].partition("?")[0]
    return f"{scheme}://{rest}"


def means_the_same_elsewhere(address: str) -> bool:
    """Whether somebody else reaches the same place by it: a path or a password is one's own, and so
    is what only I am shown of an address."""
    return address.startswith(NOSTR) and shown(address) == address


def open_relay(address: str, proxy: str | None = None) -> Relay:
    """The relay at an address: a folder's path, ws(s)://…, webdav+http(s)://user:password@host/path,
    s3://key:secret@bucket/path?region=…&endpoint=….

    `proxy`: host:port of a SOCKS5 proxy. Nothing of the network goes around it: WebDAV and S3,
    which cannot go through it, are refused then. Raises RelayRefused.
    """
    if address.startswith(NOSTR):
        from reflect.sync.relays.nostr import NostrRelay

        return NostrRelay(address, proxy)
    if address.startswith(OBJECTS):
        if proxy is not None:
            raise RelayRefused(relay=shown(address), reason="it cannot go through the proxy")
        from reflect.sync.relays.objects import ObjectRelay

        scheme, settings = _settings(address)
        return ObjectRelay(scheme, shown(address), **settings)
    from reflect.sync.relays.folder import FolderRelay

    return FolderRelay(Path(address))


def _settings(address: str) -> tuple[str, dict[str, str]]:
    """OpenDAL's service and its settings."""
    parts = urlsplit(address.removeprefix("webdav+"))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    asked = dict(parse_qsl(parts.query))
    if address.startswith("s3://"):
        found = {
            "bucket": parts.hostname or "",
            "root": parts.path or "/",
            "region": asked.get("region", "us-east-1"),
            "endpoint": asked.get("endpoint", ""),
            "access_key_id": user,
            "secret_access_key": password,
            # Nobody else's key, of the environment, of a file or of the machine it runs on.
            "disable_config_load": "true",
            "disable_ec2_metadata": "true",
            "allow_anonymous": "" if user else "true",
        }
        return "s3", {name: value for name, value in found.items() if value}
    port = "" if parts.port is None else f":{parts.port}"
    found = {
        "endpoint": f"{parts.scheme}://{parts.hostname}{port}{parts.path}",
        "username": user,
        "password": password,
    }
    return "webdav", {name: value for name, value in found.items() if value}

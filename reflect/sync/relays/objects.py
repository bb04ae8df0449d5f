"""A place for objects, WebDAV or S3, through OpenDAL; laid out as the folder is.

OpenDAL's blocking calls hold Python's lock while they wait for the network (0.47: listing does),
which would stop the window. Its asynchronous ones do not; they run in a loop of this relay's own.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import opendal
from opendal import exceptions

from reflect.crypto.envelope import ENVELOPES, name_of
from reflect.crypto.identity import is_address
from reflect.errors import RelayRefused, RelayUnreachable, TooLarge
from reflect.sync.relays import PAGE, Page, is_envelope

ENDING = ".rf1"
LOOK_EVERY = 15.0
"""Seconds between two looks while waiting: each is a request."""
SCHEMES = ("webdav", "s3", "fs", "memory")

_NAME = re.compile(r"[0-9a-f]{64}")
_PATH = re.compile(r"(?:.*/)?([0-9a-f]{64})\.rf1")
LONGEST_PAGE = 60.0
"""Seconds after which a page is given as far as it is there."""
TIMEOUT = 30.0
"""Seconds for one answer."""

T = TypeVar("T")

# They have no class in common.
_ERRORS = (
    exceptions.AlreadyExists, exceptions.ConditionNotMatch, exceptions.ConfigInvalid,
    exceptions.Conflict, exceptions.Error, exceptions.IsADirectory, exceptions.IsSameFile,
    exceptions.NotADirectory, exceptions.NotFound, exceptions.PermissionDenied,
    exceptions.RangeNotSatisfied, exceptions.RateLimited, exceptions.Unexpected,
    exceptions.Unsupported,
)  # fmt: skip


class ObjectRelay:
    """One of `SCHEMES`, with OpenDAL's settings for it (endpoint, username, password, bucket …)."""

    def __init__(self, scheme: str, address: str, **settings: str) -> None:
        """`address`: as it is shown, without a password. Raises RelayRefused for settings that can
        lead nowhere."""
        self.address = address
        if scheme not in SCHEMES:
            raise RelayRefused(relay=address, reason=scheme)
        try:
            self._place = opendal.AsyncOperator(scheme, **settings)
        except _ERRORS as error:
            raise self._told(error) from None
        self._loop = asyncio.new_event_loop()
        self._seen: dict[str, set[str]] = {}
        """What lay in a mailbox when it was last looked at."""
        self._looked_at = time.monotonic()

    def know(self, secrets: Mapping[str, bytes]) -> None:
        """Whoever reaches the place reads what lies there, and it is sealed."""

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        if len(envelope) > ENVELOPES[-1]:
            raise TooLarge(relay=self.address, limit=ENVELOPES[-1])
        path = f"{_checked(mailbox)}/{name_of(envelope)}{ENDING}"
        self._do(partial(self._place.write, path, envelope))
        # Some places answer before they have it.
        if self._do(partial(self._place.stat, path)).content_length != len(envelope):
            raise RelayRefused(relay=self.address, reason="cut short")

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        names = sorted(name for name in self._names(mailbox) if cursor is None or name > cursor)
        if cursor is None:
            self._seen[mailbox] = set(names)
            self._looked_at = time.monotonic()
        found = []
        begun, last = time.monotonic(), ""
        for last in names:
            data = self._read(f"{mailbox}/{last}{ENDING}", last)
            if data is not None:
                found.append((last, data))
            # Each is two questions, and a slow place may take its time over every one.
            if len(found) == limit or time.monotonic() - begun > LONGEST_PAGE:
                break
        more = bool(names) and last != names[-1]
        return Page(tuple(found), last if more else None)

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        for name in names:
            if _NAME.fullmatch(name):
                try:
                    self._do(partial(self._place.delete, f"{_checked(mailbox)}/{name}{ENDING}"))
                except (RelayRefused, RelayUnreachable):
                    return  # known by its name when it is seen again

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        until = time.monotonic() + timeout
        while (left := until - time.monotonic()) > 0:
            rest = self._looked_at + LOOK_EVERY - time.monotonic()
            if rest > left:
                time.sleep(left)
                return False
            time.sleep(max(0.0, rest))
            self._looked_at = time.monotonic()
            if any(self._is_new(mailbox) for mailbox in mailboxes):
                return True
        return False

    def close(self) -> None:
        """It is not to be asked afterwards."""
        self._loop.close()

    # inside ---------------------------------------------------------------------------------------

    def _is_new(self, mailbox: str) -> bool:
        names = set(self._names(mailbox))
        new = names - self._seen.setdefault(mailbox, names)
        self._seen[mailbox] = names
        return bool(new)

    def _do(self, call: Callable[[], Awaitable[T]]) -> T:
        try:
            return self._loop.run_until_complete(asyncio.wait_for(_awaited(call), TIMEOUT))
        except _ERRORS as error:
            raise self._told(error) from None
        except TimeoutError:
            raise RelayUnreachable(relay=self.address, reason="Timeout") from None

    def _names(self, mailbox: str) -> list[str]:
        async def listed() -> list[str]:
            names = []
            try:
                async for entry in await self._place.list(f"{_checked(mailbox)}/"):
                    found = _PATH.fullmatch(entry.path)
                    if found is not None:
                        names.append(found[1])
            except exceptions.NotFound:
                pass
            return names

        return self._do(listed)

    def _read(self, path: str, name: str) -> bytes | None:
        async def read() -> bytes | None:
            try:
                # Looked at before it is fetched: a huge one would fill the memory.
                if (await self._place.stat(path)).content_length not in ENVELOPES:
                    return None
                return bytes(await self._place.read(path))
            except (exceptions.NotFound, exceptions.IsADirectory):
                return None

        data = self._do(read)
        return data if data is not None and is_envelope(name, data) else None

    def _told(self, error: Exception) -> RelayRefused | RelayUnreachable:
        """OpenDAL's words hold addresses and answers of the server: only the kind is told. It says
        itself whether another try may help."""
        kind = type(error).__name__
        if "(temporary)" in str(error) or isinstance(error, exceptions.RateLimited):
            return RelayUnreachable(relay=self.address, reason=kind)
        return RelayRefused(relay=self.address, reason=kind)


async def _awaited(call: Callable[[], Awaitable[T]]) -> T:
    # Called here: OpenDAL wants a loop that runs.
    return await call()


def _checked(mailbox: str) -> str:
    if not is_address(mailbox):
        raise ValueError("no address of a mailbox")
    return mailbox

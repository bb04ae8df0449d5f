"""A Nostr relay: one address of the network, at which anybody may leave something for a key.

    event 1059   content: NIP-44 (version 2) of the envelope in base64, to the mailbox's key
                 author: a key made for this one event; p: the mailbox; expiration (NIP-40)

On the outside it is like everybody's private messages (NIP-59). `created_at` lies somewhere in the
last two days, so that it tells nothing, and what is fetched overlaps by three. A relay answers with
some hundred events at most and does not say so: pages go back in time until nothing new comes.
Events are not deleted there, they expire.

The network's own library does all of the talking; each call has its time and ends.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import ctypes
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar

import nostr_sdk as nostr

from reflect.crypto.envelope import ENVELOPES, name_of
from reflect.crypto.identity import is_address
from reflect.errors import RelayRefused, RelayUnreachable, TooLarge
from reflect.sync.relays import PAGE, Page, is_envelope, shown
from reflect.worker import breathe

KIND: Final = 1059
BLUR: Final = 2 * 24 * 60 * 60
"""Seconds back over which `created_at` is spread (NIP-59)."""
OVERLAP: Final = 3 * 24 * 60 * 60
"""Seconds before the last fetch from which the next one begins."""
BREATHES: Final = 5
"""Events that are opened between two breaths: the window goes on meanwhile."""
CONNECT: Final = 10.0
ANSWER: Final = 20.0
"""Seconds."""
_REMEMBERED: Final = 50_000
EVERYTHING: Final = 24 * 60 * 60
"""Seconds after which a mailbox is looked at from its beginning again: clocks differ."""
_DAY: Final = 24 * 60 * 60
_REASONS: Final = ("blocked", "invalid", "pow", "restricted", "auth-required", "mute")
"""Words of a refusal (NIP-01); with any other it may take it later."""

T = TypeVar("T")


def _write_at_once(builder: Any, value: bytes) -> None:
    """As the binding's own, which copies byte by byte (0.45): a millisecond for each envelope."""
    with builder._reserve(len(value)):
        at = ctypes.byref(builder.rbuf.data.contents, builder.rbuf.len)
        ctypes.memmove(at, bytes(value), len(value))


_builder = getattr(nostr.nostr_sdk, "_UniffiRustBufferBuilder", None)
if _builder is not None:
    # Where a later version has no such part, its own way is taken.
    _builder.write = _write_at_once


class NostrRelay:
    """`address`: ws://… or wss://…; `proxy`: host:port of a SOCKS5 proxy, through which everything
    goes or nothing."""

    def __init__(self, address: str, proxy: str | None = None) -> None:
        """Raises RelayRefused for an address or a proxy that can lead nowhere."""
        self.address = shown(address)
        self._secrets: dict[str, nostr.SecretKey] = {}
        self._since: dict[str, int] = {}
        self._looked: dict[str, int] = {}
        self._whole: dict[str, int] = {}
        self._taken: dict[str, str] = {}
        self._gone: set[str] = set()
        self._given: set[str] = set()
        self._client: Any = None
        self._stream: Any = None
        self._next: asyncio.Task[Any] | None = None
        self._watched: frozenset[str] = frozenset()
        try:
            self._url = nostr.RelayUrl.parse(address)
            self._proxy = None if proxy is None else nostr.Proxy.all(proxy)
        except nostr.NostrSdkError:
            raise RelayRefused(relay=self.address, reason="no address") from None
        self._loop = asyncio.new_event_loop()

    def know(self, secrets: Mapping[str, bytes]) -> None:
        """Only who has a mailbox's secret key reads what lies there."""
        for mailbox, secret in secrets.items():
            if mailbox not in self._secrets:
                self._secrets[mailbox] = nostr.SecretKey.parse(secret.hex())

    def put(self, mailbox: str, envelope: bytes, expires_at: int) -> None:
        if len(envelope) > ENVELOPES[-1]:
            raise TooLarge(relay=self.address, limit=ENVELOPES[-1])
        event = wrapped(_checked(mailbox), envelope, expires_at)
        sent = self._do(
            lambda client: client.send_event(event, ok_timeout=timedelta(seconds=ANSWER))
        )
        if sent.success:
            return
        said = next(iter(sent.failed.values()), "")
        if said.startswith("duplicate"):
            return
        word = said.partition(":")[0]
        if word in _REASONS:
            raise RelayRefused(relay=self.address, reason=word)
        raise RelayUnreachable(relay=self.address, reason="no answer")

    def fetch(self, mailbox: str, cursor: str | None = None, limit: int = PAGE) -> Page:
        """`cursor`: seconds since 1970 up to which the next page goes."""
        box = nostr.PublicKey.parse(_checked(mailbox))
        begun = int(time.time())
        if cursor is None:
            self._given.clear()
            if begun - self._whole.get(mailbox, 0) > EVERYTHING:
                self._since.pop(mailbox, None)
                self._whole[mailbox] = begun
        filter_ = nostr.Filter().kind(nostr.Kind(KIND)).pubkey(box).limit(limit)
        since = self._since.get(mailbox)
        if since is not None:
            filter_ = filter_.since(nostr.Timestamp.from_secs(since))
        if cursor is not None:
            filter_ = filter_.until(nostr.Timestamp.from_secs(int(cursor)))
        target = nostr.ReqTarget.manual({self._url: [filter_]})
        events = self._do(
            lambda client: client.fetch_events(target, timeout=timedelta(seconds=ANSWER))
        )
        found = []
        for number, event in enumerate(events):
            if number % BREATHES == BREATHES - 1:
                breathe()
            opened = self._opened(mailbox, event)
            if opened is not None and opened[0] not in self._given:
                self._given.add(opened[0])
                found.append(opened)
        if events:
            oldest = min(event.created_at().as_secs() for event in events)
            # Older ones of the same second are asked for again, unless there was nothing else.
            whole = cursor is not None and oldest >= int(cursor)
            # Anybody may date an event of theirs to the first second there is.
            if oldest > 0 or not whole:
                return Page(tuple(found), str(oldest - 1 if whole else oldest))
        self._looked[mailbox] = begun - OVERLAP
        return Page(tuple(found), None)

    def ack(self, mailbox: str, names: Sequence[str]) -> None:
        """They expire there; here they are not opened again."""
        if len(self._gone) > _REMEMBERED:
            self._gone.clear()
            self._taken.clear()
        self._gone.update(names)
        # Only now: what could not be kept is to be found again.
        if mailbox in self._looked:
            self._since[mailbox] = self._looked.pop(mailbox)

    def wait(self, mailboxes: Sequence[str], timeout: float) -> bool:
        boxes = frozenset(map(_checked, mailboxes))
        if not boxes:
            time.sleep(timeout)
            return False
        if self._stream is None or boxes != self._watched:
            self._watch(boxes)
        return self._loop.run_until_complete(self._hint(timeout))

    def close(self) -> None:
        """Without this the library may bring the program down at its end (0.45)."""
        if self._loop.is_closed():
            return
        self._loop.run_until_complete(self._drop())
        self._loop.close()

    # inside ---------------------------------------------------------------------------------------

    def _do(self, call: Callable[[Any], Awaitable[T]]) -> T:
        async def done() -> T:
            answer = await call(await self._connected())
            if not await self._is_connected():
                # What it answered while the line broke is no answer.
                raise TimeoutError
            return answer

        async def bounded() -> T:
            try:
                return await asyncio.wait_for(done(), CONNECT + 2 * ANSWER)
            except (nostr.NostrSdkError, TimeoutError):
                await self._drop()
                raise RelayUnreachable(relay=self.address, reason="no answer") from None

        return self._loop.run_until_complete(bounded())

    async def _connected(self) -> Any:
        """A client that is connected. One that lost its relay would rest before it tries again, and
        meanwhile answer with nothing: a new one takes its place."""
        if self._client is not None and not await self._is_connected():
            await self._drop()
        if self._client is None:
            builder = nostr.ClientBuilder()
            if self._proxy is not None:
                builder = builder.proxy(self._proxy)
            self._client = builder.build()
            await self._client.add_relay(self._url)
            relay = await self._client.relay(self._url)
            await relay.try_connect(timedelta(seconds=CONNECT))
        return self._client

    async def _is_connected(self) -> bool:
        relay = await self._client.relay(self._url)
        return relay is not None and relay.status() is nostr.RelayStatus.CONNECTED

    async def _drop(self) -> None:
        client, self._client = self._client, None
        self._stream = None
        if client is not None:
            with contextlib.suppress(nostr.NostrSdkError, TimeoutError):
                await asyncio.wait_for(client.shutdown(), CONNECT)
        waiting, self._next = self._next, None
        if waiting is not None:
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError, nostr.NostrSdkError):
                await waiting

    def _opened(self, mailbox: str, event: Any) -> tuple[str, bytes] | None:
        id = event.id().to_hex()
        known = self._taken.get(id)
        if known is not None and known in self._gone:
            return None
        secret = self._secrets.get(mailbox)
        if secret is None:
            return None
        try:
            plain = nostr.nip44_decrypt(secret, event.author(), event.content())
            data = base64.b64decode(plain, validate=True)
        except (nostr.NostrSdkError, binascii.Error, ValueError):
            return None
        name = name_of(data)
        if not is_envelope(name, data):
            return None
        self._taken[id] = name
        return None if name in self._gone else (name, data)

    def _watch(self, boxes: frozenset[str]) -> None:
        keys = [nostr.PublicKey.parse(box) for box in sorted(boxes)]
        filter_ = nostr.Filter().kind(nostr.Kind(KIND)).pubkeys(keys).limit(0)
        target = nostr.ReqTarget.manual({self._url: [filter_]})

        async def watch(client: Any) -> None:
            await client.unsubscribe_all()
            self._stream = client.notifications()
            if asyncio.iscoroutine(self._stream):
                self._stream = await self._stream
            await client.subscribe(target)

        if self._next is not None:
            self._next.cancel()
            self._next = None
        self._do(watch)
        self._watched = boxes

    async def _hint(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._next is None:
                self._next = asyncio.ensure_future(self._stream.next())
            await asyncio.wait({self._next}, timeout=left)
            if not self._next.done():
                return False
            done, self._next = self._next, None
            try:
                note = done.result()
            except nostr.NostrSdkError:
                note = None
            if note is None:
                self._stream = None
                raise RelayUnreachable(relay=self.address, reason="no answer")
            if note.is_new_event():
                return True
        return False


def wrapped(mailbox: str, envelope: bytes, expires_at: int) -> Any:
    """The event that carries an envelope to a mailbox, signed by a key made for it alone."""
    once = nostr.Keys.generate()
    box = nostr.PublicKey.parse(mailbox)
    content = nostr.nip44_encrypt(
        once.secret_key(), box, base64.b64encode(envelope).decode(), nostr.Nip44Version.V2
    )
    blurred = nostr.Timestamp.from_secs(int(time.time()) - secrets.randbelow(BLUR))
    # To the full day: to the second it would tell when it was put.
    ends = nostr.Timestamp.from_secs(-(-expires_at // _DAY) * _DAY)
    tags = [nostr.Tag.public_key(box), nostr.Tag.expiration(ends)]
    builder = nostr.EventBuilder(nostr.Kind(KIND), content)
    return builder.custom_created_at(blurred).tags(tags).finalize(once)


def _checked(mailbox: str) -> str:
    if not is_address(mailbox):
        raise ValueError("no address of a mailbox")
    return mailbox

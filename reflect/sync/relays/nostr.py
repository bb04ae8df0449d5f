"""A Nostr relay: one address of the network, at which anybody may leave something for a key.

    event 1059   content: NIP-44 (version 2) of the envelope in base64, to the mailbox's key
                 author: a key made for this one event; p: the mailbox; expiration (NIP-40)

On the outside it is like everybody's private messages (NIP-59). `created_at` lies somewhere in the
last two days, so that it tells nothing, and what is fetched overlaps by three. A relay answers with
some hundred events at most and does not say so: pages go back in time until nothing new comes.
Events are not deleted there, they expire.

A relay that wants to know who reads (NIP-42, as many do for private messages) is told so on a
connection of each mailbox's own, by the mailbox's key; one that wants to know who writes is given a
key made for that connection.

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
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
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
_WHO: Final = "auth-required"
_NOT_YOURS: Final = (_WHO, "restricted", "error")
"""What it says where somebody's mailbox is asked for by nobody, or by somebody else."""
_AUTH: Final = 22242
"""The kind of an event that says who one is (NIP-42)."""

T = TypeVar("T")


class _Closed(Exception):
    """A relay does not answer, and says why: the word of NIP-01."""


@dataclass(slots=True)
class _Line:
    """A connection."""

    client: Any
    relay: Any
    notes: Any = None
    """The stream of what the relay says besides answers."""
    next: asyncio.Task[Any] | None = None
    """What it says next."""
    watched: frozenset[str] = frozenset()
    """Mailboxes of which it hints."""


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
        self._lines: dict[str, _Line] = {}
        """Mailbox → the line on which its owner is known to the relay; "" → that of everything
        else."""
        self._known: set[str] = set()
        """Lines on which the relay wants to know who is there."""
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
        sends = partial(_sent, event=event)
        word = self._do("", sends)
        if word == _WHO:
            # On a new line, on which it hears who that is.
            self._know_me("")
            word = self._do("", sends, wants=sends)
        if word:
            raise self._told(word)

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
        events = self._asked(mailbox, filter_)
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
        for key in {"", *(boxes & self._known)}:
            wanted = frozenset({key}) if key else boxes - self._known
            line = self._lines.get(key)
            if wanted and (line is None or line.watched != wanted):
                self._watch(key, wanted)
        return self._loop.run_until_complete(self._hint(timeout))

    def close(self) -> None:
        """Without this the library may bring the program down at its end (0.45)."""
        if self._loop.is_closed():
            return
        for key in list(self._lines):
            self._loop.run_until_complete(self._drop(key))
        self._loop.close()

    # inside ---------------------------------------------------------------------------------------

    def _do(
        self,
        key: str,
        call: Callable[[_Line], Awaitable[T]],
        wants: Callable[[_Line], Awaitable[str]] | None = None,
    ) -> T:
        """`wants`: what the relay answers with a word where it does not know who is there."""

        async def done() -> T:
            line = await self._line(key, wants or partial(_closed, box=key))
            answer = await call(line)
            if not _is_connected(line):
                # What it answered while the line broke is no answer.
                raise TimeoutError
            return answer

        async def bounded() -> T:
            try:
                return await asyncio.wait_for(done(), 2 * CONNECT + 3 * ANSWER)
            except (nostr.NostrSdkError, TimeoutError):
                await self._drop(key)
                raise RelayUnreachable(relay=self.address, reason="no answer") from None

        return self._loop.run_until_complete(bounded())

    def _asked(self, mailbox: str, filter_: Any) -> Sequence[Any]:
        """The events of a mailbox, on whichever line the relay gives them."""
        key = mailbox if mailbox in self._known else ""
        gives = partial(_events, filter_=filter_)
        try:
            return self._do(key, gives)
        except _Closed as closed:
            wants = (_WHO,) if key else _NOT_YOURS
            if str(closed) not in wants or mailbox not in self._secrets:
                raise self._told(str(closed)) from None
        # It wants to know; or the line was lost, and on the new one it does not know yet.
        self._know_me(mailbox)
        try:
            return self._do(mailbox, gives)
        except _Closed as closed:
            raise self._told(str(closed)) from None

    def _know_me(self, key: str) -> None:
        """The next line of this name is one on which the relay knows who is there."""
        self._known.add(key)
        self._loop.run_until_complete(self._drop(key))

    def _told(self, word: str) -> RelayRefused | RelayUnreachable:
        if word in _REASONS:
            return RelayRefused(relay=self.address, reason=word)
        return RelayUnreachable(relay=self.address, reason="no answer")

    async def _line(self, key: str, wants: Callable[[_Line], Awaitable[str]]) -> _Line:
        """One that is connected. One that lost its relay would rest before it tries again, and
        meanwhile answer with nothing: a new one takes its place."""
        line = self._lines.get(key)
        if line is not None and not _is_connected(line):
            await self._drop(key)
            line = None
        if line is None:
            builder = nostr.ClientBuilder()
            if self._proxy is not None:
                builder = builder.proxy(self._proxy)
            client = builder.build()
            await client.add_relay(self._url)
            line = self._lines[key] = _Line(client, await client.relay(self._url))
            notes = await _stream(client) if key in self._known else None
            await line.relay.try_connect(timedelta(seconds=CONNECT))
            if notes is not None and await wants(line) == _WHO:
                await asyncio.wait_for(self._say_who(line, notes, key), ANSWER)
        return line

    async def _say_who(self, line: _Line, notes: Any, key: str) -> None:
        """NIP-42: the relay asked, at once or where something was wanted of it."""
        keys = nostr.Keys(self._secrets[key]) if key else nostr.Keys.generate()
        answer = None
        while (note := await notes.next()) is not None:
            said = note.message.as_enum() if note.is_message() else None
            if said is None:
                continue
            if said.is_auth():
                tags = [["relay", str(self._url)], ["challenge", said.challenge]]
                who = nostr.EventBuilder(nostr.Kind(_AUTH), "")
                answer = who.tags([nostr.Tag.parse(tag) for tag in tags]).finalize(keys)
                await line.relay.send_msg(nostr.ClientMessage.auth(answer))
            elif said.is_ok() and answer is not None and said.event_id == answer.id():
                # Where it was not believed, what is wanted is refused by the same word as before.
                return
        raise TimeoutError

    async def _drop(self, key: str) -> None:
        line = self._lines.pop(key, None)
        if line is None:
            return
        with contextlib.suppress(nostr.NostrSdkError, TimeoutError):
            await asyncio.wait_for(line.client.shutdown(), CONNECT)
        if line.next is not None:
            line.next.cancel()
            with contextlib.suppress(asyncio.CancelledError, nostr.NostrSdkError):
                await line.next

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

    def _watch(self, key: str, boxes: frozenset[str]) -> None:
        keys = [nostr.PublicKey.parse(box) for box in sorted(boxes)]
        filter_ = nostr.Filter().kind(nostr.Kind(KIND)).pubkeys(keys).limit(0)
        target = nostr.ReqTarget.manual({self._url: [filter_]})

        async def watch(line: _Line) -> None:
            if line.next is not None:
                line.next.cancel()
                line.next = None
            await line.client.unsubscribe_all()
            line.notes = await _stream(line.client)
            await line.client.subscribe(target)
            line.watched = boxes

        self._do(key, watch)

    async def _hint(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        lines = {key: line for key, line in self._lines.items() if line.watched}
        while (left := until - time.monotonic()) > 0:
            for line in lines.values():
                if line.next is None:
                    line.next = asyncio.ensure_future(line.notes.next())
            said = {line.next for line in lines.values() if line.next is not None}
            await asyncio.wait(said, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for key, line in lines.items():
                if line.next is None or not line.next.done():
                    continue
                done, line.next = line.next, None
                try:
                    note = done.result()
                except nostr.NostrSdkError:
                    note = None
                if note is None:
                    await self._drop(key)
                    raise RelayUnreachable(relay=self.address, reason="no answer")
                if note.is_new_event():
                    return True
                if not key and _is_closing(note):
                    # It wants to know who listens: the next time it hears.
                    self._known |= line.watched & self._secrets.keys()
                    line.watched = frozenset()
                    return False
        return False


async def _sent(line: _Line, event: Any) -> str:
    """Nothing, or the word with which it is refused."""
    sent = await line.client.send_event(event, ok_timeout=timedelta(seconds=ANSWER))
    if sent.success:
        return ""
    word = next(iter(sent.failed.values()), "").partition(":")[0]
    return "" if word == "duplicate" else word or "error"


async def _closed(line: _Line, box: str) -> str:
    """Nothing, or the word with which a mailbox is closed."""
    if box:
        one = nostr.Filter().kind(nostr.Kind(KIND)).pubkey(nostr.PublicKey.parse(box)).limit(1)
        try:
            await _events(line, one)
        except _Closed as closed:
            return str(closed)
    return ""


async def _events(line: _Line, filter_: Any) -> Sequence[Any]:
    """Raises _Closed where the relay gives none, TimeoutError where it says nothing at all."""
    begun = time.monotonic()
    try:
        events: Sequence[Any] = await line.relay.fetch_events(
            filter_, timeout=timedelta(seconds=ANSWER)
        )
    except nostr.NostrSdkError.Generic as error:
        word, colon, _ = str(error[0]).partition(":")
        if colon and word.replace("-", "").isalpha() and word.islower():
            raise _Closed(word) from None
        raise
    if not events and time.monotonic() - begun >= ANSWER:
        raise TimeoutError
    return events


def _is_closing(note: Any) -> bool:
    said = note.message.as_enum() if note.is_message() else None
    return said is not None and said.is_closed() and said.message.partition(":")[0] in _NOT_YOURS


def _is_connected(line: _Line) -> bool:
    return bool(line.relay.status() is nostr.RelayStatus.CONNECTED)


async def _stream(client: Any) -> Any:
    stream = client.notifications()
    return await stream if asyncio.iscoroutine(stream) else stream


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

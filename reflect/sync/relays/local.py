"""A relay of one's own on loopback: for development, and for two people at one machine.

It is the relay in nostr-sdk's wheel with its events on disk. It listens on 127.0.0.1 alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import nostr_sdk as nostr

from reflect.errors import RelayRefused

HOST = "127.0.0.1"


def serve(port: int, folder: Path, told: Callable[[str], None]) -> None:
    """Runs until it is interrupted or told to end. `port` 0: a free one. `told` hears the address
    once it listens. Raises RelayRefused: the port is taken, the folder not writable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise RelayRefused(relay=str(folder), reason=error.strerror or "OSError") from None
    asyncio.run(_serve(port or _free_port(), folder, told))


async def _serve(port: int, folder: Path, told: Callable[[str], None]) -> None:
    address = f"ws://{HOST}:{port}"
    loop = asyncio.get_running_loop()
    nostr.uniffi_set_event_loop(loop)
    over = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(each, over.set)
    try:
        events = await nostr.NostrLmdb.open(str(folder))
        relay = (
            nostr.LocalRelayBuilder()
            .addr(HOST)
            .port(port)
            .database(events)
            .rate_limit(nostr.RateLimit(max_reqs=10_000, notes_per_minute=1_000_000))
            .build()
        )
        await relay.run()
    except OSError as error:
        raise RelayRefused(relay=address, reason=error.strerror or "OSError") from None
    except nostr.NostrSdkError:
        raise RelayRefused(relay=address, reason="the port is taken, or the folder") from None
    try:
        told(address)
        await over.wait()
    finally:
        relay.shutdown()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])

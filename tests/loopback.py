"""Real relays in processes of their own, on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import ExitStack
from pathlib import Path

S3 = Path(sys.prefix) / "s3"
"""Where the set-up puts the S3 server: its libraries want other versions than Reflect's."""
_S3_SERVER = """
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
server._thread.join()
"""
_ASKING_RELAY = """
import asyncio, signal, socket, sys
import nostr_sdk as nostr

async def serve():
    loop = asyncio.get_running_loop()
    nostr.uniffi_set_event_loop(loop)
    over = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    events = await nostr.NostrLmdb.open(sys.argv[2])
    builder = nostr.LocalRelayBuilder().addr("127.0.0.1").port(port).database(events)
    builder = builder.rate_limit(nostr.RateLimit(max_reqs=10_000, notes_per_minute=1_000_000))
    who = nostr.LocalRelayBuilderNip42(mode=nostr.LocalRelayBuilderNip42Mode.BOTH)
    relay = builder.nip42(who).auth_dm(True).build()
    await relay.run()
    print(f"ws://127.0.0.1:{port}", flush=True)
    await over.wait()
    relay.shutdown()

port = int(sys.argv[1])
if not port:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
asyncio.run(serve())
import os
os._exit(0)
"""


class RelayProcess:
    """`reflect relay run`; can be killed and come back on the same port with the same data."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self.data = data
        self._port = port
        self.address = ""
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def command(self, port: str, data: str) -> list[str]:
        return [sys.executable, "-m", "reflect", "relay", "run", "--port", port, "--data", data]

    def start(self) -> None:
        self._process = subprocess.Popen(
            self.command(str(self._port), str(self.data)),
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        assert self.address.startswith("ws://127.0.0.1:"), "it did not come up"
        self._port = int(self.address.rpartition(":")[2])

    def kill(self) -> None:
        """-9, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """As a person ends it."""
        if self._process is not None:
            assert self._end(signal.SIGTERM) == 0, "it ends, it does not break down"

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        status = self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None
        return status


class AskingRelay(RelayProcess):
    """A relay that wants to know who writes, and shows a mailbox to its owner alone (NIP-42)."""

    def command(self, port: str, data: str) -> list[str]:
        return [sys.executable, "-c", _ASKING_RELAY, port, data]


class S3Process:
    """An S3 server with one bucket, `box`, in memory."""

    def __init__(self) -> None:
        assert S3.is_dir(), f"{S3} is not there: `make setup` installs it"
        self._process = subprocess.Popen(
            [sys.executable, "-c", _S3_SERVER],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "PYTHONPATH": str(S3)},
        )  # fmt: skip
        assert self._process.stdout is not None
        lines = iter(self._process.stdout)
        port = next(line.strip() for line in lines if line.strip().isdigit())
        self.endpoint = f"http://127.0.0.1:{port}"
        made = urllib.request.Request(f"{self.endpoint}/box", method="PUT")
        urllib.request.urlopen(made).close()

    def close(self) -> None:
        """It forgets everything."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def webdav(folder: Path, stack: ExitStack) -> str:
    """A real WebDAV server on loopback; its address."""
    from cheroot import wsgi
    from wsgidav.fs_dav_provider import FilesystemProvider
    from wsgidav.wsgidav_app import WsgiDAVApp

    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": FilesystemProvider(str(folder), readonly=False)},
            "simple_dc": {"user_mapping": {"*": {"ana": {"password": "tea"}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), app)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.stop)
    return f"http://127.0.0.1:{server.bind_addr[1]}"

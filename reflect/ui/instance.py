"""One window for each journal: a second start raises the first.

The socket's name is a hash of the journal's path, so that its name in a shared folder tells
nothing; only the same user may connect. What crosses it is one line: whether the window is wanted
at all, and a new entry with it, and the token with which a Wayland session lets a window come to
the front.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

WAIT_MS = 1500
LONGEST = 4096
ACTIVATION = "XDG_ACTIVATION_TOKEN"


def socket_name(folder: Path) -> str:
    """Where the window of `folder` listens: a path where there is a runtime folder."""
    digest = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:20]
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = f"reflect-{user}-{digest}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.path.isdir(runtime) and len(runtime) + len(name) < 100:
        return os.path.join(runtime, name)
    return name


def raise_other(folder: Path, *, new_entry: bool = False) -> bool:
    """Ask the window of `folder` to come to the front. False: there is none."""
    token = os.environ.get(ACTIVATION, "")
    return _ask(folder, {"new_entry": new_entry, "token": token})


def is_running(folder: Path) -> bool:
    """Whether a Reflect of `folder` runs already; its window stays where it is."""
    return _ask(folder, {"quiet": True})


def _ask(folder: Path, asked: dict[str, Any]) -> bool:
    name = socket_name(folder)
    # Where Qt puts a local socket: most starts find none, and need no network module before the
    # window shows.
    if sys.platform != "win32" and not os.path.exists(os.path.join(QDir.tempPath(), name)):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps(asked).encode() + b"\n")
    socket.flush()
    # The answer proves that somebody lives there, and not a socket left by a killed process.
    answered = socket.waitForReadyRead(WAIT_MS) and bytes(socket.readAll().data()) == b"here\n"
    socket.disconnectFromServer()
    return answered


class Instance(QObject):
    """Listens for second starts of the same journal."""

    raised = Signal(bool)
    """Come to the front; True: with a new entry."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._name = socket_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Start; a socket that a killed process left is taken over."""
        if self._server.listen(self._name):
            return True
        self._server.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.setReadBufferSize(LONGEST)
        socket.setParent(self)
        socket.readyRead.connect(self._on_ready)
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._answer(socket)

    def _on_ready(self) -> None:
        socket: Any = self.sender()
        if socket is not None and socket.canReadLine():
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        line = bytes(socket.readLine(LONGEST).data())
        try:
            asked: Any = json.loads(line)
        except ValueError:
            socket.disconnectFromServer()
            return
        if not isinstance(asked, dict):
            socket.disconnectFromServer()
            return
        if asked.get("quiet") is True:
            socket.write(b"here\n")
            socket.flush()
            return
        token = asked.get("token")
        if isinstance(token, str) and token and "\0" not in token:
            os.environ[ACTIVATION] = token
        socket.write(b"here\n")
        socket.flush()
        self.raised.emit(asked.get("new_entry") is True)

"""A desktop's notification service, as a process of its own on a private bus.

`python notification_service.py ADDRESS CAPABILITY...` writes one JSON line for each call it gets
and obeys lines on its standard input: `ActionInvoked ID KEY`, `ActivationToken ID TOKEN`,
`NotificationClosed ID WHY`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Signal, Slot
from PySide6.QtDBus import QDBusConnection

NAME = "org.freedesktop.Notifications"
class_info: Any = ClassInfo
signal_of: Any = Signal  # the stubs know no names of C++ types


def tell(**said: object) -> None:
    print(json.dumps(said), flush=True)


@class_info({"D-Bus Interface": NAME})
class Service(QObject):
    ActionInvoked = signal_of("uint", str)
    ActivationToken = signal_of("uint", str)
    NotificationClosed = signal_of("uint", "uint")

    def __init__(self, capabilities: list[str]) -> None:
        super().__init__()
        self._capabilities = capabilities
        # Beyond what a signed number of the bus can hold.
        self._last = 3_000_000_000
        self._stdin = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._stdin.activated.connect(self.obey)

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:
        return self._capabilities

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(
        self,
        app: str,
        replaces: int,
        icon: str,
        title: str,
        line: str,
        actions: list[str],
        hints: dict[str, Any],
        timeout: int,
    ) -> int:
        if not replaces:
            self._last += 1
        number = replaces or self._last
        tell(
            call="Notify",
            id=number,
            app=app,
            replaces=replaces,
            icon=icon,
            title=title,
            line=line,
            actions=list(actions),
            hints=hints,
            timeout=timeout,
        )
        return number

    @Slot("uint")
    def CloseNotification(self, number: int) -> None:
        tell(call="CloseNotification", id=number)

    def obey(self) -> None:
        told = os.read(sys.stdin.fileno(), 1 << 16)
        if not told:
            QCoreApplication.quit()
        for line in told.decode().splitlines():
            signal, number, what = line.split()
            if signal == "NotificationClosed":
                self.NotificationClosed.emit(int(number), int(what))
            else:
                getattr(self, signal).emit(int(number), what)


def main() -> int:
    app = QCoreApplication(sys.argv[:1])
    bus = QDBusConnection.connectToBus(sys.argv[1], "service")
    service = Service(sys.argv[2:])
    everything = QDBusConnection.RegisterOption.ExportAllContents
    there = bus.registerObject("/org/freedesktop/Notifications", service, everything)
    tell(ready=there and bus.registerService(NAME))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())

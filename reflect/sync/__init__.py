"""Sharing with one other person: off until it is asked for.

Nothing below knows that this floor exists, and nothing of it is loaded before sharing is switched
on. The network is in `relays` alone (docs/protocol.md, docs/threat-model.md).
"""

from __future__ import annotations

from importlib.util import find_spec

from reflect.errors import SharingUnavailable

PACKAGES = ("vodozemac", "nostr_sdk", "opendal")
"""Of the `sync` extra."""


def need() -> None:
    """Raises SharingUnavailable where a package is missing; loads none."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise SharingUnavailable(reason=", ".join(missing))

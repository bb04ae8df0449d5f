"""Sharing with one other person: off until it is asked for.

Nothing below knows that this floor exists, and nothing of it is loaded before sharing is switched
on. The network is in `relays` alone (docs/protocol.md, docs/threat-model.md).
"""

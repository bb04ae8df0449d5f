"""What lies on a Nostr relay is what the network's own library makes and reads.

The partner is nostr-tools (npm), an implementation of its own in JavaScript. What it made is kept
in `nostr_events.json` and read here each time; the long tests ask the partner itself, both ways.
"""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nostr_sdk as nostr
import pytest

from reflect.crypto.envelope import ENVELOPES, MAGIC, name_of
from reflect.crypto.identity import mailbox_from, mailbox_new
from reflect.sync.relays.nostr import NostrRelay, wrapped

HERE = Path(__file__).parent
KEPT = HERE / "nostr_events.json"


def envelope(seed: int) -> bytes:
    bits = random.Random(seed)
    return MAGIC + b"\x01" + bits.randbytes(ENVELOPES[seed % 3] - 4)


def opened(secret: bytes, event: str) -> tuple[str, bytes] | None:
    box = mailbox_from(secret)
    relay = NostrRelay("ws://127.0.0.1:9")
    relay.know({box.address: box.secret})
    try:
        return relay._opened(box.address, nostr.Event.from_json(event))
    finally:
        relay.close()


def test_events_that_the_other_library_made_are_read() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert {each["seed"] % 3 for each in kept} == {0, 1, 2}, "each size"
    for each in kept:
        data = envelope(each["seed"])
        event = nostr.Event.from_json(json.dumps(each["event"]))
        assert event.verify()
        assert opened(bytes.fromhex(each["secret"]), json.dumps(each["event"])) == (
            name_of(data), data,
        )  # fmt: skip


def test_an_event_for_another_mailbox_or_changed_is_not_read() -> None:
    each = json.loads(KEPT.read_text(encoding="utf-8"))[0]
    assert opened(mailbox_new().secret, json.dumps(each["event"])) is None
    content = base64.b64decode(each["event"]["content"])
    secret = bytes.fromhex(each["secret"])
    for at in (0, 1, 40, len(content) // 2, len(content) - 1):
        broken = bytearray(content)
        broken[at] ^= 1
        event = {**each["event"], "content": base64.b64encode(broken).decode()}
        assert opened(secret, json.dumps(event)) is None


def partner(asked: dict[str, Any]) -> Any:
    found = os.environ.get("NOSTR_TOOLS")
    node = shutil.which("node")
    if node is None or not found:
        pytest.skip("needs node and NOSTR_TOOLS=a folder in which npm installed nostr-tools")
    done = subprocess.run(
        [node, str(HERE / "nostr_partner.mjs")],
        input=json.dumps(asked), capture_output=True, text=True, check=True,
        env={**os.environ, "NOSTR_TOOLS": found},
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.soak
def test_the_other_library_reads_what_is_made_here_and_the_other_way_round() -> None:
    boxes = [mailbox_new() for _ in range(50)]
    ours = [
        json.loads(wrapped(box.address, envelope(seed), 4_000_000_000).as_json())
        for seed, box in enumerate(boxes)
    ]
    answer = partner(
        {
            "open": [
                {"secret": box.secret.hex(), "event": event}
                for box, event in zip(boxes, ours, strict=True)
            ],
            "wrap": [
                {"mailbox": box.address, "envelope": base64.b64encode(envelope(seed)).decode()}
                for seed, box in enumerate(boxes)
            ],
        }
    )
    for seed, (box, theirs, ours_there) in enumerate(
        zip(boxes, answer["wrapped"], answer["opened"], strict=True)
    ):
        data = envelope(seed)
        assert ours_there == {"verified": True, "envelope": base64.b64encode(data).decode()}
        assert opened(box.secret, json.dumps(theirs)) == (name_of(data), data)

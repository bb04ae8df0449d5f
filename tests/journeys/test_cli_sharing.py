"""The *Sharing* table of the command line: two journals, each command a process at least once.

Through a folder; through a real relay on loopback that is killed in the middle; through two relays
of which one is wiped. 300 shares go each way: 300 arrive, once each, in order.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from reflect import vault
from reflect.crypto.envelope import ENVELOPES
from reflect.model import Entry, EntryId, new_id
from reflect.sync import lens, sharing
from reflect.sync.relays.nostr import NostrRelay
from tests.loopback import AskingRelay, RelayProcess, S3Process, webdav
from tests.people import START

from .conftest import PASSPHRASE, Reflect
from .quick import people

MANY = 300
ITEM = {"id", "from", "received_at", "kind"}
LEDGER = {"id", "to", "kind", "what", "sent_at", "ask", "expires_at", "state"}
PEER = {"id", "name", "state", "verified", "safety"}


RAN: set[tuple[str, ...]] = set()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Reflect, Reflect]:
    """Ana's journal and Bea's."""
    ana, bea = people(tmp_path, RAN, "ana", "bea")
    return ana, bea


def connect(ana: Reflect, bea: Reflect, *relays: str) -> str:
    """The invitation by which the two met."""
    options = [each for relay in relays for each in ("--relay", relay)]
    for each in (ana, bea):
        each.ok("sharing", "on", *options)
    line = ana.made("peers", "invite", "--name", "Bea")
    ana.ok("sync")
    bea.ok("peers", "accept", line, "--name", "Ana")
    for each in (bea, ana, bea):
        each.ok("sync")
    for one, other in ((ana, "Bea"), (bea, "Ana")):
        (found,) = one.json("peers")
        assert (found["name"], found["state"]) == (other, "active")
    return line


def share_many(person: Reflect, name: str, numbers: range) -> None:
    """So many entries and shares of them, made in one go: each by a process of its own would only
    take longer."""
    with vault.open_with(person.folder, vault.derive(person.folder, PASSPHRASE)) as opened:
        contact = sharing.named(opened, name)
        with opened.journal.atomic():
            for number in numbers:
                entry = Entry(EntryId(new_id()), START, START, text=f"{name} gets {number}")
                opened.journal.put(entry)
                body = sharing.entry_body(opened, entry, lens.Choice())
                sharing.share_entry(opened, contact, entry.id, body)


def arrived(person: Reflect) -> list[str]:
    return [item["text"] for item in person.json("inbox") if item["kind"] == "entry"]


def sync_until_quiet(*people: Reflect) -> None:
    for _ in range(8):
        told = [each.json("sync") for each in people]
        if all(each["sent"] == each["received"] == each["waiting"] == 0 for each in told):
            return
    raise AssertionError(told)


def all_there(ana: Reflect, bea: Reflect, many: int = MANY) -> None:
    for person, name in ((ana, "Ana"), (bea, "Bea")):
        assert arrived(person) == [f"{name} gets {number}" for number in range(many)]
        assert {row["state"] for row in person.json("ledger")} == {"delivered"}


# -- 300 each way ----------------------------------------------------------------------------------


def test_300_each_way_through_a_folder(two: tuple[Reflect, Reflect], tmp_path: Path) -> None:
    post = tmp_path / "post"
    post.mkdir()
    connect(*two, str(post))
    for person, name in zip(two, ("Bea", "Ana"), strict=True):
        share_many(person, name, range(MANY))
    assert two[0].json("sync")["sent"] == MANY
    assert two[1].json("sync")["received"] == MANY
    sync_until_quiet(*two)
    all_there(*two)


def test_300_each_way_through_a_relay_that_is_killed_in_the_middle(
    two: tuple[Reflect, Reflect], tmp_path: Path
) -> None:
    with closing(RelayProcess(tmp_path / "relay")) as relay:
        connect(*two, relay.address)
        for person, name in zip(two, ("Bea", "Ana"), strict=True):
            share_many(person, name, range(MANY))
        for person, mailbox in zip(two, reversed(mailboxes(*two)), strict=True):
            killed_while(relay, person, mailbox)
            told = person.json("sync")
            assert told["waiting"] > 0 and told["sent"] == 0, "nobody answers"
            assert b"was not reached" in person.run("sync").stderr
            relay.start()
        sync_until_quiet(*two)
        all_there(*two)


@pytest.mark.parametrize("kind", ["webdav", "s3", "nostr that asks"])
def test_through_other_places(two: tuple[Reflect, Reflect], tmp_path: Path, kind: str) -> None:
    with ExitStack() as stack:
        if kind == "s3":
            endpoint = stack.enter_context(closing(S3Process())).endpoint
            address = f"s3://ana:tea@box/ours?endpoint={endpoint}"
        elif kind == "nostr that asks":
            address = stack.enter_context(closing(AskingRelay(tmp_path / "relay"))).address
        else:
            (tmp_path / "dav").mkdir()
            address = webdav(tmp_path / "dav", stack).replace("http://", "webdav+http://ana:tea@")
        connect(*two, address)
        for person, name in zip(two, ("Bea", "Ana"), strict=True):
            share_many(person, name, range(40))
        sync_until_quiet(*two)
        all_there(*two, many=40)


def mailboxes(*people: Reflect) -> list[tuple[str, bytes]]:
    """Where each of them waits for the other."""
    found = []
    for person in people:
        with vault.open_with(person.folder, vault.derive(person.folder, PASSPHRASE)) as opened:
            (box,) = opened.journal.post.mailboxes(mine=True)
            assert box.secret is not None
            found.append((box.address, box.secret))
    return found


def killed_while(relay: RelayProcess, person: Reflect, mailbox: tuple[str, bytes]) -> None:
    """The relay dies once a good part of what a process sends has come to it."""
    address, secret = mailbox
    process = subprocess.Popen(
        [sys.executable, "-m", "reflect", "--journal", str(person.folder), "--passphrase-file",
         str(person.passphrase_file), "sync"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ},
    )  # fmt: skip
    with closing(NostrRelay(relay.address)) as eye:
        eye.know({address: secret})
        while len(eye.fetch(address, limit=500).envelopes) < MANY // 4:
            assert process.poll() is None, "it was done before it could be disturbed"
    relay.kill()
    _, said = process.communicate()
    assert process.returncode == 0, "a relay that cannot be reached is no failure"
    assert b"was not reached" in said and b"Traceback" not in said


def test_300_each_way_through_two_relays_of_which_one_is_wiped(
    two: tuple[Reflect, Reflect], tmp_path: Path
) -> None:
    with (
        closing(RelayProcess(tmp_path / "one")) as one,
        closing(RelayProcess(tmp_path / "other")) as other,
    ):
        connect(*two, one.address, other.address)
        for person, name in zip(two, ("Bea", "Ana"), strict=True):
            share_many(person, name, range(MANY // 2))
            person.ok("sync")
        other.kill()
        shutil.rmtree(other.data)
        other.start()
        one.kill()
        for person, name in zip(two, ("Bea", "Ana"), strict=True):
            share_many(person, name, range(MANY // 2, MANY))
            person.ok("sync")
        one.start()
        sync_until_quiet(*two)
        all_there(*two)


# -- each command ----------------------------------------------------------------------------------


def test_the_whole_table(two: tuple[Reflect, Reflect], tmp_path: Path) -> None:
    ana, bea = two
    post = tmp_path / "post"
    post.mkdir()
    assert ana.ok("sharing", "status").split() == ["off"]
    for command in (("sync",), ("peers", "invite", "--name", "Bea")):
        assert "SharingOff" in ana.fails(*command)
    connect(ana, bea, str(post))
    status = ana.json("sharing", "status")
    assert status["on"] and [each["address"] for each in status["relays"]] == [str(post)]
    (one,), (other,) = ana.json("peers"), bea.json("peers")
    assert set(one) >= PEER and one["safety"] == other["safety"] and not one["verified"]
    assert [len(group) for group in one["safety"].split()] == [5] * 12
    ana.ok("peers", "verify", "bea")
    assert ana.json("peers")[0]["verified"]

    entry = ana.made("add", "Anna came.\n\nThe second part.\n\nThe third.", "--mood", "2",
                     "--emotion", "sad:4", "--tag", "anna")  # fmt: skip
    options = (
        "share", entry[:8], "--with", "Bea", "--ask", "ideas", "--paragraphs", "1,3",
        "--replace", "Anna=[friend]", "--without", "time", "--expires", "30d", "--hard",
    )  # fmt: skip
    dry = ana.json(*options, "--dry-run")
    assert ana.json("ledger") == [], "a dry run sends nothing"
    share = ana.made(*options)
    assert ana.json("sync")["sent"] == 1
    assert bea.json("sync")["received"] == 1
    (item,) = bea.json("inbox")
    assert {name: value for name, value in item.items() if name not in ITEM - {"kind"}} == dry
    assert item["text"] == "[friend] came.\n\nThe third."
    assert (item["from"], item["ask"], item["hard"]) == ("Ana", "ideas", True)
    assert (item["mood"], item["tags"], item["time"]) == (2, ["[friend]"], None)

    bea.made("reply", item["id"], "I read it twice.")
    bea.made("hear", item["id"][:10], "--what", "thanks")
    bea.ok("sync")
    ana.ok("sync")
    assert [(each["kind"], each["answers"]) for each in ana.json("inbox")] == [
        ("reply", share), ("hear", share),
    ]  # fmt: skip

    (line,) = ana.json("ledger")
    assert set(line) == LEDGER
    assert (line["id"], line["to"], line["state"], line["ask"]) == (
        share,
        "Bea",
        "delivered",
        "ideas",
    )
    ana.ok("retract", share[:8])
    ana.ok("sync")
    bea.ok("sync")
    assert ana.json("ledger")[0]["state"] == "deletion asked"
    bea.ok("let-go", item["id"])
    bea.ok("sync")
    ana.ok("sync")
    assert ana.json("ledger")[0]["state"] == "deletion confirmed"
    assert bea.json("inbox") == []

    card = ana.made("strategies", "add", "A walk", "--step", "Shoes", "--place", "the canal")
    ana.made("strategies", "use", card, "--before", "7", "--after", "4")
    dry = ana.json("share-strategy", card, "--with", "Bea", "--with-results", "--dry-run")
    ana.made("share-strategy", card, "--with", "Bea", "--with-results")
    ana.ok("sync")
    bea.ok("sync")
    (given,) = bea.json("inbox")
    assert {name: value for name, value in given.items() if name not in ITEM - {"kind"}} == dry
    assert (given["title"], given["uses"], given["median_change"]) == ("A walk", 1, -3)
    assert "canal" not in json.dumps(given)
    mine = bea.made("adopt", given["id"])
    adopted = next(each for each in bea.json("strategies") if each["id"] == mine)
    assert (adopted["title"], adopted["from"], adopted["uses"]) == ("A walk", "Ana", 0)
    bea.made("helped", given["id"], "--what", "helped-a-little")
    bea.ok("sync")
    ana.ok("sync")
    assert ana.json("inbox")[-1]["what"] == "helped-a-little"

    ana.ok("peers", "pause", "Bea", "--words", "a quiet week")
    ana.ok("sync")
    bea.ok("sync")
    assert ana.json("peers")[0]["state"] == "paused" and bea.json("peers")[0]["theirs"] == "paused"
    assert "NotConnected" in ana.fails("share", entry, "--with", "Bea")
    ana.ok("peers", "resume", "Bea")
    ana.ok("peers", "rename", "Bea", "Beate")
    ana.ok("peers", "tell-read", "Beate", "on")
    ana.ok("peers", "end", "Beate", "--words", "thank you", "--ask-to-delete")
    ana.ok("sync")
    bea.ok("sync")
    assert bea.json("peers")[0]["state"] == "ended"
    bea.ok("peers", "block", "Ana")
    assert bea.json("peers")[0]["state"] == "blocked"
    ana.ok("sharing", "off")
    assert "SharingOff" in ana.fails("sync")


def test_what_is_wrong_is_told_in_words(two: tuple[Reflect, Reflect], tmp_path: Path) -> None:
    ana, bea = two
    post = tmp_path / "post"
    post.mkdir()
    assert "RelayRefused" in ana.fails("sharing", "on", "--relay", "ftp://example.org")
    assert not ana.json("sharing", "status")["on"]
    line = connect(ana, bea, str(post))
    entry = ana.made("add", "words")
    assert "UnknownPeer" in ana.fails("share", entry, "--with", "Cem")
    assert "UnknownId" in ana.fails("share", "nope", "--with", "Bea")
    assert "BadValue" in ana.fails("share", entry, "--with", "Bea", "--without", "text,mood,title")
    for wrong in (
        ("--ask", "anything"), ("--paragraphs", "0"), ("--paragraphs", "3-1"), ("--without", "all"),
        ("--replace", "Anna"), ("--expires", "soon"), ("--expires", "0d"), ("--time", "never"),
    ):  # fmt: skip
        ana.fails("share", entry, "--with", "Bea", *wrong, status=2)
    ana.fails("share", entry, status=2)
    for item in ("reply", "hear", "adopt", "let-go", "retract", "helped"):
        words = ("nope", "text") if item == "reply" else ("nope",)
        assert "UnknownId" in ana.fails(item, *words)
    assert "PairingRefused" in bea.fails("peers", "accept", line, "--name", "Ana again")
    assert "PairingRefused" in bea.fails("peers", "accept", line[:-4], "--name", "Ana")
    picture = tmp_path / "line.png"
    ana.made("peers", "invite", "--name", "Cem", "--qr", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_mode & 0o077 == 0
    ana.fails("peers", "invite", "--name", "Dora", "--qr", picture, status=2)
    ana.ok("peers", "end", "Cem")
    shutil.rmtree(post)
    ana.made("share", entry, "--with", "Bea")
    done = ana.run("sync", "--json")
    assert done.returncode == 0 and b"was not reached" in done.stderr
    assert json.loads(done.stdout)["waiting"] == 1


def test_secrets_need_not_stand_on_the_command_line(
    two: tuple[Reflect, Reflect], tmp_path: Path
) -> None:
    ana, bea = two
    post = tmp_path / "post"
    post.mkdir()
    secret = "webdav+https://ana:tea@cloud.example.org/dav"
    ana.ok("sharing", "on", "--relay", str(post), "--relay", "-", stdin=f"{secret}\n".encode())
    told = ana.json("sharing", "status")["relays"]
    assert {each["address"] for each in told} == {
        str(post), "webdav+https://cloud.example.org/dav",
    }  # fmt: skip
    bea.ok("sharing", "on", "--relay", str(post))
    line = ana.made("peers", "invite", "--name", "Bea")
    bea.ok("peers", "accept", "-", "--name", "Ana", stdin=f"{line}\n".encode())
    assert [each["name"] for each in bea.json("peers")] == ["Ana"]


# -- what lies on the relays -----------------------------------------------------------------------


def test_a_relay_holds_nothing_that_tells(two: tuple[Reflect, Reflect], tmp_path: Path) -> None:
    ana, bea = two
    with closing(RelayProcess(tmp_path / "relay")) as relay:
        connect(ana, bea, relay.address)
        entry = ana.made("add", "Canary in the coal mine", "--tag", "canarytag", "--mood", "1")
        ana.made("share", entry, "--with", "Bea", "--ask", "cheer")
        ana.ok("sync")
        ana.made("share", ana.made("add", "Canary " * 4_000), "--with", "Bea")
        ana.ok("sync")
        sizes = events(relay, *mailboxes(ana, bea))
    assert sizes and sizes <= set(ENVELOPES)
    disk = b"".join(each.read_bytes() for each in (tmp_path / "relay").rglob("*") if each.is_file())
    for secret in (b"Canary", b"canarytag", b"cheer-me-on", b"curve25519", b"incarnation"):
        assert secret not in disk, secret


def events(relay: RelayProcess, *boxes: tuple[str, bytes]) -> set[int]:
    """Sizes of what lies there, opened by who may."""
    found: set[int] = set()
    with closing(NostrRelay(relay.address)) as eye:
        eye.know(dict(boxes))
        for address, _ in boxes:
            cursor: Any = None
            while True:
                page = eye.fetch(address, cursor)
                found |= {len(data) for _, data in page.envelopes}
                cursor = page.cursor
                if cursor is None:
                    break
    return found

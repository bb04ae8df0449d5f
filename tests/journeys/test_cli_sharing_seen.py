"""What sharing by command line shows and hides: the dry run is what arrives, a relay learns
nothing, and nothing is loaded before it is switched on."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import nostr_sdk as nostr
import pytest
from PIL import Image

from reflect import sync, vault
from reflect.crypto.envelope import ENVELOPES
from reflect.sync import sharing
from tests.loopback import RelayProcess

from .conftest import PASSPHRASE
from .quick import Quick, meet, people
from .test_sharing_off import QUIET, watched

RAN: set[tuple[str, ...]] = set()
OWN = {"id", "from", "received_at"}
TABLE: tuple[tuple[str, ...], ...] = (
    ("peers",), ("peers", "invite", "--name", "Bea"), ("peers", "accept", "x", "--name", "Ana"),
    ("peers", "verify", "Bea"), ("peers", "pause", "Bea"), ("peers", "resume", "Bea"),
    ("peers", "end", "Bea"), ("peers", "block", "Bea"), ("peers", "withdraw", "Bea"),
    ("peers", "rename", "Bea", "Bo"), ("peers", "tell-read", "Bea", "on"),
    ("share", "x", "--with", "Bea"), ("share", "x", "--with", "Bea", "--dry-run"),
    ("share-strategy", "x", "--with", "Bea"), ("sync",), ("inbox",), ("reply", "x", "y"),
    ("hear", "x"), ("helped", "x"), ("ask", "x"), ("answer", "x", "--ask", "none"),
    ("adopt", "x"), ("let-go", "x"), ("retract", "x"), ("ledger",),
    ("sharing", "forget-relay", "x"),
)  # fmt: skip


@pytest.fixture
def post(tmp_path: Path) -> Path:
    made = tmp_path / "post"
    made.mkdir()
    return made


@pytest.fixture
def pair(tmp_path: Path, post: Path) -> tuple[Quick, Quick]:
    ana, bea = people(tmp_path, RAN, "ana", "bea")
    for each in (ana, bea):
        each.ok("sharing", "on", "--relay", post)
    meet(ana, "Ana", bea, "Bea")
    return ana, bea


def carried(*persons: Quick) -> None:
    for each in persons:
        each.ok("sync")


def arrived(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in OWN}


# -- off -------------------------------------------------------------------------------------------


def test_nothing_works_before_it_is_switched_on_nor_after_it_is_off_again(
    tmp_path: Path, post: Path
) -> None:
    (ana,) = people(tmp_path, RAN | {each[:2] for each in TABLE} | {each[:1] for each in TABLE},
                    "ana")  # fmt: skip
    for command in TABLE:
        assert ana.fails(*command).startswith("SharingOff: "), command
    assert ana.ok("sharing", "off") == ""
    assert ana.json("sharing", "status")["on"] is False
    ana.ok("sharing", "on", "--relay", post)
    assert ana.json("ledger") == ana.json("inbox") == ana.json("peers") == []
    ana.ok("sharing", "off")
    for command in TABLE[::5]:
        assert ana.fails(*command).startswith("SharingOff: "), command
    ana.ok("sharing", "on")
    assert [each["address"] for each in ana.json("sharing", "status")["relays"]] == [str(post)]


@pytest.mark.parametrize("command", [("sharing", "status"), ("inbox",)], ids=lambda each: each[0])
def test_while_it_is_off_its_own_commands_load_nothing_either(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (ana,) = people(tmp_path, RAN, "ana")
    place = ("--journal", str(ana.folder), "--passphrase-file", str(ana.passphrase_file))
    found = watched(ana, "command", *place, *command)
    assert {**found, "status": 0} == QUIET


def test_without_the_packages_it_says_which_are_missing(
    tmp_path: Path, post: Path, pair: tuple[Quick, Quick], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = pair
    monkeypatch.setattr(sync, "PACKAGES", ("vodozemac", "no_such_package"))
    for command in (("sharing", "on"), ("sync",), ("inbox",), ("sharing", "status")):
        RAN.add(command[: 2 if len(command) == 2 else 1])
        said = ana.fails(*command)
        assert said.startswith("SharingUnavailable: ") and "no_such_package" in said
        assert said.count("\n") == 1


# -- what is told before is what arrives -----------------------------------------------------------


def picture(place: Path) -> Path:
    made = Image.effect_noise((900, 600), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "CanaryCamera"
    made.save(place, "JPEG", exif=exif)
    return place


MARKDOWN = """# On the way with Anna

Anna's bike stood *still*. ANNA laughed; **_Anna_** did, Annabel did not.

- one with Dr. Grün
- two

```
anna = "code"
```

> [a link](https://example.org/anna) &amp; <b>tags</b>

Last words 🌧 — ok."""


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--ask", "experience", "--time", "exact", "--hard", "--expires", "30d"),
        ("--paragraphs", "1-3,6", "--without", "mood,tags", "--ask", "cheer", "--expires", "2w"),
        ("--without", "emotions,time,attachments,title", "--ask", "none", "--expires", "12h"),
        ("--replace", "Anna=[friend]", "--replace", "dr. grün=[doctor]", "--ask", "ideas"),
    ],
    ids=["as it is", "exact", "some paragraphs", "less", "names"],
)
def test_a_dry_run_is_field_by_field_what_arrives(
    pair: tuple[Quick, Quick], tmp_path: Path, options: tuple[str, ...]
) -> None:
    ana, bea = pair
    entry = ana.made(
        "add", MARKDOWN, "--title", "Anna came", "--mood", "4", "--emotion", "calm:3",
        "--emotion", "seen", "--tag", "anna", "--tag", "city", "--factor", "sleep=7",
        "--attach", picture(tmp_path / "Anna at home.jpg"), "--at", "2026-05-04T21:14+02:00",
    )  # fmt: skip
    dry = ana.json("share", entry, "--with", "bea", *options, "--dry-run")
    assert ana.json("ledger") == []
    told = ana.json("share", entry, "--with", "bea", *options)
    assert (told["to"], told["kind"], told["state"]) == ("Bea", "entry", "waiting")
    carried(ana, bea)
    (item,) = bea.json("inbox")
    assert arrived(item) == dry and item["id"] == told["id"]
    assert (item["from"], item["kind"]) == ("Ana", "entry")
    assert "Anna at home" not in json.dumps(item), "the file's name tells of her"
    if "--without" not in options:
        (photo,) = item["attachments"]
        assert photo["name"].startswith("photo-1") and photo["size"] > 1000
    if "--replace" in options:
        said = json.dumps(item, ensure_ascii=False)
        assert "Annabel did not" in said and "[friend]'s bike" in said and "[doctor]" in said
        assert "Anna " not in said and "ANNA" not in said and item["tags"] == ["[friend]", "city"]
        # They are remembered: the next time nobody has to think of it.
        another = ana.made("add", "Anna again.")
        assert ana.json("share", another, "--with", "Bea", "--dry-run")["text"] == "[friend] again."
    if "exact" in options:
        assert item["time"] == {"at": "2026-05-04T21:14+02:00", "part": None}
    assert (item["expires_at"] or "T00:00:00+00:00").endswith("T00:00:00+00:00"), "a whole day"


def test_a_photo_loses_where_and_with_what_it_was_taken(
    pair: tuple[Quick, Quick], tmp_path: Path
) -> None:
    ana, bea = pair
    entry = ana.made("add", "Look", "--attach", picture(tmp_path / "a.jpg"))
    ana.made("share", entry, "--with", "Bea")
    carried(ana, bea)
    with vault.open_with(bea.folder, vault.derive(bea.folder, PASSPHRASE)) as opened:
        (item,) = sharing.inbox(opened)
        (photo,) = sharing.photos_of(item)
    assert b"CanaryCamera" not in photo.data
    assert not Image.open(io.BytesIO(photo.data)).getexif()


def test_a_way_of_coping_too_with_results_and_without(pair: tuple[Quick, Quick]) -> None:
    ana, bea = pair
    own = ana.made("strategies", "add", "Call Ida", "--step", "Find the *number*", "--step", "Ring",
                   "--minutes", "10", "--for", "overwhelmed")  # fmt: skip
    for before, after in ((8, 3), (7, 4), (9, 8)):
        ana.ok("strategies", "use", own, "--before", str(before), "--after", str(after))
    tries = [
        (own, "--with-results", "--words", "It was hard at first."),
        (own,),
        ("slow-breathing", "--with-results"),
    ]
    dry = [ana.json("share-strategy", *each, "--with", "Bea", "--dry-run") for each in tries]
    for each in tries:
        ana.made("share-strategy", *each, "--with", "Bea")
    carried(ana, bea)
    assert [arrived(each) for each in bea.json("inbox")] == dry
    assert [(each["uses"], each["median_change"]) for each in dry] == [
        (3, -3), (None, None), (None, None),
    ]  # fmt: skip
    assert dry[0]["words"] == "It was hard at first." and dry[2]["evidence"]


# -- answers ---------------------------------------------------------------------------------------


def test_may_i_say_what_i_think(pair: tuple[Quick, Quick]) -> None:
    ana, bea = pair
    ana.made("share", ana.made("add", "Rain."), "--with", "Bea")
    carried(ana, bea)
    (item,) = bea.json("inbox")
    bea.made("ask", item["id"][:8])
    assert "BadValue" in bea.fails("answer", item["id"], "--ask", "ideas"), "no question"
    assert "BadValue" in bea.fails("helped", item["id"]), "no way of coping"
    assert "BadValue" in bea.fails("adopt", item["id"])
    assert "BadValue" in bea.fails("reply", item["id"], "  ")
    carried(bea, ana)
    (question,) = ana.json("inbox")
    assert (question["kind"], question["ask"]) == ("ask-again", None)
    assert "BadValue" in ana.fails("ask", question["id"])
    bea.made("reply", item["id"], "Take your time.")
    carried(bea, ana)
    said = next(each for each in ana.json("inbox") if each["kind"] == "reply")
    assert "BadValue" in ana.fails("answer", said["id"], "--ask", "ideas"), "no question either"
    ana.made("answer", question["id"], "--ask", "ideas")
    carried(ana, bea)
    told = bea.json("inbox")[-1]
    assert (told["kind"], told["answers"], told["ask"]) == ("ask-again", item["id"], "ideas")
    assert "ideas" in bea.ok("inbox")


def test_who_shared_hears_of_reading_where_the_reader_chose_to_tell(
    pair: tuple[Quick, Quick],
) -> None:
    ana, bea = pair
    ana.made("share", ana.made("add", "One."), "--with", "Bea")
    carried(ana, bea)
    assert bea.json("sharing", "status")["unread"] == 1
    bea.json("inbox")
    assert bea.json("sharing", "status")["unread"] == 0
    carried(bea, ana)
    assert ana.json("ledger")[0]["state"] == "delivered"
    bea.ok("peers", "tell-read", "Ana", "on")
    ana.made("share", ana.made("add", "Two."), "--with", "Bea")
    carried(ana, bea)
    bea.ok("inbox")
    carried(bea, ana)
    assert [each["state"] for each in ana.json("ledger")] == ["read", "delivered"]


def test_who_is_asked_to_delete_hears_of_it(pair: tuple[Quick, Quick]) -> None:
    ana, bea = pair
    share = ana.made("share", ana.made("add", "One."), "--with", "Bea")
    ana.made("share", ana.made("add", "Two."), "--with", "Bea")
    carried(ana, bea)
    ana.ok("retract", share)
    carried(ana, bea)
    asked = [each.get("asked_to_delete", False) for each in bea.json("inbox")]
    assert asked == [True, False]
    assert bea.ok("inbox").count("they ask you to delete it") == 1


def test_what_stays_here_is_said(pair: tuple[Quick, Quick], tmp_path: Path) -> None:
    ana, _ = pair
    (tmp_path / "notes.txt").write_text("no picture")
    entry = ana.made("add", "With a file.", "--attach", str(tmp_path / "notes.txt"))
    told = ana.run("share", entry, "--with", "Bea", "--dry-run", "--json")
    assert b"1 of 1 attachments stay here" in told.stderr
    told = ana.run("share", entry, "--with", "Bea", "--dry-run", "--without", "attachments")
    assert b"stay here" not in told.stderr


def test_beside_an_open_window_one_can_read(pair: tuple[Quick, Quick]) -> None:
    ana, bea = pair
    entry = ana.made("add", "Here.")
    ana.made("share", entry, "--with", "Bea")
    carried(ana, bea)
    key = vault.derive(bea.folder, PASSPHRASE)
    with vault.open_with(bea.folder, key):
        assert bea.json("inbox")[0]["text"] == "Here."
        assert bea.json("peers")[0]["state"] == "active"
        assert bea.json("sharing", "status")["unread"] == 1, "nobody could note that it was read"
        assert "VaultBusy" in bea.fails("sync")
    key = vault.derive(ana.folder, PASSPHRASE)
    with vault.open_with(ana.folder, key):
        assert ana.json("share", entry, "--with", "Bea", "--dry-run")["text"] == "Here."
        assert len(ana.json("ledger")) == 1
        assert "VaultBusy" in ana.fails("share", entry, "--with", "Bea")


def test_more_than_a_message_may_hold_is_refused_before_it_goes(pair: tuple[Quick, Quick]) -> None:
    ana, _ = pair
    for number, entry in enumerate(
        (
            ana.made("add", "a" * 100_001),
            ana.made("add", "b", *(word for n in range(51) for word in ("--tag", f"tag{n}"))),
        )
    ):
        for options in ((), ("--dry-run",)):
            said = ana.fails("share", entry, "--with", "Bea", *options)
            assert said.startswith("BadValue: ") and "at most" in said, number
    assert ana.json("ledger") == []


def test_invitations_and_relays_are_taken_back(pair: tuple[Quick, Quick], post: Path) -> None:
    ana, _ = pair
    line = ana.made("peers", "invite", "--name", "Cem")
    assert [(each["name"], each["state"], each["safety"]) for each in ana.json("peers")][1:] == [
        ("Cem", "invited", None)
    ]
    ana.ok("peers", "withdraw", "Cem")
    assert "NotConnected" in ana.fails("peers", "withdraw", "Bea")
    assert "BadValue" in ana.fails("peers", "invite", "--name", "bea")
    assert "PairingRefused" in ana.fails("peers", "accept", line, "--name", "Me")
    assert "NotConnected" in ana.fails("peers", "resume", "Bea")
    assert "BadValue" in ana.fails("sharing", "forget-relay", "wss://example.org")
    ana.ok("sharing", "forget-relay", post)
    assert ana.json("sharing", "status")["relays"] == []
    assert "BadValue" in ana.fails("peers", "invite", "--name", "Dora")
    assert "BadValue" in ana.fails("sharing", "on", "--proxy", "not a proxy")
    ana.ok("sharing", "on", "--proxy", "127.0.0.1:9050")
    assert ana.json("sharing", "status")["proxy"] == "127.0.0.1:9050"
    ana.ok("sharing", "on", "--proxy", "none")
    assert ana.json("sharing", "status")["proxy"] is None
    done = ana.run("sharing", "on", "--relay", post / "not there")
    assert done.returncode == 0 and b"no folder yet" in done.stderr
    entry = ana.made("add", "One.\n\nTwo.")
    assert "up to 2" in ana.fails("share", entry, "--with", "Bea", "--paragraphs", "2-3")


# -- what lies there -------------------------------------------------------------------------------


def known_of(person: Quick) -> set[bytes]:
    """Whatever of a journal's own could be recognised: keys, ids, mailboxes, names."""
    with vault.open_with(person.folder, vault.derive(person.folder, PASSPHRASE)) as opened:
        post = opened.journal.post
        own, root = post.own_device(), post.own_root()
        assert own is not None and root is not None
        found = {root.seed, bytes.fromhex(own.id), bytes.fromhex(own.incarnation)}
        found |= {own.fallback} if own.fallback else set()
        found |= {key.secret[:32] for key in post.seal_keys()}
        for contact in post.contacts():
            assert contact.root is not None
            found |= {contact.root, bytes.fromhex(str(contact.stable_id))}
            for device in post.devices(contact.id):
                found |= {bytes.fromhex(device.id), device.curve, device.ed}
                found |= {device.seal[:32]} if device.seal else set()
        for box in post.mailboxes(mine=True):
            found |= {box.secret} if box.secret else set()
    return found


def test_three_people_at_one_folder_and_nothing_that_ties_them_together(
    tmp_path: Path, post: Path
) -> None:
    ana, bea, cem = people(tmp_path, RAN, "ana", "bea", "cem")
    persons = (ana, bea, cem)
    for each in persons:
        each.ok("sharing", "on", "--relay", post)
    meet(ana, "Anastasia", bea, "Beatrice")
    meet(ana, "Anastasia", cem, "Cemaliye")
    for name in ("Beatrice", "Cemaliye"):
        same = ana.made("add", "Canaryword under the same roof", "--tag", "canarytag")
        ana.made("share", same, "--with", name, "--ask", "cheer")
        ana.made("share", ana.made("add", "Canaryword " * 9_000), "--with", name)
    everything: dict[str, bytes] = {}

    def look() -> None:
        for file in post.rglob("*"):
            if file.is_file():
                everything[str(file.relative_to(post))] = file.read_bytes()

    for _ in range(2):
        for each in persons:
            each.ok("sync")
            look()
    assert [len(each.json("inbox")) for each in (bea, cem)] == [2, 2]
    assert len(everything) >= 10
    assert {len(data) for data in everything.values()} <= set(ENVELOPES), "the buckets' sizes alone"
    assert len({len(data) for data in everything.values()}) > 1
    recognised = {b"Canaryword", b"canarytag", b"cheer-me-on", b"Anastasia", b"Beatrice",
                  b"Cemaliye", b"curve25519", b'"kind"', b'"body"'}  # fmt: skip
    secret = set().union(*map(known_of, persons))
    recognised |= secret | {each.hex().encode() for each in secret}
    recognised |= {base64.b64encode(each).rstrip(b"=") for each in secret}
    names = "\n".join(everything).encode()
    for word in recognised:
        assert word not in names, word
        assert not [name for name, data in everything.items() if word in data], word
    # Each mailbox serves one direction of one pair; no bytes stand in two envelopes, after the
    # four that all of them begin with.
    with vault.open_with(ana.folder, vault.derive(ana.folder, PASSPHRASE)) as opened:
        boxes = {
            contact.name: {
                box.address
                for mine in (True, False)
                for box in opened.journal.post.mailboxes(mine=mine, contact=contact.id)
            }
            for contact in sharing.contacts(opened)
        }
    assert all(len(each) == 2 for each in boxes.values()) and not set.intersection(*boxes.values())
    pieces: dict[bytes, str] = {}
    for name, data in everything.items():
        pieces |= {data[at : at + 8]: name for at in range(4, len(data) - 8, 8)}
    for name, data in everything.items():
        for at in range(4, len(data) - 8):
            assert pieces.get(data[at : at + 8], name) == name, "two envelopes have bytes in common"


def test_three_people_at_one_nostr_relay(tmp_path: Path) -> None:
    ana, bea, cem = people(tmp_path, RAN, "ana", "bea", "cem")
    with closing(RelayProcess(tmp_path / "relay")) as relay:
        for each in (ana, bea, cem):
            each.ok("sharing", "on", "--relay", relay.address)
        meet(ana, "Ana", bea, "Bea")
        meet(ana, "Ana", cem, "Cem")
        for name in ("Bea", "Cem"):
            ana.made("share", ana.made("add", "Under the same roof"), "--with", name)
            ana.made("share", ana.made("add", "Longer. " * 9_000), "--with", name)
        carried(ana, bea, cem, ana)
        events = everything_at(relay.address)
    assert len(events) >= 10
    assert len({event["pubkey"] for event in events}) == len(events), "each key signs one event"
    assert {tag[0] for event in events for tag in event["tags"]} == {"p", "expiration"}
    assert all(len(event["tags"]) == 2 for event in events)
    assert len({len(event["content"]) for event in events}) <= len(ENVELOPES)
    # Two mailboxes for each pair, and a place to meet for each invitation: none serves twice.
    boxes = {tag[1] for event in events for tag in event["tags"] if tag[0] == "p"}
    own = [mailboxes(each) for each in (ana, bea, cem)]
    assert [len(each) for each in own] == [2, 1, 1]
    assert set().union(*own) < boxes and len(boxes) == 6
    secret = {each.hex() for each in set().union(*map(known_of, (ana, bea, cem)))}
    assert not [each for each in secret if each in json.dumps(events)]


def mailboxes(person: Quick) -> set[str]:
    """Where somebody waits."""
    with vault.open_with(person.folder, vault.derive(person.folder, PASSPHRASE)) as opened:
        return {box.address for box in opened.journal.post.mailboxes(mine=True) if box.contact}


def everything_at(address: str) -> list[dict[str, Any]]:
    """What anybody who asks the relay for everything is given."""

    async def asked() -> list[dict[str, Any]]:
        client = nostr.ClientBuilder().build()
        url = nostr.RelayUrl.parse(address)
        await client.add_relay(url)
        await (await client.relay(url)).try_connect(timedelta(seconds=10))
        target = nostr.ReqTarget.manual({url: [nostr.Filter().limit(500)]})
        events = await client.fetch_events(target, timeout=timedelta(seconds=20))
        found = [json.loads(event.as_json()) for event in events]
        await client.shutdown()
        return found

    return asyncio.run(asked())


def test_what_is_no_invitation_is_told_in_one_line(pair: tuple[Quick, Quick]) -> None:
    ana, _ = pair
    for wrong in ("reflect-invite:" + "A" * 50_000, "\u202e", "reflect-invite:", "--"):
        said = ana.fails("peers", "accept", "--name", "Zed", "--", wrong)
        assert said.startswith("PairingRefused: ") and said.count("\n") == 1
    done = subprocess.run(
        [sys.executable, "-m", "reflect", "--journal", str(ana.folder), "--passphrase-file",
         str(ana.passphrase_file), "peers", "accept", os.fsdecode(b"\xff\xfe"), "--name", b"\xff"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and b"Traceback" not in done.stderr

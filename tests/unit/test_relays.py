"""One contract for every relay: what is put is there, whole, under its name; junk is not."""

from __future__ import annotations

import base64
import hashlib
import http.server
import os
import socket
import socketserver
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import nostr_sdk
import pytest

from reflect.crypto.envelope import ENVELOPES, MAGIC, name_of
from reflect.crypto.identity import mailbox_new
from reflect.errors import RelayRefused, RelayUnreachable, TooLarge
from reflect.sync.relays import (
    Relay,
    check_address,
    means_the_same_elsewhere,
    objects,
    open_relay,
    shown,
)
from reflect.sync.relays import nostr as relays_nostr
from reflect.sync.relays.folder import FolderRelay
from reflect.sync.relays.nostr import KIND, NostrRelay
from reflect.sync.relays.objects import ObjectRelay
from tests.loopback import AskingRelay, RelayProcess, S3Process, webdav

LATER = 2_000_000_000
MINE, THEIRS = mailbox_new(), mailbox_new()
BOX, OTHER = MINE.address, THEIRS.address


def envelope(bucket: int = 0) -> bytes:
    """Bytes of the right size; a relay does not know more of them."""
    return MAGIC + b"\x01" + os.urandom(ENVELOPES[bucket] - 4)


@pytest.fixture(params=["folder", "memory", "fs", "webdav", "s3", "nostr", "nostr that asks"])
def relay(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Relay]:
    with ExitStack() as stack:
        made: Relay
        if request.param == "folder":
            made = FolderRelay(tmp_path)
        elif request.param == "memory":
            made = ObjectRelay("memory", "memory")
        elif request.param == "fs":
            made = ObjectRelay("fs", "fs", root=str(tmp_path))
        elif request.param.startswith("nostr"):
            kind = RelayProcess if request.param == "nostr" else AskingRelay
            running = stack.enter_context(closing(kind(tmp_path / "relay")))
            made = NostrRelay(running.address)
        elif request.param == "s3":
            server = stack.enter_context(closing(S3Process()))
            made = open_relay(f"s3://ana:t%2Fea@box/for/us?endpoint={server.endpoint}")
        else:
            made = open_relay(webdav(tmp_path, stack).replace("http://", "webdav+http://ana:tea@"))
        made.know({MINE.address: MINE.secret, THEIRS.address: THEIRS.secret})
        yield stack.enter_context(closing(made))


def everything(relay: Relay, mailbox: str = BOX, limit: int = 500) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    cursor = None
    while True:
        page = relay.fetch(mailbox, cursor, limit)
        assert len(page.envelopes) <= limit
        assert not found.keys() & dict(page.envelopes).keys(), "no page twice in a round"
        found |= page.envelopes
        cursor = page.cursor
        if cursor is None:
            return found


def test_what_was_put_is_there_whole_and_once(relay: Relay) -> None:
    sent = [envelope(bucket) for bucket in (0, 1, 2)]
    for each in (*sent, *sent):
        relay.put(BOX, each, LATER)
    assert everything(relay) == {name_of(each): each for each in sent}
    assert everything(relay, OTHER) == {}, "another mailbox is another mailbox"


def test_an_empty_place_has_nothing(relay: Relay) -> None:
    assert everything(relay) == {}
    relay.ack(BOX, ["f" * 64])


def test_pages_give_everything(relay: Relay) -> None:
    sent = {name_of(each): each for each in (envelope() for _ in range(23))}
    for each in sent.values():
        relay.put(BOX, each, LATER)
    for limit in (1, 5, 22, 23, 24):
        assert everything(relay, limit=limit) == sent


def test_a_slow_place_gives_what_it_has_so_far_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(ObjectRelay("fs", "fs", root=str(tmp_path))) as relay:
        put = {name_of(each): each for each in (envelope() for _ in range(5))}
        for each in put.values():
            relay.put(BOX, each, LATER)
        monkeypatch.setattr(objects, "LONGEST_PAGE", -1.0)
        page = relay.fetch(BOX)
        assert len(page.envelopes) == 1
        assert page.cursor is not None
        assert everything(relay) == put


def test_what_was_taken_in_goes(relay: Relay) -> None:
    one, other = envelope(), envelope()
    for each in (one, other):
        relay.put(BOX, each, LATER)
    relay.ack(BOX, [name_of(one)])
    relay.ack(BOX, [name_of(one), "../" + name_of(other), ""])
    assert list(everything(relay)) == [name_of(other)]


def test_a_name_that_is_none_reaches_nothing(relay: Relay) -> None:
    for bad in ("", "..", "a/b", BOX[:-1], BOX.upper(), f"../{BOX}"):
        with pytest.raises(ValueError, match="mailbox"):
            relay.put(bad, envelope(), LATER)
        with pytest.raises(ValueError, match="mailbox"):
            relay.fetch(bad)


@pytest.mark.parametrize("kind", ["folder", "fs"])
def test_what_else_lies_about_is_not_taken(tmp_path: Path, kind: str) -> None:
    relay: Relay = (
        FolderRelay(tmp_path) if kind == "folder" else ObjectRelay("fs", "fs", root=str(tmp_path))
    )
    good = envelope()
    relay.put(BOX, good, LATER)
    box = tmp_path / BOX
    half = envelope()
    (box / f"{name_of(half)}.rf1").write_bytes(half[:-1])
    wrong = envelope()
    (box / f"{'0' * 64}.rf1").write_bytes(wrong)
    empty = envelope()
    (box / f"{name_of(empty)}.rf1").touch()
    large = b"x" * 100_000
    (box / f"{name_of(large)}.rf1").write_bytes(large)
    (box / f"{name_of(good)} (conflicted copy).rf1").write_bytes(good)
    (box / ".syncthing.abc.rf1.tmp").write_bytes(good)
    (box / ".1234.part").write_bytes(good)
    (box / f"{'a' * 64}.rf1").mkdir()
    assert everything(relay) == {name_of(good): good}
    (box / f"{name_of(half)}.rf1").write_bytes(half)
    assert everything(relay).keys() == {name_of(good), name_of(half)}, "once it is whole"
    relay.close()


def test_links_and_pipes_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    relay = FolderRelay(tmp_path)
    relay.put(BOX, envelope(), LATER)
    outside = envelope()
    (tmp_path / "secret").write_bytes(outside)
    (tmp_path / BOX / f"{name_of(outside)}.rf1").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / BOX / f"{'b' * 64}.rf1")
    assert name_of(outside) not in everything(relay)
    (tmp_path / OTHER).symlink_to(tmp_path / BOX)
    for does in (
        lambda: relay.fetch(OTHER), lambda: relay.put(OTHER, envelope(), LATER),
        lambda: relay.ack(OTHER, ["c" * 64]),
    ):  # fmt: skip
        with pytest.raises(RelayRefused):
            does()


def test_a_folders_files_are_for_their_owner_and_no_half_one_stays(tmp_path: Path) -> None:
    relay = FolderRelay(tmp_path)
    relay.put(BOX, envelope(), LATER)
    box = tmp_path / BOX
    assert stat.S_IMODE(box.stat().st_mode) == 0o700
    (file,) = box.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_is_away_is_weather(tmp_path: Path) -> None:
    relay = FolderRelay(tmp_path / "stick")
    for does in (
        lambda: relay.fetch(BOX), lambda: relay.put(BOX, envelope(), LATER),
        lambda: relay.wait([BOX], 0),
    ):  # fmt: skip
        with pytest.raises(RelayUnreachable):
            does()
    assert not (tmp_path / "stick").exists(), "it is not made: the stick is not in"


def test_a_full_disk_is_told_and_leaves_no_half_envelope(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = FolderRelay(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RelayRefused) as refused:
        relay.put(BOX, envelope(), LATER)
    assert refused.value.facts["reason"] == "No space left on device"
    assert list((tmp_path / BOX).iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "error"),
    [({"password": "wrong"}, RelayRefused), ({"endpoint": "http://127.0.0.1:9"}, RelayUnreachable)],
)
def test_a_wrong_password_and_a_silent_server_are_told_apart(
    tmp_path: Path, settings: dict[str, str], error: type[Exception]
) -> None:
    with ExitStack() as stack:
        address = webdav(tmp_path, stack)
        given = {"endpoint": address, "username": "ana", "password": "tea"} | settings
        relay = stack.enter_context(closing(ObjectRelay("webdav", address, **given)))
        with pytest.raises(error) as told:
            relay.put(BOX, envelope(), LATER)
        assert "tea" not in str(told.value) and "wrong" not in str(told.value)
        with pytest.raises(error):
            relay.fetch(BOX)


def test_a_bucket_that_is_none_and_a_silent_s3_are_told_apart() -> None:
    with ExitStack() as stack:
        endpoint = stack.enter_context(closing(S3Process())).endpoint
        for address, error in (
            (f"s3://ana:tea@none?endpoint={endpoint}", RelayRefused),
            ("s3://ana:tea@box?endpoint=http://127.0.0.1:9", RelayUnreachable),
        ):
            relay = stack.enter_context(closing(open_relay(address)))
            with pytest.raises(error) as told:
                relay.put(BOX, envelope(), LATER)
            assert "tea" not in str(told.value)
            with pytest.raises(error):
                relay.fetch(BOX)


@pytest.mark.parametrize("address", ["s3://box?region=x", "s3://ana:tea@box"])
def test_no_key_of_the_surroundings_is_used_for_s3(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody-else")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of theirs")
    heard = []

    class Hears(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.headers.get("Authorization", ""))
            self.send_response(403)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Hears) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        endpoint = f"endpoint=http://127.0.0.1:{server.server_port}"
        full = f"{address}{'&' if '?' in address else '?'}{endpoint}"
        with closing(open_relay(full)) as relay, pytest.raises(RelayRefused):
            relay.fetch(BOX)
        server.shutdown()
        serving.join()
    (said,) = heard
    assert ("Credential=ana/" in said) if "ana" in address else (said == "")


def test_settings_that_lead_nowhere_are_told() -> None:
    for scheme, settings in (("ftp", {}), ("s3", {}), ("webdav", {"endpoint": ""})):
        with pytest.raises(RelayRefused):
            ObjectRelay(scheme, "x", **settings)


@pytest.mark.parametrize("comes", [True, False])
def test_waiting_ends_when_something_came_or_the_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comes: bool
) -> None:
    relay = FolderRelay(tmp_path)
    relay.put(BOX, envelope(), LATER)
    now = 100.0
    arrives: list[Callable[[], None]] = [lambda: relay.put(BOX, envelope(), LATER)] if comes else []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        if arrives and now > 102:
            arrives.pop()()

    monkeypatch.setattr("reflect.sync.relays.folder.time.sleep", sleep)
    monkeypatch.setattr("reflect.sync.relays.folder.time.monotonic", lambda: now)
    assert relay.wait([BOX, OTHER], 10) is comes
    assert (now < 105) is comes


@pytest.mark.parametrize("kind", ["folder", "fs"])
def test_what_comes_between_the_look_and_the_wait_is_heard_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(objects, "LOOK_EVERY", 0.01)
    here, there = (
        (FolderRelay(tmp_path), FolderRelay(tmp_path))
        if kind == "folder"
        else [ObjectRelay("fs", "fs", root=str(tmp_path)) for _ in range(2)]
    )
    with closing(here), closing(there):
        there.put(BOX, envelope(), LATER)
        (known,) = everything(here)
        assert not here.wait([BOX, OTHER], 0.05)
        here.ack(BOX, [known])
        assert not here.wait([BOX, OTHER], 0.05), "what one took away oneself is no news"
        everything(here)
        for _ in range(2):
            there.put(BOX, envelope(), LATER)
            assert here.wait([BOX, OTHER], 20)
            assert not here.wait([BOX, OTHER], 0.05), "once is enough"


def test_a_server_is_not_asked_at_every_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, asked = 100.0, 0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr("reflect.sync.relays.objects.time.sleep", sleep)
    monkeypatch.setattr("reflect.sync.relays.objects.time.monotonic", lambda: now)
    with closing(ObjectRelay("fs", "fs", root=str(tmp_path))) as relay:
        real = relay._names

        def names(mailbox: str) -> list[str]:
            nonlocal asked
            asked += 1
            return real(mailbox)

        monkeypatch.setattr(relay, "_names", names)
        relay.fetch(BOX)
        for _ in range(240):
            assert not relay.wait([BOX], 0.25)
        assert asked <= 1 + 60 / objects.LOOK_EVERY


# -- nostr -----------------------------------------------------------------------------------------


@pytest.fixture
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RelayProcess]:
    kind: type[RelayProcess] = getattr(request, "param", RelayProcess)
    with closing(kind(tmp_path / "relay")) as made:
        yield made


both = pytest.mark.parametrize("running", [RelayProcess, AskingRelay], indirect=True)


def nostr(running: RelayProcess, proxy: str | None = None) -> NostrRelay:
    made = NostrRelay(running.address, proxy)
    made.know({MINE.address: MINE.secret, THEIRS.address: THEIRS.secret})
    return made


@both
def test_what_a_relay_said_it_has_survives_a_kill(running: RelayProcess) -> None:
    sent = [envelope() for _ in range(40)]
    with closing(nostr(running)) as relay:
        for each in sent:
            relay.put(BOX, each, LATER)
        running.kill()
        with pytest.raises(RelayUnreachable):
            relay.put(BOX, envelope(), LATER)
        running.start()
        assert everything(relay) == {name_of(each): each for each in sent}
        relay.put(BOX, envelope(2), LATER)
        assert len(everything(relay)) == 41


def test_more_than_a_page_of_a_relay_is_found(running: RelayProcess) -> None:
    with closing(nostr(running)) as relay:
        for _ in range(620):
            relay.put(BOX, envelope(), LATER)
    with closing(nostr(running)) as fresh:
        assert len(everything(fresh)) == 620
        assert len(everything(fresh)) == 620, "the next round overlaps by days"


@pytest.mark.parametrize("at", [0, 1, 2**32, 2**63 - 1])
def test_what_others_leave_there_under_any_date_keeps_nothing_from_being_found(
    running: RelayProcess, at: int
) -> None:
    with closing(nostr(running)) as relay:
        event = (
            nostr_sdk.EventBuilder(nostr_sdk.Kind(KIND), "junk")
            .custom_created_at(nostr_sdk.Timestamp.from_secs(at))
            .tags([nostr_sdk.Tag.public_key(nostr_sdk.PublicKey.parse(BOX))])
            .finalize(nostr_sdk.Keys.generate())
        )
        sent = relay._do("", lambda line: line.client.send_event(event))
        assert sent.success
        mine = envelope()
        relay.put(BOX, mine, LATER)
        assert everything(relay) == {name_of(mine): mine}
        # Nothing is left of it in the next round either.
        assert everything(relay) == {name_of(mine): mine}


def test_only_who_has_the_key_reads_a_mailbox(running: RelayProcess) -> None:
    with closing(nostr(running)) as relay, closing(NostrRelay(running.address)) as stranger:
        relay.put(BOX, envelope(), LATER)
        assert everything(stranger) == {}
        stranger.know({BOX: THEIRS.secret})
        assert everything(stranger) == {}


@pytest.mark.parametrize("running", [AskingRelay], indirect=True)
def test_a_relay_that_asks_hears_of_each_mailbox_alone(
    running: RelayProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    real = NostrRelay._say_who

    async def say_who(self: NostrRelay, line: object, notes: object, key: str) -> None:
        await real(self, line, notes, key)  # type: ignore[arg-type]
        said.append((key, str(id(line))))

    monkeypatch.setattr(NostrRelay, "_say_who", say_who)
    with closing(nostr(running)) as relay:
        for box in (BOX, OTHER):
            relay.put(box, envelope(), LATER)
            assert len(everything(relay, box)) == 1
            assert len(everything(relay, box)) == 1, "on the line that is there"
        assert [key for key, _ in said] == ["", BOX, OTHER]
        assert len({line for _, line in said}) == 3, "a line for each"
    with closing(NostrRelay(running.address)) as stranger, pytest.raises(RelayRefused):
        stranger.fetch(BOX)
    with closing(NostrRelay(running.address)) as stranger:
        stranger.know({BOX: THEIRS.secret})
        with pytest.raises(RelayUnreachable):
            stranger.fetch(BOX)


def test_a_relay_that_says_nothing_is_not_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relays_nostr, "ANSWER", 0.2)

    class Silent(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b"".join(iter(self.rfile.readline, b"\r\n")).decode()
            key = head.lower().partition("sec-websocket-key: ")[0]
            key = head[len(key) :].partition(": ")[2].partition("\r\n")[0]
            magic = f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
            accept = base64.b64encode(hashlib.sha1(magic.encode()).digest())
            self.wfile.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
            )
            while self.rfile.read(1):
                pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"ws://127.0.0.1:{server.server_address[1]}"
        with closing(NostrRelay(address)) as relay:
            with pytest.raises(RelayUnreachable):
                relay.fetch(BOX)
            with pytest.raises(RelayUnreachable):
                relay.put(BOX, envelope(), LATER)
        server.shutdown()


def test_where_it_is_only_heard_while_waiting_that_a_relay_asks_it_is_told(
    tmp_path: Path,
) -> None:
    with closing(AskingRelay(tmp_path / "relay")) as running, closing(nostr(running)) as relay:
        assert not relay.wait([BOX], 20), "it says at once that this is no way to hear of it"
        assert not relay.wait([BOX], 0.1)
        with closing(nostr(running)) as other:
            other.put(BOX, envelope(), LATER)
        assert relay.wait([BOX], 20)


@both
def test_a_hint_comes_when_something_is_put(running: RelayProcess) -> None:
    with closing(nostr(running)) as relay, closing(nostr(running)) as other:
        assert everything(relay) == {}
        assert not relay.wait([BOX], 0.1)
        other.put(OTHER, envelope(), LATER)
        assert not relay.wait([BOX], 0.1)
        other.put(BOX, envelope(), LATER)
        assert relay.wait([BOX], 20)


def test_nothing_goes_around_a_proxy(running: RelayProcess) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with closing(nostr(running, f"127.0.0.1:{port}")) as relay, pytest.raises(RelayUnreachable):
        relay.put(BOX, envelope(), LATER)
    with closing(nostr(running)) as direct:
        assert everything(direct) == {}
    with pytest.raises(RelayRefused):
        open_relay("webdav+https://ana:tea@example.org/dav", "127.0.0.1:9050")


def test_what_is_larger_than_an_envelope_is_not_sent(relay: Relay) -> None:
    with pytest.raises(TooLarge):
        relay.put(BOX, bytes(ENVELOPES[-1] + 1), LATER)


# -- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" wss://relay.example.org/ ", "wss://relay.example.org"),
        ("WS://127.0.0.1:7777", "ws://127.0.0.1:7777"),
        ("/media/stick", "/media/stick"),
        (
            "webdav+https://ana:tea@cloud.example.org/dav",
            "webdav+https://ana:tea@cloud.example.org/dav",
        ),
    ],
)
def test_what_a_person_types_is_an_address(typed: str, meant: str) -> None:
    assert check_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ftp://example.org",
        "wss://",
        "ws://:7",
        "wss://a:b:c",
        "wss://exa mple",
        "a\nb",
        "x" * 2000,
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(RelayRefused):
        check_address(typed)


def test_no_password_is_shown() -> None:
    assert shown("webdav+https://ana:t@a@host/dav?x=tea") == "webdav+https://host/dav"
    assert shown("/media/a@b") == "/media/a@b"
    for secret in ("t?a", "t#a", "t/a", "12?a", "t@?@a"):
        assert shown(f"webdav+https://ana:{secret}@host/dav") == "webdav+https://host/dav"
        with suppress(RelayRefused):
            check_address(f"webdav+https://ana:{secret}@host/dav")
    with closing(NostrRelay("ws://ana:tea@127.0.0.1:9/?t=tea")) as relay:
        assert relay.address == "ws://127.0.0.1:9/"
    with pytest.raises(RelayRefused) as refused:
        NostrRelay("ws://ana:tea@ /")
    assert "tea" not in str(refused.value.facts)


def test_an_address_with_a_password_is_told_to_nobody() -> None:
    assert means_the_same_elsewhere("wss://relay.example.org/path")
    for own in ("wss://ana:tea@relay.example.org", "wss://relay.example.org/?token=tea", "/media"):
        assert not means_the_same_elsewhere(own)


def test_the_right_relay_stands_behind_each_address(tmp_path: Path) -> None:
    with ExitStack() as stack:
        address = webdav(tmp_path, stack)
        found = open_relay("webdav+" + address.replace("://", "://ana:tea@"))
        stack.enter_context(closing(found))
        assert found.address == "webdav+" + address
        found.put(BOX, envelope(), LATER)
        assert len(everything(found)) == 1
    with closing(open_relay(str(tmp_path))) as folder:
        assert len(everything(folder)) == 1

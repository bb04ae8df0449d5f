"""Sharing: what is sealed and opened beside the bare libraries, and a catch-up of 1,000 envelopes
beside fetching them and committing as often; the window meanwhile (G19, G20, G21).

The relay is a real one in a process of its own, on loopback.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import nostr_sdk as nostr
import vodozemac as olm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from benchmarks import corpus
from benchmarks.yardstick import Findings, once
from reflect import vault
from reflect.crypto import envelope, keyfile
from reflect.crypto.envelope import Inner, SealKey
from reflect.crypto.identity import Device
from reflect.model import Entry, EntryId, new_id
from reflect.sync import lens, message, sharing
from reflect.sync.courier import Courier
from reflect.sync.relays.nostr import KIND
from reflect.vault import OpenVault

PASSPHRASE = "four quiet paper boats"
MANY = 1_000
AT_ONCE = 200
WORDS = ("the tram stood still and nobody said a word about it " * 40).split()[:200]


def measure(findings: Findings, folder: Path) -> None:
    """All of them."""
    _sealing(findings)
    _catching_up(findings, folder)
    _window(findings, folder)


# -- one share -------------------------------------------------------------------------------------


def _sealing(findings: Findings) -> None:
    """200 words: from the message to the envelope and back, and the libraries' calls alone."""
    ana, bea = Device.new(), Device.new()
    key = SealKey.new()
    session = envelope.outbound(ana, bea.curve, bea.take_one_time(1)[0])
    _, first = session.encrypt(b"hello")
    theirs, _ = envelope.inbound(bea, ana.curve, first)
    session.decrypt(*theirs.encrypt(b"hello"))
    body = message.Entry(text=" ".join(WORDS), mood=3)
    me = message.Party(bytes(32), ana.id.hex())
    them = message.Party(bytes(32), bea.id.hex())
    id = "a" * 32
    said = message.Message(id, me, them, "b" * 32, 1_700_000_000_000, body)
    plain = envelope.parts(bytes.fromhex(id), message.encode(said))[0]
    opener, public = key.opener(), key.public
    sealed: list[bytes] = []

    def seal() -> None:
        sealed.clear()
        for number in range(AT_ONCE):
            for part in envelope.parts(bytes.fromhex(id), message.encode(said)):
                kind, text = session.encrypt(part)
                sealed.append(envelope.seal(Inner(ana.id, number, kind, text), public))

    def open_() -> None:
        for each in sealed:
            inner = envelope.open_envelope(each, [opener])
            part = envelope.read_part(theirs.decrypt(inner.kind, inner.message))
            whole = envelope.joined({part.index: part.data}, part.count)
            assert whole is not None
            message.decode(whole)

    bare = _Bare(plain)
    # What was sealed is opened once: the four are always taken in this order, ours first and the
    # bare ones first in turn.
    times: list[list[float]] = [[], [], [], []]
    for number in range(10):
        for which in (0, 1) if number % 2 else (1, 0):
            works = (seal, open_) if which == 0 else (bare.seal, bare.open)
            for at, work in enumerate(works):
                times[2 * which + at].append(once(work))
    seal_s, open_s, bare_seal, bare_open = map(statistics.median, times)
    for name, ours, theirs_s in (("seal", seal_s, bare_seal), ("open", open_s, bare_open)):
        findings.add("G19" if name == "seal" else "G19b",
                     f"to {name} a share of 200 words <= 2 x Olm and HPKE alone",
                     f"{ours / AT_ONCE * 1e3:.3f} ms = {ours / theirs_s:.2f} x"
                     f" {theirs_s / AT_ONCE * 1e3:.3f} ms",
                     ours / theirs_s <= 2)  # fmt: skip


class _Bare:
    """vodozemac and cryptography, called as their documents say, on the same bytes."""

    def __init__(self, plain: bytes) -> None:
        ana, bea = olm.Account(), olm.Account()
        bea.generate_one_time_keys(1)
        one = next(iter(bea.one_time_keys.values()))
        self._ana = ana.create_outbound_session(bea.curve25519_key, one)
        first = self._ana.encrypt(b"hello").to_pre_key()
        assert first is not None
        self._bea, _ = bea.create_inbound_session(ana.curve25519_key, first)
        self._ana.decrypt(self._bea.encrypt(b"hello"))
        self._suite = hpke.Suite(
            hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305
        )
        self._key = hpke.MLKEM768X25519PrivateKey(
            MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
        )
        self._public = self._key.public_key()
        self._plain = plain
        self._sealed: list[tuple[int, int, bytes]] = []
        self._fill = bytes(2_048)

    def seal(self) -> None:
        self._sealed.clear()
        for _ in range(AT_ONCE):
            kind, text = self._ana.encrypt(self._plain).to_parts()
            filled = text + self._fill[len(text) :]
            sealed = self._suite.encrypt(filled, self._public, b"reflect/envelope/1")
            self._sealed.append((kind, len(text), sealed))

    def open(self) -> None:
        for kind, length, sealed in self._sealed:
            text = self._suite.decrypt(sealed, self._key, b"reflect/envelope/1")
            self._bea.decrypt(olm.AnyOlmMessage.from_parts(kind, text[:length]))


# -- 1,000 envelopes -------------------------------------------------------------------------------


def _catching_up(findings: Findings, folder: Path) -> None:
    """Everything that Bea's journal does with 1,000 shares that wait for her on a relay; beside
    fetching them and nothing else, and 1,000 commits of one small row."""
    with _waiting_for_bea(folder / "sharing") as (place, address):
        with _opened(place / "bea") as bea:
            boxes = [box.address for box in bea.journal.post.mailboxes(mine=True)]
            commits = once(lambda: _commits(bea))
            bare = once(lambda: asyncio.run(_bare_fetch(address, boxes)))
            courier = Courier(lambda job: job(bea))
            whole = once(lambda: courier.round(at_once=True))
            courier.close()
            came = len(sharing.inbox(bea))
        assert came == MANY, came
    findings.add("G20", f"{MANY:,} envelopes from a relay into the journal <= 3 x fetching and as"
                 " many commits",
                 f"{whole:.2f} s = {whole / (bare + commits):.2f} x ({bare:.2f} s to fetch +"
                 f" {commits:.2f} s to commit)",
                 whole <= 3 * (bare + commits))  # fmt: skip


def _window(findings: Findings, folder: Path) -> None:
    """The same in the window, beside a window that has nothing to do and is told as often that
    something changed; the longest stall of each, the median of five."""
    from benchmarks import display, window

    missing = display.missing()
    rounds = []
    with window._offscreen() if missing else display.screen() as there:
        for number in range(5):
            with _waiting_for_bea(folder / f"window {number}") as (place, _):
                with _opened(place / "bea") as bea:
                    sharing.switch_off(bea)
                rounds.append(
                    window.child(there, "catching_up", str(place / "bea"), PASSPHRASE, MANY)
                )
    busy, idle = (statistics.median(each[name] for each in rounds) for name in ("busy", "idle"))
    findings.add("G21", f"the window's longest stall while {MANY:,} come <= 2 x that of an idle one"
                 " told as often",
                 f"{busy:.1f} ms = {busy / idle:.2f} x {idle:.1f} ms; told"
                 f" {rounds[0]['signals']} times in {rounds[0]['seconds']:.1f} s",
                 busy <= 2 * idle)  # fmt: skip


@contextmanager
def _waiting_for_bea(place: Path) -> Iterator[tuple[Path, str]]:
    """Ana has shared 1,000 times and all of it lies on a relay: (folder of both, its address)."""
    place.mkdir()
    relay = subprocess.Popen(
        [sys.executable, "-m", "reflect", "relay", "run", "--port", "0",
         "--data", str(place / "relay")],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert relay.stdout is not None
    try:
        address = relay.stdout.readline().strip()
        with _person(place / "ana", address) as ana, _person(place / "bea", address) as bea:
            couriers = {
                "ana": Courier(lambda job: job(ana)),
                "bea": Courier(lambda job: job(bea)),
            }
            _connect(ana, bea, couriers)
            _share_many(ana)
            couriers["ana"].round(at_once=True)
            # Something to be seen in her window.
            at = corpus.START
            bea.journal.put(Entry(EntryId(new_id()), at, at, text="A day of her own."))
            for each in couriers.values():
                each.close()
        yield place, address
    finally:
        relay.send_signal(signal.SIGTERM)
        relay.wait()
        relay.stdout.close()


def _person(folder: Path, address: str) -> closing[OpenVault]:
    made, _ = vault.create(folder, PASSPHRASE, name=folder.name, cost=keyfile.CHEAP)
    made.close()
    opened = _opened(folder)
    sharing.switch_on(opened)
    sharing.add_relay(opened, address)
    return closing(opened)


def _opened(folder: Path) -> OpenVault:
    return vault.open_with(folder, vault.derive(folder, PASSPHRASE))


def _connect(ana: OpenVault, bea: OpenVault, couriers: dict[str, Courier]) -> None:
    _, line = sharing.invite(ana, "Bea")
    couriers["ana"].round(at_once=True)
    sharing.accept(bea, line, "Ana")
    for name in ("bea", "ana", "bea", "ana"):
        couriers[name].round(at_once=True)


def _share_many(ana: OpenVault) -> None:
    bea = sharing.named(ana, "Bea")
    text = " ".join(WORDS)
    with ana.journal.atomic():
        for number in range(MANY):
            at = corpus.START + timedelta(minutes=number)
            entry = Entry(
                id=EntryId(new_id()), written_at=at, modified_at=at, text=f"{number} {text}"
            )
            ana.journal.put(entry)
            body = sharing.entry_body(ana, entry, lens.Choice())
            sharing.share_entry(ana, bea, entry.id, body)


def _commits(opened: OpenVault) -> None:
    for number in range(MANY):
        opened.journal.set_state("bench", str(number))


async def _bare_fetch(address: str, boxes: list[str]) -> None:
    """nostr-sdk's own call, page by page, and nothing done with what comes."""
    client = nostr.ClientBuilder().build()
    url = nostr.RelayUrl.parse(address)
    await client.add_relay(url)
    await client.connect(timedelta(seconds=10))
    found: set[str] = set()
    for box in boxes:
        until: int | None = None
        while True:
            filter_: Any = nostr.Filter().kind(nostr.Kind(KIND)).pubkey(nostr.PublicKey.parse(box))
            filter_ = filter_.limit(500)
            if until is not None:
                filter_ = filter_.until(nostr.Timestamp.from_secs(until))
            events = await client.fetch_events(
                nostr.ReqTarget.manual({url: [filter_]}), timeout=timedelta(seconds=20)
            )
            fresh = {event.id().to_hex() for event in events} - found
            if not fresh:
                break
            found |= fresh
            until = min(event.created_at().as_secs() for event in events)
    await client.shutdown()
    assert len(found) >= MANY, len(found)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory(prefix="reflect-bench-") as name:
        start = time.perf_counter()
        measure(Findings(), Path(name))
        print(f"{time.perf_counter() - start:.1f} s")

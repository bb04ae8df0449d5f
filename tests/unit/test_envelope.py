"""Envelopes: there and back, three sizes, no changed byte taken, and as others make them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto import envelope as sealing
from reflect.crypto import padding
from reflect.crypto.envelope import BUCKETS, ENVELOPES, Inner, SealKey
from reflect.crypto.identity import Device
from reflect.errors import BadEnvelope, UnknownEnvelope

KEY = SealKey.new()
OPENER = KEY.opener()
DEVICE = b"d" * 16


def pair() -> tuple[Device, Device, sealing.Session, sealing.Session]:
    """Two devices with a session on which both have written."""
    one, other = Device.new(), Device.new()
    mine = sealing.outbound(one, other.curve, other.take_one_time(1)[0])
    kind, message = mine.encrypt(b"first")
    assert kind == 0
    theirs, plain = sealing.inbound(other, one.curve, message)
    assert plain == b"first" and theirs.id == mine.id
    assert mine.decrypt(*theirs.encrypt(b"answer")) == b"answer"
    return one, other, mine, theirs


# -- sealing ---------------------------------------------------------------------------------------


@given(st.binary(max_size=2_500), st.integers(0, 2**64 - 1), st.integers(0, 1))
def test_there_and_back(message: bytes, number: int, kind: int) -> None:
    inner = Inner(DEVICE, number, kind, message + b"\x00\x80\x00")
    assert sealing.open_envelope(sealing.seal(inner, KEY.public), [OPENER]) == inner


@pytest.mark.parametrize("bucket", range(3))
def test_there_are_three_sizes_and_no_others(bucket: int) -> None:
    room = BUCKETS[bucket] - 27  # the head, and one byte of filling
    below = BUCKETS[bucket - 1] - 26 if bucket else 1
    for size in (below, room // 2 + below // 2, room):
        sealed = sealing.seal(Inner(DEVICE, 1, 1, b"x" * size), KEY.public)
        assert len(sealed) == ENVELOPES[bucket]
    if bucket == 2:
        with pytest.raises(BadEnvelope):
            sealing.seal(Inner(DEVICE, 1, 1, b"x" * (room + 1)), KEY.public)


@given(st.binary(max_size=400), st.integers(0, 40))
def test_filling_is_undone_whatever_the_bytes_end_with(plain: bytes, zeros: int) -> None:
    for each in (plain + b"\x00" * zeros, plain + b"\x80" + b"\x00" * zeros):
        full = padding.filled(each)
        assert len(full) == BUCKETS[0] and padding.emptied(full) == each


@pytest.mark.parametrize("full", [b"", b"\x00" * 2_048, b"x" * 2_048, b"\x80x" + b"\x00" * 9])
def test_what_was_not_filled_up_is_refused(full: bytes) -> None:
    with pytest.raises(BadEnvelope):
        padding.emptied(full)


def test_the_same_message_is_never_sealed_alike() -> None:
    inner = Inner(DEVICE, 1, 1, b"x")
    one, other = sealing.seal(inner, KEY.public), sealing.seal(inner, KEY.public)
    assert one != other and sealing.name_of(one) != sealing.name_of(other)
    assert DEVICE not in one


def test_a_former_sealing_key_still_opens_and_a_strangers_does_not() -> None:
    sealed = sealing.seal(Inner(DEVICE, 1, 1, b"x"), KEY.public)
    stranger = SealKey.new()
    assert sealing.open_envelope(sealed, [stranger.opener(), OPENER]).message == b"x"
    with pytest.raises(BadEnvelope):
        sealing.open_envelope(sealed, [stranger.opener()])
    assert SealKey(KEY.private).public == KEY.public
    for bad in (b"", b"\xff" * 1_216, KEY.public[:-1]):
        with pytest.raises(BadEnvelope):
            sealing.seal(Inner(DEVICE, 1, 1, b"x"), bad)


def test_no_changed_byte_is_taken() -> None:
    sealed = sealing.seal(Inner(DEVICE, 1, 1, b"x"), KEY.public)
    for at in range(len(sealed)):
        bad = sealed[:at] + bytes([sealed[at] ^ (1 << at % 8)]) + sealed[at + 1 :]
        with pytest.raises((BadEnvelope, UnknownEnvelope)):
            sealing.open_envelope(bad, [OPENER])
    assert sealing.open_envelope(sealed, [OPENER]).message == b"x"


def test_no_cut_envelope_is_taken() -> None:
    sealed = sealing.seal(Inner(DEVICE, 1, 1, b"x"), KEY.public)
    for length in range(len(sealed)):
        with pytest.raises((BadEnvelope, UnknownEnvelope)):
            sealing.open_envelope(sealed[:length], [OPENER])
    with pytest.raises(BadEnvelope):
        sealing.open_envelope(sealed + b"\x00", [OPENER])


@given(st.binary(max_size=4_000))
def test_junk_is_refused_by_name(junk: bytes) -> None:
    with pytest.raises((BadEnvelope, UnknownEnvelope)):
        sealing.open_envelope(junk, [OPENER])


def test_what_a_later_version_seals_is_to_be_kept() -> None:
    sealed = sealing.seal(Inner(DEVICE, 1, 1, b"x"), KEY.public)
    for later in (b"RF2" + sealed[3:], sealed[:3] + b"\x02" + sealed[4:]):
        with pytest.raises(UnknownEnvelope):
            sealing.open_envelope(later, [OPENER])


# -- sessions --------------------------------------------------------------------------------------


def test_a_message_opens_once() -> None:
    one, other, mine, theirs = pair()
    kind, message = mine.encrypt(b"once")
    assert theirs.decrypt(kind, message) == b"once"
    for session in (theirs, mine):
        with pytest.raises(BadEnvelope):
            session.decrypt(kind, message)
    kind, message = mine.encrypt(b"after")
    assert theirs.decrypt(kind, message) == b"after", "a refusal changes nothing"
    assert one.curve != other.curve


def test_a_first_message_by_a_one_time_key_opens_once() -> None:
    one, other = Device.new(), Device.new()
    _, message = sealing.outbound(one, other.curve, other.take_one_time(1)[0]).encrypt(b"x")
    session, _ = sealing.inbound(other, one.curve, message)
    assert session.begins(message)
    with pytest.raises(BadEnvelope):
        sealing.inbound(other, one.curve, message)
    with pytest.raises(BadEnvelope):
        sealing.inbound(other, Device.new().curve, message)


def test_a_first_message_by_the_fallback_key_would_open_twice_and_is_known_by_its_session() -> None:
    """Why the ids of such sessions are remembered for ever."""
    one, other = Device.new(), Device.new()
    _, message = sealing.outbound(one, other.curve, other.fallback()).encrypt(b"x")
    first, _ = sealing.inbound(other, one.curve, message)
    again, plain = sealing.inbound(other, one.curve, message)
    assert plain == b"x" and first.id == again.id


def test_forty_missing_ones_may_come_later() -> None:
    *_, mine, theirs = pair()
    sent = [mine.encrypt(str(number).encode()) for number in range(40)]
    random.Random(3).shuffle(sent)
    assert sorted(int(theirs.decrypt(*each)) for each in sent) == list(range(40))


def test_a_session_is_the_same_after_a_night_and_a_rollback_reads_again() -> None:
    *_, mine, theirs = pair()
    kept = theirs.pickle(b"k" * 32)
    sent = mine.encrypt(b"words")
    assert theirs.decrypt(*sent) == b"words"
    again = sealing.Session.from_pickle(kept, b"k" * 32)
    assert again.id == theirs.id and again.decrypt(*sent) == b"words"


def test_keys_that_would_give_the_secret_away_are_refused() -> None:
    for key in (b"\x00" * 32, b"short"):
        with pytest.raises(BadEnvelope):
            sealing.outbound(Device.new(), key, key)
    one, other = Device.new(), Device.new()
    spare = other.take_one_time(1)[0]
    for curve, one_time in ((b"\x00" * 32, spare), (other.curve, b"\x00" * 32)):
        with pytest.raises(BadEnvelope):
            sealing.outbound(one, curve, one_time)
    _, message = sealing.outbound(one, other.curve, spare).encrypt(b"x")
    with pytest.raises(BadEnvelope):
        sealing.inbound(other, b"\x00" * 32, message)


def test_a_senders_device_has_sixteen_bytes() -> None:
    for device in (b"", b"d" * 15, b"d" * 17):
        with pytest.raises(BadEnvelope):
            sealing.seal(Inner(device, 1, 1, b"x"), KEY.public)


def test_three_hundred_that_came_newest_first_are_read_once_sorted() -> None:
    one, _, mine, theirs = pair()
    sealed = [
        sealing.seal(Inner(one.id, number, *mine.encrypt(b"%d" % number)), KEY.public)
        for number in range(300)
    ]
    found = [sealing.open_envelope(each, [OPENER]) for each in reversed(sealed + sealed[:9])]
    read = []
    for inner in sorted(found, key=lambda each: each.number):
        with contextlib.suppress(BadEnvelope):
            read.append(int(theirs.decrypt(inner.kind, inner.message)))
    assert read == list(range(300)), "each once, in order"


def test_a_pickle_opens_under_its_own_key_alone() -> None:
    one, *_, theirs = pair()
    with pytest.raises(BadEnvelope):
        sealing.Session.from_pickle(theirs.pickle(b"k" * 32), b"l" * 32)
    with pytest.raises(BadEnvelope):
        Device.from_pickle(one.id, one.pickle(b"k" * 32), b"l" * 32)


@given(st.integers(0, 1), st.binary(max_size=300))
def test_no_bytes_make_a_session_fail_otherwise(kind: int, junk: bytes) -> None:
    *_, theirs = pair()
    with pytest.raises(BadEnvelope):
        theirs.decrypt(kind, junk)
    with pytest.raises(BadEnvelope):
        sealing.inbound(Device.new(), Device.new().curve, junk)
    assert not theirs.begins(junk)


# -- parts -----------------------------------------------------------------------------------------


@given(st.integers(0, 90_000), st.randoms(use_true_random=False))
def test_a_long_message_goes_in_parts_and_is_whole_again(size: int, order: random.Random) -> None:
    data, id = os.urandom(size), os.urandom(16)
    pieces = sealing.parts(id, data)
    read = [sealing.read_part(piece) for piece in pieces]
    order.shuffle(read)
    found: dict[int, bytes] = {}
    for number, part in enumerate(read, 1):
        assert (part.message, part.count) == (id, len(pieces))
        found[part.index] = part.data
        whole = sealing.joined(found, part.count)
        assert whole == (data if number == len(pieces) else None)


def test_every_part_fits_an_envelope_even_one_that_begins_a_session() -> None:
    one, other = Device.new(), Device.new()
    session = sealing.outbound(one, other.curve, other.fallback())
    part = sealing.parts(b"i" * 16, b"x" * sealing.PART)[0]
    kind, message = session.encrypt(part)
    assert kind == 0
    sealed = sealing.seal(Inner(one.id, 2**64 - 1, kind, message), KEY.public)
    assert len(sealed) == ENVELOPES[2]
    with pytest.raises(BadEnvelope):
        sealing.parts(b"i" * 16, b"x" * (sealing.PART * sealing.MOST_PARTS + 1))


@given(st.binary(max_size=60))
def test_no_bytes_make_a_part_fail_otherwise(junk: bytes) -> None:
    try:
        part = sealing.read_part(junk)
    except BadEnvelope:
        return
    assert 0 <= part.index < part.count <= sealing.MOST_PARTS


# -- as others do it -------------------------------------------------------------------------------


def vectors(name: str, kem: int) -> list[dict[str, Any]]:
    text = (files("cryptography_vectors") / "HPKE" / name).read_text(encoding="utf-8")
    return [
        each for each in json.loads(text)
        if (each["mode"], each["kem_id"], each["kdf_id"], each["aead_id"]) == (0, kem, 1, 3)
    ]  # fmt: skip


def opened(suite: hpke.Suite, key: Any, vector: dict[str, Any]) -> bytes:
    first = vector["encryptions"][0]
    sealed = bytes.fromhex(vector["enc"] + first["ct"])
    info, aad = bytes.fromhex(vector["info"]), bytes.fromhex(first["aad"])
    plain = openssl.hpke._decrypt_with_aad(suite, sealed, key, info, aad)
    assert isinstance(plain, bytes)
    return plain


def test_x_wing_in_hpke_opens_the_published_vector_of_this_very_suite() -> None:
    (vector,) = vectors("hpke-pq-test-vectors.json", 0x647A)
    # draft-connolly-cfrg-xwing-kem: the seed gives ML-KEM's 64 bytes, then X25519's 32.
    key = SealKey(hashlib.shake_256(bytes.fromhex(vector["skRm"])).digest(96))
    assert key.public.hex() == vector["pkRm"]
    assert opened(sealing._HPKE, key.opener(), vector).hex() == vector["encryptions"][0]["pt"]


def test_hpke_opens_the_vectors_of_rfc_9180() -> None:
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    found = vectors("test-vectors.json", 0x20)
    assert found
    for vector in found:
        key = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
        assert opened(suite, key, vector).hex() == vector["encryptions"][0]["pt"]


def test_ml_kem_gives_the_published_secrets() -> None:
    folder = files("cryptography_vectors") / "asymmetric" / "MLKEM"
    name = next(
        each.name for each in folder.iterdir() if "768" in each.name and each.name.endswith(".rsp")
    )
    fields: dict[str, str] = {}
    count = 0
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        label, _, value = line.partition(" = ")
        fields[label.strip()] = value.strip()
        if label.strip() == "ss" and {"z", "d", "ct"} <= fields.keys():
            key = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(fields["d"] + fields["z"]))
            assert key.decapsulate(bytes.fromhex(fields["ct"])).hex() == fields["ss"].lower()
            count += 1
    assert count >= 10


PARTNER = Path(__file__).with_name("olm_partner.py")
SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin")


def has_libolm() -> bool:
    return (
        SYSTEM_PYTHON is not None
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import olm"], capture_output=True, check=False
        ).returncode
    )


class Partner:
    """libolm, in a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [str(SYSTEM_PYTHON), str(PARTNER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *words: str) -> list[str]:
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(" ".join(words) + "\n")
        process.stdin.flush()
        return process.stdout.readline().split()

    def end(self) -> None:
        process = self._process
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        process.wait()


@pytest.fixture
def partner() -> Iterator[Partner]:
    made = Partner()
    yield made
    made.end()


@pytest.mark.skipif(not has_libolm(), reason="needs python3-olm")
@pytest.mark.parametrize("seed", range(4))
def test_libolm_and_we_understand_each_other(partner: Partner, seed: int) -> None:
    """500 messages each time, in whichever order; libolm is an implementation of its own in C."""
    from base64 import b64decode, b64encode

    def raw(text: str) -> bytes:
        return b64decode(text + "=" * (-len(text) % 4))

    def matrix(data: bytes) -> str:
        return b64encode(data).decode().rstrip("=")

    draw = random.Random(seed)
    ours = Device.new()
    curve, one_time = partner.ask("keys")
    if seed % 2:
        session = sealing.outbound(ours, raw(curve), raw(one_time))
        kind, message = session.encrypt(b"we begin")
        (said,) = partner.ask("accept", matrix(ours.curve), matrix(message))
        assert bytes.fromhex(said) == b"we begin"
    else:
        partner.ask("begin", matrix(ours.curve), matrix(ours.take_one_time(1)[0]))
        number, text = partner.ask("encrypt", b"they begin".hex())
        assert number == "0"
        session, plain = sealing.inbound(ours, raw(curve), raw(text))
        assert plain == b"they begin"
    for turn in range(500):
        words = f"{turn} " + "".join(
            chr(draw.randint(32, 0x24F)) for _ in range(draw.randint(0, 90))
        )
        if draw.random() < 0.5:
            kind, message = session.encrypt(words.encode())
            (said,) = partner.ask("decrypt", str(kind), matrix(message))
            assert bytes.fromhex(said).decode() == words
        else:
            number, text = partner.ask("encrypt", words.encode().hex())
            assert session.decrypt(int(number), raw(text)).decode() == words

"""Roots, devices, cards, invitations: what is signed, what is refused, what both see alike."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto import identity as who
from reflect.crypto.envelope import ENVELOPES, SealKey
from reflect.errors import BadMessage, PairingRefused

NOW = 1_790_000_000
SEED = bytes(range(32))
ROOT = who.root_from(SEED)
SEAL = SealKey.new().public


def made_card(root: who.Root = ROOT) -> tuple[bytes, who.Device]:
    device = who.Device.new()
    listed = who.device_list(root, [device], 1, None, NOW)
    keys = who.device_keys(
        device, os.urandom(16), 1, SEAL, device.take_one_time(5), device.fallback()
    )
    card = who.Card(root.public, listed, keys, who.mailbox_new().address, ("wss://relay.example",))
    return card.encoded(), device


# -- roots and signatures --------------------------------------------------------------------------


def test_a_root_comes_from_the_journals_key_and_always_the_same() -> None:
    one, again = (who.root_from(who.root_seed(b"k" * 32)) for _ in range(2))
    assert one.public == again.public
    assert one.public != who.root_from(who.root_seed(b"l" * 32)).public
    assert who.root_seed(b"k" * 32) != b"k" * 32


def test_a_signature_holds_for_its_label_its_bytes_and_its_key_alone() -> None:
    signed = ROOT.sign("reflect/a/1", b"bytes")
    who.verify(ROOT.public, "reflect/a/1", b"bytes", signed)
    other = who.root_from(b"2" * 32)
    for public, label, data, signature in (
        (other.public, "reflect/a/1", b"bytes", signed),
        (ROOT.public, "reflect/b/1", b"bytes", signed),
        (ROOT.public, "reflect/a/1", b"bytez", signed),
        (ROOT.public, "reflect/a/1", b"bytes", signed[:-1]),
        (b"short", "reflect/a/1", b"bytes", signed),
        (ROOT.public, "reflect/a", b"/1bytes", signed),
    ):
        with pytest.raises(BadMessage):
            who.verify(public, label, data, signature)


def test_a_device_is_the_same_after_a_night() -> None:
    device = who.Device.new()
    again = who.Device.from_pickle(device.id, device.pickle(b"k" * 32), b"k" * 32)
    assert (again.curve, again.ed) == (device.curve, device.ed)
    who.verify(device.ed, who.KEYS_LABEL, b"x", again.sign(who.KEYS_LABEL, b"x"))
    one_time = device.take_one_time(5)
    assert len(set(one_time)) == 5 and all(len(key) == 32 for key in one_time)
    assert not set(device.take_one_time(5)) & set(one_time)
    assert len({device.fallback(), device.fallback()}) == 2


# -- lists -----------------------------------------------------------------------------------------


def test_a_list_follows_the_one_before() -> None:
    first_device, second = who.Device.new(), who.Device.new()
    first = who.device_list(ROOT, [first_device], 1, None, NOW)
    after = who.device_list(ROOT, [first_device, second], 2, first, NOW + 1)
    assert [each.id for each in who.check_list(ROOT.public, after, first).devices] == [
        first_device.id, second.id,
    ]  # fmt: skip
    assert who.check_list(ROOT.public, first, first).version == 1, "the same again is no news"
    far = who.device_list(ROOT, [second], 9, after, NOW + 2)
    assert who.check_list(ROOT.public, far, first).version == 9, "some in between were missed"


def test_a_list_that_goes_back_or_aside_is_refused() -> None:
    device = who.Device.new()
    first = who.device_list(ROOT, [device], 1, None, NOW)
    second = who.device_list(ROOT, [device], 2, first, NOW)
    fork = who.device_list(ROOT, [device, who.Device.new()], 2, first, NOW + 5)
    loose = who.device_list(ROOT, [device], 3, first, NOW)
    stranger = who.device_list(who.root_from(b"9" * 32), [device], 3, second, NOW)
    twice = who.device_list(ROOT, [device, device], 3, second, NOW)
    none = who.device_list(ROOT, [], 3, second, NOW)
    for bad in (first, fork, loose, stranger, twice, none):
        with pytest.raises(BadMessage):
            who.check_list(ROOT.public, bad, second)


# -- cards -----------------------------------------------------------------------------------------


def test_a_card_is_read_as_it_was_made() -> None:
    data, device = made_card()
    known = who.read_card(data)
    assert known.card.root == ROOT.public
    assert known.devices.devices[0].curve25519 == device.curve
    assert known.keys.seal == SEAL and len(known.keys.one_time) == 5
    assert known.card.encoded() == data


@pytest.mark.parametrize("what", ["list", "keys"])
def test_keys_and_lists_of_others_make_no_card(what: str) -> None:
    mine, _ = made_card()
    theirs, _ = made_card(who.root_from(b"3" * 32))
    swapped = msgspec.json.decode(mine) | {what: msgspec.json.decode(theirs)[what]}
    with pytest.raises(BadMessage):
        who.read_card(msgspec.json.encode(swapped))


@pytest.mark.parametrize(
    "change",
    [
        {"root": ""}, {"mailbox": "f" * 63}, {"mailbox": "G" * 64}, {"v": 2}, {"relays": ["x"] * 9},
        {"relays": ["a\nb"]}, {"relays": ["y" * 256]}, {"keys": None}, {"list": {}},
    ],
)  # fmt: skip
def test_a_card_that_is_not_as_described_is_refused(change: dict[str, object]) -> None:
    data, _ = made_card()
    with pytest.raises(BadMessage):
        who.read_card(msgspec.json.encode(msgspec.json.decode(data) | change))


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_a_card_fail_otherwise(data: bytes) -> None:
    with pytest.raises(BadMessage):
        who.read_card(data)


@pytest.mark.parametrize(
    "change",
    [
        {"seal": SEAL[:-1]}, {"incarnation": b"i"}, {"epoch": 0}, {"one_time": [b"k"]},
        {"one_time": [b"k" * 32] * 101}, {"fallback": b"k"}, {"device": b"x" * 16},
    ],
)  # fmt: skip
def test_keys_of_another_size_are_refused_even_where_signed(change: dict[str, object]) -> None:
    device = who.Device.new()
    listed = who.check_list(ROOT.public, who.device_list(ROOT, [device], 1, None, NOW))
    good = {
        "v": 1, "device": device.id, "incarnation": b"i" * 16, "epoch": 1, "seal": SEAL,
        "one_time": [], "fallback": b"",
    }  # fmt: skip

    def signed(fields: dict[str, object]) -> who.Signed:
        data = msgspec.json.encode(fields)
        return who.Signed(data, device.sign(who.KEYS_LABEL, data))

    assert who.check_keys(listed, signed(good)).seal == SEAL
    with pytest.raises(BadMessage):
        who.check_keys(listed, signed(good | change))


# -- mailboxes -------------------------------------------------------------------------------------


def test_a_mailbox_has_the_address_that_the_curve_gives_it() -> None:
    # 1 and 2 times the generator of secp256k1 (SEC 2).
    one = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    two = "c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5"
    assert who.mailbox_from((1).to_bytes(32)).address == one
    assert who.mailbox_from((2).to_bytes(32)).address == two
    assert who.mailbox_from(b"\x00" * 32).address == one, "no key of the curve"
    assert who.is_address(who.mailbox_new().address)
    assert who.mailbox_from(b"\xff" * 32).secret != b"\xff" * 32, "no key of the curve"


@given(st.binary(min_size=32, max_size=32))
def test_a_mailbox_kept_is_the_same_mailbox(secret: bytes) -> None:
    made = who.mailbox_from(secret)
    assert who.mailbox_from(made.secret) == made


# -- invitations -----------------------------------------------------------------------------------


relays = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=40),
    max_size=who.MOST_RELAYS,
)


@given(relays, st.integers(0, 2**31))
def test_an_invitation_survives_the_telephone(where: list[str], now: int) -> None:
    made = who.invite(b"card", where, now)
    line = made.line()
    assert line.isprintable() and " " not in line
    assert who.read_invitation(line) == made
    spoken = " ".join(line.upper()[at : at + 4] for at in range(0, len(line), 4))
    assert who.read_invitation(spoken) == made


@given(st.data())
def test_a_slip_of_the_pen_is_noticed(data: st.DataObject) -> None:
    line = who.invite(b"card", ["wss://relay.example"], NOW).line()
    at = data.draw(st.integers(len(who.INVITATION), len(line) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
    if letter == line[at]:
        return
    with pytest.raises(PairingRefused):
        who.read_invitation(line[:at] + letter + line[at + 1 :])


@given(st.one_of(st.text(), st.text().map(lambda text: who.INVITATION + text)))
def test_no_text_makes_reading_an_invitation_fail_otherwise(text: str) -> None:
    with pytest.raises(PairingRefused):
        who.read_invitation(text)


def test_an_invitation_opens_the_card_that_it_speaks_of_and_no_other() -> None:
    card, _ = made_card()
    made = who.invite(card, (), NOW)
    sealed = made.seal_card(card)
    assert card not in sealed and made.open_card(sealed) == card
    assert len(sealed) == ENVELOPES[1], "relays take no other sizes"
    other = who.invite(card, (), NOW)
    for bad in (sealed[:-1], b"", other.seal_card(card), sealed[:20] + b"x" + sealed[21:]):
        with pytest.raises(PairingRefused):
            made.open_card(bad)
    with pytest.raises(PairingRefused) as refused:
        made.open_card(made.seal_card(made_card()[0]))
    assert refused.value.facts["reason"] == "it speaks of somebody else"
    assert made.meeting == who.read_invitation(made.line()).meeting != other.meeting


def test_proofs_tell_the_two_ways_and_the_cards_apart() -> None:
    made = who.invite(b"card", (), NOW)
    one, other = hashlib.sha256(b"1").digest(), hashlib.sha256(b"2").digest()
    proofs = {
        made.proof("hello", one, other), made.proof("welcome", one, other),
        made.proof("hello", other, one), who.invite(b"card", (), NOW).proof("hello", one, other),
    }  # fmt: skip
    assert len(proofs) == 4


def test_an_invitation_is_over_after_seven_days_and_none_is_believed_for_longer() -> None:
    made = who.invite(b"card", (), NOW)
    week = 7 * 24 * 3600
    assert not made.is_over(NOW) and not made.is_over(NOW + week - 1)
    assert made.is_over(NOW + week) and made.is_over(NOW + 10 * week)
    assert replace(made, ends=NOW + 9 * 24 * 3600).is_over(NOW)


# -- the safety number -----------------------------------------------------------------------------


def test_the_safety_number_is_the_same_on_both_sides_and_changes_with_either() -> None:
    one, other, third = (who.root_from(bytes([n]) * 32).public for n in (1, 2, 3))
    number = who.safety_number(one, other)
    assert number == who.safety_number(other, one)
    assert [len(group) for group in number.split()] == [5] * 12
    assert number.replace(" ", "").isdecimal()
    assert len({number, who.safety_number(one, third), who.safety_number(third, other)}) == 3
    # Fixed: a change of the construction would tell every pair that the other had changed.
    assert number == EXPECTED


def test_the_safety_number_is_signals_construction() -> None:
    """Written out once more, as the source has it: version, key, stable id, then 5,200 rounds."""
    root = who.root_from(b"\x07" * 32).public
    digest = hashlib.sha512(b"\0\0" + root + hashlib.sha256(root).digest() + root).digest()
    for _ in range(5_199):
        digest = hashlib.sha512(digest + root).digest()
    half = "".join(str(int.from_bytes(digest[n : n + 5]) % 100_000).zfill(5)
                   for n in (0, 5, 10, 15, 20, 25))  # fmt: skip
    assert half in who.safety_number(root, ROOT.public).replace(" ", "")


EXPECTED = "41447 18561 77158 44687 73541 83940 77102 27818 69230 75497 94767 46850"

"""The key file: published vectors, three ways in, and every changed byte noticed."""

from __future__ import annotations

import hashlib
import json
import os

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto import keyfile as kf
from reflect.crypto.keyfile import CEILING, CHEAP, FLOOR, Cost, Keyfile, calibrate
from reflect.errors import (
    JournalTooNew,
    KeychainUnavailable,
    KeyfileDamaged,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)


@pytest.fixture(scope="module")
def made() -> tuple[Keyfile, bytes, str]:
    return Keyfile.new("ein guter Satz", CHEAP, "abcdefghjkmn")


def _with_checksum(fields: dict[str, object]) -> bytes:
    """As someone would write a key file who can compute a checksum but has no key."""
    fields.pop("checksum", None)
    body = msgspec.json.encode(fields, order="sorted")
    fields["checksum"] = hashlib.sha256(body).hexdigest()
    return msgspec.json.encode(fields, order="sorted") + b"\n"


@pytest.mark.requirement("R23")
def test_argon2id_gives_the_vector_of_rfc_9106() -> None:
    # RFC 9106, section 5.3
    kdf = Argon2id(
        salt=bytes([2] * 16),
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=bytes([3] * 8),
        ad=bytes([4] * 12),
    )
    assert kdf.derive(bytes([1] * 32)).hex() == (
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    )


@pytest.mark.requirement("R23")
def test_the_slot_is_opened_by_plain_argon2id_with_its_own_parameters(
    made: tuple[Keyfile, bytes, str],
) -> None:
    """Read by hand, with nothing of ours but the documented layout."""
    from base64 import b64decode

    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    keyfile, key, _ = made
    said = json.loads(keyfile.to_bytes())
    slot = said["passphrase"]
    cost = slot["cost"]
    outer = Argon2id(
        salt=b64decode(slot["salt"]),
        length=32,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    ).derive(b"ein guter Satz")
    header = {name: said[name] for name in ("format", "version", "journal_id", "queue_public")}
    bare = {"kind": "passphrase", "slot": {**slot, "nonce": "", "sealed": ""}}
    bound = b"".join(
        json.dumps(part, sort_keys=True, separators=(",", ":")).encode() for part in (header, bare)
    )
    plain = ChaCha20Poly1305(outer).decrypt(
        b64decode(slot["nonce"]), b64decode(slot["sealed"]), bound
    )
    assert plain == key


@pytest.mark.requirement("R22")
def test_each_way_in_gives_the_same_key(made: tuple[Keyfile, bytes, str]) -> None:
    keyfile, key, code = made
    again = Keyfile.from_bytes(keyfile.to_bytes())
    assert again == keyfile
    assert len(key) == 32
    assert again.unlock_with_passphrase("ein guter Satz") == key
    assert again.unlock_with_recovery(code.lower().replace("-", "  ")) == key
    secret = os.urandom(32)
    assert again.with_keychain(key, secret).unlock_with_keychain(secret) == key


@pytest.mark.requirement("R6")
def test_what_does_not_fit_is_said_as_such(made: tuple[Keyfile, bytes, str]) -> None:
    keyfile, key, _ = made
    for wrong in ("ein guter satz", "ein guter Satz ", "", "x"):
        with pytest.raises(WrongPassphrase):
            keyfile.unlock_with_passphrase(wrong)
    _, _, other_code = Keyfile.new("x", CHEAP, "abcdefghjkmn")
    with pytest.raises(WrongRecoveryCode) as wrong_code:
        keyfile.unlock_with_recovery(other_code)
    assert wrong_code.value.facts == {"group": None}
    with pytest.raises(KeychainUnavailable):
        keyfile.unlock_with_keychain(os.urandom(32))
    with pytest.raises(KeychainUnavailable):
        keyfile.with_keychain(key, os.urandom(32)).unlock_with_keychain(os.urandom(32))


@pytest.mark.requirement("R21")
def test_a_new_passphrase_replaces_only_its_slot(made: tuple[Keyfile, bytes, str]) -> None:
    keyfile, key, code = made
    changed = keyfile.with_passphrase(key, "anders")
    assert changed.unlock_with_passphrase("anders") == key
    with pytest.raises(WrongPassphrase):
        changed.unlock_with_passphrase("ein guter Satz")
    assert changed.unlock_with_recovery(code) == key
    assert changed.passphrase.salt != keyfile.passphrase.salt
    again, new_code = changed.with_new_recovery(key)
    assert again.unlock_with_recovery(new_code) == key
    with pytest.raises(WrongRecoveryCode):
        again.unlock_with_recovery(code)
    assert again.queue_private_key(key) == keyfile.queue_private_key(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9", "cafe\u0301"),  # composed and decomposed
        ("\uff11\uff12\uff13", "123"),  # full-width digits of an input method
        ("\u1e9b\u0323", "\u1e69"),  # the example of Unicode annex 15
        ("파란 하늘", "파란 하늘"),
    ],
)
def test_the_same_passphrase_typed_on_another_system_is_the_same(one: str, other: str) -> None:
    assert kf.normalise(one) == kf.normalise(other)


@pytest.mark.parametrize(
    "passphrase",
    [
        "x",
        " ",
        'it\'s "quoted" \\ \0 ;--',
        "日本語のパスフレーズ",
        "🌊" * 40,
        "a" * 20_000,
        "\udce4lone",
    ],
)
def test_any_length_and_script_is_accepted(
    made: tuple[Keyfile, bytes, str], passphrase: str
) -> None:
    keyfile, key, _ = made
    changed = Keyfile.from_bytes(keyfile.with_passphrase(key, passphrase).to_bytes())
    assert changed.unlock_with_passphrase(passphrase) == key


def test_an_empty_passphrase_is_refused(made: tuple[Keyfile, bytes, str]) -> None:
    keyfile, key, _ = made
    with pytest.raises(WeakPassphrase):
        Keyfile.new("", CHEAP, "abc")
    with pytest.raises(WeakPassphrase):
        keyfile.with_passphrase(key, "")


@pytest.mark.requirement("R6")
def test_every_flipped_bit_of_the_file_is_noticed(made: tuple[Keyfile, bytes, str]) -> None:
    data = made[0].to_bytes()
    for position in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[position] ^= 1 << bit
            with pytest.raises(KeyfileDamaged):
                Keyfile.from_bytes(bytes(changed))


@pytest.mark.requirement("R6")
def test_every_cut_is_noticed(made: tuple[Keyfile, bytes, str]) -> None:
    data = made[0].to_bytes()
    for length in range(len(data)):
        with pytest.raises(KeyfileDamaged):
            Keyfile.from_bytes(data[:length])


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_input_whatever_is_a_surprise(data: bytes) -> None:
    with pytest.raises(KeyfileDamaged):
        Keyfile.from_bytes(data)


@given(
    st.dictionaries(
        st.sampled_from(
            ["journal_id", "queue_public", "queue_private", "passphrase", "recovery", "keychain"]
        ),
        st.one_of(st.none(), st.integers(), st.text(max_size=8), st.just({"cost": 1})),
        min_size=1,
    )
)
def test_a_right_checksum_over_wrong_fields_is_damage(
    made: tuple[Keyfile, bytes, str], wrong: dict[str, object]
) -> None:
    fields = {**json.loads(made[0].to_bytes()), **wrong}
    if set(wrong) <= {"journal_id", "keychain"} and fields["keychain"] is None:
        return  # a whole file, of another journal: its tags decide
    with pytest.raises(KeyfileDamaged):
        Keyfile.from_bytes(_with_checksum(fields))


@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": FLOOR.memory_kib - 1, "iterations": 3, "lanes": 4},
        {"memory_kib": 8, "iterations": 1, "lanes": 1},
        {"memory_kib": 65536, "iterations": 2, "lanes": 4},
        {"memory_kib": 65536, "iterations": 3, "lanes": 1},
        {"memory_kib": 2**30, "iterations": 3, "lanes": 4},  # a terabyte
        {"memory_kib": 65536, "iterations": 10**9, "lanes": 4},
        {"memory_kib": 65536, "iterations": 3, "lanes": 10**6},
        {"memory_kib": 2**70, "iterations": 3, "lanes": 4},
    ],
)
def test_a_cost_out_of_range_is_refused_before_it_is_paid(
    made: tuple[Keyfile, bytes, str], cost: dict[str, int]
) -> None:
    fields = json.loads(made[0].to_bytes())
    fields["passphrase"]["cost"] = cost
    with pytest.raises(KeyfileDamaged):
        Keyfile.from_bytes(_with_checksum(fields))


@pytest.mark.requirement("R23")
def test_parameters_and_header_cannot_be_exchanged(made: tuple[Keyfile, bytes, str]) -> None:
    """Each is bound into the seal: who changes it and mends the checksum opens nothing."""
    keyfile, key, code = made
    other, _, _ = Keyfile.new("ein guter Satz", CHEAP, "abcdefghjkmn")
    for fields in (
        {"journal_id": "nopqrstvwxyz"},
        {"queue_public": other.queue_public},
    ):
        forged = Keyfile.from_bytes(msgspec.structs.replace(keyfile, **fields).to_bytes())
        with pytest.raises(WrongPassphrase):
            forged.unlock_with_passphrase("ein guter Satz")
        with pytest.raises(WrongRecoveryCode):
            forged.unlock_with_recovery(code)
        with pytest.raises(KeyfileDamaged):
            forged.queue_private_key(key)
    moved = msgspec.structs.replace(keyfile, keychain=keyfile.recovery)
    from reflect.crypto import recovery

    with pytest.raises(KeychainUnavailable):
        moved.unlock_with_keychain(recovery.secret(code))


@pytest.mark.requirement("R13")
def test_a_later_version_is_told_apart_from_damage(made: tuple[Keyfile, bytes, str]) -> None:
    fields = {**json.loads(made[0].to_bytes()), "version": 7, "novelty": [1, 2]}
    with pytest.raises(JournalTooNew) as found:
        Keyfile.from_bytes(_with_checksum(fields))
    assert found.value.facts == {"found": 7, "known": 1}


def test_the_file_says_nothing_of_keys_or_passphrases(made: tuple[Keyfile, bytes, str]) -> None:
    from base64 import b64encode

    keyfile, key, code = made
    data = keyfile.to_bytes()
    secrets = [key, b"guter", code.replace("-", "").encode(), keyfile.queue_private_key(key)]
    for secret in secrets:
        assert secret not in data
        assert secret.hex().encode() not in data
        assert b64encode(secret).rstrip(b"=")[:-1] not in data


@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    ("seconds_at_floor", "memory_kib", "expected"),
    [
        (0.25, 16 * 2**20, Cost(256 * 1024, 3, 4)),  # 64 MiB in 0.25 s: 256 MiB takes 1 s
        (0.5, 16 * 2**20, Cost(128 * 1024, 3, 4)),  # 256 MiB would take 2 s
        (0.06, 512 * 1024, Cost(128 * 1024, 14, 4)),  # little memory: more passes
        (0.9, 16 * 2**20, FLOOR),
        (6.0, 16 * 2**20, FLOOR),  # slower than wanted, never below the floor
    ],
)
def test_the_cost_is_fitted_to_the_machine(
    seconds_at_floor: float, memory_kib: int, expected: Cost
) -> None:
    def seconds(cost: Cost) -> float:
        return seconds_at_floor * cost.memory_kib / FLOOR.memory_kib * cost.iterations / 3

    assert calibrate(seconds=seconds, memory_kib=memory_kib) == expected


@pytest.mark.requirement("R23")
@given(st.floats(0.0001, 20), st.integers(64 * 1024, 2**26))
def test_whatever_the_machine_the_cost_is_permitted(at_floor: float, memory_kib: int) -> None:
    def seconds(cost: Cost) -> float:
        return at_floor * cost.memory_kib / FLOOR.memory_kib * cost.iterations / 3

    cost = calibrate(seconds=seconds, memory_kib=memory_kib)
    assert cost.is_permitted()
    assert seconds(cost) <= 1.5 or cost == FLOOR
    assert seconds(cost) >= 0.5 or cost.iterations == CEILING.iterations

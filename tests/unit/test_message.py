"""Messages: each kind there and back, each limit held, and no bytes that break the reader."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.crypto.identity import Signed
from reflect.errors import BadMessage, UnknownMessage
from reflect.shares import Ask
from reflect.sync import message as wire

ID = "0" * 31 + "1"
ANA = wire.Party(b"a" * 32, "a" * 32)
BEA = wire.Party(b"b" * 32, "b" * 32)
SIGNED = Signed(b"data", b"s" * 64)
ONE_OF_EACH: tuple[wire.Body, ...] = (
    wire.Hello(b"card", b"p" * 32),
    wire.Welcome(b"p" * 32),
    wire.Keys(SIGNED, SIGNED),
    wire.Entry(
        "Ein „Text“ 🌧", "Title", 2, (wire.Feeling("müde", 4), wire.Feeling("own")), ("work",),
        wire.When("2026-11-20", "evening"), (wire.Photo("a.jpg", "image/jpeg", b"\xff\xd8"),),
        Ask.EXPERIENCE, True, 2_000_000_000,
    ),
    wire.Strategy("Tea", ("Kettle on",), 10, "low", ("sad",), uses=7, median_change=-2.5),
    wire.Reply(ID, "I am here", wire.Strategy("Walk")),
    wire.Hear(ID, "me-too"),
    wire.Helped(ID, "glad-i-tried"),
    wire.AskAgain(ID, Ask.IDEAS),
    wire.Retract(ID),
    wire.Retracted(ID, True),
    wire.Read(ID),
    wire.State("paused", "until spring"),
    wire.Ack((ID, ID), "c" * 32),
    wire.Have("c" * 32, (ID,), asks=True),
)  # fmt: skip


def message(body: wire.Body, **fields: Any) -> wire.Message:
    given_: dict[str, Any] = {
        "id": ID,
        "sender": ANA,
        "recipient": BEA,
        "incarnation": "c" * 32,
        "at": 7,
    }
    return wire.Message(**(given_ | fields), body=body)


def test_there_is_one_of_each_kind() -> None:
    assert [wire.kind_of(body) for body in ONE_OF_EACH] == list(wire.KINDS)


@pytest.mark.parametrize("body", ONE_OF_EACH, ids=wire.kind_of)
def test_there_and_back(body: wire.Body) -> None:
    made = message(body)
    assert wire.decode(wire.encode(made)) == made


@given(
    st.text(max_size=300), st.lists(st.text(max_size=40), max_size=5), st.none() | st.integers(1, 5)
)
def test_any_words_go_there_and_back(text: str, tags: list[str], mood: int | None) -> None:
    try:
        text.encode(), [tag.encode() for tag in tags]
    except UnicodeEncodeError:
        return
    made = message(wire.Entry(text, mood=mood, tags=tuple(tags)))
    assert wire.decode(wire.encode(made)) == made


TOO_MUCH: tuple[wire.Body, ...] = (
    wire.Entry("x" * (wire.LONGEST_TEXT + 1)),
    wire.Entry(mood=6),
    wire.Entry(tags=("t",) * 51),
    wire.Entry(emotions=(wire.Feeling("x", 9),)),
    wire.Entry(photos=(wire.Photo("a", "image/jpeg", b""),) * (wire.MOST_PHOTOS + 1)),
    wire.Entry(photos=(wire.Photo("a", "image/jpeg", b"x" * (wire.LARGEST_PHOTO + 1)),)),
    wire.Entry(photos=(wire.Photo("a", "image/svg+xml", b""),)),  # type: ignore[arg-type]
    wire.Strategy("x" * 501),
    wire.Strategy("x", median_change=11),
    wire.Strategy("x", steps=("y" * wire.LONGEST_TEXT,)),
    wire.Strategy("x", steps=("y" * 60_000,), why="z" * 60_000),
    wire.Reply(ID, "x", wire.Strategy("x", words="y" * wire.LONGEST_TEXT)),
    # No local time on some systems, and none at all east of Greenwich.
    wire.Entry("x", expires_at=253_402_300_799),
    wire.Reply("no id", "x"),
    wire.Hear(ID, "wow"),  # type: ignore[arg-type]
    wire.Ack((ID,) * (wire.MOST_IDS + 1), "c" * 32),
    wire.Hello(b"x" * 20_001, b"p" * 32),
    wire.Welcome(b"p" * 31),
)


@pytest.mark.parametrize("body", TOO_MUCH)
def test_more_than_a_body_may_hold_is_neither_sent_nor_taken(body: wire.Body) -> None:
    with pytest.raises(BadMessage):
        wire.encode(message(body))
    raw = {
        "v": 1, "id": ID, "kind": wire.kind_of(body), "from": ANA, "to": BEA,
        "incarnation": "c" * 32, "at": 7, "body": body,
    }  # fmt: skip
    with pytest.raises(BadMessage):
        wire.decode(msgspec.json.encode(raw))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x"}, {"id": ID.upper()[:-1]}, {"from": None}, {"to": {"root": "", "device": ""}},
        {"at": -1}, {"at": 10**15}, {"incarnation": ""}, {"body": []}, {"body": {"to": ID, "x": 1}},
        {"extra": 1}, {"kind": None}, {"v": "1"},
    ],
)  # fmt: skip
def test_a_form_that_is_not_as_described_is_refused(change: dict[str, Any]) -> None:
    raw = msgspec.json.decode(wire.encode(message(wire.Read(ID)))) | change
    with pytest.raises(BadMessage):
        wire.decode(msgspec.json.encode(raw))


@pytest.mark.parametrize("change", [{"kind": "capacity"}, {"v": 2}, {"v": 2, "new": {}, "id": 7}])
def test_what_a_later_version_says_is_to_be_kept(change: dict[str, Any]) -> None:
    raw = msgspec.json.decode(wire.encode(message(wire.Read(ID)))) | change
    with pytest.raises(UnknownMessage):
        wire.decode(msgspec.json.encode(raw))


@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))
    )
)
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    for each in (data, b'{"v":1,"kind":"entry","body":' + data + b"}"):
        with pytest.raises((BadMessage, UnknownMessage)):
            wire.decode(each)


def test_what_is_nested_or_huge_is_refused_before_it_costs_much() -> None:
    for data in (b"[" * 200_000, b'{"v":1,"kind":"entry","body":' + b'{"a":' * 100_000):
        with pytest.raises(BadMessage):
            wire.decode(data)
    with pytest.raises(BadMessage) as refused:
        wire.decode(b" " * (wire.LARGEST + 1))
    assert refused.value.facts["reason"] == "size"


def test_a_refusal_says_nothing_of_what_was_in_it() -> None:
    raw = {"v": 1, "kind": "entry", "body": {"text": ["secret words"]}}
    with pytest.raises(BadMessage) as refused:
        wire.decode(msgspec.json.encode(raw))
    assert "secret" not in str(refused.value)


# -- text ------------------------------------------------------------------------------------------


@given(st.text(max_size=200))
def test_cleaned_text_has_nothing_unseen_and_is_clean(text: str) -> None:
    cleaned = wire.clean(text)
    assert wire.clean(cleaned) == cleaned
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in cleaned
                   if letter not in "\n\t")  # fmt: skip
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b")


def test_what_people_write_stays() -> None:
    for text in ("Zeile\n\tzwei", "„Öl“ – naïve café", "👩\u200d👩\u200d👧 🇩🇪", "שלום", "e\u0301"):
        assert wire.clean(text) == text


def test_overrides_and_towers_of_marks_go() -> None:
    assert wire.clean("a\u202egnp.exe") == "agnp.exe"
    assert wire.clean("x\x1b[31m\x00y\r\nz") == "x[31my\nz"
    assert wire.clean("e" + "\u0301" * 100_000) == "e" + "\u0301" * wire.MARKS
    for mark in ("\u20dd", "\u0e47", "\ufe0f"):
        assert wire.clean("e" + mark * 100_000) == "e" + mark * wire.MARKS
    joined = wire.clean("e" + ("\u0301" * wire.MARKS + "\u200d") * 1_000)
    assert joined.count("\u0301") == wire.MARKS

"""The lens: what is chosen goes, nothing else, and names stay here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.model import Attachment, Emotion, Entry, EntryId
from reflect.shares import Ask
from reflect.sync import lens, message
from reflect.sync.lens import Choice

BERLIN = timezone(timedelta(hours=1))
TEXT = """# A heavy day

Anna rang at nine. I told Anna's sister.

- one thing
- another

  that goes on

```
code

with a gap
```

> quoted
> twice

The end."""
ENTRY = Entry(
    EntryId("abc"), datetime(2026, 11, 20, 22, 41, tzinfo=BERLIN),
    datetime(2026, 11, 21, tzinfo=BERLIN),
    "Europe/Berlin", "About Anna", TEXT, 2, (Emotion("sad", 4),), ("anna", "work"),
    {"people": "Anna, Jo", "place": "zyphPLACE"}, True,
    (Attachment("zyphFILE.jpg", "image/jpeg", 3, "0" * 64),), import_extra='{"zyph": 1}',
)  # fmt: skip


def test_parts_are_whole_and_as_typed() -> None:
    parts = lens.paragraphs(TEXT)
    assert [part.splitlines()[0] for part in parts] == [
        "# A heavy day", "Anna rang at nine. I told Anna's sister.", "- one thing", "```",
        "> quoted", "The end.",
    ]  # fmt: skip
    assert parts[2].endswith("that goes on") and parts[3].endswith("```")
    assert lens.paragraphs("") == ()


@given(st.text(st.sampled_from("ab #*->`\n1. "), max_size=120))
def test_no_letter_of_a_text_is_in_no_part(text: str) -> None:
    # But for lines that define a link, which show nothing.
    shown = "".join("".join(lens.paragraphs(text)).split())
    assert shown == "".join(text.split())


def test_chosen_paragraphs_go_and_no_others() -> None:
    body = lens.through(ENTRY, Choice(paragraphs=frozenset({2, 6})))
    assert body.text == "Anna rang at nine. I told Anna's sister.\n\nThe end."
    assert lens.through(ENTRY, Choice(paragraphs=frozenset())).text == ""
    assert lens.through(ENTRY, Choice(paragraphs=frozenset({99}))).text == ""


def test_what_was_not_chosen_does_not_go() -> None:
    none = Choice(frozenset(), False, False, False, False, "none")
    assert lens.through(ENTRY, none) == message.Entry()
    mood_only = lens.through(ENTRY, Choice(frozenset(), False, True, False, False, "none"))
    assert mood_only == message.Entry(mood=2)


def test_place_files_and_what_an_import_left_never_go() -> None:
    body = lens.through(ENTRY, Choice(time="exact", ask=Ask.IDEAS, hard=True))
    assert b"zyph" not in msgspec.json.encode(body) and b"Jo" not in msgspec.json.encode(body)
    assert (body.ask, body.hard) == (Ask.IDEAS, True)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "night"),
        (5, "night"),
        (6, "morning"),
        (12, "afternoon"),
        (18, "evening"),
        (23, "evening"),
    ],
)
def test_time_is_blurred_by_the_writers_own_clock(hour: int, part: str) -> None:
    entry = Entry(EntryId("a"), datetime(2026, 11, 20, hour, 41, tzinfo=BERLIN), ENTRY.modified_at)
    when = lens.through(entry, Choice()).time
    assert when == message.When("2026-11-20", part)  # type: ignore[arg-type]
    assert b"41" not in msgspec.json.encode(when)
    exact = lens.through(entry, Choice(time="exact")).time
    assert exact is not None and exact.at == f"2026-11-20T{hour:02}:41+01:00"
    assert lens.through(entry, Choice(time="none")).time is None


def test_what_the_lens_shows_is_what_is_sealed() -> None:
    body = lens.through(ENTRY, Choice(replacements={"Anna": "[friend]"}))
    party = message.Party(b"r" * 32, "a" * 32)
    sent = message.encode(message.Message("0" * 32, party, party, "b" * 32, 1, body))
    assert message.decode(sent).body == body
    assert b"nna" not in sent


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna came", "[f] came"),
        ("anna, ANNA; (Anna)", "[f], [f]; ([f])"),
        ("Anna's hat and Anna’s cat", "[f]'s hat and [f]’s cat"),
        ("Annas Hut", "[f]s Hut"),
        ("Annabel and Joanna stay", "Annabel and Joanna stay"),
        ("with Anna Maria", "with [f] Maria"),
        ("_Anna_ **Anna**", "_[f]_ **[f]**"),
    ],
)
def test_a_name_is_replaced_as_a_word(text: str, shown: str) -> None:
    assert lens.replaced(text, {"Anna": "[f]"}) == shown


def test_the_longer_name_first_and_composed_signs_alike() -> None:
    names = {"Jo": "[j]", "Jo Müller": "[m]"}
    assert lens.replaced("Jo Müller and Jo", names) == "[m] and [j]"
    assert lens.replaced("Jo Mu\u0308ller", names) == "[m]"
    assert lens.replaced("C++ (x)", {"C++": "[c]", "": "[never]"}) == "[c] (x)"


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("Weiß, WEISS and Weißer", "Weiß", "[x], [x] and Weißer"),
        ("weiß", "WEISS", "[x]"),
        ("İpek, ipek, İPEK’s", "İpek", "[x], [x], [x]’s"),
        ("IŞIK und Işık", "Işık", "[x] und [x]"),
        ("我和李雷去", "李雷", "我和[x]去"),
        ("田中さんが来た", "田中", "[x]さんが来た"),
        ("지민이가 왔다", "지민", "[x]이가 왔다"),
        ("สมชายไปบ้าน", "สมชาย", "[x]ไปบ้าน"),
        ("An\u200bna and An\u00adna, An\x1cna", "Anna", "[x] and [x], [x]"),
        ("Anna\nSchmidt, Anna  Schmidt, Anna\u00a0Schmidt", "Anna Schmidt", "[x], [x], [x]"),
        ("Anna\n\nSchmidt", "Anna Schmidt", "Anna\n\nSchmidt"),
        ("O’Brien and O'Brien's", "O'Brien", "[x] and [x]'s"),
        ("Mary\u2011Jane, Mary-Jane", "Mary-Jane", "[x], [x]"),
        ("Straße", "s", "Straße"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(text: str, name: str, shown: str) -> None:
    assert lens.replaced(text, {name: "[x]"}) == shown
    known = replace(ENTRY, factors={"people": name})
    assert bool(lens.names_in([known], text)) == (shown != text), "and proposed"


LETTERS: Any = ("Lu", "Ll", "Lt", "Lm", "Lo")
names = st.text(st.characters(categories=LETTERS), min_size=2, max_size=8)


@given(names, st.text(st.characters(categories=(*LETTERS, "Po", "Zs", "Cf")), max_size=40))
def test_whatever_a_name_is_it_is_replaced_in_its_own_spelling(name: str, around: str) -> None:
    text = f"{around} {name}, {name.upper()} · {around}"
    shown = message.clean(lens.replaced(text, {name: "[]"}))
    assert shown.count("[]") >= (2 if name.upper().casefold() == name.casefold() else 1)
    assert f" {name}," not in shown


@given(st.text(max_size=80), st.text(min_size=1, max_size=8).filter(str.strip))
def test_no_name_breaks_it_and_none_leaves_a_text_alone(text: str, name: str) -> None:
    assert isinstance(lens.replaced(text, {name: "[x]"}), str)
    assert lens.replaced(text, {}) == text


def test_names_are_proposed_from_ones_own_entries() -> None:
    assert lens.names_in([ENTRY], "First Jo, then Anna's dog, and Bea") == ("Jo", "Anna")
    assert lens.names_in([ENTRY], "Joanna") == ()

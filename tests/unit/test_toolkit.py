"""A toolkit as a file: the same cards come back, nothing private goes along unasked, and a file
made to do harm does none."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image

from reflect import content
from reflect.errors import (
    BadValue,
    DamagedFile,
    ExportFailed,
    FileUnreadable,
    FormatError,
    FormatTooNew,
    HostileFile,
    NotAToolkit,
    ReflectError,
    SealedToAKey,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats import toolkit, toolkit_pages
from reflect.formats.toolkit import Card, Choice
from reflect.journal import Journal
from reflect.model import (
    BRIDGE,
    COPING_HIDDEN,
    SAFETY_PLAN,
    Attachment,
    Bridge,
    Evidence,
    KeptId,
    Origin,
    OwnLine,
    SafetyPlan,
    Strategy,
    Use,
)

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 20)
TEA = Strategy(
    id=KeptId("tea000000000"),
    title="Tea & „Öl“ → ☕",
    steps=("Kettle on", "Look *out*, 1. and <b>breathe</b>"),
    minutes=5,
    energy="low",
    feelings=("anxious", "my own word"),
    why="It is warm.\nAnd slow.",
    evidence=Evidence("C", "Long practised.", "Nobody 2020", "d = 0.1"),
    caution="Hot.",
    adapt="Cold works too.",
    place="Kitchen",
    people=("Anna",),
    music=("Rain",),
    their_words="It carried me.",
    origin=Origin("peer", "p1", "Ben", date(2026, 1, 2)),
)


def journal_at(path: Path) -> Journal:
    return Journal.create(path, b"k" * 32, name="Mine", journal_id="j")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with journal_at(tmp_path / "one.db") as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    with journal_at(tmp_path / "two.db") as opened:
        yield opened


def use(journal: Journal, id: str, before: int, after: int, number: int = 0) -> None:
    at = datetime(2026, 11, 1 + number, 12, tzinfo=UTC)
    journal.keep(Use(KeptId(f"use{number:09}"), KeptId(id), at, before, after))


def written(journal: Journal, **choice: Any) -> bytes:
    return toolkit.to_json(toolkit.gather(journal, Choice(**choice), TODAY))


def brought(journal: Journal, data: bytes) -> toolkit.Coming:
    coming = toolkit.compare(journal, toolkit.from_json(data), TODAY)
    toolkit.bring_in(journal, coming)
    return coming


def said(card: Strategy) -> Strategy:
    """A card but for where it came from."""
    return replace(card, origin=None, photos=())


def picture(kind: str = "JPEG", side: int = 40, **more: Any) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (side, side // 2), (200, 40, 40)).save(kept, kind, **more)
    return kept.getvalue()


def with_photo(journal: Journal, data: bytes, name: str = "window.jpg") -> Attachment:
    attached = journal.attach(name, "image/jpeg", io.BytesIO(data))
    journal.keep(replace(TEA, photos=(attached,)))
    return attached


# -- there and back --------------------------------------------------------------------------------


def test_the_same_cards_come_into_a_second_journal(journal: Journal, other: Journal) -> None:
    journal.keep(TEA)
    data = written(journal, ids=(TEA.id, "walk"), names=True)
    coming = brought(other, data)
    assert [arrival.strategy.id for arrival in coming.new] == [TEA.id]
    assert coming.unchanged == 1, "what ships is there already"
    (there,) = other.kept(Strategy)
    assert said(there) == said(TEA)
    assert there.origin == Origin("toolkit", TEA.id, "Ben", TODAY)
    again = brought(other, data)
    assert again.unchanged == 2
    assert again.arrivals == ()
    assert brought(journal, data).arrivals == (), "nor does it change anything at home"
    unnamed = written(journal, ids=(TEA.id,))
    assert brought(journal, unnamed).arrivals == (), "whose names stayed there"


def test_the_sender_is_named_where_the_file_names_one(journal: Journal, other: Journal) -> None:
    journal.keep(TEA)
    data = written(journal, ids=(TEA.id,), sender=" Ana ")
    assert json.loads(data)["from"] == "Ana"
    assert brought(other, data).sender == "Ana"
    assert other.kept(Strategy)[0].origin == Origin("toolkit", TEA.id, "Ana", TODAY)


def test_shipped_cards_in_either_language_are_no_news(journal: Journal, other: Journal) -> None:
    for language in content.LANGUAGES:
        coming = brought(other, written(journal, language=language))
        assert coming.unchanged == len(content.strategies("en"))
        assert coming.arrivals == ()
    assert other.kept(Strategy) == ()


def test_a_card_that_says_something_else_comes_in_beside(journal: Journal, other: Journal) -> None:
    journal.keep(TEA)
    walk = replace(content.strategy_by_id("en")["walk"], title="My walk")
    journal.keep(walk)
    mine = replace(TEA, title="My own tea", origin=None)
    other.keep(mine)
    data = written(journal, ids=(TEA.id, "walk"))
    coming = brought(other, data)
    assert [arrival.strategy.title for arrival in coming.changed] == [TEA.title, "My walk"]
    assert other.kept_one(Strategy, TEA.id) == mine
    ids = {card.title: card.id for card in other.kept(Strategy)}
    assert len(ids) == 3
    assert ids["My walk"] != "walk", "the shipped one is not replaced"
    assert brought(other, data).arrivals == (), "a second time it is there already"


def test_a_card_in_the_trash_is_not_overwritten(journal: Journal, other: Journal) -> None:
    journal.keep(TEA)
    data = written(journal, ids=(TEA.id,), names=True)
    other.keep(replace(TEA, title="Thrown away"))
    other.trash_kept(Strategy, [TEA.id])
    coming = brought(other, data)
    assert [arrival.strategy.id == TEA.id for arrival in coming.changed] == [False]
    assert [card.title for card in other.kept(Strategy, trashed=True)] == ["Thrown away"]


def test_one_id_twice_in_a_file_is_two_cards(other: Journal) -> None:
    cards = [{"id": "x", "title": title} for title in ("One", "Two", "  ", "One")]
    coming = brought(other, file_of(*cards))
    assert [each.strategy.title for each in coming.new] == ["One"]
    assert [each.strategy.title for each in coming.changed] == ["Two"]
    assert coming.skipped == 1
    assert coming.unchanged == 1
    assert len(other.kept(Strategy)) == 2


# -- what goes along -------------------------------------------------------------------------------


@pytest.mark.requirement("R31")
def test_nothing_private_goes_along_unasked(journal: Journal) -> None:
    journal.keep(TEA)
    use(journal, TEA.id, 8, 3)
    journal.keep(SafetyPlan(SAFETY_PLAN, {"warning-signs": ("secret sign",)}))
    journal.keep(Bridge(BRIDGE, say="secret words"))
    bare = toolkit.gather(journal, Choice(), TODAY)
    for text in (
        toolkit.to_json(bare).decode(),
        toolkit_pages.html(bare),
        toolkit_pages.paper_html(bare),
        toolkit_pages.markdown(bare),
    ):
        assert "Anna" not in text
        assert "Ben" not in text
        assert "secret" not in text
        assert "used once" not in text
        assert '"results"' not in text
    whole = toolkit.gather(journal, Choice(results=True, names=True, plan=True, bridge=True), TODAY)
    for text in (toolkit_pages.html(whole), toolkit_pages.paper_html(whole)):
        for word in ("Anna", "From Ben.", "secret sign", "secret words", "used once", "−5"):
            assert word in text
    data = json.loads(toolkit.to_json(whole))
    assert data["cards"][0]["results"] == {"uses": 1, "helped": 1, "median_change": -5.0}
    assert "secret" not in json.dumps(data), "plan and bridge card are never in the JSON"


def test_chosen_cards_go_in_the_chosen_order(journal: Journal) -> None:
    journal.keep(TEA)
    gathered = toolkit.gather(journal, Choice(ids=("walk", TEA.id, "walk", "gone")), TODAY)
    assert [card.strategy.id for card in gathered.cards] == ["walk", TEA.id]
    journal.set_state(COPING_HIDDEN, json.dumps(["walk"]))
    shown = [card.strategy.id for card in toolkit.gather(journal, Choice(), TODAY).cards]
    assert shown[0] == TEA.id
    assert "walk" not in shown
    assert len(shown) == len(content.strategies("en"))


def test_a_photo_travels_small_and_tells_nothing(journal: Journal, other: Journal) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    large = picture(side=4000, exif=exif, comment=b"Secret words")
    assert b"Secret Camera" in large
    assert b"Secret words" in large
    with_photo(journal, large)
    data = written(journal, ids=(TEA.id,), names=True)
    coming = brought(other, data)
    (there,) = other.kept(Strategy)
    (photo,) = there.photos
    kept = b"".join(other.read_attachment(photo.sha256))
    assert b"Secret" not in kept
    assert max(Image.open(io.BytesIO(kept)).size) == toolkit.SIDE
    assert coming.new[0].pictures[0].data == kept
    assert brought(journal, data).arrivals == (), "the large one at home is the same photo"
    again = json.loads(written(other, ids=(TEA.id,), names=True))
    assert again["cards"][0]["photos"] == json.loads(data)["cards"][0]["photos"]
    page = toolkit_pages.html(toolkit.gather(journal, Choice(ids=(TEA.id,)), TODAY))
    assert 'src="data:image/jpeg;base64,' in page
    assert 'alt="Photo: window.jpg"' in page


def test_a_turned_photo_is_stood_upright(journal: Journal) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with_photo(journal, picture(exif=exif))
    (card,) = toolkit.gather(journal, Choice(ids=(TEA.id,)), TODAY).cards
    with Image.open(io.BytesIO(card.pictures[0].data)) as upright:
        assert upright.size == (20, 40)
        assert upright.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "t" * 2001},
        {"steps": ("s" * 100_001,)},
        {"steps": ("s",) * 2001},
        {"feelings": ("f" * 2001,)},
        {"people": ("p",) * 2001},
        {"why": "w" * 100_001},
        {"evidence": Evidence("A", "e" * 100_001, "")},
        {"origin": Origin("peer", "x", "n" * 2001)},
    ],
)
def test_no_card_is_kept_that_no_file_can_carry(journal: Journal, change: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        journal.keep(replace(TEA, **change))
    assert not journal.kept(Strategy)


def test_the_longest_card_there_can_be_comes_in_again(journal: Journal, other: Journal) -> None:
    line, text = "w" * 2000, "t" * 100_000
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), (90, 120, 90)).save(buffer, "PNG")
    names = [f"{number:03}{'n' * 247}.png" for number in range(21)]
    photos = tuple(
        journal.attach(name, "image/png", io.BytesIO(buffer.getvalue())) for name in names
    )
    journal.keep(
        Strategy(
            KeptId("i" * 200), line, (text, *("s",) * 1999), 1440, "low", (line,) * 500, text,
            Evidence("A", text, text, text), text, text, text, (line,) * 500, ("m",) * 2000,
            photos, text, Origin("peer", "x", line),
        )
    )  # fmt: skip
    gathered = toolkit.gather(journal, Choice(names=True, sender=line), TODAY)
    assert gathered.left_out == 1
    coming = brought(other, toolkit.to_json(gathered))
    assert (len(coming.new), coming.changed, coming.skipped) == (1, (), 0)


def test_more_than_a_file_can_carry_is_said(journal: Journal) -> None:
    for number in range(toolkit.MOST_CARDS + 1):
        journal.keep(replace(TEA, id=KeptId(f"card{number:08}")))
    with pytest.raises(BadValue):
        toolkit.gather(journal, Choice(), TODAY)
    with pytest.raises(BadValue):
        toolkit.gather(journal, Choice(ids=("tea000000000",), sender="n" * 2001), TODAY)


@pytest.mark.parametrize(
    "data", [b"no picture", b"\xff\xd8\xff" + bytes(200), b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_stays_at_home_and_is_said(journal: Journal, data: bytes) -> None:
    with_photo(journal, data)
    gathered = toolkit.gather(journal, Choice(ids=(TEA.id,)), TODAY)
    assert gathered.cards[0].pictures == ()
    assert gathered.left_out == 1


def test_numbers_for_the_wallet_card(journal: Journal) -> None:
    journal.keep(OwnLine(KeptId("line00000000"), "Dr. Own", "0123"))
    gathered = toolkit.gather(journal, Choice(country="DE", language="de"), TODAY)
    assert gathered.contacts[:2] == (("Notruf", "112"), ("Dr. Own", "0123"))
    assert gathered.contacts[2][0] == "TelefonSeelsorge"


# -- pages -----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Tags and attributes; fails on wrong nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "img"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("language", content.LANGUAGES)
def test_the_page_asks_nobody_for_anything(journal: Journal, language: str) -> None:
    journal.keep(replace(TEA, why="<script>alert(1)</script> http://example.org/x.png"))
    with_photo(journal, picture())
    page = Page(toolkit_pages.html(toolkit.gather(journal, Choice(language=language), TODAY)))
    names = [name for name, _ in page.tags]
    assert ("html", {"lang": language}) in page.tags
    assert not {"script", "link", "iframe", "object", "base", "form"} & set(names)
    for _name, attributes in page.tags:
        for attribute in ("src", "href"):
            assert (attributes.get(attribute) or "#").startswith(("#", "data:image/"))
    policy = next(a["content"] for n, a in page.tags if n == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'")
    levels = [int(name[1]) for name in names if re.fullmatch(r"h\d", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels)), "none is left out"
    assert {"header", "nav", "main"} <= set(names)
    style = toolkit_pages.html(toolkit.gather(journal, Choice(ids=()), TODAY))
    assert "@media print" in style
    assert "prefers-color-scheme: dark" in style
    assert "url(" not in style


@pytest.mark.parametrize("language", content.LANGUAGES)
def test_every_form_has_the_cards_words_in_order(journal: Journal, language: str) -> None:
    journal.keep(TEA)
    gathered = toolkit.gather(journal, Choice(language=language, names=True), TODAY)
    as_html = " ".join(" ".join(Page(toolkit_pages.html(gathered)).words).split())
    rendered = MarkdownIt().render(toolkit_pages.markdown(gathered))
    as_markdown = " ".join(" ".join(Page(rendered).words).split())
    for text in (as_html[as_html.index("</nav>") if "</nav>" in as_html else 0 :], as_markdown):
        at = 0
        for card in gathered.cards:
            one = card.strategy
            for words in (one.title, *one.steps, one.why, one.caution, one.adapt):
                found = text.find(" ".join((words or "").split()), at)
                assert found >= 0, words
                # The list at the top of the page names the titles as well.
                at = found if words != one.title else at
    assert "<b>" not in [name for name, _ in Page(rendered).tags]


@given(st.text(max_size=60))
def test_markdown_keeps_what_was_typed(text: str) -> None:
    line = " ".join(re.sub(r"[^\S\n]+", " ", "".join(c for c in text if c.isprintable())).split())
    if not line:
        return
    rendered = MarkdownIt().render(f"## {toolkit_pages._plain(line)}\n")
    assert "".join(Page(rendered).words).strip() == line


@pytest.mark.parametrize(
    "words",
    [
        "one\n===", "one\n---", "one\n-", "one\n+", "---", "- - -", "-", "1.", "1) one", "    four",
        "one\n\n    four", "one\n\ttab", "&lt;script&gt;", "&#35; one", "one\n# two", "```\none",
        "> one", "a | b\n--- | ---\n1 | 2", "<!-- one -->", "[a]: http://a.example\n[a]", "one\\",
    ],
)  # fmt: skip
def test_no_words_break_out_of_their_place_in_markdown(words: str) -> None:
    """Whatever a card or a plan says, it makes no heading, list, rule, code or table."""
    card = Card(Strategy(KeptId("a"), words, steps=(words, "two"), why=words))
    plan = (toolkit.Section("Signs", (words, "two")),)
    made = toolkit.Toolkit(cards=(card,), made_on=TODAY, plan=plan)
    page = Page(MarkdownIt("gfm-like", {"linkify": False}).render(toolkit_pages.markdown(made)))
    tags = [name for name, _ in page.tags]
    assert [name for name in tags if re.fullmatch(r"h\d", name)] == ["h1", "h2", "h2", "h3"]
    assert [name for name in tags if name in {"ol", "ul", "li"}] == [
        "ol", "li", "li", "ul", "li", "li",
    ]  # fmt: skip
    assert not {"pre", "code", "table", "hr", "a", "blockquote"} & set(tags)
    said = " ".join(" ".join(page.words).split())
    assert said.count(" ".join(words.split())) >= 4


def test_what_it_did_is_said_with_its_base(journal: Journal) -> None:
    journal.keep(TEA)
    for number, after in enumerate((5, 4, 8)):
        use(journal, TEA.id, 7, after, number)
    choice = Choice(ids=(TEA.id,), results=True)
    text = toolkit_pages.markdown(toolkit.gather(journal, choice, TODAY))
    assert "used 3 times, lighter 2 of 3 times, median change −2." in text
    text = toolkit_pages.markdown(toolkit.gather(journal, replace(choice, language="de"), TODAY))
    assert "3-mal benutzt, leichter 2 von 3 Malen, Median der Änderung −2." in text


# -- files made to do harm -------------------------------------------------------------------------


def file_of(*cards: dict[str, Any], **more: Any) -> bytes:
    body = {"format": "reflect-toolkit", "version": 1, "language": "en",
            "made_on": "2026-11-20", "cards": list(cards), **more}  # fmt: skip
    return json.dumps(body).encode()


BAD_CARDS: list[dict[str, Any]] = [
    {"title": "no id"},
    {"id": "x"},
    {"id": "x", "title": 5},
    {"id": "a b", "title": "x"},
    {"id": "x", "title": "x", "steps": "one"},
    {"id": "x", "title": "x", "steps": ["s"] * 3000},
    {"id": "x", "title": "x" * 3000},
    {"id": "x", "title": "x", "minutes": -1},
    {"id": "x", "title": "x", "minutes": 10**30},
    {"id": "x", "title": "x", "energy": "huge"},
    {"id": "x", "title": "x", "evidence": {"strength": "Z"}},
    {"id": "x", "title": "x", "unknown": 1},
    {"id": "x", "title": "x", "photos": [{"name": "a", "type": "text/html", "data": ""}]},
    {"id": "x", "title": "x", "photos": [{"name": "a", "type": "image/png", "data": "%%%"}]},
]


@pytest.mark.requirement("R29")
@pytest.mark.parametrize("card", BAD_CARDS)
def test_a_file_that_is_not_as_described_is_refused_whole(
    other: Journal, card: dict[str, Any]
) -> None:
    with pytest.raises(DamagedFile) as failure:
        toolkit.from_json(file_of({"id": "good", "title": "Good"}, card), "kit.json")
    assert "cards[1]" in str(failure.value.facts["where"]) or "[1]" in str(failure.value)
    assert other.kept(Strategy) == ()


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NotAToolkit),
        (b"[]", NotAToolkit),
        (b"{}", NotAToolkit),
        (b'{"format": "other", "version": 1}', NotAToolkit),
        (b"\x89PNG\r\n", NotAToolkit),
        (b'{"format": "reflect-toolkit", "version": 2}', FormatTooNew),
        (b'{"format": "reflect-toolkit", "version": 1', DamagedFile),
        (b'{"format": "reflect-toolkit", "version": 1}', DamagedFile),
        (file_of(language="xx"), DamagedFile),
        (file_of()[:-1] + b', "cards": ' + b"[" * 100_000, DamagedFile),
        (file_of({"id": "x", "title": "y"}).replace(b'"y"', b'"\xff"'), ReflectError),
        (file_of({"id": "x", "title": "y"}).replace(b'"y"', b'"\\ud800"'), ReflectError),
    ],
)
def test_other_and_broken_files_have_a_named_failure(
    tmp_path: Path, data: bytes, error: type[ReflectError]
) -> None:
    path = tmp_path / "kit.json"
    path.write_bytes(data)
    with pytest.raises(error):
        toolkit.read(path)


@pytest.mark.requirement("R29")
@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    for given_ in (data, b'{"format": "reflect-toolkit", "version": 1, ' + data):
        with suppress(FormatError):
            toolkit.from_json(given_)


@pytest.mark.requirement("R29")
def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolkit, "LIMIT", 100)
    path = tmp_path / "kit.json"
    path.write_bytes(file_of({"id": "x", "title": "y" * 200}))
    with pytest.raises(HostileFile):
        toolkit.read(path)
    path = tmp_path / "kit.json.age"
    toolkit.write(path, file_of({"id": "x", "title": "y" * 200}), sealed_with="words")
    with pytest.raises(HostileFile):
        toolkit.read(path, "words")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as refused:
        toolkit.read(tmp_path / "gone.json")
    assert refused.value.facts["reason"] == "No such file or directory"


@pytest.mark.requirement("R29")
def test_more_words_than_can_be_laid_out_are_refused() -> None:
    cards = [{"id": f"c{n}", "title": "x", "steps": ["s" * 90_000] * 5} for n in range(10)]
    with pytest.raises(HostileFile):
        toolkit.from_json(file_of(*cards))
    assert len(toolkit.from_json(file_of(*cards[:9])).cards) == 9


@pytest.mark.requirement("R29")
def test_characters_nobody_sees_are_taken_out(other: Journal) -> None:
    card = {"id": "x", "title": "a\x1b[31mb\u202ec\x00", "steps": ["one\r\ntwo\x07", " \x01 "]}
    brought(other, file_of(card, **{"from": "An\u2066a\x9b"}))
    (there,) = other.kept(Strategy)
    assert there.title == "a[31mbc"
    assert there.steps == ("one\ntwo",)
    assert there.origin is not None
    assert there.origin.name == "Ana"
    nameless = brought(other, file_of({"id": "y", "title": "\u200b\u2060\u00ad"}))
    assert (nameless.arrivals, nameless.skipped) == ((), 1)


@pytest.mark.requirement("R29")
def test_a_picture_in_a_file_is_looked_at_before_it_comes_in(other: Journal) -> None:
    import base64

    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    photos = [
        {"name": name, "type": "image/png", "data": base64.b64encode(data).decode()}
        for name, data in (
            ("../../a.png", picture("PNG")),
            ("b.png", b"<script>"),
            ("c.png", picture("JPEG", exif=exif)),
        )
    ]
    brought(other, file_of({"id": "x", "title": "x", "photos": photos}))
    (there,) = other.kept(Strategy)
    assert [photo.type for photo in there.photos] == ["image/png", "image/jpeg"]
    assert all("/" not in photo.name for photo in there.photos)
    for photo in there.photos:
        assert b"Secret" not in b"".join(other.read_attachment(photo.sha256))


@pytest.mark.requirement("R29")
def test_pictures_that_would_keep_one_waiting_are_left_out(
    other: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    import base64

    def photos(data: bytes, count: int) -> list[dict[str, str]]:
        text = base64.b64encode(data).decode()
        return [{"name": f"{n}.png", "type": "image/png", "data": text} for n in range(count)]

    large = picture("PNG", side=3000)
    assert len(large) < 100_000
    brought(other, file_of({"id": "x", "title": "x", "photos": photos(large, 1)}))
    assert other.kept(Strategy)[0].photos == ()
    monkeypatch.setattr(toolkit, "MOST_PICTURES", 3)
    two = [*photos(picture("PNG"), 1), *photos(picture("PNG", side=60), 2)]
    coming = brought(other, file_of(*({"id": i, "title": i, "photos": two} for i in "abc")))
    assert [len(arrival.pictures) for arrival in coming.new] == [2, 0, 0], "the same twice is one"


def test_a_toolkit_is_known_by_what_it_says(journal: Journal, tmp_path: Path) -> None:
    path = tmp_path / "kit.json"
    assert not toolkit.is_one(path)
    path.write_bytes(written(journal))
    assert toolkit.is_one(path)
    path.write_text("{}", encoding="utf-8")
    assert not toolkit.is_one(path)


@pytest.mark.requirement("R29")
def test_nothing_comes_in_where_one_card_cannot(
    journal: Journal, other: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.keep(TEA)
    journal.keep(replace(TEA, id=KeptId("second000000"), title="Second"))
    coming = toolkit.compare(
        other, toolkit.from_json(written(journal, ids=(TEA.id, "second000000"))), TODAY
    )
    broken = replace(coming.new[1], strategy=replace(coming.new[1].strategy, title=" "))
    with pytest.raises(BadValue):
        toolkit.bring_in(other, replace(coming, new=(coming.new[0], broken)))
    assert other.kept(Strategy) == ()


# -- sealed ----------------------------------------------------------------------------------------


@pytest.mark.requirement("R31")
def test_sealed_with_a_passphrase(journal: Journal, tmp_path: Path) -> None:
    journal.keep(TEA)
    path = tmp_path / "kit.json.age"
    toolkit.write(path, written(journal), sealed_with="four plain words")
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"Kettle" not in path.read_bytes()
    with pytest.raises(SourcePassphraseNeeded):
        toolkit.read(path)
    with pytest.raises(SourcePassphraseWrong):
        toolkit.read(path, "other words")
    assert toolkit.read(path, "four plain words").cards[0].title == TEA.title
    with pytest.raises(ExportFailed):
        toolkit.write(path, b"x")
    assert [p.name for p in tmp_path.iterdir() if "kit" in p.name] == ["kit.json.age"]


@pytest.mark.requirement("R31")
def test_sealed_to_a_key(journal: Journal, tmp_path: Path) -> None:
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "kit.md.age"
    key = str(identity.to_public())
    toolkit.write(path, b"for one person", to=toolkit.recipient(f" {key}\n"))
    assert pyrage.decrypt(path.read_bytes(), [identity]) == b"for one person"
    for passphrase in (None, "words"):
        with pytest.raises(SealedToAKey):
            toolkit.read(path, passphrase)
    for wrong in ("", "age1", "age1" + "q" * 58, key[:-1] + "!", str(identity), "ssh-rsa AAAA"):
        with pytest.raises(BadValue) as failure:
            toolkit.recipient(wrong)
        assert len(wrong) < 10 or wrong not in str(failure.value)


# -- the documents ---------------------------------------------------------------------------------


def test_the_schema_in_the_documents_is_that_of_the_file() -> None:
    kept = json.loads((ROOT / "docs/toolkit.schema.json").read_text(encoding="utf-8"))
    assert kept == json.loads(msgspec.json.encode(toolkit.schema()))


def test_the_page_about_the_file_names_every_field() -> None:
    page = (ROOT / "docs/toolkit.md").read_text(encoding="utf-8")
    for struct in (
        toolkit.ToolkitInFile,
        toolkit.CardInFile,
        toolkit.EvidenceInFile,
        toolkit.OriginInFile,
        toolkit.ResultsInFile,
        toolkit.PictureInFile,
    ):
        for name in struct.__struct_encode_fields__:
            assert f"`{name}`" in page, name
    example = page.partition("```json\n")[2].partition("```")[0]
    assert toolkit.from_json(example.encode()).cards[0].title

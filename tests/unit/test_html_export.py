"""The journal as pages: to read and print, asking nobody for anything."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import formats
from reflect.formats import html
from reflect.journal import Journal
from reflect.model import Emotion, Entry, EntryId

JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 2000


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(tmp_path / "j.db", b"k" * 32, name="Mein <Buch>", journal_id="j") as opened:
        yield opened


def written(journal: Journal, text: str | None, number: int = 0, **fields: object) -> Entry:
    entry = Entry(
        EntryId(f"abcdefgh{number:04}"),
        datetime(2024, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=2))) + timedelta(days=number),
        datetime(2024, 5, 2, tzinfo=UTC),
        text=text,
    )
    entry = replace(entry, **fields)  # type: ignore[arg-type]
    journal.put(entry, keep_modified=True)
    return entry


class Page(HTMLParser):
    """Checks nesting; keeps tags, attributes, addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "hr", "img"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def folder(journal: Journal, path: Path) -> str:
    formats.export(journal, path, "html")
    return (path / "index.html").read_text(encoding="utf-8")


def single(journal: Journal, path: Path) -> str:
    formats.export(journal, path, "html")
    return path.read_text(encoding="utf-8")


def test_an_entry_with_everything(tmp_path: Path, journal: Journal) -> None:
    picture = journal.attach("Bild 1.jpg", "image/jpeg", io.BytesIO(JPEG))
    other = journal.attach("zweites.png", "image/png", io.BytesIO(b"PNG"))
    paper = journal.attach("Brief.pdf", "application/pdf", io.BytesIO(b"PDF"))
    written(
        journal,
        "# Kopf\n\nHallo **Welt** ![](reflect-img:Bild%201.jpg) [Brief](reflect-file:Brief.pdf)",
        title="Ein <Tag>",
        mood=4,
        emotions=(Emotion("eigen", 3),),
        tags=("a&b",),
        factors={"sleep": 7.5, "medication": True},
        starred=True,
        attachments=(picture, other, paper),
    )
    text = folder(journal, tmp_path / "out")
    page = Page(text)
    assert page.named("html")[0]["lang"] == "en"
    assert "<h1>Mein &lt;Buch&gt;</h1>" in text
    assert "Ein &lt;Tag&gt;" in text
    assert "Wednesday, 1 May 2024, 23:30" in text
    assert "Mood: good (4 of 5)" in text
    assert "Feelings: eigen (3 of 5)" in text
    assert "Tags: a&amp;b" in text
    assert "sleep: 7.5" in text and "medication: yes" in text
    assert [one["alt"] for one in page.named("img")] == ["Bild 1.jpg", "zweites.png"]
    headings = [int(name[1]) for name, _ in page.tags if re.fullmatch("h[1-6]", name)]
    assert headings == [1, 2, 3, 4]
    for one in page.named("img"):
        assert (tmp_path / "out" / str(one["src"])).is_file()
    assert (tmp_path / "out" / str(page.named("img")[0]["src"])).read_bytes() == JPEG


def test_one_file_holds_its_pictures(tmp_path: Path, journal: Journal) -> None:
    picture = journal.attach("Bild.jpg", "image/jpeg", io.BytesIO(JPEG))
    paper = journal.attach("Brief.pdf", "application/pdf", io.BytesIO(b"PDF"))
    written(journal, "![a](reflect-img:Bild.jpg)", attachments=(picture, paper))
    page = Page(single(journal, tmp_path / "out.html"))
    ((source,),) = ([one["src"] for one in page.named("img")],)
    assert source is not None
    kind, data = source.split(",", 1)
    assert kind == "data:image/jpeg;base64"
    assert base64.b64decode(data, validate=True) == JPEG
    (link,) = [one["href"] for one in page.named("a") if "download" in one]
    assert link == "data:application/pdf;base64," + base64.b64encode(b"PDF").decode()


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/p.png)",
    "![x](//evil.example/p.png)",
    "[x](javascript:alert(1))",
    "[x](file:///etc/passwd)",
    "![x](file:///etc/passwd)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<iframe src=https://evil.example></iframe>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "[x]: javascript:alert(1)\n[x]",
    "</article></main></body>",
    '!["><script>x</script>](media/x.png)',
    "```html\n<script>x</script>\n```",
]


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_and_nothing_is_loaded(tmp_path: Path, journal: Journal, text: str) -> None:
    written(journal, text, title=text, tags=(text,))
    page = Page(folder(journal, tmp_path / "out"))
    assert {name for name, _ in page.tags} & {
        "script", "iframe", "object", "embed", "link", "base", "form", "svg"
    } == set()  # fmt: skip
    assert page.named("img") == []
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        href = attributes.get("href")
        assert href is None or href.startswith(("#", "https://", "//", "media/"))
    (policy,) = [one["content"] for one in page.named("meta") if one.get("http-equiv") is not None]
    assert policy is not None and policy.startswith("default-src 'none'")


@given(st.text(alphabet="<>&\"'![]()#*_`|-\n reflect-img:ab/", max_size=120))
def test_any_text_gives_whole_html(text: str) -> None:
    paper = html.Paper("x")
    Page(paper.body(text, {}))


def test_years_get_pages_of_their_own_when_there_is_much(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "_PAGE_LIMIT", 3)
    with journal.atomic():
        for number in range(0, 900, 150):
            written(journal, f"Eintrag {number}", number)
    index = folder(journal, tmp_path / "out")
    assert re.findall(r'href="(\d+\.html)"', index) == ["2024.html", "2025.html", "2026.html"]
    pages = [(tmp_path / "out" / f"{year}.html").read_text() for year in (2024, 2025, 2026)]
    assert [len(Page(page).named("article")) for page in pages] == [2, 3, 1]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_in_light_dark_and_print() -> None:
    blocks = re.findall(r":root \{([^}]*)\}", html._STYLE)
    assert len(blocks) == 3
    for block in blocks:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", block))
        paper = luminance(colours["paper"])
        for name in ("ink", "soft", "link"):
            one, two = sorted((paper, luminance(colours[name])), reverse=True)
            assert (one + 0.05) / (two + 0.05) >= 4.5, name
    assert "@media print" in html._STYLE

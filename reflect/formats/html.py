"""The journal as pages to read or print: no script, nothing loaded from elsewhere.

A folder: `index.html` and `media/`; from `_PAGE_LIMIT` entries on, one page a year. A path that
ends in `.html`: one file with the pictures and files inside it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, BinaryIO, Literal
from urllib.parse import unquote

from reflect import content
from reflect.formats import Exporter, ExportOptions, ExportReport, Tree
from reflect.formats.markdown_export import media_name
from reflect.journal import Journal
from reflect.model import NO_WORD, Attachment, Entry

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_PAGE_LIMIT = 2000
_SHOWN = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/avif"}
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_REFERENCE = re.compile(r"reflect-(?:img|file):([^\s()<>\"'\]]+)")
_ADDRESS = re.compile(r'(src|href)="(media/[0-9A-Za-z._-]+)"')
_TAGS = frozenset({
    "p", "br", "hr", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em",
    "strong", "s", "del", "a", "img", "table", "thead", "tbody", "tr", "th", "td",
})  # fmt: skip

_STYLE = """
:root { color-scheme: light dark; --paper: #fdfcfa; --ink: #1d1d1f; --soft: #55565a;
  --line: #c9c7c2; --link: #0b4f96; }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #ececec; --soft: #b4b6ba;
  --line: #47494d; --link: #8fc1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; background: var(--paper);
  color: var(--ink); font: 1.06rem/1.6 Georgia, "Noto Serif", serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-family: system-ui, sans-serif; }
.about { color: var(--soft); margin: .25rem 0; font: .92rem/1.5 system-ui, sans-serif; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .75rem; }
blockquote { margin-inline: 0; padding-inline-start: 1rem;
  border-inline-start: 4px solid var(--line); }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .25rem .6rem; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
@media print { :root { --paper: #fff; --ink: #000; --soft: #333; --line: #999; --link: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; } nav, .skip { display: none; }
  article { break-inside: auto; } h3, .about { break-after: avoid; } img { max-height: 22cm; } }
"""
_POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'"


class Paper:
    """Entries as HTML; addresses of attachments are `media/…`."""

    def __init__(self, title: str) -> None:
        from reflect import content

        self._title = title
        self._markdown = _parser()
        self._words = {feeling.id: feeling.word for feeling in content.feelings("en")}

    def head(self, title: str | None = None) -> str:
        shown = escape(title or self._title)
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{shown}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#entries">Skip to the entries</a>\n<h1>{shown}</h1>\n'
        )

    @staticmethod
    def contents(links: Sequence[tuple[str, str]], label: str = "Years") -> str:
        if len(links) < 2:
            return '<main id="entries">\n'
        items = "".join(f'<li><a href="{href}">{escape(name)}</a></li>' for href, name in links)
        return f'<nav aria-label="{label}"><ul>{items}</ul></nav>\n<main id="entries">\n'

    @staticmethod
    def foot() -> str:
        return "</main>\n</body>\n</html>\n"

    def entry(self, entry: Entry, media: Mapping[str, str]) -> str:
        """`media`: attachment name → address."""
        when = entry.written_at
        clock = f"{when:%H:%M}"
        day = f"{_WEEKDAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when.year}"
        stamp = f'<time datetime="{when.isoformat()}">{day}, {clock}</time>'
        heading = f"h-{escape(entry.id)}"
        title = escape(entry.title) if entry.title else stamp
        lines = [
            f'<article aria-labelledby="{heading}">',
            f'<h3 id="{heading}" dir="auto">{title}</h3>',
        ]
        about = [stamp] if entry.title else []
        if entry.mood is not None:
            about.append(f"Mood: {content.mood_word(entry.mood)} ({entry.mood} of 5)")
        if entry.starred:
            about.append("Starred")
        lines.extend(
            f'<p class="about" dir="auto">{line}</p>'
            for line in (" · ".join(about), *self._details(entry))
            if line
        )
        shown: set[str] = set()

        def address(found: re.Match[str]) -> str:
            name = unquote(found[1])
            shown.add(name)
            return media.get(name, found[0])

        if entry.text:
            body = self.body(_REFERENCE.sub(address, entry.text), media)
            lines.append(f'<div dir="auto">{body}</div>')
        lines.extend(self._rest(entry.attachments, media, shown))
        lines.append("</article>\n")
        return "\n".join(lines)

    def body(self, text: str, media: Mapping[str, str]) -> str:
        import nh3

        by_address = {address: name for name, address in media.items()}
        html = self._markdown.render(text, {"names": by_address})
        return nh3.clean(
            html,
            tags=set(_TAGS),
            attributes={"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"},
                        "th": {"style"}, "td": {"style"}},
            filter_style_properties={"text-align"},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
        )  # fmt: skip

    def _details(self, entry: Entry) -> Iterator[str]:
        feelings = [
            escape(self._words.get(one.word, "no word" if one.word == NO_WORD else one.word))
            + (f" ({one.intensity} of 5)" if one.intensity is not None else "")
            for one in entry.emotions
        ]
        if feelings:
            yield f"Feelings: {', '.join(feelings)}"
        if entry.tags:
            yield f"Tags: {', '.join(escape(tag) for tag in entry.tags)}"
        for name, value in entry.factors.items():
            plain = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            yield f"{escape(name)}: {escape(plain)}"

    @staticmethod
    def _rest(
        attachments: Sequence[Attachment], media: Mapping[str, str], shown: set[str]
    ) -> Iterator[str]:
        files: list[str] = []
        for one in attachments:
            name, address = escape(one.name), media[one.name]
            if one.name in shown:
                continue
            if one.type in _SHOWN:
                yield f'<p><img src="{address}" alt="{name}"></p>'
            else:
                files.append(f'<li><a href="{address}" download="{name}">{name}</a></li>')
        if files:
            yield f"<ul>{''.join(files)}</ul>"


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    return parser


def _heading(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Below the entry's own heading, which is of level 3."""
    tokens[at].tag = f"h{min(int(tokens[at].tag[1:]) + 3, 6)}"
    return str(renderer.renderToken(tokens, at, options, env))


def _image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """A picture of the journal is shown; one from elsewhere becomes a link, so that opening the
    page asks nobody for anything."""
    token = tokens[at]
    source = str(token.attrGet("src") or "")
    label = renderer.renderInlineAsText(token.children or [], options, env)
    name = env["names"].get(source)
    title = str(token.attrGet("title") or "")
    hint = f' title="{escape(title)}"' if title else ""
    if name is not None:
        return f'<img src="{escape(source)}" alt="{escape(label or name)}"{hint}>'
    return f'<a href="{escape(source)}"{hint}>{escape(label or source)}</a>'


def _media(entry: Entry) -> dict[str, str]:
    return {
        one.name: media_name(entry, number, one) for number, one in enumerate(entry.attachments, 1)
    }


def _years(journal: Journal) -> list[int]:
    return sorted(journal.years())


class HtmlExporter:
    """The folder."""

    name = "html"
    kind: Literal["tree", "zip"] = "tree"
    suffix = ""

    def write(
        self, journal: Journal, tree: Tree, options: ExportOptions, report: ExportReport
    ) -> None:
        paper = Paper(journal.name)
        of = journal.count()
        if of <= _PAGE_LIMIT:
            with tree.file("index.html") as out:
                for piece in _one_page(journal, paper, options, report):
                    out.write(piece.encode("utf-8"))
        else:
            self._pages(journal, paper, tree, options, report)
        for entry in journal.every_entry():
            for one, file in zip(entry.attachments, _media(entry).values(), strict=True):
                with tree.file(file) as out:
                    for chunk in journal.read_attachment(one.sha256):
                        options.step(report.entries, of)
                        out.write(chunk)
                report.attachments += 1

    @staticmethod
    def _pages(
        journal: Journal, paper: Paper, tree: Tree, options: ExportOptions, report: ExportReport
    ) -> None:
        of = journal.count()
        links: list[tuple[str, str]] = []
        waiting = journal.every_entry()
        entry = next(waiting, None)
        while entry is not None:
            year = entry.day.year
            links.append((f"{year}.html", str(year)))
            with tree.file(f"{year}.html") as out:
                start = paper.head(f"{journal.name}, {year}")
                start += '<nav><a href="index.html">All years</a></nav>\n'
                out.write((start + paper.contents([])).encode("utf-8"))
                # the order is that of the instants: on New Year's Eve a neighbour zone's entry
                # may already have next year's day; those stay together
                while entry is not None and entry.day.year <= year:
                    options.step(report.entries, of)
                    out.write(paper.entry(entry, _media(entry)).encode("utf-8"))
                    report.entries += 1
                    entry = next(waiting, None)
                out.write(paper.foot().encode("utf-8"))
        with tree.file("index.html") as out:
            page = paper.head() + paper.contents(links) + paper.foot()
            out.write(page.encode("utf-8"))


class HtmlPageExporter:
    """The one file."""

    name = "html-page"
    kind: Literal["file"] = "file"
    suffix = ".html"

    def write(
        self, journal: Journal, out: BinaryIO, options: ExportOptions, report: ExportReport
    ) -> None:
        held: dict[str, Attachment] = {}
        paper = Paper(journal.name)
        for piece in _one_page(journal, paper, options, report, held):
            done = 0
            for found in _ADDRESS.finditer(piece):
                attachment = held.get(found[2])
                if attachment is None:
                    continue
                type = attachment.type if re.fullmatch(r"[\w.+/-]+", attachment.type) else ""
                out.write(piece[done : found.start()].encode("utf-8"))
                out.write(f'{found[1]}="data:{type};base64,'.encode())
                blocks = _in_threes(journal.read_attachment(attachment.sha256))
                out.writelines(base64.b64encode(block) for block in blocks)
                out.write(b'"')
                done = found.end()
            out.write(piece[done:].encode("utf-8"))


def _in_threes(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks that base 64 can be joined from."""
    left = b""
    for chunk in chunks:
        whole = left + chunk
        cut = len(whole) - len(whole) % 3
        yield whole[:cut]
        left = whole[cut:]
    yield left


def _one_page(
    journal: Journal,
    paper: Paper,
    options: ExportOptions,
    report: ExportReport,
    held: dict[str, Attachment] | None = None,
) -> Iterator[str]:
    of = journal.count()
    yield paper.head() + paper.contents([(f"#y{year}", str(year)) for year in _years(journal)])
    year = 0
    for entry in journal.every_entry():
        options.step(report.entries, of)
        if entry.day.year > year:
            year = entry.day.year
            yield f'<h2 id="y{year}">{year}</h2>\n'
        media = _media(entry)
        if held is not None:
            held.clear()
            held.update((media[one.name], one) for one in entry.attachments)
            report.attachments += len(media)
        yield paper.entry(entry, media)
        report.entries += 1
    yield paper.foot()


EXPORTERS: tuple[Exporter, ...] = (HtmlExporter(), HtmlPageExporter())

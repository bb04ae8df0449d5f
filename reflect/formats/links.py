"""Links in other people's Markdown, made to point at an entry's own attachments.

Not a Markdown parser: the text is kept as typed, and only the addresses that a reader knows are
replaced. Code spans and fenced blocks are left alone. One pass, linear in the length of the text.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_to_bytes

from reflect.formats import reference


@dataclass(frozen=True, slots=True)
class Link:
    kind: Literal["image", "link", "embed", "wiki", "html-image", "html-link", "definition"]
    target: str
    """The address as written, without angle brackets."""
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """The attachment that a link means."""

    name: str
    picture: bool


_TITLE = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\((?:[^()\\\n]|\\.)*\))"""
_TARGET = r"<[^<>\n]*>|(?:[^\s()<>\\]|\\.|\([^\s()]*\))*"
_TOKEN = re.compile(
    rf"""
    (?P<escape>\\[\\\[\]`!<])
  | (?P<fence>^[ ]{{0,3}}(?P<rail>`{{3,}}+|~{{3,}}+)[^\n]*
      (?:\n[\s\S]*?(?:^[ ]{{0,3}}(?P=rail)[`~]*[ \t\r]*$|\Z)|\Z))
  | (?P<code>(?P<tick>`++)[^`][\s\S]{{0,2000}}?(?<!`)(?P=tick)(?!`))
  | (?P<ticks>`++)
  | (?P<definition>^[ ]{{0,3}}\[(?P<term>[^\]\n]{{1,999}})\]:
      [ \t]+(?P<defined><[^<>\n]+>|[^\s<]\S*))
  | (?P<wiki>!?\[\[(?P<page>[^\[\]|\#\n]{{1,999}})(?P<part>\#[^\[\]|\n]{{0,999}})?
      (?:\|(?P<alias>[^\[\]\n]{{0,999}}))?\]\])
  | (?P<open>!?\[)
  | (?P<close>\](?:\([ \t]*\n?[ \t]*(?P<target>{_TARGET})
      (?P<title>[ \t\r]*\n?[ \t]+{_TITLE})?[ \t]*\n?[ \t]*\))?)
  | (?P<html><(?:img|a|source|audio|video)\b(?:[^<>"']|"[^"]*"|'[^']*'){{0,400000}}>)
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9_-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_MARKS = re.compile(r"([\\\[\]])")


def relink(text: str, find: Callable[[Link], Found | None]) -> str:
    """`text` with every link for which `find` knows an attachment pointed at that attachment.

    An image of something that is no picture becomes a link; an HTML image of a picture becomes a
    Markdown one, since HTML is not rendered in a journal.
    """
    parts: list[str] = []
    done = 0

    def put(start: int, end: int, new: str) -> None:
        nonlocal done
        parts.append(text[done:start])
        parts.append(new)
        done = end

    edits: list[tuple[int, int, str]] = []
    opened: list[tuple[int, int, bool]] = []
    for token in _TOKEN.finditer(text):
        if token["open"] is not None:
            opened.append((token.start(), token.end(), token["open"][0] == "!"))
        elif token["close"] is not None:
            if not opened:
                continue
            start, inside, image = opened.pop()
            if not token["target"]:
                continue
            label = text[inside : token.start()]
            link = Link("image" if image else "link", token["target"].strip("<>"), label)
            found = find(link)
            if found is None:
                continue
            if image and not found.picture:
                edits.append((start, start + 1, ""))
            if not label.strip() and not (image and found.picture):
                edits.append((token.start(), token.start(), _escaped(found.name)))
            address = reference(found.name, picture=image and found.picture)
            edits.append((*token.span("target"), address))
        elif token["wiki"] is not None:
            edits.extend(_wiki(token, find))
        elif token["definition"] is not None:
            found = find(Link("definition", token["defined"].strip("<>"), token["term"]))
            if found is not None:
                address = reference(found.name, picture=found.picture)
                edits.append((*token.span("defined"), address))
        elif token["html"] is not None:
            edits.extend(_html(token, find))
    for start, end, new in sorted(edits):
        put(start, end, new)
    parts.append(text[done:])
    return "".join(parts)


def _escaped(label: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(label.split()))


def _wiki(
    token: re.Match[str], find: Callable[[Link], Found | None]
) -> Iterator[tuple[int, int, str]]:
    embedded = token[0].startswith("!")
    alias = (token["alias"] or "").strip()
    found = find(Link("embed" if embedded else "wiki", token["page"].strip(), alias))
    if found is None:
        return
    # a number is a width in Obsidian; it is kept where Obsidian itself would look for it
    label = f"{token['page'].strip()}|{alias}" if alias.isdigit() else alias
    label = _escaped(label or token["page"].strip())
    picture = embedded and found.picture
    mark = "!" if picture else ""
    yield (*token.span(), f"{mark}[{label}]({reference(found.name, picture=picture)})")


def _html(
    token: re.Match[str], find: Callable[[Link], Found | None]
) -> Iterator[tuple[int, int, str]]:
    tag = token["html"]
    image = tag[:4].lower() == "<img"
    values = {one[1].lower(): (one[2], one.span(2)) for one in _ATTRIBUTE.finditer(tag)}
    name = "href" if tag[:2].lower() == "<a" and tag[:3].lower() != "<au" else "src"
    if name not in values:
        return
    from html import unescape

    def plain(attribute: str) -> str:
        return unescape(values[attribute][0].strip("\"'")) if attribute in values else ""

    found = find(Link("html-image" if image else "html-link", plain(name), plain("alt")))
    if found is None:
        return
    if image:
        mark = "!" if found.picture else ""
        label = _escaped(plain("alt") or ("" if found.picture else found.name))
        title = plain("title").replace('"', "&quot;").replace("\n", " ")
        address = reference(found.name, picture=found.picture)
        after = f' "{title}"' if title else ""
        yield (*token.span(), f"{mark}[{label}]({address}{after})")
    else:
        start, end = values[name][1]
        address = f'"{reference(found.name, picture=False)}"'
        yield (token.start() + start, token.start() + end, address)


_DATA = re.compile(r"data:([a-z]+/[a-z0-9.+-]+)?((?:;[^,;]*)*),", re.IGNORECASE)


def embedded(target: str) -> tuple[str, bytes] | None:
    """(media type, bytes) of a `data:` address; None for anything else (RFC 2397)."""
    found = _DATA.match(target)
    if found is None:
        return None
    rest = target[found.end() :]
    try:
        raw = unquote_to_bytes(rest)
        if found[2].lower().endswith(";base64"):
            raw = base64.b64decode(raw + b"=" * (-len(raw) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return (found[1] or "text/plain").lower(), raw


def from_html(html: str) -> str:
    """Markdown of an HTML note: text, headings, lists, links, pictures, tables; no scripts."""
    from markdownify import MarkdownConverter

    converter = MarkdownConverter(heading_style="ATX", bullets="-", escape_misc=False)
    return str(converter.convert(html)).strip()

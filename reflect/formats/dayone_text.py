r"""Day One's Markdown and Reflect's, there and back.

Day One escapes more than Markdown needs (`3\.5`, `well\-known`, `nice\!`). Taken away are only
those backslashes without which the text still renders the same; `\*`, `\[`, `1\.` at the start of
a line, backslashes before letters and everything in code stay. U+200B goes, except between letters
of scripts that write words without blanks and need it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote, unquote

TITLE_LIMIT = 200
"""A longer heading is left in the text."""
LINE_LIMIT = 100
"""A longer first line is a paragraph, not a title."""

_MOMENT = re.compile(
    r"(?P<mark>!?)\[(?P<alt>(?:[^\]\\\n]|\\.)*)\]"
    r"\(\s*dayone-moment:/{1,2}(?:(?P<kind>[A-Za-z]+)/)?(?P<id>[^)\s/]+)\s*\)"
)
_OURS = re.compile(
    r"(?P<mark>!?)\[(?P<alt>(?:[^\]\\\n]|\\.)*)\]\(reflect-(?:img|file):(?P<name>[^)\s]+)\)"
)
_WORDS_WITHOUT_BLANKS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_ZERO_WIDTH = re.compile(
    f"\u200b(?<![{_WORDS_WITHOUT_BLANKS}]\u200b)|\u200b(?![{_WORDS_WITHOUT_BLANKS}])"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:.*?[^`])??\1(?!`)")
_INDENTED = re.compile(r"(?: {4}|\t)\s*(?![-*+>]|\d)")
_LEADING = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*$")
_GAP = r"(?P<after>[ \t]*\n(?:[ \t]*\n)*|[ \t]*\Z)"
_HEADING = re.compile(r"\A(?P<before>\n*#{1,6}[ \t]+)(?P<title>[^\n]*[^\s\n])" + _GAP)
_FIRST_LINE = re.compile(
    r"\A(?P<before>\n*)(?P<title>(?![-*+>|#`~!\[<\s]|\d+[.)]\s)[^\n]*[^\s\n])"
    r"(?P<after>[ \t]*\n[ \t]*\n(?:[ \t]*\n)*)(?=[^\n]*\S)"
)

OUR_HEADING = ("# ", "\n\n")


@dataclass(frozen=True, slots=True)
class Text:
    """An entry's words, and what stood before and after its title."""

    title: str | None = field(repr=False)
    body: str | None = field(repr=False)
    heading: tuple[str, str] = OUR_HEADING


def digest(text: str | None) -> str:
    """SHA-256 of a text, to see later whether it is still the same."""
    return sha256((text or "").encode("utf-8", "surrogatepass")).hexdigest()


def moments(text: str) -> list[tuple[str, str]]:
    """(kind as in the link or empty, identifier) of every media link, in order."""
    return [(found["kind"] or "", found["id"]) for found in _MOMENT.finditer(text)]


def text_in(raw: str | None, links: Mapping[str, tuple[str, bool]]) -> Text:
    """Day One's text in Reflect's terms. `links`: identifier → (attachment name, is a picture)."""
    if raw is None or not raw.strip("\u200b \t\r\n"):
        return Text(None, None)
    plain = _ZERO_WIDTH.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    found = _HEADING.match(plain) or _FIRST_LINE.match(plain)
    if (
        found is None
        or "dayone-moment" in found["title"]
        or len(found["title"]) > (TITLE_LIMIT if "#" in found["before"] else LINE_LIMIT)
    ):
        return Text(None, _body_in(plain, links))
    title = _ESCAPED.sub(r"\1", found["title"])
    rest = plain[found.end() :]
    return Text(title, _body_in(rest, links) if rest else None, (found["before"], found["after"]))


def text_out(text: Text, identifiers: Mapping[str, tuple[str, str]]) -> str | None:
    """Reflect's text in Day One's terms. `identifiers`: attachment name → (kind in the link: empty
    for photos, `audio`, `video`, `pdfAttachment`; identifier)."""
    body = _OURS.sub(lambda found: _link_out(found, identifiers), text.body or "")
    if not text.title:
        return body or None
    before, after = text.heading
    if body and "\n" not in after:
        after = OUR_HEADING[1]
    return f"{before}{text.title}{after if body or text.heading != OUR_HEADING else ''}{body}"


def _link_out(found: re.Match[str], identifiers: Mapping[str, tuple[str, str]]) -> str:
    name = unquote(found["name"])
    if name not in identifiers:
        return found[0]
    kind, identifier = identifiers[name]
    if not kind:
        return f"{found['mark']}[{found['alt']}](dayone-moment://{identifier})"
    alt = "" if found["alt"] == _label(name) else found["alt"]
    return f"![{alt}](dayone-moment:/{kind}/{identifier})"


def _label(name: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", name)


def link_in(name: str, picture: bool, alt: str = "") -> str:
    """The Markdown that shows an attachment."""
    if picture:
        return f"![{alt}](reflect-img:{quote(name, safe='')})"
    return f"[{alt or _label(name)}](reflect-file:{quote(name, safe='')})"


def _body_in(text: str, links: Mapping[str, tuple[str, bool]]) -> str:
    def replaced(found: re.Match[str]) -> str:
        if found["id"] not in links:
            return found[0]
        name, picture = links[found["id"]]
        return link_in(name, picture, found["alt"])

    return _unescaped(_MOMENT.sub(replaced, text)) if text else text


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    lines: list[str] = []
    fence: str | None = None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence is not None:
            if mark and mark[1].startswith(fence):
                fence = None
        elif mark:
            fence = mark[1]
        escaped = fence is None and "\\" in line and not _INDENTED.match(line)
        lines.append(_unescaped_line(line) if escaped else line)
    return "\n".join(lines)


def _unescaped_line(line: str) -> str:
    code = [found.span() for found in _CODE.finditer(line)]
    linked = "](" in line

    def plain(found: re.Match[str]) -> str:
        start, end = found.span()
        if any(first <= start < last for first, last in code):
            return found[0]
        before, after = line[:start], line[end : end + 1]
        at_start = _LEADING.match(before) is not None
        mark = found[1]
        if mark in ".)":
            harmless = not before.strip(" \t>-*+").isdigit() and not (mark == ")" and linked)
        elif mark in "-+=>":
            harmless = not at_start
        elif mark == "#":
            harmless = not at_start and not before.lstrip().startswith("#")
        elif mark == "!":
            harmless = after != "["
        elif mark == "(":
            harmless = not before.endswith("]") and not linked
        elif mark == "_":
            harmless = before[-1:].isalnum() and after.isalnum()
        elif mark == "*":
            harmless = before[-1:] == " " and after == " " and not at_start
        else:
            harmless = mark in "{},;?%@^/"
        return mark if harmless else found[0]

    return _ESCAPED.sub(plain, line)

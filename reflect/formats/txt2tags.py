"""txt2tags, the markup of RedNotebook, as Markdown.

Facts from the txt2tags 2 user guide and RedNotebook's help: marks are glued to what they mark,
lists end after two blank lines, a leading tab quotes, twenty dashes make a rule, two backslashes
end a line. Nothing is dropped: markup without a Markdown word (comments, colours, definitions,
formulas) stays as it was typed, and what Markdown would take for its own is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from string import punctuation

PICTURE_ENDINGS = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".eps",
    ".bmp",
    ".svg",
    ".webp",
    ".tif",
    ".tiff",
)
_ENDINGS = "|".join(re.escape(ending) for ending in PICTURE_ENDINGS)

_QUOTED_PICTURE = re.compile(
    rf'\[""((?:(?!"").)+)""({_ENDINGS})(?:\?(\d{{1,5}}))?\]', re.IGNORECASE
)
_PICTURE = re.compile(rf'\[([^\[\]\s"]+(?:{_ENDINGS}))(?:\?(\d{{1,5}}))?\]', re.IGNORECASE)
_QUOTED_LINK = re.compile(r'\[([^\[\]]*?)""((?:(?!"").)+)""\]')
_LINK = re.compile(r"\[([^\[\]]+) ([^\s\[\]]+)\]")
_TARGET = re.compile(
    r"(?:https?|ftp|file|mailto):|www\.|[^@\s]+@[^@\s]+\.\w+$|\.{0,2}/|.*\.[a-z]\w{0,4}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_URL = re.compile(r'(?:https?|ftp|file)://[^\s"<>\ue000\ue001]+', re.IGNORECASE)
_URL_END = re.compile(r"(?:\*\*|__|--|//|[.,;:!?)\]])+$")
_FORMULA = re.compile(r"\$\$[^$]+\$\$")
_TITLE = re.compile(r" *(={1,5}|\+{1,5})([^=+].*?|[^=+])\1(\[[\w-]*\])?\s*$")
_ITEM = re.compile(r"( *)([-+]) (?=[^ ])")
_END_OF_LIST = re.compile(r" *[-+:]\s*$")
_RULE = re.compile(r"\s*[_=-]{20,}\s*$")
_ROW = re.compile(r" *\|\|? ")
_BREAK = re.compile(r"\\\\\s*$")

_TAKEN_FOR_BLOCK = re.compile(
    r"( {0,3})(?=#{1,6}(?:\s|$)|>|\* |=+\s*$|-+\s*$|(?:\*\s*){3,}$|(?:_\s*){3,}$|~~~|```)"
)
_STAR_PAIR = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])")
_LINE_PAIR = re.compile(r"(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)")
_BACKSLASH = re.compile(rf"\\(?=[{re.escape(punctuation)}])")
_ENTITY = re.compile(r"&(?=#?\w{2,32};)")
_HELD = re.compile("\ue000([0-9]{1,7})\ue001")
_OWN = re.compile("[\ue000\ue001]")

_MARKS = (("*", "**", "**"), ("/", "*", "*"), ("_", "<u>", "</u>"), ("-", "~~", "~~"))
"""Markdown has no underline; `<u>` is what Markdown editors with one understand."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a picture or link of the text points to."""

    address: str
    picture: bool
    width: int | None = None


Resolve = Callable[[Target], str | None]
"""The address for the Markdown; None: as it was written."""


def to_markdown(text: str, resolve: Resolve) -> str:
    """The whole text of a day."""
    return "\n".join(_Blocks(text.split("\n"), resolve).lines())


def inline(text: str, resolve: Resolve) -> str:
    """One line's marks, pictures and links, without its role as heading or list."""
    return _Inline(resolve).convert(text)


def address(target: str) -> str:
    """As it stands between the parentheses of a Markdown link."""
    if re.search(r"[\s()<>]", target) is None:
        return target
    return "<" + target.replace("<", "%3C").replace(">", "%3E") + ">"


class _Blocks:
    def __init__(self, lines: list[str], resolve: Resolve) -> None:
        self._lines = lines
        self._resolve = resolve
        self._out: list[str] = []
        self._at = 0
        self._lists: list[tuple[int, str, int]] = []
        """Open lists from the outside in: (indent, mark, how many items)."""

    def lines(self) -> list[str]:
        blanks = 0
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            blanks = blanks + 1 if not line.strip() else 0
            if blanks:
                if blanks == 2:
                    self._lists.clear()
                self._out.append("")
            elif not (self._fenced(line) or self._structured(line)):
                self._paragraph(line)
        return self._out

    def _inline(self, text: str) -> str:
        return _Inline(self._resolve).convert(text)

    def _until(self, mark: str) -> list[str]:
        """The lines up to a closing mark, which is passed; to the end where there is none."""
        inside: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.rstrip() == mark:
                break
            inside.append(line)
        return inside

    def _fenced(self, line: str) -> bool:
        bare = line.rstrip()
        if bare == "```":
            self._lists.clear()
            self._out += ["```", *self._until("```"), "```"]
        elif line.startswith("``` ") and bare != "```":
            self._out += ["```", line[4:], "```"]
        elif bare in ('"""', "'''"):
            self._out += [_literal(one) for one in self._until(bare)]
        elif line.startswith(('""" ', "''' ")):
            self._out.append(_literal(line[4:]))
        else:
            return False
        return True

    def _structured(self, line: str) -> bool:
        if _RULE.match(line):
            self._apart()
            self._out.append("---")
        elif title := _TITLE.match(line):
            self._lists.clear()
            label = f" {title[3]}" if title[3] else ""
            self._out.append(f"{'#' * len(title[1])} {self._inline(title[2].strip())}{label}")
        elif item := _ITEM.match(line):
            self._item(len(item[1]), item[2], line[item.end() :])
        elif self._lists and _END_OF_LIST.match(line):
            self._lists.pop()
            self._out.append("")
        elif line.startswith("\t"):
            depth = len(line) - len(line.lstrip("\t"))
            if not (self._out and self._out[-1].startswith(">")):
                self._apart()
            self._out.append("> " * depth + self._inline(line[depth:]))
        elif _ROW.match(line):
            self._table(line)
        else:
            return False
        return True

    def _apart(self) -> None:
        """A blank line, so that the line before is neither heading nor quote."""
        if self._out and self._out[-1].strip():
            self._out.append("")

    def _item(self, indent: int, mark: str, rest: str) -> None:
        while self._lists and self._lists[-1][0] > indent:
            self._lists.pop()
        if self._lists and self._lists[-1][:2] == (indent, mark):
            self._lists[-1] = (indent, mark, self._lists[-1][2] + 1)
        else:
            if self._lists and self._lists[-1][0] == indent:
                self._lists.pop()
            self._lists.append((indent, mark, 1))
        deep = sum(2 if one == "-" else 3 for _, one, _ in self._lists[:-1])
        number = self._lists[-1][2]
        sign = "-" if mark == "-" else f"{number}."
        self._out.append(f"{' ' * deep}{sign} {self._broken(rest)}")

    def _table(self, line: str) -> None:
        rows = [line]
        while self._at < len(self._lines) and _ROW.match(self._lines[self._at]):
            rows.append(self._lines[self._at])
            self._at += 1
        self._apart()
        cells = [_cells(row) for row in rows]
        width = max(map(len, cells))
        headed = rows[0].lstrip().startswith("||")
        shown = [self._row(row, width) for row in cells]
        if not headed:
            shown.insert(0, "|" + "   |" * width)
        shown.insert(1, "|" + " --- |" * width)
        self._out += [*shown, ""]

    def _row(self, cells: list[str], width: int) -> str:
        padded = cells + [""] * (width - len(cells))
        return "| " + " | ".join(self._inline(cell).replace("|", "\\|") for cell in padded) + " |"

    def _paragraph(self, line: str) -> None:
        if self._out and self._out[-1].startswith(">"):
            self._apart()
        fresh = not (self._out and self._out[-1].strip())
        if fresh and not self._lists and line.startswith("    "):
            line = "   " + line.lstrip(" ")  # four blanks would make it code
        self._out.append(_unblocked(self._broken(line)))

    def _broken(self, line: str) -> str:
        """A line that may end in a forced break; at the end of a paragraph there is nothing to
        break."""
        if (found := _BREAK.search(line)) is None:
            return self._inline(line)
        following = self._lines[self._at] if self._at < len(self._lines) else ""
        return self._inline(line[: found.start()]) + ("\\" if following.strip() else "")


def _cells(row: str) -> list[str]:
    row = row.strip().lstrip("|")
    return [cell.strip() for cell in row.removesuffix("|").split(" | ")]


def _literal(text: str) -> str:
    """Text that was between raw marks: nothing in it is markup."""
    escaped = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
    return _ENTITY.sub(r"\\&", escaped)


def _unblocked(line: str) -> str:
    found = _TAKEN_FOR_BLOCK.match(line)
    return f"{found[1]}\\{line[found.end() :]}" if found else line


class _Inline:
    """One line. What is finished is held aside behind a private-use mark until the end."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._held: list[str] = []

    def convert(self, text: str) -> str:
        text = _OWN.sub(lambda found: self._hold(found[0]), text)
        text = self._spans(text, "`", _code)
        text = _QUOTED_PICTURE.sub(lambda m: self._picture(m[1] + m[2], m[3]), text)
        text = _PICTURE.sub(lambda m: self._picture(m[1], m[2]), text)
        text = _QUOTED_LINK.sub(lambda m: self._link(m[1].strip(), m[2]), text)
        text = _LINK.sub(self._plain_link, text)
        text = _FORMULA.sub(lambda m: self._hold(m[0]), text)
        text = _URL.sub(self._url, text)
        text = self._spans(text, '"', _literal)
        text = self._spans(text, "'", str)
        return self._released(_marked(_escaped(text)))

    def _hold(self, finished: str) -> str:
        self._held.append(finished)
        return f"\ue000{len(self._held) - 1}\ue001"

    def _released(self, text: str) -> str:
        return self._below(text, len(self._held))

    def _below(self, text: str, limit: int) -> str:
        """Held pieces hold earlier ones only (a picture in a link's name), so this ends even where
        a text spells the private marks itself."""

        def piece(found: re.Match[str]) -> str:
            number = int(found[1])
            return self._below(self._held[number], number) if number < limit else found[0]

        return _HELD.sub(piece, text)

    def _spans(self, text: str, mark: str, finish: Callable[[str], str]) -> str:
        return _paired(text, mark, lambda inside: self._hold(finish(inside)))

    def _picture(self, path: str, width: str | None) -> str:
        path = self._released(path)
        name = path.replace("\\", "/").rsplit("/", 1)[-1]
        target = Target(path, picture=True, width=int(width) if width else None)
        found = self._resolve(target) or path
        sign = "" if found.startswith("reflect-file:") else "!"
        return self._hold(f"{sign}[{_label(name)}]({address(found)})")

    def _link(self, name: str, target: str) -> str:
        target = self._released(target)
        shown = _marked(_escaped(name)) if name else _label(target)
        found = self._resolve(Target(target, picture=False)) or target
        return self._hold(f"[{shown}]({address(found)})")

    def _plain_link(self, found: re.Match[str]) -> str:
        if _DATE.match(found[2]) or _TARGET.match(found[2]) is None:
            return found[0]
        target = f"mailto:{found[2]}" if re.match(r"[^:/]+@", found[2]) else found[2]
        return self._link(found[1], f"http://{target}" if target.startswith("www.") else target)

    def _url(self, found: re.Match[str]) -> str:
        ending = _URL_END.search(found[0])
        end = ending.start() if ending else len(found[0])
        return self._hold(found[0][:end]) + found[0][end:]


def _label(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _code(text: str) -> str:
    """Between enough backticks."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str) -> str:
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub(r"\\&", text)
    text = _STAR_PAIR.sub(r"\\*\1\\*", text)
    return _LINE_PAIR.sub(r"\\_\1\\_", text)


def _marked(text: str) -> str:
    for mark, left, right in _MARKS:
        text = _paired(text, mark, partial(_between, left, right))
    return text


def _between(left: str, right: str, inside: str) -> str:
    return f"{left}{inside}{right}"


def _paired(text: str, mark: str, finish: Callable[[str], str]) -> str:
    """Every `XX…XX` finished. A mark opens before a non-blank and closes after one; more than two
    in a row belong to the inside. One pass: time grows with the length alone."""
    if mark * 2 not in text:
        return text
    done: list[str] = []
    start = 0
    opened: re.Match[str] | None = None
    for run in re.finditer(re.escape(mark) + "{2,}", text):
        before = text[run.start() - 1 : run.start()] if run.start() else " "
        after = text[run.end() : run.end() + 1] or " "
        if opened is not None and not before.isspace():
            inside = text[opened.start() + 2 : run.end() - 2]
            done += [text[start : opened.start()], finish(inside)]
            start, opened = run.end(), None
        elif opened is None and not after.isspace():
            opened = run
    done.append(text[start:])
    return "".join(done)

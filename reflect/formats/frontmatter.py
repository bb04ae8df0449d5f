"""The block of YAML at the head of a Markdown file, read as people write it and written for all.

Read from YAML's events, not through a loader: no tag is obeyed, no anchor followed, and a word
stays the word that stands there (`yes`, `12:30`, `2024-05-01`, `1_000` are text, as in YAML 1.2).
Joplin writes titles like these without quotes. A block that is no YAML (`title: one: two`) is read
line by line where that is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import yaml

DEPTH_LIMIT = 30
SIZE_LIMIT = 2**20

_OPENING = re.compile(r"---[ \t]*(\r\n|\n|\r)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_LINE = re.compile(r"([^\s:#\-][^:\n]*?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
_ELEMENT = re.compile(r"[ \t]*-[ \t]+(.*?)[ \t]*")

_BOOLEAN = {"true": True, "false": False}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,40})")
_FRACTION = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")


class Plain(str):
    """A scalar without quotes: a number or a truth value where that is asked for, else text."""

    __slots__ = ()


Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Note:
    """A Markdown file, taken apart."""

    keys: dict[str, Value] | None = field(repr=False)
    """None where there is no front matter, or none that can be understood."""
    body: str = field(repr=False)
    """Exactly what follows, without the one blank line that closes the block."""
    remark: str | None = None
    """The phrase of a warning."""


def read(text: str) -> Note:
    """Take a file apart. Never raises: what is not understood stays in the body."""
    opening = _OPENING.match(text)
    if opening is None:
        return Note(None, text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + SIZE_LIMIT)
    if closing is None:
        return Note(None, text)
    block = text[opening.end() : closing.start()]
    blank = _BLANK.match(text, closing.end())
    body = text[blank.end() if blank is not None else closing.end() :]
    remark = None
    keys = _parse(block)
    if keys is None and "\t" in block:
        keys = _parse(block.replace("\t", "    "))
    if keys is None:
        keys = _by_line(block)
        remark = "front matter is no YAML; read line by line"
    if keys is None:
        # two rules with words between them are the text's own, not a block of keys
        looks_like_keys = re.search(r"^[\w ]{1,40}:", block, re.MULTILINE) is not None
        return Note(
            None, text, "front matter not understood; kept as text" if looks_like_keys else None
        )
    return Note(keys, body, remark)


def _parse(block: str) -> dict[str, Value] | None:
    """The mapping, an empty one for an empty block, None for anything else."""
    root: list[Value] = []
    stack: list[tuple[Value, list[str]]] = [(root, [])]

    def add(value: Value) -> bool:
        holder, key = stack[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif isinstance(holder, dict):
            if not key:
                if not isinstance(value, str):
                    return False
                key.append(value)
            else:
                name, count = str(key.pop()), 1
                while name in holder:
                    count += 1
                    name = f"{name.removesuffix(f' ({count - 1})')} ({count})"
                holder[name] = value
        return True

    try:
        for event in yaml.parse(block, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or len(stack) > DEPTH_LIMIT:
                return None
            if isinstance(event, yaml.ScalarEvent):
                plain = event.style in (None, "") and event.implicit[0]
                if not add(Plain(event.value) if plain else str(event.value)):
                    return None
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                new: Value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                if not add(new):
                    return None
                stack.append((new, []))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
    except (yaml.YAMLError, UnicodeError):
        return None
    if not root:
        return {}
    if len(root) == 1 and isinstance(root[0], dict):
        return root[0]
    return None


_LOADER: type[yaml.SafeLoader] = cast(
    "type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)


def _by_line(block: str) -> dict[str, Value] | None:
    keys: dict[str, Value] = {}
    last = ""
    for line in block.splitlines():
        element = _ELEMENT.fullmatch(line)
        found = _LINE.fullmatch(line)
        if element is not None and last:
            held = keys[last]
            if isinstance(held, list):
                held.append(Plain(_bare(element[1])))
            elif held == "":
                keys[last] = [Plain(_bare(element[1]))]
            else:
                return None
        elif found is not None:
            last = _bare(found[1])
            keys[last] = Plain(_bare(found[2] or ""))
        elif line.strip() and not line.lstrip().startswith("#"):
            return None
    return keys or None


def _bare(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def typed(value: Value) -> object:
    """Plain scalars as the JSON value they stand for; everything quoted stays text."""
    if isinstance(value, list):
        return [typed(one) for one in value]
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    if not isinstance(value, Plain):
        return value
    if value in ("", "~", "null", "Null", "NULL"):
        return None
    if value.lower() in _BOOLEAN and value in (value.lower(), value.title(), value.upper()):
        return _BOOLEAN[value.lower()]
    if _WHOLE.fullmatch(value):
        return int(value)
    if _FRACTION.fullmatch(value):
        return float(value)
    return str(value)


def texts(value: Value | None) -> list[str]:
    """A list of words, or one text; without empty ones."""
    if value is None or isinstance(value, dict):
        return []
    if isinstance(value, str):
        return [str(value)] if value.strip() else []
    found: list[str] = []
    for one in value:
        found.extend(texts(one))
    return found


def text(value: Value | None) -> str:
    """One text; the first of a list; empty where there is none."""
    return next(iter(texts(value)), "")


# Writing ------------------------------------------------------------------------


if TYPE_CHECKING:
    _Dumper = yaml.SafeDumper
else:
    _Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Writer(_Dumper):
    """One value a line: nothing in the block can look like its end, or like another key."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def serialize(self, node: yaml.Node) -> None:
        # Joplin moves every line that begins with a dash to two blanks before it parses the block,
        # so below the second level everything stands on one line
        assert isinstance(node, yaml.MappingNode)
        for _, value in node.value:
            if isinstance(value, yaml.CollectionNode):
                below = value.value
                if isinstance(value, yaml.MappingNode):
                    below = [inner for _, inner in below]
                for inner in below:
                    if isinstance(inner, yaml.CollectionNode):
                        inner.flow_style = True
        super().serialize(node)


def _write_text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    risky = (
        not value.isprintable()
        or value != value.strip()
        or _looks_typed(value)
        or value[:1] in "-?:,[]{}#&*!|>'\"%@`"
    )
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style='"' if risky else None)


def _looks_typed(value: str) -> bool:
    """Text that one YAML reader or another would take for a number or a truth value."""
    return not isinstance(typed(Plain(value)), str) or value.lower() in ("yes", "no", "on", "off")


def _write_number(writer: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    text = repr(value)
    if "e" in text and "." not in text:
        text = text.replace("e", ".0e")
    return writer.represent_scalar("tag:yaml.org,2002:float", text)


def _write_time(writer: yaml.SafeDumper, value: Plain) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:timestamp", str(value))


_Writer.add_representer(str, _write_text)
_Writer.add_representer(Plain, _write_time)
_Writer.add_representer(float, _write_number)


def write(keys: Mapping[str, object]) -> str:
    """The block with its two rules and the blank line that belongs to it. Values: JSON values, and
    `Plain` for a date that stands without quotes."""
    pairs: Iterator[tuple[str, object]] = iter(keys.items())
    block = yaml.dump(
        dict(pairs),
        Dumper=_Writer,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=2**31 - 1,
    )
    return f"---\n{block}---\n\n"

"""RedNotebook: a folder (or its backup zip) of `YYYY-MM.txt`, one YAML mapping for each month.

    5: {text: "txt2tags markup with #hashtags", Category: {an entry: null}, Other: null}

Read as YAML events, never constructed: `!!python/unicode` and any other tag is only text, nothing
in the file can make Python build anything, and a category called `2010` or `Yes` keeps its name.
One entry a day, at noon (RedNotebook has no times). Categories become tags, their entries lines
`- Category: entry` below the text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

import yaml

from reflect.errors import (
    DamagedFile,
    HostileFile,
    NotThisFormat,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats import (
    ForeignAttachment,
    ForeignEntry,
    Names,
    Options,
    Reader,
    Reading,
    Source,
    reference,
)
from reflect.formats import Warning as Remark
from reflect.formats.container import (
    LIMITS,
    Container,
    head,
    is_container,
    listed,
    open_container,
    open_file,
    read_file,
)
from reflect.formats.dates import Moment
from reflect.formats.encoding import decode
from reflect.formats.txt2tags import PICTURE_ENDINGS, Target, inline, to_markdown

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:\.CONFLICT_BACKUP([\w.]*))?\.txt$")
_UNFINISHED = re.compile(r"(\d{4}-\d{2})\.(?:old|new)\.txt$")
_FIRST_DAY = re.compile(r"(?:%.*\n|---.*\n|#.*\n|\s)*(?:['\"]?\d{1,2}['\"]?\s*:|\{)")
_HASHTAG = re.compile(r"(?<![\w&#])[#\uff03](\w+(?:-\w+)*)")
_COLOUR = re.compile(r"[0-9a-f]{6}", re.IGNORECASE)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_REMOTE = re.compile(r"(?:https?|ftp|mailto|data|news):", re.IGNORECASE)
_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff")
_DEEPEST = 64
_FOLDER_FILES = 200_000

NOT_A_MONTH = "no such month; left out"
NOT_A_DAY = "no such day in the month; left out"
UNFINISHED = "an unfinished save, and no month beside it; left out"
OUTSIDE = "link to a file outside the journal kept as a link"

Node = str | None | dict[str, "Node"]


def _merged(one: Node, other: Node) -> Node:
    """Two values of one key: hand-merged files have them, and neither may be lost."""
    if one is None or one == other:
        return other
    if other is None:
        return one
    if isinstance(one, dict) and isinstance(other, dict):
        for key, value in other.items():
            one[key] = _merged(one[key], value) if key in one else value
        return one
    if isinstance(one, dict):
        return _merged(one, {str(other): None})
    if isinstance(other, dict):
        return _merged({one: None}, other)
    return f"{one}\n\n{other}"


class _Months:
    """Reads one month file's text."""

    def __init__(self, path: Path, where: str) -> None:
        self._path = path
        self._where = where
        self._anchors: dict[str, str | None] = {}

    def read(self, text: str) -> dict[str, Node]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        root: Node = None
        try:
            events = yaml.parse(text, Loader=loader)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    root = _merged(root, self._node(next(events), events, 0))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f" line {mark.line + 1}" if mark is not None else ""
            raise DamagedFile(
                path=str(self._path), where=f"{self._where}{line}", reason="yaml"
            ) from None
        if root is None:
            return {}
        if not isinstance(root, dict):
            raise DamagedFile(path=str(self._path), where=self._where, reason="no days")
        return root

    def _node(self, event: object, events: Iterator[object], depth: int) -> Node:
        if depth > _DEEPEST:
            raise DamagedFile(path=str(self._path), where=self._where, reason="nesting")
        if isinstance(event, yaml.ScalarEvent):
            # A plain scalar has style None or, from libyaml, ''.
            value = None if not event.style and event.value in _NULL else str(event.value)
            if event.anchor:
                self._anchors[event.anchor] = value
            return value
        if isinstance(event, yaml.AliasEvent):
            # A scalar may be repeated; whole trees that repeat are how a bomb is built.
            if event.anchor not in self._anchors:
                raise HostileFile(path=str(self._path), reason="alias")
            return self._anchors[event.anchor]
        made: dict[str, Node] = {}
        if isinstance(event, yaml.SequenceStartEvent):
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                self._add(made, self._node(inner, events, depth + 1), None)
        else:
            while not isinstance(inner := next(events), yaml.MappingEndEvent):
                key = self._node(inner, events, depth + 1)
                self._add(made, key, self._node(next(events), events, depth + 1))
        return made

    @staticmethod
    def _add(made: dict[str, Node], key: Node, value: Node) -> None:
        if isinstance(key, dict):
            for name, inner in key.items():
                made[name] = _merged(made.get(name), inner)
            return
        name = key or ""
        made[name] = _merged(made[name], value) if name in made else value


def hashtags(text: str) -> tuple[str, ...]:
    """`#tag` in a text, without the mark; not colours (`#ff0000`), `#include`, numbers alone."""
    found: dict[str, str] = {}
    for match in _HASHTAG.finditer(text):
        word = match[1]
        if _COLOUR.fullmatch(word) or word.lower() == "include":
            continue
        if any(c.isalpha() for c in word):
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    folder: str
    year: int
    month: int
    conflict: str | None


@dataclass(slots=True)
class _Made:
    """What is gathered while one day is converted."""

    attachments: list[ForeignAttachment] = field(default_factory=list)
    by_address: dict[str, str | None] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    names: Names = field(default_factory=Names)


class _RedNotebook(Reading):
    app = "rednotebook"
    format = "rednotebook"

    def __init__(self, path: Path, options: Options, container: Container | None) -> None:
        super().__init__(options)
        self._path = path
        self._container = container
        self._photos = options.photo_folder
        self._photo_index: dict[str, list[Path]] | None = None
        self._files = self._months()
        if not self._files:
            self.close()
            raise NotThisFormat(path=str(path), format=self.format)

    def close(self) -> None:
        if self._container is not None:
            self._container.close()

    def _months(self) -> list[_File]:
        if self._container is None:
            names = [self._path.name]
        else:
            names = [member.name for member in self._container.members]
        files: list[_File] = []
        for name in names:
            folder, _, base = name.rpartition("/")
            if (found := _MONTH.match(base)) is None:
                continue
            year, month = int(found[1]), int(found[2])
            if not 1 <= month <= 12 or year < 1000:
                self.warnings.append(Remark(name, NOT_A_MONTH))
                self.skipped += 1
                continue
            files.append(_File(name, folder, year, month, found[3]))
        whole = {(one.folder, f"{one.year:04d}-{one.month:02d}") for one in files}
        for name in names:
            folder, _, base = name.rpartition("/")
            if (left := _UNFINISHED.match(base)) and (folder, left[1]) not in whole:
                self.warnings.append(Remark(name, UNFINISHED))
                self.skipped += 1
        # The journal's own folder first; conflicts after the month that they belong to.
        files.sort(key=lambda f: (f.folder.count("/"), f.folder, f.year, f.month, f.conflict or ""))
        return files

    def _content(self, one: _File) -> dict[str, Node]:
        inside = self._container
        data = read_file(self._path) if inside is None else inside.read(one.name)
        text, remark = decode(data)
        if remark:
            self.warnings.append(Remark(one.name, remark))
        if len(text) > LIMITS.line_chars and max(map(len, text.split("\n"))) > LIMITS.line_chars:
            raise HostileFile(path=str(self._path), reason="line")
        return _Months(self._path, one.name).read(text)

    def entries(self) -> Iterator[ForeignEntry]:
        main = self._files[0].folder
        days: dict[str, Node] = {}
        for one in self._files:
            content = self._content(one)
            month = f"{one.folder}/{one.year:04d}-{one.month:02d}"
            for number, value in sorted(content.items(), key=lambda item: (len(item[0]), item[0])):
                try:
                    day = date(one.year, one.month, int(number))
                except ValueError:
                    self.warnings.append(Remark(one.name, NOT_A_DAY))
                    self.skipped += 1
                    continue
                place = f"{month}-{day.day:02d}"
                if one.conflict is None:
                    days[place] = value
                elif days.get(place) == value:
                    continue  # the copy says the same
                made = self._entry(one, day, value)
                if made is not None:
                    yield made if one.folder == main else _elsewhere(made, one.folder)

    def _entry(self, one: _File, day: date, value: Node) -> ForeignEntry | None:
        content: dict[str, Node] = dict(value) if isinstance(value, dict) else {"text": value}
        written = content.pop("text", None)
        markup = written if isinstance(written, str) else ""
        if isinstance(written, dict):
            content["text"] = written
        where = day.isoformat()
        made = _Made()
        resolve = partial(self._resolve, made, one.folder, where)
        tags: dict[str, str] = {}
        for word in hashtags(markup):
            tags.setdefault(word.casefold(), word)
        # Before hashtags, tags were entries of a category of that name.
        old = content.pop("Tags", None)
        for name, inner in _named(old).items():
            content[name] = _merged(content.get(name), inner)
        lines: list[str] = []
        for name, inner in content.items():
            if word := " ".join(name.split()).lstrip("#"):
                tags.setdefault(word.casefold(), word)
            for entry, below in _named(inner).items():
                shown = _hanging(inline(entry, resolve), 2)
                lines.append(f"- {inline(name, resolve)}: {shown}")
                lines += _below(below, resolve, 1)
            for word in hashtags("\n".join(_named(inner))):
                tags.setdefault(word.casefold(), word)
        text = to_markdown(markup, resolve).strip("\n").rstrip()
        text = "\n\n".join(part for part in (text, "\n".join(lines)) if part)
        if one.conflict is not None:
            tags.setdefault("conflict", "conflict")
        if not text and not (tags.keys() - {"conflict"}):
            return None
        extra: dict[str, object] = {"date_only": True}
        if made.widths:
            extra["widths"] = made.widths
        identity = where if one.conflict is None else f"{where} conflict {one.conflict}"
        return ForeignEntry(
            source_id=identity,
            written_at=Moment(day).at(self._zone),
            zone=getattr(self._zone, "key", None),
            where=where,
            text=text or None,
            tags=tuple(tags.values()),
            attachments=tuple(made.attachments),
            extra={"rednotebook": extra},
        )

    # Pictures and files ---------------------------------------------------------

    def _resolve(self, made: _Made, folder: str, where: str, target: Target) -> str | None:
        if _REMOTE.match(target.address):
            return None
        path = target.address
        local = path.lower().startswith("file://")
        if local:
            path = unquote(path[7:])
        path = path.replace("\\", "/")
        if re.match(r"/[A-Za-z]:/", path):
            path = path[1:]
        if not target.picture and not local and re.match(r"#|\w{2,}:", path):
            return None
        if target.address in made.by_address:
            return made.by_address[target.address]
        found = self._found(folder, path, target.picture)
        if found is None and not target.picture:
            if local or path.startswith("/") or re.match(r"[A-Za-z]:/", path):
                self.warnings.append(Remark(where, OUTSIDE))
            made.by_address[target.address] = None
            return None
        name = made.names.take(PurePosixPath(path).name)
        if found is None:
            made.attachments.append(ForeignAttachment(name, None, None, identity=target.address))
            made.by_address[target.address] = None
            return None
        opening, identity = found
        made.attachments.append(ForeignAttachment(name, None, opening, identity=identity))
        if target.width is not None:
            made.widths[name] = target.width
        shown = target.picture and name.lower().endswith(_SHOWN)
        made.by_address[target.address] = reference(name, picture=shown)
        return made.by_address[target.address]

    def _found(self, folder: str, path: str, picture: bool) -> tuple[partial[BinaryIO], str] | None:
        """How to open a file that the text names, and what tells it from others."""
        absolute = path.startswith("/") or re.match(r"[A-Za-z]:/", path) is not None
        if self._container is not None and not absolute:
            member = os.path.normpath(f"{folder}/{path}").lstrip("/").replace("\\", "/")
            if member in self._container:
                size = next(m.size for m in self._container.members if m.name == member)
                return partial(self._container.open, member), f"{member} {size}"
        here = Path(path)
        if not absolute:
            here = (self._path if self._path.is_dir() else self._path.parent) / folder / path
        # A text may name any file of this computer; only what is called a picture is taken, and
        # only for a folder of one's own: a zip may come from anybody.
        own = self._container is None or self._path.is_dir()
        if own and picture and path.lower().endswith(PICTURE_ENDINGS) and _is_file(here):
            return _of_disk(here)
        if self._photos is not None and (there := self._in_photos(path)) is not None:
            return _of_disk(there)
        return None

    def _in_photos(self, path: str) -> Path | None:
        """The file of that name in the photo folder; of several, the one whose path ends alike."""
        if self._photo_index is None:
            self._photo_index = {}
            count = 0
            for root, _, names in os.walk(self._photos or ""):
                for name in names:
                    count += 1
                    self._photo_index.setdefault(name.casefold(), []).append(Path(root, name))
                if count > _FOLDER_FILES:
                    break
        parts = [part.casefold() for part in PurePosixPath(path).parts]
        candidates = self._photo_index.get(parts[-1], []) if parts else []
        regular = [one for one in candidates if _is_file(one)]
        return max(regular, key=lambda one: _alike(one, parts), default=None)


def _alike(path: Path, parts: list[str]) -> int:
    """How many last parts two paths share."""
    own = [part.casefold() for part in path.parts]
    count = 0
    while count < min(len(own), len(parts)) and own[-1 - count] == parts[-1 - count]:
        count += 1
    return count


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _of_disk(path: Path) -> tuple[partial[BinaryIO], str]:
    return partial(open_file, path), f"{path.name} {path.stat().st_size}"


def _named(value: Node) -> dict[str, Node]:
    if isinstance(value, dict):
        return value
    return {value: None} if value else {}


def _hanging(text: str, indent: int) -> str:
    """Further lines of a list item, below its first."""
    return text.replace("\n", "\n" + " " * indent)


def _below(value: Node, resolve: partial[str | None], depth: int) -> list[str]:
    """Entries below entries, as deep as they were made."""
    lines: list[str] = []
    for entry, inner in _named(value).items():
        lines.append(f"{'  ' * depth}- {_hanging(inline(entry, resolve), 2 * depth + 2)}")
        lines += _below(inner, resolve, depth + 1)
    return lines


def _elsewhere(entry: ForeignEntry, folder: str) -> ForeignEntry:
    """An entry of a second journal in the same archive: its days are not the first one's."""
    from dataclasses import replace

    return replace(entry, source_id=f"{folder} {entry.source_id}")


class RedNotebook:
    name = "rednotebook"

    def recognises(self, path: Path) -> bool:
        if not is_container(path):
            return bool(_MONTH.match(path.name)) and _is_month(decode(head(path))[0])
        names = [m.name for m in listed(path) if _MONTH.match(m.base) and m.size]
        return bool(names) and any(_is_month(_peek(path, name)) for name in names[:5])

    def open(self, path: Path, options: Options) -> Source:
        if is_container(path):
            return _RedNotebook(path, options, open_container(path))
        if not _MONTH.match(path.name):
            raise NotThisFormat(path=str(path), format=self.name)
        return _RedNotebook(path, options, None)


def _is_month(text: str) -> bool:
    return _FIRST_DAY.match(text) is not None


def _peek(path: Path, name: str) -> str:
    try:
        with open_container(path) as container, container.open(name) as stream:
            return decode(stream.read(4096))[0]
    except (NotThisFormat, DamagedFile, HostileFile, SourcePassphraseNeeded, SourcePassphraseWrong):
        return ""


READERS: tuple[Reader, ...] = (RedNotebook(),)

"""jrnl (jrnl.sh): its text file, folder, JSON and YAML exports, and encrypted journals v2 and v3.

Text: an entry begins with `[date] title` at the start of a line, the date in whatever format its
owner chose; a bracket that is no date is text. A title that ends in `*` is starred. Tags are words
behind a mark, `@` or `#` unless configured, and stay in the text. Checked against files written by
jrnl 4.6.

Nothing of the text is lost: what jrnl itself drops (lines before the first date, tag-only lines'
marks) is kept where the file still has it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reflect.errors import (
    DamagedFile,
    HostileFile,
    NothingToImport,
    NotThisFormat,
    SourcePassphraseNeeded,
    SourcePassphraseWrong,
)
from reflect.formats import ForeignEntry, Identities, Options, Reader, Reading, Source
from reflect.formats import Warning as Remark
from reflect.formats.container import (
    LIMITS,
    Container,
    Member,
    head,
    is_container,
    listed,
    open_container,
    read_file,
)
from reflect.formats.dates import Moment, Order, clock, moment, order_of
from reflect.formats.encoding import decode, decode_json
from reflect.formats.jrnl_sealed import V2, V3, decrypt
from reflect.formats.moment import at_offset

_HEADER = re.compile(r"(?:^|\n)\[([^\]\n]{1,100})\] ")
_OLD_HEADER = re.compile(r"^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) (?=\S)", re.MULTILINE)
"""jrnl 1 wrote its dates without brackets."""
_TAG = re.compile(r"(?<!\S)[#@]([-+*#/\w]+)")
_DAY_FILE = re.compile(r"(?:^|.*/)(\d{4})/(\d{2})/(\d{2})\.txt$")
_SENTENCE = re.compile(r"[.!?…‼‽⁇⁈⁉⋯﹒﹖﹗]['’\"”]?[\])]*\s+|[！．？｡。]")
_YAML_ENDINGS = (".md", ".yaml", ".yml")
_SHIFTED = re.compile(r"^#(#+ )", re.MULTILINE)

NO_DATE = "no date in the file; its last change is taken"
BEFORE_FIRST = "text before the first date became an entry"
ORDER_GUESSED = "day and month could be swapped"
NOT_A_DAY = "not a day of this journal; left out"
NO_DATE_READ = "date cannot be read; left out"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One entry as it stands in a text, before it has a date."""

    text: str = field(repr=False)
    moment: Moment | None


def _pieces(text: str, order: Order, day: Moment | None = None) -> Iterator[_Piece]:
    """A text cut at its dated brackets; what stands before the first has no moment.

    `day` is the day of a folder journal's file: there a bracket with a time alone is a date too.
    """
    start = 0
    current: Moment | None = None
    for found in _HEADER.finditer(text):
        when = moment(found[1], order)
        if when is None and day is not None and (told := clock(found[1])) is not None:
            when = Moment(day.day, *told)
        if when is None:
            continue
        before = text[start : found.start()]
        if current is not None or before.strip():
            yield _Piece(before, current)
        start, current = found.end(), when
    if current is not None or text[start:].strip():
        yield _Piece(text[start:], current)


def _starred(line: str) -> tuple[str, bool]:
    """A title line without its star, and whether it had one.

    jrnl takes any `*` at the end for a star; one that closes emphasis (`**so**`) stays written.
    """
    bare = line.rstrip()
    if not bare.endswith("*"):
        return line, False
    run = len(bare) - len(bare.rstrip("*"))
    if run == 1 and (bare[:-1].endswith((" ", "\t")) or bare.count("*") % 2):
        return bare[:-1].rstrip(), True
    if bare[:-run].endswith((" ", "\t")) or not bare[:-run]:
        return bare[:-run].rstrip(), True
    return bare, True


def split(text: str) -> tuple[str, str, bool]:
    """(title, body, starred) of an entry's text: the first line is the title; where no line ends,
    the first sentence (as jrnl does). Only blanks between the two are dropped."""
    first, ended, rest = text.lstrip().partition("\n")
    first, starred = _starred(first)
    rest = rest.rstrip()
    if ended:
        return first.strip(), rest.strip("\n"), starred
    if end := _SENTENCE.search(first):
        return first[: end.end()].strip(), first[end.end() :].strip(), starred
    return first.strip(), "", starred


def _add_tag(tags: list[str], word: str) -> None:
    word = word.strip()
    if any(c.isalnum() for c in word) and word.casefold() not in (t.casefold() for t in tags):
        tags.append(word)


def tags_in(text: str) -> tuple[str, ...]:
    """The words behind `@` and `#`, without the mark, once each."""
    tags: list[str] = []
    for found in _TAG.finditer(text):
        _add_tag(tags, found[1].rstrip("*#"))
    return tuple(tags)


def _in_order(tags: list[str], text: str) -> tuple[str, ...]:
    """As they come in the text: jrnl exports them in an order that changes from run to run."""
    text = text.casefold()
    return tuple(sorted(tags, key=lambda tag: (text.find(tag.casefold()) % (len(text) + 1), tag)))


def _clean(text: str) -> str:
    """Half surrogate pairs, which JSON can carry and nothing else, replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _checked_lines(text: str, path: Path) -> str:
    if len(text) > LIMITS.line_chars and max(map(len, text.split("\n"))) > LIMITS.line_chars:
        raise HostileFile(path=str(path), reason="line")
    return text


class _Jrnl(Reading):
    """What all forms of a jrnl journal have in common.

    They share one identity, so that a journal imported as text today and as JSON later is not there
    twice: minute (the finest that JSON has) and a hash over title and body without the star.
    """

    app = "jrnl"

    def __init__(self, path: Path, format: str, options: Options) -> None:
        self.format = format
        super().__init__(options)
        self._path = path
        self._identities = Identities()

    def close(self) -> None:
        """Nothing stays open."""

    def _warn(self, where: str, what: str) -> None:
        self.warnings.append(Remark(where, what))

    def _made(
        self,
        when: datetime | Moment,
        title: str,
        body: str,
        *,
        starred: bool,
        tags: tuple[str, ...],
        extra: dict[str, object],
        own_id: str | None = None,
        dated: bool = True,
    ) -> ForeignEntry | None:
        title, body = _clean(title), _clean(body)
        zone = getattr(self._zone, "key", None)
        if isinstance(when, Moment):
            if when.time is None:
                extra["date_only"] = True
            zone = when.zone_name(self._zone)
            when = when.at(self._zone)
        if not title and not body and not starred and not tags:
            return None
        minute = when.strftime("%Y-%m-%d %H:%M") if dated else "undated"
        if own_id:
            source_id = self._identities.again(f"uuid {own_id}")
        else:
            source_id = self._identities.of(minute, "".join(f"{title}{body}".split()))
        return ForeignEntry(
            source_id=source_id,
            written_at=when,
            zone=zone,
            where=when.strftime("%Y-%m-%d %H:%M"),
            title=title or None,
            text=body or None,
            tags=tags,
            starred=starred,
            extra={"jrnl": extra} if extra else {},
        )

    def _order(self, text: str) -> Order:
        order, certain = order_of(found[1] for found in _HEADER.finditer(text))
        if not certain:
            self._warn("", ORDER_GUESSED)
        return order

    def _texts(
        self, text: str, order: Order, changed_at: float, day: Moment | None = None
    ) -> Iterator[ForeignEntry]:
        """The entries of one text file."""
        pieces = list(_pieces(text, order, day))
        known = next((piece.moment for piece in pieces if piece.moment is not None), None)
        for piece in pieces:
            title, body, starred = split(piece.text)
            when: datetime | Moment | None = piece.moment
            extra: dict[str, object] = {}
            if day is not None:
                # The place in the folder is the day, whatever the bracket says.
                found = piece.moment
                when = Moment(day.day, found.time, found.offset) if found else day
            elif when is None and known is not None:
                when = known
                self._warn(known.day.isoformat(), BEFORE_FIRST)
            elif when is None:
                when = at_offset(datetime.fromtimestamp(changed_at, UTC), self._zone)
                extra["undated"] = True
                self._warn("", NO_DATE)
            entry = self._made(
                when,
                title,
                body,
                starred=starred,
                tags=tags_in(piece.text),
                extra=extra,
                dated=piece.moment is not None or day is not None,
            )
            if entry is not None:
                yield entry


class _TextSource(_Jrnl):
    def __init__(
        self, path: Path, options: Options, *, format: str, data: bytes | None = None
    ) -> None:
        super().__init__(path, format, options)
        self._text, remark = decode(read_file(path) if data is None else data)
        if remark:
            self._warn("", remark)
        _checked_lines(self._text, path)
        if not self._text.strip():
            raise NothingToImport(path=str(path), format=format)
        if _OLD_HEADER.match(self._text.lstrip()):
            self._text = _OLD_HEADER.sub(r"[\1] ", self._text)
        if _mostly_binary(self._text):
            raise NotThisFormat(path=str(path), format=format)

    def entries(self) -> Iterator[ForeignEntry]:
        yield from self._texts(self._text, self._order(self._text), os.stat(self._path).st_mtime)


class _ContainerSource(_Jrnl):
    """A folder journal, or a folder that jrnl exported one file per entry into."""

    def __init__(self, path: Path, options: Options, *, format: str, container: Container) -> None:
        super().__init__(path, format, options)
        self._container = container

    def close(self) -> None:
        self._container.close()

    def _text(self, member: Member) -> str:
        text, remark = decode(self._container.read(member.name))
        if remark:
            self._warn(member.name, remark)
        return _checked_lines(text, self._path)


class _FolderSource(_ContainerSource):
    def entries(self) -> Iterator[ForeignEntry]:
        texts = [
            (member.name, self._text(member))
            for member in self._container.members
            if member.suffix == ".txt"
        ]
        order = self._order("\n".join(text for _, text in texts))
        changed_at = os.stat(self._path).st_mtime
        for name, text in texts:
            found = _DAY_FILE.match(name)
            day = moment("-".join(found.groups())) if found else None
            if (found and day is None) or (not found and not _dated(text)):
                self._warn(name, NOT_A_DAY)
                self.skipped += 1
                continue
            yield from self._texts(text, order, changed_at, day)


class _YamlSource(_ContainerSource):
    def entries(self) -> Iterator[ForeignEntry]:
        texts: list[tuple[str, str]] = []
        for member in self._container.members:
            if member.suffix in _YAML_ENDINGS:
                text = self._text(member)
                if _is_yaml_export(text):
                    texts.append((member.name, text))
                else:
                    self._warn(member.name, NOT_A_DAY)
                    self.skipped += 1
        yield from _yaml_entries(self, texts)


class _YamlFile(_Jrnl):
    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(path, "jrnl-yaml", options)
        self._text = _checked_lines(decode(read_file(path))[0], path)
        if not _is_yaml_export(self._text):
            raise NotThisFormat(path=str(path), format=self.format)

    def entries(self) -> Iterator[ForeignEntry]:
        yield from _yaml_entries(self, [(self._path.name, self._text)])


def _is_yaml_export(text: str) -> bool:
    front, mark, _ = text.partition("\nbody: |")
    return bool(mark) and front.startswith("---\ntitle:") and "\ndate: " in front


def _yaml_fields(text: str) -> tuple[dict[str, str], str]:
    """Front matter and body. jrnl writes neither as YAML would have it (titles unquoted, tabs), so
    it is read as what it is: lines."""
    front, _, body = text.partition("\nbody: |")
    fields: dict[str, str] = {}
    group = ""
    for line in front.split("\n")[1:]:
        key, _, value = line.partition(":")
        if line[:1] in (" ", "\t"):
            fields[f"{group}.{key.strip().replace(' ', '_')}"] = value.strip()
        else:
            group = key
            fields[key] = value.strip()
    lines = body.split("\n")[1:]
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and lines[-1].rstrip() == "...":
        lines.pop()
    plain = "\n".join(line.removeprefix("\t") for line in lines)
    return fields, _SHIFTED.sub(r"\1", plain).strip("\n").rstrip()


def _yaml_entries(source: _Jrnl, texts: list[tuple[str, str]]) -> Iterator[ForeignEntry]:
    read = [(name, *_yaml_fields(text)) for name, text in texts]
    order, certain = order_of(fields.get("date", "") for _, fields, _ in read)
    if not certain:
        source._warn("", ORDER_GUESSED)
    for name, fields, body in read:
        # A timeformat that dateutil cannot read: the file's name begins with the day.
        when = moment(fields.pop("date", ""), order) or moment(name.rsplit("/", 1)[-1][:10])
        if when is None:
            source._warn(name, NO_DATE_READ)
            source.skipped += 1
            continue
        title = fields.pop("title", "")
        starred = fields.pop("starred", "").lower() == "true"
        tags: list[str] = []
        for word in fields.pop("tags", "").split(","):
            _add_tag(tags, word)
        extra: dict[str, object] = {key: value for key, value in fields.items() if value}
        own_id = str(extra.get("uuid") or "") or None
        entry = source._made(
            when,
            title,
            body,
            starred=starred,
            tags=_in_order(tags, f"{title}\n{body}"),
            extra=extra,
            own_id=own_id,
        )
        if entry is not None:
            yield entry


_ALL = re.compile(
    r"\{\s*\"tags\"\s*:\s*\{[^{}\[\]]*\},\s*\"entries\"\s*:\s*\[\s*(?:\{\s*\"title\"|\])"
)
_JSON_KEYS = frozenset({"title", "body", "date", "time", "tags", "starred"})


def _is_json_entry(value: object) -> bool:
    return isinstance(value, dict) and {"title", "body", "date", "time"} <= value.keys()


class _JsonSource(_Jrnl):
    """One export with all entries, or a folder with one file for each."""

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(path, "jrnl-json", options)
        if is_container(path):
            with open_container(path) as container:
                self._records = [
                    record
                    for member in container.members
                    if member.suffix == ".json"
                    for record in self._read(container.read(member.name), member.name)
                ]
        else:
            self._records = self._read(read_file(path), "")

    def _read(self, data: bytes, where: str) -> list[dict[str, object]]:
        value: object = decode_json(data, where=where, path=self._path)
        if _is_json_entry(value):
            value = [value]
        elif isinstance(value, dict):
            value = value.get("entries")
        if not isinstance(value, list):
            raise NotThisFormat(path=str(self._path), format=self.format)
        records: list[dict[str, object]] = []
        for number, record in enumerate(value, 1):
            if not isinstance(record, dict) or not {"date", "title", "body"} <= record.keys():
                place = f"{where} entry {number}".strip()
                raise DamagedFile(path=str(self._path), where=place, reason="entry")
            records.append(record)
        return records

    def entries(self) -> Iterator[ForeignEntry]:
        for number, record in enumerate(self._records, 1):
            day, time = str(record.get("date") or ""), str(record.get("time") or "")
            when = moment(f"{day} {time}") or moment(day)
            if when is None:
                self._warn(f"entry {number}", NO_DATE_READ)
                self.skipped += 1
                continue
            tags: list[str] = []
            listed_tags = record.get("tags")
            for tag in listed_tags if isinstance(listed_tags, list) else []:
                word = _clean(str(tag))
                # Whatever mark was configured stands in front.
                _add_tag(tags, word if word[:1].isalnum() else word[1:])
            extra = {key: value for key, value in record.items() if key not in _JSON_KEYS}
            title, body = _string(record.get("title")), _string(record.get("body"))
            own_id = extra.get("uuid")
            entry = self._made(
                when,
                title.strip(),
                body.strip("\n").rstrip(),
                starred=record.get("starred") is True,
                tags=_in_order(tags, f"{title}\n{body}"),
                extra=_plain(extra),
                own_id=str(own_id) if own_id else None,
            )
            if entry is not None:
                yield entry


def _string(value: object) -> str:
    return "" if value is None else str(value)


def _plain(extra: dict[str, object]) -> dict[str, object]:
    """JSON values without half surrogate pairs."""
    text = json.dumps(extra, ensure_ascii=False)
    cleaned: dict[str, object] = json.loads(_clean(text))
    return cleaned


# Readers ----------------------------------------------------------------------


def _dated(text: str) -> bool:
    return any(moment(found[1]) is not None for found in _HEADER.finditer(text))


def _mostly_binary(text: str) -> bool:
    sample = text[:4096]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\x0c\x1b") or c == "\ufffd")
    return odd * 10 > len(sample)


def _start(path: Path) -> str:
    """Decoded beginning of a file."""
    return decode(head(path))[0]


class JrnlText:
    name = "jrnl"

    def recognises(self, path: Path) -> bool:
        if path.is_dir() or is_container(path):
            members = listed(path)
            if any(_DAY_FILE.match(member.name) for member in members):
                return True
            texts = [member for member in members if member.suffix == ".txt"]
            return bool(texts) and _all_dated(path, texts[:3])
        text = _start(path)
        if not text or text.startswith(("\tDate:", "{", "---")) or _mostly_binary(text):
            return False
        if path.suffix.lower() in (".csv", ".tsv", ".json", ".html", ".htm", ".xml"):
            return False
        if path.suffix.lower() in (".md", ".markdown"):
            return _dated(text.lstrip()[:200].partition("\n")[0])
        if _dated(text) or _OLD_HEADER.match(text.lstrip()):
            return True
        return path.name.lower() in ("journal.txt", "jrnl.txt") and not text.startswith("gAAAAA")

    def open(self, path: Path, options: Options) -> Source:
        if is_container(path):
            container = open_container(path)
            if not any(member.suffix == ".txt" for member in container.members):
                container.close()
                raise NotThisFormat(path=str(path), format=self.name)
            return _FolderSource(path, options, format=self.name, container=container)
        if head(path, 6) in (V3, V2):
            return JrnlEncrypted().open(path, options)
        return _TextSource(path, options, format=self.name)


class JrnlJson:
    name = "jrnl-json"

    def recognises(self, path: Path) -> bool:
        if is_container(path):
            members = [member for member in listed(path) if member.suffix == ".json"]
            return bool(members) and _first_is_entry(path, members[0])
        text = _start(path).lstrip()
        return text.startswith("{") and _looks_like_json(text)

    def open(self, path: Path, options: Options) -> Source:
        return _JsonSource(path, options)


class JrnlYaml:
    name = "jrnl-yaml"

    def recognises(self, path: Path) -> bool:
        if is_container(path):
            members = [member for member in listed(path) if member.suffix == ".md"]
            return bool(members) and _first_is_yaml(path, members[0])
        return _is_yaml_export(_start(path))

    def open(self, path: Path, options: Options) -> Source:
        if not is_container(path):
            return _YamlFile(path, options)
        container = open_container(path)
        if not any(member.suffix in _YAML_ENDINGS for member in container.members):
            container.close()
            raise NotThisFormat(path=str(path), format=self.name)
        return _YamlSource(path, options, format=self.name, container=container)


class JrnlEncrypted:
    name = "jrnl-encrypted"

    def recognises(self, path: Path) -> bool:
        return head(path, 6) in (V3, V2)

    def open(self, path: Path, options: Options) -> Source:
        data = read_file(path)
        if not data.startswith((V3, V2)):
            raise NotThisFormat(path=str(path), format=self.name)
        if options.passphrase is None:
            raise SourcePassphraseNeeded(path=str(path))
        plain = decrypt(data, options.passphrase, path)
        return _TextSource(path, options, format=self.name, data=plain)


def _peek(path: Path, member: Member) -> str:
    """The decoded start of a member; empty where it cannot be read."""
    try:
        with open_container(path) as container, closing(container.open(member.name)) as stream:
            return decode(stream.read(65536))[0]
    except (NotThisFormat, DamagedFile, HostileFile, SourcePassphraseNeeded, SourcePassphraseWrong):
        return ""


def _all_dated(path: Path, members: list[Member]) -> bool:
    return all(_dated(_peek(path, member)[:200]) for member in members)


def _first_is_entry(path: Path, member: Member) -> bool:
    text = _peek(path, member).lstrip()
    return text.startswith("{") and _looks_like_json(text)


def _looks_like_json(text: str) -> bool:
    keys = ('"title"', '"body"', '"date"', '"time"', '"starred"')
    if '"creationDate"' in text:
        return False
    return all(key in text for key in keys) or _ALL.match(text) is not None


def _first_is_yaml(path: Path, member: Member) -> bool:
    return _is_yaml_export(_peek(path, member))


READERS: tuple[Reader, ...] = (JrnlEncrypted(), JrnlJson(), JrnlYaml(), JrnlText())

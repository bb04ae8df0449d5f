"""A CSV or JSON file of unknown origin as columns and rows.

CSV after RFC 4180, with any delimiter, encoding and line end; JSON as a list of objects, an object
with such a list inside, an object by date, or one object per line. Inner objects become dotted
columns (`weather.temperature`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Literal

from reflect.errors import BadValue, DamagedFile, HostileFile, NothingToImport, NotThisFormat
from reflect.formats import Warning as Remark
from reflect.formats.container import LIMITS, read_file
from reflect.formats.dates import moment
from reflect.formats.encoding import decode, decode_json

TOO_MANY_CELLS = "more cells than columns; kept beside the entry"

NUMBER = re.compile(r"[-+]?\d{1,12}(?:[.,]\d{1,12})?")
_MOST_COLUMNS = 2000
_DEEPEST = 20
_DELIMITERS = (",", ";", "\t", "|")

Cell = str | int | float | bool | list[object] | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    kind: Literal["csv", "json"]
    columns: tuple[str, ...]
    rows: list[Row] = field(repr=False)
    lines: list[int] = field(repr=False)
    """Where each row begins: a line of the file, or the number of the object."""
    remarks: tuple[Remark, ...] = ()


def read(path: Path, kind: str | None, delimiter: str | None = None) -> Grid:
    data = read_file(path)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise NothingToImport(path=str(path), format=kind)
    if kind is None:
        kind = "json" if is_json(decode(data[:4096])[0]) else "csv"
    if kind == "json":
        return _from_json(path, data)
    text, remark = decode(data)
    remarks = (Remark("", remark),) if remark else ()
    return _from_csv(path, text, delimiter, remarks)


def is_json(start: str) -> bool:
    return re.match(r"\s*(?:\[\s*(?:[\[{\]]|$)|\{\s*(?:\"|\}|$))", start) is not None


def _from_csv(path: Path, text: str, delimiter: str | None, remarks: tuple[Remark, ...]) -> Grid:
    if len(text) > LIMITS.line_chars and max(map(len, text.split("\n"))) > LIMITS.line_chars:
        raise HostileFile(path=str(path), reason="line")
    if binary(text[:8192]):
        raise NotThisFormat(path=str(path), format="csv")
    if found := re.match(r"sep=(.)\n", text):  # what spreadsheets write for themselves
        delimiter, text = delimiter or found[1], text[found.end() :]
    delimiter = delimiter_of(text, delimiter)
    cells: list[list[str]] = []
    lines: list[int] = []
    escape = _escape(text[:65536])
    before = csv.field_size_limit(LIMITS.line_chars)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, escapechar=escape)
        line = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                cells.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        raise DamagedFile(path=str(path), where=f"line {line}", reason="csv") from None
    finally:
        csv.field_size_limit(before)
    if not cells:
        raise NothingToImport(path=str(path), format="csv")
    if text.count('"') % 2 and escape is None and cells[-1][-1].count("\n") > 1:
        # A quote that is never closed has swallowed every row below it.
        raise DamagedFile(path=str(path), where=f"line {lines[-1]}", reason="quote")
    if is_header(cells[0]):
        names = _unique(cells[0])
        cells, lines = cells[1:], lines[1:]
    else:
        names = tuple(str(number) for number in range(1, max(map(len, cells)) + 1))
    if len(names) > _MOST_COLUMNS:
        raise HostileFile(path=str(path), reason="columns")
    rows: list[Row] = []
    told = list(remarks)
    for row, line in zip(cells, lines, strict=True):
        made: Row = dict(zip(names, row, strict=False))
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            made["+"] = list(row[len(names) :])
            told.append(Remark(f"line {line}", TOO_MANY_CELLS))
        rows.append(made)
    return Grid("csv", names, rows, lines, tuple(told))


def binary(sample: str) -> bool:
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\x0b\x0c\x1b") or c == "\ufffd")
    return odd * 10 > len(sample)


def _escape(sample: str) -> str | None:
    """A backslash where quotes inside quotes are written with one, not doubled."""
    if '\\"' not in sample or re.search(r'[^,;|\s]""[^,;|\s]', sample):
        return None
    return "\\"


def delimiter_of(text: str, given: str | None) -> str:
    """The one that cuts the first lines into the same number of cells, at least two."""
    if given is not None:
        given = {"tab": "\t", "\\t": "\t"}.get(given, given)
        if len(given) != 1 or given in '"\r\n':
            raise BadValue(field="delimiter", expects="one character")
        return given
    sample = text[:65536]
    best, best_score = ",", 0.0
    for mark in _DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark):
                if row:
                    widths.append(len(row))
                if len(widths) == 50:
                    break
        except csv.Error:
            continue
        if len(widths) < 50 and len(sample) == 65536:
            widths = widths[:-1]  # cut off
        if not widths or widths[0] < 2:
            continue
        same = sum(1 for width in widths if width == widths[0]) / len(widths)
        score = same * 10 + min(widths[0], 20) / 10
        if score > best_score:
            best, best_score = mark, score
    return best


def is_header(cells: Sequence[str]) -> bool:
    """No cell of a header is a date or a number."""
    given = [cell for cell in cells if cell.strip()]
    return not any(moment(cell) is not None or NUMBER.fullmatch(cell.strip()) for cell in given)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    taken: dict[str, int] = {}
    made: list[str] = []
    for number, raw in enumerate(names, 1):
        name = " ".join(raw.split()) or f"column {number}"
        taken[name] = taken.get(name, 0) + 1
        made.append(name if taken[name] == 1 else f"{name} {taken[name]}")
    return tuple(made)


def _from_json(path: Path, data: bytes) -> Grid:
    records, keyed = _records(path, data)
    if not records:
        raise NothingToImport(path=str(path), format="json")
    names: dict[str, None] = {}
    rows: list[Row] = []
    for number, record in enumerate(records, 1):
        row: Row = {}
        _flatten(record, "", row, path, number, 0)
        names |= dict.fromkeys(row)
        if len(names) > _MOST_COLUMNS:
            raise HostileFile(path=str(path), reason="columns")
        rows.append(row)
    if keyed:
        names = {"date": None, **names}
    return Grid("json", tuple(names), rows, list(range(1, len(rows) + 1)))


def _records(path: Path, data: bytes) -> tuple[list[dict[str, object]], bool]:
    """The objects of a document, and whether their dates were its keys."""
    value: object
    try:
        value = decode_json(data, where=path.name, path=path)
    except DamagedFile as error:
        if error.facts.get("reason") != "json":
            raise
        return _by_line(path, data), False
    if isinstance(value, dict):
        if _is_by_date(value):
            return _by_date(value), True
        lists = [one for one in _lists(value, 0) if any(isinstance(item, dict) for item in one)]
        keyed = [_by_date(one) for one in _objects(value, 0) if _is_by_date(one)]
        best = max(lists, key=_weight, default=None)
        best_keyed = max(keyed, key=_weight, default=None)
        if best_keyed is not None and (best is None or _weight(best_keyed) > _weight(best)):
            return best_keyed, True
        value = best if best is not None else [value]
    if not isinstance(value, list):
        raise NotThisFormat(path=str(path), format="json")
    if not all(isinstance(item, dict) for item in value):
        if value and all(isinstance(item, list) for item in value):
            return _from_lists(value), False
        raise NotThisFormat(path=str(path), format="json")
    return value, False


def _lists(value: Mapping[str, object], depth: int) -> Iterator[list[object]]:
    for inner in value.values():
        if isinstance(inner, list):
            yield inner
        elif isinstance(inner, dict) and depth < 3:
            yield from _lists(inner, depth + 1)


def _objects(value: Mapping[str, object], depth: int) -> Iterator[dict[str, object]]:
    for inner in value.values():
        if isinstance(inner, dict):
            yield inner
            if depth < 3:
                yield from _objects(inner, depth + 1)


def _is_by_date(value: Mapping[str, object]) -> bool:
    return bool(value) and all(moment(key) is not None for key in value)


def _weight(records: Sequence[object]) -> tuple[bool, int]:
    """Of several lists in a file the entries have dates, and the most words (there may be far more
    tags or icons than entries)."""
    dated, words = False, 0
    for record in records[:200]:
        if isinstance(record, dict):
            for value in (*record.values(), *_inner(record)):
                if isinstance(value, str):
                    words += len(value)
                elif isinstance(value, bool) or not isinstance(value, int):
                    continue
                dated = dated or moment(str(value)) is not None
    return dated, words * len(records) // max(1, min(200, len(records)))


def _inner(record: Mapping[str, object]) -> Iterator[object]:
    for value in record.values():
        if isinstance(value, dict):
            yield from value.values()


def _by_date(value: Mapping[str, object]) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for key, inner in value.items():
        for one in inner if isinstance(inner, list) else [inner]:
            record = {str(k): v for k, v in one.items()} if isinstance(one, dict) else {"text": one}
            own = {"date (inside)": record.pop("date")} if "date" in record else {}
            made.append({"date": key, **record, **own})
    return made


def _from_lists(value: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    """A header and rows, as spreadsheets give them."""
    header = [shown(_cell(one, 0)) for one in value[0]]
    if is_header(header):
        names, rows = _unique(header), value[1:]
    else:
        names, rows = tuple(str(n) for n in range(1, max(map(len, value)) + 1)), value
    return [dict(zip(names, row, strict=False)) for row in rows]


def _by_line(path: Path, data: bytes) -> list[dict[str, object]]:
    records: list[dict[str, object]] = []
    text, _ = decode(data)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > LIMITS.line_chars:
            raise HostileFile(path=str(path), reason="line")
        value = decode_json(line.strip().encode("utf-8"), where=f"line {number}", path=path)
        if not isinstance(value, dict):
            raise DamagedFile(path=str(path), where=f"line {number}", reason="json")
        records.append(value)
    return records


def _flatten(
    record: Mapping[str, object], prefix: str, row: Row, path: Path, number: int, depth: int
) -> None:
    if depth > _DEEPEST:
        raise DamagedFile(path=str(path), where=f"entry {number}", reason="nesting")
    for key, value in record.items():
        name = f"{prefix}{_sound(str(key))}"
        if isinstance(value, dict) and value:
            _flatten(value, f"{name}.", row, path, number, depth + 1)
        else:
            if isinstance(value, str) and len(value) > LIMITS.line_chars:
                raise HostileFile(path=str(path), reason="line")
            row[name] = _cell(value, depth)


def _cell(value: object, depth: int) -> Cell:
    if isinstance(value, str):
        return _sound(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, list):
        return [_cell(item, depth) if not isinstance(item, dict) else item for item in value]
    return json.dumps(value, ensure_ascii=True)


def _sound(text: str) -> str:
    """Half surrogate pairs, which JSON can carry and nothing else, replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def shown(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, list):
        return ", ".join(element(item) for item in cell)
    return str(cell)


def element(item: object) -> str:
    """One element of a list: an object says its name."""
    if isinstance(item, dict):
        for key in ("name", "title", "label", "text", "value"):
            if isinstance(item.get(key), str):
                return str(_sound(item[key]))
        return json.dumps(item, ensure_ascii=True)
    return shown(item) if isinstance(item, str | int | float | bool | None) else json.dumps(item)


def looks_like_table(text: str) -> bool:
    """Three columns or more that hold in the first lines."""
    if binary(text[:8192]):
        return False
    lines = text.split("\n")[:10]
    mark = delimiter_of("\n".join(lines), None)
    try:
        rows = list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return False
    widths = {len(row) for row in rows[:-1] if row}
    return len(rows) > 2 and len(widths) == 1 and widths.pop() >= 3 and is_header(rows[0])

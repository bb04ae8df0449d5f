"""Any CSV or JSON, through a mapping from Reflect's fields to the table's columns.

Fields: `date`, `time`, `text`, `title`, `mood`, `tags`, `starred`, `id` and, for each factor,
`factor:NAME`. Three more entries of a mapping are no columns: `mood_scale` (`1-10`, `-1..1`: the
first number is the heaviest mood), `date_order` (`dmy` or `mdy`) and `delimiter`. Without a mapping
the names of the columns are tried. What no field takes is kept in `import_extra`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from math import floor
from pathlib import Path
from typing import Literal

from reflect.errors import BadValue, NotThisFormat
from reflect.formats import ForeignEntry, Identities, Options, Reader, Reading, Source
from reflect.formats import Warning as Remark
from reflect.formats.container import head
from reflect.formats.dates import Moment, Order, clock, moment, order_of
from reflect.formats.encoding import decode
from reflect.formats.grid import (
    NUMBER,
    Cell,
    Grid,
    Row,
    binary,
    element,
    is_json,
    looks_like_table,
    read,
    shown,
)
from reflect.model import FactorValue

FIELDS = ("date", "time", "text", "title", "mood", "tags", "starred", "id")
SETTINGS = ("mood_scale", "date_order", "delimiter")
FACTOR = "factor:"

NO_DATE = "date missing or cannot be read; left out"
NO_TIME_READ = "time cannot be read; noon is taken"
ORDER_GUESSED = "day and month could be swapped; say date_order=dmy or date_order=mdy"
SCALE_GUESSED = "the scale of the moods was guessed; say mood_scale=1-10 or another"
UNKNOWN_MOOD = "mood not understood; kept beside the entry"
NO_TEXT_COLUMN = "no column for the text"

_NAMES: dict[str, tuple[str, ...]] = {
    "date": (
        "date", "datetime", "date time", "timestamp", "created", "created at", "createdat",
        "creation date", "creationdate", "written at", "written", "day", "when", "full date",
        "entry date", "date created", "start", "datum", "tag", "zeitpunkt", "erstellt", "fecha",
        "data", "created date", "createddate", "time created", "recorded at", "logged at",
    ),
    "time": ("time", "clock", "uhrzeit", "zeit", "hora", "heure", "time of day", "hour"),
    "text": (
        "text", "note", "notes", "entry", "content", "body", "journal", "description", "comment",
        "comments", "message", "diary", "journal entry", "entry text", "details", "thoughts",
        "notiz", "notizen", "eintrag", "inhalt", "beschreibung", "kommentar", "texto", "texte",
        "textcontent",
    ),
    "title": (
        "title", "heading", "subject", "headline", "note title", "entry title", "titel",
        "überschrift", "betreff", "titre", "titolo", "summary", "name",
    ),
    "mood": (
        "mood", "rating", "score", "mood score", "mood rating", "feeling", "happiness",
        "stimmung", "laune", "humor", "humeur", "moodscore", "day rating",
    ),
    "tags": (
        "tags", "tag list", "labels", "categories", "keywords", "activities", "tag", "category",
        "schlagwörter", "schlagworte", "kategorien", "etiquetas", "hashtags", "topics",
    ),
    "starred": ("starred", "star", "favorite", "favourite", "favorit", "pinned", "is favorite",
                "important", "isfavorite", "bookmarked"),
    "id": ("id", "uuid", "guid", "entry id", "entryid", "entry uuid", "_id"),
}  # fmt: skip
_YES = frozenset(
    "1 true yes y x on * ★ ⭐ ✓ ✔ ja j wahr si sí oui starred favorite".split()  # noqa: SIM905 - words
)
_MOOD_WORDS = {
    word: number
    for number, words in {
        1: "awful terrible horrible very_sad very-sad very_bad very-bad depressed heavy miserable",
        2: "bad sad low down unhappy poor unwell anxious schlecht traurig",
        3: "meh ok okay neutral so-so average fine normal mittel mäßig",
        4: "good happy well content nice pleased gut glücklich",
        5: "rad awesome great amazing very_happy very-happy very_good very-good excellent light "
        "fantastic wonderful super",
    }.items()
    for word in words.split()
} | {"very sad": 1, "very bad": 1, "so so": 3, "very happy": 5, "very good": 5}
_SCALE = re.compile(rf"\s*({NUMBER.pattern})\s*(?:\.\.|-|–|to|:|/)\s*({NUMBER.pattern})\s*")


@dataclass(frozen=True, slots=True)
class Preview:
    """What the mapping dialog shows before anything is read for good."""

    kind: Literal["csv", "json"]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    """The first rows as text, one cell for each column."""
    guess: Mapping[str, str]
    """Field → column, from the columns' names and contents."""
    key: str
    """Of the header: under it a mapping is remembered."""
    order_certain: bool
    """False where the dates could be day-first or month-first."""
    mood_scale: tuple[float, float] | None
    """The range taken for numeric moods: (heaviest, lightest)."""


def columns(path: Path, *, rows: int = 8, delimiter: str | None = None) -> Preview:
    """A table's columns, its first rows, and a guess at what they are.

    Raises NotThisFormat, DamagedFile, HostileFile, NothingToImport.
    """
    return sample(path, rows=rows, delimiter=delimiter)[0]


def sample(path: Path, *, rows: int = 8, delimiter: str | None = None) -> tuple[Preview, Grid]:
    """`columns`, and those first rows for `trial`. Raises the same."""
    table = read(path, None, delimiter)
    guess = guessed(table)
    dates = _column(table, guess.get("date"))
    order_known = "date" not in guess or order_of(shown(cell) for cell in dates)[1]
    preview = Preview(
        kind=table.kind,
        columns=table.columns,
        rows=tuple(
            tuple(shown(row.get(name)) for name in table.columns) for row in table.rows[:rows]
        ),
        guess=guess,
        key=header_key(table.columns),
        order_certain=order_known,
        mood_scale=_scale_of(_column(table, guess.get("mood"))),
    )
    return preview, replace(table, rows=table.rows[:rows], lines=table.lines[:rows])


def trial(path: Path, table: Grid, options: Options) -> tuple[ForeignEntry, ...]:
    """What becomes of the rows of `table` under `options.mapping`, without reading the file.

    Raises what opening the file raises: BadValue, NotThisFormat.
    """
    return tuple(_TableSource(path, options, table).entries())


def header_key(names: Sequence[str]) -> str:
    """The name under which the mapping of a header is remembered: tables of one program share it,
    whatever the order and case of their columns."""
    plain = "\n".join(sorted(_plain(name) for name in names))
    return "mapping:" + sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def mapping_to_json(mapping: Mapping[str, str]) -> str:
    """For `Journal.set_state(header_key(...), ...)`."""
    return json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)


def mapping_from_json(text: str | None) -> dict[str, str]:
    """What `mapping_to_json` gave; empty for anything else."""
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {key: one for key, one in value.items() if isinstance(one, str) and is_field(key)}


def is_field(name: str) -> bool:
    """Whether a mapping may name this field (or setting)."""
    return name in FIELDS or name in SETTINGS or (name.startswith(FACTOR) and name != FACTOR)


def _column(table: Grid, name: str | None) -> list[Cell]:
    return [row.get(name) for row in table.rows] if name is not None else []


# Guessing ---------------------------------------------------------------------


def _plain(name: str) -> str:
    """A column's name as it is compared: `createdAt`, `Created_at`, `created at` are one."""
    name = name.rsplit(".", 1)[-1] if name.count(".") == 1 else name
    return " ".join(re.sub(r"[^\w]+|_", " ", name).split()).casefold()


def guessed(table: Grid) -> dict[str, str]:
    """Field → column by name; the date by content too."""
    plain = {name: _plain(name) for name in reversed(table.columns)}
    by_name = {value: name for name, value in plain.items()}
    guess: dict[str, str] = {}
    for wanted, names in _NAMES.items():
        for name in names:
            column = by_name.get(" ".join(name.split("_")).strip().casefold())
            if column is None or column in guess.values():
                continue
            if wanted == "date" and not _mostly_dates(_column(table, column)):
                continue
            if wanted == "id" and not _tells_apart(_column(table, column)):
                continue
            guess[wanted] = column
            break
    if "date" not in guess:
        for column in table.columns:
            if column not in guess.values() and _mostly_dates(_column(table, column)):
                guess["date"] = column
                break
    if "text" not in guess:
        _guess_text(table, guess)
    return guess


def _guess_text(table: Grid, guess: dict[str, str]) -> None:
    """The column with the longest cells, where they are longer than words."""
    best, most = None, 20.0
    for column in table.columns:
        cells = [shown(cell) for cell in _column(table, column)[:200]]
        mean = sum(map(len, cells)) / max(1, len([cell for cell in cells if cell]))
        if column not in guess.values() and mean > most and not _mostly_dates(list(cells)):
            best, most = column, mean
    if best is not None:
        guess["text"] = best
    elif "title" in guess:
        guess["text"] = guess.pop("title")


def _mostly_dates(cells: Sequence[Cell]) -> bool:
    given = [text for cell in cells[:200] if (text := shown(cell).strip())]
    if not given:
        return False
    return sum(1 for text in given if moment(text) is not None) * 2 > len(given)


def _tells_apart(cells: Sequence[Cell]) -> bool:
    texts = [shown(cell) for cell in cells]
    return all(texts) and len(set(texts)) == len(texts)


def _scale_of(cells: Sequence[Cell]) -> tuple[float, float] | None:
    """The usual range that holds all numbers of a column; None where there are none."""
    numbers = [value for cell in cells if (value := _number(shown(cell))) is not None]
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    if low < 0:
        for edge in (1, 2, 3, 5, 10, 100):
            if low >= -edge and high <= edge:
                return -float(edge), float(edge)
    if high <= 1 and any(not value.is_integer() for value in numbers):
        return 0.0, 1.0
    for bottom, top in ((1, 5), (0, 5), (1, 10), (0, 10), (0, 100)):
        if low >= bottom and high <= top:
            return float(bottom), float(top)
    return low, high


def _number(text: str) -> float | None:
    text = text.strip()
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _scale(text: str) -> tuple[float, float]:
    found = _SCALE.fullmatch(text)
    ends = (_number(found[1]), _number(found[2])) if found else (None, None)
    low, high = ends
    if low is None or high is None or low == high:
        raise BadValue(field="mood_scale", expects="two numbers, as in 1-10")
    return low, high


# The source -------------------------------------------------------------------


class _TableSource(Reading):
    def __init__(self, path: Path, options: Options, table: Grid) -> None:
        self.app: str = table.kind
        self.format: str = table.kind
        super().__init__(options)
        self._path = path
        self._moods = {label.strip().casefold(): mood for label, mood in options.moods.items()}
        self._identities = Identities()
        self._table = table
        self.warnings += self._table.remarks
        self._mapping = self._checked(options.mapping)
        self._order = self._known_order(options.mapping.get("date_order"))
        self._scale = self._known_scale(options.mapping.get("mood_scale"))
        self._used = set(self._mapping.values())

    def close(self) -> None:
        """Nothing stays open."""

    def _checked(self, given: Mapping[str, str]) -> dict[str, str]:
        """The mapping by the columns' exact names; BadValue for a field or a column that does not
        exist, NotThisFormat (with the columns) where no date can be found."""
        wanted = {key: column for key, column in given.items() if key not in SETTINGS}
        names = self._table.columns
        folded = {_plain(name): name for name in reversed(names)}
        mapping: dict[str, str] = {}
        for key, column in wanted.items():
            if not is_field(key):
                raise BadValue(field=key, expects=", ".join((*FIELDS, *SETTINGS, "factor:NAME")))
            found = column if column in names else folded.get(_plain(column))
            if found is None:
                raise BadValue(field=key, expects="one of the columns: " + ", ".join(names))
            mapping[key] = found
        guess = guessed(self._table)
        if not wanted:
            mapping = guess
        elif "date" not in mapping and guess.get("date") not in mapping.values():
            mapping |= {"date": guess["date"]} if "date" in guess else {}
        if "date" not in mapping:
            raise NotThisFormat(path=str(self._path), format=self.format, columns=", ".join(names))
        if not mapping.keys() - {"date", "time", "id"}:
            if not wanted:
                raise NotThisFormat(
                    path=str(self._path), format=self.format, columns=", ".join(names)
                )
            self.warnings.append(Remark("", NO_TEXT_COLUMN))
        return mapping

    def _known_order(self, given: str | None) -> Order:
        if given is not None:
            if given not in ("dmy", "mdy"):
                raise BadValue(field="date_order", expects="dmy or mdy")
            return "mdy" if given == "mdy" else "dmy"
        cells = _column(self._table, self._mapping["date"])
        order, certain = order_of(shown(cell) for cell in cells)
        if not certain:
            self.warnings.append(Remark("", ORDER_GUESSED))
        return order

    def _known_scale(self, given: str | None) -> tuple[float, float] | None:
        if given is not None:
            return _scale(given)
        cells = _column(self._table, self._mapping.get("mood"))
        numbers = {value for cell in cells if (value := _number(shown(cell))) is not None}
        scale = _scale_of(cells)
        # Numbers from 1 to 5 are what Reflect itself has; so much as a 0 needs a word.
        if scale is not None and not numbers <= {1.0, 2.0, 3.0, 4.0, 5.0}:
            self.warnings.append(Remark("", SCALE_GUESSED))
        return scale

    def entries(self) -> Iterator[ForeignEntry]:
        for row, line in zip(self._table.rows, self._table.lines, strict=True):
            where = f"line {line}" if self._table.kind == "csv" else f"entry {line}"
            entry = self._entry(row, where)
            if entry is not None:
                yield entry

    def _text_of(self, row: Row, name: str) -> str:
        column = self._mapping.get(name)
        return shown(row.get(column)).strip() if column is not None else ""

    def _moment(self, row: Row, where: str) -> tuple[Moment | None, dict[str, object]]:
        """When it was written, and what of the date and time could not be read."""
        extra: dict[str, object] = {}
        when = moment(self._text_of(row, "date"), self._order)
        told = self._text_of(row, "time")
        if when is None or not told or when.time is not None:
            if told and when is not None:
                extra["time"] = told
            return when, extra
        if (read := clock(told)) is not None:
            return Moment(when.day, read[0], read[1] or when.offset), extra
        if (whole := moment(told, self._order)) is not None and whole.time is not None:
            return Moment(when.day, whole.time, whole.offset or when.offset), extra
        self.warnings.append(Remark(where, NO_TIME_READ))
        extra["time"] = told
        return when, extra

    def _entry(self, row: Row, where: str) -> ForeignEntry | None:
        when, extra = self._moment(row, where)
        if when is None:
            self.warnings.append(Remark(where, NO_DATE))
            self.skipped += 1
            return None
        if when.time is None:
            extra["date_only"] = True
        title = self._text_of(row, "title")
        text = shown(row.get(self._mapping.get("text", ""))).rstrip().strip("\n")
        if title == text:
            title = ""
        mood, label = self._mood(self._text_of(row, "mood"), where)
        if label:
            extra["mood"] = label
        tags = self._tags(row)
        factors = self._factors(row)
        starred = self._text_of(row, "starred").casefold() in _YES
        rest = {
            name: cell
            for name, cell in row.items()
            if name not in self._used and cell not in (None, "", [])
        }
        if rest:
            extra["columns"] = rest
        if not (text or title or mood or label or tags or factors or starred or rest):
            return None
        written = when.at(self._zone)
        return ForeignEntry(
            source_id=self._identity(row, when, title, text),
            written_at=written,
            zone=when.zone_name(self._zone),
            where=f"{where} ({written:%Y-%m-%d})",
            title=" ".join(title.split()) or None,
            text=text or None,
            mood=mood,
            tags=tags,
            factors=factors,
            starred=starred,
            extra={self.format: extra} if extra else {},
        )

    def _identity(self, row: Row, when: Moment, title: str, text: str) -> str:
        """Their id where there is one, with the time: counters start at 1 in every file."""
        told = datetime.combine(when.day, when.time).isoformat() if when.time else str(when.day)
        own = self._text_of(row, "id")
        if own:
            return self._identities.again(f"{told} id {own}")
        everything = "\n".join(f"{name}={shown(row.get(name))}" for name in sorted(self._used))
        return self._identities.of(told, f"{title}\n{text}" if title or text else everything)

    def _mood(self, told: str, where: str) -> tuple[int | None, str]:
        """(1 to 5 or None, what to keep of the original)."""
        if not told:
            return None, ""
        known = self._moods.get(told.casefold())
        if known is not None:
            return known, told
        number, scale = _number(told), self._scale
        if of := re.fullmatch(r"(\d{1,3})\s*/\s*([1-9]\d{0,2})", told):  # 7/10
            number, scale = float(of[1]), (min(1.0, float(of[1])), float(of[2]))
        if number is not None and scale is not None:
            low, high = scale
            share = (number - low) / (high - low) if high != low else 0.5
            if 0 <= share <= 1:
                plain = (low, high) == (1.0, 5.0) and number.is_integer()
                return 1 + floor(share * 4 + 0.5), "" if plain else told
        elif number is None and (word := _MOOD_WORDS.get(told.casefold())) is not None:
            return word, told
        if number is None and told not in self.unknown_moods:
            self.unknown_moods.append(told)
        self.warnings.append(Remark(where, UNKNOWN_MOOD))
        return None, told

    def _tags(self, row: Row) -> tuple[str, ...]:
        column = self._mapping.get("tags")
        cell = row.get(column) if column is not None else None
        if isinstance(cell, list):
            parts = [element(item) for item in cell]
        else:
            parts = re.split(r"[;,|\n]", shown(cell))
        tags: dict[str, str] = {}
        for part in parts:
            if word := " ".join(part.split()).lstrip("#").strip():
                tags.setdefault(word.casefold(), word)
        return tuple(tags.values())

    def _factors(self, row: Row) -> dict[str, FactorValue]:
        factors: dict[str, FactorValue] = {}
        for key, column in self._mapping.items():
            if key.startswith(FACTOR) and (value := _factor(row.get(column))) is not None:
                factors[key.removeprefix(FACTOR)] = value
        return factors


def _factor(cell: Cell) -> FactorValue | None:
    """Numbers and yes/no as what they are; everything else as text."""
    if isinstance(cell, bool | int | float):
        return cell
    text = shown(cell).strip()
    if not text:
        return None
    if text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    if re.fullmatch(r"[-+]?(?:0|[1-9]\d{0,14})", text):
        return int(text)
    if re.fullmatch(r"[-+]?\d{1,12}[.,]\d{1,12}", text):
        return float(text.replace(",", "."))
    return text


# Readers ----------------------------------------------------------------------


class TableReader:
    """`csv` or `json`: whatever no other reader knows, if it has a date and something beside it."""

    def __init__(self, kind: Literal["csv", "json"]) -> None:
        self.name: str = kind
        self._kind: Literal["csv", "json"] = kind

    def recognises(self, path: Path) -> bool:
        start = head(path, 65536)
        if not start:
            return False
        text = decode(start)[0]
        ending = path.suffix.lower()
        if self._kind == "json":
            return is_json(text) and ending not in (".csv", ".tsv", ".tab")
        if ending in (".csv", ".tsv", ".tab"):
            return not binary(text[:8192])
        return ending in ("", ".txt") and not is_json(text) and looks_like_table(text)

    def open(self, path: Path, options: Options) -> Source:
        table = read(path, self._kind, options.mapping.get("delimiter"))
        return _TableSource(path, options, table)


READERS: tuple[Reader, ...] = (TableReader("json"), TableReader("csv"))

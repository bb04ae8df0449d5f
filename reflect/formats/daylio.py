"""Daylio's CSV, in and out.

CSV: columns are found by name (`full_date` or, in old exports, `year` and `date`), the delimiter by
the header. `weekday` and the worded date are in the person's language and are not read. There is
no id: an entry is known by its local time, its words and a count. A mood is the person's own label;
one that nobody has graded keeps its label as a factor and is reported.

Export: Daylio's eight columns and a ninth, `reflect`, with what they cannot hold; programs that
read by name pass over it. A cell that a spreadsheet would take for a formula (it begins with
`= + - @`, tab or return) is led by an apostrophe, which our reader takes off again. Attachments do
not fit into a CSV.

Sources: MichaelCurrin/daylio-csv-parser docs/csv-format.md; charistas/daylio-scribe js/types.ts.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from reflect.errors import DamagedFile, HostileFile, NotThisFormat
from reflect.formats import (
    Exporter,
    ExportOptions,
    ExportReport,
    ForeignEntry,
    Identities,
    Options,
    Reader,
    Reading,
    Source,
    Warning,
    moment,
)
from reflect.formats.container import LIMITS, head, read_file
from reflect.formats.encoding import decode, decode_json
from reflect.model import Emotion, EntryId, FactorValue

if TYPE_CHECKING:
    from reflect.journal import Journal
    from reflect.model import Entry

COLUMNS = ("full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note")
LABELS = {5: "rad", 4: "good", 3: "meh", 2: "bad", 1: "awful"}
_GRADES: Mapping[str, int] = {
    word: grade
    for grade, words in {
        5: "rad|super|fantastisch|fantastique|génial|genial|increíble|radioso|ottimo|świetnie",
        4: "good|gut|bien|bom|bem|buono|bene|goed|dobrze|bra|хорошо|良い|좋음",
        3: "meh|so lala|naja|na ja|mittelmäßig|moyen|bof|regular|normal|così così|średnio",
        2: "bad|schlecht|mauvais|mal|ruim|cattivo|male|slecht|źle|dåligt|плохо|悪い|나쁨",
        1: "awful|furchtbar|schrecklich|horrible|affreux|fatal|horrível|terribile|okropnie|ужасно",
    }.items()
    for word in words.split("|")
}
"""What Daylio's own five moods are called where nobody renamed them."""
FACTOR = "mood label"
"""The factor under which a label of the person's own stays."""

_HTML = re.compile(
    r"</?(?:br|div|p|b|i|u|s|strong|em|ul|ol|li|span|font|h[1-6]|strike|del|a)\b[^<>]*>"
    r"|&(?:nbsp|lt|gt|amp|quot|apos|#\d{1,6}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
_JOINED = "_joined"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def digest(*words: str) -> str:
    return sha256("\x00".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def note_in(note: str) -> str:
    """Markdown of a note, which is HTML where it was formatted and plain text where it was not."""
    if not _HTML.search(note):
        return note
    from reflect.formats.links import from_html

    # In Daylio's HTML a bare line end is one that was typed, except beside a tag.
    html = re.sub(r"(?<!>)\n(?!<)", "<br>", note)
    try:
        return from_html(html)
    except RecursionError:
        return re.sub(r"<[^<>]*>", "", note)


class Moods:
    """Labels to grades; remembers which nobody has graded."""

    def __init__(self, options: Options, unknown: list[str]) -> None:
        self._given = {label.strip().casefold(): grade for label, grade in options.moods.items()}
        self._unknown = unknown

    def grade(self, label: str, own: int | None = None) -> tuple[int | None, bool]:
        """(1 to 5 or None, whether it is a label of Daylio's own). `own`: Daylio's own grade."""
        plain = label.strip().casefold()
        known = _GRADES.get(plain)
        grade = self._given.get(plain, own if own is not None else known)
        if grade is None and plain and label.strip() not in self._unknown:
            self._unknown.append(label.strip())
        return grade, known is not None and (own is None or own == known)


def placed(day: date, clock: time, zone: tzinfo) -> datetime:
    """That time on the wall, at the offset which the zone had then."""
    wall = datetime.combine(day, clock, zone)
    away = wall.utcoffset() or timedelta()
    return wall.replace(
        tzinfo=timezone(timedelta(minutes=round(away.total_seconds() / 60))), fold=0
    )


def as_object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def as_words(value: object) -> str:
    return value if isinstance(value, str) else ""


# CSV in ------------------------------------------------------------------------


def _table(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column name), the delimiter told from the header."""
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    before = csv.field_size_limit(LIMITS.line_chars)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        names: list[str] | None = None
        while True:
            line = rows.line_num + 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                if "field limit" in str(error):
                    raise HostileFile(path=str(path), reason="text") from None
                raise DamagedFile(path=str(path), where=line, reason="csv") from None
            if names is None:
                names = [re.sub(r"[\s_]+", "_", name.strip().lower()) for name in row]
                continue
            if any(cell.strip() for cell in row):
                cells = dict(zip(names, row, strict=False))
                rest = row[len(names) :]
                if any(cell.strip() for cell in rest):
                    if names[-1] == "note":
                        # The last column: a delimiter that nobody quoted has cut the note up.
                        cells["note"] = delimiter.join([cells["note"], *rest])
                        cells[_JOINED] = "1"
                    else:
                        cells["_rest"] = json.dumps(rest)
                yield line, cells
    finally:
        csv.field_size_limit(before)


def _is_header(start: bytes) -> bool:
    text = decode(start)[0]
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    names = {
        re.sub(r"[\s_]+", "_", name.strip(' "').lower())
        for name in re.split(r"[,;\t|]", text.partition("\n")[0])
    }
    dated = "full_date" in names or {"year", "date"} <= names
    return dated and {"mood", "activities", "note"} <= names


class _CsvSource(Reading):
    app = "daylio"
    format = "daylio-csv"

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(options)
        self._path = path
        self._moods = Moods(options, self.unknown_moods)
        data = read_file(path)
        if not _is_header(data[:65536]):
            raise NotThisFormat(path=str(path), format=self.format)
        self._text, remark = decode(data)
        if remark:
            self.warnings.append(Warning(path.name, remark))
        self._ids = Identities()

    def close(self) -> None:
        self._text = ""

    def entries(self) -> Iterator[ForeignEntry]:
        for line, cells in _table(self._text, self._path):
            if cells.pop(_JOINED, None):
                self.warnings.append(
                    Warning(f"line {line}", "has more cells than columns; joined to the note")
                )
            entry = self._entry(line, cells)
            if entry is None:
                self.skipped += 1
            else:
                yield entry

    def _when(self, line: int, cells: Mapping[str, str]) -> datetime | None:
        from reflect.formats import dates

        worded = f"{cells.get('date', '')} {cells.get('year', '')}".strip()
        found = dates.moment(cells.get("full_date", "").strip(), "dmy") or dates.moment(
            worded, "dmy"
        )
        if found is None:
            self.warnings.append(Warning(f"line {line}", "has no date that can be read"))
            return None
        written = cells.get("time", "").strip()
        clock = moment.clock(written)
        if clock is None:
            what = (
                "has a time that cannot be read; noon was taken"
                if written
                else ("has no time; noon was taken")
            )
            self.warnings.append(Warning(f"line {line}", what))
        return placed(found.day, clock or dates.NOON, self._zone)

    def _entry(self, line: int, cells: dict[str, str]) -> ForeignEntry | None:
        reflect: dict[str, object] = {}
        if cells.get("reflect", "").startswith("{"):
            reflect = as_object(
                decode_json(cells["reflect"].encode("utf-8"), where=f"line {line}", path=self._path)
            )
        if reflect:
            return self._own(line, cells, reflect)
        written_at = self._when(line, cells)
        if written_at is None:
            return None
        note, title = cells.get("note", ""), cells.get("note_title", "").strip()
        text = note_in(note)
        label = cells.get("mood", "").strip()
        mood, usual = self._moods.grade(label)
        where = f"{written_at:%Y-%m-%d %H:%M}"
        if label and mood is None:
            self.warnings.append(Warning(where, "has a mood label that was not graded"))
        row = {
            name: value
            for name, value in cells.items()
            if not (name == "note" and value == text)
            and not (name == "note_title" and value == title)
        }
        extra: dict[str, object] = {"row": row, "mood": mood}
        if "note" in row:
            extra["text_sha256"] = digest(text)
        key = getattr(self._zone, "key", None)
        return ForeignEntry(
            source_id=self._ids.of(f"{written_at:%Y-%m-%dT%H:%M:%S}", f"{title}\n{note}"),
            written_at=written_at,
            where=where,
            zone=key if isinstance(key, str) else None,
            title=title or None,
            text=text if text.strip() else None,
            mood=mood,
            tags=distinct(cells.get("activities", "").split("|")),
            factors=_scales(cells.get("scales", ""))
            | ({FACTOR: label} if label and not usual else {}),
            extra=extra,
        )

    def _own(
        self, line: int, cells: Mapping[str, str], reflect: Mapping[str, object]
    ) -> ForeignEntry | None:
        """A row that Reflect wrote; the cells count where somebody changed them since."""
        written_at = moment.iso(reflect.get("written_at")) or self._when(line, cells)
        if written_at is None:
            return None
        guarded = as_list(reflect.get("guarded"))
        words = {
            name: cells.get(name, "")[
                1 if name in guarded and cells.get(name, "")[:1] == "'" else 0 :
            ]
            for name in ("note_title", "note", "activities")
        }
        exact = as_object(reflect.get("exact"))
        title, text = words["note_title"], words["note"]
        if reflect.get("sha256") == digest(title, text):
            title, text = as_words(exact.get("title", title)), as_words(exact.get("text", text))
        given = reflect.get("mood")
        written = reflect.get("id")
        zone = reflect.get("zone")
        return ForeignEntry(
            source_id=self._ids.again(as_words(reflect.get("source")) or f"reflect {written}"),
            written_at=written_at,
            where=f"{written_at:%Y-%m-%d %H:%M}",
            zone=zone if isinstance(zone, str) else None,
            modified_at=moment.iso(reflect.get("modified_at")),
            title=title or None,
            text=text or None,
            mood=given if isinstance(given, int) and 1 <= given <= 5 else None,
            emotions=tuple(_emotions(reflect.get("emotions"))),
            tags=tuple(one for one in as_list(reflect.get("tags")) if isinstance(one, str)),
            factors={
                name: value
                for name, value in as_object(reflect.get("factors")).items()
                if isinstance(value, str | int | float | bool)
            },
            starred=reflect.get("starred") is True,
            extra=as_object(reflect.get("extra")),
            entry_id=EntryId(written) if isinstance(written, str) else None,
            keep_out_of_on_this_day=reflect.get("keep_out_of_on_this_day") is True,
        )


def _scales(cell: str) -> dict[str, FactorValue]:
    """`Sleep Quality: 8/10 points | Sleep Time: 8:00`, as Daylio has it since 2026."""
    found: dict[str, FactorValue] = {}
    for part in cell.replace("\u00a0", " ").split(" | "):
        name, _, value = part.partition(":")
        if name.strip() and value.strip():
            found[" ".join(name.split())] = value.strip()
    return found


def _emotions(value: object) -> Iterator[Emotion]:
    for one in as_list(value):
        word, intensity = as_object(one).get("word"), as_object(one).get("intensity")
        if isinstance(word, str):
            yield Emotion(word, intensity if isinstance(intensity, int) else None)


def distinct(names: list[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        if plain := name.strip().lstrip("#").strip():
            kept.setdefault(plain.casefold(), plain)
    return tuple(kept.values())


class DaylioCsvReader:
    name = "daylio-csv"

    def recognises(self, path: Path) -> bool:
        return not path.is_dir() and _is_header(head(path))

    def open(self, path: Path, options: Options) -> Source:
        return _CsvSource(path, options)


# CSV out -----------------------------------------------------------------------


class DaylioCsvExporter:
    name = "daylio-csv"
    kind: Literal["file"] = "file"
    suffix = ".csv"

    def write(
        self, journal: Journal, out: BinaryIO, options: ExportOptions, report: ExportReport
    ) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
        # Spreadsheets take a CSV for UTF-8 only with this mark.
        text.write("\ufeff")
        table = csv.writer(text, lineterminator="\n")
        table.writerow((*COLUMNS, "reflect"))
        whole = journal.count()
        for entry in journal.every_entry():
            options.step(report.entries, whole)
            table.writerow(_row(entry))
            report.entries += 1
        text.flush()
        text.detach()


def _row(entry: Entry) -> list[str]:
    extra: dict[str, object] = {}
    came_from_here = entry.source is not None and entry.source.app == "daylio"
    if came_from_here and entry.import_extra:
        extra = as_object(json.loads(entry.import_extra))
    row = as_object(extra.get("row"))
    title, text = entry.title or "", entry.text or ""
    note = text
    if isinstance(row.get("note"), str) and extra.get("text_sha256") == digest(text):
        note = as_words(row["note"])
    label = LABELS.get(entry.mood or 0, "")
    if extra.get("mood") == entry.mood and as_words(row.get("mood")):
        label = as_words(row["mood"])
    when = entry.written_at
    cells = {
        "full_date": f"{when:%Y-%m-%d}",
        "date": f"{when:%d %B}",
        "weekday": f"{when:%A}",
        "time": f"{when:%H:%M}",
        "mood": label,
        "activities": " | ".join(tag.replace("|", "/") for tag in entry.tags),
        "note_title": title,
        "note": note,
    }
    exact: dict[str, str] = {}
    if note != text or "\r" in text or text.startswith("'"):
        exact["text"] = text
    if "\r" in title or title.startswith("'"):
        exact["title"] = title
    plain = {name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in cells.items()}
    guarded = [name for name, value in plain.items() if value.startswith(_FORMULA)]
    own: dict[str, object] = {
        "id": entry.id,
        "written_at": entry.written_at.isoformat(),
        "modified_at": entry.modified_at.isoformat(),
        "zone": entry.zone,
        "mood": entry.mood,
        "emotions": [{"word": one.word, "intensity": one.intensity} for one in entry.emotions],
        "tags": list(entry.tags),
        "factors": dict(entry.factors),
        "starred": entry.starred,
        "keep_out_of_on_this_day": entry.keep_out_of_on_this_day,
        "source": entry.source.id if came_from_here and entry.source else None,
        "extra": extra or None,
        "exact": exact or None,
        "guarded": guarded or None,
        "sha256": digest(plain["note_title"], plain["note"]),
    }
    kept = {name: value for name, value in own.items() if value not in (None, [], {}, False)}
    shown = [f"'{plain[name]}" if name in guarded else plain[name] for name in COLUMNS]
    return [*shown, json.dumps(kept)]


READERS: tuple[Reader, ...] = (DaylioCsvReader(),)
EXPORTERS: tuple[Exporter, ...] = (DaylioCsvExporter(),)

"""Daylio: the CSV in and out, the `.daylio` backup in.

CSV: columns are found by name (`full_date` or, in old exports, `year` and `date`), the delimiter by
the header. `weekday` and the worded date are in the person's language and are not read. There is
no id: an entry is known by its local time, its words and a count. A mood is the person's own label;
one that nobody has graded keeps its label as a factor and is reported.

Backup: a zip with `backup.daylio` (base64 of JSON, not encrypted) and `assets/`. `mood` there is
the id of a mood, not a grade; the grade is 6 minus its group. An id alone does not name an entry
(a new phone starts again at 1), so the time belongs to the identity.

Export: Daylio's eight columns and a ninth, `reflect`, with what they cannot hold; programs that
read by name pass over it. A cell that a spreadsheet would take for a formula (it begins with
`= + - @`, tab or return) is led by an apostrophe, which our reader takes off again. Attachments do
not fit into a CSV.

Sources: MichaelCurrin/daylio-csv-parser docs/csv-format.md; charistas/daylio-scribe js/types.ts.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from reflect.errors import DamagedFile, HostileFile, NothingToImport, NotThisFormat
from reflect.formats import (
    Exporter,
    ExportOptions,
    ExportReport,
    ForeignAttachment,
    ForeignEntry,
    Identities,
    Names,
    Options,
    Reader,
    Source,
    Warning,
    local_zone,
    moment,
    reference,
)
from reflect.formats.container import (
    LIMITS,
    Container,
    Member,
    decode,
    decode_json,
    head,
    is_container,
    listed,
    open_container,
    read_file,
)
from reflect.model import Emotion, EntryId, Template, TemplateId

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
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _digest(*words: str) -> str:
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


class _Moods:
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


def _placed(day: date, clock: time, zone: tzinfo) -> datetime:
    """That time on the wall, at the offset which the zone had then."""
    wall = datetime.combine(day, clock, zone)
    away = wall.utcoffset() or timedelta()
    return wall.replace(
        tzinfo=timezone(timedelta(minutes=round(away.total_seconds() / 60))), fold=0
    )


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _words(value: object) -> str:
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
                if len(row) > len(names):
                    cells["_rest"] = json.dumps(row[len(names) :])
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


class _CsvSource:
    app = "daylio"
    format = "daylio-csv"

    def __init__(self, path: Path, options: Options) -> None:
        self.warnings: list[Warning] = []
        self.skipped = 0
        self.unknown_moods: list[str] = []
        self._path = path
        self._zone = options.zone or local_zone()
        self._moods = _Moods(options, self.unknown_moods)
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
        return _placed(found.day, clock or dates.NOON, self._zone)

    def _entry(self, line: int, cells: dict[str, str]) -> ForeignEntry | None:
        reflect: dict[str, object] = {}
        if cells.get("reflect", "").startswith("{"):
            reflect = _object(
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
            extra["text_sha256"] = _digest(text)
        key = getattr(self._zone, "key", None)
        return ForeignEntry(
            source_id=self._ids.of(f"{written_at:%Y-%m-%dT%H:%M:%S}", f"{title}\n{note}"),
            written_at=written_at,
            where=where,
            zone=key if isinstance(key, str) else None,
            title=title or None,
            text=text if text.strip() else None,
            mood=mood,
            tags=_distinct(cells.get("activities", "").split("|")),
            factors={FACTOR: label} if label and not usual else {},
            extra=extra,
        )

    def _own(
        self, line: int, cells: Mapping[str, str], reflect: Mapping[str, object]
    ) -> ForeignEntry | None:
        """A row that Reflect wrote; the cells count where somebody changed them since."""
        written_at = moment.iso(reflect.get("written_at")) or self._when(line, cells)
        if written_at is None:
            return None
        guarded = _list(reflect.get("guarded"))
        words = {
            name: cells.get(name, "")[
                1 if name in guarded and cells.get(name, "")[:1] == "'" else 0 :
            ]
            for name in ("note_title", "note", "activities")
        }
        exact = _object(reflect.get("exact"))
        title, text = words["note_title"], words["note"]
        if reflect.get("sha256") == _digest(title, text):
            title, text = _words(exact.get("title", title)), _words(exact.get("text", text))
        given = reflect.get("mood")
        written = reflect.get("id")
        zone = reflect.get("zone")
        return ForeignEntry(
            source_id=self._ids.again(_words(reflect.get("source")) or f"reflect {written}"),
            written_at=written_at,
            where=f"{written_at:%Y-%m-%d %H:%M}",
            zone=zone if isinstance(zone, str) else None,
            modified_at=moment.iso(reflect.get("modified_at")),
            title=title or None,
            text=text or None,
            mood=given if isinstance(given, int) and 1 <= given <= 5 else None,
            emotions=tuple(_emotions(reflect.get("emotions"))),
            tags=tuple(one for one in _list(reflect.get("tags")) if isinstance(one, str)),
            factors={
                name: value
                for name, value in _object(reflect.get("factors")).items()
                if isinstance(value, str | int | float | bool)
            },
            starred=reflect.get("starred") is True,
            extra=_object(reflect.get("extra")),
            entry_id=EntryId(written) if isinstance(written, str) else None,
            keep_out_of_on_this_day=reflect.get("keep_out_of_on_this_day") is True,
        )


def _emotions(value: object) -> Iterator[Emotion]:
    for one in _list(value):
        word, intensity = _object(one).get("word"), _object(one).get("intensity")
        if isinstance(word, str):
            yield Emotion(word, intensity if isinstance(intensity, int) else None)


def _distinct(names: list[str]) -> tuple[str, ...]:
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
        extra = _object(json.loads(entry.import_extra))
    row = _object(extra.get("row"))
    title, text = entry.title or "", entry.text or ""
    note = text
    if isinstance(row.get("note"), str) and extra.get("text_sha256") == _digest(text):
        note = _words(row["note"])
    label = LABELS.get(entry.mood or 0, "")
    if extra.get("mood") == entry.mood and _words(row.get("mood")):
        label = _words(row["mood"])
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
        "sha256": _digest(plain["note_title"], plain["note"]),
    }
    kept = {name: value for name, value in own.items() if value not in (None, [], {}, False)}
    shown = [f"'{plain[name]}" if name in guarded else plain[name] for name in COLUMNS]
    return [*shown, json.dumps(kept)]


# Backup in ---------------------------------------------------------------------


class _BackupSource:
    app = "daylio"
    format = "daylio"

    def __init__(self, path: Path, options: Options) -> None:
        self.warnings: list[Warning] = []
        self.skipped = 0
        self.unknown_moods: list[str] = []
        self._zone = options.zone or local_zone()
        self._moods = _Moods(options, self.unknown_moods)
        self._ids = Identities()
        self._stack = ExitStack()
        self._files: Container | None = None
        try:
            self._root = self._read(path, options)
            if not isinstance(self._root.get("dayEntries"), list):
                raise NotThisFormat(path=str(path), format=self.format)
            if not self._root["dayEntries"]:
                raise NothingToImport(path=str(path), format=self.format)
        except BaseException:
            self._stack.close()
            raise
        if self._root.get("goals"):
            self.warnings.append(Warning("goals", "are kept in the journal, but not shown"))
        self._mood_records = _by_id(self._root.get("customMoods"))
        self._tags = _by_id(self._root.get("tags"))
        self._groups = _by_id(self._root.get("tag_groups"))
        self._assets = _by_id(self._root.get("assets"))

    def _read(self, path: Path, options: Options) -> dict[str, object]:
        if is_container(path):
            self._files = self._stack.enter_context(
                open_container(path, passphrase=options.passphrase)
            )
            inside = _backup_in(self._files.members)
            if inside is None:
                raise NotThisFormat(path=str(path), format=self.format)
            data, where = self._files.read(inside.name), inside.name
        else:
            data, where = read_file(path), path.name
            if (path.parent / "assets").is_dir():
                self._files = self._stack.enter_context(open_container(path.parent / "assets"))
        plain = data.removeprefix(b"\xef\xbb\xbf").strip()
        if not plain.startswith(b"{"):
            try:
                plain = base64.b64decode(b"".join(plain.split()), validate=True)
            except binascii.Error:
                raise DamagedFile(path=str(path), where=where, reason="base64") from None
        return _object(decode_json(plain, where=where, path=path))

    def close(self) -> None:
        self._stack.close()

    def entries(self) -> Iterator[ForeignEntry]:
        for number, raw in enumerate(_list(self._root["dayEntries"]), 1):
            entry = self._entry(_object(raw)) if isinstance(raw, dict) else None
            if entry is None:
                self.skipped += 1
                self.warnings.append(Warning(f"entry {number}", "has no date that can be read"))
            else:
                yield entry

    def _when(self, raw: Mapping[str, object]) -> tuple[datetime, str | None] | None:
        """(written at, zone where it is this computer's)."""
        key = getattr(self._zone, "key", None)
        here = key if isinstance(key, str) else None
        instant = moment.milliseconds(raw.get("datetime"))
        away = raw.get("timeZoneOffset")
        if instant is not None:
            if isinstance(away, int) and abs(away) <= 18 * 3_600_000:
                offset = timezone(timedelta(minutes=round(away / 60_000)))
                local = instant.astimezone(offset)
                same = local.utcoffset() == instant.astimezone(self._zone).utcoffset()
                return local, here if same else None
            return moment.at_offset(instant, self._zone), here
        parts = [raw.get(name) for name in ("year", "month", "day", "hour", "minute")]
        year, month, day, hour, minute = (part if isinstance(part, int) else None for part in parts)
        if year is None or month is None or day is None:
            return None
        try:
            wall = datetime(year, month + 1, day, hour or 0, minute or 0, tzinfo=self._zone)
            return _placed(wall.date(), wall.time(), self._zone), here
        except (ValueError, OverflowError):
            return None

    def _entry(self, raw: dict[str, object]) -> ForeignEntry | None:
        when = self._when(raw)
        if when is None:
            return None
        written_at, zone = when
        where = f"{written_at:%Y-%m-%d %H:%M}"
        title, note = _words(raw.get("note_title")).strip(), _words(raw.get("note"))
        text = note_in(note)
        mood, label, usual = self._mood(raw.get("mood"))
        if raw.get("mood") is not None and mood is None:
            self.warnings.append(Warning(where, "has a mood label that was not graded"))
        tags: list[str] = []
        for id in _list(raw.get("tags")):
            name = _words(self._tags.get(str(id), {}).get("name"))
            if name:
                tags.append(name)
            else:
                self.warnings.append(Warning(where, "names an activity that is not in the backup"))
        attachments = self._attachments(raw, where)
        for one in attachments:
            picture = not (one.type or "image/").startswith(("audio/", "video/"))
            mark = "!" if picture else ""
            alt = "" if picture else one.name
            link = f"{mark}[{alt}]({reference(one.name, picture=picture)})"
            text = f"{text}\n\n{link}" if text.strip() else link
        extra: dict[str, object] = {
            "entry": {k: v for k, v in raw.items() if k not in ("note", "note_title")},
            "row": {"mood": label} if label else {},
            "mood": mood,
        }
        if note and note != text:
            extra["row"] = {**_object(extra["row"]), "note": note}
            extra["text_sha256"] = _digest(text)
        groups = self._groups_of(raw)
        if groups:
            extra["tag_groups"] = groups
        stem = f"{raw.get('id')} {raw.get('datetime') or written_at.isoformat()}"
        return ForeignEntry(
            source_id=self._ids.again(stem),
            written_at=written_at,
            where=where,
            zone=zone,
            title=title or None,
            text=text if text.strip() else None,
            mood=mood,
            tags=_distinct(tags),
            factors={FACTOR: label} if label and not usual else {},
            starred=raw.get("isFavorite") in (True, 1),
            attachments=attachments,
            extra=extra,
        )

    def _mood(self, id: object) -> tuple[int | None, str, bool]:
        """(grade, label, whether the label is one of Daylio's own)."""
        if id is None:
            return None, "", True
        record = self._mood_records.get(str(id))
        if record is None:
            grade, _ = self._moods.grade(f"mood {id}")
            return grade, f"mood {id}", False
        group = record.get("mood_group_id")
        own = 6 - group if isinstance(group, int) and 1 <= group <= 5 else None
        label = _words(record.get("custom_name")).strip()
        if not label:
            usual = LABELS.get(own or 0, "")
            if usual:
                return own, usual, True
            label = f"mood {id}"
        grade, usual_label = self._moods.grade(label, own)
        return grade, label, usual_label

    def _groups_of(self, raw: Mapping[str, object]) -> dict[str, str]:
        """Activity → the group it stood in."""
        found: dict[str, str] = {}
        for id in _list(raw.get("tags")):
            tag = self._tags.get(str(id), {})
            group = _words(self._groups.get(str(tag.get("id_tag_group")), {}).get("name"))
            if group and _words(tag.get("name")):
                found[_words(tag["name"])] = group
        return found

    def _attachments(self, raw: Mapping[str, object], where: str) -> tuple[ForeignAttachment, ...]:
        names = Names()
        found: dict[str, ForeignAttachment] = {}
        for id in _list(raw.get("assets")):
            asset = self._assets.get(str(id), {})
            checksum = _words(asset.get("checksum")) or f"asset {id}"
            if checksum in found:
                continue
            member = self._file_of(checksum)
            ending, kind = ".jpg", "image/jpeg"
            if self._files is not None and member is not None:
                with self._files.open(member.name) as stream:
                    ending, kind = _kind_of(stream.read(16), asset.get("type"))
                ending = member.suffix or ending
            word = "photo" if kind.startswith("image/") else "recording"
            found[checksum] = ForeignAttachment(
                name=names.take(f"{word}-{len(found) + 1}{ending}"),
                type=kind,
                open=partial(self._files.open, member.name)
                if self._files is not None and member is not None
                else None,
                identity=checksum,
            )
        return tuple(found.values())

    def _file_of(self, checksum: str) -> Member | None:
        if self._files is None:
            return None
        hits = self._files.named(checksum) or self._files.stemmed(checksum)
        usable = [one for one in hits if one.size > 0]
        # The full picture, not a preview of it that may lie beside it.
        return max(usable, key=lambda one: (one.size, one.name)) if usable else None

    def complete(self, journal: Journal, ids: Mapping[str, EntryId]) -> None:
        """Templates become templates; goals and the rest are kept whole in the journal's state."""
        held = {one.id for one in journal.templates()}
        for raw in _list(self._root.get("writing_templates")):
            record = _object(raw)
            name, body = _words(record.get("title")).strip(), note_in(_words(record.get("body")))
            id = TemplateId(_digest("daylio", name, body)[:12])
            if (name or body.strip()) and id not in held:
                journal.put_template(Template(id, name or body.strip().split("\n")[0][:60], body))
        rest = {
            key: value
            for key, value in self._root.items()
            if key not in ("dayEntries", "assets", "writing_templates")
            and value not in ([], {}, None)
        }
        kept = json.dumps(rest, sort_keys=True)
        if journal.state(STATE) != kept:
            journal.set_state(STATE, kept)


STATE = "import:daylio"
"""Where goals, moods, activity groups and settings of the last imported backup stay."""


def _kind_of(start: bytes, type: object) -> tuple[str, str]:
    """(ending, media type) by the first bytes; the unknown is a photo only if Daylio says so."""
    if start.startswith(b"\x89PNG"):
        return ".png", "image/png"
    if start.startswith(b"GIF8"):
        return ".gif", "image/gif"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return ".webp", "image/webp"
    if start[4:8] == b"ftyp":
        if start[8:12] in (b"heic", b"heix", b"mif1", b"hevc"):
            return ".heic", "image/heic"
        return ".m4a", "audio/mp4"
    if start.startswith((b"OggS", b"ID3", b"#!AMR")):
        return {b"O": (".ogg", "audio/ogg"), b"I": (".mp3", "audio/mpeg")}.get(
            start[:1], (".amr", "audio/amr")
        )
    if type in (1, None) or start.startswith(b"\xff\xd8\xff"):
        return ".jpg", "image/jpeg"
    return ".bin", "application/octet-stream"


def _by_id(value: object) -> dict[str, dict[str, object]]:
    records = [one for one in _list(value) if isinstance(one, dict)]
    return {str(one["id"]): one for one in records if "id" in one}


def _backup_in(members: tuple[Member, ...]) -> Member | None:
    found = [one for one in members if one.base.lower() == "backup.daylio"]
    return min(found, key=lambda one: one.name.count("/")) if found else None


class DaylioReader:
    name = "daylio"

    def recognises(self, path: Path) -> bool:
        if is_container(path):
            return _backup_in(listed(path)) is not None
        start = head(path, 4096).strip()
        if start.startswith(b"{"):
            return b'"dayEntries"' in head(path) or b'"customMoods"' in head(path)
        try:
            plain = base64.b64decode(b"".join(start.split())[:2000], validate=True)
        except binascii.Error:
            return False
        return plain.startswith(b"{") and (b'"' in plain[:64])

    def open(self, path: Path, options: Options) -> Source:
        return _BackupSource(path, options)


READERS: tuple[Reader, ...] = (DaylioCsvReader(), DaylioReader())
EXPORTERS: tuple[Exporter, ...] = (DaylioCsvExporter(),)

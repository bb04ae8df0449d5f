"""Daylio's backup, in: a zip with `backup.daylio` (base64 of JSON, not encrypted) and `assets/`.

`mood` there is the id of a mood, not a grade; the grade is 6 minus its group. An id alone does not
name an entry (a new phone starts again at 1), so the time belongs to the identity. Photos are
called by their checksum, at any depth.

Source: charistas/daylio-scribe js/types.ts.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reflect.errors import DamagedFile, NothingToImport, NotThisFormat
from reflect.formats import (
    ForeignAttachment,
    ForeignEntry,
    Identities,
    Names,
    Options,
    Reader,
    Reading,
    Source,
    Warning,
    moment,
    reference,
)
from reflect.formats.container import (
    Container,
    Member,
    head,
    is_container,
    listed,
    open_container,
    read_file,
)
from reflect.formats.daylio import (
    FACTOR,
    LABELS,
    Moods,
    as_list,
    as_object,
    as_words,
    digest,
    distinct,
    note_in,
    placed,
)
from reflect.formats.encoding import decode_json
from reflect.model import EntryId, Template, TemplateId

if TYPE_CHECKING:
    from reflect.journal import Journal


class _BackupSource(Reading):
    app = "daylio"
    format = "daylio"

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(options)
        self._moods = Moods(options, self.unknown_moods)
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
                bare = b"".join(plain.split()).rstrip(b"=")
                plain = base64.b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
            except binascii.Error:
                raise DamagedFile(path=str(path), where=where, reason="base64") from None
        return as_object(decode_json(plain, where=where, path=path))

    def close(self) -> None:
        self._stack.close()

    def entries(self) -> Iterator[ForeignEntry]:
        for number, raw in enumerate(as_list(self._root["dayEntries"]), 1):
            entry = self._entry(as_object(raw)) if isinstance(raw, dict) else None
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
            return placed(wall.date(), wall.time(), self._zone), here
        except (ValueError, OverflowError):
            return None

    def _entry(self, raw: dict[str, object]) -> ForeignEntry | None:
        when = self._when(raw)
        if when is None:
            return None
        written_at, zone = when
        where = f"{written_at:%Y-%m-%d %H:%M}"
        title, note = as_words(raw.get("note_title")).strip(), as_words(raw.get("note"))
        text = note_in(note)
        mood, label, usual = self._mood(raw.get("mood"))
        if raw.get("mood") is not None and mood is None:
            self.warnings.append(Warning(where, "has a mood label that was not graded"))
        tags: list[str] = []
        for id in as_list(raw.get("tags")):
            name = as_words(self._tags.get(str(id), {}).get("name"))
            if name:
                tags.append(name)
            else:
                self.warnings.append(Warning(where, "names an activity that is not in the backup"))
        attachments = self._attachments(raw)
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
            extra["row"] = {**as_object(extra["row"]), "note": note}
            extra["text_sha256"] = digest(text)
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
            tags=distinct(tags),
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
        label = as_words(record.get("custom_name")).strip()
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
        for id in as_list(raw.get("tags")):
            tag = self._tags.get(str(id), {})
            group = as_words(self._groups.get(str(tag.get("id_tag_group")), {}).get("name"))
            if group and as_words(tag.get("name")):
                found[as_words(tag["name"])] = group
        return found

    def _attachments(self, raw: Mapping[str, object]) -> tuple[ForeignAttachment, ...]:
        names = Names()
        found: dict[str, ForeignAttachment] = {}
        for id in as_list(raw.get("assets")):
            asset = self._assets.get(str(id), {})
            checksum = as_words(asset.get("checksum")) or f"asset {id}"
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
        for raw in as_list(self._root.get("writing_templates")):
            record = as_object(raw)
            name, body = (
                as_words(record.get("title")).strip(),
                note_in(as_words(record.get("body"))),
            )
            id = TemplateId(digest("daylio", name, body)[:12])
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
    records = [one for one in as_list(value) if isinstance(one, dict)]
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


READERS: tuple[Reader, ...] = (DaylioReader(),)

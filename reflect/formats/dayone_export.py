"""Day One's JSON zip, written.

Unknown fields, spellings and the original text come back from the entry's extra (see
`reflect.formats.dayone`) as long as what they describe was not edited here. A file keeps the
identifier it came with; its name in the zip is the MD5 of its bytes, as Day One has it.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from collections.abc import Mapping
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import msgspec

from reflect.formats import Exporter, ExportOptions, ExportReport, Tree, moment
from reflect.formats.dayone import (
    KINDS,
    LINK_KINDS,
    DayOneSource,
    as_object,
    as_words,
    media_of,
)
from reflect.formats.dayone_text import OUR_HEADING, Text, digest, text_in, text_out
from reflect.model import Attachment

if TYPE_CHECKING:
    from reflect.journal import Journal
    from reflect.model import Entry

_UUID = re.compile(r"[0-9A-Fa-f]{32}")


class DayOneExporter:
    """`<journal>.json` for each journal the entries came from (`Reflect.json` for those written
    here) beside the media. What Day One has no field for stands under `reflect` in each entry."""

    name = "dayone"
    kind: Literal["tree", "zip"] = "zip"
    suffix = ".zip"

    def write(
        self, journal: Journal, tree: Tree, options: ExportOptions, report: ExportReport
    ) -> None:
        whole = journal.count()
        files: dict[tuple[str, str], str] = {}
        hashes: dict[str, str] = {}
        names: dict[str, object] = {}
        for done, entry in enumerate(journal.every_entry()):
            options.step(done, whole)
            held = _held(entry)
            names.setdefault(_journal_of(held), held.get("metadata"))
            for one in entry.attachments:
                path = f"{_folder_of(one)}/"
                if (one.sha256, path) in files:
                    continue
                if one.sha256 not in hashes:
                    md5 = hashlib.md5(usedforsecurity=False)
                    for block in journal.read_attachment(one.sha256):
                        md5.update(block)
                    hashes[one.sha256] = md5.hexdigest()
                path += hashes[one.sha256] + _suffix_of(one)
                files[one.sha256, f"{_folder_of(one)}/"] = path
                with tree.file(path, one.size) as out:
                    for block in journal.read_attachment(one.sha256):
                        options.step(done, whole)
                        out.write(block)
                report.attachments += 1
        for name, metadata in names.items():
            with tree.file(f"{name}.json") as out:
                about = metadata if isinstance(metadata, dict) else {"version": "1.0"}
                out.write(b'{"metadata":' + msgspec.json.encode(about) + b',"entries":[')
                lead = b"\n"
                for entry in journal.every_entry():
                    held = _held(entry)
                    if _journal_of(held) == name:
                        options.step(report.entries, whole)
                        out.write(lead + msgspec.json.encode(_written(entry, held, hashes)))
                        lead = b",\n"
                        report.entries += 1
                out.write(b"\n]}\n")


def _held(entry: Entry) -> dict[str, object]:
    """What an import from Day One kept of this entry."""
    if entry.source is None or entry.source.app != "dayone" or not entry.import_extra:
        return {}
    return as_object(json.loads(entry.import_extra))


def _journal_of(held: Mapping[str, object]) -> str:
    name = as_words(held.get("journal")) or "Reflect"
    return re.sub(r'[\x00-\x1f/\\:*?"<>|]', "-", name).strip(" .") or "Reflect"


def _field_of(one: Attachment) -> str:
    family = one.type.partition("/")[0]
    if one.type == "application/pdf":
        return "pdfAttachments"
    return {"image": "photos", "video": "videos", "audio": "audios"}.get(family, "files")


def _folder_of(one: Attachment) -> str:
    return KINDS.get(_field_of(one), "files")


def _suffix_of(one: Attachment) -> str:
    stem, dot, ending = one.name.rpartition(".")
    if stem and dot and ending.isascii() and ending.isalnum() and len(ending) <= 8:
        return f".{ending.lower()}"
    return mimetypes.guess_extension(one.type) or ".bin"


def _stable(*parts: str) -> str:
    """32 hexadecimal digits, the same at every export."""
    return sha256("\x00".join(("reflect", *parts)).encode("utf-8")).hexdigest()[:32].upper()


def _written(
    entry: Entry, held: Mapping[str, object], hashes: Mapping[str, str]
) -> dict[str, object]:
    was = as_object(held.get("was"))
    raw = dict(as_object(held.get("entry")))
    heading = held.get("heading")
    unchanged = held.get("text_sha256") == digest(f"{entry.title or ''}\x00{entry.text or ''}")
    if not unchanged:
        # Day One would show it instead of the text that is true now.
        raw.pop("richText", None)
    uuid = as_words(was.get("uuid")) or (
        entry.source.id
        if entry.source and entry.source.app == "dayone" and _UUID.fullmatch(entry.source.id)
        else _stable(entry.id)
    )
    raw["uuid"] = uuid
    created = entry.written_at.astimezone(UTC)
    same = moment.iso(was.get("creationDate")) == created
    raw["creationDate"] = was["creationDate"] if same else f"{created:%Y-%m-%dT%H:%M:%SZ}"
    same = moment.iso(was.get("modifiedDate")) == entry.modified_at
    modified = f"{entry.modified_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    raw["modifiedDate"] = was["modifiedDate"] if same else modified
    raw["timeZone"] = _zone_name(entry, was.get("timeZone"))
    raw["starred"] = entry.starred
    if entry.tags or "tags" in was:
        given = was.get("tags")
        same = DayOneSource.tags(given) == entry.tags
        raw["tags"] = given if same else list(entry.tags)
    known = as_object(held.get("names"))
    identifiers, shown = _media_out(entry, raw, known, hashes)
    words = Text(
        entry.title,
        entry.text,
        (str(heading[0]), str(heading[1]))
        if isinstance(heading, list) and len(heading) == 2
        else OUR_HEADING,
    )
    text = text_out(words, identifiers)
    if unchanged and "text" in was:
        text = was["text"] if isinstance(was["text"], str) else text
    if text is not None:
        raw["text"] = text
    elif "text" in was:
        raw["text"] = ""
    raw["reflect"] = _reflect(entry, held, shown, text, identifiers)
    return raw


def _zone_name(entry: Entry, was: object) -> str:
    away = entry.written_at.utcoffset()
    named = moment.zone(was)
    if (
        isinstance(was, str)
        and named is not None
        and named[1] == entry.zone
        and entry.written_at.astimezone(named[0]).utcoffset() == away
    ):
        return was
    if entry.zone:
        return entry.zone
    minutes = round(away.total_seconds() / 60) if away else 0
    return f"GMT{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _media_out(
    entry: Entry,
    raw: dict[str, object],
    known: Mapping[str, object],
    hashes: Mapping[str, str],
) -> tuple[dict[str, tuple[str, str]], list[dict[str, object]]]:
    """Fills the entry's media fields; (for `text_out`, what Reflect notes of each file)."""
    records = {media.identifier: media for media in media_of(raw)}
    present = {one.name: one for one in entry.attachments}
    by_name: dict[str, list[str]] = {}
    for identifier, name in known.items():
        by_name.setdefault(str(name), []).append(identifier)
    identifiers: dict[str, tuple[str, str]] = {}
    shown: list[dict[str, object]] = []
    lists: dict[str, list[dict[str, object]]] = {kind: [] for kind in KINDS}
    for name, own in by_name.items():
        if name not in present:
            # Never found, or taken out here: the record stays only while the text names it.
            for identifier in own:
                media = records.get(identifier)
                if media is not None and quote(name, safe="") in (entry.text or ""):
                    lists[media.kind].append(dict(media.record))
                    identifiers.setdefault(name, (LINK_KINDS[media.kind], identifier))
    for order, one in enumerate(entry.attachments):
        own = by_name.get(one.name) or [_stable(entry.id, one.name)]
        kind = records[own[0]].kind if own[0] in records else _field_of(one)
        for identifier in own:
            media = records.get(identifier)
            record = dict(media.record) if media is not None else {}
            record["identifier"] = identifier
            record["md5"] = hashes[one.sha256]
            record.setdefault("type", _suffix_of(one)[1:])
            record.setdefault("orderInEntry", order)
            if media is None:
                record.update(filename=one.name, fileSize=one.size)
            if kind in lists:
                lists[kind].append(record)
        if kind in LINK_KINDS:
            identifiers[one.name] = (LINK_KINDS[kind], own[0])
        shown.append(
            {
                "identifier": own[0],
                "name": one.name,
                "type": one.type,
                "md5": hashes[one.sha256],
            }
        )
    for kind, found in lists.items():
        if found:
            raw[kind] = found
        else:
            raw.pop(kind, None)
    return identifiers, shown


def _reflect(
    entry: Entry,
    held: Mapping[str, object],
    shown: list[dict[str, object]],
    text: str | None,
    identifiers: Mapping[str, tuple[str, str]],
) -> dict[str, object]:
    links = {i: (name, kind == "") for name, (kind, i) in identifiers.items()}
    back = text_in(text, links)
    own: dict[str, object] = {
        "id": entry.id,
        "written_at": entry.written_at.isoformat(),
        "modified_at": entry.modified_at.isoformat(),
        "zone": entry.zone,
        "mood": entry.mood,
        "emotions": [{"word": one.word, "intensity": one.intensity} for one in entry.emotions],
        "tags": list(entry.tags),
        "factors": dict(entry.factors),
        "keep_out_of_on_this_day": entry.keep_out_of_on_this_day,
        "attachments": shown,
        "extra": dict(held) or None,
        "title": entry.title,
        "text_sha256": digest(text),
    }
    if (back.title, back.body) != (entry.title, entry.text):
        own["exact"] = {"title": entry.title, "text": entry.text}
    return {name: value for name, value in own.items() if value not in (None, [], {}, False)}


EXPORTERS: tuple[Exporter, ...] = (DayOneExporter(),)

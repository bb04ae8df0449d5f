"""Entries as Markdown files with front matter that Joplin and Obsidian read (keys:
docs/formats.md)."""

from __future__ import annotations

import json
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import unquote

from reflect.formats import ExportOptions, ExportReport, Tree
from reflect.formats.frontmatter import Plain, Value, read, typed, write
from reflect.journal import Journal
from reflect.model import Attachment, Emotion, Entry

# Keys that an export derives from others of its own keys; they say nothing new when it comes back.
DERIVED = frozenset({
    "updated", "created", "source", "author", "latitude", "longitude", "altitude", "completed?",
    "due",
})  # fmt: skip
EMOTION = re.compile(r"(.+):([1-5])", re.DOTALL)
_OWN_REFERENCE = re.compile(r"reflect-(img|file):([^\s()<>\"'\]]+)")
_SIMPLE_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def exact_time(stamp: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def json_object(value: Value | None) -> dict[str, object]:
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def media_name(entry: Entry, number: int, attachment: Attachment) -> str:
    """`media/2024-05-01-233000-k3v….-1.jpg`: says when, not what."""
    suffix = posixpath.splitext(attachment.name)[1]
    if not _SIMPLE_SUFFIX.fullmatch(suffix):
        suffix = mimetypes.guess_extension(attachment.type) or ""
    return f"media/{file_stem(entry)}-{number}{suffix.lower()}"


def file_stem(entry: Entry) -> str:
    """`2024-05-01-233000-` and the id: the writer's local time, no title."""
    return f"{entry.written_at.isoformat()[:19].replace('T', '-').replace(':', '')}-{entry.id}"


def _utc(when: datetime) -> Plain:
    return Plain(f"{when.astimezone(UTC).replace(tzinfo=None).isoformat(' ', 'seconds')}Z")


def _instant(extra: Mapping[str, object], key: str) -> datetime | None:
    value = extra.get(key)
    return exact_time(value) if isinstance(value, str) else None


def front_matter(entry: Entry, media: Mapping[str, str]) -> dict[str, object]:
    """The keys of one entry; `media`: attachment name → file."""
    extra = json_object(entry.import_extra)
    keys: dict[str, object] = {}
    if entry.title is not None:
        keys["title"] = entry.title
    keys["updated"] = _utc(entry.modified_at)
    keys["created"] = _utc(entry.written_at)
    for known, key in (("source_url", "source"), ("author", "author")):
        if isinstance(extra.get(known), str):
            keys[key] = extra[known]
    if isinstance(extra.get("latitude"), float) and isinstance(extra.get("longitude"), float):
        for key in ("latitude", "longitude", "altitude"):
            keys[key] = extra.get(key, 0.0)
    if extra.get("is_todo") is True:
        done = extra.get("todo_done") is True or _instant(extra, "todo_completed") is not None
        keys["completed?"] = "yes" if done else "no"
        due = _instant(extra, "todo_due")
        if due is not None:
            keys["due"] = _utc(due)
    if entry.tags:
        keys["tags"] = list(entry.tags)
    keys["id"] = str(entry.id)
    keys["written_at"] = entry.written_at.isoformat()
    keys["modified_at"] = entry.modified_at.isoformat()
    if entry.zone is not None:
        keys["zone"] = entry.zone
    if entry.mood is not None:
        keys["mood"] = entry.mood
    if entry.emotions:
        keys["emotions"] = [_emotion(one) for one in entry.emotions]
    if entry.factors:
        keys["factors"] = dict(entry.factors)
    if entry.starred:
        keys["starred"] = True
    if entry.keep_out_of_on_this_day:
        keys["keep_out_of_on_this_day"] = True
    if entry.attachments:
        keys["attachments"] = [
            {"file": media[one.name], "name": one.name, "type": one.type}
            for one in entry.attachments
        ]
    if entry.source is not None:
        keys["imported_from"] = {"app": entry.source.app, "id": entry.source.id}
    theirs = extra.get("front_matter")
    if isinstance(theirs, dict) and not _clashes(dict(theirs), keys):
        keys.update(theirs)
        # null keeps its place among the others; at the end it needs none
        extra["front_matter"] = None
        if list(extra)[-1] == "front_matter":
            extra.pop("front_matter")
    if extra:
        keys["extra"] = json.dumps(extra, ensure_ascii=False)
    return keys


_OURS = frozenset({
    "title", "tags", "id", "written_at", "modified_at", "zone", "mood", "emotions", "factors",
    "starred", "keep_out_of_on_this_day", "attachments", "imported_from", "extra",
})  # fmt: skip


def _clashes(theirs: dict[str, object], ours: Mapping[str, object]) -> bool:
    """Whether a foreign key would be taken for one of ours when the file comes back."""
    if any(key in DERIVED or key in ours or key in _OURS for key in theirs):
        return True
    # a value that YAML cannot give back as it is stays in `extra`
    return not theirs or _read_again(theirs) != theirs


def _read_again(value: dict[str, object]) -> object:
    """What a block of these keys says when it is read again."""
    note = read(write(value))
    return None if note.keys is None else {key: typed(one) for key, one in note.keys.items()}


def _emotion(emotion: Emotion) -> object:
    if emotion.intensity is not None:
        return f"{emotion.word}:{emotion.intensity}"
    return {"word": emotion.word} if EMOTION.fullmatch(emotion.word) else emotion.word


class MarkdownExporter:
    name = "markdown"
    kind: Literal["tree", "zip"] = "tree"
    suffix = ""

    def write(
        self, journal: Journal, tree: Tree, options: ExportOptions, report: ExportReport
    ) -> None:
        """Trash and history are not part of it; the archive has them."""
        of = journal.count()
        for entry in journal.every_entry():
            options.step(report.entries, of)
            media = {
                one.name: media_name(entry, number, one)
                for number, one in enumerate(entry.attachments, 1)
            }

            def out(found: re.Match[str], media: Mapping[str, str] = media) -> str:
                file = media.get(unquote(found[2]))
                return found[0] if file is None else f"{'./' * (found[1] == 'file')}{file}"

            body = _OWN_REFERENCE.sub(out, entry.text or "")
            with tree.file(f"{file_stem(entry)}.md") as stream:
                stream.write((write(front_matter(entry, media)) + body).encode("utf-8"))
            for one in entry.attachments:
                with tree.file(media[one.name]) as stream:
                    for chunk in journal.read_attachment(one.sha256):
                        stream.write(chunk)
                report.attachments += 1
            report.entries += 1

"""Markdown files with front matter, in and out: Reflect's own, Joplin's, Obsidian's.

Out: one file an entry, named after its time and id, photos and files in `media/`. The keys that
Joplin knows come first and in its own form, so that it takes over title, times, tags, place and
to-do; ours follow and make the file exact. Keys: docs/formats.md.

In: any folder, zip or tar of `.md` files, or one file with what lies beside it. Sources: Joplin's
`interop_with_frontmatter.md` and `frontMatter.ts`; Obsidian's manual, "Properties" and "Embeds".
"""

from __future__ import annotations

import mimetypes
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from reflect.errors import HostileFile, Interrupted, NotThisFormat
from reflect.formats import (
    Exporter,
    ForeignAttachment,
    ForeignEntry,
    Names,
    Options,
    Reader,
    Reading,
    Source,
    Warning,
    reference,
)
from reflect.formats.container import (
    LIMITS,
    Container,
    head,
    is_container,
    listed,
    open_container,
)
from reflect.formats.dates import Moment, clock, is_month, moment
from reflect.formats.frontmatter import Plain, Value, read, text, texts, typed
from reflect.formats.joplin import decode_exactly, hold, is_picture
from reflect.formats.links import Found, Link, embedded, from_html, relink
from reflect.formats.markdown_export import (
    DERIVED,
    EMOTION,
    MarkdownExporter,
    exact_time,
    json_object,
)
from reflect.formats.shelf import PAGES, SUFFIXES, Shelf, Single, Whole
from reflect.model import ID_ALPHABET, Emotion, EntryId, FactorValue

_CREATED = ("created", "date", "created_at", "date created", "date_created", "creation date",
            "creation_date", "createdat", "datetime")  # fmt: skip
_UPDATED = ("updated", "modified", "lastmod", "updated_at", "date modified", "date_modified",
            "last_modified", "last modified", "modification date", "updatedat")  # fmt: skip

_MOODS = {
    **{str(number): number for number in range(1, 6)},
    **dict(zip(("heavy", "low", "so-so", "good", "light"), range(1, 6), strict=True)),
    **dict(zip(("awful", "bad", "meh", "good", "rad"), range(1, 6), strict=True)),
    **dict(zip(("terrible", "bad", "okay", "good", "great"), range(1, 6), strict=True)),
    "ok": 3, "neutral": 3,
}  # fmt: skip
"""What needs no asking: our own steps and the commonest words for five of them."""

_ID = re.compile(f"[{ID_ALPHABET}]{{12}}")
_STEM = re.compile(
    r"(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)"
    r"(?:[ T_-]*(?:at )?(\d{2})[-:.h_]?(\d{2})(?:[-:._]?(\d{2}))?(?!\d))?"
)
_FOLDERS = re.compile(
    r"(?:^|/)(\d{4})/(\d{2})(?:[-_. ][^/]*)?/(?:.*/)?(\d{2})(?:[-_. ]+[^\W\d_]+)?$"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_UNTITLED = re.compile(r"(?:untitled|unbenannt|ohne titel|sans titre)(?:[ -]*\d+)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
_INLINE_TAG = re.compile(r"(?<![\w/#&`\\])#([\w/-]*[^\W\d][\w/-]*)")
_CODE = re.compile(r"^(`{3,}|~{3,})[\s\S]*?(?:^\1|\Z)|`[^`\n]*`", re.MULTILINE)
_OWN_FILE = re.compile(r"(\./)?(media/[0-9A-Za-z._-]+)")


# In ------------------------------------------------------------------------------


class MarkdownSource(Reading):
    app = "markdown"

    def __init__(self, shelf: Shelf, options: Options, format: str) -> None:
        self.format = format
        super().__init__(options)
        self._shelf = shelf
        self._options = options
        self._ids: set[str] = set()
        self._used: set[str] = set()
        self._vault = any(name.split("/")[-2:-1] == [".obsidian"] for name in shelf.everything())

    def close(self) -> None:
        self._shelf.close()

    def entries(self) -> Iterator[ForeignEntry]:
        self._ids.clear()
        self._used.clear()
        for name in self._shelf.notes():
            if self._options.stop is not None and self._options.stop():
                raise Interrupted
            folders = name.split("/")[:-1]
            if ".trash" in folders:
                self.skipped += 1
                self._warn(name, "in the vault's trash; not imported")
            elif not any(folder.startswith(".") for folder in folders):
                entry = self._entry(name)
                if entry is not None:
                    yield entry
        self._leftovers()

    def _warn(self, where: str, what: str) -> None:
        self.warnings.append(Warning(where, what))

    def _leftovers(self) -> None:
        notes = set(self._shelf.notes())
        for name in self._shelf.everything():
            hidden = any(part.startswith(".") for part in name.split("/"))
            if name not in notes and name not in self._used and not hidden:
                self._warn(name, "file that no note refers to; not imported")

    def _entry(self, name: str) -> ForeignEntry | None:
        content, trouble = decode_exactly(self._shelf.read(name))
        if len(content) > LIMITS.line_chars and "data:" not in content:
            # Pictures inside the text are taken out of it before it is measured again.
            raise HostileFile(path=str(self._shelf.path), reason="text")
        note = read(content)
        for remark in (trouble, note.remark):
            if remark is not None:
                self._warn(name, remark)
        keys = dict(note.keys or {})
        lower = {key.strip().lower(): key for key in reversed(keys)}
        own = self._own(name, keys, note.body)
        return own if own is not None else self._foreign(name, keys, lower, note.body)

    # Files of our own export -----------------------------------------------------

    def _own(self, name: str, keys: dict[str, Value], body: str) -> ForeignEntry | None:
        identity, stamp = keys.get("id"), keys.get("written_at")
        if not (isinstance(identity, str) and _ID.fullmatch(identity) and isinstance(stamp, str)):
            return None
        written_at = exact_time(stamp)
        if written_at is None or identity in self._ids:
            return None
        self._ids.add(identity)
        left = {key: value for key, value in keys.items() if key not in DERIVED}
        for key in ("id", "written_at"):
            left.pop(key)
        modified_at = exact_time(text(left.pop("modified_at", None)))
        title = left.pop("title", None)
        zone = text(left.pop("zone", None)) or None
        tags = tuple(texts(left.pop("tags", None)))
        extra = json_object(left.pop("extra", None))
        origin = left.pop("imported_from", None)
        emotions = _emotions(left.pop("emotions", None))
        factors = _factors(left.pop("factors", None))
        starred = typed(left.pop("starred", "")) is True
        kept_out = typed(left.pop("keep_out_of_on_this_day", "")) is True
        mood = self._mood(left)
        attachments, names = self._listed(name, left.pop("attachments", None))

        def back(found: re.Match[str]) -> str:
            attachment = attachments.get(posixpath.join(posixpath.dirname(name), found[2]))
            if attachment is None:
                return found[0]
            return reference(attachment.name, picture=not found[1])

        added = dict(attachments)
        body = self._relink(name, _OWN_FILE.sub(back, body), names, added, inline=False)
        if left:
            extra["front_matter"] = {key: typed(value) for key, value in left.items()}
        source = None
        if isinstance(origin, dict) and text(origin.get("app")):
            source = (text(origin.get("app")), text(origin.get("id")))
        return ForeignEntry(
            source_id=identity,
            written_at=written_at,
            where=name,
            zone=zone,
            modified_at=modified_at,
            title=str(title) if isinstance(title, str) and title else None,
            text=body or None,
            mood=mood,
            emotions=emotions,
            tags=tags,
            factors=factors,
            starred=starred,
            attachments=tuple(added.values()),
            extra=extra,
            entry_id=EntryId(identity),
            keep_out_of_on_this_day=kept_out,
            source=source,
        )

    def _listed(self, name: str, value: Value | None) -> tuple[dict[str, ForeignAttachment], Names]:
        names = Names()
        found: dict[str, ForeignAttachment] = {}
        for one in value if isinstance(value, list) else ():
            if not isinstance(one, dict):
                continue
            inside = posixpath.join(posixpath.dirname(name), text(one.get("file")))
            file = posixpath.normpath(inside)
            known = text(one.get("name")) or posixpath.basename(file)
            names.take(known)
            found[file] = self._attachment(file, known, text(one.get("type")) or None)
        return found, names

    def _attachment(self, file: str, name: str, type: str | None) -> ForeignAttachment:
        if not self._shelf.has(file):
            return ForeignAttachment(name, type, None, file)
        self._used.add(file)
        identity = f"{posixpath.basename(file)} {self._shelf.size(file)}"
        return ForeignAttachment(name, type, partial(self._shelf.open, file), identity)

    # Everybody else's ------------------------------------------------------------

    def _foreign(
        self, name: str, keys: dict[str, Value], lower: Mapping[str, str], body: str
    ) -> ForeignEntry | None:
        def take(*wanted: str) -> Value | None:
            for key in wanted:
                if key in lower and text(keys.get(lower[key])).strip():
                    return keys.pop(lower[key])
            return None

        stem = posixpath.splitext(posixpath.basename(name))[0]
        html = posixpath.splitext(name)[1].lower() not in SUFFIXES
        updated = next((lower[key] for key in _UPDATED if key in lower), "")
        modified = moment(text(keys.get(updated)))
        written_at, zone, named_by_day = self._written_at(name, keys, lower, stem)
        if modified is not None:
            keys.pop(updated, None)
        title = text(take("title")).strip()
        if not title and not named_by_day and not _UNTITLED.fullmatch(stem):
            title = stem.strip()
        tags = self._tags(keys, lower, body)
        starred = typed(keys[lower["starred"]]) is True if "starred" in lower else False
        if starred:
            keys.pop(lower["starred"])
        mood = self._mood(keys)
        emotions = _emotions(keys.pop("emotions", None))
        names = Names()
        attachments: dict[str, ForeignAttachment] = {}
        if html:
            body = from_html(body)
        body = self._relink(name, body, names, attachments, inline=True)
        extra = self._kept(keys, lower)
        notebook = posixpath.dirname(self._shelf.identity(name))
        if notebook:
            extra["notebook"] = notebook
        if not (body.strip() or title or mood or emotions or tags or attachments):
            self.skipped += 1
            self._warn(name, "empty note; not imported")
            return None
        return ForeignEntry(
            source_id=self._shelf.identity(name),
            written_at=written_at,
            where=name,
            zone=zone,
            modified_at=modified.at(self._zone).astimezone(UTC) if modified else None,
            title=title or None,
            text=body or None,
            mood=mood,
            emotions=emotions,
            tags=tags,
            starred=starred,
            attachments=tuple(attachments.values()),
            extra=extra,
        )

    def _written_at(
        self, name: str, keys: dict[str, Value], lower: Mapping[str, str], stem: str
    ) -> tuple[datetime, str | None, bool]:
        """The entry's time, its zone's name, and whether the file is named after a day and nothing
        else. The keys that the time was taken from go: the entry has it, and every export gives
        it back."""
        by_name, alone = _from_name(self._shelf.identity(name), stem)
        misread = False
        for key in _CREATED:
            value = text(keys.get(lower[key])) if key in lower else ""
            if not value.strip():
                continue
            found = moment(value)
            if found is None:
                misread = True
                continue
            if found.time is None:
                told = clock(text(keys.get(lower["time"]))) if "time" in lower else None
                if told is not None:
                    found = Moment(found.day, told[0], told[1])
                    keys.pop(lower["time"])
                elif by_name is not None and by_name.day == found.day:
                    found = by_name
            keys.pop(lower[key])
            return found.at(self._zone), found.zone_name(self._zone), alone
        if misread:
            self._warn(name, "date not understood")
        if by_name is not None:
            return by_name.at(self._zone), by_name.zone_name(self._zone), alone
        for key in _UPDATED:
            found = moment(text(keys.get(lower[key]))) if key in lower else None
            if found is not None:
                return found.at(self._zone), found.zone_name(self._zone), alone
        self._warn(name, "no date; the file's own time is used")
        changed_at = self._shelf.changed_at(name) or datetime(1970, 1, 1, tzinfo=UTC)
        own_time = Moment(changed_at.date(), changed_at.time(), UTC)
        return own_time.at(self._zone), own_time.zone_name(self._zone), alone

    def _tags(self, keys: dict[str, Value], lower: Mapping[str, str], body: str) -> tuple[str, ...]:
        words: list[str] = []
        for key in ("tags", "tag", "keywords"):
            if key not in lower or lower[key] not in keys:
                continue
            value = keys.pop(lower[key])
            if isinstance(value, str):
                # "a, b" or "a b": Obsidian reads both as two
                plain = value.strip().strip("[]")
                words.extend(plain.split(",") if "," in plain else plain.split())
            else:
                words.extend(texts(value))
        if self._vault:
            words.extend(found[1] for found in _INLINE_TAG.finditer(_CODE.sub("", body)))
        tags: dict[str, str] = {}
        for word in words:
            bare = word.strip().strip("\"'").removeprefix("#").strip()
            if bare:
                tags.setdefault(bare.casefold(), bare)
        return tuple(tags.values())

    def _mood(self, keys: dict[str, Value]) -> int | None:
        value = keys.get("mood")
        if value is None or isinstance(value, list | dict):
            return None
        label = value.strip()
        known = {mood.strip().casefold(): number for mood, number in self._options.moods.items()}
        mood = known.get(label.casefold(), _MOODS.get(label.casefold()))
        if mood is not None:
            keys.pop("mood")
        elif label and label not in self.unknown_moods:
            self.unknown_moods.append(label)
        return mood

    def _kept(self, keys: dict[str, Value], lower: Mapping[str, str]) -> dict[str, object]:
        extra: dict[str, object] = {}
        place = {key: _number(keys.get(lower.get(key, ""))) for key in
                 ("latitude", "longitude", "altitude")}  # fmt: skip
        if place["latitude"] is not None and place["longitude"] is not None:
            extra.update({key: value or 0.0 for key, value in place.items()})
            for key in place:
                keys.pop(lower.get(key, ""), None)
        for key, known in (("author", "author"), ("source", "source_url")):
            value = keys.get(lower.get(key, ""))
            if isinstance(value, str) and value:
                extra[known] = str(keys.pop(lower[key]))
        if "completed?" in lower:
            done = text(keys.pop(lower["completed?"])).strip().lower()
            extra["is_todo"] = True
            extra["todo_done"] = done in ("yes", "true")
            due = moment(text(keys.get(lower.get("due", ""))))
            if due is not None:
                keys.pop(lower["due"])
                extra["todo_due"] = due.at(self._zone).astimezone(UTC).isoformat()
        left = {key: typed(value) for key, value in keys.items()}
        if left:
            extra["front_matter"] = left
        return extra

    # Pictures and files ----------------------------------------------------------

    def _relink(
        self,
        note: str,
        body: str,
        names: Names,
        attachments: dict[str, ForeignAttachment],
        *,
        inline: bool,
    ) -> str:
        held: dict[str, tuple[str, ForeignAttachment]] = {}

        def find(link: Link) -> Found | None:
            data = embedded(link.target) if inline else None
            if data is not None:
                found = hold(data, names, held)
                attachments.update({key: one for key, (_, one) in held.items()})
                return found
            target = unicodedata.normalize("NFC", link.target.strip())
            if (
                not target
                or target.startswith("#")
                or (_SCHEME.match(target) and not target.lower().startswith("file:"))
            ):
                return None
            file = self._resolve(note, target)
            if file is None:
                wanted = posixpath.basename(unquote(target).split("#")[0].split("?")[0])
                if _is_media(wanted, link) and target not in attachments:
                    name = names.take(wanted)
                    attachments[target] = ForeignAttachment(name, None, None, target)
                return None
            if posixpath.splitext(file)[1].lower() in PAGES:
                return None
            if file not in attachments:
                name = names.take(posixpath.basename(file))
                type = mimetypes.guess_type(name)[0]
                attachments[file] = self._attachment(file, name, type)
            one = attachments[file]
            return Found(one.name, is_picture(one.name, one.type))

        return relink(body, find)

    def _resolve(self, note: str, target: str) -> str | None:
        folder = posixpath.dirname(note)
        tried: list[str] = []
        for written in dict.fromkeys((target, unquote(target))):
            for plain in dict.fromkeys((written, written.split("#")[0].split("?")[0])):
                bare = plain.removeprefix("file://").replace("\\", "/")
                tried.append(posixpath.normpath(posixpath.join(folder, bare.lstrip("/"))))
                tried.append(posixpath.normpath(bare.lstrip("/")))
        for name in tried:
            if self._shelf.has(name):
                return name
        # Obsidian finds a file by its bare name anywhere in the vault, the nearest one first.
        for name in tried:
            base = posixpath.basename(name)
            if "." in base:
                found = self._shelf.named(base)
                if found:
                    return min(found, key=lambda one: (not one.startswith(folder), len(one), one))
        return None


def _is_media(base: str, link: Link) -> bool:
    """Whether a link that leads nowhere was meant for a picture or a file, not for a note."""
    suffix = posixpath.splitext(base)[1].lower()
    if suffix in PAGES or not base:
        return False
    if link.kind in ("image", "html-image"):
        return True
    type = mimetypes.guess_type(base)[0] or ""
    return bool(suffix) and type.startswith(("image/", "audio/", "video/", "application/pdf"))


def _from_name(path: str, stem: str) -> tuple[Moment | None, bool]:
    found = _STEM.search(stem)
    if found is None:
        folders = _FOLDERS.search(posixpath.splitext(path)[0])
        if folders is not None:
            return moment("-".join(folders.groups())), stem.isdigit()
        return _worded(stem)
    year, _, month, day, hour, minute, second = found.groups()
    stamp = f"{year}-{month}-{day}"
    alone = found.span() == (0, len(stem))
    if hour is not None:
        exact = moment(f"{stamp} {hour}:{minute}:{second or '00'}")
        if exact is not None:
            return exact, alone
    return moment(stamp), alone


def _worded(stem: str) -> tuple[Moment | None, bool]:
    """`May 4th, 2024`, `4. Mai 2024`, `04.05.2024`: the whole name is a date."""
    plain = _ORDINAL.sub("", stem)
    if re.search(r"(?<!\d)\d{4}(?!\d)", plain) is None or sum(c.isdigit() for c in plain) > 8:
        return None, False
    found = moment(plain)
    if found is None or found.time is not None:
        return None, False
    return found, all(is_month(word) for word in _WORD.findall(plain))


def _number(value: Value | None) -> float | None:
    found = typed(Plain(value)) if isinstance(value, str) else None
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def _emotions(value: Value | None) -> tuple[Emotion, ...]:
    found: dict[str, Emotion] = {}
    for one in value if isinstance(value, list) else [value] if value else []:
        if isinstance(one, dict):
            word, strength = text(one.get("word")), text(one.get("intensity"))
            intensity = int(strength) if strength in ("1", "2", "3", "4", "5") else None
        elif isinstance(one, str):
            told = EMOTION.fullmatch(one)
            word, intensity = (told[1], int(told[2])) if told else (str(one), None)
        else:
            continue
        if word.strip():
            found.setdefault(word, Emotion(word, intensity))
    return tuple(found.values())


def _factors(value: Value | None) -> dict[str, FactorValue]:
    factors: dict[str, FactorValue] = {}
    for key, one in value.items() if isinstance(value, dict) else ():
        plain = typed(one)
        factors[key] = plain if isinstance(plain, str | int | float | bool) else str(one)
    return factors


class MarkdownReader:
    def __init__(self, name: str, *, asks: bool) -> None:
        self.name = name
        self._asks = asks

    def recognises(self, path: Path) -> bool:
        if not self._asks:
            return False
        if is_container(path):
            return any(member.suffix in SUFFIXES for member in listed(path))
        return path.suffix.lower() in SUFFIXES and b"\x00" not in head(path, 4096)

    def open(self, path: Path, options: Options) -> Source:
        if is_container(path):
            container = open_container(path)
            try:
                return self.shelve(container, options)
            except BaseException:
                container.close()
                raise
        if not path.is_file():
            raise NotThisFormat(path=str(path), format=self.name)
        return MarkdownSource(Single(path), options, self.name)

    def shelve(self, container: Container, options: Options) -> Source:
        """The notes of a container that is already open."""
        return MarkdownSource(Whole(container), options, self.name)


NOTES = MarkdownReader("joplin-markdown", asks=True)
READERS: tuple[Reader, ...] = (NOTES, MarkdownReader("markdown", asks=False))
EXPORTERS: tuple[Exporter, ...] = (MarkdownExporter(),)

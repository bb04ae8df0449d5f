"""Day One's JSON export in and out: a zip, the folder it unpacks to, or the bare JSON file.

Zip root: `<Journal name>.json`, one per journal, beside `photos/ videos/ audios/ pdfs/`. The files
are called `<md5>.<type>`, but the record's type may differ from the ending, so the stem decides.
A photo copied to a second entry is stored once under another identifier: identifiers are looked up
over all entries of all journals.

Whatever Reflect has no field for stands in the entry's extra and is given back by the exporter:
`{"journal", "metadata", "entry": {unknown fields}, "was": {fields whose own spelling the exporter
could not make again}, "names": {identifier: attachment name}, "heading": [before, after the title],
"text_sha256"}`. The original text and `richText` go back only while nobody edited the entry here.

Sources: kwo/dayone2md schema.go; marph91/jimmy day_one.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from reflect.errors import NothingToImport, NotThisFormat, ReflectError
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
)
from reflect.formats.container import (
    Container,
    Member,
    head,
    is_container,
    open_container,
    read_file,
)
from reflect.formats.dayone_text import (
    OUR_HEADING,
    Text,
    digest,
    link_in,
    moments,
    text_in,
    text_out,
)
from reflect.formats.encoding import decode, decode_json
from reflect.model import Emotion, EntryId, FactorValue

KINDS = {
    "photos": "photos",
    "videos": "videos",
    "audios": "audios",
    "pdfAttachments": "pdfs",
}
"""Field of an entry → folder in the zip."""
LINK_KINDS = {"photos": "", "videos": "video", "audios": "audio", "pdfAttachments": "pdfAttachment"}
"""Field of an entry → what a link in the text calls it."""

_CONSUMED = frozenset(
    {"uuid", "creationDate", "modifiedDate", "timeZone", "text", "tags", "starred"}
)
_ENTRIES = re.compile(rb'"entries"\s*:\s*\[')
_TELLING = (b'"creationDate"', b'"creationDevice', b'"modifiedDate"', b"dayone-moment")
_NONE = re.compile(rb'"entries"\s*:\s*\[\s*\]')
_KIND_OF = {
    "photo": "photos",
    "video": "videos",
    "audio": "audios",
    "pdfAttachment": "pdfAttachments",
}
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def as_object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def as_words(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _order(record: Mapping[str, object]) -> float:
    order = record.get("orderInEntry")
    return float(order) if isinstance(order, int | float) else float("inf")


@dataclass(frozen=True, slots=True)
class Media:
    """One record of a photo, video, audio or PDF."""

    kind: str
    """Key of `KINDS`."""
    identifier: str
    record: Mapping[str, object]

    @property
    def key(self) -> str:
        """What tells its bytes from others."""
        return (as_words(self.record.get("md5")) or self.identifier).strip()


def media_of(entry: Mapping[str, object]) -> list[Media]:
    found: list[Media] = []
    for kind in KINDS:
        for record in objects(entry.get(kind)):
            identifier = as_words(record.get("identifier")) or as_words(record.get("md5"))
            if identifier:
                found.append(Media(kind, identifier, record))
    return sorted(found, key=lambda one: _order(one.record))


class _Opened:
    """Several containers seen as one: the export, or what lies beside a bare JSON file."""

    def __init__(self, path: Path, options: Options) -> None:
        self.path = path
        self._stack = ExitStack()
        self._places: list[Container] = []
        self.documents: list[tuple[str, partial[bytes]]] = []
        if is_container(path):
            whole = self._stack.enter_context(open_container(path, passphrase=options.passphrase))
            self._places.append(whole)
            for member in whole.members:
                if member.suffix == ".json":
                    self.documents.append((member.name, partial(whole.read, member.name)))
        else:
            self.documents.append((path.name, partial(read_file, path)))
            for folder in sorted(set(KINDS.values())):
                if (path.parent / folder).is_dir():
                    beside = open_container(path.parent / folder)
                    self._places.append(self._stack.enter_context(beside))
        if options.photo_folder is not None and options.photo_folder.is_dir():
            self._places.append(self._stack.enter_context(open_container(options.photo_folder)))

    def find(self, media: Media) -> tuple[Container, Member] | None:
        """The file of a record: by md5, else by identifier, else by its file name."""
        record = media.record
        stems = [as_words(record.get("md5")), media.identifier]
        kind = as_words(record.get("type")) or as_words(record.get("format"))
        folder = KINDS.get(media.kind, media.kind)
        for place in self._places:
            for stem in stems:
                hits = [
                    member
                    for member in place.stemmed(stem or "")
                    if member.suffix != ".json" and member.size > 0
                ]
                if hits:
                    return place, min(hits, key=partial(_distance, folder, kind))
            named = [
                hit
                for hit in place.named((as_words(record.get("filename")) or "").rsplit("/", 1)[-1])
                if hit.suffix != ".json"
            ]
            if len(named) == 1:
                return place, named[0]
        return None

    def close(self) -> None:
        self._stack.close()


def _distance(folder: str, kind: str | None, member: Member) -> tuple[bool, bool, int, str]:
    parts = [part.lower() for part in member.name.split("/")]
    return (
        folder not in parts,
        kind is not None and member.suffix != f".{kind.lower()}",
        len(parts),
        member.name,
    )


class DayOneSource(Reading):
    """Every entry of every journal in the export."""

    app = "dayone"
    format = "dayone"

    def __init__(self, path: Path, options: Options) -> None:
        super().__init__(options)
        self._path = path
        self._opened = _Opened(path, options)
        self._media: dict[str, Media] = {}
        self._ids = Identities()
        self._seen: dict[str, set[str]] = {}
        self._journals: list[tuple[str, partial[bytes]]] = []
        try:
            total = 0
            for name, read in self._opened.documents:
                root = decode_json(read(), where=name, path=path)
                if not isinstance(root, dict) or not isinstance(root.get("entries"), list):
                    continue
                entries = objects(root["entries"])
                total += len(entries)
                self._journals.append((name, read))
                for entry in entries:
                    for media in media_of(entry):
                        self._media.setdefault(media.identifier, media)
            if not self._journals:
                raise NotThisFormat(path=str(path), format=self.format)
            if not total:
                raise NothingToImport(path=str(path), format=self.format)
        except BaseException:
            self._opened.close()
            raise

    def close(self) -> None:
        self._opened.close()

    def entries(self) -> Iterator[ForeignEntry]:
        for name, read in self._journals:
            root = as_object(decode_json(read(), where=name, path=self._path))
            journal = name.rsplit("/", 1)[-1].removesuffix(".json").removesuffix(".JSON")
            about: dict[str, object] = {"journal": journal, "metadata": root.get("metadata")}
            others = {k: v for k, v in root.items() if k not in ("entries", "metadata")}
            if others:
                about["root"] = others
            listed = root["entries"]
            assert isinstance(listed, list)
            for number, raw in enumerate(listed, 1):
                if not isinstance(raw, dict):
                    self.skipped += 1
                    self.warnings.append(Warning(f"{name} #{number}", "is no entry"))
                    continue
                entry = self._entry(raw, journal, about)
                if entry is None:
                    self.skipped += 1
                else:
                    yield entry

    # One entry ------------------------------------------------------------------

    def _when(
        self, raw: Mapping[str, object], reflect: Mapping[str, object]
    ) -> tuple[datetime, str | None, str | None]:
        """(written at, zone, warning)."""
        exact = moment.iso(reflect.get("written_at"))
        if exact is not None:
            return exact, as_words(reflect.get("zone")), None
        remark = None
        created = moment.iso(raw.get("creationDate")) or moment.milliseconds(
            raw.get("creationDate")
        )
        if created is None:
            created = moment.iso(raw.get("modifiedDate"))
            remark = "has no date of its own; its last change was taken"
            if created is None:
                created, remark = _UNDATED, "has no date; filed under 1970-01-01"
        named = moment.zone(raw.get("timeZone")) or moment.zone(
            as_object(raw.get("location")).get("timeZoneName")
        )
        if named is None:
            if as_words(raw.get("timeZone")):
                remark = remark or "names an unknown time zone; this computer's was taken"
            return moment.at_offset(created, self._zone), None, remark
        return moment.at_offset(created, named[0]), named[1], remark

    def _identity(self, raw: Mapping[str, object], journal: str) -> str | None:
        """The entry's id; None where the very same entry was there already."""
        uuid = as_words(raw.get("uuid"))
        if uuid is None:
            text = raw.get("text")
            pictures = " ".join(media.key for media in media_of(raw))
            return self._ids.of(str(raw.get("creationDate")), f"{text or ''} {pictures}")
        plain = uuid.strip().replace("-", "").upper()
        content = digest(repr(sorted(raw.items())))
        seen = self._seen.setdefault(plain, set())
        if content in seen:
            return None
        seen.add(content)
        return plain if len(seen) == 1 else self._ids.again(f"{plain}@{journal}")

    def _entry(
        self, raw: dict[str, object], journal: str, about: Mapping[str, object]
    ) -> ForeignEntry | None:
        reflect = as_object(raw.get("reflect"))
        written_at, zone, remark = self._when(raw, reflect)
        where = f"{written_at:%Y-%m-%d %H:%M}"
        identity = self._identity(raw, journal)
        if identity is None:
            self.warnings.append(Warning(where, "stands there twice; taken once"))
            return None
        if remark:
            self.warnings.append(Warning(where, remark))
        found = raw.get("text")
        text = found if isinstance(found, str) else None
        intact = reflect.get("text_sha256") == digest(text)
        pocket = _Pocket(self._opened, reflect)
        own = {media.identifier: media for media in media_of(raw)}
        for kind, identifier in moments(text or ""):
            media = own.get(identifier) or self._media.get(identifier)
            pocket.take(media or Media(_KIND_OF.get(kind, "photos"), identifier, {}))
        for media in own.values():
            pocket.take(media)
        for media in pocket.only_reflect_knows():
            pocket.take(media)
        links = {i: (name, pocket.is_picture(i)) for i, name in pocket.names.items()}
        words = text_in(text, links)
        if intact:
            exact = as_object(reflect.get("exact"))
            if exact:
                title, body = exact.get("title"), exact.get("text")
                words = Text(
                    title if isinstance(title, str) else None,
                    body if isinstance(body, str) else None,
                    words.heading,
                )
            else:
                words = Text(as_words(reflect.get("title")), words.body, words.heading)
        else:
            linked = {identifier for _, identifier in moments(text or "")}
            loose = [i for i in own if i not in linked]
            shown = "\n\n".join(link_in(*links[i]) for i in dict.fromkeys(loose))
            if shown:
                whole = f"{words.body.rstrip()}\n\n{shown}" if words.body else shown
                words = Text(words.title, whole, words.heading)
        place = self._place(raw)
        factors: dict[str, FactorValue] = {"place": place} if place else {}
        emotions: tuple[Emotion, ...] = ()
        mood: int | None = None
        tags = self.tags(raw.get("tags"))
        starred = raw.get("starred") is True
        if reflect:
            factors = {
                name: value
                for name, value in as_object(reflect.get("factors")).items()
                if isinstance(value, str | int | float | bool)
            }
            emotions = tuple(_emotions(reflect.get("emotions")))
            grade = reflect.get("mood")
            mood = grade if isinstance(grade, int) and 1 <= grade <= 5 else None
            tags = tuple(t for t in as_list(reflect.get("tags")) if isinstance(t, str))
        if not (words.title or words.body or pocket.names or tags or factors or mood or emotions):
            unfilled = not raw.get("location") and not raw.get("weather")
            if unfilled and not starred and not reflect:
                self.warnings.append(Warning(where, "is empty"))
                return None
        written = reflect.get("id")
        return ForeignEntry(
            source_id=identity,
            written_at=written_at,
            where=where,
            zone=zone,
            modified_at=moment.iso(reflect.get("modified_at"))
            or moment.iso(raw.get("modifiedDate")),
            title=words.title,
            text=words.body,
            mood=mood,
            emotions=emotions,
            tags=tags,
            factors=factors,
            starred=starred,
            attachments=pocket.attachments(),
            extra=self._extra(raw, about, words, pocket, tags, text),
            entry_id=EntryId(written) if isinstance(written, str) else None,
            keep_out_of_on_this_day=reflect.get("keep_out_of_on_this_day") is True,
        )

    def _extra(
        self,
        raw: Mapping[str, object],
        about: Mapping[str, object],
        words: Text,
        pocket: _Pocket,
        tags: tuple[str, ...],
        text: str | None,
    ) -> dict[str, object]:
        if "reflect" in raw and "extra" in as_object(raw["reflect"]):
            return as_object(as_object(raw["reflect"])["extra"])
        was = {
            name: raw[name]
            for name in ("uuid", "creationDate", "modifiedDate", "timeZone")
            if name in raw
        }
        if "tags" in raw and list(tags) != raw["tags"]:
            was["tags"] = raw["tags"]
        if "starred" in raw and not isinstance(raw["starred"], bool):
            was["starred"] = raw["starred"]
        if "text" in raw and text_out(words, pocket.identifiers()) != text:
            was["text"] = raw["text"]
        extra: dict[str, object] = {
            **about,
            "entry": {k: v for k, v in raw.items() if k not in _CONSUMED and k != "reflect"},
            "was": was,
        }
        if words.title and words.heading != OUR_HEADING:
            extra["heading"] = list(words.heading)
        if pocket.names:
            extra["names"] = dict(pocket.names)
        if "text" in was or "richText" in raw:
            extra["text_sha256"] = digest(f"{words.title or ''}\x00{words.body or ''}")
        return extra

    @staticmethod
    def _place(raw: Mapping[str, object]) -> str | None:
        location = as_object(raw.get("location"))
        for name in ("userLabel", "placeName", "localityName", "administrativeArea", "country"):
            if place := as_words(location.get(name)):
                return place.strip()
        return None

    @staticmethod
    def tags(value: object) -> tuple[str, ...]:
        """In their order, without '#', once each regardless of case."""
        kept: dict[str, str] = {}
        for one in as_list(value):
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and (plain := name.strip().lstrip("#").strip()):
                kept.setdefault(plain.casefold(), plain)
        return tuple(kept.values())


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _emotions(value: object) -> Iterator[Emotion]:
    for one in objects(value):
        word, intensity = one.get("word"), one.get("intensity")
        if isinstance(word, str):
            yield Emotion(word, intensity if isinstance(intensity, int) else None)


class _Pocket:
    """The attachments of one entry: one for each file, however many identifiers name it."""

    def __init__(self, opened: _Opened, reflect: Mapping[str, object]) -> None:
        self.names: dict[str, str] = {}
        """Identifier → attachment name."""
        self._opened = opened
        self._media: dict[str, Media] = {}
        self._by_key: dict[str, str] = {}
        self._files: dict[str, ForeignAttachment] = {}
        self._taken = Names()
        self._given = {
            str(one.get("identifier")): one for one in objects(reflect.get("attachments"))
        }

    def only_reflect_knows(self) -> Iterator[Media]:
        for identifier, one in self._given.items():
            if identifier not in self.names:
                yield Media("files", identifier, {"md5": one.get("md5")})

    def is_picture(self, identifier: str) -> bool:
        return self._media[identifier].kind == "photos"

    def take(self, media: Media) -> None:
        identifier = media.identifier
        if identifier in self.names:
            return
        given = self._given.get(identifier)
        self._media[identifier] = media
        if given is None and media.key in self._by_key:
            self.names[identifier] = self._by_key[media.key]
            return
        hit = self._opened.find(media)
        record = media.record
        ending = _ending(media, hit[1] if hit else None)
        if given is not None and isinstance(given.get("name"), str):
            name = str(given["name"])
        else:
            filename = (
                as_words(record.get("filename")) or as_words(record.get("title")) or media.key
            )
            stem, dot, old = filename.rpartition(".")
            if not dot or len(old) > 5:
                stem = filename
            name = self._taken.take(f"{stem}{ending}")
        kind = given.get("type") if given is not None else None
        self.names[identifier] = name
        self._by_key.setdefault(media.key, name)
        self._files[name] = ForeignAttachment(
            name=name,
            type=kind if isinstance(kind, str) else None,
            open=partial(hit[0].open, hit[1].name) if hit else None,
            identity=media.key,
        )

    def attachments(self) -> tuple[ForeignAttachment, ...]:
        order = {str(one.get("name")): at for at, one in enumerate(self._given.values())}
        return tuple(sorted(self._files.values(), key=lambda one: order.get(one.name, len(order))))

    def identifiers(self) -> dict[str, tuple[str, str]]:
        """For `text_out`; the first identifier of a file stands for it."""
        back: dict[str, tuple[str, str]] = {}
        for identifier, name in self.names.items():
            kind = self._media[identifier].kind
            if kind in LINK_KINDS:
                back.setdefault(name, (LINK_KINDS[kind], identifier))
        return back


def _ending(media: Media, member: Member | None) -> str:
    """The ending of the file on disk, else of the record's type or name."""
    if member is not None and member.suffix:
        return member.suffix
    kind = as_words(media.record.get("type")) or as_words(media.record.get("format"))
    if kind and kind.isalnum():
        return f".{kind.lower()}"
    name = as_words(media.record.get("filename")) or ""
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


class DayOneReader:
    name = "dayone"

    def recognises(self, path: Path) -> bool:
        if not is_container(path):
            return _looks_right(head(path), bare=True)
        try:
            with open_container(path) as container:
                documents = [one for one in container.members if one.suffix == ".json"]
                documents.sort(key=lambda one: one.name.count("/"))
                for member in documents[:20]:
                    with container.open(member.name) as stream:
                        if _looks_right(stream.read(65536), bare=False):
                            return True
        except ReflectError:
            return False
        return False

    def open(self, path: Path, options: Options) -> Source:
        return DayOneSource(path, options)


def _looks_right(start: bytes, *, bare: bool) -> bool:
    plain = decode(start)[0].encode("utf-8", "replace")
    if not _ENTRIES.search(plain):
        return False
    if any(mark in plain for mark in _TELLING):
        return True
    return not bare and b'"metadata"' in plain and _NONE.search(plain) is not None


READERS: tuple[Reader, ...] = (DayOneReader(),)

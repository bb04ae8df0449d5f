"""Joplin's export file. The items have the shape that Joplin 3.5 writes."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect import formats
from reflect.errors import FormatError
from reflect.formats import ForeignEntry, Options, Source, joplin
from reflect.journal import Journal

BERLIN = ZoneInfo("Europe/Berlin")
OPTIONS = Options(zone=BERLIN)

BOOK, SUB, TAG, PICTURE, PAPER = (letter * 32 for letter in "abcde")
NOTE, OTHER = "1" * 32, "2" * 32

PROPERTIES = """\
parent_id: {parent}
created_time: 2024-01-01T00:00:00.000Z
updated_time: 2024-06-02T10:00:00.000Z
is_conflict: 0
latitude: 0.00000000
longitude: 0.00000000
altitude: 0.0000
author: 
source_url: 
is_todo: 0
todo_due: 0
todo_completed: 0
source: joplin
source_application: net.cozic.joplin-desktop
application_data: 
order: 0
user_created_time: 2024-05-01T21:30:00.123Z
user_updated_time: 2024-05-02T10:00:00.456Z
encryption_cipher_text: 
encryption_applied: 0
markup_language: 1
is_shared: 0
share_id: 
deleted_time: 0
type_: 1"""  # noqa: W291


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(tmp_path / "j.db", os.urandom(32), name="J", journal_id="j") as opened:
        yield opened


def note(own: str, title: str, body: str, **changes: str) -> str:
    lines = [f"id: {own}", *PROPERTIES.format(parent=SUB).split("\n")]
    lines = [
        f"{line.split(':')[0]}: {changes.pop(line.split(':')[0])}"
        if line.split(":")[0] in changes
        else line
        for line in lines
    ]
    lines[-1:-1] = [f"{key}: {value}" for key, value in changes.items()]
    return "\n\n".join([title, *([body] if body else []), "\n".join(lines)])


def item(own: str, type_: int, title: str | None = None, **values: str) -> str:
    lines = [f"id: {own}", *(f"{key}: {value}" for key, value in values.items()), f"type_: {type_}"]
    return "\n".join(lines) if title is None else f"{title}\n\n" + "\n".join(lines)


RESOURCES: dict[str, str | bytes] = {
    f"{PICTURE}.md": item(
        PICTURE, 4, "rotes Bild.jpg", mime="image/jpeg", filename="", file_extension="jpg"
    ),
    f"resources/{PICTURE}.jpg": b"\xff\xd8\xff picture",
    f"{PAPER}.md": item(PAPER, 4, "paper", mime="application/pdf", file_extension="pdf"),
    f"resources/{PAPER}.pdf": b"%PDF- paper",
}
BASE: dict[str, str | bytes] = {
    f"{BOOK}.md": item(BOOK, 2, "Tagebuch", parent_id=""),
    f"{SUB}.md": item(SUB, 2, "2024", parent_id=BOOK),
    f"{TAG}.md": item(TAG, 5, "Glück", parent_id=""),
    f"{'9' * 32}.md": item("9" * 32, 6, note_id=NOTE, tag_id=TAG),
    **RESOURCES,
}


def jex(path: Path, members: dict[str, str | bytes]) -> Path:
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return path


OPENED: list[Source] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()


def read(path: Path) -> tuple[list[ForeignEntry], Source]:
    reader = formats.recognise(path)
    assert reader.name == "joplin-jex"
    source = reader.open(path, OPTIONS)
    OPENED.append(source)
    return list(source.entries()), source


def one(tmp_path: Path, body: str, title: str = "Titel", **changes: str) -> ForeignEntry:
    members = {**BASE, f"{NOTE}.md": note(NOTE, title, body, **changes)}
    ((entry,), _) = read(jex(tmp_path / "x.jex", members))
    return entry


def test_a_note_with_everything(tmp_path: Path) -> None:
    body = f'Erste Zeile  \n\n![Alt](:/{PICTURE} "Titel")\n[Papier](:/{PAPER})\n\n'
    entry = one(tmp_path, body, latitude="52.5", longitude="13.4", author="Ich")
    assert entry.title == "Titel"
    assert entry.text == (
        'Erste Zeile  \n\n![Alt](reflect-img:rotes%20Bild.jpg "Titel")\n'
        "[Papier](reflect-file:paper.pdf)\n\n"
    )
    assert entry.written_at == datetime(2024, 5, 1, 21, 30, 0, 123000, UTC)
    assert entry.written_at.isoformat() == "2024-05-01T23:30:00.123000+02:00"
    assert entry.zone == "Europe/Berlin"
    assert entry.modified_at == datetime(2024, 5, 2, 10, 0, 0, 456000, UTC)
    assert entry.tags == ("Glück",)
    assert entry.extra == {
        "notebook": "Tagebuch/2024",
        "latitude": 52.5,
        "longitude": 13.4,
        "altitude": 0.0,
        "author": "Ich",
    }


def test_photos_come_byte_by_byte_and_twice_does_nothing_twice(
    tmp_path: Path, journal: Journal
) -> None:
    body = f'![](:/{PICTURE}) <img src=":/{PICTURE}" alt="a" width="3"/> [x](:/{PAPER})'
    path = jex(tmp_path / "x.jex", {**BASE, f"{NOTE}.md": note(NOTE, "T", body)})
    report = formats.bring_in(journal, path, OPTIONS)
    assert (report.new, report.found, report.missing, report.warnings) == (1, 2, 0, [])
    (entry,) = journal.every_entry()
    assert {
        item.name: b"".join(journal.read_attachment(item.sha256)) for item in entry.attachments
    } == {"rotes Bild.jpg": b"\xff\xd8\xff picture", "paper.pdf": b"%PDF- paper"}
    assert entry.text == (
        "![](reflect-img:rotes%20Bild.jpg) ![a](reflect-img:rotes%20Bild.jpg)"
        " [x](reflect-file:paper.pdf)"
    )
    again = formats.bring_in(journal, path, OPTIONS)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_a_body_that_looks_like_properties_is_body(tmp_path: Path) -> None:
    body = "key: value\n\nid: fake\ntype_: 5\n"
    assert one(tmp_path, body).text == body


@pytest.mark.parametrize("title", ["", "  ", "a: b", "id: x"])
def test_titles(tmp_path: Path, title: str) -> None:
    assert one(tmp_path, "text", title).title == (title.strip() or None)


def test_no_body(tmp_path: Path) -> None:
    entry = one(tmp_path, "")
    assert (entry.title, entry.text) == ("Titel", None)


def test_times_without_the_writers_own(tmp_path: Path) -> None:
    entry = one(tmp_path, "x", user_created_time="", user_updated_time="")
    assert entry.written_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert entry.modified_at == datetime(2024, 6, 2, 10, tzinfo=UTC)


def test_to_do_with_its_times(tmp_path: Path) -> None:
    entry = one(tmp_path, "x", is_todo="1", todo_due="1714599000000", todo_completed="0")
    assert entry.extra["is_todo"] is True
    assert entry.extra["todo_due"] == "2024-05-01T21:30:00+00:00"
    assert "todo_completed" not in entry.extra


def test_conflicts_are_tagged(tmp_path: Path) -> None:
    assert one(tmp_path, "x", is_conflict="1").tags == ("Glück", "conflict")


def test_html_notes_become_markdown(tmp_path: Path) -> None:
    html = f'<p>Hallo <b>Welt</b></p><img src=":/{PICTURE}" alt="a"/><script>x</script>'
    entry = one(tmp_path, html, markup_language="2")
    assert entry.text is not None
    assert "Hallo **Welt**" in entry.text
    assert "![a](reflect-img:rotes%20Bild.jpg)" in entry.text
    assert [part.name for part in entry.attachments] == ["rotes Bild.jpg"]


def test_links_between_notes_stay(tmp_path: Path) -> None:
    members = {
        **BASE,
        f"{NOTE}.md": note(NOTE, "a", f"[b](:/{OTHER})"),
        f"{OTHER}.md": note(OTHER, "b", "x"),
    }
    entries, source = read(jex(tmp_path / "x.jex", members))
    assert entries[0].text == f"[b](:/{OTHER})"
    assert not [one for one in source.warnings if "link" in one.what]


def test_missing_resources_are_counted(tmp_path: Path, journal: Journal) -> None:
    members = {**BASE, f"{NOTE}.md": note(NOTE, "a", f"![x](:/{PICTURE}) ![y](:/{'f' * 32})")}
    del members[f"resources/{PICTURE}.jpg"]
    report = formats.bring_in(journal, jex(tmp_path / "x.jex", members), OPTIONS)
    assert (report.new, report.missing) == (1, 1)
    assert any("not in the file" in one.what for one in report.warnings)


def test_a_resource_with_another_ending_or_none(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        **BASE,
        f"{PICTURE}.md": item(PICTURE, 4, "bild", mime="image/png", file_extension=""),
        f"{NOTE}.md": note(NOTE, "a", f"![x](:/{PICTURE})"),
    }
    members[f"resources/{PICTURE}"] = members.pop(f"resources/{PICTURE}.jpg")
    ((entry,), _) = read(jex(tmp_path / "x.jex", members))
    (attachment,) = entry.attachments
    assert attachment.name == "bild"
    assert attachment.open is not None
    assert attachment.open().read() == b"\xff\xd8\xff picture"


def test_encrypted_and_trashed_notes_are_left_out_and_told(tmp_path: Path) -> None:
    members = {
        **BASE,
        f"{NOTE}.md": note(NOTE, "a", "x", deleted_time="1714599000000"),
        f"{OTHER}.md": f"id: {OTHER}\nencryption_applied: 1\nencryption_cipher_text: JED\ntype_: 1",
    }
    entries, source = read(jex(tmp_path / "x.jex", members))
    assert entries == []
    assert source.skipped == 2
    assert {one.what for one in source.warnings} >= {
        "encrypted by Joplin; export it again decrypted",
        "in Joplin's trash; not imported",
    }


def test_the_raw_folder_is_the_same(tmp_path: Path) -> None:
    members = {**BASE, f"{NOTE}.md": note(NOTE, "a", f"![x](:/{PICTURE})")}
    for name, content in members.items():
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    folder, _ = read(tmp_path / "raw")
    packed, _ = read(jex(tmp_path / "x.jex", members))
    assert [formats.fingerprint(one) for one in folder] == [
        formats.fingerprint(one) for one in packed
    ]


def test_notebooks_that_turn_in_circles(tmp_path: Path) -> None:
    members = {
        **BASE,
        f"{BOOK}.md": item(BOOK, 2, "Tagebuch", parent_id=SUB),
        f"{NOTE}.md": note(NOTE, "a", "x"),
    }
    ((entry,), _) = read(jex(tmp_path / "x.jex", members))
    assert entry.extra["notebook"] == "Tagebuch/2024"


@given(st.text(), st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))
def test_bodies_come_back_whole(body: str, title: str) -> None:
    parsed = joplin.parse(note(NOTE, title, body))
    assert parsed is not None
    assert (parsed.title, parsed.body) == (title, body)


@pytest.mark.requirement("R29")
@given(st.binary(max_size=400))
def test_no_item_whatever_raises(data: bytes) -> None:
    joplin.parse(joplin.decode_exactly(data)[0])


@pytest.mark.requirement("R29")
@given(st.binary(max_size=600))
def test_rubbish_in_a_tar_is_told_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = jex(tmp_path_factory.mktemp("x") / "x.jex", {f"{NOTE}.md": data, "a": os.urandom(4)})
    try:
        with closing(joplin.READERS[0].open(path, OPTIONS)) as source:
            list(source.entries())
    except FormatError:
        return

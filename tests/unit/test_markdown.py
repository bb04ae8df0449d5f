"""Markdown with front matter: Joplin's, Obsidian's and our own, in and out."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflect import formats
from reflect.errors import HostileFile, Interrupted
from reflect.formats import ExportOptions, ForeignEntry, Options, Warning, markdown
from reflect.formats.container import LIMITS
from reflect.formats.frontmatter import Plain, read, typed, write
from reflect.formats.links import Found, Link, relink
from reflect.journal import Journal
from reflect.model import ID_ALPHABET, Emotion, Entry, EntryId, FactorValue, Source

BERLIN = ZoneInfo("Europe/Berlin")
OPTIONS = Options(zone=BERLIN)


def make(path: Path) -> Journal:
    return Journal.create(path, b"k" * 32, name="mine", journal_id="j")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with make(tmp_path / "journal.db") as opened:
        yield opened


def vault(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def take(
    path: Path, options: Options = OPTIONS
) -> tuple[dict[str, ForeignEntry], list[Warning], list[str]]:
    reader = formats.recognise(path)
    assert reader.name == "joplin-markdown"
    with closing(reader.open(path, options)) as source:
        entries = {entry.where: entry for entry in source.entries()}
        return entries, source.warnings, source.unknown_moods


def only(tmp_path: Path, text: str, name: str = "note.md") -> ForeignEntry:
    (entry,) = take(vault(tmp_path / "v", {name: text}))[0].values()
    return entry


# In: Joplin ------------------------------------------------------------------------


def test_joplins_own_front_matter(tmp_path: Path) -> None:
    root = vault(
        tmp_path / "md",
        {
            "Tagebuch/Ein Tag_ mit.md": "---\ntitle: 'Ein Tag: mit'\n"
            "updated: 2024-05-02 10:00:00Z\ncreated: 2024-05-01 22:30:00Z\n"
            "source: https://example.org\nauthor: Ich\n"
            "latitude: 52.50000000\nlongitude: -13.40000000\naltitude: 0.0000\ncompleted?: no\n"
            "due: 2024-05-03 08:00:00Z\ntags:\n  - glück\n  - null\n---\n\n"
            "Text  \n![x](../_resources/rot%20bild.jpg)\n[p](../_resources/p.pdf)\n\n",
            "_resources/rot bild.jpg": b"JPG",
            "_resources/p.pdf": b"PDF",
        },
    )
    entries, warnings, _ = take(root)
    entry = entries["Tagebuch/Ein Tag_ mit.md"]
    assert entry.title == "Ein Tag: mit"
    assert entry.written_at.isoformat() == "2024-05-02T00:30:00+02:00"
    assert entry.zone == "Europe/Berlin"
    assert entry.modified_at == datetime(2024, 5, 2, 10, tzinfo=UTC)
    assert entry.tags == ("glück", "null")
    assert entry.text == ("Text  \n![x](reflect-img:rot%20bild.jpg)\n[p](reflect-file:p.pdf)\n\n")
    assert [(one.name, one.type) for one in entry.attachments] == [
        ("rot bild.jpg", "image/jpeg"),
        ("p.pdf", "application/pdf"),
    ]
    assert entry.extra == {
        "latitude": 52.5,
        "longitude": -13.4,
        "altitude": 0.0,
        "author": "Ich",
        "source_url": "https://example.org",
        "is_todo": True,
        "todo_done": False,
        "todo_due": "2024-05-03T08:00:00+00:00",
        "notebook": "Tagebuch",
    }
    assert warnings == []


@pytest.mark.parametrize("title", ["yes", "12:30", "0x1F", "2024-05-01", "1e3", "null", "~", "1_0"])
def test_titles_that_yaml_would_change(tmp_path: Path, title: str) -> None:
    assert only(tmp_path, f"---\ntitle: {title}\n---\n\nx").title == title


def test_a_note_written_as_html(tmp_path: Path) -> None:
    page = '---\ntitle: h\ncreated: 2024-05-01 10:00:00Z\n---\n\n<p>a <b>c</b></p><img src="x.png">'
    entries, _, _ = take(vault(tmp_path / "v", {"a.md": "x", "h.html": page, "x.png": b"P"}))
    assert entries["h.html"].text == "a **c**\n\n![](reflect-img:x.png)"


# In: Obsidian ------------------------------------------------------------------------


def test_an_obsidian_vault(tmp_path: Path) -> None:
    root = vault(
        tmp_path / "vault",
        {
            ".obsidian/app.json": "{}",
            ".trash/old.md": "gone",
            "daily/2024-05-01.md": "---\ntags: a, b\nmood: prima\nrating: 3\naliases:\n  - x\n---\n"
            "Hallo #inline `#no` ![[b d.png|100]] ![[b d.png]] [[2024-05-02]] ![[fehlt.png]]",
            "daily/2024-05-02.md": "---\ndate: 2024-05-02\ntime: 21:15\ntags: [Foo, '#Bar/baz']\n"
            "mood: 4\n---\nx",
            "2024-05-03 2330 Abend.md": "x",
            "2024/05/09.md": "x",
            "anhang/b d.png": b"PNG",
        },
    )
    entries, warnings, unknown = take(root)
    first = entries["daily/2024-05-01.md"]
    assert first.title is None
    assert first.written_at.date().isoformat() == "2024-05-01"
    assert first.tags == ("a", "b", "inline")
    assert first.text == (
        "Hallo #inline `#no` ![b d.png|100](reflect-img:b%20d.png)"
        " ![b d.png](reflect-img:b%20d.png) [[2024-05-02]] ![[fehlt.png]]"
    )
    assert [(one.name, one.open is None) for one in first.attachments] == [
        ("b d.png", False),
        ("fehlt.png", True),
    ]
    assert first.extra["front_matter"] == {"mood": "prima", "rating": 3, "aliases": ["x"]}
    assert unknown == ["prima"]
    second = entries["daily/2024-05-02.md"]
    assert second.written_at.isoformat() == "2024-05-02T21:15:00+02:00"
    assert (second.mood, second.tags) == (4, ("Foo", "Bar/baz"))
    assert entries["2024-05-03 2330 Abend.md"].written_at.isoformat() == "2024-05-03T23:30:00+02:00"
    assert entries["2024/05/09.md"].written_at.date().isoformat() == "2024-05-09"
    assert [one.what for one in warnings] == ["in the vault's trash; not imported"]
    mapped = take(root, Options(zone=BERLIN, moods={" Prima ": 5}))[0]["daily/2024-05-01.md"]
    assert mapped.mood == 5


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("created: 2024-05-01T21:30:00Z", "2024-05-01T23:30:00+02:00"),
        ("created: 2024-05-01T21:30", "2024-05-01T21:30:00+02:00"),
        ("date: 2024-05-01 21:30:00-04:00", "2024-05-01T21:30:00-04:00"),
        ('date created: "Wednesday, May 1st 2024, 11:30:00 pm"', "2024-05-01T23:30:00+02:00"),
        ("created: 1714599000123", "2024-05-01T23:30:00.123000+02:00"),
        ("Date: 2024-05-01", "2024-05-01T12:00:00+02:00"),
    ],
)
def test_dates_as_people_write_them(tmp_path: Path, stamp: str, expected: str) -> None:
    entry = only(tmp_path, f"---\n{stamp}\n---\nx")
    assert entry.written_at.isoformat() == expected


@pytest.mark.parametrize(
    ("name", "day", "title"),
    [
        ("2024/05/03-Friday.md", "2024-05-03", "03-Friday"),
        ("2024/05-May/03.md", "2024-05-03", None),
        ("May 4, 2024.md", "2024-05-04", None),
        ("May 4th, 2024.md", "2024-05-04", None),
        ("4. Mai 2024.md", "2024-05-04", None),
        ("Saturday, May 4, 2024.md", "2024-05-04", "Saturday, May 4, 2024"),
        ("04.05.2024.md", "2024-05-04", None),
    ],
)
def test_days_in_the_names_of_files(tmp_path: Path, name: str, day: str, title: str | None) -> None:
    entries, warnings, _ = take(vault(tmp_path / "v", {name: "x", "other/Note 12.md": "y"}))
    assert entries[name].written_at.date().isoformat() == day
    assert entries[name].title == title
    assert [one.where for one in warnings] == ["other/Note 12.md"]


@pytest.mark.requirement("R29")
def test_one_endless_line_is_refused_before_it_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.md"
    path.write_text("x" * (LIMITS.line_chars + 1))
    monkeypatch.setattr(markdown, "relink", None)
    with pytest.raises(HostileFile), closing(formats.recognise(path).open(path, OPTIONS)) as source:
        list(source.entries())


def test_a_file_without_any_date_takes_its_own_and_says_so(tmp_path: Path) -> None:
    root = vault(tmp_path / "v", {"Gedanken.md": "x"})
    os.utime(root / "Gedanken.md", (1714599000, 1714599000))
    entries, warnings, _ = take(root)
    assert entries["Gedanken.md"].written_at == datetime(2024, 5, 1, 21, 30, tzinfo=UTC)
    assert entries["Gedanken.md"].title == "Gedanken"
    assert [one.what for one in warnings] == ["no date; the file's own time is used"]


@pytest.mark.parametrize(
    "text",
    [
        "plain\r\nlines\r\n  \r\n",
        "---\nno keys, two rules\n---\nrest",
        "---\nnever closed",
        "ends with blanks  \n\n\n",
        "\n\nstarts with blanks",
        "tab\there \u202eRTL 😀",
    ],
)
def test_text_without_front_matter_is_kept_to_the_byte(tmp_path: Path, text: str) -> None:
    assert only(tmp_path, text).text == text


def test_broken_front_matter_is_read_line_by_line(tmp_path: Path) -> None:
    path = vault(tmp_path / "v", {"a.md": "---\ntitle: one: two\ntags:\n- a\n---\nx"})
    entries, warnings, _ = take(path)
    entry = entries["a.md"]
    assert (entry.title, entry.tags, entry.text) == ("one: two", ("a",), "x")
    assert warnings[0].what == "front matter is no YAML; read line by line"


def test_front_matter_that_means_nothing_stays_in_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: &a [x]\n  bad *a : {\nloose words\n---\nx"
    path = vault(tmp_path / "v", {"a.md": text})
    entries, warnings, _ = take(path)
    assert entries["a.md"].text == text
    assert warnings[0].what == "front matter not understood; kept as text"


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "block",
    [
        "a: !!python/object/apply:os.system ['touch owned']",
        "a: " + "[" * 100_000,
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "? [complex]\n: key",
        "a: \x00",
    ],
)
def test_hostile_front_matter_is_words(tmp_path: Path, block: str) -> None:
    only(tmp_path, f"---\n{block}\n---\nx")
    assert not Path("owned").exists()


def test_one_file_with_what_lies_beside_it(tmp_path: Path) -> None:
    root = vault(
        tmp_path / "md",
        {
            "Buch/note.md": "![a](../_resources/a.png) ![b](b.png) ![c](../../secret.png)",
            "Buch/b.png": b"B",
            "_resources/a.png": b"A",
        },
    )
    (tmp_path / "secret.png").write_bytes(b"S")
    (entry,) = take(root / "Buch/note.md")[0].values()
    found = {one.name: one.open for one in entry.attachments}
    assert found["secret.png"] is None
    assert {name for name, opens in found.items() if opens is not None} == {"a.png", "b.png"}


def test_a_picture_inside_the_text_becomes_an_attachment(tmp_path: Path) -> None:
    entry = only(tmp_path, "![p](data:image/png;base64,QUJD)")
    (attachment,) = entry.attachments
    assert entry.text == "![p](reflect-img:inline.png)"
    assert attachment.open is not None
    with attachment.open() as stream:
        assert stream.read() == b"ABC"


def test_a_zip_and_its_folder_are_the_same_notes(tmp_path: Path, journal: Journal) -> None:
    files: dict[str, str | bytes] = {
        "a.md": "---\ndate: 2024-05-01\n---\n![x](b/x.png)",
        "b/x.png": b"P",
        "b/c.md": "---\ndate: 2024-05-02\n---\ny",
    }
    root = vault(tmp_path / "md", files)
    with zipfile.ZipFile(tmp_path / "md.zip", "w") as packed:
        for path in sorted(root.rglob("*.*")):
            packed.write(path, f"md/{path.relative_to(root)}")
    first = formats.bring_in(journal, root, OPTIONS)
    again = formats.bring_in(journal, tmp_path / "md.zip", OPTIONS)
    assert (first.new, first.found) == (2, 1)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    (root / "a.md").write_text("---\ndate: 2024-05-01\n---\nanders")
    third = formats.bring_in(journal, root, OPTIONS)
    assert (third.new, third.changed, third.unchanged) == (0, 1, 1)


# Links --------------------------------------------------------------------------------


def test_links_in_code_are_left_alone() -> None:
    text = "`![a](x.png)`\n```\n![a](x.png)\n```\n\\![a](y) ~~~\n~~~\n![a](x.png)"
    found = Found("x.png", True)
    assert relink(text, lambda link: found if link.target == "x.png" else None) == text


def test_every_form_of_a_link() -> None:
    def find(link: Link) -> Found | None:
        return {"p": Found("a b.png", True), "d": Found("d.pdf", False)}.get(link.target)

    pairs = {
        "![x](p)": "![x](reflect-img:a%20b.png)",
        '![x](<p> "t")': '![x](reflect-img:a%20b.png "t")',
        "[![x](p)](d)": "[![x](reflect-img:a%20b.png)](reflect-file:d.pdf)",
        "![x](d)": "[x](reflect-file:d.pdf)",
        "[](d)": "[d.pdf](reflect-file:d.pdf)",
        "[r]: p": "[r]: reflect-img:a%20b.png",
        "![[p]]": "![p](reflect-img:a%20b.png)",
        "[[d|name]]": "[name](reflect-file:d.pdf)",
        '<img alt="q&amp;r" src="p">': "![q&r](reflect-img:a%20b.png)",
        '<a href="d">x</a>': '<a href="reflect-file:d.pdf">x</a>',
        "[x](unknown) ![[unknown]] ]( [": "[x](unknown) ![[unknown]] ]( [",
    }
    for before, after in pairs.items():
        assert relink(before, find) == after


@given(st.text(alphabet="[]()!`~<>\\\n\"' aimgsrc=:/#|x", max_size=200))
def test_without_anything_found_the_text_stays(text: str) -> None:
    assert relink(text, lambda _: None) == text


# The block itself -----------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.text(), JSON, max_size=4), st.text())
def test_a_block_comes_back(keys: dict[str, object], body: str) -> None:
    note = read(write(keys) + body)
    assert note.keys is not None
    assert {key: typed(value) for key, value in note.keys.items()} == keys
    assert note.body == body


@given(st.text(alphabet="-: \n\t[]{}#&*!|>'\"%@`ab?,.", max_size=120))
def test_no_block_whatever_raises_or_loses(text: str) -> None:
    note = read(f"---\n{text}\n---\n{text}")
    assert note.body.endswith(text) or note.keys is not None


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_joplin_may_move_the_dashes(keys: dict[str, object]) -> None:
    """Joplin sets every line that begins with a dash to two blanks before it parses."""
    moved = [
        f"  {line.lstrip()}" if line.lstrip().startswith("-") else line
        for line in write(keys).split("\n")[1:-3]
    ]
    note = read("\n".join(["---", *moved, "---", ""]))
    assert note.keys is not None
    assert {key: typed(value) for key, value in note.keys.items()} == keys


def test_joplin_reads_the_dates() -> None:
    assert write({"created": Plain("2024-05-01 21:30:00Z")}) == (
        "---\ncreated: 2024-05-01 21:30:00Z\n---\n\n"
    )


# Out, and in again ------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
AWKWARD = st.sampled_from(
    ["---", "--- yes", "no", "null", "~", "1.5", "2024-05-01", ": x", "a: b", "# t", "- a", "'",
     '"', "a\r\nb", "  x  ", "\u202eabc", "😀", "{}", "[x]", "!!str", "&a", "*a", "%", "\x85",
     "\ufeff"]
)  # fmt: skip
WORDS = (TEXT | AWKWARD).map(str.strip).filter(bool)
TIMES = st.builds(
    lambda when, offset: when.replace(tzinfo=timezone(timedelta(minutes=offset))),
    st.datetimes(datetime(1000, 1, 2), datetime(9900, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
FACTORS: st.SearchStrategy[FactorValue] = (
    st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | TEXT | AWKWARD
)
ENTRIES = st.builds(
    Entry,
    id=st.text(ID_ALPHABET, min_size=12, max_size=12).map(EntryId),
    written_at=TIMES,
    modified_at=TIMES.map(lambda when: when.astimezone(UTC)),
    zone=st.none() | st.just("Asia/Kolkata"),
    title=st.none() | TEXT | AWKWARD,
    text=st.none() | TEXT | st.lists(AWKWARD | TEXT, max_size=5).map("\n".join),
    mood=st.none() | st.integers(1, 5),
    emotions=st.lists(
        st.builds(Emotion, WORDS | st.just("a:3"), st.none() | st.integers(1, 5)), max_size=3
    ).map(tuple),
    tags=st.lists(WORDS, max_size=3).map(tuple),
    factors=st.dictionaries(TEXT | AWKWARD, FACTORS, max_size=3),
    starred=st.booleans(),
    source=st.none() | st.builds(Source, st.just("dayone"), WORDS),
    keep_out_of_on_this_day=st.booleans(),
    import_extra=st.none()
    | st.dictionaries(TEXT, JSON, min_size=1, max_size=2).map(json.dumps)
    | st.dictionaries(TEXT, JSON, min_size=1).map(
        lambda keys: json.dumps({"front_matter": keys, "weather": 1.5})
    ),
)


@pytest.mark.requirement("R31")
@settings(max_examples=40)
@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.id))
def test_out_and_in_again_is_the_same_field_by_field(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    root = tmp_path_factory.mktemp("round")
    with make(root / "a.db") as one, make(root / "b.db") as other:
        with one.atomic():
            picture = one.attach("ein Bild (1).jpg", "image/jpeg", io.BytesIO(b"\xff\xd8\xffx"))
            paper = one.attach("Brief", "application/x-own", io.BytesIO(b""))
            for number, entry in enumerate(entries):
                if number % 2 == 0:
                    words = (
                        f"{entry.text or ''} ![a](reflect-img:ein%20Bild%20%281%29.jpg)"
                        " [b](reflect-file:Brief) [c](reflect-file:ein%20Bild%20%281%29.jpg)"
                    )
                    entry = replace(entry, text=words, attachments=(picture, paper))
                one.put(entry, keep_modified=True)
        formats.export(one, root / "md", "markdown")
        if entries:
            formats.bring_in(other, root / "md", OPTIONS)
        assert list(other.every_entry()) == list(one.every_entry())
        assert [entry.written_at.utcoffset() for entry in other.every_entry()] == [
            entry.written_at.utcoffset() for entry in one.every_entry()
        ]
        assert [
            [(name, type(value)) for name, value in entry.factors.items()]
            for entry in other.every_entry()
        ] == [
            [(name, type(value)) for name, value in entry.factors.items()]
            for entry in one.every_entry()
        ]
        if entries:
            again = formats.bring_in(other, root / "md", OPTIONS)
            assert (again.new, again.changed) == (0, 0)


def written(journal: Journal, **fields: object) -> Entry:
    entry = Entry(
        EntryId("abcdefgh0123"),
        datetime(2024, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2024, 5, 2, tzinfo=UTC),
        title="Geheimnis",
        text="Text",
    )
    entry = replace(entry, **fields)  # type: ignore[arg-type]
    journal.put(entry, keep_modified=True)
    return journal.entry(entry.id)


def test_names_of_files_tell_no_title_and_are_private(tmp_path: Path, journal: Journal) -> None:
    picture = journal.attach("Geheimnis.JPG", "image/jpeg", io.BytesIO(b"x"))
    written(journal, attachments=(picture,))
    formats.export(journal, tmp_path / "out", "markdown")
    found = sorted(path for path in (tmp_path / "out").rglob("*"))
    assert [str(path.relative_to(tmp_path / "out")) for path in found] == [
        "2024-05-01-233000-abcdefgh0123.md",
        "media",
        "media/2024-05-01-233000-abcdefgh0123-1.jpg",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600, 0o700}


def test_a_file_edited_elsewhere_is_taken(tmp_path: Path, journal: Journal) -> None:
    entry = written(journal)
    formats.export(journal, tmp_path / "out", "markdown")
    path = tmp_path / "out" / "2024-05-01-233000-abcdefgh0123.md"
    edited = path.read_text().replace("Text", "Neu").replace("---\n\n", "wetter: 3\n---\n\n")
    path.write_text(edited)
    report = formats.bring_in(journal, tmp_path / "out", OPTIONS)
    assert (report.new, report.changed) == (0, 1)
    (changed,) = journal.every_entry()
    assert (changed.id, changed.text, changed.source) == (entry.id, "Neu", None)
    assert json.loads(changed.import_extra or "") == {"front_matter": {"wetter": 3}}
    assert [version.entry.text for version in journal.history(entry.id)] == ["Text"]


def test_stop_leaves_nothing(tmp_path: Path, journal: Journal) -> None:
    written(journal)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Interrupted):
        formats.export(
            journal, tmp_path / "out", "markdown", options=ExportOptions(stop=lambda: True)
        )
    assert sorted(tmp_path.iterdir()) == before


def test_what_obsidian_and_joplin_had_is_given_back(tmp_path: Path, journal: Journal) -> None:
    text = (
        "---\ntitle: T\nupdated: 2024-05-02 10:00:00Z\ncreated: 2024-05-01 21:30:00Z\n"
        "source: https://example.org\nauthor: Ich\nlatitude: 52.5\nlongitude: 13.4\n"
        "altitude: 1.5\ncompleted?: yes\ndue: 2024-05-03 08:00:00Z\ntags:\n- a\n"
        "rating: 5\naliases:\n- x\nday: '2024-05-01'\n---\n\nText"
    )
    formats.bring_in(journal, vault(tmp_path / "in", {"n.md": text}), OPTIONS)
    formats.export(journal, tmp_path / "out", "markdown")
    (path,) = (tmp_path / "out").glob("*.md")
    lines = path.read_text().splitlines()
    for line in text.splitlines():
        assert line.replace("yes", '"yes"') in lines

"""RedNotebook folders and backups, and txt2tags as Markdown."""

from __future__ import annotations

import contextlib
import re
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reflect.errors import DamagedFile, FormatError, HostileFile, NotThisFormat
from reflect.formats import ForeignEntry, Options, Source, bring_in, fingerprint, rednotebook
from reflect.formats.txt2tags import Target, inline, to_markdown
from reflect.journal import Journal

OPTIONS = Options(zone=ZoneInfo("Europe/Berlin"))
READER = rednotebook.RedNotebook()


def read(path: Path, options: Options = OPTIONS) -> tuple[list[ForeignEntry], Source]:
    assert READER.recognises(path)
    source = READER.open(path, options)
    entries = list(source.entries())
    source.close()
    return entries, source


def month(folder: Path, text: str, name: str = "2010-05.txt") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def as_it_was(target: Target) -> None:
    return None


def test_days_categories_and_tags(tmp_path: Path) -> None:
    content = {
        1: {"text": "Hello **you** #Größe and #work-life, not #123 #ff00aa ##no a#b &#35;"},
        2: {
            "text": "",
            "Movies": {"Monty **Python**: 8/10": None, "Other": {"below": {"deeper": None}}},
            "Idle": None,
            "Yes": None,
            "2010": {"x": None},
        },
        3: {"text": "t", "Tags": {"Old tag": None, "Work": None}},
        5: {"Films": {"only a category": None}},
        31: {"text": "  \n"},
    }
    month(tmp_path, yaml.safe_dump(content, allow_unicode=True))
    entries, source = read(tmp_path)
    assert [entry.source_id for entry in entries] == [
        "2010-05-01",
        "2010-05-02",
        "2010-05-03",
        "2010-05-05",
    ]
    first, second, third, fifth = entries
    assert str(first.written_at) == "2010-05-01 12:00:00+02:00"
    assert first.extra == {"rednotebook": {"date_only": True}}
    assert first.tags == ("Größe", "work-life")
    assert first.text is not None
    assert first.text.startswith("Hello **you** #Größe")
    assert set(second.tags) == {"Movies", "Idle", "Yes", "2010"}
    assert second.text == (
        "- 2010: x\n- Movies: Monty **Python**: 8/10\n- Movies: Other\n  - below\n    - deeper"
    )
    assert third.tags == ("Old tag", "Work")
    assert third.text == "t"
    assert fifth.text == "- Films: only a category"
    assert not source.warnings


def test_python_tags_are_only_text(tmp_path: Path) -> None:
    month(
        tmp_path,
        "3: {text: !!python/unicode 'old words', !!python/unicode 'Cat': "
        "{!!python/unicode 'e': null}}\n"
        "4: {text: !!python/object/apply:os.system ['exit 1']}\n",
    )
    entries, _ = read(tmp_path)
    assert entries[0].text == "old words\n\n- Cat: e"
    assert "exit 1" in (entries[1].text or "")


def test_a_backup_zip_is_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    month(folder, '1: {text: "words [""""pic one"""".png]"}'.replace('""""', '\\"\\"'))
    month(folder, "2: {text: more}", "2011-01.txt")
    (folder / "pic one.png").write_bytes(b"\x89PNG")
    backup = tmp_path / "RedNotebook-Backup-2011-02-01.zip"
    with zipfile.ZipFile(backup, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"/{path.name}")
    there, _ = read(folder)
    packed, _ = read(backup)
    assert [fingerprint(one) for one in there] == [fingerprint(one) for one in packed]
    source = READER.open(backup, OPTIONS)
    entry = next(source.entries())
    assert entry.text == "words ![pic one.png](reflect-img:pic%20one.png)"
    assert entry.attachments[0].open is not None
    assert entry.attachments[0].open().read() == b"\x89PNG"
    source.close()


@pytest.mark.requirement("R29")
def test_a_zip_from_anybody_takes_no_picture_of_this_computer(tmp_path: Path) -> None:
    (tmp_path / "private.png").write_bytes(b"mine")
    backup = tmp_path / "zip" / "RedNotebook-Backup.zip"
    backup.parent.mkdir()
    text = f"""1: {{text: '[""{tmp_path}/private"".png] [""../private"".png]'}}\n"""
    with zipfile.ZipFile(backup, "w") as archive:
        archive.writestr("2010-05.txt", text)
    (entry,), source = read(backup)
    assert [one.open for one in entry.attachments] == [None, None]
    source.close()
    (entry,), source = read(backup, Options(zone=OPTIONS.zone, photo_folder=tmp_path))
    assert all(one.open is not None for one in entry.attachments)
    source.close()


def test_unfinished_saves_and_conflicts(tmp_path: Path) -> None:
    month(tmp_path, "4: {text: mine}\n5: {text: same}\n")
    month(tmp_path, "4: {text: old}", "2010-05.old.txt")
    month(tmp_path, "4: {text: new}", "2010-05.new.txt")
    month(tmp_path, "4: {text: theirs}\n5: {text: same}\n", "2010-05.CONFLICT_BACKUP1280.5.txt")
    entries, source = read(tmp_path)
    assert [(one.source_id, one.text, one.tags) for one in entries] == [
        ("2010-05-04", "mine", ()),
        ("2010-05-05", "same", ()),
        ("2010-05-04 conflict 1280.5", "theirs", ("conflict",)),
    ]
    assert not source.warnings
    month(tmp_path, "1: {text: rest}", "2012-01.new.txt")
    _, source = read(tmp_path)
    assert [warning.what for warning in source.warnings] == [rednotebook.UNFINISHED]


def test_pictures(tmp_path: Path) -> None:
    journal, photos = tmp_path / "j", tmp_path / "photos"
    (photos / "deep").mkdir(parents=True)
    (photos / "deep" / "Gone.JPG").write_bytes(b"gone")
    (tmp_path / "abs ä.png").write_bytes(b"abs")
    (tmp_path / "secret.txt").write_text("secret")
    absolute = str(tmp_path / "abs ä").replace("'", "''")
    month(
        journal,
        f"""1: {{text: '[""{absolute}"".png?400] [""file://{absolute}"".png]
         [""/nope/gone"".jpg] [""/nope/never"".jpg] [letter ""file://{tmp_path}/secret.txt""]
         [site ""http://example.org/a b""] [""http://example.org/x"".png]
         [notes ""notes.pdf""]'}}\n""",
    )
    (journal / "notes.pdf").write_bytes(b"%PDF")
    (entry,), source = read(journal)
    assert [(one.name, one.open is not None) for one in entry.attachments] == [
        ("abs ä.png", True),
        ("abs ä-2.png", True),
        ("gone.jpg", False),
        ("never.jpg", False),
        ("notes.pdf", True),
    ]
    assert entry.text is not None
    assert "![gone.jpg](/nope/gone.jpg)" in entry.text
    assert f"[letter](file://{tmp_path}/secret.txt)" in entry.text
    assert "[site](<http://example.org/a b>)" in entry.text
    assert "[notes](reflect-file:notes.pdf)" in entry.text
    assert entry.extra["rednotebook"] == {"date_only": True, "widths": {"abs ä.png": 400}}
    assert [warning.what for warning in source.warnings] == [rednotebook.OUTSIDE]
    (found,), source = read(journal, Options(zone=OPTIONS.zone, photo_folder=photos))
    assert [one.open is not None for one in found.attachments] == [True, True, True, False, True]
    assert found.attachments[2].open is not None
    with found.attachments[2].open() as stream:
        assert stream.read() == b"gone"


def test_two_journals_in_one_archive_keep_their_days_apart(tmp_path: Path) -> None:
    month(tmp_path / "a", "1: {text: one}")
    month(tmp_path / "b", "1: {text: two}")
    entries, _ = read(tmp_path)
    assert len({one.source_id for one in entries}) == 2


def test_keys_that_come_twice_lose_nothing(tmp_path: Path) -> None:
    month(tmp_path, "1: {text: morning}\n1: {text: evening, Cat: {a: null}}\n2: plain\n3: null\n")
    entries, _ = read(tmp_path)
    assert [one.text for one in entries] == ["morning\n\nevening\n\n- Cat: a", "plain"]


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1: {text: 'open", DamagedFile),
        ("1: {text: \x07}", DamagedFile),
        ("1: " + "[" * 100_000, DamagedFile),
        ("1: " + "{a: " * 500 + "}" * 500, DamagedFile),
        ("- 1\n- just text: {", DamagedFile),
        ("1: &a {x: null}\n2: &b {y: *a, z: *a}\n3: {p: *b, q: *b}\n", HostileFile),
        ("1: {text: " + "a" * 17_000_000 + "}", HostileFile),
    ],
)
def test_broken_and_hostile_months(tmp_path: Path, text: str, error: type[FormatError]) -> None:
    month(tmp_path, text)
    with pytest.raises(error):
        list(READER.open(tmp_path, OPTIONS).entries())


def test_days_and_months_that_do_not_exist(tmp_path: Path) -> None:
    month(tmp_path, "31: {text: a}\n32: {text: b}\nx: {text: c}\n")
    month(tmp_path, "1: {text: d}", "2010-13.txt")
    entries, source = read(tmp_path)
    assert [one.text for one in entries] == ["a"]
    assert source.skipped == 3
    empty = tmp_path / "empty"
    empty.mkdir()
    assert not READER.recognises(empty)
    with pytest.raises(NotThisFormat):
        READER.open(empty, OPTIONS)


def test_into_a_journal_and_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    month(folder, '1: {text: "a **word** [\\"\\"pic\\"\\".png]", Cat: {e: null}}\n2: {text: b}\n')
    (folder / "pic.png").write_bytes(b"\x89PNG\r\n\x1a\nbytes")
    with Journal.create(tmp_path / "j.db", bytes(32), name="mine", journal_id="j") as journal:
        first = bring_in(journal, folder, OPTIONS)
        assert (first.new, first.found, first.missing) == (2, 1, 0)
        again = bring_in(journal, folder, OPTIONS)
        assert (again.new, again.unchanged) == (0, 2)
        month(folder, "1: {text: edited}\n2: {text: b}\n")
        edited = bring_in(journal, folder, OPTIONS)
        assert (edited.new, edited.changed, edited.unchanged) == (0, 1, 1)
        assert [entry.text for entry in journal.every_entry()] == ["edited", "b"]


# txt2tags -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("**bold** //italic// __under__ --strike--", "**bold** *italic* <u>under</u> ~~strike~~"),
        ("**a //b// c**", "**a *b* c**"),
        ("foo -- bar -- baz, --a and --b", "foo -- bar -- baz, --a and --b"),
        ("http://a.org/x__y__z//w //i//", "http://a.org/x__y__z//w *i*"),
        ("(see http://a.org).", "(see http://a.org)."),
        ("``code **x**`` and ```` ` ````", None),
        ('""raw **x**""', "raw \\*\\*x\\*\\*"),
        ("= One =", "# One"),
        ("===== Five =====", "##### Five"),
        ("== Sub ==[label]", "## Sub [label]"),
        ("=no title", "=no title"),
        ("+ a\n+ b\n  - c\n    + d\n- e", "1. a\n2. b\n   - c\n     1. d\n- e"),
        ("- a\n\n\n- b", "- a\n\n\n- b"),
        ("====================", "---"),
        ("text\n--------------------", "text\n\n---"),
        ("text\n---", "text\n\\---"),
        ("text\n===", "text\n\\==="),
        ("# no heading #tag", "\\# no heading #tag"),
        ("#tag first", "#tag first"),
        ("> no quote", "\\> no quote"),
        ("* no list", "\\* no list"),
        ("\tquote\n\tmore\nplain", "> quote\n> more\n\nplain"),
        ("one\\\\\ntwo\\\\", "one\\\ntwo"),
        ("```\n**x**\n  y\n```", "```\n**x**\n  y\n```"),
        ("``` one", "```\none\n```"),
        ('"""\n**x**\n"""', "\\*\\*x\\*\\*"),
        ("|| A | B |\n| 1 | 2 |", "| A | B |\n| --- | --- |\n| 1 | 2 |\n"),
        ("| 1 |", "|   |\n| --- |\n| 1 |\n"),
        (
            "C:\\new\\_x \\* &amp; *s* _u_ a_b_c",
            "C:\\new\\\\_x \\\\* \\&amp; \\*s\\* \\_u\\_ a_b_c",
        ),
        ("[2019-10-20] [Today 2019-10-20] [see note]", None),
        ('[a b ""http://x/y z""]', "[a b](<http://x/y z>)"),
        ("[site http://x.org/__y__]", "[site](http://x.org/__y__)"),
        ("[me a@b.org]", "[me](mailto:a@b.org)"),
        ('[""/a b"".png]', "![a b.png](</a b.png>)"),
        ("[pic.png]", "![pic.png](pic.png)"),
        ('[[""/p"".jpg] ""http://x""]', "[![p.jpg](/p.jpg)](http://x)"),
        ("% comment\n{red|color:red} $$a__b__c$$", None),
        ("\ue0000\ue001 own marks", None),
        ("", ""),
    ],
)
def test_txt2tags(markup: str, markdown: str | None) -> None:
    if markdown is None:
        markdown = markup.replace("``code **x**``", "`code **x**`").replace(
            "```` ` ````", "`` ` ``"
        )
        if "````" in markup:
            assert "`code **x**`" in to_markdown(markup, as_it_was)
            return
    assert to_markdown(markup, as_it_was) == markdown


def words(text: str) -> str:
    return "".join(re.findall(r"\w", text))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    '** // __ -- `` ""',
                    "= =",
                    "- ",
                    "+ ",
                    "\t",
                    "",
                    " ",
                    "``` ",
                    '""" ',
                    "%",
                    "[",
                    "]",
                    "\\\\",
                    "\n",
                    "\n\n\n",
                    "#",
                    "*",
                    ".png",
                ]
            ),
            st.text(alphabet="abc äß1", min_size=1, max_size=5),
        ),
        max_size=30,
    )
)
def test_no_letter_is_ever_lost(parts: list[str]) -> None:
    markup = "".join(parts)
    markdown = to_markdown(markup, as_it_was)
    kept = list(words(markdown))
    # A list's numbers and underline tags are added, nothing is taken.
    remaining = iter(kept)
    assert all(letter in remaining for letter in words(markup)), (markup, markdown)
    MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)


@pytest.mark.requirement("R29")
@pytest.mark.parametrize(
    "markup",
    ["**a " * 50_000, "[" * 100_000, '[""' * 50_000, "``" * 50_000, "= " * 50_000, "[a " * 50_000,
     "*a " * 50_000, "_" * 100_000, "[a" + " " * 100_000, "=a" * 50_000, "http://" * 20_000],
)  # fmt: skip
def test_long_lines_of_marks_are_read_in_one_pass(markup: str) -> None:
    assert inline(markup, as_it_was)
    assert to_markdown(markup, as_it_was)


@pytest.mark.requirement("R29")
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("r") / "2010-05.txt"
    for start in (b"", b"1: ", b"1: {text: "):
        path.write_bytes(start + data)
        READER.recognises(path)
        with contextlib.suppress(FormatError):
            list(READER.open(path, OPTIONS).entries())

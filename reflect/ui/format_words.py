"""Formats in plain words: what a file is, and what an export is good for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from reflect.ui.timeline_words import entries_in_words, short_day


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark `text` for translation and give it back; the name is the one lupdate knows."""
    return text


WARNINGS = frozenset(
    (
        QT_TRANSLATE_NOOP("Warnings", "encoding guessed"),
        QT_TRANSLATE_NOOP("Warnings", "some characters could not be read"),
        QT_TRANSLATE_NOOP("Warnings", "more cells than columns; kept beside the entry"),
        QT_TRANSLATE_NOOP("Warnings", "has more cells than columns; joined to the note"),
        QT_TRANSLATE_NOOP("Warnings", "attachment is missing"),
        QT_TRANSLATE_NOOP("Warnings", "changed in the source and here; yours was kept"),
        QT_TRANSLATE_NOOP("Warnings", "differs from the source; yours is newer and was kept"),
        QT_TRANSLATE_NOOP("Warnings", "changed in the source and here; the source's was taken"),
        QT_TRANSLATE_NOOP("Warnings", "changed in the source and here; both were kept"),
        QT_TRANSLATE_NOOP("Warnings", "no date in the file; its last change is taken"),
        QT_TRANSLATE_NOOP("Warnings", "text before the first date became an entry"),
        QT_TRANSLATE_NOOP("Warnings", "day and month could be swapped"),
        QT_TRANSLATE_NOOP("Warnings", "not a day of this journal; left out"),
        QT_TRANSLATE_NOOP("Warnings", "date cannot be read; left out"),
        QT_TRANSLATE_NOOP("Warnings", "no such month; left out"),
        QT_TRANSLATE_NOOP("Warnings", "no such day in the month; left out"),
        QT_TRANSLATE_NOOP("Warnings", "an unfinished save, and no month beside it; left out"),
        QT_TRANSLATE_NOOP("Warnings", "link to a file outside the journal kept as a link"),
        QT_TRANSLATE_NOOP("Warnings", "date missing or cannot be read; left out"),
        QT_TRANSLATE_NOOP("Warnings", "time cannot be read; noon is taken"),
        QT_TRANSLATE_NOOP(
            "Warnings", "day and month could be swapped; say date_order=dmy or date_order=mdy"
        ),
        QT_TRANSLATE_NOOP(
            "Warnings", "the scale of the moods was guessed; say mood_scale=1-10 or another"
        ),
        QT_TRANSLATE_NOOP("Warnings", "mood not understood; kept beside the entry"),
        QT_TRANSLATE_NOOP("Warnings", "no column for the text"),
        QT_TRANSLATE_NOOP("Warnings", "has no date; filed under 1970-01-01"),
        QT_TRANSLATE_NOOP("Warnings", "has no date of its own; its last change was taken"),
        QT_TRANSLATE_NOOP("Warnings", "names an unknown time zone; this computer's was taken"),
        QT_TRANSLATE_NOOP("Warnings", "stands there twice; taken once"),
        QT_TRANSLATE_NOOP("Warnings", "is no entry"),
        QT_TRANSLATE_NOOP("Warnings", "is empty"),
        QT_TRANSLATE_NOOP("Warnings", "has no date that can be read"),
        QT_TRANSLATE_NOOP("Warnings", "has a time that cannot be read; noon was taken"),
        QT_TRANSLATE_NOOP("Warnings", "has no time; noon was taken"),
        QT_TRANSLATE_NOOP("Warnings", "has a mood label that was not graded"),
        QT_TRANSLATE_NOOP("Warnings", "are kept in the journal, but not shown"),
        QT_TRANSLATE_NOOP("Warnings", "names an activity that is not in the backup"),
        QT_TRANSLATE_NOOP("Warnings", "front matter is no YAML; read line by line"),
        QT_TRANSLATE_NOOP("Warnings", "front matter not understood; kept as text"),
        QT_TRANSLATE_NOOP("Warnings", "in the vault's trash; not imported"),
        QT_TRANSLATE_NOOP("Warnings", "file that no note refers to; not imported"),
        QT_TRANSLATE_NOOP("Warnings", "empty note; not imported"),
        QT_TRANSLATE_NOOP("Warnings", "date not understood"),
        QT_TRANSLATE_NOOP("Warnings", "no date; the file's own time is used"),
        QT_TRANSLATE_NOOP("Warnings", "no date"),
        QT_TRANSLATE_NOOP("Warnings", "not an item of Joplin"),
        QT_TRANSLATE_NOOP("Warnings", "encrypted by Joplin; export it again decrypted"),
        QT_TRANSLATE_NOOP("Warnings", "in Joplin's trash; not imported"),
        QT_TRANSLATE_NOOP("Warnings", "link to something that is not in the file"),
    )
)
"""What readers remark, word for word."""


def format_words(name: str) -> str:
    """The program and the kind of file that a reader's name stands for."""
    translate = QCoreApplication.translate
    return {
        "archive": translate("Formats", "Reflect, archive"),
        "dayone": translate("Formats", "Day One, JSON export"),
        "dayone-classic": translate("Formats", "Day One Classic, folder"),
        "dayone-text": translate("Formats", "Day One, plain text"),
        "daylio": translate("Formats", "Daylio, backup"),
        "daylio-csv": translate("Formats", "Daylio, table (CSV)"),
        "jrnl": translate("Formats", "jrnl, text"),
        "jrnl-json": translate("Formats", "jrnl, JSON"),
        "jrnl-yaml": translate("Formats", "jrnl, YAML"),
        "jrnl-encrypted": translate("Formats", "jrnl, encrypted"),
        "rednotebook": translate("Formats", "RedNotebook, folder"),
        "joplin-jex": translate("Formats", "Joplin, export file"),
        "joplin-markdown": translate(
            "Formats", "Markdown notes (Reflect, Joplin, Obsidian and others)"
        ),
        "csv": translate("Formats", "a table (CSV)"),
        "json": translate("Formats", "a table (JSON)"),
    }.get(name, name)


def warning_words(what: str) -> str:
    """A warning of an import, in the person's language where it is known there."""
    return QCoreApplication.translate("Warnings", what)


def entries_words(count: int) -> str:
    """`1 entry`, `212 entries`."""
    return entries_in_words(count)


def day_words(day: date) -> str:
    """A day as lists show it."""
    return short_day(day)


@dataclass(frozen=True, slots=True)
class Way:
    """One way out."""

    name: str
    title: str
    good_for: str
    leaves_out: str
    holds: str
    """What anyone who opens it can read."""
    suffix: str
    """Of the plain export; "" is a folder."""
    sealed_suffix: str
    sealed: bool = False
    """Sealed unless the person says otherwise."""


def ways_out() -> tuple[Way, ...]:
    """The exports, the one that keeps everything first."""
    translate = QCoreApplication.translate
    return (
        Way(
            "archive",
            translate("Formats", "A&rchive"),
            translate(
                "Formats", "One file with everything, exactly; another Reflect takes it in again."
            ),
            translate(
                "Formats", "It leaves out keys, the list of past imports and this computer's own."
            ),
            translate(
                "Formats",
                "every word, mood, feeling, tag and factor, photos and files, earlier versions, "
                "the trash, templates",
            ),
            ".reflect",
            ".reflect.age",
            sealed=True,
        ),
        Way(
            "markdown",
            translate("Formats", "&Markdown"),
            translate(
                "Formats", "A folder of notes that Joplin, Obsidian and any editor can read."
            ),
            translate("Formats", "It leaves out earlier versions, the trash and templates."),
            translate(
                "Formats",
                "every word, mood, feeling, tag and factor, photos and files; the names of the "
                "files say when you wrote",
            ),
            "",
            ".zip.age",
        ),
        Way(
            "html",
            translate("Formats", "Web pa&ge"),
            translate("Formats", "A folder to read in a browser and to print."),
            translate(
                "Formats", "It leaves out earlier versions and the trash, and does not come back."
            ),
            translate("Formats", "every word, mood, feeling, tag and factor, photos and files"),
            "",
            ".zip.age",
        ),
        Way(
            "dayone",
            translate("Formats", "Da&y One"),
            translate("Formats", "A zip that Day One imports, with photos."),
            translate(
                "Formats",
                "It leaves out earlier versions, the trash and files Day One has no place for.",
            ),
            translate(
                "Formats", "every word, tag and star, moods and feelings as extra fields, photos"
            ),
            ".zip",
            ".zip.age",
        ),
        Way(
            "daylio-csv",
            translate("Formats", "Daylio &table"),
            translate(
                "Formats", "One table of moods, activities and notes, for Daylio or a spreadsheet."
            ),
            translate(
                "Formats", "It leaves out photos, files, feelings, factors and earlier versions."
            ),
            translate("Formats", "dates, moods, tags, titles and notes"),
            ".csv",
            ".csv.age",
        ),
    )


def proposed(folder: Path, day: date, suffix: str) -> Path:
    """A name that says when, and nothing else; one that is not taken."""
    stem = f"export-{day.isoformat()}"
    path, count = folder / f"{stem}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}{suffix}"
    return path

"""Formats in plain words: what a file is, and what an export is good for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_CONTEXT = "Formats"


def format_words(name: str) -> str:
    """The program and the kind of file that a reader's name stands for."""
    tr = QCoreApplication.translate
    return {
        "archive": tr(_CONTEXT, "Reflect, archive"),
        "dayone": tr(_CONTEXT, "Day One, JSON export"),
        "dayone-classic": tr(_CONTEXT, "Day One Classic, folder"),
        "dayone-text": tr(_CONTEXT, "Day One, plain text"),
        "daylio": tr(_CONTEXT, "Daylio, backup"),
        "daylio-csv": tr(_CONTEXT, "Daylio, table (CSV)"),
        "jrnl": tr(_CONTEXT, "jrnl, text"),
        "jrnl-json": tr(_CONTEXT, "jrnl, JSON"),
        "jrnl-yaml": tr(_CONTEXT, "jrnl, YAML"),
        "jrnl-encrypted": tr(_CONTEXT, "jrnl, encrypted"),
        "rednotebook": tr(_CONTEXT, "RedNotebook, folder"),
        "joplin-jex": tr(_CONTEXT, "Joplin, export file"),
        "joplin-markdown": tr(_CONTEXT, "Markdown notes (Reflect, Joplin, Obsidian and others)"),
        "csv": tr(_CONTEXT, "a table (CSV)"),
        "json": tr(_CONTEXT, "a table (JSON)"),
    }.get(name, name)


def warning_words(what: str) -> str:
    """A warning of an import, in the person's language where it is known there."""
    return QCoreApplication.translate("Warnings", what)


def entries_words(count: int) -> str:
    """`1 entry`, `212 entries`."""
    if count == 1:
        return QCoreApplication.translate(_CONTEXT, "1 entry")
    return QCoreApplication.translate(_CONTEXT, "%n entries", "", count)


def day_words(day: date) -> str:
    """A day as the person writes days."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


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
    tr = QCoreApplication.translate
    return (
        Way(
            "archive",
            tr(_CONTEXT, "&Archive"),
            tr(_CONTEXT, "One file with everything, exactly; another Reflect takes it in again."),
            tr(_CONTEXT, "It leaves out keys, the list of past imports and this computer's own."),
            tr(
                _CONTEXT,
                "every word, mood, feeling, tag and factor, photos and files, earlier versions, "
                "the trash, templates",
            ),
            ".reflect",
            ".reflect.age",
            sealed=True,
        ),
        Way(
            "markdown",
            tr(_CONTEXT, "&Markdown"),
            tr(_CONTEXT, "A folder of notes that Joplin, Obsidian and any editor can read."),
            tr(_CONTEXT, "It leaves out earlier versions, the trash and templates."),
            tr(
                _CONTEXT,
                "every word, mood, feeling, tag and factor, photos and files; the names of the "
                "files say when you wrote",
            ),
            "",
            ".zip.age",
        ),
        Way(
            "html",
            tr(_CONTEXT, "&Web page"),
            tr(_CONTEXT, "A folder to read in a browser and to print."),
            tr(_CONTEXT, "It leaves out earlier versions and the trash, and does not come back."),
            tr(_CONTEXT, "every word, mood, feeling, tag and factor, photos and files"),
            "",
            ".zip.age",
        ),
        Way(
            "dayone",
            tr(_CONTEXT, "&Day One"),
            tr(_CONTEXT, "A zip that Day One imports, with photos."),
            tr(_CONTEXT, "It leaves out earlier versions, the trash and files Day One has no "
               "place for."),
            tr(_CONTEXT, "every word, tag and star, moods and feelings as extra fields, photos"),
            ".zip",
            ".zip.age",
        ),
        Way(
            "daylio-csv",
            tr(_CONTEXT, "Da&ylio table"),
            tr(_CONTEXT, "One table of moods, activities and notes, for Daylio or a spreadsheet."),
            tr(_CONTEXT, "It leaves out photos, files, feelings, factors and earlier versions."),
            tr(_CONTEXT, "dates, moods, tags, titles and notes"),
            ".csv",
            ".csv.age",
        ),
    )  # fmt: skip


def proposed(folder: Path, day: date, suffix: str) -> Path:
    """A name that says when, and nothing else; one that is not taken."""
    stem = f"export-{day.isoformat()}"
    path, count = folder / f"{stem}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}{suffix}"
    return path

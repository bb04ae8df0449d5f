"""Reading `resources/content/*.toml`.

Each file says at its head where it comes from (`source`, `licence`, `checked_on`, `language`); an
item may say otherwise for itself. A file `name.de.toml` holds the German words of `name.toml`,
matched by id; where a word is missing there, the English one shows. A further language is a further
file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from reflect.shipped import resource

Language = str
"""Two letters: "en" or "de"; anything else reads as "en"."""

LANGUAGES: tuple[Language, ...] = ("en", "de")
"""Those in which everything that ships is complete."""


@dataclass(frozen=True, slots=True)
class About:
    """Where an item comes from."""

    source: str
    licence: str
    checked_on: date
    language: str


@cache
def table(name: str) -> Mapping[str, Any]:
    """A file of `resources/content`, read once."""
    return tomllib.loads(resource(f"content/{name}.toml").read_text(encoding="utf-8"))


def about(name: str) -> Mapping[str, str]:
    """source, licence, checked_on and language of `resources/content/<name>.toml`."""
    return {key: str(table(name)[key]) for key in ("source", "licence", "checked_on", "language")}


def about_item(name: str, row: Mapping[str, Any]) -> About:
    """The same of one item: its own where it says so, else its file's."""
    head = table(name)
    return About(
        source=str(row.get("source", head["source"])),
        licence=str(row.get("licence", head["licence"])),
        checked_on=date.fromisoformat(str(row.get("checked_on", head["checked_on"]))),
        language=str(row.get("language", head["language"])),
    )


def rows_of(name: str, list_name: str, key: str, language: Language) -> list[dict[str, Any]]:
    """The items of a file in a language; lists of tables inside an item are matched by `id`."""
    rows: list[dict[str, Any]] = table(name)[list_name]
    if language not in LANGUAGES or language == "en":
        return rows
    words = {row[key]: row for row in table(f"{name}.{language}")[list_name]}
    return [_in_words(row, words.get(row[key], {})) for row in rows]


def _in_words(row: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    told = {**row, **words}
    for field, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]:
            by_id = {one["id"]: one for one in words.get(field, ())}
            told[field] = [{**one, **by_id.get(one["id"], {})} for one in value]
    return told

"""Options and values that several commands take alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import click

from reflect.cli.session import Session, printable
from reflect.errors import AmbiguousId, BadValue, UnknownId
from reflect.model import Emotion

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
pass_session = click.make_pass_decorator(Session)


def emotion(value: str) -> Emotion:
    word, colon, digits = value.rpartition(":")
    if colon and digits.strip().isdigit():
        if digits.strip() not in {"1", "2", "3", "4", "5"} or not word.strip():
            raise click.BadParameter(f"{value!r}: an intensity is 1 to 5, as in worried:4")
        return Emotion(word.strip(), int(digits))
    if not value.strip():
        raise click.BadParameter("a feeling needs a word")
    return Emotion(value.strip())


def each(parse: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def convert(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> Any:
        return tuple(parse(value) for value in values)

    return convert


def checked_text(field: str, text: str | None) -> str | None:
    # Bytes of a command line that are no UTF-8 arrive as lone surrogates.
    if text is not None and not text.isprintable():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise BadValue(field=field, expects="UTF-8") from None
    return text or None


def tags_of(given: Iterable[str]) -> tuple[str, ...]:
    tags: dict[str, str] = {}
    for tag in given:
        word = checked_text("a tag", tag.strip().lstrip("#").strip()) or ""
        if word:
            tags.setdefault(word.casefold(), word)
    return tuple(tags.values())


def the_one(ids: Sequence[str], prefix: str, kind: str) -> str:
    """The one id that is meant by itself, or by the beginning of it; capitals make no difference
    unless two differ by them alone. Raises UnknownId, AmbiguousId."""
    wanted = prefix.strip()
    if wanted in ids:
        return wanted
    folded = wanted.lower()
    near = [id for id in ids if id.lower() == folded]
    near = near or [id for id in ids if folded and id.lower().startswith(folded)]
    if len(near) > 1:
        raise AmbiguousId(kind=kind, id=printable(prefix), candidates=tuple(near[:5]))
    if not near:
        raise UnknownId(kind=kind, id=printable(prefix))
    return near[0]


def zone_name(moment: datetime) -> str | None:
    return getattr(moment.tzinfo, "key", None)


emotion_option = click.option(
    "--emotion",
    "emotions",
    multiple=True,
    metavar="WORD[:1-5]",
    callback=each(emotion),
    help="A feeling, with its strength.",
)
"""Feelings, each with its strength where one is given."""

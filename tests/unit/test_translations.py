"""The window's words in other languages: nothing missing, nothing lost on the way."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from reflect.ui.format_words import WARNINGS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
FORMS = {"de": 2, "en": 2}
WHOLE = {"de"}
"""English has its plural forms alone: its other words are the sources' own."""
PLACES = re.compile(r"\{\w*\}|%L?n|%L?\d+")
MNEMONIC = re.compile(r"&(?=[^&\s])")
TAG = re.compile(r"</?[a-z]+[^<>]*>")


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    said: tuple[str, ...]
    """One text, or the plural forms."""
    plural: bool
    finished: bool


def read(ts: Path) -> list[Message]:
    return [
        Message(
            context.findtext("name") or "",
            message.findtext("source") or "",
            tuple(form.text or "" for form in said.findall("numerusform")) or (said.text or "",),
            message.get("numerus") == "yes",
            said.get("type") is None,
        )
        for context in ET.parse(ts).getroot().findall("context")
        for message in context.findall("message")
        for said in message.findall("translation")
    ]


@cache
def extraction() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def language(ts: Path) -> str:
    return ts.stem.rpartition("_")[2]


each_file = pytest.mark.parametrize("ts", FILES, ids=language)


def test_there_are_german_and_the_plurals_of_english() -> None:
    assert [language(ts) for ts in FILES] == ["de", "en"]


@each_file
def test_every_word_of_the_sources_is_translated(ts: Path, tmp_path: Path) -> None:
    fresh = tmp_path / ts.name
    fresh.write_bytes(ts.read_bytes())
    extraction().update(fresh, language(ts))
    messages = read(fresh)
    assert len(messages) > (500 if language(ts) in WHOLE else 0)
    assert language(ts) in WHOLE or all(one.plural for one in messages)
    assert [
        (one.context, one.source) for one in messages if not one.finished or not all(one.said)
    ] == []


@each_file
def test_words_stand_where_they_are_looked_up(ts: Path) -> None:
    """Contexts are classes and tables: a variable's name before `.tr` is looked up by nobody."""
    assert {one.context for one in read(ts) if not re.match(r"_?[A-Z]", one.context)} == set()


@each_file
def test_facts_marks_and_edges_survive(ts: Path) -> None:
    for one in read(ts):
        for said in one.said:
            where = f"{one.context}: {one.source!r}"
            assert Counter(PLACES.findall(said)) == Counter(PLACES.findall(one.source)), where
            assert Counter(TAG.findall(said)) == Counter(TAG.findall(one.source)), where
            letters = len(MNEMONIC.findall(said))
            assert letters == len(MNEMONIC.findall(one.source)), where
            assert (said[:1].isspace(), said[-1:].isspace()) == (
                one.source[:1].isspace(),
                one.source[-1:].isspace(),
            ), where
            assert said.endswith("…") == one.source.endswith("…"), where


@each_file
def test_plurals_have_the_forms_of_their_language(ts: Path) -> None:
    for one in read(ts):
        assert len(one.said) == (FORMS[language(ts)] if one.plural else 1), one.source


@each_file
def test_the_tone_is_kept(ts: Path) -> None:
    for one in read(ts):
        for said in one.said:
            assert "!" not in said, said
            # The polite form inside a sentence; at its start "Sie" may be a thing.
            assert not re.search(r"[a-zäöüß,] (?:Sie|Ihnen|Ihren?|Ihrem|Ihrer)\b", said), said


@each_file
def test_release_has_nothing_to_say(ts: Path, tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    done = subprocess.run(
        [str(tool), "-silent", str(ts), "-qm", str(tmp_path / "out.qm")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout + done.stderr == ""


def _remarks(tree: ast.Module) -> Iterator[str]:
    """What is said in `Warning(where, what)`, `Remark(where, what)` and `_warn(where, what)`."""
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or len(call.args) != 2:
            continue
        does = call.func.attr if isinstance(call.func, ast.Attribute) else call.func
        name = does if isinstance(does, str) else getattr(does, "id", "")
        if name not in {"Warning", "Remark", "_warn"}:
            continue
        what = call.args[1]
        said = named.get(what.id) if isinstance(what, ast.Name) else getattr(what, "value", None)
        if isinstance(said, str):
            yield said


def test_remarks_of_the_readers_are_known_to_the_translation() -> None:
    said = {
        remark
        for path in (ROOT / "reflect" / "formats").glob("*.py")
        for remark in _remarks(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(said) > 20
    assert sorted(said - WARNINGS) == []

"""The documents against what is there: the map of the source, every link, every command."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from reflect.cli import program

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'\]\(([^()\s]+)\)|(?:src|srcset|href)="([^"]+)"')
MODULE = re.compile(r"[\w/]+\.py")


def tree() -> list[str]:
    """The lines of ARCHITECTURE.md that draw `reflect/`."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    block = text.partition("## What lies where")[2].split("```")[1].strip("\n")
    return block.partition("\n\n")[0].split("\n")


def drawn() -> list[str]:
    """Every module of that tree, as a path below the root: a line's depth tells its folder."""
    found: list[str] = []
    folders = ["reflect/"]
    for line in tree():
        bare = line.lstrip("│├└─ ")
        # Each folder's lines stand four columns further in than the folder's own.
        depth = (len(line) - len(bare)) // 4
        if (name := re.match(r"(\w+/)(?= |$)", bare)) is not None:
            folders[depth:] = [f"{folders[depth - 1] if depth else ''}{name[1]}"]
            continue
        shown = folders[min(depth, len(folders)) - 1]
        names = re.split(r"\s{2,}", bare)[0]
        found += [f"{shown}{name}" for name in re.findall(r"\w+\.py", names)]
    return found


def test_the_map_names_every_module_once_and_nothing_else() -> None:
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "reflect").rglob("*.py")
        if "resources" not in path.parts
    }
    named = drawn()
    assert sorted(there - set(named)) == [], "not in ARCHITECTURE.md"
    assert sorted(set(named) - there) == [], "in ARCHITECTURE.md only"
    assert len(named) == len(set(named)), "named twice"


def test_every_module_that_the_prose_of_the_map_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    prose = text.partition("## What lies where")[2].split("```", 2)[2]
    before_the_plan, _, after = prose.partition("## Where the first plan was left")
    for name in MODULE.findall(before_the_plan + after.partition("\n## ")[2]):
        places = (ROOT / name, ROOT / "reflect" / name)
        assert any(place.is_file() for place in places), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for found in LINK.finditer(text):
        address = unquote((found[1] or found[2]).partition("#")[0])
        if address and not re.match(r"[a-z]+:", address):
            assert (page.parent / address).exists(), address


def test_the_readme_has_every_command_and_no_other() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Command line")[2].partition("\n## ")[0]
    named = [
        command
        for row in table.splitlines()
        if row.startswith("| `")
        for command in re.findall(r"`([a-z-]+)(?: [^`]*)?`", row.split(" | ")[0])
    ]
    assert sorted(named) == sorted(program.list_commands(click.Context(program)))


def test_every_target_that_a_document_names_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(" ".join(re.findall(r"^\.PHONY:(.*)", makefile, re.MULTILINE)).split())
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE):
            assert name in targets, f"{page.name}: make {name}"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| `make` | does |")[2].partition("\n\n")[0]
    named = [
        name
        for row in table.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`([\w-]+)`", row.split(" | ")[0])
    ]
    assert sorted(named) == sorted(targets - {"help"})

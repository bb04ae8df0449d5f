"""What must not be loaded, is not loaded. The other walls are the contracts of pyproject.toml."""

from __future__ import annotations

import importlib.util
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import reflect

CORE = ("reflect.cli", "reflect.vault", "reflect.worker", "reflect.formats", "reflect.crypto")


def loaded_by(modules: Iterable[str]) -> set[str]:
    """Names of all modules in a fresh interpreter after it imported `modules`."""
    program = (
        "import importlib, json, sys\n"
        "for name in json.loads(sys.argv[1]): importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(list(modules))],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def within(package: str) -> list[str]:
    """`package`, if there is one, and everything below it."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        return []
    below = pkgutil.walk_packages(spec.submodule_search_locations or [], package + ".")
    return [package, *(found.name for found in below)]


def test_the_core_loads_without_qt() -> None:
    core = [name for package in CORE for name in within(package)]
    core += ["reflect.settings", "reflect.content", "reflect.messages"]
    loaded = loaded_by(core)
    assert "reflect.settings" in loaded
    assert not {name for name in loaded if name.split(".")[0] in {"PySide6", "shiboken6"}}


def test_with_sharing_off_none_of_it_is_loaded() -> None:
    everything = [
        found.name
        for found in pkgutil.walk_packages(reflect.__path__, "reflect.")
        if not found.name.startswith("reflect.sync")
        and found.name not in {"reflect.ui.peers", "reflect.ui.lens", "reflect.ui.inbox"}
        and found.name != "reflect.__main__"
    ]
    loaded = loaded_by(everything)
    assert "reflect.settings" in loaded
    assert not {name for name in loaded if name.startswith("reflect.sync")}


def test_no_item_of_a_layout_is_looked_at() -> None:
    """Python keeps what `itemAt` gave it beyond the item's end, and takes whatever lies at that
    address next for it (PySide 6.11): a button's style is an item of a layout then, or it crashes.
    """
    root = Path(reflect.__file__).parent.parent
    found = {
        str(path.relative_to(root))
        for folder in ("reflect", "tests", "benchmarks", "packaging", "docs")
        for path in (root / folder).rglob("*.py")
        if re.search(r"\.(itemAt|itemAtPosition)\(", path.read_text("utf-8"))
    }
    # The first is a list's, and gives what Python made.
    assert found == {"reflect/ui/coping_column.py"}

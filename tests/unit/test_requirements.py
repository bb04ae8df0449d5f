"""The table of SECURITY.md against the marks: what it names exists, and it names all there is.

python tests/unit/test_requirements.py      writes the columns Tests and Tier anew
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "SECURITY.md"
ALL = [f"R{number}" for number in range(1, 36)]


def marked() -> dict[str, dict[str, bool]]:
    """Requirement → test id → whether it runs only in the long tests."""
    found: dict[str, dict[str, bool]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        whole_file = [
            mark
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
            for mark in [ast.unparse(node.value)]
        ]
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
                continue
            marks = [ast.unparse(each) for each in node.decorator_list] + whole_file
            for requirement in sorted(
                {
                    name
                    for mark in marks
                    for call in re.findall(r"mark\.requirement\(([^)]*)\)", mark)
                    for name in re.findall(r"R\d+", call)
                }
            ):
                test = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                found.setdefault(requirement, {})[test] = any("mark.soak" in m for m in marks)
    return found


def cells(tests: dict[str, bool]) -> tuple[str, str]:
    """The columns Tests and Tier of one row."""
    files: dict[str, list[str]] = {}
    for test in sorted(tests):
        file, name = test.split("::")
        files.setdefault(file, []).append(name)
    said = "; ".join(
        f"`{file}` " + ", ".join(f"`::{name}`" for name in names) for file, names in files.items()
    )
    tiers = sorted({"N" if long else "C" for long in tests.values()})
    return said or "none", ", ".join(tiers) or "none"


def rows() -> dict[str, list[str]]:
    """Requirement → its cells: number, requirement, tests, tier, what is not met."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line.strip().strip("|").split("|")]
        if re.fullmatch(r"R\d+", parts[0]):
            assert parts[0] not in found, f"{parts[0]} stands there twice"
            found[parts[0]] = parts
    return found


def test_every_requirement_has_its_row() -> None:
    assert list(rows()) == ALL
    assert set(marked()) <= set(ALL)


def test_the_table_names_the_tests_that_carry_the_mark() -> None:
    tests = marked()
    wrong = [name for name, row in rows().items() if (row[2], row[3]) != cells(tests.get(name, {}))]
    assert wrong == [], "run: python tests/unit/test_requirements.py"


def test_what_no_test_stands_behind_is_said_plainly() -> None:
    tests = marked()
    for name, row in rows().items():
        assert len(row) == 5, name
        if name not in tests:
            assert row[4] not in {"", "–"}, f"{name} has no test and no word about it"


def write() -> None:
    tests = marked()
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    known = rows()
    for number, line in enumerate(lines):
        if match := re.match(r"\| (R\d+) \|", line):
            row = known[match[1]]
            row[2:4] = cells(tests.get(match[1], {}))
            lines[number] = "| " + " | ".join(row) + " |"
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()

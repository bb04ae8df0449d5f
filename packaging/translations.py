"""Bring `resources/i18n/*.ts` up to date with the words in the sources, or see whether they are.

    python packaging/translations.py           rewrite the .ts files
    python packaging/translations.py --check   exit 1 where they would change

No line numbers are kept in the files, so that they change only when words do. The English file
holds nothing but plural forms: the other words are the sources' own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de", "en")
PLURALS_ONLY = ("en",)


def sources() -> list[str]:
    """The files with words for people, in a stable order, relative to the root."""
    found = [ROOT / "reflect" / "messages.py", *sorted((ROOT / "reflect" / "ui").rglob("*.py"))]
    return [str(path.relative_to(ROOT)) for path in found]


def update(ts: Path, language: str) -> None:
    """Merge the words of the sources into `ts`; words that are gone leave it."""
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    done = subprocess.run(
        [
            str(tool),
            *("-locations", "none", "-no-obsolete", "-silent"),
            *("-source-language", "en", "-target-language", language),
            *("-tr-function-alias", "QT_TRANSLATE_NOOP+=N"),
            *(("-pluralonly",) if language in PLURALS_ONLY else ()),
            *sources(),
            *("-ts", str(ts)),
        ],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def main(check: bool) -> int:
    outdated = []
    for language in LANGUAGES:
        ts = FOLDER / f"reflect_{language}.ts"
        before = ts.read_bytes() if ts.is_file() else b""
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / ts.name
            if before:
                fresh.write_bytes(before)
            update(fresh, language)
            after = fresh.read_bytes()
        if after == before:
            continue
        if check:
            outdated.append(str(ts.relative_to(ROOT)))
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            ts.write_bytes(after)
    if outdated:
        print("Out of date (run `make translations`):", *outdated, file=sys.stderr)
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] == ["--check"]))

"""A toolkit's web page in a real browser, looked over by axe-core: nothing that keeps anyone out.

Runs where Chromium is on the path, with the axe-core that came with the Python packages or, where
`make accessible` has fetched it, with the newest one looked at.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from reflect.formats import toolkit, toolkit_pages
from reflect.journal import Journal
from reflect.model import SAFETY_PLAN, KeptId, SafetyPlan, Strategy, Use

ROOT = Path(__file__).resolve().parents[2]
FETCHED = ROOT / ".venv/axe/node_modules/axe-core/axe.min.js"
AXE = FETCHED if FETCHED.is_file() else Path(str(files("axe_core_python") / "axe.min.js"))
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
RUN = """
<script>%s</script>
<script>axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const shown = document.createElement("pre");
  shown.id = "found";
  shown.textContent = JSON.stringify({
    violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html)]),
    passes: found.passes.length, contrast: found.passes.some(one => one.id === "color-contrast")});
  document.body.appendChild(shown);
});</script>
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.create(tmp_path / "j.db", b"k" * 32, name="Mine", journal_id="j") as opened:
        yield opened


def looked_over(page: str, folder: Path) -> dict[str, Any]:
    """What axe-core finds in `page`."""
    # The page's own policy lets no script run; the copy under test has none.
    copy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert copy != page
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    path = folder / "page.html"
    path.write_text(copy.replace("</body>", RUN % script + "</body>"), encoding="utf-8")
    done = subprocess.run(
        [
            str(BROWSER),
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *("--disable-background-networking", f"--user-data-dir={folder / 'browser'}"),
            *("--virtual-time-budget=60000", "--dump-dom", path.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    found = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(unescape(found[1]))
    return answer


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_axe_finds_nothing(journal: Journal, tmp_path: Path, language: str, scheme: str) -> None:
    journal.keep(
        Strategy(KeptId("tea000000000"), "Tea & <b>„Öl“</b>", ("Kettle on",), people=("Anna",))
    )
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    journal.keep(Use(KeptId("use000000000"), KeptId("tea000000000"), now, 7, 4))
    section = "warning-signs"
    journal.keep(SafetyPlan(SAFETY_PLAN, {section: ("no sleep",)}))
    choice = toolkit.Choice(results=True, names=True, plan=True, sender="Ana", language=language)
    page = toolkit_pages.html(toolkit.gather(journal, choice, date(2026, 11, 20)))
    assert "no sleep" in page
    if scheme != "light":
        wanted = "(prefers-color-scheme: dark)" if scheme == "dark" else "print"
        assert f"@media {wanted}" in page
        page = page.replace(f"@media {wanted}", "@media all")
    found = looked_over(page, tmp_path)
    assert found["violations"] == []
    assert found["contrast"], "contrast was looked at"


def test_axe_would_find_something(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="">'
        '<title>x</title></head><body><img src="data:,"><p style="color:#ccc">faint</p>'
        "</body></html>"
    )
    ids = {name for name, _ in looked_over(page, tmp_path)["violations"]}
    assert {"html-has-lang", "image-alt", "color-contrast"} <= ids

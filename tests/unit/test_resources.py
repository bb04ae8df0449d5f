"""What ships beside the code is whole: icons, words for other languages, the menu entry."""

from __future__ import annotations

import configparser
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import reflect
from reflect.shipped import resource

ROOT = Path(__file__).resolve().parents[2]
ICONS = sorted(resource("icons").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
LINUX = ROOT / "packaging" / "linux"


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_colour_of_the_text(path: Path) -> None:
    drawing = ET.parse(path).getroot()
    assert drawing.tag == SVG + "svg"
    assert drawing.get("viewBox") == "0 0 20 20"
    assert drawing.get("stroke") == "currentColor"
    colours = {part.get(name) for part in drawing.iter() for name in ("fill", "stroke")}
    assert colours <= {"none", "currentColor", None}


def test_the_window_asks_for_no_icon_that_is_not_there() -> None:
    asked = {
        name
        for path in (ROOT / "reflect" / "ui").rglob("*.py")
        for name in re.findall(r"""\.icon\(\s*["']([a-z0-9-]+)["']""", path.read_text("utf-8"))
    }
    assert asked - {path.stem for path in ICONS} == set()


def test_no_icon_ships_that_nobody_asks_for() -> None:
    words = {
        word
        for path in (ROOT / "reflect" / "ui").rglob("*.py")
        for word in re.findall(r"""["']([a-z0-9-]+)["']""", path.read_text("utf-8"))
    }
    assert {path.stem for path in ICONS} - words == set()


def test_every_translation_keeps_its_placeholders() -> None:
    for path in sorted(resource("i18n").glob("*.ts")):
        for message in ET.parse(path).getroot().iter("message"):
            source = message.findtext("source") or ""
            translation = message.find("translation")
            assert translation is not None
            if translation.get("type") or message.get("numerus"):
                continue
            given = "".join(translation.itertext())
            holes = r"\{[a-z_]*\}|%\d|%n"
            assert sorted(re.findall(holes, given)) == sorted(re.findall(holes, source)), source


def test_the_menu_entry_offers_a_new_entry() -> None:
    menu = configparser.ConfigParser(interpolation=None)
    menu.optionxform = str  # type: ignore[assignment,method-assign]
    menu.read(LINUX / f"{reflect.APP_ID}.desktop", encoding="utf-8")
    assert menu["Desktop Entry"]["Exec"] == "reflect"
    assert menu["Desktop Entry"]["Icon"] == reflect.APP_ID
    assert menu["Desktop Entry"]["Actions"] == "new-entry;"
    assert menu["Desktop Action new-entry"]["Exec"] == "reflect --new-entry"


def test_one_version_everywhere() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{reflect.__version__}"\n' in project
    about = ET.parse(LINUX / f"{reflect.APP_ID}.metainfo.xml").getroot()
    assert about.findtext("id") == reflect.APP_ID
    newest = about.find("releases/release")
    assert newest is not None
    assert newest.get("version") == reflect.__version__

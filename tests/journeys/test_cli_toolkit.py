"""`reflect toolkit` as a process: every ending, sealed or not, and back into a second journal."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from .conftest import Reflect

PDFTOTEXT = shutil.which("pdftotext")
AGE = shutil.which("age")


@pytest.fixture
def tea(reflect: Reflect) -> str:
    """A card of the person's own, used once; its id."""
    card = reflect.made(
        "strategies", "add", "Office fire & „Öl“ – flowing → ☕",
        "--step", "Kettle on: difficult first",
        "--step", "Flöße, Straße, “quotes”, it’s fine", "--minutes", "5", "--for", "anxious",
        "--why", "Warm <b>tea</b> & affinity", "--person", "Anna",
    )  # fmt: skip
    reflect.ok("strategies", "use", card, "--before", "7", "--after", "4")
    return card


def cards(reflect: Reflect) -> dict[str, Any]:
    """Cards by id, without what is no part of the card."""
    apart = {"uses", "helped", "median_change", "by_feeling", "from", "origin", "people"}
    return {
        card["id"]: {name: value for name, value in card.items() if name not in apart}
        for card in reflect.json("strategies")
    }


def text_of(pdf: Path) -> str:
    assert PDFTOTEXT is not None
    done = subprocess.run(
        [PDFTOTEXT, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def test_the_json_gives_the_same_cards_in_a_second_journal(
    reflect: Reflect, tea: str, another: Callable[[str], Reflect], tmp_path: Path
) -> None:
    other = another("other")
    path = tmp_path / "kit.json"
    assert reflect.made("toolkit", "export", path).endswith("kit.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Anna" not in path.read_text("utf-8")
    dry = other.json("toolkit", "import", path, "--dry-run")
    assert [one["id"] for one in dry["new"]] == [tea]
    assert dry["unchanged"] == 24
    assert tea not in cards(other)
    assert other.json("toolkit", "import", path) == dry
    assert cards(other) == cards(reflect)
    again = other.json("toolkit", "import", path)
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], 25)
    assert reflect.json("toolkit", "import", path)["new"] == []


def test_every_ending_in_the_chosen_order(reflect: Reflect, tea: str, tmp_path: Path) -> None:
    only = ("--only", "walk", "--only", tea[:6], "--only", "slow")
    for ending in ("html", "md", "json"):
        path = tmp_path / f"kit.{ending}"
        reflect.ok("toolkit", "export", path, *only)
        text = path.read_text("utf-8")
        places = [text.rfind(word) for word in ("any movement", "Kettle on", "count to four")]
        assert -1 not in places
        assert places == sorted(places)
        assert "lighter 1 of 1" not in text
        before = path.read_bytes()
        assert "ExportFailed" in reflect.fails("toolkit", "export", path)
        assert path.read_bytes() == before
    path = tmp_path / "results.html"
    reflect.ok("toolkit", "export", path, *only, "--with-results", "--with-names")
    assert "lighter 1 of 1" in path.read_text("utf-8")
    assert "Anna" in path.read_text("utf-8")


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("options", [(), ("--large-print", "--paper", "letter")])
def test_a_pdf_says_what_the_cards_say_in_order(
    reflect: Reflect, tea: str, tmp_path: Path, language: str, options: tuple[str, ...]
) -> None:
    page = tmp_path / "kit.json"
    reflect.ok("toolkit", "export", page, "--language", language)
    pdf = tmp_path / "kit.pdf"
    reflect.ok("toolkit", "export", pdf, "--language", language, *options)
    found = "".join(text_of(pdf).split())
    at = 0
    for card in json.loads(page.read_text("utf-8"))["cards"]:
        for words in (card["title"], *card["steps"], card["why"]):
            place = found.find("".join(words.split()), at)
            assert place >= 0, words
            at = place


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
def test_a_wallet_card(reflect: Reflect, tea: str, tmp_path: Path) -> None:
    pdf = tmp_path / "card.pdf"
    reflect.ok("toolkit", "export", pdf, "--wallet", "--only", tea, "--only", "walk")
    text = text_of(pdf)
    assert "Kettle on" in text
    assert "Put shoes on" in text
    assert text.count("\f") == 1, "one sheet"


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
@pytest.mark.parametrize(("region", "number"), [("C.UTF-8", "112"), ("en_US.UTF-8", "911")])
def test_a_wallet_card_has_the_number_of_the_systems_region(
    reflect: Reflect,
    tea: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    region: str,
    number: str,
) -> None:
    for name in ("LC_ALL", "LC_NUMERIC", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, region)
    pdf = tmp_path / "card.pdf"
    reflect.ok("toolkit", "export", pdf, "--wallet", "--only", tea)
    said = [each for each in ("112", "911") if each in text_of(pdf)]
    assert said == [number]


def test_a_pdf_needs_no_display(reflect: Reflect, tea: str, tmp_path: Path) -> None:
    import sys

    pdf = tmp_path / "kit.pdf"
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "DISPLAY", "WAYLAND"))}
    for platform in ({}, {"QT_QPA_PLATFORM": "xcb"}):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "reflect", "--journal", str(reflect.folder)),
                *("--passphrase-file", str(reflect.passphrase_file)),
                *("toolkit", "export", str(pdf), "--only", tea),
            ],
            capture_output=True,
            timeout=120,
            check=False,
            env=bare | platform | {"HOME": str(reflect.home)},
        )
        assert done.returncode == 0, done.stderr.decode()
        assert pdf.read_bytes().startswith(b"%PDF")
        pdf.unlink()


def test_sealed_to_a_key_and_with_a_passphrase(
    reflect: Reflect, tea: str, another: Callable[[str], Reflect], tmp_path: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    sealed = tmp_path / "kit.pdf.age"
    reflect.ok("toolkit", "export", sealed, "--encrypt-to", str(identity.to_public()))
    assert pyrage.decrypt(sealed.read_bytes(), [identity]).startswith(b"%PDF")
    words = tmp_path / "words"
    words.write_text("four plain words here\n", encoding="utf-8")
    kit = tmp_path / "kit.json.age"
    reflect.ok("toolkit", "export", kit, "--with-passphrase", "--new-passphrase-file", words)
    assert pyrage.passphrase.decrypt(kit.read_bytes(), "four plain words here")[:1] == b"{"
    other = another("other")
    assert "SourcePassphraseNeeded" in other.fails("toolkit", "import", kit)
    done = other.json("toolkit", "import", kit, "--source-passphrase-file", words)
    assert [one["id"] for one in done["new"]] == [tea]


@pytest.mark.skipif(AGE is None, reason="needs the age command")
def test_debians_age_opens_what_was_sealed(reflect: Reflect, tea: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["age-keygen", "-o", str(key)], check=True, capture_output=True)
    public = subprocess.run(
        ["age-keygen", "-y", str(key)], check=True, capture_output=True, text=True
    ).stdout.strip()
    for ending in ("html", "pdf", "md", "json"):
        plain, sealed = tmp_path / f"kit.{ending}", tmp_path / f"kit.{ending}.age"
        reflect.ok("toolkit", "export", plain)
        reflect.ok("toolkit", "export", sealed, "--encrypt-to", public)
        done = subprocess.run(
            [str(AGE), "-d", "-i", str(key), str(sealed)], check=True, capture_output=True
        )
        if ending != "pdf":
            assert done.stdout == plain.read_bytes()
        assert done.stdout[:4] == plain.read_bytes()[:4]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("kit.txt",), 2, ".html, .pdf, .md or .json"),
        (("kit",), 2, ".html, .pdf, .md or .json"),
        (("kit.age", "--encrypt-to", "age1x"), 2, ".html, .pdf, .md or .json"),
        (("kit.html.age",), 2, "--encrypt-to or --with-passphrase"),
        (("kit.html.age", "--encrypt-to", "age1x"), 1, "BadValue: the recipient expects"),
        (("kit.html", "--wallet"), 2, ".pdf"),
        (("kit.json", "--with-plan"), 2, "--with-plan"),
        (("kit.html", "--only", "nothing-such"), 1, "UnknownId"),
        (("kit.html", "--only", "s"), 1, "AmbiguousId"),
        (("missing/kit.html",), 1, "ExportFailed"),
    ],
)
def test_what_cannot_be_written_is_said(
    shared: Reflect, tmp_path: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    name, *options = arguments
    error = shared.fails("toolkit", "export", tmp_path / name, *options, status=status)
    assert says in error
    assert not [p for p in tmp_path.iterdir() if "kit" in p.name or "part" in p.name]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "NotAToolkit"),
        (b"\x00" * 1000, "NotAToolkit"),
        (b'{"format": "reflect-toolkit", "version": 9}', "FormatTooNew"),
        (b'{"format": "reflect-toolkit", "version": 1, "cards": [{', "DamagedFile"),
        (b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n", "SealedToAKey"),
    ],
)
def test_a_file_that_is_no_toolkit_has_a_named_failure(
    shared: Reflect, tmp_path: Path, data: bytes, name: str
) -> None:
    path = tmp_path / "kit.json"
    path.write_bytes(data)
    assert shared.fails("toolkit", "import", path).startswith(f"{name}:")


def test_a_card_from_elsewhere_is_reached_whatever_its_id(reflect: Reflect, tmp_path: Path) -> None:
    """Ids of another program may have capitals, and differ by them alone."""
    ids = ["Tea", "TEA", "Walk/../9", "--json"]
    cards = [{"id": id, "title": f"Card {id}"} for id in ids]
    file = tmp_path / "theirs.json"
    file.write_text(
        json.dumps(
            {
                "format": "reflect-toolkit",
                "version": 1,
                "language": "en",
                "made_on": "2026-11-20",
                "cards": cards,
            }
        )
    )
    reflect.ok("toolkit", "import", file)
    for typed in ("Tea", "TEA", "walk/", "--json"):
        reflect.made("strategies", "use", "--before", "5", "--after", "3", "--", typed)
    used = {card["id"]: card["uses"] for card in reflect.json("strategies")}
    assert [used[id] for id in ids] == [1, 1, 1, 1]
    assert "AmbiguousId" in reflect.fails("strategies", "use", "tea", "--before=5", "--after=3")
    out = tmp_path / "ours.json"
    reflect.ok("toolkit", "export", out, "--only", "walk/", "--only", "TEA")
    there = json.loads(out.read_text(encoding="utf-8"))["cards"]
    assert [card["id"] for card in there] == ["Walk/../9", "TEA"]

"""The *Ways of coping, progress* table of the command line, each command as a process."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from .conftest import Reflect

STRATEGY = {
    "id", "title", "steps", "minutes", "energy", "for", "why", "evidence", "caution", "adapt",
    "place", "people", "music", "uses", "helped", "median_change", "by_feeling", "from", "origin",
    "own",
}  # fmt: skip


def test_a_card_of_ones_own_is_made_used_and_suggested(reflect: Reflect) -> None:
    made = reflect.made(
        "strategies", "add", "Call Ida", "--step", "Find the number", "--step", "Ring",
        "--minutes", "10", "--for", "Overwhelmed", "--for", "my own word",
    )  # fmt: skip
    cards = reflect.json("strategies")
    assert len(cards) == 25 and all(set(card) == STRATEGY for card in cards)
    own = cards[0]
    assert (own["id"], own["title"], own["minutes"], own["own"]) == (made, "Call Ida", 10, True)
    assert own["steps"] == ["Find the number", "Ring"]
    assert own["for"] == ["overwhelmed", "my own word"]
    assert (own["uses"], own["median_change"], own["from"], own["evidence"]) == (
        0,
        None,
        None,
        None,
    )
    for before, after in [(8, 5), (7, 4), (6, 6), (9, 3)]:
        reflect.made(
            "strategies", "use", made[:6], "--before", str(before), "--after", str(after),
            "--emotion", "overwhelmed", "--note", "on the stairs",
        )  # fmt: skip
    own = reflect.json("strategies")[0]
    assert (own["uses"], own["helped"], own["median_change"]) == (4, 3, -3)
    assert own["by_feeling"][0]["word"] == "overwhelmed"
    (first, *_) = reflect.json("suggest", "--emotion", "overwhelmed")
    assert (first["id"], first["title"]) == (made, "Call Ida")
    assert (first["reason"]["helped"], first["reason"]["uses"]) == (3, 4)
    assert "3 of 4 times when overwhelmed" in first["why_now"]
    assert "Call Ida" in reflect.ok("suggest", "--emotion", "overwhelmed")


def test_a_shipped_card_says_what_is_known_of_it(shared: Reflect) -> None:
    cards = {card["id"]: card for card in shared.json("strategies")}
    breathing = cards["slow-breathing"]
    assert breathing["evidence"]["strength"] == "A" and breathing["caution"]
    assert "785" in breathing["evidence"]["effect"] and breathing["own"] is False
    assert cards["cold-water"]["evidence"]["effect"] is None
    shared.made("strategies", "use", "slow-br", "--before", "5", "--after", "5")
    assert "UnknownId" in shared.fails("strategies", "use", "nope", "--before", "1", "--after", "1")
    assert "AmbiguousId" in shared.fails("strategies", "use", "w", "--before", "1", "--after", "1")
    shared.fails("strategies", "use", "walk", "--before", "11", "--after", "1", status=2)
    shared.fails("strategies", "use", "walk", "--before", "1", status=2)
    shared.fails("strategies", "add", "  ", status=2)
    shared.fails("strategies", "--json", "add", "x", status=2)
    shared.fails("strategies", "bogus", status=2)
    honest = shared.json("suggest", "--emotion", "guilty")
    assert honest and all(one["reason"]["uses"] == 0 for one in honest)


def test_goals_count_the_last_days_and_are_never_reset(reflect: Reflect) -> None:
    goal = reflect.made("goals", "add", "Ten minutes outside")
    (told,) = reflect.json("goals")
    assert (told["title"], told["done"], told["of"], told["times"]) == (
        "Ten minutes outside", 0, 10, 7,
    )  # fmt: skip
    today = date.today()
    for back in (0, 1, 1, 3, 12):
        reflect.ok("goals", "check", goal, "--on", (today - timedelta(days=back)).isoformat())
    assert reflect.json("goals")[0]["done"] == 3
    reflect.ok("goals", "check", goal, "--undo")
    assert reflect.json("goals")[0]["done"] == 2
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert "BadValue" in reflect.fails("goals", "check", goal, "--on", tomorrow)
    reflect.fails("goals", "check", goal, "--on", "yesterday", status=2)
    reflect.fails("goals", "add", "x", "--per-days", "3", "--times", "4", status=2)
    own = reflect.made("goals", "add", "Swim", "--per-days", "7", "--times", "2")
    assert [(g["of"], g["times"]) for g in reflect.json("goals") if g["id"] == own] == [(7, 2)]
    assert "2 of the last 10 days" in reflect.ok("goals")
    reflect.ok("goals", "end", own)
    assert len(reflect.json("goals")) == 1
    assert len(reflect.json("goals", "--ended")) == 2


def test_a_setback_is_an_entry_and_shows_its_way_back(reflect: Reflect) -> None:
    start = datetime.now().astimezone() - timedelta(days=60)
    for number in range(50):
        mood = "1" if 40 <= number < 43 else "4"
        at = (start + timedelta(days=number)).isoformat()
        reflect.ok("add", "--mood", mood, "--at", at)
    made = reflect.made(
        "setbacks", "add", "--what", "Said no to everyone", "--smaller", "A walk",
        "--learned", "Say it earlier", "--next", "Write to Jo", "--mood", "1",
        "--at", (start + timedelta(days=40)).isoformat(),
    )  # fmt: skip
    (told,) = reflect.json("setbacks")
    assert set(told) == {
        "id", "written_at", "what", "smaller", "learned", "next", "recovery_days",
    }  # fmt: skip
    assert (told["id"], told["what"], told["next"]) == (made, "Said no to everyone", "Write to Jo")
    assert told["recovery_days"] == 3
    text = reflect.json("show", made)["text"]
    assert "### What I learned\n\nSay it earlier" in text
    assert [hit["id"] for hit in reflect.json("search", "is:setback")] == [made]
    reflect.fails("setbacks", "add", "--smaller", "x", status=2)


def test_strengths_can_come_from_an_entry(reflect: Reflect) -> None:
    entry = reflect.made("add", "I stayed calm when it was loud.")
    made = reflect.made("strengths", "add", "I can stay calm", "--entry", entry[:8])
    assert reflect.json("strengths")[0] | {"at": ""} == {
        "id": made, "text": "I can stay calm", "at": "", "entry": entry,
    }  # fmt: skip
    assert "stay calm" in reflect.ok("strengths")
    assert "UnknownId" in reflect.fails("strengths", "add", "x", "--entry", "nothing")


def test_insights_count_and_claim_no_cause(reflect: Reflect, tmp_path: Path) -> None:
    lines = ["date,mood,tags,text"]
    day = date(2025, 1, 1)
    for number in range(200):
        with_it = number % 4 == 0
        mood = (4 if with_it else 2) + (number * 7 % 3 == 0)
        tag = "swimming" if with_it else ""
        lines.append(f"{day + timedelta(days=number)},{mood},{tag},day {number}")
    table = tmp_path / "moods.csv"
    table.write_text("\n".join(lines) + "\n")
    reflect.ok(
        "import", table, "--map", "date=date", "--map", "mood=mood", "--map", "tags=tags",
        "--map", "text=text",
    )  # fmt: skip
    told = reflect.json("insights")
    assert (told["days"], told["entries"]) == (200, 200)
    (claim,) = [one for one in told["claims"] if one["kind"] == "tag"]
    assert (claim["name"], claim["with_days"], claim["without_days"]) == ("swimming", 50, 150)
    assert claim["low"] < claim["effect"] < claim["high"] and claim["effect"] > 1
    assert "goes with" in claim["says"] and "cause" not in reflect.ok("insights")
    assert len(told["mood_line"]) == 200 and len(told["by_hour"]) == 24


def test_an_empty_journal_has_answers_to_everything(reflect: Reflect) -> None:
    assert reflect.json("goals") == reflect.json("setbacks") == reflect.json("strengths") == []
    assert reflect.json("insights")["claims"] == []
    assert "nothing more surely than chance" in reflect.ok("insights")
    assert len(reflect.json("suggest")) == 3

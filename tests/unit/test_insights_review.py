"""A look back at a week: strengths, the person's own sentences, what helped, goals, setbacks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reflect.insights import review as looking_back
from reflect.insights.review import Review, review, sentences
from reflect.model import (
    NO_WORD,
    SETBACK,
    Check,
    Emotion,
    Entry,
    EntryId,
    Goal,
    KeptId,
    Strength,
    Use,
)

SINCE, UNTIL = date(2026, 11, 9), date(2026, 11, 15)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def entry(
    day: int,
    text: str | None = None,
    *,
    mood: int | None = None,
    starred: bool = False,
    feelings: tuple[str, ...] = (),
    kind: str = "",
    hour: int = 12,
    deleted: bool = False,
) -> Entry:
    return Entry(
        EntryId(f"e{day}-{hour}"),
        at(day, hour),
        at(day, hour),
        text=text,
        mood=mood,
        starred=starred,
        emotions=tuple(Emotion(word) for word in feelings),
        kind=kind,
        deleted_at=at(day) if deleted else None,
    )


def reviewed(*entries: Entry) -> Review:
    return review(entries, [], [], [], [], SINCE, UNTIL)


def quoted(*entries: Entry) -> list[str]:
    return [quote.text for quote in reviewed(*entries).quotes]


def test_only_its_own_days_count() -> None:
    found = reviewed(
        entry(8, mood=1),
        entry(9, mood=2),
        entry(9, mood=3, hour=20),
        entry(15, mood=5),
        entry(16, mood=1),
        entry(11, mood=1, deleted=True),
        entry(12),
    )
    assert (found.since, found.until) == (SINCE, UNTIL)
    assert (found.entries, found.days) == (3, 2)
    assert (found.lowest, found.highest) == (2.5, 5.0)


def test_a_week_without_anything() -> None:
    found = reviewed()
    assert (found.entries, found.days, found.lowest, found.highest) == (0, 0, None, None)
    assert not (found.strengths or found.quotes or found.helped or found.setbacks)


def test_strengths_of_the_week_newest_first() -> None:
    strengths = [
        Strength(KeptId(str(day)), f"Strong on {day}", at(day)) for day in (8, 9, 12, 15, 16)
    ]
    found = review([], [], strengths, [], [], SINCE, UNTIL)
    assert [one.id for one in found.strengths] == ["15", "12", "9"]


def test_what_helped_more_often_than_not() -> None:
    uses = [
        Use(KeptId(f"{card}{number}"), KeptId(card), at(day), 6, 6 + change)
        for card, day, changes in (
            ("walk", 10, (-2, -3, 1)),
            ("tea", 11, (-1,)),
            ("news", 11, (2, -1)),
            ("run", 8, (-5, -5)),
        )
        for number, change in enumerate(changes)
    ]
    found = review([], uses, [], [], [], SINCE, UNTIL)
    assert [(id, one.helped, one.uses) for id, one in found.helped] == [
        ("walk", 2, 3),
        ("tea", 1, 1),
    ]


def test_goals_as_they_were_on_the_last_day() -> None:
    goals = [
        Goal(KeptId("walk"), "Walk", at(1)),
        Goal(KeptId("later"), "Later", at(16)),
        Goal(KeptId("ended"), "Ended", at(1), ended_at=at(8)),
        Goal(KeptId("ending"), "Ending", at(1), ended_at=at(10)),
    ]
    checks = [Check(KeptId("walk"), date(2026, 11, day)) for day in (5, 6, 7, 15, 16, 17)]
    found = review([], [], [], goals, checks, SINCE, UNTIL)
    assert [(goal.id, state.done, state.of) for goal, state in found.goals] == [
        ("walk", 3, 10),
        ("ending", 0, 10),
    ]


def test_setbacks_and_feelings() -> None:
    slip = entry(10, "It went wrong.", kind=SETBACK, feelings=("sad", NO_WORD))
    found = reviewed(slip, entry(11, feelings=("sad", "calm")), entry(12, feelings=("Sad",)))
    assert found.setbacks == (slip,)
    assert [(one.word, one.entries) for one in found.feelings] == [("sad", 3), ("calm", 1)]


# -- quotes ----------------------------------------------------------------------------------------


def test_a_quote_is_the_persons_own_sentence() -> None:
    found = reviewed(entry(10, "I had tea. Then I walked along the river for an hour.", mood=4))
    assert found.quotes == (
        looking_back.Quote(
            EntryId("e10-12"), date(2026, 11, 10), "Then I walked along the river for an hour."
        ),
    )


def test_heavy_days_are_not_quoted_for_being_heavy() -> None:
    assert quoted(entry(10, "Everything was too much for me today.", mood=1)) == []
    assert quoted(entry(10, "Everything was too much for me today.", mood=1, starred=True))


def test_what_went_well_on_a_heavy_day_is_quoted() -> None:
    text = "Everything was too much for me today. Still, I managed to call my sister. And cried."
    assert quoted(entry(10, text, mood=2)) == ["Still, I managed to call my sister."]
    german = "Heute war alles zu viel für mich. Ich habe es trotzdem geschafft, anzurufen."
    assert quoted(entry(10, german, mood=2)) == ["Ich habe es trotzdem geschafft, anzurufen."]


def test_starred_and_lighter_entries_come_first() -> None:
    entries = [
        entry(9, "An ordinary sentence about the ninth.", mood=3),
        entry(10, "An ordinary sentence about the tenth.", mood=3),
        entry(11, "An ordinary sentence about the 11th.", mood=5),
        entry(12, "An ordinary sentence about the 12th.", mood=3, starred=True),
        entry(13, "An ordinary sentence about the 13th.", mood=4),
        entry(14, "An ordinary sentence about the 14th.", mood=4),
        entry(15, "I learned to say it in one sentence.", mood=3),
    ]
    found = reviewed(*entries)
    assert [quote.day.day for quote in found.quotes] == [11, 12, 13, 14, 15]


def test_one_a_day_before_a_second_one() -> None:
    entries = [
        entry(10, f"A bright and starred sentence, number {hour}.", mood=5, starred=True, hour=hour)
        for hour in range(8, 14)
    ]
    found = reviewed(*entries, entry(12, "A plain sentence of another day.", mood=3))
    days = [quote.day.day for quote in found.quotes]
    assert days == [10, 10, 10, 10, 12]
    assert len({quote.entry for quote in found.quotes}) == 5


def test_the_same_sentence_is_quoted_once() -> None:
    entries = [entry(day, "Today I went out by the river.", mood=4) for day in (10, 11, 12)]
    found = reviewed(*entries, entry(13, "today I went out by the River.", mood=5))
    assert [quote.day.day for quote in found.quotes] == [13]


def test_a_long_sentence_is_cut_at_a_word() -> None:
    long = "word " * 200
    (quote,) = quoted(entry(10, long, mood=4))
    assert len(quote) <= 280
    assert quote.endswith("word…")
    assert len(quoted(entry(10, "x" * 500 + " and three more", mood=4))[0]) <= 280


def test_sentences_leave_out_what_is_not_said() -> None:
    text = """# A heading

I saw **Anna** at [the lake](https://example.org)! Was it _cold_? Yes…

- [ ] call the doctor
- a second thing
> quoted words

| a | b |
|---|---|

```
code here. And more.
```
![a picture](reflect-img:a.jpg) The file_name_stays as it is.
---
Wrapped over
two lines."""
    assert sentences(text) == [
        "I saw Anna at the lake!",
        "Was it cold?",
        "Yes…",
        "call the doctor",
        "a second thing",
        "quoted words",
        "The file_name_stays as it is.",
        "Wrapped over two lines.",
    ]


@given(st.text(alphabet="ab *_`~#>|[]()!.\n-", max_size=200))
def test_any_text_can_be_quoted(text: str) -> None:
    for said in sentences(text):
        assert said == said.strip() != ""
    assert len(reviewed(entry(10, text + " x", mood=4)).quotes) <= 1


def test_the_order_of_entries_does_not_matter() -> None:
    entries = [
        entry(9 + number % 7, f"This is sentence number {number} of mine.", hour=number)
        for number in range(14)
    ]
    assert reviewed(*entries) == reviewed(*reversed(entries))


def test_a_month_of_entries_is_quoted_five_times() -> None:
    entries = [entry(day, f"A sentence about day {day} of it.", mood=4) for day in range(1, 29)]
    found = review(
        entries, [], [], [], [], date(2026, 11, 1), date(2026, 11, 1) + timedelta(days=29)
    )
    assert len(found.quotes) == looking_back.MOST

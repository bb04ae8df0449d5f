"""What helps, and how it goes: the *Ways of coping, progress* table of the command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from reflect import content, forms, settings
from reflect.cli.options import (
    checked_text,
    emotion_option,
    json_option,
    pass_session,
    tags_of,
    the_one,
    zone_name,
)
from reflect.cli.session import Session, Time, answer_json_list, printable
from reflect.errors import BadValue
from reflect.model import (
    COPING_HIDDEN,
    SETBACK,
    Check,
    Emotion,
    Entry,
    EntryId,
    Goal,
    KeptId,
    Strategy,
    Strength,
    Use,
    new_id,
)

if TYPE_CHECKING:
    from reflect.insights import coping as reckoned
    from reflect.journal import Journal


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _found(things: Sequence[N], prefix: str, kind: str) -> N:
    """The one thing that an id, or the beginning of one, means."""
    by_id = {thing.id: thing for thing in things}
    return by_id[the_one(tuple(by_id), prefix, kind)]


def _now() -> datetime:
    return datetime.now(settings.local_zone())


def _words(field: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def convert(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(text for each in value if (text := _said(field, each)))
        return None if value is None else _said(field, value)

    return convert


def _said(field: str, text: str) -> str:
    return (checked_text(field, text) or "").strip()


def _needed(field: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def convert(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
        text = _said(field, value)
        if not text:
            raise click.BadParameter("give some words")
        return text

    return convert


def _word_of_feeling(word: str) -> str:
    """A feeling as the journal calls it: one of the shipped words by its id, however it is
    spelled; else the person's own word."""
    said = word.strip()
    known = content.feeling_by_id("en")
    if said in known:
        return said
    by_word = {feeling.word.casefold(): feeling.id for feeling in known.values()}
    return by_word.get(said.casefold(), said)


def feeling_names(ids: Iterable[str]) -> list[str]:
    """As they are called in English; what is not listed as it is."""
    known = content.feeling_by_id("en")
    return [known[id].word if id in known else id for id in ids]


# -- ways of coping --------------------------------------------------------------------------------


def _cards(journal: Journal) -> tuple[Strategy, ...]:
    from reflect.insights import coping

    hidden = frozenset(journal.listed(COPING_HIDDEN))
    return coping.cards(journal.kept(Strategy), content.strategies("en"), hidden)


def _card_json(card: Strategy, record: reckoned.Record | None, *, own: bool) -> dict[str, Any]:
    evidence, origin = card.evidence, card.origin
    return {
        "id": card.id,
        "title": card.title,
        "steps": list(card.steps),
        "minutes": card.minutes,
        "energy": card.energy,
        "for": list(card.feelings),
        "why": card.why,
        "evidence": None
        if evidence is None
        else {
            "strength": evidence.strength,
            "summary": evidence.summary,
            "citation": evidence.citation,
            "effect": evidence.effect or None,
        },
        "caution": card.caution,
        "adapt": card.adapt,
        "place": card.place,
        "people": list(card.people),
        "music": list(card.music),
        "uses": record.uses if record else 0,
        "helped": record.helped if record else 0,
        "median_change": record.median_change if record else None,
        "by_feeling": [
            {
                "word": one.word,
                "uses": one.uses,
                "helped": one.helped,
                "median_change": one.median_change,
            }
            for one in (record.feelings if record else ())
        ],
        "from": (origin.name or None) if origin and origin.kind in {"peer", "toolkit"} else None,
        "origin": None
        if origin is None
        else {
            "kind": origin.kind,
            "id": origin.id or None,
            "name": origin.name or None,
            "on": origin.on.isoformat() if origin.on else None,
        },
        "own": own,
    }


def signed(change: float) -> str:
    """ "−2.5", "+1", "±0"."""
    text = f"{abs(change):g}"
    return ("\N{MINUS SIGN}" if change < 0 else "+" if change > 0 else "±") + text


@click.group(invoke_without_command=True)
@json_option
@pass_session
@click.pass_context
def strategies(ctx: click.Context, session: Session, as_json: bool) -> None:
    """Ways of coping: your own and those that ship, with what they did for you."""
    if ctx.invoked_subcommand is not None:
        _not_before_a_command(as_json)
        return
    from reflect.insights import coping

    with session.journal(reading=True) as opened:
        journal = opened.journal
        cards = _cards(journal)
        records = coping.records(journal.kept(Use))
        own = {card.id for card in journal.kept(Strategy)}
    if as_json:
        answer_json_list(
            _card_json(card, records.get(card.id), own=card.id in own) for card in cards
        )
        return
    for card in cards:
        parts = [card.id, card.title]
        if card.minutes:
            parts.append(f"({card.minutes} min)")
        record = records.get(card.id)
        if record and record.uses:
            parts.append(f"— {_record_words(record)}")
        click.echo(printable(" ".join(parts).replace("\n", " ")))


def _record_words(record: reckoned.Record) -> str:
    times = "once" if record.uses == 1 else f"{record.uses} times"
    words = f"used {times}, helped {record.helped} of {record.uses}"
    if record.median_change is not None:
        words += f", median {signed(record.median_change)}"
    return words


def _not_before_a_command(as_json: bool) -> None:
    if as_json:
        raise click.UsageError("--json belongs to the list, without a command after it")


@strategies.command(name="add")
@click.argument("title", callback=_needed("the title"))
@click.option("--step", "steps", multiple=True, metavar="S", callback=_words("a step"))
@click.option("--minutes", type=click.IntRange(0, 24 * 60), metavar="N")
@click.option("--energy", type=click.Choice(["low", "medium", "high"]),
              help="What it takes to begin.")  # fmt: skip
@click.option("--for", "feelings", multiple=True, metavar="WORD", callback=_words("a feeling"),
              help="A feeling it is for.")  # fmt: skip
@click.option("--why", metavar="T", callback=_words("why"))
@click.option("--caution", metavar="T", callback=_words("the caution"))
@click.option("--place", metavar="T", callback=_words("the place"))
@click.option("--person", "people", multiple=True, metavar="T", callback=_words("a person"))
@click.option("--music", "music", multiple=True, metavar="T", callback=_words("the music"))
@pass_session
def add_strategy(
    session: Session,
    title: str,
    steps: tuple[str, ...],
    minutes: int | None,
    energy: str | None,
    feelings: tuple[str, ...],
    why: str | None,
    caution: str | None,
    place: str | None,
    people: tuple[str, ...],
    music: tuple[str, ...],
) -> None:
    """Make a card of your own."""
    card = Strategy(
        id=KeptId(new_id()),
        title=title,
        steps=steps,
        minutes=minutes,
        energy=energy,
        feelings=tuple(dict.fromkeys(_word_of_feeling(word) for word in feelings)),
        why=why or None,
        caution=caution or None,
        place=place or None,
        people=people,
        music=music,
    )
    with session.journal() as opened:
        opened.journal.keep(card)
        click.echo(card.id)


@strategies.command(name="use")
@click.argument("id")
@click.option("--before", type=click.IntRange(0, 10), required=True,
              help="How heavy it was: 0 not at all … 10 as heavy as can be.")  # fmt: skip
@click.option("--after", type=click.IntRange(0, 10), required=True)
@click.option("--emotion", metavar="WORD", callback=_words("the feeling"))
@click.option("--note", metavar="T", callback=_words("the note"))
@click.option("--at", type=Time(), help="When it was, ISO 8601.")
@pass_session
def use_strategy(
    session: Session,
    id: str,
    before: int,
    after: int,
    emotion: str | None,
    note: str | None,
    at: datetime | None,
) -> None:
    """Note that you used one, and how it was before and after."""
    with session.journal() as opened:
        journal = opened.journal
        shown = _cards(journal)
        every = {card.id: card for card in (*content.strategies("en"), *shown)}
        card = _found(tuple(every.values()), id, "way of coping")
        use = Use(
            id=KeptId(new_id()),
            strategy=card.id,
            at=at or _now(),
            before=before,
            after=after,
            emotion=_word_of_feeling(emotion) if emotion else None,
            note=note or None,
        )
        journal.keep(use)
        click.echo(use.id)


@click.command()
@click.option(
    "--emotion",
    "emotions",
    multiple=True,
    metavar="WORD",
    callback=_words("a feeling"),
    help="What you feel; else that of today's last entry.",
)
@click.option("--mood", type=click.IntRange(1, 5), help="1 heavy … 5 light.")
@json_option
@pass_session
def suggest(
    session: Session, emotions: tuple[str, ...], mood: int | None, as_json: bool
) -> None:  # fmt: skip
    """What may help now, each with its reason."""
    from reflect.insights import coping

    with session.journal(reading=True) as opened:
        journal = opened.journal
        feelings = tuple(dict.fromkeys(_word_of_feeling(word) for word in emotions))
        if not feelings:
            newest = next(iter(journal.entries(limit=1)), None)
            if newest and abs(_now() - newest.written_at) < timedelta(days=1):
                feelings = tuple(emotion.word for emotion in newest.emotions)
                mood = newest.mood if mood is None else mood
        found = coping.suggest(feelings, _cards(journal), journal.kept(Use), mood=mood)
    if as_json:
        answer_json_list(
            {
                "id": one.strategy.id,
                "title": one.strategy.title,
                "reason": {
                    field.name: getattr(one.reason, field.name)
                    for field in dataclasses.fields(one.reason)
                },
                "why_now": reason_words(one.reason),
            }
            for one in found
        )
        return
    for one in found:
        click.echo(
            printable(f"{one.strategy.id} {one.strategy.title} — {reason_words(one.reason)}")
        )


_STRENGTHS = {
    "A": "several trials together speak for it",
    "B": "some trials speak for it",
    "C": "long used; few trials",
}


def reason_words(reason: reckoned.Reason) -> str:
    """Why this and why now, in numbers from the person's own log where there are any."""
    when = f" when {feeling_names([reason.feeling])[0].lower()}" if reason.feeling else ""
    if reason.uses:
        times = "time" if reason.uses == 1 else "times"
        words = f"helped {reason.helped} of {reason.uses} {times}{when}"
        if reason.median_change is not None:
            words += f", median {signed(reason.median_change)}"
        return words
    if reason.kind == "own":
        return f"a card of your own{' for ' + when[6:] if when else ''}; not used yet"
    known = _STRENGTHS.get(reason.strength or "", "")
    return f"new to you{'; ' + known if known else ''}"


# -- goals -----------------------------------------------------------------------------------------


@click.group(invoke_without_command=True)
@click.option("--ended", is_flag=True, help="Those that were ended as well.")
@json_option
@pass_session
@click.pass_context
def goals(ctx: click.Context, session: Session, ended: bool, as_json: bool) -> None:
    """Goals, and how many of the last days they were met on; nothing is ever reset."""
    if ctx.invoked_subcommand is not None:
        _not_before_a_command(as_json)
        return
    from reflect.insights import goals as counting

    today = _now().date()
    with session.journal(reading=True) as opened:
        journal = opened.journal
        checks = journal.kept(Check)
        states = [
            (goal, counting.progress(goal, checks, today))
            for goal in journal.kept(Goal)
            if ended or goal.ended_at is None
        ]
    if as_json:
        answer_json_list(
            {
                "id": goal.id,
                "title": goal.title,
                "done": state.done,
                "of": state.of,
                "times": state.times,
                "reached": state.reached,
                "begun_at": goal.begun_at.isoformat(),
                "ended_at": goal.ended_at.isoformat() if goal.ended_at else None,
            }
            for goal, state in states
        )
        return
    for goal, state in states:
        click.echo(
            printable(
                f"{goal.id} {goal.title} — {state.done} of the last {state.of} days"
                f" (meant: {state.times})".replace("\n", " ")
            )
        )


@goals.command(name="add")
@click.argument("title", callback=_needed("the title"))
@click.option("--per-days", type=click.IntRange(1, 366), default=10, show_default=True, metavar="N")
@click.option("--times", type=click.IntRange(1, 366), metavar="M",
              help="On how many of these days; else 7 of 10.")  # fmt: skip
@pass_session
def add_goal(session: Session, title: str, per_days: int, times: int | None) -> None:
    """Something to do on M of any N days."""
    wanted = max(1, round(per_days * 0.7)) if times is None else times
    if wanted > per_days:
        raise click.UsageError(f"--times {wanted} is more than --per-days {per_days}")
    goal = Goal(id=KeptId(new_id()), title=title, begun_at=_now(), per_days=per_days, times=wanted)
    with session.journal() as opened:
        opened.journal.keep(goal)
        click.echo(goal.id)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day such as 2026-11-20") from None


@goals.command(name="check")
@click.argument("id")
@click.option("--on", "day", metavar="DATE", callback=_day, help="Another day than today.")
@click.option("--undo", is_flag=True, help="Take the day's mark away.")
@pass_session
def check_goal(session: Session, id: str, day: date | None, undo: bool) -> None:
    """Mark a day on which a goal was met; twice is once."""
    today = _now().date()
    on = day or today
    if on > today:
        raise BadValue(field="day", expects="today or a day before it")
    with session.journal() as opened:
        journal = opened.journal
        goal = _found(journal.kept(Goal), id, "goal")
        check = Check(goal.id, on)
        if undo:
            journal.trash_kept(Check, [check.id])
        else:
            journal.keep(check)
        click.echo(check.id)


@goals.command(name="end")
@click.argument("id")
@pass_session
def end_goal(session: Session, id: str) -> None:
    """Let a goal be over; what was done stays."""
    with session.journal() as opened:
        journal = opened.journal
        goal = _found(journal.kept(Goal), id, "goal")
        journal.keep(dataclasses.replace(goal, ended_at=_now()))
        click.echo(goal.id)


# -- setbacks and strengths ------------------------------------------------------------------------


@click.group(invoke_without_command=True)
@json_option
@pass_session
@click.pass_context
def setbacks(ctx: click.Context, session: Session, as_json: bool) -> None:
    """Setbacks, newest first, and after how many days the mood was back in its usual range."""
    if ctx.invoked_subcommand is not None:
        _not_before_a_command(as_json)
        return
    from reflect.insights import dips

    with session.journal(reading=True) as opened:
        entries = opened.journal.entries_of(SETBACK)
        facts = opened.journal.facts()
    recoveries = dips.setback_recoveries([entry.day for entry in entries], dips.daily_moods(facts))
    if as_json:
        answer_json_list(
            {
                "id": entry.id,
                "written_at": entry.written_at.isoformat(),
                "what": entry.answers.get("what") or (None if entry.answers else entry.text),
                "smaller": entry.answers.get("smaller") or None,
                "learned": entry.answers.get("learned") or None,
                "next": entry.answers.get("next") or None,
                "recovery_days": recoveries.get(entry.day),
            }
            for entry in entries
        )
        return
    for entry in entries:
        first = " ".join((entry.answers.get("what") or entry.text or "").split())[:72]
        days = recoveries.get(entry.day)
        back = "" if days is None else f" — back after {days} {'day' if days == 1 else 'days'}"
        click.echo(printable(f"{entry.id} {entry.written_at:%Y-%m-%d %H:%M} {first}{back}"))


@setbacks.command(name="add")
@click.option("--what", required=True, metavar="T", callback=_needed("what"),
              help="What happened.")  # fmt: skip
@click.option("--smaller", metavar="T", callback=_words("smaller"), help="What made it smaller.")
@click.option("--learned", metavar="T", callback=_words("learned"), help="What you learned.")
@click.option("--next", "next_step", metavar="T", callback=_words("next"),
              help="A small next step.")  # fmt: skip
@click.option("--mood", type=click.IntRange(1, 5), help="1 heavy … 5 light.")
@emotion_option
@click.option("--tag", "tags", multiple=True, metavar="T")
@click.option("--at", type=Time(), help="When it was, ISO 8601.")
@pass_session
def add_setback(
    session: Session,
    what: str,
    smaller: str | None,
    learned: str | None,
    next_step: str | None,
    mood: int | None,
    emotions: tuple[Emotion, ...],
    tags: tuple[str, ...],
    at: datetime | None,
) -> None:
    """Write down a setback: an entry like any other."""
    answers = forms.given(
        {
            "what": what,
            "smaller": smaller or "",
            "learned": learned or "",
            "next": next_step or "",
        }
    )
    moment = at or _now()
    entry = Entry(
        id=EntryId(new_id()),
        written_at=moment,
        modified_at=datetime.now(UTC),
        zone=zone_name(moment),
        text=forms.compose(answers, forms.setback_labels("en")),
        mood=mood,
        emotions=emotions,
        tags=tags_of(tags),
        kind=SETBACK,
        answers=answers,
    )
    with session.journal() as opened:
        opened.put(entry)
        click.echo(entry.id)


@click.group(invoke_without_command=True)
@json_option
@pass_session
@click.pass_context
def strengths(ctx: click.Context, session: Session, as_json: bool) -> None:
    """What you are proud of."""
    if ctx.invoked_subcommand is not None:
        _not_before_a_command(as_json)
        return
    with session.journal(reading=True) as opened:
        kept = opened.journal.kept(Strength)
    if as_json:
        answer_json_list(
            {"id": one.id, "text": one.text, "at": one.at.isoformat(), "entry": one.entry}
            for one in kept
        )
        return
    for one in kept:
        click.echo(printable(f"{one.id} {one.at:%Y-%m-%d} {' '.join(one.text.split())}"))


@strengths.command(name="add")
@click.argument("text", callback=_needed("the text"))
@click.option("--entry", "entry", metavar="ID", help="The entry it is from.")
@pass_session
def add_strength(session: Session, text: str, entry: str | None) -> None:
    """Add something you are proud of."""
    with session.journal() as opened:
        journal = opened.journal
        one = Strength(
            id=KeptId(new_id()),
            text=text,
            at=_now(),
            entry=journal.resolve(entry) if entry is not None else None,
        )
        journal.keep(one)
        click.echo(one.id)


COMMANDS: dict[str, click.Command] = {
    "strategies": strategies,
    "suggest": suggest,
    "goals": goals,
    "setbacks": setbacks,
    "strengths": strengths,
}

"""What goes with what, what helped, dips, as words and as JSON (docs/insights.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from reflect import content
from reflect.cli.coping import feeling_names, signed
from reflect.cli.options import json_option, pass_session
from reflect.cli.session import Session, answer_json, printable
from reflect.model import Strategy, Use

if TYPE_CHECKING:
    from reflect.insights.patterns import Claim, Insights, Mean

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_PARTS = {part: f"the {part}" for part in ("night", "morning", "afternoon", "evening")}


@click.command()
@json_option
@pass_session
def insights(session: Session, as_json: bool) -> None:
    """What goes with what, what helped, dips: counted, with how sure it is (docs/insights.md)."""
    from reflect.insights import patterns

    with session.journal(reading=True) as opened:
        journal = opened.journal
        titles: dict[str, str] = {card.id: card.title for card in content.strategies("en")}
        titles |= {card.id: card.title for card in journal.kept(Strategy)}
        found = patterns.reckon(journal.facts(), journal.kept(Use))
    if as_json:
        answer_json(_insights_json(found, titles))
        return
    click.echo(f"{found.days} days with a mood, {found.entries} entries")
    click.echo(f"\nWhat goes with what ({found.looked_at} things looked at, corrected for):")
    for claim in found.claims:
        click.echo("  " + printable(claim_words(claim, titles)))
    if not found.claims:
        click.echo("  nothing more surely than chance")
    click.echo("\nWhat helped:")
    for row in found.helped:
        when = f" when {feeling_names([row.feeling])[0].lower()}" if row.feeling else ""
        click.echo(
            "  "
            + printable(
                f"{titles.get(row.strategy, row.strategy)}{when}: helped {row.helped} of"
                f" {row.uses} times, median {signed(row.median_change)}"
            )
        )
    if not found.helped:
        click.echo("  no way of coping noted yet")
    click.echo("\nDips below the usual range:")
    for dip in found.dips[-5:]:
        back = "not over yet" if dip.end is None else "back, after how long cannot be told"
        if dip.days is not None:
            back = f"back after {dip.days} {'day' if dip.days == 1 else 'days'}"
        click.echo(f"  {dip.start.isoformat()}: {back}")
    if not found.dips:
        click.echo("  none that can be told")


HEAVIER = " (one may reach for it on heavier days)"


def claim_words(claim: Claim, titles: Mapping[str, str]) -> str:
    """One claim as a sentence, with its counts; never a cause."""
    more = "more" if claim.effect > 0 else "less"
    ends = "" if claim.kind == "weekday" else "es"
    return (
        f"{_claim_name(claim, titles)} go{ends} with {abs(claim.effect):.1f} {more}"
        " on the mood scale:"
        f" {claim.with_days} days with, {claim.without_days} without; likely between"
        f" {claim.low:+.1f} and {claim.high:+.1f}"
        f"{HEAVIER if claim.kind == 'strategy' and claim.effect < 0 else ''}"
    )


def _claim_name(claim: Claim, titles: Mapping[str, str]) -> str:
    value = claim.value or ""
    if claim.kind == "tag":
        return f"#{claim.name}"
    if claim.kind == "weekday":
        return _WEEKDAYS[int(value)]
    if claim.kind == "part":
        return _PARTS.get(value, value)
    if claim.kind == "strategy":
        return titles.get(value, value)
    if claim.kind == "number":
        return f"{claim.name} above {value}"
    return claim.name if value == "true" else f"{claim.name}: {value}"


def _insights_json(found: Insights, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "days": found.days,
        "entries": found.entries,
        "looked_at": found.looked_at,
        "claims": [
            {
                "kind": claim.kind,
                "name": claim.name,
                "value": claim.value,
                "with_days": claim.with_days,
                "without_days": claim.without_days,
                "effect": claim.effect,
                "low": claim.low,
                "high": claim.high,
                "p": claim.p,
                "q": claim.q,
                "says": claim_words(claim, titles),
            }
            for claim in found.claims
        ],
        "mood_line": [{"day": day.isoformat(), "mood": mood} for day, mood in found.mood_line],
        "by_weekday": _means_json(found.by_weekday, "weekday"),
        "by_hour": _means_json(found.by_hour, "hour"),
        "by_month": [
            {"month": f"{mean.key // 12:04}-{mean.key % 12 + 1:02}", "mood": mean.mood,
             "count": mean.count}
            for mean in found.by_month
        ],
        "helped": [
            {
                "id": row.strategy,
                "title": titles.get(row.strategy),
                "feeling": row.feeling,
                "uses": row.uses,
                "helped": row.helped,
                "median_change": row.median_change,
            }
            for row in found.helped
        ],
        "dips": [
            {
                "start": dip.start.isoformat(),
                "end": dip.end.isoformat() if dip.end else None,
                "days": dip.days,
                "lowest": dip.lowest,
            }
            for dip in found.dips
        ],
        "came_first": [
            {
                "month": f"{month.month:%Y-%m}",
                "own": month.own,
                "peer": month.peer,
                "professional": month.professional,
                "waited": month.waited,
            }
            for month in found.came_first
        ],
    }  # fmt: skip


def _means_json(means: Iterable[Mean], key: str) -> list[dict[str, Any]]:
    return [{key: mean.key, "mood": mean.mood, "count": mean.count} for mean in means]


COMMANDS: dict[str, click.Command] = {"insights": insights}

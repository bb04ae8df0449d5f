"""A toolkit to read and to print: a page of HTML, Markdown, and the simple HTML that is laid out
for paper. No script, nothing loaded from elsewhere; pictures are inside."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from reflect import content
from reflect.formats.toolkit import Card, Picture, Section, Toolkit
from reflect.insights.coping import Record
from reflect.model import Strategy

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "My toolkit",
        "of": "The toolkit of {name}",
        "made": "Made on {day} with Reflect.",
        "cards": "Ways of coping",
        "skip": "Skip to the cards",
        "minute": "1 minute",
        "minutes": "{count} minutes",
        "low": "takes little energy",
        "medium": "takes some energy",
        "high": "takes much energy",
        "for": "For:",
        "why": "Why:",
        "caution": "With care:",
        "adapt": "Another way:",
        "place": "Place:",
        "people": "People:",
        "music": "Music:",
        "their_words": "In their own words:",
        "research": "Research:",
        "from": "From {name}.",
        "results": "What it did:",
        "once": "used once",
        "used": "used {count} times",
        "lighter": "lighter {helped} of {uses} times",
        "median": "median change {change}",
        "photo": "Photo: {name}",
        "plan": "My safety plan",
        "bridge": "My bridge card",
        "none": "There is no card in it.",
        "point": ".",
    },
    "de": {
        "title": "Mein Werkzeugkasten",
        "of": "Der Werkzeugkasten von {name}",
        "made": "Am {day} mit Reflect gemacht.",
        "cards": "Was mir hilft",
        "skip": "Zu den Karten springen",
        "minute": "1 Minute",
        "minutes": "{count} Minuten",
        "low": "braucht wenig Kraft",
        "medium": "braucht etwas Kraft",
        "high": "braucht viel Kraft",
        "for": "Für:",
        "why": "Warum:",
        "caution": "Mit Vorsicht:",
        "adapt": "Anders möglich:",
        "place": "Ort:",
        "people": "Menschen:",
        "music": "Musik:",
        "their_words": "In eigenen Worten:",
        "research": "Forschung:",
        "from": "Von {name}.",
        "results": "Was es bewirkt hat:",
        "once": "einmal benutzt",
        "used": "{count}-mal benutzt",
        "lighter": "leichter {helped} von {uses} Malen",
        "median": "Median der Änderung {change}",
        "photo": "Foto: {name}",
        "plan": "Mein Sicherheitsplan",
        "bridge": "Meine Brückenkarte",
        "none": "Es ist keine Karte darin.",
        "point": ",",
    },
}

_STYLE = """
:root { color-scheme: light dark; --paper: #faf8f5; --card: #ffffff; --ink: #23211e;
  --soft: #5c574f; --line: #d9d3ca; --link: #1f5f8b; --care: #8a4b08; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1c1e; --card: #242629; --ink: #ece8e1;
  --soft: #b3aea5; --line: #3a3d42; --link: #8fc3ea; --care: #e9b06b; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: none; }
body { margin: 0 auto; padding: 1.5rem; max-width: 44rem; background: var(--paper);
  color: var(--ink); font: 1.06rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; } h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; }
h3 { font-size: 1.1rem; margin: 0 0 .25rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1rem 1.25rem; margin: 1rem 0; }
article > p { margin: .4rem 0; } ol, ul { padding-inline-start: 1.6rem; margin: .4rem 0; }
.soft { color: var(--soft); } .care strong { color: var(--care); }
img { max-width: 100%; height: auto; border-radius: .5rem; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
@media print { :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000;
  --soft: #333; --line: #999; --link: #000; --care: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; } nav, .skip { display: none; }
  article { break-inside: avoid; border-color: #999; } h2, h3 { break-after: avoid; }
  img { max-height: 9cm; } }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=[#\w]))")
_STARTS = re.compile(r"^(\d*)([.)]|[-+=](?=[-+=\s]|$))")
"""What at the beginning of a line makes a list, a rule, or a heading of the line above."""
LINKS_FROM = 4
"""Cards from which on a list of them stands at the top of the page."""


class Words:
    """A toolkit's own words, in its language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _WORDS.get(language, _WORDS["en"])

    def __call__(self, word: str, /, **facts: object) -> str:
        return self._words[word].format(**facts)

    def title(self, toolkit: Toolkit) -> str:
        return self("of", name=toolkit.sender) if toolkit.sender else self("title")

    def made(self, day: date) -> str:
        shown = f"{day.day}.{day.month}.{day.year}" if self.language == "de" else day.isoformat()
        return self("made", day=shown)

    def takes(self, card: Strategy) -> str:
        """ "5 minutes · takes little energy"; empty where the card tells neither."""
        parts = []
        if card.minutes:
            one = card.minutes == 1
            parts.append(self("minute") if one else self("minutes", count=card.minutes))
        if card.energy in {"low", "medium", "high"}:
            parts.append(self(card.energy))
        return " · ".join(parts)

    def record(self, record: Record) -> str:
        """ "used 7 times, lighter 5 of 7 times, median −2 of 10"."""
        used = self("once") if record.uses == 1 else self("used", count=record.uses)
        parts = [used, self("lighter", helped=record.helped, uses=record.uses)]
        if record.median_change is not None:
            parts.append(self("median", change=self._signed(record.median_change)))
        return ", ".join(parts)

    def _signed(self, change: float) -> str:
        figure = f"{abs(change):g}".replace(".", self("point"))
        return ("\N{MINUS SIGN}" if change < 0 else "+" if change > 0 else "") + figure

    def details(self, card: Card) -> Iterator[tuple[str, str, str]]:
        """(kind, label, text) of everything below the steps, in order."""
        one = card.strategy
        if one.feelings:
            felt = ", ".join(content.feeling_word(each, self.language) for each in one.feelings)
            yield "for", self("for"), felt
        for kind, text in (
            ("why", one.why),
            ("caution", one.caution),
            ("adapt", one.adapt),
            ("place", one.place),
            ("people", ", ".join(one.people)),
            ("music", ", ".join(one.music)),
            ("their_words", one.their_words),
        ):
            if text:
                yield kind, self(kind), text
        if one.evidence is not None and one.evidence.summary:
            parts = [one.evidence.summary]
            if one.evidence.effect:
                parts.append(f"{_begun(one.evidence.effect)}.")
            if one.evidence.citation:
                parts.append(f"({one.evidence.citation})")
            yield "research", self("research"), " ".join(parts)
        if card.record is not None and card.record.uses:
            yield "results", self("results"), f"{self.record(card.record)}."

    def origin(self, card: Strategy) -> str:
        """Who it is from, where that is told."""
        origin = card.origin
        named = origin is not None and origin.kind in {"peer", "toolkit"} and origin.name
        return self("from", name=named) if named else ""


def _begun(effect: str) -> str:
    """As a sentence begins; the letter of a measure, as in “d = 0.4”, stays small."""
    return effect if effect[1:2] == " " else f"{effect[0].upper()}{effect[1:]}"


# -- HTML ------------------------------------------------------------------------------------------


def html(toolkit: Toolkit) -> str:
    """One page: no script, no address to load from, light and dark, and for the printer."""
    words = Words(toolkit.language)
    title = escape(words.title(toolkit))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{toolkit.language}">',
        '<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
    ]
    many = len(toolkit.cards) >= LINKS_FROM
    if many:
        lines.append(f'<a class="skip" href="#cards">{escape(words("skip"))}</a>')
    made = escape(words.made(toolkit.made_on))
    lines.append(f'<header>\n<h1 dir="auto">{title}</h1>\n<p class="soft">{made}</p>\n</header>')
    if many:
        links = "".join(
            f'<li><a href="#card-{number}" dir="auto">{escape(card.strategy.title)}</a></li>'
            for number, card in enumerate(toolkit.cards, 1)
        )
        lines.append(f'<nav aria-label="{escape(words("cards"))}"><ul>{links}</ul></nav>')
    lines.append(
        f'<main id="cards">\n<section aria-labelledby="ways">\n'
        f'<h2 id="ways">{escape(words("cards"))}</h2>'
    )
    if not toolkit.cards:
        lines.append(f"<p>{escape(words('none'))}</p>")
    for number, card in enumerate(toolkit.cards, 1):
        lines.extend(_article(words, number, card))
    lines.append("</section>")
    for id, name, sections in (
        ("plan", words("plan"), toolkit.plan),
        ("bridge", words("bridge"), toolkit.bridge),
    ):
        if sections:
            lines.append(
                f'<section aria-labelledby="{id}">\n<h2 id="{id}">{escape(name)}</h2>\n<article>'
            )
            lines.extend(_section(section) for section in sections)
            lines.append("</article>\n</section>")
    lines.append("</main>\n</body>\n</html>\n")
    return "\n".join(lines)


def _article(words: Words, number: int, card: Card) -> Iterator[str]:
    one = card.strategy
    yield f'<article id="card-{number}" aria-labelledby="title-{number}">'
    yield f'<h3 id="title-{number}" dir="auto">{escape(one.title)}</h3>'
    if takes := words.takes(one):
        yield f'<p class="soft">{escape(takes)}</p>'
    if one.steps:
        steps = "".join(f'<li dir="auto">{_lines(step)}</li>' for step in one.steps)
        yield f"<ol>{steps}</ol>"
    for kind, name, text in words.details(card):
        role = {"caution": ' class="care"', "research": ' class="soft"'}.get(kind, "")
        yield f'<p{role} dir="auto"><strong>{escape(name)}</strong> {_lines(text)}</p>'
    for picture in card.pictures:
        shown = escape(words("photo", name=picture.name))
        yield f'<p><img src="{_inside(picture)}" alt="{shown}"></p>'
    if origin := words.origin(one):
        yield f'<p class="soft" dir="auto">{escape(origin)}</p>'
    yield "</article>"


def _section(section: Section) -> str:
    items = "".join(f'<li dir="auto">{_lines(line)}</li>' for line in section.lines)
    return f"<h3>{escape(section.title)}</h3>\n<ul>{items}</ul>"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def _inside(picture: Picture) -> str:
    return f"data:{picture.type};base64,{base64.b64encode(picture.data).decode()}"


# -- for paper -------------------------------------------------------------------------------------

PRINTED_WIDTH = 260
"""Of a picture, in pixels at 96 an inch."""


def paper_html(toolkit: Toolkit) -> str:
    """The same for `reflect.ui.paper.document_from_html`."""
    words = Words(toolkit.language)
    lines = [
        f"<h1>{escape(words.title(toolkit))}</h1>",
        f'<p class="soft">{escape(words.made(toolkit.made_on))}</p>',
    ]
    if not toolkit.cards:
        lines.append(f"<p>{escape(words('none'))}</p>")
    for card in toolkit.cards:
        one = card.strategy
        lines.append(f"<h2>{escape(one.title)}</h2>")
        if takes := words.takes(one):
            lines.append(f'<p class="soft">{escape(takes)}</p>')
        if one.steps:
            lines.append(f"<ol>{''.join(f'<li>{_lines(step)}</li>' for step in one.steps)}</ol>")
        for kind, name, text in words.details(card):
            role = ' class="soft"' if kind == "research" else ""
            lines.append(f"<p{role}><b>{escape(name)}</b> {_lines(text)}</p>")
        lines.extend(
            f'<p><img src="{_inside(picture)}" width="{PRINTED_WIDTH}"></p>'
            for picture in card.pictures
        )
        if origin := words.origin(one):
            lines.append(f'<p class="soft">{escape(origin)}</p>')
    for name, sections in ((words("plan"), toolkit.plan), (words("bridge"), toolkit.bridge)):
        if sections:
            lines.append(f"<h2>{escape(name)}</h2>")
            lines.extend(_section(section) for section in sections)
    return "".join(lines)


# -- Markdown --------------------------------------------------------------------------------------


def markdown(toolkit: Toolkit) -> str:
    """CommonMark; what a card says comes out as it was typed."""
    words = Words(toolkit.language)
    blocks = [f"# {_plain(words.title(toolkit))}", words.made(toolkit.made_on)]
    if not toolkit.cards:
        blocks.append(words("none"))
    for card in toolkit.cards:
        one = card.strategy
        blocks.append(f"## {_plain(one.title)}")
        if takes := words.takes(one):
            blocks.append(takes)
        if one.steps:
            blocks.append(
                "\n".join(
                    f"{number}. {_hung(step, len(str(number)) + 2)}"
                    for number, step in enumerate(one.steps, 1)
                )
            )
        blocks.extend(f"**{name}** {_hung(text, 0)}" for _kind, name, text in words.details(card))
        blocks.extend(f"*{_plain(words('photo', name=picture.name))}*" for picture in card.pictures)
        if origin := words.origin(one):
            blocks.append(_plain(origin))
    for name, sections in ((words("plan"), toolkit.plan), (words("bridge"), toolkit.bridge)):
        if sections:
            blocks.append(f"## {name}")
            for section in sections:
                blocks.append(f"### {_plain(section.title)}")
                blocks.append("\n".join(f"- {_hung(line, 2)}" for line in section.lines))
    return "\n\n".join(blocks) + "\n"


def _plain(text: str) -> str:
    """One line; marks taken as letters."""
    line = _BLANKS.sub(" ", text).strip(" ")
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line))


def _hung(text: str, indent: int) -> str:
    """Lines of one block, broken where they were broken."""
    return f"\\\n{' ' * indent}".join(_plain(line) for line in text.splitlines() if line.strip())

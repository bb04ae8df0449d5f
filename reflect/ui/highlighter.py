"""Markdown marks made visible while one writes; the text itself is never changed.

Cheap by design: one look per block, one regular expression for what stands inside a line, and none
at all where a line holds no mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument

if TYPE_CHECKING:
    from reflect.ui.theme import Theme

PLAIN, FENCED = 0, 1
"""Block states: ordinary text, inside a fenced code block."""

LONGEST = 4_000
"""A longer line (pasted data) is left plain: its marks are not what anybody looks for."""

_MARKS = re.compile(r"[*_`~\[<#>\-+=0-9|]")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_PREFIX = re.compile(r"\s*(?:>\s?)+|\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s)?")
_INLINE = re.compile(
    r"(?P<code>`+)(?P<code_in>.+?)(?P=code)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<strong_in>.+?)(?<=\S)(?P=strong)"
    r"|(?P<struck>~~)(?=\S)(?P<struck_in>.+?)(?<=\S)(?P=struck)"
    r"|(?<![\w*])(?P<stress>\*|(?<!_)_)(?=[^\s*_])(?P<stress_in>.+?)(?<=[^\s])(?P=stress)(?!\w)"
    r"|(?P<link>!?\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<auto><(?:https?|mailto):[^>\s]+>)"
)


class Highlighter(QSyntaxHighlighter):
    """Dresses a document in the theme's colours."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._set_formats()
        theme.changed.connect(self._on_theme)

    def _set_formats(self) -> None:
        theme = self._theme

        def made(
            token: str | None = None,
            *,
            strong: bool = False,
            italic: bool = False,
            struck: bool = False,
        ) -> QTextCharFormat:
            look = QTextCharFormat()
            if token is not None:
                look.setForeground(theme.colour(token))
            if strong:
                look.setFontWeight(QFont.Weight.DemiBold)
            look.setFontItalic(italic)
            look.setFontStrikeOut(struck)
            return look

        self._mark = made("soft")
        self._strong = made(strong=True)
        self._stress = made(italic=True)
        self._struck = made("soft", struck=True)
        self._quote = made("soft", italic=True)
        self._link = made("link")
        self._prefix = made("accent", strong=True)
        self._code = made()
        self._code.setFontFamilies(
            [QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()]
        )
        self._code.setBackground(theme.colour("sunken"))
        self._headings = []
        size = theme.font().pointSizeF() * 1.1
        for factor in (1.5, 1.3, 1.2, 1.1, 1.0, 1.0):
            look = made(strong=True)
            look.setFontPointSize(size * factor)
            self._headings.append(look)

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each changed block."""
        fenced = self.previousBlockState() == FENCED
        fence = _FENCE.match(text) if "`" in text or "~" in text else None
        if fence is not None:
            self.setFormat(0, len(text), self._mark)
            self.setCurrentBlockState(PLAIN if fenced else FENCED)
            return
        if fenced:
            self.setFormat(0, _units(text), self._code)
            self.setCurrentBlockState(FENCED)
            return
        self.setCurrentBlockState(PLAIN)
        if len(text) > LONGEST or _MARKS.search(text) is None:
            return
        if not text.isascii() and any(character > "\uffff" for character in text):
            # Qt counts UTF-16 units: spread the text so that the places found are Qt's.
            text = "".join(c if c <= "\uffff" else "\ufffd\ufffd" for c in text)
        self._dress(text)

    def _dress(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading is not None:
            look = self._headings[len(heading[1]) - 1]
            self.setFormat(0, len(text), look)
            mark = QTextCharFormat(look)
            mark.setForeground(self._theme.colour("soft"))
            self.setFormat(0, heading.end(1), mark)
            return
        if _RULE.match(text):
            self.setFormat(0, len(text), self._mark)
            return
        prefix = _PREFIX.match(text)
        if prefix is not None:
            if ">" in prefix[0]:
                self.setFormat(0, len(text), self._quote)
                self.setFormat(0, prefix.end(), self._mark)
            else:
                self.setFormat(0, prefix.end(), self._prefix)
        start = prefix.end() if prefix is not None else 0
        for found in _INLINE.finditer(text, start):
            kind = found.lastgroup or ""
            if found["link"] or found["auto"]:
                self.setFormat(found.start(), found.end() - found.start(), self._link)
                continue
            name = kind.removesuffix("_in")
            inner = {
                "code": self._code,
                "strong": self._strong,
                "stress": self._stress,
                "struck": self._struck,
            }[name]
            first, last = found.span(f"{name}_in")
            self.setFormat(found.start(), first - found.start(), self._mark)
            self.setFormat(first, last - first, inner)
            self.setFormat(last, found.end() - last, self._mark)

    def _on_theme(self) -> None:
        self._set_formats()
        self.rehighlight()


def _units(text: str) -> int:
    """Length in UTF-16 units, as Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2

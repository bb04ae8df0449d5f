"""Markdown to what the preview may show: markdown-it-py (no HTML), then nh3, then a deaf viewer.

Nothing here fetches or opens anything. Pictures are those of the journal (`reflect-img:NAME`); any
other picture is shown as its words. Line breaks are kept as typed, as in a poem.
"""

from __future__ import annotations

import html
import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from reflect.ui.guard import guarded

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from reflect.ui.theme import Theme

IMAGE_SCHEME = "reflect-img"
FILE_SCHEME = "reflect-file"

SMALL = 20_000
"""Characters up to which a text is rendered while typing, on the GUI thread."""
LONGEST = 200_000
"""Characters that the preview shows; what comes after is in the entry, not in the preview."""
MOST_TAGS = 30_000
"""More than this (a monstrous table) is shown as plain text."""

LONGEST_LINE = 70
"""Characters, of average width."""

_TAGS = {
    *("a", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "i", "img", "li", "ol", "p", "pre", "s", "strong", "table", "tbody", "td", "th"),
    *("thead", "tr", "ul"),
}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_SCHEMES = {"http", "https", "mailto", IMAGE_SCHEME, FILE_SCHEME}


def _image(
    self: Any,
    tokens: Sequence[Token],
    index: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    source = str(token.attrs.get("src", ""))
    words = self.renderInlineAsText(token.children or [], options, env)
    if source.lower().startswith(IMAGE_SCHEME + ":"):
        return f'<img src="{html.escape(source)}" alt="{html.escape(words)}">'
    return f"<em>{html.escape(words or source)}</em>"


def _tasks(state: StateCore) -> None:
    """`[ ]` and `[x]` at the head of a list's item become ☐ and ☑, as GitHub's task lists."""
    tokens = state.tokens
    for at in range(2, len(tokens)):
        opened, _paragraph, words = tokens[at - 2 : at + 1]
        if words.type != "inline" or opened.type != "list_item_open" or not words.children:
            continue
        first = words.children[0]
        found = _TASK.match(first.content) if first.type == "text" else None
        if found is not None:
            first.content = ("☐" if found[1] == " " else "☑") + first.content[3:]


@cache
def _parser() -> MarkdownIt:
    # Loaded on first use: thirty milliseconds that the way to the first keystroke does not need.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 30})
    parser.enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    parser.core.ruler.push("tasks", _tasks)
    return parser


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if value.lower().startswith(IMAGE_SCHEME + ":") else None
    return value


def plain(text: str) -> str:
    """HTML that shows `text` as it is."""
    return f"<pre>{html.escape(text)}</pre>"


def to_html(text: str) -> str:
    """Safe HTML of Markdown `text`. Pure; may run on any thread.

    At most LONGEST characters are shown; a text that becomes more than MOST_TAGS tags is shown
    plain. Raises nothing.
    """
    import nh3

    shown = text
    if len(shown) > LONGEST:
        cut = shown.rfind("\n", 0, LONGEST)
        shown = shown[: cut if cut > LONGEST // 2 else LONGEST] + "\n\n…"
    rendered = _parser().render(shown)
    if rendered.count("<") > MOST_TAGS:
        return plain(shown)
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def from_html(fragment: str) -> str:
    """Markdown of a pasted piece of HTML, reduced to its words and simple marks first."""
    import nh3
    from markdownify import markdownify

    reduced = nh3.clean(
        fragment[:LONGEST],
        tags=_TAGS - {"img", "table", "thead", "tbody", "tr", "th", "td"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    markdown: str = markdownify(reduced, heading_style="ATX", bullets="-")
    return markdown.strip("\n")


def attachment_name(url: str) -> str | None:
    """NAME of `reflect-img:NAME` or `reflect-file:NAME`, None for any other address."""
    scheme, colon, rest = url.partition(":")
    if colon and scheme.lower() in (IMAGE_SCHEME, FILE_SCHEME):
        return unquote(rest)
    return None


def reference(name: str) -> str:
    """The Markdown that shows the picture called `name`."""
    return f"![]({IMAGE_SCHEME}:{quote(name)})"


class Viewer(QTextBrowser):
    """Shows `to_html` and loads nothing but pictures that it was given."""

    wanted = Signal(str)
    """The name of a picture that the text shows and nobody has given yet."""
    link_asked = Signal(str)
    """A link was clicked; the viewer itself opens nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures: dict[str, QImage] = {}
        self._asked: set[str] = set()
        self._html = ""
        self._fitted = 0
        self._fit_later = QTimer(self)
        self._fit_later.setSingleShot(True)
        self._fit_later.setInterval(0)
        self._fit_later.timeout.connect(self._fit)
        self.asked_for: list[str] = []
        """Every address that the document wanted to load, for the tests."""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(self.tr("Preview"))
        self.anchorClicked.connect(self._on_anchor)
        self.document().setDocumentMargin(theme.spacing(3))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_html(self, markup: str) -> None:
        """Show `to_html`'s answer; the place scrolled to is kept."""
        if markup == self._html:
            return
        self._html = markup
        self._refresh()

    def give(self, name: str, picture: QImage) -> None:
        """The picture called `name`, as small as it may be shown; a null image for none."""
        self._pictures[name] = picture
        self._fitted = 0
        self._fit_later.start()

    def forget_pictures(self) -> None:
        """Another entry is shown: names mean other pictures now."""
        self._pictures.clear()
        self._asked.clear()
        self._html = ""
        self.clear()

    @guarded(None)
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures of this entry that were given; for every other address, nothing at all."""
        address = name.toString() if isinstance(name, QUrl) else str(name)
        self.asked_for.append(address)
        wanted = attachment_name(address)
        if (
            kind != QTextDocument.ResourceType.ImageResource.value
            or wanted is None
            or not address.lower().startswith(IMAGE_SCHEME + ":")
        ):
            return None
        picture = self._pictures.get(wanted)
        if picture is not None and not picture.isNull():
            return self._fitting(picture)
        if wanted not in self._asked:
            self._asked.add(wanted)
            self.wanted.emit(wanted)
        return None

    def _room(self) -> int:
        """Width for a picture; the same whether the scroll bar shows or not, lest they chase."""
        margins = self.viewportMargins().left() + self.viewportMargins().right()
        margins += round(2 * self.document().documentMargin()) + 4
        bar = self.verticalScrollBar().sizeHint().width()
        return max(120, self.contentsRect().width() - margins - bar)

    def _fitting(self, picture: QImage) -> QImage:
        room = QSize(self._room(), 640)
        if picture.width() <= room.width() and picture.height() <= room.height():
            return picture
        return picture.scaled(
            room,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt resizes in the middle of laying a text out: what follows from it waits for that."""
        super().resizeEvent(event)
        self._fit_later.start()

    def _fit(self) -> None:
        """Lines of readable length, pictures as wide as there is room."""
        wanted = self.fontMetrics().averageCharWidth() * LONGEST_LINE
        wanted += round(2 * self.document().documentMargin())
        bar = self.verticalScrollBar()
        spare = self.contentsRect().width() - wanted - bar.sizeHint().width()
        side = max(0, spare // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)
        if self._pictures and self._room() != self._fitted:
            self._refresh()

    def _on_anchor(self, url: QUrl) -> None:
        self.link_asked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _on_theme(self) -> None:
        p = self._theme.palette
        self.document().setDefaultStyleSheet(
            f"a {{ color: {p.link}; }} blockquote {{ color: {p.soft}; }}"
            f"code, pre {{ background-color: {p.sunken}; }} h1, h2, h3, h4 {{ font-weight: 600; }}"
            f"p, li {{ line-height: 150%; }}"
        )
        self._refresh()

    def _refresh(self) -> None:
        self._fitted = self._room()
        place = self.verticalScrollBar().value()
        self.document().clear()
        self.setHtml(self._html)
        self.verticalScrollBar().setValue(place)

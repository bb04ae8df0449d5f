"""Markdown becomes what it says, and never more than that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflect.ui import render

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://127.0.0.1:9/x.png'>",
    "![x](http://127.0.0.1:9/x.png)",
    "![x](https://example.org/x.png)",
    "![x](file:///etc/passwd)",
    "![x](//host/share/x.png)",
    "![x](\\\\host\\share\\x.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz48aW1hZ2UgaHJlZj0iZmlsZTovLy9ldGMvcGFzc3dkIi8+PC9zdmc+)",
    "![x](data:image/png;base64,iVBORw0KGgo=)",
    "![x](qrc:/secret)",
    "![x](../../etc/passwd)",
    "![x](REFLECT-IMG:no.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "<iframe src='file:///etc/passwd'></iframe>",
    "<object data='file:///etc/passwd'></object>",
    "<embed src='file:///etc/passwd'>",
    "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>",
    "<style>@import url('http://127.0.0.1:9/x.css'); body{background:url(file:///x)}</style>",
    "<svg><image href='file:///etc/passwd'/></svg>",
    "<table background='http://127.0.0.1:9/x.png'><tr><td>x</td></tr></table>",
    "<body background='file:///etc/passwd'>",
    "<p style='background-image:url(http://127.0.0.1:9/x.png)'>x</p>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<base href='http://127.0.0.1:9/'>",
    "<form action='http://127.0.0.1:9/'><input name=x></form>",
    "<!-- <img src='file:///etc/passwd'> -->",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x][y]\n\n[y]: file:///etc/passwd",
    "<a href='x' style='x' onclick='x'>y</a>",
    '![a" onerror="x](reflect-img:a%22%20onerror=x)',
)
"""Each tries to load, to open or to run something."""

TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z0-9]+)([^>]*)>")


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_leaves_a_dangerous_tag(payload: str) -> None:
    for _close, name, attributes in TAG.findall(render.to_html(payload)):
        assert name in render._TAGS
        assert not re.search(r"\bon\w+\s*=|style\s*=|background\s*=", _unquoted(attributes))
        for source in re.findall(r'src="([^"]*)"', attributes):
            assert source.lower().startswith("reflect-img:")
        for target in re.findall(r'href="([^"]*)"', attributes):
            assert re.match(r"(https?|mailto|reflect-img|reflect-file):", target)


def _unquoted(attributes: str) -> str:
    return re.sub(r'"[^"]*"', '""', attributes)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>\n"),
        ("# a\n\n## b", "<h1>a</h1>\n<h2>b</h2>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("- [x] a\n- [ ] **b**", "<ul>\n<li>☑ a</li>\n<li>☐ <strong>b</strong></li>\n</ul>\n"),
        ("[x] a", "<p>[x] a</p>\n"),
        ("- [x]a", "<ul>\n<li>[x]a</li>\n</ul>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>\n"),
        ("<u>not a tag</u>", "<p>&lt;u&gt;not a tag&lt;/u&gt;</p>\n"),
        ("#tag and #other", "<p>#tag and #other</p>\n"),
        ("[w](https://a.b/c)", '<p><a href="https://a.b/c">w</a></p>\n'),
        (
            "![heron](reflect-img:a%20b.jpg)",
            '<p><img src="reflect-img:a%20b.jpg" alt="heron"></p>\n',
        ),
        ("![away](https://a.b/c.png)", "<p><em>away</em></p>\n"),
        ("שלום", "<p>שלום</p>\n"),
    ],
)
def test_marks_become_what_they_say(source: str, expected: str) -> None:
    assert render.to_html(source) == expected


@given(st.text(alphabet=st.sampled_from("ab<>&\"'`*_[]()!#-\n\\:/ =é漢"), max_size=120))
def test_words_are_never_lost_to_the_sanitiser(text: str) -> None:
    shown = render.to_html(text)
    for character in "é漢":
        source = re.sub(r"\]\([^)]*\)|^\[.*?\]:.*$", "", text, flags=re.MULTILINE)
        if character in source and not any(mark in text for mark in "[]()`!<"):
            assert character in shown


def test_a_monster_is_shown_plain_and_cut() -> None:
    table = "|a|b|\n|-|-|\n" + "|x|y|\n" * 20_000
    assert render.to_html(table).startswith("<pre>")
    long = "word " * 100_000
    assert len(render.to_html(long)) < render.LONGEST + 100


def test_deep_nesting_ends() -> None:
    assert render.to_html(">" * 20_000 + " x")
    assert render.to_html("[" * 20_000)
    assert render.to_html("- " * 5_000 + "x")


@pytest.mark.requirement("R30")
def test_pasted_html_is_reduced_to_words_and_marks() -> None:
    pasted = (
        "<html><head><style>p{color:red}</style></head><body>"
        "<h2 style='x'>Title</h2><p onclick=x>One <b>bold</b> <a href='https://a.b'>link</a>"
        "<img src='http://127.0.0.1/x.png'></p><script>x()</script>"
        "<ul><li>a</li><li>b</li></ul></body></html>"
    )
    markdown = render.from_html(pasted)
    assert "## Title" in markdown
    assert "One **bold** [link](https://a.b)" in markdown
    assert "- a" in markdown
    for gone in ("script", "style", "127.0.0.1", "onclick", "x()"):
        assert gone not in markdown


def test_names_of_attachments() -> None:
    assert render.attachment_name("reflect-img:a%20b.jpg") == "a b.jpg"
    assert render.attachment_name("REFLECT-FILE:x") == "x"
    assert render.attachment_name("file:///x") is None
    assert render.attachment_name("x") is None

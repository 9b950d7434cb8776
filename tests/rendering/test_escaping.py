"""Text from strangers, rendered by the renderer that GitHub uses: it shows its own characters and does nothing."""

from __future__ import annotations

import html
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from briefer.rendering.escaping import escape, visible

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![pixel](https://example.org/p.png)",
    "[click](javascript:alert(1))",
    "[ref]: https://example.org",
    "https://example.org/path?a=1&b=2",
    "see www.example.org now",
    "write to someone@example.org",
    "<https://example.org>",
    "**bold** and *italic* and __bold__ and _italic_ and ~~gone~~",
    "`code` and ```fence```",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "a | b | c",
    "--- ",
    "&lt;b&gt; &amp; &#60;",
    "[^1] and [^note]: x",
    "line\nbreak\n\n# new block",
    r"back\slash \* \_",
    "$x^2$ costs $5",
    "<!-- comment -->",
    "- [ ] task",
    "snake_case_name stays",
]


def rendered(markdown: str) -> str:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown, options=options))


def shown(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u2060", "").split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "- {}", "| a |\n|---|\n| {} |", "[^1]: {}\n\nx[^1]", "> **Bottom line.** {}"])
def test_escaped_text_shows_its_characters_and_nothing_live(text: str, frame: str) -> None:
    page = rendered(frame.format(escape(text)))
    assert " ".join(text.split()) in shown(page)
    alien = re.sub(r"</?(?:p|li|ul|ol|table|thead|tbody|tr|th|td|blockquote|section|sup|h2)\b[^>]*>", "", page)
    alien = alien.replace("<strong>Bottom line.</strong>", "")
    alien = re.sub(r'<a href="#fn[^>]*>[^<]*</a>|<a href="#fnref[^>]*>.*?</a>', "", alien)
    assert "<" not in alien, alien


@pytest.mark.parametrize("text", ["thanks to @someone", "see #123", "mail a@b.org"])
def test_mentions_are_broken_up(text: str) -> None:
    """GitHub links mentions in rendered text, where no escape reaches: an invisible character keeps them apart."""
    assert not re.search(r"[@#]\w", escape(text))


def test_bidirectional_overrides_do_not_come_through() -> None:
    assert escape("safe\u202eelif\u202c") == "safe\ufffdelif\ufffd"


def test_endless_text_is_cut_visibly() -> None:
    assert len(escape("word " * 200_000)) < 2100
    assert escape("word " * 200_000).endswith(r"\[…\]")


def test_none_is_nothing_and_escaped_text_is_left_alone() -> None:
    assert escape(None) == ""
    assert escape(escape("*x*")) == r"\*x\*"


@given(st.text(max_size=80))
def test_any_text_is_one_line_without_live_markup(text: str) -> None:
    line = escape(text)
    assert "\n" not in line
    page = rendered(f"- {line}")
    assert not re.search(r"<(?!/?(?:ul|li|p)\b)[a-z!/]", page), page


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The name \u202egnp.exe\u202c was logged", "The name \ufffdgnp.exe\ufffd was logged"),
        ("left\u2066right\u2069", "left\ufffdright\ufffd"),
        ("I\u200bg\u200bn\u200bo\u200br\u200be", "Ignore"),
        ("soft\u00adhyphen and\u2060joiner\ufeff", "softhyphen andjoiner"),
        ("tags\U000e0049\U000e0067", "tags\ufffd\ufffd"),
        ("a\u200cb", "ab"),
    ],
)
def test_what_hides_or_reorders_is_shown_or_gone(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert shown(rendered(escape(text))) == seen


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👩\u200d👧",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
    ids=["persian", "hindi", "family emoji", "flag of England"],
)
def test_joiners_that_a_script_needs_stay(text: str) -> None:
    assert visible(text) == text

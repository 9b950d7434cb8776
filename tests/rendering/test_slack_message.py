"""Slack messages: within Slack's limits, and inert."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from briefer.records import Brief, Claim
from briefer.rendering import RenderOptions, render
from briefer.rendering.slack_message import HEADER_LETTERS, MESSAGE_BLOCKS, MESSAGE_LETTERS, SECTION_LETTERS, escape
from tests.rendering.samples import HOSTILE, brief, cited, full, hostile, strained

HUGE = full(
    bottom_line=tuple(Claim(text="word & < > " * 400, citations=cited(n)) for n in range(9)),
    title="t" * 400, marking="m" * 500,
    key_points=tuple(Claim(text="&" * 5000, citations=cited(n)) for n in range(60)),
)  # fmt: skip


def blocks_of(made: Brief, **options: Any) -> list[dict[str, Any]]:
    return list(json.loads(render(made, "slack", RenderOptions(**options)))["blocks"])


def texts(blocks: list[dict[str, Any]]) -> list[str]:
    return [e["text"] for block in blocks for e in (block.get("text"), *block.get("elements", ())) if e]


@pytest.mark.parametrize(
    "made", [full(), strained(), HUGE, brief(sources=(), title="")], ids=["full", "strained", "huge", "empty"]
)
@pytest.mark.parametrize("shows_all", [False, True])
def test_message_obeys_the_limits(made: Brief, shows_all: bool) -> None:
    blocks = blocks_of(made, shows_all=shows_all)
    assert len(blocks) <= MESSAGE_BLOCKS
    assert sum(map(len, texts(blocks))) <= MESSAGE_LETTERS
    assert all(0 < len(text) <= SECTION_LETTERS for text in texts(blocks))
    assert all(len(block["text"]["text"]) <= HEADER_LETTERS for block in blocks if block["type"] == "header")
    assert len(render(made, "slack-text", RenderOptions(shows_all=shows_all)).decode()) <= MESSAGE_LETTERS


def test_what_did_not_fit_is_told() -> None:
    assert any(re.match(r"\d+ more items did not fit", text) for text in texts(blocks_of(HUGE)))
    assert not any("did not fit" in text for text in texts(blocks_of(full())))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    for shown in (*texts(blocks_of(hostile(text)))[2:], render(hostile(text), "slack-text").decode()):
        assert not re.search(r"<[!@#h]", shown)
        assert not re.search(r"&(?!amp;|lt;|gt;)", shown)
        assert not re.search(r"@(?:here|channel|everyone)", shown)


def test_marks_of_the_text_are_no_format() -> None:
    assert escape("*bold* _it_ ~s~ `c`") == "".join(
        f"\u2060{part}" if part in "*_~`" else part for part in re.split(r"([*_~`])", "*bold* _it_ ~s~ `c`") if part
    ).replace("d\u2060*", "d*").replace("t\u2060_", "t_").replace("s\u2060~", "s~").replace("c\u2060`", "c`")
    assert escape("&lt;") == "&amp;lt;"
    assert escape("https://e.org") == "https:\u2060//e.org"


def test_blocks_are_verbatim_so_that_slack_links_nothing() -> None:
    for block in blocks_of(full()):
        for element in (block.get("text"), *block.get("elements", ())):
            if element and element["type"] == "mrkdwn":
                assert element["verbatim"] is True


def test_marking_opens_and_closes_the_message() -> None:
    shown = texts(blocks_of(full()))
    assert shown[0] == shown[-1] == "*TLP:AMBER*"


def test_judgment_stands_with_likelihood_confidence_and_places() -> None:
    text = render(full(), "slack-text").decode()
    assert "1. The strait will *very likely* stay closed until May. [1 ¶1, 2 ¶2]" in " ".join(
        text.split("\n")[0:40]
    ).replace("  ", " ")
    assert "_very likely 80–95% · Confidence: moderate_" in text

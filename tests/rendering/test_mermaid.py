"""Mermaid blocks are read by Mermaid's own parser, whatever the names hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from briefer.rendering import RenderOptions, render
from briefer.rendering.mermaid import entities, flowchart, timeline
from briefer.rendering.view import View
from tests.rendering.samples import HOSTILE, ODD_NAMES, brief, full, hostile

NAMES = [
    *ODD_NAMES, *HOSTILE, 'He said "no" (twice) [sic] {x}', "a -->|b| c", "end", "End of the line", "%% comment", "---",
    "graph TD", "a & b", "#quot; #35;", "click here", ":::class", "section 2", "title: x", "A;B", "\u202edrow", "o--o", "x--x", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def mermaid(browser: Any, npm_part: Callable[[str], str]) -> Iterator[Any]:
    """A page with Mermaid in it."""
    page = browser.new_page()
    page.set_content("<div></div>")
    page.add_script_tag(content=npm_part("mermaid/mermaid.min.js"))
    yield page
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_diagrams_are_valid_for_any_name(mermaid: Any, name: str) -> None:
    view = View(hostile(name or "–"), RenderOptions())
    parse = "async texts => Promise.all(texts.map(async text => (await mermaid.parse(text)).diagramType))"
    assert mermaid.evaluate(parse, [timeline(view), flowchart(view)]) == ["timeline", "flowchart-v2"]


def test_name_is_shown_as_it_is(mermaid: Any) -> None:
    diagram = flowchart(View(hostile('He said "no" (twice) & left; <b>'), RenderOptions()))
    svg = mermaid.evaluate("async text => (await mermaid.render('drawn', text)).svg", diagram)
    mermaid.set_content(svg)
    assert 'He said "no" (twice) & left; <b>' in " ".join(mermaid.locator("body").inner_text().split())


def test_entities_leave_no_syntax() -> None:
    assert entities('a "b" [c]') == "a #34;b#34; #91;c#93;"


def test_diagrams_stand_at_the_end_and_only_where_asked() -> None:
    plain = render(full(), "md").decode()
    drawn = render(full(), "md", RenderOptions(has_diagrams=True)).decode()
    assert "mermaid" not in plain
    assert drawn.count("```mermaid") == 2
    assert drawn.index("## Sources and evidence") < drawn.index("```mermaid")


def test_brief_without_events_or_relations_has_no_diagrams() -> None:
    assert "mermaid" not in render(brief(), "md", RenderOptions(has_diagrams=True)).decode()

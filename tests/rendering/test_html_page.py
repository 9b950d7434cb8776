"""The HTML page in a real browser: alone, accessible, usable by mouse and keyboard, harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from briefer.library import brief as make_brief
from briefer.records import Brief
from briefer.rendering import RenderOptions, render
from tests.conftest import EXAMPLES
from tests.rendering.samples import HOSTILE, brief, cited, full, hostile, strained

OpenPage = Callable[..., Any]


def page_of(made: Brief, **options: Any) -> bytes:
    return render(made, "html", RenderOptions(**options))


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ar")])
def test_page_has_no_accessibility_violations(
    open_page: OpenPage, npm_part: Callable[[str], str], scheme: str, language: str
) -> None:
    page = open_page(page_of(full(), language=language), color_scheme=scheme, bypass_csp=True)
    page.evaluate(npm_part("axe-core/axe.min.js"))
    found = page.evaluate("async () => (await axe.run()).violations")
    told = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
    assert told == []


def test_page_asks_for_nothing_and_forbids_all_else(open_page: OpenPage) -> None:
    page = open_page(page_of(full()))
    refused = page.evaluate("fetch('https://example.org').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert any("Content Security Policy" in told or "Content-Security-Policy" in told for told in page.complaints)
    page.complaints.clear()
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_click_on_a_claim_lights_its_evidence(open_page: OpenPage) -> None:
    page = open_page(page_of(full()))
    page.locator(".judgment.claim p").first.click()
    lit = page.locator(".note.lit")
    assert lit.count() == 2
    assert "Sentence 2" in lit.first.inner_text()


def test_click_on_a_sentence_lights_its_claims(open_page: OpenPage) -> None:
    page = open_page(page_of(full()))
    page.locator(".note", has_text="Sentence 3 of").locator("q").click()
    lit = page.locator(".claim.lit").all_inner_texts()
    assert any("convoy" in text for text in lit)
    assert any("Pilots are on strike" in text for text in lit)
    assert page.locator(".note.lit details[open]").count() == 1


def test_reference_is_reached_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(page_of(full()))
    page.locator("sup.refs a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className").split()[0] == "note"
    assert page.locator(".note.lit").count() == 1


def test_filter_hides_what_does_not_name_the_actor(open_page: OpenPage) -> None:
    page = open_page(page_of(full()))
    page.locator("#actor").select_option(label="Ouren Tassid")
    assert page.locator("li.item:visible", has_text="Tassid talks to Corvane").count() == 1
    assert page.locator("section[aria-labelledby=key_points] li.item:visible").count() == 0
    assert re.match(r"\d+ of \d+ items shown", page.locator("#told").inner_text())
    page.locator("#actor").select_option(value="")
    assert page.locator("section[aria-labelledby=key_points] li.item:visible").count() == 1


def test_page_works_without_javascript(open_page: OpenPage) -> None:
    page = open_page(page_of(full()), java_script_enabled=False)
    assert not page.locator("#tools").is_visible()
    page.locator("sup.refs a").first.click()
    assert page.url.endswith("#n1")
    page.locator(".note").first.locator("summary").click()
    page.locator(".note").first.locator("details a").first.click()
    assert re.search(r"#c\d+$", page.url)


@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_runs_over_the_side(open_page: OpenPage, width: int) -> None:
    page = open_page(page_of(strained(25, 5)), viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_arabic_page_runs_from_right_to_left(open_page: OpenPage) -> None:
    page = open_page(page_of(full(), language="ar"), viewport={"width": 1400, "height": 900})
    assert page.locator("html").get_attribute("dir") == "rtl"
    brief_box, evidence = page.locator("main").bounding_box(), page.locator("aside").bounding_box()
    assert brief_box["x"] > evidence["x"]


def test_hostile_text_shows_and_does_nothing(open_page: OpenPage) -> None:
    page = open_page(page_of(hostile(" · ".join(HOSTILE))))
    assert page.locator("main script, main img, aside script, aside img").count() == 0
    shown = page.locator("h1").inner_text()
    for text in HOSTILE:
        assert " ".join(re.sub("[\x00\x08\ud800\ufffe]", "\ufffd", text).split()) in shown


def test_page_of_a_news_article_is_small() -> None:
    folder = EXAMPLES / "ain-al-asad"
    replayed = {"model": "hand-written", "chunk_tokens": 5000, "cache_mode": "replay", "cache": str(folder / "answers")}
    assert len(page_of(make_brief(folder / "article.txt", **replayed))) <= 300_000


def test_brief_with_nothing_in_it_is_a_page(open_page: OpenPage) -> None:
    page = open_page(page_of(brief(sources=(), title="")))
    assert page.locator("h1").inner_text() == "–"


def test_claim_of_an_unlisted_source_is_kept() -> None:
    made = brief(gaps=(), key_points=full().key_points[:1])
    stray = made.key_points[0].model_copy(update={"citations": cited(1, "From nowhere.", "ef" * 32)})
    assert "From nowhere." in page_of(made.model_copy(update={"key_points": (stray,)})).decode()

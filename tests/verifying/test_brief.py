"""Verifying a brief against its articles: what holds, what changed, and no tampering that goes unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefer.pipeline import write_brief
from briefer.records import Brief, Document
from briefer.sealing import seal
from briefer.settings import load_settings
from briefer.sources import read_text
from briefer.verifying import Check, Verification, verify_brief
from briefer.verifying.sources import cited

PORT = """Title: Norland closes its port
Date: 2026-03-03

Norland's army closed the port of Halvik on 2 March. Foreign Minister Ada Brun said that 40 ships were waiting.

“We will open it next month,” Brun told Halvik Radio. Aid workers fear that food could run short in Suderia by 15 March.
"""
TALKS = """Title: Suderia asks for talks
Date: 2026-03-04

Suderia asked Norland for talks on 3 March. President Omar Vell said that he would travel to Halvik next week.
"""


def read(text: str, uri: str, **flags: Any) -> Document:
    return read_text(text, load_settings(**flags), uri=uri)


def made(*documents: Document) -> Brief:
    return write_brief(list(documents), load_settings(engine="extractive"))


PORT_READ, TALKS_READ = read(PORT, "port.txt"), read(TALKS, "talks.txt")
BOTH = made(PORT_READ, TALKS_READ)
TREE = json.loads(BOTH.to_json())


def failed(brief: Brief, *documents: Document) -> list[Check]:
    return [check for check in verify_brief(brief, documents) if check.outcome == "fails"]


@pytest.mark.parametrize("articles", [(PORT_READ, TALKS_READ), (TALKS_READ, PORT_READ)])
def test_untouched_brief_holds_whatever_the_order_of_articles(articles: tuple[Document, ...]) -> None:
    checks = list(verify_brief(BOTH, articles))
    assert {check.outcome for check in checks} == {"holds"}
    assert {check.part for check in checks} == {"record", "source", "citation", "verdict"}


def test_brief_alone_says_what_was_not_checked() -> None:
    result = Verification.of("b.json", BOTH, verify_brief(BOTH))
    assert result.holds
    assert not result.complete
    assert "no article was given" in result.to_text()


def test_missing_article_is_named_and_the_rest_checked() -> None:
    checks = list(verify_brief(BOTH, [TALKS_READ]))
    assert [check.place for check in checks if check.part == "source" and check.outcome == "unchecked"] == ["source 1"]
    assert not [check for check in checks if check.outcome == "fails"]
    own = [c for _, finding in cited(BOTH) for c in finding.citations if c.document == TALKS_READ.id]
    assert f"{len(own)} of {len(own)}: quotations are verbatim" in Verification.of("b", BOTH, iter(checks)).to_text()


def test_article_of_another_matter_fails() -> None:
    stranger = read("Something else was said. Nobody heard it.", "other.txt")
    assert any(
        "other.txt is none of the brief's sources" in check.text
        for check in failed(BOTH, stranger, PORT_READ, TALKS_READ)
    )


def test_changed_article_is_named_with_the_claims_that_fell() -> None:
    changed = read(PORT.replace("40 ships", "60 ships"), "port-now.txt")
    found = failed(BOTH, changed, TALKS_READ)
    assert any(check.part == "source" and "port-now.txt has changed" in check.text for check in found)
    fallen = [check for check in found if check.part == "citation"]
    assert fallen
    assert all("40 ships" in check.text for check in fallen)
    assert not any("15 March" in check.text for check in fallen)


def test_overrides_of_the_run_are_taken_from_the_brief() -> None:
    """An article read with --date and --title is verified without them."""
    text = PORT.replace("Date: 2026-03-03\n", "")
    brief = made(read(text, "port.txt", published=date(2026, 3, 3), title="Another title"))
    assert {event.date for event in brief.events} >= {"2026-04"}
    assert failed(brief, read(text, "port.txt")) == []


def test_unsealed_brief_says_so() -> None:
    checks = list(verify_brief(BOTH.model_copy(update={"digest": None}), [PORT_READ, TALKS_READ]))
    assert [check.outcome for check in checks if check.part == "record"] == ["unchecked"]


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, (*path, key))
    elif node is not None:
        yield path


COSTS = {"calls", "cached", "retried", "tokens_in", "tokens_out", "tokens_cached", "cost"}
LEAVES = [path for path in leaves(TREE) if path[-1] not in COSTS and path != ("digest",)]
CITED = [path for path in LEAVES if "citations" in path]


def tampered(path: tuple[Any, ...], value: Any) -> Brief | None:
    """The brief with another value at ``path``; None where the schema takes none such."""
    tree = json.loads(json.dumps(TREE))
    node = tree
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    try:
        return Brief.model_validate_json(json.dumps(tree))
    except ValidationError:
        return None


def other(value: Any, draw: st.DataObject) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + draw.draw(st.sampled_from([1, -1, 7]))
    if value in ("supported", "partial", "unsupported"):
        return draw.draw(st.sampled_from([word for word in ("supported", "partial", "unsupported") if word != value]))
    place = draw.draw(st.integers(0, max(0, len(value) - 1)))
    new = draw.draw(st.sampled_from("xQ7 é"))
    return value[:place] + ("z" if value[place : place + 1] == new else new) + value[place + 1 :]


@given(data=st.data())
def test_any_tampering_is_noticed(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(LEAVES))
    value: Any = TREE
    for key in path:
        value = value[key]
    brief = tampered(path, other(value, data))
    if brief is not None and brief != BOTH:
        assert failed(brief, PORT_READ, TALKS_READ)


@given(data=st.data())
def test_tampering_with_a_citation_is_noticed_though_the_digest_was_made_anew(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(CITED))
    value: Any = TREE
    for key in path:
        value = value[key]
    brief = tampered(path, other(value, data))
    if brief is not None:
        assert failed(seal(brief), PORT_READ, TALKS_READ)


VERDICTS = [path for path in LEAVES if path[-1] == "verdict"]


@given(data=st.data())
def test_tampering_with_a_verdict_is_noticed_though_the_digest_was_made_anew(data: st.DataObject) -> None:
    brief = tampered(data.draw(st.sampled_from(VERDICTS)), data.draw(st.sampled_from(["partial", "unsupported"])))
    assert brief is not None
    assert failed(seal(brief), PORT_READ, TALKS_READ)


@pytest.mark.parametrize(
    ("old", "new"), [("40 ships", "60 ships"), ("Halvik", "Marsund"), ("2 March", "5 March"), ("Ada Brun", "Eva Holt")]
)
def test_other_name_number_or_date_in_every_claim_is_noticed_though_resealed(old: str, new: str) -> None:
    """Only the claims are rewritten; quotations stay as they are."""

    def rewritten(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {k: v if k in ("citations", "sources") else rewritten(v, k) for k, v in node.items()}
        if isinstance(node, list):
            return [rewritten(item, key) for item in node]
        return node.replace(old, new) if isinstance(node, str) else node

    brief = seal(Brief.model_validate_json(json.dumps(rewritten(TREE))))
    assert any(check.part == "verdict" for check in failed(brief, PORT_READ, TALKS_READ))


def test_citation_of_no_source_is_named() -> None:
    path = next(path for path in CITED if path[-1] == "document")
    brief = tampered(path, "f" * 64)
    assert brief is not None
    assert any("none of the brief's sources" in check.text for check in failed(brief, PORT_READ, TALKS_READ))


def test_text_keeps_to_its_lines_whatever_a_title_holds() -> None:
    check = Check(part="source", outcome="fails", text="a\nb\x1b[31m", place="source 1")
    brief = BOTH.model_copy(update={"title": "title\nFAILS"})
    text = Verification.of("b.json", brief, iter([check])).to_text()
    assert len(text.splitlines()) == 3
    assert "\x1b" not in text

"""Sections asked for by name and side by side, over a real server on loopback."""

from __future__ import annotations

import json
from typing import Any

from briefer.chunking import budget_for
from briefer.settings import load_settings
from briefer.sources import read_text
from tests.conftest import ModelServer, Reply, completion
from tests.engines.test_llm import SHORT, answering, brief, long_text, settings, wanted

EVENT: dict[str, Any] = {"text": "The Halvik port closed on 3 March 2026.", "date": "2026-03-03", "status": "occurred", "evidence": [1]}  # fmt: skip
RISK: dict[str, Any] = {"title": "longer closure of the port", "category": "economic", "evidence": [2]}
STATEMENT: dict[str, Any] = {"speaker": "Ada Brun", "claim": "the port may open again in April", "evidence": [2]}
BRUN: dict[str, Any] = {"name": "Ada Brun", "kind": "person", "role": "Minister", "evidence": [2]}
JUDGMENT: dict[str, Any] = {
    "statement": "The port will likely open in April 2026.", "likelihood": "likely", "confidence": "low",
    "confidence_reason": "One official.", "evidence": [2],
}  # fmt: skip
FILLED: dict[str, Any] = {
    "actors": [BRUN], "events": [EVENT], "risks": [RISK], "statements": [STATEMENT], "judgments": [JUDGMENT],
    "bottom_line": [{"text": "The Halvik port closed on 3 March 2026.", "evidence": [1]}],
    "title": "Halvik port closed", "gaps": ["Why it closed is not stated."],
}  # fmt: skip


def test_fewer_sections_ask_for_less_and_the_brief_says_so(model_server: ModelServer) -> None:
    model_server.behaviour = answering(**FILLED)
    made = brief(SHORT, settings(model_server, sections="risks, timeline"))
    assert [wanted(body) for body in model_server.requests] == [["events", "risks"]]
    assert (len(made.events), len(made.risks)) == (1, 1)
    assert "Not asked for (--sections): actors and relations, statements, assessment." in [g.text for g in made.gaps]
    whole = brief(SHORT, settings(model_server))
    sizes = [len(json.dumps(body)) for body in model_server.requests]
    assert sizes[0] < 0.7 * sizes[1]
    assert not [gap for gap in whole.gaps if "--sections" in gap.text]


def test_long_document_without_assessment_has_no_call_for_it(model_server: ModelServer) -> None:
    model_server.behaviour = answering()
    brief(long_text(24), settings(model_server, chunk_tokens=300, sections="timeline"))
    assert {tuple(wanted(body)) for body in model_server.requests} == {("events",)}


def test_assessment_of_a_long_document_asks_chunks_for_what_it_rests_on(model_server: ModelServer) -> None:
    model_server.behaviour = answering(**FILLED | {"events": [EVENT | {"text": "A report came from Halvik."}]})
    made = brief(long_text(24), settings(model_server, chunk_tokens=300, sections="assessment"))
    assert wanted(model_server.requests[0]) == ["events", "risks", "statements", "gaps"]
    assert "judgments" in wanted(model_server.requests[-1])
    assert made.judgments
    assert made.events == ()


def test_extractive_brief_leaves_sections_out(model_server: ModelServer) -> None:
    chosen = load_settings(engine="extractive", sections="timeline")
    made = brief(SHORT, chosen)
    assert made.events
    assert (made.actors, made.key_points, made.bottom_line, made.statements) == ((), (), (), ())
    assert any(gap.text.startswith("Not asked for") for gap in made.gaps)


def test_fast_asks_for_sections_side_by_side_behind_a_common_prefix(model_server: ModelServer) -> None:
    model_server.behaviour = answering(**FILLED)
    made = brief(SHORT, settings(model_server, fast=True))
    asked = sorted(wanted(body) for body in model_server.requests)
    assert asked == [
        ["actors", "relations"],
        ["events"],
        ["gaps", "judgments", "indicators", "assumptions", "bottom_line", "title"],
        ["risks"],
        ["statements"],
    ]
    prompts = [[message["content"] for message in body["messages"]] for body in model_server.requests]
    assert len({system for system, _ in prompts}) == 1
    prefixes = {user[: user.rindex("Task:")] for _, user in prompts}
    assert len(prefixes) == 1
    assert "The Halvik port closed" in prefixes.pop()
    plain = brief(SHORT, settings(model_server))
    assert made.model_dump(exclude={"provenance", "digest"}) == plain.model_dump(exclude={"provenance", "digest"})


def test_section_that_failed_is_a_gap_and_the_others_stay(model_server: ModelServer) -> None:
    def behave(body: dict[str, Any]) -> Reply:
        return completion("{}") if wanted(body) == ["risks"] else answering(**FILLED)(body)

    model_server.behaviour = behave
    made = brief(SHORT, settings(model_server, fast=True))
    failed = [gap.text for gap in made.gaps if gap.kind == "chunk"]
    assert len(failed) == 1
    assert failed[0].startswith("Part 1 of a.txt (sentences 1–2) was not processed for risks: the model gave no usable")
    assert made.events
    assert made.judgments


def test_long_document_gets_larger_chunks(model_server: ModelServer) -> None:
    model_server.behaviour = answering()
    usual = budget_for(read_text(SHORT, settings(model_server), uri="a.txt"))
    large = budget_for(read_text(long_text(12_000), settings(model_server), uri="a.txt"))
    assert usual < large <= 4 * usual

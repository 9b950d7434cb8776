"""Ceilings on tokens and dollars through the whole pipeline, over a real server on loopback."""

from __future__ import annotations

from typing import Any

import pytest

from briefer.errors import BudgetExhausted, UsageError
from briefer.settings import load_settings
from tests.conftest import ModelServer, Reply, completion
from tests.engines.test_llm import SHORT, answering, brief, long_text, settings
from tests.engines.test_sections import FILLED
from tests.faultserver import FaultServer, reply, reset


def counted(body: dict[str, Any], answer: str) -> Reply:
    """An answer whose tokens are counted by its characters, four to each, and cut where the request says so."""
    reply = completion(answer)
    tokens_in = len("".join(message["content"] for message in body["messages"])) // 4
    usage = {"prompt_tokens": tokens_in, "completion_tokens": len(answer) // 4}
    reply.body["usage"] = usage | {"total_tokens": sum(usage.values())}
    return reply


def test_ceiling_is_never_passed_and_the_rest_is_one_gap(model_server: ModelServer) -> None:
    def behave(body: dict[str, Any]) -> Reply:
        return counted(body, answering(**FILLED)(body).body["choices"][0]["message"]["content"])

    model_server.behaviour = behave
    chosen = settings(model_server, chunk_tokens=100, max_tokens=40_000, sections="timeline", concurrency=8)
    made = brief(long_text(60), chosen)
    used = made.provenance.tokens_in + made.provenance.tokens_out
    assert 0 < used <= 40_000
    gaps = [gap.text for gap in made.gaps if gap.kind == "chunk"]
    assert len(gaps) == 1
    assert "the ceiling of 40,000 tokens (--max-tokens) leaves" in gaps[0]
    assert 0 < len(model_server.requests) < made.provenance.chunks


def test_run_with_a_higher_ceiling_goes_on_where_the_first_stopped(model_server: ModelServer) -> None:
    model_server.behaviour = lambda body: counted(body, answering(**FILLED)(body).body["choices"][0]["message"]["content"])  # fmt: skip
    flags: dict[str, Any] = {"chunk_tokens": 100, "sections": "timeline"}
    first = brief(long_text(60), settings(model_server, max_tokens=40_000, **flags))
    second = brief(long_text(60), settings(model_server, **flags))
    assert second.provenance.cached == first.provenance.calls
    assert second.provenance.calls == second.provenance.chunks - first.provenance.calls
    assert len(model_server.requests) == second.provenance.chunks


def test_assessment_has_its_share_of_the_ceiling(model_server: ModelServer) -> None:
    """A brief of half a book with an assessment is worth more than one of all of it without."""

    def behave(body: dict[str, Any]) -> Reply:
        return counted(body, answering(**FILLED)(body).body["choices"][0]["message"]["content"])

    model_server.behaviour = behave
    made = brief(long_text(60), settings(model_server, chunk_tokens=100, max_tokens=60_000))
    assert made.judgments
    assert [gap for gap in made.gaps if gap.kind == "chunk"]


def test_ceiling_too_low_for_any_call_is_an_error_that_says_so(model_server: ModelServer) -> None:
    with pytest.raises(BudgetExhausted, match="raise it"):
        brief(SHORT, settings(model_server, max_tokens=100))
    assert model_server.requests == []


def test_ceiling_in_dollars_needs_a_price(model_server: ModelServer) -> None:
    with pytest.raises(
        UsageError, match=r"--max-cost needs the price of stand-in.*price_in and price_out.*--max-tokens"
    ):
        brief(SHORT, settings(model_server, max_cost=1.0))


def test_ceiling_in_dollars_holds_by_the_price_of_the_profile(model_server: ModelServer) -> None:
    model_server.behaviour = lambda body: counted(body, answering(**FILLED)(body).body["choices"][0]["message"]["content"])  # fmt: skip
    profile = {"model": "stand-in", "base_url": model_server.url, "price_in": 1.0, "price_out": 4.0}
    chosen = load_settings(
        model="mine", models={"mine": profile}, cache="answers", max_cost=0.02, chunk_tokens=100, sections="timeline"
    )
    made = brief(long_text(60), chosen)
    assert made.provenance.cost is not None
    assert 0 < made.provenance.cost <= 0.02
    assert any("the ceiling of $0.0200 (--max-cost) leaves" in gap.text for gap in made.gaps)


def test_calls_that_were_lost_count_as_paid_in_full() -> None:
    """A connection that breaks may have been answered, and charged for, at the other end."""
    billed: list[int] = []

    def act(handler: Any) -> None:
        body = handler.body
        answered = counted(body, answering(**FILLED)(body).body["choices"][0]["message"]["content"])
        usage = answered.body["usage"]
        if len(billed) in (1, 4):
            billed.append(usage["prompt_tokens"] + body["max_tokens"])
            reset()(handler)
        else:
            billed.append(usage["total_tokens"])
            reply(answered.body)(handler)

    server = FaultServer(then=act)
    try:
        chosen = load_settings(
            base_url=server.url, model="stand-in", cache="answers", chunk_tokens=100, sections="timeline",
            max_tokens=60_000, concurrency=1,
        )  # fmt: skip
        made = brief(long_text(60), chosen)
    finally:
        server.close()
    assert len(billed) > 5
    assert sum(billed) <= 60_000
    assert any("ceiling of 60,000 tokens" in gap.text for gap in made.gaps)
    assert made.provenance.retried == 2

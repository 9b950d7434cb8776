"""The tree of assessment calls, over a real server on loopback; and how a case is cut into parts."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from briefer.engines.casefile import Line, compile_case, lines_of
from briefer.engines.partition import partition
from briefer.pipeline import write_brief
from briefer.records import Actor, Brief, Event, Findings, Risk, Statement, Support
from briefer.settings import Settings, load_settings
from briefer.sources import read_text
from tests.conftest import ModelServer, Reply, completion
from tests.engines.test_llm import EMPTY, long_text, numbers, wanted

CONTEXT = 8192
"""A model whose context holds a case file of some 11,000 characters."""


def settings(server: ModelServer, **flags: Any) -> Settings:
    profile = {"model": "stand-in", "base_url": server.url, "context": CONTEXT}
    return load_settings(model="mine", models={"mine": profile}, cache="answers", **flags)


def brief(chosen: Settings, reports: int = 60) -> Brief:
    return write_brief([read_text(long_text(reports), chosen, uri="a.txt")], chosen)


def is_final(body: dict[str, Any]) -> bool:
    return "Assessments of the parts" in body["messages"][1]["content"]


def shown(body: dict[str, Any]) -> dict[int, str]:
    """The sentences of a case file, by number."""
    found = re.findall(r"^\[(\d+)\] \(source 1\) (.*)$", body["messages"][1]["content"], re.MULTILINE)
    return {int(number): text for number, text in found}


def judging(body: dict[str, Any]) -> dict[str, Any]:
    """An assessment that repeats the first and the last sentence it is shown."""
    sentences = shown(body)
    first, last = min(sentences), max(sentences)
    judgment = {"statement": "More ships will likely wait.", "likelihood": "likely", "confidence": "low",
                "confidence_reason": "One source.", "alternative": "None wait.", "evidence": [first, last]}  # fmt: skip
    return {**{s: EMPTY[s] for s in wanted(body)}, "judgments": [judgment], "assumptions": ["Pilots stay few."],
            "indicators": [{"observable": "a pilot comes", "judgment": 1, "effect": "less likely"}],
            "bottom_line": [{"text": sentences[last], "evidence": [last]}], "title": "Ships wait"}  # fmt: skip


def extracting(body: dict[str, Any]) -> dict[str, Any]:
    """Every report of a chunk as an event."""
    text = dict(re.findall(r"^(\d+)\t(.*)$", body["messages"][1]["content"], re.MULTILINE))
    events = [{"text": text[str(n)], "date": None, "status": "occurred", "actors": ["Ada Brun"], "evidence": [n]}
              for n in numbers(body)]  # fmt: skip
    return {**{s: EMPTY[s] for s in wanted(body)}, "events": events}


def behave(body: dict[str, Any]) -> Reply:
    return completion(json.dumps((judging if "judgments" in wanted(body) else extracting)(body)))


def assessing(server: ModelServer) -> list[dict[str, Any]]:
    return [body for body in server.requests if "judgments" in wanted(body)]


def test_case_that_does_not_fit_is_assessed_in_parts_and_then_over_them(model_server: ModelServer) -> None:
    model_server.behaviour = behave
    made = brief(settings(model_server))
    parts = [body for body in assessing(model_server) if not is_final(body)]
    final = [body for body in assessing(model_server) if is_final(body)]
    assert len(parts) > 1
    assert final[-1] is model_server.requests[-1]
    seen = [text for body in parts for text in shown(body).values()]
    assert len(set(seen)) == 120, "every finding is seen by a part"
    assert not [gap for gap in made.gaps if gap.kind == "chunk"]


def test_citations_of_the_whole_are_sentences_of_the_source(model_server: ModelServer) -> None:
    model_server.behaviour = behave
    chosen = settings(model_server)
    document = read_text(long_text(60), chosen, uri="a.txt")
    made = write_brief([document], chosen)
    last = assessing(model_server)[-1]
    assert is_final(last)
    cited = made.judgments[0].citations
    assert [c.quote for c in cited] == [shown(last)[min(shown(last))], shown(last)[max(shown(last))]]
    assert all(document.text[c.start : c.end] == c.quote for c in cited)
    assert made.bottom_line[0].support is not None
    assert made.bottom_line[0].support.verdict == "supported"


def level_of(body: dict[str, Any]) -> int:
    """How many levels of assessments stand below a call: none below one of findings."""
    told = re.findall(r"^- part \d+, assumption: Level (\d+)", body["messages"][1]["content"], re.MULTILINE)
    return 1 + max(map(int, told)) if told else 0


def test_tree_of_three_levels_loses_no_citation(model_server: ModelServer) -> None:
    def climb(body: dict[str, Any]) -> Reply:
        if "judgments" not in wanted(body):
            return behave(body)
        # Wordy, so that few assessments fit into one call; each says how high it stands.
        made = judging(body) | {"assumptions": [f"Level {level_of(body)} holds. " + "Pilots stay few. " * 150]}
        return completion(json.dumps(made))

    model_server.behaviour = climb
    chosen = settings(model_server)
    document = read_text(long_text(180), chosen, uri="a.txt")
    made = write_brief([document], chosen)
    final = [body for body in assessing(model_server) if is_final(body)]
    assert max(map(level_of, final)) >= 2
    assert level_of(final[-1]) == max(map(level_of, final)), "the last call is the highest"
    # Whatever a call cites is shown, under a number of its own, to the call above it.
    everything = {text for body in assessing(model_server) if not is_final(body) for text in shown(body).values()}
    assert all(set(shown(body).values()) <= everything for body in final)
    lasts = [shown(body)[max(shown(body))] for body in assessing(model_server)[:-1]]
    assert lasts[-1] in shown(final[-1]).values()
    assert all(document.text[c.start : c.end] == c.quote for c in made.judgments[0].citations)
    assert made.judgments[0].citations
    assert not [gap for gap in made.gaps if gap.kind == "chunk"]


def test_last_call_sees_judgments_indicators_and_assumptions_of_each_part(model_server: ModelServer) -> None:
    model_server.behaviour = behave
    brief(settings(model_server))
    last = assessing(model_server)[-1]["messages"][1]["content"]
    assert "part 2, judgment 1: More ships will likely wait. likelihood: likely; confidence: low" in last
    assert "part 2, indicator: a pilot comes (judgment 1: less likely)" in last
    assert "part 1, assumption: Pilots stay few." in last


def test_unsupported_line_of_a_part_does_not_reach_the_last_call(model_server: ModelServer) -> None:
    def invent(body: dict[str, Any]) -> Reply:
        if "judgments" in wanted(body) and not is_final(body):
            made = judging(body)
            made["bottom_line"] = [{"text": "Pellane bombed Corvane.", "evidence": [1]}]
            return completion(json.dumps(made))
        return behave(body)

    model_server.behaviour = invent
    brief(settings(model_server))
    assert "Pellane" not in assessing(model_server)[-1]["messages"][1]["content"]


def test_second_run_is_answered_from_the_cache(model_server: ModelServer) -> None:
    model_server.behaviour = behave
    first = brief(settings(model_server))
    sent = len(model_server.requests)
    second = brief(settings(model_server))
    assert len(model_server.requests) == sent
    assert second.judgments == first.judgments


def test_part_that_fails_is_a_gap_and_the_others_are_brought_together(model_server: ModelServer) -> None:
    def fail_once(body: dict[str, Any]) -> Reply:
        if "judgments" in wanted(body) and "part 2 of" in body["messages"][1]["content"]:
            return completion("no", refusal="no")
        return behave(body)

    model_server.behaviour = fail_once
    made = brief(settings(model_server), 100)
    assert any(re.match(r"The assessment did not see [\d,]+ of the [\d,]+ findings: ", gap.text) for gap in made.gaps)
    assert made.judgments


def test_parts_stand_side_by_side_where_they_cannot_be_brought_together(model_server: ModelServer) -> None:
    model_server.behaviour = lambda body: (
        completion("no", refusal="no") if "judgments" in wanted(body) and is_final(body) else behave(body)
    )
    made = brief(settings(model_server))
    assert len(made.judgments) > 1
    assert [each.judgment for each in made.indicators] == list(range(1, len(made.judgments) + 1))
    assert any("stand side by side, not weighed together" in gap.text for gap in made.gaps)


def test_budget_that_runs_out_within_the_tree_leaves_what_was_assessed(model_server: ModelServer) -> None:
    model_server.behaviour = behave
    chosen = settings(model_server, sections="timeline,assessment", concurrency=1)
    brief(chosen, 100)
    parts = sum(not is_final(body) for body in assessing(model_server))
    extracted = len(model_server.requests) - len(assessing(model_server))

    def spend(body: dict[str, Any]) -> Reply:
        reply = behave(body)
        spent = 2_000 if "judgments" not in wanted(body) else 40_000
        reply.body["usage"] = {"prompt_tokens": spent, "completion_tokens": 20, "total_tokens": spent + 20}
        return reply

    model_server.behaviour = spend
    model_server.requests.clear()
    made = brief(settings(model_server, sections="timeline,assessment", concurrency=1, cache_mode="refresh",
                          max_tokens=extracted * 2_020 + 100_000), 100)  # fmt: skip
    assert 0 < sum(not is_final(body) for body in assessing(model_server)) < parts
    assert made.judgments
    assert any("findings: the ceiling of" in gap.text for gap in made.gaps)


def test_case_that_the_server_finds_too_long_is_cut(model_server: ModelServer) -> None:
    def small(body: dict[str, Any]) -> Reply:
        if "judgments" in wanted(body) and len(shown(body)) > 50:
            return Reply({"error": {"message": "maximum context length is 10 tokens"}}, status=400)
        return behave(body)

    model_server.behaviour = small
    chosen = load_settings(base_url=model_server.url, model="stand-in", cache="answers", chunk_tokens=1000)
    made = brief(chosen)
    seen = [text for body in assessing(model_server) if len(shown(body)) <= 50 for text in shown(body).values()]
    assert len(set(seen)) == 120
    assert made.judgments


def line(text: str, *ties: tuple[str, str]) -> Line:
    return Line(text, (), ties)


def test_related_lines_stay_together() -> None:
    topics = ("harbour pilots strike tonight", "cholera vaccine arrives slowly", "election ballots counted twice")
    lines = [line(f"{topics[n % 3]} number {n}") for n in range(30)]
    parts = partition(lines, 10 * (len(topics[1]) + 50))
    assert len(parts) == 3
    assert all(len({each.text.split()[0] for each in part}) == 1 for part in parts)


def test_accounts_of_one_contradiction_stay_together() -> None:
    lines = [line(f"entirely different account {chr(97 + n) * 8}", ("contradiction", str(n // 2))) for n in range(20)]
    for part in partition(lines, 400):
        assert len(part) % 2 == 0


@pytest.mark.parametrize("room", [1, 200, 1000])
def test_nothing_is_lost_or_told_twice(room: int) -> None:
    lines = [line(f"report {n} of day {n % 7}") for n in range(50)]
    told = [each for part in partition(lines, room) for each in part]
    assert sorted(each.text for each in told) == sorted(each.text for each in lines)


def test_sentence_that_points_back_has_the_one_before_it_as_context() -> None:
    text = "Minister Ada Brun spoke in Halvik. He came late. She did not rule out a strike. Halvik was calm."
    document = read_text(text, Settings(), uri="a.txt")
    case = compile_case([Line("x", (document.cite(3),)), Line("y", (document.cite(4),))], [document])
    assert list(case.context.values()) == ["He came late."]
    both = compile_case([Line("x", (document.cite(2), document.cite(3)))], [document])
    assert list(both.context.values()) == ["Minister Ada Brun spoke in Halvik."]


def test_lines_tell_what_is_claimed_and_how_grave_a_risk_is() -> None:
    found = Findings(
        events=(Event(text="The port closed.", status="alleged"),),
        risks=(Risk(title="famine", category="humanitarian", likelihood="likely", impact="high", horizon="by June"),),
        statements=(Statement(speaker="Ada Brun", claim="it is late"),),
        actors=(Actor(name="Pellane", kind="state", support=Support(verdict="unsupported")),),
    )
    assert [each.text for each in lines_of(found)] == [
        "event, undated, alleged (a claim, not established): The port closed.",
        "risk, humanitarian, which is: likely, impact: high, horizon: by June: famine",
        "statement (what its speaker claims) by Ada Brun: it is late",
    ]

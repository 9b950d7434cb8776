"""``--dry-run``: what a run would take, against what it then takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ModelServer, completion
from tests.engines.test_sections import FILLED, answering

CASE = EXAMPLES / "strait-closure"
REPLAY = ("--model", "hand-written", "--chunk-tokens", "4000", "--cache", str(CASE / "answers"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "briefer", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def plan(*arguments: str) -> dict[str, str]:
    """The lines of a plan by their first word."""
    done = run(*arguments, "--dry-run")
    assert done.returncode == 0, done.stderr
    return {line.split()[0]: line for line in done.stdout.splitlines()}


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text((EXAMPLES / "ain-al-asad" / "article.txt").read_text(encoding="utf-8"))
    return str(path)


def test_plan_of_a_listed_model_has_calls_tokens_and_cost(article: str) -> None:
    found = plan(article, "--model", "gpt-5-mini")
    assert found["total"] == "total    1 call to make, 0 in the cache"
    tokens = re.search(r"([\d,]+) in at most, counted as o200k_base; about ([\d,]+) out", found["tokens"])
    assert tokens is not None
    cost = re.search(r"about \$(0\.\d+), by genai-prices", found["cost"])
    assert cost is not None
    assert 0.001 < float(cost[1]) < 0.1


def test_plan_bounds_what_a_run_then_takes(article: str, model_server: ModelServer) -> None:
    found = plan(article, "--model", "gpt-4o", "--base-url", model_server.url)
    foreseen = int(re.sub(r"\D", "", found["tokens"].split(" in at most")[0]))
    model_server.behaviour = answering(**FILLED)
    run(article, "--model", "gpt-4o", "--base-url", model_server.url)
    from briefer.text.tokens import tokenizer_for

    sent = model_server.requests[0]["messages"]
    assert sum(tokenizer_for("gpt-4o").count(message["content"]) for message in sent) <= foreseen


def test_plan_for_fewer_sections_is_cheaper(article: str) -> None:
    def dollars(*arguments: str) -> float:
        found = re.search(r"\$([\d.]+)", plan(article, "--model", "gpt-5-mini", *arguments)["cost"])
        assert found is not None
        return float(found[1])

    whole = dollars()
    assert dollars("--sections", "risks,timeline") < 0.5 * whole
    assert whole < dollars("--fast") < 2 * whole


def test_plan_knows_what_is_stored_the_assessment_too() -> None:
    found = plan(str(CASE / "article.txt"), *REPLAY)
    assert found["total"] == "total    0 calls to make, 4 in the cache"
    assert run(str(CASE / "article.txt"), *REPLAY, "--dry-run").stdout.count("in the cache") == 5


def test_plan_says_that_a_price_is_unknown_and_what_the_ceilings_are(article: str) -> None:
    found = plan(article, "--model", "mine", "--base-url", "http://127.0.0.1:9/v1", "--max-tokens", "5000")
    assert found["cost"].startswith("cost     unknown")
    assert "5,000 tokens (--max-tokens)" in found["ceiling"]


@pytest.mark.parametrize(
    ("flag", "value", "told"),
    [
        ("--sections", "weather", "there is no section 'weather'; known are actors, timeline, risks, statements"),
        ("--sections", ",", "sections"),
        ("--max-cost", "-1", "max_cost"),
        ("--max-tokens", "0", "max_tokens"),
    ],
)
def test_setting_that_makes_no_sense_is_a_usage_error(article: str, flag: str, value: str, told: str) -> None:
    done = run(article, flag, value)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_run_tells_on_stderr_and_in_the_record_what_it_took(article: str, model_server: ModelServer) -> None:
    Path("briefer.toml").write_text(
        f'[models.mine]\nmodel = "stand-in"\nbase_url = "{model_server.url}"\nprice_in = 1\nprice_out = 10\n'
    )
    reply = completion(json.dumps({}))
    model_server.in_turn(reply, completion(json.dumps(answer_of_all())))
    done = run(article, "--model", "mine", "-f", "json")
    assert done.returncode == 0, done.stderr
    told = "brief: model: 2 calls, 0 from the cache, 1 retried, 0 failed; 200 tokens in, 40 out; cost $0.0006\n"
    assert told in done.stderr
    provenance = json.loads(done.stdout)["provenance"]
    names = ("calls", "cached", "retried", "failed", "tokens_in", "tokens_out", "tokens_cached")
    assert [provenance[name] for name in names] == [2, 0, 1, 0, 200, 40, 0]
    assert provenance["cost"] == pytest.approx(0.0006)


def answer_of_all() -> dict[str, object]:
    empty = {"actors": [], "relations": [], "events": [], "risks": [], "statements": [], "gaps": []}
    return empty | {"judgments": [], "indicators": [], "assumptions": [], "bottom_line": [], "title": ""}


def test_cached_brief_loads_neither_client_nor_tokenizer_table() -> None:
    """Both take longer than all the rest of a run that makes no call."""
    case = EXAMPLES / "ain-al-asad"
    command = [
        *(
            sys.executable,
            "-X",
            "importtime",
            "-m",
            "briefer",
            "-q",
            str(case / "article.txt"),
            "--chunk-tokens",
            "5000",
        ),
        *("--model", "hand-written", "--cache", str(case / "answers"), "--cache-mode", "replay"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert loaded.isdisjoint({"openai", "tiktoken", "genai_prices", "asyncio", "briefer.llm.client"})
    assert "briefer.engines.llm" in loaded


def test_article_of_1000_words_is_one_call_by_default(tmp_path: Path) -> None:
    text = (CASE / "article.txt").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text(" ".join(text.split(" ")[:1000]))
    assert plan("article.txt", "--model", "gpt-5-mini")["total"] == "total    1 call to make, 0 in the cache"

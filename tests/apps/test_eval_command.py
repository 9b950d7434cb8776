"""``brief eval`` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ModelServer, Reply, completion
from tests.engines.test_llm import EMPTY


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefer", "eval", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


EMPTY_ANSWER = json.dumps(EMPTY)


def annotated(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for number, name in enumerate(names):
        text = f"Elena Tarkov met {number} farmers in Sweden on 17 September 2025."
        (folder / f"{name}.txt").write_text(text)
        gold = {"actors": [{"name": "Elena Tarkov", "kinds": ["person"]}], "dates": ["2025-09-17"]}
        (folder / f"{name}.json").write_text(json.dumps(gold))
    return folder


def test_table_has_measures_and_cost(tmp_path: Path) -> None:
    done = run("--engine", "extractive", "--data", annotated(tmp_path / "data", "one"), "--articles")
    assert done.returncode == 0, done.stderr
    for part in ("| actors strict", "| dates", "grounding: ", "calls: 0 sent", "| one "):
        assert part in done.stdout


def test_json_holds_what_the_table_shows(tmp_path: Path) -> None:
    done = run("--engine", "extractive", "--data", annotated(tmp_path / "data", "one", "two"), "-f", "json")
    made = json.loads(done.stdout)
    dates = next(measure for measure in made["measures"] if measure["name"] == "dates")
    assert (dates["right"], dates["given"], dates["wanted"]) == (2, 2, 2)
    assert [row["name"] for row in made["articles"]] == ["one", "two"]


def test_model_is_scored_with_its_calls_and_tokens(tmp_path: Path, model_server: ModelServer) -> None:
    model_server.in_turn(completion(EMPTY_ANSWER))
    done = run(
        "--model", "stand-in", "--base-url", model_server.url, "--data", annotated(tmp_path / "data", "one"),
        "-f", "json", "-q",
    )  # fmt: skip
    made = json.loads(done.stdout)
    assert (made["engine"], made["model"]) == ("llm", "stand-in")
    assert made["calls"] >= 1
    assert made["tokens_in"] >= 100


def test_article_that_fails_counts_as_an_empty_brief(tmp_path: Path, model_server: ModelServer) -> None:
    model_server.behaviour = lambda body: (
        Reply({"error": {"message": "bad"}}, status=400)
        if "met 1 farmers" in json.dumps(body)
        else completion(EMPTY_ANSWER)
    )
    folder = annotated(tmp_path / "data", "one", "two")
    done = run("--model", "stand-in", "--base-url", model_server.url, "--data", folder, "-f", "json")
    assert done.returncode == 3, done.stderr
    made = json.loads(done.stdout)
    assert [bool(row["failure"]) for row in made["articles"]] == [False, True]
    assert next(measure["wanted"] for measure in made["measures"] if measure["name"] == "dates") == 2


def test_folder_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    done = run("--data", tmp_path / "nowhere")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_article_without_text_counts_as_an_empty_brief(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "data", "one", "two")
    (folder / "two.txt").write_text(" ")
    done = run("--engine", "extractive", "--data", folder, "-f", "json")
    assert done.returncode == 3, done.stderr
    assert [bool(row["failure"]) for row in json.loads(done.stdout)["articles"]] == [False, True]


def test_server_that_is_not_there_ends_the_run_in_one_line(tmp_path: Path) -> None:
    folder = annotated(tmp_path / "data", "one", "two")
    done = run("--model", "stand-in", "--base-url", "http://127.0.0.1:9/v1", "--data", folder, "-q")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1

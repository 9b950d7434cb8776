"""The command line, run as a user runs it: a process of its own, real files, a real server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from briefer import __version__
from briefer.records import Brief
from tests.conftest import ModelServer, Reply, completion

ARTICLE = """Title: Norland closes its port
Date: 2025-08-22

Norland's army closed the port of Halvik on August 18. Foreign Minister Ada Brun said the closure will end next month.

Aid workers fear that food could run short in Suderia by September 15.
"""

ANSWER: dict[str, Any] = {
    "actors": [{"name": "Ada Brun", "kind": "person", "role": "Foreign Minister", "evidence": [2]}],
    "relations": [],
    "events": [
        {"text": "Norland's army closed the port of Halvik.", "date": "2025-08-18", "date_text": "August 18",
         "status": "occurred", "actors": ["Norland"], "evidence": [1]},
    ],
    "risks": [{"title": "food shortage in Suderia", "category": "humanitarian", "likelihood_text": "could", "evidence": [3]}],
    "statements": [{"speaker": "Ada Brun", "claim": "the closure will end next month", "evidence": [2]}],
    "gaps": ["Why the port was closed is not stated."],
    "judgments": [
        {"statement": "The closure will likely end in September 2025.", "likelihood": "likely", "confidence": "low",
         "confidence_reason": "One official says so.", "alternative": "The closure goes on.", "evidence": [2]},
    ],
    "indicators": [{"observable": "Ships enter Halvik", "judgment": 1, "effect": "more likely"}],
    "bottom_line": [{"text": "Norland closed the port of Halvik on August 18.", "evidence": [1]}],
    "title": "Norland closes Halvik",
}  # fmt: skip


def run(*arguments: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "briefer", *arguments],
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


def test_file_gives_markdown_on_stdout_and_engine_on_stderr(article: Path) -> None:
    done = run("article.txt")
    assert done.returncode == 0
    assert done.stdout.startswith(b"# Norland closes its port")
    assert b"**Engine** extractive (no model, server or key is configured)" in done.stdout
    assert done.stderr == b"brief: engine: extractive (no model, server or key is configured)\n"


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(arguments: list[str]) -> None:
    done = run(*arguments, stdin=ARTICLE.encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"# Norland closes its port")


def test_several_sources_make_one_brief(article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Suderia answers\n\nSuderia protested on 20 August 2025.\n")
    done = run("article.txt", "b.md", "-o", "out.md", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    text = (tmp_path / "out.md").read_text()
    assert "**Sources** 2" in text
    assert "2 ¶1:" in text


def test_json_obeys_the_published_schema(article: Path) -> None:
    made = Brief.model_validate_json(run("article.txt", "-f", "json").stdout)
    assert made.sources[0].title == "Norland closes its port"
    schema = json.loads(run("schema").stdout)
    assert schema["properties"]["schema_version"]["default"] == made.schema_version


def test_debug_adds_sentences_and_dates_to_the_record(article: Path) -> None:
    made = json.loads(run("article.txt", "-f", "json", "--debug").stdout)
    assert [sentence["text"].split()[0] for sentence in made["sentences"]] == ["Norland's", "Foreign", "Aid"]
    assert [(timex["text"], timex["value"]) for timex in made["timexes"]][-1] == ("September 15", "2025-09-15")
    assert run("article.txt", "--debug").returncode == 2


def test_extension_of_output_picks_the_format(article: Path, tmp_path: Path) -> None:
    assert run("article.txt", "-o", "out.json").returncode == 0
    assert Brief.model_validate_json((tmp_path / "out.json").read_bytes())


def test_source_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "src.md").write_text(ARTICLE)
    for source in ("src.md", "."):
        done = run(source, "-o", "src.md")
        assert done.returncode == 2
        assert b"is one of the sources" in done.stderr
    assert (tmp_path / "src.md").read_text() == ARTICLE


def test_unknown_extension_is_a_usage_error(article: Path) -> None:
    done = run("article.txt", "-o", "out.xyz")
    assert done.returncode == 2
    assert b"name one with -f" in done.stderr


def test_file_named_like_a_subcommand_is_reached_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "schema").write_text(ARTICLE)
    assert run("./schema").stdout.startswith(b"# Norland closes its port")
    assert run("schema").stdout.startswith(b"{")


def test_options_may_stand_before_the_file(article: Path) -> None:
    assert run("--engine", "extractive", "article.txt").returncode == 0


def test_version_and_help() -> None:
    assert run("--version").stdout.decode() == f"brief {__version__}\n"
    text = run("--help").stdout.decode()
    assert "brief article.txt > out.md" in text
    assert "cache" in text


def test_every_command_and_option_has_help() -> None:
    from click import Context, Group, Option

    from briefer.apps.cli.entry import brief_group

    def walk(command: Any, name: str) -> None:
        assert command.help or command.name == "brief", name
        for parameter in command.params:
            if isinstance(parameter, Option):
                assert parameter.help, f"{name} {parameter.opts}"
        if isinstance(command, Group):
            context = Context(command)
            for child in (*command.list_commands(context), *(["write"] if command.name == "brief" else [])):
                walk(command.get_command(context, child), f"{name} {child}")

    walk(brief_group, "brief")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nowhere.txt"], 1, b"nowhere.txt"),
        (["empty.txt"], 1, b"empty.txt"),
        (["binary.bin"], 1, b"binary.bin"),
        (["folder"], 1, b"folder"),
        (["--engine", "magic", "article.txt"], 2, b"--engine"),
        (["--nonsense", "article.txt"], 2, b"--nonsense"),
        (["--chunk-tokens", "1", "article.txt"], 2, b"chunk_tokens"),
        (["--reliability", "Z", "article.txt"], 2, b"reliability"),
        (["--date", "soon", "article.txt"], 2, b"published"),
        (["article.txt", "-o", "missing/out.md"], 1, b"missing/out.md"),
        (["article.txt", "--prompts", "nowhere", "--model", "x"], 1, b"--prompts"),
        (["cache", "prune", "--older-than", "soon"], 2, b"12h, 30d or 8w"),
    ],
)
def test_bad_input_is_one_clear_line(
    article: Path, tmp_path: Path, arguments: list[str], code: int, told: bytes
) -> None:
    (tmp_path / "empty.txt").write_text(" \n\n ")
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder").mkdir()
    done = run("-q", *arguments) if arguments[0] != "cache" else run(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert b"Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert told in last


def test_some_sources_failed_is_exit_3_and_a_gap(article: Path) -> None:
    done = run("article.txt", "nowhere.txt")
    assert done.returncode == 3
    assert b"Not read: nowhere.txt" in done.stdout
    assert b"Not read: nowhere.txt" in done.stderr


def test_same_bytes_twice_and_across_hash_seeds(article: Path) -> None:
    outputs = {run("article.txt", PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2", "77")}
    assert len(outputs) == 1


def test_broken_pipe_is_quiet(article: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "briefer", "article.txt", "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=30)


def test_closed_standard_output_is_one_line(article: Path) -> None:
    command = f"{sys.executable} -m briefer -q article.txt >&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"no standard output" in done.stderr


def test_full_disk_is_one_line(article: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefer", "article.txt", "-q"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "could not be written to standard output" in done.stderr.decode()


def test_output_cut_short_by_the_system_is_an_error(article: Path, tmp_path: Path) -> None:
    """An unbuffered stream takes what there is room for and reports no error for the rest."""
    command = f"ulimit -f 1; exec {sys.executable} -m briefer -q article.txt > cut.md"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert (tmp_path / "cut.md").stat().st_size == 1024
    assert done.returncode == 1
    assert "could not be written to standard output" in done.stderr.decode()


def test_llm_brief_over_a_real_server(article: Path, model_server: ModelServer) -> None:
    model_server.behaviour = lambda _: completion(json.dumps(ANSWER))
    done = run("article.txt", "--base-url", model_server.url)
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert text.startswith("# Norland closes Halvik\n")
    assert "The closure will **likely** (55–80%) end in September 2025." in text
    assert "*Confidence: low.* One official says so." in text
    assert "| 2025-08-18 | Norland's army closed the port of Halvik." in text
    assert "6 of 6 claims supported" in text
    assert b"1 calls, 0 from the cache" in done.stderr
    assert len(model_server.requests) == 1
    assert model_server.requests[0]["model"] == "stand-in"


def test_second_llm_run_asks_nothing_and_gives_the_same_brief(article: Path, model_server: ModelServer) -> None:
    model_server.behaviour = lambda _: completion(json.dumps(ANSWER))
    first = run("article.txt", "--base-url", model_server.url, "--model", "stand-in")
    second = run("article.txt", "--base-url", model_server.url, "--model", "stand-in")
    assert second.stdout == first.stdout
    assert len(model_server.requests) == 1


def test_wrong_key_stops_with_one_line(article: Path, model_server: ModelServer) -> None:
    model_server.behaviour = lambda _: Reply({"error": {"message": "Incorrect API key"}}, status=401)
    done = run("article.txt", "--base-url", model_server.url, "--model", "x", OPENAI_API_KEY="sk-do-not-show")
    assert done.returncode == 1
    assert b"refused the key" in done.stderr.splitlines()[-1]
    assert b"sk-do-not-show" not in done.stderr


def test_dry_run_sends_nothing(article: Path, model_server: ModelServer) -> None:
    done = run("article.txt", "--dry-run", "--base-url", model_server.url, "--model", "gpt-4o")
    assert done.returncode == 0
    assert b"chunk 1 of 1" in done.stdout
    assert b"Nothing was sent." in done.stdout
    assert model_server.requests == []


def test_dry_run_of_the_extractive_engine_says_so(article: Path) -> None:
    assert b"asks no model" in run("article.txt", "--dry-run").stdout


def test_ctrl_c_is_clean_and_prompt(article: Path, model_server: ModelServer) -> None:
    def slow(_: dict[str, Any]) -> Reply:
        time.sleep(3)
        return completion("{}")

    model_server.behaviour = slow
    command = [sys.executable, "-m", "briefer", "article.txt", "--base-url", model_server.url, "--model", "x"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not model_server.requests:
        time.sleep(0.02)
        assert process.poll() is None
    started = time.perf_counter()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert time.perf_counter() - started < 2
    assert errors.decode().splitlines()[-1] == "brief: interrupted"


def test_cache_commands(article: Path, model_server: ModelServer, tmp_path: Path) -> None:
    model_server.behaviour = lambda _: completion(json.dumps(ANSWER))
    run("article.txt", "--base-url", model_server.url, "--cache", "answers")
    assert b"1 answers" in run("cache", "stats", "--cache", "answers").stdout
    assert b"0 answers removed" in run("cache", "prune", "--older-than", "1h", "--cache", "answers").stdout
    assert run("cache", "clear", "--cache", "answers").returncode != 0
    assert b"1 answers removed" in run("cache", "clear", "--yes", "--cache", "answers").stdout
    assert b"0 answers" in run("cache", "stats", "--cache", "answers").stdout

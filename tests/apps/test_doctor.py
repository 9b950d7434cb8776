"""``brief doctor``, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ModelServer, Reply, completion


def doctor(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "briefer", "doctor", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, timeout=60, check=False
    )


def line(output: str, start: str) -> str:
    return next(found for found in output.splitlines() if found.startswith(start))


def test_machine_without_a_model_is_well() -> None:
    done = doctor()
    assert done.returncode == 0, done.stderr
    assert "extractive (no model, server or key is configured)" in line(done.stdout, "ok    engine")
    assert done.stdout.endswith("All is well.\n")


def test_settings_are_shown_with_their_origin_and_never_a_key(model_server: ModelServer) -> None:
    model_server.behaviour = lambda _: completion('{"sum": 4}')
    Path("briefer.toml").write_text("concurrency = 3\n")
    Path(".env").write_text("BRIEFER_LANGUAGE=uk\nOPENAI_API_KEY=sk-do-not-show\n")
    address = model_server.url.replace("127", "user:secret@127")
    done = doctor("--model", "stand-in", "--cache", "answers", OPENAI_BASE_URL=address)
    assert line(done.stdout, "model ").endswith("stand-in  [flag]")
    assert line(done.stdout, "concurrency").endswith("3  [briefer.toml]")
    assert line(done.stdout, "language").endswith("uk  [.env]")
    assert line(done.stdout, "api_key").endswith("OPENAI_API_KEY is set  [.env]")
    assert line(done.stdout, "base_url").endswith(f"{model_server.url}  [environment]")
    assert line(done.stdout, "cache_mode").endswith("auto  [default]")
    for secret in ("sk-do-not-show", "secret"):
        assert secret not in done.stdout + done.stderr


def test_working_server_is_tried_with_one_tiny_call(model_server: ModelServer) -> None:
    model_server.behaviour = lambda _: completion('{"sum": 4}')
    done = doctor("--base-url", model_server.url)
    assert done.returncode == 0, done.stdout
    assert "lists 1 model in" in line(done.stdout, "ok    server")
    assert "stand-in gave valid JSON by json_schema, in" in line(done.stdout, "ok    answer")
    assert len(model_server.requests) == 1


def test_server_that_ignores_formats_is_told_by_the_rung_that_works(model_server: ModelServer) -> None:
    def behave(body: dict[str, Any]) -> Reply:
        return completion("Four." if "response_format" in body else '```json\n{"sum": 4}\n```')

    model_server.behaviour = behave
    assert "found in plain text" in line(doctor("--base-url", model_server.url).stdout, "ok    answer")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--base-url", "http://127.0.0.1:9/v1", "--model", "x"], "mend  server: the model server at"),
        (["--base-url", "{url}", "--model", "refused"], "mend  answer:"),
        (["--model", "gpt-5-mini"], "mend  key: OpenAI wants one: set OPENAI_API_KEY"),
        (["--base-url", "{url}", "--prompts", "broken"], "mend  prompts: prompt template task.md.j2 does not render"),
        (["--cache", "taken"], "mend  cache: taken takes no writing"),
        (["--cache", "nosuch://x"], "mend  cache: cache nosuch://x cannot be opened"),
    ],
)
def test_what_is_broken_is_named_and_exit_is_1(model_server: ModelServer, arguments: list[str], told: str) -> None:
    def behave(body: dict[str, Any]) -> Reply:
        wrong = {"error": {"message": "Incorrect API key"}}
        return Reply(wrong, status=401) if body["model"] == "refused" else completion(json.dumps({"sum": 4}))

    Path("broken").mkdir()
    Path("broken/task.md.j2").write_text("{{ nonsense }}")
    Path("taken").write_text("in the way")
    model_server.behaviour = behave
    done = doctor(*[argument.replace("{url}", model_server.url) for argument in arguments])
    assert done.returncode == 1
    assert told in done.stdout
    assert "to mend." in done.stdout
    assert "Traceback" not in done.stderr


def test_model_of_a_profile_is_tried_with_its_own_key_and_price(model_server: ModelServer) -> None:
    model_server.behaviour = lambda _: completion('{"sum": 4}')
    Path("briefer.toml").write_text(
        f'[models.mine]\nmodel = "stand-in"\nbase_url = "{model_server.url}"\napi_key_env = "MY_KEY"\n'
        "price_in = 0.5\nprice_out = 2\n"
    )
    done = doctor("--model", "mine", MY_KEY="sk-mine", OPENAI_API_KEY="sk-other")
    assert done.returncode == 0, done.stdout
    assert model_server.headers[0]["authorization"] == "Bearer sk-mine"
    assert "$0.50 in, $2.00 out for a million tokens, by the profile" in line(done.stdout, "ok    price")
    assert "MY_KEY is set" in line(done.stdout, "api_key")
    assert "sk-" not in done.stdout

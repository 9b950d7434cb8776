"""The examples give the expected briefs, byte for byte: extractive, and llm by replay of stored answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

CHUNK_TOKENS = {"ain-al-asad": "5000", "strait-closure": "4000"}


def made(name: str, *arguments: str, **environment: str) -> bytes:
    command = [sys.executable, "-m", "briefer", "-q", f"examples/{name}/article.txt", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=os.environ | environment).stdout


def replay(name: str) -> list[str]:
    answers = f"examples/{name}/answers"
    return [
        "--model",
        "hand-written",
        "--chunk-tokens",
        CHUNK_TOKENS[name],
        "--cache-mode",
        "replay",
        "--cache",
        answers,
    ]


@pytest.mark.parametrize("name", sorted(CHUNK_TOKENS))
def test_extractive_brief_is_the_expected_one(name: str) -> None:
    assert made(name) == (EXAMPLES / name / "brief.extractive.md").read_bytes()


@pytest.mark.parametrize("name", sorted(CHUNK_TOKENS))
def test_replayed_llm_brief_is_the_expected_one(name: str) -> None:
    assert made(name, *replay(name)) == (EXAMPLES / name / "brief.llm.md").read_bytes()


def made_of_several(*order: str, **environment: str) -> bytes:
    articles = [f"examples/depot-strike/{name}" for name in order]
    command = [sys.executable, "-m", "briefer", "-q", *articles]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=os.environ | environment).stdout


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_brief_of_several_sources_is_the_expected_one(seed: str) -> None:
    names = sorted(path.name for path in (EXAMPLES / "depot-strike").glob("*.txt"))
    expected = (EXAMPLES / "depot-strike" / "brief.extractive.md").read_bytes()
    assert made_of_several(*names, PYTHONHASHSEED=seed) == expected
    for said in (
        b"**Sources** 3 ",
        b"also in Orlen Morning Post",
        b"11 or 17",
        b"2026-05-12 or 2026-05-11",
        b"*(sources 1, 2, 3)*",
    ):
        assert said in expected


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_brief_does_not_depend_on_the_hash_seed(seed: str) -> None:
    assert (
        made("strait-closure", PYTHONHASHSEED=seed)
        == (EXAMPLES / "strait-closure" / "brief.extractive.md").read_bytes()
    )


@pytest.mark.parametrize("name", sorted(CHUNK_TOKENS))
def test_every_stored_answer_is_used_and_labelled(name: str) -> None:
    """An answer that no replay asks for is a leftover; one that is not labelled passes for a recording."""
    stored = sorted((EXAMPLES / name / "answers").glob("*/*.json"))
    provenance = json.loads(made(name, "-f", "json", *replay(name)))["provenance"]
    assert provenance["cached"] == len(stored)
    assert provenance["calls"] == 0
    for path in stored:
        content = json.loads(path.read_text(encoding="utf-8"))
        assert content["origin"] == "hand-written"
        assert path.stem[:2] == path.parent.name


def test_long_example_takes_three_chunks() -> None:
    provenance = json.loads(made("strait-closure", "-f", "json", *replay("strait-closure")))["provenance"]
    assert provenance["chunks"] == 3


def test_no_example_holds_a_machine_path() -> None:
    for path in EXAMPLES.rglob("*"):
        if path.is_file():
            assert str(Path.home()) not in path.read_text(encoding="utf-8")

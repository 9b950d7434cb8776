"""What was worked out before is taken again only where everything it came from is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.records import Claim, Findings, Gap
from briefer.workings import Workings
from tests.conftest import EXAMPLES

CASE = EXAMPLES / "ain-al-asad"
REPLAY = (
    *("-q", str(CASE / "article.txt"), "--model", "hand-written", "--chunk-tokens", "5000"),
    *("--cache", str(CASE / "answers"), "--cache-mode", "replay"),
)


def run(*arguments: str, **environment: str) -> tuple[str, set[str]]:
    """What ``brief`` printed, and the modules that it loaded."""
    command = [sys.executable, "-X", "importtime", "-m", "briefer", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | environment)
    return done.stdout, {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


class Count:
    """Makes findings, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Findings:
        self.made += 1
        return Findings(gaps=(Gap(kind="caveat", text=f"made {self.made}"),))


def test_second_run_from_the_cache_prints_the_same_and_loads_no_grounding() -> None:
    first, loaded = run(*REPLAY)
    assert "briefer.grounding" in loaded
    again, loaded = run(*REPLAY)
    assert again == first
    assert not {"briefer.grounding", "briefer.merging"} & loaded


def test_verify_works_verdicts_out_whatever_is_kept(tmp_path: Path) -> None:
    run(*REPLAY, "-o", "brief.json")
    _, loaded = run("verify", "brief.json", str(CASE / "article.txt"))
    assert "briefer.grounding" in loaded


@pytest.mark.parametrize("change", [b"", b"{}", b"x" * 64 + b"\n{}", None])
def test_damaged_file_is_as_good_as_none(change: bytes | None) -> None:
    first, _ = run(*REPLAY)
    kept = list((Path(os.environ["XDG_CACHE_HOME"]) / "briefer" / "workings").glob("*.json"))
    assert len(kept) == 2
    for path in kept:
        path.write_bytes(path.read_bytes()[:-1] + b" " if change is None else change)
    again, loaded = run(*REPLAY)
    assert again == first
    assert "briefer.grounding" in loaded


def test_folder_that_takes_no_writing_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    printed, _ = run(*REPLAY, BRIEFER_WORKINGS=str(tmp_path / "taken"))
    assert printed == run(*REPLAY)[0]


def test_recalled_only_for_the_same_input_and_kind(tmp_path: Path) -> None:
    workings, make = Workings(str(tmp_path), "auto"), Count()
    claim = Claim(text="The bridge is closed.", citations=())
    assert workings.recall(Findings, (claim, "en"), make) == workings.recall(Findings, (claim, "en"), make)
    assert make.made == 1
    workings.recall(Findings, (claim, "ru"), make)
    workings.recall(Findings, (claim.model_copy(update={"text": "The bridge is open."}), "en"), make)
    workings.recall(Findings, ("The", " bridge"), make)
    workings.recall(Findings, ("The bridge",), make)
    assert make.made == 5


def test_modes(tmp_path: Path) -> None:
    make = Count()
    for mode, made in (("off", 1), ("off", 2), ("auto", 3), ("replay", 3), ("refresh", 4), ("auto", 4)):
        workings = Workings(str(tmp_path), mode)  # type: ignore[arg-type]
        workings.recall(Findings, ("input",), make)
        assert make.made == made, mode
    assert workings.recall(Findings, ("input",), make).gaps[0].text == "made 4"


def test_text_that_no_file_can_hold_is_worked_out_each_time(tmp_path: Path) -> None:
    workings, make = Workings(str(tmp_path), "auto"), Count()
    for _ in range(2):
        workings.recall(Findings, ("half of a pair: \ud800",), make)
    assert make.made == 2
    assert workings.size() == 0


def test_pruned_by_age_and_cleared_with_the_answers() -> None:
    run(*REPLAY)
    workings = Workings(str(Path(os.environ["XDG_CACHE_HOME"]) / "briefer" / "workings"))
    assert workings.size() > 0
    assert "verdicts" in run("cache", "stats")[0]
    run("cache", "prune", "--older-than", "1h")
    assert workings.size() > 0
    run("cache", "clear", "--yes")
    assert workings.size() == 0

"""``brief check`` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ARTICLE = "Nautis cancelled 14 sailings on Monday. The captain denied that anybody was hurt.\n"


def run(folder: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-m", "briefer", "check", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, check=False)


def test_supported_text_exits_with_0(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("On Monday 14 sailings were cancelled by Nautis.\n", encoding="utf-8")
    done = run(tmp_path, "good.md", "--against", "article.txt")
    assert done.returncode == 0, done.stdout + done.stderr


def test_unsupported_text_exits_with_1_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("Nautis cancelled 15 sailings.\n", encoding="utf-8")
    assert run(tmp_path, "bad.md", "--against", "article.txt").returncode == 1
    assert run(tmp_path, "bad.md", "--against", "article.txt", "--fail-on", "never").returncode == 0


def test_text_may_come_on_standard_input(tmp_path: Path) -> None:
    done = run(tmp_path, "-", "--against", "article.txt", "-f", "json", given="Nautis cancelled 15 sailings.\n")
    assert json.loads(done.stdout)["sentences"][0]["support"]["missing"] == [{"kind": "number", "text": "15"}]


def test_unreadable_source_beside_a_good_one_exits_with_3(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("On Monday 14 sailings were cancelled by Nautis.\n", encoding="utf-8")
    done = run(tmp_path, "good.md", "--against", "article.txt", "--against", "gone.txt")
    assert done.returncode == 3
    assert "gone.txt" in done.stderr


def test_claims_go_through_as_lines(tmp_path: Path) -> None:
    row = {"id": "a", "claim": "Nautis cancelled 14 sailings.", "evidence": ["Nautis cancelled 14 sailings on Monday."]}
    (tmp_path / "claims.jsonl").write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    done = run(tmp_path, "claims.jsonl")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"id": "a", "verdict": "supported", "missing": []})


def test_claims_on_standard_input_are_answered(tmp_path: Path) -> None:
    done = run(tmp_path, "--claims", "-", given='{"id": 1, "claim": "x y"}\nnonsense\n')
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["unsupported", "unsupported"]
    assert (done.returncode, "line 2" in done.stderr) == (1, True)


def test_missing_arguments_are_told_in_one_line(tmp_path: Path) -> None:
    for arguments in (["text.md"], ["--claims", "c.jsonl", "text.md"], []):
        done = run(tmp_path, *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_missing_claims_file_is_told_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "--claims", "gone.jsonl")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)

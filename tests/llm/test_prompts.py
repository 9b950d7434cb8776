"""The prompt templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.errors import PromptError
from briefer.llm.prompts import Prompts


def test_missing_value_is_an_error_with_the_template(tmp_path: Path) -> None:
    (tmp_path / "task.md.j2").write_text("one\n{{ nonsense }}\n")
    with pytest.raises(PromptError, match=r"task\.md\.j2 does not render"):
        Prompts(tmp_path).render("task.md.j2")


def test_syntax_error_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "task.md.j2").write_text("one\n{% if %}\n")
    with pytest.raises(PromptError, match="line 2"):
        Prompts(tmp_path).render("task.md.j2")


def test_override_stands_in_and_changes_its_hash_alone(tmp_path: Path) -> None:
    (tmp_path / "task.md.j2").write_text("mine: {{ published }}")
    own, built_in = Prompts(tmp_path), Prompts()
    assert own.render("task.md.j2", published="2025-08-22") == "mine: 2025-08-22"
    changed = [name for name, digest in own.hashes().items() if built_in.hashes()[name] != digest]
    assert changed == ["task.md.j2"]


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="check --prompts"):
        Prompts(tmp_path / "nowhere")

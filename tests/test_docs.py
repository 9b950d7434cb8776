"""The documents do not lie: what the README shows can be run, and every command and option of note stands in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The examples as a user finds them after cloning, in a folder of their own."""
    folder = tmp_path / "briefer"
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "examples" / "ain-al-asad" / "article.txt", folder / "article.txt")
    for name in ("a.txt", "b.txt"):
        shutil.copy(ROOT / "examples" / "ain-al-asad" / "article.txt", folder / name)
    command = [sys.executable, "-m", "briefer", "-q", "article.txt", "-o", "brief.json", "--pack", "pack.zip"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


def commands() -> list[str]:
    """The `brief` lines of the README that need no model server, without their comments."""
    lines = [
        line.partition(" #")[0].strip()
        for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
        for line in block.splitlines()
    ]
    calls = [line for line in lines if re.match(r"(?:cat \S+ \| )?brief\b", line)]
    return [call for call in calls if "--base-url" not in call and "--model gpt" not in call]


@pytest.mark.parametrize("command", commands())
def test_command_of_the_readme_runs(checkout: Path, command: str) -> None:
    runnable = command.replace("brief ", f"{sys.executable} -m briefer ", 1).replace(
        "cat article.txt", "cat article.txt"
    )
    done = subprocess.run(runnable, shell=True, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_python_example_of_the_readme_runs(checkout: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        done = subprocess.run([sys.executable, "-c", block], cwd=checkout, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_every_command_stands_in_the_readme() -> None:
    from briefer.apps.cli.entry import brief_group

    for name in brief_group.homes:
        if name != brief_group.default:
            assert f"brief {name}" in README, name


def test_excerpt_in_the_readme_is_real_output(checkout: Path) -> None:
    """Each line of the excerpt is a line of the brief that the first command makes."""
    excerpt = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)[0]
    command = [sys.executable, "-m", "briefer", "-q", "examples/ain-al-asad/article.txt"]
    made = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout.splitlines()
    for line in excerpt.splitlines():
        assert line in (*made, "…", ""), line


def test_files_named_in_the_readme_tree_exist() -> None:
    tree = README.split("## What is where")[1].split("```")[1]
    for line in tree.strip().splitlines():
        name = line.split()[0]
        path = ROOT / ("briefer/" if line.startswith("  ") else "") / name
        assert path.exists(), name


def test_first_code_stands_within_ten_lines() -> None:
    assert any(line.startswith("```") for line in README.splitlines()[:10])


def test_settings_named_in_the_readme_exist() -> None:
    import tomllib

    from briefer.settings import Settings

    block = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[0]
    assert set(tomllib.loads(block)) <= set(Settings.model_fields)

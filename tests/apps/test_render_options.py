"""The options of rendering on the command line, for a finished brief and for one that is made."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.rendering.samples import full

ARTICLE = str(EXAMPLES / "ain-al-asad" / "article.txt")


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "briefer", *arguments], capture_output=True, check=False)


@pytest.fixture
def stored(tmp_path: Path) -> str:
    path = tmp_path / "brief.json"
    path.write_text(full().to_json(), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "opening"),
    [("out.pdf", b"%PDF-1."), ("out.html", b"<!DOCTYPE html>"), ("out.stix.json", b'{\n "type": "bundle"')],
)  # fmt: skip
def test_extension_picks_the_format(stored: str, tmp_path: Path, name: str, opening: bytes) -> None:
    done = run("render", stored, "-o", str(tmp_path / name))
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / name).read_bytes().startswith(opening)


def test_article_is_briefed_as_pdf_at_once(tmp_path: Path) -> None:
    done = run("-q", ARTICLE, "-o", str(tmp_path / "out.pdf"))
    assert done.returncode == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-1.")


def test_language_and_sections_are_taken(stored: str) -> None:
    done = run("render", stored, "--lang", "fr", "--sections", "risks, actors")
    text = done.stdout.decode()
    assert "## Acteurs" in text
    assert "## Chronologie" not in text


def test_template_tells_its_format_by_name(stored: str, tmp_path: Path) -> None:
    (tmp_path / "mine.html.j2").write_text("<p>{{ title }}</p>")
    assert run("render", stored, "--template", str(tmp_path / "mine.html.j2")).stdout == b"<p>Strait closes</p>\n"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--lang", "xx"), 2, "there are no headings in 'xx'"),
        (("--template", "gone.md.j2"), 2, "no template file gone.md.j2 is there"),
        (("-o", "x.odt"), 2, "no format is known by .odt"),
    ],
)
def test_bad_option_is_one_clear_line(stored: str, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run("render", stored, *arguments)
    assert done.returncode == code
    assert told in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == b""


def test_bad_template_is_one_clear_line(stored: str, tmp_path: Path) -> None:
    (tmp_path / "mine.md.j2").write_text("ok\n{{ nothing }}")
    done = run("render", stored, "--template", str(tmp_path / "mine.md.j2"))
    assert done.returncode == 1
    assert done.stderr == b"brief: template mine.md.j2, line 2: 'nothing' is undefined\n"


def test_rendering_that_cannot_be_is_told_before_the_model_is_asked(tmp_path: Path) -> None:
    """Nothing listens at the address: had it been asked, the message would tell of that."""
    done = run(ARTICLE, "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "-f", "pdf", "--templates", "gone")
    assert done.returncode == 2
    assert b"no folder gone is there" in done.stderr


def test_notice_of_a_missing_font_goes_to_stderr(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_text(full(title="\U00012000").to_json(), encoding="utf-8")
    done = run("render", str(path), "-f", "pdf")
    assert done.returncode == 0
    assert "no font here shows Cuneiform" in done.stderr.decode()
    assert run("render", str(path), "-f", "pdf", "-q").stderr == b""


def test_slack_message_reads_back(stored: str) -> None:
    assert json.loads(run("render", stored, "-f", "slack").stdout)["blocks"][0]["type"] == "context"

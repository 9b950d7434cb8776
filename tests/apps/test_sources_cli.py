"""The command line with sources of every kind, and the clipboard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.apps.test_cli import ARTICLE, run
from tests.sources import made
from tests.sources.conftest import WebServer, web  # noqa: F401 - a fixture


def test_address_document_mail_folder_and_standard_input_make_one_brief(tmp_path: Path, web: WebServer) -> None:  # noqa: F811
    (tmp_path / "report.docx").write_bytes(made.word())
    (tmp_path / "mail.eml").write_bytes(made.mail("Suderia left the talks in Norland on August 20."))
    (tmp_path / "folder" / "sub").mkdir(parents=True)
    (tmp_path / "folder" / "sub" / "a.html").write_text(
        made.page(
            "".join(f"<p>The fleet of Suderia sailed on August {n}, said the coast guard.</p>" for n in range(1, 8))
        )
    )
    url = web.put(
        "/x",
        made.page(
            "".join(f"<p>Wheat rose by {n} per cent in Norland, the exchange said on Monday.</p>" for n in range(1, 8))
        ),
    )
    done = run(url, "report.docx", "mail.eml", "folder/", "-", "--allow-private", "-f", "json", stdin=ARTICLE.encode())
    assert done.returncode == 0, done.stderr
    assert [
        f'"uri": "{uri}"'.encode() in done.stdout for uri in (url, "report.docx", "mail.eml", "folder/sub/a.html", "-")
    ] == [True] * 5


def test_part_that_fails_is_exit_3_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = run("a.txt", "http://127.0.0.1:9/x")
    assert done.returncode == 3
    assert b"Not read: http://127.0.0.1:9/x leads to 127.0.0.1, a loopback address" in done.stderr
    assert b"Not read: " in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["ftp://example.org/x"],
        ["http://"],
        ["*.nothing"],
        ["a.txt", "--since", "soon"],
        ["a.txt", "--fields", "body"],
        ["a.txt", "--fields", "body=text"],
        ["a.txt", "--limit", "0"],
    ],
)
def test_argument_of_no_use_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = run(*arguments)
    assert done.returncode in (1, 2)
    assert done.stderr.count(b"\n") <= 1 or b"Usage" in done.stderr
    assert b"Traceback" not in done.stderr


def test_pattern_in_quotation_marks_is_expanded(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_text(ARTICLE)
    done = run("in/**/*.txt", "-f", "json")
    assert done.returncode == 0
    assert b'"uri": "in/deep/a.txt"' in done.stdout


def test_source_of_a_pattern_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    done = run("*.md", "-o", "a.md")
    assert done.returncode == 2
    assert (tmp_path / "a.md").read_text() == ARTICLE


def test_table_with_named_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('kopf;inhalt;tag\nPort closed;"Norland closed the port of Halvik.";2025-08-22\n')
    done = run("a.csv", "--fields", "text=inhalt,title=kopf,date=tag", "-f", "json")
    assert done.returncode == 0
    assert b'"title": "Port closed"' in done.stdout
    assert b'"published": "2025-08-22"' in done.stdout


@pytest.fixture
def clipboard(tmp_path: Path) -> dict[str, str]:
    """An environment with xclip, or what does as it does: keeps in a file what is copied. Returns its variables."""
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nfor a in "$@"; do [ "$a" = "-o" ] && exec cat {tmp_path}/board; done\nexec cat > {tmp_path}/board\n'
    )
    program.chmod(0o755)
    return {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "DISPLAY": ":0",
        "WAYLAND_DISPLAY": "",
        "XDG_SESSION_TYPE": "x11",
    }


def test_clipboard_is_a_source(tmp_path: Path, clipboard: dict[str, str]) -> None:
    (tmp_path / "board").write_text(ARTICLE)
    done = run("--paste", "-f", "json", **clipboard)
    assert done.returncode == 0, done.stderr
    assert b'"uri": "the clipboard"' in done.stdout


def test_addresses_on_the_clipboard_are_fetched(tmp_path: Path, clipboard: dict[str, str], web: WebServer) -> None:  # noqa: F811
    (tmp_path / "board").write_text(web.put("/x", made.page()) + "\n")
    done = run("--paste", "-f", "json", "--allow-private", **clipboard)
    assert done.returncode == 0, done.stderr
    assert web.url("/x").encode() in done.stdout


def test_result_is_put_on_the_clipboard_too(tmp_path: Path, clipboard: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = run("a.txt", "--copy", **clipboard)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "board").read_bytes() == done.stdout


def test_empty_clipboard_is_one_line(tmp_path: Path, clipboard: dict[str, str]) -> None:
    (tmp_path / "board").write_text(" \n")
    done = run("--paste", **clipboard)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"holds no text" in done.stderr


@pytest.mark.parametrize("option", ["--paste", "--copy"])
def test_machine_without_a_clipboard_is_told(tmp_path: Path, option: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = run("a.txt", option, PATH=str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 1
    assert b"install xclip or wl-clipboard" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("count", [1, 3])
def test_ctrl_c_during_a_fetch_is_clean_and_prompt(web: WebServer, count: int) -> None:  # noqa: F811
    import signal
    import subprocess
    import sys
    import threading
    import time

    asked, released = threading.Event(), threading.Event()

    def answer(_: object) -> None:
        asked.set()
        released.wait(20)

    urls = [web.answer(f"/{n}", answer) for n in range(count)]
    command = [sys.executable, "-m", "briefer", *urls, "--allow-private"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert asked.wait(20)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    released.set()
    assert process.returncode == 130
    assert errors.splitlines()[-1] == b"brief: interrupted"
    assert time.monotonic() - began < 10

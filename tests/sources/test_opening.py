"""Opening files and standard input, and every way in which that fails."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from briefer.errors import SourceError, SourceNotFound, UnreadableSource
from briefer.sources.opening import load, shown


def failure(uri: str, kind: type[SourceError], limit_mb: float = 1) -> str:
    with pytest.raises(kind) as caught:
        load(uri, limit_mb)
    assert caught.value.message.isprintable(), "one line, nothing that a terminal would obey"
    return caught.value.message


def test_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a b – ü.txt"
    path.write_bytes(b"text")
    assert load(str(path), 1) == b"text"


def test_standard_input_is_read() -> None:
    assert load("-", 1, io.BytesIO(b"text")) == b"text"


def test_missing_file(tmp_path: Path) -> None:
    assert "no such file; check the path" in failure(str(tmp_path / "none.txt"), SourceNotFound)


def test_file_within_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert "no such file" in failure(str(tmp_path / "a.txt" / "b.txt"), SourceNotFound)


def test_path_with_a_nul() -> None:
    assert "cannot be the path of a file" in failure("a\0b", SourceNotFound)


def test_empty_path() -> None:
    assert "path of a source is empty" in failure("", SourceNotFound)


def test_name_too_long() -> None:
    assert "cannot be read" in failure("x" * 5000, UnreadableSource)


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in failure(str(tmp_path), UnreadableSource)


def test_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a named pipe, not a file" in failure(str(tmp_path / "pipe"), UnreadableSource)


def test_device() -> None:
    assert "is a device, not a file" in failure("/dev/zero", UnreadableSource)


def test_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have some hundred bytes only
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert "is a socket, not a file" in failure("s", UnreadableSource)


def test_symbolic_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be read" in failure(str(tmp_path / "loop"), UnreadableSource)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "permission denied" in failure(str(path), UnreadableSource)


def test_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    message = failure(str(path), UnreadableSource)
    assert "10000.0 MB" in message
    assert "max_source_mb" in message


def test_file_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    assert len(load(str(tmp_path / "a.txt"), 0.001)) == 1000


def test_standard_input_over_the_limit_is_not_read_whole() -> None:
    stream = io.BytesIO(b"x" * 5_000_000)
    with pytest.raises(UnreadableSource, match="standard input holds more than the 1 MB"):
        load("-", 1, stream)
    assert stream.tell() == 1_000_001


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "standard input is closed" in failure("-", UnreadableSource)


def test_stream_that_fails() -> None:
    stream = io.BytesIO(b"x")
    stream.close()
    with pytest.raises(UnreadableSource, match="standard input cannot be read"):
        load("-", 1, stream)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("a ü.txt", "a ü.txt"),
        ("a\nb", "a\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\udcff", "a\\xff"),
        ("\ud800", "\\ud800"),
    ],
)
def test_shown_is_one_valid_line(uri: str, expected: str) -> None:
    assert shown(uri) == expected

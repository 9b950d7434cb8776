"""The response cache on a real disk, and behind an fsspec URL."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path

import pytest

from briefer.errors import CacheError
from briefer.llm.cache import CacheMode, ResponseCache
from briefer.llm.request import Completion, Request, Usage

REQUEST = Request("stand-in", (("user", "Señor Ünïcode 😀?"),), "answer", {"type": "object"}, label="a.txt")
COMPLETION = Completion('{"text": "süß"}', model="stand-in-1", usage=Usage(10, 5))


def filled(folder: str, mode: CacheMode = "auto") -> ResponseCache:
    cache = ResponseCache(folder, mode)
    ResponseCache(folder).put(REQUEST, COMPLETION, {"text": "süß"})
    return cache


def entry_of(folder: Path) -> Path:
    return next(folder.glob("*/*.json"))


def test_key_ignores_label_and_depends_on_content() -> None:
    assert REQUEST.key == Request("stand-in", REQUEST.messages, "answer", {"type": "object"}, label="b.txt").key
    assert REQUEST.key != Request("other", REQUEST.messages, "answer", {"type": "object"}).key


@pytest.mark.parametrize("kind", ["folder", "fsspec"])
def test_put_then_get_gives_the_answer(tmp_path: Path, kind: str) -> None:
    location = str(tmp_path / "cache") if kind == "folder" else f"memory://{uuid.uuid4()}"
    found = filled(location).get(REQUEST)
    assert found is not None
    assert json.loads(found.text) == {"text": "süß"}
    assert (found.model, found.usage) == ("stand-in-1", Usage(10, 5))


def test_entry_is_readable_and_holds_its_request(tmp_path: Path) -> None:
    filled(str(tmp_path))
    stored = json.loads(entry_of(tmp_path).read_text(encoding="utf-8"))
    assert stored["answer"] == {"text": "süß"}
    assert stored["request"] == REQUEST.canonical()
    assert stored["origin"] == "recorded"
    assert "süß" in entry_of(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"answer"', b"\xff\xfe"])
def test_damaged_entry_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    cache = filled(str(tmp_path))
    entry = entry_of(tmp_path)
    entry.write_bytes(content)
    assert cache.get(REQUEST) is None
    assert not entry.exists()
    assert entry.with_name(f"{entry.name}.damaged").read_bytes() == content
    assert "set aside" in cache.notices[0]


def test_answer_filed_under_another_request_is_not_used(tmp_path: Path) -> None:
    cache = filled(str(tmp_path))
    other = Request("stand-in", (("user", "Another question?"),), "answer", {"type": "object"})
    cache.put(other, COMPLETION, {"text": "no"})
    files = {
        json.loads(path.read_text())["request"]["messages"][0]["content"]: path for path in tmp_path.glob("*/*.json")
    }
    files[REQUEST.messages[0][1]].write_bytes(files["Another question?"].read_bytes())
    assert cache.get(REQUEST) is None
    assert "set aside" in cache.notices[0]
    assert cache.get(other) is not None


def test_damaged_entry_in_replay_is_an_error_and_stays(tmp_path: Path) -> None:
    cache = filled(str(tmp_path), "replay")
    entry_of(tmp_path).write_bytes(b"{")
    with pytest.raises(CacheError, match="damaged"):
        cache.get(REQUEST)
    assert entry_of(tmp_path).exists()


def test_put_leaves_no_temporary_file(tmp_path: Path) -> None:
    filled(str(tmp_path))
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


def test_folder_that_takes_no_writing_costs_the_caching_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = ResponseCache(str(tmp_path / "file"))
    cache.put(REQUEST, COMPLETION, {"text": "süß"})
    cache.put(REQUEST, COMPLETION, {"text": "süß"})
    assert len(cache.notices) == 1
    assert "could not be cached" in cache.notices[0]
    assert cache.get(REQUEST) is None


def test_prune_removes_old_answers_only(tmp_path: Path) -> None:
    cache = filled(str(tmp_path))
    os.utime(entry_of(tmp_path), (1_000_000, 1_000_000))
    young = Request("stand-in", (("user", "young"),), "answer", {})
    cache.put(young, COMPLETION, {})
    assert cache.prune(older_than=3600) == 1
    assert cache.get(REQUEST) is None
    assert cache.get(young) is not None


@pytest.mark.parametrize("kind", ["folder", "fsspec"])
def test_stats_and_clear_count(tmp_path: Path, kind: str) -> None:
    location = str(tmp_path) if kind == "folder" else f"memory://{uuid.uuid4()}"
    cache = filled(location)
    assert cache.stats().entries == 1
    assert cache.stats().size > 0
    assert cache.clear() == 1
    assert cache.stats() == (0, 0, None, None)


def test_unknown_filesystem_is_a_clear_error() -> None:
    with pytest.raises(CacheError, match="nosuch://x cannot be opened"):
        ResponseCache("nosuch://x").stats()

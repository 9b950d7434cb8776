"""Nothing is paid twice: killed runs, shared folders, full and read-only disks, object stores; real processes throughout."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefer.llm.cache import ResponseCache
from briefer.llm.request import Completion, Request
from tests.conftest import ModelServer, Reply, completion

FIELDS: dict[str, Any] = {
    "events": [],
    "risks": [],
    "title": "",
    "bottom_line": [],
    "judgments": [],
    "indicators": [],
    "assumptions": [],
}
CHUNKS = 12


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    paragraphs = [f"Report {n} came from Halvik. " + "Ada Brun said that ships wait there. " * 9 for n in range(CHUNKS)]
    path.write_text("Date: 2026-03-31\n\n" + "\n\n".join(paragraphs) + "\n")
    return path


def answer(body: dict[str, Any]) -> Reply:
    wanted = body["response_format"]["json_schema"]["schema"]["properties"]
    first = re.search(r"^(\d+)\t", body["messages"][1]["content"], re.MULTILINE)
    event = {"text": "A report came from Halvik.", "status": "occurred", "evidence": [int(first[1]) if first else 1]}
    return completion(json.dumps({name: FIELDS.get(name, []) for name in wanted} | {"events": [event]}))


def command(server: ModelServer, *arguments: str) -> list[str]:
    return [
        *(sys.executable, "-m", "briefer", "article.txt", "--base-url", server.url, "--model", "stand-in"),
        *("--chunk-tokens", "150", "--cache", "answers", "--sections", "timeline", "--concurrency", "2", *arguments),
    ]


def run(server: ModelServer, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(server, *arguments),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | environment,
    )


def asked(server: ModelServer) -> list[str]:
    return [body["messages"][1]["content"] for body in server.requests]


def test_killed_run_pays_no_answered_call_again(model_server: ModelServer, article: Path) -> None:
    """SIGKILL while calls are under way: only those may be sent a second time."""
    answers_before = 3
    answered: list[str] = []
    proceed = threading.Event()

    def behave(body: dict[str, Any]) -> Reply:
        if len(answered) >= answers_before:
            proceed.wait(20)
        answered.append(body["messages"][1]["content"])
        return answer(body)

    model_server.behaviour = behave
    process = subprocess.Popen(command(model_server), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stored = ResponseCache("answers")
    while stored.stats().entries < answers_before:
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    before, kept = asked(model_server), stored.stats().entries
    proceed.set()
    done = run(model_server)
    after = asked(model_server)[len(before) :]
    assert done.returncode == 0, done.stderr
    assert set(answered[:answers_before]).isdisjoint(after)
    assert f"{kept} from the cache" in done.stderr
    assert len(set(asked(model_server))) == len(set(after)) + kept
    assert run(model_server).stdout == done.stdout


def test_two_processes_share_a_folder(model_server: ModelServer, article: Path) -> None:
    model_server.behaviour = answer
    processes = [
        subprocess.Popen(command(model_server, "-q"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert outputs[0] == outputs[1]
    assert not list(Path("answers").rglob("*.part"))
    before = len(model_server.requests)
    assert run(model_server, "--cache-mode", "replay", "-q").stdout == outputs[0][0]
    assert len(model_server.requests) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of 64 kB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_costs_the_caching_and_not_the_run(
    model_server: ModelServer, article: Path, small_disk: Path
) -> None:
    model_server.behaviour = answer
    (small_disk / "filler").write_bytes(b"x" * 60_000)
    done = run(model_server, "--cache", str(small_disk / "answers"))
    assert done.returncode == 0, done.stderr
    assert "answers could not be cached" in done.stderr
    assert "No space left on device" in done.stderr
    assert not list(small_disk.rglob("*.part"))
    assert "A report came from Halvik." in done.stdout


def test_read_only_disk_costs_the_caching_and_not_the_run(
    model_server: ModelServer, article: Path, small_disk: Path
) -> None:
    model_server.behaviour = answer
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run(model_server, "--cache", str(small_disk / "answers"))
    assert done.returncode == 0, done.stderr
    assert "answers could not be cached" in done.stderr
    assert "Read-only file system" in done.stderr


KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    """A local S3 server in a process of its own."""
    pytest.importorskip("s3fs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert process.poll() is None, "the S3 server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=10)


def test_object_store_keeps_answers(model_server: ModelServer, article: Path, s3_address: str) -> None:
    model_server.behaviour = answer
    environment = KEYS | {"AWS_ENDPOINT_URL": s3_address}
    store = ("--cache", "s3://answers/mine", "--chunk-tokens", "800")
    urllib.request.urlopen(urllib.request.Request(f"{s3_address}/answers", method="PUT")).close()
    first = run(model_server, *store, **environment)
    assert first.returncode == 0, first.stderr
    asked_for = len(model_server.requests)
    assert asked_for > 1
    second = run(model_server, *store, **environment)
    assert (second.stdout, len(model_server.requests)) == (first.stdout, asked_for)
    assert f"{asked_for} from the cache" in second.stderr


def test_missing_bucket_costs_the_caching_and_not_the_run(
    model_server: ModelServer, article: Path, s3_address: str
) -> None:
    """And a misspelt name does not make a bucket."""
    model_server.behaviour = answer
    environment = KEYS | {"AWS_ENDPOINT_URL": s3_address}
    done = run(model_server, "--cache", "s3://no-such-bucket/mine", "--chunk-tokens", "3000", **environment)
    assert done.returncode == 0
    assert "answers could not be cached" in done.stderr


def test_store_that_is_down_is_left_alone_after_a_few_failures(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = ResponseCache(str(tmp_path / "file"))
    for number in range(3):
        cache.put(Request("m", (("user", str(number)),), "answer", {}), Completion("{}"), {})
    (tmp_path / "file").unlink()
    cache.put(Request("m", (("user", "later"),), "answer", {}), Completion("{}"), {})
    assert not (tmp_path / "file").exists()


def test_half_written_files_of_dead_processes_are_swept(tmp_path: Path) -> None:
    cache = ResponseCache(str(tmp_path))
    request = Request("m", (("user", "x"),), "answer", {})
    cache.put(request, Completion("{}"), {})
    folder = next(tmp_path.glob("*/*.json")).parent
    for name, age in ((".old.json.abc.part", 7200), (".young.json.abc.part", 0)):
        (folder / name).write_text("half")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    cache.prune(older_than=1e9)
    assert [path.name for path in folder.glob(".*.part")] == [".young.json.abc.part"]
    assert cache.get(request) is not None

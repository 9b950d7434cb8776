"""A model server on loopback with seeded latency, limits and faults: ``python benchmarks/latency_server.py OPTIONS``.

An answer takes ``base`` + ``per_token`` × its tokens, whose number derives from the request; so do the faults, of which a
request meets each kind at its first tries only. It prints its port; GET /served gives the log, DELETE /served clears it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAULTS = ("429", "500", "dropped", "truncated", "malformed")


class Limit:
    """A token bucket of requests, as a provider keeps it."""

    def __init__(self, per_minute: float, burst: float) -> None:
        self.rate = per_minute / 60
        self.burst = burst
        self._level = burst
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> tuple[bool, float, float]:
        """Whether a request may pass, what is left, and the seconds until the next one would have passed."""
        with self._lock:
            now = time.monotonic()
            self._level = min(self.burst, self._level + self.rate * (now - self._at))
            self._at = now
            passes = self._level >= 1
            self._level -= passes
            return passes, self._level, max(0.0, (1 - self._level) / self.rate)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Headers and body in one packet, as any server worth measuring sends them.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: LatencyServer

    def do_GET(self) -> None:
        """The log, or the list of models."""
        if self.path.endswith("/served"):
            self._send(200, self.server.served)
        else:
            self._send(200, {"object": "list", "data": [{"id": "seeded", "object": "model"}]})

    def do_DELETE(self) -> None:
        """Forget the log."""
        self.server.served.clear()
        self._send(200, {})

    def do_POST(self) -> None:
        """One answer, or one fault."""
        began = time.monotonic()
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        seed = hashlib.sha256(raw).digest()
        tokens = random.Random(seed).randint(*self.server.tokens)
        headers = self._limited()
        fault = "429" if headers is None else self.server.fault(seed)
        seconds = 0.0 if fault in ("429", "500", "dropped") else self.server.base + self.server.per_token * tokens
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        entry = {"at": began, "seconds": seconds, "fault": fault, "tokens_in": len(raw) // 4, "tokens_out": tokens}
        self.server.served.append(entry)
        self._answer(fault, json.loads(raw), tokens, headers or {})

    def _limited(self) -> dict[str, str] | None:
        """Headers of a request that passes; None where it was answered with a 429."""
        limit = self.server.limit
        if limit is None:
            return {}
        passes, left, wait = limit.take()
        headers = {}
        if self.server.told == "headers":
            headers = {
                "x-ratelimit-limit-requests": f"{limit.rate * 60:.0f}",
                "x-ratelimit-remaining-requests": f"{int(left)}",
                "x-ratelimit-reset-requests": f"{(limit.burst - left) / limit.rate:.3f}s",
            }
        if passes:
            return headers
        self._refusal = headers | ({"Retry-After": f"{-(-wait // 1):.0f}"} if self.server.told != "nothing" else {})
        return None

    def _answer(self, fault: str, body: dict[str, Any], tokens: int, headers: dict[str, str]) -> None:
        if fault == "429":
            self._send(429, {"error": {"message": "Rate limit reached"}}, getattr(self, "_refusal", {}))
        elif fault == "500":
            self._send(500, {"error": {"message": "The server had an error"}})
        elif fault == "dropped":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
        else:
            content = answer_to(body)
            reason = "stop"
            if fault == "truncated":
                content, reason = content[: len(content) // 2], "length"
            elif fault == "malformed":
                content = content.replace(":", "", 1)
            message = {"role": "assistant", "content": content}
            usage = {"prompt_tokens": len(json.dumps(body["messages"])) // 4, "completion_tokens": tokens}
            choice = {"index": 0, "finish_reason": reason, "message": message}
            self._send(200, {"model": "seeded", "choices": [choice], "usage": usage}, headers)

    def _send(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
        raw = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(raw), **(headers or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class LatencyServer(ThreadingHTTPServer):
    """The server with its options; ``served`` is the log."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.base, self.per_token = options.base, options.per_token
        self.tokens = (options.least, options.most)
        self.limit = Limit(options.rpm, options.burst) if options.rpm else None
        self.told = options.told
        self.shares = dict(zip(FAULTS, options.faults, strict=True)) if options.faults else {}
        self.served: list[dict[str, Any]] = []
        self._tries: dict[bytes, int] = {}
        self._lock = threading.Lock()

    def fault(self, seed: bytes) -> str:
        """What goes wrong with this try of a request, by the given shares; an empty text if nothing does."""
        with self._lock:
            self._tries[seed] = tries = self._tries.get(seed, 0) + 1
        drawn = random.Random(seed + bytes([tries % 256])).random()
        for name, share in self.shares.items():
            if drawn < share:
                return name
            drawn -= share
        return ""

    def handle_error(self, *_: Any) -> None:
        """Connections that break are expected."""


def answer_to(body: dict[str, Any]) -> str:
    """An answer that obeys the request's schema, with an event and a bottom line on the first sentence shown."""
    schema = body["response_format"]["json_schema"]["schema"]["properties"]
    text = body["messages"][-1]["content"]
    match = re.search(r"^\[?(\d+)(?:\] |\t)(.+)$", text, re.MULTILINE)
    number, sentence = (int(match[1]), match[2]) if match else (1, "Nothing.")
    filled: dict[str, Any] = {
        "events": [{"text": sentence, "date": None, "date_text": None, "status": "occurred", "actors": [], "evidence": [number]}],
        "bottom_line": [{"text": sentence, "evidence": [number]}],
        "title": "",
    }  # fmt: skip
    return json.dumps({name: filled.get(name, []) for name in schema}, ensure_ascii=False)


@contextmanager
def serving(**options: Any) -> Iterator[str]:
    """A server in a process of its own; its base URL."""
    arguments = []
    for name, value in options.items():
        values = value if isinstance(value, list | tuple) else [value]
        arguments += [f"--{name.replace('_', '-')}", *map(str, values)]
    process = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
    finally:
        process.terminate()
        process.wait()


def served(url: str) -> list[dict[str, Any]]:
    """The log of the server, in the order in which the requests arrived; it is cleared."""
    with urllib.request.urlopen(f"{url}/served") as answer:
        log: list[dict[str, Any]] = json.loads(answer.read())
    urllib.request.urlopen(urllib.request.Request(f"{url}/served", method="DELETE")).close()
    return sorted(log, key=lambda entry: entry["at"])


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", type=float, default=0.4)
    parser.add_argument("--per-token", type=float, default=0.015)
    parser.add_argument("--least", type=int, default=150)
    parser.add_argument("--most", type=int, default=450)
    parser.add_argument("--rpm", type=float)
    parser.add_argument("--burst", type=float, default=10)
    parser.add_argument("--told", choices=["headers", "retry-after", "nothing"], default="headers")
    parser.add_argument("--faults", type=float, nargs=len(FAULTS), help=f"shares of {', '.join(FAULTS)}")
    server = LatencyServer(parser.parse_args())
    print(server.server_address[1], flush=True)
    server.serve_forever(poll_interval=0.05)


if __name__ == "__main__":
    main()

"""One call against sections side by side: ``python benchmarks/sections.py [SCALE]``.

A loopback server gives the hand-written answer of the 700-word example, the parts of it that a request asks for, after
400 ms + 15 ms for each token (o200k_base) of what it gives; SCALE (20) divides these times. Prints the wall time of the
calls and of the whole brief, tokens in and out, and how many claims hold, for one call, ``--fast`` and two sections.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from briefer import Brief, brief
from briefer.text.tokens import tokenizer_for

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "ain-al-asad"
BASE, PER_TOKEN = 0.4, 0.015
RUNS: dict[str, dict[str, Any]] = {
    "one call": {},
    "--fast": {"fast": True},
    "--sections risks,timeline": {"sections": "risks,timeline"},
}


def serve(scale: float) -> ThreadingHTTPServer:
    """The server; it counts tokens as the model's tokenizer does."""
    stored = next((EXAMPLE / "answers").glob("*/*.json"))
    answer = json.loads(stored.read_text(encoding="utf-8"))["answer"]
    count = tokenizer_for(None).count

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            began = time.monotonic()
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fields = body["response_format"]["json_schema"]["schema"]["properties"]
            content = json.dumps({field: answer[field] for field in fields}, ensure_ascii=False)
            tokens_in, tokens_out = sum(count(m["content"]) for m in body["messages"]), count(content)
            message = {"role": "assistant", "content": content}
            usage = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
            choice = {"index": 0, "finish_reason": "stop", "message": message}
            raw = json.dumps({"model": "seeded", "choices": [choice], "usage": usage}).encode()
            time.sleep(max(0.0, began + (BASE + PER_TOKEN * tokens_out) / scale - time.monotonic()))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def held(made: Brief) -> str:
    """How many claims the cited sentences support."""
    claims = list(made.claims())
    return f"{sum(1 for c in claims if c.support and c.support.verdict == 'supported')} of {len(claims)} claims"


def main() -> None:
    """Run and print."""
    scale = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    server = serve(scale)
    address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    with tempfile.TemporaryDirectory() as folder:

        def run(name: str, **flags: Any) -> tuple[Brief, float, float]:
            before = time.perf_counter()
            chosen = {"model": "hand-written", "base_url": address, "cache": f"{folder}/{name}"}
            made = brief(EXAMPLE / "article.txt", **chosen, **flags)
            took = time.perf_counter() - before
            before = time.perf_counter()
            brief(EXAMPLE / "article.txt", **chosen, cache_mode="replay", **flags)
            # What is left without the second run, which does all but the calls, is the calls.
            return made, took, took - (time.perf_counter() - before)

        run("warm-up", sections="risks")
        whole = 0.0
        for name, flags in RUNS.items():
            made, took, calls = run(name, **flags)
            whole = whole or calls
            told = made.provenance
            print(
                f"{name:26} {told.calls} calls {calls * scale:6.1f} s in calls ({calls / whole:.2f} x), "
                f"{took * scale:6.1f} s in all; {told.tokens_in:6,} tokens in, {told.tokens_out:6,} out; {held(made)} hold"
            )
    server.shutdown()


if __name__ == "__main__":
    main()

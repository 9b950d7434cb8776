"""A model server on loopback that does wrong whatever it is told to, over real sockets, TLS where asked."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.conftest import Reply, completion

Act = Callable[["Handler"], None]
"""What the server does with one request."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Listening
    body: dict[str, Any]

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.outer._answer(self)

    def do_GET(self) -> None:
        self.server.outer.listings += 1
        self.server.outer.listing(self)

    def start(self, status: int, size: int, headers: dict[str, str]) -> None:
        """Status line and headers."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(size), **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """A test's output is no place for a log."""


class Listening(ThreadingHTTPServer):
    """The socket that listens, and a way back to the script."""

    outer: FaultServer
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Connections that break are what this server is for."""


class FaultServer:
    """Does ``acts`` one after another and ``then`` for ever after; ``requests`` holds the bodies and ``times`` when."""

    def __init__(self, *acts: Act, then: Act | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.listings = 0
        self.listing: Act = reply({"object": "list", "data": [{"id": "stand-in", "object": "model"}]})
        self.most_at_once = 0
        self._at_once = 0
        self._acts = list(acts)
        self._then = then or good()
        self._lock = threading.Lock()
        self._server = Listening(("127.0.0.1", 0), Handler)
        self._server.outer = self
        self._scheme = "http"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL, as --base-url takes it."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, handler: Handler) -> None:
        with self._lock:
            self.requests.append(handler.body)
            self.times.append(time.monotonic())
            act = self._acts.pop(0) if self._acts else self._then
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            act(handler)
        finally:
            with self._lock:
                self._at_once -= 1


def reply(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Act:
    """Send a body, JSON unless it is bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def act(handler: Handler) -> None:
        handler.start(status, len(content), headers or {})
        handler.wfile.write(content)

    return act


def good(content: str = '{"a": 1}', **message: Any) -> Act:
    """Answer as it should be."""
    return _sending(completion(content, **message))


def error(message: Any, status: int, headers: dict[str, str] | None = None, **fields: Any) -> Act:
    """Refuse in OpenAI's form."""
    return reply({"error": {"message": message, **fields}}, status, headers)


def reset() -> Act:
    """Break the connection without an answer."""

    def act(handler: Handler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True

    return act


def cut(after: int = 40) -> Act:
    """Close the connection in the middle of a good answer."""
    content = json.dumps(completion('{"a": 1}').body).encode()

    def act(handler: Handler) -> None:
        handler.start(200, len(content), {})
        handler.wfile.write(content[:after])
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    return act


def slow(seconds: float, act: Act | None = None) -> Act:
    """Wait before doing anything."""

    def wait(handler: Handler) -> None:
        time.sleep(seconds)
        (act or good())(handler)

    return wait


def drip(every: float) -> Act:
    """Send a good answer byte by byte: each read succeeds, and the answer never ends."""
    content = json.dumps(completion('{"a": 1}').body).encode()

    def act(handler: Handler) -> None:
        handler.start(200, len(content), {})
        for place in range(len(content)):
            handler.wfile.write(content[place : place + 1])
            handler.wfile.flush()
            time.sleep(every)

    return act


def _sending(made: Reply) -> Act:
    return reply(made.body, made.status, made.headers)

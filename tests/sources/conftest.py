"""A web server on loopback for the fetcher to talk to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Handler = Callable[[BaseHTTPRequestHandler], None]


class WebServer:
    """Serves what a test puts under a path: bytes or text, or a function that writes the answer by hand.

    ``requests`` holds path and headers of each request, the names in lower case; ``most_at_once`` how many were under
    way at the same time.
    """

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes] | Handler] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = 0
        self._under_way = 0
        self._lock = threading.Lock()
        outer = self

        class _Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with outer._lock:
                    outer.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                    outer._under_way += 1
                    outer.most_at_once = max(outer.most_at_once, outer._under_way)
                try:
                    found = outer.pages.get(self.path, (404, {}, b""))
                    if callable(found):
                        found(self)
                    else:
                        self._send(*found)
                except OSError:
                    self.close_connection = True
                finally:
                    with outer._lock:
                        outer._under_way -= 1

            def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """A test's output is no place for a log."""

        class _Server(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None:
                """A client that leaves in the middle is what some tests are about."""

        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def put(self, path: str, body: str | bytes, kind: str = "text/html", status: int = 200, **headers: str) -> str:
        """Serve ``body`` under ``path``; returns its address. Header names are written with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {"Content-Type": kind} | named, content)
        return self.url(path)

    def answer(self, path: str, handler: Handler) -> str:
        """Let ``handler`` answer for ``path``; returns its address."""
        self.pages[path] = handler
        return self.url(path)

    def redirect(self, path: str, location: str) -> str:
        """Redirect from ``path``; returns its address."""
        return self.put(path, b"", status=302, Location=location)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self._server.server_address[1]}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def web() -> Iterator[WebServer]:
    server = WebServer()
    yield server
    server.close()

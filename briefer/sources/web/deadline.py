"""A limit on the whole time of a fetch: a server that sends a byte now and then never lets a read time out."""

from __future__ import annotations

import ssl
import threading
import time
from typing import Any

import httpcore2


class Deadline(threading.local):
    """When the work of this thread must be done; each thread has one of its own."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Give this thread ``seconds`` from now."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """Seconds that remain, at most ``timeout``; httpcore2.ReadTimeout where none do."""
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            message = "the time is up"
            raise httpcore2.ReadTimeout(message)
        return remaining if timeout is None else min(timeout, remaining)


class TimedStream(httpcore2.NetworkStream):
    """A connection whose every read and write ends by the deadline of the thread that asks for it."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes that have come."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send ``buffer``."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted; the certificate is checked against the name, not the address."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)

"""HTTP with an end: an answer that has not arrived whole in its time fails, however slowly it drips."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2

# A brief's answer is some kilobytes; a server that sends more than this will not stop by itself.
_LARGEST_ANSWER = 64_000_000

_CONNECT_SECONDS = 10.0


class AnswerTooLarge(Exception):
    """A server sent more than any answer can be."""


class TimedClient(httpx2.Client):
    """A client whose whole answers take at most ``seconds``, and a connection at most ten.

    A read that hangs is given up after ``seconds`` too, so the longest that a call can take is twice that.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=100)
        timeout = httpx2.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS), pool=None)
        super().__init__(timeout=timeout, limits=limits, follow_redirects=True)
        self._seconds = seconds
        self._clock = clock

    def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:
        """The answer, read whole unless ``stream``; httpx2.ReadTimeout if it takes too long."""
        ends = self._clock() + self._seconds
        response = super().send(request, stream=True, **options)
        if not stream:
            try:
                response.stream = _Ending(response, ends, self._clock)
                response.read()
            finally:
                response.close()
        return response


class _Ending(httpx2.SyncByteStream):
    """A body that stops at its time and at its size."""

    def __init__(self, response: httpx2.Response, ends: float, clock: Callable[[], float]) -> None:
        assert isinstance(response.stream, httpx2.SyncByteStream)  # noqa: S101 - a synchronous client made it
        self._request = response.request
        self._stream = response.stream
        self._ends = ends
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > _LARGEST_ANSWER:
                raise AnswerTooLarge
            if self._clock() > self._ends:
                message = "the answer took too long"
                raise httpx2.ReadTimeout(message, request=self._request)
            yield part

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

"""Several addresses fetched side by side, and handed over in the order in which they were named."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from briefer.sources.content import Content

_WIDTH = 8


class Ahead:
    """Fetches the next few of ``addresses`` while one is being read, so that slow hosts do not wait for each other."""

    def __init__(self, fetch: Callable[[str], Content], addresses: Sequence[str]) -> None:
        self._fetch = fetch
        self._waiting = deque(addresses)
        self._under_way: deque[tuple[str, Future[Content]]] = deque()
        self._pool = ThreadPoolExecutor(_WIDTH, thread_name_prefix="fetch") if len(addresses) > 1 else None

    def take(self, address: str) -> Content:
        """The content of ``address``, which is the next of those named; raises as the fetch does."""
        if self._pool is None:
            return self._fetch(address)
        while self._waiting and len(self._under_way) < _WIDTH:
            expected = self._waiting.popleft()
            self._under_way.append((expected, self._pool.submit(self._fetch, expected)))
        if not self._under_way or self._under_way[0][0] != address:
            return self._fetch(address)
        return self._under_way.popleft()[1].result()

    def close(self) -> None:
        """Give up what was not taken."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

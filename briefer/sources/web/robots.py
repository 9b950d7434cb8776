"""What robots.txt allows (RFC 9309), asked once for each site."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from briefer.errors import FetchError, RefusedAddress

Text = Callable[[str], tuple[int, bytes]]
"""The address of a robots.txt to its status and content; FetchError where there is no answer."""


class Robots:
    """The rules of the sites of one run."""

    def __init__(self, fetch: Text) -> None:
        self._fetch = fetch
        self._rules: dict[str, Callable[[str, str], bool]] = {}
        self._lock = threading.Lock()

    def allow(self, url: str, agent: str) -> bool:
        """Whether ``agent`` may fetch ``url``: no file allows all, one that cannot be had allows nothing.

        RefusedAddress where the site itself must not be fetched from.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            if site not in self._rules:
                self._rules[site] = self._ask(site)
        return self._rules[site](url, agent)

    def _ask(self, site: str) -> Callable[[str, str], bool]:
        from protego import Protego

        try:
            status, body = self._fetch(f"{site}/robots.txt")
        except RefusedAddress:
            raise
        except FetchError:
            return _nothing
        if status >= 500 or status == 429:
            return _nothing
        if status != 200:
            return _all
        rules = Protego.parse(body.decode("utf-8", "replace"))
        return lambda url, agent: bool(rules.can_fetch(url, agent))


def _all(url: str, agent: str) -> bool:  # noqa: ARG001 - one signature for all rules
    return True


def _nothing(url: str, agent: str) -> bool:  # noqa: ARG001 - one signature for all rules
    return False

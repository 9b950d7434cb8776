"""The one fetcher: guarded addresses, bounded redirects, size and time, polite, with a store of pages.

Behind a proxy it is the proxy that resolves and connects. Then the guard judges the address in the URL, and what the
local resolver says of the host where it says anything; what the proxy connects to in the end it cannot know.
"""

from __future__ import annotations

import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal, Self

import httpcore2
import httpx2

from briefer.errors import FetchError, RefusedAddress
from briefer.settings import Settings
from briefer.sources.content import Content
from briefer.sources.opening import shown
from briefer.sources.session import present
from briefer.sources.web.deadline import Deadline
from briefer.sources.web.failures import about, reason, refused
from briefer.sources.web.guard import GuardedBackend, Resolver, check, resolve, system_resolver
from briefer.sources.web.inflating import ACCEPTED, TooLarge, inflated
from briefer.sources.web.locators import media_of, name_of, parsed, readable, without_password
from briefer.sources.web.pagestore import Page, PageStore
from briefer.sources.web.robots import Robots
from briefer.version import __version__

USER_AGENT = f"briefer/{__version__} (reads pages that its user names)"
_MOST_REDIRECTS = 10
_LONGEST_WAIT = 10.0
_ROBOTS_BYTES = 500_000
_AGAIN = (429, 503)
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """One answer of a server; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches addresses for one run, from any number of threads, with one request per host at a time.

    ``resolver`` stands in for the system's; ``proxies`` maps a scheme to the URL of a proxy, by default as the
    environment has it (HTTP_PROXY, HTTPS_PROXY, NO_PROXY). ``timeout`` bounds each address in seconds, redirects
    included; ``limit`` the decompressed size in bytes.
    """

    def __init__(
        self,
        *,
        timeout: float = 30.0,
        limit: int = 20_000_000,
        allow_private: bool = False,
        store: PageStore | None = None,
        mode: Literal["auto", "refresh", "replay", "off"] = "off",
        resolver: Resolver = system_resolver,
        proxies: Mapping[str, str] | None = None,
    ) -> None:
        self._timeout = timeout
        self._limit = limit
        self._allow_private = allow_private
        self._store = store if mode != "off" else None
        self._mode = mode
        self._resolver = resolver
        self._proxies = urllib.request.getproxies() if proxies is None else proxies
        self._deadline = Deadline()
        self._pools: dict[str | None, httpcore2.ConnectionPool] = {}
        self._lock = threading.Lock()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._robots = Robots(self._robots_text)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The fetcher that ``settings`` describe."""
        return cls(
            timeout=settings.fetch_timeout,
            limit=int(settings.max_source_mb * 1_000_000),
            allow_private=settings.allow_private,
            store=PageStore(settings.page_cache),
            mode=settings.cache_mode,
        )

    def close(self) -> None:
        """Close all connections, and keep the store of pages in bounds."""
        for pool in self._pools.values():
            pool.close()
        if self._store is not None:
            self._store.prune()

    def fetch(self, url: str, *, is_crawled: bool = False) -> Content:
        """The content at ``url``, fetched now or unchanged since it was stored; FetchError with what is wrong.

        ``is_crawled`` tells that no user named the address but a feed did: then robots.txt must allow it.
        """
        address = parsed(url)
        stored = self._store.get(url) if self._store else None
        if self._mode == "replay":
            if stored is None:
                message = f"{shown(url)} was never stored, and stored answers alone are used (--cache-mode replay)"
                raise FetchError(message, uri=url)
            return _content(url, stored)
        try:
            if is_crawled and not self._robots.allow(str(address), USER_AGENT):
                message = "is closed to programs by its site's robots.txt: open it, save it and name the file"
                raise RefusedAddress(message, uri=url)
            page = self._followed(address, stored if self._mode == "auto" else None)
        except FetchError as error:
            raise about(url, error) from error
        if self._store is not None:
            self._store.put(url, page)
        return _content(url, page)

    def _followed(self, address: httpx2.URL, stored: Page | None) -> Page:
        """The page at the end of the redirects from ``address``, each of which is checked like the first."""
        left = self._timeout
        for _ in range(_MOST_REDIRECTS + 1):
            asked: dict[str, str] = {}
            if stored and stored.address == str(address):
                asked = {"If-None-Match": stored.etag, "If-Modified-Since": stored.modified}
            began = time.monotonic()
            answer = self._patiently(address, asked, left)
            left -= time.monotonic() - began
            if answer.status == HTTPStatus.NOT_MODIFIED and stored:
                return stored
            if answer.status not in _MOVED:
                return _page(address, answer)
            if not answer.headers.get("location"):
                message = "redirects to nowhere"
                raise FetchError(message, uri=str(address), status=answer.status)
            address = without_password(address, answer.headers["location"])
        message = f"redirects more than {_MOST_REDIRECTS} times"
        raise FetchError(message, uri=str(address))

    def _patiently(self, address: httpx2.URL, headers: Mapping[str, str], seconds: float) -> Answer:
        """The answer of ``address``; one that says "later" is asked again once, where later is soon."""
        began = time.monotonic()
        answer = self._ask(address, headers, seconds, self._limit)
        pause = answer.headers.get("retry-after", "1")
        left = seconds - (time.monotonic() - began)
        if answer.status in _AGAIN and pause.isdigit() and int(pause) <= min(_LONGEST_WAIT, left - 1):
            time.sleep(int(pause))
            answer = self._ask(address, headers, left - int(pause), self._limit)
        return answer

    def _ask(self, address: httpx2.URL, headers: Mapping[str, str], seconds: float, limit: int) -> Answer:
        """One request, in its turn; FetchError where it fails on the way."""
        sent = {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,application/pdf,application/rss+xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ACCEPTED,
        } | {name: value for name, value in headers.items() if value}
        with self._turn(address.host):
            self._deadline.start(seconds)
            try:
                return self._exchange(address, sent, limit)
            except httpcore2.TimeoutException as error:
                message = f"did not answer in full within {self._timeout:g} s (fetch_timeout)"
                raise FetchError(message, uri=str(address)) from error
            except TooLarge as error:
                message = f"holds more than the {limit / 1_000_000:g} MB that are read (max_source_mb)"
                raise FetchError(message, uri=str(address)) from error
            except (
                httpcore2.NetworkError,
                httpcore2.ProtocolError,
                httpcore2.ProxyError,
                OSError,
                ValueError,
            ) as error:
                message = f"cannot be fetched ({reason(error)})"
                raise FetchError(message, uri=str(address)) from error

    def _exchange(self, address: httpx2.URL, headers: Mapping[str, str], limit: int) -> Answer:
        pool = self._pool(address)
        host = address.raw_host
        target = httpcore2.URL(scheme=address.raw_scheme, host=host, port=address.port, target=address.raw_path)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self._timeout)
        with pool.stream("GET", target, headers=list(headers.items()), extensions={"timeout": timeouts}) as response:
            got = {n.decode("latin-1").lower(): v.decode("latin-1").strip() for n, v in response.headers}
            if response.status != HTTPStatus.OK:
                return Answer(response.status, got, b"")
            media = media_of(got.get("content-type", ""))[0]
            if not readable(media):
                message = f"is {media}, which is not read: name a page, a document or a feed"
                raise FetchError(message, uri=str(address), status=response.status)
            body = inflated(response.iter_stream(), got.get("content-encoding", ""), limit)
            return Answer(response.status, got, body)

    def _turn(self, host: str) -> threading.Lock:
        with self._lock:
            return self._turns[host.lower()]

    def _pool(self, address: httpx2.URL) -> httpcore2.ConnectionPool:
        """The connections for ``address``: direct, or by the proxy that is set for it."""
        proxy = self._proxies.get(address.scheme) or self._proxies.get("all")
        if proxy and urllib.request.proxy_bypass(address.host):
            proxy = None
        if proxy:
            self._check_beside_proxy(address)
        with self._lock:
            if proxy not in self._pools:
                self._pools[proxy] = self._connections(proxy)
            return self._pools[proxy]

    def _connections(self, proxy: str | None) -> httpcore2.ConnectionPool:
        own: dict[str, object] = {"max_connections": 64, "keepalive_expiry": 5.0}
        context = httpx2.create_ssl_context()
        if proxy is None:
            backend = GuardedBackend(self._deadline, self._resolver, allow_private=self._allow_private)
            return httpcore2.ConnectionPool(ssl_context=context, network_backend=backend, **own)  # type: ignore[arg-type]
        settings = httpx2.Proxy(proxy if "://" in proxy else f"http://{proxy}")
        if settings.url.scheme not in ("http", "https"):
            message = f"cannot be fetched by a proxy of the kind {settings.url.scheme}: set an http one, or NO_PROXY"
            raise FetchError(message, uri="proxy")
        backend = GuardedBackend(
            self._deadline, self._resolver, allow_private=True, exempt=frozenset({settings.url.host})
        )
        place = httpcore2.URL(
            scheme=settings.url.raw_scheme, host=settings.url.raw_host, port=settings.url.port, target=b"/"
        )
        return httpcore2.HTTPProxy(
            place,
            proxy_auth=settings.raw_auth,
            ssl_context=context,
            network_backend=backend,
            **own,  # type: ignore[arg-type]
        )

    def _check_beside_proxy(self, address: httpx2.URL) -> None:
        try:
            addresses = resolve(address.host, address.port or 80, self._resolver, self._deadline.left(5.0))
        except OSError:
            return  # behind a proxy a machine often knows no names of the outside
        check(address.host, addresses, allow_private=self._allow_private)

    def _robots_text(self, url: str) -> tuple[int, bytes]:
        """Status and text of a robots.txt; redirects are followed as for pages."""
        address = parsed(url)
        for _ in range(5):
            answer = self._ask(address, {}, min(self._timeout, 10.0), _ROBOTS_BYTES)
            if answer.status not in _MOVED or not answer.headers.get("location"):
                return answer.status, answer.body
            address = without_password(address, answer.headers["location"])
        return HTTPStatus.NOT_FOUND, b""


def _page(address: httpx2.URL, answer: Answer) -> Page:
    if answer.status != HTTPStatus.OK:
        raise FetchError(refused(answer.status), uri=str(address), status=answer.status)
    return Page(
        address=str(address),
        kind=answer.headers.get("content-type", ""),
        retrieved=present().date().isoformat(),
        body=answer.body,
        etag=answer.headers.get("etag", ""),
        modified=answer.headers.get("last-modified", ""),
        is_kept="no-store" not in answer.headers.get("cache-control", "").lower(),
    )


def _content(url: str, page: Page) -> Content:
    from datetime import date

    media, charset = media_of(page.kind)
    return Content(
        uri=url,
        name=name_of(page.address),
        data=page.body,
        media=media,
        charset=charset,
        address=page.address,
        retrieved=date.fromisoformat(page.retrieved),
    )

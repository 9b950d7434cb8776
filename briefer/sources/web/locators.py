"""Web addresses as they may be fetched, and what their answers are called."""

from __future__ import annotations

import re
from urllib.parse import unquote

import httpx2

from briefer.errors import RefusedAddress
from briefer.sources.opening import shown

_LONGEST = 8_000
# Text, documents and feeds; what a server does not know it calls octet-stream.
_READABLE = re.compile(
    r"$|text/|message/rfc822$|application/(?:xhtml\+xml|xml|rss|[\w.-]+\+xml|json|[\w.-]+\+json|x-ndjson|ndjson|jsonl|"
    r"x-jsonlines|mbox|pdf|x-pdf|zip|x-zip-compressed|rtf|msword|vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.|"
    r"vnd\.ms-outlook|csv|x-subrip|octet-stream|x-octet-stream|binary|force-download|x-download)|binary/octet-stream$"
)


def parsed(url: str) -> httpx2.URL:
    """``url`` taken apart; RefusedAddress where it is not http or https, names no host, or carries a password."""
    if len(url) > _LONGEST:
        message = f"{shown(url[:60])}… is longer than any address"
        raise RefusedAddress(message, uri=url[:60])
    try:
        address = httpx2.URL(url.strip())
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        message = f"{shown(url)} is no web address: check it"
        raise RefusedAddress(message, uri=url) from error
    return _checked(address, shown(url))


def without_password(base: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect from ``base`` to ``location`` leads; RefusedAddress as for ``parsed``."""
    try:
        address = base.join(location[:_LONGEST])
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        message = "redirects to what is no web address"
        raise RefusedAddress(message, uri=str(base)) from error
    return _checked(address, f"redirects to {shown(location[:200])}, which")


def _checked(address: httpx2.URL, name: str) -> httpx2.URL:
    if address.scheme not in ("http", "https"):
        message = f"{name} is not fetched: only http and https are"
        raise RefusedAddress(message, uri=str(address))
    if not address.host:
        message = f"{name} names no host: check it"
        raise RefusedAddress(message, uri=str(address))
    if not re.fullmatch(r"[\w.:-]+", address.host) or (address.port or 80) > 65535:
        message = f"{name} is no web address: check it"
        raise RefusedAddress(message, uri=address.host)
    if address.userinfo:
        message = (
            f"an address at {shown(address.host)} carries a user name or password: it would be printed, so leave it out"
        )
        raise RefusedAddress(message, uri=address.host)
    return address.copy_with(fragment=None)


def media_of(kind: str) -> tuple[str, str]:
    """The media type and the charset in the value of a Content-Type header, in lower case; "" where there is none."""
    media, _, parameters = kind.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return media.strip().lower(), found[1].lower() if found else ""


def readable(media: str) -> bool:
    """Whether answers of this media type can hold something to brief."""
    return _READABLE.match(media) is not None


def name_of(url: str) -> str:
    """The file name at the end of an address, or ""."""
    return unquote(url.partition("?")[0].partition("#")[0].rpartition("/")[2])[:200]


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, but for www, m and amp in front."""
    return _site(one) == _site(other) != ""


def _site(url: str) -> str:
    match = re.match(r"https?://(?:[^/@\s]*@)?(?:(?:www|m|mobile|amp)\.)?([^/:?#\s]+)", url, re.IGNORECASE)
    return match[1].lower() if match else ""

"""What a failed fetch is told as: the address first, then what happened, then what to do."""

from __future__ import annotations

import re
from http import HTTPStatus

from briefer.errors import FetchError, RefusedAddress
from briefer.sources.opening import shown


def about(url: str, error: FetchError) -> FetchError:
    """Return ``error`` with the address that was asked for in front, and the one that failed where it is another."""
    other = f" (by way of {shown(error.uri)})" if "://" in error.uri and error.uri != url else ""
    message = f"{shown(url)} {error.message}{other}"
    if isinstance(error, RefusedAddress):
        return RefusedAddress(message, uri=url)
    return FetchError(message, uri=url, status=error.status)


def refused(status: int) -> str:
    """Return what an HTTP status other than 200 means, and what to do."""
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if status in (401, 402, 403, 451):
        return f"is refused by its server ({phrase}): open it in a browser, save it and name the file"
    if status in (404, 410):
        return f"is not there ({phrase}): check the address"
    return f"is not answered by its server ({phrase}): try again later"


def reason(error: Exception) -> str:
    """Return what went wrong on the way, in the words of the system and without its numbers."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    text = " ".join(re.sub(r"^\[Errno -?\d+\]\s*", "", told).split())
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "its certificate is not trusted: " + text.rpartition("failed: ")[2].partition(" (_ssl")[0]
    return (text or type(error).__name__)[:200]

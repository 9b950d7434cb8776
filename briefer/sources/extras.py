"""Which of briefer's extras brings a reader that is not installed."""

from __future__ import annotations

from briefer.errors import MissingReader
from briefer.sources.content import Content


def missing(content: Content, kind: str, extra: str) -> MissingReader:
    """The error for ``content`` of a ``kind`` ("a web page") whose reader is not installed."""
    message = f"{content.title} is {kind}, and its reader is not installed: pip install 'briefer[{extra}]'"
    return MissingReader(message, uri=content.uri, extra=extra)

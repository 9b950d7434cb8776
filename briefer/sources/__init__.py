"""Read: a path, an address, standard input or a string becomes documents."""

from __future__ import annotations

from typing import BinaryIO

from briefer.records import Document
from briefer.settings import Settings
from briefer.sources.dispatching import is_address, only, read_each
from briefer.sources.folders import expand
from briefer.sources.reading import read_plain, read_text
from briefer.sources.session import Session

__all__ = ["Session", "expand", "is_address", "read", "read_each", "read_plain", "read_text"]


def read(uri: str, settings: Settings, *, stdin: BinaryIO | None = None) -> Document:
    """Return the one document in ``uri``, or on standard input for "-" (``stdin`` stands in for the process's own).

    Raises SourceError, with one line that says what to do, also where there are several documents.
    """
    with Session(settings, stdin) as session:
        return only(read_each(uri, session), uri)

"""What goes into a reader and what comes out: bytes with their name and origin, and text with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from briefer.errors import UnreadableSource
from briefer.sources.opening import STANDARD_INPUT, bounded, failure, shown

_LONGEST_NAME = 300


@dataclass(frozen=True)
class Content:
    """The bytes of one source, held in ``data`` or still in the file ``path``.

    ``uri`` is what users know it by; ``name`` ends in its file extension; ``media`` and ``charset`` are what its
    carrier declared; ``moment`` is when it was changed, aware, where a clock says so; ``address`` is where it was
    fetched, on the day ``retrieved``; ``depth`` counts the containers around it; ``is_named`` tells a source that the
    user named from one that was found in a folder or an archive.
    """

    uri: str
    name: str = ""
    data: bytes = b""
    path: Path | None = None
    media: str = ""
    charset: str = ""
    moment: datetime | None = None
    address: str | None = None
    retrieved: date | None = None
    depth: int = 0
    is_named: bool = True

    @property
    def title(self) -> str:
        """What messages call it."""
        return "standard input" if self.uri == STANDARD_INPUT else shown(self.uri)

    def head(self, size: int = 8192) -> bytes:
        """The first ``size`` bytes; UnreadableSource where the file cannot be opened."""
        if self.path is None:
            return self.data[:size]
        with self.open() as stream:
            return stream.read(size)

    def open(self) -> BinaryIO:
        """A stream of the bytes, which can seek; UnreadableSource where the file cannot be opened."""
        if self.path is None:
            return BytesIO(self.data)
        try:
            return self.path.open("rb")
        except (OSError, ValueError) as error:
            raise failure(self.uri, error) from error

    def read(self, limit_mb: float) -> bytes:
        """All bytes; UnreadableSource where they are more than ``limit_mb`` million."""
        if self.path is None:
            return self.data
        with self.open() as stream:
            return bounded(stream, self.uri, limit_mb)

    def inner(self, name: str, data: bytes, **known: object) -> Content:
        """A source that was found within this one, under ``name``."""
        uri = f"{self.title}#{shown(name)[-_LONGEST_NAME:]}"
        found = Content(uri=uri, name=name, data=data, depth=self.depth + 1, moment=self.moment, is_named=False)
        return replace(found, address=self.address, retrieved=self.retrieved, **known)  # type: ignore[arg-type]


@dataclass
class Draft:
    """An article as a reader gives it: text, not yet cleaned or split, and what its format says about it.

    ``moment`` is when it was published, aware, where the format says so to the minute; ``fallback_day`` is when its
    file was made, which counts where nothing else says when it was published. ``has_header`` tells that
    title, byline and date may stand in the first lines of ``text``; ``has_closing`` that it may end in a biography or
    in boilerplate.
    """

    uri: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    fallback_day: date | None = None
    moment: datetime | None = None
    language: str | None = None
    url: str | None = None
    retrieved: date | None = None
    notices: tuple[str, ...] = ()
    has_header: bool = False
    has_closing: bool = True
    empty: str = field(default="is empty", repr=False)


def unreadable(content: Content, what: str, advice: str) -> UnreadableSource:
    """The error for ``content``: ``what`` is wrong with it, and the ``advice`` what to do."""
    return UnreadableSource(f"{content.title} {what}: {advice}", uri=content.uri)

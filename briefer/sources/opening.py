"""The bytes behind a path or standard input, never more of them than the limit allows."""

from __future__ import annotations

import os
import re
import stat
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO

from briefer.errors import SourceNotFound, UnreadableSource

STANDARD_INPUT = "-"


_NOT_FILES = (
    (stat.S_ISFIFO, "a named pipe", "pass its content on standard input: brief - < PIPE"),
    (stat.S_ISCHR, "a device", "name a text file, or pipe the text in: … | brief -"),
    (stat.S_ISBLK, "a device", "name a text file, or pipe the text in: … | brief -"),
    (stat.S_ISSOCK, "a socket", "name a text file, or pipe the text in: … | brief -"),
)


def shown(uri: str) -> str:
    """``uri`` on one line and in valid Unicode: bytes and control characters that cannot be shown are escaped."""
    if uri.isprintable():
        return uri
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in uri)


def load(uri: str, limit_mb: float, stdin: BinaryIO | None = None) -> bytes:
    """Return the content of the file ``uri``, or of standard input for "-"; at most ``limit_mb`` million bytes.

    ``stdin`` stands in for the process's own. SourceNotFound where there is no such file, UnreadableSource where it
    is no file, cannot be opened, or is larger than the limit (of which no more than the limit is read).
    """
    if uri == STANDARD_INPUT:
        return _load_stdin(stdin, limit_mb)
    path, status = probe(uri)
    check_size(uri, status.st_size, limit_mb)
    try:
        with path.open("rb") as file:
            return bounded(file, uri, limit_mb)
    except (OSError, ValueError) as error:
        raise failure(uri, error) from error


def probe(uri: str) -> tuple[Path, os.stat_result]:
    """Return the path of the file ``uri`` and its status; raises as ``load`` does where it is no file to open."""
    if not uri:
        message = "the path of a source is empty: name a file, or - for standard input"
        raise SourceNotFound(message, uri=uri)
    path = Path(uri)
    try:
        status = path.stat()
        _check_kind(uri, status.st_mode)
    except (OSError, ValueError) as error:
        raise failure(uri, error) from error
    return path, status


def check_size(uri: str, size: int, limit_mb: float) -> None:
    """Raise UnreadableSource where ``size`` bytes are more than ``limit_mb`` million."""
    if size > _bytes(limit_mb):
        raise _too_large(uri, limit_mb, size=size)


def _escape(letter: str) -> str:
    point = ord(letter)
    # Bytes of a file name that are not UTF-8 reach Python as U+DC80 to U+DCFF.
    if 0xDC80 <= point <= 0xDCFF:
        return f"\\x{point - 0xDC00:02x}"
    return letter.encode("unicode_escape").decode("ascii")


def _load_stdin(stdin: BinaryIO | None, limit_mb: float) -> bytes:
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        message = "standard input is closed: name a file, or pipe the text in: … | brief -"
        raise UnreadableSource(message, uri=STANDARD_INPUT)
    try:
        return bounded(stream, STANDARD_INPUT, limit_mb)
    except (OSError, ValueError) as error:
        message = f"standard input cannot be read ({_reason(error)}): name a file instead"
        raise UnreadableSource(message, uri=STANDARD_INPUT) from error


def bounded(file: BinaryIO, uri: str, limit_mb: float) -> bytes:
    """Return what ``file`` holds; UnreadableSource, of which no more than the limit is read, where it is larger."""
    limit = _bytes(limit_mb)
    content = file.read(limit + 1)
    if len(content) > limit:
        raise _too_large(uri, limit_mb)
    return content


def _bytes(megabytes: float) -> int:
    return int(megabytes * 1_000_000)


def _too_large(uri: str, limit_mb: float, size: int | None = None) -> UnreadableSource:
    name = "standard input" if uri == STANDARD_INPUT else shown(uri)
    extent = f"{size / 1_000_000:.1f} MB, more" if size else "more"
    message = (
        f"{name} holds {extent} than the {limit_mb:g} MB that are read: split it, "
        "or raise max_source_mb in briefer.toml (BRIEFER_MAX_SOURCE_MB)"
    )
    return UnreadableSource(message, uri=shown(uri))


def _check_kind(uri: str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        message = f"{shown(uri)} is a folder whose articles cannot be listed: name files, or check its access rights"
        raise UnreadableSource(message, uri=shown(uri))
    for is_kind, kind, advice in _NOT_FILES:
        if is_kind(mode):
            message = f"{shown(uri)} is {kind}, not a file: {advice}"
            raise UnreadableSource(message, uri=shown(uri))


def failure(uri: str, error: OSError | ValueError) -> SourceNotFound | UnreadableSource:
    """Return what the failure to open ``uri`` means."""
    name = shown(uri)
    if isinstance(error, ValueError):
        return SourceNotFound(f"{name!r} cannot be the path of a file: check it for stray characters", uri=name)
    if isinstance(error, PermissionError):
        return UnreadableSource(f"{name} may not be read (permission denied): change its access rights", uri=name)
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return UnreadableSource(f"{name} cannot be read ({_reason(error)}): check the file and its disk", uri=name)
    if _host().match(name):
        message = f"{name}: no such file; for a web address write https:// in front of it"
        return SourceNotFound(message, uri=name)
    return SourceNotFound(f"{name}: no such file; check the path", uri=name)


def _reason(error: OSError | ValueError) -> str:
    text = error.strerror if isinstance(error, OSError) else None
    return text or str(error) or type(error).__name__


@cache
def _host() -> re.Pattern[str]:
    """What looks like a web address without its scheme."""
    return re.compile(
        r"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|int|info|[a-z]{2}))(?:\.[\w-]+)*(?:/|$)", re.IGNORECASE
    )

"""ZIP archives: the articles in them are sources; nothing is written to disk, and nothing unpacks without end."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from briefer.errors import EmptySource, SourceError
from briefer.sources.content import Content, unreadable
from briefer.sources.formats.identifying import SUFFIXES
from briefer.sources.session import Session

_MOST_MEMBERS = 100_000
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    ValueError,
    RuntimeError,
    KeyError,
    OverflowError,
)
"""What the standard library raises for archives that are damaged, encrypted, or packed in a way that it does not know."""


def read_archive(content: Content, session: Session) -> Iterator[Content | SourceError]:
    """The members of an archive that may hold articles, sorted by name; hidden ones are left out, as in folders."""
    with content.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
            members = sorted(_members(archive), key=lambda member: member.filename)
        except DAMAGE as error:
            raise unreadable(content, f"cannot be unpacked ({_reason(error)})", "check that it is whole") from error
        if len(members) > _MOST_MEMBERS:
            raise unreadable(content, f"holds more than {_MOST_MEMBERS:,} files", "unpack it and name the folder")
        with archive:
            for member in members:
                yield _unpacked(archive, member, content, session)
                if session.is_spent:
                    return
    if not members:
        message = f"{content.title} holds no articles ({', '.join(SUFFIXES[:3])}, .pdf, …): name another archive"
        raise EmptySource(message, uri=content.uri)


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in archive.infolist():
        parts = re.split(r"[/\\]", member.filename)
        is_hidden = any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts
        if not member.is_dir() and not is_hidden and member.filename.lower().endswith(SUFFIXES):
            yield member


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, content: Content, session: Session
) -> Content | SourceError:
    found = content.inner(member.filename, b"", moment=_moment(member))
    if ".." in re.split(r"[/\\]", member.filename) or re.match(r"[/\\]|[A-Za-z]:", member.filename):
        return unreadable(found, "has a path that leads out of its archive", "look at the archive before you trust it")
    if member.flag_bits & 1:
        return unreadable(found, "is encrypted", "unpack it with its password and name the file")
    try:
        return replace(found, data=unpack(archive, member, found, session))
    except SourceError as error:
        return error


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, content: Content, session: Session) -> bytes:
    """The bytes of ``member``, counted by the session; UnreadableSource where they are damaged or too many.

    What the archive says of a member's size is not believed: no more is unpacked than the limit.
    """
    limit = int(session.settings.max_source_mb * 1_000_000)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except DAMAGE as error:
        raise unreadable(content, f"cannot be unpacked ({_reason(error)})", "check that it is whole") from error
    session.spend(content, len(data))
    if len(data) > limit:
        raise unreadable(content, f"unpacks to more than {limit / 1e6:g} MB", "split it, or raise max_source_mb")
    return data


def _moment(member: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:100]

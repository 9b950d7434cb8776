"""Mailboxes (mbox, RFC 4155): read message by message, so that their size does not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from briefer.errors import EmptySource, SourceError
from briefer.sources.content import Content, unreadable
from briefer.sources.session import Session

_FROM = re.compile(rb"From \S+.{0,100}\d{4}|From -")


def read_mailbox(content: Content, session: Session) -> Iterator[Content | SourceError]:
    """Each message as a source; one larger than a source may be is an error of its own."""
    limit = int(session.settings.max_source_mb * 1_000_000)
    number = 0
    with content.open() as stream:
        for number, message in enumerate(_messages(stream, limit), start=1):
            found = content.inner(f"{number}", message, media="message/rfc822", charset="")
            if len(message) > limit:
                yield unreadable(
                    found, f"holds more than {limit / 1e6:g} MB", "save it by itself, or raise max_source_mb"
                )
            elif message.strip():
                yield found
    if not number:
        message_ = f"{content.title} is a mailbox without messages: name another"
        raise EmptySource(message_, uri=content.uri)


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The messages, without the lines that part them; no more than ``limit`` bytes and one of each are kept."""
    lines: list[bytes] = []
    size, was_blank, is_in = 0, True, False
    while line := stream.readline(1_000_000):
        if was_blank and _FROM.match(line):
            if is_in:
                yield b"".join(lines)
            lines, size, is_in = [], 0, True
        elif is_in and size <= limit:
            # A body's own lines that begin like a new message were quoted when the mailbox was written.
            kept = line[1:] if re.match(rb">+From ", line) else line
            lines.append(kept)
            size += len(kept)
        was_blank = line in (b"\n", b"\r\n")
    if is_in:
        yield b"".join(lines)

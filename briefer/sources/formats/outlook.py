"""Outlook mails (.msg, MS-OXMSG): the message with its date and sender, and its attachments as sources."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from email.message import Message
from email.utils import format_datetime
from typing import Any

from briefer.errors import EmptySource, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.extras import missing
from briefer.sources.formats.identifying import SUFFIXES
from briefer.sources.formats.mails import mail_draft
from briefer.sources.formats.richtext import plain_richtext
from briefer.sources.session import Session
from briefer.sources.web.markup import fragment_text

# PidTagRtfCompressed (MS-OXPROPS 2.935): the body where there is neither plain text nor HTML.
_RTF_COMPRESSED = 0x1009
# What the readers of compound files raise for damage: they check little.
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    struct.error,
    RecursionError,
    OverflowError,
    EOFError,
)


def read_outlook(content: Content, session: Session) -> Iterator[Content | Draft | SourceError]:
    """The message and its attachments; EmptySource where there is neither text nor attachment."""
    try:
        from oxmsg import Message as Outlook
    except ImportError as error:
        raise missing(content, "an Outlook mail (MSG)", "office") from error
    data = content.read(session.settings.max_source_mb)
    try:
        message: Any = Outlook.load(data)
        headers = _headers(message)
        text = message.body or fragment_text(message.html_body or "") or _from_richtext(message, content)
        attached = [(a.file_name or f"{n}", a.file_bytes or b"") for n, a in enumerate(message.attachments, start=1)]
    except _DAMAGE as error:
        raise unreadable(
            content, "is a damaged Outlook mail", "open it and save it anew, as .eml where that can be chosen"
        ) from error
    names = [name for name, _ in attached if not name.lower().endswith(SUFFIXES)]
    opened = [content.inner(name, data) for name, data in attached if name.lower().endswith(SUFFIXES)]
    if text.strip():
        notices = (f"attachments left out, since they are no text: {', '.join(names)}",) if names else ()
        yield mail_draft(content, headers, text.replace("\r\n", "\n"), notices, is_flowed=False)
    elif not opened:
        message_ = f"{content.title} is a mail without text: name another"
        raise EmptySource(message_, uri=content.uri)
    yield from opened


def _headers(message: Any) -> Message:
    """The headers by which a mail is known, as they travelled or else as Outlook keeps them."""
    headers = Message()
    headers["From"] = " ".join(str(message.sender or "").split())
    headers["Subject"] = " ".join(str(message.subject or "").split())
    travelled = {name.lower(): value for name, value in message.message_headers.items()}
    sent = message.sent_date
    day = travelled.get("date") or (format_datetime(sent) if sent is not None else "")
    if day:
        headers["Date"] = " ".join(str(day).split())
    return headers


def _from_richtext(message: Any, content: Content) -> str:
    packed = message.properties.binary_prop_value(_RTF_COMPRESSED)
    if not packed:
        return ""
    from compressed_rtf import decompress

    return plain_richtext(decompress(packed).decode("latin-1"), content)

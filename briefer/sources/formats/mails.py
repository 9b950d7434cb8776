"""Mails: the message with its date and sender, and its attachments as sources of their own."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from briefer.errors import EmptySource, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.decoding import decode_plainly
from briefer.sources.formats.identifying import SUFFIXES
from briefer.sources.moments import read_moment
from briefer.sources.session import Session
from briefer.sources.web.markup import decode_markup, fragment_text

# The parser makes an object of each part, of which a hostile mail has millions.
_MOST_BOUNDARIES = 20_000
_LONGEST_HEADER = 2_000
# What the email package raises for headers and bodies that no program writes.
_DAMAGE = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


def read_mail(content: Content, session: Session) -> Iterator[Content | Draft | SourceError]:
    """The message and its attachments; EmptySource where there is neither text nor attachment."""
    data = content.read(session.settings.max_source_mb)
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise unreadable(content, "has more parts than any mail", "save its text as plain text")
    message = BytesParser(policy=policy.compat32).parsebytes(re.sub(rb"\A(?:\s*\n)*(?:>?From [^\n]*\n)?", b"", data))
    parts = list(_parts(message))
    attached = [part for part in parts if _is_attached(part)]
    text, is_markup = _body([part for part in parts if not _is_attached(part)], content)
    opened = [_attachment(part, number, content) for number, part in enumerate(attached, start=1)]
    left_out = [found for found in opened if isinstance(found, str)]
    if text.strip():
        notices = (f"attachments left out, since they are no text: {', '.join(left_out)}",) if left_out else ()
        yield mail_draft(content, message, text, notices, is_flowed=not is_markup)
    elif not any(isinstance(found, Content) for found in opened):
        message_ = f"{content.title} is a mail without text: name another"
        raise EmptySource(message_, uri=content.uri)
    yield from (found for found in opened if isinstance(found, Content))


def mail_draft(content: Content, message: Message, text: str, notices: tuple[str, ...], *, is_flowed: bool) -> Draft:
    """The draft of a mail with these headers and this text."""
    name, address = parseaddr(header(message, "from"))
    domain = address.rpartition("@")[2].strip().lower()
    moment = read_moment(header(message, "date"))
    wrong = ("its date cannot be read",) if header(message, "date") and moment is None else ()
    return Draft(
        uri=content.uri,
        text=_unflowed(text) if is_flowed and "flowed" in header(message, "content-type") else text,
        title=header(message, "subject") or None,
        author=name or address or None,
        publisher=domain if re.fullmatch(r"[\w.-]+\.\w+", domain) else None,
        published=moment.date() if moment else None,
        moment=moment,
        retrieved=content.retrieved,
        notices=(*notices, *wrong),
    )


def header(message: Message, name: str) -> str:
    """The value of a header on one line, "" where there is none; encoded words are decoded where they can be.

    Taken from the raw header and cut: the parser of the standard library needs time and memory without end for some.
    """
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:_LONGEST_HEADER]
    with suppress(UnicodeEncodeError):  # it is text already, as in mails that were put together by us
        raw = raw.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    try:
        decoded = str(make_header(decode_header(raw)))
    except _DAMAGE:
        decoded = raw
    return " ".join(decoded.split())


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a message; one that is forwarded within it is a leaf."""
    waiting = deque([message])
    while waiting:
        part = waiting.popleft()
        is_message = part.get_content_maintype() == "message"
        if part.is_multipart() and not is_message:
            waiting.extendleft(reversed([inner for inner in part.get_payload() if isinstance(inner, Message)]))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    is_body = kind in ("text/plain", "text/html") and not _file_name(part)
    return not is_body or _disposition(part) == "attachment"


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except _DAMAGE:
        return ""


def _file_name(part: Message) -> str:
    try:
        return (part.get_filename() or "").replace("\\", "/").rpartition("/")[2][:200]
    except _DAMAGE:
        return ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _DAMAGE:
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _body(parts: list[Message], content: Content) -> tuple[str, bool]:
    """The text of a message, of its plain version where there is one with content, and whether it was HTML."""
    plain = [_decoded(part, content) for part in parts if part.get_content_type() == "text/plain"]
    marked = [fragment_text(_decoded(part, content)) for part in parts if part.get_content_type() == "text/html"]
    text, alternative = "\n\n".join(filter(None, plain)), "\n\n".join(filter(None, marked))
    # A plain version may only say that there is none.
    if not text.strip() or (len(text.split()) < 30 and len(alternative.split()) > 3 * len(text.split())):
        return alternative, True
    return text, False


def _decoded(part: Message, content: Content) -> str:
    data = _payload(part)
    inner = Content(uri=content.uri, data=data, charset=str(part.get_param("charset", "") or ""))
    if part.get_content_type() == "text/html":
        return decode_markup(data, inner)[0]
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(inner.charset or "ascii").replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return decode_plainly(data, content.title)[0].replace("\r\n", "\n")


def _attachment(part: Message, number: int, content: Content) -> Content | str:
    """The attachment as a source, or its name where it is of a kind that is not read."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner: Any = part.get_payload(0) if part.is_multipart() else None
        data = _as_bytes(inner) if isinstance(inner, Message) else _payload(part)
        name = _file_name(part) or f"{number}.eml"
        return content.inner(name, data, media="message/rfc822", charset="")
    name = _file_name(part) or f"part {number}"
    if not name.lower().endswith(SUFFIXES) and kind not in ("text/plain", "text/html", "application/pdf"):
        return name if _file_name(part) else f"{name} ({kind})"
    return content.inner(name, _payload(part), media=kind, charset=str(part.get_param("charset", "") or ""))


def _as_bytes(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except _DAMAGE:
        return message.as_string(policy=policy.compat32).encode("utf-8", "replace")


def _unflowed(text: str) -> str:
    """Text of RFC 3676 with its soft line breaks, a space before the line's end, taken out."""
    return re.sub(r"(?<=[^\n-] )\n(?=[^\n>])", "", re.sub(r"(?m)^ (?=From |>| )", "", text))

"""Rich text (.rtf), with the title, author and date that its information group gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.errors import SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.extras import missing
from briefer.sources.formats.word import office_draft
from briefer.sources.session import Session

# What striprtf raises for control words with impossible numbers and code pages that Python does not have.
_DAMAGE = (ValueError, LookupError, OverflowError, TypeError, AttributeError, RecursionError)


def read_richtext(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The document; UnreadableSource where it is damaged."""
    data = content.read(session.settings.max_source_mb)
    source = data.decode("latin-1")
    text = plain_richtext(source, content)
    day = re.search(r"\\creatim\s*\\yr(\d{1,4})\s*\\mo(\d{1,2})\s*\\dy(\d{1,2})", source[:50_000])
    created = f"{int(day[1]):04}-{int(day[2]):02}-{int(day[3]):02}" if day else None
    paragraphs = "\n\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    yield office_draft(content, paragraphs, _said("title", source, content), _said("author", source, content), created)


def plain_richtext(source: str, content: Content) -> str:
    """The text of rich text ``source``, whose characters stand for its bytes; MissingReader, UnreadableSource."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise missing(content, "a rich text document (RTF)", "office") from error
    page = re.search(r"\\ansicpg(\d{1,5})", source[:2000])
    # Binary data stands in the text only behind \bin, and pictures as hexadecimal digits: neither is read.
    slim = re.sub(r"\\bin\d+ ?|(?<![0-9a-fA-F\r\n])[0-9a-fA-F\r\n]{2000,}", "", source)
    encoding = (
        f"cp{page[1]}"
        if page and page[1] not in ("0", "65001")
        else "utf-8"
        if page and page[1] == "65001"
        else "cp1252"
    )
    try:
        return str(rtf_to_text(slim, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
    except _DAMAGE as error:
        raise unreadable(content, "is damaged rich text", "open it and save it anew") from error


def _said(name: str, source: str, content: Content) -> str | None:
    group = re.search(rf"\{{\\{name}\s([^{{}}]{{1,500}})\}}", source[:50_000])
    if group is None:
        return None
    page = re.search(r"\\ansicpg\d{1,5}", source[:2000])
    return " ".join(plain_richtext(f"{{\\rtf1\\ansi{page[0] if page else ''} {group[1]}}}", content).split()) or None

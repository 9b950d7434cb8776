"""The end of an article that is no content: author's notes, credits, copyright, calls to subscribe and to share."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.sources.biography import author_named, read_note
from briefer.text.paragraphs import Paragraph

_WITHIN = 12
_LONGEST = 300
_BOILERPLATE = (
    r"©|\(c\)\s*(?:copyright\s+)?\d{4}|copyright\s+(?:©|\(c\)|\d{4}|by\b)|all\s+rights\s+reserved|"
    r"(?:please\s+)?(?:subscribe|sign\s+up|register)\s+(?:to|for|now|here|today)\b|"
    r"(?:also\s+)?read\s+(?:more|also|next|the\s+full\s+\w+)\b[^.]{0,20}(?::|$|\bhere\b|\bat\b)|also\s+read\s*:|see\s+also\s*:?|"
    r"(?:related|recommended|more)(?:\s+(?:articles?|stories|reading|news|coverage|topics|links|from|on\s+this))*\s*(?::|$)|"
    r"follow\s+(?:us|@\w+|\w+\s+on\s+(?:twitter|facebook|x|telegram|instagram))\b|"
    r"share\s+(?:this|on|via|the)\b|share(?:\s+tweet.*)?$|tweet$|click\s+here|advertisement$|sponsored(?:\s+content)?$|"
    r"(?:this|the)\s+(?:article|story|piece|post|report)\s+(?:was|is|has\s+been|first|originally)\s+"
    r"(?:originally\s+|first\s+|also\s+)?(?:published|appeared|republished)\b|originally\s+published\b|"
    r"download\s+(?:our|the)\s+app|support\s+our\s+(?:journalism|work)|donate\s+(?:to|now|here)|"
    r"(?:tags|topics|filed\s+under|keywords|categories)\s*:|leave\s+a\s+(?:comment|reply)|(?:post|view)\s+comments?$|"
    r"(?:\d+\s+)?comments?$|back\s+to\s+top|print\s+this|terms\s+of\s+(?:use|service)|privacy\s+policy|"
    r"join\s+(?:our|us\s+on)\s+(?:telegram|whatsapp|newsletter|channel)|get\s+the\s+latest\b.{0,60}\binbox|"
    r"все\s+права\s+защищены|подписывайтесь|подпишитесь|усі\s+права\s+захищені|підписуйтесь|читайте\s+(?:также|також)|"
    r"جميع\s+الحقوق\s+محفوظة|اقرأ\s+(?:أيضا|أيضًا|المزيد)|todos\s+los\s+derechos|tous\s+droits|our\s+standards\s*:|alle\s+rechte|"
    r"(?:the\s+)?(?:views|opinions)\s+expressed\s+(?:in|by|here|are)\b"
)
_ABOUT = r"[#*_\s]*(?:about\s+the\s+(?:authors?|writers?)|the\s+authors?|authors?)[*_\s:]*"


class Closing(NamedTuple):
    """What the end of an article gave: its author, where it names one, and what was left out."""

    author: str | None = None
    notices: tuple[str, ...] = ()


class _Dropped(NamedTuple):
    kind: str
    author: str | None = None


def split_closing(
    text: str, start: int, body: tuple[Paragraph, ...], author: str | None
) -> tuple[tuple[Paragraph, ...], Closing]:
    """``body`` (of ``text`` from ``start`` on) without what closes it and is no content, and what that said.

    ``author`` is the one that the header gave. At least one paragraph always stays.
    """
    body, dropped = _about_the_author(text, body)
    for _ in range(_WITHIN):
        if len(body) < 2:
            break
        found = _judge(text, start, body[-1], author)
        if found is None:
            break
        body = body[:-1]
        dropped.append(found)
    return body, Closing(_author(dropped), _tell([found.kind for found in dropped]))


def _about_the_author(text: str, body: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], list[_Dropped]]:
    """Cut off a closing section headed "About the author"."""
    for index in range(max(1, len(body) - _WITHIN), len(body)):
        heading = body[index]
        if heading.end - heading.start > 40 or not _about().fullmatch(text[heading.start : heading.end]):
            continue
        if body[-1].end - heading.end > 2000:
            break
        section = body[index + 1 :]
        name = author_named(text[section[0].start : section[0].end]) if section else None
        return body[:index], [_Dropped("biography", name)]
    return body, []


def _judge(text: str, start: int, last: Paragraph, author: str | None) -> _Dropped | None:
    """Return what the last paragraph is, where it is no content."""
    if last.end - last.start > 1000:
        return None
    content = text[last.start : last.end]
    if not re.search(r"\w", content):
        return _Dropped("rule")
    if len(content) <= _LONGEST and _boilerplate().match(content):
        return _Dropped("line")
    note = read_note(content, text[start : last.start], author)
    return _Dropped(note.kind, note.author) if note else None


def _author(dropped: list[_Dropped]) -> str | None:
    """Return a biography's name before a credit line's."""
    named = sorted((found for found in dropped if found.author), key=lambda found: found.kind != "biography")
    return named[0].author if named else None


def _tell(kinds: list[str]) -> tuple[str, ...]:
    lines = sum(kind in ("line", "credit") for kind in kinds)
    notices = []
    if "biography" in kinds:
        notices.append("left out as a note on the author: the closing paragraph" + "s" * (kinds.count("biography") > 1))
    if lines:
        notices.append(f"left out as boilerplate: {lines} closing line{'s' * (lines > 1)}")
    return tuple(notices)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(_ABOUT, re.IGNORECASE)


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile(rf"[\s*_>#~\[(•|—–-]*(?:{_BOILERPLATE})", re.IGNORECASE)

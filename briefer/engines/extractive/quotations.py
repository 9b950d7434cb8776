"""Quotations: where the marks of a paragraph open and close, in the manner of several languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from briefer.engines.extractive.passages import Passage
from briefer.records import Document

# Opening marks and what may close each: English, French, German, Danish, Polish.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’"}
# Runs of text longer than this between two marks are a lost mark, not a quotation.
_LONGEST = 4000


class Quotation(NamedTuple):
    """Quoted text, ``document.text[start:end]`` without its marks; ``continues`` if the next paragraph goes on."""

    start: int
    end: int
    continues: bool = False


@functools.cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # British quotation marks are read only where they cannot be an apostrophe: before a word, and after punctuation.
    return re.compile('["“”„«»]'), re.compile(r"(?<![^\s(—–-])‘(?=\w)|(?<=[.,!?…])’(?!\w)")


def find_quotations(document: Document, passages: Sequence[Passage]) -> list[Quotation]:
    """All quotations of ``document`` in text order; an unclosed one counts where the next paragraph reopens it."""
    found: list[Quotation] = []
    for _, group in groupby(passages, key=lambda passage: passage.paragraph):
        members = list(group)
        found.extend(_in_paragraph(document.text, members[0].start, members[-1].end))
    return found


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    double, single = _marks()
    marks = list(double.finditer(text, start, end)) or list(single.finditer(text, start, end))
    opened: re.Match[str] | None = None
    for mark in marks:
        sign = mark.group()
        if opened is None:
            opened = mark if sign in _CLOSERS and _may_open(text, mark) else None
        elif sign in _CLOSERS[opened.group()]:
            if mark.start() - opened.end() <= _LONGEST:
                yield Quotation(opened.end(), mark.start())
            opened = None
    if opened is None or opened.group() not in '“"„«' or end - opened.end() > _LONGEST:
        return
    # A speech of several paragraphs: each opens with a mark, only the last one closes.
    if opened.start() == start or _reopens(text, end):
        yield Quotation(opened.end(), end, continues=_reopens(text, end))


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """Inches and stray closing marks open nothing."""
    before = text[mark.start() - 1] if mark.start() else " "
    return not (mark.group() in '"»' and before.isalnum())


def _reopens(text: str, end: int) -> bool:
    """Whether the text behind a paragraph goes on with an opening mark."""
    return text[end : end + 6].lstrip()[:1] in {"“", '"', "„", "«"}


class Quoted(NamedTuple):
    """The part of a quotation that lies in one passage, in the passage's offsets, and the whole of it."""

    start: int
    end: int
    quotation: Quotation


def quoted_parts(passages: Sequence[Passage], quotations: Sequence[Quotation]) -> dict[int, list[Quoted]]:
    """The quoted parts of each passage, in order, by its number; passages without any are left out."""
    parts: dict[int, list[Quoted]] = {}
    place = 0
    for passage in passages:
        while place < len(quotations) and quotations[place].end <= passage.start:
            place += 1
        for index in range(place, len(quotations)):
            quotation = quotations[index]
            if quotation.start >= passage.end:
                break
            start = max(quotation.start, passage.start) - passage.start
            end = min(quotation.end, passage.end) - passage.start
            if start < end:
                parts.setdefault(passage.number, []).append(Quoted(start, end, quotation))
    return parts


def mask(text: str, parts: Sequence[Quoted]) -> str:
    """``text`` with everything inside quotation marks blotted out, so that rules do not read it."""
    for part in parts:
        text = text[: part.start] + "~" * (part.end - part.start) + text[part.end :]
    return text

"""Paragraphs of plain text and Markdown, with exact offsets; hard-wrapped lines are joined, not rewritten.

Blank lines part blocks; whether the lines of a block belong together is decided for each block, by its Markdown markers
or by where its lines break.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from briefer.text.markup import MarkedBlock, Region, code_lines, marked_lines, regions
from briefer.text.wrapping import Line, joined, wrap_width


class Paragraph(NamedTuple):
    """A paragraph or heading: ``text[start:end]``, without surrounding white space."""

    start: int
    end: int
    is_heading: bool = False


# A longer line without a full stop is a sentence that lost it, not a heading.
_LONGEST_HEADING = 80
_MOST_HEADING_WORDS = 12

# Inner lines this close to the width need no closer look: hardly a word would have fitted.
_NEAR = 10


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Paragraph]:
    """The paragraphs and headings of ``text[start:end]``, in order: offsets into ``text``, none empty or overlapping.

    Markdown markers (``## ``, ``- ``, ``> ``) at their beginning, thematic breaks, code fences, table rules and HTML
    comments belong to none; the number of a list item stays, for it may be a date. Lines must end in line feeds alone.
    Takes time linear in the length.
    """
    end = len(text) if end is None else end
    marks = marked_lines(text, start, end)
    apart = regions(text, marks, end) if marks else []
    stretches = list(_stretches(start, end, apart))
    blocks = [block for first, last, _ in stretches for block in _blocks(text, first, last)]
    width = wrap_width(text, blocks)
    if not apart:
        return _read_blocks(text, blocks, width, marks)
    found: list[Paragraph] = []
    for first, last, region in stretches:
        found += _read_blocks(text, list(_blocks(text, first, last)), width, marks)
        if region is not None and region.is_code:
            found += (Paragraph(*span) for span in code_lines(text, region))
    return found


def _stretches(start: int, end: int, apart: list[Region]) -> Iterator[tuple[int, int, Region | None]]:
    """The parts of ``text[start:end]`` between the regions, each with the region that follows it."""
    for region in apart:
        yield start, region.start, region
        start = region.end
    yield start, end, None


@functools.cache
def _blank_lines() -> re.Pattern[str]:
    return re.compile(r"\n(?:[^\S\n]*\n)+")


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of lines that are not blank, without surrounding white space."""
    at = start
    for gap in _blank_lines().finditer(text, start, end):
        if block := _stripped(text, at, gap.start()):
            yield block
        at = gap.end()
    if block := _stripped(text, at, end):
        yield block


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    content = text[start:end]
    bare = content.lstrip()
    if not bare:
        return None
    start += len(content) - len(bare)
    return start, start + len(bare.rstrip())


def _read_blocks(text: str, blocks: list[tuple[int, int]], width: int, marks: list[int]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for index, (start, end) in enumerate(blocks):
        is_last = index + 1 == len(blocks)
        if marks and _holds_mark(text, marks, start, end):
            spans = MarkedBlock(text, width).read(_lines(text, start, end))
            found += (Paragraph(*span) for span in spans)
        elif text.find("\n", start, end) < 0:
            found.append(Paragraph(start, end, not is_last and _looks_like_heading(text[start:end])))
        elif width and _filled(width).fullmatch(text, start, end):
            found.append(Paragraph(start, end))
        else:
            found += (Paragraph(line.start, line.end) for line in joined(text, list(_lines(text, start, end)), width))
    return found


def _holds_mark(text: str, marks: list[int], start: int, end: int) -> bool:
    row = text.rfind("\n", 0, start) + 1
    at = bisect_left(marks, row)
    return at < len(marks) and marks[at] < end


@functools.cache
def _filled(width: int) -> re.Pattern[str]:
    """A block whose lines but the last reach the wrap width, and none begins indented: plainly one paragraph."""
    return re.compile(rf"(?:\S[^\n]{{{width - _NEAR},{width + _NEAR}}}\n)+\S[^\n]*")


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of a block, each without surrounding white space."""
    row = text.rfind("\n", 0, start) + 1
    while row < end:
        newline = text.find("\n", row, end)
        row_end = end if newline < 0 else newline
        span = _stripped(text, max(row, start), row_end)
        if span:
            yield Line(span[0], span[1], span[0] - row)
        row = row_end + 1


def _looks_like_heading(line: str) -> bool:
    """Whether a line by itself is a heading: short, in cased script, beginning with a capital, stopping without a mark.

    Dialogue ends with a mark, and Chinese or Arabic lines have no case, so neither is taken for one.
    """
    if len(line) > _LONGEST_HEADING or not line[0].isupper() or line[-1] in "\"'”’»…":
        return False
    if not (line[-1].isalnum() or line[-1] in ")%"):
        return False
    words = line.split()
    if len(words) > _MOST_HEADING_WORDS:
        return False
    return not any(word[-1] in "!?;" for word in words) and (line.isupper() or _has_cased_end(words))


def _has_cased_end(words: list[str]) -> bool:
    letters = [character for character in words[-1] if character.isalpha()]
    return all(character.isupper() or character.islower() for character in letters)

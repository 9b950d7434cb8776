"""Markdown as far as paragraphs need it: which lines are headings, items, quotations, rows, code, or nothing to read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefer.text.wrapping import Line, joined


class Span(NamedTuple):
    """``text[start:end]``, a paragraph or heading; the first three fields of what ``paragraphs`` returns."""

    start: int
    end: int
    is_heading: bool = False


class Region(NamedTuple):
    """``text[start:end]``, whole lines that are not prose: fenced code, or an HTML comment, which is not read at all."""

    start: int
    end: int
    is_code: bool


# Unlike ``-``, ``*`` and ``+`` these are never anything else, and may stand without a space.
_PLAIN_BULLETS = "•‣◦⁃▪"


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "marked": re.compile(r"\n[^\S\n]*(?:[#>|`~*+•‣◦⁃▪=_-]|\d{1,3}[.)]{1,2}\s|<!--)"),
        "rule": re.compile(r"([-*_=~#•·+])(?:[ \t]*\1){2,}"),
        "row rule": re.compile(r"[|:+=\s-]{3,}"),
        "quote": re.compile(r"(?:>[ \t]*)+"),
        "number": re.compile(r"(\d{1,3})(?:\.\)?|\))[ \t]"),
        "fence": re.compile(r"`{3,}|~{3,}"),
    }


def marked_lines(text: str, start: int, end: int) -> list[int]:
    """Where lines of ``text[start:end]`` begin that may carry a Markdown marker."""
    pattern = _patterns()["marked"]
    found = [match.start() + 1 for match in pattern.finditer(text, start, end)]
    if pattern.match("\n" + text[start : start + 200].lstrip("\n")):
        found.insert(0, start)
    return found


def regions(text: str, marks: Iterable[int], end: int) -> list[Region]:
    """Fenced code and HTML comments among the lines that begin at ``marks``; what is never closed is not one."""
    found: list[Region] = []
    fence = _patterns()["fence"]
    opening: tuple[int, str] | None = None
    comments_close = True
    for mark in marks:
        if found and mark < found[-1].end:
            continue
        row_end = _row_end(text, mark, end)
        row = text[mark:row_end].strip()
        if match := fence.match(row):
            if opening is None:
                opening = (mark, match[0])
            elif row == match[0] and row.startswith(opening[1]):
                found.append(Region(opening[0], row_end, is_code=True))
                opening = None
        elif opening is None and comments_close and row.startswith("<!--"):
            close = text.find("-->", mark, end)
            comments_close = close >= 0
            if comments_close:
                found.append(Region(mark, close + 3, is_code=False))
    return found


def _row_end(text: str, at: int, end: int) -> int:
    newline = text.find("\n", at, end)
    return end if newline < 0 else newline


def code_lines(text: str, region: Region) -> Iterator[Span]:
    """The lines of fenced code without its fences, each by itself: code is never joined."""
    at = _row_end(text, region.start, region.end) + 1
    last = text.rfind("\n", region.start, region.end)
    while at < last:
        row_end = _row_end(text, at, last)
        row = text[at:row_end]
        if row.strip():
            lead = len(row) - len(row.lstrip())
            yield Span(at + lead, at + len(row.rstrip()))
        at = row_end + 1


class MarkedBlock:
    """Reads the lines of one block that carries Markdown markers, and collects its paragraphs in ``spans``."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = width
        self.spans: list[Span] = []
        self._run: list[Line] = []
        self._is_item = False
        self._is_quote = False
        self._number = 0

    def read(self, lines: Iterable[Line]) -> list[Span]:
        """The paragraphs of ``lines``."""
        for line in lines:
            self._read_line(line)
        self._flush()
        return self.spans

    def _read_line(self, line: Line) -> None:
        quote = _patterns()["quote"].match(self.text, line.start, line.end)
        if quote:
            if not self._is_quote:
                self._flush()
            line = Line(quote.end(), line.end, line.indent)
        elif self._is_quote and self._begins(line):
            self._flush()
        self._is_quote = bool(quote)
        if line.start == line.end:
            self._flush()
        elif not (self._read_rule(line) or self._read_heading(line) or self._read_row(line)):
            self._read_item(line)

    def _begins(self, line: Line) -> bool:
        """Whether an unmarked line behind a block quotation is a paragraph of its own rather than its lazy end."""
        return not self.text[line.start].islower()

    def _read_rule(self, line: Line) -> bool:
        if not _patterns()["rule"].fullmatch(self.text, line.start, line.end):
            return False
        is_underline = self.text[line.start] in "=-" and " " not in self.text[line.start : line.end]
        if is_underline and len(self._run) == 1 and not self._is_item:
            self.spans.append(Span(self._run[0].start, self._run[0].end, is_heading=True))
            self._run = []
        self._flush()
        return True

    def _read_heading(self, line: Line) -> bool:
        content = self.text[line.start : line.end]
        body = content.lstrip("#")
        level = len(content) - len(body)
        if not 1 <= level <= 6 or (body and body[0] not in " \t"):
            return False
        self._flush()
        lead = level + len(body) - len(body.lstrip())
        bare = body.rstrip("#")
        if bare != body and bare[-1:] not in " \t":
            bare = body
        end = line.start + level + len(bare.rstrip())
        if end > line.start + lead:
            self.spans.append(Span(line.start + lead, end, is_heading=True))
        return True

    def _read_row(self, line: Line) -> bool:
        content = self.text[line.start : line.end]
        if _patterns()["row rule"].fullmatch(content):
            self._flush()
            return True
        if content[0] != "|" or content.count("|") < 2:
            return False
        self._flush()
        inner = content.strip("| \t")
        if inner:
            start = line.start + content.index(inner)
            self.spans.append(Span(start, start + len(inner)))
        return True

    def _read_item(self, line: Line) -> None:
        mark = self.text[line.start]
        after = self.text[line.start + 1 : line.start + 2]
        # A bullet that comes again parts items within the line: it is text, and the sentence splitter's business.
        is_inline = self.text.find(mark, line.start + 1, line.end) >= 0
        if (mark in "-*+" and after in (" ", "\t")) or (mark in _PLAIN_BULLETS and not is_inline):
            start = line.start + 1
            while start < line.end and self.text[start].isspace():
                start += 1
            self._start_item(Line(start, line.end, line.indent))
            return
        number = _patterns()["number"].match(self.text, line.start, line.end)
        # In running text a line may begin with a number by chance: only 1, or the next one, interrupts a paragraph.
        if number and (not self._run or int(number[1]) in (1, self._number + 1)):
            self._number = int(number[1])
            self._start_item(line)
            return
        self._run.append(line)

    def _start_item(self, line: Line) -> None:
        self._flush()
        if line.start < line.end:
            self._run.append(line)
            self._is_item = True

    def _flush(self) -> None:
        run, self._run = self._run, []
        if run:
            hangs = self._is_item and all(line.indent > run[0].indent for line in run[1:])
            found = [Line(run[0].start, run[-1].end)] if hangs else joined(self.text, run, self.width)
            self.spans += (Span(line.start, line.end) for line in found)
        self._is_item = False

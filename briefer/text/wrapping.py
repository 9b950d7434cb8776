"""Which line ends were put there by wrapping, and which end a paragraph.

Two cues need no dictionary: wrapped lines break where the next word would not have fitted, and they mostly break inside
sentences, whereas a paragraph's own end mostly carries a full stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple


class Line(NamedTuple):
    """A line without surrounding white space: ``text[start:end]``, which begins ``indent`` characters into its row."""

    start: int
    end: int
    indent: int = 0


# Text is wrapped at 60 to 80 columns by custom; the bounds leave room for narrow columns, CJK and wide editors.
NARROWEST = 24
WIDEST = 120

# How far a line may stop short of the width and still be a wrapped one: a long word, or ragged editing.
_SLACK = 12

# Past this many line ends the width is known well enough.
_SAMPLE = 500

_CLOSING = "\"'”’»›)]}*_」』）】"
_STOPS = frozenset(".!?:;…。！？：；؟؛۔।॥")


def wrap_width(text: str, blocks: Iterable[tuple[int, int]]) -> int:
    """The column at which ``text`` is hard-wrapped, judged by its blocks of several lines; 0 where it is not."""
    inner: list[str] = []
    for start, end in blocks:
        if "\n" in text[start:end]:
            inner += (line.strip() for line in text[start:end].split("\n")[:-1])
            if len(inner) > _SAMPLE:
                break
    lines = [line for line in islice(inner, _SAMPLE) if NARROWEST <= len(line) <= WIDEST]
    if len(lines) < 4 or 2 * len(lines) < len(inner):
        return 0
    inside = sum(map(is_open, lines))
    lengths = sorted(map(len, lines))
    width = lengths[len(lengths) * 95 // 100]
    reaching = sum(length >= width - 2 * _SLACK for length in lengths)
    return width if 2 * inside >= len(lines) and 10 * reaching >= 6 * len(lines) else 0


def is_open(line: str) -> bool:
    """Whether a line stops without a mark that ends or interrupts a sentence."""
    return line.rstrip(_CLOSING)[-1:] not in _STOPS


def joined(text: str, lines: Sequence[Line], width: int) -> list[Line]:
    """The paragraphs that consecutive ``lines`` make in a document wrapped at ``width`` (0: not wrapped)."""
    if len(lines) == 1:
        return list(lines)
    opens = [is_open(text[line.start : line.end]) for line in lines]
    width = width or _own_width(text, lines, opens)
    # Elsewhere, without a stop at the end, it is a list or a table of contents, whose lines may go on in lower case.
    is_prose = width > 0 or not opens[-1]
    found, first = [], 0
    for at in range(len(lines) - 1):
        if _breaks_at_width(text, lines[at], lines[at + 1], width, is_line_open=opens[at]):
            continue
        if is_prose and opens[at] and text[lines[at + 1].start].islower():
            continue
        found.append(Line(lines[first].start, lines[at].end, lines[first].indent))
        first = at + 1
    found.append(Line(lines[first].start, lines[-1].end, lines[first].indent))
    return found


def _own_width(text: str, lines: Sequence[Line], opens: Sequence[bool]) -> int:
    """The width of a block that looks wrapped by itself, in a document that is not; else 0."""
    breaks = len(lines) - 1
    width = max(line.end - line.start for line in lines)
    if breaks < 2 or not NARROWEST <= width <= WIDEST or 2 * sum(opens[:-1]) < breaks:
        return 0
    full = sum(_breaks_at_width(text, lines[at], lines[at + 1], width, is_line_open=opens[at]) for at in range(breaks))
    return width if 10 * full >= 8 * breaks else 0


def _breaks_at_width(text: str, line: Line, following: Line, width: int, *, is_line_open: bool) -> bool:
    """Whether the line ends because the first word of the ``following`` one would have gone past ``width``."""
    length = line.end - line.start
    if not width or length > width + width // 4:
        return False
    if not is_line_open and following.indent > line.indent + 1:
        return False
    space = text.find(" ", following.start, following.end)
    word = (following.end if space < 0 else space) - following.start
    return length + 1 + word > width - (2 * _SLACK if is_line_open else _SLACK)

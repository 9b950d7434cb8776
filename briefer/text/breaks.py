"""Where a sentence that is too long for its place is broken: behind a clause, else a word, else a character."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator

Span = tuple[int, int]

# A part is about this share of the limit, so that parts can be packed with little waste.
_PARTS = 40

# A character may carry marks without end; past this many it is broken all the same.
_MOST_MARKS = 32


@functools.cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(r"[;:,.!?…—–،؛؟۔]+[\"'”’»)\]]*(?=\s)|[、，；：。！？]+[”’」』）]*|[—،؛]+(?=\w)")


@functools.cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"\s+")


def break_span(text: str, start: int, end: int, limit: float, weigh: Callable[[str], float]) -> list[Span]:
    """Parts of ``text[start:end]`` in order, each at most ``limit`` by ``weigh``, which leave out white space alone.

    A single character that weighs more than the limit is a part all the same.
    """
    parts: list[Span] = []
    for clause in _stripped(text, _between(start, end, (m.end() for m in _clause_ends().finditer(text, start, end)))):
        weight = weigh(text[clause[0] : clause[1]])
        parts += [clause] if weight <= limit else _break_clause(text, *clause, limit, weigh, weight)
    return parts


def _break_clause(
    text: str, start: int, end: int, limit: float, weigh: Callable[[str], float], weight: float
) -> Iterator[Span]:
    """Parts at words, or at characters where there is no space."""
    step = max(1, int((end - start) * limit / (weight * _PARTS)))
    has_spaces = _spaces().search(text, start, end) is not None
    if not has_spaces and end - start == 1:
        yield start, end
        return
    cuts = _word_cuts(text, start, end, step) if has_spaces else _character_cuts(text, start, end, step)
    for first, last in _stripped(text, _between(start, end, cuts)):
        part = weigh(text[first:last])
        if part <= limit:
            yield first, last
        elif (first, last) != (start, end):
            yield from _break_clause(text, first, last, limit, weigh, part)
        else:
            # One character with its marks, or a word behind one space: nothing is left but to break it anywhere.
            middle = (first + last) // 2
            for half in ((first, middle), (middle, last)):
                yield from _break_clause(text, *half, limit, weigh, weigh(text[half[0] : half[1]]))


def _between(start: int, end: int, cuts: Iterator[int]) -> Iterator[Span]:
    for cut in cuts:
        yield start, cut
        start = cut
    yield start, end


def _stripped(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """The spans without white space around them, and without those that hold nothing else."""
    for start, end in spans:
        part = text[start:end]
        bare = part.strip()
        if bare:
            first = start + len(part) - len(part.lstrip())
            yield first, first + len(bare)


def _word_cuts(text: str, start: int, end: int, step: int) -> Iterator[int]:
    at = start
    while (match := _spaces().search(text, min(at + step, end), end)) is not None:
        at = match.end()
        yield at


def _character_cuts(text: str, start: int, end: int, step: int) -> Iterator[int]:
    at = start + step
    while at < end:
        latest = min(at + _MOST_MARKS, end)
        while at < latest and _belongs_together(text[at - 1], text[at]):
            at += 1
        if at < end:
            yield at
        at += step


def _belongs_together(left: str, right: str) -> bool:
    """Whether two characters are one to the reader: marks, joiners, skin tones, flags, Hangul jamo (roughly UAX 29)."""
    if right.isascii():
        return False
    if unicodedata.category(right) in ("Mn", "Mc", "Me") or "\u200d" in (left, right):
        return True
    if "\U0001f3fb" <= right <= "\U0001f3ff" or "\u1160" <= right <= "\u11ff":
        return True
    return "\U0001f1e6" <= left <= "\U0001f1ff" and "\U0001f1e6" <= right <= "\U0001f1ff"

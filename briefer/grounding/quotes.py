"""Where in a text a quotation stands: verbatim, whatever the typography, or with a few words changed.

A text is prepared once, in time linear in its length; a quotation that is nowhere costs no more than one that is.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# So many words about its place are compared with an edited quotation.
_MARGIN = 3
# A word that stands in more places says nothing of any.
_COMMONEST_WORD = 500
_PLACES_TRIED = 3
# This part of an edited quotation's words must stand at its place, in order. Of two halves from different places at most
# the longer is found at either: a splice stays below.
_LIKENESS = 0.75
_SHORTEST = 4


class Located(NamedTuple):
    """A quotation's place, ``text[start:end]``; ``likeness`` is the part of its words that stand there, 1 if verbatim."""

    start: int
    end: int
    is_verbatim: bool
    likeness: float


class QuoteFinder:
    """Finds quotations in one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, quotation: str) -> Located | None:
        """The first place of ``quotation``, verbatim before edited; None where it is not in the text."""
        words = [word.casefold() for word in _WORD.findall(quotation.replace("’", "'"))]
        if not words:
            return None
        return self._verbatim(quotation, words) or self._edited(words)

    def _verbatim(self, quotation: str, words: list[str]) -> Located | None:
        at = self.text.find(quotation.strip())
        if at >= 0:
            return Located(at, at + len(quotation.strip()), is_verbatim=True, likeness=1.0)
        joined = f" {' '.join(words)} "
        at = self._joined.find(joined)
        if at < 0:
            return None
        first = self._joined.count(" ", 0, at + 1) - 1
        return self._span(first, first + len(words), is_verbatim=True, likeness=1.0)

    def _edited(self, words: list[str]) -> Located | None:
        if len(words) < _SHORTEST:
            return None
        places: Counter[int] = Counter()
        for offset, word in enumerate(words):
            held = self._places.get(word, ())
            if len(held) <= _COMMONEST_WORD:
                places.update(place - offset for place in held)
        best: Located | None = None
        for start, _ in sorted(places.items(), key=lambda item: (-item[1], item[0]))[:_PLACES_TRIED]:
            first, last = max(0, start - _MARGIN), min(len(self._words), start + len(words) + _MARGIN)
            found = self._compare(words, first, last)
            if found is not None and (best is None or found.likeness > best.likeness):
                best = found
        return best

    def _compare(self, words: list[str], first: int, last: int) -> Located | None:
        blocks = SequenceMatcher(None, words, self._words[first:last], autojunk=False).get_matching_blocks()
        blocks = [block for block in blocks if block.size]
        likeness = sum(block.size for block in blocks) / len(words)
        if likeness < _LIKENESS:
            return None
        begin, end = first + blocks[0].b, first + blocks[-1].b + blocks[-1].size
        return self._span(begin, end, is_verbatim=False, likeness=likeness)

    def _span(self, first: int, last: int, *, is_verbatim: bool, likeness: float) -> Located:
        return Located(self._offsets[first][0], self._offsets[last - 1][1], is_verbatim, likeness)

    @cached_property
    def _offsets(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.text)]

    @cached_property
    def _words(self) -> list[str]:
        return [self.text[start:end].casefold().replace("’", "'") for start, end in self._offsets]

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self._words)} "

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            found.setdefault(word, []).append(place)
        return found

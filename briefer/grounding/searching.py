"""Where in a document the evidence of a claim may stand: an index of its words, the rare ones weighing most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import log

from briefer.grounding.words import FUNCTION
from briefer.records import Document
from briefer.text.names import name_key, state_of
from briefer.text.numbers import find_numbers
from briefer.text.thesaurus import bases, relatives

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A word that stands in more of the sentences than this share tells nothing of any.
_COMMONEST = 0.5
_SYNONYM_WEIGHT = 0.5
_NUMBER_WEIGHT = 2.0


class EvidenceFinder:
    """Finds the sentences of one document that most of a claim's words stand in; built once, linear in the text."""

    def __init__(self, document: Document) -> None:
        self._places: dict[str, list[int]] = {}
        self._count = len(document.sentences)
        for number in range(1, self._count + 1):
            for key in _own_keys(document.sentence(number)):
                self._places.setdefault(key, []).append(number)

    def find(self, text: str, at_most: int) -> list[int]:
        """The numbers of the sentences that ``text`` is most likely to rest on, best first."""
        scores: Counter[int] = Counter()
        for key, weight in _keys(text, with_synonyms=True):
            places = self._places.get(key, ())
            if not places or (len(places) > _COMMONEST * self._count and self._count > 2 / _COMMONEST):
                continue
            rarity = weight * log(1 + self._count / len(places))
            for place in places:
                scores[place] += rarity  # type: ignore[assignment]  # a Counter of floats
        return [place for place, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:at_most]]


def _own_keys(text: str) -> set[str]:
    """What a sentence is found by."""
    return set().union(*map(_word_keys, _WORD.findall(text)), (f"#{number.value:g}" for number in find_numbers(text)))


def _keys(text: str, *, with_synonyms: bool = False) -> Iterator[tuple[str, float]]:
    """What a text is found by, with its weight: base forms of words, names of states, values of numbers."""
    seen: set[str] = set()
    for word in _WORD.findall(text):
        for key in _word_keys(word):
            if key not in seen:
                seen.add(key)
                yield key, 1.0
    for number in find_numbers(text):
        key = f"#{number.value:g}"
        if key not in seen:
            seen.add(key)
            yield key, _NUMBER_WEIGHT
    if with_synonyms:
        for synonym in sorted(frozenset().union(*(_related(key) for key in seen)) - seen):
            yield synonym, _SYNONYM_WEIGHT


@lru_cache(maxsize=65536)
def _word_keys(word: str) -> frozenset[str]:
    low = word.casefold()
    if low in FUNCTION:
        return frozenset()
    state = state_of(word)
    own = {name_key(state)} if state and word[:1].isupper() else set()
    return bases(low.removesuffix("'s").removesuffix("’s")) | own


@lru_cache(maxsize=16384)
def _related(key: str) -> frozenset[str]:
    known = relatives(key)
    return known.synonyms | known.derived

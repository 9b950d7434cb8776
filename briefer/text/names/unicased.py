"""Names in scripts without capital letters (Arabic, Hebrew, Han): states and the largest cities, by gazetteer alone.

Arabic adjectives of states are formed by rule.

People and organisations are not found there: without capitals, rules alone guess too often wrong. Arabic and Hebrew
words are tried with and without the prefixed conjunctions, prepositions and articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefer.text import gazetteer

_LONGEST_HAN = 12
_LONGEST_WORDS = 4
_PREFIXES = (
    "",
    "و",
    "ب",
    "ل",
    "ك",
    "ف",
    "ال",
    "وال",
    "بال",
    "وب",
    "ول",
    "فال",
    "ב",
    "ל",
    "מ",
    "ה",
    "ו",
    "ש",
    "וב",
    "ול",
)


@cache
def _scripts() -> re.Pattern[str]:
    return re.compile("[֐-׿؀-ۿ]+|[一-鿿]+")


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """The names in words, and the names in Han characters."""
    every = [
        *gazetteer.states(), *gazetteer.organisations(), *gazetteer.arabic_adjectives(), *gazetteer.native_cities()
    ]  # fmt: skip
    native = [name for name in every if name[0] > "ͯ"]
    return frozenset(name for name in native if name[0] < "一"), frozenset(name for name in native if name[0] >= "一")


def has_unicased(text: str) -> bool:
    """Whether a text holds any letter of these scripts."""
    return not text.isascii() and _scripts().search(text) is not None


def unicased_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of the names of states and cities in ``text[start:end]``, the longest first where they overlap."""
    words = list(_scripts().finditer(text, start, end))
    position = 0
    while position < len(words):
        match = words[position]
        if match[0][0] >= "一":
            yield from _han(match[0], match.start())
            position += 1
            continue
        size, begin = _spelled(text, words[position : position + _LONGEST_WORDS])
        if size:
            yield begin, words[position + size - 1].end()
        position += max(size, 1)


def _han(word: str, offset: int) -> Iterator[tuple[int, int]]:
    names = _names()[1]
    position = 0
    while position < len(word):
        for size in range(min(_LONGEST_HAN, len(word) - position), 1, -1):
            if word[position : position + size] in names:
                yield offset + position, offset + position + size
                position += size
                break
        else:
            position += 1


def _spelled(text: str, words: list[re.Match[str]]) -> tuple[int, int]:
    """How many of the words are one name, and where it starts behind a prefix; 0 where they are none."""
    names = _names()[0]
    for size in range(len(words), 0, -1):
        whole = " ".join(text[words[0].start() : words[size - 1].end()].split())
        for prefix in _PREFIXES:
            if whole.startswith(prefix) and whole[len(prefix) :] in names:
                return size, words[0].start() + len(prefix)
    return 0, 0

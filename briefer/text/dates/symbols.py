"""Text as tokens, and each token as the one-letter symbol that the grammar of dates is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from briefer.text.dates import datewords as en

# Text is worked on in parts of this size, so that memory does not grow with it.
_PART = 100_000
_KNOWN_LIMIT = 50_000
_BRACKETS = '()[]{}"“”„«»‘‚‹›'
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_CAPITAL_MONTH = re.compile(r"[A-Z](JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)$")


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d+|\s+|[^\w\s]|_")


class Lexicon(dict[str, str]):
    """Symbols by token for one language; numbers and unknown words are worked out as they come.

    The words' values stand beside: ``months``, ``weekdays``, ``units``, ``numbers``, ``seasons`` and ``offsets`` by
    lower-case word, ``future`` and ``relations`` as in ``foreignwords.Words``.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.months: dict[str, int] = {word: number for number, word in enumerate(en.MONTHS, 1)} | en.ABBREVIATIONS
        self.weekdays = {word: number for number, word in enumerate(en.WEEKDAYS)} | en.WEEKDAY_ABBREVIATIONS
        self.units, self.numbers = dict(en.UNITS), dict(en.NUMBERS)
        self.seasons, self.offsets = dict(en.SEASONS), dict(en.DAYS_OFF)
        self.relations: dict[str, str] = {}
        self.future: frozenset[str] = frozenset()
        self.dotted = language == "de"
        self._add_english()
        if language in _foreign_languages():
            self._add_foreign(language)
        self._given = dict(self)

    def __missing__(self, token: str) -> str:
        if len(self) > _KNOWN_LIMIT:
            self.clear()
            self.update(self._given)
        symbol = self[token] = _classify(token)
        return symbol

    def _add_english(self) -> None:
        for symbol, words in en.ENGLISH.items():
            self._put(symbol, words.split())
        self._put("M", [month for month in en.MONTHS if month not in en.DOUBTFUL_MONTHS])
        self._put("W", en.WEEKDAYS)
        for short in en.ABBREVIATIONS:
            self |= {short: "j", short.capitalize(): "m", short.upper(): "U"}
        for month in en.DOUBTFUL_MONTHS:
            self |= {month: "j", month.capitalize(): "L", month.upper(): "L"}
        self |= {short.capitalize(): "w" for short in en.WEEKDAY_ABBREVIATIONS}
        self |= {"MAY": "U", "Q": "Q", "H": "H", "FY": "D", "S": "X", "us": "_", "US": "X", "IN": "I"}

    def _add_foreign(self, language: str) -> None:
        from briefer.text.dates.foreignwords import FOREIGN

        words = FOREIGN[language]
        for symbol, listed in words.symbols.items():
            self._put(symbol, listed.split())
        self._put("T", list(words.offsets))
        self._put("u", [word for word in words.units if self.get(word) != "y"])
        self.offsets |= words.offsets
        self.units |= words.units
        self.future = frozenset(words.future.split())
        self.relations = dict(words.relations)
        for symbol, groups, values, first in (
            ("M", words.months, self.months, 1), ("W", words.weekdays, self.weekdays, 0),
            ("S", words.seasons, self.seasons, 21), ("N", words.numbers, self.numbers, 1),
        ):  # fmt: skip
            for value, group in enumerate(groups.split(), first):
                forms = group.split("/")
                values |= dict.fromkeys(forms, value)
                self._put(symbol, [form for form in forms if symbol != "N" or self.get(form) != "A"])

    def _put(self, symbol: str, words: list[str]) -> None:
        for word in words:
            self[word] = self[word.capitalize()] = self[word.upper()] = symbol


@cache
def _foreign_languages() -> frozenset[str]:
    return frozenset({"es", "fr", "de", "ru", "uk", "ar"})


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language by its two-letter code; English alone for a language without tables."""
    return Lexicon(language if language in _foreign_languages() else "en")


def _classify(token: str) -> str:
    """The symbol of a token that is in no table: number, punctuation, space or other word."""
    first = token[0]
    if first.isspace():
        return "\n" if token.count("\n") > 1 else " "
    if first.isdecimal():
        return _classify_number(token)
    if first.isalpha():
        return "Z" if _CAPITAL_MONTH.match(token) else ("X" if first.isupper() else "_")
    if first in _BRACKETS:
        return "("
    if first in _DASHES:
        return "-"
    if first == "’":
        return "'"
    return first if first in ".,/:'%!?;" else "|"


def _classify_number(token: str) -> str:
    size, value = len(token), int(token) if len(token) <= 8 else 0
    if size <= 2:
        return "a" if 1 <= value <= 12 else "b" if 13 <= value <= 31 else "c"
    if size == 4 and 1000 <= value <= 2199:
        return "Y"
    if size == 6:
        return "f"
    if size == 8 and 1900 <= value // 10_000 <= 2099:
        return "e"
    return "n"


class Part(NamedTuple):
    """A stretch of text as tokens: ``symbols[i]`` stands for ``tokens[i]``, which starts at ``starts[i]`` of the text."""

    symbols: str
    tokens: list[str]
    starts: list[int]

    def lower(self, index: int) -> str:
        """The token in lower case, or the empty string where there is none."""
        return self.tokens[index].lower() if 0 <= index < len(self.tokens) else ""


def parts(text: str, words: Lexicon) -> Iterator[Part]:
    """The text as parts, cut at an end of line or a space where there is one near."""
    start = 0
    while start < len(text):
        end = min(start + _PART, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start + _PART // 2, end), 0) or text.rfind(" ", start + _PART // 2, end)
            end = cut if cut > start else end
        tokens = _tokens().findall(text, start, end)
        symbols = "".join(map(words.__getitem__, tokens))
        yield Part(symbols, tokens, list(accumulate(map(len, tokens), initial=start)))
        start = end

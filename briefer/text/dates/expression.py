"""A date expression as read, before its context tells what it means, and the match of the grammar that it is read from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.text.dates.symbols import Lexicon, Part

# The Arabic double names: kanun is December and January, tishrin October and November.
_DOUBLE_MONTHS = {"كانون": (12, 1), "تشرين": (10, 11)}
_FIRST_OF_TWO = ("الأول", "الاول")


# A bare number outside these is no year.
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100


@dataclass(slots=True)
class Reading:
    """What an expression says: ``kind`` with the fields that it uses; ``start`` and ``end`` count code points.

    ``toward`` is the direction of a relative expression (last, next, this, previous, following, same, that, ago, later,
    earlier); ``tense`` is -1 for a clause in the past, 1 in the future, 0 unknown; ``until`` is the other end of a
    range. ``aside`` marks a year that describes something ("the 2003 invasion") without moving the story there.
    """

    kind: str
    start: int = 0
    end: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    number: int | None = None
    unit: str = ""
    toward: str = ""
    weekday: int | None = None
    rough: bool = False
    tense: int = 0
    relation: str = "on"
    aside: bool = False
    order: str = ""
    gap: int = 0
    until: Reading | None = None

    @property
    def dated(self) -> bool:
        """Whether it names a year and month by itself."""
        return self.kind == "calendar" and self.year is not None and self.month is not None


@dataclass(slots=True)
class Match:
    """One match of the grammar: tokens ``start`` to ``end`` of ``part``, with lookups by symbol."""

    part: Part
    words: Lexicon
    start: int
    end: int

    @property
    def symbols(self) -> str:
        """The symbols of the match."""
        return self.part.symbols[self.start : self.end]

    def find(self, symbols: str, after: int = 0) -> int | None:
        """Index, within the match, of the first token with one of ``symbols``."""
        return next((i for i, symbol in enumerate(self.symbols) if i >= after and symbol in symbols), None)

    def word(self, symbols: str) -> str:
        """The first token with one of ``symbols`` in lower case, or the empty string."""
        index = self.find(symbols)
        return "" if index is None else self.part.lower(self.start + index)

    def numbers(self, symbols: str) -> list[int]:
        """The values of all number tokens with one of ``symbols``."""
        return [int(self.part.tokens[self.start + i]) for i, symbol in enumerate(self.symbols) if symbol in symbols]

    def year(self) -> int | None:
        """The four-digit year, or the two-digit year behind an apostrophe."""
        years = self.numbers("Y")
        if years:
            return years[0]
        short = re.search("' ?[abc]", self.symbols)
        return full_year(int(self.part.tokens[self.start + short.end() - 1])) if short else None

    def month(self) -> int | None:
        """The number of the first month that is named."""
        at = self.find("MLmjUR")
        if at is None:
            return None
        word = self.part.lower(self.start + at)
        if self.symbols[at] == "R":
            return _DOUBLE_MONTHS[word][self.part.lower(self.start + at + 2) not in _FIRST_OF_TWO]
        return self.words.months[word]

    def unit(self) -> str:
        """The unit of time that is named, in English and singular."""
        return self.words.units.get(self.word("uqy"), "")

    def count(self) -> int | None:
        """The number of units; None for a vague one."""
        if "V" in self.symbols:
            return 2 if self.word("V") == "couple" else None
        digits = self.numbers("abc")
        if digits:
            return digits[0]
        return self.words.numbers.get(self.word("NO") or self.word("A"), 1 if "A" in self.symbols else None)

    def toward(self) -> str:
        """The direction that a word of the match gives."""
        names = {"l": "last", "x": "next", "i": "this", "p": "previous", "F": "following", "g": "same", "z": "same"}
        at = self.find("l")
        at = self.find("xipF") if at is None else at
        at = self.find("gz") if at is None else at
        return names[self.symbols[at]] if at is not None else ""

    @property
    def rough(self) -> bool:
        """Whether only a part of the period is meant: early, the middle of."""
        return "E" in self.symbols or "B" in self.symbols


def full_year(short: int) -> int:
    """The year that two digits stand for: 1950 to 2049."""
    return short + (2000 if short < 50 else 1900)

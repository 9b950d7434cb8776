"""English words that date expressions are made of, each with the symbol that the grammar knows it by.

A symbol stands for one token, so that a text becomes a string of symbols on which small regular expressions find
dates: fast, without backtracking into the text itself, and the same for every language.
"""

from __future__ import annotations

from typing import Final

_MONTHS_TEXT = "january february march april may june july august september october november december"
MONTHS: Final = _MONTHS_TEXT.split()
_WEEKDAYS_TEXT = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS: Final = _WEEKDAYS_TEXT.split()
# Symbols: M month, L month that may be another word, m short month, j either in lower case, U short month in capitals, W weekday,
# w its abbreviation, S season, u unit of time, q quarter, h half, N number word, A article, V vague number, O ordinal,
# k ordinal ending, s the letter, o "of", t "the", l last, x next, i this, p previous, F following, g same, z that,
# E early or late, B begin or end, G ago, J later, K earlier, < before, > after, T day word, I preposition,
# r up to, v between, d and, y "year" beside a number, D fiscal, C counted noun, P "ago" that comes first.
ENGLISH: Final[dict[str, str]] = {
    "u": "day days week weeks month months year years decade decades century centuries weekend fortnight",
    "q": "quarter quarters",
    "h": "half",
    "N": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty",
    "A": "a an",
    "V": "few several couple some many",
    "O": "first second third fourth",
    "o": "of",
    "t": "the",
    "l": "last past",
    "x": "next",
    "i": "this",
    "p": "previous preceding prior",
    "F": "following",
    "g": "same",
    "z": "that",
    "E": "early late mid earlier later latter",
    "B": "beginning start end middle close outset part onset turn",
    "G": "ago",
    "J": "afterwards afterward",
    "K": "previously",
    "<": "before",
    ">": "after",
    "T": "today yesterday tomorrow tonight",
    "I": "in on during since by throughout around about circa over from at as within of's under ending starting "
    "beginning's its his her their our whose for into versus than",
    "r": "to until till through",
    "v": "between",
    "d": "and or",
    "y": "year's",
    "D": "fiscal fy",
    "C": "people persons men women children metres meters kilometres kilometers km miles feet troops soldiers fighters "
    "civilians tons tonnes kg kilograms dollars euros pounds rubles hectares acres barrels homes houses "
    "households votes seats jobs units employees workers members police officers patients deaths victims refugees "
    "families inmates prisoners protesters demonstrators points hours minutes seconds times metre meter foot mile "
    "percent gmt utc hrs bst est edt pm am zulu per cent million billion thousand hundred calories megawatts "
    "volts watts rounds shells bombs copies pages words",
    "k": "st nd rd th",
    "s": "s",
    "S": "spring summer autumn fall winter",
}

UNITS: Final[dict[str, str]] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "year": "year", "years": "year", "decade": "decade", "decades": "decade", "century": "century",
    "centuries": "century", "weekend": "weekend", "fortnight": "fortnight", "quarter": "quarter", "quarters": "quarter",
}  # fmt: skip
_NUMBERS = ENGLISH["N"].split()
NUMBERS: Final[dict[str, int]] = {word: value for value, word in enumerate(_NUMBERS[:20], 1)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "first": 1, "second": 2, "third": 3, "fourth": 4, "a": 1, "an": 1,
}  # fmt: skip
SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
DAYS_OFF: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# Months that are other words or names as well: they need a number or a preposition beside them.
DOUBTFUL_MONTHS: Final = frozenset({"march", "april", "may", "june", "august"})
ABBREVIATIONS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAY_ABBREVIATIONS: Final = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

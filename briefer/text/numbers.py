"""Numbers in running text, in digits of any script and in English words, as values that can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_DOZEN = 12
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_LARGE = "|".join(_SCALES)

_DIGITS = re.compile(rf"(?<!\d)\d++(?:[.,٫٬ \u202f]\d+)*(?:[ \u00a0-]?(?P<scale>{_LARGE})\b)?(?!\d)", re.IGNORECASE)
_CARDINAL = "|".join([*_WORDS, "dozens?", *_SCALES])
_SPELLED = re.compile(
    # An ordinal ends a number: "the first six" are not seven.
    # "Two hundred and six" are one number, "five and six million" two.
    rf"\b(?:(?:{_LARGE})[ -](?:and )?|(?:{_CARDINAL})[ -])*(?:{_CARDINAL}|{'|'.join(_ORDINALS)})\b",
    re.IGNORECASE,
)

# One of these stands in every number in words; looking for them costs little beside the pattern.
_STEMS = tuple("zero one two three four five six seven eight nine ten eleven twel thirt fif twent fort first second third "
               "nint dozen hundred thousand illion mn bn".split())  # fmt: skip
# Sentences are read several times over; longer texts are not kept.
_REMEMBERED = 600


class NumberMention(NamedTuple):
    """A number: ``text[start:end]`` and its value."""

    start: int
    end: int
    text: str
    value: float


def is_ordinal(text: str) -> bool:
    """Whether ``text`` is an ordinal in words, which orders a telling ("a second danger") as often as it counts."""
    return text.casefold() in _ORDINALS


def find_numbers(text: str) -> list[NumberMention]:
    """The numbers of ``text`` in order; "one" on its own is a pronoun as often as a number and is left out."""
    return list(_remembered(text) if len(text) <= _REMEMBERED else _found(text))


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[NumberMention, ...]:
    return tuple(_found(text))


def _found(text: str) -> list[NumberMention]:
    found = [
        NumberMention(m.start(), m.end(), m.group(), value) for m in _DIGITS.finditer(text) for value in _digits(m)
    ]
    low = text.lower()
    if text.isascii() and not any(stem in low for stem in _STEMS):
        return sorted(found)
    for match in _SPELLED.finditer(text):
        words = match.group().strip(" -").casefold()
        value = _spelled(words)
        if words not in {"one", "zero"} and value is not None:
            found.append(NumberMention(match.start(), match.start() + len(words), words, value))
    return sorted(found)


def _digits(match: re.Match[str]) -> list[float]:
    """The value of a run of digits: "1,200", "3.5 million", "١٢"; "1,2 and 3" style lists give their parts."""
    scale = _SCALES[match["scale"].casefold()] if match["scale"] else 1
    figures = match.group()[: match.start("scale") - match.start()] if match["scale"] else match.group()
    if figures.isascii() and figures.isdigit():
        return [float(figures) * scale]
    plain = "".join(str(unicodedata.decimal(c)) if c.isdigit() else c for c in figures).strip(" \u00a0-")
    plain = plain.replace("٫", ".").replace("٬", ",").replace("\u202f", " ")
    for separator in (",", " ", "."):
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(separator)}\d{{3}})+(?:[.,]\d{{1,2}})?", plain):
            head, _, tail = plain.partition("," if separator == "." else ".")
            whole = head.replace(separator, "")
            return [float(f"{whole}.{tail}" if tail else whole) * scale]
    if re.fullmatch(r"\d+[.,]\d+", plain):
        return [float(plain.replace(",", ".")) * scale]
    return [float(part) * scale for part in re.findall(r"\d+", plain)]


def _spelled(words: str) -> float | None:
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[ -]+", words):
        if word == "and":
            continue
        if word in _ORDINALS:
            current, seen = current + _ORDINALS[word], True
        elif word in _WORDS:
            current, seen = current + _WORDS[word], True
        elif word.startswith("dozen"):
            current, seen = max(current, 1) * _DOZEN, True
        elif word == "hundred":
            current = max(current, 1) * 100
        else:
            total, current = total + max(current, 1) * _SCALES[word], 0.0
    # "hundreds of millions" names no number; a bare scale word needs a figure before it.
    return total + current if seen else None

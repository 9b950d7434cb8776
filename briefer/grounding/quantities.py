"""Numbers with what they count: fractions, percentages and rounded figures compared as values, with their unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefer.grounding.alignment import SYNONYM, align
from briefer.grounding.counting import State, is_former, state_told, tells_past
from briefer.grounding.units import CURRENCIES, Measure, measure_behind
from briefer.grounding.words import Word, words_of
from briefer.text.dates.datewords import ABBREVIATIONS, MONTHS
from briefer.text.numbers import find_numbers, is_ordinal
from briefer.text.thesaurus import relatives

_COUNTED_IN_ORDER = (
    "consecutive|straight|successive|term|time|round|attempt|suspect|person|man|woman|victim|candidate|party|country|"
    "hold|rise|cut|increase|fall|hike|day|week|month|year|quarter|wave|phase|vessel|ship|strike|attack"
)
_FRACTION = re.compile(
    r"\b(?:(?P<count>an?|one|two|three|four)[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b(?! of \w+ quarter)"
    # "A third consecutive rise" is the third.
    rf"(?! (?:{_COUNTED_IN_ORDER})\b)"
    r"(?P<million> (?:a )?(?P<scale>million|billion|trillion))?",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_PAIR = re.compile(r"\b(?:a|the) (?:pair|couple) of\b", re.IGNORECASE)
# "Four second-hand ships": the second counts nothing.
_UNCOUNTED = re.compile(
    r"\bsecond(?=-(?:hand|rate)\b)|\b(?:first|second|third|fourth)(?= (?:week|half|fortnight) of\b)", re.IGNORECASE
)
# "1.5 bcm": the unit says how many of another it counts.
_SCALED = re.compile(r" ?(?P<scale>[bmt])cm\b|(?P<short>[mk])\b")
_RANGED = re.compile(r"(?: ?[-–] ?| to )[$£€]?\d[\d.,]* (?P<scale>million|billion|trillion)\b", re.IGNORECASE)
_SCALED_BY = {"m": 10**6, "b": 10**9, "t": 10**12, "k": 10**3}
# "A week", "a full percentage point": one of them.
_SINGLE = re.compile(
    r"\b(?:an?|one) (?:full |whole |single )?(?=(?:minute|hour|day|week|fortnight|month|year|decade|percentage[ -]point)\b)",
    re.IGNORECASE,
)
_HALF_DOZEN = re.compile(r"\bhalf (?:a )?dozen\b", re.IGNORECASE)
# "Almost a billion dollars", "a hundred men"; "a million of them" and "half a million" are told by others.
_ROUND = re.compile(r"(?<!half )\ba (?P<scale>hundred|thousand|million|billion|trillion)\b(?! and\b)", re.IGNORECASE)
_ROUND_VALUES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# "Four in five", "two out of three": a share.
_SHARE = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|[1-9]) (?:in|out of) (?:every )?"
    r"(?P<whole>two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)\b(?! (?:years?|months?|days?|weeks?|hours?|minutes?)\b)",
    re.IGNORECASE,
)
_DIGITS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_TIMES = {"twice": 2.0, "doubled": 2.0, "double": 2.0, "doubling": 2.0, "tripled": 3.0, "triple": 3.0, "quadrupled": 4.0,
          "halved": 0.5, "halving": 0.5}  # fmt: skip
# "Twice" may count occasions too.
_MULTIPLIERS = _TIMES.keys() - {"twice"}
_TIMES_PATTERN = re.compile(rf"\b(?:{'|'.join(_TIMES)})\b", re.IGNORECASE)

# How far a rounded figure may be from the one it rounds: below, above, or either way, as a share of it.
_ROUGH = re.compile(r"\b(?:about|around|roughly|some|approximately|close to|or so)\s+[$£€]?$", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:nearly|almost|under|less than|fewer than|up to|as much as)\s+[$£€]?$", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:over|more than|at least|above|upwards of)\s+[$£€]?$", re.IGNORECASE)
_ROUGH_SHARE = 0.05
_BOUND_SHARE = 0.15

_CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro"}
_ROUNDED_FAMILIES = ("metres", "hectares", "kilograms", "litres")
_LENGTHS_OF_TIME = frozenset("minute hour day week month year decade".split())
_EXACT = 1e-9
_MONTHS = "|".join(month.capitalize() for month in (*MONTHS, *ABBREVIATIONS))
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})\.? $")
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b")
_LAST_DAY = 31
# "47 million more than"
_DIFFERENCE = re.compile(r"(?: \w+)? (?:more|less|fewer|higher|lower|above|below|short)\b", re.IGNORECASE)
# A figure with decimals may be told without them from here on.
_LEAST_ROUNDED = 10
# "Six of the 18": two figures so near are of one thing.
_OF_REACH = 12
# "47 percent against 41"
_VERSUS_REACH = 24
# "A third" tells of 33 percent, and of 32.
_SHARE_SLACK = 0.015
_UNIT_WORDS = 2
_ANAPHORS = ("the ", "these ", "those ", "both ")
_UNIT_REACH = 4
# "Nine of them children"
_BEFORE_UNIT = frozenset("of the more other them whom".split())


# Lengths of time with a half in them, in months.
_LENGTHS = {"a year and a half": 18.0, "one and a half years": 18.0, "half a year": 6.0, "two and a half years": 30.0}
_LENGTHS_PATTERN = re.compile(rf"\b(?:{'|'.join(_LENGTHS)})\b", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number of a text: ``text`` as printed, ``value``, what it counts, and which way it is rounded, if at all."""

    start: int
    text: str
    value: float
    unit: tuple[Word, ...]
    rounding: str | None = None
    is_percent: bool = False
    is_anaphoric: bool = False
    is_single: bool = False
    state: State | None = None
    measure: Measure | None = None
    is_former: bool = False
    tells_past: bool = False
    is_difference: bool = False
    is_day: bool = False


def quantities(text: str, covered: Iterable[tuple[int, int]] = (), *, with_single: bool = False) -> list[Quantity]:
    """The quantities of ``text`` outside the spans ``covered``, in order; "second" and the like among them.

    ``with_single`` counts "a week" as one.
    """
    taken = list(covered)
    text = _UNCOUNTED.sub(lambda match: "-" * len(match.group()), text)
    words = cache(lambda: words_of(text))
    found = [Quantity(span[0], text[slice(*span)], value, ()) for span, value in _half_lengths(text)]
    taken += [(quantity.start, quantity.start + len(quantity.text)) for quantity in found]
    for span, value in _worded(text):
        if not _within(span[0], taken):
            taken.append(span)
            found.append(_quantity(text, words, span, value))
    found += [
        _quantity(text, words, match.span(), _TIMES[match.group().casefold()])._replace(unit=())
        for match in _TIMES_PATTERN.finditer(text)
    ]
    for match in _SINGLE.finditer(text) if with_single else ():
        if not _within(match.start(), taken):
            taken.append(match.span())
            found.append(_quantity(text, words, match.span(), 1.0)._replace(is_single=True))
    found += [
        _quantity(text, words, (number.start, number.end), number.value * _scale_behind(text, number.start, number.end))
        for number in find_numbers(text)
        if not _within(number.start, taken)
    ]
    return sorted(found, key=lambda quantity: quantity.start)


def _half_lengths(text: str) -> Iterator[tuple[tuple[int, int], float]]:
    """Lengths of time with a half in them, in months."""
    for match in _LENGTHS_PATTERN.finditer(text):
        yield match.span(), _LENGTHS[match.group().casefold()]


def _worded(text: str) -> Iterator[tuple[tuple[int, int], float]]:
    """The numbers that are told in words of their own: pairs, dozens, round figures, shares and fractions."""
    for match in _PAIR.finditer(text):
        yield match.span(), 2.0
    for match in _HALF_DOZEN.finditer(text):
        yield match.span(), 6.0
    for match in _ROUND.finditer(text):
        yield match.span(), _ROUND_VALUES[match["scale"].casefold()]
    for match in _SHARE.finditer(text):
        part, whole = (_DIGITS.get(each.casefold()) or int(each) for each in match.group("part", "whole"))
        if part < whole:
            yield match.span(), part / whole
    for match in _FRACTION.finditer(text):
        value = _fraction(match)
        if value is not None:
            yield match.span(), value


def _scale_behind(text: str, start: int, end: int) -> int:
    """How many a unit behind a number makes of each: a billion in "1.5 bcm", a million in "$14.5m"."""
    ranged = _RANGED.match(text, end)
    if ranged and not any(letter.isalpha() for letter in text[start:end]):
        # "410-450 million"
        return _SCALES[ranged["scale"].casefold()]
    match = _SCALED.match(text, end)
    if match is None or (match["short"] and text[start - 1 : start] not in _CURRENCIES):
        return 1
    return _SCALED_BY[match["scale"] or match["short"]]


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _fraction(match: re.Match[str]) -> float | None:
    part = match["part"].casefold().removesuffix("s")
    if part == "half" or match["count"]:
        share = _COUNTS[match["count"].casefold()] / _PARTS[part] if match["count"] else 1 / _PARTS[part]
        return share * (_SCALES[match["scale"].casefold()] if match["scale"] else 1)
    return None


def _quantity(text: str, words: Callable[[], Sequence[Word]], span: tuple[int, int], value: float) -> Quantity:
    start, end = span
    before = text[max(0, start - 16) : start]
    rounding = next(
        (name for name, cue in (("rough", _ROUGH), ("below", _BELOW), ("above", _ABOVE)) if cue.search(before)), None
    )
    tail = text[end : end + 12].lstrip(" -")
    is_percent = tail.startswith(("%", "percent", "per cent"))
    unit = _unit(words(), end)
    if text[start - 1 : start] in _CURRENCIES:
        unit = words_of(_CURRENCIES[text[start - 1]])
    elif before[-4:-1] in CURRENCIES and before.endswith(" "):
        unit = words_of(CURRENCIES[before[-4:-1]])
    # "The two countries", "both": they count what was named before.
    is_anaphoric = value == 2 and text[start:end].casefold() == "two" and before.casefold().endswith(_ANAPHORS)
    return Quantity(
        start,
        text[start:end],
        value,
        tuple(unit),
        rounding,
        is_percent,
        is_anaphoric,
        state=state_told(text, start, end),
        measure=measure_behind(text, end),
        is_former=is_former(text, start),
        tells_past=tells_past(text, start, end),
        is_day=value <= _LAST_DAY and (_MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(text, end)) is not None,
        is_difference=_DIFFERENCE.match(text, end) is not None,
    )


def _unit(words: Sequence[Word], end: int) -> list[Word]:
    """The words of content behind a number, up to the next mark or number."""
    found: list[Word] = []
    behind = [word for word in words if word.start >= end][:_UNIT_REACH]
    for word in behind:
        if word.role == "number" or (word.role == "mark" and word.text not in "-–%"):
            break
        if word.role == "content":
            # "17 diverted": what was counted is not said again.
            if not any("n" in relatives(base).parts for base in word.bases) or word.low.endswith("ed"):
                continue
            found.append(word)
        elif word.low not in _BEFORE_UNIT:
            break
        if len(found) == _UNIT_WORDS:
            break
    return found


def holds_quantity(wanted: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether the evidence gives this number, of the same things where both say of what.

    A number that the evidence gives of one thing and the claim of another, to which the evidence gives another number,
    is not held: "12,000 by the police's count, 35,000 by the organisers'".
    """
    if is_ordinal(wanted.text) and not any(_counts_alike(wanted, each) for each in given):
        return True
    same = [each for each in given if _equal(wanted, each) and _multiply_alike(wanted, each)]
    if not same:
        return wanted.is_anaphoric or _follows(wanted, given)
    if wanted.state and all(each.state and each.state != wanted.state for each in same):
        # "47 were killed and 112 injured"
        return False
    if all(each.is_former for each in same) and not wanted.tells_past:
        return False
    if not wanted.unit or any(not each.unit or _shares(wanted, each) for each in same):
        return True
    others = [each for each in given if not _equal(wanted, each) and not each.is_single]
    return not any(_shares(wanted, each) for each in others)


def _multiply_alike(one: Quantity, other: Quantity) -> bool:
    """Whether neither multiplies what the other counts: "profit tripled" is not held by "in the three months"."""
    return not any(
        multiplier.text.casefold() in _MULTIPLIERS and counted.unit and counted.unit[0].bases & _LENGTHS_OF_TIME
        for multiplier, counted in ((one, other), (other, one))
    )


def _counts_alike(wanted: Quantity, given: Quantity) -> bool:
    """Whether both are ordinals of things that may be the same: "the first delay", "the second delay"."""
    is_open = not wanted.unit or not given.unit
    return is_ordinal(given.text) and (is_open or _shares(wanted, given))


def _follows(wanted: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether a number follows from two that the evidence gives of one thing: their difference, share or quotient."""
    if is_ordinal(wanted.text):
        return False
    figures = [each for each in given if not is_ordinal(each.text) and each.value > 0]
    return any(
        _multiplies(wanted, one, other) or _differs_by(wanted, one, other) or _is_share_of(wanted, one, other)
        for at, one in enumerate(figures)
        for other in figures[at + 1 :]
    )


def _multiplies(wanted: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether "doubled" tells how far one of two figures is from the other: 97 and 214 more than double."""
    alike = one.is_percent == other.is_percent and (_shares(one, other) or not one.unit or not other.unit)
    if wanted.text.casefold() not in _TIMES or not alike:
        return False
    small, large = sorted((one.value, other.value))
    times = large / small if wanted.value > 1 else small / large
    rounding = wanted.rounding or "rough"
    return _near(wanted.value, times, rounding) or (rounding == "above" and wanted.value <= times < wanted.value + 1)


def _differs_by(wanted: Quantity, one: Quantity, other: Quantity) -> bool:
    part, whole = sorted((one, other), key=lambda each: each.value)
    if wanted.unit and part.unit and whole.unit and _shares(wanted, part) and not _shares(wanted, whole):
        # Of 23 people nine were children: 14 were not.
        return False
    small, large = part.value, whole.value
    is_kind = one.is_percent == other.is_percent or (not other.unit and other.start - one.start < _VERSUS_REACH)
    alike = wanted.is_difference or one.is_percent or _shares(one, other) or 0 < other.start - one.start < _OF_REACH
    return is_kind and alike and small != large and abs(large - small - wanted.value) < _EXACT * large


def _is_share_of(wanted: Quantity, one: Quantity, other: Quantity) -> bool:
    small, large = sorted((one.value, other.value))
    is_near = abs(small / large - wanted.value) < _SHARE_SLACK or _near(wanted.value, small / large, wanted.rounding)
    return is_near and wanted.value < 1 <= small and not (one.is_percent or other.is_percent)


def _shares(wanted: Quantity, given: Quantity) -> bool:
    links = align(wanted.unit, given.unit)
    return any(near <= SYNONYM for near, _ in links.values())


def _equal(wanted: Quantity, given: Quantity) -> bool:
    if given.text.casefold() in _TIMES and is_ordinal(wanted.text):
        # Who did it twice did it a second time.
        return wanted.value == given.value
    # "The third delay" is a delay for the third time.
    counts_times = any("time" in word.bases for word in wanted.unit)
    if is_ordinal(wanted.text) != is_ordinal(given.text) and not counts_times:
        return False
    if given.is_day and (wanted.is_percent or wanted.unit or wanted.measure):
        # "14 percent" is not the 14th.
        return False
    if given.is_percent and 0 < wanted.value < 1 and abs(wanted.value - given.value / 100) < _SHARE_SLACK:
        return True
    here, there = wanted.measure, given.measure
    if here is not None and there is not None and here != there and here.family == there.family:
        # "48 hours" are two days, "2.4 GW" 2,400 megawatts; a converted length is a rounded one.
        rounding = wanted.rounding or ("rough" if here.family in _ROUNDED_FAMILIES else None)
        return _near(wanted.value, given.value * there.size / here.size, rounding)
    return any(_near(wanted.value, form, wanted.rounding) for form in _forms(wanted, given))


def _forms(wanted: Quantity, given: Quantity) -> list[float]:
    """The values that a number given may be told as: shares as percentages, basis points as points."""
    is_other_length = _LENGTHS_OF_TIME & _bases(wanted) and _LENGTHS_OF_TIME & _bases(given)
    # "Two weeks" are not "two months".
    forms = [] if is_other_length and not _shares(wanted, given) else [given.value]
    if "basis" in _bases(given):
        forms.append(given.value / 100)
    if "basis" in _bases(wanted):
        forms.append(given.value * 100)
    if given.is_percent and not wanted.is_percent:
        forms.append(given.value / 100)
    if wanted.is_percent and not given.is_percent:
        forms.append(given.value * 100)
    return forms


def _bases(quantity: Quantity) -> frozenset[str]:
    return frozenset().union(*(word.bases for word in quantity.unit))


def _near(value: float, given: float, rounding: str | None) -> bool:
    if abs(value - given) <= 1e-9 * max(1.0, abs(given)):
        return True
    if rounding is None and given != int(given):
        # "38 percent" of 38.4
        return value == round(given) >= _LEAST_ROUNDED
    if rounding == "rough":
        return abs(value - given) <= _ROUGH_SHARE * given
    if rounding == "below":
        return given < value <= given * (1 + _BOUND_SHARE)
    if rounding == "above":
        return given * (1 - _BOUND_SHARE) <= value < given
    return False

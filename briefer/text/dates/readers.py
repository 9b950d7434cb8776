"""How each rule of the grammar reads its matches: the expression as numbers, units and directions, not yet resolved."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from functools import cache

from briefer.text.dates.expression import EARLIEST_YEAR, LATEST_YEAR, Match, Reading, full_year
from briefer.text.dates.guards import read_month, read_year

_RELATIVE_UNITS = frozenset({"day", "week", "month", "year", "decade", "weekend", "quarter"})
_FEASTS = frozenset({"good", "black", "bloody", "palm", "easter", "ash", "super", "cyber"})
_PLURALS = frozenset({"days", "weeks", "months", "years", "decades", "quarters", "weekends"})


def _calendar(year: int | None, month: int, day: int | None, **more: object) -> Reading | None:
    """A reading of kind calendar; None where there is no such day."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]):
        return None
    reading = Reading("calendar", year=year, month=month, day=day)
    for name, value in more.items():
        setattr(reading, name, value)
    return reading


def _stamp(match: Match) -> Reading | None:
    """181430ZAUG25: day, hour, minute, zone, month, year."""
    day = int(match.part.tokens[match.start][:2])
    word = match.word("ZU")
    month = match.words.months[word[-3:]]
    years = match.numbers("Yabc")
    year = None if not years else years[0] if years[0] > 99 else full_year(years[0])
    return _calendar(year, month, day)


def _iso(match: Match) -> Reading | None:
    if match.symbols == "e":
        token = match.part.tokens[match.start]
        return _calendar(int(token[:4]), int(token[4:6]), int(token[6:]))
    year, month, day = match.numbers("Yabc")
    return _calendar(year, month, day)


def _numeric(match: Match) -> Reading | None:
    """30.11.2024 or 11/30/24: which is the month is settled later, by ``order``, where both could be."""
    first, second, year = match.numbers("Yabc")
    if year < 100:
        if any(len(match.part.tokens[match.start + i]) != 2 for i in (0, 2, 4)):
            return None
        year = full_year(year)
    if first > 12:
        return _calendar(year, second, first, order="dmy")
    if second > 12:
        return _calendar(year, first, second, order="mdy")
    return _calendar(year, second, first, order="dmy!" if "." in match.symbols else "either")


def _stacked(match: Match) -> Reading | None:
    """17 AUG 25."""
    day, year = match.numbers("abc")
    return _calendar(full_year(year), match.month() or 0, day, order="day first")


def _day_month(match: Match) -> Reading | None:
    month_at = match.find("MLmjUR") or 0
    symbols, tokens = match.symbols[:month_at], match.part.tokens
    days = [int(tokens[match.start + i]) for i, symbol in enumerate(symbols) if symbol in "ab"]
    stretch = symbols[match.find("ab") or 0 :].rstrip("-")
    between = match.part.symbols[max(match.start - 4, 0) : match.start].endswith(("v ", "v t "))
    return _days(match, days, between or "-" in stretch or "r" in stretch, "day first")


def _month_day(match: Match) -> Reading | None:
    days = match.numbers("ab")
    if "'" in match.symbols and len(days) > 1:
        days = days[:-1]
    tail = match.symbols[match.find("ab") or 0 :]
    return _days(match, days, "-" in tail or "r" in tail, "month first")


def _days(match: Match, days: list[int], is_range: bool, order: str) -> Reading | None:
    month = match.month() or 0
    year = match.year()
    reading = _calendar(year, month, days[0], order=order)
    if reading is None:
        return None
    if "W" in match.symbols:
        reading.weekday = match.words.weekdays[match.word("W")]
    if len(days) > 1:
        if _calendar(year, month, days[-1]) is None or days[-1] <= days[0]:
            return None
        reading.last_day = days[-1]
        reading.order += "" if is_range or days[-1] == days[0] + len(days) - 1 else " listed"
    return reading


def _month_year(match: Match) -> Reading | None:
    return _calendar(match.year(), match.month() or 0, None, rough=match.rough)


def _year_month(match: Match) -> Reading | None:
    """2025-09; but 2007-08 is two years, and so is 1990-94."""
    year, month = match.numbers("Yabc")
    if len(match.part.tokens[match.end - 1]) != 2:
        return None
    if month == (year + 1) % 100 or month > 12:
        return _span(match)
    return _calendar(year, month, None)


def _years(match: Match) -> Reading | None:
    """2014–2017."""
    first, last = match.numbers("Y")
    if not EARLIEST_YEAR <= first < last <= LATEST_YEAR:
        return None
    return Reading("year", year=first, until=Reading("year", year=last))


def _span(match: Match) -> Reading | None:
    first, short = match.numbers("Yabc")
    last = first - first % 100 + short
    if not EARLIEST_YEAR <= first < last <= LATEST_YEAR or len(match.part.tokens[match.end - 1]) != 2:
        return None
    return Reading("year", year=first, until=Reading("year", year=last))


def _month_of(match: Match) -> Reading | None:
    if match.unit() != "year":
        return None
    return _calendar(None, match.month() or 0, None, toward=match.toward() or "last", unit="year", rough=match.rough)


def _half(match: Match) -> Reading:
    named = 2 if match.word("OE") in {"second", "latter"} else 1
    number = match.numbers("ab")[0] if "H" in match.symbols else named
    return Reading(
        "half", year=match.year(), number=number, toward=match.toward() or ("this" if "u" in match.symbols else "")
    )


def _quarter(match: Match) -> Reading | None:
    years, figures = match.numbers("Y"), match.numbers("abc")
    year = years[0] if years else full_year(figures[1]) if len(figures) > 1 and "Q" in match.symbols else None
    number = figures[0] if figures else match.words.numbers.get(match.word("O"))
    if number is None:
        if match.find("lxi") is None:
            return None
        return Reading("unit", unit="quarter", toward=match.toward())
    if not 1 <= number <= 4:
        return None
    toward = (match.toward() or "this") if "u" in match.symbols else ""
    return Reading("quarter", year=year, number=number, toward=toward)


def _fiscal(match: Match) -> Reading | None:
    years = match.numbers("Yabc")
    if len(match.part.tokens[match.end - 1]) < 2:
        return None
    return Reading("year", year=years[0] if years[0] > 99 else full_year(years[0]), aside=True)


def _decade(match: Match) -> Reading | None:
    years = match.numbers("Yabc")
    year = years[0] if years[0] > 99 else years[0] + (2000 if years[0] < 30 else 1900)
    if year % 10:
        return None
    return Reading("decade", number=year // 10)


def _century(match: Match) -> Reading | None:
    figures = match.numbers("ab")
    if match.unit() != "century" or not figures or not 10 <= figures[0] <= 21:
        return None
    return Reading("century", number=figures[0] - 1)


def _season(match: Match) -> Reading | None:
    at = match.find("S") or 0
    word = match.part.lower(match.start + at)
    year = match.year()
    if year is None and word == "fall" and match.part.symbols[match.end : match.end + 2] == " o":
        return None
    if year is None and word in {"fall", "spring"} and match.part.lower(match.start) == "to":
        # "Likely to fall"
        return None
    if "I" in match.symbols[:1] or "r" in match.symbols[:1]:
        match.start += 2
    return Reading("season", number=match.words.seasons[word], year=year, toward=match.toward(), rough=match.rough)


def _relative(match: Match) -> Reading | None:
    at = match.find("WuySqMLm") or 0
    symbol, word = match.symbols[at], match.part.lower(match.start + at)
    toward = match.toward()
    if symbol == "W":
        return Reading("weekday", weekday=match.words.weekdays[word], toward=toward)
    if symbol == "S":
        if toward in {"last", "next"} and match.part.lower(match.end + 1) == "of":
            # "The last summer of the war" counts from the war, not from now.
            return None
        return Reading("season", number=match.words.seasons[word], toward=toward)
    if symbol in "MLm":
        month = match.words.months[word]
        return None if toward == "same" else _calendar(None, month, None, toward=toward, rough=match.rough)
    unit = match.unit()
    if unit not in _RELATIVE_UNITS or word in _PLURALS or (unit == "day" and toward in {"last", "this"}):
        return None
    # "for the last month" is a duration, "the last week of May" no week of its own.
    if match.symbols[0] == "t" and match.word("l") == "last":
        return None
    if match.word("l") == "past" and unit != "weekend":
        return None
    return Reading("unit", unit=unit, toward=toward, rough=match.rough)


def _weekday_of(match: Match) -> Reading | None:
    """Thursday of last week."""
    if match.unit() != "week":
        return None
    return Reading("weekday", weekday=match.words.weekdays[match.word("W")], toward=match.toward(), unit="week")


def _weekend(match: Match) -> Reading | None:
    """Over the weekend: the last one, or the next where the clause looks ahead."""
    return Reading("unit", unit="weekend", toward="nearest") if match.unit() == "weekend" else None


def _ago(match: Match) -> Reading | None:
    last = match.part.lower(match.end - 1)
    if last in {"early", "late", "mid"} or (match.symbols[-1] == "p" and last == "preceding"):
        return None
    toward = {"G": "ago", "J": "later", ">": "later", "K": "earlier", "<": "earlier", "p": "earlier"}.get(
        match.symbols[-1], ""
    )
    if last in {"later", "earlier"}:
        toward = last
    count = match.count()
    if match.symbols == "P u":
        count = 2 if last == "يومين" else 1
    return Reading("shift", number=count, unit=match.unit(), toward=toward or "ago")


def _in_span(match: Match) -> Reading | None:
    if match.word("I") not in {"in", "dans"}:
        return None
    return Reading("shift", number=match.count(), unit=match.unit(), toward="ahead")


def _part_of_unit(match: Match) -> Reading | None:
    unit = match.unit()
    if unit not in {"month", "year", "decade", "week"}:
        return None
    return Reading("unit", unit=unit, toward=match.toward() or "this", rough=True, order="part")


def _neighbour(match: Match) -> Reading | None:
    unit = match.unit()
    if unit not in {"day", "week", "month", "year"}:
        return None
    return Reading("unit", unit=unit, toward="previous" if "<" in match.symbols else "following")


def _today(match: Match) -> Reading | None:
    word = match.word("T")
    if word == "aujourd" and match.part.lower(match.end) in {"'", "’"}:
        match.end += 2
    number = match.words.offsets[word]
    if match.symbols.startswith(("t u <", "t u >")):
        # "The day before yesterday"
        number += -1 if "<" in match.symbols else 1
    return Reading("today", number=number)


def _weekday(match: Match) -> Reading | None:
    """A bare weekday, unless it is part of a name: Good Friday, the Sunday Times."""
    part = match.part
    determined = match.symbols[0] == "t" or part.symbols[max(match.start - 2, 0) : match.start] == "t "
    following = (
        part.tokens[match.end + 1]
        if part.symbols[match.end : match.end + 1] == " " and match.end + 1 < len(part.tokens)
        else ""
    )
    if (determined and following[:1].isupper() and match.part.symbols[match.end + 1] in "XC") or part.lower(
        match.start - 2
    ) in _FEASTS:
        return None
    return Reading("weekday", weekday=match.words.weekdays[match.word("W")])


@cache
def readers() -> dict[str, Callable[[Match], Reading | None]]:
    """The function that reads the matches of each rule; it returns None where they are no date after all."""
    return {
        "stamp": _stamp, "iso": _iso, "numeric": _numeric, "stacked": _stacked, "dmy": _day_month, "mdy": _month_day,
        "month_year": _month_year, "year_month": _year_month, "month_of": _month_of, "half": _half,
        "quarter": _quarter, "fiscal": _fiscal, "decade": _decade, "century": _century, "season_year": _season,
        "relative": _relative, "weekday_of": _weekday_of, "weekend": _weekend, "ago": _ago, "in_span": _in_span, "part_of_unit": _part_of_unit,
        "neighbour": _neighbour, "today": _today, "season": _season, "span": _span, "years": _years, "weekday": _weekday,
        "year": read_year, "month": read_month,
    }  # fmt: skip

"""Chinese dates, which are written without spaces and so are read from the characters themselves."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

from briefer.text.dates.expression import Reading

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "日": 7, "天": 7}
_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨": -1,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2, "同年": 0, "当年": 0}
_TOWARD = {"上": "last", "本": "this", "这": "this", "下": "next", "同": "same", "当": "same"}
_UNITS = {"年": "year", "月": "month", "周": "week", "星期": "week", "日": "day", "天": "day", "礼拜": "week"}
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
_FUTURE = ("将", "预计", "计划", "定于", "即将")
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<century>\d\d)世纪(?P<tens>\d0)年代|(?P<of>\d{4})年第?(?P<quarter>[一二三四1-4])季度|"
        rf"(?P<year>(?<![\d.])\d{{4}}|[〇零一二三四五六七八九]{{4}})年(?:代)?(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})[日号])?|(?P<season>[春夏秋冬])[季天])?"
        rf"|(?P<said>前年|去年|今年|明年|后年|同年|当年)(?:(?P<month2>{_NUMBER})月(?:(?P<day2>{_NUMBER})[日号])?)?"
        rf"|(?<![\d.])(?P<month3>{_NUMBER})月(?:份|(?P<day3>{_NUMBER})[日号])?"
        r"|(?P<today>大前天|前天|昨[天日]|今[天日]|明[天日]|后天)"
        r"|(?P<toward>[上本这下])?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
        r"|(?P<toward2>[上本这下当])个?(?P<unit>月|周|星期|礼拜)"
        rf"|(?P<count>{_NUMBER})个?(?P<unit2>年|月|周|星期|天|日)(?P<way>之?前|之?后)"
    )


def scan_chinese(text: str) -> list[Reading]:
    """The readings of the Chinese date expressions of a text, in order."""
    found, last = [], 0
    for match in _pattern().finditer(text):
        reading = _read(match)
        if reading is None:
            continue
        reading.start, reading.end = match.span()
        sentence = text[
            max(text.rfind("。", max(match.start() - 80, 0), match.start()), match.start() - 80, 0) : match.end() + 30
        ]
        reading.tense = 1 if any(word in sentence.partition("。")[0] for word in _FUTURE) else 0
        reading.gap = text.count("。", last, match.start())
        last = match.end()
        found.append(reading)
    return found


def _read(match: re.Match[str]) -> Reading | None:
    groups = match.groupdict()
    if groups["century"]:
        return Reading("decade", number=(int(groups["century"]) - 1) * 10 + int(groups["tens"]) // 10)
    if groups["quarter"]:
        return Reading("quarter", year=int(groups["of"]), number=_number(groups["quarter"]))
    if groups["today"]:
        return Reading("today", number=_DAYS[groups["today"]])
    if groups["weekday"]:
        weekday = _DIGITS[groups["weekday"]] - 1
        return Reading("weekday", weekday=weekday, unit="week", toward=_TOWARD.get(groups["toward"], ""))
    if groups["unit"]:
        return Reading("unit", unit=_UNITS[groups["unit"]], toward=_TOWARD[groups["toward2"]])
    if groups["count"]:
        toward = "ago" if groups["way"].endswith("前") else "later"
        return Reading("shift", number=_number(groups["count"]), unit=_UNITS[groups["unit2"]], toward=toward)
    return _calendar(match, groups)


def _calendar(match: re.Match[str], groups: dict[str, str | None]) -> Reading | None:
    year = _year(groups["year"]) if groups["year"] else None
    month = groups["month"] or groups["month2"] or groups["month3"]
    day = groups["day"] or groups["day2"] or groups["day3"]
    if groups["season"]:
        return Reading("season", number=_SEASONS[groups["season"]], year=year)
    if match.group().endswith("年代") and year is not None:
        return Reading("decade", number=year // 10)
    if month is None:
        return Reading("year", year=year) if year is not None else _said_year(groups["said"] or "")
    number, of_month = _number(month), _number(day) if day else None
    if not 1 <= number <= 12 or (of_month is not None and not 1 <= of_month <= monthrange(year or 2000, number)[1]):
        return None
    toward = {-1: "last year", 0: "this year", 1: "next year"}.get(_YEARS.get(groups["said"] or "", 9), "")
    if (groups["said"] or "") in {"同年", "当年"}:
        toward = "same year"
    word, _, unit = toward.partition(" ")
    return Reading("calendar", year=year, month=number, day=of_month, toward=word, unit=unit)


def _said_year(word: str) -> Reading:
    if word in {"同年", "当年"}:
        return Reading("unit", unit="year", toward="same")
    offset = _YEARS[word]
    if abs(offset) == 1 or offset == 0:
        return Reading("unit", unit="year", toward={-1: "last", 0: "this", 1: "next"}[offset])
    return Reading("shift", number=abs(offset), unit="year", toward="ago" if offset < 0 else "later")


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else int("".join(str(_DIGITS[char]) for char in text))


def _number(text: str) -> int:
    """A number below one hundred in digits or Chinese figures; 0 where it is none."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text] if len(text) == 1 else 0
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)

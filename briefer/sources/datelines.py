"""Datelines such as ``BAGHDAD, Aug. 22 (Agency) –``: they date and place a report, and stand before its first sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.sources.header_dates import DayMonth, find_date, weekdays
from briefer.text.paragraphs import Paragraph

# A dateline stands at the start of the story, at most behind a standfirst and a subheading or two.
_WITHIN = 4
_LONGEST = 160
# Labels that open a report in capitals before a dash, and name no place.
_LABELS = (
    "analysis breaking brief comment editorial exclusive explainer factbox feature fact flash interview just "
    "live news note opinion photos preview profile release report review special statement timeline update "
    "updated urgent video warning watch wrapup"
)
_UPPER = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ]"
_TOWN = rf"{_UPPER}{{2,}}(?:[ '’.\-]{{1,2}}(?:{_UPPER}+|al|de|la|del))*"
_ANY_TOWN = rf"{_UPPER}[^\W\d_]+(?:[ '’\-](?:{_UPPER}[^\W\d_]+|al|de|la|del))*"
_REGION = rf"(?:,\s+{_UPPER}[\w.'’\-]*(?:\s{_UPPER}[\w.'’\-]*){{0,3}})"
_MONTHLY = r"(?:\d{1,2}\.?\s+[^\W\d_]{3,12}\.?(?:,?\s+\d{4})?|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
_DAY = rf"(?:[,.]?\s+(?P<day>{_MONTHLY})(?:\s+г(?:ода|\.)?)?)"
_AGENCY = r"(?:\s*[,.]?\s*(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,40})/))"
_LATE_DAY = _DAY.replace("<day>", "<late>")
# Scripts without capitals: only a day behind the place tells a dateline from a sentence.
_ARABIC_WORD = r"[\u0621-\u064a]{2,}"
_ARABIC_DAY = rf"(?P<day>\d{{1,2}}\s+{_ARABIC_WORD}(?:\s(?:الأول|الثاني))?(?:\s*/\s*{_ARABIC_WORD})?(?:\s+\d{{4}})?)"
_HAN = r"[\u4e00-\u9fff]"
_HAN_DAY = r"(?P<day>(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日)"
# One of these stands behind every dateline that has no day: a dash, an agency in brackets, what Arabic and Han put there.
_MARK = re.compile(r"[—–―/(电電讯訊]|-[-\s]|(?<=[\u0600-\u06ff]):")
_HAN_DATELINE = (
    rf"(?P<agency>{_HAN}{{2,8}}(?:社|网|網|报|報))?{_HAN}{{1,8}}?[，,\s]*{_HAN_DAY}\s*[电電讯訊]"
    r"(?:\s*[（(][^（()）\n]{1,40}[)）])?[，,：:\s]*"
)
_DASH = r"(?:[*_]{0,3}[.:]?\s*(?:[—–―]|--?)\s*|[.:]\s+)"
_PATTERNS = {
    # РИА-style: the agency stands behind the dash.
    "cyrillic": rf"{_TOWN}{_REGION}{{0,2}}{_DAY}\s*[—–-]\s*(?P<agency>[А-ЯІЇЄ][\w-]+(?:\s[А-ЯІЇЄ][\w-]+)?)\.\s+",
    "agency": rf"(?:{_TOWN}|{_ANY_TOWN}){_REGION}{{0,2}}{_DAY}?{_AGENCY}{_LATE_DAY}?(?:{_DASH}|(?<=/)\s+)",
    "day": rf"{_TOWN}{_REGION}{{0,2}}{_DAY}{_DASH}",
    "dash": rf"{_TOWN}{_REGION}{{0,2}}\s*(?:[—–―]|--|-(?=\s))\s*",
    "region": rf"{_ANY_TOWN}{_REGION}{{1,2}}\s+(?:[—–―]|--)\s+",
    "bare agency": rf"{_AGENCY}\s*(?:[—–―]|--?)\s+",
    "arabic": rf"{_ARABIC_WORD}(?:\s{_ARABIC_WORD}){{0,2}}\s*[،,]?\s*{_ARABIC_DAY}{_AGENCY}?\s*(?:[—–―:]|--?)\s+",
    "han": _HAN_DATELINE,
}
# Those of one script alone, with the first and last letter of it.
_SCRIPTS = {"cyrillic": ("А", "я"), "arabic": ("\u0621", "\u064a"), "han": ("\u4e00", "\u9fff")}
# Before the mark only particles and the month stand in lower case: "MADRID, 22 de agosto de 2025 (EFE)".
_MOST_IN_LOWER_CASE = 3


class Dateline(NamedTuple):
    """What a dateline says."""

    day: DayMonth | None = None
    agency: str | None = None


def split_dateline(text: str, body: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], Dateline]:
    """``body`` with the dateline cut off the paragraph that it opens, and what it said; unchanged where there is none."""
    for index, paragraph in enumerate(body[:_WITHIN]):
        found = _match(text, paragraph)
        if found is None:
            continue
        end, dateline = found
        rest = (paragraph._replace(start=end, is_heading=False),) if end < paragraph.end else ()
        return (*body[:index], *rest, *body[index + 1 :]), dateline
    return body, Dateline()


def _match(text: str, paragraph: Paragraph) -> tuple[int, Dateline] | None:
    head = text[paragraph.start : min(paragraph.end, paragraph.start + _LONGEST + 1)]
    if not _may_have_dateline(head):
        return None
    for key in _PATTERNS:
        if key in _SCRIPTS and not any(_SCRIPTS[key][0] <= char <= _SCRIPTS[key][1] for char in head):
            continue
        match = _pattern(key).match(head)
        if match is None or not _opens_story(head[match.end() :]):
            continue
        if not _may_be_place(match, head):
            continue
        dateline = _read(match)
        if dateline is not None:
            return paragraph.start + match.end(), dateline
    return None


def _may_have_dateline(head: str) -> bool:
    """Whether a dateline may stand here at all: compiling the patterns takes longer than all else, and few need them."""
    mark = _MARK.search(head)
    if mark is None:
        # "CAIRO, 22 August. The …": only a day tells it from a sentence.
        return head[:2].isupper() and any(char.isdigit() for char in head)
    return sum(word[0].islower() for word in head[: mark.start()].split()) <= _MOST_IN_LOWER_CASE


@cache
def _pattern(key: str) -> re.Pattern[str]:
    emphasis = r"[*_]{0,3}"
    return re.compile(emphasis + _PATTERNS[key] + emphasis)


def _may_be_place(match: re.Match[str], head: str) -> bool:
    """Whether what stands before the agency is no label, and in a script without capitals a single word or dated."""
    place = re.split(r"[(/]", match[0])[0]
    words = re.findall(r"[^\W\d]+", place.lower())
    if not frozenset(_LABELS.split()).isdisjoint(words):
        return False
    if match.groupdict().get("day") or any(letter.isupper() for letter in place) or place != match[0]:
        return True
    return len(words) == 1 and not re.search(r"\s[—–―-]\s", head[match.end() :])


def _opens_story(rest: str) -> bool:
    """Whether what follows begins a sentence: a dash after a name may also open an aside ("NATO – the alliance")."""
    opening = rest.lstrip(" \n\t\"'“”‘«„(*_")[:1]
    return not opening or not opening.islower()


def _read(match: re.Match[str]) -> Dateline | None:
    parts = match.groupdict()
    agency = parts.get("agency") or parts.get("slashed")
    printed = parts.get("day") or parts.get("late")
    day = find_date(printed) if printed else None
    if printed and day is None:
        return None
    if agency:
        within = find_date(agency)
        if within or agency.strip(" .").lower() in weekdays():
            return Dateline(day or within)
        if not _is_agency(agency):
            return None
    return Dateline(day, " ".join(agency.split()) if agency else None)


def _is_agency(value: str) -> bool:
    # Some agencies write their initials small: dpa, epd.
    is_name = not value[0].islower() or len(value) <= 4
    return is_name and re.fullmatch(r"[^\W\d_][\w .&,/'’\-]*", value) is not None

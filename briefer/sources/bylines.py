"""Personal names in bylines, credits and author notes, told by their shape."""

from __future__ import annotations

import re
from functools import cache

from briefer.sources.header_dates import months, weekdays

_PARTICLES = (
    "al el bin ibn bint abu ben de del della der den di da dos das du la le van von und y e zu ter ten te af av o st"
)
_BY = r"(?:by|von|par|por|di|door|автор[ы]?:?|автор:|بقلم:?|كتب:?)"
# What follows a name in a byline: an office, an outlet, a place, a date.
_AFTER_NAME = re.compile(r"\s*(?:[|•·/]|\s[-–—]\s|,|\(|\bfor\b|\bin\b|\bat\b|\bof\b|$)", re.IGNORECASE)
# A part of a byline with one of these is an office or an outlet.
_OFFICE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|bureau|chief|contributor|columnist|analyst|fellow|news|press)\b",
    re.IGNORECASE,
)


@cache
def name_pattern() -> str:
    """Return a pattern for a personal name of one to five words, each capitalised but for particles such as "al" and "van"."""
    word = r"(?:[^\W\d_a-zа-яё][^\W\d_]*(?:['’\-.][^\W\d_]+)*\.?)"
    particle = rf"(?:{'|'.join(_PARTICLES.split())})"
    return rf"{word}(?:(?:\s+{particle}){{0,2}}[ \t]+(?:{particle}-)?{word}){{0,4}}"


def authors(value: str) -> str | None:
    """Return the names that a byline's value lists, as printed but for white space and what is no name; None if none."""
    first, *others = _parts(value)
    names = [name for name in (_name(first), *(_name(part) for part in others if " " in part)) if name]
    return _listed(names) if names else None


def byline(line: str) -> str | None:
    """Return the author that a line of the form ``By Jane Doe`` names, or None where the line is something else."""
    match = _by().match(line)
    if match is None or len(line) > 160:
        return None
    value = line[match.end() :].strip(" *_")
    first = re.split(r"[\s,]", value, maxsplit=1)[0].lower().rstrip(".")
    if first in weekdays() or first in months() or _ends_like_prose(value):
        return None
    return authors(value)


def _ends_like_prose(value: str) -> bool:
    return value.endswith((".", "!", "?", ":", ";")) and not re.search(r"\b(?:[A-Z]|[JS]r|et al)\.$", value)


def _parts(value: str) -> list[str]:
    return re.split(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b|\bта\b|\sو(?=\S))\s*", value.strip())


def _name(part: str) -> str | None:
    part = re.sub(r"\s*<[^>]*>|\s*\([^)]*\)", "", part).strip(" *_\t")
    match = _whole_name().match(part)
    if match is None or _OFFICE.search(part) or _AFTER_NAME.match(part, match.end()) is None:
        return None
    name = " ".join(match[0].split())
    lacks_case = not any(letter.isupper() or letter.islower() for letter in name)
    return name if " " in name or name.isupper() or lacks_case or len(name) > 2 else None


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"[*_]{{0,3}}{_BY}\s+[*_]{{0,3}}", re.IGNORECASE)


@cache
def _whole_name() -> re.Pattern[str]:
    return re.compile(name_pattern())

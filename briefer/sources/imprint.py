"""Lines near the top that say who published what and when: bylines, dates, and both on one line."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from briefer.sources.bylines import authors, byline
from briefer.sources.header_dates import find_date, only_date

LONGEST = 300
ENDS_A_SENTENCE = ".!…:;,。!؛،۔।"
_CLOSING_MARKS = "\"'”’»)]*_ "
_SEPARATOR = re.compile(r"\s+[|•·—–]\s+|\s*[|•·]\s*")
_OUTLET = re.compile(
    r"(?i:\b(?:news|newspaper|post|times|journal|daily|weekly|agency|press|herald|tribune|guardian|review|today|tv|television|"
    r"radio|magazine|wire|monitor|gazette|observer|bulletin|chronicle|independent|standard|mail|express|telegraph|reuters|"
    r"media|network|broadcasting|ministry|department|institute|foundation|staff))\b|^[A-Z]{2,5}$|\w\.(?:com|org|net)\b"
)


class Imprint(NamedTuple):
    """What such a line says."""

    author: str | None = None
    published: date | None = None
    updated: date | None = None
    publisher: str | None = None


def read_imprint(line: str) -> Imprint | None:
    """Return what a line says that only a header has; None for any other line."""
    line = line.strip("*_# ")
    if not line or len(line) > LONGEST:
        return None
    return _dated(line) or _by(line) or _segmented(line)


def read_label(line: str) -> Imprint | None:
    """Return what a short line beside an imprint says: an author, an outlet, or nothing known; None for a longer one."""
    bare = line.strip("*_# ")
    if not bare or len(bare) > 60 or len(bare.split()) > 6 or bare[-1] in ENDS_A_SENTENCE or bare[0] in "-+>`<[(":
        return None
    if bare[0].isdigit():
        return Imprint()
    if _OUTLET.search(bare) and not any(word[0].islower() for word in bare.split() if len(word) > 3):
        return Imprint(publisher=" ".join(bare.split()))
    name = authors(bare)
    return Imprint(author=name if name and 2 <= len(name.split()) <= 7 else None)


def is_headline(line: str) -> bool:
    """Whether a line may be a headline: letters, no list marker, and no sentence's end but a short question's."""
    if len(line) > 200 or not re.search(r"[^\W\d_]", line) or _dated_by().match(line):
        return False
    bare = line.rstrip(_CLOSING_MARKS)
    if not bare or bare[-1] in ENDS_A_SENTENCE or (bare[-1] in "?？؟" and len(line.split()) > 14):
        return False
    return not is_listed(line) and not line.startswith(("#", ">", "|", "`", "<", "["))


def is_listed(line: str) -> bool:
    """Whether a line is an item of a list."""
    return re.match(r"(?:[-*+•]|\d+[.)])\s", line) is not None


def _dated(line: str) -> Imprint | None:
    match = _dated_by().match(line)
    if match is None:
        found = only_date(line)
        return Imprint(published=found.resolve()) if found else None
    found = find_date(line[match.end() :])
    if len(line) > 120 or len(line.split()) > 14:
        return None
    if found is None or found.year is None or re.search("downloaded|retrieved|accessed", line, re.IGNORECASE):
        return Imprint() if len(line) <= 80 and re.search(r"\d", line) else None
    day = found.resolve()
    return Imprint(updated=day) if re.search("updated|modified", match[0], re.IGNORECASE) else Imprint(published=day)


def _by(line: str) -> Imprint | None:
    author = byline(line)
    if author is None or _SEPARATOR.search(line):
        return None
    found = find_date(line)
    return Imprint(author=author, published=found.resolve() if found else None)


def _segmented(line: str) -> Imprint | None:
    """``By Jane Doe | Harbour Post | 22 August 2025``: at least one part must be certain, and all be short."""
    parts = [part for part in _SEPARATOR.split(line) if part]
    if len(parts) < 2 or any(len(part) > 80 for part in parts):
        return None
    certain = [found for part in parts if (found := _dated(part) or _by(part))]
    labels = [found for part in parts if not _dated(part) and not _by(part) and (found := read_label(part))]
    if not certain or len(certain) + len(labels) < len(parts):
        return None
    return joined([*certain, *labels])


def joined(imprints: list[Imprint]) -> Imprint:
    """Return the first value of each field."""
    return Imprint(*(next(filter(None, values), None) for values in zip(*imprints, strict=True)))


@cache
def _dated_by() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:first\s+)?(?:published|posted)|(?:last\s+)?(?:updated|modified))(?:\s+on|\s+at)?\s*:?\s+", re.IGNORECASE
    )

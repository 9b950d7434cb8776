"""Bare years and months: whether "2003" or "May" stands where a date does, or is a number, a verb or a name."""

from __future__ import annotations

from typing import Final

from briefer.text.dates.datewords import DOUBTFUL_MONTHS
from briefer.text.dates.expression import EARLIEST_YEAR, LATEST_YEAR, Match, Reading

_YEAR_NEIGHBOURS = "IorvdtA<>EBiyuF(|SlMLmUp"
_STARTERS_WORDS = "saw was is will marked brought began has had also has would became ended opened proved were"
_STARTERS: Final = frozenset(_STARTERS_WORDS.split())
# What stands before a quantity or a time of day rather than a year.
_QUANTIFIERS = frozenset({"at", "over", "under", "per", "or"})
_COMPARISONS = frozenset({"more", "less", "fewer", "rather", "higher", "lower", "other"})
_MONTH_NEIGHBOURS = frozenset("IorvdEB<>liLxtApFg,")


def read_year(match: Match) -> Reading | None:
    """A bare year, with what may stand around it: "the year 1998", "mid-2009", "2023 году"."""
    part = match.part
    at = match.start + (match.find("Y") or 0)
    year = int(part.tokens[at])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    bare = match.symbols == "Y"
    attributive = _is_attributive(match, at)
    if bare and not _fits(match, at):
        return None
    if _counts_something(match, at, year, attributive):
        return None
    return Reading("year", year=year, rough=match.rough, aside=attributive)


def read_month(match: Match) -> Reading | None:
    """A bare month; one that is also a verb or a name needs a preposition, and no name behind it."""
    part, at = match.part, match.start + (match.find("MLmUR") or 0)
    month = match.month() or 0
    doubtful = part.symbols[at] in "LmU"
    before, after = _neighbour(match, match.start - 1, -1), _neighbour(match, match.end, 1)
    if before in (",", "d") and not set("MLm") & set(part.symbols[max(match.start - 6, 0) : match.start]):
        before = ""
    if before == "r" and _is_bare_to(match):
        before = ""
    if doubtful:
        if not match.rough and before not in _MONTH_NEIGHBOURS and part.symbols[match.start] != "t":
            return None
        if after == "X" and part.symbols[match.end] == " ":
            return None
        if part.lower(at) not in DOUBTFUL_MONTHS and not (match.rough or before in "Ior"):
            return None
    elif after == "X" and before == "X" and part.symbols[match.start - 1 : match.start] == " ":
        return None
    if part.symbols[match.start - 1 : match.start] == "-" and before == "X":
        return None
    # "the September date" speaks of a September named before.
    article = match.symbols[0] == "t" or part.symbols[max(match.start - 2, 0) : match.start] == "t "
    definite = article and after in ("_", "X", "T")
    return Reading("calendar", month=month, rough=match.rough, aside=definite and not match.rough)


def _is_bare_to(match: Match) -> bool:
    """Whether "to" before a month follows no other date: "to march", "to may", but "June to August", "until March"."""
    part = match.part
    index = match.start - (2 if part.symbols[match.start - 1] == " " else 1)
    return part.lower(index) == "to" and not set("MLmUY") & set(part.symbols[max(match.start - 12, 0) : match.start])


def _neighbour(match: Match, index: int, step: int) -> str:
    """The symbol next to the match, beyond one space; the empty string at an edge."""
    symbols = match.part.symbols
    if 0 <= index < len(symbols) and symbols[index] == " ":
        index += step
    return symbols[index] if 0 <= index < len(symbols) else ""


def _is_attributive(match: Match, at: int) -> bool:
    """Whether the year stands before a noun that it describes: "the 2003 invasion", "its 1920 treaty"."""
    symbols = match.part.symbols
    determined = symbols[max(at - 2, 0) : at] in {"t ", "A "} or match.part.lower(at - 2) in {
        "its",
        "his",
        "her",
        "their",
        "our",
    }
    return determined and symbols[at + 1 : at + 3] in {" _", " X", " T"}


def _fits(match: Match, at: int) -> bool:
    """Whether what stands before (and behind) a year lets it be one."""
    part = match.part
    symbols = part.symbols
    previous = symbols[at - 1] if at else "\n"
    following = symbols[at + 1] if at + 1 < len(symbols) else "\n"
    if previous == "\n":
        # A heading, or the year as subject of the first sentence.
        return following in ":\n(-" or _opens_sentence(match, at) or symbols[at + 1 : at + 3] in {" -", " ("}
    if previous == "(":
        return part.tokens[at - 1] in '([“"' and following in "()-,;:"
    if previous == "-":
        return symbols[max(at - 2, 0)] in "E<>" or part.lower(at - 2) in {"pre", "post"}
    if previous != " " or at < 2:
        return False
    return _follows_well(match, at, symbols[at - 2], following)


def _opens_sentence(match: Match, at: int) -> bool:
    """Whether the year is the subject of its sentence, or, in German, stands for "in" that year before the verb."""
    part = match.part
    if match.words.dotted and part.symbols[at + 1 : at + 3] == " _":
        return True
    return part.lower(at + 2) in _STARTERS


def _follows_well(match: Match, at: int, before: str, following: str) -> bool:
    """Whether the word or sign ``before`` the year, beyond a space, is one that years follow."""
    symbols = match.part.symbols
    if before in ".!?":
        return _opens_sentence(match, at)
    if before == ",":
        listed = symbols[max(at - 6, 0) : at - 2].endswith("Y") or symbols[at - 3] in "kab"
        if symbols[at + 1 : at + 5] == " d Y":
            # "a period, 2025 and 2026, …"
            return True
        return listed and (following in ".,;)\n" or symbols[at + 1 : at + 3] == " d")
    if before == "-":
        return symbols[max(at - 4, 0) : at - 2].strip()[-1:] in ("Y", "M", "L", "U")
    if before == "d":
        return symbols[max(at - 5, 0) : at - 3].rstrip(" ,")[-1:] in ("Y", "M", "L", "m", "u")
    word = match.part.lower(at - 2)
    if word in _QUANTIFIERS or (word == "than" and match.part.lower(at - 4) in _COMPARISONS):
        return False
    return before in _YEAR_NEIGHBOURS or word == "born"


def _counts_something(match: Match, at: int, year: int, attributive: bool) -> bool:
    """Whether the number counts what follows: "2000 people", "of 1500 soldiers"."""
    part = match.part
    following = part.symbols[at + 1 : at + 3]
    if following in {" C", "-C", " c"}:
        return True
    if following != " _" or attributive:
        return False
    word = part.lower(at + 2)
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
    return plural and (year % 50 == 0 or year < 1800)
